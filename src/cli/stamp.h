/* SPDX-License-Identifier: MIT */
/* Moments and spans of time as logs give them: seconds since 1970 (UTC), or a local date and time, with fractions. */
#ifndef WFM_CLI_STAMP_H
#define WFM_CLI_STAMP_H

#include "cli/number.h"

#include <stdint.h>

/* How far the local clock is ahead of UTC, remembered for a quarter of an hour; zeroed at first. */
typedef struct local_clock {
    int64_t quarter;
    double ahead_s;
    bool set;
} local_clock;

typedef struct cli_stamp {
    double local_s; /* since 1970-01-01 00:00 of the local clock; since midnight where there is no date */
    double epoch_s; /* since 1970-01-01 00:00 UTC; NaN where the file gives a local time */
    bool has_date;
} cli_stamp;

/* Seconds since 1970-01-01 00:00 as people read the clock at that moment: TZ, or the machine's own zone, says how. The
 * hour that is repeated in autumn falls together with the one before it. */
double stamp_local(local_clock *clock, double epoch_s);

/* Digits, with a decimal point and more of them or without: no sign, no exponent. */
bool stamp_read_seconds(span text, double *seconds);

/* "2026-03-02 09:00:01.25", "09:00", or seconds since 1970, of which the local time is found. */
bool stamp_read(local_clock *clock, span text, cli_stamp *stamp);

/* Seconds from one to the other. Without dates the later one may be past midnight. */
double stamp_between(const cli_stamp *from, const cli_stamp *to);

/* A span: 210, 210s, 3.5m as number_read takes it, or 3:30, 0:03:30, 3:30.5. */
bool stamp_read_span(span text, bool comma_allowed, cli_reading *reading);

/* Likewise how long something took that happened to one call: beyond a week it is a moment, or has a digit too many, and
 * would make nonsense of every mean. */
enum { WEEK_S = 604800 };
bool stamp_read_duration(span text, bool comma_allowed, cli_reading *reading);

#endif
