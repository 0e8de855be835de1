/* SPDX-License-Identifier: MIT */
/* Handle times of the intervals of a day, from calls and seconds.
 *
 *   1. of each interval n calls and w seconds over all days, of all g = sum w / sum n: seconds over calls, never a mean
 *      of means
 *   2. variance of one call: given, or sum n_ij (a_ij - a_i)^2 / (cells - intervals), a_ij the mean of a day's interval,
 *      which has that variance over n_ij
 *   3. variance between intervals t = max(1, sum n (w/n - g)^2 / sum n - variance x intervals / sum n)
 *   4. interval: g + n/(n + variance/t) (w/n - g)
 *   5. recent level: seconds and calls of the weeks, each smoothed by the gain, then divided; all intervals are brought
 *      to it in proportion
 *
 * Source: 3 and 4 are the linear Bayes estimate, Buehlmann and Straub 1970, on credibility of groups of unequal size. */
#include "wfm/forecast.h"

#include "internal/calendar.h"
#include "internal/columns.h"
#include "internal/structs.h"

void wfm_forecast_handled_init(wfm_forecast_handled *handled, size_t size)
{
    wfm_i_struct_init(handled, size);
}

void wfm_forecast_handle_init(wfm_forecast_handle *handle, size_t size)
{
    wfm_i_struct_init(handle, size);
}

typedef struct work {
    double calls;
    double seconds;
} work;

static wfm_status read_handled(wfm_forecast_handled *h, const wfm_forecast_handled *given)
{
    wfm_status status = wfm_i_struct_read(h, sizeof *h, given, WFM_BAD_FORECAST_STRUCT);
    if (status != WFM_OK) return status;
    if (h->days < 0) return WFM_BAD_COUNT;
    if (h->slots < 0) return WFM_BAD_COUNT;
    if (h->calls == NULL) return WFM_BAD_FORECAST_COLUMN;
    if (h->seconds == NULL) return WFM_BAD_FORECAST_COLUMN;
    if (!wfm_i_is_fraction(h->gain)) return WFM_BAD_GAIN;
    if (h->gain > 0 && h->day == NULL) return WFM_BAD_FORECAST_COLUMN;
    return wfm_i_finite_from_zero(h->call_variance) ? WFM_OK : WFM_BAD_RELATIVE_VARIANCE;
}

/* Nothing where either is unknown. */
static wfm_status cell_of(const wfm_forecast_handled *h, int64_t day, int64_t slot, work *cell)
{
    *cell = (work){wfm_i_at(h->calls + (ptrdiff_t)day * h->calls_day_stride, h->calls_slot_stride, slot),
                   wfm_i_at(h->seconds + (ptrdiff_t)day * h->seconds_day_stride, h->seconds_slot_stride, slot)};
    if (isnan(cell->calls) || isnan(cell->seconds)) {
        *cell = (work){0, 0};
        return WFM_OK;
    }
    if (!wfm_i_finite_from_zero(cell->calls)) return WFM_BAD_CALLS;
    if (!wfm_i_finite_from_zero(cell->seconds)) return WFM_BAD_HANDLE_TIME;
    return cell->calls == 0 && cell->seconds > 0 ? WFM_BAD_HANDLE_TIME : WFM_OK;
}

/* The sums over a block of the matrix; cells with calls are counted. */
static wfm_status sum_block(const wfm_forecast_handled *h, int64_t day, int64_t days, int64_t slot, int64_t slots,
                            work *sum, double *cells)
{
    work cell;
    *sum = (work){0, 0};
    *cells = 0;
    for (int64_t d = day; d < day + days; d++) {
        for (int64_t s = slot; s < slot + slots; s++) {
            wfm_status status = cell_of(h, d, s, &cell);
            if (status != WFM_OK) return status;
            sum->calls += cell.calls;
            sum->seconds += cell.seconds;
            *cells += cell.calls > 0;
        }
    }
    return WFM_OK;
}

/* sum n (mean - other mean)^2 of an interval's days. */
static double spread_of(const wfm_forecast_handled *h, int64_t slot, double mean)
{
    work cell;
    double sum = 0;
    for (int64_t day = 0; day < h->days; day++) {
        cell_of(h, day, slot, &cell);
        if (!(cell.calls > 0)) continue;
        double gap = cell.seconds / cell.calls - mean;
        sum += cell.calls * gap * gap;
    }
    return sum;
}

static void learn_variances(const wfm_forecast_handled *h, const work *all, wfm_forecast_handle *of)
{
    double within = 0, between = 0, cells = 0, groups = 0, calls_cells;
    work slot;
    for (int64_t s = 0; s < h->slots; s++) {
        sum_block(h, 0, h->days, s, 1, &slot, &calls_cells);
        if (!(slot.calls > 0)) continue;
        double mean = slot.seconds / slot.calls;
        within += spread_of(h, s, mean);
        between += slot.calls * (mean - of->aht_s) * (mean - of->aht_s);
        cells += calls_cells;
        groups += 1;
    }
    of->call_variance = h->call_variance;
    if (h->call_variance == 0 && cells > groups) of->call_variance = within / (cells - groups);
    of->slot_variance = fmax(1, (between - of->call_variance * groups) / all->calls);
}

static int64_t week_of(const wfm_forecast_handled *h, int64_t row)
{
    int64_t day = h->day[(ptrdiff_t)row * h->day_stride];
    return day - wfm_i_weekday_of(day); /* its Monday */
}

static wfm_status check_days(const wfm_forecast_handled *h)
{
    for (int64_t row = 0; row < h->days; row++) {
        int64_t day = h->day[(ptrdiff_t)row * h->day_stride];
        if (!wfm_i_is_day(day)) return WFM_BAD_DAY;
        if (row > 0 && day <= h->day[(ptrdiff_t)(row - 1) * h->day_stride]) return WFM_BAD_DAY;
    }
    return WFM_OK;
}

/* Seconds and calls of the weeks, smoothed apart; a week without calls moves neither. */
static double learn_level(const wfm_forecast_handled *h)
{
    work smooth = {0, 0}, week;
    double cells;
    for (int64_t from = 0, to; from < h->days; from = to) {
        for (to = from + 1; to < h->days && week_of(h, to) == week_of(h, from);)
            to++;
        sum_block(h, from, to - from, 0, h->slots, &week, &cells);
        if (!(week.calls > 0)) continue;
        double gain = smooth.calls > 0 ? h->gain : 1;
        smooth.calls += gain * (week.calls - smooth.calls);
        smooth.seconds += gain * (week.seconds - smooth.seconds);
    }
    return smooth.seconds / smooth.calls;
}

static double shrunk(const wfm_forecast_handle *of, const work *slot)
{
    if (!(slot->calls > 0)) return of->aht_s;
    double trust = slot->calls / (slot->calls + of->call_variance / of->slot_variance);
    return of->aht_s + trust * (slot->seconds / slot->calls - of->aht_s);
}

static wfm_status learn(const wfm_forecast_handled *h, wfm_forecast_handle *of)
{
    work all;
    double cells;
    wfm_status status = sum_block(h, 0, h->days, 0, h->slots, &all, &cells);
    if (status != WFM_OK) return status;
    if (h->gain > 0) status = check_days(h);
    if (status != WFM_OK) return status;
    if (!(all.calls > 0)) return WFM_NO_HISTORY;
    if (!(all.calls <= DBL_MAX)) return WFM_BAD_CALLS;
    of->calls = all.calls;
    of->aht_s = all.seconds / all.calls;
    learn_variances(h, &all, of);
    of->level_s = h->gain > 0 ? learn_level(h) : of->aht_s;
    return of->call_variance + of->slot_variance + of->level_s <= DBL_MAX ? WFM_OK : WFM_BAD_HANDLE_TIME;
}

wfm_status wfm_forecast_handle_learn(const wfm_forecast_handled *handled, double *aht_s, ptrdiff_t aht_s_stride,
                                     wfm_forecast_handle *handle)
{
    wfm_forecast_handled h = WFM_FORECAST_HANDLED_INIT;
    wfm_forecast_handle of = WFM_FORECAST_HANDLE_INIT;
    work slot;
    double cells;
    wfm_status status = wfm_i_struct_open(handle);
    if (status != WFM_OK) return status;
    status = read_handled(&h, handled);
    if (status == WFM_OK) status = learn(&h, &of);
    if (status != WFM_OK) {
        wfm_i_fill(aht_s, aht_s_stride, h.slots, WFM_I_NAN);
        return status;
    }
    double level = of.aht_s > 0 ? of.level_s / of.aht_s : 1;
    for (int64_t s = 0; s < h.slots; s++) {
        sum_block(&h, 0, h.days, s, 1, &slot, &cells);
        wfm_i_put(aht_s, aht_s_stride, s, level * shrunk(&of, &slot));
    }
    wfm_i_struct_write(handle, &of, sizeof of);
    return WFM_OK;
}
