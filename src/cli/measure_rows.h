/* SPDX-License-Identifier: MIT */
/* Calls as cells of intervals, a row of them for each queue and one for all together, and the figures of an interval. */
#ifndef WFM_CLI_MEASURE_ROWS_H
#define WFM_CLI_MEASURE_ROWS_H

#include "cli/calls.h"
#include "cli/options.h"

/* What a figure needs: of calls_known, or beyond it. */
typedef enum measure_need {
    NEEDS_WITHIN = CALLS_WITHIN,
    NEEDS_WAITS = CALLS_WAITS,
    NEEDS_HANDLE = CALLS_HANDLE,
    NEEDS_PARTS = CALLS_PARTS,
    NEEDS_STAYS = 64,  /* single calls */
    NEEDS_AGENTS = 128 /* how many are on the phones */
} measure_need;

/* A queue, or all of them. */
typedef struct measure_whole {
    wfm_measure measure;
    const cli_stay *stays; /* in order of arrival */
    int64_t stay_count;
    double *staffed_s;           /* of each interval, NaN where it is not known; null: the file has no agents */
    wfm_measure_figures figures; /* of all intervals together */
} measure_whole;

typedef struct cli_measured {
    const cli_options *options;
    bool bad_data; /* what cannot be measured is the files' fault, not the command line's */
    cli_calls calls;
    cli_stay *by_queue;    /* the stays, queue by queue */
    measure_whole *queues; /* as many as calls.queue_count */
    measure_whole all;
    int64_t *rows; /* the intervals that are written, for each queue alike */
    int64_t row_count;
    int can; /* measure_need, what the figures may need */
    double interval_s, within_s, start_s;
    int32_t rule; /* the one that is meant */
} cli_measured;

/* Counts all calls. False after a message. */
bool measure_count(cli_measured *measured);
void measure_free(cli_measured *measured);

/* The figures of some intervals of a queue. Handle times of none that were handled are those of the queue as a whole. */
typedef struct measure_row {
    wfm_measure_figures figures;
    double interval_s, aht_s, acw_s;
    double handle_median_s, handle_ninety_s; /* of calls that arrived in them */
    double patience_implied_s, predicted_service_level, predicted_abandonment, predicted_asa_s;
} measure_row;
measure_row measure_row_of(const cli_measured *measured, const measure_whole *whole, int64_t interval);

/* The whole's figures, its predictions being those of its intervals by their weights. */
measure_row measure_row_of_whole(const cli_measured *measured, const measure_whole *whole);

/* Agents x time in an interval; 0 or NaN where it is not known. */
double measure_staffed(const cli_measured *measured, const measure_whole *whole, int64_t interval);

/* The queue of an interval as the library's model takes it, without its agents. False: there is no such queue. */
bool measure_model(const cli_measured *measured, const measure_whole *whole, int64_t interval, wfm_queue *queue);

/* Columns of rows, in order. */
typedef struct measure_column {
    const char *name;
    const char *head; /* in the compact table; null: not there */
    cli_look look;
    int spare;     /* as in a table */
    size_t offset; /* in measure_row */
    int needs;     /* of measure_need, added up */
} measure_column;
enum { MEASURE_COLUMNS = 36 };
extern const measure_column measure_columns[MEASURE_COLUMNS];
bool measure_has(const cli_measured *measured, const measure_column *column);
double measure_value(const measure_row *row, const measure_column *column);

/* The moment when an interval begins: its day, and the second of it. */
int64_t measure_day(const cli_measured *measured, int64_t interval);
int64_t measure_second(const cli_measured *measured, int64_t interval);

/* Whether queues have names, and that of one. */
bool measure_has_names(const cli_measured *measured);

/* The service level by a rule. */
double measure_level(const wfm_measure_figures *figures, int32_t rule);

double stay_handle(const cli_stay *stay);

/* Stays as the library's columns of calls. */
wfm_calls measure_calls_of(const cli_stay *stays, int64_t count);

/* The waits of stays in ascending order, and who hung up at their end; row has to be freed. */
typedef struct measure_wait {
    double wait_s;
    double hung_up, stayed; /* each the other's complement to 1 */
    double answered, unanswered;
} measure_wait;
typedef struct measure_waits {
    measure_wait *row;
    int64_t count;
    bool in_seconds; /* all are whole, as telephone systems write them */
} measure_waits;
measure_waits measure_waits_of(const cli_stay *stays, int64_t count);

/* Where waits of more than so many seconds begin: of whole seconds, which are rounded, half a second later. */
double measure_waits_beyond(const measure_waits *waits, double seconds);

/* The service level of stays by the rule virtual, with its range; NaN of none. */
wfm_estimate measure_virtual_level(const cli_measured *measured, const cli_stay *stays, int64_t count);

/* An estimate of which nothing is known. */
wfm_estimate measure_unknown(void);

wfm_patience measure_patience_of(const cli_measured *measured, const measure_waits *waits);

/* As the library reads them: what ends the patience of callers, or their offered wait. */
wfm_waits measure_patience_waits(const measure_waits *waits);
wfm_waits measure_offered_waits(const measure_waits *waits);

#endif
