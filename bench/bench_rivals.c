/* SPDX-License-Identifier: MIT */
#include "cases.h"
#include "rivals.h"

static const bench_case cases[] = {
    {.name = "recursion", .formula = rival_recursion, .largest = 1e5},
    {.name = "powers", .formula = rival_powers, .largest = 100},
#ifdef WFM_BENCH_GSL
    {.name = "gsl", .formula = rival_gsl},
#endif
#ifdef WFM_BENCH_BOOST
    {.name = "boost", .formula = rival_boost},
#endif
};

const bench_group bench_rivals = {.name = "rival_b", .cases = cases, .count = sizeof cases / sizeof *cases};
