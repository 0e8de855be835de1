/* SPDX-License-Identifier: MIT */
/* Day totals of a grid.
 *
 *   1. only the last 156 weeks are looked at
 *   2. a weekday may be open if one of its last 8 known days had calls
 *   3. a day's total is the sum of its intervals; where some are unknown it is raised by their usual part of the weekday,
 *      if that is at most a third, and else unknown: so an outage or the hour that the clock skips costs no level
 *   4. days set aside by internal/cleaning.c have no z, but for those that an event explains: they are to teach it, and
 *      the regression's weights hold the wild ones among them
 *   5. days without calls that chance does not explain have no total either; rows of them before the first call, when the
 *      center was not there yet, are not among the days, and no average takes them in
 *   6. days without a row between the first and the last are unknown, not absent: no day's weekday or place in the month
 *      hangs on its row */
#include "internal/days.h"

#include "internal/calendar.h"
#include "internal/cleaning.h"
#include "internal/columns.h"

enum { RECENT = 84 /* days */, JUDGED = 8 /* days of a weekday */ };

static const double LEAST_KNOWN = 2.0 / 3; /* of a day */

/* ---- totals of rows ---- */

static double *usual_of(double *usual, const wfm_forecast_grid *g, int64_t weekday)
{
    return usual + weekday * g->slots;
}

/* Means of the known intervals of each weekday's last days, 0 without any. */
static void learn_usual(const wfm_forecast_grid *g, double *usual)
{
    int64_t last = g->days > 0 ? wfm_i_grid_day(g, g->days - 1) : 0;
    double times[WFM_I_WEEKDAYS];
    for (int64_t slot = 0; slot < g->slots; slot++) {
        for (int w = 0; w < WFM_I_WEEKDAYS; w++)
            usual_of(usual, g, w)[slot] = times[w] = 0;
        for (int64_t row = g->days - 1; row >= 0; row--) {
            int64_t day = wfm_i_grid_day(g, row);
            double calls = wfm_i_grid_calls(g, row, slot);
            if (last - day >= RECENT) break;
            if (isnan(calls)) continue;
            if (wfm_i_is_closed(g, row, slot)) continue;
            int32_t weekday = wfm_i_weekday_of(day);
            usual_of(usual, g, weekday)[slot] += calls;
            times[weekday] += 1;
        }
        for (int w = 0; w < WFM_I_WEEKDAYS; w++)
            if (times[w] > 0) usual_of(usual, g, w)[slot] /= times[w];
    }
}

static bool is_closed_day(const wfm_forecast_grid *g, int64_t row)
{
    for (int64_t slot = 0; slot < g->slots; slot++)
        if (!wfm_i_is_closed(g, row, slot)) return false;
    return true;
}

/* NaN where too little of the day is known, or nothing of it is open. */
static double total_of(wfm_i_days *d, int64_t row)
{
    const wfm_forecast_grid *g = &d->grid;
    double sum = 0, known = 0, missing = 0;
    int64_t counted = 0, unknown = 0;
    const double *mean = usual_of(d->usual, g, wfm_i_weekday_of(wfm_i_grid_day(g, row)));
    for (int64_t slot = 0; slot < g->slots; slot++) {
        double calls = wfm_i_grid_calls(g, row, slot);
        if (wfm_i_is_closed(g, row, slot)) continue;
        if (isnan(calls)) {
            unknown++;
            missing += mean[slot];
        } else {
            counted++;
            sum += calls;
            known += mean[slot];
        }
    }
    if (counted == 0) return WFM_I_NAN;
    d->most = fmax(d->most, sum);
    if (unknown == 0) return sum;
    double part = known / (known + missing);
    return part >= LEAST_KNOWN ? sum / part : WFM_I_NAN;
}

/* ---- events ---- */

enum { ITSELF = 0, BEFORE = 1, AFTER = 2 };

static double bit_of(int32_t kind, int when)
{
    return ldexp(1, when * WFM_FORECAST_KINDS + kind - 1);
}

/* Adds a column to a set. */
static double with(double set, double bit)
{
    return fmod(floor(set / bit), 2) != 0 ? set : set + bit;
}

static int64_t event_day(const wfm_forecast_grid *g, int64_t event)
{
    return g->event_day[(ptrdiff_t)event * g->event_day_stride];
}

static int32_t event_kind(const wfm_forecast_grid *g, int64_t event)
{
    return g->event_kind[(ptrdiff_t)event * g->event_kind_stride];
}

/* The first event that is not before a day. */
static int64_t first_event(const wfm_forecast_grid *g, int64_t day)
{
    int64_t low = 0, high = g->event_count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (event_day(g, middle) < day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The nearest day before (-1) or after (1) that may be open. */
static int64_t next_open(const wfm_i_days *d, int64_t day, int64_t step)
{
    for (int64_t away = 1; away < WFM_I_WEEKDAYS; away++) {
        int64_t other = day + step * away;
        int64_t weekday = (wfm_i_weekday_of(day) + WFM_I_WEEKDAYS + step * away) % WFM_I_WEEKDAYS;
        if (d->open[weekday]) return other;
    }
    return day + step * WFM_I_WEEKDAYS;
}

double wfm_i_events_of(const wfm_i_days *d, int64_t day)
{
    double set = 0, near = 0;
    int64_t earlier = next_open(d, day, -1), later = next_open(d, day, 1);
    for (int64_t event = first_event(&d->grid, earlier); event < d->grid.event_count; event++) {
        int64_t of = event_day(&d->grid, event);
        int32_t kind = event_kind(&d->grid, event);
        if (of > later) break;
        if (of == day) {
            set = with(set, bit_of(kind, ITSELF));
        } else {
            near = with(near, bit_of(kind, of > day ? BEFORE : AFTER));
        }
    }
    return set > 0 ? set : near;
}

/* Tells of each kind whether a set has the kind's own days. */
static bool has_kind(double set, int32_t kind)
{
    return fmod(floor(set / bit_of(kind, ITSELF)), 2) != 0;
}

bool wfm_i_is_untaught(const wfm_i_days *d, int64_t day)
{
    double set = wfm_i_events_of(d, day);
    for (int32_t kind = 1; kind <= WFM_FORECAST_KINDS && set > 0; kind++)
        if (has_kind(set, kind) && !d->taught[kind - 1]) return true;
    return false;
}

bool wfm_i_has_event(const wfm_i_days *d, int64_t i)
{
    return fmod(d->events[i], bit_of(1, BEFORE)) != 0;
}

static void note_kinds(wfm_i_days *d, double set)
{
    for (int32_t kind = 1; kind <= WFM_FORECAST_KINDS && set > 0; kind++)
        if (has_kind(set, kind)) d->taught[kind - 1] = true;
}

/* ---- the days ---- */

/* Whether one of a weekday's last known days had calls. */
static bool opens(const wfm_forecast_grid *g, const double *total, int32_t weekday)
{
    int judged = 0;
    for (int64_t row = g->days - 1; row >= 0 && judged < JUDGED; row--) {
        if (wfm_i_weekday_of(wfm_i_grid_day(g, row)) != weekday) continue;
        if (total[row] > 0) return true;
        judged += !isnan(total[row]);
    }
    return false;
}

/* Which rows models may learn from. A day that an event explains is never too far off. */
static void judge(wfm_i_days *d, const double *total, double *event, double *work, int32_t *code)
{
    const wfm_forecast_grid *g = &d->grid;
    wfm_i_totals totals = {.count = g->days, .day = g->day, .day_stride = g->day_stride};
    for (int64_t row = 0; row < g->days; row++)
        event[row] = wfm_i_events_of(d, wfm_i_grid_day(g, row));
    totals.calls = total;
    totals.calls_stride = 1;
    totals.event = g->event_count > 0 ? event : NULL;
    totals.event_stride = 1;
    wfm_i_clean_days(&totals, code, 1, NULL, 0, work);
    for (int64_t row = 0; row < g->days; row++) {
        bool closed = is_closed_day(g, row);
        if (closed) code[row] = WFM_FORECAST_DAY_CLOSED;
        bool explained = code[row] == WFM_FORECAST_DAY_OUTLIER && event[row] > 0;
        if (explained) code[row] = WFM_FORECAST_DAY_KEPT;
        if (closed || !isnan(total[row])) d->seen[wfm_i_weekday_of(wfm_i_grid_day(g, row))] = true;
    }
}

/* Puts rows and the gaps between them into one column of days. */
static void line_up(wfm_i_days *d, const double *total, const double *event, const int32_t *code)
{
    const wfm_forecast_grid *g = &d->grid;
    int64_t row = d->first;
    for (int64_t day = wfm_i_grid_day(g, row); day <= d->last; day++) {
        int64_t of = row;
        bool here = wfm_i_grid_day(g, row) == day;
        if (here) row++;
        if (!d->open[wfm_i_weekday_of(day)]) continue;
        if (here && code[of] == WFM_FORECAST_DAY_CLOSED) continue;
        bool kept = here && wfm_i_is_kept(code[of]) && total[of] > 0;
        bool told = here && code[of] != WFM_FORECAST_DAY_ZERO;
        d->day[d->count] = (double)day;
        d->calls[d->count] = told ? total[of] : WFM_I_NAN;
        d->z[d->count] = kept ? wfm_i_ln(total[of]) : WFM_I_NAN;
        d->events[d->count] = here ? event[of] : 0;
        d->effect[d->count] = 0;
        if (kept) note_kinds(d, event[of]);
        d->count++;
    }
}

static bool has_calls(const wfm_forecast_grid *g, int64_t row)
{
    for (int64_t slot = 0; slot < g->slots; slot++)
        if (wfm_i_grid_calls(g, row, slot) > 0) return true;
    return false;
}

/* Rows from before the first call, which are not chance's. */
static int64_t leading(const wfm_forecast_grid *g, const int32_t *code)
{
    int64_t row = 0;
    while (row < g->days && !wfm_i_is_kept(code[row]) && !has_calls(g, row))
        row++;
    return row;
}

/* Leaves out the rows before the span; how many. */
static int64_t trim(wfm_forecast_grid *g)
{
    int64_t old = 0;
    while (old < g->days && wfm_i_grid_day(g, g->days - 1) - wfm_i_grid_day(g, old) >= WFM_I_SPAN)
        old++;
    wfm_i_grid_drop(g, old);
    return old;
}

void wfm_i_days_of(wfm_i_days *d, const wfm_forecast_grid *grid, double *work, int32_t *code, ptrdiff_t code_stride)
{
    int32_t of_row[WFM_I_SPAN];
    double *total = work + 4 * WFM_I_SPAN, *event = work + 5 * WFM_I_SPAN;
    *d = (wfm_i_days){.grid = *grid, .usual = work + WFM_I_DAY_COLUMNS * WFM_I_SPAN};
    d->day = work;
    d->calls = work + WFM_I_SPAN;
    d->z = work + 2 * WFM_I_SPAN;
    d->events = work + 3 * WFM_I_SPAN;
    d->effect = work + 6 * WFM_I_SPAN;
    int64_t old = trim(&d->grid);
    learn_usual(&d->grid, d->usual);
    for (int64_t row = 0; row < d->grid.days; row++)
        total[row] = total_of(d, row);
    for (int32_t weekday = 0; weekday < WFM_I_WEEKDAYS; weekday++) {
        d->open[weekday] = opens(&d->grid, total, weekday);
        d->weekly += d->open[weekday];
    }
    judge(d, total, event, work, of_row);
    for (int64_t row = 0; code != NULL && row < grid->days; row++)
        code[(ptrdiff_t)row * code_stride] = row < old ? WFM_FORECAST_DAY_OLD : of_row[row - old];
    d->first = leading(&d->grid, of_row);
    if (d->grid.days == 0) return;
    d->last = wfm_i_grid_day(&d->grid, d->grid.days - 1);
    if (d->first < d->grid.days) line_up(d, total, event, of_row);
}

int64_t wfm_i_days_before(const wfm_i_days *d, int64_t day)
{
    int64_t low = 0, high = d->count;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (d->day[middle] < (double)day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

int64_t wfm_i_days_ahead(const wfm_i_days *d, int64_t count, int64_t day)
{
    int64_t from = count > 0 ? (int64_t)d->day[count - 1] : day - 1;
    int64_t weeks = (day - from) / WFM_I_WEEKDAYS, ahead = weeks * d->weekly;
    for (int64_t at = from + weeks * WFM_I_WEEKDAYS + 1; at <= day; at++)
        ahead += d->open[wfm_i_weekday_of(at)];
    return ahead;
}
