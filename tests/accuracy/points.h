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

/** The regions of callers who hang up. Patience is 0.01 to 100 handle times where no more is said. */
typedef enum patient_region {
    A_ANYWHERE,  /* servers, load and patience uniform in their logarithms */
    A_UNDER,     /* load 0.3..0.98 of the servers */
    A_CRITICAL,  /* load within 5 sqrt(servers) of the servers */
    A_OVER,      /* load 1.02..3 times the servers */
    A_IMPATIENT, /* patience 1e-6..0.01 */
    A_PATIENT,   /* patience 100..1e6 */
    A_FEW,       /* servers 0.01..25 */
    A_FAR,       /* times at which the tail is 1e-9..1e-290 */
    A_RARE,      /* B down to 1e-300 */
    A_REGIONS
} patient_region;

typedef struct point {
    region where;
    patient_region patient_where; /* of a point with patience */
    double servers;
    double load;
    double t; /* in handle times */
    double p;
    double patience;
} point;

extern const char *const region_names[REGIONS];

extern const char *const patient_region_names[A_REGIONS];

/** A point of a region. */
point random_point(uint64_t *state, region where);

/** A point with patience; servers and load times it are at most most. */
point random_patient_point(uint64_t *state, patient_region where, double most);

#endif
