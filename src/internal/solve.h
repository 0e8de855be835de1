/* SPDX-License-Identifier: MIT */
/* The root of a monotone function: the one search of the library. */
#ifndef WFM_INTERNAL_SOLVE_H
#define WFM_INTERNAL_SOLVE_H

#include "internal/common.h"

/* A function of one variable with what it needs beside it. */
typedef double (*wfm_i_function)(double x, const void *about);

/* ln(x/y) for x >= 0 and y > 0, with its digits where they are near each other. */
static inline double wfm_i_ln_ratio(double x, double y)
{
    double ratio = x / y;
    if (ratio > 2) return ratio <= DBL_MAX ? log(ratio) : log(x) - log(y);
    return ratio > 0.5 ? log1p((x - y) / y) : wfm_i_ln(ratio);
}

/* Where to look first. */
typedef struct wfm_i_guess {
    double x;
    double slope; /* of f near there, > 0; 0 where it is not known */
    double error; /* of the slope, as a part of it, about */
} wfm_i_guess;

/* The root of an increasing f in (0, most], to a few units in the last place of root + offset; f may be infinite, not
 * NaN. From a guess that is right to a part in a hundred it takes f four or five times. Returns most where f(most) < 0,
 * and 0 where f stays positive down to the smallest double. */
double wfm_i_solve(wfm_i_function f, const void *about, wfm_i_guess guess, double most, double offset);

/* The same between two numbers, 0 < low < high; the end that is nearer to it where there is none. */
double wfm_i_solve_between(wfm_i_function f, const void *about, wfm_i_guess guess, double low, double high,
                           double offset);

#endif
