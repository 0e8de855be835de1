/* SPDX-License-Identifier: MIT */
/** @file forecast.h
 *  How many calls: shares and indices learnt from history, the chain from last year's calls to an interval, the rest of
 *  a week or day from what was seen of it, judgement, accuracy, and rounding that keeps sums.
 *
 *  A share is a part of a whole: January's part of the year, Monday's of the week, 10:00's of the day. An index is a
 *  share over the base share, which all would have if all were alike: Monday's 0.210 over 1/7 is 1.470.
 *
 *  A day is the number of days since 1970-01-01 (wfm_forecast_day_number). Columns of months have 12 elements, January
 *  first; columns of weekdays 7, Monday first. A column is a pointer and a stride in elements; stride 0 uses the one
 *  value for every row. NaN is "unknown", which is not 0: an unknown day or interval is never counted as one without
 *  calls.
 */
#ifndef WFM_FORECAST_H
#define WFM_FORECAST_H

#include "wfm/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Where the chain rounds. */
enum wfm_forecast_rounding {
    WFM_FORECAST_ROUND_NONE = 0, /**< nowhere */
    WFM_FORECAST_ROUND_STEPS =
        1, /**< at each step, as on paper: calls to whole calls, the weekday's index to three decimals */
    WFM_FORECAST_ROUND_END = 2 /**< the calls of the interval alone */
};

/** What the chain from the year to the interval is given. */
typedef struct wfm_forecast_chain {
    uint32_t struct_size;  /**< sizeof(wfm_forecast_chain), set by WFM_FORECAST_CHAIN_INIT or its function */
    uint32_t reserved;     /**< 0 */
    double last_year;      /**< [calls] of the last year, >= 0 */
    double growth;         /**< [1] expected, >= -1: 0.12 is 12 % more */
    double month_share;    /**< [1] of the year in the month */
    double days;           /**< [days] of the month, > 0 */
    double weekday_share;  /**< [1] of the week on the weekday */
    double base_share;     /**< [1] of a weekday if all were alike; 0 takes 1/7 */
    double interval_share; /**< [1] of the day in the interval */
    int32_t rounding;      /**< WFM_FORECAST_ROUND_ */
    int32_t reserved_2;    /**< 0 */
} wfm_forecast_chain;

/** The steps of the chain. */
typedef struct wfm_forecast_steps {
    uint32_t struct_size; /**< sizeof(wfm_forecast_steps), set by WFM_FORECAST_STEPS_INIT or its function */
    uint32_t reserved;    /**< 0 */
    double year;          /**< [calls] last_year x (1 + growth) */
    double month;         /**< [calls] year x month_share */
    double day_mean;      /**< [calls] month / days */
    double weekday_index; /**< [1] weekday_share / base_share */
    double day;           /**< [calls] day_mean x weekday_index */
    double interval;      /**< [calls] day x interval_share */
} wfm_forecast_steps;

/** A history of days. Days may be missing: they are unknown, as those whose calls are NaN. */
typedef struct wfm_forecast_history {
    uint32_t struct_size;    /**< sizeof(wfm_forecast_history), set by WFM_FORECAST_HISTORY_INIT or its function */
    uint32_t reserved;       /**< 0 */
    int64_t count;           /**< [rows] >= 0 */
    const int64_t *day;      /**< [day] strictly ascending, within the years 1 to 9999; needed */
    ptrdiff_t day_stride;    /**< [elements] */
    const double *calls;     /**< [calls] of the day, NaN unknown; needed */
    ptrdiff_t calls_stride;  /**< [elements] */
    const double *closed;    /**< [1] other than 0: closed, its calls are not read; null: no day is marked */
    ptrdiff_t closed_stride; /**< [elements] */
    double base_share;       /**< [1] of a weekday if all were alike; 0 takes 1/7 */
    int32_t zero_is_closed;  /**< other than 0: a day of 0 calls was closed */
    int32_t reserved_2;      /**< 0 */
} wfm_forecast_history;

/** Shares and indices of months and weekdays, each column the caller's; a null column is not wanted, or not known. */
typedef struct wfm_forecast_indices {
    uint32_t struct_size;         /**< sizeof(wfm_forecast_indices), set by WFM_FORECAST_INDICES_INIT or its function */
    uint32_t reserved;            /**< 0 */
    double *month_share;          /**< [1] 12, of the year */
    ptrdiff_t month_share_stride; /**< [elements] */
    double *month_index;          /**< [1] 12, against the mean of the year, with equal weekdays */
    ptrdiff_t month_index_stride; /**< [elements] */
    double *weekday_share;        /**< [1] 7, of the week */
    ptrdiff_t weekday_share_stride; /**< [elements] */
    double *weekday_index;          /**< [1] 7, weekday_share / base_share */
    ptrdiff_t weekday_index_stride; /**< [elements] */
} wfm_forecast_indices;

/** Days of intervals: a matrix of calls. */
typedef struct wfm_forecast_grid {
    uint32_t struct_size;        /**< sizeof(wfm_forecast_grid), set by WFM_FORECAST_GRID_INIT or its function */
    uint32_t reserved;           /**< 0 */
    int64_t days;                /**< [rows] >= 0 */
    int64_t slots;               /**< [intervals] of a day, >= 0 */
    const double *calls;         /**< [calls] of a day and interval, NaN unknown; needed */
    ptrdiff_t calls_day_stride;  /**< [elements] from one day to the next */
    ptrdiff_t calls_slot_stride; /**< [elements] from one interval to the next */
    const int64_t *day;          /**< [day] of each row; needed where weekday is given */
    ptrdiff_t day_stride;        /**< [elements] */
    int32_t weekday;             /**< the weekday whose days count, 1 Monday to 7 Sunday; 0 counts all */
    int32_t reserved_2;          /**< 0 */
} wfm_forecast_grid;

/** A judgemental forecast: customers who call, and events that bring calls of their own. */
typedef struct wfm_forecast_judgement {
    uint32_t struct_size;                /**< sizeof(wfm_forecast_judgement), set by its INIT or its function */
    uint32_t reserved;                   /**< 0 */
    int64_t count;                       /**< [periods] >= 0 */
    const double *customers;             /**< [customers] of the period; needed */
    ptrdiff_t customers_stride;          /**< [elements] */
    const double *calls_per_customer;    /**< [calls] of one customer in the period; needed */
    ptrdiff_t calls_per_customer_stride; /**< [elements] */
    int64_t event_count;                 /**< [events] >= 0 */
    const int64_t *event_period;         /**< [period] of each event, 0..count-1; needed with events */
    ptrdiff_t event_period_stride;       /**< [elements] */
    const double *event_calls;           /**< [calls] that the event adds, or takes away below 0; needed with events */
    ptrdiff_t event_calls_stride;        /**< [elements] */
} wfm_forecast_judgement;

/** How far a forecast was off. e = forecast - actual over the rows where both are known. */
typedef struct wfm_forecast_accuracy {
    uint32_t struct_size; /**< sizeof(wfm_forecast_accuracy), set by WFM_FORECAST_ACCURACY_INIT or its function */
    uint32_t reserved;    /**< 0 */
    double mape;          /**< [1] mean of |e| / actual over the rows with actual calls; NaN without such rows */
    double wape;          /**< [1] sum of |e| / sum of actual; NaN if that is 0 */
    double bias;          /**< [1] sum of e / sum of actual; NaN if that is 0 */
    double rmse;          /**< [calls] root of the mean of e squared */
    double mae;           /**< [calls] mean of |e| */
    int64_t rows;         /**< [rows] counted */
    int64_t unknown_rows; /**< [rows] left out: forecast or actual is NaN */
    int64_t zero_rows;    /**< [rows] counted, but not in mape: actual is 0 */
} wfm_forecast_accuracy;

/** Start values for a definition in C (in C++ call the init functions). */
#define WFM_FORECAST_CHAIN_INIT                                                                                        \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_chain)                                                            \
    }
#define WFM_FORECAST_STEPS_INIT                                                                                        \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_steps)                                                            \
    }
#define WFM_FORECAST_HISTORY_INIT                                                                                      \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_history)                                                          \
    }
#define WFM_FORECAST_INDICES_INIT                                                                                      \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_indices)                                                          \
    }
#define WFM_FORECAST_GRID_INIT                                                                                         \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_grid)                                                             \
    }
#define WFM_FORECAST_JUDGEMENT_INIT                                                                                    \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_judgement)                                                        \
    }
#define WFM_FORECAST_ACCURACY_INIT                                                                                     \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_accuracy)                                                         \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param chain  [struct]  written, at most size bytes; null is left alone
 *  @param size   [bytes]   sizeof(wfm_forecast_chain) in the caller's declaration
 */
WFM_API void wfm_forecast_chain_init(wfm_forecast_chain *chain, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param steps  [struct]  written, at most size bytes; null is left alone
 *  @param size   [bytes]   sizeof(wfm_forecast_steps) in the caller's declaration
 */
WFM_API void wfm_forecast_steps_init(wfm_forecast_steps *steps, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param history  [struct]  written, at most size bytes; null is left alone
 *  @param size     [bytes]   sizeof(wfm_forecast_history) in the caller's declaration
 */
WFM_API void wfm_forecast_history_init(wfm_forecast_history *history, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param indices  [struct]  written, at most size bytes; null is left alone
 *  @param size     [bytes]   sizeof(wfm_forecast_indices) in the caller's declaration
 */
WFM_API void wfm_forecast_indices_init(wfm_forecast_indices *indices, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param grid  [struct]  written, at most size bytes; null is left alone
 *  @param size  [bytes]   sizeof(wfm_forecast_grid) in the caller's declaration
 */
WFM_API void wfm_forecast_grid_init(wfm_forecast_grid *grid, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param judgement  [struct]  written, at most size bytes; null is left alone
 *  @param size       [bytes]   sizeof(wfm_forecast_judgement) in the caller's declaration
 */
WFM_API void wfm_forecast_judgement_init(wfm_forecast_judgement *judgement, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param accuracy  [struct]  written, at most size bytes; null is left alone
 *  @param size      [bytes]   sizeof(wfm_forecast_accuracy) in the caller's declaration
 */
WFM_API void wfm_forecast_accuracy_init(wfm_forecast_accuracy *accuracy, size_t size);

/** The index of a share: how many times the base share it is.
 *
 *      share / base_share
 *
 *  @param share       [1]  in [0,1]
 *  @param base_share  [1]  in (0,1]: 1/7 of weekdays, 1/12 of months, 1/48 of half hours
 *  @return    [1]  NaN outside the domain
 *  @accuracy  half an ulp
 *  @cost      constant
 *  @source    definition
 */
WFM_API double wfm_forecast_index(double share, double base_share);

/** Array form of wfm_forecast_index(), by the rules of erlang.h's array forms. */
WFM_API void wfm_forecast_index_n(const double *share, ptrdiff_t share_stride, const double *base_share,
                                  ptrdiff_t base_share_stride, double *out, ptrdiff_t out_stride, size_t count);

/** The number of a date: days since 1970-01-01 in the Gregorian calendar.
 *
 *  @param year   [year]   1 to 9999
 *  @param month  [month]  1 to 12
 *  @param date   [date]   1 to the days of the month
 *  @param day    [day]    written; on an error -1
 *  @return    [status]  WFM_BAD_DATE or WFM_BAD_OUTPUT
 *  @accuracy  exact
 *  @cost      constant
 *  @source    definition
 */
WFM_API wfm_status wfm_forecast_day_number(int32_t year, int32_t month, int32_t date, int64_t *day);

/** The chain from last year's calls to one interval.
 *
 *      year = last_year (1 + growth), month = year month_share, day_mean = month / days,
 *      weekday_index = weekday_share / base_share, day = day_mean weekday_index, interval = day interval_share
 *
 *  Rounded at each step the result depends on the order of the steps; that is how it is done on paper.
 *
 *  @param chain  [struct]  what is known
 *  @param steps  [struct]  written
 *  @return    [status]  WFM_BAD_FORECAST_STRUCT, WFM_BAD_CALLS, WFM_BAD_GROWTH, WFM_BAD_SHARE, WFM_BAD_DAYS,
 *                       WFM_BAD_BASE_SHARE, WFM_BAD_FORECAST_ROUNDING or WFM_BAD_OUTPUT
 *  @accuracy  4 ulp before rounding
 *  @cost      constant
 *  @source    Cleveland and Mayben 1997, Call Center Management on Fast Forward, ch. on forecasting
 */
WFM_API wfm_status wfm_forecast_year_to_interval(const wfm_forecast_chain *chain, wfm_forecast_steps *steps);

/** Shares and indices of months and weekdays from a history of days.
 *
 *  A day is taken as the product of its month's and its weekday's level, and both are fitted so that the known open
 *  days of each month and of each weekday add up to what they had. So an unknown day takes nothing from its month or
 *  weekday, and with all days known a month's share is its calls over the year's. A closed day counts in its month, as
 *  a day without calls, and not in its weekday. Give whole years, so that growth does not pass for a season.
 *
 *  A month without a known open day takes the mean level, with WFM_CAVEAT_MONTH_UNKNOWN unless all of it was closed
 *  (then its share is 0, and its index that of the mean level should it open); a weekday without one gets 0, with
 *  WFM_CAVEAT_WEEKDAY_UNKNOWN unless it was closed whenever it was there.
 *
 *  @param history  [struct]  the days
 *  @param indices  [struct]  columns that are wanted; the struct itself is only read
 *  @return    [status]  a caveat; WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_DAY,
 *                       WFM_BAD_CALLS (also where all calls together are not from 1e-100 to 1e100), WFM_BAD_BASE_SHARE,
 *                       WFM_NO_HISTORY (no known open day), WFM_NO_VOLUME (no call in them) or WFM_BAD_OUTPUT
 *  @accuracy  1e-12 where known days tie the months together by their weekdays, as a few known weeks do
 *  @cost      constant for each row, and up to 500 rounds over 84 numbers
 *  @source    Deming and Stephan 1940, on adjusting a table to its margins
 */
WFM_API wfm_status wfm_forecast_learn_days(const wfm_forecast_history *history, const wfm_forecast_indices *indices);

/** Shares and indices of the intervals of a day, from days of intervals.
 *
 *      share = mean of the interval's known calls / sum of these means, index = share x slots
 *
 *  An interval that is never known gets 0, with WFM_CAVEAT_SLOT_UNKNOWN.
 *
 *  @param grid          [struct]    days of intervals; all, or those of one weekday
 *  @param share         [1]         written, slots elements that add up to 1
 *  @param share_stride  [elements]  from one share to the next
 *  @param index         [1]         written, slots elements; null if not wanted
 *  @param index_stride  [elements]  from one index to the next
 *  @return    [status]  a caveat; WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_WEEKDAY,
 *                       WFM_BAD_CALLS, WFM_NO_HISTORY, WFM_NO_VOLUME or WFM_BAD_OUTPUT
 *  @accuracy  1e-15 times the number of days
 *  @cost      constant for each element of the matrix
 *  @source    definition
 */
WFM_API wfm_status wfm_forecast_learn_intervals(const wfm_forecast_grid *grid, double *share, ptrdiff_t share_stride,
                                                double *index, ptrdiff_t index_stride);

/** The level of a history: the calls of a day whose indices are 1.
 *
 *      sum of the known calls / sum of month_index x weekday_index of their days
 *
 *  Of the last weeks alone it is the present level, in which growth is contained.
 *
 *  @param history  [struct]  the days; closed ones do not count
 *  @param indices  [struct]  month_index and weekday_index are read; null counts as 1
 *  @param level    [calls]   written
 *  @return    [status]  WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_DAY, WFM_BAD_CALLS,
 *                       WFM_BAD_BASE_SHARE, WFM_BAD_INDEX, WFM_NO_HISTORY, WFM_NO_VOLUME (the indices of all known days
 *                       are 0) or WFM_BAD_OUTPUT
 *  @accuracy  1e-15 times the number of rows
 *  @cost      constant for each row
 *  @source    definition
 */
WFM_API wfm_status wfm_forecast_level(const wfm_forecast_history *history, const wfm_forecast_indices *indices,
                                      double *level);

/** The calls of days, from a level and indices.
 *
 *      level x month_index x weekday_index
 *
 *  @param level         [calls]     of a day whose indices are 1: (year's calls) / (days of the year)
 *  @param indices       [struct]    month_index and weekday_index are read; null counts as 1
 *  @param count         [rows]      >= 0
 *  @param day           [day]       within the years 1 to 9999
 *  @param day_stride    [elements]  from one day to the next
 *  @param calls         [calls]     written
 *  @param calls_stride  [elements]  from one result to the next
 *  @return    [status]  WFM_BAD_CALLS, WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_DAY,
 *                       WFM_BAD_INDEX or WFM_BAD_OUTPUT
 *  @accuracy  2 ulp
 *  @cost      constant for each row
 *  @source    definition
 */
WFM_API wfm_status wfm_forecast_days(double level, const wfm_forecast_indices *indices, int64_t count,
                                     const int64_t *day, ptrdiff_t day_stride, double *calls, ptrdiff_t calls_stride);

/** A total spread over rows by weights: a year over months, a month over its days, a day over intervals.
 *
 *      total x weight / sum of the weights
 *
 *  @param total          [calls]     finite, >= 0
 *  @param count          [rows]      >= 0
 *  @param weight         [1]         shares or indices, finite, >= 0
 *  @param weight_stride  [elements]  from one weight to the next
 *  @param calls          [calls]     written; may be weight if the strides are equal
 *  @param calls_stride   [elements]  from one result to the next
 *  @return    [status]  WFM_BAD_CALLS, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_SHARE, WFM_NO_VOLUME (the
 *                       weights sum to 0) or WFM_BAD_OUTPUT
 *  @accuracy  1e-15 times the number of rows, and so does the sum keep the total
 *  @cost      constant for each row
 *  @source    definition
 */
WFM_API wfm_status wfm_forecast_spread(double total, int64_t count, const double *weight, ptrdiff_t weight_stride,
                                       double *calls, ptrdiff_t calls_stride);

/** The rest of a week from the days seen, of a day from the intervals seen.
 *
 *      total = sum of the seen / sum of their shares, a row not seen = total x its share
 *
 *  Early in a day this believes a chance start in full: below about a third of the day look at it as a warning.
 *
 *  @param count            [rows]      >= 0, the whole week or day
 *  @param share            [1]         of each row, in [0,1]
 *  @param share_stride     [elements]  from one share to the next
 *  @param seen             [calls]     of each row, NaN where it is still to come
 *  @param seen_stride      [elements]  from one row to the next
 *  @param forecast         [calls]     written: what was seen, and the rest; may be seen if the strides are equal; null
 *                                      if not wanted
 *  @param forecast_stride  [elements]  from one result to the next
 *  @param total            [calls]     written
 *  @return    [status]  WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_SHARE, WFM_BAD_CALLS, WFM_NO_HISTORY (nothing
 *                       seen), WFM_NO_VOLUME (the shares seen sum to 0) or WFM_BAD_OUTPUT
 *  @accuracy  1e-15 times the number of rows
 *  @cost      constant for each row
 *  @source    Cleveland and Mayben 1997, on intraweek and intraday reforecasting
 */
WFM_API wfm_status wfm_forecast_rest(int64_t count, const double *share, ptrdiff_t share_stride, const double *seen,
                                     ptrdiff_t seen_stride, double *forecast, ptrdiff_t forecast_stride, double *total);

/** A forecast by judgement.
 *
 *      calls = customers x calls_per_customer + sum of the calls of the period's events
 *
 *  A bad period gets NaN; the others are computed and the call returns the first error.
 *
 *  @param judgement     [struct]    customers and events
 *  @param calls         [calls]     written for each period
 *  @param calls_stride  [elements]  from one result to the next
 *  @return    [status]  WFM_BAD_CUSTOMERS; WFM_BAD_EVENT: calls not finite, no such period, or below 0 with its events;
 *                       WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN or WFM_BAD_OUTPUT
 *  @accuracy  1 ulp of the largest term for each event
 *  @cost      constant for each period and each event
 *  @source    Cleveland and Mayben 1997, on judgmental forecasting
 */
WFM_API wfm_status wfm_forecast_judged(const wfm_forecast_judgement *judgement, double *calls, ptrdiff_t calls_stride);

/** How far a forecast was off: MAPE, WAPE, bias, RMSE, MAE.
 *
 *  @param count            [rows]      >= 0
 *  @param forecast         [calls]     finite; NaN unknown
 *  @param forecast_stride  [elements]  from one row to the next
 *  @param actual           [calls]     finite, >= 0; NaN unknown
 *  @param actual_stride    [elements]  from one row to the next
 *  @param accuracy         [struct]    written
 *  @return    [status]  WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_CALLS, WFM_NO_HISTORY (no row is known) or
 *                       WFM_BAD_OUTPUT
 *  @accuracy  1e-15 times the number of rows, for calls below 1e150
 *  @cost      constant for each row
 *  @source    Hyndman and Koehler 2006, Another look at measures of forecast accuracy
 */
WFM_API wfm_status wfm_forecast_accuracy_of(int64_t count, const double *forecast, ptrdiff_t forecast_stride,
                                            const double *actual, ptrdiff_t actual_stride,
                                            wfm_forecast_accuracy *accuracy);

/** Whole calls that keep the sum, by largest remainders.
 *
 *  The results add up to the sum of the values to the nearest; each is its value rounded down or up, and up are those
 *  with the largest remainders, the earlier row first where two are equal.
 *
 *  @param count           [rows]      >= 0
 *  @param value           [calls]     finite, >= 0
 *  @param value_stride    [elements]  from one value to the next
 *  @param rounded         [calls]     written; may be value if the strides are equal
 *  @param rounded_stride  [elements]  from one result to the next
 *  @return    [status]  WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_CALLS or WFM_BAD_OUTPUT
 *  @accuracy  exact for sums below 2^53
 *  @cost      some 55 passes over the rows
 *  @source    Hamilton's method of apportionment; Balinski and Young 2001, Fair Representation
 */
WFM_API wfm_status wfm_forecast_round(int64_t count, const double *value, ptrdiff_t value_stride, double *rounded,
                                      ptrdiff_t rounded_stride);

#ifdef __cplusplus
}
#endif

#endif
