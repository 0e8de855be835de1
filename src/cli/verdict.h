/* SPDX-License-Identifier: MIT */
/* A plan in a sentence. */
#ifndef WFM_CLI_VERDICT_H
#define WFM_CLI_VERDICT_H

#include "cli/sink.h"
#include "cli/staff.h"

/* "80% in 20 s and ASA 10 s": the targets that hold for every row. */
enum { TARGETS_SIZE = 200 };
void targets_write(const double *constant, char text[TARGETS_SIZE]);

/* Two lines of figures under the rows of a day, a queue or the whole. */
void totals_write(FILE *out, const cli_grid *grid, const wfm_plan_totals *totals, const char *name);

/* One line: the peak, and what cannot be met. */
void verdict_write(FILE *out, const cli_sink *sink, const cli_grid *grid, const cli_options *options,
                   const wfm_plan_totals *totals);

/* When a row begins: "10:30", or with its date where there are dates. */
enum { MOMENT_SIZE = 90 };
void moment_write(const cli_grid *grid, int64_t row, char text[MOMENT_SIZE]);

#endif
