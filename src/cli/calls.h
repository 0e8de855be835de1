/* SPDX-License-Identifier: MIT */
/* What `wfm measure` reads: stays of calls in queues, from Asterisk's queue_log or a CSV file of calls, or counts of
 * intervals from a CSV file. Times are seconds since 1970-01-01 00:00 on the local clock, as people there read it. */
#ifndef WFM_CLI_CALLS_H
#define WFM_CLI_CALLS_H

#include "cli/csv.h"

#include "wfm/measure.h"

/* One stay of a call in a queue: the members of wfm_call, as columns of a struct. */
typedef struct cli_stay {
    double arrival_s, wait_s, talk_s, hold_s, acw_s;
    int32_t queue; /* number of the queue's name */
    int32_t event; /* the last of WFM_CALL_ that is known */
} cli_stay;

/* What a file says of an interval. */
typedef struct cli_counted {
    double start_s;
    double agents; /* on the phones; NaN where not given */
    int32_t queue;
    double cell[WFM_CELLS];
} cli_counted;

/* What the files can tell. Stays tell all but CALLS_PARTS where no after-call work was recorded. */
typedef enum calls_known {
    CALLS_WITHIN = 1, /* how many were answered, and hung up, within T */
    CALLS_WAITS = 2,  /* how long they waited */
    CALLS_HANDLE = 4, /* how long they were handled */
    CALLS_PARTS = 8,  /* talk, hold and after-call work apart */
} calls_known;

typedef struct cli_calls {
    cli_stay *stays; /* in order of arrival */
    int64_t stay_count, stay_room;
    cli_counted *counted; /* in order of queue and start; none beside stays */
    int64_t counted_count, counted_room;
    char **queues; /* names, in order of appearance; a quote in one is double, as in a CSV field */
    int32_t queue_count;
    int64_t queue_room;
    int32_t *queue_slots; /* a table of the names: number + 1, or 0 */
    int64_t queue_slot_count;
    int known;         /* of calls_known */
    double interval_s; /* of counted intervals; 0 with stays */
    bool has_date;     /* false: times of a day alone */
    bool date_settled; /* by the first row of a CSV file */
    int64_t open;      /* stays without an end: in event WFM_CALL_ARRIVED */
    int64_t rings;     /* that no agent answered */
    int64_t faulty;    /* lines that were named and left out */
    bool unreadable;   /* a file could not be opened or read */
} cli_calls;

/* What the options say about reading. */
typedef struct calls_wishes {
    const char *queue; /* this one alone, its quotes double as in names; null: all */
    double acw_s;      /* after-call work of each handled call that has none recorded; 0 at least */
    double interval_s; /* of counted intervals where their step is that of gaps; NaN: not given */
} calls_wishes;

/* Reads all files, "-" being standard input, and joins them. False after messages: nothing can be measured. */
bool calls_read(cli_calls *calls, const char *const *paths, int count, const calls_wishes *wishes);
void calls_free(cli_calls *calls);

/* The number of a queue's name, which is added if it is new. */
int32_t calls_queue(cli_calls *calls, span name);

/* A new interval, likewise; its agents are not given. */
cli_counted *calls_add_counted(cli_calls *calls);

/* A new stay, all zero, at the end; valid until the next. */
cli_stay *calls_add(cli_calls *calls);

#endif
