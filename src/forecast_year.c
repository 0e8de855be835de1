/* SPDX-License-Identifier: MIT */
/* The year to come: the calls of the last 12 months, grown, over months and days.
 *
 *   1. The last 12 months and the 12 before, month by month: calls of the known days x (MI WI of the open days) / (MI WI of
 *      the known ones), so that an unknown day is neither one without calls nor one of the mean. A month that nobody knows
 *      has the level of the 12 months.
 *   2. year = A g^q, or A times what the caller expects.
 *   3. Each month of the calendar that the year touches, whole or in part, has the weight MI D P/F: D the weekday indices
 *      of its open days, F the weights WI DI E of them all, P of those in the year. P/F is 1 of a whole month.
 *   4. A month's calls are its part of the weights, a day's its part of P. So both sums hold but for rounding. */
#include "wfm/forecast.h"

#include "internal/calendar.h"
#include "internal/columns.h"
#include "internal/history.h"
#include "internal/structs.h"

enum { MONTHS = 12, WEEKDAYS = 7, DATES = 31, AHEAD = 13 };

/* The indices, 1 where none is given. */
typedef struct factors {
    double month[MONTHS], weekday[WEEKDAYS], date[DATES];
} factors;

/* Twelve months of the history. */
typedef struct twelve {
    int64_t begin, end;
    double calls;      /* with those of unknown days, of months that are known */
    double open;       /* MI WI of the open days of these months */
    double known;      /* of their known ones */
    double unknown;    /* of the open days of the other months */
    int64_t days;      /* known */
    int64_t first_day; /* of these */
} twelve;

/* One of them: calls of known days, MI WI of these, and of all open ones. */
typedef struct month_past {
    double calls, known, open;
} month_past;

/* A month to come, or the part of it that is in the year. */
typedef struct month_ahead {
    int64_t end;   /* the first day after it */
    double days;   /* WI DI E of its open days */
    double weight; /* MI D P/F */
} month_ahead;

typedef struct year_ahead {
    int64_t begin, end;
    month_ahead month[AHEAD];
    int months;
    double weight; /* of all months */
} year_ahead;

void wfm_forecast_coming_init(wfm_forecast_coming *coming, size_t size)
{
    wfm_i_struct_init(coming, size);
}

void wfm_forecast_year_init(wfm_forecast_year *year, size_t size)
{
    wfm_i_struct_init(year, size);
}

/* Beyond these the ratio of two years, or the product of indices, could leave the doubles. */
static const double LEAST = 1e-100;
static const double MOST = 1e100;

/* ---- what is given ---- */

static wfm_status read_column(const double *column, ptrdiff_t stride, int count, double *out)
{
    for (int i = 0; i < count; i++) {
        out[i] = column == NULL ? 1 : wfm_i_at(column, stride, i);
        if (!(out[i] >= 0)) return WFM_BAD_INDEX;
        if (out[i] > MOST) return WFM_BAD_INDEX;
    }
    return WFM_OK;
}

static wfm_status read_factors(const wfm_forecast_indices *given, factors *f)
{
    double week[DATES / WEEKDAYS + 1];
    wfm_forecast_indices i;
    wfm_status status = wfm_i_struct_read(&i, sizeof i, given, WFM_BAD_FORECAST_STRUCT);
    if (status == WFM_OK) status = read_column(i.month_index, i.month_index_stride, MONTHS, f->month);
    if (status == WFM_OK) status = read_column(i.weekday_index, i.weekday_index_stride, WEEKDAYS, f->weekday);
    if (status != WFM_OK) return status;
    if (i.date_index != NULL) return read_column(i.date_index, i.date_index_stride, DATES, f->date);
    status = read_column(i.week_index, i.week_index_stride, DATES / WEEKDAYS + 1, week);
    for (int date = 0; date < DATES; date++)
        f->date[date] = week[date / WEEKDAYS];
    return status;
}

static wfm_status read_coming(wfm_forecast_coming *c, const wfm_forecast_coming *given)
{
    wfm_status status = wfm_i_struct_read(c, sizeof *c, given, WFM_BAD_FORECAST_STRUCT);
    if (status != WFM_OK) return status;
    return c->count < 0 ? WFM_BAD_COUNT : WFM_OK;
}

/* Its first error, and where the history ends. */
static wfm_status check_history(const wfm_forecast_history *h, int64_t *end)
{
    wfm_i_history_day d = {0};
    for (int64_t row = 0; row < h->count; row++) {
        wfm_status status = wfm_i_history_row(h, row, d.day, &d);
        if (status != WFM_OK) return status;
    }
    *end = d.day + 1;
    return h->count > 0 ? WFM_OK : WFM_NO_HISTORY;
}

static int64_t day_at(const wfm_forecast_coming *c, int64_t row)
{
    return c->day[(ptrdiff_t)row * c->day_stride];
}

static double multiplier_at(const wfm_forecast_coming *c, int64_t row)
{
    bool closed = c->closed != NULL && wfm_i_at(c->closed, c->closed_stride, row) != 0;
    if (closed) return 0;
    return c->multiplier == NULL ? 1 : wfm_i_at(c->multiplier, c->multiplier_stride, row);
}

/* The same date so many years on; the 1st of March for the 29th of February where there is none. */
static int64_t years_on(int64_t day, int32_t years)
{
    wfm_i_date date = wfm_i_date_of(day);
    date.year += years;
    return wfm_i_day_of(date);
}

/* Whether the days to come ascend within one year after the history, which then has its bounds. */
static wfm_status check_coming(const wfm_forecast_coming *c, int64_t history_end, year_ahead *y)
{
    if (c->day == NULL && c->count > 0) return WFM_BAD_FORECAST_COLUMN;
    y->begin = c->count > 0 ? day_at(c, 0) : history_end;
    if (!wfm_i_is_day(y->begin)) return WFM_BAD_DAY;
    if (wfm_i_date_of(y->begin).year > 9998) return WFM_BAD_DAY;
    if (wfm_i_date_of(history_end).year < 3) return WFM_BAD_DAY;
    y->end = years_on(y->begin, 1);
    for (int64_t row = 0, before = history_end - 1; row < c->count; row++) {
        int64_t day = day_at(c, row);
        if (day <= before) return WFM_BAD_DAY;
        if (day >= y->end) return WFM_BAD_DAY;
        if (!wfm_i_finite_from_zero(multiplier_at(c, row))) return WFM_BAD_INDEX;
        before = day;
    }
    if (!wfm_i_finite_from_zero(c->growth_factor)) return WFM_BAD_GROWTH;
    return wfm_i_is_fraction(c->damping) ? WFM_OK : WFM_BAD_GROWTH;
}

/* ---- the years past ---- */

/* A day up to the last of the history; unknown where it has no row. The row moves on with the days. */
static wfm_i_history_day day_of_history(const wfm_forecast_history *h, int64_t day, int64_t *row)
{
    wfm_i_history_day d = {.day = day, .calls = WFM_I_NAN};
    while (h->day[(ptrdiff_t)*row * h->day_stride] < day)
        *row += 1;
    if (h->day[(ptrdiff_t)*row * h->day_stride] == day) wfm_i_history_row(h, *row, day - 1, &d);
    return d;
}

static void add_month(twelve *t, const month_past *m)
{
    bool known = m->known > 0;
    t->calls += known ? m->calls * (m->open / m->known) : m->calls;
    t->known += m->known;
    if (known) t->open += m->open;
    if (!known) t->unknown += m->open;
}

static void add_day(twelve *t, month_past *m, const wfm_i_history_day *d, double factor)
{
    if (d->closed) return;
    m->open += factor;
    if (isnan(d->calls)) return;
    m->known += factor;
    m->calls += d->calls;
    if (t->days++ == 0) t->first_day = d->day;
}

static void add_up(twelve *t, const wfm_forecast_history *h, const factors *f, int64_t *row)
{
    month_past m = {.calls = 0};
    for (int64_t day = t->begin; day < t->end; day++) {
        wfm_i_date date = wfm_i_date_of(day);
        wfm_i_history_day d = day_of_history(h, day, row);
        if (date.date == 1) {
            add_month(t, &m);
            m = (month_past){.calls = 0};
        }
        add_day(t, &m, &d, f->month[date.month] * f->weekday[wfm_i_weekday_of(day)]);
    }
    add_month(t, &m);
}

/* Their calls; NaN beyond what can be reckoned with. */
static double calls_of(const twelve *t)
{
    double calls = t->open > 0 ? t->calls * (1 + t->unknown / t->open) : t->calls;
    if (calls == 0) return 0;
    return calls >= LEAST && calls <= MOST ? calls : WFM_I_NAN;
}

static bool is_known(const twelve *t)
{
    if (t->days == 0) return false;
    if (t->first_day >= t->begin + DATES) return false;
    if (t->known < (t->open + t->unknown) / 2) return false;
    return !(t->calls == 0);
}

static wfm_status learn_year(const wfm_forecast_history *h, const factors *f, int64_t end, wfm_forecast_year *y)
{
    int64_t row = 0;
    twelve before = {.begin = years_on(end, -2), .end = years_on(end, -1)};
    twelve last = {.begin = before.end, .end = end};
    add_up(&before, h, f, &row);
    add_up(&last, h, f, &row);
    if (last.days == 0) return WFM_NO_HISTORY;
    y->last_year = calls_of(&last);
    if (isnan(y->last_year)) return WFM_BAD_CALLS;
    y->growth_factor = 1;
    y->year_before = WFM_I_NAN;
    wfm_status caveat = last.unknown > 0 ? WFM_CAVEAT_MONTH_UNKNOWN : WFM_OK;
    if (y->last_year == 0) return caveat | WFM_CAVEAT_ALL_ZERO;
    if (!is_known(&before)) return caveat | WFM_CAVEAT_GROWTH_UNKNOWN;
    y->year_before = calls_of(&before);
    if (isnan(y->year_before)) return WFM_BAD_CALLS;
    y->growth_factor = y->last_year / y->year_before;
    return before.unknown > 0 ? WFM_CAVEAT_MONTH_UNKNOWN : caveat;
}

/* ---- the year to come ---- */

/* WI DI E of a day; the row moves on with the days. */
static double day_weight(const wfm_forecast_coming *c, const factors *f, int64_t day, int32_t date, int64_t *row)
{
    double multiplier = 1;
    if (*row < c->count && day_at(c, *row) == day) multiplier = multiplier_at(c, (*row)++);
    return f->weekday[wfm_i_weekday_of(day)] * f->date[date] * multiplier;
}

/* Whether a day that the caller gives is open; the row is that of the first day given from it on. */
static bool is_open(const wfm_forecast_coming *c, int64_t day, int64_t row)
{
    if (row == c->count) return true;
    return day_at(c, row) != day || multiplier_at(c, row) > 0;
}

static month_ahead weigh_month(const year_ahead *y, const wfm_forecast_coming *c, const factors *f, wfm_i_date date,
                               int64_t *row)
{
    month_ahead m = {.end = y->end};
    double open = 0, all = 0;
    int32_t days = wfm_i_days_in_month(date.year, date.month);
    int64_t first = wfm_i_day_of((wfm_i_date){date.year, date.month, 1});
    for (int32_t i = 0; i < days; i++) {
        int64_t day = first + i;
        if (is_open(c, day, *row)) open += f->weekday[wfm_i_weekday_of(day)];
        double weight = day_weight(c, f, day, i, row);
        all += weight;
        if (day >= y->begin && day < y->end) m.days += weight;
    }
    if (first + days < y->end) m.end = first + days;
    if (all > 0) m.weight = f->month[date.month] * open * (m.days / all);
    return m;
}

static wfm_status weigh_months(year_ahead *y, const wfm_forecast_coming *c, const factors *f)
{
    int64_t row = 0;
    y->weight = 0;
    y->months = 0;
    for (int64_t day = y->begin; day < y->end; day = y->month[y->months++].end) {
        y->month[y->months] = weigh_month(y, c, f, wfm_i_date_of(day), &row);
        y->weight += y->month[y->months].weight;
    }
    if (!wfm_i_finite_from_zero(y->weight)) return WFM_BAD_INDEX;
    return y->weight > 0 ? WFM_OK : WFM_NO_VOLUME;
}

static void write_days(const year_ahead *y, const wfm_forecast_coming *c, const factors *f, double calls_of_year,
                       double *calls, ptrdiff_t calls_stride)
{
    const month_ahead *m = y->month;
    for (int64_t row = 0; row < c->count;) {
        int64_t at = row, day = day_at(c, row);
        while (day >= m->end)
            m++;
        double weight = day_weight(c, f, day, wfm_i_date_of(day).date - 1, &row);
        double month = calls_of_year * (m->weight / y->weight);
        wfm_i_put(calls, calls_stride, at, m->days > 0 ? month * (weight / m->days) : 0);
    }
}

/* The year's calls from what was learnt; a growth that the caller gives leaves no caveat of one. */
static wfm_status grow(const wfm_forecast_coming *c, wfm_status learnt, wfm_forecast_year *y)
{
    double damping = c->damping > 0 ? c->damping : 0.5;
    bool given = c->growth_factor > 0;
    y->year = y->last_year * (given ? c->growth_factor : pow(y->growth_factor, damping));
    if (!wfm_i_finite_from_zero(y->year)) return WFM_BAD_CALLS;
    return given ? learnt & ~WFM_CAVEAT_GROWTH_UNKNOWN : learnt;
}

static wfm_status forecast_year(const wfm_forecast_history *history, const wfm_forecast_indices *indices,
                                const wfm_forecast_coming *c, double *calls, ptrdiff_t calls_stride,
                                wfm_forecast_year *learnt)
{
    wfm_forecast_history h;
    factors f;
    year_ahead y;
    int64_t end = 0;
    wfm_status status = wfm_i_history_read(&h, history);
    if (status == WFM_OK) status = read_factors(indices, &f);
    if (status == WFM_OK) status = check_history(&h, &end);
    if (status == WFM_OK) status = check_coming(c, end, &y);
    if (status == WFM_OK) status = weigh_months(&y, c, &f);
    if (status != WFM_OK) return status;
    status = learn_year(&h, &f, end, learnt);
    if (!wfm_failed(status)) status = grow(c, status, learnt);
    if (!wfm_failed(status)) write_days(&y, c, &f, learnt->year, calls, calls_stride);
    return status;
}

wfm_status wfm_forecast_year_to_days(const wfm_forecast_history *history, const wfm_forecast_indices *indices,
                                     const wfm_forecast_coming *coming, double *calls, ptrdiff_t calls_stride,
                                     wfm_forecast_year *year)
{
    wfm_forecast_coming c;
    wfm_forecast_year learnt = WFM_FORECAST_YEAR_INIT;
    wfm_status status = wfm_i_struct_open(year);
    if (status != WFM_OK) return status;
    if (calls == NULL) return WFM_BAD_OUTPUT;
    status = read_coming(&c, coming);
    if (status != WFM_OK) return status; /* the number of days is not known either */
    wfm_i_fill(calls, calls_stride, c.count, WFM_I_NAN);
    status = forecast_year(history, indices, &c, calls, calls_stride, &learnt);
    if (!wfm_failed(status)) wfm_i_struct_write(year, &learnt, sizeof learnt);
    return status;
}
