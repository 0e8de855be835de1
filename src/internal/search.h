/* SPDX-License-Identifier: MIT */
/* The inverses of a queue in any of its models, by search: one member of the queue is unknown, and the targets are met on
 * one side of a value of it, or between two. */
#ifndef WFM_INTERNAL_SEARCH_H
#define WFM_INTERNAL_SEARCH_H

#include "internal/targets.h"

enum { WFM_I_VIEWS_KEPT = 8 };

/* What the targets see of a queue, where that is not wfm_i_view_of. */
typedef wfm_i_view (*wfm_i_look)(const wfm_queue *queue, const wfm_targets *targets, void *about);

/* A queue, what is unknown of it, and the last few values looked at, as a value is looked at first to decide and then to
 * report. */
typedef struct wfm_i_search {
    wfm_queue queue;
    wfm_targets targets;
    wfm_i_unknown unknown;
    int goals; /* how many targets are given */
    int place; /* of the one target looked at, or -1 for all */
    int steps;
    double at[WFM_I_VIEWS_KEPT];
    wfm_i_view view[WFM_I_VIEWS_KEPT];
    wfm_i_look look; /* null for wfm_i_view_of */
    void *about;     /* of look */
} wfm_i_search;

wfm_i_search wfm_i_search_for(wfm_i_unknown unknown, const wfm_queue *queue, const wfm_targets *targets);

/* What the targets see at a value of the unknown. */
const wfm_i_view *wfm_i_search_view(wfm_i_search *on, double value);

/* Whether every target is met at a number of agents; wfm_i_enough on a wfm_i_search. What cannot be computed is enough,
 * so that no search goes on without end. */
bool wfm_i_search_is_enough(double agents, const void *about);

/* Agents: the least real and whole numbers that meet every target, and what decided them. */
typedef struct wfm_i_requirement {
    double whole;
    double fractional;
    int32_t binding;
} wfm_i_requirement;
wfm_i_requirement wfm_i_search_agents(wfm_i_search *on);

/* Calls, or handle time: the largest that meets every target, 0 where none does, infinite where any does. */
double wfm_i_search_most(wfm_i_search *on, int32_t *binding);

/* Answer time: the least that meets the service level, infinite where none does. */
double wfm_i_search_answer_within(wfm_i_search *on);

/* Lines, or patience: from where to where every target is met. */
typedef struct wfm_i_range {
    double least;
    double most;
    int32_t binding_least;
    int32_t binding_most;
    wfm_status caveats; /* WFM_CAVEAT_TWO_SOLUTIONS, WFM_CAVEAT_TARGET_MISSED */
} wfm_i_range;
wfm_i_range wfm_i_search_range(wfm_i_search *on);

#endif
