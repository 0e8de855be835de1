/* SPDX-License-Identifier: MIT */
/** @file csv.h
 *  A reader of vector files: a header line, one record a line, columns by name, "quoted, fields" with "" for a quote.
 *  Lines that begin with # are skipped.
 *
 *      csv *rows = csv_open_vectors("erlang_b.csv");
 *      while (csv_next(rows)) {
 *          double load = csv_number(rows, "load");
 *          ...
 *      }
 *      csv_close(rows);
 *
 *  What is not as it should be (no such column, a text for a number) fails the cmocka test with file and line.
 */
#ifndef TESTS_SUPPORT_CSV_H
#define TESTS_SUPPORT_CSV_H

#include <stdbool.h>
#include <stddef.h>

typedef struct csv csv;

/** Opens a file of the folder that the environment variable WFM_TEST_VECTORS names. */
csv *csv_open_vectors(const char *name);

/** Opens a file of the folder that WFM_EXTRA_VECTORS names; skips the test, saying so, where that is not set. */
csv *csv_open_extra(const char *name);

/** Moves to the next record; false after the last. */
bool csv_next(csv *file);

/** The text of a column in the current record; valid until the next one. */
const char *csv_text(const csv *file, const char *column);

/** The number in a column, decimal of any length, hexadecimal or inf; NaN where it is empty. */
double csv_number(const csv *file, const char *column);

/** The current line in the file, from 1. */
size_t csv_line(const csv *file);

void csv_close(csv *file);

#endif
