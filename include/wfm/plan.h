/* SPDX-License-Identifier: MIT */
/** @file plan.h
 *  The whole chain over a grid of intervals: demand and targets in; agents, rostered people and service out; totals of
 *  any selection of rows. The caller owns every column; the library allocates nothing and keeps nothing.
 *
 *  A row is a wfm_queue and a wfm_targets, and every model of queue.h may be in it. Lines are one of two things. Where a
 *  row has lines, they limit its queue: a blocking is then a target of the agents, as in wfm_targets, and there are no
 *  trunks to size. Where it has none, a blocking sizes the trunks behind the queue, and turns no call of the plan away.
 *
 *  An input column is a pointer and a stride in elements: stride 0, the default, uses the one value for every row, so
 *  that a constant is a column too. A null column is "not given", and so is a 0 in a row of an optional column. An
 *  output column is written where its pointer is not null; it may not overlap an input.
 *
 *  Beyond a wfm_queue a row may be one of four more models, and no two of them at once (WFM_NOT_TOGETHER):
 *      redial, reconnect          wfm_staffing_agents_redial; the row's figures are of all attempts
 *      load_cv, with risk or not  wfm_staffing_agents_uncertain, with the chance 1 - risk; its figures are those expected by
 *                                 calls, of the agents' time too; queue_mean_when_busy is NaN, as no model says
 *      risk alone                 wfm_staffing_agents_realised of one interval; its figures are those in the long run
 *      service_cv                 wfm_staffing_agents_general by Kimura's method: an approximation; without patience and lines
 *      patience_law, balk         wfm_staffing_agents_general with that law: an approximation; a law says nothing in a row
 *                                 without patience
 */
#ifndef WFM_PLAN_H
#define WFM_PLAN_H

#include "wfm/base.h"
#include "wfm/forecast.h"
#include "wfm/shrinkage.h"
#include "wfm/staffing.h"
#include "wfm/trunks.h"
#include "wfm/workload.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The grid: one row for each interval of each queue. */
typedef struct wfm_plan_input {
    uint32_t struct_size;              /**< sizeof(wfm_plan_input), set by WFM_PLAN_INPUT_INIT or its function */
    uint32_t reserved;                 /**< 0 */
    int64_t count;                     /**< [rows] >= 0 */
    const double *calls;               /**< [calls] in the interval; needed */
    ptrdiff_t calls_stride;            /**< [elements] */
    const double *interval_s;          /**< [s] length of the interval; needed */
    ptrdiff_t interval_s_stride;       /**< [elements] */
    const double *aht_s;               /**< [s] handle time; needed (not read in a row without calls) */
    ptrdiff_t aht_s_stride;            /**< [elements] */
    const double *acw_s;               /**< [s] part of aht_s that holds no line */
    ptrdiff_t acw_s_stride;            /**< [elements] */
    const double *answer_within_s;     /**< [s] the T of the service level */
    ptrdiff_t answer_within_s_stride;  /**< [elements] */
    const double *service_level;       /**< [1] target, as in wfm_targets */
    ptrdiff_t service_level_stride;    /**< [elements] */
    const double *asa_s;               /**< [s] target */
    ptrdiff_t asa_s_stride;            /**< [elements] */
    const double *wait_probability;    /**< [1] target */
    ptrdiff_t wait_probability_stride; /**< [elements] */
    const double *max_occupancy;       /**< [1] target */
    ptrdiff_t max_occupancy_stride;    /**< [elements] */
    const double *min_agents;          /**< [agents] least allowed */
    ptrdiff_t min_agents_stride;       /**< [elements] */
    const double *max_agents;          /**< [agents] most allowed */
    ptrdiff_t max_agents_stride;       /**< [elements] */
    const double *shrinkage;           /**< [1] in [0,1): rostered = agents / (1 - shrinkage) */
    ptrdiff_t shrinkage_stride;        /**< [elements] */
    const double *scheduled;    /**< [agents] on the phones by the present schedule, 0 being nobody; NaN: none given */
    ptrdiff_t scheduled_stride; /**< [elements] */
    int32_t rounding;           /**< WFM_ROUND_ of rostered; WFM_ROUND_CARRY runs through the rows in order */
    int32_t reserved_2;         /**< 0 */
    const double *blocking;     /**< [1] target with lines; without, of the trunks: largest share without a free one */
    ptrdiff_t blocking_stride;  /**< [elements] */
    const double *deferred_volume;    /**< [items] of deferred work to be done within response_s */
    ptrdiff_t deferred_volume_stride; /**< [elements] */
    const double *deferred_aht_s;     /**< [s] handle time of an item; not read in a row without deferred work */
    ptrdiff_t deferred_aht_s_stride;  /**< [elements] */
    const double *response_s;         /**< [s] response time; not read in a row without deferred work */
    ptrdiff_t response_s_stride;      /**< [elements] */
    const double *patience_s;         /**< [s] mean time until a caller hangs up, as in wfm_queue */
    ptrdiff_t patience_s_stride;      /**< [elements] */
    const double *lines;              /**< [lines] that there are for talking and waiting callers, as in wfm_queue */
    ptrdiff_t lines_stride;           /**< [elements] */
    const double *abandonment;        /**< [1] target, as in wfm_targets: only where there is a patience */
    ptrdiff_t abandonment_stride;     /**< [elements] */
    const double *short_abandon_s;    /**< [s] who hangs up within it does not count in a service level */
    ptrdiff_t short_abandon_s_stride; /**< [elements] */
    int32_t service_rule;             /**< WFM_SERVICE_ rule of all service levels; needed where there is a patience */
    int32_t flags;              /**< WFM_QUEUE_ flags of all rows; skipped means leave NaN in asa_s, asa_scheduled_s */
    const double *redial;       /**< [1] of those hung up or turned away, the share that calls again; calls are fresh */
    ptrdiff_t redial_stride;    /**< [elements] */
    const double *reconnect;    /**< [1] of the answered, the share that calls again */
    ptrdiff_t reconnect_stride; /**< [elements] */
    const double *load_cv;      /**< [1] standard deviation of an uncertain rate of calls over its mean */
    ptrdiff_t load_cv_stride;   /**< [elements] */
    const double *risk;         /**< [1] accepted chance, below 1, of missing the service level: with load_cv that the
                                     rate is too high for it, else that the interval itself ends below it */
    ptrdiff_t risk_stride;      /**< [elements] */
    const double *service_cv;   /**< [1] standard deviation of the handle times over their mean: 1 exponential, 0 all
                                          alike; NaN: not given */
    ptrdiff_t service_cv_stride;  /**< [elements] */
    int32_t patience_law;         /**< WFM_LAW_ of patience, whose mean is patience_s; 0: exponential */
    int32_t reserved_3;           /**< 0 */
    double patience_shape;        /**< [1] shape of the law, as in wfm_patience_law */
    double balk;                  /**< [1] share who hang up at once when they have to wait; needs patience_s */
    const double *treatment_s;    /**< [s] announcements and menus before the queue, on a line, as in wfm_queue */
    ptrdiff_t treatment_s_stride; /**< [elements] */
} wfm_plan_input;

/** The answer's columns: each is written where it is not null. */
typedef struct wfm_plan_output {
    uint32_t struct_size;               /**< sizeof(wfm_plan_output), set by WFM_PLAN_OUTPUT_INIT or its function */
    uint32_t reserved;                  /**< 0 */
    double *load_erl;                   /**< [erl] offered load */
    ptrdiff_t load_erl_stride;          /**< [elements] */
    double *agents;                     /**< [agents] least whole number that meets the targets */
    ptrdiff_t agents_stride;            /**< [elements] */
    double *agents_fractional;          /**< [agents] least real number */
    ptrdiff_t agents_fractional_stride; /**< [elements] */
    double *rostered;                   /**< [agents] to roster for them and for the deferred work */
    ptrdiff_t rostered_stride;          /**< [elements] */
    double *service_level;              /**< [1] with agents */
    ptrdiff_t service_level_stride;     /**< [elements] */
    double *asa_s;                      /**< [s] mean wait of the answered */
    ptrdiff_t asa_s_stride;             /**< [elements] */
    double *wait_probability;           /**< [1] */
    ptrdiff_t wait_probability_stride;  /**< [elements] */
    double *wait_mean_s;                /**< [s] mean wait of all */
    ptrdiff_t wait_mean_s_stride;       /**< [elements] */
    double *mean_wait_of_waiting_s;     /**< [s] */
    ptrdiff_t mean_wait_of_waiting_s_stride;  /**< [elements] */
    double *queue_mean;                       /**< [calls] */
    ptrdiff_t queue_mean_stride;              /**< [elements] */
    double *queue_mean_when_busy;             /**< [calls] */
    ptrdiff_t queue_mean_when_busy_stride;    /**< [elements] */
    double *occupancy;                        /**< [1] */
    ptrdiff_t occupancy_stride;               /**< [elements] */
    double *trunk_load_erl;                   /**< [erl] */
    ptrdiff_t trunk_load_erl_stride;          /**< [elements] */
    double *service_level_one_fewer;          /**< [1] with one agent fewer */
    ptrdiff_t service_level_one_fewer_stride; /**< [elements] */
    double *service_level_one_more;           /**< [1] with one agent more */
    ptrdiff_t service_level_one_more_stride;  /**< [elements] */
    double *gap;                              /**< [agents] scheduled - agents; NaN where none are given */
    ptrdiff_t gap_stride;                     /**< [elements] */
    double *service_level_scheduled;          /**< [1] that the scheduled agents deliver; NaN where none are given */
    ptrdiff_t service_level_scheduled_stride; /**< [elements] */
    double *asa_scheduled_s;                  /**< [s] that the scheduled agents deliver; NaN where none are given */
    ptrdiff_t asa_scheduled_s_stride;         /**< [elements] */
    double *occupancy_scheduled;              /**< [1] of the scheduled agents; NaN where none are given */
    ptrdiff_t occupancy_scheduled_stride;     /**< [elements] */
    int32_t *binding;                         /**< [binding] WFM_BINDING_ of the row; -1 in a bad row */
    ptrdiff_t binding_stride;                 /**< [elements] */
    wfm_status *status;                       /**< [status] of the row */
    ptrdiff_t status_stride;                  /**< [elements] */
    double *trunks;                           /**< [lines] least whole number; NaN without a blocking, and with lines */
    ptrdiff_t trunks_stride;                  /**< [elements] */
    double *deferred_agents;                  /**< [agents] on deferred work, not rounded; 0 without any */
    ptrdiff_t deferred_agents_stride;         /**< [elements] */
    double *abandonment;                      /**< [1] of the calls that reach the queue, with agents */
    ptrdiff_t abandonment_stride;             /**< [elements] */
    double *blocking;                         /**< [1] share of all calls that full lines turn away, with agents */
    ptrdiff_t blocking_stride;                /**< [elements] */
    double *abandonment_scheduled;            /**< [1] with the scheduled agents; NaN where none are given */
    ptrdiff_t abandonment_scheduled_stride;   /**< [elements] */
    double *blocking_scheduled;               /**< [1] with the scheduled agents; NaN where none are given */
    ptrdiff_t blocking_scheduled_stride;      /**< [elements] */
    double *attempts;                         /**< [calls] all attempts with agents; the calls without redials */
    ptrdiff_t attempts_stride;                /**< [elements] */
    double *attempts_scheduled;               /**< [calls] with the scheduled agents; NaN where none are given */
    ptrdiff_t attempts_scheduled_stride;      /**< [elements] */
    double *
        chance; /**< [1] of meeting the service level, as risk has it; NaN where it is not known, and without load_cv and
                                                       risk */
    ptrdiff_t chance_stride;           /**< [elements] */
    double *chance_scheduled;          /**< [1] with the scheduled agents; NaN where none are given */
    ptrdiff_t chance_scheduled_stride; /**< [elements] */
} wfm_plan_output;

/** Totals of a selection of rows. Every service level is weighted by all calls of its row, whatever its rule divides by. */
typedef struct wfm_plan_totals {
    uint32_t struct_size;  /**< sizeof(wfm_plan_totals), set by WFM_PLAN_TOTALS_INIT or its function */
    uint32_t reserved;     /**< 0 */
    double calls;          /**< [calls] where the output has attempts, these, as every figure is of them */
    double aht_s;          /**< [s] weighted by calls; 0 without calls */
    double agent_hours;    /**< [h] on the phones */
    double rostered_hours; /**< [h] paid */
    double fte;            /**< [FTE] rostered_hours / hours_per_fte; 0 if that is not given */
    double service_level;  /**< [1] weighted by calls, an overloaded row counting as 0; 1 without calls */
    double asa_s;     /**< [s] weighted by answered calls over rows not overloaded; NaN without any, 0 without calls */
    double occupancy; /**< [1] carried load over agents, both weighted by time; a row's counted up to its agents */
    double peak_agents;               /**< [agents] most on the phones at one time */
    double peak_rostered;             /**< [agents] rostered at that time */
    int64_t peak_row;                 /**< [row] the first of that time; -1 without rows */
    int64_t intervals;                /**< [rows] counted */
    int64_t overloaded_intervals;     /**< [rows] whose load reaches their agents */
    int64_t missed_intervals;         /**< [rows] that miss a target (max_agents, or no number meets it) */
    int64_t over_occupancy_intervals; /**< [rows] above their max_occupancy */
    int64_t scheduled_intervals;      /**< [rows] with scheduled agents; the figures below are over these */
    double scheduled_hours;           /**< [h] on the phones by the schedule */
    double gap_hours;                 /**< [h] scheduled less needed, summed */
    double short_hours;               /**< [h] needed and not scheduled, summed over the rows that are short */
    double
        service_level_scheduled; /**< [1] weighted by calls, an overloaded row counting as 0; NaN without such rows */
    double asa_scheduled_s;      /**< [s] weighted by answered calls over rows not overloaded; NaN without such rows */
    int64_t short_intervals;     /**< [rows] scheduled below the agents needed */
    int64_t overloaded_scheduled_intervals; /**< [rows] whose load reaches the scheduled agents */
    double peak_trunks;           /**< [lines] most at one time, of the rows with a blocking; NaN without such rows */
    double deferred_hours;        /**< [h] on deferred work */
    double abandonment;           /**< [1] of the calls that reach a queue; 0 without any */
    double blocking;              /**< [1] of all calls; 0 without any */
    double abandoned_calls;       /**< [calls] that hang up */
    double blocked_calls;         /**< [calls] that full lines turn away */
    double abandonment_scheduled; /**< [1] over rows with scheduled agents, with those; NaN without such rows */
    double blocking_scheduled;    /**< [1] over rows with scheduled agents, with those; NaN without such rows */
} wfm_plan_totals;

/** Start values for a definition in C (in C++ call the init functions). */
#define WFM_PLAN_INPUT_INIT                                                                                            \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_plan_input)                                                                \
    }
#define WFM_PLAN_OUTPUT_INIT                                                                                           \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_plan_output)                                                               \
    }
#define WFM_PLAN_TOTALS_INIT                                                                                           \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_plan_totals)                                                               \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param input  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size   [bytes]   sizeof(wfm_plan_input) in the caller's declaration
 */
WFM_API void wfm_plan_input_init(wfm_plan_input *input, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param output  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size    [bytes]   sizeof(wfm_plan_output) in the caller's declaration
 */
WFM_API void wfm_plan_output_init(wfm_plan_output *output, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param totals  [struct]  written, at most size bytes; null is left alone, and so is a size that no struct has
 *  @param size    [bytes]   sizeof(wfm_plan_totals) in the caller's declaration
 */
WFM_API void wfm_plan_totals_init(wfm_plan_totals *totals, size_t size);

/** Staffs every row of a grid.
 *
 *  Each row is wfm_staffing_agents, wfm_queue_evaluate with the answer, wfm_workload_deferred_agents where there is
 *  deferred work, wfm_shrinkage_rostered of both, where a blocking is given without lines wfm_trunks_lines of the trunk
 *  load (so the queue comes first), and where scheduled agents are given wfm_queue_evaluate with those. A bad row gets
 *  NaN (binding -1) and its status; the others are computed. A row that misses its targets is never silent: its status
 *  holds WFM_CAVEAT_TARGET_MISSED, WFM_CAVEAT_OVERLOADED, WFM_CAVEAT_SCHEDULED_OVERLOADED or
 *  WFM_CAVEAT_SCHEDULED_MISSES. Where callers hang up or lines are limited nothing is overloaded, unless calls come
 *  back as fast as they leave (WFM_NO_BALANCE of wfm_queue_redial): then attempts are infinite, and the figures those that
 *  they tend to. In the models beyond a queue scheduled agents miss a target where they are fewer than the least that meet it.
 *
 *  @param input   [struct]  the grid; calls, interval_s, aht_s, in each row one target at least, and with a patience the
 *                           service_rule
 *  @param output  [struct]  the columns that are wanted; the struct itself is only read
 *  @return    [status]  the first error of a row (WFM_NOT_TOGETHER, and those of the functions named), else all rows'
 *                       caveats together; WFM_BAD_PLAN_STRUCT,
 *                       WFM_BAD_COLUMN, WFM_BAD_COUNT, WFM_BAD_ROUNDING, WFM_BAD_LAW, WFM_BAD_LAW_SHAPE or
 *                       WFM_BAD_OUTPUT before any row
 *  @accuracy  as the functions named
 *  @cost      for each row, that of wfm_staffing_agents, or of the function of its model and the figures with its agents; of
 *             Erlang C, and in such a model, twice where it has limits and scheduled agents; with
 *             patience less without the columns asa_s and asa_scheduled_s
 *  @source    as the functions named
 */
WFM_API wfm_status wfm_plan_staff(const wfm_plan_input *input, const wfm_plan_output *output);

/** Totals of a plan, or of some of its rows: a day, a queue, the whole.
 *
 *  Rows in error are left out. Rows of the same period (equal and adjacent in the selection) are at work at the same
 *  time: the peak is the largest sum of agents, or of lines, over a period.
 *
 *  @param input          [struct]  the grid that was staffed
 *  @param output         [struct]  its answer; the columns load_erl, agents, rostered, service_level, asa_s, occupancy
 *                                  and status must be there, with scheduled also service_level_scheduled and
 *                                  asa_scheduled_s, with blocking trunks, with deferred_volume deferred_agents,
 *                                  with redial or reconnect attempts, with scheduled as well attempts_scheduled,
 *                                  with patience_s abandonment, with lines blocking, and with scheduled as well
 *                                  abandonment_scheduled and blocking_scheduled
 *  @param rows           [row]     indices of the rows to count, in order; null counts all
 *  @param rows_count     [rows]    length of rows; not read where rows is null
 *  @param period         [id]      the time period of each row of the grid; null: each row is its own
 *  @param hours_per_fte  [h]       hours that a full-time person is paid for over the selection; 0 not given
 *  @param totals         [struct]  written
 *  @return    [status]  WFM_CAVEAT_OVERLOADED, WFM_CAVEAT_TARGET_MISSED and the like of the rows counted;
 *                       WFM_BAD_PLAN_STRUCT, WFM_BAD_COLUMN, WFM_BAD_COUNT, WFM_BAD_ROW, WFM_BAD_HOURS_PER_FTE or
 *                       WFM_BAD_OUTPUT
 *  @accuracy  1e-15 times the number of rows
 *  @cost      constant for each row
 *  @source    Koole 2013, Call Center Optimization, sec. 3: averages over calls, never over intervals
 */
WFM_API wfm_status wfm_plan_totals_of(const wfm_plan_input *input, const wfm_plan_output *output, const int64_t *rows,
                                      int64_t rows_count, const int64_t *period, double hours_per_fte,
                                      wfm_plan_totals *totals);

/** Staffs the rest of a day in progress: from the calls that came so far to the agents still to come, in one call.
 *
 *  wfm_forecast_update of the grid's calls, and wfm_plan_staff of the intervals to come with the calls revised: the
 *  agents are solved for anew, as they do not grow in proportion to the calls. The rows of the grid are the intervals of
 *  one day of one queue, in order. Those that are over get NaN (binding -1) and WFM_OK, and a rounding that carries
 *  begins with the first to come. What the update leaves uncertain is the plan's load_cv, if it is wanted.
 *
 *  @param input         [struct]  the grid, calls being the forecast made before the day
 *  @param belief        [struct]  of wfm_forecast_update_learn: how many intervals are over, and what is believed
 *  @param actual        [calls]   of those that are over, NaN unknown; no other is read
 *  @param actual_stride [elements] from one interval to the next
 *  @param calls         [calls]   written, count elements: what came, and what is now expected; may not overlap an input
 *  @param calls_stride  [elements] from one interval to the next
 *  @param revision      [struct]  written
 *  @param output        [struct]  the columns that are wanted; the struct itself is only read
 *  @return    [status]  those of wfm_forecast_update and wfm_plan_staff; a row to come whose forecast is NaN is in error
 *                       (WFM_BAD_CALLS), and the others are computed
 *  @accuracy  as the functions named
 *  @cost      that of wfm_forecast_update, and of wfm_plan_staff for each interval to come
 *  @source    as the functions named
 */
WFM_API wfm_status wfm_plan_update(const wfm_plan_input *input, const wfm_forecast_belief *belief, const double *actual,
                                   ptrdiff_t actual_stride, double *calls, ptrdiff_t calls_stride,
                                   wfm_forecast_revision *revision, const wfm_plan_output *output);

#ifdef __cplusplus
}
#endif

#endif
