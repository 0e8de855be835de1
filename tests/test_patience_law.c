/* SPDX-License-Identifier: MIT */
#include "support/check.h"
#include "support/csv.h"

#include "wfm/erlang.h"
#include "wfm/queue.h"
#include "wfm/staffing.h"

#include <string.h>

#include "internal/general.h"
#include "internal/laws.h"
#include "internal/poisson.h"

/* Handle times of 1 s, so that times are in handle times. */
static wfm_queue new_queue(double agents, double load)
{
    wfm_queue q = WFM_QUEUE_INIT;
    q.calls = load;
    q.interval_s = 1;
    q.aht_s = 1;
    q.agents = agents;
    q.answer_within_s = 0.125;
    q.service_rule = WFM_SERVICE_OFFERED;
    return q;
}

static wfm_patience_law new_law(int32_t kind, double mean_s, double shape, double balk)
{
    wfm_patience_law law = WFM_PATIENCE_LAW_INIT;
    law.law = kind;
    law.mean_s = mean_s;
    law.shape = shape;
    law.balk = balk;
    return law;
}

static wfm_queue_metrics figures(const wfm_queue *q, const wfm_patience_law *law)
{
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    assert_false(wfm_failed(wfm_queue_patience_law(q, law, &m)));
    return m;
}

static int32_t law_named(const char *name)
{
    static const char *const names[] = {"exponential", "deterministic", "lognormal", "weibull", "hyperexponential"};
    for (int32_t i = 0; i < 5; i++)
        if (strcmp(name, names[i]) == 0) return i + 1;
    fail_msg("no law %s", name);
    return 0;
}

static void test_vectors(void **state)
{
    (void)state;
    tally states = {.name = "states"};
    tally waits = {.name = "answered in time"};
    csv *rows = csv_open_vectors("patience_law.csv");
    while (csv_next(rows)) {
        wfm_queue q = new_queue(csv_number(rows, "agents"), csv_number(rows, "load"));
        wfm_patience_law law = new_law(law_named(csv_text(rows, "law")), csv_number(rows, "mean"),
                                       csv_number(rows, "shape"), csv_number(rows, "balk"));
        size_t line = csv_line(rows);
        q.lines = q.agents + csv_number(rows, "places");
        q.answer_within_s = csv_number(rows, "t");
        wfm_queue_metrics m = figures(&q, &law);
        check_near(&states, m.wait_probability, csv_number(rows, "waiting"), TOL_1E12, "row %zu", line);
        check_near(&states, m.abandonment, csv_number(rows, "abandonment"), TOL_1E12, "row %zu", line);
        check_near(&states, m.queue_mean, csv_number(rows, "queue"), TOL_1E12, "row %zu", line);
        check_near(&states, m.blocking, csv_number(rows, "blocking"), TOL_1E12, "row %zu", line);
        check_near(&waits, m.service_level, csv_number(rows, "answered_within"), TOL_1E6, "row %zu", line);
    }
    csv_close(rows);
    const tally all[] = {states, waits};
    tally_finish_all(all, 2);
}

static void check_like_erlang_a(tally *results, const wfm_queue *q, const wfm_patience_law *law)
{
    wfm_queue_metrics a = WFM_QUEUE_METRICS_INIT;
    wfm_queue_metrics b = a;
    wfm_queue_metrics c = a;
    double beyond;
    assert_int_equal(wfm_queue_evaluate(q, &a), WFM_OK);
    assert_int_equal(wfm_queue_patience_law(q, law, &b), WFM_OK);
    check_true(results, memcmp(&a, &b, sizeof a) == 0, "not the same bits");
    assert_int_equal(wfm_i_patience_law_chain(q, law, &c, &beyond), WFM_OK);
    double n = q->agents;
    double load = q->calls;
    check_near(results, c.wait_probability, a.wait_probability, 1e-10, "n %g, a %g", n, load);
    check_near(results, c.abandonment, a.abandonment, 1e-10, "n %g, a %g", n, load);
    check_near(results, c.queue_mean, a.queue_mean, 1e-10, "n %g, a %g", n, load);
    check_near(results, c.blocking, a.blocking, 1e-10, "n %g, a %g", n, load);
    check_near(results, c.occupancy, a.occupancy, 1e-10, "n %g, a %g", n, load);
    check_near(results, c.trunk_load_erl, a.trunk_load_erl, 1e-10, "n %g, a %g", n, load);
    check_near(results, c.wait_mean_s, a.wait_mean_s, 1e-10, "n %g, a %g", n, load);
    check_near(results, c.mean_wait_of_waiting_s, a.mean_wait_of_waiting_s, 1e-10, "n %g, a %g", n, load);
    check_near(results, c.queue_mean_when_busy, a.queue_mean_when_busy, 1e-10, "n %g, a %g", n, load);
    check_near(results, c.asa_s, a.asa_s, 1e-6, "ASA, n %g, a %g, patience %g", n, load, law->mean_s);
    check_near(results, c.wait_mean_abandoning_s, a.wait_mean_abandoning_s, 1e-6, "hung up, n %g, a %g, patience %g", n,
               load, law->mean_s);
    check_between(results, c.service_level, a.service_level - 1e-6, a.service_level + 1e-6, "rule %d, n %g, a %g",
                  (int)q->service_rule, n, load);
    check_between(results, beyond, 1 - a.service_level - 1e-6, 1 - a.service_level + 1e-6, "n %g, a %g", n, load);
}

/* The chain itself is Erlang A with exponential patience, by all rules, with lines and parts of them. */
static void test_exponential_is_erlang_a(void **state)
{
    (void)state;
    tally results = {.name = "exponential"};
    static const double agents[] = {1, 3.5, 20, 150, 900};
    static const double rho[] = {0.4, 0.9, 1, 1.3, 3};
    static const double patience[] = {0.05, 0.8, 12};
    static const double places[] = {INF, 1, 6.25, 40};
    for (size_t i = 0; i < 5 * 5 * 3 * 4; i++) {
        double n = agents[i % 5];
        wfm_queue q = new_queue(n, n * rho[i / 5 % 5]);
        q.patience_s = patience[i / 25 % 3];
        q.lines = n + places[i / 75];
        q.service_rule = 1 + (int32_t)(i % 7 % 5);
        q.flags = i % 11 < 5 ? WFM_QUEUE_COUNT_BLOCKED : 0;
        q.short_abandon_s = i % 3 == 0 ? 0.02 : (i % 3 == 1 ? 0.2 : 0);
        q.answer_within_s = i % 13 == 0 ? 0 : 0.1;
        if (i % 26 == 0) q.flags |= WFM_QUEUE_STRICTLY_WITHIN;
        wfm_patience_law law = new_law(WFM_LAW_EXPONENTIAL, q.patience_s, 0, 0);
        check_like_erlang_a(&results, &q, &law);
    }
    tally_finish(&results);
}

/* Three laws become exponential at the shape 1, Weibull's and the hyperexponential exactly. */
static void test_laws_that_are_exponential(void **state)
{
    (void)state;
    tally results = {.name = "exponential shapes"};
    wfm_queue q = new_queue(20, 22);
    wfm_patience_law exponential = new_law(WFM_LAW_EXPONENTIAL, 0.75, 0, 0.1);
    wfm_patience_law weibull = new_law(WFM_LAW_WEIBULL, 0.75, 1, 0.1);
    wfm_patience_law mixed = new_law(WFM_LAW_HYPEREXPONENTIAL, 0.75, 1, 0.1);
    wfm_queue_metrics x = figures(&q, &exponential), y = figures(&q, &weibull), z = figures(&q, &mixed);
    check_near(&results, y.abandonment, x.abandonment, TOL_1E12, "Weibull");
    check_near(&results, z.abandonment, x.abandonment, TOL_1E12, "hyperexponential");
    check_near(&results, y.asa_s, x.asa_s, TOL_1E9, "Weibull");
    check_near(&results, z.service_level, x.service_level, TOL_1E9, "hyperexponential");
    tally_finish(&results);
}

/* Little's law, shares that add up, and what a target can do: more agents, fewer who hang up. */
static void test_identities(void **state)
{
    (void)state;
    tally results = {.name = "identities"};
    static const double shapes[] = {0, 0, 1.5, 0.7, 2};
    for (int32_t kind = 1; kind <= 5; kind++) {
        wfm_patience_law law = new_law(kind, 0.5, shapes[kind - 1], 0.0625);
        double before = 1;
        for (double n = 0; n < 60; n += 1.5) {
            wfm_queue q = new_queue(n, 30);
            q.acw_s = 0.25;
            wfm_queue_metrics m = figures(&q, &law);
            check_near(&results, m.queue_mean, 30 * m.wait_mean_s, TOL_1E12, "Little, law %d, n %g", (int)kind, n);
            double parts = (1 - m.abandonment) * m.asa_s + m.abandonment * m.wait_mean_abandoning_s;
            check_near(&results, parts, m.wait_mean_s, 1e-9, "parts, law %d, n %g", (int)kind, n);
            check_near(&results, m.abandonment_of_waiting * m.wait_probability, m.abandonment, TOL_1E12, "of waiting");
            check_near(&results, m.trunk_load_erl, 30 * (1 - m.abandonment) * 0.75 + m.queue_mean, TOL_1E12, "lines");
            check_true(&results, m.abandonment < before, "law %d, n %g: %g", (int)kind, n, m.abandonment);
            if (n > 0)
                check_between(&results, n * m.occupancy, 0, 30 * (1 - m.abandonment) * (1 + 1e-9) + 1e-6, "busy");
            before = m.abandonment;
            q.service_rule = WFM_SERVICE_SL2;
            double all = figures(&q, &law).service_level;
            q.service_rule = WFM_SERVICE_OFFERED;
            check_true(&results, all >= m.service_level, "SL2 counts more");
            q.service_rule = WFM_SERVICE_VIRTUAL;
            double patient = figures(&q, &law).service_level;
            check_between(&results, patient, 0, 1, "virtual");
            q.flags = WFM_QUEUE_SKIP_MEANS;
            check_true(&results, isnan(figures(&q, &law).asa_s), "left out");
        }
    }
    tally_finish(&results);
}

/* All hang up at one time, none before it: within it by SL2 only who is answered or balks, and those who hang up have waited
 * so long. */
static void test_deterministic(void **state)
{
    (void)state;
    tally results = {.name = "deterministic"};
    for (double load = 5; load < 40; load *= 1.3) {
        wfm_queue q = new_queue(10, load);
        wfm_patience_law law = new_law(WFM_LAW_DETERMINISTIC, 0.5, 0, 0);
        wfm_queue_metrics m = figures(&q, &law);
        check_near(&results, m.wait_mean_abandoning_s, 0.5, TOL_1E9, "load %g", load);
        q.service_rule = WFM_SERVICE_SL2;
        check_near(&results, figures(&q, &law).service_level, m.service_level, TOL_1E12, "before it, load %g", load);
        q.answer_within_s = 0.6;
        check_near(&results, figures(&q, &law).service_level, 1, TOL_1E9, "after it, load %g", load);
        q.short_abandon_s = 0.55;
        q.service_rule = WFM_SERVICE_OFFERED;
        check_near(&results, figures(&q, &law).service_level, 1, TOL_1E6, "none of them counts, load %g", load);
    }
    tally_finish(&results);
}

/* Everybody balks: Erlang B, whose blocked are those who hang up. */
static void test_all_balk(void **state)
{
    (void)state;
    tally results = {.name = "balking"};
    for (int32_t kind = 1; kind <= 5; kind++) {
        static const double shapes[] = {0, 0, 1.5, 0.7, 2};
        wfm_queue q = new_queue(12, 11);
        wfm_patience_law law = new_law(kind, 0.5, shapes[kind - 1], 1);
        wfm_queue_metrics m = figures(&q, &law);
        check_near(&results, m.abandonment, wfm_erlang_b(12, 11), TOL_1E12, "law %d", (int)kind);
        check_near(&results, m.wait_probability, wfm_erlang_b(12, 11), TOL_1E12, "law %d", (int)kind);
        check_same(&results, m.queue_mean, 0, "law %d", (int)kind);
        check_near(&results, m.service_level, wfm_erlang_b_compl(12, 11), TOL_1E12, "law %d", (int)kind);
    }
    tally_finish(&results);
}

/* Tails, hazards and means of the laws against each other: the integral of the tail is the mean, the slope of the depth is
 * the hazard. */
static void test_laws(void **state)
{
    (void)state;
    tally results = {.name = "laws"};
    static const double shapes[5][3] = {{0, 0, 0}, {0, 0, 0}, {0.1, 1, 3}, {0.5, 1.7, 10}, {1, 2, 4}};
    for (int32_t kind = 1; kind <= 5; kind++) {
        for (int i = 0; i < 3; i++) {
            wfm_i_law law = wfm_i_law_of(kind, 3, shapes[kind - 1][i]);
            double mean = 0;
            int steps = 400000;
            for (int k = 0; k < steps; k++) {
                double y = (k + 0.5) / steps;
                double t = 2000 * y * y * y;
                mean += wfm_i_law_tail(&law, t) * 6000 * y * y / steps;
            }
            check_near(&results, mean, 3, kind == WFM_LAW_LOGNORMAL && i == 2 ? 1e-3 : 1e-4, "mean, law %d, shape %g",
                       (int)kind, law.shape);
            check_same(&results, wfm_i_law_tail(&law, 0), 1, "from 1 on");
            for (double t = 0.5; t < 6 && kind != WFM_LAW_DETERMINISTIC; t += 0.3) {
                double h = 1e-5;
                double slope = (wfm_i_law_depth(&law, t + h) - wfm_i_law_depth(&law, t - h)) / (2 * h);
                check_near(&results, wfm_i_law_hazard(&law, t), slope, 1e-4, "hazard, law %d, shape %g, t %g",
                           (int)kind, law.shape, t);
            }
        }
    }
    wfm_i_law fixed = wfm_i_law_of(WFM_LAW_DETERMINISTIC, 3, 0);
    check_same(&results, wfm_i_law_hazard(&fixed, 1), 0, "none before the end");
    check_same(&results, wfm_i_law_depth(&fixed, 1), 0, "none before the end");
    tally_finish(&results);
}

static void test_every_status(void **state)
{
    (void)state;
    static const struct {
        wfm_patience_law law;
        wfm_status status;
    } bad[] = {
        {{.law = 0, .mean_s = 1}, WFM_BAD_LAW},
        {{.law = 6, .mean_s = 1}, WFM_BAD_LAW},
        {{.law = 1}, WFM_BAD_LAW_MEAN},
        {{.law = 1, .mean_s = (double)INFINITY}, WFM_BAD_LAW_MEAN},
        {{.law = 1, .mean_s = 1, .shape = 1}, WFM_BAD_LAW_SHAPE},
        {{.law = 2, .mean_s = 1, .shape = 1}, WFM_BAD_LAW_SHAPE},
        {{.law = 3, .mean_s = 1}, WFM_BAD_LAW_SHAPE},
        {{.law = 3, .mean_s = 1, .shape = 21}, WFM_BAD_LAW_SHAPE},
        {{.law = 4, .mean_s = 1, .shape = 0.1}, WFM_BAD_LAW_SHAPE},
        {{.law = 4, .mean_s = 1, .shape = 11}, WFM_BAD_LAW_SHAPE},
        {{.law = 5, .mean_s = 1, .shape = 0.9}, WFM_BAD_LAW_SHAPE},
        {{.law = 5, .mean_s = 1, .shape = 21}, WFM_BAD_LAW_SHAPE},
        {{.law = 1, .mean_s = 1, .balk = -0.1}, WFM_BAD_BALK},
        {{.law = 1, .mean_s = 1, .balk = 1.1}, WFM_BAD_BALK},
    };
    wfm_queue q = new_queue(10, 8);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
        wfm_patience_law law = bad[i].law;
        law.struct_size = sizeof law;
        assert_int_equal(wfm_queue_patience_law(&q, &law, &m), bad[i].status);
        assert_true(isnan(m.asa_s) && isnan(m.abandonment));
    }
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    wfm_patience_law law = new_law(WFM_LAW_LOGNORMAL, 1, 1, 0);
    assert_int_equal(wfm_queue_patience_law(&q, NULL, &m), WFM_BAD_PATIENCE_LAW_STRUCT);
    assert_int_equal(wfm_queue_patience_law(NULL, &law, &m), WFM_BAD_QUEUE_STRUCT);
    assert_int_equal(wfm_queue_patience_law(&q, &law, NULL), WFM_BAD_OUTPUT);
    q.patience_s = -1;
    assert_int_equal(wfm_queue_patience_law(&q, &law, &m), WFM_OK);
    q.service_rule = 0;
    assert_int_equal(wfm_queue_patience_law(&q, &law, &m), WFM_NO_SERVICE_RULE);
    q.service_rule = WFM_SERVICE_ANSWERED;
    q.lines = 15;
    q.acw_s = 0.5;
    assert_int_equal(wfm_queue_patience_law(&q, &law, &m), WFM_CAVEAT_LINES_APPROXIMATE);
    q.lines = 4;
    assert_int_equal(wfm_queue_patience_law(&q, &law, &m), WFM_CAVEAT_LINES_APPROXIMATE);
    assert_true(m.wait_probability == 0);
    q.lines = 0;
    q.calls = 0;
    assert_int_equal(wfm_queue_patience_law(&q, &law, &m), WFM_OK);
    assert_true(m.service_level == 1);
    q.calls = 1e7;
    law.mean_s = 1;
    assert_int_equal(wfm_queue_patience_law(&q, &law, &m), WFM_TOO_MANY_WAITING);
    q.calls = 1e16;
    assert_int_equal(wfm_queue_patience_law(&q, &law, &m), WFM_TOO_MANY_WAITING);
    wfm_patience_law exponential = new_law(WFM_LAW_EXPONENTIAL, 1e5, 0, 0);
    q.calls = 1e9;
    q.lines = 1e9;
    q.acw_s = 0;
    assert_int_equal(wfm_queue_patience_law(&q, &exponential, &m), WFM_TOO_MANY_LINES);
}

static void test_any_bits(void **state)
{
    (void)state;
    uint64_t seed = 17;
    tally results = {.name = "any bits"};
    for (int i = 0; i < 300; i++) {
        wfm_queue q = new_queue(i % 2 ? random_bits(&seed) : random_log_between(&seed, 1e-7, 300),
                                i % 3 ? random_bits(&seed) : random_log_between(&seed, 1e-3, 300));
        wfm_patience_law law = WFM_PATIENCE_LAW_INIT;
        wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
        law.law = 1 + (int32_t)(random_word(&seed) % 5);
        law.mean_s = i % 4 ? random_log_between(&seed, 1e-3, 1e3) : fabs(random_bits(&seed));
        if (law.law > 2) law.shape = random_log_between(&seed, 0.1, 20);
        if (i % 3) law.balk = random_between(&seed, 0, 1);
        if (i % 5 == 0) law.balk = 1;
        if (i % 7 < 4) q.lines = fabs(random_bits(&seed));
        if (i % 7 == 4) q.lines = q.agents + random_between(&seed, 0, 30);
        if (i % 6 == 0) q.answer_within_s = fabs(random_bits(&seed));
        if (i % 9 == 0) q.short_abandon_s = fabs(random_bits(&seed));
        q.service_rule = 1 + i % 5;
        wfm_status status = wfm_queue_patience_law(&q, &law, &m);
        if (wfm_failed(status)) {
            check_true(&results, isnan(m.asa_s), "an error leaves NaN");
            continue;
        }
        const double shares[] = {m.service_level, m.wait_probability, m.abandonment, m.blocking, m.occupancy};
        for (size_t k = 0; k < 5; k++)
            check_between(&results, shares[k], 0, 1 + 1e-12,
                          "%zu: n %a, a %a, law %d, mean %a, shape %g, balk %g, lines %a", k, q.agents, q.calls,
                          (int)law.law, law.mean_s, law.shape, law.balk, q.lines);
        check_between(&results, m.asa_s, 0, INF, "n %a, a %a, law %d, mean %a, shape %g, balk %g, lines %a", q.agents,
                      q.calls, (int)law.law, law.mean_s, law.shape, law.balk, q.lines);
    }
    tally_finish(&results);
}

static bool meets(const wfm_queue *queue, const wfm_patience_law *law, double agents, const wfm_targets *t)
{
    wfm_queue q = *queue;
    q.agents = agents;
    if (!(agents >= 0)) return false;
    wfm_queue_metrics m = figures(&q, law);
    if (m.service_level < t->service_level) return false;
    return !(t->abandonment > 0) || m.abandonment <= t->abandonment;
}

static void test_staffing(void **state)
{
    (void)state;
    uint64_t seed = 23;
    tally results = {.name = "agents with a law of patience"};
    for (int i = 0; i < 40; i++) {
        wfm_queue q = new_queue(0, random_log_between(&seed, 0.2, 300));
        int32_t kind = 1 + i % 5;
        static const double shapes[] = {0, 0, 1.3, 0.8, 1.7};
        wfm_patience_law law = new_law(kind, random_log_between(&seed, 0.2, 3), shapes[kind - 1], i % 2 * 0.01);
        wfm_targets t = WFM_TARGETS_INIT;
        wfm_staffing s = WFM_STAFFING_INIT;
        t.service_level = random_between(&seed, 0.2, 0.95);
        if (i % 3 == 0) t.abandonment = random_log_between(&seed, 0.02, 0.3);
        if (i % 4 == 0) q.lines = ceil(q.calls * 3) + 10;
        q.flags = WFM_QUEUE_SKIP_MEANS;
        assert_int_equal(wfm_staffing_agents_general(&q, NULL, &law, &t, &s), WFM_OK);
        check_true(&results, meets(&q, &law, s.agents, &t), "%g agents, load %g, law %d", s.agents, q.calls, (int)kind);
        check_true(&results, !meets(&q, &law, s.agents - 1, &t), "one fewer than %g, load %g, law %d", s.agents,
                   q.calls, (int)kind);
        check_between(&results, s.agents_fractional, s.agents - 1, s.agents, "load %g, law %d", q.calls, (int)kind);
    }
    tally_finish(&results);
}

static void test_staffing_edges(void **state)
{
    (void)state;
    tally results = {.name = "staffing"};
    wfm_queue q = new_queue(0, 40);
    wfm_patience_law law = new_law(WFM_LAW_EXPONENTIAL, 0.7, 0, 0);
    wfm_targets t = WFM_TARGETS_INIT;
    wfm_staffing x = WFM_STAFFING_INIT, y = x;
    t.service_level = 0.8;
    t.asa_s = 0.05;
    q.patience_s = 0.7;
    assert_int_equal(wfm_staffing_agents(&q, &t, &x), WFM_OK);
    q.patience_s = 0;
    assert_int_equal(wfm_staffing_agents_general(&q, NULL, &law, &t, &y), WFM_OK);
    check_true(&results, memcmp(&x, &y, sizeof x) == 0, "exponential");
    t.blocking = 0.1;
    assert_int_equal(wfm_staffing_agents_general(&q, NULL, &law, &t, &y), WFM_MEANINGLESS);
    t.blocking = 2;
    assert_int_equal(wfm_staffing_agents_general(&q, NULL, &law, &t, &y), WFM_BAD_BLOCKING);
    t.blocking = 0;
    law.law = WFM_LAW_WEIBULL;
    assert_int_equal(wfm_staffing_agents_general(&q, NULL, &law, &t, &y), WFM_BAD_LAW_SHAPE);
    law.shape = 2;
    q.service_rule = 0;
    assert_int_equal(wfm_staffing_agents_general(&q, NULL, &law, &t, &y), WFM_NO_SERVICE_RULE);
    q.service_rule = WFM_SERVICE_OFFERED;
    q.calls = 1e13;
    assert_int_equal(wfm_staffing_agents_general(&q, NULL, &law, &t, &y), WFM_TOO_MANY_WAITING);
    check_true(&results, isnan(y.agents), "an error leaves NaN");
    tally_finish(&results);
}

/* Poisson's tail where the law of fixed patience needs it: against the sum. */
static void test_poisson(void **state)
{
    (void)state;
    tally results = {.name = "Poisson"};
    for (double x = 0.01; x < 60; x *= 1.7) {
        for (int m = 1; m < 90; m += 4) {
            double term = 1, palm = 1, excess = 0, at = exp(-x);
            for (int j = 1; j <= m; j++)
                at *= x / j;
            for (int j = 1; j < 2000; j++) {
                term *= x / (m + j);
                palm += term;
                excess += term * j;
            }
            wfm_i_poisson p = wfm_i_poisson_at(m, x, m - x, wfm_i_poisson_fall(m, x));
            double error = TOL_1E12 * (1 + fabs(log(at)));
            check_near(&results, p.palm, palm, error, "%d of %g", m, x);
            check_near(&results, p.tail, at * palm, error, "%d of %g", m, x);
            if (m > x) check_near(&results, p.excess, at * excess / x, error, "%d of %g", m, x);
        }
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_exponential_is_erlang_a),
        cmocka_unit_test(test_laws_that_are_exponential),
        cmocka_unit_test(test_identities),
        cmocka_unit_test(test_deterministic),
        cmocka_unit_test(test_all_balk),
        cmocka_unit_test(test_laws),
        cmocka_unit_test(test_every_status),
        cmocka_unit_test(test_any_bits),
        cmocka_unit_test(test_staffing),
        cmocka_unit_test(test_staffing_edges),
        cmocka_unit_test(test_poisson),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
