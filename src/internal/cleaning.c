/* SPDX-License-Identifier: MIT */
/* Days that no model should learn from.
 *
 *   1. z = ln of the day's calls, of known open days with calls
 *   2. r = z - median of z over the same weekday 1 to 4 weeks before and after, without days of events and days marked;
 *      where at least 3 of these 8 are known
 *   3. s = 1.4826 x median of |r|, the standard deviation if r were normal (Rousseeuw and Croux 1993); not below a
 *      thousandth, so that a history without noise does not mark what rounding left
 *   4. marked: |r| > 6 s; 8 s where events are told, as their days are to teach their effect
 *   5. 2 to 4 once more, now without the days that were marked: an outlier may have hidden another in its weekday
 *
 * The median of 8 bears 3 outliers among them, so that two rounds are enough.
 *
 * A lasting change of level makes outliers of its first two weeks, as all that they are compared with is older:
 *
 *   6. the last days of the history, back to the first that is not off to the same side by more than half of step 4's
 *      limit: at least 3 days more than it has weekdays. The outliers among them are a level, and kept. Where fewer than
 *      3 neighbours are known, one is enough here; days of events and days that are not known are passed over
 *
 * so that a week of outage, and the days from Christmas to New Year, stay outliers. Half the limit, as noise about a
 * change near the limit would end the run; 3 s are still no day's noise.
 *
 * Days without calls have no logarithm, and are judged before all that:
 *
 *   7. the open days without calls that follow each other on a weekday are a run of L days; n known days of the weekday
 *      in the 4 weeks before and after it have the median m
 *   8. if its rate were theirs, the m n calls would all fall into the n of n + L days with the probability
 *      (n / (n + L))^(m n), whatever the rate (Przyborowski and Wilenski 1940): the run is kept unless that is rare. Set
 *      aside days are no neighbours; without any the run is set aside, as nothing explains it */
#include "internal/cleaning.h"

#include "internal/calendar.h"
#include "internal/columns.h"
#include "internal/median.h"

enum { REACH = 4, WEEKDAYS = 7, LEAST_NEIGHBOURS = 3, PASSES = 2, BEYOND_A_WEEK = 3 /* days of a new level */ };

static const double LEAST_SPREAD = 1e-3;
static const double FAR = 6;
static const double FAR_WITH_EVENTS = 8;

/* The days as they are worked on: z is NaN for a day that has none, whose code says why. */
typedef struct days {
    const wfm_i_totals *of;
    int32_t *code;
    ptrdiff_t code_stride;
    double *z;
    double *r;
    double *spare;
    double far; /* |r| of an outlier */
} days;

static int64_t day_at(const days *d, int64_t row)
{
    return d->of->day[(ptrdiff_t)row * d->of->day_stride];
}

static int32_t *code_at(const days *d, int64_t row)
{
    return &d->code[(ptrdiff_t)row * d->code_stride];
}

static bool is_event(const wfm_i_totals *of, int64_t row)
{
    return of->event != NULL && wfm_i_at(of->event, of->event_stride, row) != 0;
}

static int32_t code_of(const wfm_i_totals *of, int64_t row)
{
    double calls = wfm_i_at(of->calls, of->calls_stride, row);
    bool closed = of->closed != NULL && wfm_i_at(of->closed, of->closed_stride, row) != 0;
    if (closed) return WFM_FORECAST_DAY_CLOSED;
    if (isnan(calls)) return WFM_FORECAST_DAY_UNKNOWN;
    return calls > 0 ? WFM_FORECAST_DAY_KEPT : WFM_FORECAST_DAY_ZERO;
}

bool wfm_i_is_kept(int32_t code)
{
    return code == WFM_FORECAST_DAY_KEPT || code == WFM_FORECAST_DAY_UNJUDGED || code == WFM_FORECAST_DAY_LEVEL;
}

/* ---- days without calls ---- */

/* A run of days of a weekday without calls. */
typedef struct run {
    int64_t first;
    int64_t last;
    int64_t length;
} run;

/* Adds the calls of the days that may be compared with a run, from one of its ends on; how many there are then. */
static int64_t calls_near(const days *d, int64_t end, int64_t step, double *calls, int64_t count)
{
    for (int64_t row = end + step; row >= 0 && row < d->of->count; row += step) {
        int64_t apart = step * (day_at(d, row) - day_at(d, end));
        if (apart > REACH * WEEKDAYS) break;
        bool counts = apart % WEEKDAYS == 0 && wfm_i_is_kept(*code_at(d, row)) && !is_event(d->of, row);
        if (counts) calls[count++] = wfm_i_at(d->of->calls, d->of->calls_stride, row);
    }
    return count;
}

/* Whether chance may have left a run without calls. */
static bool is_chance(const days *d, const run *of)
{
    double calls[2 * REACH];
    int64_t count = calls_near(d, of->last, 1, calls, calls_near(d, of->first, -1, calls, 0));
    if (count == 0) return false;
    double near = (double)count, all = near * wfm_i_median(calls, count);
    return !wfm_i_is_rare(all * wfm_i_ln(near / (near + (double)of->length)));
}

static void close_run(const days *d, run *of, int64_t weekday)
{
    bool kept = of->length > 0 && is_chance(d, of);
    for (int64_t row = of->first; kept && row <= of->last; row++) {
        bool in_run = *code_at(d, row) == WFM_FORECAST_DAY_ZERO && wfm_i_weekday_of(day_at(d, row)) == weekday;
        if (in_run) *code_at(d, row) = WFM_FORECAST_DAY_KEPT;
    }
    of->length = 0;
}

static void judge_zeros(const days *d, int64_t weekday)
{
    run of = {0, 0, 0};
    for (int64_t row = 0; row < d->of->count; row++) {
        if (wfm_i_weekday_of(day_at(d, row)) != weekday) continue;
        if (!isnan(d->z[row])) close_run(d, &of, weekday);
        if (*code_at(d, row) != WFM_FORECAST_DAY_ZERO) continue;
        if (of.length == 0) of.first = row;
        of.last = row;
        of.length++;
    }
    close_run(d, &of, weekday);
}

/* ---- days with calls ---- */

/* Adds the neighbour that is as many rows away if it is one; false where the reach ends. */
static bool add_neighbour(const days *d, int64_t row, int64_t other, double *z, int64_t *count)
{
    if (other < 0) return false;
    if (other >= d->of->count) return false;
    int64_t apart = day_at(d, other) - day_at(d, row);
    if (apart > REACH * WEEKDAYS) return false;
    if (apart < -REACH * WEEKDAYS) return false;
    bool counts = apart % WEEKDAYS == 0 && wfm_i_is_kept(*code_at(d, other)) && !is_event(d->of, other);
    if (counts && !isnan(d->z[other])) z[(*count)++] = d->z[other];
    return true;
}

/* The day's z less the median of its neighbours'; NaN where there are fewer than so many. */
static double residual(const days *d, int64_t row, int64_t least)
{
    double z[2 * REACH];
    int64_t count = 0;
    for (int64_t other = row - 1; add_neighbour(d, row, other, z, &count); other--)
        continue;
    for (int64_t other = row + 1; add_neighbour(d, row, other, z, &count); other++)
        continue;
    return count < least ? WFM_I_NAN : d->z[row] - wfm_i_median(z, count);
}

static void mark(days *d)
{
    int64_t known = 0;
    for (int64_t row = 0; row < d->of->count; row++) {
        d->r[row] = isnan(d->z[row]) ? WFM_I_NAN : residual(d, row, LEAST_NEIGHBOURS);
        if (!isnan(d->r[row])) d->spare[known++] = fabs(d->r[row]);
    }
    double spread = known > 0 ? fmax(WFM_I_NORMAL * wfm_i_median(d->spare, known), LEAST_SPREAD) : LEAST_SPREAD;
    d->far = (d->of->event == NULL ? FAR : FAR_WITH_EVENTS) * spread;
    for (int64_t row = 0; row < d->of->count; row++) {
        if (isnan(d->z[row])) continue;
        *code_at(d, row) = WFM_FORECAST_DAY_KEPT;
        if (isnan(d->r[row])) *code_at(d, row) = WFM_FORECAST_DAY_UNJUDGED;
        if (fabs(d->r[row]) > d->far) *code_at(d, row) = WFM_FORECAST_DAY_OUTLIER;
    }
}

/* Where the run of days begins that are all off to one side, up to the last; the number of rows if too few are. */
static int64_t level_from(const days *d)
{
    double side = 0;
    int64_t counted = 0, weekdays = 0, from = d->of->count;
    bool has[WEEKDAYS] = {false};
    for (int64_t row = d->of->count - 1; row >= 0; row--) {
        if (isnan(d->z[row]) || is_event(d->of, row)) continue;
        double off = residual(d, row, 1);
        if (isnan(off)) continue;
        if (side == 0) side = off < 0 ? -1 : 1;
        if (!(side * off > d->far / 2)) break;
        int32_t weekday = wfm_i_weekday_of(day_at(d, row));
        weekdays += !has[weekday];
        has[weekday] = true;
        counted++;
        from = row;
    }
    return counted >= weekdays + BEYOND_A_WEEK ? from : d->of->count;
}

/* Keeps the outliers that are a level. */
static void keep_level(const days *d)
{
    for (int64_t row = level_from(d); row < d->of->count; row++)
        if (*code_at(d, row) == WFM_FORECAST_DAY_OUTLIER && !is_event(d->of, row))
            *code_at(d, row) = WFM_FORECAST_DAY_LEVEL;
}

void wfm_i_clean_days(const wfm_i_totals *of, int32_t *code, ptrdiff_t code_stride, double *off, ptrdiff_t off_stride,
                      double *work)
{
    ptrdiff_t count = (ptrdiff_t)of->count;
    days d = {of, code, code_stride, work, work + count, work + 2 * count, 0};
    for (int64_t row = 0; row < of->count; row++) {
        *code_at(&d, row) = code_of(of, row);
        bool has = *code_at(&d, row) == WFM_FORECAST_DAY_KEPT;
        d.z[row] = has ? wfm_i_ln(wfm_i_at(of->calls, of->calls_stride, row)) : WFM_I_NAN;
    }
    for (int64_t weekday = 0; weekday < WEEKDAYS; weekday++)
        judge_zeros(&d, weekday);
    for (int pass = 0; pass < PASSES; pass++)
        mark(&d);
    keep_level(&d);
    for (int64_t row = 0; row < of->count; row++)
        wfm_i_put(off, off_stride, row, d.r[row]);
}
