/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include "wfm/forecast.h"

enum { DAYS = 28, SLOTS = 4 };

static double calls[DAYS][SLOTS], seconds[DAYS][SLOTS];
static int64_t day[DAYS];

static wfm_forecast_handled handled_of(int64_t days)
{
    wfm_forecast_handled h = WFM_FORECAST_HANDLED_INIT;
    for (int i = 0; i < DAYS; i++)
        day[i] = 19723 + i; /* a Monday */
    h.days = days;
    h.slots = SLOTS;
    h.calls = &calls[0][0];
    h.seconds = &seconds[0][0];
    h.calls_day_stride = h.seconds_day_stride = SLOTS;
    h.calls_slot_stride = h.seconds_slot_stride = 1;
    h.day = day;
    h.day_stride = 1;
    return h;
}

static void make(uint64_t seed, double growth)
{
    for (int d = 0; d < DAYS; d++) {
        for (int s = 0; s < SLOTS; s++) {
            calls[d][s] = 10 + 90 * s;
            seconds[d][s] = calls[d][s] * (200 + 20 * s + growth * (d / 7) + random_between(&seed, -30, 30));
        }
    }
}

/* By hand: two days, two intervals with calls, the variance of a call given. */
static void test_by_hand(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_handle_learn"};
    double aht[SLOTS];
    wfm_forecast_handle of = WFM_FORECAST_HANDLE_INIT;
    wfm_forecast_handled h = handled_of(2);
    make(1, 0);
    for (int d = 0; d < 2; d++)
        for (int s = 0; s < SLOTS; s++)
            calls[d][s] = seconds[d][s] = 0;
    calls[0][0] = calls[1][0] = 50; /* 100 calls of 100 s, 100 of 300 s: g = 200 */
    seconds[0][0] = 4000;
    seconds[1][0] = 6000;
    calls[0][1] = 100;
    seconds[0][1] = 30000;
    calls[1][2] = 7;
    seconds[1][2] = QUIET_NAN;
    h.call_variance = 10000;
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_OK);
    double between = (200.0 * 10000 - 2 * 10000) / 200, trust = 100 / (100 + 10000 / between);
    check_near(&results, of.aht_s, 200, TOL_4EPS, "all");
    check_near(&results, of.slot_variance, between, TOL_16EPS, "between");
    check_near(&results, of.calls, 200, TOL_EXACT, "calls known");
    check_near(&results, aht[0], 200 - 100 * trust, TOL_16EPS, "the short");
    check_near(&results, aht[1], 200 + 100 * trust, TOL_16EPS, "the long");
    check_true(&results, aht[2] == 200 && aht[3] == 200, "without calls");
    h.call_variance = 0; /* 50 (80 - 100)^2 twice over three cells less two intervals */
    assert_int_equal(wfm_forecast_handle_learn(&h, NULL, 0, &of), WFM_OK);
    check_near(&results, of.call_variance, 2 * 50 * 400.0, TOL_16EPS, "variance of a call");
    h.days = 1; /* a day alone says nothing of it: then intervals are believed */
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_OK);
    check_near(&results, aht[0], 80, TOL_16EPS, "believed");
    tally_finish(&results);
}

/* The recent level: a gain of 1 is last week's mean, and smoothing is that of sums, not of means. */
static void test_recent_level(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_handle_learn"};
    double aht[SLOTS], plain[SLOTS], level_calls = 0, level_seconds = 0;
    wfm_forecast_handle of = WFM_FORECAST_HANDLE_INIT;
    make(5, 40);
    for (int s = 0; s < SLOTS; s++)
        calls[27][s] = seconds[27][s] = 0;
    wfm_forecast_handled h = handled_of(DAYS);
    assert_int_equal(wfm_forecast_handle_learn(&h, plain, 1, &of), WFM_OK);
    check_true(&results, of.level_s == of.aht_s, "no gain, no level");
    h.gain = 0.3;
    for (int week = 0; week < 4; week++) {
        double n = 0, w = 0;
        for (int d = 7 * week; d < 7 * week + 7; d++) {
            for (int s = 0; s < SLOTS; s++) {
                n += calls[d][s];
                w += seconds[d][s];
            }
        }
        level_calls = week == 0 ? n : 0.7 * level_calls + 0.3 * n;
        level_seconds = week == 0 ? w : 0.7 * level_seconds + 0.3 * w;
        h.gain = 1;
        h.days = 7 * week + 7;
        assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_OK);
        check_near(&results, of.level_s, w / n, TOL_1E12, "last week, %d", week);
    }
    h.gain = 0.3;
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_OK);
    check_near(&results, of.level_s, level_seconds / level_calls, TOL_1E12, "smoothed");
    for (int s = 0; s < SLOTS; s++)
        check_near(&results, aht[s], plain[s] * of.level_s / of.aht_s, TOL_1E12, "interval %d", s);
    for (int s = 0; s < 7 * SLOTS; s++)
        calls[21 + s / SLOTS][s % SLOTS] = QUIET_NAN; /* a week that is not known moves nothing */
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_OK);
    double with = of.level_s;
    h.days = 21;
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_OK);
    check_true(&results, of.level_s == with, "unknown week");
    tally_finish(&results);
}

/* Shrinkage lies between: intervals alike go to the mean of all, and no estimate leaves the interval's own side. */
static void test_shrinkage(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_handle_learn"};
    for (uint64_t seed = 1; seed < 50; seed++) {
        double aht[SLOTS];
        wfm_forecast_handle of = WFM_FORECAST_HANDLE_INIT;
        make(seed, 0);
        wfm_forecast_handled h = handled_of(DAYS);
        assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_OK);
        for (int s = 0; s < SLOTS; s++) {
            double n = 0, w = 0;
            for (int d = 0; d < DAYS; d++) {
                n += calls[d][s];
                w += seconds[d][s];
            }
            check_between(&results, aht[s], fmin(w / n, of.aht_s), fmax(w / n, of.aht_s), "seed %d, %d", (int)seed, s);
        }
        h.call_variance = 1e12;
        assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_OK);
        check_near(&results, aht[0], of.aht_s, TOL_1E6, "chance alone");
        check_true(&results, of.slot_variance == 1, "at least 1");
    }
    tally_finish(&results);
}

static void test_statuses(void **state)
{
    (void)state;
    double aht[SLOTS];
    wfm_forecast_handle of = WFM_FORECAST_HANDLE_INIT;
    make(1, 0);
    wfm_forecast_handled good = handled_of(DAYS), h = good;
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_handle_learn(NULL, aht, 1, &of), WFM_BAD_FORECAST_STRUCT);
    h.days = -1;
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_BAD_COUNT);
    assert_true(isnan(of.aht_s) && isnan(aht[0]));
    h = good;
    h.slots = -1;
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_BAD_COUNT);
    h = good;
    h.calls = NULL;
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_BAD_FORECAST_COLUMN);
    h = good;
    h.seconds = NULL;
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_BAD_FORECAST_COLUMN);
    h = good;
    h.gain = 0.3;
    h.day = NULL;
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_BAD_FORECAST_COLUMN);
    h.gain = 1.1;
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_BAD_GAIN);
    h = good;
    h.call_variance = -1;
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_BAD_RELATIVE_VARIANCE);
    h = good;
    h.gain = 0.3;
    h.day_stride = 0;
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_BAD_DAY);
    h.day = &(int64_t){INT64_MAX};
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_BAD_DAY);
    h = good;
    h.days = 0;
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_NO_HISTORY);
    h = good;
    calls[3][1] = -1;
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_BAD_CALLS);
    calls[3][1] = 0; /* seconds without a call */
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_BAD_HANDLE_TIME);
    calls[3][1] = 1;
    seconds[3][1] = INF;
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_BAD_HANDLE_TIME);
    seconds[3][1] = 1e300;
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_BAD_HANDLE_TIME);
    seconds[3][1] = 1;
    calls[3][1] = calls[4][1] = 1.5e308;
    assert_int_equal(wfm_forecast_handle_learn(&h, aht, 1, &of), WFM_BAD_CALLS);
}

static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_handle_learn"};
    uint64_t seed = 2;
    for (int round = 0; round < 20000; round++) {
        double aht[SLOTS];
        wfm_forecast_handle of = WFM_FORECAST_HANDLE_INIT;
        wfm_forecast_handled h = handled_of(2);
        for (int i = 0; i < 2 * SLOTS; i++) {
            calls[i / SLOTS][i % SLOTS] = random_bits(&seed);
            seconds[i / SLOTS][i % SLOTS] = random_bits(&seed);
            if (round % 2 == 0) continue;
            calls[i / SLOTS][i % SLOTS] = random_log_between(&seed, 1e-300, 1e300);
            seconds[i / SLOTS][i % SLOTS] = random_log_between(&seed, 1e-300, 1e300);
        }
        h.gain = round % 3 == 0 ? 0.5 : 0;
        wfm_status status = wfm_forecast_handle_learn(&h, aht, 1, &of);
        check_true(&results, status < 0 ? isnan(of.aht_s) && isnan(aht[0]) : aht[0] >= 0, "round %d: %g", round,
                   aht[0]);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),  cmocka_unit_test(test_recent_level), cmocka_unit_test(test_shrinkage),
        cmocka_unit_test(test_statuses), cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
