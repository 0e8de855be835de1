/* SPDX-License-Identifier: MIT */
#include "support/formula.h"

#include <stdlib.h>
#include <string.h>

#include "wfm/forecast.h"

enum { SLOTS = 8, MOST = 300 };

/* Days of a forecast and of what came. */
typedef struct days {
    double forecast[MOST][SLOTS];
    double actual[MOST][SLOTS];
} days;

static days made;

static wfm_forecast_past past_of(const days *from, int64_t count)
{
    wfm_forecast_past past = WFM_FORECAST_PAST_INIT;
    past.days = count;
    past.slots = SLOTS;
    past.forecast = &from->forecast[0][0];
    past.actual = &from->actual[0][0];
    past.forecast_day_stride = past.actual_day_stride = SLOTS;
    past.forecast_slot_stride = past.actual_slot_stride = 1;
    return past;
}

/* Days whose level varies by level, whose intervals vary by noise around it, uniform to both sides. */
static void make_days(uint64_t seed, double level, double noise)
{
    for (int day = 0; day < MOST; day++) {
        double of_day = exp(random_between(&seed, -level, level));
        for (int slot = 0; slot < SLOTS; slot++) {
            made.forecast[day][slot] = 1000 + 100 * slot;
            made.actual[day][slot] = made.forecast[day][slot] * of_day * exp(random_between(&seed, -noise, noise));
        }
    }
}

static void test_weight(void **state)
{
    (void)state;
    static const formula f = {.name = "wfm_forecast_weight",
                              .high = 1,
                              .three = wfm_forecast_weight,
                              .three_n = wfm_forecast_weight_n,
                              .arguments = "aaa"};
    tally results = {.name = "wfm_forecast_weight"};
    check_near(&results, wfm_forecast_weight(400, 0.0025, 0), 0.5, TOL_4EPS, "as much chance as day");
    check_near(&results, wfm_forecast_weight(100, 0.01, 0.04), 0.25, TOL_4EPS, "with a shape that varies");
    check_near(&results, wfm_forecast_weight(INF, 0.01, 0.02), 0.5, TOL_4EPS, "the shape alone");
    check_true(&results, wfm_forecast_weight(INF, 0.01, 0) == 1, "no chance");
    check_true(&results, wfm_forecast_weight(0, 0.01, 0) == 0, "nothing expected");
    check_true(&results, wfm_forecast_weight(INF, 0, 0) == 0, "days that are all alike");
    check_true(&results, isnan(wfm_forecast_weight(-1, 0.01, 0)), "negative calls");
    check_true(&results, isnan(wfm_forecast_weight(1, INF, 0)), "infinite variance of the day");
    check_true(&results, isnan(wfm_forecast_weight(1, 0.01, -1)), "negative variance of the shape");
    check_true(&results, isnan(wfm_forecast_weight(QUIET_NAN, 0.01, 0)), "unknown calls");
    check_array_form(&results, &f);
    uint64_t seed = 1;
    for (int i = 0; i < 100000; i++) {
        double w = wfm_forecast_weight(random_bits(&seed), random_bits(&seed), random_bits(&seed));
        check_true(&results, isnan(w) || (w >= 0 && w <= 1), "any bits: %g", w);
    }
    tally_finish(&results);
}

/* Where each interval of a day is off by the same, the equations have an answer by hand: with n days, b each of two
 * slopes where n (1 - 2 b) = 5 (b - 1/4), or n (1 - b) = 6 (b - 1/2) of one. The halves of the ratios are lost in
 * calls this many. */
static void test_days_off_as_a_whole(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_update_learn"};
    make_days(3, 0.2, 0);
    for (int day = 0; day < MOST; day++) {
        for (int slot = 0; slot < SLOTS; slot++) {
            made.forecast[day][slot] *= 1e12;
            made.actual[day][slot] *= 1e12;
        }
    }
    for (int n = 1; n <= 200; n += 33) {
        wfm_forecast_past past = past_of(&made, n);
        wfm_forecast_belief belief = WFM_FORECAST_BELIEF_INIT;
        int used = n < 128 ? n : 128;
        assert_int_equal(wfm_forecast_update_learn(&past, 3, 1, &belief), WFM_OK);
        check_near(&results, belief.slope_seen, (4.0 * used + 5) / (8.0 * used + 20), TOL_1E9, "two slopes, %d days",
                   n);
        check_near(&results, belief.slope_recent, belief.slope_seen, TOL_1E9, "the other, %d days", n);
        check_true(&results, belief.days == used, "%d days used of %d", (int)belief.days, n);
        check_true(&results, belief.seen == 3 && belief.recent == 1, "what is over");
        assert_int_equal(wfm_forecast_update_learn(&past, 3, 0, &belief), WFM_OK);
        check_near(&results, belief.slope_seen, (used + 3.0) / (used + 6.0), TOL_1E9, "one slope, %d days", n);
        check_true(&results, belief.slope_recent == 0, "nothing recent");
    }
    for (int day = 0; day < MOST; day++)
        for (int slot = 0; slot < 3; slot++) /* the rest is off by the root of it: by the slope believed beforehand */
            made.actual[day][slot] *= made.actual[day][slot] / made.forecast[day][slot];
    wfm_forecast_past past = past_of(&made, 40);
    wfm_forecast_belief belief = WFM_FORECAST_BELIEF_INIT;
    assert_int_equal(wfm_forecast_update_learn(&past, 3, 0, &belief), WFM_OK);
    check_near(&results, belief.slope_seen, 0.5, TOL_1E9, "half of it");
    check_true(&results, belief.r2 == 1, "all is taken away: %.17g", belief.r2);
    tally_finish(&results);
}

static int by_size(const void *left, const void *right)
{
    double a = fabs(*(const double *)left), b = fabs(*(const double *)right);
    return (a > b) - (a < b);
}

/* A column of the regression, made and held another way. */
static void column_of(int from, int to, int n, double *x)
{
    double sorted[MOST];
    for (int day = 0; day < n; day++) {
        double calls = 0.5, expected = 0.5;
        for (int slot = from; slot < to; slot++) {
            calls += made.actual[day][slot];
            expected += made.forecast[day][slot];
        }
        sorted[day] = x[day] = log(calls) - log(expected);
    }
    qsort(sorted, (size_t)n, sizeof sorted[0], by_size);
    double most = 4 * 1.4826 * (fabs(sorted[(n - 1) / 2]) + fabs(sorted[n / 2])) / 2;
    for (int day = 0; day < n; day++)
        if (fabs(x[day]) > most) x[day] = x[day] > 0 ? most : -most;
}

typedef struct problem {
    double x1[MOST], x2[MOST], y[MOST];
    int n;
    bool two;
} problem;

/* What the regression is to make least. */
static double objective(const problem *p, double b1, double b2)
{
    double sum = 0, m1 = 0, m2 = 0;
    for (int day = 0; day < p->n; day++) {
        double error = p->y[day] - b1 * p->x1[day] - b2 * p->x2[day];
        sum += error * error;
        m1 += p->x1[day] * p->x1[day] / p->n;
        m2 += p->x2[day] * p->x2[day] / p->n;
    }
    if (!p->two) return sum + 6 * m1 * (b1 - 0.5) * (b1 - 0.5);
    return sum + 5 * m1 * (b1 - 0.25) * (b1 - 0.25) + 5 * m2 * (b2 - 0.25) * (b2 - 0.25);
}

static double left_over(const problem *p, double b1, double b2)
{
    double sum = 0;
    for (int day = 0; day < p->n; day++)
        sum += pow(p->y[day] - b1 * p->x1[day] - b2 * p->x2[day], 2);
    return sum;
}

/* The slopes make the penalised squares least: their differences to both sides are alike and positive. */
static void test_least_squares(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_update_learn"};
    static problem p;
    uint64_t seed = 8;
    for (int round = 0; round < 60; round++) {
        int n = 3 + (int)(random_word(&seed) % 100), seen = 2 + (int)(random_word(&seed) % (SLOTS - 2));
        int recent = (int)(random_word(&seed) % (uint64_t)(seen - 1));
        make_days(random_word(&seed), 0.3, 0.4);
        for (int slot = 0; slot < SLOTS; slot++)
            made.actual[n / 2][slot] *= round % 3 == 0 ? 50 : 1; /* a wild day, and it is held */
        wfm_forecast_past past = past_of(&made, n);
        wfm_forecast_belief b = WFM_FORECAST_BELIEF_INIT;
        assert_int_equal(wfm_forecast_update_learn(&past, seen, recent, &b), WFM_OK);
        p = (problem){.n = n, .two = recent > 0};
        column_of(0, seen, n, p.x1);
        if (p.two) column_of(seen - recent, seen, n, p.x2);
        column_of(seen, SLOTS, n, p.y);
        double least = objective(&p, b.slope_seen, b.slope_recent), step = 1e-3;
        for (int axis = 0; axis < (p.two ? 2 : 1); axis++) {
            double d1 = axis == 0 ? step : 0, d2 = axis == 0 ? 0 : step;
            double up = objective(&p, b.slope_seen + d1, b.slope_recent + d2) - least;
            double down = objective(&p, b.slope_seen - d1, b.slope_recent - d2) - least;
            check_true(&results, up > 0 && down > 0, "round %d: least", round);
            check_near(&results, up, down, TOL_1E6, "round %d: both sides of axis %d", round, axis);
        }
        double left = left_over(&p, b.slope_seen, b.slope_recent) / fmax(1, n - (p.two ? 2 : 1));
        check_near(&results, b.scale, sqrt(left), TOL_1E9, "round %d: scale", round);
        check_near(&results, 1 - b.r2, fmin(1, left / (left_over(&p, 0, 0) / n)), TOL_1E9, "round %d: R2", round);
    }
    tally_finish(&results);
}

/* A level of the day is believed, chance is not, and a wild day does not change that. */
static void test_what_is_believed(void **state)
{
    (void)state;
    wfm_forecast_past past = past_of(&made, 80);
    wfm_forecast_belief level = WFM_FORECAST_BELIEF_INIT, chance = level, wild = level;
    make_days(21, 0.2, 0.02);
    assert_int_equal(wfm_forecast_update_learn(&past, 4, 2, &level), WFM_OK);
    assert_true(level.slope_seen + level.slope_recent > 0.9);
    assert_true(level.r2 > 0.9 && level.r2 < 1);
    assert_true(level.scale < 0.05);
    for (int slot = 0; slot < SLOTS; slot++)
        made.actual[40][slot] *= slot < 4 ? 1e3 : 1e-3;
    assert_int_equal(wfm_forecast_update_learn(&past, 4, 2, &wild), WFM_OK);
    assert_true(wild.slope_seen + wild.slope_recent > 0.4);
    make_days(22, 0, 0.3);
    assert_int_equal(wfm_forecast_update_learn(&past, 4, 2, &chance), WFM_OK);
    assert_true(fabs(chance.slope_seen + chance.slope_recent) < 0.35);
    assert_true(chance.r2 < 0.2);
}

/* What is not known is left out: a day half known, a day still in progress, a forecast that is missing, a day without
 * one. */
static void test_unknown(void **state)
{
    (void)state;
    wfm_forecast_past past = past_of(&made, 30);
    wfm_forecast_belief full = WFM_FORECAST_BELIEF_INIT, less = full;
    make_days(5, 0.2, 0.1);
    assert_int_equal(wfm_forecast_update_learn(&past, 4, 1, &full), WFM_OK);
    past.days = 34;
    for (int slot = 0; slot < SLOTS; slot++) {
        if (slot > 4) made.actual[30][slot] = QUIET_NAN; /* in progress: less than half of the rest is known */
        if (slot < 3) made.actual[31][slot] = QUIET_NAN; /* begun late */
        made.forecast[32][slot] = QUIET_NAN;
        made.forecast[33][slot] = made.actual[33][slot] = 0; /* closed */
    }
    assert_int_equal(wfm_forecast_update_learn(&past, 4, 1, &less), WFM_OK);
    assert_int_equal(less.days, 30);
    assert_true(memcmp(&full, &less, sizeof full) == 0);
    past.days = 30;
    made.actual[3][5] = QUIET_NAN; /* one interval: the day counts by the others */
    made.forecast[4][1] = QUIET_NAN;
    assert_int_equal(wfm_forecast_update_learn(&past, 4, 1, &less), WFM_OK);
    assert_int_equal(less.days, 30);
    assert_true(memcmp(&full, &less, sizeof full) != 0);
    assert_int_equal(wfm_forecast_update_learn(&past, 0, 0, &less), WFM_OK); /* nothing seen, nothing learnt */
    assert_true(less.slope_seen == 0.5);
    assert_true(less.r2 == 0);
}

/* An hour that is always as forecast teaches nothing: its slope stays, and the other is that of one column. */
static void test_column_that_never_moved(void **state)
{
    (void)state;
    wfm_forecast_past past = past_of(&made, 20);
    wfm_forecast_belief belief = WFM_FORECAST_BELIEF_INIT;
    make_days(6, 0, 0);
    for (int day = 0; day < 20; day++)
        made.actual[day][0] = made.actual[day][7] = made.forecast[day][0] = made.forecast[day][7] = 1e15;
    for (int day = 0; day < 20; day++)
        made.actual[day][0] = made.actual[day][7] = 1e15 * (day % 2 == 0 ? 1.1 : 0.9);
    assert_int_equal(wfm_forecast_update_learn(&past, 2, 1, &belief), WFM_OK);
    assert_true(belief.slope_recent == 0.25);
    assert_true(fabs(belief.slope_seen - (20 + 5 * 0.25) / 25) < 1e-9);
    make_days(6, 0, 0);
    assert_int_equal(wfm_forecast_update_learn(&past, 2, 1, &belief), WFM_OK); /* nothing ever moved */
    assert_true(belief.slope_seen == 0.25 && belief.slope_recent == 0.25);
    assert_true(belief.scale == 0);
    assert_true(belief.r2 == 0);
}

static void test_statuses_of_learning(void **state)
{
    (void)state;
    make_days(5, 0.2, 0.1);
    wfm_forecast_past good = past_of(&made, 30), past = good;
    wfm_forecast_belief belief = WFM_FORECAST_BELIEF_INIT;
    assert_int_equal(wfm_forecast_update_learn(NULL, 4, 1, &belief), WFM_BAD_FORECAST_STRUCT);
    assert_true(isnan(belief.slope_seen));
    assert_int_equal(belief.days, -1);
    assert_int_equal(wfm_forecast_update_learn(&past, 4, 1, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_update_learn(&past, -1, 0, &belief), WFM_BAD_SEEN);
    assert_int_equal(wfm_forecast_update_learn(&past, SLOTS + 1, 0, &belief), WFM_BAD_SEEN);
    assert_int_equal(wfm_forecast_update_learn(&past, 4, -1, &belief), WFM_BAD_SEEN);
    assert_int_equal(wfm_forecast_update_learn(&past, 4, 5, &belief), WFM_BAD_SEEN);
    assert_int_equal(wfm_forecast_update_learn(&past, SLOTS, 1, &belief), WFM_NO_HISTORY); /* no rest */
    past.days = 0;
    assert_int_equal(wfm_forecast_update_learn(&past, 4, 1, &belief), WFM_NO_HISTORY);
    past.days = -1;
    assert_int_equal(wfm_forecast_update_learn(&past, 4, 1, &belief), WFM_BAD_COUNT);
    past = good;
    past.slots = -1;
    assert_int_equal(wfm_forecast_update_learn(&past, 4, 1, &belief), WFM_BAD_COUNT);
    past = good;
    past.forecast = NULL;
    assert_int_equal(wfm_forecast_update_learn(&past, 4, 1, &belief), WFM_BAD_FORECAST_COLUMN);
    past = good;
    past.actual = NULL;
    assert_int_equal(wfm_forecast_update_learn(&past, 4, 1, &belief), WFM_BAD_FORECAST_COLUMN);
    past = good;
    const double bad[] = {-1, INF, 1.5e308};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        make_days(5, 0.2, 0.1);
        made.actual[7][1] = made.actual[7][2] = bad[i];
        assert_int_equal(wfm_forecast_update_learn(&past, 4, 1, &belief), WFM_BAD_CALLS);
        make_days(5, 0.2, 0.1);
        made.forecast[7][5] = made.forecast[7][6] = bad[i];
        assert_int_equal(wfm_forecast_update_learn(&past, 4, 1, &belief), WFM_BAD_CALLS);
    }
}

/* ---- today ---- */

static const double FORECAST[] = {100, 200, 300, 400, 500, 0};

/* By hand: 330 of 300 seen, 230 of the 200 of the last interval. */
static void test_update_by_hand(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_update"};
    const double actual[] = {100, 230, -1, INF, QUIET_NAN, QUIET_NAN}; /* what is to come is not read */
    double updated[6];
    wfm_forecast_belief belief = WFM_FORECAST_BELIEF_INIT;
    wfm_forecast_revision r = WFM_FORECAST_REVISION_INIT;
    belief.seen = 2;
    belief.recent = 1;
    belief.slope_seen = 0.5;
    belief.slope_recent = 0.25;
    assert_int_equal(wfm_forecast_update(&belief, 6, FORECAST, 1, actual, 1, updated, 1, &r), WFM_OK);
    double factor = sqrt(330.5 / 300.5) * sqrt(sqrt(230.5 / 200.5));
    check_near(&results, r.seen_forecast, 300, TOL_EXACT, "expected");
    check_near(&results, r.seen_actual, 330, TOL_EXACT, "seen");
    check_near(&results, r.deviation_seen, log(330.5 / 300.5), TOL_16EPS, "deviation");
    check_near(&results, r.deviation_recent, log(230.5 / 200.5), TOL_16EPS, "deviation of the last");
    check_near(&results, r.factor, factor, TOL_16EPS, "factor");
    check_near(&results, r.rest_forecast, 1200, TOL_EXACT, "rest before");
    check_near(&results, r.rest, 1200 * factor, TOL_16EPS, "rest");
    check_near(&results, r.total, 330 + 1200 * factor, TOL_16EPS, "total");
    for (int i = 0; i < 6; i++)
        check_near(&results, updated[i], i < 2 ? actual[i] : FORECAST[i] * factor, TOL_16EPS, "interval %d", i);
    tally_finish(&results);
}

/* A slope of 1 is the classic ratio where calls are many; nothing believed is the forecast. */
static void test_against_the_classic(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_update"};
    double forecast[6], actual[6], updated[6], classic[6], share[6], total;
    wfm_forecast_belief belief = WFM_FORECAST_BELIEF_INIT;
    wfm_forecast_revision r = WFM_FORECAST_REVISION_INIT;
    for (int i = 0; i < 6; i++) {
        forecast[i] = FORECAST[i] * 1e12;
        actual[i] = i < 3 ? forecast[i] * (0.8 + 0.2 * i) : QUIET_NAN;
    }
    belief.seen = 3;
    belief.slope_seen = 1;
    assert_int_equal(wfm_forecast_spread(1, 6, FORECAST, 1, share, 1), WFM_OK);
    assert_int_equal(wfm_forecast_rest(6, share, 1, actual, 1, classic, 1, &total), WFM_OK);
    assert_int_equal(wfm_forecast_update(&belief, 6, forecast, 1, actual, 1, updated, 1, &r), WFM_OK);
    for (int i = 0; i < 6; i++)
        check_near(&results, updated[i], classic[i], TOL_1E12, "interval %d", i);
    check_near(&results, r.total, total, TOL_1E12, "total");
    belief.slope_seen = 0;
    assert_int_equal(wfm_forecast_update(&belief, 6, forecast, 1, actual, 1, NULL, 0, &r), WFM_OK);
    check_true(&results, r.factor == 1, "nothing believed");
    belief.slope_seen = 1;
    actual[0] = actual[1] = actual[2] = 0; /* a breakdown is not a day without a call */
    assert_int_equal(wfm_forecast_update(&belief, 6, forecast, 1, actual, 1, forecast, 1, &r), WFM_OK);
    check_near(&results, r.factor, exp(-1), TOL_4EPS, "held");
    check_near(&results, forecast[4], 500e12 * exp(-1), TOL_16EPS, "in place");
    tally_finish(&results);
}

/* An interval that is over and not known is neither 0 nor lost; the parts add up to the whole. */
static void test_unknown_today(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_update"};
    double actual[] = {110, QUIET_NAN, 330}, updated[6], sum = 0;
    wfm_forecast_belief belief = WFM_FORECAST_BELIEF_INIT;
    wfm_forecast_revision r = WFM_FORECAST_REVISION_INIT;
    belief.seen = 3;
    belief.recent = 2;
    belief.slope_seen = 0.6;
    belief.slope_recent = -0.1;
    assert_int_equal(wfm_forecast_update(&belief, 6, FORECAST, 1, actual, 1, updated, 1, &r), WFM_OK);
    for (int i = 0; i < 6; i++)
        sum += updated[i];
    check_near(&results, updated[1], 200 * r.factor, TOL_4EPS, "the unknown");
    check_near(&results, r.total, sum, TOL_16EPS, "the sum");
    check_near(&results, r.seen_forecast, 400, TOL_EXACT, "known alone");
    actual[0] = actual[2] = QUIET_NAN;
    assert_int_equal(wfm_forecast_update(&belief, 6, FORECAST, 1, actual, 1, updated, 1, &r), WFM_OK);
    check_true(&results, r.factor == 1, "nothing known");
    check_true(&results, r.total == 1500, "the forecast");
    tally_finish(&results);
}

static void test_statuses_of_updating(void **state)
{
    (void)state;
    const double actual[] = {110, 150, 330, 0, 0, 0};
    double updated[6];
    wfm_forecast_belief belief = WFM_FORECAST_BELIEF_INIT;
    wfm_forecast_revision r = WFM_FORECAST_REVISION_INIT;
    assert_int_equal(wfm_forecast_update(&belief, 6, FORECAST, 1, actual, 1, updated, 1, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_forecast_update(NULL, 6, FORECAST, 1, actual, 1, updated, 1, &r), WFM_BAD_FORECAST_STRUCT);
    assert_true(isnan(updated[5]));
    assert_true(isnan(r.total));
    assert_int_equal(wfm_forecast_update(&belief, -1, FORECAST, 1, actual, 1, updated, 1, &r), WFM_BAD_COUNT);
    assert_int_equal(wfm_forecast_update(&belief, 6, NULL, 1, actual, 1, updated, 1, &r), WFM_BAD_FORECAST_COLUMN);
    assert_int_equal(wfm_forecast_update(&belief, 6, FORECAST, 1, NULL, 1, updated, 1, &r), WFM_BAD_FORECAST_COLUMN);
    const wfm_forecast_belief good = belief;
    const int64_t wrong[][2] = {{-1, 0}, {7, 0}, {3, -1}, {3, 4}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        belief.seen = wrong[i][0];
        belief.recent = wrong[i][1];
        assert_int_equal(wfm_forecast_update(&belief, 6, FORECAST, 1, actual, 1, updated, 1, &r), WFM_BAD_SEEN);
    }
    belief = good;
    belief.slope_seen = QUIET_NAN;
    assert_int_equal(wfm_forecast_update(&belief, 6, FORECAST, 1, actual, 1, updated, 1, &r), WFM_BAD_SLOPE);
    belief = good;
    belief.slope_recent = INF;
    assert_int_equal(wfm_forecast_update(&belief, 6, FORECAST, 1, actual, 1, updated, 1, &r), WFM_BAD_SLOPE);
    belief = good;
    belief.seen = 3;
    assert_int_equal(wfm_forecast_update(&belief, 6, FORECAST, 1, &(double){-1}, 0, updated, 1, &r), WFM_BAD_CALLS);
    assert_int_equal(wfm_forecast_update(&belief, 6, &(double){INF}, 0, actual, 1, updated, 1, &r), WFM_BAD_CALLS);
    belief.seen = 0;
    assert_int_equal(wfm_forecast_update(&belief, 6, &(double){-1}, 0, actual, 1, updated, 1, &r), WFM_BAD_CALLS);
    belief.seen = 1;
    belief.slope_seen = 1;
    assert_int_equal(wfm_forecast_update(&belief, 2, &(double){8e307}, 0, &(double){1.7e308}, 0, updated, 1, &r),
                     WFM_BAD_CALLS); /* the total is beyond the doubles */
    assert_int_equal(wfm_forecast_update(&belief, 0, FORECAST, 1, actual, 1, updated, 1, &r), WFM_BAD_SEEN);
}

/* Any bits: a status or numbers, never a wrong number. */
static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "wfm_forecast_update"};
    uint64_t seed = 12;
    for (int round = 0; round < 20000; round++) {
        wfm_forecast_belief belief = WFM_FORECAST_BELIEF_INIT;
        wfm_forecast_revision r = WFM_FORECAST_REVISION_INIT;
        for (int i = 0; i < 4 * SLOTS; i++) {
            made.forecast[i / SLOTS][i % SLOTS] = round % 2 == 0 ? random_bits(&seed) : fabs(random_bits(&seed));
            made.actual[i / SLOTS][i % SLOTS] = round % 2 == 0 ? random_bits(&seed) : fabs(random_bits(&seed));
        }
        wfm_forecast_past past = past_of(&made, 3);
        wfm_status learnt = wfm_forecast_update_learn(&past, 4, round % 3, &belief);
        check_true(&results, isfinite(belief.slope_seen) || learnt < 0, "round %d: learnt", round);
        belief.seen = 4;
        belief.recent = 2;
        belief.slope_seen = random_bits(&seed);
        belief.slope_recent = random_bits(&seed);
        double updated[SLOTS];
        wfm_status status = wfm_forecast_update(&belief, SLOTS, made.forecast[3], 1, made.actual[3], 1, updated, 1, &r);
        bool fine = r.factor >= exp(-1) && r.factor <= exp(1) && r.total >= 0;
        check_true(&results, status < 0 ? isnan(r.total) : fine, "round %d: updated", round);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_weight),
        cmocka_unit_test(test_days_off_as_a_whole),
        cmocka_unit_test(test_least_squares),
        cmocka_unit_test(test_what_is_believed),
        cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_column_that_never_moved),
        cmocka_unit_test(test_statuses_of_learning),
        cmocka_unit_test(test_update_by_hand),
        cmocka_unit_test(test_against_the_classic),
        cmocka_unit_test(test_unknown_today),
        cmocka_unit_test(test_statuses_of_updating),
        cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
