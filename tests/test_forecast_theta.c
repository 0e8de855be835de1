/* SPDX-License-Identifier: MIT */
#include "support/check.h"
#include "support/csv.h"

#include <stdio.h>
#include <string.h>

#include "wfm/forecast.h"

enum { ROWS = 120, HORIZON = 20 };

typedef struct kit {
    double calls[ROWS], work[ROWS], season[ROWS], forecast[HORIZON];
    wfm_forecast_series series;
    wfm_forecast_smoother smoother;
} kit;

static void make(kit *k, int64_t count, int64_t period)
{
    memset(k, 0, sizeof *k);
    k->series = (wfm_forecast_series)WFM_FORECAST_SERIES_INIT;
    k->smoother = (wfm_forecast_smoother)WFM_FORECAST_SMOOTHER_INIT;
    k->series.count = count;
    k->series.calls = k->calls;
    k->series.calls_stride = 1;
    k->series.period = period;
    k->series.season = period > 0 ? WFM_FORECAST_SEASON_MULTIPLICATIVE : WFM_FORECAST_SEASON_NONE;
    k->series.work = k->work;
    k->series.work_count = ROWS;
}

/* The calls and forecasts of a case of theta.csv, and R's gain and start. */
typedef struct theirs {
    double alpha, level, forecast[HORIZON];
} theirs;

static void read_case(kit *k, theirs *r, const char *name, int64_t period)
{
    csv *file = csv_open_vectors("theta.csv");
    int ahead = 0;
    make(k, 0, period);
    while (csv_next(file)) {
        if (strcmp(csv_text(file, "case"), name) != 0) continue;
        double calls = csv_number(file, "calls");
        if (isnan(calls)) {
            r->forecast[ahead++] = csv_number(file, "forecast");
        } else {
            k->calls[k->series.count++] = calls;
        }
        r->alpha = csv_number(file, "alpha");
        r->level = csv_number(file, "level");
    }
    csv_close(file);
    assert_int_equal(ahead, HORIZON);
}

static void run(kit *k)
{
    assert_int_equal(wfm_forecast_smooth(&k->series, &k->smoother, k->season, 1, NULL, 0, HORIZON, k->forecast, 1),
                     WFM_OK);
}

/* The television sets of Anderson, Sweeney and Williams, Statistics for Business and Economics: four years of quarters,
 * with the printed seasonal indices 0.93, 0.84, 1.09 and 1.14 by means. And the first ratio of the HP-12C Solutions
 * Handbook's quarterly sales: 460 over the centred average 440.75 is 104.37 %. */
static void test_published_indices(void **state)
{
    (void)state;
    tally results = {.name = "published"};
    static const double sets[] = {4.8, 4.1, 6.0, 6.5, 5.8, 5.2, 6.8, 7.4, 6.0, 5.6, 7.5, 7.8, 6.3, 5.9, 8.0, 8.4};
    static const double printed[] = {0.93, 0.84, 1.09, 1.14};
    static const double sales[] = {397, 376, 460, 501, 455, 390, 530, 560};
    kit k;
    make(&k, 16, 4);
    memcpy(k.calls, sets, sizeof sets);
    assert_int_equal(wfm_forecast_moving_ratio(&k.series, WFM_FORECAST_MIDDLE_MEAN, k.season, 1), WFM_OK);
    for (int q = 0; q < 4; q++)
        check_between(&results, k.season[q], printed[q] - 0.005, printed[q] + 0.005, "television sets, quarter %d", q);
    make(&k, 8, 4); /* a ratio for each quarter: 1978 III and IV, 1979 I and II */
    memcpy(k.calls, sales, sizeof sales);
    assert_int_equal(wfm_forecast_moving_ratio(&k.series, WFM_FORECAST_MIDDLE_MEDIAN, k.season, 1), WFM_OK);
    double ratio[4] = {455 / 460.25, 390 / 476.375, 460 / 440.75, 501 / 449.75}; /* the averages by hand */
    double sum = ratio[0] + ratio[1] + ratio[2] + ratio[3];
    for (int q = 0; q < 4; q++)
        check_near(&results, k.season[q], 4 * ratio[q] / sum, TOL_16EPS, "HP-12C, quarter %d", q);
    check_between(&results, k.season[2] * sum / 4, 1.04365, 1.04375, "104.37 %%");
    tally_finish(&results);
}

static void test_indices_against_r(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_moving_ratio"};
    csv *file = csv_open_vectors("moving_ratio.csv");
    while (csv_next(file)) {
        kit k;
        theirs r;
        int64_t period = (int64_t)csv_number(file, "period");
        int place = (int)csv_number(file, "place");
        read_case(&k, &r, csv_text(file, "case"), period);
        assert_int_equal(wfm_forecast_moving_ratio(&k.series, WFM_FORECAST_MIDDLE_MEDIAN, k.season, 1), WFM_OK);
        check_near(&results, k.season[place], csv_number(file, "median"), TOL_1E12, "median %d", place);
        assert_int_equal(wfm_forecast_moving_ratio(&k.series, WFM_FORECAST_MIDDLE_MEAN, k.season, 1), WFM_OK);
        check_near(&results, k.season[place], csv_number(file, "mean"), TOL_1E12, "mean %d", place);
    }
    csv_close(file);
    tally_finish(&results);
}

/* Twelve months with a straight line: the indices come out, whatever one odd year or an unknown month does. */
static void test_months(void **state)
{
    (void)state;
    tally results = {.name = "months"};
    static const double month[12] = {1.1, 0.9, 1.05, 0.95, 1.0, 0.8, 0.7, 0.75, 1.2, 1.15, 1.15, 1.25};
    kit k;
    make(&k, 60, 12);
    for (int i = 0; i < 60; i++)
        k.calls[i] = 50000 * month[i % 12];
    k.calls[31] *= 3;
    k.calls[8] = QUIET_NAN;
    assert_int_equal(wfm_forecast_moving_ratio(&k.series, WFM_FORECAST_MIDDLE_MEDIAN, k.season, 1), WFM_OK);
    double sum = 0;
    for (int m = 0; m < 12; m++) {
        sum += k.season[m];
        check_near(&results, k.season[m], month[m], 0.06, "month %d with an odd one", m);
    }
    check_near(&results, sum, 12, TOL_16EPS, "they add up");
    k.calls[31] /= 3;
    assert_int_equal(wfm_forecast_moving_ratio(&k.series, WFM_FORECAST_MIDDLE_MEAN, k.season, 1), WFM_OK);
    for (int m = 0; m < 12; m++)
        check_near(&results, k.season[m], month[m], TOL_1E12, "month %d", m);
    tally_finish(&results);
}

/* With R's gain and start the forecasts are those of thetaf; by the header's formula and by the smoother. */
static void test_the_same_numbers_as_thetaf(void **state)
{
    (void)state;
    tally results = {.name = "R's thetaf"};
    static const char *const names[] = {"flat", "rising", "weekly", "quarterly"};
    static const int64_t periods[] = {0, 0, 7, 4};
    for (int i = 0; i < 4; i++) {
        kit k;
        theirs r;
        read_case(&k, &r, names[i], periods[i]);
        assert_int_equal(wfm_forecast_theta_fit(&k.series, k.season, 1, &k.smoother), WFM_OK);
        const wfm_forecast_smoother own = k.smoother;
        k.smoother.level_gain = r.alpha;
        k.smoother.level = r.level - own.slope;
        run(&k);
        for (int h = 0; h < HORIZON; h++)
            check_near(&results, k.forecast[h], r.forecast[h], TOL_1E9, "%s, ahead %d", names[i], h);
        double level = own.level + own.slope, n = (double)k.series.count; /* simple smoothing of its own */
        for (int row = 0; row < k.series.count; row++) {
            double s = periods[i] > 0 ? k.season[row % periods[i]] : 1;
            level += own.level_gain * (k.calls[row] / s - level);
        }
        k.smoother = own;
        run(&k);
        for (int h = 0; h < HORIZON; h++) {
            double s = periods[i] > 0 ? k.season[(k.series.count + h) % periods[i]] : 1;
            double drift = own.slope * (h + (1 - pow(1 - own.level_gain, n)) / own.level_gain);
            check_near(&results, k.forecast[h], s * (level + drift), TOL_1E12, "%s, formula ahead %d", names[i], h);
        }
    }
    tally_finish(&results);
}

/* Half the slope of a straight line, and the level on it. */
static void test_a_straight_line(void **state)
{
    (void)state;
    tally results = {.name = "a straight line"};
    kit k;
    make(&k, 100, 0);
    for (int i = 0; i < 100; i++)
        k.calls[i] = 500 + 4 * i;
    k.calls[17] = QUIET_NAN;
    assert_int_equal(wfm_forecast_theta_fit(&k.series, NULL, 0, &k.smoother), WFM_OK);
    check_near(&results, k.smoother.slope, 2, TOL_1E12, "half the slope");
    assert_int_equal(k.smoother.rows, 99);
    run(&k);
    check_near(&results, k.forecast[19] - k.forecast[9], 20, TOL_1E9, "ten rows on");
    make(&k, 9, 0);
    for (int i = 0; i < 9; i++)
        k.calls[i] = 7;
    k.calls[1] = k.calls[2] = QUIET_NAN;
    assert_int_equal(wfm_forecast_theta_fit(&k.series, NULL, 0, &k.smoother), WFM_OK);
    check_true(&results, k.smoother.slope == 0, "no slope");
    tally_finish(&results);
}

static void test_statuses(void **state)
{
    (void)state;
    kit k;
    assert_int_equal(wfm_forecast_ratio_work(-5), -1);
    assert_int_equal(wfm_forecast_ratio_work(5), 5);
    make(&k, 21, 7);
    for (int i = 0; i < 21; i++)
        k.calls[i] = 5 + i % 7;
    const wfm_forecast_series good = k.series;
    assert_int_equal(wfm_forecast_moving_ratio(&k.series, 0, NULL, 1), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_moving_ratio(NULL, 0, k.season, 1), WFM_BAD_FORECAST_STRUCT);
    assert_int_equal(wfm_forecast_theta_fit(NULL, k.season, 1, &k.smoother), WFM_BAD_FORECAST_STRUCT);
    assert_int_equal(wfm_forecast_theta_fit(&k.series, k.season, 1, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_theta_fit(&k.series, NULL, 1, &k.smoother), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_moving_ratio(&k.series, 2, k.season, 1), WFM_BAD_SMOOTHER);
    assert_true(isnan(k.season[6]));
    assert_int_equal(wfm_forecast_moving_ratio(&k.series, -1, k.season, 1), WFM_BAD_SMOOTHER);
    k.series.work_count = 20;
    assert_int_equal(wfm_forecast_moving_ratio(&k.series, 0, k.season, 1), WFM_BAD_WORK);
    k.series = good;
    k.series.season = 0;
    k.series.work = NULL;
    assert_int_equal(wfm_forecast_theta_fit(&k.series, NULL, 1, &k.smoother), WFM_BAD_WORK);
    k.series = good;
    k.series.period = 0;
    assert_int_equal(wfm_forecast_moving_ratio(&k.series, 0, k.season, 1), WFM_BAD_PERIOD);
    k.series = good;
    k.series.scale = 1;
    assert_int_equal(wfm_forecast_theta_fit(&k.series, k.season, 1, &k.smoother), WFM_BAD_SMOOTHER);
    k.series.scale = 0;
    k.series.season = WFM_FORECAST_SEASON_ADDITIVE;
    assert_int_equal(wfm_forecast_theta_fit(&k.series, k.season, 1, &k.smoother), WFM_BAD_SMOOTHER);
    k.series = good;
    k.series.count = 13;
    assert_int_equal(wfm_forecast_theta_fit(&k.series, k.season, 1, &k.smoother), WFM_SHORT_HISTORY);
    assert_true(isnan(k.smoother.level));
    k.series = good;
    k.series.season = 0;
    k.series.count = 1;
    assert_int_equal(wfm_forecast_theta_fit(&k.series, k.season, 1, &k.smoother), WFM_SHORT_HISTORY);
    k.series = good;
    k.calls[9] = k.calls[10] = QUIET_NAN; /* no window is whole but those of the ends */
    assert_int_equal(wfm_forecast_moving_ratio(&k.series, 0, k.season, 1), WFM_SHORT_HISTORY);
    memset(k.calls, 0, sizeof k.calls);
    assert_int_equal(wfm_forecast_moving_ratio(&k.series, 0, k.season, 1), WFM_SHORT_HISTORY);
    for (int i = 0; i < 21; i++)
        k.calls[i] = i == 0 || i == 20 ? 3 : 0; /* every average has calls only at the ends, whose own ratio is none */
    k.series.period = 4;
    assert_int_equal(wfm_forecast_moving_ratio(&k.series, 0, k.season, 1), WFM_SHORT_HISTORY);
    double few[] = {1, 0, 0, 1};
    k.series.count = 4;
    k.series.period = 2;
    k.series.calls = few;
    assert_int_equal(wfm_forecast_moving_ratio(&k.series, 0, k.season, 1), WFM_NO_VOLUME);
    k.calls[0] = -2;
    k.series.calls = k.calls;
    assert_int_equal(wfm_forecast_moving_ratio(&k.series, 0, k.season, 1), WFM_BAD_CALLS);
}

static void test_any_bits(void **state)
{
    (void)state;
    uint64_t seed = 41;
    kit k;
    for (int round = 0; round < 2000; round++) {
        make(&k, 30, round % 2 == 0 ? 7 : 4);
        for (int i = 0; i < 30; i++)
            k.calls[i] = random_between(&seed, 0, 9);
        for (int i = 0; i < 2; i++)
            k.calls[random_word(&seed) % 30] = fabs(random_bits(&seed));
        wfm_status status = wfm_forecast_moving_ratio(&k.series, 0, k.season, 1);
        assert_true(wfm_failed(status) || k.season[1] >= 0);
        status = wfm_forecast_theta_fit(&k.series, k.season, 1, &k.smoother);
        assert_true(wfm_failed(status) ? isnan(k.smoother.level) : k.smoother.mean_square >= 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_published_indices),
        cmocka_unit_test(test_indices_against_r),
        cmocka_unit_test(test_months),
        cmocka_unit_test(test_the_same_numbers_as_thetaf),
        cmocka_unit_test(test_a_straight_line),
        cmocka_unit_test(test_statuses),
        cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
