/* SPDX-License-Identifier: MIT */
#include "internal/demand.h"

#include "internal/structs.h"

static wfm_status check_demand(const wfm_queue *q, int unread)
{
    bool read_calls = !(unread & UNREAD_CALLS);
    bool read_aht = !(unread & UNREAD_AHT);
    if (read_calls && !wfm_i_finite_from_zero(q->calls)) return WFM_BAD_CALLS;
    if (!wfm_i_finite_from_zero(q->interval_s)) return WFM_BAD_INTERVAL;
    if (!(q->interval_s > 0)) return WFM_BAD_INTERVAL;
    if (!read_aht) return WFM_OK;
    if (!wfm_i_finite_from_zero(q->aht_s)) return WFM_BAD_AHT;
    if (!(q->aht_s > 0)) return WFM_BAD_AHT;
    if (!(q->acw_s >= 0)) return WFM_BAD_ACW;
    return q->acw_s <= q->aht_s ? WFM_OK : WFM_BAD_ACW;
}

static wfm_status check_capacity(const wfm_queue *q, int unread)
{
    bool read_agents = !(unread & UNREAD_AGENTS);
    bool read_answer = !(unread & UNREAD_ANSWER_WITHIN);
    if (read_agents && !wfm_i_finite_from_zero(q->agents)) return WFM_BAD_AGENTS;
    if (read_answer && !wfm_i_finite_from_zero(q->answer_within_s)) return WFM_BAD_ANSWER_WITHIN;
    if (!(q->patience_s >= 0)) return WFM_BAD_PATIENCE;
    if (!(q->lines >= 0)) return WFM_BAD_LINES;
    /* infinite patience and infinitely many lines are this version's model */
    if (wfm_i_finite_from_zero(q->patience_s) && q->patience_s > 0) return WFM_NO_PATIENCE_YET;
    if (wfm_i_finite_from_zero(q->lines) && q->lines > 0) return WFM_NO_LINES_YET;
    return WFM_OK;
}

wfm_status wfm_i_queue_check(const wfm_queue *queue, int unread)
{
    wfm_status status = check_demand(queue, unread);
    if (status == WFM_OK) status = check_capacity(queue, unread);
    if (status != WFM_OK) return status;
    if (unread & (UNREAD_CALLS | UNREAD_AHT)) return WFM_OK;
    return wfm_i_queue_load(queue) <= DBL_MAX ? WFM_OK : WFM_BAD_LOAD;
}

wfm_status wfm_i_queue_read(wfm_queue *queue, const wfm_queue *given, int unread)
{
    wfm_status status = wfm_i_struct_read(queue, sizeof *queue, given, WFM_BAD_QUEUE_STRUCT);
    return status == WFM_OK ? wfm_i_queue_check(queue, unread) : status;
}

double wfm_i_queue_load(const wfm_queue *queue)
{
    return wfm_i_load(queue->calls, queue->aht_s, queue->interval_s);
}

wfm_i_waits wfm_i_queue_waits(double agents, double load, double t)
{
    if (!(load > 0)) return (wfm_i_waits){0, 0, 1};
    if (load >= agents) return (wfm_i_waits){1, 1, 0};
    return agents <= DBL_MAX ? wfm_i_loss_waits(agents, load, t) : (wfm_i_waits){0, 0, 1};
}

/* Without calls nobody waits. */
static void set_idle(wfm_queue_metrics *m)
{
    m->occupancy = 0;
    m->wait_probability = 0;
    m->mean_wait_of_waiting_s = 0;
    m->queue_mean_when_busy = 0;
    m->service_level = 1;
}

static void set_overloaded(wfm_queue_metrics *m)
{
    m->occupancy = 1;
    m->wait_probability = 1;
    m->mean_wait_of_waiting_s = WFM_I_INF;
    m->queue_mean_when_busy = WFM_I_INF;
    m->service_level = 0;
}

static void set_steady(wfm_queue_metrics *m, const wfm_queue *q)
{
    double spare = q->agents - m->load_erl;
    m->occupancy = m->load_erl / q->agents;
    wfm_i_waits waits = wfm_i_queue_waits(q->agents, m->load_erl, q->answer_within_s / q->aht_s);
    m->wait_probability = waits.waiting;
    m->mean_wait_of_waiting_s = q->aht_s / spare;
    m->queue_mean_when_busy = m->load_erl / spare;
    m->service_level = waits.within;
}

/* A product that is 0 where its first factor is, also if the second is infinite. */
static double share_of(double probability, double of)
{
    return probability > 0 ? probability * of : 0;
}

wfm_status wfm_i_queue_metrics(const wfm_queue *queue, wfm_queue_metrics *metrics)
{
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    m.load_erl = wfm_i_queue_load(queue);
    wfm_status status = wfm_i_overload(queue->agents, m.load_erl);
    if (!(m.load_erl > 0))
        set_idle(&m);
    else if (status == WFM_CAVEAT_OVERLOADED)
        set_overloaded(&m);
    else
        set_steady(&m, queue);
    m.asa_s = share_of(m.wait_probability, m.mean_wait_of_waiting_s);
    m.wait_mean_s = m.asa_s; /* nobody hangs up: all are answered */
    m.queue_mean = share_of(m.wait_probability, m.queue_mean_when_busy);
    m.trunk_load_erl = m.load_erl * ((queue->aht_s - queue->acw_s) / queue->aht_s) + m.queue_mean;
    *metrics = m;
    return status;
}
