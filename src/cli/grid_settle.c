/* SPDX-License-Identifier: MIT */
/* What can be said about rows only when all are there: their order, their length, and whether they fit together. */
#include "cli/grid.h"

#include "cli/models.h"
#include "cli/when.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct sort_record {
    int64_t time;
    int64_t row;
    int32_t queue;
} sort_record;

static int compare(const void *left, const void *right)
{
    const sort_record *a = left, *b = right;
    if (a->queue != b->queue) return a->queue < b->queue ? -1 : 1;
    if (a->time != b->time) return a->time < b->time ? -1 : 1;
    return a->row < b->row ? -1 : 1;
}

static sort_record record_of(const cli_grid *grid, int64_t row)
{
    return (sort_record){grid->time[row], row, grid->has_queue ? grid->queue[row] : 0};
}

static bool is_in_order(const cli_grid *grid)
{
    for (int64_t row = 1; row < grid->count; row++) {
        sort_record before = record_of(grid, row - 1), here = record_of(grid, row);
        if (compare(&before, &here) > 0) return false;
    }
    return true;
}

static void reorder(void *column, size_t size, const sort_record *order, int64_t count, char *scratch)
{
    char *bytes = column;
    if (column == NULL) return;
    for (int64_t i = 0; i < count; i++) {
        memcpy(scratch + (size_t)i * size, bytes + (size_t)order[i].row * size, size);
    }
    memcpy(column, scratch, (size_t)count * size);
}

static void bring_in_order(cli_grid *grid)
{
    if (is_in_order(grid)) return;
    size_t count = (size_t)grid->count;
    sort_record *order = allocate(count, sizeof *order);
    for (int64_t row = 0; row < grid->count; row++)
        order[row] = record_of(grid, row);
    qsort(order, count, sizeof *order, compare);
    char *scratch = allocate(count, sizeof(int64_t));
    reorder(grid->position, sizeof *grid->position, order, grid->count, scratch);
    reorder(grid->time, sizeof *grid->time, order, grid->count, scratch);
    if (grid->has_queue) reorder(grid->queue, sizeof *grid->queue, order, grid->count, scratch);
    for (int i = 0; i < INPUT_COUNT; i++)
        reorder(grid->value[i], sizeof(double), order, grid->count, scratch);
    free(scratch);
    free(order);
}

static bool follows(const cli_grid *grid, int64_t row)
{
    return !grid->has_queue || grid->queue[row] == grid->queue[row - 1];
}

static bool follows_on_its_day(const cli_grid *grid, int64_t row)
{
    return follows(grid, row) && grid_day(grid, row) == grid_day(grid, row - 1);
}

static int64_t commonest(const int64_t *counts)
{
    int64_t best = 0;
    for (int64_t step = 1; step < DAY_S; step++) {
        if (counts[step] > counts[best]) best = step;
    }
    return best;
}

enum { LONGEST_GUESS_S = 3600 };

/* Whether each row may be a day: a queue has one a day, always at the same time; a single one of its own at 00:00. */
static bool are_days(const cli_grid *grid)
{
    if (!grid->has_date) return false;
    for (int64_t row = 0; row < grid->count; row++) {
        int64_t second = grid->time[row] - grid_day(grid, row) * DAY_S;
        bool first = row == 0 || !follows(grid, row);
        bool alone = first && (row + 1 == grid->count || !follows(grid, row + 1));
        if (alone && second != 0) return false;
        if (first) continue;
        if (follows_on_its_day(grid, row) || (grid->time[row] - grid->time[row - 1]) % DAY_S != 0) return false;
    }
    return true;
}

static void refuse_to_guess(cli_grid *grid, int64_t step)
{
    size_t position = (size_t)grid->position[0];
    if (step > 0) {
        char length[NUMBER_SIZE];
        length_write((double)step, length);
        csv_error(
            grid->file, position,
            "the length of the interval is unknown: starts are more than an hour apart; give --interval %s if a row "
            "holds all calls until the next, else its own length, such as --interval 30m, or a column interval_s",
            length);
    } else if (are_days(grid)) {
        csv_error(grid->file, position,
                  "the length of the interval is unknown: rows are a day apart; give --interval 24h if a row holds the "
                  "calls of a whole day, or the hours that it is open, such as --interval 10h, or a column interval_s");
    } else {
        csv_error(grid->file, position,
                  "the length of the interval is unknown: no day has two starts; give --interval 30m or a column "
                  "interval_s");
    }
}

/* Without an option or a column an interval is as long as the commonest step from one start to the next. */
static void settle_interval(cli_grid *grid)
{
    ptrdiff_t stride = 0;
    if (grid_input(grid, INPUT_INTERVAL, &stride) != NULL) return;
    int64_t *counts = allocate(DAY_S, sizeof *counts);
    for (int64_t row = 1; row < grid->count; row++) {
        int64_t step = grid->time[row] - grid->time[row - 1];
        if (step > 0 && follows_on_its_day(grid, row)) counts[step]++;
    }
    int64_t step = commonest(counts);
    free(counts);
    if (step > 0 && step <= LONGEST_GUESS_S) {
        grid->constant[INPUT_INTERVAL] = (double)step;
        return;
    }
    refuse_to_guess(grid, step); /* a guess from a few rows far apart would spread their calls over hours */
}

/* The position of a role's field in a row, for messages. */
static size_t position_of(const cli_grid *grid, int64_t row, int role)
{
    csv_field *fields = allocate(grid->column_count, sizeof *fields);
    size_t position = (size_t)grid->position[row];
    grid_fields(grid, row, fields);
    for (size_t i = 0; i < grid->column_count; i++) {
        if (grid->columns[i].role == role) position = fields[i].position;
    }
    free(fields);
    return position;
}

static void check_start(cli_grid *grid, int64_t row)
{
    if (!follows(grid, row)) return;
    double step = (double)(grid->time[row] - grid->time[row - 1]);
    double interval = grid_value(grid, INPUT_INTERVAL, row - 1);
    if (step == interval) return;
    bool gap = step > interval;
    if (gap && !follows_on_its_day(grid, row)) return;
    size_t line = csv_line(grid->file, (size_t)grid->position[row - 1]);
    size_t position = position_of(grid, row, ROLE_START);
    char start[WHEN_SIZE], before[WHEN_SIZE];
    when_write_time(grid->time[row] - grid_day(grid, row) * DAY_S, start);
    when_write_time(grid->time[row - 1] - grid_day(grid, row - 1) * DAY_S, before);
    if (gap) {
        csv_warning(grid->file, position, "a gap: no row between %s in line %zu, %g s long, and %s", before, line,
                    interval, start);
    } else if (step == 0) {
        csv_error(grid->file, position,
                  "start %s is there twice, first in line %zu: keep one, or name the queues apart; of an hour that the "
                  "clocks "
                  "repeat, add the two",
                  start, line);
    } else {
        csv_error(grid->file, position,
                  "start %s overlaps the interval of line %zu, %s and %g s long: check --interval", start, line, before,
                  interval);
    }
}

static void check_handling(cli_grid *grid, int64_t row)
{
    double calls = grid_value(grid, INPUT_CALLS, row), aht_s = grid_value(grid, INPUT_AHT, row);
    double interval_s = grid_value(grid, INPUT_INTERVAL, row);
    if (isnan(interval_s)) {
        csv_error(grid->file, position_of(grid, row, INPUT_INTERVAL),
                  "interval_s is empty: write seconds, or give --interval");
    }
    bool timed = grid->value[INPUT_AHT] != NULL || !isnan(grid->constant[INPUT_AHT]);
    if (calls == 0 || !timed) return;
    if (grid_value(grid, INPUT_ACW, row) > aht_s) {
        csv_error(grid->file, position_of(grid, row, INPUT_ACW),
                  "acw_s is longer than aht_s: after-call work is a part of the handle time");
    }
    if (!(aht_s > 0)) {
        csv_error(grid->file, position_of(grid, row, INPUT_AHT),
                  "aht_s is %s and there are calls: write seconds above 0", isnan(aht_s) ? "empty" : "0");
    } else if (isinf(calls / interval_s * aht_s)) {
        csv_error(grid->file, position_of(grid, row, INPUT_CALLS),
                  "calls x aht_s / interval_s is too large for a number");
    }
}

static void check_deferred(cli_grid *grid, int64_t row)
{
    static const cli_input times[] = {INPUT_DEFERRED_AHT, INPUT_RESPONSE};
    double volume = grid_value(grid, INPUT_DEFERRED_VOLUME, row);
    if (!(volume > 0)) return;
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        if (grid_value(grid, times[i], row) > 0) continue;
        csv_error(grid->file, position_of(grid, row, (int)times[i]),
                  "%s is empty or 0 and there is deferred work: write seconds above 0", role_name((int)times[i]));
    }
    double each_s = grid_value(grid, INPUT_DEFERRED_AHT, row) / grid_value(grid, INPUT_RESPONSE, row);
    if (isinf(volume * each_s)) {
        csv_error(grid->file, position_of(grid, row, INPUT_DEFERRED_VOLUME),
                  "deferred_volume x deferred_aht_s / response_s is too large for a number");
    }
}

static bool has_target(const cli_grid *grid, int64_t row)
{
    for (size_t i = 0; i < TARGET_INPUTS; i++) {
        if (!isnan(grid_value(grid, target_inputs[i], row))) return true;
    }
    return !isnan(grid_value(grid, INPUT_BLOCKING, row)) && !isnan(grid_value(grid, INPUT_LINES, row));
}

static void check_targets(cli_grid *grid, int64_t row)
{
    if (!has_target(grid, row)) {
        csv_error(grid->file, (size_t)grid->position[row],
                  "no target in this row: fill its column, or give --sl 80/20");
    }
    bool unheard = !isnan(grid_value(grid, INPUT_ABANDONMENT, row)) && isnan(grid_value(grid, INPUT_PATIENCE, row));
    if (unheard) {
        csv_error(grid->file, position_of(grid, row, INPUT_PATIENCE),
                  "patience_s is empty and there is a max_abandonment: write seconds above 0, or give --patience");
    }
    if (limits_cross(grid_value(grid, INPUT_MIN_AGENTS, row), grid_value(grid, INPUT_MAX_AGENTS, row))) {
        csv_error(grid->file, position_of(grid, row, INPUT_MAX_AGENTS),
                  "no whole number lies from min_agents to max_agents: exchange or widen them");
    }
}

/* False after a problem of an option, which is that of every row. */
static bool check_model(cli_grid *grid, int64_t row)
{
    model_problem problem;
    if (models_fit_row(grid, row, &problem)) return true;
    csv_error(grid->file, position_of(grid, row, problem.at), "%s", problem.text);
    return isnan(grid->constant[problem.at]);
}

/* The library knows "not given" in a column as 0, only in scheduled and service_cv as NaN. */
static void clear_not_given(cli_grid *grid)
{
    for (int i = 0; i < INPUT_COUNT; i++) {
        if (grid->value[i] == NULL || i == INPUT_SCHEDULED || i == INPUT_SERVICE_CV) continue;
        for (int64_t row = 0; row < grid->count; row++) {
            if (isnan(grid->value[i][row])) grid->value[i][row] = 0;
        }
    }
}

/* A plan writes the column in any case: where it is empty nobody is scheduled, and no output need speak of it. */
static void drop_empty_schedule(cli_grid *grid)
{
    double *scheduled = grid->value[INPUT_SCHEDULED];
    if (scheduled == NULL) return;
    for (int64_t row = 0; row < grid->count; row++) {
        if (!isnan(scheduled[row])) return;
    }
    free(scheduled);
    grid->value[INPUT_SCHEDULED] = NULL;
}

bool grid_settle(cli_grid *grid)
{
    bring_in_order(grid);
    settle_interval(grid);
    if (grid->file->errors > 0) return false;
    bool modelled = models_asked(grid);
    for (int64_t row = 0; row < grid->count; row++) {
        if (row > 0) check_start(grid, row);
        check_handling(grid, row);
        check_deferred(grid, row);
        check_targets(grid, row);
        if (modelled) modelled = check_model(grid, row);
    }
    clear_not_given(grid);
    drop_empty_schedule(grid);
    return grid->file->errors == 0;
}
