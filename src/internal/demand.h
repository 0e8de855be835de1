/* SPDX-License-Identifier: MIT */
/* A checked wfm_queue and the model that it describes: what queue.c, staffing.c and trunks.c begin with. */
#ifndef WFM_INTERNAL_DEMAND_H
#define WFM_INTERNAL_DEMAND_H

#include "internal/model.h"
#include "internal/service.h"
#include "wfm/queue.h"

/* Members that a function does not read, and that are therefore not checked. */
enum {
    UNREAD_CALLS = 1,
    UNREAD_AHT = 2,
    UNREAD_AGENTS = 4,
    UNREAD_ANSWER_WITHIN = 8,
    UNREAD_PATIENCE = 16,
    UNREAD_LINES = 32,
    UNREAD_RULE = 64 /* a rule is not needed, though one that is given must be one */
};

/* Reads a caller's struct and checks every member but those unread. */
wfm_status wfm_i_queue_read(wfm_queue *queue, const wfm_queue *given, int unread);

/* Whether every member but those unread is right. */
wfm_status wfm_i_queue_check(const wfm_queue *queue, int unread);

/* Offered load in erlangs. */
double wfm_i_queue_load(const wfm_queue *queue);

/* Load on the lines of the treatment before the queue. */
double wfm_i_queue_treated(const wfm_queue *queue);

/* WFM_TREATMENT_WITH_LINES where both are given, of what has no model of it. */
wfm_status wfm_i_queue_untreated(const wfm_queue *queue);

/* Whether nobody hangs up and there is a line for everybody: Erlang C. */
bool wfm_i_queue_is_plain(const wfm_queue *queue);

/* The model of a checked queue with calls. */
wfm_i_model wfm_i_queue_model(const wfm_queue *queue);

/* The caveats of a checked queue with so many agents. */
wfm_status wfm_i_queue_caveats(const wfm_queue *queue, double agents);

/* A record and what of it counts in a service level, at a time in seconds; without calls nobody waits. */
typedef struct wfm_i_sight {
    wfm_i_record record;
    wfm_i_shares shares;
} wfm_i_sight;

/* WFM_OK or WFM_TOO_MANY_LINES. */
wfm_status wfm_i_queue_see(const wfm_queue *queue, double t_s, int wanted, wfm_i_sight *sight);

/* What of the calls that reach the queue counts as good, and as not; without patience all rules are one. */
wfm_i_sides wfm_i_queue_sides(const wfm_queue *queue, const wfm_i_sight *sight);

/* The rule of a service level that is asked for; without patience all are one. */
wfm_i_level wfm_i_queue_level(const wfm_queue *queue, const wfm_i_sight *sight);

/* Every figure of a checked queue; agents may be infinite here. */
wfm_status wfm_i_queue_metrics(const wfm_queue *queue, wfm_queue_metrics *metrics);

/* The same, with what they are made of. */
wfm_status wfm_i_queue_metrics_seen(const wfm_queue *queue, wfm_queue_metrics *metrics, wfm_i_sight *sight);

/* Share of the agents' time, of so many calls carried; where there are no agents they are as busy as can be. */
double wfm_i_occupancy(double agents, double carried);

/* Who waits of Erlang C, and who waits longer than t handle times; nobody without calls, everybody where agents do not
 * exceed the load. */
wfm_i_waits wfm_i_queue_waits(double agents, double load, double t);

#endif
