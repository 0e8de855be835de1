/* SPDX-License-Identifier: MIT */
/* Agents for classes with priorities: decided by wfm_queue_priorities, and against the staffing of one queue. */
#include "support/check.h"

#include "wfm/staffing.h"

#include <string.h>

enum { MOST = 6, TRIALS = 300 };

static wfm_queue new_queue(double aht_s, double answer_within_s)
{
    wfm_queue q = WFM_QUEUE_INIT;
    q.interval_s = 1800;
    q.aht_s = aht_s;
    q.agents = QUIET_NAN; /* not read */
    q.answer_within_s = answer_within_s;
    return q;
}

static wfm_priority_targets targets_of(const double *service_level, const double *asa_s)
{
    wfm_priority_targets t = WFM_PRIORITY_TARGETS_INIT;
    t.service_level = service_level;
    t.asa_s = asa_s;
    t.service_level_stride = t.asa_s_stride = 1;
    return t;
}

static double staffed(const wfm_queue *q, int32_t discipline, size_t count, const double *calls, const double *weight,
                      const wfm_priority_targets *t, int32_t *row)
{
    double agents = QUIET_NAN;
    wfm_status status = wfm_staffing_agents_priority(q, discipline, count, calls, 1, weight, 1, t, &agents, row);
    assert_int_equal(status, WFM_OK);
    return agents;
}

/* By how much the figures of wfm_queue_priorities miss the targets, relatively: above 0 where one is missed. */
static double missed(wfm_queue q, double agents, int32_t discipline, size_t count, const double *calls,
                     const double *weight, const wfm_priority_targets *t)
{
    double level[MOST], asa_s[MOST], worst = -INF;
    wfm_priority_columns c = WFM_PRIORITY_COLUMNS_INIT;
    c.service_level = level;
    c.asa_s = asa_s;
    c.service_level_stride = c.asa_s_stride = 1;
    q.agents = agents;
    assert_false(wfm_failed(wfm_queue_priorities(&q, discipline, count, calls, 1, weight, 1, &c, NULL)));
    for (size_t k = 0; k < count; k++) {
        double least = t->service_level == NULL ? 0 : t->service_level[k];
        double most = t->asa_s == NULL ? 0 : t->asa_s[k];
        if (!(calls[k] > 0)) continue;
        if (least > 0) worst = fmax(worst, least - level[k]);
        if (most > 0) worst = fmax(worst, asa_s[k] / most - 1);
    }
    return worst;
}

static void test_one_fewer_does_not(void **state)
{
    (void)state;
    tally results = {.name = "least agents"};
    uint64_t random = 21;
    for (int trial = 0; trial < TRIALS; trial++) {
        double calls[MOST], weights[MOST], level[MOST], asa_s[MOST];
        size_t count = 1 + (size_t)(random_word(&random) % MOST);
        int32_t discipline = (int32_t)(trial % 3) + 1;
        bool weighted = discipline == WFM_PRIORITY_ACCUMULATING;
        for (size_t k = 0; k < count; k++) {
            calls[k] = trial % 7 == 0 && k == 1 ? 0 : random_log_between(&random, 1, 300);
            weights[k] = random_log_between(&random, 0.1, 10);
            level[k] = k % 2 == 1 ? 0 : random_between(&random, 0.2, 0.99);
            asa_s[k] = k % 3 == 2 && !weighted ? 0 : random_log_between(&random, 1, 200);
        }
        wfm_queue q = new_queue(random_log_between(&random, 30, 600), trial % 5 == 0 ? 0 : 20);
        wfm_priority_targets t = targets_of(weighted ? NULL : level, asa_s);
        int32_t row = -2;
        double agents = staffed(&q, discipline, count, calls, weights, &t, &row);
        double now = missed(q, agents, discipline, count, calls, weights, &t);
        double fewer = missed(q, agents - 1, discipline, count, calls, weights, &t);
        check_true(&results, now <= TOL_4EPS, "trial %d: %g agents miss by %g", trial, agents, now);
        check_true(&results, fewer > -TOL_4EPS, "trial %d: one fewer than %g meets by %g", trial, agents, -fewer);
        check_true(&results, row >= 0 && row < (int32_t)count && calls[row] > 0, "trial %d: row %d", trial, row);
    }
    tally_finish(&results);
}

/* One class, or the first under preemption whatever is behind it, or all with equal weights. */
static void test_one_queue(void **state)
{
    (void)state;
    tally results = {.name = "one queue"};
    uint64_t random = 22;
    for (int trial = 0; trial < TRIALS; trial++) {
        const double calls[] = {random_log_between(&random, 1, 1000), random_log_between(&random, 1, 1000)};
        const double level[] = {random_between(&random, 0.05, 0.999), 0}, equal[] = {2, 2};
        const double asa_s[] = {random_log_between(&random, 0.1, 200), 0};
        wfm_queue q = new_queue(random_log_between(&random, 30, 600), 20), one = q;
        wfm_priority_targets t = targets_of(level, asa_s), of_asa = targets_of(NULL, asa_s);
        wfm_targets same = WFM_TARGETS_INIT;
        wfm_staffing s = WFM_STAFFING_INIT;
        one.calls = calls[0];
        same.service_level = level[0];
        same.asa_s = asa_s[0];
        assert_int_equal(wfm_staffing_agents(&one, &same, &s), WFM_OK);
        check_same(&results, staffed(&q, WFM_PRIORITY_NONPREEMPTIVE, 1, calls, NULL, &t, NULL), s.agents, "alone");
        check_same(&results, staffed(&q, WFM_PRIORITY_PREEMPTIVE, 2, calls, NULL, &t, NULL), s.agents, "first");
        one.calls = calls[0] + calls[1];
        same.service_level = 0;
        assert_int_equal(wfm_staffing_agents(&one, &same, &s), WFM_OK);
        check_same(&results, staffed(&q, WFM_PRIORITY_ACCUMULATING, 2, calls, equal, &of_asa, NULL), s.agents, "equal");
    }
    tally_finish(&results);
}

/* Who is not asked after may wait without end; with weights nobody may. */
static void test_best_effort(void **state)
{
    (void)state;
    const double calls[] = {100, 5000}, level[] = {0.8, 0}, asa_s[] = {60, 0}, weights[] = {5, 1}, none[] = {0, 100};
    wfm_queue q = new_queue(180, 20);
    wfm_priority_targets t = targets_of(level, NULL), of_asa = targets_of(NULL, asa_s);
    int32_t row = -2;
    double agents = staffed(&q, WFM_PRIORITY_NONPREEMPTIVE, 2, calls, NULL, &t, &row);
    assert_true(agents > 10 && agents < 30 && row == 0);
    assert_true(agents > staffed(&q, WFM_PRIORITY_PREEMPTIVE, 2, calls, NULL, &t, NULL));
    assert_true(staffed(&q, WFM_PRIORITY_ACCUMULATING, 2, calls, weights, &of_asa, NULL) > 510);
    assert_true(staffed(&q, WFM_PRIORITY_NONPREEMPTIVE, 2, none, NULL, &t, &row) == 0);
    assert_int_equal(row, -1);
    const double within[] = {5, 40}, both[] = {0.8, 0.8};
    t = targets_of(both, NULL);
    double at_20 = staffed(&q, WFM_PRIORITY_NONPREEMPTIVE, 2, calls, NULL, &t, NULL);
    t.answer_within_s = within;
    t.answer_within_s_stride = 1;
    double at_40 = staffed(&q, WFM_PRIORITY_NONPREEMPTIVE, 2, calls, NULL, &t, &row);
    assert_true(at_40 < at_20 && row == 1);
}

static void test_never(void **state)
{
    (void)state;
    const double calls[] = {100, 100}, certain[] = {0.5, 1}, level[] = {0.5, 0.2};
    double agents = 0;
    wfm_queue q = new_queue(180, 20);
    wfm_priority_targets t = targets_of(certain, NULL);
    int32_t row = -2;
    assert_int_equal(wfm_staffing_agents_priority(&q, 1, 2, calls, 1, NULL, 0, &t, &agents, &row),
                     WFM_CAVEAT_TARGET_MISSED);
    assert_true(agents == INF && row == 1);
    q.answer_within_s = 0;
    q.flags = WFM_QUEUE_STRICTLY_WITHIN;
    t.service_level = level;
    assert_int_equal(wfm_staffing_agents_priority(&q, 1, 2, calls, 1, NULL, 0, &t, &agents, &row),
                     WFM_CAVEAT_TARGET_MISSED);
    assert_true(agents == INF);
}

static void assert_refused(const wfm_queue *q, int32_t discipline, size_t count, const double *calls,
                           const double *weight, const wfm_priority_targets *t, wfm_status status)
{
    double agents = 0;
    int32_t row = -2;
    assert_int_equal(wfm_staffing_agents_priority(q, discipline, count, calls, 1, weight, 1, t, &agents, &row), status);
    assert_true(isnan(agents) && row == -1);
}

static void test_every_status(void **state)
{
    (void)state;
    const double calls[] = {100, 100}, level[] = {0.8, 0.5}, bad[] = {0.8, 1.5}, negative[] = {1, -1}, none[] = {0, 0};
    const double weights[] = {2, 1};
    wfm_queue q = new_queue(180, 20), patient = q;
    wfm_priority_targets t = targets_of(level, NULL), made;
    int32_t row = 0;
    patient.patience_s = 60;
    assert_refused(NULL, 1, 2, calls, NULL, &t, WFM_BAD_QUEUE_STRUCT);
    assert_refused(&patient, 1, 2, calls, NULL, &t, WFM_NOT_PLAIN);
    assert_refused(&q, 1, 0, calls, NULL, &t, WFM_BAD_CLASS_COUNT);
    assert_refused(&q, 1, 2, NULL, NULL, &t, WFM_BAD_CALLS);
    assert_refused(&q, 0, 2, calls, NULL, &t, WFM_BAD_DISCIPLINE);
    assert_refused(&q, 3, 2, calls, NULL, &t, WFM_BAD_PRIORITY_WEIGHT);
    assert_refused(&q, 3, 2, calls, weights, &t, WFM_NO_CLASS_LEVEL);
    assert_refused(&q, 1, 2, calls, NULL, NULL, WFM_BAD_TARGETS_STRUCT);
    t.service_level = bad;
    assert_refused(&q, 1, 2, calls, NULL, &t, WFM_BAD_SERVICE_LEVEL);
    t.service_level = none;
    assert_refused(&q, 1, 2, calls, NULL, &t, WFM_NO_TARGET);
    t.service_level = NULL;
    assert_refused(&q, 1, 2, calls, NULL, &t, WFM_NO_TARGET);
    t.asa_s = negative;
    assert_refused(&q, 1, 2, calls, NULL, &t, WFM_BAD_ASA);
    t.answer_within_s = negative;
    t.answer_within_s_stride = 1;
    assert_refused(&q, 1, 2, calls, NULL, &t, WFM_BAD_ANSWER_WITHIN);
    assert_int_equal(wfm_staffing_agents_priority(&q, 1, 2, calls, 1, NULL, 0, &t, NULL, &row), WFM_BAD_OUTPUT);
    assert_int_equal(row, -1);
    t = (wfm_priority_targets)WFM_PRIORITY_TARGETS_INIT;
    wfm_priority_targets_init(&made, sizeof made);
    assert_memory_equal(&made, &t, sizeof made);
}

static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    uint64_t random = 23;
    for (int trial = 0; trial < 6000; trial++) {
        double calls[3], weights[3], level[3], asa_s[3], agents = 0;
        for (int k = 0; k < 3; k++) {
            calls[k] = trial % 2 == 0 ? fabs(random_bits(&random)) : random_log_between(&random, 1e-30, 1e6);
            weights[k] = fabs(random_bits(&random));
            level[k] = trial % 4 == 0 ? random_bits(&random) : random_between(&random, 0, 1);
            asa_s[k] = fabs(random_bits(&random));
        }
        wfm_queue q = new_queue(180, trial % 3 == 0 ? fabs(random_bits(&random)) : 20);
        wfm_priority_targets t = targets_of(trial % 3 == 1 ? NULL : level, asa_s);
        int32_t row = -2;
        wfm_status status = wfm_staffing_agents_priority(&q, trial % 3 + 1, 3, calls, 1, weights, 1, &t, &agents, &row);
        if (wfm_failed(status))
            check_true(&results, isnan(agents) && row == -1, "trial %d: %g", trial, agents);
        else
            check_true(&results, agents >= 0, "trial %d: %g", trial, agents);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_fewer_does_not), cmocka_unit_test(test_one_queue),
        cmocka_unit_test(test_best_effort),        cmocka_unit_test(test_never),
        cmocka_unit_test(test_every_status),       cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
