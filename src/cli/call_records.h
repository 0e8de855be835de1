/* SPDX-License-Identifier: MIT */
/* CSV files of what happened: a row for each call, or a row of counts for each interval of a queue. */
#ifndef WFM_CLI_CALL_RECORDS_H
#define WFM_CLI_CALL_RECORDS_H

#include "cli/calls.h"
#include "cli/stamp.h"

/* The part that a column plays, in a file of calls ... */
typedef enum call_role {
    CALL_START, /* these three in files of counts too */
    CALL_DATE,
    CALL_QUEUE,
    CALL_OUTCOME,
    CALL_WAIT,
    CALL_ANSWERED_AT,
    CALL_ENDED_AT,
    CALL_TALK,
    CALL_HOLD,
    CALL_ACW,
    CALL_HANDLE,
    CALL_ROLES
} call_role;

/* ... and in one of counts. */
typedef enum count_role {
    COUNT_OFFERED = CALL_QUEUE + 1,
    COUNT_ANSWERED,
    COUNT_HANDLED,
    COUNT_ABANDONED,
    COUNT_LEFT,
    COUNT_BLOCKED,
    COUNT_ANSWERED_WITHIN,
    COUNT_ANSWERED_BEYOND,
    COUNT_ABANDONED_WITHIN,
    COUNT_ABANDONED_BEYOND,
    COUNT_ABANDONED_SHORT,
    COUNT_LEFT_WITHIN,
    COUNT_LEFT_BEYOND,
    COUNT_ANSWERED_WAIT,
    COUNT_ABANDONED_WAIT,
    COUNT_LEFT_WAIT,
    COUNT_ASA,
    COUNT_HANDLE,
    COUNT_AHT,
    COUNT_TALK,
    COUNT_HOLD,
    COUNT_ACW,
    COUNT_AGENTS,
    COUNT_ROLES
} count_role;

enum { MOST_ROLES = COUNT_ROLES };

/* What the header says. */
typedef struct call_head {
    int *roles; /* of each column, -1 for none */
    int count;  /* of columns */
    size_t rows_at;
    bool counts; /* rows of counts */
    bool has[MOST_ROLES];
} call_head;

/* False after messages. */
bool call_head_read(call_head *head, csv_file *file);
void call_head_free(call_head *head);

const char *call_role_name(const call_head *head, int role);

/* One row: its fields by role. False after a message: the rest of the file makes no sense. */
typedef struct call_row {
    size_t position;
    csv_field field[MOST_ROLES];
    bool filled[MOST_ROLES]; /* there, and not blank */
    bool wrong;              /* another number of fields than columns: the message is out */
} call_row;
bool call_row_read(const call_head *head, csv_file *file, size_t *position, call_row *row);

/* The moment in the start column and the date column; a message where there is none. */
void call_row_start(cli_calls *calls, const call_head *head, csv_file *file, local_clock *clock, const call_row *row,
                    cli_stamp *start);

/* Rows to stays, and to intervals. False after messages about everything that is wrong. */
bool call_records_read(cli_calls *calls, csv_file *file, const call_head *head, const calls_wishes *wishes);
bool call_counts_read(cli_calls *calls, csv_file *file, const call_head *head);
/* Order, the length of an interval; after all files. */
bool call_counts_finish(cli_calls *calls, csv_file *file, const calls_wishes *wishes);

#endif
