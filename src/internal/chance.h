/* SPDX-License-Identifier: MIT */
/* The distributions of statistics: normal, Student's t, F, chi square, Kolmogorov's. */
#ifndef WFM_INTERNAL_CHANCE_H
#define WFM_INTERNAL_CHANCE_H

#include "internal/common.h"

/* P(|Z| > z) of the normal distribution, z >= 0. */
double wfm_i_normal_tail(double z);

/* ln P(Z > z) of the normal distribution, any z. */
double wfm_i_normal_ln_above(double z);

/* The z with P(|Z| <= z) = confidence, in (0,1). */
double wfm_i_normal_quantile(double confidence);

/* P(F > f) of the F distribution, f >= 0 and both degrees > 0; the second may be infinite. */
double wfm_i_f_tail(double f, double degrees, double degrees_below);

/* P(|T| > t) of Student's distribution, t >= 0 and degrees > 0. */
double wfm_i_student_tail(double t, double degrees);

/* The t with P(|T| <= t) = confidence, in (0,1). */
double wfm_i_student_quantile(double confidence, double degrees);

/* What bounds a mean over events: with a count of them, the numbers of events below and above it so that the true mean
 * number is between them with the confidence, in (0,1). They are half the quantiles of chi square with 2 count + 1
 * degrees; the lower is 0 where there are no events. */
typedef struct wfm_i_bounds {
    double low;
    double high;
} wfm_i_bounds;

wfm_i_bounds wfm_i_count_bounds(double count, double confidence);

/* How often a distance between an empirical distribution of count values and the true one is larger. */
double wfm_i_kolmogorov_tail(double distance, double count);

#endif
