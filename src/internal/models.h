/* SPDX-License-Identifier: MIT */
/* The two models of day totals, and the shares that spread a day over its intervals. */
#ifndef WFM_INTERNAL_MODELS_H
#define WFM_INTERNAL_MODELS_H

#include "internal/days.h"

/* ---- total and split ---- */

typedef struct wfm_i_split {
    double level_gain;
    double weekday_gain;
    double memory; /* phi of the last day's deviation */
} wfm_i_split;

/* The gains of the fixed grid whose loss over the days is least. spare has WFM_I_SPAN doubles. */
wfm_i_split wfm_i_split_fit(const wfm_i_days *days, double *spare);

/* ln of the calls of a day, by the days before it. */
double wfm_i_split_at(const wfm_i_days *days, const wfm_i_split *split, int64_t day);

/* ---- calendar regression ---- */

enum {
    WFM_I_WAVES = 6,                                                         /* sine and cosine of 1, 2 and 3 cycles */
    WFM_I_TERMS = WFM_I_WEEKDAYS + 2 * WFM_I_WAVES + 3 * WFM_FORECAST_KINDS, /* 64 */
    WFM_I_REGRESSION_WORK = WFM_I_SPAN * (2 * WFM_I_WAVES + 4) + WFM_I_TERMS * (WFM_I_TERMS + 4)
};

/* What of a regression is fitted once and then kept; the coefficients follow from it and the days. */
typedef struct wfm_i_regression {
    double memory; /* phi of the errors within the regression */
    double scale;  /* robust standard deviation of the innovations */
    double month;  /* prior variances of the coefficients */
    double year;
    double event;
    double level_gain; /* of the tracking of what the regression leaves */
    double level_memory;
    bool with_month;
    bool with_year;
} wfm_i_regression;

/* A regression's work memory and coefficients. */
typedef struct wfm_i_fitted {
    const wfm_i_days *days;
    wfm_i_regression of;
    int terms;     /* columns that there are: without events fewer */
    double *waves; /* count x 12 */
    double *u;     /* z less the regression, NaN unknown */
    double *weight;
    double *spare;
    double *coefficient; /* terms */
    double *variance;    /* of each, after the data */
    double *right;
    double *matrix;
} wfm_i_fitted;

/* Lays out the work memory, of WFM_I_REGRESSION_WORK doubles. */
void wfm_i_regression_open(wfm_i_fitted *fitted, const wfm_i_days *days, double *work);

/* Fits all of it. flags: WFM_FORECAST_WITHOUT_ ones. */
void wfm_i_regression_fit(wfm_i_fitted *fitted, int32_t flags);

/* The coefficients alone, with what is kept. */
void wfm_i_regression_refit(wfm_i_fitted *fitted, const wfm_i_regression *kept);

/* ln of the calls of a day, by the coefficients and the days before it. */
double wfm_i_regression_at(const wfm_i_fitted *fitted, int64_t day);

/* Huber's loss (1964): a square up to the corner, straight beyond. */
static inline double wfm_i_huber(double error, double corner)
{
    double size = fabs(error);
    return size <= corner ? size * size / 2 : corner * (size - corner / 2);
}

/* base^n for a base in [0, 1). */
static inline double wfm_i_power(double base, double n)
{
    return n > 0 ? wfm_i_exp(fmax(-800, n * wfm_i_ln(base))) : 1;
}

/* ---- what planners use ---- */

/* Writes the slots of a day by one of the methods that average. */
void wfm_i_average(const wfm_i_days *days, int32_t method, int64_t day, double *calls);

/* The mean total of the last 8 known days of the same weekday. */
double wfm_i_day_mean(const wfm_i_days *days, int64_t day);

/* What the events of a day do to ln of its calls. */
double wfm_i_effect_at(const wfm_i_fitted *fitted, int64_t day);

/* What one of the 3 x WFM_FORECAST_KINDS event columns does, and how many days have taught it. */
double wfm_i_effect_of(const wfm_i_fitted *fitted, int column, int64_t *days);

/* ---- shares ---- */

/* Writes 7 x slots shares of a day, Monday first; those of a weekday sum to 1, or are 0 without calls. spare has
 * 4 x slots doubles. */
void wfm_i_profile_of(const wfm_i_days *days, double *shares, double *spare);

#endif
