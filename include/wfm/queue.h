/* SPDX-License-Identifier: MIT */
/** @file queue.h
 *  One queue: calls that arrive at random in an interval, the time that each takes, and the agents who answer them.
 *
 *  The model is Markovian: Poisson arrivals, exponential handle times, and where they are given exponential patience
 *  (M/M/n+M, Erlang A) and a limited number of lines (M/M/n/K, M/M/n/K+M), in any real number of agents. Without both it
 *  is Erlang C. The queue's members say which; nothing else changes.
 *
 *  Figures are of the calls that reach the queue; calls turned away by full lines are reported apart, as blocking.
 *
 *  Overload is an answer, not an error: where the load reaches the agents, nobody hangs up and lines are not limited,
 *  occupancy is 1, every call waits, the service level is 0, the waits and queues are infinite, and
 *  WFM_CAVEAT_OVERLOADED says so. With patience or lines everything is finite. With no calls nobody waits: the service
 *  level is 1 and every wait, queue and occupancy 0, at any number of agents.
 *
 *  Lines hold talking and waiting callers. An agent in after-call work holds none: with acw_s above 0 the number of
 *  lines in use is then not a function of the calls in the system, and a model of one dimension is an approximation: j
 *  calls at n agents are taken to hold j (1 - acw_s/aht_s) lines up to j = n, and one more for each call that waits.
 *  WFM_CAVEAT_LINES_APPROXIMATE says so. Against the chain of two dimensions, at 3 to 20 agents, loads of 0.6 to 1.4 times
 *  the agents and after-call work of up to half the handle time, with more lines than agents the shares are within 0.06
 *  and the mean wait within 30 % or 3 s; with fewer lines the shares are within 0.15, and the mean wait may be
 *  double, or 11 s longer.
 *
 *  A part of a line is a line that is there that share of the time: of the callers who would need it, that share is let
 *  in.
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
    double patience_s;      /**< [s] mean time until a caller hangs up; optional: nobody hangs up */
    double lines;           /**< [lines] for talking and waiting callers; optional: one for everybody */
    double short_abandon_s; /**< [s] who hangs up within it does not count in a service level; optional, >= 0 */
    int32_t service_rule;   /**< WFM_SERVICE_ rule of the service level; optional where nobody hangs up */
    int32_t flags;          /**< WFM_QUEUE_ flags, added up */
} wfm_queue;

/** How a queue is to be read. */
enum wfm_queue_flag {
    WFM_QUEUE_COUNT_BLOCKED =
        1, /**< calls turned away by full lines count as not answered in every rule but the first */
    WFM_QUEUE_STRICTLY_WITHIN = 2, /**< within T means before T: it differs for T = 0 alone */
    WFM_QUEUE_SKIP_MEANS = 4       /**< leave asa_s and wait_mean_abandoning_s NaN, which with patience cost the most */
};

/** Whose wait. */
enum wfm_wait_of {
    WFM_WAIT_OF_ALL = 1,        /**< every call that reaches the queue, until it is answered or hangs up */
    WFM_WAIT_OF_ANSWERED = 2,   /**< the answered */
    WFM_WAIT_OF_ABANDONING = 3, /**< those who hang up */
    WFM_WAIT_OF_PATIENT = 4     /**< offered wait: what a caller of infinite patience would wait */
};

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
    double abandonment;            /**< [1] share of the calls that reach the queue and hang up */
    double abandonment_of_waiting; /**< [1] share of the calls that wait and hang up */
    double wait_mean_abandoning_s; /**< [s] mean wait of the calls that hang up; 0 where none can */
    double blocking;               /**< [1] share of all calls that full lines turn away */
} wfm_queue_metrics;

/** What wfm_queue_waits_at finds: the joint distribution of wait and outcome, as shares of the calls that reach the queue.
 *  The first four add up to 1. */
typedef struct wfm_queue_waits {
    uint32_t struct_size;    /**< sizeof(wfm_queue_waits), set by WFM_QUEUE_WAITS_INIT or its function */
    uint32_t reserved;       /**< 0 */
    double answered_within;  /**< [1] answered within t */
    double answered_beyond;  /**< [1] answered after t */
    double abandoned_within; /**< [1] hung up within t */
    double abandoned_beyond; /**< [1] hung up after t */
    double wait_beyond;      /**< [1] whose wait, however it ended, was longer than t */
    double offered_beyond;   /**< [1] whose wait would have been longer than t, had they not hung up */
    double offered_within;   /**< [1] whose wait would not have been longer */
} wfm_queue_waits;

/** Start values for a definition in C: wfm_queue queue = WFM_QUEUE_INIT; (in C++ call wfm_queue_init). */
#define WFM_QUEUE_INIT                                                                                                 \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_queue)                                                                     \
    }
#define WFM_QUEUE_WAITS_INIT                                                                                           \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_queue_waits)                                                               \
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

/** Sets every member to 0 and struct_size to size.
 *
 *  @param waits  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size   [bytes]   sizeof(wfm_queue_waits) in the caller's declaration
 */
WFM_API void wfm_queue_waits_init(wfm_queue_waits *waits, size_t size);

/** Every figure of a queue at once.
 *
 *      load = calls aht / interval
 *      Erlang C: C = C(agents, load), wait of the waiting = aht / (agents - load), ASA = C times it,
 *      queue = load C / (agents - load), service level = P(wait <= answer_within)
 *      with patience: as wfm_erlang_a_waiting and the formulas beside it; hung up = queue / patience
 *      with lines: the same sums over the waiting places that there are
 *      trunk load = carried load (aht - acw) / aht + queue
 *
 *  @param queue    [struct]  the demand and the agents
 *  @param metrics  [struct]  written
 *  @return    [status]  WFM_CAVEAT_OVERLOADED, WFM_CAVEAT_LINES_APPROXIMATE; an error naming the member of queue,
 *                       WFM_NO_SERVICE_RULE, WFM_TOO_MANY_LINES or WFM_BAD_OUTPUT
 *  @accuracy  Erlang C and A: as the formulas of erlang.h for the load that it reports: the exact answer to inputs within
 *             2 ulp of those given; with lines 1e-13, a service level 1e-14 absolute, and
 *             of a tail 1e-13 x max(1, agents x t / aht / 1000)
 *  @cost      constant, six evaluations of Erlang C at most, with patience some 40 more for asa_s and
 *             wait_mean_abandoning_s; with lines some 20 instructions for each waiting place that is in use
 *  @source    Cooper 1981, Introduction to Queueing Theory, 2nd ed., sec. 3.6; Palm 1957; Garnett, Mandelbaum and Reiman
 *             2002, M&SOM 4, 208-227; Little 1961, Oper. Res. 9, 383-387
 */
WFM_API wfm_status wfm_queue_evaluate(const wfm_queue *queue, wfm_queue_metrics *metrics);

/** Probability that a call waits longer than a given time, however its wait ends.
 *
 *      P(W > t) = C exp(-(agents - load) t / aht);  with patience exp(-t / patience) P(offered wait > t)
 *
 *  @param queue        [struct]  the demand and the agents; answer_within_s and what belongs to it are checked, not used
 *  @param t_s          [s]       >= 0
 *  @param probability  [1]       written
 *  @return    [status]  as wfm_queue_evaluate; WFM_BAD_TIME
 *  @accuracy  as wfm_queue_evaluate
 *  @cost      as wfm_queue_evaluate, without its means
 *  @source    as wfm_queue_evaluate
 */
WFM_API wfm_status wfm_queue_wait_tail(const wfm_queue *queue, double t_s, double *probability);

/** The joint distribution of wait and outcome at one time.
 *
 *  @param queue  [struct]  the demand and the agents; answer_within_s and what belongs to it are checked, not used
 *  @param t_s    [s]       >= 0
 *  @param waits  [struct]  written
 *  @return    [status]  as wfm_queue_evaluate; WFM_BAD_TIME
 *  @accuracy  as wfm_queue_evaluate; abandoned_within 1e-16 absolute
 *  @cost      as wfm_queue_evaluate, without its means
 *  @source    as wfm_queue_evaluate
 */
WFM_API wfm_status wfm_queue_waits_at(const wfm_queue *queue, double t_s, wfm_queue_waits *waits);

/** The wait that a share p of the calls does not exceed, however their waits end.
 *
 *      Erlang C: t = max(0, ln(C / (1 - p)) aht / (agents - load)); else by a search
 *
 *  inf for p = 1, and when overloaded for every p > 0.
 *
 *  @param queue  [struct]  the demand and the agents; answer_within_s and what belongs to it are checked, not used
 *  @param p      [1]       in [0,1]
 *  @param t_s    [s]       written
 *  @return    [status]  as wfm_queue_evaluate; WFM_BAD_PROBABILITY
 *  @accuracy  1e-12 x max(1, condition of the time in the probability)
 *  @cost      constant, some ten times wfm_queue_wait_tail with patience or lines
 *  @source    as wfm_queue_evaluate
 */
WFM_API wfm_status wfm_queue_wait_quantile(const wfm_queue *queue, double p, double *t_s);

/** The wait that a share p of those meant does not exceed.
 *
 *  @param queue    [struct]   the demand and the agents; answer_within_s and what belongs to it are checked, not used
 *  @param wait_of  [wait_of]  WFM_WAIT_OF_: whose wait; WFM_WAIT_OF_ALL is wfm_queue_wait_quantile
 *  @param p        [1]        in [0,1]
 *  @param t_s      [s]        written; NaN where there is nobody of them
 *  @return    [status]  as wfm_queue_evaluate; WFM_BAD_PROBABILITY or WFM_BAD_WAIT_OF
 *  @accuracy  1e-12 x max(1, condition of the time in the probability)
 *  @cost      constant, some ten times wfm_queue_waits_at
 *  @source    as wfm_queue_evaluate
 */
WFM_API wfm_status wfm_queue_quantile_of(const wfm_queue *queue, int32_t wait_of, double p, double *t_s);

/** Calls of the interval that are still waiting after each of a column of times.
 *
 *      calls that reach the queue x P(W > t)
 *
 *  A bad time gives NaN and WFM_BAD_TIME in its row; the others are computed and the call returns the first error.
 *
 *  @param queue          [struct]    the demand and the agents; answer_within_s and the like are checked, not used
 *  @param count          [rows]      how many times
 *  @param t_s            [s]         >= 0
 *  @param t_stride       [elements]  from one time to the next
 *  @param waiting        [calls]     written
 *  @param waiting_stride [elements]  from one result to the next
 *  @param status         [status]    written for each row, stride 1; null if not wanted
 *  @return    [status]  as wfm_queue_evaluate; WFM_BAD_TIME
 *  @accuracy  as wfm_queue_evaluate
 *  @cost      wfm_queue_wait_tail for each time
 *  @source    as wfm_queue_evaluate
 */
WFM_API wfm_status wfm_queue_still_waiting(const wfm_queue *queue, size_t count, const double *t_s, ptrdiff_t t_stride,
                                           double *waiting, ptrdiff_t waiting_stride, wfm_status *status);

#ifdef __cplusplus
}
#endif

#endif
