/* SPDX-License-Identifier: MIT */
/* Series of arrivals read from files, with the events that a planner would know: for the programs that evaluate forecasts
 * and what is done with them. */
#ifndef BENCH_SERIES_H
#define BENCH_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wfm/forecast.h"

enum { MOST_DAYS = 2200, MOST_SLOTS = 96, MOST_EVENTS = 600 };

/* A series of days of intervals. */
typedef struct series {
    const char *name;
    const char *file;
    bool is_bank;
    int64_t days;
    int64_t slots;
    int64_t per_hour; /* slots of an hour */
    int64_t day[MOST_DAYS];
    double calls[MOST_DAYS][MOST_SLOTS];
    bool open[7];
    int64_t weekly; /* weekdays that open */
    int64_t events;
    int64_t event_day[MOST_EVENTS];
    int32_t event_kind[MOST_EVENTS];
} series;

/* How many series there are, the name of one, and it from a folder; false where its file is not there. */
size_t series_count(void);
const char *series_name(size_t which);
bool series_read(const char *folder, size_t which, series *s);

/* 0 Monday. */
int series_weekday(int64_t day);

/* The calls of a row, NaN where one of them is unknown. */
double series_total(const series *s, int64_t row);

/* Its first so many days as a history, without the events if plain. */
wfm_forecast_grid series_grid(const series *s, int64_t days, bool plain);

#endif
