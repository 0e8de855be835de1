/* SPDX-License-Identifier: MIT */
/* What the forecasting methods are worth on real arrivals.
 *
 *     forecast_eval FOLDER [--weeks W] [--before B] [--plain] [--only SERIES]
 *
 * reads the series of series.c from a folder of CSV files (date, time, count, more columns) and plays their last
 * W weeks (12; B weeks before the last) again: at the end of every open day all days of the next two weeks are forecast by
 * every method, with the parameters of the week's first day. Each lead is scored on the same days. --plain forgets the
 * events. For each band of leads it prints WAPE, its ratio to the best of the averages that planners use, known in
 * hindsight, and the floor that Poisson's chance sets; in a second line WAPE and ratio of the other methods, - of one for
 * which the history is too short. */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "series.h"

enum { BANDS = 3, MOST_LEADS = 14 };

static const char *const method_names[WFM_FORECAST_METHODS] = {
    "default",    "split",  "calendar", "mean 4",    "mean 8",    "median 8", "last week", "index chain",
    "day mean 8", "simple", "Holt",     "Winters +", "Winters x", "theta",    "choice",    "double"};
static const char *const band_names[BANDS] = {"1 day", "week 1", "week 2"};

/* ---- scoring ---- */

typedef struct score {
    double error[BANDS][WFM_FORECAST_METHODS];
    double day_error[BANDS][WFM_FORECAST_METHODS];
    double bias[BANDS][WFM_FORECAST_METHODS];
    int64_t intervals[BANDS][WFM_FORECAST_METHODS];
    double actual[BANDS];
    double floor[BANDS];
    double special[WFM_FORECAST_METHODS]; /* day totals of event days, a week ahead */
    double special_actual;
} score;

/* The row of a day, or -1. */
static int64_t row_of(const series *s, int64_t day)
{
    for (int64_t row = 0; row < s->days; row++)
        if (s->day[row] == day) return row;
    return -1;
}

static double poisson_floor(double mu)
{
    double whole = floor(mu);
    return mu > 0 ? 2 * exp(-mu + (whole + 1) * log(mu) - lgamma(whole + 1)) : 0;
}

static void add_score(score *to, const series *s, int band, int method, int64_t row, const double *forecast)
{
    double day = 0;
    for (int64_t slot = 0; slot < s->slots; slot++) {
        double actual = s->calls[row][slot];
        if (isnan(actual)) continue;
        to->error[band][method] += fabs(forecast[slot] - actual);
        to->bias[band][method] += forecast[slot] - actual;
        to->intervals[band][method]++;
        day += forecast[slot] - actual;
        if (method != 0) continue;
        to->actual[band] += actual;
        to->floor[band] += poisson_floor(forecast[slot]);
    }
    to->day_error[band][method] += fabs(day);
}

static bool is_special(const series *s, int64_t day)
{
    for (int64_t event = 0; event < s->events; event++) {
        if (s->event_day[event] == day) return true;
        if (s->event_day[event] == day - 1) return true;
    }
    return false;
}

/* The forecasts of one origin: all days of the next two weeks that lie in the window. */
typedef struct play {
    const series *s;
    bool plain;
    int64_t from; /* days scored */
    int64_t to;
    wfm_forecast_model model[WFM_FORECAST_METHODS];
    double *work;
    int64_t work_count;
    score *score;
} play;

static void add_special(play *p, int method, int64_t row, const double *forecast)
{
    double total = 0, actual = series_total(p->s, row);
    if (isnan(actual)) return;
    for (int64_t slot = 0; slot < p->s->slots; slot++)
        total += forecast[slot];
    p->score->special[method] += fabs(total - actual);
    if (method == 0) p->score->special_actual += actual;
}

static void play_origin(play *p, int64_t origin, int64_t rows, bool fit)
{
    const series *s = p->s;
    static double calls[MOST_LEADS][MOST_SLOTS];
    int64_t days[MOST_LEADS], leads = 0;
    wfm_forecast_grid grid = series_grid(s, rows, p->plain);
    for (int64_t day = origin + 1; leads < 2 * s->weekly; day++)
        if (s->open[series_weekday(day)]) days[leads++] = day;
    for (int method = 0; method < WFM_FORECAST_METHODS; method++) {
        p->model[method].struct_size = (uint32_t)sizeof p->model[method];
        wfm_status status = WFM_OK;
        if (fit) status = wfm_forecast_fit(&grid, method, 0, p->work, p->work_count, NULL, 0, &p->model[method]);
        if (p->model[method].days < 0) continue; /* too little history for it */
        status = wfm_forecast_predict(&grid, &p->model[method], p->work, p->work_count, leads, days, 1, calls[0],
                                      MOST_SLOTS, 1);
        if (wfm_failed(status)) printf("%s: %s\n", method_names[method], wfm_status_text(status));
        for (int64_t lead = 0; lead < leads; lead++) {
            int64_t row = row_of(s, days[lead]);
            if (days[lead] < p->from) continue;
            if (days[lead] > p->to) continue;
            if (row < 0) continue;
            if (isnan(s->calls[row][s->slots / 2])) continue;
            if (lead == 0) add_score(p->score, s, 0, method, row, calls[lead]);
            add_score(p->score, s, lead < s->weekly ? 1 : 2, method, row, calls[lead]);
            bool special = days[lead] == origin + 7 && is_special(s, days[lead]);
            if (special) add_special(p, method, row, calls[lead]);
        }
    }
}

static void play_window(play *p)
{
    const series *s = p->s;
    int64_t rows = 0, played = 0;
    for (int64_t day = p->from - 28; day <= p->to; day++) {
        if (!s->open[series_weekday(day)]) continue;
        while (rows < s->days && s->day[rows] <= day)
            rows++;
        play_origin(p, day, rows, played++ % s->weekly == 0);
    }
}

/* ---- printing ---- */

static void print_other(const score *r, int band, int method, double best)
{
    double error = r->error[band][method];
    if (r->intervals[band][method] == r->intervals[band][WFM_FORECAST_METHOD_DEFAULT]) {
        printf(" %s %.4f %.3f |", method_names[method], error / r->actual[band], error / best);
    } else {
        printf(" %s - |", method_names[method]);
    }
}

static void print_score(const series *of, const score *r)
{
    for (int band = 0; band < BANDS; band++) {
        double best = r->error[band][WFM_FORECAST_METHOD_MEAN_4];
        int best_of = WFM_FORECAST_METHOD_MEAN_4;
        for (int method = WFM_FORECAST_METHOD_MEAN_8; method <= WFM_FORECAST_METHOD_INDEX_CHAIN; method++) {
            if (method == WFM_FORECAST_METHOD_LAST_WEEK) continue;
            if (r->error[band][method] >= best) continue;
            best = r->error[band][method];
            best_of = method;
        }
        printf("%-10s %-6s floor %.4f best %-11s %.4f |", of->name, band_names[band], r->floor[band] / r->actual[band],
               method_names[best_of], best / r->actual[band]);
        for (int method = 0; method < 3; method++)
            printf(" %s %.4f ratio %.3f bias %+.3f day %.4f |", method_names[method],
                   r->error[band][method] / r->actual[band], r->error[band][method] / best,
                   r->bias[band][method] / r->actual[band], r->day_error[band][method] / r->actual[band]);
        printf("\n%-10s %-6s", of->name, band_names[band]);
        for (int method = 3; method < WFM_FORECAST_METHODS; method++)
            print_other(r, band, method, best);
        printf("\n");
    }
    if (r->special_actual > 0)
        printf("%-10s event days and the day after, 7 days ahead: default %.4f, median 8 %.4f\n", of->name,
               r->special[0] / r->special_actual, r->special[WFM_FORECAST_METHOD_MEDIAN_8] / r->special_actual);
}

int main(int count, char **argument)
{
    static series s;
    int64_t weeks = 12, before = 0;
    bool plain = false;
    const char *only = NULL;
    if (count < 2) {
        (void)fprintf(stderr, "forecast_eval FOLDER [--weeks W] [--before B] [--plain] [--only SERIES]\n");
        return 2;
    }
    for (int i = 2; i < count; i++) {
        if (strcmp(argument[i], "--plain") == 0) plain = true;
        if (i + 1 == count) break;
        if (strcmp(argument[i], "--weeks") == 0) weeks = strtol(argument[i + 1], NULL, 10);
        if (strcmp(argument[i], "--before") == 0) before = strtol(argument[i + 1], NULL, 10);
        if (strcmp(argument[i], "--only") == 0) only = argument[i + 1];
    }
    for (size_t i = 0; i < series_count(); i++) {
        score r = {.special_actual = 0};
        if (only != NULL && strstr(series_name(i), only) == NULL) continue;
        if (!series_read(argument[1], i, &s)) {
            printf("%s: no %s there\n", s.name, s.file);
            continue;
        }
        play p = {.s = &s, .plain = plain, .score = &r};
        p.to = s.day[s.days - 1] - before * 7;
        p.from = p.to - weeks * 7 + 1;
        p.work_count = wfm_forecast_work(s.slots);
        p.work = malloc((size_t)p.work_count * sizeof *p.work);
        if (p.work == NULL) return 1;
        play_window(&p);
        print_score(&s, &r);
        free(p.work);
    }
    return 0;
}
