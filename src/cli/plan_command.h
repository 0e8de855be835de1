/* SPDX-License-Identifier: MIT */
/* `wfm plan`, shared by its forms of output. */
#ifndef WFM_CLI_PLAN_COMMAND_H
#define WFM_CLI_PLAN_COMMAND_H

#include "cli/sink.h"
#include "cli/staff.h"
#include "cli/write.h"

typedef struct cli_plan {
    const cli_options *options;
    cli_sink sink;
    cli_sink picture; /* of --svg */
    csv_file file;
    cli_grid grid;
    cli_staff staff;
    cli_writer writer;
    int64_t *by_time; /* rows in order of time, where there are several queues */
} cli_plan;

span plan_queue_name(const cli_plan *plan, int64_t row);

/* How many days a queue's rows are on, and how many all rows. */
int64_t plan_days_of_queue(const cli_plan *plan, int64_t first, int64_t end);
int64_t plan_days_of_all(const cli_plan *plan);
wfm_plan_totals plan_totals(const cli_plan *plan);

/* The end of the entries of by_time that are on the same day as entry at. */
int64_t plan_same_day_end(const cli_plan *plan, int64_t at);

/* A day of a queue as a table with its totals and its chart; then the whole and the verdict. */
void plan_table_day(const cli_plan *plan, int64_t first, int64_t end);
void plan_table_end(const cli_plan *plan);

/* The picture, of kept columns; whether there is room for all days in one, else a message. */
void plan_svg(FILE *out, const cli_plan *plan);
bool plan_svg_fits(const cli_plan *plan);

/* The object behind its rows. */
void plan_json_end(cli_plan *plan);

#endif
