/* SPDX-License-Identifier: MIT */
/** @file intraday.h
 *  While the day goes on: the wait that is announced to a caller in the queue.
 *
 *  Two kinds of estimate. From the state of the queue: the caller's position, the agents, how long a call takes and how
 *  patient those ahead are; it knows at once that agents have logged off or that the queue has grown, and gives the
 *  whole distribution. From the history of the waits: no model and no state, only what the last callers waited.
 *
 *  The model of the first is that of Erlang A: every agent is busy, handle times and the patience of those ahead are
 *  exponential, and who waits longest is answered next. At position k the wait ends after k departures, of which the
 *  first comes at the rate of the agents and of the k - 1 ahead, the last at that of the agents alone:
 *
 *      V = sum over j = 0 ... k-1 of independent exponential times of rate agents/aht + j/patience
 *
 *  V is the offered wait: that of a caller who stays. A caller who hangs up after an own exponential patience is
 *  answered if V ends first.
 */
#ifndef WFM_INTRADAY_H
#define WFM_INTRADAY_H

#include "wfm/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A caller in the queue, and the queue as it stands. */
typedef struct wfm_intraday_caller {
    uint32_t struct_size;  /**< sizeof(wfm_intraday_caller), set by WFM_INTRADAY_CALLER_INIT or its function */
    uint32_t reserved;     /**< 0 */
    double position;       /**< [callers] 1 for who is answered next; a real number, such as a mean, >= 1 */
    double agents;         /**< [agents] logged in for this queue, all of them busy; >= 0 */
    double aht_s;          /**< [s] mean handle time, after-call work included; > 0 */
    double patience_s;     /**< [s] mean patience of those ahead; 0 (not given) and inf: nobody hangs up */
    double own_patience_s; /**< [s] the caller's, from now on; 0 (not given): as patience_s; inf: never hangs up */
    double quantile;       /**< [1] probability of offered_wait_quantile_s, in [0,1]; 0 (not given) leaves it 0 */
    double within_s;       /**< [s] time of within, beyond and answered_within, >= 0; 0 (not given) leaves 0, 1 and 0 */
} wfm_intraday_caller;

/** What can be told to a caller, or decided from. */
typedef struct wfm_intraday_wait {
    uint32_t struct_size;           /**< sizeof(wfm_intraday_wait), set by WFM_INTRADAY_WAIT_INIT or its function */
    uint32_t reserved;              /**< 0 */
    double offered_wait_mean_s;     /**< [s] mean wait if the caller stays */
    double offered_wait_quantile_s; /**< [s] the wait that is not exceeded with the probability quantile, if the caller
                                         stays */
    double within;                  /**< [1] probability of an answer within within_s, if the caller stays */
    double beyond;                  /**< [1] 1 - within, with its own digits */
    double answered;                /**< [1] probability that the caller is answered before hanging up */
    double abandonment;             /**< [1] 1 - answered, with its own digits */
    double answered_within;         /**< [1] probability of an answer within within_s and before hanging up */
    double answered_wait_mean_s;    /**< [s] mean wait, given that the caller is answered */
    double wait_mean_s;             /**< [s] mean wait until the caller is answered or hangs up */
} wfm_intraday_wait;

/** The same of many callers, each column the caller's own memory; a null column is not wanted. */
typedef struct wfm_intraday_columns {
    uint32_t struct_size;        /**< sizeof(wfm_intraday_columns), set by WFM_INTRADAY_COLUMNS_INIT or its function */
    uint32_t reserved;           /**< 0 */
    double *offered_wait_mean_s; /**< [s] as in wfm_intraday_wait, and so on */
    ptrdiff_t offered_wait_mean_s_stride;     /**< [elements] */
    double *offered_wait_quantile_s;          /**< [s] */
    ptrdiff_t offered_wait_quantile_s_stride; /**< [elements] */
    double *within;                           /**< [1] */
    ptrdiff_t within_stride;                  /**< [elements] */
    double *beyond;                           /**< [1] */
    ptrdiff_t beyond_stride;                  /**< [elements] */
    double *answered;                         /**< [1] */
    ptrdiff_t answered_stride;                /**< [elements] */
    double *abandonment;                      /**< [1] */
    ptrdiff_t abandonment_stride;             /**< [elements] */
    double *answered_within;                  /**< [1] */
    ptrdiff_t answered_within_stride;         /**< [elements] */
    double *answered_wait_mean_s;             /**< [s] */
    ptrdiff_t answered_wait_mean_s_stride;    /**< [elements] */
    double *wait_mean_s;                      /**< [s] */
    ptrdiff_t wait_mean_s_stride;             /**< [elements] */
} wfm_intraday_columns;

/** Start values for a definition in C (in C++ call the init functions). */
#define WFM_INTRADAY_CALLER_INIT                                                                                       \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_intraday_caller)                                                           \
    }
#define WFM_INTRADAY_WAIT_INIT                                                                                         \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_intraday_wait)                                                             \
    }
#define WFM_INTRADAY_COLUMNS_INIT                                                                                      \
    {                                                                                                                  \
        .struct_size = (uint32_t)sizeof(wfm_intraday_columns)                                                          \
    }

/** Sets every member to 0 and struct_size to size.
 *
 *  @param caller  [struct]  written, at most size bytes; null is left alone
 *  @param size    [bytes]   sizeof(wfm_intraday_caller) in the caller's declaration
 */
WFM_API void wfm_intraday_caller_init(wfm_intraday_caller *caller, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param wait  [struct]  written, at most size bytes; null is left alone
 *  @param size  [bytes]   sizeof(wfm_intraday_wait) in the caller's declaration
 */
WFM_API void wfm_intraday_wait_init(wfm_intraday_wait *wait, size_t size);

/** Sets every member to 0 and struct_size to size.
 *
 *  @param columns  [struct]  written, at most size bytes; null is left alone
 *  @param size     [bytes]   sizeof(wfm_intraday_columns) in the caller's declaration
 */
WFM_API void wfm_intraday_columns_init(wfm_intraday_columns *columns, size_t size);

/** The wait of a caller at a position of the queue.
 *
 *      c = agents patience/aht, k = position, s = patience/own_patience, psi the digamma function
 *      E[V] = patience (psi(c + k) - psi(c))
 *      P(V > t) = I_x(c, k), x = exp(-t/patience), the regularised incomplete beta function; where nobody hangs up
 *                 P(V > t) = Q(k, agents t/aht), the regularised upper incomplete gamma function
 *      P(answered) = E[exp(-V/own_patience)] = B(c + s, k)/B(c, k); the wait of the answered is V with s added to c
 *      E[wait] = own_patience (1 - P(answered)), or E[V] for a caller who never hangs up
 *
 *  Edges: without agents nobody is answered: V is infinite, answered 0, and answered_wait_mean_s the limit as the
 *  agents vanish. The offered wait is infinite at quantile 1.
 *
 *  @param caller  [struct]  the caller and the queue
 *  @param wait    [struct]  written
 *  @return    [status]  WFM_OK; WFM_BAD_INTRADAY_STRUCT, WFM_BAD_POSITION, WFM_BAD_AGENTS, WFM_BAD_AHT,
 *                       WFM_BAD_PATIENCE, WFM_BAD_OWN_PATIENCE, WFM_BAD_PROBABILITY, WFM_BAD_TIME or WFM_BAD_OUTPUT
 *  @accuracy  16 ulp for means and abandonment; probabilities above 1e-280 64 ulp x (1 + condition in the time +
 *             abs(ln) of the smaller tail), 1e-12 for a queue of people; the quantile 1e-12 x (1 + its condition)
 *  @cost      constant, with 1 caller ahead and with 10,000,000; the quantile costs some five tails
 *  @source    Whitt 1999, Management Science 45, 870-888; Ibrahim and Whitt 2009, Management Science 55, 1729-1742;
 *             the tail by Renyi 1953, Acta Math. Hung. 4, 191-231, and DLMF 8.17
 */
WFM_API wfm_status wfm_intraday_announce(const wfm_intraday_caller *caller, wfm_intraday_wait *wait);

/** The waits of a whole queue, or of any column of positions, as wfm_intraday_announce gives each of them.
 *
 *      row i is the caller at position[i], or at i + 1 where no positions are given
 *
 *  A bad position gives NaN and WFM_BAD_POSITION in its row; the others are computed and the call returns the first
 *  error.
 *
 *  @param caller          [struct]    the queue, and all that the callers have in common; its position is not read
 *  @param count           [rows]      how many
 *  @param position        [callers]   >= 1; null: 1, 2, ..., count
 *  @param position_stride [elements]  from one position to the next
 *  @param columns         [struct]    where the results go; null columns are not computed
 *  @param status          [status]    written for each row, stride 1; null if not wanted
 *  @return    [status]  as wfm_intraday_announce
 *  @accuracy  the same numbers as wfm_intraday_announce, to the bit
 *  @cost      of each row that of wfm_intraday_announce, without the quantile and the tails that no column wants
 *  @source    as wfm_intraday_announce
 */
WFM_API wfm_status wfm_intraday_announce_queue(const wfm_intraday_caller *caller, size_t count, const double *position,
                                               ptrdiff_t position_stride, const wfm_intraday_columns *columns,
                                               wfm_status *status);

/** The wait of the last caller who was answered, as an estimate of the next one's.
 *
 *      last = the last of wait_s
 *
 *  It needs no model and follows every change of the queue within one wait, so it stays good where the agents, the
 *  handle time or the patience are not known or change by the minute. Where callers come at random its mean square
 *  error is about twice that of wfm_intraday_announce, and it is late by one wait where the queue grows or shrinks. Where
 *  callers hang up it is low, as those who are answered waited less than who stays will: by some 25 % under overload.
 *
 *  @param count        [rows]      how many callers were answered since the call before; 0 changes nothing
 *  @param wait_s       [s]         their waits in the order of the answers, finite, >= 0
 *  @param wait_stride  [elements]  from one wait to the next
 *  @param last_s       [s]         read and written: NaN before the first caller, and after an error
 *  @return    [status]  WFM_OK; WFM_BAD_WAIT or WFM_BAD_OUTPUT
 *  @accuracy  exact
 *  @cost      a look at each wait
 *  @source    Ibrahim and Whitt 2009, M&SOM 11, 397-415: the delay of the last to enter service
 */
WFM_API wfm_status wfm_intraday_last_wait(size_t count, const double *wait_s, ptrdiff_t wait_stride, double *last_s);

/** The exponential average of the waits of the answered callers, as an estimate of the next one's.
 *
 *      average = average + weight (wait - average), for each wait; the first one is the average
 *
 *  It needs no model. It is calmer than the last wait where the waits scatter about a steady level, about as with the
 *  mean of 2/weight - 1 waits, and later where the level moves: it is good for a display, or where callers come so
 *  seldom that the queue's state tells little. Weight 1 is the last wait. Callers who hang up are not fed; where they do
 *  the average is low as the last wait is.
 *
 *  @param count        [rows]      how many callers were answered since the call before; 0 changes nothing
 *  @param wait_s       [s]         their waits in the order of the answers, finite, >= 0
 *  @param wait_stride  [elements]  from one wait to the next
 *  @param weight       [1]         of the newest wait, in (0,1]; Asterisk's 1/4 without its rounding down is 0.25
 *  @param average_s    [s]         read and written: NaN before the first caller, and after an error
 *  @return    [status]  WFM_OK; WFM_BAD_WEIGHT, WFM_BAD_WAIT (also of the average so far) or WFM_BAD_OUTPUT
 *  @accuracy  2 ulp / weight of the largest wait
 *  @cost      three operations a wait
 *  @source    Brown 1959, Statistical Forecasting for Inventory Control; Ibrahim and Whitt 2009, M&SOM 11, 397-415
 */
WFM_API wfm_status wfm_intraday_average(size_t count, const double *wait_s, ptrdiff_t wait_stride, double weight,
                                        double *average_s);

#ifdef __cplusplus
}
#endif

#endif
