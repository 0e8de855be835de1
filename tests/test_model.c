/* SPDX-License-Identifier: MIT */
/* The model of one queue: limited lines against vectors and against a chain of states solved here, and its limits. */
#include "support/check.h"
#include "support/csv.h"

#include <stdlib.h>
#include <string.h>

#include "internal/model.h"
#include "internal/service.h"
#include "wfm/erlang.h"
#include "wfm/queue.h"

static wfm_i_record record_of(double agents, double load, double patience, double lines, double t)
{
    wfm_i_model model = {agents, load, patience, lines, 0};
    wfm_i_record r;
    assert_true(wfm_i_model_at(&model, t, WFM_I_MEANS, &r));
    return r;
}

/* Near, or both too small for a double to have its digits; a share near 0 that is the rest of 1 has them to 1e-16. */
static void check_within(tally *results, double got, double expected, double tolerance, const char *what, size_t line)
{
    bool told = fabs(expected) >= 1e-290;
    if (told) check_near(results, got, expected, tolerance, "%s, line %zu", what, line);
}

static void check_figure(tally *results, double got, double expected, const char *what, size_t line)
{
    double rest = strncmp(what, "sl", 2) == 0 ? 2 * DBL_EPSILON / fabs(expected) : 0;
    check_within(results, got, expected, fmax(TOL_1E12 / 10, rest), what, line);
}

static void test_lines_reference(void **state)
{
    (void)state;
    tally results = {.name = "queue_lines.csv"};
    csv *rows = csv_open_vectors("queue_lines.csv");
    while (csv_next(rows)) {
        size_t line = csv_line(rows);
        wfm_i_record r = record_of(csv_number(rows, "servers"), csv_number(rows, "load"), csv_number(rows, "patience"),
                                   csv_number(rows, "lines"), csv_number(rows, "t"));
        double hung_up = r.of.abandonment;
        check_figure(&results, r.blocking, csv_number(rows, "blocking"), "blocking", line);
        check_figure(&results, r.of.waiting, csv_number(rows, "waiting"), "waiting", line);
        check_figure(&results, hung_up, csv_number(rows, "abandonment"), "abandonment", line);
        check_figure(&results, r.wait_mean, csv_number(rows, "wait_mean"), "wait_mean", line);
        check_figure(&results, r.queue_mean, csv_number(rows, "queue_mean"), "queue_mean", line);
        double served = csv_number(rows, "servers") * csv_number(rows, "t"); /* until t: as many factors in a tail */
        double tail = TOL_1E12 / 10 * fmax(1, served / 1000);
        check_within(&results, r.of.answered_beyond, csv_number(rows, "answered_beyond"), tail, "answered_beyond",
                     line);
        check_within(&results, r.of.offered_beyond, csv_number(rows, "offered_beyond"), tail, "offered_beyond", line);
        check_figure(&results, r.of.answered_within, csv_number(rows, "sl_offered"), "sl_offered", line);
        double answered = csv_number(rows, "wait_mean_answered");
        double abandoning = csv_number(rows, "wait_mean_abandoning");
        if (!isnan(answered)) check_figure(&results, r.answered_wait / r.of.answered, answered, "answered", line);
        if (hung_up > 0) check_figure(&results, r.abandoning_wait / hung_up, abandoning, "abandoning", line);
    }
    csv_close(rows);
    tally_finish(&results);
}

/* 1e-13 of rows that are right to 40 digits, for mu = 1. */
static void test_computed(void **state)
{
    (void)state;
    tally results = {.name = "computed_mmnk_m.csv"};
    csv *rows = csv_open_extra("computed_mmnk_m.csv");
    while (csv_next(rows)) {
        double theta = csv_number(rows, "theta");
        double patience = theta > 0 ? 1 / theta : INF;
        wfm_i_record r = record_of(csv_number(rows, "n"), csv_number(rows, "lam"), patience, csv_number(rows, "K"),
                                   csv_number(rows, "t"));
        double in = 1 - r.blocking;
        size_t line = csv_line(rows);
        check_figure(&results, r.blocking, csv_number(rows, "P_block"), "P_block", line);
        check_figure(&results, in * r.of.waiting, csv_number(rows, "P_wait"), "P_wait", line);
        check_figure(&results, r.queue_mean, csv_number(rows, "Lq"), "Lq", line);
        check_figure(&results, in * r.of.abandonment, csv_number(rows, "P_ab_over_offered"), "P_ab", line);
        check_figure(&results, in * r.of.offered_beyond, csv_number(rows, "P_V_gt_t"), "P_V", line);
        check_figure(&results, in * r.of.answered_beyond, csv_number(rows, "P_served_and_W_gt_t"), "P_SW", line);
        check_figure(&results, in * r.of.answered_within, csv_number(rows, "SL_served_over_offered"), "sl", line);
    }
    csv_close(rows);
    tally_finish(&results);
}

static void test_conditional_means(void **state)
{
    (void)state;
    tally results = {.name = "computed_erlang_a_asa.csv"};
    csv *rows = csv_open_extra("computed_erlang_a_asa.csv");
    while (csv_next(rows)) {
        double n = csv_number(rows, "n");
        double a = csv_number(rows, "lam");
        double patience = 1 / csv_number(rows, "theta");
        wfm_i_record r = record_of(n, a, patience, INF, -1);
        double answered = r.answered_wait / r.of.answered;
        double abandoning = r.abandoning_wait / r.of.abandonment;
        check_near(&results, answered, csv_number(rows, "E_W_given_served"), TOL_16EPS, "n %g, a %g", n, a);
        check_near(&results, abandoning, csv_number(rows, "E_W_given_abandoned"), TOL_16EPS, "n %g, a %g", n, a);
    }
    csv_close(rows);
    tally_finish(&results);
}

/* "100/30", "1/3" or "3.5": a rate as printed. */
static double rate_of(const char *text)
{
    char *end;
    double rate = strtod(text, &end);
    return *end == '/' ? rate / strtod(end + 1, NULL) : rate;
}

/* What a row of the published figures names; NaN for another quantity. */
static double published_quantity(const char *name, const wfm_i_record *r, double lam, double mu, double agents)
{
    double in = 1 - r->blocking;
    double busy = lam / mu * in * r->of.answered;
    const struct {
        const char *name;
        double value;
    } known[] = {
        {"pb", r->blocking},
        {"pab_of_entered", r->of.abandonment},
        {"lq", r->queue_mean},
        {"l", r->queue_mean + busy},
        {"L", r->queue_mean + busy},
        {"occ", busy / agents},
        {"lq_over_lam", r->queue_mean / lam},
        {"ew_entered", r->wait_mean / mu},
        {"Wq", r->wait_mean / mu},
        {"W", (r->queue_mean + busy) / (lam * in)},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].name, name) == 0) return known[i].value;
    return QUIET_NAN;
}

static void test_published(void **state)
{
    (void)state;
    tally results = {.name = "published figures of limited lines"};
    csv *rows = csv_open_extra("published_erlang_a_mmnkm.csv");
    while (csv_next(rows)) {
        if (strcmp(csv_text(rows, "model"), "erlang_a") == 0) continue;
        if (strcmp(csv_text(rows, "agrees"), "no") == 0) continue;
        double agents = csv_number(rows, "n");
        double lam = rate_of(csv_text(rows, "lam"));
        double mu = rate_of(csv_text(rows, "mu"));
        double theta = rate_of(csv_text(rows, "theta"));
        wfm_i_record r = record_of(agents, lam / mu, theta > 0 ? mu / theta : INF, csv_number(rows, "K"), -1);
        double got = published_quantity(csv_text(rows, "quantity"), &r, lam, mu, agents);
        if (isnan(got)) continue;
        /* printed figures may be cut off instead of rounded: a unit of the last digit */
        double printed = csv_number(rows, "printed");
        double unit = csv_number(rows, "printed_precision");
        check_between(&results, got, printed - unit, printed + unit, "line %zu", csv_line(rows));
        check_near(&results, got, csv_number(rows, "check_value"), TOL_1E12, "line %zu", csv_line(rows));
    }
    csv_close(rows);
    check_between(&results, (double)results.checked, 100, 1000, "figures used");
    tally_finish(&results);
}

enum { MOST_STATES = 4096 };

/* The chain of states 0..K by the ratios of births and deaths: blocking, waiting, hung up and the queue. */
static void check_chain(tally *results, int agents, int lines, double load, double patience)
{
    static double weight[MOST_STATES];
    double sum = 0, queue = 0, waiting = 0, busy = 0;
    double theta = patience < INF ? 1 / patience : 0;
    for (int k = 0; k <= lines; k++) {
        double leaving = fmin(k, agents) + fmax(k - agents, 0) * theta;
        weight[k] = k == 0 ? 1 : weight[k - 1] * (load / leaving);
        sum += weight[k];
        queue += fmax(k - agents, 0) * weight[k];
        busy += fmin(k, agents) * weight[k];
        if (k >= agents && k < lines) waiting += weight[k];
    }
    wfm_i_record r = record_of(agents, load, patience, lines, -1);
    const char *row = "n %d, K %d, a %g, p %g";
    double blocking = weight[lines] / sum;
    check_near(results, r.blocking, blocking, TOL_1E12, row, agents, lines, load, patience);
    check_near(results, r.queue_mean, queue / sum, TOL_1E12, row, agents, lines, load, patience);
    check_near(results, r.of.waiting * (sum - weight[lines]), waiting, TOL_1E12, row, agents, lines, load, patience);
    check_near(results, load * (1 - r.blocking) * r.of.answered, busy / sum, TOL_1E12, row, agents, lines, load,
               patience);
    check_near(results, load * (1 - r.blocking) * r.of.abandonment, theta * queue / sum, TOL_1E12, row, agents, lines,
               load, patience);
}

static void test_chain_of_states(void **state)
{
    (void)state;
    tally results = {.name = "against the chain of states"};
    uint64_t random = 11;
    for (int i = 0; i < 2000; i++) {
        int agents = (int)random_log_between(&random, 1, 150);
        int lines = agents + (int)random_log_between(&random, 1, 300) - 1;
        double load = agents * random_between(&random, 0.3, 2);
        double patience = i % 4 == 0 ? INF : random_log_between(&random, 1e-2, 1e3);
        check_chain(&results, agents, lines, load, patience);
    }
    tally_finish(&results);
}

/* As lines grow the figures become those without a limit, and with as many lines as agents Erlang B's. */
static void test_limits_of_lines(void **state)
{
    (void)state;
    tally results = {.name = "limits of the lines"};
    uint64_t random = 12;
    for (int i = 0; i < 500; i++) {
        double n = random_log_between(&random, 0.3, 300);
        double a = n * random_between(&random, 0.3, 1.4);
        double p = i % 3 == 0 && a < 0.9 * n ? INF : random_log_between(&random, 0.1, 10);
        double t = random_log_between(&random, 1e-3, 1);
        wfm_i_record free = record_of(n, a, p, INF, t);
        wfm_i_record many = record_of(n, a, p, n + 4000, t);
        const char *row = "n %g, a %g, p %g, t %g";
        check_near(&results, many.of.waiting, free.of.waiting, TOL_1E12, row, n, a, p, t);
        check_near(&results, many.wait_mean, free.wait_mean, TOL_1E12, row, n, a, p, t);
        check_near(&results, many.of.offered_beyond, free.of.offered_beyond, TOL_1E12, row, n, a, p, t);
        check_near(&results, many.of.answered_beyond, free.of.answered_beyond, TOL_1E12, row, n, a, p, t);
        check_near(&results, many.answered_wait, free.answered_wait, TOL_1E12, row, n, a, p, t);
        if (p < INF) check_near(&results, many.abandoning_wait, free.abandoning_wait, TOL_1E12, row, n, a, p, t);
        wfm_i_record none = record_of(n, a, p, n, t);
        check_near(&results, none.blocking, wfm_erlang_b(n, a), TOL_4EPS, row, n, a, p, t);
        check_near(&results, none.of.at_once, 1, TOL_EXACT, row, n, a, p, t);
        wfm_i_record fewer = record_of(n, a, p, n / 2, t);
        check_near(&results, fewer.blocking, wfm_erlang_b(n / 2, a), TOL_EXACT, row, n, a, p, t);
        /* a small part of a line is between none and one */
        wfm_i_record part = record_of(n, a, p, n + 1e-9, t);
        check_near(&results, part.blocking, none.blocking, TOL_1E6, row, n, a, p, t);
    }
    tally_finish(&results);
}

/* Without agents and patience nobody ever leaves, however few calls there are. */
static void test_nobody_leaves(void **state)
{
    (void)state;
    tally results = {.name = "nobody leaves"};
    for (int exponent = -307; exponent <= 300; exponent += 3) {
        wfm_queue q = WFM_QUEUE_INIT;
        wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
        q.calls = exp2(3.3 * exponent);
        q.interval_s = 1;
        q.aht_s = 1;
        q.lines = 10;
        assert_int_equal(wfm_queue_evaluate(&q, &m), WFM_OK);
        check_true(&results, m.blocking == 1 && m.wait_mean_s == INF, "%g calls: %g", q.calls, m.blocking);
    }
    tally_finish(&results);
}

/* Blocking falls and waits grow with every line and every part of one. */
static void test_monotone_in_lines(void **state)
{
    (void)state;
    tally results = {.name = "monotone in the lines"};
    for (double p = 0.1; p < 1e5; p *= 30) {
        wfm_i_record before = record_of(20, 19, p, 15, 0.1);
        for (double lines = 15.1; lines < 60; lines += 0.1) {
            wfm_i_record r = record_of(20, 19, p, lines, 0.1);
            check_true(&results, r.blocking <= before.blocking, "blocking, %g lines, p %g", lines, p);
            check_true(&results, r.of.waiting >= before.of.waiting, "waiting, %g lines, p %g", lines, p);
            check_true(&results, r.of.offered_beyond >= before.of.offered_beyond, "tail, %g lines, p %g", lines, p);
            check_true(&results, r.wait_mean >= before.wait_mean, "mean wait, %g lines, p %g", lines, p);
            before = r;
        }
    }
    tally_finish(&results);
}

/* Sums that would overflow, terms that would underflow, and waits of which next to nothing is over within t. */
static void test_wide_range(void **state)
{
    (void)state;
    tally results = {.name = "a wide range"};
    wfm_i_record r = record_of(1000, 5000, INF, 200000, 1);
    check_near(&results, r.blocking, 0.8, TOL_1E12, "1 - 1/rho");
    check_near(&results, r.queue_mean, 199000 - 1000.0 / 4000, TOL_1E12, "full but for 1/(rho - 1)");
    check_near(&results, r.of.offered_beyond, 1, TOL_EXACT, "a queue of 199,000 is not served in a handle time");
    check_between(&results, r.of.offered_within, 0, 1e-300, "none of it");
    r = record_of(10000, 8000, 1, 12000, 50); /* n t = 500,000 */
    check_near(&results, r.of.offered_within, 1, TOL_EXACT, "all is over");
    check_near(&results, r.of.offered_beyond, 0, TOL_EXACT, "nothing is left");
    r = record_of(1e-3, 10, 1, 200, 0.5);
    check_near(&results, r.of.offered_within + r.of.offered_beyond, 1, TOL_16EPS, "hardly any agents");
    r = record_of(0, 10, INF, 20, 1);
    check_near(&results, r.blocking, 1, TOL_EXACT, "nobody is ever answered: lines are taken for good");
    check_near(&results, r.wait_mean, INF, TOL_EXACT, "and waits do not end");
    r = record_of(0, 10, 2, 20, 1);
    check_near(&results, r.wait_mean, 2, TOL_16EPS, "but for the callers' patience");
    check_near(&results, r.of.abandonment, 1, TOL_16EPS, "which all end by");
    tally_finish(&results);
}

static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    uint64_t random = 13;
    for (int i = 0; i < 20000; i++) {
        double x[5];
        for (size_t j = 0; j < 5; j++) {
            bool plain = random_word(&random) % 2 == 0;
            x[j] = plain ? random_log_between(&random, 1e-3, 3e3) : fabs(random_bits(&random));
            if (isnan(x[j])) x[j] = INF;
        }
        if (!(x[1] > 0) || !(x[1] < INF) || !(x[0] < INF) || !(x[2] > 0)) continue;
        wfm_i_model model = {x[0], x[1], x[2], x[3] > x[0] + 1e4 ? INF : x[3], 0};
        wfm_i_record r;
        if (!wfm_i_model_at(&model, x[4], WFM_I_SHARES, &r)) continue;
        const char *row = "n %a, a %a, p %a, K %a, t %a";
        check_between(&results, r.blocking, 0, 1, row, x[0], x[1], x[2], x[3], x[4]);
        check_between(&results, r.of.waiting, 0, 1, row, x[0], x[1], x[2], x[3], x[4]);
        check_between(&results, r.of.answered, 0, 1 + 1e-12, row, x[0], x[1], x[2], x[3], x[4]);
        check_between(&results, r.of.offered_beyond, 0, 1 + 1e-12, row, x[0], x[1], x[2], x[3], x[4]);
        check_between(&results, r.wait_mean, 0, INF, row, x[0], x[1], x[2], x[3], x[4]);
    }
    tally_finish(&results);
}

/* A share near 1 keeps the digits of what it lacks, and the blocked are among that. */
static void test_levels_keep_their_digits(void **state)
{
    (void)state;
    tally results = {.name = "levels"};
    wfm_i_shares s = {.answered = 1, .answered_within = 1, .answered_beyond = 1e-20, .abandoned = 2e-20};
    s.wait_within = s.offered_within = 1;
    s.wait_beyond = 3e-20;
    s.offered_beyond = 4e-20;
    s.abandoned_beyond = 5e-21;
    const double lacking[] = {0, 1e-20, 3e-20, 3e-20, 1.5e-20, 4e-20};
    for (int32_t rule = WFM_SERVICE_ANSWERED; rule <= WFM_SERVICE_VIRTUAL; rule++)
        check_near(&results, wfm_i_level_of(&s, rule).beyond, lacking[rule], TOL_4EPS, "rule %d", (int)rule);
    s.blocked = 1e-20;
    for (int32_t rule = WFM_SERVICE_OFFERED; rule <= WFM_SERVICE_VIRTUAL; rule++)
        check_near(&results, wfm_i_level_of(&s, rule).beyond, lacking[rule] + 1e-20, TOL_4EPS, "blocked, rule %d",
                   (int)rule);
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_reference),
        cmocka_unit_test(test_computed),
        cmocka_unit_test(test_conditional_means),
        cmocka_unit_test(test_published),
        cmocka_unit_test(test_chain_of_states),
        cmocka_unit_test(test_limits_of_lines),
        cmocka_unit_test(test_nobody_leaves),
        cmocka_unit_test(test_monotone_in_lines),
        cmocka_unit_test(test_wide_range),
        cmocka_unit_test(test_any_bits),
        cmocka_unit_test(test_levels_keep_their_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
