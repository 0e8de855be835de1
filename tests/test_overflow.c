/* SPDX-License-Identifier: MIT */
#include "support/csv.h"
#include "support/formula.h"

#include <stdlib.h>
#include <string.h>

#include "wfm/erlang.h"
#include "wfm/trunks.h"

static wfm_equivalent equivalent_of(double mean, double variance, int32_t method)
{
    wfm_equivalent e = WFM_EQUIVALENT_INIT;
    assert_int_equal(wfm_overflow_equivalent(mean, variance, method, &e), WFM_OK);
    return e;
}

static wfm_overflow_group lost_of(double mean, double variance, double lines, int32_t method)
{
    wfm_overflow_group g = WFM_OVERFLOW_GROUP_INIT;
    assert_int_equal(wfm_overflow_lost(mean, variance, lines, method, &g), WFM_OK);
    return g;
}

/* The mean: Erlang B's bar of 4 ulp and a product. */
static void test_vectors(void **state)
{
    (void)state;
    tally results[] = {{.name = "wfm_overflow_mean"},
                       {.name = "wfm_overflow_variance"},
                       {.name = "wfm_overflow_peakedness"},
                       {.name = "wfm_overflow_equivalent"}};
    csv *rows = csv_open_vectors("overflow.csv");
    while (csv_next(rows)) {
        double x = csv_number(rows, "x"), y = csv_number(rows, "y");
        double first = csv_number(rows, "first"), second = csv_number(rows, "second");
        double third = csv_number(rows, "third");
        if (strcmp(csv_text(rows, "kind"), "moments") == 0) {
            if (first > DBL_MIN) check_ulp(&results[0], wfm_overflow_mean(x, y), first, 6, "n %.17g, a %.17g", x, y);
            if (first > DBL_MIN)
                check_near(&results[1], wfm_overflow_variance(x, y), second, 1e-14, "n %.17g, a %.17g", x, y);
            check_near(&results[2], wfm_overflow_peakedness(x, y), third, 1e-14, "n %.17g, a %.17g", x, y);
            continue;
        }
        wfm_equivalent e = equivalent_of(x, y, WFM_EQUIVALENT_EXACT);
        double allowed = TOL_64EPS * fmax(1, third);
        check_near(&results[3], e.load_erl, first, allowed, "load for m %.17g, v %.17g", x, y);
        check_near(&results[3], e.lines, second, allowed, "lines for m %.17g, v %.17g", x, y);
    }
    csv_close(rows);
    tally_finish_all(results, 4);
}

/* The number of a key in a text: m=1;v=2;servers=5 */
static double number_of(const char *text, const char *key)
{
    const char *at = strstr(text, key);
    assert_non_null(at);
    return strtod(at + strlen(key), NULL);
}

static double of_extra(const char *model, const char *quantity, const char *inputs)
{
    if (strcmp(model, "overflow") == 0) {
        double n = number_of(inputs, "n="), a = number_of(inputs, "a=");
        return quantity[0] == 'm' ? wfm_overflow_mean(n, a) : wfm_overflow_variance(n, a);
    }
    double m = number_of(inputs, "m="), v = number_of(inputs, "v=");
    if (strcmp(model, "hayward") == 0) return wfm_hayward(number_of(inputs, "servers="), m, v / m);
    if (strcmp(model, "ert_overflow_mean") == 0)
        return lost_of(m, v, number_of(inputs, "servers="), WFM_EQUIVALENT_EXACT).lost_erl;
    bool rapp = strcmp(model, "ert_rapp") == 0;
    wfm_equivalent e = equivalent_of(m, v, rapp ? WFM_EQUIVALENT_RAPP : WFM_EQUIVALENT_EXACT);
    return quantity[0] == 'A' ? e.load_erl : e.lines;
}

static void test_extra_vectors(void **state)
{
    (void)state;
    static const char *const models[] = {"overflow", "hayward", "ert_overflow_mean", "ert_rapp", "ert_exact"};
    size_t used[5] = {0};
    tally results = {.name = "computed_loss.csv, overflow"};
    csv *rows = csv_open_extra("computed_loss.csv");
    while (csv_next(rows)) {
        for (size_t i = 0; i < 5; i++) {
            if (strcmp(csv_text(rows, "model"), models[i]) != 0) continue;
            double got = of_extra(models[i], csv_text(rows, "quantity"), csv_text(rows, "inputs"));
            check_near(&results, got, csv_number(rows, "value"), TOL_1E12, "%s", csv_text(rows, "id"));
            used[i]++;
        }
    }
    csv_close(rows);
    for (size_t i = 0; i < 5; i++)
        check_true(&results, used[i] > 0, "no rows of %s", models[i]);
    tally_finish(&results);
}

static void test_extra_published(void **state)
{
    (void)state;
    size_t used = 0;
    tally results = {.name = "published_loss.csv, overflow"};
    csv *rows = csv_open_extra("published_loss.csv");
    while (csv_next(rows)) {
        const char *model = csv_text(rows, "model"), *inputs = csv_text(rows, "inputs");
        if (strncmp(model, "overflow_", 9) != 0) continue;
        double a = number_of(inputs, "A="), n = number_of(inputs, "n=");
        bool interval = strcmp(model, "overflow_interval") == 0;
        double got = interval ? number_of(inputs, "h=") / wfm_overflow_mean(n, a) : wfm_overflow_peakedness(n, a);
        double off = csv_number(rows, "printed_precision"), printed = csv_number(rows, "printed");
        check_between(&results, got, printed - off, printed + off, "%s", csv_text(rows, "id"));
        used++;
    }
    csv_close(rows);
    check_true(&results, used == 6, "%zu rows, not 6", used);
    tally_finish(&results);
}

/* Myskja, Telektronikk 2/3.95, fig. 27: 20 erl and 1, 10, 20 lines; the peakedness rises with the lines. */
static void test_published_peakedness(void **state)
{
    (void)state;
    tally results = {.name = "published peakedness"};
    check_between(&results, wfm_overflow_peakedness(1, 20), 1.035, 1.045, "1 line");
    check_between(&results, wfm_overflow_peakedness(10, 20), 1.605, 1.615, "10 lines");
    check_between(&results, wfm_overflow_peakedness(20, 20), 2.605, 2.615, "20 lines");
    tally_finish(&results);
}

/* ---- the chain of states: lines that overflow into a group too large to be full ---- */

enum { PRIMARY = 8, SECONDARY = 60 };

typedef struct chain {
    double p[PRIMARY + 1][SECONDARY + 1];
} chain;

/* One sweep of Gauss and Seidel's iteration over the balance of each state. */
static void sweep(chain *c, int lines, int behind, double load)
{
    for (int i = 0; i <= lines; i++) {
        for (int j = 0; j <= behind; j++) {
            bool full = i == lines;
            double in = 0, out = i + j;
            if (!full || j < behind) out += load;
            if (i > 0) in += load * c->p[i - 1][j];
            if (full && j > 0) in += load * c->p[i][j - 1];
            if (i < lines) in += (i + 1) * c->p[i + 1][j];
            if (j < behind) in += (j + 1) * c->p[i][j + 1];
            c->p[i][j] = in / out;
        }
    }
}

/* The sum of p (j)_power over the states, j those on the second group. */
static double moment(const chain *c, int lines, int behind, int power)
{
    double sum = 0;
    for (int i = 0; i <= lines; i++)
        for (int j = 0; j <= behind; j++)
            sum += c->p[i][j] * (power == 0 ? 1 : power == 1 ? j : (double)j * j);
    return sum;
}

static void solve_chain(chain *c, int lines, int behind, double load)
{
    for (int i = 0; i <= lines; i++)
        for (int j = 0; j <= behind; j++)
            c->p[i][j] = 1;
    for (int round = 0; round < 3000; round++) {
        sweep(c, lines, behind, load);
        double whole = moment(c, lines, behind, 0);
        for (int i = 0; i <= lines; i++)
            for (int j = 0; j <= behind; j++)
                c->p[i][j] /= whole;
    }
}

static void test_moments_equal_the_chain(void **state)
{
    (void)state;
    static const double loads[] = {0.5, 2, 4, 7.5};
    static const int lines[] = {1, 3, PRIMARY};
    static chain c;
    tally results = {.name = "chain of states"};
    for (size_t k = 0; k < 3; k++) {
        for (size_t i = 0; i < 4; i++) {
            double a = loads[i], n = lines[k];
            solve_chain(&c, lines[k], SECONDARY, a);
            double mean = moment(&c, lines[k], SECONDARY, 1);
            double variance = moment(&c, lines[k], SECONDARY, 2) - mean * mean;
            check_near(&results, wfm_overflow_mean(n, a), mean, TOL_1E9, "mean, n %g a %g", n, a);
            check_near(&results, wfm_overflow_variance(n, a), variance, TOL_1E9, "variance, n %g a %g", n, a);
        }
    }
    tally_finish(&results);
}

/* The second group is full at times: what it loses is exactly what equivalent random theory says of one overflow. */
static void test_loss_equals_the_chain(void **state)
{
    (void)state;
    static chain c;
    tally results = {.name = "loss behind one group"};
    for (int behind = 1; behind <= 9; behind += 2) {
        double load = 6, blocked = 0, full = 0;
        solve_chain(&c, 4, behind, load);
        for (int j = 0; j <= behind; j++)
            full += c.p[4][j];
        blocked = c.p[4][behind];
        double m = wfm_overflow_mean(4, load), v = wfm_overflow_variance(4, load);
        wfm_overflow_group g = lost_of(m, v, behind, WFM_EQUIVALENT_EXACT);
        check_near(&results, g.blocking, blocked / full, TOL_1E9, "%d lines", behind);
        check_near(&results, g.lost_erl, load * blocked, TOL_1E9, "%d lines", behind);
        double off = lost_of(m, v, behind, WFM_EQUIVALENT_HAYWARD).blocking / g.blocking;
        check_between(&results, off, 0.8, 1.1, "Hayward is within 20 %%, %d lines", behind);
    }
    tally_finish(&results);
}

/* What is carried and what overflows is what is offered; overflow is bursty; more load, more of it. */
static void test_laws_of_moments(void **state)
{
    (void)state;
    uint64_t seed = 1937;
    tally results = {.name = "laws of the moments"};
    for (int i = 0; i < 20000; i++) {
        double n = random_log_between(&seed, 1e-6, 1e7);
        double a = i % 2 == 0 ? random_log_between(&seed, 1e-6, 1e7) : n * random_between(&seed, 0.5, 2);
        double m = wfm_overflow_mean(n, a), z = wfm_overflow_peakedness(n, a);
        check_near(&results, m + a * wfm_erlang_b_compl(n, a), a, TOL_16EPS, "n %.17g, a %.17g", n, a);
        check_true(&results, wfm_overflow_variance(n, a) == m * z, "n %.17g, a %.17g", n, a);
        check_true(&results, z >= 1, "bursty, n %.17g, a %.17g", n, a);
        check_true(&results, wfm_overflow_mean(n, a * 1.001) >= m, "load, n %.17g, a %.17g", n, a);
        check_true(&results, wfm_overflow_mean(n * 1.001, a) <= m * (1 + TOL_4EPS), "lines, n %.17g, a %.17g", n, a);
    }
    tally_finish(&results);
}

/* Across the border to the continued fraction: neighbours differ by no more than their rounding. */
static void test_border_of_the_fraction(void **state)
{
    (void)state;
    tally results = {.name = "border of the continued fraction"};
    for (double n = 1e-6; n < 2e7; n *= 1.7) {
        double at = fmax(8, n + 4 * sqrt(n));
        double below = wfm_overflow_peakedness(n, at * (1 - 4 * DBL_EPSILON));
        double above = wfm_overflow_peakedness(n, at * (1 + 4 * DBL_EPSILON));
        double moved = 8 * DBL_EPSILON * at / sqrt(n + 1); /* of the load, in the deviations on which z changes */
        check_near(&results, above, below, 1e-14 + moved, "n %g", n);
    }
    tally_finish(&results);
}

/* ---- formulas: edges, any bits, array forms ---- */

static const formula mean_formula = {
    "wfm_overflow_mean", "na", 0, INF, wfm_overflow_mean, wfm_overflow_mean_n, NULL, NULL, NULL, NULL, 0, 2};
static const formula variance_formula = {.name = "wfm_overflow_variance",
                                         .arguments = "na",
                                         .low = 0,
                                         .high = INF,
                                         .two = wfm_overflow_variance,
                                         .two_n = wfm_overflow_variance_n};
static const formula peakedness_formula = {.name = "wfm_overflow_peakedness",
                                           .arguments = "na",
                                           .low = 1,
                                           .high = INF,
                                           .two = wfm_overflow_peakedness,
                                           .two_n = wfm_overflow_peakedness_n};
static const formula split_formula = {.name = "wfm_overflow_split_peakedness",
                                      .arguments = "tp",
                                      .low = 0,
                                      .high = INF,
                                      .two = wfm_overflow_split_peakedness,
                                      .two_n = wfm_overflow_split_peakedness_n};
static const formula hayward_formula = {
    .name = "wfm_hayward", .arguments = "nat", .low = 0, .high = 1, .three = wfm_hayward, .three_n = wfm_hayward_n};
static const formula hayward_servers_formula = {.name = "wfm_hayward_servers_for_blocking",
                                                .arguments = "atp",
                                                .low = 0,
                                                .high = INF,
                                                .three = wfm_hayward_servers_for_blocking,
                                                .three_n = wfm_hayward_servers_for_blocking_n};
static const formula hayward_load_formula = {.name = "wfm_hayward_load_for_blocking",
                                             .arguments = "ntp",
                                             .low = 0,
                                             .high = INF,
                                             .three = wfm_hayward_load_for_blocking,
                                             .three_n = wfm_hayward_load_for_blocking_n};

#define EDGES(of, list) check_edges(&results, &(of), list, sizeof(list) / sizeof *(list))

static void test_edges(void **state)
{
    (void)state;
    static const edge means[] = {{{0, 0}, 0},
                                 {{0, 5}, 5},
                                 {{3, 0}, 0},
                                 {{INF, 5}, 0},
                                 {{3, INF}, INF},
                                 {{0, INF}, INF},
                                 {{INF, INF}, QUIET_NAN},
                                 {{-1, 5}, QUIET_NAN},
                                 {{3, -1}, QUIET_NAN}};
    static const edge variances[] = {{{0, 0}, 0},   {{0, 5}, 5},     {{3, 0}, 0},
                                     {{INF, 5}, 0}, {{3, INF}, INF}, {{INF, INF}, QUIET_NAN}};
    static const edge ratios[] = {
        {{0, 0}, 1}, {{0, 5}, 1}, {{3, 0}, 1}, {{INF, 5}, 1}, {{3, INF}, 1}, {{3, 1e300}, 1}, {{INF, INF}, QUIET_NAN}};
    static const edge splits[] = {{{3, 1}, 3}, {{3, 0}, 1},   {{INF, 0}, 1},       {{INF, 0.5}, INF},
                                  {{0, 1}, 0}, {{1, 0.3}, 1}, {{3, 2}, QUIET_NAN}, {{-1, 0.5}, QUIET_NAN}};
    static const edge shares[] = {{{0, 0, 2}, 1},
                                  {{0, 5, 2}, 1},
                                  {{5, 0, 2}, 0},
                                  {{INF, 5, 2}, 0},
                                  {{5, INF, 2}, 1},
                                  {{5, 4, INF}, 1},
                                  {{5, 1e-20, 1e308}, 1},
                                  {{5, 10, 0}, 0.5},
                                  {{10, 5, 0}, 0},
                                  {{5, 10, 1e-310}, 0.5},
                                  {{INF, INF, 1}, QUIET_NAN},
                                  {{5, 4, -1}, QUIET_NAN}};
    static const edge servers[] = {{{5, 2, 1}, 0},         {{0, 2, 0.1}, 0},          {{8, 0, 0.25}, 6},
                                   {{8, 1e-310, 0.25}, 6}, {{5, INF, 0.1}, INF},      {{5, 2, 0}, INF},
                                   {{INF, 2, 0.1}, INF},   {{-1, 2, 0.1}, QUIET_NAN}, {{5, -2, 0.1}, QUIET_NAN},
                                   {{5, 2, 2}, QUIET_NAN}};
    static const edge loads[] = {{{5, 2, 1}, INF},       {{0, 2, 0.1}, 0},          {{6, 0, 0.25}, 8},
                                 {{6, 1e-310, 0.25}, 8}, {{5, INF, 0.1}, 0},        {{5, 2, 0}, 0},
                                 {{INF, 2, 0.1}, INF},   {{-1, 2, 0.1}, QUIET_NAN}, {{5, -2, 0.1}, QUIET_NAN},
                                 {{5, 2, 2}, QUIET_NAN}};
    tally results = {.name = "edges"};
    EDGES(mean_formula, means);
    EDGES(variance_formula, variances);
    EDGES(peakedness_formula, ratios);
    EDGES(split_formula, splits);
    EDGES(hayward_formula, shares);
    EDGES(hayward_servers_formula, servers);
    EDGES(hayward_load_formula, loads);
    tally_finish(&results);
}

static void test_any_bits(void **state)
{
    (void)state;
    static const formula *const all[] = {&mean_formula,        &variance_formula, &peakedness_formula,
                                         &split_formula,       &hayward_formula,  &hayward_servers_formula,
                                         &hayward_load_formula};
    tally results = {.name = "any bits, array forms"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        check_any_bits(&results, all[i], 20000);
        check_array_form(&results, all[i]);
    }
    tally_finish(&results);
}

static void test_hayward(void **state)
{
    (void)state;
    uint64_t seed = 1980;
    tally results = {.name = "Hayward"};
    for (int i = 0; i < 3000; i++) {
        double a = random_log_between(&seed, 0.01, 1e4), z = random_log_between(&seed, 0.1, 10);
        double p = random_log_between(&seed, 1e-6, 0.9);
        double n = wfm_hayward_servers_for_blocking(a, z, p);
        check_near(&results, wfm_hayward(n, a, z), p, TOL_1E9, "a %g z %g p %g: back", a, z, p);
        check_near(&results, wfm_hayward_load_for_blocking(n, z, p), a, TOL_1E9, "a %g z %g p %g: load", a, z, p);
        check_true(&results, wfm_hayward(n, a, 1) == wfm_erlang_b(n, a), "a %g: Poisson", a);
        if (p > 1e-3) continue;
        check_true(&results, wfm_hayward(n, a, 1.1 * z) > p, "a %g z %g p %g: burstier is worse", a, z, p);
    }
    tally_finish(&results);
}

/* Parts of a stream are smoother than the whole, down to a Poisson stream; parts of parts are parts. */
static void test_split(void **state)
{
    (void)state;
    tally results = {.name = "split"};
    check_near(&results, wfm_overflow_split_peakedness(3, 0.25), 1.5, TOL_1EPS, "a quarter");
    check_near(&results, wfm_overflow_split_peakedness(0.2, 0.5), 0.6, TOL_1EPS, "smooth");
    double twice = wfm_overflow_split_peakedness(wfm_overflow_split_peakedness(4, 0.3), 0.2);
    check_near(&results, twice, wfm_overflow_split_peakedness(4, 0.3 * 0.2), TOL_4EPS, "a part of a part");
    tally_finish(&results);
}

/* ---- the equivalent group ---- */

static void test_equivalent_reproduces(void **state)
{
    (void)state;
    uint64_t seed = 1956;
    tally results = {.name = "equivalent group"};
    for (int i = 0; i < 20000; i++) {
        double m = random_log_between(&seed, 1e-4, 1e5), z = 1 + random_log_between(&seed, 1e-4, 100);
        wfm_equivalent e = equivalent_of(m, m * z, WFM_EQUIVALENT_EXACT);
        double free = e.lines - e.load_erl + m;
        double allowed = 1e-13 * fmax(1, free / 50);
        check_near(&results, wfm_overflow_mean(e.lines, e.load_erl), m, allowed, "m %.17g, z %.17g", m, z);
        check_near(&results, wfm_overflow_variance(e.lines, e.load_erl), m * z, allowed, "m %.17g, z %.17g", m, z);
        check_true(&results, e.mean_erl == wfm_overflow_mean(e.lines, e.load_erl), "mean, m %g z %g", m, z);
        check_true(&results, e.variance == wfm_overflow_variance(e.lines, e.load_erl), "variance, m %g z %g", m, z);
        check_true(&results, e.peakedness == wfm_overflow_peakedness(e.lines, e.load_erl), "m %g z %g", m, z);
    }
    tally_finish(&results);
}

static void test_equivalent_by_rapp(void **state)
{
    (void)state;
    uint64_t seed = 1964;
    tally results = {.name = "Rapp"};
    for (int i = 0; i < 5000; i++) {
        double z = random_between(&seed, 1, 10), m = random_log_between(&seed, z, 1000);
        wfm_equivalent e = equivalent_of(m, m * z, WFM_EQUIVALENT_RAPP);
        double load = m * z + 3 * z * (z - 1);
        check_near(&results, e.load_erl, load, TOL_4EPS, "m %.17g, z %.17g", m, z);
        double lines = load * (m + z) / (m + z - 1) - m - 1;
        check_near(&results, e.lines + m + 1, lines + m + 1, TOL_16EPS, "m %.17g, z %.17g", m, z);
        check_near(&results, e.mean_erl, m, 0.05, "m %g, z %g: off by 5 %%", m, z);
        check_near(&results, e.peakedness, z, 0.05, "m %g, z %g: off by 5 %%", m, z);
    }
    check_between(&results, equivalent_of(1, 5, WFM_EQUIVALENT_RAPP).mean_erl, 1.3, 1.37, "useless at z above m");
    tally_finish(&results);
}

static void test_equivalent_of_poisson(void **state)
{
    (void)state;
    tally results = {.name = "equivalent of a Poisson stream"};
    for (int32_t method = WFM_EQUIVALENT_EXACT; method <= WFM_EQUIVALENT_RAPP; method++) {
        wfm_equivalent e = equivalent_of(7, 7, method), none = equivalent_of(0, 0, method);
        check_true(&results, e.load_erl == 7 && e.lines == 0, "%d: %g erl, %g lines", (int)method, e.load_erl, e.lines);
        check_true(&results, none.load_erl == 0 && none.lines == 0, "%d: nothing", (int)method);
        check_true(&results, none.peakedness == 1 && none.mean_erl == 0, "%d: nothing", (int)method);
    }
    tally_finish(&results);
}

/* ---- the final group ---- */

static void test_lines(void **state)
{
    (void)state;
    uint64_t seed = 42;
    tally results = {.name = "lines"};
    for (int i = 0; i < 3000; i++) {
        double m = random_log_between(&seed, 0.01, 300), z = 1 + random_log_between(&seed, 0.01, 8);
        double p = random_log_between(&seed, 1e-5, 0.5);
        int32_t method = i % 3;
        wfm_overflow_group g = WFM_OVERFLOW_GROUP_INIT;
        if (method == WFM_EQUIVALENT_RAPP) m = fmax(m, z);
        assert_int_equal(wfm_overflow_lines(m, m * z, p, method, &g), WFM_OK);
        wfm_overflow_group at = lost_of(m, m * z, g.lines, method);
        check_true(&results, g.lines == floor(g.lines), "whole: %g", g.lines);
        check_true(&results, g.blocking <= p, "m %g z %g p %g: enough", m, z, p);
        check_true(&results, g.lines < 1 || g.blocking_one_fewer > p, "m %g z %g p %g: one fewer is not", m, z, p);
        check_true(&results, at.blocking == g.blocking && at.lost_erl == g.lost_erl, "as lost, m %g z %g", m, z);
        check_between(&results, g.lines_fractional, fmax(0, g.lines - 1), g.lines, "m %g z %g p %g", m, z, p);
        double real = lost_of(m, m * z, g.lines_fractional, method).blocking;
        if (g.lines_fractional > 0) check_near(&results, real, p, 1e-8, "m %g z %g p %g: real lines", m, z, p);
        check_near(&results, g.carried_erl + g.lost_erl, m, TOL_4EPS, "m %g: carried and lost", m);
        check_near(&results, g.lost_erl, m * g.blocking, TOL_1EPS, "m %g: lost", m);
        check_true(&results, g.offered_erl == m && g.loss == g.blocking, "m %g: alone", m);
    }
    tally_finish(&results);
}

static void test_lines_at_the_limits(void **state)
{
    (void)state;
    tally results = {.name = "lines at the limits"};
    wfm_overflow_group g = WFM_OVERFLOW_GROUP_INIT;
    for (int32_t method = WFM_EQUIVALENT_EXACT; method <= WFM_EQUIVALENT_HAYWARD; method++) {
        assert_int_equal(wfm_overflow_lines(5, 9, 0, method, &g), WFM_CAVEAT_TARGET_MISSED);
        check_true(&results, g.lines == INF && g.blocking == 0, "%d: none blocked", (int)method);
        assert_int_equal(wfm_overflow_lines(0, 0, 0, method, &g), WFM_OK);
        check_true(&results, g.lines == 0 && g.blocking == 0 && g.peakedness == 1, "%d: no traffic", (int)method);
        wfm_overflow_group poisson = lost_of(5, 5, 7, method);
        check_near(&results, poisson.blocking, wfm_erlang_b(7, 5), TOL_4EPS, "%d: Poisson", (int)method);
        assert_int_equal(wfm_overflow_lost(5, 9, INF, method, &g), WFM_OK);
        check_true(&results, g.blocking == 0, "%d: endless lines", (int)method);
    }
    assert_int_equal(wfm_overflow_lines(5, 9, 1, WFM_EQUIVALENT_EXACT, &g), WFM_OK);
    check_true(&results, g.lines == 0, "all may be blocked: %g", g.lines);
    check_true(&results, lost_of(5, 9, 0, WFM_EQUIVALENT_EXACT).blocking == 1, "no lines");
    check_near(&results, lost_of(5, 2, 6, WFM_EQUIVALENT_HAYWARD).blocking, wfm_erlang_b(15, 12.5), TOL_64EPS,
               "smooth");
    check_true(&results, isnan(lost_of(5, 2, 6, WFM_EQUIVALENT_HAYWARD).equivalent_load_erl), "Hayward has no group");
    wfm_equivalent e = equivalent_of(5, 9, WFM_EQUIVALENT_EXACT);
    check_true(&results, lost_of(5, 9, 6, WFM_EQUIVALENT_EXACT).equivalent_lines == e.lines, "equivalent lines");
    check_true(&results, lost_of(5, 9, 6, WFM_EQUIVALENT_EXACT).equivalent_load_erl == e.load_erl, "and load");
    tally_finish(&results);
}

/* Where no lines do, it is not fewer than none. Rapp's group of this stream overflows with less than its mean. */
static void test_no_lines_are_enough(void **state)
{
    (void)state;
    static const struct {
        double mean, variance, blocking;
        int32_t method;
    } streams[] = {{20, 20, 1, WFM_EQUIVALENT_EXACT},    {20, 20, 1, WFM_EQUIVALENT_RAPP},
                   {20, 20, 1, WFM_EQUIVALENT_HAYWARD},  {5, 12, 0.996, WFM_EQUIVALENT_RAPP},
                   {5, 12, 1, WFM_EQUIVALENT_HAYWARD},   {5, 12, 1, WFM_EQUIVALENT_EXACT},
                   {3.18, 8.3, 1, WFM_EQUIVALENT_EXACT}, {1e-9, 1e-7, 1, WFM_EQUIVALENT_EXACT}};
    tally results = {.name = "no lines are enough"};
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
        wfm_overflow_group g = WFM_OVERFLOW_GROUP_INIT;
        assert_int_equal(
            wfm_overflow_lines(streams[i].mean, streams[i].variance, streams[i].blocking, streams[i].method, &g),
            WFM_OK);
        check_true(&results, g.lines == 0, "stream %zu: %g lines", i, g.lines);
        check_true(&results, g.lines_fractional == 0, "stream %zu: %g real lines", i, g.lines_fractional);
        check_true(&results, g.blocking == g.blocking_one_fewer, "stream %zu", i);
    }
    tally_finish(&results);
}

/* Of no lines exactly nothing is carried; of few, what each carries that is added to a group that overflows with the
 * stream; of parts of one, by mpmath with 50 digits. */
static void test_few_carry(void **state)
{
    (void)state;
    static const edge parts[] = {
        {{1e-12}, 6.9536778067891952e-13}, {{1e-3}, 6.9534883396996834e-4}, {{0.25}, 0.17264622402742854}};
    uint64_t seed = 1917;
    tally results = {.name = "few lines"};
    for (int i = 0; i < 2000; i++) {
        double n = random_log_between(&seed, 0.1, 1e4), a = n * random_between(&seed, 0.5, 3), sum = 0;
        double m = wfm_overflow_mean(n, a), v = wfm_overflow_variance(n, a);
        if (!(m > 1e-3)) continue;
        wfm_overflow_group g = lost_of(m, v, 0, WFM_EQUIVALENT_EXACT);
        check_true(&results, g.blocking == 1 && g.lost_erl == m && g.carried_erl == 0, "no lines, m %g v %g", m, v);
        for (int k = 0; k < 5; k++) {
            sum += wfm_erlang_b_improvement(g.equivalent_lines + k, g.equivalent_load_erl);
            double carried = lost_of(m, v, k + 1, WFM_EQUIVALENT_EXACT).carried_erl;
            check_near(&results, carried, sum, TOL_1E12, "m %.17g v %.17g, %d lines", m, v, k + 1);
        }
        double hayward = lost_of(m, v, 1e-9 * m, WFM_EQUIVALENT_HAYWARD).carried_erl;
        check_near(&results, hayward, m * wfm_erlang_b_compl(1e-9 * m * m / v, m * m / v), TOL_64EPS, "m %g v %g", m,
                   v);
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        double carried = lost_of(5, 12, parts[i].x[0], WFM_EQUIVALENT_EXACT).carried_erl;
        check_near(&results, carried, parts[i].expected, TOL_1E12, "%g lines", parts[i].x[0]);
    }
    check_near(&results, lost_of(1e6, 1e6, 1, WFM_EQUIVALENT_EXACT).carried_erl, 1e6 / (1 + 1e6), TOL_16EPS, "flood");
    check_near(&results, lost_of(10, 0, 1e-9, WFM_EQUIVALENT_HAYWARD).carried_erl, 1e-9, TOL_4EPS, "a steady stream");
    tally_finish(&results);
}

/* Lines in three groups, one behind the other, turn away what as many in one group do. */
static void test_stages(void **state)
{
    (void)state;
    tally results = {.name = "chains of several stages"};
    wfm_overflow_group second = lost_of(wfm_overflow_mean(6, 9), wfm_overflow_variance(6, 9), 3, WFM_EQUIVALENT_EXACT);
    check_near(&results, second.lost_erl, wfm_overflow_mean(9, 9), TOL_1E12, "mean behind two groups");
    check_near(&results, second.lost_variance, wfm_overflow_variance(9, 9), TOL_1E12, "variance behind two groups");
    wfm_overflow_group third = lost_of(second.lost_erl, second.lost_variance, 4, WFM_EQUIVALENT_EXACT);
    check_near(&results, third.lost_erl, wfm_overflow_mean(13, 9), TOL_1E12, "mean behind three groups");
    check_near(&results, third.lost_variance, wfm_overflow_variance(13, 9), TOL_1E12, "variance behind three groups");
    check_near(&results, lost_of(5, 12, 0, WFM_EQUIVALENT_EXACT).lost_variance, 12, TOL_1E12, "no lines");
    check_true(&results, lost_of(0, 0, 3, WFM_EQUIVALENT_EXACT).lost_variance == 0, "no traffic");
    check_true(&results, lost_of(5, 12, INF, WFM_EQUIVALENT_EXACT).lost_variance == 0, "endless lines");
    check_true(&results, isnan(lost_of(5, 12, 3, WFM_EQUIVALENT_HAYWARD).lost_variance), "Hayward");
    tally_finish(&results);
}

static void test_refusals(void **state)
{
    (void)state;
    static const struct {
        double mean, variance;
        int32_t method;
        wfm_status status;
    } bad[] = {{-1, 1, 0, WFM_BAD_OVERFLOW_MEAN},
               {INF, 1, 0, WFM_BAD_OVERFLOW_MEAN},
               {QUIET_NAN, 1, 0, WFM_BAD_OVERFLOW_MEAN},
               {1, -1, 0, WFM_BAD_OVERFLOW_VARIANCE},
               {1, INF, 0, WFM_BAD_OVERFLOW_VARIANCE},
               {0, 1, 2, WFM_BAD_OVERFLOW_VARIANCE},
               {1, 2, -1, WFM_BAD_EQUIVALENT_METHOD},
               {1, 2, 3, WFM_BAD_EQUIVALENT_METHOD},
               {2, 1, 0, WFM_SMOOTH_TRAFFIC},
               {2, 1, 1, WFM_SMOOTH_TRAFFIC},
               {1e-300, 1e300, 0, WFM_NO_EQUIVALENT},
               {1, 1e200, 1, WFM_NO_EQUIVALENT},
               {1e12, 1e17, 1, WFM_NO_EQUIVALENT}};
    wfm_equivalent e = WFM_EQUIVALENT_INIT;
    wfm_overflow_group g = WFM_OVERFLOW_GROUP_INIT;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        e.load_erl = g.lost_erl = 1;
        assert_int_equal(wfm_overflow_lost(bad[i].mean, bad[i].variance, 3, bad[i].method, &g), bad[i].status);
        assert_true(isnan(g.lost_erl));
        assert_int_equal(wfm_overflow_lines(bad[i].mean, bad[i].variance, 0.1, bad[i].method, &g), bad[i].status);
        if (bad[i].method == WFM_EQUIVALENT_HAYWARD) continue;
        assert_int_equal(wfm_overflow_equivalent(bad[i].mean, bad[i].variance, bad[i].method, &e), bad[i].status);
        assert_true(isnan(e.load_erl));
    }
    assert_int_equal(wfm_overflow_equivalent(1, 2, WFM_EQUIVALENT_HAYWARD, &e), WFM_BAD_EQUIVALENT_METHOD);
    assert_int_equal(wfm_overflow_lost(1, 2, -1, 0, &g), WFM_BAD_LINES);
    assert_int_equal(wfm_overflow_lost(1, 2, QUIET_NAN, 0, &g), WFM_BAD_LINES);
    assert_int_equal(wfm_overflow_lines(1, 2, 1.5, 0, &g), WFM_BAD_BLOCKING);
    assert_int_equal(wfm_overflow_lines(1, 2, 0.5, 0, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_overflow_lost(1, 2, 3, 0, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_overflow_equivalent(1, 2, 0, NULL), WFM_BAD_OUTPUT);
}

/* Any doubles: an error with NaN, or an answer; and no search without end. */
static void test_any_bits_of_streams(void **state)
{
    (void)state;
    uint64_t seed = 5;
    tally results = {.name = "any bits of streams"};
    for (int i = 0; i < 40000; i++) {
        wfm_overflow_group g = WFM_OVERFLOW_GROUP_INIT;
        wfm_equivalent e = WFM_EQUIVALENT_INIT;
        double m = random_bits(&seed), v = i % 2 == 0 ? random_bits(&seed) : m * random_log_between(&seed, 0.5, 1e9);
        double x = i % 3 == 0 ? random_bits(&seed) : random_between(&seed, 0, 1);
        wfm_status status = wfm_overflow_equivalent(m, v, i % 2, &e);
        check_true(&results, wfm_failed(status) == isnan(e.load_erl), "m %.17g, v %.17g", m, v);
        status = wfm_overflow_lost(m, v, x, i % 3, &g);
        check_true(&results, wfm_failed(status) == isnan(g.blocking), "m %.17g, v %.17g, n %.17g", m, v, x);
        status = wfm_overflow_lines(m, v, x, i % 3, &g);
        check_true(&results, wfm_failed(status) == isnan(g.lines), "m %.17g, v %.17g, p %.17g", m, v, x);
    }
    tally_finish(&results);
}

/* ---- the chain ---- */

enum { GROUPS = 4 };

static const double loads[GROUPS] = {10, 6, 20, 3}, lines[GROUPS] = {9, 8, 15, 0};

static wfm_overflow_network network_of(double final_lines, double blocking, int32_t method)
{
    wfm_overflow_network n = WFM_OVERFLOW_NETWORK_INIT;
    n.groups = GROUPS;
    n.load_erl = loads;
    n.group_lines = lines;
    n.load_stride = n.lines_stride = 1;
    n.lines = final_lines;
    n.blocking = blocking;
    n.method = method;
    return n;
}

typedef struct columns {
    double mean[GROUPS], variance[GROUPS], lost[GROUPS], blocking[GROUPS], loss[GROUPS];
} columns;

static wfm_overflow_streams into(columns *c)
{
    wfm_overflow_streams s = WFM_OVERFLOW_STREAMS_INIT;
    s.mean_erl = c->mean;
    s.variance = c->variance;
    s.lost_erl = c->lost;
    s.blocking = c->blocking;
    s.loss = c->loss;
    s.mean_stride = s.variance_stride = s.lost_stride = s.blocking_stride = s.loss_stride = 1;
    return s;
}

static void check_columns(tally *results, const columns *c, const wfm_overflow_group *g)
{
    double mean = 0, variance = 0, lost = 0;
    for (size_t i = 0; i < GROUPS; i++) {
        check_true(results, c->mean[i] == wfm_overflow_mean(lines[i], loads[i]), "mean %zu", i);
        check_true(results, c->variance[i] == wfm_overflow_variance(lines[i], loads[i]), "variance %zu", i);
        check_near(results, c->lost[i], g->lost_erl * c->variance[i] / g->variance, TOL_16EPS, "lost %zu", i);
        check_near(results, c->lost[i], c->blocking[i] * c->mean[i], TOL_16EPS, "blocking %zu", i);
        check_near(results, c->loss[i], c->lost[i] / loads[i], TOL_16EPS, "loss %zu", i);
        mean += c->mean[i];
        variance += c->variance[i];
        lost += c->lost[i];
    }
    check_near(results, g->mean_erl, mean, TOL_4EPS, "mean");
    check_near(results, g->variance, variance, TOL_4EPS, "variance");
    check_near(results, g->lost_erl, lost, TOL_16EPS, "lost");
    check_near(results, g->loss, lost / 39, TOL_16EPS, "of all that is offered");
    check_true(results, g->offered_erl == 39, "offered: %g", g->offered_erl);
}

static void test_final(void **state)
{
    (void)state;
    tally results = {.name = "final group"};
    for (int32_t method = WFM_EQUIVALENT_EXACT; method <= WFM_EQUIVALENT_HAYWARD; method++) {
        columns c;
        wfm_overflow_streams streams = into(&c);
        wfm_overflow_group g = WFM_OVERFLOW_GROUP_INIT, alone = WFM_OVERFLOW_GROUP_INIT;
        wfm_overflow_network n = network_of(0, 0.01, method);
        assert_int_equal(wfm_overflow_final(&n, &streams, &g), WFM_OK);
        check_columns(&results, &c, &g);
        assert_int_equal(wfm_overflow_lines(g.mean_erl, g.variance, 0.01, method, &alone), WFM_OK);
        check_true(&results, g.lines == alone.lines && g.blocking == alone.blocking, "lines: %g", g.lines);
        n = network_of(g.lines - 1, 0, method);
        assert_int_equal(wfm_overflow_final(&n, &streams, &g), WFM_OK);
        check_columns(&results, &c, &g);
        check_true(&results, g.lines == alone.lines - 1 && g.blocking == alone.blocking_one_fewer, "one fewer");
        wfm_overflow_streams nothing = WFM_OVERFLOW_STREAMS_INIT;
        assert_int_equal(wfm_overflow_final(&n, &nothing, &g), WFM_OK);
        check_true(&results, g.blocking == alone.blocking_one_fewer, "without columns");
    }
    tally_finish(&results);
}

/* Direct load alone is Erlang B; no groups lose nothing; loads next to nothing are no trouble. */
static void test_final_at_the_limits(void **state)
{
    (void)state;
    tally results = {.name = "final group at the limits"};
    wfm_overflow_group g = WFM_OVERFLOW_GROUP_INIT;
    columns c;
    wfm_overflow_streams streams = into(&c);
    double none = 0;
    wfm_overflow_network n = network_of(30, 0, WFM_EQUIVALENT_EXACT);
    n.group_lines = &none;
    n.lines_stride = 0;
    assert_int_equal(wfm_overflow_final(&n, &streams, &g), WFM_OK);
    check_near(&results, g.blocking, wfm_erlang_b(30, 39), TOL_4EPS, "direct load");
    for (size_t i = 0; i < GROUPS; i++)
        check_near(&results, c.loss[i], g.blocking, TOL_4EPS, "stream %zu", i);
    n.groups = 0;
    n.load_erl = n.group_lines = NULL;
    assert_int_equal(wfm_overflow_final(&n, &streams, &g), WFM_OK);
    check_true(&results, g.blocking == 0 && g.loss == 0 && g.offered_erl == 0, "no groups");
    static const double little[] = {1e-320}, few[] = {1};
    n = network_of(1, 0, WFM_EQUIVALENT_HAYWARD);
    n.groups = 1;
    n.load_erl = little;
    n.group_lines = few;
    assert_int_equal(wfm_overflow_final(&n, &streams, &g), WFM_OK);
    check_true(&results, g.blocking >= 0 && c.loss[0] >= 0, "next to nothing");
    tally_finish(&results);
}

static void check_refused(const wfm_overflow_network *n, wfm_status expected)
{
    columns c;
    wfm_overflow_streams streams = into(&c);
    wfm_overflow_group g = WFM_OVERFLOW_GROUP_INIT;
    assert_int_equal(wfm_overflow_final(n, &streams, &g), expected);
    assert_true(isnan(g.blocking));
    for (size_t i = 0; i < GROUPS && n->groups == GROUPS; i++) {
        assert_true(isnan(c.mean[i]) && isnan(c.variance[i]) && isnan(c.lost[i]));
        assert_true(isnan(c.blocking[i]) && isnan(c.loss[i]));
    }
}

static void test_final_refusals(void **state)
{
    (void)state;
    static const double bad_loads[] = {1, 2, INF, 4}, bad_lines[] = {1, 2, 3, -4}, huge[] = {1.7e308, 1.7e308, 1, 1};
    const wfm_overflow_network good = network_of(5, 0, 0);
    wfm_overflow_network n = good;
    n.groups = -1;
    check_refused(&n, WFM_BAD_COUNT);
    n = good, n.load_erl = NULL;
    check_refused(&n, WFM_BAD_NETWORK_COLUMN);
    n = good, n.group_lines = NULL;
    check_refused(&n, WFM_BAD_NETWORK_COLUMN);
    n = good, n.load_erl = bad_loads;
    check_refused(&n, WFM_BAD_TRUNK_LOAD);
    n = good, n.group_lines = bad_lines;
    check_refused(&n, WFM_BAD_LINES);
    n = good, n.load_erl = huge;
    check_refused(&n, WFM_BAD_OVERFLOW_MEAN);
    n = good, n.lines = -1;
    check_refused(&n, WFM_BAD_LINES);
    n = good, n.blocking = 2;
    check_refused(&n, WFM_BAD_BLOCKING);
    n = good, n.method = 7;
    check_refused(&n, WFM_BAD_EQUIVALENT_METHOD);
    wfm_overflow_group g = WFM_OVERFLOW_GROUP_INIT;
    wfm_overflow_streams streams = WFM_OVERFLOW_STREAMS_INIT;
    streams.reserved = 1;
    assert_int_equal(wfm_overflow_final(&good, &streams, &g), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_overflow_final(&good, NULL, &g), WFM_BAD_OUTPUT);
    streams.reserved = 0;
    assert_int_equal(wfm_overflow_final(&good, &streams, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_overflow_final(NULL, &streams, &g), WFM_BAD_NETWORK_STRUCT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_extra_vectors),
        cmocka_unit_test(test_extra_published),
        cmocka_unit_test(test_published_peakedness),
        cmocka_unit_test(test_moments_equal_the_chain),
        cmocka_unit_test(test_loss_equals_the_chain),
        cmocka_unit_test(test_laws_of_moments),
        cmocka_unit_test(test_border_of_the_fraction),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_any_bits),
        cmocka_unit_test(test_hayward),
        cmocka_unit_test(test_split),
        cmocka_unit_test(test_equivalent_reproduces),
        cmocka_unit_test(test_equivalent_by_rapp),
        cmocka_unit_test(test_equivalent_of_poisson),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_lines_at_the_limits),
        cmocka_unit_test(test_no_lines_are_enough),
        cmocka_unit_test(test_few_carry),
        cmocka_unit_test(test_stages),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_any_bits_of_streams),
        cmocka_unit_test(test_final),
        cmocka_unit_test(test_final_at_the_limits),
        cmocka_unit_test(test_final_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
