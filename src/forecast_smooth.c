/* SPDX-License-Identifier: MIT */
/* Exponential smoothing of a series, in error-correction form.
 *
 *   1. q = level + phi slope, what the level would be without news; phi is 0 without a trend, 1 of a linear one
 *   2. fitted = q, q + s or q s; e = calls - fitted, 0 where the calls are unknown
 *   3. level = q + alpha e', slope = phi slope + beta e', e' = e or e / s
 *   4. s = s + gamma e'', e'' = e or e / q, of the row's place in the season alone
 *
 * Hyndman, Koehler, Ord and Snyder 2008, table 2.2. The season's index is held at 0.01 at least where it divides, and a
 * level that is not above 0 teaches a multiplicative season nothing.
 *
 * The start, over two blocks of a season (5 rows without one, or half of all):
 *
 *   5. the means m1, m2 of the blocks' rows less their season (at first none): a line through them,
 *      slope = (m2 - m1) / block, level m1 in the first block's middle
 *   6. the season of a place = the mean of its two rows less the line (over the line), then all less their mean (over it)
 *   7. 5 and 6 once more, so that an unknown row does not pull its block's mean to one side of its season; with all rows
 *      known this changes nothing
 *
 * That is Winters' start of 1960. The gains are searched as alpha, beta / alpha and gamma / (1 - alpha), which makes the
 * bounds of each independent of the others. */
#include "wfm/forecast.h"

#include "internal/columns.h"
#include "internal/minimise.h"
#include "internal/smooth.h"
#include "internal/structs.h"

enum { FREE_BLOCK = 5, START_PASSES = 2 };

void wfm_forecast_series_init(wfm_forecast_series *series, size_t size)
{
    wfm_i_struct_init(series, size);
}

void wfm_forecast_smoother_init(wfm_forecast_smoother *smoother, size_t size)
{
    wfm_i_struct_init(smoother, size);
}

int64_t wfm_forecast_smooth_work(int64_t period)
{
    if (period == 0) return 0;
    return wfm_i_is_period(period) ? period : -1;
}

/* ---- the recursion ---- */

/* A smoother at work: the season's state is one place for each row of the period. */
typedef struct state {
    double level;
    double slope;
    double *season;
} state;

static void begin(state *s, const wfm_forecast_smoother *m, const double *season, ptrdiff_t season_stride, double *work)
{
    *s = (state){m->level, m->slope, work};
    for (int64_t k = 0; k < m->period; k++)
        work[k] = wfm_i_at(season, season_stride, k);
}

/* Moves on by one row, whose value is x or NaN; returns what was expected of it. */
static double advance(state *s, const wfm_forecast_smoother *m, int64_t row, double x)
{
    double carried = m->damping * s->slope, q = s->level + carried, fitted = q, to_level = 1, to_season = 0;
    double *season = m->period > 0 ? &s->season[row % m->period] : NULL;
    if (m->season == WFM_FORECAST_SEASON_ADDITIVE) {
        fitted = q + *season;
        to_season = 1;
    } else if (m->season == WFM_FORECAST_SEASON_MULTIPLICATIVE) {
        fitted = q * *season;
        to_level = 1 / *season;
        to_season = q > 0 ? 1 / q : 0;
    }
    double e = isnan(x) ? 0 : x - fitted;
    s->level = q + m->level_gain * (e * to_level);
    s->slope = carried + m->slope_gain * (e * to_level);
    if (season == NULL) return fitted;
    *season += m->season_gain * (e * to_season);
    if (m->season == WFM_FORECAST_SEASON_MULTIPLICATIVE) *season = fmax(*season, WFM_I_LEAST_INDEX);
    return fitted;
}

/* ---- the start ---- */

/* Where the line and the season of the first two blocks are. */
typedef struct two_blocks {
    const wfm_forecast_series *of;
    int64_t block;
    double mean[2];
    double *season;
    ptrdiff_t season_stride;
} two_blocks;

static bool is_multiplicative(const two_blocks *b)
{
    return b->of->season == WFM_FORECAST_SEASON_MULTIPLICATIVE;
}

static double slope_of(const two_blocks *b)
{
    return (b->mean[1] - b->mean[0]) / (double)b->block;
}

static double line_at(const two_blocks *b, double row)
{
    return b->mean[0] + slope_of(b) * (row - (double)(b->block - 1) / 2);
}

/* The mean of a block's known rows without their season; NaN without any. */
static double block_mean(const two_blocks *b, int64_t first)
{
    double sum = 0, known = 0;
    for (int64_t k = 0; k < b->block; k++) {
        double x = wfm_i_series_at(b->of, first + k);
        if (isnan(x)) continue;
        double s = b->season != NULL ? wfm_i_at(b->season, b->season_stride, k) : 0;
        sum += is_multiplicative(b) ? x / fmax(s, WFM_I_LEAST_INDEX) : x - s;
        known++;
    }
    return known > 0 ? sum / known : WFM_I_NAN;
}

/* Each place of the season; returns their mean, NaN if one is never known. */
static double find_season(const two_blocks *b)
{
    double all = 0;
    for (int64_t k = 0; k < b->block; k++) {
        double sum = 0, known = 0;
        for (int64_t row = k; row < 2 * b->block; row += b->block) {
            double x = wfm_i_series_at(b->of, row), line = line_at(b, (double)row);
            if (isnan(x)) continue;
            sum += is_multiplicative(b) ? x / line : x - line;
            known++;
        }
        double s = known > 0 ? sum / known : WFM_I_NAN;
        wfm_i_put(b->season, b->season_stride, k, s);
        all += s / (double)b->block;
    }
    return all;
}

static wfm_status level_season(const two_blocks *b)
{
    double mean = find_season(b);
    if (isnan(mean)) return WFM_SHORT_HISTORY;
    bool nothing = is_multiplicative(b) && mean <= 0;
    if (nothing) return WFM_NO_VOLUME;
    for (int64_t k = 0; k < b->block; k++) {
        double s = wfm_i_at(b->season, b->season_stride, k);
        wfm_i_put(b->season, b->season_stride, k, is_multiplicative(b) ? fmax(s / mean, WFM_I_LEAST_INDEX) : s - mean);
    }
    return WFM_OK;
}

static wfm_status find_line(two_blocks *b)
{
    b->mean[0] = block_mean(b, 0);
    b->mean[1] = block_mean(b, b->block);
    if (isnan(b->mean[0] + b->mean[1])) return WFM_SHORT_HISTORY;
    if (!is_multiplicative(b)) return WFM_OK;
    bool positive = line_at(b, 0) > 0 && line_at(b, (double)(2 * b->block - 1)) > 0;
    return positive ? WFM_OK : WFM_NO_VOLUME;
}

/* Without a trend the level is the mean of both blocks. */
static wfm_status find_start(const wfm_forecast_series *of, double *season, ptrdiff_t season_stride,
                             wfm_forecast_smoother *m)
{
    bool seasonal = of->season != WFM_FORECAST_SEASON_NONE;
    two_blocks b = {.of = of, .block = seasonal ? of->period : FREE_BLOCK};
    if (!seasonal && of->count / 2 < b.block) b.block = of->count / 2;
    if (b.block < 1) return WFM_SHORT_HISTORY;
    if (of->count / 2 < b.block) return WFM_SHORT_HISTORY;
    b.season = seasonal ? season : NULL;
    b.season_stride = season_stride;
    if (seasonal) wfm_i_fill(season, season_stride, of->period, is_multiplicative(&b) ? 1 : 0);
    for (int pass = 0; pass < START_PASSES; pass++) {
        wfm_status status = find_line(&b);
        if (status != WFM_OK) return status;
        if (seasonal) status = level_season(&b);
        if (status != WFM_OK) return status;
    }
    bool trend = of->trend != WFM_FORECAST_TREND_NONE;
    m->slope = trend ? slope_of(&b) : 0;
    m->level = trend ? line_at(&b, -1) : b.mean[0] / 2 + b.mean[1] / 2;
    return WFM_OK;
}

/* ---- the fit ---- */

/* What the cost of gains needs: coordinates are alpha, then those of the kind's others. */
typedef struct fitting {
    const wfm_forecast_series *of;
    const wfm_forecast_smoother *begun;
    const double *season;
    ptrdiff_t season_stride;
} fitting;

static wfm_forecast_smoother with_gains(const wfm_forecast_smoother *begun, const double *at)
{
    wfm_forecast_smoother m = *begun;
    m.level_gain = *at++;
    if (m.trend != WFM_FORECAST_TREND_NONE) m.slope_gain = *at++ * m.level_gain;
    if (m.season != WFM_FORECAST_SEASON_NONE) m.season_gain = *at++ * (1 - m.level_gain);
    if (m.trend == WFM_FORECAST_TREND_DAMPED) m.damping = *at;
    return m;
}

/* The sum of the squared errors, and how many there are. */
static double squares(const fitting *f, const wfm_forecast_smoother *m, int64_t *rows)
{
    state s;
    double sum = 0;
    *rows = 0;
    begin(&s, m, f->season, f->season_stride, f->of->work);
    for (int64_t row = 0; row < f->of->count; row++) {
        double x = wfm_i_series_at(f->of, row);
        double fitted = advance(&s, m, row, x);
        if (isnan(x)) continue;
        sum += (x - fitted) * (x - fitted);
        ++*rows;
    }
    return sum;
}

static double cost_of(const double *at, const void *about)
{
    const fitting *f = (const fitting *)about;
    const wfm_forecast_smoother m = with_gains(f->begun, at);
    int64_t rows;
    return squares(f, &m, &rows);
}

static double aicc_of(const wfm_forecast_smoother *m, double sum)
{
    double n = (double)m->rows, k = 3; /* alpha, the level's start, the variance */
    if (m->trend != WFM_FORECAST_TREND_NONE) k += 2;
    if (m->trend == WFM_FORECAST_TREND_DAMPED) k += 1;
    if (m->season != WFM_FORECAST_SEASON_NONE) k += (double)m->period;
    if (n - k - 1 <= 0) return WFM_I_INF;
    return n * wfm_i_ln(sum) + 2 * k + 2 * k * (k + 1) / (n - k - 1);
}

static void find_gains(const fitting *f, wfm_forecast_smoother *m)
{
    static const double level[] = {0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9};
    static const double slope[] = {0.01, 0.05, 0.2, 0.5};
    static const double season[] = {0.01, 0.05, 0.1, 0.3, 0.6};
    static const double damping[] = {0.8, 0.88, 0.94, 0.98};
    wfm_i_coordinate c[WFM_I_COORDINATES] = {{0.0001, 0.9999, level, 9}};
    double at[WFM_I_COORDINATES];
    int32_t dimensions = 1;
    if (m->trend != WFM_FORECAST_TREND_NONE) c[dimensions++] = (wfm_i_coordinate){0.0001, 0.9999, slope, 4};
    if (m->season != WFM_FORECAST_SEASON_NONE) c[dimensions++] = (wfm_i_coordinate){0.0001, 0.9999, season, 5};
    if (m->trend == WFM_FORECAST_TREND_DAMPED) c[dimensions++] = (wfm_i_coordinate){0.8, 0.98, damping, 4};
    wfm_i_minimise(cost_of, f, c, dimensions, 1e-8, at);
    *m = with_gains(f->begun, at);
    double sum = squares(f, m, &m->rows);
    m->mean_square = sum / (double)m->rows;
    m->aicc = aicc_of(m, sum);
}

wfm_status wfm_i_smooth_start(const wfm_forecast_series *of, double *season, ptrdiff_t season_stride,
                              wfm_forecast_smoother *m)
{
    *m = (wfm_forecast_smoother)WFM_FORECAST_SMOOTHER_INIT;
    m->trend = of->trend;
    m->season = of->season;
    m->scale = of->scale;
    m->period = of->season != WFM_FORECAST_SEASON_NONE ? of->period : 0;
    m->damping = of->trend != WFM_FORECAST_TREND_NONE ? 1 : 0;
    return find_start(of, season, season_stride, m);
}

wfm_status wfm_i_smooth_fit(const wfm_forecast_series *of, double *season, ptrdiff_t season_stride,
                            wfm_forecast_smoother *m)
{
    wfm_status status = wfm_i_smooth_start(of, season, season_stride, m);
    if (status != WFM_OK) return status;
    const wfm_forecast_smoother begun = *m;
    const fitting f = {of, &begun, season, season_stride};
    find_gains(&f, m);
    return WFM_OK;
}

wfm_status wfm_forecast_smooth_fit(const wfm_forecast_series *series, double *season, ptrdiff_t season_stride,
                                   wfm_forecast_smoother *smoother)
{
    wfm_forecast_series of;
    wfm_forecast_smoother m;
    wfm_status status = wfm_i_struct_open(smoother);
    if (status != WFM_OK) return status;
    status = wfm_i_series_read(&of, series);
    if (status == WFM_OK) status = wfm_i_series_check(&of, of.trend, of.season, of.scale);
    bool seasonal = of.season != WFM_FORECAST_SEASON_NONE;
    if (status == WFM_BAD_CALLS && seasonal && season != NULL && wfm_i_is_period(of.period))
        wfm_i_fill(season, season_stride, of.period, WFM_I_NAN);
    if (status != WFM_OK) return status; /* the period may be what is wrong */
    if (seasonal && season == NULL) return WFM_BAD_OUTPUT;
    status = wfm_i_smooth_fit(&of, season, season_stride, &m);
    if (status == WFM_OK) wfm_i_struct_write(smoother, &m, sizeof m);
    bool failed = seasonal && status != WFM_OK;
    if (failed) wfm_i_fill(season, season_stride, of.period, WFM_I_NAN);
    return status;
}

/* The kinds that are tried, the simplest first; an equal criterion leaves it. */
wfm_status wfm_i_smooth_choose(wfm_forecast_series *of, double *season, ptrdiff_t season_stride,
                               wfm_forecast_smoother *best)
{
    static const int32_t trend[] = {WFM_FORECAST_TREND_NONE, WFM_FORECAST_TREND_DAMPED};
    of->season = WFM_FORECAST_SEASON_NONE;
    of->trend = WFM_FORECAST_TREND_NONE;
    wfm_status status = wfm_i_smooth_fit(of, NULL, 0, best);
    if (status != WFM_OK) return status;
    of->season = WFM_FORECAST_SEASON_ADDITIVE;
    for (int i = 0; i < 2; i++) {
        wfm_forecast_smoother m;
        of->trend = trend[i];
        if (wfm_i_smooth_fit(of, season, season_stride, &m) != WFM_OK) break;
        if (m.aicc < best->aicc) *best = m;
    }
    bool plain = best->season == WFM_FORECAST_SEASON_NONE;
    if (plain) wfm_i_fill(season, season_stride, of->period, 0);
    return WFM_OK;
}

wfm_status wfm_forecast_smooth_choose(const wfm_forecast_series *series, double *season, ptrdiff_t season_stride,
                                      wfm_forecast_smoother *smoother)
{
    wfm_forecast_series of;
    wfm_forecast_smoother m;
    wfm_status status = wfm_i_struct_open(smoother);
    if (status != WFM_OK) return status;
    if (season == NULL) return WFM_BAD_OUTPUT;
    status = wfm_i_series_read(&of, series);
    if (status == WFM_OK)
        status = wfm_i_series_check(&of, WFM_FORECAST_TREND_DAMPED, WFM_FORECAST_SEASON_ADDITIVE, of.scale);
    if (status == WFM_BAD_CALLS && wfm_i_is_period(of.period)) wfm_i_fill(season, season_stride, of.period, WFM_I_NAN);
    if (status != WFM_OK) return status; /* the period may be what is wrong */
    status = wfm_i_smooth_choose(&of, season, season_stride, &m);
    if (status == WFM_OK) wfm_i_struct_write(smoother, &m, sizeof m);
    if (status != WFM_OK) wfm_i_fill(season, season_stride, of.period, WFM_I_NAN);
    return status;
}

/* ---- the run ---- */

static wfm_status check_gains(wfm_forecast_smoother *m)
{
    if (!wfm_i_is_fraction(m->level_gain)) return WFM_BAD_SMOOTHER;
    if (!wfm_i_is_fraction(m->slope_gain)) return WFM_BAD_SMOOTHER;
    if (!wfm_i_is_fraction(m->season_gain)) return WFM_BAD_SMOOTHER;
    if (!wfm_i_is_fraction(m->damping)) return WFM_BAD_SMOOTHER;
    if (!(fabs(m->level) <= WFM_I_SERIES_MOST)) return WFM_BAD_SMOOTHER;
    if (!(fabs(m->slope) <= WFM_I_SERIES_MOST)) return WFM_BAD_SMOOTHER;
    if (m->trend == WFM_FORECAST_TREND_LINEAR) m->damping = 1;
    if (m->trend == WFM_FORECAST_TREND_NONE) m->damping = m->slope_gain = m->slope = 0;
    if (m->season == WFM_FORECAST_SEASON_NONE) m->period = 0;
    return WFM_OK;
}

static wfm_status check_season(const wfm_forecast_smoother *m, const double *season, ptrdiff_t season_stride)
{
    if (m->period == 0) return WFM_OK;
    if (season == NULL) return WFM_BAD_FORECAST_COLUMN;
    for (int64_t k = 0; k < m->period; k++) {
        double s = wfm_i_at(season, season_stride, k);
        if (!(fabs(s) <= WFM_I_SERIES_MOST)) return WFM_BAD_SMOOTHER;
        bool too_small = m->season == WFM_FORECAST_SEASON_MULTIPLICATIVE && s < WFM_I_LEAST_INDEX;
        if (too_small) return WFM_BAD_SMOOTHER;
    }
    return WFM_OK;
}

/* The smoother's kinds take the place of the series' own. */
static wfm_status read_run(wfm_forecast_series *of, wfm_forecast_smoother *m, const wfm_forecast_smoother *smoother,
                           const double *season, ptrdiff_t season_stride)
{
    wfm_status status = wfm_i_struct_read(m, sizeof *m, smoother, WFM_BAD_FORECAST_STRUCT);
    if (status != WFM_OK) return status;
    if (m->reserved_2 != 0) return WFM_BAD_FORECAST_STRUCT;
    of->period = m->period;
    status = wfm_i_series_check(of, m->trend, m->season, m->scale);
    if (status == WFM_OK) status = check_gains(m);
    if (status == WFM_OK) status = check_season(m, season, season_stride);
    of->scale = m->scale;
    return status;
}

static double on_scale_of_calls(const wfm_forecast_smoother *m, double x)
{
    return m->scale == WFM_FORECAST_SCALE_LOG ? wfm_i_exp(fmin(x, 700)) : x;
}

double wfm_i_smooth_at(const wfm_forecast_series *of, const wfm_forecast_smoother *m, const double *season,
                       int64_t rows, int64_t ahead)
{
    state s;
    double last = 0;
    begin(&s, m, season, 1, of->work);
    for (int64_t row = 0; row < rows; row++)
        (void)advance(&s, m, row, wfm_i_series_at(of, row));
    for (int64_t h = 0; h < ahead; h++)
        last = advance(&s, m, rows + h, WFM_I_NAN);
    return on_scale_of_calls(m, last);
}

static wfm_status run(const wfm_forecast_series *of, const wfm_forecast_smoother *m, state *s, double *fitted,
                      ptrdiff_t fitted_stride, int64_t horizon, double *forecast, ptrdiff_t forecast_stride)
{
    double last = 0;
    for (int64_t row = 0; row < of->count; row++) {
        last = advance(s, m, row, wfm_i_series_at(of, row));
        wfm_i_put(fitted, fitted_stride, row, on_scale_of_calls(m, last));
    }
    for (int64_t h = 0; forecast != NULL && h < horizon; h++) {
        last = advance(s, m, (of->count + h) % (m->period > 0 ? m->period : 1), WFM_I_NAN);
        wfm_i_put(forecast, forecast_stride, h, fmax(on_scale_of_calls(m, last), 0));
    }
    return fabs(last) + fabs(s->level) + fabs(s->slope) <= DBL_MAX ? WFM_OK : WFM_BAD_SMOOTHER;
}

wfm_status wfm_forecast_smooth(const wfm_forecast_series *series, const wfm_forecast_smoother *smoother,
                               const double *season, ptrdiff_t season_stride, double *fitted, ptrdiff_t fitted_stride,
                               int64_t horizon, double *forecast, ptrdiff_t forecast_stride)
{
    wfm_forecast_series of;
    wfm_forecast_smoother m;
    state s;
    if (horizon < 0) return WFM_BAD_COUNT;
    wfm_status status = wfm_i_series_read(&of, series);
    if (status != WFM_OK) {
        wfm_i_fill(forecast, forecast_stride, horizon, WFM_I_NAN);
        return status; /* the number of rows is not known either */
    }
    status = read_run(&of, &m, smoother, season, season_stride);
    if (status == WFM_OK) {
        begin(&s, &m, season, season_stride, of.work);
        status = run(&of, &m, &s, fitted, fitted_stride, horizon, forecast, forecast_stride);
    }
    if (status == WFM_OK) return status;
    wfm_i_fill(fitted, fitted_stride, of.count, WFM_I_NAN);
    wfm_i_fill(forecast, forecast_stride, horizon, WFM_I_NAN);
    return status;
}
