/* SPDX-License-Identifier: MIT */
/* How far what comes may lie from a forecast: learnt from forecasts that would have been made as long before.
 *
 * The last eight weeks are forecast again, each day from what was known so many days before, with the gains of the model
 * that the forecast itself has. A lead between those that are tried has the variance of the next longer one, a lead
 * beyond them that of the longest. */
#include "cli/forecast_model.h"

#include <math.h>
#include <stdlib.h>

enum { LEADS = 4, PLAYED_DAYS = 56, LEAST_DAYS = 14 };
static const int64_t leads[LEADS] = {1, 7, 14, 28};

/* Past forecasts of so long a lead, beside what came. */
typedef struct played_days {
    double *forecast, *actual;
    int64_t days;
} played_days;

static void play_day(const model_queue *queue, int64_t row, int64_t lead, played_days *played)
{
    const cli_history *history = queue->history;
    wfm_forecast_grid grid = queue->grid;
    double *forecast = played->forecast + played->days * queue->slots;
    while (grid.days > 0 && history->day[grid.days - 1] > history->day[row] - lead)
        grid.days--;
    if (grid.days == 0) return;
    wfm_status status = wfm_forecast_predict(&grid, &queue->model, queue->work, queue->work_count, 1,
                                             &history->day[row], 1, forecast, (ptrdiff_t)queue->slots, 1);
    if (wfm_failed(status)) return;
    double *actual = played->actual + played->days * queue->slots;
    for (int64_t slot = 0; slot < queue->slots; slot++)
        actual[slot] = history->calls[row * history->slots + queue->first + slot];
    played->days++;
}

/* The newest days that leave as much again to learn from. False: there are too few. */
static bool learn_lead(const model_queue *queue, int64_t lead, wfm_forecast_variance *variance)
{
    const cli_history *history = queue->history;
    size_t cells = (size_t)(PLAYED_DAYS * queue->slots);
    played_days played = {allocate(cells, sizeof(double)), allocate(cells, sizeof(double)), 0};
    int64_t last = history->day[history->days - 1], start = history->day[0] + (last - history->day[0]) / 2;
    for (int64_t row = 0; row < history->days; row++) {
        bool late = history->day[row] > last - PLAYED_DAYS && history->day[row] > start + lead;
        if (late && played.days < PLAYED_DAYS) play_day(queue, row, lead, &played);
    }
    wfm_forecast_past past = WFM_FORECAST_PAST_INIT;
    past.days = played.days;
    past.slots = queue->slots;
    past.forecast = played.forecast;
    past.actual = played.actual;
    past.forecast_day_stride = past.actual_day_stride = (ptrdiff_t)queue->slots;
    past.forecast_slot_stride = past.actual_slot_stride = 1;
    *variance = (wfm_forecast_variance)WFM_FORECAST_VARIANCE_INIT;
    wfm_status status = wfm_forecast_variance_learn(&past, variance);
    free(played.forecast);
    free(played.actual);
    return !wfm_failed(status) && variance->days >= LEAST_DAYS;
}

static int lead_of(const cli_modeller *modeller, const model_queue *queue, int64_t day)
{
    int64_t ahead = modeller->day[day] - queue->history->day[queue->history->days - 1];
    int lead = 0;
    while (lead + 1 < LEADS && leads[lead] < ahead)
        lead++;
    return lead;
}

static void fill_day(const cli_modeller *modeller, model_queue *queue, const wfm_forecast_variance *variance,
                     int64_t day)
{
    double below = (1 - modeller->options->range) / 2;
    const double *calls = queue->calls + day * queue->slots;
    queue->load_cv[day] = fmin(variance->load_cv, 1); /* the most that a plan takes */
    wfm_forecast_quantiles(variance, below, queue->slots, calls, 1, queue->low + day * queue->slots, 1,
                           &queue->day_low[day]);
    wfm_forecast_quantiles(variance, 1 - below, queue->slots, calls, 1, queue->high + day * queue->slots, 1,
                           &queue->day_high[day]);
}

static bool fill_queue(cli_modeller *modeller, model_queue *queue)
{
    wfm_forecast_variance variance[LEADS];
    size_t days = (size_t)modeller->days, cells = days * (size_t)queue->slots;
    queue->low = allocate(cells, sizeof *queue->low);
    queue->high = allocate(cells, sizeof *queue->high);
    queue->load_cv = allocate(days, sizeof *queue->load_cv);
    queue->day_low = allocate(days, sizeof *queue->day_low);
    queue->day_high = allocate(days, sizeof *queue->day_high);
    int most = lead_of(modeller, queue, modeller->days - 1);
    for (int lead = 0; lead <= most; lead++) {
        if (learn_lead(queue, leads[lead], &variance[lead])) continue;
        csv_error(&modeller->file, queue->history->position[0],
                  "the history is too short for --interval-share: fewer than %d of its days can be forecast from %lld "
                  "days before",
                  LEAST_DAYS, (long long)leads[lead]);
        return false;
    }
    if (modeller->options->with_load_cv && variance[most].load_cv > 1) {
        csv_warning(&modeller->file, queue->history->position[0],
                    "the calls vary by %.0f %% around their forecast: load_cv is 1, the most that a plan takes",
                    variance[most].load_cv * 100);
    }
    for (int64_t day = 0; day < modeller->days; day++)
        fill_day(modeller, queue, &variance[lead_of(modeller, queue, day)], day);
    return true;
}

bool forecast_ranges(cli_modeller *modeller)
{
    for (int32_t i = 0; i < modeller->count; i++) {
        if (!fill_queue(modeller, &modeller->queue[i])) return false;
    }
    return true;
}
