/* SPDX-License-Identifier: MIT */
/* Exponential smoothing of series that have been checked, as wfm_forecast_smooth_fit and its kin do it. */
#ifndef WFM_INTERNAL_SMOOTH_H
#define WFM_INTERNAL_SMOOTH_H

#include "internal/series.h"

/* The kind of the series and the state before its first row; the gains are 0. WFM_SHORT_HISTORY or WFM_NO_VOLUME where
 * the first two seasons do not tell it. */
wfm_status wfm_i_smooth_start(const wfm_forecast_series *of, double *season, ptrdiff_t season_stride,
                              wfm_forecast_smoother *m);

/* The same, and the gains. */
wfm_status wfm_i_smooth_fit(const wfm_forecast_series *of, double *season, ptrdiff_t season_stride,
                            wfm_forecast_smoother *m);

/* The best kind by Akaike's corrected criterion; changes the series' kinds. */
wfm_status wfm_i_smooth_choose(wfm_forecast_series *of, double *season, ptrdiff_t season_stride,
                               wfm_forecast_smoother *best);

/* The forecast so many rows, at least one, after the first rows of the series. It may be below 0, and with gains that are
 * not stable anything. */
double wfm_i_smooth_at(const wfm_forecast_series *of, const wfm_forecast_smoother *m, const double *season,
                       int64_t rows, int64_t ahead);

/* The slope of the least-squares line through the known values; 0 of one alone. */
double wfm_i_line_slope(const double *value, int64_t count);

#endif
