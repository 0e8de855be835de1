/* SPDX-License-Identifier: MIT */
/* The reciprocal Erlang loss function F(n,a) = 1/B(n,a), which everything of the Erlang family stands on. */
#ifndef WFM_INTERNAL_LOSS_H
#define WFM_INTERNAL_LOSS_H

#include "internal/common.h"

/* All functions here are for 0 < n < inf and 0 < a < inf, for Erlang C also a < n; times are in handle times. */

/* d ln F(n,a)/dn: the mean of ln(1 + X/a) under the density of F's integral. */
double wfm_i_loss_ln_dservers(double servers, double load);

/* d ln B/da, d ln C/da, and d ln C/dn from d ln F/dn. */
double wfm_i_loss_ln_dload(double servers, double load);
double wfm_i_loss_c_ln_dload(double servers, double load);
double wfm_i_loss_c_ln_dservers(double servers, double load, double f_slope);

/* e^d - 1 - d, whose parts cancel near 0. */
double wfm_i_expm1_less(double d);

/* ln F to a few hundredths from n = 1 on, while a is not far above n, at a third of F's cost; and d ln F/dn. For a first
 * guess. */
typedef struct wfm_i_rough {
    double ln;
    double slope;
} wfm_i_rough;
wfm_i_rough wfm_i_loss_rough(double servers, double load);

/* What F is wanted for. From WFM_I_C on, of Erlang C. */
typedef enum wfm_i_quantity {
    WFM_I_B,
    WFM_I_B_COMPL,
    WFM_I_B_LN,
    WFM_I_C,
    WFM_I_C_COMPL,
    WFM_I_C_LN,
    WFM_I_C_ASA,
    WFM_I_C_TAIL,
    WFM_I_C_SERVICE
} wfm_i_quantity;

/* One of them; t >= 0 is read by the last two. */
double wfm_i_loss_value(wfm_i_quantity quantity, double servers, double load, double t);

/* C, 1 - C, P(W > t) and P(W <= t), as WFM_I_C, WFM_I_C_COMPL, WFM_I_C_TAIL and WFM_I_C_SERVICE, from one evaluation of
 * F. */
typedef struct wfm_i_waits {
    double waiting;
    double at_once;
    double beyond;
    double within;
} wfm_i_waits;
wfm_i_waits wfm_i_loss_waits(double servers, double load, double t);

/* Erlang A: shares of the calls. V is the wait of a caller of infinite patience. */
typedef struct wfm_i_patient {
    double waiting;         /* P(W > 0) */
    double at_once;         /* P(W = 0) */
    double abandonment;     /* P(Ab) */
    double answered;        /* 1 - P(Ab) */
    double offered_beyond;  /* P(V > t) */
    double offered_within;  /* P(V <= t) */
    double answered_beyond; /* P(served, W > t) */
    double answered_within; /* P(served, W <= t) */
    double decay;           /* exp(-t/patience) */
} wfm_i_patient;

/* All of them from one evaluation of F and one of Palm's function at each of 0 and t, which is not looked at where it is
 * negative; for patience > 0, servers x patience and load x patience in the normal range. */
wfm_i_patient wfm_i_loss_patient(double servers, double load, double patience, double t);

/* As many of them side by side as the processor has room for; count is a multiple of 8. NaN is written for what is not
 * inside the domain and for what is to be computed by itself. False where the processor has no such instructions. */
bool wfm_i_loss_values(wfm_i_quantity quantity, const double *servers, const double *load, const double *t, double *out,
                       size_t count);

#endif
