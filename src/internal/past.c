/* SPDX-License-Identifier: MIT */
#include "internal/past.h"

#include "internal/columns.h"
#include "internal/median.h"
#include "internal/solve.h"
#include "internal/structs.h"

wfm_status wfm_i_past_read(wfm_forecast_past *past, const wfm_forecast_past *given)
{
    wfm_status status = wfm_i_struct_read(past, sizeof *past, given, WFM_BAD_FORECAST_STRUCT);
    if (status != WFM_OK) return status;
    if (past->days < 0) return WFM_BAD_COUNT;
    if (past->slots < 0) return WFM_BAD_COUNT;
    if (past->forecast == NULL) return WFM_BAD_FORECAST_COLUMN;
    return past->actual == NULL ? WFM_BAD_FORECAST_COLUMN : WFM_OK;
}

wfm_i_stretch wfm_i_past_stretch(const wfm_forecast_past *past, int64_t row, int64_t from, int64_t to)
{
    return (wfm_i_stretch){past->forecast + (ptrdiff_t)row * past->forecast_day_stride,
                           past->forecast_slot_stride,
                           past->actual + (ptrdiff_t)row * past->actual_day_stride,
                           past->actual_slot_stride,
                           from,
                           to};
}

wfm_status wfm_i_pair_of(const wfm_i_stretch *of, wfm_i_pair *pair)
{
    wfm_i_pair sum = {0, 0, 0}; /* not through the pointer: it may be one of doubles that are read */
    for (int64_t slot = of->from; slot < of->to; slot++) {
        double forecast = wfm_i_at(of->forecast, of->forecast_stride, slot);
        double actual = wfm_i_at(of->actual, of->actual_stride, slot);
        if (!wfm_i_is_calls(forecast)) return WFM_BAD_CALLS;
        if (!wfm_i_is_calls(actual)) return WFM_BAD_CALLS;
        if (isnan(forecast)) continue;
        sum.whole += forecast;
        if (isnan(actual)) continue;
        sum.forecast += forecast;
        sum.actual += actual;
    }
    *pair = sum;
    if (!(sum.whole <= DBL_MAX)) return WFM_BAD_CALLS;
    return sum.actual <= DBL_MAX ? WFM_OK : WFM_BAD_CALLS;
}

double wfm_i_pair_ln(wfm_i_pair pair)
{
    return wfm_i_ln_ratio(pair.actual + 0.5, pair.forecast + 0.5);
}

bool wfm_i_pair_counts(wfm_i_pair pair)
{
    return pair.forecast > 0 && pair.forecast >= pair.whole / 2;
}

double wfm_i_robust(double *values, int64_t count, double deviations)
{
    for (int64_t i = 0; i < count; i++)
        values[i] = fabs(values[i]);
    double median = wfm_i_median(values, count);
    return median > 0 ? deviations * WFM_I_NORMAL * median : WFM_I_INF;
}
