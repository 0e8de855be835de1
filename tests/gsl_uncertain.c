/* SPDX-License-Identifier: MIT */
/* Queues whose rate of calls is drawn anew for each interval, from a gamma distribution by GSL, and simulated for a long
 * while at that rate. A run has INTERVALS of them, whose rates are the distribution's quantiles in as many equal shares,
 * at a random place in each: so they scatter less than independent ones and have its mean. */
#include "support/gsl_runs.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_rng.h>
#include <stdio.h>

static const double RISK = 0.001;
enum { INTERVALS = 24 };

typedef struct uncertain_row {
    row queue;
    double cv;
} uncertain_row;

/* Shares of one interval are weighted by its expected calls, by which its length is chosen. */
typedef struct counts {
    double reached;
    double blocked;
    double abandoned;
    double within;
    double waited;
    double wait;
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
    n->reached += caller->end != SIM_TURNED_AWAY;
    n->abandoned += caller->end == SIM_HUNG_UP;
    n->within += caller->end == SIM_ANSWERED && caller->wait_s <= c->answer_within_s;
    n->waited += caller->position > 0;
    n->wait += caller->wait_s;
}

enum { FIGURES = 10 };

static void add(sample *figures, size_t place, double of, double per)
{
    figures[place].of += of;
    figures[place].per += per;
}

/* Every interval has the same length, so that sums over calls are those of a report; its own shares are averaged. */
static void add_interval(sample *figures, const counts *n, double busy)
{
    double all = n->reached + n->blocked;
    if (!(n->reached > 0)) return;
    add(figures, 0, n->within, n->reached);
    add(figures, 1, n->abandoned, n->reached);
    add(figures, 2, n->waited, n->reached);
    add(figures, 3, n->wait, n->reached);
    add(figures, 4, n->blocked, all);
    add(figures, 5, n->within / n->reached, 1);
    add(figures, 6, n->abandoned / n->reached, 1);
    add(figures, 7, n->waited / n->reached, 1);
    add(figures, 8, busy, 1);
    add(figures, 9, n->blocked / all, 1);
}

static void run(const uncertain_row *r, size_t number, size_t replication, sample *figures)
{
    double shape = 1 / (r->cv * r->cv), controls[CONTROLS];
    sim_queue queue = simulated(&r->queue);
    double mean_gap_s = queue.gap_s;
    gsl_rng *places = gsl_rng_alloc(gsl_rng_mt19937);
    assert_non_null(places);
    gsl_rng_set(places, stream_of(11, number, replication));
    queue.measured_s /= INTERVALS;
    for (size_t k = 0; k < INTERVALS; k++) {
        double share = ((double)k + gsl_rng_uniform_pos(places)) / INTERVALS;
        counts n = {0};
        counter c = {&n, r->queue.answer_within_s};
        sim_watcher watcher = {NULL, count_caller, &c};
        queue.gap_s = mean_gap_s / gsl_cdf_gamma_Pinv(share, shape, 1 / shape);
        sim_times times = run_stream(&queue, stream_of(10, number, replication * INTERVALS + k), &watcher, controls);
        add_interval(figures, &n, times.agents_busy_s / queue.agents / queue.measured_s);
    }
    gsl_rng_free(places);
}

static void compare_row(family *f, const uncertain_row *r, size_t number)
{
    static sample of_runs[REPLICATIONS][FIGURES];
    sample samples[REPLICATIONS];
    char where[200];
    wfm_uncertain u = WFM_UNCERTAIN_INIT;
    wfm_queue q = queue_of(&r->queue);
    wfm_status status = wfm_queue_uncertain(&q, r->cv, 0, &u);
    describe(&r->queue, where, sizeof where);
    begin_row(f, where, r->queue.load);
    check_true(&f->results, status == WFM_OK, "%s: status %d", where, (int)status);
    for (size_t i = 0; i < REPLICATIONS; i++) {
        for (size_t k = 0; k < FIGURES; k++)
            of_runs[i][k] = (sample){.of = 0};
        run(r, number, i, of_runs[i]);
    }
    const struct {
        const char *name;
        double expected;
    } figures[FIGURES] = {
        {"service level by calls", u.service_level_by_calls}, {"abandonment by calls", u.abandonment_by_calls},
        {"waiting by calls", u.wait_probability_by_calls},    {"mean wait by calls", u.wait_mean_by_calls_s},
        {"blocking by calls", u.blocking_by_calls},           {"service level by periods", u.service_level_by_periods},
        {"abandonment by periods", u.abandonment_by_periods}, {"waiting by periods", u.wait_probability_by_periods},
        {"occupancy by periods", u.occupancy_by_periods},     {"blocking by periods", u.blocking_by_periods},
    };
    for (size_t k = 0; k < FIGURES; k++) {
        for (size_t i = 0; i < REPLICATIONS; i++)
            samples[i] = of_runs[i][k];
        if (figures[k].expected > 0) compare(f, samples, false, figures[k].expected, figures[k].name);
    }
    end_row(f);
}

static const uncertain_row ROWS[] = {
    {{1, 0.7, 60, 0, 120, 0, 20, 0, 0, 0.4, 30}, 0.3},  {{2, 1.5, 60, 0, 60, 0, 20, 0, 0, 0.4, 30}, 0.2},
    {{5, 4, 60, 0, 120, 0, 20, 0, 0, 0.4, 30}, 0.1},    {{5, 4, 60, 0, 120, 0, 20, 0, 0, 0.4, 30}, 0.3},
    {{5, 5, 60, 0, 60, 0, 10, 0, 0, 0.4, 30}, 0.5},     {{5, 4, 60, 0, 0, 5, 20, 0, 0, 0.4, 30}, 0.25},
    {{5, 4, 60, 0, 0, 9, 20, 0, 0, 0.4, 30}, 0.25},     {{5, 6, 60, 0, 0, 8, 20, 0, 0, 0.4, 30}, 0.4},
    {{10, 9, 60, 0, 120, 0, 20, 0, 0, 0.5, 20}, 0.05},  {{10, 9, 60, 0, 120, 0, 20, 0, 0, 0.5, 20}, 0.2},
    {{10, 9, 60, 0, 30, 0, 5, 0, 0, 0.5, 20}, 0.2},     {{10, 9, 60, 0, 180, 14, 20, 0, 0, 0.5, 20}, 0.2},
    {{10, 12, 60, 0, 120, 0, 20, 0, 0, 0.5, 20}, 0.15}, {{14, 10, 60, 0, 100, 0, 7.5, 0, 0, 0.5, 20}, 0.2},
    {{20, 18, 60, 0, 120, 0, 20, 0, 0, 0.8, 15}, 0.1},  {{20, 18, 60, 0, 120, 0, 20, 0, 0, 0.8, 15}, 0.3},
    {{20, 18, 60, 0, 0, 26, 20, 0, 0, 0.8, 15}, 0.15},  {{20, 20, 60, 0, 60, 24, 10, 0, 0, 0.8, 15}, 0.2},
    {{40, 36, 60, 0, 120, 0, 20, 0, 0, 1, 10}, 0.1},    {{40, 36, 60, 0, 120, 0, 20, 0, 0, 1, 10}, 0.2},
};

static void test_uncertain_rates(void **state)
{
    (void)state;
    static family f;
    begin_family(&f, "uncertain rates", (FIGURES + 1) * sizeof ROWS / sizeof *ROWS, RISK);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        compare_row(&f, &ROWS[i], i);
    finish_family(&f, 0.1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_uncertain_rates)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
