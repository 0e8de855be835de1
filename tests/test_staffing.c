/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include "wfm/erlang.h"
#include "wfm/staffing.h"

static wfm_queue queue_of(double calls, double interval_s, double aht_s, double answer_within_s)
{
    wfm_queue q = WFM_QUEUE_INIT;
    q.calls = calls;
    q.interval_s = interval_s;
    q.aht_s = aht_s;
    q.answer_within_s = answer_within_s;
    return q;
}

static wfm_targets service_level(double share)
{
    wfm_targets t = WFM_TARGETS_INIT;
    t.service_level = share;
    return t;
}

static wfm_staffing staff(const wfm_queue *q, const wfm_targets *t, wfm_status expected)
{
    wfm_staffing s = WFM_STAFFING_INIT;
    assert_int_equal(wfm_staffing_agents(q, t, &s), expected);
    return s;
}

static wfm_queue_metrics metrics_with(const wfm_queue *q, double agents)
{
    wfm_queue with = *q;
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    with.agents = agents;
    assert_false(wfm_failed(wfm_queue_evaluate(&with, &m)));
    return m;
}

/* 250 calls per half hour at 210 s, 80/20: the course's table has 34 agents at 82 %, 33 at 73 % and 35 at 88 %. */
static void test_course(void **state)
{
    (void)state;
    wfm_queue q = queue_of(250, 1800, 210, 20);
    wfm_targets t = service_level(0.8);
    wfm_staffing s = staff(&q, &t, WFM_OK);
    assert_true(s.agents == 34);
    assert_true(s.agents_fractional > 33 && s.agents_fractional < 34);
    assert_int_equal(s.binding, WFM_BINDING_SERVICE_LEVEL);
    tally results = {.name = "the course's neighbours"};
    check_between(&results, s.service_level, .815, .825, "34 agents");
    check_between(&results, s.service_level_one_fewer, .725, .735, "33 agents");
    check_between(&results, s.service_level_one_more, .875, .885, "35 agents");
    tally_finish(&results);
}

/* Every load 1, 2, ... 100,000 at AHT 180 s and 80/20: more agents than load, one fewer misses, nothing is NaN. */
static void test_every_load_to_100000(void **state)
{
    (void)state;
    tally results = {.name = "80/20 at every load"};
    wfm_targets t = service_level(0.8);
    for (int load = 1; load <= 100000; load++) {
        wfm_queue q = queue_of(load, 180, 180, 20);
        wfm_staffing s = staff(&q, &t, WFM_OK);
        check_true(&results, s.agents > load, "load %d: %g agents", load, s.agents);
        check_true(&results, s.agents == floor(s.agents), "load %d: %g is whole", load, s.agents);
        check_between(&results, s.agents_fractional, s.agents - 1, s.agents, "load %d, fractional", load);
        check_between(&results, s.service_level, 0.8, 1, "load %d", load);
        check_between(&results, s.service_level_one_fewer, 0, step_by(0.8, -1), "load %d, one fewer", load);
        check_between(&results, s.service_level_one_more, s.service_level, 1, "load %d, one more", load);
    }
    tally_finish(&results);
}

/* What the least whole number is by definition: count upwards, each agent by Erlang's recursion. */
static double count_up(const wfm_queue *q, const wfm_targets *t)
{
    double load = q->calls * q->aht_s / q->interval_s;
    double b = 1;
    for (int n = 1;; n++) {
        b = load * b / (n + load * b);
        double spare = n - load;
        if (spare <= 0) continue;
        double c = n * b / (spare + load * b);
        bool fine = true;
        if (t->service_level > 0)
            fine = fine && c * exp(-spare * q->answer_within_s / q->aht_s) <= 1 - t->service_level;
        if (t->asa_s > 0) fine = fine && c * q->aht_s / spare <= t->asa_s;
        if (t->wait_probability > 0) fine = fine && c <= t->wait_probability;
        if (t->max_occupancy > 0) fine = fine && load / n <= t->max_occupancy;
        if (fine) return n;
    }
}

static wfm_targets random_targets(uint64_t *seed)
{
    wfm_targets t = WFM_TARGETS_INIT;
    while (!(t.service_level + t.asa_s + t.wait_probability + t.max_occupancy > 0)) {
        if (random_between(seed, 0, 1) < .5) t.service_level = random_between(seed, .01, .999);
        if (random_between(seed, 0, 1) < .3) t.asa_s = random_log_between(seed, .1, 1000);
        if (random_between(seed, 0, 1) < .3) t.wait_probability = random_log_between(seed, .001, .99);
        if (random_between(seed, 0, 1) < .3) t.max_occupancy = random_between(seed, .5, .99);
    }
    return t;
}

static void test_random_targets_against_counting(void **state)
{
    (void)state;
    tally results = {.name = "random targets, one or several"};
    uint64_t seed = 80;
    for (int i = 0; i < 5000; i++) {
        wfm_queue q = queue_of(1, 1800, random_between(&seed, 10, 1000), random_between(&seed, 0, 60));
        q.calls = random_log_between(&seed, .01, 300) * q.interval_s / q.aht_s;
        wfm_targets t = random_targets(&seed);
        wfm_staffing s = staff(&q, &t, WFM_OK);
        double expected = count_up(&q, &t);
        check_true(&results, s.agents == expected, "row %d: %g agents, counting gives %g", i, s.agents, expected);
    }
    tally_finish(&results);
}

/* The fractional answer meets each target with equality where it binds, and the one named binds. */
static void test_fractional_agents_meet_the_binding_target_exactly(void **state)
{
    (void)state;
    tally results = {.name = "fractional agents"};
    uint64_t seed = 81;
    int seen[5] = {0};
    for (int i = 0; i < 3000; i++) {
        wfm_queue q = queue_of(1, 1800, random_between(&seed, 10, 1000), random_between(&seed, 0, 60));
        q.calls = random_log_between(&seed, .01, 1e5) * q.interval_s / q.aht_s;
        wfm_targets t = random_targets(&seed);
        wfm_staffing s = staff(&q, &t, WFM_OK);
        wfm_queue_metrics m = metrics_with(&q, s.agents_fractional);
        /* a relative error of 1e-12 in the agents is one of 1e-12 n / (n - load) in the spare, and as much again in the
         * exponent that the spare stands in */
        double spare = s.agents_fractional - m.load_erl;
        double slack = 1e-12 * (1 + s.agents_fractional / spare) * (2 + spare * q.answer_within_s / q.aht_s);
        seen[s.binding]++;
        if (t.service_level > 0) {
            check_true(&results, 1 - m.service_level <= (1 - t.service_level) * (1 + slack), "row %d SL", i);
            if (s.binding == WFM_BINDING_SERVICE_LEVEL)
                check_near(&results, m.service_level, t.service_level, slack / t.service_level, "row %d SL binds", i);
        }
        if (t.asa_s > 0) check_true(&results, m.asa_s <= t.asa_s * (1 + slack), "row %d ASA", i);
        if (s.binding == WFM_BINDING_ASA) check_near(&results, m.asa_s, t.asa_s, slack, "row %d ASA binds", i);
        if (t.wait_probability > 0)
            check_true(&results, m.wait_probability <= t.wait_probability * (1 + slack), "row %d waiting", i);
        if (s.binding == WFM_BINDING_WAIT_PROBABILITY)
            check_near(&results, m.wait_probability, t.wait_probability, slack, "row %d waiting binds", i);
        if (t.max_occupancy > 0)
            check_true(&results, m.occupancy <= t.max_occupancy * (1 + slack), "row %d occupancy", i);
        if (s.binding == WFM_BINDING_OCCUPANCY)
            check_near(&results, m.occupancy, t.max_occupancy, slack, "row %d occupancy binds", i);
    }
    for (int target = WFM_BINDING_SERVICE_LEVEL; target <= WFM_BINDING_OCCUPANCY; target++)
        check_true(&results, seen[target] > 50, "target %d binds often enough to be tested", target);
    tally_finish(&results);
}

/* A target equal to what n agents deliver is met by n, and one that asks for a unit in the last place more is not. */
static void test_targets_are_decided_to_the_last_digit(void **state)
{
    (void)state;
    tally results = {.name = "targets at and just beyond what n agents deliver"};
    for (int n = 1; n <= 400; n++) {
        wfm_queue q = queue_of(n * 0.9, 180, 180, 0);
        wfm_queue_metrics m = metrics_with(&q, n);
        wfm_targets t = WFM_TARGETS_INIT;
        t.wait_probability = m.wait_probability;
        check_true(&results, staff(&q, &t, WFM_OK).agents == n, "waiting as with %d agents", n);
        t.wait_probability = step_by(m.wait_probability, -1);
        check_true(&results, staff(&q, &t, WFM_OK).agents == n + 1, "waiting less than with %d agents", n);
        t.wait_probability = 0;
        t.asa_s = m.asa_s * (1 + 4 * DBL_EPSILON); /* it is compared in handle times */
        check_true(&results, staff(&q, &t, WFM_OK).agents == n, "ASA as with %d agents", n);
        t.asa_s = m.asa_s * (1 - 4 * DBL_EPSILON);
        check_true(&results, staff(&q, &t, WFM_OK).agents == n + 1, "ASA less than with %d agents", n);
    }
    tally_finish(&results);
}

/* Quotients as people mean them: a load of 10.5 at 70 % occupancy needs 15, not 16. */
static void test_occupancy_caps_are_met_as_people_mean_it(void **state)
{
    (void)state;
    tally results = {.name = "occupancy caps"};
    wfm_queue q = queue_of(126, 1800, 150, 20);
    wfm_targets t = WFM_TARGETS_INIT;
    t.max_occupancy = 0.7;
    check_true(&results, staff(&q, &t, WFM_OK).agents == 15, "10.5 erl at 70 %%");
    for (int percent = 1; percent <= 100; percent++) {
        for (int agents = 1; agents <= 300; agents++) {
            /* calls in hundredths of an agent's interval: load = agents x percent / 100 exactly as integers */
            q = queue_of(agents * percent, 100, 1, 0);
            t.max_occupancy = percent / 100.0;
            wfm_staffing s = {.struct_size = sizeof s};
            wfm_status status = wfm_staffing_agents(&q, &t, &s);
            check_true(&results, status == (percent == 100 ? WFM_CAVEAT_OVERLOADED : WFM_OK), "status at %d %%",
                       percent);
            check_true(&results, s.agents == agents, "%d %% of %d agents: %g", percent, agents, s.agents);
            check_true(&results, s.agents_fractional <= s.agents, "%d %% of %d agents, fractional", percent, agents);
        }
    }
    tally_finish(&results);
}

static void test_limits(void **state)
{
    (void)state;
    wfm_queue q = queue_of(250, 1800, 210, 20);
    wfm_targets t = service_level(0.8);
    t.min_agents = 40;
    wfm_staffing s = staff(&q, &t, WFM_OK);
    assert_true(s.agents == 40);
    assert_true(s.agents_fractional == 40);
    assert_int_equal(s.binding, WFM_BINDING_MIN_AGENTS);
    t.min_agents = 20.5;
    s = staff(&q, &t, WFM_OK);
    assert_true(s.agents == 34);
    assert_int_equal(s.binding, WFM_BINDING_SERVICE_LEVEL);
    t.max_agents = 32.5;
    s = staff(&q, &t, WFM_CAVEAT_TARGET_MISSED);
    assert_true(s.agents == 32);
    assert_true(s.agents_fractional == 32.5);
    assert_int_equal(s.binding, WFM_BINDING_MAX_AGENTS);
    t.max_agents = 29;
    s = staff(&q, &t, WFM_CAVEAT_TARGET_MISSED | WFM_CAVEAT_OVERLOADED);
    assert_true(s.agents == 29);
    assert_true(s.service_level == 0);
    t.max_agents = 34;
    assert_true(staff(&q, &t, WFM_OK).agents == 34);
    t.min_agents = 33.5; /* 34 is the only whole number from 33.5 to 34.5 */
    t.max_agents = 34.5;
    assert_true(staff(&q, &t, WFM_OK).agents == 34);
    t.min_agents = 34.2;
    t.max_agents = 34.8; /* none */
    assert_true(isnan(staff(&q, &t, WFM_BAD_MAX_AGENTS).agents));
}

/* A service level of 1 is unreachable and says so; the nearest is without end, or the most agents allowed. */
static void test_unreachable_targets(void **state)
{
    (void)state;
    wfm_queue q = queue_of(250, 1800, 210, 20);
    wfm_targets t = service_level(1);
    wfm_staffing s = staff(&q, &t, WFM_CAVEAT_TARGET_MISSED);
    assert_true(s.agents == INF);
    assert_true(s.agents_fractional == INF);
    assert_true(s.service_level == 1);
    assert_int_equal(s.binding, WFM_BINDING_SERVICE_LEVEL);
    t.max_agents = 60;
    s = staff(&q, &t, WFM_CAVEAT_TARGET_MISSED);
    assert_true(s.agents == 60);
    assert_int_equal(s.binding, WFM_BINDING_MAX_AGENTS);
    t = service_level(1 - DBL_EPSILON / 2); /* the next number is reached */
    s = staff(&q, &t, WFM_OK);
    assert_true(s.agents > 60 && s.agents < 200);
}

static void test_no_calls_need_no_agents(void **state)
{
    (void)state;
    wfm_queue q = queue_of(0, 1800, 210, 20);
    wfm_targets t = service_level(1);
    wfm_staffing s = staff(&q, &t, WFM_OK);
    assert_true(s.agents == 0);
    assert_true(s.agents_fractional == 0);
    assert_int_equal(s.binding, WFM_BINDING_NONE);
    assert_true(s.service_level == 1);
    assert_true(s.service_level_one_fewer == 1);
    t.min_agents = 2;
    s = staff(&q, &t, WFM_OK);
    assert_true(s.agents == 2);
    assert_int_equal(s.binding, WFM_BINDING_MIN_AGENTS);
}

/* Targets so weak that their complement is 1 in a double, or that overload itself would meet, still want a steady
 * queue. */
static void test_the_weakest_targets(void **state)
{
    (void)state;
    const double loads[] = {0.5, 29.5, 30, 1e7, 1e15};
    for (size_t i = 0; i < sizeof loads / sizeof loads[0]; i++) {
        wfm_queue q = queue_of(loads[i], 180, 180, 20);
        wfm_targets t = service_level(1e-300);
        double least = floor(loads[i]) + 1;
        assert_true(staff(&q, &t, WFM_OK).agents == least);
        t = service_level(0);
        t.wait_probability = 1;
        assert_true(staff(&q, &t, WFM_OK).agents == least);
        t.wait_probability = 0;
        t.asa_s = 1e300;
        assert_true(staff(&q, &t, WFM_OK).agents == least);
    }
}

/* Regression: searches from a start that underflows, towards a cap that nothing meets, and below every double. */
static void test_searches_end(void **state)
{
    (void)state;
    wfm_queue q = queue_of(100, 1800, 200, 20);
    wfm_targets t = service_level(0.8);
    double found = -1;
    q.agents = 5e-324;
    assert_false(wfm_failed(wfm_staffing_aht(&q, &t, &found, NULL)));
    t.asa_s = 10;
    assert_false(wfm_failed(wfm_staffing_aht(&q, &t, &found, NULL)));
    q = queue_of(1, 1e308, 0.8, 20);
    t = service_level(0);
    t.max_occupancy = 5e-324;
    wfm_staffing s = WFM_STAFFING_INIT;
    assert_false(wfm_failed(wfm_staffing_agents(&q, &t, &s)));
    q = queue_of(1e15, 1, 1, 0);
    t = service_level(0);
    t.asa_s = 5e-324;
    s = staff(&q, &t, WFM_OK);
    assert_true(s.agents > 1e15);
    q = queue_of(1, 1, 1, 0); /* the load is below the smallest double: nothing can be held */
    q.agents = 3.844099727121964e-06;
    t = service_level(0);
    t.wait_probability = 5.5e-187;
    assert_int_equal(wfm_staffing_calls(&q, &t, &found, NULL), WFM_CAVEAT_TARGET_MISSED);
    assert_true(found == 0);
}

/* An answer within 0 s is an answer without a wait. */
static void test_answer_time_of_nothing(void **state)
{
    (void)state;
    wfm_queue q = queue_of(250, 1800, 210, 0);
    wfm_targets no_wait = service_level(0.75);
    wfm_targets t = WFM_TARGETS_INIT;
    t.wait_probability = 0.25;
    assert_true(staff(&q, &no_wait, WFM_OK).agents == staff(&q, &t, WFM_OK).agents);
}

static void test_huge_loads(void **state)
{
    (void)state;
    wfm_targets t = service_level(0.8);
    const double loads[] = {1e9, 1e12, 1e15, 1e17, 1e30, 1e300};
    for (size_t i = 0; i < sizeof loads / sizeof loads[0]; i++) {
        wfm_queue q = queue_of(loads[i], 180, 180, 20);
        wfm_staffing s = WFM_STAFFING_INIT;
        assert_false(wfm_failed(wfm_staffing_agents(&q, &t, &s)));
        assert_true(s.agents > loads[i]);
        assert_true(s.service_level >= 0.8);
        assert_true(s.agents <= loads[i] * 1.001);
    }
}

/* Calls, handle time and answer time that agents hold: at the answer the target holds with equality. */
static void test_capacity_closes(void **state)
{
    (void)state;
    tally results = {.name = "calls, AHT and answer time"};
    uint64_t seed = 82;
    for (int i = 0; i < 2000; i++) {
        wfm_queue q = queue_of(random_log_between(&seed, .1, 1e4), 1800, random_between(&seed, 10, 1000),
                               random_between(&seed, 1, 60));
        wfm_targets t = random_targets(&seed);
        int32_t binding = -1;
        double found = -1;
        q.agents = random_log_between(&seed, .5, 2000);
        assert_int_equal(wfm_staffing_calls(&q, &t, &found, &binding), WFM_OK);
        wfm_queue at = q;
        at.calls = found * (1 - 1e-9);
        wfm_queue beyond = q;
        beyond.calls = found * (1 + 1e-9);
        for (int which = 0; which < 2; which++) {
            wfm_queue_metrics in = metrics_with(&at, q.agents);
            wfm_queue_metrics out = metrics_with(&beyond, q.agents);
            bool held = true;
            bool broken = false;
            if (t.service_level > 0) held = held && in.service_level >= t.service_level;
            if (t.service_level > 0) broken = broken || out.service_level < t.service_level;
            if (t.asa_s > 0) held = held && in.asa_s <= t.asa_s;
            if (t.asa_s > 0) broken = broken || out.asa_s > t.asa_s;
            if (t.wait_probability > 0) held = held && in.wait_probability <= t.wait_probability;
            if (t.wait_probability > 0) broken = broken || out.wait_probability > t.wait_probability;
            if (t.max_occupancy > 0) held = held && in.occupancy <= t.max_occupancy;
            if (t.max_occupancy > 0) broken = broken || out.occupancy > t.max_occupancy;
            check_true(&results, held, "row %d: %s %g, held a little below", i, which ? "AHT" : "calls", found);
            check_true(&results, broken, "row %d: %s %g, broken a little above", i, which ? "AHT" : "calls", found);
            assert_int_equal(wfm_staffing_aht(&q, &t, &found, &binding), WFM_OK);
            at = beyond = q;
            at.aht_s = found * (1 - 1e-9);
            beyond.aht_s = found * (1 + 1e-9);
        }
    }
    tally_finish(&results);
}

static void test_answer_within_closes(void **state)
{
    (void)state;
    tally results = {.name = "answer time"};
    for (double agents = 29.5; agents < 60; agents += 0.5) {
        wfm_queue q = queue_of(250, 1800, 210, 0);
        wfm_targets t = service_level(0.8);
        double seconds = -1;
        q.agents = agents;
        assert_int_equal(wfm_staffing_answer_within(&q, &t, &seconds), WFM_OK);
        q.answer_within_s = seconds;
        double got = metrics_with(&q, agents).service_level;
        if (seconds > 0)
            check_near(&results, got, 0.8, TOL_64EPS, "%g agents", agents);
        else
            check_between(&results, got, 0.8, 1, "%g agents answer enough at once", agents);
    }
    tally_finish(&results);
}

static void test_capacity_binding_is_the_scarcest(void **state)
{
    (void)state;
    wfm_queue q = queue_of(250, 1800, 210, 20);
    q.agents = 40;
    wfm_targets t = service_level(0.8);
    t.max_occupancy = 0.5;
    double found;
    int32_t binding = -1;
    assert_int_equal(wfm_staffing_calls(&q, &t, &found, &binding), WFM_OK);
    assert_int_equal(binding, WFM_BINDING_OCCUPANCY);
    tally results = {.name = "half of 40 agents"};
    check_near(&results, found, 20 * 1800 / 210.0, TOL_4EPS, "calls");
    assert_int_equal(wfm_staffing_aht(&q, &t, &found, &binding), WFM_OK);
    assert_int_equal(binding, WFM_BINDING_OCCUPANCY);
    check_near(&results, found, 20 * 1800 / 250.0, TOL_4EPS, "AHT");
    tally_finish(&results);
}

static void test_capacity_edges(void **state)
{
    (void)state;
    wfm_queue q = queue_of(250, 1800, 210, 20);
    wfm_targets t = service_level(0.8);
    double found = -1;
    int32_t binding = -2;
    q.agents = 0;
    assert_int_equal(wfm_staffing_calls(&q, &t, &found, &binding), WFM_CAVEAT_TARGET_MISSED);
    assert_true(found == 0);
    assert_int_equal(wfm_staffing_aht(&q, &t, &found, &binding), WFM_CAVEAT_TARGET_MISSED);
    assert_true(found == 0);
    assert_int_equal(wfm_staffing_answer_within(&q, &t, &found), WFM_CAVEAT_TARGET_MISSED | WFM_CAVEAT_OVERLOADED);
    assert_true(found == INF);
    q.agents = 34;
    t = service_level(1);
    assert_int_equal(wfm_staffing_calls(&q, &t, &found, NULL), WFM_CAVEAT_TARGET_MISSED);
    assert_true(found == 0);
    assert_int_equal(wfm_staffing_aht(&q, &t, &found, NULL), WFM_CAVEAT_TARGET_MISSED);
    assert_true(found == 0);
    assert_int_equal(wfm_staffing_answer_within(&q, &t, &found), WFM_CAVEAT_TARGET_MISSED);
    assert_true(found == INF);
    q.calls = 0;
    t = service_level(0.8);
    assert_int_equal(wfm_staffing_aht(&q, &t, &found, &binding), WFM_OK);
    assert_true(found == INF);
    assert_int_equal(binding, WFM_BINDING_NONE);
    assert_int_equal(wfm_staffing_answer_within(&q, &t, &found), WFM_OK);
    assert_true(found == 0);
}

/* What a function does not read may be anything. */
static void test_unread_members_are_not_checked(void **state)
{
    (void)state;
    wfm_queue q = queue_of(250, 1800, 210, 20);
    wfm_targets t = service_level(0.8);
    double found;
    q.agents = QUIET_NAN;
    assert_true(staff(&q, &t, WFM_OK).agents == 34);
    q.agents = 34;
    q.calls = QUIET_NAN;
    assert_int_equal(wfm_staffing_calls(&q, &t, &found, NULL), WFM_OK);
    q.calls = 250;
    q.aht_s = QUIET_NAN;
    q.acw_s = QUIET_NAN;
    assert_int_equal(wfm_staffing_aht(&q, &t, &found, NULL), WFM_OK);
    q.aht_s = 210;
    q.acw_s = 0;
    q.answer_within_s = QUIET_NAN;
    assert_int_equal(wfm_staffing_answer_within(&q, &t, &found), WFM_OK);
}

/* All four functions with the same two structs. */
static void check_all(const wfm_queue *q, const wfm_targets *t, wfm_status expected)
{
    wfm_staffing s = WFM_STAFFING_INIT;
    double found = 0;
    int32_t binding = 0;
    assert_int_equal(wfm_staffing_agents(q, t, &s), expected);
    assert_true(isnan(s.agents));
    assert_int_equal(s.binding, -1);
    assert_int_equal(wfm_staffing_calls(q, t, &found, &binding), expected);
    assert_true(isnan(found));
    assert_int_equal(binding, -1);
    found = binding = 0;
    assert_int_equal(wfm_staffing_aht(q, t, &found, &binding), expected);
    assert_true(isnan(found));
    assert_int_equal(binding, -1);
    found = 0;
    assert_int_equal(wfm_staffing_answer_within(q, t, &found), expected);
    assert_true(isnan(found));
}

static void test_every_status(void **state)
{
    (void)state;
    wfm_queue q = queue_of(250, 1800, 210, 20);
    wfm_targets t = service_level(0.8);
    const double bad[] = {-1, QUIET_NAN, INF};
    q.agents = 34;
    for (size_t i = 0; i < 3; i++) {
        const struct {
            double *member;
            wfm_status expected;
        } members[] = {
            {&q.interval_s, WFM_BAD_INTERVAL},
            {&q.patience_s, i == 2 ? WFM_OK : WFM_BAD_PATIENCE},
            {&q.lines, i == 2 ? WFM_OK : WFM_BAD_LINES},
            {&t.service_level, WFM_BAD_SERVICE_LEVEL},
            {&t.asa_s, WFM_BAD_ASA},
            {&t.wait_probability, WFM_BAD_WAIT_PROBABILITY},
            {&t.max_occupancy, WFM_BAD_MAX_OCCUPANCY},
            {&t.abandonment, WFM_BAD_ABANDONMENT},
            {&t.blocking, WFM_BAD_BLOCKING},
            {&t.min_agents, WFM_BAD_MIN_AGENTS},
            {&t.max_agents, WFM_BAD_MAX_AGENTS},
        };
        for (size_t k = 0; k < sizeof members / sizeof members[0]; k++) {
            double kept = *members[k].member;
            *members[k].member = bad[i];
            if (members[k].expected != WFM_OK) check_all(&q, &t, members[k].expected);
            *members[k].member = kept;
        }
    }
    t.abandonment = 0.05; /* of callers who do not hang up */
    check_all(&q, &t, WFM_MEANINGLESS);
    t.abandonment = 0;
    t.blocking = 0.01; /* of lines without number */
    check_all(&q, &t, WFM_MEANINGLESS);
    t.blocking = 0;
    q.patience_s = 100;
    check_all(&q, &t, WFM_NO_SERVICE_RULE);
    q.patience_s = 0;
    t = service_level(0);
    t.min_agents = 5;
    check_all(&q, &t, WFM_NO_TARGET);
    check_all(NULL, &t, WFM_BAD_QUEUE_STRUCT);
    check_all(&q, NULL, WFM_BAD_TARGETS_STRUCT);
}

static void test_bad_arguments(void **state)
{
    (void)state;
    wfm_queue q = queue_of(250, 1800, 210, 20);
    wfm_targets t = service_level(0.8);
    int32_t binding = 0;
    double found = 0;
    assert_int_equal(wfm_staffing_agents(&q, &t, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_staffing_calls(&q, &t, NULL, &binding), WFM_BAD_OUTPUT);
    assert_int_equal(binding, -1);
    assert_int_equal(wfm_staffing_aht(&q, &t, NULL, &binding), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_staffing_answer_within(&q, &t, NULL), WFM_BAD_OUTPUT);
    t = service_level(0);
    t.asa_s = 10;
    q.agents = 34;
    assert_int_equal(wfm_staffing_answer_within(&q, &t, &found), WFM_MEANINGLESS);
    assert_true(isnan(found));
    wfm_targets_init(NULL, sizeof t);
    wfm_staffing_init(NULL, sizeof(wfm_staffing));
}

enum { INTERVALS = 4000 };

/* A year in small: days, nights without calls, jumps by a million, and bad rows. */
static void fill_intervals(double calls[], double aht_s[], double scale)
{
    uint64_t random = 7;
    for (int i = 0; i < INTERVALS; i++) {
        calls[i] = fmax(0, scale * (0.7 - cos(i * 0.1309)) * random_between(&random, 0.9, 1.1));
        aht_s[i] = random_between(&random, 60, 900);
        if (i % 251 == 0) calls[i] *= 1e6;
        if (i % 509 == 0) calls[i] = -1;
        if (i % 613 == 0) aht_s[i] = QUIET_NAN;
    }
}

static void check_intervals(tally *results, const wfm_targets *t, double scale)
{
    static double calls[INTERVALS];
    static double aht_s[INTERVALS];
    static double agents[INTERVALS];
    static wfm_status status[INTERVALS];
    wfm_queue q = queue_of(-1, 1800, -1, 20);
    q.acw_s = 5000; /* none of the three is read */
    fill_intervals(calls, aht_s, scale);
    wfm_status all = wfm_staffing_intervals(&q, t, INTERVALS, calls, 1, aht_s, 1, agents, 1, status);
    check_true(results, all == WFM_BAD_CALLS, "the first error is of row 0");
    q.acw_s = 0;
    for (int i = 0; i < INTERVALS; i++) {
        wfm_staffing alone = WFM_STAFFING_INIT;
        q.calls = calls[i];
        q.aht_s = aht_s[i];
        check_true(results, status[i] == wfm_staffing_agents(&q, t, &alone), "status of row %d", i);
        check_same(results, agents[i], alone.agents, "row %d: %.17g calls of %.17g s", i, calls[i], aht_s[i]);
    }
    wfm_staffing_intervals(&q, t, INTERVALS, calls, 1, aht_s, 1, calls, 1, NULL);
    for (int i = 0; i < INTERVALS; i++)
        check_same(results, calls[i], agents[i], "row %d written over its calls", i);
}

static void test_intervals(void **state)
{
    (void)state;
    tally results = {.name = "wfm_staffing_intervals"};
    wfm_targets t = service_level(0.8);
    for (double scale = 0.1; scale < 1e6; scale *= 30)
        check_intervals(&results, &t, scale);
    t.asa_s = 10;
    t.max_occupancy = 0.85;
    check_intervals(&results, &t, 100);
    t.min_agents = 2.5;
    t.max_agents = 40;
    check_intervals(&results, &t, 100);
    t = service_level(1);
    check_intervals(&results, &t, 100);
    t = service_level(0);
    t.wait_probability = 0.2;
    check_intervals(&results, &t, 1000);
    tally_finish(&results);
}

static void test_intervals_refused(void **state)
{
    (void)state;
    const double calls[3] = {300, 200, 100};
    const double aht_s = 180;
    double agents[3] = {0, 0, 0};
    wfm_status status[3];
    wfm_queue q = queue_of(0, 1800, 0, 20);
    wfm_targets t = service_level(0.8);
    assert_int_equal(wfm_staffing_intervals(&q, &t, 3, calls + 2, -1, &aht_s, 0, agents, 1, status), WFM_OK);
    assert_true(agents[0] < agents[1]);
    assert_true(agents[1] < agents[2]);
    assert_int_equal(wfm_staffing_intervals(&q, &t, 0, calls, 1, &aht_s, 0, agents, 1, NULL), WFM_OK);
    assert_int_equal(wfm_staffing_intervals(&q, &t, 3, calls, 1, &aht_s, 0, NULL, 1, status), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_staffing_intervals(&q, &t, 3, NULL, 1, &aht_s, 0, agents, 1, status), WFM_BAD_CALLS);
    assert_true(isnan(agents[2]));
    assert_int_equal(status[1], WFM_BAD_CALLS);
    assert_int_equal(wfm_staffing_intervals(&q, &t, 3, calls, 1, NULL, 0, agents, 1, status), WFM_BAD_AHT);
    t.service_level = 2;
    assert_int_equal(wfm_staffing_intervals(&q, &t, 3, calls, 1, &aht_s, 0, agents, 1, status), WFM_BAD_SERVICE_LEVEL);
    t = service_level(0);
    assert_int_equal(wfm_staffing_intervals(&q, &t, 3, calls, 1, &aht_s, 0, agents, 1, status), WFM_NO_TARGET);
    assert_int_equal(wfm_staffing_intervals(NULL, &t, 3, calls, 1, &aht_s, 0, agents, 1, status), WFM_BAD_QUEUE_STRUCT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_intervals),
        cmocka_unit_test(test_intervals_refused),
        cmocka_unit_test(test_course),
        cmocka_unit_test(test_every_load_to_100000),
        cmocka_unit_test(test_random_targets_against_counting),
        cmocka_unit_test(test_fractional_agents_meet_the_binding_target_exactly),
        cmocka_unit_test(test_targets_are_decided_to_the_last_digit),
        cmocka_unit_test(test_occupancy_caps_are_met_as_people_mean_it),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_unreachable_targets),
        cmocka_unit_test(test_no_calls_need_no_agents),
        cmocka_unit_test(test_the_weakest_targets),
        cmocka_unit_test(test_searches_end),
        cmocka_unit_test(test_answer_time_of_nothing),
        cmocka_unit_test(test_huge_loads),
        cmocka_unit_test(test_capacity_closes),
        cmocka_unit_test(test_answer_within_closes),
        cmocka_unit_test(test_capacity_binding_is_the_scarcest),
        cmocka_unit_test(test_capacity_edges),
        cmocka_unit_test(test_unread_members_are_not_checked),
        cmocka_unit_test(test_every_status),
        cmocka_unit_test(test_bad_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
