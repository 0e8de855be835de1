/* SPDX-License-Identifier: MIT */
/** @file staffing.h
 *  The inverses of queue.h: the agents, calls, handle time, answer time, lines or patience that meet one or several
 *  targets, in every model that a wfm_queue describes.
 *
 *  Decisions are made on the smaller of a share and its complement (P(W > T) <= 1 - target for a target from 1/2 on)
 *  and never loosened: the answer meets its targets in the very arithmetic of queue.h, and one agent fewer does not.
 *  Only the occupancy cap, a quotient of the inputs, is taken as people mean it: a load within 8 units in the last
 *  place of the cap meets it.
 *
 *  What each unknown does to each figure when it grows. "least": it falls, so that a target is met from one value on.
 *  "most": it rises, so that a target is met up to one value. "both": it is met between two values, and both are
 *  returned. "-": the target says nothing about the unknown, and is refused as WFM_MEANINGLESS if it is given.
 *
 *      target                     agents   calls   aht     answer within   lines   patience
 *      service level, answered    least    most    most    least           most    most
 *      service level, offered     least    most    most    least           most    both
 *      service level, sl2         least    most    most    least           most    most
 *      service level, excluding   least    most    most    least           most    most
 *      service level, virtual     least    most    most    least           most    most
 *      the same, counting blocked least    most    most    least           both    most (offered: both)
 *      average speed of answer    least    most    most    -               most    most
 *      probability of waiting     least    most    most    -               most    most
 *      occupancy                  least    most    most    -               most    most
 *      abandonment, with patience least    most    most    -               most    least
 *      abandonment, without       -        -       -       -               -       least
 *      blocking, with lines       least(1) most    most    -               least   most
 *      blocking, without          -        -       -       -               least   -
 *
 *  (1) Where callers are less patient than calls are long, "most": another agent is then another line that is long in use.
 *  Fewer agents than lines may then meet what as many do not, also of a service level that counts the blocked.
 *
 *  With a short_abandon_s, which itself leaves callers out, "offered", "sl2" and "excluding" may have more than two
 *  solutions in the patience; the two outermost of those found are returned.
 */
#ifndef WFM_STAFFING_H
#define WFM_STAFFING_H

#include "wfm/base.h"
#include "wfm/queue.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What is asked of a queue. In every member 0 means "not given". The T of the service level is the queue's. */
typedef struct wfm_targets {
    uint32_t struct_size;    /**< sizeof(wfm_targets), set by WFM_TARGETS_INIT or wfm_targets_init */
    uint32_t reserved;       /**< 0 */
    double service_level;    /**< [1] least share of the calls answered within the queue's answer_within_s */
    double asa_s;            /**< [s] longest average speed of answer */
    double wait_probability; /**< [1] largest share of the calls that wait */
    double max_occupancy;    /**< [1] largest occupancy */
    double min_agents;       /**< [agents] least allowed */
    double max_agents;       /**< [agents] most allowed */
    double abandonment;      /**< [1] largest share of the calls that reach the queue and hang up */
    double blocking;         /**< [1] largest share of all calls that full lines turn away */
} wfm_targets;

/** What decided an answer. */
enum wfm_binding {
    WFM_BINDING_NONE = 0,             /**< nothing: there are no calls */
    WFM_BINDING_SERVICE_LEVEL = 1,    /**< the service level */
    WFM_BINDING_ASA = 2,              /**< the average speed of answer */
    WFM_BINDING_WAIT_PROBABILITY = 3, /**< the probability of waiting */
    WFM_BINDING_OCCUPANCY = 4,        /**< the occupancy cap */
    WFM_BINDING_MIN_AGENTS = 5,       /**< min_agents: the targets need fewer */
    WFM_BINDING_MAX_AGENTS = 6,       /**< max_agents: the targets need more */
    WFM_BINDING_ABANDONMENT = 7,      /**< the abandonment */
    WFM_BINDING_BLOCKING = 8          /**< the blocking */
};

/** What wfm_staffing_agents finds. */
typedef struct wfm_staffing {
    uint32_t struct_size;           /**< sizeof(wfm_staffing), set by WFM_STAFFING_INIT or wfm_staffing_init */
    uint32_t reserved;              /**< 0 */
    double agents;                  /**< [agents] least whole number that meets every target */
    double agents_fractional;       /**< [agents] least real number that meets every target */
    double service_level;           /**< [1] with agents */
    double service_level_one_fewer; /**< [1] with one agent fewer (with none, if agents is 0) */
    double service_level_one_more;  /**< [1] with one agent more */
    int32_t binding;                /**< WFM_BINDING_ of the target that decided */
    int32_t reserved_2;             /**< 0 */
} wfm_staffing;

/** From where to where a quantity meets every target: what wfm_staffing_lines and wfm_staffing_patience find. Where least is
 *  above most, nothing does: the targets of the one contradict those of the other. */
typedef struct wfm_staffing_range {
    uint32_t struct_size;  /**< sizeof(wfm_staffing_range), set by WFM_STAFFING_RANGE_INIT or its function */
    uint32_t reserved;     /**< 0 */
    double least;          /**< [lines or s] 0 where no target asks for more */
    double most;           /**< [lines or s] inf where no target asks for less */
    double least_whole;    /**< [lines] least whole number from least on; NaN of a patience */
    double most_whole;     /**< [lines] largest whole number up to most; NaN of a patience */
    int32_t binding_least; /**< WFM_BINDING_ of the target that decided least */
    int32_t binding_most;  /**< WFM_BINDING_ of the target that decided most */
} wfm_staffing_range;

/** Start values for a definition in C (in C++ call the init functions). */
#define WFM_STAFFING_RANGE_INIT                                                                                        \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_staffing_range)                                                            \
    }
#define WFM_TARGETS_INIT                                                                                               \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_targets)                                                                   \
    }
#define WFM_STAFFING_INIT                                                                                              \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_staffing)                                                                  \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param targets  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size     [bytes]   sizeof(wfm_targets) in the caller's declaration
 */
WFM_API void wfm_targets_init(wfm_targets *targets, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param staffing  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size      [bytes]   sizeof(wfm_staffing) in the caller's declaration
 */
WFM_API void wfm_staffing_init(wfm_staffing *staffing, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param range  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size   [bytes]   sizeof(wfm_staffing_range) in the caller's declaration
 */
WFM_API void wfm_staffing_range_init(wfm_staffing_range *range, size_t size);

/** The least agents that meet every given target, whole and fractional, and which target binds.
 *
 *  Targets that no number of agents meets (a service level of 1) give infinite agents, or max_agents where given, and
 *  WFM_CAVEAT_TARGET_MISSED; so does max_agents below what the targets need. With patience the answer may be below the
 *  load; with lines a service level of 1 may be met, by as many agents as lines. No calls need no agents. The queue's
 *  agents are not read. min_agents counts rounded up, max_agents rounded down, for the whole answer.
 *
 *  @param queue     [struct]  the demand
 *  @param targets   [struct]  one target at least (limits alone are none)
 *  @param staffing  [struct]  written
 *  @return    [status]  WFM_CAVEAT_TARGET_MISSED, WFM_CAVEAT_OVERLOADED (with the answer given),
 *                       WFM_CAVEAT_LINES_APPROXIMATE; an error naming the member, WFM_NO_TARGET, WFM_MEANINGLESS,
 *                       WFM_NO_SERVICE_RULE, WFM_TOO_MANY_LINES or WFM_BAD_OUTPUT
 *  @accuracy  agents exact, but that a target which whole agents meet with equality in real numbers may be decided one
 *             agent up; agents_fractional of Erlang C 8 ulp for each target, else as the figures themselves
 *  @cost      of Erlang C up to five evaluations for each target, and three; with patience six evaluations of the whole
 *             model on average, up to twelve for 80/20 and up to 60 for any targets; with lines nine, and up to 60
 *  @source    Halfin and Whitt 1981, Oper. Res. 29, 567-588; Jagers and van Doorn 1991
 */
WFM_API wfm_status wfm_staffing_agents(const wfm_queue *queue, const wfm_targets *targets, wfm_staffing *staffing);

/** The least agents that meet every given target in each of many intervals: a day, or a year of half hours.
 *
 *  Row i is wfm_staffing_agents of the queue with calls i and handle time i in place of its own, whole agents alone. A
 *  row starts from the answer of the row before, so that intervals in the order of the day cost least; the answers do
 *  not depend on it. A bad row gets NaN and its status; the others are computed.
 *
 *  @param queue          [struct]    what all rows have in common; its calls, aht_s, acw_s and agents are not read
 *  @param targets        [struct]    one target at least
 *  @param count          [rows]      how many intervals
 *  @param calls          [calls]     >= 0, in each interval
 *  @param calls_stride   [elements]  from one row to the next, 0 for the same in all
 *  @param aht_s          [s]         > 0
 *  @param aht_s_stride   [elements]  from one row to the next, 0 for the same in all
 *  @param agents         [agents]    written, whole; may be calls at the same stride
 *  @param agents_stride  [elements]  from one row to the next
 *  @param status         [status]    written for each row, stride 1; null if not wanted
 *  @return    [status]  as wfm_staffing_agents: the first error, else all caveats together; WFM_BAD_CALLS or
 *                       WFM_BAD_AHT where a column is null
 *  @accuracy  as the agents of wfm_staffing_agents
 *  @cost      two or three evaluations of Erlang C for each row and target, where rows are alike; with patience or lines
 *             two or three of the model for each row
 *  @source    Halfin and Whitt 1981, Oper. Res. 29, 567-588: the square-root rule from row to row
 */
WFM_API wfm_status wfm_staffing_intervals(const wfm_queue *queue, const wfm_targets *targets, size_t count,
                                          const double *calls, ptrdiff_t calls_stride, const double *aht_s,
                                          ptrdiff_t aht_s_stride, double *agents, ptrdiff_t agents_stride,
                                          wfm_status *status);

/** The largest number of calls in the interval that the queue's agents hold within every given target.
 *
 *  The queue's calls are not read; min_agents and max_agents are checked and play no part.
 *
 *  @param queue    [struct]   the interval, the handling and the agents
 *  @param targets  [struct]   one target at least
 *  @param calls    [calls]    written, real; inf beyond the doubles
 *  @param binding  [binding]  written, WFM_BINDING_; null if not wanted
 *  @return    [status]  WFM_CAVEAT_TARGET_MISSED (even one call is too many: calls is 0); an error naming the member,
 *                       WFM_NO_TARGET, WFM_MEANINGLESS or WFM_BAD_OUTPUT
 *  @accuracy  1e-12 x the condition of the problem
 *  @cost      a dozen evaluations of Erlang C for each target, or of the model with patience or lines
 *  @source    as wfm_erlang_c_load_for_service_level
 */
WFM_API wfm_status wfm_staffing_calls(const wfm_queue *queue, const wfm_targets *targets, double *calls,
                                      int32_t *binding);

/** The longest handle time with which the queue's agents hold its calls within every given target.
 *
 *  The queue's aht_s is not read, nor its acw_s (lines are taken as held for the whole handle time); min_agents and
 *  max_agents are checked and play no part. With no calls it is infinite.
 *
 *  @param queue    [struct]   the calls, the interval and the agents
 *  @param targets  [struct]   one target at least
 *  @param aht_s    [s]        written
 *  @param binding  [binding]  written, WFM_BINDING_; null if not wanted
 *  @return    [status]  WFM_CAVEAT_TARGET_MISSED (no handle time is short enough: aht_s is 0); an error naming the
 *                       member, WFM_NO_TARGET, WFM_MEANINGLESS or WFM_BAD_OUTPUT
 *  @accuracy  1e-12 x the condition of the problem
 *  @cost      some twenty evaluations of Erlang C for each target, or of the model with patience or lines
 *  @source    as wfm_erlang_c_service_level, monotone in the handle time
 */
WFM_API wfm_status wfm_staffing_aht(const wfm_queue *queue, const wfm_targets *targets, double *aht_s,
                                    int32_t *binding);

/** The shortest answer time within which the queue's agents answer the target share of its calls.
 *
 *  Only the targets' service_level may be given; the queue's answer_within_s is not read. 0 where enough calls do not
 *  wait at all.
 *
 *  @param queue            [struct]  the demand and the agents
 *  @param targets          [struct]  service_level
 *  @param answer_within_s  [s]       written; inf where no time is long enough
 *  @return    [status]  WFM_CAVEAT_OVERLOADED and WFM_CAVEAT_TARGET_MISSED with inf; an error naming the member,
 *                       WFM_NO_TARGET, WFM_MEANINGLESS or WFM_BAD_OUTPUT
 *  @accuracy  as wfm_queue_wait_quantile
 *  @cost      constant; with patience or lines some ten evaluations of the model
 *  @source    as wfm_erlang_c_wait_quantile
 */
WFM_API wfm_status wfm_staffing_answer_within(const wfm_queue *queue, const wfm_targets *targets,
                                              double *answer_within_s);

/** The numbers of lines with which the queue's agents hold its calls within every given target.
 *
 *  The queue's lines are not read. More lines turn fewer calls away and let more wait: a blocking asks for a least
 *  number, everything else for a largest one, and a service level that counts the blocked for both.
 *
 *  @param queue    [struct]  the demand and the agents
 *  @param targets  [struct]  one target at least
 *  @param range    [struct]  written
 *  @return    [status]  WFM_CAVEAT_TARGET_MISSED (no number does; what would serve either side is given),
 *                       WFM_CAVEAT_TWO_SOLUTIONS, WFM_CAVEAT_LINES_APPROXIMATE; an error naming the member,
 *                       WFM_NO_TARGET, WFM_MEANINGLESS, WFM_TOO_MANY_LINES or WFM_BAD_OUTPUT
 *  @accuracy  whole numbers exact but for ties; least and most 1e-12 x the condition of the problem
 *  @cost      some twenty evaluations of the model for each target, some sixty where there are two solutions; each walks
 *             over the places in use, and takes a tenth of a second for 16 million of them, a second where treatment alone
 *             would fill the lines
 *  @source    monotone in the places: Cooper 1981, sec. 3.4, by the ratio of the states' weights
 */
WFM_API wfm_status wfm_staffing_lines(const wfm_queue *queue, const wfm_targets *targets, wfm_staffing_range *range);

/** The mean patience with which the queue's agents hold its calls within every given target.
 *
 *  The queue's patience_s is not read; its service_rule must be given with a service level. The more patient callers
 *  are, the fewer hang up and the longer they wait: an abandonment asks for a least patience, everything else for a
 *  largest one, and the rule "offered", by which who hangs up is lost and who waits too long as well, for both.
 *
 *  @param queue    [struct]  the demand and the agents
 *  @param targets  [struct]  one target at least
 *  @param range    [struct]  written, in seconds
 *  @return    [status]  WFM_CAVEAT_TARGET_MISSED (no patience does; what would serve either side is given),
 *                       WFM_CAVEAT_TWO_SOLUTIONS, WFM_CAVEAT_LINES_APPROXIMATE; an error naming the member,
 *                       WFM_NO_TARGET, WFM_MEANINGLESS, WFM_TOO_MANY_LINES or WFM_BAD_OUTPUT
 *  @accuracy  1e-12 x the condition of the problem
 *  @cost      some twenty evaluations of the model for each target, some sixty where there are two solutions
 *  @source    Whitt 2006, Oper. Res. 54, 247-260: how Erlang A answers to patience
 */
WFM_API wfm_status wfm_staffing_patience(const wfm_queue *queue, const wfm_targets *targets, wfm_staffing_range *range);

/** The mean patience that an abandonment seen implies, at the queue's load, agents and lines.
 *
 *  The queue's patience_s is not read. 0 where fewer would hang up even if everybody who has to wait did, inf where so
 *  many would hang up at any patience.
 *
 *  @param queue        [struct]  the demand and the agents
 *  @param abandonment  [1]       share of the calls that reached the queue and hung up, in [0,1]
 *  @param patience_s   [s]       written
 *  @return    [status]  WFM_CAVEAT_TARGET_MISSED with 0 and with inf; WFM_CAVEAT_LINES_APPROXIMATE; an error naming the
 *                       member, WFM_BAD_ABANDONMENT, WFM_TOO_MANY_LINES or WFM_BAD_OUTPUT
 *  @accuracy  as wfm_erlang_a_patience_for_abandonment
 *  @cost      some ten evaluations of the model
 *  @source    as wfm_erlang_a_patience_for_abandonment
 */
WFM_API wfm_status wfm_staffing_implied_patience(const wfm_queue *queue, double abandonment, double *patience_s);

/** What is asked of classes with priorities, a row for each; a null column, and 0 in a row, is not given. */
typedef struct wfm_priority_targets {
    uint32_t struct_size;        /**< sizeof(wfm_priority_targets), set by WFM_PRIORITY_TARGETS_INIT or its function */
    uint32_t reserved;           /**< 0 */
    const double *service_level; /**< [1] least share answered, for the first time, within the class's time */
    ptrdiff_t service_level_stride; /**< [elements] */
    const double *answer_within_s;  /**< [s] that time, 0 without any wait; null: the queue's answer_within_s for all */
    ptrdiff_t answer_within_s_stride; /**< [elements] */
    const double *asa_s;              /**< [s] longest mean time until the first answer */
    ptrdiff_t asa_s_stride;           /**< [elements] */
} wfm_priority_targets;

/** Start values for a definition in C (in C++ call the init function). */
#define WFM_PRIORITY_TARGETS_INIT                                                                                      \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_priority_targets)                                                          \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param targets  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size     [bytes]   sizeof(wfm_priority_targets) in the caller's declaration
 */
WFM_API void wfm_priority_targets_init(wfm_priority_targets *targets, size_t size);

/** The least whole number of agents with which every class meets its own targets, and the class that needs most.
 *
 *  The figures are those of wfm_queue_priorities. Classes behind the last that has a target may wait without end, without
 *  preemption by keeping all agents busy; with weights all loads must be carried. Targets of a class without calls are met,
 *  and where no class with calls has a target no agents are needed. A service level of 1 gives infinite agents and
 *  WFM_CAVEAT_TARGET_MISSED. Minimum and maximum agents are the caller's to apply.
 *
 *  @param queue          [struct]      as wfm_queue_priorities, of which agents is not read either
 *  @param discipline     [discipline]  WFM_PRIORITY_; with WFM_PRIORITY_ACCUMULATING service levels are not known
 *  @param count          [classes]     1..WFM_PRIORITY_CLASSES
 *  @param calls          [calls]       of each class in the interval, finite, >= 0
 *  @param calls_stride   [elements]    from one class to the next
 *  @param weight         [1]           of each class, as wfm_queue_priorities
 *  @param weight_stride  [elements]    from one class to the next
 *  @param targets        [struct]      the columns that are given; at least one target
 *  @param agents         [agents]      written
 *  @param row            [index]       written, the class that needs most, 0 for the first, -1 for none; null if not wanted
 *  @return    [status]  WFM_CAVEAT_TARGET_MISSED; as wfm_queue_priorities; WFM_BAD_TARGETS_STRUCT, WFM_BAD_SERVICE_LEVEL,
 *                       WFM_BAD_ANSWER_WITHIN, WFM_BAD_ASA, WFM_NO_TARGET or WFM_NO_CLASS_LEVEL
 *  @accuracy  a decision by the figures of wfm_queue_priorities: one agent fewer misses a target
 *  @cost      some ten to twenty times the figures of the classes with targets
 *  @source    as wfm_queue_priorities
 */
WFM_API wfm_status wfm_staffing_agents_priority(const wfm_queue *queue, int32_t discipline, size_t count,
                                                const double *calls, ptrdiff_t calls_stride, const double *weight,
                                                ptrdiff_t weight_stride, const wfm_priority_targets *targets,
                                                double *agents, int32_t *row);

/** The least agents that meet every given target, with callers who call again.
 *
 *  As wfm_staffing_agents, each number of agents being judged by the queue of all attempts that wfm_queue_redial finds
 *  for it. A number of agents with which no number of attempts is in balance meets nothing. What more agents do to each
 *  figure is as in the table above (by tests), with one exception: where callers hang up soon, and more call again
 *  after an answer than after hanging up, another agent may raise the occupancy, and fewer agents than the answer may
 *  meet a max_occupancy as well.
 *
 *  @param queue     [struct]  the demand, of fresh calls
 *  @param redials   [struct]  who calls again; with 0 everywhere this is wfm_staffing_agents, bit for bit
 *  @param targets   [struct]  one target at least
 *  @param staffing  [struct]  written
 *  @return    [status]  as wfm_staffing_agents; WFM_BAD_REDIALS_STRUCT, WFM_BAD_REDIAL; WFM_NO_BALANCE where everybody
 *                       calls again who was served, and nobody is lost
 *  @accuracy  agents exact, but that a target which whole agents meet with equality in real numbers may be decided one
 *             agent up; agents_fractional 1e-10
 *  @cost      as wfm_staffing_agents, with some ten evaluations of the model in place of one, for those that calls again are looked for
 *  @source    as wfm_queue_redial
 */
WFM_API wfm_status wfm_staffing_agents_redial(const wfm_queue *queue, const wfm_redials *redials,
                                              const wfm_targets *targets, wfm_staffing *staffing);

/** The least agents that meet every given target, where the rate of calls is uncertain.
 *
 *  Without a chance the targets are met by the figures of wfm_queue_uncertain by calls: by all calls of many such
 *  intervals together. With one they are met at the interval's own rate with that probability at least: by the agents that
 *  wfm_staffing_agents finds for the rate that is not exceeded with it, whose service levels are then given.
 *
 *  @param queue     [struct]  the demand, whose calls are the mean
 *  @param load_cv   [1]       standard deviation of the rate over its mean, in [0,1]; with 0 this is wfm_staffing_agents
 *  @param targets   [struct]  one target at least
 *  @param chance    [1]       wanted probability, in [0,1); 0 not given
 *  @param staffing  [struct]  written
 *  @return    [status]  as wfm_staffing_agents; WFM_BAD_LOAD_CV, WFM_BAD_CHANCE; WFM_MEANINGLESS also for an average speed
 *                       of answer without patience, lines and chance, as it is infinite at any number of agents
 *  @accuracy  agents exact, but that a target which whole agents meet to within the error of wfm_queue_uncertain
 *             may be decided either way; agents_fractional 1e-8, or as that error allows. With a chance as wfm_staffing_agents
 *  @cost      ten to forty times wfm_queue_uncertain; with a chance wfm_staffing_agents
 *  @source    Whitt 2006, POM 15, 88-102; Steckley, Henderson and Mehrotra 2009, Prob. Eng. Inf. Sci. 23, 305-332
 */
WFM_API wfm_status wfm_staffing_agents_uncertain(const wfm_queue *queue, double load_cv, const wfm_targets *targets,
                                                 double chance, wfm_staffing *staffing);

/** The least agents that meet every given target with general handle times and gaps, or with a law of patience, whole and
 *  fractional, by the approximation that wfm_queue_general or wfm_queue_patience_law is.
 *
 *  Like wfm_staffing_agents, which it is where both general and law are null, or say exponential. Where the approximation
 *  jumps (Whitt's probability of waiting), the fractional answer may be where it does.
 *
 *  @param queue     [struct]  the demand; its agents are not read, with a law nor is its patience_s
 *  @param general   [struct]  how calls come and how long they take; null for at random and exponential
 *  @param law       [struct]  the patience; null for the queue's own; not together with general
 *  @param targets   [struct]  one target at least (limits alone are none)
 *  @param staffing  [struct]  written
 *  @return    [status]  as wfm_staffing_agents, wfm_queue_general and wfm_queue_patience_law; WFM_GENERAL_WITH_LAW
 *  @accuracy  agents as the figures decide that the functions named give; agents_fractional 1e-10, and more where asa_s or
 *             the service level of a law binds
 *  @cost      five to twenty evaluations of the model, up to 60
 *  @source    as wfm_queue_general and wfm_queue_patience_law
 */
WFM_API wfm_status wfm_staffing_agents_general(const wfm_queue *queue, const wfm_general *general,
                                               const wfm_patience_law *law, const wfm_targets *targets,
                                               wfm_staffing *staffing);

/** The least whole agents with which the realised service level of a span of time meets its target with a wanted chance.
 *
 *  Of staffing, service_level and its neighbours are the levels in the long run; agents_fractional is NaN: it is not looked
 *  for. Other targets are met as by wfm_staffing_agents. No calls need no agents. The queue's agents are not read.
 *
 *  @param queue      [struct]     the demand
 *  @param targets    [struct]     a service level, and others that are to be met in the long run
 *  @param intervals  [intervals]  > 0, real: how many intervals in a row are counted together
 *  @param chance     [1]          wanted, above 0 and below 1
 *  @param staffing   [struct]     written
 *  @return    [status]  as wfm_staffing_agents and wfm_queue_realised; WFM_NO_TARGET without a service level,
 *                       WFM_BAD_CHANCE; WFM_CAVEAT_TARGET_MISSED with infinite agents, or max_agents, where it is missed
 *  @accuracy  of the chances of wfm_queue_realised: the answer meets the wanted one and one agent fewer does not
 *  @cost      some ten times wfm_queue_realised, up to 60 times
 *  @source    as wfm_queue_realised
 */
WFM_API wfm_status wfm_staffing_agents_realised(const wfm_queue *queue, const wfm_targets *targets, double intervals,
                                                double chance, wfm_staffing *staffing);

#ifdef __cplusplus
}
#endif

#endif
