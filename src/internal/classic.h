/* SPDX-License-Identifier: MIT */
/* Day totals by the smoothers that textbooks have: simple, Holt's, Holt-Winters', theta, and a choice among some. */
#ifndef WFM_INTERNAL_CLASSIC_H
#define WFM_INTERNAL_CLASSIC_H

#include "internal/days.h"
#include "internal/smooth.h"

enum { WFM_I_CLASSIC_WORK = 2 * WFM_I_SPAN }; /* doubles */

/* A smoother of a history's day totals. It points into itself: not to be copied. */
typedef struct wfm_i_classic {
    const wfm_i_days *days;
    int64_t first;              /* day of the first row */
    wfm_forecast_series series; /* a row for each day that may be open */
    wfm_forecast_smoother of;
    double index[WFM_I_WEEKDAYS];  /* of the weekday of each row of a week; 1 where the smoother has a season */
    double season[WFM_I_WEEKDAYS]; /* before the first row */
    double state[WFM_I_WEEKDAYS];  /* work memory */
} wfm_i_classic;

/* Whether a method is one of these. */
static inline bool wfm_i_is_classic(int32_t method)
{
    return method >= WFM_FORECAST_METHOD_SIMPLE && method <= WFM_FORECAST_METHOD_CHOICE;
}

/* Finds the gains, and writes them into the model; its method says which smoother. WFM_SHORT_HISTORY where no two weeks
 * of the history start it. work has WFM_I_CLASSIC_WORK doubles. */
wfm_status wfm_i_classic_fit(wfm_i_classic *classic, const wfm_i_days *days, double *work, wfm_forecast_model *model);

/* The smoother of a history with the gains of a model. */
wfm_status wfm_i_classic_open(wfm_i_classic *classic, const wfm_i_days *days, double *work,
                              const wfm_forecast_model *model);

/* The calls of a day that may be open, by the days before it. */
double wfm_i_classic_at(const wfm_i_classic *classic, int64_t day);

#endif
