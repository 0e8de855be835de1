/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include <string.h>

#include "wfm/forecast.h"

enum { YEAR = 365, MONDAY_2024 = 19723 }; /* 2024-01-01 was a Monday */

static const double weekday_share[7] = {0.210, 0.170, 0.165, 0.165, 0.150, 0.095, 0.045};
static const double month_level[12] = {1.1, 0.9, 1.05, 0.95, 1.0, 0.8, 0.7, 0.75, 1.2, 1.15, 1.3, 1.25};

/* A history whose columns are here, and what is learnt from it. */
typedef struct year {
    int64_t day[800];
    double calls[800];
    double closed[800];
    wfm_forecast_history history;
    double month_share[12], month_index[12], weekday_share[7], weekday_index[7];
    wfm_forecast_indices indices;
} year;

static int month_of(int64_t day)
{
    for (int32_t y = 1970;; y++) {
        for (int32_t m = 1; m <= 12; m++) {
            int64_t next = 0;
            assert_int_equal(wfm_forecast_day_number(m == 12 ? y + 1 : y, m == 12 ? 1 : m + 1, 1, &next), WFM_OK);
            if (day < next) return m - 1;
        }
    }
}

static int weekday_of(int64_t day)
{
    return (int)((day - MONDAY_2024 + 7000) % 7);
}

static void connect(year *y, int64_t count)
{
    y->history = (wfm_forecast_history)WFM_FORECAST_HISTORY_INIT;
    y->history.count = count;
    y->history.day = y->day;
    y->history.calls = y->calls;
    y->history.closed = y->closed;
    y->history.day_stride = y->history.calls_stride = y->history.closed_stride = 1;
    y->indices = (wfm_forecast_indices)WFM_FORECAST_INDICES_INIT;
    y->indices.month_share = y->month_share;
    y->indices.month_index = y->month_index;
    y->indices.weekday_share = y->weekday_share;
    y->indices.weekday_index = y->weekday_index;
    y->indices.month_share_stride = y->indices.month_index_stride = 1;
    y->indices.weekday_share_stride = y->indices.weekday_index_stride = 1;
}

/* 2023, each day month level x weekday share x 70,000. */
static void make_2023(year *y)
{
    memset(y, 0, sizeof *y);
    for (int i = 0; i < YEAR; i++) {
        y->day[i] = MONDAY_2024 - YEAR + i;
        y->calls[i] = month_level[month_of(y->day[i])] * weekday_share[weekday_of(y->day[i])] * 70000;
    }
    connect(y, YEAR);
}

static void check_weekdays(tally *results, const year *y, const char *what)
{
    for (int w = 0; w < 7; w++) {
        check_near(results, y->weekday_share[w], weekday_share[w], TOL_1E12, "%s: share of weekday %d", what, w);
        check_near(results, y->weekday_index[w], weekday_share[w] * 7, TOL_1E12, "%s: index of weekday %d", what, w);
    }
}

/* The month's calls over the year's, of the days as they were made. */
static void check_months(tally *results, const year *y, const year *whole, const char *what)
{
    double sum[12] = {0}, total = 0;
    for (int i = 0; i < YEAR; i++) {
        sum[month_of(whole->day[i])] += whole->calls[i];
        total += whole->calls[i];
    }
    for (int m = 0; m < 12; m++) {
        check_near(results, y->month_share[m], sum[m] / total, TOL_1E12, "%s: share of month %d", what, m);
        check_near(results, y->month_index[m] / y->month_index[0], month_level[m] / month_level[0], TOL_1E12,
                   "%s: index of month %d", what, m);
    }
}

static void test_known_shares_come_out(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_learn_days"};
    year y;
    make_2023(&y);
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_OK);
    check_weekdays(&results, &y, "whole year");
    y.history.closed = NULL;
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_OK);
    check_weekdays(&results, &y, "whole year, without marks");
    check_months(&results, &y, &y, "whole year");
    y.history.base_share = 0.143;
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_OK);
    check_between(&results, y.weekday_index[0], 1.4685, 1.4695, "Monday with the course's base");
    tally_finish(&results);
}

/* Unknown days, as NaN or left out, take nothing from their month or weekday. */
static void test_missing_days_change_nothing(void **state)
{
    (void)state;
    tally results = {.name = "missing days"};
    uint64_t seed = 17;
    year whole, y;
    make_2023(&whole);
    for (int round = 0; round < 20; round++) {
        int kept = 0;
        make_2023(&y);
        for (int i = 0; i < YEAR; i++) {
            uint64_t chance = random_word(&seed) % 4;
            y.day[kept] = y.day[i];
            y.calls[kept] = chance == 0 ? QUIET_NAN : y.calls[i];
            if (chance != 1) kept++;
        }
        connect(&y, kept);
        assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_OK);
        check_weekdays(&results, &y, "with gaps");
        check_months(&results, &y, &whole, "with gaps");
    }
    tally_finish(&results);
}

/* The chain over what was learnt gives the days back: year -> months -> days of the month by weekday. */
static void test_learn_then_chain_closes(void **state)
{
    (void)state;
    tally results = {.name = "learn, then chain"};
    double total = 0, level = 0, month[12], calls[YEAR];
    year y;
    make_2023(&y);
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_OK);
    for (int i = 0; i < YEAR; i++)
        total += y.calls[i];
    assert_int_equal(wfm_forecast_spread(total, 12, y.month_share, 1, month, 1), WFM_OK);
    for (int first = 0, end = 0; first < YEAR; first = end) {
        double weight[31], of_day[31];
        int m = month_of(y.day[first]);
        for (end = first; end < YEAR && month_of(y.day[end]) == m; end++)
            weight[end - first] = y.weekday_index[weekday_of(y.day[end])];
        assert_int_equal(wfm_forecast_spread(month[m], end - first, weight, 1, of_day, 1), WFM_OK);
        for (int i = first; i < end; i++)
            check_near(&results, of_day[i - first], y.calls[i], TOL_1E12, "spread, day %d", i);
    }
    assert_int_equal(wfm_forecast_level(&y.history, &y.indices, &level), WFM_OK);
    assert_int_equal(wfm_forecast_days(level, &y.indices, YEAR, y.day, 1, calls, 1), WFM_OK);
    for (int i = 0; i < YEAR; i++)
        check_near(&results, calls[i], y.calls[i], TOL_1E12, "by level, day %d", i);
    y.indices.month_index = NULL;
    assert_int_equal(wfm_forecast_days(level, &y.indices, 1, y.day, 1, calls, 1), WFM_OK);
    check_near(&results, calls[0], level * y.weekday_index[weekday_of(y.day[0])], TOL_4EPS, "without months");
    tally_finish(&results);
}

/* A closed day is a day without calls in its month, and none at all in its weekday; by mark or by rule. */
static void test_closed_days(void **state)
{
    (void)state;
    tally results = {.name = "closed days"};
    year whole, y;
    make_2023(&whole);
    for (int by_rule = 0; by_rule < 2; by_rule++) {
        make_2023(&y);
        for (int i = 0; i < YEAR; i++) {
            bool holiday = i % 50 == 10, sunday = weekday_of(y.day[i]) == 6;
            bool august = month_of(y.day[i]) == 7; /* closed throughout, and known to be */
            if (!(holiday || sunday || august)) continue;
            y.calls[i] = by_rule ? 0 : QUIET_NAN;
            y.closed[i] = by_rule ? 0 : 1;
        }
        y.history.zero_is_closed = by_rule;
        assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_OK);
        check_true(&results, y.weekday_share[6] == 0, "Sunday, rule %d", by_rule);
        for (int w = 0; w < 6; w++)
            check_near(&results, y.weekday_share[w], weekday_share[w] / 0.955, TOL_1E12, "weekday %d", w);
        double sum[12] = {0}, total = 0;
        for (int i = 0; i < YEAR; i++) {
            double calls = isnan(y.calls[i]) ? 0 : y.calls[i];
            sum[month_of(y.day[i])] += calls;
            total += calls;
        }
        for (int m = 0; m < 12; m++)
            check_near(&results, y.month_share[m], sum[m] / total, TOL_1E12, "month %d, rule %d", m, by_rule);
    }
    tally_finish(&results);
}

/* Half a year without weekends: other months have the mean level, the weekend counts as closed, and both are said. */
static void test_what_is_unknown_is_said(void **state)
{
    (void)state;
    tally results = {.name = "caveats"};
    int kept = 0;
    double sum = 0;
    year y;
    make_2023(&y);
    for (int i = 0; i < 181; i++) {
        y.day[kept] = y.day[i];
        y.calls[kept] = y.calls[i];
        if (weekday_of(y.day[i]) < 5) kept++;
    }
    connect(&y, kept);
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices),
                     WFM_CAVEAT_MONTH_UNKNOWN | WFM_CAVEAT_WEEKDAY_UNKNOWN);
    for (int m = 0; m < 12; m++)
        sum += y.month_share[m];
    check_near(&results, sum, 1, TOL_16EPS, "the shares of the months");
    check_true(&results, y.month_index[9] == 1, "October has the mean level");
    check_between(&results, y.month_share[9], 0.075, 0.092, "and a share by its days");
    check_true(&results, y.weekday_index[6] == 0, "Sunday");
    tally_finish(&results);
}

static void test_two_years_and_a_leap_day(void **state)
{
    (void)state;
    tally results = {.name = "two years"};
    year y;
    memset(&y, 0, sizeof y);
    for (int i = 0; i < YEAR + 366; i++) {
        y.day[i] = MONDAY_2024 - YEAR + i;
        y.calls[i] = 100;
    }
    connect(&y, YEAR + 366);
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_OK);
    check_near(&results, y.month_share[1], 28.5 / 365.5, TOL_64EPS, "February, with and without its 29th");
    check_near(&results, y.month_share[0], 31 / 365.5, TOL_64EPS, "January");
    check_near(&results, y.month_index[1], 1, TOL_64EPS, "index");
    tally_finish(&results);
}

static void test_day_statuses(void **state)
{
    (void)state;
    double level = 0, calls[2];
    wfm_forecast_indices flat = WFM_FORECAST_INDICES_INIT;
    year y;
    make_2023(&y);
    assert_int_equal(wfm_forecast_learn_days(NULL, &y.indices), WFM_BAD_FORECAST_STRUCT);
    assert_true(isnan(y.month_share[0]));
    assert_int_equal(wfm_forecast_learn_days(&y.history, NULL), WFM_BAD_OUTPUT);
    const wfm_forecast_history good = y.history;
    y.history.reserved_2 = 1;
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_BAD_FORECAST_STRUCT);
    y.history = good;
    y.history.count = -1;
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_BAD_COUNT);
    y.history.count = 0;
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_NO_HISTORY);
    assert_int_equal(wfm_forecast_level(&y.history, &flat, &level), WFM_NO_HISTORY);
    y.history = good;
    y.history.day = NULL;
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_BAD_FORECAST_COLUMN);
    y.history = good;
    y.history.calls = NULL;
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_BAD_FORECAST_COLUMN);
    y.history = good;
    y.history.base_share = -1;
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_BAD_BASE_SHARE);
    y.history = good;
    y.history.day_stride = 0; /* the same day again */
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_BAD_DAY);
    assert_int_equal(wfm_forecast_level(&y.history, &flat, &level), WFM_BAD_DAY);
    y.history.day = &(int64_t){INT64_MIN};
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_BAD_DAY);
    y.history.day = &(int64_t){2932897}; /* the year 10000 */
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_BAD_DAY);
    y.history = good;
    y.history.calls_stride = 0;
    y.history.calls = &(double){-1};
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_BAD_CALLS);
    y.history.calls = &(double){DBL_MAX};
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_BAD_CALLS);
    y.history.calls = &(double){0};
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_NO_VOLUME);
    assert_true(isnan(y.weekday_index[0]));
    y.history.zero_is_closed = 1;
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_NO_HISTORY);
    y.history.calls = &(double){QUIET_NAN};
    assert_int_equal(wfm_forecast_learn_days(&y.history, &y.indices), WFM_NO_HISTORY);
    assert_int_equal(wfm_forecast_days(1, &y.indices, -1, y.day, 1, calls, 1), WFM_BAD_COUNT);
    assert_int_equal(wfm_forecast_days(1, &y.indices, 1, y.day, 1, NULL, 1), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_days(1, &y.indices, 1, NULL, 1, calls, 1), WFM_BAD_FORECAST_COLUMN);
    assert_int_equal(wfm_forecast_days(1, NULL, 1, y.day, 1, calls, 1), WFM_BAD_FORECAST_STRUCT);
    assert_int_equal(wfm_forecast_days(-1, &y.indices, 1, y.day, 1, calls, 1), WFM_BAD_CALLS);
    assert_int_equal(wfm_forecast_days(1, &y.indices, 1, y.day, 1, calls, 1), WFM_BAD_INDEX);
    assert_true(isnan(calls[0]));
    assert_int_equal(wfm_forecast_days(1, &y.indices, 1, &(int64_t){INT64_MAX}, 1, calls, 1), WFM_BAD_DAY);
}

static void test_level_statuses(void **state)
{
    (void)state;
    double level = 0;
    year y;
    make_2023(&y);
    memset(y.weekday_index, 0, sizeof y.weekday_index);
    y.indices.month_index = NULL;
    assert_int_equal(wfm_forecast_level(&y.history, &y.indices, &level), WFM_NO_VOLUME);
    y.weekday_index[3] = -1;
    assert_int_equal(wfm_forecast_level(&y.history, &y.indices, &level), WFM_BAD_INDEX);
    assert_int_equal(wfm_forecast_level(&y.history, NULL, &level), WFM_BAD_FORECAST_STRUCT);
    assert_int_equal(wfm_forecast_level(NULL, &y.indices, &level), WFM_BAD_FORECAST_STRUCT);
    assert_int_equal(wfm_forecast_level(&y.history, &y.indices, NULL), WFM_BAD_OUTPUT);
    y.indices.weekday_index = &(double){DBL_MIN};
    y.indices.weekday_index_stride = 0;
    y.history.calls_stride = 0;
    y.history.calls = &(double){DBL_MAX / 400};
    assert_int_equal(wfm_forecast_level(&y.history, &y.indices, &level), WFM_BAD_CALLS);
    y.history.calls = &(double){QUIET_NAN};
    assert_int_equal(wfm_forecast_level(&y.history, &y.indices, &level), WFM_NO_HISTORY);
    y.history.calls = &(double){0};
    y.history.zero_is_closed = 1;
    assert_int_equal(wfm_forecast_level(&y.history, &y.indices, &level), WFM_NO_HISTORY);
}

/* Fourteen days of four intervals; Mondays have another curve. */
typedef struct fortnight {
    int64_t day[14];
    double calls[14][4];
    wfm_forecast_grid grid;
} fortnight;

static void make_fortnight(fortnight *f)
{
    for (int i = 0; i < 14; i++) {
        f->day[i] = MONDAY_2024 + i;
        for (int slot = 0; slot < 4; slot++)
            f->calls[i][slot] = i % 7 == 0 ? 10 * (slot + 1) : 25;
    }
    f->grid = (wfm_forecast_grid)WFM_FORECAST_GRID_INIT;
    f->grid.days = 14;
    f->grid.slots = 4;
    f->grid.calls = f->calls[0];
    f->grid.calls_day_stride = 4;
    f->grid.calls_slot_stride = 1;
    f->grid.day = f->day;
    f->grid.day_stride = 1;
}

static void test_intervals(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_learn_intervals"};
    fortnight f;
    double share[4], index[4];
    make_fortnight(&f);
    f.grid.weekday = 1;
    f.calls[7][2] = QUIET_NAN; /* the other Monday knows it */
    assert_int_equal(wfm_forecast_learn_intervals(&f.grid, share, 1, index, 1), WFM_OK);
    for (int slot = 0; slot < 4; slot++) {
        check_near(&results, share[slot], 0.1 * (slot + 1), TOL_4EPS, "Monday, %d", slot);
        check_near(&results, index[slot], 0.4 * (slot + 1), TOL_4EPS, "its index, %d", slot);
    }
    f.grid.weekday = 2;
    assert_int_equal(wfm_forecast_learn_intervals(&f.grid, share, 1, NULL, 1), WFM_OK);
    check_true(&results, share[3] == 0.25, "Tuesday");
    f.calls[7][2] = 30;
    f.grid.weekday = 0;
    assert_int_equal(wfm_forecast_learn_intervals(&f.grid, share, 1, index, 1), WFM_OK);
    check_near(&results, share[0], (2 * 10 + 12 * 25) / 1400.0, TOL_4EPS, "all days: sum over sum");
    for (int i = 0; i < 14; i++)
        f.calls[i][3] = QUIET_NAN;
    assert_int_equal(wfm_forecast_learn_intervals(&f.grid, share, 1, index, 1), WFM_CAVEAT_SLOT_UNKNOWN);
    check_true(&results, share[3] == 0, "never known");
    check_near(&results, share[0] + share[1] + share[2], 1, TOL_4EPS, "the others are the whole");
    tally_finish(&results);
}

static void test_interval_statuses(void **state)
{
    (void)state;
    fortnight f;
    double share[4], index[4];
    make_fortnight(&f);
    const wfm_forecast_grid good = f.grid;
    assert_int_equal(wfm_forecast_learn_intervals(&good, NULL, 1, index, 1), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_learn_intervals(NULL, share, 1, index, 1), WFM_BAD_FORECAST_STRUCT);
    f.grid.reserved_2 = 1;
    assert_int_equal(wfm_forecast_learn_intervals(&f.grid, share, 1, index, 1), WFM_BAD_FORECAST_STRUCT);
    f.grid = good;
    f.grid.days = -1;
    assert_int_equal(wfm_forecast_learn_intervals(&f.grid, share, 1, index, 1), WFM_BAD_COUNT);
    f.grid = good;
    f.grid.slots = -1;
    assert_int_equal(wfm_forecast_learn_intervals(&f.grid, share, 1, index, 1), WFM_BAD_COUNT);
    f.grid = good;
    f.grid.calls = NULL;
    assert_int_equal(wfm_forecast_learn_intervals(&f.grid, share, 1, index, 1), WFM_BAD_FORECAST_COLUMN);
    assert_true(isnan(share[0]));
    assert_true(isnan(index[3]));
    f.grid = good;
    for (f.grid.weekday = -1; f.grid.weekday < 9; f.grid.weekday += 9)
        assert_int_equal(wfm_forecast_learn_intervals(&f.grid, share, 1, index, 1), WFM_BAD_WEEKDAY);
    f.grid.weekday = 7;
    f.grid.day = NULL;
    assert_int_equal(wfm_forecast_learn_intervals(&f.grid, share, 1, index, 1), WFM_BAD_FORECAST_COLUMN);
    f.grid.day = &(int64_t){INT64_MIN};
    f.grid.day_stride = 0;
    assert_int_equal(wfm_forecast_learn_intervals(&f.grid, share, 1, index, 1), WFM_BAD_DAY);
    f.grid.day = &(int64_t){MONDAY_2024};
    assert_int_equal(wfm_forecast_learn_intervals(&f.grid, share, 1, index, 1), WFM_NO_HISTORY);
    f.grid = good;
    f.grid.calls_day_stride = f.grid.calls_slot_stride = 0;
    f.grid.calls = &(double){0};
    assert_int_equal(wfm_forecast_learn_intervals(&f.grid, share, 1, index, 1), WFM_NO_VOLUME);
    f.grid.calls = &(double){-1};
    assert_int_equal(wfm_forecast_learn_intervals(&f.grid, share, 1, index, 1), WFM_BAD_CALLS);
    f.grid.calls = &(double){DBL_MAX};
    assert_int_equal(wfm_forecast_learn_intervals(&f.grid, share, 1, index, 1), WFM_BAD_CALLS);
    f.grid.days = 1; /* each mean is finite, their sum is not */
    assert_int_equal(wfm_forecast_learn_intervals(&f.grid, share, 1, index, 1), WFM_BAD_CALLS);
}

static void test_day_numbers(void **state)
{
    (void)state;
    static const struct {
        int32_t year, month, date;
        int64_t day;
    } known[] = {{1970, 1, 1, 0},    {1969, 12, 31, -1},      {2000, 2, 29, 11016}, {2024, 1, 1, MONDAY_2024},
                 {1, 1, 1, -719162}, {9999, 12, 31, 2932896}, {1900, 3, 1, -25508}};
    static const int32_t bad[][3] = {{0, 1, 1},    {10000, 1, 1}, {2024, 0, 1},  {2024, 13, 1},
                                     {2024, 1, 0}, {2023, 2, 29}, {1900, 2, 29}, {2024, 4, 31}};
    int64_t day = 0;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        assert_int_equal(wfm_forecast_day_number(known[i].year, known[i].month, known[i].date, &day), WFM_OK);
        assert_true(day == known[i].day);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(wfm_forecast_day_number(bad[i][0], bad[i][1], bad[i][2], &day), WFM_BAD_DATE);
        assert_true(day == -1);
    }
    assert_int_equal(wfm_forecast_day_number(2024, 1, 1, NULL), WFM_BAD_OUTPUT);
}

/* Every day of four centuries has the month that counting from the first says, and its weekday. */
static void test_the_calendar_counts_on(void **state)
{
    (void)state;
    int64_t expected = 0, day = 0;
    assert_int_equal(wfm_forecast_day_number(1900, 1, 1, &expected), WFM_OK);
    for (int32_t y = 1900; y < 2300; y++) {
        for (int32_t m = 1; m <= 12; m++) {
            double month[12] = {0}, calls = -1;
            wfm_forecast_indices indices = WFM_FORECAST_INDICES_INIT;
            indices.month_index = month;
            indices.month_index_stride = 1;
            month[m - 1] = 1;
            for (int32_t d = 1; wfm_forecast_day_number(y, m, d, &day) == WFM_OK; d++) {
                assert_true(day == expected++);
                assert_int_equal(wfm_forecast_days(1, &indices, 1, &day, 1, &calls, 1), WFM_OK);
                assert_true(calls == 1);
            }
        }
    }
}

/* Regression: volumes and indices whose products leave the doubles came out as NaN with a caveat alone. */
static void test_extremes_are_refused(void **state)
{
    (void)state;
    const int64_t day[] = {5, 12};
    const double small[] = {5e-324, 0}, large[] = {1e308, 0};
    const double huge = 1e308;
    double share[12], index[12], calls;
    wfm_forecast_history h = WFM_FORECAST_HISTORY_INIT;
    wfm_forecast_indices i = WFM_FORECAST_INDICES_INIT;
    h.count = 2;
    h.day = day;
    h.day_stride = 1;
    h.calls = small;
    h.calls_stride = 1;
    i.month_share = share;
    i.month_share_stride = 1;
    assert_int_equal(wfm_forecast_learn_days(&h, &i), WFM_BAD_CALLS);
    h.calls = large;
    assert_int_equal(wfm_forecast_learn_days(&h, &i), WFM_BAD_CALLS);
    for (int k = 0; k < 12; k++)
        index[k] = huge;
    i = (wfm_forecast_indices)WFM_FORECAST_INDICES_INIT;
    i.month_index = index;
    i.month_index_stride = 1;
    assert_int_equal(wfm_forecast_days(10, &i, 1, day, 1, &calls, 1), WFM_BAD_INDEX);
    i.weekday_index = index;
    i.weekday_index_stride = 1;
    assert_int_equal(wfm_forecast_days(0, &i, 1, day, 1, &calls, 1), WFM_BAD_INDEX);
    assert_true(isnan(calls));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_shares_come_out),
        cmocka_unit_test(test_missing_days_change_nothing),
        cmocka_unit_test(test_learn_then_chain_closes),
        cmocka_unit_test(test_closed_days),
        cmocka_unit_test(test_what_is_unknown_is_said),
        cmocka_unit_test(test_two_years_and_a_leap_day),
        cmocka_unit_test(test_day_statuses),
        cmocka_unit_test(test_level_statuses),
        cmocka_unit_test(test_intervals),
        cmocka_unit_test(test_interval_statuses),
        cmocka_unit_test(test_day_numbers),
        cmocka_unit_test(test_the_calendar_counts_on),
        cmocka_unit_test(test_extremes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
