/* SPDX-License-Identifier: MIT */
/* The rows of a history of days, and of days of intervals. */
#ifndef WFM_INTERNAL_HISTORY_H
#define WFM_INTERNAL_HISTORY_H

#include "internal/common.h"
#include "wfm/forecast.h"

typedef struct wfm_i_history_day {
    int64_t day;
    double calls; /* NaN unknown */
    bool closed;
} wfm_i_history_day;

/* Copies a history into this library's layout, and puts in the base share. */
wfm_status wfm_i_history_read(wfm_forecast_history *h, const wfm_forecast_history *given);

/* One row; before is the day of the row before. */
wfm_status wfm_i_history_row(const wfm_forecast_history *h, int64_t row, int64_t before, wfm_i_history_day *d);

/* Copies a matrix of calls into this library's layout. */
wfm_status wfm_i_grid_read(wfm_forecast_grid *g, const wfm_forecast_grid *given);

/* Whether its days ascend and all its calls are NaN, or finite and not negative; what is closed may hold anything. */
wfm_status wfm_i_grid_check(const wfm_forecast_grid *g);

/* Leaves out the first rows. */
static inline void wfm_i_grid_drop(wfm_forecast_grid *g, int64_t rows)
{
    g->calls += (ptrdiff_t)rows * g->calls_day_stride;
    g->day += (ptrdiff_t)rows * g->day_stride;
    if (g->closed != NULL) g->closed += (ptrdiff_t)rows * g->closed_day_stride;
    g->days -= rows;
}

/* Whether an interval of a row is closed. */
static inline bool wfm_i_is_closed(const wfm_forecast_grid *g, int64_t row, int64_t slot)
{
    if (g->closed == NULL) return false;
    return g->closed[(ptrdiff_t)row * g->closed_day_stride + (ptrdiff_t)slot * g->closed_slot_stride] != 0;
}

/* The calls of an interval, NaN unknown; none where it is closed. */
static inline double wfm_i_grid_calls(const wfm_forecast_grid *g, int64_t row, int64_t slot)
{
    if (wfm_i_is_closed(g, row, slot)) return 0;
    return g->calls[(ptrdiff_t)row * g->calls_day_stride + (ptrdiff_t)slot * g->calls_slot_stride];
}

static inline int64_t wfm_i_grid_day(const wfm_forecast_grid *g, int64_t row)
{
    return g->day[(ptrdiff_t)row * g->day_stride];
}

#endif
