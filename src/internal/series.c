/* SPDX-License-Identifier: MIT */
#include "internal/series.h"

#include "internal/structs.h"

wfm_status wfm_i_series_read(wfm_forecast_series *s, const wfm_forecast_series *given)
{
    wfm_status status = wfm_i_struct_read(s, sizeof *s, given, WFM_BAD_FORECAST_STRUCT);
    if (status != WFM_OK) return status;
    if (s->reserved_2 != 0) return WFM_BAD_FORECAST_STRUCT;
    return s->count < 0 ? WFM_BAD_COUNT : WFM_OK;
}

static bool is_within(int32_t value, int32_t most)
{
    return value >= 0 && value <= most;
}

static wfm_status check_rows(const wfm_forecast_series *s)
{
    if (s->calls == NULL) return WFM_BAD_FORECAST_COLUMN;
    for (int64_t row = 0; row < s->count; row++) {
        double calls = wfm_i_at(s->calls, s->calls_stride, row);
        if (isnan(calls)) continue;
        if (!(calls >= 0)) return WFM_BAD_CALLS;
        if (calls > WFM_I_SERIES_MOST) return WFM_BAD_CALLS;
    }
    return WFM_OK;
}

wfm_status wfm_i_series_check(const wfm_forecast_series *s, int32_t trend, int32_t season, int32_t scale)
{
    if (!is_within(trend, WFM_FORECAST_TREND_DAMPED)) return WFM_BAD_SMOOTHER;
    if (!is_within(season, WFM_FORECAST_SEASON_MULTIPLICATIVE)) return WFM_BAD_SMOOTHER;
    if (!is_within(scale, WFM_FORECAST_SCALE_LOG)) return WFM_BAD_SMOOTHER;
    bool both = scale == WFM_FORECAST_SCALE_LOG && season == WFM_FORECAST_SEASON_MULTIPLICATIVE;
    if (both) return WFM_BAD_SMOOTHER; /* a season times a logarithm means nothing */
    wfm_status status = check_rows(s);
    if (status != WFM_OK) return status;
    if (season == WFM_FORECAST_SEASON_NONE) return WFM_OK;
    if (!wfm_i_is_period(s->period)) return WFM_BAD_PERIOD;
    if (s->work == NULL) return WFM_BAD_WORK;
    return s->work_count >= s->period ? WFM_OK : WFM_BAD_WORK;
}
