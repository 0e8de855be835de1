/* SPDX-License-Identifier: MIT */
/* What is asked of a queue, and whether it is met: the definition that every inverse decides by. */
#ifndef WFM_INTERNAL_TARGETS_H
#define WFM_INTERNAL_TARGETS_H

#include "internal/demand.h"
#include "wfm/staffing.h"

/* The WFM_BINDING_ numbers of the targets, in the order in which they are looked at. */
enum { WFM_I_TARGETS = 6 };
int32_t wfm_i_target(int place);

/* The value of a target, 0 where it is not given. */
double wfm_i_goal(const wfm_targets *targets, int32_t target);

/* Reads a caller's struct and checks every member. */
wfm_status wfm_i_targets_read(wfm_targets *targets, const wfm_targets *given);

/* Refuses a target that says nothing about an unknown. */
typedef enum wfm_i_unknown {
    WFM_I_AGENTS,
    WFM_I_CALLS,
    WFM_I_AHT,
    WFM_I_ANSWER_WITHIN,
    WFM_I_LINES,
    WFM_I_PATIENCE
} wfm_i_unknown;
wfm_status wfm_i_targets_meaning(const wfm_targets *targets, const wfm_queue *queue, wfm_i_unknown unknown);

/* A share and what it leaves of 1; or a number, without the second. */
typedef struct wfm_i_figure {
    double value;
    double compl ;
} wfm_i_figure;

/* What the targets ask after, by the place of each; not known where the model cannot be computed. */
typedef struct wfm_i_view {
    bool known;
    wfm_i_figure of[WFM_I_TARGETS];
} wfm_i_view;

/* The figures of a checked queue that the targets need. */
wfm_i_view wfm_i_view_of(const wfm_queue *queue, const wfm_targets *targets);

/* The figures of a queue from its metrics, and from what the service level leaves of 1. */
wfm_i_view wfm_i_view_from_metrics(const wfm_queue_metrics *metrics, double beyond);

/* The abandonment in a view. */
wfm_i_figure *wfm_i_view_abandonment(wfm_i_view *view);

/* The same roughly, of a queue with patience. */
wfm_i_view wfm_i_view_roughly(const wfm_queue *queue);

/* Whether every target given is met. */
bool wfm_i_view_meets(const wfm_i_view *view, const wfm_targets *targets);

/* By how much the target at a place is missed: the logarithm of a ratio, positive where it is. */
double wfm_i_view_excess(const wfm_i_view *view, const wfm_targets *targets, int place);

/* The largest of them all, and the place of the target that it is of. */
double wfm_i_view_worst(const wfm_i_view *view, const wfm_targets *targets, int *place);

#endif
