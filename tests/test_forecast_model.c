/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "support/csv.h"
#include "wfm/forecast.h"

enum { MONDAY = 19723 /* 2024-01-01 */, MOST_DAYS = 7400, SLOTS = 6, MOST_WORK = 60000, AHEAD = 14 };

static const double weekday_level[7] = {1.3, 1.1, 1.0, 1.0, 0.95, 0.5, 0.3};
static const double slot_share[SLOTS] = {0.1, 0.2, 0.3, 0.2, 0.15, 0.05};

/* A history whose columns are here, and what is made of it. */
static int64_t day[MOST_DAYS];
static double calls[MOST_DAYS][SLOTS], closed[MOST_DAYS];
static int64_t event_day[64];
static int32_t event_kind[64];
static int32_t code[MOST_DAYS];
static double work[MOST_WORK], forecast[AHEAD][SLOTS];
static int64_t ahead[AHEAD];

static int weekday_of(int64_t number)
{
    return (int)((number - MONDAY + 7 * 100000) % 7);
}

/* Days that all have level x weekday x share, the last of them the day before first_ahead. */
static wfm_forecast_grid make(int64_t days, double level)
{
    wfm_forecast_grid grid = WFM_FORECAST_GRID_INIT;
    for (int64_t i = 0; i < days; i++) {
        day[i] = MONDAY - days + i;
        closed[i] = 0;
        for (int s = 0; s < SLOTS; s++)
            calls[i][s] = level * weekday_level[weekday_of(day[i])] * slot_share[s];
    }
    for (int i = 0; i < AHEAD; i++)
        ahead[i] = MONDAY + i;
    grid.days = days;
    grid.slots = SLOTS;
    grid.calls = calls[0];
    grid.calls_day_stride = SLOTS;
    grid.calls_slot_stride = 1;
    grid.day = day;
    grid.day_stride = 1;
    return grid;
}

/* Near enough normal: the sum of twelve uniform ones. */
static double normal(uint64_t *seed)
{
    double sum = -6;
    for (int i = 0; i < 12; i++)
        sum += random_between(seed, 0, 1);
    return sum;
}

static void shake(wfm_forecast_grid *grid, double of_day, double of_slot, uint64_t seed)
{
    for (int64_t i = 0; i < grid->days; i++) {
        double factor = exp(of_day * normal(&seed));
        for (int s = 0; s < SLOTS; s++)
            calls[i][s] *= factor * exp(of_slot * normal(&seed));
    }
}

static wfm_status fit(const wfm_forecast_grid *grid, int32_t method, wfm_forecast_model *model)
{
    *model = (wfm_forecast_model)WFM_FORECAST_MODEL_INIT;
    return wfm_forecast_fit(grid, method, 0, work, MOST_WORK, code, 1, model);
}

static wfm_status predict(const wfm_forecast_grid *grid, const wfm_forecast_model *model)
{
    return wfm_forecast_predict(grid, model, work, MOST_WORK, AHEAD, ahead, 1, forecast[0], SLOTS, 1);
}

static wfm_status run(const wfm_forecast_grid *grid, int32_t method)
{
    wfm_forecast_model model;
    wfm_status status = fit(grid, method, &model);
    return wfm_failed(status) ? status : status | predict(grid, &model);
}

static double total(const double *row)
{
    double sum = 0;
    for (int s = 0; s < SLOTS; s++)
        sum += row[s];
    return sum;
}

static void check_pattern(tally *results, double level, double tolerance, const char *what)
{
    for (int i = 0; i < AHEAD; i++)
        for (int s = 0; s < SLOTS; s++)
            check_near(results, forecast[i][s], level * weekday_level[weekday_of(ahead[i])] * slot_share[s], tolerance,
                       "%s: day %d, interval %d", what, i, s);
}

/* On roots of calls + 1/4 the quarter stays in, as the header has it. */
static void leave_out_quarter(int32_t method)
{
    for (int i = 0; i < AHEAD && method == WFM_FORECAST_METHOD_DOUBLE; i++)
        for (int s = 0; s < SLOTS; s++)
            if (forecast[i][s] > 0) forecast[i][s] -= 0.25;
}

/* Every method goes on with a week that never changes. The regression's prior takes what is told to a scale of 1e-4. */
static void test_a_steady_week_goes_on(void **state)
{
    (void)state;
    tally results = {.name = "steady week"};
    static const int64_t lengths[] = {70, 200, 700, 1500, 7300};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        for (int32_t method = 0; method < WFM_FORECAST_METHODS; method++) {
            wfm_forecast_grid grid = make(lengths[i], 1000);
            bool plain = method != WFM_FORECAST_METHOD_DEFAULT && method != WFM_FORECAST_METHOD_CALENDAR;
            assert_int_equal(run(&grid, method), WFM_OK);
            leave_out_quarter(method);
            check_pattern(&results, 1000, plain ? TOL_1E9 : 10 * TOL_1E6, "steady");
        }
    }
    tally_finish(&results);
}

/* A day left out, a day without row and a day of NaN are the same, and move no other day. */
static void test_missing_days_move_nothing(void **state)
{
    (void)state;
    tally results = {.name = "missing days"};
    for (int32_t method = 0; method < WFM_FORECAST_METHODS; method++) {
        static double unknown[AHEAD][SLOTS];
        wfm_forecast_grid grid = make(400, 1000);
        shake(&grid, 0.05, 0.05, 1);
        for (int64_t i = 100; i < 400; i += 37)
            for (int s = 0; s < SLOTS; s++)
                calls[i][s] = QUIET_NAN;
        assert_int_equal(run(&grid, method), WFM_OK);
        memcpy(unknown, forecast, sizeof unknown);
        int64_t kept = 0;
        for (int64_t i = 0; i < 400; i++) {
            if (isnan(calls[i][0])) continue;
            day[kept] = day[i];
            memmove(calls[kept++], calls[i], sizeof calls[0]);
        }
        grid.days = kept;
        assert_int_equal(run(&grid, method), WFM_OK);
        for (int i = 0; i < AHEAD; i++)
            for (int s = 0; s < SLOTS; s++)
                check_same(&results, forecast[i][s], unknown[i][s], "method %d, day %d, interval %d", method, i, s);
    }
    wfm_forecast_grid grid = make(400, 1000);
    for (int64_t i = 0; i < 400; i++)
        for (int s = 0; s < SLOTS && i % 11 == 3; s++)
            calls[i][s] = QUIET_NAN;
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DEFAULT), WFM_OK);
    check_pattern(&results, 1000, 10 * TOL_1E6, "every eleventh day unknown");
    tally_finish(&results);
}

static int before_of(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return a < b ? -1 : a > b;
}

static int find_codes(int64_t days, int32_t which)
{
    int found = 0;
    for (int64_t i = 0; i < days; i++)
        found += code[i] == which;
    return found;
}

static void add_event(wfm_forecast_grid *grid, int64_t number, int32_t kind)
{
    grid->event_day = event_day;
    grid->event_kind = event_kind;
    grid->event_day_stride = grid->event_kind_stride = 1;
    event_day[grid->event_count] = number;
    event_kind[grid->event_count++] = kind;
}

static void scale_day(int64_t row, double factor)
{
    for (int s = 0; s < SLOTS; s++)
        calls[row][s] *= factor;
}

/* What planners do, done again in the plainest way. */
static void test_averages(void **state)
{
    (void)state;
    tally results = {.name = "averages"};
    static const int32_t methods[] = {WFM_FORECAST_METHOD_MEAN_4, WFM_FORECAST_METHOD_MEAN_8,
                                      WFM_FORECAST_METHOD_MEDIAN_8, WFM_FORECAST_METHOD_LAST_WEEK};
    static const int32_t many[] = {4, 8, 8, 1};
    wfm_forecast_grid grid = make(150, 1000);
    shake(&grid, 0.2, 0.3, 2);
    calls[140][2] = calls[133][2] = QUIET_NAN;
    for (size_t m = 0; m < 4; m++) {
        assert_int_equal(run(&grid, methods[m]), WFM_OK);
        for (int i = 0; i < AHEAD; i++) {
            for (int s = 0; s < SLOTS; s++) {
                double found[8], sum = 0;
                int count = 0;
                for (int64_t row = 149; row >= 0 && count < many[m]; row--)
                    if (weekday_of(day[row]) == weekday_of(ahead[i]) && !isnan(calls[row][s]))
                        found[count++] = calls[row][s];
                qsort(found, (size_t)count, sizeof found[0], before_of);
                for (int k = 0; k < count; k++)
                    sum += found[k];
                double expected = m == 2 ? (found[3] + found[4]) / 2 : sum / count;
                check_near(&results, forecast[i][s], expected, TOL_16EPS, "method %d, day %d, interval %d", methods[m],
                           i, s);
            }
        }
    }
    tally_finish(&results);
}

/* Level of 2 weeks x weekday index of 8 x share of 8, worked out again with whole weeks of 7 days around each. */
static void test_index_chain(void **state)
{
    (void)state;
    tally results = {.name = "index chain"};
    wfm_forecast_grid grid = make(140, 1000);
    shake(&grid, 0.1, 0.1, 3);
    double index[7] = {0}, times[7] = {0}, sum = 0, seen = 0, factors = 0;
    for (int64_t i = 140 - 56; i < 137; i++) {
        double week = 0;
        for (int64_t k = i - 3; k <= i + 3; k++)
            week += total(calls[k]) / 7;
        index[weekday_of(day[i])] += total(calls[i]) / week;
        times[weekday_of(day[i])] += 1;
    }
    for (int w = 0; w < 7; w++)
        sum += index[w] / times[w];
    for (int64_t i = 126; i < 140; i++) {
        int w = weekday_of(day[i]);
        seen += total(calls[i]);
        factors += index[w] / times[w] * 7 / sum;
    }
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_INDEX_CHAIN), WFM_OK);
    for (int i = 0; i < AHEAD; i++) {
        int w = weekday_of(ahead[i]);
        check_near(&results, total(forecast[i]), seen / factors * index[w] / times[w] * 7 / sum, TOL_1E12, "day %d", i);
    }
    tally_finish(&results);
}

/* One week of three open days is whole, that around the Saturday: the others' indices are 1 before they are scaled. A day
 * before all others has no forecast. */
static void test_index_chain_of_three_days(void **state)
{
    (void)state;
    tally results = {.name = "index chain of three days"};
    wfm_forecast_grid grid = make(3, 1000);
    ahead[0] = MONDAY - 10;
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_INDEX_CHAIN), WFM_CAVEAT_WEEKDAY_UNKNOWN);
    double saturday = 0.5 * 3 / (0.95 + 0.5 + 0.3), mean = 1000 * (0.95 + 0.5 + 0.3) / 3;
    for (int i = 4; i < 7; i++)
        check_near(&results, total(forecast[i]), mean * (i == 5 ? saturday : 1) * 3 / (2 + saturday), TOL_16EPS,
                   "day %d", i);
    check_near(&results, total(forecast[1]), 0, TOL_EXACT, "a weekday never seen");
    check_near(&results, total(forecast[0]), 0, TOL_EXACT, "before all days");
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DAY_MEAN_8), WFM_CAVEAT_WEEKDAY_UNKNOWN);
    check_near(&results, total(forecast[4]), 950, TOL_16EPS, "mean of one total");
    check_near(&results, total(forecast[0]), 0, TOL_EXACT, "before all days, by totals");
    tally_finish(&results);
}

/* Total and split with given gains, replayed in the plainest way: the intervals add up to it. */
static void test_split_replayed(void **state)
{
    (void)state;
    tally results = {.name = "total and split"};
    wfm_forecast_grid grid = make(200, 1000);
    shake(&grid, 0.08, 0, 4);
    wfm_forecast_model model = WFM_FORECAST_MODEL_INIT;
    model.method = WFM_FORECAST_METHOD_SPLIT;
    model.split_level = 0.3;
    model.split_weekday = 0.1;
    model.split_memory = 0.4;
    assert_int_equal(predict(&grid, &model), WFM_OK);
    double level = 0, weekday[7] = {0}, last = 0;
    for (int64_t i = 0; i < 28; i++)
        weekday[weekday_of(day[i])] += log(total(calls[i])) / 4;
    for (int w = 0; w < 7; w++)
        level += weekday[w] / 7;
    for (int w = 0; w < 7; w++)
        weekday[w] -= level;
    for (int64_t i = 0; i < 200; i++) {
        int w = weekday_of(day[i]);
        double c = log(total(calls[i])) - level - weekday[w];
        assert_true(fabs(c) < 0.4);
        c = fmax(-0.25, fmin(0.25, c));
        last = c;
        level += 0.3 * c;
        weekday[w] += 0.1 * c;
    }
    for (int i = 0; i < AHEAD; i++)
        check_near(&results, total(forecast[i]), exp(level + weekday[weekday_of(ahead[i])] + pow(0.4, i + 1) * last),
                   TOL_1E12, "day %d", i);
    tally_finish(&results);
}

/* The day totals of a history of whole weeks as a series, from its first rows on. */
static double totals[MOST_DAYS], indices[7], series_work[MOST_DAYS];

static wfm_forecast_series make_series(const wfm_forecast_grid *grid, int32_t trend, int32_t season)
{
    wfm_forecast_series series = WFM_FORECAST_SERIES_INIT;
    for (int64_t i = 0; i < grid->days; i++)
        totals[i] = total(calls[i]);
    series.count = grid->days;
    series.calls = totals;
    series.calls_stride = 1;
    series.period = 7;
    series.work = series_work;
    series.work_count = MOST_DAYS;
    series.trend = trend;
    series.season = season;
    return series;
}

static void take_indices_out(wfm_forecast_series *series, int32_t trend)
{
    assert_int_equal(wfm_forecast_moving_ratio(series, WFM_FORECAST_MIDDLE_MEDIAN, indices, 1), WFM_OK);
    for (int64_t i = 0; i < series->count; i++)
        totals[i] /= indices[i % 7];
    series->season = WFM_FORECAST_SEASON_NONE;
    series->trend = trend;
}

/* The days ahead by the functions for series. */
static void by_series(const wfm_forecast_grid *grid, int32_t method, double *expected)
{
    wfm_forecast_smoother smoother = WFM_FORECAST_SMOOTHER_INIT;
    int32_t season =
        method == WFM_FORECAST_METHOD_WINTERS_ADD ? WFM_FORECAST_SEASON_ADDITIVE : WFM_FORECAST_SEASON_MULTIPLICATIVE;
    wfm_forecast_series series = make_series(grid, WFM_FORECAST_TREND_DAMPED, season);
    double start[7];
    bool indexed = method == WFM_FORECAST_METHOD_SIMPLE || method == WFM_FORECAST_METHOD_HOLT;
    if (indexed) {
        bool flat = method == WFM_FORECAST_METHOD_SIMPLE;
        take_indices_out(&series, flat ? WFM_FORECAST_TREND_NONE : WFM_FORECAST_TREND_DAMPED);
    }
    if (method == WFM_FORECAST_METHOD_CHOICE) {
        series.scale = WFM_FORECAST_SCALE_LOG;
        assert_int_equal(wfm_forecast_smooth_choose(&series, start, 1, &smoother), WFM_OK);
    } else if (method == WFM_FORECAST_METHOD_THETA) {
        assert_int_equal(wfm_forecast_theta_fit(&series, start, 1, &smoother), WFM_OK);
    } else {
        assert_int_equal(wfm_forecast_smooth_fit(&series, start, 1, &smoother), WFM_OK);
    }
    assert_int_equal(wfm_forecast_smooth(&series, &smoother, start, 1, NULL, 0, AHEAD, expected, 1), WFM_OK);
    for (int i = 0; i < AHEAD && indexed; i++)
        expected[i] *= indices[(grid->days + i) % 7];
}

static void test_classics_by_series(void **state)
{
    (void)state;
    tally results = {.name = "classics"};
    static double shares[AHEAD][SLOTS];
    wfm_forecast_grid grid = make(301, 1000);
    shake(&grid, 0.05, 0.05, 21);
    for (int64_t i = 0; i < 301; i++)
        scale_day(i, 1 + 0.002 * (double)i);
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_SPLIT), WFM_OK);
    assert_int_equal(find_codes(301, WFM_FORECAST_DAY_KEPT), 301);
    for (int i = 0; i < AHEAD; i++)
        for (int s = 0; s < SLOTS; s++)
            shares[i][s] = forecast[i][s] / total(forecast[i]);
    for (int32_t method = WFM_FORECAST_METHOD_SIMPLE; method <= WFM_FORECAST_METHOD_CHOICE; method++) {
        double expected[AHEAD];
        by_series(&grid, method, expected);
        assert_int_equal(run(&grid, method), WFM_OK);
        for (int i = 0; i < AHEAD; i++) {
            check_near(&results, total(forecast[i]), expected[i], TOL_1E12, "method %d, day %d", method, i);
            for (int s = 0; s < SLOTS; s++)
                check_near(&results, forecast[i][s] / total(forecast[i]), shares[i][s], TOL_1E12, "share %d", s);
        }
    }
    tally_finish(&results);
}

static void test_double_by_series(void **state)
{
    (void)state;
    tally results = {.name = "double-seasonal"};
    static double expected[AHEAD][SLOTS];
    wfm_forecast_double gains = WFM_FORECAST_DOUBLE_INIT;
    wfm_forecast_grid grid = make(301, 1000);
    shake(&grid, 0.05, 0.05, 22);
    assert_int_equal(wfm_forecast_double_fit(&grid, work, MOST_WORK, &gains), WFM_OK);
    assert_int_equal(wfm_forecast_double_days(&grid, &gains, work, MOST_WORK, AHEAD, ahead, 1, expected[0], SLOTS, 1),
                     WFM_OK);
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DOUBLE), WFM_OK);
    assert_int_equal(find_codes(301, WFM_FORECAST_DAY_KEPT), 301);
    for (int i = 0; i < AHEAD; i++)
        for (int s = 0; s < SLOTS; s++)
            check_near(&results, forecast[i][s], expected[i][s], TOL_1E12, "day %d, interval %d", i, s);
    tally_finish(&results);
}

/* Days set aside, days of events, closed days and days without a row are all the same to a smoother: not known. */
static void test_what_smoothers_do_not_learn(void **state)
{
    (void)state;
    tally results = {.name = "not learnt"};
    for (int32_t method = WFM_FORECAST_METHOD_SIMPLE; method < WFM_FORECAST_METHODS; method++) {
        static double unknown[AHEAD][SLOTS];
        wfm_forecast_grid grid = make(300, 1000);
        shake(&grid, 0.03, 0.03, 23);
        for (int s = 0; s < SLOTS; s++)
            calls[200][s] = calls[222][s] = calls[250][s] = QUIET_NAN;
        assert_int_equal(run(&grid, method), WFM_OK);
        memcpy(unknown, forecast, sizeof unknown);
        for (int s = 0; s < SLOTS; s++) {
            calls[200][s] = 1000;
            calls[222][s] = 100;
            calls[250][s] = 80;
        }
        grid.closed = closed;
        grid.closed_day_stride = 1;
        closed[222] = 1;
        add_event(&grid, day[250], 1);
        assert_int_equal(run(&grid, method), WFM_OK);
        assert_int_equal(code[200], WFM_FORECAST_DAY_OUTLIER);
        assert_int_equal(code[222], WFM_FORECAST_DAY_CLOSED);
        assert_int_equal(code[250], WFM_FORECAST_DAY_KEPT);
        for (int i = 0; i < AHEAD; i++) {
            bool shared = method == WFM_FORECAST_METHOD_DOUBLE;
            check_near(&results, total(forecast[i]), total(unknown[i]), TOL_1E12, "method %d, day %d", method, i);
            for (int s = 0; s < SLOTS && shared; s++)
                check_near(&results, forecast[i][s], unknown[i][s], TOL_1E12, "interval %d", s);
        }
    }
    tally_finish(&results);
}

/* Three weeks without a known Monday: smoothers begin with the Tuesday after the first of them. */
static void test_smoothers_begin_later(void **state)
{
    (void)state;
    tally results = {.name = "later begin"};
    static const int32_t methods[] = {WFM_FORECAST_METHOD_WINTERS_ADD, WFM_FORECAST_METHOD_WINTERS_MULT,
                                      WFM_FORECAST_METHOD_CHOICE};
    for (size_t m = 0; m < sizeof methods / sizeof methods[0]; m++) {
        double expected[AHEAD];
        wfm_forecast_grid grid = make(210, 1000), later = grid;
        shake(&grid, 0.04, 0.04, 24);
        for (int64_t i = 0; i < 21; i += 7)
            for (int s = 0; s < SLOTS; s++)
                calls[i][s] = QUIET_NAN;
        assert_int_equal(run(&grid, methods[m]), WFM_OK);
        double first[AHEAD];
        for (int i = 0; i < AHEAD; i++)
            first[i] = total(forecast[i]);
        memmove(calls[0], calls[8], (size_t)(later.days - 8) * sizeof calls[0]);
        later.days -= 8;
        by_series(&later, methods[m], expected);
        for (int i = 0; i < AHEAD; i++)
            check_near(&results, first[i], expected[i], TOL_1E12, "method %d, day %d", methods[m], i);
    }
    tally_finish(&results);
}

/* Days within the history, in any order, are forecast from the days before them; a weekday that opened lately is known;
 * one weekday alone has no season; and a day far off is finite. */
static void test_days_that_smoothers_are_asked_for(void **state)
{
    (void)state;
    tally results = {.name = "days asked for"};
    for (int32_t method = WFM_FORECAST_METHOD_SIMPLE; method < WFM_FORECAST_METHODS; method++) {
        wfm_forecast_model model;
        bool indexed = method == WFM_FORECAST_METHOD_SIMPLE || method == WFM_FORECAST_METHOD_HOLT ||
                       method == WFM_FORECAST_METHOD_THETA;
        wfm_forecast_grid grid = make(300, 1000);
        shake(&grid, 0.03, 0.03, 25);
        assert_int_equal(fit(&grid, method, &model), WFM_OK);
        for (int i = 0; i < AHEAD; i++)
            ahead[i] = i % 2 ? day[250] : day[100 + i];
        assert_int_equal(predict(&grid, &model), WFM_OK);
        double within = total(forecast[1]), again = total(forecast[13]);
        check_same(&results, within, again, "method %d, again", method);
        grid.days = 250;
        assert_int_equal(predict(&grid, &model), WFM_OK);
        check_near(&results, total(forecast[1]), within, indexed ? 0.05 : TOL_1E12, "method %d, within", method);
        ahead[0] = day[0] - 700;
        ahead[1] = day[249] + 365 * 5000;
        assert_int_equal(predict(&grid, &model), WFM_OK);
        check_between(&results, total(forecast[0]), 200, 2000, "method %d, before", method);
        check_between(&results, total(forecast[1]), 0, 1e9, "method %d, far off", method);
    }
    for (int32_t method = WFM_FORECAST_METHOD_SIMPLE; method < WFM_FORECAST_METHODS; method++) {
        wfm_forecast_grid grid = make(308, 1000);
        for (int64_t i = 0; i < 273; i++)
            for (int s = 0; s < SLOTS && weekday_of(day[i]) == 6; s++)
                calls[i][s] = 0;
        assert_int_equal(run(&grid, method), WFM_OK);
        check_between(&results, total(forecast[6]), 200, 340, "method %d, new Sundays", method);
        for (int64_t i = 0; i < 308; i++)
            for (int s = 0; s < SLOTS && weekday_of(day[i]) != 0; s++)
                calls[i][s] = 0;
        assert_int_equal(run(&grid, method), WFM_OK);
        check_between(&results, total(forecast[0]), 1299, 1302, "method %d, Mondays alone", method);
        check_near(&results, total(forecast[1]), 0, TOL_EXACT, "method %d, Tuesday", method);
    }
    tally_finish(&results);
}

/* A large center's weekdays keep their own shapes; a small one's, alike but for chance, get the common one. */
static void test_shapes_of_weekdays(void **state)
{
    (void)state;
    tally results = {.name = "shapes"};
    uint64_t seed = 11;
    wfm_forecast_grid grid = make(350, 100000);
    for (int64_t i = 0; i < 350; i++) {
        if (weekday_of(day[i]) != 0) continue;
        calls[i][0] *= 2;
        calls[i][1] -= calls[i][0] / 2;
    }
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DEFAULT), WFM_OK);
    check_between(&results, forecast[0][0] / total(forecast[0]), 0.195, 0.201, "Mondays' own interval");
    check_between(&results, forecast[1][0] / total(forecast[1]), 0.099, 0.105, "Tuesdays' own interval");
    double off = 0, off_by_mean = 0;
    for (int round = 0; round < 10; round++) {
        grid = make(350, 60);
        for (int64_t i = 0; i < 350; i++)
            for (int s = 0; s < SLOTS; s++)
                calls[i][s] = floor(calls[i][s] + sqrt(calls[i][s]) * normal(&seed) + 0.5);
        for (int64_t i = 0; i < 350; i++)
            for (int s = 0; s < SLOTS; s++)
                calls[i][s] = fmax(0, calls[i][s]);
        for (int32_t method = 0; method < 5; method += 4) {
            assert_int_equal(run(&grid, method), WFM_OK);
            for (int i = 0; i < 7; i++)
                for (int s = 0; s < SLOTS; s++)
                    *(method == 0 ? &off : &off_by_mean) += fabs(forecast[i][s] / total(forecast[i]) - slot_share[s]);
        }
    }
    /* The weights leave a weekday 36 days and all 251: against a mean of 8 chance makes sqrt(8/36) = 0.47 of the error if
     * the shares are not drawn together, and sqrt(8/251) = 0.18 if all the way. */
    check_true(&results, off < off_by_mean / 2.5, "shares off by %g, by a mean of 8 %g", off, off_by_mean);
    tally_finish(&results);
}

/* One wild day is told and moves nothing, whatever it held. */
static void test_an_outlier_moves_nothing(void **state)
{
    (void)state;
    tally results = {.name = "outlier"};
    static double usual[AHEAD];
    wfm_forecast_grid grid = make(300, 1000);
    shake(&grid, 0.03, 0.03, 5);
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DEFAULT), WFM_OK);
    assert_int_equal(find_codes(300, WFM_FORECAST_DAY_OUTLIER), 0);
    for (int i = 0; i < AHEAD; i++)
        usual[i] = total(forecast[i]);
    for (int s = 0; s < SLOTS; s++)
        calls[290][s] *= 5;
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DEFAULT), WFM_OK);
    assert_int_equal(code[290], WFM_FORECAST_DAY_OUTLIER);
    for (int i = 0; i < AHEAD; i++)
        check_between(&results, total(forecast[i]) / usual[i], 0.98, 1.02, "day %d", i);
    tally_finish(&results);
}

/* Closed days and hours: not counted, not forecast, and no low days for what follows. */
static void test_closed(void **state)
{
    (void)state;
    tally results = {.name = "closed"};
    wfm_forecast_grid grid = make(300, 1000);
    grid.closed = closed;
    grid.closed_day_stride = 1;
    for (int64_t i = 0; i < 300; i++) {
        bool shut = weekday_of(day[i]) == 6 || i == 299 || i == 200;
        closed[i] = shut ? 1 : 0;
        for (int s = 0; s < SLOTS && shut; s++)
            calls[i][s] = 0;
    }
    calls[200][1] = -1; /* what stands in a closed interval is not read */
    calls[200][2] = INF;
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DEFAULT), WFM_OK);
    assert_int_equal(code[200], WFM_FORECAST_DAY_CLOSED);
    for (int i = 0; i < AHEAD; i++) {
        int w = weekday_of(ahead[i]);
        check_near(&results, total(forecast[i]), w == 6 ? 0 : 1000 * weekday_level[w], 10 * TOL_1E6, "day %d", i);
    }
    /* an interval closed on all days has no calls, and takes none from the others */
    static double hours[SLOTS] = {1, 0, 0, 0, 0, 0};
    grid = make(300, 1000);
    grid.closed = hours;
    grid.closed_slot_stride = 1;
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DEFAULT), WFM_OK);
    for (int i = 0; i < AHEAD; i++) {
        double level = 1000 * weekday_level[weekday_of(ahead[i])];
        check_near(&results, forecast[i][0], 0, TOL_EXACT, "closed interval of day %d", i);
        check_near(&results, forecast[i][2], level * slot_share[2], 10 * TOL_1E6, "open interval of day %d", i);
    }
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_MEAN_4), WFM_OK);
    check_near(&results, forecast[0][0], 0, TOL_EXACT, "closed interval by an average");
    tally_finish(&results);
}

/* A weekday without calls gives 0, one that nothing is known of says so. */
static void test_weekdays_without_calls(void **state)
{
    (void)state;
    tally results = {.name = "weekdays without calls"};
    wfm_forecast_grid grid = make(300, 1000);
    for (int64_t i = 0; i < 300; i++)
        for (int s = 0; s < SLOTS && weekday_of(day[i]) == 6; s++)
            calls[i][s] = 0;
    for (int32_t method = 0; method < WFM_FORECAST_METHODS; method++) {
        assert_int_equal(run(&grid, method), WFM_OK);
        leave_out_quarter(method);
        check_near(&results, total(forecast[6]), 0, TOL_EXACT, "Sunday, method %d", method);
        check_between(&results, total(forecast[0]), 1299, 1301, "Monday, method %d", method);
    }
    for (int64_t i = 0; i < 300; i++)
        for (int s = 0; s < SLOTS && weekday_of(day[i]) == 6; s++)
            calls[i][s] = QUIET_NAN;
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DEFAULT), WFM_CAVEAT_WEEKDAY_UNKNOWN);
    check_near(&results, total(forecast[6]), 0, TOL_EXACT, "unknown Sunday");
    tally_finish(&results);
}

/* Empty, one day, a few weeks, without calls, with few. */
static void test_thin_histories(void **state)
{
    (void)state;
    tally results = {.name = "thin histories"};
    wfm_forecast_model model;
    wfm_forecast_grid grid = make(0, 1000);
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DEFAULT), WFM_NO_HISTORY);
    grid = make(1, 1000);
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DEFAULT), WFM_CAVEAT_SIMPLER_METHOD | WFM_CAVEAT_WEEKDAY_UNKNOWN);
    check_near(&results, total(forecast[6]), 300, TOL_64EPS, "the one Sunday again");
    check_near(&results, total(forecast[0]), 0, TOL_EXACT, "a Monday that was never seen");
    grid = make(41, 1000);
    assert_int_equal(fit(&grid, WFM_FORECAST_METHOD_DEFAULT, &model), WFM_CAVEAT_SIMPLER_METHOD);
    assert_int_equal(model.method, WFM_FORECAST_METHOD_SPLIT);
    assert_int_equal(predict(&grid, &model), WFM_OK);
    check_pattern(&results, 1000, TOL_1E9, "six weeks less a day");
    assert_int_equal(fit(&grid, WFM_FORECAST_METHOD_CALENDAR, &model), WFM_SHORT_HISTORY);
    assert_true(isnan(model.scale));
    assert_int_equal(code[0], -1);
    grid = make(42, 1000);
    assert_int_equal(fit(&grid, WFM_FORECAST_METHOD_DEFAULT, &model), WFM_OK);
    assert_int_equal(model.method, WFM_FORECAST_METHOD_DEFAULT);
    for (int32_t method = WFM_FORECAST_METHOD_SIMPLE; method < WFM_FORECAST_METHODS; method++) {
        grid = make(10, 1000);
        assert_int_equal(fit(&grid, method, &model), WFM_SHORT_HISTORY);
        assert_true(isnan(model.smooth_level));
    }
    for (int32_t method = 0; method < WFM_FORECAST_METHODS; method++) {
        grid = make(100, 0);
        assert_int_equal(run(&grid, method), WFM_CAVEAT_ALL_ZERO);
        check_pattern(&results, 0, TOL_EXACT, "no calls");
    }
    tally_finish(&results);
}

/* Five calls a day and days without any: no bias of logarithms. */
static void test_few_calls(void **state)
{
    (void)state;
    tally results = {.name = "few calls"};
    uint64_t seed = 6;
    double sum = 0;
    int rounds = 60;
    for (int round = 0; round < rounds; round++) {
        wfm_forecast_grid grid = make(120, 1000);
        for (int64_t i = 0; i < 120; i++) {
            for (int s = 0; s < SLOTS; s++) {
                double left = exp(-5 * slot_share[s]);
                int count = 0;
                for (double u = random_between(&seed, 0, 1); u > left; u *= random_between(&seed, 0, 1))
                    count++;
                calls[i][s] = count;
            }
        }
        wfm_forecast_model model;
        assert_int_equal(fit(&grid, WFM_FORECAST_METHOD_DEFAULT, &model), WFM_CAVEAT_SIMPLER_METHOD);
        assert_int_equal(model.method, WFM_FORECAST_METHOD_DAY_MEAN_8);
        assert_int_equal(predict(&grid, &model), WFM_OK);
        for (int i = 0; i < 7; i++)
            sum += total(forecast[i]) / 7 / rounds;
    }
    /* 60 x 56 days of variance 5: a standard deviation of 0.039 */
    check_between(&results, sum, 5 - 0.16, 5 + 0.16, "mean forecast");
    tally_finish(&results);
}

/* Whether a method wants more days than so many: the regression and the double-seasonal smoother six weeks, the other
 * classics two. */
static bool wants_more(int32_t method, int64_t days)
{
    if (method == WFM_FORECAST_METHOD_CALENDAR || method == WFM_FORECAST_METHOD_DOUBLE) return days < 42;
    return method >= WFM_FORECAST_METHOD_SIMPLE && days < 14;
}

/* A center is forecast from its first call on: the days without calls before it are no days of it, for any method. */
static void test_days_before_the_first_call(void **state)
{
    (void)state;
    tally results = {.name = "before the first call"};
    static const int64_t opens[] = {7, 14, 21, 70};
    for (size_t o = 0; o < sizeof opens / sizeof opens[0]; o++) {
        for (int32_t method = 0; method < WFM_FORECAST_METHODS; method++) {
            wfm_forecast_model model;
            bool brief = opens[o] < 42, simpler = brief && method == WFM_FORECAST_METHOD_DEFAULT;
            if (wants_more(method, opens[o])) continue;
            wfm_forecast_grid grid = make(180, 100);
            for (int64_t i = 0; i < 180 - opens[o]; i++)
                for (int s = 0; s < SLOTS; s++)
                    calls[i][s] = 0;
            assert_int_equal(fit(&grid, method, &model), simpler ? WFM_CAVEAT_SIMPLER_METHOD : WFM_OK);
            assert_int_equal(model.method, simpler ? WFM_FORECAST_METHOD_SPLIT : method);
            for (int64_t i = 0; i < 180; i++)
                check_true(&results, (code[i] == WFM_FORECAST_DAY_ZERO) == (i < 180 - opens[o]), "day %d", (int)i);
            assert_int_equal(predict(&grid, &model), WFM_OK);
            bool chain_of_a_week = opens[o] == 7 && method == WFM_FORECAST_METHOD_INDEX_CHAIN; /* knows one index */
            bool rooted = method == WFM_FORECAST_METHOD_DOUBLE; /* takes noise for granted: a quarter of a call more */
            double tolerance = rooted ? 0.2 : brief ? TOL_1E9 : 1e-4;
            if (!chain_of_a_week) check_pattern(&results, 100, tolerance, "after the first call");
        }
    }
    tally_finish(&results);
}

/* A day without calls in the midst of many is in no mean of totals, and one far off makes many of few. */
static void test_what_is_set_aside_is_in_no_mean(void **state)
{
    (void)state;
    tally results = {.name = "set aside from means"};
    wfm_forecast_model model;
    wfm_forecast_grid grid = make(140, 100);
    for (int s = 0; s < SLOTS; s++)
        calls[120][s] = 0;
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DAY_MEAN_8), WFM_OK);
    check_pattern(&results, 100, TOL_64EPS, "mean of 8 totals");
    grid = make(140, 25);
    for (int s = 0; s < SLOTS; s++)
        calls[120][s] = calls[110][s] = calls[100][s] = 500;
    assert_int_equal(fit(&grid, WFM_FORECAST_METHOD_DEFAULT, &model), WFM_CAVEAT_SIMPLER_METHOD);
    assert_int_equal(model.method, WFM_FORECAST_METHOD_DAY_MEAN_8);
    tally_finish(&results);
}

/* Sundays of one call beside days of hundreds: their mean, with those that chance left without any, and the same by every
 * model. The mean of 40 x 8 Sundays has a standard deviation of 0.056. */
static void test_a_weekday_of_few_calls(void **state)
{
    (void)state;
    tally results = {.name = "a weekday of few calls"};
    uint64_t seed = 8;
    double sum[3] = {0};
    for (int round = 0; round < 40; round++) {
        wfm_forecast_grid grid = make(364, 150);
        for (int64_t i = 0; i < 364; i++) {
            if (weekday_of(day[i]) != 6) continue;
            for (int s = 0; s < SLOTS; s++)
                calls[i][s] = 0;
            for (double u = random_between(&seed, 0, 1); u > exp(-1); u *= random_between(&seed, 0, 1))
                calls[i][random_word(&seed) % SLOTS] += 1;
        }
        for (int32_t method = WFM_FORECAST_METHOD_DEFAULT; method <= WFM_FORECAST_METHOD_CALENDAR; method++) {
            assert_int_equal(run(&grid, method), WFM_OK);
            sum[method] += total(forecast[6]) / 40;
            check_near(&results, total(forecast[0]), 150 * 1.3, 0.03, "a Monday");
        }
    }
    for (int method = 0; method < 3; method++)
        check_between(&results, sum[method], 1 - 0.17, 1 + 0.17, "mean of Sundays by method %d", method);
    tally_finish(&results);
}

/* A weekday that is not known of late has not few calls: it goes up with the others. */
static void test_a_weekday_unknown_of_late(void **state)
{
    (void)state;
    tally results = {.name = "a weekday unknown of late"};
    wfm_forecast_grid grid = make(364, 1000);
    for (int64_t i = 260; i < 364; i++)
        for (int s = 0; s < SLOTS; s++)
            calls[i][s] = weekday_of(day[i]) == 6 ? QUIET_NAN : calls[i][s] * 1.4;
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DEFAULT), WFM_OK);
    check_between(&results, total(forecast[6]), 300 * 1.3, 300 * 1.5, "Sunday");
    tally_finish(&results);
}

/* After 17 days of twice or half the calls a year of 5 % noise is forecast near their level, and not near the old. */
static void test_a_new_level_is_forecast(void **state)
{
    (void)state;
    tally results = {.name = "a new level"};
    static const double factors[] = {2, 0.5};
    for (size_t f = 0; f < 2; f++) {
        double week = 0;
        wfm_forecast_grid grid = make(364, 1000);
        shake(&grid, 0.05, 0, 3);
        for (int64_t i = 364 - 17; i < 364; i++)
            for (int s = 0; s < SLOTS; s++)
                calls[i][s] *= factors[f];
        assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DEFAULT), WFM_OK);
        assert_int_equal(find_codes(364, WFM_FORECAST_DAY_OUTLIER), 0);
        for (int i = 0; i < 7; i++)
            week += total(forecast[i]) / (1000 * factors[f] * (1.3 + 1.1 + 1 + 1 + 0.95 + 0.5 + 0.3));
        check_between(&results, week, 0.9, 1.12, "times the new level of %g", factors[f]);
    }
    tally_finish(&results);
}

/* Indices and levels whose ratios leave the doubles: no forecast is infinite, whatever the status; an average of slots of
 * the least double is no divisor. */
static void test_nothing_is_infinite(void **state)
{
    (void)state;
    tally results = {.name = "nothing is infinite"};
    const double sparse[] = {0, 1, 1e-300, QUIET_NAN, QUIET_NAN, 1, 1, 5e-324, 0, QUIET_NAN, 1, 1, 1e99, 1, 1};
    wfm_forecast_grid grid = make(15, 1);
    for (int i = 0; i < 15; i++)
        calls[i][0] = sparse[i];
    grid.slots = 1;
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_INDEX_CHAIN), WFM_OK);
    for (int i = 0; i < AHEAD; i++)
        check_true(&results, isfinite(forecast[i][0]), "day %d: %g", i, forecast[i][0]);
    grid = make(35, 1);
    for (int i = 0; i < 35; i++) { /* three weeks of small Mondays, then two of large ones alone */
        bool monday = weekday_of(day[i]) == 0;
        double of_monday = i < 21 ? 1e-300 : 1e99;
        for (int s = 0; s < SLOTS; s++)
            calls[i][s] = monday ? of_monday : i < 21 ? 1e20 : QUIET_NAN;
    }
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_INDEX_CHAIN), WFM_BAD_CALLS);
    for (int i = 0; i < AHEAD; i++)
        check_true(&results, isnan(forecast[i][0]), "day %d: %g", i, forecast[i][0]);
    tally_finish(&results);
}

/* A day in progress is unknown to come: it changes little, where 0 would. An hour that the clock skips costs no level. */
static void test_parts_of_days(void **state)
{
    (void)state;
    tally results = {.name = "parts of days"};
    wfm_forecast_grid grid = make(301, 1000);
    for (int s = 2; s < SLOTS; s++)
        calls[300][s] = QUIET_NAN; /* 0.3 of it known */
    for (int s = 0; s < 2; s++)
        calls[300][s] *= 3;
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DEFAULT), WFM_OK);
    assert_int_equal(code[300], WFM_FORECAST_DAY_UNKNOWN);
    check_pattern(&results, 1000, 10 * TOL_1E6, "day in progress");
    grid = make(301, 1000);
    for (int64_t i = 0; i < 301; i += 10)
        calls[i][1] = QUIET_NAN; /* 0.8 known */
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DEFAULT), WFM_OK);
    check_pattern(&results, 1000, 10 * TOL_1E6, "hours unknown");
    calls[290][1] = QUIET_NAN;
    for (int s = 0; s < SLOTS; s++)
        calls[290][s] *= 1.1;
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_SPLIT), WFM_OK);
    assert_int_equal(code[290], WFM_FORECAST_DAY_OUTLIER); /* beside days without noise: so its part was judged */
    tally_finish(&results);
}

/* The regression against the same equations at 40 digits: vectors/generate_forecast_model.py, which makes this history. */
static void test_regression_at_40_digits(void **state)
{
    (void)state;
    tally results = {.name = "calendar regression"};
    static const int base[7] = {1300, 1100, 1000, 1000, 950, 500, 300};
    static const int64_t events[] = {30, 100, 170, 223};
    wfm_forecast_grid grid = make(220, 1000);
    wfm_forecast_model model = WFM_FORECAST_MODEL_INIT, fitted;
    for (int64_t i = 0; i < 220; i++) {
        int64_t of_day = base[weekday_of(day[i])] + i * 7919 % 101 - 50;
        for (int e = 0; e < 3; e++) {
            if (i == events[e]) of_day = of_day * 7 / 10;
            if (i == events[e] + 1) of_day = of_day * 6 / 5;
        }
        calls[i][0] = i % 23 == 5 ? QUIET_NAN : (double)of_day;
    }
    for (int e = 0; e < 4; e++)
        add_event(&grid, MONDAY - 220 + events[e], 2);
    grid.slots = 1;
    assert_int_equal(fit(&grid, WFM_FORECAST_METHOD_CALENDAR, &fitted), WFM_OK);
    assert_int_equal(find_codes(220, WFM_FORECAST_DAY_OUTLIER), 0);
    model.method = WFM_FORECAST_METHOD_CALENDAR;
    model.with_month = model.with_year = 1;
    model.error_memory = 0.375;
    model.scale = 0.03125;
    model.month_variance = 0.001;
    model.year_variance = 0.004;
    model.event_variance = 0.02;
    model.level_gain = 0.125;
    model.level_memory = 0.625;
    assert_int_equal(predict(&grid, &model), WFM_OK);
    csv *rows = csv_open_vectors("forecast_model.csv");
    while (csv_next(rows)) {
        int i = (int)csv_number(rows, "ahead");
        check_near(&results, forecast[i][0], exp(csv_number(rows, "ln_calls")), TOL_1E9, "day %d ahead", i);
    }
    csv_close(rows);
    tally_finish(&results);
}

/* Holidays every ten weeks on a Wednesday, 30 % low, the day before 10 % low and the day after 25 % high. */
static wfm_forecast_grid with_holidays(int64_t days, int64_t every, int32_t kind)
{
    wfm_forecast_grid grid = make(days, 1000);
    shake(&grid, 0.02, 0.02, 7);
    for (int64_t i = 3; i < days - 1; i++) {
        if ((MONDAY + 2 - day[i]) % every != 0) continue;
        add_event(&grid, day[i], kind);
        scale_day(i - 1, 0.9);
        scale_day(i, 0.7);
        scale_day(i + 1, 1.25);
    }
    return grid;
}

static void test_events_are_learnt(void **state)
{
    (void)state;
    tally results = {.name = "events"};
    for (int32_t method = WFM_FORECAST_METHOD_DEFAULT; method <= WFM_FORECAST_METHOD_CALENDAR; method++) {
        wfm_forecast_grid grid = with_holidays(1050, 70, 3);
        add_event(&grid, MONDAY + 2, 3);
        assert_int_equal(run(&grid, method), WFM_OK);
        check_between(&results, total(forecast[1]) / (1100 * 0.9), 0.97, 1.03, "day before, method %d", method);
        check_between(&results, total(forecast[2]) / (1000 * 0.7), 0.97, 1.03, "holiday, method %d", method);
        check_between(&results, total(forecast[3]) / (1000 * 1.25), 0.97, 1.03, "day after, method %d", method);
        check_between(&results, total(forecast[9]) / 1000, 0.97, 1.03, "a week later, method %d", method);
    }
    wfm_forecast_grid grid = with_holidays(1050, 700, 1); /* one so far */
    assert_int_equal(grid.event_count, 1);
    add_event(&grid, MONDAY + 2, 1);
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DEFAULT), WFM_OK);
    check_between(&results, log(total(forecast[2]) / 1000) / log(0.7), 0.25, 0.999, "part believed of one holiday");
    event_kind[1] = 2; /* never seen */
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DEFAULT), WFM_CAVEAT_EVENT_UNKNOWN);
    check_between(&results, total(forecast[2]) / 1000, 0.97, 1.03, "a kind never seen");
    tally_finish(&results);
}

/* What is told of the effects is what was put in, and what the forecast makes of them. */
static void test_effects(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_effects"};
    double effect[3 * WFM_FORECAST_KINDS];
    int64_t days[3 * WFM_FORECAST_KINDS];
    wfm_forecast_model model;
    wfm_forecast_grid grid = with_holidays(1050, 70, 3);
    int64_t holidays = grid.event_count;
    assert_int_equal(fit(&grid, WFM_FORECAST_METHOD_CALENDAR, &model), WFM_OK);
    assert_int_equal(predict(&grid, &model), WFM_OK);
    double plain = total(forecast[2]);
    assert_int_equal(wfm_forecast_effects(&grid, &model, work, MOST_WORK, effect, 1, days, 1), WFM_OK);
    check_between(&results, effect[2] / 0.7, 0.98, 1.02, "the day");
    check_between(&results, effect[WFM_FORECAST_KINDS + 2] / 0.9, 0.98, 1.02, "the day before");
    check_between(&results, effect[2 * WFM_FORECAST_KINDS + 2] / 1.25, 0.98, 1.02, "the day after");
    for (int row = 0; row < 3 * WFM_FORECAST_KINDS; row++) {
        bool of_kind = row % WFM_FORECAST_KINDS == 2;
        check_true(&results, days[row] == (of_kind ? holidays : 0), "days of row %d: %d", row, (int)days[row]);
        if (!of_kind) check_near(&results, effect[row], 1, TOL_EXACT, "row %d", row);
    }
    add_event(&grid, MONDAY + 2, 3);
    assert_int_equal(predict(&grid, &model), WFM_OK);
    check_near(&results, total(forecast[2]) / plain, effect[2], TOL_1E9, "in the forecast");
    assert_int_equal(fit(&grid, WFM_FORECAST_METHOD_MEAN_4, &model), WFM_OK);
    assert_int_equal(wfm_forecast_effects(&grid, &model, work, MOST_WORK, effect, 1, NULL, 0), WFM_OK);
    check_near(&results, effect[2], 1, TOL_EXACT, "an average knows no events");
    model.method = WFM_FORECAST_METHODS;
    check_true(&results, wfm_forecast_effects(&grid, &model, work, MOST_WORK, effect, 1, days, 1) == WFM_BAD_METHOD,
               "method");
    check_true(&results, isnan(effect[2]) && days[2] == -1, "nothing written");
    check_true(&results,
               wfm_forecast_effects(&grid, NULL, work, MOST_WORK, effect, 1, days, 1) == WFM_BAD_FORECAST_STRUCT,
               "model");
    check_true(&results, wfm_forecast_effects(&grid, &model, NULL, 0, effect, 1, days, 1) == WFM_BAD_WORK, "work");
    check_true(&results, wfm_forecast_effects(&grid, &model, work, MOST_WORK, NULL, 1, days, 1) == WFM_BAD_OUTPUT,
               "effects");
    grid.days = 0;
    model.method = WFM_FORECAST_METHOD_MEAN_4;
    check_true(&results, wfm_forecast_effects(&grid, &model, work, MOST_WORK, effect, 1, days, 1) == WFM_NO_HISTORY,
               "no history");
    tally_finish(&results);
}

/* The day after a holiday is the last that is known: quick gains do not take it for a new level. */
static void test_events_move_no_level(void **state)
{
    (void)state;
    tally results = {.name = "events and the level"};
    wfm_forecast_model model;
    wfm_forecast_grid grid = make(1050, 1000);
    shake(&grid, 0.02, 0.02, 12);
    for (int64_t i = 1048 - 14 * 70; i < 1050; i += 70) {
        add_event(&grid, day[i], 1);
        scale_day(i, 0.7);
        scale_day(i + 1, 1.25);
    }
    assert_int_equal(fit(&grid, WFM_FORECAST_METHOD_SPLIT, &model), WFM_OK);
    model.split_level = 0.3;
    model.split_memory = 0.4;
    assert_int_equal(predict(&grid, &model), WFM_OK);
    check_between(&results, total(forecast[0]) / 1300, 0.95, 1.05, "the next day");
    tally_finish(&results);
}

/* A holiday on a day that never opens is followed by the next open one; two on a day and side by side are themselves. */
static void test_events_beside_closed_days(void **state)
{
    (void)state;
    tally results = {.name = "events beside closed days"};
    wfm_forecast_grid grid = make(1050, 1000);
    shake(&grid, 0.02, 0.02, 8);
    for (int64_t i = 0; i < 1050; i++) {
        int w = weekday_of(day[i]);
        if (w > 4) scale_day(i, 0);
        if (w != 4) continue;
        if ((MONDAY + 4 - day[i]) % 70 != 0) continue;
        add_event(&grid, day[i], 1); /* Friday, and a Saturday that is one as well */
        add_event(&grid, day[i] + 1, 1);
        scale_day(i, 0.5);
        if (i + 3 < 1050) scale_day(i + 3, 1.3);
    }
    add_event(&grid, MONDAY + 4, 1);
    add_event(&grid, MONDAY + 4, 2);
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DEFAULT), WFM_CAVEAT_EVENT_UNKNOWN);
    check_between(&results, total(forecast[4]) / (950 * 0.5), 0.96, 1.04, "Friday");
    check_between(&results, total(forecast[7]) / (1300 * 1.3), 0.96, 1.04, "Monday after");
    tally_finish(&results);
}

/* A gap in the history is forecast from what came before it. */
static void test_gaps_are_forecast(void **state)
{
    (void)state;
    tally results = {.name = "gaps"};
    wfm_forecast_model model;
    wfm_forecast_grid grid = make(300, 1000);
    for (int64_t i = 200; i < 214; i++)
        for (int s = 0; s < SLOTS; s++)
            calls[i][s] = QUIET_NAN;
    assert_int_equal(fit(&grid, WFM_FORECAST_METHOD_DEFAULT, &model), WFM_OK);
    for (int i = 0; i < AHEAD; i++)
        ahead[i] = day[213 - i];
    assert_int_equal(predict(&grid, &model), WFM_OK);
    check_pattern(&results, 1000, 10 * TOL_1E6, "gap, backwards");
    tally_finish(&results);
}

/* Growth of 1 % a week for a year: less behind than a mean of 8 weeks, at every lead. */
static void test_growth(void **state)
{
    (void)state;
    tally results = {.name = "growth"};
    static double mean[AHEAD];
    wfm_forecast_grid grid = make(364, 1000);
    for (int64_t i = 0; i < 364; i++)
        scale_day(i, exp(0.01 * (double)i / 7));
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_MEAN_8), WFM_OK);
    for (int i = 0; i < AHEAD; i++)
        mean[i] = total(forecast[i]);
    assert_int_equal(run(&grid, WFM_FORECAST_METHOD_DEFAULT), WFM_OK);
    for (int i = 0; i < AHEAD; i++) {
        double truth = 1000 * weekday_level[weekday_of(ahead[i])] * exp(0.01 * (double)(364 + i) / 7);
        check_true(&results, fabs(total(forecast[i]) - truth) < fabs(mean[i] - truth), "day %d", i);
    }
    tally_finish(&results);
}

/* The same bits again, by any stride, and with a history whose old part lies beyond what is looked at. */
static void test_strides_and_spans(void **state)
{
    (void)state;
    tally results = {.name = "strides"};
    static double turned[SLOTS][AHEAD], straight[AHEAD][SLOTS];
    wfm_forecast_model model;
    wfm_forecast_grid grid = make(1200, 1000);
    shake(&grid, 0.05, 0.05, 9);
    assert_int_equal(fit(&grid, WFM_FORECAST_METHOD_DEFAULT, &model), WFM_OK);
    assert_int_equal(find_codes(1200, WFM_FORECAST_DAY_OLD), 1200 - 1092);
    assert_int_equal(predict(&grid, &model), WFM_OK);
    memcpy(straight, forecast, sizeof straight);
    grid.calls += 108 * SLOTS;
    grid.day += 108;
    grid.days -= 108;
    assert_int_equal(wfm_forecast_predict(&grid, &model, work, MOST_WORK, AHEAD, ahead, 1, turned[0], 1, AHEAD),
                     WFM_OK);
    for (int i = 0; i < AHEAD; i++)
        for (int s = 0; s < SLOTS; s++)
            check_same(&results, turned[s][i], straight[i][s], "day %d, interval %d", i, s);
    tally_finish(&results);
}

/* An error leaves NaN in all that it would have written. */
static void check_refused(tally *results, wfm_status got, wfm_status expected, const wfm_forecast_model *model,
                          const char *what)
{
    check_true(results, got == expected, "%s: %d", what, (int)got);
    check_true(results, isnan(model->split_level), "%s: model", what);
    check_true(results, model->days == -1, "%s: days", what);
}

static void test_fit_refuses(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_fit refuses"};
    wfm_forecast_model m;
    wfm_forecast_grid good = make(100, 1000), g = good;
    add_event(&good, MONDAY - 50, 1);
    add_event(&good, MONDAY - 40, 1);
#define REFUSED(change, expected)                                                                                      \
    g = good;                                                                                                          \
    change;                                                                                                            \
    check_refused(&results, fit(&g, WFM_FORECAST_METHOD_DEFAULT, &m), expected, &m, #change)
    assert_int_equal(fit(&good, 0, &m), WFM_OK);
    REFUSED(g.struct_size = 4, WFM_BAD_FORECAST_STRUCT);
    REFUSED(g.days = -1, WFM_BAD_COUNT);
    REFUSED(g.slots = -1, WFM_BAD_COUNT);
    REFUSED(g.slots = 0, WFM_BAD_SLOTS);
    REFUSED(g.slots = 86401, WFM_BAD_SLOTS);
    REFUSED(g.slots = 86400, WFM_BAD_WORK);
    REFUSED(g.calls = NULL, WFM_BAD_FORECAST_COLUMN);
    REFUSED(g.day = NULL, WFM_BAD_FORECAST_COLUMN);
    REFUSED(g.day_stride = 0, WFM_BAD_DAY);
    REFUSED(g.event_count = -1, WFM_BAD_COUNT);
    REFUSED(g.event_day = NULL, WFM_BAD_FORECAST_COLUMN);
    REFUSED(g.event_kind = NULL, WFM_BAD_FORECAST_COLUMN);
    REFUSED(event_kind[1] = 16, WFM_BAD_KIND);
    REFUSED(event_kind[1] = 0, WFM_BAD_KIND);
    REFUSED((event_kind[1] = 1, event_day[1] = MONDAY - 60), WFM_BAD_KIND);
    REFUSED(event_day[1] = INT64_MAX, WFM_BAD_KIND);
    event_day[1] = MONDAY - 40;
    REFUSED(calls[50][2] = -1, WFM_BAD_CALLS);
    REFUSED(calls[50][2] = INF, WFM_BAD_CALLS);
    REFUSED(calls[50][2] = 1e101, WFM_BAD_CALLS);
    for (int64_t i = 0; i < 100; i++)
        scale_day(i, QUIET_NAN);
    REFUSED((void)0, WFM_NO_HISTORY);
#undef REFUSED
    good = make(100, 1000);
    check_refused(&results, fit(&good, -1, &m), WFM_BAD_METHOD, &m, "method -1");
    check_refused(&results, fit(&good, WFM_FORECAST_METHODS, &m), WFM_BAD_METHOD, &m, "method beyond");
    m = (wfm_forecast_model)WFM_FORECAST_MODEL_INIT;
    check_refused(&results, wfm_forecast_fit(&good, 0, 4, work, MOST_WORK, NULL, 0, &m), WFM_BAD_METHOD, &m, "flags");
    m = (wfm_forecast_model)WFM_FORECAST_MODEL_INIT;
    check_refused(&results, wfm_forecast_fit(&good, 0, 0, NULL, MOST_WORK, NULL, 0, &m), WFM_BAD_WORK, &m, "no work");
    m = (wfm_forecast_model)WFM_FORECAST_MODEL_INIT;
    check_refused(&results, wfm_forecast_fit(&good, 0, 0, work, wfm_forecast_work(SLOTS) - 1, NULL, 0, &m),
                  WFM_BAD_WORK, &m, "work too small");
    check_true(&results, wfm_forecast_fit(&good, 0, 0, work, MOST_WORK, NULL, 0, NULL) == WFM_BAD_OUTPUT, "no output");
    check_true(&results, wfm_forecast_work(0) == -1, "no intervals");
    tally_finish(&results);
}

static void check_no_forecast(tally *results, wfm_status got, wfm_status expected, const char *what)
{
    check_true(results, got == expected, "%s: %d", what, (int)got);
    for (int i = 0; i < AHEAD; i++)
        check_true(results, isnan(total(forecast[i])), "%s: day %d", what, i);
}

static void test_predict_refuses(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_predict refuses"};
    wfm_forecast_model good, m;
    wfm_forecast_grid grid = make(100, 1000);
    assert_int_equal(fit(&grid, WFM_FORECAST_METHOD_DEFAULT, &good), WFM_OK);
    assert_int_equal(predict(&grid, &good), WFM_OK);
#define REFUSED(change, expected)                                                                                      \
    m = good;                                                                                                          \
    change;                                                                                                            \
    check_no_forecast(&results, predict(&grid, &m), expected, #change)
    REFUSED(m.struct_size = 3, WFM_BAD_FORECAST_STRUCT);
    REFUSED(m.reserved_2 = 1, WFM_BAD_FORECAST_STRUCT);
    REFUSED(m.method = -1, WFM_BAD_METHOD);
    REFUSED(m.method = WFM_FORECAST_METHODS, WFM_BAD_METHOD);
    REFUSED(m.split_level = 1.5, WFM_BAD_MODEL);
    REFUSED(m.split_weekday = QUIET_NAN, WFM_BAD_MODEL);
    REFUSED(m.split_memory = 1, WFM_BAD_MODEL);
    REFUSED(m.split_memory = -0.1, WFM_BAD_MODEL);
    REFUSED(m.error_memory = 1, WFM_BAD_MODEL);
    REFUSED(m.scale = 0, WFM_BAD_MODEL);
    REFUSED(m.scale = -1, WFM_BAD_MODEL);
    REFUSED(m.month_variance = 0, WFM_BAD_MODEL);
    REFUSED(m.year_variance = INF, WFM_BAD_MODEL);
    REFUSED(m.event_variance = QUIET_NAN, WFM_BAD_MODEL);
    REFUSED(m.level_gain = 2, WFM_BAD_MODEL);
    REFUSED(m.level_memory = -1, WFM_BAD_MODEL);
#undef REFUSED
    check_no_forecast(&results,
                      wfm_forecast_predict(&grid, &good, work, MOST_WORK, AHEAD, NULL, 1, forecast[0], SLOTS, 1),
                      WFM_BAD_FORECAST_COLUMN, "no days");
    check_no_forecast(&results, wfm_forecast_predict(&grid, &good, work, 5, AHEAD, ahead, 1, forecast[0], SLOTS, 1),
                      WFM_BAD_WORK, "work");
    check_true(&results,
               wfm_forecast_predict(&grid, &good, work, MOST_WORK, -1, ahead, 1, forecast[0], SLOTS, 1) ==
                   WFM_BAD_COUNT,
               "count");
    check_true(&results, wfm_forecast_predict(&grid, &good, work, MOST_WORK, 1, ahead, 1, NULL, 1, 1) == WFM_BAD_OUTPUT,
               "output");
    ahead[3] = INT64_MIN;
    assert_int_equal(predict(&grid, &good), WFM_BAD_DAY);
    check_true(&results, isnan(total(forecast[3])), "the bad day");
    check_between(&results, total(forecast[4]), 949, 951, "the day after the bad one");
    grid.days = 0;
    check_no_forecast(&results, predict(&grid, &good), WFM_NO_HISTORY, "no history");
    tally_finish(&results);
}

static void test_smoothers_are_checked(void **state)
{
    (void)state;
    tally results = {.name = "smoothers are checked"};
    wfm_forecast_model good, m;
    for (int32_t method = WFM_FORECAST_METHOD_SIMPLE; method < WFM_FORECAST_METHODS; method++) {
        wfm_forecast_grid grid = make(100, 1000);
        assert_int_equal(fit(&grid, method, &good), WFM_OK);
#define REFUSED(change)                                                                                                \
    m = good;                                                                                                          \
    change;                                                                                                            \
    check_no_forecast(&results, predict(&grid, &m), WFM_BAD_MODEL, #change)
        REFUSED(m.smooth_level = 0); /* of a caller whose struct is too small to keep it */
        REFUSED(m.smooth_level = 1.1);
        REFUSED(m.smooth_slope = -0.1);
        REFUSED(m.smooth_week = QUIET_NAN);
        REFUSED(m.smooth_day = 2);
        REFUSED(m.smooth_damping = INF);
        if (method == WFM_FORECAST_METHOD_CHOICE) {
            REFUSED(m.smooth_trend = -1);
            REFUSED(m.smooth_trend = 3);
            REFUSED(m.smooth_season = -1);
            REFUSED(m.smooth_season = WFM_FORECAST_SEASON_MULTIPLICATIVE);
        }
#undef REFUSED
        grid.days = 10;
        if (method == WFM_FORECAST_METHOD_DOUBLE) { /* which starts from what there is, with the gains */
            assert_int_equal(predict(&grid, &good), WFM_OK);
        } else {
            check_no_forecast(&results, predict(&grid, &good), WFM_SHORT_HISTORY, "ten days");
        }
    }
    tally_finish(&results);
}

/* Whatever the numbers, the calls return, finite or refused, and errno is left alone. */
static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    uint64_t seed = 10;
    for (int round = 0; round < 300; round++) {
        wfm_forecast_model m;
        wfm_forecast_grid grid = make(120, 1000);
        for (int64_t i = 0; i < 120; i++)
            for (int s = 0; s < SLOTS; s++)
                if (random_word(&seed) % 3 == 0) calls[i][s] = round % 2 ? exp(random_between(&seed, -700, 225)) : 0;
        if (round % 5 == 0) calls[60][1] = random_bits(&seed);
        if (round % 7 == 0) ahead[2] = (int64_t)random_word(&seed);
        errno = 0;
        wfm_status status = fit(&grid, (int32_t)(random_word(&seed) % WFM_FORECAST_METHODS), &m);
        if (round % 3 == 0) m.level_gain = random_bits(&seed);
        if (round % 3 == 1) m.scale = exp(random_between(&seed, -20, 20));
        if (round % 4 == 0) m.smooth_slope = random_between(&seed, -0.5, 1.5);
        if (round % 4 == 1) m.smooth_week = random_bits(&seed);
        if (round % 4 == 2) m.smooth_level = 1;
        wfm_status of_predict = predict(&grid, &m);
        check_true(&results, errno == 0, "errno of round %d", round);
        for (int i = 0; i < AHEAD && !wfm_failed(of_predict); i++)
            check_true(&results, total(forecast[i]) >= 0 && total(forecast[i]) <= DBL_MAX, "round %d: %g", round,
                       total(forecast[i]));
        check_true(&results, wfm_failed(status) || m.days >= 0, "days of round %d", round);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_steady_week_goes_on),
        cmocka_unit_test(test_missing_days_move_nothing),
        cmocka_unit_test(test_averages),
        cmocka_unit_test(test_index_chain),
        cmocka_unit_test(test_index_chain_of_three_days),
        cmocka_unit_test(test_split_replayed),
        cmocka_unit_test(test_classics_by_series),
        cmocka_unit_test(test_double_by_series),
        cmocka_unit_test(test_what_smoothers_do_not_learn),
        cmocka_unit_test(test_smoothers_begin_later),
        cmocka_unit_test(test_days_that_smoothers_are_asked_for),
        cmocka_unit_test(test_smoothers_are_checked),
        cmocka_unit_test(test_shapes_of_weekdays),
        cmocka_unit_test(test_an_outlier_moves_nothing),
        cmocka_unit_test(test_closed),
        cmocka_unit_test(test_weekdays_without_calls),
        cmocka_unit_test(test_thin_histories),
        cmocka_unit_test(test_few_calls),
        cmocka_unit_test(test_days_before_the_first_call),
        cmocka_unit_test(test_what_is_set_aside_is_in_no_mean),
        cmocka_unit_test(test_a_weekday_of_few_calls),
        cmocka_unit_test(test_a_weekday_unknown_of_late),
        cmocka_unit_test(test_a_new_level_is_forecast),
        cmocka_unit_test(test_nothing_is_infinite),
        cmocka_unit_test(test_parts_of_days),
        cmocka_unit_test(test_regression_at_40_digits),
        cmocka_unit_test(test_events_are_learnt),
        cmocka_unit_test(test_effects),
        cmocka_unit_test(test_events_move_no_level),
        cmocka_unit_test(test_events_beside_closed_days),
        cmocka_unit_test(test_gaps_are_forecast),
        cmocka_unit_test(test_growth),
        cmocka_unit_test(test_strides_and_spans),
        cmocka_unit_test(test_fit_refuses),
        cmocka_unit_test(test_predict_refuses),
        cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
