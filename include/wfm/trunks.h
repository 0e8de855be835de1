/* SPDX-License-Identifier: MIT */
/** @file trunks.h
 *  Lines (trunks) between the telephone network and the queue: how many for a blocking, what they carry, and how many
 *  stand behind a queue.
 *
 *  Which model fits which question. Unless it says otherwise, 26.8 erlangs and at most 1 % without a free line:
 *
 *      calls come at random, the blocked go away      Erlang B: wfm_trunks_lines                           38 lines
 *      the blocked try again                          extended Erlang B, WFM_TRUNKS_RETRY: with 60 % of them
 *                                                     26.94 erl of attempts, 0.88 % instead of 0.83 % on   38 lines
 *      few callers or telephones make the load        Engset, WFM_TRUNKS_ENGSET: 75 erl of 250 sources need
 *                                                     88 lines, of very many 91; 26.8 erl of 100           36 lines
 *      a contract asks for "Poisson" or "Molina"      lost calls held, WFM_TRUNKS_MOLINA                   41 lines
 *      calls come in bunches, as overflow does        Hayward, WFM_TRUNKS_HAYWARD; or, from the groups that
 *                                                     overflow, wfm_overflow_final: 20 erl on 20 lines lose
 *                                                     3.18 erl of peakedness 2.61, for which a second group
 *                                                     needs 14 lines, not the 9 of Erlang B for 3.18 erl
 *      the load differs from day to day               wfm_trunks_variation says how much; wfm_queue_uncertain
 *                                                     with lines = agents: a deviation of 22 % (Wilkinson's
 *                                                     medium) makes the 0.83 % on 38 lines 3.1 %, and takes 44 lines
 *      calls hold one line or several                 wfm_classes_blocking, _lines: 2 erl of single lines and
 *                                                     1 erl of pairs on 5 lines lose 17.2 % and 38.2 %
 *      one class must be protected                    the same with reserved lines: single calls that leave
 *                                                     one free make it 32.5 % of both
 *      lines behind a queue, sized apart              wfm_trunks_for_targets: 250 calls in a half hour, talk
 *                                                     180 s, 30 s after it, 80/20: 34 agents, 26.8 erl     38 lines
 *      ... with 45 s of announcements before it       the same with treatment_s                            45 lines
 *      lines and agents that limit each other         wfm_trunks_design: for all 210 s on the line 34 agents,
 *                                                     and 87 % instead of 82 % within 20 s, on             44 lines
 *      what one line more is worth                    wfm_erlang_b_improvement: the 38th carries 0.095 erl,
 *                                                     wfm_erlang_b_line_carried(38, 26.8)
 *      the busy hour of many days                     wfm_trunks_busy_hour, time-consistent or bouncing
 *
 *  By Erlang B a call that finds no free line is lost. A caller holds a line in treatment, waiting and talking, and
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
    double carried_erl;        /**< [erl] load on the lines; by Erlang B load_erl x (1 - blocking) */
    double attempts_erl;       /**< [erl] load of all attempts: more than load_erl where the blocked try again */
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

/** How calls come to a group of lines, and what becomes of those that find none free. */
enum wfm_trunk_model {
    WFM_TRUNKS_ERLANG_B = 0, /**< at random; the blocked are lost (wfm_erlang_b) */
    WFM_TRUNKS_RETRY = 1,    /**< at random; a share of the blocked tries again, later (wfm_erlang_b_retry) */
    WFM_TRUNKS_ENGSET = 2,   /**< from a limited number of sources; the blocked are lost (wfm_engset_call_of_load) */
    WFM_TRUNKS_MOLINA = 3,   /**< at random; the blocked stay for their time, lost calls held (wfm_molina) */
    WFM_TRUNKS_HAYWARD = 4   /**< in bunches, as overflow does, or smoothed; the blocked are lost (wfm_hayward) */
};

/** Traffic by one of the models. In the members that the model does not read 0 means "not given". */
typedef struct wfm_offered {
    uint32_t struct_size; /**< sizeof(wfm_offered), set by WFM_OFFERED_INIT or wfm_offered_init */
    uint32_t reserved;    /**< 0 */
    double load_erl;    /**< [erl] offered load, >= 0: with retries that of first attempts, of sources what they carried
                               if none of them were ever blocked */
    double recall;      /**< [1] retry: share of the blocked attempts that try again, in [0,1] */
    double sources;     /**< [sources] Engset: real, > 0 */
    double peakedness;  /**< [1] Hayward: variance over mean of the load on lines without limit, > 0 */
    int32_t model;      /**< WFM_TRUNKS_ */
    int32_t reserved_2; /**< 0 */
} wfm_offered;

#define WFM_OFFERED_INIT                                                                                               \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_offered)                                                                   \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param offered  [struct]  written, at most size bytes; null is left alone
 *  @param size     [bytes]   sizeof(wfm_offered) in the caller's declaration
 */
WFM_API void wfm_offered_init(wfm_offered *offered, size_t size);

/** The least whole number of lines that blocks no more of the traffic than asked for.
 *
 *      least n with blocking(n, load) <= blocking, by the model's formula; of sources, none blocked needs a line for each
 *
 *  @param offered   [struct]  the load and its model
 *  @param blocking  [1]       in [0,1], of the attempts
 *  @param trunks    [struct]  written; of Engset's traffic lines_fractional may be above the sources' number
 *  @return    [status]  as wfm_trunks_lines; WFM_BAD_OFFERED_STRUCT, WFM_BAD_TRUNK_MODEL, WFM_BAD_RECALL,
 *                       WFM_BAD_SOURCES, WFM_BAD_PEAKEDNESS, WFM_BAD_TRUNK_LOAD, WFM_BAD_BLOCKING or WFM_BAD_OUTPUT
 *  @accuracy  lines exact by the model's formula; the others 1e-12
 *  @cost      that of the model's inverse, and one to three of its formula
 *  @source    as the formula of the model
 */
WFM_API wfm_status wfm_offered_lines(const wfm_offered *offered, double blocking, wfm_trunks *trunks);

/** The largest load that lines take with no more than a given blocking.
 *
 *      the load with blocking(lines, load) = blocking, by the model's formula
 *
 *  @param offered   [struct]  its model; load_erl is not read
 *  @param lines     [lines]   real, >= 0
 *  @param blocking  [1]       in [0,1], of the attempts
 *  @param trunks    [struct]  written
 *  @return    [status]  as wfm_trunks_load and wfm_offered_lines
 *  @accuracy  as the model's inverse
 *  @cost      that of the model's inverse, and one or two of its formula
 *  @source    as the formula of the model
 */
WFM_API wfm_status wfm_offered_load(const wfm_offered *offered, double lines, double blocking, wfm_trunks *trunks);

/** What given lines do with the traffic.
 *
 *      blocking = blocking(lines, load), by the model's formula
 *
 *  @param offered  [struct]  the load and its model
 *  @param lines    [lines]   real, >= 0
 *  @param trunks   [struct]  written; lines_fractional is lines
 *  @return    [status]  as wfm_trunks_blocking and wfm_offered_lines
 *  @accuracy  1e-12 of each figure
 *  @cost      some three of the model's formula
 *  @source    as the formula of the model
 */
WFM_API wfm_status wfm_offered_blocking(const wfm_offered *offered, double lines, wfm_trunks *trunks);

/** The lines behind a queue with its agents.
 *
 *      trunk load = calls (treatment + answered (aht - acw) + mean wait) / interval, the share answered and the mean
 *      wait being those of all calls (queue first) or of calls (1 - blocking) (block first); with nobody hanging up
 *      answered = 1
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
 *  @cost      one wfm_staffing_lines for each number of agents looked at, which are a dozen: a tenth of a millisecond at
 *             a hundred agents, 40 ms at ten thousand, a second at a million, with treatment ten to thirty times that; up
 *             to a third of a second at a hundred where those looked at are next to the load, and a minute and more where
 *             a target lets millions wait, as an ASA of years does
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

/* ---- several classes of calls on one group ----
 *
 * Calls of a class hold a whole number of lines each, all at once or none: 1 for voice, 6 or 30 for video. Calls come at
 * random, whoever finds too few lines is lost, and a class may have to leave some lines free for the others. Without
 * such reservation the figures are exact, whatever the distribution of the holding times; with it they are an
 * approximation. Lines are whole numbers here.
 */

/** Numbers of classes and of lines that the functions below take at most. */
enum wfm_classes_limit { WFM_CLASSES_MOST = 256, WFM_CLASS_LINES_MOST = 16777216 };

/** Classes of calls that share a group of lines; a row each. */
typedef struct wfm_classes {
    uint32_t struct_size;            /**< sizeof(wfm_classes), set by WFM_CLASSES_INIT or wfm_classes_init */
    uint32_t reserved;               /**< 0 */
    int64_t count;                   /**< [rows] from 0 to WFM_CLASSES_MOST */
    const double *load_erl;          /**< [erl] calls in progress were none lost: from 0 to 1e30 */
    ptrdiff_t load_stride;           /**< [elements] */
    const double *lines_per_call;    /**< [lines] that a call holds: whole, from 1 to 2^53 */
    ptrdiff_t lines_per_call_stride; /**< [elements] */
    const double *reserved_lines;    /**< [lines] left free by each call that is taken: whole, 0 to 2^53; null: 0 */
    ptrdiff_t reserved_lines_stride; /**< [elements] */
    const double *target;            /**< [1] the most of the class's calls that may be lost, in [0,1]; read by
                                             wfm_classes_lines and wfm_classes_factor */
    ptrdiff_t target_stride;         /**< [elements] */
} wfm_classes;

/** Columns of the functions below; each is written where it is not null. */
typedef struct wfm_class_columns {
    uint32_t struct_size; /**< sizeof(wfm_class_columns), set by WFM_CLASS_COLUMNS_INIT or wfm_class_columns_init */
    uint32_t reserved;    /**< 0 */
    double *blocking;     /**< [1] share of the class's calls that are lost; a row a class */
    ptrdiff_t blocking_stride; /**< [elements] */
    double *carried_erl;       /**< [erl] calls of the class in progress; a row a class */
    ptrdiff_t carried_stride;  /**< [elements] */
    int64_t state_count;       /**< [rows] of state */
    double *state;             /**< [1] share of the time with as many lines busy as the row's number, from 0 on */
    ptrdiff_t state_stride;    /**< [elements] */
} wfm_class_columns;

/** A group of lines with all its classes. */
typedef struct wfm_class_group {
    uint32_t struct_size; /**< sizeof(wfm_class_group), set by WFM_CLASS_GROUP_INIT or wfm_class_group_init */
    uint32_t reserved;    /**< 0 */
    double lines;         /**< [lines] */
    double factor;        /**< [1] by which each load_erl was multiplied */
    double offered_lines; /**< [lines] that would be busy were no call lost: sum of load x lines per call */
    double carried_lines; /**< [lines] that are busy on average */
    double lost;          /**< [1] 1 - carried_lines / offered_lines; 0 without load */
    double utilisation;   /**< [1] carried_lines / lines; 0 without lines */
} wfm_class_group;

/** Start values for a definition in C (in C++ call the init function). */
#define WFM_CLASSES_INIT                                                                                               \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_classes)                                                                   \
    }
/** As WFM_CLASSES_INIT. */
#define WFM_CLASS_COLUMNS_INIT                                                                                         \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_class_columns)                                                             \
    }
/** As WFM_CLASSES_INIT. */
#define WFM_CLASS_GROUP_INIT                                                                                           \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_class_group)                                                               \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param classes  [struct]  written, at most size bytes; null is left alone
 *  @param size     [bytes]   sizeof(wfm_classes) in the caller's declaration
 */
WFM_API void wfm_classes_init(wfm_classes *classes, size_t size);

/** As wfm_classes_init.
 *
 *  @param columns  [struct]  written, at most size bytes; null is left alone
 *  @param size     [bytes]   sizeof(wfm_class_columns) in the caller's declaration
 */
WFM_API void wfm_class_columns_init(wfm_class_columns *columns, size_t size);

/** As wfm_classes_init.
 *
 *  @param group  [struct]  written, at most size bytes; null is left alone
 *  @param size   [bytes]   sizeof(wfm_class_group) in the caller's declaration
 */
WFM_API void wfm_class_group_init(wfm_class_group *group, size_t size);

/** The work memory that the functions below need for a group.
 *
 *      1 + lines / u, and the lines of the largest call that fits / u, u being what divides the lines of every call
 *
 *  @param classes     [struct]   load_erl and lines_per_call are read
 *  @param lines       [lines]    of the group, or the most that wfm_classes_lines may find: whole, from 0 to
 *                                WFM_CLASS_LINES_MOST
 *  @param work_count  [doubles]  written; at most 1 + 2 lines; enough for fewer lines as well
 *  @return    [status]  WFM_BAD_CLASSES_STRUCT, WFM_BAD_COUNT, WFM_TOO_MANY_CLASSES, WFM_BAD_CLASS_LOAD,
 *                       WFM_BAD_LINES_PER_CALL, WFM_BAD_RESERVED_LINES, WFM_BAD_GROUP_LINES or WFM_BAD_OUTPUT
 *  @accuracy  exact
 *  @cost      one pass over the classes
 *  @source    as wfm_classes_blocking
 */
WFM_API wfm_status wfm_classes_work(const wfm_classes *classes, double lines, int64_t *work_count);

/** The calls of each class that a group of lines loses (Kaufman and Roberts).
 *
 *      j q(j) = sum over the classes i of a_i b_i q(j - b_i), without those of j > n - t_i
 *      blocking of class i = sum of q(j) over j > n - b_i - t_i,   the q adding up to 1
 *
 *  with n lines, load a, b lines for each call and t reserved ones. Calls of a class for which the lines are too few at
 *  all times are all lost. A class without load gets the share of the time in which its call would be lost.
 *
 *  @param classes     [struct]   target is not read
 *  @param lines       [lines]    whole, from 0 to WFM_CLASS_LINES_MOST
 *  @param work        [doubles]  written: memory of the caller's
 *  @param work_count  [doubles]  its size, at least what wfm_classes_work says
 *  @param columns     [struct]   the columns that are to be written
 *  @param group       [struct]   written
 *  @return    [status]  as wfm_classes_work; also WFM_TOO_LITTLE_WORK, and WFM_BAD_COUNT for a negative state_count
 *  @accuracy  1e-13 of each figure that is above 1e-290, up to 100,000 lines; 1e-12 up to the most. Reservation is an
 *             approximation: against chains of 6 to 40 lines and two classes, solved exactly, and simulations of 24 to
 *             120 lines and three, blocking was off by 0.022 at most (0.005 on average) with equal holding times, at
 *             least four times the lines of the largest call and fewer reserved than it holds; by 0.035 with holding
 *             times up to ten times as long for one class; by 0.08 with fewer lines, and by 0.13 with more reserved
 *  @cost      some 6 instructions for each class, and 40, for each line (each u of lines, u as in wfm_classes_work)
 *  @source    Kaufman 1981, Blocking in a shared resource environment; Roberts 1981, A service system with heterogeneous
 *             user requirements; reservation: Roberts 1983, Teletraffic models for the Telecom 1 integrated services
 *             network
 */
WFM_API wfm_status wfm_classes_blocking(const wfm_classes *classes, double lines, double *work, int64_t work_count,
                                        const wfm_class_columns *columns, wfm_class_group *group);

/** The least whole number of lines that loses no more of any class's calls than its target.
 *
 *      least n with blocking of class i <= target of class i for every i
 *
 *  Decided by what wfm_classes_blocking finds at every number that can be enough: there is none smaller. A larger number
 *  need not be enough as well, as with several classes blocking may rise with one line more: of 3 lines, calls that hold
 *  two leave one to a single call, of 4 none.
 *
 *  @param classes     [struct]   with targets; one of 0 is met only where there is no load at all
 *  @param lines_most  [lines]    no more are tried: whole, from 0 to WFM_CLASS_LINES_MOST
 *  @param work        [doubles]  written: memory of the caller's
 *  @param work_count  [doubles]  its size, at least what wfm_classes_work says for lines_most
 *  @param columns     [struct]   the columns that are to be written, at the lines found
 *  @param group       [struct]   written; lines is the answer
 *  @return    [status]  WFM_CAVEAT_TARGET_MISSED (no number up to lines_most is enough: the figures are those of
 *                       lines_most); as wfm_classes_blocking, or WFM_BAD_CLASS_TARGET
 *  @accuracy  exact, for blocking as wfm_classes_blocking finds it
 *  @cost      that of wfm_classes_blocking once; and for each number from sum of load x lines per call x (1 - target) on,
 *             the most reserved lines for each class and the lines of one call
 *  @source    as wfm_classes_blocking
 */
WFM_API wfm_status wfm_classes_lines(const wfm_classes *classes, double lines_most, double *work, int64_t work_count,
                                     const wfm_class_columns *columns, wfm_class_group *group);

/** The factor by which all loads may be multiplied until a class loses more of its calls than its target.
 *
 *      the end of f, to 1e-12 of it, where blocking with the loads f a_i is at most the target for every class: met at
 *      f, not at f (1 + 1e-12)
 *
 *  More load on all classes makes more calls be lost, but for rare groups in which a class's blocking falls for a while,
 *  which may have other such ends.
 *
 *  @param classes     [struct]   with targets
 *  @param lines       [lines]    whole, from 0 to WFM_CLASS_LINES_MOST
 *  @param work        [doubles]  written: memory of the caller's
 *  @param work_count  [doubles]  its size, at least what wfm_classes_work says
 *  @param columns     [struct]   the columns that are to be written, at the loads found
 *  @param group       [struct]   written; factor is the answer: 0 where no load is small enough, inf where there is none
 *                                or any that the functions take will do; the figures are then those of no load, and of
 *                                the loads as they are
 *  @return    [status]  WFM_CAVEAT_TARGET_MISSED (factor 0); as wfm_classes_lines
 *  @accuracy  1e-12
 *  @cost      some 50 of wfm_classes_blocking
 *  @source    as wfm_classes_blocking
 */
WFM_API wfm_status wfm_classes_factor(const wfm_classes *classes, double lines, double *work, int64_t work_count,
                                      const wfm_class_columns *columns, wfm_class_group *group);

/* ---- overflow traffic ----
 *
 * What a full group of lines turns away may be offered to another. Such a stream comes in bursts: its peakedness
 * z = variance/mean, of the busy lines of an infinite group that it is offered to, is 1 for a Poisson stream, above 1 for
 * what overflows, below 1 for what is carried, which is smooth. */

/** Mean of the traffic that overflows a full group of lines.
 *
 *      m = a B(n,a)
 *
 *  0 where nothing overflows (no load, or infinitely many servers), infinite for an infinite load.
 *
 *  @param servers  [lines]  real, >= 0
 *  @param load     [erl]    >= 0
 *  @return         [erl]    in [0,load]; NaN outside the domain
 *  @accuracy  6 ulp
 *  @cost      constant
 *  @source    Erlang 1917
 */
WFM_API double wfm_overflow_mean(double servers, double load);

/** Variance of the traffic that overflows: of the calls in an infinite group of lines behind the full one.
 *
 *      v = m (1 - m + a/(n + 1 - a + m)),   m = a B(n,a)
 *
 *  Computed as m times wfm_overflow_peakedness, in which nothing cancels.
 *
 *  @param servers  [lines]  real, >= 0
 *  @param load     [erl]    >= 0
 *  @return         [erl^2]  >= 0; NaN outside the domain
 *  @accuracy  1e-14
 *  @cost      constant; three evaluations of Erlang B
 *  @source    Riordan, in Wilkinson 1956, Bell System Technical Journal 35, 421-514; Kosten 1937
 */
WFM_API double wfm_overflow_variance(double servers, double load);

/** Variance over mean of the traffic that overflows.
 *
 *      z = 1 - m + a/(n + 1 - a + m) = 1 + V/(1 + D),   D = n - a + m free lines in the mean, V their variance
 *
 *  The limit 1 is returned where nothing or everything overflows.
 *
 *  @param servers  [lines]  real, >= 0
 *  @param load     [erl]    >= 0
 *  @return         [1]      >= 1; NaN outside the domain
 *  @accuracy  1e-14
 *  @cost      constant; three evaluations of Erlang B
 *  @source    as wfm_overflow_variance
 */
WFM_API double wfm_overflow_peakedness(double servers, double load);

/** Peakedness of a part of a stream, each of whose calls belongs to it by chance.
 *
 *      z_i = 1 + p (z - 1)
 *
 *  The mean of the part is p times the mean, so that its variance is p times the mean times this. Calls must be sorted
 *  at random; a share of 0 leaves the limit, a Poisson stream.
 *
 *  @param peakedness  [1]  of the whole stream, >= 0
 *  @param share       [1]  p, in [0,1]
 *  @return            [1]  >= 0; NaN outside the domain
 *  @accuracy  2 ulp
 *  @cost      constant
 *  @source    each busy line is the part's with the chance p: v_i = p^2 v + p(1 - p) m; Iversen, Teletraffic
 *             Engineering Handbook, ch. 9
 */
WFM_API double wfm_overflow_split_peakedness(double peakedness, double share);

/** Share of the calls of a peaked or smooth stream that find no free line, by Hayward's approximation.
 *
 *      B(n/z, a/z)
 *
 *  A peakedness of 0 gives the limit max(0, 1 - n/a), an infinite one 1. Not exact but for z = 1: see
 *  wfm_overflow_lost for its errors.
 *
 *  @param servers     [lines]  n, real, >= 0
 *  @param load        [erl]    a, the mean of the stream, >= 0
 *  @param peakedness  [1]      z, variance over mean, >= 0
 *  @return            [1]      in [0,1]; NaN outside the domain
 *  @accuracy  of the formula: as wfm_erlang_b at servers/peakedness and load/peakedness, which are rounded
 *  @cost      constant
 *  @source    Fredericks 1980, Bell System Technical Journal 59, 805-827
 */
WFM_API double wfm_hayward(double servers, double load, double peakedness);

/** The real number of lines with a given blocking by Hayward's approximation.
 *
 *  Infinite for blocking 0 of a stream that fluctuates.
 *
 *  @param load        [erl]    mean of the stream, >= 0
 *  @param peakedness  [1]      variance over mean, >= 0
 *  @param blocking    [1]      in [0,1]
 *  @return            [lines]  >= 0; NaN outside the domain
 *  @accuracy  as wfm_erlang_b_servers_for_blocking
 *  @cost      as wfm_erlang_b_servers_for_blocking
 *  @source    as wfm_hayward
 */
WFM_API double wfm_hayward_servers_for_blocking(double load, double peakedness, double blocking);

/** The mean of a stream of given peakedness that lines take with a given blocking, by Hayward's approximation.
 *
 *  @param servers     [lines]  real, >= 0
 *  @param peakedness  [1]      variance over mean, >= 0
 *  @param blocking    [1]      in [0,1]
 *  @return            [erl]    >= 0; infinite for blocking 1; NaN outside the domain
 *  @accuracy  as wfm_erlang_b_load_for_blocking
 *  @cost      as wfm_erlang_b_load_for_blocking
 *  @source    as wfm_hayward
 */
WFM_API double wfm_hayward_load_for_blocking(double servers, double peakedness, double blocking);

/* Array forms, with the rules of those in erlang.h. */

/** Array form of wfm_overflow_mean(). */
WFM_API void wfm_overflow_mean_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                 ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_overflow_variance(). */
WFM_API void wfm_overflow_variance_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                     ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_overflow_peakedness(). */
WFM_API void wfm_overflow_peakedness_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                       ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_overflow_split_peakedness(). */
WFM_API void wfm_overflow_split_peakedness_n(const double *peakedness, ptrdiff_t peakedness_stride, const double *share,
                                             ptrdiff_t share_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_hayward(). */
WFM_API void wfm_hayward_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                           const double *peakedness, ptrdiff_t peakedness_stride, double *out, ptrdiff_t out_stride,
                           size_t count);

/** Array form of wfm_hayward_servers_for_blocking(). */
WFM_API void wfm_hayward_servers_for_blocking_n(const double *load, ptrdiff_t load_stride, const double *peakedness,
                                                ptrdiff_t peakedness_stride, const double *blocking,
                                                ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride,
                                                size_t count);

/** Array form of wfm_hayward_load_for_blocking(). */
WFM_API void wfm_hayward_load_for_blocking_n(const double *servers, ptrdiff_t servers_stride, const double *peakedness,
                                             ptrdiff_t peakedness_stride, const double *blocking,
                                             ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride,
                                             size_t count);

/** By what a stream of given mean and variance is taken for one that can be computed. */
enum wfm_equivalent_method {
    WFM_EQUIVALENT_EXACT = 0,  /**< equivalent random theory: the group that overflows just so */
    WFM_EQUIVALENT_RAPP = 1,   /**< the same with Rapp's approximation of that group */
    WFM_EQUIVALENT_HAYWARD = 2 /**< Hayward's formula; also for smooth streams */
};

/** The group of lines whose overflow has a given mean and variance. */
typedef struct wfm_equivalent {
    uint32_t struct_size; /**< sizeof(wfm_equivalent), set by WFM_EQUIVALENT_INIT or wfm_equivalent_init */
    uint32_t reserved;    /**< 0 */
    double load_erl;      /**< [erl] A*, the Poisson load offered to it */
    double lines;         /**< [lines] N*, real */
    double mean_erl;      /**< [erl] what really overflows it: that asked for, up to the method's error */
    double variance;      /**< [erl^2] */
    double peakedness;    /**< [1] */
} wfm_equivalent;

/** Start values for a definition in C (in C++ call the init function). */
#define WFM_EQUIVALENT_INIT                                                                                            \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_equivalent)                                                                \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param equivalent  [struct]  written, at most size bytes; null is left alone
 *  @param size        [bytes]   sizeof(wfm_equivalent) in the caller's declaration
 */
WFM_API void wfm_equivalent_init(wfm_equivalent *equivalent, size_t size);

/** The group of lines, real, whose overflow has a given mean and variance.
 *
 *      exact:  A B(N,A) = m and Riordan's variance = v, solved
 *      Rapp:   A = v + 3z(z - 1)
 *      both:   N = A (m + z)/(m + z - 1) - m - 1,   z = v/m
 *
 *  A Poisson stream, v = m, is its own equivalent: no lines, and its mean as the load; a stream of nothing has none
 *  of either. No group overflows smoothly: v < m is refused.
 *
 *  Rapp's group overflows with a mean and a peakedness that are off by up to 5 % where m >= z, z up to 10 and m up to
 *  1000 erl, by less the larger m is; below that they are useless (a mean of 1.34 erl for m = 1, z = 5).
 *
 *  @param mean_erl    [erl]     m, finite, >= 0
 *  @param variance    [erl^2]   v, finite, >= m
 *  @param method      [method]  WFM_EQUIVALENT_EXACT or WFM_EQUIVALENT_RAPP
 *  @param equivalent  [struct]  written
 *  @return    [status]  WFM_BAD_OUTPUT, WFM_BAD_OVERFLOW_MEAN, WFM_BAD_OVERFLOW_VARIANCE, WFM_BAD_EQUIVALENT_METHOD,
 *                       WFM_SMOOTH_TRAFFIC or WFM_NO_EQUIVALENT (2^53 lines or more)
 *  @accuracy  exact: mean and variance to 1e-13 x max(1, D/50), D the free lines, which a last digit of A or N moves
 *             them by; Rapp: of the formulas, 4 ulp
 *  @cost      exact: some eight evaluations of wfm_overflow_peakedness or wfm_overflow_mean, twenty at most; Rapp: none
 *             but for what is reported
 *  @source    Wilkinson 1956, Bell System Technical Journal 35, 421-514; Rapp 1964, Ericsson Technics 20
 */
WFM_API wfm_status wfm_overflow_equivalent(double mean_erl, double variance, int32_t method,
                                           wfm_equivalent *equivalent);

/** A group of lines that is offered a stream of given mean and variance. */
typedef struct wfm_overflow_group {
    uint32_t struct_size;       /**< sizeof(wfm_overflow_group), set by WFM_OVERFLOW_GROUP_INIT or its function */
    uint32_t reserved;          /**< 0 */
    double mean_erl;            /**< [erl] of the stream */
    double variance;            /**< [erl^2] of the stream */
    double peakedness;          /**< [1] variance over mean; 1 without traffic */
    double lines;               /**< [lines] */
    double lines_fractional;    /**< [lines] the real number with exactly the blocking asked for */
    double blocking;            /**< [1] share of the stream's calls that are lost */
    double blocking_one_fewer;  /**< [1] the same with one line fewer (with none, if there is less than one) */
    double lost_erl;            /**< [erl] */
    double carried_erl;         /**< [erl] mean_erl - lost_erl, with its digits where nearly all is lost */
    double equivalent_load_erl; /**< [erl] A*; NaN by Hayward's formula */
    double equivalent_lines;    /**< [lines] N*; NaN by Hayward's formula */
    double offered_erl;         /**< [erl] of all high-usage groups; mean_erl where there are none */
    double loss;                /**< [1] lost_erl over offered_erl */
    double lost_variance;       /**< [erl^2] of what is lost; NaN by Hayward's formula, which has none */
} wfm_overflow_group;

/** Start values for a definition in C (in C++ call the init function). */
#define WFM_OVERFLOW_GROUP_INIT                                                                                        \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_overflow_group)                                                            \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param group  [struct]  written, at most size bytes; null is left alone
 *  @param size   [bytes]   sizeof(wfm_overflow_group) in the caller's declaration
 */
WFM_API void wfm_overflow_group_init(wfm_overflow_group *group, size_t size);

/** What given lines lose of a stream of given mean and variance.
 *
 *      equivalent random theory:  lost = A* B(N* + lines, A*),   blocking = lost/m
 *      Hayward:                   blocking = B(lines/z, m/z),    lost = m blocking
 *      lost_variance:             wfm_overflow_variance(N* + lines, A*)
 *
 *  Equivalent random theory is exact for what overflows one group; of several together, or with a Poisson load, both know
 *  but mean and variance and tend to lose too few. Against simulated networks of two and three groups of 5 to 30 erl:
 *  where 3 to 10 % are lost within 15 %; where 1 % is, as a part of it, up to 30 % too low (Hayward, with m below z, up to
 *  60 %); and half of what is lost where a group that seldom overflows meets a steady load (20 erl on 24 lines, and
 *  5 erl, on 15 lines: 0.55 % for 1.07 %), which is one line. Hayward's formula of what overflows one group (6 erl on
 *  4 lines): within 20 %.
 *
 *  Without lines exactly all is lost and nothing carried, but by Rapp's equivalent: its blocking of no lines is not
 *  quite 1, as its group overflows with not quite the mean.
 *
 *  What is lost is a stream again, of mean lost_erl and variance lost_variance. Chains of more than one stage are taken
 *  stage by stage: give the two to this function or wfm_overflow_lines for the next group, added to those of other
 *  streams that reach it, which are independent; a Poisson load adds itself to both.
 *
 *  @param mean_erl  [erl]     m, finite, >= 0
 *  @param variance  [erl^2]   v, finite; at least m but for Hayward's formula, for which >= 0
 *  @param lines     [lines]   real, >= 0
 *  @param method    [method]  WFM_EQUIVALENT_
 *  @param group     [struct]  written; lines_fractional is lines
 *  @return    [status]  as wfm_overflow_equivalent, or WFM_BAD_LINES
 *  @accuracy  of the formulas: 1e-12 x max(1, D/10), D the free lines of the equivalent group
 *  @cost      that of wfm_overflow_equivalent and six evaluations of Erlang B, five of wfm_erlang_b_ln_dservers
 *             where more than 9/10 is lost
 *  @source    Wilkinson 1956, Bell System Technical Journal 35, 421-514; as wfm_hayward
 */
WFM_API wfm_status wfm_overflow_lost(double mean_erl, double variance, double lines, int32_t method,
                                     wfm_overflow_group *group);

/** The least whole number of lines that loses no more of a stream than asked for.
 *
 *  As wfm_overflow_lost, whose blocking decides.
 *
 *  @param mean_erl  [erl]     m, finite, >= 0
 *  @param variance  [erl^2]   v, finite; at least m but for Hayward's formula, for which >= 0
 *  @param blocking  [1]       in [0,1]
 *  @param method    [method]  WFM_EQUIVALENT_
 *  @param group     [struct]  written
 *  @return    [status]  WFM_CAVEAT_TARGET_MISSED (blocking 0: lines is inf); as wfm_overflow_equivalent, or
 *                       WFM_BAD_BLOCKING
 *  @accuracy  lines exact; the others as wfm_overflow_lost
 *  @cost      that of wfm_overflow_equivalent and of wfm_erlang_b_servers_for_blocking
 *  @source    as wfm_overflow_lost
 */
WFM_API wfm_status wfm_overflow_lines(double mean_erl, double variance, double blocking, int32_t method,
                                      wfm_overflow_group *group);

/** High-usage groups of lines that all overflow into one final group. */
typedef struct wfm_overflow_network {
    uint32_t struct_size;      /**< sizeof(wfm_overflow_network), set by WFM_OVERFLOW_NETWORK_INIT or its function */
    uint32_t reserved;         /**< 0 */
    int64_t groups;            /**< how many, >= 0 */
    const double *load_erl;    /**< [erl] Poisson load of each, finite, >= 0 */
    ptrdiff_t load_stride;     /**< in elements; 0 for one load of all */
    const double *group_lines; /**< [lines] of each, real, >= 0; none for load that the final group gets at once */
    ptrdiff_t lines_stride;    /**< in elements */
    double lines;              /**< [lines] of the final group; not read where a blocking is given */
    double blocking;           /**< [1] of the final group, for which its lines are sought; 0: not given */
    int32_t method;            /**< WFM_EQUIVALENT_ */
    int32_t reserved_2;        /**< 0 */
} wfm_overflow_network;

/** Start values for a definition in C (in C++ call the init function). */
#define WFM_OVERFLOW_NETWORK_INIT                                                                                      \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_overflow_network)                                                          \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param network  [struct]  written, at most size bytes; null is left alone
 *  @param size     [bytes]   sizeof(wfm_overflow_network) in the caller's declaration
 */
WFM_API void wfm_overflow_network_init(wfm_overflow_network *network, size_t size);

/** Columns for what becomes of each group's calls; null columns are not written. */
typedef struct wfm_overflow_streams {
    uint32_t struct_size;      /**< sizeof(wfm_overflow_streams), set by WFM_OVERFLOW_STREAMS_INIT or its function */
    uint32_t reserved;         /**< 0 */
    double *mean_erl;          /**< [erl] that overflows */
    ptrdiff_t mean_stride;     /**< in elements */
    double *variance;          /**< [erl^2] of it */
    ptrdiff_t variance_stride; /**< in elements */
    double *lost_erl;          /**< [erl] of it that the final group loses */
    ptrdiff_t lost_stride;     /**< in elements */
    double *blocking;          /**< [1] lost_erl over mean_erl; that of the final group where nothing overflows */
    ptrdiff_t blocking_stride; /**< in elements */
    double *loss;              /**< [1] lost_erl over load_erl; blocking x B(group_lines, load_erl) */
    ptrdiff_t loss_stride;     /**< in elements */
} wfm_overflow_streams;

/** Start values for a definition in C (in C++ call the init function). */
#define WFM_OVERFLOW_STREAMS_INIT                                                                                      \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_overflow_streams)                                                          \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param streams  [struct]  written, at most size bytes; null is left alone
 *  @param size     [bytes]   sizeof(wfm_overflow_streams) in the caller's declaration
 */
WFM_API void wfm_overflow_streams_init(wfm_overflow_streams *streams, size_t size);

/** High-usage groups and their final group: what reaches it, its lines or its blocking, and what each stream loses.
 *
 *      m_i, v_i of each group by wfm_overflow_mean and _variance,   m = sum m_i,   v = sum v_i
 *      then wfm_overflow_lines or wfm_overflow_lost of m and v
 *      lost_i = lost v_i/v
 *
 *  Means and variances add up as the streams are independent. That a stream loses in proportion to its variance is a rule
 *  of practice: in the same simulations it is within 20 % where 3 to 10 % are lost and 35 % where 1 % is, a stream of rare
 *  bursts beside a steady load excepted, which loses up to 2.7 times as much. With few lines it may give a peaked stream a
 *  blocking above 1.
 *
 *  @param network  [struct]  the groups and what is asked of the final one
 *  @param streams  [struct]  the columns to write, which may all be null
 *  @param group    [struct]  written: the final group
 *  @return    [status]  WFM_CAVEAT_TARGET_MISSED as wfm_overflow_lines; WFM_BAD_OUTPUT, WFM_BAD_NETWORK_STRUCT,
 *                       WFM_BAD_COUNT, WFM_BAD_NETWORK_COLUMN, WFM_BAD_TRUNK_LOAD, WFM_BAD_LINES, or as
 *                       wfm_overflow_lines and wfm_overflow_lost
 *  @accuracy  of the formulas: as wfm_overflow_lost
 *  @cost      four evaluations of Erlang B a group, and that of wfm_overflow_lines or wfm_overflow_lost
 *  @source    Wilkinson 1956, Bell System Technical Journal 35, 421-514; each stream's loss: Iversen, Teletraffic
 *             Engineering Handbook, ch. 9
 */
WFM_API wfm_status wfm_overflow_final(const wfm_overflow_network *network, const wfm_overflow_streams *streams,
                                      wfm_overflow_group *group);

/** Load carried by a group of lines when lost calls are cleared (Erlang B).
 *
 *      a (1 - B(n,a)), the mean number of busy lines
 *
 *  Edges: 0 for n = 0 and a = 0, a for n infinite, n for a infinite; both infinite: NaN.
 *
 *  @param servers  [lines]         real, >= 0
 *  @param load     [erl]           >= 0, offered
 *  @return    [erl]  [0, min(n,a)]; NaN outside the domain
 *  @accuracy  4 ulp: 3 of 1 - B and the product's rounding
 *  @cost      constant, that of B
 *  @source    Erlang 1917; as wfm_erlang_b_compl
 */
WFM_API double wfm_erlang_b_carried(double servers, double load);

/** What one line more carries: the improvement function of Moe and Brockmeyer.
 *
 *      a (B(n,a) - B(n+1,a)) = a B (1 + i)/(n + 1 + a B), i = n - a (1 - B) the idle lines
 *
 *  It falls as lines are added, and rises with the load. Edges: a/(1+a) for n = 0, 0 for a = 0 and for n infinite, 1 for a
 *  infinite; both infinite: NaN.
 *
 *  @param servers  [lines]         real, >= 0, without the one more
 *  @param load     [erl]           >= 0, offered
 *  @return    [erl]  in [0,1]; NaN outside the domain
 *  @accuracy  12 ulp by its derivation
 *  @cost      constant, up to twice B
 *  @source    Iversen, Teletraffic Engineering Handbook, ITU-D and ITC 2005 (improvement function); Jagers and van Doorn 1986, On the
 *             continued Erlang loss function, Oper. Res. Letters 5, 43-46
 */
WFM_API double wfm_erlang_b_improvement(double servers, double load);

/** Load on one line of a group that is hunted in order: each call takes the first free line.
 *
 *      a (B(k-1,a) - B(k,a)), k the line's place from 1
 *
 *  Edges: those of wfm_erlang_b_improvement at k - 1 lines.
 *
 *  @param line     [lines]         real, >= 1
 *  @param load     [erl]           >= 0, offered to the group
 *  @return    [erl]  in [0,1]; NaN outside the domain
 *  @accuracy  12 ulp by its derivation
 *  @cost      constant, up to twice B
 *  @source    Iversen, Teletraffic Engineering Handbook, ITU-D and ITC 2005 (sequential hunting)
 */
WFM_API double wfm_erlang_b_line_carried(double line, double load);

/** Lines at which one more carries just a given load: Moe's principle.
 *
 *      the real n with a (B(n,a) - B(n+1,a)) = improvement
 *
 *  Add lines as long as one more carries what pays for it. Edges: 0 where the first line carries no more than that, as for
 *  load 0 and for improvement 1; else inf for improvement 0 or an infinite load.
 *
 *  @param load         [erl]       >= 0, offered
 *  @param improvement  [erl]       in [0,1]
 *  @return    [lines]  real, >= 0; on any larger number one more carries less; NaN outside the domain
 *  @accuracy  16 ulp x max(1, condition in the improvement), which is large where nearly every line is always busy
 *  @cost      three or four evaluations of the improvement, a dozen or two where it is near 1 or n below 1
 *  @source    Iversen, Teletraffic Engineering Handbook, ITU-D and ITC 2005 (Moe's principle)
 */
WFM_API double wfm_erlang_b_servers_for_improvement(double load, double improvement);

/** Array form of wfm_erlang_b_carried(). */
WFM_API void wfm_erlang_b_carried_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                    ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_b_improvement(). */
WFM_API void wfm_erlang_b_improvement_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                        ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_b_line_carried(). */
WFM_API void wfm_erlang_b_line_carried_n(const double *line, ptrdiff_t line_stride, const double *load,
                                         ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_b_servers_for_improvement(). */
WFM_API void wfm_erlang_b_servers_for_improvement_n(const double *load, ptrdiff_t load_stride,
                                                    const double *improvement, ptrdiff_t improvement_stride,
                                                    double *out, ptrdiff_t out_stride, size_t count);

/** Probability that an attempt is blocked where blocked callers call again (extended Erlang B).
 *
 *      B(n,A) at the attempts A with A (1 - recall B(n,A)) = load
 *
 *  Every blocked attempt is made again with the same probability, after a delay so long that attempts come as a Poisson
 *  process. Recall 0 is wfm_erlang_b. With recall 1 nobody gives up, and load >= servers has no balance: the limit 1.
 *  Edges: 1 for load infinite, 0 for servers infinite, else those of wfm_erlang_b.
 *
 *  @param servers  [lines]         real, >= 0
 *  @param load     [erl]           >= 0, of fresh calls
 *  @param recall   [1]             in [0,1], share of the blocked attempts that is made again
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  8 ulp x max(1, condition in the attempts, 1/(1 - recall B (1 + i))), i the idle lines n - A (1 - B)
 *  @cost      five evaluations of B, two dozen at most
 *  @source    Jewett, Shrago and Yomtov 1980, Designing Optimal Voice Networks for Businesses, Government, and Telephone
 *             Companies (the recall factor), in its fixed point
 */
WFM_API double wfm_erlang_b_retry(double servers, double load, double recall);

/** Load of all attempts where blocked callers call again (extended Erlang B).
 *
 *      the A with A (1 - recall B(servers,A)) = load
 *
 *  Edges: the load itself for recall 0, load 0 and servers infinite; else inf for an infinite load, and for recall 1 with
 *  load >= servers, which has no balance; load/(1 - recall) for servers 0.
 *
 *  @param servers  [lines]         real, >= 0
 *  @param load     [erl]           >= 0, of fresh calls
 *  @param recall   [1]             in [0,1], share of the blocked attempts that is made again
 *  @return    [erl]  >= load; NaN outside the domain
 *  @accuracy  8 ulp x max(1, condition in the load)
 *  @cost      as wfm_erlang_b_retry
 *  @source    as wfm_erlang_b_retry
 */
WFM_API double wfm_erlang_b_retry_load(double servers, double load, double recall);

/** Lines at which an attempt is blocked with a given probability, where blocked callers call again.
 *
 *      wfm_erlang_b_servers_for_blocking(load/(1 - recall blocking), blocking)
 *
 *  Edges: those of wfm_erlang_b_servers_for_blocking.
 *
 *  @param load      [erl]          >= 0, of fresh calls
 *  @param blocking  [1]            in [0,1]
 *  @param recall    [1]            in [0,1], share of the blocked attempts that is made again
 *  @return    [lines]  real, >= 0; any larger number blocks less; NaN outside the domain
 *  @accuracy  12 ulp x max(1, condition in the load and in the blocking)
 *  @cost      as wfm_erlang_b_servers_for_blocking
 *  @source    as wfm_erlang_b_retry
 */
WFM_API double wfm_erlang_b_retry_servers_for_blocking(double load, double blocking, double recall);

/** Fresh load of which an attempt is blocked with a given probability, where blocked callers call again.
 *
 *      A (1 - recall blocking), A = wfm_erlang_b_load_for_blocking(servers, blocking)
 *
 *  Edges: those of wfm_erlang_b_load_for_blocking, but servers for blocking 1 with recall 1.
 *
 *  @param servers   [lines]        real, >= 0
 *  @param blocking  [1]            in [0,1]
 *  @param recall    [1]            in [0,1], share of the blocked attempts that is made again
 *  @return    [erl]  >= 0; any smaller load is blocked less; NaN outside the domain
 *  @accuracy  12 ulp x max(1, 1/(n - A (1-B))), as wfm_erlang_b_load_for_blocking
 *  @cost      as wfm_erlang_b_load_for_blocking
 *  @source    as wfm_erlang_b_retry
 */
WFM_API double wfm_erlang_b_retry_load_for_blocking(double servers, double blocking, double recall);

/** Array form of wfm_erlang_b_retry(). */
WFM_API void wfm_erlang_b_retry_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                  ptrdiff_t load_stride, const double *recall, ptrdiff_t recall_stride, double *out,
                                  ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_b_retry_load(). */
WFM_API void wfm_erlang_b_retry_load_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                       ptrdiff_t load_stride, const double *recall, ptrdiff_t recall_stride,
                                       double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_b_retry_servers_for_blocking(). */
WFM_API void wfm_erlang_b_retry_servers_for_blocking_n(const double *load, ptrdiff_t load_stride,
                                                       const double *blocking, ptrdiff_t blocking_stride,
                                                       const double *recall, ptrdiff_t recall_stride, double *out,
                                                       ptrdiff_t out_stride, size_t count);

/** Array form of wfm_erlang_b_retry_load_for_blocking(). */
WFM_API void wfm_erlang_b_retry_load_for_blocking_n(const double *servers, ptrdiff_t servers_stride,
                                                    const double *blocking, ptrdiff_t blocking_stride,
                                                    const double *recall, ptrdiff_t recall_stride, double *out,
                                                    ptrdiff_t out_stride, size_t count);

/** Probability that a call finds no free line when lost calls are held (Molina, the Poisson formula).
 *
 *      P(N >= n), N Poisson distributed with mean a;  at real n P(n,a), the regularised incomplete gamma function
 *
 *  A call that finds none free stays for its handle time all the same, and takes a line that comes free meanwhile: Erlang A
 *  with patience 1. Edges: 1 for n = 0, else 0 for a = 0; 0 for n infinite, 1 for a infinite; both infinite: NaN.
 *
 *  @param servers  [lines]         real, >= 0
 *  @param load     [erl]           >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  4 ulp
 *  @cost      constant, that of wfm_erlang_a_waiting
 *  @source    Molina 1927, Application of the theory of probability to telephone trunking problems, BSTJ 6, 461-494
 */
WFM_API double wfm_molina(double servers, double load);

/** Lines at which Molina's formula equals a given blocking.
 *
 *      the real n with P(n,load) = blocking
 *
 *  Edges: 0 for blocking 1 and for load 0, else inf for blocking 0 or an infinite load.
 *
 *  @param load      [erl]          >= 0
 *  @param blocking  [1]            in [0,1]
 *  @return    [lines]  real, >= 0; any larger number blocks less; NaN outside the domain
 *  @accuracy  8 ulp x max(1, condition in the numbers given, in the smaller of a share and its complement)
 *  @cost      three or four evaluations of Molina's formula, a dozen or two below an erlang
 *  @source    as wfm_molina
 */
WFM_API double wfm_molina_servers_for_blocking(double load, double blocking);

/** Load at which Molina's formula equals a given blocking.
 *
 *      the real a with P(servers,a) = blocking
 *
 *  Edges: inf for blocking 1, else 0 for blocking 0 or servers 0.
 *
 *  @param servers   [lines]        real, >= 0
 *  @param blocking  [1]            in [0,1]
 *  @return    [erl]  >= 0; any smaller load is blocked less; NaN outside the domain
 *  @accuracy  8 ulp x max(1, condition in the numbers given, in the smaller of a share and its complement)
 *  @cost      three or four evaluations of Molina's formula, a dozen or two below one line
 *  @source    as wfm_molina
 */
WFM_API double wfm_molina_load_for_blocking(double servers, double blocking);

/** Array form of wfm_molina(). */
WFM_API void wfm_molina_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                          double *out, ptrdiff_t out_stride, size_t count);

/** Array form of wfm_molina_servers_for_blocking(). */
WFM_API void wfm_molina_servers_for_blocking_n(const double *load, ptrdiff_t load_stride, const double *blocking,
                                               ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride,
                                               size_t count);

/** Array form of wfm_molina_load_for_blocking(). */
WFM_API void wfm_molina_load_for_blocking_n(const double *servers, ptrdiff_t servers_stride, const double *blocking,
                                            ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride, size_t count);

#ifdef __cplusplus
}
#endif

#endif
