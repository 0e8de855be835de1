/* SPDX-License-Identifier: MIT */
/* Models of days of intervals: fitted to a history, and forecasting by replaying it. */
#include "wfm/forecast.h"

#include "internal/calendar.h"
#include "internal/classic.h"
#include "internal/columns.h"
#include "internal/double.h"
#include "internal/models.h"
#include "internal/structs.h"

enum { MOST_SLOTS = 86400, SLOT_COLUMNS = 18 };

void wfm_forecast_model_init(wfm_forecast_model *model, size_t size)
{
    wfm_i_struct_init(model, size);
}

int64_t wfm_forecast_work(int64_t slots)
{
    if (slots < 1) return -1;
    if (slots > MOST_SLOTS) return -1;
    return WFM_I_DAY_COLUMNS * WFM_I_SPAN + WFM_I_REGRESSION_WORK + SLOT_COLUMNS * slots;
}

/* The parts of the work memory. */
typedef struct parts {
    double *days; /* with the usual intervals behind */
    double *shares;
    double *spare;      /* 4 x slots */
    double *regression; /* or a classic smoother's */
    double *twice;      /* the double-seasonal smoother's: usual intervals, shares and more, which it needs not */
    double *calls;      /* of one day, behind either */
} parts;

static parts parts_of(double *work, int64_t slots)
{
    parts p = {.days = work};
    p.shares = work + WFM_I_DAY_COLUMNS * WFM_I_SPAN + 7 * slots;
    p.spare = p.shares + 7 * slots;
    p.regression = p.spare + 4 * slots;
    p.twice = p.shares - 7 * slots;
    p.calls = p.twice + WFM_I_DOUBLE_COLUMNS * slots;
    return p;
}

/* ---- what is given ---- */

static wfm_status check_events(const wfm_forecast_grid *g)
{
    if (g->event_count < 0) return WFM_BAD_COUNT;
    if (g->event_count == 0) return WFM_OK;
    if (g->event_day == NULL) return WFM_BAD_FORECAST_COLUMN;
    if (g->event_kind == NULL) return WFM_BAD_FORECAST_COLUMN;
    for (int64_t event = 0; event < g->event_count; event++) {
        int64_t day = g->event_day[(ptrdiff_t)event * g->event_day_stride];
        int32_t kind = g->event_kind[(ptrdiff_t)event * g->event_kind_stride];
        if (!wfm_i_is_day(day)) return WFM_BAD_KIND;
        if (event > 0 && day < g->event_day[(ptrdiff_t)(event - 1) * g->event_day_stride]) return WFM_BAD_KIND;
        if (kind < 1) return WFM_BAD_KIND;
        if (kind > WFM_FORECAST_KINDS) return WFM_BAD_KIND;
    }
    return WFM_OK;
}

static wfm_status read_history(wfm_forecast_grid *g, const wfm_forecast_grid *given, const double *work,
                               int64_t work_count)
{
    wfm_status status = wfm_i_grid_read(g, given);
    if (status != WFM_OK) return status;
    int64_t needed = wfm_forecast_work(g->slots);
    if (needed < 0) return WFM_BAD_SLOTS;
    if (work == NULL) return WFM_BAD_WORK;
    if (work_count < needed) return WFM_BAD_WORK;
    status = wfm_i_grid_check(g);
    return status != WFM_OK ? status : check_events(g);
}

static int64_t kept_days(const wfm_i_days *d)
{
    int64_t kept = 0;
    for (int64_t i = 0; i < d->count; i++)
        kept += !isnan(d->z[i]);
    return kept;
}

/* Whether a method has fitted numbers. */
static bool is_fitted(int32_t method)
{
    return method <= WFM_FORECAST_METHOD_CALENDAR || method > WFM_FORECAST_METHOD_DAY_MEAN_8;
}

static bool uses(int32_t method, int32_t part)
{
    return method == WFM_FORECAST_METHOD_DEFAULT || method == part;
}

/* ---- fitting ---- */

enum { LEAST_WEEKS = 6, KNOWN_FLAGS = WFM_FORECAST_WITHOUT_MONTH | WFM_FORECAST_WITHOUT_YEAR, RECENT = 84 /* days */ };

static const double FEW_CALLS = 30;     /* of a day */
static const double FEWEST_CALLS = 5;   /* of a day of one weekday: ln is too low by 1/(2 calls), and 0 has none */
static const double MOST_CALLS = 1e100; /* of a day; beyond, squares would leave the doubles */

/* Whether there is enough for a regression. */
static bool is_long(const wfm_i_days *d, int64_t kept)
{
    return kept >= LEAST_WEEKS * d->weekly;
}

/* Whether a day's total stands for what comes: it is known, and was not set aside. */
static bool is_told(const wfm_i_days *d, int64_t i)
{
    return d->calls[i] == 0 || !isnan(d->z[i]);
}

/* The mean total of the last 12 weeks' days of a weekday, or of all if that is below 0; NaN without any. */
static double recent_mean(const wfm_i_days *d, int32_t weekday)
{
    double sum = 0, told = 0;
    for (int64_t i = d->count - 1; i >= 0; i--) {
        if ((double)d->last - d->day[i] >= RECENT) break;
        if (!is_told(d, i)) continue;
        if (weekday >= 0 && wfm_i_weekday_of((int64_t)d->day[i]) != weekday) continue;
        sum += d->calls[i];
        told += 1;
    }
    return told > 0 ? sum / told : WFM_I_NAN;
}

/* What the default is for a history like this. */
static wfm_status choose_method(wfm_forecast_model *m, const wfm_i_days *d)
{
    if (m->method == WFM_FORECAST_METHOD_CALENDAR && !is_long(d, m->days)) return WFM_SHORT_HISTORY;
    if (m->method != WFM_FORECAST_METHOD_DEFAULT) return WFM_OK;
    bool few = !(recent_mean(d, -1) >= FEW_CALLS), brief = !is_long(d, m->days);
    if (few) {
        m->method = WFM_FORECAST_METHOD_DAY_MEAN_8;
    } else if (brief) {
        m->method = WFM_FORECAST_METHOD_SPLIT;
    }
    return few || brief ? WFM_CAVEAT_SIMPLER_METHOD : WFM_OK;
}

/* The days that the double-seasonal smoother learns from: the others are to it as days without a row. */
typedef struct learnt_rows {
    wfm_forecast_grid grid; /* from the first of them on */
    const double *aside;
} learnt_rows;

static learnt_rows find_learnt(const wfm_i_days *d)
{
    int64_t i = 0, first = -1;
    learnt_rows rows = {.grid = d->grid};
    for (int64_t row = 0; row < d->grid.days; row++) {
        double day = (double)wfm_i_grid_day(&d->grid, row);
        while (i < d->count && d->day[i] < day)
            i++;
        bool listed = i < d->count && d->day[i] == day;
        bool learnt = listed && !isnan(d->z[i]) && !wfm_i_has_event(d, i);
        d->effect[row] = !learnt; /* a column that only the regression needs */
        if (learnt && first < 0) first = row;
    }
    if (first < 0) first = d->grid.days;
    wfm_i_grid_drop(&rows.grid, first);
    rows.aside = d->effect + first;
    return rows;
}

static wfm_status fit_double(wfm_forecast_model *m, const wfm_i_days *d, const parts *p)
{
    wfm_forecast_double gains;
    learnt_rows rows = find_learnt(d);
    wfm_i_double s = wfm_i_double_open(&rows.grid, rows.aside, p->twice);
    if (wfm_i_double_fit(&s, &gains) != WFM_OK) return WFM_SHORT_HISTORY;
    m->smooth_level = gains.level_gain;
    m->smooth_day = gains.day_gain;
    m->smooth_week = gains.week_gain;
    m->smooth_damping = gains.damping;
    return WFM_OK;
}

static wfm_status fit_classic(wfm_forecast_model *m, const wfm_i_days *d, const parts *p)
{
    wfm_i_classic c;
    if (m->method == WFM_FORECAST_METHOD_DOUBLE) return fit_double(m, d, p);
    return wfm_i_is_classic(m->method) ? wfm_i_classic_fit(&c, d, p->regression, m) : WFM_OK;
}

static void keep_regression(wfm_forecast_model *m, const wfm_i_regression *of)
{
    m->with_month = of->with_month;
    m->with_year = of->with_year;
    m->error_memory = of->memory;
    m->scale = of->scale;
    m->month_variance = of->month;
    m->year_variance = of->year;
    m->event_variance = of->event;
    m->level_gain = of->level_gain;
    m->level_memory = of->level_memory;
}

/* Total and split takes the effects of events from the regression, where there is one. */
static void fit_parts(wfm_forecast_model *m, const wfm_i_days *d, int32_t flags, const parts *p)
{
    wfm_i_fitted f;
    if (m->method > WFM_FORECAST_METHOD_CALENDAR) return;
    wfm_i_regression_open(&f, d, p->regression);
    if (is_long(d, m->days)) {
        wfm_i_regression_fit(&f, flags);
        keep_regression(m, &f.of);
    }
    if (!uses(m->method, WFM_FORECAST_METHOD_SPLIT)) return;
    wfm_i_split s = wfm_i_split_fit(d, f.spare);
    m->split_level = s.level_gain;
    m->split_weekday = s.weekday_gain;
    m->split_memory = s.memory;
}

/* What can be said of a history whatever the method. */
static wfm_status judge_history(const wfm_i_days *d)
{
    bool seen = false;
    for (int weekday = 0; weekday < WFM_I_WEEKDAYS; weekday++)
        seen = seen || d->seen[weekday];
    if (!seen) return WFM_NO_HISTORY;
    if (d->most > MOST_CALLS) return WFM_BAD_CALLS;
    return d->weekly == 0 ? WFM_CAVEAT_ALL_ZERO : WFM_OK;
}

static wfm_status fit(const wfm_forecast_grid *g, int32_t flags, double *work, int32_t *code, ptrdiff_t code_stride,
                      wfm_forecast_model *m)
{
    wfm_i_days d;
    parts p = parts_of(work, g->slots);
    if (m->method < WFM_FORECAST_METHOD_DEFAULT) return WFM_BAD_METHOD;
    if (m->method >= WFM_FORECAST_METHODS) return WFM_BAD_METHOD;
    if ((flags & ~KNOWN_FLAGS) != 0) return WFM_BAD_METHOD;
    wfm_i_days_of(&d, g, p.days, code, code_stride);
    wfm_status status = judge_history(&d);
    bool without = status == WFM_CAVEAT_ALL_ZERO && is_fitted(m->method);
    if (without) m->method = WFM_FORECAST_METHOD_DAY_MEAN_8;
    if (status != WFM_OK) return status;
    m->days = kept_days(&d);
    status = choose_method(m, &d);
    if (wfm_failed(status) == 0) fit_parts(m, &d, flags, &p);
    return wfm_failed(status) == 0 ? wfm_i_combine(status, fit_classic(m, &d, &p)) : status;
}

static void fill_codes(int32_t *code, ptrdiff_t stride, int64_t count)
{
    for (int64_t row = 0; code != NULL && row < count; row++)
        code[(ptrdiff_t)row * stride] = -1;
}

wfm_status wfm_forecast_fit(const wfm_forecast_grid *grid, int32_t method, int32_t flags, double *work,
                            int64_t work_count, int32_t *code, ptrdiff_t code_stride, wfm_forecast_model *model)
{
    wfm_forecast_grid g = WFM_FORECAST_GRID_INIT;
    wfm_forecast_model m = WFM_FORECAST_MODEL_INIT;
    m.method = method;
    wfm_status status = wfm_i_struct_open(model);
    if (status != WFM_OK) return status;
    status = read_history(&g, grid, work, work_count);
    if (status == WFM_OK) status = fit(&g, flags, work, code, code_stride, &m);
    if (wfm_failed(status) == 0) {
        wfm_i_struct_write(model, &m, sizeof m);
    } else {
        fill_codes(code, code_stride, g.days);
    }
    return status;
}

/* ---- predicting ---- */

/* What one day's forecast takes. */
typedef struct prediction {
    const wfm_i_days *days;
    wfm_forecast_model of;
    wfm_i_split split;
    bool regresses; /* whether there is a regression: a short history has none */
    wfm_i_fitted regression;
    bool few[WFM_I_WEEKDAYS]; /* a weekday with too few calls for logarithms */
    wfm_i_classic classic;
    wfm_i_double twice;
    wfm_forecast_double gains; /* of it */
    learnt_rows rows;
    int64_t replayed; /* rows that it has gone through */
    const double *shares;
    double *calls; /* of one day */
} prediction;

static bool is_memory(double memory)
{
    return memory >= 0 && memory < 1;
}

static bool is_variance(double variance)
{
    return variance >= 1e-12 && variance <= 1e12;
}

static wfm_status check_smoother(const wfm_forecast_model *m)
{
    if (!(m->smooth_level > 0)) return WFM_BAD_MODEL;
    if (!wfm_i_is_fraction(m->smooth_level)) return WFM_BAD_MODEL;
    if (!wfm_i_is_fraction(m->smooth_slope)) return WFM_BAD_MODEL;
    if (!wfm_i_is_fraction(m->smooth_week)) return WFM_BAD_MODEL;
    if (!wfm_i_is_fraction(m->smooth_day)) return WFM_BAD_MODEL;
    if (!wfm_i_is_fraction(m->smooth_damping)) return WFM_BAD_MODEL;
    if (m->method != WFM_FORECAST_METHOD_CHOICE) return WFM_OK;
    if (m->smooth_trend < WFM_FORECAST_TREND_NONE) return WFM_BAD_MODEL;
    if (m->smooth_trend > WFM_FORECAST_TREND_DAMPED) return WFM_BAD_MODEL;
    if (m->smooth_season < WFM_FORECAST_SEASON_NONE) return WFM_BAD_MODEL;
    return m->smooth_season <= WFM_FORECAST_SEASON_ADDITIVE ? WFM_OK : WFM_BAD_MODEL;
}

static wfm_status check_model(const wfm_forecast_model *m)
{
    if (m->reserved_2 != 0) return WFM_BAD_FORECAST_STRUCT;
    if (m->method < WFM_FORECAST_METHOD_DEFAULT) return WFM_BAD_METHOD;
    if (m->method >= WFM_FORECAST_METHODS) return WFM_BAD_METHOD;
    if (!is_fitted(m->method)) return WFM_OK;
    if (m->method > WFM_FORECAST_METHOD_CALENDAR) return check_smoother(m);
    if (!wfm_i_is_fraction(m->split_level)) return WFM_BAD_MODEL;
    if (!wfm_i_is_fraction(m->split_weekday)) return WFM_BAD_MODEL;
    if (!is_memory(m->split_memory)) return WFM_BAD_MODEL;
    if (m->scale == 0) return m->method == WFM_FORECAST_METHOD_SPLIT ? WFM_OK : WFM_BAD_MODEL;
    if (!is_variance(m->scale)) return WFM_BAD_MODEL;
    if (!is_memory(m->error_memory)) return WFM_BAD_MODEL;
    if (!is_variance(m->month_variance)) return WFM_BAD_MODEL;
    if (!is_variance(m->year_variance)) return WFM_BAD_MODEL;
    if (!is_variance(m->event_variance)) return WFM_BAD_MODEL;
    if (!wfm_i_is_fraction(m->level_gain)) return WFM_BAD_MODEL;
    return is_memory(m->level_memory) ? WFM_OK : WFM_BAD_MODEL;
}

static double exp_held(double x)
{
    return wfm_i_exp(fmin(x, 700));
}

/* The day's total by the models. */
static double total_at(const prediction *p, int64_t day)
{
    double sum = 0, count = 0;
    if (wfm_i_is_classic(p->of.method)) return wfm_i_classic_at(&p->classic, day);
    bool averages = p->of.method == WFM_FORECAST_METHOD_DAY_MEAN_8 || p->few[wfm_i_weekday_of(day)];
    if (averages) return wfm_i_day_mean(p->days, day);
    if (uses(p->of.method, WFM_FORECAST_METHOD_SPLIT)) {
        double effect = p->regresses ? wfm_i_effect_at(&p->regression, day) : 0;
        sum += exp_held(wfm_i_split_at(p->days, &p->split, day) + effect);
        count += 1;
    }
    if (uses(p->of.method, WFM_FORECAST_METHOD_CALENDAR)) {
        sum += exp_held(wfm_i_regression_at(&p->regression, day));
        count += 1;
    }
    return sum / count;
}

/* WFM_BAD_CALLS where calls lie so far apart that a ratio of them leaves the doubles. */
static wfm_status check_calls(const prediction *p)
{
    for (int64_t slot = 0; slot < p->days->grid.slots; slot++)
        if (!isfinite(p->calls[slot])) return WFM_BAD_CALLS;
    return WFM_OK;
}

/* How many intervals may be open in the days from one to before another. */
static double open_intervals(const prediction *p, int64_t from, int64_t to)
{
    int64_t weeks = from < to ? (to - from) / WFM_I_WEEKDAYS : 0;
    double intervals = 0;
    for (int64_t at = from; at < from + WFM_I_WEEKDAYS; at++) {
        int32_t weekday = wfm_i_weekday_of(at);
        double times = (double)(weeks + (at + weeks * WFM_I_WEEKDAYS < to));
        if (p->days->open[weekday]) intervals += times * (double)wfm_i_double_open_slots(&p->twice, weekday);
    }
    return intervals;
}

/* What is left of the last error when a day begins. */
static double error_at(const prediction *p, int64_t day)
{
    const wfm_forecast_grid *g = &p->rows.grid;
    int64_t row = p->replayed - 1;
    while (row > 0 && p->rows.aside[row] != 0)
        row--;
    if (row < 0) return 0;
    double intervals = open_intervals(p, wfm_i_grid_day(g, row) + 1, day);
    return p->twice.error * (p->gains.damping < 1 ? wfm_i_power(p->gains.damping, intervals) : 1);
}

/* The rows before a day have their say, those from it on none. */
static wfm_status predict_double(prediction *p, int64_t day)
{
    const wfm_forecast_grid *g = &p->rows.grid;
    int32_t weekday = wfm_i_weekday_of(day);
    int64_t rows = g->days;
    for (int64_t slot = 0; slot < g->slots; slot++)
        p->calls[slot] = 0;
    if (!p->days->open[weekday]) return WFM_OK;
    while (rows > 0 && wfm_i_grid_day(g, rows - 1) >= day)
        rows--;
    if (rows != p->replayed) wfm_i_double_replay(&p->twice, rows);
    p->replayed = rows;
    return wfm_i_double_calls(&p->twice, weekday, error_at(p, day), p->calls) ? WFM_OK : WFM_BAD_MODEL;
}

static wfm_status predict_total(const prediction *p, int64_t day)
{
    int32_t weekday = wfm_i_weekday_of(day);
    int64_t slots = p->days->grid.slots;
    double total = p->days->open[weekday] ? total_at(p, day) : 0;
    if (!(total <= DBL_MAX)) return WFM_BAD_MODEL; /* gains that are not stable */
    for (int64_t slot = 0; slot < slots; slot++)
        p->calls[slot] = total * p->shares[weekday * slots + slot];
    return WFM_OK;
}

static wfm_status predict_day(prediction *p, int64_t day)
{
    if (!wfm_i_is_day(day)) return WFM_BAD_DAY;
    int32_t weekday = wfm_i_weekday_of(day);
    wfm_status status = WFM_OK;
    bool averages = p->of.method > WFM_FORECAST_METHOD_CALENDAR && p->of.method < WFM_FORECAST_METHOD_DAY_MEAN_8;
    if (averages) {
        wfm_i_average(p->days, p->of.method, day, p->calls);
    } else if (p->of.method == WFM_FORECAST_METHOD_DOUBLE) {
        status = predict_double(p, day);
    } else {
        status = predict_total(p, day);
    }
    if (wfm_failed(status)) return status;
    if (!p->days->seen[weekday]) status = WFM_CAVEAT_WEEKDAY_UNKNOWN;
    bool untaught = p->of.method <= WFM_FORECAST_METHOD_CALENDAR && wfm_i_is_untaught(p->days, day);
    if (check_calls(p) != WFM_OK) return WFM_BAD_CALLS;
    return untaught ? status | WFM_CAVEAT_EVENT_UNKNOWN : status;
}

/* The double-seasonal smoother at the end of the history. */
static wfm_status open_double(prediction *p, const parts *of)
{
    const wfm_forecast_model *m = &p->of;
    p->gains = (wfm_forecast_double)WFM_FORECAST_DOUBLE_INIT;
    p->gains.level_gain = m->smooth_level;
    p->gains.day_gain = m->smooth_day;
    p->gains.week_gain = m->smooth_week;
    p->gains.damping = m->smooth_damping;
    p->rows = find_learnt(p->days);
    p->twice = wfm_i_double_open(&p->rows.grid, p->rows.aside, of->twice);
    p->twice.gains = &p->gains;
    p->calls = of->calls;
    p->replayed = p->rows.grid.days;
    return wfm_i_double_replay(&p->twice, p->replayed) ? WFM_OK : WFM_SHORT_HISTORY;
}

static void open_models(prediction *p, double *work)
{
    const wfm_forecast_model *m = &p->of;
    wfm_i_regression kept = {m->error_memory, m->scale,        m->month_variance,  m->year_variance, m->event_variance,
                             m->level_gain,   m->level_memory, m->with_month != 0, m->with_year != 0};
    p->split = (wfm_i_split){m->split_level, m->split_weekday, m->split_memory};
    p->regresses = m->method <= WFM_FORECAST_METHOD_CALENDAR && m->scale > 0 && p->days->count > 0;
    if (!p->regresses) return;
    wfm_i_regression_open(&p->regression, p->days, work);
    wfm_i_regression_refit(&p->regression, &kept);
}

/* A matrix that is written. */
typedef struct matrix {
    double *calls;
    ptrdiff_t day_stride;
    ptrdiff_t slot_stride;
} matrix;

static void put_day(const matrix *to, int64_t row, int64_t slots, const double *calls)
{
    for (int64_t slot = 0; slot < slots; slot++)
        to->calls[(ptrdiff_t)row * to->day_stride + (ptrdiff_t)slot * to->slot_stride] =
            calls != NULL ? calls[slot] : WFM_I_NAN;
}

/* Looks through the history and opens the models on it. */
static wfm_status open_history(prediction *p, wfm_i_days *d, const wfm_forecast_grid *g, double *work)
{
    parts of = parts_of(work, g->slots);
    p->days = d;
    wfm_i_days_of(d, g, of.days, NULL, 0);
    wfm_status status = judge_history(d);
    if (wfm_failed(status) != 0) return status;
    bool smooths = d->weekly > 0 && p->of.method > WFM_FORECAST_METHOD_DAY_MEAN_8;
    if (smooths && p->of.method == WFM_FORECAST_METHOD_DOUBLE) return wfm_i_combine(status, open_double(p, &of));
    wfm_i_profile_of(d, of.shares, of.spare);
    p->shares = of.shares;
    p->calls = of.spare;
    for (int32_t weekday = 0; weekday < WFM_I_WEEKDAYS; weekday++)
        p->few[weekday] = recent_mean(d, weekday) < FEWEST_CALLS;
    open_models(p, of.regression);
    return smooths ? wfm_i_combine(status, wfm_i_classic_open(&p->classic, d, of.regression, &p->of)) : status;
}

static wfm_status predict(prediction *p, const wfm_forecast_grid *g, double *work, int64_t count, const int64_t *day,
                          ptrdiff_t day_stride, const matrix *to)
{
    wfm_i_days d;
    wfm_status status = open_history(p, &d, g, work);
    if (wfm_failed(status) != 0) return status;
    for (int64_t row = 0; row < count; row++) {
        wfm_status of_row = predict_day(p, day[(ptrdiff_t)row * day_stride]);
        status = wfm_i_combine(status, of_row);
        if (wfm_failed(of_row) == 0) put_day(to, row, g->slots, p->calls);
    }
    return status;
}

wfm_status wfm_forecast_predict(const wfm_forecast_grid *grid, const wfm_forecast_model *model, double *work,
                                int64_t work_count, int64_t count, const int64_t *day, ptrdiff_t day_stride,
                                double *calls, ptrdiff_t calls_day_stride, ptrdiff_t calls_slot_stride)
{
    wfm_forecast_grid g = WFM_FORECAST_GRID_INIT;
    prediction p = {.days = NULL};
    matrix to = {calls, calls_day_stride, calls_slot_stride};
    if (calls == NULL) return WFM_BAD_OUTPUT;
    if (count < 0) return WFM_BAD_COUNT;
    wfm_status status = read_history(&g, grid, work, work_count);
    for (int64_t row = 0; row < count; row++)
        put_day(&to, row, g.slots, NULL);
    if (status == WFM_OK) status = wfm_i_struct_read(&p.of, sizeof p.of, model, WFM_BAD_FORECAST_STRUCT);
    if (status == WFM_OK) status = check_model(&p.of);
    if (status == WFM_OK && day == NULL) status = WFM_BAD_FORECAST_COLUMN;
    return status == WFM_OK ? predict(&p, &g, work, count, day, day_stride, &to) : status;
}

enum { EFFECTS = 3 * WFM_FORECAST_KINDS };

/* A row of the effects; NaN and -1 if nothing is written. */
static void put_effect(double *effect, ptrdiff_t effect_stride, int64_t *days, ptrdiff_t days_stride, int row,
                       double factor, int64_t taught)
{
    wfm_i_put(effect, effect_stride, row, factor);
    if (days != NULL) days[(ptrdiff_t)row * days_stride] = taught;
}

wfm_status wfm_forecast_effects(const wfm_forecast_grid *grid, const wfm_forecast_model *model, double *work,
                                int64_t work_count, double *effect, ptrdiff_t effect_stride, int64_t *days,
                                ptrdiff_t days_stride)
{
    wfm_forecast_grid g = WFM_FORECAST_GRID_INIT;
    wfm_i_days d;
    prediction p = {.days = NULL};
    if (effect == NULL) return WFM_BAD_OUTPUT;
    for (int row = 0; row < EFFECTS; row++)
        put_effect(effect, effect_stride, days, days_stride, row, WFM_I_NAN, -1);
    wfm_status status = read_history(&g, grid, work, work_count);
    if (status == WFM_OK) status = wfm_i_struct_read(&p.of, sizeof p.of, model, WFM_BAD_FORECAST_STRUCT);
    if (status == WFM_OK) status = check_model(&p.of);
    if (status == WFM_OK) status = open_history(&p, &d, &g, work);
    for (int row = 0; row < EFFECTS && wfm_failed(status) == 0; row++) {
        int64_t taught = 0;
        double of_row = p.regresses ? wfm_i_effect_of(&p.regression, row, &taught) : 0;
        put_effect(effect, effect_stride, days, days_stride, row, exp_held(of_row), taught);
    }
    return status;
}
