/* SPDX-License-Identifier: MIT */
/* What README.md says of the formula that people paste: powers over factorials, summed in doubles, searched from one
 * agent up until the probability of waiting is no longer above the target. The method is restated here; where it breaks
 * is asserted, and that the library does not. */
#include "support/check.h"

#include <wfm/wfm.h>

static double factorial(int n)
{
    double product = 1;
    for (int k = 2; k <= n; k++)
        product *= k;
    return product;
}

static double pasted_erlang_c(int agents, double load)
{
    if (agents == load) return 1; /* its pole */
    double sum = 0;
    for (int k = 0; k < agents; k++)
        sum += pow(load, k) / factorial(k);
    double last = pow(load, agents) / factorial(agents) * agents / (agents - load);
    return last / (sum + last);
}

static int pasted_agents(double load, double target, double *waiting)
{
    int agents = 1;
    while (*waiting = pasted_erlang_c(agents, load), *waiting > target)
        agents++;
    return agents;
}

static double right_agents(double load, double target)
{
    return ceil(wfm_erlang_c_servers_for_waiting(load, target));
}

/* Not only the search: the value itself, at the right number of agents. */
static void pasted_formula_is_not_a_number_from_134_erlangs(void **state)
{
    (void)state;
    tally results = {.name = "pasted formula"};
    for (int load = 134; load <= 1000; load++) {
        int agents = (int)right_agents(load, 0.2);
        check_true(&results, isnan(pasted_erlang_c(agents, load)), "NaN at %d erl, %d agents", load, agents);
    }
    check_true(&results, isinf(factorial(171)), "171! is no double");
    check_true(&results, isinf(pow(134, 145)), "nor is 134^145");
    tally_finish(&results);
}

static void pasted_search_is_right_up_to_133_erlangs(void **state)
{
    (void)state;
    tally results = {.name = "pasted search"};
    double waiting;
    for (int load = 2; load <= 133; load++) {
        check_near(&results, pasted_agents(load, 0.2, &waiting), right_agents(load, 0.2), TOL_EXACT, "%d erl", load);
    }
    tally_finish(&results);
}

static void pasted_search_recommends_too_few_from_134_erlangs(void **state)
{
    (void)state;
    tally results = {.name = "pasted search"};
    double waiting;
    for (int load = 134; load <= 500; load++) {
        int agents = pasted_agents(load, 0.2, &waiting);
        check_true(&results, isnan(waiting), "stops at a NaN, %d erl", load);
        check_true(&results, agents < right_agents(load, 0.2), "%d agents for %d erl", agents, load);
        check_true(&results, (agents < load) == (load >= 144), "fewer agents than erlangs from 144 on, %d erl", load);
    }
    check_near(&results, pasted_agents(200, 0.2, &waiting), 134, TOL_EXACT, "200 erl");
    tally_finish(&results);
}

static void library_goes_on(void **state)
{
    (void)state;
    tally results = {.name = "wfm_erlang_c_servers_for_waiting"};
    check_near(&results, right_agents(200, 0.2), 216, TOL_EXACT, "200 erl");
    for (int load = 1; load <= 2000; load++) {
        double agents = right_agents(load, 0.2);
        check_true(&results, agents > load, "more agents than erlangs, %d erl", load);
        check_true(&results, wfm_erlang_c(agents, load) <= 0.2, "meets the target, %d erl", load);
        check_true(&results, wfm_erlang_c(agents - 1, load) > 0.2, "one fewer does not, %d erl", load);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pasted_formula_is_not_a_number_from_134_erlangs),
        cmocka_unit_test(pasted_search_is_right_up_to_133_erlangs),
        cmocka_unit_test(pasted_search_recommends_too_few_from_134_erlangs),
        cmocka_unit_test(library_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
