/* SPDX-License-Identifier: MIT */
/* Groups of lines that overflow into a final one, followed event by event on GSL's generators: the moments of what
 * overflows, which are exact, must be within their intervals; equivalent random theory and Hayward's formula no further
 * from the simulated final group than trunks.h says.
 *
 * Holding times are exponential, so that only the next event matters: an arrival or an end, each with its rate. A state is
 * weighted with its mean duration, one over the sum of the rates. */
#include "support/gsl_runs.h"

#include <gsl/gsl_rng.h>
#include <stdio.h>

#include "wfm/trunks.h"

static const double RISK = 0.001;

enum { MOST_GROUPS = 3, ENDLESS = 100000 };

typedef struct network {
    int groups;
    double load[MOST_GROUPS];
    int lines[MOST_GROUPS];
    int final_lines; /* 0: as many as equivalent random theory wants for the blocking */
    double blocking;
} network;

/* Sums of a run. */
typedef struct counts {
    double time;
    double overflow;
    double overflow_squared;
    double offered[MOST_GROUPS]; /* calls to the final group */
    double lost[MOST_GROUPS];
    double controls[CONTROLS]; /* of mean 0: arrivals and ends on high-usage lines beyond those to be expected */
} counts;

typedef struct place {
    int busy[MOST_GROUPS];
    int behind[MOST_GROUPS]; /* calls of each group on the final one */
    int all_busy;
    int all_behind;
} place;

static void arrive(const network *n, int final_lines, place *at, int group, counts *c)
{
    if (at->busy[group] < n->lines[group]) {
        at->busy[group]++;
        at->all_busy++;
        return;
    }
    c->offered[group]++;
    if (at->all_behind >= final_lines) {
        c->lost[group]++;
        return;
    }
    at->behind[group]++;
    at->all_behind++;
}

/* Which of some numbers a random one below their sum belongs to. */
static int pick(const int *numbers, double below)
{
    int i = 0;
    while (below >= numbers[i])
        below -= numbers[i++];
    return i;
}

static void step(const network *n, int final_lines, double load, place *at, gsl_rng *random, counts *c)
{
    double rate = load + at->all_busy + at->all_behind;
    double spot = gsl_rng_uniform(random) * rate;
    c->time += 1 / rate;
    c->overflow += at->all_behind / rate;
    c->overflow_squared += (double)at->all_behind * at->all_behind / rate;
    c->controls[0] += (spot < load) - load / rate;
    c->controls[1] -= at->all_busy / rate;
    if (spot < load) {
        int group = 0;
        while (group < n->groups - 1 && spot >= n->load[group])
            spot -= n->load[group++];
        arrive(n, final_lines, at, group, c);
        return;
    }
    spot -= load;
    if (spot < at->all_busy) {
        at->busy[pick(at->busy, spot)]--;
        at->all_busy--;
        c->controls[1]++;
        return;
    }
    at->behind[pick(at->behind, fmin(spot - at->all_busy, at->all_behind - 0.5))]--;
    at->all_behind--;
}

static void simulate(const network *n, int final_lines, int events, unsigned long stream, counts *c)
{
    place at = {{0}, {0}, 0, 0};
    double load = 0;
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    assert_non_null(random);
    gsl_rng_set(random, stream);
    for (int i = 0; i < n->groups; i++)
        load += n->load[i];
    for (int i = 0; i < events / 8; i++)
        step(n, final_lines, load, &at, random, c);
    *c = (counts){.time = 0};
    for (int i = 0; i < events; i++)
        step(n, final_lines, load, &at, random, c);
    gsl_rng_free(random);
}

/* ---- moments ---- */

static const network SINGLE[] = {
    {1, {1}, {1}, ENDLESS, 0},   {1, {3}, {2}, ENDLESS, 0},   {1, {5}, {5}, ENDLESS, 0},   {1, {8}, {5}, ENDLESS, 0},
    {1, {10}, {12}, ENDLESS, 0}, {1, {15}, {10}, ENDLESS, 0}, {1, {20}, {1}, ENDLESS, 0},  {1, {20}, {10}, ENDLESS, 0},
    {1, {20}, {20}, ENDLESS, 0}, {1, {30}, {28}, ENDLESS, 0}, {1, {40}, {20}, ENDLESS, 0}, {1, {50}, {50}, ENDLESS, 0},
};

static void test_moments(void **state)
{
    (void)state;
    static family f;
    static counts runs[REPLICATIONS];
    size_t rows = sizeof SINGLE / sizeof *SINGLE;
    begin_family(&f, "moments of overflow traffic", 2 * rows + 2, RISK);
    for (size_t k = 0; k < rows; k++) {
        char where[80];
        sample means[REPLICATIONS], squares[REPLICATIONS];
        double n = SINGLE[k].lines[0], a = SINGLE[k].load[0];
        snprintf(where, sizeof where, "%g erl on %g lines", a, n);
        begin_row(&f, where, a);
        for (size_t i = 0; i < REPLICATIONS; i++) {
            simulate(&SINGLE[k], ENDLESS, 100000, stream_of(30, k, i), &runs[i]);
            means[i] = sample_of(runs[i].controls, runs[i].overflow, runs[i].time);
            squares[i] = sample_of(runs[i].controls, runs[i].overflow_squared, runs[i].time);
        }
        double m = wfm_overflow_mean(n, a);
        compare(&f, means, false, m, "mean");
        compare(&f, squares, false, wfm_overflow_variance(n, a) + m * m, "mean square");
        end_row(&f);
    }
    finish_family(&f, 0.05);
}

/* ---- final groups ---- */

static const network CHAINS[] = {
    {2, {10, 10}, {8, 8}, 0, 0.01},         {2, {10, 10}, {12, 12}, 0, 0.01},
    {2, {10, 10}, {8, 8}, 0, 0.1},          {2, {20, 5}, {18, 4}, 0, 0.01},
    {2, {20, 5}, {24, 0}, 0, 0.01},         {2, {30, 8}, {28, 0}, 0, 0.03},
    {3, {10, 10, 10}, {8, 8, 8}, 0, 0.01},  {3, {5, 15, 30}, {4, 12, 30}, 0, 0.01},
    {3, {5, 15, 30}, {4, 12, 30}, 0, 0.05}, {3, {20, 20, 6}, {20, 22, 0}, 0, 0.01},
    {3, {20, 20, 6}, {20, 22, 0}, 0, 0.1},  {3, {8, 8, 20}, {10, 6, 0}, 0, 0.02},
};

/* How far the methods are from the simulation at most, beyond chance and at all. */
typedef struct off {
    double blocking[3];
    double stream;
} off;

/* A model's figure against a simulated one, as a part of it. */
static void check_part(family *f, const sample *samples, double model, double allowed, double *worst, const char *what)
{
    estimate e = estimate_of(samples, f->cluster);
    double half = f->critical * e.error + e.margin + allowed * e.value;
    check_between(&f->results, model, e.value - half, e.value + half, "%s: %s", f->where, what);
    *worst = fmax(*worst, fabs(model / e.value - 1));
}

static wfm_overflow_group final_of(const network *n, double final_lines, int32_t method, double *blocking)
{
    double group_lines[MOST_GROUPS];
    wfm_overflow_network asked = WFM_OVERFLOW_NETWORK_INIT;
    wfm_overflow_streams streams = WFM_OVERFLOW_STREAMS_INIT;
    wfm_overflow_group g = WFM_OVERFLOW_GROUP_INIT;
    for (int i = 0; i < n->groups; i++)
        group_lines[i] = n->lines[i];
    asked.groups = n->groups;
    asked.load_erl = n->load;
    asked.group_lines = group_lines;
    asked.load_stride = asked.lines_stride = streams.blocking_stride = 1;
    asked.lines = final_lines;
    asked.blocking = final_lines > 0 ? 0 : n->blocking;
    asked.method = method;
    streams.blocking = blocking;
    assert_int_equal(wfm_overflow_final(&asked, &streams, &g), WFM_OK);
    return g;
}

/* What trunks.h says of blocking by each method, and of a stream's: where calls are lost often, seldom, and where a group
 * that seldom overflows meets a steady load. */
typedef struct bounds {
    double blocking[3];
    double stream;
} bounds;

static const bounds OFTEN = {{0.15, 0.15, 0.15}, 0.2}, SELDOM = {{0.3, 0.3, 0.6}, 0.35},
                    BURSTS = {{0.5, 0.5, 0.5}, 0.65};

static const bounds *bounds_of(const network *n)
{
    if (n->blocking > 0.02) return &OFTEN;
    bool bursts = n->lines[0] > n->load[0] && n->lines[1] == 0;
    return bursts ? &BURSTS : &SELDOM;
}

static void compare_chain(family *f, const network *n, size_t number, off *worst)
{
    static counts runs[REPLICATIONS];
    const bounds *allowed = bounds_of(n);
    sample samples[1 + MOST_GROUPS][REPLICATIONS];
    double streams[MOST_GROUPS];
    static const char *const methods[] = {"exact", "Rapp", "Hayward"};
    double lines = final_of(n, 0, WFM_EQUIVALENT_EXACT, streams).lines;
    for (size_t i = 0; i < REPLICATIONS; i++) {
        double offered = 0, lost = 0;
        simulate(n, (int)lines, 150000, stream_of(31, number, i), &runs[i]);
        for (int k = 0; k < n->groups; k++) {
            offered += runs[i].offered[k];
            lost += runs[i].lost[k];
            samples[1 + k][i] = sample_of(runs[i].controls, runs[i].lost[k], runs[i].offered[k]);
        }
        samples[0][i] = sample_of(runs[i].controls, lost, offered);
    }
    for (int32_t method = WFM_EQUIVALENT_EXACT; method <= WFM_EQUIVALENT_HAYWARD; method++) {
        double blocking = final_of(n, lines, method, streams).blocking;
        check_part(f, samples[0], blocking, allowed->blocking[method], &worst->blocking[method], methods[method]);
    }
    final_of(n, lines, WFM_EQUIVALENT_EXACT, streams);
    for (int k = 0; k < n->groups; k++)
        check_part(f, samples[1 + k], streams[k], allowed->stream, &worst->stream, "a stream");
}

static void test_final_groups(void **state)
{
    (void)state;
    static family f;
    off worst = {{0}, 0};
    size_t rows = sizeof CHAINS / sizeof *CHAINS;
    begin_family(&f, "final groups", 6 * rows, RISK);
    for (size_t k = 0; k < rows; k++) {
        char where[80];
        snprintf(where, sizeof where, "network %zu", k);
        begin_row(&f, where, CHAINS[k].load[0]);
        compare_chain(&f, &CHAINS[k], k, &worst);
    }
    print_message(
        "blocking is off by %.1f %% at most by the exact group, %.1f %% by Rapp's, %.1f %% by Hayward, %.0f %% "
        "of a stream\n",
        100 * worst.blocking[0], 100 * worst.blocking[1], 100 * worst.blocking[2], 100 * worst.stream);
    tally_finish(&f.results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_moments), cmocka_unit_test(test_final_groups)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
