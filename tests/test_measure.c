/* SPDX-License-Identifier: MIT */
/* What happened, by hand, in two ways, and whatever is fed. */
#include "support/check.h"
#include "support/csv.h"
#include "wfm/measure.h"
#include "wfm/queue.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 64, MOST_BINS = 50, WIDTH = WFM_CELLS + 2 * MOST_BINS, MOST_CALLS = 4000 };

typedef struct table {
    wfm_measure measure;
    double cells[MOST_ROWS * WIDTH];
} table;

/* Half hours from 0 on, T = 20 s. */
static table *new_table(int64_t intervals, int32_t flags)
{
    table *t = calloc(1, sizeof *t);
    wfm_measure_init(&t->measure, sizeof t->measure);
    t->measure.interval_s = 1800;
    t->measure.answer_within_s = 20;
    t->measure.bin_s = 1;
    t->measure.bins = MOST_BINS;
    t->measure.intervals = intervals;
    t->measure.cells = t->cells;
    t->measure.cells_stride = WIDTH;
    t->measure.flags = flags;
    memset(t->cells, 0xFF, sizeof t->cells);
    assert_int_equal(wfm_measure_start(&t->measure), WFM_OK);
    return t;
}

static wfm_call new_call(int32_t event, double arrival_s, double wait_s, double talk_s)
{
    wfm_call c = WFM_CALL_INIT;
    c.event = event;
    c.arrival_s = arrival_s;
    c.wait_s = wait_s;
    c.talk_s = talk_s;
    return c;
}

/* All the events of a call, as they come. */
static wfm_status feed(table *t, wfm_call call)
{
    int32_t last = call.event;
    wfm_status status = WFM_OK;
    call.event = WFM_CALL_ARRIVED;
    if (last != WFM_CALL_BLOCKED) status |= wfm_measure_event(&t->measure, &call);
    call.event = WFM_CALL_ANSWERED;
    if (last == WFM_CALL_HANDLED) status |= wfm_measure_event(&t->measure, &call);
    call.event = last;
    return last == WFM_CALL_ARRIVED ? status : status | wfm_measure_event(&t->measure, &call);
}

static wfm_measure_figures figures_of(const table *t, int64_t first, int64_t count)
{
    wfm_measure_figures f = WFM_MEASURE_FIGURES_INIT;
    assert_int_equal(wfm_measure_figures_of(&t->measure, first, count, 0, &f), WFM_OK);
    return f;
}

/* ---- by hand ---- */

static table *ten_calls(int32_t flags, double short_abandon_s)
{
    table *t = new_table(4, flags);
    t->measure.short_abandon_s = short_abandon_s;
    wfm_call worked = new_call(WFM_CALL_HANDLED, 1790, 20, 100);
    worked.hold_s = 20;
    worked.acw_s = 30;
    feed(t, new_call(WFM_CALL_HANDLED, 0, 0, 300));
    feed(t, new_call(WFM_CALL_HANDLED, 10, 10, 200));
    feed(t, worked);
    feed(t, new_call(WFM_CALL_ANSWERED, 30, 40, 0));
    feed(t, new_call(WFM_CALL_ABANDONED, 40, 4, 0));
    feed(t, new_call(WFM_CALL_ABANDONED, 50, 15, 0));
    feed(t, new_call(WFM_CALL_ABANDONED, 60, 31, 0));
    feed(t, new_call(WFM_CALL_LEFT, 70, 60, 0));
    feed(t, new_call(WFM_CALL_BLOCKED, 80, 0, 0));
    feed(t, new_call(WFM_CALL_ARRIVED, 1799, 0, 0));
    return t;
}

static void test_by_hand(void **state)
{
    (void)state;
    tally results = {.name = "ten calls"};
    table *t = ten_calls(0, 5);
    wfm_measure_figures f = WFM_MEASURE_FIGURES_INIT;
    assert_int_equal(wfm_measure_figures_of(&t->measure, 0, 1, 1300, &f), WFM_OK);
    check_true(&results, f.calls == 9 && f.answered == 4 && f.abandoned == 3, "counts");
    check_true(&results, f.abandoned_short == 1 && f.left == 1 && f.blocked == 1, "counts");
    check_true(&results, f.waiting == 1 && f.handled == 3, "counts");
    check_same(&results, f.service_answered, 3 / 4.0, "3 of 4 within 20 s");
    check_same(&results, f.service_offered, 3 / 7.0, "of the answered, two that hung up, and one that left");
    check_same(&results, f.service_sl2, 4 / 7.0, "who hung up after 15 s as well");
    check_same(&results, f.service_excluding, 3 / 6.0, "without who hung up after 15 s");
    /* of 8: one after 0 s, one cut at 4, one at 10 of 6, one cut at 15, one at 20 of 4 */
    check_near(&results, f.service_virtual, 1 - 7 / 8.0 * (5 / 6.0) * (3 / 4.0), TOL_4EPS, "Kaplan and Meier");
    check_same(&results, f.abandonment, 3 / 8.0, "abandonment");
    check_same(&results, f.blocking, 1 / 10.0, "blocking");
    check_same(&results, f.asa_s, 70 / 4.0, "ASA");
    check_same(&results, f.wait_mean_s, 180 / 8.0, "all waits");
    check_same(&results, f.wait_mean_abandoning_s, 50 / 3.0, "waits of who hung up");
    check_same(&results, f.patience_s, 60, "180 s of waiting for 3 who hung up");
    check_same(&results, f.aht_s, 650 / 3.0, "AHT");
    check_same(&results, f.talk_s + f.hold_s, 600 / 3.0 + 20 / 3.0, "talk and hold");
    check_same(&results, f.acw_s, 10, "after-call work");
    check_near(&results, f.handle_standard_deviation, sqrt(17500 / 3.0), TOL_16EPS, "300, 200 and 150 s");
    check_same(&results, f.carried_load_erl, 650 / 1800.0, "busy agents");
    check_same(&results, f.occupancy, 0.5, "of 1,300 s staffed");
    check_same(&results, f.queue_mean, 180 / 1800.0, "callers waiting");
    free(t);
    tally_finish(&results);
}

static void test_by_state(void **state)
{
    (void)state;
    tally results = {.name = "by state"};
    table *t = ten_calls(WFM_MEASURE_BY_STATE, 5);
    wfm_measure_figures before = figures_of(t, 0, 1), after = figures_of(t, 1, 1);
    check_true(&results, before.calls == 9 && after.calls == 0, "arrivals");
    check_true(&results, before.answered == 3 && after.answered == 1, "answers, one after the half hour");
    check_true(&results, before.handled == 2 && after.handled == 1, "ends");
    check_near(&results, before.queue_mean * 1800, 170, TOL_4EPS, "ten of its twenty seconds of waiting before");
    check_near(&results, after.queue_mean * 1800, 10, TOL_4EPS, "and ten after");
    check_near(&results, before.carried_load_erl * 1800, 500, TOL_4EPS, "busy before");
    check_near(&results, after.carried_load_erl * 1800, 150, TOL_4EPS, "busy after");
    check_same(&results, after.aht_s, 150, "its AHT");
    feed(t, new_call(WFM_CALL_HANDLED, 1750, 10, 3700)); /* from 1760 to 5460 */
    check_near(&results, figures_of(t, 0, 1).carried_load_erl * 1800, 540, TOL_4EPS, "40 s before");
    check_near(&results, figures_of(t, 1, 1).carried_load_erl * 1800, 1950, TOL_4EPS, "a whole interval");
    check_near(&results, figures_of(t, 2, 1).carried_load_erl * 1800, 1800, TOL_4EPS, "another");
    check_near(&results, figures_of(t, 3, 1).carried_load_erl * 1800, 60, TOL_4EPS, "and the rest");
    check_true(&results, figures_of(t, 3, 1).handled == 1, "where it ends");
    free(t);
    tally_finish(&results);
}

static void test_flags(void **state)
{
    (void)state;
    tally results = {.name = "flags"};
    table *strict = ten_calls(WFM_MEASURE_STRICTLY_WITHIN, 4), *blocked = ten_calls(WFM_MEASURE_COUNT_BLOCKED, 0);
    table *ignoring = ten_calls(WFM_MEASURE_IGNORE_LEFT, 4);
    wfm_measure_figures f = figures_of(strict, 0, 1);
    check_same(&results, f.service_answered, 2 / 4.0, "20 s is not before 20 s");
    check_true(&results, f.abandoned_short == 0, "nor 4 s before 4 s");
    check_near(&results, f.service_virtual, 1 - 7 / 8.0 * (5 / 6.0), TOL_4EPS, "bins before 20 s");
    f = figures_of(blocked, 0, 1);
    check_same(&results, f.service_answered, 3 / 4.0, "never counts who is blocked");
    check_same(&results, f.service_offered, 3 / 9.0, "nobody is short, and one is blocked");
    check_same(&results, f.service_sl2, 5 / 9.0, "two hung up within 20 s");
    check_same(&results, f.service_excluding, 3 / 7.0, "of 4, one that hung up, one that left, one blocked");
    check_near(&results, f.service_virtual, 8 / 9.0 * (1 - 7 / 8.0 * (5 / 6.0) * (3 / 4.0)), TOL_4EPS, "virtual");
    f = figures_of(ignoring, 0, 1);
    check_same(&results, f.service_offered, 3 / 6.0, "who left in another way is not there");
    check_true(&results, f.left == 1, "but counted");
    free(strict), free(blocked), free(ignoring);
    tally_finish(&results);
}

/* ---- two ways ---- */

static wfm_call random_call(uint64_t *seed, double from_s, double to_s)
{
    static const int32_t ends[] = {WFM_CALL_HANDLED, WFM_CALL_HANDLED,  WFM_CALL_HANDLED, WFM_CALL_ABANDONED,
                                   WFM_CALL_LEFT,    WFM_CALL_ANSWERED, WFM_CALL_BLOCKED, WFM_CALL_ARRIVED};
    wfm_call c = new_call(ends[random_word(seed) % 8], floor(random_between(seed, from_s, to_s)), 0, 0);
    c.wait_s = random_word(seed) % 3 == 0 ? 0 : floor(random_between(seed, 0, 60));
    c.talk_s = floor(random_between(seed, 0, 600));
    c.hold_s = floor(random_between(seed, 0, 60));
    c.acw_s = floor(random_between(seed, 0, 90));
    return c;
}

enum { CALL = sizeof(wfm_call) / sizeof(double), EVENT = sizeof(wfm_call) / sizeof(int32_t) };

static wfm_calls columns_of(const wfm_call *calls, int64_t count)
{
    wfm_calls c = WFM_CALLS_INIT;
    c.count = count;
    c.arrival_s = &calls->arrival_s;
    c.wait_s = &calls->wait_s;
    c.talk_s = &calls->talk_s;
    c.hold_s = &calls->hold_s;
    c.acw_s = &calls->acw_s;
    c.event = &calls->event;
    c.arrival_s_stride = c.wait_s_stride = c.talk_s_stride = c.hold_s_stride = c.acw_s_stride = CALL;
    c.event_stride = EVENT;
    return c;
}

static int32_t any_flags(uint64_t *seed)
{
    static const int32_t flags[] = {WFM_MEASURE_COUNT_BLOCKED, WFM_MEASURE_STRICTLY_WITHIN, WFM_MEASURE_IGNORE_LEFT,
                                    WFM_MEASURE_BY_STATE};
    return flags[random_word(seed) % 4] | flags[random_word(seed) % 4];
}

static void check_cells(tally *results, const table *got, const table *expected, const char *what)
{
    check_true(results, got->measure.oldest == expected->measure.oldest, "%s: oldest", what);
    for (ptrdiff_t i = 0; i < got->measure.intervals * WIDTH; i++)
        check_same(results, got->cells[i], expected->cells[i], "%s: cell %td", what, i);
}

/* Event by event, from columns, and two queues merged. */
static void test_stream_batch_and_merge(void **state)
{
    (void)state;
    tally results = {.name = "stream, batch, merge"};
    uint64_t seed = 11;
    wfm_call *calls = calloc(MOST_CALLS, sizeof *calls);
    for (int round = 0; round < 20; round++) {
        int32_t flags = any_flags(&seed);
        int64_t half = (int64_t)(random_word(&seed) % MOST_CALLS);
        table *stream = new_table(24, flags), *batch = new_table(24, flags);
        table *one = new_table(24, flags), *other = new_table(24, flags);
        for (int i = 0; i < MOST_CALLS; i++) {
            calls[i] = random_call(&seed, 0, 40000);
            feed(stream, calls[i]);
        }
        wfm_calls all = columns_of(calls, MOST_CALLS);
        wfm_calls first = columns_of(calls, half), rest = columns_of(calls + half, MOST_CALLS - half);
        assert_int_equal(wfm_measure_calls(&batch->measure, &all, NULL), WFM_OK);
        assert_int_equal(wfm_measure_calls(&one->measure, &first, NULL), WFM_OK);
        assert_int_equal(wfm_measure_calls(&other->measure, &rest, NULL), WFM_OK);
        assert_int_equal(wfm_measure_merge(&one->measure, &other->measure), WFM_OK);
        check_cells(&results, batch, stream, "batch");
        check_cells(&results, one, stream, "merged");
        free(stream), free(batch), free(one), free(other);
    }
    free(calls);
    tally_finish(&results);
}

/* The rules over all calls, without cells. */
static double level_of(const wfm_call *calls, int64_t count, int32_t rule, double short_s)
{
    double good = 0, counted = 0;
    for (int64_t i = 0; i < count; i++) {
        const wfm_call *c = &calls[i];
        bool answered = c->event == WFM_CALL_HANDLED || c->event == WFM_CALL_ANSWERED;
        bool lost = c->event == WFM_CALL_LEFT || c->event == WFM_CALL_ABANDONED;
        bool is_short = c->event == WFM_CALL_ABANDONED && c->wait_s <= short_s && short_s > 0;
        bool within = c->wait_s <= 20;
        if (answered && within) good++;
        if (answered) counted++;
        if (rule == WFM_SERVICE_ANSWERED || !lost || is_short) continue;
        if (rule == WFM_SERVICE_SL2 && within) good++;
        if (rule != WFM_SERVICE_EXCLUDING || !within) counted++;
    }
    return good / counted;
}

static void test_rules(void **state)
{
    (void)state;
    tally results = {.name = "rules over calls"};
    uint64_t seed = 12;
    wfm_call *calls = calloc(MOST_CALLS, sizeof *calls);
    for (int round = 0; round < 40; round++) {
        double short_s = round % 2 * (double)(random_word(&seed) % 30);
        table *t = new_table(24, 0);
        t->measure.short_abandon_s = short_s;
        for (int i = 0; i < MOST_CALLS; i++)
            calls[i] = random_call(&seed, 0, 40000);
        wfm_calls all = columns_of(calls, MOST_CALLS);
        assert_int_equal(wfm_measure_calls(&t->measure, &all, NULL), WFM_OK);
        wfm_measure_figures f = figures_of(t, 0, 24);
        const double got[] = {f.service_answered, f.service_offered, f.service_sl2, f.service_excluding};
        for (int32_t rule = WFM_SERVICE_ANSWERED; rule <= WFM_SERVICE_EXCLUDING; rule++) {
            wfm_estimate e = WFM_ESTIMATE_INIT;
            double expected = level_of(calls, MOST_CALLS, rule, short_s);
            assert_int_equal(wfm_measure_service_level_sure(&all, rule, 20, short_s, 0, 0, 0.95, &e), WFM_OK);
            check_same(&results, got[rule - 1], expected, "rule %d, round %d", rule, round);
            check_same(&results, e.value, expected, "rule %d, round %d, sure", rule, round);
            check_true(&results, e.low < e.value && e.value < e.high, "rule %d, round %d", rule, round);
        }
        free(t);
    }
    free(calls);
    tally_finish(&results);
}

static int by_wait(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* The virtual rule from bins is the curve of the offered waits, where who hangs up is cut off. */
static void test_virtual(void **state)
{
    (void)state;
    tally results = {.name = "virtual rule"};
    uint64_t seed = 13;
    double(*rows)[3] = calloc(MOST_CALLS, sizeof *rows), *survival = calloc(MOST_CALLS, sizeof *survival);
    for (int round = 0; round < 20; round++) {
        table *t = new_table(24, 0);
        t->measure.answer_within_s = (double)(random_word(&seed) % MOST_BINS);
        int64_t count = 0;
        for (int i = 0; i < MOST_CALLS; i++) {
            wfm_call c = random_call(&seed, 0, 40000);
            bool answered = c.event == WFM_CALL_HANDLED || c.event == WFM_CALL_ANSWERED;
            bool lost = c.event == WFM_CALL_LEFT || c.event == WFM_CALL_ABANDONED;
            feed(t, c);
            if (!answered && !lost) continue;
            rows[count][0] = c.wait_s;
            rows[count][1] = answered;
            rows[count++][2] = lost;
        }
        qsort(rows, (size_t)count, sizeof *rows, by_wait);
        wfm_waits w = WFM_WAITS_INIT;
        w.count = count;
        w.wait_s = &rows[0][0], w.ended = &rows[0][1], w.cut = &rows[0][2];
        w.wait_stride = w.ended_stride = w.cut_stride = 3;
        wfm_survival s = WFM_SURVIVAL_INIT;
        s.survival = survival;
        s.survival_stride = 1;
        assert_int_equal(wfm_measure_survival(&w, 0.95, &s), WFM_OK);
        int64_t row = count - 1;
        while (rows[row][0] > t->measure.answer_within_s)
            row--;
        check_near(&results, figures_of(t, 0, 24).service_virtual, 1 - survival[row], TOL_64EPS, "round %d", round);
        t->measure.answer_within_s = MOST_BINS;
        check_true(&results, isnan(figures_of(t, 0, 24).service_virtual), "bins end before T");
        t->measure.bins = 0;
        check_true(&results, isnan(figures_of(t, 0, 24).service_virtual), "no bins");
        free(t);
    }
    free(rows), free(survival);
    tally_finish(&results);
}

/* Shares that queue.h predicts, as counts, make the levels that it predicts. */
static void test_predicted_counts(void **state)
{
    (void)state;
    tally results = {.name = "predicted shares as counts"};
    wfm_queue q = WFM_QUEUE_INIT;
    q.calls = 150;
    q.interval_s = 1800;
    q.aht_s = 240; /* 20 erlangs */
    q.agents = 18;
    q.patience_s = 90;
    q.answer_within_s = 20;
    wfm_queue_waits at = WFM_QUEUE_WAITS_INIT;
    assert_int_equal(wfm_queue_waits_at(&q, 20, &at), WFM_OK);
    wfm_measure_counts c = WFM_MEASURE_COUNTS_INIT;
    c.answered_within = at.answered_within * 200000;
    c.answered_beyond = at.answered_beyond * 200000;
    c.abandoned_within = at.abandoned_within * 200000;
    c.abandoned_beyond = at.abandoned_beyond * 200000;
    for (q.service_rule = WFM_SERVICE_ANSWERED; q.service_rule <= WFM_SERVICE_EXCLUDING; q.service_rule++) {
        wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
        double level = -1;
        assert_int_equal(wfm_queue_evaluate(&q, &m), WFM_OK);
        assert_int_equal(wfm_measure_service_level(&c, q.service_rule, &level), WFM_OK);
        check_near(&results, level, m.service_level, TOL_64EPS, "rule %d", q.service_rule);
    }
    tally_finish(&results);
}

/* T and waits that are whole numbers of bins by more digits than a double has. */
static void test_bins_of_any_width(void **state)
{
    (void)state;
    tally results = {.name = "bins of any width"};
    for (int within = 1; within < 400; within++) {
        for (int bins = 1; bins < MOST_BINS; bins += 7) {
            for (int strictly = 0; strictly < 2; strictly++) {
                table *t = new_table(1, strictly * WFM_MEASURE_STRICTLY_WITHIN);
                t->measure.answer_within_s = within;
                t->measure.bin_s = (double)within / bins;
                t->measure.bins = bins + 1;
                for (int i = 0; i < 3; i++)
                    feed(t, new_call(WFM_CALL_ANSWERED, i, i == 2 ? 2.5 * within : within, 0));
                wfm_measure_figures f = figures_of(t, 0, 1);
                check_near(&results, f.service_virtual, f.service_offered, TOL_4EPS, "T %d in %d bins", within, bins);
                free(t);
            }
        }
    }
    tally_finish(&results);
}

/* ---- the intervals that are held ---- */

static void test_ring(void **state)
{
    (void)state;
    tally results = {.name = "intervals held"};
    table *t = new_table(3, 0);
    for (int k = 0; k < 3; k++)
        assert_int_equal(feed(t, new_call(WFM_CALL_HANDLED, 1800 * k, 1, 100)), WFM_OK);
    check_true(&results, figures_of(t, 0, 100).calls == 3, "all three");
    assert_int_equal(feed(t, new_call(WFM_CALL_HANDLED, 1800 * 4 + 1, 1, 100)), WFM_OK);
    check_true(&results, t->measure.oldest == 2, "two are given up: %lld", (long long)t->measure.oldest);
    check_true(&results, figures_of(t, 0, 100).calls == 2, "two are left");
    check_true(&results, figures_of(t, 0, 2).calls == 0 && figures_of(t, 3, 1).calls == 0, "none there");
    assert_int_equal(feed(t, new_call(WFM_CALL_HANDLED, 1800, 1, 100)), WFM_CAVEAT_NOT_HELD);
    assert_int_equal(feed(t, new_call(WFM_CALL_HANDLED, -1, 1, 100)), WFM_CAVEAT_NOT_HELD);
    check_true(&results, figures_of(t, 0, 100).calls == 2, "nothing came in");
    assert_int_equal(feed(t, new_call(WFM_CALL_HANDLED, 1e15, 1, 100)), WFM_OK);
    check_true(&results, figures_of(t, t->measure.oldest, 3).calls == 1, "far away, alone");
    check_true(&results, figures_of(t, 0, INT64_MAX).calls == 1, "whatever is asked for");
    table *other = new_table(3, 0);
    feed(other, new_call(WFM_CALL_HANDLED, 0, 1, 100));
    assert_int_equal(wfm_measure_merge(&t->measure, &other->measure), WFM_CAVEAT_NOT_HELD);
    assert_int_equal(wfm_measure_merge(&other->measure, &t->measure), WFM_OK);
    check_true(&results, figures_of(other, 0, INT64_MAX).calls == 1, "the newest wins");
    free(t), free(other);
    table *one = new_table(1, 0), *three = new_table(3, 0);
    for (int k = 0; k < 3; k++)
        feed(three, new_call(WFM_CALL_HANDLED, 1800 * k, 1, 100));
    assert_int_equal(wfm_measure_merge(&one->measure, &three->measure), WFM_CAVEAT_NOT_HELD);
    check_true(&results, figures_of(one, 2, 1).calls == 1, "of three intervals one has room, and the caveat says so");
    free(one), free(three);
    table *by_state = new_table(3, WFM_MEASURE_BY_STATE);
    assert_int_equal(feed(by_state, new_call(WFM_CALL_HANDLED, -100, 150, 4000)), WFM_CAVEAT_NOT_HELD);
    check_near(&results, figures_of(by_state, 0, 1).queue_mean * 1800, 50, TOL_4EPS, "the part since interval 0");
    check_true(&results, figures_of(by_state, 0, 1).answered == 1, "answered in it");
    assert_int_equal(feed(by_state, new_call(WFM_CALL_HANDLED, 0, 0, 1800 * 10)), WFM_CAVEAT_NOT_HELD);
    check_same(&results, figures_of(by_state, 8, 1).carried_load_erl, 1, "busy throughout");
    check_true(&results, figures_of(by_state, 10, 1).handled == 1, "ended");
    free(by_state);
    tally_finish(&results);
}

/* A time that is just before an interval's start counts before it, and its start in it, whatever the length. The
 * product of a length and a small number is exact in a long double of 64 bits. */
static void test_interval_borders(void **state)
{
    (void)state;
    tally results = {.name = "borders of intervals"};
    uint64_t seed = 17;
    for (int i = 0; i < 200; i++) {
        double length = i == 0 ? 0.1 : random_log_between(&seed, 1e-3, 1e5);
        table *t = new_table(MOST_ROWS, 0);
        double expected[MOST_ROWS] = {0};
        t->measure.interval_s = length;
        for (int k = 1; k < MOST_ROWS; k++) {
            for (int step = -2; step <= 2; step++) {
                double at = step_by(k * length, step);
                feed(t, new_call(WFM_CALL_ARRIVED, at, 0, 0));
                expected[(long double)at < (long double)length * k ? k - 1 : k]++;
            }
        }
        for (int k = 0; k < MOST_ROWS && LDBL_MANT_DIG >= 64; k++)
            check_true(&results, figures_of(t, k, 1).calls == expected[k], "%.17g s, interval %d", length, k);
        free(t);
    }
    check_true(&results, true, "where a long double is longer than a double");
    tally_finish(&results);
}

/* ---- handle times by interval ---- */

static void test_spread_of_r(void **state)
{
    (void)state;
    tally results = {.name = "spread between intervals, R's aov"};
    table *t = new_table(3, 0);
    static const struct {
        const char *sample;
        int first, count, interval;
    } parts[] = {{"usual", 0, 90, 0}, {"rare", 100, 70, 1}, {"few", 0, 12, 2}};
    for (int i = 0; i < 3; i++) {
        int row = 0;
        csv *rows = csv_open_vectors("survival_waits.csv");
        while (csv_next(rows)) {
            if (strcmp(csv_text(rows, "sample"), parts[i].sample) != 0) continue;
            bool taken = row >= parts[i].first && row < parts[i].first + parts[i].count;
            if (taken) feed(t, new_call(WFM_CALL_HANDLED, 1800 * i, 0, csv_number(rows, "wait_s")));
            row++;
        }
        csv_close(rows);
    }
    wfm_spread s = WFM_SPREAD_INIT;
    assert_int_equal(wfm_measure_handle_spread(&t->measure, 0, 3, &s), WFM_OK);
    csv *rows = csv_open_vectors("statistics.csv");
    while (csv_next(rows)) {
        if (strcmp(csv_text(rows, "figure"), "spread") != 0) continue;
        check_near(&results, s.within_s, csv_number(rows, "a"), 1e-10, "within");
        check_near(&results, s.between_s, csv_number(rows, "b"), 1e-10, "between");
        check_near(&results, s.noise_s, csv_number(rows, "c"), 1e-10, "noise");
        check_near(&results, s.p_value, csv_number(rows, "d"), 1e-10, "p");
    }
    csv_close(rows);
    check_true(&results, s.intervals == 3, "three intervals");
    assert_int_equal(wfm_measure_handle_spread(&t->measure, 0, 1, &s), WFM_OK);
    check_true(&results, isnan(s.between_s) && s.mean_s > 0, "one interval tells nothing of others");
    free(t);
    tally_finish(&results);
}

/* ---- the interval of a service level ---- */

/* An agents' queue without abandonment is not needed: neighbours that are alike are enough. Stretches of a random number
 * of calls, mean 10, are all in time or all late; the truth is 0.7. */
static void test_dependence(void **state)
{
    (void)state;
    enum { SAMPLES = 10000, CALLS = 2000 };
    tally results = {.name = "batch means"};
    uint64_t seed = 14;
    wfm_call *calls = calloc(CALLS, sizeof *calls);
    double *waits = calloc(CALLS, sizeof *waits);
    int covered = 0, covered_mean = 0, naive = 0;
    for (int k = 0; k < SAMPLES; k++) {
        bool good = true;
        double x = 0;
        for (int i = 0; i < CALLS; i++) {
            if (i == 0 || random_between(&seed, 0, 1) < 0.1) good = random_between(&seed, 0, 1) < 0.7;
            calls[i] = new_call(WFM_CALL_ANSWERED, i, good ? 5 : 50, 0);
            waits[i] = calls[i].wait_s;
            x += good;
        }
        wfm_calls all = columns_of(calls, CALLS);
        wfm_estimate e = WFM_ESTIMATE_INIT;
        assert_int_equal(wfm_measure_service_level_sure(&all, WFM_SERVICE_OFFERED, 20, 0, 0, 0, 0.95, &e), WFM_OK);
        covered += e.low <= 0.7 && 0.7 <= e.high;
        assert_int_equal(wfm_measure_mean_sure(CALLS, waits, 1, 0, 0.95, &e), WFM_OK);
        covered_mean += e.low <= 18.5 && 18.5 <= e.high;
        assert_int_equal(wfm_measure_share(x, CALLS, 0.95, &e), WFM_OK);
        naive += e.low <= 0.7 && 0.7 <= e.high;
    }
    check_between(&results, covered / (double)SAMPLES, 0.94, 0.96, "service level");
    check_between(&results, covered_mean / (double)SAMPLES, 0.94, 0.96, "mean");
    check_between(&results, naive / (double)SAMPLES, 0.2, 0.7, "calls are not independent");
    free(calls), free(waits);
    tally_finish(&results);
}

/* Few batches of a short sample, more of a long one; batches of sizes that differ by one at most take in every value. */
static void test_batches(void **state)
{
    (void)state;
    enum { MOST = 100000 };
    static const struct {
        int64_t count, batches;
    } cases[] = {{2, 2}, {19, 2}, {20, 2}, {35, 3}, {50, 5}, {9999, 5}, {12000, 6}, {MOST, 20}};
    tally results = {.name = "batches"};
    double *values = calloc(MOST, sizeof *values);
    for (int64_t i = 0; i < MOST; i++)
        values[i] = (double)(i % 7);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        wfm_estimate e = WFM_ESTIMATE_INIT;
        assert_int_equal(wfm_measure_mean_sure(cases[i].count, values, 1, 0, 0.9, &e), WFM_OK);
        check_true(&results, e.degrees == (double)(cases[i].batches - 1), "%g of %g", e.degrees, e.count);
    }
    wfm_estimate e = WFM_ESTIMATE_INIT;
    assert_int_equal(wfm_measure_mean_sure(5, values, 1, 2, 0.9, &e), WFM_OK); /* 0 1 2, 3 4 */
    check_true(&results, e.value == 2, "all five");
    /* 3 - 3 x 2 and 7 - 2 x 2: squares 9 and 9 */
    check_near(&results, e.standard_error, sqrt(18.0 * 2) / 5, TOL_4EPS, "standard error %g", e.standard_error);
    free(values);
    tally_finish(&results);
}

/* Batches that are alike, by chance or because nothing was missed, are not sure beyond what as many calls can be. */
static void test_alike_batches(void **state)
{
    (void)state;
    tally results = {.name = "batches that are alike"};
    wfm_call calls[245];
    double had[245], certain[4] = {1e308, 1e308, 1e308, 1e308};
    wfm_estimate e = WFM_ESTIMATE_INIT, other = WFM_ESTIMATE_INIT, d = WFM_ESTIMATE_INIT;
    for (int good = 0; good <= 49; good++) {
        for (int i = 0; i < 245; i++) {
            had[i] = i % 49 < good;
            calls[i] = new_call(WFM_CALL_ANSWERED, i, had[i] > 0 ? 5 : 50, 0);
        }
        wfm_calls all = columns_of(calls, 245);
        assert_int_equal(wfm_measure_service_level_sure(&all, WFM_SERVICE_OFFERED, 20, 0, 0, 5, 0.95, &e), WFM_OK);
        assert_int_equal(wfm_measure_share_sure(245, had, 1, 5, 0.95, &other), WFM_OK);
        check_true(&results, e.high - e.low > 0.01, "%d of 49: %g to %g", good, e.low, e.high);
        check_same(&results, other.low, e.low, "%d of 49, as a share", good);
        check_same(&results, other.high, e.high, "%d of 49, as a share", good);
        check_near(&results, e.standard_error * 2 * 2.7764451051977987, e.high - e.low, TOL_64EPS, "%d of 49", good);
    }
    /* none of 60 against one in each of five batches of 12: Fisher's exact p is 0.057 */
    double none[60] = {0}, five[60] = {0};
    for (int i = 0; i < 60; i += 12)
        five[i] = 1;
    assert_int_equal(wfm_measure_share_sure(60, none, 1, 0, 0.95, &e), WFM_OK);
    assert_int_equal(wfm_measure_share_sure(60, five, 1, 0, 0.95, &other), WFM_OK);
    assert_int_equal(wfm_measure_difference(&e, &other, 0.95, &d), WFM_OK);
    check_between(&results, d.p_value, 0.02, 0.1, "not beyond chance");
    assert_int_equal(wfm_measure_share_sure(4, certain, 1, 0, 0.95, &e), WFM_BAD_VALUE);
    assert_int_equal(wfm_measure_mean_sure(4, certain, 1, 0, 0.95, &e), WFM_BAD_VALUE);
    certain[0] = -1e308, certain[1] = -1e308;
    assert_int_equal(wfm_measure_mean_sure(4, certain, 1, 0, 0.95, &e), WFM_BAD_VALUE);
    assert_int_equal(wfm_measure_share_sure(4, certain, 1, 0, 0.95, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_measure_share(1e-7, 4, 0.95, &e), WFM_OK);
    /* (x + z^2/2 - z sqrt(x (n-x)/n + z^2/4)) / (n + z^2) in 40 digits */
    check_near(&results, e.low, 6.5079439518484588202e-16, TOL_16EPS, "a share near nothing");
    tally_finish(&results);
}

/* Equal periods differ by chance alone as often as they should; periods that differ are told apart. */
static void test_difference(void **state)
{
    (void)state;
    enum { PAIRS = 10000, VALUES = 200 };
    tally results = {.name = "difference"};
    uint64_t seed = 15;
    double values[2][VALUES];
    int real = 0, found = 0;
    for (int k = 0; k < PAIRS; k++) {
        wfm_estimate e[2] = {WFM_ESTIMATE_INIT, WFM_ESTIMATE_INIT}, d = WFM_ESTIMATE_INIT;
        for (int i = 0; i < 2 * VALUES; i++)
            values[i % 2][i / 2] = -100 * log(random_between(&seed, 0, 1));
        for (int i = 0; i < 2; i++)
            assert_int_equal(wfm_measure_mean_sure(VALUES, values[i], 1, VALUES, 0.95, &e[i]), WFM_OK);
        assert_int_equal(wfm_measure_difference(&e[0], &e[1], 0.95, &d), WFM_OK);
        real += d.p_value < 0.05;
        check_true(&results, (d.p_value < 0.05) == (d.low > 0 || d.high < 0), "p and interval agree");
        e[1].value += 50;
        assert_int_equal(wfm_measure_difference(&e[0], &e[1], 0.95, &d), WFM_OK);
        found += d.low > 0;
    }
    check_between(&results, real / (double)PAIRS, 0.04, 0.06, "false alarms");
    check_true(&results, found > 0.99 * PAIRS, "half as long again is seen: %d", found);
    wfm_estimate one = WFM_ESTIMATE_INIT, d = WFM_ESTIMATE_INIT;
    one.degrees = 5;
    assert_int_equal(wfm_measure_difference(&one, &one, 0.95, &d), WFM_OK);
    check_true(&results, d.p_value == 1 && d.low == 0 && d.high == 0, "nothing from nothing");
    tally_finish(&results);
}

/* ---- statuses ---- */

static void test_measure_statuses(void **state)
{
    (void)state;
    table *t = new_table(3, 0), *other = new_table(3, 0);
    wfm_measure *m = &t->measure, good = *m;
    wfm_measure_figures f = WFM_MEASURE_FIGURES_INIT;
    wfm_spread s = WFM_SPREAD_INIT;
    assert_int_equal(wfm_measure_start(NULL), WFM_BAD_MEASURE_STRUCT);
#define REFUSED(change, expected)                                                                                      \
    do {                                                                                                               \
        *m = good;                                                                                                     \
        change;                                                                                                        \
        assert_int_equal(wfm_measure_start(m), expected);                                                              \
        assert_int_equal(wfm_measure_figures_of(m, 0, 1, 0, &f), expected);                                            \
        assert_true(isnan(f.calls));                                                                                   \
    } while (0)
    REFUSED(m->reserved_2 = 1, WFM_BAD_MEASURE_STRUCT);
    REFUSED(m->start_s = INF, WFM_BAD_START);
    REFUSED(m->interval_s = 0, WFM_BAD_INTERVAL);
    REFUSED(m->interval_s = QUIET_NAN, WFM_BAD_INTERVAL);
    REFUSED(m->answer_within_s = -1, WFM_BAD_ANSWER_WITHIN);
    REFUSED(m->short_abandon_s = QUIET_NAN, WFM_BAD_SHORT_ABANDON);
    REFUSED(m->flags = 4, WFM_BAD_FLAGS);
    REFUSED(m->bins = -1, WFM_BAD_BINS);
    REFUSED(m->bin_s = 0, WFM_BAD_BINS);
    REFUSED(m->bin_s = INF, WFM_BAD_BINS);
    REFUSED(m->bins = MOST_BINS + 1, WFM_BAD_CELLS);
    REFUSED(m->cells = NULL, WFM_BAD_CELLS);
    REFUSED(m->cells_stride = WFM_CELLS - 1, WFM_BAD_CELLS);
    REFUSED(m->intervals = 0, WFM_BAD_COUNT);
    REFUSED(m->intervals = INT64_MAX, WFM_BAD_COUNT);
    REFUSED(m->oldest = -1, WFM_BAD_COUNT);
    REFUSED(m->oldest = INT64_MAX, WFM_BAD_COUNT);
    *m = good;
    assert_int_equal(wfm_measure_figures_of(m, 0, 1, 0, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_measure_figures_of(m, 0, -1, 0, &f), WFM_BAD_COUNT);
    assert_int_equal(wfm_measure_figures_of(m, -1, 1, 0, &f), WFM_BAD_COUNT);
    assert_int_equal(wfm_measure_figures_of(m, 0, 1, -1, &f), WFM_BAD_STAFFED);
    assert_int_equal(wfm_measure_handle_spread(m, 0, 1, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_measure_handle_spread(NULL, 0, 1, &s), WFM_BAD_MEASURE_STRUCT);
    assert_int_equal(wfm_measure_handle_spread(m, 0, -1, &s), WFM_BAD_COUNT);
    assert_int_equal(wfm_measure_handle_spread(m, -1, 1, &s), WFM_BAD_COUNT);
    assert_int_equal(wfm_measure_merge(m, NULL), WFM_BAD_MEASURE_STRUCT);
#define DIFFERENT(change)                                                                                              \
    do {                                                                                                               \
        wfm_measure kept = other->measure;                                                                             \
        change;                                                                                                        \
        assert_int_equal(wfm_measure_merge(m, &other->measure), WFM_NOT_ALIKE);                                        \
        other->measure = kept;                                                                                         \
    } while (0)
    DIFFERENT(other->measure.start_s = 1);
    DIFFERENT(other->measure.interval_s = 900);
    DIFFERENT(other->measure.answer_within_s = 10);
    DIFFERENT(other->measure.short_abandon_s = 5);
    DIFFERENT(other->measure.bin_s = 2);
    DIFFERENT(other->measure.bins = 3);
    DIFFERENT(other->measure.flags = WFM_MEASURE_BY_STATE);
    free(t), free(other);
}

static void test_call_statuses(void **state)
{
    (void)state;
    table *t = new_table(3, 0);
    wfm_call good = new_call(WFM_CALL_HANDLED, 0, 1, 2), c;
    wfm_calls columns;
    wfm_status status[3];
    assert_int_equal(wfm_measure_event(NULL, &good), WFM_BAD_MEASURE_STRUCT);
    assert_int_equal(wfm_measure_event(&t->measure, NULL), WFM_BAD_CALL_STRUCT);
#define BAD_CALL(change, expected)                                                                                     \
    do {                                                                                                               \
        c = good;                                                                                                      \
        change;                                                                                                        \
        assert_int_equal(wfm_measure_event(&t->measure, &c), expected);                                                \
    } while (0)
    BAD_CALL(c.reserved_2 = 1, WFM_BAD_CALL_STRUCT);
    BAD_CALL(c.event = 0, WFM_BAD_CALL_EVENT);
    BAD_CALL(c.event = 7, WFM_BAD_CALL_EVENT);
    BAD_CALL(c.arrival_s = QUIET_NAN, WFM_BAD_ARRIVAL);
    BAD_CALL(c.arrival_s = 1e300, WFM_BAD_ARRIVAL);
    BAD_CALL(c.wait_s = 1e300, WFM_BAD_ARRIVAL);
    BAD_CALL(c.wait_s = -1, WFM_BAD_WAIT);
    BAD_CALL(c.wait_s = INF, WFM_BAD_WAIT);
    BAD_CALL(c.talk_s = -1, WFM_BAD_HANDLE_TIME);
    BAD_CALL(c.hold_s = QUIET_NAN, WFM_BAD_HANDLE_TIME);
    BAD_CALL(c.acw_s = INF, WFM_BAD_HANDLE_TIME);
    assert_true(figures_of(t, 0, 3).calls == 0);
    wfm_call rows[3] = {good, good, good};
    rows[1].wait_s = -1;
    columns = columns_of(rows, 3);
    assert_int_equal(wfm_measure_calls(&t->measure, &columns, status), WFM_BAD_WAIT);
    assert_true(status[0] == WFM_OK && status[1] == WFM_BAD_WAIT && status[2] == WFM_OK);
    assert_true(figures_of(t, 0, 3).calls == 2);
    assert_int_equal(wfm_measure_calls(&t->measure, NULL, NULL), WFM_BAD_CALL_STRUCT);
    assert_int_equal(wfm_measure_calls(NULL, &columns, NULL), WFM_BAD_MEASURE_STRUCT);
    columns.count = -1;
    assert_int_equal(wfm_measure_calls(&t->measure, &columns, NULL), WFM_BAD_COUNT);
    columns = columns_of(rows, 3), columns.arrival_s = NULL;
    assert_int_equal(wfm_measure_calls(&t->measure, &columns, NULL), WFM_BAD_CALL_COLUMN);
    columns = columns_of(rows, 3), columns.wait_s = NULL;
    assert_int_equal(wfm_measure_calls(&t->measure, &columns, NULL), WFM_BAD_CALL_COLUMN);
    columns = columns_of(rows, 3), columns.event = NULL;
    assert_int_equal(wfm_measure_calls(&t->measure, &columns, NULL), WFM_BAD_CALL_COLUMN);
    columns = columns_of(rows, 0), columns.event = NULL;
    assert_int_equal(wfm_measure_calls(&t->measure, &columns, NULL), WFM_OK);
    free(t);
}

static void test_sure_statuses(void **state)
{
    (void)state;
    wfm_call rows[4] = {new_call(WFM_CALL_ANSWERED, 0, 1, 0), new_call(WFM_CALL_BLOCKED, 0, 0, 0),
                        new_call(WFM_CALL_ARRIVED, 0, 0, 0), new_call(WFM_CALL_LEFT, 0, 1, 0)};
    wfm_calls c = columns_of(rows, 4);
    wfm_estimate e = WFM_ESTIMATE_INIT, zero = WFM_ESTIMATE_INIT;
    double level = 0, values[] = {1, 2, 3};
    wfm_measure_counts counts = WFM_MEASURE_COUNTS_INIT;
    assert_int_equal(wfm_measure_service_level(&counts, 2, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_measure_service_level(NULL, 2, &level), WFM_BAD_MEASURE_STRUCT);
    assert_int_equal(wfm_measure_service_level(&counts, WFM_SERVICE_VIRTUAL, &level), WFM_BAD_SERVICE_RULE);
    assert_int_equal(wfm_measure_service_level(&counts, 2, &level), WFM_OK);
    assert_true(isnan(level));
    counts.blocked = -1;
    assert_int_equal(wfm_measure_service_level(&counts, 2, &level), WFM_BAD_COUNTS);
    counts.blocked = DBL_MAX;
    assert_int_equal(wfm_measure_service_level(&counts, 2, &level), WFM_BAD_COUNTS);
    assert_int_equal(wfm_measure_share(1, 2, 0.95, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_measure_share(3, 2, 0.95, &e), WFM_BAD_COUNTS);
    assert_int_equal(wfm_measure_share(QUIET_NAN, 2, 0.95, &e), WFM_BAD_COUNTS);
    assert_int_equal(wfm_measure_share(1, INF, 0.95, &e), WFM_BAD_COUNTS);
    assert_int_equal(wfm_measure_share(1, 2, 0, &e), WFM_BAD_CONFIDENCE);
    assert_int_equal(wfm_measure_share(0, 0, 0.95, &e), WFM_OK);
    assert_true(isnan(e.value) && e.low == 0 && e.high == 1);
#define LEVEL(rule, within, hung, flags, batches, confidence)                                                          \
    wfm_measure_service_level_sure(&c, rule, within, hung, flags, batches, confidence, &e)
    assert_int_equal(LEVEL(WFM_SERVICE_VIRTUAL, 20, 0, 0, 0, 0.95), WFM_BAD_SERVICE_RULE);
    assert_int_equal(LEVEL(2, -1, 0, 0, 0, 0.95), WFM_BAD_ANSWER_WITHIN);
    assert_int_equal(LEVEL(2, 20, -1, 0, 0, 0.95), WFM_BAD_SHORT_ABANDON);
    assert_int_equal(LEVEL(2, 20, 0, 64, 0, 0.95), WFM_BAD_FLAGS);
    assert_int_equal(LEVEL(2, 20, 0, 0, 1, 0.95), WFM_BAD_BATCHES);
    assert_int_equal(LEVEL(2, 20, 0, 0, 5, 0.95), WFM_BAD_BATCHES);
    assert_int_equal(LEVEL(2, 20, 0, 0, 0, 1), WFM_BAD_CONFIDENCE);
    assert_int_equal(LEVEL(2, 20, 0, 0, 0, 0.95), WFM_OK);
    assert_true(e.value == 0.5 && e.count == 2);
    assert_int_equal(LEVEL(2, 20, 0, WFM_MEASURE_COUNT_BLOCKED, 0, 0.95), WFM_OK);
    assert_true(e.count == 3);
    assert_int_equal(LEVEL(2, 20, 0, WFM_MEASURE_IGNORE_LEFT, 0, 0.95), WFM_TOO_FEW);
    assert_true(isnan(e.value));
    rows[0].wait_s = -1;
    assert_int_equal(LEVEL(2, 20, 0, 0, 0, 0.95), WFM_BAD_WAIT);
    rows[0].event = 9;
    assert_int_equal(LEVEL(2, 20, 0, 0, 0, 0.95), WFM_BAD_CALL_EVENT);
    rows[0].event = -1;
    assert_int_equal(LEVEL(2, 20, 0, 0, 0, 0.95), WFM_BAD_CALL_EVENT);
    assert_int_equal(wfm_measure_service_level_sure(&c, 2, 20, 0, 0, 0, 0.95, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_measure_service_level_sure(NULL, 2, 20, 0, 0, 0, 0.95, &e), WFM_BAD_CALL_STRUCT);
    assert_int_equal(wfm_measure_mean_sure(3, values, 1, 0, 0.95, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_measure_mean_sure(-1, values, 1, 0, 0.95, &e), WFM_BAD_COUNT);
    assert_int_equal(wfm_measure_mean_sure(3, NULL, 1, 0, 0.95, &e), WFM_BAD_CALL_COLUMN);
    assert_int_equal(wfm_measure_mean_sure(3, values, 1, 0, 0, &e), WFM_BAD_CONFIDENCE);
    assert_int_equal(wfm_measure_mean_sure(1, values, 1, 0, 0.9, &e), WFM_TOO_FEW);
    values[1] = INF;
    assert_int_equal(wfm_measure_mean_sure(3, values, 1, 0, 0.9, &e), WFM_BAD_VALUE);
    assert_int_equal(wfm_measure_difference(&zero, &zero, 0.9, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_measure_difference(&zero, &zero, 0.9, &e), WFM_BAD_ESTIMATE);
    zero.degrees = 1;
    assert_int_equal(wfm_measure_difference(&zero, NULL, 0.9, &e), WFM_BAD_MEASURE_STRUCT);
    assert_int_equal(wfm_measure_difference(&zero, &zero, 2, &e), WFM_BAD_CONFIDENCE);
    zero.standard_error = -1;
    assert_int_equal(wfm_measure_difference(&zero, &zero, 0.9, &e), WFM_BAD_ESTIMATE);
    zero.value = QUIET_NAN;
    assert_int_equal(wfm_measure_difference(&zero, &zero, 0.9, &e), WFM_BAD_ESTIMATE);
    assert_int_equal(wfm_measure_quantile(2, values, 1, 0.5, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_measure_quantile(0, values, 1, 0.5, &level), WFM_BAD_COUNT);
    assert_int_equal(wfm_measure_quantile(2, NULL, 1, 0.5, &level), WFM_BAD_CALL_COLUMN);
    assert_int_equal(wfm_measure_quantile(2, values, 1, 1.5, &level), WFM_BAD_PROBABILITY);
    assert_int_equal(wfm_measure_quantile(3, values, 1, 0.5, &level), WFM_NOT_ASCENDING);
    assert_true(isnan(level));
}

/* Whatever is fed: a status, and never a cell outside the table (the sanitizers see to that). */
static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    uint64_t seed = 16;
    for (int i = 0; i < 20000; i++) {
        table *t = new_table(1 + (int64_t)(random_word(&seed) % 5), any_flags(&seed));
        wfm_measure kept = t->measure;
        bool wild = i % 4 == 0;
        if (wild) t->measure.interval_s = random_bits(&seed);
        if (wild) t->measure.start_s = random_bits(&seed);
        if (wild) t->measure.bin_s = random_bits(&seed);
        for (int k = 0; k < 20; k++) {
            wfm_call c = random_call(&seed, -5000, 20000);
            if (random_word(&seed) % 4 == 0) c.arrival_s = random_bits(&seed);
            if (random_word(&seed) % 4 == 0) c.wait_s = random_bits(&seed);
            if (random_word(&seed) % 4 == 0) c.acw_s = random_bits(&seed);
            feed(t, c);
        }
        wfm_measure_figures f = WFM_MEASURE_FIGURES_INIT;
        wfm_status status = wfm_measure_figures_of(&t->measure, 0, (int64_t)(random_word(&seed) >> 1), 0, &f);
        if (wfm_failed(status)) check_true(&results, isnan(f.calls), "an error leaves NaN");
        if (!wfm_failed(status)) check_true(&results, f.calls >= 0, "calls %g", f.calls);
        check_true(&results, t->measure.cells == kept.cells, "the caller's memory stays where it is");
        free(t);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_by_state),
        cmocka_unit_test(test_flags),
        cmocka_unit_test(test_stream_batch_and_merge),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_virtual),
        cmocka_unit_test(test_bins_of_any_width),
        cmocka_unit_test(test_predicted_counts),
        cmocka_unit_test(test_ring),
        cmocka_unit_test(test_interval_borders),
        cmocka_unit_test(test_spread_of_r),
        cmocka_unit_test(test_dependence),
        cmocka_unit_test(test_batches),
        cmocka_unit_test(test_alike_batches),
        cmocka_unit_test(test_difference),
        cmocka_unit_test(test_measure_statuses),
        cmocka_unit_test(test_call_statuses),
        cmocka_unit_test(test_sure_statuses),
        cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
