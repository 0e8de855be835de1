/* SPDX-License-Identifier: MIT */
/* The rows of a measurement: CSV, JSON, and tables with the summary under them. */
#include "cli/listing.h"
#include "cli/measure_command.h"
#include "cli/when.h"
#include "cli/write.h"

#include <string.h>

/* "2026-03-02 09:00", or the time alone where there are no dates. */
static void write_start(const cli_measured *measured, int64_t interval, char text[2 * WHEN_SIZE])
{
    char date[WHEN_SIZE], time[WHEN_SIZE];
    when_write_date(measure_day(measured, interval), date);
    when_write_time(measure_second(measured, interval), time);
    bool dated = measured->calls.has_date;
    snprintf(text, 2 * WHEN_SIZE, "%s%s%s", dated ? date : "", dated ? " " : "", time);
}

/* ---- CSV ---- */

static void csv_head(const cli_measured *measured, FILE *out)
{
    fputs("start", out);
    if (measure_has_names(measured)) fputs(",queue", out);
    for (int i = 0; i < MEASURE_COLUMNS; i++) {
        if (measure_has(measured, &measure_columns[i])) fprintf(out, ",%s", measure_columns[i].name);
    }
    fputc('\n', out);
}

static void csv_row(const cli_measured *measured, FILE *out, int32_t queue, int64_t interval)
{
    char start[2 * WHEN_SIZE];
    measure_row row = measure_row_of(measured, &measured->queues[queue], interval);
    write_start(measured, interval, start);
    fputs(start, out);
    if (measure_has_names(measured)) fputc(',', out);
    if (measure_has_names(measured)) csv_write(out, span_of(measured->calls.queues[queue]));
    for (int i = 0; i < MEASURE_COLUMNS; i++) {
        if (!measure_has(measured, &measure_columns[i])) continue;
        fputc(',', out);
        write_csv_number(out, measure_value(&row, &measure_columns[i]));
    }
    fputc('\n', out);
}

static void write_csv(const cli_measured *measured, FILE *out)
{
    csv_head(measured, out);
    for (int32_t queue = 0; queue < measured->calls.queue_count; queue++) {
        for (int64_t i = 0; i < measured->row_count; i++)
            csv_row(measured, out, queue, measured->rows[i]);
    }
}

/* ---- JSON ---- */

static void json_text(FILE *out, const char *key, const char *text, bool first)
{
    write_json_key(out, key, first);
    write_json_text(out, span_of(text), false);
}

/* A quote in a name is double, as it was read and as CSV has it. */
static void json_queue(FILE *out, const char *name)
{
    write_json_key(out, "queue", false);
    write_json_text(out, span_of(name), true);
}

static void json_number(FILE *out, const char *key, double value)
{
    write_json_key(out, key, false);
    write_json_number(out, value);
}

static void json_row(const cli_measured *measured, FILE *out, int32_t queue, int64_t interval)
{
    char start[2 * WHEN_SIZE];
    measure_row row = measure_row_of(measured, &measured->queues[queue], interval);
    write_start(measured, interval, start);
    json_text(out, "start", start, true);
    if (measure_has_names(measured)) json_queue(out, measured->calls.queues[queue]);
    for (int i = 0; i < MEASURE_COLUMNS; i++) {
        if (measure_has(measured, &measure_columns[i]))
            json_number(out, measure_columns[i].name, measure_value(&row, &measure_columns[i]));
    }
}

static void json_total(const cli_measured *measured, FILE *out, const measure_whole *whole, const char *queue)
{
    measure_total total = measure_total_of(measured, whole);
    measure_figures figures;
    measure_total_figures(measured, &total, queue == NULL, &figures);
    json_text(out, "of", queue == NULL ? "all" : "queue", true);
    if (queue != NULL) json_queue(out, queue);
    for (int i = 0; i < figures.count; i++) {
        const measure_figure *figure = &figures.figure[i];
        char name[80];
        json_number(out, figure->name, figure->value);
        if (!figure->sure) continue;
        snprintf(name, sizeof name, "%s_low", figure->name);
        json_number(out, name, figure->low);
        snprintf(name, sizeof name, "%s_high", figure->name);
        json_number(out, name, figure->high);
    }
}

/* The flags and times that decide what is counted, as the library's members are called. */
static void json_counting(const cli_measured *measured, FILE *out)
{
    static const struct {
        int32_t flag;
        const char *name;
    } flags[] = {{WFM_MEASURE_COUNT_BLOCKED, "count_blocked"},
                 {WFM_MEASURE_STRICTLY_WITHIN, "strictly_within"},
                 {WFM_MEASURE_IGNORE_LEFT, "ignore_left"},
                 {WFM_MEASURE_BY_STATE, "by_state"}};
    const cli_options *options = measured->options;
    json_number(out, "interval_s", measured->interval_s);
    json_number(out, "answer_within_s", measured->within_s);
    json_number(out, "short_abandon_s", measured->all.measure.short_abandon_s);
    json_text(out, "service_rule", rule_words[measured->rule - 1], false);
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        write_json_key(out, flags[i].name, false);
        fputs((options->flags & flags[i].flag) != 0 ? "true" : "false", out);
    }
    json_number(out, "confidence", options->confidence);
    json_number(out, "at_once_s", options->at_once_s);
}

static void json_input(const cli_measured *measured, FILE *out)
{
    static const struct {
        cli_input input;
        const char *name;
    } given[] = {{INPUT_SERVICE_LEVEL, "service_level"}, {INPUT_SCHEDULED, "agents"}, {INPUT_ACW, "acw_s"}};
    const cli_options *options = measured->options;
    fputs(",\n\"input\": {\"command\": \"measure\", \"files\": [", out);
    for (int i = 0; i < options->file_count; i++) {
        if (i > 0) fputs(", ", out);
        write_json_text(out, span_of(options->files[i]), false);
    }
    fputc(']', out);
    if (options->queue != NULL) json_text(out, "queue", options->queue, false);
    json_counting(measured, out);
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        if (option_given(options, given[i].input)) json_number(out, given[i].name, options->constant[given[i].input]);
    }
    if (!isnan(options->split_s)) {
        char date[WHEN_SIZE], time[WHEN_SIZE], split[2 * WHEN_SIZE];
        int64_t day = (int64_t)floor(options->split_s / DAY_S);
        when_write_date(day, date);
        when_write_time((int64_t)options->split_s - day * DAY_S, time);
        snprintf(split, sizeof split, "%s%s%s", options->split_has_date ? date : "", options->split_has_date ? " " : "",
                 time);
        json_text(out, "split", split, false);
    }
    fputs("}", out);
}

static void write_json(const cli_measured *measured, FILE *out)
{
    const char *before = "\n  {";
    fputs("{\"schema\": \"wfm-measure-1\", \"rows\": [", out);
    for (int32_t queue = 0; queue < measured->calls.queue_count; queue++) {
        for (int64_t i = 0; i < measured->row_count; i++, before = ",\n  {") {
            fputs(before, out);
            json_row(measured, out, queue, measured->rows[i]);
            fputc('}', out);
        }
    }
    fputs("],\n\"totals\": [", out);
    for (int32_t queue = 0; queue < measured->calls.queue_count && measure_has_names(measured); queue++) {
        fputs("\n  {", out);
        json_total(measured, out, &measured->queues[queue], measured->calls.queues[queue]);
        fputs("},", out);
    }
    fputs("\n  {", out);
    json_total(measured, out, &measured->all, NULL);
    fputs("}]", out);
    json_input(measured, out);
    fputs("}\n", out);
}

/* ---- tables ---- */

/* Of the service levels a compact table shows the one that is meant. */
static bool is_shown(const cli_measured *measured, const cli_sink *sink, const measure_column *column)
{
    static const char *const of_rule[RULES] = {"service_answered", "service_offered", "service_sl2",
                                               "service_excluding", "service_virtual"};
    if (!measure_has(measured, column)) return false;
    if (sink->form == FORM_WIDE) return true;
    if (column->head == NULL) return false;
    for (int i = 0; i < RULES; i++) {
        if (strcmp(column->name, of_rule[i]) == 0) return i == measured->rule - 1;
    }
    return true;
}

static void table_heads(const cli_measured *measured, const cli_sink *sink, cli_table *table)
{
    table_column_add(table, "start", true, 0);
    for (int i = 0; i < MEASURE_COLUMNS; i++) {
        const measure_column *column = &measure_columns[i];
        if (!is_shown(measured, sink, column)) continue;
        bool wide = sink->form == FORM_WIDE;
        table_column_add(table, wide ? column->name : column->head, false, wide ? 0 : column->spare);
    }
}

static void table_row(const cli_measured *measured, const cli_sink *sink, cli_table *table, int32_t queue,
                      int64_t interval)
{
    char text[WHEN_SIZE];
    int at = 0;
    measure_row row = measure_row_of(measured, &measured->queues[queue], interval);
    table_row_add(table, false);
    when_write_time(measure_second(measured, interval), text);
    table_cell_set(table, at++, text);
    for (int i = 0; i < MEASURE_COLUMNS; i++) {
        const measure_column *column = &measure_columns[i];
        if (!is_shown(measured, sink, column)) continue;
        look_write(column->look, measure_value(&row, column), text);
        table_cell_set(table, at++, text);
    }
}

static void heading(const cli_measured *measured, const cli_sink *sink, int32_t queue, int64_t day)
{
    const char *stars = sink->form == FORM_MARKDOWN ? "**" : "";
    char date[WHEN_SIZE] = "";
    cli_shown name = shown_of(span_of(measured->calls.queues[queue]));
    if (measured->calls.has_date) when_write_weekday(day, date);
    if (date[0] == '\0' && name.text[0] == '\0') return;
    bool both = date[0] != '\0' && name.text[0] != '\0';
    fprintf(sink->file, "%s%s%s%s%s%s%s\n\n", stars, sink_bold(sink), name.text, both ? "  " : "", date,
            sink_normal(sink), stars);
}

/* A table for each day, as those of a plan. */
static void queue_tables(const cli_measured *measured, const cli_sink *sink, int32_t queue)
{
    for (int64_t first = 0, end = 0; first < measured->row_count; first = end) {
        cli_table table = {0};
        int64_t day = measure_day(measured, measured->rows[first]);
        heading(measured, sink, queue, day);
        table_heads(measured, sink, &table);
        for (end = first; end < measured->row_count && measure_day(measured, measured->rows[end]) == day; end++)
            table_row(measured, sink, &table, queue, measured->rows[end]);
        table_write(&table, sink);
        table_free(&table);
        fputc('\n', sink->file);
    }
}

static void write_tables(const cli_measured *measured, const cli_sink *sink)
{
    int32_t queues = measured->calls.queue_count;
    for (int32_t queue = 0; queue < queues; queue++) {
        queue_tables(measured, sink, queue);
        if (queues == 1) break;
        measure_words(measured, sink, &measured->queues[queue], measured->calls.queues[queue]);
        fputc('\n', sink->file);
    }
    measure_words(measured, sink, &measured->all, queues == 1 ? measured->calls.queues[0] : "all queues");
}

/* ---- the summary as rows ---- */

static void list_total(const cli_measured *measured, cli_listing *listing, const measure_whole *whole,
                       const char *queue)
{
    measure_total total = measure_total_of(measured, whole);
    measure_figures figures;
    measure_total_figures(measured, &total, whole == &measured->all, &figures);
    for (int i = 0; i < figures.count; i++) {
        listing_row *row = listing_add(listing);
        row->name = queue;
        snprintf(row->word[1], LISTING_WORD_SIZE, "%s", figures.figure[i].name);
        row->number[0] = figures.figure[i].value;
        row->number[1] = figures.figure[i].low;
        row->number[2] = figures.figure[i].high;
    }
}

static void write_totals(const cli_measured *measured, const cli_sink *sink)
{
    cli_listing listing = {.schema = "wfm-measure-totals-1",
                           .heads = {"queue", "figure", "value", "low", "high"},
                           .words = 2,
                           .numbers = 3,
                           .digits = {4, 4, 4}};
    for (int32_t queue = 0; queue < measured->calls.queue_count && measure_has_names(measured); queue++)
        list_total(measured, &listing, &measured->queues[queue], measured->calls.queues[queue]);
    list_total(measured, &listing, &measured->all, "");
    listing_put(&listing, sink);
    listing_free(&listing);
}

void measure_write(const cli_measured *measured, const cli_sink *sink)
{
    if (measured->options->totals) {
        write_totals(measured, sink);
        return;
    }
    switch (sink->form) {
    case FORM_CSV: write_csv(measured, sink->file); break;
    case FORM_JSON: write_json(measured, sink->file); break;
    default: write_tables(measured, sink);
    }
}
