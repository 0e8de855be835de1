/* SPDX-License-Identifier: MIT */
/* Days drawn by GSL from the model of wfm_forecast_variance: a gamma factor of the day, one of each interval, Poisson's
 * calls. The variances come out as they went in, intervals hold as much as they promise, and the gamma-Poisson weight is
 * the one that errs least. */
#include "support/check.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "wfm/forecast.h"

enum { DAYS = 128, SLOTS = 40, FRESH = 20000 };

static double forecast[DAYS][SLOTS], actual[DAYS][SLOTS];

static double factor(const gsl_rng *random, double variance)
{
    return variance > 0 ? gsl_ran_gamma(random, 1 / variance, variance) : 1;
}

static void draw_day(const gsl_rng *random, double mean, double day, double slot, double *calls)
{
    double of_day = factor(random, day);
    for (int i = 0; i < SLOTS; i++)
        calls[i] = gsl_ran_poisson(random, mean * (1 + 0.5 * (i % 3)) * of_day * factor(random, slot));
}

/* mean calls of the least interval, variance of the day's factor and of an interval's own */
static const double rows[][3] = {{400, 0.0025, 0.001}, {400, 0.01, 0.02}, {20, 0.01, 0.01}, {2, 0.04, 0.1}, {50, 0, 0}};
enum { ROWS = sizeof rows / sizeof rows[0] };

/* Averages over many pasts of 128 days: the standard error of the day's variance is then an eightieth of it. The median
 * of the days leaves out a skew's worth of the intervals' own: a tenth of it, and of Poisson's 1/mean, is allowed. */
static void test_variances(void **state)
{
    (void)state;
    enum { PASTS = 100 };
    tally results = {.name = "wfm_forecast_variance_learn"};
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    for (int row = 0; row < ROWS; row++) {
        const double *r = rows[row];
        double day = 0, slot = 0;
        wfm_forecast_past past = WFM_FORECAST_PAST_INIT;
        past.days = DAYS;
        past.slots = SLOTS;
        past.forecast = &forecast[0][0];
        past.actual = &actual[0][0];
        past.forecast_day_stride = past.actual_day_stride = SLOTS;
        past.forecast_slot_stride = past.actual_slot_stride = 1;
        for (int i = 0; i < PASTS; i++) {
            wfm_forecast_variance v = WFM_FORECAST_VARIANCE_INIT;
            for (int d = 0; d < DAYS; d++) {
                for (int s = 0; s < SLOTS; s++)
                    forecast[d][s] = r[0] * (1 + 0.5 * (s % 3));
                draw_day(random, r[0], r[1], r[2], actual[d]);
            }
            assert_int_equal(wfm_forecast_variance_learn(&past, &v), WFM_OK);
            day += v.day / PASTS;
            slot += v.slot / PASTS;
        }
        double whole = 1.5 * SLOTS * r[0], own = r[1] + r[2] * (1 + r[1]) * 1.17 / SLOTS;
        check_between(&results, day, own * 0.93 - 0.1 / whole, own * 1.07 + 0.2 / whole, "row %d: day", row);
        check_between(&results, slot, r[2] * 0.85 - 0.1 / r[0] / 6, r[2] * 1.15 + 0.1 / r[0] / 2, "row %d: slot", row);
    }
    gsl_rng_free(random);
    tally_finish(&results);
}

/* An interval of 90 % holds at least 90 % but for the normal error of the count, 4 of it, and for what two gamma factors
 * are off one: half a hundredth. Counts are whole, so that it holds more: at most what its ends have in themselves. */
static void test_coverage(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_quantiles"};
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(random, 7);
    for (int row = 0; row < ROWS; row++) {
        const double *r = rows[row];
        double mean[SLOTS], low[SLOTS], high[SLOTS], calls[SLOTS], least, most, slots = 0, days = 0, at_ends = 0;
        wfm_forecast_variance v = WFM_FORECAST_VARIANCE_INIT;
        v.day = r[1];
        v.slot = r[2];
        for (int s = 0; s < SLOTS; s++)
            mean[s] = r[0] * (1 + 0.5 * (s % 3));
        assert_int_equal(wfm_forecast_quantiles(&v, 0.05, SLOTS, mean, 1, low, 1, &least), WFM_OK);
        assert_int_equal(wfm_forecast_quantiles(&v, 0.95, SLOTS, mean, 1, high, 1, &most), WFM_OK);
        for (int d = 0; d < FRESH; d++) {
            double sum = 0;
            draw_day(random, r[0], r[1], r[2], calls);
            for (int s = 0; s < SLOTS; s++) {
                slots += calls[s] >= low[s] && calls[s] <= high[s];
                at_ends += calls[s] == low[s] || calls[s] == high[s];
                sum += calls[s];
            }
            days += sum >= least && sum <= most;
        }
        double error = 4 * sqrt(0.09 / FRESH); /* of the days; intervals of a day are not more certain than it */
        double of_slots = slots / FRESH / SLOTS, of_ends = at_ends / FRESH / SLOTS;
        check_between(&results, of_slots, 0.895 - error, 0.905 + error + of_ends, "row %d: intervals", row);
        check_between(&results, days / FRESH, 0.895 - error, 0.905 + error + 0.02, "row %d: days", row);
    }
    gsl_rng_free(random);
    tally_finish(&results);
}

/* The rest of a day by the weight g of the part seen errs less, in squares, than by 0.8 g or by 1.2 g. */
static void test_weight(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_weight"};
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(random, 11);
    for (int row = 0; row < 3; row++) {
        double expected = 100 * (row + 1), variance = 0.01, squares[3] = {0};
        double g = wfm_forecast_weight(expected, variance, 0);
        for (int d = 0; d < 200000; d++) {
            double level = factor(random, variance), seen = gsl_ran_poisson(random, expected * level);
            for (int i = 0; i < 3; i++) {
                double error = 1 + g * (0.8 + 0.2 * i) * (seen / expected - 1) - level;
                squares[i] += error * error;
            }
        }
        check_true(&results, squares[1] < squares[0], "expected %g: not less", expected);
        check_true(&results, squares[1] < squares[2], "expected %g: not more", expected);
    }
    gsl_rng_free(random);
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_variances),
        cmocka_unit_test(test_coverage),
        cmocka_unit_test(test_weight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
