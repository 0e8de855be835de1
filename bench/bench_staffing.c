/* SPDX-License-Identifier: MIT */
#include "cases.h"

#include "wfm/staffing.h"

/* 80 % within 20 s, with an AHT of 180 s in half hours: ten calls for each erlang. */
static double agents_80_20(double servers, double load)
{
    wfm_queue queue = WFM_QUEUE_INIT;
    wfm_targets targets = WFM_TARGETS_INIT;
    wfm_staffing staffing = WFM_STAFFING_INIT;
    (void)servers;
    queue.calls = 10 * load;
    queue.interval_s = 1800;
    queue.aht_s = 180;
    queue.answer_within_s = 20;
    targets.service_level = 0.8;
    wfm_staffing_agents(&queue, &targets, &staffing);
    return staffing.agents;
}

static const bench_case cases[] = {{.name = "agents_80_20", .formula = agents_80_20}};

const bench_group bench_staffing = {.name = "staffing", .cases = cases, .count = sizeof cases / sizeof *cases};
