/* SPDX-License-Identifier: MIT */
/* Shares and indices learnt from history, and days forecast by them.
 *
 * A day's calls are taken as month level x weekday level. All that the fit needs of a history is, for each month and
 * weekday, how many known open days there were and what they add up to: 84 cells, whatever the history's length.
 *
 *   1. weekday level = calls of the weekday / sum over its known days of their months' levels
 *   2. month level = calls of the month / sum over its known days of their weekdays' levels
 *   3. again, until no month's level moves; each round keeps the margins that the other has set
 *
 * These are the equations of a Poisson likelihood of the product, so that an unknown day has no say. A month's calls
 * are then its level x the weekday levels of its days of operation, known or not; closed days are none. Dates come last,
 * by what their days had over these levels: every month has all of them, so that they hardly move what was fitted. */
#include "wfm/forecast.h"

#include "internal/calendar.h"
#include "internal/columns.h"
#include "internal/history.h"
#include "internal/structs.h"

enum { MONTHS = 12, WEEKDAYS = 7, DATES = 31, WEEKS = 5, ROUNDS = 500 };

/* The weight of the 1 that an index is drawn to, in years and in months. */
static const double MONTH_WEIGHT = 2;
static const double DATE_WEIGHT = 4;

typedef struct cells {
    double known[MONTHS][WEEKDAYS]; /* days, open and known */
    double calls[MONTHS][WEEKDAYS]; /* of these */
    double open[MONTHS][WEEKDAYS];  /* days of the calendar in the months that the history touches, less closed ones */
    double times[MONTHS];           /* how often it touches each month */
    bool closed[WEEKDAYS];          /* a day that was closed */
} cells;

/* What the days of a date, or of a week of the month, had and would have had by months and weekdays. */
typedef struct place {
    double calls, expected;
    double months; /* that know it */
    int32_t last;  /* of these, counted from the year 0 */
} place;

typedef struct levels {
    double month[MONTHS];
    double weekday[WEEKDAYS];
} levels;

void wfm_forecast_history_init(wfm_forecast_history *history, size_t size)
{
    wfm_i_struct_init(history, size);
}

void wfm_forecast_indices_init(wfm_forecast_indices *indices, size_t size)
{
    wfm_i_struct_init(indices, size);
}

void wfm_forecast_grid_init(wfm_forecast_grid *grid, size_t size)
{
    wfm_i_struct_init(grid, size);
}

/* ---- learning from days ---- */

/* The calendar of a month that the history touches. */
static void add_month(cells *c, wfm_i_date date)
{
    int32_t weekday = wfm_i_weekday_of(wfm_i_day_of((wfm_i_date){date.year, date.month, 1}));
    int32_t days = wfm_i_days_in_month(date.year, date.month);
    for (int32_t i = 0; i < days; i++)
        c->open[date.month][(weekday + i) % WEEKDAYS] += 1;
    c->times[date.month] += 1;
}

static void add_day(cells *c, const wfm_i_history_day *d, int32_t month)
{
    int32_t weekday = wfm_i_weekday_of(d->day);
    if (d->closed) {
        c->open[month][weekday] -= 1;
        c->closed[weekday] = true;
    } else if (!isnan(d->calls)) {
        c->known[month][weekday] += 1;
        c->calls[month][weekday] += d->calls;
    }
}

static wfm_status count_days(cells *c, const wfm_forecast_history *h)
{
    wfm_i_history_day d = {0};
    wfm_i_date last = {.year = 0};
    for (int64_t row = 0; row < h->count; row++) {
        wfm_status status = wfm_i_history_row(h, row, d.day, &d);
        if (status != WFM_OK) return status;
        wfm_i_date date = wfm_i_date_of(d.day);
        bool same = date.year == last.year && date.month == last.month;
        if (!same) add_month(c, date);
        add_day(c, &d, date.month);
        last = date;
    }
    return WFM_OK;
}

/* The calls of a row or column of the cells over what its days would have by the other levels; 0 if that is 0. */
static double fitted(double calls, double expected)
{
    return expected > 0 ? calls / expected : 0;
}

static void fit_weekdays(const cells *c, levels *l)
{
    for (int w = 0; w < WEEKDAYS; w++) {
        double calls = 0, expected = 0;
        for (int m = 0; m < MONTHS; m++) {
            calls += c->calls[m][w];
            expected += c->known[m][w] * l->month[m];
        }
        l->weekday[w] = fitted(calls, expected);
    }
}

/* How far a level moved at most, relative to it. */
static double fit_months(const cells *c, levels *l)
{
    double moved = 0;
    for (int m = 0; m < MONTHS; m++) {
        double calls = 0, expected = 0;
        for (int w = 0; w < WEEKDAYS; w++) {
            calls += c->calls[m][w];
            expected += c->known[m][w] * l->weekday[w];
        }
        double level = fitted(calls, expected);
        moved = fmax(moved, fabs(level - l->month[m]) / fmax(level, DBL_MIN));
        l->month[m] = level;
    }
    return moved;
}

static void fit(const cells *c, levels *l)
{
    for (int m = 0; m < MONTHS; m++)
        l->month[m] = 1;
    for (int round = 0; round < ROUNDS; round++) {
        fit_weekdays(c, l);
        if (fit_months(c, l) <= 4 * DBL_EPSILON) return;
    }
}

/* Weekday levels over the days of operation of one such month: a month never touched has the calendar's mean. */
static double month_weight(const cells *c, const levels *l, int month)
{
    static const double days[MONTHS] = {31, 28.2425, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    double sum = 0;
    for (int w = 0; w < WEEKDAYS; w++)
        sum += l->weekday[w] * (c->times[month] > 0 ? c->open[month][w] / c->times[month] : days[month] / WEEKDAYS);
    return sum;
}

static bool month_is_known(const cells *c, int month)
{
    for (int w = 0; w < WEEKDAYS; w++)
        if (c->known[month][w] > 0) return true;
    return false;
}

/* An index that rests on n things, drawn to 1 as if 1 had been seen k times before. */
static double drawn(double index, double n, double k)
{
    return 1 + (index - 1) * (n / (n + k));
}

/* How many of such months are known. */
static double years_of(const cells *c, int month)
{
    double known = 0, open = 0;
    for (int w = 0; w < WEEKDAYS; w++) {
        known += c->known[month][w];
        open += c->open[month][w];
    }
    return known > 0 ? known / open * c->times[month] : 0;
}

static wfm_status write_months(const cells *c, const levels *l, bool shrink, const wfm_forecast_indices *out)
{
    double weight[MONTHS], total = 0, known_calls = 0, known_weight = 0;
    wfm_status status = WFM_OK;
    for (int m = 0; m < MONTHS; m++) {
        weight[m] = month_weight(c, l, m);
        if (!month_is_known(c, m)) continue;
        known_calls += l->month[m] * weight[m];
        known_weight += weight[m];
    }
    double mean = known_calls / known_weight;
    for (int m = 0; m < MONTHS; m++)
        total += weight[m] * (month_is_known(c, m) ? l->month[m] : mean);
    for (int m = 0; m < MONTHS; m++) {
        double level = month_is_known(c, m) ? l->month[m] : mean;
        bool guessed = !month_is_known(c, m) && weight[m] > 0;
        if (guessed) status = WFM_CAVEAT_MONTH_UNKNOWN;
        wfm_i_put(out->month_share, out->month_share_stride, m, level * weight[m] / total);
        double index = shrink ? drawn(level / mean, years_of(c, m), MONTH_WEIGHT) : level / mean;
        wfm_i_put(out->month_index, out->month_index_stride, m, index);
    }
    return status;
}

static wfm_status write_weekdays(const cells *c, const levels *l, double base_share, const wfm_forecast_indices *out)
{
    double sum = 0;
    wfm_status status = WFM_OK;
    for (int w = 0; w < WEEKDAYS; w++)
        sum += l->weekday[w];
    for (int w = 0; w < WEEKDAYS; w++) {
        double known = 0, share = l->weekday[w] / sum;
        for (int m = 0; m < MONTHS; m++)
            known += c->known[m][w];
        bool unknown = known == 0 && !c->closed[w];
        if (unknown) status = WFM_CAVEAT_WEEKDAY_UNKNOWN;
        wfm_i_put(out->weekday_share, out->weekday_share_stride, w, share);
        wfm_i_put(out->weekday_index, out->weekday_index_stride, w, wfm_forecast_index(share, base_share));
    }
    return status;
}

static void add_to_place(place *p, const wfm_i_history_day *d, wfm_i_date date, double expected)
{
    int32_t month = date.year * MONTHS + date.month;
    p->calls += d->calls;
    p->expected += expected;
    p->months += p->last != month;
    p->last = month;
}

static void write_place(const place *p, bool shrink, double *column, ptrdiff_t stride, int row)
{
    double index = p->expected > 0 ? p->calls / p->expected : 1;
    wfm_i_put(column, stride, row, shrink ? drawn(index, p->months, DATE_WEIGHT) : index);
}

/* A second look at rows that count_days found in order. */
static void write_dates(const wfm_forecast_history *h, const levels *l, const wfm_forecast_indices *out)
{
    place of_date[DATES] = {{.last = 0}}, of_week[WEEKS] = {{.last = 0}};
    wfm_i_history_day d = {0};
    for (int64_t row = 0; row < h->count; row++) {
        wfm_i_history_row(h, row, d.day, &d);
        wfm_i_date date = wfm_i_date_of(d.day);
        double expected = l->month[date.month] * l->weekday[wfm_i_weekday_of(d.day)];
        if (d.closed) continue;
        if (isnan(d.calls)) continue;
        if (expected == 0) continue;
        add_to_place(&of_date[date.date - 1], &d, date, expected);
        add_to_place(&of_week[(date.date - 1) / WEEKDAYS], &d, date, expected);
    }
    for (int i = 0; i < DATES; i++)
        write_place(&of_date[i], h->shrink != 0, out->date_index, out->date_index_stride, i);
    for (int i = 0; i < WEEKS; i++)
        write_place(&of_week[i], h->shrink != 0, out->week_index, out->week_index_stride, i);
}

/* Beyond these the products of levels would leave the doubles. */
static const double LEAST_VOLUME = 1e-100;
static const double MOST_VOLUME = 1e100;

static wfm_status check_volume(const cells *c)
{
    double known = 0, calls = 0;
    for (int m = 0; m < MONTHS; m++) {
        for (int w = 0; w < WEEKDAYS; w++) {
            known += c->known[m][w];
            calls += c->calls[m][w];
        }
    }
    if (known == 0) return WFM_NO_HISTORY;
    if (calls == 0) return WFM_NO_VOLUME;
    if (calls < LEAST_VOLUME) return WFM_BAD_CALLS;
    return calls <= MOST_VOLUME ? WFM_OK : WFM_BAD_CALLS;
}

static void fill_indices(const wfm_forecast_indices *out)
{
    wfm_i_fill(out->month_share, out->month_share_stride, MONTHS, WFM_I_NAN);
    wfm_i_fill(out->month_index, out->month_index_stride, MONTHS, WFM_I_NAN);
    wfm_i_fill(out->weekday_share, out->weekday_share_stride, WEEKDAYS, WFM_I_NAN);
    wfm_i_fill(out->weekday_index, out->weekday_index_stride, WEEKDAYS, WFM_I_NAN);
    wfm_i_fill(out->date_index, out->date_index_stride, DATES, WFM_I_NAN);
    wfm_i_fill(out->week_index, out->week_index_stride, WEEKS, WFM_I_NAN);
}

wfm_status wfm_forecast_learn_days(const wfm_forecast_history *history, const wfm_forecast_indices *indices)
{
    wfm_forecast_indices out;
    wfm_forecast_history h;
    cells c = {.times = {0}};
    levels l;
    wfm_status status = wfm_i_struct_read(&out, sizeof out, indices, WFM_BAD_OUTPUT);
    if (status != WFM_OK) return status;
    fill_indices(&out);
    status = wfm_i_history_read(&h, history);
    if (status == WFM_OK) status = count_days(&c, &h);
    if (status == WFM_OK) status = check_volume(&c);
    if (status != WFM_OK) return status;
    fit(&c, &l);
    status = write_months(&c, &l, h.shrink != 0, &out);
    write_dates(&h, &l, &out);
    return status | write_weekdays(&c, &l, h.base_share, &out);
}

/* ---- learning from intervals ---- */

static wfm_status check_grid(const wfm_forecast_grid *g)
{
    if (g->calls == NULL) return WFM_BAD_FORECAST_COLUMN;
    if (g->weekday < 0) return WFM_BAD_WEEKDAY;
    if (g->weekday > WEEKDAYS) return WFM_BAD_WEEKDAY;
    if (g->weekday == 0) return WFM_OK;
    if (g->day == NULL) return WFM_BAD_FORECAST_COLUMN;
    for (int64_t row = 0; row < g->days; row++)
        if (!wfm_i_is_day(g->day[(ptrdiff_t)row * g->day_stride])) return WFM_BAD_DAY;
    return WFM_OK;
}

static bool counts(const wfm_forecast_grid *g, int64_t row)
{
    if (g->weekday == 0) return true;
    return wfm_i_weekday_of(g->day[(ptrdiff_t)row * g->day_stride]) == g->weekday - 1;
}

/* The mean of the known calls of an interval; NaN without any. */
static wfm_status slot_mean(const wfm_forecast_grid *g, int64_t slot, double *mean)
{
    double sum = 0, known = 0;
    const double *of_slot = g->calls + (ptrdiff_t)slot * g->calls_slot_stride;
    for (int64_t row = 0; row < g->days; row++) {
        if (!counts(g, row)) continue;
        double calls = wfm_i_at(of_slot, g->calls_day_stride, row);
        if (isnan(calls)) continue;
        if (!wfm_i_finite_from_zero(calls)) return WFM_BAD_CALLS;
        sum += calls;
        known += 1;
    }
    *mean = known > 0 ? sum / known : WFM_I_NAN;
    return sum <= DBL_MAX ? WFM_OK : WFM_BAD_CALLS;
}

/* The means go into the column of shares first. */
static wfm_status learn_means(const wfm_forecast_grid *g, double *share, ptrdiff_t share_stride, double *total)
{
    wfm_status caveat = WFM_OK;
    bool known = false;
    *total = 0;
    for (int64_t slot = 0; slot < g->slots; slot++) {
        double mean;
        wfm_status status = slot_mean(g, slot, &mean);
        if (status != WFM_OK) return status;
        if (isnan(mean)) {
            caveat = WFM_CAVEAT_SLOT_UNKNOWN;
            mean = 0;
        } else {
            known = true;
        }
        *total += mean;
        wfm_i_put(share, share_stride, slot, mean);
    }
    if (!known) return WFM_NO_HISTORY;
    if (*total == 0) return WFM_NO_VOLUME;
    return *total <= DBL_MAX ? caveat : WFM_BAD_CALLS;
}

wfm_status wfm_forecast_learn_intervals(const wfm_forecast_grid *grid, double *share, ptrdiff_t share_stride,
                                        double *index, ptrdiff_t index_stride)
{
    wfm_forecast_grid g;
    double total = 0;
    if (share == NULL) return WFM_BAD_OUTPUT;
    wfm_status status = wfm_i_grid_read(&g, grid);
    if (status != WFM_OK) return status; /* the number of intervals is not known either */
    status = check_grid(&g);
    if (status == WFM_OK) status = learn_means(&g, share, share_stride, &total);
    bool failed = wfm_failed(status) != 0;
    for (int64_t slot = 0; slot < g.slots; slot++) {
        double of_slot = failed ? WFM_I_NAN : wfm_i_at(share, share_stride, slot) / total;
        wfm_i_put(share, share_stride, slot, of_slot);
        wfm_i_put(index, index_stride, slot, of_slot * (double)g.slots);
    }
    return status;
}

/* ---- forecasting ---- */

static wfm_status index_at(const double *column, ptrdiff_t stride, int32_t row, double *factor)
{
    double index = column == NULL ? 1 : wfm_i_at(column, stride, row);
    *factor *= index;
    return wfm_i_finite_from_zero(index) ? WFM_OK : WFM_BAD_INDEX;
}

/* month index x weekday index of a day */
static wfm_status day_factor(const wfm_forecast_indices *i, int64_t day, double *factor)
{
    *factor = 1;
    wfm_status status = index_at(i->month_index, i->month_index_stride, wfm_i_date_of(day).month, factor);
    if (status != WFM_OK) return status;
    status = index_at(i->weekday_index, i->weekday_index_stride, wfm_i_weekday_of(day), factor);
    if (status != WFM_OK) return status;
    return wfm_i_finite_from_zero(*factor) ? WFM_OK : WFM_BAD_INDEX;
}

wfm_status wfm_forecast_level(const wfm_forecast_history *history, const wfm_forecast_indices *indices, double *level)
{
    wfm_forecast_history h;
    wfm_forecast_indices i;
    wfm_i_history_day d = {0};
    double calls = 0, factors = 0, known = 0;
    if (level == NULL) return WFM_BAD_OUTPUT;
    *level = WFM_I_NAN;
    wfm_status status = wfm_i_history_read(&h, history);
    if (status == WFM_OK) status = wfm_i_struct_read(&i, sizeof i, indices, WFM_BAD_FORECAST_STRUCT);
    if (status != WFM_OK) return status;
    for (int64_t row = 0; row < h.count; row++) {
        double factor;
        status = wfm_i_history_row(&h, row, d.day, &d);
        if (status != WFM_OK) return status;
        if (d.closed) continue;
        if (isnan(d.calls)) continue;
        status = day_factor(&i, d.day, &factor);
        if (status != WFM_OK) return status;
        known += 1;
        calls += d.calls;
        factors += factor;
    }
    if (known == 0) return WFM_NO_HISTORY;
    if (factors == 0) return WFM_NO_VOLUME;
    if (!wfm_i_finite_from_zero(calls / factors)) return WFM_BAD_CALLS;
    *level = calls / factors;
    return WFM_OK;
}

wfm_status wfm_forecast_days(double level, const wfm_forecast_indices *indices, int64_t count, const int64_t *day,
                             ptrdiff_t day_stride, double *calls, ptrdiff_t calls_stride)
{
    wfm_forecast_indices i;
    if (calls == NULL) return WFM_BAD_OUTPUT;
    if (count < 0) return WFM_BAD_COUNT;
    wfm_i_fill(calls, calls_stride, count, WFM_I_NAN);
    wfm_status status = wfm_i_struct_read(&i, sizeof i, indices, WFM_BAD_FORECAST_STRUCT);
    if (status != WFM_OK) return status;
    if (!wfm_i_finite_from_zero(level)) return WFM_BAD_CALLS;
    if (day == NULL) return WFM_BAD_FORECAST_COLUMN;
    for (int64_t row = 0; row < count; row++) {
        int64_t number = day[(ptrdiff_t)row * day_stride];
        double factor = WFM_I_NAN;
        wfm_status of_row = wfm_i_is_day(number) ? day_factor(&i, number, &factor) : WFM_BAD_DAY;
        if (of_row == WFM_OK && level * factor > DBL_MAX) of_row = WFM_BAD_INDEX;
        if (of_row == WFM_OK) wfm_i_put(calls, calls_stride, row, level * factor);
        status = wfm_i_combine(status, of_row);
    }
    return status;
}

wfm_status wfm_forecast_day_number(int32_t year, int32_t month, int32_t date, int64_t *day)
{
    if (day == NULL) return WFM_BAD_OUTPUT;
    *day = -1;
    if (year < 1) return WFM_BAD_DATE;
    if (year > 9999) return WFM_BAD_DATE;
    if (month < 1) return WFM_BAD_DATE;
    if (month > MONTHS) return WFM_BAD_DATE;
    if (date < 1) return WFM_BAD_DATE;
    if (date > wfm_i_days_in_month(year, month - 1)) return WFM_BAD_DATE;
    *day = wfm_i_day_of((wfm_i_date){year, month - 1, date});
    return WFM_OK;
}
