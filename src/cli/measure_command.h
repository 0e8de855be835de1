/* SPDX-License-Identifier: MIT */
/* `wfm measure`, shared by its forms of output. */
#ifndef WFM_CLI_MEASURE_COMMAND_H
#define WFM_CLI_MEASURE_COMMAND_H

#include "cli/measure_rows.h"
#include "cli/sink.h"

/* The figures of which two periods are compared. */
enum { SPLIT_FIGURES = 4 };
typedef struct measure_split {
    wfm_estimate before, after, difference; /* NaN where it cannot be told */
} measure_split;

/* A queue, or all of them, in figures, and how sure these are. */
typedef struct measure_total {
    measure_row row;
    wfm_estimate level; /* by the rule that is meant */
    wfm_estimate abandonment, asa, aht;
    wfm_spread spread;
    wfm_patience patience;
    measure_split split[SPLIT_FIGURES];
} measure_total;
measure_total measure_total_of(const cli_measured *measured, const measure_whole *whole);

/* One figure of a total; low and high where sure. */
typedef struct measure_figure {
    const char *name;
    double value, low, high;
    bool sure;
} measure_figure;
enum { MOST_FIGURES = 80 };
typedef struct measure_figures {
    measure_figure figure[MOST_FIGURES];
    int count;
} measure_figures;
void measure_total_figures(const cli_measured *measured, const measure_total *total, bool of_all,
                           measure_figures *figures);

/* The same in words, a line each. */
void measure_words(const cli_measured *measured, const cli_sink *sink, const measure_whole *whole, const char *name);

/* The rows of all queues and what follows them, or the summary as a listing; in every form. */
void measure_write(const cli_measured *measured, const cli_sink *sink);

/* The picture; only of single calls. */
void measure_svg(FILE *out, const cli_measured *measured);

#endif
