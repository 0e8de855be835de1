/* SPDX-License-Identifier: MIT */
#include "cli/dated.h"

#include "cli/when.h"

#include <stdlib.h>
#include <string.h>

/* The file's columns that count, by their place; -1 where there is none. */
typedef struct dated_columns {
    int date, start, queue, number[DATED_NUMBERS], count;
    const dated_wants *wants;
} dated_columns;

/* ---- the header ---- */

static bool take_column(csv_file *file, const csv_field *field, int *place, int at, const char *what)
{
    if (*place >= 0) {
        csv_error(file, field->position, "column \"%s\" is the second for %s, after column %d: rename one",
                  shown_of(field->text).text, what, *place + 1);
        return false;
    }
    *place = at;
    return true;
}

static const char *name_of(const dated_number *number)
{
    return number->name != NULL ? number->name : input_columns[number->input].name;
}

static bool is_number(const dated_number *number, const char *name, int role)
{
    bool also = number->also != NULL && strcmp(number->also, name) == 0;
    return also || (number->name != NULL ? strcmp(number->name, name) == 0 : role == (int)number->input);
}

/* A number by its own name comes first: forecast is else a synonym of calls. */
static void place_column(csv_file *file, const csv_field *field, dated_columns *columns)
{
    char name[COLUMN_NAME_SIZE];
    column_name(span_trimmed(field->text), name);
    int role = column_role(name);
    for (int i = 0; i < columns->wants->numbers; i++) {
        const dated_number *number = &columns->wants->number[i];
        if (!is_number(number, name, role)) continue;
        take_column(file, field, &columns->number[i], columns->count, name_of(number));
        return;
    }
    if (role == ROLE_DATE) take_column(file, field, &columns->date, columns->count, "date");
    if (role == ROLE_START) take_column(file, field, &columns->start, columns->count, "start");
    if (role == ROLE_QUEUE && columns->wants->queues) {
        take_column(file, field, &columns->queue, columns->count, "queue");
    }
}

static void need_columns(csv_file *file, const dated_columns *columns)
{
    bool timed = columns->date >= 0 || columns->start >= 0;
    if (!timed) csv_error(file, 0, "no dates: name a column date (2026-03-02), or start (2026-03-02 09:00)");
    for (int i = 0; i < columns->wants->numbers; i++) {
        const dated_number *number = &columns->wants->number[i];
        if (columns->number[i] >= 0 || !number->needed) continue;
        char synonyms[256] = "";
        if (number->name == NULL) role_synonyms((int)number->input, synonyms);
        csv_error(file, 0, "no column %s: name one of the columns %s", name_of(number),
                  number->name == NULL ? synonyms : number->name);
    }
}

static bool read_head(csv_file *file, dated_columns *columns, size_t *position)
{
    csv_field field = {.last = false};
    columns->date = columns->start = columns->queue = -1;
    for (int i = 0; i < DATED_NUMBERS; i++)
        columns->number[i] = -1;
    if (!csv_more(file, position)) return false;
    for (; !field.last; columns->count++) {
        if (!csv_next(file, position, &field)) return false;
        place_column(file, &field, columns);
    }
    need_columns(file, columns);
    return file->errors == 0;
}

/* ---- rows ---- */

static void read_date(csv_file *file, const csv_field *field, int64_t *time)
{
    int64_t day = 0;
    if (!when_read_date(field->text, &day)) {
        csv_error(file, field->position, "date \"%s\" is not a date: write 2026-03-02", shown_of(field->text).text);
    }
    *time += day * DAY_S;
}

/* Whether a row has a date is settled by the first. */
static void read_start(cli_dated *dated, const dated_columns *columns, const csv_field *field, int64_t *time)
{
    int64_t day = 0, second = 0;
    bool has_date = false, own_date = columns->date >= 0;
    if (dated->count > 0) has_date = dated->has_date;
    bool before = has_date;
    if (!when_read_start(field->text, &has_date, &day, &second)) {
        csv_error(dated->file, field->position, "start \"%s\" is not a time: write 09:00 or 2026-03-02 09:00",
                  shown_of(field->text).text);
    } else if (own_date && has_date) {
        csv_error(dated->file, field->position, "start \"%s\" has a date beside the date column: leave one out",
                  shown_of(field->text).text);
    } else if (columns->wants->dates && !own_date && !has_date) {
        csv_error(dated->file, field->position,
                  "start \"%s\" has no date: write 2026-03-02 09:00, or add a column date", shown_of(field->text).text);
    } else if (!own_date && dated->count > 0 && has_date != before) {
        csv_error(dated->file, field->position, "start \"%s\" %s a date, unlike the first row: write all starts alike",
                  shown_of(field->text).text, has_date ? "has" : "has not");
    }
    if (dated->count == 0) dated->has_date = own_date || has_date;
    *time += day * DAY_S + second;
}

static void read_number(csv_file *file, const dated_number *number, const csv_field *field, double *value)
{
    cli_reading reading;
    cli_quantity quantity = input_columns[number->input].quantity;
    if (span_trimmed(field->text).size == 0) return;
    if (number_read(quantity, field->text, file->separator != ',', &reading)) {
        *value = reading.value;
        return;
    }
    csv_error(file, field->position, "%s \"%s\" %s; or leave it empty where %s not known", name_of(number),
              shown_of(field->text).text, reading.problem, quantity == QUANTITY_COUNT ? "the calls are" : "it is");
}

static bool read_row(cli_dated *dated, const dated_columns *columns, size_t *position)
{
    csv_field field = {.last = false};
    dated_row *row = &dated->row[dated->count];
    int at = 0;
    *row = (dated_row){.position = *position, .number = {NO_NUMBER, NO_NUMBER, NO_NUMBER}};
    for (; !field.last; at++) {
        if (!csv_next(dated->file, position, &field)) return false;
        bool moment = at == columns->start || (at == columns->date && columns->start < 0);
        if (moment) row->start = field.position;
        if (at == columns->date) read_date(dated->file, &field, &row->time);
        if (at == columns->start) read_start(dated, columns, &field, &row->time);
        if (at == columns->queue) row->queue = names_number(&dated->queues, span_trimmed(field.text));
        for (int i = 0; i < columns->wants->numbers; i++) {
            if (at == columns->number[i]) {
                read_number(dated->file, &columns->wants->number[i], &field, &row->number[i]);
            }
        }
    }
    if (at != columns->count) {
        csv_error(dated->file, row->position, "%d fields, and the header names %d columns", at, columns->count);
    }
    dated->count++;
    return true;
}

bool dated_read(cli_dated *dated, csv_file *file, const dated_wants *wants)
{
    dated_columns columns = {.wants = wants};
    size_t position = 0;
    *dated = (cli_dated){.file = file};
    if (!csv_begin(file) || !read_head(file, &columns, &position)) return false;
    dated->has_queue = columns.queue >= 0;
    dated->has_date = columns.date >= 0;
    dated->has_start = columns.start >= 0;
    dated->row = allocate(csv_most_rows(file), sizeof *dated->row);
    while (csv_more(file, &position)) {
        if (!read_row(dated, &columns, &position)) return false;
    }
    if (dated->count == 0)
        csv_error(file, file->size, "no rows: write a row for each day or interval below the header");
    return file->errors == 0;
}

void dated_free(cli_dated *dated)
{
    free(dated->row);
    names_free(&dated->queues);
}

/* ---- order ---- */

static int compare(const void *left, const void *right)
{
    const dated_row *a = left, *b = right;
    if (a->queue != b->queue) return a->queue < b->queue ? -1 : 1;
    if (a->time != b->time) return a->time < b->time ? -1 : 1;
    return a->position < b->position ? -1 : 1;
}

void dated_sort(cli_dated *dated)
{
    qsort(dated->row, (size_t)dated->count, sizeof *dated->row, compare);
}

int64_t dated_second(int64_t time)
{
    return (time % DAY_S + DAY_S) % DAY_S;
}

int64_t dated_day(int64_t time)
{
    return (time - dated_second(time)) / DAY_S;
}
