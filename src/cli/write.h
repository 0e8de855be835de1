/* SPDX-License-Identifier: MIT */
/* CSV and JSON: every key of every row, each number reading back to the same double. */
#ifndef WFM_CLI_WRITE_H
#define WFM_CLI_WRITE_H

#include "cli/sink.h"
#include "cli/staff.h"

/* What the file's columns and the library's answer make together. */
typedef struct cli_writer {
    FILE *out;
    const cli_grid *grid;
    const cli_staff *staff; /* null where what was given alone is written */
    csv_field *fields;      /* of the row being written */
    bool begun;             /* a JSON row stands before the next */
} cli_writer;

void writer_begin(cli_writer *writer, FILE *out, const cli_grid *grid, const cli_staff *staff);
void writer_end(cli_writer *writer);

void write_csv_head(cli_writer *writer);
void write_csv_rows(cli_writer *writer, int64_t first, int64_t end);
void write_json_rows(cli_writer *writer, int64_t first, int64_t end);

/* A row as it was given, but for its moment, calls, handle time and scheduled: what counts of options and of the file's
 * columns, in CSV with a comma before each. */
void write_csv_given_head(cli_writer *writer);
void write_csv_given_row(cli_writer *writer, int64_t row);

/* A number as CSV knows it ("inf", empty) and as JSON does (null). */
void write_csv_number(FILE *out, double value);
void write_json_number(FILE *out, double value);
/* The length of the UTF-8 sequence at the start of text, 0 if there is none (RFC 3629). */
size_t utf8_size(span text);

void write_json_text(FILE *out, span text, bool doubled);

/* "key": with a comma before it unless it is the first. */
void write_json_key(FILE *out, const char *key, bool first);

/* ,"input": {...}: the command, the file and every option that counts; and the model, to which the columns of a grid
 * belong where there is one. */
void write_json_input(FILE *out, const char *command, const cli_options *options, const double *constant,
                      const cli_grid *grid);

#endif
