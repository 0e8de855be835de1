/* SPDX-License-Identifier: MIT */
/* Lines that callers in treatment (announcements, menus) share with those who wait and talk. */
#ifndef WFM_INTERNAL_TREATED_H
#define WFM_INTERNAL_TREATED_H

#include "internal/model.h"

/* Of the calls that come, or whose treatment ends, while a number of callers wait or talk: the share that goes on to the
 * agents, and the share that finds no line. */
typedef struct wfm_i_entry {
    double in;
    double out;
} wfm_i_entry;

/* With so many lines beside those callers, real, >= 0, at a load of treatment; a part of a line is there that share of the time. */
wfm_i_entry wfm_i_entry_at(double lines, double treated);

/* The entries at so many lines, one fewer, two fewer, ..., down to none: the same numbers at a fraction of the cost. */
typedef struct wfm_i_entries {
    double treated;
    double part;       /* of a line */
    double whole;      /* lines whose entry is next */
    double none_from;  /* lines from where on no double is as small as what is turned away */
    double steps_from; /* and from where on it follows from that of one line more */
    double inverse;    /* 1/B(whole + 1), and what rounding has taken from it; 0 where it is not known */
    double taken;
    wfm_i_entry above; /* of whole + 1 lines */
} wfm_i_entries;

/* treated > 0. */
void wfm_i_entries_begin(wfm_i_entries *entries, double lines, double treated);

wfm_i_entry wfm_i_entries_next(wfm_i_entries *entries);

/* The states in which an agent is free, and that in which all are busy and nobody waits: together 1. */
typedef struct wfm_i_below {
    double all_busy;
    double free;
    double entering; /* those of the free ones weighted by their entries */
    double blocked;
} wfm_i_below;

/* Of a model with waiting places. False where more states count than this walks through. */
bool wfm_i_below_agents(const wfm_i_model *model, wfm_i_below *below);

#endif
