/* SPDX-License-Identifier: MIT */
/* The jobs of `wfm forecast`. */
#ifndef WFM_CLI_FORECAST_COMMAND_H
#define WFM_CLI_FORECAST_COMMAND_H

#include "cli/options.h"

/* `wfm forecast HISTORY.csv`; returns the exit code. */
int forecast_model(const cli_options *options);

/* `wfm forecast learn`; returns the exit code. */
int forecast_learn(const cli_options *options);

#endif
