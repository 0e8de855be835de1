/* SPDX-License-Identifier: MIT */
#include "series.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { EVENTS_NONE = 0, EVENTS_ENGLAND = 1, EVENTS_AMERICA = 2, EVENTS_ISRAEL = 3 };

typedef struct source {
    const char *name;
    const char *file;
    int minutes; /* of an interval */
    int events;
} source;

static const source sources[] = {
    {"bank15", "bank_calls_2003_5min.csv", 15, EVENTS_AMERICA},
    {"bank30", "bank_calls_2003_5min.csv", 30, EVENTS_AMERICA},
    {"center30", "anonymous_bank_1999_6min.csv", 30, EVENTS_ISRAEL},
    {"hospital60", "ed_arrivals_hourly_2014_2018.csv", 60, EVENTS_ENGLAND},
};

size_t series_count(void)
{
    return sizeof sources / sizeof sources[0];
}

const char *series_name(size_t which)
{
    return sources[which].name;
}

static int64_t number_of(int year, int month, int date)
{
    int64_t day = -1;
    (void)wfm_forecast_day_number(year, month, date, &day);
    return day;
}

int series_weekday(int64_t day)
{
    return (int)((day + 3 + 7 * 1000000) % 7); /* 1970-01-01 was a Thursday */
}

/* Sunday on which the clocks change: the last of the month. */
static int64_t last_sunday(int year, int month)
{
    int64_t day = number_of(year, month, 31);
    return day - (series_weekday(day) + 1) % 7;
}

static bool clocks_change(const source *of, int year, int64_t day, int minute)
{
    if (of->events != EVENTS_ENGLAND) return false;
    if (minute != 60) return false;
    return day == last_sunday(year, 3) || day == last_sunday(year, 10);
}

/* Adds one record; a day's row is made when its first comes. */
static void add_record(series *s, const source *of, const char *line)
{
    int year, month, date, hour, minute, imputed = 0;
    double calls;
    int fields = sscanf(line, "%d-%d-%d,%d:%d,%lf,%d", &year, &month, &date, &hour, &minute, &calls, &imputed);
    if (fields < 6) return;
    int64_t day = number_of(year, month, date);
    int slot = (hour * 60 + minute) / of->minutes;
    bool new_day = s->days == 0 || s->day[s->days - 1] != day;
    if (new_day) {
        s->day[s->days] = day;
        for (int64_t i = 0; i < MOST_SLOTS; i++)
            s->calls[s->days][i] = 0;
        s->days++;
    }
    if (imputed != 0 || clocks_change(of, year, day, hour * 60 + minute)) calls = (double)NAN;
    s->calls[s->days - 1][slot] += calls;
}

double series_total(const series *s, int64_t row)
{
    double sum = 0;
    for (int64_t slot = 0; slot < s->slots; slot++)
        sum += s->calls[row][slot];
    return sum;
}

static void add_event(series *s, int64_t day, int32_t kind)
{
    int64_t at = s->events++;
    for (; at > 0 && s->event_day[at - 1] > day; at--) {
        s->event_day[at] = s->event_day[at - 1];
        s->event_kind[at] = s->event_kind[at - 1];
    }
    s->event_day[at] = day;
    s->event_kind[at] = kind;
}

/* Easter Sunday (Meeus, Jones and Butcher). */
static int64_t easter_of(int year)
{
    int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
    int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 19 * l) / 433, n = (h + l - 7 * m + 90) / 25;
    return number_of(year, n, (h + l - 7 * m + 33 * n + 19) % 32);
}

/* The weekday (0 Monday) on or after a day. */
static int64_t on_or_after(int64_t day, int weekday)
{
    return day + (weekday - series_weekday(day) + 7) % 7;
}

enum { PUBLIC = 1, CHRISTMAS = 2, NEW_YEAR = 3, FESTIVAL = 4 };

static void add_england(series *s, int year)
{
    int64_t easter = easter_of(year), christmas = number_of(year, 12, 25), new_year = number_of(year, 1, 1);
    add_event(s, new_year, NEW_YEAR);
    if (series_weekday(new_year) > 4) add_event(s, on_or_after(new_year, 0), PUBLIC);
    add_event(s, easter - 2, PUBLIC);
    add_event(s, easter + 1, PUBLIC);
    add_event(s, on_or_after(number_of(year, 5, 1), 0), PUBLIC);
    add_event(s, on_or_after(number_of(year, 5, 25), 0), PUBLIC);
    add_event(s, on_or_after(number_of(year, 8, 25), 0), PUBLIC);
    add_event(s, christmas, CHRISTMAS);
    add_event(s, christmas + 1, PUBLIC);
    if (series_weekday(christmas) == 4) add_event(s, christmas + 3, PUBLIC);
    if (series_weekday(christmas) == 5) add_event(s, christmas + 2, PUBLIC);
    if (series_weekday(christmas) == 5) add_event(s, christmas + 3, PUBLIC);
    if (series_weekday(christmas) == 6) add_event(s, christmas + 2, PUBLIC);
}

static void add_america(series *s, int year)
{
    add_event(s, on_or_after(number_of(year, 5, 25), 0), PUBLIC);
    add_event(s, number_of(year, 7, 4), PUBLIC);
    add_event(s, on_or_after(number_of(year, 9, 1), 0), PUBLIC);
}

/* The holidays of 1999 by the Hebrew calendar, and the days within the two festivals of a week. */
static void add_israel(series *s)
{
    static const int holiday[][2] = {{4, 1}, {4, 7}, {4, 21}, {5, 21}, {9, 11}, {9, 12}, {9, 20}, {9, 25}, {10, 2}};
    for (size_t i = 0; i < sizeof holiday / sizeof holiday[0]; i++)
        add_event(s, number_of(1999, holiday[i][0], holiday[i][1]), PUBLIC);
    for (int64_t day = number_of(1999, 4, 2); day < number_of(1999, 4, 7); day++)
        add_event(s, day, FESTIVAL);
    for (int64_t day = number_of(1999, 9, 26); day < number_of(1999, 10, 2); day++)
        add_event(s, day, FESTIVAL);
}

bool series_read(const char *folder, size_t which, series *s)
{
    const source *of = &sources[which];
    char path[1024], line[256];
    memset(s, 0, sizeof *s);
    s->name = of->name;
    s->file = of->file;
    s->is_bank = of->events == EVENTS_AMERICA;
    s->per_hour = 60 / of->minutes;
    (void)snprintf(path, sizeof path, "%s/%s", folder, of->file);
    FILE *file = fopen(path, "r");
    if (file == NULL) return false;
    s->slots = 1440 / of->minutes;
    while (s->days < MOST_DAYS && fgets(line, sizeof line, file) != NULL)
        add_record(s, of, line);
    (void)fclose(file);
    for (int64_t row = 0; row < s->days; row++)
        if (series_total(s, row) > 0) s->open[series_weekday(s->day[row])] = true;
    for (int w = 0; w < 7; w++)
        s->weekly += s->open[w];
    for (int year = 1995; year < 2025; year++) {
        if (of->events == EVENTS_ENGLAND) add_england(s, year);
        if (of->events == EVENTS_AMERICA) add_america(s, year);
    }
    if (of->events == EVENTS_ISRAEL) add_israel(s);
    return s->days > 0;
}

wfm_forecast_grid series_grid(const series *s, int64_t days, bool plain)
{
    wfm_forecast_grid grid = WFM_FORECAST_GRID_INIT;
    grid.days = days;
    grid.slots = s->slots;
    grid.calls = s->calls[0];
    grid.calls_day_stride = MOST_SLOTS;
    grid.calls_slot_stride = 1;
    grid.day = s->day;
    grid.day_stride = 1;
    grid.event_count = plain ? 0 : s->events;
    grid.event_day = s->event_day;
    grid.event_day_stride = 1;
    grid.event_kind = s->event_kind;
    grid.event_kind_stride = 1;
    return grid;
}
