/* SPDX-License-Identifier: MIT */
/* Pieces of text that need not end in a zero byte, memory that is always checked, and the nearest known word. */
#ifndef WFM_CLI_TEXT_H
#define WFM_CLI_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The exit codes: `wfm help` says the same. */
enum exit_code {
    EXIT_FINE = 0,
    EXIT_NOT_REACHABLE = 1, /* somewhere a target cannot be met */
    EXIT_USAGE = 2,         /* the command line, or a file that cannot be opened */
    EXIT_BAD_DATA = 65,
    EXIT_MEMORY = 71,
    EXIT_OUTPUT = 74
};

typedef struct span {
    const char *data;
    size_t size;
} span;

span span_of(const char *text);
span span_trimmed(span text);
bool span_equals(span text, const char *word);

/* Text made fit for a message: shortened, control characters replaced. */
typedef struct cli_shown {
    char text[64];
} cli_shown;
cli_shown shown_of(span text);

/* The text with each quote double, as in a CSV field; to be freed. */
char *quotes_doubled(span text);

/* The text as it is, with a zero byte; to be freed. */
char *span_copy(span text);

/* Zeroed memory for count items; a program without memory ends with a message. */
void *allocate(size_t count, size_t size);

/* Memory for more items, the first of them kept, the others not set; at least twice as many each time. */
void *enlarge(void *memory, int64_t *room, size_t size);

/* A number that spreads texts over a table. */
uint64_t span_hash(span text);

/* The known word that was probably meant, or null: at most a third of its letters are wrong. */
const char *nearest_word(span word, const char *const *known, size_t count);

#endif
