/* SPDX-License-Identifier: MIT */
/* One queue as a Markov chain: agents, load, patience and lines, all real, times in handle times; every share and mean of
 * it. What queue.h and staffing.h stand on. */
#ifndef WFM_INTERNAL_MODEL_H
#define WFM_INTERNAL_MODEL_H

#include "internal/patient.h"

/* Infinite where not limited. */
typedef struct wfm_i_model {
    double agents;   /* >= 0 */
    double load;     /* > 0, finite */
    double patience; /* > 0 */
    double lines;    /* as many calls as can be in the system, >= 0 */
    double treated;  /* erl of announcements before the queue, on the lines; 0 where these are not limited */
} wfm_i_model;

typedef struct wfm_i_record {
    wfm_i_patient of;       /* of the calls that get in; those for t are 0 without a time */
    double blocking;        /* share of all calls that do not */
    double blocked_at_work; /* those of them who come while all agents are busy; all but for callers in treatment */
    double wait_mean;       /* of the calls that get in */
    double wait_of_waiting; /* of those who wait; 0 where their share is too small for a double */
    double queue_mean;      /* calls waiting */
    double answered_wait;   /* mean wait x [answered], of the calls that get in; NaN if not asked for */
    double abandoning_wait; /* the same of those who hang up */
} wfm_i_record;

/* By what a record is computed: nobody can wait, Erlang C, Erlang A, or a walk over the waiting places. */
typedef enum wfm_i_kind { WFM_I_NO_PLACES, WFM_I_PLAIN, WFM_I_IMPATIENT, WFM_I_PLACES } wfm_i_kind;
wfm_i_kind wfm_i_model_kind(const wfm_i_model *model);

/* What of a record is wanted. */
enum { WFM_I_SHARES = 0, WFM_I_MEANS = 1 };

/* The record at a time t >= 0, or without one where it is negative. False where more waiting places are in use than this
 * walks through. */
bool wfm_i_model_at(const wfm_i_model *model, double t, int wanted, wfm_i_record *record);

/* The same of a queue with so many waiting places, by one walk over them. */
bool wfm_i_walk_places(const wfm_i_model *model, double places, double t, int wanted, wfm_i_record *record);

/* The parts of Erlang A's mean wait that are waited by those who are then answered, and by those who hang up. */
typedef struct wfm_i_parts {
    double answered;
    double abandoning;
} wfm_i_parts;
wfm_i_parts wfm_i_parts_of_wait(double servers, double load, double patience);

#endif
