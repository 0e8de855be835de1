/* SPDX-License-Identifier: MIT */
/* Dates and times of day: 2026-03-02 or 02.03.2026, 09:00 or 9:00:00 or 9:00 pm, together or apart. */
#ifndef WFM_CLI_WHEN_H
#define WFM_CLI_WHEN_H

#include "cli/text.h"

#include <stdint.h>

enum { DAY_S = 86400 };

/* Days since 1970-01-01 of a date that exists. */
int64_t when_day(int64_t year, int64_t month, int64_t date);

/* The same, of a text. */
bool when_read_date(span text, int64_t *day);

/* Seconds since midnight. */
bool when_read_time(span text, int64_t *second);

/* A time, or a date and a time with a blank or a T between them. */
bool when_read_start(span text, bool *has_date, int64_t *day, int64_t *second);

/* "09:00", with seconds only where there are some; "Mon 2026-03-02"; "2026-03-02". */
enum { WHEN_SIZE = 40 };
void when_write_time(int64_t second, char text[WHEN_SIZE]);
void when_write_date(int64_t day, char text[WHEN_SIZE]);
/* The weekday of a day number, 0 Monday. */
int when_weekday(int64_t day);

void when_write_weekday(int64_t day, char text[WHEN_SIZE]);

#endif
