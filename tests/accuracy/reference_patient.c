/* SPDX-License-Identifier: MIT */
/* Palm's function A(x,y) = 1 + y/(x+1) + y^2/((x+1)(x+2)) + ..., from which with F = 1/B all of Erlang A follows:
 *
 *   y <= x or few terms   A(x,y) - 1 = y/(x+1) A(x+1,y), whose terms are positive and fall: in fixed point
 *   y > x                 A(x,y) - 1 = Gamma(x+1) e^y y^-x - F(x,y), which is more than half of the first
 *
 * With x = n p, y = a p, rho = a/n, D = A + F - 1, and at a time t u = t/p, y_t = y e^-u, g = exp(y - y_t - n t):
 *
 *   P(W > 0) = A/D, P(W = 0) = (F - 1)/D, P(Ab) = (rho + (rho - 1)(A - 1))/(rho D), answered = (rho (F-1) + A-1)/(rho D),
 *   P(V > t) = g A_t/D, P(W > t) = e^-u P(V > t), P(served, W > t) = g (A_t - 1)/(rho D).
 *
 * Error. The sums have 320 bits behind the point and some 2^18 terms at most; G = rho + (rho - 1)(A - 1) loses the bits of
 * x and of 1/rho, fewer than 90. F is right to 2^-128 of itself, and A with it for y > x. A service level is a difference
 * of shares, right to 2^-126 absolutely. */
#include "reference_patient.h"

#include <float.h>

enum {
    BITS = 384,      /* of every intermediate number */
    FIXED = 320,     /* bits behind the point */
    FEW = 3000,      /* y up to which the series is taken whatever x is */
    NEGLIGIBLE = 300 /* y below 2^-300: no second term */
};

/* A(x,y), its terms in fixed point: x = servers 2^exponent and y = load 2^exponent' in whole numbers. */
static void sum_palm(mpfr_ptr value, mpfr_srcptr x, mpfr_srcptr y)
{
    mpz_t servers, load, one, term, sum;
    mpz_inits(servers, load, one, term, sum, NULL);
    long exponent = mpfr_get_z_2exp(servers, x);
    long shift = mpfr_get_z_2exp(load, y);
    if (exponent > 0) {
        mpz_mul_2exp(servers, servers, (mp_bitcnt_t)exponent);
        exponent = 0;
    }
    mpz_setbit(one, (mp_bitcnt_t)-exponent);
    shift -= exponent;
    mpz_setbit(term, FIXED);
    while (mpz_sgn(term) > 0) {
        mpz_add(sum, sum, term);
        mpz_add(servers, servers, one);
        mpz_mul(term, term, load);
        if (shift >= 0)
            mpz_mul_2exp(term, term, (mp_bitcnt_t)shift);
        else
            mpz_tdiv_q_2exp(term, term, (mp_bitcnt_t)-shift);
        mpz_tdiv_q(term, term, servers);
    }
    mpfr_set_z_2exp(value, sum, -FIXED, MPFR_RNDN);
    mpz_clears(servers, load, one, term, sum, NULL);
}

/* Gamma(x+1) e^y y^-x. */
static void whole(mpfr_ptr value, mpfr_srcptr x, mpfr_srcptr y)
{
    mpfr_t part;
    mpfr_init2(part, BITS);
    mpfr_add_ui(part, x, 1, MPFR_RNDN);
    mpfr_lngamma(value, part, MPFR_RNDN);
    mpfr_add(value, value, y, MPFR_RNDN);
    mpfr_log(part, y, MPFR_RNDN);
    mpfr_mul(part, part, x, MPFR_RNDN);
    mpfr_sub(value, value, part, MPFR_RNDN);
    mpfr_exp(value, value, MPFR_RNDN);
    mpfr_clear(part);
}

void reference_palm(mpfr_ptr less_1, mpfr_srcptr x, mpfr_srcptr y)
{
    mpfr_t following, value;
    mpfr_inits2(BITS, following, value, (mpfr_ptr)NULL);
    bool series = mpfr_lessequal_p(y, x) || mpfr_cmp_ui(y, FEW) <= 0;
    if (series) {
        mpfr_add_ui(following, x, 1, MPFR_RNDN);
        mpfr_div(less_1, y, following, MPFR_RNDN);
        bool more = !mpfr_zero_p(y) && mpfr_get_exp(y) > -NEGLIGIBLE;
        if (more) {
            sum_palm(value, following, y);
            mpfr_mul(less_1, less_1, value, MPFR_RNDN);
        }
    } else {
        reference_loss(value, following, x, y);
        mpfr_add_ui(value, value, 1, MPFR_RNDN);
        whole(following, x, y);
        mpfr_sub(less_1, following, value, MPFR_RNDN);
    }
    mpfr_clears(following, value, (mpfr_ptr)NULL);
}

void patient_reference_init(patient_reference *r)
{
    for (int i = 0; i < PATIENT_QUANTITIES; i++)
        mpfr_init2(r->value[i], REFERENCE_BITS);
}

void patient_reference_clear(patient_reference *r)
{
    for (int i = 0; i < PATIENT_QUANTITIES; i++)
        mpfr_clear(r->value[i]);
}

/* What the quantities are made of. */
enum { X, Y, RHO, EXCESS, ABOVE, D, STAYS, FALL, ABOVE_T, PART, PARTS };
typedef struct parts {
    mpfr_t of[PARTS];
} parts;

/* The shares without a time. */
static void set_at_once(patient_reference *r, parts *p, mpfr_srcptr load, mpfr_srcptr patience)
{
    mpfr_ptr part = p->of[PART];
    mpfr_add_ui(part, p->of[ABOVE], 1, MPFR_RNDN);
    mpfr_add(p->of[D], part, p->of[EXCESS], MPFR_RNDN);
    mpfr_div(r->value[A_WAITING], part, p->of[D], MPFR_RNDN);
    mpfr_div(r->value[A_WAITING_COMPL], p->of[EXCESS], p->of[D], MPFR_RNDN);
    mpfr_sub_ui(part, p->of[RHO], 1, MPFR_RNDN);
    mpfr_fma(part, part, p->of[ABOVE], p->of[RHO], MPFR_RNDN);
    mpfr_div(part, part, p->of[RHO], MPFR_RNDN);
    mpfr_div(r->value[A_ABANDONMENT], part, p->of[D], MPFR_RNDN);
    mpfr_fma(part, p->of[RHO], p->of[EXCESS], p->of[ABOVE], MPFR_RNDN);
    mpfr_div(part, part, p->of[RHO], MPFR_RNDN);
    mpfr_div(r->value[A_ANSWERED], part, p->of[D], MPFR_RNDN);
    mpfr_mul(r->value[A_WAIT_MEAN], r->value[A_ABANDONMENT], patience, MPFR_RNDN);
    mpfr_mul(r->value[A_QUEUE_MEAN], r->value[A_WAIT_MEAN], load, MPFR_RNDN);
}

/* e^-u, g and A_t - 1. */
static void set_elapsed(parts *p, mpfr_srcptr servers, mpfr_srcptr patience, mpfr_srcptr t)
{
    mpfr_ptr part = p->of[PART];
    mpfr_div(part, t, patience, MPFR_RNDN);
    mpfr_neg(part, part, MPFR_RNDN);
    mpfr_exp(p->of[STAYS], part, MPFR_RNDN);
    mpfr_expm1(part, part, MPFR_RNDN);
    mpfr_mul(part, part, p->of[Y], MPFR_RNDN);
    mpfr_mul(p->of[FALL], servers, t, MPFR_RNDN);
    mpfr_add(part, part, p->of[FALL], MPFR_RNDN);
    mpfr_neg(part, part, MPFR_RNDN);
    mpfr_exp(p->of[FALL], part, MPFR_RNDN);
    mpfr_mul(part, p->of[Y], p->of[STAYS], MPFR_RNDN);
    reference_palm(p->of[ABOVE_T], p->of[X], part);
}

/* beyond is P(served, W > t), lost P(Ab, W > t). */
static void set_levels(patient_reference *r, mpfr_srcptr beyond, mpfr_ptr lost)
{
    mpfr_ptr offered = r->value[A_LEVEL_OFFERED];
    mpfr_sub(offered, r->value[A_ANSWERED], beyond, MPFR_RNDN);
    mpfr_div(r->value[A_LEVEL_ANSWERED], offered, r->value[A_ANSWERED], MPFR_RNDN);
    mpfr_ui_sub(r->value[A_LEVEL_SL2], 1, r->value[A_WAIT_TAIL], MPFR_RNDN);
    mpfr_ui_sub(r->value[A_LEVEL_VIRTUAL], 1, r->value[A_OFFERED_WAIT_TAIL], MPFR_RNDN);
    mpfr_add(lost, lost, r->value[A_ANSWERED], MPFR_RNDN);
    mpfr_div(r->value[A_LEVEL_EXCLUDING], offered, lost, MPFR_RNDN);
}

static void set_at_time(patient_reference *r, parts *p)
{
    mpfr_t beyond;
    mpfr_init2(beyond, BITS);
    mpfr_ptr part = p->of[PART];
    mpfr_div(part, p->of[FALL], p->of[D], MPFR_RNDN); /* g/D */
    mpfr_mul(beyond, part, p->of[ABOVE_T], MPFR_RNDN);
    mpfr_div(beyond, beyond, p->of[RHO], MPFR_RNDN);
    mpfr_add_ui(p->of[ABOVE_T], p->of[ABOVE_T], 1, MPFR_RNDN);
    mpfr_mul(part, part, p->of[ABOVE_T], MPFR_RNDN);
    mpfr_set(r->value[A_OFFERED_WAIT_TAIL], part, MPFR_RNDN);
    mpfr_mul(part, part, p->of[STAYS], MPFR_RNDN);
    mpfr_set(r->value[A_WAIT_TAIL], part, MPFR_RNDN);
    mpfr_sub(part, part, beyond, MPFR_RNDN);
    set_levels(r, beyond, part);
    mpfr_clear(beyond);
}

void patient_reference_set(patient_reference *r, mpfr_srcptr servers, mpfr_srcptr load, mpfr_srcptr patience,
                           mpfr_srcptr t)
{
    parts p;
    for (int i = 0; i < PARTS; i++)
        mpfr_init2(p.of[i], BITS);
    mpfr_mul(p.of[X], servers, patience, MPFR_RNDN);
    mpfr_mul(p.of[Y], load, patience, MPFR_RNDN);
    mpfr_div(p.of[RHO], load, servers, MPFR_RNDN);
    reference_loss(p.of[EXCESS], p.of[PART], servers, load);
    reference_palm(p.of[ABOVE], p.of[X], p.of[Y]);
    set_at_once(r, &p, load, patience);
    set_elapsed(&p, servers, patience, t);
    set_at_time(r, &p);
    for (int i = 0; i < PARTS; i++)
        mpfr_clear(p.of[i]);
}

void patient_reference_set_d(patient_reference *r, double servers, double load, double patience, double t)
{
    mpfr_t exact[4];
    const double given[4] = {servers, load, patience, t};
    for (int i = 0; i < 4; i++) {
        mpfr_init2(exact[i], DBL_MANT_DIG);
        mpfr_set_d(exact[i], given[i], MPFR_RNDN);
    }
    patient_reference_set(r, exact[0], exact[1], exact[2], exact[3]);
    for (int i = 0; i < 4; i++)
        mpfr_clear(exact[i]);
}
