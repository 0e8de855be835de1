/* SPDX-License-Identifier: MIT */
/* The problems that are measured: always the same, from a fixed seed. */
#ifndef WFM_BENCH_POINTS_H
#define WFM_BENCH_POINTS_H

#include "harness.h"

typedef struct bench_range {
    double least, most; /* servers, uniform in their logarithm */
    int whole;          /* whole numbers of servers, or real ones */
    double low, high;   /* beta in load = servers - beta sqrt(servers), uniform; only loads above 0 are taken */
} bench_range;

/* Allocates, and ends the program where it cannot. */
bench_points bench_points_new(size_t count);
void bench_points_free(bench_points *points);

/* A new set of random points in a range. */
bench_points bench_points_in(const bench_range *range, size_t count);

/* Half hours of a service desk, one day after the other: loads up to 200 erlangs by the time of day, with the servers
 * that square-root staffing gives them. */
bench_points bench_points_of_days(size_t count);

#endif
