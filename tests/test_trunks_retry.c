/* SPDX-License-Identifier: MIT */
/* Erlang B with retries: reference values, published figures, edges, balance, the redials of a queue, inverses, array
 * forms, any bits. */
#include "support/check.h"
#include "support/csv.h"
#include "support/formula.h"

#include "wfm/erlang.h"
#include "wfm/queue.h"
#include "wfm/trunks.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const formula RETRY = {"wfm_erlang_b_retry",           "nap", 0, 1, .three = wfm_erlang_b_retry,
                              .three_n = wfm_erlang_b_retry_n};
static const formula ATTEMPTS = {"wfm_erlang_b_retry_load",
                                 "nap",
                                 0,
                                 INF,
                                 .three = wfm_erlang_b_retry_load,
                                 .three_n = wfm_erlang_b_retry_load_n,
                                 .least = 2};
static const formula SERVERS = {"wfm_erlang_b_retry_servers_for_blocking",
                                "app",
                                0,
                                INF,
                                .three = wfm_erlang_b_retry_servers_for_blocking,
                                .three_n = wfm_erlang_b_retry_servers_for_blocking_n};
static const formula LOAD = {
    "wfm_erlang_b_retry_load_for_blocking",           "npp", 0, INF, .three = wfm_erlang_b_retry_load_for_blocking,
    .three_n = wfm_erlang_b_retry_load_for_blocking_n};
static const formula *const FORMULAS[] = {&RETRY, &ATTEMPTS, &SERVERS, &LOAD};

/* The header's accuracies; the file has the condition of the attempts in the load, and g'. */
static void test_reference(void **state)
{
    (void)state;
    tally results[2] = {{.name = RETRY.name}, {.name = ATTEMPTS.name}};
    csv *rows = csv_open_vectors("trunks_retry.csv");
    while (csv_next(rows)) {
        double n = csv_number(rows, "servers");
        double a = csv_number(rows, "load");
        double r = csv_number(rows, "recall");
        double slope = csv_number(rows, "slope");
        size_t line = csv_line(rows);
        check_ulp(&results[0], wfm_erlang_b_retry(n, a, r), csv_number(rows, "blocking"), 8 * fmax(1, 1 / slope),
                  "line %zu: servers %.17g, load %.17g, recall %g", line, n, a, r);
        check_ulp(&results[1], wfm_erlang_b_retry_load(n, a, r), csv_number(rows, "attempts"),
                  8 * fmax(1, csv_number(rows, "condition")), "line %zu: servers %.17g, load %.17g, recall %g", line, n,
                  a, r);
    }
    csv_close(rows);
    tally_finish_all(results, 2);
}

/* Westbay Engineers' calculator manual: 5.5 erlangs of which half of the blocked call again need 11 lines for 3 %; their
 * page on the web: 35 erlangs at a recall of 60 % need 44. */
static void test_published(void **state)
{
    (void)state;
    tally results = {.name = "extended Erlang B as published"};
    check_near(&results, ceil(wfm_erlang_b_retry_servers_for_blocking(5.5, 0.03, 0.5)), 11, TOL_EXACT, "5.5 erl");
    check_near(&results, ceil(wfm_erlang_b_retry_servers_for_blocking(35, 0.03, 0.6)), 44, TOL_EXACT, "35 erl");
    tally_finish(&results);
}

static void test_edges(void **state)
{
    (void)state;
    tally results = {.name = "edges"};
    static const edge retry[] = {{{0, 0, 1}, 1},           {{0, 5, 0.5}, 1},    {{5, 0, 1}, 0},
                                 {{INF, 5, 1}, 0},         {{5, INF, 0.5}, 1},  {{5, 5, 1}, 1},
                                 {{5, 6, 1}, 1},           {{5, INF, 0}, 1},    {{INF, INF, 1}, QUIET_NAN},
                                 {{5, 5, 1.5}, QUIET_NAN}, {{5, 1e-300, 1}, 0}, {{1, 2, 0}, 2.0 / 3}};
    static const edge attempts[] = {{{0, 0, 1}, 0},          {{0, 5, 0.5}, 10},          {{0, 5, 1}, INF},
                                    {{5, 0, 1}, 0},          {{INF, 5, 1}, 5},           {{5, INF, 0}, INF},
                                    {{5, INF, 0.5}, INF},    {{5, 5, 1}, INF},           {{5, 7, 1}, INF},
                                    {{5, 7, 0}, 7},          {{INF, INF, 0}, QUIET_NAN}, {{5, -1, 0}, QUIET_NAN},
                                    {{5, DBL_MAX, 0.5}, INF}};
    static const edge servers[] = {{{0, 0.5, 0.5}, 0},     {{5, 1, 1}, 0},           {{5, 0, 1}, INF},
                                   {{0, 1, 1}, 0},         {{INF, 0.5, 0}, INF},     {{5, 1, 0.5}, 0},
                                   {{5, 2, 0}, QUIET_NAN}, {{-5, 0.5, 0}, QUIET_NAN}};
    static const edge load[] = {{{0, 0.5, 0.5}, 0},   {{5, 1, 1}, 5},         {{5, 1, 0.5}, INF},
                                {{INF, 1, 1}, INF},   {{5, 0, 1}, 0},         {{0, 1, 1}, 0},
                                {{INF, 0.5, 1}, INF}, {{5, 2, 0}, QUIET_NAN}, {{-1, 0, 0}, QUIET_NAN}};
    check_edges(&results, &RETRY, retry, LENGTH(retry));
    check_edges(&results, &ATTEMPTS, attempts, LENGTH(attempts));
    check_edges(&results, &SERVERS, servers, LENGTH(servers));
    check_edges(&results, &LOAD, load, LENGTH(load));
    tally_finish(&results);
}

/* Recall 0 is Erlang B to the bit. */
static void test_no_recall(void **state)
{
    (void)state;
    tally results = {.name = "recall 0"};
    uint64_t random = 1;
    for (int i = 0; i < 20000; i++) {
        double n = random_log_between(&random, 1e-3, 1e7);
        double a = random_log_between(&random, 1e-6, 1e7);
        double p = random_between(&random, 0, 1);
        check_same(&results, wfm_erlang_b_retry(n, a, 0), wfm_erlang_b(n, a), "n %.17g, a %.17g", n, a);
        check_same(&results, wfm_erlang_b_retry_load(n, a, 0), a, "n %.17g, a %.17g", n, a);
        check_same(&results, wfm_erlang_b_retry_servers_for_blocking(a, p, 0), wfm_erlang_b_servers_for_blocking(a, p),
                   "a %.17g, p %.17g", a, p);
        check_same(&results, wfm_erlang_b_retry_load_for_blocking(n, p, 0), wfm_erlang_b_load_for_blocking(n, p),
                   "n %.17g, p %.17g", n, p);
    }
    tally_finish(&results);
}

/* What is fresh, what is made again and what is attempted balance, and more recall is more attempts. */
static void test_balance(void **state)
{
    (void)state;
    tally results = {.name = "balance"};
    uint64_t random = 2;
    for (int i = 0; i < 20000; i++) {
        double n = random_log_between(&random, 1e-3, 1e7);
        double a = random_log_between(&random, 1e-6, 1e7);
        if (i % 2 == 0) a = fmin(fmax(n + random_between(&random, -4, 4) * sqrt(n), 1e-6), 1e7);
        double r = random_between(&random, 0, 0.999);
        double attempts = wfm_erlang_b_retry_load(n, a, r);
        double fresh = (1 - r) * attempts + r * wfm_erlang_b_carried(n, attempts);
        check_near(&results, fresh, a, TOL_64EPS, "n %.17g, a %.17g, r %.17g", n, a, r);
        check_true(&results, wfm_erlang_b_retry_load(n, a, r + 0.001) >= attempts, "n %.17g, a %.17g, r %.17g", n, a,
                   r);
        double idle = attempts * wfm_erlang_b_ln_dload(n, attempts);
        check_near(&results, wfm_erlang_b_retry(n, a, r), wfm_erlang_b(n, attempts), TOL_16EPS + TOL_1EPS * idle,
                   "n %.17g, a %.17g, r %.17g", n, a, r);
    }
    tally_finish(&results);
}

/* One line whose callers never give up: A/(1 + A) = a. */
static void test_one_line(void **state)
{
    (void)state;
    tally results = {.name = "one line, recall 1"};
    for (double a = 0.015625; a < 1; a += 0.015625) {
        double condition = 1 / (1 - a);
        check_near(&results, wfm_erlang_b_retry_load(1, a, 1), a / (1 - a), 8 * DBL_EPSILON * condition, "%g erl", a);
        check_near(&results, wfm_erlang_b_retry(1, a, 1), a, 8 * DBL_EPSILON * condition, "%g erl", a);
    }
    tally_finish(&results);
}

/* The same with loads down to a few ulp below the line. */
static void test_one_line_nearly_full(void **state)
{
    (void)state;
    uint64_t random = 5;
    tally results = {.name = "one line, recall 1, nearly full"};
    for (int i = 0; i < 20000; i++) {
        double a = 1 - random_log_between(&random, 1e-14, 1);
        if (i == 0) a = 0.99999996;
        double condition = 1 / (1 - a);
        check_near(&results, wfm_erlang_b_retry_load(1, a, 1), a / (1 - a), 8 * DBL_EPSILON * condition, "%.17g erl",
                   a);
        check_near(&results, wfm_erlang_b_retry(1, a, 1), a, 8 * DBL_EPSILON * condition, "%.17g erl", a);
    }
    tally_finish(&results);
}

/* More lines, all but full, by mpmath with 60 digits; an error of 8 ulp of the load is in what is idle, and
 * ln B changes with ln A by the idle lines. */
static void test_nearly_full(void **state)
{
    (void)state;
    static const struct {
        double servers, load, attempts, blocking;
    } full[] = {{2, 1.99999999, 200000001.21549419157, 0.99999999000000011077},
                {10, 9.9999999999, 99999991733.963584688, 0.99999999989999999173},
                {50, 49.999999, 50000048.126235904925, 0.99999900000098252377},
                {1000, 999.999995, 200000998.5049414697, 0.99999500002498749879}};
    tally results = {.name = "nearly full"};
    for (size_t i = 0; i < LENGTH(full); i++) {
        double n = full[i].servers, a = full[i].load;
        double allowed = 8 * DBL_EPSILON * a / (n - a);
        check_near(&results, wfm_erlang_b_retry_load(n, a, 1), full[i].attempts, allowed, "%g lines", n);
        check_near(&results, wfm_erlang_b_retry(n, a, 1), full[i].blocking, allowed * (n - a), "%g lines", n);
    }
    check_between(&results, wfm_erlang_b_retry_load(2e6, 1999999.99999, 1), 1.99e11, 2.01e11, "two million lines");
    tally_finish(&results);
}

/* One line blocks just the load that is offered: enough for a little more, not for a little less. */
static void test_lines_of_who_never_give_up(void **state)
{
    (void)state;
    tally results = {.name = "lines of who never give up"};
    for (double less = 1e-9; less < 0.1; less *= 3) {
        wfm_offered offered = WFM_OFFERED_INIT;
        wfm_trunks trunks = WFM_TRUNKS_INIT;
        offered.model = WFM_TRUNKS_RETRY;
        offered.recall = 1;
        offered.load_erl = 1 - less;
        assert_int_equal(wfm_offered_lines(&offered, 1 - less / 2, &trunks), WFM_OK);
        check_true(&results, trunks.lines == 1, "%g less than a line: %g", less, trunks.lines);
        assert_int_equal(wfm_offered_lines(&offered, 1 - less * 2, &trunks), WFM_OK);
        check_true(&results, trunks.lines == 2, "%g less than a line: %g", less, trunks.lines);
    }
    tally_finish(&results);
}

/* Of many lines a few are idle, and nobody gives up: the fresh load is what the lines carry, all but the idle ones. An
 * error of 8 ulp of the load is in these. */
static void test_few_idle(void **state)
{
    (void)state;
    tally results = {.name = "few are idle"};
    for (double n = 1e3; n <= 1e7; n *= 10) {
        for (double idle = 0.5; idle < 100; idle *= 1.5) {
            double attempts = wfm_erlang_b_retry_load(n, n - idle, 1);
            check_near(&results, attempts * wfm_erlang_b_ln_dload(n, attempts), idle, 8 * DBL_EPSILON * n / idle,
                       "lines %g, idle %g", n, idle);
        }
    }
    tally_finish(&results);
}

/* A queue of as many lines as agents whose blocked callers call again is the same model, found by another way. */
static void test_redials(void **state)
{
    (void)state;
    tally results = {.name = "the redials of a queue"};
    uint64_t random = 3;
    for (int i = 0; i < 500; i++) {
        wfm_queue queue = WFM_QUEUE_INIT;
        wfm_redials redials = WFM_REDIALS_INIT;
        wfm_redial_load load = WFM_REDIAL_LOAD_INIT;
        wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
        double n = ceil(random_log_between(&random, 1, 1e3));
        double r = random_between(&random, 0.01, 0.99);
        double a = n * random_between(&random, 0.3, 2);
        queue.calls = a;
        queue.interval_s = queue.aht_s = 1;
        queue.agents = queue.lines = n;
        redials.after_blocked = r;
        check_true(&results, !wfm_failed(wfm_queue_redial(&queue, &redials, &load, &metrics)), "n %g, a %g", n, a);
        double idle = load.calls * wfm_erlang_b_ln_dload(n, load.calls);
        check_near(&results, wfm_erlang_b_retry_load(n, a, r), load.calls, TOL_1E12, "n %g, a %.17g, r %g", n, a, r);
        check_near(&results, wfm_erlang_b_retry(n, a, r), metrics.blocking, TOL_1E12 * (1 + idle),
                   "n %g, a %.17g, r %g", n, a, r);
    }
    tally_finish(&results);
}

/* Load -> blocking -> load, and load -> lines -> blocking. Blocking, rounded, says as much of a load as it changes with
 * it. */
static void test_there_and_back(void **state)
{
    (void)state;
    tally results = {.name = "there and back"};
    uint64_t random = 4;
    for (int i = 0; i < 20000; i++) {
        double a = random_log_between(&random, 1e-6, 1e7);
        double b = random_log_between(&random, 1e-9, 0.9);
        double r = random_between(&random, 0, 1);
        double n = wfm_erlang_b_retry_servers_for_blocking(a, b, r);
        if (!(n >= 1e-3 && n <= 1e7)) continue;
        double attempts = a / (1 - r * b);
        double idle = attempts * wfm_erlang_b_ln_dload(n, attempts);
        double slope = 1 - r * b * (1 + idle);
        double by_lines = fabs(n * wfm_erlang_b_ln_dservers(n, attempts));
        check_near(&results, wfm_erlang_b_retry(n, a, r), b, 1e-13 + TOL_4EPS * (by_lines + idle + 4) / slope,
                   "load %.17g, blocking %.17g, recall %.17g, servers %.17g", a, b, r, n);
        check_near(&results, wfm_erlang_b_retry_load_for_blocking(n, b, r), a,
                   1e-13 + TOL_4EPS * (by_lines + idle + 4) / idle,
                   "load %.17g, blocking %.17g, recall %.17g, servers %.17g", a, b, r, n);
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
        cmocka_unit_test(test_reference),      cmocka_unit_test(test_published),
        cmocka_unit_test(test_edges),          cmocka_unit_test(test_no_recall),
        cmocka_unit_test(test_balance),        cmocka_unit_test(test_one_line),
        cmocka_unit_test(test_few_idle),       cmocka_unit_test(test_redials),
        cmocka_unit_test(test_there_and_back), cmocka_unit_test(test_one_line_nearly_full),
        cmocka_unit_test(test_nearly_full),    cmocka_unit_test(test_lines_of_who_never_give_up),
        cmocka_unit_test(test_any_bits),       cmocka_unit_test(test_arrays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
