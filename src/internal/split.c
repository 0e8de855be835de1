/* SPDX-License-Identifier: MIT */
/* Total and split: the logarithm of a day's total by a level, a weekday's deviation and the last day's deviation.
 *
 *   1. start: W of a weekday from its first 4 known days, the level their mean over the weekdays
 *   2. forecast of the next day: l + W + phi r
 *   3. c = z - l - W held to +-1/4, so that one wild day moves nothing far; r = c, l += a c, W += g c
 *   4. an unknown day: r *= phi; nothing else, whatever the reason
 *   5. a, g, phi of a fixed grid make the Huber loss of the errors after the first 4 weeks least; the corner is 2 robust
 *      standard deviations, those of the middle of the grid; the first where several are equal
 *
 * Taylor 2010 smooths a total and its split in this way; the form of step 2 with a memory of the last deviation is that of
 * an AR(1) error (Taylor 2003). */
#include "internal/calendar.h"
#include "internal/median.h"
#include "internal/models.h"

enum { START = 4 /* days of each weekday */, LEARNT = 4 /* weeks without loss */ };

static const double HELD = 0.25;
static const double level_gains[] = {0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5};
static const double weekday_gains[] = {0, 0.05, 0.1, 0.2, 0.3};
static const double memories[] = {0, 0.2, 0.4, 0.6};

typedef struct state {
    double level;
    double weekday[WFM_I_WEEKDAYS];
    double last;
} state;

static int32_t weekday_at(const wfm_i_days *d, int64_t i)
{
    return wfm_i_weekday_of((int64_t)d->day[i]);
}

/* z without the effect of events. */
static double usual(const wfm_i_days *d, int64_t i)
{
    return d->z[i] - d->effect[i];
}

static void start_of(const wfm_i_days *d, state *s)
{
    double sum[WFM_I_WEEKDAYS] = {0}, times[WFM_I_WEEKDAYS] = {0}, known = 0;
    *s = (state){0};
    for (int64_t i = 0; i < d->count; i++) {
        int32_t w = weekday_at(d, i);
        if (isnan(d->z[i])) continue;
        if (times[w] >= START) continue;
        sum[w] += usual(d, i);
        times[w] += 1;
    }
    for (int w = 0; w < WFM_I_WEEKDAYS; w++) {
        if (times[w] == 0) continue;
        s->level += sum[w] / times[w];
        known += 1;
    }
    s->level = known > 0 ? s->level / known : 0;
    for (int w = 0; w < WFM_I_WEEKDAYS; w++)
        if (times[w] > 0) s->weekday[w] = sum[w] / times[w] - s->level;
}

/* The error of the day's forecast, NaN of an unknown one; the state moves on. */
static double step(const wfm_i_split *of, state *s, int32_t weekday, double z)
{
    if (isnan(z)) {
        s->last *= of->memory;
        return WFM_I_NAN;
    }
    double deviation = z - s->level - s->weekday[weekday];
    double error = deviation - of->memory * s->last;
    double c = wfm_i_hold(deviation, HELD);
    s->last = c;
    s->level += of->level_gain * c;
    s->weekday[weekday] += of->weekday_gain * c;
    return error;
}

/* Twice the robust standard deviation of the errors. */
static double corner_of(const wfm_i_days *d, const wfm_i_split *of, const state *start, double *spare)
{
    int64_t known = 0;
    state s = *start;
    for (int64_t i = 0; i < d->count; i++) {
        double error = step(of, &s, weekday_at(d, i), usual(d, i));
        if (!isnan(error)) spare[known++] = fabs(error);
    }
    return known > 0 ? 2 * WFM_I_NORMAL * wfm_i_median(spare, known) : 0;
}

static double loss_of(const wfm_i_days *d, const wfm_i_split *of, const state *start, const double *weekday,
                      double corner)
{
    double loss = 0;
    state s = *start;
    int64_t from = LEARNT * d->weekly;
    for (int64_t i = 0; i < d->count; i++) {
        double error = step(of, &s, (int32_t)weekday[i], usual(d, i));
        if (i < from) continue;
        if (!isnan(error)) loss += wfm_i_huber(error, corner);
    }
    return loss;
}

wfm_i_split wfm_i_split_fit(const wfm_i_days *d, double *spare)
{
    state start;
    wfm_i_split best = {0.1, 0.1, 0.2};
    double least = WFM_I_INF;
    start_of(d, &start);
    double corner = corner_of(d, &best, &start, spare);
    for (int64_t i = 0; i < d->count; i++)
        spare[i] = weekday_at(d, i);
    for (size_t a = 0; a < sizeof level_gains / sizeof level_gains[0]; a++) {
        for (size_t g = 0; g < sizeof weekday_gains / sizeof weekday_gains[0]; g++) {
            for (size_t m = 0; m < sizeof memories / sizeof memories[0]; m++) {
                wfm_i_split of = {level_gains[a], weekday_gains[g], memories[m]};
                double loss = loss_of(d, &of, &start, spare, corner);
                if (loss >= least) continue;
                least = loss;
                best = of;
            }
        }
    }
    return best;
}

double wfm_i_split_at(const wfm_i_days *d, const wfm_i_split *of, int64_t day)
{
    state s;
    int64_t before = wfm_i_days_before(d, day);
    start_of(d, &s);
    for (int64_t i = 0; i < before; i++)
        (void)step(of, &s, weekday_at(d, i), usual(d, i));
    double ahead = (double)wfm_i_days_ahead(d, before, day);
    return s.level + s.weekday[wfm_i_weekday_of(day)] + s.last * wfm_i_power(of->memory, ahead);
}
