/* SPDX-License-Identifier: MIT */
/* Callers who call again, against a simulation on GSL's generators in which each of them does so after an exponential
 * delay of DELAY handle times: the library takes all attempts for a Poisson stream, which they are in the limit of long
 * delays. A figure must be within what chance and that approximation together allow. */
#include "support/gsl_runs.h"

#include <stdio.h>

static const double RISK = 0.001;
static const double DELAY = 200;

/* What the approximation may be off by: of a share, and of a mean wait as a part of it. */
static const double OF_SHARE = 0.003;
static const double OF_MEAN = 0.015;

typedef struct redial_row {
    row queue;
    double after[3];
} redial_row;

typedef struct counts {
    double fresh;
    double all;
    double blocked;
    double abandoned;
    double within;
    double waited;
    double wait;
    double controls[CONTROLS];
} counts;

typedef struct counter {
    counts *into;
    double answer_within_s;
} counter;

static void count_caller(void *about, const sim_caller *caller)
{
    const counter *c = about;
    counts *n = c->into;
    if (!caller->measured) return;
    n->fresh += !caller->again;
    n->all++;
    n->blocked += caller->end == SIM_TURNED_AWAY;
    n->abandoned += caller->end == SIM_HUNG_UP;
    n->within += caller->end == SIM_ANSWERED && caller->wait_s <= c->answer_within_s;
    n->waited += caller->position > 0;
    n->wait += caller->wait_s;
}

static void simulate(const redial_row *r, size_t number, counts *runs)
{
    counter c = {.answer_within_s = r->queue.answer_within_s};
    sim_watcher watcher = {NULL, count_caller, &c};
    sim_queue queue = simulated(&r->queue);
    for (size_t i = 0; i < 3; i++)
        queue.again_after[i] = r->after[i];
    queue.again_s = DELAY * r->queue.aht_s;
    for (size_t i = 0; i < REPLICATIONS; i++) {
        runs[i] = (counts){.fresh = 0};
        c.into = &runs[i];
        run_stream(&queue, stream_of(9, number, i), &watcher, runs[i].controls);
    }
}

/* Worst differences beyond chance: of shares, of means as a part of them. */
typedef struct worst {
    double share;
    double mean;
} worst;

static void check_ratio(family *f, const sample *samples, double expected, bool is_share, worst *w, const char *what)
{
    estimate e = estimate_of(samples, is_share ? f->cluster : 0);
    double allowed = is_share ? OF_SHARE : OF_MEAN * e.value;
    double half = f->critical * e.error + e.margin + allowed;
    check_between(&f->results, expected, e.value - half, e.value + half, "%s: %s", f->where, what);
    double off = fabs(expected - e.value);
    if (is_share) w->share = fmax(w->share, off);
    if (!is_share && e.value > 0) w->mean = fmax(w->mean, off / e.value);
}

static void compare_row(family *f, const redial_row *r, size_t number, worst *w)
{
    static counts runs[REPLICATIONS];
    sample samples[7][REPLICATIONS];
    char where[200];
    wfm_redials again = WFM_REDIALS_INIT;
    wfm_redial_load load = WFM_REDIAL_LOAD_INIT;
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    again.after_blocked = r->after[0];
    again.after_abandoned = r->after[1];
    again.after_served = r->after[2];
    wfm_queue q = queue_of(&r->queue);
    wfm_status status = wfm_queue_redial(&q, &again, &load, &m);
    describe(&r->queue, where, sizeof where);
    begin_row(f, where, r->queue.load * load.inflation);
    check_true(&f->results, status == WFM_OK, "%s: status %d", where, (int)status);
    simulate(r, number, runs);
    for (size_t i = 0; i < REPLICATIONS; i++) {
        const counts *n = &runs[i];
        double reached = n->all - n->blocked;
        double gone = (1 - r->after[0]) * n->blocked + (1 - r->after[1]) * n->abandoned;
        samples[0][i] = sample_of(n->controls, n->all, n->fresh);
        samples[1][i] = sample_of(n->controls, n->blocked, n->all);
        samples[2][i] = sample_of(n->controls, n->abandoned, reached);
        samples[3][i] = sample_of(n->controls, n->within, reached);
        samples[4][i] = sample_of(n->controls, n->waited, reached);
        samples[5][i] = sample_of(n->controls, n->wait, reached);
        samples[6][i] = sample_of(n->controls, gone, n->fresh);
    }
    check_ratio(f, samples[0], load.inflation, false, w, "attempts");
    check_ratio(f, samples[1], m.blocking, true, w, "blocking");
    check_ratio(f, samples[2], m.abandonment, true, w, "abandonment");
    check_ratio(f, samples[3], m.service_level, true, w, "service level");
    check_ratio(f, samples[4], m.wait_probability, true, w, "waiting");
    check_ratio(f, samples[5], m.wait_mean_s, false, w, "mean wait");
    check_ratio(f, samples[6], load.lost, true, w, "lost");
}

static const redial_row ROWS[] = {
    {{1, 0.6, 60, 0, 300, 0, 20, 0, 0, 0.3, 1500}, {0, 0.2, 0}},
    {{1, 0.9, 60, 0, 60, 0, 20, 0, 0, 0.3, 1500}, {0, 0.5, 0}},
    {{2, 1.5, 60, 0, 120, 0, 20, 0, 0, 0.3, 1500}, {0, 0.7, 0.1}},
    {{5, 3, 60, 0, 0, 5, 20, 0, 0, 0.4, 1500}, {0.6, 0, 0}},
    {{5, 4, 60, 0, 0, 9, 20, 0, 0, 0.4, 1500}, {0.8, 0, 0.1}},
    {{5, 4, 60, 0, 30, 0, 10, 0, 0, 0.4, 1500}, {0, 0.9, 0}},
    {{5, 6, 60, 0, 120, 0, 20, 0, 0, 0.4, 1500}, {0, 0.4, 0}},
    {{5, 2.5, 60, 0, 0, 0, 20, 0, 0, 0.4, 1500}, {0, 0, 0.4}},
    {{5, 3, 60, 0, 240, 0, 20, 0, 0, 0.4, 1500}, {0, 0.5, 0.3}},
    {{8, 7, 60, 0, 120, 10, 20, 0, 0, 0.4, 1500}, {0.7, 0.5, 0.1}},
    {{8, 9, 60, 0, 120, 12, 20, 0, 0, 0.4, 1500}, {0.5, 0.5, 0}},
    {{8, 6, 60, 0, 600, 20, 20, 0, 0, 0.4, 1500}, {0.9, 0.9, 0.1}},
    {{10, 9, 60, 0, 120, 0, 20, 0, 0, 0.4, 1500}, {0, 0.25, 0}},
    {{10, 9, 60, 0, 120, 0, 20, 0, 0, 0.4, 1500}, {0, 0.75, 0}},
    {{10, 12, 60, 0, 120, 0, 20, 0, 0, 0.4, 1500}, {0, 0.5, 0}},
    {{10, 8, 60, 0, 0, 0, 20, 0, 0, 0.4, 1500}, {0, 0, 0.1}},
    {{15, 11, 60, 0, 0, 18, 20, 0, 0, 0.4, 1500}, {0.5, 0, 0.2}},
    {{20, 18, 60, 0, 60, 0, 20, 0, 0, 0.5, 1500}, {0, 0.6, 0.05}},
    {{20, 16, 60, 0, 180, 26, 20, 0, 0, 0.5, 1500}, {0.8, 0.6, 0.1}},
    {{30, 28, 60, 0, 120, 0, 20, 0, 0, 0.5, 1500}, {0, 0.5, 0}},
};

static void test_redials(void **state)
{
    (void)state;
    static family f;
    worst w = {0, 0};
    begin_family(&f, "redials after long delays", 8 * sizeof ROWS / sizeof *ROWS, RISK);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        compare_row(&f, &ROWS[i], i, &w);
    print_message("library and simulation differ by %.2g in a share at most, by %.2g %% in a mean\n", w.share,
                  100 * w.mean);
    tally_finish(&f.results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_redials)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
