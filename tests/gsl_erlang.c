/* SPDX-License-Identifier: MIT */
/* Erlang B for whole numbers of servers against GSL: B is the Poisson probability of n calls over that of n at most. */
#include "support/check.h"

#include "wfm/erlang.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

static void test_erlang_b_is_a_truncated_poisson(void **state)
{
    (void)state;
    tally results = {.name = "Erlang B against GSL"};
    static const unsigned int servers[] = {0, 1, 2, 5, 10, 19, 20, 21, 50, 100, 500, 1000, 10000};
    for (size_t i = 0; i < sizeof servers / sizeof *servers; i++) {
        for (double deviation = -3.0; deviation <= 3.0; deviation += 0.25) {
            unsigned int n = servers[i];
            double a = n + deviation * sqrt(n) + 0.3;
            if (a <= 0.0) continue;
            double expected = gsl_ran_poisson_pdf(n, a) / gsl_cdf_poisson_P(n, a);
            check_near(&results, wfm_erlang_b(n, a), expected, TOL_1E9, "n %u, a %.17g", n, a);
        }
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_erlang_b_is_a_truncated_poisson)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
