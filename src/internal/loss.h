/* SPDX-License-Identifier: MIT */
/* The reciprocal Erlang loss function F(n,a) = 1/B(n,a), which everything of the Erlang family stands on. */
#ifndef WFM_INTERNAL_LOSS_H
#define WFM_INTERNAL_LOSS_H

#include "internal/common.h"

/* The odds x = (1 - p)/p against an event of probability p, as x = mantissa exp(scale), scale >= 0: nothing overflows
 * where p is tiny. For Erlang B, x = F - 1; for Erlang C, x = (F - 1)(n - a)/n. */
typedef struct wfm_i_odds {
    double mantissa; /* >= 0 */
    double scale;    /* >= 0 */
} wfm_i_odds;

/* F(n,a) - 1, for 0 <= n < inf and 0 < a < inf. */
wfm_i_odds wfm_i_loss(double servers, double load);

/* d ln F(n,a)/dn, same domain: the mean of ln(1 + X/a) under the density of F's integral. */
double wfm_i_loss_ln_dservers(double servers, double load);

/* The tail T of the continued fraction F = a/(a - n + n/T), for a > n + 3 sqrt(n) or a >= 1.4 n and a > 4. */
double wfm_i_loss_tail(double servers, double load);

/* What the odds say: p, 1 - p and ln p. */
double wfm_i_odds_p(wfm_i_odds odds);
double wfm_i_odds_compl(wfm_i_odds odds);
double wfm_i_odds_ln(wfm_i_odds odds);

#endif
