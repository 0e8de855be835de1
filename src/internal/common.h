/* SPDX-License-Identifier: MIT */
/* What every source of the library may use. */
#ifndef WFM_INTERNAL_COMMON_H
#define WFM_INTERNAL_COMMON_H

#if defined(__FAST_MATH__)
#error "libwfm needs the arithmetic of the C standard: compile it without -ffast-math"
#endif

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wfm/base.h"

/* math.h's are floats. */
#define WFM_I_NAN ((double)NAN)
#define WFM_I_INF ((double)INFINITY)

/* False for a NaN, as every comparison here is written so that a NaN fails it. */
static inline bool wfm_i_finite_from_zero(double x)
{
    return x >= 0 && x <= DBL_MAX;
}

/* NaN is a number of calls that is not known. */
static inline bool wfm_i_is_calls(double calls)
{
    return isnan(calls) || wfm_i_finite_from_zero(calls);
}

static inline bool wfm_i_is_fraction(double x)
{
    return x >= 0 && x <= 1;
}

/* How many are at work on count things in a time: count x each_s / time_s, the offered load of calls. */
static inline double wfm_i_load(double count, double each_s, double time_s)
{
    double work_s = count * each_s; /* exact for whole calls and seconds */
    if (work_s <= DBL_MAX) return work_s / time_s;
    return count / time_s * each_s;
}

/* The status of many rows: the first error, else all caveats together. */
static inline wfm_status wfm_i_combine(wfm_status all, wfm_status row)
{
    if (all < 0) return all;
    return row < 0 ? row : all | row;
}

/* exp (of x <= 709) and log that never reach an argument for which libm sets errno. */
static inline double wfm_i_exp(double x)
{
    if (x < -746) return 0;
    if (x < -700) return exp(x / 2) * exp(x / 2);
    return exp(x);
}

static inline double wfm_i_ln(double x)
{
    return x > 0 ? log(x) : -WFM_I_INF;
}

#endif
