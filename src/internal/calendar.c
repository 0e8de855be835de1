/* SPDX-License-Identifier: MIT */
#include "internal/calendar.h"

enum { FIRST_DAY = -719162, LAST_DAY = 2932896 }; /* 0001-01-01, 9999-12-31 */

static int32_t is_leap(int32_t year)
{
    if (year % 400 == 0) return 1;
    if (year % 100 == 0) return 0;
    return year % 4 == 0;
}

static int64_t days_before_year(int32_t year)
{
    int64_t past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400 + FIRST_DAY;
}

bool wfm_i_is_day(int64_t day)
{
    if (day < FIRST_DAY) return false;
    return day <= LAST_DAY;
}

int32_t wfm_i_days_in_month(int32_t year, int32_t month)
{
    static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month] + (month == 1 ? is_leap(year) : 0);
}

int64_t wfm_i_day_of(wfm_i_date date)
{
    int64_t day = days_before_year(date.year) + date.date - 1;
    for (int32_t month = 0; month < date.month; month++)
        day += wfm_i_days_in_month(date.year, month);
    return day;
}

wfm_i_date wfm_i_date_of(int64_t day)
{
    wfm_i_date date = {.year = (int32_t)((day - FIRST_DAY) / 366) + 1}; /* never too late; the loop moves it on */
    while (days_before_year(date.year + 1) <= day)
        date.year++;
    int32_t rest = (int32_t)(day - days_before_year(date.year));
    while (rest >= wfm_i_days_in_month(date.year, date.month))
        rest -= wfm_i_days_in_month(date.year, date.month++);
    date.date = rest + 1;
    return date;
}

int32_t wfm_i_weekday_of(int64_t day)
{
    return (int32_t)((day - FIRST_DAY) % 7); /* 0001-01-01 was a Monday */
}
