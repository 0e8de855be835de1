/* SPDX-License-Identifier: MIT */
/* What the update of a day in progress, and the intervals around a forecast, are worth on real arrivals:
 *
 *     update_eval FOLDER
 *
 * with the series of series.c in the folder. Every day of a window is forecast from the days before it by the library's
 * default method, fitted again every week, and updated at five points of the day by what past forecasts, made in the same
 * way, teach; what is printed is the error of the rest of the day over that without an update, and beside it that of the
 * classic ratio. Then it is counted how often an interval of 90 % holds what came. Returns 1 where a bar is broken. */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "series.h"
#include "wfm/forecast.h"

enum { POINTS = 5, WINDOWS = 3, WARM_UP = 21, PLAYED = 300 /* rows: those of all windows, and 128 before them */ };

static const double SHARES[POINTS] = {0.11, 0.21, 0.37, 0.52, 0.65};

/* The largest error over no update that passes: on the bank over 12 weeks, and anywhere. */
static const double BANK_BARS[POINTS] = {0.97, 0.94, 0.91, 0.89, 0.90};
static const double BAR = 1.01;

typedef struct window {
    const char *name;
    int64_t from; /* days before the last one */
    int64_t to;
} window;

static const window OVER[WINDOWS] = {{"last 12 weeks", 84, 0}, {"last 4 weeks", 28, 0}, {"12 weeks before", 168, 84}};

/* A series, and its days as they were forecast; NaN unknown. */
typedef struct forecasts {
    series of;
    double made[MOST_DAYS][MOST_SLOTS];
} forecasts;

typedef struct outcome {
    double plain; /* sums of absolute errors of the rest */
    double updated;
    double classic;
    double trust; /* sum of both slopes */
    double days;
} outcome;

static bool is_known(const forecasts *f, int64_t row)
{
    double sum = 0;
    for (int64_t i = 0; i < f->of.slots; i++)
        sum += f->made[row][i] + f->of.calls[row][i];
    return !isnan(sum);
}

/* The interval by which a share of the day has come, on average. */
static int64_t seen_at(const forecasts *f, double share)
{
    double sum[MOST_SLOTS] = {0}, all = 0, so_far = 0;
    for (int64_t row = 0; row < f->of.days; row++) {
        for (int64_t i = 0; is_known(f, row) && i < f->of.slots; i++) {
            sum[i] += f->made[row][i];
            all += f->made[row][i];
        }
    }
    int64_t slot = 0;
    while (slot < f->of.slots && fabs((so_far + sum[slot]) / all - share) <= fabs(so_far / all - share))
        so_far += sum[slot++];
    return slot;
}

static double error_of(const double *forecast, const double *calls, int64_t from, int64_t to)
{
    double sum = 0;
    for (int64_t i = from; i < to; i++)
        sum += fabs(forecast[i] - calls[i]);
    return sum;
}

static void check(wfm_status status)
{
    if (!wfm_failed(status)) return;
    fprintf(stderr, "update_eval: %s\n", wfm_status_text(status));
    exit(1);
}

static void classic(const double *forecast, const double *calls, int64_t slots, int64_t seen, double *updated)
{
    double share[MOST_SLOTS], known[MOST_SLOTS], total;
    check(wfm_forecast_spread(1, slots, forecast, 1, share, 1));
    for (int64_t i = 0; i < slots; i++)
        known[i] = i < seen ? calls[i] : (double)NAN;
    check(wfm_forecast_rest(slots, share, 1, known, 1, updated, 1, &total));
}

static wfm_forecast_past before(const forecasts *f, int64_t row)
{
    wfm_forecast_past past = WFM_FORECAST_PAST_INIT;
    past.days = row;
    past.slots = f->of.slots;
    past.forecast = f->made[0];
    past.actual = f->of.calls[0];
    past.forecast_day_stride = past.actual_day_stride = MOST_SLOTS;
    past.forecast_slot_stride = past.actual_slot_stride = 1;
    return past;
}

static void add_day(const forecasts *f, int64_t row, int64_t seen, outcome *sum)
{
    const double *forecast = f->made[row], *calls = f->of.calls[row];
    double updated[MOST_SLOTS];
    wfm_forecast_past past = before(f, row);
    wfm_forecast_belief belief = WFM_FORECAST_BELIEF_INIT;
    wfm_forecast_revision revision = WFM_FORECAST_REVISION_INIT;
    int64_t recent = f->of.per_hour < seen ? f->of.per_hour : seen;
    if (wfm_forecast_update_learn(&past, seen, recent, &belief) == WFM_NO_HISTORY) return; /* the first forecast */
    check(wfm_forecast_update(&belief, f->of.slots, forecast, 1, calls, 1, updated, 1, &revision));
    sum->plain += error_of(forecast, calls, seen, f->of.slots);
    sum->updated += error_of(updated, calls, seen, f->of.slots);
    classic(forecast, calls, f->of.slots, seen, updated);
    sum->classic += error_of(updated, calls, seen, f->of.slots);
    sum->trust += belief.slope_seen + belief.slope_recent;
    sum->days += 1;
}

/* One window; how many bars are broken. */
static int evaluate(const forecasts *f, const window *over, bool is_bank)
{
    int broken = 0;
    int64_t last = f->of.day[f->of.days - 1];
    outcome of[POINTS] = {{0}};
    for (int64_t row = 0; row < f->of.days; row++) {
        bool within = f->of.day[row] > last - over->from && f->of.day[row] <= last - over->to;
        for (int i = 0; within && is_known(f, row) && i < POINTS; i++)
            add_day(f, row, seen_at(f, SHARES[i]), &of[i]);
    }
    if (of[0].days < 10) return 0;
    printf("%-24s %-16s %3.0f days  update", f->of.name, over->name, of[0].days);
    for (int i = 0; i < POINTS; i++) {
        double ratio = of[i].updated / of[i].plain, bar = is_bank ? BANK_BARS[i] : BAR;
        broken += ratio > bar;
        printf(" %.3f%s", ratio, ratio > bar ? "!" : "");
    }
    printf("  classic");
    for (int i = 0; i < POINTS; i++)
        printf(" %.3f", of[i].classic / of[i].plain);
    printf("  slopes");
    for (int i = 0; i < POINTS; i++)
        printf(" %.2f", of[i].trust / of[i].days);
    printf("\n");
    return broken;
}

/* How often an interval of 90 % around forecasts of a lead holds what came: of intervals, and of days. */
static int cover(const forecasts *f, int64_t lead)
{
    double slots = 0, held = 0, days = 0, days_held = 0, low[MOST_SLOTS], high[MOST_SLOTS], ends[2];
    for (int64_t row = 0; row < f->of.days; row++) {
        const double *calls = f->of.calls[row];
        bool within = f->of.day[row] > f->of.day[f->of.days - 1] - OVER[0].from && is_known(f, row);
        wfm_forecast_past past = before(f, row - lead + 1 > 0 ? row - lead + 1 : 0);
        wfm_forecast_variance variance = WFM_FORECAST_VARIANCE_INIT;
        double sum = 0;
        if (!within) continue;
        if (wfm_forecast_variance_learn(&past, &variance) != WFM_OK) continue;
        const double *forecast = f->made[row];
        check(wfm_forecast_quantiles(&variance, 0.05, f->of.slots, forecast, 1, low, 1, &ends[0]));
        check(wfm_forecast_quantiles(&variance, 0.95, f->of.slots, forecast, 1, high, 1, &ends[1]));
        for (int64_t i = 0; i < f->of.slots; i++) {
            sum += calls[i];
            if (forecast[i] == 0) continue; /* closed */
            slots += 1;
            held += calls[i] >= low[i] && calls[i] <= high[i];
        }
        days += 1;
        days_held += sum >= ends[0] && sum <= ends[1];
    }
    double of_slots = held / slots, of_days = days_held / days;
    bool missed = f->of.per_hour == 4 && fabs(of_slots - 0.9) > 0.03; /* the bar is of quarter-hours */
    missed = f->of.is_bank && lead == 1 && (missed || of_days < 0.85);
    printf("%-24s lead %d, %3.0f days: 90 %% holds %.3f of intervals, %.3f of days%s\n", f->of.name, (int)lead, days,
           of_slots, of_days, missed ? " !" : "");
    return missed ? 1 : 0;
}

/* Forecasts every row of the last PLAYED from the rows that were known a lead of rows before. */
static void forecast(forecasts *f, int64_t lead)
{
    const series *s = &f->of;
    wfm_forecast_model model = WFM_FORECAST_MODEL_INIT;
    int64_t work_count = wfm_forecast_work(s->slots), first = s->days > PLAYED ? s->days - PLAYED : 0, made = 0;
    double *work = malloc((size_t)work_count * sizeof *work);
    if (work == NULL) exit(1);
    for (int64_t row = 0; row < s->days; row++) {
        int64_t rows = row - lead + 1; /* that are known */
        wfm_forecast_grid grid = series_grid(s, rows, false);
        wfm_status status = WFM_OK;
        for (int64_t i = 0; i < s->slots; i++)
            f->made[row][i] = (double)NAN;
        bool too_early = rows < WARM_UP || row < first;
        if (too_early) continue;
        if (made++ % s->weekly == 0)
            status = wfm_forecast_fit(&grid, WFM_FORECAST_METHOD_DEFAULT, 0, work, work_count, NULL, 0, &model);
        if (status == WFM_NO_HISTORY) made = 0;
        if (status == WFM_NO_HISTORY) continue;
        check(status);
        check(wfm_forecast_predict(&grid, &model, work, work_count, 1, &s->day[row], 1, f->made[row], 1, 1));
    }
    free(work);
}

int main(int argc, char **argv)
{
    static forecasts f;
    int broken = 0;
    if (argc != 2) {
        fprintf(stderr, "usage: update_eval FOLDER\n");
        return 2;
    }
    printf("error of the rest of the day over no update, at 11, 21, 37, 52 and 65 %% of it; ! above its bar\n");
    for (size_t which = 0; which < series_count(); which++) {
        if (!series_read(argv[1], which, &f.of)) {
            fprintf(stderr, "update_eval: %s: no %s in %s\n", f.of.name, f.of.file, argv[1]);
            return 1;
        }
        forecast(&f, 1);
        for (int w = 0; w < WINDOWS; w++)
            broken += evaluate(&f, &OVER[w], f.of.is_bank && w == 0);
        broken += cover(&f, 1);
        forecast(&f, 6);
        broken += cover(&f, 6);
    }
    return broken > 0 ? 1 : 0;
}
