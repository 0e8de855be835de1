/* SPDX-License-Identifier: MIT */
/* Erlang B: reference values, edges, laws that hold between values, array forms, any bits. */
#include "support/check.h"
#include "support/csv.h"
#include "support/formula.h"

#include "wfm/erlang.h"

#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const formula B = {"wfm_erlang_b", "na", 0.0, 1.0, .two = wfm_erlang_b, .two_n = wfm_erlang_b_n};
static const formula COMPL = {"wfm_erlang_b_compl",         "na", 0.0, 1.0, .two = wfm_erlang_b_compl,
                              .two_n = wfm_erlang_b_compl_n};
static const formula LN = {"wfm_erlang_b_ln", "na", -INF, 0.0, .two = wfm_erlang_b_ln, .two_n = wfm_erlang_b_ln_n};
static const formula LN_DLOAD = {"wfm_erlang_b_ln_dload",         "na", 0.0, INF, .two = wfm_erlang_b_ln_dload,
                                 .two_n = wfm_erlang_b_ln_dload_n};
static const formula LN_DSERVERS = {
    "wfm_erlang_b_ln_dservers", "na", -INF, 0.0, .two = wfm_erlang_b_ln_dservers, .two_n = wfm_erlang_b_ln_dservers_n};
static const formula SERVERS = {
    "wfm_erlang_b_servers_for_blocking",         "ap", 0.0, INF, .two = wfm_erlang_b_servers_for_blocking,
    .two_n = wfm_erlang_b_servers_for_blocking_n};
static const formula LOAD = {
    "wfm_erlang_b_load_for_blocking",         "np", 0.0, INF, .two = wfm_erlang_b_load_for_blocking,
    .two_n = wfm_erlang_b_load_for_blocking_n};
static const formula *const FORMULAS[] = {&B, &COMPL, &LN, &LN_DLOAD, &LN_DSERVERS, &SERVERS, &LOAD};

/* Ratios of load to servers at and near which a method may give way to another, and servers likewise. */
static const double RATIOS[] = {1e-4, 0.1, 0.3, 0.55, 0.6, 0.65, 0.9, 1.0, 1.1, 1.35, 1.4, 1.45, 2.0, 10.0, 1e4};
static const double SERVER_COUNTS[] = {1.0,  1.5,  2.0,  5.25, 10.0,    18.5,     19.0, 19.5,      20.0, 20.5,
                                       21.0, 30.0, 40.0, 99.5, 1000.25, 100000.0, 1e6,  5e6 + 0.5, 1e7};

/* --- Reference values --------------------------------------------------------------------------------------------- */

/* To the header's accuracy; below 1e-300, where it ends, to 1e-12. */
static void check_column(const char *column, const formula *of, double ulp)
{
    tally results = {.name = of->name};
    csv *rows = csv_open_vectors("erlang_b.csv");
    while (csv_next(rows)) {
        const double x[3] = {csv_number(rows, "servers"), csv_number(rows, "load"), 0.0};
        double expected = csv_number(rows, column);
        double got = formula_at(of, x);
        if (fabs(expected) > 1e-300)
            check_ulp(&results, got, expected, ulp, "line %zu: servers %.17g, load %.17g", csv_line(rows), x[0], x[1]);
        else
            check_near(&results, got, expected, TOL_1E12, "line %zu: servers %.17g, load %.17g", csv_line(rows), x[0],
                       x[1]);
    }
    csv_close(rows);
    tally_finish(&results);
}

static void test_b_reference(void **state)
{
    (void)state;
    check_column("b", &B, 3.0);
}

static void test_compl_reference(void **state)
{
    (void)state;
    check_column("compl", &COMPL, 3.0);
}

static void test_ln_reference(void **state)
{
    (void)state;
    check_column("ln", &LN, 4.0);
}

static void test_ln_dload_reference(void **state)
{
    (void)state;
    check_column("ln_dload", &LN_DLOAD, 4.0);
}

static void test_ln_dservers_reference(void **state)
{
    (void)state;
    check_column("ln_dservers", &LN_DSERVERS, 6.0);
}

/* To 8 ulp times the condition that the file gives; for servers that is 1. */
static void check_inverse(const char *function, const formula *of)
{
    tally results = {.name = of->name};
    csv *rows = csv_open_vectors("erlang_inverse.csv");
    while (csv_next(rows)) {
        if (strcmp(csv_text(rows, "function"), function) != 0) continue;
        const double x[3] = {csv_number(rows, "given"), csv_number(rows, "target"), 0.0};
        check_ulp(&results, formula_at(of, x), csv_number(rows, "result"), 8.0 * csv_number(rows, "condition"),
                  "line %zu: given %.17g, blocking %.17g", csv_line(rows), x[0], x[1]);
    }
    csv_close(rows);
    tally_finish(&results);
}

static void test_servers_for_blocking_reference(void **state)
{
    (void)state;
    check_inverse("servers_for_blocking", &SERVERS);
}

static void test_load_for_blocking_reference(void **state)
{
    (void)state;
    check_inverse("load_for_blocking", &LOAD);
}

/* A. Herzog, QueueSim (2024), notebook on Erlang B, blocking to seven digits; a question set in a course of 2002: 17
 * erlangs at 1 % need 27 lines. */
static void test_published(void **state)
{
    (void)state;
    tally results = {.name = "Erlang B as published"};
    check_between(&results, wfm_erlang_b(10.0, 1.0), 1.0137765e-7, 1.0137775e-7, "10 servers, 1 erl");
    check_between(&results, wfm_erlang_b(10.0, 5.0), 0.018384565, 0.018384575, "10 servers, 5 erl");
    check_between(&results, wfm_erlang_b(20.0, 16.0), 0.0644105, 0.0644115, "20 servers, 16 erl");
    check_between(&results, wfm_erlang_b(14.0, 12.0), 0.1172095, 0.1172105, "14 servers, 12 erl");
    check_between(&results, wfm_erlang_b_servers_for_blocking(17.0, 0.01), 26.0, 27.0, "17 erl at 1 %%");
    tally_finish(&results);
}

/* --- Edges -------------------------------------------------------------------------------------------------------- */

static void check_edges_of(const formula *of, const edge *edges, size_t count)
{
    tally results = {.name = of->name};
    check_edges(&results, of, edges, count);
    tally_finish(&results);
}

static void test_b_edges(void **state)
{
    (void)state;
    static const edge b[] = {
        {{0.0, 0.0}, 1.0},  {{0.0, 5.0}, 1.0},     {{-0.0, 5.0}, 1.0}, {{0.0, INF}, 1.0},     {{1.0, 0.0}, 0.0},
        {{1.0, -0.0}, 0.0}, {{1e-300, 0.0}, 0.0},  {{INF, 0.0}, 0.0},  {{INF, 7.0}, 0.0},     {{INF, DBL_MAX}, 0.0},
        {{7.0, INF}, 1.0},  {{DBL_MAX, INF}, 1.0}, {{1e7, 1e-6}, 0.0}, {{DBL_MAX, 1.0}, 0.0},
    };
    static const edge complement[] = {
        {{0.0, 0.0}, 0.0}, {{0.0, 5.0}, 0.0},     {{0.0, INF}, 0.0}, {{1.0, 0.0}, 1.0},  {{INF, 0.0}, 1.0},
        {{INF, 7.0}, 1.0}, {{INF, DBL_MAX}, 1.0}, {{7.0, INF}, 0.0}, {{-0.0, 5.0}, 0.0},
    };
    static const edge ln[] = {
        {{0.0, 0.0}, 0.0},  {{0.0, 5.0}, 0.0},  {{0.0, INF}, 0.0}, {{1.0, 0.0}, -INF}, {{1.0, -0.0}, -INF},
        {{INF, 0.0}, -INF}, {{INF, 7.0}, -INF}, {{7.0, INF}, 0.0}, {{-0.0, 5.0}, 0.0},
    };
    check_edges_of(&B, b, LENGTH(b));
    check_edges_of(&COMPL, complement, LENGTH(complement));
    check_edges_of(&LN, ln, LENGTH(ln));
}

static void test_derivative_edges(void **state)
{
    (void)state;
    static const edge dload[] = {
        {{0.0, 5.0}, 0.0},  {{0.0, INF}, 0.0}, {{7.0, INF}, 0.0}, {{7.0, 0.0}, INF},
        {{7.0, -0.0}, INF}, {{INF, 7.0}, INF}, {{INF, 0.0}, INF}, {{-0.0, 5.0}, 0.0},
    };
    static const edge dservers[] = {
        {{7.0, 0.0}, -INF}, {{0.0, 0.0}, -INF}, {{INF, 7.0}, -INF},  {{INF, 0.0}, -INF},
        {{7.0, INF}, 0.0},  {{0.0, INF}, 0.0},  {{7.0, -0.0}, -INF},
    };
    check_edges_of(&LN_DLOAD, dload, LENGTH(dload));
    check_edges_of(&LN_DSERVERS, dservers, LENGTH(dservers));
}

static void test_inverse_edges(void **state)
{
    (void)state;
    static const edge servers[] = {
        {{5.0, 1.0}, 0.0}, {{0.0, 0.5}, 0.0}, {{0.0, 1.0}, 0.0},  {{5.0, 0.0}, INF},
        {{INF, 0.5}, INF}, {{INF, 0.0}, INF}, {{5.0, -0.0}, INF}, {{-0.0, 0.5}, 0.0},
    };
    static const edge load[] = {
        {{5.0, 0.0}, 0.0}, {{0.0, 0.5}, 0.0}, {{0.0, 0.0}, 0.0},  {{5.0, 1.0}, INF},
        {{INF, 0.5}, INF}, {{INF, 1.0}, INF}, {{5.0, -0.0}, 0.0},
    };
    check_edges_of(&SERVERS, servers, LENGTH(servers));
    check_edges_of(&LOAD, load, LENGTH(load));
}

static void test_outside_the_domain(void **state)
{
    (void)state;
    tally results = {.name = "Erlang B outside its domain"};
    static const double bad[] = {-1.0, -0x1p-1074, -DBL_MAX, -INF, QUIET_NAN};
    for (size_t i = 0; i < LENGTH(FORMULAS); i++) {
        const formula *of = FORMULAS[i];
        for (size_t j = 0; j < LENGTH(bad); j++) {
            check_true(&results, isnan(of->two(bad[j], 0.5)), "%s(%g, 0.5)", of->name, bad[j]);
            check_true(&results, isnan(of->two(0.5, bad[j])), "%s(0.5, %g)", of->name, bad[j]);
            check_true(&results, isnan(of->two(0.0, bad[j])), "%s(0, %g)", of->name, bad[j]);
            check_true(&results, isnan(of->two(INF, bad[j])), "%s(inf, %g)", of->name, bad[j]);
        }
        if (of->arguments[1] == 'a') check_true(&results, isnan(of->two(INF, INF)), "%s(inf, inf)", of->name);
        if (of->arguments[1] == 'p') check_true(&results, isnan(of->two(5.0, 1.0 + 0x1p-52)), "%s above 1", of->name);
    }
    tally_finish(&results);
}

/* One server: B = a/(1+a) over the whole range of doubles. */
static void test_one_server(void **state)
{
    (void)state;
    tally results = {.name = "one server"};
    for (int exponent = -1000; exponent <= 1000; exponent++) {
        double a = ldexp(1.375, exponent);
        check_near(&results, wfm_erlang_b(1.0, a), a / (1.0 + a), TOL_1E12, "B(1, %a)", a);
        check_near(&results, wfm_erlang_b_compl(1.0, a), 1.0 / (1.0 + a), TOL_1E12, "1 - B(1, %a)", a);
        check_near(&results, wfm_erlang_b_ln(1.0, a), -log1p(1.0 / a), TOL_1E12, "ln B(1, %a)", a);
        check_near(&results, wfm_erlang_b_ln_dload(1.0, a), 1.0 / a / (1.0 + a), TOL_1E12, "d ln B/da at (1, %a)", a);
    }
    tally_finish(&results);
}

/* --- The same thing in two ways ----------------------------------------------------------------------------------- */

/* B(n) = a B(n-1) / (n + a B(n-1)) across every seam; both sides carry their 1e-12. */
static void test_recursion_in_servers(void **state)
{
    (void)state;
    tally results = {.name = "recursion in the servers"};
    uint64_t random = 1917;
    for (size_t i = 0; i < LENGTH(SERVER_COUNTS); i++) {
        for (size_t j = 0; j < LENGTH(RATIOS); j++) {
            for (int k = 0; k < 10; k++) {
                double n = SERVER_COUNTS[i] + (k > 0 ? random_between(&random, 0.0, 2.0) : 0.0);
                double a = n * RATIOS[j] * (k > 0 ? random_between(&random, 0.95, 1.05) : 1.0);
                double carried = a * wfm_erlang_b(n - 1.0, a);
                check_near(&results, wfm_erlang_b(n, a), carried / (n + carried), 2.0 * TOL_1E12, "n %.17g, a %.17g", n,
                           a);
            }
        }
    }
    tally_finish(&results);
}

/* G(k) = (k/a) (1 + G(k-1)), G = F - 1, from G(0) = 0 and through every whole k: only positive terms, so the rounding
 * grows as the root of their number. */
static void test_recursion_from_zero(void **state)
{
    (void)state;
    tally results = {.name = "recursion from no server"};
    static const double loads[] = {1e-3, 0.7, 5.0, 13.0, 19.5, 28.0, 300.0, 9e3, 6e4, 99e3, 1e5, 14e4, 1e7};
    for (size_t i = 0; i < LENGTH(loads); i++) {
        long double a = (long double)loads[i];
        long double g = 0.0L;
        for (int n = 1; n <= 100000; n++) {
            g = (long double)n / a * (1.0L + g);
            if (g > 1e300L) break;
            bool looked_at = n <= 60 || n % 997 == 0;
            if (!looked_at) continue;
            check_near(&results, wfm_erlang_b(n, loads[i]), (double)(1.0L / (1.0L + g)), TOL_1E12, "n %d, a %g", n,
                       loads[i]);
            check_near(&results, wfm_erlang_b_compl(n, loads[i]), (double)(g / (1.0L + g)), TOL_1E12,
                       "1 - B at n %d, a %g", n, loads[i]);
        }
    }
    tally_finish(&results);
}

static void random_point(uint64_t *random, double *n, double *a)
{
    *n = random_log_between(random, 0.01, 1e7);
    *a = *n * exp(random_between(random, -1.5, 1.5));
    if (random_word(random) % 2u == 0u) *a = *n + random_between(random, -6.0, 6.0) * sqrt(*n);
    *a = fmin(fmax(*a, 1e-6), 1e7);
}

static void test_complement_and_logarithm(void **state)
{
    (void)state;
    tally results = {.name = "B, 1 - B and ln B"};
    uint64_t random = 1953;
    for (int i = 0; i < 20000; i++) {
        double n, a;
        random_point(&random, &n, &a);
        double b = wfm_erlang_b(n, a);
        double ln = wfm_erlang_b_ln(n, a);
        check_near(&results, b + wfm_erlang_b_compl(n, a), 1.0, TOL_1E12, "B + (1 - B), n %.17g, a %.17g", n, a);
        if (b > DBL_MIN) check_near(&results, exp(ln), b, TOL_1E12 * (1.0 - ln), "exp(ln B), n %.17g, a %.17g", n, a);
        double slope = a * wfm_erlang_b_ln_dload(n, a);
        check_near(&results, slope, n - a * wfm_erlang_b_compl(n, a), TOL_1E12 * (1.0 + (n + a) / slope),
                   "a d ln B/da = n - a (1-B), n %.17g, a %.17g", n, a);
    }
    tally_finish(&results);
}

/* Fourth-order central difference of ln B in the logarithm of one of its arguments. */
static double slope_of_ln(double n, double a, double dn, double da, double step)
{
    double d[2];
    for (int i = 0; i < 2; i++) {
        double h = i == 0 ? step : step / 2.0;
        double up = wfm_erlang_b_ln(n * exp(dn * h), a * exp(da * h));
        double down = wfm_erlang_b_ln(n * exp(-dn * h), a * exp(-da * h));
        d[i] = (up - down) / (2.0 * h);
    }
    return (4.0 * d[1] - d[0]) / 3.0;
}

static void test_derivatives_by_difference(void **state)
{
    (void)state;
    tally results = {.name = "derivatives against differences of ln B"};
    uint64_t random = 1974;
    for (int i = 0; i < 4000; i++) {
        double n = random_log_between(&random, 0.1, 1e4);
        double a = n * exp(random_between(&random, -1.0, 0.7));
        double step = 0.02 / (1.0 + sqrt(n));
        check_near(&results, wfm_erlang_b_ln_dload(n, a) * a, slope_of_ln(n, a, 0.0, 1.0, step), TOL_1E6,
                   "load, n %.17g, a %.17g", n, a);
        check_near(&results, wfm_erlang_b_ln_dservers(n, a) * n, slope_of_ln(n, a, 1.0, 0.0, step), TOL_1E6,
                   "servers, n %.17g, a %.17g", n, a);
    }
    tally_finish(&results);
}

/* --- Order -------------------------------------------------------------------------------------------------------- */

/* More servers block less and more load blocks more. Over one double the result may fall back by a few units in the
 * last place, where methods meet or where it hardly moves. */
static void check_order(tally *results, double n, double a, double more_n, double more_a)
{
    double b = wfm_erlang_b(n, a);
    double complement = wfm_erlang_b_compl(n, a);
    double slack = TOL_64EPS * (1.0 - wfm_erlang_b_ln(n, a));
    check_true(results, wfm_erlang_b(more_n, a) <= b * (1.0 + slack), "B(%.17g, %.17g) is above B(%.17g)", more_n, a,
               n);
    check_true(results, wfm_erlang_b(n, more_a) >= b * (1.0 - slack), "B(%.17g, %.17g) is below B(., %.17g)", n, more_a,
               a);
    check_true(results, wfm_erlang_b_compl(more_n, a) >= complement * (1.0 - TOL_64EPS),
               "1-B(%.17g, %.17g) is below 1-B(%.17g)", more_n, a, n);
    check_true(results, wfm_erlang_b_compl(n, more_a) <= complement * (1.0 + TOL_64EPS),
               "1-B(%.17g, %.17g) is above 1-B(., %.17g)", n, more_a, a);
}

static void test_order_over_seams(void **state)
{
    (void)state;
    tally results = {.name = "order over consecutive doubles"};
    for (size_t i = 0; i < LENGTH(SERVER_COUNTS); i++) {
        for (size_t j = 0; j < LENGTH(RATIOS); j++) {
            double n = SERVER_COUNTS[i];
            double a = n * RATIOS[j];
            for (int k = -6; k <= 6; k++) {
                check_order(&results, step_by(n, k), a, step_by(n, k + 1), step_by(a, 1));
                check_order(&results, n, step_by(a, k), step_by(n, 1), step_by(a, k + 1));
            }
        }
    }
    tally_finish(&results);
}

/* Steps that are far larger than the errors: the order is strict. */
static void test_order_over_range(void **state)
{
    (void)state;
    tally results = {.name = "order over the range"};
    uint64_t random = 1986;
    for (int i = 0; i < 20000; i++) {
        double n, a;
        random_point(&random, &n, &a);
        double factor = 1.0 + random_log_between(&random, 1e-3, 1.0);
        double ln = wfm_erlang_b_ln(n, a);
        check_true(&results, wfm_erlang_b_ln(n * factor, a) < ln, "ln B(%.17g x %.17g, %.17g)", n, factor, a);
        check_true(&results, wfm_erlang_b_ln(n, a * factor) > ln, "ln B(%.17g, %.17g x %.17g)", n, a, factor);
    }
    tally_finish(&results);
}

/* --- Inverses ----------------------------------------------------------------------------------------------------- */

/* The servers are exact to 1e-12, so B of them is to 1e-12 times what B makes of that. */
static void test_servers_for_blocking_closes(void **state)
{
    (void)state;
    tally results = {.name = "B of the servers for a blocking"};
    uint64_t random = 1912;
    for (int i = 0; i < 5000; i++) {
        double load = random_log_between(&random, 1e-3, 1e7);
        double b = i % 2 == 0 ? random_between(&random, 0.001, 0.999) : random_log_between(&random, 1e-200, 0.5);
        double n = wfm_erlang_b_servers_for_blocking(load, b);
        double slope = -n * wfm_erlang_b_ln_dservers(n, load);
        check_near(&results, wfm_erlang_b(n, load), b, TOL_1E12 * (1.0 + slope), "load %.17g, B %.17g", load, b);
    }
    tally_finish(&results);
}

/* The load is exact to 1e-12 times its condition; below 1e-6 erl also times its exponent, and it may be too small for a
 * double: near 0 it is (b Gamma(n+1))^(1/n). */
static void test_load_for_blocking_closes(void **state)
{
    (void)state;
    tally results = {.name = "B of the load for a blocking"};
    uint64_t random = 1920;
    for (int i = 0; i < 5000; i++) {
        double n = random_log_between(&random, 1e-3, 1e7);
        double b = i % 2 == 0 ? random_between(&random, 0.001, 0.999) : random_log_between(&random, 1e-200, 0.5);
        double a = wfm_erlang_b_load_for_blocking(n, b);
        if ((log(b) + lgamma(n + 1.0)) / n < -700.0) {
            check_between(&results, a, 0.0, 1e-300, "servers %.17g, B %.17g", n, b);
            continue;
        }
        double exponent = a < 1e-6 ? fmax(1.0, -log(a)) : 1.0;
        double slope = a * wfm_erlang_b_ln_dload(n, a);
        check_near(&results, wfm_erlang_b(n, a), b, TOL_1E12 * (1.0 + fmax(1.0, slope)) * exponent,
                   "servers %.17g, B %.17g, load %.17g", n, b, a);
    }
    tally_finish(&results);
}

/* --- What all formulas have in common ----------------------------------------------------------------------------- */

static void test_array_forms(void **state)
{
    (void)state;
    tally results = {.name = "array forms of Erlang B"};
    for (size_t i = 0; i < LENGTH(FORMULAS); i++)
        check_array_form(&results, FORMULAS[i]);
    tally_finish(&results);
}

static void test_any_bits(void **state)
{
    (void)state;
    tally results[LENGTH(FORMULAS)] = {{.name = NULL}};
    for (size_t i = 0; i < LENGTH(FORMULAS); i++) {
        results[i].name = FORMULAS[i]->name;
        bool inverse = strstr(FORMULAS[i]->name, "_for_") != NULL;
        check_any_bits(&results[i], FORMULAS[i], inverse ? 30000 : 100000);
    }
    tally_finish_all(results, LENGTH(FORMULAS));
}

/* Regression: near the largest double the continued fraction's terms overflowed. */
static void test_near_the_largest_double(void **state)
{
    (void)state;
    tally results = {.name = "near the largest double"};
    check_near(&results, wfm_erlang_b(9e307, DBL_MAX), 1 - 9e307 / DBL_MAX, TOL_64EPS,
               "carried is what the servers are");
    check_near(&results, wfm_erlang_b(1e308, 1.5e308), 1.0 / 3, TOL_64EPS, "a third is lost");
    check_between(&results, wfm_erlang_b_ln_dload(9e307, DBL_MAX), 0, 1, "and its derivative is a number");
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_b_reference),
        cmocka_unit_test(test_compl_reference),
        cmocka_unit_test(test_ln_reference),
        cmocka_unit_test(test_ln_dload_reference),
        cmocka_unit_test(test_ln_dservers_reference),
        cmocka_unit_test(test_servers_for_blocking_reference),
        cmocka_unit_test(test_load_for_blocking_reference),
        cmocka_unit_test(test_published),
        cmocka_unit_test(test_b_edges),
        cmocka_unit_test(test_derivative_edges),
        cmocka_unit_test(test_inverse_edges),
        cmocka_unit_test(test_outside_the_domain),
        cmocka_unit_test(test_one_server),
        cmocka_unit_test(test_recursion_in_servers),
        cmocka_unit_test(test_recursion_from_zero),
        cmocka_unit_test(test_complement_and_logarithm),
        cmocka_unit_test(test_derivatives_by_difference),
        cmocka_unit_test(test_order_over_seams),
        cmocka_unit_test(test_order_over_range),
        cmocka_unit_test(test_servers_for_blocking_closes),
        cmocka_unit_test(test_load_for_blocking_closes),
        cmocka_unit_test(test_array_forms),
        cmocka_unit_test(test_any_bits),
        cmocka_unit_test(test_near_the_largest_double),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
