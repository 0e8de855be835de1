/* SPDX-License-Identifier: MIT */
/* Queues whose rate of calls is uncertain: vectors, sums over many more rates, and agents decided by
 * wfm_queue_uncertain. */
#include "support/check.h"
#include "support/csv.h"

#include "internal/model.h"
#include "wfm/staffing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double RULE = 1e-10; /* what the header says, of shares, and of waits in handle times, where it is best */

/* How often the model has been evaluated; the linker puts this in the place of the library's. */
static int evaluations;
bool __real_wfm_i_model_at(const wfm_i_model *model, double t, int wanted, wfm_i_record *record);
bool __wrap_wfm_i_model_at(const wfm_i_model *model, double t, int wanted, wfm_i_record *record);

bool __wrap_wfm_i_model_at(const wfm_i_model *model, double t, int wanted, wfm_i_record *record)
{
    evaluations++;
    return __real_wfm_i_model_at(model, t, wanted, record);
}

/* In handle times. */
static wfm_queue queue_of(double agents, double patience, double lines, double calls)
{
    wfm_queue q = WFM_QUEUE_INIT;
    q.calls = calls;
    q.interval_s = 1;
    q.aht_s = 1;
    q.agents = agents;
    q.patience_s = patience;
    q.lines = lines;
    q.answer_within_s = 0.1;
    q.service_rule = WFM_SERVICE_OFFERED;
    return q;
}

/* What the header says, of shares, and of waits in the longer of handle time and patience. */
static double stated(const wfm_queue *q, double cv)
{
    static const double narrow[] = {1e-10, 1e-9, 1e-8, 1e-6}, wide[] = {1e-8, 2e-8, 3e-7, 2e-6};
    bool plain = !(q->patience_s > 0) && !(q->lines > 0);
    if (plain) return q->agents > 3000 ? (cv > 0.3 ? 1e-7 : 1e-9) : (cv > 0.3 ? 2e-9 : 1e-10);
    int size = q->agents > 10000 ? 3 : q->agents > 1000 ? 2 : q->agents > 50 ? 1 : 0;
    return (cv > 0.3 ? wide : narrow)[size] * (q->short_abandon_s > 0 ? 10 : 1);
}

typedef struct answer {
    wfm_status status;
    wfm_uncertain of;
} answer;

static answer uncertain(const wfm_queue *q, double cv, double target)
{
    answer a = {WFM_OK, WFM_UNCERTAIN_INIT};
    a.status = wfm_queue_uncertain(q, cv, target, &a.of);
    return a;
}

static void check_within(tally *results, double got, double expected, double allowed, const char *what, size_t row)
{
    if (expected > DBL_MAX)
        check_near(results, got, expected, TOL_EXACT, "row %zu: %s", row, what);
    else
        check_between(results, got, expected - allowed, expected + allowed, "row %zu: %s", row, what);
}

static void test_vectors(void **state)
{
    (void)state;
    csv *rows = csv_open_vectors("uncertain.csv");
    tally results = {.name = "uncertain.csv"};
    size_t used = 0;
    for (; csv_next(rows); used++) {
        size_t line = csv_line(rows);
        wfm_queue q = queue_of(csv_number(rows, "agents"), csv_number(rows, "patience"), csv_number(rows, "lines"),
                               csv_number(rows, "calls"));
        q.answer_within_s = csv_number(rows, "answer_within");
        q.service_rule = WFM_SERVICE_VIRTUAL;
        double cv = csv_number(rows, "cv");
        double allowed = stated(&q, cv);
        answer a = uncertain(&q, cv, 0);
        const struct {
            const char *name;
            double by_calls, by_periods;
        } of[] = {
            {"wait_probability", a.of.wait_probability_by_calls, a.of.wait_probability_by_periods},
            {"abandonment", a.of.abandonment_by_calls, a.of.abandonment_by_periods},
            {"wait_mean", a.of.wait_mean_by_calls_s, a.of.wait_mean_by_periods_s},
            {"occupancy", a.of.occupancy_by_calls, a.of.occupancy_by_periods},
            {"blocking", a.of.blocking_by_calls, a.of.blocking_by_periods},
            {"service_level", a.of.service_level_by_calls, a.of.service_level_by_periods},
        };
        for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
            char column[64];
            snprintf(column, sizeof column, "%s_by_calls", of[i].name);
            check_within(&results, of[i].by_calls, csv_number(rows, column), allowed, column, line);
            snprintf(column, sizeof column, "%s_by_periods", of[i].name);
            check_within(&results, of[i].by_periods, csv_number(rows, column), allowed, column, line);
        }
    }
    csv_close(rows);
    check_true(&results, used == 17, "%zu rows, not 17", used);
    tally_finish(&results);
}

static double number_of(const char *text, const char *key)
{
    const char *at = strstr(text, key);
    assert_non_null(at);
    return strtod(at + strlen(key), NULL);
}

static wfm_queue queue_in(const csv *rows, double *cv)
{
    const char *inputs = csv_text(rows, "inputs");
    wfm_queue q = queue_of(number_of(inputs, "n="), 1 / number_of(inputs, "theta="), 0, number_of(inputs, "mean_lam="));
    q.answer_within_s = number_of(inputs, ";t=");
    *cv = 1 / sqrt(number_of(inputs, "shape="));
    return q;
}

static void test_computed(void **state)
{
    (void)state;
    csv *rows = csv_open_extra("computed_gamma_mixture.csv");
    tally results = {.name = "computed_gamma_mixture.csv"};
    size_t used = 0;
    for (; csv_next(rows); used++) {
        double cv;
        wfm_queue q = queue_in(rows, &cv);
        answer a = uncertain(&q, cv, 0);
        bool level = strcmp(csv_text(rows, "quantity"), "SL_call_average") == 0;
        check_within(&results, level ? a.of.service_level_by_calls : a.of.abandonment_by_calls,
                     csv_number(rows, "value"), stated(&q, cv), csv_text(rows, "id"), used);
    }
    csv_close(rows);
    check_true(&results, used == 10, "%zu rows, not 10", used);
    tally_finish(&results);
}

static wfm_queue random_queue(uint64_t *random, double most_agents)
{
    double agents = ceil(random_log_between(random, 1, most_agents));
    wfm_queue q = queue_of(agents, 0, 0, agents * random_between(random, 0.5, 1.2));
    uint64_t kind = random_word(random) % 4u;
    if (kind & 1) q.patience_s = random_log_between(random, 0.1, 10);
    if (kind & 2) q.lines = ceil(agents * random_between(random, 0.9, 1.5) + random_between(random, 0, 10));
    q.answer_within_s = random_word(random) % 4u == 0 ? 0 : random_between(random, 0, 0.2);
    q.service_rule = (int32_t)(random_word(random) % 5u) + 1;
    if (random_word(random) % 4u == 0) q.flags = WFM_QUEUE_COUNT_BLOCKED;
    return q;
}

/* The figures over rates by the rectangle rule in the logarithm of the rate. Weights of calls are those of the calls that
 * a figure is a share of; without lines these are all. */
typedef struct sums {
    double intervals, calls;
    double level_intervals, level_calls;
    double abandonment_intervals, reaching, abandoned;
    double occupancy_intervals, occupancy_calls, blocked;
    double answered, answered_wait, wait_intervals, asa_intervals;
} sums;

static sums sum_over(const wfm_queue *q, double cv)
{
    sums s = {0};
    double k = 1 / (cv * cv);
    double low = -0.5 * (30 / k + sqrt(900 / (k * k) + 240 / k));
    double high = fmin(sqrt(60 / k), log1p(30 / k + log1p(30 / k) + 3));
    double narrow = 0.25 / sqrt(q->agents * fmax(1, q->patience_s));
    int points = (int)fmax(4000, ceil((high - low) / narrow));
    double step = (high - low) / points;
    for (int i = 0; i < points; i++) {
        wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
        wfm_queue at = *q;
        double ln = low + (i + 0.5) * step, x = exp(ln);
        double w = exp(-k * (expm1(ln) - ln)), c = w * x;
        at.calls *= x;
        wfm_queue_evaluate(&at, &m);
        double reaching = c * (1 - m.blocking);
        double answered = reaching * (1 - m.abandonment);
        s.intervals += w;
        s.calls += c;
        s.level_intervals += w * m.service_level;
        s.level_calls += c * m.service_level;
        s.abandonment_intervals += w * m.abandonment;
        s.reaching += reaching;
        s.abandoned += reaching * m.abandonment;
        s.occupancy_intervals += w * m.occupancy;
        s.occupancy_calls += c * m.occupancy;
        s.blocked += c * m.blocking;
        s.answered += answered;
        s.answered_wait += answered * m.asa_s;
        s.wait_intervals += w * m.wait_mean_s;
        s.asa_intervals += w * m.asa_s;
    }
    return s;
}

static void check_sums(tally *results, const wfm_queue *q, double cv, size_t i)
{
    double rule = stated(q, cv), wait = rule * fmax(1, q->patience_s);
    answer a = uncertain(q, cv, 0);
    sums s = sum_over(q, cv);
    check_true(results, a.status == WFM_OK || a.status == WFM_CAVEAT_OVERLOADED, "%zu: status %d", i, (int)a.status);
    check_within(results, a.of.service_level_by_periods, s.level_intervals / s.intervals, rule, "level", i);
    check_within(results, a.of.abandonment_by_periods, s.abandonment_intervals / s.intervals, rule, "hung up", i);
    check_within(results, a.of.abandonment_by_calls, s.abandoned / s.reaching, rule, "hung up, calls", i);
    check_within(results, a.of.occupancy_by_periods, s.occupancy_intervals / s.intervals, rule, "occupancy", i);
    check_within(results, a.of.occupancy_by_calls, s.occupancy_calls / s.calls, rule, "occupancy, calls", i);
    check_within(results, a.of.blocking_by_calls, s.blocked / s.calls, rule, "blocking, calls", i);
    check_within(results, a.of.asa_by_calls_s, s.answered_wait / s.answered, wait, "ASA, calls", i);
    check_within(results, a.of.asa_by_periods_s, s.asa_intervals / s.intervals, wait, "ASA", i);
    check_within(results, a.of.wait_mean_by_periods_s, s.wait_intervals / s.intervals, wait, "wait", i);
    bool all_count = q->service_rule == WFM_SERVICE_OFFERED || q->service_rule == WFM_SERVICE_VIRTUAL;
    if (q->short_abandon_s > 0 && q->service_rule != WFM_SERVICE_VIRTUAL) all_count = false;
    if (all_count && !(q->lines > 0))
        check_within(results, a.of.service_level_by_calls, s.level_calls / s.calls, rule, "level, calls", i);
}

/* With patience or lines. */
static wfm_queue random_waiting(uint64_t *random, double most_agents)
{
    wfm_queue q = random_queue(random, most_agents);
    q.calls = q.agents * random_between(random, 0.5, 1.3);
    if (q.lines > 300) q.lines = 0;
    bool patient = !(q.lines > 0) || random_word(random) % 2u == 0;
    if (patient) q.patience_s = random_log_between(random, 0.01, 100);
    return q;
}

static void test_many_rates(void **state)
{
    (void)state;
    static const double most_agents[] = {50, 1000, 50, 1000, 50, 1000, 1e4, 1e6};
    tally results = {.name = "more rates"};
    uint64_t random = 1;
    for (size_t i = 0; i < 160; i++) {
        wfm_queue q = random_waiting(&random, most_agents[i % 8]);
        double cv = i % 3 == 0 ? random_log_between(&random, 0.02, 1) : random_log_between(&random, 0.001, 0.3);
        if (i % 7 == 0) q.short_abandon_s = 0.03;
        if (q.agents > 1e4) q.patience_s = fmin(q.patience_s, 3); /* fewer rates do */
        check_sums(&results, &q, cv, i);
    }
    tally_finish(&results);
}

/* What is promised: 60 evaluations, and two for each with a time of short abandons. */
static void test_cost(void **state)
{
    (void)state;
    tally results = {.name = "evaluations of the model"};
    uint64_t random = 2;
    int most[2] = {0, 0};
    for (size_t i = 0; i < 20000; i++) {
        bool with_short = i % 4 == 0;
        wfm_queue q = random_waiting(&random, i % 2 == 0 ? 1000 : 1e6);
        if (with_short) q.short_abandon_s = random_between(&random, 0.01, 0.1);
        double cv = random_log_between(&random, 0.001, 1);
        evaluations = 0;
        uncertain(&q, cv, 0);
        if (evaluations > most[with_short]) most[with_short] = evaluations;
    }
    print_message("evaluations of the model: at most %d, %d with short abandons\n", most[0], most[1]);
    check_between(&results, most[0], 20, 60, "evaluations");
    check_between(&results, most[1], 20, 120, "evaluations with short abandons");
    tally_finish(&results);
}

/* Counts of the calls: of one that waits as long as a call takes the number in the system is Poisson whatever the agents,
 * and over the gamma rates negative binomial; who waits finds n or more. */
static void test_negative_binomial(void **state)
{
    (void)state;
    tally results = {.name = "patience as long as calls"};
    for (size_t i = 0; i < 3; i++) {
        double mean = i == 0 ? 4 : 20, cv = i == 2 ? 0.5 : 0.25, n = i == 0 ? 5 : 24;
        wfm_queue q = queue_of(n, 1, 0, mean);
        double k = 1 / (cv * cv), p = k / (k + mean);
        double term = exp(k * log(p)), below = 0;
        for (int j = 0; j < (int)n; j++) {
            below += term;
            term *= (k + j) / (j + 1) * (1 - p);
        }
        answer a = uncertain(&q, cv, 0);
        check_within(&results, a.of.wait_probability_by_periods, 1 - below, RULE, "waiting", i);
    }
    tally_finish(&results);
}

static void check_as_certain(tally *results, const wfm_queue *q, double cv, size_t i)
{
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    answer a = uncertain(q, cv, 0);
    check_true(results, a.status == wfm_queue_evaluate(q, &m), "%zu: status", i);
    check_same(results, a.of.service_level_by_calls, m.service_level, "%zu: level", i);
    check_same(results, a.of.service_level_by_periods, m.service_level, "%zu: level", i);
    check_same(results, a.of.abandonment_by_calls, m.abandonment, "%zu: hung up", i);
    check_same(results, a.of.abandonment_by_periods, m.abandonment, "%zu: hung up", i);
    check_same(results, a.of.asa_by_calls_s, m.asa_s, "%zu: ASA", i);
    check_same(results, a.of.asa_by_periods_s, m.asa_s, "%zu: ASA", i);
    check_same(results, a.of.wait_mean_by_calls_s, m.wait_mean_s, "%zu: wait", i);
    check_same(results, a.of.wait_mean_by_periods_s, m.wait_mean_s, "%zu: wait", i);
    check_same(results, a.of.wait_probability_by_calls, m.wait_probability, "%zu: waiting", i);
    check_same(results, a.of.wait_probability_by_periods, m.wait_probability, "%zu: waiting", i);
    check_same(results, a.of.occupancy_by_calls, m.occupancy, "%zu: occupancy", i);
    check_same(results, a.of.occupancy_by_periods, m.occupancy, "%zu: occupancy", i);
    check_same(results, a.of.blocking_by_calls, m.blocking, "%zu: blocking", i);
    check_same(results, a.of.blocking_by_periods, m.blocking, "%zu: blocking", i);
}

static void test_certain_rate(void **state)
{
    (void)state;
    tally results = {.name = "no variation"};
    uint64_t random = 3;
    for (size_t i = 0; i < 500; i++) {
        wfm_queue q = random_queue(&random, 3000);
        wfm_targets t = WFM_TARGETS_INIT;
        wfm_staffing with = WFM_STAFFING_INIT, without = WFM_STAFFING_INIT;
        t.service_level = random_between(&random, 0.1, 0.95);
        check_as_certain(&results, &q, 0, i);
        check_true(&results,
                   wfm_staffing_agents_uncertain(&q, 0, &t, i % 2 == 0 ? 0 : 0.9, &with) ==
                       wfm_staffing_agents(&q, &t, &without),
                   "%zu: status of staffing", i);
        check_true(&results, memcmp(&with, &without, sizeof with) == 0, "%zu: staffing", i);
        q.calls = 0;
        check_as_certain(&results, &q, 0.3, i);
    }
    wfm_queue q = queue_of(20, 1, 0, 18);
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    wfm_queue_evaluate(&q, &m);
    for (double cv = 1e-4; cv > 1e-12; cv /= 10) {
        answer a = uncertain(&q, cv, m.service_level - 1e-6);
        check_within(&results, a.of.service_level_by_calls, m.service_level, 10 * cv * cv + 1e-12, "narrow", 0);
        check_within(&results, a.of.chance_of_target, 1, cv > 1e-7 ? 0.5 : 1e-12, "narrow: chance", 0);
    }
    tally_finish(&results);
}

/* Beyond the agents there is no end of waits, and nothing in time. */
static void test_overload(void **state)
{
    (void)state;
    tally results = {.name = "overloaded rates"};
    wfm_queue q = queue_of(20, 0, 0, 18);
    answer a = uncertain(&q, 0.2, 0.8);
    check_true(&results, a.status == WFM_OK, "status %d", (int)a.status);
    check_near(&results, a.of.asa_by_calls_s, INF, TOL_EXACT, "ASA");
    check_near(&results, a.of.asa_by_periods_s, INF, TOL_EXACT, "ASA by periods");
    check_near(&results, a.of.wait_mean_by_periods_s, INF, TOL_EXACT, "wait");
    check_between(&results, a.of.chance_of_overload, 0.2, 0.4, "chance of overload");
    check_between(&results, a.of.service_level_by_periods, 0.3, 1 - a.of.chance_of_overload, "service level");
    check_true(&results, a.of.service_level_by_calls < a.of.service_level_by_periods, "calls come when it is busy");
    check_true(&results, a.of.chance_of_target < 1 - a.of.chance_of_overload, "chance of the target");
    q.calls = 1e4;
    a = uncertain(&q, 0.01, 0.8);
    check_true(&results, a.status == WFM_CAVEAT_OVERLOADED, "far overloaded: status %d", (int)a.status);
    check_near(&results, a.of.service_level_by_calls, 0, TOL_EXACT, "far overloaded: service level");
    check_near(&results, a.of.occupancy_by_periods, 1, TOL_EXACT, "far overloaded: occupancy");
    check_near(&results, a.of.wait_probability_by_calls, 1, TOL_EXACT, "far overloaded: waiting");
    check_near(&results, a.of.chance_of_overload, 1, TOL_EXACT, "far overloaded: chance");
    check_near(&results, a.of.chance_of_target, 0, TOL_EXACT, "far overloaded: chance of the target");
    q.calls = 0.01;
    a = uncertain(&q, 0.01, 0.8);
    check_true(&results, a.of.asa_by_calls_s < 1e-9, "never overloaded: ASA %g", a.of.asa_by_calls_s);
    check_near(&results, a.of.chance_of_target, 1, TOL_EXACT, "never overloaded: chance of the target");
    q.agents = 0;
    a = uncertain(&q, 0.3, 0.8);
    check_near(&results, a.of.service_level_by_calls, 0, TOL_EXACT, "no agents: service level");
    check_near(&results, a.of.chance_of_overload, 1, TOL_EXACT, "no agents: overload");
    q.patience_s = 1;
    a = uncertain(&q, 0.3, 0.8);
    check_within(&results, a.of.abandonment_by_calls, 1, RULE, "no agents: everybody hangs up", 0);
    check_near(&results, a.of.asa_by_calls_s, INF, TOL_EXACT, "no agents: ASA");
    q.flags = WFM_QUEUE_SKIP_MEANS;
    q.agents = 2;
    check_true(&results, isnan(uncertain(&q, 0.3, 0).of.asa_by_calls_s), "means left out");
    tally_finish(&results);
}

/* The chance is that of the rates up to the critical one, and the distribution of levels has the mean that the quadrature
 * finds: E(SL) is the integral of P(SL > level). */
static void test_levels(void **state)
{
    (void)state;
    enum { LEVELS = 2001 };
    static double level[LEVELS], probability[LEVELS];
    static wfm_status status[LEVELS];
    tally results = {.name = "distribution of levels"};
    for (int i = 0; i < LEVELS; i++)
        level[i] = (double)i / (LEVELS - 1);
    for (size_t k = 0; k < 3; k++) {
        wfm_queue q = queue_of(20, k == 0 ? 2 : 0, k == 1 ? 30 : 0, 17);
        wfm_status all = wfm_queue_uncertain_levels(&q, 0.15, LEVELS, level, 1, probability, 1, status);
        answer a = uncertain(&q, 0.15, 0.8);
        double mean = 0;
        check_true(&results, all == WFM_OK && status[7] == WFM_OK, "status %d", (int)all);
        for (int i = 1; i < LEVELS; i++) {
            mean += (1 - (probability[i] + probability[i - 1]) / 2) / (LEVELS - 1);
            check_true(&results, probability[i] >= probability[i - 1], "level %g: falls", level[i]);
        }
        check_within(&results, mean, a.of.service_level_by_periods, 2e-6, "mean of the distribution", k);
        check_within(&results, 1 - probability[1600], a.of.chance_of_target, 1e-9, "chance of 0.8", k);
        wfm_queue at = q;
        wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
        at.calls = a.of.critical_calls;
        wfm_queue_evaluate(&at, &m);
        check_near(&results, m.service_level, 0.8, TOL_1E9, "critical calls");
        check_within(&results, probability[0], k == 2 ? a.of.chance_of_overload : 0, 1e-12, "level 0", k);
        check_near(&results, probability[LEVELS - 1], 1, TOL_EXACT, "level 1");
    }
    wfm_queue q = queue_of(20, 0, 0, 17);
    level[1] = 2;
    level[2] = 0.5;
    assert_int_equal(wfm_queue_uncertain_levels(&q, 0.1, 3, level, 1, probability, -1 + 2, NULL), WFM_BAD_LEVEL);
    assert_true(isnan(probability[1]) && probability[2] > 0);
    assert_int_equal(wfm_queue_uncertain_levels(&q, 0, 3, level, 1, probability, 1, status), WFM_BAD_LEVEL);
    check_near(&results, probability[2], 0, TOL_EXACT, "no variation: above the level");
    assert_int_equal(wfm_queue_uncertain_levels(&q, 0.1, 3, NULL, 1, probability, 1, status), WFM_BAD_LEVEL);
    assert_int_equal(wfm_queue_uncertain_levels(&q, 2, 3, level, 1, probability, 1, status), WFM_BAD_LOAD_CV);
    assert_int_equal(wfm_queue_uncertain_levels(&q, 0.1, 3, level, 1, NULL, 1, status), WFM_BAD_OUTPUT);
    tally_finish(&results);
}

static bool meets(const wfm_queue *q, double cv, const wfm_targets *t, double easier)
{
    answer a = uncertain(q, cv, 0);
    double more = 1 + easier;
    if (t->service_level > 0 && a.of.service_level_by_calls < t->service_level - easier) return false;
    if (t->asa_s > 0 && a.of.asa_by_calls_s > t->asa_s * more) return false;
    if (t->wait_probability > 0 && a.of.wait_probability_by_calls > t->wait_probability * more) return false;
    if (t->abandonment > 0 && a.of.abandonment_by_calls > t->abandonment * more) return false;
    if (t->blocking > 0 && a.of.blocking_by_calls > t->blocking * more) return false;
    return !(t->max_occupancy > 0) || a.of.occupancy_by_calls <= t->max_occupancy * more;
}

static wfm_targets random_targets(uint64_t *random, const wfm_queue *q)
{
    wfm_targets t = WFM_TARGETS_INIT;
    uint64_t which = random_word(random) % 32u;
    bool waits_end = q->patience_s > 0 || q->lines > 0;
    if (which & 1) t.service_level = random_between(random, 0.1, 0.95);
    if ((which & 2) && waits_end) t.asa_s = random_log_between(random, 0.01, 1);
    if (which & 4) t.wait_probability = random_between(random, 0.05, 0.9);
    if (which & 8) t.max_occupancy = random_between(random, 0.5, 0.95);
    if ((which & 16) && q->patience_s > 0) t.abandonment = random_log_between(random, 1e-3, 0.3);
    if (!(t.service_level + t.asa_s + t.wait_probability + t.max_occupancy + t.abandonment > 0)) t.service_level = 0.8;
    return t;
}

static void test_staffing(void **state)
{
    (void)state;
    tally results = {.name = "agents for the figures by calls"};
    uint64_t random = 5;
    int most = 0;
    for (size_t i = 0; i < 150; i++) {
        wfm_queue q = random_queue(&random, 600);
        if (q.lines > 0) q.lines = ceil(q.calls * 2 + 10);
        if (q.lines > 200) q.lines = 0;
        wfm_targets t = random_targets(&random, &q);
        double cv = random_log_between(&random, 0.02, 0.4);
        wfm_staffing s = WFM_STAFFING_INIT;
        evaluations = 0;
        wfm_status status = wfm_staffing_agents_uncertain(&q, cv, &t, 0, &s);
        most = evaluations > most ? evaluations : most;
        check_true(&results, !wfm_failed(status), "%zu: status %d", i, (int)status);
        if (status & WFM_CAVEAT_TARGET_MISSED) continue;
        q.agents = s.agents;
        check_true(&results, meets(&q, cv, &t, 1e-9), "%zu: %g agents do not do", i, s.agents);
        check_near(&results, s.service_level, uncertain(&q, cv, 0).of.service_level_by_calls, TOL_1E9, "%zu: level", i);
        q.agents = s.agents - 1;
        bool fewer = s.agents > 0 && meets(&q, cv, &t, -1e-9);
        check_true(&results, !fewer, "%zu: %g agents do, one fewer as well", i, s.agents);
        check_between(&results, s.agents_fractional, s.agents - 1 - 1e-9, s.agents, "%zu: fractional", i);
    }
    print_message("evaluations of the model for agents: at most %d\n", most);
    tally_finish(&results);
}

/* With a chance: the chance of the target with the answer is enough, and with one agent fewer it is not. */
static void test_staffing_by_chance(void **state)
{
    (void)state;
    tally results = {.name = "agents for a chance"};
    uint64_t random = 6;
    for (size_t i = 0; i < 300; i++) {
        wfm_queue q = random_queue(&random, 3000);
        q.lines = 0;
        double cv = random_log_between(&random, 0.02, 1), chance = random_between(&random, 0.05, 0.999);
        wfm_targets t = WFM_TARGETS_INIT;
        wfm_staffing s = WFM_STAFFING_INIT;
        t.service_level = random_between(&random, 0.1, 0.95);
        wfm_status status = wfm_staffing_agents_uncertain(&q, cv, &t, chance, &s);
        check_true(&results, status == WFM_OK, "%zu: status %d", i, (int)status);
        q.agents = s.agents;
        check_between(&results, uncertain(&q, cv, t.service_level).of.chance_of_target, chance - 1e-9, 1, "%zu: n", i);
        if (!(s.agents > 1)) continue;
        q.agents = s.agents - 1;
        check_between(&results, uncertain(&q, cv, t.service_level).of.chance_of_target, 0, chance + 1e-9, "%zu: n-1",
                      i);
    }
    tally_finish(&results);
}

static void test_statuses(void **state)
{
    (void)state;
    wfm_queue q = queue_of(20, 0, 0, 18);
    wfm_targets t = WFM_TARGETS_INIT;
    wfm_staffing s = WFM_STAFFING_INIT;
    answer a = uncertain(&q, 0.1, 1.5);
    assert_int_equal(a.status, WFM_BAD_SERVICE_LEVEL);
    assert_true(isnan(a.of.chance_of_overload));
    assert_int_equal(uncertain(&q, -0.1, 0).status, WFM_BAD_LOAD_CV);
    assert_int_equal(uncertain(&q, QUIET_NAN, 0).status, WFM_BAD_LOAD_CV);
    assert_int_equal(wfm_queue_uncertain(NULL, 0.1, 0, &a.of), WFM_BAD_QUEUE_STRUCT);
    assert_int_equal(wfm_queue_uncertain(&q, 0.1, 0, NULL), WFM_BAD_OUTPUT);
    assert_true(isnan(uncertain(&q, 0.1, 0).of.chance_of_target));
    t.asa_s = 0.1;
    assert_int_equal(wfm_staffing_agents_uncertain(&q, 0.1, &t, 0, &s), WFM_MEANINGLESS);
    assert_int_equal(wfm_staffing_agents_uncertain(&q, 0.1, &t, 0.9, &s), WFM_OK);
    assert_int_equal(wfm_staffing_agents_uncertain(&q, 0.1, &t, 1, &s), WFM_BAD_CHANCE);
    assert_int_equal(wfm_staffing_agents_uncertain(&q, 0.1, &t, -1, &s), WFM_BAD_CHANCE);
    assert_int_equal(wfm_staffing_agents_uncertain(&q, 1.1, &t, 0, &s), WFM_BAD_LOAD_CV);
    assert_true(isnan(s.agents));
    assert_int_equal(wfm_staffing_agents_uncertain(&q, 0.1, NULL, 0, &s), WFM_BAD_TARGETS_STRUCT);
    assert_int_equal(wfm_staffing_agents_uncertain(&q, 0.1, &t, 0, NULL), WFM_BAD_OUTPUT);
    q.calls = 1.5e308;
    assert_int_equal(wfm_staffing_agents_uncertain(&q, 0.9, &t, 0.99, &s), WFM_BAD_LOAD);
    q.calls = 30;
    q.lines = 1e9;
    assert_int_equal(uncertain(&q, 0.1, 0).status, WFM_TOO_MANY_LINES);
    assert_true(isnan(s.agents));
}

static double any_of(uint64_t *random)
{
    static const double plain[] = {0, 1, 0.5, 10, 100, 1e5, 1e-5, 1e300, 1e-300, -1};
    uint64_t which = random_word(random) % 16u;
    if (which < 10) return plain[which];
    return which < 14 ? random_between(random, 0, 1) : random_bits(random);
}

static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    uint64_t random = 7;
    for (size_t i = 0; i < 6000; i++) {
        double any[7]; /* drawn one after the other, as arguments of a call may be in any order */
        for (size_t k = 0; k < 7; k++)
            any[k] = any_of(&random);
        wfm_queue q = queue_of(any[0], any[1], any[2], any[3]);
        wfm_targets t = WFM_TARGETS_INIT;
        wfm_staffing s = WFM_STAFFING_INIT;
        double cv = any[4], level = any[5], probability = 0, chance = any[6];
        if (q.lines > 1e3) q.lines = 0;   /* long walks are bounded, and tested elsewhere */
        if (!(q.agents > 0)) q.lines = 0; /* lines that nobody ever leaves */
        answer a = uncertain(&q, cv, level);
        bool failed = wfm_failed(a.status);
        check_true(&results, failed == isnan(a.of.occupancy_by_calls), "%zu: occupancy", i);
        check_true(&results, failed == isnan(a.of.service_level_by_calls), "%zu: level", i);
        check_true(&results, failed || a.of.service_level_by_calls <= 1 + RULE, "%zu: level above 1", i);
        check_true(&results, failed == isnan(a.of.wait_mean_by_periods_s), "%zu: wait", i);
        wfm_status of_level = wfm_queue_uncertain_levels(&q, cv, 1, &level, 1, &probability, 1, NULL);
        check_true(&results, wfm_failed(of_level) == isnan(probability), "%zu: probability", i);
        t.service_level = level;
        if (i % 8 != 0) chance = 0.9;
        wfm_status staffed = wfm_staffing_agents_uncertain(&q, cv, &t, chance, &s);
        check_true(&results, wfm_failed(staffed) == isnan(s.agents), "%zu: agents", i);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),           cmocka_unit_test(test_computed),
        cmocka_unit_test(test_many_rates),        cmocka_unit_test(test_cost),
        cmocka_unit_test(test_negative_binomial), cmocka_unit_test(test_certain_rate),
        cmocka_unit_test(test_overload),          cmocka_unit_test(test_levels),
        cmocka_unit_test(test_staffing),          cmocka_unit_test(test_staffing_by_chance),
        cmocka_unit_test(test_statuses),          cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
