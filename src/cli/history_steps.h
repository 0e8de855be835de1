/* SPDX-License-Identifier: MIT */
/* How long the intervals of a history are, which may change from one day to another, or from one queue to another. */
#ifndef WFM_CLI_HISTORY_STEPS_H
#define WFM_CLI_HISTORY_STEPS_H

#include "cli/dated.h"
#include "cli/options.h"

#include <stdint.h>

/* Rows first to end - 1 are of one queue and day. */
typedef struct history_day {
    int64_t first, end;
    int64_t step; /* length of its intervals */
} history_day;

typedef struct cli_steps {
    history_day *day; /* of all queues, in the order of the rows */
    int64_t days;
    int64_t finest;   /* that every start fits */
    int64_t interval; /* that is wanted */
} cli_steps;

/* The steps of sorted rows, and the interval that the options want of them. False after messages: a step that is too
 * fine, changes of step that the interval does not cover, or an interval that does not fit. */
bool steps_find(cli_steps *steps, const cli_dated *rows, const cli_options *options);
void steps_free(cli_steps *steps);

#endif
