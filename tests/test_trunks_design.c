/* SPDX-License-Identifier: MIT */
/* Agents and lines designed together: against every pair of small numbers, its laws, statuses and limits. */
#include "support/check.h"

#include "wfm/trunks.h"

static wfm_queue demand(double calls, double aht_s, double patience_s, double treatment_s)
{
    wfm_queue q = WFM_QUEUE_INIT;
    q.calls = calls;
    q.interval_s = 1800;
    q.aht_s = aht_s;
    q.answer_within_s = 20;
    q.patience_s = patience_s;
    q.treatment_s = treatment_s;
    q.service_rule = WFM_SERVICE_OFFERED;
    return q;
}

static bool meets(const wfm_queue *queue, const wfm_targets *t, double blocking, double agents, double lines)
{
    wfm_queue q = *queue;
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    q.agents = agents;
    q.lines = lines;
    assert_false(wfm_failed(wfm_queue_evaluate(&q, &m)));
    if (m.blocking > blocking) return false;
    if (t->service_level > 0 && m.service_level < t->service_level) return false;
    if (t->asa_s > 0 && m.asa_s > t->asa_s) return false;
    if (t->wait_probability > 0 && m.wait_probability > t->wait_probability) return false;
    if (t->max_occupancy > 0 && m.occupancy > t->max_occupancy * (1 + 8 * DBL_EPSILON)) return false;
    return !(t->abandonment > 0 && m.abandonment > t->abandonment);
}

enum { MOST_AGENTS = 40, MOST_LINES = 120 };

/* The first pair, agents first, of all that there are. */
static bool first_pair(const wfm_queue *q, const wfm_targets *t, double blocking, double *agents, double *lines)
{
    for (*agents = 0; *agents <= MOST_AGENTS; ++*agents)
        for (*lines = 1; *lines <= MOST_LINES; ++*lines)
            if (meets(q, t, blocking, *agents, *lines)) return true;
    return false;
}

static void check_design(tally *results, const wfm_queue *q, const wfm_targets *t, double blocking)
{
    double agents, lines;
    wfm_staffing s = WFM_STAFFING_INIT;
    wfm_trunks g = WFM_TRUNKS_INIT;
    wfm_status status = wfm_trunks_design(q, t, blocking, &s, &g);
    if (!first_pair(q, t, blocking, &agents, &lines)) {
        check_true(results, s.agents > MOST_AGENTS || g.lines > MOST_LINES, "beyond %g agents", s.agents);
        return;
    }
    check_true(results, s.agents == agents, "%g calls, patience %g, b %g: %g agents, not %g", q->calls, q->patience_s,
               blocking, s.agents, agents);
    check_true(results, g.lines == lines, "%g calls, %g agents: %g lines, not %g", q->calls, agents, g.lines, lines);
    check_true(results, (status & ~WFM_CAVEAT_LINES_APPROXIMATE) == WFM_OK, "status %d", (int)status);
    check_true(results, g.blocking <= blocking, "blocking %g", g.blocking);
    check_true(results, g.blocking_one_fewer > g.blocking, "one line fewer blocks more");
    check_between(results, g.lines_fractional, lines - 1, lines, "lines, real");
    check_between(results, s.agents_fractional, agents - 1, agents, "agents, real");
}

static void test_every_pair(void **state)
{
    (void)state;
    tally results = {.name = "every pair of agents and lines"};
    uint64_t seed = 2004;
    const double patience[] = {0, 0, 60, 180, 20, 600};
    for (int i = 0; i < 120; i++) {
        wfm_targets t = WFM_TARGETS_INIT;
        double blocking = random_log_between(&seed, 0.002, 0.2);
        wfm_queue q = demand(floor(random_between(&seed, 5, 150)), 180, patience[i % 6],
                             i % 3 == 0 ? 0 : floor(random_between(&seed, 5, 90)));
        int which = (int)(random_word(&seed) % 5);
        if (which == 0 || which > 3) t.service_level = random_between(&seed, 0.3, 0.97);
        if (which == 1 || which == 4) t.asa_s = random_log_between(&seed, 1, 100);
        if (which == 2) t.wait_probability = random_between(&seed, 0.05, 0.6);
        if (which == 3) t.max_occupancy = random_between(&seed, 0.5, 0.95);
        if (q.patience_s > 0 && i % 4 == 0) t.abandonment = random_log_between(&seed, 0.01, 0.2);
        if (i % 5 == 0) q.flags = WFM_QUEUE_COUNT_BLOCKED;
        if (i % 7 == 0) q.acw_s = 40;
        check_design(&results, &q, &t, blocking);
    }
    tally_finish(&results);
}

/* Fewer agents than where lines are sized after them, as callers who are turned away do not wait; and one fewer is not
 * enough on any lines. */
static void test_fewer_agents(void **state)
{
    (void)state;
    tally results = {.name = "design and one after the other"};
    wfm_targets t = WFM_TARGETS_INIT;
    t.service_level = 0.8;
    for (double calls = 50; calls <= 6000; calls *= 3) {
        wfm_queue q = demand(calls, 210, 0, 25);
        wfm_staffing s = WFM_STAFFING_INIT, after = WFM_STAFFING_INIT;
        wfm_trunks g = WFM_TRUNKS_INIT, lines = WFM_TRUNKS_INIT;
        wfm_staffing_range range = WFM_STAFFING_RANGE_INIT;
        assert_int_equal(wfm_trunks_design(&q, &t, 0.02, &s, &g), WFM_OK);
        assert_int_equal(wfm_trunks_for_targets(&q, &t, 0.02, WFM_ORDER_QUEUE_FIRST, &after, &lines), WFM_OK);
        check_true(&results, s.agents <= after.agents, "%g calls: %g agents, %g", calls, s.agents, after.agents);
        check_true(&results, meets(&q, &t, 0.02, s.agents, g.lines), "%g calls: met", calls);
        q.agents = s.agents - 1;
        t.blocking = 0.02;
        wfm_status status = wfm_staffing_lines(&q, &t, &range);
        t.blocking = 0;
        check_true(&results, status == WFM_CAVEAT_TARGET_MISSED, "%g calls: one agent fewer", calls);
        check_true(&results, !meets(&q, &t, 0.02, s.agents, g.lines - 1), "%g calls: one line fewer", calls);
        wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
        q.agents = s.agents;
        q.lines = g.lines;
        assert_int_equal(wfm_queue_evaluate(&q, &m), WFM_OK);
        check_true(&results, m.service_level == s.service_level, "service level");
        check_true(&results, m.trunk_load_erl == g.carried_erl, "lines in use");
        check_near(&results, g.load_erl * (1 - g.blocking), g.carried_erl, TOL_4EPS, "offered and carried");
        q.agents = s.agents + 1;
        assert_int_equal(wfm_queue_evaluate(&q, &m), WFM_OK);
        check_true(&results, m.service_level == s.service_level_one_more, "one more");
    }
    tally_finish(&results);
}

static void test_limits(void **state)
{
    (void)state;
    wfm_queue q = demand(100, 180, 0, 30);
    wfm_targets t = WFM_TARGETS_INIT;
    wfm_staffing s = WFM_STAFFING_INIT;
    wfm_trunks g = WFM_TRUNKS_INIT;
    t.service_level = 0.8;
    assert_int_equal(wfm_trunks_design(&q, &t, 0.01, &s, &g), WFM_OK);
    double agents = s.agents, lines = g.lines;
    t.min_agents = agents + 2.5;
    assert_int_equal(wfm_trunks_design(&q, &t, 0.01, &s, &g), WFM_OK);
    assert_true(s.agents == agents + 3);
    assert_true(g.lines <= lines);
    t.min_agents = 0;
    t.max_agents = agents - 1;
    assert_int_equal(wfm_trunks_design(&q, &t, 0.01, &s, &g), WFM_CAVEAT_TARGET_MISSED);
    assert_true(s.agents == agents - 1 && s.binding == WFM_BINDING_MAX_AGENTS);
    assert_true(g.blocking <= 0.01 && g.blocking_one_fewer > 0.01);
    assert_true(s.service_level < 0.8);
    t.max_agents = 8; /* of 10 erl: a fifth of the calls cannot be carried on any lines */
    assert_int_equal(wfm_trunks_design(&q, &t, 0.01, &s, &g), WFM_CAVEAT_TARGET_MISSED | WFM_CAVEAT_OVERLOADED);
    assert_true(s.agents == 8 && g.lines > DBL_MAX && g.lines_fractional > DBL_MAX);
    assert_true(g.blocking == 0 && g.blocking_one_fewer == 0);
    t.max_agents = 0;
    t.service_level = 1; /* of those who get in: as many lines as agents */
    assert_int_equal(wfm_trunks_design(&q, &t, 0.01, &s, &g), WFM_OK);
    assert_true(s.agents == g.lines && s.service_level == 1);
    q.flags = WFM_QUEUE_COUNT_BLOCKED; /* of all: never */
    assert_int_equal(wfm_trunks_design(&q, &t, 0.01, &s, &g), WFM_CAVEAT_TARGET_MISSED);
    assert_true(s.agents > DBL_MAX && g.lines > DBL_MAX && s.service_level == 1 && g.blocking == 0);
    q.flags = 0;
    q.calls = 1; /* 0.1 erl at an agent and 0.017 in treatment */
    t.service_level = 0.8;
    assert_int_equal(wfm_trunks_design(&q, &t, 0.2, &s, &g), WFM_OK);
    assert_true(s.agents == 1 && g.lines == 1 && g.blocking_one_fewer == 1);
    q.calls = 0;
    t.min_agents = 2;
    assert_int_equal(wfm_trunks_design(&q, &t, 0.01, &s, &g), WFM_OK);
    assert_true(s.agents == 2 && g.lines == 0 && g.carried_erl == 0);
}

static void test_statuses(void **state)
{
    (void)state;
    wfm_queue q = demand(100, 180, 60, 30);
    wfm_targets t = WFM_TARGETS_INIT;
    wfm_staffing s = WFM_STAFFING_INIT;
    wfm_trunks g = WFM_TRUNKS_INIT;
    const double bad[] = {0, 1, -1, 2, QUIET_NAN};
    assert_int_equal(wfm_trunks_design(&q, &t, 0.01, &s, &g), WFM_NO_TARGET);
    t.service_level = 0.8;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(wfm_trunks_design(&q, &t, bad[i], &s, &g), WFM_BAD_DESIGN_BLOCKING);
    assert_true(isnan(s.agents) && s.binding == -1 && isnan(g.lines));
    assert_int_equal(wfm_trunks_design(&q, &t, 0.01, NULL, &g), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_trunks_design(&q, &t, 0.01, &s, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_trunks_design(NULL, &t, 0.01, &s, &g), WFM_BAD_QUEUE_STRUCT);
    assert_int_equal(wfm_trunks_design(&q, NULL, 0.01, &s, &g), WFM_BAD_TARGETS_STRUCT);
    t.blocking = 0.01;
    assert_int_equal(wfm_trunks_design(&q, &t, 0.01, &s, &g), WFM_MEANINGLESS);
    t.blocking = 0;
    q.service_rule = 0;
    assert_int_equal(wfm_trunks_design(&q, &t, 0.01, &s, &g), WFM_NO_SERVICE_RULE);
    q.service_rule = WFM_SERVICE_OFFERED;
    t.abandonment = 0.03;
    q.patience_s = 0;
    assert_int_equal(wfm_trunks_design(&q, &t, 0.01, &s, &g), WFM_MEANINGLESS);
    t.abandonment = 0;
    q.acw_s = 30;
    assert_int_equal(wfm_trunks_design(&q, &t, 0.01, &s, &g), WFM_CAVEAT_LINES_APPROXIMATE);
    q.calls = 1e11;
    q.acw_s = 0;
    assert_true(wfm_trunks_design(&q, &t, 0.01, &s, &g) == WFM_TOO_MANY_LINES);
    assert_true(isnan(s.agents) && isnan(g.lines));
}

static void test_any_bits(void **state)
{
    (void)state;
    uint64_t seed = 12;
    tally results = {.name = "any bits"};
    for (int i = 0; i < 1000; i++) {
        wfm_queue q = demand(40, 180, 100, 20);
        wfm_targets t = WFM_TARGETS_INIT;
        wfm_staffing s = WFM_STAFFING_INIT;
        wfm_trunks g = WFM_TRUNKS_INIT;
        t.service_level = 0.8;
        double blocking = 0.01;
        double *const members[] = {&blocking, &q.aht_s, &t.service_level, &t.asa_s, &q.treatment_s, &t.max_agents};
        *members[random_word(&seed) % 6] = random_bits(&seed);
        if (!(q.aht_s < 1e6) || !(q.treatment_s < 1e6)) continue; /* as many lines take seconds */
        wfm_status status = wfm_trunks_design(&q, &t, blocking, &s, &g);
        check_true(&results, wfm_failed(status) == isnan(s.agents), "status %d, %g agents", (int)status, s.agents);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_pair), cmocka_unit_test(test_fewer_agents), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_statuses),   cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
