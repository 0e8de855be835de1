/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include <string.h>

#include "wfm/forecast.h"

enum { MONDAY = 19723 /* 2024-01-01 */, MOST_DAYS = 400, SLOTS = 4, MOST_WORK = 32000, WEEKS = 4 };
enum { ROWS = WFM_FORECAST_METHODS * WFM_FORECAST_BANDS, ALL = (1 << WFM_FORECAST_METHODS) - 1 };
enum { FIRST = (1 << (WFM_FORECAST_METHOD_DAY_MEAN_8 + 1)) - 1 }; /* those that are always in the columns */

static const double weekday_level[7] = {1.3, 1.1, 1.0, 1.0, 0.95, 0.5, 0};
static const double slot_share[SLOTS] = {0.1, 0.4, 0.3, 0.2};

static int64_t day[MOST_DAYS];
static double calls[MOST_DAYS][SLOTS], work[MOST_WORK];
static double wape[ROWS], mape[ROWS], mase[ROWS], rmse[ROWS], bias[ROWS], day_wape[ROWS], lowest[ROWS];
static int64_t intervals[ROWS], skipped[ROWS];
static int32_t recommended;

static int weekday_of(int64_t number)
{
    return (int)((number - MONDAY + 7000) % 7);
}

/* Days up to a Sunday; Sundays are closed. */
static wfm_forecast_grid make(int64_t days, double level)
{
    wfm_forecast_grid grid = WFM_FORECAST_GRID_INIT;
    for (int64_t i = 0; i < days; i++) {
        day[i] = MONDAY - days + i;
        for (int s = 0; s < SLOTS; s++)
            calls[i][s] = level * weekday_level[weekday_of(day[i])] * slot_share[s];
    }
    grid.days = days;
    grid.slots = SLOTS;
    grid.calls = calls[0];
    grid.calls_day_stride = SLOTS;
    grid.calls_slot_stride = 1;
    grid.day = day;
    grid.day_stride = 1;
    return grid;
}

static void shake(const wfm_forecast_grid *grid, double most, uint64_t seed)
{
    for (int64_t i = 0; i < grid->days; i++) {
        double factor = exp(random_between(&seed, -most, most));
        for (int s = 0; s < SLOTS; s++)
            calls[i][s] = floor(calls[i][s] * factor * exp(random_between(&seed, -most, most)));
    }
}

static wfm_forecast_scores columns(void)
{
    wfm_forecast_scores scores = WFM_FORECAST_SCORES_INIT;
    scores.wape = wape;
    scores.mape = mape;
    scores.mase = mase;
    scores.rmse = rmse;
    scores.bias = bias;
    scores.day_wape = day_wape;
    scores.poisson_floor = lowest;
    scores.intervals = intervals;
    scores.skipped = skipped;
    scores.wape_stride = scores.mape_stride = scores.mase_stride = scores.rmse_stride = scores.bias_stride = 1;
    scores.day_wape_stride = scores.poisson_floor_stride = scores.intervals_stride = scores.skipped_stride = 1;
    return scores;
}

static wfm_status play(const wfm_forecast_grid *grid, int64_t weeks, int32_t methods)
{
    wfm_forecast_scores scores = columns();
    return wfm_forecast_backtest(grid, weeks, methods, 0, work, MOST_WORK, &scores, &recommended);
}

typedef struct by_hand {
    double absolute, error, square, relative, actual, of_days;
    int64_t intervals, skipped;
} by_hand;

static void add(by_hand *to, int64_t row, const double *forecast)
{
    double of_day = 0;
    for (int s = 0; s < SLOTS; s++) {
        double error = forecast[s] - calls[row][s];
        if (isnan(calls[row][s])) continue;
        to->intervals++;
        to->absolute += fabs(error);
        to->error += error;
        to->square += error * error;
        to->actual += calls[row][s];
        of_day += error;
        to->skipped += calls[row][s] == 0;
        if (calls[row][s] > 0) to->relative += fabs(error) / calls[row][s];
    }
    to->of_days += fabs(of_day);
}

/* The last weeks one by one: each open day forecast from each of the 12 open days before it. */
static void play_by_hand(const wfm_forecast_grid *grid, int32_t method, by_hand of[WFM_FORECAST_BANDS])
{
    memset(of, 0, WFM_FORECAST_BANDS * sizeof *of);
    for (int64_t row = grid->days - 7 * WEEKS; row < grid->days; row++) {
        int64_t origin = row;
        if (weekday_of(day[row]) == 6) continue;
        for (int lead = 1; lead <= 12; lead++) {
            double forecast[SLOTS];
            wfm_forecast_model model = WFM_FORECAST_MODEL_INIT;
            wfm_forecast_grid known = *grid;
            do
                origin--;
            while (weekday_of(day[origin]) == 6);
            known.days = origin + 1;
            assert_int_equal(wfm_forecast_fit(&known, method, 0, work, MOST_WORK, NULL, 0, &model), WFM_OK);
            assert_int_equal(wfm_forecast_predict(&known, &model, work, MOST_WORK, 1, &day[row], 1, forecast, SLOTS, 1),
                             WFM_OK);
            if (lead == 1) add(&of[WFM_FORECAST_BAND_DAY], row, forecast);
            add(&of[lead <= 6 ? WFM_FORECAST_BAND_WEEK_1 : WFM_FORECAST_BAND_WEEK_2], row, forecast);
        }
    }
}

static double change_by_hand(const wfm_forecast_grid *grid)
{
    double sum = 0, count = 0;
    for (int64_t row = 7; row < grid->days - 7 * WEEKS; row++) {
        for (int s = 0; s < SLOTS; s++) {
            double change = fabs(calls[row][s] - calls[row - 7][s]);
            bool counts = weekday_of(day[row]) != 6 && !isnan(change);
            if (counts) sum += change;
            if (counts) count++;
        }
    }
    return sum / count;
}

/* Methods without a fitted number: there is nothing that is fitted weekly only. */
static void test_scores_by_hand(void **state)
{
    (void)state;
    tally results = {.name = "scores"};
    static const int32_t methods[] = {WFM_FORECAST_METHOD_MEAN_4, WFM_FORECAST_METHOD_MEDIAN_8,
                                      WFM_FORECAST_METHOD_INDEX_CHAIN, WFM_FORECAST_METHOD_DAY_MEAN_8};
    wfm_forecast_grid grid = make(140, 60);
    shake(&grid, 0.4, 1);
    calls[120][1] = calls[130][0] = calls[131][3] = 0;
    for (int s = 0; s < SLOTS; s++)
        calls[125][s] = QUIET_NAN;
    assert_int_equal(play(&grid, WEEKS, ALL), WFM_OK);
    for (size_t m = 0; m < sizeof methods / sizeof methods[0]; m++) {
        by_hand of[WFM_FORECAST_BANDS];
        play_by_hand(&grid, methods[m], of);
        for (int band = 0; band < WFM_FORECAST_BANDS; band++) {
            int row = methods[m] * WFM_FORECAST_BANDS + band;
            const by_hand *s = &of[band];
            double n = (double)s->intervals;
            check_true(&results, intervals[row] == s->intervals, "intervals of row %d", row);
            check_true(&results, skipped[row] == s->skipped, "skipped of row %d", row);
            check_near(&results, wape[row], s->absolute / s->actual, TOL_1E12, "WAPE of row %d", row);
            check_near(&results, mape[row], s->relative / (n - (double)s->skipped), TOL_1E12, "MAPE of row %d", row);
            check_near(&results, mase[row], s->absolute / n / change_by_hand(&grid), TOL_1E12, "MASE of row %d", row);
            check_near(&results, rmse[row], sqrt(s->square / n), TOL_1E12, "RMSE of row %d", row);
            check_near(&results, bias[row] + 1, s->error / s->actual + 1, TOL_1E12, "bias of row %d", row);
            check_near(&results, day_wape[row], s->of_days / s->actual, TOL_1E12, "day WAPE of row %d", row);
        }
    }
    tally_finish(&results);
}

/* Of a steady week the forecast is the truth, and the floor the mean deviation of its Poisson distributions. */
static void test_floor(void **state)
{
    (void)state;
    tally results = {.name = "floor"};
    wfm_forecast_grid grid = make(200, 40);
    double deviations = 0, whole = 0;
    for (int w = 0; w < 7; w++) {
        for (int s = 0; s < SLOTS; s++) {
            double mu = 40 * weekday_level[w] * slot_share[s], chance = exp(-mu);
            for (int k = 0; k < 200; k++, chance *= mu / k)
                deviations += fabs(k - mu) * chance;
            whole += mu;
        }
    }
    assert_int_equal(play(&grid, WEEKS, 0), WFM_OK);
    check_near(&results, lowest[WFM_FORECAST_BAND_WEEK_1], deviations / whole, 10 * TOL_1E6, "floor");
    check_between(&results, wape[WFM_FORECAST_BAND_WEEK_1], 0, 1e-5, "no error");
    check_true(&results, isnan(wape[WFM_FORECAST_METHOD_MEAN_4 * WFM_FORECAST_BANDS]), "a method not played");
    check_true(&results, intervals[WFM_FORECAST_METHOD_MEAN_4 * WFM_FORECAST_BANDS] == -1, "its intervals");
    assert_int_equal(recommended, WFM_FORECAST_METHOD_DEFAULT);
    tally_finish(&results);
}

/* Noise picks no winner; weekdays that wander each by itself are last week's. */
static void test_recommendation(void **state)
{
    (void)state;
    tally results = {.name = "recommendation"};
    uint64_t seed = 3;
    for (uint64_t round = 0; round < 5; round++) {
        wfm_forecast_grid grid = make(280, 1000);
        shake(&grid, 0.1, 10 + round);
        assert_int_equal(play(&grid, 8, ALL), WFM_OK);
        check_true(&results, recommended == WFM_FORECAST_METHOD_DEFAULT, "noise: %d", recommended);
    }
    wfm_forecast_grid grid = make(280, 5000);
    double wander[7] = {0};
    for (int64_t i = 0; i < 280; i++) {
        int w = weekday_of(day[i]);
        wander[w] += random_between(&seed, -0.2, 0.2);
        for (int s = 0; s < SLOTS; s++)
            calls[i][s] *= exp(wander[w]);
    }
    assert_int_equal(play(&grid, 8, FIRST), WFM_OK);
    check_true(&results, recommended == WFM_FORECAST_METHOD_LAST_WEEK, "wandering weekdays: %d", recommended);
    assert_int_equal(play(&grid, 8, 0), WFM_OK);
    check_true(&results, recommended == WFM_FORECAST_METHOD_DEFAULT, "what was not played: %d", recommended);
    tally_finish(&results);
}

/* Days without a row, closed intervals and columns that are not wanted. */
static void test_what_does_not_count(void **state)
{
    (void)state;
    tally results = {.name = "what does not count"};
    static const double closed[SLOTS] = {1, 0, 0, 0};
    wfm_forecast_scores scores = WFM_FORECAST_SCORES_INIT;
    wfm_forecast_grid grid = make(200, 100);
    shake(&grid, 0.2, 4);
    assert_int_equal(play(&grid, WEEKS, 1), WFM_OK);
    int64_t all = intervals[WFM_FORECAST_BAND_DAY];
    check_true(&results, all == 6 * WEEKS * SLOTS, "all: %d", (int)all);
    grid.closed = closed;
    grid.closed_slot_stride = 1;
    assert_int_equal(play(&grid, WEEKS, 1), WFM_OK);
    check_true(&results, intervals[WFM_FORECAST_BAND_DAY] == 6 * WEEKS * (SLOTS - 1), "closed intervals");
    grid.closed = NULL;
    for (int64_t i = 190; i < 200; i++) { /* one day has no row */
        day[i - 1] = day[i];
        memcpy(calls[i - 1], calls[i], sizeof calls[i]);
    }
    grid.days = 199;
    assert_int_equal(play(&grid, WEEKS, 1), WFM_OK);
    check_true(&results, intervals[WFM_FORECAST_BAND_DAY] == all - SLOTS, "a day without a row");
    double before = wape[0];
    scores.wape = wape;
    scores.wape_stride = 1;
    assert_int_equal(wfm_forecast_backtest(&grid, WEEKS, 1, 0, work, MOST_WORK, &scores, NULL), WFM_OK);
    check_same(&results, wape[0], before, "alone");
    tally_finish(&results);
}

/* The rows of the first nine methods, which are always there. */
static void check_refused(tally *results, wfm_status got, wfm_status expected, const char *what)
{
    check_true(results, got == expected, "%s: %d", what, (int)got);
    check_true(results, recommended == -1, "%s: recommendation", what);
    for (int row = 0; row <= WFM_FORECAST_METHOD_DAY_MEAN_8 * WFM_FORECAST_BANDS + 2; row++) {
        bool none = isnan(wape[row]) && isnan(mape[row]) && isnan(mase[row]) && isnan(rmse[row]) && isnan(bias[row]);
        none = none && isnan(day_wape[row]) && isnan(lowest[row]) && intervals[row] == -1 && skipped[row] == -1;
        check_true(results, none, "%s: row %d", what, row);
    }
}

/* Columns of an older caller end with the mean of eight totals; of whom asks for more, with the last method asked for. */
static void test_rows_that_are_written(void **state)
{
    (void)state;
    tally results = {.name = "rows"};
    static const struct {
        int32_t methods;
        int written;
    } cases[] = {{1, 9},
                 {FIRST, 9},
                 {1 << WFM_FORECAST_METHOD_HOLT, WFM_FORECAST_METHOD_HOLT + 1},
                 {ALL, WFM_FORECAST_METHODS},
                 {-1, 9},
                 {ALL + 1, 9}};
    wfm_forecast_grid grid = make(120, 100);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (int row = 0; row < ROWS; row++)
            wape[row] = (double)(intervals[row] = -7);
        (void)play(&grid, WEEKS, cases[i].methods);
        for (int row = 0; row < ROWS; row++) {
            bool untouched = wape[row] == -7 && intervals[row] == -7;
            check_true(&results, untouched == (row >= cases[i].written * WFM_FORECAST_BANDS), "case %d, row %d", (int)i,
                       row);
        }
    }
    tally_finish(&results);
}

/* Eight weeks before the first day played, of which two have enough of a week: a method that needs more has no scores,
 * and the others have those that they have alone. */
static void test_a_method_that_needs_more(void **state)
{
    (void)state;
    tally results = {.name = "a method that needs more"};
    wfm_forecast_grid grid = make(91, 100); /* the days before its first known one, a Saturday, are none */
    shake(&grid, 0.2, 6);
    for (int64_t i = 0; i < 47; i++)
        for (int s = 0; s < SLOTS; s++)
            if (weekday_of(day[i]) < 5) calls[i][s] = QUIET_NAN;
    const wfm_status status = play(&grid, WEEKS, 1);
    assert_false(wfm_failed(status));
    double alone = wape[WFM_FORECAST_BAND_WEEK_1];
    const int32_t calendar = WFM_FORECAST_METHOD_CALENDAR, theta = WFM_FORECAST_METHOD_THETA;
    assert_int_equal(play(&grid, WEEKS, ALL), status);
    check_same(&results, wape[WFM_FORECAST_BAND_WEEK_1], alone, "the default");
    for (int band = 0; band < WFM_FORECAST_BANDS; band++) {
        int row = calendar * WFM_FORECAST_BANDS + band, other = theta * WFM_FORECAST_BANDS + band;
        check_true(&results, isnan(wape[row]) && isnan(mase[row]), "scores of band %d", band);
        check_true(&results, intervals[row] == -1 && skipped[row] == -1, "intervals of band %d", band);
        check_true(&results, isnan(wape[other]), "theta's scores of band %d", band);
        check_true(&results, wape[WFM_FORECAST_METHOD_MEAN_4 * WFM_FORECAST_BANDS + band] > 0, "mean of 4, %d", band);
    }
    check_true(&results, recommended >= 0 && recommended != calendar, "recommended: %d", recommended);
    tally_finish(&results);
}

/* The double-seasonal smoother's gains are those of the first day, its levels those of each. */
static void test_double_is_fitted_once(void **state)
{
    (void)state;
    tally results = {.name = "double-seasonal"};
    wfm_forecast_grid grid = make(140, 200), known = grid;
    shake(&grid, 0.2, 7);
    assert_int_equal(play(&grid, 1, ALL), WFM_OK);
    double error = 0, actual = 0;
    wfm_forecast_model model = WFM_FORECAST_MODEL_INIT;
    known.days = 140 - 7 - 14 + 1;
    assert_int_equal(weekday_of(day[known.days - 1]), 0);
    assert_int_equal(wfm_forecast_fit(&known, WFM_FORECAST_METHOD_DOUBLE, 0, work, MOST_WORK, NULL, 0, &model), WFM_OK);
    for (int64_t row = 133; row < 139; row++) {
        double forecast[SLOTS];
        known.days = row == 133 ? 132 : row;
        assert_int_equal(wfm_forecast_predict(&known, &model, work, MOST_WORK, 1, &day[row], 1, forecast, SLOTS, 1),
                         WFM_OK);
        for (int s = 0; s < SLOTS; s++) {
            error += fabs(forecast[s] - calls[row][s]);
            actual += calls[row][s];
        }
    }
    check_near(&results, wape[WFM_FORECAST_METHOD_DOUBLE * WFM_FORECAST_BANDS], error / actual, TOL_1E12, "next day");
    tally_finish(&results);
}

static void test_refusals(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_backtest refuses"};
    wfm_forecast_scores scores = columns();
    wfm_forecast_grid grid = make(200, 100), other = grid;
    assert_int_equal(play(&grid, WEEKS, ALL), WFM_OK);
    check_refused(&results, play(&grid, 0, 1), WFM_BAD_WEEKS, "no weeks");
    assert_int_equal(play(&grid, WEEKS, 1), WFM_OK);
    check_refused(&results, play(&grid, 105, 1), WFM_BAD_WEEKS, "weeks");
    check_refused(&results, play(&grid, WEEKS, -1), WFM_BAD_METHOD, "methods");
    check_refused(&results, play(&grid, WEEKS, ALL + 1), WFM_BAD_METHOD, "a method beyond");
    check_refused(&results, play(&grid, 25, 1), WFM_SHORT_HISTORY, "short");
    check_refused(&results, wfm_forecast_backtest(&grid, WEEKS, 1, 4, work, MOST_WORK, &scores, &recommended),
                  WFM_BAD_METHOD, "flags");
    check_refused(&results,
                  wfm_forecast_backtest(&grid, WEEKS, 1, 0, work, wfm_forecast_work(SLOTS), &scores, &recommended),
                  WFM_BAD_WORK, "work");
    other.days = -1;
    check_refused(&results, play(&other, WEEKS, 1), WFM_BAD_COUNT, "days");
    other.struct_size = 1;
    check_refused(&results, play(&other, WEEKS, 1), WFM_BAD_FORECAST_STRUCT, "grid");
    other = make(200, 0);
    check_refused(&results, play(&other, WEEKS, 1), WFM_NO_VOLUME, "no calls");
    other = make(200, 100);
    for (int64_t i = 200 - 7 * WEEKS; i < 200; i++)
        for (int s = 0; s < SLOTS; s++)
            calls[i][s] = QUIET_NAN;
    check_refused(&results, play(&other, WEEKS, 1), WFM_NO_VOLUME, "no calls in the weeks");
    recommended = 0;
    check_true(&results,
               wfm_forecast_backtest(&grid, WEEKS, 1, 0, work, MOST_WORK, NULL, &recommended) == WFM_BAD_OUTPUT,
               "scores");
    check_true(&results, recommended == -1, "scores: recommendation");
    check_true(&results, wfm_forecast_backtest_work(0) == -1, "intervals of a day");
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scores_by_hand),        cmocka_unit_test(test_floor),
        cmocka_unit_test(test_recommendation),        cmocka_unit_test(test_what_does_not_count),
        cmocka_unit_test(test_rows_that_are_written), cmocka_unit_test(test_a_method_that_needs_more),
        cmocka_unit_test(test_double_is_fitted_once), cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
