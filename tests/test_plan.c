/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include <string.h>

#include "wfm/plan.h"

enum { ROWS = 6, COLUMNS = 25 };

/* Of those columns. */
enum {
    TRUNK_LOAD = 12,
    TRUNKS = 19,
    DEFERRED = 20,
    ABANDONMENT = 21,
    BLOCKING = 22,
    ABANDONMENT_SCHEDULED = 23,
    BLOCKING_SCHEDULED = 24
};

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
        &g->out.abandonment,
        &g->out.blocking,
        &g->out.abandonment_scheduled,
        &g->out.blocking_scheduled,
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
    for (int row = 0; row < ROWS; row++) {
        check_true(&results, g->column[DEFERRED][row] == 0, "no deferred work: row %d", row);
        check_true(&results, g->column[ABANDONMENT][row] == 0, "nobody hangs up: row %d", row);
        check_true(&results, g->column[BLOCKING][row] == 0, "nobody is turned away: row %d", row);
        check_true(&results, isnan(g->column[ABANDONMENT_SCHEDULED][row]), "no schedule: row %d", row);
        check_true(&results, isnan(g->column[BLOCKING_SCHEDULED][row]), "no schedule: row %d", row);
    }
    tally_finish(&results);
}

/* Columns of every model: rows 2 to 5 have lines, and row 2 nobody who hangs up. */
typedef struct lost_calls {
    double patience_s[ROWS];
    double lines[ROWS];
    double abandonment[ROWS];
    double blocking[ROWS];
    double short_abandon_s;
    double treatment_s[ROWS];
} lost_calls;

static lost_calls *add_lost_calls(grid *g)
{
    static lost_calls lost;
    lost = (lost_calls){.patience_s = {120, 90, 0, 300, 60, 120},
                        .lines = {0, 0, 30, 20, 70, 40},
                        .abandonment = {0.05, 0, 0, 0.03, 0, 0.002},
                        .blocking = {0.01, 0, 0.05, 0, 0.02, 0},
                        .short_abandon_s = 5,
                        .treatment_s = {30, 0, 20, 0, 45, 0}};
    g->in.patience_s = lost.patience_s;
    g->in.lines = lost.lines;
    g->in.abandonment = lost.abandonment;
    g->in.blocking = lost.blocking;
    g->in.short_abandon_s = &lost.short_abandon_s;
    g->in.treatment_s = lost.treatment_s;
    g->in.treatment_s_stride = 1;
    g->in.patience_s_stride = g->in.lines_stride = g->in.abandonment_stride = g->in.blocking_stride = 1;
    g->in.service_rule = WFM_SERVICE_OFFERED;
    g->in.flags = WFM_QUEUE_COUNT_BLOCKED;
    return &lost;
}

/* A row's queue and targets, as its columns say. */
static void row_of(const grid *g, const lost_calls *lost, int row, wfm_queue *q, wfm_targets *t)
{
    bool called = g->calls[row] > 0;
    wfm_queue_init(q, sizeof *q);
    wfm_targets_init(t, sizeof *t);
    q->calls = g->calls[row];
    q->interval_s = g->interval_s;
    q->aht_s = called ? g->aht_s[row] : 1;
    q->acw_s = called && g->in.acw_s != NULL ? *g->in.acw_s : 0;
    q->answer_within_s = g->answer_within_s;
    q->patience_s = lost->patience_s[row];
    q->lines = lost->lines[row];
    q->short_abandon_s = lost->short_abandon_s;
    q->treatment_s = lost->treatment_s[row];
    q->service_rule = g->in.service_rule;
    q->flags = g->in.flags;
    t->service_level = g->service_level;
    t->abandonment = lost->abandonment[row];
    if (q->lines > 0) t->blocking = lost->blocking[row];
}

/* A row of any model by the single functions. */
static void check_model(tally *results, const grid *g, const lost_calls *lost, int row)
{
    wfm_queue q;
    wfm_targets t;
    wfm_staffing s = WFM_STAFFING_INIT;
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    wfm_queue_metrics scheduled = WFM_QUEUE_METRICS_INIT;
    row_of(g, lost, row, &q, &t);
    wfm_status status = wfm_staffing_agents(&q, &t, &s);
    q.agents = s.agents;
    assert_int_equal(wfm_queue_evaluate(&q, &m), status);
    q.agents = g->scheduled[row];
    assert_int_equal(wfm_queue_evaluate(&q, &scheduled), status);
    if (g->scheduled[row] < s.agents) status |= WFM_CAVEAT_SCHEDULED_MISSES;
    const struct {
        int column;
        double expected;
    } figures[] = {{1, s.agents},
                   {2, s.agents_fractional},
                   {4, m.service_level},
                   {5, m.asa_s},
                   {6, m.wait_probability},
                   {7, m.wait_mean_s},
                   {11, m.occupancy},
                   {TRUNK_LOAD, m.trunk_load_erl},
                   {13, s.service_level_one_fewer},
                   {14, s.service_level_one_more},
                   {15, g->scheduled[row] - s.agents},
                   {16, scheduled.service_level},
                   {17, scheduled.asa_s},
                   {18, scheduled.occupancy},
                   {ABANDONMENT, m.abandonment},
                   {BLOCKING, m.blocking},
                   {ABANDONMENT_SCHEDULED, scheduled.abandonment},
                   {BLOCKING_SCHEDULED, scheduled.blocking}};
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++)
        check_same(results, g->column[figures[i].column][row], figures[i].expected, "column %d, row %d",
                   figures[i].column, row);
    check_true(results, g->binding[row] == s.binding, "binding, row %d", row);
    check_true(results, g->status[row] == status, "status %d, not %d, row %d", g->status[row], status, row);
}

static void test_rows_of_every_model_equal_the_single_functions(void **state)
{
    (void)state;
    tally results = {.name = "rows of every model"};
    static const double scheduled[ROWS] = {25, 1, 14, 1, 40, 0};
    for (int32_t rule = WFM_SERVICE_ANSWERED; rule <= WFM_SERVICE_VIRTUAL; rule++) {
        grid *g = new_grid();
        const lost_calls *lost = add_lost_calls(g);
        memcpy(g->scheduled, scheduled, sizeof scheduled);
        g->in.scheduled = g->scheduled;
        g->in.scheduled_stride = 1;
        g->in.service_rule = rule;
        assert_false(wfm_failed(wfm_plan_staff(&g->in, &g->out)));
        for (int row = 0; row < ROWS; row++)
            check_model(&results, g, lost, row);
        wfm_trunks group = WFM_TRUNKS_INIT;
        assert_int_equal(wfm_trunks_lines(g->column[TRUNK_LOAD][0], lost->blocking[0], &group), WFM_OK);
        check_same(&results, g->column[TRUNKS][0], group.lines, "the lines behind a queue without any");
        for (int row = 1; row < ROWS; row++)
            check_true(&results, isnan(g->column[TRUNKS][row]), "no lines are sized in row %d", row);
        double acw_s = 30;
        g->in.acw_s = &acw_s;
        assert_false(wfm_failed(wfm_plan_staff(&g->in, &g->out)));
        for (int row = 0; row < ROWS; row++)
            check_model(&results, g, lost, row);
        check_true(&results, (g->status[2] & WFM_CAVEAT_LINES_APPROXIMATE) != 0, "lines and after-call work");
        check_true(&results, (g->status[0] & WFM_CAVEAT_LINES_APPROXIMATE) == 0, "no lines");
    }
    tally_finish(&results);
}

/* What else a row of lost calls can be refused for; each stands alone. */
static void test_what_lost_calls_need(void **state)
{
    (void)state;
    const struct {
        size_t member; /* of lost_calls, row 0 of it where it is a column */
        double value;
        wfm_status status;
    } bad[] = {{offsetof(lost_calls, patience_s), -1, WFM_BAD_PATIENCE},
               {offsetof(lost_calls, patience_s), QUIET_NAN, WFM_BAD_PATIENCE},
               {offsetof(lost_calls, patience_s), 0, WFM_MEANINGLESS},
               {offsetof(lost_calls, lines), -1, WFM_BAD_LINES},
               {offsetof(lost_calls, abandonment), 1.5, WFM_BAD_ABANDONMENT},
               {offsetof(lost_calls, blocking), 2, WFM_BAD_BLOCKING},
               {offsetof(lost_calls, treatment_s), -1, WFM_BAD_TREATMENT},
               {offsetof(lost_calls, short_abandon_s), -1, WFM_BAD_SHORT_ABANDON}};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        grid *g = new_grid();
        lost_calls *lost = add_lost_calls(g);
        memcpy((char *)lost + bad[i].member, &bad[i].value, sizeof bad[i].value);
        assert_int_equal(wfm_plan_staff(&g->in, &g->out), bad[i].status);
        assert_int_equal(g->status[0], bad[i].status);
        assert_true(isnan(g->column[1][0]));
        if (bad[i].member != offsetof(lost_calls, short_abandon_s)) assert_false(wfm_failed(g->status[5]));
    }
    grid *g = new_grid();
    lost_calls *lost = add_lost_calls(g);
    lost->blocking[2] = -0.5; /* of a row with lines, as a target */
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_BAD_BLOCKING);
    lost->blocking[2] = 0.05;
    g->in.service_rule = 0;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_NO_SERVICE_RULE);
    assert_int_equal(g->status[0], WFM_NO_SERVICE_RULE);
    assert_int_equal(g->status[2], WFM_OK); /* nobody hangs up there */
    g->in.service_rule = WFM_SERVICE_VIRTUAL + 1;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_BAD_SERVICE_RULE);
    g->in.service_rule = WFM_SERVICE_VIRTUAL;
    g->in.flags = 8;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_BAD_FLAGS);
}

/* More waiting places in use than are walked through: with the agents of the answer, or with those scheduled. */
static void test_too_many_lines(void **state)
{
    (void)state;
    grid *g = new_grid();
    double most = 1;
    const double lines[ROWS] = {1e9, 1e9, 1e9, 1e9, 1e9, 1e9};
    g->in.count = 1;
    g->in.lines = lines;
    g->in.scheduled = &most;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_TOO_MANY_LINES);
    g->in.scheduled = NULL;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_OK);
    assert_true(g->column[1][0] == 34);
    assert_true(g->column[BLOCKING][0] == 0);
    g->in.max_agents = &most;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_TOO_MANY_LINES);
    /* no limit at all: a blocking sizes them */
    const double endless[ROWS] = {INF};
    double blocking = 0.01;
    g->in.max_agents = NULL;
    g->in.lines = endless;
    g->in.blocking = &blocking;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_OK);
    wfm_trunks group = WFM_TRUNKS_INIT;
    assert_int_equal(wfm_trunks_lines(g->column[TRUNK_LOAD][0], blocking, &group), WFM_OK);
    assert_true(g->column[TRUNKS][0] == group.lines);
}

/* Who hangs up keeps every wait finite; a service level that only infinitely many agents reach loses nobody. */
static void test_nothing_is_overloaded_where_callers_hang_up(void **state)
{
    (void)state;
    grid *g = new_grid();
    wfm_plan_totals t = WFM_PLAN_TOTALS_INIT;
    double patience_s = 120;
    double few = 10;
    g->in.patience_s = &patience_s;
    g->in.service_rule = WFM_SERVICE_OFFERED;
    g->in.max_agents = &few;
    g->in.scheduled = g->scheduled; /* nobody anywhere */
    wfm_status status = WFM_CAVEAT_TARGET_MISSED | WFM_CAVEAT_SCHEDULED_MISSES;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), status);
    assert_true(g->column[5][0] < INF);
    assert_true(g->column[ABANDONMENT][0] > 0.6);
    assert_true(g->column[ABANDONMENT_SCHEDULED][0] == 1);
    assert_true(g->column[17][0] == INF); /* nobody is answered */
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &t), status);
    assert_true(t.overloaded_intervals + t.overloaded_scheduled_intervals == 0);
    assert_true(t.asa_s < INF);
    assert_true(isnan(t.asa_scheduled_s));
    assert_true(t.abandonment_scheduled == 1);
    assert_true(t.occupancy > 0 && t.occupancy <= 1);
    g->in.max_agents = NULL;
    g->in.scheduled = NULL;
    g->service_level = 1;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_CAVEAT_TARGET_MISSED);
    assert_true(g->column[1][0] == INF);
    assert_true(g->column[4][0] == 1);
    assert_true(g->column[5][0] == 0);
    assert_true(g->column[ABANDONMENT][0] == 0);
}

/* The means cost most: a column left out, or a flag, spares them and changes nothing else. */
static void test_means_are_skipped(void **state)
{
    (void)state;
    tally results = {.name = "without means"};
    grid *g = new_grid();
    static double all[COLUMNS][ROWS];
    wfm_plan_totals t = WFM_PLAN_TOTALS_INIT;
    add_lost_calls(g);
    g->in.scheduled = g->scheduled;
    g->in.scheduled_stride = 1;
    assert_false(wfm_failed(wfm_plan_staff(&g->in, &g->out)));
    memcpy(all, g->column, sizeof all);
    double *const asa_s = g->out.asa_s;
    double *const asa_scheduled_s = g->out.asa_scheduled_s;
    for (int flagged = 0; flagged < 2; flagged++) {
        memset(g->column, 0, sizeof g->column);
        g->out.asa_s = flagged ? asa_s : NULL;
        g->out.asa_scheduled_s = flagged ? asa_scheduled_s : NULL;
        if (flagged) g->in.flags |= WFM_QUEUE_SKIP_MEANS;
        assert_false(wfm_failed(wfm_plan_staff(&g->in, &g->out)));
        for (int i = 0; i < COLUMNS; i++) {
            bool mean = i == 5 || i == 17;
            for (int row = 0; row < ROWS && !mean; row++)
                check_same(&results, g->column[i][row], all[i][row], "column %d, row %d", i, row);
        }
    }
    check_true(&results, isnan(g->column[5][0]), "no ASA");
    check_true(&results, isnan(g->column[17][0]), "no ASA of the schedule");
    assert_false(wfm_failed(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &t)));
    check_true(&results, isnan(t.asa_s), "nor in total");
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
    double patience_s = 120;
    g->in.max_agents = NULL;
    g->in.scheduled = NULL;
    g->in.patience_s = &patience_s;
    g->in.service_rule = WFM_SERVICE_OFFERED;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_OK);
    double needed = g->column[1][0];
    g->in.scheduled = &scheduled;
    g->in.max_agents = &limit;
    scheduled = needed - 1;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_CAVEAT_TARGET_MISSED | WFM_CAVEAT_SCHEDULED_MISSES);
    scheduled = needed;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_CAVEAT_TARGET_MISSED);
    double cap = 0.9; /* of nobody, where nobody calls */
    g->in.max_agents = NULL;
    g->in.max_occupancy = &cap;
    g->calls[0] = scheduled = 0;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_OK);
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

/* Sums of lost calls, and means over those who had something: waits of the answered, hanging up of who got in. */
static void test_totals_of_lost_calls(void **state)
{
    (void)state;
    tally results = {.name = "totals of lost calls"};
    grid *g = new_grid();
    wfm_plan_totals t = WFM_PLAN_TOTALS_INIT;
    const double scheduled[ROWS] = {25, 1, QUIET_NAN, 1, 40, 0};
    add_lost_calls(g);
    memcpy(g->scheduled, scheduled, sizeof scheduled);
    g->in.scheduled = g->scheduled;
    g->in.scheduled_stride = 1;
    wfm_status status = wfm_plan_staff(&g->in, &g->out);
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &t), status);
    double calls[2] = {0}, reaching[2] = {0}, blocked[2] = {0}, abandoned[2] = {0}, answered[2] = {0}, waited[2] = {0};
    double agents = 0, busy = 0;
    for (int row = 0; row < ROWS; row++) {
        for (int by = 0; by < 2; by++) {
            double turned_away = g->calls[row] * g->column[by ? BLOCKING_SCHEDULED : BLOCKING][row];
            double in = g->calls[row] - turned_away;
            double share = g->column[by ? ABANDONMENT_SCHEDULED : ABANDONMENT][row];
            bool counts = by == 0 || row != 2;
            if (!counts) continue;
            calls[by] += g->calls[row];
            reaching[by] += in;
            blocked[by] += turned_away;
            abandoned[by] += in * share;
            answered[by] += in * (1 - share);
            if (share < 1) waited[by] += in * (1 - share) * g->column[by ? 17 : 5][row];
        }
        agents += g->column[1][row];
        busy += g->column[1][row] * g->column[11][row];
    }
    check_true(&results, abandoned[0] > 1, "some hang up");
    check_true(&results, blocked[0] > 1, "some are turned away");
    check_near(&results, t.abandoned_calls, abandoned[0], TOL_16EPS, "hung up");
    check_near(&results, t.blocked_calls, blocked[0], TOL_16EPS, "turned away");
    check_near(&results, t.abandonment, abandoned[0] / reaching[0], TOL_16EPS, "of those who got in");
    check_near(&results, t.blocking, blocked[0] / calls[0], TOL_16EPS, "of all");
    check_near(&results, t.asa_s, waited[0] / answered[0], TOL_16EPS, "ASA by answered calls");
    check_near(&results, t.occupancy, busy / agents, TOL_16EPS, "occupancy by the load carried");
    check_near(&results, t.abandonment_scheduled, abandoned[1] / reaching[1], TOL_16EPS, "by the schedule");
    check_near(&results, t.blocking_scheduled, blocked[1] / calls[1], TOL_16EPS, "turned away by the schedule");
    check_near(&results, t.asa_scheduled_s, waited[1] / answered[1], TOL_16EPS, "ASA by the schedule");
    const int64_t idle = 1, unscheduled = 2;
    assert_false(wfm_failed(wfm_plan_totals_of(&g->in, &g->out, &idle, 1, NULL, 0, &t)));
    check_true(&results, t.abandonment + t.blocking + t.abandonment_scheduled + t.blocking_scheduled == 0, "no calls");
    assert_false(wfm_failed(wfm_plan_totals_of(&g->in, &g->out, &unscheduled, 1, NULL, 0, &t)));
    check_true(&results, isnan(t.abandonment_scheduled), "no schedule");
    check_true(&results, isnan(t.blocking_scheduled), "no schedule");
    tally_finish(&results);
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
    g->out.asa_scheduled_s = g->column[17];
    add_lost_calls(g);
    double **lost[] = {&g->out.abandonment, &g->out.blocking, &g->out.abandonment_scheduled,
                       &g->out.blocking_scheduled};
    for (size_t i = 0; i < sizeof lost / sizeof lost[0]; i++) {
        kept = *lost[i];
        *lost[i] = NULL;
        assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &t), WFM_BAD_COLUMN);
        *lost[i] = kept;
    }
    g->in.scheduled = NULL; /* then those of the schedule are not needed */
    g->out.abandonment_scheduled = g->out.blocking_scheduled = NULL;
    assert_false(wfm_failed(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &t)));
    g->out.status = NULL;
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &t), WFM_BAD_COLUMN);
}

/* Columns of the models beyond a queue, none of which is asked for in any row. */
typedef struct models {
    double redial[ROWS], reconnect[ROWS], load_cv[ROWS], risk[ROWS], service_cv[ROWS];
    double patience_s[ROWS], lines[ROWS];
    double attempts[ROWS], attempts_scheduled[ROWS], chance[ROWS], chance_scheduled[ROWS];
} models;

static models *add_models(grid *g)
{
    static models m;
    static const double scheduled[ROWS] = {30, 1, 8, QUIET_NAN, 57, 36};
    memset(&m, 0, sizeof m);
    for (int row = 0; row < ROWS; row++)
        m.service_cv[row] = QUIET_NAN;
    memcpy(g->scheduled, scheduled, sizeof scheduled);
    g->in.scheduled = g->scheduled;
    g->in.redial = m.redial;
    g->in.reconnect = m.reconnect;
    g->in.load_cv = m.load_cv;
    g->in.risk = m.risk;
    g->in.service_cv = m.service_cv;
    g->in.patience_s = m.patience_s;
    g->in.lines = m.lines;
    g->in.lines_stride = 1;
    g->in.scheduled_stride = g->in.redial_stride = g->in.reconnect_stride = g->in.load_cv_stride = 1;
    g->in.risk_stride = g->in.service_cv_stride = g->in.patience_s_stride = 1;
    g->in.service_rule = WFM_SERVICE_OFFERED;
    g->out.attempts = m.attempts;
    g->out.attempts_scheduled = m.attempts_scheduled;
    g->out.chance = m.chance;
    g->out.chance_scheduled = m.chance_scheduled;
    g->out.attempts_stride = g->out.attempts_scheduled_stride = 1;
    g->out.chance_stride = g->out.chance_scheduled_stride = 1;
    return &m;
}

/* Nothing asked for is the plan that it was, to the bit, and so is what says the queue's own model. */
static void test_models_that_are_not_asked_for_change_nothing(void **state)
{
    (void)state;
    tally results = {.name = "no model"};
    static double plain[COLUMNS][ROWS];
    grid *g = new_grid();
    models *m = add_models(g);
    g->in.redial = g->in.reconnect = g->in.load_cv = g->in.risk = g->in.service_cv = NULL;
    m->patience_s[3] = 60;
    wfm_status status = wfm_plan_staff(&g->in, &g->out);
    memcpy(plain, g->column, sizeof plain);
    for (int given = 0; given < 3; given++) {
        g = new_grid();
        m = add_models(g);
        m->patience_s[3] = 60;
        if (given == 1) m->service_cv[0] = m->service_cv[3] = 1;
        if (given == 2) g->in.patience_law = WFM_LAW_EXPONENTIAL;
        assert_int_equal(wfm_plan_staff(&g->in, &g->out), status);
        assert_memory_equal(plain, g->column, sizeof plain);
        for (int row = 0; row < ROWS; row++) {
            check_same(&results, m->attempts[row], g->calls[row], "attempts, row %d", row);
            check_true(&results, isnan(m->chance[row]), "no chance, row %d", row);
            check_true(&results, isnan(m->chance_scheduled[row]), "nor then, row %d", row);
        }
        check_same(&results, m->attempts_scheduled[4], 400, "attempts of a schedule");
        check_true(&results, isnan(m->attempts_scheduled[3]), "no schedule");
    }
    tally_finish(&results);
}

static wfm_queue plain_row(const grid *g, const models *m, int row)
{
    wfm_queue q = WFM_QUEUE_INIT;
    q.calls = g->calls[row];
    q.interval_s = g->interval_s;
    q.aht_s = g->aht_s[row];
    q.answer_within_s = g->answer_within_s;
    q.patience_s = m->patience_s[row];
    q.lines = m->lines[row];
    q.service_rule = WFM_SERVICE_OFFERED;
    return q;
}

static void check_staffing(tally *results, const grid *g, int row, const wfm_staffing *s)
{
    check_same(results, g->column[1][row], s->agents, "agents, row %d", row);
    check_same(results, g->column[2][row], s->agents_fractional, "fractional, row %d", row);
    check_same(results, g->column[13][row], s->service_level_one_fewer, "one fewer, row %d", row);
    check_same(results, g->column[14][row], s->service_level_one_more, "one more, row %d", row);
    check_true(results, g->binding[row] == s->binding, "binding, row %d", row);
}

static void check_metrics(tally *results, const grid *g, int row, const wfm_queue_metrics *m)
{
    const double expected[] = {m->service_level,          m->asa_s,      m->wait_probability,     m->wait_mean_s,
                               m->mean_wait_of_waiting_s, m->queue_mean, m->queue_mean_when_busy, m->occupancy,
                               m->trunk_load_erl};
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        check_same(results, g->column[4 + i][row], expected[i], "column %zu, row %d", 4 + i, row);
    check_same(results, g->column[0][row], m->load_erl, "load, row %d", row);
    check_same(results, g->column[ABANDONMENT][row], m->abandonment, "abandonment, row %d", row);
    check_same(results, g->column[BLOCKING][row], m->blocking, "blocking, row %d", row);
}

static void test_redials_in_a_row(void **state)
{
    (void)state;
    tally results = {.name = "redials"};
    grid *g = new_grid();
    models *m = add_models(g);
    wfm_targets t = WFM_TARGETS_INIT;
    wfm_staffing s = WFM_STAFFING_INIT;
    wfm_redials again = WFM_REDIALS_INIT;
    wfm_redial_load load = WFM_REDIAL_LOAD_INIT;
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    m->redial[0] = again.after_abandoned = again.after_blocked = 0.4;
    m->reconnect[0] = again.after_served = 0.1;
    m->patience_s[0] = 120;
    m->lines[0] = 36;
    t.service_level = 0.8;
    wfm_queue q = plain_row(g, m, 0);
    assert_false(wfm_failed(wfm_plan_staff(&g->in, &g->out)));
    assert_int_equal(wfm_staffing_agents_redial(&q, &again, &t, &s), WFM_OK);
    check_staffing(&results, g, 0, &s);
    q.agents = s.agents;
    assert_int_equal(wfm_queue_redial(&q, &again, &load, &metrics), WFM_OK);
    check_metrics(&results, g, 0, &metrics);
    check_same(&results, m->attempts[0], load.calls, "attempts");
    check_true(&results, load.calls > 275, "more than the fresh calls and a tenth");
    q.agents = g->scheduled[0];
    assert_int_equal(wfm_queue_redial(&q, &again, &load, &metrics), WFM_OK);
    check_same(&results, g->column[16][0], metrics.service_level, "with the scheduled");
    check_same(&results, m->attempts_scheduled[0], load.calls, "attempts with the scheduled");
    check_true(&results, g->status[0] == WFM_CAVEAT_SCHEDULED_MISSES, "the schedule is short");
    check_true(&results, g->status[5] == WFM_OK, "another row is as it was");
    tally_finish(&results);
}

/* Everybody calls again, and fewer agents are scheduled than the calls need: the attempts grow without end. */
static void test_calls_that_come_back_as_fast_as_they_leave(void **state)
{
    (void)state;
    grid *g = new_grid();
    models *m = add_models(g);
    wfm_plan_totals t = WFM_PLAN_TOTALS_INIT;
    const int64_t first = 0;
    m->redial[0] = 1;
    m->patience_s[0] = 120;
    g->scheduled[0] = 20;
    assert_false(wfm_failed(wfm_plan_staff(&g->in, &g->out)));
    assert_int_equal(g->status[0], WFM_CAVEAT_SCHEDULED_OVERLOADED | WFM_CAVEAT_SCHEDULED_MISSES);
    assert_true(m->attempts_scheduled[0] == INF);
    assert_true(g->column[16][0] < 1e-4);
    assert_true(g->column[ABANDONMENT_SCHEDULED][0] > 0.999);
    assert_true(m->attempts[0] > 250 && m->attempts[0] < 300);
    assert_false(wfm_failed(wfm_plan_totals_of(&g->in, &g->out, &first, 1, NULL, 0, &t)));
    assert_true(t.calls == m->attempts[0]);
    assert_true(t.abandoned_calls == m->attempts[0] * g->column[ABANDONMENT][0]);
    assert_true(t.overloaded_scheduled_intervals == 1);
    assert_true(t.service_level_scheduled < 1e-4);
    g->out.attempts_scheduled = NULL;
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &t), WFM_BAD_COLUMN);
    g->out.attempts = NULL;
    assert_int_equal(wfm_plan_totals_of(&g->in, &g->out, NULL, 0, NULL, 0, &t), WFM_BAD_COLUMN);
    g->service_level = 1; /* by agents without end: who was answered calls again */
    m->reconnect[5] = 0.5;
    g->out.attempts = m->attempts;
    assert_false(wfm_failed(wfm_plan_staff(&g->in, &g->out)));
    assert_true(g->column[1][5] == INF);
    assert_true(m->attempts[5] == 500);
    assert_true(g->column[4][5] == 1);
}

static void check_by_calls(tally *results, const grid *g, const models *m, int row, const wfm_uncertain *u)
{
    check_same(results, g->column[4][row], u->service_level_by_calls, "service level, row %d", row);
    check_same(results, g->column[5][row], u->asa_by_calls_s, "ASA, row %d", row);
    check_same(results, g->column[6][row], u->wait_probability_by_calls, "waiting, row %d", row);
    check_same(results, g->column[7][row], u->wait_mean_by_calls_s, "mean wait, row %d", row);
    check_same(results, g->column[11][row], u->occupancy_by_calls, "occupancy, row %d", row);
    check_same(results, g->column[ABANDONMENT][row], u->abandonment_by_calls, "abandonment, row %d", row);
    check_same(results, m->chance[row], u->chance_of_target, "chance, row %d", row);
    double queue = u->wait_mean_by_calls_s * g->calls[row] / g->interval_s;
    check_near(results, g->column[9][row], queue, TOL_16EPS, "Little's law, row %d", row);
}

static void test_uncertain_loads_in_a_row(void **state)
{
    (void)state;
    tally results = {.name = "uncertain loads"};
    grid *g = new_grid();
    models *m = add_models(g);
    wfm_targets t = WFM_TARGETS_INIT;
    m->load_cv[0] = m->load_cv[4] = 0.1;
    m->risk[4] = 0.05;
    m->patience_s[0] = m->patience_s[4] = 120;
    t.service_level = 0.8;
    assert_false(wfm_failed(wfm_plan_staff(&g->in, &g->out)));
    for (int row = 0; row <= 4; row += 4) {
        wfm_staffing s = WFM_STAFFING_INIT;
        wfm_uncertain u = WFM_UNCERTAIN_INIT;
        wfm_queue q = plain_row(g, m, row);
        assert_int_equal(wfm_staffing_agents_uncertain(&q, 0.1, &t, row == 4 ? 0.95 : 0, &s), WFM_OK);
        check_same(&results, g->column[1][row], s.agents, "agents, row %d", row);
        check_same(&results, g->column[2][row], s.agents_fractional, "fractional, row %d", row);
        q.agents = s.agents;
        assert_int_equal(wfm_queue_uncertain(&q, 0.1, 0.8, &u), WFM_OK);
        check_by_calls(&results, g, m, row, &u);
        q.agents = s.agents - 1;
        assert_int_equal(wfm_queue_uncertain(&q, 0.1, 0.8, &u), WFM_OK);
        check_near(&results, g->column[13][row], u.service_level_by_calls, TOL_1E9, "one fewer, row %d", row);
        q.agents = g->scheduled[row];
        assert_int_equal(wfm_queue_uncertain(&q, 0.1, 0.8, &u), WFM_OK);
        check_same(&results, g->column[16][row], u.service_level_by_calls, "scheduled, row %d", row);
        check_same(&results, m->chance_scheduled[row], u.chance_of_target, "its chance, row %d", row);
        bool missed = (g->status[row] & WFM_CAVEAT_SCHEDULED_MISSES) != 0;
        check_true(&results, missed == (g->scheduled[row] < s.agents), "the schedule, row %d", row);
    }
    check_true(&results, m->chance[4] >= 0.95, "the risk is kept");
    tally_finish(&results);
}

/* Next to overload the chance of a schedule is not known, and all else is; in a closed interval nobody balks. */
static void test_what_a_model_cannot_tell(void **state)
{
    (void)state;
    tally results = {.name = "what a model cannot tell"};
    grid *g = new_grid();
    models *m = add_models(g);
    g->calls[5] = g->scheduled[5] * 1800 / 210 * (1 - 1e-6);
    g->aht_s[5] = 210;
    m->risk[5] = 0.1;
    assert_false(wfm_failed(wfm_plan_staff(&g->in, &g->out)));
    check_true(&results, isnan(m->chance_scheduled[5]), "next to overload");
    check_true(&results, m->chance[5] >= 0.9, "the agents' own chance");
    g = new_grid();
    m = add_models(g);
    g->in.balk = 0.03;
    for (int row = 0; row < ROWS; row++)
        m->patience_s[row] = g->calls[row] > 0 ? 60 : 0;
    g->calls[2] = m->patience_s[2] = 0;
    assert_false(wfm_failed(wfm_plan_staff(&g->in, &g->out)));
    check_true(&results, g->column[1][2] == 0, "a closed interval");
    tally_finish(&results);
}

static void test_risks_in_a_row(void **state)
{
    (void)state;
    tally results = {.name = "risks"};
    grid *g = new_grid();
    models *m = add_models(g);
    wfm_targets t = WFM_TARGETS_INIT;
    wfm_staffing s = WFM_STAFFING_INIT;
    wfm_realised realised = WFM_REALISED_INIT;
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    m->risk[5] = 0.1;
    t.service_level = 0.8;
    wfm_queue q = plain_row(g, m, 5);
    assert_false(wfm_failed(wfm_plan_staff(&g->in, &g->out)));
    assert_int_equal(wfm_staffing_agents_realised(&q, &t, 1, 0.9, &s), WFM_OK);
    check_staffing(&results, g, 5, &s);
    q.agents = s.agents;
    assert_int_equal(wfm_queue_evaluate(&q, &metrics), WFM_OK);
    check_metrics(&results, g, 5, &metrics);
    assert_int_equal(wfm_queue_realised(&q, 1, 0.8, &realised), WFM_OK);
    check_same(&results, m->chance[5], realised.chance, "chance");
    check_true(&results, m->chance[5] >= 0.9 && g->column[1][5] > 34, "more than the long run asks for");
    check_true(&results, g->status[5] == WFM_CAVEAT_SCHEDULED_MISSES, "36 miss it too often");
    check_true(&results, m->chance_scheduled[5] < 0.9, "as their chance says");
    g->service_level = 0;
    double asa_s = 10;
    g->in.asa_s = &asa_s;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_NO_TARGET);
    tally_finish(&results);
}

static void test_general_rows(void **state)
{
    (void)state;
    tally results = {.name = "general service and patience"};
    grid *g = new_grid();
    models *m = add_models(g);
    wfm_targets t = WFM_TARGETS_INIT;
    t.service_level = 0.8;
    m->service_cv[0] = 1.5;
    m->service_cv[5] = 0;
    m->patience_s[4] = 120;
    g->in.patience_law = WFM_LAW_LOGNORMAL;
    g->in.patience_shape = 1.2;
    assert_false(wfm_failed(wfm_plan_staff(&g->in, &g->out)));
    for (int row = 0; row <= 5; row += 5) {
        wfm_staffing s = WFM_STAFFING_INIT;
        wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
        wfm_general general = WFM_GENERAL_INIT;
        general.method = WFM_GENERAL_KIMURA;
        general.service_scv = row == 0 ? 2.25 : 0;
        general.flags = row == 0 ? 0 : WFM_GENERAL_FIXED_SERVICE;
        wfm_queue q = plain_row(g, m, row);
        assert_int_equal(wfm_staffing_agents_general(&q, &general, NULL, &t, &s), WFM_OK);
        check_staffing(&results, g, row, &s);
        q.agents = s.agents;
        assert_int_equal(wfm_queue_general(&q, &general, &metrics), WFM_OK);
        check_metrics(&results, g, row, &metrics);
    }
    for (int balks = 0; balks < 2; balks++) {
        wfm_staffing s = WFM_STAFFING_INIT;
        wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
        wfm_patience_law law = WFM_PATIENCE_LAW_INIT;
        law.law = balks ? WFM_LAW_EXPONENTIAL : WFM_LAW_LOGNORMAL;
        law.shape = balks ? 0 : 1.2;
        law.mean_s = 120;
        law.balk = balks ? 0.05 : 0;
        wfm_queue q = plain_row(g, m, 4);
        assert_int_equal(wfm_staffing_agents_general(&q, NULL, &law, &t, &s), WFM_OK);
        check_staffing(&results, g, 4, &s);
        q.agents = s.agents;
        assert_int_equal(wfm_queue_patience_law(&q, &law, &metrics), WFM_OK);
        check_metrics(&results, g, 4, &metrics);
        g->in.patience_law = 0; /* then the exponential's, of those who do not balk */
        g->in.patience_shape = 0;
        g->in.balk = 0.05;
        wfm_plan_staff(&g->in, &g->out);
        if (balks == 0) assert_int_equal(g->status[0], WFM_NOT_TOGETHER);
    }
    tally_finish(&results);
}

/* Whole agents needed, within the limits or not, are the judges of a schedule. */
static void test_limits_of_models(void **state)
{
    (void)state;
    grid *g = new_grid();
    models *m = add_models(g);
    double most = 30;
    m->service_cv[0] = 1.5;
    g->in.max_agents = &most;
    assert_false(wfm_failed(wfm_plan_staff(&g->in, &g->out)));
    assert_true(g->column[1][0] == 30);
    assert_int_equal(g->status[0], WFM_CAVEAT_TARGET_MISSED | WFM_CAVEAT_SCHEDULED_MISSES);
    g->scheduled[0] = 34.5; /* the least real number is 34.18 */
    assert_false(wfm_failed(wfm_plan_staff(&g->in, &g->out)));
    assert_int_equal(g->status[0], WFM_CAVEAT_TARGET_MISSED);
    g->scheduled[0] = 34.1;
    assert_false(wfm_failed(wfm_plan_staff(&g->in, &g->out)));
    assert_int_equal(g->status[0], WFM_CAVEAT_TARGET_MISSED | WFM_CAVEAT_SCHEDULED_MISSES);
}

/* What has no model, and bad values: in one row, without harm to another. */
static void test_refused_models(void **state)
{
    (void)state;
    const struct {
        size_t member; /* of models, row 0 of it */
        double value;
        size_t other;
        double other_value;
        wfm_status status;
    } bad[] = {
        {offsetof(models, redial), 0.1, offsetof(models, load_cv), 0.1, WFM_NOT_TOGETHER},
        {offsetof(models, reconnect), 0.1, offsetof(models, risk), 0.1, WFM_NOT_TOGETHER},
        {offsetof(models, redial), 0.1, offsetof(models, service_cv), 0, WFM_NOT_TOGETHER},
        {offsetof(models, load_cv), 0.1, offsetof(models, service_cv), 2, WFM_NOT_TOGETHER},
        {offsetof(models, redial), 1.1, offsetof(models, patience_s), 60, WFM_BAD_REDIAL},
        {offsetof(models, redial), QUIET_NAN, offsetof(models, patience_s), 60, WFM_BAD_REDIAL},
        {offsetof(models, reconnect), -0.1, offsetof(models, patience_s), 60, WFM_BAD_REDIAL},
        {offsetof(models, reconnect), 1, offsetof(models, patience_s), 0, WFM_NO_BALANCE},
        {offsetof(models, load_cv), 1.1, offsetof(models, patience_s), 60, WFM_BAD_LOAD_CV},
        {offsetof(models, load_cv), QUIET_NAN, offsetof(models, patience_s), 60, WFM_BAD_LOAD_CV},
        {offsetof(models, risk), 1, offsetof(models, patience_s), 60, WFM_BAD_CHANCE},
        {offsetof(models, risk), -0.1, offsetof(models, load_cv), 0.1, WFM_BAD_CHANCE},
        {offsetof(models, risk), QUIET_NAN, offsetof(models, patience_s), 60, WFM_BAD_CHANCE},
        {offsetof(models, service_cv), -2, offsetof(models, patience_s), 0, WFM_BAD_SERVICE_SCV},
        {offsetof(models, service_cv), 1001, offsetof(models, patience_s), 0, WFM_BAD_SERVICE_SCV},
        {offsetof(models, service_cv), 2, offsetof(models, patience_s), 60, WFM_GENERAL_WITH_PATIENCE},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        grid *g = new_grid();
        models *m = add_models(g);
        memcpy((char *)m + bad[i].member, &bad[i].value, sizeof bad[i].value);
        memcpy((char *)m + bad[i].other, &bad[i].other_value, sizeof bad[i].other_value);
        assert_int_equal(wfm_plan_staff(&g->in, &g->out), bad[i].status);
        assert_int_equal(g->status[0], bad[i].status);
        assert_true(isnan(g->column[1][0]));
        assert_true(isnan(m->attempts[0]));
        assert_false(wfm_failed(g->status[5]));
    }
    grid *g = new_grid();
    add_models(g);
    g->in.balk = 0.1;
    assert_int_equal(wfm_plan_staff(&g->in, &g->out), WFM_BAD_LAW_MEAN);
    g->in.balk = 0;
    g->in.patience_law = WFM_LAW_HYPEREXPONENTIAL + 1;
    check_refused(g, WFM_BAD_LAW);
    g->in.patience_law = -1;
    check_refused(g, WFM_BAD_LAW);
    g->in.patience_law = 0;
    g->in.patience_shape = 1;
    check_refused(g, WFM_BAD_LAW_SHAPE);
    g->in.patience_shape = 0;
    g->in.reserved_3 = 1;
    check_refused(g, WFM_BAD_PLAN_STRUCT);
}

/* The rest of a day: what wfm_forecast_update makes of the calls, staffed as a grid of its own. */
static void test_the_rest_of_a_day(void **state)
{
    (void)state;
    tally results = {.name = "wfm_plan_update"};
    grid *g = new_grid();
    const double actual[ROWS] = {300, 0, 140, -1, -1, -1}; /* what is to come is not read */
    double calls[ROWS], expected[ROWS], agents[ROWS], rostered[ROWS];
    wfm_forecast_belief belief = WFM_FORECAST_BELIEF_INIT;
    wfm_forecast_revision r = WFM_FORECAST_REVISION_INIT, alone = r;
    belief.seen = 3;
    belief.recent = 1;
    belief.slope_seen = 0.4;
    belief.slope_recent = 0.2;
    g->in.rounding = WFM_ROUND_CARRY;
    wfm_status status = wfm_plan_update(&g->in, &belief, actual, 1, calls, 1, &r, &g->out);
    assert_false(wfm_failed(status));
    for (int row = 0; row < ROWS; row++) {
        agents[row] = g->out.agents[row];
        rostered[row] = g->out.rostered[row];
        if (row >= 3) continue;
        check_true(&results, isnan(agents[row]) && isnan(rostered[row]), "row %d is over", row);
        check_true(&results, g->binding[row] == -1 && g->status[row] == WFM_OK, "row %d without a status", row);
    }
    assert_int_equal(wfm_forecast_update(&belief, ROWS, g->calls, 1, actual, 1, expected, 1, &alone), WFM_OK);
    check_true(&results, memcmp(&r, &alone, sizeof r) == 0, "the revision");
    check_true(&results, r.factor > 1.1, "more calls than forecast");
    wfm_plan_input rest = g->in;
    rest.count = 3;
    rest.calls = &expected[3];
    rest.calls_stride = 1;
    rest.aht_s += 3 * rest.aht_s_stride;
    if (rest.scheduled != NULL) rest.scheduled += 3 * rest.scheduled_stride;
    assert_int_equal(wfm_plan_staff(&rest, &g->out), status);
    for (int row = 0; row < ROWS; row++) {
        check_same(&results, calls[row], expected[row], "calls of row %d", row);
        if (row < 3) continue;
        check_same(&results, agents[row], g->out.agents[row - 3], "agents of row %d", row);
        check_same(&results, rostered[row], g->out.rostered[row - 3], "rostered of row %d", row);
    }
    check_true(&results, agents[4] < 400 * r.factor, "agents, not scaled heads");
    tally_finish(&results);
}

static void test_refused_updates(void **state)
{
    (void)state;
    grid *g = new_grid();
    double calls[ROWS];
    wfm_forecast_belief belief = WFM_FORECAST_BELIEF_INIT;
    wfm_forecast_revision r = WFM_FORECAST_REVISION_INIT;
    calls[0] = 7;
    g->out.agents[0] = 7;
    assert_int_equal(wfm_plan_update(&g->in, &belief, calls, 1, calls, 1, NULL, &g->out), WFM_BAD_OUTPUT);
    assert_true(isnan(calls[0]) && isnan(g->out.agents[0]));
    assert_int_equal(g->status[0], WFM_BAD_OUTPUT);
    g->out.agents[0] = 7;
    assert_int_equal(wfm_plan_update(&g->in, &belief, calls, 1, calls, 1, &r, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_plan_update(&g->in, &belief, calls, 1, NULL, 1, &r, &g->out), WFM_BAD_OUTPUT);
    assert_true(isnan(g->out.agents[0]));
    assert_int_equal(wfm_plan_update(NULL, &belief, calls, 1, calls, 1, &r, &g->out), WFM_BAD_PLAN_STRUCT);
    assert_true(isnan(r.total));
    belief.seen = ROWS + 1;
    assert_int_equal(wfm_plan_update(&g->in, &belief, g->calls, 1, calls, 1, &r, &g->out), WFM_BAD_SEEN);
    assert_true(isnan(calls[ROWS - 1]) && isnan(g->out.agents[ROWS - 1]));
    assert_int_equal(g->status[ROWS - 1], WFM_BAD_SEEN);
    belief.seen = 1;
    assert_int_equal(wfm_plan_update(&g->in, &belief, NULL, 1, calls, 1, &r, &g->out), WFM_BAD_FORECAST_COLUMN);
    g->in.rounding = 99;
    assert_int_equal(wfm_plan_update(&g->in, &belief, g->calls, 1, calls, 1, &r, &g->out), WFM_BAD_ROUNDING);
    assert_true(isnan(calls[0]));
    assert_int_equal(g->status[0], WFM_BAD_ROUNDING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_equal_the_single_functions),
        cmocka_unit_test(test_rows_of_every_model_equal_the_single_functions),
        cmocka_unit_test(test_what_lost_calls_need),
        cmocka_unit_test(test_too_many_lines),
        cmocka_unit_test(test_nothing_is_overloaded_where_callers_hang_up),
        cmocka_unit_test(test_means_are_skipped),
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
        cmocka_unit_test(test_totals_of_lost_calls),
        cmocka_unit_test(test_selections_and_periods),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_deferred_work),
        cmocka_unit_test(test_refused_inputs),
        cmocka_unit_test(test_refused_totals),
        cmocka_unit_test(test_models_that_are_not_asked_for_change_nothing),
        cmocka_unit_test(test_redials_in_a_row),
        cmocka_unit_test(test_calls_that_come_back_as_fast_as_they_leave),
        cmocka_unit_test(test_uncertain_loads_in_a_row),
        cmocka_unit_test(test_risks_in_a_row),
        cmocka_unit_test(test_what_a_model_cannot_tell),
        cmocka_unit_test(test_general_rows),
        cmocka_unit_test(test_limits_of_models),
        cmocka_unit_test(test_refused_models),
        cmocka_unit_test(test_the_rest_of_a_day),
        cmocka_unit_test(test_refused_updates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
