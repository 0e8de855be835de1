/* SPDX-License-Identifier: MIT */
/* What `wfm forecast learn` has learnt of a history, and what it does with it. */
#ifndef WFM_CLI_FORECAST_LEARNER_H
#define WFM_CLI_FORECAST_LEARNER_H

#include "cli/history.h"
#include "cli/listing.h"

#include "wfm/forecast.h"

enum { MONTHS = 12, WEEKDAYS = 7, DATES = 31, WEEKS = 5 };

typedef struct cli_learner {
    cli_history history;
    double *total;           /* calls of each day */
    double *share[WEEKDAYS]; /* of the intervals of a weekday; null for a history of days */
    bool has_months;         /* and dates: at least a year of days */
    bool year;               /* what is learnt of months and dates is drawn to 1 by how little it rests on */
    double month_share[MONTHS], month_index[MONTHS], weekday_share[WEEKDAYS], weekday_index[WEEKDAYS];
    double date_index[DATES], week_index[WEEKS];
    double level;
} cli_learner;

/* The days from a row on, as the library has them. */
wfm_forecast_history learner_days(const cli_learner *learner, int64_t first);

/* Weekdays, and months where they are known. */
wfm_forecast_indices learner_indices(cli_learner *learner);

/* The intervals of a day, from the first to the last that have a share; with sum in hundredths that add up to the day's. */
void learner_add_day(cli_listing *listing, const cli_learner *learner, int64_t day, double calls, bool sum);

/* Makes calls hundredths that add up to those of a total, in their proportions. */
void hundredths_of(double total, int64_t count, double *calls);

/* What the last 12 months are of the 12 before, and the year to come of them. False after a message. */
bool learner_growth(cli_learner *learner, const cli_options *options, double *seen, double *expected);

/* `wfm forecast learn --year`: writes the year to come by days, or months; returns the exit code. */
int forecast_year(cli_learner *learner, const cli_options *options);

#endif
