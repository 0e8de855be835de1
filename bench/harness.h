/* SPDX-License-Identifier: MIT */
/* Measuring time: what is run, how often, and the figures of many samples. Times are nanoseconds for one element: one
 * call of a formula, one row of an array. */
#ifndef WFM_BENCH_HARNESS_H
#define WFM_BENCH_HARNESS_H

#include <stddef.h>

/* Everything scalar takes this shape: what needs another argument is wrapped with a fixed one. */
typedef double bench_formula(double servers, double load);
typedef void bench_array(const double *servers, const double *load, double *out, size_t count);

typedef struct bench_points {
    double *servers;
    double *load;
    double *out; /* where an array form writes */
    size_t count;
} bench_points;

/* One pass calls the formula, or the array form, over all points. Latency: each call waits for the result of the one
 * before. Throughput: the calls are independent. An array form has throughput only. */
typedef enum bench_mode { BENCH_THROUGHPUT, BENCH_LATENCY } bench_mode;

typedef struct bench_work {
    bench_formula *formula; /* null for an array form */
    bench_array *array;     /* null for a formula */
    bench_mode mode;
    const bench_points *points;
    size_t passes; /* in a sample, found when it is measured */
} bench_work;

enum { BENCH_SAMPLES_MOST = 1001 };

typedef struct bench_effort {
    size_t samples;   /* at most BENCH_SAMPLES_MOST */
    double sample_ns; /* least length of a sample */
    double case_ns;   /* samples end after this time, but not before the third */
} bench_effort;

typedef struct bench_figures {
    double minimum;
    double median;
    double spread; /* median distance from the median */
    size_t samples;
} bench_figures;

/* Runs the passes of one sample. */
void bench_run(const bench_work *work);

/* Calibrates, then samples. */
bench_figures bench_time(bench_work *work, const bench_effort *effort);

/* Takes one sample of each work in turn, so that a slower minute of the machine slows all alike:
 * ns[i * samples + k] is sample k of work i. */
void bench_interleave(bench_work *works, size_t count, size_t samples, double sample_ns, double *ns);

/* Sorts the values. */
double bench_median(double *values, size_t count);

#endif
