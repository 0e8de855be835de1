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
 * The median of 8 bears 3 outliers among them, so that two rounds are enough. */
#include "internal/cleaning.h"

#include "internal/columns.h"
#include "internal/median.h"

enum { REACH = 4, WEEKDAYS = 7, LEAST_NEIGHBOURS = 3, PASSES = 2 };

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
    return code == WFM_FORECAST_DAY_KEPT || code == WFM_FORECAST_DAY_UNJUDGED;
}

/* Adds the neighbour that is as many rows away if it is one; false where the reach ends. */
static bool add_neighbour(const days *d, int64_t row, int64_t other, double *z, int64_t *count)
{
    if (other < 0) return false;
    if (other >= d->of->count) return false;
    int64_t apart = day_at(d, other) - day_at(d, row);
    if (apart > REACH * WEEKDAYS) return false;
    if (apart < -REACH * WEEKDAYS) return false;
    bool counts = apart % WEEKDAYS == 0 && wfm_i_is_kept(*code_at(d, other)) && !is_event(d->of, other);
    if (counts) z[(*count)++] = d->z[other];
    return true;
}

/* The day's z less the median of its neighbours'; NaN where there are too few. */
static double residual(const days *d, int64_t row)
{
    double z[2 * REACH];
    int64_t count = 0;
    for (int64_t other = row - 1; add_neighbour(d, row, other, z, &count); other--)
        continue;
    for (int64_t other = row + 1; add_neighbour(d, row, other, z, &count); other++)
        continue;
    return count < LEAST_NEIGHBOURS ? WFM_I_NAN : d->z[row] - wfm_i_median(z, count);
}

static void mark(const days *d)
{
    int64_t known = 0;
    for (int64_t row = 0; row < d->of->count; row++) {
        d->r[row] = isnan(d->z[row]) ? WFM_I_NAN : residual(d, row);
        if (!isnan(d->r[row])) d->spare[known++] = fabs(d->r[row]);
    }
    double spread = known > 0 ? fmax(WFM_I_NORMAL * wfm_i_median(d->spare, known), LEAST_SPREAD) : LEAST_SPREAD;
    double far = (d->of->event == NULL ? FAR : FAR_WITH_EVENTS) * spread;
    for (int64_t row = 0; row < d->of->count; row++) {
        if (isnan(d->z[row])) continue;
        *code_at(d, row) = WFM_FORECAST_DAY_KEPT;
        if (isnan(d->r[row])) *code_at(d, row) = WFM_FORECAST_DAY_UNJUDGED;
        if (fabs(d->r[row]) > far) *code_at(d, row) = WFM_FORECAST_DAY_OUTLIER;
    }
}

void wfm_i_clean_days(const wfm_i_totals *of, int32_t *code, ptrdiff_t code_stride, double *off, ptrdiff_t off_stride,
                      double *work)
{
    ptrdiff_t count = (ptrdiff_t)of->count;
    days d = {of, code, code_stride, work, work + count, work + 2 * count};
    for (int64_t row = 0; row < of->count; row++) {
        *code_at(&d, row) = code_of(of, row);
        bool has = *code_at(&d, row) == WFM_FORECAST_DAY_KEPT;
        d.z[row] = has ? wfm_i_ln(wfm_i_at(of->calls, of->calls_stride, row)) : WFM_I_NAN;
    }
    for (int pass = 0; pass < PASSES; pass++)
        mark(&d);
    for (int64_t row = 0; row < of->count; row++)
        wfm_i_put(off, off_stride, row, d.r[row]);
}
