/* SPDX-License-Identifier: MIT */
#include "cli/history.h"

#include "cli/when.h"

#include <math.h>
#include <stdlib.h>

/* The file's columns that count, by their place; -1 where there is none. */
typedef struct history_columns {
    int date, start, calls, count;
} history_columns;

typedef struct history_row {
    int64_t time; /* seconds since 1970-01-01 */
    double calls;
    size_t position;
} history_row;

typedef struct history_rows {
    csv_file *file;
    history_row *row;
    int64_t count;
} history_rows;

/* ---- reading ---- */

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

static bool read_head(csv_file *file, history_columns *columns, size_t *position)
{
    csv_field field = {.last = false};
    *columns = (history_columns){-1, -1, -1, 0};
    if (!csv_more(file, position)) return false;
    for (; !field.last; columns->count++) {
        char name[COLUMN_NAME_SIZE];
        if (!csv_next(file, position, &field)) return false;
        column_name(span_trimmed(field.text), name);
        int role = column_role(name);
        if (role == ROLE_DATE) take_column(file, &field, &columns->date, columns->count, "date");
        if (role == ROLE_START) take_column(file, &field, &columns->start, columns->count, "start");
        if (role == INPUT_CALLS) take_column(file, &field, &columns->calls, columns->count, "calls");
    }
    bool dated = columns->date >= 0 || columns->start >= 0;
    if (!dated) csv_error(file, 0, "no dates: name a column date (2026-03-02), or start (2026-03-02 09:00)");
    if (columns->calls < 0) {
        char synonyms[256];
        role_synonyms(INPUT_CALLS, synonyms);
        csv_error(file, 0, "no column calls: name one of the columns %s", synonyms);
    }
    return file->errors == 0;
}

static void read_date(csv_file *file, const csv_field *field, int64_t *time)
{
    int64_t day = 0;
    if (!when_read_date(field->text, &day)) {
        csv_error(file, field->position, "date \"%s\" is not a date: write 2026-03-02", shown_of(field->text).text);
    }
    *time += day * DAY_S;
}

static void read_start(csv_file *file, const csv_field *field, bool own_date, int64_t *time)
{
    int64_t day = 0, second = 0;
    bool has_date = false;
    if (!when_read_start(field->text, &has_date, &day, &second)) {
        csv_error(file, field->position, "start \"%s\" is not a time: write 09:00 or 2026-03-02 09:00",
                  shown_of(field->text).text);
    } else if (own_date && has_date) {
        csv_error(file, field->position, "start \"%s\" has a date beside the date column: leave one out",
                  shown_of(field->text).text);
    } else if (!own_date && !has_date) {
        csv_error(file, field->position, "start \"%s\" has no date: write 2026-03-02 09:00, or add a column date",
                  shown_of(field->text).text);
    }
    *time += day * DAY_S + second;
}

static void read_calls(csv_file *file, const csv_field *field, double *calls)
{
    cli_reading reading;
    *calls = NO_NUMBER;
    if (span_trimmed(field->text).size == 0) return;
    if (number_read(QUANTITY_COUNT, field->text, file->separator != ',', &reading)) {
        *calls = reading.value;
        return;
    }
    csv_error(file, field->position, "calls \"%s\" %s; or leave it empty where the calls are not known",
              shown_of(field->text).text, reading.problem);
}

static bool read_row(csv_file *file, const history_columns *columns, size_t *position, history_row *row)
{
    csv_field field = {.last = false};
    int at = 0;
    *row = (history_row){.position = *position};
    for (; !field.last; at++) {
        if (!csv_next(file, position, &field)) return false;
        if (at == columns->date) read_date(file, &field, &row->time);
        if (at == columns->start) read_start(file, &field, columns->date >= 0, &row->time);
        if (at == columns->calls) read_calls(file, &field, &row->calls);
    }
    if (at != columns->count) {
        csv_error(file, row->position, "%d fields, and the header names %d columns", at, columns->count);
    }
    return true;
}

static bool read_rows(history_rows *rows, const history_columns *columns, size_t position)
{
    rows->row = allocate(csv_most_rows(rows->file), sizeof *rows->row);
    while (csv_more(rows->file, &position)) {
        if (!read_row(rows->file, columns, &position, &rows->row[rows->count])) return false;
        rows->count++;
    }
    if (rows->count == 0) {
        csv_error(rows->file, rows->file->size, "no rows: write a row for each day or interval below the header");
    }
    return rows->file->errors == 0;
}

/* ---- order and interval ---- */

static int compare(const void *left, const void *right)
{
    const history_row *a = left, *b = right;
    if (a->time != b->time) return a->time < b->time ? -1 : 1;
    return a->position < b->position ? -1 : 1;
}

/* Rows of one start, as of several queues, are added up; where one of them is unknown so is the sum. */
static void merge_doubled(history_rows *rows)
{
    int64_t kept = 0;
    size_t first = 0, doubled = 0;
    qsort(rows->row, (size_t)rows->count, sizeof *rows->row, compare);
    for (int64_t i = 1; i < rows->count; i++) {
        if (rows->row[i].time == rows->row[kept].time) {
            if (doubled++ == 0) first = rows->row[i].position;
            rows->row[kept].calls += rows->row[i].calls;
        } else {
            rows->row[++kept] = rows->row[i];
        }
    }
    rows->count = kept + 1;
    if (doubled > 0) csv_warning(rows->file, first, "rows of the same start are added up: %zu of them", doubled);
}

static int64_t day_of(int64_t time)
{
    return (time - (time % DAY_S + DAY_S) % DAY_S) / DAY_S;
}

/* The commonest step from one start to the next of its day; a day where no day has two starts. */
static int64_t commonest_step(const history_rows *rows)
{
    int64_t *counts = allocate(DAY_S, sizeof *counts), best = 0;
    for (int64_t i = 1; i < rows->count; i++) {
        if (day_of(rows->row[i].time) != day_of(rows->row[i - 1].time)) continue;
        counts[rows->row[i].time - rows->row[i - 1].time]++;
    }
    for (int64_t step = 1; step < DAY_S; step++) {
        if (counts[step] > counts[best]) best = step;
    }
    free(counts);
    return best > 0 ? best : DAY_S;
}

enum { FINEST_S = 60 }; /* single calls of a log are no intervals, and would fill the memory with empty seconds */

/* The interval wanted must hold whole steps of the file, and a day whole intervals. */
static bool settle_interval(cli_history *history, int64_t step, const cli_options *options)
{
    double wanted = option_given(options, INPUT_INTERVAL) ? options->constant[INPUT_INTERVAL] : (double)step;
    if (step < FINEST_S) {
        csv_error(history->file, 0,
                  "rows %lld s apart are too fine: add them up to intervals of a minute or more first",
                  (long long)step);
        return false;
    }
    bool fits = fmod(wanted, (double)step) == 0 && fmod(DAY_S, wanted) == 0;
    if (!fits) {
        csv_error(history->file, 0,
                  "intervals of %g s do not fit: the file has a row every %lld s, and a day must hold whole intervals",
                  wanted, (long long)step);
        return false;
    }
    history->step_s = (int64_t)wanted;
    history->slots = DAY_S / history->step_s;
    return true;
}

/* ---- the matrix ---- */

static int64_t count_days(const history_rows *rows)
{
    int64_t days = 1;
    for (int64_t i = 1; i < rows->count; i++)
        days += day_of(rows->row[i].time) != day_of(rows->row[i - 1].time);
    return days;
}

static void check_start(csv_file *file, const history_row *row, int64_t step)
{
    int64_t second = row->time - day_of(row->time) * DAY_S;
    char start[WHEN_SIZE];
    if (second % step == 0) return;
    when_write_time(second, start);
    csv_error(file, row->position, "start %s does not fit: the other rows are %lld s apart, counted from midnight",
              start, (long long)step);
}

/* An interval made of several rows is known where all are that its weekday ever has there: at an opening hour that may
 * be fewer than fit in. */
static void clear_unknown(cli_history *history, const int64_t *parts)
{
    int64_t slots = history->slots;
    int64_t *most = allocate(7 * (size_t)slots, sizeof *most);
    for (int64_t cell = 0; cell < history->days * slots; cell++) {
        int64_t *here = &most[when_weekday(history->day[cell / slots]) * slots + cell % slots];
        if (parts[cell] > *here) *here = parts[cell];
    }
    for (int64_t cell = 0; cell < history->days * slots; cell++) {
        int64_t here = most[when_weekday(history->day[cell / slots]) * slots + cell % slots];
        if (parts[cell] == 0 || parts[cell] < here) history->calls[cell] = NO_NUMBER;
    }
    free(most);
}

static void fill_matrix(cli_history *history, const history_rows *rows, int64_t step)
{
    size_t cells = (size_t)history->days * (size_t)history->slots;
    int64_t *parts = allocate(cells, sizeof *parts), day = -1;
    history->calls = allocate(cells, sizeof *history->calls);
    for (int64_t i = 0; i < rows->count; i++) {
        int64_t of_row = day_of(rows->row[i].time);
        bool new_day = i == 0 || of_row != history->day[day];
        if (new_day) history->day[++day] = of_row;
        int64_t cell = day * history->slots + (rows->row[i].time - of_row * DAY_S) / history->step_s;
        history->calls[cell] += rows->row[i].calls;
        parts[cell]++;
        check_start(history->file, &rows->row[i], step);
    }
    clear_unknown(history, parts);
    free(parts);
}

bool history_read(cli_history *history, csv_file *file, const cli_options *options)
{
    history_columns columns;
    history_rows rows = {.file = file};
    size_t position = 0;
    *history = (cli_history){.file = file};
    bool fine = read_head(file, &columns, &position) && read_rows(&rows, &columns, position);
    if (fine) {
        merge_doubled(&rows);
        int64_t step = commonest_step(&rows);
        fine = settle_interval(history, step, options);
        if (fine) {
            history->days = count_days(&rows);
            history->day = allocate((size_t)history->days, sizeof *history->day);
            fill_matrix(history, &rows, step);
        }
    }
    free(rows.row);
    return fine && file->errors == 0;
}

void history_free(cli_history *history)
{
    free(history->day);
    free(history->calls);
}
