/* SPDX-License-Identifier: MIT */
/* The parts of `wfm trunks`. Each returns the exit code. */
#ifndef WFM_CLI_TRUNKS_COMMAND_H
#define WFM_CLI_TRUNKS_COMMAND_H

#include "cli/listing.h"

/* One group by load, lines and blocking, or a table of many. */
int trunks_of_load(const cli_options *options);

/* Groups that overflow into a last one; classes of calls on one group; lines and agents of a queue. */
int trunks_of_groups(const cli_options *options);
int trunks_of_classes(const cli_options *options);
int trunks_of_queue(const cli_options *options);

/* The model in words, such as "Erlang B". */
const char *trunk_model_name(int model);

/* A line for each caveat, in a table; and the exit code of a status. */
int trunks_finish(cli_sink *sink, wfm_status status);

/* What JSON has behind the rows: the lists, groups and model of trunk_options. */
void trunks_write_input(FILE *out, const void *about);

/* After the message that the library refuses; EXIT_BAD_DATA. */
int trunks_refused(wfm_status status);

/* The same of what an option alone can have given; EXIT_USAGE. */
int trunks_refused_of(const char *option, wfm_status status);

#endif
