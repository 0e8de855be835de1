/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include <stdlib.h>

#include "wfm/forecast.h"

/* By hand: errors 10, -20, 5; NaN rows left out; a row of 0 calls is in all but MAPE. */
static void test_by_hand(void **state)
{
    (void)state;
    const double actual[] = {100, 80, QUIET_NAN, 0, 40}, forecast[] = {110, 60, 50, 5, QUIET_NAN};
    tally results = {.name = "wfm_forecast_accuracy_of"};
    wfm_forecast_accuracy a = WFM_FORECAST_ACCURACY_INIT;
    assert_int_equal(wfm_forecast_accuracy_of(5, forecast, 1, actual, 1, &a), WFM_OK);
    check_near(&results, a.mape, (0.1 + 0.25) / 2, TOL_4EPS, "MAPE");
    check_near(&results, a.wape, 35.0 / 180, TOL_4EPS, "WAPE");
    check_near(&results, a.bias, -5.0 / 180, TOL_4EPS, "bias");
    check_near(&results, a.rmse, sqrt(525.0 / 3), TOL_4EPS, "RMSE");
    check_near(&results, a.mae, 35.0 / 3, TOL_4EPS, "MAE");
    check_true(&results, a.rows == 3, "rows");
    check_true(&results, a.unknown_rows == 2, "unknown rows");
    check_true(&results, a.zero_rows == 1, "zero rows");
    tally_finish(&results);
}

/* Another way: MAE from the two one-sided sums, RMSE from mean and variance of the error, MAPE as WAPE of each row. */
static void test_another_way(void **state)
{
    (void)state;
    enum { ROWS = 400 };
    double actual[ROWS], forecast[ROWS], over = 0, under = 0, total = 0, mean = 0, variance = 0, mape = 0;
    uint64_t seed = 11;
    tally results = {.name = "wfm_forecast_accuracy_of"};
    wfm_forecast_accuracy a = WFM_FORECAST_ACCURACY_INIT, one = WFM_FORECAST_ACCURACY_INIT;
    for (int i = 0; i < ROWS; i++) {
        actual[i] = random_between(&seed, 1, 500);
        forecast[i] = random_between(&seed, 0, 500);
        over += fmax(0, forecast[i] - actual[i]);
        under += fmax(0, actual[i] - forecast[i]);
        total += actual[i];
        assert_int_equal(wfm_forecast_accuracy_of(1, &forecast[i], 1, &actual[i], 1, &one), WFM_OK);
        mape += one.wape / ROWS;
        mean += (forecast[i] - actual[i]) / ROWS;
    }
    for (int i = 0; i < ROWS; i++)
        variance += (forecast[i] - actual[i] - mean) * (forecast[i] - actual[i] - mean) / ROWS;
    assert_int_equal(wfm_forecast_accuracy_of(ROWS, forecast, 1, actual, 1, &a), WFM_OK);
    check_near(&results, a.mae, (over + under) / ROWS, TOL_1E12, "MAE");
    check_near(&results, a.wape, (over + under) / total, TOL_1E12, "WAPE");
    check_near(&results, a.bias, (over - under) / total, TOL_1E9, "bias");
    check_near(&results, a.rmse, sqrt(mean * mean + variance), TOL_1E12, "RMSE");
    check_near(&results, a.mape, mape, TOL_1E12, "MAPE");
    assert_int_equal(wfm_forecast_accuracy_of(ROWS, actual, 1, actual, 1, &a), WFM_OK);
    check_true(&results, a.rmse == 0, "a perfect forecast");
    tally_finish(&results);
}

static void test_zero_totals_and_statuses(void **state)
{
    (void)state;
    const double zero[] = {0, 0}, two[] = {2, -2};
    wfm_forecast_accuracy a = WFM_FORECAST_ACCURACY_INIT;
    assert_int_equal(wfm_forecast_accuracy_of(2, two, 1, zero, 1, &a), WFM_OK);
    assert_true(isnan(a.wape));
    assert_true(isnan(a.bias));
    assert_true(isnan(a.mape));
    assert_true(a.mae == 2);
    assert_int_equal(a.zero_rows, 2);
    assert_int_equal(wfm_forecast_accuracy_of(2, two, 1, two, 1, &a), WFM_BAD_CALLS);
    assert_int_equal(wfm_forecast_accuracy_of(1, &(double){INF}, 1, zero, 1, &a), WFM_BAD_CALLS);
    assert_int_equal(wfm_forecast_accuracy_of(2, &(double){QUIET_NAN}, 0, zero, 1, &a), WFM_NO_HISTORY);
    assert_true(isnan(a.mae));
    assert_int_equal(a.rows, -1);
    assert_int_equal(wfm_forecast_accuracy_of(0, two, 1, zero, 1, &a), WFM_NO_HISTORY);
    assert_int_equal(wfm_forecast_accuracy_of(-1, two, 1, zero, 1, &a), WFM_BAD_COUNT);
    assert_int_equal(wfm_forecast_accuracy_of(1, NULL, 1, zero, 1, &a), WFM_BAD_FORECAST_COLUMN);
    assert_int_equal(wfm_forecast_accuracy_of(1, two, 1, NULL, 1, &a), WFM_BAD_FORECAST_COLUMN);
    assert_int_equal(wfm_forecast_accuracy_of(1, two, 1, zero, 1, NULL), WFM_BAD_OUTPUT);
}

typedef struct ranked {
    double part;
    int row;
} ranked;

static int by_remainder(const void *left, const void *right)
{
    const ranked *a = left, *b = right;
    if (a->part != b->part) return a->part > b->part ? -1 : 1;
    return a->row - b->row;
}

/* Against a sort: the sum is kept, and up are those with the largest remainders, ties in order. */
static void test_largest_remainders(void **state)
{
    (void)state;
    enum { MOST = 60 };
    tally results = {.name = "wfm_forecast_round"};
    uint64_t seed = 5;
    for (int round = 0; round < 2000; round++) {
        double value[MOST], rounded[MOST], sum = 0, kept = 0;
        ranked order[MOST];
        int count = 1 + (int)(random_word(&seed) % MOST);
        for (int i = 0; i < count; i++) {
            value[i] = random_between(&seed, 0, 90);
            if (round % 2 == 0) value[i] = floor(value[i]) / 4; /* many ties */
            order[i] = (ranked){value[i] - floor(value[i]), i};
            sum += order[i].part;
        }
        int ups = (int)floor(sum + 0.5);
        qsort(order, (size_t)count, sizeof order[0], by_remainder);
        assert_int_equal(wfm_forecast_round(count, value, 1, rounded, 1), WFM_OK);
        for (int i = 0; i < count; i++) {
            double expected = floor(value[order[i].row]) + (i < ups ? 1 : 0);
            check_true(&results, rounded[order[i].row] == expected, "round %d, rank %d of %d", round, i, count);
            kept += rounded[i] - floor(value[i]);
        }
        check_true(&results, kept == ups, "round %d: the sum", round);
    }
    tally_finish(&results);
}

static void test_round_edges_and_statuses(void **state)
{
    (void)state;
    double value[] = {0.5, 0.5, 0.5, 0.5}, rounded[4];
    assert_int_equal(wfm_forecast_round(4, value, 1, rounded, 1), WFM_OK);
    assert_true(rounded[0] == 1);
    assert_true(rounded[1] == 1);
    assert_true(rounded[2] == 0);
    assert_int_equal(wfm_forecast_round(1, &(double){0.75}, 1, rounded, 1), WFM_OK);
    assert_true(rounded[0] == 1);
    assert_int_equal(wfm_forecast_round(1, &(double){DBL_MAX}, 1, rounded, 1), WFM_OK);
    assert_true(rounded[0] == DBL_MAX);
    assert_int_equal(wfm_forecast_round(4, value, 1, value, 1), WFM_OK);
    assert_true(value[1] == 1);
    assert_true(value[3] == 0);
    assert_int_equal(wfm_forecast_round(0, value, 1, rounded, 1), WFM_OK);
    assert_int_equal(wfm_forecast_round(1, &(double){-1}, 1, rounded, 1), WFM_BAD_CALLS);
    assert_true(isnan(rounded[0]));
    assert_int_equal(wfm_forecast_round(1, NULL, 1, rounded, 1), WFM_BAD_FORECAST_COLUMN);
    assert_int_equal(wfm_forecast_round(-1, value, 1, rounded, 1), WFM_BAD_COUNT);
    assert_int_equal(wfm_forecast_round(1, value, 1, NULL, 1), WFM_BAD_OUTPUT);
}

/* Regression: sums beyond the doubles came out as inf or NaN with status 0. */
static void test_sums_beyond_the_doubles_are_refused(void **state)
{
    (void)state;
    const double forecast[] = {1e308, 1e308}, actual[] = {1e308, 1e308};
    wfm_forecast_accuracy a = WFM_FORECAST_ACCURACY_INIT;
    assert_int_equal(wfm_forecast_accuracy_of(2, forecast, 1, actual, 1, &a), WFM_BAD_CALLS);
    assert_int_equal(wfm_forecast_accuracy_of(1, &(double){0}, 0, actual, 1, &a), WFM_BAD_CALLS);
    assert_true(isnan(a.mae));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_another_way),
        cmocka_unit_test(test_zero_totals_and_statuses),
        cmocka_unit_test(test_largest_remainders),
        cmocka_unit_test(test_round_edges_and_statuses),
        cmocka_unit_test(test_sums_beyond_the_doubles_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
