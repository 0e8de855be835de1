/* SPDX-License-Identifier: MIT */
#include "points.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

bench_points bench_points_new(size_t count)
{
    double *memory = calloc(3 * count, sizeof *memory);
    if (memory == NULL) {
        fprintf(stderr, "bench: no memory for %zu points\n", count);
        exit(1);
    }
    return (bench_points){.servers = memory, .load = memory + count, .out = memory + 2 * count, .count = count};
}

void bench_points_free(bench_points *points)
{
    free(points->servers);
}

/* Knuth's linear congruential generator (MMIX), its upper 53 bits. */
static double uniform(uint64_t *state, double low, double high)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return low + (high - low) * ((double)(*state >> 11) * 0x1p-53);
}

static double draw_servers(const bench_range *range, uint64_t *state)
{
    double servers = exp(uniform(state, log(range->least), log(range->most)));
    return range->whole ? round(servers) : servers;
}

bench_points bench_points_in(const bench_range *range, size_t count)
{
    bench_points points = bench_points_new(count);
    uint64_t state = 20240229;
    for (size_t i = 0; i < count; i++) {
        do {
            points.servers[i] = draw_servers(range, &state);
            points.load[i] = points.servers[i] - uniform(&state, range->low, range->high) * sqrt(points.servers[i]);
        } while (points.load[i] <= 0);
    }
    return points;
}

bench_points bench_points_of_days(size_t count)
{
    static const double pi = 3.14159265358979323846;
    bench_points points = bench_points_new(count);
    for (size_t i = 0; i < count; i++) {
        double time_of_day = sin(pi * (double)(i % 96) / 96);
        points.load[i] = 5 + 195 * time_of_day * time_of_day;
        points.servers[i] = ceil(points.load[i] + sqrt(points.load[i]));
    }
    return points;
}
