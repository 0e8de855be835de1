/* SPDX-License-Identifier: MIT */
/* A short list of rows, words first and numbers behind, in every form of output. */
#ifndef WFM_CLI_LISTING_H
#define WFM_CLI_LISTING_H

#include "cli/table.h"

enum { LISTING_WORDS = 3, LISTING_NUMBERS = 12, LISTING_WORD_SIZE = 40 };

typedef struct listing_row {
    const char *
        name; /* stands for the first word where it is not null: of any length, a quote in it double, and not the row's own */
    char word[LISTING_WORDS][LISTING_WORD_SIZE];
    double number[LISTING_NUMBERS];
    int64_t of; /* what the row is about, for more_columns */
} listing_row;

typedef struct cli_listing {
    const char *schema; /* of JSON */
    const char *heads[LISTING_WORDS + LISTING_NUMBERS];
    int words, numbers;                         /* columns of each kind */
    int digits[LISTING_NUMBERS];                /* behind the point in a table, where a number is not whole */
    void (*more)(FILE *out, const void *about); /* what JSON has behind the rows; null: nothing */
    const void *about;
    void (*more_columns)(FILE *out, const void *about, int64_t of); /* what CSV has behind a row, a comma before each
                                                                       cell; titles where of is -1; null: nothing */
    listing_row *rows;
    int64_t count, room;
} cli_listing;

/* A new row at the end, all empty; valid until the next. */
listing_row *listing_add(cli_listing *listing);

/* Writes all rows into an open sink. */
void listing_put(const cli_listing *listing, const cli_sink *sink);

/* The same into the output of the options; returns the exit code. */
int listing_write(const cli_listing *listing, const cli_options *options);
void listing_free(cli_listing *listing);

#endif
