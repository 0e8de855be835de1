/* SPDX-License-Identifier: MIT */
/* A checked wfm_queue: what queue.c and staffing.c both begin with. */
#ifndef WFM_INTERNAL_DEMAND_H
#define WFM_INTERNAL_DEMAND_H

#include "internal/loss.h"
#include "wfm/queue.h"

/* Members that a function does not read, and that are therefore not checked. */
enum { UNREAD_CALLS = 1, UNREAD_AHT = 2, UNREAD_AGENTS = 4, UNREAD_ANSWER_WITHIN = 8 };

/* Reads a caller's struct and checks every member but those unread. */
wfm_status wfm_i_queue_read(wfm_queue *queue, const wfm_queue *given, int unread);

/* Whether every member but those unread is right. */
wfm_status wfm_i_queue_check(const wfm_queue *queue, int unread);

/* Offered load in erlangs. */
double wfm_i_queue_load(const wfm_queue *queue);

/* Every figure of a checked queue; agents may be infinite here. */
wfm_status wfm_i_queue_metrics(const wfm_queue *queue, wfm_queue_metrics *metrics);

/* The caveat of a load on a number of agents. */
static inline wfm_status wfm_i_overload(double agents, double load)
{
    if (!(load > 0)) return WFM_OK;
    return load >= agents ? WFM_CAVEAT_OVERLOADED : WFM_OK;
}

/* Who waits, and who waits longer than t handle times; nobody without calls, everybody where agents do not exceed the
 * load. */
wfm_i_waits wfm_i_queue_waits(double agents, double load, double t);

#endif
