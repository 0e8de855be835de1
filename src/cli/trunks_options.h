/* SPDX-License-Identifier: MIT */
/* What `wfm trunks` alone is given: lists of loads, lines and blockings, models, groups that overflow, classes. */
#ifndef WFM_CLI_TRUNKS_OPTIONS_H
#define WFM_CLI_TRUNKS_OPTIONS_H

#include "cli/number.h"

/* Numbers in a row: of a list one for each item, of groups and classes as many as their options take. */
typedef struct cli_list {
    double *value;
    size_t count, room;
    const char *text; /* as it was given, of a list */
} cli_list;

enum { GROUP_PARTS = 2, CLASS_PARTS = 3 };

typedef struct trunk_options {
    cli_list load, lines, blocking;
    cli_list group; /* of --overflow: load, lines */
    cli_list class; /* of --class: load, lines a call, lines left free */
    int model;      /* WFM_TRUNKS_, -1 where no option names one */
    double recall;  /* NaN where not given, as all below */
    double sources;
    double peakedness;
    int order; /* WFM_ORDER_, or ORDER_TOGETHER; -1 */
} trunk_options;

enum { ORDER_TOGETHER = 2 };

void trunk_options_begin(trunk_options *trunks);
void trunk_options_free(trunk_options *trunks);

/* Each reads an option's value; false after a message. */
bool trunk_read_list(cli_list *list, cli_quantity quantity, const char *name, const char *value);
bool trunk_read_group(cli_list *list, const char *name, const char *value);
bool trunk_read_class(cli_list *list, const char *name, const char *value);
bool trunk_read_peakedness(double *peakedness, const char *name, const char *value);

/* The words of --model and --order, in the order of their values. */
enum { TRUNK_MODELS = 5, TRUNK_ORDERS = 3 };
extern const char *const trunk_model_words[TRUNK_MODELS];
extern const char *const trunk_order_words[TRUNK_ORDERS];

/* Whether what was given goes together; settles the model. False after a message. */
bool trunk_options_fit(trunk_options *trunks);

#endif
