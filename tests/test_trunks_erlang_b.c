/* SPDX-License-Identifier: MIT */
/* What Erlang B's lines carry and lose: reference values, edges, laws that hold between values, array forms, any bits. */
#include "support/check.h"
#include "support/csv.h"
#include "support/formula.h"

#include "wfm/erlang.h"
#include "wfm/trunks.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const formula CARRIED = {"wfm_erlang_b_carried",          "na",     0, INF, .two = wfm_erlang_b_carried,
                                .two_n = wfm_erlang_b_carried_n, .most = 1};
static const formula LOST = {"wfm_overflow_mean",          "na",     0, INF, .two = wfm_overflow_mean,
                             .two_n = wfm_overflow_mean_n, .most = 2};
static const formula IMPROVEMENT = {"wfm_erlang_b_improvement",         "na", 0, 1, .two = wfm_erlang_b_improvement,
                                    .two_n = wfm_erlang_b_improvement_n};
static const formula LINE = {"wfm_erlang_b_line_carried",         "na", 0, 1, .two = wfm_erlang_b_line_carried,
                             .two_n = wfm_erlang_b_line_carried_n};
static const formula SERVERS = {
    "wfm_erlang_b_servers_for_improvement",         "ap", 0, INF, .two = wfm_erlang_b_servers_for_improvement,
    .two_n = wfm_erlang_b_servers_for_improvement_n};
static const formula *const FORMULAS[] = {&CARRIED, &LOST, &IMPROVEMENT, &LINE, &SERVERS};

/* The header's accuracies; the lines for an improvement that is rounded itself. */
static void test_reference(void **state)
{
    (void)state;
    tally results[4] = {
        {.name = CARRIED.name}, {.name = LOST.name}, {.name = IMPROVEMENT.name}, {.name = SERVERS.name}};
    csv *rows = csv_open_vectors("trunks_erlang_b.csv");
    while (csv_next(rows)) {
        double n = csv_number(rows, "servers");
        double a = csv_number(rows, "load");
        double improvement = csv_number(rows, "improvement");
        double condition = fmax(1, csv_number(rows, "condition"));
        size_t line = csv_line(rows);
        check_ulp(&results[0], wfm_erlang_b_carried(n, a), csv_number(rows, "carried"), 4, "line %zu", line);
        check_ulp(&results[1], wfm_overflow_mean(n, a), csv_number(rows, "lost"), 4, "line %zu", line);
        check_ulp(&results[2], wfm_erlang_b_improvement(n, a), improvement, 12, "line %zu", line);
        if (improvement >= a / (1 + a)) continue; /* as it may be once rounded */
        check_ulp(&results[3], wfm_erlang_b_servers_for_improvement(a, improvement), n, 16 * condition,
                  "line %zu: servers %.17g, load %.17g, improvement %.17g", line, n, a, improvement);
    }
    csv_close(rows);
    tally_finish_all(results, 4);
}

static void test_edges(void **state)
{
    (void)state;
    tally results = {.name = "edges"};
    static const edge carried[] = {{{0, 0}, 0},   {{0, 5}, 0},   {{5, 0}, 0},
                                   {{INF, 5}, 5}, {{5, INF}, 5}, {{INF, INF}, QUIET_NAN},
                                   {{0, INF}, 0}, {{INF, 0}, 0}, {{1, 1}, 0.5}};
    static const edge lost[] = {{{0, 0}, 0},     {{0, 5}, 5},     {{5, 0}, 0},
                                {{INF, 5}, 0},   {{5, INF}, INF}, {{INF, INF}, QUIET_NAN},
                                {{0, INF}, INF}, {{1, 1}, 0.5}};
    static const edge improvement[] = {{{0, 0}, 0},   {{0, 1}, 0.5},           {{0, 3}, 0.75},
                                       {{5, 0}, 0},   {{INF, 5}, 0},           {{5, INF}, 1},
                                       {{0, INF}, 1}, {{INF, INF}, QUIET_NAN}, {{5, 1e-300}, 0}};
    static const edge line[] = {{{1, 1}, 0.5},       {{1, 0}, 0},         {{0.999, 1}, QUIET_NAN},
                                {{1, INF}, 1},       {{INF, 1}, 0},       {{INF, INF}, QUIET_NAN},
                                {{0, 0}, QUIET_NAN}, {{-1, 1}, QUIET_NAN}};
    static const edge servers[] = {
        {{0, 0.5}, 0}, {{0, 0}, 0},   {{0, 1}, 0},   {{5, 1}, 0},     {{5, 0}, INF},          {{INF, 0.5}, INF},
        {{INF, 1}, 0}, {{1, 0.5}, 0}, {{1, 0.6}, 0}, {{INF, 0}, INF}, {{-1, 0.5}, QUIET_NAN}, {{5, 1.5}, QUIET_NAN}};
    check_edges(&results, &CARRIED, carried, LENGTH(carried));
    check_edges(&results, &LOST, lost, LENGTH(lost));
    check_edges(&results, &IMPROVEMENT, improvement, LENGTH(improvement));
    check_edges(&results, &LINE, line, LENGTH(line));
    check_edges(&results, &SERVERS, servers, LENGTH(servers));
    tally_finish(&results);
}

/* The difference itself, where it keeps digits: B is within 3 ulp, and what is left of it is the rest. */
static void test_difference(void **state)
{
    (void)state;
    tally results = {.name = "a (B(n) - B(n+1))"};
    uint64_t random = 1;
    for (int i = 0; i < 20000; i++) {
        double n = random_log_between(&random, 1e-3, 1e6);
        double a = fmin(fmax(n + random_between(&random, -5, 5) * sqrt(n), 1e-6), 1e7);
        double before = wfm_overflow_mean(n, a);
        double after = wfm_overflow_mean(n + 1, a);
        double lost = 8 * DBL_EPSILON * before + DBL_EPSILON * a * (n + 1); /* n + 1 is rounded too */
        check_between(&results, wfm_erlang_b_improvement(n, a), before - after - lost, before - after + lost,
                      "servers %.17g, load %.17g", n, a);
    }
    tally_finish(&results);
}

/* Hunted in order, the lines carry together what the group carries, and what is left is lost. */
static void test_sum_of_lines(void **state)
{
    (void)state;
    static const double loads[] = {0.01, 0.7, 5, 33, 90, 120, 1000};
    tally results = {.name = "sum of the lines"};
    for (size_t i = 0; i < LENGTH(loads); i++) {
        double sum = 0;
        for (int line = 1; line <= 100; line++) {
            double last = line > 1 ? wfm_erlang_b_line_carried(line - 1, loads[i]) : 1;
            double carried = wfm_erlang_b_line_carried(line, loads[i]);
            sum += carried;
            check_true(&results, carried < last || !(carried > 1e-300), "line %d of %g erl carries %.17g after %.17g",
                       line, loads[i], carried, last);
        }
        check_near(&results, sum, wfm_erlang_b_carried(100, loads[i]), TOL_64EPS, "%g erl", loads[i]);
        check_near(&results, sum + wfm_overflow_mean(100, loads[i]), loads[i], TOL_64EPS, "%g erl", loads[i]);
    }
    tally_finish(&results);
}

/* The least whole number of lines beyond the answer is where one more carries less than wanted. */
static void test_moe(void **state)
{
    (void)state;
    tally results = {.name = "Moe's principle"};
    uint64_t random = 2;
    for (int i = 0; i < 20000; i++) {
        double a = random_log_between(&random, 0.1, 1e6);
        double wanted = random_log_between(&random, 1e-4, 0.9) * a / (1 + a);
        double n = wfm_erlang_b_servers_for_improvement(a, wanted);
        check_true(&results, wfm_erlang_b_improvement(ceil(n * (1 + 1e-9)), a) <= wanted, "%.17g erl, %.17g", a,
                   wanted);
        double less = floor(n * (1 - 1e-9));
        check_true(&results, wfm_erlang_b_improvement(less, a) >= wanted, "%.17g erl, %.17g", a, wanted);
    }
    tally_finish(&results);
}

/* Load -> lines -> load, to 1e-13 where the improvement's condition allows it: improvement(n, a) on the way back. */
static void test_there_and_back(void **state)
{
    (void)state;
    tally results = {.name = "lines and back"};
    uint64_t random = 3;
    for (int i = 0; i < 20000; i++) {
        double a = random_log_between(&random, 1e-6, 1e7);
        double wanted = random_log_between(&random, 1e-12, 1) * a / (1 + a);
        double n = wfm_erlang_b_servers_for_improvement(a, wanted);
        if (n > 1e7) continue;
        double step = 1e-6 * n;
        double steepness = fabs(n * log(wfm_erlang_b_improvement(n + step, a) / wanted) / step);
        check_near(&results, wfm_erlang_b_improvement(n, a), wanted, 1e-13 + TOL_4EPS * steepness,
                   "load %.17g, improvement %.17g, servers %.17g", a, wanted, n);
    }
    tally_finish(&results);
}

/* Below what a double holds the logarithm decides. */
static void test_rarest(void **state)
{
    (void)state;
    tally results = {.name = "rarely used lines"};
    for (double a = 1; a < 1e7; a *= 9) {
        double n = wfm_erlang_b_servers_for_improvement(a, 0x1p-1073);
        double ln = log(a) + wfm_erlang_b_ln(n, a) + log((1 + n - a) / (n + 1));
        check_near(&results, ln, -1073 * log(2), 1e-13 + TOL_4EPS * n, "load %g, servers %.17g", a, n);
    }
    tally_finish(&results);
}

static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    for (size_t i = 0; i < LENGTH(FORMULAS); i++)
        if (FORMULAS[i] != &LINE) check_any_bits(&results, FORMULAS[i], 100000);
    uint64_t random = 7;
    for (int i = 0; i < 100000; i++) {
        double line = random_bits(&random);
        double load = random_bits(&random);
        double got = wfm_erlang_b_line_carried(line, load);
        bool nowhere = !(line >= 1) || !(load >= 0) || (isinf(line) && isinf(load));
        check_true(&results, nowhere ? isnan(got) : got >= 0 && got <= 1, "line %a, load %a: %a", line, load, got);
    }
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
        cmocka_unit_test(test_reference),    cmocka_unit_test(test_edges),    cmocka_unit_test(test_difference),
        cmocka_unit_test(test_sum_of_lines), cmocka_unit_test(test_moe),      cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_rarest),       cmocka_unit_test(test_any_bits), cmocka_unit_test(test_arrays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
