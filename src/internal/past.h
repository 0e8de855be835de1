/* SPDX-License-Identifier: MIT */
/* Past forecasts beside what came, and what holds a few wild days down when something is learnt from them. */
#ifndef WFM_INTERNAL_PAST_H
#define WFM_INTERNAL_PAST_H

#include "internal/common.h"
#include "wfm/forecast.h"

/* The columns of intervals from..to-1 of one row. */
typedef struct wfm_i_stretch {
    const double *forecast;
    ptrdiff_t forecast_stride;
    const double *actual;
    ptrdiff_t actual_stride;
    int64_t from;
    int64_t to;
} wfm_i_stretch;

/* Sums over the intervals where both are known, and the forecast's over all where it is. */
typedef struct wfm_i_pair {
    double forecast;
    double actual;
    double whole;
} wfm_i_pair;

/* Reads a caller's struct; its columns must be there. */
wfm_status wfm_i_past_read(wfm_forecast_past *past, const wfm_forecast_past *given);

wfm_i_stretch wfm_i_past_stretch(const wfm_forecast_past *past, int64_t row, int64_t from, int64_t to);

/* WFM_OK, or WFM_BAD_CALLS where a number is not a number of calls, or the sums are beyond the doubles. */
wfm_status wfm_i_pair_of(const wfm_i_stretch *of, wfm_i_pair *pair);

/* ln((actual + 1/2) / (forecast + 1/2)), which stays finite without calls. */
double wfm_i_pair_ln(wfm_i_pair pair);

/* Whether enough is known to judge a forecast by: half of it, and something. */
bool wfm_i_pair_counts(wfm_i_pair pair);

/* So many robust standard deviations about 0, 1.4826 times the median of the sizes; infinite where that is 0. The values
 * become their sizes, in order. */
double wfm_i_robust(double *values, int64_t count, double deviations);

#endif
