/* SPDX-License-Identifier: MIT */
/* The variants of the kernel against each other and against the vectors: the portable one, which this processor may
 * never choose, and those of its vector units. */
#include "support/check.h"
#include "support/csv.h"

#include "internal/variants.h"

#include <string.h>

enum { POINTS = 30000, GROUP = 8, LAST_QUANTITY = WFM_I_C_SERVICE };

/* A group of points, as the array forms of the kernel take them. */
typedef struct group {
    double n[GROUP];
    double a[GROUP];
    double t[GROUP];
    double out[GROUP];
} group;

/* One road in the whole group, or any: the first choice is per group. */
static void fill(group *g, uint64_t *state)
{
    uint64_t kind = random_word(state) % 8;
    for (int i = 0; i < GROUP; i++) {
        uint64_t road = kind < 6 ? kind : random_word(state) % 6;
        double n = random_log_between(state, 20.0, 1e7);
        g->n[i] = road < 3 ? n : random_between(state, 1.0, 25.0);
        g->a[i] = g->n[i] * random_between(state, 0.01, 2.0);
        if (road == 0) g->a[i] = fabs(n + random_between(state, -11.0, 11.0) * sqrt(n));
        if (road == 1) g->a[i] = n * random_log_between(state, 0.5, 1.0);
        if (road == 5) g->n[i] = random_log_between(state, 1e-3, 1e3);
        g->t[i] = random_log_between(state, 1e-3, 10.0) / fabs(g->n[i] - g->a[i]);
    }
}

#if WFM_I_X86

typedef void array_of_kernel(wfm_i_quantity, const double *, const double *, const double *, double *, size_t);

/* A lane says what the formula says, or NaN to have it computed alone: outside the domain, with fewer servers than one,
 * and where F is too large. */
static void check_lanes(tally *results, const group *g, wfm_i_quantity quantity, size_t *stood)
{
    for (int i = 0; i < GROUP; i++) {
        bool inside = quantity < WFM_I_C || g->a[i] < g->n[i];
        if (isnan(g->out[i])) {
            bool usual = inside && g->n[i] >= 1.0 && wfm_i_loss_value_fma(WFM_I_B, g->n[i], g->a[i], 0) > 1e-250;
            check_true(results, !usual, "no value for quantity %d, n %a, a %a", (int)quantity, g->n[i], g->a[i]);
            continue;
        }
        ++*stood;
        check_same(results, g->out[i], wfm_i_loss_value_fma(quantity, g->n[i], g->a[i], g->t[i]),
                   "quantity %d, n %a, a %a, t %a", (int)quantity, g->n[i], g->a[i], g->t[i]);
    }
}

static void check_array(const char *name, array_of_kernel *array)
{
    tally results = {.name = name};
    uint64_t state = 1;
    size_t stood = 0;
    for (int done = 0; done < POINTS; done += GROUP) {
        group g;
        fill(&g, &state);
        for (int quantity = 0; quantity <= LAST_QUANTITY; quantity++) {
            array((wfm_i_quantity)quantity, g.n, g.a, g.t, g.out, GROUP);
            check_lanes(&results, &g, (wfm_i_quantity)quantity, &stood);
        }
    }
    check_true(&results, stood > POINTS * 3, "most values stand: %zu", stood);
    tally_finish(&results);
}

/* Any bits in one lane leave the others as they are, and are never taken for a value. */
static void check_any_bits(const char *name, array_of_kernel *array)
{
    tally results = {.name = name};
    uint64_t state = 2;
    size_t stood = 0;
    for (int done = 0; done < POINTS; done += GROUP) {
        group g;
        fill(&g, &state);
        int lane = (int)(random_word(&state) % GROUP);
        g.n[lane] = random_bits(&state);
        if (done % 16 == 0) g.a[lane] = random_bits(&state);
        if (done % 24 == 0) g.t[lane] = random_bits(&state);
        array(WFM_I_C_TAIL, g.n, g.a, g.t, g.out, GROUP);
        bool inside = g.n[lane] >= 1.0 && g.a[lane] > 0.0;
        if (!(inside && g.a[lane] < g.n[lane] && g.t[lane] >= 0.0))
            check_true(&results, isnan(g.out[lane]), "n %a, a %a, t %a", g.n[lane], g.a[lane], g.t[lane]);
        g.n[lane] = fabs(g.n[lane]) <= DBL_MAX ? fabs(g.n[lane]) : 1.0;
        if (!(g.n[lane] >= 1.0) || isnan(g.a[lane]) || isnan(g.t[lane])) g.out[lane] = QUIET_NAN;
        if (isnan(g.out[lane])) g.n[lane] = 0.5;
        check_lanes(&results, &g, WFM_I_C_TAIL, &stood);
    }
    tally_finish(&results);
}

static void test_avx2(void **state)
{
    (void)state;
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) skip();
    check_array("AVX2 against one number", wfm_i_loss_values_avx2);
    check_any_bits("AVX2, any bits", wfm_i_loss_values_avx2);
}

static void test_avx512(void **state)
{
    (void)state;
    if (!__builtin_cpu_supports("avx512f")) skip();
    check_array("AVX-512 against one number", wfm_i_loss_values_avx512);
    check_any_bits("AVX-512, any bits", wfm_i_loss_values_avx512);
}

#else

static void test_avx2(void **state)
{
    (void)state;
    skip();
}

static void test_avx512(void **state)
{
    (void)state;
    skip();
}

#endif

/* --- The portable kernel ------------------------------------------------------------------------------------------ */

static void check_plain(const char *file, const char *const columns[], wfm_i_quantity first)
{
    tally results = {.name = file};
    csv *rows = csv_open_vectors(file);
    while (csv_next(rows)) {
        double n = csv_number(rows, "servers");
        double a = csv_number(rows, "load");
        for (int i = 0; columns[i] != NULL; i++) {
            double expected = csv_number(rows, columns[i]);
            if (!(fabs(expected) > 1e-300)) continue;
            double got = wfm_i_loss_value_plain((wfm_i_quantity)((int)first + i), n, a, 0);
            check_ulp(&results, got, expected, 4.0, "%s, line %zu: n %.17g, a %.17g", columns[i], csv_line(rows), n, a);
        }
    }
    csv_close(rows);
    tally_finish(&results);
}

static void test_plain_against_vectors(void **state)
{
    (void)state;
    static const char *const of_b[] = {"b", "compl", "ln", NULL};
    static const char *const of_c[] = {"c", "compl", "ln", "asa", NULL};
    check_plain("erlang_b.csv", of_b, WFM_I_B);
    check_plain("erlang_c.csv", of_c, WFM_I_C);
}

/* The derivatives, the tail and the service level: the portable kernel and the chosen one agree to their errors. */
static void test_plain_against_the_chosen(void **state)
{
    (void)state;
    tally results = {.name = "the portable kernel"};
    uint64_t random = 3;
    for (int done = 0; done < POINTS; done += GROUP) {
        group g;
        fill(&g, &random);
        for (int i = 0; i < GROUP; i++) {
            double n = g.n[i];
            double a = g.a[i];
            check_ulp(&results, wfm_i_loss_ln_dload_plain(n, a), wfm_i_loss_ln_dload(n, a), 8.0, "n %a, a %a", n, a);
            if (!(a < n)) continue;
            wfm_i_waits plain = wfm_i_loss_waits_plain(n, a, g.t[i]);
            wfm_i_waits chosen = wfm_i_loss_waits(n, a, g.t[i]);
            check_ulp(&results, plain.within, chosen.within, 6.0, "P(W <= t), n %a, a %a, t %a", n, a, g.t[i]);
            if (chosen.beyond > 1e-300)
                check_ulp(&results, plain.beyond, chosen.beyond, 4.0, "P(W > t), n %a, a %a, t %a", n, a, g.t[i]);
            check_ulp(&results, wfm_i_loss_c_ln_dload_plain(n, a), wfm_i_loss_c_ln_dload(n, a), 8.0, "n %a, a %a", n,
                      a);
            double slope = wfm_i_loss_ln_dservers(n, a);
            check_ulp(&results, wfm_i_loss_c_ln_dservers_plain(n, a, slope), wfm_i_loss_c_ln_dservers(n, a, slope), 8.0,
                      "n %a, a %a", n, a);
        }
    }
    tally_finish(&results);
}

static void test_plain_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "the portable kernel, any bits"};
    uint64_t random = 4;
    for (int i = 0; i < 200000; i++) {
        double n = fabs(random_bits(&random));
        double a = fabs(random_bits(&random));
        bool inside = n > 0.0 && n <= DBL_MAX && a > 0.0 && a <= DBL_MAX;
        if (!inside) continue;
        check_between(&results, wfm_i_loss_value_plain(WFM_I_B, n, a, 0), 0.0, 1.0, "B, n %a, a %a", n, a);
        check_between(&results, wfm_i_loss_value_plain(WFM_I_B_COMPL, n, a, 0), 0.0, 1.0, "1 - B, n %a, a %a", n, a);
        check_between(&results, wfm_i_loss_value_plain(WFM_I_B_LN, n, a, 0), -INF, 0.0, "ln B, n %a, a %a", n, a);
        if (!(a < n)) continue;
        check_between(&results, wfm_i_loss_value_plain(WFM_I_C_SERVICE, n, a, 1.0), 0.0, 1.0, "n %a, a %a", n, a);
    }
    tally_finish(&results);
}

/* --- The first guess ---------------------------------------------------------------------------------------------- */

static void test_rough(void **state)
{
    (void)state;
    tally results = {.name = "a rough F"};
    uint64_t random = 5;
    for (int i = 0; i < POINTS; i++) {
        double n = random_log_between(&random, 1.0, 1e7);
        double a = n * random_log_between(&random, 0.3, 1.5);
        wfm_i_rough rough = wfm_i_loss_rough(n, a);
        double ln = -wfm_i_loss_value(WFM_I_B_LN, n, a, 0);
        check_between(&results, rough.ln - ln, -0.06, 0.06, "ln F, n %.17g, a %.17g", n, a);
        check_between(&results, rough.slope / wfm_i_loss_ln_dservers(n, a), 0.8, 1.2, "n %.17g, a %.17g", n, a);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_avx2),
        cmocka_unit_test(test_avx512),
        cmocka_unit_test(test_plain_against_vectors),
        cmocka_unit_test(test_plain_against_the_chosen),
        cmocka_unit_test(test_plain_any_bits),
        cmocka_unit_test(test_rough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
