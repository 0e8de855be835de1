/* SPDX-License-Identifier: MIT */
/* Traffic as it is measured: units, busy hours against a plain second way, and the variation from day to day. */
#include "support/check.h"

#include <stdlib.h>

#include "wfm/trunks.h"

static void test_units(void **state)
{
    (void)state;
    tally results = {.name = "units of traffic"};
    const double bad[] = {-1, -DBL_MIN, QUIET_NAN};
    check_true(&results, wfm_ccs_for_erlangs(1) == 36, "an erlang"); /* ITU-T E.600 */
    check_true(&results, wfm_erlangs_for_ccs(36) == 1, "36 CCS");
    check_true(&results, wfm_ccs_for_erlangs(0) == 0, "none");
    check_true(&results, wfm_erlangs_for_ccs(INF) > DBL_MAX, "endless");
    check_true(&results, wfm_trunks_load_for_calls(250, 180, 1800) == 25, "250 calls of 3 min in half an hour");
    check_true(&results, wfm_trunks_holding_for_load(25, 250, 1800) == 180, "and back");
    check_true(&results, wfm_trunks_holding_for_load(1, 0, 1800) > DBL_MAX, "a load without calls");
    check_true(&results, wfm_trunks_holding_for_load(1, -0.0, 1800) > DBL_MAX, "nor with -0 of them");
    check_true(&results, isnan(wfm_trunks_holding_for_load(0, 0, 1800)), "neither");
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        check_true(&results, isnan(wfm_ccs_for_erlangs(bad[i])), "%g erl", bad[i]);
        check_true(&results, isnan(wfm_erlangs_for_ccs(bad[i])), "%g CCS", bad[i]);
        check_true(&results, isnan(wfm_trunks_load_for_calls(bad[i], 1, 1)), "%g calls", bad[i]);
        check_true(&results, isnan(wfm_trunks_load_for_calls(1, bad[i], 1)), "%g s", bad[i]);
        check_true(&results, isnan(wfm_trunks_load_for_calls(1, 1, bad[i])), "in %g s", bad[i]);
        check_true(&results, isnan(wfm_trunks_holding_for_load(bad[i], 1, 1)), "%g erl", bad[i]);
        check_true(&results, isnan(wfm_trunks_holding_for_load(1, bad[i], 1)), "%g calls", bad[i]);
        check_true(&results, isnan(wfm_trunks_holding_for_load(1, 1, bad[i])), "in %g s", bad[i]);
    }
    check_true(&results, isnan(wfm_trunks_load_for_calls(1, 1, 0)), "in no time");
    tally_finish(&results);
}

static void test_arrays(void **state)
{
    (void)state;
    tally results = {.name = "arrays of traffic"};
    const double loads[] = {1, 2.5, -1, 0}, calls[] = {10, 0, 3, 7}, times[] = {60, 70, 80, 90}, hour = 3600;
    double ccs[4], erl[4], made[4], held[4];
    wfm_ccs_for_erlangs_n(loads, 1, ccs, 1, 4);
    wfm_erlangs_for_ccs_n(loads + 3, -1, erl, 1, 4);
    wfm_trunks_load_for_calls_n(calls, 1, times, 1, &hour, 0, made, 1, 4);
    wfm_trunks_holding_for_load_n(loads, 1, calls, 1, &hour, 0, held, 1, 4);
    for (size_t i = 0; i < 4; i++) {
        check_same(&results, ccs[i], wfm_ccs_for_erlangs(loads[i]), "CCS %zu", i);
        check_same(&results, erl[i], wfm_erlangs_for_ccs(loads[3 - i]), "erlangs %zu", i);
        check_same(&results, made[i], wfm_trunks_load_for_calls(calls[i], times[i], hour), "load %zu", i);
        check_same(&results, held[i], wfm_trunks_holding_for_load(loads[i], calls[i], hour), "holding %zu", i);
    }
    tally_finish(&results);
}

static wfm_traffic table(const double *loads, int64_t days, int64_t slots, int64_t length)
{
    wfm_traffic t = WFM_TRAFFIC_INIT;
    t.load_erl = loads;
    t.days = days;
    t.slots = slots;
    t.day_stride = (ptrdiff_t)slots;
    t.slot_stride = 1;
    t.length = length;
    return t;
}

/* Three days of six half hours, an hour being two: by hand. Hours from slot 2 on have the means 5, 8 and 8.5 on the days
 * (7 1/6), those from slot 3 on 7, 7 and 6.5 (6 5/6); the days' own highest are 7, 8 and 9. */
static void test_by_hand(void **state)
{
    (void)state;
    static const double loads[] = {1, 2, 4, 6, 8, 1, /**/ 2, 4, 9, 7, 7, 3, /**/ 5, 9, 9, 8, 5, 1};
    double days[3];
    wfm_traffic t = table(loads, 3, 6, 2);
    wfm_busy_hour b = WFM_BUSY_HOUR_INIT;
    tally results = {.name = "busy hour by hand"};
    assert_int_equal(wfm_trunks_busy_hour(&t, days, 1, &b), WFM_OK);
    check_true(&results, b.first_slot == 2 && b.days == 3, "slot %d", (int)b.first_slot);
    check_near(&results, b.load_erl, 43.0 / 6, TOL_4EPS, "time-consistent");
    check_true(&results, days[0] == 5 && days[1] == 8 && days[2] == 8.5, "days");
    check_true(&results, b.highest_erl == 8.5, "highest");
    check_near(&results, b.peak_load_erl, 8, TOL_4EPS, "bouncing");
    check_near(&results, b.consistency, 43.0 / 48, TOL_4EPS, "consistency");
    check_near(&results, b.normal_load_erl, 8, TOL_4EPS, "fewer than 30 days");
    check_near(&results, b.high_load_erl, 8, TOL_4EPS, "fewer than 5 days");
    t.step = 2; /* full hours: from slots 0, 2 and 4 */
    assert_int_equal(wfm_trunks_busy_hour(&t, NULL, 0, &b), WFM_OK);
    check_true(&results, b.first_slot == 2, "full hours, slot %d", (int)b.first_slot);
    check_near(&results, b.peak_load_erl, (5 + 8 + 8.5) / 3, TOL_4EPS, "daily peak full hour");
    t.step = INT64_MAX;
    assert_int_equal(wfm_trunks_busy_hour(&t, NULL, 0, &b), WFM_OK);
    check_true(&results, b.first_slot == 0, "the first hour alone");
    check_near(&results, b.load_erl, 23.0 / 6, TOL_4EPS, "the first hour");
    tally_finish(&results);
}

static int descending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

enum { DAYS = 60, SLOTS = 24, HOUR = 4 };

static double plain_hour(const double *loads, int day, int first)
{
    double sum = 0;
    for (int slot = 0; slot < HOUR; slot++)
        sum += loads[day * SLOTS + first + slot];
    return sum / HOUR;
}

/* The same by sorting and plain sums, with unknown slots; stored the other way round. */
static void check_table(tally *results, const double *loads, const double *turned)
{
    wfm_traffic t = table(turned, DAYS, SLOTS, HOUR);
    wfm_busy_hour b = WFM_BUSY_HOUR_INIT;
    double peaks[DAYS], best = -1, sum = 0, found[DAYS], known = 0, total = 0;
    int best_slot = -1, count = 0;
    t.day_stride = 1;
    t.slot_stride = DAYS;
    assert_int_equal(wfm_trunks_busy_hour(&t, found, 1, &b), WFM_OK);
    for (int first = 0; first <= SLOTS - HOUR; first++) {
        double mean = 0, days = 0;
        for (int day = 0; day < DAYS; day++) {
            double load = plain_hour(loads, day, first);
            if (isnan(load)) continue;
            mean += load;
            days++;
        }
        if (days > 0 && mean / days > best * (1 + 1e-13)) {
            best = mean / days;
            best_slot = first;
        }
    }
    for (int day = 0; day < DAYS; day++) {
        double peak = -1;
        for (int first = 0; first <= SLOTS - HOUR; first++)
            peak = fmax(peak, plain_hour(loads, day, first));
        if (peak >= 0) peaks[count++] = peak;
        if (isnan(found[day])) continue;
        known++;
        total += found[day];
    }
    qsort(peaks, (size_t)count, sizeof *peaks, descending);
    for (int i = 0; i < count; i++)
        sum += peaks[i];
    check_true(results, b.first_slot == best_slot, "slot %d, %d", (int)b.first_slot, best_slot);
    check_near(results, b.load_erl, best, TOL_64EPS, "time-consistent");
    check_near(results, total / known, best, TOL_64EPS, "mean of the days written");
    check_true(results, (double)b.days == known && b.peak_days == count, "days");
    check_near(results, b.peak_load_erl, sum / count, TOL_64EPS, "bouncing");
    sum = 0;
    for (int i = 0; i < count && i < 30; i++) {
        sum += peaks[i];
        if (i == 4) check_near(results, b.high_load_erl, sum / 5, TOL_64EPS, "5 highest");
    }
    check_near(results, b.normal_load_erl, sum / (count < 30 ? count : 30), TOL_64EPS, "30 highest");
}

static void test_second_way(void **state)
{
    (void)state;
    tally results = {.name = "busy hours a second way"};
    uint64_t seed = 500;
    static double loads[DAYS * SLOTS], turned[DAYS * SLOTS];
    for (int i = 0; i < 60; i++) {
        for (int k = 0; k < DAYS * SLOTS; k++) {
            loads[k] = floor(random_between(&seed, 0, i % 2 == 0 ? 8 : 1000)); /* with ties, and next to none */
            if (i % 3 == 0 && random_word(&seed) % 20 == 0) loads[k] = QUIET_NAN;
            if (i % 4 == 0 && k < SLOTS) loads[k] = QUIET_NAN;
            turned[k % SLOTS * DAYS + k / SLOTS] = loads[k];
        }
        check_table(&results, loads, turned);
    }
    tally_finish(&results);
}

/* The variance of a mean over an hour from the covariance load e^(-u/holding) of the busy lines, by Simpson's rule. */
static double integrated(double load, double holding, double hour)
{
    enum { STEPS = 20000 };
    double end = fmin(hour, 60 * holding), h = end / STEPS, sum = 0;
    for (int i = 0; i <= STEPS; i++) {
        double weight = i == 0 || i == STEPS ? 1 : (i % 2 == 1 ? 4 : 2);
        sum += weight * (hour - i * h) * exp(-i * h / holding);
    }
    return 2 * load / (hour * hour) * (sum * h / 3);
}

static void test_variation(void **state)
{
    (void)state;
    tally results = {.name = "variation from day to day"};
    wfm_variation v = WFM_VARIATION_INIT;
    static const double days[] = {90, 110, QUIET_NAN, 100, 80, 120};
    assert_int_equal(wfm_trunks_variation(6, days, 1, 0, 3600, &v), WFM_OK);
    check_true(&results, v.days == 5 && v.mean_erl == 100 && v.variance == 250, "by hand: %g", v.variance);
    check_true(&results, v.of_measurement == 0 && v.source_variance == 250, "no holding time given");
    check_near(&results, v.exponent, log(250 / 0.13) / log(100), TOL_4EPS, "exponent");
    check_true(&results, v.level == WFM_VARIATION_MEDIUM, "0.13 100^1.7 = 326.6 is nearer to 250 than 130");
    for (double holding = 1e-3; holding < 1e8; holding *= 7.3) {
        assert_int_equal(wfm_trunks_variation(6, days, 1, holding, 3600, &v), WFM_OK);
        check_near(&results, v.of_measurement, integrated(100, holding, 3600), TOL_1E9, "holding %g s", holding);
        check_near(&results, v.source_variance, fmax(0, 250 - v.of_measurement), TOL_4EPS, "the rest");
    }
    assert_int_equal(wfm_trunks_variation(6, days, 1, DBL_MAX, 1e-3, &v), WFM_OK);
    check_near(&results, v.of_measurement, 100, TOL_4EPS, "calls without end");
    static const struct {
        double exponent;
        int32_t level;
    } curves[] = {{1.2, WFM_VARIATION_LOW},     {1.5, WFM_VARIATION_LOW},    {1.59, WFM_VARIATION_LOW},
                  {1.61, WFM_VARIATION_MEDIUM}, {1.7, WFM_VARIATION_MEDIUM}, {1.76, WFM_VARIATION_MEDIUM},
                  {1.78, WFM_VARIATION_HIGH},   {1.84, WFM_VARIATION_HIGH},  {2, WFM_VARIATION_HIGH}};
    for (size_t i = 0; i < sizeof curves / sizeof curves[0]; i++)
        for (double mean = 2; mean < 1e4; mean *= 5) {
            double off = sqrt(0.13 * pow(mean, curves[i].exponent) / 2);
            double two[] = {mean - off, mean + off};
            if (off > mean) continue;
            assert_int_equal(wfm_trunks_variation(2, two, 1, 0, 3600, &v), WFM_OK);
            check_near(&results, v.exponent, curves[i].exponent, TOL_1E12, "exponent at %g erl", mean);
            check_true(&results, v.level == curves[i].level, "level of %g at %g erl", curves[i].exponent, mean);
        }
    static const double small[] = {0.5, 0.7}, same[] = {5, 5};
    assert_int_equal(wfm_trunks_variation(2, small, 1, 0, 3600, &v), WFM_OK);
    check_true(&results, v.level == WFM_VARIATION_UNKNOWN && isnan(v.exponent), "at most an erlang");
    assert_int_equal(wfm_trunks_variation(2, same, 1, 180, 3600, &v), WFM_OK);
    check_true(&results, v.level == WFM_VARIATION_NONE && v.source_variance == 0, "the same each day");
    tally_finish(&results);
}

static void test_statuses(void **state)
{
    (void)state;
    double loads[] = {1, 2, 3, 4}, days[2] = {7, 7};
    wfm_traffic t = table(loads, 2, 2, 1);
    wfm_busy_hour b = WFM_BUSY_HOUR_INIT;
    wfm_variation v = WFM_VARIATION_INIT;
    assert_int_equal(wfm_trunks_busy_hour(&t, days, 1, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_trunks_busy_hour(NULL, days, 1, &b), WFM_BAD_TRAFFIC_STRUCT);
    assert_true(isnan(b.load_erl) && b.first_slot == -1);
    const struct {
        int64_t days, slots, length, step;
    } bad[] = {{-1, 2, 1, 0}, {2, 2, 0, 0}, {2, 2, 3, 0}, {2, 2, 1, -1}, {2, -1, 1, 0}};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        t.days = bad[i].days;
        t.slots = bad[i].slots;
        t.length = bad[i].length;
        t.step = bad[i].step;
        assert_int_equal(wfm_trunks_busy_hour(&t, days, 1, &b), WFM_BAD_TRAFFIC_SLOTS);
    }
    t = table(NULL, 2, 2, 1);
    assert_int_equal(wfm_trunks_busy_hour(&t, days, 1, &b), WFM_BAD_TRAFFIC);
    t = table(loads, 2, 2, 1);
    const double no_load[] = {-1, INF, 2e300};
    for (size_t i = 0; i < 3; i++) {
        loads[3] = no_load[i];
        assert_int_equal(wfm_trunks_busy_hour(&t, days, 1, &b), WFM_BAD_TRAFFIC);
        assert_int_equal(wfm_trunks_variation(4, loads, 1, 0, 1, &v), WFM_BAD_TRAFFIC);
    }
    loads[1] = loads[3] = QUIET_NAN;
    t.length = 2;
    assert_int_equal(wfm_trunks_busy_hour(&t, days, 1, &b), WFM_NO_BUSY_HOUR);
    assert_true(isnan(days[0]) && isnan(days[1]) && isnan(b.peak_load_erl));
    assert_int_equal(wfm_trunks_variation(2, loads, 1, 0, 1, &v), WFM_NO_BUSY_HOUR);
    assert_true(isnan(v.variance) && v.level == -1);
    assert_int_equal(wfm_trunks_variation(2, loads, 1, 0, 1, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_trunks_variation(2, NULL, 1, 0, 1, &v), WFM_BAD_TRAFFIC);
    assert_int_equal(wfm_trunks_variation(2, loads, 1, -1, 1, &v), WFM_BAD_HOLDING);
    assert_int_equal(wfm_trunks_variation(2, loads, 1, INF, 1, &v), WFM_BAD_HOLDING);
    assert_int_equal(wfm_trunks_variation(2, loads, 1, 0, 0, &v), WFM_BAD_INTERVAL);
    assert_int_equal(wfm_trunks_variation(2, loads, 1, 0, INF, &v), WFM_BAD_INTERVAL);
    loads[0] = loads[1] = loads[2] = loads[3] = 0;
    assert_int_equal(wfm_trunks_busy_hour(&t, NULL, 0, &b), WFM_OK);
    assert_true(b.load_erl == 0 && b.consistency == 1 && b.high_load_erl == 0);
}

static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    uint64_t seed = 1;
    for (int i = 0; i < 20000; i++) {
        double loads[6];
        for (int k = 0; k < 6; k++)
            loads[k] = random_word(&seed) % 3 == 0 ? random_bits(&seed) : random_between(&seed, 0, 9);
        wfm_traffic t = table(loads, 2, 3, 1 + (int64_t)(random_word(&seed) % 3));
        wfm_busy_hour b = WFM_BUSY_HOUR_INIT;
        wfm_variation v = WFM_VARIATION_INIT;
        wfm_status status = wfm_trunks_busy_hour(&t, NULL, 0, &b);
        check_true(&results, wfm_failed(status) == isnan(b.peak_load_erl), "busy hour: %d", (int)status);
        status = wfm_trunks_variation(6, loads, 1, fabs(random_bits(&seed)), fabs(random_bits(&seed)), &v);
        check_true(&results, wfm_failed(status) == isnan(v.variance), "variation: %d", (int)status);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_units),      cmocka_unit_test(test_arrays),    cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_second_way), cmocka_unit_test(test_variation), cmocka_unit_test(test_statuses),
        cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
