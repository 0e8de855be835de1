/* SPDX-License-Identifier: MIT */
/* A rate of arrivals that is itself random: gamma distributed about a mean, and rules to average over it. */
#ifndef WFM_INTERNAL_RATES_H
#define WFM_INTERNAL_RATES_H

#include "internal/beta.h"
#include "internal/demand.h"

/* 1/cv^2, at least 1; infinite where the rate is as good as certain. */
double wfm_i_rates_shape(double cv);

/* P(rate <= x) and P(rate > x) of a finite shape, x and all rates as parts of the mean. */
wfm_i_tails wfm_i_rates_tails(double shape, double x);

/* The rate that is not exceeded with a probability in (0,1). */
double wfm_i_rates_quantile(double shape, double p);

enum { WFM_I_RATES_SMOOTH = 60, WFM_I_RATES_MOST = 640 };

/* Rates with their weights: shares of the intervals, and of the calls, which add up to what is not overloaded. Without
 * patience and lines a rate whose load reaches the agents is overloaded. */
typedef struct wfm_i_rates {
    int count;
    double x[WFM_I_RATES_MOST];
    double of_intervals[WFM_I_RATES_MOST];
    double of_calls[WFM_I_RATES_MOST];
    double overloaded_intervals;
    double overloaded_calls;
} wfm_i_rates;

/* A rule for the figures of a checked queue with calls, whose calls are the mean rate; of a finite shape. */
void wfm_i_rates_for(const wfm_queue *queue, double shape, wfm_i_rates *rates);

#endif
