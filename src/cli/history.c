/* SPDX-License-Identifier: MIT */
#include "cli/history.h"

#include "cli/history_steps.h"
#include "cli/when.h"

#include <math.h>
#include <stdlib.h>

/* What the rows have: the file's calls and handle time; then calls whose handle time is known, and their seconds. */
enum { CALLS, AHT, HANDLED = AHT, SECONDS };

/* A handle time of 0 is what files have where no call was answered. Returns how many rows have one. */
static int64_t weigh_handle_times(cli_dated *rows)
{
    int64_t known = 0;
    for (int64_t i = 0; i < rows->count; i++) {
        double *number = rows->row[i].number, aht_s = number[AHT];
        bool has = number[CALLS] > 0 && aht_s > 0;
        number[HANDLED] = has ? number[CALLS] : 0;
        number[SECONDS] = has ? number[CALLS] * aht_s : 0;
        known += has;
    }
    return known;
}

/* Rows of one start, as of several queues that are not told apart, are added up; where one of them is unknown so is the
 * sum. */
static void merge_doubled(cli_dated *rows, const cli_clock *clock)
{
    int64_t kept = 0;
    size_t first = 0, doubled = 0;
    dated_sort(rows);
    for (int64_t i = 1; i < rows->count; i++) {
        bool same = rows->row[i].time == rows->row[kept].time && rows->row[i].queue == rows->row[kept].queue;
        if (same) {
            bool repeats = clock != NULL && clock_repeats(clock, rows->row[i].time);
            if (!repeats && doubled++ == 0) first = rows->row[i].position;
            for (int number = 0; number < DATED_NUMBERS; number++)
                rows->row[kept].number[number] += rows->row[i].number[number];
        } else {
            rows->row[++kept] = rows->row[i];
        }
    }
    rows->count = kept + 1;
    if (doubled > 0) csv_warning(rows->file, first, "rows of the same start are added up: %zu of them", doubled);
}

/* ---- the matrix ---- */

static void check_start(csv_file *file, const dated_row *row, int64_t step)
{
    int64_t second = row->time - dated_day(row->time) * DAY_S;
    char start[WHEN_SIZE];
    if (second % step == 0) return;
    when_write_time(second, start);
    csv_error(file, row->position, "start %s does not fit: the other rows are %lld s apart, counted from midnight",
              start, (long long)step);
}

/* The least step of the days that is above another; 0 where none is. */
static int64_t next_step(const history_day *day, int64_t days, int64_t above)
{
    int64_t step = 0;
    for (int64_t i = 0; i < days; i++) {
        bool nearer = day[i].step > above && (step == 0 || day[i].step < step);
        if (nearer) step = day[i].step;
    }
    return step;
}

/* An interval made of several rows is known where all are that its weekday ever has there, on days of the same step: at
 * an opening hour that may be fewer than fit in. */
static void clear_unknown(cli_history *history, const history_day *day, int64_t step, const int64_t *parts)
{
    int64_t slots = history->slots;
    int64_t *most = allocate(7 * (size_t)slots, sizeof *most);
    for (int64_t cell = 0; cell < history->days * slots; cell++) {
        int64_t *here = &most[when_weekday(history->day[cell / slots]) * slots + cell % slots];
        if (day[cell / slots].step == step && parts[cell] > *here) *here = parts[cell];
    }
    for (int64_t cell = 0; cell < history->days * slots; cell++) {
        int64_t here = most[when_weekday(history->day[cell / slots]) * slots + cell % slots];
        if (day[cell / slots].step != step) continue;
        if (parts[cell] == 0 || parts[cell] < here) history->calls[cell] = NO_NUMBER;
    }
    free(most);
}

static void fill_cell(cli_history *history, int64_t cell, const dated_row *row, int64_t *parts)
{
    history->calls[cell] += row->number[CALLS];
    if (history->handled != NULL) {
        history->handled[cell] += row->number[HANDLED];
        history->seconds[cell] += row->number[SECONDS];
    }
    if (parts[cell]++ == 0) history->at[cell] = row->position;
}

static const double most_calls = 1e100; /* of a day, that the library takes */

static void fill_day(cli_history *history, int64_t at, const dated_row *row, const history_day *day, int64_t *parts)
{
    double total = 0;
    history->day[at] = dated_day(row[day->first].time);
    history->position[at] = row[day->first].position;
    for (int64_t i = day->first; i < day->end; i++) {
        fill_cell(history, at * history->slots + dated_second(row[i].time) / history->step_s, &row[i], parts);
        if (total <= most_calls && total + fmax(row[i].number[CALLS], 0) > most_calls) {
            csv_error(history->file, row[i].position, "more than %g calls of a day cannot be forecast", most_calls);
        }
        total += fmax(row[i].number[CALLS], 0);
    }
}

/* The days of one queue. */
static void fill(cli_history *history, const cli_dated *rows, const cli_steps *steps, const history_day *day,
                 bool timed)
{
    size_t days = (size_t)history->days, cells = days * (size_t)history->slots;
    int64_t *parts = allocate(cells, sizeof *parts);
    history->day = allocate(days, sizeof *history->day);
    history->position = allocate(days, sizeof *history->position);
    history->calls = allocate(cells, sizeof *history->calls);
    history->at = allocate(cells, sizeof *history->at);
    if (timed) history->handled = allocate(cells, sizeof *history->handled);
    if (timed) history->seconds = allocate(cells, sizeof *history->seconds);
    for (int64_t i = 0; i < history->days; i++) {
        fill_day(history, i, rows->row, &day[i], parts);
        for (int64_t j = day[i].first; j < day[i].end; j++)
            check_start(history->file, &rows->row[j], steps->finest);
    }
    for (int64_t step = 0; (step = next_step(day, history->days, step)) > 0;)
        clear_unknown(history, day, step, parts);
    free(parts);
}

static void straighten(cli_histories *histories, const cli_clock *clock)
{
    for (int32_t i = 0; i < histories->count; i++) {
        const cli_history *of = &histories->of[i];
        clock_apply(clock, WFM_FORECAST_CLOCK_LEARN, of->days, of->slots, of->day, of->calls);
    }
}

static void fill_all(cli_histories *histories, const cli_dated *rows, const cli_steps *steps, bool timed)
{
    histories->count = rows->row[rows->count - 1].queue + 1;
    histories->of = allocate((size_t)histories->count, sizeof *histories->of);
    for (int64_t first = 0, end = 0; first < steps->days; first = end) {
        int32_t queue = rows->row[steps->day[first].first].queue;
        while (end < steps->days && rows->row[steps->day[end].first].queue == queue)
            end++;
        histories->of[queue] = (cli_history){
            .file = rows->file, .step_s = steps->interval, .slots = DAY_S / steps->interval, .days = end - first};
        fill(&histories->of[queue], rows, steps, &steps->day[first], timed);
    }
}

static bool settle(cli_histories *histories, cli_dated *rows, const cli_options *options, const cli_clock *clock)
{
    cli_steps steps;
    bool timed = weigh_handle_times(rows) > 0;
    merge_doubled(rows, clock);
    bool fine = steps_find(&steps, rows, options);
    if (fine) fill_all(histories, rows, &steps, timed);
    if (fine && clock != NULL) straighten(histories, clock);
    steps_free(&steps);
    return fine;
}

bool histories_read(cli_histories *histories, csv_file *file, const cli_options *options, bool apart,
                    const cli_clock *clock)
{
    const dated_wants wants = {
        .number = {[CALLS] = {.input = INPUT_CALLS, .needed = true}, [AHT] = {.input = INPUT_AHT}},
        .numbers = apart ? 2 : 1,
        .dates = true,
        .queues = apart};
    cli_dated rows;
    *histories = (cli_histories){.count = 0};
    bool fine = dated_read(&rows, file, &wants) && settle(histories, &rows, options, clock);
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
    bool fine = histories_read(&histories, file, options, false, NULL);
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
    free(history->handled);
    free(history->seconds);
    free(history->at);
}
