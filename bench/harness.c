/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "harness.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

enum { SAMPLES_LEAST = 3 };

static volatile double sink;
static volatile double zero = 0;

static double throughput(bench_formula *formula, const bench_points *points, size_t passes)
{
    double sum = 0;
    for (size_t pass = 0; pass < passes; pass++) {
        for (size_t i = 0; i < points->count; i++)
            sum += formula(points->servers[i], points->load[i]);
    }
    return sum;
}

/* The arguments take in nothing times the last result, which no compiler may leave out: it might be NaN. */
static double latency(bench_formula *formula, const bench_points *points, size_t passes)
{
    double nothing = zero;
    double last = 0;
    for (size_t pass = 0; pass < passes; pass++) {
        for (size_t i = 0; i < points->count; i++) {
            double wait = nothing * last;
            last = formula(points->servers[i] + wait, points->load[i] + wait);
        }
    }
    return last;
}

static double elements(const bench_work *work)
{
    const bench_points *points = work->points;
    for (size_t pass = 0; pass < work->passes; pass++)
        work->array(points->servers, points->load, points->out, points->count);
    return points->out[points->count / 2];
}

void bench_run(const bench_work *work)
{
    if (work->array != NULL) {
        sink = elements(work);
    } else if (work->mode == BENCH_LATENCY) {
        sink = latency(work->formula, work->points, work->passes);
    } else {
        sink = throughput(work->formula, work->points, work->passes);
    }
}

static double now_ns(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return 1e9 * (double)time.tv_sec + (double)time.tv_nsec;
}

static double elapsed_ns(const bench_work *work)
{
    double start = now_ns();
    bench_run(work);
    return now_ns() - start;
}

static double sample(const bench_work *work)
{
    return elapsed_ns(work) / (double)work->passes / (double)work->points->count;
}

/* Doubles the passes until they last long enough, which warms everything up, too. */
static void calibrate(bench_work *work, double sample_ns)
{
    work->passes = 1;
    while (elapsed_ns(work) < sample_ns)
        work->passes *= 2;
}

static int ascending(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

double bench_median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, ascending);
    return 0.5 * (values[(count - 1) / 2] + values[count / 2]);
}

bench_figures bench_time(bench_work *work, const bench_effort *effort)
{
    double ns[BENCH_SAMPLES_MOST];
    bench_figures figures = {0};
    calibrate(work, effort->sample_ns);
    double end = now_ns() + effort->case_ns;
    while (figures.samples < effort->samples) {
        ns[figures.samples++] = sample(work);
        if (figures.samples < SAMPLES_LEAST) continue;
        if (now_ns() > end) break;
    }
    figures.median = bench_median(ns, figures.samples);
    figures.minimum = ns[0];
    for (size_t i = 0; i < figures.samples; i++)
        ns[i] = fabs(ns[i] - figures.median);
    figures.spread = bench_median(ns, figures.samples);
    return figures;
}

void bench_interleave(bench_work *works, size_t count, size_t samples, double sample_ns, double *ns)
{
    for (size_t i = 0; i < count; i++)
        calibrate(&works[i], sample_ns);
    for (size_t k = 0; k < samples; k++) {
        for (size_t i = 0; i < count; i++)
            ns[i * samples + k] = sample(&works[i]);
    }
}
