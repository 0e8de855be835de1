/* SPDX-License-Identifier: MIT */
/* F(n,a) = 1/B(n,a) = int_0^inf e^-x (1 + x/a)^n dx by plain series in fixed point, one for each side:
 *
 *   a >= n, a >= 100   F(n) - 1 = (n/a) F(n-1),
 *                      F(m) = 1 + m/a + m (m-1)/a^2 + m (m-1)(m-2)/a^3 + ...
 *                      down from m = n - 1. The terms are positive and fall as far as the fractional part of n; there
 *                      their signs begin to alternate, and the sum is asymptotic: the integrand's Taylor sums enclose
 *                      it, so that the error is below the first term left out, of which the smallest is about e^-a,
 *                      less than 2^-140. It is left out below 2^-128.
 *   else               F = Gamma(n+1) e^a a^-n - Z,  Z = a/(n+1) + a^2/((n+1)(n+2)) + ...
 *                      of positive terms. For a < n the difference is at least half of the first, but for n < 1, where
 *                      F - 1 is of the order of n; for a > n it loses at most e^100. Both are answered by more bits.
 *
 * dF/dn is summed along, term by term: a product P x of terms has the derivative P' x + P x'.
 *
 * Error. A term in fixed point of 192 bits is a unit off for each step so far, 2^16 steps at most: the sum is right to
 * 2^-160 absolutely, where F >= 1. */
#include "reference.h"

#include <float.h>
#include <math.h>

enum {
    FIXED = 192,           /* bits behind the point */
    ENOUGH = 64,           /* a term that has no more bits is left out: 2^-128 */
    LEAST_ASYMPTOTIC = 100 /* the load from which the alternating part is exact enough */
};

static void set_fixed(mpz_ptr out, mpfr_ptr x)
{
    mpfr_mul_2ui(x, x, FIXED, MPFR_RNDN);
    mpfr_get_z(out, x, MPFR_RNDN);
}

static bool both_left_out(mpz_srcptr x, mpz_srcptr y)
{
    return mpz_sizeinbase(x, 2) <= ENOUGH && mpz_sizeinbase(y, 2) <= ENOUGH;
}

/* F(n-1) and its derivative, times 2^FIXED. */
static void sum_descending(mpz_ptr sum, mpz_ptr sum_slope, mpfr_srcptr n, mpfr_srcptr a)
{
    mpfr_t x;
    mpfr_init2(x, 2 * REFERENCE_BITS);
    mpz_t inverse, ratio, term, slope, product;
    mpz_inits(inverse, ratio, term, slope, product, NULL);
    mpfr_ui_div(x, 1, a, MPFR_RNDN);
    set_fixed(inverse, x);
    mpfr_sub_ui(x, n, 1, MPFR_RNDN);
    mpfr_div(x, x, a, MPFR_RNDN);
    set_fixed(ratio, x);
    mpz_setbit(term, FIXED);
    while (!both_left_out(term, slope)) {
        mpz_add(sum, sum, term);
        mpz_add(sum_slope, sum_slope, slope);
        mpz_mul(product, slope, ratio);
        mpz_addmul(product, term, inverse);
        mpz_tdiv_q_2exp(slope, product, FIXED);
        mpz_mul(product, term, ratio);
        mpz_tdiv_q_2exp(term, product, FIXED);
        mpz_sub(ratio, ratio, inverse);
    }
    mpz_clears(inverse, ratio, term, slope, product, NULL);
    mpfr_clear(x);
}

static void descending(mpfr_ptr excess, mpfr_ptr slope, mpfr_srcptr n, mpfr_srcptr a)
{
    mpz_t sum, sum_slope;
    mpz_inits(sum, sum_slope, NULL);
    sum_descending(sum, sum_slope, n, a);
    /* (n S)/a and (S + n S')/a */
    mpfr_mul_z(excess, n, sum, MPFR_RNDN);
    mpfr_mul_z(slope, n, sum_slope, MPFR_RNDN);
    mpfr_add_z(slope, slope, sum, MPFR_RNDN);
    mpfr_div(excess, excess, a, MPFR_RNDN);
    mpfr_div(slope, slope, a, MPFR_RNDN);
    mpfr_div_2ui(excess, excess, FIXED, MPFR_RNDN);
    mpfr_div_2ui(slope, slope, FIXED, MPFR_RNDN);
    mpz_clears(sum, sum_slope, NULL);
}

/* x = mantissa 2^exponent, the mantissa odd or 0; returns the exponent. */
static long split(mpz_ptr mantissa, mpfr_srcptr x)
{
    if (mpfr_zero_p(x)) {
        mpz_set_ui(mantissa, 0);
        return 0;
    }
    long exponent = mpfr_get_z_2exp(mantissa, x);
    mp_bitcnt_t zeros = mpz_scan1(mantissa, 0);
    mpz_tdiv_q_2exp(mantissa, mantissa, zeros);
    return exponent + (long)zeros;
}

/* Z and -dZ/dn, times 2^fixed. Numbers of servers and the load are whole multiples of 2^-grid. */
static void sum_ascending(mpz_ptr sum, mpz_ptr sum_slope, mpfr_srcptr n, mpfr_srcptr a, mp_bitcnt_t fixed)
{
    mpz_t servers, load, one, term, slope, shifted;
    mpz_inits(servers, load, one, term, slope, shifted, NULL);
    long servers_exponent = split(servers, n);
    long load_exponent = split(load, a);
    long least = servers_exponent < load_exponent ? servers_exponent : load_exponent;
    long grid = least < 0 ? -least : 0;
    mpz_mul_2exp(servers, servers, (mp_bitcnt_t)(servers_exponent + grid));
    mpz_mul_2exp(load, load, (mp_bitcnt_t)(load_exponent + grid));
    mpz_setbit(one, (mp_bitcnt_t)grid);
    mpz_setbit(term, fixed);
    do {
        mpz_add(servers, servers, one);
        mpz_mul(term, term, load);
        mpz_tdiv_q(term, term, servers);
        mpz_mul_2exp(shifted, term, (mp_bitcnt_t)grid);
        mpz_addmul(shifted, slope, load);
        mpz_tdiv_q(slope, shifted, servers);
        mpz_add(sum, sum, term);
        mpz_add(sum_slope, sum_slope, slope);
    } while (!both_left_out(term, slope));
    mpz_clears(servers, load, one, term, slope, shifted, NULL);
}

/* Gamma(n+1) e^a a^-n and its derivative with respect to n. */
static void whole_gamma(mpfr_ptr head, mpfr_ptr slope, mpfr_srcptr n, mpfr_srcptr a)
{
    mpfr_t following, ln_a;
    mpfr_inits2(mpfr_get_prec(head), following, ln_a, (mpfr_ptr)NULL);
    mpfr_add_ui(following, n, 1, MPFR_RNDN);
    mpfr_log(ln_a, a, MPFR_RNDN);
    mpfr_lngamma(head, following, MPFR_RNDN);
    mpfr_add(head, head, a, MPFR_RNDN);
    mpfr_mul(slope, n, ln_a, MPFR_RNDN);
    mpfr_sub(head, head, slope, MPFR_RNDN);
    mpfr_exp(head, head, MPFR_RNDN);
    mpfr_digamma(slope, following, MPFR_RNDN);
    mpfr_sub(slope, slope, ln_a, MPFR_RNDN);
    mpfr_mul(slope, slope, head, MPFR_RNDN);
    mpfr_clears(following, ln_a, (mpfr_ptr)NULL);
}

static mp_bitcnt_t cancelled_bits(mpfr_srcptr n, mpfr_srcptr a)
{
    mp_bitcnt_t bits = mpfr_less_p(n, a) ? 3 * LEAST_ASYMPTOTIC / 2 : 0;
    if (!mpfr_zero_p(n) && mpfr_get_exp(n) < 0) bits += (mp_bitcnt_t)-mpfr_get_exp(n);
    return bits;
}

static void ascending(mpfr_ptr excess, mpfr_ptr slope, mpfr_srcptr n, mpfr_srcptr a)
{
    mp_bitcnt_t more = cancelled_bits(n, a);
    mpz_t sum, sum_slope;
    mpz_inits(sum, sum_slope, NULL);
    mpfr_t head, head_slope, part;
    mpfr_inits2(REFERENCE_BITS + (mpfr_prec_t)more, head, head_slope, part, (mpfr_ptr)NULL);
    sum_ascending(sum, sum_slope, n, a, FIXED + more);
    whole_gamma(head, head_slope, n, a);
    mpfr_set_z_2exp(part, sum, -(long)(FIXED + more), MPFR_RNDN);
    mpfr_sub(head, head, part, MPFR_RNDN);
    mpfr_sub_ui(excess, head, 1, MPFR_RNDN);
    mpfr_set_z_2exp(part, sum_slope, -(long)(FIXED + more), MPFR_RNDN);
    mpfr_add(slope, head_slope, part, MPFR_RNDN);
    mpfr_clears(head, head_slope, part, (mpfr_ptr)NULL);
    mpz_clears(sum, sum_slope, NULL);
}

void reference_loss(mpfr_ptr excess, mpfr_ptr slope, mpfr_srcptr servers, mpfr_srcptr load)
{
    bool heavy = mpfr_cmp_ui(load, LEAST_ASYMPTOTIC) >= 0;
    if (heavy && mpfr_lessequal_p(servers, load))
        descending(excess, slope, servers, load);
    else
        ascending(excess, slope, servers, load);
    if (mpfr_zero_p(servers)) mpfr_set_ui(excess, 0, MPFR_RNDN);
}

void reference_init(reference *r)
{
    r->waits = false;
    for (int i = 0; i < QUANTITIES; i++)
        mpfr_init2(r->value[i], REFERENCE_BITS);
}

void reference_clear(reference *r)
{
    for (int i = 0; i < QUANTITIES; i++)
        mpfr_clear(r->value[i]);
}

/* B, 1 - B and ln B from the odds x against: 1/(1 + x), x/(1 + x), -ln(1 + x). The same for C. */
static void set_from_odds(reference *r, quantity p, quantity compl, quantity ln, mpfr_srcptr x)
{
    mpfr_add_ui(r->value[p], x, 1, MPFR_RNDN);
    mpfr_div(r->value[compl ], x, r->value[p], MPFR_RNDN);
    mpfr_ui_div(r->value[p], 1, r->value[p], MPFR_RNDN);
    mpfr_log1p(r->value[ln], x, MPFR_RNDN);
    mpfr_neg(r->value[ln], r->value[ln], MPFR_RNDN);
}

/* d ln B/da = n/a - 1 + B = (n/a)(F(n) - F(n-1)) B with F(n-1) = x a/n. */
static void set_b_derivatives(reference *r, mpfr_srcptr n, mpfr_srcptr a, mpfr_srcptr x, mpfr_srcptr slope)
{
    mpfr_t before;
    mpfr_init2(before, REFERENCE_BITS);
    mpfr_ptr dload = r->value[B_LN_DLOAD];
    mpfr_set_ui(dload, 0, MPFR_RNDN);
    if (!mpfr_zero_p(n)) {
        mpfr_mul(before, x, a, MPFR_RNDN);
        mpfr_div(before, before, n, MPFR_RNDN);
        mpfr_sub(dload, x, before, MPFR_RNDN);
        mpfr_add_ui(dload, dload, 1, MPFR_RNDN);
        mpfr_mul(dload, dload, n, MPFR_RNDN);
        mpfr_div(dload, dload, a, MPFR_RNDN);
        mpfr_mul(dload, dload, r->value[B], MPFR_RNDN);
    }
    mpfr_mul(r->value[B_LN_DSERVERS], slope, r->value[B], MPFR_RNDN);
    mpfr_neg(r->value[B_LN_DSERVERS], r->value[B_LN_DSERVERS], MPFR_RNDN);
    mpfr_clear(before);
}

/* From y = x (n-a)/n, with dF/da = -(x (n-a) + n)/a:
 *   dy/da = -x/n - (n-a)(x (n-a) + n)/(a n),  dy/dn = x a/n^2 + (n-a)/n dF/dn,  d ln C = -C dy */
static void set_c_derivatives(reference *r, mpfr_srcptr n, mpfr_srcptr a, mpfr_srcptr x, mpfr_srcptr slope)
{
    mpfr_t spare, part;
    mpfr_inits2(REFERENCE_BITS, spare, part, (mpfr_ptr)NULL);
    mpfr_ptr dload = r->value[C_LN_DLOAD];
    mpfr_ptr dservers = r->value[C_LN_DSERVERS];
    mpfr_sub(spare, n, a, MPFR_RNDN);
    mpfr_fma(part, x, spare, n, MPFR_RNDN);
    mpfr_mul(part, part, spare, MPFR_RNDN);
    mpfr_div(part, part, a, MPFR_RNDN);
    mpfr_add(part, part, x, MPFR_RNDN);
    mpfr_div(part, part, n, MPFR_RNDN);
    mpfr_mul(dload, part, r->value[C], MPFR_RNDN);
    mpfr_mul(part, x, a, MPFR_RNDN);
    mpfr_div(part, part, n, MPFR_RNDN);
    mpfr_fma(part, spare, slope, part, MPFR_RNDN);
    mpfr_div(part, part, n, MPFR_RNDN);
    mpfr_mul(dservers, part, r->value[C], MPFR_RNDN);
    mpfr_neg(dservers, dservers, MPFR_RNDN);
    mpfr_clears(spare, part, (mpfr_ptr)NULL);
}

/* The service level as (1-C) - C expm1(-(n-a) t), both positive. */
static void set_waits(reference *r, mpfr_srcptr n, mpfr_srcptr a, mpfr_srcptr t, mpfr_srcptr p)
{
    mpfr_t spare, part;
    mpfr_inits2(REFERENCE_BITS, spare, part, (mpfr_ptr)NULL);
    mpfr_sub(spare, n, a, MPFR_RNDN);
    mpfr_div(r->value[ASA], r->value[C], spare, MPFR_RNDN);
    mpfr_mul(part, spare, t, MPFR_RNDN);
    mpfr_neg(part, part, MPFR_RNDN);
    mpfr_exp(r->value[WAIT_TAIL], part, MPFR_RNDN);
    mpfr_mul(r->value[WAIT_TAIL], r->value[WAIT_TAIL], r->value[C], MPFR_RNDN);
    mpfr_expm1(part, part, MPFR_RNDN);
    mpfr_mul(part, part, r->value[C], MPFR_RNDN);
    mpfr_sub(r->value[SERVICE_LEVEL], r->value[C_COMPL], part, MPFR_RNDN);
    mpfr_neg(part, p, MPFR_RNDN);
    mpfr_log1p(part, part, MPFR_RNDN);
    mpfr_sub(part, r->value[C_LN], part, MPFR_RNDN);
    mpfr_div(part, part, spare, MPFR_RNDN);
    if (mpfr_sgn(part) < 0) mpfr_set_ui(part, 0, MPFR_RNDN);
    mpfr_set(r->value[WAIT_QUANTILE], part, MPFR_RNDN);
    mpfr_clears(spare, part, (mpfr_ptr)NULL);
}

void reference_set(reference *r, mpfr_srcptr servers, mpfr_srcptr load, mpfr_srcptr t, mpfr_srcptr p)
{
    mpfr_t x, slope, odds;
    mpfr_inits2(REFERENCE_BITS, x, slope, odds, (mpfr_ptr)NULL);
    reference_loss(x, slope, servers, load);
    set_from_odds(r, B, B_COMPL, B_LN, x);
    set_b_derivatives(r, servers, load, x, slope);
    r->waits = mpfr_less_p(load, servers);
    if (r->waits) {
        mpfr_sub(odds, servers, load, MPFR_RNDN);
        mpfr_mul(odds, odds, x, MPFR_RNDN);
        mpfr_div(odds, odds, servers, MPFR_RNDN);
        set_from_odds(r, C, C_COMPL, C_LN, odds);
        set_c_derivatives(r, servers, load, x, slope);
        set_waits(r, servers, load, t, p);
    }
    mpfr_clears(x, slope, odds, (mpfr_ptr)NULL);
}

void reference_set_d(reference *r, double servers, double load, double t, double p)
{
    mpfr_t exact[4];
    const double given[4] = {servers, load, t, p};
    for (int i = 0; i < 4; i++) {
        mpfr_init2(exact[i], DBL_MANT_DIG);
        mpfr_set_d(exact[i], given[i], MPFR_RNDN);
    }
    reference_set(r, exact[0], exact[1], exact[2], exact[3]);
    for (int i = 0; i < 4; i++)
        mpfr_clear(exact[i]);
}

double reference_ulps(double got, mpfr_srcptr exact)
{
    if (!isfinite(got)) return HUGE_VAL;
    int exponent = DBL_MIN_EXP;
    double rounded = mpfr_get_d(exact, MPFR_RNDN);
    if (fabs(rounded) >= DBL_MIN) frexp(rounded, &exponent);
    mpfr_t distance;
    mpfr_init2(distance, REFERENCE_BITS);
    mpfr_sub_d(distance, exact, got, MPFR_RNDN);
    mpfr_mul_2si(distance, distance, DBL_MANT_DIG - exponent, MPFR_RNDN);
    double ulps = fabs(mpfr_get_d(distance, MPFR_RNDN));
    mpfr_clear(distance);
    return ulps;
}
