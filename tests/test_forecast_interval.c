/* SPDX-License-Identifier: MIT */
#include "support/csv.h"
#include "support/formula.h"

#include <stdlib.h>

#include "wfm/forecast.h"

enum { SLOTS = 6, MOST = 200 };

static double forecast[MOST][SLOTS], actual[MOST][SLOTS];

static wfm_forecast_past past_of(int64_t days)
{
    wfm_forecast_past past = WFM_FORECAST_PAST_INIT;
    past.days = days;
    past.slots = SLOTS;
    past.forecast = &forecast[0][0];
    past.actual = &actual[0][0];
    past.forecast_day_stride = past.actual_day_stride = SLOTS;
    past.forecast_slot_stride = past.actual_slot_stride = 1;
    return past;
}

static void make_days(uint64_t seed, double level, double noise)
{
    for (int day = 0; day < MOST; day++) {
        double of_day = exp(random_between(&seed, -level, level));
        for (int slot = 0; slot < SLOTS; slot++) {
            forecast[day][slot] = 1000 + 300 * slot;
            actual[day][slot] = forecast[day][slot] * of_day * (1 + random_between(&seed, -noise, noise));
        }
    }
}

/* Against 40 digits; where the distribution is nearer to the probability than a double tells, one call off is right. */
static void test_vectors(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_quantile"};
    csv *rows = csv_open_vectors("forecast.csv");
    while (csv_next(rows)) {
        double mean = csv_number(rows, "mean"), variance = csv_number(rows, "variance");
        double probability = csv_number(rows, "probability"), expected = csv_number(rows, "quantile");
        double off = csv_number(rows, "nearest") > 1e-13 ? 0 : 1;
        double got = wfm_forecast_quantile(mean, variance, probability);
        check_between(&results, got, expected - off, expected + off, "line %zu: mean %g, variance %g, p %g",
                      csv_line(rows), mean, variance, probability);
    }
    csv_close(rows);
    tally_finish(&results);
}

/* R 4, qnbinom(p, size = 1/v, mu = m) and qpois: large means. */
static void test_large_means(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_quantile"};
    static const double rows[][4] = {{1e6, 0, 0.05, 998355},       {1e6, 0.001, 0.95, 1052603},
                                     {1e6, 0.04, 0.001, 493472},   {1e9, 0, 0.999, 1000097723},
                                     {1e9, 1e-9, 0.05, 999926441}, {1e9, 0.04, 0.5, 986698735},
                                     {1e9, 1, 0.999, 6907755282},  {1e9, 100, 0.999, 150908414770},
                                     {5000, 100, 0.999, 754543},   {579, 1, 0.05, 29}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_near(&results, wfm_forecast_quantile(rows[i][0], rows[i][1], rows[i][2]), rows[i][3], TOL_EXACT,
                   "row %zu", i);
    tally_finish(&results);
}

/* Poisson's probabilities added up, which a variance of 0 has to meet, and one too small to be seen. */
static void test_poisson(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_quantile"};
    uint64_t seed = 2;
    for (int round = 0; round < 3000; round++) {
        double mean = random_log_between(&seed, 0.01, 500), probability = random_between(&seed, 0.001, 0.999);
        double term = exp(-mean), sum = term, k = 0;
        while (sum < probability) {
            term *= mean / ++k;
            sum += term;
        }
        bool clear = fabs(sum - probability) > 1e-12 && fabs(sum - term - probability) > 1e-12;
        if (!clear) continue;
        check_true(&results, wfm_forecast_quantile(mean, 0, probability) == k, "mean %g, p %g", mean, probability);
        check_true(&results, wfm_forecast_quantile(mean, 1e-19, probability) == k, "mean %g, hardly spread", mean);
    }
    tally_finish(&results);
}

static void test_edges(void **state)
{
    (void)state;
    static const formula f = {.name = "wfm_forecast_quantile",
                              .high = DBL_MAX,
                              .three = wfm_forecast_quantile,
                              .three_n = wfm_forecast_quantile_n,
                              .arguments = "aap"};
    tally results = {.name = "wfm_forecast_quantile"};
    check_true(&results, wfm_forecast_quantile(0, 0.1, 1) == 0, "no calls");
    check_true(&results, wfm_forecast_quantile(10, 0.1, 0) == 0, "probability 0");
    check_true(&results, wfm_forecast_quantile(10, 0.1, 1) == INF, "probability 1");
    check_true(&results, wfm_forecast_quantile(1e15, 0, 0.5) == 1e15, "the largest mean");
    check_true(&results, isfinite(wfm_forecast_quantile(1e15, 1e6, 1 - DBL_EPSILON)), "the widest");
    const double outside[][3] = {{-1, 0, 0.5}, {2e15, 0, 0.5}, {QUIET_NAN, 0, 0.5},
                                 {1, -1, 0.5}, {1, 2e6, 0.5},  {1, QUIET_NAN, 0.5},
                                 {1, 0, -0.1}, {1, 0, 1.1},    {1, 0, QUIET_NAN}};
    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++)
        check_true(&results, isnan(wfm_forecast_quantile(outside[i][0], outside[i][1], outside[i][2])), "row %zu", i);
    check_array_form(&results, &f);
    tally_finish(&results);
}

/* Any numbers: whole, and more with the probability. */
static void test_any_numbers(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_quantile"};
    uint64_t seed = 4;
    for (int round = 0; round < 20000; round++) {
        double mean = random_log_between(&seed, 1e-300, 1e15), variance = random_log_between(&seed, 1e-300, 1e6);
        double low = random_log_between(&seed, 1e-300, 1), high = 1 - random_log_between(&seed, 1e-16, 1);
        if (round % 2 == 0) variance = random_log_between(&seed, 1e-12, 10);
        if (round % 4 == 0) mean = random_log_between(&seed, 1e-2, 1e6);
        double less = wfm_forecast_quantile(mean, variance, fmin(low, high));
        double more = wfm_forecast_quantile(mean, variance, fmax(low, high));
        check_true(&results, less >= 0 && floor(less) == less, "whole: mean %g, variance %g, p %g", mean, variance,
                   low);
        check_true(&results, less <= more, "order: mean %g, variance %g, p %g %g", mean, variance, low, high);
        double bits = wfm_forecast_quantile(random_bits(&seed), random_bits(&seed), random_bits(&seed));
        check_true(&results, isnan(bits) || bits >= 0, "any bits");
    }
    tally_finish(&results);
}

static int ascending(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median_of(double *x, int n)
{
    qsort(x, (size_t)n, sizeof x[0], ascending);
    return (x[(n - 1) / 2] + x[n / 2]) / 2;
}

/* The variances by another way: held logarithms about 0, and within the day as second moments less first. */
static void test_variances_another_way(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_variance_learn"};
    uint64_t seed = 31;
    for (int round = 0; round < 40; round++) {
        int n = 1 + (int)(random_word(&seed) % 128);
        double x[MOST], sizes[MOST], within[MOST], squares = 0, chance = 0;
        make_days(random_word(&seed), 0.3, 0.3);
        for (int slot = 0; slot < SLOTS; slot++)
            actual[n / 2][slot] *= round % 2 == 0 ? 40 : 1;
        for (int day = 0; day < n; day++) {
            double f = 0, a = 0, aa = 0, am = 0, mm = 0;
            for (int slot = 0; slot < SLOTS; slot++) {
                f += forecast[day][slot];
                a += actual[day][slot];
            }
            for (int slot = 0; slot < SLOTS; slot++) {
                double m = forecast[day][slot] * a / f;
                aa += actual[day][slot] * actual[day][slot];
                am += actual[day][slot] * m;
                mm += m * m;
            }
            within[day] = (aa - 2 * am + mm - a) / mm + 1 / a;
            x[day] = log(a + 0.5) - log(f + 0.5);
            sizes[day] = fabs(x[day]);
            chance += 1 / (f + 0.5);
        }
        double most = 4 * 1.4826 * median_of(sizes, n);
        for (int day = 0; day < n; day++)
            squares += pow(fmin(most, fabs(x[day])), 2);
        wfm_forecast_past past = past_of(n);
        wfm_forecast_variance v = WFM_FORECAST_VARIANCE_INIT;
        assert_int_equal(wfm_forecast_variance_learn(&past, &v), WFM_OK);
        check_near(&results, v.day, fmax(0, squares - chance) / n, TOL_1E9, "round %d: day", round);
        check_near(&results, v.slot, fmax(0, median_of(within, n)), TOL_1E9, "round %d: slot", round);
        check_near(&results, v.load_cv, sqrt((1 + v.day) * (1 + v.slot) - 1), TOL_1E9, "round %d: together", round);
        check_true(&results, v.days == n, "round %d: days", round);
    }
    tally_finish(&results);
}

/* A perfect forecast has no variance; unknown intervals and closed days are left out, an unfinished day too. */
static void test_unknown_and_perfect(void **state)
{
    (void)state;
    wfm_forecast_variance v = WFM_FORECAST_VARIANCE_INIT, all = v;
    make_days(1, 0, 0);
    wfm_forecast_past past = past_of(150);
    assert_int_equal(wfm_forecast_variance_learn(&past, &v), WFM_OK);
    assert_true(v.day == 0 && v.slot == 0 && v.load_cv == 0);
    assert_int_equal(v.days, 128);
    make_days(1, 0.2, 0.1);
    past = past_of(40);
    assert_int_equal(wfm_forecast_variance_learn(&past, &all), WFM_OK);
    for (int slot = 0; slot < SLOTS; slot++) {
        forecast[40][slot] = actual[40][slot] = 0;
        if (slot > 1) actual[41][slot] = QUIET_NAN;
        forecast[42][slot] = QUIET_NAN;
    }
    past.days = 43;
    assert_int_equal(wfm_forecast_variance_learn(&past, &v), WFM_OK);
    assert_int_equal(v.days, 40);
    assert_true(v.day == all.day && v.slot == all.slot);
    actual[5][2] = QUIET_NAN;
    assert_int_equal(wfm_forecast_variance_learn(&past, &v), WFM_OK);
    assert_int_equal(v.days, 40);
    for (int slot = 0; slot < SLOTS; slot++)
        actual[6][slot] = 0; /* open, and nobody called */
    past.days = 7;
    assert_int_equal(wfm_forecast_variance_learn(&past, &v), WFM_OK);
    assert_int_equal(v.days, 7);
    assert_true(isfinite(v.day) && isfinite(v.slot));
}

static void test_statuses_of_learning(void **state)
{
    (void)state;
    wfm_forecast_variance v = WFM_FORECAST_VARIANCE_INIT;
    make_days(1, 0.2, 0.1);
    wfm_forecast_past past = past_of(20);
    assert_int_equal(wfm_forecast_variance_learn(&past, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_variance_learn(NULL, &v), WFM_BAD_FORECAST_STRUCT);
    assert_true(isnan(v.day));
    assert_int_equal(v.days, -1);
    past.slots = -1;
    assert_int_equal(wfm_forecast_variance_learn(&past, &v), WFM_BAD_COUNT);
    past.slots = SLOTS;
    past.days = 0;
    assert_int_equal(wfm_forecast_variance_learn(&past, &v), WFM_NO_HISTORY);
    past.days = 20;
    past.actual = NULL;
    assert_int_equal(wfm_forecast_variance_learn(&past, &v), WFM_BAD_FORECAST_COLUMN);
    past = past_of(20);
    actual[3][3] = -1;
    assert_int_equal(wfm_forecast_variance_learn(&past, &v), WFM_BAD_CALLS);
    actual[3][3] = 1e200; /* its square is beyond the doubles */
    assert_int_equal(wfm_forecast_variance_learn(&past, &v), WFM_BAD_CALLS);
}

/* Each interval is the formula's; the total of one interval is that interval, and own factors even out in many. */
static void test_quantiles(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_quantiles"};
    double mean[] = {100, 0, QUIET_NAN, 579, 0.4}, calls[5], total, of_one;
    wfm_forecast_variance v = WFM_FORECAST_VARIANCE_INIT;
    v.day = 0.01;
    v.slot = 0.02;
    assert_int_equal(wfm_forecast_quantiles(&v, 0.95, 5, mean, 1, calls, 1, &total), WFM_OK);
    for (int i = 0; i < 5; i++)
        check_same(&results, calls[i], wfm_forecast_quantile(mean[i], 0.0302, 0.95), "interval %d", i);
    double alike = (100.0 * 100 + 579.0 * 579 + 0.16) / (679.4 * 679.4);
    check_near(&results, total, wfm_forecast_quantile(679.4, 0.01 + 0.02 * 1.01 * alike, 0.95), TOL_EXACT, "total");
    assert_int_equal(wfm_forecast_quantiles(&v, 0.05, 1, &mean[3], 1, &of_one, 1, &total), WFM_OK);
    check_true(&results, of_one == total, "one interval is the day");
    v.day = 0;
    assert_int_equal(wfm_forecast_quantiles(&v, 0.5 + 0.9 / 2, 10000, &mean[0], 0, NULL, 0, &total), WFM_OK);
    check_between(&results, total, 1e6, 1e6 + 1.7 * sqrt(1e6 + 0.02 * 1e12 / 10000), "own factors even out");
    v.slot = 0;
    assert_int_equal(wfm_forecast_quantiles(&v, 0.95, 5, mean, 1, mean, 1, NULL), WFM_OK);
    check_true(&results, mean[3] == wfm_forecast_quantile(579, 0, 0.95), "Poisson's, in place");
    assert_int_equal(wfm_forecast_quantiles(&v, 0.95, 1, &(double){0}, 1, NULL, 0, &total), WFM_OK);
    check_true(&results, total == 0, "no calls");
    tally_finish(&results);
}

static void test_statuses_of_quantiles(void **state)
{
    (void)state;
    const double mean[] = {100, 200};
    double calls[2], total;
    wfm_forecast_variance v = WFM_FORECAST_VARIANCE_INIT;
    v.day = 0.01;
    assert_int_equal(wfm_forecast_quantiles(&v, 0.5, 2, mean, 1, NULL, 1, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_quantiles(&v, 0.5, -1, mean, 1, calls, 1, &total), WFM_BAD_COUNT);
    assert_true(isnan(total));
    assert_int_equal(wfm_forecast_quantiles(NULL, 0.5, 2, mean, 1, calls, 1, &total), WFM_BAD_FORECAST_STRUCT);
    assert_true(isnan(calls[1]));
    assert_int_equal(wfm_forecast_quantiles(&v, 1.5, 2, mean, 1, calls, 1, &total), WFM_BAD_PROBABILITY);
    assert_int_equal(wfm_forecast_quantiles(&v, 0.5, 2, NULL, 1, calls, 1, &total), WFM_BAD_FORECAST_COLUMN);
    assert_int_equal(wfm_forecast_quantiles(&v, 0.5, 2, &(double){-1}, 0, calls, 1, &total), WFM_BAD_CALLS);
    assert_int_equal(wfm_forecast_quantiles(&v, 0.5, 2, &(double){6e14}, 0, calls, 1, &total), WFM_BAD_CALLS);
    const double bad[][2] = {{-1, 0}, {0, -1}, {QUIET_NAN, 0}, {0, INF}, {2000, 2000}};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        v.day = bad[i][0];
        v.slot = bad[i][1];
        assert_int_equal(wfm_forecast_quantiles(&v, 0.5, 2, mean, 1, calls, 1, &total), WFM_BAD_RELATIVE_VARIANCE);
    }
}

/* Any bits in the columns: a status or numbers. */
static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_variance_learn"};
    uint64_t seed = 9;
    for (int round = 0; round < 20000; round++) {
        for (int i = 0; i < 3 * SLOTS; i++) {
            double f = random_bits(&seed), a = random_bits(&seed);
            forecast[i / SLOTS][i % SLOTS] = round % 2 == 0 ? f : fabs(f);
            actual[i / SLOTS][i % SLOTS] = round % 2 == 0 ? a : fabs(a);
        }
        wfm_forecast_past past = past_of(3);
        wfm_forecast_variance v = WFM_FORECAST_VARIANCE_INIT;
        wfm_status status = wfm_forecast_variance_learn(&past, &v);
        bool fine = v.day >= 0 && v.slot >= 0 && v.load_cv <= DBL_MAX;
        check_true(&results, status < 0 ? isnan(v.day) : fine, "round %d: %g %g", round, v.day, v.slot);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_large_means),
        cmocka_unit_test(test_poisson),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_any_numbers),
        cmocka_unit_test(test_variances_another_way),
        cmocka_unit_test(test_unknown_and_perfect),
        cmocka_unit_test(test_statuses_of_learning),
        cmocka_unit_test(test_quantiles),
        cmocka_unit_test(test_statuses_of_quantiles),
        cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
