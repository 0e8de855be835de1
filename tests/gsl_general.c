/* SPDX-License-Identifier: MIT */
/* General handle times, gaps and patience against a simulation on GSL's generators: the approximations are as far from it as
 * queue.h says and no further, and M/D/n, which is exact, is within its intervals.
 *
 * How figures are compared is said in gsl_runs.h. An approximation is held to its bound, in which the simulation's own error
 * is. */
#include "support/gsl_runs.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>
#include <stdio.h>
#include <string.h>

static const double RISK = 0.001;

/* ---- Random times ---- */

/* EXPONENTIAL has no shape, FIXED none; of GAMMA, LOGNORMAL and MIXED (hyperexponential with balanced means) it is the
 * coefficient of variation, of WEIBULL its own. */
typedef enum law_kind { EXPONENTIAL, FIXED, GAMMA, LOGNORMAL, MIXED, WEIBULL } law_kind;

typedef struct law {
    law_kind kind;
    double shape;
} law;

typedef struct laws {
    gsl_rng *generator;
    law gap;
    law handle;
    law patience;
    double balk;
} laws;

static double draw(gsl_rng *r, const law *of, double mean)
{
    double square = of->shape * of->shape;
    double p = (1.0 + sqrt(fmax(0.0, square - 1.0) / (square + 1.0))) / 2.0;
    double sigma = sqrt(log1p(square));
    switch (of->kind) {
    case FIXED: return mean;
    case GAMMA: return gsl_ran_gamma(r, 1.0 / square, mean * square);
    case LOGNORMAL: return gsl_ran_lognormal(r, log(mean) - sigma * sigma / 2.0, sigma);
    case MIXED:
        if (gsl_rng_uniform(r) < p) return gsl_ran_exponential(r, mean / (2.0 * p));
        return gsl_ran_exponential(r, mean / (2.0 * (1.0 - p)));
    case WEIBULL: return gsl_ran_weibull(r, mean / gsl_sf_gamma(1.0 + 1.0 / of->shape), of->shape);
    default: return gsl_ran_exponential(r, mean);
    }
}

static double exponential(void *state, double mean)
{
    const laws *of = state;
    return gsl_ran_exponential(of->generator, mean);
}

static double uniform(void *state)
{
    const laws *of = state;
    return gsl_rng_uniform(of->generator);
}

static double gap(void *state, double mean)
{
    const laws *of = state;
    return draw(of->generator, &of->gap, mean);
}

static double handle(void *state, double mean)
{
    const laws *of = state;
    return draw(of->generator, &of->handle, mean);
}

/* The mean is that of all, who balk among them. */
static double patience(void *state, double mean)
{
    const laws *of = state;
    if (gsl_rng_uniform(of->generator) < of->balk) return 0.0;
    return draw(of->generator, &of->patience, mean / (1.0 - of->balk));
}

/* ---- What is counted ---- */

enum { TIMES = 3 };

typedef struct record {
    double reached;
    double offered;
    double waited;
    double answered;
    double hung_up;
    double wait;
    double wait_answered;
    double within; /* answered within T */
    double beyond[TIMES];
    double controls[CONTROLS];
} record;

typedef struct counter {
    record *into;
    double answer_within_s;
    double t_s[TIMES];
} counter;

static void count_caller(void *about, const sim_caller *caller)
{
    const counter *c = about;
    record *r = c->into;
    if (!caller->measured) return;
    r->offered++;
    if (caller->end == SIM_TURNED_AWAY) return;
    bool answered = caller->end == SIM_ANSWERED;
    r->reached++;
    r->waited += caller->position > 0;
    r->answered += answered;
    r->hung_up += !answered;
    r->wait += caller->wait_s;
    r->wait_answered += answered ? caller->wait_s : 0.0;
    r->within += answered && caller->wait_s <= c->answer_within_s;
    for (size_t i = 0; i < TIMES; i++)
        r->beyond[i] += caller->wait_s > c->t_s[i];
}

static void simulate(const sim_queue *queue, const laws *of, unsigned long first_stream, counter *c, record *records)
{
    for (size_t i = 0; i < REPLICATIONS; i++) {
        sim_times times;
        laws mine = *of;
        records[i] = (record){.reached = 0};
        c->into = &records[i];
        mine.generator = gsl_rng_alloc(gsl_rng_mt19937);
        assert_non_null(mine.generator);
        gsl_rng_set(mine.generator, first_stream + i);
        sim_source source = {exponential, uniform, &mine, gap, handle, patience};
        sim_watcher watcher = {NULL, count_caller, c};
        assert_true(sim_run(queue, &source, &watcher, &times));
        gsl_rng_free(mine.generator);
        records[i].controls[0] = times.arrivals_extra;
        records[i].controls[1] = times.handle_extra;
        records[i].controls[2] = times.patience_extra;
    }
}

/* One member over another, as in all runs together. */
static estimate ratio(const record *records, size_t of, size_t per)
{
    sample samples[REPLICATIONS];
    for (size_t i = 0; i < REPLICATIONS; i++) {
        double values[2];
        memcpy(&values[0], (const char *)&records[i] + of, sizeof values[0]);
        memcpy(&values[1], (const char *)&records[i] + per, sizeof values[1]);
        samples[i] = sample_of(records[i].controls, values[0], values[1]);
    }
    return estimate_of(samples, 0.0);
}

#define RATIO(records, of, per) ratio(records, offsetof(record, of), offsetof(record, per))

static const double AHT_S = 240;

static sim_queue queue_for(int agents, double load, double calls)
{
    return (sim_queue){.agents = agents,
                       .gap_s = AHT_S / load,
                       .talk_s = AHT_S,
                       .patience_s = INF,
                       .lines = INF,
                       .warm_up_s = 60.0 * AHT_S,
                       .measured_s = calls * (AHT_S / load) / REPLICATIONS};
}

/* ---- What is claimed ---- */

/* The largest difference of a kind, and its bound. */
typedef struct claim {
    const char *what;
    double bound;
    double worst;
} claim;

static void hold(tally *results, claim *of, double got, const estimate *e, bool relative, const char *where)
{
    double distance = fabs(got - e->value) / (relative ? e->value : 1.0);
    of->worst = fmax(of->worst, distance);
    check_true(results, distance <= of->bound, "%s: %s %.4g, simulated %.4g +- %.1g, apart by %.3g, bound %.3g", where,
               of->what, got, e->value, e->error, distance, of->bound);
}

static void print_claims(const claim *claims, size_t count)
{
    for (size_t i = 0; i < count; i++)
        print_message("  %s: at most %.3g, bound %.3g\n", claims[i].what, claims[i].worst, claims[i].bound);
}

/* ---- Handle times and gaps ---- */

typedef struct general_row {
    int agents;
    double rho;
    law gap;
    law handle;
    double arrival_scv;
    double service_scv;
} general_row;

static const general_row GENERAL_ROWS[] = {
    {2, 0.7, {EXPONENTIAL, 0}, {LOGNORMAL, 1.2}, 1, 1.44},  {5, 0.8, {EXPONENTIAL, 0}, {GAMMA, 0.7}, 1, 0.49},
    {10, 0.8, {EXPONENTIAL, 0}, {LOGNORMAL, 1.5}, 1, 2.25}, {10, 0.9, {EXPONENTIAL, 0}, {FIXED, 0}, 1, 0},
    {20, 0.85, {EXPONENTIAL, 0}, {GAMMA, 0.5}, 1, 0.25},    {20, 0.9, {EXPONENTIAL, 0}, {MIXED, 2}, 1, 4},
    {50, 0.9, {EXPONENTIAL, 0}, {LOGNORMAL, 0.8}, 1, 0.64}, {100, 0.94, {EXPONENTIAL, 0}, {LOGNORMAL, 1.3}, 1, 1.69},
    {20, 0.9, {GAMMA, 1.4}, {LOGNORMAL, 1.2}, 1.96, 1.44},  {10, 0.85, {GAMMA, 0.7}, {GAMMA, 0.7}, 0.49, 0.49},
};
enum { GENERAL_COUNT = sizeof GENERAL_ROWS / sizeof *GENERAL_ROWS };

enum { WAITING_AT_RANDOM = 5, WAITING_OTHERWISE, WAITING_BY_WHITT, LEVEL_AT_RANDOM, LEVEL_OTHERWISE };
static claim general_claims[] = {
    {"mean wait, Allen and Cunneen", 0.16, 0},
    {"mean wait, Kimura", 0.08, 0},
    {"mean wait, Bjorklund and Elldin", 0.13, 0},
    {"mean wait, Cosmetatos", 0.13, 0},
    {"mean wait, Whitt", 0.1, 0},
    {"probability of waiting of calls at random, Erlang C", 0.06, 0},
    {"probability of waiting of others, Erlang C", 0.25, 0},
    {"probability of waiting, Whitt", 0.08, 0},
    {"service level of calls at random", 0.02, 0},
    {"service level of others", 0.08, 0},
};

static void compare_general(tally *results, const general_row *r, size_t number)
{
    static record records[REPLICATIONS];
    char where[96];
    double load = r->rho * r->agents;
    laws of = {NULL, r->gap, r->handle, {EXPONENTIAL, 0}, 0};
    sim_queue queue = queue_for(r->agents, load, 8e5);
    counter c = {.answer_within_s = 20};
    snprintf(where, sizeof where, "n %d, a %g, scv %g and %g", r->agents, load, r->arrival_scv, r->service_scv);
    simulate(&queue, &of, stream_of(7, number, 0), &c, records);
    estimate wait = RATIO(records, wait, reached);
    estimate waiting = RATIO(records, waited, reached);
    estimate level = RATIO(records, within, reached);
    wfm_queue q = WFM_QUEUE_INIT;
    q.calls = load * 3600 / AHT_S;
    q.interval_s = 3600;
    q.aht_s = AHT_S;
    q.agents = r->agents;
    q.answer_within_s = 20;
    for (int32_t method = WFM_GENERAL_ALLEN_CUNNEEN; method <= WFM_GENERAL_WHITT; method++) {
        wfm_general g = WFM_GENERAL_INIT;
        wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
        g.method = method;
        g.arrival_scv = r->arrival_scv;
        g.service_scv = r->service_scv;
        if (r->service_scv <= 0.0) g.flags = WFM_GENERAL_FIXED_SERVICE;
        wfm_status status = wfm_queue_general(&q, &g, &m);
        if (status == WFM_POISSON_ALONE) continue;
        check_true(results, status == WFM_OK, "%s: status %d", where, (int)status);
        hold(results, &general_claims[method - 1], m.wait_mean_s, &wait, true, where);
        bool at_random = r->arrival_scv == 1.0;
        int of_waiting = at_random ? WAITING_AT_RANDOM : WAITING_OTHERWISE;
        if (method == WFM_GENERAL_WHITT) of_waiting = WAITING_BY_WHITT;
        hold(results, &general_claims[of_waiting], m.wait_probability, &waiting, true, where);
        hold(results, &general_claims[at_random ? LEVEL_AT_RANDOM : LEVEL_OTHERWISE], m.service_level, &level, false,
             where);
    }
}

static void test_general(void **state)
{
    (void)state;
    tally results = {.name = "general handle times and gaps"};
    for (size_t i = 0; i < GENERAL_COUNT; i++)
        compare_general(&results, &GENERAL_ROWS[i], i);
    print_claims(general_claims, sizeof general_claims / sizeof *general_claims);
    tally_finish(&results);
}

/* ---- M/D/n ---- */

static void sample_ratio(const record *records, size_t of, sample *samples)
{
    for (size_t i = 0; i < REPLICATIONS; i++) {
        double value;
        memcpy(&value, (const char *)&records[i] + of, sizeof value);
        samples[i] = sample_of(records[i].controls, value, records[i].reached);
    }
}

static void test_mdn(void **state)
{
    (void)state;
    static family f;
    static record records[REPLICATIONS];
    static const struct {
        int agents;
        double load;
    } rows[] = {{1, 0.6}, {3, 2.4}, {10, 8.5}, {30, 27}, {100, 95}};
    begin_family(&f, "M/D/n against a simulation", 30, RISK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sample samples[REPLICATIONS];
        double n = rows[i].agents, a = rows[i].load;
        laws of = {NULL, {EXPONENTIAL, 0}, {FIXED, 0}, {EXPONENTIAL, 0}, 0};
        sim_queue queue = queue_for(rows[i].agents, a, 8e5);
        counter c = {.t_s = {0.1 * AHT_S / sqrt(n), 0.5 * AHT_S / sqrt(n), 1.2 * AHT_S / sqrt(n)}};
        char where[64];
        snprintf(where, sizeof where, "n %g, a %g", n, a);
        begin_row(&f, where, a);
        simulate(&queue, &of, stream_of(8, i, 0), &c, records);
        sample_ratio(records, offsetof(record, waited), samples);
        compare(&f, samples, true, wfm_mdn_waiting(n, a), "waiting");
        sample_ratio(records, offsetof(record, wait), samples);
        compare(&f, samples, false, wfm_mdn_wait_mean(n, a) * AHT_S, "mean wait");
        for (size_t k = 0; k < TIMES; k++) {
            sample_ratio(records, offsetof(record, beyond) + k * sizeof(double), samples);
            compare(&f, samples, true, wfm_mdn_wait_tail(n, a, c.t_s[k] / AHT_S), "tail");
        }
        end_row(&f);
    }
    finish_family(&f, 0.05);
}

/* ---- Patience ---- */

typedef struct patience_row {
    int agents;
    double load;
    law patience;
    double mean_s;
    double balk;
    double lines;
    law handle;
} patience_row;

static const patience_row PATIENCE_ROWS[] = {
    {10, 9, {FIXED, 0}, 60, 0, 0, {EXPONENTIAL, 0}},
    {20, 22, {FIXED, 0}, 120, 0, 0, {EXPONENTIAL, 0}},
    {100, 110, {FIXED, 0}, 90, 0, 0, {EXPONENTIAL, 0}},
    {10, 10, {LOGNORMAL, 1.5}, 180, 0, 0, {EXPONENTIAL, 0}},
    {50, 52, {LOGNORMAL, 0.5}, 120, 0, 0, {EXPONENTIAL, 0}},
    {100, 100, {LOGNORMAL, 2}, 300, 0, 0, {EXPONENTIAL, 0}},
    {20, 20, {WEIBULL, 0.5}, 120, 0, 0, {EXPONENTIAL, 0}},
    {20, 18, {WEIBULL, 2}, 120, 0, 0, {EXPONENTIAL, 0}},
    {100, 120, {WEIBULL, 0.7}, 240, 0, 0, {EXPONENTIAL, 0}},
    {50, 48, {MIXED, 2}, 240, 0, 0, {EXPONENTIAL, 0}},
    {20, 22, {EXPONENTIAL, 0}, 240, 0.1, 0, {EXPONENTIAL, 0}},
    {20, 22, {LOGNORMAL, 1.2}, 180, 0.05, 30, {EXPONENTIAL, 0}},
    {50, 55, {WEIBULL, 1.5}, 150, 0, 56, {EXPONENTIAL, 0}},
    {50, 52, {LOGNORMAL, 1}, 180, 0, 0, {LOGNORMAL, 1.2}},
    {20, 21, {MIXED, 1.5}, 120, 0, 0, {GAMMA, 0.7}},
};
enum { PATIENCE_COUNT = sizeof PATIENCE_ROWS / sizeof *PATIENCE_ROWS };

static claim patience_claims[] = {
    {"abandonment", 0.1, 0}, {"probability of waiting", 0.05, 0}, {"mean wait", 0.2, 0},
    {"ASA", 0.25, 0},        {"service level", 0.02, 0},
};

static int32_t kind_of(const law *of)
{
    switch (of->kind) {
    case FIXED: return WFM_LAW_DETERMINISTIC;
    case LOGNORMAL: return WFM_LAW_LOGNORMAL;
    case WEIBULL: return WFM_LAW_WEIBULL;
    case MIXED: return WFM_LAW_HYPEREXPONENTIAL;
    default: return WFM_LAW_EXPONENTIAL;
    }
}

static void compare_patience(tally *results, const patience_row *r, size_t number)
{
    static record records[REPLICATIONS];
    char where[96];
    laws of = {NULL, {EXPONENTIAL, 0}, r->handle, r->patience, r->balk};
    sim_queue queue = queue_for(r->agents, r->load, 8e5);
    counter c = {.answer_within_s = 20};
    queue.patience_s = r->mean_s * (1.0 - r->balk);
    if (r->lines > 0.0) queue.lines = r->lines;
    snprintf(where, sizeof where, "n %d, a %g, patience %g s of law %d, shape %g, balk %g", r->agents, r->load,
             r->mean_s, (int)r->patience.kind, r->patience.shape, r->balk);
    simulate(&queue, &of, stream_of(9, number, 0), &c, records);
    estimate figures[] = {RATIO(records, hung_up, reached), RATIO(records, waited, reached),
                          RATIO(records, wait, reached), RATIO(records, wait_answered, answered),
                          RATIO(records, within, reached)};
    wfm_queue q = WFM_QUEUE_INIT;
    q.calls = r->load * 3600 / AHT_S;
    q.interval_s = 3600;
    q.aht_s = AHT_S;
    q.agents = r->agents;
    q.answer_within_s = 20;
    q.lines = r->lines;
    q.service_rule = WFM_SERVICE_OFFERED;
    wfm_patience_law l = WFM_PATIENCE_LAW_INIT;
    l.law = kind_of(&r->patience);
    l.mean_s = r->mean_s;
    l.shape = r->patience.shape;
    l.balk = r->balk;
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    check_true(results, wfm_queue_patience_law(&q, &l, &m) == WFM_OK, "%s: status", where);
    double got[] = {m.abandonment, m.wait_probability, m.wait_mean_s, m.asa_s, m.service_level};
    for (size_t i = 0; i < sizeof got / sizeof *got; i++)
        hold(results, &patience_claims[i], got[i], &figures[i], i < 4, where);
}

static void test_patience(void **state)
{
    (void)state;
    tally results = {.name = "patience of any law"};
    for (size_t i = 0; i < PATIENCE_COUNT; i++)
        compare_patience(&results, &PATIENCE_ROWS[i], i);
    print_claims(patience_claims, sizeof patience_claims / sizeof *patience_claims);
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_general),
        cmocka_unit_test(test_mdn),
        cmocka_unit_test(test_patience),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
