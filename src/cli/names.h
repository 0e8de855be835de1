/* SPDX-License-Identifier: MIT */
/* Names numbered in order of appearance: of queues, of kinds of events. */
#ifndef WFM_CLI_NAMES_H
#define WFM_CLI_NAMES_H

#include "cli/text.h"

typedef struct cli_names {
    span *name; /* in order of appearance; they stay in the file's memory */
    int32_t count;
    int32_t *slots; /* by hash, open addressing: number of a name + 1, 0 where empty; at most half full */
    size_t size;    /* a power of two */
} cli_names;

/* The number of a name, a new one where it has none. */
int32_t names_number(cli_names *names, span name);

/* The same, but -1 where it has none. */
int32_t names_find(const cli_names *names, span name);

/* Hands the names over, to be freed by who gets them, and forgets the rest. */
void names_close(cli_names *names, span **name, int32_t *count);
void names_free(cli_names *names);

#endif
