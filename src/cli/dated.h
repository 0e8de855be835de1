/* SPDX-License-Identifier: MIT */
/* Rows of a CSV that each have a moment and a few numbers, and may name a queue: histories, what happened today. An empty
 * number is unknown. */
#ifndef WFM_CLI_DATED_H
#define WFM_CLI_DATED_H

#include "cli/columns.h"
#include "cli/csv.h"
#include "cli/names.h"

enum { DATED_NUMBERS = 3 };

typedef struct dated_number {
    cli_input input;  /* whose name, synonyms and quantity it has */
    const char *name; /* its own name and only synonym instead; null: those of the input */
    bool needed;
    const char *also; /* another name; null: none */
} dated_number;

typedef struct dated_row {
    int64_t time; /* seconds since 1970-01-01, or of the day where there are no dates */
    double number[DATED_NUMBERS];
    size_t position;
    size_t start;  /* the place of its start, or without one of its date */
    int32_t queue; /* 0 where no queue is named */
} dated_row;

typedef struct cli_dated {
    csv_file *file;
    dated_row *row; /* in the order of the file */
    int64_t count;
    bool has_queue, has_date, has_start;
    cli_names queues;
} cli_dated;

/* What is read: the numbers, whether each row has a date, and whether queues are told apart. */
typedef struct dated_wants {
    dated_number number[DATED_NUMBERS];
    int numbers;
    bool dates, queues;
} dated_wants;

/* False after messages about everything that is wrong. */
bool dated_read(cli_dated *dated, csv_file *file, const dated_wants *wants);
void dated_free(cli_dated *dated);

/* Orders rows by queue, time and place in the file. */
void dated_sort(cli_dated *dated);

/* The day, since 1970-01-01, of a moment; and the seconds of that day. */
int64_t dated_day(int64_t time);
int64_t dated_second(int64_t time);

#endif
