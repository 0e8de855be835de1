/* SPDX-License-Identifier: MIT */
#include "support/check.h"
#include "support/csv.h"
#include "support/formula.h"

#include "wfm/erlang.h"
#include "wfm/queue.h"

static const formula WAITING = {.name = "wfm_mdn_waiting",
                                .arguments = "na",
                                .low = 0,
                                .high = 1,
                                .two = wfm_mdn_waiting,
                                .two_n = wfm_mdn_waiting_n};
static const formula MEAN = {.name = "wfm_mdn_wait_mean",
                             .arguments = "na",
                             .low = 0,
                             .high = INF,
                             .two = wfm_mdn_wait_mean,
                             .two_n = wfm_mdn_wait_mean_n};
static const formula TAIL = {.name = "wfm_mdn_wait_tail",
                             .arguments = "nat",
                             .low = 0,
                             .high = 1,
                             .three = wfm_mdn_wait_tail,
                             .three_n = wfm_mdn_wait_tail_n};

static double allowed(double servers, double load, double small)
{
    return 1e-13 + TOL_1EPS * (servers / (servers - load) + fabs(log(small)));
}

static void test_vectors(void **state)
{
    (void)state;
    tally results = {.name = "M/D/n"};
    tally tails = {.name = "tails"};
    csv *rows = csv_open_vectors("mdn.csv");
    while (csv_next(rows)) {
        double n = csv_number(rows, "servers"), a = csv_number(rows, "load"), t = csv_number(rows, "t");
        double waiting = csv_number(rows, "waiting"), mean = csv_number(rows, "wait_mean");
        double tail = csv_number(rows, "wait_tail");
        size_t line = csv_line(rows);
        check_near(&results, wfm_mdn_waiting(n, a), waiting, allowed(n, a, waiting), "row %zu", line);
        check_near(&results, wfm_mdn_wait_mean(n, a), mean, allowed(n, a, waiting), "row %zu", line);
        double error = TOL_1E12 * waiting;
        check_between(&tails, wfm_mdn_wait_tail(n, a, t), tail - error, tail + error, "row %zu", line);
    }
    csv_close(rows);
    const tally all[] = {results, tails};
    tally_finish_all(all, 2);
}

/* One server: Pollaczek and Khinchine's mean, and Erlang's finite sum for the tail. */
static void test_one_server(void **state)
{
    (void)state;
    tally results = {.name = "M/D/1"};
    for (double a = 1.0 / 1024; a < 1; a += 0.03125) {
        check_near(&results, wfm_mdn_waiting(1, a), a, allowed(1, a, a), "load %g", a);
        check_near(&results, wfm_mdn_wait_mean(1, a), a / (2 * (1 - a)), allowed(1, a, a), "load %g", a);
        double t = 2.25;
        double within = 0;
        double factorial = 1;
        for (int j = 0; j <= 2; j++) {
            factorial *= j > 0 ? j : 1;
            within += pow(-a * (t - j), j) / factorial * exp(a * (t - j));
        }
        double tail = 1 - (1 - a) * within;
        check_between(&results, wfm_mdn_wait_tail(1, a, t), tail - 1e-12 * a - 4e-16, tail + 1e-12 * a + 4e-16,
                      "load %g", a);
    }
    tally_finish(&results);
}

/* The tail at 0 is the probability of waiting, found by another way; its integral is the mean; it falls; and heavy traffic
 * halves Erlang C's wait. */
static void test_two_ways(void **state)
{
    (void)state;
    static const double servers[] = {1, 2, 7, 30, 101, 500, 2000, 3600};
    static const double roots[] = {-0.9, 0.01, 0.3, 1, 3};
    tally results = {.name = "two ways"};
    for (size_t i = 0; i < 8; i++) {
        for (size_t j = 0; j < 5; j++) {
            double n = servers[i];
            double a = j > 0 ? n - fmin(roots[j], sqrt(n) / 1.1) * sqrt(n) : n / 2;
            double waiting = wfm_mdn_waiting(n, a);
            double before = wfm_mdn_wait_tail(n, a, 0);
            double sum = 0;
            double step = fmin(0.01, 0.04 / sqrt(n));
            check_near(&results, before, waiting, TOL_1E12 + TOL_4EPS * (n / (n - a) + fabs(log(waiting))),
                       "n %g, a %g", n, a);
            check_true(&results, waiting <= wfm_erlang_c(n, a) * 1.001, "n %g, a %g: above Erlang C", n, a);
            for (int k = 1; k <= 120; k++) {
                double tail = wfm_mdn_wait_tail(n, a, k * step);
                check_true(&results, tail <= before + 1e-12 * waiting, "n %g, a %g, t %g", n, a, k * step);
                if (k % 2 == 0)
                    sum += step / 3 * (before + tail);
                else
                    sum += step / 3 * (before + tail) + step / 3 * 2 * tail;
                before = tail;
            }
            bool all = before < 1e-9 * waiting && n < 1000;
            if (all) check_near(&results, sum, wfm_mdn_wait_mean(n, a), 2e-3, "integral, n %g, a %g", n, a);
        }
    }
    for (double n = 1; n < 1e9; n *= 9) {
        double a = n * (1 - 1e-6 / sqrt(n));
        check_near(&results, wfm_mdn_wait_mean(n, a), wfm_erlang_c_asa(n, a) / 2, 1e-5, "heavy traffic, n %g", n);
    }
    tally_finish(&results);
}

/* Between whole numbers of servers all is smooth: the third differences are small. Down to a part of a server the wait
 * falls with the servers. */
static void test_real_servers(void **state)
{
    (void)state;
    tally results = {.name = "real servers"};
    for (double n = 0.25; n < 60; n += 0.0625) {
        double a = 0.2;
        check_true(&results, wfm_mdn_waiting(n + 0.0625, a) < wfm_mdn_waiting(n, a), "%g servers", n);
        check_true(&results, wfm_mdn_wait_mean(n + 0.0625, a) < wfm_mdn_wait_mean(n, a), "%g servers", n);
    }
    for (double n = 10; n < 12; n += 0.01) {
        double w[4];
        for (int i = 0; i < 4; i++)
            w[i] = log(wfm_mdn_wait_mean(n + 0.01 * i, 9));
        double third = w[3] - 3 * w[2] + 3 * w[1] - w[0];
        check_between(&results, third, -1e-4, 0, "%g servers", n);
    }
    tally_finish(&results);
}

static void test_edges_and_any_bits(void **state)
{
    (void)state;
    static const edge waiting[] = {{{0, 0}, 1}, {{3, 0}, 0}, {{3, 3}, 1}, {{3, 4}, 1}, {{INF, 3}, 0}, {{3, INF}, 1}};
    static const edge mean[] = {{{0, 0}, INF}, {{3, 0}, 0}, {{3, 3}, INF}, {{INF, 3}, 0}, {{3, INF}, INF}};
    static const edge tail[] = {{{0, 0, 5}, 1},   {{3, 0, 0}, 0},     {{3, 3, 9}, 1},      {{3, 2, INF}, 0},
                                {{INF, 3, 1}, 0}, {{3, INF, INF}, 1}, {{4000, 4001, 1}, 1}};
    tally results = {.name = "edges"};
    check_edges(&results, &WAITING, waiting, 6);
    check_edges(&results, &MEAN, mean, 5);
    check_edges(&results, &TAIL, tail, 7);
    check_true(&results, isnan(wfm_mdn_wait_tail(2.5, 1, 1)), "half a server");
    check_true(&results, isnan(wfm_mdn_wait_tail(3601, 1, 1)), "too many servers");
    check_true(&results, isnan(wfm_mdn_wait_tail(3, 1, -1)), "before it");
    check_true(&results, isnan(wfm_mdn_wait_tail(3, 1, QUIET_NAN)), "no time");
    check_true(&results, isnan(wfm_mdn_waiting(INF, INF)), "both infinite");
    check_true(&results, isnan(wfm_mdn_wait_mean(-1, 1)), "fewer than none");
    check_true(&results, isnan(wfm_mdn_wait_mean(1, QUIET_NAN)), "no load");
    check_any_bits(&results, &WAITING, 2000);
    check_any_bits(&results, &MEAN, 2000);
    check_array_form(&results, &WAITING);
    check_array_form(&results, &MEAN);
    check_array_form(&results, &TAIL);
    uint64_t seed = 5;
    for (int i = 0; i < 2000; i++) {
        double n = i % 2 ? random_bits(&seed) : floor(random_between(&seed, 0, 200));
        double a = i % 3 ? random_bits(&seed) : n * random_between(&seed, 0, 1.1);
        double t = i % 5 ? random_bits(&seed) : random_log_between(&seed, 1e-9, 1e9);
        double p = wfm_mdn_wait_tail(n, a, t);
        check_true(&results, isnan(p) || (p >= 0 && p <= 1), "%a, %a, %a: %a", n, a, t, p);
        bool inside = n >= 0 && a >= 0 && t >= 0 && n <= 3600 && n == floor(n);
        check_true(&results, !inside || !isnan(p), "%a, %a, %a: NaN", n, a, t);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),      cmocka_unit_test(test_one_server),         cmocka_unit_test(test_two_ways),
        cmocka_unit_test(test_real_servers), cmocka_unit_test(test_edges_and_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
