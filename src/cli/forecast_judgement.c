/* SPDX-License-Identifier: MIT */
/* What the planner says of events to come, beside what the models have learnt: each kept apart from the forecast. */
#include "cli/commands.h"
#include "cli/forecast_model.h"
#include "cli/listing.h"
#include "cli/when.h"
#include "cli/write.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The day to come that a judged event is on; -1 where there is none. */
static int64_t judged_day(const cli_modeller *modeller, const cli_event *event)
{
    bool there = event->day >= modeller->day[0] && event->day <= modeller->day[modeller->days - 1];
    return there && event_is_judged(event) ? event->day - modeller->day[0] : -1;
}

bool forecast_begin_judgement(cli_modeller *modeller)
{
    csv_file *file = &modeller->events.file;
    for (int64_t i = 0; i < modeller->events.count && file->errors == 0; i++) {
        const cli_event *event = &modeller->events.event[i];
        if (judged_day(modeller, event) < 0) continue;
        modeller->judged = true;
        if (isnan(event->calls) || modeller->count == 1) continue;
        csv_error(file, event->position,
                  "calls of which queue? The history has %d: write a multiplier, or forecast one alone",
                  (int)modeller->count);
    }
    return file->errors == 0;
}

/* Days by the models alone: judged ones without their own events, whose neighbours keep what is learnt of them. */
static wfm_status find_base(const cli_modeller *modeller, model_queue *queue)
{
    size_t slots = (size_t)queue->slots, cells = (size_t)modeller->days * slots;
    wfm_forecast_grid grid = queue->grid;
    int64_t *day = allocate((size_t)modeller->events.count, sizeof *day);
    int32_t *kind = allocate((size_t)modeller->events.count, sizeof *kind);
    double *plain = allocate(cells, sizeof *plain);
    grid.event_count = events_columns(&modeller->events, modeller->day[0], day, kind);
    grid.event_day = day;
    grid.event_kind = kind;
    wfm_status status = wfm_forecast_predict(&grid, &queue->model, queue->work, queue->work_count, modeller->days,
                                             modeller->day, 1, plain, (ptrdiff_t)slots, 1);
    forecast_apply_clock(modeller, queue, plain);
    queue->base = allocate(cells, sizeof *queue->base);
    queue->change = allocate((size_t)modeller->events.count, sizeof *queue->change);
    memcpy(queue->base, queue->calls, cells * sizeof *queue->base);
    for (int64_t i = 0; i < modeller->events.count; i++) {
        int64_t at = judged_day(modeller, &modeller->events.event[i]);
        if (at >= 0) memcpy(queue->base + (size_t)at * slots, plain + (size_t)at * slots, slots * sizeof *plain);
    }
    free(plain);
    free(kind);
    free(day);
    return status;
}

static double sum_of(const double *calls, int64_t count)
{
    double sum = 0;
    for (int64_t i = 0; i < count; i++)
        sum += calls[i];
    return sum;
}

/* What an event changes of a day that has so many calls. */
static double change_of(cli_modeller *modeller, const cli_event *event, double calls)
{
    double change = 0, factor = isnan(event->multiplier) ? 1 : event->multiplier;
    double added = isnan(event->calls) ? 0 : event->calls;
    wfm_forecast_adjust(1, &calls, 0, 0, factor, added, NULL, 0, &change, 1);
    bool fits = calls + change <= DBL_MAX;
    if (!fits) csv_error(&modeller->events.file, event->position, "more calls than can be counted: write fewer");
    return fits ? change : 0;
}

/* A day's events one upon the other, over its intervals as they are without them. */
static void judge_day(cli_modeller *modeller, model_queue *queue, int64_t at)
{
    const double *base = queue->base + at * queue->slots;
    double *calls = queue->calls + at * queue->slots;
    double before = sum_of(base, queue->slots), sum = before;
    for (int64_t i = 0; i < modeller->events.count; i++) {
        const cli_event *event = &modeller->events.event[i];
        if (judged_day(modeller, event) != at) continue;
        bool nowhere = !(before > 0) && event->calls > 0;
        if (nowhere) {
            csv_warning(&modeller->events.file, event->position,
                        "no call is expected on this day otherwise, and so no hour for these: they are left out");
        }
        queue->change[i] = nowhere ? 0 : change_of(modeller, event, sum);
        sum += queue->change[i];
    }
    for (int64_t slot = 0; slot < queue->slots; slot++)
        calls[slot] = before > 0 ? base[slot] * (sum / before) : 0;
}

bool forecast_judge(cli_modeller *modeller, model_queue *queue)
{
    wfm_status status = find_base(modeller, queue);
    if (wfm_failed(status)) {
        csv_error(&modeller->file, queue->history->position[0], "nothing can be forecast: %s", wfm_status_text(status));
        return false;
    }
    int64_t last = -1;
    for (int64_t i = 0; i < modeller->events.count; i++) {
        int64_t at = judged_day(modeller, &modeller->events.event[i]);
        if (at <= last) continue;
        judge_day(modeller, queue, at);
        last = at;
    }
    return modeller->events.file.errors == 0;
}

static void write_adjustment(FILE *out, const cli_modeller *modeller, int32_t queue, int64_t i)
{
    const cli_event *event = &modeller->events.event[i];
    char date[WHEN_SIZE];
    when_write_date(event->day, date);
    write_json_key(out, "date", true);
    write_json_text(out, span_of(date), false);
    write_json_key(out, "kind", false);
    write_json_text(out, modeller->events.kinds.name[event->kind - 1], true);
    write_json_key(out, "calls", false);
    write_json_number(out, forecast_hundredths(modeller->queue[queue].change[i]));
    if (modeller->histories.queue == NULL) return;
    write_json_key(out, "queue", false);
    write_json_text(out, modeller->histories.queue[queue], true);
}

void forecast_write_adjustments(FILE *out, const cli_modeller *modeller)
{
    bool first = true;
    fputs(",\n \"adjustments\": [", out);
    for (int32_t queue = 0; queue < modeller->count; queue++) {
        for (int64_t i = 0; i < modeller->events.count; i++) {
            if (judged_day(modeller, &modeller->events.event[i]) < 0) continue;
            fputs(first ? "\n  {" : ",\n  {", out);
            write_adjustment(out, modeller, queue, i);
            fputc('}', out);
            first = false;
        }
    }
    fputs("]", out);
}

/* ---- what has been learnt ---- */

/* The kinds that a queue knows: on their days, and on the open days before and after. */
static void add_effects(cli_listing *listing, cli_modeller *modeller, model_queue *queue)
{
    bool named = queue->name != NULL;
    static const char *const when[] = {"on the day", "the day before", "the day after"};
    double effect[3 * WFM_FORECAST_KINDS];
    int64_t days[3 * WFM_FORECAST_KINDS];
    wfm_forecast_effects(&queue->grid, &queue->model, queue->work, queue->work_count, effect, 1, days, 1);
    for (int32_t kind = 0; kind < modeller->events.kinds.count; kind++) {
        for (int at = 0; at < 3; at++) {
            int of = at * (int)WFM_FORECAST_KINDS + kind;
            if (days[of] <= 0) continue;
            listing_row *row = listing_add(listing);
            row->name = queue->name;
            snprintf(row->word[named], LISTING_WORD_SIZE, "%.39s", shown_of(modeller->events.kinds.name[kind]).text);
            snprintf(row->word[1 + named], LISTING_WORD_SIZE, "%s", when[at]);
            row->number[0] = floor(effect[of] * 1e4 + 0.5) / 1e4;
            row->number[1] = (double)days[of];
        }
    }
}

int forecast_effects(cli_modeller *modeller)
{
    static const char *const heads[] = {"queue", "kind", "when", "factor", "days"};
    bool named = modeller->histories.queue != NULL;
    cli_listing listing = {.schema = "wfm-forecast-effects-1", .words = named ? 3 : 2, .numbers = 2, .digits = {3, 0}};
    for (int i = 0; i < listing.words + listing.numbers; i++)
        listing.heads[i] = heads[i + !named];
    for (int32_t i = 0; i < modeller->count; i++)
        add_effects(&listing, modeller, &modeller->queue[i]);
    int code = listing_write(&listing, modeller->options);
    listing_free(&listing);
    return code;
}
