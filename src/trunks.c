/* SPDX-License-Identifier: MIT */
/* Lines by Erlang B, alone and behind a queue. */
#include "wfm/trunks.h"

#include "internal/demand.h"
#include "internal/offered.h"
#include "internal/structs.h"

void wfm_trunks_init(wfm_trunks *trunks, size_t size)
{
    wfm_i_struct_init(trunks, size);
}

/* Calls at random, the blocked of which are lost. */
static wfm_offered at_random(double load)
{
    wfm_offered offered = WFM_OFFERED_INIT;
    offered.load_erl = load;
    return offered;
}

wfm_status wfm_trunks_lines(double load_erl, double blocking, wfm_trunks *trunks)
{
    wfm_offered offered = at_random(load_erl);
    return wfm_offered_lines(&offered, blocking, trunks);
}

wfm_status wfm_trunks_load(double lines, double blocking, wfm_trunks *trunks)
{
    wfm_offered offered = at_random(0);
    return wfm_offered_load(&offered, lines, blocking, trunks);
}

wfm_status wfm_trunks_blocking(double load_erl, double lines, wfm_trunks *trunks)
{
    wfm_offered offered = at_random(load_erl);
    return wfm_offered_blocking(&offered, lines, trunks);
}

/* A caller's queue without its lines, which are what is looked for. */
static wfm_status read_unlimited(wfm_queue *queue, const wfm_queue *given, int unread)
{
    wfm_status status = wfm_i_queue_read(queue, given, unread | UNREAD_LINES);
    queue->lines = 0;
    return status;
}

static wfm_status check_question(double blocking, int32_t order)
{
    if (!wfm_i_is_fraction(blocking)) return WFM_BAD_BLOCKING;
    if (order < WFM_ORDER_QUEUE_FIRST) return WFM_BAD_ORDER;
    return order <= WFM_ORDER_BLOCK_FIRST ? WFM_OK : WFM_BAD_ORDER;
}

/* The queue of the calls that reach the agents. */
static wfm_queue served(const wfm_queue *q, double blocking, int32_t order)
{
    wfm_queue reaching = *q;
    if (order == WFM_ORDER_BLOCK_FIRST) reaching.calls *= 1 - blocking;
    return reaching;
}

/* Lines for every call of q, each waiting as long as the calls that reach its agents, and talking if it is answered. */
static wfm_status lines_behind(const wfm_queue *q, double blocking, int32_t order, wfm_trunks *group)
{
    wfm_queue_metrics m;
    wfm_queue reaching = served(q, blocking, order);
    reaching.flags |= WFM_QUEUE_SKIP_MEANS;
    wfm_status status = wfm_i_queue_metrics(&reaching, &m);
    double load = m.trunk_load_erl;
    bool waits_end = m.wait_mean_s <= DBL_MAX; /* else the load is infinite as it stands */
    if (order == WFM_ORDER_BLOCK_FIRST && waits_end)
        load = wfm_i_load(q->calls, (1 - m.abandonment) * (q->aht_s - q->acw_s) + m.wait_mean_s + q->treatment_s,
                          q->interval_s);
    wfm_offered offered = at_random(load);
    return status | wfm_i_offered_lines(&offered, blocking, group);
}

wfm_status wfm_trunks_for_queue(const wfm_queue *queue, double blocking, int32_t order, wfm_trunks *trunks)
{
    wfm_queue q;
    wfm_trunks group;
    wfm_status status = wfm_i_struct_open(trunks);
    if (status == WFM_OK) status = read_unlimited(&q, queue, UNREAD_RULE);
    if (status == WFM_OK) status = check_question(blocking, order);
    if (status != WFM_OK) return status;
    status = lines_behind(&q, blocking, order, &group);
    wfm_i_struct_write(trunks, &group, sizeof group);
    return status;
}

wfm_status wfm_trunks_for_targets(const wfm_queue *queue, const wfm_targets *targets, double blocking, int32_t order,
                                  wfm_staffing *staffing, wfm_trunks *trunks)
{
    wfm_queue q;
    wfm_trunks group;
    wfm_staffing found = WFM_STAFFING_INIT;
    wfm_status status = wfm_i_struct_open(staffing);
    if (wfm_i_struct_open(trunks) != WFM_OK) status = WFM_BAD_OUTPUT;
    if (status == WFM_OK) status = read_unlimited(&q, queue, UNREAD_AGENTS);
    if (status == WFM_OK) status = check_question(blocking, order);
    if (status != WFM_OK) return status;
    wfm_queue reaching = served(&q, blocking, order);
    status = wfm_staffing_agents(&reaching, targets, &found);
    if (wfm_failed(status)) return status;
    q.agents = found.agents;
    status |= lines_behind(&q, blocking, order, &group);
    wfm_i_struct_write(staffing, &found, sizeof found);
    wfm_i_struct_write(trunks, &group, sizeof group);
    return status;
}
