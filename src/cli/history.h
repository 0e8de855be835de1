/* SPDX-License-Identifier: MIT */
/* A history of calls: a row of the matrix for each day that the file names, a column for each interval of a day. */
#ifndef WFM_CLI_HISTORY_H
#define WFM_CLI_HISTORY_H

#include "cli/csv.h"
#include "cli/options.h"

#include <stdint.h>

typedef struct cli_history {
    csv_file *file;
    int64_t step_s; /* length of an interval; a day where the file has one number for each day */
    int64_t slots;  /* of a day */
    int64_t days;
    int64_t *day;  /* since 1970-01-01, ascending */
    double *calls; /* days x slots; NaN where the file says nothing */
} cli_history;

/* False after messages about everything that is wrong. */
bool history_read(cli_history *history, csv_file *file, const cli_options *options);
void history_free(cli_history *history);

#endif
