/* SPDX-License-Identifier: MIT */
/* Erlang A: reference values, edges, laws that hold between values, array forms, any bits. */
#include "support/check.h"
#include "support/csv.h"
#include "support/formula.h"

#include "wfm/erlang.h"

#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))
#define AT_FORMAT "servers %.17g, load %.17g, patience %.17g, t %.17g"
#define AT_OF(x) (x)[0], (x)[1], (x)[2], (x)[3]

#define SHARE(of)                                                                                                      \
    {                                                                                                                  \
        .name = #of, .arguments = "nat", .high = 1.0, .three = of, .three_n = of##_n                                   \
    }
#define TIMED(of)                                                                                                      \
    {                                                                                                                  \
        .name = #of, .arguments = "natt", .high = 1.0, .four = of, .four_n = of##_n                                    \
    }

static const formula WAITING = SHARE(wfm_erlang_a_waiting);
static const formula WAITING_COMPL = SHARE(wfm_erlang_a_waiting_compl);
static const formula ABANDONMENT = SHARE(wfm_erlang_a_abandonment);
static const formula ANSWERED = SHARE(wfm_erlang_a_answered);
static const formula WAIT_MEAN = {"wfm_erlang_a_wait_mean",
                                  "nat",
                                  0.0,
                                  INF,
                                  .three = wfm_erlang_a_wait_mean,
                                  .three_n = wfm_erlang_a_wait_mean_n,
                                  .most = 3};
static const formula QUEUE_MEAN = {
    "wfm_erlang_a_queue_mean", "nat", 0.0, INF, .three = wfm_erlang_a_queue_mean, .three_n = wfm_erlang_a_queue_mean_n};
static const formula WAIT_TAIL = TIMED(wfm_erlang_a_wait_tail);
static const formula OFFERED_WAIT_TAIL = TIMED(wfm_erlang_a_offered_wait_tail);
static const formula LEVEL_ANSWERED = TIMED(wfm_erlang_a_service_level_answered);
static const formula LEVEL_OFFERED = TIMED(wfm_erlang_a_service_level_offered);
static const formula LEVEL_SL2 = TIMED(wfm_erlang_a_service_level_sl2);
static const formula LEVEL_EXCLUDING = TIMED(wfm_erlang_a_service_level_excluding_abandoned);
static const formula LEVEL_VIRTUAL = TIMED(wfm_erlang_a_service_level_virtual);
static const formula PATIENCE = {
    "wfm_erlang_a_patience_for_abandonment",           "nap", 0.0, INF, .three = wfm_erlang_a_patience_for_abandonment,
    .three_n = wfm_erlang_a_patience_for_abandonment_n};
static const formula *const FORMULAS[] = {
    &WAITING,           &WAITING_COMPL,  &ABANDONMENT,   &ANSWERED,  &WAIT_MEAN,       &QUEUE_MEAN,    &WAIT_TAIL,
    &OFFERED_WAIT_TAIL, &LEVEL_ANSWERED, &LEVEL_OFFERED, &LEVEL_SL2, &LEVEL_EXCLUDING, &LEVEL_VIRTUAL, &PATIENCE,
};
static const formula *const LEVELS[] = {&LEVEL_ANSWERED, &LEVEL_OFFERED, &LEVEL_SL2, &LEVEL_EXCLUDING, &LEVEL_VIRTUAL};

/* Tolerances. A share of 1 - P(W > 0) that is small is known to its logarithm, and so is a tail; a service level is
 * known absolutely, and where it is small also relatively. */
static const double WAITING_ULP = 4.0;
static const double ANSWERED_ULP = 6.0;
static const double SHARE_ULP = 8.0; /* of the other shares and means */
static const double TAIL_RELATIVE = 2e-15;
static const double LEVEL_ABSOLUTE = 4e-16;
static const double LEVEL_ULP = 32.0;      /* below 1/2 */
static const double LEAST_RESULT = 1e-300; /* below which the accuracies in ulp do not hold */
static const double PI = 3.1415926535897932;

/* Servers, ratios of load to servers and patience at and near which a method may give way to another. */
static const double SERVER_COUNTS[] = {0.1, 0.5, 1.0, 1.5, 7.0, 19.5, 20.0, 25.0, 99.5, 200.0, 1000.25, 50000.0, 1e6};
static const double RATIOS[] = {0.1, 0.3, 0.6, 0.95, 1.0, 1.05, 1.4, 3.0};

/* --- Reference values --------------------------------------------------------------------------------------------- */

static void check_share(tally *results, double got, double expected, double ulp, const csv *rows, const double *x)
{
    if (fabs(expected) > LEAST_RESULT)
        check_ulp(results, got, expected, ulp, "line %zu: " AT_FORMAT, csv_line(rows), AT_OF(x));
    else
        check_near(results, got, expected, TOL_1E12, "line %zu: " AT_FORMAT, csv_line(rows), AT_OF(x));
}

static void read_arguments(const csv *rows, double x[MOST_ARGUMENTS])
{
    x[0] = csv_number(rows, "servers");
    x[1] = csv_number(rows, "load");
    x[2] = csv_number(rows, "patience");
    x[3] = csv_number(rows, "t");
}

static void check_column(const char *column, const formula *of, double ulp)
{
    tally results = {.name = of->name};
    csv *rows = csv_open_vectors("erlang_a.csv");
    while (csv_next(rows)) {
        double x[MOST_ARGUMENTS];
        read_arguments(rows, x);
        check_share(&results, formula_at(of, x), csv_number(rows, column), ulp, rows, x);
    }
    csv_close(rows);
    tally_finish(&results);
}

static void test_waiting_reference(void **state)
{
    (void)state;
    check_column("waiting", &WAITING, WAITING_ULP);
}

static void test_waiting_compl_reference(void **state)
{
    (void)state;
    tally results = {.name = WAITING_COMPL.name};
    csv *rows = csv_open_vectors("erlang_a.csv");
    while (csv_next(rows)) {
        double x[MOST_ARGUMENTS];
        read_arguments(rows, x);
        double expected = csv_number(rows, "waiting_compl");
        double ulp = expected > LEAST_RESULT ? SHARE_ULP * fmax(1.0, -log(expected)) : SHARE_ULP;
        check_share(&results, wfm_erlang_a_waiting_compl(x[0], x[1], x[2]), expected, ulp, rows, x);
    }
    csv_close(rows);
    tally_finish(&results);
}

static void test_abandonment_reference(void **state)
{
    (void)state;
    check_column("abandonment", &ABANDONMENT, SHARE_ULP);
}

static void test_answered_reference(void **state)
{
    (void)state;
    check_column("answered", &ANSWERED, ANSWERED_ULP);
}

static void test_wait_mean_reference(void **state)
{
    (void)state;
    check_column("wait_mean", &WAIT_MEAN, SHARE_ULP);
}

static void test_queue_mean_reference(void **state)
{
    (void)state;
    check_column("queue_mean", &QUEUE_MEAN, SHARE_ULP);
}

static void check_tail_column(const char *column, const formula *of)
{
    tally results = {.name = of->name};
    csv *rows = csv_open_vectors("erlang_a.csv");
    while (csv_next(rows)) {
        double x[MOST_ARGUMENTS];
        read_arguments(rows, x);
        double expected = csv_number(rows, column);
        double exponent = -log(fmax(expected, LEAST_RESULT));
        check_near(&results, formula_at(of, x), expected, TAIL_RELATIVE * (1.0 + exponent), "line %zu: " AT_FORMAT,
                   csv_line(rows), AT_OF(x));
    }
    csv_close(rows);
    tally_finish(&results);
}

static void test_wait_tail_reference(void **state)
{
    (void)state;
    check_tail_column("wait_tail", &WAIT_TAIL);
}

static void test_offered_wait_tail_reference(void **state)
{
    (void)state;
    check_tail_column("offered_wait_tail", &OFFERED_WAIT_TAIL);
}

static void check_level_columns(const char *const columns[LENGTH(LEVELS)], tally results[LENGTH(LEVELS)])
{
    csv *rows = csv_open_vectors("erlang_a.csv");
    while (csv_next(rows)) {
        double x[MOST_ARGUMENTS];
        read_arguments(rows, x);
        for (size_t i = 0; i < LENGTH(LEVELS); i++) {
            double expected = csv_number(rows, columns[i]);
            double got = formula_at(LEVELS[i], x);
            check_near(&results[i], 1.0 + (got - expected), 1.0, LEVEL_ABSOLUTE, "line %zu, absolute: " AT_FORMAT,
                       csv_line(rows), AT_OF(x));
            bool loaded = x[1] * exp(-x[3] / x[2]) > x[0]; /* the load that is left exceeds the servers */
            bool small = expected > LEAST_RESULT && expected < 0.5;
            if (small && loaded)
                check_ulp(&results[i], got, expected, LEVEL_ULP, "line %zu: " AT_FORMAT, csv_line(rows), AT_OF(x));
        }
    }
    csv_close(rows);
}

static void test_level_reference(void **state)
{
    (void)state;
    static const char *const columns[] = {"sl_answered", "sl_offered", "sl_sl2", "sl_excluding", "sl_virtual"};
    tally results[LENGTH(LEVELS)] = {{.name = NULL}};
    for (size_t i = 0; i < LENGTH(LEVELS); i++)
        results[i].name = LEVELS[i]->name;
    check_level_columns(columns, results);
    tally_finish_all(results, LENGTH(LEVELS));
}

/* --- Published ---------------------------------------------------------------------------------------------------- */

/* 50 agents, calls of a minute, patience of two, answers within 20 s; and 9,800 agents, calls of five minutes and
 * patience of three. Figures to the digits printed. */
static void test_published(void **state)
{
    (void)state;
    static const double offered[] = {.70241189, .76474679, .81756618, .86091887, .89551415, .92245829, .94301895};
    tally results = {.name = "Erlang A as published"};
    check_between(&results, wfm_erlang_a_abandonment(50, 48, 2), 0.03085, 0.03095, "50 agents, 48 erl: lost");
    check_between(&results, 60 * wfm_erlang_a_wait_mean(50, 48, 2), 3.705, 3.715, "50 agents, 48 erl: mean wait");
    for (size_t i = 0; i < LENGTH(offered); i++) {
        double agents = 44 + (double)i;
        double level = wfm_erlang_a_service_level_offered(agents, 48, 2, 20.0 / 60);
        check_between(&results, level, offered[i] - 5e-9, offered[i] + 5e-9, "%g agents, 48 erl: offered", agents);
    }
    double t = 20.0 / 60;
    check_between(&results, wfm_erlang_a_abandonment(50, 55, 2), .102080185, .102080195, "50 agents, 55 erl: lost");
    check_between(&results, wfm_erlang_a_service_level_offered(50, 55, 2, t), .692264085, .692264095, "offered");
    check_between(&results, wfm_erlang_a_service_level_virtual(50, 55, 2, t), .741787355, .741787365, "virtual");
    check_between(&results, wfm_erlang_a_service_level_answered(50, 55, 2, t), .770964265, .770964275, "answered");
    check_between(&results, wfm_erlang_a_waiting(9800, 1e4, 0.6), .93613527785, .93613527795, "9800 agents: waiting");
    check_between(&results, wfm_erlang_a_abandonment(9800, 1e4, 0.6), .020238958235, .020238958245, "lost");
    check_between(&results, 300 * wfm_erlang_a_wait_mean(9800, 1e4, 0.6), 3.6430124835, 3.6430124845, "mean wait");
    tally_finish(&results);
}

/* What the rounding of 1/theta to a double does to a formula, relative to it: its slope, as a difference, times half a
 * unit of the patience. */
static double of_patience(const formula *of, const double *x)
{
    double more[MOST_ARGUMENTS];
    memcpy(more, x, sizeof more);
    more[2] = x[2] * (1.0 + 0x1p-20);
    double value = formula_at(of, x);
    return value > 0.0 ? fabs(formula_at(of, more) / value - 1.0) * 0x1p20 * 0x1p-53 : 0.0;
}

/* Rates of 1 service; a service level of the rows below 1e-50 is not given. The tolerances are those above, and the
 * patience is rounded: theta is what is exact there. */
static void test_computed(void **state)
{
    (void)state;
    static const struct {
        const char *column;
        const formula *of;
        bool is_tail;
    } columns[] = {
        {"P_wait", &WAITING, false},
        {"P_ab", &ABANDONMENT, false},
        {"E_W", &WAIT_MEAN, false},
        {"Lq", &QUEUE_MEAN, false},
        {"P_V_gt_t", &OFFERED_WAIT_TAIL, true},
        {"P_W_gt_t", &WAIT_TAIL, true},
        {"SL_served_over_offered", &LEVEL_OFFERED, false},
        {"SL_served_over_served", &LEVEL_ANSWERED, false},
        {"SL_wait_le_t", &LEVEL_SL2, false},
        {"SL_excl_short_abandons", &LEVEL_EXCLUDING, false},
    };
    csv *rows = csv_open_extra("computed_erlang_a.csv");
    tally results[LENGTH(columns)] = {{.name = NULL}};
    for (size_t i = 0; i < LENGTH(columns); i++)
        results[i].name = columns[i].column;
    size_t used = 0;
    while (csv_next(rows)) {
        if (csv_number(rows, "mu") != 1.0) continue;
        used++;
        const double x[MOST_ARGUMENTS] = {csv_number(rows, "n"), csv_number(rows, "lam"),
                                          1.0 / csv_number(rows, "theta"), csv_number(rows, "t")};
        for (size_t i = 0; i < LENGTH(columns); i++) {
            double expected = csv_number(rows, columns[i].column);
            if (!(expected > LEAST_RESULT)) continue;
            double own = columns[i].is_tail ? TAIL_RELATIVE * (1.0 - log(expected)) : LEVEL_ULP * DBL_EPSILON;
            check_near(&results[i], formula_at(columns[i].of, x), expected, own + of_patience(columns[i].of, x),
                       "%s, line %zu", csv_text(rows, "id"), csv_line(rows));
        }
    }
    csv_close(rows);
    check_true(&results[0], used == 314, "%zu rows, not 314", used);
    tally_finish_all(results, LENGTH(columns));
}

/* A number or a quotient of two. */
static double quotient(const csv *rows, const char *column)
{
    char *end;
    double value = strtod(csv_text(rows, column), &end);
    if (*end == '/') value /= strtod(end + 1, &end);
    if (*end != '\0') fail_msg("line %zu: %s is no number", csv_line(rows), column);
    return value;
}

/* One of the figures that others print of n, a, patience and t, in their unit of time. */
static double printed_figure(const char *quantity, const double *x, double service)
{
    if (strcmp(quantity, "pw") == 0) return wfm_erlang_a_waiting(x[0], x[1], x[2]);
    if (strcmp(quantity, "pab") == 0) return wfm_erlang_a_abandonment(x[0], x[1], x[2]);
    if (strcmp(quantity, "ew") == 0) return wfm_erlang_a_wait_mean(x[0], x[1], x[2]) / service;
    if (strcmp(quantity, "occ") == 0) return x[1] / x[0] * wfm_erlang_a_answered(x[0], x[1], x[2]);
    if (strcmp(quantity, "sl_served_over_offered") == 0)
        return wfm_erlang_a_service_level_offered(x[0], x[1], x[2], x[3]);
    return QUIET_NAN;
}

static void test_published_by_others(void **state)
{
    (void)state;
    csv *rows = csv_open_extra("published_erlang_a_mmnkm.csv");
    tally results = {.name = "published_erlang_a_mmnkm.csv"};
    size_t used = 0;
    while (csv_next(rows)) {
        if (strcmp(csv_text(rows, "model"), "erlang_a") != 0) continue;
        if (strcmp(csv_text(rows, "agrees"), "yes") != 0) continue;
        used++;
        double service = quotient(rows, "mu");
        const double x[MOST_ARGUMENTS] = {csv_number(rows, "n"), quotient(rows, "lam") / service,
                                          service / quotient(rows, "theta"), quotient(rows, "t") * service};
        double printed = csv_number(rows, "printed");
        double half = csv_number(rows, "printed_precision") * 0.501;
        check_between(&results, printed_figure(csv_text(rows, "quantity"), x, service), printed - half, printed + half,
                      "%s, line %zu", csv_text(rows, "id"), csv_line(rows));
    }
    csv_close(rows);
    check_true(&results, used == 13, "%zu rows, not 13", used);
    tally_finish(&results);
}

/* --- Edges -------------------------------------------------------------------------------------------------------- */

static void check_edges_of(const formula *of, const edge *edges, size_t count)
{
    tally results = {.name = of->name};
    check_edges(&results, of, edges, count);
    tally_finish(&results);
}

static void test_share_edges(void **state)
{
    (void)state;
    static const edge waiting[] = {
        {{0, 5, 1}, 1},   {{0, 0, 1}, 1},   {{0, 0, 0}, 1},   {{0, 5, INF}, 1},     {{3, 0, 1}, 0},
        {{3, 0, 0}, 0},   {{3, 0, INF}, 0}, {{INF, 2, 1}, 0}, {{INF, 2, 0}, 0},     {{INF, 2, INF}, 0},
        {{INF, 0, 1}, 0}, {{2, INF, 1}, 1}, {{2, INF, 0}, 1}, {{2, INF, INF}, 1},   {{0, INF, 1}, 1},
        {{3, 5, INF}, 1}, {{3, 3, INF}, 1}, {{1, 1, 0}, 0.5}, {{1, 0.5, INF}, 0.5},
    };
    edge at_once[LENGTH(waiting)];
    for (size_t i = 0; i < LENGTH(waiting); i++) {
        at_once[i] = waiting[i];
        at_once[i].expected = 1 - waiting[i].expected;
    }
    check_edges_of(&WAITING, waiting, LENGTH(waiting));
    check_edges_of(&WAITING_COMPL, at_once, LENGTH(at_once));
}

static void test_abandonment_edges(void **state)
{
    (void)state;
    static const edge lost[] = {
        {{0, 5, 1}, 1},   {{0, 0, 1}, 1},   {{0, 0, INF}, 1},   {{0, 5, INF}, 1},   {{3, 0, 1}, 0},
        {{3, 0, 0}, 0},   {{3, 0, INF}, 0}, {{INF, 2, 1}, 0},   {{INF, 2, 0}, 0},   {{INF, 2, INF}, 0},
        {{2, INF, 1}, 1}, {{2, INF, 0}, 1}, {{2, INF, INF}, 1}, {{3, 6, INF}, 0.5}, {{3, 2, INF}, 0},
        {{3, 3, INF}, 0}, {{1, 1, 0}, 0.5},
    };
    edge answered[LENGTH(lost)];
    for (size_t i = 0; i < LENGTH(lost); i++) {
        answered[i] = lost[i];
        answered[i].expected = 1 - lost[i].expected;
    }
    check_edges_of(&ABANDONMENT, lost, LENGTH(lost));
    check_edges_of(&ANSWERED, answered, LENGTH(answered));
}

static void test_mean_edges(void **state)
{
    (void)state;
    static const edge wait[] = {
        {{3, 5, 0}, 0},   {{0, 5, 0}, 0},     {{0, 5, 2}, 2},     {{0, 0, 2}, 2},
        {{3, 0, 2}, 0},   {{3, 0, INF}, 0},   {{INF, 2, 2}, 0},   {{INF, 2, INF}, 0},
        {{2, INF, 3}, 3}, {{3, 6, INF}, INF}, {{3, 3, INF}, INF}, {{2, INF, INF}, INF},
    };
    static const edge queue[] = {
        {{3, 5, 0}, 0},   {{0, 5, 2}, 10},    {{0, 0, 2}, 0},     {{3, 0, 2}, 0},     {{3, 0, INF}, 0},
        {{INF, 2, 2}, 0}, {{2, INF, 3}, INF}, {{3, 6, INF}, INF}, {{3, 3, INF}, INF},
    };
    check_edges_of(&WAIT_MEAN, wait, LENGTH(wait));
    check_edges_of(&QUEUE_MEAN, queue, LENGTH(queue));
}

static void test_tail_edges(void **state)
{
    (void)state;
    static const edge all[] = {
        {{0, 5, 2, 0}, 1},   {{0, 5, INF, 7}, 1}, {{0, 0, 2, 0}, 1},     {{0, 5, 0, 7}, 0},   {{3, 5, 0, 1}, 0},
        {{3, 5, 2, INF}, 0}, {{3, 0, 2, 0}, 0},   {{3, 0, INF, 0}, 0},   {{INF, 2, 2, 0}, 0}, {{2, INF, 2, 0}, 1},
        {{3, 5, INF, 7}, 1}, {{3, 3, INF, 7}, 1}, {{2, INF, INF, 5}, 1}, {{1, 1, 0, 0}, 0.5}, {{3, 2, INF, INF}, 0},
    };
    static const edge offered[] = {
        {{0, 5, 2, 0}, 1},   {{0, 5, 2, 7}, 1},   {{0, 5, INF, 7}, 1},   {{0, 5, 0, 7}, 1},   {{3, 5, 0, INF}, 0},
        {{3, 5, 2, INF}, 0}, {{3, 0, 2, 0}, 0},   {{3, 0, INF, 0}, 0},   {{INF, 2, 2, 0}, 0}, {{2, INF, 2, 7}, 1},
        {{3, 5, INF, 7}, 1}, {{3, 3, INF, 7}, 1}, {{2, INF, INF, 5}, 1}, {{1, 1, 0, 0}, 0.5}, {{3, 2, INF, INF}, 0},
    };
    check_edges_of(&WAIT_TAIL, all, LENGTH(all));
    check_edges_of(&OFFERED_WAIT_TAIL, offered, LENGTH(offered));
}

static void test_level_edges(void **state)
{
    (void)state;
    static const edge answered[] = {
        {{0, 5, 0, 0}, 1},   {{3, 0, 2, 1}, 1},   {{3, 0, 0, 0}, 1}, {{INF, 2, 2, 0}, 1},   {{3, 5, 2, INF}, 1},
        {{3, 5, INF, 7}, 0}, {{3, 3, INF, 7}, 0}, {{3, 5, 0, 0}, 1}, {{3, 2, INF, INF}, 1},
    };
    static const edge offered[] = {
        {{0, 5, 2, 1}, 0},   {{0, 5, 0, 0}, 0},   {{3, 0, 2, 1}, 1},   {{3, 0, 0, 0}, 1},     {{INF, 2, 2, 0}, 1},
        {{2, INF, 2, 1}, 0}, {{3, 5, INF, 7}, 0}, {{1, 1, 0, 0}, 0.5}, {{3, 2, INF, INF}, 1}, {{1, 1, 0, INF}, 0.5},
    };
    static const edge sl2[] = {
        {{0, 5, INF, 1}, 0}, {{0, 5, 0, 1}, 1},   {{3, 0, 2, 1}, 1},   {{3, 0, 0, 0}, 1},     {{INF, 2, 2, 0}, 1},
        {{3, 5, 0, 1}, 1},   {{3, 5, INF, 7}, 0}, {{3, 5, 2, INF}, 1}, {{3, 2, INF, INF}, 1}, {{2, INF, 2, 0}, 0},
    };
    static const edge excluding[] = {
        {{0, 5, 2, 1}, 0}, {{0, 5, 0, 1}, 1},   {{0, 5, 2, INF}, 1}, {{3, 0, 2, 1}, 1},     {{INF, 2, 2, 0}, 1},
        {{3, 5, 0, 1}, 1}, {{3, 5, INF, 7}, 0}, {{3, 5, 2, INF}, 1}, {{3, 2, INF, INF}, 1}, {{2, INF, 2, 0}, 0},
    };
    static const edge virtual[] = {
        {{0, 5, 2, 1}, 0},   {{0, 5, INF, 1}, 0}, {{3, 0, 2, 1}, 1},   {{3, 0, 0, 0}, 1},     {{INF, 2, 2, 0}, 1},
        {{2, INF, 2, 1}, 0}, {{3, 5, INF, 7}, 0}, {{3, 5, 2, INF}, 1}, {{3, 2, INF, INF}, 1}, {{1, 1, 0, 0}, 0.5},
    };
    check_edges_of(&LEVEL_ANSWERED, answered, LENGTH(answered));
    check_edges_of(&LEVEL_OFFERED, offered, LENGTH(offered));
    check_edges_of(&LEVEL_SL2, sl2, LENGTH(sl2));
    check_edges_of(&LEVEL_EXCLUDING, excluding, LENGTH(excluding));
    check_edges_of(&LEVEL_VIRTUAL, virtual, LENGTH(virtual));
}

/* What is answered of nothing goes to a limit as servers go. */
static void test_answered_level_of_no_servers(void **state)
{
    (void)state;
    tally results = {.name = "answered within t of no servers"};
    for (double load = 0.1; load < 100; load *= 3)
        for (double t = 0.01; t < 10; t *= 10) {
            double none = wfm_erlang_a_service_level_answered(0, load, 2, t);
            double few = wfm_erlang_a_service_level_answered(1e-9, load, 2, t);
            check_near(&results, none, few, TOL_1E6, "load %g, t %g", load, t);
        }
    tally_finish(&results);
}

static void test_patience_edges(void **state)
{
    (void)state;
    static const edge patience[] = {
        {{3, 5, 1}, 0},   {{3, 5, 0}, INF},     {{3, 6, 0.5}, INF}, {{3, 6, 0.25}, INF}, {{3, 2, 0}, INF},
        {{0, 5, 1}, 0},   {{0, 5, 0.5}, INF},   {{3, 0, 0}, 0},     {{3, 0, 0.5}, 0},    {{INF, 5, 0.5}, 0},
        {{2, INF, 1}, 0}, {{2, INF, 0.5}, INF}, {{1, 1, 0.5}, 0},   {{1, 1, 0.75}, 0},
    };
    check_edges_of(&PATIENCE, patience, LENGTH(patience));
}

static void test_outside_the_domain(void **state)
{
    (void)state;
    static const double bad[] = {-1.0, -INF, QUIET_NAN, -0x1p-1074};
    tally results = {.name = "Erlang A outside the domain"};
    for (size_t i = 0; i < LENGTH(FORMULAS); i++) {
        const formula *of = FORMULAS[i];
        for (size_t j = 0; of->arguments[j] != '\0'; j++) {
            for (size_t k = 0; k < LENGTH(bad); k++) {
                double x[MOST_ARGUMENTS] = {2.0, 1.0, 0.5, 0.5};
                x[j] = bad[k];
                check_true(&results, isnan(formula_at(of, x)), "%s of argument %zu %g is not NaN", of->name, j, bad[k]);
            }
        }
        const double endless[MOST_ARGUMENTS] = {INF, INF, 0.5, 0.5};
        check_true(&results, isnan(formula_at(of, endless)), "%s of infinite servers and load is not NaN", of->name);
    }
    check_true(&results, isnan(wfm_erlang_a_patience_for_abandonment(2, 1, 1.5)), "an abandonment above 1");
    tally_finish(&results);
}

/* --- The limits of patience --------------------------------------------------------------------------------------- */

static void random_point(uint64_t *random, double x[MOST_ARGUMENTS])
{
    double n = random_log_between(random, 0.01, 1e7);
    x[0] = random_word(random) % 2u == 0 ? n : ceil(n);
    switch (random_word(random) % 3u) {
    case 0: x[1] = x[0] * random_log_between(random, 1e-2, 10.0); break;
    case 1: x[1] = fmax(x[0] + random_between(random, -6.0, 6.0) * sqrt(x[0]), 0.1 * x[0]); break;
    default: x[1] = x[0] * random_between(random, 0.5, 1.5);
    }
    x[2] = random_log_between(random, 1e-4, 1e4);
    double busy = random_log_between(random, 1e-2, 10.0) / x[0];
    x[3] = x[1] > x[0] ? x[2] * log(x[1] / x[0]) * random_between(random, 0.0, 2.0) + busy : busy;
}

/* Patience 0 is Erlang B, endless patience Erlang C, whose own tests hold those: the shares are theirs but for a
 * rounding. */
static void test_limits(void **state)
{
    (void)state;
    tally results = {.name = "patience of 0 and without end"};
    uint64_t random = 1937;
    for (int i = 0; i < 20000; i++) {
        double x[MOST_ARGUMENTS];
        random_point(&random, x);
        double n = x[0], a = x[1], t = x[3];
        double b = wfm_erlang_b(n, a);
        check_ulp(&results, wfm_erlang_a_waiting(n, a, 0), b, SHARE_ULP, "B of %.17g, %.17g", n, a);
        check_ulp(&results, wfm_erlang_a_abandonment(n, a, 0), b, SHARE_ULP, "B of %.17g, %.17g: lost", n, a);
        check_ulp(&results, wfm_erlang_a_answered(n, a, 0), wfm_erlang_b_compl(n, a), SHARE_ULP,
                  "1 - B of %.17g, %.17g", n, a);
        check_near(&results, wfm_erlang_a_offered_wait_tail(n, a, 0, t), b * exp(-n * t), TOL_16EPS * (1 + n * t),
                   "tail at patience 0 of %.17g, %.17g, t %.17g", n, a, t);
        check_ulp(&results, wfm_erlang_a_waiting(n, a, INF), wfm_erlang_c(n, a), SHARE_ULP, "C of %.17g, %.17g", n, a);
        check_ulp(&results, wfm_erlang_a_waiting_compl(n, a, INF), wfm_erlang_c_compl(n, a), SHARE_ULP,
                  "1 - C of %.17g, %.17g", n, a);
        check_ulp(&results, wfm_erlang_a_wait_mean(n, a, INF), wfm_erlang_c_asa(n, a), SHARE_ULP, "ASA of %.17g, %.17g",
                  n, a);
        check_near(&results, wfm_erlang_a_wait_tail(n, a, INF, t), wfm_erlang_c_wait_tail(n, a, t),
                   TOL_16EPS * (1 + fabs(n - a) * t), "tail of C of %.17g, %.17g, t %.17g", n, a, t);
        for (size_t j = 0; j < LENGTH(LEVELS); j++) {
            const double endless[MOST_ARGUMENTS] = {n, a, INF, t};
            check_near(&results, 1.0 + formula_at(LEVELS[j], endless), 1.0 + wfm_erlang_c_service_level(n, a, t),
                       TOL_4EPS, "%s without end at %.17g, %.17g, t %.17g", LEVELS[j]->name, n, a, t);
        }
    }
    tally_finish(&results);
}

/* Erlang A tends to Erlang B as patience shrinks, with a difference of the order of a times it, and to Erlang C as it
 * grows, with one of the order of n/(n-a)^2 over it. */
static void test_approach_to_limits(void **state)
{
    (void)state;
    tally results = {.name = "towards Erlang B and Erlang C"};
    uint64_t random = 2002;
    for (int i = 0; i < 5000; i++) {
        double n = random_log_between(&random, 0.1, 1e6);
        double a = n * random_between(&random, 0.3, 0.95);
        double tiny = random_log_between(&random, 1e-12, 1e-6) / fmax(a, 1.0);
        double b = wfm_erlang_b(n, a);
        check_near(&results, wfm_erlang_a_waiting(n, a, tiny), b, 2 * a * tiny + TOL_64EPS,
                   "B of %.17g, %.17g from patience %.17g", n, a, tiny);
        check_near(&results, wfm_erlang_a_abandonment(n, a, tiny), b, 2 * (n + a) * tiny + TOL_64EPS,
                   "B of %.17g, %.17g from patience %.17g: lost", n, a, tiny);
        double scale = n / ((n - a) * (n - a));
        double huge = scale * random_log_between(&random, 1e6, 1e12);
        check_near(&results, wfm_erlang_a_waiting(n, a, huge), wfm_erlang_c(n, a), 4 * scale / huge + TOL_64EPS,
                   "C of %.17g, %.17g from patience %.17g", n, a, huge);
        check_near(&results, wfm_erlang_a_wait_mean(n, a, huge), wfm_erlang_c_asa(n, a), 8 * scale / huge + TOL_64EPS,
                   "ASA of %.17g, %.17g from patience %.17g", n, a, huge);
    }
    tally_finish(&results);
}

/* --- The same thing in another way -------------------------------------------------------------------------------- */

/* The birth and death chain of a whole number of servers: its states one by one, relative to that of n calls. */
typedef struct chain {
    double waiting, at_once, queue;
} chain;

static chain walk(double n, double a, double patience)
{
    double below = 0.0;
    double state = 1.0;
    for (double k = n; k >= 1.0; k--) {
        state *= k / a;
        below += state;
    }
    double busy = 0.0;
    double queue = 0.0;
    state = 1.0;
    for (double j = 0.0; state > 1e-20 * busy; j++) {
        busy += state;
        queue += j * state;
        state *= a / (n + (j + 1.0) / patience);
    }
    return (chain){busy / (below + busy), below / (below + busy), queue / (below + busy)};
}

static void test_from_the_chain(void **state)
{
    (void)state;
    tally results = {.name = "Erlang A by its states"};
    uint64_t random = 1957;
    for (int i = 0; i < 3000; i++) {
        double n = ceil(random_log_between(&random, 0.5, 500.0));
        double a = n * random_between(&random, 0.3, 1.6);
        double patience = random_log_between(&random, 1e-3, 20.0);
        chain c = walk(n, a, patience);
        check_near(&results, wfm_erlang_a_waiting(n, a, patience), c.waiting, TOL_1E12, "waiting %g, %.17g, %.17g", n,
                   a, patience);
        check_near(&results, wfm_erlang_a_waiting_compl(n, a, patience), c.at_once, TOL_1E12,
                   "at once %g, %.17g, %.17g", n, a, patience);
        check_near(&results, wfm_erlang_a_queue_mean(n, a, patience), c.queue, TOL_1E12, "queue %g, %.17g, %.17g", n, a,
                   patience);
        check_near(&results, wfm_erlang_a_abandonment(n, a, patience), c.queue / patience / a, TOL_1E12,
                   "lost %g, %.17g, %.17g", n, a, patience);
    }
    tally_finish(&results);
}

/* P(N >= n) of a Poisson number with mean z, for z well below n or above it. */
static double poisson_tail(double n, double z)
{
    double last = exp(n * log(z) - z - lgamma(n + 1.0)); /* of n */
    double term = last;
    double sum = 0.0;
    if (z > n) {
        for (double k = n; k >= 1.0; k--) {
            term *= k / z;
            sum += term;
        }
        return 1.0 - sum;
    }
    for (double k = n + 1.0; term > 1e-20 * sum; k++) {
        sum += term;
        term *= z / k;
    }
    return sum;
}

/* Where patience is as long as a call, every call in the system ends alike: their number is Poisson, and of those there
 * at a time t later a share e^-t is left. */
static void test_patience_of_a_call(void **state)
{
    (void)state;
    tally results = {.name = "patience as long as a call"};
    uint64_t random = 1943;
    for (int i = 0; i < 3000; i++) {
        double n = ceil(random_log_between(&random, 0.5, 200.0));
        double a = n * random_between(&random, 0.3, 2.0);
        double t = random_between(&random, 0.0, 2.0);
        check_near(&results, wfm_erlang_a_waiting(n, a, 1.0), poisson_tail(n, a), TOL_1E12, "waiting %g, %.17g", n, a);
        double tail = poisson_tail(n, a * exp(-t));
        double tolerance = TOL_1E12 * (1.0 + n * t);
        check_near(&results, wfm_erlang_a_offered_wait_tail(n, a, 1.0, t), tail, tolerance,
                   "offered %g, %.17g, t %.17g", n, a, t);
        check_near(&results, wfm_erlang_a_wait_tail(n, a, 1.0, t), exp(-t) * tail, tolerance, "wait %g, %.17g, t %.17g",
                   n, a, t);
    }
    tally_finish(&results);
}

/* Calls so rare that no two meet: who finds all servers busy waits alone, for the first of n to come free. */
static void test_rare_calls(void **state)
{
    (void)state;
    tally results = {.name = "rare calls"};
    const double load = 1e-30;
    for (double n = 1; n <= 3; n += 0.5) {
        for (double patience = 0.125; patience <= 8; patience *= 4) {
            double busy = wfm_erlang_b(n, load);
            double t = 0.75;
            const char *row = "servers %g, patience %g";
            check_near(&results, wfm_erlang_a_waiting(n, load, patience), busy, TOL_4EPS, row, n, patience);
            check_near(&results, wfm_erlang_a_abandonment(n, load, patience), busy / (1 + n * patience), TOL_4EPS, row,
                       n, patience);
            check_near(&results, wfm_erlang_a_offered_wait_tail(n, load, patience, t), busy * exp(-n * t), TOL_4EPS,
                       row, n, patience);
            check_near(&results, wfm_erlang_a_wait_tail(n, load, patience, t), busy * exp(-n * t - t / patience),
                       TOL_4EPS, row, n, patience);
        }
    }
    tally_finish(&results);
}

/* Servers and load beyond all chance: everybody would wait patience ln(load/servers), and who is left is answered then. */
static void test_endless_queue(void **state)
{
    (void)state;
    tally results = {.name = "servers and load beyond all chance"};
    const double n = 1e130;
    for (double ratio = 1.25; ratio <= 5; ratio *= 2) {
        double wait = 2 * log(ratio);
        for (int later = 0; later < 2; later++) {
            double t = later ? wait * (1 + 1e-9) : wait * (1 - 1e-9);
            check_near(&results, wfm_erlang_a_offered_wait_tail(n, ratio * n, 2, t), 1 - later, TOL_EXACT,
                       "ratio %g, later %d", ratio, later);
        }
        check_near(&results, wfm_erlang_a_abandonment(n, ratio * n, 2), 1 - 1 / ratio, TOL_4EPS, "ratio %g", ratio);
    }
    tally_finish(&results);
}

/* One server: with z = a e^-t, P(V > t) = 1 - e^-z and P(served, W > t) = (1 - e^-z (1 + z)) / a. */
static void test_one_server(void **state)
{
    (void)state;
    tally results = {.name = "one server, patience as long as a call"};
    for (int i = -60; i <= 60; i++) {
        double a = pow(1.4, i / 2.0);
        double t = 0.25 * (i & 7);
        double z = a * exp(-t);
        double answered = -expm1(-a) / a;
        double within = answered + (expm1(-z) + z * exp(-z)) / a;
        check_near(&results, wfm_erlang_a_waiting(1, a, 1), -expm1(-a), TOL_1E12, "waiting, %.17g", a);
        check_near(&results, wfm_erlang_a_waiting_compl(1, a, 1), exp(-a), TOL_1E12 * (1 + a), "at once, %.17g", a);
        check_near(&results, wfm_erlang_a_answered(1, a, 1), answered, TOL_1E12, "answered, %.17g", a);
        check_near(&results, wfm_erlang_a_offered_wait_tail(1, a, 1, t), -expm1(-z), TOL_1E12, "offered, %.17g, t %g",
                   a, t);
        check_near(&results, 1 + wfm_erlang_a_service_level_offered(1, a, 1, t), 1 + within, TOL_1E12,
                   "answered within, %.17g, t %g", a, t);
    }
    tally_finish(&results);
}

/* P(W > s) integrated over s from one time to another, by the tanh-sinh rule, whose points are dense at both. */
static double tail_between(const double *x, double from, double to)
{
    if (!(to > from)) return 0.0;
    double sum = 0.0;
    for (int i = -64; i <= 64; i++) {
        double v = i / 20.0;
        double grow = exp(PI * sinh(v));
        double at = v < 0.0 ? from + (to - from) * grow / (1.0 + grow) : to - (to - from) / (1.0 + grow);
        double weight = (to - from) * grow / ((1.0 + grow) * (1.0 + grow)) * PI * cosh(v);
        sum += wfm_erlang_a_wait_tail(x[0], x[1], x[2], at) * weight;
    }
    return sum / 20.0;
}

/* The same from a time on, behind which it only falls, on a scale of the one given or a shorter one. */
static double tail_from(const double *x, double from, double scale)
{
    double sum = 0.0;
    for (int i = -5 * 24; i <= 7 * 24; i++) {
        double v = i / 24.0;
        double away = scale * exp(v - exp(-v));
        sum += wfm_erlang_a_wait_tail(x[0], x[1], x[2], from + away) * away * (1.0 + exp(-v));
    }
    return sum / 24.0;
}

/* Where the load is above the servers, the time up to which nearly all wait that are as patient is the front,
 * p ln(a/n); behind it what is left falls within sqrt(p/n) or so. */
static double tail_integral(const double *x, double t)
{
    double front = x[1] > x[0] ? x[2] * log(x[1] / x[0]) : 0.0;
    double start = fmax(front, t);
    double falls = fabs(x[0] - x[1] * exp(-start / x[2])) + 1.0 / x[2];
    double scale = fmin(1.0 / falls, sqrt(x[2] / x[0]));
    return tail_between(x, t, front) + tail_from(x, start, scale);
}

/* The mean wait is the integral of the tail; and of the callers who wait longer than t, those hang up who do so while
 * they wait: at a rate of 1/patience. */
static void test_integrals_of_the_tail(void **state)
{
    (void)state;
    tally results = {.name = "integrals of the tail"};
    uint64_t random = 1961;
    for (int i = 0; i < 2000; i++) {
        double x[MOST_ARGUMENTS];
        random_point(&random, x);
        double wait = wfm_erlang_a_wait_mean(x[0], x[1], x[2]);
        if (wait < 1e-200) continue;
        check_near(&results, tail_integral(x, 0.0), wait, TOL_1E9, "mean wait: " AT_FORMAT, AT_OF(x));
        double lost_beyond = tail_integral(x, x[3]) / x[2];
        double answered_beyond = wfm_erlang_a_wait_tail(x[0], x[1], x[2], x[3]) - lost_beyond;
        double within = wfm_erlang_a_answered(x[0], x[1], x[2]) - answered_beyond;
        check_near(&results, 1.0 + wfm_erlang_a_service_level_offered(x[0], x[1], x[2], x[3]), 1.0 + within, TOL_1E9,
                   "answered within t: " AT_FORMAT, AT_OF(x));
    }
    tally_finish(&results);
}

/* --- Laws between values ------------------------------------------------------------------------------------------ */

static void test_complements(void **state)
{
    (void)state;
    tally results = {.name = "complements and Little's law"};
    uint64_t random = 1961;
    for (int i = 0; i < 20000; i++) {
        double x[MOST_ARGUMENTS];
        random_point(&random, x);
        double lost = wfm_erlang_a_abandonment(x[0], x[1], x[2]);
        double answered = wfm_erlang_a_answered(x[0], x[1], x[2]);
        double wait = wfm_erlang_a_wait_mean(x[0], x[1], x[2]);
        double sl2 = wfm_erlang_a_service_level_sl2(x[0], x[1], x[2], x[3]);
        double virtual = wfm_erlang_a_service_level_virtual(x[0], x[1], x[2], x[3]);
        check_near(&results, formula_at(&WAITING, x) + formula_at(&WAITING_COMPL, x), 1.0, TOL_4EPS,
                   "waiting: " AT_FORMAT, AT_OF(x));
        check_near(&results, lost + answered, 1.0, TOL_4EPS, "lost: " AT_FORMAT, AT_OF(x));
        check_near(&results, wait, x[2] * lost, TOL_16EPS, "wait: " AT_FORMAT, AT_OF(x));
        check_near(&results, formula_at(&QUEUE_MEAN, x), x[1] * wait, TOL_16EPS, "queue: " AT_FORMAT, AT_OF(x));
        check_near(&results, sl2 + formula_at(&WAIT_TAIL, x), 1.0, TOL_4EPS, "tail: " AT_FORMAT, AT_OF(x));
        check_near(&results, virtual + formula_at(&OFFERED_WAIT_TAIL, x), 1.0, TOL_4EPS, "offered tail: " AT_FORMAT,
                   AT_OF(x));
        check_between(&results, x[1] * answered, 0.0, x[0] * (1.0 + TOL_4EPS), "busy servers: " AT_FORMAT, AT_OF(x));
        check_near(&results, formula_at(&LEVEL_ANSWERED, x) * answered + 1.0, formula_at(&LEVEL_OFFERED, x) + 1.0,
                   TOL_4EPS, "answered and offered: " AT_FORMAT, AT_OF(x));
    }
    tally_finish(&results);
}

/* The rules of a service level in the order that follows from what they count. */
static void test_levels_ordered(void **state)
{
    (void)state;
    tally results = {.name = "service levels in order"};
    uint64_t random = 1999;
    for (int i = 0; i < 20000; i++) {
        double x[MOST_ARGUMENTS];
        random_point(&random, x);
        double level[LENGTH(LEVELS)];
        for (size_t j = 0; j < LENGTH(LEVELS); j++)
            level[j] = formula_at(LEVELS[j], x);
        double answered = level[0], offered = level[1], sl2 = level[2], excluding = level[3], virtual = level[4];
        check_true(&results, offered <= virtual + TOL_4EPS, "offered <= virtual: " AT_FORMAT, AT_OF(x));
        check_true(&results, virtual <= sl2 + TOL_4EPS, "virtual <= sl2: " AT_FORMAT, AT_OF(x));
        check_true(&results, offered <= excluding + TOL_4EPS, "offered <= excluding: " AT_FORMAT, AT_OF(x));
        check_true(&results, excluding <= answered + TOL_4EPS, "excluding <= answered: " AT_FORMAT, AT_OF(x));
        check_true(&results, excluding <= sl2 + TOL_4EPS, "excluding <= sl2: " AT_FORMAT, AT_OF(x));
        check_true(&results, virtual <= answered + TOL_4EPS, "virtual <= answered: " AT_FORMAT, AT_OF(x));
        check_true(&results, formula_at(&WAIT_TAIL, x) <= formula_at(&OFFERED_WAIT_TAIL, x), "W <= V: " AT_FORMAT,
                   AT_OF(x));
    }
    tally_finish(&results);
}

/* --- Order -------------------------------------------------------------------------------------------------------- */

/* +1 where a formula rises with its argument, -1 where it falls, 0 where it does either. */
typedef struct order {
    const formula *of;
    int along[MOST_ARGUMENTS];
} order;

static const order ORDERS[] = {
    {&WAITING, {-1, 1, 1, 0}},    {&WAITING_COMPL, {1, -1, -1, 0}},     {&ABANDONMENT, {-1, 1, -1, 0}},
    {&ANSWERED, {1, -1, 1, 0}},   {&WAIT_MEAN, {-1, 1, 1, 0}},          {&QUEUE_MEAN, {-1, 1, 1, 0}},
    {&WAIT_TAIL, {-1, 1, 1, -1}}, {&OFFERED_WAIT_TAIL, {-1, 1, 1, -1}}, {&LEVEL_OFFERED, {1, -1, 0, 1}},
    {&LEVEL_SL2, {1, -1, -1, 1}}, {&LEVEL_VIRTUAL, {1, -1, -1, 1}},
};

/* From x to more along one argument; two errors of the accuracies above may be lost, and all below where they hold. */
static void check_rise(tally *results, const order *o, const double *x, size_t along, double more)
{
    if (o->along[along] == 0) return;
    double y[MOST_ARGUMENTS];
    memcpy(y, x, sizeof y);
    y[along] = more;
    double before = formula_at(o->of, o->along[along] > 0 ? x : y);
    double after = formula_at(o->of, o->along[along] > 0 ? y : x);
    if (before < LEAST_RESULT) return;
    double slack = 2.0 * SHARE_ULP * DBL_EPSILON * (1.0 - fmin(0.0, log(before)));
    check_true(results, after >= before * (1.0 - slack), "%s from %.17g to %.17g along argument %zu: " AT_FORMAT,
               o->of->name, before, after, along, AT_OF(x));
}

/* Consecutive doubles around a point. */
static void check_around(tally *results, const double *x)
{
    for (size_t along = 0; along < MOST_ARGUMENTS; along++) {
        for (int k = -4; k < 4; k++) {
            double y[MOST_ARGUMENTS];
            memcpy(y, x, sizeof y);
            y[along] = step_by(x[along], k);
            for (size_t i = 0; i < LENGTH(ORDERS); i++)
                check_rise(results, &ORDERS[i], y, along, step_by(y[along], 1));
        }
    }
}

static void test_order_over_seams(void **state)
{
    (void)state;
    static const double places[] = {0.01, 1.0, 4.0, 20.0, 200.0, 2000.0, 50000.0, 1e7}; /* servers x patience */
    tally results = {.name = "order over consecutive doubles"};
    for (size_t i = 0; i < LENGTH(SERVER_COUNTS); i++) {
        double n = SERVER_COUNTS[i];
        for (size_t j = 0; j < LENGTH(RATIOS); j++) {
            for (size_t k = 0; k < LENGTH(places); k++) {
                double peak = RATIOS[j] > 1.0 ? log(RATIOS[j]) * places[k] / n : 0.0;
                const double x[MOST_ARGUMENTS] = {n, n * RATIOS[j], places[k] / n, peak + 1.0 / n};
                check_around(&results, x);
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
        double x[MOST_ARGUMENTS];
        random_point(&random, x);
        double factor = 1.0 + random_log_between(&random, 1e-3, 1.0);
        for (size_t along = 0; along < MOST_ARGUMENTS; along++)
            for (size_t j = 0; j < LENGTH(ORDERS); j++)
                check_rise(&results, &ORDERS[j], x, along, x[along] * factor);
        double less = wfm_erlang_a_wait_mean(x[0], x[1], x[2]);
        double more = wfm_erlang_a_wait_mean(x[0], x[1], x[2] * factor);
        if (less > LEAST_RESULT) check_true(&results, more > less, "wait with patience: " AT_FORMAT, AT_OF(x));
    }
    tally_finish(&results);
}

/* --- The inverse -------------------------------------------------------------------------------------------------- */

/* The largest share of itself by which the smaller of P(Ab) and its complement changes with a share of the servers, of
 * the load or of the abandonment given, over that by which it changes with a share of the patience; by differences. */
static double condition_of(const double *x, double lost)
{
    const formula *of = lost > 0.5 ? &ANSWERED : &ABANDONMENT;
    double slopes[3];
    for (size_t i = 0; i < LENGTH(slopes); i++) {
        double less[MOST_ARGUMENTS];
        double more[MOST_ARGUMENTS];
        memcpy(less, x, sizeof less);
        memcpy(more, x, sizeof more);
        less[i] *= 1.0 - 0x1p-18;
        more[i] *= 1.0 + 0x1p-18;
        slopes[i] = fabs(log(formula_at(of, more) / formula_at(of, less))) * 0x1p17;
    }
    double of_lost = lost > 0.5 ? lost / formula_at(&ANSWERED, x) : 1.0;
    return fmax(1.0, fmax(of_lost, fmax(slopes[0], slopes[1])) / slopes[2]);
}

/* The abandonment that goes in is off by up to 8 ulp itself: half as much again as the inverse. */
static void test_patience_closes(void **state)
{
    (void)state;
    tally results = {.name = "the patience of an abandonment"};
    uint64_t random = 2006;
    for (int i = 0; i < 5000; i++) {
        double x[MOST_ARGUMENTS];
        random_point(&random, x);
        double lost = wfm_erlang_a_abandonment(x[0], x[1], x[2]);
        double condition = condition_of(x, lost);
        bool says_something = lost > 1e-290 && lost < 1.0;
        if (says_something) says_something = condition < 1e6; /* where differences of differences say something */
        if (!says_something) continue;
        check_near(&results, wfm_erlang_a_patience_for_abandonment(x[0], x[1], lost), x[2], 1.5 * TOL_16EPS * condition,
                   "condition %.3g, share %.17g: " AT_FORMAT, condition, lost, AT_OF(x));
    }
    tally_finish(&results);
}

/* --- What all formulas have in common ----------------------------------------------------------------------------- */

static void test_array_forms(void **state)
{
    (void)state;
    tally results = {.name = "array forms of Erlang A"};
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
        check_any_bits(&results[i], FORMULAS[i], FORMULAS[i] == &PATIENCE ? 30000 : 100000);
    }
    tally_finish_all(results, LENGTH(FORMULAS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_waiting_reference),
        cmocka_unit_test(test_waiting_compl_reference),
        cmocka_unit_test(test_abandonment_reference),
        cmocka_unit_test(test_answered_reference),
        cmocka_unit_test(test_wait_mean_reference),
        cmocka_unit_test(test_queue_mean_reference),
        cmocka_unit_test(test_wait_tail_reference),
        cmocka_unit_test(test_offered_wait_tail_reference),
        cmocka_unit_test(test_level_reference),
        cmocka_unit_test(test_published),
        cmocka_unit_test(test_computed),
        cmocka_unit_test(test_published_by_others),
        cmocka_unit_test(test_share_edges),
        cmocka_unit_test(test_abandonment_edges),
        cmocka_unit_test(test_mean_edges),
        cmocka_unit_test(test_tail_edges),
        cmocka_unit_test(test_level_edges),
        cmocka_unit_test(test_answered_level_of_no_servers),
        cmocka_unit_test(test_patience_edges),
        cmocka_unit_test(test_outside_the_domain),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_approach_to_limits),
        cmocka_unit_test(test_from_the_chain),
        cmocka_unit_test(test_patience_of_a_call),
        cmocka_unit_test(test_rare_calls),
        cmocka_unit_test(test_endless_queue),
        cmocka_unit_test(test_one_server),
        cmocka_unit_test(test_integrals_of_the_tail),
        cmocka_unit_test(test_complements),
        cmocka_unit_test(test_levels_ordered),
        cmocka_unit_test(test_order_over_seams),
        cmocka_unit_test(test_order_over_range),
        cmocka_unit_test(test_patience_closes),
        cmocka_unit_test(test_array_forms),
        cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
