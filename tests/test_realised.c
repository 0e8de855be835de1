/* SPDX-License-Identifier: MIT */
/* The service level as a risk: against an enumeration of all pairs of calls, in two ways, at its limits, and whatever is
 * fed. */
#include "support/check.h"
#include "support/csv.h"
#include "wfm/queue.h"
#include "wfm/staffing.h"

#include <string.h>

static const double PI = 3.14159265358979323846;

/* 250 calls in half an hour, 210 s each, 20 s to answer. */
static wfm_queue course_queue(double agents)
{
    wfm_queue q = WFM_QUEUE_INIT;
    q.calls = 250;
    q.interval_s = 1800;
    q.aht_s = 210;
    q.agents = agents;
    q.answer_within_s = 20;
    return q;
}

static wfm_queue patient_queue(int32_t rule)
{
    wfm_queue q = course_queue(31);
    q.patience_s = 180;
    q.short_abandon_s = 5;
    q.service_rule = rule;
    return q;
}

static wfm_realised realised_of(const wfm_queue *q, double intervals, double target)
{
    wfm_realised r = WFM_REALISED_INIT;
    assert_false(wfm_failed(wfm_queue_realised(q, intervals, target, &r)));
    return r;
}

/* What the realised level varies by, undone: Var(D) and Cov(D,counted). */
static double variance_of(const wfm_realised *r)
{
    return r->variance * r->calls * r->calls;
}

/* ---- vectors ---- */

static void test_vectors(void **state)
{
    (void)state;
    csv *rows = csv_open_vectors("realised.csv");
    tally results = {.name = "realised.csv"};
    for (; csv_next(rows);) {
        wfm_queue q = WFM_QUEUE_INIT;
        double span = csv_number(rows, "span");
        q.agents = csv_number(rows, "agents");
        q.interval_s = span / 4; /* handle times; four of them are the span */
        q.aht_s = 1;
        q.calls = csv_number(rows, "load") * q.interval_s;
        q.patience_s = csv_number(rows, "patience");
        q.lines = csv_number(rows, "lines");
        q.answer_within_s = csv_number(rows, "within");
        q.short_abandon_s = csv_number(rows, "short");
        q.service_rule = (int32_t)csv_number(rows, "rule");
        q.flags = csv_number(rows, "blocked") > 0 ? WFM_QUEUE_COUNT_BLOCKED : 0;
        wfm_realised r = realised_of(&q, 4, 0);
        double covariance = (r.level - r.mean) * r.calls * r.calls;
        size_t line = csv_line(rows);
        check_near(&results, r.level, csv_number(rows, "level"), TOL_1E9, "level, line %zu", line);
        check_near(&results, r.calls, csv_number(rows, "calls"), TOL_1E9, "calls, line %zu", line);
        check_near(&results, variance_of(&r), csv_number(rows, "variance"), TOL_1E6, "variance, line %zu", line);
        check_near(&results, covariance, csv_number(rows, "covariance"), 4 * TOL_1E6, "covariance, line %zu", line);
        check_same(&results, r.standard_deviation, sqrt(r.variance), "line %zu", line);
    }
    csv_close(rows);
    tally_finish(&results);
}

/* Simulations published with ContactCenters (github.com/umontreal-simul/contactcenters, doc/examples/MMC.res, MMCAb.res,
 * MMCBlocked.res): 1000 days of 480 min from an empty system; mean and standard deviation of the daily level. */
static void test_published(void **state)
{
    (void)state;
    static const struct {
        double patience_s, lines;
        int32_t rule, flags;
        double mean, deviation, unit;
    } ROWS[] = {
        {0, 0, 0, 0, 0.902, 0.033, 0.001},
        {60, 0, WFM_SERVICE_ANSWERED, 0, 0.975, 7.9e-3, 0.0001},
        {0, 17, 0, 0, 0.929, 0.019, 0.001},
        {0, 17, 0, WFM_QUEUE_COUNT_BLOCKED, 0.920, 0.022, 0.001},
    };
    tally results = {.name = "published simulations"};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        wfm_queue q = WFM_QUEUE_INIT;
        q.calls = 4.2 * 480;
        q.interval_s = 28800;
        q.aht_s = 120;
        q.agents = 12;
        q.answer_within_s = 20;
        q.patience_s = ROWS[i].patience_s;
        q.lines = ROWS[i].lines;
        q.service_rule = ROWS[i].rule;
        q.flags = ROWS[i].flags;
        wfm_realised r = realised_of(&q, 1, 0);
        /* a sample of 1000: the standard error of a deviation is about 2.3 % of it */
        double slack = 3 * 0.023 * ROWS[i].deviation + ROWS[i].unit / 2;
        check_between(&results, r.standard_deviation, ROWS[i].deviation - slack, ROWS[i].deviation + slack, "row %zu",
                      i);
        slack = 3 * ROWS[i].deviation / sqrt(1000) + ROWS[i].unit / 2;
        check_between(&results, r.mean, ROWS[i].mean - slack, ROWS[i].mean + slack, "row %zu", i);
    }
    tally_finish(&results);
}

/* ---- two ways and limits ---- */

static void test_long_spans(void **state)
{
    (void)state;
    tally results = {.name = "variance x time tends to a constant, the mean to the level"};
    for (int32_t rule = 1; rule <= WFM_SERVICE_VIRTUAL; rule++) {
        wfm_queue q = patient_queue(rule);
        wfm_realised a = realised_of(&q, 1e4, 0.8);
        wfm_realised b = realised_of(&q, 1e8, 0.8);
        check_between(&results, b.variance * 1e8 / (a.variance * 1e4), 1, 1.0001, "rule %d", (int)rule);
        check_near(&results, b.mean, b.level, 1e-8, "rule %d", (int)rule);
        check_true(&results, b.chance == (b.level > 0.8 ? 1.0 : 0.0), "rule %d, level %g", (int)rule, b.level);
    }
    tally_finish(&results);
}

/* Var over t against t: its growth slows, so that halves of a span have more variance together than parts apart. */
static void test_spans_join(void **state)
{
    (void)state;
    tally results = {.name = "two spans in a row are alike"};
    wfm_queue q = course_queue(34);
    for (double intervals = 0.25; intervals < 64; intervals *= 2) {
        wfm_realised one = realised_of(&q, intervals, 0);
        wfm_realised two = realised_of(&q, 2 * intervals, 0);
        double correlation = variance_of(&two) / (2 * variance_of(&one)) - 1;
        check_between(&results, correlation, 0, 1, "%g intervals", intervals);
        check_true(&results, two.variance < one.variance, "%g intervals", intervals);
    }
    tally_finish(&results);
}

/* As many intervals of a part of the length; ages that are short or long beside the span. */
static void test_any_division(void **state)
{
    (void)state;
    tally results = {.name = "contours of short and long ages"};
    for (double s = 300; s < 1e5; s *= 1.7) {
        wfm_queue q = patient_queue(WFM_SERVICE_SL2);
        q.calls *= s / q.interval_s;
        q.interval_s = s;
        /* a quarter of the span is where an age gets a contour of its own */
        q.answer_within_s = s / 4 * (1 + 1e-12);
        q.short_abandon_s = 0;
        wfm_realised above = realised_of(&q, 1, 0);
        q.answer_within_s = s / 4 * (1 - 1e-12);
        wfm_realised below = realised_of(&q, 1, 0);
        check_true(&results, fabs(variance_of(&above) - variance_of(&below)) <= 1e-6 * above.calls, "span %g", s);
    }
    tally_finish(&results);
}

static void test_models_meet(void **state)
{
    (void)state;
    tally results = {.name = "patience and lines without end"};
    wfm_queue plain = course_queue(34);
    wfm_realised expected = realised_of(&plain, 2, 0.8);
    wfm_queue lines = plain;
    lines.lines = 5000;
    check_near(&results, realised_of(&lines, 2, 0.8).variance, expected.variance, TOL_1E9, "lines");
    for (int32_t rule = 1; rule <= WFM_SERVICE_VIRTUAL; rule++) {
        wfm_queue patient = plain;
        patient.patience_s = 1e12;
        patient.service_rule = rule;
        wfm_realised r = realised_of(&patient, 2, 0.8);
        check_near(&results, r.variance, expected.variance, 4 * TOL_1E6, "rule %d", (int)rule);
        check_near(&results, r.chance, expected.chance, 4 * TOL_1E6, "rule %d", (int)rule);
    }
    tally_finish(&results);
}

static void test_fractions(void **state)
{
    (void)state;
    tally results = {.name = "fractions of agents and lines join whole ones"};
    static const double AGENTS[] = {1, 2, 5};
    for (size_t i = 0; i < 3; i++) {
        wfm_queue q = patient_queue(WFM_SERVICE_OFFERED);
        q.calls = 8 * AGENTS[i];
        for (int side = -1; side <= 1; side += 2) {
            q.agents = AGENTS[i];
            q.lines = 0;
            wfm_realised whole = realised_of(&q, 1, 0.8);
            q.agents = AGENTS[i] + side * 1e-9;
            check_near(&results, realised_of(&q, 1, 0.8).variance, whole.variance, TOL_1E6, "%g agents", q.agents);
            q.agents = AGENTS[i];
            q.lines = AGENTS[i] + 3;
            whole = realised_of(&q, 1, 0.8);
            q.lines += side * 1e-9;
            check_near(&results, realised_of(&q, 1, 0.8).variance, whole.variance, TOL_1E6, "%g lines", q.lines);
        }
    }
    for (double agents = 0.25; agents < 4; agents += 0.5) {
        wfm_queue patient = patient_queue(WFM_SERVICE_ANSWERED);
        wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
        patient.agents = agents;
        patient.calls = 4 * agents;
        assert_int_equal(wfm_queue_evaluate(&patient, &m), WFM_OK);
        check_near(&results, realised_of(&patient, 1, 0).calls, patient.calls * (1 - m.abandonment), TOL_1E12,
                   "answered by %g agents", agents);
    }
    wfm_queue q = course_queue(0.5);
    q.calls = 2;
    check_between(&results, realised_of(&q, 4, 0).variance, 0.01, 0.25, "half an agent");
    tally_finish(&results);
}

static void test_nobody_waits(void **state)
{
    (void)state;
    tally results = {.name = "nobody waits"};
    wfm_queue q = course_queue(200);
    wfm_realised r = realised_of(&q, 1, 0.8);
    check_same(&results, r.mean, 1, "mean");
    check_same(&results, r.variance, 0, "variance");
    check_same(&results, r.chance, 1, "chance");
    check_same(&results, r.calls, 250, "calls");
    q = course_queue(34);
    q.lines = 30; /* nobody waits, some are turned away */
    r = realised_of(&q, 1, 1);
    check_same(&results, r.chance, 1, "the blocked do not count");
    q.flags = WFM_QUEUE_COUNT_BLOCKED;
    r = realised_of(&q, 1, 0.9);
    check_between(&results, r.standard_deviation, 0.01, 0.1, "they do");
    q = patient_queue(WFM_SERVICE_SL2);
    q.patience_s = 1e-300;
    r = realised_of(&q, 1, 0.9);
    check_between(&results, r.mean, 0.999, 1, "who cannot wait does not count");
    tally_finish(&results);
}

static void test_special(void **state)
{
    (void)state;
    tally results = {.name = "overload, no calls, nothing counted, no time"};
    wfm_realised r = WFM_REALISED_INIT;
    wfm_queue q = course_queue(20);
    check_true(&results, wfm_queue_realised(&q, 1, 0.8, &r) == WFM_CAVEAT_OVERLOADED, "overloaded");
    check_true(&results, r.level == 0 && r.mean == 0 && r.variance == 0 && r.chance == 0 && r.calls == 250,
               "overloaded");
    q.calls = 0;
    r = realised_of(&q, 1, 1);
    check_true(&results, r.level == 1 && r.mean == 1 && r.variance == 0 && r.chance == 1 && r.calls == 0, "no calls");
    check_true(&results, isnan(realised_of(&q, 1, 0).chance), "no target");
    q = course_queue(34);
    q.answer_within_s = 0;
    check_between(&results, realised_of(&q, 1, 0).level, 0.7, 0.8, "at once");
    q.flags = WFM_QUEUE_STRICTLY_WITHIN;
    r = realised_of(&q, 1, 0.1);
    check_true(&results, r.level == 0 && r.mean == 0 && r.variance == 0 && r.chance == 0, "before that");
    q = patient_queue(WFM_SERVICE_ANSWERED);
    q.agents = 0;
    r = realised_of(&q, 1, 0.1);
    check_true(&results, r.level == 0 && r.variance == 0 && r.calls == 0, "none answered");
    q = patient_queue(WFM_SERVICE_OFFERED); /* far overload: the states are all above those of one caller waiting */
    q.patience_s = 6000;
    q.calls = 600;
    r = realised_of(&q, 1, 0.5);
    check_true(&results, r.level < 0.01 && r.chance < 0.01 && r.calls > 590, "far overload");
    tally_finish(&results);
}

/* ---- the chance ---- */

/* Of one interval with so many calls that a target counts as it is. */
static double chance(double mean, double variance, double target)
{
    const double calls = 1e9;
    wfm_realised r = WFM_REALISED_INIT;
    assert_int_equal(wfm_queue_realised_day(1, &calls, 1, &mean, 1, &variance, 1, target, &r), WFM_OK);
    return r.chance;
}

static double chance_of_beta(double a, double b, double x)
{
    return chance(a / (a + b), a * b / ((a + b) * (a + b) * (a + b + 1)), x);
}

static void test_chance(void **state)
{
    (void)state;
    tally results = {.name = "beta distribution"};
    for (double x = 0.05; x < 1; x += 0.09) {
        check_near(&results, chance_of_beta(1, 1, x), 1 - x, TOL_1E12, "uniform, %g", x);
        check_near(&results, chance_of_beta(1, 3, x), pow(1 - x, 3), TOL_1E12, "1, 3, %g", x);
        check_near(&results, chance_of_beta(4, 1, x), 1 - pow(x, 4), TOL_1E12, "4, 1, %g", x);
        check_near(&results, chance_of_beta(0.5, 0.5, x), 1 - 2 / PI * asin(sqrt(x)), TOL_1E12, "arcsine, %g", x);
        check_near(&results, chance_of_beta(2, 0.5, x), 1.5 * sqrt(1 - x) - 0.5 * pow(1 - x, 1.5), TOL_1E12,
                   "2, 1/2, %g", x);
        check_near(&results, chance_of_beta(0.5, 2, x), 1 - 1.5 * sqrt(x) + 0.5 * pow(x, 1.5), TOL_1E12, "1/2, 2, %g",
                   x);
        check_near(&results, chance_of_beta(0.2, 0.7, x) + chance_of_beta(0.7, 0.2, 1 - x), 1, TOL_1E12, "mirrored, %g",
                   x);
    }
    check_near(&results, chance(0.7, 0.21, 0.4), 0.7, TOL_1E12, "two points");
    check_same(&results, chance(0.5, 0.25, 0.4), 0.5, "two points");
    check_same(&results, chance(0.7, 0, 0.7), 1, "one point");
    check_same(&results, chance(0.7, 0, 0.71), 0, "one point");
    double few = 4, mean = 0.75, variance = 0.01;
    wfm_realised r = WFM_REALISED_INIT;
    assert_int_equal(wfm_queue_realised_day(1, &few, 1, &mean, 1, &variance, 1, 1, &r), WFM_OK);
    check_near(&results, r.chance, chance(0.75, 0.01, 1 - 0.125), TOL_1E12,
               "all of four calls: more than three and a half");
    tally_finish(&results);
}

/* ---- a day ---- */

static void test_day(void **state)
{
    (void)state;
    tally results = {.name = "a day"};
    const double calls[] = {100, 0, 300}, level[] = {0.9, 0.1, 0.7}, variance[] = {0.01, 1, 0.02};
    wfm_realised r = WFM_REALISED_INIT;
    assert_int_equal(wfm_queue_realised_day(3, calls, 1, level, 1, variance, 1, 0.8, &r), WFM_OK);
    check_near(&results, r.level, 0.75, TOL_4EPS, "mean by calls");
    check_same(&results, r.mean, r.level, "mean");
    check_same(&results, r.calls, 400, "calls");
    double own = 100 * 100 * 0.01 + 300.0 * 300 * 0.02;
    double mixture = 100 * 0.15 * 0.15 + 300 * 0.05 * 0.05;
    check_near(&results, r.variance, (own + mixture) / 160000, TOL_16EPS, "variance");
    check_near(&results, r.standard_deviation, sqrt(r.variance), TOL_1EPS, "standard deviation");
    check_between(&results, r.chance, 0.2, 0.4, "chance");
    assert_int_equal(wfm_queue_realised_day(3, calls + 2, -1, level + 2, -1, variance + 2, -1, 0.8, &r), WFM_OK);
    check_near(&results, r.variance, (own + mixture) / 160000, TOL_16EPS, "backwards");
    assert_int_equal(wfm_queue_realised_day(0, NULL, 1, NULL, 1, NULL, 1, 0.8, &r), WFM_OK);
    check_true(&results, r.level == 1 && r.calls == 0 && r.chance == 1, "no rows");
    tally_finish(&results);
}

/* Intervals that are long beside the memory of the queue are nearly independent. */
static void test_day_of_like_intervals(void **state)
{
    (void)state;
    tally results = {.name = "like intervals"};
    wfm_queue q = course_queue(40);
    q.interval_s *= 20;
    q.calls *= 20;
    wfm_realised one = realised_of(&q, 1, 0);
    wfm_realised eight = realised_of(&q, 8, 0.97);
    wfm_realised r = WFM_REALISED_INIT;
    assert_int_equal(wfm_queue_realised_day(8, &one.calls, 0, &one.level, 0, &one.variance, 0, 0.97, &r), WFM_OK);
    check_near(&results, r.variance, eight.variance, 0.02, "variance");
    check_near(&results, r.chance, eight.chance, 0.02, "chance");
    tally_finish(&results);
}

/* ---- agents ---- */

static wfm_staffing staffed(const wfm_queue *q, const wfm_targets *t, double intervals, double chance_wanted,
                            wfm_status expected)
{
    wfm_staffing s = WFM_STAFFING_INIT;
    assert_int_equal(wfm_staffing_agents_realised(q, t, intervals, chance_wanted, &s), expected);
    return s;
}

static void check_least(tally *results, wfm_queue q, double target, double intervals, double chance_wanted)
{
    wfm_targets t = WFM_TARGETS_INIT;
    t.service_level = target;
    wfm_staffing s = staffed(&q, &t, intervals, chance_wanted, WFM_OK);
    q.agents = s.agents;
    wfm_realised r = realised_of(&q, intervals, target);
    check_true(results, r.chance >= chance_wanted, "%g agents have %g of %g", s.agents, r.chance, chance_wanted);
    check_same(results, s.service_level, r.level, "level");
    q.agents = s.agents - 1;
    wfm_realised fewer = WFM_REALISED_INIT;
    assert_false(wfm_failed(wfm_queue_realised(&q, intervals, target, &fewer)));
    check_true(results, fewer.chance < chance_wanted, "%g agents have %g of %g", q.agents, fewer.chance, chance_wanted);
    check_same(results, s.service_level_one_fewer, fewer.level, "level");
    check_true(results, s.service_level_one_more > s.service_level, "level of one more");
    check_true(results, s.binding == WFM_BINDING_SERVICE_LEVEL && isnan(s.agents_fractional), "binding");
}

static void test_agents(void **state)
{
    (void)state;
    tally results = {.name = "agents"};
    for (double wanted = 0.5; wanted < 1; wanted += 0.16)
        for (double intervals = 1; intervals < 100; intervals *= 16) {
            check_least(&results, course_queue(0), 0.8, intervals, wanted);
            check_least(&results, patient_queue(WFM_SERVICE_OFFERED), 0.8, intervals, wanted);
            check_least(&results, patient_queue(WFM_SERVICE_SL2), 0.3, intervals, wanted);
        }
    wfm_queue near = course_queue(0); /* a load with which one agent more has too many states */
    near.calls = 299.9999 * 1800 / 210;
    check_least(&results, near, 0.8, 1, 0.9);
    wfm_queue idle = course_queue(0);
    idle.calls = 1e-3;
    check_least(&results, idle, 0.8, 1, 0.9);
    tally_finish(&results);
}

static void test_agents_beside(void **state)
{
    (void)state;
    tally results = {.name = "other targets and limits"};
    wfm_queue q = course_queue(0);
    wfm_targets t = WFM_TARGETS_INIT;
    t.service_level = 0.8;
    double alone = staffed(&q, &t, 1, 0.9, WFM_OK).agents;
    check_true(&results, alone > 34, "80/20 needs 34 in the long run, not %g", alone);
    t.max_occupancy = 0.5;
    wfm_staffing s = staffed(&q, &t, 1, 0.9, WFM_OK);
    check_true(&results, s.agents == 59 && s.binding == WFM_BINDING_OCCUPANCY, "half occupied: %g", s.agents);
    t.max_occupancy = 1;
    t.min_agents = 50;
    s = staffed(&q, &t, 1, 0.9, WFM_OK);
    check_true(&results, s.agents == 50 && s.binding == WFM_BINDING_MIN_AGENTS, "at least 50");
    t.min_agents = 0;
    t.max_agents = 33.5;
    s = staffed(&q, &t, 1, 0.9, WFM_CAVEAT_TARGET_MISSED);
    check_true(&results, s.agents == 33 && s.binding == WFM_BINDING_MAX_AGENTS, "at most 33");
    t.max_agents = 0;
    t.abandonment = 0.1;
    staffed(&q, &t, 1, 0.9, WFM_MEANINGLESS);
    t.abandonment = 0;
    q.answer_within_s = 0;
    q.flags = WFM_QUEUE_STRICTLY_WITHIN;
    s = staffed(&q, &t, 1, 0.9, WFM_CAVEAT_TARGET_MISSED);
    check_true(&results, s.agents > DBL_MAX && s.service_level == 0, "never before no time");
    q.calls = 0;
    s = staffed(&q, &t, 1, 0.9, WFM_OK);
    check_true(&results, s.agents == 0 && s.binding == WFM_BINDING_NONE && s.service_level == 1, "no calls");
    tally_finish(&results);
}

/* ---- statuses ---- */

static void test_statuses(void **state)
{
    (void)state;
    wfm_realised r = WFM_REALISED_INIT;
    wfm_queue q = course_queue(34);
    wfm_realised_init(&r, sizeof r);
    assert_int_equal(r.struct_size, sizeof r);
    assert_int_equal(wfm_queue_realised(&q, 1, 0.8, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_queue_realised(NULL, 1, 0.8, &r), WFM_BAD_QUEUE_STRUCT);
    assert_true(isnan(r.mean) && isnan(r.calls) && isnan(r.chance));
    assert_int_equal(wfm_queue_realised(&q, 0, 0.8, &r), WFM_BAD_INTERVALS);
    assert_int_equal(wfm_queue_realised(&q, QUIET_NAN, 0.8, &r), WFM_BAD_INTERVALS);
    assert_int_equal(wfm_queue_realised(&q, INF, 0.8, &r), WFM_BAD_INTERVALS);
    assert_int_equal(wfm_queue_realised(&q, 1e-323, 0.8, &r), WFM_OK);
    assert_int_equal(wfm_queue_realised(&q, 1, 1.1, &r), WFM_BAD_REALISED_TARGET);
    assert_int_equal(wfm_queue_realised(&q, 1, QUIET_NAN, &r), WFM_BAD_REALISED_TARGET);
    q.agents = q.calls * q.aht_s / q.interval_s * (1 + 1e-7);
    assert_int_equal(wfm_queue_realised(&q, 1, 0.8, &r), WFM_TOO_MANY_STATES);
    assert_true(isnan(r.level));
    q = course_queue(1e18);
    q.calls = 1e17;
    assert_int_equal(wfm_queue_realised(&q, 1, 0.8, &r), WFM_TOO_MANY_STATES);
    q = course_queue(34);
    q.lines = 1e9;
    q.calls = 1e3;
    assert_int_equal(wfm_queue_realised(&q, 1, 0.8, &r), WFM_TOO_MANY_LINES);
    q = patient_queue(0);
    assert_int_equal(wfm_queue_realised(&q, 1, 0.8, &r), WFM_NO_SERVICE_RULE);
    q = patient_queue(WFM_SERVICE_SL2);
    q.lines = 40;
    q.acw_s = 30;
    assert_int_equal(wfm_queue_realised(&q, 1, 0.8, &r), WFM_CAVEAT_LINES_APPROXIMATE);
}

static void test_statuses_of_days(void **state)
{
    (void)state;
    wfm_realised r = WFM_REALISED_INIT;
    const double good[] = {0.5, 0.5}, huge[] = {DBL_MAX, DBL_MAX}, bad[] = {0.5, -1};
    assert_int_equal(wfm_queue_realised_day(2, good, 1, good, 1, good, 1, 0.5, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_queue_realised_day(2, NULL, 1, good, 1, good, 1, 0.5, &r), WFM_BAD_REALISED_COLUMN);
    assert_int_equal(wfm_queue_realised_day(2, good, 1, NULL, 1, good, 1, 0.5, &r), WFM_BAD_REALISED_COLUMN);
    assert_int_equal(wfm_queue_realised_day(2, good, 1, good, 1, NULL, 1, 0.5, &r), WFM_BAD_REALISED_COLUMN);
    assert_int_equal(wfm_queue_realised_day(2, good, 1, good, 1, good, 1, -0.5, &r), WFM_BAD_REALISED_TARGET);
    assert_int_equal(wfm_queue_realised_day(2, bad, 1, good, 1, good, 1, 0.5, &r), WFM_BAD_REALISED_CALLS);
    assert_int_equal(wfm_queue_realised_day(2, huge, 1, good, 1, good, 1, 0.5, &r), WFM_BAD_REALISED_CALLS);
    assert_int_equal(wfm_queue_realised_day(2, good, 1, bad, 1, good, 1, 0.5, &r), WFM_BAD_REALISED_LEVEL);
    assert_int_equal(wfm_queue_realised_day(2, good, 1, good, 1, bad, 1, 0.5, &r), WFM_BAD_VARIANCE);
    assert_true(isnan(r.level) && isnan(r.variance));
}

static void test_statuses_of_agents(void **state)
{
    (void)state;
    wfm_staffing s = WFM_STAFFING_INIT;
    wfm_queue q = course_queue(0);
    wfm_targets t = WFM_TARGETS_INIT;
    t.service_level = 0.8;
    assert_int_equal(wfm_staffing_agents_realised(&q, &t, 1, 0.9, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_staffing_agents_realised(NULL, &t, 1, 0.9, &s), WFM_BAD_QUEUE_STRUCT);
    assert_int_equal(wfm_staffing_agents_realised(&q, NULL, 1, 0.9, &s), WFM_BAD_TARGETS_STRUCT);
    assert_true(isnan(s.agents) && s.binding == -1);
    assert_int_equal(wfm_staffing_agents_realised(&q, &t, -1, 0.9, &s), WFM_BAD_INTERVALS);
    assert_int_equal(wfm_staffing_agents_realised(&q, &t, 1, 0, &s), WFM_BAD_CHANCE);
    assert_int_equal(wfm_staffing_agents_realised(&q, &t, 1, 1, &s), WFM_BAD_CHANCE);
    assert_int_equal(wfm_staffing_agents_realised(&q, &t, 1, QUIET_NAN, &s), WFM_BAD_CHANCE);
    t.service_level = 0;
    t.asa_s = 20;
    assert_int_equal(wfm_staffing_agents_realised(&q, &t, 1, 0.9, &s), WFM_NO_TARGET);
    t.service_level = 0.8;
    q.calls = 1e17;
    assert_int_equal(wfm_staffing_agents_realised(&q, &t, 1, 0.9, &s), WFM_TOO_MANY_STATES);
    assert_true(isnan(s.agents));
}

/* ---- whatever is fed ---- */

static double any_double(uint64_t *random)
{
    static const double COMMON[] = {0, 1, 0.5, 20, 34, 250, 1800, 1e-3, 1e6, 1e300, 5e-324};
    uint64_t word = random_word(random);
    if (word % 4 == 0) return random_bits(random);
    if (word % 4 == 1) return random_log_between(random, 1e-3, 1e4);
    return COMMON[word / 4 % (sizeof COMMON / sizeof *COMMON)];
}

static void check_answer(tally *results, const wfm_realised *r, wfm_status status, double target)
{
    bool fine = r->level >= 0 && r->level <= 1 && r->mean >= 0 && r->mean <= 1 && r->variance >= 0 &&
                r->variance <= 0.25 && r->standard_deviation >= 0 && r->calls >= 0 && r->calls <= DBL_MAX;
    bool chance_is = target > 0 ? r->chance >= 0 && r->chance <= 1 : (bool)isnan(r->chance);
    if (wfm_failed(status))
        check_true(results, isnan(r->mean) && isnan(r->chance), "status %d", (int)status);
    else
        check_true(results, fine && chance_is, "level %g mean %g variance %g chance %g calls %g", r->level, r->mean,
                   r->variance, r->chance, r->calls);
}

static void test_anything(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    uint64_t random = 9;
    for (int i = 0; i < 4000; i++) {
        wfm_queue q = WFM_QUEUE_INIT;
        double *const members[] = {&q.calls,           &q.interval_s, &q.aht_s, &q.agents,
                                   &q.answer_within_s, &q.patience_s, &q.lines, &q.short_abandon_s};
        for (size_t k = 0; k < sizeof members / sizeof *members; k++)
            *members[k] = any_double(&random);
        q.acw_s = random_word(&random) % 4 == 0 ? any_double(&random) : 0;
        q.service_rule = (int32_t)(random_word(&random) % 6);
        q.flags = (int32_t)(random_word(&random) % 8);
        double target = any_double(&random), intervals = any_double(&random);
        wfm_realised r = WFM_REALISED_INIT;
        wfm_status status = wfm_queue_realised(&q, intervals, target, &r);
        check_answer(&results, &r, status, target);
    }
    tally_finish(&results);
}

static void test_any_day_and_agents(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    uint64_t random = 10;
    for (int i = 0; i < 300; i++) {
        wfm_queue q = course_queue(0);
        q.calls = random_log_between(&random, 1e-3, 300);
        q.aht_s = any_double(&random);
        q.answer_within_s = any_double(&random);
        wfm_targets t = WFM_TARGETS_INIT;
        t.service_level = random_between(&random, 0, 1);
        wfm_staffing s = WFM_STAFFING_INIT;
        double numbers[3] = {any_double(&random), any_double(&random), any_double(&random)};
        wfm_status status =
            wfm_staffing_agents_realised(&q, &t, any_double(&random), random_between(&random, 0, 1), &s);
        check_true(&results, wfm_failed(status) ? (bool)isnan(s.agents) : s.agents >= 0, "status %d", (int)status);
        wfm_realised r = WFM_REALISED_INIT;
        status = wfm_queue_realised_day(1, numbers, 1, numbers + 1, 1, numbers + 2, 1, 0.5, &r);
        check_answer(&results, &r, status, 0.5);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_published),
        cmocka_unit_test(test_long_spans),
        cmocka_unit_test(test_spans_join),
        cmocka_unit_test(test_any_division),
        cmocka_unit_test(test_models_meet),
        cmocka_unit_test(test_fractions),
        cmocka_unit_test(test_nobody_waits),
        cmocka_unit_test(test_special),
        cmocka_unit_test(test_chance),
        cmocka_unit_test(test_day),
        cmocka_unit_test(test_day_of_like_intervals),
        cmocka_unit_test(test_agents),
        cmocka_unit_test(test_agents_beside),
        cmocka_unit_test(test_statuses),
        cmocka_unit_test(test_statuses_of_days),
        cmocka_unit_test(test_statuses_of_agents),
        cmocka_unit_test(test_anything),
        cmocka_unit_test(test_any_day_and_agents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
