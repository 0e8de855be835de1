/* SPDX-License-Identifier: MIT */
#include "cli/events.h"

#include "cli/columns.h"
#include "cli/when.h"

#include "wfm/forecast.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMN_DATE, COLUMN_KIND, COLUMN_MULTIPLIER, COLUMN_CALLS, COLUMN_DAYS, COLUMN_SHAPE, COLUMNS };
enum { MOST_DAYS = 366 };

typedef struct event_columns {
    int place[COLUMNS]; /* -1 where there is none */
    int count;
} event_columns;

static bool read_head(csv_file *file, event_columns *columns, size_t *position)
{
    static const char *const synonyms[COLUMNS] = {"date day",           "kind event name type", "multiplier factor",
                                                  "calls added volume", "days length",          "shape profile"};
    static const char *const names[COLUMNS] = {"date", "kind", "multiplier", "calls", "days", "shape"};
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

/* Calls may be fewer, too. */
static void read_calls(cli_events *events, const csv_field *field, double *calls)
{
    cli_reading reading;
    span text = span_trimmed(field->text);
    if (text.size == 0) return;
    bool fewer = text.data[0] == '-';
    span size = fewer ? (span){text.data + 1, text.size - 1} : text;
    if (number_read(QUANTITY_COUNT, size, events->file.separator != ',', &reading)) {
        *calls = fewer ? -reading.value : reading.value;
        return;
    }
    csv_error(&events->file, field->position, "calls \"%s\" %s; -50 takes some away", shown_of(field->text).text,
              reading.problem);
}

/* A row of the file: an event over one day or several. */
typedef struct spell {
    cli_event of; /* its first day, and all of its calls */
    int days;     /* 0 without */
    int parts;    /* of the shape, 0 without */
    double shape[MOST_DAYS];
} spell;

static void read_days(cli_events *events, const csv_field *field, spell *row)
{
    cli_reading reading;
    if (span_trimmed(field->text).size == 0) return;
    bool read = number_read(QUANTITY_COUNT, field->text, false, &reading);
    if (read && reading.value >= 1 && reading.value <= MOST_DAYS && reading.value == floor(reading.value)) {
        row->days = (int)reading.value;
        return;
    }
    csv_error(&events->file, field->position, "days \"%s\": write a whole number from 1 to %d",
              shown_of(field->text).text, MOST_DAYS);
}

static void read_shape(cli_events *events, const csv_field *field, spell *row)
{
    cli_reading reading;
    span rest = span_trimmed(field->text);
    double sum = 0;
    while (rest.size > 0) {
        const char *end = memchr(rest.data, '/', rest.size);
        size_t size = end != NULL ? (size_t)(end - rest.data) : rest.size;
        bool read = row->parts < MOST_DAYS &&
                    number_read(QUANTITY_COUNT, (span){rest.data, size}, events->file.separator != ',', &reading);
        if (!read || (end != NULL && size + 1 == rest.size)) {
            sum = NO_NUMBER;
            break;
        }
        row->shape[row->parts++] = reading.value;
        sum += reading.value;
        size_t used = end != NULL ? size + 1 : size;
        rest = (span){rest.data + used, rest.size - used};
    }
    if (span_trimmed(field->text).size == 0 || (sum > 0 && isfinite(sum))) return;
    csv_error(&events->file, field->position,
              "shape \"%s\": write the weights of its days, such as 50/30/20, at most %d", shown_of(field->text).text,
              MOST_DAYS);
}

static void add_event(cli_events *events, cli_event event)
{
    if (events->count == events->room) {
        cli_event *larger = allocate((size_t)events->room * 2, sizeof *larger);
        memcpy(larger, events->event, (size_t)events->count * sizeof *larger);
        free(events->event);
        events->event = larger;
        events->room *= 2;
    }
    events->event[events->count++] = event;
}

/* Its days, each with its part. */
static void add_days(cli_events *events, spell *row)
{
    const double one = 1, size = fabs(row->of.calls);
    double change[MOST_DAYS], added[MOST_DAYS];
    int days = row->parts > 0 ? row->parts : row->days > 0 ? row->days : 1;
    if (row->parts > 0 && row->days > 0 && row->parts != row->days) {
        csv_error(&events->file, row->of.position, "days is %d, and the shape has %d: leave one out", row->days,
                  row->parts);
        return;
    }
    for (int k = 0; k < days && row->parts == 0; k++)
        row->shape[k] = 1;
    bool times = !isnan(row->of.multiplier), more = !isnan(row->of.calls);
    if (times) wfm_forecast_adjust(days, &one, 0, 0, row->of.multiplier, 0, row->shape, days, change, 1);
    if (more) wfm_forecast_adjust(days, &size, 0, 0, 1, row->of.calls, row->shape, days, added, 1);
    for (int k = 0; k < days; k++) {
        cli_event event = row->of;
        event.day += k;
        if (times) event.multiplier = 1 + change[k];
        if (more) event.calls = added[k];
        add_event(events, event);
    }
}

static bool read_row(cli_events *events, const event_columns *columns, size_t *position)
{
    csv_field field = {.last = false};
    spell row = {.of = {.multiplier = NO_NUMBER, .calls = NO_NUMBER, .position = *position}};
    cli_event *event = &row.of;
    int at = 0;
    for (; !field.last; at++) {
        if (!csv_next(&events->file, position, &field)) return false;
        if (at == columns->place[COLUMN_KIND]) read_kind(events, &field, &event->kind);
        if (at == columns->place[COLUMN_MULTIPLIER]) read_multiplier(events, &field, &event->multiplier);
        if (at == columns->place[COLUMN_CALLS]) read_calls(events, &field, &event->calls);
        if (at == columns->place[COLUMN_DAYS]) read_days(events, &field, &row);
        if (at == columns->place[COLUMN_SHAPE]) read_shape(events, &field, &row);
        if (at != columns->place[COLUMN_DATE]) continue;
        if (!when_read_date(field.text, &event->day)) {
            csv_error(&events->file, field.position, "date \"%s\" is not a date: write 2026-03-02",
                      shown_of(field.text).text);
        }
    }
    if (at != columns->count) {
        csv_error(&events->file, event->position, "%d fields, and the header names %d columns", at, columns->count);
    }
    add_days(events, &row);
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
    events->file.head = "date,kind";
    *code = EXIT_BAD_DATA;
    bool more = csv_begin(&events->file) && read_head(&events->file, &columns, &position);
    if (more) {
        events->room = (int64_t)csv_most_rows(&events->file) + 1;
        events->event = allocate((size_t)events->room, sizeof *events->event);
    }
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

bool event_is_judged(const cli_event *event)
{
    return !isnan(event->multiplier) || !isnan(event->calls);
}

int64_t events_columns(const cli_events *events, int64_t judged_from, int64_t *day, int32_t *kind)
{
    int64_t count = 0;
    for (int64_t i = 0; i < events->count; i++) {
        const cli_event *event = &events->event[i];
        bool judged = event->day >= judged_from && event_is_judged(event);
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
