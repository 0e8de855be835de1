/* SPDX-License-Identifier: MIT */
#include "cases.h"

#include "wfm/queue.h"

/* The record of a queue with an AHT of 180 s in half hours: ten calls for each erlang. */
static double evaluate_with(wfm_queue *queue, double servers, double load)
{
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    queue->struct_size = (uint32_t)sizeof *queue;
    queue->calls = 10 * load;
    queue->interval_s = 1800;
    queue->aht_s = 180;
    queue->agents = servers;
    queue->answer_within_s = 20;
    wfm_queue_evaluate(queue, &metrics);
    return metrics.service_level;
}

static double evaluate(double servers, double load)
{
    return evaluate_with(&(wfm_queue){.acw_s = 30}, servers, load);
}

/* Without the mean waits of the answered and of those who hang up, which are most of the cost. */
static double evaluate_patience_18(double servers, double load)
{
    wfm_queue queue = {.patience_s = 18, .service_rule = WFM_SERVICE_OFFERED, .flags = WFM_QUEUE_SKIP_MEANS};
    return evaluate_with(&queue, servers, load);
}

static double evaluate_patience_180(double servers, double load)
{
    wfm_queue queue = {.patience_s = 180, .service_rule = WFM_SERVICE_OFFERED, .flags = WFM_QUEUE_SKIP_MEANS};
    return evaluate_with(&queue, servers, load);
}

static double evaluate_patience_1800(double servers, double load)
{
    wfm_queue queue = {.patience_s = 1800, .service_rule = WFM_SERVICE_OFFERED, .flags = WFM_QUEUE_SKIP_MEANS};
    return evaluate_with(&queue, servers, load);
}

static double evaluate_means(double servers, double load)
{
    wfm_queue queue = {.patience_s = 180, .service_rule = WFM_SERVICE_OFFERED};
    return evaluate_with(&queue, servers, load);
}

/* A third more lines than agents: one walk over the waiting places. */
static double evaluate_lines(double servers, double load)
{
    wfm_queue queue = {.patience_s = 180, .lines = servers * 4 / 3, .service_rule = WFM_SERVICE_OFFERED};
    return evaluate_with(&queue, servers, load);
}

static const bench_case cases[] = {{.name = "evaluate", .formula = evaluate},
                                   {.name = "evaluate_patience_18", .formula = evaluate_patience_18},
                                   {.name = "evaluate_patience_180", .formula = evaluate_patience_180},
                                   {.name = "evaluate_patience_1800", .formula = evaluate_patience_1800},
                                   {.name = "evaluate_means", .formula = evaluate_means},
                                   {.name = "evaluate_lines", .formula = evaluate_lines}};

const bench_group bench_queue = {.name = "queue", .cases = cases, .count = sizeof cases / sizeof *cases};
