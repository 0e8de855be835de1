/* SPDX-License-Identifier: MIT */
/** @file trunks.h
 *  Lines (trunks) between the telephone network and the queue: how many for a blocking, what they carry, and how many
 *  stand behind a queue.
 *
 *  The model is Erlang B: a call that finds no free line is lost. A caller holds a line in treatment, waiting and talking, and
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
 *      trunk load = calls (treatment + answered (aht - acw) + mean wait) / interval, the share answered and the mean wait
 *      being those of all calls (queue first) or of calls (1 - blocking) (block first); with nobody hanging up answered = 1
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

/** Agents and lines designed together, on the one model that has both: M/M/n/K(+M), with treatment before it.
 *
 *      the least n for which there is a K such that n agents on K lines meet every target and full lines turn away no more
 *      than blocking; then the least such K
 *
 *  Callers who are treated, wait and talk share the lines. Fewer lines turn more calls away and shorten the wait of those who
 *  get in, so that agents may be fewer than wfm_trunks_for_targets says, which takes lines for unlimited when it sizes
 *  agents: what is asked of the wait is met for the calls that get in, while blocking is kept within what is allowed. With
 *  WFM_QUEUE_COUNT_BLOCKED a service level is one of all calls. More lines for the same agents, as far as
 *  wfm_staffing_lines says, turn fewer away and still meet the targets.
 *
 *  That more agents leave a longer range of lines is taken for granted in the search; of 1,600 random problems of up to 26
 *  agents and 70 lines, each held against every pair, none showed otherwise.
 *
 *  @param queue     [struct]  the demand; its agents and its lines are not read
 *  @param targets   [struct]  one at least, and limits of agents; its blocking stays 0
 *  @param blocking  [1]       above 0, below 1: the largest share of all calls that may be turned away
 *  @param staffing  [struct]  written: the agents, and the service levels with them, one fewer and one more, on those lines
 *  @param trunks    [struct]  written: lines, the real number with exactly that blocking, the blocking with lines and with
 *                             one fewer; carried_erl is the mean number of lines in use, load_erl that without blocking
 *  @return    [status]  WFM_CAVEAT_TARGET_MISSED (with max_agents: these, and the least lines for the blocking alone,
 *                       infinite where no number is enough; else agents and lines are infinite),
 *                       WFM_CAVEAT_LINES_APPROXIMATE; as wfm_staffing_agents, or WFM_BAD_DESIGN_BLOCKING
 *  @accuracy  agents and lines exact but for ties; the others as wfm_queue_evaluate
 *  @cost      one wfm_staffing_lines for each number of agents looked at, which are a dozen
 *  @source    Khudyakov, Feigin and Mandelbaum 2010, Queueing Systems 66; Srinivasan, Talim and Wang 2004, TOP 12, 443-470
 */
WFM_API wfm_status wfm_trunks_design(const wfm_queue *queue, const wfm_targets *targets, double blocking,
                                     wfm_staffing *staffing, wfm_trunks *trunks);

/** Hundred call seconds in an hour of a traffic: 36 CCS are an erlang.
 *
 *  @param load_erl  [erl]  >= 0
 *  @return          [CCS]  an hour; NaN outside the domain
 *  @accuracy  half an ulp
 *  @cost      constant
 *  @source    ITU-T E.600; the hour has 3,600 s
 */
WFM_API double wfm_ccs_for_erlangs(double load_erl);

/** A traffic from the hundred call seconds in an hour of it.
 *
 *  @param ccs  [CCS]  an hour, >= 0
 *  @return     [erl]  NaN outside the domain
 *  @accuracy  half an ulp
 *  @cost      constant
 *  @source    as wfm_ccs_for_erlangs
 */
WFM_API double wfm_erlangs_for_ccs(double ccs);

/** Load of calls that hold a line for a time.
 *
 *      load = calls x holding_s / interval_s
 *
 *  @param calls       [calls]  in the interval, >= 0
 *  @param holding_s   [s]      mean time on a line: treatment, wait and talk, >= 0
 *  @param interval_s  [s]      > 0
 *  @return            [erl]    NaN outside the domain
 *  @accuracy  an ulp
 *  @cost      constant
 *  @source    Little 1961, Oper. Res. 9, 383-387
 */
WFM_API double wfm_trunks_load_for_calls(double calls, double holding_s, double interval_s);

/** Mean holding time of the calls that make a load.
 *
 *      holding = load x interval_s / calls
 *
 *  A load without calls has held its lines without end; neither load nor calls leave it unknown, NaN.
 *
 *  @param load_erl    [erl]    >= 0
 *  @param calls       [calls]  in the interval, >= 0
 *  @param interval_s  [s]      > 0
 *  @return            [s]      NaN outside the domain
 *  @accuracy  an ulp
 *  @cost      constant
 *  @source    as wfm_trunks_load_for_calls
 */
WFM_API double wfm_trunks_holding_for_load(double load_erl, double calls, double interval_s);

/** Array form of wfm_ccs_for_erlangs(), by the rules of erlang.h's array forms. */
WFM_API void wfm_ccs_for_erlangs_n(const double *load_erl, ptrdiff_t load_erl_stride, double *out, ptrdiff_t out_stride,
                                   size_t count);

/** Array form of wfm_erlangs_for_ccs(), by the rules of erlang.h's array forms. */
WFM_API void wfm_erlangs_for_ccs_n(const double *ccs, ptrdiff_t ccs_stride, double *out, ptrdiff_t out_stride,
                                   size_t count);

/** Array form of wfm_trunks_load_for_calls(), by the rules of erlang.h's array forms. */
WFM_API void wfm_trunks_load_for_calls_n(const double *calls, ptrdiff_t calls_stride, const double *holding_s,
                                         ptrdiff_t holding_s_stride, const double *interval_s,
                                         ptrdiff_t interval_s_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_trunks_holding_for_load(), by the rules of erlang.h's array forms. */
WFM_API void wfm_trunks_holding_for_load_n(const double *load_erl, ptrdiff_t load_erl_stride, const double *calls,
                                           ptrdiff_t calls_stride, const double *interval_s,
                                           ptrdiff_t interval_s_stride, double *out, ptrdiff_t out_stride,
                                           size_t count);

/** Traffic measured day by day in the same slots: a table of the mean loads, NaN where one is not known. */
typedef struct wfm_traffic {
    uint32_t struct_size;   /**< sizeof(wfm_traffic), set by WFM_TRAFFIC_INIT or wfm_traffic_init */
    uint32_t reserved;      /**< 0 */
    int64_t days;           /**< [days] rows, >= 0 */
    int64_t slots;          /**< [slots] columns: intervals of a day, one after the other, >= 0 */
    const double *load_erl; /**< [erl] mean load in a slot, >= 0, or NaN */
    ptrdiff_t day_stride;   /**< [elements] from a day to the next */
    ptrdiff_t slot_stride;  /**< [elements] from a slot to the next */
    int64_t length;         /**< [slots] of an hour: 4 quarters; 1..slots */
    int64_t step;           /**< [slots] between the beginnings of hours; optional: 1, any; length: full hours alone */
} wfm_traffic;

/** What wfm_trunks_busy_hour finds. An hour that has an unknown slot is not known. */
typedef struct wfm_busy_hour {
    uint32_t struct_size;   /**< sizeof(wfm_busy_hour), set by WFM_BUSY_HOUR_INIT or wfm_busy_hour_init */
    uint32_t reserved;      /**< 0 */
    int64_t first_slot;     /**< [slot] of the time-consistent busy hour, from 0 */
    int64_t days;           /**< [days] on which that hour is known */
    double load_erl;        /**< [erl] mean over those days: the time-consistent busy hour's load */
    double highest_erl;     /**< [erl] of those days, in that hour */
    int64_t peak_days;      /**< [days] on which any hour is known */
    double peak_load_erl;   /**< [erl] mean of the days' own busiest hours: the bouncing busy hour's load */
    double consistency;     /**< [1] load_erl / peak_load_erl; 1 where both are 0 */
    double normal_load_erl; /**< [erl] mean of the 30 highest of the days' busiest hours, of all if they are fewer */
    double high_load_erl;   /**< [erl] mean of the 5 highest */
} wfm_busy_hour;

/** Start values for a definition in C (in C++ call the init function). */
#define WFM_TRAFFIC_INIT                                                                                               \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_traffic)                                                                   \
    }
#define WFM_BUSY_HOUR_INIT                                                                                             \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_busy_hour)                                                                 \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param traffic  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size     [bytes]   sizeof(wfm_traffic) in the caller's declaration
 */
WFM_API void wfm_traffic_init(wfm_traffic *traffic, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param busy  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size  [bytes]   sizeof(wfm_busy_hour) in the caller's declaration
 */
WFM_API void wfm_busy_hour_init(wfm_busy_hour *busy, size_t size);

/** The busy hour of a traffic, time-consistent and bouncing.
 *
 *      time-consistent  the hour, at the same time each day, whose mean over the days is highest (the first of equals)
 *      bouncing         of each day its own highest hour (average daily peak hour; with step = length, daily peak full hour)
 *
 *  A mean is over the days on which its hour is known: hours known on different days are compared as they are. The bouncing
 *  load is never below the time-consistent one where all is known.
 *
 *  @param traffic     [struct]    the table
 *  @param day_erl     [erl]       written: load of each day in the time-consistent hour, NaN where it is not known; null if
 *                                 not wanted
 *  @param day_stride  [elements]  from a day to the next
 *  @param busy        [struct]    written
 *  @return    [status]  WFM_BAD_TRAFFIC_STRUCT, WFM_BAD_TRAFFIC_SLOTS, WFM_BAD_TRAFFIC, WFM_NO_BUSY_HOUR or WFM_BAD_OUTPUT
 *  @accuracy  days x epsilon
 *  @cost      up to 38 passes over days x slots x length
 *  @source    ITU-T E.600, time consistent busy hour, average daily peak hour; E.500, loads of the 30 and the 5 highest days;
 *             E.492
 */
WFM_API wfm_status wfm_trunks_busy_hour(const wfm_traffic *traffic, double *day_erl, ptrdiff_t day_stride,
                                        wfm_busy_hour *busy);

/** How much a load varies from day to day: Wilkinson's curves, variance = 0.13 load^exponent. */
enum wfm_variation_level {
    WFM_VARIATION_UNKNOWN = 0, /**< the mean load is not above 1 erl, where the curves meet */
    WFM_VARIATION_NONE = 1,    /**< no more than the calls' own randomness */
    WFM_VARIATION_LOW = 2,     /**< nearest to the exponent 1.5 */
    WFM_VARIATION_MEDIUM = 3,  /**< nearest to 1.7 */
    WFM_VARIATION_HIGH = 4     /**< nearest to 1.84 */
};

/** What wfm_trunks_variation finds. */
typedef struct wfm_variation {
    uint32_t struct_size;   /**< sizeof(wfm_variation), set by WFM_VARIATION_INIT or wfm_variation_init */
    uint32_t reserved;      /**< 0 */
    int64_t days;           /**< [days] known */
    double mean_erl;        /**< [erl] of the days */
    double variance;        /**< [erl^2] of the days' loads, over one day fewer */
    double of_measurement;  /**< [erl^2] the part of it that calls at random make of a load that is the same each day */
    double source_variance; /**< [erl^2] the rest, at least 0: of the load offered from day to day */
    double exponent;        /**< [1] ln(variance / 0.13) / ln(mean_erl); NaN where mean_erl is at most 1 */
    int32_t level;          /**< WFM_VARIATION_ */
    int32_t reserved_2;     /**< 0 */
} wfm_variation;

/** Start values for a definition in C (in C++ call the init function). */
#define WFM_VARIATION_INIT                                                                                             \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_variation)                                                                 \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param variation  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size       [bytes]   sizeof(wfm_variation) in the caller's declaration
 */
WFM_API void wfm_variation_init(wfm_variation *variation, size_t size);

/** The variation of a busy hour's load from day to day.
 *
 *      of_measurement = 2 load r (1 - r (1 - e^(-1/r))),   r = holding_s / hour_s
 *
 *  which is the variance of the mean number of busy lines in an hour, of Poisson calls with exponential holding times on
 *  lines for all. Where the lines turn calls away it is less.
 *
 *  @param count       [days]      rows
 *  @param load_erl    [erl]       load of each day, >= 0; NaN: not known
 *  @param stride      [elements]  from a day to the next
 *  @param holding_s   [s]         mean holding time; 0: not given, and of_measurement 0
 *  @param hour_s      [s]         length of the hour, > 0
 *  @param variation   [struct]    written
 *  @return    [status]  WFM_BAD_TRAFFIC, WFM_BAD_HOLDING, WFM_BAD_INTERVAL, WFM_NO_BUSY_HOUR (fewer than two days are known) or
 *                       WFM_BAD_OUTPUT
 *  @accuracy  variance count x epsilon x (1 + mean^2/variance); of_measurement 4 ulp
 *  @cost      two passes
 *  @source    Wilkinson 1958, 2nd International Teletraffic Congress; Hill and Neal 1976, Bell Syst. Tech. J. 55, 831-842;
 *             Riordan 1951, Bell Syst. Tech. J. 30, 1129-1144, for the measurement
 */
WFM_API wfm_status wfm_trunks_variation(size_t count, const double *load_erl, ptrdiff_t stride, double holding_s,
                                        double hour_s, wfm_variation *variation);

#ifdef __cplusplus
}
#endif

#endif
