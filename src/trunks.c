/* SPDX-License-Identifier: MIT */
/* Lines by Erlang B, alone and behind a queue. */
#include "wfm/trunks.h"

#include "internal/demand.h"
#include "internal/structs.h"
#include "internal/whole.h"
#include "wfm/erlang.h"

void wfm_trunks_init(wfm_trunks *trunks, size_t size)
{
    wfm_i_struct_init(trunks, size);
}

static double blocking_of(double load, double lines)
{
    bool blocks = load > 0 && lines <= DBL_MAX;
    return blocks ? wfm_erlang_b(fmax(0, lines), load) : 0;
}

/* Every figure of a group; an infinite load keeps every line busy. */
static wfm_trunks group_of(double load, double lines, double lines_fractional)
{
    wfm_trunks group = WFM_TRUNKS_INIT;
    group.load_erl = load;
    group.lines = lines;
    group.lines_fractional = lines_fractional;
    group.blocking = blocking_of(load, lines);
    group.blocking_one_fewer = blocking_of(load, lines - 1);
    if (load > 0) group.carried_erl = load <= DBL_MAX ? load * wfm_erlang_b_compl(lines, load) : lines;
    return group;
}

typedef struct blocking_limit {
    double load;
    double most;
} blocking_limit;

static bool is_enough(double lines, const void *about)
{
    const blocking_limit *limit = about;
    return wfm_erlang_b(lines, limit->load) <= limit->most;
}

/* A checked load's lines. */
static wfm_status find_lines(double load, double blocking, wfm_trunks *group)
{
    blocking_limit limit = {load, blocking};
    double fractional = wfm_erlang_b_servers_for_blocking(load, blocking);
    double lines = load > 0 ? wfm_i_least_whole(is_enough, &limit, fractional) : 0;
    *group = group_of(load, lines, fmin(fractional, lines)); /* above them only by its last digits */
    if (load > DBL_MAX) return WFM_CAVEAT_OVERLOADED;
    return lines > DBL_MAX ? WFM_CAVEAT_TARGET_MISSED : WFM_OK;
}

wfm_status wfm_trunks_lines(double load_erl, double blocking, wfm_trunks *trunks)
{
    wfm_trunks group;
    wfm_status status = wfm_i_struct_open(trunks);
    if (status != WFM_OK) return status;
    if (!(load_erl >= 0)) return WFM_BAD_TRUNK_LOAD;
    if (!wfm_i_is_fraction(blocking)) return WFM_BAD_BLOCKING;
    status = find_lines(load_erl, blocking, &group);
    wfm_i_struct_write(trunks, &group, sizeof group);
    return status;
}

/* The solved load may be off by its last digits: it is taken down until it blocks no more than asked for. */
static double load_within(double lines, double blocking)
{
    double load = wfm_erlang_b_load_for_blocking(lines, blocking);
    for (double down = DBL_EPSILON; load > 0; down *= 2) {
        if (!(wfm_erlang_b(lines, load) > blocking)) break;
        load *= 1 - down;
    }
    return load;
}

wfm_status wfm_trunks_load(double lines, double blocking, wfm_trunks *trunks)
{
    wfm_status status = wfm_i_struct_open(trunks);
    if (status != WFM_OK) return status;
    if (!(lines >= 0)) return WFM_BAD_LINES;
    if (!wfm_i_is_fraction(blocking)) return WFM_BAD_BLOCKING;
    double load = load_within(lines, blocking);
    wfm_trunks group = group_of(load, lines, lines);
    wfm_i_struct_write(trunks, &group, sizeof group);
    return load > 0 ? WFM_OK : WFM_CAVEAT_TARGET_MISSED;
}

wfm_status wfm_trunks_blocking(double load_erl, double lines, wfm_trunks *trunks)
{
    wfm_status status = wfm_i_struct_open(trunks);
    if (status != WFM_OK) return status;
    if (!(load_erl >= 0)) return WFM_BAD_TRUNK_LOAD;
    if (!(lines >= 0)) return WFM_BAD_LINES;
    wfm_trunks group = group_of(load_erl, lines, lines);
    wfm_i_struct_write(trunks, &group, sizeof group);
    return load_erl <= DBL_MAX ? WFM_OK : WFM_CAVEAT_OVERLOADED;
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
    return status | find_lines(load, blocking, group);
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
