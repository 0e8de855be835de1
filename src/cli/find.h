/* SPDX-License-Identifier: MIT */
/* `wfm agents --find`: what given agents can hold. */
#ifndef WFM_CLI_FIND_H
#define WFM_CLI_FIND_H

#include "cli/options.h"

/* Finds what the options ask for, of one interval that they describe, and writes it; returns the exit code. */
int find_from_agents(const cli_options *options);

#endif
