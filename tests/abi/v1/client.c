/* SPDX-License-Identifier: MIT */
/* A program of the first release: compiled with the headers of then, run with the library of now. */
#include <wfm/wfm.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

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

/* A formula, and its array form over the same numbers: 2 arguments, or 3. */
typedef void array2(const double *, ptrdiff_t, const double *, ptrdiff_t, double *, ptrdiff_t, size_t);
typedef void array3(const double *, ptrdiff_t, const double *, ptrdiff_t, const double *, ptrdiff_t, double *,
                    ptrdiff_t, size_t);

static void expect2(const char *what, double (*formula)(double, double), array2 *array, double x, double y,
                    double expected)
{
    double out[2] = {0, 0};
    expect(what, formula(x, y), expected, 1e-12 * fabs(expected));
    array(&x, 0, &y, 0, out, 1, 2);
    expect("  in an array", out[1], formula(x, y), 0);
}

static void expect3(const char *what, double (*formula)(double, double, double), array3 *array, double x, double y,
                    double z, double expected)
{
    double out[2] = {0, 0};
    expect(what, formula(x, y, z), expected, 1e-12 * fabs(expected));
    array(&x, 0, &y, 0, &z, 0, out, 1, 2);
    expect("  in an array", out[1], formula(x, y, z), 0);
}

/* One server has closed forms: B = a / (1 + a), C = a, so that every figure here was found by hand; two have B(2,1) = 1/5
 * and C(2,1) = 1/3. */
static void formulas(void)
{
    const double tail = 0.5 * exp(-0.5); /* C(1,1/2) exp(-(1 - 1/2) 1) */
    expect2("B", wfm_erlang_b, wfm_erlang_b_n, 2, 1, 0.2);
    expect2("1 - B", wfm_erlang_b_compl, wfm_erlang_b_compl_n, 2, 1, 0.8);
    expect2("ln B", wfm_erlang_b_ln, wfm_erlang_b_ln_n, 2, 1, log(0.2));
    expect2("d ln B / d load", wfm_erlang_b_ln_dload, wfm_erlang_b_ln_dload_n, 1, 1, 0.5);
    expect2("servers for B", wfm_erlang_b_servers_for_blocking, wfm_erlang_b_servers_for_blocking_n, 1, 0.2, 2);
    expect2("load for B", wfm_erlang_b_load_for_blocking, wfm_erlang_b_load_for_blocking_n, 1, 0.5, 1);
    expect2("C", wfm_erlang_c, wfm_erlang_c_n, 2, 1, 1.0 / 3);
    expect2("1 - C", wfm_erlang_c_compl, wfm_erlang_c_compl_n, 2, 1, 2.0 / 3);
    expect2("ln C", wfm_erlang_c_ln, wfm_erlang_c_ln_n, 2, 1, -log(3));
    expect2("d ln C / d load", wfm_erlang_c_ln_dload, wfm_erlang_c_ln_dload_n, 1, 0.5, 2);
    expect2("ASA", wfm_erlang_c_asa, wfm_erlang_c_asa_n, 1, 0.5, 1);
    expect2("servers for C", wfm_erlang_c_servers_for_waiting, wfm_erlang_c_servers_for_waiting_n, 0.5, 0.5, 1);
    expect2("servers for ASA", wfm_erlang_c_servers_for_asa, wfm_erlang_c_servers_for_asa_n, 0.5, 1, 1);
    expect2("load for C", wfm_erlang_c_load_for_waiting, wfm_erlang_c_load_for_waiting_n, 1, 0.5, 0.5);
    expect2("load for ASA", wfm_erlang_c_load_for_asa, wfm_erlang_c_load_for_asa_n, 1, 1, 0.5);
    expect3("P(W > t)", wfm_erlang_c_wait_tail, wfm_erlang_c_wait_tail_n, 1, 0.5, 1, tail);
    expect3("service level", wfm_erlang_c_service_level, wfm_erlang_c_service_level_n, 1, 0.5, 1, 1 - tail);
    expect3("quantile", wfm_erlang_c_wait_quantile, wfm_erlang_c_wait_quantile_n, 1, 0.5, 1 - tail, 1);
    expect3("servers for service level", wfm_erlang_c_servers_for_service_level,
            wfm_erlang_c_servers_for_service_level_n, 0.5, 1, 1 - tail, 1);
    expect3("load for service level", wfm_erlang_c_load_for_service_level, wfm_erlang_c_load_for_service_level_n, 1, 1,
            1 - tail, 0.5);
    expect2("paid hours", wfm_shrinkage_paid_hours, wfm_shrinkage_paid_hours_n, 3, 1800, 1.5);
    expect2("FTE", wfm_shrinkage_fte, wfm_shrinkage_fte_n, 12, 8, 1.5);
    /* no closed form: between the quotients of neighbours */
    expect("d ln B / d servers", wfm_erlang_b_ln_dservers(2, 1), log(0.2 / 0.5), 0.4);
    expect("d ln C / d servers", wfm_erlang_c_ln_dservers(2, 1), log(1.0 / 3), 0.4);
    double x = 2, y = 1, out = 0;
    wfm_erlang_b_ln_dservers_n(&x, 0, &y, 0, &out, 0, 1);
    expect("  in an array", out, wfm_erlang_b_ln_dservers(x, y), 0);
    wfm_erlang_c_ln_dservers_n(&x, 0, &y, 0, &out, 0, 1);
    expect("  in an array", out, wfm_erlang_c_ln_dservers(x, y), 0);
}

/* The structs made as a binding makes them, by size. */
static void waits_and_inverses(void)
{
    wfm_queue queue;
    wfm_targets targets;
    wfm_staffing staffing;
    wfm_queue_metrics metrics;
    const double t_s[] = {20, 40};
    double waiting[2], figure = 0, back = 0;
    int32_t binding = 0;
    wfm_queue_init(&queue, sizeof queue);
    wfm_targets_init(&targets, sizeof targets);
    wfm_staffing_init(&staffing, sizeof staffing);
    wfm_queue_metrics_init(&metrics, sizeof metrics);
    queue.calls = 250, queue.interval_s = 1800, queue.aht_s = 210, queue.agents = 34, queue.answer_within_s = 20;
    targets.service_level = 0.8;
    expect("waiting: status", wfm_queue_still_waiting(&queue, 2, t_s, 1, waiting, 1, NULL), WFM_OK, 0);
    expect("waiting: after 20 s", waiting[0], 46, 0.5);
    expect("waiting: after 40 s", waiting[1], 29, 0.5);
    expect("tail: status", wfm_queue_wait_tail(&queue, 20, &figure), WFM_OK, 0);
    expect("tail", 250 * figure, waiting[0], 1e-9);
    expect("quantile: status", wfm_queue_wait_quantile(&queue, 1 - figure, &back), WFM_OK, 0);
    expect("quantile", back, 20, 1e-9);
    expect("calls: status", wfm_staffing_calls(&queue, &targets, &figure, &binding), WFM_OK, 0);
    expect("calls: binding", binding, WFM_BINDING_SERVICE_LEVEL, 0);
    expect("calls: more than are there", figure > 250, 1, 0);
    expect("AHT: status", wfm_staffing_aht(&queue, &targets, &figure, &binding), WFM_OK, 0);
    expect("AHT: longer than it is", figure > 210, 1, 0);
    expect("answer within: status", wfm_staffing_answer_within(&queue, &targets, &figure), WFM_OK, 0);
    expect("answer within: less than 20 s", figure < 20, 1, 0);
    expect("sizes are kept", staffing.struct_size + metrics.struct_size, sizeof staffing + sizeof metrics, 0);
}

static void roster(void)
{
    wfm_shrinkage parts;
    wfm_agents_away away;
    const double people[] = {1.2, 1.2};
    double whole[2], figure = 0, factor = 0;
    wfm_shrinkage_init(&parts, sizeof parts);
    wfm_agents_away_init(&away, sizeof away);
    expect("shrinkage: status", wfm_shrinkage_total(&parts, &figure), WFM_OK, 0);
    expect("shrinkage: none", figure, 0, 0);
    expect("rostered: status", wfm_shrinkage_rostered(21, 0.3, WFM_ROUND_UP, &figure), WFM_OK, 0);
    expect("rostered", figure, 30, 0);
    away.absent = 2;
    expect("factor: status", wfm_shrinkage_factor(22, &away, &figure, &factor), WFM_OK, 0);
    expect("factor: needed", figure, 24, 0);
    expect("by factor: status", wfm_shrinkage_rostered_by_factor(22, factor, WFM_ROUND_UP, &figure), WFM_OK, 0);
    expect("by factor", figure, 24, 0);
    expect("round: status", wfm_shrinkage_round(2, people, 1, WFM_ROUND_UP, whole, 1, NULL), WFM_OK, 0);
    expect("round", whole[1], 2, 0);
}

static void words(void)
{
    wfm_plan_input input;
    wfm_plan_output output;
    wfm_plan_totals totals;
    wfm_plan_input_init(&input, sizeof input);
    wfm_plan_output_init(&output, sizeof output);
    wfm_plan_totals_init(&totals, sizeof totals);
    expect("a plan without columns", wfm_plan_staff(&input, &output), WFM_BAD_COLUMN, 0);
    expect("sizes are kept", totals.struct_size, sizeof totals, 0);
    expect("name", strcmp(wfm_status_name(WFM_BAD_CALLS), "bad_calls"), 0, 0);
    expect("text", wfm_status_text(WFM_BAD_CALLS)[0] != 0, 1, 0);
    expect("version as text", wfm_version_string()[0] != 0, 1, 0);
}

int main(void)
{
    expect("version", wfm_version_number() >= 1000, 1, 0);
    expect("Erlang B(1,1)", wfm_erlang_b(1, 1), 0.5, 1e-12);
    evaluate();
    staff();
    plan();
    formulas();
    waits_and_inverses();
    roster();
    words();
    return failures != 0;
}
