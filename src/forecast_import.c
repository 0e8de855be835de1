/* SPDX-License-Identifier: MIT */
/* Records into days of intervals by the wall clock, and the two days a year when that has 23 or 25 hours. */
#include "wfm/forecast.h"

#include "internal/calendar.h"
#include "internal/columns.h"
#include "internal/history.h"
#include "internal/structs.h"

enum { DAY_S = 86400, MOST_DAYS = 3652059 /* of the years 1 to 9999 */ };

static const double ROUNDING_S = 1e-6; /* a time of this century is rounded by 1.2e-7 */

void wfm_forecast_import_init(wfm_forecast_import *records, size_t size)
{
    wfm_i_struct_init(records, size);
}

void wfm_forecast_clock_init(wfm_forecast_clock *clock, size_t size)
{
    wfm_i_struct_init(clock, size);
}

/* A matrix that is written. */
typedef struct matrix {
    double *element;
    ptrdiff_t day_stride;
    ptrdiff_t slot_stride;
} matrix;

static double *at(const matrix *m, int64_t row, int64_t slot)
{
    return &m->element[(ptrdiff_t)row * m->day_stride + (ptrdiff_t)slot * m->slot_stride];
}

static void fill(const matrix *m, int64_t rows, int64_t slots, double value)
{
    for (int64_t row = 0; row < rows; row++)
        for (int64_t slot = 0; slot < slots; slot++)
            *at(m, row, slot) = value;
}

static bool divides_a_day(int64_t slots)
{
    if (slots < 1) return false;
    if (slots > DAY_S) return false;
    return DAY_S % slots == 0;
}

/* ---- records ---- */

/* What an element is, in local time. */
typedef struct import {
    wfm_forecast_import of;
    double slot_s;
    double first_s; /* midnight of the first day */
    matrix out;
} import;

/* The form alone: with it the matrix can be filled. */
static wfm_status read_form(import *i, const wfm_forecast_import *given)
{
    wfm_status status = wfm_i_struct_read(&i->of, sizeof i->of, given, WFM_BAD_FORECAST_STRUCT);
    if (status != WFM_OK) return status;
    if (i->of.days < 0) return WFM_BAD_COUNT;
    if (i->of.days > MOST_DAYS) return WFM_BAD_COUNT;
    if (!divides_a_day(i->of.slots)) return WFM_BAD_SLOTS;
    if (!wfm_i_is_day(i->of.first_day)) return WFM_BAD_DAY;
    i->slot_s = (double)(DAY_S / i->of.slots);
    i->first_s = (double)i->of.first_day * DAY_S;
    return WFM_OK;
}

static wfm_status check_rows(const import *i)
{
    if (i->of.count < 0) return WFM_BAD_COUNT;
    if (i->of.count > 0 && i->of.start_s == NULL) return WFM_BAD_FORECAST_COLUMN;
    for (int64_t row = 0; row < i->of.count; row++) {
        double start_s = wfm_i_at(i->of.start_s, i->of.start_s_stride, row);
        double offset_s = i->of.offset_s != NULL ? wfm_i_at(i->of.offset_s, i->of.offset_s_stride, row) : 0;
        if (!(fabs(start_s + offset_s) <= DBL_MAX)) return WFM_NOT_WITHIN;
    }
    return WFM_OK;
}

/* Seconds of a row since the matrix begins, by the wall clock. */
static double since_first(const import *i, int64_t row)
{
    double start_s = wfm_i_at(i->of.start_s, i->of.start_s_stride, row);
    double offset_s = i->of.offset_s != NULL ? wfm_i_at(i->of.offset_s, i->of.offset_s_stride, row) : 0;
    return start_s + offset_s - i->first_s;
}

/* The number of the element that a time is in, from 0 at the first day's midnight; -1 outside the days. */
static int64_t element_of(const import *i, double since_s)
{
    double number = floor(since_s / i->slot_s); /* by whole seconds no quotient is rounded up to a whole number */
    if (!(number >= 0)) return -1;
    return number < (double)i->of.days * (double)i->of.slots ? (int64_t)number : -1;
}

static double *element(const import *i, int64_t number)
{
    return at(&i->out, number / i->of.slots, number % i->of.slots);
}

static void begin_calls(const import *i)
{
    for (int64_t number = 0; number < i->of.days * i->of.slots; number++) {
        double start_s = i->first_s + (double)number * i->slot_s;
        bool recorded = start_s >= i->of.from_s && start_s + i->slot_s <= i->of.until_s;
        *element(i, number) = recorded ? 0 : WFM_I_NAN;
    }
}

wfm_status wfm_forecast_import_calls(const wfm_forecast_import *records, double *elements, ptrdiff_t matrix_day_stride,
                                     ptrdiff_t matrix_slot_stride)
{
import i;
    if (elements == NULL) return WFM_BAD_OUTPUT;
    wfm_status status = read_form(&i, records);
    if (status != WFM_OK) return status; /* the matrix's form is not known either */
    i.out = (matrix){elements, matrix_day_stride, matrix_slot_stride};
    status = check_rows(&i);
    if (status != WFM_OK) {
        fill(&i.out, i.of.days, i.of.slots, WFM_I_NAN);
        return status;
    }
    begin_calls(&i);
    for (int64_t row = 0; row < i.of.count; row++) {
        int64_t number = element_of(&i, since_first(&i, row));
        if (number < 0) status = WFM_CAVEAT_NOT_HELD;
        if (number >= 0) *element(&i, number) += 1;
    }
    return status;
}

static wfm_status check_intervals(const import *i)
{
    if (!wfm_i_finite_from_zero(i->of.interval_s)) return WFM_BAD_SLOTS;
    double parts = i->of.interval_s > 0 ? i->slot_s / i->of.interval_s : 0;
    bool whole = parts >= 1 && parts == floor(parts);
    if (!whole) return WFM_BAD_SLOTS;
    if (i->of.count > 0 && i->of.calls == NULL) return WFM_BAD_FORECAST_COLUMN;
    for (int64_t row = 0; row < i->of.count; row++) {
        double calls = wfm_i_at(i->of.calls, i->of.calls_stride, row);
        if (!wfm_i_is_calls(calls)) return WFM_BAD_CALLS;
    }
    return WFM_OK;
}

/* Adds a row to its element, whose calls are NaN from an unknown row on. */
static wfm_status add_interval(const import *i, int64_t row, double *covered)
{
    double since_s = since_first(i, row);
    int64_t number = element_of(i, since_s);
    if (number < 0) return WFM_CAVEAT_NOT_HELD;
    double behind_s = since_s + i->of.interval_s - (double)(number + 1) * i->slot_s;
    if (behind_s > ROUNDING_S) return WFM_NOT_WITHIN;
    *element(i, number) += wfm_i_at(i->of.calls, i->of.calls_stride, row);
    covered[number] += i->of.interval_s;
    return WFM_OK;
}

/* How often the rows cover an element: NaN where they do not do so wholly, or more often than a clock goes back. */
static double times_covered(const import *i, double covered_s)
{
    double times = covered_s / i->slot_s, whole = floor(times + 0.5);
    bool wholly = fabs(times - whole) < 1e-9; /* parts of a second do not add up to the last digit */
    bool once_or_twice = whole == 1 || whole == 2;
    return wholly && once_or_twice ? whole : WFM_I_NAN;
}

static wfm_status lay_intervals(const import *i, double *covered)
{
    wfm_status status = WFM_OK;
    int64_t elements = i->of.days * i->of.slots;
    fill(&i->out, i->of.days, i->of.slots, 0);
    wfm_i_fill(covered, 1, elements, 0);
    for (int64_t row = 0; row < i->of.count; row++) {
        status = wfm_i_combine(status, add_interval(i, row, covered));
        if (wfm_failed(status)) return status;
    }
    for (int64_t number = 0; number < elements; number++) {
        double calls = *element(i, number) / times_covered(i, covered[number]);
        if (isinf(calls)) return WFM_BAD_CALLS;
        *element(i, number) = calls;
    }
    return status;
}

wfm_status wfm_forecast_import_intervals(const wfm_forecast_import *records, double *covered, double *elements,
                                         ptrdiff_t matrix_day_stride, ptrdiff_t matrix_slot_stride)
{
import i;
    if (elements == NULL) return WFM_BAD_OUTPUT;
    wfm_status status = read_form(&i, records);
    if (status != WFM_OK) return status; /* the matrix's form is not known either */
    i.out = (matrix){elements, matrix_day_stride, matrix_slot_stride};
    if (covered == NULL) status = WFM_BAD_WORK;
    if (status == WFM_OK) status = check_rows(&i);
    if (status == WFM_OK) status = check_intervals(&i);
    if (status == WFM_OK) status = lay_intervals(&i, covered);
    if (!wfm_failed(status)) return status;
    fill(&i.out, i.of.days, i.of.slots, WFM_I_NAN);
    if (covered != NULL) wfm_i_fill(covered, 1, i.of.days * i.of.slots, WFM_I_NAN);
    return status;
}

/* ---- matrices ---- */

static wfm_status coarsen(const wfm_forecast_grid *g, int64_t parts, const matrix *out)
{
    for (int64_t row = 0; row < g->days; row++) {
        for (int64_t slot = 0; slot < g->slots / parts; slot++) {
            double sum = 0;
            for (int64_t part = 0; part < parts; part++) {
                double calls = wfm_i_grid_calls(g, row, slot * parts + part);
                if (!wfm_i_is_calls(calls)) return WFM_BAD_CALLS;
                sum += calls;
            }
            if (isinf(sum)) return WFM_BAD_CALLS;
            *at(out, row, slot) = sum;
        }
    }
    return WFM_OK;
}

wfm_status wfm_forecast_coarsen(const wfm_forecast_grid *grid, int64_t parts, double *coarser,
                                ptrdiff_t coarser_day_stride, ptrdiff_t coarser_slot_stride)
{
    wfm_forecast_grid g;
    const matrix out = {coarser, coarser_day_stride, coarser_slot_stride};
    if (coarser == NULL) return WFM_BAD_OUTPUT;
    wfm_status status = wfm_i_grid_read(&g, grid);
    if (status != WFM_OK) return status;
    if (parts < 1) return WFM_BAD_SLOTS;
    if (g.slots % parts != 0) return WFM_BAD_SLOTS; /* how many are wanted is not known either */
    status = g.calls != NULL ? coarsen(&g, parts, &out) : WFM_BAD_FORECAST_COLUMN;
    if (status != WFM_OK) fill(&out, g.days, g.slots / parts, WFM_I_NAN);
    return status;
}

static wfm_status read_clock(wfm_forecast_clock *c, const wfm_forecast_clock *given)
{
    wfm_status status = wfm_i_struct_read(c, sizeof *c, given, WFM_BAD_FORECAST_STRUCT);
    if (status != WFM_OK) return status;
    if (c->count < 0) return WFM_BAD_COUNT;
    if (c->count == 0) return WFM_OK;
    if (c->day == NULL) return WFM_BAD_FORECAST_COLUMN;
    if (c->start_s == NULL) return WFM_BAD_FORECAST_COLUMN;
    if (c->skip_s == NULL) return WFM_BAD_FORECAST_COLUMN;
    for (int64_t k = 0; k < c->count; k++) {
        double start_s = wfm_i_at(c->start_s, c->start_s_stride, k), skip_s = wfm_i_at(c->skip_s, c->skip_s_stride, k);
        if (!wfm_i_finite_from_zero(start_s)) return WFM_NOT_WITHIN;
        if (!(start_s + fabs(skip_s) <= DAY_S)) return WFM_NOT_WITHIN;
    }
    return WFM_OK;
}

/* How long an interval lasts on a day with a change, over what it does on others. */
static double lasts(const wfm_forecast_clock *c, int64_t k, double slot_start_s, double slot_s)
{
    double start_s = wfm_i_at(c->start_s, c->start_s_stride, k), skip_s = wfm_i_at(c->skip_s, c->skip_s_stride, k);
    double first_s = fmax(start_s, slot_start_s), end_s = fmin(start_s + fabs(skip_s), slot_start_s + slot_s);
    double shared = fmax(end_s - first_s, 0) / slot_s;
    return skip_s > 0 ? 1 - shared : 1 + shared;
}

static void apply(const wfm_forecast_clock *c, int64_t k, int32_t use, int64_t slots, const matrix *m, int64_t row)
{
    double slot_s = (double)(DAY_S / slots);
    for (int64_t slot = 0; slot < slots; slot++) {
        double factor = lasts(c, k, (double)slot * slot_s, slot_s), *calls = at(m, row, slot);
        double learnt = factor > 0 ? *calls / factor : WFM_I_NAN;
        *calls = use == WFM_FORECAST_CLOCK_LEARN ? learnt : *calls * factor;
    }
}

wfm_status wfm_forecast_clock_apply(const wfm_forecast_clock *clock, int32_t use, int64_t days, int64_t slots,
                                    const int64_t *day, ptrdiff_t day_stride, double *elements,
                                    ptrdiff_t matrix_day_stride, ptrdiff_t matrix_slot_stride)
{
    wfm_forecast_clock c;
    const matrix m = {elements, matrix_day_stride, matrix_slot_stride};
    if (elements == NULL) return WFM_BAD_OUTPUT;
    if (days < 0) return WFM_BAD_COUNT;
    if (!divides_a_day(slots)) return WFM_BAD_SLOTS;
    wfm_status status = read_clock(&c, clock);
    bool known = use == WFM_FORECAST_CLOCK_LEARN || use == WFM_FORECAST_CLOCK_OUTPUT;
    if (status == WFM_OK && !known) status = WFM_BAD_CLOCK_USE;
    if (status == WFM_OK && day == NULL) status = WFM_BAD_FORECAST_COLUMN;
    if (status != WFM_OK) {
        fill(&m, days, slots, WFM_I_NAN);
        return status;
    }
    for (int64_t row = 0; row < days; row++)
        for (int64_t k = 0; k < c.count; k++)
            if (c.day[(ptrdiff_t)k * c.day_stride] == day[(ptrdiff_t)row * day_stride])
                apply(&c, k, use, slots, &m, row);
    return status;
}
