/* SPDX-License-Identifier: MIT */
/* Classes with priorities: against vectors, published figures, and laws that every discipline obeys. */
#include "support/check.h"
#include "support/csv.h"

#include "wfm/erlang.h"
#include "wfm/queue.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = WFM_PRIORITY_CLASSES };

/* The figures of every class, by column. */
typedef struct found {
    double load_erl[MOST], wait_mean_s[MOST], asa_s[MOST], wait_probability[MOST], mean_wait_of_waiting_s[MOST],
        service_level[MOST], sojourn_mean_s[MOST], queue_mean[MOST];
    wfm_status status[MOST];
} found;

static wfm_priority_columns columns_of(found *f)
{
    wfm_priority_columns c = WFM_PRIORITY_COLUMNS_INIT;
    c.load_erl = f->load_erl;
    c.wait_mean_s = f->wait_mean_s;
    c.asa_s = f->asa_s;
    c.wait_probability = f->wait_probability;
    c.mean_wait_of_waiting_s = f->mean_wait_of_waiting_s;
    c.service_level = f->service_level;
    c.sojourn_mean_s = f->sojourn_mean_s;
    c.queue_mean = f->queue_mean;
    c.load_erl_stride = c.wait_mean_s_stride = c.asa_s_stride = c.wait_probability_stride = 1;
    c.mean_wait_of_waiting_s_stride = c.service_level_stride = c.sojourn_mean_s_stride = c.queue_mean_stride = 1;
    return c;
}

/* Times in handle times, loads for calls. */
static wfm_queue unit_queue(double agents)
{
    wfm_queue q = WFM_QUEUE_INIT;
    q.interval_s = 1;
    q.aht_s = 1;
    q.agents = agents;
    return q;
}

static wfm_status find(const wfm_queue *q, int32_t discipline, size_t count, const double *calls, const double *weight,
                       found *f)
{
    wfm_priority_columns c = columns_of(f);
    return wfm_queue_priorities(q, discipline, count, calls, 1, weight, 1, &c, f->status);
}

static double tail_of(const wfm_queue *q, size_t count, const double *calls, size_t row, double t)
{
    double p = QUIET_NAN;
    assert_false(wfm_failed(wfm_queue_priority_wait_tail(q, count, calls, 1, row, t, &p)));
    return p;
}

/* ---- vectors ---- */

static void test_vectors(void **state)
{
    (void)state;
    tally means = {.name = "means"}, tails = {.name = "tails"}, quantiles = {.name = "quantiles"};
    csv *rows = csv_open_vectors("priority.csv");
    while (csv_next(rows)) {
        size_t line = csv_line(rows);
        const double calls[] = {csv_number(rows, "above"), csv_number(rows, "own"), csv_number(rows, "below")};
        wfm_queue q = unit_queue(csv_number(rows, "agents"));
        double t = q.answer_within_s = csv_number(rows, "t");
        double beyond = csv_number(rows, "beyond"), within = csv_number(rows, "within");
        double waiting = csv_number(rows, "waiting"), of_waiting = csv_number(rows, "of_waiting");
        double bar = 1e-14 * (1 - log(beyond));
        found f;
        assert_int_equal(find(&q, WFM_PRIORITY_NONPREEMPTIVE, 3, calls, NULL, &f), WFM_OK);
        check_near(&means, f.wait_probability[1], waiting, TOL_16EPS, "waiting, row %zu", line);
        check_near(&means, f.mean_wait_of_waiting_s[1], of_waiting, TOL_16EPS, "of waiting, row %zu", line);
        check_near(&means, f.wait_mean_s[1], waiting * of_waiting, TOL_16EPS, "wait, row %zu", line);
        check_near(&tails, f.service_level[1], within, 1e-15 / within + TOL_16EPS, "within, row %zu", line);
        check_near(&tails, tail_of(&q, 3, calls, 1, t), beyond, bar, "beyond, row %zu", line);
        double back = QUIET_NAN;
        assert_int_equal(wfm_queue_priority_wait_quantile(&q, 3, calls, 1, 1, within, &back), WFM_OK);
        double again = tail_of(&q, 3, calls, 1, back);
        if (beyond > 1e-6) check_near(&quantiles, again, beyond, TOL_1E12 / fmin(beyond, within), "row %zu", line);
        assert_int_equal(find(&q, WFM_PRIORITY_PREEMPTIVE, 3, calls, NULL, &f), WFM_OK);
        check_near(&means, f.wait_mean_s[1], csv_number(rows, "preemptive"), 1e-14, "preemptive, row %zu", line);
        check_near(&means, f.sojourn_mean_s[1], 1 + f.wait_mean_s[1], TOL_1EPS, "sojourn, row %zu", line);
    }
    csv_close(rows);
    const tally all[] = {means, tails, quantiles};
    tally_finish_all(all, 3);
}

/* Numbers with ; between them. */
static size_t numbers(const char *text, double *into)
{
    size_t count = 0;
    char *end = NULL;
    for (const char *at = text; count < MOST; at = end + 1) {
        into[count++] = strtod(at, &end);
        if (*end != ';') break;
    }
    return count;
}

static void test_weights_of_vectors(void **state)
{
    (void)state;
    tally results = {.name = "accumulating"};
    csv *rows = csv_open_vectors("priority_weights.csv");
    while (csv_next(rows)) {
        double loads[MOST], weights[MOST];
        found f;
        size_t count = numbers(csv_text(rows, "loads"), loads);
        assert_int_equal(numbers(csv_text(rows, "weights"), weights), count);
        wfm_queue q = unit_queue(csv_number(rows, "agents"));
        assert_int_equal(find(&q, WFM_PRIORITY_ACCUMULATING, count, loads, weights, &f), WFM_OK);
        size_t k = (size_t)csv_number(rows, "class");
        check_near(&results, f.wait_mean_s[k], csv_number(rows, "wait"), 1e-13, "row %zu", csv_line(rows));
        check_true(&results, isnan(f.service_level[k]), "row %zu: a service level", csv_line(rows));
        check_near(&results, f.queue_mean[k], f.wait_mean_s[k] * loads[k], TOL_4EPS, "row %zu", csv_line(rows));
    }
    csv_close(rows);
    tally_finish(&results);
}

/* ---- published ---- */

/* Two classes of 18 calls an hour each, 80 s a call, one agent, weights 5 and 1: A. Herzog, QueueSim, notebook
 * example_sim_mmc_priorities2, simulated 169.6 s and 474.8 s. Kleinrock: 169.4 s and 470.6 s. */
static void test_published_weights(void **state)
{
    (void)state;
    tally results = {.name = "weights 5 and 1"};
    const double calls[] = {18, 18}, weights[] = {5, 1};
    wfm_queue q = WFM_QUEUE_INIT;
    q.interval_s = 3600;
    q.aht_s = 80;
    q.agents = 1;
    found f;
    assert_int_equal(find(&q, WFM_PRIORITY_ACCUMULATING, 2, calls, weights, &f), WFM_OK);
    check_near(&results, f.wait_mean_s[0], 2880.0 / 17, TOL_16EPS, "169.4 s");
    check_near(&results, f.wait_mean_s[1], 8000.0 / 17, TOL_16EPS, "470.6 s");
    check_between(&results, f.wait_mean_s[0] / 169.6, 0.98, 1.02, "simulated");
    check_between(&results, f.wait_mean_s[1] / 474.8, 0.98, 1.02, "simulated");
    /* One class of both, first come first served: 320 s, simulated as 324.5 s. */
    const double equal[] = {2, 2};
    assert_int_equal(find(&q, WFM_PRIORITY_ACCUMULATING, 2, calls, equal, &f), WFM_OK);
    check_near(&results, f.wait_mean_s[1], 320, TOL_16EPS, "first come, first served");
    tally_finish(&results);
}

/* "n=3;mu=1;lam=0.5/1/1", and the class of "E_Wq3". */
static void test_computed(void **state)
{
    (void)state;
    tally results = {.name = "computed_priority_and_limits.csv"};
    csv *rows = csv_open_extra("computed_priority_and_limits.csv");
    size_t used = 0;
    while (csv_next(rows)) {
        const char *model = csv_text(rows, "model"), *inputs = csv_text(rows, "inputs");
        bool preemptive = strcmp(model, "mmn_preemptive_resume") == 0;
        if (!preemptive && strcmp(model, "mmn_nonpreemptive") != 0) continue;
        double calls[MOST];
        size_t count = 0;
        char *end = NULL;
        wfm_queue q = unit_queue(strtod(strstr(inputs, "n=") + 2, NULL));
        q.aht_s = 1 / strtod(strstr(inputs, "mu=") + 3, NULL);
        for (const char *at = strstr(inputs, "lam=") + 4; count < MOST; at = end + 1) {
            calls[count++] = strtod(at, &end);
            if (*end != '/') break;
        }
        const char *quantity = csv_text(rows, "quantity");
        size_t k = (size_t)(quantity[strlen(quantity) - 1] - '1');
        found f;
        int32_t discipline = preemptive ? WFM_PRIORITY_PREEMPTIVE : WFM_PRIORITY_NONPREEMPTIVE;
        assert_int_equal(find(&q, discipline, count, calls, NULL, &f), WFM_OK);
        check_near(&results, preemptive ? f.sojourn_mean_s[k] : f.wait_mean_s[k], csv_number(rows, "value"), TOL_1E12,
                   "%s", csv_text(rows, "id"));
        used++;
    }
    csv_close(rows);
    check_true(&results, used == 18, "%zu rows, not 18", used);
    tally_finish(&results);
}

/* ---- laws ---- */

enum { TRIALS = 400 };

static size_t share_load(uint64_t *random, double most, size_t count, double *calls)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += calls[i] = random_between(random, 0, 1);
    for (size_t i = 0; i < count; i++)
        calls[i] *= most / sum;
    return count;
}

static size_t random_classes(uint64_t *random, double most, double *calls)
{
    return share_load(random, most, 1 + (size_t)(random_word(random) % 6), calls);
}

/* Who waits less makes others wait: sum of load x wait is that of one queue without order, and what waits in all. */
static void test_conservation(void **state)
{
    (void)state;
    tally results = {.name = "conservation"};
    uint64_t random = 3;
    for (int trial = 0; trial < TRIALS; trial++) {
        double calls[MOST], weights[MOST];
        wfm_queue q = unit_queue(random_log_between(&random, 0.5, 300));
        double load = q.agents * random_between(&random, 0.2, 0.98);
        size_t count = share_load(&random, load, trial % 20 == 0 ? MOST : 1 + (size_t)trial % 6, calls);
        for (size_t i = 0; i < count; i++)
            weights[i] = random_log_between(&random, 0.01, 100);
        for (int32_t d = WFM_PRIORITY_NONPREEMPTIVE; d <= WFM_PRIORITY_ACCUMULATING; d++) {
            found f;
            double sum = 0, queue = 0;
            assert_int_equal(find(&q, d, count, calls, weights, &f), WFM_OK);
            for (size_t i = 0; i < count; i++) {
                sum += calls[i] * f.wait_mean_s[i];
                queue += f.queue_mean[i];
                if (d != WFM_PRIORITY_PREEMPTIVE)
                    check_near(&results, f.asa_s[i], f.wait_mean_s[i], TOL_EXACT, "trial %d", trial);
                if (d != WFM_PRIORITY_ACCUMULATING && i > 0)
                    check_true(&results, f.wait_mean_s[i] >= f.wait_mean_s[i - 1], "trial %d: class %zu", trial, i);
            }
            check_near(&results, sum, load * wfm_erlang_c_asa(q.agents, load), TOL_1E12, "trial %d of %d", trial, d);
            check_near(&results, queue, sum, TOL_16EPS, "trial %d of %d: queue", trial, d);
        }
    }
    tally_finish(&results);
}

/* Under preemption the classes 1 to k are one queue, and who is first does not know of the others. */
static void test_preemptive_is_joined_queues(void **state)
{
    (void)state;
    tally results = {.name = "preemptive"};
    uint64_t random = 4;
    for (int trial = 0; trial < TRIALS; trial++) {
        double calls[MOST], before = 0, waits = 0;
        wfm_queue q = unit_queue(random_log_between(&random, 0.5, 300));
        size_t count = random_classes(&random, q.agents * random_between(&random, 0.2, 0.98), calls);
        found f;
        assert_int_equal(find(&q, WFM_PRIORITY_PREEMPTIVE, count, calls, NULL, &f), WFM_OK);
        for (size_t i = 0; i < count; i++) {
            before += calls[i];
            waits += calls[i] * f.wait_mean_s[i];
            check_near(&results, waits, before * wfm_erlang_c_asa(q.agents, before), TOL_1E12, "trial %d", trial);
            check_near(&results, f.wait_probability[i], wfm_erlang_c(q.agents, before), TOL_1E12, "trial %d", trial);
            check_true(&results, f.asa_s[i] <= f.wait_mean_s[i] * (1 + TOL_1E12), "trial %d", trial);
            found of_better;
            assert_int_equal(find(&q, WFM_PRIORITY_NONPREEMPTIVE, i + 1, calls, NULL, &of_better), WFM_OK);
            check_near(&results, f.asa_s[i], of_better.asa_s[i], TOL_1E12, "first answer, trial %d", trial);
        }
    }
    tally_finish(&results);
}

/* A small class beside a large one: the difference of two queues has no digits left, its slope has. */
static void test_preemptive_small_classes(void **state)
{
    (void)state;
    tally results = {.name = "small classes"};
    wfm_queue q = unit_queue(20);
    double last = QUIET_NAN;
    for (double own = 0x1p-4; own > 1e-300; own /= 1024) {
        const double calls[] = {15, own, own};
        found f;
        assert_int_equal(find(&q, WFM_PRIORITY_PREEMPTIVE, 3, calls, NULL, &f), WFM_OK);
        if (own < 1e-20) check_near(&results, f.wait_mean_s[2], last, TOL_16EPS, "load %g", own);
        last = f.wait_mean_s[1];
    }
    const double none[] = {15, 0, 0};
    found f;
    assert_int_equal(find(&q, WFM_PRIORITY_PREEMPTIVE, 3, none, NULL, &f), WFM_OK);
    check_near(&results, f.wait_mean_s[1], last, TOL_16EPS, "none");
    check_true(&results, f.queue_mean[1] == 0, "none wait");
    q.agents = 1e5; /* who waits is too rare for a double */
    assert_int_equal(find(&q, WFM_PRIORITY_PREEMPTIVE, 3, none, NULL, &f), WFM_OK);
    check_true(&results, f.wait_mean_s[1] == 0, "none waits");
    tally_finish(&results);
}

static void test_weights_have_limits(void **state)
{
    (void)state;
    tally results = {.name = "limits of weights"};
    const double calls[] = {3, 2, 4}, equal[] = {7, 7, 7}, apart[] = {1e200, 1, 1e-200}, reversed[] = {1, 2, 3};
    const double swapped[] = {4, 2, 3}, forward[] = {3, 2, 1};
    wfm_queue q = unit_queue(10);
    found f, strict;
    assert_int_equal(find(&q, WFM_PRIORITY_ACCUMULATING, 3, calls, equal, &f), WFM_OK);
    for (int i = 0; i < 3; i++)
        check_near(&results, f.wait_mean_s[i], wfm_erlang_c_asa(10, 9), TOL_16EPS, "equal weights");
    assert_int_equal(find(&q, WFM_PRIORITY_ACCUMULATING, 3, calls, apart, &f), WFM_OK);
    assert_int_equal(find(&q, WFM_PRIORITY_NONPREEMPTIVE, 3, calls, NULL, &strict), WFM_OK);
    for (int i = 0; i < 3; i++)
        check_near(&results, f.wait_mean_s[i], strict.wait_mean_s[i], TOL_16EPS, "weights far apart");
    assert_int_equal(find(&q, WFM_PRIORITY_ACCUMULATING, 3, calls, reversed, &f), WFM_OK);
    assert_int_equal(find(&q, WFM_PRIORITY_ACCUMULATING, 3, swapped, forward, &strict), WFM_OK);
    for (int i = 0; i < 3; i++)
        check_near(&results, f.wait_mean_s[i], strict.wait_mean_s[2 - i], TOL_4EPS, "the order of the rows");
    tally_finish(&results);
}

static void check_is_one_queue(tally *results, const wfm_queue *q, const found *f, size_t k, bool level)
{
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    wfm_status status = wfm_queue_evaluate(q, &m);
    check_same(results, f->load_erl[k], m.load_erl, "load");
    check_same(results, f->wait_mean_s[k], m.wait_mean_s, "wait");
    check_same(results, f->asa_s[k], m.asa_s, "asa");
    check_same(results, f->wait_probability[k], m.wait_probability, "waiting");
    check_same(results, f->mean_wait_of_waiting_s[k], m.mean_wait_of_waiting_s, "of waiting");
    check_same(results, f->service_level[k], level ? m.service_level : QUIET_NAN, "service level");
    check_same(results, f->queue_mean[k], m.queue_mean, "queue");
    check_same(results, f->sojourn_mean_s[k], m.wait_mean_s + q->aht_s, "sojourn");
    check_true(results, f->status[k] == status, "status");
}

/* One class alone is Erlang C to the bit, whichever way it is asked, and with or without calls. */
static void test_one_class(void **state)
{
    (void)state;
    tally results = {.name = "one class"};
    uint64_t random = 5;
    static const double weights[] = {1, 2, 3};
    for (int trial = 0; trial < TRIALS; trial++) {
        wfm_queue q = WFM_QUEUE_INIT;
        q.interval_s = 1800;
        q.aht_s = random_log_between(&random, 10, 1000);
        q.agents = random_log_between(&random, 0.5, 300);
        q.answer_within_s = trial % 3 == 0 ? 0 : 20;
        q.flags = trial % 2 == 0 ? WFM_QUEUE_STRICTLY_WITHIN : 0;
        q.calls = trial % 50 == 0 ? 0 : q.agents * q.interval_s / q.aht_s * random_between(&random, 0.1, 1.1);
        const double calls[] = {0, q.calls, 0};
        double tail = QUIET_NAN, expected = QUIET_NAN;
        double t = random_log_between(&random, 0.1, 1000), p = random_between(&random, 0, 1);
        found f;
        for (int32_t d = WFM_PRIORITY_NONPREEMPTIVE; d <= WFM_PRIORITY_ACCUMULATING; d++) {
            assert_false(wfm_failed(find(&q, d, 3, calls, weights, &f)));
            check_is_one_queue(&results, &q, &f, 1, d != WFM_PRIORITY_ACCUMULATING);
        }
        wfm_status status = wfm_queue_wait_tail(&q, t, &expected);
        check_true(&results, wfm_queue_priority_wait_tail(&q, 3, calls, 1, 1, t, &tail) == status, "status");
        check_same(&results, tail, expected, "tail, trial %d", trial);
        status = wfm_queue_wait_quantile(&q, p, &expected);
        check_true(&results, wfm_queue_priority_wait_quantile(&q, 3, calls, 1, 1, p, &tail) == status, "status");
        check_same(&results, tail, expected, "quantile, trial %d", trial);
        const double others[] = {q.calls, q.calls, 1};
        found own;
        assert_false(wfm_failed(find(&q, WFM_PRIORITY_PREEMPTIVE, 3, others, NULL, &own)));
        check_is_one_queue(&results, &q, &own, 0, true);
    }
    tally_finish(&results);
}

/* ---- tails ---- */

/* With the first class the exponential, never growing, within [0,1], with a class before it never less. */
static void test_tails_fall(void **state)
{
    (void)state;
    tally results = {.name = "tails fall"};
    uint64_t random = 6;
    for (int trial = 0; trial < 60; trial++) {
        double calls[MOST];
        wfm_queue q = unit_queue(random_log_between(&random, 0.5, 300));
        double load = q.agents * (1 - random_log_between(&random, 1e-6, 0.9));
        size_t count = random_classes(&random, load, calls);
        double sum = 0;
        for (size_t i = 0; i < count; i++)
            sum += calls[i];
        double waiting = wfm_erlang_c(q.agents, sum), scale = 1 / (q.agents - sum);
        for (size_t row = 0; row < count; row++) {
            double last = tail_of(&q, count, calls, row, 0);
            check_same(&results, last, waiting, "at once, trial %d", trial);
            for (double t = 1e-4; t < 1e4; t *= 1.5) {
                double beyond = tail_of(&q, count, calls, row, t * scale);
                check_between(&results, beyond, 0, last, "trial %d, row %zu, t %g", trial, row, t);
                double next = tail_of(&q, count, calls, row, step_by(t * scale, 1));
                check_between(&results, next, 0, beyond, "trial %d, row %zu, t %g and a step", trial, row, t);
                double depth = (q.agents - calls[0]) * (t * scale);
                bool exponential = row == 0 && count > 1; /* of one class alone it is wfm_queue_wait_tail */
                if (exponential && depth < 600)
                    check_same(&results, beyond, waiting * exp(-depth), "exponential, trial %d", trial);
                last = beyond;
            }
            check_true(&results, tail_of(&q, count, calls, row, INF) == 0, "in the end");
        }
    }
    tally_finish(&results);
}

/* The integral of a tail is the mean: t = mean x e^u, trapezoidal. */
static void test_tail_has_the_mean(void **state)
{
    (void)state;
    tally results = {.name = "the mean of the tail"};
    uint64_t random = 7;
    for (int trial = 0; trial < 40; trial++) {
        double calls[MOST];
        wfm_queue q = unit_queue(random_log_between(&random, 0.5, 300));
        size_t count = random_classes(&random, q.agents * random_between(&random, 0.3, 0.999), calls);
        found f;
        assert_int_equal(find(&q, WFM_PRIORITY_NONPREEMPTIVE, count, calls, NULL, &f), WFM_OK);
        size_t row = count - 1;
        double mean = f.mean_wait_of_waiting_s[row], sum = 0;
        for (double u = -40; u < 12; u += 0.125)
            sum += 0.125 * mean * exp(u) * tail_of(&q, count, calls, row, mean * exp(u));
        check_near(&results, sum, f.wait_mean_s[row], TOL_1E9, "trial %d", trial);
    }
    tally_finish(&results);
}

/* Under preemption the first answer comes as without interruption, were there no worse classes. */
static void test_service_level_of_first_answers(void **state)
{
    (void)state;
    tally results = {.name = "first answers"};
    const double calls[] = {3, 2, 4};
    wfm_queue q = unit_queue(10);
    found f, better;
    for (q.answer_within_s = 0; q.answer_within_s < 5; q.answer_within_s += 0.25) {
        assert_int_equal(find(&q, WFM_PRIORITY_PREEMPTIVE, 3, calls, NULL, &f), WFM_OK);
        for (size_t k = 1; k < 3; k++) {
            assert_int_equal(find(&q, WFM_PRIORITY_NONPREEMPTIVE, k + 1, calls, NULL, &better), WFM_OK);
            check_near(&results, f.service_level[k], better.service_level[k], TOL_16EPS, "class %zu", k);
            double beyond = tail_of(&q, k + 1, calls, k, q.answer_within_s);
            check_near(&results, better.service_level[k] + beyond, 1, TOL_16EPS, "class %zu", k);
        }
    }
    q.answer_within_s = 0;
    q.flags = WFM_QUEUE_STRICTLY_WITHIN | WFM_QUEUE_SKIP_MEANS;
    assert_int_equal(find(&q, WFM_PRIORITY_NONPREEMPTIVE, 3, calls, NULL, &f), WFM_OK);
    check_true(&results, f.service_level[1] == 0 && f.asa_s[1] > 0, "before any time");
    tally_finish(&results);
}

static double quantile_of(const wfm_queue *q, size_t count, const double *calls, size_t row, double p)
{
    double t = QUIET_NAN;
    assert_false(wfm_failed(wfm_queue_priority_wait_quantile(q, count, calls, 1, row, p, &t)));
    return t;
}

static void test_quantiles(void **state)
{
    (void)state;
    tally results = {.name = "quantiles"};
    uint64_t random = 8;
    for (int trial = 0; trial < 300; trial++) {
        double calls[MOST];
        wfm_queue q = unit_queue(random_log_between(&random, 0.5, 300));
        size_t count = random_classes(&random, q.agents * random_between(&random, 0.5, 0.999), calls);
        double p = random_between(&random, 0, 1);
        for (size_t row = 0; row < count; row++) {
            double t = quantile_of(&q, count, calls, row, p);
            double beyond = tail_of(&q, count, calls, row, t);
            if (t > 0)
                check_near(&results, beyond, 1 - p, TOL_1E12, "trial %d, row %zu", trial, row);
            else
                check_true(&results, beyond <= 1 - p, "trial %d, row %zu", trial, row);
        }
        check_true(&results, quantile_of(&q, count, calls, 0, 0) == 0, "0");
        if (count > 1) check_true(&results, quantile_of(&q, count, calls, 1, 1) == INF, "1");
    }
    tally_finish(&results);
}

/* ---- edges ---- */

static void test_overload(void **state)
{
    (void)state;
    tally results = {.name = "overload"};
    const double calls[] = {4, 4, 4, 0}, weights[] = {1, 2, 3, 4};
    wfm_queue q = unit_queue(10);
    q.answer_within_s = 0.5;
    found f;
    double t = QUIET_NAN;
    for (int32_t d = WFM_PRIORITY_NONPREEMPTIVE; d <= WFM_PRIORITY_PREEMPTIVE; d++) {
        assert_int_equal(find(&q, d, 4, calls, NULL, &f), WFM_CAVEAT_OVERLOADED);
        check_true(&results, f.status[0] == WFM_OK && f.status[1] == WFM_OK, "those who are served");
        check_true(&results, f.wait_mean_s[1] < 1 && f.service_level[1] > 0, "those who are served");
        for (int k = 2; k < 4; k++) {
            check_true(&results, f.status[k] == WFM_CAVEAT_OVERLOADED, "those who are not");
            check_true(&results, f.wait_mean_s[k] == INF && f.asa_s[k] == INF, "wait");
            check_true(&results, f.mean_wait_of_waiting_s[k] == INF && f.sojourn_mean_s[k] == INF, "wait");
            check_true(&results, f.wait_probability[k] == 1 && f.service_level[k] == 0, "shares");
        }
        check_true(&results, f.queue_mean[2] == INF && f.queue_mean[3] == 0, "queue");
    }
    assert_int_equal(find(&q, WFM_PRIORITY_NONPREEMPTIVE, 4, calls, NULL, &f), WFM_CAVEAT_OVERLOADED);
    check_true(&results, f.wait_probability[0] == 1, "all agents are busy with the last class");
    check_near(&results, f.wait_mean_s[0], 1.0 / 6, TOL_4EPS, "1 / (n - b)");
    assert_int_equal(find(&q, WFM_PRIORITY_ACCUMULATING, 4, calls, weights, &f), WFM_CAVEAT_OVERLOADED);
    for (int k = 0; k < 4; k++)
        check_true(&results, f.wait_mean_s[k] == INF && isnan(f.service_level[k]), "all alike");
    assert_int_equal(wfm_queue_priority_wait_tail(&q, 4, calls, 1, 1, 0.1, &t), WFM_OK);
    assert_int_equal(wfm_queue_priority_wait_tail(&q, 4, calls, 1, 2, 1e9, &t), WFM_CAVEAT_OVERLOADED);
    check_true(&results, t == 1, "still there");
    assert_int_equal(wfm_queue_priority_wait_quantile(&q, 4, calls, 1, 2, 0.1, &t), WFM_CAVEAT_OVERLOADED);
    check_true(&results, t == INF, "for ever");
    q.agents = 0;
    assert_int_equal(find(&q, WFM_PRIORITY_NONPREEMPTIVE, 4, calls, NULL, &f), WFM_CAVEAT_OVERLOADED);
    check_true(&results, f.wait_mean_s[0] == INF, "nobody there");
    tally_finish(&results);
}

static void test_no_calls(void **state)
{
    (void)state;
    tally results = {.name = "no calls"};
    const double calls[] = {0, 3, 0, 4}, none[] = {0, 0, 0, 0}, few[] = {3, 1e-30, 4}, weights[] = {4, 3, 2, 1};
    wfm_queue q = unit_queue(10);
    found f, g;
    assert_int_equal(find(&q, WFM_PRIORITY_NONPREEMPTIVE, 4, calls, NULL, &f), WFM_OK);
    assert_int_equal(find(&q, WFM_PRIORITY_NONPREEMPTIVE, 3, few, NULL, &g), WFM_OK);
    check_near(&results, f.wait_mean_s[2], g.wait_mean_s[1], TOL_4EPS, "as one call that came");
    check_true(&results, f.queue_mean[2] == 0 && f.load_erl[2] == 0, "none waits");
    for (q.agents = 0; q.agents < 2; q.agents++) {
        for (int32_t d = WFM_PRIORITY_NONPREEMPTIVE; d <= WFM_PRIORITY_ACCUMULATING; d++) {
            double t = QUIET_NAN;
            assert_int_equal(find(&q, d, 4, none, weights, &f), WFM_OK);
            check_true(&results, f.wait_mean_s[3] == 0 && f.wait_probability[3] == 0, "nobody waits");
            assert_int_equal(wfm_queue_priority_wait_tail(&q, 4, none, 1, 3, 0, &t), WFM_OK);
            check_true(&results, t == 0, "nobody waits");
        }
    }
    tally_finish(&results);
}

static void assert_columns_of_nan(const found *f, size_t count, wfm_status status)
{
    for (size_t i = 0; i < count; i++) {
        assert_true(isnan(f->load_erl[i]) && isnan(f->wait_mean_s[i]) && isnan(f->asa_s[i]));
        assert_true(isnan(f->wait_probability[i]) && isnan(f->mean_wait_of_waiting_s[i]));
        assert_true(isnan(f->service_level[i]) && isnan(f->sojourn_mean_s[i]) && isnan(f->queue_mean[i]));
        assert_int_equal(f->status[i], status);
    }
}

static void assert_refused(const wfm_queue *q, int32_t discipline, size_t count, const double *calls,
                           const double *weight, wfm_status status)
{
    found f = {.status = {0}};
    assert_int_equal(find(q, discipline, count, calls, weight, &f), status);
    assert_columns_of_nan(&f, count > MOST ? MOST : count, status);
}

static void assert_waits_refused(const wfm_queue *q, size_t count, const double *calls, size_t row, double t, double p,
                                 wfm_status of_tail, wfm_status of_quantile)
{
    double probability = 0, t_s = 0;
    assert_int_equal(wfm_queue_priority_wait_tail(q, count, calls, 1, row, t, &probability), of_tail);
    assert_int_equal(wfm_queue_priority_wait_quantile(q, count, calls, 1, row, p, &t_s), of_quantile);
    assert_true(isnan(probability) == wfm_failed(of_tail));
    assert_true(isnan(t_s) == wfm_failed(of_quantile));
}

static void test_every_status(void **state)
{
    (void)state;
    const double calls[] = {3, 2, 4}, bad[] = {3, -1, 4}, huge[] = {1e308, 1e308, 1}, weights[] = {1, 1, 1};
    const double no_weight[] = {1, 0, 1}, endless[] = {1, INF, 1}, negative[] = {1, -1, 1};
    wfm_queue q = unit_queue(10), broken = q, patient = q, lines = q;
    broken.aht_s = 0;
    patient.patience_s = 100;
    lines.lines = 20;
    assert_refused(NULL, WFM_PRIORITY_NONPREEMPTIVE, 3, calls, NULL, WFM_BAD_QUEUE_STRUCT);
    assert_refused(&broken, WFM_PRIORITY_NONPREEMPTIVE, 3, calls, NULL, WFM_BAD_AHT);
    assert_refused(&patient, WFM_PRIORITY_NONPREEMPTIVE, 3, calls, NULL, WFM_NOT_PLAIN);
    assert_refused(&lines, WFM_PRIORITY_NONPREEMPTIVE, 3, calls, NULL, WFM_NOT_PLAIN);
    assert_refused(&q, 0, 3, calls, weights, WFM_BAD_DISCIPLINE);
    assert_refused(&q, 4, 3, calls, weights, WFM_BAD_DISCIPLINE);
    assert_refused(&q, WFM_PRIORITY_NONPREEMPTIVE, 0, calls, NULL, WFM_BAD_CLASS_COUNT);
    assert_refused(&q, WFM_PRIORITY_NONPREEMPTIVE, 3, NULL, NULL, WFM_BAD_CALLS);
    assert_refused(&q, WFM_PRIORITY_NONPREEMPTIVE, 3, bad, NULL, WFM_BAD_CALLS);
    assert_refused(&q, WFM_PRIORITY_NONPREEMPTIVE, 3, huge, NULL, WFM_BAD_LOAD);
    assert_refused(&q, WFM_PRIORITY_ACCUMULATING, 3, calls, NULL, WFM_BAD_PRIORITY_WEIGHT);
    assert_refused(&q, WFM_PRIORITY_ACCUMULATING, 3, calls, no_weight, WFM_BAD_PRIORITY_WEIGHT);
    assert_refused(&q, WFM_PRIORITY_ACCUMULATING, 3, calls, endless, WFM_BAD_PRIORITY_WEIGHT);
    assert_refused(&q, WFM_PRIORITY_ACCUMULATING, 3, calls, negative, WFM_BAD_PRIORITY_WEIGHT);
    assert_int_equal(wfm_queue_priorities(&q, 1, 3, calls, 1, NULL, 0, NULL, NULL), WFM_BAD_OUTPUT);
    wfm_priority_columns none = WFM_PRIORITY_COLUMNS_INIT;
    assert_int_equal(wfm_queue_priorities(&q, 1, MOST, calls, 0, NULL, 0, &none, NULL), WFM_CAVEAT_OVERLOADED);
    assert_int_equal(wfm_queue_priorities(&q, 1, MOST + 1, calls, 0, NULL, 0, &none, NULL), WFM_BAD_CLASS_COUNT);
    assert_waits_refused(NULL, 3, calls, 0, 1, 0.5, WFM_BAD_QUEUE_STRUCT, WFM_BAD_QUEUE_STRUCT);
    assert_waits_refused(&q, 0, calls, 0, 1, 0.5, WFM_BAD_CLASS_COUNT, WFM_BAD_CLASS_COUNT);
    assert_waits_refused(&q, 3, calls, 3, 1, 0.5, WFM_BAD_ROW, WFM_BAD_ROW);
    assert_waits_refused(&q, 3, calls, 2, -1, -0.5, WFM_BAD_TIME, WFM_BAD_PROBABILITY);
    assert_waits_refused(&q, 3, calls, 2, QUIET_NAN, QUIET_NAN, WFM_BAD_TIME, WFM_BAD_PROBABILITY);
    assert_waits_refused(&q, 3, calls, 2, 0, 1, WFM_OK, WFM_OK);
    assert_int_equal(wfm_queue_priority_wait_tail(&q, 3, calls, 1, 0, 1, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_queue_priority_wait_quantile(&q, 3, calls, 1, 0, 0.5, NULL), WFM_BAD_OUTPUT);
    wfm_priority_columns made;
    wfm_priority_columns_init(&made, sizeof made);
    assert_memory_equal(&made, &none, sizeof made);
}

/* Whatever is given, a figure is NaN or possible, and a failure leaves NaN everywhere. */
static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    uint64_t random = 9;
    for (int trial = 0; trial < 30000; trial++) {
        double calls[4], weights[4], t = random_bits(&random), p = 0, back = 0;
        bool tame = trial % 3 != 0; /* else hardly anything passes */
        for (int i = 0; i < 4; i++) {
            calls[i] = tame ? fabs(random_bits(&random)) : random_bits(&random);
            weights[i] = tame ? fabs(random_bits(&random)) : random_bits(&random);
            if (trial % 3 == 1) calls[i] = random_log_between(&random, 1e-30, 5);
        }
        wfm_queue q = unit_queue(tame ? fabs(random_bits(&random)) : random_bits(&random));
        q.answer_within_s = tame ? fabs(random_bits(&random)) : random_bits(&random);
        if (trial % 3 == 1) q.agents = random_log_between(&random, 1, 20);
        if (trial % 9 == 0) q.aht_s = random_bits(&random);
        size_t count = (size_t)(trial % 4) + 1;
        for (int32_t d = WFM_PRIORITY_NONPREEMPTIVE; d <= WFM_PRIORITY_ACCUMULATING; d++) {
            found f;
            wfm_status status = find(&q, d, count, calls, weights, &f);
            if (wfm_failed(status)) assert_columns_of_nan(&f, count, status);
            if (wfm_failed(status)) continue;
            for (size_t i = 0; i < count; i++) {
                check_true(&results, f.wait_mean_s[i] >= 0 && f.asa_s[i] >= 0, "trial %d of %d: %g", trial, d,
                           f.wait_mean_s[i]);
                check_between(&results, f.wait_probability[i], 0, 1, "trial %d of %d", trial, d);
                if (d != WFM_PRIORITY_ACCUMULATING)
                    check_between(&results, f.service_level[i], 0, 1, "trial %d of %d", trial, d);
                check_true(&results, f.queue_mean[i] >= 0, "trial %d of %d: %g", trial, d, f.queue_mean[i]);
            }
        }
        if (!wfm_failed(wfm_queue_priority_wait_tail(&q, count, calls, 1, count - 1, t, &p)))
            check_between(&results, p, 0, 1, "trial %d", trial);
        if (trial % 10 != 1) continue;
        if (!wfm_failed(wfm_queue_priority_wait_quantile(&q, count, calls, 1, count - 1, fmod(fabs(t), 1), &back)))
            check_true(&results, back >= 0, "trial %d: %g", trial, back);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_weights_of_vectors),
        cmocka_unit_test(test_published_weights),
        cmocka_unit_test(test_computed),
        cmocka_unit_test(test_conservation),
        cmocka_unit_test(test_preemptive_is_joined_queues),
        cmocka_unit_test(test_preemptive_small_classes),
        cmocka_unit_test(test_weights_have_limits),
        cmocka_unit_test(test_one_class),
        cmocka_unit_test(test_tails_fall),
        cmocka_unit_test(test_tail_has_the_mean),
        cmocka_unit_test(test_service_level_of_first_answers),
        cmocka_unit_test(test_quantiles),
        cmocka_unit_test(test_overload),
        cmocka_unit_test(test_no_calls),
        cmocka_unit_test(test_every_status),
        cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
