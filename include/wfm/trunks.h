/* SPDX-License-Identifier: MIT */
/** @file trunks.h
 *  Lines (trunks) between the telephone network and the queue: how many for a blocking, what they carry, and how many
 *  stand behind a queue.
 *
 *  The model is Erlang B: a call that finds no free line is lost. A caller holds a line while waiting and talking, and
 *  none while an agent is in after-call work. Whole numbers of lines are decided at the numbers themselves: they block
 *  no more than asked for in the very arithmetic of erlang.h, and one line fewer does not (below 2^53 lines, from where
 *  on a double cannot tell one from the next). Without load nothing is blocked, and no line is needed; infinitely many
 *  lines block nothing.
 */
#ifndef WFM_TRUNKS_H
#define WFM_TRUNKS_H

#include "wfm/base.h"
#include "wfm/queue.h"
#include "wfm/staffing.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A group of lines and the load offered to it. */
typedef struct wfm_trunks {
    uint32_t struct_size;      /**< sizeof(wfm_trunks), set by WFM_TRUNKS_INIT or wfm_trunks_init */
    uint32_t reserved;         /**< 0 */
    double load_erl;           /**< [erl] offered load */
    double lines;              /**< [lines] */
    double lines_fractional;   /**< [lines] the real number with exactly the blocking asked for */
    double blocking;           /**< [1] share of the calls that find no free line */
    double blocking_one_fewer; /**< [1] the same with one line fewer (with none, if there is less than one) */
    double carried_erl;        /**< [erl] load on the lines, load_erl x (1 - blocking) */
} wfm_trunks;

/** What is done first where lines and agents are sized together. */
enum wfm_order {
    WFM_ORDER_QUEUE_FIRST = 0, /**< agents for all calls; lines for the load of their talk and waits */
    WFM_ORDER_BLOCK_FIRST = 1  /**< agents for the calls that get a line; lines for every attempt's talk and wait */
};

/** Start values for a definition in C (in C++ call the init function). */
#define WFM_TRUNKS_INIT                                                                                                \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_trunks)                                                                    \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param trunks  [struct]  written, at most size bytes; null is left alone
 *  @param size    [bytes]   sizeof(wfm_trunks) in the caller's declaration
 */
WFM_API void wfm_trunks_init(wfm_trunks *trunks, size_t size);

/** The least whole number of lines that blocks no more than asked for.
 *
 *      least n with B(n, load) <= blocking
 *
 *  @param load_erl  [erl]     offered load, >= 0; infinite, as behind an overloaded queue, needs infinitely many lines
 *  @param blocking  [1]       in [0,1]
 *  @param trunks    [struct]  written
 *  @return    [status]  WFM_CAVEAT_OVERLOADED (an infinite load), WFM_CAVEAT_TARGET_MISSED (blocking 0: lines is inf);
 *                       WFM_BAD_TRUNK_LOAD, WFM_BAD_BLOCKING or WFM_BAD_OUTPUT
 *  @accuracy  lines exact; the others 1e-12
 *  @cost      as wfm_erlang_b_servers_for_blocking
 *  @source    Erlang 1917; as wfm_erlang_b_servers_for_blocking
 */
WFM_API wfm_status wfm_trunks_lines(double load_erl, double blocking, wfm_trunks *trunks);

/** The largest load that lines take with no more than a given blocking.
 *
 *      the load with B(lines, load) = blocking
 *
 *  @param lines     [lines]   real, >= 0
 *  @param blocking  [1]       in [0,1]
 *  @param trunks    [struct]  written
 *  @return    [status]  WFM_CAVEAT_TARGET_MISSED (any load is too much: load_erl is 0); WFM_BAD_LINES,
 *                       WFM_BAD_BLOCKING or WFM_BAD_OUTPUT
 *  @accuracy  as wfm_erlang_b_load_for_blocking
 *  @cost      as wfm_erlang_b_load_for_blocking
 *  @source    as wfm_erlang_b_load_for_blocking
 */
WFM_API wfm_status wfm_trunks_load(double lines, double blocking, wfm_trunks *trunks);

/** What given lines do with a given load.
 *
 *      blocking = B(lines, load)
 *
 *  @param load_erl  [erl]     offered load, >= 0
 *  @param lines     [lines]   real, >= 0
 *  @param trunks    [struct]  written; lines_fractional is lines
 *  @return    [status]  WFM_CAVEAT_OVERLOADED (an infinite load); WFM_BAD_TRUNK_LOAD, WFM_BAD_LINES or WFM_BAD_OUTPUT
 *  @accuracy  1e-12 of each figure
 *  @cost      constant
 *  @source    as wfm_erlang_b
 */
WFM_API wfm_status wfm_trunks_blocking(double load_erl, double lines, wfm_trunks *trunks);

/** The lines behind a queue with its agents.
 *
 *      trunk load = calls (answered (aht - acw) + mean wait) / interval, the share answered and the mean wait being those
 *      of all calls (queue first) or of calls (1 - blocking) (block first); with nobody hanging up answered = 1
 *
 *  With patience the waits end and the load is finite, also where it reaches the agents.
 *
 *  @param queue     [struct]  the demand and the agents; lines, which are looked for, are not read, and a service_rule is
 *                             not needed
 *  @param blocking  [1]       in [0,1]
 *  @param order     [order]   WFM_ORDER_; how the agents' calls are counted
 *  @param trunks    [struct]  written; load_erl is the trunk load
 *  @return    [status]  as wfm_trunks_lines and wfm_queue_evaluate, or WFM_BAD_ORDER
 *  @accuracy  as wfm_trunks_lines, for the trunk load to 1e-12
 *  @cost      those of wfm_queue_evaluate and wfm_trunks_lines
 *  @source    queue first: call-center operations practice; block first: Cisco, Unified Contact Center
 *             Enterprise 7.0 SRND (OL-8669-16), ch. 9
 */
WFM_API wfm_status wfm_trunks_for_queue(const wfm_queue *queue, double blocking, int32_t order, wfm_trunks *trunks);

/** The agents and the lines for the busiest interval: its forecast -> agents for the targets -> trunk load -> lines.
 *
 *      wfm_staffing_agents of calls (queue first) or of calls (1 - blocking) (block first), then wfm_trunks_for_queue
 *
 *  @param queue     [struct]  the demand of the busiest interval; its agents and its lines are not read
 *  @param targets   [struct]  as for wfm_staffing_agents of a queue without lines: its blocking stays 0
 *  @param blocking  [1]       in [0,1]
 *  @param order     [order]   WFM_ORDER_
 *  @param staffing  [struct]  written: the agents, and the service that the calls which reach them get
 *  @param trunks    [struct]  written; load_erl is the trunk load
 *  @return    [status]  as wfm_staffing_agents and wfm_trunks_for_queue
 *  @accuracy  as wfm_staffing_agents and wfm_trunks_for_queue
 *  @cost      those of wfm_staffing_agents and wfm_trunks_for_queue
 *  @source    as wfm_trunks_for_queue
 */
WFM_API wfm_status wfm_trunks_for_targets(const wfm_queue *queue, const wfm_targets *targets, double blocking,
                                          int32_t order, wfm_staffing *staffing, wfm_trunks *trunks);

#ifdef __cplusplus
}
#endif

#endif
