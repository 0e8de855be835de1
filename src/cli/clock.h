/* SPDX-License-Identifier: MIT */
/* Days of 23 and 25 hours: a CSV of dates and hours, past and to come. */
#ifndef WFM_CLI_CLOCK_H
#define WFM_CLI_CLOCK_H

#include "cli/csv.h"

#include "wfm/forecast.h"

typedef struct cli_clock {
    csv_file file;
    int64_t *day;    /* since 1970-01-01 */
    double *start_s; /* of the hour that is skipped, or there twice */
    double *skip_s;  /* 3,600 where an hour is skipped, -3,600 where it is there twice */
    int64_t count;
} cli_clock;

/* Reads a file; null has no changes. False after messages, with the exit code. */
bool clock_read(cli_clock *clock, const char *path, int *code);
void clock_free(cli_clock *clock);

/* Whether a moment is there twice. */
bool clock_repeats(const cli_clock *clock, int64_t time);

/* What was counted becomes what days of 24 hours would have had, or the other way (WFM_FORECAST_CLOCK_). */
void clock_apply(const cli_clock *clock, int32_t use, int64_t days, int64_t slots, const int64_t *day, double *calls);

#endif
