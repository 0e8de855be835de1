/* SPDX-License-Identifier: MIT */
/* Erlang C: reference values, edges, laws that hold between values, array forms, any bits. */
#include "support/check.h"
#include "support/csv.h"
#include "support/formula.h"

#include "wfm/erlang.h"

#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const formula C = {"wfm_erlang_c", "na", 0.0, 1.0, .two = wfm_erlang_c, .two_n = wfm_erlang_c_n};
static const formula COMPL = {"wfm_erlang_c_compl",         "na", 0.0, 1.0, .two = wfm_erlang_c_compl,
                              .two_n = wfm_erlang_c_compl_n};
static const formula LN = {"wfm_erlang_c_ln", "na", -INF, 0.0, .two = wfm_erlang_c_ln, .two_n = wfm_erlang_c_ln_n};
static const formula LN_DLOAD = {"wfm_erlang_c_ln_dload",         "na", 0.0, INF, .two = wfm_erlang_c_ln_dload,
                                 .two_n = wfm_erlang_c_ln_dload_n};
static const formula LN_DSERVERS = {
    "wfm_erlang_c_ln_dservers", "na", -INF, 0.0, .two = wfm_erlang_c_ln_dservers, .two_n = wfm_erlang_c_ln_dservers_n};
static const formula ASA = {"wfm_erlang_c_asa", "na", 0.0, INF, .two = wfm_erlang_c_asa, .two_n = wfm_erlang_c_asa_n};
static const formula WAIT_TAIL = {"wfm_erlang_c_wait_tail",           "nat", 0.0, 1.0, .three = wfm_erlang_c_wait_tail,
                                  .three_n = wfm_erlang_c_wait_tail_n};
static const formula SERVICE_LEVEL = {
    "wfm_erlang_c_service_level",           "nat", 0.0, 1.0, .three = wfm_erlang_c_service_level,
    .three_n = wfm_erlang_c_service_level_n};
static const formula WAIT_QUANTILE = {
    "wfm_erlang_c_wait_quantile",           "nap", 0.0, INF, .three = wfm_erlang_c_wait_quantile,
    .three_n = wfm_erlang_c_wait_quantile_n};
static const formula SERVERS_FOR_WAITING = {
    "wfm_erlang_c_servers_for_waiting",          "ap",      0.0, INF, .two = wfm_erlang_c_servers_for_waiting,
    .two_n = wfm_erlang_c_servers_for_waiting_n, .least = 1};
static const formula SERVERS_FOR_ASA = {
    "wfm_erlang_c_servers_for_asa",          "at",      0.0, INF, .two = wfm_erlang_c_servers_for_asa,
    .two_n = wfm_erlang_c_servers_for_asa_n, .least = 1};
static const formula SERVERS_FOR_SERVICE_LEVEL = {"wfm_erlang_c_servers_for_service_level",
                                                  "atp",
                                                  0.0,
                                                  INF,
                                                  .three = wfm_erlang_c_servers_for_service_level,
                                                  .three_n = wfm_erlang_c_servers_for_service_level_n,
                                                  .least = 1};
static const formula LOAD_FOR_WAITING = {
    "wfm_erlang_c_load_for_waiting",          "np",     0.0, INF, .two = wfm_erlang_c_load_for_waiting,
    .two_n = wfm_erlang_c_load_for_waiting_n, .most = 1};
static const formula LOAD_FOR_ASA = {
    "wfm_erlang_c_load_for_asa",          "nt",     0.0, INF, .two = wfm_erlang_c_load_for_asa,
    .two_n = wfm_erlang_c_load_for_asa_n, .most = 1};
static const formula LOAD_FOR_SERVICE_LEVEL = {"wfm_erlang_c_load_for_service_level",
                                               "ntp",
                                               0.0,
                                               INF,
                                               .three = wfm_erlang_c_load_for_service_level,
                                               .three_n = wfm_erlang_c_load_for_service_level_n,
                                               .most = 1};
static const formula *const FORMULAS[] = {
    &C,
    &COMPL,
    &LN,
    &LN_DLOAD,
    &LN_DSERVERS,
    &ASA,
    &WAIT_TAIL,
    &SERVICE_LEVEL,
    &WAIT_QUANTILE,
    &SERVERS_FOR_WAITING,
    &SERVERS_FOR_ASA,
    &SERVERS_FOR_SERVICE_LEVEL,
    &LOAD_FOR_WAITING,
    &LOAD_FOR_ASA,
    &LOAD_FOR_SERVICE_LEVEL,
};

/* Ratios of load to servers at and near which a method may give way to another, and servers likewise. */
static const double RATIOS[] = {1e-4, 0.1, 0.3, 0.55, 0.6, 0.65, 0.9, 0.99, 0.999999, 1.0};
static const double SERVER_COUNTS[] = {0.1,  0.5,  1.0,  1.5,  2.0,  5.25,    10.0,     18.5, 19.0,      19.5,
                                       20.0, 20.5, 21.0, 30.0, 99.5, 1000.25, 100000.0, 1e6,  5e6 + 0.5, 1e7};

/* --- Reference values --------------------------------------------------------------------------------------------- */

/* To the header's accuracy; below 1e-300, where it ends, to 1e-12. */
static void check_column(const char *column, const formula *of, double ulp)
{
    tally results = {.name = of->name};
    csv *rows = csv_open_vectors("erlang_c.csv");
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

static void test_c_reference(void **state)
{
    (void)state;
    check_column("c", &C, 2.0);
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
    check_column("ln_dload", &LN_DLOAD, 3.0);
}

static void test_ln_dservers_reference(void **state)
{
    (void)state;
    check_column("ln_dservers", &LN_DSERVERS, 6.0);
}

static void test_asa_reference(void **state)
{
    (void)state;
    check_column("asa", &ASA, 3.0);
}

/* The tolerances are the header's. */
static void test_wait_reference(void **state)
{
    (void)state;
    tally tail = {.name = WAIT_TAIL.name};
    tally service_level = {.name = SERVICE_LEVEL.name};
    tally quantile = {.name = WAIT_QUANTILE.name};
    csv *rows = csv_open_vectors("erlang_c.csv");
    while (csv_next(rows)) {
        double n = csv_number(rows, "servers");
        double a = csv_number(rows, "load");
        double t = csv_number(rows, "t");
        double p = csv_number(rows, "p");
        double margin = fabs(csv_number(rows, "ln") - log1p(-p));
        double tail_at_t = csv_number(rows, "wait_tail");
        if (tail_at_t > 1e-300)
            check_ulp(&tail, wfm_erlang_c_wait_tail(n, a, t), tail_at_t, 2.0, "line %zu: %.17g, %.17g, t %.17g",
                      csv_line(rows), n, a, t);
        check_ulp(&service_level, wfm_erlang_c_service_level(n, a, t), csv_number(rows, "service_level"), 4.0,
                  "line %zu: %.17g, %.17g, t %.17g", csv_line(rows), n, a, t);
        check_ulp(&quantile, wfm_erlang_c_wait_quantile(n, a, p), csv_number(rows, "wait_quantile"),
                  5.0 * (1.0 - csv_number(rows, "ln") / margin), "line %zu: %.17g, %.17g, p %.17g", csv_line(rows), n,
                  a, p);
    }
    csv_close(rows);
    tally_finish(&tail);
    tally_finish(&service_level);
    tally_finish(&quantile);
}

/* The rows of one inverse, to 8 ulp times the condition that the file gives (1 for the servers). */
static void check_inverse(const char *function, const formula *of)
{
    tally results = {.name = of->name};
    csv *rows = csv_open_vectors("erlang_inverse.csv");
    while (csv_next(rows)) {
        if (strcmp(csv_text(rows, "function"), function) != 0) continue;
        double given = csv_number(rows, "given");
        double t = csv_number(rows, "t");
        double target = csv_number(rows, "target");
        double got = of->two != NULL ? of->two(given, target) : of->three(given, t, target);
        check_ulp(&results, got, csv_number(rows, "result"), 8.0 * csv_number(rows, "condition"),
                  "line %zu: given %.17g, t %.17g, target %.17g", csv_line(rows), given, t, target);
    }
    csv_close(rows);
    tally_finish(&results);
}

static void test_servers_for_waiting_reference(void **state)
{
    (void)state;
    check_inverse("servers_for_waiting", &SERVERS_FOR_WAITING);
}

static void test_servers_for_asa_reference(void **state)
{
    (void)state;
    check_inverse("servers_for_asa", &SERVERS_FOR_ASA);
}

static void test_servers_for_service_level_reference(void **state)
{
    (void)state;
    check_inverse("servers_for_service_level", &SERVERS_FOR_SERVICE_LEVEL);
}

static void test_load_for_waiting_reference(void **state)
{
    (void)state;
    check_inverse("load_for_waiting", &LOAD_FOR_WAITING);
}

static void test_load_for_asa_reference(void **state)
{
    (void)state;
    check_inverse("load_for_asa", &LOAD_FOR_ASA);
}

static void test_load_for_service_level_reference(void **state)
{
    (void)state;
    check_inverse("load_for_service_level", &LOAD_FOR_SERVICE_LEVEL);
}

/* Gross and Harris 1985, Fundamentals of Queueing Theory, 2nd ed., examples 2.1 and 2.2; Dunlop, Girma and Irvine 1999,
 * Digital Mobile Communications and the TETRA System, app. A.4: table of Erlang C. */
static void test_published(void **state)
{
    (void)state;
    tally results = {.name = "Erlang C as published"};
    check_near(&results, wfm_erlang_c(3.0, 2.0), 4.0 / 9.0, TOL_1E12, "3 servers, 2 erl");
    check_near(&results, wfm_erlang_c_asa(3.0, 2.0), 4.0 / 9.0, TOL_1E12, "3 servers, 2 erl: mean wait");
    check_between(&results, wfm_erlang_c_wait_tail(1.0, 5.0 / 6.0, 6.0), 0.30656615, 0.30656625, "1 server, 5/6 erl");
    check_between(&results, wfm_erlang_c_load_for_waiting(8.0, 0.05), 3.865, 3.875, "8 servers, 5 %%");
    check_between(&results, wfm_erlang_c_load_for_waiting(10.0, 0.01), 4.075, 4.085, "10 servers, 1 %%");
    check_between(&results, wfm_erlang_c_wait_tail(8.0, 3.87, 1.0) / wfm_erlang_c(8.0, 3.87), 0.0155, 0.0165,
                  "8 servers, 3.87 erl: of those who wait, longer than a call");
    tally_finish(&results);
}

/* --- Edges -------------------------------------------------------------------------------------------------------- */

static void check_edges_of(const formula *of, const edge *edges, size_t count)
{
    tally results = {.name = of->name};
    check_edges(&results, of, edges, count);
    tally_finish(&results);
}

static void test_c_edges(void **state)
{
    (void)state;
    static const edge c[] = {
        {{0.0, 0.0}, 1.0}, {{0.0, 5.0}, 1.0},     {{-0.0, 5.0}, 1.0},    {{7.0, 0.0}, 0.0},     {{7.0, -0.0}, 0.0},
        {{7.0, 7.0}, 1.0}, {{7.0, 8.0}, 1.0},     {{7.0, INF}, 1.0},     {{INF, 7.0}, 0.0},     {{INF, 0.0}, 0.0},
        {{0.0, INF}, 1.0}, {{INF, DBL_MAX}, 0.0}, {{1.0, DBL_MAX}, 1.0}, {{DBL_MAX, 1.0}, 0.0},
    };
    static const edge complement[] = {
        {{0.0, 0.0}, 0.0}, {{0.0, 5.0}, 0.0}, {{7.0, 0.0}, 1.0},     {{7.0, 7.0}, 0.0},     {{7.0, 8.0}, 0.0},
        {{7.0, INF}, 0.0}, {{INF, 7.0}, 1.0}, {{INF, DBL_MAX}, 1.0}, {{DBL_MAX, 1.0}, 1.0},
    };
    static const edge ln[] = {
        {{0.0, 0.0}, 0.0}, {{0.0, 5.0}, 0.0}, {{7.0, 0.0}, -INF}, {{7.0, 7.0}, 0.0},
        {{7.0, 8.0}, 0.0}, {{7.0, INF}, 0.0}, {{INF, 7.0}, -INF}, {{INF, 0.0}, -INF},
    };
    check_edges_of(&C, c, LENGTH(c));
    check_edges_of(&COMPL, complement, LENGTH(complement));
    check_edges_of(&LN, ln, LENGTH(ln));
}

static void test_derivative_edges(void **state)
{
    (void)state;
    static const edge dload[] = {
        {{7.0, 7.0}, 0.0}, {{7.0, 8.0}, 0.0}, {{7.0, INF}, 0.0}, {{0.0, 5.0}, 0.0},
        {{7.0, 0.0}, INF}, {{INF, 7.0}, INF}, {{INF, 0.0}, INF},
    };
    static const edge dservers[] = {
        {{7.0, 7.0}, 0.0},  {{7.0, 8.0}, 0.0},  {{7.0, INF}, 0.0},  {{0.0, 5.0}, 0.0},
        {{7.0, 0.0}, -INF}, {{INF, 7.0}, -INF}, {{INF, 0.0}, -INF},
    };
    check_edges_of(&LN_DLOAD, dload, LENGTH(dload));
    check_edges_of(&LN_DSERVERS, dservers, LENGTH(dservers));
}

static void test_wait_edges(void **state)
{
    (void)state;
    static const edge asa[] = {
        {{7.0, 0.0}, 0.0}, {{7.0, 7.0}, INF}, {{7.0, 8.0}, INF}, {{7.0, INF}, INF},
        {{INF, 7.0}, 0.0}, {{0.0, 0.0}, INF}, {{0.0, 5.0}, INF},
    };
    static const edge tail[] = {
        {{7.0, 7.0, 1.0}, 1.0}, {{7.0, 8.0, INF}, 1.0}, {{7.0, INF, 1.0}, 1.0},
        {{7.0, 5.0, INF}, 0.0}, {{7.0, 0.0, 0.0}, 0.0}, {{INF, 7.0, 0.0}, 0.0},
        {{0.0, 0.0, 1.0}, 1.0}, {{7.0, 0.0, INF}, 0.0}, {{INF, 7.0, INF}, 0.0},
    };
    static const edge service_level[] = {
        {{7.0, 7.0, 1.0}, 0.0}, {{7.0, 8.0, INF}, 0.0}, {{7.0, INF, 1.0}, 0.0}, {{7.0, 5.0, INF}, 1.0},
        {{7.0, 0.0, 0.0}, 1.0}, {{INF, 7.0, 0.0}, 1.0}, {{0.0, 0.0, 1.0}, 0.0},
    };
    static const edge quantile[] = {
        {{7.0, 5.0, 0.0}, 0.0}, {{7.0, 8.0, 0.0}, 0.0}, {{7.0, 5.0, 1.0}, INF},       {{7.0, 7.0, 0.5}, INF},
        {{7.0, 8.0, 1.0}, INF}, {{7.0, 0.0, 0.5}, 0.0}, {{INF, 7.0, 0.5}, 0.0},       {{7.0, INF, 0.5}, INF},
        {{0.0, 0.0, 0.5}, INF}, {{0.0, 0.0, 0.0}, 0.0}, {{0.0, 5.0, 0x1p-1074}, INF},
    };
    check_edges_of(&ASA, asa, LENGTH(asa));
    check_edges_of(&WAIT_TAIL, tail, LENGTH(tail));
    check_edges_of(&SERVICE_LEVEL, service_level, LENGTH(service_level));
    check_edges_of(&WAIT_QUANTILE, quantile, LENGTH(quantile));
}

static void test_servers_edges(void **state)
{
    (void)state;
    static const edge waiting[] = {
        {{5.0, 1.0}, 5.0}, {{5.0, 0.0}, INF}, {{0.0, 0.5}, 0.0},
        {{0.0, 1.0}, 0.0}, {{INF, 0.5}, INF}, {{INF, 0.0}, INF},
    };
    static const edge asa[] = {
        {{5.0, INF}, 5.0}, {{5.0, 0.0}, INF}, {{0.0, 0.5}, 0.0},
        {{0.0, INF}, 0.0}, {{INF, 0.5}, INF}, {{INF, 0.0}, INF},
    };
    static const edge service_level[] = {
        {{5.0, 0.1, 0.0}, 5.0}, {{5.0, 0.1, 1.0}, INF}, {{0.0, 0.1, 0.5}, 0.0}, {{INF, 0.1, 0.5}, INF},
        {{5.0, 0.0, 1.0}, INF}, {{5.0, 0.0, 0.0}, 5.0}, {{5.0, INF, 0.5}, 5.0}, {{INF, 0.1, 1.0}, INF},
    };
    check_edges_of(&SERVERS_FOR_WAITING, waiting, LENGTH(waiting));
    check_edges_of(&SERVERS_FOR_ASA, asa, LENGTH(asa));
    check_edges_of(&SERVERS_FOR_SERVICE_LEVEL, service_level, LENGTH(service_level));
}

static void test_load_edges(void **state)
{
    (void)state;
    static const edge waiting[] = {
        {{5.0, 0.0}, 0.0}, {{5.0, 1.0}, 5.0}, {{0.0, 0.5}, 0.0}, {{0.0, 1.0}, 0.0}, {{INF, 0.5}, INF},
    };
    static const edge asa[] = {
        {{5.0, 0.0}, 0.0}, {{5.0, INF}, 5.0}, {{0.0, 0.5}, 0.0}, {{0.0, INF}, 0.0}, {{INF, 0.5}, INF},
    };
    static const edge service_level[] = {
        {{5.0, 0.1, 1.0}, 0.0}, {{5.0, 0.1, 0.0}, 5.0}, {{0.0, 0.1, 0.5}, 0.0}, {{INF, 0.1, 0.5}, INF},
        {{5.0, 0.0, 1.0}, 0.0}, {{5.0, 0.0, 0.0}, 5.0}, {{5.0, INF, 0.5}, 5.0},
    };
    check_edges_of(&LOAD_FOR_WAITING, waiting, LENGTH(waiting));
    check_edges_of(&LOAD_FOR_ASA, asa, LENGTH(asa));
    check_edges_of(&LOAD_FOR_SERVICE_LEVEL, service_level, LENGTH(service_level));
}

/* Each argument in turn is bad, the others good and then at their edges. */
static void test_outside_the_domain(void **state)
{
    (void)state;
    tally results = {.name = "Erlang C outside its domain"};
    static const double bad[] = {-1.0, -0x1p-1074, -DBL_MAX, -INF, QUIET_NAN, 1.0 + 0x1p-52};
    static const double others[] = {0.5, 0.0, 1.0, INF};
    for (size_t i = 0; i < LENGTH(FORMULAS); i++) {
        const formula *of = FORMULAS[i];
        for (size_t j = 0; j < strlen(of->arguments) * LENGTH(bad) * LENGTH(others); j++) {
            double other = others[j % LENGTH(others)];
            double x[3] = {other, other, fmin(other, 1.0)};
            x[j / LENGTH(others) / LENGTH(bad)] = bad[j / LENGTH(others) % LENGTH(bad)];
            if (formula_has(of, x)) continue;
            check_true(&results, isnan(formula_at(of, x)), "%s(%g, %g, %g) is not NaN", of->name, x[0], x[1], x[2]);
        }
    }
    tally_finish(&results);
}

/* One server: C = a, ASA = a/(1-a), over the whole range of doubles. */
static void test_one_server(void **state)
{
    (void)state;
    tally results = {.name = "one server"};
    for (int exponent = -1000; exponent < 0; exponent++) {
        double a = ldexp(1.375, exponent);
        check_near(&results, wfm_erlang_c(1.0, a), a, TOL_1E12, "C(1, %a)", a);
        check_near(&results, wfm_erlang_c_compl(1.0, a), 1.0 - a, TOL_1E12, "1 - C(1, %a)", a);
        check_near(&results, wfm_erlang_c_ln(1.0, a), log(a), TOL_1E12, "ln C(1, %a)", a);
        check_near(&results, wfm_erlang_c_ln_dload(1.0, a), 1.0 / a, TOL_1E12, "d ln C/da at (1, %a)", a);
        check_near(&results, wfm_erlang_c_asa(1.0, a), a / (1.0 - a), TOL_1E12, "ASA(1, %a)", a);
    }
    tally_finish(&results);
}

/* --- The same thing in two ways ----------------------------------------------------------------------------------- */

static void random_point(uint64_t *random, double *n, double *a)
{
    *n = random_log_between(random, 0.01, 1e7);
    switch (random_word(random) % 3u) {
    case 0: *a = *n * random_log_between(random, 1e-3, 1.0); break;
    case 1: *a = *n - random_between(random, 0.0, 6.0) * sqrt(*n); break;
    default: *a = *n * (1.0 - random_log_between(random, 1e-12, 0.5));
    }
    if (*a < 1e-6) *a = *n / 2.0;
}

/* C = n B / ((n - a) + a B), and B <= C <= 1. */
static void test_from_erlang_b(void **state)
{
    (void)state;
    tally results = {.name = "Erlang C from Erlang B"};
    uint64_t random = 1917;
    for (int i = 0; i < 20000; i++) {
        double n, a;
        random_point(&random, &n, &a);
        double b = wfm_erlang_b(n, a);
        double c = wfm_erlang_c(n, a);
        check_near(&results, c, n * b / (n - a + a * b), 3.0 * TOL_1E12, "C, n %.17g, a %.17g", n, a);
        check_near(&results, wfm_erlang_c_compl(n, a), (n - a) * wfm_erlang_b_compl(n, a) / (n - a + a * b),
                   3.0 * TOL_1E12, "1 - C, n %.17g, a %.17g", n, a);
        check_between(&results, c, b * (1.0 - TOL_1E12), 1.0, "B <= C <= 1, n %.17g, a %.17g", n, a);
    }
    tally_finish(&results);
}

static void test_complement_and_logarithm(void **state)
{
    (void)state;
    tally results = {.name = "C, 1 - C, ln C and the wait"};
    uint64_t random = 1953;
    for (int i = 0; i < 20000; i++) {
        double n, a;
        random_point(&random, &n, &a);
        double c = wfm_erlang_c(n, a);
        double ln = wfm_erlang_c_ln(n, a);
        double t = random_log_between(&random, 1e-3, 10.0) / (n - a);
        double tail = wfm_erlang_c_wait_tail(n, a, t);
        check_near(&results, c + wfm_erlang_c_compl(n, a), 1.0, TOL_1E12, "C + (1 - C), n %.17g, a %.17g", n, a);
        if (c > DBL_MIN) check_near(&results, exp(ln), c, TOL_1E12 * (1.0 - ln), "exp(ln C), n %.17g, a %.17g", n, a);
        check_near(&results, wfm_erlang_c_asa(n, a), c / (n - a), 2.0 * TOL_1E12, "ASA, n %.17g, a %.17g", n, a);
        check_near(&results, tail + wfm_erlang_c_service_level(n, a, t), 1.0, TOL_1E12,
                   "tail + service level, n %.17g, a %.17g, t %.17g", n, a, t);
        check_near(&results, tail, c * exp(-(n - a) * t), 2.0 * TOL_1E12 + 2.0 * TOL_1EPS * (n - a) * t,
                   "tail, n %.17g, a %.17g, t %.17g", n, a, t);
    }
    tally_finish(&results);
}

/* P(W > t) = 1 - p at the quantile: its error 1e-12 max(1, 1/margin) times the exponent, which is the margin. */
static void test_quantile_inverts_tail(void **state)
{
    (void)state;
    tally results = {.name = "tail at the quantile"};
    uint64_t random = 1961;
    for (int i = 0; i < 20000; i++) {
        double n, a;
        random_point(&random, &n, &a);
        double p = 1.0 - random_log_between(&random, 1e-15, 1.0);
        double t = wfm_erlang_c_wait_quantile(n, a, p);
        double margin = wfm_erlang_c_ln(n, a) - log1p(-p);
        if (margin <= 0.0) {
            check_between(&results, t * (n - a), 0.0, TOL_1E12, "C below 1 - p, n %.17g, a %.17g, p %.17g", n, a, p);
            continue;
        }
        check_near(&results, wfm_erlang_c_wait_tail(n, a, t), 1.0 - p, TOL_1E12 * (1.0 + fmax(1.0, margin)),
                   "n %.17g, a %.17g, p %.17g", n, a, p);
    }
    tally_finish(&results);
}

/* Fourth-order central difference of ln C along (dn, da), steps relative to the free servers. */
static double slope_of_ln(double n, double a, double dn, double da, double step)
{
    double d[2];
    for (int i = 0; i < 2; i++) {
        double h = i == 0 ? step : step / 2.0;
        double up = wfm_erlang_c_ln(n + dn * h, a + da * h);
        double down = wfm_erlang_c_ln(n - dn * h, a - da * h);
        d[i] = (up - down) / (2.0 * h);
    }
    return (4.0 * d[1] - d[0]) / 3.0;
}

static void test_derivatives_by_difference(void **state)
{
    (void)state;
    tally results = {.name = "derivatives against differences of ln C"};
    uint64_t random = 1974;
    for (int i = 0; i < 4000; i++) {
        double n = random_log_between(&random, 0.1, 1e4);
        double a = n * random_between(&random, 0.1, 0.98);
        double step = 0.01 * fmin(fmin(a, n - a), sqrt(n));
        check_near(&results, wfm_erlang_c_ln_dload(n, a), slope_of_ln(n, a, 0.0, 1.0, step), TOL_1E6,
                   "load, n %.17g, a %.17g", n, a);
        check_near(&results, wfm_erlang_c_ln_dservers(n, a), slope_of_ln(n, a, 1.0, 0.0, step), TOL_1E6,
                   "servers, n %.17g, a %.17g", n, a);
    }
    tally_finish(&results);
}

/* --- Order -------------------------------------------------------------------------------------------------------- */

/* More servers wait less and more load waits more. Over one double the result may fall back by a few units in the last
 * place, where methods meet or where it hardly moves. */
static void check_order(tally *results, double n, double a, double more_n, double more_a)
{
    double c = wfm_erlang_c(n, a);
    double complement = wfm_erlang_c_compl(n, a);
    double slack = TOL_64EPS * (1.0 - wfm_erlang_c_ln(n, a));
    check_true(results, wfm_erlang_c(more_n, a) <= c * (1.0 + slack), "C(%.17g, %.17g) is above C(%.17g)", more_n, a,
               n);
    check_true(results, wfm_erlang_c(n, more_a) >= c * (1.0 - slack), "C(%.17g, %.17g) is below C(., %.17g)", n, more_a,
               a);
    check_true(results, wfm_erlang_c_compl(more_n, a) >= complement * (1.0 - TOL_64EPS),
               "1-C(%.17g, %.17g) is below 1-C(%.17g)", more_n, a, n);
    check_true(results, wfm_erlang_c_compl(n, more_a) <= complement * (1.0 + TOL_64EPS),
               "1-C(%.17g, %.17g) is above 1-C(., %.17g)", n, more_a, a);
    check_true(results, wfm_erlang_c_asa(more_n, a) <= wfm_erlang_c_asa(n, a) * (1.0 + slack), "ASA(%.17g, %.17g)",
               more_n, a);
    check_true(results, wfm_erlang_c_asa(n, more_a) >= wfm_erlang_c_asa(n, a) * (1.0 - slack), "ASA(%.17g, %.17g)", n,
               more_a);
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

/* Steps that are far larger than the errors: the order is strict, but where the result rounds to 0 or to 1. */
static void test_order_over_range(void **state)
{
    (void)state;
    tally results = {.name = "order over the range"};
    uint64_t random = 1986;
    for (int i = 0; i < 20000; i++) {
        double n, a;
        random_point(&random, &n, &a);
        double factor = 1.0 + random_log_between(&random, 1e-3, 1.0);
        double t = random_log_between(&random, 1e-3, 1.0) / (n - a);
        double ln = wfm_erlang_c_ln(n, a);
        check_true(&results, wfm_erlang_c_ln(n * factor, a) < ln, "ln C(%.17g x %.17g, %.17g)", n, factor, a);
        check_true(&results, wfm_erlang_c_ln(n, a / factor) < ln, "ln C(%.17g, %.17g / %.17g)", n, a, factor);
        check_true(&results, wfm_erlang_c_asa(n * factor, a) <= wfm_erlang_c_asa(n, a), "ASA(%.17g x %.17g, %.17g)", n,
                   factor, a);
        check_true(&results, wfm_erlang_c_wait_tail(n * factor, a, t) <= wfm_erlang_c_wait_tail(n, a, t),
                   "tail (%.17g x %.17g, %.17g, %.17g)", n, factor, a, t);
        check_true(&results,
                   wfm_erlang_c_service_level(n * factor, a, t) >=
                       wfm_erlang_c_service_level(n, a, t) * (1.0 - TOL_4EPS),
                   "service level (%.17g x %.17g, %.17g, %.17g)", n, factor, a, t);
    }
    tally_finish(&results);
}

/* --- Inverses ----------------------------------------------------------------------------------------------------- */

/* The servers are exact to 1e-12, so a quantity of them is to 1e-12 times (1 + n times the slope of its logarithm); the
 * quantity is taken as its complement where that is the smaller. */
static void test_servers_close(void **state)
{
    (void)state;
    tally results = {.name = "C, ASA and tail of the servers for them"};
    uint64_t random = 1912;
    for (int i = 0; i < 3000; i++) {
        double a = random_log_between(&random, 1e-3, 1e6);
        double p = i % 2 == 0 ? random_between(&random, 0.01, 0.5) : random_log_between(&random, 1e-100, 0.5);
        double n = wfm_erlang_c_servers_for_waiting(a, p);
        check_near(&results, wfm_erlang_c(n, a), p, TOL_1E12 * (1.0 - n * wfm_erlang_c_ln_dservers(n, a)),
                   "waiting, load %.17g, p %.17g", a, p);
        double asa = random_log_between(&random, 1e-9, 10.0);
        n = wfm_erlang_c_servers_for_asa(a, asa);
        check_near(&results, wfm_erlang_c_asa(n, a), asa,
                   TOL_1E12 * (1.0 + n / (n - a) - n * wfm_erlang_c_ln_dservers(n, a)), "ASA, load %.17g, ASA %.17g", a,
                   asa);
        double t = random_log_between(&random, 1e-4, 1.0);
        double target = random_between(&random, 0.5, 0.999);
        n = wfm_erlang_c_servers_for_service_level(a, t, target);
        check_near(&results, wfm_erlang_c_wait_tail(n, a, t), 1.0 - target,
                   TOL_1E12 * (1.0 + n * t - n * wfm_erlang_c_ln_dservers(n, a)),
                   "service level, load %.17g, t %.17g, target %.17g", a, t, target);
    }
    tally_finish(&results);
}

/* The loads are exact to 1e-12 times their condition, so a quantity of them is to 1e-12 times max(1, 1/condition). */
static void test_loads_close(void **state)
{
    (void)state;
    tally results = {.name = "C, ASA and tail of the load for them"};
    uint64_t random = 1920;
    for (int i = 0; i < 3000; i++) {
        double n = random_log_between(&random, 0.5, 1e6);
        double p = i % 2 == 0 ? random_between(&random, 0.01, 0.5) : random_log_between(&random, 1e-6, 0.5);
        double a = wfm_erlang_c_load_for_waiting(n, p);
        check_near(&results, wfm_erlang_c(n, a), p, TOL_1E12 * (1.0 + fmax(1.0, a * wfm_erlang_c_ln_dload(n, a))),
                   "waiting, servers %.17g, p %.17g", n, p);
        double asa = random_log_between(&random, 1e-6, 10.0) / n;
        a = wfm_erlang_c_load_for_asa(n, asa);
        check_near(&results, wfm_erlang_c_asa(n, a), asa,
                   TOL_1E12 * (1.0 + fmax(1.0, a / (n - a) + a * wfm_erlang_c_ln_dload(n, a))),
                   "ASA, servers %.17g, ASA %.17g", n, asa);
        double t = random_log_between(&random, 1e-4, 1.0);
        double target = random_between(&random, 0.5, 0.999);
        a = wfm_erlang_c_load_for_service_level(n, t, target);
        check_near(&results, wfm_erlang_c_wait_tail(n, a, t), 1.0 - target,
                   TOL_1E12 * (1.0 + fmax(1.0, a * t + a * wfm_erlang_c_ln_dload(n, a))),
                   "service level, servers %.17g, t %.17g, target %.17g", n, t, target);
    }
    tally_finish(&results);
}

/* --- What all formulas have in common ----------------------------------------------------------------------------- */

static void test_array_forms(void **state)
{
    (void)state;
    tally results = {.name = "array forms of Erlang C"};
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_c_reference),
        cmocka_unit_test(test_compl_reference),
        cmocka_unit_test(test_ln_reference),
        cmocka_unit_test(test_ln_dload_reference),
        cmocka_unit_test(test_ln_dservers_reference),
        cmocka_unit_test(test_asa_reference),
        cmocka_unit_test(test_wait_reference),
        cmocka_unit_test(test_servers_for_waiting_reference),
        cmocka_unit_test(test_servers_for_asa_reference),
        cmocka_unit_test(test_servers_for_service_level_reference),
        cmocka_unit_test(test_load_for_waiting_reference),
        cmocka_unit_test(test_load_for_asa_reference),
        cmocka_unit_test(test_load_for_service_level_reference),
        cmocka_unit_test(test_published),
        cmocka_unit_test(test_c_edges),
        cmocka_unit_test(test_derivative_edges),
        cmocka_unit_test(test_wait_edges),
        cmocka_unit_test(test_servers_edges),
        cmocka_unit_test(test_load_edges),
        cmocka_unit_test(test_outside_the_domain),
        cmocka_unit_test(test_one_server),
        cmocka_unit_test(test_from_erlang_b),
        cmocka_unit_test(test_complement_and_logarithm),
        cmocka_unit_test(test_quantile_inverts_tail),
        cmocka_unit_test(test_derivatives_by_difference),
        cmocka_unit_test(test_order_over_seams),
        cmocka_unit_test(test_order_over_range),
        cmocka_unit_test(test_servers_close),
        cmocka_unit_test(test_loads_close),
        cmocka_unit_test(test_array_forms),
        cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
