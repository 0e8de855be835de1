/* SPDX-License-Identifier: MIT */
#include "cli/models.h"
#include "cli/risk_command.h"
#include "cli/table.h"
#include "cli/verdict.h"
#include "cli/when.h"
#include "cli/write.h"

#include <stddef.h>
#include <string.h>

/* A figure of a row or of a day, by its place there. */
typedef struct risk_figure {
    const char *name, *head;
    cli_look look;
    size_t offset;
} risk_figure;

#define REALISED(of, member) (offsetof(of, realised) + offsetof(wfm_realised, member))
static const risk_figure row_figures[] = {
    {"calls", "calls", LOOK_NUMBER, offsetof(risk_row, calls)},
    {"agents", "agents", LOOK_NUMBER, offsetof(risk_row, agents)},
    {"target", "target", LOOK_PERCENT, offsetof(risk_row, target)},
    {"service_level", "long run", LOOK_PERCENT, REALISED(risk_row, level)},
    {"mean", "expected", LOOK_PERCENT, REALISED(risk_row, mean)},
    {"standard_deviation", "deviation", LOOK_PERCENT, REALISED(risk_row, standard_deviation)},
    {"chance", "chance", LOOK_PERCENT, REALISED(risk_row, chance)},
};
static const risk_figure day_figures[] = {
    {"calls", "calls", LOOK_NUMBER, offsetof(risk_day, calls)},
    {"target", "target", LOOK_PERCENT, offsetof(risk_day, target)},
    {"mean", "expected", LOOK_PERCENT, REALISED(risk_day, mean)},
    {"standard_deviation", "deviation", LOOK_PERCENT, REALISED(risk_day, standard_deviation)},
    {"chance", "chance", LOOK_PERCENT, REALISED(risk_day, chance)},
    {"quantile_05", "5%", LOOK_PERCENT, offsetof(risk_day, quantile)},
    {"quantile_25", "25%", LOOK_PERCENT, offsetof(risk_day, quantile) + sizeof(double)},
    {"quantile_50", "50%", LOOK_PERCENT, offsetof(risk_day, quantile) + 2 * sizeof(double)},
    {"quantile_75", "75%", LOOK_PERCENT, offsetof(risk_day, quantile) + 3 * sizeof(double)},
    {"quantile_95", "95%", LOOK_PERCENT, offsetof(risk_day, quantile) + 4 * sizeof(double)},
};
#undef REALISED

/* Rows or days as one list. */
typedef struct risk_list {
    const cli_risk *risk;
    const risk_figure *figures;
    int count;
    const void *items;
    size_t size;
    bool of_days;
} risk_list;

static risk_list rows_of(const cli_risk *risk)
{
    return (risk_list){risk,       row_figures,      sizeof row_figures / sizeof *row_figures,
                       risk->rows, sizeof(risk_row), false};
}

static risk_list days_of(const cli_risk *risk)
{
    return (risk_list){risk, day_figures, sizeof day_figures / sizeof *day_figures, risk->days, sizeof(risk_day), true};
}

static double value_of(const risk_list *list, int64_t item, int figure)
{
    double value;
    const char *bytes = list->items;
    memcpy(&value, bytes + (size_t)item * list->size + list->figures[figure].offset, sizeof value);
    return value;
}

/* The grid's row of an item. */
static int64_t row_of(const risk_list *list, int64_t item)
{
    return list->of_days ? list->risk->days[item].first : item;
}

/* ---- when and where: date, start and queue as far as there are such ---- */

typedef enum risk_place { PLACE_DATE, PLACE_START, PLACE_QUEUE, PLACES } risk_place;
static const char *const place_names[PLACES] = {"date", "start", "queue"};

static bool has_place(const risk_list *list, risk_place place)
{
    const cli_grid *grid = &list->risk->grid;
    switch (place) {
    case PLACE_DATE: return grid->has_date;
    case PLACE_START: return !list->of_days;
    default: return grid->has_queue;
    }
}

/* A queue's name has its quotes double. */
static span place_text(const risk_list *list, risk_place place, int64_t item, char text[WHEN_SIZE])
{
    const cli_grid *grid = &list->risk->grid;
    int64_t row = row_of(list, item), day = grid_day(grid, row);
    if (place == PLACE_QUEUE) return grid->queues[grid->queue[row]];
    if (place == PLACE_DATE) when_write_date(day, text);
    if (place == PLACE_START) when_write_time(grid->time[row] - day * DAY_S, text);
    return span_of(text);
}

/* ---- forms ---- */

static void write_csv(const risk_list *list, int64_t count)
{
    FILE *out = list->risk->sink.file;
    char text[WHEN_SIZE];
    for (int place = 0; place < PLACES; place++) {
        if (has_place(list, (risk_place)place)) fprintf(out, "%s,", place_names[place]);
    }
    for (int i = 0; i < list->count; i++)
        fprintf(out, "%s%s", i == 0 ? "" : ",", list->figures[i].name);
    fputc('\n', out);
    for (int64_t item = 0; item < count; item++) {
        for (int place = 0; place < PLACES; place++) {
            if (!has_place(list, (risk_place)place)) continue;
            csv_write(out, place_text(list, (risk_place)place, item, text));
            fputc(',', out);
        }
        for (int i = 0; i < list->count; i++) {
            if (i > 0) fputc(',', out);
            write_csv_number(out, value_of(list, item, i));
        }
        fputc('\n', out);
    }
}

static void write_json_list(const risk_list *list, int64_t count)
{
    FILE *out = list->risk->sink.file;
    char text[WHEN_SIZE];
    for (int64_t item = 0; item < count; item++) {
        bool first = true;
        fputs(item == 0 ? "\n  {" : ",\n  {", out);
        for (int place = 0; place < PLACES; place++) {
            if (!has_place(list, (risk_place)place)) continue;
            write_json_key(out, place_names[place], first);
            write_json_text(out, place_text(list, (risk_place)place, item, text), place == PLACE_QUEUE);
            first = false;
        }
        for (int i = 0; i < list->count; i++) {
            write_json_key(out, list->figures[i].name, first);
            write_json_number(out, value_of(list, item, i));
            first = false;
        }
        fputc('}', out);
    }
}

static void write_json(const cli_risk *risk)
{
    risk_list rows = rows_of(risk), days = days_of(risk);
    FILE *out = risk->sink.file;
    fputs("{\"schema\": \"wfm-risk-1\", \"rows\": [", out);
    if (!risk->options->totals) write_json_list(&rows, risk->grid.count);
    fputs("],\n\"days\": [", out);
    write_json_list(&days, risk->day_count);
    fputs("]", out);
    write_json_input(out, "risk", risk->options, risk->grid.constant, &risk->grid);
    fputs("}\n", out);
}

/* Items first to end-1 as a table; rows of one day need no date and no queue. */
static void write_table(const risk_list *list, int64_t first, int64_t end)
{
    cli_table table = {0};
    char text[WHEN_SIZE], number[NUMBER_SIZE];
    for (int place = 0; place < PLACES; place++) {
        bool shown = has_place(list, (risk_place)place) && (list->of_days || place == PLACE_START);
        if (shown) table_column_add(&table, place_names[place], true, 0);
    }
    for (int i = 0; i < list->count; i++)
        table_column_add(&table, list->figures[i].head, false, 0);
    for (int64_t item = first; item < end; item++) {
        int column = 0;
        table_row_add(&table, false);
        for (int place = 0; place < PLACES; place++) {
            bool shown = has_place(list, (risk_place)place) && (list->of_days || place == PLACE_START);
            if (!shown) continue;
            span words = place_text(list, (risk_place)place, item, text);
            table_cell_set(&table, column++, shown_of(words).text);
        }
        for (int i = 0; i < list->count; i++) {
            look_write(list->figures[i].look, value_of(list, item, i), number);
            table_cell_set(&table, column++, number);
        }
    }
    table_write(&table, &list->risk->sink);
    table_free(&table);
}

static void day_in_words(const cli_risk *risk, const risk_day *day)
{
    FILE *out = risk->sink.file;
    const wfm_realised *r = &day->realised;
    figure_write(out, "  ", LOOK_NUMBER, day->calls, " calls: service level ");
    figure_write(out, "", LOOK_PERCENT, r->mean, "");
    figure_write(out, " expected, standard deviation ", LOOK_PERCENT, r->standard_deviation, "\n");
    fprintf(out, "  %s", sink_bold(&risk->sink));
    figure_write(out, "a chance of ", LOOK_PERCENT, r->chance, "");
    figure_write(out, " to end the day at ", LOOK_PERCENT, day->target, " or above");
    fprintf(out, "%s\n", sink_normal(&risk->sink));
    figure_write(out, "  1 day in 20 ends below ", LOOK_PERCENT, day->quantile[0], "");
    figure_write(out, ", 1 in 4 below ", LOOK_PERCENT, day->quantile[1], "");
    figure_write(out, ", half below ", LOOK_PERCENT, day->quantile[2], "");
    figure_write(out, ", 1 in 4 above ", LOOK_PERCENT, day->quantile[3], "");
    figure_write(out, ", 1 in 20 above ", LOOK_PERCENT, day->quantile[4], "\n");
}

static void write_days(const cli_risk *risk)
{
    risk_list rows = rows_of(risk);
    FILE *out = risk->sink.file;
    bool marked = risk->sink.form == FORM_MARKDOWN;
    for (const risk_day *day = risk->days; day < risk->days + risk->day_count; day++) {
        char name[RISK_NAME_SIZE];
        risk_name(risk, day, name);
        if (day > risk->days) fputc('\n', out);
        if (name[0] != '\0') {
            fprintf(out, "%s%s%s%s%s\n\n", marked ? "**" : "", sink_bold(&risk->sink), name, sink_normal(&risk->sink),
                    marked ? "**" : "");
        }
        write_table(&rows, day->first, day->end);
        fputc('\n', out);
        day_in_words(risk, day);
    }
    notes_write(&risk->sink, "  ", risk->worst | risk->noted);
}

void risk_write(const cli_risk *risk)
{
    bool totals = risk->options->totals;
    risk_list list = totals ? days_of(risk) : rows_of(risk);
    int64_t count = totals ? risk->day_count : risk->grid.count;
    switch (risk->sink.form) {
    case FORM_CSV: write_csv(&list, count); break;
    case FORM_JSON: write_json(risk); break;
    default:
        if (totals)
            write_table(&list, 0, count);
        else
            write_days(risk);
    }
}
