/* SPDX-License-Identifier: MIT */
/* The double-seasonal smoother of days of intervals at work. */
#ifndef WFM_INTERNAL_DOUBLE_H
#define WFM_INTERNAL_DOUBLE_H

#include "internal/history.h"

enum { WFM_I_DOUBLE_COLUMNS = 1 + 2 * 7 + 1 }; /* doubles of work memory for each interval of a day */

/* The arrays are in the caller's work memory. */
typedef struct wfm_i_double {
    const wfm_forecast_grid *of;
    const wfm_forecast_double *gains;
    const double *aside; /* other than 0: the row is as good as not there; null: all rows count */
    double *day;         /* D */
    double *week;        /* W, a row for each weekday */
    double *known;       /* of the same form */
    double *sum;         /* of each interval: what is expected of a day */
    double level;
    double error;
} wfm_i_double;

/* Lays out the work memory, and notes what is known of each interval. */
wfm_i_double wfm_i_double_open(const wfm_forecast_grid *grid, const double *aside, double *work);

/* Finds the gains of a checked grid. WFM_NO_HISTORY or WFM_SHORT_HISTORY. */
wfm_status wfm_i_double_fit(wfm_i_double *s, wfm_forecast_double *gains);

/* Goes through the first rows of the history with the gains; false where nothing is known of its first weeks. */
bool wfm_i_double_replay(wfm_i_double *s, int64_t rows);

/* How many intervals a weekday may have open. */
int64_t wfm_i_double_open_slots(const wfm_i_double *s, int32_t weekday);

/* Writes the calls of a day of the weekday, with what is left of the last error when it begins. False where gains that
 * are not stable have led beyond all numbers. */
bool wfm_i_double_calls(const wfm_i_double *s, int32_t weekday, double error, double *calls);

#endif
