/* SPDX-License-Identifier: MIT */
/* Seasonal indices by the ratio to the moving average, and the theta method that stands on them.
 *
 * Theta's forecast is simple smoothing's with a drift d, half the slope of the least-squares line (Hyndman and Billah
 * 2003, section 3). As a smoother whose slope is d and stays so:
 *
 *   1. its level is simple smoothing's plus D, D = (1 - alpha) (D + d) from row to row
 *   2. started at D = -d it is after n rows D = d ((1 - (1 - alpha)^n) / alpha - 1)
 *   3. level + D + h d is then the forecast that the header has
 *
 * so that the level before the first row is simple smoothing's less d. */
#include "wfm/forecast.h"

#include "internal/median.h"
#include "internal/smooth.h"
#include "internal/structs.h"

int64_t wfm_forecast_ratio_work(int64_t count)
{
    return count < 0 ? -1 : count;
}

/* ---- ratios ---- */

/* The mean of a season centred at a row; NaN where it would leave the series, or has an unknown row. */
static double moving_average(const wfm_forecast_series *s, int64_t row)
{
    int64_t half = s->period / 2, first = row - half, last = row + half;
    if (first < 0) return WFM_I_NAN;
    if (last >= s->count) return WFM_I_NAN;
    double sum = 0;
    for (int64_t k = first; k <= last; k++)
        sum += wfm_i_series_at(s, k);
    if (s->period % 2 == 0) sum -= wfm_i_series_at(s, first) / 2 + wfm_i_series_at(s, last) / 2;
    return sum / (double)s->period;
}

/* The ratios of a place, gathered in the work memory; returns how many. */
static int64_t gather(const wfm_forecast_series *s, int64_t place)
{
    int64_t count = 0;
    for (int64_t row = place; row < s->count; row += s->period) {
        double average = moving_average(s, row), calls = wfm_i_series_at(s, row);
        if (!(average > 0)) continue;
        s->work[count++] = calls / average;
    }
    return count;
}

static double middle_of(const wfm_forecast_series *s, int32_t middle, int64_t count)
{
    if (middle == WFM_FORECAST_MIDDLE_MEDIAN) return wfm_i_median(s->work, count);
    double sum = 0;
    for (int64_t i = 0; i < count; i++)
        sum += s->work[i];
    return sum / (double)count;
}

/* Of a series that has been checked. */
static wfm_status find_ratios(const wfm_forecast_series *s, int32_t middle, double *index, ptrdiff_t index_stride)
{
    double sum = 0;
    if (s->count / 2 < s->period) return WFM_SHORT_HISTORY;
    for (int64_t k = 0; k < s->period; k++) {
        int64_t count = gather(s, k);
        if (count == 0) return WFM_SHORT_HISTORY;
        double of_place = middle_of(s, middle, count);
        wfm_i_put(index, index_stride, k, of_place);
        sum += of_place;
    }
    if (sum == 0) return WFM_NO_VOLUME;
    for (int64_t k = 0; k < s->period; k++)
        wfm_i_put(index, index_stride, k, wfm_i_at(index, index_stride, k) / (sum / (double)s->period));
    return WFM_OK;
}

/* Reads a series for both functions here: on plain calls, with work memory for its rows. */
static wfm_status read_plain(wfm_forecast_series *s, const wfm_forecast_series *given, bool seasonal)
{
    wfm_status status = wfm_i_series_read(s, given);
    if (status != WFM_OK) return status;
    s->season = seasonal ? WFM_FORECAST_SEASON_MULTIPLICATIVE : s->season;
    s->trend = WFM_FORECAST_TREND_NONE;
    if (seasonal) s->scale = WFM_FORECAST_SCALE_PLAIN;
    if (s->scale != WFM_FORECAST_SCALE_PLAIN) return WFM_BAD_SMOOTHER;
    if (s->season == WFM_FORECAST_SEASON_ADDITIVE) return WFM_BAD_SMOOTHER;
    status = wfm_i_series_check(s, s->trend, s->season, s->scale);
    if (status != WFM_OK) return status;
    if (s->work == NULL) return WFM_BAD_WORK;
    return s->work_count >= s->count ? WFM_OK : WFM_BAD_WORK;
}

wfm_status wfm_forecast_moving_ratio(const wfm_forecast_series *series, int32_t middle, double *index,
                                     ptrdiff_t index_stride)
{
    wfm_forecast_series s;
    if (index == NULL) return WFM_BAD_OUTPUT;
    wfm_status status = read_plain(&s, series, true);
    if (status == WFM_BAD_CALLS && wfm_i_is_period(s.period)) wfm_i_fill(index, index_stride, s.period, WFM_I_NAN);
    if (status != WFM_OK) return status; /* the period may be what is wrong */
    bool known = middle == WFM_FORECAST_MIDDLE_MEDIAN || middle == WFM_FORECAST_MIDDLE_MEAN;
    status = known ? find_ratios(&s, middle, index, index_stride) : WFM_BAD_SMOOTHER;
    if (status != WFM_OK) wfm_i_fill(index, index_stride, s.period, WFM_I_NAN);
    return status;
}

/* ---- theta ---- */

double wfm_i_line_slope(const double *value, int64_t count)
{
    double known = 0, rows = 0, sum = 0, square = 0, product = 0;
    for (int64_t row = 0; row < count; row++) {
        if (isnan(value[row])) continue;
        known++;
        rows += (double)row;
        sum += value[row];
    }
    for (int64_t row = 0; row < count; row++) {
        if (isnan(value[row])) continue;
        double from = (double)row - rows / known;
        square += from * from;
        product += from * (value[row] - sum / known);
    }
    return square > 0 ? product / square : 0;
}

/* The season of a checked series, and the calls without it in the work memory. */
static wfm_status take_season_out(const wfm_forecast_series *s, double *season, ptrdiff_t season_stride)
{
    bool seasonal = s->season != WFM_FORECAST_SEASON_NONE;
    wfm_status status = seasonal ? find_ratios(s, WFM_FORECAST_MIDDLE_MEDIAN, season, season_stride) : WFM_OK;
    if (status != WFM_OK) return status;
    for (int64_t k = 0; seasonal && k < s->period; k++) /* as small as a smoother's may be */
        wfm_i_put(season, season_stride, k, fmax(wfm_i_at(season, season_stride, k), WFM_I_LEAST_INDEX));
    for (int64_t row = 0; row < s->count; row++) {
        double index = seasonal ? wfm_i_at(season, season_stride, row % s->period) : 1;
        s->work[row] = wfm_i_series_at(s, row) / index;
    }
    return WFM_OK;
}

static wfm_status fit_theta(const wfm_forecast_series *s, double *season, ptrdiff_t season_stride,
                            wfm_forecast_smoother *m)
{
    wfm_status status = take_season_out(s, season, season_stride);
    if (status != WFM_OK) return status;
    wfm_forecast_series plain = WFM_FORECAST_SERIES_INIT;
    plain.count = s->count;
    plain.calls = s->work;
    plain.calls_stride = 1;
    *m = (wfm_forecast_smoother)WFM_FORECAST_SMOOTHER_INIT;
    status = wfm_forecast_smooth_fit(&plain, NULL, 0, m);
    if (status != WFM_OK) return status;
    m->trend = WFM_FORECAST_TREND_LINEAR;
    m->damping = 1;
    m->slope = wfm_i_line_slope(s->work, s->count) / 2;
    m->level -= m->slope;
    m->season = s->season;
    m->period = s->season != WFM_FORECAST_SEASON_NONE ? s->period : 0;
    return WFM_OK;
}

wfm_status wfm_forecast_theta_fit(const wfm_forecast_series *series, double *season, ptrdiff_t season_stride,
                                  wfm_forecast_smoother *smoother)
{
    wfm_forecast_series s;
    wfm_forecast_smoother m;
    wfm_status status = wfm_i_struct_open(smoother);
    if (status != WFM_OK) return status;
    status = read_plain(&s, series, false);
    bool seasonal = s.season != WFM_FORECAST_SEASON_NONE;
    if (status == WFM_BAD_CALLS && seasonal && season != NULL && wfm_i_is_period(s.period))
        wfm_i_fill(season, season_stride, s.period, WFM_I_NAN);
    if (status != WFM_OK) return status; /* the period may be what is wrong */
    if (seasonal && season == NULL) return WFM_BAD_OUTPUT;
    status = fit_theta(&s, season, season_stride, &m);
    if (status == WFM_OK) wfm_i_struct_write(smoother, &m, sizeof m);
    bool failed = seasonal && status != WFM_OK;
    if (failed) wfm_i_fill(season, season_stride, s.period, WFM_I_NAN);
    return status;
}
