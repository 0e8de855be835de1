/* SPDX-License-Identifier: MIT */
/** @file measure.h
 *  What happened: service level by every rule, waits, handle times, occupancy and patience, from counts, from calls, or
 *  event by event while they go on; and how sure each figure is.
 *
 *  A wfm_measure is a row of cells for each interval of a day, or of the last hours, in memory that the caller gives. A
 *  program feeds it events as they happen and may read the figures of any interval, or of several together, at any
 *  moment. Every cell is a sum, so that intervals and queues are merged by adding, which gives every average its right
 *  weight. Calls that are over are fed as columns, by the same way.
 *
 *  Rules, thresholds and words are those of queue.h: what it predicts is what is measured here.
 *
 *  A call that spans intervals counts in that of its arrival, with all its wait and handle time. WFM_MEASURE_BY_STATE
 *  counts it where things happen: the arrival, the answer (or the hang-up) and the end of its handling each in their
 *  interval, waiting and busy time in the intervals in which they were spent.
 *
 *  Where there is nothing to divide by a figure is NaN: nothing was measured.
 */
#ifndef WFM_MEASURE_H
#define WFM_MEASURE_H

#include "wfm/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What happened to a call. */
enum wfm_call_event {
    WFM_CALL_ARRIVED = 1,   /**< reached the queue: arrival_s */
    WFM_CALL_ANSWERED = 2,  /**< an agent took it: arrival_s, wait_s */
    WFM_CALL_ABANDONED = 3, /**< the caller hung up in the queue: arrival_s, wait_s */
    WFM_CALL_LEFT = 4,    /**< left the queue in another way (timed out, pressed a key, no agents): arrival_s, wait_s */
    WFM_CALL_BLOCKED = 5, /**< found no line and never reached the queue: arrival_s */
    WFM_CALL_HANDLED = 6  /**< its handling ended: every member */
};

/** How it is counted. */
enum wfm_measure_flag {
    WFM_MEASURE_COUNT_BLOCKED = 1,   /**< blocked calls count as not answered in every rule but the first */
    WFM_MEASURE_STRICTLY_WITHIN = 2, /**< within T means before T, and within short_abandon_s before that */
    WFM_MEASURE_IGNORE_LEFT = 8,     /**< who left in another way counts in no rule, instead of as one who hung up */
    WFM_MEASURE_BY_STATE = 16        /**< events count where they happen, not in the interval of the arrival */
};

/** What the cells of an interval hold, each at this index of its row. */
enum wfm_measure_cell {
    WFM_CELL_ARRIVED = 0,          /**< [calls] that reached the queue */
    WFM_CELL_ANSWERED_WITHIN = 1,  /**< [calls] answered within T */
    WFM_CELL_ANSWERED_BEYOND = 2,  /**< [calls] answered after T */
    WFM_CELL_ABANDONED_WITHIN = 3, /**< [calls] hung up within T, but not shortly */
    WFM_CELL_ABANDONED_BEYOND = 4, /**< [calls] hung up after T, but not shortly */
    WFM_CELL_ABANDONED_SHORT = 5,  /**< [calls] hung up within short_abandon_s */
    WFM_CELL_LEFT_WITHIN = 6,      /**< [calls] left in another way within T */
    WFM_CELL_LEFT_BEYOND = 7,      /**< [calls] left in another way after T */
    WFM_CELL_BLOCKED = 8,          /**< [calls] that never reached the queue */
    WFM_CELL_WAIT_ANSWERED = 9,    /**< [s] waits of the answered, added up */
    WFM_CELL_WAIT_ABANDONED = 10,  /**< [s] waits of those who hung up, shortly or not */
    WFM_CELL_WAIT_LEFT = 11,       /**< [s] waits of those who left in another way */
    WFM_CELL_HANDLED = 12,         /**< [calls] whose handling is over */
    WFM_CELL_TALK = 13,            /**< [s] their talk time */
    WFM_CELL_HOLD = 14,            /**< [s] their hold time */
    WFM_CELL_ACW = 15,             /**< [s] their after-call work */
    WFM_CELL_HANDLE_SQUARES = 16,  /**< [s^2] squares of their handle times */
    WFM_CELL_WAITING = 17,         /**< [s] callers x time spent waiting */
    WFM_CELL_BUSY = 18,            /**< [s] agents x time spent on handling that is over */
    WFM_CELLS = 19                 /**< how many there are; the bins stand behind them */
};

/** One call, and what has just happened to it. */
typedef struct wfm_call {
    uint32_t struct_size; /**< sizeof(wfm_call), set by WFM_CALL_INIT or wfm_call_init */
    uint32_t reserved;    /**< 0 */
    double arrival_s;     /**< [s] when it reached the queue, on any clock */
    double wait_s;        /**< [s] until it was answered, hung up or left, >= 0 */
    double talk_s;        /**< [s] >= 0 */
    double hold_s;        /**< [s] >= 0 */
    double acw_s;         /**< [s] after-call work, >= 0 */
    int32_t event;        /**< WFM_CALL_ */
    int32_t reserved_2;   /**< 0 */
} wfm_call;

/** Columns of calls, a row each. */
typedef struct wfm_calls {
    uint32_t struct_size;       /**< sizeof(wfm_calls), set by WFM_CALLS_INIT or wfm_calls_init */
    uint32_t reserved;          /**< 0 */
    int64_t count;              /**< [rows] */
    const double *arrival_s;    /**< [s] on any clock */
    ptrdiff_t arrival_s_stride; /**< [elements] */
    const double *wait_s;       /**< [s] as in wfm_call */
    ptrdiff_t wait_s_stride;    /**< [elements] */
    const double *talk_s;       /**< [s] null: 0 throughout, as the two below */
    ptrdiff_t talk_s_stride;    /**< [elements] */
    const double *hold_s;       /**< [s] */
    ptrdiff_t hold_s_stride;    /**< [elements] */
    const double *acw_s;        /**< [s] */
    ptrdiff_t acw_s_stride;     /**< [elements] */
    const int32_t *event;       /**< the last of WFM_CALL_ that is known of the call */
    ptrdiff_t event_stride;     /**< [elements] */
} wfm_calls;

/** The intervals that are measured, and the memory for them. */
typedef struct wfm_measure {
    uint32_t struct_size;   /**< sizeof(wfm_measure), set by WFM_MEASURE_INIT or wfm_measure_init */
    uint32_t reserved;      /**< 0 */
    double start_s;         /**< [s] when interval 0 begins, on the clock of the calls */
    double interval_s;      /**< [s] length of an interval, > 0 */
    double answer_within_s; /**< [s] the T of the service levels, >= 0 */
    double short_abandon_s; /**< [s] who hangs up within it counts in no rule; optional, >= 0 */
    double bin_s;           /**< [s] width of the bins of waits; optional, with bins */
    int64_t bins;           /**< [bins] of waits, for the rule virtual; optional */
    int64_t intervals;      /**< [rows] that the memory holds: the newest interval seen and those before it */
    int64_t oldest;         /**< [interval] the oldest held; moved on by the library, 0 at first */
    double *cells;          /**< [sums] interval k stands in row k mod intervals */
    ptrdiff_t cells_stride; /**< [elements] from one row to the next, >= WFM_CELLS + 2 bins */
    int32_t flags;          /**< WFM_MEASURE_ flags, added up */
    int32_t reserved_2;     /**< 0 */
} wfm_measure;

/** Counts of calls that a service level is made of. */
typedef struct wfm_measure_counts {
    uint32_t struct_size;    /**< sizeof(wfm_measure_counts), set by WFM_MEASURE_COUNTS_INIT or its function */
    uint32_t reserved;       /**< 0 */
    double answered_within;  /**< [calls] answered within T */
    double answered_beyond;  /**< [calls] answered after T */
    double abandoned_within; /**< [calls] hung up within T, without those who do not count */
    double abandoned_beyond; /**< [calls] hung up after T */
    double blocked;          /**< [calls] turned away by full lines and to be counted; optional */
} wfm_measure_counts;

/** What wfm_measure_figures_of finds. */
typedef struct wfm_measure_figures {
    uint32_t struct_size;          /**< sizeof(wfm_measure_figures), set by WFM_MEASURE_FIGURES_INIT or its function */
    uint32_t reserved;             /**< 0 */
    double calls;                  /**< [calls] that reached the queue */
    double answered;               /**< [calls] */
    double abandoned;              /**< [calls] that hung up, shortly or not */
    double abandoned_short;        /**< [calls] of those, within short_abandon_s */
    double left;                   /**< [calls] that left the queue in another way */
    double blocked;                /**< [calls] that never reached it */
    double waiting;                /**< [calls] that reached it, less those whose wait is over */
    double handled;                /**< [calls] whose handling is over */
    double service_answered;       /**< [1] service level by the rule WFM_SERVICE_ANSWERED */
    double service_offered;        /**< [1] by WFM_SERVICE_OFFERED */
    double service_sl2;            /**< [1] by WFM_SERVICE_SL2 */
    double service_excluding;      /**< [1] by WFM_SERVICE_EXCLUDING */
    double service_virtual;        /**< [1] by WFM_SERVICE_VIRTUAL, from the bins; NaN without bins up to T */
    double abandonment;            /**< [1] share of the calls whose wait is over that hung up */
    double blocking;               /**< [1] share of all calls that never reached the queue */
    double asa_s;                  /**< [s] mean wait of the answered */
    double wait_mean_s;            /**< [s] mean wait of all */
    double wait_mean_abandoning_s; /**< [s] mean wait of those who hung up */
    double queue_mean;             /**< [calls] mean number waiting */
    double aht_s;                  /**< [s] mean handle time of the handled */
    double talk_s;                 /**< [s] its parts, means as well */
    double hold_s;                 /**< [s] */
    double acw_s;                  /**< [s] */
    double handle_standard_deviation; /**< [s] of the handle times; NaN below two calls */
    double carried_load_erl;          /**< [erl] busy agents, on average */
    double occupancy;                 /**< [1] share of the staffed time spent on calls; NaN where it is not given */
    double patience_s;                /**< [s] mean patience: all waits over those who hung up; inf where nobody did */
} wfm_measure_figures;

/** A figure and how sure it is. */
typedef struct wfm_estimate {
    uint32_t struct_size;  /**< sizeof(wfm_estimate), set by WFM_ESTIMATE_INIT or wfm_estimate_init */
    uint32_t reserved;     /**< 0 */
    double value;          /**< the figure */
    double low;            /**< the interval of the confidence asked for */
    double high;           /**< */
    double standard_error; /**< of the figure */
    double degrees;        /**< of freedom of the standard error */
    double p_value;        /**< [1] of a difference: how often chance alone makes one as large; else NaN */
    double count;          /**< [calls] behind the figure */
} wfm_estimate;

/** Waits in ascending order, and how they ended; several rows may hold the same time. */
typedef struct wfm_waits {
    uint32_t struct_size;   /**< sizeof(wfm_waits), set by WFM_WAITS_INIT or wfm_waits_init */
    uint32_t reserved;      /**< 0 */
    int64_t count;          /**< [rows] */
    const double *wait_s;   /**< [s] ascending, >= 0 */
    ptrdiff_t wait_stride;  /**< [elements] */
    const double *ended;    /**< [calls] whose wait ended then by what is studied: of patience, who hung up */
    ptrdiff_t ended_stride; /**< [elements] */
    const double *cut;      /**< [calls] whose wait was cut off then by something else: of patience, who was answered */
    ptrdiff_t cut_stride;   /**< [elements] */
} wfm_waits;

/** Columns of wfm_measure_survival; each is written where it is not null. */
typedef struct wfm_survival {
    uint32_t struct_size;            /**< sizeof(wfm_survival), set by WFM_SURVIVAL_INIT or wfm_survival_init */
    uint32_t reserved;               /**< 0 */
    double *survival;                /**< [1] share still there after the time of the row */
    ptrdiff_t survival_stride;       /**< [elements] */
    double *standard_error;          /**< [1] of it */
    ptrdiff_t standard_error_stride; /**< [elements] */
    double *low;                     /**< [1] its interval */
    ptrdiff_t low_stride;            /**< [elements] */
    double *high;                    /**< [1] */
    ptrdiff_t high_stride;           /**< [elements] */
    double *hazard_summed;           /**< [1] hazard added up to the time of the row (Nelson and Aalen) */
    ptrdiff_t hazard_summed_stride;  /**< [elements] */
} wfm_survival;

/** Columns of wfm_measure_hazard; each is written where it is not null. */
typedef struct wfm_hazard {
    uint32_t struct_size;      /**< sizeof(wfm_hazard), set by WFM_HAZARD_INIT or wfm_hazard_init */
    uint32_t reserved;         /**< 0 */
    double *hazard_per_s;      /**< [1/s] those who hung up over the time waited, within the row's times */
    ptrdiff_t hazard_stride;   /**< [elements] */
    double *low_per_s;         /**< [1/s] its interval */
    ptrdiff_t low_stride;      /**< [elements] */
    double *high_per_s;        /**< [1/s] */
    ptrdiff_t high_stride;     /**< [elements] */
    double *exposure_s;        /**< [s] callers x time waited */
    ptrdiff_t exposure_stride; /**< [elements] */
} wfm_hazard;

/** What wfm_measure_patience finds. */
typedef struct wfm_patience {
    uint32_t struct_size; /**< sizeof(wfm_patience), set by WFM_PATIENCE_INIT or wfm_patience_init */
    uint32_t reserved;    /**< 0 */
    double mean_s;        /**< [s] mean patience of those who do not hang up at once; inf where nobody hung up,
                                  NaN where nobody waited longer */
    double low_s;         /**< [s] its interval */
    double high_s;        /**< [s] */
    double abandoned;     /**< [calls] that hung up later than at once */
    double exposure_s;    /**< [s] callers x time waited beyond at_once_s */
    double at_once;       /**< [1] share of those who had to wait that hung up at once */
    double at_once_low;   /**< [1] its interval */
    double at_once_high;  /**< [1] */
    double trend; /**< [standard deviations] above 0: the longer they waited, the more they hang up; below: the less */
    double trend_p_value;    /**< [1] how often an exponential patience gives a trend as large */
    double distance;         /**< [1] largest distance between the shares that hung up and an exponential patience's */
    double distance_p_value; /**< [1] how often an exponential patience gives a distance as large */
} wfm_patience;

/** What wfm_measure_handle_spread finds. */
typedef struct wfm_spread {
    uint32_t struct_size; /**< sizeof(wfm_spread), set by WFM_SPREAD_INIT or wfm_spread_init */
    uint32_t reserved;    /**< 0 */
    double mean_s;        /**< [s] AHT over all calls */
    double within_s;      /**< [s] standard deviation of calls about the AHT of their interval */
    double between_s;     /**< [s] standard deviation of the intervals' own AHTs, chance taken out; 0 at least */
    double noise_s;       /**< [s] standard deviation that chance gives the AHT of an interval of the usual size */
    double p_value;       /**< [1] how often chance alone makes intervals differ as much */
    double intervals;     /**< [rows] that have handled calls */
} wfm_spread;

/** Start values for a definition in C (in C++ call the init functions). */
#define WFM_CALL_INIT                                                                                                  \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_call)                                                                      \
    }
#define WFM_CALLS_INIT                                                                                                 \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_calls)                                                                     \
    }
#define WFM_MEASURE_INIT                                                                                               \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_measure)                                                                   \
    }
#define WFM_MEASURE_COUNTS_INIT                                                                                        \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_measure_counts)                                                            \
    }
#define WFM_MEASURE_FIGURES_INIT                                                                                       \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_measure_figures)                                                           \
    }
#define WFM_ESTIMATE_INIT                                                                                              \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_estimate)                                                                  \
    }
#define WFM_WAITS_INIT                                                                                                 \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_waits)                                                                     \
    }
#define WFM_SURVIVAL_INIT                                                                                              \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_survival)                                                                  \
    }
#define WFM_HAZARD_INIT                                                                                                \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_hazard)                                                                    \
    }
#define WFM_PATIENCE_INIT                                                                                              \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_patience)                                                                  \
    }
#define WFM_SPREAD_INIT                                                                                                \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_spread)                                                                    \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param call  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size  [bytes]   sizeof(wfm_call) in the caller's declaration
 */
WFM_API void wfm_call_init(wfm_call *call, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param calls  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size   [bytes]   sizeof(wfm_calls) in the caller's declaration
 */
WFM_API void wfm_calls_init(wfm_calls *calls, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param measure  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size     [bytes]   sizeof(wfm_measure) in the caller's declaration
 */
WFM_API void wfm_measure_init(wfm_measure *measure, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param counts  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size    [bytes]   sizeof(wfm_measure_counts) in the caller's declaration
 */
WFM_API void wfm_measure_counts_init(wfm_measure_counts *counts, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param figures  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size     [bytes]   sizeof(wfm_measure_figures) in the caller's declaration
 */
WFM_API void wfm_measure_figures_init(wfm_measure_figures *figures, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param estimate  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size      [bytes]   sizeof(wfm_estimate) in the caller's declaration
 */
WFM_API void wfm_estimate_init(wfm_estimate *estimate, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param waits  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size   [bytes]   sizeof(wfm_waits) in the caller's declaration
 */
WFM_API void wfm_waits_init(wfm_waits *waits, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param survival  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size      [bytes]   sizeof(wfm_survival) in the caller's declaration
 */
WFM_API void wfm_survival_init(wfm_survival *survival, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param hazard  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size    [bytes]   sizeof(wfm_hazard) in the caller's declaration
 */
WFM_API void wfm_hazard_init(wfm_hazard *hazard, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param patience  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size      [bytes]   sizeof(wfm_patience) in the caller's declaration
 */
WFM_API void wfm_patience_init(wfm_patience *patience, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param spread  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size    [bytes]   sizeof(wfm_spread) in the caller's declaration
 */
WFM_API void wfm_spread_init(wfm_spread *spread, size_t size);

/** The service level that counts make, by a rule.
 *
 *  As the rules of queue.h say. WFM_SERVICE_VIRTUAL needs the times of the hang-ups, which counts do not tell: it is
 *  refused.
 *
 *  @param counts         [struct]  calls, by their wait and its end
 *  @param service_rule   [rule]    WFM_SERVICE_, not WFM_SERVICE_VIRTUAL
 *  @param service_level  [1]       written; NaN where nothing counts
 *  @return    [status]  WFM_BAD_MEASURE_STRUCT, WFM_BAD_COUNTS, WFM_BAD_SERVICE_RULE or WFM_BAD_OUTPUT
 *  @accuracy  exact quotient of the counts, rounded once
 *  @cost      constant
 *  @source    the rules are definitions: enum wfm_service_rule
 */
WFM_API wfm_status wfm_measure_service_level(const wfm_measure_counts *counts, int32_t service_rule,
                                             double *service_level);

/** Empties every cell and begins at interval 0.
 *
 *  @param measure  [struct]  its cells and oldest are written
 *  @return    [status]  WFM_BAD_MEASURE_STRUCT, WFM_BAD_INTERVAL, WFM_BAD_ANSWER_WITHIN, WFM_BAD_SHORT_ABANDON,
 *                       WFM_BAD_START, WFM_BAD_BINS, WFM_BAD_COUNT (intervals), WFM_BAD_CELLS or WFM_BAD_FLAGS
 *  @accuracy  exact
 *  @cost      one store for each cell
 *  @source    none: a definition
 */
WFM_API wfm_status wfm_measure_start(wfm_measure *measure);

/** Feeds one event of one call.
 *
 *  Of each call WFM_CALL_ARRIVED first, or WFM_CALL_BLOCKED alone; then one of ANSWERED, ABANDONED and LEFT; and after
 *  ANSWERED perhaps HANDLED. Events of different calls may come in any order. An interval later than all held empties
 *  the oldest to make room. What belongs to an interval that is held no more, or that was before interval 0, is not
 *  counted, and the caveat says so; of time that is spread over intervals, the part in those that are held counts.
 *
 *  @param measure  [struct]  its cells and oldest are written
 *  @param call     [struct]  the call and its event
 *  @return    [status]  WFM_CAVEAT_NOT_HELD; as wfm_measure_start; WFM_BAD_CALL_STRUCT, WFM_BAD_CALL_EVENT,
 *                       WFM_BAD_ARRIVAL, WFM_BAD_WAIT or WFM_BAD_HANDLE_TIME, with nothing counted
 *  @accuracy  exact for whole seconds; else each sum is rounded once for each call
 *  @cost      constant, and by state one addition for each interval that a time spans
 *  @source    none: counts and sums
 */
WFM_API wfm_status wfm_measure_event(wfm_measure *measure, const wfm_call *call);

/** Feeds calls from columns, each with all the events up to its last.
 *
 *  A bad row counts in nothing and has its status; the others are counted, and the call returns the first error.
 *
 *  @param measure  [struct]  its cells and oldest are written
 *  @param calls    [struct]  the columns arrival_s, wait_s and event at least
 *  @param status   [status]  written for each row, stride 1; null if not wanted
 *  @return    [status]  as wfm_measure_event; WFM_BAD_CALL_COLUMN or WFM_BAD_COUNT before any row
 *  @accuracy  as wfm_measure_event: the same sums as of the events one by one
 *  @cost      that of wfm_measure_event, up to three times for each row
 *  @source    none: counts and sums
 */
WFM_API wfm_status wfm_measure_calls(wfm_measure *measure, const wfm_calls *calls, wfm_status *status);

/** Adds the intervals of one queue to those of another.
 *
 *  Both must have the same start_s, interval_s, answer_within_s, short_abandon_s, bin_s, bins and flags. What the first
 *  does not hold any more is not added, and the caveat says so; intervals that are newer than all it holds push out its
 *  oldest, as events do.
 *
 *  @param measure  [struct]  its cells and oldest are written
 *  @param other    [struct]  only read
 *  @return    [status]  WFM_CAVEAT_NOT_HELD; as wfm_measure_start; WFM_NOT_ALIKE
 *  @accuracy  one addition for each cell
 *  @cost      constant for each cell held
 *  @source    none: sums
 */
WFM_API wfm_status wfm_measure_merge(wfm_measure *measure, const wfm_measure *other);

/** The figures of one interval, or of several together.
 *
 *      service levels: wfm_measure_service_level of the counts; virtual: 1 - product over the bins up to T of
 *      (1 - answered / still waiting)
 *      asa, wait_mean, aht and its parts: sums over counts;  patience: waits of all / hung up
 *      occupancy: busy / staffed;  carried load: busy / time;  queue mean: waiting / time
 *
 *  Intervals that are not held count as empty.
 *
 *  @param measure    [struct]     only read
 *  @param first      [interval]   the first
 *  @param count      [intervals]  how many, >= 0
 *  @param staffed_s  [s]          agents x time on the phones in them, summed; 0 not given
 *  @param figures    [struct]     written
 *  @return    [status]  as wfm_measure_start; WFM_BAD_COUNT, WFM_BAD_STAFFED or WFM_BAD_OUTPUT
 *  @accuracy  each figure is a quotient of sums, rounded twice; handle_standard_deviation loses the digits of (mean /
 *             deviation)^2
 *  @cost      an addition for each cell of the intervals asked for that are held
 *  @source    Koole 2013, Call Center Optimization, sec. 3 (averages over calls, never over intervals); Kaplan and Meier
 *             1958, JASA 53, 457-481 (virtual); Brown et al. 2005, JASA 100, 36-50, sec. 5 (patience)
 */
WFM_API wfm_status wfm_measure_figures_of(const wfm_measure *measure, int64_t first, int64_t count, double staffed_s,
                                          wfm_measure_figures *figures);

/** How the AHT varies from interval to interval beyond chance.
 *
 *      within^2 = sum (n_i - 1) s_i^2 / (N - k);  between^2 = (MSB - within^2) / n0, 0 at least,
 *      MSB = sum n_i (mean_i - mean)^2 / (k - 1), n0 = (N - sum n_i^2 / N) / (k - 1), noise = within / sqrt(n0)
 *
 *  p_value is that of F = MSB / within^2 with k - 1 and N - k degrees.
 *
 *  @param measure  [struct]     only read
 *  @param first    [interval]   the first
 *  @param count    [intervals]  how many, >= 0
 *  @param spread   [struct]     written; NaN where fewer than two intervals, or no interval with two calls
 *  @return    [status]  as wfm_measure_start; WFM_BAD_COUNT or WFM_BAD_OUTPUT
 *  @accuracy  as handle_standard_deviation of wfm_measure_figures_of
 *  @cost      constant for each interval asked for that is held
 *  @source    Searle, Casella and McCulloch 1992, Variance Components, sec. 3.6
 */
WFM_API wfm_status wfm_measure_handle_spread(const wfm_measure *measure, int64_t first, int64_t count,
                                             wfm_spread *spread);

/** The interval of a share, such as the abandonment, of calls that do not hang on each other.
 *
 *      (x + z^2/2 -+ z sqrt(x (n - x)/n + z^2/4)) / (n + z^2)
 *
 *  @param successes   [calls]   that had it, >= 0
 *  @param trials      [calls]   in all, >= successes
 *  @param confidence  [1]       in (0,1)
 *  @param share       [struct]  written; without trials the value is NaN and the interval 0 to 1
 *  @return    [status]  WFM_BAD_COUNTS, WFM_BAD_CONFIDENCE or WFM_BAD_OUTPUT
 *  @accuracy  1e-14
 *  @cost      constant
 *  @source    Wilson 1927, JASA 22, 209-212; Brown, Cai and DasGupta 2001, Stat. Sci. 16, 101-133
 */
WFM_API wfm_status wfm_measure_share(double successes, double trials, double confidence, wfm_estimate *share);

/** A service level over calls in the order of their arrivals, with an interval that knows that the waits of neighbours
 *  are alike.
 *
 *  The calls are cut into batches of equal numbers. The level is good calls over those that count, of all of them; its
 *  standard error that of a quotient of batch means. The interval is Wilson's for as many independent calls as would
 *  have that standard error, with Student's t for z, so that it stays within 0 and 1.
 *
 *  Of 10,000 simulated samples of 300 to 5,000 calls at 5 to 50 agents, with patience of about a handle time, 94 to 96 %
 *  of the intervals of 95 % held the truth; where nobody hangs up and queues near full load last for a good part of the
 *  sample, 92 to 94 %.
 *
 *  @param calls            [struct]   arrival_s is not read: the order of the rows is that of the arrivals
 *  @param service_rule     [rule]     WFM_SERVICE_, not WFM_SERVICE_VIRTUAL
 *  @param answer_within_s  [s]        T, >= 0
 *  @param short_abandon_s  [s]        who hangs up within it does not count, >= 0
 *  @param flags            [flags]    WFM_MEASURE_
 *  @param batches          [batches]  2 at least; 0: chosen, 5 up to 10,000 calls and 20 from 40,000 on
 *  @param confidence       [1]        in (0,1)
 *  @param level            [struct]   written
 *  @return    [status]  WFM_BAD_CALL_COLUMN, WFM_BAD_COUNT, WFM_BAD_CALL_EVENT, WFM_BAD_WAIT, WFM_BAD_SERVICE_RULE,
 *                       WFM_BAD_ANSWER_WITHIN, WFM_BAD_SHORT_ABANDON, WFM_BAD_FLAGS, WFM_BAD_BATCHES,
 *                       WFM_BAD_CONFIDENCE, WFM_TOO_FEW (calls for two batches) or WFM_BAD_OUTPUT
 *  @accuracy  1e-13 of the formula
 *  @cost      constant for each call
 *  @source    Schmeiser 1982, Oper. Res. 30, 556-568; Law 2015, Simulation Modeling and Analysis, 5th ed., sec. 9.5;
 *             Korn and Graubard 1998, Survey Methodology 24, 193-201 (the effective number of calls)
 */
WFM_API wfm_status wfm_measure_service_level_sure(const wfm_calls *calls, int32_t service_rule, double answer_within_s,
                                                  double short_abandon_s, int32_t flags, int64_t batches,
                                                  double confidence, wfm_estimate *level);

/** The mean of a column in the order of time, such as waits or handle times, with an interval by batch means.
 *
 *  With as many batches as there are values they are taken as independent. Mean waits are skewed: of 10,000 samples as
 *  above 91 to 94 % of the intervals of 95 % held the ASA, and 80 to 85 % where nobody hangs up near full load.
 *
 *  @param count       [rows]      how many values
 *  @param values      [unit]      finite
 *  @param stride      [elements]  from one value to the next
 *  @param batches     [batches]   as wfm_measure_service_level_sure
 *  @param confidence  [1]         in (0,1)
 *  @param mean        [struct]    written
 *  @return    [status]  WFM_BAD_CALL_COLUMN, WFM_BAD_COUNT, WFM_BAD_VALUE, WFM_BAD_BATCHES, WFM_BAD_CONFIDENCE,
 *                       WFM_TOO_FEW or WFM_BAD_OUTPUT
 *  @accuracy  1e-13 of the formula
 *  @cost      constant for each value
 *  @source    as wfm_measure_service_level_sure
 */
WFM_API wfm_status wfm_measure_mean_sure(int64_t count, const double *values, ptrdiff_t stride, int64_t batches,
                                         double confidence, wfm_estimate *mean);

/** A share over calls in the order of their arrivals, such as those that hung up, with an interval as that of
 *  wfm_measure_service_level_sure.
 *
 *  @param count       [rows]      how many calls
 *  @param had         [1]         of each call whether it had it: 1 or 0, or a share of it
 *  @param stride      [elements]  from one call to the next
 *  @param batches     [batches]   as wfm_measure_service_level_sure
 *  @param confidence  [1]         in (0,1)
 *  @param share       [struct]    written
 *  @return    [status]  as wfm_measure_mean_sure
 *  @accuracy  1e-13 of the formula
 *  @cost      constant for each call
 *  @source    as wfm_measure_service_level_sure
 */
WFM_API wfm_status wfm_measure_share_sure(int64_t count, const double *had, ptrdiff_t stride, int64_t batches,
                                          double confidence, wfm_estimate *share);

/** Whether two periods differ: the difference of two figures, by their standard errors. An error of 0 counts as
 *  certainty.
 *
 *      after - before, t = difference / sqrt(e1^2 + e2^2), degrees by Welch and Satterthwaite
 *
 *  @param before      [struct]  value, standard_error and degrees are read
 *  @param after       [struct]  the same
 *  @param confidence  [1]       in (0,1)
 *  @param difference  [struct]  written, with its p_value
 *  @return    [status]  WFM_BAD_MEASURE_STRUCT, WFM_BAD_ESTIMATE, WFM_BAD_CONFIDENCE or WFM_BAD_OUTPUT
 *  @accuracy  1e-12
 *  @cost      constant
 *  @source    Welch 1947, Biometrika 34, 28-35; Satterthwaite 1946, Biometrics Bull. 2, 110-114
 */
WFM_API wfm_status wfm_measure_difference(const wfm_estimate *before, const wfm_estimate *after, double confidence,
                                          wfm_estimate *difference);

/** A quantile of values in ascending order, such as handle times: the value at (count - 1) p, between two by a straight
 *  line.
 *
 *  @param count   [rows]      how many, >= 1
 *  @param values  [unit]      ascending
 *  @param stride  [elements]  from one value to the next
 *  @param p       [1]         in [0,1]
 *  @param value   [unit]      written
 *  @return    [status]  WFM_BAD_CALL_COLUMN, WFM_BAD_COUNT, WFM_BAD_PROBABILITY, WFM_NOT_ASCENDING or WFM_BAD_OUTPUT
 *  @accuracy  1e-15
 *  @cost      constant for each value, whose order is checked
 *  @source    Hyndman and Fan 1996, Am. Stat. 50, 361-365, definition 7
 */
WFM_API wfm_status wfm_measure_quantile(int64_t count, const double *values, ptrdiff_t stride, double p, double *value);

/** The mean patience of callers, of whom most are answered before it ends, and how exponential it is.
 *
 *      mean = (waits of all beyond at_once) / (hung up later than at once)
 *
 *  Its interval is 2 exposure over the quantiles of chi square with 2 hung up + 1 degrees. Who waited at most at_once_s
 *  and hung up did so at once; of those who were answered within it nothing is known, so they are left out.
 *  Patience that is exponential has times of hang-up that spread evenly over the exposure: the trend is Laplace's, the
 *  distance that of Kolmogorov and Smirnov. Waits that are rounded to whole seconds ask for an at_once_s half a second
 *  above a whole number: from a whole one on the mean of a patience of 150 s comes out 2 % too long.
 *
 *  @param waits       [struct]  ended: who hung up; cut: who was answered, or left in another way
 *  @param at_once_s   [s]       who hangs up within it does so at once, >= 0
 *  @param confidence  [1]       in (0,1)
 *  @param patience    [struct]  written; shares of nothing, and a test without any who hung up, are NaN
 *  @return    [status]  WFM_BAD_WAITS_STRUCT, WFM_BAD_CALL_COLUMN, WFM_BAD_COUNT, WFM_BAD_WAIT, WFM_BAD_COUNTS,
 *                       WFM_NOT_ASCENDING, WFM_BAD_TIME, WFM_BAD_CONFIDENCE or WFM_BAD_OUTPUT
 *  @accuracy  1e-13; p values 1e-10
 *  @cost      constant for each row
 *  @source    Cox and Oakes 1984, Analysis of Survival Data, sec. 3.3 (mean); Cox 1953, Biometrika 40, 354-360 (interval);
 *             Cox and Lewis 1966, Statistical Analysis of Series of Events, sec. 3.3 (trend); Aalen and Hoem 1978,
 *             Scand. Actuarial J., 81-101 (exposure as time); Brown et al. 2005, JASA 100, 36-50
 */
WFM_API wfm_status wfm_measure_patience(const wfm_waits *waits, double at_once_s, double confidence,
                                        wfm_patience *patience);

/** The share of callers whose patience is longer than each time, whatever its distribution; or with the roles of ended and
 *  cut exchanged, the share whose offered wait is.
 *
 *      S(t) = product over times up to t of (1 - ended / still there);  variance by Greenwood
 *      low, high = S^exp(+-z e / ln S), e the standard error of ln S
 *
 *  Who ends at a time is taken to end before those who are cut off then. Rows of one time have the same figures, those
 *  after all that happens then. Where S is 1 both ends of the interval are 1, where it is 0 they and the standard error
 *  are NaN.
 *
 *  @param waits       [struct]  as wfm_measure_patience
 *  @param confidence  [1]       in (0,1)
 *  @param survival    [struct]  the columns that are wanted; the struct itself is only read
 *  @return    [status]  as wfm_measure_patience
 *  @accuracy  1e-15 times the number of rows
 *  @cost      constant for each row
 *  @source    Kaplan and Meier 1958, JASA 53, 457-481; Kalbfleisch and Prentice 2002, Statistical Analysis of Failure
 *             Time Data, 2nd ed., sec. 1.4 (interval); Aalen 1978, Ann. Stat. 6, 701-726 (hazard)
 */
WFM_API wfm_status wfm_measure_survival(const wfm_waits *waits, double confidence, const wfm_survival *survival);

/** The rate at which callers hang up, by how long they have waited.
 *
 *      hazard of (edge, next edge] = those who hung up in it / time waited in it
 *
 *  @param waits       [struct]    as wfm_measure_patience
 *  @param edges       [edges]     how many edges; the rows are one fewer
 *  @param edge_s      [s]         ascending, >= 0, stride 1; a first edge of 0 takes in who hangs up without any wait
 *  @param confidence  [1]         in (0,1)
 *  @param hazard      [struct]    the columns that are wanted; the struct itself is only read
 *  @return    [status]  as wfm_measure_patience; WFM_BAD_TIME for edges
 *  @accuracy  1e-13
 *  @cost      constant for each row and each edge
 *  @source    Cox and Oakes 1984, sec. 3.3, for each stretch by itself; the interval as that of wfm_measure_patience
 */
WFM_API wfm_status wfm_measure_hazard(const wfm_waits *waits, int64_t edges, const double *edge_s, double confidence,
                                      const wfm_hazard *hazard);

#ifdef __cplusplus
}
#endif

#endif
