/* SPDX-License-Identifier: MIT */
#include "cli/history.h"

#include "cli/when.h"

#include <math.h>
#include <stdlib.h>

/* Rows of one start, as of several queues that are not told apart, are added up; where one of them is unknown so is the
 * sum. */
static void merge_doubled(cli_dated *rows)
{
    int64_t kept = 0;
    size_t first = 0, doubled = 0;
    dated_sort(rows);
    for (int64_t i = 1; i < rows->count; i++) {
        bool same = rows->row[i].time == rows->row[kept].time && rows->row[i].queue == rows->row[kept].queue;
        if (same) {
            if (doubled++ == 0) first = rows->row[i].position;
            rows->row[kept].number[0] += rows->row[i].number[0];
        } else {
            rows->row[++kept] = rows->row[i];
        }
    }
    rows->count = kept + 1;
    if (doubled > 0) csv_warning(rows->file, first, "rows of the same start are added up: %zu of them", doubled);
}

/* The commonest step from one start to the next of its day; a day where no day has two starts. */
static int64_t commonest_step(const cli_dated *rows)
{
    int64_t *counts = allocate(DAY_S, sizeof *counts), best = 0;
    for (int64_t i = 1; i < rows->count; i++) {
        if (rows->row[i].queue != rows->row[i - 1].queue) continue;
        if (dated_day(rows->row[i].time) != dated_day(rows->row[i - 1].time)) continue;
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
static bool settle_interval(csv_file *file, int64_t step, const cli_options *options, int64_t *step_s)
{
    double wanted = option_given(options, INPUT_INTERVAL) ? options->constant[INPUT_INTERVAL] : (double)step;
    if (step < FINEST_S) {
        csv_error(file, 0, "rows %lld s apart are too fine: add them up to intervals of a minute or more first",
                  (long long)step);
        return false;
    }
    bool fits = fmod(wanted, (double)step) == 0 && fmod(DAY_S, wanted) == 0;
    if (!fits) {
        csv_error(file, 0,
                  "intervals of %g s do not fit: the file has a row every %lld s, and a day must hold whole intervals",
                  wanted, (long long)step);
        return false;
    }
    *step_s = (int64_t)wanted;
    return true;
}

/* ---- the matrix ---- */

static int64_t count_days(const dated_row *row, int64_t count)
{
    int64_t days = 1;
    for (int64_t i = 1; i < count; i++)
        days += dated_day(row[i].time) != dated_day(row[i - 1].time);
    return days;
}

static void check_start(csv_file *file, const dated_row *row, int64_t step)
{
    int64_t second = row->time - dated_day(row->time) * DAY_S;
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

static void fill_matrix(cli_history *history, const dated_row *row, int64_t count, int64_t step)
{
    size_t cells = (size_t)history->days * (size_t)history->slots;
    int64_t *parts = allocate(cells, sizeof *parts), day = -1;
    history->calls = allocate(cells, sizeof *history->calls);
    for (int64_t i = 0; i < count; i++) {
        int64_t of_row = dated_day(row[i].time);
        bool new_day = i == 0 || of_row != history->day[day];
        if (new_day) {
            history->day[++day] = of_row;
            history->position[day] = row[i].position;
        }
        int64_t cell = day * history->slots + dated_second(row[i].time) / history->step_s;
        history->calls[cell] += row[i].number[0];
        parts[cell]++;
        check_start(history->file, &row[i], step);
    }
    clear_unknown(history, parts);
    free(parts);
}

/* The rows of one queue, in order. */
static void fill(cli_history *history, const dated_row *row, int64_t count, int64_t step)
{
    history->slots = DAY_S / history->step_s;
    history->days = count_days(row, count);
    history->day = allocate((size_t)history->days, sizeof *history->day);
    history->position = allocate((size_t)history->days, sizeof *history->position);
    fill_matrix(history, row, count, step);
}

static bool fill_all(cli_histories *histories, cli_dated *rows, const cli_options *options)
{
    merge_doubled(rows);
    int64_t step = commonest_step(rows), step_s = 0;
    if (!settle_interval(rows->file, step, options, &step_s)) return false;
    histories->count = rows->row[rows->count - 1].queue + 1;
    histories->of = allocate((size_t)histories->count, sizeof *histories->of);
    for (int64_t first = 0, end = 0; first < rows->count; first = end) {
        int32_t queue = rows->row[first].queue;
        while (end < rows->count && rows->row[end].queue == queue)
            end++;
        histories->of[queue] = (cli_history){.file = rows->file, .step_s = step_s};
        fill(&histories->of[queue], rows->row + first, end - first, step);
    }
    return true;
}

bool histories_read(cli_histories *histories, csv_file *file, const cli_options *options, bool apart)
{
    const dated_wants wants = {
        .number = {{.input = INPUT_CALLS, .needed = true}}, .numbers = 1, .dates = true, .queues = apart};
    cli_dated rows;
    *histories = (cli_histories){.count = 0};
    bool fine = dated_read(&rows, file, &wants) && fill_all(histories, &rows, options);
    if (rows.has_queue) {
        int32_t count = 0;
        names_close(&rows.queues, &histories->queue, &count);
    }
    dated_free(&rows);
    return fine && file->errors == 0;
}

void histories_free(cli_histories *histories)
{
    for (int32_t i = 0; i < histories->count; i++)
        history_free(&histories->of[i]);
    free(histories->of);
    free(histories->queue);
}

bool history_read(cli_history *history, csv_file *file, const cli_options *options)
{
    cli_histories histories;
    bool fine = histories_read(&histories, file, options, false);
    *history = (cli_history){.file = file};
    if (histories.count > 0) {
        *history = histories.of[0];
        histories.count = 0;
    }
    histories_free(&histories);
    return fine;
}

void history_free(cli_history *history)
{
    free(history->day);
    free(history->position);
    free(history->calls);
}
