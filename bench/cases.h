/* SPDX-License-Identifier: MIT */
/* What is measured: one group for each model, in the file of its name. */
#ifndef WFM_BENCH_CASES_H
#define WFM_BENCH_CASES_H

#include "harness.h"

/* A formula is measured at each size up to the largest (0: at all), an array form at each length. */
typedef struct bench_case {
    const char *name;
    bench_formula *formula;
    bench_array *array;
    double largest;
} bench_case;

typedef struct bench_group {
    const char *name;
    const bench_case *cases;
    size_t count;
} bench_group;

extern const bench_group bench_erlang_b;
extern const bench_group bench_erlang_c;
extern const bench_group bench_queue;
extern const bench_group bench_staffing;
extern const bench_group bench_trunks;
extern const bench_group bench_multirate;
extern const bench_group bench_plan;
extern const bench_group bench_measure;
extern const bench_group bench_beyond;
extern const bench_group bench_rivals;

#endif
