/* SPDX-License-Identifier: MIT */
/* Models beyond a queue's own: callers who call again, uncertain load, a risk, handle times and patience of other laws. */
#ifndef WFM_CLI_MODELS_H
#define WFM_CLI_MODELS_H

#include "cli/grid.h"

/* Reads "lognormal:1.2" into the law and its shape. False: what is wrong, to be put after the text. */
bool law_read(span text, bool comma_allowed, int32_t *law, double *shape, char problem[PROBLEM_SIZE]);

/* The same of an option; false after a message. */
bool models_read_law(cli_options *options, const char *name, const char *value);

/* Whether the options go together, and of one interval whether each has what it needs; false after a message. */
bool models_fit(const cli_options *options, cli_command command);

/* Whether options or columns ask for more than a queue's own model. */
bool models_asked(const cli_grid *grid);

/* What is wrong with a row, and the input whose field is. */
typedef struct model_problem {
    int at; /* an input */
    char text[256];
} model_problem;
bool models_fit_row(const cli_grid *grid, int64_t row, model_problem *problem);

/* "uncertain load (10%), met with a chance of 90%": empty where it is the queue's own. */
enum { MODEL_SIZE = 512 };
void models_write(const double *constant, const cli_grid *grid, const cli_options *options, char text[MODEL_SIZE]);

/* Whether patience is not that of the queue's own model. */
bool law_is_active(const cli_options *options);

/* The word of a law, as --patience-law takes it. */
const char *law_word(int32_t law);

#endif
