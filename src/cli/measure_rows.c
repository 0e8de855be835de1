/* SPDX-License-Identifier: MIT */
#include "cli/measure_rows.h"

#include "cli/when.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Sixty years of half hours; more are a mistake in a date. */
enum { MOST_INTERVALS = 1 << 20 };

/* Of rows by state, whose stays are not those that arrived in them: up to 120 s a bin for each second tells all that
 * stamps of whole seconds do. Every other level by the rule virtual is from the waits themselves. */
enum { MOST_BINS = 121 };

enum {
    SERVICE = NEEDS_WITHIN,
    WAITS = NEEDS_WAITS,
    HANDLE = NEEDS_HANDLE,
    SINGLE = NEEDS_HANDLE | NEEDS_STAYS,
    STAFFED = NEEDS_HANDLE | NEEDS_AGENTS,
    PREDICTED = NEEDS_HANDLE | NEEDS_WAITS | NEEDS_AGENTS
};

#define FIGURE(member) offsetof(measure_row, figures) + offsetof(wfm_measure_figures, member)
const measure_column measure_columns[MEASURE_COLUMNS] = {
    {"calls", "calls", LOOK_NUMBER, 0, FIGURE(calls), 0},
    {"interval_s", NULL, LOOK_NUMBER, 0, offsetof(measure_row, interval_s), 0},
    {"aht_s", "AHT s", LOOK_TENTHS, 1, offsetof(measure_row, aht_s), HANDLE},
    {"acw_s", NULL, LOOK_TENTHS, 0, offsetof(measure_row, acw_s), HANDLE | NEEDS_PARTS},
    {"handle_standard_deviation_s", NULL, LOOK_TENTHS, 0, FIGURE(handle_standard_deviation), SINGLE},
    {"handle_median_s", NULL, LOOK_TENTHS, 0, offsetof(measure_row, handle_median_s), SINGLE},
    {"handle_ninety_s", NULL, LOOK_TENTHS, 0, offsetof(measure_row, handle_ninety_s), SINGLE},
    {"answered", "answered", LOOK_NUMBER, 3, FIGURE(answered), 0},
    {"abandoned", NULL, LOOK_NUMBER, 0, FIGURE(abandoned), 0},
    {"abandoned_short", NULL, LOOK_NUMBER, 0, FIGURE(abandoned_short), 0},
    {"left", NULL, LOOK_NUMBER, 0, FIGURE(left), 0},
    {"blocked", NULL, LOOK_NUMBER, 0, FIGURE(blocked), 0},
    {"waiting", NULL, LOOK_NUMBER, 0, FIGURE(waiting), 0},
    {"handled", NULL, LOOK_NUMBER, 0, FIGURE(handled), HANDLE},
    {"service_answered", "SL answered", LOOK_PERCENT, 0, FIGURE(service_answered), SERVICE},
    {"service_offered", "SL offered", LOOK_PERCENT, 0, FIGURE(service_offered), SERVICE},
    {"service_sl2", "SL sl2", LOOK_PERCENT, 0, FIGURE(service_sl2), SERVICE},
    {"service_excluding", "SL excluding", LOOK_PERCENT, 0, FIGURE(service_excluding), SERVICE},
    {"service_virtual", "SL virtual", LOOK_PERCENT, 0, FIGURE(service_virtual), SERVICE | NEEDS_STAYS},
    {"abandonment", "hang up", LOOK_PERCENT, 0, FIGURE(abandonment), 0},
    {"blocking_seen", NULL, LOOK_PERCENT, 0, FIGURE(blocking), 0},
    {"asa_s", "ASA s", LOOK_TENTHS, 1, FIGURE(asa_s), WAITS},
    {"wait_mean_s", NULL, LOOK_TENTHS, 0, FIGURE(wait_mean_s), WAITS},
    {"wait_mean_abandoning_s", NULL, LOOK_TENTHS, 0, FIGURE(wait_mean_abandoning_s), WAITS},
    {"queue_mean", NULL, LOOK_TENTHS, 0, FIGURE(queue_mean), WAITS},
    {"carried_load_erl", "load", LOOK_TENTHS, 2, FIGURE(carried_load_erl), HANDLE},
    {"occupancy", "occupancy", LOOK_PERCENT, 1, FIGURE(occupancy), STAFFED},
    {"patience_seen_s", NULL, LOOK_TENTHS, 0, FIGURE(patience_s), WAITS},
    {"patience_implied_s", NULL, LOOK_TENTHS, 0, offsetof(measure_row, patience_implied_s), STAFFED},
    {"predicted_service_level", "SL predicted", LOOK_PERCENT, 2, offsetof(measure_row, predicted_service_level),
     PREDICTED},
    {"predicted_abandonment", NULL, LOOK_PERCENT, 0, offsetof(measure_row, predicted_abandonment), PREDICTED},
    {"predicted_asa_s", NULL, LOOK_TENTHS, 0, offsetof(measure_row, predicted_asa_s), PREDICTED},
};

bool measure_has(const cli_measured *measured, const measure_column *column)
{
    return column->name != NULL && (column->needs & ~measured->can) == 0;
}

double measure_value(const measure_row *row, const measure_column *column)
{
    double value;
    memcpy(&value, (const char *)row + column->offset, sizeof value);
    return value;
}

double measure_level(const wfm_measure_figures *figures, int32_t rule)
{
    const double levels[RULES] = {figures->service_answered, figures->service_offered, figures->service_sl2,
                                  figures->service_excluding, figures->service_virtual};
    return levels[rule - 1];
}

double stay_handle(const cli_stay *stay)
{
    return stay->talk_s + stay->hold_s + stay->acw_s;
}

bool measure_has_names(const cli_measured *measured)
{
    return measured->calls.queue_count > 1 || measured->calls.queues[0][0] != '\0';
}

int64_t measure_day(const cli_measured *measured, int64_t interval)
{
    return (int64_t)floor((measured->start_s + (double)interval * measured->interval_s) / DAY_S);
}

int64_t measure_second(const cli_measured *measured, int64_t interval)
{
    return (int64_t)(measured->start_s + (double)interval * measured->interval_s) -
           measure_day(measured, interval) * DAY_S;
}

/* ---- from calls to cells ---- */

static bool settle_interval(cli_measured *measured)
{
    const cli_calls *calls = &measured->calls;
    bool counted = calls->counted_count > 0, given = option_given(measured->options, INPUT_INTERVAL);
    double own = counted ? calls->interval_s : 0;
    measured->interval_s = counted ? own : 1800;
    if (given) measured->interval_s = measured->options->constant[INPUT_INTERVAL];
    if (measured->interval_s != floor(measured->interval_s)) {
        fprintf(stderr, "wfm: intervals of %g s do not fit: write whole seconds\n", measured->interval_s);
        return false;
    }
    if (fmod(DAY_S, measured->interval_s) != 0) {
        fprintf(stderr, "wfm: intervals of %g s do not fit: a day must hold whole intervals\n", measured->interval_s);
        return false;
    }
    bool whole = counted ? fmod(measured->interval_s, own) == 0 : true;
    if (!whole) fprintf(stderr, "wfm: --interval: the file counts by %g s; write a multiple of that\n", own);
    return whole;
}

static bool is_by_state(const cli_measured *measured)
{
    return (measured->options->flags & WFM_MEASURE_BY_STATE) != 0;
}

/* When the last thing happens that an interval counts. */
static double last_moment(const cli_measured *measured, const cli_stay *stay)
{
    return stay->arrival_s + (is_by_state(measured) ? stay->wait_s + stay_handle(stay) : 0);
}

/* All queues share the intervals, so that they can be merged: from the first midnight to the last call. */
static bool settle_span(cli_measured *measured, int64_t *intervals)
{
    const cli_calls *calls = &measured->calls;
    double first = HUGE_VAL, last = -HUGE_VAL;
    for (int64_t i = 0; i < calls->stay_count; i++) {
        first = fmin(first, calls->stays[i].arrival_s);
        last = fmax(last, last_moment(measured, &calls->stays[i]));
    }
    for (int64_t i = 0; i < calls->counted_count; i++) {
        first = fmin(first, calls->counted[i].start_s);
        last = fmax(last, calls->counted[i].start_s);
    }
    measured->start_s = floor(first / DAY_S) * DAY_S;
    double count = floor((last - measured->start_s) / measured->interval_s) + 1;
    if (count > MOST_INTERVALS) {
        fprintf(stderr,
                "wfm: from the first call to the last are %.0f intervals, and %d at most are measured: is a date "
                "wrong? --interval 24h makes fewer\n",
                count, MOST_INTERVALS);
        measured->bad_data = true;
        return false;
    }
    *intervals = (int64_t)count;
    return true;
}

/* Memory that is zero costs nothing until it is written to, and is what wfm_measure_start would make of it. */
static wfm_measure new_measure(const cli_measured *measured, int64_t intervals)
{
    wfm_measure m = WFM_MEASURE_INIT;
    double within = measured->within_s, whole = fmin(ceil(within), MOST_BINS - 1);
    m.start_s = measured->start_s;
    m.interval_s = measured->interval_s;
    m.answer_within_s = within;
    m.short_abandon_s =
        option_given(measured->options, INPUT_SHORT_ABANDON) ? measured->options->constant[INPUT_SHORT_ABANDON] : 0;
    bool binned = is_by_state(measured) && measured->calls.counted_count == 0;
    m.bins = binned ? (int64_t)whole + 1 : 0;
    m.bin_s = whole > 0 ? within / whole : 1;
    m.intervals = intervals;
    m.cells_stride = WFM_CELLS + 2 * (ptrdiff_t)m.bins;
    m.cells = allocate((size_t)intervals * (size_t)m.cells_stride, sizeof *m.cells);
    m.flags = measured->options->flags;
    return m;
}

/* The stays queue by queue, each in order of arrival still. */
static void part_stays(cli_measured *measured)
{
    const cli_calls *calls = &measured->calls;
    int64_t *next = allocate((size_t)calls->queue_count + 1, sizeof *next), at = 0;
    measured->by_queue = allocate((size_t)calls->stay_count, sizeof *measured->by_queue);
    for (int64_t i = 0; i < calls->stay_count; i++)
        measured->queues[calls->stays[i].queue].stay_count++;
    for (int32_t queue = 0; queue < calls->queue_count; queue++) {
        next[queue] = at;
        measured->queues[queue].stays = measured->by_queue + at;
        at += measured->queues[queue].stay_count;
    }
    for (int64_t i = 0; i < calls->stay_count; i++)
        measured->by_queue[next[calls->stays[i].queue]++] = calls->stays[i];
    free(next);
    measured->all.stays = calls->stays;
    measured->all.stay_count = calls->stay_count;
}

wfm_calls measure_calls_of(const cli_stay *stays, int64_t count)
{
    enum { STRIDE = sizeof(cli_stay) / sizeof(double), EVENT_STRIDE = sizeof(cli_stay) / sizeof(int32_t) };
    wfm_calls calls = WFM_CALLS_INIT;
    calls.count = count;
    calls.arrival_s = count > 0 ? &stays->arrival_s : NULL;
    calls.wait_s = count > 0 ? &stays->wait_s : NULL;
    calls.talk_s = count > 0 ? &stays->talk_s : NULL;
    calls.hold_s = count > 0 ? &stays->hold_s : NULL;
    calls.acw_s = count > 0 ? &stays->acw_s : NULL;
    calls.event = count > 0 ? &stays->event : NULL;
    calls.arrival_s_stride = calls.wait_s_stride = calls.talk_s_stride = STRIDE;
    calls.hold_s_stride = calls.acw_s_stride = STRIDE;
    calls.event_stride = EVENT_STRIDE;
    return calls;
}

measure_waits measure_waits_of(const cli_stay *stays, int64_t count)
{
    measure_waits waits = {.row = allocate((size_t)count, sizeof *waits.row), .in_seconds = true};
    for (int64_t i = 0; i < count; i++) {
        int32_t event = stays[i].event;
        bool waited = event != WFM_CALL_ARRIVED && event != WFM_CALL_BLOCKED;
        if (!waited) continue;
        measure_wait *wait = &waits.row[waits.count++];
        wait->wait_s = stays[i].wait_s;
        waits.in_seconds &= wait->wait_s == floor(wait->wait_s);
        wait->hung_up = event == WFM_CALL_ABANDONED ? 1 : 0;
        wait->stayed = 1 - wait->hung_up;
        wait->unanswered = event == WFM_CALL_ABANDONED || event == WFM_CALL_LEFT ? 1 : 0;
        wait->answered = 1 - wait->unanswered;
    }
    qsort(waits.row, (size_t)waits.count, sizeof *waits.row, number_compare);
    return waits;
}

static wfm_waits waits_by(const measure_waits *waits, const double *ended, const double *cut)
{
    wfm_waits view = WFM_WAITS_INIT;
    view.count = waits->count;
    view.wait_s = &waits->row->wait_s;
    view.ended = ended;
    view.cut = cut;
    view.wait_stride = view.ended_stride = view.cut_stride = sizeof(measure_wait) / sizeof(double);
    return view;
}

wfm_waits measure_patience_waits(const measure_waits *waits)
{
    return waits_by(waits, &waits->row->hung_up, &waits->row->stayed);
}

wfm_waits measure_offered_waits(const measure_waits *waits)
{
    return waits_by(waits, &waits->row->answered, &waits->row->unanswered);
}

double measure_waits_beyond(const measure_waits *waits, double seconds)
{
    return waits->in_seconds ? floor(seconds) + 0.5 : seconds;
}

wfm_patience measure_patience_of(const cli_measured *measured, const measure_waits *waits)
{
    wfm_patience patience = WFM_PATIENCE_INIT;
    wfm_waits view = measure_patience_waits(waits);
    double at_once_s = measure_waits_beyond(waits, measured->options->at_once_s);
    wfm_measure_patience(&view, at_once_s, measured->options->confidence, &patience);
    return patience;
}

/* ---- the service level by the rule virtual ---- */

wfm_estimate measure_unknown(void)
{
    wfm_estimate estimate = WFM_ESTIMATE_INIT;
    estimate.value = estimate.low = estimate.high = estimate.standard_error = NO_NUMBER;
    estimate.degrees = estimate.p_value = estimate.count = NO_NUMBER;
    return estimate;
}

/* The share of the calls that count which were not turned away: those that were, where they count, were not answered. */
static double share_let_in(const cli_measured *measured, const cli_stay *stays, int64_t count)
{
    int32_t flags = measured->options->flags;
    bool left_counts = (flags & WFM_MEASURE_IGNORE_LEFT) == 0, blocked_count = (flags & WFM_MEASURE_COUNT_BLOCKED) != 0;
    double let_in = 0, blocked = 0;
    for (int64_t i = 0; i < count; i++) {
        switch (stays[i].event) {
        case WFM_CALL_ARRIVED: break;
        case WFM_CALL_BLOCKED: blocked += blocked_count; break;
        case WFM_CALL_LEFT: let_in += left_counts; break;
        default: let_in += 1;
        }
    }
    return let_in / (let_in + blocked);
}

/* Rows of waits that are within T. */
static int64_t waits_within(const cli_measured *measured, const measure_waits *waits)
{
    bool strictly = (measured->options->flags & WFM_MEASURE_STRICTLY_WITHIN) != 0;
    int64_t row = 0;
    while (row < waits->count) {
        double wait = waits->row[row].wait_s, within = measured->within_s;
        if (strictly ? wait >= within : wait > within) break;
        row++;
    }
    return row;
}

/* For callers who never hang up: one less the share whose offered wait is longer, from their survival curve. */
wfm_estimate measure_virtual_level(const cli_measured *measured, const cli_stay *stays, int64_t count)
{
    wfm_estimate level = measure_unknown();
    measure_waits waits = measure_waits_of(stays, count);
    double *columns = allocate(4 * (size_t)waits.count + 1, sizeof *columns);
    wfm_survival survival = WFM_SURVIVAL_INIT;
    survival.survival = columns;
    survival.standard_error = columns + 1;
    survival.low = columns + 2;
    survival.high = columns + 3;
    survival.survival_stride = survival.standard_error_stride = survival.low_stride = survival.high_stride = 4;
    wfm_waits view = measure_offered_waits(&waits);
    bool found = waits.count > 0 && !wfm_failed(wfm_measure_survival(&view, measured->options->confidence, &survival));
    if (found) {
        int64_t row = waits_within(measured, &waits);
        const double nobody[4] = {1, 0, NO_NUMBER, NO_NUMBER};
        const double *at = row > 0 ? columns + 4 * (row - 1) : nobody;
        double let_in = share_let_in(measured, stays, count);
        level.value = (1 - at[0]) * let_in;
        level.standard_error = at[1] * let_in;
        level.low = (1 - at[3]) * let_in;
        level.high = (1 - at[2]) * let_in;
        level.degrees = HUGE_VAL;
        level.count = (double)waits.count;
    }
    free(columns);
    free(waits.row);
    return level;
}

/* ---- into the cells ---- */

static bool feed(measure_whole *whole)
{
    wfm_calls calls = measure_calls_of(whole->stays, whole->stay_count);
    wfm_status status = whole->stay_count > 0 ? wfm_measure_calls(&whole->measure, &calls, NULL) : WFM_OK;
    if (status != WFM_OK) fprintf(stderr, "wfm: the calls cannot be counted: %s\n", wfm_status_text(status));
    return status == WFM_OK;
}

/* Counts of a file are sums as the cells are. */
static void add_counted(cli_measured *measured, const cli_counted *counted, unsigned char *seen)
{
    measure_whole *whole = &measured->queues[counted->queue];
    int64_t interval = (int64_t)floor((counted->start_s - measured->start_s) / measured->interval_s);
    double *row = whole->measure.cells + interval * whole->measure.cells_stride;
    for (int i = 0; i < WFM_CELLS; i++)
        row[i] += counted->cell[i];
    seen[interval] = 1;
    bool idle = counted->cell[WFM_CELL_ARRIVED] == 0 && counted->cell[WFM_CELL_BUSY] == 0;
    if (isnan(counted->agents) && idle) return;
    if (whole->staffed_s == NULL) whole->staffed_s = allocate((size_t)whole->measure.intervals, sizeof(double));
    whole->staffed_s[interval] += counted->agents * measured->calls.interval_s;
    if (!isnan(counted->agents)) measured->can |= NEEDS_AGENTS;
}

static bool is_seen(const wfm_measure *m, int64_t interval)
{
    const double *row = m->cells + interval * m->cells_stride;
    for (int i = 0; i < WFM_CELLS; i++) {
        if (row[i] != 0) return true;
    }
    return false;
}

/* On each day that is seen, the intervals between the earliest and the latest time of day that is seen on any, but
 * none before the first or after the last of all. */
static void choose_rows(cli_measured *measured, unsigned char *seen)
{
    int64_t count = measured->all.measure.intervals, slots = (int64_t)(DAY_S / measured->interval_s);
    int64_t earliest = slots, latest = 0, first = count, last = 0;
    for (int64_t k = 0; k < count; k++) {
        if (seen[k] == 0 && is_seen(&measured->all.measure, k)) seen[k] = 1;
        if (seen[k] == 0) continue;
        int64_t slot = k % slots;
        earliest = slot < earliest ? slot : earliest;
        latest = slot > latest ? slot : latest;
        first = k < first ? k : first;
        last = k;
    }
    measured->rows = allocate((size_t)count, sizeof *measured->rows);
    for (int64_t day = 0; day * slots < count; day++) {
        int64_t end = (day + 1) * slots < count ? (day + 1) * slots : count;
        if (memchr(seen + day * slots, 1, (size_t)(end - day * slots)) == NULL) continue;
        for (int64_t k = day * slots + earliest; k < end && k <= day * slots + latest; k++) {
            bool inside = k >= first && k <= last;
            if (inside) measured->rows[measured->row_count++] = k;
        }
    }
}

static bool fill(cli_measured *measured, int64_t intervals)
{
    cli_calls *calls = &measured->calls;
    unsigned char *seen = allocate((size_t)intervals, 1);
    bool fine = true;
    for (int32_t i = 0; i < calls->queue_count; i++)
        measured->queues[i].measure = new_measure(measured, intervals);
    measured->all.measure = new_measure(measured, intervals);
    for (int32_t i = 0; i < calls->queue_count && fine; i++)
        fine = feed(&measured->queues[i]);
    for (int64_t i = 0; i < calls->counted_count; i++)
        add_counted(measured, &calls->counted[i], seen);
    for (int32_t i = 0; i < calls->queue_count && fine; i++)
        fine = wfm_measure_merge(&measured->all.measure, &measured->queues[i].measure) == WFM_OK;
    if (fine) choose_rows(measured, seen);
    free(seen);
    return fine;
}

/* The library's 0 for "not given". */
static double known_or_zero(double value)
{
    return isnan(value) ? 0 : value;
}

static void find_wholes(cli_measured *measured)
{
    for (int32_t i = -1; i < measured->calls.queue_count; i++) {
        measure_whole *whole = i < 0 ? &measured->all : &measured->queues[i];
        double staffed_s = 0;
        for (int64_t row = 0; row < measured->row_count; row++)
            staffed_s += measure_staffed(measured, whole, measured->rows[row]);
        whole->figures = (wfm_measure_figures)WFM_MEASURE_FIGURES_INIT;
        wfm_measure_figures_of(&whole->measure, 0, whole->measure.intervals, known_or_zero(staffed_s), &whole->figures);
        if ((measured->can & NEEDS_STAYS) != 0)
            whole->figures.service_virtual = measure_virtual_level(measured, whole->stays, whole->stay_count).value;
        /* on average over the rows: nights and closed days are between them */
        double spread = (double)whole->measure.intervals / (double)measured->row_count;
        whole->figures.carried_load_erl *= spread;
        whole->figures.queue_mean *= spread;
    }
}

bool measure_count(cli_measured *measured)
{
    const cli_options *options = measured->options;
    int64_t intervals = 0;
    measured->rule = options->service_rule != 0 ? options->service_rule : WFM_SERVICE_OFFERED;
    measured->within_s = option_given(options, INPUT_ANSWER_WITHIN) ? options->constant[INPUT_ANSWER_WITHIN] : 20;
    measured->can = measured->calls.known;
    if (measured->calls.stay_count > 0) measured->can |= NEEDS_STAYS;
    if (option_given(options, INPUT_SCHEDULED)) measured->can |= NEEDS_AGENTS;
    if (!settle_interval(measured) || !settle_span(measured, &intervals)) return false;
    measured->queues = allocate((size_t)measured->calls.queue_count, sizeof *measured->queues);
    part_stays(measured);
    if (!fill(measured, intervals)) return false;
    find_wholes(measured);
    return true;
}

void measure_free(cli_measured *measured)
{
    for (int32_t i = 0; i < measured->calls.queue_count && measured->queues != NULL; i++) {
        free(measured->queues[i].measure.cells);
        free(measured->queues[i].staffed_s);
    }
    free(measured->queues);
    free(measured->all.measure.cells);
    free(measured->by_queue);
    free(measured->rows);
    calls_free(&measured->calls);
}

/* ---- from cells to figures ---- */

static double staffed_of_queue(const cli_measured *measured, const measure_whole *queue, int64_t interval)
{
    const cli_options *options = measured->options;
    if (option_given(options, INPUT_SCHEDULED)) return options->constant[INPUT_SCHEDULED] * measured->interval_s;
    return queue->staffed_s != NULL ? queue->staffed_s[interval] : 0;
}

double measure_staffed(const cli_measured *measured, const measure_whole *whole, int64_t interval)
{
    if (whole != &measured->all) return staffed_of_queue(measured, whole, interval);
    double sum = 0;
    for (int32_t i = 0; i < measured->calls.queue_count; i++)
        sum += staffed_of_queue(measured, &measured->queues[i], interval);
    return sum; /* NaN where that of one queue is not known */
}

/* The whole's handle time where an interval has none, and that of all queues where the whole has none. */
static double pooled(double own, double of_whole, double of_all)
{
    double fallback = isnan(of_whole) ? of_all : of_whole;
    return isnan(own) ? fallback : own;
}

/* Calls that were handled in no time, as some logs have it, cannot be planned: their AHT is as good as none. */
static double plannable(double aht_s)
{
    return aht_s > 0 ? aht_s : NO_NUMBER;
}

static measure_row new_row(const cli_measured *measured, const measure_whole *whole)
{
    measure_row row = {.interval_s = measured->interval_s};
    row.figures = (wfm_measure_figures)WFM_MEASURE_FIGURES_INIT;
    row.patience_implied_s = row.predicted_service_level = NO_NUMBER;
    row.predicted_abandonment = row.predicted_asa_s = NO_NUMBER;
    row.aht_s = pooled(NO_NUMBER, plannable(whole->figures.aht_s), measured->all.figures.aht_s);
    row.acw_s = pooled(NO_NUMBER, whole->figures.acw_s, measured->all.figures.acw_s);
    return row;
}

/* Options have the same flags for both. */
_Static_assert((int)WFM_QUEUE_COUNT_BLOCKED == (int)WFM_MEASURE_COUNT_BLOCKED, "one flag of the queue and the measure");
_Static_assert((int)WFM_QUEUE_STRICTLY_WITHIN == (int)WFM_MEASURE_STRICTLY_WITHIN, "likewise");

/* The model of a row: its calls and handle time, and the patience of the whole. */
static bool model_of(const cli_measured *measured, const measure_whole *whole, const measure_row *row, wfm_queue *queue)
{
    *queue = (wfm_queue)WFM_QUEUE_INIT;
    double patience = whole->figures.patience_s;
    queue->calls = row->figures.calls;
    queue->interval_s = row->interval_s;
    queue->aht_s = row->aht_s;
    queue->answer_within_s = measured->within_s;
    queue->patience_s = isfinite(patience) ? patience : 0; /* nobody hung up: nobody does */
    queue->service_rule = measured->rule;
    queue->flags = measured->options->flags & (WFM_QUEUE_COUNT_BLOCKED | WFM_QUEUE_STRICTLY_WITHIN);
    queue->short_abandon_s = whole->measure.short_abandon_s;
    bool known = (PREDICTED & ~NEEDS_AGENTS & ~measured->can) == 0 && !isnan(patience);
    bool usable = queue->patience_s > 0 || isinf(patience);
    return known && usable && queue->calls > 0 && queue->aht_s > 0;
}

static void predict(const cli_measured *measured, const measure_whole *whole, double staffed_s, measure_row *row)
{
    wfm_queue queue;
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    bool possible = model_of(measured, whole, row, &queue) && staffed_s > 0;
    queue.agents = staffed_s / row->interval_s;
    bool implied = staffed_s > 0 && row->figures.abandonment >= 0 && queue.calls > 0 && queue.aht_s > 0;
    if (implied) wfm_staffing_implied_patience(&queue, row->figures.abandonment, &row->patience_implied_s);
    if (!possible) return;
    if (wfm_failed(wfm_queue_evaluate(&queue, &metrics))) return;
    row->predicted_service_level = metrics.service_level;
    row->predicted_abandonment = metrics.abandonment;
    row->predicted_asa_s = metrics.asa_s;
}

static void find_quantiles(const measure_whole *whole, int64_t first, int64_t end, measure_row *row)
{
    double *values = allocate((size_t)(end - first) + 1, sizeof *values);
    int64_t handled = 0;
    for (int64_t i = first; i < end; i++) {
        const cli_stay *stay = &whole->stays[i];
        if (stay->event == WFM_CALL_HANDLED) values[handled++] = stay_handle(stay);
    }
    qsort(values, (size_t)handled, sizeof *values, number_compare);
    wfm_measure_quantile(handled, values, 1, 0.5, &row->handle_median_s);
    wfm_measure_quantile(handled, values, 1, 0.9, &row->handle_ninety_s);
    free(values);
}

/* The first stay that arrived at a moment or later. */
static int64_t first_since(const measure_whole *whole, double moment_s)
{
    int64_t low = 0, high = whole->stay_count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (whole->stays[middle].arrival_s < moment_s) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

measure_row measure_row_of(const cli_measured *measured, const measure_whole *whole, int64_t interval)
{
    double start_s = measured->start_s + (double)interval * measured->interval_s;
    int64_t first = first_since(whole, start_s), end = first_since(whole, start_s + measured->interval_s);
    measure_row row = new_row(measured, whole);
    double staffed_s = known_or_zero(measure_staffed(measured, whole, interval));
    wfm_measure_figures_of(&whole->measure, interval, 1, staffed_s, &row.figures);
    row.aht_s = pooled(plannable(row.figures.aht_s), row.aht_s, row.aht_s);
    row.acw_s = pooled(row.figures.acw_s, row.acw_s, row.acw_s);
    bool by_curve = (measured->can & NEEDS_STAYS) != 0 && !is_by_state(measured);
    if (by_curve)
        row.figures.service_virtual = measure_virtual_level(measured, whole->stays + first, end - first).value;
    find_quantiles(whole, first, end, &row);
    predict(measured, whole, staffed_s, &row);
    return row;
}

bool measure_model(const cli_measured *measured, const measure_whole *whole, int64_t interval, wfm_queue *queue)
{
    measure_row row = new_row(measured, whole);
    wfm_measure_figures_of(&whole->measure, interval, 1, 0, &row.figures);
    row.aht_s = pooled(plannable(row.figures.aht_s), row.aht_s, row.aht_s);
    return model_of(measured, whole, &row, queue);
}

/* Predictions of the intervals of a queue, by their calls and, of the ASA, by those that are answered. */
typedef struct predicted_sums {
    double calls, good, abandoned, answered, waits;
} predicted_sums;

static void add_predictions(const cli_measured *measured, const measure_whole *queue, predicted_sums *sums)
{
    for (int64_t i = 0; i < measured->row_count; i++) {
        measure_row row = measure_row_of(measured, queue, measured->rows[i]);
        if (isnan(row.predicted_service_level)) continue;
        double calls = row.figures.calls, answered = calls * (1 - row.predicted_abandonment);
        sums->calls += calls;
        sums->good += calls * row.predicted_service_level;
        sums->abandoned += calls * row.predicted_abandonment;
        sums->answered += answered;
        if (answered > 0) sums->waits += answered * row.predicted_asa_s;
    }
}

measure_row measure_row_of_whole(const cli_measured *measured, const measure_whole *whole)
{
    measure_row row = new_row(measured, whole);
    predicted_sums sums = {0};
    row.figures = whole->figures;
    find_quantiles(whole, 0, whole->stay_count, &row);
    row.aht_s = whole->figures.aht_s;
    row.acw_s = whole->figures.acw_s;
    if ((measured->can & NEEDS_AGENTS) == 0) return row;
    for (int32_t i = 0; i < measured->calls.queue_count; i++) {
        bool part = whole == &measured->all || whole == &measured->queues[i];
        if (part) add_predictions(measured, &measured->queues[i], &sums);
    }
    row.predicted_service_level = sums.good / sums.calls;
    row.predicted_abandonment = sums.abandoned / sums.calls;
    row.predicted_asa_s = sums.waits / sums.answered;
    return row;
}
