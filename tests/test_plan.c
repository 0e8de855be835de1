/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include <string.h>

#include "wfm/plan.h"

enum { ROWS = 6, COLUMNS = 21 };

enum { TRUNK_LOAD = 12, TRUNKS = 19, DEFERRED = 20 }; /* of those columns */

/* A grid small enough to check by hand, with every output column. */
typedef struct grid {
    wfm_plan_input in;
    wfm_plan_output out;
    double calls[ROWS];
    double aht_s[ROWS];
    double scheduled[ROWS];
    double interval_s, answer_within_s, service_level, shrinkage;
    double column[COLUMNS][ROWS];
    int32_t binding[ROWS];
    wfm_status status[ROWS];
} grid;

/* The members of wfm_plan_output that are columns of doubles, in order. */
static void connect(grid *g)
{
    double **pointer[COLUMNS] = {
        &g->out.load_erl,
        &g->out.agents,
        &g->out.agents_fractional,
        &g->out.rostered,
        &g->out.service_level,
        &g->out.asa_s,
        &g->out.wait_probability,
        &g->out.wait_mean_s,
        &g->out.mean_wait_of_waiting_s,
        &g->out.queue_mean,
        &g->out.queue_mean_when_busy,
        &g->out.occupancy,
        &g->out.trunk_load_erl,
        &g->out.service_level_one_fewer,
        &g->out.service_level_one_more,
        &g->out.gap,
        &g->out.service_level_scheduled,
        &g->out.asa_scheduled_s,
        &g->out.occupancy_scheduled,
        &g->out.trunks,
        &g->out.deferred_agents,
    };
    for (size_t i = 0; i < COLUMNS; i++) {
        *pointer[i] = g->column[i];
        ((ptrdiff_t *)(void *)(pointer[i] + 1))[0] = 1; /* the stride stands behind its pointer */
    }
    g->out.binding = g->binding;
    g->out.binding_stride = 1;
    g->out.status = g->status;
    g->out.status_stride = 1;
}

static grid *new_grid(void)
{
    static grid g;
    static const double calls[ROWS] = {250, 0, 100, 1, 400, 250};
    static const double aht_s[ROWS] = {210, QUIET_NAN, 180, 300, 240, 210};
    memset(&g, 0, sizeof g);
    wfm_plan_input_init(&g.in, sizeof g.in);
    wfm_plan_output_init(&g.out, sizeof g.out);
    memcpy(g.calls, calls, sizeof calls);
    memcpy(g.aht_s, aht_s, sizeof aht_s);
    g.interval_s = 1800;
    g.answer_within_s = 20;
    g.service_level = 0.8;
    g.shrinkage = 0.3;
    g.in.count = ROWS;
    g.in.calls = g.calls;
    g.in.calls_stride = 1;
    g.in.aht_s = g.aht_s;
    g.in.aht_s_stride = 1;
    g.in.interval_s = &g.interval_s;
    g.in.answer_within_s = &g.answer_within_s;
    g.in.service_level = &g.service_level;
    g.in.shrinkage = &g.shrinkage;
    connect(&g);
    return &g;
}

/* Each row by the single functions. */
static void check_row(tally *results, const grid *g, int row)
{
    wfm_queue q = WFM_QUEUE_INIT;
    wfm_targets t = WFM_TARGETS_INIT;
    wfm_staffing s = WFM_STAFFING_INIT;
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    double rostered = -1;
    q.calls = g->calls[row];
    q.interval_s = g->interval_s;
    q.aht_s = q.calls > 0 ? g->aht_s[row] : 1;
    q.answer_within_s = g->answer_within_s;
    t.service_level = g->service_level;
    assert_int_equal(wfm_staffing_agents(&q, &t, &s), WFM_OK);
    q.agents = s.agents;
    assert_int_equal(wfm_queue_evaluate(&q, &m), WFM_OK);
    assert_int_equal(wfm_shrinkage_rostered(s.agents, g->shrinkage, WFM_ROUND_UP, &rostered), WFM_OK);
    const double expected[] = {m.load_erl,
                               s.agents,
                               s.agents_fractional,
                               rostered,
                               m.service_level,
                               m.asa_s,
                               m.wait_probability,
                               m.wait_mean_s,
                               m.mean_wait_of_waiting_s,
                               m.queue_mean,
                               m.queue_mean_when_busy,
                               m.occupancy,
                               m.trunk_load_erl,
                               s.service_level_one_fewer,
                               s.service_level_one_more};
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        check_same(results, g->column[i][row], expected[i], "column %zu, row %d", i, row);
    check_true(results, g->binding[row] == s.binding, "binding, row %d", row);
    check_true(results, g->status[row] == WFM_OK, "status, row %d", row);
}

static void test_rows_equal_the_single_functions(void **state)
{
    (void)state;
    tally results = {.name = "rows"};
    grid *g = new_grid();
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_OK);
    for (int row = 0; row < ROWS; row++)
        check_row(&results, g, row);
    check_true(&results, g->column[1][0] == 34, "the course's 34 agents");
    check_true(&results, g->column[1][1] == 0, "nobody where there are no calls");
    for (int row = 0; row < ROWS; row++)
        for (int i = 15; i < DEFERRED; i++)
            check_true(&results, isnan(g->column[i][row]), "no schedule or blocking was given: column %d", i);
    for (int row = 0; row < ROWS; row++)
        check_true(&results, g->column[DEFERRED][row] == 0, "no deferred work: row %d", row);
    tally_finish(&results);
}

static void test_columns_may_be_left_out_and_walked_backwards(void **state)
{
    (void)state;
    grid *g = new_grid();
    double agents[ROWS];
    wfm_plan_output only = WFM_PLAN_OUTPUT_INIT;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_OK);
    g->in.calls = g->calls + ROWS - 1;
    g->in.calls_stride = -1;
    g->in.aht_s = g->aht_s + ROWS - 1;
    g->in.aht_s_stride = -1;
    only.agents = agents;
    only.agents_stride = 1;
    assert_int_equal(wfm_plan_staff(&g->in, &only), WFM_OK);
    for (int row = 0; row < ROWS; row++)
        assert_true(agents[row] == g->column[1][ROWS - 1 - row]);
}

static void test_a_bad_row_leaves_the_others(void **state)
{
    (void)state;
    tally results = {.name = "a bad row"};
    grid *g = new_grid();
    g->calls[2] = -1;
    g->aht_s[4] = 0;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_BAD_CALLS);
    assert_int_equal(g->status[2], WFM_BAD_CALLS);
    assert_int_equal(g->status[4], WFM_BAD_AHT);
    assert_int_equal(g->binding[2], -1);
    for (size_t i = 0; i < COLUMNS; i++)
        check_true(&results, isnan(g->column[i][2]), "column %zu is NaN", i);
    check_row(&results, g, 0);
    check_row(&results, g, 5);
    tally_finish(&results);
}

static void test_every_member_of_the_targets_is_read(void **state)
{
    (void)state;
    grid *g = new_grid();
    double none = 0;
    double value;
    g->in.service_level = &none;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_NO_TARGET);
    const struct {
        const double **member;
        double value;
        int32_t binding;
    } targets[] = {
        {&g->in.asa_s, 5, WFM_BINDING_ASA},
        {&g->in.wait_probability, 0.1, WFM_BINDING_WAIT_PROBABILITY},
        {&g->in.max_occupancy, 0.6, WFM_BINDING_OCCUPANCY},
    };
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        value = targets[i].value;
        *targets[i].member = &value;
        assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_OK);
        assert_int_equal(g->binding[0], targets[i].binding);
        *targets[i].member = NULL;
    }
    g->in.service_level = &g->service_level;
    value = 50;
    g->in.min_agents = &value;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_OK);
    assert_true(g->column[1][1] == 50);
    assert_int_equal(g->binding[1], WFM_BINDING_MIN_AGENTS);
    g->in.min_agents = NULL;
    value = 10;
    g->in.max_agents = &value;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_CAVEAT_TARGET_MISSED | WFM_CAVEAT_OVERLOADED);
    assert_true(g->column[1][0] == 10);
    assert_true(g->column[5][0] == INF);
    g->in.max_agents = NULL;
    value = 30;
    g->in.acw_s = &value;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_OK);
    tally results = {.name = "trunk load without after-call work"};
    check_near(&results, g->column[12][0], 250 * (180 + g->column[5][0]) / 1800, TOL_16EPS, "row 0");
    tally_finish(&results);
}

static void test_scheduled_agents(void **state)
{
    (void)state;
    tally results = {.name = "scheduled"};
    grid *g = new_grid();
    const double scheduled[ROWS] = {34, 3, QUIET_NAN, 0, 50, 33};
    memcpy(g->scheduled, scheduled, sizeof scheduled);
    g->in.scheduled = g->scheduled;
    g->in.scheduled_stride = 1;
    wfm_status both = WFM_CAVEAT_SCHEDULED_OVERLOADED | WFM_CAVEAT_SCHEDULED_MISSES;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), both);
    check_true(&results, g->status[0] == WFM_OK, "34 scheduled of 34");
    check_true(&results, g->column[15][0] == 0, "no gap");
    check_same(&results, g->column[16][0], g->column[4][0], "the planned service level");
    check_same(&results, g->column[17][0], g->column[5][0], "the planned ASA");
    check_same(&results, g->column[18][0], g->column[11][0], "the planned occupancy");
    check_true(&results, g->column[15][1] == 3, "three with nothing to do");
    check_true(&results, g->column[16][1] == 1, "and no caller waits");
    check_true(&results, isnan(g->column[15][2]), "none given");
    check_true(&results, g->status[3] == both, "nobody for one call");
    check_true(&results, g->column[16][3] == 0, "nobody answers");
    check_true(&results, g->column[17][3] == INF, "nobody ever answers");
    check_true(&results, g->status[5] == WFM_CAVEAT_SCHEDULED_MISSES, "33 of 34");
    check_same(&results, g->column[16][5], g->column[13][5], "the service level with one fewer");
    tally_finish(&results);
}

/* Limits bind the plan, not the judgement of a schedule. */
static void test_schedules_are_judged_by_the_targets_alone(void **state)
{
    (void)state;
    grid *g = new_grid();
    double scheduled = 34;
    double limit = 40;
    g->in.count = 1;
    g->in.scheduled = &scheduled;
    g->in.min_agents = &limit;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_OK);
    assert_true(g->column[15][0] == -6);
    g->in.min_agents = NULL;
    limit = 20;
    scheduled = 33;
    g->in.max_agents = &limit;
    wfm_status plan = WFM_CAVEAT_TARGET_MISSED | WFM_CAVEAT_OVERLOADED;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), plan | WFM_CAVEAT_SCHEDULED_MISSES);
    scheduled = -1;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_BAD_SCHEDULED);
    scheduled = INF;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_BAD_SCHEDULED);
    assert_true(isnan(g->column[1][0]));
}

static void test_rounding_carries_through_the_rows(void **state)
{
    (void)state;
    grid *g = new_grid();
    g->in.rounding = WFM_ROUND_NONE;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_OK);
    double exact = 0;
    for (int row = 0; row < ROWS; row++)
        exact += g->column[3][row];
    g->in.rounding = WFM_ROUND_CARRY;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_OK);
    double whole = 0;
    for (int row = 0; row < ROWS; row++) {
        assert_true(g->column[3][row] == floor(g->column[3][row]));
        whole += g->column[3][row];
    }
    assert_true(fabs(whole - exact) <= 0.5);
}

static void test_infinite_agents_stay_infinite(void **state)
{
    (void)state;
    grid *g = new_grid();
    double row_level[ROWS] = {0.8, 0.8, 1, 0.8, 0.8, 0.8};
    wfm_plan_totals totals = WFM_PLAN_TOTALS_INIT;
    g->in.service_level = row_level;
    g->in.service_level_stride = 1;
    g->in.rounding = WFM_ROUND_CARRY;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_CAVEAT_TARGET_MISSED);
    assert_true(g->column[1][2] == INF);
    assert_true(g->column[3][2] == INF);
    g->shrinkage = 0;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_CAVEAT_TARGET_MISSED);
    assert_true(g->column[3][2] == INF);
    assert_true(g->column[4][2] == 1);
    assert_true(g->column[11][2] == 0);
    assert_true(g->column[3][5] > 0 && g->column[3][5] < 100);
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &totals), WFM_CAVEAT_TARGET_MISSED);
    assert_true(totals.agent_hours == INF);
    assert_true(totals.missed_intervals == 1);
    assert_true(totals.peak_row == 2);
}

static void test_totals_by_hand(void **state)
{
    (void)state;
    tally results = {.name = "totals"};
    grid *g = new_grid();
    wfm_plan_totals t = WFM_PLAN_TOTALS_INIT;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_OK);
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 8, &t), WFM_OK);
    double agents = 0;
    double rostered = 0;
    double within = 0;
    double waited = 0;
    double load = 0;
    for (int row = 0; row < ROWS; row++) {
        agents += g->column[1][row];
        rostered += g->column[3][row];
        within += g->calls[row] * g->column[4][row];
        waited += g->calls[row] * g->column[5][row];
        load += g->column[0][row];
    }
    check_true(&results, t.calls == 1001, "calls");
    check_near(&results, t.aht_s, (500 * 210.0 + 100 * 180 + 300 + 400 * 240) / 1001, TOL_4EPS, "AHT by calls");
    check_near(&results, t.agent_hours, agents / 2, TOL_4EPS, "agent hours");
    check_near(&results, t.rostered_hours, rostered / 2, TOL_4EPS, "paid hours");
    check_near(&results, t.fte, rostered / 16, TOL_4EPS, "FTE");
    check_near(&results, t.service_level, within / 1001, TOL_4EPS, "service level by calls");
    check_near(&results, t.asa_s, waited / 1001, TOL_4EPS, "ASA by calls");
    check_near(&results, t.occupancy, load / agents, TOL_4EPS, "occupancy");
    check_true(&results, t.peak_row == 4, "peak");
    check_true(&results, t.peak_agents == g->column[1][4], "peak agents");
    check_true(&results, t.peak_rostered == g->column[3][4], "peak rostered");
    check_true(&results, t.intervals == ROWS, "intervals");
    check_true(&results, t.overloaded_intervals + t.missed_intervals + t.over_occupancy_intervals == 0,
               "nothing wrong");
    check_true(&results, t.scheduled_intervals == 0, "no schedule");
    check_true(&results, isnan(t.service_level_scheduled), "and no service of it");
    check_true(&results, isnan(t.asa_scheduled_s), "nor an ASA");
    tally_finish(&results);
}

/* An overloaded row counts as 0 in the service level and is left out of the ASA, with its number beside. */
static void test_totals_of_a_short_day(void **state)
{
    (void)state;
    tally results = {.name = "totals with overload, caps and a schedule"};
    grid *g = new_grid();
    wfm_plan_totals t = WFM_PLAN_TOTALS_INIT;
    double most[ROWS] = {20, 20, 20, 20, 60, 35};
    double cap = 0.86;
    const double scheduled[ROWS] = {20, 1, QUIET_NAN, 1, 61, 33};
    memcpy(g->scheduled, scheduled, sizeof scheduled);
    g->in.max_agents = most;
    g->in.max_agents_stride = 1;
    g->in.max_occupancy = &cap;
    g->in.scheduled = g->scheduled;
    g->in.scheduled_stride = 1;
    wfm_status status = wfm_plan_staff(&g->in, &g->out);
    assert_true(wfm_failed(status) == 0);
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &t), status);
    check_true(&results, t.overloaded_intervals == 1, "row 0 is overloaded");
    check_true(&results, t.missed_intervals == 2, "rows 0 and 4 miss: %d", (int)t.missed_intervals);
    check_true(&results, t.over_occupancy_intervals == 2, "rows 0 and 4 are above the cap");
    check_true(&results, t.fte == 0, "no hours per FTE, no FTE");
    double within = 0;
    double waited = 0;
    for (int row = 1; row < ROWS; row++) {
        within += g->calls[row] * g->column[4][row];
        waited += g->calls[row] * g->column[5][row];
    }
    check_near(&results, t.service_level, within / 1001, TOL_4EPS, "row 0 counts as 0");
    check_near(&results, t.asa_s, waited / 751, TOL_4EPS, "the others' ASA");
    check_true(&results, t.scheduled_intervals == 5, "rows with a schedule");
    check_true(&results, t.overloaded_scheduled_intervals == 1, "row 0 by the schedule");
    double needed = 0;
    double short_of = 0;
    within = waited = 0;
    for (int row = 0; row < ROWS; row++) {
        if (row == 2) continue;
        needed += g->column[1][row];
        short_of += fmax(0, g->column[1][row] - scheduled[row]);
        within += g->calls[row] * g->column[16][row];
        if (row > 0) waited += g->calls[row] * g->column[17][row];
    }
    check_near(&results, t.scheduled_hours, 58, TOL_EXACT, "scheduled hours");
    check_near(&results, t.gap_hours, 58 - needed / 2, TOL_4EPS, "gap hours");
    check_near(&results, t.short_hours, short_of / 2, TOL_4EPS, "short hours");
    check_true(&results, t.short_intervals == 1, "row 5 is short: %d", (int)t.short_intervals);
    check_near(&results, t.service_level_scheduled, within / 901, TOL_4EPS, "service level by the schedule");
    check_near(&results, t.asa_scheduled_s, waited / 651, TOL_4EPS, "ASA by the schedule");
    tally_finish(&results);
}

/* Where every call is in an overloaded row there is no ASA, rather than one of 0. */
static void test_totals_of_a_collapsed_day(void **state)
{
    (void)state;
    grid *g = new_grid();
    wfm_plan_totals t = WFM_PLAN_TOTALS_INIT;
    double one = 1;
    g->in.count = 2;
    g->in.max_agents = &one;
    g->in.scheduled = &one;
    assert_false(wfm_failed(wfm_plan_staff(&g->in, &g->out)));
    assert_false(wfm_failed(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &t)));
    assert_true(t.service_level == 0);
    assert_true(isnan(t.asa_s));
    assert_true(t.service_level_scheduled == 0);
    assert_true(isnan(t.asa_scheduled_s));
    const int64_t idle = 1;
    assert_false(wfm_failed(wfm_plan_totals_of(&g->in, &g->out, &idle, 1, NULL, 0, &t)));
    assert_true(t.service_level == 1);
    assert_true(t.asa_s == 0);
    assert_true(t.service_level_scheduled == 1);
    assert_true(t.asa_scheduled_s == 0);
}

static void test_selections_and_periods(void **state)
{
    (void)state;
    grid *g = new_grid();
    wfm_plan_totals t = WFM_PLAN_TOTALS_INIT;
    const int64_t rows[] = {2, 0, 5};
    const int64_t period[ROWS] = {7, 1, 3, 2, 4, 7};
    g->in.scheduled = g->scheduled; /* nobody anywhere */
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_CAVEAT_SCHEDULED_OVERLOADED | WFM_CAVEAT_SCHEDULED_MISSES);
    assert_false(wfm_failed(wfm_plan_totals_of(&g->in, &g->out, rows, 3, period, 0, &t)));
    assert_true(t.calls == 600);
    assert_true(t.intervals == 3);
    assert_true(t.peak_row == 0); /* rows 0 and 5 are at the same time */
    assert_true(t.peak_agents == 68);
    assert_false(wfm_failed(wfm_plan_totals_of(&g->in, &g->out, rows, 3, NULL, 0, &t)));
    assert_true(t.peak_agents == 34);
    g->calls[0] = -1; /* a row in error is left out */
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_BAD_CALLS);
    assert_false(wfm_failed(wfm_plan_totals_of(&g->in, &g->out, rows, 3, period, 0, &t)));
    assert_true(t.calls == 350);
    assert_true(t.intervals == 2);
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, rows, 0, period, 0, &t), WFM_OK);
    assert_true(t.peak_row == -1);
    assert_true(t.service_level == 1);
    assert_true(t.occupancy == 0);
}

static void check_refused(const grid *g, wfm_status expected)
{
    wfm_plan_totals t = WFM_PLAN_TOTALS_INIT;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), expected);
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &t), expected);
    assert_true(isnan(t.calls));
    assert_true(t.intervals == -1);
}

/* Lines by trunks.h from the trunk load, where a blocking is given; queues at one time need theirs together. */
static void test_lines(void **state)
{
    (void)state;
    tally results = {.name = "lines"};
    grid *g = new_grid();
    wfm_plan_totals t = WFM_PLAN_TOTALS_INIT;
    double blocking[ROWS] = {0.01, 0.01, 0, 0.5, 0.02, 0.001};
    const int64_t period[ROWS] = {1, 2, 4, 4, 4, 4}; /* row 2 has none */
    g->in.blocking = blocking;
    g->in.blocking_stride = 1;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_OK);
    for (int row = 0; row < ROWS; row++) {
        wfm_trunks group = WFM_TRUNKS_INIT;
        if (row == 2) continue;
        assert_int_equal(wfm_trunks_lines(g->column[TRUNK_LOAD][row], blocking[row], &group), WFM_OK);
        check_same(&results, g->column[TRUNKS][row], group.lines, "row %d", row);
    }
    check_true(&results, isnan(g->column[TRUNKS][2]), "no blocking, no lines");
    check_true(&results, g->column[TRUNKS][1] == 0, "no calls need no lines");
    double together = g->column[TRUNKS][3] + g->column[TRUNKS][4] + g->column[TRUNKS][5];
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, period, 0, &t), WFM_OK);
    check_true(&results, t.peak_trunks == together, "peak %g, not %g", t.peak_trunks, together);
    const int64_t without[] = {2};
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, without, 1, NULL, 0, &t), WFM_OK);
    check_true(&results, isnan(t.peak_trunks), "no row with a blocking");
    double few = 29; /* the load is 29.17 */
    g->in.max_agents = &few;
    wfm_status overloaded = WFM_CAVEAT_OVERLOADED | WFM_CAVEAT_TARGET_MISSED;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), overloaded);
    check_true(&results, g->column[TRUNKS][0] == INF, "callers who wait for ever hold all lines");
    g->in.max_agents = NULL;
    blocking[0] = 1.5;
    blocking[5] = QUIET_NAN;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_BAD_BLOCKING);
    assert_int_equal(g->status[5], WFM_BAD_BLOCKING);
    check_row(&results, g, 4);
    g->out.trunks = NULL;
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &t), WFM_BAD_COLUMN);
    tally_finish(&results);
}

/* Deferred work is rostered with the agents on the phones, and does not answer calls. */
static void test_deferred_work(void **state)
{
    (void)state;
    tally results = {.name = "deferred work"};
    grid *g = new_grid();
    wfm_plan_totals t = WFM_PLAN_TOTALS_INIT;
    double volume[ROWS] = {200, 40, 0, 30, 1, 20};
    double aht_s[ROWS] = {360, 300, QUIET_NAN, 600, 3600, 180};
    double response_s[ROWS] = {14400, 3600, 0, 1800, 36000, 1200};
    g->in.deferred_volume = volume;
    g->in.deferred_volume_stride = 1;
    g->in.deferred_aht_s = aht_s;
    g->in.deferred_aht_s_stride = 1;
    g->in.response_s = response_s;
    g->in.response_s_stride = 1;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_OK);
    static const double expected[ROWS] = {5, 40 / 12.0, 0, 10, 0.1, 3};
    double hours = 0;
    for (int row = 0; row < ROWS; row++) {
        double rostered = -1;
        double both = wfm_workload_agents(g->column[1][row], expected[row]);
        assert_int_equal(wfm_shrinkage_rostered(both, 0.3, WFM_ROUND_UP, &rostered), WFM_OK);
        check_near(&results, g->column[DEFERRED][row], expected[row], TOL_1EPS, "agents, row %d", row);
        check_true(&results, g->column[3][row] == rostered, "rostered, row %d: %g", row, g->column[3][row]);
        hours += expected[row] / 2;
    }
    check_true(&results, g->column[1][0] == 34, "34 on the phones");
    check_true(&results, g->column[3][0] == 56, "39 / 0.7 = 55.7 to roster");
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &t), WFM_OK);
    check_near(&results, t.deferred_hours, hours, TOL_4EPS, "hours");
    check_near(&results, t.agent_hours, (34 + 0 + 14 + 2 + 59 + 34) / 2.0, 0.5, "of the phones alone");
    volume[0] = -1;
    aht_s[1] = 0;
    response_s[3] = 0;
    aht_s[4] = INF;
    volume[5] = DBL_MAX;
    response_s[5] = 1;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_BAD_DEFERRED_VOLUME);
    static const wfm_status bad[ROWS] = {WFM_BAD_DEFERRED_VOLUME, WFM_BAD_DEFERRED_AHT, WFM_OK,
                                         WFM_BAD_RESPONSE,        WFM_BAD_DEFERRED_AHT, WFM_BAD_DEFERRED_VOLUME};
    for (int row = 0; row < ROWS; row++)
        assert_int_equal(g->status[row], bad[row]);
    g->out.deferred_agents = NULL;
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &t), WFM_BAD_COLUMN);
    tally_finish(&results);
}

/* What stops the whole call still leaves no stale row behind where the number of rows is known. */
static void test_refused_inputs(void **state)
{
    (void)state;
    grid *g = new_grid();
    const double **needed[] = {&g->in.calls, &g->in.interval_s, &g->in.aht_s};
    for (size_t i = 0; i < 3; i++) {
        const double *kept = *needed[i];
        *needed[i] = NULL;
        g->column[1][3] = 5;
        check_refused(g, WFM_BAD_COLUMN);
        assert_true(isnan(g->column[1][3]));
        assert_int_equal(g->status[3], WFM_BAD_COLUMN);
        *needed[i] = kept;
    }
    g->in.rounding = 4;
    check_refused(g, WFM_BAD_ROUNDING);
    g->in.rounding = -1;
    check_refused(g, WFM_BAD_ROUNDING);
    g->in.rounding = 0;
    g->in.count = -1;
    check_refused(g, WFM_BAD_COUNT);
    g->in.count = ROWS;
    g->in.reserved_2 = 1;
    check_refused(g, WFM_BAD_PLAN_STRUCT);
    g->in.reserved_2 = 0;
    g->in.reserved = 1;
    check_refused(g, WFM_BAD_PLAN_STRUCT);
    g->in.reserved = 0;
    g->shrinkage = 1;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_BAD_SHRINKAGE);
    assert_int_equal(wfm_plan_staff(NULL, &g->out), WFM_BAD_PLAN_STRUCT);
    assert_int_equal(wfm_plan_staff(&g->in, NULL), WFM_BAD_OUTPUT);
    wfm_plan_input_init(NULL, sizeof g->in);
    wfm_plan_output_init(NULL, sizeof g->out);
    wfm_plan_totals_init(NULL, sizeof(wfm_plan_totals));
}

static void test_refused_totals(void **state)
{
    (void)state;
    grid *g = new_grid();
    wfm_plan_totals t = WFM_PLAN_TOTALS_INIT;
    const int64_t rows[] = {0, ROWS};
    const int64_t before[] = {-1};
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_OK);
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, rows, 2, NULL, 0, &t), WFM_BAD_ROW);
    assert_true(isnan(t.calls));
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, before, 1, NULL, 0, &t), WFM_BAD_ROW);
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, rows, -1, NULL, 0, &t), WFM_BAD_COUNT);
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, -1, &t), WFM_BAD_HOURS_PER_FTE);
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, INF, &t), WFM_BAD_HOURS_PER_FTE);
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_plan_totals_of(&g->in, NULL, NULL, 0, NULL, 0, &t), WFM_BAD_PLAN_STRUCT);
    double **needed[] = {&g->out.load_erl,      &g->out.agents, &g->out.rostered,
                         &g->out.service_level, &g->out.asa_s,  &g->out.occupancy};
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        double *kept = *needed[i];
        *needed[i] = NULL;
        assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &t), WFM_BAD_COLUMN);
        *needed[i] = kept;
    }
    g->in.scheduled = g->scheduled;
    double *kept = g->out.service_level_scheduled;
    g->out.service_level_scheduled = NULL;
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &t), WFM_BAD_COLUMN);
    g->out.service_level_scheduled = kept;
    g->out.asa_scheduled_s = NULL;
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &t), WFM_BAD_COLUMN);
    g->out.status = NULL;
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &t), WFM_BAD_COLUMN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_equal_the_single_functions),
        cmocka_unit_test(test_columns_may_be_left_out_and_walked_backwards),
        cmocka_unit_test(test_a_bad_row_leaves_the_others),
        cmocka_unit_test(test_every_member_of_the_targets_is_read),
        cmocka_unit_test(test_scheduled_agents),
        cmocka_unit_test(test_schedules_are_judged_by_the_targets_alone),
        cmocka_unit_test(test_rounding_carries_through_the_rows),
        cmocka_unit_test(test_infinite_agents_stay_infinite),
        cmocka_unit_test(test_totals_by_hand),
        cmocka_unit_test(test_totals_of_a_short_day),
        cmocka_unit_test(test_totals_of_a_collapsed_day),
        cmocka_unit_test(test_selections_and_periods),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_deferred_work),
        cmocka_unit_test(test_refused_inputs),
        cmocka_unit_test(test_refused_totals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
