/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include "wfm/forecast.h"

/* The course's year: 720,000 calls and 12 % more, January, Monday, 10:00 to 10:30. */
static wfm_forecast_chain course(int32_t rounding)
{
    wfm_forecast_chain chain = WFM_FORECAST_CHAIN_INIT;
    chain.last_year = 720000;
    chain.growth = 0.12;
    chain.month_share = 0.071;
    chain.days = 31;
    chain.weekday_share = 0.210;
    chain.base_share = 0.143;
    chain.interval_share = 0.055;
    chain.rounding = rounding;
    return chain;
}

/* The course rounds at each step and takes 0.143 for 1/7. */
static void test_course_year_to_interval(void **state)
{
    (void)state;
    wfm_forecast_chain chain = course(WFM_FORECAST_ROUND_STEPS);
    wfm_forecast_steps steps = WFM_FORECAST_STEPS_INIT;
    assert_int_equal(wfm_forecast_year_to_interval(&chain, &steps), WFM_OK);
    assert_true(steps.year == 806400);
    assert_true(steps.month == 57254);
    assert_true(steps.day_mean == 1847);
    assert_true(steps.weekday_index == 1.469);
    assert_true(steps.day == 2713);
    assert_true(steps.interval == 149);
}

static void test_chain_without_rounding_and_at_the_end(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_year_to_interval"};
    wfm_forecast_chain chain = course(WFM_FORECAST_ROUND_NONE);
    wfm_forecast_steps steps = WFM_FORECAST_STEPS_INIT;
    double day = 720000 * 1.12 * 0.071 / 31 / 0.143 * 0.210;
    assert_int_equal(wfm_forecast_year_to_interval(&chain, &steps), WFM_OK);
    check_near(&results, steps.month, 57254.4, TOL_16EPS, "month");
    check_near(&results, steps.day, day, TOL_16EPS, "day");
    check_near(&results, steps.interval, day * 0.055, TOL_16EPS, "interval");
    chain.base_share = 0;
    assert_int_equal(wfm_forecast_year_to_interval(&chain, &steps), WFM_OK);
    check_near(&results, steps.weekday_index, 1.47, TOL_4EPS, "the base share 1/7 where none is given");
    chain = course(WFM_FORECAST_ROUND_END);
    assert_int_equal(wfm_forecast_year_to_interval(&chain, &steps), WFM_OK);
    check_near(&results, steps.day, day, TOL_16EPS, "only the end is rounded");
    check_true(&results, steps.interval == 149, "and it is");
    tally_finish(&results);
}

static void test_course_weekday_indices(void **state)
{
    (void)state;
    const double share[] = {0.210, 0.170, 0.165, 0.165, 0.150, 0.095, 0.045};
    const double printed[] = {1.469, 1.189, 1.154, 1.154, 1.049, 0.664, 0.315};
    tally results = {.name = "wfm_forecast_index"};
    double index[7];
    wfm_forecast_index_n(share, 1, &(double){0.143}, 0, index, 1, 7);
    for (int i = 0; i < 7; i++)
        check_between(&results, index[i], printed[i] - 0.0005, printed[i] + 0.0005, "weekday %d", i);
    check_near(&results, wfm_forecast_index(0.210, 1.0 / 7), 1.470, TOL_4EPS, "Monday over 1/7");
    check_true(&results, wfm_forecast_index(0, 1) == 0, "no share");
    check_true(&results, isnan(wfm_forecast_index(0.2, 0)), "base 0");
    check_true(&results, isnan(wfm_forecast_index(0.2, 1.1)), "base above 1");
    check_true(&results, isnan(wfm_forecast_index(-0.1, 0.5)), "share below 0");
    check_true(&results, isnan(wfm_forecast_index(QUIET_NAN, 0.5)), "share unknown");
    tally_finish(&results);
}

static void test_chain_statuses(void **state)
{
    (void)state;
    wfm_forecast_steps steps = WFM_FORECAST_STEPS_INIT;
    wfm_forecast_chain good = course(0);
    static const struct {
        size_t member;
        double value;
        wfm_status status;
    } bad[] = {
        {offsetof(wfm_forecast_chain, last_year), -1, WFM_BAD_CALLS},
        {offsetof(wfm_forecast_chain, growth), -1.5, WFM_BAD_GROWTH},
        {offsetof(wfm_forecast_chain, month_share), 1.5, WFM_BAD_SHARE},
        {offsetof(wfm_forecast_chain, days), 0, WFM_BAD_DAYS},
        {offsetof(wfm_forecast_chain, days), -1, WFM_BAD_DAYS},
        {offsetof(wfm_forecast_chain, weekday_share), -0.1, WFM_BAD_SHARE},
        {offsetof(wfm_forecast_chain, base_share), 2, WFM_BAD_BASE_SHARE},
        {offsetof(wfm_forecast_chain, interval_share), 2, WFM_BAD_SHARE},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        wfm_forecast_chain chain = good;
        *(double *)(void *)((char *)&chain + bad[i].member) = bad[i].value;
        assert_int_equal(wfm_forecast_year_to_interval(&chain, &steps), bad[i].status);
        assert_true(isnan(steps.year));
    }
    wfm_forecast_chain chain = course(-1);
    assert_int_equal(wfm_forecast_year_to_interval(&chain, &steps), WFM_BAD_FORECAST_ROUNDING);
    chain = course(3);
    assert_int_equal(wfm_forecast_year_to_interval(&chain, &steps), WFM_BAD_FORECAST_ROUNDING);
    chain = good;
    chain.reserved_2 = 1;
    assert_int_equal(wfm_forecast_year_to_interval(&chain, &steps), WFM_BAD_FORECAST_STRUCT);
    assert_int_equal(wfm_forecast_year_to_interval(NULL, &steps), WFM_BAD_FORECAST_STRUCT);
    assert_int_equal(wfm_forecast_year_to_interval(&good, NULL), WFM_BAD_OUTPUT);
}

static void test_spread_keeps_the_total(void **state)
{
    (void)state;
    const double weight[] = {1, 0, 3};
    double calls[3];
    assert_int_equal(wfm_forecast_spread(8, 3, weight, 1, calls, 1), WFM_OK);
    assert_true(calls[0] == 2);
    assert_true(calls[1] == 0);
    assert_true(calls[2] == 6);
    assert_int_equal(wfm_forecast_spread(8, 2, &weight[1], 0, calls, 1), WFM_NO_VOLUME);
    assert_true(isnan(calls[1]));
    assert_int_equal(wfm_forecast_spread(-8, 3, weight, 1, calls, 1), WFM_BAD_CALLS);
    assert_int_equal(wfm_forecast_spread(8, -1, weight, 1, calls, 1), WFM_BAD_COUNT);
    assert_int_equal(wfm_forecast_spread(8, 3, NULL, 1, calls, 1), WFM_BAD_FORECAST_COLUMN);
    assert_int_equal(wfm_forecast_spread(8, 3, weight, 1, NULL, 1), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_spread(8, 1, &(double){QUIET_NAN}, 1, calls, 1), WFM_BAD_SHARE);
    assert_int_equal(wfm_forecast_spread(8, 2, &(double){DBL_MAX}, 0, calls, 1), WFM_BAD_SHARE);
}

/* Within the week: Monday's 3,050 calls are 0.23 of it. Within the day: 402 calls by 10:30 are 0.18 of it. */
static void test_course_rest_of_week_and_day(void **state)
{
    (void)state;
    const double week[] = {0.23, 0.20, 0.19, 0.17, 0.17, 0.03, 0.01};
    const double monday[] = {3050, QUIET_NAN, QUIET_NAN, QUIET_NAN, QUIET_NAN, QUIET_NAN, QUIET_NAN};
    const double day[] = {0.08, 0.10, 0.066, 0.754}, seen[] = {180, 222, QUIET_NAN, QUIET_NAN};
    double forecast[7], total = 0;
    assert_int_equal(wfm_forecast_rest(7, week, 1, monday, 1, forecast, 1, &total), WFM_OK);
    assert_true(round(total) == 13261);
    assert_true(round(forecast[4]) == 2254);
    assert_true(forecast[0] == 3050);
    assert_int_equal(wfm_forecast_rest(4, day, 1, seen, 1, forecast, 1, &total), WFM_OK);
    assert_true(round(total) == 2233);
    assert_true(round(forecast[2]) == 147);
    assert_true(fabs(forecast[0] + forecast[1] + forecast[2] + forecast[3] - total) < 1e-9);
}

static void test_rest_statuses(void **state)
{
    (void)state;
    const double share[] = {0, 1}, seen[] = {5, QUIET_NAN};
    double forecast[2], total = 0;
    assert_int_equal(wfm_forecast_rest(2, share, 1, seen, 1, forecast, 1, &total), WFM_NO_VOLUME);
    assert_true(isnan(total));
    assert_true(isnan(forecast[0]));
    assert_int_equal(wfm_forecast_rest(2, share, 1, &seen[1], 0, forecast, 1, &total), WFM_NO_HISTORY);
    assert_int_equal(wfm_forecast_rest(2, share, 1, &(double){-1}, 0, forecast, 1, &total), WFM_BAD_CALLS);
    assert_int_equal(wfm_forecast_rest(1, &(double){DBL_MIN}, 0, &(double){DBL_MAX}, 0, NULL, 0, &total),
                     WFM_BAD_CALLS);
    assert_int_equal(wfm_forecast_rest(2, &(double){2}, 0, seen, 1, forecast, 1, &total), WFM_BAD_SHARE);
    assert_int_equal(wfm_forecast_rest(-1, share, 1, seen, 1, forecast, 1, &total), WFM_BAD_COUNT);
    assert_int_equal(wfm_forecast_rest(2, NULL, 1, seen, 1, forecast, 1, &total), WFM_BAD_FORECAST_COLUMN);
    assert_int_equal(wfm_forecast_rest(2, share, 1, NULL, 1, forecast, 1, &total), WFM_BAD_FORECAST_COLUMN);
    assert_int_equal(wfm_forecast_rest(2, share, 1, seen, 1, forecast, 1, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_rest(2, &share[1], 0, seen, 1, NULL, 1, &total), WFM_OK);
    assert_true(total == 5);
}

/* The course's five weeks of customers and events. */
static void test_course_judgement(void **state)
{
    (void)state;
    const double customers[] = {5000, 5000, 5100, 5100, 5150}, each[] = {1.5, 1.5, 1.5, 1.5, 2.0};
    const double event[] = {650, 1000, 325, 600, 325, 200}; /* two of them in the second week */
    const int64_t week[] = {0, 1, 1, 2, 3, 4};
    const double printed[] = {8150, 8825, 8250, 7975, 10500};
    double calls[5];
    wfm_forecast_judgement judgement = WFM_FORECAST_JUDGEMENT_INIT;
    judgement.count = 5;
    judgement.customers = customers;
    judgement.calls_per_customer = each;
    judgement.customers_stride = judgement.calls_per_customer_stride = 1;
    assert_int_equal(wfm_forecast_judged(&judgement, calls, 1), WFM_OK);
    assert_true(calls[0] == 7500);
    assert_true(calls[2] == 7650);
    assert_true(calls[4] == 10300);
    judgement.event_count = 6;
    judgement.event_period = week;
    judgement.event_calls = event;
    judgement.event_period_stride = judgement.event_calls_stride = 1;
    assert_int_equal(wfm_forecast_judged(&judgement, calls, 1), WFM_OK);
    for (int i = 0; i < 5; i++)
        assert_true(calls[i] == printed[i]);
}

/* Of 1000 customers' 2 contacts each, three quarters, none and all come as calls; what an event brings is calls. */
static void test_judgement_of_a_channel(void **state)
{
    (void)state;
    const double share[] = {0.75, 0, 1}, bad[] = {1.0625, -0.25, QUIET_NAN};
    const int64_t period[] = {0, 1};
    double calls[3];
    wfm_forecast_judgement judgement = WFM_FORECAST_JUDGEMENT_INIT;
    judgement.count = 3;
    judgement.customers = &(double){1000};
    judgement.calls_per_customer = &(double){2};
    judgement.event_count = 2;
    judgement.event_period = period;
    judgement.event_period_stride = 1;
    judgement.event_calls = &(double){40};
    judgement.channel_share = share;
    judgement.channel_share_stride = 1;
    assert_int_equal(wfm_forecast_judged(&judgement, calls, 1), WFM_OK);
    assert_true(calls[0] == 1540);
    assert_true(calls[1] == 40);
    assert_true(calls[2] == 2000);
    judgement.event_count = 0;
    judgement.channel_share = bad;
    assert_int_equal(wfm_forecast_judged(&judgement, calls, 1), WFM_BAD_CUSTOMERS);
    for (int i = 0; i < 3; i++)
        assert_true(isnan(calls[i]));
}

static void check_changes(const double *expected, int64_t count, const double *change)
{
    for (int64_t i = 0; i < count; i++)
        assert_true(change[i] == expected[i]);
}

/* A campaign of three days, of which the second is the main one: half as many again then, and 600 calls in all. */
static void test_adjustments(void **state)
{
    (void)state;
    const double base[] = {1000, 800, QUIET_NAN, 400, 100}, shape[] = {1, 4, 1}, one = 1000;
    double change[5];
    assert_int_equal(wfm_forecast_adjust(5, base, 1, 0, 1.5, 0, shape, 3, change, 1), WFM_OK);
    check_changes((double[]){125, 400}, 2, change);
    assert_true(isnan(change[2]));
    check_changes((double[]){0, 0}, 2, change + 3);
    assert_int_equal(wfm_forecast_adjust(5, &one, 0, 3, 1, 600, shape, 3, change, 1), WFM_OK);
    check_changes((double[]){0, 0, 0, 100, 400}, 5, change); /* and 100 behind the last */
    assert_int_equal(wfm_forecast_adjust(5, &one, 0, -2, 1, 600, shape, 3, change, 1), WFM_OK);
    check_changes((double[]){100, 0, 0, 0, 0}, 5, change); /* begun before */
    assert_int_equal(wfm_forecast_adjust(2, base, 1, 1, 0, 50, NULL, 0, change, 1), WFM_OK);
    check_changes((double[]){0, -750}, 2, change);
    assert_int_equal(wfm_forecast_adjust(2, base, 1, 1, 1, -900, NULL, 0, change, 1), WFM_OK);
    check_changes((double[]){0, -800}, 2, change); /* no fewer than none */
    assert_int_equal(wfm_forecast_adjust(0, base, 1, 1, 1, 1, NULL, 0, change, 1), WFM_OK);
    assert_int_equal(wfm_forecast_adjust(2, base, 1, INT64_MIN, 2, 1, shape, 3, change, 1), WFM_OK);
    check_changes((double[]){0, 0}, 2, change);
}

static void test_adjustment_statuses(void **state)
{
    (void)state;
    const double base[] = {-1, 8, DBL_MAX}, none[] = {0, 0}, bad[] = {1, -1}, large[] = {DBL_MAX, DBL_MAX};
    double change[3];
    assert_int_equal(wfm_forecast_adjust(3, base, 1, 0, 2, 0, (double[]){1, 1}, 2, change, 1), WFM_BAD_CALLS);
    assert_true(isnan(change[0]) && change[1] == 8 && change[2] == 0);
    assert_int_equal(wfm_forecast_adjust(3, base, 1, 2, 3, 0, NULL, 0, change, 1), WFM_BAD_EVENT);
    assert_true(change[0] == 0 && isnan(change[2]));
    const double factors[] = {-1, QUIET_NAN, INF};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(wfm_forecast_adjust(3, base, 1, 1, factors[i], 0, NULL, 0, change, 1), WFM_BAD_EVENT);
        assert_true(isnan(change[1]));
        if (i > 0)
            assert_int_equal(wfm_forecast_adjust(3, base, 1, 1, 1, factors[i], NULL, 0, change, 1), WFM_BAD_EVENT);
    }
    assert_int_equal(wfm_forecast_adjust(3, base, 1, 0, 1, 0, none, 2, change, 1), WFM_BAD_SHARE);
    assert_int_equal(wfm_forecast_adjust(3, base, 1, 0, 1, 0, bad, 2, change, 1), WFM_BAD_SHARE);
    assert_int_equal(wfm_forecast_adjust(3, base, 1, 0, 1, 0, large, 2, change, 1), WFM_BAD_SHARE);
    assert_int_equal(wfm_forecast_adjust(3, base, 1, 0, 1, 0, NULL, 2, change, 1), WFM_BAD_FORECAST_COLUMN);
    assert_int_equal(wfm_forecast_adjust(3, NULL, 1, 0, 1, 0, NULL, 0, change, 1), WFM_BAD_FORECAST_COLUMN);
    assert_true(isnan(change[0]));
    assert_int_equal(wfm_forecast_adjust(-1, base, 1, 0, 1, 0, NULL, 0, change, 1), WFM_BAD_COUNT);
    assert_int_equal(wfm_forecast_adjust(3, base, 1, 0, 1, 0, bad, -1, change, 1), WFM_BAD_COUNT);
    assert_int_equal(wfm_forecast_adjust(3, base, 1, 0, 1, 0, NULL, 0, NULL, 1), WFM_BAD_OUTPUT);
}

static void test_judgement_statuses(void **state)
{
    (void)state;
    const double customers[] = {100, -1, DBL_MAX, 100}, event[] = {-200, 5};
    const int64_t period[] = {0, 4};
    double calls[4];
    wfm_forecast_judgement judgement = WFM_FORECAST_JUDGEMENT_INIT;
    judgement.count = 4;
    judgement.customers = customers;
    judgement.customers_stride = 1;
    assert_int_equal(wfm_forecast_judged(&judgement, calls, 1), WFM_BAD_FORECAST_COLUMN);
    judgement.calls_per_customer = &(double){2};
    assert_int_equal(wfm_forecast_judged(&judgement, calls, 1), WFM_BAD_CUSTOMERS);
    assert_true(calls[0] == 200);
    assert_true(isnan(calls[1]));
    assert_true(isnan(calls[2]));
    assert_true(calls[3] == 200);
    judgement.calls_per_customer = &(double){-2};
    assert_int_equal(wfm_forecast_judged(&judgement, calls, 1), WFM_BAD_CUSTOMERS);
    judgement.calls_per_customer = &(double){2};
    judgement.count = 1;
    judgement.event_count = 1;
    assert_int_equal(wfm_forecast_judged(&judgement, calls, 1), WFM_BAD_FORECAST_COLUMN);
    judgement.event_period = period;
    assert_int_equal(wfm_forecast_judged(&judgement, calls, 1), WFM_BAD_FORECAST_COLUMN);
    judgement.event_calls = event;
    judgement.event_period_stride = judgement.event_calls_stride = 1;
    assert_int_equal(wfm_forecast_judged(&judgement, calls, 1), WFM_OK);
    assert_true(calls[0] == 0);
    judgement.event_calls = &(double){-201};
    assert_int_equal(wfm_forecast_judged(&judgement, calls, 1), WFM_BAD_EVENT);
    assert_true(isnan(calls[0]));
    judgement.event_calls = event;
    judgement.event_count = 2;
    assert_int_equal(wfm_forecast_judged(&judgement, calls, 1), WFM_BAD_EVENT);
    judgement.event_period = &(int64_t){-1};
    judgement.event_count = 1;
    assert_int_equal(wfm_forecast_judged(&judgement, calls, 1), WFM_BAD_EVENT);
    judgement.customers = NULL;
    assert_int_equal(wfm_forecast_judged(&judgement, calls, 1), WFM_BAD_FORECAST_COLUMN);
    judgement.event_count = -1;
    assert_int_equal(wfm_forecast_judged(&judgement, calls, 1), WFM_BAD_COUNT);
    judgement.count = -1;
    assert_int_equal(wfm_forecast_judged(&judgement, calls, 1), WFM_BAD_COUNT);
    assert_int_equal(wfm_forecast_judged(NULL, calls, 1), WFM_BAD_FORECAST_STRUCT);
    assert_int_equal(wfm_forecast_judged(&judgement, NULL, 1), WFM_BAD_OUTPUT);
}

/* Regression: a step beyond the doubles came out as inf or NaN with status 0. */
static void test_steps_beyond_the_doubles_are_refused(void **state)
{
    (void)state;
    wfm_forecast_steps steps = WFM_FORECAST_STEPS_INIT;
    wfm_forecast_chain c = course(WFM_FORECAST_ROUND_NONE);
    c.growth = DBL_MAX;
    assert_int_equal(wfm_forecast_year_to_interval(&c, &steps), WFM_BAD_CALLS);
    assert_true(isnan(steps.interval));
    c = course(WFM_FORECAST_ROUND_STEPS);
    c.base_share = 2.3e-308;
    assert_int_equal(wfm_forecast_year_to_interval(&c, &steps), WFM_BAD_CALLS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_course_year_to_interval),
        cmocka_unit_test(test_chain_without_rounding_and_at_the_end),
        cmocka_unit_test(test_course_weekday_indices),
        cmocka_unit_test(test_chain_statuses),
        cmocka_unit_test(test_spread_keeps_the_total),
        cmocka_unit_test(test_course_rest_of_week_and_day),
        cmocka_unit_test(test_rest_statuses),
        cmocka_unit_test(test_course_judgement),
        cmocka_unit_test(test_judgement_of_a_channel),
        cmocka_unit_test(test_judgement_statuses),
        cmocka_unit_test(test_adjustments),
        cmocka_unit_test(test_adjustment_statuses),
        cmocka_unit_test(test_steps_beyond_the_doubles_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
