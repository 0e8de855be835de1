/* SPDX-License-Identifier: MIT */
/* Tails against vectors, quantiles against the tails. */
#include "internal/beta.h"
#include "internal/chance.h"
#include "support/check.h"
#include "support/csv.h"

#include <string.h>

static double tail_of(const char *name, double x, double y, double z)
{
    if (strcmp(name, "normal_tail") == 0) return wfm_i_normal_tail(x);
    if (strcmp(name, "student_tail") == 0) return wfm_i_student_tail(x, y);
    if (strcmp(name, "f_tail") == 0) return wfm_i_f_tail(x, y, z);
    if (strcmp(name, "gamma_tail") == 0) return wfm_i_beta_tails(0x1p60 * y, y, x).below;
    return wfm_i_kolmogorov_tail(x, y);
}

/* A tail has the condition of its logarithm in the argument, whose square or logarithm is rounded on the way. */
static void test_vectors(void **state)
{
    (void)state;
    tally results = {.name = "tails"};
    csv *rows = csv_open_vectors("chance.csv");
    while (csv_next(rows)) {
        const char *name = csv_text(rows, "function");
        double x = csv_number(rows, "x"), y = csv_number(rows, "y"), z = csv_number(rows, "z");
        double value = csv_number(rows, "value");
        double tolerance = TOL_64EPS * (1 - log(value));
        check_near(&results, tail_of(name, x, y, z), value, tolerance, "%s, row %zu", name, csv_line(rows));
    }
    csv_close(rows);
    tally_finish(&results);
}

static const double confidences[] = {1e-9, 0.1, 0.25, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 1 - 0x1p-20, 1 - 0x1p-52};
enum { CONFIDENCES = sizeof confidences / sizeof confidences[0] };

/* The condition of the tail in the quantile: at confidence near 0 it says nothing, and the rest is compared instead. */
static void test_quantiles(void **state)
{
    (void)state;
    static const double degrees[] = {0.5, 1, 1.5, 2, 3, 9, 19, 100.5, 1e4, 1e9, 0x1p56, INF};
    tally results = {.name = "quantiles"};
    for (int i = 0; i < CONFIDENCES; i++) {
        double c = confidences[i];
        for (size_t k = 0; k < sizeof degrees / sizeof degrees[0]; k++) {
            double t = wfm_i_student_quantile(c, degrees[k]);
            double tail = wfm_i_student_tail(t, degrees[k]);
            double tolerance = TOL_64EPS * (1 - log(1 - c)) * 8;
            check_near(&results, tail, 1 - c, tolerance, "confidence %g, %g degrees: %.17g", c, degrees[k], t);
            if (c < 0.01) check_near(&results, 1 - tail, c, 1e-6, "confidence %g, %g degrees", c, degrees[k]);
        }
    }
    check_near(&results, wfm_i_normal_quantile(0.95), 1.95996398454005423552, TOL_4EPS, "the usual 1.96");
    check_near(&results, wfm_i_normal_quantile(0.25), 0.31863936396437516302, TOL_4EPS, "a quarter");
    check_near(&results, wfm_i_student_quantile(0.95, 9), 2.26215716279820500, TOL_64EPS, "ten batches: 2.262");
    tally_finish(&results);
}

/* Half of chi square with 2 count + 1 degrees; the case of no event is a squared normal deviate. */
static void test_count_bounds(void **state)
{
    (void)state;
    static const double counts[] = {1, 2, 5, 10, 37.5, 200, 5000, 1e6, 1e9};
    tally results = {.name = "bounds of counts"};
    for (size_t k = 0; k < sizeof counts / sizeof counts[0]; k++) {
        for (int i = 3; i < 9; i++) {
            double c = confidences[i], shape = counts[k] + 0.5;
            wfm_i_bounds b = wfm_i_count_bounds(counts[k], c);
            double above = wfm_i_beta_tails(0x1p60 * shape, shape, b.high).below;
            double below = wfm_i_beta_tails(0x1p60 * shape, shape, b.low).above;
            double tolerance = TOL_64EPS * (8 + 4 * sqrt(shape));
            check_near(&results, above, (1 - c) / 2, tolerance, "%g events, above", counts[k]);
            check_near(&results, below, (1 - c) / 2, tolerance, "%g events, below", counts[k]);
        }
    }
    /* chi square with one degree has 0.975 below 5.023886, and with three 0.025 below 0.215795 */
    check_true(&results, wfm_i_count_bounds(0, 0.95).low == 0, "none: nothing below");
    check_near(&results, 2 * wfm_i_count_bounds(0, 0.95).high, 5.02388618731489, 1e-13, "none");
    check_near(&results, 2 * wfm_i_count_bounds(1, 0.95).low, 0.215795282623898, 1e-13, "one");
    tally_finish(&results);
}

static void test_edges(void **state)
{
    (void)state;
    tally results = {.name = "edges"};
    check_true(&results, wfm_i_normal_tail(0) == 1, "all is beyond 0");
    check_true(&results, wfm_i_normal_tail(INF) == 0, "nothing is beyond infinity");
    check_true(&results, wfm_i_student_tail(0, 5) == 1, "all is beyond 0");
    check_true(&results, wfm_i_student_tail(INF, 5) == 0, "nothing is beyond infinity");
    check_true(&results, wfm_i_f_tail(0, 3, 4) == 1, "all is beyond 0");
    check_true(&results, wfm_i_kolmogorov_tail(0, 10) == 1, "no distance is no surprise");
    check_true(&results, wfm_i_kolmogorov_tail(1, 1e6) == 0, "the largest distance is");
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_quantiles),
        cmocka_unit_test(test_count_bounds),
        cmocka_unit_test(test_edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
