/* SPDX-License-Identifier: MIT */
/* Callers who call again: vectors, figures of others, random queues two ways, and agents decided by wfm_queue_redial. */
#include "support/check.h"
#include "support/csv.h"

#include "internal/model.h"
#include "wfm/staffing.h"

#include <stdlib.h>
#include <string.h>

/* How often the model has been evaluated; the linker puts this in the place of the library's. */
static int evaluations;
bool __real_wfm_i_model_at(const wfm_i_model *model, double t, int wanted, wfm_i_record *record);
bool __wrap_wfm_i_model_at(const wfm_i_model *model, double t, int wanted, wfm_i_record *record);

bool __wrap_wfm_i_model_at(const wfm_i_model *model, double t, int wanted, wfm_i_record *record)
{
    evaluations++;
    return __real_wfm_i_model_at(model, t, wanted, record);
}

/* In handle times. */
static wfm_queue queue_of(double agents, double patience, double lines, double calls)
{
    wfm_queue q = WFM_QUEUE_INIT;
    q.calls = calls;
    q.interval_s = 1;
    q.aht_s = 1;
    q.agents = agents;
    q.patience_s = patience;
    q.lines = lines;
    q.answer_within_s = 0.1;
    q.service_rule = WFM_SERVICE_OFFERED;
    return q;
}

static wfm_redials redials_of(double blocked, double abandoned, double served)
{
    wfm_redials r = WFM_REDIALS_INIT;
    r.after_blocked = blocked;
    r.after_abandoned = abandoned;
    r.after_served = served;
    return r;
}

typedef struct answer {
    wfm_status status;
    wfm_redial_load load;
    wfm_queue_metrics metrics;
} answer;

static answer redial(const wfm_queue *q, const wfm_redials *r)
{
    answer a = {WFM_OK, WFM_REDIAL_LOAD_INIT, WFM_QUEUE_METRICS_INIT};
    a.status = wfm_queue_redial(q, r, &a.load, &a.metrics);
    return a;
}

static void test_vectors(void **state)
{
    (void)state;
    csv *rows = csv_open_vectors("redial.csv");
    tally results = {.name = "redial.csv"};
    int most = 0;
    double sum = 0, count = 0;
    while (csv_next(rows)) {
        size_t line = csv_line(rows);
        wfm_queue q = queue_of(csv_number(rows, "agents"), csv_number(rows, "patience"), csv_number(rows, "lines"),
                               csv_number(rows, "fresh"));
        wfm_redials r = redials_of(csv_number(rows, "after_blocked"), csv_number(rows, "after_abandoned"),
                                   csv_number(rows, "after_served"));
        evaluations = 0;
        answer a = redial(&q, &r);
        most = evaluations > most ? evaluations : most;
        sum += evaluations;
        count++;
        double tolerance = TOL_1E12 * fmax(1, csv_number(rows, "condition"));
        check_true(&results, a.status == WFM_OK, "line %zu: status %d", line, (int)a.status);
        check_near(&results, a.load.fresh_calls, q.calls, TOL_EXACT, "line %zu: fresh", line);
        check_near(&results, a.load.calls, csv_number(rows, "calls"), tolerance, "line %zu: calls", line);
        check_near(&results, a.load.inflation, csv_number(rows, "calls") / q.calls, tolerance, "line %zu: inflation",
                   line);
        check_near(&results, a.load.lost, csv_number(rows, "lost"), 10 * tolerance, "line %zu: lost", line);
        check_near(&results, a.load.never_served, csv_number(rows, "never_served"), 10 * tolerance,
                   "line %zu: never served", line);
        check_near(&results, a.load.attempts_per_caller, csv_number(rows, "attempts"), 10 * tolerance,
                   "line %zu: attempts", line);
        check_near(&results, a.metrics.blocking, csv_number(rows, "blocking"), 10 * tolerance, "line %zu: blocking",
                   line);
        check_near(&results, a.metrics.abandonment, csv_number(rows, "abandonment"), 10 * tolerance,
                   "line %zu: abandonment", line);
        check_near(&results, a.metrics.wait_probability, csv_number(rows, "waiting"), 10 * tolerance,
                   "line %zu: waiting", line);
    }
    csv_close(rows);
    print_message("evaluations of the model: %.1f on average, at most %d\n", sum / count, most);
    check_true(&results, count == 150, "%g rows, not 150", count);
    check_between(&results, most, 1, 30, "evaluations");
    tally_finish(&results);
}

/* Erlang A's fixed point with 30 digits, of rates in the same unit of time. */
static void test_computed(void **state)
{
    (void)state;
    csv *rows = csv_open_extra("computed_redial.csv");
    tally results = {.name = "computed_redial.csv"};
    size_t used = 0;
    for (; csv_next(rows); used++) {
        wfm_queue q = queue_of(csv_number(rows, "n"), 1 / csv_number(rows, "theta"), 0, csv_number(rows, "lam_fresh"));
        wfm_redials r = redials_of(0, csv_number(rows, "p_redial"), 0);
        q.aht_s = 1 / csv_number(rows, "mu");
        answer a = redial(&q, &r);
        const char *id = csv_text(rows, "id");
        check_near(&results, a.load.calls, csv_number(rows, "lam_total"), TOL_1E12, "%s: calls", id);
        check_near(&results, a.metrics.abandonment, csv_number(rows, "P_ab_per_attempt"), TOL_1E12, "%s: P(Ab)", id);
        check_near(&results, a.metrics.wait_probability, csv_number(rows, "P_wait"), TOL_1E12, "%s: P(W > 0)", id);
        check_near(&results, a.metrics.wait_mean_s, csv_number(rows, "E_W_per_attempt"), TOL_1E12, "%s: E(W)", id);
        check_near(&results, a.load.lost, csv_number(rows, "P_customer_finally_lost"), TOL_1E12, "%s: lost", id);
    }
    csv_close(rows);
    check_true(&results, used == 16, "%zu rows, not 16", used);
    tally_finish(&results);
}

/* The number of a key in a text: n=11;a0=5.5;recall=0.5 */
static double number_of(const char *text, const char *key)
{
    const char *at = strstr(text, key);
    assert_non_null(at);
    return strtod(at + strlen(key), NULL);
}

/* Extended Erlang B: as many lines as agents, whoever is turned away calls again. */
static void test_extended_erlang_b(void **state)
{
    (void)state;
    csv *rows = csv_open_extra("computed_loss.csv");
    tally results = {.name = "extended Erlang B"};
    size_t used = 0;
    while (csv_next(rows)) {
        if (strcmp(csv_text(rows, "model"), "extended_erlang_b") != 0) continue;
        const char *inputs = csv_text(rows, "inputs");
        double n = number_of(inputs, "n=");
        wfm_queue q = queue_of(n, 0, n, number_of(inputs, "a0="));
        wfm_redials r = redials_of(number_of(inputs, "recall="), 0, 0);
        answer a = redial(&q, &r);
        bool blocking = strcmp(csv_text(rows, "quantity"), "B") == 0;
        check_near(&results, blocking ? a.metrics.blocking : a.load.calls, csv_number(rows, "value"), TOL_1E12,
                   "line %zu", csv_line(rows));
        used++;
    }
    csv_close(rows);
    check_true(&results, used == 8, "%zu rows, not 8", used);
    tally_finish(&results);
}

/* One agent, patience 300 s, a fifth of those who hang up call again after 600 s, which is not long against it: the
 * simulations are single runs of 100,000 arrivals. */
static void test_published_simulation(void **state)
{
    (void)state;
    csv *rows = csv_open_extra("published_simulation.csv");
    tally results = {.name = "simulation_mm1_m_retrial"};
    size_t used = 0;
    while (csv_next(rows)) {
        if (strcmp(csv_text(rows, "model"), "simulation_mm1_m_retrial") != 0) continue;
        wfm_queue q = queue_of(1, 300, 0, 0.01);
        wfm_redials r = redials_of(0, 0.2, 0);
        q.aht_s = number_of(csv_text(rows, "parameters"), "exp service mean ");
        answer a = redial(&q, &r);
        bool of_wait = strcmp(csv_text(rows, "quantity"), "E[W]") == 0;
        double value = of_wait ? a.metrics.wait_mean_s * a.load.attempts_per_caller : a.metrics.abandonment;
        check_near(&results, value, csv_number(rows, "mean"), 0.04, "line %zu", csv_line(rows));
        used++;
    }
    csv_close(rows);
    check_true(&results, used == 62, "%zu rows, not 62", used);
    tally_finish(&results);
}

/* Two of those figures (A. Herzog, QueueSim, notebook example_sim_call_center_series, service 60 s and 120 s), and
 * extended Erlang B of 44 lines at 35 erl, 60 % of the blocked calling again. */
static void test_published(void **state)
{
    (void)state;
    tally results = {.name = "published figures"};
    wfm_queue q = queue_of(1, 300, 0, 0.01);
    wfm_redials r = redials_of(0, 0.2, 0);
    q.aht_s = 60;
    answer a = redial(&q, &r);
    check_near(&results, a.metrics.abandonment, 0.129589, 0.03, "P(A), 60 s");
    check_near(&results, a.metrics.wait_mean_s * a.load.attempts_per_caller, 39.810694, 0.03, "E[W], 60 s");
    q.aht_s = 120;
    a = redial(&q, &r);
    check_near(&results, a.metrics.abandonment, 0.375079, 0.03, "P(A), 120 s");
    q = queue_of(44, 0, 44, 35);
    r = redials_of(0.6, 0, 0);
    a = redial(&q, &r);
    check_near(&results, a.load.calls, 35.54049166941438657, TOL_16EPS, "offered with retries");
    check_near(&results, a.metrics.blocking, 0.02534628551014698888, TOL_64EPS, "their blocking");
    tally_finish(&results);
}

static wfm_queue random_queue(uint64_t *random)
{
    double agents = random_log_between(random, 0.5, 3000);
    wfm_queue q = queue_of(agents, 0, 0, agents * random_between(random, 0.1, 1.5));
    uint64_t kind = random_word(random) % 4u;
    if (random_word(random) % 2u == 0) q.agents = ceil(q.agents);
    if (kind & 1) q.patience_s = random_log_between(random, 0.01, 100);
    if (kind & 2) q.lines = q.agents * random_between(random, 0.7, 1.5) + random_between(random, 0, 20);
    if (random_word(random) % 2u == 0) q.lines = ceil(q.lines);
    q.service_rule = (int32_t)(random_word(random) % 5u) + 1;
    return q;
}

static wfm_redials random_redials(uint64_t *random)
{
    double blocked = random_between(random, 0, 0.95);
    double abandoned = random_between(random, 0, 0.95);
    return redials_of(blocked, abandoned, random_between(random, 0, 0.9));
}

static void test_nobody_calls_again(void **state)
{
    (void)state;
    tally results = {.name = "nobody calls again"};
    wfm_redials none = WFM_REDIALS_INIT;
    uint64_t random = 1;
    for (int i = 0; i < 2000; i++) {
        wfm_queue q = random_queue(&random);
        wfm_targets t = WFM_TARGETS_INIT;
        wfm_staffing with = WFM_STAFFING_INIT, without = WFM_STAFFING_INIT;
        wfm_queue_metrics alone = WFM_QUEUE_METRICS_INIT;
        answer a = redial(&q, &none);
        t.service_level = random_between(&random, 0.1, 0.99);
        check_true(&results, a.status == wfm_queue_evaluate(&q, &alone), "%d: status", i);
        check_true(&results, memcmp(&a.metrics, &alone, sizeof alone) == 0, "%d: metrics", i);
        check_near(&results, a.load.calls, q.calls, TOL_EXACT, "%d: calls", i);
        check_near(&results, a.load.attempts_per_caller, 1, TOL_64EPS, "%d: attempts", i);
        check_true(&results, wfm_staffing_agents_redial(&q, &none, &t, &with) == wfm_staffing_agents(&q, &t, &without),
                   "%d: status of staffing", i);
        check_true(&results, memcmp(&with, &without, sizeof with) == 0, "%d: staffing", i);
    }
    tally_finish(&results);
}

/* By its definition from the figures of wfm_queue_evaluate, by fixed-point iteration, and back by wfm_queue_fresh. */
static void test_two_ways(void **state)
{
    (void)state;
    tally results = {.name = "balance, iteration and the way back"};
    uint64_t random = 2;
    int most = 0;
    for (int i = 0; i < 3000; i++) {
        wfm_queue q = random_queue(&random);
        wfm_redials r = random_redials(&random);
        evaluations = 0;
        answer a = redial(&q, &r);
        most = evaluations > most ? evaluations : most;
        if (a.status == WFM_NO_BALANCE) {
            bool plain = !(q.patience_s > 0) && !(q.lines > 0);
            check_true(&results, plain && q.calls >= q.agents * (1 - r.after_served) * (1 - 1e-12), "%d: balance", i);
            continue;
        }
        double b = a.metrics.blocking, h = a.metrics.abandonment;
        double back = r.after_blocked * b + (1 - b) * (r.after_abandoned * h + r.after_served * (1 - h));
        check_near(&results, a.load.calls * (1 - back), q.calls, TOL_1E9, "%d: balance", i);
        wfm_queue all = q;
        all.calls = a.load.calls;
        wfm_redial_load fresh = WFM_REDIAL_LOAD_INIT;
        wfm_status status = wfm_queue_fresh(&all, &r, &fresh);
        check_true(&results, status == a.status, "%d: status", i);
        check_near(&results, fresh.fresh_calls, q.calls, TOL_1E12, "%d: fresh calls", i);
        check_near(&results, fresh.lost, a.load.lost, TOL_1E12, "%d: lost", i);
        check_near(&results, fresh.never_served, a.load.never_served, TOL_1E12, "%d: never served", i);
        check_near(&results, fresh.inflation, a.load.inflation, TOL_1E12, "%d: inflation", i);
        check_near(&results, fresh.attempts_per_caller, a.load.attempts_per_caller, TOL_1E12, "%d: attempts", i);
        check_near(&results, fresh.calls, all.calls, TOL_EXACT, "%d: calls", i);
    }
    print_message("evaluations of the model: at most %d\n", most);
    check_between(&results, most, 1, 30, "evaluations");
    tally_finish(&results);
}

/* What a caller pays for: x = fresh + share of x that comes back, over and over, as calculators do. */
static void test_iteration(void **state)
{
    (void)state;
    tally results = {.name = "fixed-point iteration"};
    uint64_t random = 3;
    for (int i = 0; i < 60; i++) {
        wfm_queue q = random_queue(&random);
        double blocked = random_between(&random, 0, 0.6);
        double abandoned = random_between(&random, 0, 0.6);
        wfm_redials r = redials_of(blocked, abandoned, random_between(&random, 0, 0.4));
        answer a = redial(&q, &r);
        if (a.status != WFM_OK) continue;
        wfm_queue all = q;
        all.flags = WFM_QUEUE_SKIP_MEANS;
        for (int step = 0; step < 100; step++) {
            wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
            wfm_queue_evaluate(&all, &m);
            double reach = 1 - m.blocking;
            double back = r.after_blocked * m.blocking +
                          reach * (r.after_abandoned * m.abandonment + r.after_served * (1 - m.abandonment));
            all.calls = q.calls + back * all.calls;
        }
        check_near(&results, a.load.calls, all.calls, TOL_1E9, "%d: calls", i);
    }
    tally_finish(&results);
}

/* Each flow rises with the calls, of real agents and lines as well: what makes the root the only one. */
static void test_flows_rise(void **state)
{
    (void)state;
    tally results = {.name = "flows rise with the calls"};
    uint64_t random = 4;
    for (int i = 0; i < 1500; i++) {
        wfm_queue q = random_queue(&random);
        double blocked = 0, abandoned = 0, served = 0;
        if (!(q.patience_s > 0) && !(q.lines > 0)) continue;
        q.flags = WFM_QUEUE_SKIP_MEANS;
        for (double load = 0.05; load < 8; load *= 1.4) {
            wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
            q.calls = load * q.agents;
            wfm_queue_evaluate(&q, &m);
            double reach = q.calls * (1 - m.blocking), rounding = 1e-12 * q.calls;
            check_between(&results, q.calls * m.blocking, blocked - rounding, INF, "%d: blocked", i);
            check_between(&results, reach * m.abandonment, abandoned - rounding, INF, "%d: hung up", i);
            check_between(&results, reach * (1 - m.abandonment), served - rounding, INF, "%d: served", i);
            blocked = q.calls * m.blocking;
            abandoned = reach * m.abandonment;
            served = reach * (1 - m.abandonment);
        }
    }
    tally_finish(&results);
}

/* Up to what leaves at most there is a balance; from there on none. */
static void test_border(void **state)
{
    (void)state;
    tally results = {.name = "border of the balance"};
    static const double BELOW = 1 - 1e-6, ABOVE = 1 + 1e-6;
    const struct {
        double agents, patience, lines, blocked, abandoned, served, most;
    } cases[] = {
        {10, 2, 0, 0, 1, 0, 10},     {10, 2, 0, 0, 1, 0.5, 5},      {10.5, 0.1, 0, 0.3, 1, 0.2, 8.4},
        {10, 2, 14, 1, 0.5, 0.5, 6}, {10, 2, 14, 1, 1, 0.5, 5},     {10, 0, 14, 1, 0.3, 0.1, 9},
        {10, 4, 8, 1, 0, 0.5, 4},    {10, 2, 13.5, 1, 0, 0, 11.75}, {10, 0, 0, 0, 0, 0.5, 5},
        {10, 2, 0, 0, 1, 1, 0},      {0, 2, 0, 0, 1, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        wfm_redials r = redials_of(cases[i].blocked, cases[i].abandoned, cases[i].served);
        wfm_queue q = queue_of(cases[i].agents, cases[i].patience, cases[i].lines, fmax(1e-9, cases[i].most * ABOVE));
        answer a = redial(&q, &r);
        check_true(&results, a.status == WFM_NO_BALANCE, "case %zu, above: status %d", i, (int)a.status);
        check_true(&results, isnan(a.load.calls) && isnan(a.metrics.occupancy), "case %zu: outputs", i);
        if (!(cases[i].most > 0)) continue;
        q.calls = cases[i].most * BELOW;
        a = redial(&q, &r);
        check_true(&results, a.status == WFM_OK, "case %zu, below: status %d", i, (int)a.status);
        check_between(&results, a.load.inflation, 1, 1e9, "case %zu: inflation", i);
    }
    tally_finish(&results);
}

static void test_special_cases(void **state)
{
    (void)state;
    tally results = {.name = "special cases"};
    wfm_redials r = redials_of(0.5, 0.5, 0.2);
    wfm_queue q = queue_of(5, 2, 0, 0);
    answer a = redial(&q, &r);
    check_near(&results, a.load.inflation, 1.25, TOL_EXACT, "no calls: all would be served");
    check_near(&results, a.load.calls, 0, TOL_EXACT, "no calls");
    check_near(&results, a.metrics.service_level, 1, TOL_EXACT, "no calls: service level");
    q = queue_of(10, 0, 0, 6);
    a = redial(&q, &r);
    check_near(&results, a.load.calls, 7.5, TOL_1EPS, "Erlang C: reconnects alone");
    check_near(&results, a.load.lost, 0, TOL_EXACT, "Erlang C: nobody is lost");
    q = queue_of(10, 0, 0, 12);
    r.after_served = 0;
    a = redial(&q, &r);
    check_true(&results, a.status == WFM_CAVEAT_OVERLOADED, "overloaded: status %d", (int)a.status);
    check_near(&results, a.load.calls, 12, TOL_EXACT, "overloaded, nobody calls again after an answer");
    q = queue_of(0, 2, 0, 3);
    a = redial(&q, &r);
    check_near(&results, a.load.calls, 6, TOL_1E12, "no agents: everybody hangs up");
    check_near(&results, a.load.lost, 1, TOL_1E12, "no agents: everybody is lost");
    tally_finish(&results);
}

static void test_statuses(void **state)
{
    (void)state;
    wfm_queue q = queue_of(10, 2, 0, 9);
    wfm_redials r = redials_of(0, 0.5, 0), bad = r;
    wfm_targets t = WFM_TARGETS_INIT;
    wfm_staffing s = WFM_STAFFING_INIT;
    answer a = redial(&q, &r);
    t.service_level = 0.8;
    assert_int_equal(a.status, WFM_OK);
    assert_int_equal(wfm_queue_redial(&q, &r, NULL, &a.metrics), WFM_BAD_OUTPUT);
    assert_true(isnan(a.metrics.occupancy));
    assert_int_equal(wfm_queue_redial(&q, &r, &a.load, NULL), WFM_BAD_OUTPUT);
    assert_true(isnan(a.load.calls));
    assert_int_equal(wfm_queue_fresh(&q, &r, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_staffing_agents_redial(&q, &r, &t, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_queue_redial(NULL, &r, &a.load, &a.metrics), WFM_BAD_QUEUE_STRUCT);
    assert_int_equal(wfm_queue_redial(&q, NULL, &a.load, &a.metrics), WFM_BAD_REDIALS_STRUCT);
    assert_int_equal(wfm_queue_fresh(&q, NULL, &a.load), WFM_BAD_REDIALS_STRUCT);
    assert_int_equal(wfm_staffing_agents_redial(&q, NULL, &t, &s), WFM_BAD_REDIALS_STRUCT);
    assert_int_equal(wfm_staffing_agents_redial(&q, &r, NULL, &s), WFM_BAD_TARGETS_STRUCT);
    for (int member = 0; member < 3; member++) {
        bad = redials_of(member == 0 ? 1.5 : 0, member == 1 ? -0.1 : 0, member == 2 ? QUIET_NAN : 0);
        assert_int_equal(redial(&q, &bad).status, WFM_BAD_REDIAL);
    }
    q.lines = 1e9;
    q.patience_s = 0;
    q.calls = 11;
    r = redials_of(0.5, 0, 0);
    assert_int_equal(redial(&q, &r).status, WFM_TOO_MANY_LINES);
    assert_int_equal(wfm_queue_fresh(&q, &r, &a.load), WFM_TOO_MANY_LINES);
    assert_true(isnan(a.load.fresh_calls));
    assert_int_equal(wfm_staffing_agents_redial(&q, &r, &t, &s), WFM_TOO_MANY_LINES);
    q.calls = 9;
    r = redials_of(0.5, 0, 0.3); /* 9/0.7 calls would be more than the agents and the places can be walked through */
    assert_int_equal(redial(&q, &r).status, WFM_TOO_MANY_LINES);
    q = queue_of(10, 0, 0, 11);
    r = redials_of(0, 0, 0.3);
    assert_int_equal(wfm_queue_fresh(&q, &r, &a.load), WFM_NO_BALANCE);
    q.calls = 9;
    r = redials_of(0, 0, 1);
    assert_int_equal(wfm_queue_fresh(&q, &r, &a.load), WFM_NO_BALANCE);
    assert_int_equal(redial(&q, &r).status, WFM_NO_BALANCE);
    assert_int_equal(wfm_staffing_agents_redial(&q, &r, &t, &s), WFM_NO_BALANCE);
    assert_true(isnan(s.agents));
    r = redials_of(0, 0, 0.5);
    q.calls = 1.5e308;
    assert_int_equal(wfm_staffing_agents_redial(&q, &r, &t, &s), WFM_BAD_LOAD);
    q.patience_s = 1;
    assert_int_equal(wfm_staffing_agents_redial(&q, &r, &t, &s), WFM_OK);
}

/* Decided by the figures of wfm_queue_redial alone, each made easier by so much. */
static bool meets(const wfm_queue *q, const wfm_redials *r, const wfm_targets *t, double easier)
{
    answer a = redial(q, r);
    const wfm_queue_metrics *m = &a.metrics;
    double more = 1 + easier;
    if (a.status == WFM_NO_BALANCE) return false;
    if (t->service_level > 0 && m->service_level < t->service_level - easier) return false;
    if (t->asa_s > 0 && m->asa_s > t->asa_s * more) return false;
    if (t->wait_probability > 0 && m->wait_probability > t->wait_probability * more) return false;
    if (t->abandonment > 0 && m->abandonment > t->abandonment * more) return false;
    return !(t->max_occupancy > 0) || m->occupancy <= t->max_occupancy * more;
}

static wfm_targets random_targets(uint64_t *random, const wfm_queue *q)
{
    wfm_targets t = WFM_TARGETS_INIT;
    uint64_t which = random_word(random) % 32u;
    if (which & 1) t.service_level = random_between(random, 0.05, 0.99);
    if (which & 2) t.asa_s = random_log_between(random, 0.001, 3);
    if (which & 4) t.wait_probability = random_between(random, 0.01, 0.95);
    if (which & 8) t.max_occupancy = random_between(random, 0.5, 0.99);
    if ((which & 16) && q->patience_s > 0) t.abandonment = random_log_between(random, 1e-3, 0.5);
    if (!(t.service_level + t.asa_s + t.wait_probability + t.max_occupancy + t.abandonment > 0)) t.service_level = 0.8;
    return t;
}

static void test_staffing(void **state)
{
    (void)state;
    tally results = {.name = "agents with redials"};
    uint64_t random = 5;
    int most = 0;
    double sum = 0, solved = 0;
    for (int i = 0; i < 1500; i++) {
        wfm_queue q = random_queue(&random);
        wfm_redials r = random_redials(&random);
        if (q.lines > 0) q.lines = ceil(q.calls * 3 + 20);
        wfm_targets t = random_targets(&random, &q);
        wfm_staffing s = WFM_STAFFING_INIT;
        evaluations = 0;
        wfm_status status = wfm_staffing_agents_redial(&q, &r, &t, &s);
        most = evaluations > most ? evaluations : most;
        sum += evaluations;
        check_true(&results, !wfm_failed(status), "%d: status %d", i, (int)status);
        if (status & WFM_CAVEAT_TARGET_MISSED) continue;
        solved++;
        q.agents = s.agents;
        check_true(&results, meets(&q, &r, &t, 1e-11), "%d: %g agents do not do", i, s.agents);
        double level = redial(&q, &r).metrics.service_level;
        if (q.calls > 0) check_near(&results, s.service_level, level, TOL_1E9, "%d: service level", i);
        q.agents = s.agents - 1;
        bool fewer = s.agents > 0 && meets(&q, &r, &t, -1e-11);
        check_true(&results, !fewer, "%d: %g agents do, one fewer as well", i, s.agents);
        check_between(&results, s.agents_fractional, s.agents - 1 - 1e-9, s.agents, "%d: fractional", i);
        if (!(s.agents_fractional > 0)) continue;
        q.agents = s.agents_fractional * (1 + 1e-8);
        check_true(&results, meets(&q, &r, &t, 1e-11), "%d: %g agents do not do", i, q.agents);
    }
    print_message("evaluations of the model for agents: %.1f on average, at most %d\n", sum / 1500, most);
    check_between(&results, solved, 1200, 1500, "solved");
    check_between(&results, most, 1, 600, "evaluations");
    tally_finish(&results);
}

/* More agents never make a figure worse, so that the least is the least; but for the occupancy, where more come back
 * after an answer than after hanging up. */
static void test_agents_help(void **state)
{
    (void)state;
    tally results = {.name = "more agents help"};
    uint64_t random = 6;
    for (int i = 0; i < 1500; i++) {
        wfm_queue q = random_queue(&random);
        wfm_redials r = random_redials(&random);
        wfm_queue_metrics before = {.service_level = 0, .wait_probability = 1, .asa_s = INF, .abandonment = 1};
        before.occupancy = 1;
        q.lines = 0;
        double step = fmax(0.25, q.agents / 16);
        for (q.agents = 0.25; q.agents < 3 * q.calls + 5; q.agents += step) {
            answer a = redial(&q, &r);
            if (a.status != WFM_OK) continue;
            check_between(&results, a.metrics.service_level, before.service_level - 1e-12, 1, "%d: service level", i);
            check_between(&results, a.metrics.wait_probability, 0, before.wait_probability + 1e-12, "%d: waiting", i);
            check_between(&results, a.metrics.asa_s, 0, before.asa_s * (1 + 1e-9), "%d: ASA", i);
            check_between(&results, a.metrics.abandonment, 0, before.abandonment + 1e-12, "%d: abandonment", i);
            bool falls = r.after_served <= r.after_abandoned; /* else callers who are served load them anew */
            if (falls) check_between(&results, a.metrics.occupancy, 0, before.occupancy + 1e-12, "%d: occupancy", i);
            before = a.metrics;
        }
    }
    tally_finish(&results);
}

/* Everybody calls again who was served: agents can be found where some are lost. */
static void test_all_served_return(void **state)
{
    (void)state;
    tally results = {.name = "all served call again"};
    wfm_queue q = queue_of(0, 1, 0, 5);
    wfm_redials r = redials_of(0, 0.2, 1);
    wfm_targets t = WFM_TARGETS_INIT;
    wfm_staffing s = WFM_STAFFING_INIT;
    t.service_level = 0.7;
    check_true(&results, wfm_staffing_agents_redial(&q, &r, &t, &s) == WFM_OK, "status");
    q.agents = s.agents;
    check_true(&results, meets(&q, &r, &t, 0), "%g agents do not do", s.agents);
    q.agents -= 1;
    check_true(&results, !meets(&q, &r, &t, 0), "%g agents do as well", q.agents);
    t.service_level = 1;
    check_true(&results, wfm_staffing_agents_redial(&q, &r, &t, &s) == WFM_CAVEAT_TARGET_MISSED, "a level of 1");
    check_near(&results, s.agents, INF, TOL_EXACT, "agents for a level of 1");
    r = redials_of(0, 1, 0);
    t.service_level = 0.5;
    t.max_agents = 4;
    check_true(&results, wfm_staffing_agents_redial(&q, &r, &t, &s) == WFM_CAVEAT_TARGET_MISSED, "too few agents");
    check_near(&results, s.service_level, 0, TOL_EXACT, "no balance: the level of attempts without end");
    tally_finish(&results);
}

static double any_of(uint64_t *random)
{
    static const double plain[] = {0, 1, 0.5, 10, 100, 1e5, 1e-5, 1e300, 1e-300, -1};
    uint64_t which = random_word(random) % 16u;
    if (which < 10) return plain[which];
    return which < 14 ? random_between(random, 0, 1) : random_bits(random);
}

static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    uint64_t random = 7;
    for (int i = 0; i < 20000; i++) {
        double any[7]; /* drawn one after the other, as arguments of a call may be in any order */
        for (size_t k = 0; k < 7; k++)
            any[k] = any_of(&random);
        wfm_queue q = queue_of(any[0], any[1], any[2], any[3]);
        wfm_redials r = redials_of(any[4], any[5], any[6]);
        wfm_targets t = WFM_TARGETS_INIT;
        wfm_staffing s = WFM_STAFFING_INIT;
        wfm_redial_load fresh = WFM_REDIAL_LOAD_INIT;
        t.service_level = any_of(&random);
        if (random_word(&random) % 8u == 0) q.aht_s = any_of(&random);
        if (q.lines > 1e4) q.lines = 0; /* long walks are bounded, and tested elsewhere */
        answer a = redial(&q, &r);
        bool failed = wfm_failed(a.status);
        check_true(&results, failed == isnan(a.load.calls), "%d: calls %g, status %d", i, a.load.calls, (int)a.status);
        check_true(&results, failed == isnan(a.metrics.occupancy), "%d: occupancy", i);
        check_true(&results, failed || a.load.inflation >= 1, "%d: inflation %g", i, a.load.inflation);
        check_true(&results, failed || a.load.lost <= 1, "%d: lost %g", i, a.load.lost);
        wfm_status back = wfm_queue_fresh(&q, &r, &fresh);
        check_true(&results, wfm_failed(back) == isnan(fresh.calls), "%d: fresh", i);
        wfm_status staffed = wfm_staffing_agents_redial(&q, &r, &t, &s);
        check_true(&results, wfm_failed(staffed) == isnan(s.agents), "%d: agents", i);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),           cmocka_unit_test(test_computed),
        cmocka_unit_test(test_extended_erlang_b), cmocka_unit_test(test_published_simulation),
        cmocka_unit_test(test_published),         cmocka_unit_test(test_nobody_calls_again),
        cmocka_unit_test(test_two_ways),          cmocka_unit_test(test_iteration),
        cmocka_unit_test(test_flows_rise),        cmocka_unit_test(test_border),
        cmocka_unit_test(test_special_cases),     cmocka_unit_test(test_statuses),
        cmocka_unit_test(test_staffing),          cmocka_unit_test(test_agents_help),
        cmocka_unit_test(test_all_served_return), cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
