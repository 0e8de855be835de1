/* SPDX-License-Identifier: MIT */
/* The least of a function of a few numbers within bounds, the same for the same input: the search of the smoothers. */
#ifndef WFM_INTERNAL_MINIMISE_H
#define WFM_INTERNAL_MINIMISE_H

#include "internal/common.h"

enum { WFM_I_COORDINATES = 4 };

typedef double (*wfm_i_cost)(const double *at, const void *about);

/* One coordinate: its bounds, and where to look first. */
typedef struct wfm_i_coordinate {
    double low;
    double high;
    const double *grid; /* ascending, within the bounds */
    int32_t points;     /* of it, at least 1 */
} wfm_i_coordinate;

/* Writes where the cost is least among all that were looked at, and returns it: the grid of all coordinates, the first
 * where several are equal, then golden sections of one coordinate after the other between the grid's neighbours. A cost
 * that is NaN counts as infinite. A round of sections that gains less than the part gain of it is the last. */
double wfm_i_minimise(wfm_i_cost cost, const void *about, const wfm_i_coordinate *coordinate, int32_t dimensions,
                      double gain, double *at);

#endif
