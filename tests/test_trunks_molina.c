/* SPDX-License-Identifier: MIT */
/* Molina's formula: reference values, edges, sums of Poisson's distribution, inverses, array forms, any bits. */
#include "support/check.h"
#include "support/csv.h"
#include "support/formula.h"

#include "wfm/erlang.h"
#include "wfm/trunks.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const formula MOLINA = {"wfm_molina", "na", 0, 1, .two = wfm_molina, .two_n = wfm_molina_n};
static const formula SERVERS = {
    "wfm_molina_servers_for_blocking",         "ap", 0, INF, .two = wfm_molina_servers_for_blocking,
    .two_n = wfm_molina_servers_for_blocking_n};
static const formula LOAD = {"wfm_molina_load_for_blocking",         "np", 0, INF, .two = wfm_molina_load_for_blocking,
                             .two_n = wfm_molina_load_for_blocking_n};
static const formula *const FORMULAS[] = {&MOLINA, &SERVERS, &LOAD};

/* a^n e^-a/Gamma(n), by which P rises with ln a, to 1e-3: for conditions alone. */
static double rise(double n, double a)
{
    double spread = n * log(a / n) - (a - n);
    return exp(spread) * sqrt(n / 6.2831853) / (1 + 1 / (12 * n));
}

/* The inverses from the file's rounded share, where that says more of them than its complement does. */
static void test_reference(void **state)
{
    (void)state;
    tally results[3] = {{.name = MOLINA.name}, {.name = LOAD.name}, {.name = SERVERS.name}};
    csv *rows = csv_open_vectors("trunks_molina.csv");
    while (csv_next(rows)) {
        double n = csv_number(rows, "servers");
        double a = csv_number(rows, "load");
        double held = csv_number(rows, "held");
        double complement = csv_number(rows, "compl");
        size_t line = csv_line(rows);
        check_ulp(&results[0], wfm_molina(n, a), held, 4, "line %zu: servers %.17g, load %.17g", line, n, a);
        bool telling = n > 1 && complement > 1e-3;
        if (!telling) continue;
        double condition = fmax(1, fmax(1, held / complement) * fmin(held, complement) / rise(n, a));
        check_ulp(&results[1], wfm_molina_load_for_blocking(n, held), a, 8 * condition, "line %zu", line);
        double by_servers = fmax(condition, 4 * condition / fmax(1e-3, log1p(n / a)));
        check_ulp(&results[2], wfm_molina_servers_for_blocking(a, held), n, 8 * by_servers, "line %zu", line);
    }
    csv_close(rows);
    tally_finish_all(results, 3);
}

static void test_edges(void **state)
{
    (void)state;
    tally results = {.name = "edges"};
    static const edge molina[] = {{{0, 0}, 1},          {{0, 5}, 1},         {{5, 0}, 0},
                                  {{INF, 5}, 0},        {{5, INF}, 1},       {{INF, INF}, QUIET_NAN},
                                  {{-1, 5}, QUIET_NAN}, {{5, -1}, QUIET_NAN}};
    static const edge servers[] = {{{0, 0.5}, 0},      {{0, 0}, 0},       {{0, 1}, 0},   {{5, 1}, 0},
                                   {{5, 0}, INF},      {{INF, 0.5}, INF}, {{INF, 1}, 0}, {{-1, 0.5}, QUIET_NAN},
                                   {{5, 2}, QUIET_NAN}};
    static const edge load[] = {{{0, 0.5}, 0}, {{0, 1}, INF},     {{5, 1}, INF},          {{5, 0}, 0},
                                {{INF, 0}, 0}, {{INF, 0.5}, INF}, {{-1, 0.5}, QUIET_NAN}, {{5, 2}, QUIET_NAN}};
    check_edges(&results, &MOLINA, molina, LENGTH(molina));
    check_edges(&results, &SERVERS, servers, LENGTH(servers));
    check_edges(&results, &LOAD, load, LENGTH(load));
    tally_finish(&results);
}

/* One minus the terms below n, in plain powers and factorials; and with one line, whoever comes finds it taken or not:
 * 1 - e^-a. */
static void test_sums(void **state)
{
    (void)state;
    tally results = {.name = "sums of Poisson's distribution"};
    for (double a = 0.1; a < 60; a *= 1.7) {
        double term = exp(-a);
        double below = 0;
        check_near(&results, wfm_molina(1, a), -expm1(-a), TOL_4EPS, "one line, %g erl", a);
        for (int n = 1; n <= 100; n++) {
            below += term;
            term *= a / n;
            check_between(&results, wfm_molina(n, a) + below, 1 - 1e-14, 1 + 1e-14, "n %d, a %g", n, a);
            double after = wfm_molina(n + 1, a);
            check_near(&results, after + term, wfm_molina(n, a), TOL_64EPS + TOL_4EPS * n, "n %d, a %g", n, a);
            check_true(&results, wfm_molina(n, a) >= wfm_erlang_b(n, a), "n %d, a %g: fewer than Erlang B's", n, a);
        }
    }
    tally_finish(&results);
}

/* Load -> lines -> load and blocking, over the domain; a share is as good as it changes with the rounded lines. */
static void test_there_and_back(void **state)
{
    (void)state;
    tally results = {.name = "there and back"};
    uint64_t random = 4;
    for (int i = 0; i < 20000; i++) {
        double a = random_log_between(&random, 1e-6, 1e7);
        double b = i % 2 > 0 ? random_log_between(&random, 1e-12, 0.5) : random_between(&random, 0.5, 0.9999);
        double n = wfm_molina_servers_for_blocking(a, b);
        if (!(n >= 1e-6 && n <= 1e7)) continue;
        double step = 1e-7 * n;
        double above = wfm_molina(n - step, a);
        double steepness = (above - b) / b * 1e7;
        check_near(&results, wfm_molina(n, a), b, 1e-13 + TOL_4EPS * fabs(steepness),
                   "load %.17g, blocking %.17g, servers %.17g", a, b, n);
        if (n < 1) continue;
        double by_load = fabs(wfm_molina(n, a * (1 - 1e-7)) - b) / b * 1e7;
        double back = wfm_molina_load_for_blocking(n, b);
        check_near(&results, back, a, 1e-13 + TOL_4EPS * (1 + fabs(steepness)) / by_load,
                   "load %.17g, blocking %.17g, servers %.17g", a, b, n);
    }
    tally_finish(&results);
}

/* Where nearly every call is held the few that are not decide: they are as many as wanted, 2^-k. */
static void test_few_not_held(void **state)
{
    (void)state;
    tally results = {.name = "few are not held"};
    for (double n = 0.5; n < 1e6; n *= 7) {
        for (int k = 2; k <= 50; k += 4) {
            double rest = ldexp(1, -k);
            double a = wfm_molina_load_for_blocking(n, 1 - rest);
            double steepness = (rest - wfm_erlang_a_waiting_compl(n, a * (1 + 1e-7), 1)) / rest * 1e7;
            check_near(&results, wfm_erlang_a_waiting_compl(n, a, 1), rest, 1e-13 + TOL_4EPS * fabs(steepness),
                       "servers %g, 2^-%d", n, k);
        }
    }
    tally_finish(&results);
}

static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    for (size_t i = 0; i < LENGTH(FORMULAS); i++)
        check_any_bits(&results, FORMULAS[i], 100000);
    tally_finish(&results);
}

static void test_arrays(void **state)
{
    (void)state;
    tally results = {.name = "array forms"};
    for (size_t i = 0; i < LENGTH(FORMULAS); i++)
        check_array_form(&results, FORMULAS[i]);
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reference),      cmocka_unit_test(test_edges),        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_there_and_back), cmocka_unit_test(test_few_not_held), cmocka_unit_test(test_any_bits),
        cmocka_unit_test(test_arrays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
