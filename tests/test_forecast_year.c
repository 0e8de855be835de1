/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include <string.h>

#include "support/csv.h"
#include "wfm/forecast.h"

enum { MOST_DAYS = 1200, MOST_AHEAD = 366, MONTHS = 12, WEEKDAYS = 7, DATES = 31, WEEKS = 5, SUNDAY = 6 };

/* A history and days to come whose columns are here, and what comes out. */
typedef struct world {
    int64_t day[MOST_DAYS], ahead[MOST_AHEAD];
    double calls[MOST_DAYS], closed[MOST_DAYS];
    double shut[MOST_AHEAD], multiplier[MOST_AHEAD], forecast[MOST_AHEAD];
    double month[MONTHS], weekday[WEEKDAYS], date[DATES], week[WEEKS];
    wfm_forecast_history history;
    wfm_forecast_indices indices;
    wfm_forecast_coming coming;
    wfm_forecast_year year;
} world;

typedef struct calendar_day {
    int year, month, date, weekday;
} calendar_day;

static int64_t number_of(int32_t year, int32_t month, int32_t date)
{
    int64_t day = 0;
    assert_int_equal(wfm_forecast_day_number(year, month, date, &day), WFM_OK);
    return day;
}

static calendar_day date_of(int64_t day)
{
    calendar_day d = {.year = 2020, .month = 1, .weekday = (int)((day + 3) % 7)}; /* 1970-01-01 was a Thursday */
    while (number_of(d.year + 1, 1, 1) <= day)
        d.year++;
    while (d.month < MONTHS && number_of(d.year, d.month + 1, 1) <= day)
        d.month++;
    d.date = (int)(day - number_of(d.year, d.month, 1)) + 1;
    return d;
}

static void connect_indices(world *w)
{
    w->indices = (wfm_forecast_indices)WFM_FORECAST_INDICES_INIT;
    w->indices.month_index = w->month;
    w->indices.weekday_index = w->weekday;
    w->indices.date_index = w->date;
    w->indices.week_index = w->week;
    w->indices.month_index_stride = w->indices.weekday_index_stride = 1;
    w->indices.date_index_stride = w->indices.week_index_stride = 1;
}

/* Days from first to end, all open and of 100 calls, and the year from end on; indices of 1. */
static void make(world *w, int64_t first, int64_t end)
{
    memset(w, 0, sizeof *w);
    for (int i = 0; i < MOST_DAYS; i++) {
        w->day[i] = first + i;
        w->calls[i] = 100;
    }
    for (int i = 0; i < MOST_AHEAD; i++) {
        w->ahead[i] = end + i;
        w->multiplier[i] = 1;
    }
    for (int i = 0; i < DATES; i++) {
        w->date[i] = 1;
        w->week[i % WEEKS] = w->weekday[i % WEEKDAYS] = w->month[i % MONTHS] = 1;
    }
    w->history = (wfm_forecast_history)WFM_FORECAST_HISTORY_INIT;
    w->history.count = end - first;
    w->history.day = w->day;
    w->history.calls = w->calls;
    w->history.closed = w->closed;
    w->history.day_stride = w->history.calls_stride = w->history.closed_stride = 1;
    w->coming = (wfm_forecast_coming)WFM_FORECAST_COMING_INIT;
    w->coming.count = 365;
    w->coming.day = w->ahead;
    w->coming.closed = w->shut;
    w->coming.multiplier = w->multiplier;
    w->coming.day_stride = w->coming.closed_stride = w->coming.multiplier_stride = 1;
    w->year = (wfm_forecast_year)WFM_FORECAST_YEAR_INIT;
    connect_indices(w);
}

static wfm_status run(world *w)
{
    return wfm_forecast_year_to_days(&w->history, &w->indices, &w->coming, w->forecast, 1, &w->year);
}

static double total(const world *w)
{
    double sum = 0;
    for (int64_t i = 0; i < w->coming.count; i++)
        sum += w->forecast[i];
    return sum;
}

static double of_month(const world *w, int month)
{
    double sum = 0;
    for (int64_t i = 0; i < w->coming.count; i++)
        if (date_of(w->ahead[i]).month == month) sum += w->forecast[i];
    return sum;
}

/* 2022 and 2023 with 100 and 121 calls a day, and 2024, a leap year, to come. */
static void make_two_years(world *w)
{
    make(w, number_of(2022, 1, 1), number_of(2024, 1, 1));
    for (int i = 365; i < 730; i++)
        w->calls[i] = 121;
    w->coming.count = 366;
}

/* ---- the chain ---- */

static void test_a_year_by_hand(void **state)
{
    (void)state;
    tally results = {.name = "21 % more, 10 % of it to go on"};
    world w;
    make_two_years(&w);
    assert_int_equal(run(&w), WFM_OK);
    check_near(&results, w.year.last_year, 365 * 121, TOL_16EPS, "last year");
    check_near(&results, w.year.year_before, 365 * 100, TOL_16EPS, "the year before");
    check_near(&results, w.year.growth_factor, 1.21, TOL_16EPS, "growth");
    check_near(&results, w.year.year, 365 * 121 * 1.1, TOL_16EPS, "the year to come, its root");
    check_near(&results, total(&w), 365 * 121 * 1.1, TOL_1E12, "its days");
    check_near(&results, of_month(&w, 2), 365 * 121 * 1.1 * 29 / 366, TOL_1E12, "February with its 29th");
    w.coming.damping = 1;
    assert_int_equal(run(&w), WFM_OK);
    check_near(&results, w.year.year, 365 * 121 * 1.21, TOL_16EPS, "undamped");
    w.coming.damping = 0.25;
    assert_int_equal(run(&w), WFM_OK);
    check_near(&results, w.year.year, 365 * 121 * sqrt(1.1), TOL_16EPS, "damped more");
    w.coming.growth_factor = 0.9;
    assert_int_equal(run(&w), WFM_OK);
    check_near(&results, w.year.year, 365 * 121 * 0.9, TOL_16EPS, "the caller knows better");
    check_near(&results, w.year.growth_factor, 1.21, TOL_16EPS, "and the history says what it did");
    tally_finish(&results);
}

/* The history, indices and days to come of vectors/generate_forecast_year.py. */
static void make_reference(world *w)
{
    static const int weekday[] = {13, 11, 10, 10, 9, 5, 0}, month[] = {11, 9, 10, 10, 9, 8, 7, 8, 10, 11, 12, 13};
    make(w, number_of(2023, 11, 20), number_of(2026, 3, 15));
    for (int i = 0; i < w->history.count; i++) {
        calendar_day d = date_of(w->day[i]);
        bool unknown = i * 37 % 41 == 0 || (d.year == 2025 && d.month == 8);
        if (d.year == 2024 && d.month == 9 && d.weekday == 0) unknown = true;
        w->calls[i] = weekday[d.weekday] * month[d.month - 1] * (d.date <= 3 ? 130 : 100) + i + i * 7919 % 101;
        if (unknown) w->calls[i] = QUIET_NAN;
        w->closed[i] = d.weekday == SUNDAY || (d.month == 12 && d.date == 25);
    }
    for (int i = 0; i < w->coming.count; i++) {
        calendar_day d = date_of(w->ahead[i]);
        w->shut[i] = d.weekday == SUNDAY || (d.month == 12 && d.date == 25) || i % 97 == 50;
        if (i % 30 == 7) w->multiplier[i] = (5 + i % 4) / 5.0;
    }
    w->history.shrink = 1;
}

/* What a row of the reference is about. */
static double found(const world *w, const char *what, int row)
{
    if (strcmp(what, "month") == 0) return w->month[row];
    if (strcmp(what, "weekday") == 0) return w->weekday[row];
    if (strcmp(what, "date") == 0) return w->date[row];
    if (strcmp(what, "week") == 0) return w->week[row];
    if (strcmp(what, "last_year") == 0) return w->year.last_year;
    if (strcmp(what, "year_before") == 0) return w->year.year_before;
    if (strcmp(what, "growth_factor") == 0) return w->year.growth_factor;
    return strcmp(what, "year") == 0 ? w->year.year : w->forecast[row];
}

static void test_against_40_digits(void **state)
{
    (void)state;
    tally results = {.name = "forecast_year.csv"};
    world w;
    make_reference(&w);
    assert_int_equal(wfm_forecast_learn_days(&w.history, &w.indices), WFM_OK);
    assert_int_equal(run(&w), WFM_CAVEAT_MONTH_UNKNOWN);
    csv *rows = csv_open_vectors("forecast_year.csv");
    while (csv_next(rows)) {
        const char *what = csv_text(rows, "what");
        int row = (int)csv_number(rows, "row");
        check_near(&results, found(&w, what, row), csv_number(rows, "value"), TOL_1E12, "%s %d", what, row);
    }
    csv_close(rows);
    check_true(&results, results.checked == 12 + 7 + 31 + 5 + 4 + 365, "all rows");
    tally_finish(&results);
}

/* Slots to the day, days to the month, months to the year. */
static void test_everything_adds_up(void **state)
{
    (void)state;
    static const double share[] = {0.1, 0.2, 0.3, 0.15, 0.25};
    tally results = {.name = "sums"};
    double months = 0, slot[5];
    world w;
    make_reference(&w);
    assert_int_equal(wfm_forecast_learn_days(&w.history, &w.indices), WFM_OK);
    assert_int_equal(run(&w), WFM_CAVEAT_MONTH_UNKNOWN);
    for (int m = 1; m <= MONTHS; m++)
        months += of_month(&w, m);
    check_near(&results, months, w.year.last_year * sqrt(w.year.growth_factor), TOL_1E12, "months to A g^q");
    check_near(&results, total(&w), w.year.year, TOL_1E12, "days to the year");
    for (int i = 0; i < w.coming.count; i++) {
        double sum = 0;
        assert_int_equal(wfm_forecast_spread(w.forecast[i], 5, share, 1, slot, 1), WFM_OK);
        for (int s = 0; s < 5; s++)
            sum += slot[s];
        check_near(&results, sum, w.forecast[i], TOL_1E12, "slots to day %d", i);
        check_true(&results, w.shut[i] == 0 || w.forecast[i] == 0, "day %d closed", i);
    }
    tally_finish(&results);
}

static void test_months_stand_as_their_indices_and_days(void **state)
{
    (void)state;
    tally results = {.name = "months"};
    double weight = 0;
    world w;
    make_two_years(&w);
    for (int m = 0; m < MONTHS; m++)
        w.month[m] = 1 + m / 10.0;
    for (int d = 0; d < DATES; d++)
        w.date[d] = d == 0 ? 2 : 0.9; /* more on the 1st moves nothing between months */
    w.weekday[SUNDAY] = 0;
    w.multiplier[10] = 3; /* nor does an event */
    for (int i = 0; i < 366; i++) {
        calendar_day d = date_of(w.ahead[i]);
        if (d.month == 5) w.shut[i] = 1;
        if (d.month != 5 && d.weekday != SUNDAY) weight += w.month[d.month - 1];
    }
    assert_int_equal(run(&w), WFM_OK);
    check_near(&results, of_month(&w, 1), w.year.year * 27 / weight, TOL_1E12, "January: 27 open days");
    check_near(&results, of_month(&w, 3), w.year.year * 1.2 * 26 / weight, TOL_1E12, "March: 26");
    check_true(&results, of_month(&w, 5) == 0, "May is closed");
    check_near(&results, total(&w), w.year.year, TOL_1E12, "the others have all");
    check_near(&results, w.forecast[10] / w.forecast[9], 3, TOL_64EPS, "the event's day");
    check_near(&results, w.forecast[31] / w.forecast[32], 2 / 0.9, TOL_64EPS, "the 1st of February");
    check_true(&results, w.forecast[6] == 0, "the first Sunday");
    tally_finish(&results);
}

static void test_weeks_of_the_month_instead_of_dates(void **state)
{
    (void)state;
    tally results = {.name = "weeks of the month"};
    world w;
    make_two_years(&w);
    w.week[4] = 3;
    assert_int_equal(run(&w), WFM_OK);
    check_near(&results, w.forecast[28], w.forecast[27], TOL_16EPS, "dates come first");
    w.indices.date_index = NULL;
    assert_int_equal(run(&w), WFM_OK);
    check_near(&results, w.forecast[28] / w.forecast[27], 3, TOL_16EPS, "from the 29th on");
    check_near(&results, w.forecast[30] / w.forecast[0], 3, TOL_16EPS, "to the 31st");
    check_near(&results, total(&w), w.year.year, TOL_1E12, "the sum");
    w.week[4] = 0;
    w.week[0] = -1;
    assert_int_equal(run(&w), WFM_BAD_INDEX);
    w.indices.week_index = w.indices.month_index = w.indices.weekday_index = NULL;
    w.coming.closed = w.coming.multiplier = NULL;
    assert_int_equal(run(&w), WFM_OK);
    check_near(&results, w.forecast[17], w.year.year / 366, TOL_64EPS, "no index, no event: all days alike");
    tally_finish(&results);
}

/* The first weeks, and days picked out, are those of the whole year; events of days that are not asked for cannot be known. */
static void test_a_part_of_the_year(void **state)
{
    (void)state;
    tally results = {.name = "a part"};
    world whole, part;
    make_reference(&whole);
    for (int i = 31; i < 365; i++) {
        whole.multiplier[i] = 1;
        whole.shut[i] = 0;
    }
    assert_int_equal(wfm_forecast_learn_days(&whole.history, &whole.indices), WFM_OK);
    part = whole;
    connect_indices(&part);
    assert_int_equal(run(&whole), WFM_CAVEAT_MONTH_UNKNOWN);
    part.coming.count = 31;
    assert_int_equal(run(&part), WFM_CAVEAT_MONTH_UNKNOWN);
    for (int i = 0; i < 31; i++)
        check_near(&results, part.forecast[i], whole.forecast[i], TOL_16EPS, "day %d", i);
    check_near(&results, part.year.year, whole.year.year, TOL_EXACT, "the year");
    part.coming.count = 0;
    part.coming.day = NULL;
    assert_int_equal(run(&part), WFM_CAVEAT_MONTH_UNKNOWN);
    check_near(&results, part.year.year, whole.year.year, TOL_EXACT, "the year alone");
    tally_finish(&results);
}

/* A year that begins within a month has two parts of it: one month's calls between them, by their days. */
static void test_a_month_in_two_parts(void **state)
{
    (void)state;
    tally results = {.name = "two parts"};
    world w;
    make(&w, number_of(2023, 6, 20), number_of(2025, 6, 20));
    for (int d = 0; d < DATES; d++)
        w.date[d] = d < 19 ? 2 : 1;
    w.month[5] = 1.5;
    assert_int_equal(run(&w), WFM_OK);
    double july = of_month(&w, 7) / 31, june = 0;
    for (int i = 0; i < 11; i++)
        june += w.forecast[i];
    check_near(&results, of_month(&w, 6), july * 30 * 1.5, TOL_1E12, "June in all");
    check_near(&results, june, july * 30 * 1.5 * 11 / (11 + 19 * 2), TOL_1E12, "its last 11 days, this year");
    check_near(&results, total(&w), w.year.year, TOL_1E12, "the sum");
    tally_finish(&results);
}

static void test_a_year_from_the_29th_of_february(void **state)
{
    (void)state;
    tally results = {.name = "29 February"};
    world w;
    make(&w, number_of(2022, 1, 1), number_of(2024, 2, 29));
    w.coming.count = 366;
    assert_int_equal(run(&w), WFM_OK);
    check_near(&results, w.year.last_year, 36500, TOL_64EPS, "from the 1st of March 2023");
    check_near(&results, w.year.year_before, 36500, TOL_64EPS, "and of 2022");
    check_near(&results, w.forecast[365], 36500.0 / 366, TOL_1E12, "to the 28th of February 2025");
    w.ahead[365]++;
    assert_int_equal(run(&w), WFM_BAD_DAY);
    tally_finish(&results);
}

/* ---- what the history does not know ---- */

/* Days of month x weekday, 44 % more in the second year. */
static void make_product(world *w)
{
    make_two_years(w);
    for (int m = 0; m < MONTHS; m++)
        w->month[m] = 0.7 + m / 20.0;
    for (int i = 0; i < WEEKDAYS; i++)
        w->weekday[i] = 1.6 - i / 5.0;
    for (int i = 0; i < 730; i++) {
        calendar_day d = date_of(w->day[i]);
        w->calls[i] = (i < 365 ? 100 : 144) * w->month[d.month - 1] * w->weekday[d.weekday];
    }
}

static void test_unknown_days_do_not_count_as_low(void **state)
{
    (void)state;
    tally results = {.name = "unknown days"};
    world known, w;
    make_product(&known);
    assert_int_equal(run(&known), WFM_OK);
    make_product(&w);
    for (int i = 0; i < 730; i++) {
        calendar_day d = date_of(w.day[i]);
        bool unknown = i % 5 == 0 || (d.month == 11 && d.date > 3) || (d.year == 2022 && d.month == 3 && d.weekday < 5);
        if (unknown) w.calls[i] = QUIET_NAN;
    }
    assert_int_equal(run(&w), WFM_OK);
    check_near(&results, w.year.last_year, known.year.last_year, TOL_1E12, "last year");
    check_near(&results, w.year.year_before, known.year.year_before, TOL_1E12, "the year before");
    check_near(&results, w.year.growth_factor, known.year.growth_factor, TOL_1E12, "growth");
    int kept = 0;
    for (int i = 0; i < 730; i++) {
        if (isnan(w.calls[i])) continue;
        w.day[kept] = w.day[i];
        w.calls[kept++] = w.calls[i];
    }
    w.history.count = kept;
    assert_int_equal(run(&w), WFM_OK);
    check_near(&results, w.year.year, known.year.year, TOL_1E12, "missing as unknown");
    tally_finish(&results);
}

static void test_a_month_that_nobody_knows(void **state)
{
    (void)state;
    tally results = {.name = "an unknown month"};
    world known, w;
    make_product(&known);
    assert_int_equal(run(&known), WFM_OK);
    check_between(&results, known.year.growth_factor, 1.43, 1.45, "two years known");
    for (int year = 2022; year <= 2023; year++) {
        make_product(&w);
        for (int i = 0; i < 730; i++) {
            calendar_day d = date_of(w.day[i]);
            if (d.year == year && d.month == 7) w.calls[i] = QUIET_NAN;
        }
        assert_int_equal(run(&w), WFM_CAVEAT_MONTH_UNKNOWN);
        check_near(&results, w.year.growth_factor, known.year.growth_factor, TOL_1E12, "July %d", year);
    }
    tally_finish(&results);
}

/* Calls that no index expects are calls nevertheless. */
static void test_a_known_month_of_index_0(void **state)
{
    (void)state;
    tally results = {.name = "a month of index 0"};
    world w;
    make(&w, number_of(2024, 1, 1), number_of(2024, 2, 1));
    w.month[0] = 0;
    assert_int_equal(run(&w), WFM_CAVEAT_MONTH_UNKNOWN | WFM_CAVEAT_GROWTH_UNKNOWN);
    check_near(&results, w.year.year, 3100, TOL_16EPS, "January alone, and no level for the others");
    check_near(&results, total(&w), 3100, TOL_1E12, "spread over the others");
    check_true(&results, of_month(&w, 1) == 0, "as January has the index 0");
    tally_finish(&results);
}

static void test_closed_days_have_no_calls(void **state)
{
    (void)state;
    tally results = {.name = "closed days"};
    world w;
    make_two_years(&w);
    for (int i = 400; i < 410; i++)
        w.closed[i] = 1;
    assert_int_equal(run(&w), WFM_OK);
    check_near(&results, w.year.last_year, 355 * 121, TOL_16EPS, "marked");
    memset(w.closed, 0, sizeof w.closed);
    memset(&w.calls[400], 0, 10 * sizeof *w.calls);
    w.history.zero_is_closed = 1;
    assert_int_equal(run(&w), WFM_OK);
    check_near(&results, w.year.last_year, 355 * 121, TOL_16EPS, "without calls");
    w.multiplier[0] = 0;
    assert_int_equal(run(&w), WFM_OK);
    check_true(&results, w.forecast[0] == 0, "by a multiplier");
    check_near(&results, of_month(&w, 1), w.year.year * 30 / 365, TOL_1E12, "one open day less");
    tally_finish(&results);
}

static void test_short_histories_do_not_grow(void **state)
{
    (void)state;
    tally results = {.name = "short histories"};
    world w;
    make_two_years(&w);
    w.history.day += 31;
    w.history.calls += 31;
    w.history.count -= 31;
    assert_int_equal(run(&w), WFM_CAVEAT_GROWTH_UNKNOWN);
    check_near(&results, w.year.year, 365 * 121, TOL_16EPS, "23 months");
    check_true(&results, isnan(w.year.year_before), "nothing said of the year before");
    check_true(&results, w.year.growth_factor == 1, "no growth");
    w.coming.growth_factor = 1.05;
    assert_int_equal(run(&w), WFM_OK);
    check_near(&results, w.year.year, 365 * 121 * 1.05, TOL_16EPS, "but the caller's");
    make_two_years(&w);
    w.history.day += 30;
    w.history.calls += 30;
    w.history.count -= 30;
    assert_int_equal(run(&w), WFM_OK);
    check_near(&results, w.year.growth_factor, 1.21, TOL_1E12, "24 months, of which the first begins late");
    for (int i = 31; i < 220; i++)
        w.calls[i] = QUIET_NAN;
    assert_int_equal(run(&w), WFM_CAVEAT_GROWTH_UNKNOWN);
    make_two_years(&w);
    w.history.day += 640;
    w.history.calls += 640;
    w.history.count -= 640;
    assert_int_equal(run(&w), WFM_CAVEAT_GROWTH_UNKNOWN | WFM_CAVEAT_MONTH_UNKNOWN);
    check_near(&results, w.year.year, 365 * 121, TOL_16EPS, "three months stand for a year");
    tally_finish(&results);
}

static void test_years_without_calls(void **state)
{
    (void)state;
    world w;
    make_two_years(&w);
    memset(w.calls, 0, 365 * sizeof *w.calls);
    assert_int_equal(run(&w), WFM_CAVEAT_GROWTH_UNKNOWN);
    assert_true(w.year.growth_factor == 1);
    memset(w.calls, 0, sizeof w.calls);
    assert_int_equal(run(&w), WFM_CAVEAT_ALL_ZERO);
    assert_true(w.year.year == 0);
    assert_true(total(&w) == 0);
    w.history.zero_is_closed = 1;
    assert_int_equal(run(&w), WFM_NO_HISTORY);
    assert_true(isnan(w.forecast[0]));
    assert_true(isnan(w.year.year));
}

/* ---- indices of dates ---- */

static void test_dates_come_out(void **state)
{
    (void)state;
    tally results = {.name = "dates"};
    world w;
    make_product(&w);
    for (int i = 0; i < 730; i++)
        w.calls[i] = date_of(w.day[i]).date == 10 ? 200 : 100;
    assert_int_equal(wfm_forecast_learn_days(&w.history, &w.indices), WFM_OK);
    check_between(&results, w.date[9] / w.date[8], 1.99, 2.01, "the 10th");
    check_between(&results, w.date[8] / w.date[30], 0.99, 1.01, "others");
    check_between(&results, w.week[1] / w.week[0], 8 / 7.0 - 0.01, 8 / 7.0 + 0.01, "its week");
    double date = w.date[9], week = w.week[1], last = w.date[30], month = w.month[3];
    w.history.shrink = 1;
    assert_int_equal(wfm_forecast_learn_days(&w.history, &w.indices), WFM_OK);
    check_near(&results, w.date[9], 1 + (date - 1) * 24 / 28, TOL_64EPS, "drawn to 1 by 24 months");
    check_near(&results, w.date[30], 1 + (last - 1) * 14 / 18, TOL_64EPS, "the 31st is there 14 times");
    check_near(&results, w.week[1], 1 + (week - 1) * 24 / 28, TOL_64EPS, "weeks by months too");
    check_near(&results, w.month[3], 1 + (month - 1) * 2 / 4, TOL_64EPS, "months by 2 years");
    tally_finish(&results);
}

static void test_half_a_month_is_half_a_year_of_it(void **state)
{
    (void)state;
    tally results = {.name = "half a month"};
    world w;
    make(&w, number_of(2022, 4, 1), number_of(2022, 5, 16));
    for (int i = 30; i < 45; i++)
        w.calls[i] = 200; /* half of May */
    w.indices.week_index = NULL;
    w.weekday[0] = 0;
    assert_int_equal(wfm_forecast_learn_days(&w.history, &w.indices), WFM_CAVEAT_MONTH_UNKNOWN);
    double april = w.month[3], may = w.month[4];
    check_true(&results, may > april, "May is higher");
    check_near(&results, w.date[30], 1, TOL_EXACT, "a 31st was never there");
    w.history.shrink = 1;
    assert_int_equal(wfm_forecast_learn_days(&w.history, &w.indices), WFM_CAVEAT_MONTH_UNKNOWN);
    check_near(&results, w.month[3], 1 + (april - 1) / 3, TOL_64EPS, "one April");
    check_near(&results, w.month[4], 1 + (may - 1) * (15 / 31.0) / (15 / 31.0 + 2), TOL_64EPS, "15 of 31 days of May");
    check_near(&results, w.month[8], 1, TOL_EXACT, "no September");
    w.history.count = 0;
    assert_int_equal(wfm_forecast_learn_days(&w.history, &w.indices), WFM_NO_HISTORY);
    check_true(&results, isnan(w.date[0]), "nothing learnt of dates");
    tally_finish(&results);
}

/* Sundays that had no call say nothing of their dates. */
static void test_dates_of_weekdays_without_calls(void **state)
{
    (void)state;
    world w;
    make(&w, number_of(2023, 1, 1), number_of(2023, 1, 15));
    for (int i = 0; i < 14; i += 7)
        w.calls[i] = 0; /* the 1st and the 8th were Sundays */
    w.indices.week_index = NULL;
    assert_int_equal(wfm_forecast_learn_days(&w.history, &w.indices), WFM_CAVEAT_MONTH_UNKNOWN);
    assert_true(w.weekday[SUNDAY] == 0);
    assert_true(w.date[0] == 1);
    assert_true(w.date[7] == 1);
}

/* ---- refusals ---- */

static void test_statuses_of_structs_and_columns(void **state)
{
    (void)state;
    world w;
    make_two_years(&w);
    assert_int_equal(wfm_forecast_year_to_days(NULL, &w.indices, &w.coming, w.forecast, 1, &w.year),
                     WFM_BAD_FORECAST_STRUCT);
    assert_true(isnan(w.forecast[0]));
    assert_true(isnan(w.year.last_year));
    assert_int_equal(wfm_forecast_year_to_days(&w.history, NULL, &w.coming, w.forecast, 1, &w.year),
                     WFM_BAD_FORECAST_STRUCT);
    assert_int_equal(wfm_forecast_year_to_days(&w.history, &w.indices, NULL, w.forecast, 1, &w.year),
                     WFM_BAD_FORECAST_STRUCT);
    assert_int_equal(wfm_forecast_year_to_days(&w.history, &w.indices, &w.coming, NULL, 1, &w.year), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_year_to_days(&w.history, &w.indices, &w.coming, w.forecast, 1, NULL), WFM_BAD_OUTPUT);
    w.year.struct_size = 0;
    assert_int_equal(run(&w), WFM_BAD_OUTPUT);
    make_two_years(&w);
    w.history.reserved_3 = 1;
    assert_int_equal(run(&w), WFM_BAD_FORECAST_STRUCT);
    make_two_years(&w);
    w.history.base_share = 2;
    assert_int_equal(run(&w), WFM_BAD_BASE_SHARE);
    make_two_years(&w);
    w.coming.count = -1;
    assert_int_equal(run(&w), WFM_BAD_COUNT);
    w.coming.count = 1;
    w.coming.day = NULL;
    assert_int_equal(run(&w), WFM_BAD_FORECAST_COLUMN);
    make_two_years(&w);
    w.history.count = 0;
    assert_int_equal(run(&w), WFM_NO_HISTORY);
    w.history.count = 730;
    for (int i = 365; i < 730; i++)
        w.calls[i] = QUIET_NAN;
    assert_int_equal(run(&w), WFM_NO_HISTORY);
}

static void test_statuses_of_days(void **state)
{
    (void)state;
    const int64_t early[] = {number_of(2, 1, 1)}, late[] = {number_of(9999, 1, 1)};
    world w;
    make_two_years(&w);
    w.ahead[0]--; /* the last day of the history */
    assert_int_equal(run(&w), WFM_BAD_DAY);
    make_two_years(&w);
    w.ahead[5] = w.ahead[4];
    assert_int_equal(run(&w), WFM_BAD_DAY);
    make_two_years(&w);
    w.ahead[365]++; /* the next year */
    assert_int_equal(run(&w), WFM_BAD_DAY);
    w.ahead[0] = INT64_MAX;
    assert_int_equal(run(&w), WFM_BAD_DAY);
    w.coming.count = 1;
    w.coming.day = late;
    assert_int_equal(run(&w), WFM_BAD_DAY);
    make_two_years(&w);
    w.day[3] = w.day[2];
    assert_int_equal(run(&w), WFM_BAD_DAY);
    make_two_years(&w);
    w.history.count = 1;
    w.history.day = early;
    assert_int_equal(run(&w), WFM_BAD_DAY);
}

static void test_statuses_of_numbers(void **state)
{
    (void)state;
    static const double wrong[] = {-0.5, QUIET_NAN, INF};
    world w;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        make_two_years(&w);
        w.multiplier[3] = wrong[i];
        assert_int_equal(run(&w), WFM_BAD_INDEX);
        w.shut[3] = 1; /* which is not read then */
        assert_int_equal(run(&w), WFM_OK);
        w.coming.damping = wrong[i];
        assert_int_equal(run(&w), WFM_BAD_GROWTH);
        w.coming.damping = 0;
        w.coming.growth_factor = wrong[i];
        assert_int_equal(run(&w), WFM_BAD_GROWTH);
        make_two_years(&w);
        w.month[2] = wrong[i];
        assert_int_equal(run(&w), WFM_BAD_INDEX);
        make_two_years(&w);
        w.weekday[2] = wrong[i];
        assert_int_equal(run(&w), WFM_BAD_INDEX);
        make_two_years(&w);
        w.date[2] = wrong[i];
        assert_int_equal(run(&w), WFM_BAD_INDEX);
    }
    make_two_years(&w);
    w.calls[7] = -1;
    assert_int_equal(run(&w), WFM_BAD_CALLS);
    make_two_years(&w);
    w.coming.damping = 1.5;
    assert_int_equal(run(&w), WFM_BAD_GROWTH);
    make_two_years(&w);
    for (int i = 0; i < 366; i++)
        w.shut[i] = 1;
    assert_int_equal(run(&w), WFM_NO_VOLUME);
    assert_true(isnan(w.forecast[365]));
}

static void test_extremes_are_refused(void **state)
{
    (void)state;
    world w;
    make_two_years(&w);
    w.calls[729] = 1e300; /* of last year */
    assert_int_equal(run(&w), WFM_BAD_CALLS);
    make_two_years(&w);
    w.calls[0] = 1e300; /* of the year before */
    assert_int_equal(run(&w), WFM_BAD_CALLS);
    w.calls[0] = 1e-300;
    for (int i = 1; i < 365; i++)
        w.calls[i] = 0;
    assert_int_equal(run(&w), WFM_BAD_CALLS);
    make_two_years(&w);
    w.coming.growth_factor = 1e308;
    assert_int_equal(run(&w), WFM_BAD_CALLS);
    make_two_years(&w);
    w.multiplier[0] = 1e308;
    w.date[0] = 1e10;
    assert_int_equal(run(&w), WFM_BAD_INDEX);
    w.date[0] = 1e101;
    assert_int_equal(run(&w), WFM_BAD_INDEX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_year_by_hand),
        cmocka_unit_test(test_against_40_digits),
        cmocka_unit_test(test_everything_adds_up),
        cmocka_unit_test(test_months_stand_as_their_indices_and_days),
        cmocka_unit_test(test_weeks_of_the_month_instead_of_dates),
        cmocka_unit_test(test_a_part_of_the_year),
        cmocka_unit_test(test_a_month_in_two_parts),
        cmocka_unit_test(test_a_year_from_the_29th_of_february),
        cmocka_unit_test(test_unknown_days_do_not_count_as_low),
        cmocka_unit_test(test_a_month_that_nobody_knows),
        cmocka_unit_test(test_a_known_month_of_index_0),
        cmocka_unit_test(test_closed_days_have_no_calls),
        cmocka_unit_test(test_short_histories_do_not_grow),
        cmocka_unit_test(test_years_without_calls),
        cmocka_unit_test(test_dates_come_out),
        cmocka_unit_test(test_half_a_month_is_half_a_year_of_it),
        cmocka_unit_test(test_dates_of_weekdays_without_calls),
        cmocka_unit_test(test_statuses_of_structs_and_columns),
        cmocka_unit_test(test_statuses_of_days),
        cmocka_unit_test(test_statuses_of_numbers),
        cmocka_unit_test(test_extremes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
