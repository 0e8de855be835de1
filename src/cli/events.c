/* SPDX-License-Identifier: MIT */
#include "cli/events.h"

#include "cli/columns.h"
#include "cli/when.h"

#include "wfm/forecast.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMN_DATE, COLUMN_KIND, COLUMN_MULTIPLIER, COLUMNS };

typedef struct event_columns {
    int place[COLUMNS]; /* -1 where there is none */
    int count;
} event_columns;

static bool read_head(csv_file *file, event_columns *columns, size_t *position)
{
    static const char *const synonyms[COLUMNS] = {"date day", "kind event name type", "multiplier factor"};
    static const char *const names[COLUMNS] = {"date", "kind", "multiplier"};
    csv_field field = {.last = false};
    for (int i = 0; i < COLUMNS; i++)
        columns->place[i] = -1;
    if (!csv_more(file, position)) return false;
    for (; !field.last; columns->count++) {
        char name[COLUMN_NAME_SIZE];
        if (!csv_next(file, position, &field)) return false;
        column_name(span_trimmed(field.text), name);
        for (int i = 0; i < COLUMNS; i++) {
            if (!has_word(synonyms[i], name)) continue;
            if (columns->place[i] >= 0) {
                csv_error(file, field.position, "column \"%s\" is the second for %s, after column %d: rename one",
                          shown_of(field.text).text, names[i], columns->place[i] + 1);
            }
            columns->place[i] = columns->count;
        }
    }
    for (int i = COLUMN_DATE; i <= COLUMN_KIND; i++) {
        if (columns->place[i] < 0) csv_error(file, 0, "no column %s: the header is date,kind", names[i]);
    }
    return file->errors == 0;
}

static void read_kind(cli_events *events, const csv_field *field, int32_t *kind)
{
    span name = span_trimmed(field->text);
    if (name.size == 0) {
        csv_error(&events->file, field->position, "no kind: write a word for it, such as holiday");
        return;
    }
    int32_t before = events->kinds.count;
    *kind = names_number(&events->kinds, name) + 1;
    if (*kind > WFM_FORECAST_KINDS && events->kinds.count > before) {
        csv_error(&events->file, field->position, "kind \"%s\" is number %d: at most %d kinds can be told apart",
                  shown_of(name).text, (int)*kind, (int)WFM_FORECAST_KINDS);
    }
}

static void read_multiplier(cli_events *events, const csv_field *field, double *multiplier)
{
    cli_reading reading;
    if (span_trimmed(field->text).size == 0) return;
    if (number_read(QUANTITY_COUNT, field->text, events->file.separator != ',', &reading)) {
        *multiplier = reading.value;
        return;
    }
    csv_error(&events->file, field->position, "multiplier \"%s\" %s; or leave it empty", shown_of(field->text).text,
              reading.problem);
}

static bool read_row(cli_events *events, const event_columns *columns, size_t *position)
{
    csv_field field = {.last = false};
    cli_event *event = &events->event[events->count];
    int at = 0;
    *event = (cli_event){.multiplier = NO_NUMBER, .position = *position};
    for (; !field.last; at++) {
        if (!csv_next(&events->file, position, &field)) return false;
        if (at == columns->place[COLUMN_KIND]) read_kind(events, &field, &event->kind);
        if (at == columns->place[COLUMN_MULTIPLIER]) read_multiplier(events, &field, &event->multiplier);
        if (at != columns->place[COLUMN_DATE]) continue;
        if (!when_read_date(field.text, &event->day)) {
            csv_error(&events->file, field.position, "date \"%s\" is not a date: write 2026-03-02",
                      shown_of(field.text).text);
        }
    }
    if (at != columns->count) {
        csv_error(&events->file, event->position, "%d fields, and the header names %d columns", at, columns->count);
    }
    events->count++;
    return true;
}

static int compare(const void *left, const void *right)
{
    const cli_event *a = left, *b = right;
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    return a->position < b->position ? -1 : 1;
}

bool events_read(cli_events *events, const char *path, int *code)
{
    event_columns columns = {.count = 0};
    size_t position = 0;
    *events = (cli_events){.count = 0};
    if (path == NULL) return true;
    *code = EXIT_USAGE;
    if (!csv_load(&events->file, path)) return false;
    *code = EXIT_BAD_DATA;
    bool more = csv_begin(&events->file) && read_head(&events->file, &columns, &position);
    if (more) events->event = allocate(csv_most_rows(&events->file), sizeof *events->event);
    while (more && csv_more(&events->file, &position))
        more = read_row(events, &columns, &position);
    csv_close_messages(&events->file);
    if (events->file.errors > 0) return false;
    qsort(events->event, (size_t)events->count, sizeof *events->event, compare);
    return true;
}

void events_free(cli_events *events)
{
    free(events->event);
    names_free(&events->kinds);
    csv_free(&events->file);
}

int64_t events_columns(const cli_events *events, int64_t judged_from, int64_t *day, int32_t *kind)
{
    int64_t count = 0;
    for (int64_t i = 0; i < events->count; i++) {
        const cli_event *event = &events->event[i];
        bool judged = event->day >= judged_from && !isnan(event->multiplier);
        if (judged) continue;
        day[count] = event->day;
        kind[count++] = event->kind;
    }
    return count;
}

double events_multiplier(const cli_events *events, int64_t day)
{
    double multiplier = NO_NUMBER;
    for (int64_t i = 0; i < events->count; i++) {
        const cli_event *event = &events->event[i];
        if (event->day != day || isnan(event->multiplier)) continue;
        multiplier = isnan(multiplier) ? event->multiplier : multiplier * event->multiplier;
    }
    return multiplier;
}
