/* SPDX-License-Identifier: MIT */
/* The rows of a plan, in order of queue and time, with what each is given. */
#ifndef WFM_CLI_GRID_H
#define WFM_CLI_GRID_H

#include "cli/csv.h"
#include "cli/options.h"

typedef struct grid_column {
    span name; /* as in the file */
    int role;  /* input, or role */
    size_t position;
} grid_column;

typedef struct cli_grid {
    csv_file *file;
    const cli_options *options;
    grid_column *columns;
    size_t column_count;
    bool has_queue, has_date;
    int64_t count;
    int64_t *position; /* of each row in the file */
    int64_t *time;     /* seconds since 1970-01-01, or of the day where there are no dates */
    int32_t *queue;    /* number of the queue's name */
    span *queues;      /* names, in order of appearance */
    int32_t queue_count;
    double *value[INPUT_COUNT];   /* from the file; null where it has no such column */
    double constant[INPUT_COUNT]; /* for every row, NaN where the file's column counts */
} cli_grid;

/* Reads and checks a plan's rows. What columns say of the plan as a whole goes into the options, unless they have it; a
 * default target that columns replace leaves them. False after messages about everything that is wrong. */
bool grid_read(cli_grid *grid, csv_file *file, cli_options *options);

/* Brings the rows in order, settles the interval, and checks starts and values against each other. */
bool grid_settle(cli_grid *grid);

/* Says so on standard error where the target is the default, as neither options nor columns have one. */
void grid_tell_assumed(const cli_grid *grid);

/* The column of a role, null where the file has none. */
const grid_column *grid_column_of(const cli_grid *grid, int role);

/* One row of constants, for the commands that take one interval. */
void grid_single(cli_grid *grid, const cli_options *options);
void grid_free(cli_grid *grid);

/* The column of an input and its stride; null where nothing gives it. An option wins over the file. */
const double *grid_input(const cli_grid *grid, cli_input input, ptrdiff_t *stride);
double grid_value(const cli_grid *grid, cli_input input, int64_t row);

/* What is the same in all rows, by option or by columns; NaN where it is not, or not given. Of calls, handle times and
 * schedules what options give alone. */
void grid_alike(const cli_grid *grid, double alike[INPUT_COUNT]);

/* The same of a plan's targets; whether some row has others as well. */
bool grid_targets(const cli_grid *grid, double alike[INPUT_COUNT]);

/* Whether a key is written: lines, deferred work and lost calls only where they are asked for or can be. */
bool grid_has_key(const cli_grid *grid, cli_key key);

/* Whether some row has patience, so that its service level needs a rule. */
bool grid_hangs_up(const cli_grid *grid);

/* The agents of each row that a schedule or a plan has: of the column scheduled, else of agents, no result here; NaN
 * where neither has a number, which agents have not where no number meets the targets. False after messages. */
bool grid_planned(const cli_grid *grid, double *agents);

/* The fields of a row, read again from the file; there is room for column_count. */
void grid_fields(const cli_grid *grid, int64_t row, csv_field *fields);

/* Where a group begins ends: the first row behind row's of another queue or day; of another queue. */
int64_t grid_day_end(const cli_grid *grid, int64_t row);
int64_t grid_queue_end(const cli_grid *grid, int64_t row);

int64_t grid_day(const cli_grid *grid, int64_t row);

#endif
