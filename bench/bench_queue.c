/* SPDX-License-Identifier: MIT */
#include "cases.h"

#include "wfm/queue.h"

/* The whole record, with an AHT of 180 s in half hours: ten calls for each erlang. */
static double evaluate(double servers, double load)
{
    wfm_queue queue = WFM_QUEUE_INIT;
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    queue.calls = 10 * load;
    queue.interval_s = 1800;
    queue.aht_s = 180;
    queue.acw_s = 30;
    queue.agents = servers;
    queue.answer_within_s = 20;
    wfm_queue_evaluate(&queue, &metrics);
    return metrics.service_level;
}

static const bench_case cases[] = {{.name = "evaluate", .formula = evaluate}};

const bench_group bench_queue = {.name = "queue", .cases = cases, .count = sizeof cases / sizeof *cases};
