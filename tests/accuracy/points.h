/* SPDX-License-Identifier: MIT */
/** @file points.h
 *  Random arguments of the Erlang formulas, stratified into regions. */
#ifndef TESTS_ACCURACY_POINTS_H
#define TESTS_ACCURACY_POINTS_H

#include <stdint.h>

typedef enum region {
    ANYWHERE,      /* servers and load each uniform in their logarithm, real and whole, some servers 0 */
    NEAR,          /* load within 10 sqrt(servers) of the servers */
    STAFFING,      /* load = servers - beta sqrt(servers), beta 0.5..4 */
    EDGE,          /* load below the servers by a share down to 1e-15 */
    FRACTION,      /* servers 0..1 */
    SMALL,         /* servers 1..25 */
    RATIO,         /* load and servers a factor of 100 or more apart */
    RARE_BLOCKING, /* B from 1 to 1e-300 */
    RARE_CARRYING, /* 1 - B from 1e-7 to 1e-300, of servers below 1e-6 */
    REGIONS
} region;

typedef struct point {
    region where;
    double servers;
    double load;
    double t; /* in handle times */
    double p;
} point;

extern const char *const region_names[REGIONS];

/** A point of a region. */
point random_point(uint64_t *state, region where);

#endif
