/* SPDX-License-Identifier: MIT */
/* One line of a queue_log: "time|call|queue|agent|EVENT|data|...". */
#ifndef WFM_CLI_LOG_LINE_H
#define WFM_CLI_LOG_LINE_H

#include "cli/csv.h"
#include "cli/stamp.h"

typedef enum log_event {
    LOG_OTHER, /* nothing that happens to a call, or nothing that is counted */
    LOG_ENTER,
    LOG_CONNECT,
    LOG_ABANDON,
    LOG_LEAVE,
    LOG_COMPLETE, /* the call is over, or the agent has passed it on */
    LOG_RING      /* an agent did not answer */
} log_event;

/* An event by name, and which of its data, from 0, say how long the call waited and was talked to: -1 for none. Old
 * versions of Asterisk wrote no wait, and short_size data in all. */
typedef struct log_shape {
    const char *name;
    log_event event;
    int wait, talk;
    int short_size;
} log_shape;

typedef struct log_line {
    span text;  /* without its end */
    bool whole; /* it has an end */
} log_line;

typedef struct log_entry {
    double time_s; /* since 1970-01-01 00:00, UTC or local */
    bool local;
    bool cut;               /* the file ends behind the last number, which may have had more digits */
    const log_shape *shape; /* null: an event that is not counted */
    span time, call, queue, name;
    double wait_s; /* NaN where the event does not tell */
    double talk_s; /* 0 where there is none */
} log_entry;

/* What is wrong with a line: where, what it is, and why. */
typedef struct log_fault {
    span text;
    const char *what, *problem;
} log_fault;

/* Where the first line begins: behind a byte order mark. */
size_t log_first_line(const csv_file *file);

/* The next line that is not empty; false at the end of the file. */
bool log_line_next(const csv_file *file, size_t *at, log_line *line);

/* False where the line makes no sense, with the fault; the entry then holds what was read before that. */
bool log_line_read(const log_line *line, local_clock *clock, log_entry *entry, log_fault *fault);

/* The time of the first of the first hundred lines that begins as a line of a queue_log does; -1 where none does. */
double log_first_time(const csv_file *file);

#endif
