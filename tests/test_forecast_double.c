/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include <string.h>

#include "wfm/forecast.h"

enum { DAYS = 140, SLOTS = 12, ASKED = 10, WORK = 16 * SLOTS, MONDAY_2024 = 19723 };

static const double weekday[7] = {1.47, 1.19, 1.15, 1.15, 1.05, 0.66, 0.33};

/* Twenty weeks of 12 intervals, the first of them closed, none on Sundays. */
typedef struct kit {
    int64_t day[DAYS], asked[ASKED];
    double calls[DAYS][SLOTS], work[WORK], forecast[ASKED][SLOTS];
    wfm_forecast_grid grid;
    wfm_forecast_double gains;
} kit;

static double mean_of(int i, int slot)
{
    if (slot == 0 || i % 7 == 6) return 0;
    return weekday[i % 7] * (20 + 10 * slot - 0.8 * slot * slot) * (i % 7 == 1 && slot == 4 ? 1.5 : 1);
}

/* A Poisson number, by the times between its events. */
static double poisson(uint64_t *seed, double mean)
{
    double count = 0, time = 0;
    if (mean == 0) return 0;
    for (;;) {
        time -= log(random_between(seed, 1e-12, 1));
        if (time > mean) return count;
        count++;
    }
}

static void make(kit *k, uint64_t seed)
{
    memset(k, 0, sizeof *k);
    for (int i = 0; i < DAYS; i++) {
        k->day[i] = MONDAY_2024 + i;
        for (int s = 0; s < SLOTS; s++)
            k->calls[i][s] = s == 0 || i % 7 == 6 ? QUIET_NAN
                             : seed > 0           ? poisson(&seed, mean_of(i, s))
                                                  : mean_of(i, s);
    }
    for (int i = 0; i < ASKED; i++)
        k->asked[i] = MONDAY_2024 + DAYS + i;
    k->grid = (wfm_forecast_grid)WFM_FORECAST_GRID_INIT;
    k->grid.days = DAYS;
    k->grid.slots = SLOTS;
    k->grid.calls = k->calls[0];
    k->grid.calls_day_stride = SLOTS;
    k->grid.calls_slot_stride = k->grid.day_stride = 1;
    k->grid.day = k->day;
    k->gains = (wfm_forecast_double)WFM_FORECAST_DOUBLE_INIT;
    k->gains.level_gain = 0.02;
    k->gains.day_gain = 0.05;
    k->gains.week_gain = 0.15;
    k->gains.damping = 0.6;
}

static wfm_status fit(kit *k)
{
    return wfm_forecast_double_fit(&k->grid, k->work, WORK, &k->gains);
}

static wfm_status predict(kit *k)
{
    return wfm_forecast_double_days(&k->grid, &k->gains, k->work, WORK, ASKED, k->asked, 1, k->forecast[0], SLOTS, 1);
}

/* The same smoother written plainly: a list of open intervals in order, and means by going through all of them. */
typedef struct plain {
    double level, day[SLOTS], week[7][SLOTS], error, squares;
    int counted;
} plain;

static double plain_mean(const kit *k, int w, int s)
{
    double sum = 0;
    int known = 0;
    for (int i = 0; i < k->grid.days; i++) {
        if (k->day[i] - k->day[0] >= 42 || isnan(k->calls[i][s])) continue;
        if (w >= 0 && (k->day[i] - MONDAY_2024) % 7 != w) continue;
        sum += sqrt(k->calls[i][s] + 0.25);
        known++;
    }
    return known > 0 ? sum / known : QUIET_NAN;
}

static void plain_run(const kit *k, plain *p)
{
    memset(p, 0, sizeof *p);
    int slots = 0;
    for (int s = 0; s < SLOTS; s++) {
        p->day[s] = plain_mean(k, -1, s);
        if (isnan(p->day[s])) continue;
        p->level += p->day[s];
        slots++;
    }
    p->level /= slots;
    for (int s = 0; s < SLOTS; s++) {
        p->day[s] = isnan(p->day[s]) ? 0 : p->day[s] - p->level;
        for (int w = 0; w < 7; w++) {
            double mean = plain_mean(k, w, s);
            p->week[w][s] = isnan(mean) ? 0 : mean - p->level - p->day[s];
        }
    }
    for (int i = 0; i < k->grid.days; i++) {
        int w = (int)((k->day[i] - MONDAY_2024) % 7), open = 0;
        for (int s = 1; s < SLOTS && w < 6; s++) { /* at the eve */
            double x = sqrt(k->calls[i][s] + 0.25);
            double expected = p->level + p->day[s] + p->week[w][s] + pow(k->gains.damping, ++open) * p->error;
            if (isnan(x) || k->day[i] - k->day[0] < 42) continue;
            p->squares += (x - expected) * (x - expected);
            p->counted++;
        }
        for (int s = 1; s < SLOTS && w < 6; s++) {
            double e = sqrt(k->calls[i][s] + 0.25) - p->level - p->day[s] - p->week[w][s];
            if (isnan(e)) {
                p->error *= k->gains.damping;
                continue;
            }
            p->level += k->gains.level_gain * e;
            p->day[s] += k->gains.day_gain * e;
            p->week[w][s] += k->gains.week_gain * e;
            p->error = e;
        }
    }
}

static void test_the_same_written_plainly(void **state)
{
    (void)state;
    tally results = {.name = "written plainly"};
    kit k;
    plain p;
    for (uint64_t seed = 1; seed < 6; seed++) {
        make(&k, seed);
        uint64_t gaps = seed;
        for (int i = 0; i < 40; i++)
            k.calls[random_word(&gaps) % DAYS][random_word(&gaps) % SLOTS] = QUIET_NAN;
        for (int s = 5; s < SLOTS; s++)
            k.calls[DAYS - 2][s] = QUIET_NAN; /* today, half a day known */
        assert_int_equal(predict(&k), WFM_CAVEAT_SLOT_UNKNOWN);
        plain_run(&k, &p);
        int open = 0;
        for (int i = 0; i < ASKED; i++) {
            for (int s = 0; s < SLOTS; s++) {
                int w = (int)((k.asked[i] - MONDAY_2024) % 7);
                bool closed = s == 0 || w == 6;
                double root = closed ? 0 : p.level + p.day[s] + p.week[w][s] + pow(0.6, ++open) * p.error;
                check_near(&results, k.forecast[i][s], root * root, TOL_1E12, "seed %d day %d slot %d", (int)seed, i,
                           s);
            }
        }
    }
    tally_finish(&results);
}

/* The mean square is the one of the gains, counted at the eve of each day, and other gains nearby are no better. */
static void test_the_fit_is_a_minimum(void **state)
{
    (void)state;
    tally results = {.name = "the fit"};
    uint64_t seed = 5;
    kit k;
    plain p;
    make(&k, 9);
    for (int i = 0; i < DAYS; i++) /* a level that moves */
        for (int s = 1; s < SLOTS; s++)
            k.calls[i][s] *= 1 + 0.4 * sin(i / 15.0);
    assert_int_equal(fit(&k), WFM_OK);
    const wfm_forecast_double best = k.gains;
    plain_run(&k, &p);
    check_near(&results, best.mean_square, p.squares / p.counted, TOL_1E12, "mean square");
    assert_int_equal(best.intervals, p.counted);
    for (int round = 0; round < 200; round++) {
        k.gains.level_gain = fmin(fmax(best.level_gain * random_between(&seed, 0.9, 1.1), 0.001), 0.1);
        k.gains.day_gain = fmin(fmax(best.day_gain * random_between(&seed, 0.9, 1.1), 0.005), 0.3);
        k.gains.week_gain = fmin(fmax(best.week_gain * random_between(&seed, 0.9, 1.1), 0.02), 0.4);
        k.gains.damping = fmin(fmax(best.damping * random_between(&seed, 0.9, 1.1), 0.2), 0.98);
        plain_run(&k, &p);
        check_true(&results, p.squares / p.counted >= best.mean_square * (1 - 1e-3), "round %d", round);
    }
    tally_finish(&results);
}

/* Without noise the pattern comes out, plus the 1/4; and taking days out moves no weekday. */
static void test_pattern_and_missing_days(void **state)
{
    (void)state;
    tally results = {.name = "missing days"};
    kit k;
    make(&k, 0);
    int kept = 0;
    for (int i = 0; i < DAYS; i++) {
        k.day[kept] = k.day[i];
        memmove(k.calls[kept], k.calls[i], sizeof k.calls[i]);
        if (i % 7 != 6 && i % 29 != 20) kept++;
    }
    k.grid.days = kept;
    assert_int_equal(predict(&k), WFM_CAVEAT_SLOT_UNKNOWN);
    for (int i = 0; i < ASKED; i++)
        for (int s = 0; s < SLOTS; s++) {
            double mean = mean_of(DAYS + i, s);
            check_near(&results, k.forecast[i][s], mean > 0 ? mean + 0.25 : 0, TOL_1E9, "day %d slot %d", i, s);
        }
    tally_finish(&results);
}

/* Counts of Poisson: the mean of the forecasts is that of the counts, from few calls to many; an interval that is open
 * and never has a call stays 0. */
static void test_no_bias(void **state)
{
    (void)state;
    tally results = {.name = "no bias"};
    double forecast = 0, mean = 0;
    kit k;
    uint64_t seed = 1;
    for (int round = 0; round < 30; round++) {
        make(&k, 0);
        for (int i = 0; i < DAYS; i++)
            for (int s = 1; s < SLOTS && i % 7 != 6; s++)
                k.calls[i][s] = s == 1 ? 0 : poisson(&seed, mean_of(i, s) / 8);
        assert_int_equal(predict(&k), WFM_CAVEAT_SLOT_UNKNOWN);
        for (int i = 0; i < ASKED; i++)
            for (int s = 0; s < SLOTS; s++) {
                forecast += k.forecast[i][s];
                mean += s == 1 ? 0 : mean_of(DAYS + i, s) / 8;
                if (s == 1) check_true(&results, k.forecast[i][s] == 0, "never a call");
            }
    }
    check_between(&results, forecast / mean, 0.97, 1.03, "over all");
    tally_finish(&results);
}

/* What stands where it is marked closed is not read: the day and the intervals might as well be unknown. */
static void test_closed_intervals(void **state)
{
    (void)state;
    tally results = {.name = "closed intervals"};
    static double closed[DAYS][SLOTS];
    kit unknown, marked;
    make(&unknown, 12);
    make(&marked, 12);
    uint64_t seed = 13;
    for (int i = 0; i < 60; i++) {
        int week = (int)(random_word(&seed) % (DAYS / 7)), day = 7 * week + (int)(random_word(&seed) % 6);
        int slot = 1 + (int)(random_word(&seed) % (SLOTS - 1));
        unknown.calls[day][slot] = QUIET_NAN;
        marked.calls[day][slot] = 5000;
        closed[day][slot] = 1;
    }
    marked.grid.closed = closed[0];
    marked.grid.closed_day_stride = SLOTS;
    marked.grid.closed_slot_stride = 1;
    (void)predict(&unknown);
    (void)predict(&marked);
    for (int i = 0; i < ASKED; i++)
        for (int s = 1; s < SLOTS; s++)
            check_same(&results, marked.forecast[i][s], unknown.forecast[i][s], "day %d slot %d", i, s);
    tally_finish(&results);
}

static void test_statuses(void **state)
{
    (void)state;
    kit k;
    assert_int_equal(wfm_forecast_double_work(-1), -1);
    assert_int_equal(wfm_forecast_double_work(INT64_MAX), -1);
    assert_int_equal(wfm_forecast_double_work(SLOTS), WORK);
    make(&k, 1);
    assert_int_equal(wfm_forecast_double_fit(&k.grid, k.work, WORK, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_double_fit(NULL, k.work, WORK, &k.gains), WFM_BAD_FORECAST_STRUCT);
    assert_true(isnan(k.gains.damping));
    assert_int_equal(wfm_forecast_double_fit(&k.grid, NULL, WORK, &k.gains), WFM_BAD_WORK);
    assert_int_equal(wfm_forecast_double_fit(&k.grid, k.work, WORK - 1, &k.gains), WFM_BAD_WORK);
    k.grid.days = 42;
    assert_int_equal(fit(&k), WFM_SHORT_HISTORY);
    k.grid.days = 0;
    assert_int_equal(fit(&k), WFM_NO_HISTORY);
    make(&k, 1);
    k.grid.slots = 0;
    assert_int_equal(fit(&k), WFM_NO_HISTORY);
    k.grid.slots = INT64_MAX;
    assert_int_equal(fit(&k), WFM_BAD_COUNT);
    make(&k, 1);
    k.calls[7][7] = 1e101;
    assert_int_equal(fit(&k), WFM_BAD_CALLS);
    assert_int_equal(predict(&k), WFM_BAD_CALLS);
    assert_true(isnan(k.forecast[ASKED - 1][SLOTS - 1]));
    make(&k, 1);
    assert_int_equal(wfm_forecast_double_days(&k.grid, &k.gains, k.work, WORK, 1, k.asked, 1, NULL, 0, 0),
                     WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_double_days(&k.grid, &k.gains, k.work, WORK, -1, k.asked, 1, k.forecast[0], 1, 1),
                     WFM_BAD_COUNT);
    assert_int_equal(wfm_forecast_double_days(NULL, &k.gains, k.work, WORK, 1, k.asked, 1, k.forecast[0], 1, 1),
                     WFM_BAD_FORECAST_STRUCT);
    assert_int_equal(wfm_forecast_double_days(&k.grid, NULL, k.work, WORK, 1, k.asked, 1, k.forecast[0], 1, 1),
                     WFM_BAD_FORECAST_STRUCT);
    assert_int_equal(wfm_forecast_double_days(&k.grid, &k.gains, k.work, WORK, 1, NULL, 1, k.forecast[0], 1, 1),
                     WFM_BAD_FORECAST_COLUMN);
    k.asked[1] = k.asked[0];
    assert_int_equal(predict(&k), WFM_BAD_DAY);
    k.asked[0] = MONDAY_2024;
    assert_int_equal(predict(&k), WFM_BAD_DAY);
    k.asked[0] = INT64_MAX;
    assert_int_equal(predict(&k), WFM_BAD_DAY);
    make(&k, 1);
    k.gains.damping = 1.5;
    assert_int_equal(predict(&k), WFM_BAD_SMOOTHER);
    make(&k, 1);
    for (int i = 0; i < DAYS; i++)
        for (int s = 0; s < SLOTS; s++)
            k.calls[i][s] = QUIET_NAN;
    assert_int_equal(fit(&k), WFM_NO_HISTORY);
    make(&k, 1);
    k.grid.days = 0;
    assert_int_equal(predict(&k), WFM_NO_HISTORY);
    make(&k, 1);
    for (int i = 0; i < DAYS; i++)
        for (int s = 0; s < SLOTS; s++)
            k.calls[i][s] = 0;
    assert_int_equal(predict(&k), WFM_OK);
    assert_true(k.forecast[3][3] == 0);
}

/* Each error three times over, for twenty years: refused, not infinite. */
static void test_unstable_gains(void **state)
{
    (void)state;
    enum { LONG = 7300 };
    static int64_t day[LONG];
    static double calls[LONG];
    double work[16], forecast = 0;
    kit k;
    make(&k, 1);
    for (int i = 0; i < LONG; i++) {
        day[i] = i;
        calls[i] = i % 2 == 0 ? 1e100 : 0;
    }
    k.grid.days = LONG;
    k.grid.slots = k.grid.calls_day_stride = 1;
    k.grid.calls = calls;
    k.grid.day = day;
    k.gains.level_gain = k.gains.day_gain = k.gains.week_gain = 1;
    assert_int_equal(wfm_forecast_double_days(&k.grid, &k.gains, work, 16, 1, k.asked, 1, &forecast, 1, 1),
                     WFM_BAD_SMOOTHER);
    assert_true(isnan(forecast));
}

static void test_any_bits(void **state)
{
    (void)state;
    uint64_t seed = 51;
    kit k;
    make(&k, 3);
    const kit good = k;
    for (int round = 0; round < 3000; round++) {
        k = good;
        k.grid.calls = k.calls[0];
        k.grid.day = k.day;
        k.grid.days = 60;
        k.calls[random_word(&seed) % 60][random_word(&seed) % SLOTS] = random_bits(&seed);
        k.gains.level_gain = random_word(&seed) % 4 == 0 ? random_bits(&seed) : random_between(&seed, 0, 1);
        k.gains.damping = random_word(&seed) % 4 == 0 ? random_bits(&seed) : random_between(&seed, 0, 1);
        if (round % 10 == 0) k.day[random_word(&seed) % 60] = (int64_t)random_word(&seed);
        wfm_status status = predict(&k);
        assert_true(wfm_failed(status) ? isnan(k.forecast[2][2]) : k.forecast[2][2] >= 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_same_written_plainly), cmocka_unit_test(test_the_fit_is_a_minimum),
        cmocka_unit_test(test_pattern_and_missing_days), cmocka_unit_test(test_no_bias),
        cmocka_unit_test(test_closed_intervals),         cmocka_unit_test(test_statuses),
        cmocka_unit_test(test_unstable_gains),           cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
