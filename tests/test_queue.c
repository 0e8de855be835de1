/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include "wfm/erlang.h"
#include "wfm/queue.h"

/* The queue of the course: 250 calls in half an hour, 180 s of talk and 30 s of after-call work, answer within 20 s. */
static wfm_queue course_queue(double agents)
{
    wfm_queue q = WFM_QUEUE_INIT;
    q.calls = 250;
    q.interval_s = 1800;
    q.aht_s = 210;
    q.acw_s = 30;
    q.agents = agents;
    q.answer_within_s = 20;
    return q;
}

static wfm_queue_metrics evaluate(const wfm_queue *q, wfm_status expected)
{
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    assert_int_equal(wfm_queue_evaluate(q, &m), expected);
    return m;
}

/* Within half a unit of the last printed digit. */
static void check_printed(tally *results, double got, double printed, double unit, const char *what, double agents)
{
    check_between(results, got, printed - unit / 2, printed + unit / 2, "%s at %g agents", what, agents);
}

/* A call-center operations course, Erlang C table. At 41 agents it prints an ASA of 1 s: it multiplied figures that it
 * had rounded; exact is 0.45 s, and so 0. */
static void test_course_table(void **state)
{
    (void)state;
    static const double table[][9] = {
        {30, .83, 209, 252, 29, 35, .24, .97, 54.0}, {31, .65, 75, 115, 10, 16, .45, .94, 35.4},
        {32, .51, 38, 74, 5, 10, .61, .91, 30.2},    {33, .39, 21, 55, 3, 8, .73, .88, 28.0},
        {34, .29, 13, 43, 2, 6, .82, .86, 26.8},     {35, .22, 8, 36, 1, 5, .88, .83, 26.1},
        {36, .16, 5, 31, 1, 4, .92, .81, 25.7},      {37, .11, 3, 27, 0, 4, .95, .79, 25.4},
        {38, .08, 2, 24, 0, 3, .97, .77, 25.3},      {39, .06, 1, 21, 0, 3, .98, .75, 25.2},
        {40, .04, 1, 19, 0, 3, .99, .73, 25.1},      {41, .03, 0, 18, 0, 2, .99, .71, 25.1},
        {42, .02, 0, 16, 0, 2, 1.00, .69, 25.0},
    };
    tally results = {.name = "the course's Erlang table"};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const double *row = table[i];
        wfm_queue q = course_queue(row[0]);
        wfm_queue_metrics m = evaluate(&q, WFM_OK);
        check_printed(&results, m.wait_probability, row[1], .01, "wait_probability", row[0]);
        check_printed(&results, m.asa_s, row[2], 1, "asa_s", row[0]);
        check_printed(&results, m.mean_wait_of_waiting_s, row[3], 1, "mean_wait_of_waiting_s", row[0]);
        check_printed(&results, m.queue_mean, row[4], 1, "queue_mean", row[0]);
        check_printed(&results, m.queue_mean_when_busy, row[5], 1, "queue_mean_when_busy", row[0]);
        check_printed(&results, m.service_level, row[6], .01, "service_level", row[0]);
        check_printed(&results, m.occupancy, row[7], .01, "occupancy", row[0]);
        check_printed(&results, m.trunk_load_erl, row[8], .1, "trunk_load_erl", row[0]);
    }
    wfm_queue q = course_queue(41);
    check_between(&results, evaluate(&q, WFM_OK).asa_s, 0.445, 0.455, "the exact ASA at 41 agents");
    tally_finish(&results);
}

/* The course's callers still waiting after some seconds, of 250. */
static void test_course_callers_still_waiting(void **state)
{
    (void)state;
    static const double after[12] = {5, 10, 15, 20, 30, 40, 50, 60, 90, 120, 180, 240};
    static const struct {
        double agents;
        double printed[12];
    } table[] = {
        {30, {203, 199, 195, 191, 184, 177, 170, 163, 145, 129, 101, 80}},
        {34, {65, 58, 52, 46, 37, 29, 23, 18, 9, 5, 1, 0}},
        {38, {16, 13, 11, 9, 6, 4, 2, 2, 0, 0, 0, 0}},
    };
    tally results = {.name = "the course's callers still waiting"};
    for (size_t i = 0; i < 3; i++) {
        wfm_queue q = course_queue(table[i].agents);
        double waiting[12];
        wfm_status status[12];
        assert_int_equal(wfm_queue_still_waiting(&q, 12, after, 1, waiting, 1, status), WFM_OK);
        for (size_t k = 0; k < 12; k++) {
            check_printed(&results, waiting[k], table[i].printed[k], 1, "waiting", table[i].agents);
            check_true(&results, status[k] == WFM_OK, "status after %g s", after[k]);
        }
    }
    tally_finish(&results);
}

/* Who is turned away by full lines does not wait. */
static void test_still_waiting_behind_lines(void **state)
{
    (void)state;
    tally results = {.name = "still waiting behind lines"};
    wfm_queue q = course_queue(30);
    q.acw_s = 0;
    q.lines = 36;
    double blocking = evaluate(&q, WFM_OK).blocking;
    check_between(&results, blocking, 0.02, 0.5, "many are turned away");
    for (double t = 0; t <= 60; t += 15) {
        double tail = 0;
        double waiting = 0;
        assert_int_equal(wfm_queue_wait_tail(&q, t, &tail), WFM_OK);
        assert_int_equal(wfm_queue_still_waiting(&q, 1, &t, 1, &waiting, 1, NULL), WFM_OK);
        check_near(&results, waiting, q.calls * (1 - blocking) * tail, TOL_4EPS, "after %g s", t);
    }
    tally_finish(&results);
}

/* Erlang C of whole agents by Erlang's own recursion, from which every figure follows another way. */
static double recursive_c(int agents, double load)
{
    double b = 1;
    for (int k = 1; k <= agents; k++)
        b = load * b / (k + load * b);
    return agents * b / (agents - load * (1 - b));
}

static void test_random_queues_another_way(void **state)
{
    (void)state;
    tally results = {.name = "random queues against the recursion and Little's law"};
    uint64_t seed = 20;
    for (int i = 0; i < 2000; i++) {
        wfm_queue q = WFM_QUEUE_INIT;
        int agents = 1 + (int)random_between(&seed, 0, 400);
        q.agents = agents;
        q.interval_s = random_between(&seed, 60, 86400);
        q.aht_s = random_between(&seed, 1, 3600);
        q.acw_s = random_between(&seed, 0, q.aht_s);
        q.answer_within_s = random_between(&seed, 0, 120);
        q.calls = random_between(&seed, 0.01, 0.98) * q.agents * q.interval_s / q.aht_s;
        wfm_queue_metrics m = evaluate(&q, WFM_OK);
        double load = q.calls * q.aht_s / q.interval_s;
        double rate = q.calls / q.interval_s;
        double c = recursive_c(agents, load);
        double drain = (q.agents - load) / q.aht_s; /* 1/s */
        check_near(&results, m.load_erl, load, TOL_4EPS, "load_erl, row %d", i);
        check_near(&results, m.wait_probability, c, TOL_1E12, "wait_probability, row %d", i);
        check_near(&results, m.occupancy, load / q.agents, TOL_4EPS, "occupancy, row %d", i);
        check_near(&results, m.asa_s, c / drain, TOL_1E12, "asa_s, row %d", i);
        check_near(&results, m.wait_mean_s, m.asa_s, TOL_EXACT, "wait_mean_s, row %d", i);
        check_near(&results, m.queue_mean, rate * m.asa_s, TOL_16EPS, "Little's law for the queue, row %d", i);
        check_near(&results, m.mean_wait_of_waiting_s * c, m.asa_s, TOL_1E12, "those who wait, row %d", i);
        check_near(&results, m.queue_mean_when_busy * c, m.queue_mean, TOL_1E12, "when busy, row %d", i);
        check_near(&results, m.service_level, 1 - c * exp(-drain * q.answer_within_s), TOL_1E12 / (1 - c), "SL, row %d",
                   i);
        check_near(&results, m.trunk_load_erl, rate * (q.aht_s - q.acw_s + m.asa_s), TOL_64EPS, "trunks, row %d", i);
    }
    tally_finish(&results);
}

static void test_tail_and_quantile_invert(void **state)
{
    (void)state;
    tally results = {.name = "tail and quantile"};
    wfm_queue q = course_queue(33.5);
    wfm_queue_metrics m = evaluate(&q, WFM_OK);
    for (double p = 0.05; p < 1; p += 0.05) {
        double t = -1;
        double tail = -1;
        assert_int_equal(wfm_queue_wait_quantile(&q, p, &t), WFM_OK);
        assert_int_equal(wfm_queue_wait_tail(&q, t, &tail), WFM_OK);
        if (p <= 1 - m.wait_probability)
            check_true(&results, t == 0, "p = %g is answered at once", p);
        else
            check_near(&results, tail, 1 - p, TOL_64EPS, "p = %g", p);
    }
    double tail = -1;
    assert_int_equal(wfm_queue_wait_tail(&q, 20, &tail), WFM_OK);
    check_near(&results, tail, 1 - m.service_level, TOL_64EPS, "the service level's complement");
    tally_finish(&results);
}

static void test_overload_is_an_answer(void **state)
{
    (void)state;
    const double agents[] = {29, 0, 250.0 * 210 / 1800};
    for (size_t i = 0; i < 3; i++) {
        wfm_queue q = course_queue(agents[i]);
        wfm_queue_metrics m = evaluate(&q, WFM_CAVEAT_OVERLOADED);
        assert_true(m.occupancy == 1);
        assert_true(m.wait_probability == 1);
        assert_true(m.service_level == 0);
        assert_true(m.asa_s == INF);
        assert_true(m.wait_mean_s == INF);
        assert_true(m.mean_wait_of_waiting_s == INF);
        assert_true(m.queue_mean == INF);
        assert_true(m.queue_mean_when_busy == INF);
        assert_true(m.trunk_load_erl == INF);
        double value = -1;
        assert_int_equal(wfm_queue_wait_tail(&q, 1e9, &value), WFM_CAVEAT_OVERLOADED);
        assert_true(value == 1);
        assert_int_equal(wfm_queue_wait_quantile(&q, 0.5, &value), WFM_CAVEAT_OVERLOADED);
        assert_true(value == INF);
        assert_int_equal(wfm_queue_still_waiting(&q, 1, &(double){60}, 0, &value, 0, NULL), WFM_CAVEAT_OVERLOADED);
        assert_true(value == 250);
    }
}

static void test_no_calls_no_wait(void **state)
{
    (void)state;
    for (double agents = 0; agents < 3; agents++) {
        wfm_queue q = course_queue(agents);
        q.calls = 0;
        wfm_queue_metrics m = evaluate(&q, WFM_OK);
        assert_true(m.service_level == 1);
        const double zero[] = {m.load_erl,         m.occupancy,
                               m.wait_probability, m.asa_s,
                               m.wait_mean_s,      m.mean_wait_of_waiting_s,
                               m.queue_mean,       m.queue_mean_when_busy,
                               m.trunk_load_erl};
        for (size_t i = 0; i < sizeof zero / sizeof zero[0]; i++)
            assert_true(zero[i] == 0);
        double value = -1;
        assert_int_equal(wfm_queue_wait_tail(&q, 0, &value), WFM_OK);
        assert_true(value == 0);
        assert_int_equal(wfm_queue_wait_quantile(&q, 1, &value), WFM_OK);
        assert_true(value == 0);
    }
}

static void test_large_numbers_stay_finite(void **state)
{
    (void)state;
    wfm_queue q = course_queue(1e7);
    q.calls = 1e300;
    q.aht_s = 1e300;
    q.interval_s = 1e300;
    q.acw_s = 0;
    assert_true(evaluate(&q, WFM_CAVEAT_OVERLOADED).load_erl == 1e300);
    q.interval_s = 1;
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    assert_int_equal(wfm_queue_evaluate(&q, &m), WFM_BAD_LOAD);
    assert_true(isnan(m.load_erl));
}

/* One wrong member each, and the status that names it. */
static void test_every_status(void **state)
{
    (void)state;
    const double bad[] = {-1, QUIET_NAN, INF};
    for (size_t i = 0; i < 3; i++) {
        wfm_queue good = course_queue(34);
        const struct {
            double *member;
            wfm_status expected;
        } members[] = {
            {&good.calls, WFM_BAD_CALLS},   {&good.interval_s, WFM_BAD_INTERVAL},
            {&good.aht_s, WFM_BAD_AHT},     {&good.acw_s, WFM_BAD_ACW},
            {&good.agents, WFM_BAD_AGENTS}, {&good.answer_within_s, WFM_BAD_ANSWER_WITHIN},
        };
        for (size_t k = 0; k < sizeof members / sizeof members[0]; k++) {
            double kept = *members[k].member;
            *members[k].member = bad[i];
            assert_true(isnan(evaluate(&good, members[k].expected).service_level));
            double value = 0;
            assert_int_equal(wfm_queue_wait_tail(&good, 1, &value), members[k].expected);
            assert_true(isnan(value));
            value = 0;
            assert_int_equal(wfm_queue_wait_quantile(&good, 0.5, &value), members[k].expected);
            assert_true(isnan(value));
            value = 0;
            assert_int_equal(wfm_queue_still_waiting(&good, 1, &(double){1}, 0, &value, 0, NULL), members[k].expected);
            assert_true(isnan(value));
            *members[k].member = kept;
        }
    }
    wfm_queue q = course_queue(34);
    q.interval_s = 0;
    evaluate(&q, WFM_BAD_INTERVAL);
    q = course_queue(34);
    q.aht_s = 0;
    evaluate(&q, WFM_BAD_AHT);
    q = course_queue(34);
    q.acw_s = 211;
    evaluate(&q, WFM_BAD_ACW);
}

static void test_patience_and_lines_of_every_kind(void **state)
{
    (void)state;
    const double bad[] = {-1, QUIET_NAN};
    for (size_t i = 0; i < 2; i++) {
        wfm_queue q = course_queue(34);
        q.patience_s = bad[i];
        assert_true(isnan(evaluate(&q, WFM_BAD_PATIENCE).asa_s));
        q = course_queue(34);
        q.lines = bad[i];
        assert_true(isnan(evaluate(&q, WFM_BAD_LINES).asa_s));
        q = course_queue(34);
        q.short_abandon_s = bad[i];
        assert_true(isnan(evaluate(&q, WFM_BAD_SHORT_ABANDON).asa_s));
    }
    /* endless patience and endless lines are none, to the bit */
    wfm_queue q = course_queue(34);
    wfm_queue_metrics plain = evaluate(&q, WFM_OK);
    q.patience_s = INF;
    q.lines = INF;
    wfm_queue_metrics same = evaluate(&q, WFM_OK);
    assert_memory_equal(&plain, &same, sizeof plain);
    /* with after-call work the lines say that they are an approximation */
    q.lines = 50;
    evaluate(&q, WFM_CAVEAT_LINES_APPROXIMATE);
    q.acw_s = 0;
    evaluate(&q, WFM_OK);
    /* more waiting places in use than are walked through */
    q.agents = 10;
    q.lines = 0x1p25;
    assert_true(isnan(evaluate(&q, WFM_TOO_MANY_LINES).asa_s));
    q.agents = 34;
    evaluate(&q, WFM_OK); /* in use are few of them */
}

static void test_rules_are_explicit(void **state)
{
    (void)state;
    wfm_queue q = course_queue(34);
    for (int32_t rule = WFM_SERVICE_ANSWERED; rule <= WFM_SERVICE_VIRTUAL; rule++) {
        q.service_rule = rule;
        evaluate(&q, WFM_OK);
    }
    const int32_t no_rules[] = {-1, 6, INT32_MIN, INT32_MAX};
    for (size_t i = 0; i < 4; i++) {
        q.service_rule = no_rules[i];
        assert_true(isnan(evaluate(&q, WFM_BAD_SERVICE_RULE).service_level));
    }
    q.service_rule = 0;
    q.flags = 8;
    evaluate(&q, WFM_BAD_FLAGS);
    q.flags = 0;
    q.patience_s = 120;
    double tail = 0;
    evaluate(&q, WFM_NO_SERVICE_RULE);
    assert_int_equal(wfm_queue_wait_tail(&q, 20, &tail), WFM_OK); /* needs none */
    assert_true(tail > 0);
}

/* The queue of 50 agents for 48 erlangs that two open tools get wrong by a factor of four, and its neighbours. */
static wfm_queue textbook_queue(double agents, double load)
{
    wfm_queue q = WFM_QUEUE_INIT;
    q.calls = 60 * load;
    q.interval_s = 3600;
    q.aht_s = 60;
    q.patience_s = 120;
    q.agents = agents;
    q.answer_within_s = 20;
    q.service_rule = WFM_SERVICE_OFFERED;
    return q;
}

static void test_textbook_abandonment(void **state)
{
    (void)state;
    static const double offered[] = {.70241189, .76474679, .81756618, .86091887, .89551415, .92245829, .94301895};
    tally results = {.name = "the textbook case of abandonment"};
    for (int n = 44; n <= 50; n++) {
        wfm_queue q = textbook_queue(n, 48);
        check_printed(&results, evaluate(&q, WFM_OK).service_level, offered[n - 44], 1e-8, "offered", n);
    }
    wfm_queue q = textbook_queue(50, 48);
    wfm_queue_metrics m = evaluate(&q, WFM_OK);
    check_printed(&results, 100 * m.abandonment, 3.09, .01, "lost, per cent,", 50);
    check_printed(&results, m.wait_mean_s, 3.71, .01, "mean wait of all", 50);
    q = textbook_queue(50, 55);
    check_printed(&results, evaluate(&q, WFM_OK).abandonment, .10208019, 1e-8, "lost in overload", 50);
    check_printed(&results, evaluate(&q, WFM_OK).service_level, .69226409, 1e-8, "offered in overload", 50);
    q.service_rule = WFM_SERVICE_VIRTUAL;
    check_printed(&results, evaluate(&q, WFM_OK).service_level, .74178736, 1e-8, "virtual in overload", 50);
    q.service_rule = WFM_SERVICE_ANSWERED;
    check_printed(&results, evaluate(&q, WFM_OK).service_level, .77096427, 1e-8, "answered in overload", 50);
    q = (wfm_queue)WFM_QUEUE_INIT;
    q.calls = 10000;
    q.interval_s = q.aht_s = 300;
    q.patience_s = 180;
    q.agents = 9800;
    q.service_rule = WFM_SERVICE_OFFERED;
    m = evaluate(&q, WFM_OK);
    check_printed(&results, m.wait_probability, .9361352779, 1e-10, "waiting", 9800);
    check_printed(&results, m.abandonment, .02023895824, 1e-11, "lost", 9800);
    check_printed(&results, m.wait_mean_s, 3.643012484, 1e-9, "mean wait of all", 9800);
    tally_finish(&results);
}

/* Four rules in use for one hour of 18 agents, 20 erlangs, patience 90 s of AHT 240 s and T = 20 s come out as different
 * numbers, in this order. */
static void test_rules_differ(void **state)
{
    (void)state;
    wfm_queue q = textbook_queue(18, 20);
    q.aht_s = 240;
    q.calls = 300;
    q.patience_s = 90;
    double level[6];
    for (int32_t rule = WFM_SERVICE_ANSWERED; rule <= WFM_SERVICE_VIRTUAL; rule++) {
        q.service_rule = rule;
        level[rule] = evaluate(&q, WFM_OK).service_level;
    }
    tally results = {.name = "one hour by the rules"};
    check_between(&results, level[WFM_SERVICE_ANSWERED], .725, .745, "answered");
    check_between(&results, level[WFM_SERVICE_SL2], .695, .715, "sl2");
    check_between(&results, level[WFM_SERVICE_EXCLUDING], .660, .685, "excluding");
    check_between(&results, level[WFM_SERVICE_OFFERED], .600, .620, "offered");
    tally_finish(&results);
}

/* Figures of one queue by their definitions from others, in every model. */
static void check_identities(tally *results, const wfm_queue *q)
{
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    wfm_queue_waits w = WFM_QUEUE_WAITS_INIT;
    check_true(results, !wfm_failed(wfm_queue_evaluate(q, &m)), "evaluates");
    check_true(results, !wfm_failed(wfm_queue_waits_at(q, q->answer_within_s, &w)), "waits");
    double reaching = q->calls / q->interval_s * (1 - m.blocking);
    bool patience = q->patience_s > 0;
    const char *row = "n %g, load %g, patience %g, lines %g";
    double n = q->agents, a = m.load_erl, p = q->patience_s, k = q->lines;
    check_near(results, m.queue_mean, reaching * m.wait_mean_s, TOL_16EPS, row, n, a, p, k);
    if (patience) check_near(results, reaching * m.abandonment, m.queue_mean / p, TOL_16EPS, row, n, a, p, k);
    check_near(results, m.wait_mean_s, m.wait_probability * m.mean_wait_of_waiting_s, TOL_16EPS, row, n, a, p, k);
    check_near(results, m.abandonment, m.wait_probability * m.abandonment_of_waiting, TOL_16EPS, row, n, a, p, k);
    double of_all = (1 - m.abandonment) * m.asa_s + m.abandonment * m.wait_mean_abandoning_s;
    check_near(results, of_all, m.wait_mean_s, TOL_64EPS, row, n, a, p, k);
    double tolerance = k > 0 ? TOL_1E12 : TOL_16EPS; /* of many waiting places */
    double outcomes = w.answered_within + w.answered_beyond + w.abandoned_within + w.abandoned_beyond;
    check_near(results, outcomes, 1, tolerance, row, n, a, p, k);
    check_near(results, w.offered_within + w.offered_beyond, 1, tolerance, row, n, a, p, k);
    check_near(results, w.answered_beyond + w.abandoned_beyond, w.wait_beyond, TOL_1E12, row, n, a, p, k);
    check_near(results, w.abandoned_within + w.abandoned_beyond, m.abandonment, TOL_1E12, row, n, a, p, k);
    check_near(results, m.occupancy * n, a * (1 - m.blocking) * (1 - m.abandonment), TOL_64EPS, row, n, a, p, k);
    double of_line = q->aht_s - q->acw_s;
    check_near(results, m.trunk_load_erl, m.occupancy * n * (of_line / q->aht_s) + m.queue_mean, TOL_16EPS, row, n, a,
               p, k);
}

static void test_identities(void **state)
{
    (void)state;
    tally results = {.name = "Little and other identities, with patience and lines"};
    uint64_t random = 5;
    for (int i = 0; i < 3000; i++) {
        wfm_queue q = WFM_QUEUE_INIT;
        q.aht_s = random_between(&random, 20, 900);
        q.interval_s = 1800;
        q.agents = random_log_between(&random, 0.5, 2000);
        q.calls = q.agents * random_between(&random, 0.5, 1.5) * q.interval_s / q.aht_s;
        q.answer_within_s = random_log_between(&random, 0.1, 300);
        q.service_rule = (int32_t)(random_word(&random) % 5u) + 1;
        if (i % 3 != 0) q.patience_s = random_log_between(&random, 1, 1e5);
        if (i % 3 != 1) q.lines = q.agents + random_log_between(&random, 0.1, 500);
        if (i % 7 == 0) q.acw_s = q.aht_s * random_between(&random, 0, 0.4);
        check_identities(&results, &q);
    }
    tally_finish(&results);
}

/* A short-abandon threshold of 0 changes nothing; one of T leaves out all who hang up within T: "offered" is then
 * "excluding"; endless, nobody who hangs up counts: "offered" is "answered". Counting the blocked takes their share. */
static void test_short_abandons_and_blocked(void **state)
{
    (void)state;
    tally results = {.name = "who counts"};
    wfm_queue q = textbook_queue(50, 55);
    const double offered = evaluate(&q, WFM_OK).service_level;
    q.service_rule = WFM_SERVICE_EXCLUDING;
    const double excluding = evaluate(&q, WFM_OK).service_level;
    q.service_rule = WFM_SERVICE_ANSWERED;
    const double answered = evaluate(&q, WFM_OK).service_level;
    q.service_rule = WFM_SERVICE_OFFERED;
    q.short_abandon_s = 1e-9;
    check_near(&results, evaluate(&q, WFM_OK).service_level, offered, TOL_1E9, "hardly any time");
    q.short_abandon_s = 20;
    check_near(&results, evaluate(&q, WFM_OK).service_level, excluding, TOL_16EPS, "T");
    q.service_rule = WFM_SERVICE_SL2;
    check_near(&results, evaluate(&q, WFM_OK).service_level, excluding, TOL_16EPS, "sl2, T");
    q.short_abandon_s = 1e6;
    check_near(&results, evaluate(&q, WFM_OK).service_level, answered, TOL_16EPS, "sl2, for ever");
    q.service_rule = WFM_SERVICE_VIRTUAL;
    const double any = evaluate(&q, WFM_OK).service_level;
    q.short_abandon_s = 0;
    check_near(&results, evaluate(&q, WFM_OK).service_level, any, TOL_EXACT, "virtual");
    q.lines = 55;
    for (int32_t rule = WFM_SERVICE_ANSWERED; rule <= WFM_SERVICE_VIRTUAL; rule++) {
        q.service_rule = rule;
        q.flags = 0;
        wfm_queue_metrics m = evaluate(&q, WFM_OK);
        q.flags = WFM_QUEUE_COUNT_BLOCKED;
        double counted = evaluate(&q, WFM_OK).service_level;
        bool of_answered = rule == WFM_SERVICE_ANSWERED;
        bool of_all = rule != WFM_SERVICE_EXCLUDING;
        double expected = of_answered ? m.service_level : m.service_level * (1 - m.blocking);
        if (of_all) check_near(&results, counted, expected, TOL_16EPS, "blocked, rule %d", (int)rule);
        if (!of_answered) check_between(&results, counted, 0, m.service_level, "blocked, rule %d", (int)rule);
    }
    /* before T = 0 nobody is answered */
    q = textbook_queue(50, 48);
    q.answer_within_s = 0;
    const double at_once = evaluate(&q, WFM_OK).service_level;
    check_near(&results, at_once, 1 - evaluate(&q, WFM_OK).wait_probability, TOL_16EPS, "at once");
    q.flags = WFM_QUEUE_STRICTLY_WITHIN;
    check_near(&results, evaluate(&q, WFM_OK).service_level, 0, TOL_EXACT, "before T = 0");
    tally_finish(&results);
}

static void test_means_are_left_out_when_asked(void **state)
{
    (void)state;
    wfm_queue q = textbook_queue(50, 48);
    wfm_queue_metrics with = evaluate(&q, WFM_OK);
    q.flags = WFM_QUEUE_SKIP_MEANS;
    wfm_queue_metrics without = evaluate(&q, WFM_OK);
    assert_true(isnan(without.asa_s));
    assert_true(isnan(without.wait_mean_abandoning_s));
    without.asa_s = with.asa_s;
    without.wait_mean_abandoning_s = with.wait_mean_abandoning_s;
    assert_memory_equal(&with, &without, sizeof with);
}

/* A rare end of the waits, either way, is found with its digits; a share that nobody waits beyond takes no time. */
static void test_rare_quantiles(void **state)
{
    (void)state;
    tally results = {.name = "rare quantiles"};
    wfm_queue q = textbook_queue(50, 75);
    wfm_queue_waits w = WFM_QUEUE_WAITS_INIT;
    double t = 0;
    for (double p = 1e-3; p > 1e-9; p /= 10) {
        q.agents = 50; /* hardly anybody is answered at once */
        assert_int_equal(wfm_queue_quantile_of(&q, WFM_WAIT_OF_PATIENT, p, &t), WFM_OK);
        assert_int_equal(wfm_queue_waits_at(&q, t, &w), WFM_OK);
        if (t > 0) check_near(&results, w.offered_within, p, TOL_1E9, "p %g", p);
        if (!(t > 0)) check_between(&results, w.offered_within, p, 1, "at once, p %g", p);
        q.agents = 80;
        assert_int_equal(wfm_queue_quantile_of(&q, WFM_WAIT_OF_PATIENT, 1 - p, &t), WFM_OK);
        assert_int_equal(wfm_queue_waits_at(&q, t, &w), WFM_OK);
        check_true(&results, t > 0, "somebody waits, p %g", p);
        check_near(&results, w.offered_beyond, 1 - (1 - p), TOL_1E9, "beyond, p %g", p);
    }
    q.agents = 200;
    assert_int_equal(wfm_queue_quantile_of(&q, WFM_WAIT_OF_ALL, 0.5, &t), WFM_OK);
    check_near(&results, t, 0, TOL_EXACT, "nobody waits");
    tally_finish(&results);
}

/* The quantile is where the distribution says so, whoever's wait it is. */
static void check_quantile(tally *results, const wfm_queue *q, int32_t wait_of, double p)
{
    double t = 0;
    wfm_queue_waits w = WFM_QUEUE_WAITS_INIT;
    check_true(results, !wfm_failed(wfm_queue_quantile_of(q, wait_of, p, &t)), "quantile");
    wfm_queue_waits_at(q, t, &w);
    double of_answered = w.answered_within + w.answered_beyond;
    double of_abandoned = w.abandoned_within + w.abandoned_beyond;
    const double share[] = {0, 1 - w.wait_beyond, w.answered_within / of_answered, w.abandoned_within / of_abandoned,
                            w.offered_within};
    if (t > 0)
        check_near(results, share[wait_of], p, TOL_1E9, "whose %d, p %g", (int)wait_of, p);
    else
        check_between(results, share[wait_of], p - 1e-12, 1, "whose %d, p %g, at once", (int)wait_of, p);
}

static void test_quantiles_of_everybody(void **state)
{
    (void)state;
    tally results = {.name = "quantiles of everybody's waits"};
    static const double p[] = {0.01, 0.2, 0.5, 0.9, 0.999};
    for (int kind = 0; kind < 3; kind++) {
        wfm_queue q = textbook_queue(50, kind == 2 ? 55 : 48);
        if (kind == 1) q.lines = 60;
        for (int32_t wait_of = WFM_WAIT_OF_ALL; wait_of <= WFM_WAIT_OF_PATIENT; wait_of++)
            for (size_t i = 0; i < sizeof p / sizeof *p; i++)
                check_quantile(&results, &q, wait_of, p[i]);
    }
    double t = 0;
    wfm_queue q = textbook_queue(50, 48);
    assert_int_equal(wfm_queue_quantile_of(&q, 0, 0.5, &t), WFM_BAD_WAIT_OF);
    assert_true(isnan(t));
    assert_int_equal(wfm_queue_quantile_of(&q, 5, 0.5, &t), WFM_BAD_WAIT_OF);
    assert_int_equal(wfm_queue_quantile_of(&q, 1, 1, &t), WFM_OK);
    assert_true(t == INF);
    q.patience_s = 0;
    assert_int_equal(wfm_queue_quantile_of(&q, WFM_WAIT_OF_ABANDONING, 0.5, &t), WFM_OK);
    assert_true(isnan(t)); /* nobody hangs up */
    tally_finish(&results);
}

static void test_bad_arguments(void **state)
{
    (void)state;
    wfm_queue q = course_queue(34);
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    double value = 0;
    assert_int_equal(wfm_queue_evaluate(NULL, &m), WFM_BAD_QUEUE_STRUCT);
    assert_true(isnan(m.asa_s));
    assert_int_equal(wfm_queue_evaluate(&q, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_queue_wait_tail(&q, 1, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_queue_wait_quantile(&q, .5, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_queue_still_waiting(&q, 1, &value, 1, NULL, 1, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_queue_still_waiting(&q, 1, NULL, 1, &value, 1, NULL), WFM_BAD_TIME);
    wfm_queue_waits w = WFM_QUEUE_WAITS_INIT;
    assert_int_equal(wfm_queue_waits_at(&q, 1, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_queue_waits_at(NULL, 1, &w), WFM_BAD_QUEUE_STRUCT);
    assert_int_equal(wfm_queue_waits_at(&q, -1, &w), WFM_BAD_TIME);
    assert_true(isnan(w.offered_within));
    assert_int_equal(wfm_queue_quantile_of(&q, 1, 0.5, NULL), WFM_BAD_OUTPUT);
    assert_true(isnan(value));
    assert_int_equal(wfm_queue_wait_tail(&q, -1, &value), WFM_BAD_TIME);
    assert_int_equal(wfm_queue_wait_tail(&q, QUIET_NAN, &value), WFM_BAD_TIME);
    assert_true(isnan(value));
    assert_int_equal(wfm_queue_wait_tail(&q, INF, &value), WFM_OK);
    assert_true(value == 0);
    const double not_shares[] = {-0.1, 1.1, QUIET_NAN};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(wfm_queue_wait_quantile(&q, not_shares[i], &value), WFM_BAD_PROBABILITY);
        assert_true(isnan(value));
    }
    wfm_queue_init(NULL, sizeof q);
    wfm_queue_metrics_init(NULL, sizeof m);
    wfm_queue_waits_init(NULL, sizeof w);
    wfm_queue_waits_init(&w, sizeof w);
    assert_int_equal(w.struct_size, sizeof w);
}

/* A bad row is NaN with its status, the others are computed, and the first error is returned. */
static void test_a_bad_row_leaves_the_others(void **state)
{
    (void)state;
    wfm_queue q = course_queue(34);
    const double t[] = {5, -1, 10, QUIET_NAN};
    double waiting[4];
    wfm_status status[4];
    assert_int_equal(wfm_queue_still_waiting(&q, 4, t, 1, waiting, 1, status), WFM_BAD_TIME);
    assert_int_equal(status[0], WFM_OK);
    assert_int_equal(status[1], WFM_BAD_TIME);
    assert_int_equal(status[2], WFM_OK);
    assert_int_equal(status[3], WFM_BAD_TIME);
    assert_true(isnan(waiting[1]));
    double alone;
    assert_int_equal(wfm_queue_still_waiting(&q, 1, t + 2, -1, &alone, -1, NULL), WFM_OK);
    assert_true(alone == waiting[2]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_course_table),
        cmocka_unit_test(test_course_callers_still_waiting),
        cmocka_unit_test(test_still_waiting_behind_lines),
        cmocka_unit_test(test_random_queues_another_way),
        cmocka_unit_test(test_tail_and_quantile_invert),
        cmocka_unit_test(test_overload_is_an_answer),
        cmocka_unit_test(test_no_calls_no_wait),
        cmocka_unit_test(test_large_numbers_stay_finite),
        cmocka_unit_test(test_every_status),
        cmocka_unit_test(test_patience_and_lines_of_every_kind),
        cmocka_unit_test(test_rules_are_explicit),
        cmocka_unit_test(test_textbook_abandonment),
        cmocka_unit_test(test_rules_differ),
        cmocka_unit_test(test_identities),
        cmocka_unit_test(test_short_abandons_and_blocked),
        cmocka_unit_test(test_means_are_left_out_when_asked),
        cmocka_unit_test(test_quantiles_of_everybody),
        cmocka_unit_test(test_rare_quantiles),
        cmocka_unit_test(test_bad_arguments),
        cmocka_unit_test(test_a_bad_row_leaves_the_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
