/* SPDX-License-Identifier: MIT */
/* The one search: guesses of every quality, roots at the ends, and how often the function is asked. */
#include "support/check.h"

#include "internal/solve.h"

/* x^power - goal, as increasing as an Erlang formula's logarithm, and how often it was asked. */
typedef struct problem {
    double power;
    double goal;
    double *asked;
} problem;

static double powered(double x, const void *about)
{
    const problem *p = about;
    ++*p->asked;
    return pow(x, p->power) - p->goal;
}

static double logarithm(double x, const void *about)
{
    const problem *p = about;
    ++*p->asked;
    return log(x) - p->goal;
}

static double always_negative(double x, const void *about)
{
    (void)x;
    (void)about;
    return -1.0;
}

static double always_positive(double x, const void *about)
{
    (void)x;
    (void)about;
    return 1.0;
}

static double step_at(double x, const void *about)
{
    const double *at = about;
    return x < *at ? -INF : INF;
}

static void test_roots(void **state)
{
    (void)state;
    tally results = {.name = "roots"};
    uint64_t random = 1;
    for (int i = 0; i < 20000; i++) {
        double asked = 0;
        double root = random_log_between(&random, 1e-9, 1e9);
        problem p = {random_between(&random, 0.2, 3.0), 0, &asked};
        p.goal = pow(root, p.power);
        double guess = root * random_log_between(&random, i % 2 == 0 ? 1e-9 : 0.9, i % 2 == 0 ? 1e9 : 1.1);
        double slope = p.power * pow(root, p.power - 1) * random_between(&random, 0.5, 2.0);
        if (i % 3 == 0) slope = 0;
        wfm_i_guess from = {guess, slope, 1};
        check_near(&results, wfm_i_solve(powered, &p, from, DBL_MAX, 0), root, TOL_16EPS * (1.0 + 1.0 / p.power),
                   "root %.17g, power %g, guess %g, slope %g", root, p.power, guess, slope);
        check_true(&results, asked < 120, "asked %g times", asked);
    }
    tally_finish(&results);
}

/* A good guess costs a few evaluations; a bad slope is noticed. */
static void test_a_good_guess(void **state)
{
    (void)state;
    tally results = {.name = "evaluations"};
    uint64_t random = 2;
    double most = 0;
    for (int i = 0; i < 20000; i++) {
        double asked = 0;
        double root = random_log_between(&random, 1e-3, 1e6);
        problem p = {0, log(root), &asked};
        double error = random_between(&random, -0.02, 0.02);
        wfm_i_guess from = {root * (1 + error), 1 / (root * (1 + 5 * error)), 0.1};
        check_near(&results, wfm_i_solve(logarithm, &p, from, DBL_MAX, 0), root, TOL_4EPS * (1 + fabs(p.goal)),
                   "root %.17g, guess off by %g", root, error);
        most = fmax(most, asked);
        double misled = 0;
        problem q = {0, log(root), &misled};
        wfm_i_guess bad = {root * (1 + error), 1e3 / root, 10};
        check_near(&results, wfm_i_solve(logarithm, &q, bad, DBL_MAX, 0), root, TOL_4EPS * (1 + fabs(p.goal)),
                   "root %.17g, slope a thousand times too large", root);
    }
    check_between(&results, most, 1, 5, "evaluations from a guess that is right to 2 %%");
    tally_finish(&results);
}

static void test_ends(void **state)
{
    (void)state;
    tally results = {.name = "ends"};
    const double guesses[] = {0, 5e-324, 1e-3, 1, 7, 1e300, DBL_MAX, INF, QUIET_NAN};
    const double slopes[] = {0, 1, 1e-300, 1e300, INF, QUIET_NAN, -1};
    for (size_t i = 0; i < sizeof guesses / sizeof *guesses; i++)
        for (size_t k = 0; k < sizeof slopes / sizeof *slopes; k++) {
            wfm_i_guess from = {guesses[i], slopes[k], 0};
            double at = 3.0;
            check_same(&results, wfm_i_solve(always_negative, NULL, from, 7, 0), 7, "below 0 up to the end, %g, %g",
                       guesses[i], slopes[k]);
            check_same(&results, wfm_i_solve(always_positive, NULL, from, 7, 0), 0, "above 0 from the start, %g, %g",
                       guesses[i], slopes[k]);
            check_near(&results, wfm_i_solve(step_at, &at, from, 7, 0), 3, TOL_4EPS, "a step, %g, %g", guesses[i],
                       slopes[k]);
        }
    tally_finish(&results);
}

/* Between ends that no number of halves would bring together. */
static void test_between_far_ends(void **state)
{
    (void)state;
    tally results = {.name = "between far ends"};
    for (double at = 3; at < 1e300; at *= 1e9) {
        double found = wfm_i_solve_between(step_at, &at, (wfm_i_guess){1e200, 0, 0}, 1, DBL_MAX, 0);
        check_near(&results, found, at, TOL_4EPS, "a step at %g", at);
    }
    tally_finish(&results);
}

static void test_ln_ratio(void **state)
{
    (void)state;
    tally results = {.name = "ln(x/y)"};
    check_near(&results, wfm_i_ln_ratio(1 + DBL_EPSILON, 1), DBL_EPSILON, TOL_1EPS, "next to 1");
    check_near(&results, wfm_i_ln_ratio(3, 4), log(0.75), TOL_1EPS, "near");
    check_near(&results, wfm_i_ln_ratio(1, 1e10), log(1e-10), TOL_1EPS, "far below");
    check_near(&results, wfm_i_ln_ratio(1e10, 1), log(1e10), TOL_1EPS, "far above");
    check_near(&results, wfm_i_ln_ratio(1e300, 1e-300), 600 * log(10), TOL_1EPS, "a quotient too large for a double");
    check_same(&results, wfm_i_ln_ratio(0, 1), -INF, "of nothing");
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roots),    cmocka_unit_test(test_a_good_guess),
        cmocka_unit_test(test_ends),     cmocka_unit_test(test_between_far_ends),
        cmocka_unit_test(test_ln_ratio),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
