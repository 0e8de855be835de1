/* SPDX-License-Identifier: MIT */
/** @file forecast.h
 *  How many calls: from records to a forecast of days of intervals, its width, and its update while the day runs.
 *
 *  Which function is for what:
 *      records into days of intervals      wfm_forecast_import_calls, _import_intervals, _coarsen; _clock_apply for days of
 *                                          23 and 25 hours; _day_number of a date
 *      what to set aside                   wfm_forecast_clean of days, as _fit does for itself; _outages of intervals, which
 *                                          _fit does not
 *      a forecast of the next days         wfm_forecast_fit, then _predict; _effects: what events have taught
 *      which method, and how good          wfm_forecast_backtest plays past weeks again; _accuracy_of any two columns
 *      how wide it is                      wfm_forecast_variance_learn, then _quantiles of a day or _quantile of an interval
 *      a day in progress                   wfm_forecast_update_learn, then _update; wfm_forecast_weight without past
 *                                          forecasts; _rest, the classic ratio; wfm_plan_update (plan.h) staffs the rest
 *      handle times of the intervals       wfm_forecast_handle_learn
 *      series of weeks or months           wfm_forecast_smooth_choose or _smooth_fit, then _smooth; _theta_fit;
 *                                          _moving_ratio: seasonal indices; of intervals wfm_forecast_double_fit, _double_days
 *      the planner's chain                 wfm_forecast_learn_days, _learn_intervals, _index; _year_to_days: the year to
 *                                          come; _level, _days, _spread; _year_to_interval: one interval by hand;
 *                                          _judged: customers and events; _round keeps sums
 *      what events change of any of them   wfm_forecast_adjust, each apart
 *
 *  The methods of wfm_forecast_fit (WFM_FORECAST_METHOD_): total and split, a level and weekdays that are smoothed; calendar, a
 *  regression on weekday, place in month and year, and events; the default, the mean of these two; and what planners do by
 *  hand, to compare with: means of the last 4 and 8 of a weekday, their median, last week's day, the index chain, and the
 *  mean of 8 day totals times shares, which serves few calls; and what textbooks have, for who asks for it: simple, Holt's
 *  and Holt-Winters' smoothing, theta and a choice of a smoother, of day totals, and the double-seasonal one of intervals.
 *
 *  A share is a part of a whole: January's part of the year, Monday's of the week, 10:00's of the day. An index is a
 *  share over the base share, which all would have if all were alike: Monday's 0.210 over 1/7 is 1.470.
 *
 *  A day is the number of days since 1970-01-01 (wfm_forecast_day_number). Columns of months have 12 elements, January
 *  first; columns of weekdays 7, Monday first; of dates, the days of the month, 31; of weeks of the month 5: from the 1st,
 *  8th, 15th, 22nd and 29th on. A column is a pointer and a stride in elements; stride 0 uses the one
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
    int32_t shrink;          /**< other than 0: what is learnt of months, dates and weeks is drawn to 1 by how little it
                                  rests on; read by wfm_forecast_learn_days */
    int32_t reserved_3;      /**< 0 */
} wfm_forecast_history;

/** Shares and indices of months, weekdays and dates, each column the caller's; a null column is not wanted, or not known. */
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
    double *date_index;             /**< [1] 31, of the day of the month, with equal months and weekdays */
    ptrdiff_t date_index_stride;    /**< [elements] */
    double *week_index;             /**< [1] 5, of the week of the month, likewise */
    ptrdiff_t week_index_stride;    /**< [elements] */
} wfm_forecast_indices;

/** Days to come, within a year, and what is known of them beforehand. */
typedef struct wfm_forecast_coming {
    uint32_t struct_size;     /**< sizeof(wfm_forecast_coming), set by WFM_FORECAST_COMING_INIT or its function */
    uint32_t reserved;        /**< 0 */
    int64_t count;            /**< [rows] >= 0 */
    const int64_t *day;       /**< [day] strictly ascending, after the history, within a year of the first; needed */
    ptrdiff_t day_stride;     /**< [elements] */
    const double *closed;     /**< [1] other than 0: closed; null: open as their weekdays are */
    ptrdiff_t closed_stride;  /**< [elements] */
    const double *multiplier; /**< [1] of the day's events: 1.2 is a fifth more than without them, 0 closed; null: 1 */
    ptrdiff_t multiplier_stride; /**< [elements] */
    double damping;              /**< [1] exponent of the history's growth, in [0,1]; 0 takes 1/2 */
    double growth_factor;        /**< [1] the year's calls over the last year's, if you know better; 0: the history's */
} wfm_forecast_coming;

/** A year to come, in the large. */
typedef struct wfm_forecast_year {
    uint32_t struct_size; /**< sizeof(wfm_forecast_year), set by WFM_FORECAST_YEAR_INIT or its function */
    uint32_t reserved;    /**< 0 */
    double last_year;     /**< [calls] of the last 12 months, unknown days as they would have been */
    double year_before;   /**< [calls] of the 12 months before, likewise; NaN where too little of them is known */
    double growth_factor; /**< [1] last_year / year_before; 1 where that is not known */
    double year;          /**< [calls] of the year to come */
} wfm_forecast_year;

/** Days of intervals: a matrix of calls. */
typedef struct wfm_forecast_grid {
    uint32_t struct_size;         /**< sizeof(wfm_forecast_grid), set by WFM_FORECAST_GRID_INIT or its function */
    uint32_t reserved;            /**< 0 */
    int64_t days;                 /**< [rows] >= 0 */
    int64_t slots;                /**< [intervals] of a day, >= 0 */
    const double *calls;          /**< [calls] of a day and interval, NaN unknown; needed */
    ptrdiff_t calls_day_stride;   /**< [elements] from one day to the next */
    ptrdiff_t calls_slot_stride;  /**< [elements] from one interval to the next */
    const int64_t *day;           /**< [day] of each row; needed where weekday is given */
    ptrdiff_t day_stride;         /**< [elements] */
    int32_t weekday;              /**< the weekday whose days count, 1 Monday to 7 Sunday; 0 counts all */
    int32_t reserved_2;           /**< 0 */
    const double *closed;         /**< [1] other than 0: closed, its calls count as none; null: open */
    ptrdiff_t closed_day_stride;  /**< [elements] from one day to the next; 0 where every day has the same hours */
    ptrdiff_t closed_slot_stride; /**< [elements] from one interval to the next; 0 where all of a day is closed */
    int64_t event_count;          /**< [events] past and to come, >= 0; read by wfm_forecast_fit's kin */
    const int64_t *event_day;     /**< [day] of each event, ascending, several on a day allowed; needed with events */
    ptrdiff_t event_day_stride;   /**< [elements] */
    const int32_t *event_kind;    /**< [kind] 1 to WFM_FORECAST_KINDS; needed with events */
    ptrdiff_t event_kind_stride;  /**< [elements] */
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
    const double *channel_share;         /**< [1] 0..1, of the contacts that come as calls; null: all of them */
    ptrdiff_t channel_share_stride;      /**< [elements] */
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
#define WFM_FORECAST_COMING_INIT                                                                                       \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_coming)                                                           \
    }
#define WFM_FORECAST_YEAR_INIT                                                                                         \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_year)                                                             \
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
 *  @param coming  [struct]  written, at most size bytes; null is left alone
 *  @param size    [bytes]   sizeof(wfm_forecast_coming) in the caller's declaration
 */
WFM_API void wfm_forecast_coming_init(wfm_forecast_coming *coming, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param year  [struct]  written, at most size bytes; null is left alone
 *  @param size  [bytes]   sizeof(wfm_forecast_year) in the caller's declaration
 */
WFM_API void wfm_forecast_year_init(wfm_forecast_year *year, size_t size);

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

/** Shares and indices of months, weekdays and dates from a history of days.
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
 *  The index of a date (the 1st, the 31st) is what its known open days had over what they would have had by their months
 *  and weekdays; that of a week of the month likewise. Without a known open day it is 1.
 *
 *  With shrink an index is drawn to 1 by how little it rests on; shares and weekdays are not:
 *
 *      months 1 + (index - 1) n/(n + 2), n years; dates and weeks n/(n + 4), n months
 *
 *  The years of a month are its known open days over those that it has: 1.5 where half of one year's is unknown.
 *
 *  @param history  [struct]  the days
 *  @param indices  [struct]  columns that are wanted; the struct itself is only read
 *  @return    [status]  a caveat; WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_DAY,
 *                       WFM_BAD_CALLS (also where all calls together are not from 1e-100 to 1e100), WFM_BAD_BASE_SHARE,
 *                       WFM_NO_HISTORY (no known open day), WFM_NO_VOLUME (no call in them) or WFM_BAD_OUTPUT
 *  @accuracy  1e-12 where known days tie the months together by their weekdays, as a few known weeks do
 *  @cost      constant for each row, and up to 500 rounds over 84 numbers
 *  @source    Deming and Stephan 1940, on adjusting a table to its margins; Buehlmann and Straub 1970 on the form n/(n + k)
 *             of the shrinkage, whose k are libwfm's own
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

/** The days of the year to come, by the planner's chain: the last year's calls, grown, over its months and their days.
 *
 *      year  = A g^q, A the last 12 months, g = A / the 12 before, q the damping
 *      month = year x MI D / sum of MI D over the months, D the weekday indices of its open days added up
 *      day   = month x WI DI E / sum of WI DI E over the month's open days
 *
 *  MI, WI and DI are the indices of month, weekday and date (of the week of the month where date_index is null), E the
 *  multiplier. Half of a growth goes on by default: what has grown rarely grows so again. So the days of the year add up
 *  to the year, and its months stand as MI D; spread a day over its intervals by wfm_forecast_spread. An event moves calls
 *  between days of its month. Of a month partly in the year that part counts which its days have of all, by WI DI E.
 *
 *  The year begins on the first day to come, best the day after the history (as where no day is given), and ends before
 *  that date a year later. Days of it that are not given count as open and without events: so the first weeks alone are
 *  those of the whole year.
 *
 *  Unknown days of the last 24 months, given or missing, take what the known ones of their month have, by MI WI DI. A month
 *  without any takes the level of its 12 months, with WFM_CAVEAT_MONTH_UNKNOWN. Where the 24 months begin with 31 days of
 *  which none is known, or less than half of the first 12 is, or they had no calls, g is 1, with WFM_CAVEAT_GROWTH_UNKNOWN
 *  unless growth_factor is given. Without calls in the last 12 months the days have none, with WFM_CAVEAT_ALL_ZERO.
 *
 *  @param history       [struct]    the days until now
 *  @param indices       [struct]    month_index, weekday_index, date_index and week_index are read; null counts as 1
 *  @param coming        [struct]    the days to come
 *  @param calls         [calls]     written, count elements of coming, 0 where closed
 *  @param calls_stride  [elements]  from one result to the next
 *  @param year          [struct]    written
 *  @return    [status]  a caveat; WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_BASE_SHARE,
 *                       WFM_BAD_DAY (also a day to come within the history or after the year, and years beyond 3 to
 *                       9998), WFM_BAD_CALLS (also where a year's are not from 1e-100 to 1e100), WFM_BAD_INDEX (also
 *                       above 1e100, or a multiplier), WFM_BAD_GROWTH (growth_factor or damping), WFM_NO_HISTORY (no
 *                       known open day in the last 12 months), WFM_NO_VOLUME (no open day in the year to come) or
 *                       WFM_BAD_OUTPUT
 *  @accuracy  1e-12, relative, and so do the sums hold
 *  @cost      constant for each row, and for each day of three years
 *  @source    Cleveland and Mayben 1997, on the chain; Gardner and McKenzie 1985, Forecasting trends in time series, on
 *             damping; the exponent 1/2 is libwfm's own
 */
WFM_API wfm_status wfm_forecast_year_to_days(const wfm_forecast_history *history, const wfm_forecast_indices *indices,
                                             const wfm_forecast_coming *coming, double *calls, ptrdiff_t calls_stride,
                                             wfm_forecast_year *year);

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
 *      calls = customers x calls_per_customer x channel_share + sum of the calls of the period's events
 *
 *  With a channel share, calls_per_customer is the contacts of a customer by whatever channel; the events' calls are calls
 *  already and are not shared out.
 *
 *  A bad period gets NaN; the others are computed and the call returns the first error.
 *
 *  @param judgement     [struct]    customers and events
 *  @param calls         [calls]     written for each period
 *  @param calls_stride  [elements]  from one result to the next
 *  @return    [status]  WFM_BAD_CUSTOMERS: or their contacts or share; WFM_BAD_EVENT: calls not finite,
 *                       no such period, or below 0 with its events; WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT,
 *                       WFM_BAD_FORECAST_COLUMN or WFM_BAD_OUTPUT
 *  @accuracy  1 ulp of the largest term for each event, and 1 for the share
 *  @cost      constant for each period and each event
 *  @source    Cleveland and Mayben 1997, on judgmental forecasting
 */
WFM_API wfm_status wfm_forecast_judged(const wfm_forecast_judgement *judgement, double *calls, ptrdiff_t calls_stride);

/** What an event changes of a forecast, apart from it: a factor, calls of its own, or both, with a shape over its periods.
 *
 *      adjustment(first + k) = base (factor - 1) shape(k) / max(shape) + added shape(k) / sum(shape), at least -base
 *
 *  So the factor is that of the period of most weight, and added is what all of the event brings. Periods outside the
 *  event have 0. Call it for each event, and keep the columns by the events' names: base plus all of them is the forecast.
 *  Of the same base, events do not change each other's calls; of the sum so far, their factors multiply.
 *
 *  @param count              [periods]   >= 0
 *  @param base               [calls]     of each period, as forecast without the event; NaN where it is unknown
 *  @param base_stride        [elements]
 *  @param first              [period]    of the event; below 0 it began before, and may end behind the last
 *  @param factor             [1]         >= 0; 1 changes nothing, 0 is closed
 *  @param added              [calls]     that all of the event adds, or takes away below 0
 *  @param shape              [1]         weights of the event's periods, >= 0, one at least above 0; null: one period
 *  @param shape_count        [periods]   of the event; 0 with null
 *  @param adjustment         [calls]     written for each period; NaN in the event where base is unknown or bad
 *  @param adjustment_stride  [elements]  from one result to the next
 *  @return    [status]  WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_EVENT (the factor, or the calls), WFM_BAD_SHARE (a
 *                       weight), WFM_BAD_CALLS (a base in the event; the others are computed) or WFM_BAD_OUTPUT
 *  @accuracy  4 ulp of the larger of its two terms
 *  @cost      constant for each period
 *  @source    definition; Sanders and Ritzman 2001, in Armstrong (ed.), Principles of Forecasting, on why judgement is kept
 *             apart from what it adjusts
 */
WFM_API wfm_status wfm_forecast_adjust(int64_t count, const double *base, ptrdiff_t base_stride, int64_t first,
                                       double factor, double added, const double *shape, int64_t shape_count,
                                       double *adjustment, ptrdiff_t adjustment_stride);

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

/** What became of a day when a history was looked through. */
enum wfm_forecast_day_code {
    WFM_FORECAST_DAY_KEPT = 0,     /**< as its weekday is around it */
    WFM_FORECAST_DAY_UNKNOWN = 1,  /**< its calls are not known */
    WFM_FORECAST_DAY_CLOSED = 2,   /**< closed */
    WFM_FORECAST_DAY_ZERO = 3,     /**< open, and not a single call, which chance does not explain: set aside */
    WFM_FORECAST_DAY_OUTLIER = 4,  /**< far from its weekday around it: set aside */
    WFM_FORECAST_DAY_UNJUDGED = 5, /**< kept: fewer than 3 of its weekday around it are known */
    WFM_FORECAST_DAY_LEVEL = 7     /**< kept: far from its weekday before, as all the last days are: a new level */
};

/** What became of an interval when days were looked through. */
enum wfm_forecast_slot_code {
    WFM_FORECAST_SLOT_KEPT = 0,    /**< as it may be */
    WFM_FORECAST_SLOT_UNKNOWN = 1, /**< its calls are not known */
    WFM_FORECAST_SLOT_OUTAGE = 2   /**< in a run without calls that chance does not explain: set aside */
};

/** Work memory that wfm_forecast_clean needs.
 *
 *  @param count  [rows]  of the history, >= 0
 *  @return    [elements]  doubles, 3 for each row; -1 for a count that cannot be
 *  @accuracy  exact
 *  @cost      constant
 *  @source    definition
 */
WFM_API int64_t wfm_forecast_clean_work(int64_t count);

/** The days of a history that nothing should be learnt from, and why.
 *
 *      off = ln(calls) - median of ln(calls) over the same weekday 1 to 4 weeks before and after
 *
 *  where at least 3 of these 8 are known. An outlier has |off| > 6 s, s = 1.4826 x median of |off| (at least 0.001), or
 *  8 s where event days are told: those are no one's neighbours, and may teach their effect. Looked through twice, the
 *  second time without the outliers as neighbours. Give the calls of days set aside as NaN to what learns from them;
 *  they are never 0, and never left out of a rolling window without being said.
 *
 *  The last days of the history are a new level where all of them, at least 3 more than there are weekdays among them,
 *  are off to the same side by more than half of that limit (here one neighbour is enough; events and what is not known
 *  are passed over): then the outliers among them are kept, with a code of their own and the off of outliers. So a change
 *  counts after 10 days of a center that opens every day and 8 of one that opens on five; an outage of a week does not,
 *  nor do the days from Christmas to New Year.
 *
 *  A run of L days of a weekday without calls is set aside unless chance explains it: n days of it in the 4 weeks before
 *  and after the run, m calls their median, would have all of the m n calls with the probability (n / (n + L))^(m n) if
 *  the rate were one. Below 1e-6, and without such days, the run is set aside: a single day in the midst of days of 15
 *  calls or more, and the days before a center's first call. A kept day without calls has no off.
 *
 *  @param history       [struct]    the days
 *  @param event         [1]         other than 0: a day of an event that is known of; null: nothing is known of events
 *  @param event_stride  [elements]  from one day to the next
 *  @param work          [1]         work memory of the caller
 *  @param work_count    [elements]  of it, at least wfm_forecast_clean_work(count)
 *  @param code          [code]      written: a WFM_FORECAST_DAY_ code for each day; on an error -1
 *  @param code_stride   [elements]  from one code to the next
 *  @param off           [1]         written: how far off, as a logarithm; NaN where not known; null if not wanted
 *  @param off_stride    [elements]  from one result to the next
 *  @return    [status]  WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_DAY, WFM_BAD_CALLS,
 *                       WFM_BAD_BASE_SHARE, WFM_BAD_WORK or WFM_BAD_OUTPUT
 *  @accuracy  4 ulp of the logarithms
 *  @cost      up to 168 steps for each row, seven more passes over the rows, and two sorts
 *  @source    Rousseeuw and Croux 1993, on the median absolute deviation; Przyborowski and Wilenski 1940, Homogeneity of
 *             results in testing samples from Poisson series, on days without calls; the limits are libwfm's own
 */
WFM_API wfm_status wfm_forecast_clean(const wfm_forecast_history *history, const double *event, ptrdiff_t event_stride,
                                      double *work, int64_t work_count, int32_t *code, ptrdiff_t code_stride,
                                      double *off, ptrdiff_t off_stride);

/** Intervals without calls that chance does not explain: the telephones were out, or the records are.
 *
 *  An interval without calls is expected to have the median of the same interval over the same weekday 1 to 4 weeks
 *  before and after, where at least 3 of these 8 are known (else 0). What is closed is no outage. A run of them within a
 *  day has the probability exp(-sum of what is expected); below 1e-6 all of it is an outage. Set those to NaN.
 *
 *  @param grid              [struct]    days of intervals; day is needed and strictly ascending, weekday is not read
 *  @param code              [code]      written: a WFM_FORECAST_SLOT_ code for each element; on an error -1
 *  @param code_day_stride   [elements]  from one day to the next
 *  @param code_slot_stride  [elements]  from one interval to the next
 *  @param outages           [slots]     written: how many are outages; on an error -1
 *  @return    [status]  WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_DAY, WFM_BAD_CALLS or
 *                       WFM_BAD_OUTPUT
 *  @accuracy  the number of intervals x 1e-16, relative, of what is expected
 *  @cost      constant for each element, and 57 steps more for each without calls
 *  @source    Poisson's distribution; the limit is libwfm's own
 */
WFM_API wfm_status wfm_forecast_outages(const wfm_forecast_grid *grid, int32_t *code, ptrdiff_t code_day_stride,
                                        ptrdiff_t code_slot_stride, int64_t *outages);

/** Whether a smoother's level has a slope. */
enum wfm_forecast_trend {
    WFM_FORECAST_TREND_NONE = 0,   /**< none */
    WFM_FORECAST_TREND_LINEAR = 1, /**< Holt's: goes on for ever */
    WFM_FORECAST_TREND_DAMPED = 2  /**< dies away by the damping for each row */
};

/** Whether a smoother has a season. */
enum wfm_forecast_season {
    WFM_FORECAST_SEASON_NONE = 0,          /**< none */
    WFM_FORECAST_SEASON_ADDITIVE = 1,      /**< added to the level */
    WFM_FORECAST_SEASON_MULTIPLICATIVE = 2 /**< times the level */
};

/** On which scale a smoother works. */
enum wfm_forecast_scale {
    WFM_FORECAST_SCALE_PLAIN = 0, /**< calls */
    WFM_FORECAST_SCALE_LOG = 1    /**< their logarithm; a row of 0 calls counts as unknown */
};

/** A series of calls, one row for each day, week or month: a day without known calls is a row of NaN, never left out. */
typedef struct wfm_forecast_series {
    uint32_t struct_size;   /**< sizeof(wfm_forecast_series), set by WFM_FORECAST_SERIES_INIT or its function */
    uint32_t reserved;      /**< 0 */
    int64_t count;          /**< [rows] >= 0 */
    const double *calls;    /**< [calls] of each row, 0 to 1e100; NaN unknown; needed */
    ptrdiff_t calls_stride; /**< [elements] */
    int64_t period;     /**< [rows] of a season, 2 to 65,536: 7 of open days, 12 of months; not read without season */
    double *work;       /**< work memory, needed with a season: see wfm_forecast_smooth_work */
    int64_t work_count; /**< [elements] of it */
    int32_t trend;      /**< WFM_FORECAST_TREND_ to fit */
    int32_t season;     /**< WFM_FORECAST_SEASON_ to fit */
    int32_t scale;      /**< WFM_FORECAST_SCALE_ to fit on */
    int32_t reserved_2; /**< 0 */
} wfm_forecast_series;

/** An exponential smoother: its kind, its gains, and the state before the first row. Plain numbers, which may be kept;
 *  the season's start is a column beside it. */
typedef struct wfm_forecast_smoother {
    uint32_t struct_size; /**< sizeof(wfm_forecast_smoother), set by WFM_FORECAST_SMOOTHER_INIT or its function */
    uint32_t reserved;    /**< 0 */
    int32_t trend;        /**< WFM_FORECAST_TREND_ */
    int32_t season;       /**< WFM_FORECAST_SEASON_ */
    int32_t scale;        /**< WFM_FORECAST_SCALE_ */
    int32_t reserved_2;   /**< 0 */
    int64_t period;       /**< [rows] of a season; 0 without one */
    double level_gain;    /**< [1] alpha, in [0,1] */
    double slope_gain;    /**< [1] beta, in [0,1], 0 without a trend: alpha times Holt's own */
    double season_gain;   /**< [1] gamma, in [0,1], 0 without a season: 1 - alpha times Winters' own */
    double damping;       /**< [1] phi, in [0,1] of a damped trend; 1 of a linear one, 0 without */
    double level;         /**< [calls] before the first row, or their logarithm */
    double slope;         /**< [calls] for each row, before the first one */
    double mean_square;   /**< [calls^2] mean of the squared one-step errors, on the scale */
    double aicc;          /**< [1] Akaike's criterion, corrected: smaller is better; infinite with too few rows */
    int64_t rows;         /**< [rows] that were known */
} wfm_forecast_smoother;

/** Start values for a definition in C (in C++ call the init functions). */
#define WFM_FORECAST_SERIES_INIT                                                                                       \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_series)                                                           \
    }
#define WFM_FORECAST_SMOOTHER_INIT                                                                                     \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_smoother)                                                         \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param series  [struct]  written, at most size bytes; null is left alone
 *  @param size    [bytes]   sizeof(wfm_forecast_series) in the caller's declaration
 */
WFM_API void wfm_forecast_series_init(wfm_forecast_series *series, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param smoother  [struct]  written, at most size bytes; null is left alone
 *  @param size      [bytes]   sizeof(wfm_forecast_smoother) in the caller's declaration
 */
WFM_API void wfm_forecast_smoother_init(wfm_forecast_smoother *smoother, size_t size);

/** Work memory that a smoother of a season needs.
 *
 *  @param period  [rows]  of a season, 2 to 65,536; 0 without one
 *  @return    [elements]  doubles; -1 for a period that cannot be
 *  @accuracy  exact
 *  @cost      constant
 *  @source    definition
 */
WFM_API int64_t wfm_forecast_smooth_work(int64_t period);

/** Fits a smoother to a series: simple, Holt's and Holt-Winters', in their error-correction form.
 *
 *      q = level + damping slope, fitted = q + s or q s, e = calls - fitted
 *      level = q + alpha e, slope = damping slope + beta e, s = s + gamma e; with a multiplicative season e / s for the
 *      level and the slope, and e / q for the season
 *
 *  which is how R's forecast package writes them (ets, and there alpha, beta, gamma, phi). HoltWinters of R's stats
 *  package has beta / alpha for beta and, with an additive season, gamma / (1 - alpha) for gamma; its multiplicative
 *  season follows the new level and is another method. An unknown row moves level and slope on by themselves.
 *
 *  The start is that of the first two seasons (without a season, of the first 10 rows or all): a line through their two
 *  means and, around it, the mean of each row of the season. The gains make the squared one-step error least, by a fixed
 *  grid and golden sections of one after the other: alpha, beta / alpha and gamma / (1 - alpha) in [0.0001, 0.9999], damping in
 *  [0.8, 0.98]. Squares let one bad day choose the gains: set such days aside first (wfm_forecast_clean).
 *
 *  A multiplicative season is for calls that are never near 0: its indices are held at 0.01 at least.
 *
 *  @param series         [struct]    the calls and the kind of smoother
 *  @param season         [calls]     written, the season's start of period elements, that of the first row first; may be
 *                                    null without a season
 *  @param season_stride  [elements]  from one to the next
 *  @param smoother       [struct]    written
 *  @return    [status]  WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_CALLS, WFM_BAD_PERIOD,
 *                       WFM_BAD_SMOOTHER, WFM_BAD_WORK, WFM_SHORT_HISTORY (fewer than two seasons or rows, or a row of
 *                       the season never known in them), WFM_NO_VOLUME (a multiplicative season of nothing) or
 *                       WFM_BAD_OUTPUT
 *  @accuracy  mean_square within 1e-6, relative, of the nearest local minimum
 *  @cost      some 1,000 passes over the rows, 4,200 at most
 *  @source    Hyndman, Koehler, Ord and Snyder 2008, Forecasting with Exponential Smoothing, ch. 2; Winters 1960 for the
 *             start
 */
WFM_API wfm_status wfm_forecast_smooth_fit(const wfm_forecast_series *series, double *season, ptrdiff_t season_stride,
                                           wfm_forecast_smoother *smoother);

/** Fits and chooses among three smoothers by Akaike's corrected criterion: simple, with an additive season, and with that
 *  and a damped trend (ANN, ANA and AAdA in R's ets; on logarithms they are those of day totals).
 *
 *      aicc = n ln(sum of e^2) + 2 k + 2 k (k + 1) / (n - k - 1), k = gains + starts + 1, the season's starts period - 1
 *
 *  Trend and season of the series are not read; without two seasons the simple one alone is fitted.
 *
 *  @param series         [struct]    the calls, period and scale
 *  @param season         [calls]     written, period elements, 0 where the simple one is chosen
 *  @param season_stride  [elements]  from one to the next
 *  @param smoother       [struct]    written
 *  @return    [status]  as wfm_forecast_smooth_fit
 *  @accuracy  as wfm_forecast_smooth_fit
 *  @cost      some 1,500 passes over the rows, 7,000 at most
 *  @source    Hyndman, Koehler, Snyder and Grose 2002; Hurvich and Tsai 1989 for the correction
 */
WFM_API wfm_status wfm_forecast_smooth_choose(const wfm_forecast_series *series, double *season,
                                              ptrdiff_t season_stride, wfm_forecast_smoother *smoother);

/** The fitted rows of a series by a smoother, and the rows after it.
 *
 *      forecast = q + s or q s with q = level + (damping + ... + damping^h) slope
 *
 *  By the logarithm it is the median of what is to come. Forecasts are not below 0; fitted rows are as they come out.
 *
 *  @param series           [struct]    the calls; its kinds are not read
 *  @param smoother         [struct]    kind, gains and start
 *  @param season           [calls]     the season's start; null without a season
 *  @param season_stride    [elements]  from one to the next
 *  @param fitted           [calls]     written for each row, from what was known before it; null if not wanted
 *  @param fitted_stride    [elements]  from one row to the next
 *  @param horizon          [rows]      to forecast, >= 0
 *  @param forecast         [calls]     written; null if not wanted
 *  @param forecast_stride  [elements]  from one row to the next
 *  @return    [status]  WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_CALLS, WFM_BAD_PERIOD,
 *                       WFM_BAD_SMOOTHER (also where the gains make it grow beyond the doubles) or WFM_BAD_WORK
 *  @accuracy  1e-9 of what R's forecast package gives with the same numbers
 *  @cost      one pass over the rows
 *  @source    Hyndman, Koehler, Ord and Snyder 2008, ch. 2
 */
WFM_API wfm_status wfm_forecast_smooth(const wfm_forecast_series *series, const wfm_forecast_smoother *smoother,
                                       const double *season, ptrdiff_t season_stride, double *fitted,
                                       ptrdiff_t fitted_stride, int64_t horizon, double *forecast,
                                       ptrdiff_t forecast_stride);

/** What stands for the ratios of a place of the season. */
enum wfm_forecast_middle {
    WFM_FORECAST_MIDDLE_MEDIAN = 0, /**< their median: one odd year has no say */
    WFM_FORECAST_MIDDLE_MEAN = 1    /**< their mean, as in most textbooks and in R's decompose */
};

/** Work memory that wfm_forecast_moving_ratio and wfm_forecast_theta_fit need.
 *
 *  @param count  [rows]  of the series, >= 0
 *  @return    [elements]  doubles; -1 for a count that cannot be
 *  @accuracy  exact
 *  @cost      constant
 *  @source    definition
 */
WFM_API int64_t wfm_forecast_ratio_work(int64_t count);

/** Seasonal indices by the ratio to the moving average: of months with period 12, of quarters with 4.
 *
 *      ratio = calls / (mean of a season around the row; with an even period the two outermost rows count half)
 *      index = median of the ratios of its place, all scaled to add up to the period
 *
 *  A ratio whose moving average has an unknown row in it, or no calls, is left out.
 *
 *  @param series        [struct]    the calls, period and work memory; its kinds are not read
 *  @param middle        [option]    WFM_FORECAST_MIDDLE_
 *  @param index         [1]         written, period elements, that of the first row first
 *  @param index_stride  [elements]  from one to the next
 *  @return    [status]  WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_CALLS, WFM_BAD_PERIOD,
 *                       WFM_BAD_SMOOTHER (no such middle), WFM_BAD_WORK, WFM_SHORT_HISTORY (fewer than two seasons, or
 *                       a place without a ratio), WFM_NO_VOLUME or WFM_BAD_OUTPUT
 *  @accuracy  1e-12
 *  @cost      period steps for each row, and a sort of each place
 *  @source    Macaulay 1931, The Smoothing of Time Series, for the centred average of an even period; Makridakis,
 *             Wheelwright and Hyndman 1998, Forecasting: Methods and Applications, ch. 3
 */
WFM_API wfm_status wfm_forecast_moving_ratio(const wfm_forecast_series *series, int32_t middle, double *index,
                                             ptrdiff_t index_stride);

/** Fits the theta method: simple smoothing of the calls without their season, with half the slope of a straight line.
 *
 *      forecast = s (level + slope / 2 (h - 1 + (1 - (1 - alpha)^n) / alpha)), h rows after the last of n
 *
 *  as a smoother for wfm_forecast_smooth: linear trend with slope_gain 0 and the season held, which gives this forecast.
 *  The season is that of wfm_forecast_moving_ratio by medians, where the series has a multiplicative one; the line is
 *  that of least squares through the known rows. R's thetaf decides by a test whether there is a season, and takes means;
 *  with the same indices, gain and start the forecasts are the same to 1e-9.
 *
 *  @param series         [struct]    the calls; season WFM_FORECAST_SEASON_NONE or _MULTIPLICATIVE with its period; trend
 *                                    is not read; work memory of wfm_forecast_ratio_work(count), and with a season at
 *                                    least of period
 *  @param season         [1]         written, period elements; may be null without a season
 *  @param season_stride  [elements]  from one to the next
 *  @param smoother       [struct]    written; mean_square and aicc are those of the calls without their season
 *  @return    [status]  as wfm_forecast_smooth_fit and wfm_forecast_moving_ratio
 *  @accuracy  as wfm_forecast_smooth_fit
 *  @cost      some 100 passes over the rows, 900 at most
 *  @source    Assimakopoulos and Nikolopoulos 2000; Hyndman and Billah 2003, Unmasking the Theta method
 */
WFM_API wfm_status wfm_forecast_theta_fit(const wfm_forecast_series *series, double *season, ptrdiff_t season_stride,
                                          wfm_forecast_smoother *smoother);

/** A smoother of days of intervals with a season within the day and one within the week: its gains. Plain numbers, which
 *  may be kept; its state is found by going through the history again. */
typedef struct wfm_forecast_double {
    uint32_t struct_size; /**< sizeof(wfm_forecast_double), set by WFM_FORECAST_DOUBLE_INIT or its function */
    uint32_t reserved;    /**< 0 */
    double level_gain;    /**< [1] in [0,1] */
    double day_gain;      /**< [1] of the season within the day, in [0,1] */
    double week_gain;     /**< [1] of the season within the week, in [0,1] */
    double damping;       /**< [1] of the last error from one open interval to the next, in [0,1] */
    double mean_square;   /**< [calls] mean squared error over the whole next day, of roots of calls + 1/4 */
    int64_t intervals;    /**< [intervals] that it is the mean of */
} wfm_forecast_double;

/** Start value for a definition in C (in C++ call the init function). */
#define WFM_FORECAST_DOUBLE_INIT                                                                                       \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_double)                                                           \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param gains  [struct]  written, at most size bytes; null is left alone
 *  @param size   [bytes]   sizeof(wfm_forecast_double) in the caller's declaration
 */
WFM_API void wfm_forecast_double_init(wfm_forecast_double *gains, size_t size);

/** Work memory that the double-seasonal smoother needs.
 *
 *  @param slots  [intervals]  of a day, >= 0
 *  @return    [elements]  doubles, 16 for each interval; -1 for a number that cannot be
 *  @accuracy  exact
 *  @cost      constant
 *  @source    definition
 */
WFM_API int64_t wfm_forecast_double_work(int64_t slots);

/** Fits the double-seasonal smoother to days of intervals, with additive seasons, without a trend, on roots of calls.
 *
 *      x = sqrt(calls + 1/4), e = x - l - D - W; l = l + a e, D = D + d e of the interval, W = W + w e of the weekday's
 *
 *  started at the means of the first 6 weeks. The gains make the squared error over the whole next day least (not over the
 *  next interval alone, which is the wrong aim for a plan): a in [0.001, 0.1], d in [0.005, 0.3], w in [0.02, 0.4],
 *  damping in [0.2, 0.98], by a fixed grid and golden sections of one after the other.
 *
 *  Weekdays are those of the dates: a day that is missing moves no other, and takes nothing. An interval that is closed is
 *  marked so, NaN throughout, or 0 throughout; where it is marked nothing is learnt.
 *
 *  @param grid        [struct]    days of intervals; day is needed and strictly ascending, weekday is not read
 *  @param work        [1]         work memory of the caller
 *  @param work_count  [elements]  of it, at least wfm_forecast_double_work(slots)
 *  @param gains       [struct]    written
 *  @return    [status]  WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_DAY, WFM_BAD_CALLS (also
 *                       above 1e100), WFM_BAD_WORK, WFM_SHORT_HISTORY (nothing known behind the first 6 weeks),
 *                       WFM_NO_HISTORY (nothing known in them) or WFM_BAD_OUTPUT
 *  @accuracy  mean_square within 1e-3, relative, of the nearest local minimum
 *  @cost      some 400 passes over the elements, 3,500 at most
 *  @source    Taylor 2003, Short-term electricity demand forecasting using double seasonal exponential smoothing; Taylor
 *             2012 for counts of calls
 */
WFM_API wfm_status wfm_forecast_double_fit(const wfm_forecast_grid *grid, double *work, int64_t work_count,
                                           wfm_forecast_double *gains);

/** Days of intervals forecast by the double-seasonal smoother.
 *
 *      calls = (l + D + W + damping^k e)^2, 0 where the root is below 0; k open intervals after the last of the history
 *
 *  The 1/4 stays in, as it is what a square of a mean root lacks with Poisson's distribution. An interval that the weekday
 *  had without a single call is 0; one that it never had known is closed: 0, with WFM_CAVEAT_SLOT_UNKNOWN. Use it for the
 *  next day; beyond some days its level is that of a last day too much.
 *
 *  @param grid               [struct]    the history, as for wfm_forecast_double_fit
 *  @param gains              [struct]    level_gain, day_gain, week_gain and damping are read
 *  @param work               [1]         work memory of the caller
 *  @param work_count         [elements]  of it, at least wfm_forecast_double_work(slots)
 *  @param count              [rows]      days asked for, >= 0
 *  @param day                [day]       of each, strictly ascending and after the history
 *  @param day_stride         [elements]  from one day to the next
 *  @param calls              [calls]     written, count rows of slots elements
 *  @param calls_day_stride   [elements]  from one day to the next
 *  @param calls_slot_stride  [elements]  from one interval to the next
 *  @return    [status]  a caveat; WFM_BAD_SMOOTHER (gains), WFM_NO_HISTORY, and as wfm_forecast_double_fit
 *  @accuracy  1e-12
 *  @cost      one pass over the elements
 *  @source    as wfm_forecast_double_fit
 */
WFM_API wfm_status wfm_forecast_double_days(const wfm_forecast_grid *grid, const wfm_forecast_double *gains,
                                            double *work, int64_t work_count, int64_t count, const int64_t *day,
                                            ptrdiff_t day_stride, double *calls, ptrdiff_t calls_day_stride,
                                            ptrdiff_t calls_slot_stride);

/** Records to be laid into days of intervals: one row for each call, or for each interval with its calls. Of several queues
 *  each has its own rows and its own matrix. */
typedef struct wfm_forecast_import {
    uint32_t struct_size;      /**< sizeof(wfm_forecast_import), set by WFM_FORECAST_IMPORT_INIT or its function */
    uint32_t reserved;         /**< 0 */
    int64_t count;             /**< [rows] >= 0, in any order */
    const double *start_s;     /**< [s] since 1970-01-01 00:00, of the call or the interval; needed */
    ptrdiff_t start_s_stride;  /**< [elements] */
    const double *offset_s;    /**< [s] local time less that of start_s; null: start_s is local time */
    ptrdiff_t offset_s_stride; /**< [elements] */
    const double *calls;       /**< [calls] of the interval, NaN unknown; not read of calls one by one */
    ptrdiff_t calls_stride;    /**< [elements] */
    double interval_s;         /**< [s] length of each row's interval, a whole part of a slot; not read of calls */
    double from_s;             /**< [s] local, from when calls were recorded; not read of intervals */
    double until_s;            /**< [s] local, until when; not read of intervals */
    int64_t first_day;         /**< [day] of the first row of the matrix */
    int64_t days;              /**< [rows] of the matrix, >= 0 */
    int64_t slots;             /**< [intervals] of a day; divides 86,400 */
} wfm_forecast_import;

/** Changes of the clock, each on a day and from a time of day on. */
typedef struct wfm_forecast_clock {
    uint32_t struct_size;  /**< sizeof(wfm_forecast_clock), set by WFM_FORECAST_CLOCK_INIT or its function */
    uint32_t reserved;     /**< 0 */
    int64_t count;         /**< [changes] >= 0 */
    const int64_t *day;    /**< [day] of each; needed with changes */
    ptrdiff_t day_stride;  /**< [elements] */
    const double *start_s; /**< [s] since midnight: where the clock skips from, or goes back to; needed with changes */
    ptrdiff_t start_s_stride; /**< [elements] */
    const double *skip_s; /**< [s] 3,600 in spring, when an hour is not there; -3,600 in autumn, when it is there twice;
                                 needed with changes */
    ptrdiff_t skip_s_stride; /**< [elements] */
} wfm_forecast_clock;

/** Which way a change of the clock is applied. */
enum wfm_forecast_clock_use {
    WFM_FORECAST_CLOCK_LEARN = 0, /**< what was counted becomes what a day of 24 hours would have had */
    WFM_FORECAST_CLOCK_OUTPUT = 1 /**< what a day of 24 hours would have becomes what this day has */
};

/** Start values for a definition in C (in C++ call the init functions). */
#define WFM_FORECAST_IMPORT_INIT                                                                                       \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_import)                                                           \
    }
#define WFM_FORECAST_CLOCK_INIT                                                                                        \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_clock)                                                            \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param records  [struct]  written, at most size bytes; null is left alone
 *  @param size     [bytes]   sizeof(wfm_forecast_import) in the caller's declaration
 */
WFM_API void wfm_forecast_import_init(wfm_forecast_import *records, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param clock  [struct]  written, at most size bytes; null is left alone
 *  @param size   [bytes]   sizeof(wfm_forecast_clock) in the caller's declaration
 */
WFM_API void wfm_forecast_clock_init(wfm_forecast_clock *clock, size_t size);

/** Counts calls, given one by one, into days of intervals by the wall clock.
 *
 *  An interval that is not wholly between from_s and until_s is unknown, so that today's rest is not taken for a quiet
 *  evening. Where the clock goes back an hour is counted twice over, and where it goes forward an hour has none: give that
 *  to wfm_forecast_clock_apply before anything is learnt.
 *
 *  @param records            [struct]    the calls, the time they were recorded in and the matrix's form
 *  @param matrix             [calls]     written, days rows of slots elements
 *  @param matrix_day_stride   [elements]  from one day to the next
 *  @param matrix_slot_stride  [elements]  from one interval to the next
 *  @return    [status]  WFM_CAVEAT_NOT_HELD: calls outside the days; WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT,
 *                       WFM_BAD_FORECAST_COLUMN, WFM_BAD_DAY, WFM_BAD_SLOTS, WFM_NOT_WITHIN (a time that is not finite) or
 *                       WFM_BAD_OUTPUT
 *  @accuracy  exact for whole seconds
 *  @cost      constant for each row and each element
 *  @source    definition
 */
WFM_API wfm_status wfm_forecast_import_calls(const wfm_forecast_import *records, double *matrix,
                                             ptrdiff_t matrix_day_stride, ptrdiff_t matrix_slot_stride);

/** Lays intervals with their calls into days of intervals by the wall clock: of the same length, or finer into coarser.
 *
 *  An element is known if rows cover it wholly, once or (where the clock goes back) twice, and all of them are known; a
 *  part that is missing or NaN makes the whole unknown. What covers it is added up, so that within one element a part
 *  that is there twice stands for one that is missing: no row may be given twice. Covered twice it is halved, so that
 *  what is learnt from it is the hour of a usual day; the hour that is not there in spring is unknown, not 0. No
 *  wfm_forecast_clock_apply is needed.
 *
 *  @param records            [struct]    the intervals and the matrix's form
 *  @param covered            [s]         work memory and an output: how much of each element the rows cover, days x slots
 *                                        elements without a gap
 *  @param matrix             [calls]     written, days rows of slots elements
 *  @param matrix_day_stride   [elements]  from one day to the next
 *  @param matrix_slot_stride  [elements]  from one interval to the next
 *  @return    [status]  WFM_CAVEAT_NOT_HELD: rows outside the days; WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT,
 *                       WFM_BAD_FORECAST_COLUMN, WFM_BAD_CALLS, WFM_BAD_DAY, WFM_BAD_SLOTS (also where interval_s is no
 *                       whole part of a slot), WFM_NOT_WITHIN (a row that is not within one slot), WFM_BAD_WORK or
 *                       WFM_BAD_OUTPUT
 *  @accuracy  the number of rows of an element x 1e-16; halving is exact
 *  @cost      constant for each row and each element
 *  @source    definition
 */
WFM_API wfm_status wfm_forecast_import_intervals(const wfm_forecast_import *records, double *covered, double *matrix,
                                                 ptrdiff_t matrix_day_stride, ptrdiff_t matrix_slot_stride);

/** Finer intervals into coarser: 5 minutes into 15 or 30. A part that is unknown makes the whole unknown.
 *
 *  @param grid                [struct]    days of intervals; day and weekday are not read
 *  @param parts               [intervals] of it in one of the coarser, >= 1; divides slots
 *  @param coarser             [calls]     written, days rows of slots / parts elements; not the grid's own memory
 *  @param coarser_day_stride  [elements]  from one day to the next
 *  @param coarser_slot_stride [elements]  from one interval to the next
 *  @return    [status]  WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_SLOTS, WFM_BAD_CALLS or
 *                       WFM_BAD_OUTPUT
 *  @accuracy  parts x 1e-16
 *  @cost      constant for each element
 *  @source    definition
 */
WFM_API wfm_status wfm_forecast_coarsen(const wfm_forecast_grid *grid, int64_t parts, double *coarser,
                                        ptrdiff_t coarser_day_stride, ptrdiff_t coarser_slot_stride);

/** Days of 23 and 25 hours on a matrix by the wall clock.
 *
 *      lasts = 1 - (the part of the interval that is skipped) or 1 + (the part that is there twice)
 *      to learn from: calls / lasts, unknown where lasts is 0; for output: calls x lasts
 *
 *  So for output the hour that is skipped has 0 and the day is lower by its share, and the hour that is there twice has
 *  double. Days without a change are left as they are.
 *
 *  @param clock               [struct]    the changes
 *  @param use                 [option]    WFM_FORECAST_CLOCK_
 *  @param days                [rows]      of the matrix, >= 0
 *  @param slots               [intervals] of a day; divides 86,400
 *  @param day                 [day]       of each row
 *  @param day_stride          [elements]  from one day to the next
 *  @param matrix              [calls]     read and written; NaN stays
 *  @param matrix_day_stride   [elements]  from one day to the next
 *  @param matrix_slot_stride  [elements]  from one interval to the next
 *  @return    [status]  WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_SLOTS,
 *                       WFM_BAD_CLOCK_USE, WFM_NOT_WITHIN (a change that is not within its day) or WFM_BAD_OUTPUT
 *  @accuracy  1 ulp
 *  @cost      constant for each day and change, and for each interval of a day with one
 *  @source    definition
 */
WFM_API wfm_status wfm_forecast_clock_apply(const wfm_forecast_clock *clock, int32_t use, int64_t days, int64_t slots,
                                            const int64_t *day, ptrdiff_t day_stride, double *matrix,
                                            ptrdiff_t matrix_day_stride, ptrdiff_t matrix_slot_stride);

/** How days of intervals are forecast. */
enum wfm_forecast_method {
    WFM_FORECAST_METHOD_DEFAULT = 0,       /**< the mean of the next two */
    WFM_FORECAST_METHOD_SPLIT = 1,         /**< total and split: a level and a weekday, both smoothed */
    WFM_FORECAST_METHOD_CALENDAR = 2,      /**< regression on weekday, place in month and year, and events */
    WFM_FORECAST_METHOD_MEAN_4 = 3,        /**< mean of the last 4 of the same weekday */
    WFM_FORECAST_METHOD_MEAN_8 = 4,        /**< mean of the last 8 */
    WFM_FORECAST_METHOD_MEDIAN_8 = 5,      /**< median of the last 8 */
    WFM_FORECAST_METHOD_LAST_WEEK = 6,     /**< the last of the same weekday */
    WFM_FORECAST_METHOD_INDEX_CHAIN = 7,   /**< level of 2 weeks x weekday index x share of the interval of 8 weeks */
    WFM_FORECAST_METHOD_DAY_MEAN_8 = 8,    /**< mean of the last 8 totals of the weekday x shares: for few calls */
    WFM_FORECAST_METHOD_SIMPLE = 9,        /**< day totals over their weekday's index by simple smoothing */
    WFM_FORECAST_METHOD_HOLT = 10,         /**< the same by Holt's with a damped trend */
    WFM_FORECAST_METHOD_WINTERS_ADD = 11,  /**< day totals by Holt-Winters' with a damped trend, weekdays added */
    WFM_FORECAST_METHOD_WINTERS_MULT = 12, /**< the same, weekdays times the level */
    WFM_FORECAST_METHOD_THETA = 13,        /**< day totals over their weekday's index by theta */
    WFM_FORECAST_METHOD_CHOICE = 14,       /**< logarithms of day totals by what wfm_forecast_smooth_choose chooses */
    WFM_FORECAST_METHOD_DOUBLE = 15, /**< intervals by the double-seasonal smoother, on roots of calls; slow to fit */
    WFM_FORECAST_METHODS = 16        /**< how many there are */
};

/** What a calendar regression leaves out. */
enum wfm_forecast_without {
    WFM_FORECAST_WITHOUT_MONTH = 1, /**< the place in the month, else in from 13 weeks of history */
    WFM_FORECAST_WITHOUT_YEAR = 2   /**< the place in the year, else in from 78 weeks */
};

/** How many kinds of events there are, and one code more of a day. */
enum wfm_forecast_model_limit {
    WFM_FORECAST_KINDS = 15, /**< kinds of events */
    WFM_FORECAST_DAY_OLD = 6 /**< beside the WFM_FORECAST_DAY_ codes: older than 156 weeks, not looked at */
};

/** What was fitted to a history: plain numbers, which may be kept and used with the same history as it grows. */
typedef struct wfm_forecast_model {
    uint32_t struct_size;  /**< sizeof(wfm_forecast_model), set by WFM_FORECAST_MODEL_INIT or its function */
    uint32_t reserved;     /**< 0 */
    int32_t method;        /**< WFM_FORECAST_METHOD_ */
    int32_t with_month;    /**< 1: the regression has the place in the month */
    int32_t with_year;     /**< 1: it has the place in the year */
    int32_t reserved_2;    /**< 0 */
    double split_level;    /**< [1] gain of the level of total and split, in [0,1] */
    double split_weekday;  /**< [1] gain of its weekdays, in [0,1] */
    double split_memory;   /**< [1] of the last day's deviation, in [0,1) */
    double error_memory;   /**< [1] of the regression's errors from day to day, in [0,1) */
    double scale;          /**< [1] robust standard deviation of ln(day's calls) by the regression, > 0 */
    double month_variance; /**< [1] prior variance of the coefficients of the place in the month, > 0 */
    double year_variance;  /**< [1] of the place in the year, > 0 */
    double event_variance; /**< [1] of events, > 0 */
    double level_gain;     /**< [1] of the level of what the regression leaves, in [0,1] */
    double level_memory;   /**< [1] of the last day's deviation from it, in [0,1) */
    int64_t days;          /**< [days] that it was learnt from; not read */
    double smooth_level;   /**< [1] gain of the level of a classic smoother, in (0,1] */
    double smooth_slope;   /**< [1] of its slope, in [0,1], 0 without a trend */
    double smooth_week;    /**< [1] of its weekdays, in [0,1] */
    double smooth_day;     /**< [1] of the double-seasonal one's intervals of the day, in [0,1] */
    double smooth_damping; /**< [1] of its slope, or of the double-seasonal one's last error, in [0,1] */
    int32_t smooth_trend;  /**< WFM_FORECAST_TREND_ that it has; read of the automatic choice */
    int32_t smooth_season; /**< WFM_FORECAST_SEASON_ that it has, as above: none or additive */
} wfm_forecast_model;

#define WFM_FORECAST_MODEL_INIT                                                                                        \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_model)                                                            \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param model  [struct]  written, at most size bytes; null is left alone
 *  @param size   [bytes]   sizeof(wfm_forecast_model) in the caller's declaration
 */
WFM_API void wfm_forecast_model_init(wfm_forecast_model *model, size_t size);

/** Work memory that fitting and predicting need.
 *
 *  @param slots  [intervals]  of a day, 1 to 86,400
 *  @return    [elements]  doubles; -1 for slots that cannot be
 *  @accuracy  exact
 *  @cost      constant
 *  @source    definition
 */
WFM_API int64_t wfm_forecast_work(int64_t slots);

/** Fits a model to a history of days of intervals.
 *
 *  The methods, of z = ln of a day's calls:
 *
 *      split     forecast of h days ahead exp(level + weekday + phi^h last), each smoothed with gains of a fixed grid
 *      calendar  z = level + weekday + place in the month + place in the year + effects of events + an error that
 *                fades by phi: ridge regression of 156 weeks, a year counting half of the next, with Huber's weights
 *      default   the mean of the two; the effects of events are in both
 *
 *  times the shares of the intervals, of 48 weeks with a half-life of 16, of each weekday drawn to those of all by how
 *  little is known. The next are what planners do by hand, for comparison: they set nothing aside but days before the
 *  first call, and the chain and the mean of 8 totals also other days without calls that chance does not explain.
 *
 *  The classics forecast day totals, times the same shares, by the smoothers for series above with one row for each day
 *  that may be open; a day that is closed, unknown, set aside or has an event is an unknown row, as they know of no events:
 *
 *      simple, Holt      wfm_forecast_smooth_fit, without and with a damped trend, of the totals over their weekday's
 *                        index by wfm_forecast_moving_ratio (medians); the forecast times the index
 *      Winters           wfm_forecast_smooth_fit with a damped trend and a season of a week, added or times the level
 *      theta             wfm_forecast_theta_fit with a season of a week
 *      choice            wfm_forecast_smooth_choose of the logarithms with a season of a week
 *      double            wfm_forecast_double_fit of the intervals, to which such days are as without a row
 *
 *  Two weeks in which each weekday is known start them, more than six the double one. Where the first ones lack a
 *  weekday, the start moves on by weeks. Their starts, indices and lines are found again in the history that the model is
 *  used with.
 *
 *  Time enters by the dates alone: days without a row, unknown and closed days move no other day's weekday or place in the
 *  month. A day that is known in part counts if two thirds of its calls are usually in the known part, so a day in
 *  progress is given with its coming intervals unknown. Days far off (see wfm_forecast_clean, with events if there are some)
 *  are set aside, intervals are not: set outages within a day to NaN first (wfm_forecast_outages). Only the last
 *  156 weeks are looked at. Give calls offered, with the abandoned ones, or else shortage of agents passes for a lack of
 *  demand.
 *
 *  An event has a day and a kind. For each kind three effects are learnt, of its days, of the open day before and of the
 *  open day after, unless that day is an event itself. One event so far is believed by about half; a kind never seen has
 *  no effect.
 *
 *  Instead of the default a history with fewer than 6 weeks of days takes split, and one with a mean below 30 calls a day,
 *  of the last 12 weeks' days that are not set aside, the mean of 8 of the weekday's totals, both with
 *  WFM_CAVEAT_SIMPLER_METHOD; the model tells which. By default, split and calendar a weekday with a mean below 5 calls
 *  has that mean of its 8 totals too: logarithms are too low for so few, and 0 has none. A history of one day
 *  forecasts that day for its weekday. Without any calls the forecast is 0, with WFM_CAVEAT_ALL_ZERO.
 *
 *  Over 12 weeks of a bank's calls, an Israeli center's and a hospital's arrivals the default's error was 0.79 to 0.98 of
 *  the best of four averages chosen in hindsight, by series and lead: see bench/README.md.
 *
 *  @param grid         [struct]    the history: day is needed and strictly ascending, weekday is not read
 *  @param method       [method]    WFM_FORECAST_METHOD_
 *  @param flags        [flags]     WFM_FORECAST_WITHOUT_ ones, of the regression
 *  @param work         [1]         work memory of the caller
 *  @param work_count   [elements]  of it, at least wfm_forecast_work(slots)
 *  @param code         [code]      written: for each row its WFM_FORECAST_DAY_ code, what was set aside and why; on an error
 *                                  -1; null if not wanted
 *  @param code_stride  [elements]  from one code to the next
 *  @param model        [struct]    written
 *  @return    [status]  a caveat; WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_DAY,
 *                       WFM_BAD_CALLS (also of a day above 1e100), WFM_BAD_SLOTS, WFM_BAD_WORK, WFM_BAD_KIND,
 *                       WFM_BAD_METHOD, WFM_NO_HISTORY, WFM_SHORT_HISTORY (calendar and the classics alone) or
 *                       WFM_BAD_OUTPUT
 *  @accuracy  given the model, 1e-12 of the equations; the same bits on one machine
 *  @cost      some twenty steps for each element of 156 weeks and six of older ones, 160 smoothings of the days, and 6
 *             regressions of up to 64 columns; of the classics those of the functions for series, over the days:
 *             up to 4,200 passes with a season, and of the double-seasonal one some 400 over the elements
 *  @source    Taylor 2010, Exponentially weighted methods for forecasting intraday time series with multiple seasonal
 *             cycles, for total and split; Weinberg, Brown and Stroud 2007 for the day's level times the weekday's profile
 *             with a fading error; Hoerl and Kennard 1970, Ridge regression; Huber 1964; MacKay 1992, Bayesian interpolation,
 *             for the variances; Bates and Granger 1969, The combination of forecasts; the classics as the functions for
 *             series
 */
WFM_API wfm_status wfm_forecast_fit(const wfm_forecast_grid *grid, int32_t method, int32_t flags, double *work,
                                    int64_t work_count, int32_t *code, ptrdiff_t code_stride,
                                    wfm_forecast_model *model);

/** Forecasts days of intervals by a model and the history, which is replayed with it.
 *
 *  The history may have grown since the fit: then new days move the levels, the shares and the effects of events, and only
 *  the gains and variances stay. Fit again every week.
 *
 *  A day after the history is forecast from its end, a day within it from the days before it (but the regression's
 *  coefficients, the shares, and the classics' starts, indices and lines are those of all). A weekday that never opened
 *  has 0, with WFM_CAVEAT_WEEKDAY_UNKNOWN if nothing is known of it. An event of a kind without an open day with calls so
 *  far has no effect, with WFM_CAVEAT_EVENT_UNKNOWN: multiply the day by what you expect of it. Closed days to come are the
 *  caller's to know.
 *
 *  @param grid               [struct]    the history, and events past and to come
 *  @param model              [struct]    from wfm_forecast_fit
 *  @param work               [1]         work memory of the caller
 *  @param work_count         [elements]  of it, at least wfm_forecast_work(slots)
 *  @param count              [rows]      days asked for, >= 0
 *  @param day                [day]       each, in any order, within the years 1 to 9999
 *  @param day_stride         [elements]  from one day to the next
 *  @param calls              [calls]     written, count rows of slots elements
 *  @param calls_day_stride   [elements]  from one day to the next
 *  @param calls_slot_stride  [elements]  from one interval to the next
 *  @return    [status]  as wfm_forecast_fit, and WFM_BAD_MODEL (also of gains that grow beyond the doubles), WFM_BAD_DAY: a
 *                       bad day asked for has NaN, the others are computed; so has one, with WFM_BAD_CALLS, for which
 *                       ratios of the calls leave the doubles
 *  @accuracy  as wfm_forecast_fit
 *  @cost      some ten steps for each element of 48 weeks and six of older ones, 3 regressions, and three passes over 156
 *             weeks of days for each day asked for
 *  @source    as wfm_forecast_fit
 */
WFM_API wfm_status wfm_forecast_predict(const wfm_forecast_grid *grid, const wfm_forecast_model *model, double *work,
                                        int64_t work_count, int64_t count, const int64_t *day, ptrdiff_t day_stride,
                                        double *calls, ptrdiff_t calls_day_stride, ptrdiff_t calls_slot_stride);

/** What a history has taught of events.
 *
 *      factor = exp(coefficient), of the day of an event, of the open day before and of the open day after
 *
 *  @param grid           [struct]    the history, with its events
 *  @param model          [struct]    from wfm_forecast_fit by default, split or calendar; by others all factors are 1
 *  @param work           [1]         work memory of the caller
 *  @param work_count     [elements]  of it, at least wfm_forecast_work(slots)
 *  @param effect         [1]         written, 3 x WFM_FORECAST_KINDS factors: the days of the kinds 1 to 15, then the days
 *                                    before, then the days after; 1 of a kind that is not known
 *  @param effect_stride  [elements]  from one factor to the next
 *  @param days           [days]      written: how many days have taught each; on an error -1; null if not wanted
 *  @param days_stride    [elements]  from one count to the next
 *  @return    [status]  as wfm_forecast_predict
 *  @accuracy  as wfm_forecast_fit
 *  @cost      that of wfm_forecast_predict of no days
 *  @source    as wfm_forecast_fit
 */
WFM_API wfm_status wfm_forecast_effects(const wfm_forecast_grid *grid, const wfm_forecast_model *model, double *work,
                                        int64_t work_count, double *effect, ptrdiff_t effect_stride, int64_t *days,
                                        ptrdiff_t days_stride);

/** Leads that are judged together. */
enum wfm_forecast_band {
    WFM_FORECAST_BAND_DAY = 0,    /**< the next open day */
    WFM_FORECAST_BAND_WEEK_1 = 1, /**< the open days of the next week */
    WFM_FORECAST_BAND_WEEK_2 = 2, /**< those of the week after */
    WFM_FORECAST_BANDS = 3        /**< how many there are */
};

/** What a backtest found: columns of WFM_FORECAST_METHODS x WFM_FORECAST_BANDS rows, that of a method and band is
 *  method x WFM_FORECAST_BANDS + band. Written are those of the first 9 methods, and beyond of those up to the last that is
 *  asked for: columns of a caller who knows no more are long enough. A null column is not wanted. Unknown and closed
 *  intervals do not count. */
typedef struct wfm_forecast_scores {
    uint32_t struct_size;  /**< sizeof(wfm_forecast_scores), set by WFM_FORECAST_SCORES_INIT or its function */
    uint32_t reserved;     /**< 0 */
    double *wape;          /**< [1] sum of |e| / sum of actual */
    ptrdiff_t wape_stride; /**< [elements] */
    double *mape;          /**< [1] mean of |e| / actual over the intervals with calls */
    ptrdiff_t mape_stride; /**< [elements] */
    double *mase;          /**< [1] mean of |e| / mean change from a week before, in the history before the backtest */
    ptrdiff_t mase_stride; /**< [elements] */
    double *rmse;          /**< [calls] root of the mean of e squared */
    ptrdiff_t rmse_stride; /**< [elements] */
    double *bias;          /**< [1] sum of e / sum of actual, e = forecast - actual */
    ptrdiff_t bias_stride; /**< [elements] */
    double *day_wape;      /**< [1] sum over days of |sum of e| / sum of actual */
    ptrdiff_t day_wape_stride; /**< [elements] */
    double *poisson_floor;     /**< [1] the wape that Poisson's chance leaves if the forecast is right on average */
    ptrdiff_t poisson_floor_stride; /**< [elements] */
    int64_t *intervals;             /**< [intervals] scored */
    ptrdiff_t intervals_stride;     /**< [elements] */
    int64_t *skipped;               /**< [intervals] of these without calls, so not in mape */
    ptrdiff_t skipped_stride;       /**< [elements] */
} wfm_forecast_scores;

#define WFM_FORECAST_SCORES_INIT                                                                                       \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_scores)                                                           \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param scores  [struct]  written, at most size bytes; null is left alone
 *  @param size    [bytes]   sizeof(wfm_forecast_scores) in the caller's declaration
 */
WFM_API void wfm_forecast_scores_init(wfm_forecast_scores *scores, size_t size);

/** Work memory that a backtest needs.
 *
 *  @param slots  [intervals]  of a day, 1 to 86,400
 *  @return    [elements]  doubles; -1 for slots that cannot be
 *  @accuracy  exact
 *  @cost      constant
 *  @source    definition
 */
WFM_API int64_t wfm_forecast_backtest_work(int64_t slots);

/** Plays the last weeks of a history again: what each method would have been worth.
 *
 *  At the end of every open day the next two weeks of open days are forecast with what was known then, the model fitted
 *  anew each week; every lead is scored on the same days, those of the last weeks. Events to come are taken as known. The
 *  double-seasonal smoother is fitted on the first day alone, as that takes long and its gains change little.
 *
 *  A method that needs a longer history than there is on one of the days has no scores, NaN and -1, as if it were not
 *  played; only the default has to have some.
 *
 *  Recommended is the default, but for a method that was better by more than 5 % of the WAPE of week 1 in both halves of
 *  the weeks, the best such one: anything less is noise that picks a winner. Eight weeks are the least to choose by.
 *
 *  @param grid         [struct]    the history, as for wfm_forecast_fit
 *  @param weeks        [weeks]     played, 1 to 104
 *  @param methods      [set]       sum of 2^method of those to play; the default is always played
 *  @param flags        [flags]     WFM_FORECAST_WITHOUT_ ones
 *  @param work         [1]         work memory of the caller
 *  @param work_count   [elements]  of it, at least wfm_forecast_backtest_work(slots)
 *  @param scores       [struct]    columns that are wanted; NaN and -1 of methods not played, or not with so short a
 *                                  history; the struct is only read
 *  @param recommended  [method]    written, WFM_FORECAST_METHOD_; on an error -1; null if not wanted
 *  @return    [status]  as wfm_forecast_fit, and WFM_BAD_WEEKS, WFM_SHORT_HISTORY (fewer than 8 weeks before the first
 *                       day played), WFM_NO_VOLUME (no calls in the weeks)
 *  @accuracy  1e-12, relative, of the scores of its forecasts
 *  @cost      a wfm_forecast_predict for each open day and method, and a wfm_forecast_fit each week
 *  @source    Tashman 2000, Out-of-sample tests of forecasting accuracy, for rolling origins; Hyndman and Koehler 2006 for
 *             the measures; Crow 1958, The mean deviation of the Poisson distribution, for the floor
 */
WFM_API wfm_status wfm_forecast_backtest(const wfm_forecast_grid *grid, int64_t weeks, int32_t methods, int32_t flags,
                                         double *work, int64_t work_count, const wfm_forecast_scores *scores,
                                         int32_t *recommended);

/** Past forecasts beside what came: days of intervals, or weeks of days. The forecasts may be of any origin; each is the
 *  one that was there before its day began. */
typedef struct wfm_forecast_past {
    uint32_t struct_size;           /**< sizeof(wfm_forecast_past), set by WFM_FORECAST_PAST_INIT or its function */
    uint32_t reserved;              /**< 0 */
    int64_t days;                   /**< [rows] >= 0, the oldest first */
    int64_t slots;                  /**< [intervals] of a day, >= 0 */
    const double *forecast;         /**< [calls] of a day and interval, NaN unknown; needed */
    ptrdiff_t forecast_day_stride;  /**< [elements] from one day to the next */
    ptrdiff_t forecast_slot_stride; /**< [elements] from one interval to the next */
    const double *actual;           /**< [calls] that came, NaN unknown; needed */
    ptrdiff_t actual_day_stride;    /**< [elements] from one day to the next */
    ptrdiff_t actual_slot_stride;   /**< [elements] from one interval to the next */
} wfm_forecast_past;

/** How much of a day's deviation so far is believed of its rest. */
typedef struct wfm_forecast_belief {
    uint32_t struct_size; /**< sizeof(wfm_forecast_belief), set by WFM_FORECAST_BELIEF_INIT or its function */
    uint32_t reserved;    /**< 0 */
    int64_t seen;         /**< [intervals] of the day that are over */
    int64_t recent;       /**< [intervals] the last of them, an hour say, that count apart; 0: none do */
    double slope_seen;    /**< [1] part believed of the logarithm of actual over forecast, of all that are over */
    double slope_recent;  /**< [1] the same of the last of them, on top */
    double scale;         /**< [1] standard deviation of ln(rest that came / rest that was then expected); not read */
    double r2; /**< [1] part of the variance of the rest's logarithm that the update takes away, in [0,1]; not read */
    int64_t days; /**< [rows] that it was learnt from; not read */
} wfm_forecast_belief;

/** A day in progress, revised. */
typedef struct wfm_forecast_revision {
    uint32_t struct_size;    /**< sizeof(wfm_forecast_revision), set by WFM_FORECAST_REVISION_INIT or its function */
    uint32_t reserved;       /**< 0 */
    double seen_forecast;    /**< [calls] of the intervals over, where both are known */
    double seen_actual;      /**< [calls] */
    double deviation_seen;   /**< [1] ln((seen_actual + 1/2) / (seen_forecast + 1/2)) */
    double deviation_recent; /**< [1] the same of the last of them */
    double factor;           /**< [1] that the rest is multiplied by */
    double rest_forecast;    /**< [calls] of the intervals to come, before */
    double rest;             /**< [calls] of the intervals to come, now */
    double total;            /**< [calls] of the day, now */
} wfm_forecast_revision;

#define WFM_FORECAST_PAST_INIT                                                                                         \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_past)                                                             \
    }
#define WFM_FORECAST_BELIEF_INIT                                                                                       \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_belief)                                                           \
    }
#define WFM_FORECAST_REVISION_INIT                                                                                     \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_revision)                                                         \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param past  [struct]  written, at most size bytes; null is left alone
 *  @param size  [bytes]   sizeof(wfm_forecast_past) in the caller's declaration
 */
WFM_API void wfm_forecast_past_init(wfm_forecast_past *past, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param belief  [struct]  written, at most size bytes; null is left alone
 *  @param size    [bytes]   sizeof(wfm_forecast_belief) in the caller's declaration
 */
WFM_API void wfm_forecast_belief_init(wfm_forecast_belief *belief, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param revision  [struct]  written, at most size bytes; null is left alone
 *  @param size      [bytes]   sizeof(wfm_forecast_revision) in the caller's declaration
 */
WFM_API void wfm_forecast_revision_init(wfm_forecast_revision *revision, size_t size);

/** How much of a day's deviation to believe where no past forecasts are known: the gamma-Poisson weight.
 *
 *      g = v / (v + 1/expected + shape_variance/2),   v = day_variance
 *
 *  A day's level varies by a gamma factor of variance v, and the calls seen are Poisson's with so many expected: the part
 *  g of their relative deviation is the day's, the rest chance. It is a belief's slope_seen, with no recent intervals.
 *
 *  0 for a day_variance of 0, and with nothing expected.
 *
 *  @param expected        [calls]  forecast of the intervals seen, >= 0
 *  @param day_variance    [1]      relative, finite, >= 0: 0.04^2 of a large center, 0.1^2 of a small one
 *  @param shape_variance  [1]      relative, of how a day's calls lie within it, finite, >= 0
 *  @return    [1]  in [0,1]; NaN outside the domain
 *  @accuracy  4 ulp
 *  @cost      constant
 *  @source    Jongbloed and Koole 2001, Managing uncertainty in call centers using Poisson mixtures; Gelman et al. 2013,
 *             Bayesian Data Analysis, sec. 2.6
 */
WFM_API double wfm_forecast_weight(double expected, double day_variance, double shape_variance);

/** Array form of wfm_forecast_weight(), by the rules of erlang.h's array forms. */
WFM_API void wfm_forecast_weight_n(const double *expected, ptrdiff_t expected_stride, const double *day_variance,
                                   ptrdiff_t day_variance_stride, const double *shape_variance,
                                   ptrdiff_t shape_variance_stride, double *out, ptrdiff_t out_stride, size_t count);

/** Learns from past days how much of a day's deviation so far its rest shows as well.
 *
 *      ln(rest ratio) = slope_seen x ln(ratio of the seen) + slope_recent x ln(ratio of the recent)
 *
 *  with each ratio (actual + 1/2) / (forecast + 1/2), by ridge regression towards slopes of 1/4 each (of 1/2 where no
 *  recent intervals are asked for) that count as much as 5 days (6). 60 to 90 days serve best; of more than 128 that
 *  count the last 128 are used. A day counts where both are known of half its forecast at least, before and after.
 *  Of weeks of days the same is the update of a week by its first days; give no recent days then.
 *
 *  Judged by bench/update_eval.c with the default method's forecasts of the evening before: on a bank over 12 weeks, by
 *  quarter-hours, the error of the rest was 0.97, 0.92, 0.88, 0.85 and 0.83 of that without an update when 11, 21, 37, 52
 *  and 65 % of the day were over (with the classic ratio 1.28, 1.08, 0.94, 0.89 and 0.89), and at worst, in any window of
 *  three series, 1.008 of it.
 *
 *  @param past    [struct]     past days, without today
 *  @param seen    [intervals]  of the day that are over when the update is made, from 0 to the slots
 *  @param recent  [intervals]  the last of them that count apart, those of an hour say; from 0 to seen
 *  @param belief  [struct]     written
 *  @return    [status]  WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_SEEN, WFM_BAD_CALLS,
 *                       WFM_NO_HISTORY (no day counts: see wfm_forecast_weight) or WFM_BAD_OUTPUT
 *  @accuracy  1e-12
 *  @cost      constant for each element of the days that are used, and two more passes of the recent intervals
 *  @source    Hoerl and Kennard 1970, Ridge regression; Shen and Huang 2008, Interday forecasting and intraday updating
 *             of call center arrivals, on learning the update from past days
 */
WFM_API wfm_status wfm_forecast_update_learn(const wfm_forecast_past *past, int64_t seen, int64_t recent,
                                             wfm_forecast_belief *belief);

/** The rest of a day in progress, by how much of its deviation so far is believed.
 *
 *      factor = exp(slope_seen deviation_seen + slope_recent deviation_recent), the exponent held to [-1, 1]
 *
 *  Every interval to come is multiplied by the factor, and so is one that is over and not known; one that is over and
 *  known is what came. A slope of 1 is wfm_forecast_rest's classic ratio but for the halves.
 *
 *  @param belief           [struct]     learnt, or filled by the caller: seen, recent and the slopes are read
 *  @param slots            [intervals]  of the day, >= 0
 *  @param forecast         [calls]      of each, made before the day; NaN unknown
 *  @param forecast_stride  [elements]   from one interval to the next
 *  @param actual           [calls]      of the first seen of them, NaN unknown; no other is read
 *  @param actual_stride    [elements]   from one interval to the next
 *  @param updated          [calls]      written; may be forecast if the strides are equal; null if not wanted
 *  @param updated_stride   [elements]   from one interval to the next
 *  @param revision         [struct]     written
 *  @return    [status]  WFM_BAD_COUNT, WFM_BAD_FORECAST_STRUCT, WFM_BAD_SEEN, WFM_BAD_SLOPE, WFM_BAD_FORECAST_COLUMN,
 *                       WFM_BAD_CALLS or WFM_BAD_OUTPUT
 *  @accuracy  1e-15 times the number of intervals
 *  @cost      constant for each interval
 *  @source    as wfm_forecast_update_learn
 */
WFM_API wfm_status wfm_forecast_update(const wfm_forecast_belief *belief, int64_t slots, const double *forecast,
                                       ptrdiff_t forecast_stride, const double *actual, ptrdiff_t actual_stride,
                                       double *updated, ptrdiff_t updated_stride, wfm_forecast_revision *revision);

/** How far what comes lies from a forecast made so long before, beside Poisson's chance: a factor of the day, shared by its
 *  intervals, and one of each interval. Both are gamma distributed with the mean 1 and the shape 1/variance: what a
 *  simulation draws once for the day, and once for each interval. */
typedef struct wfm_forecast_variance {
    uint32_t struct_size; /**< sizeof(wfm_forecast_variance), set by WFM_FORECAST_VARIANCE_INIT or its function */
    uint32_t reserved;    /**< 0 */
    double day;           /**< [1] relative variance of the day's factor */
    double slot;          /**< [1] relative variance of an interval's own factor */
    double load_cv;       /**< [1] standard deviation of both together over their mean, sqrt(day + slot + day slot): the
                               load_cv of wfm_queue_uncertain, and of a plan, where it is at most 1; not read */
    int64_t days;         /**< [rows] that it was learnt from; not read */
} wfm_forecast_variance;

#define WFM_FORECAST_VARIANCE_INIT                                                                                     \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_variance)                                                         \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param variance  [struct]  written, at most size bytes; null is left alone
 *  @param size      [bytes]   sizeof(wfm_forecast_variance) in the caller's declaration
 */
WFM_API void wfm_forecast_variance_init(wfm_forecast_variance *variance, size_t size);

/** Learns from past days how far what comes lies from forecasts made as long before.
 *
 *      day  = mean of ln(actual/forecast)^2 of the days, less Poisson's part
 *      slot = median over the days of sum ((a - m)^2 - m (1 - m/A)) / sum m^2, m the forecast brought to the day's A
 *
 *  neither below 0; single days are held to 4 robust standard deviations. A day counts where both are known of half its
 *  forecast at least; of more than 128 that count the last 128 are used. A past of forecasts two weeks ahead makes the
 *  variances of two weeks ahead. Of the rest of a day in progress the day's is less by the part r2 of its update:
 *  day x (1 - r2).
 *
 *  Judged by simulation of 128 days: day within 7 % of the truth, slot within 15 %, low rather than
 *  high where an interval has few calls, as the median of the days is. On a bank over 12 weeks (bench/update_eval.c)
 *  intervals of 90 % held 88 % of the quarter-hours, 86 % of the half hours and 91 % of the days.
 *
 *  @param past      [struct]  past days, without today
 *  @param variance  [struct]  written
 *  @return    [status]  WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_CALLS, WFM_NO_HISTORY
 *                       (no day counts) or WFM_BAD_OUTPUT
 *  @accuracy  1e-12
 *  @cost      constant for each element of the days that are used
 *  @source    Jongbloed and Koole 2001, Managing uncertainty in call centers using Poisson mixtures; Avramidis,
 *             Deslauriers and L'Ecuyer 2004, Modeling daily arrivals to a telephone call center, on the day's factor
 */
WFM_API wfm_status wfm_forecast_variance_learn(const wfm_forecast_past *past, wfm_forecast_variance *variance);

/** A quantile of the calls of an interval: the least whole number that they do not exceed with so much probability.
 *
 *  Negative binomial with the mean and the variance mean + variance x mean^2: Poisson's with a gamma factor of that
 *  relative variance. With the variance 0 it is Poisson's.
 *
 *  0 for a probability of 0 and for a mean of 0, infinite for a probability of 1 of any other mean.
 *
 *  @param mean         [calls]  from 0 to 1e15
 *  @param variance     [1]      relative, beside Poisson's, from 0 to 1e6
 *  @param probability  [1]      in [0,1]
 *  @return    [calls]  whole; NaN outside the domain
 *  @accuracy  exact where the distribution is not within 1e-13 of the probability at a whole number
 *  @cost      some eight evaluations of the incomplete beta function, whatever the mean
 *  @source    DLMF 8.17.24 and 8.4.10; Jongbloed and Koole 2001
 */
WFM_API double wfm_forecast_quantile(double mean, double variance, double probability);

/** Array form of wfm_forecast_quantile(), by the rules of erlang.h's array forms. */
WFM_API void wfm_forecast_quantile_n(const double *mean, ptrdiff_t mean_stride, const double *variance,
                                     ptrdiff_t variance_stride, const double *probability, ptrdiff_t probability_stride,
                                     double *out, ptrdiff_t out_stride, size_t count);

/** A quantile of each interval of a day, and of the day's total.
 *
 *  An interval has the relative variance day + slot + day slot. Within the total the intervals' own factors even out and
 *  the day's does not: its relative variance is day + slot (1 + day) sum m^2/(sum m)^2. So the quantiles of the intervals
 *  do not add up to that of the day. Taking both factors together for one gamma factor costs less than 0.005 of the
 *  probability. An interval whose forecast is NaN has NaN, and no part in the total.
 *
 *  @param variance         [struct]     learnt, or filled by the caller: day and slot are read
 *  @param probability      [1]          in [0,1]: 0.05 and 0.95 are the ends of an interval of 90 %
 *  @param slots            [intervals]  of the day, >= 0
 *  @param forecast         [calls]      of each; NaN unknown
 *  @param forecast_stride  [elements]   from one interval to the next
 *  @param calls            [calls]      written; may be forecast if the strides are equal; null if not
 *                                       wanted
 *  @param calls_stride     [elements]   from one interval to the next
 *  @param total            [calls]      written; null if not wanted
 *  @return    [status]  WFM_BAD_COUNT, WFM_BAD_FORECAST_STRUCT, WFM_BAD_RELATIVE_VARIANCE, WFM_BAD_PROBABILITY,
 *                       WFM_BAD_FORECAST_COLUMN, WFM_BAD_CALLS (also where they add up to more than 1e15) or
 *                       WFM_BAD_OUTPUT
 *  @accuracy  as wfm_forecast_quantile of the model
 *  @cost      that of wfm_forecast_quantile for each interval, and for the total
 *  @source    as wfm_forecast_variance_learn
 */
WFM_API wfm_status wfm_forecast_quantiles(const wfm_forecast_variance *variance, double probability, int64_t slots,
                                          const double *forecast, ptrdiff_t forecast_stride, double *calls,
                                          ptrdiff_t calls_stride, double *total);

/** What was handled: calls and seconds of days of intervals. */
typedef struct wfm_forecast_handled {
    uint32_t struct_size;         /**< sizeof(wfm_forecast_handled), set by WFM_FORECAST_HANDLED_INIT or its function */
    uint32_t reserved;            /**< 0 */
    int64_t days;                 /**< [rows] >= 0 */
    int64_t slots;                /**< [intervals] of a day, >= 0 */
    const double *calls;          /**< [calls] handled, NaN unknown; needed */
    ptrdiff_t calls_day_stride;   /**< [elements] from one day to the next */
    ptrdiff_t calls_slot_stride;  /**< [elements] from one interval to the next */
    const double *seconds;        /**< [s] handle time of all of them together, NaN unknown; needed */
    ptrdiff_t seconds_day_stride; /**< [elements] from one day to the next */
    ptrdiff_t seconds_slot_stride; /**< [elements] from one interval to the next */
    const int64_t *day;            /**< [day] of each row, ascending; needed with a gain */
    ptrdiff_t day_stride;          /**< [elements] */
    double call_variance; /**< [s2] variance of the handle time of one call; 0: from how the days' means differ */
    double gain;          /**< [1] weight of a week in the recent level, 0.3 say, at most 1; 0: no recent level */
} wfm_forecast_handled;

/** Handle times of a day, in the large. */
typedef struct wfm_forecast_handle {
    uint32_t struct_size; /**< sizeof(wfm_forecast_handle), set by WFM_FORECAST_HANDLE_INIT or its function */
    uint32_t reserved;    /**< 0 */
    double aht_s;         /**< [s] mean of all calls */
    double level_s;       /**< [s] its recent level; aht_s without a gain */
    double call_variance; /**< [s2] of one call */
    double slot_variance; /**< [s2] between intervals, without chance; at least 1 */
    double calls;         /**< [calls] counted */
} wfm_forecast_handle;

#define WFM_FORECAST_HANDLED_INIT                                                                                      \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_handled)                                                          \
    }
#define WFM_FORECAST_HANDLE_INIT                                                                                       \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_forecast_handle)                                                           \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param handled  [struct]  written, at most size bytes; null is left alone
 *  @param size     [bytes]   sizeof(wfm_forecast_handled) in the caller's declaration
 */
WFM_API void wfm_forecast_handled_init(wfm_forecast_handled *handled, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param handle  [struct]  written, at most size bytes; null is left alone
 *  @param size    [bytes]   sizeof(wfm_forecast_handle) in the caller's declaration
 */
WFM_API void wfm_forecast_handle_init(wfm_forecast_handle *handle, size_t size);

/** The handle time of each interval of a day, drawn to that of all by how few calls it rests on.
 *
 *      aht = level_s / aht_s x (g + n/(n + call_variance/slot_variance) (w/n - g)),   g = aht_s
 *
 *  n calls and w seconds of the interval; an interval without calls has g. With a gain the recent level is that of weekly
 *  sums of seconds and of calls, smoothed apart and divided. Give the days of all weekdays: a finer split is worse. The
 *  load of an interval is its forecast calls times this over its length, so that both come from the same days.
 *
 *  @param handled       [struct]    calls and seconds
 *  @param aht_s         [s]         written, slots elements; null if not wanted
 *  @param aht_s_stride  [elements]  from one interval to the next
 *  @param handle        [struct]    written
 *  @return    [status]  WFM_BAD_FORECAST_STRUCT, WFM_BAD_COUNT, WFM_BAD_FORECAST_COLUMN, WFM_BAD_GAIN,
 *                       WFM_BAD_RELATIVE_VARIANCE (call_variance), WFM_BAD_CALLS, WFM_BAD_HANDLE_TIME (also seconds without
 *                       calls), WFM_BAD_DAY (not ascending), WFM_NO_HISTORY (no call is known) or WFM_BAD_OUTPUT
 *  @accuracy  1e-15 times the number of elements, of the means
 *  @cost      some five passes over the matrix
 *  @source    Buehlmann and Straub 1970, Glaubwuerdigkeit fuer Schadensaetze, on the shrinkage
 */
WFM_API wfm_status wfm_forecast_handle_learn(const wfm_forecast_handled *handled, double *aht_s, ptrdiff_t aht_s_stride,
                                             wfm_forecast_handle *handle);

#ifdef __cplusplus
}
#endif

#endif
