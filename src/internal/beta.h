/* SPDX-License-Identifier: MIT */
/* The beta distribution with both its tails, and what gamma functions of neighbouring arguments differ by. */
#ifndef WFM_INTERNAL_BETA_H
#define WFM_INTERNAL_BETA_H

#include "internal/common.h"

/* P(X <= x) and P(X > x), each with its own digits where it is small. */
typedef struct wfm_i_tails {
    double below;
    double above;
} wfm_i_tails;

/* The tails of the beta distribution at x = exp(-depth/a), for a >= 0, b >= 1 and depth >= 0: below is the regularised
 * incomplete beta function I_x(a,b), above is 1 - I_x(a,b). Where a is 2^60 b they are the gamma distribution's,
 * P(G > depth) and P(G <= depth) with the shape b. A depth of NaN counts as 0. */
wfm_i_tails wfm_i_beta_tails(double a, double b, double depth);

/* I_x(a,b) as tail / density times p = x^a (1-x)^b/B(a,b), for a, b > 0 and x = 1/(1 + odds), odds > 0: where x is not
 * above the mean the density is 1 and p is not formed, else it is p. What decides, lead = a (1-x) - b x, is given. */
typedef struct wfm_i_part {
    double tail;
    double density;
} wfm_i_part;
wfm_i_part wfm_i_beta_part(double a, double b, double odds, double lead);

/* a (psi(a+b) - psi(a)), psi the digamma function, for a >= 0 and b >= 0: the sum of 1/(1 + j/a) for j from 0 to b - 1
 * where b is whole. */
double wfm_i_beta_rise(double a, double b);

/* ln(B(a,b) / B(a + s,b)) = ln(Gamma(a) Gamma(a+b+s) / (Gamma(a+b) Gamma(a+s))), s = share a, for a, b, share >= 0: the
 * sum of ln(1 + s/(a + j)) for j from 0 to b - 1 where b is whole. With all its digits where it is small; infinite
 * where s is, or where share is NaN. */
double wfm_i_beta_ln_ratio(double a, double b, double share);

/* ln Gamma(z) - ((z - 1/2) ln z - z + ln(2 pi)/2), z > 0: what Stirling's formula leaves out. */
double wfm_i_stirling_rest(double z);

#endif
