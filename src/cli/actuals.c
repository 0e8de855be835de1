/* SPDX-License-Identifier: MIT */
#include "cli/actuals.h"

#include "cli/when.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CALLS, AHT };

/* The first and the last day of times. */
typedef struct day_range {
    int64_t first, last;
} day_range;

static day_range days_of_grid(const cli_grid *grid)
{
    day_range range = {INT64_MAX, INT64_MIN};
    for (int64_t row = 0; row < grid->count; row++) {
        int64_t day = grid_day(grid, row);
        if (day < range.first) range.first = day;
        if (day > range.last) range.last = day;
    }
    return range;
}

static day_range days_of_rows(const cli_dated *rows)
{
    day_range range = {INT64_MAX, INT64_MIN};
    for (int64_t row = 0; row < rows->count; row++) {
        int64_t day = dated_day(rows->row[row].time);
        if (day < range.first) range.first = day;
        if (day > range.last) range.last = day;
    }
    return range;
}

/* Where one file has no dates the other must be of one day, or else several would meet the same rows. */
static bool settle_dates(cli_actuals *actuals, const cli_grid *grid)
{
    if (grid->has_date == actuals->rows.has_date) return true;
    day_range plan = days_of_grid(grid), here = days_of_rows(&actuals->rows);
    actuals->shift = (here.first - plan.first) * DAY_S;
    if (plan.first == plan.last && here.first == here.last) return true;
    csv_error(&actuals->file, 0, "%s has several days, and %s no dates: give both dates",
              grid->has_date ? grid->file->name : "the file", grid->has_date ? "the file" : grid->file->name);
    return false;
}

static bool settle_queues(cli_actuals *actuals, const cli_grid *grid)
{
    int32_t count = grid->has_queue ? grid->queue_count : 1;
    int32_t here = actuals->rows.has_queue ? actuals->rows.queues.count : 1;
    actuals->queue = allocate((size_t)count, sizeof *actuals->queue);
    bool both = grid->has_queue && actuals->rows.has_queue;
    for (int32_t i = 0; both && i < count; i++)
        actuals->queue[i] = names_find(&actuals->rows.queues, grid->queues[i]);
    if (both || (count == 1 && here == 1)) return true;
    csv_error(&actuals->file, 0, "%s several queues, and the other file has no column queue: add it",
              grid->has_queue ? "the plan has" : "there are");
    return false;
}

/* The commonest way from one row to the next that is no longer than an interval, or else the shortest; that of the plan
 * where no queue has two rows. False after a message: a start is there twice. */
static bool find_step(cli_actuals *actuals, double interval_s, int64_t *step)
{
    const dated_row *row = actuals->rows.row;
    int64_t *counts = allocate((size_t)interval_s + 1, sizeof *counts), best = 0;
    bool doubled = false;
    *step = INT64_MAX;
    for (int64_t i = 1; i < actuals->rows.count && !doubled; i++) {
        int64_t here = row[i].time - row[i - 1].time;
        if (row[i].queue != row[i - 1].queue) continue;
        doubled = here == 0;
        if (here < *step) *step = here;
        if ((double)here <= interval_s) counts[here]++;
        if (doubled) {
            csv_error(&actuals->file, row[i].start, "this start is there twice, first in line %zu: keep one",
                      csv_line(&actuals->file, row[i - 1].position));
        }
    }
    for (int64_t here = 1; (double)here <= interval_s; here++) {
        if (counts[here] > counts[best]) best = here;
    }
    if (best > 0) *step = best;
    free(counts);
    return !doubled;
}

static bool settle_step(cli_actuals *actuals, const cli_grid *grid)
{
    double interval_s = grid_value(grid, INPUT_INTERVAL, 0);
    int64_t step = 0;
    if (!find_step(actuals, interval_s, &step)) return false;
    actuals->step_s = (double)step < interval_s ? step : (int64_t)interval_s;
    bool apart = step < DAY_S && (double)step > interval_s, coarse = apart && actuals->rows.count > 2;
    bool whole = actuals->step_s > 0 && fmod(interval_s, (double)actuals->step_s) == 0;
    char here[NUMBER_SIZE], plan[NUMBER_SIZE];
    length_write((double)step, here);
    length_write(interval_s, plan);
    if (!coarse && whole) {
        if (apart) { /* two rows may be of a coarser file, or of one with a gap */
            csv_warning(&actuals->file, actuals->rows.row[1].start,
                        "starts are %s apart: each row is taken as %s long, as the intervals of the plan are", here,
                        plan);
        }
        return true;
    }
    csv_error(
        &actuals->file, 0,
        "rows are %s apart, and intervals of the plan %s long: these must hold whole rows; give calls of each %s, or "
        "of equal parts of it",
        here, plan, plan);
    return false;
}

/* The first row of the plan behind a moment of a queue. */
static int64_t row_behind(const cli_grid *grid, int32_t queue, int64_t time)
{
    int64_t low = 0, high = grid->count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        int32_t here = grid->has_queue ? grid->queue[middle] : 0;
        bool before = here < queue || (here == queue && grid->time[middle] <= time);
        if (before) low = middle + 1;
        if (!before) high = middle;
    }
    return low;
}

static bool is_of_queue(const cli_grid *grid, int64_t row, int32_t queue)
{
    if (row < 0 || row >= grid->count) return false;
    return !grid->has_queue || grid->queue[row] == queue;
}

/* The row of the plan in whose interval a moment of a queue is; -1 where it is in none. */
static int64_t row_around(const cli_grid *grid, int32_t queue, int64_t time)
{
    int64_t row = row_behind(grid, queue, time) - 1;
    if (!is_of_queue(grid, row, queue)) return -1;
    double end = (double)grid->time[row] + grid_value(grid, INPUT_INTERVAL, row);
    return (double)time < end ? row : -1;
}

/* Whether the plan has that day of the queue. */
static bool is_on_day(const cli_grid *grid, int32_t queue, int64_t time)
{
    int64_t behind = row_behind(grid, queue, time);
    for (int64_t row = behind - 1; row <= behind; row++) {
        if (is_of_queue(grid, row, queue) && grid_day(grid, row) == dated_day(time)) return true;
    }
    return false;
}

/* Calls on a day of the plan that are in none of its intervals. */
typedef struct calls_outside {
    const dated_row *first; /* null: there are none */
    double calls;
} calls_outside;

static void add_outside(calls_outside *outside, const dated_row *row)
{
    if (!(row->number[CALLS] > 0)) return;
    if (outside->first == NULL) outside->first = row;
    outside->calls += row->number[CALLS];
}

static void tell_outside(cli_actuals *actuals, const calls_outside *outside)
{
    char start[WHEN_SIZE];
    if (outside->first == NULL) return;
    when_write_time(dated_second(outside->first->time), start);
    csv_warning(&actuals->file, outside->first->start,
                "start %s is outside the intervals of the plan: such rows, with %.10g calls together, are left out",
                start, outside->calls);
}

static void refuse_start(cli_actuals *actuals, const cli_grid *grid, const dated_row *row, int64_t at)
{
    char start[WHEN_SIZE], from[WHEN_SIZE], next[WHEN_SIZE], length[NUMBER_SIZE];
    when_write_time(dated_second(row->time), start);
    when_write_time(dated_second(grid->time[at]), from);
    when_write_time(dated_second(grid->time[at] + actuals->step_s), next);
    length_write((double)actuals->step_s, length);
    csv_error(
        &actuals->file, row->start,
        "start %s does not fit: the plan has an interval from %s on, and rows here are %s long; write %s or %s, or "
        "equal parts of the interval",
        start, from, length, from, next);
}

static void check_queue(cli_actuals *actuals, const cli_grid *grid, int32_t queue, calls_outside *outside)
{
    for (int64_t i = 0; i < actuals->rows.count; i++) {
        const dated_row *row = &actuals->rows.row[i];
        int64_t time = row->time - actuals->shift;
        if (row->queue != actuals->queue[queue]) continue;
        int64_t at = row_around(grid, queue, time);
        if (at >= 0 && (time - grid->time[at]) % actuals->step_s != 0) refuse_start(actuals, grid, row, at);
        if (at < 0 && is_on_day(grid, queue, time)) add_outside(outside, row);
    }
}

/* A row in an interval of the plan begins with it, or whole rows behind: what lies across cannot be told apart. */
static bool check_starts(cli_actuals *actuals, const cli_grid *grid)
{
    int32_t queues = grid->has_queue ? grid->queue_count : 1;
    calls_outside outside = {.calls = 0};
    for (int32_t queue = 0; queue < queues; queue++)
        check_queue(actuals, grid, queue, &outside);
    tell_outside(actuals, &outside);
    return actuals->file.errors == 0;
}

static bool is_planned(const cli_actuals *actuals, const cli_grid *grid, int32_t number)
{
    for (int32_t i = 0; i < grid->queue_count; i++) {
        if (actuals->queue[i] == number) return true;
    }
    return false;
}

/* A queue under another name in each file would be left out without a word. */
static void tell_queues(cli_actuals *actuals, const cli_grid *grid)
{
    const cli_dated *rows = &actuals->rows;
    if (!grid->has_queue || !rows->has_queue) return;
    for (int64_t i = 0; i < rows->count; i++) {
        bool first = i == 0 || rows->row[i].queue != rows->row[i - 1].queue;
        if (!first || is_planned(actuals, grid, rows->row[i].queue)) continue;
        csv_warning(&actuals->file, rows->row[i].position, "queue \"%s\" is not in %s: its rows are left out",
                    shown_of(rows->queues.name[rows->row[i].queue]).text, grid->file->name);
    }
    for (int32_t i = 0; i < grid->queue_count; i++) {
        if (actuals->queue[i] >= 0) continue;
        csv_warning(&actuals->file, 0, "no row is of queue \"%s\", which %s has", shown_of(grid->queues[i]).text,
                    grid->file->name);
    }
}

bool actuals_read(cli_actuals *actuals, const char *path, const cli_grid *grid, int *code)
{
    const dated_wants wants = {
        .number = {{.input = INPUT_CALLS, .needed = true}, {.input = INPUT_AHT}}, .numbers = 2, .queues = true};
    *actuals = (cli_actuals){.shift = 0};
    *code = EXIT_USAGE;
    if (!csv_load(&actuals->file, path)) return false;
    *code = EXIT_BAD_DATA;
    bool fine = dated_read(&actuals->rows, &actuals->file, &wants);
    if (fine) dated_sort(&actuals->rows);
    fine = fine && settle_dates(actuals, grid) && settle_queues(actuals, grid) && settle_step(actuals, grid);
    fine = fine && check_starts(actuals, grid);
    if (fine) tell_queues(actuals, grid);
    csv_close_messages(&actuals->file);
    return fine;
}

void actuals_free(cli_actuals *actuals)
{
    free(actuals->queue);
    dated_free(&actuals->rows);
    csv_free(&actuals->file);
}

/* The first row that is not before a moment of a queue. */
static int64_t find(const cli_dated *rows, int32_t queue, int64_t time)
{
    int64_t low = 0, high = rows->count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        const dated_row *row = &rows->row[middle];
        bool before = row->queue < queue || (row->queue == queue && row->time < time);
        if (before) low = middle + 1;
        if (!before) high = middle;
    }
    return low;
}

cli_actual actuals_of(const cli_actuals *actuals, const cli_grid *grid, int64_t row)
{
    cli_actual actual = {.calls = 0, .aht_s = 0};
    int32_t queue = actuals->queue[grid->has_queue ? grid->queue[row] : 0];
    int64_t time = grid->time[row] + actuals->shift;
    int64_t interval_s = (int64_t)grid_value(grid, INPUT_INTERVAL, row), parts = 0;
    double seconds = 0;
    for (int64_t i = find(&actuals->rows, queue, time); i < actuals->rows.count; i++) {
        const dated_row *part = &actuals->rows.row[i];
        if (part->queue != queue || part->time >= time + interval_s) break;
        if (parts++ == 0) actual.position = part->position;
        actual.calls += part->number[CALLS];
        if (part->number[CALLS] > 0) seconds += part->number[CALLS] * part->number[AHT];
    }
    actual.found = parts > 0;
    actual.partly = actual.found && parts * actuals->step_s < interval_s;
    if (parts * actuals->step_s < interval_s) actual.calls = NO_NUMBER;
    actual.aht_s = actual.calls > 0 ? seconds / actual.calls : NO_NUMBER;
    return actual;
}
