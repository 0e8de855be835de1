/* SPDX-License-Identifier: MIT */
/* A text chart: a column for each interval, or for a few where the terminal is narrower than the day. */
#ifndef WFM_CLI_CHART_H
#define WFM_CLI_CHART_H

#include "cli/sink.h"

#include <stdint.h>

/* agents and times (seconds of the day) hold count values; title stands above. */
void chart_write(const cli_sink *sink, const char *title, const double *agents, const int64_t *seconds, int64_t count);

#endif
