/* SPDX-License-Identifier: MIT */
/* The library's answer to a grid: staffed group by group, a group being a day of a queue, so that rounding's remainders
 * are carried through a day and memory does not grow with the file where nothing but the rows is asked for. */
#ifndef WFM_CLI_STAFF_H
#define WFM_CLI_STAFF_H

#include "cli/grid.h"

typedef struct cli_staff {
    const cli_grid *grid;
    const cli_options *options;
    bool kept;                 /* the columns that totals need hold all rows; the others hold the latest group */
    int64_t first;             /* row of the latest group */
    double *column[KEY_COUNT]; /* null for keys that are inputs, words or not written */
    int32_t *binding;
    wfm_status *status;
    wfm_status worst; /* all caveats so far, or the first error */
} cli_staff;

void staff_begin(cli_staff *staff, const cli_grid *grid, const cli_options *options, bool kept);
void staff_free(cli_staff *staff);

/* Computes the rows first..end-1. False after a message: the library refused a row. */
bool staff_group(cli_staff *staff, int64_t first, int64_t end);

/* Figures of a row of the latest group. */
double staff_value(const cli_staff *staff, cli_key key, int64_t row);
wfm_status staff_status(const cli_staff *staff, int64_t row);
int32_t staff_binding(const cli_staff *staff, int64_t row);

/* The same as text: a word, or a figure as people like to see it. */
void staff_word(const cli_staff *staff, cli_key key, int64_t row, char text[STATUS_SIZE]);

/* Totals of rows first..end-1 over a number of days, or of listed rows; only of kept columns. */
wfm_plan_totals staff_totals(const cli_staff *staff, int64_t first, int64_t end, int64_t days);
wfm_plan_totals staff_totals_listed(const cli_staff *staff, const int64_t *rows, int64_t count, int64_t days);

/* 1 where a target is not reachable somewhere, 65 where the library refused a row, else 0. */
int staff_exit_code(const cli_staff *staff);

#endif
