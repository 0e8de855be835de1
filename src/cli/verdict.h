/* SPDX-License-Identifier: MIT */
/* A plan in a sentence. */
#ifndef WFM_CLI_VERDICT_H
#define WFM_CLI_VERDICT_H

#include "cli/sink.h"
#include "cli/staff.h"

/* A figure as people like to see it, between two texts. */
void figure_write(FILE *out, const char *before, cli_look look, double value, const char *after);

/* "80% in 20 s (offered) and ASA 10 s": the targets that hold for every row, of the options or of a grid's constants. */
enum { TARGETS_SIZE = 320 };
void targets_write(const double *constant, const cli_options *options, char text[TARGETS_SIZE]);

/* Those of all rows of a plan, and that some have others where they do. */
void grid_targets_write(const cli_grid *grid, const cli_options *options, char text[TARGETS_SIZE]);

/* A line for each caveat. */
void notes_write(const cli_sink *sink, const char *before, wfm_status status);

/* What is no alarm: the answer holds as it stands. */
enum { HARMLESS = WFM_CAVEAT_LINES_APPROXIMATE | WFM_CAVEAT_TWO_SOLUTIONS };

/* Two lines of figures under the rows of a day, a queue or the whole. */
void totals_write(FILE *out, const cli_grid *grid, const wfm_plan_totals *totals, const char *name);

/* One line: the peak, who is lost, and what cannot be met. */
void verdict_write(FILE *out, const cli_sink *sink, const cli_grid *grid, const cli_options *options,
                   const wfm_plan_totals *totals);

/* When a row begins: "10:30", or with its date where there are dates. */
enum { MOMENT_SIZE = 90 };
void moment_write(const cli_grid *grid, int64_t row, char text[MOMENT_SIZE]);

#endif
