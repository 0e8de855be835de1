/* SPDX-License-Identifier: MIT */
/* The median of values in memory that may be put in order, and what holds wild values by it. */
#ifndef WFM_INTERNAL_MEDIAN_H
#define WFM_INTERNAL_MEDIAN_H

#include "internal/common.h"

/* The median of the sizes of normal values about 0, times this, is their standard deviation (Rousseeuw and Croux 1993). */
#define WFM_I_NORMAL 1.4826

/* x held between -most and most. */
static inline double wfm_i_hold(double x, double most)
{
    return fmax(-most, fmin(most, x));
}

/* Ascending; no value may be NaN. */
void wfm_i_sort(double *value, int64_t count);

/* The mean of the two in the middle where count is even; NaN of none. Sorts the values. */
double wfm_i_median(double *value, int64_t count);

#endif
