/* SPDX-License-Identifier: MIT */
#include "cases.h"

#include "wfm/staffing.h"

/* 80 % within 20 s, with an AHT of 180 s in half hours: ten calls for each erlang. */
static void set_80_20(wfm_queue *queue, wfm_targets *targets)
{
    queue->interval_s = 1800;
    queue->aht_s = 180;
    queue->answer_within_s = 20;
    targets->service_level = 0.8;
}

static double agents_for(double load, double patience_s)
{
    wfm_queue queue = WFM_QUEUE_INIT;
    wfm_targets targets = WFM_TARGETS_INIT;
    wfm_staffing staffing = WFM_STAFFING_INIT;
    set_80_20(&queue, &targets);
    queue.calls = 10 * load;
    queue.patience_s = patience_s;
    queue.service_rule = WFM_SERVICE_OFFERED;
    wfm_staffing_agents(&queue, &targets, &staffing);
    return staffing.agents;
}

static double agents_80_20(double servers, double load)
{
    (void)servers;
    return agents_for(load, 0);
}

static double agents_80_20_patience(double servers, double load)
{
    (void)servers;
    return agents_for(load, 180);
}

/* Calls as many as the loads: a handle time of an interval makes them so. */
static void intervals_80_20(const double *servers, const double *load, double *out, size_t count)
{
    wfm_queue queue = WFM_QUEUE_INIT;
    wfm_targets targets = WFM_TARGETS_INIT;
    (void)servers;
    set_80_20(&queue, &targets);
    queue.interval_s = queue.aht_s;
    wfm_staffing_intervals(&queue, &targets, count, load, 1, &queue.aht_s, 0, out, 1, NULL);
}

static const bench_case cases[] = {{.name = "agents_80_20", .formula = agents_80_20},
                                   {.name = "agents_80_20_patience", .formula = agents_80_20_patience},
                                   {.name = "intervals_80_20", .array = intervals_80_20}};

const bench_group bench_staffing = {.name = "staffing", .cases = cases, .count = sizeof cases / sizeof *cases};
