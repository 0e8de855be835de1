/* SPDX-License-Identifier: MIT */
/* A history's last weeks played again by each method. */
#include "wfm/forecast.h"

#include "internal/columns.h"
#include "internal/days.h"
#include "internal/poisson.h"
#include "internal/structs.h"

#include <string.h>

enum {
    MOST_WEEKS = 104,
    LEAST_WEEKS = 6, /* of history before the first origin */
    LEAD_WEEKS = 2,
    MOST_LEADS = LEAD_WEEKS * WFM_I_WEEKDAYS,
    HALVES = 2,
    ROWS = WFM_FORECAST_METHODS * WFM_FORECAST_BANDS
};

void wfm_forecast_scores_init(wfm_forecast_scores *scores, size_t size)
{
    wfm_i_struct_init(scores, size);
}

int64_t wfm_forecast_backtest_work(int64_t slots)
{
    int64_t model = wfm_forecast_work(slots);
    return model < 0 ? -1 : model + WFM_I_SPAN + MOST_LEADS * slots;
}

/* What is summed up over the intervals of one half of the weeks. */
typedef struct sums {
    double absolute, error, square, relative, actual, floor, day_absolute;
    int64_t intervals, skipped;
} sums;

typedef struct play {
    wfm_forecast_grid grid;
    int32_t flags;
    int64_t weekly;
    int64_t count; /* open days */
    const double *day;
    int64_t from;     /* the first one that is scored */
    int64_t half;     /* the first one of the second half */
    double scale;     /* of MASE */
    double *forecast; /* MOST_LEADS x slots */
    double *work;
    int64_t work_count;
    sums of[ROWS][HALVES];
} play;

/* The mean deviation of a Poisson distribution: 2 mu x the probability of floor(mu). */
static double mean_deviation(double mu)
{
    double whole = floor(mu);
    if (mu == 0) return 0;
    if (whole == 0) return 2 * mu * wfm_i_exp(-mu);
    return 2 * mu * wfm_i_poisson_at(whole, mu, whole - mu, wfm_i_poisson_fall(whole, mu)).at;
}

/* The row of a day, -1 if it has none. */
static int64_t row_of(const wfm_forecast_grid *g, int64_t day)
{
    int64_t low = 0, high = g->days;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (wfm_i_grid_day(g, middle) < day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < g->days && wfm_i_grid_day(g, low) == day;
    return found ? low : -1;
}

/* NaN where it is not known or closed. */
static double actual_at(const wfm_forecast_grid *g, int64_t row, int64_t slot)
{
    return wfm_i_is_closed(g, row, slot) ? WFM_I_NAN : wfm_i_grid_calls(g, row, slot);
}

static void score_day(const wfm_forecast_grid *g, int64_t row, const double *forecast, sums *s)
{
    double day = 0;
    for (int64_t slot = 0; slot < g->slots; slot++) {
        double actual = actual_at(g, row, slot), error = forecast[slot] - actual;
        if (isnan(actual)) continue;
        s->intervals++;
        s->absolute += fabs(error);
        s->error += error;
        s->square += error * error;
        s->actual += actual;
        s->floor += mean_deviation(forecast[slot]);
        day += error;
        if (actual > 0) {
            s->relative += fabs(error) / actual;
        } else {
            s->skipped++;
        }
    }
    s->day_absolute += fabs(day);
}

/* ---- playing ---- */

/* The rows that were known at the end of an open day. */
static wfm_forecast_grid known_at(const play *p, int64_t day)
{
    wfm_forecast_grid g = p->grid;
    while (g.days > 0 && wfm_i_grid_day(&g, g.days - 1) > day)
        g.days--;
    return g;
}

/* Scores the forecasts of one origin, the open day at place. */
static void score_origin(play *p, int32_t method, int64_t place, int64_t leads)
{
    for (int64_t lead = 0; lead < leads; lead++) {
        int64_t at = place + 1 + lead, row = row_of(&p->grid, (int64_t)p->day[at]);
        const double *forecast = p->forecast + lead * p->grid.slots;
        if (at < p->from) continue;
        if (row < 0) continue;
        int half = at >= p->half;
        int week = lead < p->weekly ? WFM_FORECAST_BAND_WEEK_1 : WFM_FORECAST_BAND_WEEK_2;
        if (lead == 0) score_day(&p->grid, row, forecast, &p->of[method * WFM_FORECAST_BANDS][half]);
        score_day(&p->grid, row, forecast, &p->of[method * WFM_FORECAST_BANDS + week][half]);
    }
}

/* Models are fitted again each week, but for the one that takes long: its gains are those of the first day. */
static bool is_fitted_at(const play *p, int32_t method, int64_t origin)
{
    if (method == WFM_FORECAST_METHOD_DOUBLE) return origin == 0;
    return origin % p->weekly == 0;
}

static wfm_status play_method(play *p, int32_t method)
{
    wfm_status status = WFM_OK;
    wfm_forecast_model model = WFM_FORECAST_MODEL_INIT;
    int64_t first = p->from - LEAD_WEEKS * p->weekly;
    for (int64_t place = first; place < p->count - 1 && !wfm_failed(status); place++) {
        int64_t ahead[MOST_LEADS], leads = 0;
        wfm_forecast_grid known = known_at(p, (int64_t)p->day[place]);
        for (int64_t at = place + 1; at < p->count && leads < LEAD_WEEKS * p->weekly; at++)
            ahead[leads++] = (int64_t)p->day[at];
        if (is_fitted_at(p, method, place - first))
            status = wfm_i_combine(status,
                                   wfm_forecast_fit(&known, method, p->flags, p->work, p->work_count, NULL, 0, &model));
        if (wfm_failed(status)) return status;
        status = wfm_i_combine(status, wfm_forecast_predict(&known, &model, p->work, p->work_count, leads, ahead, 1,
                                                            p->forecast, p->grid.slots, 1));
        if (!wfm_failed(status)) score_origin(p, method, place, leads);
    }
    return status;
}

/* Plays a method; one for which the history is too short has no scores, but the default has to have some. */
static wfm_status play_if_long(play *p, int32_t method)
{
    static const sums none[HALVES] = {{.intervals = 0}};
    wfm_status status = play_method(p, method);
    if (method == WFM_FORECAST_METHOD_DEFAULT || status != WFM_SHORT_HISTORY) return status;
    for (int band = 0; band < WFM_FORECAST_BANDS; band++)
        memcpy(p->of[method * WFM_FORECAST_BANDS + band], none, sizeof none);
    return WFM_OK;
}

/* The mean change of an interval from a week before, over the days that are not scored. */
static double weekly_change(const play *p)
{
    double sum = 0, count = 0;
    for (int64_t at = 0; at < p->from; at++) {
        int64_t row = row_of(&p->grid, (int64_t)p->day[at]);
        int64_t before = row_of(&p->grid, (int64_t)p->day[at] - WFM_I_WEEKDAYS);
        if (row < 0) continue;
        if (before < 0) continue;
        for (int64_t slot = 0; slot < p->grid.slots; slot++) {
            double change = fabs(actual_at(&p->grid, row, slot) - actual_at(&p->grid, before, slot));
            if (isnan(change)) continue;
            sum += change;
            count += 1;
        }
    }
    return count > 0 ? sum / count : WFM_I_NAN;
}

/* ---- what came of it ---- */

static sums both(const sums *s)
{
    sums all = s[0];
    all.absolute += s[1].absolute;
    all.error += s[1].error;
    all.square += s[1].square;
    all.relative += s[1].relative;
    all.actual += s[1].actual;
    all.floor += s[1].floor;
    all.day_absolute += s[1].day_absolute;
    all.intervals += s[1].intervals;
    all.skipped += s[1].skipped;
    return all;
}

static double part_of(double part, double whole)
{
    return whole > 0 ? part / whole : WFM_I_NAN;
}

static void put_count(int64_t *column, ptrdiff_t stride, int64_t row, int64_t value)
{
    if (column != NULL) column[(ptrdiff_t)row * stride] = value;
}

/* A row of the columns; of no intervals it is what an error leaves. */
static void put_scores(const wfm_forecast_scores *to, int64_t row, const sums *s, double scale)
{
    double n = (double)s->intervals;
    wfm_i_put(to->wape, to->wape_stride, row, part_of(s->absolute, s->actual));
    wfm_i_put(to->mape, to->mape_stride, row, part_of(s->relative, n - (double)s->skipped));
    wfm_i_put(to->mase, to->mase_stride, row, part_of(part_of(s->absolute, n), scale));
    wfm_i_put(to->rmse, to->rmse_stride, row, sqrt(part_of(s->square, n)));
    wfm_i_put(to->bias, to->bias_stride, row, part_of(s->error, s->actual));
    wfm_i_put(to->day_wape, to->day_wape_stride, row, part_of(s->day_absolute, s->actual));
    wfm_i_put(to->poisson_floor, to->poisson_floor_stride, row, part_of(s->floor, s->actual));
    put_count(to->intervals, to->intervals_stride, row, n > 0 ? s->intervals : -1);
    put_count(to->skipped, to->skipped_stride, row, n > 0 ? s->skipped : -1);
}

static const double CLEARLY = 0.95; /* of the default's error */

static bool is_clearly_better(const play *p, int32_t method)
{
    const sums *of = p->of[method * WFM_FORECAST_BANDS + WFM_FORECAST_BAND_WEEK_1];
    const sums *usual = p->of[WFM_FORECAST_METHOD_DEFAULT * WFM_FORECAST_BANDS + WFM_FORECAST_BAND_WEEK_1];
    for (int half = 0; half < HALVES; half++) {
        if (of[half].intervals == 0) return false;
        if (!(of[half].absolute < CLEARLY * usual[half].absolute)) return false;
    }
    return true;
}

static int32_t recommend(const play *p)
{
    int32_t best = WFM_FORECAST_METHOD_DEFAULT;
    double least = WFM_I_INF;
    for (int32_t method = best + 1; method < WFM_FORECAST_METHODS; method++) {
        sums all = both(p->of[method * WFM_FORECAST_BANDS + WFM_FORECAST_BAND_WEEK_1]);
        if (!is_clearly_better(p, method)) continue;
        if (all.absolute >= least) continue;
        least = all.absolute;
        best = method;
    }
    return best;
}

/* Lays out the weeks to play. */
static wfm_status open_play(play *p, const wfm_forecast_grid *g, int64_t weeks, double *work)
{
    wfm_i_days d;
    int64_t model = wfm_forecast_work(g->slots);
    double *day = work + model;
    wfm_i_days_of(&d, g, work, NULL, 0);
    p->grid = d.grid;
    p->weekly = d.weekly;
    p->count = d.count;
    p->day = day;
    p->forecast = day + WFM_I_SPAN;
    p->work = work;
    p->work_count = model;
    for (int64_t i = 0; i < d.count; i++)
        day[i] = d.day[i];
    p->from = wfm_i_days_before(&d, d.last - weeks * WFM_I_WEEKDAYS + 1);
    p->half = wfm_i_days_before(&d, d.last - weeks * WFM_I_WEEKDAYS / 2 + 1);
    if (d.weekly == 0) return WFM_NO_VOLUME;
    return p->from < (LEAST_WEEKS + LEAD_WEEKS) * d.weekly ? WFM_SHORT_HISTORY : WFM_OK;
}

static wfm_status play_all(play *p, const wfm_forecast_grid *g, int64_t weeks, int32_t methods)
{
    wfm_forecast_model model = WFM_FORECAST_MODEL_INIT;
    /* once over the whole history: whatever is wrong with it is told before it is laid out */
    wfm_status status =
        wfm_forecast_fit(g, WFM_FORECAST_METHOD_MEAN_4, p->flags, p->work, p->work_count, NULL, 0, &model);
    if (wfm_failed(status)) return status;
    if (weeks < 1) return WFM_BAD_WEEKS;
    if (weeks > MOST_WEEKS) return WFM_BAD_WEEKS;
    if (methods < 0) return WFM_BAD_METHOD;
    if (methods >> WFM_FORECAST_METHODS != 0) return WFM_BAD_METHOD;
    status = p->work_count < wfm_forecast_backtest_work(g->slots) ? WFM_BAD_WORK : open_play(p, g, weeks, p->work);
    for (int32_t method = 0; method < WFM_FORECAST_METHODS && !wfm_failed(status); method++) {
        bool played = method == WFM_FORECAST_METHOD_DEFAULT || ((methods >> method) & 1) != 0;
        if (played) status = wfm_i_combine(status, play_if_long(p, method));
    }
    if (wfm_failed(status)) return status;
    p->scale = weekly_change(p);
    sums all = both(p->of[WFM_FORECAST_BAND_WEEK_1]);
    return all.actual > 0 ? status : WFM_NO_VOLUME;
}

/* As many rows as there were before there were more methods, or up to the last that is asked for: who was compiled before
 * has columns of no more. */
static int64_t rows_of(int32_t methods)
{
    int32_t asked = WFM_FORECAST_METHOD_DAY_MEAN_8 + 1;
    bool known = methods >= 0 && methods >> WFM_FORECAST_METHODS == 0;
    while (known && methods >> asked != 0)
        asked++;
    return (int64_t)asked * WFM_FORECAST_BANDS;
}

wfm_status wfm_forecast_backtest(const wfm_forecast_grid *grid, int64_t weeks, int32_t methods, int32_t flags,
                                 double *work, int64_t work_count, const wfm_forecast_scores *scores,
                                 int32_t *recommended)
{
    static const sums none = {.intervals = 0};
    wfm_forecast_scores to;
    wfm_forecast_grid g;
    play p = {.flags = flags, .work = work, .work_count = work_count};
    if (recommended != NULL) *recommended = -1;
    wfm_status status = wfm_i_struct_read(&to, sizeof to, scores, WFM_BAD_OUTPUT);
    if (status != WFM_OK) return status;
    status = wfm_i_grid_read(&g, grid);
    if (status == WFM_OK) status = play_all(&p, &g, weeks, methods);
    for (int64_t row = 0; row < rows_of(methods); row++) {
        sums all = wfm_failed(status) ? none : both(p.of[row]);
        put_scores(&to, row, &all, p.scale);
    }
    bool wanted = recommended != NULL && !wfm_failed(status);
    if (wanted) *recommended = recommend(&p);
    return status;
}
