/* SPDX-License-Identifier: MIT */
#include "support/check.h"
#include "support/csv.h"

#include <stdio.h>
#include <string.h>

#include "wfm/forecast.h"

enum { ROWS = 200, WEEK = 7, HORIZON = 40 };

static const double weekday[WEEK] = {1.47, 1.19, 1.15, 1.15, 1.05, 0.66, 0.33};

/* A series with room for what a smoother makes of it. */
typedef struct kit {
    double calls[ROWS], work[ROWS], season[ROWS], fitted[ROWS], forecast[HORIZON];
    wfm_forecast_series series;
    wfm_forecast_smoother smoother;
} kit;

static void make(kit *k, int64_t count, int32_t trend, int32_t season)
{
    memset(k, 0, sizeof *k);
    k->series = (wfm_forecast_series)WFM_FORECAST_SERIES_INIT;
    k->smoother = (wfm_forecast_smoother)WFM_FORECAST_SMOOTHER_INIT;
    k->series.count = count;
    k->series.calls = k->calls;
    k->series.calls_stride = 1;
    k->series.period = WEEK;
    k->series.work = k->work;
    k->series.work_count = WEEK;
    k->series.trend = trend;
    k->series.season = season;
}

/* Weeks around 1000 with a noise of 5 %. */
static void fill_noisy(kit *k, uint64_t seed)
{
    for (int i = 0; i < ROWS; i++)
        k->calls[i] = (1000 + i) * weekday[i % WEEK] * random_between(&seed, 0.95, 1.05);
}

static wfm_status fit(kit *k)
{
    return wfm_forecast_smooth_fit(&k->series, k->season, 1, &k->smoother);
}

static wfm_status run(kit *k)
{
    return wfm_forecast_smooth(&k->series, &k->smoother, k->season, 1, k->fitted, 1, HORIZON, k->forecast, 1);
}

/* One case of R's: its rows are calls with fitted values, then forecasts. */
static void check_case(tally *results, kit *k, const char *name, const double *theirs, int64_t rows)
{
    assert_int_equal(wfm_forecast_smooth(&k->series, &k->smoother, k->season, 1, k->fitted, 1, rows - k->series.count,
                                         k->forecast, 1),
                     WFM_OK);
    for (int64_t row = 0; row < rows; row++) {
        double ours = row < k->series.count ? k->fitted[row] : k->forecast[row - k->series.count];
        check_near(results, ours, theirs[row], TOL_1E9, "%s, row %d", name, (int)row);
    }
}

static void test_the_same_numbers_as_r(void **state)
{
    (void)state;
    tally results = {.name = "R's forecast package"};
    double theirs[ROWS];
    char name[32] = "";
    int cases = 0;
    int64_t rows = 0;
    kit k;
    csv *file = csv_open_vectors("smoothing.csv");
    while (csv_next(file)) {
        if (strcmp(csv_text(file, "case"), name) != 0) {
            if (cases > 0) check_case(&results, &k, name, theirs, rows);
            cases++;
            rows = 0;
            snprintf(name, sizeof name, "%s", csv_text(file, "case"));
            make(&k, 0, 0, 0);
            k.smoother.trend = (int32_t)csv_number(file, "trend");
            k.smoother.season = (int32_t)csv_number(file, "season");
            k.smoother.period = k.smoother.season > 0 ? WEEK : 0;
            k.smoother.level_gain = csv_number(file, "alpha");
            k.smoother.slope_gain = csv_number(file, "beta");
            k.smoother.season_gain = csv_number(file, "gamma");
            k.smoother.damping = csv_number(file, "phi");
            k.smoother.level = csv_number(file, "level");
            k.smoother.slope = csv_number(file, "slope");
            for (int i = 0; i < WEEK; i++) {
                char column[] = {'s', (char)('0' + i), 0};
                k.season[i] = csv_number(file, column);
            }
        }
        double calls = csv_number(file, "calls");
        if (!isnan(calls)) k.calls[k.series.count++] = calls;
        theirs[rows++] = csv_number(file, "fitted");
    }
    csv_close(file);
    check_case(&results, &k, name, theirs, rows);
    assert_int_equal(cases, 11);
    tally_finish(&results);
}

/* A series that is exactly of the kind comes out exactly, start and forecast, whatever the gains. */
static void test_what_is_exactly_so(void **state)
{
    (void)state;
    tally results = {.name = "exact series"};
    kit k;
    for (int32_t trend = 0; trend <= 1; trend++) {
        for (int32_t season = 0; season <= 2; season++) {
            make(&k, 70, trend, season);
            for (int i = 0; i < ROWS; i++) {
                double line = 500 + (trend > 0 ? 3 * i : 0), s = weekday[i % WEEK];
                k.calls[i] = season == 0 ? line : season == 1 ? line + 100 * (s - 1) : line * s;
            }
            assert_int_equal(fit(&k), WFM_OK);
            check_between(&results, k.smoother.level, 500 - 3 * trend - 1, 500 + 1, "level %d %d", trend, season);
            assert_int_equal(run(&k), WFM_OK);
            /* with both, the two passes of the start leave some of the line in the season */
            double tolerance = season == 2 && trend == 1 ? 1e-3 : TOL_1E9;
            for (int h = 0; h < HORIZON; h++)
                check_near(&results, k.forecast[h], k.calls[70 + h], tolerance, "%d %d ahead %d", trend, season, h);
        }
    }
    make(&k, 70, 0, 0);
    for (int i = 0; i < 70; i++)
        k.calls[i] = 42;
    assert_int_equal(fit(&k), WFM_OK);
    check_true(&results, k.smoother.mean_square == 0 && k.smoother.aicc == -INF, "a constant has no error");
    tally_finish(&results);
}

static double mean_square_of(kit *k)
{
    double sum = 0, known = 0;
    assert_int_equal(run(k), WFM_OK);
    for (int64_t i = 0; i < k->series.count; i++) {
        if (isnan(k->calls[i])) continue;
        sum += (k->calls[i] - k->fitted[i]) * (k->calls[i] - k->fitted[i]);
        known++;
    }
    return sum / known;
}

/* The mean square is that of the fitted values, and no other gains near the fitted ones make it less. */
static void test_the_fit_is_a_minimum(void **state)
{
    (void)state;
    tally results = {.name = "the fit is a minimum"};
    uint64_t seed = 23;
    kit k;
    for (int kind = 0; kind < 9; kind++) {
        make(&k, 150, kind / 3, kind % 3);
        fill_noisy(&k, (uint64_t)kind);
        k.calls[33] = QUIET_NAN;
        assert_int_equal(fit(&k), WFM_OK);
        const wfm_forecast_smoother fitted = k.smoother;
        check_near(&results, mean_square_of(&k), fitted.mean_square, TOL_64EPS, "kind %d", kind);
        assert_int_equal(fitted.rows, 149);
        double holt = kind / 3 > 0 ? fitted.slope_gain / fitted.level_gain : 0;
        double winters = kind % 3 > 0 ? fitted.season_gain / (1 - fitted.level_gain) : 0;
        for (int round = 0; round < 300; round++) {
            double alpha = fitted.level_gain * random_between(&seed, 0.98, 1.02);
            double beta = holt * random_between(&seed, 0.98, 1.02);
            double gamma = winters * random_between(&seed, 0.98, 1.02);
            k.smoother.level_gain = fmin(fmax(alpha, 0.0001), 0.9999);
            k.smoother.slope_gain = kind / 3 > 0 ? fmin(fmax(beta, 0.0001), 0.9999) * k.smoother.level_gain : 0;
            k.smoother.season_gain = kind % 3 > 0 ? fmin(fmax(gamma, 0.0001), 0.9999) * (1 - k.smoother.level_gain) : 0;
            check_true(&results, mean_square_of(&k) >= fitted.mean_square * (1 - 1e-6), "kind %d, round %d", kind,
                       round);
        }
        for (int i = 0; i <= 20; i++) { /* across the whole range of the level's gain, the best of all is not far off */
            k.smoother = fitted;
            k.smoother.level_gain = fmin(fmax(i / 20.0, 0.0001), 0.9999);
            k.smoother.slope_gain = holt * k.smoother.level_gain;
            k.smoother.season_gain = winters * (1 - k.smoother.level_gain);
            check_true(&results, mean_square_of(&k) >= fitted.mean_square * (1 - 1e-6), "kind %d, alpha %d", kind, i);
        }
    }
    tally_finish(&results);
}

/* By hand: simple smoothing of four rows. */
static void test_by_hand(void **state)
{
    (void)state;
    tally results = {.name = "by hand"};
    kit k;
    make(&k, 4, 0, 0);
    memcpy(k.calls, (double[]){10, 20, QUIET_NAN, 12}, 4 * sizeof(double));
    k.smoother.level = 12;
    k.smoother.level_gain = 0.5;
    assert_int_equal(run(&k), WFM_OK);
    check_same(&results, k.fitted[0], 12, "the start");
    check_same(&results, k.fitted[1], 11, "12 - 2/2");
    check_same(&results, k.fitted[2], 15.5, "11 + 9/2");
    check_same(&results, k.fitted[3], 15.5, "nothing was learnt");
    check_same(&results, k.forecast[0], 13.75, "15.5 - 3.5/2");
    check_same(&results, k.forecast[39], 13.75, "and so on");
    k.smoother.trend = WFM_FORECAST_TREND_DAMPED;
    k.smoother.damping = 0.5;
    k.smoother.slope = -400;
    assert_int_equal(run(&k), WFM_OK);
    check_same(&results, k.fitted[0], -188, "12 - 200");
    check_same(&results, k.forecast[0], 0, "no fewer calls than none");
    assert_int_equal(wfm_forecast_smooth(&k.series, &k.smoother, NULL, 0, NULL, 0, 5, NULL, 0), WFM_OK);
    tally_finish(&results);
}

/* On logarithms: the same as smoothing the logarithms, and 0 calls are unknown. */
static void test_logarithms(void **state)
{
    (void)state;
    tally results = {.name = "logarithms"};
    kit k, plain;
    make(&k, 140, WFM_FORECAST_TREND_DAMPED, WFM_FORECAST_SEASON_ADDITIVE);
    fill_noisy(&k, 77);
    k.calls[20] = 0;
    k.series.scale = WFM_FORECAST_SCALE_LOG;
    plain = k;
    plain.series.calls = plain.calls;
    plain.series.work = plain.work;
    plain.series.scale = WFM_FORECAST_SCALE_PLAIN;
    for (int i = 0; i < 140; i++)
        plain.calls[i] = i == 20 ? QUIET_NAN : log(k.calls[i]);
    assert_int_equal(fit(&k), WFM_OK);
    assert_int_equal(fit(&plain), WFM_OK);
    check_same(&results, k.smoother.mean_square, plain.smoother.mean_square, "mean square");
    assert_int_equal(k.smoother.rows, 139);
    assert_int_equal(run(&k), WFM_OK);
    assert_int_equal(run(&plain), WFM_OK);
    for (int i = 0; i < 140; i++)
        check_near(&results, k.fitted[i], exp(plain.fitted[i]), TOL_4EPS, "row %d", i);
    for (int h = 0; h < HORIZON; h++)
        check_near(&results, k.forecast[h], exp(plain.forecast[h]), TOL_4EPS, "ahead %d", h);
    tally_finish(&results);
}

/* AICc of each kind by its definition, and the least of the three is taken. */
static void test_choice(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_smooth_choose"};
    static const int32_t trend[] = {0, 0, 2}, season[] = {0, 1, 1}, numbers[] = {3, 10, 13};
    int chosen[3] = {0};
    for (uint64_t seed = 0; seed < 9; seed++) {
        double least = INF;
        int best = 0;
        kit k;
        for (int kind = 0; kind < 3; kind++) {
            make(&k, 60, trend[kind], season[kind]);
            uint64_t noise = seed;
            for (int i = 0; i < 60; i++)
                k.calls[i] = (seed % 3 == 0 ? 800 : 800 * weekday[i % WEEK]) * exp(seed % 3 == 2 ? 0.02 * i : 0) *
                             random_between(&noise, 0.97, 1.03);
            k.series.scale = WFM_FORECAST_SCALE_LOG;
            assert_int_equal(fit(&k), WFM_OK);
            double n = 60, p = numbers[kind];
            double aicc = n * log(n * k.smoother.mean_square) + 2 * p + 2 * p * (p + 1) / (n - p - 1);
            check_near(&results, k.smoother.aicc, aicc, TOL_1E12, "kind %d", kind);
            if (aicc < least) {
                least = aicc;
                best = kind;
            }
        }
        assert_int_equal(wfm_forecast_smooth_choose(&k.series, k.season, 1, &k.smoother), WFM_OK);
        check_near(&results, k.smoother.aicc, least, TOL_1E12, "the least, series %d", (int)seed);
        assert_int_equal(k.smoother.trend, trend[best]);
        assert_int_equal(k.smoother.season, season[best]);
        check_true(&results, (k.season[0] != 0) == (best > 0), "its season, series %d", (int)seed);
        assert_int_equal(run(&k), WFM_OK);
        chosen[best]++;
    }
    check_true(&results, chosen[0] > 0 && chosen[1] > 0 && chosen[2] > 0, "each kind has its series");
    kit k;
    make(&k, 13, 0, 0); /* less than two seasons, and few rows */
    fill_noisy(&k, 1);
    assert_int_equal(wfm_forecast_smooth_choose(&k.series, k.season, 1, &k.smoother), WFM_OK);
    assert_int_equal(k.smoother.season, WFM_FORECAST_SEASON_NONE);
    k.series.count = 4;
    assert_int_equal(wfm_forecast_smooth_choose(&k.series, k.season, 1, &k.smoother), WFM_OK);
    check_same(&results, k.smoother.aicc, INF, "too few rows for the criterion");
    k.series.count = 1;
    assert_int_equal(wfm_forecast_smooth_choose(&k.series, k.season, 1, &k.smoother), WFM_SHORT_HISTORY);
    assert_true(isnan(k.smoother.level));
    assert_int_equal(wfm_forecast_smooth_choose(&k.series, NULL, 1, &k.smoother), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_smooth_choose(&k.series, k.season, 1, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_smooth_choose(NULL, k.season, 1, &k.smoother), WFM_BAD_FORECAST_STRUCT);
    k.series.period = 1;
    assert_int_equal(wfm_forecast_smooth_choose(&k.series, k.season, 1, &k.smoother), WFM_BAD_PERIOD);
    tally_finish(&results);
}

/* Unknown rows keep their place: every tenth day unknown leaves the season where it is. */
static void test_unknown_rows_move_no_season(void **state)
{
    (void)state;
    tally results = {.name = "unknown rows"};
    kit k;
    for (int32_t season = 1; season <= 2; season++) {
        make(&k, 140, 0, season);
        for (int i = 0; i < 140; i++)
            k.calls[i] = i % 10 == 3 ? QUIET_NAN : 1000 * weekday[i % WEEK];
        assert_int_equal(fit(&k), WFM_OK);
        assert_int_equal(run(&k), WFM_OK);
        for (int h = 0; h < WEEK; h++)
            check_near(&results, k.forecast[h], 1000 * weekday[h], 0.02, "season %d, ahead %d", season, h);
    }
    tally_finish(&results);
}

static void test_fit_statuses(void **state)
{
    (void)state;
    kit k;
    assert_int_equal(wfm_forecast_smooth_work(0), 0);
    assert_int_equal(wfm_forecast_smooth_work(7), 7);
    assert_int_equal(wfm_forecast_smooth_work(1), -1);
    assert_int_equal(wfm_forecast_smooth_work(65537), -1);
    make(&k, 28, 1, 1);
    fill_noisy(&k, 4);
    assert_int_equal(wfm_forecast_smooth_fit(&k.series, k.season, 1, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_smooth_fit(NULL, k.season, 1, &k.smoother), WFM_BAD_FORECAST_STRUCT);
    assert_int_equal(wfm_forecast_smooth_fit(&k.series, NULL, 1, &k.smoother), WFM_BAD_OUTPUT);
    const wfm_forecast_series good = k.series;
#define REFUSED(change, status)                                                                                        \
    do {                                                                                                               \
        k.series = good;                                                                                               \
        change;                                                                                                        \
        k.smoother = (wfm_forecast_smoother)WFM_FORECAST_SMOOTHER_INIT;                                                \
        assert_int_equal(fit(&k), status);                                                                             \
        assert_true(isnan(k.smoother.mean_square));                                                                    \
        assert_int_equal(k.smoother.rows, -1);                                                                         \
    } while (0)
    REFUSED(k.series.reserved_2 = 1, WFM_BAD_FORECAST_STRUCT);
    REFUSED(k.series.count = -1, WFM_BAD_COUNT);
    REFUSED(k.series.calls = NULL, WFM_BAD_FORECAST_COLUMN);
    REFUSED(k.series.trend = 3, WFM_BAD_SMOOTHER);
    REFUSED(k.series.season = -1, WFM_BAD_SMOOTHER);
    REFUSED(k.series.scale = 2, WFM_BAD_SMOOTHER);
    REFUSED((k.series.scale = 1, k.series.season = 2), WFM_BAD_SMOOTHER);
    REFUSED(k.series.period = 1, WFM_BAD_PERIOD);
    REFUSED(k.series.period = 70000, WFM_BAD_PERIOD);
    REFUSED(k.series.work = NULL, WFM_BAD_WORK);
    REFUSED(k.series.work_count = 6, WFM_BAD_WORK);
    REFUSED(k.series.count = 13, WFM_SHORT_HISTORY);
    assert_true(isnan(k.season[0]));
    REFUSED((k.series.count = 1, k.series.season = 0), WFM_SHORT_HISTORY);
    REFUSED((k.calls[2] = k.calls[9] = QUIET_NAN), WFM_SHORT_HISTORY);
    for (int i = 0; i < 7; i++)
        k.calls[i] = QUIET_NAN;
    REFUSED((void)0, WFM_SHORT_HISTORY);
    memset(k.calls, 0, sizeof k.calls);
    REFUSED(k.series.season = 2, WFM_NO_VOLUME);
    for (int i = 0; i < 7; i++)
        k.calls[i] = 1000; /* a line that falls below 0 */
    REFUSED(k.series.season = 2, WFM_NO_VOLUME);
    k.calls[3] = -1;
    REFUSED((void)0, WFM_BAD_CALLS);
    k.calls[3] = 1e101;
    REFUSED((void)0, WFM_BAD_CALLS);
#undef REFUSED
}

/* All zero, in a season that is added: forecasts are 0, and nothing is NaN. */
static void test_all_zero(void **state)
{
    (void)state;
    kit k;
    make(&k, 28, 2, 1);
    assert_int_equal(fit(&k), WFM_OK);
    assert_int_equal(run(&k), WFM_OK);
    for (int h = 0; h < HORIZON; h++)
        assert_true(k.forecast[h] == 0);
}

static void test_run_statuses(void **state)
{
    (void)state;
    kit k;
    make(&k, 28, 1, 2);
    fill_noisy(&k, 4);
    assert_int_equal(fit(&k), WFM_OK);
    assert_int_equal(run(&k), WFM_OK);
    const kit good = k;
#define REFUSED(change, status)                                                                                        \
    do {                                                                                                               \
        k = good;                                                                                                      \
        k.series.calls = k.calls;                                                                                      \
        k.series.work = k.work;                                                                                        \
        change;                                                                                                        \
        assert_int_equal(run(&k), status);                                                                             \
        assert_true(isnan(k.forecast[3]));                                                                             \
    } while (0)
    REFUSED(k.series.reserved = 1, WFM_BAD_FORECAST_STRUCT);
    REFUSED(k.smoother.reserved = 1, WFM_BAD_FORECAST_STRUCT);
    assert_true(isnan(k.fitted[3]));
    REFUSED(k.smoother.reserved_2 = 1, WFM_BAD_FORECAST_STRUCT);
    REFUSED(k.smoother.trend = 7, WFM_BAD_SMOOTHER);
    REFUSED(k.smoother.level_gain = 1.1, WFM_BAD_SMOOTHER);
    REFUSED(k.smoother.slope_gain = -1, WFM_BAD_SMOOTHER);
    REFUSED(k.smoother.season_gain = QUIET_NAN, WFM_BAD_SMOOTHER);
    REFUSED(k.smoother.damping = INF, WFM_BAD_SMOOTHER);
    REFUSED(k.smoother.level = 1e101, WFM_BAD_SMOOTHER);
    REFUSED(k.smoother.slope = QUIET_NAN, WFM_BAD_SMOOTHER);
    REFUSED(k.season[2] = QUIET_NAN, WFM_BAD_SMOOTHER);
    REFUSED(k.season[2] = 0.001, WFM_BAD_SMOOTHER);
    REFUSED(k.smoother.period = 0, WFM_BAD_PERIOD);
    REFUSED(k.series.work_count = 3, WFM_BAD_WORK);
    REFUSED(k.calls[4] = -INF, WFM_BAD_CALLS);
#undef REFUSED
    k = good;
    k.series.calls = k.calls;
    k.series.work = k.work;
    assert_int_equal(wfm_forecast_smooth(&k.series, &k.smoother, NULL, 1, NULL, 1, 1, NULL, 1),
                     WFM_BAD_FORECAST_COLUMN);
    assert_int_equal(wfm_forecast_smooth(&k.series, &k.smoother, k.season, 1, NULL, 1, -1, NULL, 1), WFM_BAD_COUNT);
}

/* Gains beyond what is stable grow without end: refused, not infinite. */
static void test_unstable_gains(void **state)
{
    (void)state;
    static double calls[6000];
    double forecast[2] = {0, 0}, season[2] = {0.01, 0.01}, work[2];
    wfm_forecast_series series = WFM_FORECAST_SERIES_INIT;
    wfm_forecast_smoother m = WFM_FORECAST_SMOOTHER_INIT;
    for (int i = 0; i < 6000; i++)
        calls[i] = i % 2 == 0 ? 1e90 : 1e-90;
    series.count = 6000;
    series.calls = calls;
    series.calls_stride = 1;
    series.work = work;
    series.work_count = 2;
    m.trend = 1;
    m.season = 1;
    m.period = 2;
    m.level_gain = m.slope_gain = m.season_gain = m.damping = 1;
    assert_int_equal(wfm_forecast_smooth(&series, &m, season, 1, NULL, 0, 2, forecast, 1), WFM_BAD_SMOOTHER);
    assert_true(isnan(forecast[0]));
}

static void test_any_bits(void **state)
{
    (void)state;
    uint64_t seed = 31;
    kit k;
    for (int round = 0; round < 20000; round++) {
        make(&k, 20, (int32_t)(random_word(&seed) % 4), (int32_t)(random_word(&seed) % 3));
        fill_noisy(&k, seed);
        for (int i = 0; i < 3; i++)
            k.calls[random_word(&seed) % 20] = random_bits(&seed);
        double *number[] = {&k.smoother.level_gain, &k.smoother.slope_gain, &k.smoother.season_gain,
                            &k.smoother.damping,    &k.smoother.level,      &k.smoother.slope};
        for (int i = 0; i < 6; i++)
            *number[i] = random_word(&seed) % 2 ? random_between(&seed, 0, 1) : random_bits(&seed);
        for (int i = 0; i < WEEK; i++)
            k.season[i] = fabs(random_bits(&seed));
        k.smoother.trend = k.series.trend;
        k.smoother.season = k.series.season;
        k.smoother.period = WEEK;
        wfm_status status = run(&k);
        assert_true((status == WFM_OK) == (k.forecast[5] >= 0));
        if (round % 100 > 0) continue;
        status = fit(&k);
        assert_true(wfm_failed(status) ? isnan(k.smoother.level) : k.smoother.mean_square >= 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_same_numbers_as_r),
        cmocka_unit_test(test_what_is_exactly_so),
        cmocka_unit_test(test_the_fit_is_a_minimum),
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_logarithms),
        cmocka_unit_test(test_choice),
        cmocka_unit_test(test_unknown_rows_move_no_season),
        cmocka_unit_test(test_fit_statuses),
        cmocka_unit_test(test_all_zero),
        cmocka_unit_test(test_run_statuses),
        cmocka_unit_test(test_unstable_gains),
        cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
