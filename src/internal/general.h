/* SPDX-License-Identifier: MIT */
/* Queues beyond exponential times, checked: what general.c and patience_law.c give to staffing.c. */
#ifndef WFM_INTERNAL_GENERAL_H
#define WFM_INTERNAL_GENERAL_H

#include "internal/demand.h"

/* Reads a caller's struct and checks every member. */
wfm_status wfm_i_general_read(wfm_general *general, const wfm_general *given);

/* Whether a checked queue has what no general service goes with. */
wfm_status wfm_i_general_meaning(const wfm_queue *queue);

/* Every figure of a checked queue, and what the service level leaves of 1. */
wfm_status wfm_i_general_metrics(const wfm_queue *queue, const wfm_general *general, wfm_queue_metrics *metrics,
                                 double *beyond);

/* The same of a patience law. The queue has the law's mean as its patience. */
wfm_status wfm_i_patience_law_read(wfm_patience_law *law, const wfm_patience_law *given);
wfm_status wfm_i_patience_law_metrics(const wfm_queue *queue, const wfm_patience_law *law, wfm_queue_metrics *metrics,
                                      double *beyond);

/* By the chain even where a closed form serves. */
wfm_status wfm_i_patience_law_chain(const wfm_queue *queue, const wfm_patience_law *law, wfm_queue_metrics *metrics,
                                    double *beyond);

#endif
