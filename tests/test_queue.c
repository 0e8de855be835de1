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

static void test_patience_and_lines_are_not_yet_supported(void **state)
{
    (void)state;
    wfm_queue q = course_queue(34);
    q.patience_s = 120;
    assert_true(isnan(evaluate(&q, WFM_NO_PATIENCE_YET).asa_s));
    q.patience_s = INF;
    evaluate(&q, WFM_OK);
    q.patience_s = QUIET_NAN;
    evaluate(&q, WFM_BAD_PATIENCE);
    q.patience_s = -1;
    evaluate(&q, WFM_BAD_PATIENCE);
    q = course_queue(34);
    q.lines = 50;
    assert_true(isnan(evaluate(&q, WFM_NO_LINES_YET).asa_s));
    q.lines = INF;
    evaluate(&q, WFM_OK);
    q.lines = QUIET_NAN;
    evaluate(&q, WFM_BAD_LINES);
    q.lines = -1;
    evaluate(&q, WFM_BAD_LINES);
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
        cmocka_unit_test(test_random_queues_another_way),
        cmocka_unit_test(test_tail_and_quantile_invert),
        cmocka_unit_test(test_overload_is_an_answer),
        cmocka_unit_test(test_no_calls_no_wait),
        cmocka_unit_test(test_large_numbers_stay_finite),
        cmocka_unit_test(test_every_status),
        cmocka_unit_test(test_patience_and_lines_are_not_yet_supported),
        cmocka_unit_test(test_bad_arguments),
        cmocka_unit_test(test_a_bad_row_leaves_the_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
