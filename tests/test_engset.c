/* SPDX-License-Identifier: MIT */
/* Engset's loss system: reference values, figures of others, edges, laws that hold between values, array forms, any bits. */
#include "support/check.h"
#include "support/csv.h"
#include "support/formula.h"

#include "wfm/erlang.h"

#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

#define FORMULA(name, arguments, high, ...)                                                                            \
    {                                                                                                                  \
        "wfm_engset_" #name, arguments, 0.0, high, .three = wfm_engset_##name, .three_n = wfm_engset_##name##_n,       \
                                                   __VA_ARGS__                                                         \
    }

static const formula TIME = FORMULA(time, "nna", 1.0, .least = 0);
static const formula CALL = FORMULA(call, "nna", 1.0, .least = 0);
static const formula TRAFFIC = FORMULA(traffic, "nna", 1.0, .least = 0);
static const formula CARRIED = FORMULA(carried, "nna", INF, .most = 1);
static const formula LOAD = FORMULA(load, "nna", INF, .least = 0);
static const formula SERVERS_FOR_CALL = FORMULA(servers_for_call, "nap", INF, .most = 1);
static const formula INTENSITY_FOR_CALL = FORMULA(intensity_for_call, "nnp", INF, .least = 0);
static const formula SOURCES_FOR_CALL = FORMULA(sources_for_call, "nap", INF, .least = 1);
static const formula INTENSITY_FOR_LOAD = FORMULA(intensity_for_load, "nna", INF, .least = 0);
static const formula CALL_OF_LOAD = FORMULA(call_of_load, "nna", 1.0, .least = 0);
static const formula SERVERS_OF_LOAD_FOR_CALL = FORMULA(servers_of_load_for_call, "nap", INF, .least = 0);
static const formula LOAD_FOR_CALL = FORMULA(load_for_call, "nnp", INF, .least = 0);
static const formula *const FORMULAS[] = {&TIME,
                                          &CALL,
                                          &TRAFFIC,
                                          &CARRIED,
                                          &LOAD,
                                          &SERVERS_FOR_CALL,
                                          &INTENSITY_FOR_CALL,
                                          &SOURCES_FOR_CALL,
                                          &INTENSITY_FOR_LOAD,
                                          &CALL_OF_LOAD,
                                          &SERVERS_OF_LOAD_FOR_CALL,
                                          &LOAD_FOR_CALL};

/* The header's bound on a congestion. */
static double bound(double congestion)
{
    return 2e-14 * (1.0 - log(congestion));
}

/* --- Reference values --------------------------------------------------------------------------------------------- */

static void test_reference(void **state)
{
    (void)state;
    csv *rows = csv_open_vectors("engset.csv");
    tally results = {.name = "engset.csv"};
    size_t used = 0;
    for (; csv_next(rows); used++) {
        size_t line = csv_line(rows);
        double n = csv_number(rows, "servers");
        double sources = csv_number(rows, "sources");
        double b = csv_number(rows, "intensity");
        double call = csv_number(rows, "call");
        double time = csv_number(rows, "time");
        double carried = bound(csv_number(rows, "compl"));
        check_near(&results, wfm_engset_call(n, sources, b), call, bound(call), "line %zu: call", line);
        check_near(&results, wfm_engset_time(n, sources, b), time, bound(time), "line %zu: time", line);
        check_near(&results, wfm_engset_traffic(n, sources, b), csv_number(rows, "traffic"), bound(call) + carried,
                   "line %zu: traffic", line);
        check_near(&results, wfm_engset_carried(n, sources, b), csv_number(rows, "carried"), carried,
                   "line %zu: carried", line);
        check_near(&results, wfm_engset_load(n, sources, b), csv_number(rows, "load"), carried, "line %zu: load", line);
    }
    csv_close(rows);
    check_true(&results, used > 300, "%zu rows", used);
    tally_finish(&results);
}

static double condition(const csv *rows, const char *slope)
{
    return fmax(1.0, 1.0 / fabs(csv_number(rows, slope)));
}

/* To 1e-13 times the condition: how much the answer changes with the smaller of the blocking and its complement, or with
 * the load. */
static void test_inverse_reference(void **state)
{
    (void)state;
    csv *rows = csv_open_vectors("engset.csv");
    tally results = {.name = "inverses of engset.csv"};
    while (csv_next(rows)) {
        size_t line = csv_line(rows);
        double n = csv_number(rows, "servers");
        double sources = csv_number(rows, "sources");
        double b = csv_number(rows, "intensity");
        double p = csv_number(rows, "blocking");
        double load = csv_number(rows, "load_given");
        double by_intensity = fabs(csv_number(rows, "by_intensity"));
        double of_load = condition(rows, "load_by_intensity");
        check_near(&results, wfm_engset_servers_for_call(sources, b, p), csv_number(rows, "servers_for_call"),
                   1e-13 * condition(rows, "by_servers"), "line %zu: servers", line);
        check_near(&results, wfm_engset_intensity_for_call(n, sources, p), csv_number(rows, "intensity_for_call"),
                   1e-13 * condition(rows, "by_intensity"), "line %zu: intensity", line);
        check_near(&results, wfm_engset_sources_for_call(n, b, p), csv_number(rows, "sources_for_call"),
                   1e-13 * condition(rows, "by_sources"), "line %zu: sources", line);
        check_near(&results, wfm_engset_load_for_call(n, sources, p), csv_number(rows, "load_for_call"),
                   1e-13 * condition(rows, "by_intensity"), "line %zu: load", line);
        check_near(&results, wfm_engset_intensity_for_load(n, sources, load), csv_number(rows, "intensity_for_load"),
                   1e-13 * of_load, "line %zu: intensity for load", line);
        check_near(&results, wfm_engset_call_of_load(n, sources, load), csv_number(rows, "call_of_load"),
                   1e-13 * fmax(1.0, of_load * by_intensity), "line %zu: call of load", line);
        double of_both = fmax(1.0, of_load * by_intensity) * condition(rows, "by_servers");
        check_near(&results, wfm_engset_servers_of_load_for_call(sources, load, p),
                   csv_number(rows, "servers_of_load_for_call"), 1e-13 * of_both, "line %zu: servers of load", line);
    }
    csv_close(rows);
    tally_finish(&results);
}

/* The number behind a key in the column "inputs". */
static double input(const csv *rows, const char *key)
{
    const char *at = strstr(csv_text(rows, "inputs"), key);
    if (at == NULL) fail_msg("line %zu: no %s", csv_line(rows), key);
    return strtod(at + strlen(key), NULL);
}

static void test_computed(void **state)
{
    (void)state;
    csv *rows = csv_open_extra("computed_loss.csv");
    tally results = {.name = "computed_loss.csv"};
    size_t used = 0;
    while (csv_next(rows)) {
        if (strcmp(csv_text(rows, "model"), "engset") != 0) continue;
        used++;
        double expected = csv_number(rows, "value");
        const formula *of = strcmp(csv_text(rows, "quantity"), "call_congestion") == 0 ? &CALL : &TIME;
        double tolerance = expected > 0.0 ? fmax(1e-13, bound(expected)) : 0.0;
        check_near(&results, of->three(input(rows, "n="), input(rows, "N="), input(rows, "beta=")), expected, tolerance,
                   "%s", csv_text(rows, "id"));
    }
    csv_close(rows);
    check_true(&results, used == 108, "%zu rows, not 108", used);
    tally_finish(&results);
}

static double published(const csv *rows)
{
    const char *model = csv_text(rows, "model");
    double sources = input(rows, "N=");
    if (strcmp(model, "engset_call_congestion_by_offered_traffic") == 0)
        return wfm_engset_call_of_load(input(rows, "n="), sources, input(rows, "A_total="));
    if (strcmp(model, "engset_min_n") == 0)
        return ceil(wfm_engset_servers_of_load_for_call(sources, input(rows, "A_total="), input(rows, "P<=")));
    if (strcmp(model, "engset_traffic_for_P") == 0)
        return wfm_engset_load_for_call(input(rows, "n="), sources, input(rows, ";P=")) / sources;
    return QUIET_NAN;
}

/* Within half a unit of the last printed digit, or a whole one where the author cut it. */
static void test_published_rows(void **state)
{
    (void)state;
    csv *rows = csv_open_extra("published_loss.csv");
    tally results = {.name = "published_loss.csv"};
    size_t used = 0;
    while (csv_next(rows)) {
        if (strncmp(csv_text(rows, "model"), "engset", 6) != 0) continue;
        used++;
        double got = published(rows);
        double printed = csv_number(rows, "printed");
        bool cut = strcmp(csv_text(rows, "agrees"), "last_digit_truncated") == 0;
        double off = csv_number(rows, "printed_precision") * (cut ? 1.0 : 0.5) + TOL_16EPS * printed;
        check_between(&results, got, printed - off, printed + off, "%s", csv_text(rows, "id"));
        check_near(&results, got, csv_number(rows, "check_value"), TOL_1E12, "%s, recomputed", csv_text(rows, "id"));
    }
    csv_close(rows);
    check_true(&results, used == 11, "%zu rows, not 11", used);
    tally_finish(&results);
}

/* Azimzadeh and Carpenter, fast-engset (2016), its guide: 10 sources of 2 erlangs; and its test, from the calculator of
 * erlang.com: 20 sources of 4, 8 and 16 erlangs, 5 servers. That calculator's own page: 250 sources of 75 erlangs need 88
 * lines for 1 %. */
static void test_published(void **state)
{
    (void)state;
    tally results = {.name = "Engset as published"};
    check_between(&results, wfm_engset_call_of_load(4.0, 10.0, 2.0), 0.06495282643260675, 0.06495282643260685, "4");
    check_between(&results, wfm_engset_call_of_load(5.0, 20.0, 4.0), 0.1805, 0.1815, "5 servers, 4 erl");
    check_between(&results, wfm_engset_call_of_load(5.0, 20.0, 8.0), 0.4705, 0.4715, "5 servers, 8 erl");
    check_between(&results, wfm_engset_call_of_load(5.0, 20.0, 16.0), 0.7085, 0.7095, "5 servers, 16 erl");
    check_between(&results, wfm_engset_servers_of_load_for_call(250.0, 75.0, 0.01), 87.0, 88.0, "250 sources");
    check_between(&results, wfm_engset_load_for_call(5.0, 10.0, 0.017) / 10.0, 0.201984665, 0.201984675, "alpha");
    tally_finish(&results);
}

/* --- Edges -------------------------------------------------------------------------------------------------------- */

static const edge time_edges[] = {
    {{0.0, 5.0, 0.5}, 1.0}, {{0.0, 0.0, 0.0}, 1.0}, {{-0.0, INF, 1.0}, 1.0}, {{INF, 5.0, 0.5}, 0.0},
    {{3.0, 5.0, 0.0}, 0.0}, {{6.0, 5.0, 0.5}, 0.0}, {{6.5, 5.0, INF}, 0.0},  {{5.0, 5.0, INF}, 1.0},
    {{3.0, INF, 1.0}, 1.0}, {{3.0, INF, 0.0}, 0.0}, {{1.0, 1.0, 1.0}, 0.5},
};
static const edge call_edges[] = {
    {{0.0, 5.0, 0.5}, 1.0}, {{0.0, 0.0, 0.5}, 1.0}, {{-0.0, INF, 1.0}, 1.0}, {{INF, 5.0, 0.5}, 0.0},
    {{3.0, 5.0, 0.0}, 0.0}, {{5.0, 5.0, 0.5}, 0.0}, {{9.0, 5.0, INF}, 0.0},  {{4.0, 5.0, INF}, 1.0},
    {{3.0, INF, 1.0}, 1.0}, {{3.0, INF, 0.0}, 0.0}, {{1.0, 2.0, 1.0}, 0.5},  {{1.0, 0.0, 1.0}, 0.0},
};
static const edge traffic_edges[] = {
    {{0.0, 5.0, 0.5}, 1.0}, {{5.0, 5.0, 0.5}, 0.0}, {{1.0, 4.0, INF}, 0.75}, {{5.0, 5.0, INF}, 0.0},
    {{3.0, INF, 1.0}, 1.0}, {{3.0, 5.0, 0.0}, 0.0}, {{INF, 5.0, 0.5}, 0.0},
};
static const edge carried_edges[] = {
    {{0.0, 5.0, 0.5}, 0.0}, {{5.0, 5.0, 0.25}, 1.0}, {{9.0, 5.0, 0.25}, 1.0}, {{3.0, 5.0, INF}, 3.0},
    {{7.0, 5.0, INF}, 5.0}, {{3.0, INF, 0.5}, 3.0},  {{3.0, INF, 0.0}, 0.0},  {{INF, 5.0, 0.25}, 1.0},
    {{3.0, 5.0, 0.0}, 0.0}, {{3.0, 0.0, 0.5}, 0.0},
};
static const edge load_edges[] = {
    {{0.0, 4.0, 0.5}, 2.0}, {{5.0, 5.0, 0.25}, 1.0}, {{5.0, 5.0, INF}, 5.0}, {{4.0, 5.0, INF}, INF},
    {{3.0, INF, 0.5}, INF}, {{3.0, INF, 0.0}, 0.0},  {{0.0, 0.0, INF}, 0.0}, {{3.0, 5.0, 0.0}, 0.0},
};
static const edge servers_edges[] = {
    {{5.0, 0.5, 1.0}, 0.0}, {{5.0, 0.0, 0.5}, 0.0}, {{0.0, 0.5, 0.5}, 0.0}, {{5.0, 0.5, 0.0}, 5.0},
    {{5.0, INF, 0.5}, 5.0}, {{INF, 0.5, 0.5}, INF}, {{INF, 0.0, 0.5}, 0.0},
};
static const edge intensity_edges[] = {
    {{3.0, 5.0, 1.0}, INF}, {{5.0, 5.0, 0.5}, INF}, {{5.0, 5.0, 0.0}, INF}, {{0.0, 5.0, 0.5}, 0.0},
    {{3.0, 5.0, 0.0}, 0.0}, {{3.0, INF, 0.5}, 0.0}, {{INF, 5.0, 0.5}, INF}, {{1.0, 2.0, 0.5}, 1.0},
};
static const edge sources_edges[] = {
    {{3.0, 0.5, 1.0}, INF}, {{0.0, 0.5, 0.5}, 0.0}, {{INF, 0.5, 0.5}, INF}, {{3.0, 0.0, 0.5}, INF},
    {{3.0, 0.5, 0.0}, 3.0}, {{3.0, INF, 0.5}, 3.0}, {{1.0, 1.0, 0.5}, 2.0},
};
static const edge intensity_for_load_edges[] = {
    {{3.0, 5.0, 0.0}, 0.0}, {{3.0, INF, 2.0}, 0.0}, {{0.0, 5.0, 2.5}, 0.5},       {{5.0, 5.0, 1.0}, 0.25},
    {{5.0, 5.0, 5.0}, INF}, {{5.0, 5.0, 7.0}, INF}, {{3.0, 5.0, INF}, INF},       {{INF, 5.0, 1.0}, 0.25},
    {{0.0, 0.0, 1.0}, INF}, {{3.0, 0.0, 1.0}, INF}, {{1.0, 2.0, 4.0 / 3.0}, 1.0},
};
static const edge call_of_load_edges[] = {
    {{0.0, 5.0, 2.0}, 1.0},  {{3.0, 5.0, 0.0}, 0.0}, {{5.0, 5.0, 4.0}, 0.0}, {{5.0, 5.0, 10.0}, 0.5},
    {{INF, 5.0, 10.0}, 0.5}, {{3.0, 5.0, INF}, 1.0}, {{5.0, 5.0, INF}, 1.0}, {{1.0, INF, 1.0}, 0.5},
};
static const edge servers_of_load_edges[] = {
    {{5.0, 2.0, 1.0}, 0.0},   {{5.0, 0.0, 0.5}, 0.0},  {{5.0, 2.0, 0.0}, 5.0},
    {{5.0, 10.0, 0.25}, INF}, {{5.0, 10.0, 0.5}, 5.0}, {{5.0, INF, 0.5}, INF},
    {{INF, 1.0, 0.5}, 1.0},   {{5.0, 6.0, 0.0}, INF},  {{0.0, 6.0, 0.5}, INF},
};
static const edge load_for_call_edges[] = {
    {{3.0, 5.0, 1.0}, INF}, {{5.0, 5.0, 0.5}, 10.0}, {{5.0, 5.0, 0.0}, 5.0},  {{0.0, 5.0, 0.5}, 0.0},
    {{3.0, 5.0, 0.0}, 0.0}, {{1.0, INF, 0.5}, 1.0},  {{INF, 5.0, 0.5}, 10.0}, {{3.0, INF, 1.0}, INF},
};

static void test_edges(void **state)
{
    (void)state;
    static const struct {
        const formula *of;
        const edge *edges;
        size_t count;
    } all[] = {
        {&TIME, time_edges, LENGTH(time_edges)},
        {&CALL, call_edges, LENGTH(call_edges)},
        {&TRAFFIC, traffic_edges, LENGTH(traffic_edges)},
        {&CARRIED, carried_edges, LENGTH(carried_edges)},
        {&LOAD, load_edges, LENGTH(load_edges)},
        {&SERVERS_FOR_CALL, servers_edges, LENGTH(servers_edges)},
        {&INTENSITY_FOR_CALL, intensity_edges, LENGTH(intensity_edges)},
        {&SOURCES_FOR_CALL, sources_edges, LENGTH(sources_edges)},
        {&INTENSITY_FOR_LOAD, intensity_for_load_edges, LENGTH(intensity_for_load_edges)},
        {&CALL_OF_LOAD, call_of_load_edges, LENGTH(call_of_load_edges)},
        {&SERVERS_OF_LOAD_FOR_CALL, servers_of_load_edges, LENGTH(servers_of_load_edges)},
        {&LOAD_FOR_CALL, load_for_call_edges, LENGTH(load_for_call_edges)},
    };
    tally results = {.name = "edges"};
    for (size_t i = 0; i < LENGTH(all); i++) {
        for (size_t j = 0; j < all[i].count; j++) {
            const double *x = all[i].edges[j].x;
            check_near(&results, all[i].of->three(x[0], x[1], x[2]), all[i].edges[j].expected, TOL_16EPS,
                       "%s(%g, %g, %g)", all[i].of->name, x[0], x[1], x[2]);
        }
    }
    tally_finish(&results);
}

static void test_outside_the_domain(void **state)
{
    (void)state;
    tally results = {.name = "Engset outside its domain"};
    static const double bad[] = {-1.0, -0x1p-1074, -DBL_MAX, -INF, QUIET_NAN};
    for (size_t i = 0; i < LENGTH(FORMULAS); i++) {
        const formula *of = FORMULAS[i];
        for (size_t j = 0; j < LENGTH(bad); j++) {
            check_true(&results, isnan(of->three(bad[j], 0.5, 0.5)), "%s(%g, 0.5, 0.5)", of->name, bad[j]);
            check_true(&results, isnan(of->three(0.5, bad[j], 0.5)), "%s(0.5, %g, 0.5)", of->name, bad[j]);
            check_true(&results, isnan(of->three(0.5, 0.5, bad[j])), "%s(0.5, 0.5, %g)", of->name, bad[j]);
        }
        check_true(&results, isnan(of->three(INF, INF, 0.5)), "%s(inf, inf, 0.5)", of->name);
        if (of->arguments[2] == 'p')
            check_true(&results, isnan(of->three(5.0, 5.0, step_by(1.0, 1))), "%s(5, 5, above 1)", of->name);
    }
    tally_finish(&results);
}

/* Beyond 2^200 servers, below 2^-900, and where the product of idle sources and intensity is no double. */
static void test_far_out(void **state)
{
    (void)state;
    tally results = {.name = "many and few"};
    check_near(&results, wfm_engset_call(1e300, 3e300, 0.7), 2.0 / 7.0, TOL_16EPS, "2e300 idle sources");
    check_near(&results, wfm_engset_call(1e300, 3e300, 0.3), 0.0, TOL_EXACT, "a load below the servers");
    check_near(&results, wfm_engset_carried(1e300, 3e300, 0.7), 1e300, TOL_16EPS, "every server busy");
    check_near(&results, wfm_engset_call(1e-300, 5.0, 0.5), 1.0, TOL_EXACT, "next to no server");
    check_near(&results, wfm_engset_call(5.0, 1e200, 1e200), 1.0, TOL_EXACT, "an endless load");
    check_near(&results, wfm_engset_carried(5.0, 1e200, 1e200), 5.0, TOL_16EPS, "and what is carried");
    tally_finish(&results);
}

/* --- The same thing in two ways ----------------------------------------------------------------------------------- */

/* 1/E(k) = 1 + k/((N - k + 1) beta) 1/E(k - 1), of positive terms, for the time congestion of whole servers. */
static void test_recursion_from_zero(void **state)
{
    (void)state;
    tally results = {.name = "recursion from no server"};
    static const double sources[] = {1.0, 2.0, 7.0, 30.0, 100.25, 2000.0, 1e5, 1e9};
    static const double ratios[] = {1e-3, 0.1, 0.5, 0.9, 1.0, 1.1, 2.0, 50.0};
    for (size_t i = 0; i < LENGTH(sources); i++) {
        for (size_t j = 0; j < LENGTH(ratios); j++) {
            double b = ratios[j] * fmin(1.0, 300.0 / sources[i]);
            long double f = 1.0L;
            for (int n = 1; n <= 1500 && n <= sources[i] && f < 1e250L; n++) {
                f = 1.0L + (long double)n / (((long double)sources[i] - n + 1) * (long double)b) * f;
                bool looked_at = n <= 40 || n % 37 == 0;
                if (!looked_at) continue;
                double expected = (double)(1.0L / f);
                double carried = (double)((f - 1.0L) / f);
                check_near(&results, wfm_engset_time(n, sources[i], b), expected, bound(expected), "n %d, N %g, b %g",
                           n, sources[i], b);
                check_near(&results, wfm_engset_call(n, sources[i] + 1, b), expected, bound(expected),
                           "one source more, n %d, N %g, b %g", n, sources[i], b);
                check_near(&results, wfm_engset_carried(n, sources[i] + 1, b) / wfm_engset_load(n, sources[i] + 1, b),
                           carried, 2 * bound(carried), "carried of intended, n %d, N %g, b %g", n, sources[i], b);
            }
        }
    }
    tally_finish(&results);
}

/* A group of people, or any. */
static void random_system(uint64_t *random, double *n, double *sources, double *b)
{
    *n = random_log_between(random, 0.05, random_word(random) % 2u == 0u ? 1e6 : 60.0);
    double free = random_log_between(random, 0.05, 1e7);
    *sources = fmax(1.0, *n + free);
    free = *sources - *n;
    double load = *n * exp(random_between(random, -1.5, 1.5));
    if (random_word(random) % 2u == 0u) load = *n + random_between(random, -5.0, 5.0) * sqrt(*n * (free / *sources));
    *b = fmax(load, *n / 30) / free;
}

/* The same step between real numbers of servers, across every seam. */
static void test_recursion_in_servers(void **state)
{
    (void)state;
    tally results = {.name = "recursion in the servers"};
    uint64_t random = 1918;
    for (int i = 0; i < 20000; i++) {
        double n, sources, b;
        random_system(&random, &n, &sources, &b);
        if (n < 1.0) continue;
        double fewer = wfm_engset_call(n - 1.0, sources, b);
        double offered = (sources - n) * b * fewer;
        double more = offered / (n + offered);
        if (more < 1e-290) continue;
        check_near(&results, wfm_engset_call(n, sources, b), more, 2.0 * bound(more), "n %.17g, N %.17g, b %.17g", n,
                   sources, b);
    }
    tally_finish(&results);
}

/* The mean of the states' distribution, and the calls that its balance makes. */
static void test_mean_of_the_states(void **state)
{
    (void)state;
    tally results = {.name = "mean of the states"};
    uint64_t random = 5;
    for (int i = 0; i < 2000; i++) {
        int n = (int)random_between(&random, 1.0, 60.0);
        double sources = n + floor(random_log_between(&random, 1.0, 1e4));
        double b = random_log_between(&random, 0.1, 10.0) * n / sources;
        long double weight = 1.0L, sum = 1.0L, busy = 0.0L;
        for (int k = 1; k <= n; k++) {
            weight *= ((long double)sources - k + 1) * (long double)b / k;
            sum += weight;
            busy += k * weight;
        }
        double carried = (double)(busy / sum);
        double calls = (double)((long double)b * ((long double)sources - busy / sum));
        double offered = sources / (1.0 + 1.0 / b);
        check_near(&results, wfm_engset_carried(n, sources, b), carried, 1e-13, "n %d, N %g, b %g", n, sources, b);
        check_near(&results, wfm_engset_load(n, sources, b), calls, 1e-13, "load, n %d, N %g, b %g", n, sources, b);
        check_near(&results, offered * (1.0 - wfm_engset_traffic(n, sources, b)), carried, TOL_1E12 * offered / carried,
                   "what is not lost, n %d, N %g, b %g", n, sources, b);
    }
    tally_finish(&results);
}

/* As sources grow and their traffic together does not: the difference goes as 1/N, to nothing. */
static void test_limit_is_erlang_b(void **state)
{
    (void)state;
    tally results = {.name = "Erlang B"};
    uint64_t random = 1917;
    for (int i = 0; i < 3000; i++) {
        double n = random_log_between(&random, 0.05, 1e5);
        double a = n * exp(random_between(&random, -0.7, 0.7));
        double blocked = wfm_erlang_b(n, a);
        if (blocked < 1e-290) continue;
        double last = INF;
        for (int k = 0; k < 3; k++) {
            double sources = (1e4 * n * n + 1e5) * pow(100.0, k);
            double apart = fabs(wfm_engset_call(n, sources, a / sources) / blocked - 1.0);
            check_true(&results, apart < last / 20.0 || apart < 1e-9, "n %.17g, a %.17g, N %g: %g", n, a, sources,
                       apart);
            last = apart;
        }
        for (int k = 55; k <= 57; k++) { /* where E gives way to Erlang B */
            double free = ldexp((1.0 + n + a) * (1.0 + n + a), k);
            double b = a / free;
            check_near(&results, wfm_engset_call(n, n + free, b), wfm_erlang_b(n, free * b), bound(blocked),
                       "n %.17g, a %.17g, 2^%d", n, a, k);
        }
        check_same(&results, wfm_engset_call_of_load(n, INF, a), blocked, "n %.17g, a %.17g", n, a);
        check_same(&results, wfm_engset_load_for_call(n, INF, 0.01), wfm_erlang_b_load_for_blocking(n, 0.01), "n %g",
                   n);
        check_same(&results, wfm_engset_servers_of_load_for_call(INF, a, 0.01),
                   wfm_erlang_b_servers_for_blocking(a, 0.01), "a %g", a);
    }
    tally_finish(&results);
}

/* How far the logarithm of f's value goes with its argument x[which], by a difference. */
static double slope_of(const formula *of, const double *x, size_t which)
{
    double more[MOST_ARGUMENTS] = {x[0], x[1], x[2]};
    more[which] *= 1.0 + 1e-7;
    return fabs(log(formula_at(of, more) / formula_at(of, x))) * 1e7;
}

static void check_closes(tally *results, const double *x, size_t which, double p)
{
    double got = wfm_engset_call(x[0], x[1], x[2]);
    double tolerance = 2.0 * bound(p) + bound(1.0 - p) / p + 1e-13 + TOL_16EPS * slope_of(&CALL, x, which);
    check_near(results, got, p, tolerance, "unknown %zu: n %.17g, N %.17g, b %.17g, p %.17g", which, x[0], x[1], x[2],
               p);
}

/* The inverses close, and an intended load is P = E(n, N, alpha/(1 - alpha (1 - P))). */
static void test_inverses_close(void **state)
{
    (void)state;
    tally results = {.name = "inverses close"};
    uint64_t random = 2016;
    for (int i = 0; i < 5000; i++) {
        double n, sources, b;
        random_system(&random, &n, &sources, &b);
        double p = i % 2 == 0 ? random_between(&random, 0.001, 0.999) : random_log_between(&random, 1e-100, 0.5);
        double servers[] = {wfm_engset_servers_for_call(sources, b, p), sources, b};
        double intensity[] = {n, sources, wfm_engset_intensity_for_call(n, sources, p)};
        double more[] = {n, wfm_engset_sources_for_call(n, b, p), b};
        if (servers[0] > 0.001 && servers[0] < sources * (1.0 - 1e-6)) check_closes(&results, servers, 0, p);
        if (intensity[2] > 1e-290) check_closes(&results, intensity, 2, p);
        if (more[1] > n * (1.0 + 1e-6) && more[1] >= 1.0) check_closes(&results, more, 1, p);
        double load = wfm_engset_load(n, sources, b);
        double of_load[] = {n, sources, wfm_engset_intensity_for_load(n, sources, load)};
        check_near(&results, of_load[2], b, TOL_1E12 * (1.0 + b), "intensity: n %.17g, N %.17g, b %.17g", n, sources,
                   b);
        check_same(&results, wfm_engset_call_of_load(n, sources, load), formula_at(&CALL, of_load), "call of load");
        double lines = wfm_engset_servers_of_load_for_call(sources, load, p);
        if (lines > 0.001 && lines < sources * (1.0 - 1e-6)) {
            double x[] = {lines, sources, load};
            double tolerance = 1e-12 * (1.0 + slope_of(&CALL_OF_LOAD, x, 0) + slope_of(&CALL_OF_LOAD, x, 2));
            check_near(&results, formula_at(&CALL_OF_LOAD, x), p, tolerance, "servers of %.17g erl, N %.17g, p %.17g",
                       load, sources, p);
        }
    }
    tally_finish(&results);
}

/* --- Order -------------------------------------------------------------------------------------------------------- */

/* More servers block less; more sources, more intensity and more load block more. */
static void test_order(void **state)
{
    (void)state;
    tally results = {.name = "order"};
    uint64_t random = 1957;
    for (int i = 0; i < 20000; i++) {
        double n, sources, b;
        random_system(&random, &n, &sources, &b);
        double call = wfm_engset_call(n, sources, b);
        double load = wfm_engset_load(n, sources, b);
        if (call < 1e-280 || call > 1.0 - 1e-6) continue;
        double factor = 1.0 + random_log_between(&random, 1e-3, 1.0);
        check_true(&results, wfm_engset_call(n * factor, sources, b) < call, "servers %.17g, %.17g, %.17g", n, sources,
                   b);
        check_true(&results, wfm_engset_call(n, sources * factor, b) > call, "sources %.17g, %.17g, %.17g", n, sources,
                   b);
        check_true(&results, wfm_engset_call(n, sources, b * factor) > call, "intensity %.17g, %.17g, %.17g", n,
                   sources, b);
        check_true(&results, wfm_engset_time(n, sources, b) > call, "time %.17g, %.17g, %.17g", n, sources, b);
        check_true(&results, wfm_engset_traffic(n, sources, b) < call, "traffic %.17g, %.17g, %.17g", n, sources, b);
        check_true(&results, wfm_engset_load(n, sources, b * factor) > load, "load %.17g, %.17g, %.17g", n, sources, b);
        if (i % 8 != 0) continue;
        check_true(&results, wfm_engset_call_of_load(n, sources, load * factor) > call * (1.0 - 1e-9),
                   "call of load %.17g, %.17g, %.17g", n, sources, b);
    }
    tally_finish(&results);
}

/* --- What all formulas have in common ----------------------------------------------------------------------------- */

static void test_array_forms(void **state)
{
    (void)state;
    tally results = {.name = "array forms"};
    for (size_t i = 0; i < LENGTH(FORMULAS); i++)
        check_array_form(&results, FORMULAS[i]);
    tally_finish(&results);
}

static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    for (size_t i = 0; i < LENGTH(FORMULAS); i++)
        check_any_bits(&results, FORMULAS[i], 20000);
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reference),
        cmocka_unit_test(test_inverse_reference),
        cmocka_unit_test(test_computed),
        cmocka_unit_test(test_published_rows),
        cmocka_unit_test(test_published),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_outside_the_domain),
        cmocka_unit_test(test_far_out),
        cmocka_unit_test(test_recursion_from_zero),
        cmocka_unit_test(test_recursion_in_servers),
        cmocka_unit_test(test_mean_of_the_states),
        cmocka_unit_test(test_limit_is_erlang_b),
        cmocka_unit_test(test_inverses_close),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_array_forms),
        cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
