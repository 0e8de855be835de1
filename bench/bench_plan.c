/* SPDX-License-Identifier: MIT */
#include "cases.h"

#include "wfm/plan.h"

/* A row for each interval, 80 % within 20 s. The interval is as long as the AHT, so that the column of loads is the
 * column of calls. */
static void staff(const double *servers, const double *load, double *out, size_t count)
{
    static const double aht_s = 180;
    static const double answer_within_s = 20;
    static const double service_level = 0.8;
    static const double shrinkage = 0.3;
    wfm_plan_input input = WFM_PLAN_INPUT_INIT;
    wfm_plan_output output = WFM_PLAN_OUTPUT_INIT;
    (void)servers;
    input.count = (int64_t)count;
    input.calls = load;
    input.calls_stride = 1;
    input.interval_s = &aht_s;
    input.aht_s = &aht_s;
    input.answer_within_s = &answer_within_s;
    input.service_level = &service_level;
    input.shrinkage = &shrinkage;
    output.rostered = out;
    output.rostered_stride = 1;
    wfm_plan_staff(&input, &output);
}

static const bench_case cases[] = {{.name = "staff", .array = staff}};

const bench_group bench_plan = {.name = "plan", .cases = cases, .count = sizeof cases / sizeof *cases};
