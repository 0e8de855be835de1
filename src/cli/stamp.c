/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "cli/stamp.h"

#include "cli/when.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { QUARTER_S = 900 }; /* no zone has changed its clock within a quarter of an hour of UTC since 1972 */
enum { MOST_DIGITS = 15 };

static const double latest_s = 253402214400.0;      /* the last day of 9999 */
static const double least_since_1970_s = 100000000; /* a smaller number in a CSV file is no moment of a call center */

/* ---- the local clock ---- */

static double find_ahead(int64_t quarter)
{
    time_t moment = (time_t)(quarter * QUARTER_S);
    struct tm local;
    if (localtime_r(&moment, &local) == NULL) return 0;
    int64_t day = when_day((int64_t)local.tm_year + 1900, (int64_t)local.tm_mon + 1, local.tm_mday);
    int64_t second = (int64_t)local.tm_hour * 3600 + (int64_t)local.tm_min * 60 + local.tm_sec;
    return (double)(day * DAY_S + second - quarter * QUARTER_S);
}

double stamp_local(local_clock *clock, double epoch_s)
{
    int64_t quarter = (int64_t)floor(epoch_s / QUARTER_S);
    bool known = clock->set && clock->quarter == quarter;
    if (!clock->set) tzset(); /* localtime_r need not look at TZ by itself */
    if (!known) *clock = (local_clock){quarter, find_ahead(quarter), true};
    return epoch_s + clock->ahead_s;
}

/* ---- moments ---- */

static size_t digits_of(span text, double *value)
{
    size_t size = 0;
    int64_t sum = 0;
    for (; size < text.size && size < MOST_DIGITS; size++) {
        char c = text.data[size];
        if (c < '0' || c > '9') break;
        sum = sum * 10 + (c - '0');
    }
    *value = (double)sum;
    return size;
}

bool stamp_read_seconds(span text, double *seconds)
{
    static const double power[MOST_DIGITS + 1] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                  1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    size_t whole = digits_of(text, seconds);
    if (whole == 0) return false;
    if (whole == text.size) return true;
    if (text.data[whole] != '.') return false;
    span behind = {text.data + whole + 1, text.size - whole - 1};
    double decimals = 0;
    size_t size = digits_of(behind, &decimals);
    *seconds += decimals / power[size];
    return size > 0 && size == behind.size;
}

/* Takes ".25" off the end of a time that has seconds: a point behind the last colon. */
static bool take_fraction(span *text, double *fraction)
{
    size_t at = text->size;
    *fraction = 0;
    while (at > 0 && text->data[at - 1] >= '0' && text->data[at - 1] <= '9')
        at--;
    if (at < 3 || text->data[at - 1] != '.') return true;
    bool behind_seconds = at >= 4 && text->data[at - 4] == ':';
    if (!behind_seconds) return true; /* a date such as 02.03.2026, which the reader of dates judges */
    char decimals[2 + MOST_DIGITS] = "0";
    size_t size = text->size - at + 1;
    if (size < 2 || size > MOST_DIGITS) return false;
    memcpy(decimals + 1, text->data + at - 1, size);
    text->size = at - 1;
    return stamp_read_seconds((span){decimals, size + 1}, fraction);
}

static bool read_epoch(local_clock *clock, span text, cli_stamp *stamp)
{
    double seconds = 0;
    if (!stamp_read_seconds(text, &seconds)) return false;
    if (seconds <= least_since_1970_s || seconds > latest_s) return false;
    *stamp = (cli_stamp){stamp_local(clock, seconds), seconds, true};
    return true;
}

bool stamp_read(local_clock *clock, span text, cli_stamp *stamp)
{
    int64_t day = 0, second = 0;
    double fraction = 0;
    text = span_trimmed(text);
    *stamp = (cli_stamp){0, NO_NUMBER, false};
    if (read_epoch(clock, text, stamp)) return true;
    if (!take_fraction(&text, &fraction)) return false;
    if (!when_read_start(text, &stamp->has_date, &day, &second)) return false;
    stamp->local_s = (double)(day * DAY_S + second) + fraction;
    return true;
}

double stamp_between(const cli_stamp *from, const cli_stamp *to)
{
    double apart = to->epoch_s - from->epoch_s; /* right also where the clock is changed between them */
    if (!isnan(apart)) return apart;
    bool day_known = from->has_date && to->has_date;
    if (day_known) return to->local_s - from->local_s;
    double day_s = DAY_S;
    apart = fmod(to->local_s, day_s) - fmod(from->local_s, day_s);
    return apart < 0 ? apart + day_s : apart;
}

/* ---- spans ---- */

bool stamp_read_span(span text, bool comma_allowed, cli_reading *reading)
{
    double total = 0, part = 0;
    text = span_trimmed(text);
    span rest = text;
    int colons = 0;
    bool fine = true;
    for (const char *colon; rest.size > 0 && (colon = memchr(rest.data, ':', rest.size)) != NULL; colons++) {
        size_t size = (size_t)(colon - rest.data);
        bool digits = digits_of((span){rest.data, size}, &part) == size && size > 0;
        bool fits = colons == 0 || part < 60;
        fine = fine && digits && fits;
        total = (total + part) * 60;
        rest = (span){colon + 1, rest.size - size - 1};
    }
    if (colons == 0) return number_read(QUANTITY_TIME, text, comma_allowed, reading);
    fine = fine && colons <= 2 && stamp_read_seconds(rest, &part) && part < 60;
    *reading = (cli_reading){.value = total + part};
    if (!fine) {
        snprintf(reading->problem, sizeof reading->problem,
                 "is not a time span: write seconds such as 210, or 210s, 3.5m, 3:30 or 0:03:30");
    }
    return fine;
}

bool stamp_read_duration(span text, bool comma_allowed, cli_reading *reading)
{
    if (!stamp_read_span(text, comma_allowed, reading)) return false;
    if (reading->value <= WEEK_S) return true;
    snprintf(reading->problem, sizeof reading->problem, "is longer than a week: write %d s at most", WEEK_S);
    return false;
}
