/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include <string.h>

#include "internal/median.h"
#include "wfm/forecast.h"

enum { DAYS = 364, MONDAY_2024 = 19723, WORK = 3 * DAYS, SLOTS = 24, WEEKS = 12 };

static const double weekday_level[7] = {2100, 1700, 1650, 1650, 1500, 950, 450};

/* A year of days with a noise of 3 %, as columns. */
typedef struct year {
    int64_t day[DAYS];
    double calls[DAYS], closed[DAYS], event[DAYS], off[DAYS], work[WORK];
    int32_t code[DAYS];
    wfm_forecast_history history;
} year;

static void make_year(year *y)
{
    uint64_t seed = 5;
    memset(y, 0, sizeof *y);
    for (int i = 0; i < DAYS; i++) {
        y->day[i] = MONDAY_2024 + i;
        y->calls[i] = weekday_level[i % 7] * random_between(&seed, 0.95, 1.05);
    }
    y->history = (wfm_forecast_history)WFM_FORECAST_HISTORY_INIT;
    y->history.count = DAYS;
    y->history.day = y->day;
    y->history.calls = y->calls;
    y->history.closed = y->closed;
    y->history.day_stride = y->history.calls_stride = y->history.closed_stride = 1;
}

static wfm_status clean(year *y, const double *event)
{
    return wfm_forecast_clean(&y->history, event, 1, y->work, WORK, y->code, 1, y->off, 1);
}

static void test_median(void **state)
{
    (void)state;
    tally results = {.name = "median and sort"};
    uint64_t seed = 3;
    double value[60];
    for (int count = 1; count <= 60; count++) {
        for (int i = 0; i < count; i++)
            value[i] = (double)(random_word(&seed) % 20);
        double median = wfm_i_median(value, count), below = 0, above = 0;
        for (int i = 0; i < count; i++) {
            below += value[i] < median;
            above += value[i] > median;
            if (i > 0) check_true(&results, value[i - 1] <= value[i], "order of %d, place %d", count, i);
        }
        check_true(&results, below <= count / 2.0 && above <= count / 2.0, "half of %d on either side", count);
    }
    double two[] = {DBL_MAX, DBL_MAX}, four[] = {4, 1, 3, 2};
    check_same(&results, wfm_i_median(two, 2), DBL_MAX, "largest doubles");
    check_same(&results, wfm_i_median(four, 4), 2.5, "the mean of the two in the middle");
    check_same(&results, wfm_i_median(NULL, 0), QUIET_NAN, "of none");
    tally_finish(&results);
}

/* Outliers, days without calls, closed and unknown days come out with their codes, and no other day does. */
static void test_each_day_has_its_code(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_clean"};
    year y;
    make_year(&y);
    y.calls[100] *= 0.4;
    y.calls[107] *= 2; /* a week later: each in the other's neighbourhood */
    y.calls[200] = 0;
    y.calls[201] = QUIET_NAN;
    y.closed[202] = 1;
    y.calls[202] = -7; /* is not read */
    assert_int_equal(clean(&y, NULL), WFM_OK);
    for (int i = 0; i < DAYS; i++) {
        int32_t expected = WFM_FORECAST_DAY_KEPT;
        if (i == 100 || i == 107) expected = WFM_FORECAST_DAY_OUTLIER;
        if (i == 200) expected = WFM_FORECAST_DAY_ZERO;
        if (i == 201) expected = WFM_FORECAST_DAY_UNKNOWN;
        if (i == 202) expected = WFM_FORECAST_DAY_CLOSED;
        check_true(&results, y.code[i] == expected, "day %d: %d", i, (int)y.code[i]);
        check_true(&results, isnan(y.off[i]) == (i >= 200 && i <= 202), "off of day %d", i);
    }
    check_between(&results, y.off[100], log(0.4) - 0.11, log(0.4) + 0.11, "how far off");
    y.history.zero_is_closed = 1;
    assert_int_equal(clean(&y, NULL), WFM_OK);
    check_true(&results, y.code[200] == WFM_FORECAST_DAY_CLOSED, "a day without calls, by the history's rule");
    y.history.closed = NULL;
    y.calls[202] = weekday_level[202 % 7];
    assert_int_equal(clean(&y, NULL), WFM_OK);
    check_true(&results, y.code[202] == WFM_FORECAST_DAY_KEPT, "without marks");
    tally_finish(&results);
}

/* The neighbours are found by the date: a day taken out changes no other day's code, and its own weekday alone. */
static void test_a_missing_row_moves_no_weekday(void **state)
{
    (void)state;
    tally results = {.name = "missing rows"};
    year whole, y;
    make_year(&whole);
    whole.calls[150] *= 1.6;
    assert_int_equal(clean(&whole, NULL), WFM_OK);
    make_year(&y);
    int kept = 0;
    for (int i = 0; i < DAYS; i++) {
        y.day[kept] = whole.day[i];
        y.calls[kept] = whole.calls[i];
        if (i % 23 != 3) kept++;
    }
    y.history.count = kept;
    assert_int_equal(clean(&y, NULL), WFM_OK);
    for (int k = 0; k < kept; k++) {
        int64_t i = y.day[k] - MONDAY_2024;
        check_true(&results, y.code[k] == whole.code[i], "day %d", (int)i);
        check_between(&results, y.off[k] - whole.off[i], -0.06, 0.06, "off of day %d", (int)i);
    }
    tally_finish(&results);
}

/* By hand: four Mondays and a fifth; 3 neighbours are enough, 2 are not. */
static void test_by_hand(void **state)
{
    (void)state;
    tally results = {.name = "by hand"};
    const int64_t day[] = {0, 7, 14, 21, 28, 56, 57};
    const double calls[] = {100, 110, 90, 100, 300, 100, 100};
    double work[21], off[7];
    int32_t code[7];
    wfm_forecast_history h = WFM_FORECAST_HISTORY_INIT;
    h.count = 7;
    h.day = day;
    h.calls = calls;
    h.day_stride = h.calls_stride = 1;
    assert_int_equal(wfm_forecast_clean(&h, NULL, 0, work, 21, code, 1, off, 1), WFM_OK);
    check_true(&results, code[4] == WFM_FORECAST_DAY_OUTLIER, "300 among 100s");
    check_near(&results, off[4], log(3), TOL_16EPS, "its neighbours' median is 100");
    check_near(&results, off[2], log(0.9), TOL_64EPS, "the outlier is no neighbour the second time");
    check_true(&results, code[0] == WFM_FORECAST_DAY_KEPT, "three neighbours and the outlier");
    check_true(&results, code[5] == WFM_FORECAST_DAY_UNJUDGED && isnan(off[5]), "one neighbour, four weeks before");
    check_true(&results, code[6] == WFM_FORECAST_DAY_UNJUDGED, "a Tuesday has none");
    tally_finish(&results);
}

/* Days of events are no one's neighbours, and 8 s instead of 6 marks less. */
static void test_events_may_teach(void **state)
{
    (void)state;
    tally results = {.name = "events"};
    year y;
    make_year(&y);
    double factor = 1;
    do { /* the factor that is just far without events: a spread of a uniform 5 % either way is some 3.9 % */
        factor += 0.005;
        make_year(&y);
        y.calls[180] *= factor;
        assert_int_equal(clean(&y, NULL), WFM_OK);
    } while (y.code[180] != WFM_FORECAST_DAY_OUTLIER && factor < 2);
    check_between(&results, log(factor), 4 * 0.039, 8 * 0.039, "marked at");
    assert_int_equal(clean(&y, y.event), WFM_OK);
    check_true(&results, y.code[180] == WFM_FORECAST_DAY_KEPT, "within the wider limit");
    double before = y.off[187];
    y.event[180] = 1;
    y.calls[180] *= 1.0000001;
    assert_int_equal(clean(&y, y.event), WFM_OK);
    check_true(&results, y.off[187] != before, "an event's day is not among the neighbours");
    double now = y.off[187];
    y.calls[180] *= 0.9;
    assert_int_equal(clean(&y, y.event), WFM_OK);
    check_true(&results, y.off[187] == now, "whatever it had");
    tally_finish(&results);
}

/* A year whose last days are all so many times the usual. */
static void make_level(year *y, int last, double factor)
{
    make_year(y);
    for (int i = DAYS - last; i < DAYS; i++)
        y->calls[i] *= factor;
}

/* How many of the last days have a code. */
static int codes_of(const year *y, int last, int32_t code)
{
    int count = 0;
    for (int i = DAYS - last; i < DAYS; i++)
        count += y->code[i] == code;
    return count;
}

/* Nine days of twice or half the calls are outliers, ten are a level; an outlier within it may be unjudged, as the weeks
 * before are half old and half new. */
static void test_a_level_of_ten_days(void **state)
{
    (void)state;
    tally results = {.name = "a new level"};
    static const double factors[] = {2, 0.5};
    year y;
    for (size_t f = 0; f < 2; f++) {
        for (int last = 1; last < 21; last++) {
            make_level(&y, last, factors[f]);
            assert_int_equal(clean(&y, NULL), WFM_OK);
            int outliers = codes_of(&y, DAYS, WFM_FORECAST_DAY_OUTLIER),
                levels = codes_of(&y, last, WFM_FORECAST_DAY_LEVEL);
            check_true(&results, outliers == (last < 10 ? last : 0), "%d outliers of %d days", outliers, last);
            check_true(&results, (levels > 0) == (last >= 10), "%d days of a level of %d", levels, last);
            check_true(&results, last > 14 || outliers + levels == last, "%d days off of %d", outliers + levels, last);
            check_between(&results, y.off[DAYS - last], log(factors[f]) - 0.11, log(factors[f]) + 0.11, "how far off");
        }
    }
    tally_finish(&results);
}

/* Of a center that opens on five days eight are a level: two weeks but two days. */
static void test_a_level_of_five_days_a_week(void **state)
{
    (void)state;
    tally results = {.name = "a new level, five days a week"};
    year y;
    for (int last = 5; last < 10; last++) {
        int open = 0;
        make_year(&y);
        for (int i = DAYS - 1; i >= 0; i--) {
            y.closed[i] = i % 7 >= 5;
            if (i % 7 >= 5) continue;
            if (open++ < last) y.calls[i] *= 2;
        }
        assert_int_equal(clean(&y, NULL), WFM_OK);
        int outliers = codes_of(&y, DAYS, WFM_FORECAST_DAY_OUTLIER),
            levels = codes_of(&y, DAYS, WFM_FORECAST_DAY_LEVEL);
        check_true(&results, outliers == (last < 8 ? last : 0), "%d outliers of %d days", outliers, last);
        check_true(&results, levels == (last < 8 ? 0 : last), "%d days of a level of %d", levels, last);
    }
    tally_finish(&results);
}

/* What is over is no level, nor is what goes up and down; days near the limit, of events and unknown ones end none. */
static void test_what_is_a_level(void **state)
{
    (void)state;
    tally results = {.name = "what is a level"};
    year y;
    make_level(&y, 21, 2);
    for (int i = DAYS - 7; i < DAYS; i++)
        y.calls[i] /= 2;
    assert_int_equal(clean(&y, NULL), WFM_OK);
    check_true(&results, codes_of(&y, DAYS, WFM_FORECAST_DAY_LEVEL) == 0, "two weeks that are over");
    make_level(&y, 12, 2);
    for (int i = DAYS - 12; i < DAYS; i += 2)
        y.calls[i] /= 4;
    assert_int_equal(clean(&y, NULL), WFM_OK);
    check_true(&results, codes_of(&y, 12, WFM_FORECAST_DAY_OUTLIER) == 12, "up and down");
    make_level(&y, 12, 1.25);
    assert_int_equal(clean(&y, NULL), WFM_OK);
    int levels = codes_of(&y, 12, WFM_FORECAST_DAY_LEVEL), kept = codes_of(&y, 12, WFM_FORECAST_DAY_KEPT);
    check_true(&results, levels > 0 && kept > 0 && levels + kept == 12, "near the limit %d, %d", levels, kept);
    make_level(&y, 12, 2);
    y.event[DAYS - 5] = 1;
    y.calls[DAYS - 5] /= 2;
    y.calls[DAYS - 3] = QUIET_NAN;
    assert_int_equal(clean(&y, y.event), WFM_OK);
    check_true(&results, codes_of(&y, 12, WFM_FORECAST_DAY_LEVEL) == 10, "an event and an unknown day within");
    tally_finish(&results);
}

/* A Sunday without calls is kept where Sundays have so few: (8/9)^(8 x 14) is 1.9e-6, and with 15 calls 7e-7; of two after
 * each other (8/10)^(8 x 7) and (8/10)^(8 x 8); at the end of the history, with four neighbours, (4/5)^(4 x 15) and
 * (4/5)^(4 x 16). */
static void test_days_without_calls(void **state)
{
    (void)state;
    tally results = {.name = "days without calls"};
    static const struct {
        int first, run;
        double kept; /* the most calls of the Sundays around it */
    } cases[] = {{202, 1, 14}, {202, 2, 7}, {363, 1, 15}};
    year y;
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        for (int more = 0; more < 2; more++) {
            int32_t expected = more == 0 ? WFM_FORECAST_DAY_KEPT : WFM_FORECAST_DAY_ZERO;
            make_year(&y);
            for (int i = 6; i < DAYS; i += 7)
                y.calls[i] = cases[c].kept + more;
            for (int k = 0; k < cases[c].run; k++)
                y.calls[cases[c].first + 7 * k] = 0;
            assert_int_equal(clean(&y, NULL), WFM_OK);
            for (int k = 0; k < cases[c].run; k++) {
                int i = cases[c].first + 7 * k;
                check_true(&results, y.code[i] == expected && isnan(y.off[i]), "%d of case %d: %d", more, (int)c,
                           (int)y.code[i]);
            }
            check_true(&results, !isnan(y.off[cases[c].first - 7]), "its neighbours are judged");
        }
    }
    tally_finish(&results);
}

/* Before the first call, through twelve weeks of closing, and of a weekday that never opens chance explains nothing. */
static void test_long_runs_without_calls(void **state)
{
    (void)state;
    tally results = {.name = "long runs without calls"};
    uint64_t seed = 9;
    year y;
    make_year(&y);
    for (int i = 0; i < DAYS; i++) {
        bool none = i < 166 || (i >= 200 && i < 284) || i % 7 == 5;
        if (i % 7 == 6) y.calls[i] = (double)(random_word(&seed) % 3); /* no Sunday is set aside but in the long runs */
        if (none) y.calls[i] = 0;
    }
    y.calls[286] = 1; /* the closing is over */
    assert_int_equal(clean(&y, NULL), WFM_OK);
    for (int i = 0; i < DAYS; i++) {
        bool zero = y.code[i] == WFM_FORECAST_DAY_ZERO, long_run = i < 166 || (i >= 200 && i < 284) || i % 7 == 5;
        if (i % 7 != 6) check_true(&results, zero == long_run, "day %d: %d", i, (int)y.code[i]);
        if (i >= 284) check_true(&results, zero == (i % 7 == 5), "Sunday %d: %d", i, (int)y.code[i]);
    }
    y.history.zero_is_closed = 1;
    assert_int_equal(clean(&y, NULL), WFM_OK);
    for (int i = 0; i < DAYS; i++)
        check_true(&results, (y.code[i] == WFM_FORECAST_DAY_CLOSED) == (y.calls[i] == 0), "closed, by the rule: %d", i);
    tally_finish(&results);
}

static void test_clean_statuses(void **state)
{
    (void)state;
    year y;
    make_year(&y);
    assert_int_equal(wfm_forecast_clean_work(-1), -1);
    assert_int_equal(wfm_forecast_clean_work(INT64_MAX), -1);
    assert_int_equal(wfm_forecast_clean_work(10), 30);
    assert_int_equal(wfm_forecast_clean(&y.history, NULL, 0, y.work, WORK, NULL, 1, y.off, 1), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_clean(NULL, NULL, 0, y.work, WORK, y.code, 1, y.off, 1), WFM_BAD_FORECAST_STRUCT);
    assert_int_equal(wfm_forecast_clean(&y.history, NULL, 0, y.work, WORK - 1, y.code, 1, NULL, 1), WFM_BAD_WORK);
    assert_int_equal(wfm_forecast_clean(&y.history, NULL, 0, NULL, WORK, y.code, 1, y.off, 1), WFM_BAD_WORK);
    assert_int_equal(y.code[3], -1);
    assert_true(isnan(y.off[3]));
    y.calls[5] = -1;
    assert_int_equal(clean(&y, NULL), WFM_BAD_CALLS);
    y.day[5] = y.day[4];
    assert_int_equal(clean(&y, NULL), WFM_BAD_DAY);
    y.history.count = 0;
    assert_int_equal(wfm_forecast_clean(&y.history, NULL, 0, NULL, 0, y.code, 1, NULL, 1), WFM_OK);
    y.history.count = INT64_MAX / 2;
    y.history.day_stride = y.history.calls_stride = y.history.closed_stride = 0;
    wfm_forecast_history h = y.history;
    h.count = -1;
    assert_int_equal(wfm_forecast_clean(&h, NULL, 0, y.work, WORK, y.code, 1, y.off, 1), WFM_BAD_COUNT);
    h.count = DAYS;
    h.day = NULL;
    assert_int_equal(wfm_forecast_clean(&h, NULL, 0, y.work, WORK, y.code, 1, y.off, 1), WFM_BAD_FORECAST_COLUMN);
    h = y.history;
    h.count = DAYS;
    h.base_share = 2;
    assert_int_equal(wfm_forecast_clean(&h, NULL, 0, y.work, WORK, y.code, 1, y.off, 1), WFM_BAD_BASE_SHARE);
}

/* Twelve weeks of 24 intervals: 0 at night, 1 early, 30 by day. */
typedef struct weeks {
    int64_t day[7 * WEEKS];
    double calls[7 * WEEKS][SLOTS];
    int32_t code[7 * WEEKS][SLOTS];
    wfm_forecast_grid grid;
} weeks;

static void make_weeks(weeks *w)
{
    memset(w, 0, sizeof *w);
    for (int i = 0; i < 7 * WEEKS; i++) {
        w->day[i] = MONDAY_2024 + i;
        for (int s = 0; s < SLOTS; s++)
            w->calls[i][s] = s < 6 ? 0 : s < 8 ? 4 : 30;
    }
    w->grid = (wfm_forecast_grid)WFM_FORECAST_GRID_INIT;
    w->grid.days = 7 * WEEKS;
    w->grid.slots = SLOTS;
    w->grid.calls = w->calls[0];
    w->grid.calls_day_stride = SLOTS;
    w->grid.calls_slot_stride = w->grid.day_stride = 1;
    w->grid.day = w->day;
}

static wfm_status find_outages(weeks *w, int64_t *outages)
{
    return wfm_forecast_outages(&w->grid, w->code[0], SLOTS, 1, outages);
}

static void test_outages(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_outages"};
    int64_t outages = -1;
    weeks w;
    make_weeks(&w);
    w.calls[40][12] = 0;                 /* one of 30: impossible */
    w.calls[41][6] = w.calls[41][7] = 0; /* two of 4: one in 3,000 */
    w.calls[42][5] = w.calls[42][6] = 0; /* night and one of 4 */
    for (int s = 6; s < 9; s++)
        w.calls[43][s] = 0; /* two of 4 and one of 30: the whole run, with the night before it */
    w.calls[44][10] = QUIET_NAN;
    assert_int_equal(find_outages(&w, &outages), WFM_OK);
    check_true(&results, outages == 1 + 9, "%d outages", (int)outages);
    for (int i = 0; i < 7 * WEEKS; i++) {
        for (int s = 0; s < SLOTS; s++) {
            int32_t expected = WFM_FORECAST_SLOT_KEPT;
            if (i == 40 && s == 12) expected = WFM_FORECAST_SLOT_OUTAGE;
            if (i == 43 && s < 9) expected = WFM_FORECAST_SLOT_OUTAGE;
            if (i == 44 && s == 10) expected = WFM_FORECAST_SLOT_UNKNOWN;
            check_true(&results, w.code[i][s] == expected, "day %d interval %d: %d", i, s, (int)w.code[i][s]);
        }
    }
    tally_finish(&results);
}

/* A holiday that is said to be closed is no outage, whatever stands there; nor does it join the runs beside it. */
static void test_closed_is_no_outage(void **state)
{
    (void)state;
    static double closed[7 * WEEKS];
    int64_t outages = -1;
    weeks w;
    make_weeks(&w);
    for (int s = 0; s < SLOTS; s++)
        w.calls[40][s] = s == 3 ? -1 : 0;
    assert_int_equal(find_outages(&w, &outages), WFM_BAD_CALLS);
    wfm_forecast_grid grid = w.grid;
    closed[40] = 1;
    grid.closed = closed;
    grid.closed_day_stride = 1;
    assert_int_equal(wfm_forecast_outages(&grid, w.code[0], SLOTS, 1, &outages), WFM_OK);
    assert_int_equal(outages, 0);
}

/* At exp(-mu) = 1e-6 exactly: mu = 13.8155; a run of Poisson probabilities multiplies. */
static void test_outage_limit(void **state)
{
    (void)state;
    int64_t outages = -1;
    weeks w;
    for (int part = 1; part <= 3; part++) {
        for (int above = 0; above < 2; above++) {
            make_weeks(&w);
            for (int i = 0; i < 7 * WEEKS; i++)
                for (int s = 10; s < 10 + part; s++)
                    w.calls[i][s] = i == 50 ? 0 : log(1e6) / part * (above ? 1.0001 : 0.9999);
            assert_int_equal(find_outages(&w, &outages), WFM_OK);
            assert_int_equal(outages, above ? part : 0);
        }
    }
}

/* Fewer than 3 of the weekday around: nothing can be said; and the dates count, not the rows. */
static void test_outages_need_neighbours(void **state)
{
    (void)state;
    int64_t outages = -1;
    weeks w;
    make_weeks(&w);
    w.calls[14][12] = 0;
    w.grid.days = 28; /* three others */
    assert_int_equal(find_outages(&w, &outages), WFM_OK);
    assert_int_equal(outages, 1);
    w.calls[0][12] = QUIET_NAN;
    assert_int_equal(find_outages(&w, &outages), WFM_OK);
    assert_int_equal(outages, 0);
    make_weeks(&w);
    for (int i = 0; i < 7 * WEEKS; i++)
        w.day[i] = MONDAY_2024 + 5 * i; /* the same weekday every seventh row, five weeks away */
    w.calls[40][12] = 0;
    assert_int_equal(find_outages(&w, &outages), WFM_OK);
    assert_int_equal(outages, 0);
}

static void test_outage_statuses(void **state)
{
    (void)state;
    int64_t outages = 0;
    weeks w;
    make_weeks(&w);
    assert_int_equal(find_outages(&w, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_outages(&w.grid, NULL, SLOTS, 1, &outages), WFM_BAD_OUTPUT);
    assert_int_equal(outages, -1);
    assert_int_equal(wfm_forecast_outages(NULL, w.code[0], SLOTS, 1, &outages), WFM_BAD_FORECAST_STRUCT);
    w.calls[3][3] = INF;
    assert_int_equal(find_outages(&w, &outages), WFM_BAD_CALLS);
    assert_int_equal(outages, -1);
    assert_int_equal(w.code[9][9], -1);
    w.day[3] = w.day[2];
    assert_int_equal(find_outages(&w, &outages), WFM_BAD_DAY);
    w.day[3] = INT64_MIN;
    assert_int_equal(find_outages(&w, &outages), WFM_BAD_DAY);
    w.grid.day = NULL;
    assert_int_equal(find_outages(&w, &outages), WFM_BAD_FORECAST_COLUMN);
    w.grid.calls = NULL;
    assert_int_equal(find_outages(&w, &outages), WFM_BAD_FORECAST_COLUMN);
    w.grid.days = -1;
    assert_int_equal(find_outages(&w, &outages), WFM_BAD_COUNT);
}

static void test_any_bits(void **state)
{
    (void)state;
    uint64_t seed = 11;
    int64_t outages;
    year y;
    weeks w;
    for (int round = 0; round < 300; round++) {
        make_year(&y);
        make_weeks(&w);
        y.history.count = w.grid.days = 40;
        for (int k = 0; k < 5; k++) {
            y.calls[random_word(&seed) % 40] = random_bits(&seed);
            y.closed[random_word(&seed) % 40] = random_bits(&seed);
            w.calls[random_word(&seed) % 40][random_word(&seed) % SLOTS] = fabs(random_bits(&seed));
        }
        if (round % 3 == 0) y.day[random_word(&seed) % 40] = (int64_t)random_word(&seed);
        wfm_status status = clean(&y, y.event);
        assert_true(wfm_failed(status) ? y.code[0] == -1 : y.code[0] >= 0);
        status = find_outages(&w, &outages);
        assert_true(wfm_failed(status) ? outages == -1 : outages >= 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_median),
        cmocka_unit_test(test_each_day_has_its_code),
        cmocka_unit_test(test_a_missing_row_moves_no_weekday),
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_events_may_teach),
        cmocka_unit_test(test_a_level_of_ten_days),
        cmocka_unit_test(test_a_level_of_five_days_a_week),
        cmocka_unit_test(test_what_is_a_level),
        cmocka_unit_test(test_days_without_calls),
        cmocka_unit_test(test_long_runs_without_calls),
        cmocka_unit_test(test_clean_statuses),
        cmocka_unit_test(test_outages),
        cmocka_unit_test(test_closed_is_no_outage),
        cmocka_unit_test(test_outage_limit),
        cmocka_unit_test(test_outages_need_neighbours),
        cmocka_unit_test(test_outage_statuses),
        cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
