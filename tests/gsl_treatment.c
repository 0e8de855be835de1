/* SPDX-License-Identifier: MIT */
/* Announcements before the queue on limited lines, against a simulation on GSL's generators that follows every caller and
 * line: exponential announcements, and lognormal ones, on which the law of the numbers does not depend. */
#include "support/gsl_runs.h"

#include <stdio.h>
#include <string.h>

static const double RISK = 0.001;

typedef struct treatment_row {
    row queue;
    double treatment_s;
    double deviation; /* of the logarithm; 0: exponential */
} treatment_row;

typedef struct counts {
    double reached;
    double blocked;
    double abandoned;
    double within;
    double waited;
    double wait;
    double lines_s;
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
    n->blocked += caller->end == SIM_TURNED_AWAY;
    if (caller->end == SIM_TURNED_AWAY) return;
    n->reached++;
    n->abandoned += caller->end == SIM_HUNG_UP;
    n->within += caller->end == SIM_ANSWERED && caller->wait_s <= c->answer_within_s;
    n->waited += caller->position > 0;
    n->wait += caller->wait_s;
}

static void simulate(const treatment_row *r, size_t number, counts *runs)
{
    counter c = {.answer_within_s = r->queue.answer_within_s};
    sim_watcher watcher = {NULL, count_caller, &c};
    sim_queue queue = simulated(&r->queue);
    queue.treatment_s = r->treatment_s;
    queue.treatment_log = r->deviation;
    for (size_t i = 0; i < REPLICATIONS; i++) {
        runs[i] = (counts){.reached = 0};
        c.into = &runs[i];
        runs[i].lines_s = run_stream(&queue, stream_of(11, number, i), &watcher, runs[i].controls).lines_s;
    }
}

static void compare_row(family *f, const treatment_row *r, size_t number)
{
    static counts runs[REPLICATIONS];
    sample samples[6][REPLICATIONS];
    char where[200];
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    wfm_queue q = queue_of(&r->queue);
    q.treatment_s = r->treatment_s;
    wfm_status status = wfm_queue_evaluate(&q, &m);
    describe(&r->queue, where, sizeof where);
    size_t length = strlen(where);
    snprintf(where + length, sizeof where - length, ", treatment %g s", r->treatment_s);
    begin_row(f, where, r->queue.load);
    check_true(&f->results, !wfm_failed(status), "%s: status %d", where, (int)status);
    simulate(r, number, runs);
    for (size_t i = 0; i < REPLICATIONS; i++) {
        const counts *n = &runs[i];
        samples[0][i] = sample_of(n->controls, n->blocked, n->reached + n->blocked);
        samples[1][i] = sample_of(n->controls, n->abandoned, n->reached);
        samples[2][i] = sample_of(n->controls, n->within, n->reached);
        samples[3][i] = sample_of(n->controls, n->waited, n->reached);
        samples[4][i] = sample_of(n->controls, n->wait, n->reached);
        samples[5][i] = sample_of(n->controls, n->lines_s, simulated(&r->queue).measured_s);
    }
    compare(f, samples[0], true, m.blocking, "blocking");
    if (r->queue.patience_s > 0) compare(f, samples[1], true, m.abandonment, "abandonment");
    compare(f, samples[2], true, m.service_level, "service level");
    compare(f, samples[3], true, m.wait_probability, "waiting");
    compare(f, samples[4], false, m.wait_mean_s, "mean wait");
    compare(f, samples[5], false, m.trunk_load_erl, "lines in use");
    end_row(f);
}

static const treatment_row ROWS[] = {
    {{1, 0.7, 60, 0, 0, 3, 20, 0, 0, 1.6, 100}, 40, 0},     {{2, 1.6, 60, 0, 60, 4, 20, 0, 0, 0.3, 100}, 30, 0},
    {{5, 4, 60, 0, 0, 9, 20, 0, 0, 1.6, 100}, 60, 0},       {{5, 4, 60, 0, 0, 9, 20, 0, 0, 0.4, 100}, 60, 1},
    {{5, 6, 60, 0, 30, 8, 10, 0, 0, 1.6, 100}, 20, 0.7},    {{8, 7, 60, 0, 120, 12, 20, 0, 0, 0.4, 100}, 15, 0},
    {{10, 9, 60, 0, 120, 14.5, 20, 0, 0, 1.6, 100}, 30, 0}, {{10, 9, 60, 0, 120, 18, 20, 0, 0, 0.4, 100}, 60, 1.2},
    {{12, 14, 60, 0, 60, 16, 20, 0, 0, 1.6, 100}, 40, 0.5}, {{20, 18, 60, 0, 180, 26, 20, 0, 0, 0.4, 100}, 20, 0},
    {{20, 17, 60, 0, 0, 30, 20, 0, 0, 1.6, 100}, 45, 0.7},  {{30, 28, 60, 0, 120, 42, 20, 0, 0, 0.4, 100}, 30, 0},
};

static void test_treatment(void **state)
{
    (void)state;
    static family f;
    begin_family(&f, "announcements before the queue", 7 * sizeof ROWS / sizeof *ROWS, RISK);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        compare_row(&f, &ROWS[i], i);
    finish_family(&f, 0.1);
}

/* After-call work, which holds no line, makes the model an approximation: no further off than queue.h says it is without
 * treatment, by more than what chance allows. */
static const treatment_row WITH_WORK[] = {
    {{5, 4, 60, 15, 0, 7, 20, 0, 0, 0.4, 100}, 20, 0},    {{5, 6, 60, 30, 60, 8, 20, 0, 0, 0.4, 100}, 30, 0},
    {{10, 9, 60, 20, 0, 14, 20, 0, 0, 0.4, 100}, 40, 0},  {{10, 8, 60, 30, 120, 12, 20, 0, 0, 0.4, 100}, 15, 0.7},
    {{20, 18, 60, 30, 0, 24, 20, 0, 0, 0.4, 100}, 30, 0}, {{20, 24, 60, 20, 90, 26, 20, 0, 0, 0.4, 100}, 20, 0},
};

static void check_off(tally *results, double got, double expected, double most, const char *what, size_t number)
{
    check_between(results, got, expected - most, expected + most, "%s, row %zu", what, number);
}

static void test_after_call_work(void **state)
{
    (void)state;
    static counts runs[REPLICATIONS];
    tally results = {.name = "announcements and after-call work"};
    double worst = 0, worst_wait = 0;
    for (size_t i = 0; i < sizeof WITH_WORK / sizeof *WITH_WORK; i++) {
        const treatment_row *r = &WITH_WORK[i];
        wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
        wfm_queue q = queue_of(&r->queue);
        counts all = {.reached = 0};
        q.treatment_s = r->treatment_s;
        assert_int_equal(wfm_queue_evaluate(&q, &m), WFM_CAVEAT_LINES_APPROXIMATE);
        simulate(r, 100 + i, runs);
        for (size_t k = 0; k < REPLICATIONS; k++) {
            all.reached += runs[k].reached;
            all.blocked += runs[k].blocked;
            all.within += runs[k].within;
            all.waited += runs[k].waited;
            all.wait += runs[k].wait;
        }
        const double off[] = {m.blocking - all.blocked / (all.reached + all.blocked),
                              m.service_level - all.within / all.reached,
                              m.wait_probability - all.waited / all.reached};
        double wait = all.wait / all.reached;
        for (size_t k = 0; k < 3; k++) {
            check_off(&results, off[k], 0, 0.06, "a share", i);
            worst = fmax(worst, fabs(off[k]));
        }
        check_off(&results, m.wait_mean_s, wait, fmax(3, 0.3 * wait), "mean wait", i);
        worst_wait = fmax(worst_wait, fabs(m.wait_mean_s - wait) / wait);
    }
    print_message("with after-call work: a share off by %.2g, a mean wait by %.2g of it\n", worst, worst_wait);
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_treatment), cmocka_unit_test(test_after_call_work)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
