/* SPDX-License-Identifier: MIT */
/* A grid of intervals as the models see it: one total for each day that may be open, and what is known of its events. */
#ifndef WFM_INTERNAL_DAYS_H
#define WFM_INTERNAL_DAYS_H

#include "internal/history.h"

enum {
    WFM_I_WEEKDAYS = 7,
    WFM_I_SPAN = 1092,    /* days, 156 weeks: what lies before has no say */
    WFM_I_DAY_COLUMNS = 7 /* doubles of work memory for each day of the span */
};

typedef struct wfm_i_days {
    wfm_forecast_grid grid; /* the rows of the span alone */
    int64_t count;          /* days, the oldest first: all that may be open, from the first row's to the last row's */
    int64_t first;          /* row of the grid: all before it is from before the first call */
    int64_t last;           /* day of the last row */
    int64_t weekly;         /* weekdays that open */
    bool open[WFM_I_WEEKDAYS];
    bool taught[WFM_FORECAST_KINDS]; /* a kind of event with a day that models learn from */
    bool seen[WFM_I_WEEKDAYS];       /* a weekday with a known or a closed day */
    double most;                     /* the largest sum of a day's known calls */
    double *day;
    double *calls;  /* NaN unknown, or none without chance; of a day known in part what all of it would have */
    double *z;      /* ln of calls; NaN where nothing should be learnt from it, or chance left no calls */
    double *effect; /* of its events on z, as a regression has learnt it */
    double *events; /* a set of event columns, as bits of a whole number */
    double *usual;  /* 7 x slots: means of the known intervals of each weekday's last days */
} wfm_i_days;

/* Looks through a checked grid. work has WFM_I_SPAN x WFM_I_DAY_COLUMNS + 7 x slots doubles; the columns lie in its
 * first part. Writes a code for each row of the given grid, if wanted. */
void wfm_i_days_of(wfm_i_days *days, const wfm_forecast_grid *grid, double *work, int32_t *code, ptrdiff_t code_stride);

/* Whether a day has an event of a kind that no day has taught. */
bool wfm_i_is_untaught(const wfm_i_days *days, int64_t day);

/* Whether the day at a place has an event of its own. */
bool wfm_i_has_event(const wfm_i_days *days, int64_t i);

/* The set of event columns of any day. */
double wfm_i_events_of(const wfm_i_days *days, int64_t day);

/* How many days that may be open lie between the last of the first count days and the given one, itself included. */
int64_t wfm_i_days_ahead(const wfm_i_days *days, int64_t count, int64_t day);

/* How many of the days lie before the given one. */
int64_t wfm_i_days_before(const wfm_i_days *days, int64_t day);

#endif
