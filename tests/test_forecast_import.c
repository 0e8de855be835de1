/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include <string.h>

#include "wfm/forecast.h"

/* 2024-03-29 to 04-01 in central Europe, where at 01:00 UTC of Sunday the 31st 02:00 became 03:00; and 2024-10-25 to 28,
 * where at 01:00 UTC of Sunday the 27th 03:00 became 02:00. */
enum { SPRING = 19811, AUTUMN = 20021, DAYS = 4, SLOTS = 48, CHANGE_DAY = 2, ROWS = DAYS * 1440 + 200, HOUR = 3600 };

typedef struct kit {
    double start_s[ROWS], offset_s[ROWS], calls[ROWS], matrix[DAYS][SLOTS], covered[DAYS * SLOTS];
    wfm_forecast_import records;
} kit;

/* One row a minute (or each step_s), by the time of the world; the local offset changes with the clock. */
static void make(kit *k, int64_t first_day, double step_s)
{
    memset(k, 0, sizeof *k);
    bool spring = first_day == SPRING;
    double before_s = spring ? HOUR : 2 * HOUR, after_s = spring ? 2 * HOUR : HOUR;
    double change_s = (double)(first_day + CHANGE_DAY) * 86400 + HOUR;
    double first_s = (double)first_day * 86400 - before_s, end_s = (double)(first_day + DAYS) * 86400 - after_s;
    k->records = (wfm_forecast_import)WFM_FORECAST_IMPORT_INIT;
    for (double t = first_s; t < end_s; t += step_s) {
        k->start_s[k->records.count] = t;
        k->calls[k->records.count] = 10;
        k->offset_s[k->records.count++] = t < change_s ? before_s : after_s;
    }
    k->records.start_s = k->start_s;
    k->records.offset_s = k->offset_s;
    k->records.calls = k->calls;
    k->records.start_s_stride = k->records.offset_s_stride = k->records.calls_stride = 1;
    k->records.interval_s = step_s;
    k->records.from_s = (double)first_day * 86400;
    k->records.until_s = (double)(first_day + DAYS) * 86400;
    k->records.first_day = first_day;
    k->records.days = DAYS;
    k->records.slots = SLOTS;
}

static wfm_status count_calls(kit *k)
{
    return wfm_forecast_import_calls(&k->records, k->matrix[0], SLOTS, 1);
}

static wfm_status lay(kit *k)
{
    return wfm_forecast_import_intervals(&k->records, k->covered, k->matrix[0], SLOTS, 1);
}

/* The half hours at 02:00 and 02:30 of the day of the change have this, all others the usual. */
static void check_days(tally *results, const kit *k, double usual, double changed, const char *what)
{
    for (int i = 0; i < DAYS; i++)
        for (int s = 0; s < SLOTS; s++) {
            double expected = i == CHANGE_DAY && (s == 4 || s == 5) ? changed : usual;
            check_same(results, k->matrix[i][s], expected, "%s, day %d slot %d", what, i, s);
        }
}

static wfm_status change(kit *k, int32_t use, double skip_s)
{
    int64_t day[DAYS];
    const int64_t changed = k->records.first_day + CHANGE_DAY;
    const double start_s = 2 * HOUR;
    wfm_forecast_clock clock = WFM_FORECAST_CLOCK_INIT;
    for (int i = 0; i < DAYS; i++)
        day[i] = k->records.first_day + i;
    clock.count = 1;
    clock.day = &changed;
    clock.start_s = &start_s;
    clock.skip_s = &skip_s;
    return wfm_forecast_clock_apply(&clock, use, DAYS, SLOTS, day, 1, k->matrix[0], SLOTS, 1);
}

/* Calls one by one: the hour that is not there is 0 and the one that is there twice has double, until the clock says so. */
static void test_calls_over_changes_of_the_clock(void **state)
{
    (void)state;
    tally results = {.name = "calls one by one"};
    kit k;
    make(&k, SPRING, 60);
    assert_int_equal(count_calls(&k), WFM_OK);
    check_days(&results, &k, 30, 0, "spring");
    assert_int_equal(change(&k, WFM_FORECAST_CLOCK_LEARN, HOUR), WFM_OK);
    check_days(&results, &k, 30, QUIET_NAN, "spring, to learn from");
    make(&k, AUTUMN, 60);
    assert_int_equal(count_calls(&k), WFM_OK);
    check_days(&results, &k, 30, 60, "autumn");
    assert_int_equal(change(&k, WFM_FORECAST_CLOCK_LEARN, -HOUR), WFM_OK);
    check_days(&results, &k, 30, 30, "autumn, to learn from");
    tally_finish(&results);
}

/* A forecast of usual days on the wall clock: the skipped hour is dropped, the day lower by its share; doubled in autumn. */
static void test_output_over_changes_of_the_clock(void **state)
{
    (void)state;
    tally results = {.name = "output"};
    kit k;
    for (int autumn = 0; autumn < 2; autumn++) {
        double total = 0;
        make(&k, autumn ? AUTUMN : SPRING, 60);
        for (int i = 0; i < DAYS; i++)
            for (int s = 0; s < SLOTS; s++)
                k.matrix[i][s] = 100;
        assert_int_equal(change(&k, WFM_FORECAST_CLOCK_OUTPUT, autumn ? -HOUR : HOUR), WFM_OK);
        check_days(&results, &k, 100, autumn ? 200 : 0, autumn ? "autumn" : "spring");
        for (int s = 0; s < SLOTS; s++)
            total += k.matrix[CHANGE_DAY][s];
        check_same(&results, total, autumn ? 5000 : 4600, "the day, lower or higher by the hour's share");
    }
    tally_finish(&results);
}

/* An hour's slots and a change of half an hour: parts of an interval, and there and back. */
static void test_parts_of_an_interval(void **state)
{
    (void)state;
    tally results = {.name = "parts"};
    const int64_t day[] = {5, 6};
    const int64_t changed[] = {6, 9};
    const double start_s[] = {2 * HOUR, 0}, later[] = {1800, 1800}, earlier[] = {-1800, 0};
    double matrix[2][24];
    wfm_forecast_clock clock = WFM_FORECAST_CLOCK_INIT;
    clock.count = 2;
    clock.day = changed;
    clock.start_s = start_s;
    clock.day_stride = clock.start_s_stride = clock.skip_s_stride = 1;
    for (int back = 0; back < 2; back++) {
        for (int i = 0; i < 48; i++)
            matrix[i / 24][i % 24] = 90;
        clock.skip_s = back ? earlier : later;
        assert_int_equal(wfm_forecast_clock_apply(&clock, WFM_FORECAST_CLOCK_OUTPUT, 2, 24, day, 1, matrix[0], 24, 1),
                         WFM_OK);
        check_same(&results, matrix[1][2], back ? 135 : 45, "half of the hour");
        check_same(&results, matrix[0][2], 90, "another day");
        check_same(&results, matrix[1][3], 90, "another hour");
        assert_int_equal(wfm_forecast_clock_apply(&clock, WFM_FORECAST_CLOCK_LEARN, 2, 24, day, 1, matrix[0], 24, 1),
                         WFM_OK);
        check_same(&results, matrix[1][2], 90, "there and back");
    }
    tally_finish(&results);
}

/* What is not wholly recorded is unknown; the rest of today is not a quiet evening. */
static void test_recorded_time(void **state)
{
    (void)state;
    tally results = {.name = "recorded time"};
    kit k;
    make(&k, SPRING, 60);
    k.records.from_s += 1800;
    k.records.until_s -= 100 * 60; /* in the middle of an interval */
    k.records.count = 10;
    assert_int_equal(count_calls(&k), WFM_OK);
    check_same(&results, k.matrix[0][0], QUIET_NAN, "before it began, whatever is there");
    check_same(&results, k.matrix[0][1], 0, "the first");
    check_same(&results, k.matrix[DAYS - 1][44 - 1], 0, "the last that is whole");
    check_same(&results, k.matrix[DAYS - 1][44], QUIET_NAN, "the one it ends in");
    check_same(&results, k.matrix[DAYS - 1][47], QUIET_NAN, "the rest");
    make(&k, SPRING, 60);
    k.records.days = 2;
    assert_int_equal(count_calls(&k), WFM_CAVEAT_NOT_HELD);
    k.records.first_day = SPRING + 3;
    k.records.offset_s = NULL;
    assert_int_equal(count_calls(&k), WFM_CAVEAT_NOT_HELD);
    tally_finish(&results);
}

/* Ten tenths of a second do not add up to one, and cover it. */
static void test_parts_of_a_second(void **state)
{
    (void)state;
    static double matrix[86400], covered[86400], start[10];
    const double one = 1;
    wfm_forecast_import records = WFM_FORECAST_IMPORT_INIT;
    for (int i = 0; i < 10; i++)
        start[i] = SPRING * 86400.0 + i / 10.0;
    records.count = 10;
    records.start_s = start;
    records.start_s_stride = 1;
    records.calls = &one;
    records.interval_s = 0.1;
    records.first_day = SPRING;
    records.days = 1;
    records.slots = 86400;
    assert_false(wfm_failed(wfm_forecast_import_intervals(&records, covered, matrix, 86400, 1)));
    assert_true(matrix[0] == 10);
    assert_true(isnan(matrix[1]));
    records.count = 9;
    assert_false(wfm_failed(wfm_forecast_import_intervals(&records, covered, matrix, 86400, 1)));
    assert_true(isnan(matrix[0]));
}

/* Intervals: the doubled hour is halved, the skipped one unknown, and a missing or unknown part makes the whole unknown. */
static void test_intervals(void **state)
{
    (void)state;
    tally results = {.name = "intervals"};
    kit k;
    for (int finer = 0; finer < 3; finer++) {
        const double step_s[] = {1800, 900, 300};
        double usual = 10 * 1800 / step_s[finer];
        make(&k, AUTUMN, step_s[finer]);
        assert_int_equal(lay(&k), WFM_OK);
        check_days(&results, &k, usual, usual, "autumn");
        check_same(&results, k.covered[CHANGE_DAY * SLOTS + 4], 3600, "covered twice");
        make(&k, SPRING, step_s[finer]);
        assert_int_equal(lay(&k), WFM_OK);
        check_days(&results, &k, usual, QUIET_NAN, "spring");
        check_same(&results, k.covered[CHANGE_DAY * SLOTS + 4], 0, "covered by none");
    }
    make(&k, SPRING, 300);
    k.calls[7] = QUIET_NAN;
    k.start_s[20] = k.start_s[19]; /* one missing, one twice: in the same half hour, so it cannot be told */
    k.start_s[30] = k.start_s[5];  /* one missing here, one too many there */
    assert_int_equal(lay(&k), WFM_OK);
    check_same(&results, k.matrix[0][1], QUIET_NAN, "an unknown part");
    check_same(&results, k.matrix[0][5], QUIET_NAN, "a missing part");
    check_same(&results, k.matrix[0][0], QUIET_NAN, "a part too many");
    check_same(&results, k.matrix[0][2], 60, "another");
    make(&k, SPRING, 300);
    k.records.days = 1;
    assert_int_equal(lay(&k), WFM_CAVEAT_NOT_HELD);
    tally_finish(&results);
}

/* A time just before an interval's start is not in it, whatever the quotient rounds to. */
static void test_borders(void **state)
{
    (void)state;
    tally results = {.name = "borders"};
    uint64_t seed = 9;
    kit k;
    make(&k, SPRING, 60);
    k.records.offset_s = NULL;
    k.records.slots = 27; /* 3,200 s */
    k.records.count = 1;
    for (int round = 0; round < 20000; round++) {
        int64_t number = (int64_t)(random_word(&seed) % (27 * DAYS));
        double border_s = (double)SPRING * 86400 + (double)number * 3200;
        bool before = random_word(&seed) % 2 == 0;
        if (number == 0) continue;
        k.start_s[0] = before ? step_by(border_s, -1) : border_s;
        assert_int_equal(wfm_forecast_import_calls(&k.records, k.matrix[0], 27, 1), WFM_OK);
        const double *elements = k.matrix[0];
        check_true(&results, elements[number - before] == 1, "interval %d, before %d", (int)number, before);
    }
    tally_finish(&results);
}

static void test_coarsen(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_coarsen"};
    double fine[2][12], coarse[2][4];
    wfm_forecast_grid grid = WFM_FORECAST_GRID_INIT;
    for (int i = 0; i < 24; i++)
        fine[i / 12][i % 12] = i + 1;
    fine[1][7] = QUIET_NAN;
    grid.days = 2;
    grid.slots = 12;
    grid.calls = fine[0];
    grid.calls_day_stride = 12;
    grid.calls_slot_stride = 1;
    assert_int_equal(wfm_forecast_coarsen(&grid, 3, coarse[0], 4, 1), WFM_OK);
    for (int i = 0; i < 8; i++)
        check_same(&results, coarse[i / 4][i % 4], i == 6 ? QUIET_NAN : 9 * i + 6, "element %d", i);
    fine[0][0] = DBL_MAX;
    fine[0][1] = DBL_MAX;
    assert_int_equal(wfm_forecast_coarsen(&grid, 3, coarse[0], 4, 1), WFM_BAD_CALLS);
    check_same(&results, coarse[1][3], QUIET_NAN, "nothing is left on an error");
    fine[0][0] = -1;
    assert_int_equal(wfm_forecast_coarsen(&grid, 3, coarse[0], 4, 1), WFM_BAD_CALLS);
    assert_int_equal(wfm_forecast_coarsen(&grid, 5, coarse[0], 4, 1), WFM_BAD_SLOTS);
    assert_int_equal(wfm_forecast_coarsen(&grid, 0, coarse[0], 4, 1), WFM_BAD_SLOTS);
    assert_int_equal(wfm_forecast_coarsen(&grid, 3, NULL, 4, 1), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_coarsen(NULL, 3, coarse[0], 4, 1), WFM_BAD_FORECAST_STRUCT);
    grid.calls = NULL;
    assert_int_equal(wfm_forecast_coarsen(&grid, 3, coarse[0], 4, 1), WFM_BAD_FORECAST_COLUMN);
    grid.slots = -1;
    assert_int_equal(wfm_forecast_coarsen(&grid, 3, coarse[0], 4, 1), WFM_BAD_COUNT);
    tally_finish(&results);
}

static void test_import_statuses(void **state)
{
    (void)state;
    kit k;
    make(&k, SPRING, 900);
    const wfm_forecast_import good = k.records;
    assert_int_equal(wfm_forecast_import_calls(&k.records, NULL, 1, 1), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_import_calls(NULL, k.matrix[0], 1, 1), WFM_BAD_FORECAST_STRUCT);
    assert_int_equal(wfm_forecast_import_intervals(&k.records, k.covered, NULL, 1, 1), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_import_intervals(&k.records, NULL, k.matrix[0], SLOTS, 1), WFM_BAD_WORK);
    assert_int_equal(wfm_forecast_import_intervals(NULL, k.covered, k.matrix[0], SLOTS, 1), WFM_BAD_FORECAST_STRUCT);
#define REFUSED(which, change, status)                                                                                 \
    do {                                                                                                               \
        k.records = good;                                                                                              \
        change;                                                                                                        \
        assert_int_equal(which(&k), status);                                                                           \
    } while (0)
    REFUSED(count_calls, k.records.days = -1, WFM_BAD_COUNT);
    REFUSED(count_calls, k.records.days = INT64_MAX, WFM_BAD_COUNT);
    REFUSED(count_calls, k.records.slots = 0, WFM_BAD_SLOTS);
    REFUSED(count_calls, k.records.slots = 7, WFM_BAD_SLOTS);
    REFUSED(count_calls, k.records.slots = 100000, WFM_BAD_SLOTS);
    REFUSED(count_calls, k.records.first_day = INT64_MIN, WFM_BAD_DAY);
    REFUSED(count_calls, k.records.count = -1, WFM_BAD_COUNT);
    assert_true(isnan(k.matrix[DAYS - 1][SLOTS - 1]));
    REFUSED(count_calls, k.records.start_s = NULL, WFM_BAD_FORECAST_COLUMN);
    REFUSED(lay, k.records.calls = NULL, WFM_BAD_FORECAST_COLUMN);
    assert_true(isnan(k.covered[5]));
    REFUSED(lay, k.records.interval_s = 0, WFM_BAD_SLOTS);
    REFUSED(lay, k.records.interval_s = -900, WFM_BAD_SLOTS);
    REFUSED(lay, k.records.interval_s = 700, WFM_BAD_SLOTS);
    REFUSED(lay, k.records.interval_s = 3600, WFM_BAD_SLOTS);
    REFUSED(lay, k.start_s[3] += 600, WFM_NOT_WITHIN);
    REFUSED(lay, k.start_s[3] = INF, WFM_NOT_WITHIN);
    REFUSED(count_calls, (void)0, WFM_NOT_WITHIN);
    make(&k, SPRING, 900);
    REFUSED(lay, k.calls[4] = -1, WFM_BAD_CALLS);
    REFUSED(lay, k.calls[4] = k.calls[5] = DBL_MAX, WFM_BAD_CALLS);
    REFUSED(lay, k.records.count = 0, WFM_OK);
    assert_true(isnan(k.matrix[0][0]));
    k.records.start_s = k.records.calls = NULL;
    assert_int_equal(lay(&k), WFM_OK);
#undef REFUSED
}

static void test_clock_statuses(void **state)
{
    (void)state;
    const int64_t day = 3;
    const double start_s = 7200, skip_s = 3600;
    double element[24] = {0};
    wfm_forecast_clock clock = WFM_FORECAST_CLOCK_INIT;
    clock.count = 1;
    clock.day = &day;
    clock.start_s = &start_s;
    clock.skip_s = &skip_s;
    const wfm_forecast_clock good = clock;
#define REFUSED(change, status)                                                                                        \
    do {                                                                                                               \
        clock = good;                                                                                                  \
        change;                                                                                                        \
        assert_int_equal(wfm_forecast_clock_apply(&clock, 0, 1, 24, &day, 1, element, 24, 1), status);                 \
        assert_true(isnan(element[7]));                                                                                \
    } while (0)
    REFUSED(clock.reserved = 1, WFM_BAD_FORECAST_STRUCT);
    REFUSED(clock.count = -1, WFM_BAD_COUNT);
    REFUSED(clock.day = NULL, WFM_BAD_FORECAST_COLUMN);
    REFUSED(clock.start_s = NULL, WFM_BAD_FORECAST_COLUMN);
    REFUSED(clock.skip_s = NULL, WFM_BAD_FORECAST_COLUMN);
    REFUSED(clock.start_s = &(double){-1}, WFM_NOT_WITHIN);
    REFUSED(clock.start_s = &(double){86000}, WFM_NOT_WITHIN);
    REFUSED(clock.skip_s = &(double){QUIET_NAN}, WFM_NOT_WITHIN);
#undef REFUSED
    clock = good;
    assert_int_equal(wfm_forecast_clock_apply(&clock, 2, 1, 24, &day, 1, element, 24, 1), WFM_BAD_CLOCK_USE);
    assert_int_equal(wfm_forecast_clock_apply(&clock, -1, 1, 24, &day, 1, element, 24, 1), WFM_BAD_CLOCK_USE);
    assert_int_equal(wfm_forecast_clock_apply(&clock, 0, 1, 24, NULL, 1, element, 24, 1), WFM_BAD_FORECAST_COLUMN);
    assert_int_equal(wfm_forecast_clock_apply(&clock, 0, -1, 24, &day, 1, element, 24, 1), WFM_BAD_COUNT);
    assert_int_equal(wfm_forecast_clock_apply(&clock, 0, 1, 12, &day, 1, element, 24, 1), WFM_OK);
    assert_int_equal(wfm_forecast_clock_apply(&clock, 0, 1, 7, &day, 1, element, 24, 1), WFM_BAD_SLOTS);
    assert_int_equal(wfm_forecast_clock_apply(&clock, 0, 1, 24, &day, 1, NULL, 24, 1), WFM_BAD_OUTPUT);
    clock.count = 0;
    assert_int_equal(wfm_forecast_clock_apply(&clock, 0, 1, 24, &day, 1, element, 24, 1), WFM_OK);
}

static void test_any_bits(void **state)
{
    (void)state;
    uint64_t seed = 61;
    kit k;
    make(&k, SPRING, 900);
    const kit good = k;
    for (int round = 0; round < 3000; round++) {
        k = good;
        k.records.start_s = k.start_s;
        k.records.offset_s = k.offset_s;
        k.records.calls = k.calls;
        k.records.count = 50;
        double *number[] = {&k.start_s[random_word(&seed) % 50],
                            &k.offset_s[random_word(&seed) % 50],
                            &k.calls[random_word(&seed) % 50],
                            &k.records.interval_s,
                            &k.records.from_s,
                            &k.records.until_s};
        *number[random_word(&seed) % 6] = random_bits(&seed);
        assert_true(wfm_failed(lay(&k)) ? isnan(k.matrix[1][1]) : true);
        assert_true(wfm_failed(count_calls(&k)) ? isnan(k.matrix[1][1]) : true);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calls_over_changes_of_the_clock),
        cmocka_unit_test(test_output_over_changes_of_the_clock),
        cmocka_unit_test(test_parts_of_an_interval),
        cmocka_unit_test(test_recorded_time),
        cmocka_unit_test(test_intervals),
        cmocka_unit_test(test_parts_of_a_second),
        cmocka_unit_test(test_borders),
        cmocka_unit_test(test_coarsen),
        cmocka_unit_test(test_import_statuses),
        cmocka_unit_test(test_clock_statuses),
        cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
