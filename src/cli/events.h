/* SPDX-License-Identifier: MIT */
/* Days that are not like others: a CSV of dates and kinds, past and to come. */
#ifndef WFM_CLI_EVENTS_H
#define WFM_CLI_EVENTS_H

#include "cli/csv.h"
#include "cli/names.h"

/* A day of an event. */
typedef struct cli_event {
    int64_t day; /* since 1970-01-01 */
    int32_t kind;
    double multiplier; /* NaN without */
    double calls;      /* added to the day's; NaN without */
    size_t position;
} cli_event;

typedef struct cli_events {
    csv_file file;
    cli_event *event; /* by day */
    int64_t count, room;
    cli_names kinds; /* kind k is name k - 1 */
} cli_events;

/* Reads a file; null has no events. False after messages, with the exit code. */
bool events_read(cli_events *events, const char *path, int *code);
void events_free(cli_events *events);

/* Whether somebody has said what it does: else what is learnt of its kind counts. */
bool event_is_judged(const cli_event *event);

/* Columns of the library, of the events that count: all, or those before a day and those not judged from then on.
 * There is room for all. Returns how many. */
int64_t events_columns(const cli_events *events, int64_t judged_from, int64_t *day, int32_t *kind);

/* What a day to come is multiplied by, by judgement; NaN where nobody judges it. */
double events_multiplier(const cli_events *events, int64_t day);

#endif
