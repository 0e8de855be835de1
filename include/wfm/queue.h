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
 *  Lines hold talking and waiting callers, and those in treatment. An agent in after-call work holds none: with acw_s above 0 the number of
 *  lines in use is then not a function of the calls in the system, and a model of one dimension is an approximation: j
 *  calls at n agents are taken to hold j (1 - acw_s/aht_s) lines up to j = n, and one more for each call that waits.
 *  WFM_CAVEAT_LINES_APPROXIMATE says so. Against the chain of two dimensions, at 3 to 20 agents, loads of 0.6 to 1.4 times
 *  the agents and after-call work of up to half the handle time, with more lines than agents the shares are within 0.06
 *  and the mean wait within 30 % or 3 s; with fewer lines the shares are within 0.15, and the mean wait may be
 *  double, or 11 s longer.
 *
 *  Treatment, announcements and menus before the queue, holds a line and no agent; a call reaches the queue when its
 *  treatment is over, and waits from then on. Without lines it adds calls x treatment_s / interval_s to trunk_load_erl and
 *  changes nothing else. With lines, which hold treated, waiting and talking callers, the joint law is a product, whatever
 *  the distribution of the treatment: i treated and j others, i + j <= lines, have the weight
 *  (calls treatment_s/interval_s)^i/i! w_j, w_j that of j callers in the queue alone (Jackson 1963; Srinivasan, Talim and
 *  Wang 2004, TOP 12, 443-470; Khudyakov, Feigin and Mandelbaum 2010, Queueing Systems 66). Exact for whole agents, and
 *  continued between them; with after-call work the lines are as approximate as without treatment: of six queues of 5 to
 *  20 agents that were simulated, shares within 0.03 and the mean wait within 30 %. Uncertain rates, callers who call
 *  again, realised levels, sensitivities and patience of any law have no model of treatment with lines:
 *  WFM_TREATMENT_WITH_LINES.
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
    double lines;           /**< [lines] for all callers, treated, waiting or talking; optional: one for everybody */
    double short_abandon_s; /**< [s] who hangs up within it does not count in a service level; optional, >= 0 */
    int32_t service_rule;   /**< WFM_SERVICE_ rule of the service level; optional where nobody hangs up */
    int32_t flags;          /**< WFM_QUEUE_ flags, added up */
    double treatment_s;     /**< [s] announcements and menus before the queue, on a line; optional, >= 0 */
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
    double trunk_load_erl; /**< [erl] load on the lines: treatment, talking (without after-call work) and waiting */
    double abandonment;    /**< [1] share of the calls that reach the queue and hang up */
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
 *      trunk load = carried load (aht - acw) / aht + queue + calls that get in x treatment / interval
 *
 *  @param queue    [struct]  the demand and the agents
 *  @param metrics  [struct]  written
 *  @return    [status]  WFM_CAVEAT_OVERLOADED, WFM_CAVEAT_LINES_APPROXIMATE; an error naming the member of queue,
 *                       WFM_NO_SERVICE_RULE, WFM_TOO_MANY_LINES or WFM_BAD_OUTPUT
 *  @accuracy  Erlang C and A: as the formulas of erlang.h for the load that it reports: the exact answer to inputs within
 *             2 ulp of those given; with lines 1e-13, a service level 1e-14 absolute, and
 *             of a tail 1e-13 x max(1, agents x t / aht / 1000)
 *  @cost      constant, six evaluations of Erlang C at most, with patience some 40 more for asa_s and
 *             wait_mean_abandoning_s; with lines some 20 instructions for each waiting place that is in use;
 *             with lines and treatment Erlang B for each of those and of most agents: 7 us for 12 of them, 0.1 ms for 900
 *  @source    Cooper 1981, Introduction to Queueing Theory, 2nd ed., sec. 3.6; Palm 1957; Garnett, Mandelbaum and Reiman
 *             2002, M&SOM 4, 208-227; Little 1961, Oper. Res. 9, 383-387; treatment with lines: Jackson 1963,
 *             Management Science 10, 131-142; Srinivasan, Talim and Wang 2004, TOP 12, 443-470
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

/** In which order callers of several classes are answered; within a class whoever came first is. */
enum wfm_priority_discipline {
    WFM_PRIORITY_NONPREEMPTIVE = 1, /**< a free agent takes the best class that waits; no call is interrupted */
    WFM_PRIORITY_PREEMPTIVE = 2,    /**< a better class interrupts the call that is last in line, which goes on later */
    WFM_PRIORITY_ACCUMULATING = 3   /**< a free agent takes who has the largest weight x time waited */
};

/** How many classes there may be. */
enum wfm_priority_limit {
    WFM_PRIORITY_CLASSES = 64 /**< at most */
};

/** Figures of each class, a row for each; every column the caller's own memory, null where it is not wanted. */
typedef struct wfm_priority_columns {
    uint32_t struct_size;         /**< sizeof(wfm_priority_columns), set by WFM_PRIORITY_COLUMNS_INIT or its function */
    uint32_t reserved;            /**< 0 */
    double *load_erl;             /**< [erl] offered load */
    ptrdiff_t load_erl_stride;    /**< [elements] */
    double *wait_mean_s;          /**< [s] mean time in the system that is not the handle time: interruptions count */
    ptrdiff_t wait_mean_s_stride; /**< [elements] */
    double *asa_s;                /**< [s] mean time until an agent takes the call for the first time */
    ptrdiff_t asa_s_stride;       /**< [elements] */
    double *wait_probability;     /**< [1] share of the calls for which asa_s's time is not 0 */
    ptrdiff_t wait_probability_stride;       /**< [elements] */
    double *mean_wait_of_waiting_s;          /**< [s] mean of asa_s's time among them */
    ptrdiff_t mean_wait_of_waiting_s_stride; /**< [elements] */
    double *service_level;                   /**< [1] share for which it is at most answer_within_s; NaN with weights */
    ptrdiff_t service_level_stride;          /**< [elements] */
    double *sojourn_mean_s;                  /**< [s] wait_mean_s + aht_s */
    ptrdiff_t sojourn_mean_s_stride;         /**< [elements] */
    double *queue_mean;                      /**< [calls] mean number waiting, the interrupted among them */
    ptrdiff_t queue_mean_stride;             /**< [elements] */
} wfm_priority_columns;

/** Start values for a definition in C (in C++ call the init function). */
#define WFM_PRIORITY_COLUMNS_INIT                                                                                      \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_priority_columns)                                                          \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param columns  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size     [bytes]   sizeof(wfm_priority_columns) in the caller's declaration
 */
WFM_API void wfm_priority_columns_init(wfm_priority_columns *columns, size_t size);

/** Several classes of calls before one group of agents, the first class the best: every figure of each class.
 *
 *  All classes have one mean handle time; nobody hangs up and there is a line for everybody. With n agents, the load a of
 *  all classes, a_k of class k and b_k of the classes 1 to k, C Erlang C's, and V_k the mean wait of those who wait:
 *
 *      nonpreemptive   V_k = aht n / ((n - b_{k-1}) (n - b_k)), wait and asa C(n,a) V_k
 *      preemptive      the classes 1 to k are a queue of their own: wait = aht (b_k w(b_k) - b_{k-1} w(b_{k-1})) / a_k with
 *                      w = C(n,b)/(n - b); the first answer is that of nonpreemptive classes 1 to k, asa = C(n,b_k) V_k
 *      accumulating    V_k (n - sum over larger weights of a_i (1 - weight_k/weight_i)) = aht n / (n - a) -
 *                      sum over smaller weights of a_i V_i (1 - weight_i/weight_k), wait and asa C(n,a) V_k
 *
 *  Only weight over weight matters: with equal weights it is one queue, and the larger the ratios, the nearer it is to
 *  nonpreemptive classes. The order of the rows is then of no matter. Its service level is NaN: of the waits' distribution
 *  only the mean is known here.
 *
 *  Under preemption the call interrupted is that of the worst class, and of those the last to come. Where a class has all
 *  of the load, and for the first class under preemption, the figures are those of wfm_queue_evaluate, bit for bit. A class
 *  without calls has the figures of one call that came, where there are other classes.
 *
 *  A class for which load is not left, n <= b_k, waits without end: infinite waits, service level 0, and
 *  WFM_CAVEAT_OVERLOADED in its row; better classes stay finite. With weights n <= a is so for all classes alike.
 *
 *  All of it is exact, for real agents by continuation. Simulated event by event (1 to 20 agents, two and three classes,
 *  21 queues, some 1,000,000 calls each) every mean, waiting share and service level is within its interval, half
 *  of them narrower than 2.5 % to each side, and the differences are as large as chance makes them.
 *
 *  @param queue          [struct]      agents, aht_s, interval_s and answer_within_s; calls is not read; neither patience_s
 *                                      nor lines may be given
 *  @param discipline     [discipline]  WFM_PRIORITY_
 *  @param count          [classes]     1..WFM_PRIORITY_CLASSES
 *  @param calls          [calls]       of each class in the interval, finite, >= 0
 *  @param calls_stride   [elements]    from one class to the next
 *  @param weight         [1]           of each class, finite, > 0; read by WFM_PRIORITY_ACCUMULATING alone, null otherwise
 *  @param weight_stride  [elements]    from one class to the next
 *  @param columns        [struct]      where the figures go; the struct itself is only read
 *  @param status         [status]      written for each class, stride 1; null if not wanted
 *  @return    [status]  WFM_CAVEAT_OVERLOADED; as wfm_queue_evaluate; WFM_BAD_DISCIPLINE, WFM_BAD_CLASS_COUNT,
 *                       WFM_BAD_PRIORITY_WEIGHT, WFM_NOT_PLAIN, WFM_BAD_CALLS, WFM_BAD_LOAD or WFM_BAD_OUTPUT
 *  @accuracy  1e-14 for loads b_k taken as exact; service_level 1e-15 absolute
 *  @cost      an evaluation of Erlang C for each class, under preemption up to 24, with weights some 10 multiplications
 *             for each pair of classes; service_level 300 to 900 exponentials for each class
 *  @source    Cobham 1954, Oper. Res. 2, 70-76; Kella and Yechiali 1985, Oper. Res. Lett. 4, 31-34 (n agents);
 *             Kleinrock 1964, Nav. Res. Logist. Q. 11, 329-341 (weights, one agent); Sharif, Stanford, Taylor and Ziedins
 *             2014, Oper. Res. Health Care 3, 73-79 (weights, n agents)
 */
WFM_API wfm_status wfm_queue_priorities(const wfm_queue *queue, int32_t discipline, size_t count, const double *calls,
                                        ptrdiff_t calls_stride, const double *weight, ptrdiff_t weight_stride,
                                        const wfm_priority_columns *columns, wfm_status *status);

/** Probability that a call of one class waits longer than a given time, under WFM_PRIORITY_NONPREEMPTIVE.
 *
 *      P(W > t) = C(n,a) P(T > t), T the time in which an M/M/1 queue that better callers join empties from a geometric
 *      number of calls
 *
 *  It never grows with t and is within [0,1]. Where no better class has calls it is C exp(-(n - b_k) t/aht), and that of
 *  wfm_queue_wait_tail, bit for bit, where no other has. Of a class that waits without end it is 1.
 *
 *  @param queue         [struct]    as wfm_queue_priorities; answer_within_s and what belongs to it are checked, not used
 *  @param count         [classes]   1..WFM_PRIORITY_CLASSES
 *  @param calls         [calls]     of each class in the interval, finite, >= 0
 *  @param calls_stride  [elements]  from one class to the next
 *  @param row           [index]     which class, 0 for the first
 *  @param t_s           [s]         >= 0
 *  @param probability   [1]         written
 *  @return    [status]  WFM_CAVEAT_OVERLOADED for a class that waits without end; as wfm_queue_priorities; WFM_BAD_ROW or
 *                       WFM_BAD_TIME
 *  @accuracy  1e-14 x (1 + abs(ln P)), for loads b_k taken as exact
 *  @cost      an evaluation of Erlang C and 300 to 900 exponentials
 *  @source    Davis 1966, Oper. Res. 14, 133-136; Kella and Yechiali 1985, Oper. Res. Lett. 4, 31-34; the integral by
 *             Karlin and McGregor 1958, Pacific J. Math. 8, 87-118
 */
WFM_API wfm_status wfm_queue_priority_wait_tail(const wfm_queue *queue, size_t count, const double *calls,
                                                ptrdiff_t calls_stride, size_t row, double t_s, double *probability);

/** The wait that a share p of the calls of one class does not exceed, under WFM_PRIORITY_NONPREEMPTIVE.
 *
 *      the least t with wfm_queue_priority_wait_tail(t) <= 1 - p
 *
 *  inf for p = 1, and for every p > 0 of a class that waits without end.
 *
 *  @param queue         [struct]    as wfm_queue_priority_wait_tail
 *  @param count         [classes]   1..WFM_PRIORITY_CLASSES
 *  @param calls         [calls]     of each class in the interval, finite, >= 0
 *  @param calls_stride  [elements]  from one class to the next
 *  @param row           [index]     which class, 0 for the first
 *  @param p             [1]         in [0,1]
 *  @param t_s           [s]         written
 *  @return    [status]  as wfm_queue_priority_wait_tail; WFM_BAD_PROBABILITY
 *  @accuracy  1e-12 x max(1, condition of the time in the probability)
 *  @cost      some ten times wfm_queue_priority_wait_tail; constant where no better class has calls
 *  @source    as wfm_queue_priority_wait_tail
 */
WFM_API wfm_status wfm_queue_priority_wait_quantile(const wfm_queue *queue, size_t count, const double *calls,
                                                    ptrdiff_t calls_stride, size_t row, double p, double *t_s);

/** Who calls again. The literature's redials (after a busy tone or an abandonment) and reconnects (after an answer that did
 *  not settle it): the three shares of Erlang X. */
typedef struct wfm_redials {
    uint32_t struct_size; /**< sizeof(wfm_redials), set by WFM_REDIALS_INIT or wfm_redials_init */
    uint32_t reserved;    /**< 0 */
    double after_blocked; /**< [1] share of the attempts turned away by full lines after which the caller calls again */
    double after_abandoned; /**< [1] the same of those hung up */
    double after_served;    /**< [1] the same of those answered */
} wfm_redials;

/** What wfm_queue_redial and wfm_queue_fresh find. Without calls, the limits of few. */
typedef struct wfm_redial_load {
    uint32_t struct_size;       /**< sizeof(wfm_redial_load), set by WFM_REDIAL_LOAD_INIT or its function */
    uint32_t reserved;          /**< 0 */
    double fresh_calls;         /**< [calls] first attempts in the interval */
    double calls;               /**< [calls] all attempts */
    double inflation;           /**< [1] all attempts over the fresh ones */
    double attempts_per_caller; /**< [1] mean attempts of a fresh caller until first served or gone */
    double lost;                /**< [1] share of the fresh callers whose last attempt is not served */
    double never_served;        /**< [1] share of the fresh callers who are not served once; lost, if nobody
                                         calls again after an answer */
} wfm_redial_load;

/** Start values for a definition in C (in C++ call the init functions). */
#define WFM_REDIALS_INIT                                                                                               \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_redials)                                                                   \
    }
#define WFM_REDIAL_LOAD_INIT                                                                                           \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_redial_load)                                                               \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param redials  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size     [bytes]   sizeof(wfm_redials) in the caller's declaration
 */
WFM_API void wfm_redials_init(wfm_redials *redials, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param load  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size  [bytes]   sizeof(wfm_redial_load) in the caller's declaration
 */
WFM_API void wfm_redial_load_init(wfm_redial_load *load, size_t size);

/** Every figure of a queue whose callers call again, from the fresh calls.
 *
 *      calls x with x (1 - p_b B(x) - (1 - B(x)) (p_a A(x) + p_s (1 - A(x)))) = fresh
 *      B blocking, A abandonment of the queue that x calls make; p the shares of redials
 *
 *  Callers are taken to call again after a time that is long against the queue's memory, tens of handle times, so that all
 *  attempts together are a Poisson stream. Who redials at once meets the queue that he left: then more attempts are lost
 *  than this says. The metrics are those of an attempt, whether a first one or not.
 *
 *  WFM_NO_BALANCE: calls come back as fast as they leave. So it is beyond the agents' capacity where everybody redials who
 *  hangs up (with lines: who is turned away), and without patience and lines in an overloaded queue with after_served.
 *
 *  @param queue    [struct]  the demand, of fresh calls, and the agents
 *  @param redials  [struct]  who calls again; with 0 everywhere this is wfm_queue_evaluate, bit for bit
 *  @param load     [struct]  written
 *  @param metrics  [struct]  written: the queue with all attempts
 *  @return    [status]  as wfm_queue_evaluate; WFM_BAD_REDIALS_STRUCT, WFM_BAD_REDIAL, WFM_NO_BALANCE
 *  @accuracy  calls 1e-12 x max(1, their condition in the fresh calls). Of the Poisson stream, against simulation of 20
 *             queues of 1 to 30 agents with exponential delays: shares within 0.005 and mean waits within 1 % at
 *             delays of 200 handle times; within 0.01 and 5 % at 20, within 0.03 and 9 % at 5
 *  @cost      some ten, and up to twenty, evaluations of the model without its means, and wfm_queue_evaluate
 *  @source    Koole 2013, Call Center Optimization, ch. 7 (redials and reconnects); Ding, Remerova, van der Mei and
 *             Zwart 2015, Perf. Eval. 92, 27-42
 */
WFM_API wfm_status wfm_queue_redial(const wfm_queue *queue, const wfm_redials *redials, wfm_redial_load *load,
                                    wfm_queue_metrics *metrics);

/** The fresh calls behind all attempts that a queue sees.
 *
 *      fresh = x (1 - p_b B(x) - (1 - B(x)) (p_a A(x) + p_s (1 - A(x))))
 *
 *  @param queue    [struct]  the demand, of all attempts, and the agents; answer_within_s and the like are checked, not used
 *  @param redials  [struct]  who calls again
 *  @param load     [struct]  written
 *  @return    [status]  as wfm_queue_redial
 *  @accuracy  as wfm_queue_evaluate
 *  @cost      one evaluation of the model without its means
 *  @source    as wfm_queue_redial
 */
WFM_API wfm_status wfm_queue_fresh(const wfm_queue *queue, const wfm_redials *redials, wfm_redial_load *load);

/** What wfm_queue_uncertain finds. By calls: of all calls of many such intervals together, as a report over them has it. By
 *  periods: the mean of the figures that the intervals are expected to have, each for its own rate. */
typedef struct wfm_uncertain {
    uint32_t struct_size;               /**< sizeof(wfm_uncertain), set by WFM_UNCERTAIN_INIT or wfm_uncertain_init */
    uint32_t reserved;                  /**< 0 */
    double service_level_by_calls;      /**< [1] good over all calls that the rule counts */
    double service_level_by_periods;    /**< [1] */
    double abandonment_by_calls;        /**< [1] of the calls that reach the queue */
    double abandonment_by_periods;      /**< [1] */
    double asa_by_calls_s;              /**< [s] mean wait of all answered calls */
    double asa_by_periods_s;            /**< [s] */
    double wait_mean_by_calls_s;        /**< [s] of the calls that reach the queue */
    double wait_mean_by_periods_s;      /**< [s] */
    double wait_probability_by_calls;   /**< [1] of the calls that reach the queue */
    double wait_probability_by_periods; /**< [1] */
    double occupancy_by_calls;          /**< [1] that a call meets */
    double occupancy_by_periods;        /**< [1] of the agents' time, as a report has it */
    double blocking_by_calls;           /**< [1] of all calls */
    double blocking_by_periods;         /**< [1] */
    double chance_of_target;            /**< [1] that the service level expected at an interval's rate meets the target;
                                                 NaN without one */
    double critical_calls;              /**< [calls] the largest rate at which it does; NaN without a target */
    double chance_of_overload;          /**< [1] that an interval's load reaches the agents */
} wfm_uncertain;

/** Start values for a definition in C (in C++ call wfm_uncertain_init). */
#define WFM_UNCERTAIN_INIT                                                                                             \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_uncertain)                                                                 \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param result  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size    [bytes]   sizeof(wfm_uncertain) in the caller's declaration
 */
WFM_API void wfm_uncertain_init(wfm_uncertain *result, size_t size);

/** The figures to be expected of a queue whose rate of calls is uncertain.
 *
 *      calls of an interval: Poisson with a rate L, L gamma distributed with mean calls and deviation load_cv x calls
 *      by periods: E[m(L)] of a figure m; by calls: E[L m(L)] / E[L], with each figure's own calls below the line
 *
 *  The number of calls is then negative binomial with the variance calls + (load_cv calls)^2. Each interval is taken to be
 *  in the steady state of its rate.
 *
 *  Without patience and lines a rate beyond the agents has a service level of 0 and no end of waits: asa and wait_mean are
 *  infinite whatever the agents, unless chance_of_overload is too small for a double. With calls or load_cv 0 the
 *  figures are those of wfm_queue_evaluate, bit for bit.
 *
 *  @param queue    [struct]  the demand, whose calls are the mean, and the agents
 *  @param load_cv  [1]       standard deviation of the rate over its mean, in [0,1]
 *  @param target   [1]       service level for chance_of_target, in [0,1]; 0 not given
 *  @param result   [struct]  written
 *  @return    [status]  as wfm_queue_evaluate, with the caveats of the mean rate; WFM_BAD_LOAD_CV, WFM_BAD_SERVICE_LEVEL
 *  @accuracy  absolute, of a share, and of a mean wait in the longer of handle time and patience, up to 50, 1,000, 10,000
 *             and a million agents: 1e-10, 1e-9, 1e-8 and 1e-6 with load_cv up to 0.3; 1e-8, 2e-8, 3e-7 and 2e-6 with one
 *             up to 1; ten times as much with a short_abandon_s. Without patience and lines 1e-10, and 1e-9 beyond 3,000
 *             agents, with load_cv up to 0.3; 2e-9 and 1e-7 with one up to 1
 *  @cost      at most 60 evaluations of the model; 120 with a short_abandon_s; without patience and lines some 200 of
 *             Erlang C; with a target wfm_staffing_calls
 *  @source    Jongbloed and Koole 2001, Appl. Stoch. Models Bus. Ind. 17, 307-318; Whitt 2006, POM 15, 88-102
 */
WFM_API wfm_status wfm_queue_uncertain(const wfm_queue *queue, double load_cv, double target, wfm_uncertain *result);

/** How often the service level expected at an interval's rate is no more than each of a column of levels.
 *
 *      P(SL(L) <= level) = P(L > critical calls of the level): the distribution function of SL over the rates
 *
 *  A bad level gives NaN and WFM_BAD_LEVEL in its row; the others are computed and the call returns the first error. What an
 *  interval's few calls add by chance is not in it.
 *
 *  @param queue               [struct]    the demand, whose calls are the mean, and the agents
 *  @param load_cv             [1]         standard deviation of the rate over its mean, in [0,1]
 *  @param count               [rows]      how many levels
 *  @param level               [1]         in [0,1]
 *  @param level_stride        [elements]  from one level to the next
 *  @param probability         [1]         written
 *  @param probability_stride  [elements]  from one result to the next
 *  @param status              [status]    written for each row, stride 1; null if not wanted
 *  @return    [status]  as wfm_queue_uncertain; WFM_BAD_LEVEL
 *  @accuracy  1e-12 x the condition of the critical calls in the level, times that of the probability in them
 *  @cost      wfm_staffing_calls for each level
 *  @source    as wfm_queue_uncertain
 */
WFM_API wfm_status wfm_queue_uncertain_levels(const wfm_queue *queue, double load_cv, size_t count, const double *level,
                                              ptrdiff_t level_stride, double *probability, ptrdiff_t probability_stride,
                                              wfm_status *status);

/** Probability that a call waits where all calls take equally long (M/D/n, Crommelin's queue), in handle times.
 *
 *      1 - exp(-sum_k P(N_k >= k n)/k),  N_k Poisson's with the mean k a, k = 1, 2, ...
 *
 *  Exact for whole servers; between them P(N >= m) is continued by the gamma distribution, which is the queue of one
 *  server whose gaps are gamma distributed with the shape n. Edges as of wfm_erlang_c.
 *
 *  @param servers  [agents]  real, >= 0
 *  @param load     [erl]     >= 0
 *  @return         [1]       in [0,1]; NaN outside the domain
 *  @accuracy  1e-13 + 1 ulp x servers/(servers - load), and 1 ulp x abs(ln) of a small one
 *  @cost      constant: up to 72 terms of some two microseconds each, and as many hundreds where the servers exceed the load
 *             by far less than sqrt(servers)
 *  @source    Crommelin 1932, P.O.E.E.J. 25, 41-50; Spitzer 1956, Trans. AMS 82, 323-339
 */
WFM_API double wfm_mdn_waiting(double servers, double load);

/** Array form of wfm_mdn_waiting(). */
WFM_API void wfm_mdn_waiting_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                               ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Mean wait of all calls where all take equally long (M/D/n), in handle times: the ASA of Crommelin's queue.
 *
 *      sum_k E[max(0, N_k - k n)]/(k a),  as wfm_mdn_waiting
 *
 *  inf for load >= servers.
 *
 *  @param servers  [agents]        real, >= 0
 *  @param load     [erl]           >= 0
 *  @return         [handle times]  >= 0; NaN outside the domain
 *  @accuracy  as wfm_mdn_waiting
 *  @cost      as wfm_mdn_waiting
 *  @source    as wfm_mdn_waiting
 */
WFM_API double wfm_mdn_wait_mean(double servers, double load);

/** Array form of wfm_mdn_wait_mean(). */
WFM_API void wfm_mdn_wait_mean_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                 ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Probability that a call waits longer than t handle times where all calls take equally long (M/D/n).
 *
 *      P(M + N >= (floor(t) + 1) n),  M the calls that wait, N Poisson's with the mean (floor(t) + 1 - t) a
 *
 *  @param servers  [agents]        whole, 0 to 3600 (more only where the load is not below them)
 *  @param load     [erl]           >= 0
 *  @param t        [handle times]  >= 0
 *  @return         [1]             in [0,1]; NaN outside the domain
 *  @accuracy  (1e-12 + 4 ulp x abs(ln wfm_mdn_waiting)) x wfm_mdn_waiting, absolute
 *  @cost      three fast Fourier transforms of 32 sqrt(servers) points: 0.1 ms at 10 servers, 0.7 ms at 3600
 *  @source    Franx 2001, Oper. Res. Lett. 29, 221-229; Tijms 2003, A First Course in Stochastic Models, sec. 9.6
 */
WFM_API double wfm_mdn_wait_tail(double servers, double load, double t);

/** Array form of wfm_mdn_wait_tail(). */
WFM_API void wfm_mdn_wait_tail_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                 ptrdiff_t load_stride, const double *t, ptrdiff_t t_stride, double *out,
                                 ptrdiff_t out_stride, size_t count);

/** By which approximation wfm_queue_general finds the mean wait. W_M is Erlang C's, W_D that of wfm_mdn_wait_mean, c_s the
 *  squared coefficient of variation of the handle times, c_a that of the times between arrivals. */
enum wfm_general_method {
    WFM_GENERAL_ALLEN_CUNNEEN = 1,    /**< (c_a + c_s)/2 W_M */
    WFM_GENERAL_KIMURA = 2,           /**< (1 + c_s)/(2 c_s/W_M + (1 - c_s)/W_D); calls at random alone */
    WFM_GENERAL_BJORKLUND_ELLDIN = 3, /**< c_s W_M + (1 - c_s) W_D; calls at random alone */
    WFM_GENERAL_COSMETATOS = 4,       /**< the same with his W_D; calls at random alone */
    WFM_GENERAL_WHITT = 5             /**< phi (c_a + c_s)/2 W_M, and a probability of waiting of its own */
};

/** What the members of wfm_general cannot say, as 0 means that they are not given. */
enum wfm_general_flag {
    WFM_GENERAL_FIXED_ARRIVALS = 1, /**< calls come at equal distances: arrival_scv is not given, and counts as 0 */
    WFM_GENERAL_FIXED_SERVICE = 2   /**< all calls take equally long: service_scv is not given, and counts as 0 */
};

/** How calls come and how long they take, beyond the means. In the optional members 0 means "not given"; that a coefficient
 *  is 0 is said by a flag. */
typedef struct wfm_general {
    uint32_t struct_size; /**< sizeof(wfm_general), set by WFM_GENERAL_INIT or wfm_general_init */
    uint32_t reserved;    /**< 0 */
    double
        arrival_scv; /**< [1] variance over squared mean of the times between arrivals, to 1e6; optional: 1, at random */
    double service_scv; /**< [1] the same of the handle times, to 1e6; optional: 1, exponential */
    int32_t method;     /**< WFM_GENERAL_ method */
    int32_t flags;      /**< WFM_GENERAL_FIXED_ flags, added up */
} wfm_general;

/** The distribution of patience. */
enum wfm_patience_law_kind {
    WFM_LAW_EXPONENTIAL = 1,     /**< no shape */
    WFM_LAW_DETERMINISTIC = 2,   /**< all wait equally long; no shape */
    WFM_LAW_LOGNORMAL = 3,       /**< shape: coefficient of variation, 0.1 to 20 */
    WFM_LAW_WEIBULL = 4,         /**< shape: that of the law, 0.2 to 10; 1 is exponential, below 1 is it less regular */
    WFM_LAW_HYPEREXPONENTIAL = 5 /**< shape: coefficient of variation, 1 to 20; two rates of equal shares of the mean */
};

/** How long callers are ready to wait. */
typedef struct wfm_patience_law {
    uint32_t struct_size; /**< sizeof(wfm_patience_law), set by WFM_PATIENCE_LAW_INIT or wfm_patience_law_init */
    uint32_t reserved;    /**< 0 */
    double mean_s;        /**< [s] mean patience of those who do not balk, > 0 */
    double shape;         /**< [1] as the law has it; 0 where it has none */
    double balk;          /**< [1] share who hang up at once when they have to wait; optional */
    int32_t law;          /**< WFM_LAW_ */
    int32_t reserved_2;   /**< 0 */
} wfm_patience_law;

/** Start values for a definition in C (in C++ call the init functions). */
#define WFM_GENERAL_INIT                                                                                               \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_general)                                                                   \
    }
#define WFM_PATIENCE_LAW_INIT                                                                                          \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_patience_law)                                                              \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param general  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size     [bytes]   sizeof(wfm_general) in the caller's declaration
 */
WFM_API void wfm_general_init(wfm_general *general, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param law   [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size  [bytes]   sizeof(wfm_patience_law) in the caller's declaration
 */
WFM_API void wfm_patience_law_init(wfm_patience_law *law, size_t size);

/** Every figure of a queue whose calls do not take exponential times, or do not come at random, by a named approximation.
 *
 *      mean wait as wfm_general_method has it; queue = load x mean wait
 *      probability of waiting: Erlang C's, by Whitt's method his pi of 1993
 *      P(W > t) = P(W > 0) exp(-t/mean wait of those who wait)
 *
 *  With arrival_scv and service_scv 1 this is wfm_queue_evaluate, to the bit, and so is it where the load reaches the
 *  agents. Patience and lines are refused. wait_mean_abandoning_s, abandonment and blocking are 0. Cosmetatos's W_D is of no
 *  use far below the agents, where it exceeds W_M and grows without end. Whitt's probability of waiting jumps where his
 *  rules change, at 7 agents and with regular arrivals where agents exceed the load by sqrt(z load) + 1/2.
 *
 *  @param queue    [struct]  the demand and the agents; service_rule may be any, as all agree
 *  @param general  [struct]  the coefficients of variation and the method
 *  @param metrics  [struct]  written
 *  @return    [status]  WFM_CAVEAT_OVERLOADED; an error naming the member, WFM_GENERAL_WITH_PATIENCE,
 *                       WFM_GENERAL_WITH_LINES, WFM_POISSON_ALONE or WFM_BAD_OUTPUT
 *  @accuracy  of the arithmetic 1e-12; of the approximation, against simulation of 2 to 100 agents at an occupancy of 0.7 to
 *             0.94, squared coefficients of handle times 0 to 4, of calls at random but for two queues of 0.49 and 1.96:
 *             mean wait within 16 % by Allen and Cunneen, 8 % by Kimura, 13 % by Bjorklund and Elldin and by
 *             Cosmetatos, 10 % by Whitt; probability of waiting within 6 % of calls at random, 25 % of others, 8 % by
 *             Whitt; service level within 0.02 of calls at random, 0.08 of others
 *  @cost      some five evaluations of Erlang C; with W_D that of wfm_mdn_wait_mean
 *  @source    Allen 1990, Probability, Statistics, and Queueing Theory, 2nd ed.; Kimura 1994, Queueing Systems 17, 347-382;
 *             Bjorklund and Elldin 1964, Ericsson Technics 20, 155-183; Cosmetatos 1975, INFOR 13, 328-331; Whitt 1993,
 *             Prod. Oper. Mgmt 2, 114-161
 */
WFM_API wfm_status wfm_queue_general(const wfm_queue *queue, const wfm_general *general, wfm_queue_metrics *metrics);

/** Every figure of a queue whose callers' patience is not exponential, by Whitt's approximation M/M/n/r+M(k).
 *
 *      k waiting hang up at the rate lambda H(k/lambda), H the integral of the law's hazard, lambda the calls that join
 *
 *  as the j-th from the end has waited about j/lambda; Whitt has the sum of the hazards at 1/lambda ... k/lambda in place of
 *  the integral, which is as near to it as lambda is large, and further from the truth where it is not. Where all have the
 *  same patience there is no hazard: only the oldest of k can hang up, whose wait is taken for the time of k arrivals, given
 *  that it has not reached the patience. The offered wait of a caller is that behind those whom he finds, who hang up at the
 *  mean rate of all who wait. Who balks waits, for no time, and counts as having hung up. Exponential patience without
 *  balking is wfm_queue_evaluate, to the bit.
 *
 *  Agents and lines are real, as in wfm_queue_evaluate; fewer than 1e-6 agents count as that many.
 *
 *  @param queue    [struct]  the demand and the agents; its patience_s is not read, its service_rule must be given
 *  @param law      [struct]  the patience
 *  @param metrics  [struct]  written
 *  @return    [status]  WFM_CAVEAT_LINES_APPROXIMATE; an error naming the member, WFM_NO_SERVICE_RULE,
 *                       WFM_TOO_MANY_WAITING, WFM_TOO_MANY_LINES or WFM_BAD_OUTPUT
 *  @accuracy  of the arithmetic 1e-10; of the service level, asa_s and wait_mean_abandoning_s 1e-6; of the approximation,
 *             against simulation of 10 to 100 agents at loads of 0.9 to 1.2 times the agents, every law, with lines,
 *             balking and handle times that are not exponential: abandonment within 10 %, probability of waiting 5 %,
 *             mean wait 20 %, asa_s 25 % (10 % without deterministic patience and Weibull's of shape 0.5), service level
 *             0.02
 *  @cost      up to 50 walks over the callers that may be waiting, of some 0.1 microseconds for each: below 1 ms at 100 agents
 *  @source    Whitt 2005, Management Science 51, 221-235
 */
WFM_API wfm_status wfm_queue_patience_law(const wfm_queue *queue, const wfm_patience_law *law,
                                          wfm_queue_metrics *metrics);

/** The figures of wfm_queue_metrics, in its order. */
enum wfm_figure {
    WFM_FIGURE_LOAD = 1,
    WFM_FIGURE_OCCUPANCY = 2,
    WFM_FIGURE_WAIT_PROBABILITY = 3,
    WFM_FIGURE_ASA = 4,
    WFM_FIGURE_WAIT_MEAN = 5,
    WFM_FIGURE_MEAN_WAIT_OF_WAITING = 6,
    WFM_FIGURE_QUEUE_MEAN = 7,
    WFM_FIGURE_QUEUE_MEAN_WHEN_BUSY = 8,
    WFM_FIGURE_SERVICE_LEVEL = 9,
    WFM_FIGURE_TRUNK_LOAD = 10,
    WFM_FIGURE_ABANDONMENT = 11,
    WFM_FIGURE_ABANDONMENT_OF_WAITING = 12,
    WFM_FIGURE_WAIT_MEAN_ABANDONING = 13,
    WFM_FIGURE_BLOCKING = 14
};

/** The inputs of a queue that its figures change with. */
enum wfm_queue_input {
    WFM_INPUT_CALLS = 1,
    WFM_INPUT_INTERVAL = 2,
    WFM_INPUT_AHT = 3,
    WFM_INPUT_ACW = 4,
    WFM_INPUT_AGENTS = 5,
    WFM_INPUT_ANSWER_WITHIN = 6,
    WFM_INPUT_PATIENCE = 7,
    WFM_INPUT_LINES = 8,
    WFM_INPUT_SHORT_ABANDON = 9
};

/** What wfm_queue_sensitivity finds: a figure, and what it changes by for a little more of each input, all others staying
 *  as they are. Elasticities are relative, per cent for a per cent: input x derivative / figure. */
typedef struct wfm_sensitivity {
    uint32_t struct_size;            /**< sizeof(wfm_sensitivity), set by WFM_SENSITIVITY_INIT or its function */
    uint32_t reserved;               /**< 0 */
    double value;                    /**< [figure] as wfm_queue_evaluate has it, to the bit */
    double by_calls;                 /**< [figure/call] */
    double by_interval_s;            /**< [figure/s] at the same number of calls */
    double by_aht_s;                 /**< [figure/s] at the same acw_s: of longer talk */
    double by_acw_s;                 /**< [figure/s] at the same aht_s: after-call work instead of talk */
    double by_agents;                /**< [figure/agent] */
    double by_answer_within_s;       /**< [figure/s] */
    double by_patience_s;            /**< [figure/s] NaN where nobody hangs up */
    double by_lines;                 /**< [figure/line] NaN where lines are not limited */
    double by_short_abandon_s;       /**< [figure/s] NaN where no such time is given */
    double elasticity_calls;         /**< [1] */
    double elasticity_interval;      /**< [1] */
    double elasticity_aht;           /**< [1] */
    double elasticity_acw;           /**< [1] */
    double elasticity_agents;        /**< [1] */
    double elasticity_answer_within; /**< [1] */
    double elasticity_patience;      /**< [1] */
    double elasticity_lines;         /**< [1] */
    double elasticity_short_abandon; /**< [1] */
    int32_t most;                    /**< WFM_INPUT_ of the elasticity largest in size, the first of equals; 0: none */
    int32_t kinked;                  /**< 1 where the places for waiting are whole, so that the two sides may differ */
} wfm_sensitivity;

/** Start values for a definition in C (in C++ call wfm_sensitivity_init). */
#define WFM_SENSITIVITY_INIT                                                                                           \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_sensitivity)                                                               \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param sensitivity  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size         [bytes]   sizeof(wfm_sensitivity) in the caller's declaration
 */
WFM_API void wfm_sensitivity_init(wfm_sensitivity *sensitivity, size_t size);

/** How a figure of a queue changes with each of its inputs: exact derivatives, not differences.
 *
 *      Erlang C: from d ln C/d agents and d ln C/d load; with patience: covariances under the density of the offered wait;
 *      with lines: the walk over the waiting places in dual numbers
 *
 *  A derivative is that towards more of its input. It matters where a figure has a kink: it is smooth in a part of a
 *  line and not across whole ones. Where the places for waiting are whole (lines - agents; with after-call work lines -
 *  agents (1 - acw_s/aht_s)), as they mostly are, by_agents is of a fraction of an agent more, who takes as much of the
 *  last place, and by_lines of a fraction of one place more; kinked says so. At answer_within_s = short_abandon_s each is
 *  that of a little more of its own.
 *
 *  A derivative is NaN where its input is not given (0 stands for that in patience_s, lines and short_abandon_s) or
 *  where there is none: of an infinite figure; of Erlang C where load = agents; by calls without calls, but for the load;
 *  by answer_within_s at 0 with WFM_QUEUE_STRICTLY_WITHIN; of asa_s and wait_mean_abandoning_s with
 *  WFM_QUEUE_SKIP_MEANS; of what is said of those who wait or hang up where that is 0 because their share is too small
 *  for a double. With patience or lines, NaN where agents, load or patience_s/aht_s are below 1e-60 or above 1e60, but for
 *  the load. By lines so many that they are never all taken it is 0. An elasticity is NaN where its derivative is and
 *  where the figure is 0 or infinite.
 *
 *  @param queue        [struct]  the demand and the agents
 *  @param of           [figure]  WFM_FIGURE_: which figure
 *  @param sensitivity  [struct]  written
 *  @return    [status]  as wfm_queue_evaluate; WFM_BAD_FIGURE
 *  @accuracy  1e-12, for the load and the times in handle times as they round, which costs the condition of the
 *             derivative in them; where it is next to 0 beside figure/input, 1e-13 of that (by lines and acw_s, of the
 *             figure for each place for waiting); worst seen 2e-13 without lines and 1e-12 with them, over patience_s of
 *             0.1 to 100 handle times and up to 10,000 agents; 5e-12 for asa_s at 0.0001 handle times
 *  @cost      constant without lines: some 15 wfm_queue_evaluate, with patience 10; with lines a walk over the waiting
 *             places that are in use for each of the five variables, again where they are whole, and all that again for a
 *             service level with short_abandon_s: some 40 wfm_queue_evaluate
 *  @source    Palm 1957; Zeltyn and Mandelbaum 2005, Queueing Systems 51, 361-402; Whitt 2006, Oper. Res. 54, 247-260;
 *             Griewank and Walther 2008, Evaluating Derivatives, 2nd ed., ch. 3
 */
WFM_API wfm_status wfm_queue_sensitivity(const wfm_queue *queue, int32_t of, wfm_sensitivity *sensitivity);

/** The service level as a risk: what is realised of it in a span of time. What wfm_queue_realised finds. */
typedef struct wfm_realised {
    uint32_t struct_size;      /**< sizeof(wfm_realised), set by WFM_REALISED_INIT or wfm_realised_init */
    uint32_t reserved;         /**< 0 */
    double level;              /**< [1] in the long run: the service_level of wfm_queue_evaluate */
    double mean;               /**< [1] mean of the realised level */
    double variance;           /**< [1] of the realised level */
    double standard_deviation; /**< [1] of the realised level */
    double chance;             /**< [1] that the realised level ends at the target or above; NaN without a target */
    double calls;              /**< [calls] that count in the level, expected */
} wfm_realised;

/** Start values for a definition in C (in C++ call the init function). */
#define WFM_REALISED_INIT                                                                                              \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_realised)                                                                  \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param realised  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size      [bytes]   sizeof(wfm_realised) in the caller's declaration
 */
WFM_API void wfm_realised_init(wfm_realised *realised, size_t size);

/** The service level that is realised in a span of time, as a random number: a half hour, a day of like intervals.
 *
 *  What counts is who arrives in the span, of a queue that has long been as it is; the rule, the lines, the patience and
 *  the flags are those of the queue. The realised level is good over counted calls, D = good - level x counted:
 *
 *      variance = Var(D) / calls^2,   mean = level - Cov(D, counted) / calls^2
 *
 *  which are the delta method's first terms: a span that happens to have few calls has a better level, so that the mean of
 *  the levels of spans is above the level of all calls. The chance is that of a beta distribution with this mean and
 *  variance. Overloaded without patience or lines, the level is 0; without calls it is 1.
 *
 *  @param queue      [struct]     the demand and the agents
 *  @param intervals  [intervals]  > 0, real: how many intervals in a row are counted together
 *  @param target     [1]          level to be reached, in [0,1]; 0: none is asked for
 *  @param realised   [struct]     written
 *  @return    [status]  as wfm_queue_evaluate; WFM_BAD_INTERVALS, WFM_BAD_REALISED_TARGET or WFM_TOO_MANY_STATES
 *  @accuracy  Var(D) and Cov(D, counted) 1e-6 of themselves, and 1e-7 of the counted calls' own variance (by the rule
 *             virtual with patience and lines as far as those are hardly ever full); what follows from them is
 *             approximate. Over 20 queues of 1 to 200 agents, of all rules and models, simulated in spans of 5 min to 8
 *             h: where 25 calls or more count in a span, the standard deviation within 6 % of the simulation, the
 *             mean within 0.005, and the chances of 0.5, 0.8 and 0.95 within 0.05; where some ten do, within
 *             17 %, 0.005 and 0.16. The chance of a target of 1 is off by up to 0.15, mostly too small
 *  @cost      one walk over the states that count with 12 complex pivots for each, and 16 to 32 walks over those with
 *             waiting calls: a millisecond for a hundred agents, half a second at the limit of 65,536 states
 *  @source    Whitt 1992, Oper. Res. 40, 279-291; Roubos, Koole and Stolletz 2012, M&SOM 14, 402-413, who fit it to
 *             simulations
 */
WFM_API wfm_status wfm_queue_realised(const wfm_queue *queue, double intervals, double target, wfm_realised *realised);

/** The service level of a day of different intervals, from what wfm_queue_realised finds of each.
 *
 *      level = sum of calls x level / sum of calls = mean
 *      variance = sum of calls^2 variance + calls (level of the interval - level)^2, over (sum of calls)^2
 *
 *  The intervals are taken as independent of each other, although a queue that one leaves behind is the next one's: of
 *  intervals that are alike, wfm_queue_realised with their number is exact in this. Their calls are taken to vary by
 *  Poisson's law without their levels. Without calls the level is 1.
 *
 *  @param count            [rows]      how many intervals
 *  @param calls            [calls]     >= 0: that count, in each interval
 *  @param calls_stride     [elements]  from one row to the next
 *  @param level            [1]         in [0,1], in the long run
 *  @param level_stride     [elements]  from one row to the next
 *  @param variance         [1]         in [0,1], of the realised level
 *  @param variance_stride  [elements]  from one row to the next
 *  @param target           [1]         level of the day to be reached, in [0,1]; 0: none is asked for
 *  @param realised         [struct]    written
 *  @return    [status]  WFM_BAD_REALISED_COLUMN, WFM_BAD_REALISED_CALLS, WFM_BAD_REALISED_LEVEL, WFM_BAD_VARIANCE,
 *                       WFM_BAD_REALISED_TARGET or WFM_BAD_OUTPUT
 *  @accuracy  4 epsilon x count; the chance as in wfm_queue_realised
 *  @cost      three passes over the rows
 *  @source    the variance of a sum of independent numbers
 */
WFM_API wfm_status wfm_queue_realised_day(size_t count, const double *calls, ptrdiff_t calls_stride,
                                          const double *level, ptrdiff_t level_stride, const double *variance,
                                          ptrdiff_t variance_stride, double target, wfm_realised *realised);

#ifdef __cplusplus
}
#endif

#endif
