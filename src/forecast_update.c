/* SPDX-License-Identifier: MIT */
/* The rest of a day in progress, from how far it is off so far and from how much that has meant on past days.
 *
 *   1. x_seen = ln((A + 1/2)/(F + 1/2)) of the intervals seen, x_recent the same of the last of them, y of the rest
 *   2. on each past day all three, of the intervals where forecast and actual are known; a day of which less than half
 *      is known before or after does not count, and of those that do the last 128 are used
 *   3. each column held to 4 robust standard deviations about 0: no wild day decides alone
 *   4. y = b_seen x_seen + b_recent x_recent by ridge regression without a constant. It minimises
 *      sum (y - b x)^2 + c sum_j (mean of x_j^2) (b_j - p)^2, so that c is a number of days that the prior slope p is
 *      worth: c = 5 and p = 1/4 for each of two, c = 6 and p = 1/2 for one alone
 *   5. rest = forecast x exp(b x of today), today's x not held back, the exponent from -1 to 1
 *
 * Today's deviation enters whole: what is beyond all past days is a holiday or a breakdown, not chance. The equations of
 * two slopes are never singular where both columns move, as the penalty adds 5 days' worth to their diagonal alone.
 *
 * Sources: Hoerl and Kennard 1970, Technometrics 12, 55-67 (4., towards a prior instead of 0); Huber 1981, Robust
 * Statistics, on holding by multiples of the median (3.). */
#include "wfm/forecast.h"

#include "internal/arrays.h"
#include "internal/columns.h"
#include "internal/median.h"
#include "internal/past.h"
#include "internal/structs.h"

enum { MOST_DAYS = 128, SEEN = 0, RECENT = 1, REST = 2, COLUMNS = 3 };

static const double MOST_DEVIATIONS = 4;

/* The three columns of the days that count, newest first. */
typedef struct deviations {
    double of[COLUMNS][MOST_DAYS];
    int64_t days;
} deviations;

void wfm_forecast_past_init(wfm_forecast_past *past, size_t size)
{
    wfm_i_struct_init(past, size);
}

void wfm_forecast_belief_init(wfm_forecast_belief *belief, size_t size)
{
    wfm_i_struct_init(belief, size);
}

void wfm_forecast_revision_init(wfm_forecast_revision *revision, size_t size)
{
    wfm_i_struct_init(revision, size);
}

double wfm_forecast_weight(double expected, double day_variance, double shape_variance)
{
    if (!(expected >= 0)) return WFM_I_NAN;
    if (!wfm_i_finite_from_zero(day_variance)) return WFM_I_NAN;
    if (!wfm_i_finite_from_zero(shape_variance)) return WFM_I_NAN;
    if (day_variance == 0) return 0;
    return 1 / (1 + (1 / expected + shape_variance / 2) / day_variance);
}

void wfm_forecast_weight_n(const double *expected, ptrdiff_t expected_stride, const double *day_variance,
                           ptrdiff_t day_variance_stride, const double *shape_variance, ptrdiff_t shape_variance_stride,
                           double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_forecast_weight, expected, expected_stride, day_variance, day_variance_stride, shape_variance,
               shape_variance_stride, out, out_stride, count);
}

/* ---- what past days say ---- */

static wfm_status add_day(deviations *d, const wfm_forecast_past *past, int64_t row, int64_t seen, int64_t recent)
{
    wfm_i_pair of[COLUMNS];
    const int64_t from[COLUMNS] = {0, seen - recent, seen}, to[COLUMNS] = {seen, seen, past->slots};
    for (int column = 0; column < COLUMNS; column++) {
        wfm_i_stretch stretch = wfm_i_past_stretch(past, row, from[column], to[column]);
        wfm_status status = wfm_i_pair_of(&stretch, &of[column]);
        if (status != WFM_OK) return status;
    }
    bool known = of[SEEN].forecast >= of[SEEN].whole / 2 && wfm_i_pair_counts(of[REST]);
    if (!known) return WFM_OK;
    for (int column = 0; column < COLUMNS; column++)
        d->of[column][d->days] = wfm_i_pair_ln(of[column]);
    d->days++;
    return WFM_OK;
}

static void hold_columns(deviations *d)
{
    double sorted[MOST_DAYS];
    for (int column = 0; column < COLUMNS; column++) {
        for (int64_t day = 0; day < d->days; day++)
            sorted[day] = d->of[column][day];
        double most = wfm_i_robust(sorted, d->days, MOST_DEVIATIONS);
        for (int64_t day = 0; day < d->days; day++)
            d->of[column][day] = wfm_i_hold(d->of[column][day], most);
    }
}

static double product(const deviations *d, int one, int other)
{
    double sum = 0;
    for (int64_t day = 0; day < d->days; day++)
        sum += d->of[one][day] * d->of[other][day];
    return sum;
}

/* One slope: (sum x y + penalty prior) / (sum x^2 + penalty), the prior where x never moved. */
static double slope_alone(double square, double with_rest, double penalty, double prior)
{
    double all = square + penalty;
    return all > 0 ? (with_rest + penalty * prior) / all : prior;
}

static void fit_one(const deviations *d, wfm_forecast_belief *b)
{
    double square = product(d, SEEN, SEEN);
    b->slope_seen = slope_alone(square, product(d, SEEN, REST), 6 * square / (double)d->days, 0.5);
    b->slope_recent = 0;
}

static void fit_two(const deviations *d, wfm_forecast_belief *b)
{
    const double days = 5, prior = 0.25;
    double ss = product(d, SEEN, SEEN), rr = product(d, RECENT, RECENT), sr = product(d, SEEN, RECENT);
    double s_penalty = days * ss / (double)d->days, r_penalty = days * rr / (double)d->days;
    double sy = product(d, SEEN, REST) + s_penalty * prior, ry = product(d, RECENT, REST) + r_penalty * prior;
    double determinant = (ss + s_penalty) * (rr + r_penalty) - sr * sr;
    if (!(determinant > 0)) { /* a column that never moved */
        b->slope_seen = slope_alone(ss, product(d, SEEN, REST), s_penalty, prior);
        b->slope_recent = slope_alone(rr, product(d, RECENT, REST), r_penalty, prior);
        return;
    }
    b->slope_seen = ((rr + r_penalty) * sy - sr * ry) / determinant;
    b->slope_recent = ((ss + s_penalty) * ry - sr * sy) / determinant;
}

/* What the slopes leave of the rest's deviation, by the degrees of freedom that they leave. */
static void judge(const deviations *d, wfm_forecast_belief *b)
{
    double left = 0, all = product(d, REST, REST) / (double)d->days;
    double degrees = fmax(1, (double)d->days - (b->recent > 0 ? 2 : 1));
    for (int64_t day = 0; day < d->days; day++) {
        double error = d->of[REST][day] - b->slope_seen * d->of[SEEN][day] - b->slope_recent * d->of[RECENT][day];
        left += error * error / degrees;
    }
    b->scale = sqrt(left);
    b->r2 = left < all ? 1 - left / all : 0;
    b->days = d->days;
}

wfm_status wfm_forecast_update_learn(const wfm_forecast_past *past, int64_t seen, int64_t recent,
                                     wfm_forecast_belief *belief)
{
    wfm_forecast_past p;
    wfm_forecast_belief b = WFM_FORECAST_BELIEF_INIT;
    deviations d;
    d.days = 0;
    wfm_status status = wfm_i_struct_open(belief);
    if (status == WFM_OK) status = wfm_i_past_read(&p, past);
    if (status != WFM_OK) return status;
    if (seen < 0) return WFM_BAD_SEEN;
    if (seen > p.slots) return WFM_BAD_SEEN;
    if (recent < 0) return WFM_BAD_SEEN;
    if (recent > seen) return WFM_BAD_SEEN;
    for (int64_t row = p.days - 1; row >= 0 && d.days < MOST_DAYS; row--) {
        status = add_day(&d, &p, row, seen, recent);
        if (status != WFM_OK) return status;
    }
    if (d.days == 0) return WFM_NO_HISTORY;
    b.seen = seen;
    b.recent = recent;
    hold_columns(&d);
    if (recent > 0) {
        fit_two(&d, &b);
    } else {
        fit_one(&d, &b);
    }
    judge(&d, &b);
    wfm_i_struct_write(belief, &b, sizeof b);
    return WFM_OK;
}

/* ---- today ---- */

static wfm_status read_belief(wfm_forecast_belief *b, const wfm_forecast_belief *given, int64_t slots)
{
    wfm_status status = wfm_i_struct_read(b, sizeof *b, given, WFM_BAD_FORECAST_STRUCT);
    if (status != WFM_OK) return status;
    if (b->seen < 0) return WFM_BAD_SEEN;
    if (b->seen > slots) return WFM_BAD_SEEN;
    if (b->recent < 0) return WFM_BAD_SEEN;
    if (b->recent > b->seen) return WFM_BAD_SEEN;
    if (!(fabs(b->slope_seen) <= DBL_MAX)) return WFM_BAD_SLOPE;
    return fabs(b->slope_recent) <= DBL_MAX ? WFM_OK : WFM_BAD_SLOPE;
}

/* slope x deviation, 0 where either is; the product may be beyond the doubles, but is never NaN. */
static double believed(const wfm_forecast_belief *b, double seen, double recent)
{
    double exponent = wfm_i_hold(b->slope_seen * seen, DBL_MAX / 2) + wfm_i_hold(b->slope_recent * recent, DBL_MAX / 2);
    return exp(wfm_i_hold(exponent, 1));
}

static wfm_status revise(const wfm_forecast_belief *b, wfm_i_stretch today, int64_t slots, wfm_forecast_revision *r)
{
    wfm_i_pair seen, recent, rest;
    today.to = b->seen;
    wfm_status status = wfm_i_pair_of(&today, &seen);
    if (status != WFM_OK) return status;
    today.from = b->seen - b->recent;
    wfm_i_pair_of(&today, &recent); /* a part of what was fine */
    today.from = b->seen;
    today.to = slots;
    today.actual = today.forecast; /* what is still to come is not read */
    today.actual_stride = today.forecast_stride;
    status = wfm_i_pair_of(&today, &rest);
    if (status != WFM_OK) return status;
    r->seen_forecast = seen.forecast;
    r->seen_actual = seen.actual;
    r->deviation_seen = wfm_i_pair_ln(seen);
    r->deviation_recent = wfm_i_pair_ln(recent);
    r->factor = believed(b, r->deviation_seen, r->deviation_recent);
    r->rest_forecast = rest.whole;
    r->rest = rest.whole * r->factor;
    r->total = seen.actual + (seen.whole - seen.forecast) * r->factor + r->rest;
    return r->total <= DBL_MAX ? WFM_OK : WFM_BAD_CALLS;
}

wfm_status wfm_forecast_update(const wfm_forecast_belief *belief, int64_t slots, const double *forecast,
                               ptrdiff_t forecast_stride, const double *actual, ptrdiff_t actual_stride,
                               double *updated, ptrdiff_t updated_stride, wfm_forecast_revision *revision)
{
    wfm_forecast_belief b;
    wfm_forecast_revision r = WFM_FORECAST_REVISION_INIT;
    wfm_i_stretch today = {forecast, forecast_stride, actual, actual_stride, 0, 0};
    wfm_status status = wfm_i_struct_open(revision);
    if (status != WFM_OK) return status;
    if (slots < 0) return WFM_BAD_COUNT;
    status = read_belief(&b, belief, slots);
    if (status == WFM_OK && forecast == NULL) status = WFM_BAD_FORECAST_COLUMN;
    if (status == WFM_OK && actual == NULL) status = WFM_BAD_FORECAST_COLUMN;
    if (status == WFM_OK) status = revise(&b, today, slots, &r);
    if (status != WFM_OK) {
        wfm_i_fill(updated, updated_stride, slots, WFM_I_NAN);
        return status;
    }
    for (int64_t slot = 0; slot < slots; slot++) {
        double seen = slot < b.seen ? wfm_i_at(actual, actual_stride, slot) : WFM_I_NAN;
        double calls = isnan(seen) ? wfm_i_at(forecast, forecast_stride, slot) * r.factor : seen;
        wfm_i_put(updated, updated_stride, slot, calls);
    }
    wfm_i_struct_write(revision, &r, sizeof r);
    return WFM_OK;
}
