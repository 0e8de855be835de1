/* SPDX-License-Identifier: MIT */
/* What happened, as sums in the caller's cells: fed event by event or from columns, merged, and read as figures. */
#include "wfm/measure.h"

#include "internal/columns.h"
#include "internal/measured.h"
#include "internal/structs.h"

void wfm_call_init(wfm_call *call, size_t size)
{
    wfm_i_struct_init(call, size);
}

void wfm_calls_init(wfm_calls *calls, size_t size)
{
    wfm_i_struct_init(calls, size);
}

void wfm_measure_init(wfm_measure *measure, size_t size)
{
    wfm_i_struct_init(measure, size);
}

void wfm_measure_counts_init(wfm_measure_counts *counts, size_t size)
{
    wfm_i_struct_init(counts, size);
}

void wfm_measure_figures_init(wfm_measure_figures *figures, size_t size)
{
    wfm_i_struct_init(figures, size);
}

/* ---- the rows of cells ---- */

/* Intervals beyond would not be told apart. */
static const double most_intervals = 0x1p53;

static bool fits_in_memory(int64_t rows, ptrdiff_t stride)
{
    return rows <= PTRDIFF_MAX / (ptrdiff_t)sizeof(double) / stride;
}

static wfm_status check_memory(const wfm_measure *m)
{
    if (m->intervals < 1) return WFM_BAD_COUNT;
    if (m->oldest < 0) return WFM_BAD_COUNT;
    if (m->oldest > (int64_t)most_intervals) return WFM_BAD_COUNT;
    if (m->cells == NULL) return WFM_BAD_CELLS;
    if (m->cells_stride < WFM_CELLS) return WFM_BAD_CELLS;
    if (m->bins > (m->cells_stride - WFM_CELLS) / 2) return WFM_BAD_CELLS;
    return fits_in_memory(m->intervals, m->cells_stride) ? WFM_OK : WFM_BAD_COUNT;
}

static wfm_status read_measure(wfm_measure *m, const wfm_measure *given)
{
    wfm_status status = wfm_i_struct_read(m, sizeof *m, given, WFM_BAD_MEASURE_STRUCT);
    if (status != WFM_OK) return status;
    if (m->reserved_2 != 0) return WFM_BAD_MEASURE_STRUCT;
    if (!(fabs(m->start_s) <= DBL_MAX)) return WFM_BAD_START;
    if (!wfm_i_finite_from_zero(m->interval_s)) return WFM_BAD_INTERVAL;
    if (!(m->interval_s > 0)) return WFM_BAD_INTERVAL;
    status = wfm_i_measure_rule_check(m->answer_within_s, m->short_abandon_s, m->flags);
    if (status != WFM_OK) return status;
    if (m->bins < 0) return WFM_BAD_BINS;
    if (m->bins > 0 && !wfm_i_finite_from_zero(m->bin_s)) return WFM_BAD_BINS;
    if (m->bins > 0 && !(m->bin_s > 0)) return WFM_BAD_BINS;
    return check_memory(m);
}

static double *row_of(const wfm_measure *m, int64_t interval)
{
    return m->cells + (ptrdiff_t)(interval % m->intervals) * m->cells_stride;
}

static ptrdiff_t width_of(const wfm_measure *m)
{
    return WFM_CELLS + 2 * (ptrdiff_t)m->bins;
}

static void clear_row(const wfm_measure *m, int64_t interval)
{
    wfm_i_fill(row_of(m, interval), 1, width_of(m), 0);
}

static bool is_held(const wfm_measure *m, double interval)
{
    if (!(interval >= (double)m->oldest)) return false;
    return interval - (double)m->oldest < (double)m->intervals;
}

/* Makes room for an interval after all those that are held. */
static void hold(wfm_measure *m, double interval)
{
    double newest = (double)m->oldest + (double)(m->intervals - 1);
    if (!(interval > newest)) return;
    int64_t wanted = (int64_t)interval;
    int64_t first = wanted - m->intervals + 1; /* to be held, and to be emptied unless it was held before */
    int64_t empty = (int64_t)newest + 1 > first ? (int64_t)newest + 1 : first;
    for (int64_t k = empty; k <= wanted; k++)
        clear_row(m, k);
    m->oldest = first;
}

/* The row of an interval to add to, after making room; null where it is not held. */
static double *row_for(wfm_measure *m, double interval)
{
    hold(m, interval);
    return is_held(m, interval) ? row_of(m, (int64_t)interval) : NULL;
}

/* The number of the interval that a time is in. Its quotient is rounded: a time just before an interval's start must not
 * count in it. */
static double interval_of(const wfm_measure *m, double time_s)
{
    double since = time_s - m->start_s;
    double number = floor(since / m->interval_s);
    return fma(number, m->interval_s, -since) > 0 ? number - 1 : number;
}

wfm_status wfm_measure_start(wfm_measure *measure)
{
    wfm_measure m;
    wfm_status status = read_measure(&m, measure);
    if (status != WFM_OK) return status;
    for (int64_t k = 0; k < m.intervals; k++)
        clear_row(&m, k);
    measure->oldest = 0;
    return WFM_OK;
}

/* ---- events ---- */

/* The part of a call that an event reads. */
static wfm_status check_call(const wfm_measure *m, const wfm_call *call)
{
    if (call->event < WFM_CALL_ARRIVED) return WFM_BAD_CALL_EVENT;
    if (call->event > WFM_CALL_HANDLED) return WFM_BAD_CALL_EVENT;
    double end = call->arrival_s;
    bool waits = call->event != WFM_CALL_ARRIVED && call->event != WFM_CALL_BLOCKED;
    if (waits) {
        if (!wfm_i_finite_from_zero(call->wait_s)) return WFM_BAD_WAIT;
        end += call->wait_s;
    }
    if (call->event == WFM_CALL_HANDLED) {
        bool fine = wfm_i_finite_from_zero(call->talk_s) && wfm_i_finite_from_zero(call->hold_s);
        if (!fine) return WFM_BAD_HANDLE_TIME;
        if (!wfm_i_finite_from_zero(call->acw_s)) return WFM_BAD_HANDLE_TIME;
        end += call->talk_s + call->hold_s + call->acw_s;
    }
    /* written so that a NaN or an infinity fails */
    if (!(fabs(call->arrival_s - m->start_s) / m->interval_s < most_intervals)) return WFM_BAD_ARRIVAL;
    return fabs(end - m->start_s) / m->interval_s < most_intervals ? WFM_OK : WFM_BAD_ARRIVAL;
}

/* Time from one moment to another: to the interval of the arrival, or by state to those in which it was spent. */
static bool add_time(wfm_measure *m, int cell, const wfm_call *call, double from_s, double time_s)
{
    double first = interval_of(m, call->arrival_s);
    if ((m->flags & WFM_MEASURE_BY_STATE) == 0) {
        double *row = row_for(m, first);
        if (row != NULL) row[cell] += time_s;
        return row != NULL;
    }
    first = interval_of(m, from_s);
    double last = interval_of(m, from_s + time_s);
    hold(m, last);
    bool held = first >= (double)m->oldest;
    for (double k = fmax(first, (double)m->oldest); k <= last; k++) {
        double begin = k == first ? from_s : fma(k, m->interval_s, m->start_s);
        double end = k == last ? from_s + time_s : fma(k + 1, m->interval_s, m->start_s);
        double *row = row_of(m, (int64_t)k);
        row[cell] += first == last ? time_s : fmax(0, end - begin);
    }
    return held;
}

/* The row where something that happens at a moment is counted. */
static double *row_at(wfm_measure *m, const wfm_call *call, double moment_s)
{
    bool by_state = (m->flags & WFM_MEASURE_BY_STATE) != 0;
    return row_for(m, interval_of(m, by_state ? moment_s : call->arrival_s));
}

/* A time in bins. A whole number of them stays whole, whatever the quotient's rounding. */
static double bins_of(const wfm_measure *m, double time_s)
{
    double bins = time_s / m->bin_s, whole = rint(bins);
    return fabs(bins - whole) <= 2 * DBL_EPSILON * whole ? whole : bins;
}

/* The bin whose last moment, or first where within is before, is not less: waits of whole bins are in one of their own. */
static void add_to_bin(const wfm_measure *m, double *row, double wait_s, bool answered)
{
    double bin = bins_of(m, wait_s);
    bin = (m->flags & WFM_MEASURE_STRICTLY_WITHIN) != 0 ? floor(bin) : ceil(bin);
    if (!(bin < (double)m->bins)) return;
    row[WFM_CELLS + (answered ? 0 : (ptrdiff_t)m->bins) + (ptrdiff_t)bin] += 1;
}

/* How a wait ended. */
static bool end_wait(wfm_measure *m, const wfm_call *call)
{
    static const int sums[] = {WFM_CELL_WAIT_ANSWERED, WFM_CELL_WAIT_ABANDONED, WFM_CELL_WAIT_LEFT};
    const wfm_i_measure_limits limits = {m->answer_within_s, m->short_abandon_s, m->flags};
    double *row = row_at(m, call, call->arrival_s + call->wait_s);
    if (row != NULL) {
        row[wfm_i_measure_cell(call->event, call->wait_s, &limits)] += 1;
        row[sums[call->event - WFM_CALL_ANSWERED]] += call->wait_s;
        if (m->bins > 0) add_to_bin(m, row, call->wait_s, call->event == WFM_CALL_ANSWERED);
    }
    bool held = add_time(m, WFM_CELL_WAITING, call, call->arrival_s, call->wait_s);
    return held && row != NULL;
}

static bool end_handling(wfm_measure *m, const wfm_call *call)
{
    double handle_s = call->talk_s + call->hold_s + call->acw_s;
    double answer_s = call->arrival_s + call->wait_s;
    double *row = row_at(m, call, answer_s + handle_s);
    if (row != NULL) {
        row[WFM_CELL_HANDLED] += 1;
        row[WFM_CELL_TALK] += call->talk_s;
        row[WFM_CELL_HOLD] += call->hold_s;
        row[WFM_CELL_ACW] += call->acw_s;
        row[WFM_CELL_HANDLE_SQUARES] += handle_s * handle_s;
    }
    bool held = add_time(m, WFM_CELL_BUSY, call, answer_s, handle_s);
    return held && row != NULL;
}

static bool reach(wfm_measure *m, const wfm_call *call)
{
    double *row = row_for(m, interval_of(m, call->arrival_s));
    if (row != NULL) row[call->event == WFM_CALL_BLOCKED ? WFM_CELL_BLOCKED : WFM_CELL_ARRIVED] += 1;
    return row != NULL;
}

/* One event of a checked call. */
static wfm_status feed(wfm_measure *m, const wfm_call *call)
{
    bool held = false;
    switch (call->event) {
    case WFM_CALL_ARRIVED:
    case WFM_CALL_BLOCKED: held = reach(m, call); break;
    case WFM_CALL_HANDLED: held = end_handling(m, call); break;
    default: held = end_wait(m, call);
    }
    return held ? WFM_OK : WFM_CAVEAT_NOT_HELD;
}

wfm_status wfm_measure_event(wfm_measure *measure, const wfm_call *call)
{
    wfm_measure m;
    wfm_call c;
    wfm_status status = read_measure(&m, measure);
    if (status != WFM_OK) return status;
    status = wfm_i_struct_read(&c, sizeof c, call, WFM_BAD_CALL_STRUCT);
    if (status != WFM_OK) return status;
    if (c.reserved_2 != 0) return WFM_BAD_CALL_STRUCT;
    status = check_call(&m, &c);
    if (status != WFM_OK) return status;
    status = feed(&m, &c);
    measure->oldest = m.oldest;
    return status;
}

/* A call that is known up to an event, from its arrival on. */
static wfm_status feed_all(wfm_measure *m, const wfm_call *call)
{
    wfm_call step = *call;
    wfm_status status = check_call(m, call);
    if (status != WFM_OK) return status;
    if (call->event == WFM_CALL_BLOCKED) return feed(m, call);
    step.event = WFM_CALL_ARRIVED;
    status = feed(m, &step);
    step.event = WFM_CALL_ANSWERED;
    if (call->event == WFM_CALL_HANDLED) status |= feed(m, &step);
    return call->event == WFM_CALL_ARRIVED ? status : status | feed(m, call);
}

wfm_status wfm_measure_calls(wfm_measure *measure, const wfm_calls *calls, wfm_status *status)
{
    wfm_measure m;
    wfm_calls c;
    wfm_status all = read_measure(&m, measure);
    if (all == WFM_OK) all = wfm_i_calls_read(&c, calls);
    if (all != WFM_OK) return all;
    if (c.count > 0 && c.arrival_s == NULL) return WFM_BAD_CALL_COLUMN;
    for (int64_t i = 0; i < c.count; i++) {
        wfm_call call = wfm_i_calls_row(&c, i);
        wfm_status row = feed_all(&m, &call);
        if (status != NULL) status[i] = row;
        all = wfm_i_combine(all, row);
    }
    measure->oldest = m.oldest;
    return all;
}

/* ---- merging ---- */

static bool is_alike(const wfm_measure *m, const wfm_measure *other)
{
    if (m->start_s != other->start_s) return false;
    if (m->interval_s != other->interval_s) return false;
    if (m->answer_within_s != other->answer_within_s) return false;
    if (m->short_abandon_s != other->short_abandon_s) return false;
    if (m->bins != other->bins) return false;
    if (m->bins > 0 && m->bin_s != other->bin_s) return false;
    return m->flags == other->flags;
}

static bool is_empty(const double *row, ptrdiff_t width)
{
    for (ptrdiff_t i = 0; i < width; i++)
        if (row[i] != 0) return false;
    return true;
}

wfm_status wfm_measure_merge(wfm_measure *measure, const wfm_measure *other)
{
    wfm_measure m, o;
    wfm_status status = read_measure(&m, measure);
    if (status == WFM_OK) status = read_measure(&o, other);
    if (status != WFM_OK) return status;
    if (!is_alike(&m, &o)) return WFM_NOT_ALIKE;
    ptrdiff_t width = width_of(&m);
    for (int64_t k = o.oldest + o.intervals - 1; k >= o.oldest; k--) {
        const double *from = row_of(&o, k);
        if (is_empty(from, width)) continue;
        double *to = row_for(&m, (double)k);
        if (to == NULL) status = WFM_CAVEAT_NOT_HELD;
        for (ptrdiff_t i = 0; to != NULL && i < width; i++)
            to[i] += from[i];
    }
    measure->oldest = m.oldest;
    return status;
}

/* ---- figures ---- */

/* The intervals from first on that are held: end is one past. */
typedef struct stretch {
    int64_t first;
    int64_t end;
} stretch;

static stretch held_of(const wfm_measure *m, int64_t first, int64_t count)
{
    int64_t end = first > INT64_MAX - count ? INT64_MAX : first + count;
    int64_t past = m->oldest + m->intervals;
    return (stretch){first > m->oldest ? first : m->oldest, end < past ? end : past};
}

static double sum_of(const wfm_measure *m, stretch held, ptrdiff_t cell)
{
    double sum = 0;
    for (int64_t k = held.first; k < held.end; k++)
        sum += row_of(m, k)[cell];
    return sum;
}

/* Share of callers of endless patience who would be answered within T: one less the product of (1 - answered / still
 * waiting) over the bins whose waits are all within T, who hangs up being cut off. NaN where the bins end before T. */
static double offered_within(const wfm_measure *m, stretch held, double ended)
{
    bool strictly = (m->flags & WFM_MEASURE_STRICTLY_WITHIN) != 0;
    double waiting = ended, beyond = 1;
    double whole = m->bins > 0 ? floor(bins_of(m, m->answer_within_s)) + (strictly ? 0 : 1) : WFM_I_INF;
    if (!(whole <= (double)m->bins)) return WFM_I_NAN;
    if (!(ended > 0)) return WFM_I_NAN;
    for (ptrdiff_t bin = 0; bin < (ptrdiff_t)whole; bin++) {
        double answered = sum_of(m, held, WFM_CELLS + bin);
        if (answered > 0) beyond *= fmax(0, 1 - answered / waiting);
        waiting -= answered + sum_of(m, held, WFM_CELLS + (ptrdiff_t)m->bins + bin);
    }
    return 1 - beyond;
}

static wfm_i_shares counts_of(const wfm_measure *m, const double *cell, double virtual_within)
{
    bool ignore_left = (m->flags & WFM_MEASURE_IGNORE_LEFT) != 0;
    double left_within = ignore_left ? 0 : cell[WFM_CELL_LEFT_WITHIN];
    double left_beyond = ignore_left ? 0 : cell[WFM_CELL_LEFT_BEYOND];
    wfm_measure_counts counts = {.answered_within = cell[WFM_CELL_ANSWERED_WITHIN],
                                 .answered_beyond = cell[WFM_CELL_ANSWERED_BEYOND],
                                 .abandoned_within = cell[WFM_CELL_ABANDONED_WITHIN] + left_within,
                                 .abandoned_beyond = cell[WFM_CELL_ABANDONED_BEYOND] + left_beyond};
    if ((m->flags & WFM_MEASURE_COUNT_BLOCKED) != 0) counts.blocked = cell[WFM_CELL_BLOCKED];
    wfm_i_shares shares = wfm_i_measure_shares(&counts);
    /* whose wait would have been within T is known of who hung up shortly as well */
    double ended = shares.answered + shares.abandoned + cell[WFM_CELL_ABANDONED_SHORT];
    shares.offered_within = virtual_within * ended;
    shares.offered_beyond = (1 - virtual_within) * ended;
    return shares;
}

static void find_service(const wfm_measure *m, stretch held, const double *cell, wfm_measure_figures *f)
{
    double ended = f->answered + f->abandoned + f->left;
    wfm_i_shares shares = counts_of(m, cell, offered_within(m, held, ended));
    f->service_answered = wfm_i_measure_level(&shares, WFM_SERVICE_ANSWERED);
    f->service_offered = wfm_i_measure_level(&shares, WFM_SERVICE_OFFERED);
    f->service_sl2 = wfm_i_measure_level(&shares, WFM_SERVICE_SL2);
    f->service_excluding = wfm_i_measure_level(&shares, WFM_SERVICE_EXCLUDING);
    f->service_virtual = wfm_i_measure_level(&shares, WFM_SERVICE_VIRTUAL);
}

static void find_waits(const double *cell, wfm_measure_figures *f)
{
    double ended = f->answered + f->abandoned + f->left;
    double waits = cell[WFM_CELL_WAIT_ANSWERED] + cell[WFM_CELL_WAIT_ABANDONED] + cell[WFM_CELL_WAIT_LEFT];
    f->abandonment = f->abandoned / ended;
    f->asa_s = cell[WFM_CELL_WAIT_ANSWERED] / f->answered;
    f->wait_mean_s = waits / ended;
    f->wait_mean_abandoning_s = cell[WFM_CELL_WAIT_ABANDONED] / f->abandoned;
    f->patience_s = f->abandoned > 0 ? waits / f->abandoned : ended > 0 ? WFM_I_INF : WFM_I_NAN;
}

static void find_handling(const double *cell, wfm_measure_figures *f)
{
    double whole = cell[WFM_CELL_TALK] + cell[WFM_CELL_HOLD] + cell[WFM_CELL_ACW];
    double about = cell[WFM_CELL_HANDLE_SQUARES] - whole * (whole / f->handled);
    f->aht_s = whole / f->handled;
    f->talk_s = cell[WFM_CELL_TALK] / f->handled;
    f->hold_s = cell[WFM_CELL_HOLD] / f->handled;
    f->acw_s = cell[WFM_CELL_ACW] / f->handled;
    f->handle_standard_deviation = f->handled >= 2 ? sqrt(fmax(0, about) / (f->handled - 1)) : WFM_I_NAN;
}

static void find_figures(const wfm_measure *m, stretch held, double time_s, double staffed_s, wfm_measure_figures *f)
{
    double cell[WFM_CELLS];
    for (int i = 0; i < WFM_CELLS; i++)
        cell[i] = sum_of(m, held, i);
    f->calls = cell[WFM_CELL_ARRIVED];
    f->answered = cell[WFM_CELL_ANSWERED_WITHIN] + cell[WFM_CELL_ANSWERED_BEYOND];
    f->abandoned_short = cell[WFM_CELL_ABANDONED_SHORT];
    f->abandoned = cell[WFM_CELL_ABANDONED_WITHIN] + cell[WFM_CELL_ABANDONED_BEYOND] + f->abandoned_short;
    f->left = cell[WFM_CELL_LEFT_WITHIN] + cell[WFM_CELL_LEFT_BEYOND];
    f->blocked = cell[WFM_CELL_BLOCKED];
    f->waiting = f->calls - f->answered - f->abandoned - f->left;
    f->handled = cell[WFM_CELL_HANDLED];
    f->blocking = f->blocked / (f->calls + f->blocked);
    f->queue_mean = cell[WFM_CELL_WAITING] / time_s;
    f->carried_load_erl = cell[WFM_CELL_BUSY] / time_s;
    f->occupancy = staffed_s > 0 ? cell[WFM_CELL_BUSY] / staffed_s : WFM_I_NAN;
    find_waits(cell, f);
    find_handling(cell, f);
    find_service(m, held, cell, f);
}

wfm_status wfm_measure_figures_of(const wfm_measure *measure, int64_t first, int64_t count, double staffed_s,
                                  wfm_measure_figures *figures)
{
    wfm_measure m;
    wfm_measure_figures f = WFM_MEASURE_FIGURES_INIT;
    wfm_status status = wfm_i_struct_open(figures);
    if (status == WFM_OK) status = read_measure(&m, measure);
    if (status != WFM_OK) return status;
    if (count < 0) return WFM_BAD_COUNT;
    if (first < 0) return WFM_BAD_COUNT;
    if (!wfm_i_finite_from_zero(staffed_s)) return WFM_BAD_STAFFED;
    find_figures(&m, held_of(&m, first, count), (double)count * m.interval_s, staffed_s, &f);
    wfm_i_struct_write(figures, &f, sizeof f);
    return WFM_OK;
}

/* ---- rules on counts ---- */

wfm_status wfm_measure_service_level(const wfm_measure_counts *counts, int32_t service_rule, double *service_level)
{
    wfm_measure_counts c;
    if (service_level == NULL) return WFM_BAD_OUTPUT;
    *service_level = WFM_I_NAN;
    wfm_status status = wfm_i_struct_read(&c, sizeof c, counts, WFM_BAD_MEASURE_STRUCT);
    if (status != WFM_OK) return status;
    const double each[] = {c.answered_within, c.answered_beyond, c.abandoned_within, c.abandoned_beyond, c.blocked};
    for (size_t i = 0; i < sizeof each / sizeof each[0]; i++)
        if (!wfm_i_finite_from_zero(each[i] * 8)) return WFM_BAD_COUNTS; /* nor their sum */
    if (!wfm_i_measure_is_rule(service_rule)) return WFM_BAD_SERVICE_RULE;
    wfm_i_shares shares = wfm_i_measure_shares(&c);
    *service_level = wfm_i_measure_level(&shares, service_rule);
    return WFM_OK;
}

/* ---- handle times by interval ---- */

void wfm_spread_init(wfm_spread *spread, size_t size)
{
    wfm_i_struct_init(spread, size);
}

/* Sums over the intervals that have handled calls. */
typedef struct groups {
    double intervals;
    double calls;
    double calls_squared; /* of each, summed */
    double handle_s;
    double within; /* squares about the intervals' own means */
    double means;  /* calls x mean^2 */
} groups;

static groups groups_of(const wfm_measure *m, stretch held)
{
    groups g = {0};
    for (int64_t k = held.first; k < held.end; k++) {
        const double *cell = row_of(m, k);
        double calls = cell[WFM_CELL_HANDLED];
        double whole = cell[WFM_CELL_TALK] + cell[WFM_CELL_HOLD] + cell[WFM_CELL_ACW];
        if (!(calls > 0)) continue;
        g.intervals++;
        g.calls += calls;
        g.calls_squared += calls * calls;
        g.handle_s += whole;
        g.within += fmax(0, cell[WFM_CELL_HANDLE_SQUARES] - whole * (whole / calls));
        g.means += whole * (whole / calls);
    }
    return g;
}

wfm_status wfm_measure_handle_spread(const wfm_measure *measure, int64_t first, int64_t count, wfm_spread *spread)
{
    wfm_measure m;
    wfm_spread s = WFM_SPREAD_INIT;
    wfm_status status = wfm_i_struct_open(spread);
    if (status == WFM_OK) status = read_measure(&m, measure);
    if (status != WFM_OK) return status;
    if (count < 0) return WFM_BAD_COUNT;
    if (first < 0) return WFM_BAD_COUNT;
    groups g = groups_of(&m, held_of(&m, first, count));
    double degrees = g.intervals - 1, degrees_within = g.calls - g.intervals;
    s.intervals = g.intervals;
    s.mean_s = g.handle_s / g.calls;
    s.within_s = s.between_s = s.noise_s = s.p_value = WFM_I_NAN;
    if (degrees >= 1 && degrees_within >= 1) {
        double size = (g.calls - g.calls_squared / g.calls) / degrees;
        double within = g.within / degrees_within;
        double between = fmax(0, g.means - g.handle_s * (g.handle_s / g.calls)) / degrees;
        s.within_s = sqrt(within);
        s.between_s = sqrt(fmax(0, between - within) / size);
        s.noise_s = sqrt(within / size);
        s.p_value = wfm_i_f_tail(between / within, degrees, degrees_within);
    }
    wfm_i_struct_write(spread, &s, sizeof s);
    return WFM_OK;
}
