/* SPDX-License-Identifier: MIT */
/* The least agents of a queue, by any way of looking at it. */
#ifndef WFM_INTERNAL_STAFF_H
#define WFM_INTERNAL_STAFF_H

#include "internal/search.h"

/* Reads and checks both structs of a call for agents; the first thing wrong decides. */
wfm_status wfm_i_staff_read(wfm_queue *queue, const wfm_queue *given_queue, wfm_targets *targets,
                            const wfm_targets *given_targets);

/* wfm_staffing_agents of checked structs, the queue as it is. */
wfm_status wfm_i_staff(const wfm_queue *queue, const wfm_targets *targets, wfm_staffing *found);

/* The same with the figures that look finds; the queue's calls serve to begin the search. */
wfm_status wfm_i_staff_by(const wfm_queue *queue, const wfm_targets *targets, wfm_i_look look, void *about,
                          wfm_staffing *found);

#endif
