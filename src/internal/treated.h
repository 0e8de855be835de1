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
