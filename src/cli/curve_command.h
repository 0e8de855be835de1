/* SPDX-License-Identifier: MIT */
/* `wfm curve`, shared by its forms of output. */
#ifndef WFM_CLI_CURVE_COMMAND_H
#define WFM_CLI_CURVE_COMMAND_H

#include "cli/sink.h"
#include "cli/table.h"

typedef struct cli_curve {
    const cli_options *options;
    wfm_queue queue;
    double answer, from, to;
    wfm_status status; /* of the answer */
    cli_sink sink;
    cli_sink picture; /* of --svg */
    cli_table table;
    double *waiting; /* of the row at hand */
} cli_curve;

/* A figure for each number of agents; of lost calls only where there are any to lose. */
typedef struct curve_figure {
    const char *name, *head;
    cli_look look;
    size_t offset; /* in wfm_queue_metrics */
    int needs;     /* an input, or -1 */
} curve_figure;
bool curve_has(const cli_curve *curve, const curve_figure *figure);

/* The picture: service level, occupancy, ASA and what is lost against agents. */
void curve_svg(FILE *out, const cli_curve *curve);

#endif
