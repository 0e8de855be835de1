/* SPDX-License-Identifier: MIT */
/* Taylor's double-seasonal smoother on days of intervals, in the root scale.
 *
 *   1. x = sqrt(calls + 1/4), whose variance is near 1/4 whatever the mean of a Poisson number is (Anscombe 1948 has 3/8
 *      for the variance; 1/4 is what makes the square of the mean root nearly the mean)
 *   2. start, from the days of the first 6 weeks: l = mean over intervals of their means, D = an interval's mean - l,
 *      W = the weekday's mean of it - l - D
 *   3. interval by interval: e = x - l - D - W; l += a e, D += d e, W += w e; an unknown one that may be open leaves
 *      damping e of the last error, a closed one all of it
 *   4. the next day as it is expected at its eve: l + D + W + damping^k e, k its open intervals from 1 on
 *
 * The gains make the squares of x less 4 least, over the days after the start. */
#include "wfm/forecast.h"

#include "internal/calendar.h"
#include "internal/double.h"
#include "internal/minimise.h"
#include "internal/series.h"
#include "internal/structs.h"

enum { WEEKDAYS = 7, START_DAYS = 42, MOST_SLOTS = 1 << 20 };

/* What is known of an interval of a weekday. */
enum { NEVER_KNOWN = 0, WITHOUT_CALLS = 1, WITH_CALLS = 2 };

typedef wfm_i_double state;

void wfm_forecast_double_init(wfm_forecast_double *gains, size_t size)
{
    wfm_i_struct_init(gains, size);
}

int64_t wfm_forecast_double_work(int64_t slots)
{
    if (slots < 0) return -1;
    return slots <= MOST_SLOTS ? slots * WFM_I_DOUBLE_COLUMNS : -1;
}

static bool is_aside(const state *s, int64_t row)
{
    return s->aside != NULL && s->aside[row] != 0;
}

/* NaN where nothing is to be learnt. */
static double root_at(const state *s, int64_t row, int64_t slot)
{
    if (is_aside(s, row)) return WFM_I_NAN;
    if (wfm_i_is_closed(s->of, row, slot)) return WFM_I_NAN;
    return sqrt(wfm_i_grid_calls(s->of, row, slot) + 0.25);
}

static int64_t place(const state *s, int32_t weekday, int64_t slot)
{
    return weekday * s->of->slots + slot;
}

static void find_known(const state *s)
{
    for (int64_t k = 0; k < WEEKDAYS * s->of->slots; k++)
        s->known[k] = NEVER_KNOWN;
    for (int64_t row = 0; row < s->of->days; row++) {
        int32_t weekday = wfm_i_weekday_of(wfm_i_grid_day(s->of, row));
        for (int64_t slot = 0; slot < s->of->slots; slot++) {
            double calls = wfm_i_grid_calls(s->of, row, slot);
            double *known = &s->known[place(s, weekday, slot)];
            if (!isnan(calls)) *known = fmax(*known, calls > 0 ? WITH_CALLS : WITHOUT_CALLS);
        }
    }
}

/* The rows of the first 6 weeks. */
static int64_t start_rows(const wfm_forecast_grid *g)
{
    int64_t rows = 0;
    while (rows < g->days && wfm_i_grid_day(g, rows) - wfm_i_grid_day(g, 0) < START_DAYS)
        rows++;
    return rows;
}

/* The mean of an interval over the rows of a weekday, all of them for -1; NaN where none is known. */
static double start_mean(const state *s, int64_t rows, int32_t weekday, int64_t slot)
{
    double sum = 0, known = 0;
    for (int64_t row = 0; row < rows; row++) {
        bool counts = weekday < 0 || wfm_i_weekday_of(wfm_i_grid_day(s->of, row)) == weekday;
        if (!counts) continue;
        double x = root_at(s, row, slot);
        if (isnan(x)) continue;
        sum += x;
        known++;
    }
    return known > 0 ? sum / known : WFM_I_NAN;
}

/* False where nothing is known of the first weeks. */
static bool start(state *s, int64_t rows)
{
    double sum = 0, known = 0;
    for (int64_t slot = 0; slot < s->of->slots; slot++) {
        s->day[slot] = start_mean(s, rows, -1, slot);
        if (isnan(s->day[slot])) continue;
        sum += s->day[slot];
        known++;
    }
    if (known == 0) return false;
    s->level = sum / known;
    s->error = 0;
    for (int64_t slot = 0; slot < s->of->slots; slot++) {
        double mean = s->day[slot];
        s->day[slot] = isnan(mean) ? 0 : mean - s->level;
        for (int32_t weekday = 0; weekday < WEEKDAYS; weekday++) {
            double of_week = start_mean(s, rows, weekday, slot);
            s->week[place(s, weekday, slot)] = isnan(of_week) ? 0 : of_week - s->level - s->day[slot];
        }
    }
    return true;
}

/* What is expected of a day's intervals, each with its share of the last error; returns what is left of that. */
static double expect(const state *s, int32_t weekday, double error, double *x)
{
    for (int64_t slot = 0; slot < s->of->slots; slot++) {
        int64_t k = place(s, weekday, slot);
        bool closed = s->known[k] == NEVER_KNOWN;
        if (!closed) error *= s->gains->damping;
        x[slot] = s->level + s->day[slot] + s->week[k] + error;
    }
    return error;
}

static void learn(state *s, int64_t row, int32_t weekday)
{
    const wfm_forecast_double *m = s->gains;
    if (is_aside(s, row)) return;
    for (int64_t slot = 0; slot < s->of->slots; slot++) {
        int64_t k = place(s, weekday, slot);
        double x = root_at(s, row, slot);
        bool closed = s->known[k] == NEVER_KNOWN;
        if (closed) continue;
        if (isnan(x)) {
            s->error *= m->damping;
            continue;
        }
        double e = x - s->level - s->day[slot] - s->week[k];
        s->level += m->level_gain * e;
        s->day[slot] += m->day_gain * e;
        s->week[k] += m->week_gain * e;
        s->error = e;
    }
}

/* Goes through the first rows; returns the sum of the squares of each day behind the start, and how many. */
static double go_through(state *s, int64_t rows, int64_t *intervals)
{
    int64_t begun = start_rows(s->of), counted = 0;
    double squares = 0;
    for (int64_t row = 0; row < rows; row++) {
        int32_t weekday = wfm_i_weekday_of(wfm_i_grid_day(s->of, row));
        if (row >= begun) expect(s, weekday, s->error, s->sum);
        for (int64_t slot = 0; row >= begun && slot < s->of->slots; slot++) {
            double x = root_at(s, row, slot);
            if (isnan(x)) continue;
            squares += (x - s->sum[slot]) * (x - s->sum[slot]);
            counted++;
        }
        learn(s, row, weekday);
    }
    *intervals = counted;
    return squares;
}

wfm_i_double wfm_i_double_open(const wfm_forecast_grid *g, const double *aside, double *work)
{
    int64_t week = WEEKDAYS * g->slots;
    state s = {.of = g, .aside = aside, .day = work, .week = work + g->slots};
    s.known = s.week + week;
    s.sum = s.known + week;
    find_known(&s);
    return s;
}

bool wfm_i_double_replay(wfm_i_double *s, int64_t rows)
{
    int64_t intervals;
    if (!start(s, start_rows(s->of))) return false;
    go_through(s, rows, &intervals);
    return true;
}

static double cost_of(const double *at, const void *about)
{
    state s = *(const state *)about;
    const wfm_forecast_double gains = {.level_gain = at[0], .day_gain = at[1], .week_gain = at[2], .damping = at[3]};
    int64_t intervals;
    s.gains = &gains;
    start(&s, start_rows(s.of));
    return go_through(&s, s.of->days, &intervals);
}

static wfm_status read_grid(wfm_forecast_grid *g, const double *work, int64_t work_count)
{
    int64_t needed = wfm_forecast_double_work(g->slots);
    if (needed < 0) return WFM_BAD_COUNT;
    wfm_status status = wfm_i_grid_check(g);
    if (status != WFM_OK) return status;
    for (int64_t row = 0; row < g->days; row++)
        for (int64_t slot = 0; slot < g->slots; slot++)
            if (wfm_i_grid_calls(g, row, slot) > WFM_I_SERIES_MOST) return WFM_BAD_CALLS;
    if (needed == 0) return WFM_NO_HISTORY;
    if (work == NULL) return WFM_BAD_WORK;
    return work_count >= needed ? WFM_OK : WFM_BAD_WORK;
}

wfm_status wfm_i_double_fit(wfm_i_double *s, wfm_forecast_double *m)
{
    static const double level[] = {0.001, 0.01, 0.05}, day[] = {0.01, 0.05, 0.15}, week[] = {0.05, 0.15, 0.3};
    static const double damping[] = {0.3, 0.7, 0.95};
    const wfm_i_coordinate c[] = {
        {0.001, 0.1, level, 3}, {0.005, 0.3, day, 3}, {0.02, 0.4, week, 3}, {0.2, 0.98, damping, 3}};
    double at[WFM_I_COORDINATES];
    *m = (wfm_forecast_double)WFM_FORECAST_DOUBLE_INIT;
    s->gains = m;
    if (!start(s, start_rows(s->of))) return WFM_NO_HISTORY;
    go_through(s, s->of->days, &m->intervals);
    if (m->intervals == 0) return WFM_SHORT_HISTORY;
    m->mean_square = wfm_i_minimise(cost_of, s, c, 4, 1e-4, at) / (double)m->intervals;
    m->level_gain = at[0];
    m->day_gain = at[1];
    m->week_gain = at[2];
    m->damping = at[3];
    return WFM_OK;
}

wfm_status wfm_forecast_double_fit(const wfm_forecast_grid *grid, double *work, int64_t work_count,
                                   wfm_forecast_double *gains)
{
    wfm_forecast_grid g;
    wfm_forecast_double m;
    wfm_status status = wfm_i_struct_open(gains);
    if (status != WFM_OK) return status;
    status = wfm_i_grid_read(&g, grid);
    if (status == WFM_OK) status = read_grid(&g, work, work_count);
    if (status != WFM_OK) return status;
    state s = wfm_i_double_open(&g, NULL, work);
    status = wfm_i_double_fit(&s, &m);
    if (status == WFM_OK) wfm_i_struct_write(gains, &m, sizeof m);
    return status;
}

/* ---- forecasting ---- */

/* A matrix to write. */
typedef struct matrix {
    double *calls;
    ptrdiff_t day_stride;
    ptrdiff_t slot_stride;
} matrix;

static void put(const matrix *out, int64_t row, int64_t slot, double calls)
{
    out->calls[(ptrdiff_t)row * out->day_stride + (ptrdiff_t)slot * out->slot_stride] = calls;
}

static wfm_status read_gains(wfm_forecast_double *m, const wfm_forecast_double *given)
{
    wfm_status status = wfm_i_struct_read(m, sizeof *m, given, WFM_BAD_FORECAST_STRUCT);
    if (status != WFM_OK) return status;
    const double gain[] = {m->level_gain, m->day_gain, m->week_gain, m->damping};
    for (int i = 0; i < 4; i++)
        if (!wfm_i_is_fraction(gain[i])) return WFM_BAD_SMOOTHER;
    return WFM_OK;
}

static wfm_status check_days(const wfm_forecast_grid *g, int64_t count, const int64_t *day, ptrdiff_t day_stride)
{
    if (count > 0 && day == NULL) return WFM_BAD_FORECAST_COLUMN;
    int64_t before = g->days > 0 ? wfm_i_grid_day(g, g->days - 1) : INT64_MIN;
    for (int64_t row = 0; row < count; row++) {
        int64_t asked = day[(ptrdiff_t)row * day_stride];
        if (!wfm_i_is_day(asked)) return WFM_BAD_DAY;
        if (asked <= before) return WFM_BAD_DAY;
        before = asked;
    }
    return WFM_OK;
}

int64_t wfm_i_double_open_slots(const wfm_i_double *s, int32_t weekday)
{
    int64_t open = 0;
    for (int64_t slot = 0; slot < s->of->slots; slot++)
        open += s->known[place(s, weekday, slot)] != NEVER_KNOWN;
    return open;
}

/* The calls of an interval as it is expected. */
static double calls_at(const state *s, int32_t weekday, int64_t slot)
{
    double root = fmax(s->sum[slot], 0);
    return s->known[place(s, weekday, slot)] == WITH_CALLS ? root * root : 0;
}

bool wfm_i_double_calls(const wfm_i_double *s, int32_t weekday, double error, double *calls)
{
    expect(s, weekday, error, s->sum);
    for (int64_t slot = 0; slot < s->of->slots; slot++) {
        if (!(fabs(s->sum[slot]) <= WFM_I_SERIES_MOST)) return false;
        calls[slot] = calls_at(s, weekday, slot);
    }
    return true;
}

static wfm_status predict(state *s, int64_t count, const int64_t *day, ptrdiff_t day_stride, const matrix *out)
{
    wfm_status status = WFM_OK;
    double error = s->error;
    for (int64_t row = 0; row < count; row++) {
        int32_t weekday = wfm_i_weekday_of(day[(ptrdiff_t)row * day_stride]);
        error = expect(s, weekday, error, s->sum);
        for (int64_t slot = 0; slot < s->of->slots; slot++) {
            double known = s->known[place(s, weekday, slot)];
            if (!(fabs(s->sum[slot]) <= WFM_I_SERIES_MOST)) return WFM_BAD_SMOOTHER; /* gains that are not stable */
            if (known == NEVER_KNOWN) status = WFM_CAVEAT_SLOT_UNKNOWN;
            put(out, row, slot, calls_at(s, weekday, slot));
        }
    }
    return status;
}

wfm_status wfm_forecast_double_days(const wfm_forecast_grid *grid, const wfm_forecast_double *gains, double *work,
                                    int64_t work_count, int64_t count, const int64_t *day, ptrdiff_t day_stride,
                                    double *calls, ptrdiff_t calls_day_stride, ptrdiff_t calls_slot_stride)
{
    wfm_forecast_grid g;
    wfm_forecast_double m;
    const matrix out = {calls, calls_day_stride, calls_slot_stride};
    if (calls == NULL) return WFM_BAD_OUTPUT;
    if (count < 0) return WFM_BAD_COUNT;
    wfm_status status = wfm_i_grid_read(&g, grid);
    if (status != WFM_OK) return status; /* the number of intervals is not known either */
    status = read_grid(&g, work, work_count);
    if (status == WFM_OK) status = read_gains(&m, gains);
    if (status == WFM_OK) status = check_days(&g, count, day, day_stride);
    if (status == WFM_OK) {
        state s = wfm_i_double_open(&g, NULL, work);
        s.gains = &m;
        status = wfm_i_double_replay(&s, g.days) ? WFM_OK : WFM_NO_HISTORY;
        if (status == WFM_OK) status = predict(&s, count, day, day_stride, &out);
    }
    if (!wfm_failed(status)) return status;
    for (int64_t row = 0; row < count; row++)
        for (int64_t slot = 0; slot < g.slots; slot++)
            put(&out, row, slot, WFM_I_NAN);
    return status;
}
