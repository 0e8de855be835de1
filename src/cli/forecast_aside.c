/* SPDX-License-Identifier: MIT */
/* What of a history nothing is learnt from: intervals, which are made unknown before any model sees them, and days,
 * which the models that smooth set aside for themselves. Both are told. */
#include "cli/forecast_model.h"
#include "cli/when.h"

#include <math.h>
#include <stdlib.h>

/* ---- intervals ---- */

static bool has_event(const cli_modeller *modeller, int64_t day)
{
    for (int64_t i = 0; i < modeller->event_count; i++) {
        if (modeller->event_day[i] == day) return true;
    }
    return false;
}

/* A day without a single call is no outage but a closed day, or one that is set aside as a whole; and the calls of a
 * day with an event are its effect. */
static bool is_ordinary(const cli_modeller *modeller, const cli_history *history, int64_t row)
{
    for (int64_t slot = 0; slot < history->slots; slot++) {
        if (history->calls[row * history->slots + slot] > 0) return !has_event(modeller, history->day[row]);
    }
    return false;
}

static void tell_outage(cli_modeller *modeller, const cli_history *history, int64_t row, int64_t first, int64_t end)
{
    char date[WHEN_SIZE], from[WHEN_SIZE], to[WHEN_SIZE];
    when_write_weekday(history->day[row], date);
    when_write_time(first * history->step_s, from);
    when_write_time(end * history->step_s, to);
    csv_warning(
        &modeller->file, history->at[row * history->slots + first],
        "%s from %s to %s is set aside: not a single call, by more than chance; leave an outage's rows out, and "
        "name in --events a day that was closed then",
        date, from, to);
}

static void clear_outages(cli_modeller *modeller, const model_queue *queue, cli_history *history, int64_t row,
                          const int32_t *code)
{
    for (int64_t slot = 0, end; slot < queue->slots; slot = end + 1) {
        for (end = slot; end < queue->slots && code[end] == WFM_FORECAST_SLOT_OUTAGE; end++)
            history->calls[row * history->slots + queue->first + end] = NO_NUMBER;
        if (end > slot) tell_outage(modeller, history, row, queue->first + slot, queue->first + end);
    }
}

void forecast_set_outages_aside(cli_modeller *modeller, int32_t of)
{
    const model_queue *queue = &modeller->queue[of];
    cli_history *history = &modeller->histories.of[of];
    int32_t *code = allocate((size_t)(history->days * queue->slots), sizeof *code);
    int64_t outages = 0;
    wfm_status status = wfm_forecast_outages(&queue->grid, code, (ptrdiff_t)queue->slots, 1, &outages);
    bool some = !wfm_failed(status) && outages > 0; /* what fails is told when it is fitted */
    for (int64_t row = 0; some && row < history->days; row++) {
        if (is_ordinary(modeller, history, row)) {
            clear_outages(modeller, queue, history, row, &code[row * queue->slots]);
        }
    }
    free(code);
}

/* ---- days ---- */

/* Weekdays that have calls on some day, as bits. */
static int open_weekdays(const cli_history *history)
{
    int open = 0;
    for (int64_t cell = 0; cell < history->days * history->slots; cell++) {
        if (history->calls[cell] > 0) open |= 1 << when_weekday(history->day[cell / history->slots]);
    }
    return open;
}

/* Days set aside one after the other for the same reason. */
typedef struct aside_run {
    int32_t code; /* 0: no run */
    int64_t first, last, days;
    double calls;
} aside_run;

static void tell_run(cli_modeller *modeller, const cli_history *history, const aside_run *run)
{
    char from[WHEN_SIZE], to[WHEN_SIZE];
    size_t position = history->position[run->first];
    bool zero = run->code == WFM_FORECAST_DAY_ZERO;
    when_write_weekday(history->day[run->first], from);
    when_write_weekday(history->day[run->last], to);
    double calls = forecast_hundredths(run->calls);
    if (run->days == 1 && zero) {
        csv_warning(&modeller->file, position,
                    "%s is set aside: not a single call, on a weekday that is open; leave a closed day out", from);
    } else if (run->days == 1) {
        csv_warning(&modeller->file, position,
                    "%s is set aside: %.15g calls, far from its weekday around it; if there is a reason, name it in "
                    "--events",
                    from, calls);
    } else if (zero) {
        csv_warning(&modeller->file, position,
                    "%s to %s: %lld days are set aside, without a single call on weekdays that are open; leave closed "
                    "days out",
                    from, to, (long long)run->days);
    } else {
        csv_warning(&modeller->file, position,
                    "%s to %s: %lld days are set aside, with %.15g calls far from their weekdays around them; if there "
                    "is a reason, name it in --events",
                    from, to, (long long)run->days, calls);
    }
}

enum { NEAR_DAYS = 4 }; /* a long weekend does not part a run */

static void add_to_run(cli_modeller *modeller, const model_queue *queue, aside_run *run, int64_t row, int32_t code)
{
    const cli_history *history = queue->history;
    bool goes_on = run->code == code && history->day[row] - history->day[run->last] <= NEAR_DAYS;
    if (!goes_on) {
        if (run->code != 0) tell_run(modeller, history, run);
        *run = (aside_run){.code = code, .first = row};
    }
    run->last = row;
    run->days++;
    for (int64_t slot = 0; slot < queue->slots; slot++)
        run->calls += fmax(history->calls[row * history->slots + queue->first + slot], 0);
}

/* The averages that planners make by hand set nothing aside. */
static bool sets_aside(int32_t method)
{
    return method <= WFM_FORECAST_METHOD_CALENDAR || method > WFM_FORECAST_METHOD_DAY_MEAN_8;
}

void forecast_tell_aside(cli_modeller *modeller, const model_queue *queue, const int32_t *code)
{
    const cli_history *history = queue->history;
    aside_run run = {.code = 0};
    int open = open_weekdays(history);
    if (!sets_aside(queue->model.method)) return;
    for (int64_t row = 0; row < history->days; row++) {
        bool is_open = (open >> when_weekday(history->day[row]) & 1) != 0;
        bool kept = code[row] == WFM_FORECAST_DAY_KEPT || code[row] == WFM_FORECAST_DAY_UNJUDGED ||
                    code[row] == WFM_FORECAST_DAY_LEVEL;
        bool aside = code[row] == WFM_FORECAST_DAY_OUTLIER || (code[row] == WFM_FORECAST_DAY_ZERO && is_open);
        if (aside) add_to_run(modeller, queue, &run, row, code[row]);
        if (!kept || run.code == 0) continue;
        tell_run(modeller, history, &run);
        run.code = 0;
    }
    if (run.code != 0) tell_run(modeller, history, &run);
}
