/* SPDX-License-Identifier: MIT */
/* Asterisk's queue_log: "time|call|queue|agent|EVENT|data|...", a line for each thing that happens to a call. */
#ifndef WFM_CLI_QUEUE_LOG_H
#define WFM_CLI_QUEUE_LOG_H

#include "cli/calls.h"

/* Whether a file is one: among its first lines one begins as such a line does. */
bool queue_log_is(const csv_file *file);

/* The stays of all files together, which may be parts of one log in any order. Lines that make no sense are named,
 * counted and left out. False after messages: no line makes a call. */
bool queue_log_read(cli_calls *calls, csv_file *files, int count, const calls_wishes *wishes);

#endif
