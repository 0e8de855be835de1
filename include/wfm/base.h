/* SPDX-License-Identifier: MIT */
/** @file base.h
 *  Status codes and their texts, the version, the export macro, and the rules that hold for the whole library.
 *
 *  Units: seconds, erlangs, calls per interval with the interval's length, fractions in [0,1]. Never per cent, never
 *  minutes. Agents and lines are real numbers.
 *
 *  Threads: no function keeps state, so every function may be called from any thread at any time, on data that no other
 *  thread is writing. No function allocates, prints, reads the locale or touches errno.
 *
 *  Two kinds of function. A formula takes doubles and returns one double, as libm does: NaN outside its domain, the
 *  limit at its edge. Everything else returns a wfm_status; on an error every double that it would have written is NaN,
 *  every count -1.
 *
 *  Structs begin with their own size, so that a program linked against an older library runs on a newer one. An input
 *  may be smaller than this library's (the missing members count as 0, "not given") or larger (if the extra bytes are
 *  all 0); of a larger output the extra bytes are filled with 0xFF, a NaN in each double and -1 in each integer.
 *  A struct_size is a multiple of 8 from 8 to 4096.
 */
#ifndef WFM_BASE_H
#define WFM_BASE_H

#include <stddef.h>
#include <stdint.h>

/* The one place where the version stands: CMake reads it from here. */
#define WFM_VERSION_MAJOR 0
#define WFM_VERSION_MINOR 1
#define WFM_VERSION_PATCH 0

/* WFM_STATIC: the program links the static library. WFM_BUILDING: the library itself is being compiled. */
#if defined(WFM_STATIC)
#define WFM_API
#elif defined(_WIN32) || defined(__CYGWIN__)
#if defined(WFM_BUILDING)
#define WFM_API __declspec(dllexport)
#else
#define WFM_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define WFM_API __attribute__((visibility("default")))
#else
#define WFM_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** What a function that can be refused returns: 0 fine, negative one error, positive a sum of caveat bits. */
typedef int32_t wfm_status;

/* Every status: X(constant, number, word, text). The constants, wfm_status_name and wfm_status_text are made from this
 * list. Numbers are never changed or used again. An error is one negative number; a caveat is one bit. */
#define WFM_STATUS_LIST(X)                                                                                             \
    X(WFM_OK, 0, "ok", "fine")                                                                                         \
    X(WFM_BAD_QUEUE_STRUCT, -1, "bad_queue_struct", "queue: null, or not a wfm_queue that this library knows")         \
    X(WFM_BAD_TARGETS_STRUCT, -2, "bad_targets_struct", "targets: null, or not a wfm_targets that this library knows") \
    X(WFM_BAD_SHRINKAGE_STRUCT, -3, "bad_shrinkage_struct",                                                            \
      "shrinkage: null, or not a struct that this library knows")                                                      \
    X(WFM_BAD_AWAY_STRUCT, -4, "bad_away_struct", "away: null, or not a wfm_agents_away that this library knows")      \
    X(WFM_BAD_PLAN_STRUCT, -5, "bad_plan_struct", "plan: null, or not a struct that this library knows")               \
    X(WFM_BAD_OUTPUT, -6, "bad_output", "output: null, or not a struct that this library knows")                       \
    X(WFM_BAD_VERSION, -10, "bad_version", "version: the caller was made for another version of this library")         \
    X(WFM_BAD_CALLS, -20, "bad_calls", "calls: must be finite and not negative")                                       \
    X(WFM_BAD_INTERVAL, -21, "bad_interval", "interval_s: must be finite and above 0 s")                               \
    X(WFM_BAD_AHT, -22, "bad_aht", "aht_s: must be finite and above 0 s")                                              \
    X(WFM_BAD_ACW, -23, "bad_acw", "acw_s: must be from 0 s to aht_s")                                                 \
    X(WFM_BAD_AGENTS, -24, "bad_agents", "agents: must be finite and not negative")                                    \
    X(WFM_BAD_PATIENCE, -25, "bad_patience", "patience_s: must not be negative")                                       \
    X(WFM_BAD_LINES, -26, "bad_lines", "lines: must not be negative")                                                  \
    X(WFM_BAD_ANSWER_WITHIN, -27, "bad_answer_within", "answer_within_s: must be finite and not negative")             \
    X(WFM_BAD_LOAD, -28, "bad_load", "load: calls, interval_s and aht_s make a load too large for a double")           \
    X(WFM_BAD_TIME, -29, "bad_time", "t_s: must not be negative")                                                      \
    X(WFM_BAD_PROBABILITY, -30, "bad_probability", "p: must be from 0 to 1")                                           \
    X(WFM_BAD_SERVICE_RULE, -31, "bad_service_rule", "service_rule: not one of the WFM_SERVICE_ values")               \
    X(WFM_NO_SERVICE_RULE, -32, "no_service_rule",                                                                     \
      "service_rule: must be given where callers hang up, as the rules then differ")                                   \
    X(WFM_BAD_FLAGS, -33, "bad_flags", "flags: a bit that the function does not know")                                 \
    X(WFM_BAD_SHORT_ABANDON, -34, "bad_short_abandon", "short_abandon_s: must be finite and not negative")             \
    X(WFM_TOO_MANY_LINES, -35, "too_many_lines", "lines: more than 16,777,216 waiting places would be in use")         \
    X(WFM_BAD_WAIT_OF, -36, "bad_wait_of", "wait_of: not one of the WFM_WAIT_OF_ values")                              \
    X(WFM_BAD_SERVICE_LEVEL, -40, "bad_service_level", "service_level: must be from 0 to 1")                           \
    X(WFM_BAD_ASA, -41, "bad_asa", "asa_s: must be finite and not negative")                                           \
    X(WFM_BAD_WAIT_PROBABILITY, -42, "bad_wait_probability", "wait_probability: must be from 0 to 1")                  \
    X(WFM_BAD_MAX_OCCUPANCY, -43, "bad_max_occupancy", "max_occupancy: must be from 0 to 1")                           \
    X(WFM_BAD_MIN_AGENTS, -44, "bad_min_agents", "min_agents: must be finite and not negative")                        \
    X(WFM_BAD_MAX_AGENTS, -45, "bad_max_agents", "max_agents: must be finite, not negative, not below min_agents")     \
    X(WFM_NO_TARGET, -46, "no_target", "targets: at least one must be given, and one that the function can use")       \
    X(WFM_BAD_ABANDONMENT, -47, "bad_abandonment", "abandonment: must be from 0 to 1")                                 \
    X(WFM_MEANINGLESS, -48, "meaningless", "targets: one says nothing about what is to be found")                      \
    X(WFM_BAD_SHRINKAGE, -60, "bad_shrinkage", "shrinkage: every part from 0, the whole below 1")                      \
    X(WFM_BAD_FACTOR, -61, "bad_factor", "factor: must be finite and at least 1")                                      \
    X(WFM_BAD_ROUNDING, -62, "bad_rounding", "rounding: not one of the WFM_ROUND_ values")                             \
    X(WFM_BAD_COMBINATION, -63, "bad_combination", "combination: not one of the WFM_SHRINKAGE_ values")                \
    X(WFM_BAD_AWAY, -64, "bad_away", "away: every number of agents must be finite and not negative")                   \
    X(WFM_BAD_VALUE, -65, "bad_value", "value: must be finite and not negative")                                       \
    X(WFM_BAD_BASE, -66, "bad_base", "base: must be finite and above 0")                                               \
    X(WFM_BAD_COLUMN, -80, "bad_column", "plan: a column that the call needs is null")                                 \
    X(WFM_BAD_COUNT, -81, "bad_count", "count: must not be negative")                                                  \
    X(WFM_BAD_SCHEDULED, -82, "bad_scheduled", "scheduled: must be finite and not negative")                           \
    X(WFM_BAD_HOURS_PER_FTE, -83, "bad_hours_per_fte", "hours_per_fte: must be finite and not negative")               \
    X(WFM_BAD_ROW, -84, "bad_row", "rows: an index is outside 0..count-1")                                             \
    X(WFM_NO_PATIENCE_YET, -100, "no_patience_yet", "patience_s: not returned any more")                               \
    X(WFM_NO_LINES_YET, -101, "no_lines_yet", "lines: not returned any more")                                          \
    X(WFM_BAD_BLOCKING, -120, "bad_blocking", "blocking: must be from 0 to 1")                                         \
    X(WFM_BAD_TRUNK_LOAD, -121, "bad_trunk_load", "load_erl: must not be negative")                                    \
    X(WFM_BAD_ORDER, -122, "bad_order", "order: not one of the WFM_ORDER_ values")                                     \
    X(WFM_BAD_DEFERRED_VOLUME, -123, "bad_deferred_volume",                                                            \
      "deferred_volume: must not be negative, and make a finite number of agents")                                     \
    X(WFM_BAD_DEFERRED_AHT, -124, "bad_deferred_aht", "deferred_aht_s: must be finite and above 0 s")                  \
    X(WFM_BAD_RESPONSE, -125, "bad_response", "response_s: must be finite and above 0 s")                              \
    X(WFM_BAD_FORECAST_STRUCT, -140, "bad_forecast_struct", "forecast: null, or not a struct that this library knows") \
    X(WFM_BAD_FORECAST_COLUMN, -141, "bad_forecast_column", "forecast: a column that is needed is null")               \
    X(WFM_BAD_DATE, -142, "bad_date", "date: no such day; the year must be from 1 to 9999")                            \
    X(WFM_BAD_DAY, -143, "bad_day", "day: must be ascending and within the years 1 to 9999")                           \
    X(WFM_BAD_SHARE, -144, "bad_share", "share: must be from 0 to 1; a weight finite and not negative")                \
    X(WFM_BAD_BASE_SHARE, -145, "bad_base_share", "base_share: must be above 0 and at most 1")                         \
    X(WFM_BAD_GROWTH, -146, "bad_growth", "growth: finite, at least -1; its factor from 0, its damping from 0 to 1")   \
    X(WFM_BAD_DAYS, -147, "bad_days", "days: must be finite and above 0")                                              \
    X(WFM_BAD_FORECAST_ROUNDING, -148, "bad_forecast_rounding", "rounding: not one of the WFM_FORECAST_ROUND_ values") \
    X(WFM_BAD_WEEKDAY, -149, "bad_weekday", "weekday: must be from 1 for Monday to 7 for Sunday, or 0 for all")        \
    X(WFM_BAD_INDEX, -150, "bad_index", "index: must be finite and not negative")                                      \
    X(WFM_BAD_CUSTOMERS, -151, "bad_customers", "customers, calls_per_customer: must be finite and not negative")      \
    X(WFM_BAD_EVENT, -152, "bad_event", "event: no such period, a factor below 0, or calls not finite or below none")  \
    X(WFM_NO_HISTORY, -153, "no_history", "nothing is known: every row is unknown or closed")                          \
    X(WFM_NO_VOLUME, -154, "no_volume", "the calls, shares or weights that count sum to 0")                            \
    X(WFM_BAD_INTRADAY_STRUCT, -160, "bad_intraday_struct", "intraday: null, or not a struct that this library knows") \
    X(WFM_BAD_POSITION, -161, "bad_position", "position: must be finite and at least 1")                               \
    X(WFM_BAD_OWN_PATIENCE, -162, "bad_own_patience", "own_patience_s: must not be negative")                          \
    X(WFM_BAD_WEIGHT, -163, "bad_weight", "weight: must be above 0 and at most 1")                                     \
    X(WFM_BAD_WAIT, -164, "bad_wait", "wait_s: null, or not finite and not negative")                                  \
    X(WFM_BAD_MEASURE_STRUCT, -180, "bad_measure_struct", "measure: null, or not a struct that this library knows")    \
    X(WFM_BAD_CALL_STRUCT, -181, "bad_call_struct",                                                                    \
      "call: null, or not a wfm_call or wfm_calls that this library knows")                                            \
    X(WFM_BAD_WAITS_STRUCT, -182, "bad_waits_struct", "waits: null, or not a wfm_waits that this library knows")       \
    X(WFM_BAD_CELLS, -183, "bad_cells", "cells: null, or rows too short for the cells and bins")                       \
    X(WFM_BAD_BINS, -184, "bad_bins", "bins: must not be negative, and bin_s above 0 s with bins")                     \
    X(WFM_BAD_START, -185, "bad_start", "start_s: must be finite")                                                     \
    X(WFM_BAD_CALL_EVENT, -186, "bad_call_event", "event: not one of the WFM_CALL_ values")                            \
    X(WFM_BAD_ARRIVAL, -187, "bad_arrival", "arrival_s: must be finite, and within 2^53 intervals of start_s")         \
    X(WFM_BAD_HANDLE_TIME, -188, "bad_handle_time", "talk_s, hold_s, acw_s: must be finite and not negative")          \
    X(WFM_BAD_CALL_COLUMN, -189, "bad_call_column", "a column that is needed is null")                                 \
    X(WFM_BAD_STAFFED, -190, "bad_staffed", "staffed_s: must be finite and not negative")                              \
    X(WFM_NOT_ALIKE, -191, "not_alike", "measure: the two differ in start, interval, thresholds, bins or flags")       \
    X(WFM_BAD_COUNTS, -192, "bad_counts", "counts: must be finite, not negative, and a part not above the whole")      \
    X(WFM_BAD_CONFIDENCE, -193, "bad_confidence", "confidence: must be above 0 and below 1")                           \
    X(WFM_BAD_BATCHES, -194, "bad_batches", "batches: must be 0, or from 2 to the number of calls")                    \
    X(WFM_TOO_FEW, -195, "too_few", "too few calls: two batches need two that count")                                  \
    X(WFM_BAD_ESTIMATE, -196, "bad_estimate", "estimate: value not finite, or standard_error or degrees negative")     \
    X(WFM_NOT_ASCENDING, -197, "not_ascending", "values: must be numbers in ascending order")                          \
    X(WFM_BAD_REDIALS_STRUCT, -200, "bad_redials_struct",                                                              \
      "redials: null, or not a wfm_redials that this library knows")                                                   \
    X(WFM_BAD_REDIAL, -201, "bad_redial", "redials: every share must be from 0 to 1")                                  \
    X(WFM_NO_BALANCE, -202, "no_balance",                                                                              \
      "calls come back as fast as they leave: no number of attempts is in balance")                                    \
    X(WFM_BAD_LOAD_CV, -203, "bad_load_cv", "load_cv: must be from 0 to 1")                                            \
    X(WFM_BAD_CHANCE, -204, "bad_chance", "chance: must be below 1, and above 0 where it is needed")                   \
    X(WFM_BAD_LEVEL, -205, "bad_level", "levels: null, or one not from 0 to 1")                                        \
    X(WFM_TOO_MANY_STATES, -220, "too_many_states", "more than 65,536 states of the queue would count")                \
    X(WFM_BAD_INTERVALS, -221, "bad_intervals", "intervals: must be above 0, and make a finite time and calls")        \
    X(WFM_BAD_REALISED_TARGET, -222, "bad_realised_target", "target: must be from 0 to 1")                             \
    X(WFM_BAD_REALISED_COLUMN, -224, "bad_realised_column", "a column that is needed is null")                         \
    X(WFM_BAD_REALISED_CALLS, -225, "bad_realised_calls",                                                              \
      "calls: must be finite and not negative, and so must their sum")                                                 \
    X(WFM_BAD_REALISED_LEVEL, -226, "bad_realised_level", "level: must be from 0 to 1")                                \
    X(WFM_BAD_VARIANCE, -227, "bad_variance", "variance: must be from 0 to 1")                                         \
    X(WFM_BAD_GENERAL_STRUCT, -230, "bad_general_struct",                                                              \
      "general: null, or not a wfm_general that this library knows")                                                   \
    X(WFM_BAD_GENERAL_METHOD, -231, "bad_general_method", "method: not one of the WFM_GENERAL_ methods")               \
    X(WFM_BAD_ARRIVAL_SCV, -232, "bad_arrival_scv", "arrival_scv: must be from 0 to 1e6, and 0 with fixed arrivals")   \
    X(WFM_BAD_SERVICE_SCV, -233, "bad_service_scv", "service_scv: must be from 0 to 1e6, and 0 with fixed service")    \
    X(WFM_BAD_GENERAL_FLAGS, -234, "bad_general_flags", "flags: a bit that is none of the WFM_GENERAL_ flags")         \
    X(WFM_GENERAL_WITH_PATIENCE, -235, "general_with_patience", "patience_s: not together with a general service")     \
    X(WFM_GENERAL_WITH_LINES, -236, "general_with_lines", "lines: not together with a general service")                \
    X(WFM_POISSON_ALONE, -237, "poisson_alone", "arrival_scv: must be 1, or not given, by this method")                \
    X(WFM_GENERAL_WITH_LAW, -238, "general_with_law", "general, law: not both together")                               \
    X(WFM_BAD_PATIENCE_LAW_STRUCT, -240, "bad_patience_law_struct",                                                    \
      "law: null, or not a wfm_patience_law that this library knows")                                                  \
    X(WFM_BAD_LAW, -241, "bad_law", "law: not one of the WFM_LAW_ values")                                             \
    X(WFM_BAD_LAW_MEAN, -242, "bad_law_mean", "mean_s: must be finite and above 0 s")                                  \
    X(WFM_BAD_LAW_SHAPE, -243, "bad_law_shape", "shape: outside what the law takes")                                   \
    X(WFM_BAD_BALK, -244, "bad_balk", "balk: must be from 0 to 1")                                                     \
    X(WFM_TOO_MANY_WAITING, -245, "too_many_waiting", "patience: more than 131,072 callers would be waiting")          \
    X(WFM_BAD_DISCIPLINE, -250, "bad_discipline", "discipline: not one of the WFM_PRIORITY_ values")                   \
    X(WFM_BAD_CLASS_COUNT, -251, "bad_class_count", "count: must be from 1 to WFM_PRIORITY_CLASSES")                   \
    X(WFM_BAD_PRIORITY_WEIGHT, -252, "bad_priority_weight", "weight: null, or not finite and above 0")                 \
    X(WFM_NOT_PLAIN, -253, "not_plain", "patience_s, lines: priorities are known for queues without them alone")       \
    X(WFM_NO_CLASS_LEVEL, -254, "no_class_level",                                                                      \
      "service_level: with weights only the mean wait of a class is known")                                            \
    X(WFM_BAD_FIGURE, -260, "bad_figure", "of: not one of the WFM_FIGURE_ values")                                     \
    X(WFM_NOT_TOGETHER, -270, "not_together", "plan: a row joins what no one model has")                               \
    X(WFM_BAD_SOURCES, -285, "bad_sources", "sources: must not be negative")                                           \
    X(WFM_BAD_OVERFLOW_MEAN, -290, "bad_overflow_mean", "mean_erl: must be finite and not negative")                   \
    X(WFM_BAD_OVERFLOW_VARIANCE, -291, "bad_overflow_variance",                                                        \
      "variance: must be finite, not negative, and 0 without a mean")                                                  \
    X(WFM_SMOOTH_TRAFFIC, -292, "smooth_traffic",                                                                      \
      "variance: below the mean, as nothing overflows; WFM_EQUIVALENT_HAYWARD takes it")                               \
    X(WFM_BAD_EQUIVALENT_METHOD, -293, "bad_equivalent_method",                                                        \
      "method: not one of the WFM_EQUIVALENT_ methods that the function takes")                                        \
    X(WFM_NO_EQUIVALENT, -294, "no_equivalent", "mean_erl, variance: the equivalent group has 2^53 lines or more")     \
    X(WFM_BAD_NETWORK_STRUCT, -295, "bad_network_struct",                                                              \
      "network: null, or not a wfm_overflow_network that this library knows")                                          \
    X(WFM_BAD_NETWORK_COLUMN, -296, "bad_network_column", "network: load_erl or lines is null where there are groups") \
    X(WFM_BAD_CLASSES_STRUCT, -300, "bad_classes_struct",                                                              \
      "classes: null, or not a wfm_classes that this library knows")                                                   \
    X(WFM_BAD_CLASS_LOAD, -301, "bad_class_load", "load_erl: null, or not from 0 to 1e30")                             \
    X(WFM_BAD_LINES_PER_CALL, -302, "bad_lines_per_call", "lines_per_call: null, or not whole, from 1 to 2^53")        \
    X(WFM_BAD_RESERVED_LINES, -303, "bad_reserved_lines", "reserved_lines: must be whole, from 0 to 2^53")             \
    X(WFM_BAD_GROUP_LINES, -304, "bad_group_lines", "lines: must be whole, from 0 to 16,777,216")                      \
    X(WFM_TOO_MANY_CLASSES, -305, "too_many_classes", "count: more than 256 classes")                                  \
    X(WFM_TOO_LITTLE_WORK, -306, "too_little_work", "work: null, or smaller than needed")                              \
    X(WFM_BAD_CLASS_TARGET, -307, "bad_class_target", "target: null, or not from 0 to 1")                              \
    X(WFM_BAD_TREATMENT, -310, "bad_treatment", "treatment_s: must be finite and not negative")                        \
    X(WFM_TREATMENT_WITH_LINES, -311, "treatment_with_lines",                                                          \
      "treatment_s, lines: not known together by this function")                                                       \
    X(WFM_BAD_DESIGN_BLOCKING, -312, "bad_design_blocking", "blocking: must be above 0 and below 1")                   \
    X(WFM_BAD_TRAFFIC_STRUCT, -313, "bad_traffic_struct",                                                              \
      "traffic: null, or not a wfm_traffic that this library knows")                                                   \
    X(WFM_BAD_TRAFFIC, -314, "bad_traffic", "traffic: a load null, negative or above 1e300")                           \
    X(WFM_BAD_TRAFFIC_SLOTS, -315, "bad_traffic_slots",                                                                \
      "days, slots, length, step: not negative, and an hour of 1 to slots of them")                                    \
    X(WFM_NO_BUSY_HOUR, -316, "no_busy_hour", "traffic: too little of it is known")                                    \
    X(WFM_BAD_HOLDING, -317, "bad_holding", "holding_s: must be finite and not negative")                              \
    X(WFM_BAD_OFFERED_STRUCT, -320, "bad_offered_struct",                                                              \
      "offered: null, or not a wfm_offered that this library knows")                                                   \
    X(WFM_BAD_TRUNK_MODEL, -321, "bad_trunk_model", "model: not one of the WFM_TRUNKS_ values")                        \
    X(WFM_BAD_RECALL, -322, "bad_recall", "recall: must be from 0 to 1")                                               \
    X(WFM_BAD_PEAKEDNESS, -323, "bad_peakedness", "peakedness: must be finite and above 0")                            \
    X(WFM_BAD_METHOD, -330, "bad_method", "method, flags: not one of the WFM_FORECAST_ values, or a bit that is none") \
    X(WFM_BAD_MODEL, -331, "bad_model", "model: a number of it that no history leads to")                              \
    X(WFM_BAD_KIND, -332, "bad_kind", "event_day, event_kind: not ascending, or not a kind from 1 to 15")              \
    X(WFM_BAD_WEEKS, -333, "bad_weeks", "weeks: must be from 1 to 104")                                                \
    X(WFM_BAD_SEEN, -350, "bad_seen", "seen, recent: must be from 0 to the intervals, and recent not above seen")      \
    X(WFM_BAD_SLOPE, -351, "bad_slope", "slope: must be finite")                                                       \
    X(WFM_BAD_RELATIVE_VARIANCE, -352, "bad_relative_variance",                                                        \
      "variance: day, slot must be from 0, and together at most 1e6")                                                  \
    X(WFM_BAD_GAIN, -354, "bad_gain", "gain: must be from 0 to 1")                                                     \
    X(WFM_BAD_WORK, -360, "bad_work", "work: null, or too few elements")                                               \
    X(WFM_BAD_PERIOD, -361, "bad_period", "period: must be from 2 to 65,536 rows")                                     \
    X(WFM_BAD_SMOOTHER, -362, "bad_smoother", "smoother, middle: no such kind, or a number that it does not take")     \
    X(WFM_SHORT_HISTORY, -363, "short_history", "the history is too short for what is to be learnt from it")           \
    X(WFM_BAD_SLOTS, -364, "bad_slots",                                                                                \
      "slots: must divide a day of 86,400 s, and a coarser one must hold whole ones")                                  \
    X(WFM_NOT_WITHIN, -365, "not_within", "start_s: must be finite, and what begins there within one interval or day") \
    X(WFM_BAD_CLOCK_USE, -366, "bad_clock_use", "use: not one of the WFM_FORECAST_CLOCK_ values")                      \
    X(WFM_CAVEAT_OVERLOADED, 1, "overloaded", "the load reaches the agents: the queue grows without end")              \
    X(WFM_CAVEAT_TARGET_MISSED, 2, "target_missed", "a target cannot be met: the nearest answer is given")             \
    X(WFM_CAVEAT_SCHEDULED_OVERLOADED, 4, "scheduled_overloaded", "the load reaches the scheduled agents")             \
    X(WFM_CAVEAT_SCHEDULED_MISSES, 8, "scheduled_misses", "the scheduled agents miss a target")                        \
    X(WFM_CAVEAT_LINES_APPROXIMATE, 16, "lines_approximate",                                                           \
      "after-call work holds no line: the limited lines are an approximation")                                         \
    X(WFM_CAVEAT_TWO_SOLUTIONS, 32, "two_solutions", "the target is met from one value to another, not on one side")   \
    X(WFM_CAVEAT_NOT_HELD, 64, "not_held", "something lies outside the intervals that are held, and was not counted")  \
    X(WFM_CAVEAT_MONTH_UNKNOWN, 256, "month_unknown", "a month without a known day has the mean level")                \
    X(WFM_CAVEAT_WEEKDAY_UNKNOWN, 512, "weekday_unknown", "a weekday without a known day counts as closed")            \
    X(WFM_CAVEAT_SLOT_UNKNOWN, 1024, "slot_unknown", "an interval that is never known counts as without calls")        \
    X(WFM_CAVEAT_ALL_ZERO, 2048, "all_zero", "the history has no calls: so has the forecast")                          \
    X(WFM_CAVEAT_SIMPLER_METHOD, 4096, "simpler_method",                                                               \
      "the history is too short, or its calls too few, for the default: a simpler method is used")                     \
    X(WFM_CAVEAT_EVENT_UNKNOWN, 8192, "event_unknown",                                                                 \
      "an event of a kind without calls in the history is taken as none")                                              \
    X(WFM_CAVEAT_GROWTH_UNKNOWN, 16384, "growth_unknown",                                                              \
      "less than 24 months are known: the year to come has the calls of the last")

/* clang-format off */
/** The status constants, as listed in WFM_STATUS_LIST. */
enum wfm_status_code {
#define WFM_STATUS_CONSTANT(constant, number, word, text) constant = number,
    WFM_STATUS_LIST(WFM_STATUS_CONSTANT)
#undef WFM_STATUS_CONSTANT
};
/* clang-format on */

/** What a service level is a share of. With T = answer_within_s, and who hangs up within short_abandon_s left out of every
 *  count of those who hang up. One list for what is predicted and what is measured: */
enum wfm_service_rule {
    WFM_SERVICE_ANSWERED = 1,  /**< answered within T / answered */
    WFM_SERVICE_OFFERED = 2,   /**< answered within T / (answered + hung up) */
    WFM_SERVICE_SL2 = 3,       /**< (answered within T + hung up within T) / (answered + hung up) */
    WFM_SERVICE_EXCLUDING = 4, /**< answered within T / (answered + hung up after T) */
    WFM_SERVICE_VIRTUAL = 5    /**< share of callers of infinite patience who would be answered within T */
};

/** Whether a status is an error: the test to use, also for codes that are newer than the program.
 *
 *  @param status  [status]  what a function returned
 *  @return        [0 or 1]  1 for an error, 0 for success with or without caveats
 */
WFM_API int32_t wfm_failed(wfm_status status);

/** The short word of a status, for logs and files: "ok", "bad_calls", "overloaded".
 *
 *  Of several caveats, that of the lowest bit; take it away with status & (status - 1) and ask again.
 *
 *  @param status  [status]  any value
 *  @return        [text]    static, never null; "unknown" for a code that this library does not have
 */
WFM_API const char *wfm_status_name(wfm_status status);

/** The sentence of a status, for people: what is wrong with which input, or what the caveat means.
 *
 *  Of several caveats, that of the lowest bit, as wfm_status_name.
 *
 *  @param status  [status]  any value
 *  @return        [text]    static, never null
 */
WFM_API const char *wfm_status_text(wfm_status status);

/** The version of the library in use, "major.minor.patch".
 *
 *  @return  [text]  static
 */
WFM_API const char *wfm_version_string(void);

/** The version of the library in use as one number: major * 1,000,000 + minor * 1,000 + patch.
 *
 *  @return  [1]  for comparisons
 */
WFM_API int32_t wfm_version_number(void);

/** Whether a program or binding made for one version of the library can use this one: to be called once, before any other
 *  function, with WFM_VERSION_MAJOR and WFM_VERSION_MINOR as they were in the headers or declarations that it was made of.
 *
 *  The same major version, and this library not older; while the major version is 0, the same minor version as well. It
 *  can say nothing of a declaration that was copied wrongly: compare the sizes of the structs with wfm_struct_size().
 *
 *  @param major  [1]  the major version that the caller was made for
 *  @param minor  [1]  its minor version
 *  @return  [status]  WFM_OK, or WFM_BAD_VERSION
 */
WFM_API wfm_status wfm_abi_check(int32_t major, int32_t minor);

/** The size of a struct in this library, by its name: "wfm_queue".
 *
 *  A caller whose own size is smaller was made for an older library, and whose size is larger for a newer one, both of
 *  which work (see above); in the same version a difference means that caller and library do not mean the same struct.
 *
 *  @param name  [text]  null is the name of none
 *  @return  [bytes]  0 for a name that no struct has
 */
WFM_API int32_t wfm_struct_size(const char *name);

/** The names of all structs, one by one: index 0, 1, .. until an empty text comes back.
 *
 *  @param index  [1]  from 0
 *  @return  [text]  static, never null; empty beyond the last
 */
WFM_API const char *wfm_struct_name(int32_t index);

/** The value of a constant by its name, for languages that do not read these headers: "WFM_SERVICE_ANSWERED".
 *
 *  @param name  [text]  null is the name of none
 *  @return  [1]  INT32_MIN for a name that no constant has, which is the value of none
 */
WFM_API int32_t wfm_constant(const char *name);

/** The names of all constants, one by one: index 0, 1, .. until an empty text comes back.
 *
 *  @param index  [1]  from 0
 *  @return  [text]  static, never null; empty beyond the last
 */
WFM_API const char *wfm_constant_name(int32_t index);

#ifdef __cplusplus
}
#endif

#endif
