/* SPDX-License-Identifier: MIT */
/* A CSV file in memory (RFC 4180, also with semicolons or tabs), its fields, and messages about places in it.
 *
 * The bytes of the file are kept as they were read, and a row is remembered by its position: what is carried through to
 * the output is read again from there, so that ten million rows cost no copies. */
#ifndef WFM_CLI_CSV_H
#define WFM_CLI_CSV_H

#include "cli/text.h"

#include <stdio.h>

typedef struct csv_file {
    const char *name; /* as in messages */
    const char *head; /* a header that it might have; null: that of a plan */
    char *memory;     /* what was read */
    const char *data; /* behind a byte order mark, and a line that names the separator */
    size_t size;      /* of data */
    size_t skipped;   /* lines before data */
    char separator;   /* , ; or tab */
    long errors;      /* reported so far */
    long warnings;
} csv_file;

typedef struct csv_field {
    span text;       /* without the quotes around it; doubled quotes are still double */
    size_t position; /* of its first byte in the file, the quote where there is one */
    bool doubled;    /* text holds doubled quotes */
    bool last;       /* the row ends with it */
} csv_field;

/* Reads a whole file, "-" being standard input. False after a message: it cannot be opened or read. */
bool csv_load(csv_file *file, const char *path);
void csv_free(csv_file *file);

/* Finds the separator, in a first line "sep=;" as Excel has it or in the header, and refuses bytes that no CSV holds. False after a message. */
bool csv_begin(csv_file *file);

/* The next field from *position, which moves behind it. False after a message: the rest makes no sense. */
bool csv_next(csv_file *file, size_t *position, csv_field *field);

/* Moves over empty lines; false at the end of the file. */
bool csv_more(const csv_file *file, size_t *position);

/* Rows that the file may have at most. */
size_t csv_most_rows(const csv_file *file);

/* "FILE:LINE:COLUMN: message" on stderr; the first twenty are shown, all are counted. */
void csv_error(csv_file *file, size_t position, const char *format, ...);
void csv_warning(csv_file *file, size_t position, const char *format, ...);
/* How many more there were. */
void csv_close_messages(const csv_file *file);

/* The line, counted from 1, of a position. */
size_t csv_line(const csv_file *file, size_t position);

/* A field as CSV, in quotes where it needs them. Doubled quotes in it are still double. */
void csv_write(FILE *out, span text);

#endif
