/* SPDX-License-Identifier: MIT */
/* Day totals by the smoothers of series.
 *
 *   1. a row for each day that may be open, from the first that is learnt from: what is closed, unknown, set aside or
 *      has an event, of which these smoothers know nothing, is an unknown row; so a row's place in the week is that of
 *      its weekday
 *   2. simple, Holt's and theta: the totals over their weekday's index, the median ratio to the moving average of a week;
 *      the forecast times the index. Theta is simple smoothing with half the slope of a line (see forecast_theta.c)
 *   3. Holt-Winters' and the choice, on logarithms: a season of as many rows as weekdays open
 *   4. where two weeks do not start the smoother, as they lack a weekday, the first row moves on by a week
 *
 * A model keeps gains alone: start, index and line are found again in the history that it is used with. Of one weekday
 * there is neither season nor index. */
#include "internal/classic.h"

#include "internal/calendar.h"

/* ---- rows ---- */

static bool is_learnt(const wfm_i_days *d, int64_t i)
{
    return !isnan(d->z[i]) && !wfm_i_has_event(d, i);
}

/* How many days that may be open there are from one day to before another. */
static int64_t open_days(const wfm_i_days *d, int64_t from, int64_t to)
{
    int64_t weeks = (to - from) / WFM_I_WEEKDAYS, days = weeks * d->weekly;
    for (int64_t day = from + weeks * WFM_I_WEEKDAYS; day < to; day++)
        days += d->open[wfm_i_weekday_of(day)];
    return days;
}

/* Lays the totals into rows. */
static void line_up(wfm_i_classic *c, double *value)
{
    const wfm_i_days *d = c->days;
    int64_t i = 0, rows = 0;
    while (i < d->count && !is_learnt(d, i))
        i++;
    c->first = i < d->count ? (int64_t)d->day[i] : d->last + 1;
    for (int64_t day = c->first; day <= d->last; day++) {
        if (!d->open[wfm_i_weekday_of(day)]) continue;
        while (i < d->count && d->day[i] < (double)day)
            i++;
        bool learnt = i < d->count && d->day[i] == (double)day && is_learnt(d, i);
        value[rows++] = learnt ? d->calls[i] : WFM_I_NAN;
    }
    c->series.count = rows;
}

/* Takes the weekdays' index out of the totals. */
static wfm_status take_index_out(wfm_i_classic *c, double *value, double *work)
{
    wfm_forecast_series s = c->series;
    s.work = work;
    s.work_count = WFM_I_SPAN;
    wfm_status status = wfm_forecast_moving_ratio(&s, WFM_FORECAST_MIDDLE_MEDIAN, c->index, 1);
    if (status != WFM_OK) return WFM_SHORT_HISTORY;
    for (int64_t k = 0; k < s.period; k++)
        c->index[k] = fmax(c->index[k], WFM_I_LEAST_INDEX);
    for (int64_t row = 0; row < s.count; row++)
        value[row] /= c->index[row % s.period];
    return WFM_OK;
}

/* ---- kinds ---- */

static void set_kind(wfm_forecast_series *s, int32_t method)
{
    static const int32_t season[] = {WFM_FORECAST_SEASON_NONE, WFM_FORECAST_SEASON_NONE, WFM_FORECAST_SEASON_ADDITIVE,
                                     WFM_FORECAST_SEASON_MULTIPLICATIVE, WFM_FORECAST_SEASON_NONE};
    bool flat = method == WFM_FORECAST_METHOD_SIMPLE || method == WFM_FORECAST_METHOD_THETA;
    if (method == WFM_FORECAST_METHOD_CHOICE) {
        s->scale = WFM_FORECAST_SCALE_LOG;
        return;
    }
    s->trend = flat ? WFM_FORECAST_TREND_NONE : WFM_FORECAST_TREND_DAMPED;
    s->season = season[method - WFM_FORECAST_METHOD_SIMPLE];
}

static bool has_index(int32_t method)
{
    return method == WFM_FORECAST_METHOD_SIMPLE || method == WFM_FORECAST_METHOD_HOLT ||
           method == WFM_FORECAST_METHOD_THETA;
}

/* The rows and the kind of a method. */
static wfm_status lay_out(wfm_i_classic *c, const wfm_i_days *d, double *work, int32_t method)
{
    *c = (wfm_i_classic){.days = d, .series = WFM_FORECAST_SERIES_INIT, .index = {1, 1, 1, 1, 1, 1, 1}};
    c->series.calls = work;
    c->series.calls_stride = 1;
    c->series.period = d->weekly;
    c->series.work = c->state;
    c->series.work_count = WFM_I_WEEKDAYS;
    set_kind(&c->series, method);
    line_up(c, work);
    bool weekly = d->weekly > 1;
    if (!weekly) c->series.season = WFM_FORECAST_SEASON_NONE;
    return weekly && has_index(method) ? take_index_out(c, work, work + WFM_I_SPAN) : WFM_OK;
}

/* Leaves out the first week. */
static void move_on(wfm_i_classic *c)
{
    c->series.calls += c->days->weekly;
    c->series.count -= c->days->weekly;
    c->first += WFM_I_WEEKDAYS;
}

/* The start from the first two weeks that tell it. */
static wfm_status start(wfm_i_classic *c)
{
    int64_t least = 2 * c->days->weekly;
    for (; c->series.count >= least; move_on(c))
        if (wfm_i_smooth_start(&c->series, c->season, 1, &c->of) == WFM_OK) return WFM_OK;
    return WFM_SHORT_HISTORY;
}

static void drift(wfm_i_classic *c)
{
    c->of.trend = WFM_FORECAST_TREND_LINEAR;
    c->of.damping = 1;
    c->of.slope = wfm_i_line_slope(c->series.calls, c->series.count) / 2;
    c->of.level -= c->of.slope;
}

/* ---- fit and forecast ---- */

/* A damped trend and a season are what the choice may need at most; of one weekday it is simple smoothing. */
static wfm_status choose(wfm_i_classic *c)
{
    bool weekly = c->series.period > 1;
    c->series.trend = weekly ? WFM_FORECAST_TREND_DAMPED : WFM_FORECAST_TREND_NONE;
    c->series.season = weekly ? WFM_FORECAST_SEASON_ADDITIVE : WFM_FORECAST_SEASON_NONE;
    wfm_status status = start(c);
    if (status != WFM_OK) return status;
    wfm_forecast_series s = c->series;
    return weekly ? wfm_i_smooth_choose(&s, c->season, 1, &c->of) : wfm_i_smooth_fit(&s, NULL, 0, &c->of);
}

wfm_status wfm_i_classic_fit(wfm_i_classic *c, const wfm_i_days *d, double *work, wfm_forecast_model *m)
{
    wfm_status status = lay_out(c, d, work, m->method);
    if (status != WFM_OK) return status;
    bool chosen = m->method == WFM_FORECAST_METHOD_CHOICE;
    status = chosen ? choose(c) : start(c);
    if (status == WFM_OK && !chosen) status = wfm_i_smooth_fit(&c->series, c->season, 1, &c->of);
    if (status != WFM_OK) return WFM_SHORT_HISTORY;
    m->smooth_trend = c->of.trend;
    m->smooth_season = c->of.season;
    m->smooth_level = c->of.level_gain;
    m->smooth_slope = c->of.slope_gain;
    m->smooth_week = c->of.season_gain;
    m->smooth_damping = c->of.damping;
    return WFM_OK;
}

wfm_status wfm_i_classic_open(wfm_i_classic *c, const wfm_i_days *d, double *work, const wfm_forecast_model *m)
{
    wfm_status status = lay_out(c, d, work, m->method);
    if (status != WFM_OK) return status;
    bool chosen = m->method == WFM_FORECAST_METHOD_CHOICE;
    if (chosen) c->series.trend = m->smooth_trend;
    if (chosen) c->series.season = d->weekly > 1 ? m->smooth_season : WFM_FORECAST_SEASON_NONE;
    status = start(c);
    if (status != WFM_OK) return status;
    bool trend = c->of.trend != WFM_FORECAST_TREND_NONE;
    c->of.level_gain = m->smooth_level;
    c->of.slope_gain = trend ? m->smooth_slope : 0;
    c->of.season_gain = m->smooth_week;
    c->of.damping = trend ? m->smooth_damping : 0;
    if (m->method == WFM_FORECAST_METHOD_THETA) drift(c);
    return WFM_OK;
}

double wfm_i_classic_at(const wfm_i_classic *c, int64_t day)
{
    int64_t rows = c->series.count, away = (day - c->first) % WFM_I_WEEKDAYS;
    if (away < 0) away += WFM_I_WEEKDAYS;
    int64_t from = day < c->first ? c->first + away : day; /* before the first row: as in its week */
    int64_t row = open_days(c->days, c->first, from);
    if (day < c->first) rows = 0;
    if (row < rows) rows = row;
    double calls = wfm_i_smooth_at(&c->series, &c->of, c->season, rows, row - rows + 1);
    return fmax(calls * c->index[row % c->series.period], 0);
}
