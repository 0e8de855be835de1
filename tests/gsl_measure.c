/* SPDX-License-Identifier: MIT */
/* What is measured of simulated calls, against what wfm_queue_evaluate predicts of them: both have the same rules, and
 * differ by chance alone. How figures are compared is said in gsl_runs.h; together the tests of this program fail a
 * library without fault with a probability of RISK at most.
 *
 * The calls of a run are fed twice: event by event in the order of time, and from columns in the order in which they
 * left the queue. Their times are rounded to ticks, so that every sum is exact in any order and both must give the same
 * cells to the bit. Waits are rounded up: who waits at all waits some time, and is within T if he was before. */
#include "support/gsl_runs.h"

#include "wfm/measure.h"

#include <gsl/gsl_cdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double RISK = 0.001;
static const double TICK_S = 1.0 / 4096.0;
static const double BIN_S = 1.0 / 32.0;
static const double LONGEST_S = 40000.0; /* from an arrival to the end of its handling */
static const double CONFIDENCE = 0.95;

enum { INTERVALS = 48 }; /* of the measured time */

_Static_assert((int)WFM_QUEUE_COUNT_BLOCKED == (int)WFM_MEASURE_COUNT_BLOCKED, "flags of a row serve both");
_Static_assert((int)WFM_QUEUE_STRICTLY_WITHIN == (int)WFM_MEASURE_STRICTLY_WITHIN, "flags of a row serve both");

static void *more(void *memory, size_t count, size_t size)
{
    void *larger = realloc(memory, count * size);
    assert_non_null(larger);
    return larger;
}

/* ---- The calls of a run ---- */

typedef struct happening {
    double time_s;
    size_t call;
    int32_t event;
} happening;

/* A wait that is over, as one row of wfm_waits. */
typedef struct ended {
    double wait_s;
    double answered;
    double hung_up;
} ended;

typedef struct record {
    wfm_call *calls; /* as they left the queue */
    size_t count;
    size_t room;
    happening *happenings;
    ended *waits;
    size_t ended;
} record;

static double ticks_up(double time_s)
{
    return ceil(time_s / TICK_S) * TICK_S;
}

static void keep_call(void *about, const sim_caller *caller)
{
    record *r = about;
    if (r->count == r->room) {
        r->room = r->room == 0 ? 4096 : 2 * r->room;
        r->calls = more(r->calls, r->room, sizeof *r->calls);
        r->happenings = more(r->happenings, 3 * r->room, sizeof *r->happenings);
        r->waits = more(r->waits, r->room, sizeof *r->waits);
    }
    wfm_call call = WFM_CALL_INIT;
    call.arrival_s = floor(caller->arrival_s / TICK_S) * TICK_S;
    call.wait_s = ticks_up(caller->wait_s);
    call.talk_s = ticks_up(caller->talk_s);
    call.acw_s = ticks_up(caller->after_s);
    call.event = caller->end == SIM_TURNED_AWAY ? WFM_CALL_BLOCKED : WFM_CALL_HANDLED;
    if (caller->end == SIM_HUNG_UP) call.event = WFM_CALL_ABANDONED;
    r->calls[r->count++] = call;
}

static void free_record(record *r)
{
    free(r->calls);
    free(r->happenings);
    free(r->waits);
}

static double end_of_wait(const wfm_call *call)
{
    return call->arrival_s + call->wait_s;
}

static int by_time(const void *left, const void *right)
{
    const happening *a = left;
    const happening *b = right;
    if (a->time_s != b->time_s) return a->time_s < b->time_s ? -1 : 1;
    return (a->event > b->event) - (a->event < b->event);
}

static size_t list_happenings(record *r)
{
    size_t count = 0;
    for (size_t i = 0; i < r->count; i++) {
        const wfm_call *call = &r->calls[i];
        double end_s = end_of_wait(call);
        bool handled = call->event == WFM_CALL_HANDLED;
        bool blocked = call->event == WFM_CALL_BLOCKED;
        r->happenings[count++] = (happening){call->arrival_s, i, blocked ? WFM_CALL_BLOCKED : WFM_CALL_ARRIVED};
        if (blocked) continue;
        r->happenings[count++] = (happening){end_s, i, handled ? WFM_CALL_ANSWERED : WFM_CALL_ABANDONED};
        if (handled) r->happenings[count++] = (happening){end_s + call->talk_s + call->acw_s, i, WFM_CALL_HANDLED};
    }
    qsort(r->happenings, count, sizeof *r->happenings, by_time);
    return count;
}

/* ---- What is measured of them ---- */

/* A row, and how its calls are counted. */
typedef struct watched {
    row queue;
    bool by_state;
} watched;

static wfm_measure measure_of(const watched *w, double interval_s)
{
    wfm_measure m = WFM_MEASURE_INIT;
    m.start_s = w->queue.warm_up * w->queue.aht_s;
    m.interval_s = interval_s;
    m.answer_within_s = w->queue.answer_within_s;
    m.short_abandon_s = w->queue.short_abandon_s;
    m.bin_s = BIN_S;
    m.bins = (int64_t)(m.answer_within_s / BIN_S) + 1;
    m.intervals = INTERVALS + 1 + (int64_t)ceil(LONGEST_S / interval_s);
    m.flags = w->queue.flags | (w->by_state ? WFM_MEASURE_BY_STATE : 0);
    m.cells_stride = WFM_CELLS + 2 * (ptrdiff_t)m.bins;
    m.cells = more(NULL, (size_t)m.intervals * (size_t)m.cells_stride, sizeof *m.cells);
    assert_int_equal(wfm_measure_start(&m), WFM_OK);
    return m;
}

/* What happened before interval 0 is refused, and nothing else. */
static bool is_due(const wfm_measure *m, const wfm_call *call, wfm_status status)
{
    bool by_state = (m->flags & WFM_MEASURE_BY_STATE) != 0;
    if (call->arrival_s >= m->start_s) return status == WFM_OK;
    return by_state ? status >= WFM_OK : status == WFM_CAVEAT_NOT_HELD;
}

static void feed_stream(tally *exact, record *r, wfm_measure *m)
{
    size_t count = list_happenings(r);
    size_t undue = 0;
    for (size_t i = 0; i < count; i++) {
        wfm_call call = r->calls[r->happenings[i].call];
        call.event = r->happenings[i].event;
        undue += !is_due(m, &call, wfm_measure_event(m, &call));
    }
    check_true(exact, undue == 0, "%zu events with another status than theirs", undue);
}

static wfm_calls columns_of(const record *r)
{
    enum { STRIDE = sizeof(wfm_call) / sizeof(double), EVENT_STRIDE = sizeof(wfm_call) / sizeof(int32_t) };
    wfm_calls c = WFM_CALLS_INIT;
    c.count = (int64_t)r->count;
    c.arrival_s = &r->calls->arrival_s;
    c.wait_s = &r->calls->wait_s;
    c.talk_s = &r->calls->talk_s;
    c.acw_s = &r->calls->acw_s;
    c.event = &r->calls->event;
    c.arrival_s_stride = c.wait_s_stride = c.talk_s_stride = c.acw_s_stride = STRIDE;
    c.event_stride = EVENT_STRIDE;
    return c;
}

static void feed_batch(tally *exact, const record *r, wfm_measure *m)
{
    wfm_calls columns = columns_of(r);
    wfm_status *statuses = more(NULL, r->count, sizeof *statuses);
    size_t undue = 0;
    wfm_status all = wfm_measure_calls(m, &columns, statuses);
    for (size_t i = 0; i < r->count; i++)
        undue += !is_due(m, &r->calls[i], statuses[i]);
    free(statuses);
    check_true(exact, all >= WFM_OK && undue == 0, "%zu rows with another status than theirs", undue);
}

static void check_alike(tally *exact, const wfm_measure *stream, const wfm_measure *batch, const char *where)
{
    size_t count = (size_t)stream->intervals * (size_t)stream->cells_stride;
    size_t i = 0;
    while (i < count && memcmp(&stream->cells[i], &batch->cells[i], sizeof(double)) == 0)
        i++;
    size_t stride = (size_t)stream->cells_stride;
    check_true(exact, i == count, "%s: interval %zu, cell %zu: %.17g of events, %.17g of columns", where, i / stride,
               i % stride, i < count ? stream->cells[i] : 0.0, i < count ? batch->cells[i] : 0.0);
    check_true(exact, stream->oldest == 0 && batch->oldest == 0, "%s: an interval was lost", where);
}

static double total_of(const wfm_measure *m, int cell)
{
    double sum = 0.0;
    for (ptrdiff_t k = 0; k < INTERVALS; k++)
        sum += m->cells[k * m->cells_stride + cell];
    return sum;
}

static wfm_measure_figures figures_of(const wfm_measure *m, int agents)
{
    wfm_measure_figures f = WFM_MEASURE_FIGURES_INIT;
    double staffed_s = agents * m->interval_s * INTERVALS;
    assert_int_equal(wfm_measure_figures_of(m, 0, INTERVALS, staffed_s, &f), WFM_OK);
    return f;
}

/* ---- The curve of the waits, from which the rule virtual and the patience follow ---- */

static int by_wait(const void *left, const void *right)
{
    const ended *a = left;
    const ended *b = right;
    return (a->wait_s > b->wait_s) - (a->wait_s < b->wait_s);
}

/* Those that are counted in the measured time. */
static void list_waits(record *r, const wfm_measure *m)
{
    double end_s = m->start_s + m->interval_s * INTERVALS;
    r->ended = 0;
    for (size_t i = 0; i < r->count; i++) {
        const wfm_call *call = &r->calls[i];
        double moment_s = (m->flags & WFM_MEASURE_BY_STATE) != 0 ? end_of_wait(call) : call->arrival_s;
        bool is_over = call->event != WFM_CALL_BLOCKED && moment_s >= m->start_s;
        if (!is_over || moment_s >= end_s) continue;
        bool answered = call->event == WFM_CALL_HANDLED;
        r->waits[r->ended++] = (ended){call->wait_s, answered, !answered};
    }
    qsort(r->waits, r->ended, sizeof *r->waits, by_wait);
}

static wfm_waits curve_of(const record *r, const double *over, const double *cut)
{
    enum { STRIDE = sizeof(ended) / sizeof(double) };
    wfm_waits w = WFM_WAITS_INIT;
    w.count = (int64_t)r->ended;
    w.wait_s = &r->waits->wait_s;
    w.ended = over;
    w.cut = cut;
    w.wait_stride = w.ended_stride = w.cut_stride = STRIDE;
    return w;
}

/* Share of those whose offered wait is within T, the hang-ups being what cuts it off. */
static double answered_by_curve(const record *r, const wfm_measure *m)
{
    bool strictly = (m->flags & WFM_MEASURE_STRICTLY_WITHIN) != 0;
    double *share = more(NULL, r->ended, sizeof *share);
    wfm_waits waits = curve_of(r, &r->waits->answered, &r->waits->hung_up);
    wfm_survival curve = WFM_SURVIVAL_INIT;
    curve.survival = share;
    curve.survival_stride = 1;
    assert_int_equal(wfm_measure_survival(&waits, CONFIDENCE, &curve), WFM_OK);
    size_t within = 0;
    double last_s = strictly ? nextafter(m->answer_within_s, -1.0) : m->answer_within_s;
    while (within < r->ended && r->waits[within].wait_s <= last_s)
        within++;
    double answered = within > 0 ? 1.0 - share[within - 1] : 0.0;
    free(share);
    return answered;
}

/* Waits as the bins know them; their order stays. */
static void round_to_bins(record *r, bool strictly)
{
    for (size_t i = 0; i < r->ended; i++) {
        double bin = r->waits[i].wait_s / BIN_S;
        r->waits[i].wait_s = BIN_S * (strictly ? floor(bin) : ceil(bin));
    }
}

/* The bins take who is answered to be so before who hangs up in the same bin: among those still waiting there are too
 * many by as many as hang up in one. */
static void check_virtual(tally *exact, record *r, const wfm_measure *m, const wfm_measure_figures *f, const watched *w,
                          const char *where)
{
    double patience_s = w->queue.patience_s > 0.0 ? w->queue.patience_s : INF;
    double most = BIN_S / patience_s + TOL_1E12;
    double reached = f->answered + f->abandoned; /* shortly or not: all would have been patient */
    double counted = reached + ((m->flags & WFM_MEASURE_COUNT_BLOCKED) != 0 ? f->blocked : 0.0);
    double by_bins = f->service_virtual * (counted / reached);
    double by_curve = answered_by_curve(r, m);
    check_between(exact, by_bins, by_curve - most, by_curve + most, "%s: virtual, by the curve", where);
    round_to_bins(r, (m->flags & WFM_MEASURE_STRICTLY_WITHIN) != 0);
    check_near(exact, by_bins, answered_by_curve(r, m), TOL_1E12, "%s: virtual, by the curve of bins", where);
}

/* True where the interval holds the patience. */
static bool check_patience(tally *exact, const record *r, const wfm_measure_figures *f, const watched *w,
                           const char *where)
{
    wfm_patience p = WFM_PATIENCE_INIT;
    wfm_waits waits = curve_of(r, &r->waits->hung_up, &r->waits->answered);
    assert_int_equal(wfm_measure_patience(&waits, 0.0, CONFIDENCE, &p), WFM_OK);
    check_near(exact, p.mean_s, f->patience_s, TOL_1E12, "%s: patience", where);
    return p.low_s <= w->queue.patience_s && w->queue.patience_s <= p.high_s;
}

/* ---- Figures, against the prediction ---- */

typedef enum divisor {
    OF_ANSWERED,
    OF_COUNTED,
    OF_COUNTED_BEYOND, /* without those who hung up within T */
    OF_REACHED,
    OF_REACHED_AND_BLOCKED, /* where the blocked count */
    OF_ALL,
    OF_ABANDONED,
    OF_HANDLED,
    OF_TIME,
    OF_STAFFED,
    DIVISORS
} divisor;

static const struct figure {
    const char *name;
    size_t member;
    divisor per;
    bool of_counts;
} FIGURES[] = {
    {"service_answered", offsetof(wfm_measure_figures, service_answered), OF_ANSWERED, true},
    {"service_offered", offsetof(wfm_measure_figures, service_offered), OF_COUNTED, true},
    {"service_sl2", offsetof(wfm_measure_figures, service_sl2), OF_COUNTED, true},
    {"service_excluding", offsetof(wfm_measure_figures, service_excluding), OF_COUNTED_BEYOND, true},
    {"service_virtual", offsetof(wfm_measure_figures, service_virtual), OF_REACHED_AND_BLOCKED, true},
    {"abandonment", offsetof(wfm_measure_figures, abandonment), OF_REACHED, true},
    {"blocking", offsetof(wfm_measure_figures, blocking), OF_ALL, true},
    {"asa_s", offsetof(wfm_measure_figures, asa_s), OF_ANSWERED, false},
    {"wait_mean_s", offsetof(wfm_measure_figures, wait_mean_s), OF_REACHED, false},
    {"wait_mean_abandoning_s", offsetof(wfm_measure_figures, wait_mean_abandoning_s), OF_ABANDONED, false},
    {"queue_mean", offsetof(wfm_measure_figures, queue_mean), OF_TIME, false},
    {"occupancy", offsetof(wfm_measure_figures, occupancy), OF_STAFFED, false},
    {"carried_load_erl", offsetof(wfm_measure_figures, carried_load_erl), OF_TIME, false},
    {"aht_s", offsetof(wfm_measure_figures, aht_s), OF_HANDLED, false},
    {"talk_s", offsetof(wfm_measure_figures, talk_s), OF_HANDLED, false},
    {"acw_s", offsetof(wfm_measure_figures, acw_s), OF_HANDLED, false},
    {"patience_s", offsetof(wfm_measure_figures, patience_s), OF_ABANDONED, false},
};
enum { FIGURES_COUNT = sizeof FIGURES / sizeof *FIGURES, RULES = 5 };

typedef struct outcome {
    double value[FIGURES_COUNT];
    double divisors[DIVISORS];
    double controls[CONTROLS];
    bool holds_patience;
} outcome;

static double member_of(const wfm_measure_figures *figures, size_t member)
{
    double value;
    memcpy(&value, (const char *)figures + member, sizeof value);
    return value;
}

static void note_figures(outcome *o, const wfm_measure *m, const wfm_measure_figures *f, int agents)
{
    double reached = f->answered + f->abandoned;
    double blocked = (m->flags & WFM_MEASURE_COUNT_BLOCKED) != 0 ? f->blocked : 0.0;
    double time_s = m->interval_s * INTERVALS;
    double *d = o->divisors;
    d[OF_ANSWERED] = f->answered;
    d[OF_COUNTED] = reached - f->abandoned_short + blocked;
    d[OF_COUNTED_BEYOND] = f->answered + total_of(m, WFM_CELL_ABANDONED_BEYOND) + blocked;
    d[OF_REACHED] = reached;
    d[OF_REACHED_AND_BLOCKED] = reached + blocked;
    d[OF_ALL] = f->calls + f->blocked;
    d[OF_ABANDONED] = f->abandoned;
    d[OF_HANDLED] = f->handled;
    d[OF_TIME] = time_s;
    d[OF_STAFFED] = agents * time_s;
    for (size_t i = 0; i < FIGURES_COUNT; i++)
        o->value[i] = member_of(f, FIGURES[i].member);
}

static void predict(family *f, const row *r, double *expected)
{
    wfm_queue q = queue_of(r);
    q.short_abandon_s = r->short_abandon_s;
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    for (size_t i = 0; i < RULES; i++) {
        q.service_rule = WFM_SERVICE_ANSWERED + (int32_t)i;
        wfm_status status = wfm_queue_evaluate(&q, &m);
        check_true(&f->results, status == WFM_OK, "%s: status %d", f->where, (int)status);
        expected[i] = m.service_level;
    }
    const double rest[] = {m.abandonment,
                           m.blocking,
                           m.asa_s,
                           m.wait_mean_s,
                           m.wait_mean_abandoning_s,
                           m.queue_mean,
                           m.occupancy,
                           m.occupancy * r->agents,
                           r->aht_s,
                           r->aht_s - r->acw_s,
                           r->acw_s,
                           r->patience_s};
    _Static_assert(sizeof rest / sizeof *rest == FIGURES_COUNT - RULES, "one for each figure");
    memcpy(expected + RULES, rest, sizeof rest);
}

static void compare_figures(family *f, const row *r, const outcome *outcomes)
{
    sample samples[REPLICATIONS];
    double expected[FIGURES_COUNT];
    predict(f, r, expected);
    for (size_t i = 0; i < FIGURES_COUNT; i++) {
        for (size_t k = 0; k < REPLICATIONS; k++) {
            double per = outcomes[k].divisors[FIGURES[i].per];
            samples[k] = sample_of(outcomes[k].controls, per > 0.0 ? outcomes[k].value[i] * per : 0.0, per);
        }
        compare(f, samples, FIGURES[i].of_counts, expected[i], FIGURES[i].name);
    }
}

/* The figures of all runs merged are the runs' with the right weights; the curve of all is not made of theirs. */
static void check_merged(tally *exact, const wfm_measure *merged, const outcome *outcomes, int agents,
                         const char *where)
{
    wfm_measure_figures f = figures_of(merged, agents);
    for (size_t i = 0; i < FIGURES_COUNT; i++) {
        double of = 0.0;
        double per = 0.0;
        for (size_t k = 0; k < REPLICATIONS; k++) {
            double here = outcomes[k].divisors[FIGURES[i].per];
            of += here > 0.0 ? outcomes[k].value[i] * here : 0.0;
            per += here;
        }
        double runs = FIGURES[i].per == OF_TIME || FIGURES[i].per == OF_STAFFED ? REPLICATIONS : 1.0;
        bool is_curve = FIGURES[i].per == OF_REACHED_AND_BLOCKED;
        if (is_curve || !(per > 0.0)) continue;
        check_near(exact, member_of(&f, FIGURES[i].member), runs * of / per, TOL_1E12, "%s: %s of all runs", where,
                   FIGURES[i].name);
    }
}

/* ---- The queues that are compared ---- */

/* By state, time counts where it is spent: the simulation's own sums, but for the ticks by which calls are rounded. */
static void check_time_spent(tally *exact, const record *r, const wfm_measure *m, const sim_times *times,
                             const char *where)
{
    double most_s = 4.0 * TICK_S * (double)r->count;
    double waiting_s = total_of(m, WFM_CELL_WAITING);
    double busy_s = total_of(m, WFM_CELL_BUSY);
    check_between(exact, waiting_s, times->waiting_s - most_s, times->waiting_s + most_s, "%s: time waited", where);
    check_between(exact, busy_s, times->agents_busy_s - most_s, times->agents_busy_s + most_s, "%s: time busy", where);
}

typedef struct test {
    family f;
    tally exact;
    size_t patience_held; /* by its interval, of so many */
    size_t patience_asked;
} test;

static void watch_run(test *t, const watched *w, const sim_queue *queue, unsigned long stream, wfm_measure *merged,
                      outcome *o)
{
    record r = {.count = 0};
    sim_watcher watcher = {NULL, keep_call, &r};
    const char *where = t->f.where;
    wfm_measure by_events = measure_of(w, merged->interval_s);
    wfm_measure by_columns = measure_of(w, merged->interval_s);
    sim_times times = run_stream(queue, stream, &watcher, o->controls);
    feed_stream(&t->exact, &r, &by_events);
    feed_batch(&t->exact, &r, &by_columns);
    check_alike(&t->exact, &by_events, &by_columns, where);
    if (w->by_state) check_time_spent(&t->exact, &r, &by_events, &times, where);
    wfm_measure_figures f = figures_of(&by_events, queue->agents);
    note_figures(o, &by_events, &f, queue->agents);
    list_waits(&r, &by_events);
    if (w->queue.patience_s > 0.0) {
        t->patience_held += check_patience(&t->exact, &r, &f, w, where);
        t->patience_asked++;
    }
    check_virtual(&t->exact, &r, &by_events, &f, w, where);
    check_true(&t->exact, wfm_measure_merge(merged, &by_events) == WFM_OK, "%s: merged", where);
    free(by_events.cells);
    free(by_columns.cells);
    free_record(&r);
}

static void watch_row(test *t, const watched *w, unsigned long first_stream)
{
    static outcome outcomes[REPLICATIONS];
    char where[160];
    describe(&w->queue, where, sizeof where);
    begin_row(&t->f, where, w->queue.load);
    sim_queue queue = simulated(&w->queue);
    double interval_s = ceil(queue.measured_s / INTERVALS);
    queue.measured_s = interval_s * INTERVALS;
    wfm_measure merged = measure_of(w, interval_s);
    for (size_t k = 0; k < REPLICATIONS; k++)
        watch_run(t, w, &queue, first_stream + k, &merged, &outcomes[k]);
    compare_figures(&t->f, &w->queue, outcomes);
    check_merged(&t->exact, &merged, outcomes, queue.agents, where);
    end_row(&t->f);
    free(merged.cells);
}

/* An interval of a confidence holds the patience of that share of the runs. */
static void check_coverage(test *t, double risk)
{
    unsigned int held = (unsigned int)t->patience_held;
    unsigned int asked = (unsigned int)t->patience_asked;
    print_message("the patience's interval of %g %% holds it in %u runs of %u\n", 100.0 * CONFIDENCE, held, asked);
    check_true(&t->exact, gsl_cdf_binomial_P(held, CONFIDENCE, asked) > risk / 2.0, "too narrow: %u of %u", held,
               asked);
    check_true(&t->exact, gsl_cdf_binomial_Q(held, CONFIDENCE, asked) > risk / 2.0, "too wide: %u of %u", held, asked);
}

enum { BLOCKED = WFM_MEASURE_COUNT_BLOCKED, STRICTLY = WFM_MEASURE_STRICTLY_WITHIN };

/* Agents, load, handle time, after-call work, patience, lines, T, short abandonment, flags, million calls, warm-up; by
 * state. */
static const watched ROWS[] = {
    {{1, 0.6, 300, 60, 0, 0, 20, 0, 0, 0.3, 40}, false},
    {{1, 1.4, 120, 0, 240, 0, 60, 0, STRICTLY, 0.3, 30}, false},
    {{2, 1.2, 180, 30, 0, 0, 5, 0, 0, 0.3, 40}, true},
    {{3, 3.5, 60, 0, 30, 0, 0, 5, STRICTLY, 0.3, 30}, true},
    {{5, 3.5, 240, 40, 120, 0, 20, 5, 0, 0.3, 30}, true},
    {{5, 6, 300, 0, 1500, 0, 60, 10, 0, 0.3, 40}, false},
    {{8, 6.5, 200, 0, 0, 12, 20, 0, BLOCKED, 0.3, 30}, false},
    {{8, 11, 180, 0, 90, 10, 20, 30, BLOCKED, 0.3, 30}, false},
    {{10, 12, 120, 20, 120, 0, 5, 60, 0, 0.3, 30}, false},
    {{12, 10, 150, 30, 0, 0, 0, 0, 0, 0.3, 40}, false},
    {{15, 15, 240, 0, 720, 0, 20, 0, 0, 0.3, 40}, true},
    {{20, 17, 180, 30, 90, 0, 20, 5, 0, 0.3, 30}, false},
    {{20, 30, 200, 0, 400, 30, 60, 10, BLOCKED | STRICTLY, 0.3, 30}, true},
    {{25, 24, 300, 0, 150, 0, 20, 3, 0, 0.3, 30}, false},
    {{30, 36, 240, 60, 480, 0, 60, 20, STRICTLY, 0.3, 30}, false},
    {{30, 26, 60, 10, 0, 0, 5, 0, 0, 0.4, 40}, true},
    {{40, 40, 90, 0, 450, 50, 20, 0, 0, 0.3, 30}, false},
    {{45, 42, 120, 0, 60, 48, 5, 2, BLOCKED, 0.3, 30}, false},
    {{50, 45, 240, 0, 0, 0, 20, 0, 0, 0.4, 40}, false},
    {{60, 66, 180, 20, 180, 0, 20, 5, 0, 0.3, 30}, true},
};

static void test_measured(void **state)
{
    (void)state;
    static test t;
    begin_family(&t.f, "measured, against what was predicted", 450, RISK / 2.0);
    t.exact = (tally){.name = "measured, in two ways"};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        watch_row(&t, &ROWS[i], stream_of(4, i, 0));
    check_coverage(&t, RISK / 2.0);
    finish_family(&t.f, 0.05);
    tally_finish(&t.exact);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_measured)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
