/* SPDX-License-Identifier: MIT */
#include "support/check.h"
#include "support/formula.h"

#include "wfm/shrinkage.h"
#include "wfm/workload.h"

/* The course's rule of thumb: of an hour at 95 % occupancy and 77 % availability an agent spends 2,633.4 s on calls. */
static void test_the_course_rule_of_thumb(void **state)
{
    (void)state;
    tally results = {.name = "calls x AHT / (3,600 s x 95 % x 77 %)"};
    check_near(&results, wfm_workload_voice_agents(250, 3600, 210, 0.95, 0.77), 52500 / 2633.4, TOL_4EPS,
               "250 calls an hour of 210 s");
    check_true(&results, wfm_workload_voice_agents(500, 3600, 263.34, 0.95, 0.77) == 50, "131,670 s: 50 agents");
    for (int agents = 1; agents <= 3000; agents++) {
        double got = wfm_workload_voice_agents(26334, 3600, agents / 10.0, 0.95, 0.77);
        check_true(&results, got == agents, "%d agents: %.17g", agents, got);
    }
    check_true(&results, wfm_workload_voice_agents(90, 1800, 210, 0.7, 1) == 15, "a load of 10.5 at 70 %% is 15");
    tally_finish(&results);
}

/* The course's deferred work: agents = volume / (response time / AHT). */
static void test_the_course_deferred_work(void **state)
{
    (void)state;
    tally results = {.name = "volume / (response time / AHT)"};
    check_true(&results, wfm_workload_deferred_agents(200, 360, 14400) == 5, "200 e-mails of 6 min in 4 h: 5");
    check_true(&results, wfm_workload_deferred_agents(40, 300, 3600) == 200 / 60.0, "40 of 5 min in an hour");
    for (int aht_s = 1; aht_s <= 600; aht_s++) {
        for (int each = 1; each <= 40; each++) { /* response time / AHT = 1.1 x each items an agent */
            double got = wfm_workload_deferred_agents(11.0 * each, aht_s / 10.0, 1.1 * each * aht_s / 10.0);
            check_true(&results, got == 10, "%d s / 10, %d each: %.17g", aht_s, each, got);
        }
    }
    tally_finish(&results);
}

/* Needed in the course's 9:30: 25 on the phones and 5 on e-mail are the base that shrinkage is laid over. */
static void test_handle_time_and_total(void **state)
{
    (void)state;
    tally results = {.name = "sums"};
    double rostered = -1;
    check_true(&results, wfm_workload_aht(180, 0, 30) == 210, "the course's 180 s of talk, 30 s of after-call work");
    check_true(&results, wfm_workload_aht(1, 2, 4) == 7, "every part counts");
    check_true(&results, wfm_workload_agents(25, 5) == 30, "the course's 25 + 5");
    check_true(&results, wfm_workload_agents(step_by(20.5, 2), 0.5) == 21, "20.5 and its last digits + 0.5 is 21");
    assert_int_equal(wfm_shrinkage_rostered(wfm_workload_agents(20.7, 0.3), 0.3, WFM_ROUND_UP, &rostered), 0);
    check_true(&results, rostered == 30, "and 30 at 30 %% shrinkage, not 31: %.17g", rostered);
    tally_finish(&results);
}

static double voice_agents(const double x[5])
{
    return wfm_workload_voice_agents(x[0], x[1], x[2], x[3], x[4]);
}

static void test_edges(void **state)
{
    (void)state;
    static const struct {
        double calls, interval_s, aht_s, occupancy, availability, expected;
    } edges[] = {
        {0, 1800, 210, 1, 1, 0},
        {100, 1800, 0, 1, 1, 0},
        {INF, 1800, 210, 1, 1, INF},
        {100, 1800, INF, 1, 1, INF},
        {100, INF, 210, 1, 1, 0},
        {0, 1800, INF, 1, 1, QUIET_NAN},
        {INF, INF, 210, 1, 1, QUIET_NAN},
        {1e200, 1e300, 1e200, 1, 1, 1e100},
        {DBL_MAX, 1, 2, 1, 1, INF},
        {100, 1800, 210, 0.5, 1, 70 / 3.0},
        {100, 1800, 210, 1, 0.5, 70 / 3.0},
        {-1, 1800, 210, 1, 1, QUIET_NAN},
        {100, 0, 210, 1, 1, QUIET_NAN},
        {100, -1, 210, 1, 1, QUIET_NAN},
        {100, 1800, -1, 1, 1, QUIET_NAN},
        {100, 1800, 210, 0, 1, QUIET_NAN},
        {100, 1800, 210, 1.1, 1, QUIET_NAN},
        {100, 1800, 210, 1, 0, QUIET_NAN},
        {100, 1800, 210, 1, 1.1, QUIET_NAN},
    };
    tally results = {.name = "edges"};
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
        const double x[5] = {edges[i].calls, edges[i].interval_s, edges[i].aht_s, edges[i].occupancy,
                             edges[i].availability};
        check_near(&results, voice_agents(x), edges[i].expected, TOL_4EPS, "row %zu", i);
        if (x[3] * x[4] == 1)
            check_near(&results, wfm_workload_deferred_agents(x[0], x[2], x[1]), edges[i].expected, TOL_4EPS,
                       "row %zu as deferred work", i);
    }
    tally_finish(&results);
}

/* NaN outside the domain; in it a number >= 0, or NaN where an infinity meets a 0 or an infinity. */
static void check_result(tally *results, const char *name, double got, bool inside, bool finite)
{
    if (!inside) check_true(results, isnan(got), "%s outside its domain: %g", name, got);
    if (inside) check_true(results, !(got < 0), "%s: %g", name, got);
    if (inside && finite) check_true(results, !isnan(got), "%s of finite numbers is NaN", name);
}

static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    uint64_t seed = 20;
    for (int i = 0; i < 200000; i++) {
        double x[5];
        for (int k = 0; k < 5; k++)
            x[k] = random_word(&seed) % 2 == 0 ? random_bits(&seed) : random_between(&seed, -0.2, 1.2);
        bool finite = isfinite(x[0]) && isfinite(x[1]) && isfinite(x[2]);
        bool positive = x[0] >= 0 && x[1] > 0 && x[2] >= 0;
        bool shares = x[3] > 0 && x[3] <= 1 && x[4] > 0 && x[4] <= 1;
        check_result(&results, "voice", voice_agents(x), positive && shares, finite);
        check_result(&results, "deferred", wfm_workload_deferred_agents(x[0], x[2], x[1]), positive, finite);
        check_result(&results, "aht", wfm_workload_aht(x[0], x[1], x[2]), x[0] >= 0 && x[1] >= 0 && x[2] >= 0, true);
        check_result(&results, "total", wfm_workload_agents(x[0], x[1]), x[0] >= 0 && x[1] >= 0, true);
    }
    tally_finish(&results);
}

static void test_array_forms(void **state)
{
    (void)state;
    static const formula formulas[] = {
        {"wfm_workload_aht", "ttt", 0, INF, .three = wfm_workload_aht, .three_n = wfm_workload_aht_n},
        {"wfm_workload_deferred_agents", "att", 0, INF, .three = wfm_workload_deferred_agents,
         .three_n = wfm_workload_deferred_agents_n},
        {"wfm_workload_agents", "nn", 0, INF, .two = wfm_workload_agents, .two_n = wfm_workload_agents_n},
    };
    tally results = {.name = "array forms"};
    for (size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++)
        check_array_form(&results, &formulas[i]);
    tally_finish(&results);
}

static void test_array_form_of_the_rule_of_thumb(void **state)
{
    (void)state;
    enum { COUNT = 3 };
    static const double calls[] = {100, 250, 400}, aht_s[] = {300, 9, 210, 9, 180}, interval_s = 1800;
    static const double occupancy[] = {0.7, 0.8, 0.9}, availability[] = {0.77, 9, 0.8, 9, 1};
    double out[2 * COUNT] = {-7, -7, -7, -7, -7, -7};
    tally results = {.name = "wfm_workload_voice_agents_n"};
    wfm_workload_voice_agents_n(calls, 1, &interval_s, 0, aht_s, 2, occupancy + 2, -1, availability, 2, out, 2, COUNT);
    for (int i = 0; i < COUNT; i++) {
        double expected =
            wfm_workload_voice_agents(calls[i], 1800, aht_s[2 * i], occupancy[2 - i], availability[2 * i]);
        check_same(&results, out[2 * i], expected, "element %d", i);
        check_same(&results, out[2 * i + 1], -7, "between elements %d", i);
    }
    wfm_workload_voice_agents_n(NULL, 1, NULL, 1, NULL, 1, NULL, 1, NULL, 1, NULL, 1, 0);
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_course_rule_of_thumb),
        cmocka_unit_test(test_the_course_deferred_work),
        cmocka_unit_test(test_handle_time_and_total),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_any_bits),
        cmocka_unit_test(test_array_forms),
        cmocka_unit_test(test_array_form_of_the_rule_of_thumb),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
