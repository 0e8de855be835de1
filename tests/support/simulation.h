/* SPDX-License-Identifier: MIT */
/** @file simulation.h
 *  One queue simulated event by event: every caller, agent and line is followed; no formula of a queue is used, and
 *  nothing of the library. Random times come from outside.
 *
 *  Callers come at random. An agent who is free takes who has waited longest. A caller hangs up when his own patience
 *  ends before an agent comes. Lines hold talking and waiting callers; who finds none is turned away. Of a part of a
 *  line, that share of the callers who need it get it.
 *
 *  Announcements may come first: a caller holds a line and no agent until they end, and is one who arrives from then on;
 *  who is turned away is so at the attempt.
 *
 *  Callers may call again after an exponential delay: a share of those turned away, of those who hang up, and of those
 *  served, from the end of the talk on.
 *
 *  A caller who hangs up stays in the queue as a shadow: the moment at which an agent would have come to him ends his
 *  offered wait, and the agent goes on at once to who is behind.
 */
#ifndef TESTS_SUPPORT_SIMULATION_H
#define TESTS_SUPPORT_SIMULATION_H

#include <stdbool.h>
#include <stddef.h>

/** What is simulated. Times that nobody waits out are infinite: patience_s, lines. */
typedef struct sim_queue {
    int agents;
    double gap_s;   /* mean time between arrivals */
    double talk_s;  /* means; the handle time is both */
    double after_s; /* after-call work: the agent is busy, the line free */
    bool phases;    /* talk and after-call work are exponential each; else fixed parts of an exponential handle time */
    double patience_s; /* mean */
    double lines;
    double warm_up_s; /* from about the mean number of busy agents */
    double measured_s;
    double again_after[3]; /* shares who call again: turned away, hung up, served */
    double again_s;        /* mean delay until then */
    double treatment_s;    /* mean of announcements on a line before the queue; 0 without them */
    double treatment_log;  /* deviation of their logarithm, lognormal times; 0: exponential ones */
} sim_queue;

/** How a call ended. */
typedef enum sim_end { SIM_WAITING, SIM_ANSWERED, SIM_HUNG_UP, SIM_TURNED_AWAY } sim_end;

typedef struct sim_caller {
    double arrival_s;
    double wait_s;    /* until answered or hung up */
    double offered_s; /* until an agent comes, or would have come */
    double talk_s;    /* of the answered */
    double after_s;   /* their after-call work */
    double notes[2];  /* the watcher's */
    bool again;       /* not a first attempt */
    size_t position;  /* on arrival, 1 for who is next; 0 for who is answered at once or turned away */
    sim_end end;
    bool measured; /* arrived after the warm-up and before the end */
} sim_caller;

/** Where random times come from: exponential ones, but for those of which there is another source. A patience of 0 is a
 *  caller who hangs up at once when he has to wait. */
typedef struct sim_source {
    double (*exponential)(void *state, double mean);
    double (*uniform)(void *state); /* from 0 to below 1 */
    void *state;
    double (*gap)(void *state, double mean); /* null, as the others, where it is exponential */
    double (*handle)(void *state, double mean);
    double (*patience)(void *state, double mean);
} sim_source;

/** Who looks on. joins: a caller has to wait (null if not wanted). leaves: all is known of a caller; those who are
 *  answered come in the order of the answers. */
typedef struct sim_watcher {
    void (*joins)(void *about, sim_caller *caller);
    void (*leaves)(void *about, const sim_caller *caller);
    void *about;
} sim_watcher;

/** Sums over the measured time. The last three have the mean 0, whatever the queue: each time is drawn when it is known
 *  that it will be needed. */
typedef struct sim_times {
    double agents_busy_s;  /* agents x time */
    double all_busy_s;     /* time during which all agents are busy */
    double waiting_s;      /* callers x time */
    double lines_s;        /* lines x time */
    double arrivals_extra; /* arrivals less those to be expected */
    double handle_extra;   /* sum over the calls that begin: handle time over its mean, less 1 */
    double patience_extra; /* sum over those who join the queue: patience over its mean, less 1 */
} sim_times;

/** Runs until every measured caller is known. False if memory runs out. */
bool sim_run(const sim_queue *queue, const sim_source *source, const sim_watcher *watcher, sim_times *times);

#endif
