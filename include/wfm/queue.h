/* SPDX-License-Identifier: MIT */
/** @file queue.h
 *  One queue: calls that arrive at random in an interval, the time that each takes, and the agents who answer them.
 *
 *  The model of this version is Erlang C (M/M/n): nobody hangs up and there is a line for everybody. Overload is an
 *  answer, not an error: where the load reaches the agents, occupancy is 1, every call waits, the service level is 0,
 *  the waits and queues are infinite, and WFM_CAVEAT_OVERLOADED says so. With no calls nobody waits: the service level
 *  is 1 and every wait, queue and occupancy 0, at any number of agents.
 */
#ifndef WFM_QUEUE_H
#define WFM_QUEUE_H

#include "wfm/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One queue in one interval. In the optional members 0 means "not given". */
typedef struct wfm_queue {
    uint32_t struct_size;   /**< sizeof(wfm_queue), set by WFM_QUEUE_INIT or wfm_queue_init */
    uint32_t reserved;      /**< 0 */
    double calls;           /**< [calls] that arrive in the interval, >= 0 */
    double interval_s;      /**< [s] length of the interval, > 0 */
    double aht_s;           /**< [s] handle time: talk, hold and after-call work, > 0 */
    double acw_s;           /**< [s] the part of aht_s that holds no line, 0..aht_s; optional */
    double agents;          /**< [agents] on the phones, >= 0 */
    double answer_within_s; /**< [s] the T of the service level, >= 0; 0 means an answer without any wait */
    double patience_s;      /**< [s] mean time until a caller hangs up; optional, not supported by this version */
    double lines;           /**< [lines] for talking and waiting callers; optional, not supported by this version */
} wfm_queue;

/** What wfm_queue_evaluate finds. */
typedef struct wfm_queue_metrics {
    uint32_t struct_size;          /**< sizeof(wfm_queue_metrics), set by WFM_QUEUE_METRICS_INIT or its function */
    uint32_t reserved;             /**< 0 */
    double load_erl;               /**< [erl] offered load, calls x aht_s / interval_s */
    double occupancy;              /**< [1] share of the agents' time spent on calls */
    double wait_probability;       /**< [1] share of the calls that wait */
    double asa_s;                  /**< [s] mean wait of the answered calls */
    double wait_mean_s;            /**< [s] mean wait of all calls */
    double mean_wait_of_waiting_s; /**< [s] mean wait of the calls that wait */
    double queue_mean;             /**< [calls] mean number waiting */
    double queue_mean_when_busy;   /**< [calls] mean number waiting while all agents are busy */
    double service_level;          /**< [1] share of the calls answered within answer_within_s */
    double trunk_load_erl;         /**< [erl] load on the lines: talking (without after-call work) and waiting */
} wfm_queue_metrics;

/** Start values for a definition in C: wfm_queue queue = WFM_QUEUE_INIT; (in C++ call wfm_queue_init). */
#define WFM_QUEUE_INIT                                                                                                 \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_queue)                                                                     \
    }
#define WFM_QUEUE_METRICS_INIT                                                                                         \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_queue_metrics)                                                             \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param queue  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size   [bytes]   sizeof(wfm_queue) in the caller's declaration
 */
WFM_API void wfm_queue_init(wfm_queue *queue, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param metrics  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size     [bytes]   sizeof(wfm_queue_metrics) in the caller's declaration
 */
WFM_API void wfm_queue_metrics_init(wfm_queue_metrics *metrics, size_t size);

/** Every figure of a queue at once.
 *
 *      load = calls aht / interval, C = C(agents, load), wait of the waiting = aht / (agents - load), ASA = C times it,
 *      queue = load C / (agents - load), service level = P(wait <= answer_within),
 *      trunk load = calls (aht - acw + mean wait) / interval
 *
 *  @param queue    [struct]  the demand and the agents
 *  @param metrics  [struct]  written
 *  @return    [status]  WFM_CAVEAT_OVERLOADED; an error naming the member of queue, or WFM_BAD_OUTPUT
 *  @accuracy  1e-12 of each figure
 *  @cost      constant, one evaluation of Erlang C
 *  @source    Cooper 1981, Introduction to Queueing Theory, 2nd ed., sec. 3.6; Little 1961, Oper. Res. 9, 383-387
 */
WFM_API wfm_status wfm_queue_evaluate(const wfm_queue *queue, wfm_queue_metrics *metrics);

/** Probability that a call waits longer than a given time.
 *
 *      P(W > t) = C exp(-(agents - load) t / aht)
 *
 *  @param queue        [struct]  the demand and the agents
 *  @param t_s          [s]       >= 0
 *  @param probability  [1]       written
 *  @return    [status]  WFM_CAVEAT_OVERLOADED; an error naming the member of queue, WFM_BAD_TIME or WFM_BAD_OUTPUT
 *  @accuracy  1e-12
 *  @cost      constant
 *  @source    Cooper 1981, sec. 3.6
 */
WFM_API wfm_status wfm_queue_wait_tail(const wfm_queue *queue, double t_s, double *probability);

/** The wait that a share p of the calls does not exceed.
 *
 *      t = max(0, ln(C / (1 - p)) aht / (agents - load));  inf for p = 1, and when overloaded for every p > 0
 *
 *  @param queue  [struct]  the demand and the agents
 *  @param p      [1]       in [0,1]
 *  @param t_s    [s]       written
 *  @return    [status]  WFM_CAVEAT_OVERLOADED; an error naming the member of queue, WFM_BAD_PROBABILITY or
 *  WFM_BAD_OUTPUT
 *  @accuracy  1e-12 x max(1, 1/abs(ln(C/(1 - p))))
 *  @cost      constant
 *  @source    Cooper 1981, sec. 3.6
 */
WFM_API wfm_status wfm_queue_wait_quantile(const wfm_queue *queue, double p, double *t_s);

/** Calls of the interval that are still waiting after each of a column of times.
 *
 *      calls x P(W > t)
 *
 *  A bad time gives NaN and WFM_BAD_TIME in its row; the others are computed and the call returns the first error.
 *
 *  @param queue          [struct]    the demand and the agents
 *  @param count          [rows]      how many times
 *  @param t_s            [s]         >= 0
 *  @param t_stride       [elements]  from one time to the next
 *  @param waiting        [calls]     written
 *  @param waiting_stride [elements]  from one result to the next
 *  @param status         [status]    written for each row, stride 1; null if not wanted
 *  @return    [status]  WFM_CAVEAT_OVERLOADED; an error naming the member of queue, WFM_BAD_TIME or WFM_BAD_OUTPUT
 *  @accuracy  1e-12
 *  @cost      one evaluation of Erlang C for each time
 *  @source    Cooper 1981, sec. 3.6
 */
WFM_API wfm_status wfm_queue_still_waiting(const wfm_queue *queue, size_t count, const double *t_s, ptrdiff_t t_stride,
                                           double *waiting, ptrdiff_t waiting_stride, wfm_status *status);

#ifdef __cplusplus
}
#endif

#endif
