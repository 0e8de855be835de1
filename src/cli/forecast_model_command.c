/* SPDX-License-Identifier: MIT */
/* `wfm forecast HISTORY.csv`: the days to come by the library's models, as `wfm plan` reads them. */
#include "cli/forecast_command.h"

#include "cli/commands.h"
#include "cli/forecast_model.h"
#include "cli/listing.h"
#include "cli/when.h"
#include "cli/write.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DAYS = 366, MOST_WEEKS = 104 };

double forecast_hundredths(double calls)
{
    return calls < 1e12 ? floor(calls * 100 + 0.5) / 100 : calls;
}

/* ---- what the library is given ---- */

/* A night that is closed all year costs time, and fills no row. */
static void find_open(model_queue *queue)
{
    const cli_history *history = queue->history;
    int64_t first = history->slots, end = 0;
    for (int64_t cell = 0; cell < history->days * history->slots; cell++) {
        if (isnan(history->calls[cell])) continue;
        int64_t slot = cell % history->slots;
        if (slot < first) first = slot;
        if (slot >= end) end = slot + 1;
    }
    queue->first = first < end ? first : 0;
    queue->slots = first < end ? end - first : history->slots;
}

static void begin_queue(const cli_modeller *modeller, model_queue *queue)
{
    const cli_history *history = queue->history;
    wfm_forecast_grid *grid = &queue->grid;
    find_open(queue);
    *grid = (wfm_forecast_grid)WFM_FORECAST_GRID_INIT;
    grid->days = history->days;
    grid->slots = queue->slots;
    grid->calls = history->calls + queue->first;
    grid->calls_day_stride = (ptrdiff_t)history->slots;
    grid->calls_slot_stride = 1;
    grid->day = history->day;
    grid->day_stride = 1;
    grid->event_count = modeller->event_count;
    grid->event_day = modeller->event_day;
    grid->event_kind = modeller->event_kind;
    grid->event_day_stride = grid->event_kind_stride = 1;
    queue->model = (wfm_forecast_model)WFM_FORECAST_MODEL_INIT;
    int64_t fit = wfm_forecast_work(queue->slots), played = wfm_forecast_backtest_work(queue->slots);
    queue->work_count = modeller->options->backtest && played > fit ? played : fit;
    queue->work = allocate((size_t)queue->work_count, sizeof *queue->work);
}

/* All queues are forecast from the same day on. */
static void find_days(cli_modeller *modeller)
{
    int64_t last = INT64_MIN;
    for (int32_t i = 0; i < modeller->histories.count; i++) {
        const cli_history *history = &modeller->histories.of[i];
        int64_t own = history->day[history->days - 1];
        if (own > last) last = own;
    }
    modeller->days = (int64_t)modeller->options->days;
    modeller->day = allocate((size_t)modeller->days, sizeof *modeller->day);
    for (int64_t i = 0; i < modeller->days; i++)
        modeller->day[i] = last + 1 + i;
}

static void begin(cli_modeller *modeller)
{
    size_t events = (size_t)modeller->events.count;
    find_days(modeller);
    modeller->event_day = allocate(events, sizeof *modeller->event_day);
    modeller->event_kind = allocate(events, sizeof *modeller->event_kind);
    modeller->event_count = events_columns(&modeller->events, INT64_MAX, modeller->event_day, modeller->event_kind);
    modeller->count = modeller->histories.count;
    modeller->queue = allocate((size_t)modeller->count, sizeof *modeller->queue);
    for (int32_t i = 0; i < modeller->count; i++) {
        modeller->queue[i].history = &modeller->histories.of[i];
        if (modeller->histories.queue != NULL) modeller->queue[i].name = span_copy(modeller->histories.queue[i]);
        begin_queue(modeller, &modeller->queue[i]);
        forecast_set_outages_aside(modeller, i);
    }
}

/* ---- what is told beside the rows ---- */

static void tell_method(cli_modeller *modeller, const model_queue *queue, wfm_status status)
{
    if ((status & WFM_CAVEAT_SIMPLER_METHOD) == 0) return;
    csv_warning(&modeller->file, queue->history->position[0], "by the model %s: too little is known for the default",
                method_word(queue->model.method));
}

enum { SILENT_DAYS = 14 };

/* A queue that was given up is forecast as if it went on. */
static void tell_silent(cli_modeller *modeller, const model_queue *queue)
{
    const cli_history *history = queue->history;
    int64_t cell = history->days * history->slots - 1;
    char date[WHEN_SIZE];
    while (cell > 0 && isnan(history->calls[cell]))
        cell--;
    int64_t row = cell / history->slots, silent = modeller->day[0] - 1 - history->day[row];
    if (silent < SILENT_DAYS) return;
    when_write_weekday(history->day[row], date);
    csv_warning(
        &modeller->file, history->position[row],
        "nothing is known%s after %s, the last %lld days of the file: the forecast is as if it went on; leave the "
        "queue out if it is closed",
        modeller->count > 1 ? " of this queue" : "", date, (long long)silent);
}

static bool is_to_come(const cli_modeller *modeller, int64_t day)
{
    return day >= modeller->day[0] && day <= modeller->day[modeller->days - 1];
}

/* Kinds of days to come of which no queue has a known day. */
static void tell_unknown_kinds(cli_modeller *modeller)
{
    int64_t taught[WFM_FORECAST_KINDS] = {0}, days[3 * WFM_FORECAST_KINDS];
    double effect[3 * WFM_FORECAST_KINDS];
    bool told[WFM_FORECAST_KINDS] = {false};
    for (int32_t i = 0; i < modeller->count; i++) {
        model_queue *queue = &modeller->queue[i];
        wfm_forecast_effects(&queue->grid, &queue->model, queue->work, queue->work_count, effect, 1, days, 1);
        for (int kind = 0; kind < WFM_FORECAST_KINDS; kind++)
            taught[kind] += days[kind] > 0;
    }
    for (int64_t i = 0; i < modeller->events.count; i++) {
        const cli_event *event = &modeller->events.event[i];
        int kind = event->kind - 1;
        bool unknown = is_to_come(modeller, event->day) && !event_is_judged(event) && taught[kind] == 0;
        if (!unknown || told[kind]) continue;
        told[kind] = true;
        csv_warning(&modeller->events.file, event->position,
                    "kind \"%s\" has no known day in the history and changes nothing: write a multiplier for it, 0 "
                    "where it is closed",
                    shown_of(modeller->events.kinds.name[kind]).text);
    }
}

/* ---- forecasting ---- */

static bool refused(cli_modeller *modeller, const model_queue *queue, wfm_status status)
{
    if (!wfm_failed(status) && (status & WFM_CAVEAT_ALL_ZERO) == 0) return false;
    const char *why = wfm_failed(status) ? wfm_status_text(status) : "not a single call is known";
    csv_error(&modeller->file, queue->history->position[0], "nothing can be forecast: %s", why);
    return true;
}

static bool fit(cli_modeller *modeller, model_queue *queue)
{
    int32_t *code = allocate((size_t)queue->history->days, sizeof *code);
    wfm_status status = wfm_forecast_fit(&queue->grid, modeller->options->method, 0, queue->work, queue->work_count,
                                         code, 1, &queue->model);
    bool fine = !refused(modeller, queue, status);
    if (fine) forecast_tell_aside(modeller, queue, code);
    if (fine) tell_method(modeller, queue, status);
    if (fine) tell_silent(modeller, queue);
    free(code);
    return fine;
}

void forecast_apply_clock(const cli_modeller *modeller, const model_queue *queue, double *cells)
{
    int64_t slots = queue->history->slots;
    double *lasts = allocate((size_t)(modeller->days * slots), sizeof *lasts);
    for (int64_t i = 0; i < modeller->days * slots; i++)
        lasts[i] = 1;
    clock_apply(&modeller->clock, WFM_FORECAST_CLOCK_OUTPUT, modeller->days, slots, modeller->day, lasts);
    for (int64_t at = 0; at < modeller->days * queue->slots; at++)
        cells[at] *= lasts[at / queue->slots * slots + queue->first + at % queue->slots];
    free(lasts);
}

static bool predict(cli_modeller *modeller, model_queue *queue)
{
    queue->calls = allocate((size_t)(modeller->days * queue->slots), sizeof *queue->calls);
    wfm_status status =
        wfm_forecast_predict(&queue->grid, &queue->model, queue->work, queue->work_count, modeller->days, modeller->day,
                             1, queue->calls, (ptrdiff_t)queue->slots, 1);
    if (refused(modeller, queue, status)) return false;
    forecast_apply_clock(modeller, queue, queue->calls);
    return !modeller->judged || forecast_judge(modeller, queue);
}

/* Whole calls, day by day, that keep their sum to the nearest. */
static void round_days(const cli_modeller *modeller, model_queue *queue)
{
    for (int64_t day = 0; day < modeller->days; day++) {
        double *calls = queue->calls + day * queue->slots;
        wfm_forecast_round(queue->slots, calls, 1, calls, 1);
    }
}

static bool forecast(cli_modeller *modeller)
{
    if (!forecast_begin_judgement(modeller)) return false;
    for (int32_t i = 0; i < modeller->count; i++) {
        if (!fit(modeller, &modeller->queue[i]) || !predict(modeller, &modeller->queue[i])) return false;
    }
    if (modeller->events.count > 0) tell_unknown_kinds(modeller);
    forecast_handle_times(modeller);
    bool fine = isnan(modeller->options->range) || forecast_ranges(modeller);
    for (int32_t i = 0; i < modeller->count && modeller->options->forecast_rounding == WFM_FORECAST_ROUND_END; i++)
        round_days(modeller, &modeller->queue[i]);
    return fine;
}

/* ---- writing ---- */

static bool has_handle_times(const cli_modeller *modeller)
{
    for (int32_t i = 0; i < modeller->count; i++) {
        if (modeller->queue[i].aht_s != NULL) return true;
    }
    return false;
}

static void add_row(cli_listing *listing, const cli_modeller *modeller, const model_queue *queue, int64_t at)
{
    char date[WHEN_SIZE], time[WHEN_SIZE];
    listing_row *row = listing_add(listing);
    when_write_date(modeller->day[at / queue->slots], date);
    when_write_time((queue->first + at % queue->slots) * queue->history->step_s, time);
    row->name = queue->name;
    snprintf(row->word[queue->name != NULL], LISTING_WORD_SIZE, "%.20s %.16s", date, time);
    int number = 0;
    row->number[number++] = forecast_hundredths(queue->calls[at]);
    if (modeller->judged) {
        double base = forecast_hundredths(queue->base[at]);
        row->number[number++] = base;
        row->number[number++] = forecast_hundredths(row->number[0] - base);
    }
    if (has_handle_times(modeller)) {
        double aht_s = queue->aht_s != NULL ? queue->aht_s[at % queue->slots] : NO_NUMBER;
        row->number[number++] = forecast_hundredths(aht_s);
    }
    if (queue->low == NULL) return;
    row->number[number++] = queue->low[at];
    row->number[number++] = queue->high[at];
    if (modeller->options->with_load_cv)
        row->number[number] = floor(queue->load_cv[at / queue->slots] * 1e4 + 0.5) / 1e4;
}

/* A day's intervals from the first to the last that expect calls; none of a closed day. */
static void add_day(cli_listing *listing, const cli_modeller *modeller, const model_queue *queue, int64_t day)
{
    int64_t first = day * queue->slots, end = first + queue->slots;
    while (end > first && !(queue->calls[end - 1] > 0))
        end--;
    while (first < end && !(queue->calls[first] > 0))
        first++;
    for (int64_t at = first; at < end; at++)
        add_row(listing, modeller, queue, at);
}

/* ,"models": what the forecast of each queue rests on. */
static void write_models(FILE *out, const void *about)
{
    const cli_modeller *modeller = about;
    fputs(",\n \"models\": [", out);
    for (int32_t i = 0; i < modeller->count; i++) {
        const wfm_forecast_model *model = &modeller->queue[i].model;
        fputs(i == 0 ? "\n  {" : ",\n  {", out);
        write_json_key(out, "model", true);
        write_json_text(out, span_of(method_word(model->method)), false);
        write_json_key(out, "days", false);
        write_json_number(out, (double)model->days);
        if (modeller->histories.queue != NULL) {
            write_json_key(out, "queue", false);
            write_json_text(out, modeller->histories.queue[i], true);
        }
        fputc('}', out);
    }
    fputs("]", out);
    if (modeller->judged) forecast_write_adjustments(out, modeller);
}

static void add_head(cli_listing *listing, const char *name, int digits)
{
    listing->heads[listing->words + listing->numbers] = name;
    listing->digits[listing->numbers++] = digits;
}

static cli_listing heads_of(const cli_modeller *modeller)
{
    bool named = modeller->histories.queue != NULL;
    cli_listing listing = {.schema = "wfm-forecast-1", .words = named ? 2 : 1, .more = write_models, .about = modeller};
    if (named) listing.heads[0] = "queue";
    listing.heads[named] = "start";
    add_head(&listing, "calls", 2);
    if (modeller->judged) add_head(&listing, "base", 2);
    if (modeller->judged) add_head(&listing, "adjustment", 2);
    if (has_handle_times(modeller)) add_head(&listing, "aht_s", 1);
    if (isnan(modeller->options->range)) return listing;
    add_head(&listing, "low", 0);
    add_head(&listing, "high", 0);
    if (modeller->options->with_load_cv) add_head(&listing, "load_cv", 4);
    return listing;
}

static int write_rows(cli_modeller *modeller)
{
    cli_sink rows, picture;
    cli_listing listing = heads_of(modeller);
    for (int32_t i = 0; i < modeller->count; i++) {
        for (int64_t day = 0; day < modeller->days; day++)
            add_day(&listing, modeller, &modeller->queue[i], day);
    }
    if (listing.count == 0) {
        csv_warning(&modeller->file, 0, "no row is forecast: the days to come are closed; give more --days");
    }
    int code = EXIT_OUTPUT;
    if (sink_open_both(&rows, &picture, modeller->options)) {
        listing_put(&listing, &rows);
        if (picture.file != NULL) forecast_svg(picture.file, modeller);
        code = sink_close_both(&rows, &picture, true, EXIT_FINE);
    }
    listing_free(&listing);
    return code;
}

/* ---- the course of events ---- */

static bool is_a_file(const char *option, const char *path, const cli_options *options)
{
    bool both = path != NULL && strcmp(path, "-") == 0 && strcmp(options->file, "-") == 0;
    if (both) fprintf(stderr, "wfm: %s -: the history is read from standard input; give a file\n", option);
    return !both;
}

static bool options_fit(const cli_options *options)
{
    if (options->days < 1 || options->days > MOST_DAYS) {
        fprintf(stderr, "wfm: --days: write a number from 1 to %d\n", MOST_DAYS);
        return false;
    }
    if (options->weeks < 1 || options->weeks > MOST_WEEKS) {
        fprintf(stderr, "wfm: --weeks: write a number from 1 to %d\n", MOST_WEEKS);
        return false;
    }
    if (options->forecast_rounding == WFM_FORECAST_ROUND_STEPS) {
        fputs("wfm: --round steps is for wfm forecast chain: write end or none\n", stderr);
        return false;
    }
    if (options->backtest && options->forecast_rounding != WFM_FORECAST_ROUND_NONE) {
        fputs("wfm: --round rounds a forecast: leave --backtest out\n", stderr);
        return false;
    }
    if (options->effects && (options->events == NULL || options->backtest || options->svg != NULL)) {
        fputs("wfm: --effects is what --events has taught: give a file of them, and leave --backtest and --svg out\n",
              stderr);
        return false;
    }
    if (options->backtest && options->svg != NULL) {
        fputs("wfm: --svg draws a forecast: leave --backtest out\n", stderr);
        return false;
    }
    return is_a_file("--events", options->events, options) && is_a_file("--clock", options->clock, options);
}

static void free_all(cli_modeller *modeller)
{
    for (int32_t i = 0; i < modeller->count; i++) {
        model_queue *queue = &modeller->queue[i];
        free(queue->name);
        free(queue->work);
        free(queue->calls);
        free(queue->base);
        free(queue->change);
        free(queue->low);
        free(queue->high);
        free(queue->day_low);
        free(queue->day_high);
        free(queue->load_cv);
        free(queue->aht_s);
    }
    free(modeller->queue);
    free(modeller->day);
    free(modeller->event_day);
    free(modeller->event_kind);
    histories_free(&modeller->histories);
    events_free(&modeller->events);
    clock_free(&modeller->clock);
    csv_free(&modeller->file);
}

/* False after messages, with the exit code. */
static bool read_files(cli_modeller *modeller, int *code)
{
    const cli_options *options = modeller->options;
    *code = EXIT_USAGE;
    if (!csv_load(&modeller->file, options->file)) return false;
    if (!clock_read(&modeller->clock, options->clock, code)) return false;
    *code = EXIT_BAD_DATA;
    if (histories_read(&modeller->histories, &modeller->file, options, true, &modeller->clock))
        return events_read(&modeller->events, options->events, code);
    csv_close_messages(&modeller->file);
    return false;
}

int forecast_model(const cli_options *options)
{
    cli_modeller modeller = {.options = options};
    int code = EXIT_USAGE;
    if (!options_fit(options)) return EXIT_USAGE;
    if (read_files(&modeller, &code)) {
        begin(&modeller);
        bool drawn = options->svg == NULL || forecast_svg_fits(&modeller);
        bool ready = drawn && (options->backtest || forecast(&modeller));
        csv_close_messages(&modeller.file);
        csv_close_messages(&modeller.events.file);
        code = drawn ? EXIT_BAD_DATA : EXIT_USAGE;
        if (ready) {
            code = options->backtest  ? forecast_backtest(&modeller)
                   : options->effects ? forecast_effects(&modeller)
                                      : write_rows(&modeller);
        }
    }
    free_all(&modeller);
    return code;
}
