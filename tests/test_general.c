/* SPDX-License-Identifier: MIT */
#include "support/check.h"
#include "support/csv.h"

#include "wfm/erlang.h"
#include "wfm/queue.h"
#include "wfm/staffing.h"

#include <stdlib.h>
#include <string.h>

#include "internal/chance.h"

/* Handle times of 1 s, so that times are in handle times. */
static wfm_queue new_queue(double agents, double load)
{
    wfm_queue q = WFM_QUEUE_INIT;
    q.calls = load;
    q.interval_s = 1;
    q.aht_s = 1;
    q.agents = agents;
    q.answer_within_s = 0.125;
    return q;
}

static wfm_general new_general(int32_t method, double arrivals, double service)
{
    wfm_general g = WFM_GENERAL_INIT;
    g.method = method;
    g.arrival_scv = arrivals;
    g.service_scv = service;
    if (!(arrivals > 0)) g.flags |= WFM_GENERAL_FIXED_ARRIVALS;
    if (!(service > 0)) g.flags |= WFM_GENERAL_FIXED_SERVICE;
    return g;
}

static wfm_queue_metrics figures(double agents, double load, int32_t method, double arrivals, double service)
{
    wfm_queue q = new_queue(agents, load);
    wfm_general g = new_general(method, arrivals, service);
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    assert_int_equal(wfm_queue_general(&q, &g, &m), WFM_OK);
    return m;
}

/* Single figures as printed: Kimura 1991, J. Oper. Res. Soc. 42, table 1 (Cosmetatos's W_D); Kimura 1994, Queueing Systems
 * 17, table 1 (5 agents, mean queue); Whitt 1993, the tables of delay probabilities. */
static void test_published_figures(void **state)
{
    (void)state;
    tally results = {.name = "published"};
    check_between(&results, figures(2, 1.8, WFM_GENERAL_COSMETATOS, 1, 0).asa_s, 2.14445, 2.14455, "2 agents");
    check_between(&results, figures(4, 1.2, WFM_GENERAL_COSMETATOS, 1, 0).asa_s, 0.00865, 0.00875, "4 agents");
    check_between(&results, figures(5, 4.5, WFM_GENERAL_KIMURA, 1, 4).queue_mean, 16.255, 16.265, "Kimura, scv 4");
    check_between(&results, figures(5, 3.5, WFM_GENERAL_KIMURA, 1, 1.5).queue_mean, 1.055, 1.065, "Kimura, scv 1.5");
    check_between(&results, figures(5, 4.5, WFM_GENERAL_BJORKLUND_ELLDIN, 1, 4).queue_mean, 16.955, 16.965, "linear");
    check_between(&results, figures(5, 4.5, WFM_GENERAL_BJORKLUND_ELLDIN, 1, 0.5).queue_mean, 5.175, 5.185, "linear");
    check_between(&results, figures(4, 3.6, WFM_GENERAL_WHITT, 0, 1).wait_probability, 0.645, 0.655, "D/M/4");
    check_between(&results, figures(4, 3.6, WFM_GENERAL_WHITT, 9, 9).wait_probability, 0.855, 0.865, "H2/H2/4");
    check_between(&results, figures(20, 18, WFM_GENERAL_WHITT, 0, 1).wait_probability, 0.305, 0.315, "D/M/20");
    check_between(&results, figures(1, 0.8, WFM_GENERAL_ALLEN_CUNNEEN, 1, 0.25).asa_s * 80, 199.95, 200.05, "M/G/1");
    tally_finish(&results);
}

static double number_of(const csv *rows, const char *column)
{
    double product = 1;
    const char *text = csv_text(rows, column);
    for (;;) {
        char *end;
        product *= strtod(text, &end);
        if (*end != '*') return product;
        text = end + 1;
    }
}

static bool of_extra(const csv *rows, double *got)
{
    static const struct {
        const char *name;
        int32_t method;
    } models[] = {
        {"mdc_cosmetatos", WFM_GENERAL_COSMETATOS},
        {"mgc_kimura", WFM_GENERAL_KIMURA},
        {"mgc_bjorklund_elldin", WFM_GENERAL_BJORKLUND_ELLDIN},
        {"gigm_delay_prob_whitt93", WFM_GENERAL_WHITT},
        {"allen_cunneen", WFM_GENERAL_ALLEN_CUNNEEN},
    };
    double mu = number_of(rows, "mu");
    double n = number_of(rows, "c");
    double load = number_of(rows, "lam") / mu;
    for (size_t i = 0; i < sizeof models / sizeof *models; i++) {
        if (strcmp(csv_text(rows, "model"), models[i].name) != 0) continue;
        wfm_queue_metrics m = figures(n, load, models[i].method, number_of(rows, "ca2"), number_of(rows, "cs2"));
        const char *quantity = csv_text(rows, "quantity");
        *got = quantity[0] == 'A' ? m.asa_s / mu : (quantity[0] == 'L' ? m.queue_mean : m.wait_probability);
        return true;
    }
    return false;
}

/* Every row but the exact probabilities of the table, which are of queues that no method here is exact for: but for that
 * of M/M/4. */
static void test_extra_vectors(void **state)
{
    (void)state;
    csv *rows = csv_open_extra("published_general_approx.csv");
    tally results = {.name = "published_general_approx.csv"};
    size_t used = 0;
    size_t others = 0;
    while (csv_next(rows)) {
        double got;
        if (!of_extra(rows, &got)) {
            others++;
            continue;
        }
        used++;
        check_near(&results, got, csv_number(rows, "check_value"), TOL_1E12, "%s", csv_text(rows, "id"));
        if (strcmp(csv_text(rows, "agrees"), "yes") != 0) continue;
        double half = number_of(rows, "printed_precision") * 1.000001; /* others round or cut */
        check_between(&results, got, csv_number(rows, "printed") - half, csv_number(rows, "printed") + half, "%s",
                      csv_text(rows, "id"));
    }
    csv_close(rows);
    check_true(&results, used == 69, "%zu rows used, not 69", used);
    check_true(&results, others == 16, "%zu rows not, not 16", others);
    tally_finish(&results);
}

static double input(const csv *rows, const char *key)
{
    const char *at = strstr(csv_text(rows, "inputs"), key);
    assert_non_null(at);
    return strtod(at + strlen(key), NULL);
}

static void test_extra_limits(void **state)
{
    (void)state;
    csv *rows = csv_open_extra("computed_priority_and_limits.csv");
    tally results = {.name = "computed_priority_and_limits.csv"};
    size_t used = 0;
    size_t limits = 0;
    while (csv_next(rows)) {
        const char *model = csv_text(rows, "model");
        double value = csv_number(rows, "value");
        if (strcmp(model, "mdc_exact_crommelin") == 0) {
            double n = input(rows, "c=");
            check_near(&results, wfm_mdn_wait_mean(n, n * input(rows, "rho=")), value, 1e-13, "%s",
                       csv_text(rows, "id"));
            used++;
        } else if (strcmp(model, "mdc_cosmetatos") == 0) {
            double n = input(rows, "c=");
            wfm_queue_metrics m = figures(n, n * input(rows, "rho="), WFM_GENERAL_COSMETATOS, 1, 0);
            check_near(&results, m.asa_s, value, TOL_1E12, "%s", csv_text(rows, "id"));
            used++;
        } else if (strcmp(model, "halfin_whitt") == 0) {
            double n = 1e14; /* the limit is n^(-1/2) away */
            double p = wfm_erlang_c(n, n - input(rows, "beta=") * sqrt(n));
            check_near(&results, p, value, 1e-4, "%s", csv_text(rows, "id"));
            limits++;
        } else if (strcmp(model, "garnett") == 0) {
            double n = 1e12;
            double p = wfm_erlang_a_waiting(n, n - input(rows, "beta=") * sqrt(n), input(rows, "mu_over_theta="));
            check_near(&results, p, value, 1e-4, "%s", csv_text(rows, "id"));
            limits++;
        } else if (strcmp(model, "normal_hazard") == 0) {
            double x = input(rows, "x=");
            double ln = -x * x / 2 - 0.5 * log(2 * acos(-1.0)) - wfm_i_normal_ln_above(x);
            check_near(&results, ln, x > -38 ? log(value) : ln, TOL_1E12, "%s", csv_text(rows, "id"));
            limits++;
        }
    }
    csv_close(rows);
    check_true(&results, used == 41, "%zu rows used, not 41", used);
    check_true(&results, limits == 32, "%zu limits, not 32", limits);
    tally_finish(&results);
}

static void check_all_alike(tally *results, const wfm_queue_metrics *x, const wfm_queue_metrics *y, const char *what)
{
    check_true(results, memcmp(x, y, sizeof *x) == 0, "%s: not the same bits", what);
}

/* Exponential times at random are Erlang C, whatever the method; so is overload, and nobody calling. */
static void test_exponential_is_erlang_c(void **state)
{
    (void)state;
    tally results = {.name = "exponential"};
    static const double loads[] = {0, 1e-9, 3, 8, 9.999, 10, 25};
    for (size_t i = 0; i < 7; i++) {
        for (int32_t method = 1; method <= 5; method++) {
            wfm_queue q = new_queue(10, loads[i]);
            wfm_general g = WFM_GENERAL_INIT;
            wfm_queue_metrics x = WFM_QUEUE_METRICS_INIT, y = x;
            g.method = method;
            wfm_status status = wfm_queue_evaluate(&q, &x);
            assert_int_equal(wfm_queue_general(&q, &g, &y), status);
            check_all_alike(&results, &x, &y, "neither given");
            g.arrival_scv = g.service_scv = 1;
            assert_int_equal(wfm_queue_general(&q, &g, &y), status);
            check_all_alike(&results, &x, &y, "both 1");
            g.service_scv = 2;
            assert_int_equal(wfm_queue_general(&q, &g, &y), status);
            bool same = !(loads[i] > 0 && loads[i] < 10);
            if (same) check_all_alike(&results, &x, &y, "overload or none");
            if (!same) check_true(&results, y.asa_s >= x.asa_s, "more varied, longer waits");
        }
    }
    tally_finish(&results);
}

static void test_identities(void **state)
{
    (void)state;
    tally results = {.name = "identities"};
    for (int32_t method = 1; method <= 5; method++) {
        for (double c = 0; c < 9; c = c * 1.5 + 0.3) {
            double scv = c == 1 ? 1.01 : c;
            wfm_queue q = new_queue(12, 10.5);
            q.aht_s = 200;
            q.interval_s = 200;
            q.acw_s = 50;
            q.answer_within_s = 20;
            wfm_general g = new_general(method, 1, scv);
            wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
            assert_int_equal(wfm_queue_general(&q, &g, &m), WFM_OK);
            check_near(&results, m.queue_mean, m.wait_mean_s * 10.5 / 200, TOL_4EPS, "Little");
            check_near(&results, m.mean_wait_of_waiting_s * m.wait_probability, m.asa_s, TOL_4EPS, "conditional");
            check_near(&results, m.trunk_load_erl, 10.5 * 0.75 + m.queue_mean, TOL_4EPS, "lines");
            check_near(&results, m.service_level, 1 - m.wait_probability * exp(-20 / m.mean_wait_of_waiting_s),
                       TOL_64EPS, "service level");
            check_near(&results, m.occupancy, 10.5 / 12, TOL_1EPS, "occupancy");
            q.flags = WFM_QUEUE_SKIP_MEANS | WFM_QUEUE_STRICTLY_WITHIN;
            q.answer_within_s = 0;
            assert_int_equal(wfm_queue_general(&q, &g, &m), WFM_OK);
            check_true(&results, isnan(m.asa_s) && m.service_level == 0, "nobody before the time 0");
            q.flags = 0;
            assert_int_equal(wfm_queue_general(&q, &g, &m), WFM_OK);
            check_near(&results, m.service_level, 1 - m.wait_probability, TOL_4EPS, "at once");
        }
    }
    check_near(&results, figures(7, 6, WFM_GENERAL_KIMURA, 1, 0).asa_s, wfm_mdn_wait_mean(7, 6), TOL_4EPS, "M/D/n");
    check_same(&results, figures(7, 6, WFM_GENERAL_WHITT, 0, 0).asa_s, 0, "all regular");
    check_same(&results, figures(7, 6, WFM_GENERAL_WHITT, 0, 0).service_level, 1, "all regular");
    check_same(&results, figures(7, 1e-60, WFM_GENERAL_WHITT, 2, 2).asa_s, 0, "next to nobody");
    check_true(&results, figures(100, 10, WFM_GENERAL_COSMETATOS, 1, 4).asa_s >= 0, "few calls, varied");
    for (double a = 80; a < 99; a += 0.25) {
        double p = figures(100, a, WFM_GENERAL_WHITT, 0.25, 1).wait_probability;
        check_between(&results, p, 0, wfm_erlang_c(100, a), "regular arrivals wait less, load %g", a);
    }
    tally_finish(&results);
}

static void test_every_status(void **state)
{
    (void)state;
    static const struct {
        wfm_general g;
        wfm_status status;
    } bad[] = {
        {{.method = 0}, WFM_BAD_GENERAL_METHOD},
        {{.method = 6}, WFM_BAD_GENERAL_METHOD},
        {{.method = 1, .arrival_scv = -1}, WFM_BAD_ARRIVAL_SCV},
        {{.method = 1, .arrival_scv = 2e6}, WFM_BAD_ARRIVAL_SCV},
        {{.method = 1, .arrival_scv = 1, .flags = WFM_GENERAL_FIXED_ARRIVALS}, WFM_BAD_ARRIVAL_SCV},
        {{.method = 1, .service_scv = -1}, WFM_BAD_SERVICE_SCV},
        {{.method = 1, .service_scv = 1, .flags = WFM_GENERAL_FIXED_SERVICE}, WFM_BAD_SERVICE_SCV},
        {{.method = 1, .flags = 4}, WFM_BAD_GENERAL_FLAGS},
        {{.method = WFM_GENERAL_KIMURA, .arrival_scv = 2}, WFM_POISSON_ALONE},
        {{.method = WFM_GENERAL_COSMETATOS, .flags = WFM_GENERAL_FIXED_ARRIVALS}, WFM_POISSON_ALONE},
    };
    wfm_queue q = new_queue(10, 8);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
        wfm_general g = bad[i].g;
        g.struct_size = sizeof g;
        assert_int_equal(wfm_queue_general(&q, &g, &m), bad[i].status);
        assert_true(isnan(m.asa_s) && isnan(m.service_level));
    }
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    wfm_general g = new_general(WFM_GENERAL_WHITT, 2, 2);
    assert_int_equal(wfm_queue_general(&q, NULL, &m), WFM_BAD_GENERAL_STRUCT);
    assert_int_equal(wfm_queue_general(NULL, &g, &m), WFM_BAD_QUEUE_STRUCT);
    assert_int_equal(wfm_queue_general(&q, &g, NULL), WFM_BAD_OUTPUT);
    q.patience_s = 60;
    assert_int_equal(wfm_queue_general(&q, &g, &m), WFM_GENERAL_WITH_PATIENCE);
    q.patience_s = INF;
    q.lines = 20;
    assert_int_equal(wfm_queue_general(&q, &g, &m), WFM_GENERAL_WITH_LINES);
    q.lines = INF;
    assert_int_equal(wfm_queue_general(&q, &g, &m), WFM_OK);
    q.agents = -1;
    assert_int_equal(wfm_queue_general(&q, &g, &m), WFM_BAD_AGENTS);
}

static void test_any_bits(void **state)
{
    (void)state;
    uint64_t seed = 11;
    tally results = {.name = "any bits"};
    for (int i = 0; i < 20000; i++) {
        wfm_queue q = new_queue(i % 2 ? random_bits(&seed) : random_log_between(&seed, 0.01, 1e4),
                                i % 3 ? random_bits(&seed) : random_log_between(&seed, 1e-3, 1e4));
        wfm_general g = WFM_GENERAL_INIT;
        wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
        if (i % 5 == 0) q.answer_within_s = random_bits(&seed);
        g.arrival_scv = i % 7 ? 0 : random_bits(&seed);
        g.service_scv = i % 4 ? random_log_between(&seed, 1e-300, 1e6) : random_bits(&seed);
        g.method = 1 + (int32_t)(random_word(&seed) % 5);
        wfm_status status = wfm_queue_general(&q, &g, &m);
        if (wfm_failed(status)) {
            check_true(&results, isnan(m.asa_s), "an error leaves NaN");
            continue;
        }
        check_between(&results, m.service_level, 0, 1, "n %a, a %a", q.agents, q.calls);
        check_between(&results, m.wait_probability, 0, 1, "n %a, a %a", q.agents, q.calls);
        check_between(&results, m.asa_s, 0, INF, "n %a, a %a, scv %a %a, method %d", q.agents, q.calls, g.arrival_scv,
                      g.service_scv, (int)g.method);
    }
    tally_finish(&results);
}

static bool meets(const wfm_queue *queue, const wfm_general *g, double agents, double level, double asa_s)
{
    wfm_queue q = *queue;
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    q.agents = agents;
    if (wfm_queue_general(&q, g, &m) != WFM_OK) return false;
    return m.service_level >= level && (!(asa_s > 0) || m.asa_s <= asa_s);
}

static void test_staffing(void **state)
{
    (void)state;
    uint64_t seed = 3;
    tally results = {.name = "agents for general handle times"};
    for (int i = 0; i < 1000; i++) {
        wfm_queue q = new_queue(0, random_log_between(&seed, 0.05, 2000));
        wfm_general g = new_general(1 + i % 5, 1, random_log_between(&seed, 0.05, 6));
        wfm_targets t = WFM_TARGETS_INIT;
        wfm_staffing s = WFM_STAFFING_INIT;
        t.service_level = random_between(&seed, 0.1, 0.99);
        if (i % 3 == 0) t.asa_s = random_log_between(&seed, 0.001, 0.5);
        assert_int_equal(wfm_staffing_agents_general(&q, &g, NULL, &t, &s), WFM_OK);
        check_true(&results, meets(&q, &g, s.agents, t.service_level, t.asa_s), "%g agents, load %g, method %d",
                   s.agents, q.calls, (int)g.method);
        check_true(&results, !meets(&q, &g, s.agents - 1, t.service_level, t.asa_s),
                   "one fewer than %g, load %g, method %d", s.agents, q.calls, (int)g.method);
        check_between(&results, s.agents_fractional, s.agents - 1, s.agents, "load %g", q.calls);
        check_true(&results,
                   meets(&q, &g, s.agents_fractional * (1 + 1e-9), t.service_level - 1e-9, t.asa_s * (1 + 1e-9)),
                   "%.17g agents, load %g, method %d", s.agents_fractional, q.calls, (int)g.method);
    }
    tally_finish(&results);
}

static void test_staffing_edges(void **state)
{
    (void)state;
    tally results = {.name = "staffing"};
    wfm_queue q = new_queue(0, 40);
    wfm_general g = WFM_GENERAL_INIT;
    wfm_targets t = WFM_TARGETS_INIT;
    wfm_staffing x = WFM_STAFFING_INIT, y = x;
    t.service_level = 0.8;
    g.method = WFM_GENERAL_KIMURA;
    assert_int_equal(wfm_staffing_agents(&q, &t, &x), WFM_OK);
    assert_int_equal(wfm_staffing_agents_general(&q, NULL, NULL, &t, &y), WFM_OK);
    check_true(&results, memcmp(&x, &y, sizeof x) == 0, "neither given");
    assert_int_equal(wfm_staffing_agents_general(&q, &g, NULL, &t, &y), WFM_OK);
    check_true(&results, memcmp(&x, &y, sizeof x) == 0, "exponential");
    wfm_patience_law law = WFM_PATIENCE_LAW_INIT;
    assert_int_equal(wfm_staffing_agents_general(&q, &g, &law, &t, &y), WFM_GENERAL_WITH_LAW);
    check_true(&results, isnan(y.agents), "an error leaves NaN");
    assert_int_equal(wfm_staffing_agents_general(&q, &g, NULL, &t, NULL), WFM_BAD_OUTPUT);
    g.service_scv = 0.5;
    q.flags = WFM_QUEUE_SKIP_MEANS;
    t.asa_s = 0.01;
    assert_int_equal(wfm_staffing_agents_general(&q, &g, NULL, &t, &y), WFM_OK);
    t.service_level = 1;
    assert_int_equal(wfm_staffing_agents_general(&q, &g, NULL, &t, &y), WFM_CAVEAT_TARGET_MISSED);
    check_true(&results, y.agents > DBL_MAX, "a service level of 1 takes all the agents of the world");
    t.service_level = 0.5;
    t.abandonment = 0.1;
    assert_int_equal(wfm_staffing_agents_general(&q, &g, NULL, &t, &y), WFM_MEANINGLESS);
    t.abandonment = 0;
    q.lines = 50;
    assert_int_equal(wfm_staffing_agents_general(&q, &g, NULL, &t, &y), WFM_GENERAL_WITH_LINES);
    g.method = 9;
    assert_int_equal(wfm_staffing_agents_general(&q, &g, NULL, &t, &y), WFM_BAD_GENERAL_METHOD);
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_published_figures), cmocka_unit_test(test_extra_vectors),
        cmocka_unit_test(test_extra_limits),      cmocka_unit_test(test_exponential_is_erlang_c),
        cmocka_unit_test(test_identities),        cmocka_unit_test(test_every_status),
        cmocka_unit_test(test_any_bits),          cmocka_unit_test(test_staffing),
        cmocka_unit_test(test_staffing_edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
