/* SPDX-License-Identifier: MIT */
/** @file gsl_runs.h
 *  Figures of independent runs of a simulation, held against what is expected, for the programs that have GSL.
 *
 *  Every figure is a ratio of two sums over callers or time. REPLICATIONS independent runs, each with its own stream,
 *  give as many pairs. With r the ratio of the totals, the residuals (sum - r x other sum) of the runs are fitted by a
 *  line in what is known to have the mean 0: arrivals, handle times and patience beyond what was to be expected. What
 *  the line gives where they are 0 corrects r, and its standard error gives a Student interval.
 *
 *  Together the comparisons of a family fail a library without fault with the probability that is asked for at most
 *  (Bonferroni): half of it is divided by the number of comparisons that are planned and must not be exceeded. Such an
 *  interval is some six to seven standard errors to each side and would let pass what is a little wrong everywhere: for
 *  that the squares of all differences are held to a chi-squared distribution, with the other half.
 *
 *  Student's interval needs events that are many and apart. Callers who come within a handle time of each other share
 *  their luck, so a handle time's callers are taken for one cluster. Where fewer than 200 clusters have, or lack, what
 *  is counted, the interval is wider by 20 clusters: none are seen of 20 to be expected with probability e^-20.
 */
#ifndef TESTS_SUPPORT_GSL_RUNS_H
#define TESTS_SUPPORT_GSL_RUNS_H

#include "support/check.h"
#include "support/simulation.h"

#include "wfm/queue.h"

enum { REPLICATIONS = 40, CONTROLS = 3, MOST_COMPARISONS = 4000 };

/** What a run says of a ratio, and of the quantities whose means are known. */
typedef struct sample {
    double of;
    double per;
    double controls[CONTROLS];
} sample;

typedef struct estimate {
    double value;
    double error;  /* standard error */
    double margin; /* for what is rare */
    double per;    /* total below the line */
} estimate;

/** The comparisons of one test. */
typedef struct family {
    tally results;
    size_t planned;
    double risk;        /* of failing without fault */
    double critical;    /* of Student's distribution */
    const char *where;  /* the row that is compared now */
    double cluster;     /* of its callers */
    double squares;     /* of its differences in standard errors */
    size_t compared;    /* how many */
    double chi_squared; /* mean squares of the rows so far */
    size_t rows;
    double worst;                    /* difference over half-width */
    double widths[MOST_COMPARISONS]; /* half-width over value, of what is not rare */
    size_t width_count;
} family;

sample sample_of(const double *controls, double of, double per);

/** Of callers, where they are counted in clusters of that many; 0 where what is summed is no count. */
estimate estimate_of(const sample *samples, double cluster);

void begin_family(family *f, const char *name, size_t planned, double risk);

/** A row's load says how large its clusters are. */
void begin_row(family *f, const char *where, double load);

/** Whether the expected value is within the interval. */
void compare(family *f, const sample *samples, bool of_counts, double expected, const char *what);

/** The same of a mean that is to be 0, which has no relative width. */
void compare_zero(family *f, const sample *samples, const char *what);

void end_row(family *f);

/** Prints and tests the whole; a median half-width above the widest says nothing, and fails. */
void finish_family(family *f, double widest_median);

/** A queue, as the library and the simulation are asked for it. */
typedef struct row {
    int agents;
    double load;
    double aht_s;
    double acw_s;
    double patience_s;
    double lines;
    double answer_within_s;
    double short_abandon_s;
    int32_t flags;
    double calls;   /* million, in all replications; fewer under a sanitizer */
    double warm_up; /* handle times */
} row;

/** Length of the library's interval. */
extern const double INTERVAL_S;

wfm_queue queue_of(const row *r);
sim_queue simulated(const row *r);
void describe(const row *r, char *text, size_t size);

/** Streams are numbered by test, row and replication; 0 is not used, GSL takes it for another. */
unsigned long stream_of(size_t test, size_t row_number, size_t replication);

/** One run with its own stream. */
sim_times run_stream(const sim_queue *queue, unsigned long stream, const sim_watcher *watcher, double *controls);

#endif
