/* SPDX-License-Identifier: MIT */
/* A history of calls: a row of the matrix for each day that the file names, a column for each interval of a day. */
#ifndef WFM_CLI_HISTORY_H
#define WFM_CLI_HISTORY_H

#include "cli/clock.h"
#include "cli/dated.h"
#include "cli/options.h"

#include <stdint.h>

typedef struct cli_history {
    csv_file *file;
    int64_t step_s; /* length of an interval; a day where the file has one number for each day */
    int64_t slots;  /* of a day */
    int64_t days;
    int64_t *day;     /* since 1970-01-01, ascending */
    size_t *position; /* of the first row of each day in the file */
    double *calls;    /* days x slots; NaN where the file says nothing */
    double
        *handled; /* days x slots: calls whose handle time is known; null where the file has none, or it is not read */
    double *seconds; /* days x slots: handle time of all of these */
    size_t *at;      /* days x slots: of the first row of each interval that has one */
} cli_history;

/* A history for each queue that the file names. */
typedef struct cli_histories {
    cli_history *of;
    int32_t count;
    span *queue; /* names; null where the file names none */
} cli_histories;

/* False after messages about everything that is wrong. Queues are told apart, and handle times read, or queues are
 * added up to one history. With a clock, days of 23 and 25 hours become days of 24; it may be null. */
bool histories_read(cli_histories *histories, csv_file *file, const cli_options *options, bool apart,
                    const cli_clock *clock);
void histories_free(cli_histories *histories);

/* The same of all queues together. */
bool history_read(cli_history *history, csv_file *file, const cli_options *options);
void history_free(cli_history *history);

#endif
