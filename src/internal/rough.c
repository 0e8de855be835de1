/* SPDX-License-Identifier: MIT */
/* Erlang A from libm alone, to a few hundredths of a square root of the servers: where a search begins. The first terms of
 * the expansions of palm_kernel.h, A = sqrt(x) Phi(-alpha)/phi(alpha) + 1/3 with alpha^2/2 = x phi and the sign of n - a,
 * which are those of Garnett, Mandelbaum and Reiman 2002 (M&SOM 4, 208-227, for many servers) with the next one. */
#include "internal/patient.h"

static const double SQRT_2 = 1.41421356237309504880;
static const double SQRT_PI = 1.77245385090551602730;
static const double LN_2_PI = 1.83787706640934548356;

static double ln_sum(double x, double y)
{
    double most = fmax(x, y);
    if (!(fabs(most) <= DBL_MAX)) return most;
    return most + log1p(wfm_i_exp(-fabs(x - y)));
}

/* alpha^2/2 with its sign, alpha^2/2 = x ln(x/y) - (x - y). */
static double signed_square(double x, double y)
{
    double ratio = x / y;
    bool near = ratio > 0.5 && ratio < 2;
    double square = fmax(x * (near ? log1p((x - y) / y) : log(ratio)) - (x - y), 0);
    return x > y ? square : -square;
}

static double ln_lower_of_many(double x, double y)
{
    double square = signed_square(x, y);
    double least = 1 + y / (x + 1);
    if (square > 12) return log(fmax(sqrt(x) * (1 - 0.5 / square) / sqrt(2 * square) + 1.0 / 3, least));
    double alpha = square < 0 ? -sqrt(-2 * square) : sqrt(2 * square);
    double ln = fabs(square) + 0.5 * (LN_2_PI + log(x)) + log(0.5 * erfc(alpha / SQRT_2));
    return ln > 30 ? ln : log(fmax(exp(ln) + 1.0 / 3, least));
}

enum { STEPS_UP = 5 };

/* ln A; of a small x from a larger one by A(x,y) = 1 + y/(x+1) A(x+1,y). */
static double ln_lower(double x, double y)
{
    if (x >= STEPS_UP) return ln_lower_of_many(x, y);
    double ln = ln_lower_of_many(x + STEPS_UP, y);
    for (double k = STEPS_UP; k >= 1; k--)
        ln = ln_sum(0, ln + log(y / (x + k)));
    return ln;
}

/* ln(G n/a). */
static double ln_gain(double servers, double load, double patience, double ln_a)
{
    double x = servers * patience;
    double m = (load - servers) / servers;
    double square = signed_square(x, load * patience);
    bool straight = m >= 0 || x < STEPS_UP;
    if (straight && ln_a > 300) return log(servers / load) + log(m) + ln_a;
    if (straight) return log(fmax((1 + m * exp(ln_a)) * (servers / load), 1 / (x + 1)));
    double z = sqrt(square);
    double left = z < 4 ? 1 - SQRT_PI * z * erfc(z) * exp(square) : (1 - 1.5 / square) / (2 * square);
    double tilt = -m * sqrt(x) / (SQRT_2 * z);
    return log(fmax((tilt * left - 1 / (12 * x)) * (servers / load), 1 / (x + 1)));
}

/* ln(F - 1): below one server F is taken as going from 1 to 1 + 1/a in its logarithm; under heavy load by the first terms
 * of the continued fraction of loss_kernel.h. */
static double ln_excess(double servers, double load)
{
    double n = servers;
    double d = load - n;
    if (n < 1) return wfm_i_ln(expm1(fmin(n * log1p(1 / load), 30)));
    if (d > 2 * sqrt(n)) return log(n / (d + 1 + (n - 1) / (d + 3 + 2 * fmax(n - 2, 0) / (d + 5))));
    double ln_f = fmax(wfm_i_loss_rough(n, load).ln, log1p(n / (n + load)));
    return ln_f < 30 ? wfm_i_ln(expm1(ln_f)) : ln_f;
}

/* What is left at a time. */
static void set_beyond(wfm_i_patient *found, double n, double a, double patience, double t, double ln_d)
{
    double u = t / patience;
    double later = a * wfm_i_exp(-u);
    double bend = u < 1e-4 ? u * u / 2 : u + expm1(-fmin(u, 700));
    double ln_a = later > 1e-290 ? ln_lower(n * patience, later * patience) : 0;
    double ln_tail = ln_a - ((n - a) * t + a * patience * bend) - ln_d;
    found->offered_beyond = fmin(1, wfm_i_exp(fmin(ln_tail, 0)));
    double answered = found->offered_beyond * -expm1(-ln_a) * (n / a);
    found->answered_beyond = fmin(found->answered, answered);
    found->decay = wfm_i_exp(-u);
    found->offered_within = 1 - found->offered_beyond;
    found->answered_within = found->answered - found->answered_beyond;
}

wfm_i_patient wfm_i_patient_rough(double servers, double load, double patience, double t)
{
    wfm_i_patient found = {0};
    double ln_a = ln_lower(servers * patience, load * patience);
    double ln_x = ln_excess(servers, load);
    double ln_d = ln_sum(ln_a, ln_x);
    found.waiting = wfm_i_exp(ln_a - ln_d);
    found.at_once = wfm_i_exp(ln_x - ln_d);
    found.abandonment = fmin(found.waiting, wfm_i_exp(ln_gain(servers, load, patience, ln_a) - ln_d));
    found.answered = 1 - found.abandonment;
    set_beyond(&found, servers, load, patience, t, ln_d);
    return found;
}
