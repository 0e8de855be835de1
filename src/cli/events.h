/* SPDX-License-Identifier: MIT */
/* Days that are not like others: a CSV of dates and kinds, past and to come. */
#ifndef WFM_CLI_EVENTS_H
#define WFM_CLI_EVENTS_H

#include "cli/csv.h"
#include "cli/names.h"

typedef struct cli_event {
    int64_t day; /* since 1970-01-01 */
    int32_t kind;
    double multiplier; /* NaN: what is learnt of the kind counts */
    size_t position;
} cli_event;

typedef struct cli_events {
    csv_file file;
    cli_event *event; /* by day */
    int64_t count;
    cli_names kinds; /* kind k is name k - 1 */
} cli_events;

/* Reads a file; null has no events. False after messages, with the exit code. */
bool events_read(cli_events *events, const char *path, int *code);
void events_free(cli_events *events);

/* Columns of the library, of the events that count: all, or those before a day and without a multiplier from then on.
 * There is room for all. Returns how many. */
int64_t events_columns(const cli_events *events, int64_t judged_from, int64_t *day, int32_t *kind);

/* What a day to come is multiplied by, by judgement; NaN where nobody judges it. */
double events_multiplier(const cli_events *events, int64_t day);

#endif
