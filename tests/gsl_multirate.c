/* SPDX-License-Identifier: MIT */
/* Several classes of calls on one group, against an event-driven simulation on GSL's generators in which every call is
 * followed: without reservation within the intervals of the simulation, whatever the distribution of the holding times;
 * with reservation no further from it than trunks.h says. */
#include "support/gsl_runs.h"

#include "wfm/trunks.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdio.h>

static const double RISK = 0.001;
static const double WIDEST_MEDIAN = 0.05;

enum { CLASSES = 3, IN_PROGRESS = 512, WORK = 1024 };

typedef enum holding { EXPONENTIAL, FIXED, VARIED } holding;

typedef struct group_row {
    double lines;
    double calls; /* of the simulation in all, in millions */
    holding kind;
    int count;
    double load[CLASSES];
    double wide[CLASSES];
    double reserved[CLASSES];
    double time[CLASSES]; /* mean holding time */
} group_row;

typedef struct counts {
    double offered[CLASSES];
    double lost[CLASSES];
    double busy; /* line x time */
    double time;
    double controls[CONTROLS];
} counts;

typedef struct call {
    double end;
    double wide;
} call;

typedef struct simulation {
    const group_row *row;
    gsl_rng *random;
    call calls[IN_PROGRESS]; /* by a heap, the first to end in front */
    size_t in_progress;
    double busy;
    double now;
    double start;
    counts *into;
} simulation;

static void swap(call *x, call *y)
{
    call z = *x;
    *x = *y;
    *y = z;
}

static void begin_call(simulation *s, call c)
{
    size_t i = s->in_progress++;
    assert_true(i < IN_PROGRESS);
    s->calls[i] = c;
    for (; i > 0 && s->calls[i].end < s->calls[(i - 1) / 2].end; i = (i - 1) / 2)
        swap(&s->calls[i], &s->calls[(i - 1) / 2]);
    s->busy += c.wide;
}

static void end_call(simulation *s)
{
    s->busy -= s->calls[0].wide;
    s->calls[0] = s->calls[--s->in_progress];
    for (size_t i = 0, least = 1; least < s->in_progress; least = 2 * i + 1) {
        if (least + 1 < s->in_progress && s->calls[least + 1].end < s->calls[least].end) least++;
        if (s->calls[i].end <= s->calls[least].end) break;
        swap(&s->calls[i], &s->calls[least]);
        i = least;
    }
}

static void let_time_pass(simulation *s, double to)
{
    double from = fmax(s->now, s->start);
    if (to > from) s->into->busy += s->busy * (to - from);
    s->now = to;
}

/* Varied: nine in ten short ones, and long ones that are half the time; both exponential, a squared coefficient of
 * variation of 4.6. */
static double holding_time(simulation *s, double mean)
{
    if (s->row->kind == FIXED) return mean;
    if (s->row->kind == EXPONENTIAL) return gsl_ran_exponential(s->random, mean);
    bool is_long = gsl_rng_uniform(s->random) < 0.1;
    return gsl_ran_exponential(s->random, is_long ? 5 * mean : mean / 1.8);
}

static void arrive(simulation *s, int class)
{
    const group_row *r = s->row;
    bool measured = s->now >= s->start;
    bool taken = s->busy + r->wide[class] + r->reserved[class] <= r->lines;
    if (measured) {
        s->into->offered[class]++;
        s->into->lost[class] += !taken;
        s->into->controls[class > 0]++;
    }
    if (!taken) return;
    double time = holding_time(s, r->time[class]);
    if (measured) s->into->controls[2] += time / r->time[class] - 1;
    begin_call(s, (call){s->now + time, r->wide[class]});
}

static void simulate_once(const group_row *r, gsl_rng *random, double calls, counts *into)
{
    double rate[CLASSES], all = 0, longest = 0;
    for (int i = 0; i < r->count; i++) {
        rate[i] = r->load[i] / r->time[i];
        all += rate[i];
        longest = fmax(longest, r->time[i]);
    }
    simulation s = {.row = r, .random = random, .start = 60 * longest, .into = into};
    double end = s.start + calls / all;
    *into = (counts){.time = end - s.start};
    for (double next = 0; next < end;) {
        next = s.now + gsl_ran_exponential(random, 1 / all);
        while (s.in_progress > 0 && s.calls[0].end < next && s.calls[0].end < end) {
            let_time_pass(&s, s.calls[0].end);
            end_call(&s);
        }
        let_time_pass(&s, fmin(next, end));
        if (next >= end) break;
        double pick = gsl_rng_uniform(random) * all;
        int class = 0;
        while (class + 1 < r->count && pick >= rate[class])
            pick -= rate[class ++];
        arrive(&s, class);
    }
    into->controls[0] -= rate[0] * into->time;
    into->controls[1] -= (all - rate[0]) * into->time;
}

static void simulate(const group_row *r, size_t test, size_t number, counts *runs)
{
    for (size_t i = 0; i < REPLICATIONS; i++) {
        gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
        assert_non_null(random);
        gsl_rng_set(random, stream_of(test, number, i));
        simulate_once(r, random, r->calls * 1e6 / REPLICATIONS, &runs[i]);
        gsl_rng_free(random);
    }
}

static wfm_class_group evaluate(const group_row *r, double *blocking)
{
    static double work[WORK];
    wfm_classes classes = WFM_CLASSES_INIT;
    wfm_class_columns columns = WFM_CLASS_COLUMNS_INIT;
    wfm_class_group group = WFM_CLASS_GROUP_INIT;
    classes.count = r->count;
    classes.load_erl = r->load;
    classes.lines_per_call = r->wide;
    classes.reserved_lines = r->reserved;
    classes.load_stride = classes.lines_per_call_stride = classes.reserved_lines_stride = 1;
    columns.blocking = blocking;
    columns.blocking_stride = 1;
    assert_int_equal(wfm_classes_blocking(&classes, r->lines, work, WORK, &columns, &group), WFM_OK);
    return group;
}

static double samples_of(const group_row *r, const counts *runs, sample lost[][REPLICATIONS], sample *busy)
{
    double load = 0;
    for (int k = 0; k < r->count; k++)
        load += r->load[k];
    for (size_t i = 0; i < REPLICATIONS; i++) {
        busy[i] = sample_of(runs[i].controls, runs[i].busy, runs[i].time);
        for (int k = 0; k < r->count; k++)
            lost[k][i] = sample_of(runs[i].controls, runs[i].lost[k], runs[i].offered[k]);
    }
    return load;
}

static const group_row EXACT[] = {
    {10, 1, EXPONENTIAL, 1, {7}, {1}, {0}, {1}},
    {10, 1, FIXED, 1, {9}, {1}, {0}, {1}},
    {5, 1, EXPONENTIAL, 2, {2, 1}, {1, 2}, {0}, {1, 1}},
    {5, 1, VARIED, 2, {2, 1}, {1, 2}, {0}, {1, 3}},
    {12, 1, FIXED, 2, {3, 1.5}, {1, 4}, {0}, {2, 1}},
    {20, 1, EXPONENTIAL, 2, {8, 2}, {1, 5}, {0}, {1, 10}},
    {20, 1, FIXED, 3, {8, 2, 0.5}, {1, 3, 7}, {0}, {1, 1, 4}},
    {30, 1, VARIED, 2, {12, 3}, {1, 6}, {0}, {1, 1}},
    {30, 1, EXPONENTIAL, 3, {12, 2, 1}, {1, 4, 6}, {0}, {1, 0.3, 3}},
    {48, 1, FIXED, 2, {30, 2}, {1, 6}, {0}, {1, 5}},
    {60, 1, VARIED, 3, {30, 4, 1}, {1, 4, 10}, {0}, {1, 2, 2}},
    {100, 1, EXPONENTIAL, 3, {50, 6, 0.5}, {1, 5, 20}, {0}, {1, 1, 1}},
    {120, 1.2, FIXED, 3, {60, 6, 1}, {1, 6, 24}, {0}, {1, 2, 4}},
    {120, 1.2, VARIED, 2, {100, 5}, {1, 6}, {0}, {1, 2}},
};

static void test_exact(void **state)
{
    (void)state;
    static family f;
    static counts runs[REPLICATIONS];
    static sample lost[CLASSES][REPLICATIONS], busy[REPLICATIONS];
    size_t count = sizeof EXACT / sizeof *EXACT;
    begin_family(&f, "classes on a group", (CLASSES + 1) * count, RISK);
    for (size_t i = 0; i < count; i++) {
        const group_row *r = &EXACT[i];
        char where[80];
        double blocking[CLASSES];
        wfm_class_group group = evaluate(r, blocking);
        simulate(r, 21, i, runs);
        snprintf(where, sizeof where, "row %zu of %g lines", i, r->lines);
        begin_row(&f, where, samples_of(r, runs, lost, busy));
        for (int k = 0; k < r->count; k++)
            compare(&f, lost[k], true, blocking[k], "blocking");
        compare(&f, busy, false, group.carried_lines, "busy lines");
        end_row(&f);
    }
    finish_family(&f, WIDEST_MEDIAN);
}

/* The first class leaves lines free; with 5 and 10 all classes need the same room. */
static const group_row RESERVED[] = {
    {24, 1, EXPONENTIAL, 2, {12, 1.5}, {1, 6}, {5, 0}, {1, 1}},
    {24, 1, EXPONENTIAL, 2, {12, 1.5}, {1, 6}, {3, 0}, {1, 1}},
    {30, 1, EXPONENTIAL, 2, {14, 2}, {1, 6}, {5, 0}, {1, 10}},
    {30, 1, EXPONENTIAL, 2, {14, 2}, {1, 6}, {5, 0}, {10, 1}},
    {40, 1, FIXED, 2, {20, 2}, {1, 6}, {5, 0}, {1, 1}},
    {40, 1, VARIED, 2, {20, 2}, {1, 6}, {5, 0}, {1, 2}},
    {60, 1, EXPONENTIAL, 2, {40, 2}, {1, 6}, {5, 0}, {1, 1}},
    {60, 1, EXPONENTIAL, 3, {30, 3, 1}, {1, 5, 11}, {10, 6, 0}, {1, 1, 1}},
    {60, 1, EXPONENTIAL, 3, {30, 3, 1}, {1, 5, 11}, {10, 6, 0}, {1, 3, 10}},
    {100, 1, EXPONENTIAL, 3, {50, 6, 0.5}, {1, 5, 20}, {19, 15, 0}, {1, 1, 1}},
    {120, 1, EXPONENTIAL, 2, {70, 6}, {1, 6}, {5, 0}, {1, 10}},
    {120, 1, FIXED, 2, {70, 6}, {1, 6}, {5, 0}, {1, 1}},
};

/* What trunks.h says: how far a share of calls may be off. */
static double allowed_off(const group_row *r)
{
    bool equal = r->kind == EXPONENTIAL;
    for (int i = 1; i < r->count; i++)
        if (r->time[i] != r->time[0]) equal = false;
    return equal ? 0.025 : 0.035;
}

static void test_reserved(void **state)
{
    (void)state;
    static family f;
    static counts runs[REPLICATIONS];
    static sample lost[CLASSES][REPLICATIONS], busy[REPLICATIONS];
    size_t count = sizeof RESERVED / sizeof *RESERVED;
    double worst[2] = {0, 0}, protected_least = INF;
    begin_family(&f, "classes with reservation", CLASSES * count, RISK);
    for (size_t i = 0; i < count; i++) {
        const group_row *r = &RESERVED[i];
        group_row open = *r;
        double blocking[CLASSES], open_blocking[CLASSES], allowed = allowed_off(r);
        for (int k = 0; k < r->count; k++)
            open.reserved[k] = 0;
        evaluate(r, blocking);
        evaluate(&open, open_blocking);
        simulate(r, 22, i, runs);
        begin_row(&f, "reservation", samples_of(r, runs, lost, busy));
        for (int k = 0; k < r->count; k++) {
            estimate e = estimate_of(lost[k], f.cluster);
            double half = f.critical * e.error + e.margin + allowed;
            check_between(&f.results, blocking[k], e.value - half, e.value + half, "row %zu: class %d", i, k);
            worst[allowed > 0.025] = fmax(worst[allowed > 0.025], fabs(blocking[k] - e.value));
            if (k == r->count - 1) protected_least = fmin(protected_least, open_blocking[k] / e.value);
        }
    }
    check_true(&f.results, protected_least > 1, "the last class loses less than without: %.3g times", protected_least);
    print_message("library and simulation differ by %.2g with equal exponential holding times, by %.2g with others\n",
                  worst[0], worst[1]);
    tally_finish(&f.results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_exact), cmocka_unit_test(test_reserved)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
