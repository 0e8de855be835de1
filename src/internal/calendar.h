/* SPDX-License-Identifier: MIT */
/* Days since 1970-01-01 in the Gregorian calendar, within the years 1 to 9999. */
#ifndef WFM_INTERNAL_CALENDAR_H
#define WFM_INTERNAL_CALENDAR_H

#include "internal/common.h"

typedef struct wfm_i_date {
    int32_t year;
    int32_t month; /* 0 January */
    int32_t date;  /* 1 the first */
} wfm_i_date;

bool wfm_i_is_day(int64_t day);
int32_t wfm_i_days_in_month(int32_t year, int32_t month);
int64_t wfm_i_day_of(wfm_i_date date);
wfm_i_date wfm_i_date_of(int64_t day);

/* 0 Monday. */
int32_t wfm_i_weekday_of(int64_t day);

#endif
