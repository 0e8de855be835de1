/* SPDX-License-Identifier: MIT */
/* The root of a monotone function: the one search of the library. */
#ifndef WFM_INTERNAL_SOLVE_H
#define WFM_INTERNAL_SOLVE_H

#include "internal/common.h"

/* A function of one variable with what it needs beside it. */
typedef double (*wfm_i_function)(double x, const void *about);

/* The root of an increasing f in (0, most], looked for outwards from a start there, to a few units in the last place of
 * root + offset. f may be infinite, not NaN. Returns most where f(most) < 0, and 0 where f stays positive down to the
 * smallest double. */
double wfm_i_solve(wfm_i_function f, const void *about, double start, double most, double offset);

#endif
