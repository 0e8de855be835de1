/* SPDX-License-Identifier: MIT */
#include "cases.h"

#include "wfm/queue.h"

/* Half hours of calls of 180 s: ten calls for each erlang. */
static wfm_queue queue_of(double servers, double load)
{
    wfm_queue queue = WFM_QUEUE_INIT;
    queue.calls = 10 * load;
    queue.interval_s = 1800;
    queue.aht_s = 180;
    queue.agents = servers;
    queue.answer_within_s = 20;
    return queue;
}

static wfm_queue impatient_queue_of(double servers, double load)
{
    wfm_queue queue = queue_of(servers, load);
    queue.patience_s = 180;
    queue.service_rule = WFM_SERVICE_OFFERED;
    return queue;
}

static double redial(double servers, double load)
{
    wfm_queue queue = impatient_queue_of(servers, load);
    wfm_redials redials = WFM_REDIALS_INIT;
    wfm_redial_load found = WFM_REDIAL_LOAD_INIT;
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    redials.after_abandoned = 0.4;
    wfm_queue_redial(&queue, &redials, &found, &metrics);
    return found.inflation;
}

static double uncertain(double servers, double load)
{
    wfm_queue queue = impatient_queue_of(servers, load);
    wfm_uncertain found = WFM_UNCERTAIN_INIT;
    wfm_queue_uncertain(&queue, 0.1, 0, &found);
    return found.service_level_by_calls;
}

static double realised(double servers, double load)
{
    wfm_queue queue = impatient_queue_of(servers, load);
    wfm_realised found = WFM_REALISED_INIT;
    wfm_queue_realised(&queue, 1, 0.8, &found);
    return found.chance;
}

static double general(double servers, double load)
{
    wfm_queue queue = queue_of(servers, load);
    wfm_general law = WFM_GENERAL_INIT;
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    law.service_scv = 0.5;
    law.method = WFM_GENERAL_KIMURA;
    wfm_queue_general(&queue, &law, &metrics);
    return metrics.service_level;
}

static double patience_law(double servers, double load)
{
    wfm_queue queue = impatient_queue_of(servers, load);
    wfm_patience_law law = WFM_PATIENCE_LAW_INIT;
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    law.law = WFM_LAW_LOGNORMAL;
    law.mean_s = 180;
    law.shape = 1.5;
    wfm_queue_patience_law(&queue, &law, &metrics);
    return metrics.service_level;
}

/* The second of three equal classes. */
static double priority_tail(double servers, double load)
{
    wfm_queue queue = queue_of(servers, load);
    double calls = queue.calls / 3, probability = 0;
    wfm_queue_priority_wait_tail(&queue, 3, &calls, 0, 1, 20, &probability);
    return probability;
}

static double sensitivity(double servers, double load)
{
    wfm_queue queue = queue_of(servers, load);
    wfm_sensitivity found = WFM_SENSITIVITY_INIT;
    wfm_queue_sensitivity(&queue, WFM_FIGURE_SERVICE_LEVEL, &found);
    return found.by_agents;
}

static double sensitivity_patience(double servers, double load)
{
    wfm_queue queue = impatient_queue_of(servers, load);
    wfm_sensitivity found = WFM_SENSITIVITY_INIT;
    wfm_queue_sensitivity(&queue, WFM_FIGURE_SERVICE_LEVEL, &found);
    return found.by_agents;
}

static const bench_case cases[] = {{.name = "redial", .formula = redial},
                                   {.name = "uncertain", .formula = uncertain},
                                   {.name = "realised", .formula = realised, .largest = 1000},
                                   {.name = "general", .formula = general},
                                   {.name = "patience_law", .formula = patience_law, .largest = 1000},
                                   {.name = "priority_tail", .formula = priority_tail},
                                   {.name = "sensitivity", .formula = sensitivity},
                                   {.name = "sensitivity_patience", .formula = sensitivity_patience}};

const bench_group bench_beyond = {.name = "beyond", .cases = cases, .count = sizeof cases / sizeof *cases};
