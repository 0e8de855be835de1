/* SPDX-License-Identifier: MIT */
/* A series of calls, one row for each period. */
#ifndef WFM_INTERNAL_SERIES_H
#define WFM_INTERNAL_SERIES_H

#include "internal/columns.h"
#include "wfm/forecast.h"

/* Beyond, squares would leave the doubles. */
#define WFM_I_SERIES_MOST 1e100

/* What divides calls is not below it. */
#define WFM_I_LEAST_INDEX 0.01

static inline bool wfm_i_is_period(int64_t period)
{
    return period >= 2 && period <= 65536;
}

/* The row on the series' scale; NaN unknown. */
static inline double wfm_i_series_at(const wfm_forecast_series *s, int64_t row)
{
    double x = wfm_i_at(s->calls, s->calls_stride, row);
    if (s->scale != WFM_FORECAST_SCALE_LOG) return x;
    return x > 0 ? wfm_i_ln(x) : WFM_I_NAN;
}

/* Copies a series into this library's layout; its count is fine then. */
wfm_status wfm_i_series_read(wfm_forecast_series *s, const wfm_forecast_series *given);

/* Whether the rows are fine, and the kinds, with the series' period and work memory. */
wfm_status wfm_i_series_check(const wfm_forecast_series *s, int32_t trend, int32_t season, int32_t scale);

#endif
