/* SPDX-License-Identifier: MIT */
#include "internal/history.h"

#include "internal/calendar.h"
#include "internal/columns.h"
#include "internal/structs.h"

wfm_status wfm_i_history_read(wfm_forecast_history *h, const wfm_forecast_history *given)
{
    wfm_status status = wfm_i_struct_read(h, sizeof *h, given, WFM_BAD_FORECAST_STRUCT);
    if (status != WFM_OK) return status;
    if (h->reserved_2 != 0) return WFM_BAD_FORECAST_STRUCT;
    if (h->reserved_3 != 0) return WFM_BAD_FORECAST_STRUCT;
    if (h->count < 0) return WFM_BAD_COUNT;
    if (h->day == NULL) return WFM_BAD_FORECAST_COLUMN;
    if (h->calls == NULL) return WFM_BAD_FORECAST_COLUMN;
    if (!wfm_i_is_fraction(h->base_share)) return WFM_BAD_BASE_SHARE;
    if (h->base_share == 0) h->base_share = 1.0 / 7;
    return WFM_OK;
}

wfm_status wfm_i_history_row(const wfm_forecast_history *h, int64_t row, int64_t before, wfm_i_history_day *d)
{
    d->day = h->day[(ptrdiff_t)row * h->day_stride];
    if (!wfm_i_is_day(d->day)) return WFM_BAD_DAY;
    if (row > 0 && d->day <= before) return WFM_BAD_DAY;
    d->closed = h->closed != NULL && wfm_i_at(h->closed, h->closed_stride, row) != 0;
    d->calls = d->closed ? 0 : wfm_i_at(h->calls, h->calls_stride, row);
    if (isnan(d->calls)) return WFM_OK;
    if (!wfm_i_finite_from_zero(d->calls)) return WFM_BAD_CALLS;
    if (h->zero_is_closed != 0 && d->calls == 0) d->closed = true;
    return WFM_OK;
}

wfm_status wfm_i_grid_read(wfm_forecast_grid *g, const wfm_forecast_grid *given)
{
    wfm_status status = wfm_i_struct_read(g, sizeof *g, given, WFM_BAD_FORECAST_STRUCT);
    if (status != WFM_OK) return status;
    if (g->reserved_2 != 0) return WFM_BAD_FORECAST_STRUCT;
    if (g->days < 0) return WFM_BAD_COUNT;
    if (g->slots < 0) return WFM_BAD_COUNT;
    return WFM_OK;
}

wfm_status wfm_i_grid_check(const wfm_forecast_grid *g)
{
    if (g->calls == NULL) return WFM_BAD_FORECAST_COLUMN;
    if (g->day == NULL) return WFM_BAD_FORECAST_COLUMN;
    for (int64_t row = 0; row < g->days; row++) {
        if (!wfm_i_is_day(wfm_i_grid_day(g, row))) return WFM_BAD_DAY;
        if (row > 0 && wfm_i_grid_day(g, row) <= wfm_i_grid_day(g, row - 1)) return WFM_BAD_DAY;
        for (int64_t slot = 0; slot < g->slots; slot++) {
            if (!wfm_i_is_calls(wfm_i_grid_calls(g, row, slot))) return WFM_BAD_CALLS;
        }
    }
    return WFM_OK;
}
