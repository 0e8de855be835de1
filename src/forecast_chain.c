/* SPDX-License-Identifier: MIT */
/* The chain from the year to the interval, and what spreads a total or goes on from what was seen: no history here. */
#include "wfm/forecast.h"

#include "internal/arrays.h"
#include "internal/columns.h"
#include "internal/structs.h"
#include "internal/whole.h"
#include "wfm/shrinkage.h"

void wfm_forecast_chain_init(wfm_forecast_chain *chain, size_t size)
{
    wfm_i_struct_init(chain, size);
}

void wfm_forecast_steps_init(wfm_forecast_steps *steps, size_t size)
{
    wfm_i_struct_init(steps, size);
}

void wfm_forecast_judgement_init(wfm_forecast_judgement *judgement, size_t size)
{
    wfm_i_struct_init(judgement, size);
}

double wfm_forecast_index(double share, double base_share)
{
    if (!wfm_i_is_fraction(share)) return WFM_I_NAN;
    if (!wfm_i_is_fraction(base_share)) return WFM_I_NAN;
    return base_share > 0 ? share / base_share : WFM_I_NAN;
}

void wfm_forecast_index_n(const double *share, ptrdiff_t share_stride, const double *base_share,
                          ptrdiff_t base_share_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_forecast_index, share, share_stride, base_share, base_share_stride, out, out_stride, count);
}

static wfm_status read_chain(wfm_forecast_chain *c, const wfm_forecast_chain *given)
{
    wfm_status status = wfm_i_struct_read(c, sizeof *c, given, WFM_BAD_FORECAST_STRUCT);
    if (status != WFM_OK) return status;
    if (c->reserved_2 != 0) return WFM_BAD_FORECAST_STRUCT;
    if (!wfm_i_finite_from_zero(c->last_year)) return WFM_BAD_CALLS;
    if (!wfm_i_finite_from_zero(c->growth + 1)) return WFM_BAD_GROWTH;
    if (!wfm_i_is_fraction(c->month_share)) return WFM_BAD_SHARE;
    if (!wfm_i_finite_from_zero(c->days)) return WFM_BAD_DAYS;
    if (c->days == 0) return WFM_BAD_DAYS;
    if (!wfm_i_is_fraction(c->weekday_share)) return WFM_BAD_SHARE;
    if (!wfm_i_is_fraction(c->base_share)) return WFM_BAD_BASE_SHARE;
    if (c->base_share == 0) c->base_share = 1.0 / 7;
    if (!wfm_i_is_fraction(c->interval_share)) return WFM_BAD_SHARE;
    if (c->rounding < WFM_FORECAST_ROUND_NONE) return WFM_BAD_FORECAST_ROUNDING;
    return c->rounding <= WFM_FORECAST_ROUND_END ? WFM_OK : WFM_BAD_FORECAST_ROUNDING;
}

/* Whether no step went beyond the doubles. */
static bool are_finite(const wfm_forecast_steps *s)
{
    const double step[] = {s->year, s->month, s->day_mean, s->weekday_index, s->day, s->interval};
    for (size_t i = 0; i < sizeof step / sizeof step[0]; i++)
        if (!wfm_i_finite_from_zero(step[i])) return false;
    return true;
}

wfm_status wfm_forecast_year_to_interval(const wfm_forecast_chain *chain, wfm_forecast_steps *steps)
{
    wfm_forecast_chain c;
    wfm_status status = wfm_i_struct_open(steps);
    if (status != WFM_OK) return status;
    status = read_chain(&c, chain);
    if (status != WFM_OK) return status;
    int32_t step = c.rounding == WFM_FORECAST_ROUND_STEPS ? WFM_ROUND_NEAREST : WFM_ROUND_NONE;
    int32_t end = c.rounding == WFM_FORECAST_ROUND_NONE ? WFM_ROUND_NONE : WFM_ROUND_NEAREST;
    wfm_forecast_steps s = WFM_FORECAST_STEPS_INIT;
    s.year = wfm_i_round(c.last_year * (1 + c.growth), step);
    s.month = wfm_i_round(s.year * c.month_share, step);
    s.day_mean = wfm_i_round(s.month / c.days, step);
    s.weekday_index = wfm_forecast_index(c.weekday_share, c.base_share);
    if (step == WFM_ROUND_NEAREST) s.weekday_index = wfm_i_round(s.weekday_index * 1000, step) / 1000;
    s.day = wfm_i_round(s.day_mean * s.weekday_index, step);
    s.interval = wfm_i_round(s.day * c.interval_share, end);
    if (!are_finite(&s)) return WFM_BAD_CALLS;
    wfm_i_struct_write(steps, &s, sizeof s);
    return WFM_OK;
}

wfm_status wfm_forecast_spread(double total, int64_t count, const double *weight, ptrdiff_t weight_stride,
                               double *calls, ptrdiff_t calls_stride)
{
    if (calls == NULL) return WFM_BAD_OUTPUT;
    if (count < 0) return WFM_BAD_COUNT;
    wfm_status status = wfm_i_finite_from_zero(total) ? WFM_OK : WFM_BAD_CALLS;
    if (status == WFM_OK && weight == NULL) status = WFM_BAD_FORECAST_COLUMN;
    double sum = 0;
    for (int64_t row = 0; status == WFM_OK && row < count; row++) {
        double w = wfm_i_at(weight, weight_stride, row);
        if (!wfm_i_finite_from_zero(w)) status = WFM_BAD_SHARE;
        sum += w;
    }
    if (status == WFM_OK && !(sum <= DBL_MAX)) status = WFM_BAD_SHARE;
    if (status == WFM_OK && sum == 0) status = WFM_NO_VOLUME;
    for (int64_t row = 0; row < count; row++) {
        double of_row = status == WFM_OK ? total * (wfm_i_at(weight, weight_stride, row) / sum) : WFM_I_NAN;
        wfm_i_put(calls, calls_stride, row, of_row);
    }
    return status;
}

/* What was seen, and the shares of it. */
static wfm_status sum_seen(int64_t count, const double *share, ptrdiff_t share_stride, const double *seen,
                           ptrdiff_t seen_stride, double *total)
{
    double sum = 0, shares = 0;
    bool any = false;
    for (int64_t row = 0; row < count; row++) {
        double p = wfm_i_at(share, share_stride, row), calls = wfm_i_at(seen, seen_stride, row);
        if (!wfm_i_is_fraction(p)) return WFM_BAD_SHARE;
        if (isnan(calls)) continue;
        if (!wfm_i_finite_from_zero(calls)) return WFM_BAD_CALLS;
        any = true;
        sum += calls;
        shares += p;
    }
    if (!any) return WFM_NO_HISTORY;
    if (shares == 0) return WFM_NO_VOLUME;
    *total = sum / shares;
    return *total <= DBL_MAX ? WFM_OK : WFM_BAD_CALLS;
}

wfm_status wfm_forecast_rest(int64_t count, const double *share, ptrdiff_t share_stride, const double *seen,
                             ptrdiff_t seen_stride, double *forecast, ptrdiff_t forecast_stride, double *total)
{
    if (total == NULL) return WFM_BAD_OUTPUT;
    *total = WFM_I_NAN;
    if (count < 0) return WFM_BAD_COUNT;
    wfm_status status = WFM_OK;
    double whole = WFM_I_NAN;
    if (share == NULL) status = WFM_BAD_FORECAST_COLUMN;
    if (seen == NULL) status = WFM_BAD_FORECAST_COLUMN;
    if (status == WFM_OK) status = sum_seen(count, share, share_stride, seen, seen_stride, &whole);
    if (status != WFM_OK) {
        wfm_i_fill(forecast, forecast_stride, count, WFM_I_NAN);
        return status;
    }
    for (int64_t row = 0; row < count; row++) {
        double calls = wfm_i_at(seen, seen_stride, row);
        if (isnan(calls)) calls = whole * wfm_i_at(share, share_stride, row);
        wfm_i_put(forecast, forecast_stride, row, calls);
    }
    *total = whole;
    return WFM_OK;
}

static wfm_status read_judgement(wfm_forecast_judgement *j, const wfm_forecast_judgement *given)
{
    wfm_status status = wfm_i_struct_read(j, sizeof *j, given, WFM_BAD_FORECAST_STRUCT);
    if (status != WFM_OK) return status;
    if (j->count < 0) return WFM_BAD_COUNT;
    if (j->event_count < 0) return WFM_BAD_COUNT;
    return WFM_OK;
}

static bool has_columns(const wfm_forecast_judgement *j)
{
    if (j->customers == NULL) return false;
    if (j->calls_per_customer == NULL) return false;
    if (j->event_count == 0) return true;
    return j->event_period != NULL && j->event_calls != NULL;
}

/* The calls of an event go straight into its period; a period without meaning stays NaN. */
static wfm_status add_events(const wfm_forecast_judgement *j, double *calls, ptrdiff_t calls_stride)
{
    wfm_status all = WFM_OK;
    for (int64_t event = 0; event < j->event_count; event++) {
        int64_t period = j->event_period[(ptrdiff_t)event * j->event_period_stride];
        double more = wfm_i_at(j->event_calls, j->event_calls_stride, event);
        bool known = period >= 0 && period < j->count;
        if (!known) {
            all = wfm_i_combine(all, WFM_BAD_EVENT);
            continue;
        }
        wfm_i_put(calls, calls_stride, period, wfm_i_at(calls, calls_stride, period) + more);
    }
    return all;
}

/* The calls of a period's customers; NaN if they have no meaning. */
static double of_customers(const wfm_forecast_judgement *j, int64_t row)
{
    double customers = wfm_i_at(j->customers, j->customers_stride, row);
    double each = wfm_i_at(j->calls_per_customer, j->calls_per_customer_stride, row);
    double share = j->channel_share == NULL ? 1 : wfm_i_at(j->channel_share, j->channel_share_stride, row);
    bool fine = wfm_i_finite_from_zero(customers) && wfm_i_finite_from_zero(each);
    if (fine) fine = wfm_i_finite_from_zero(share) && share <= 1;
    if (fine) fine = customers * each <= DBL_MAX;
    return fine ? customers * each * share : WFM_I_NAN;
}

wfm_status wfm_forecast_judged(const wfm_forecast_judgement *judgement, double *calls, ptrdiff_t calls_stride)
{
    wfm_forecast_judgement j;
    if (calls == NULL) return WFM_BAD_OUTPUT;
    wfm_status status = read_judgement(&j, judgement);
    if (status != WFM_OK) return status; /* the number of periods is not known either */
    wfm_i_fill(calls, calls_stride, j.count, WFM_I_NAN);
    if (!has_columns(&j)) return WFM_BAD_FORECAST_COLUMN;
    for (int64_t row = 0; row < j.count; row++) {
        double own = of_customers(&j, row);
        wfm_i_put(calls, calls_stride, row, own);
        if (isnan(own)) status = wfm_i_combine(status, WFM_BAD_CUSTOMERS);
    }
    status = wfm_i_combine(status, add_events(&j, calls, calls_stride));
    for (int64_t row = 0; row < j.count; row++) {
        if (wfm_i_finite_from_zero(wfm_i_at(calls, calls_stride, row))) continue;
        wfm_i_put(calls, calls_stride, row, WFM_I_NAN);
        status = wfm_i_combine(status, WFM_BAD_EVENT);
    }
    return status;
}

/* ---- an event's adjustment ---- */

typedef struct event {
    int64_t first;
    int64_t periods;
    const double *shape; /* null: one period */
    double factor;
    double added;
    double sum; /* of the shape, and its largest weight */
    double most;
} event;

static wfm_status read_event(event *e)
{
    if (e->periods < 0) return WFM_BAD_COUNT;
    if (e->shape == NULL && e->periods > 0) return WFM_BAD_FORECAST_COLUMN;
    if (!wfm_i_finite_from_zero(e->factor) || !isfinite(e->added)) return WFM_BAD_EVENT;
    if (e->periods == 0) {
        *e = (event){e->first, 1, NULL, e->factor, e->added, 1, 1};
        return WFM_OK;
    }
    for (int64_t k = 0; k < e->periods; k++) {
        if (!wfm_i_finite_from_zero(e->shape[k])) return WFM_BAD_SHARE;
        e->sum += e->shape[k];
        e->most = fmax(e->most, e->shape[k]);
    }
    return e->sum > 0 && e->sum <= DBL_MAX ? WFM_OK : WFM_BAD_SHARE;
}

/* Of a period with so many calls; NaN where they have no meaning. */
static double change_of(const event *e, double base, int64_t row)
{
    uint64_t k = (uint64_t)row - (uint64_t)e->first;
    if (row < e->first || k >= (uint64_t)e->periods) return 0;
    if (!wfm_i_finite_from_zero(base)) return WFM_I_NAN;
    double weight = e->shape != NULL ? e->shape[k] : 1;
    return fmax(-base, base * (e->factor - 1) * (weight / e->most) + e->added * (weight / e->sum));
}

wfm_status wfm_forecast_adjust(int64_t count, const double *base, ptrdiff_t base_stride, int64_t first, double factor,
                               double added, const double *shape, int64_t shape_count, double *adjustment,
                               ptrdiff_t adjustment_stride)
{
    event e = {.first = first, .periods = shape_count, .shape = shape, .factor = factor, .added = added};
    if (adjustment == NULL) return WFM_BAD_OUTPUT;
    if (count < 0) return WFM_BAD_COUNT;
    wfm_i_fill(adjustment, adjustment_stride, count, WFM_I_NAN);
    if (base == NULL) return WFM_BAD_FORECAST_COLUMN;
    wfm_status status = read_event(&e);
    if (status != WFM_OK) return status;
    for (int64_t row = 0; row < count; row++) {
        double own = wfm_i_at(base, base_stride, row);
        double change = change_of(&e, own, row);
        bool beyond = change > DBL_MAX;
        if (isnan(change) && !isnan(own)) status = wfm_i_combine(status, WFM_BAD_CALLS);
        if (beyond) status = wfm_i_combine(status, WFM_BAD_EVENT);
        wfm_i_put(adjustment, adjustment_stride, row, beyond ? WFM_I_NAN : change);
    }
    return status;
}
