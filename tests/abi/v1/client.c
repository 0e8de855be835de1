/* SPDX-License-Identifier: MIT */
/* A program of the first release: compiled with the headers of then, run with the library of now. */
#include <wfm/wfm.h>

#include <math.h>
#include <stdio.h>

static int failures;

static void expect(const char *what, double got, double expected, double tolerance)
{
    int good = fabs(got - expected) <= tolerance;
    if (!good) failures++;
    printf("%s %-36s %.6g (expected %.6g)\n", good ? "ok  " : "FAIL", what, got, expected);
}

/* The course's busiest half hour at 34 agents. */
static void evaluate(void)
{
    wfm_queue queue = WFM_QUEUE_INIT;
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    queue.calls = 250;
    queue.interval_s = 1800;
    queue.aht_s = 210;
    queue.acw_s = 30;
    queue.agents = 34;
    queue.answer_within_s = 20;
    expect("evaluate: status", wfm_queue_evaluate(&queue, &metrics), WFM_OK, 0);
    expect("evaluate: service level", metrics.service_level, 0.82, 0.005);
    expect("evaluate: ASA", metrics.asa_s, 13, 0.5);
    expect("evaluate: occupancy", metrics.occupancy, 0.86, 0.005);
    expect("evaluate: trunk load", metrics.trunk_load_erl, 26.8, 0.05);
    queue.agents = 29;
    expect("overload: status", wfm_queue_evaluate(&queue, &metrics), WFM_CAVEAT_OVERLOADED, 0);
    queue.calls = -1;
    expect("error: status", wfm_queue_evaluate(&queue, &metrics), WFM_BAD_CALLS, 0);
    expect("error: failed", wfm_failed(WFM_BAD_CALLS), 1, 0);
}

static void staff(void)
{
    wfm_queue queue = WFM_QUEUE_INIT;
    wfm_targets targets = WFM_TARGETS_INIT;
    wfm_staffing staffing = WFM_STAFFING_INIT;
    queue.calls = 250;
    queue.interval_s = 1800;
    queue.aht_s = 210;
    queue.answer_within_s = 20;
    targets.service_level = 0.8;
    expect("staff: status", wfm_staffing_agents(&queue, &targets, &staffing), WFM_OK, 0);
    expect("staff: agents", staffing.agents, 34, 0);
    expect("staff: one fewer", staffing.service_level_one_fewer, 0.73, 0.005);
    expect("staff: binding", staffing.binding, WFM_BINDING_SERVICE_LEVEL, 0);
}

static void plan(void)
{
    const double calls[] = {250, 0}, interval_s = 1800, aht_s = 210, answer_within_s = 20, service_level = 0.8;
    const double shrinkage = 0.3;
    double load_erl[2], agents[2], rostered[2], service[2], asa_s[2], occupancy[2];
    wfm_status status[2];
    wfm_plan_input input = WFM_PLAN_INPUT_INIT;
    wfm_plan_output output = WFM_PLAN_OUTPUT_INIT;
    wfm_plan_totals totals = WFM_PLAN_TOTALS_INIT;
    input.count = 2;
    input.calls = calls, input.calls_stride = 1;
    input.interval_s = &interval_s;
    input.aht_s = &aht_s;
    input.answer_within_s = &answer_within_s;
    input.service_level = &service_level;
    input.shrinkage = &shrinkage;
    output.load_erl = load_erl, output.load_erl_stride = 1;
    output.agents = agents, output.agents_stride = 1;
    output.rostered = rostered, output.rostered_stride = 1;
    output.service_level = service, output.service_level_stride = 1;
    output.asa_s = asa_s, output.asa_s_stride = 1;
    output.occupancy = occupancy, output.occupancy_stride = 1;
    output.status = status, output.status_stride = 1;
    expect("plan: status", wfm_plan_staff(&input, &output), WFM_OK, 0);
    expect("plan: agents", agents[0], 34, 0);
    expect("plan: rostered", rostered[0], 49, 0);
    expect("plan: nobody for no calls", agents[1], 0, 0);
    expect("totals: status", wfm_plan_totals_of(&input, &output, NULL, 0, NULL, 8, &totals), WFM_OK, 0);
    expect("totals: agent hours", totals.agent_hours, 17, 1e-9);
    expect("totals: peak row", (double)totals.peak_row, 0, 0);
}

int main(void)
{
    expect("version", wfm_version_number() >= 1000, 1, 0);
    expect("Erlang B(1,1)", wfm_erlang_b(1, 1), 0.5, 1e-12);
    evaluate();
    staff();
    plan();
    return failures != 0;
}
