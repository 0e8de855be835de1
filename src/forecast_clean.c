/* SPDX-License-Identifier: MIT */
/* What of a history is set aside before anything is learnt from it: days, and intervals within a day. */
#include "wfm/forecast.h"

#include "internal/calendar.h"
#include "internal/cleaning.h"
#include "internal/columns.h"
#include "internal/history.h"
#include "internal/median.h"

/* ---- days ---- */

int64_t wfm_forecast_clean_work(int64_t count)
{
    if (count < 0) return -1;
    return count <= INT64_MAX / WFM_I_CLEANING_COLUMNS ? count * WFM_I_CLEANING_COLUMNS : -1;
}

static wfm_status check_rows(const wfm_forecast_history *h)
{
    wfm_i_history_day d = {0};
    for (int64_t row = 0; row < h->count; row++) {
        wfm_status status = wfm_i_history_row(h, row, d.day, &d);
        if (status != WFM_OK) return status;
    }
    return WFM_OK;
}

/* zero_is_closed is the history's own rule, which the days of the models do not know. */
static void close_zeros(const wfm_forecast_history *h, int32_t *code, ptrdiff_t code_stride)
{
    for (int64_t row = 0; row < h->count && h->zero_is_closed != 0; row++) {
        int32_t *of_row = &code[(ptrdiff_t)row * code_stride];
        bool chance = *of_row == WFM_FORECAST_DAY_KEPT && wfm_i_at(h->calls, h->calls_stride, row) == 0;
        if (chance || *of_row == WFM_FORECAST_DAY_ZERO) *of_row = WFM_FORECAST_DAY_CLOSED;
    }
}

static wfm_status check_clean(const wfm_forecast_history *h, const double *work, int64_t work_count)
{
    int64_t needed = wfm_forecast_clean_work(h->count);
    if (needed < 0) return WFM_BAD_COUNT;
    wfm_status status = check_rows(h);
    if (status != WFM_OK) return status;
    if (needed == 0) return WFM_OK;
    if (work == NULL) return WFM_BAD_WORK;
    return work_count >= needed ? WFM_OK : WFM_BAD_WORK;
}

wfm_status wfm_forecast_clean(const wfm_forecast_history *history, const double *event, ptrdiff_t event_stride,
                              double *work, int64_t work_count, int32_t *code, ptrdiff_t code_stride, double *off,
                              ptrdiff_t off_stride)
{
    wfm_forecast_history h;
    if (code == NULL) return WFM_BAD_OUTPUT;
    wfm_status status = wfm_i_history_read(&h, history);
    if (status != WFM_OK) return status; /* the number of days is not known either */
    status = check_clean(&h, work, work_count);
    if (status != WFM_OK) {
        for (int64_t row = 0; row < h.count; row++)
            code[(ptrdiff_t)row * code_stride] = -1;
        wfm_i_fill(off, off_stride, h.count, WFM_I_NAN);
        return status;
    }
    wfm_i_totals totals = {h.count,  h.day,           h.day_stride, h.calls,     h.calls_stride,
                           h.closed, h.closed_stride, event,        event_stride};
    wfm_i_clean_days(&totals, code, code_stride, off, off_stride, work);
    close_zeros(&h, code, code_stride);
    return WFM_OK;
}

/* ---- intervals ----
 *
 *   1. mu of an interval without calls = median of it over the same weekday 1 to 4 weeks before and after, where at least
 *      3 of these 8 are known; one that is closed has 0, and so has one of which less is known
 *   2. a run of such intervals, one after the other within a day, has the probability exp(-sum of mu) by Poisson's
 *      distribution
 *   3. below a millionth the whole run is an outage */

enum { REACH = 28, WEEK = 7, LEAST_NEIGHBOURS = 3 };

static double expected(const wfm_forecast_grid *g, int64_t row, int64_t slot)
{
    double near[2 * REACH];
    int64_t count = 0;
    int64_t first = row > REACH ? row - REACH : 0, end = g->days - row > REACH ? row + REACH + 1 : g->days;
    for (int64_t other = first; other < end; other++) {
        int64_t apart = wfm_i_grid_day(g, other) - wfm_i_grid_day(g, row);
        bool counts = other != row && apart % WEEK == 0 && apart >= -REACH && apart <= REACH;
        if (!counts) continue;
        double calls = wfm_i_grid_calls(g, other, slot);
        if (!isnan(calls)) near[count++] = calls;
    }
    return count < LEAST_NEIGHBOURS ? 0 : wfm_i_median(near, count);
}

/* A matrix of codes. */
typedef struct codes {
    int32_t *code;
    ptrdiff_t day_stride;
    ptrdiff_t slot_stride;
} codes;

static void put(const codes *c, int64_t row, int64_t slot, int32_t code)
{
    c->code[(ptrdiff_t)row * c->day_stride + (ptrdiff_t)slot * c->slot_stride] = code;
}

/* Open, and no calls. */
static bool is_silent(const wfm_forecast_grid *g, int64_t row, int64_t slot)
{
    return wfm_i_grid_calls(g, row, slot) == 0 && !wfm_i_is_closed(g, row, slot);
}

/* Codes of the run that begins at a slot without calls; returns the slot behind it. */
static int64_t judge_run(const wfm_forecast_grid *g, const codes *c, int64_t row, int64_t first)
{
    double mu = 0;
    int64_t end = first;
    for (; end < g->slots && is_silent(g, row, end); end++)
        mu += expected(g, row, end);
    for (int64_t slot = first; slot < end; slot++)
        put(c, row, slot, wfm_i_is_rare(-mu) ? WFM_FORECAST_SLOT_OUTAGE : WFM_FORECAST_SLOT_KEPT);
    return end;
}

static void judge_day(const wfm_forecast_grid *g, const codes *c, int64_t row)
{
    for (int64_t slot = 0; slot < g->slots;) {
        double calls = wfm_i_grid_calls(g, row, slot);
        if (is_silent(g, row, slot)) {
            slot = judge_run(g, c, row, slot);
        } else {
            put(c, row, slot, isnan(calls) ? WFM_FORECAST_SLOT_UNKNOWN : WFM_FORECAST_SLOT_KEPT);
            slot++;
        }
    }
}

wfm_status wfm_forecast_outages(const wfm_forecast_grid *grid, int32_t *code, ptrdiff_t code_day_stride,
                                ptrdiff_t code_slot_stride, int64_t *outages)
{
    wfm_forecast_grid g;
    const codes c = {code, code_day_stride, code_slot_stride};
    if (outages == NULL) return WFM_BAD_OUTPUT;
    *outages = -1;
    if (code == NULL) return WFM_BAD_OUTPUT;
    wfm_status status = wfm_i_grid_read(&g, grid);
    if (status != WFM_OK) return status;
    status = wfm_i_grid_check(&g);
    int64_t count = 0;
    for (int64_t row = 0; row < g.days; row++) {
        if (status == WFM_OK) judge_day(&g, &c, row);
        for (int64_t slot = 0; slot < g.slots; slot++) {
            if (status != WFM_OK) put(&c, row, slot, -1);
            bool outage =
                code[(ptrdiff_t)row * code_day_stride + (ptrdiff_t)slot * code_slot_stride] == WFM_FORECAST_SLOT_OUTAGE;
            count += outage;
        }
    }
    if (status == WFM_OK) *outages = count;
    return status;
}
