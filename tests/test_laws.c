/* SPDX-License-Identifier: MIT */
/* The laws of a contact center that every course teaches, as properties of the library over random queues. Each is
 * stated so that it is true of Erlang C: nobody hangs up. */
#include "support/check.h"

#include "wfm/staffing.h"

enum { QUEUES = 3000 };

/* A queue whose agents are above its load, from two calls an hour to ten thousand erlangs. */
static wfm_queue random_queue(uint64_t *seed)
{
    wfm_queue queue = WFM_QUEUE_INIT;
    double load = random_log_between(seed, 1e-2, 1e4);
    queue.interval_s = random_word(seed) % 2 == 0 ? 900 : 1800;
    queue.aht_s = random_log_between(seed, 20, 1200);
    queue.acw_s = queue.aht_s * random_between(seed, 0, 0.9);
    queue.calls = load * queue.interval_s / queue.aht_s;
    queue.answer_within_s = random_word(seed) % 8 == 0 ? 0 : random_log_between(seed, 1, 300);
    queue.agents = floor(load) + 1 + floor(random_between(seed, 0, 3) * sqrt(load));
    return queue;
}

static wfm_queue_metrics metrics_of(const wfm_queue *queue)
{
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    assert_int_equal(wfm_queue_evaluate(queue, &metrics), WFM_OK);
    return metrics;
}

static wfm_queue_metrics with_agents(const wfm_queue *queue, double agents)
{
    wfm_queue changed = *queue;
    changed.agents = agents;
    return metrics_of(&changed);
}

/* The share that waits longer than the answer time: where the service level is near 1 it keeps the digits. */
static double missed(const wfm_queue *queue, double agents)
{
    wfm_queue changed = *queue;
    double share = -1;
    changed.agents = agents;
    assert_int_equal(wfm_queue_wait_tail(&changed, changed.answer_within_s, &share), WFM_OK);
    return share;
}

/* One random target; service levels most often. */
static wfm_targets random_target(uint64_t *seed, const wfm_queue *queue)
{
    wfm_targets targets = WFM_TARGETS_INIT;
    switch (random_word(seed) % 4) {
    case 0: targets.asa_s = queue->aht_s * random_log_between(seed, 1e-3, 1); break;
    case 1: targets.wait_probability = random_between(seed, 0.01, 0.9); break;
    default: targets.service_level = random_between(seed, 0.2, 0.99);
    }
    return targets;
}

static wfm_staffing staffing_of(const wfm_queue *queue, const wfm_targets *targets)
{
    wfm_staffing staffing = WFM_STAFFING_INIT;
    assert_int_equal(wfm_staffing_agents(queue, targets, &staffing), WFM_OK);
    return staffing;
}

/* Staffing that is not below another, the real numbers up to the last digits of their solver. */
static void check_no_fewer(tally *results, const wfm_staffing *more, const wfm_staffing *less, int i)
{
    check_true(results, more->agents >= less->agents, "queue %d: %g and %g agents", i, more->agents, less->agents);
    check_true(results, more->agents_fractional >= less->agents_fractional * (1 - TOL_1E12),
               "queue %d: really %.17g and %.17g agents", i, more->agents_fractional, less->agents_fractional);
}

/* 1. More service, less occupancy: the agents of a higher service level are less busy. */
static void test_more_service_less_occupancy(void **state)
{
    (void)state;
    tally results = {.name = "more service, less occupancy"};
    uint64_t seed = 1;
    for (int i = 0; i < QUEUES; i++) {
        wfm_queue queue = random_queue(&seed);
        wfm_queue_metrics less = metrics_of(&queue);
        wfm_queue_metrics more = with_agents(&queue, queue.agents + 1 + floor(random_between(&seed, 0, 5)));
        check_true(&results, more.service_level >= less.service_level, "queue %d: service", i);
        check_true(&results, more.service_level > less.service_level || less.service_level > 0.999999,
                   "queue %d: more service, not the same", i);
        check_true(&results, more.occupancy < less.occupancy, "queue %d: occupancy", i);
    }
    tally_finish(&results);
}

/* 2. Each further agent helps less. True of the waits of a queue that is not overloaded: the probability of waiting is
 * convex in the agents above the load (Jagers and van Doorn 1991), so are 1/(agents - load) and
 * exp(-(agents - load) t), and products of positive, decreasing, convex functions are convex. Up to the load the
 * service level stays 0, so the first agent above it may help less than the second: the law begins there. */
static void test_each_further_agent_helps_less(void **state)
{
    (void)state;
    tally results = {.name = "each further agent helps less"};
    uint64_t seed = 2;
    for (int i = 0; i < QUEUES; i++) {
        wfm_queue queue = random_queue(&seed);
        double n = queue.agents;
        double asa[3], late[3];
        for (int k = 0; k < 3; k++) {
            asa[k] = with_agents(&queue, n + k).asa_s;
            late[k] = missed(&queue, n + k);
        }
        check_true(&results, asa[0] - asa[1] >= (asa[1] - asa[2]) - TOL_1E12 * asa[0], "queue %d: ASA", i);
        check_true(&results, late[0] - late[1] >= (late[1] - late[2]) - TOL_1E12 * late[0], "queue %d: service", i);
    }
    tally_finish(&results);
}

/* 3. A larger group is more efficient: at the same occupancy it gives better service, and for the same service it may
 * be busier. */
static void test_a_larger_group_is_more_efficient(void **state)
{
    (void)state;
    tally results = {.name = "a larger group is more efficient"};
    uint64_t seed = 3;
    for (int i = 0; i < QUEUES; i++) {
        wfm_queue small = random_queue(&seed);
        wfm_queue large = small;
        double times = random_between(&seed, 1.5, 20);
        large.calls *= times;
        large.agents *= times;
        wfm_queue_metrics of_small = metrics_of(&small), of_large = metrics_of(&large);
        check_near(&results, of_large.occupancy, of_small.occupancy, TOL_4EPS, "queue %d: the same occupancy", i);
        check_true(&results, of_large.wait_probability < of_small.wait_probability, "queue %d: fewer wait", i);
        check_true(&results, of_large.asa_s < of_small.asa_s || of_small.asa_s == 0, "queue %d: they wait less", i);
        check_true(&results, missed(&large, large.agents) <= missed(&small, small.agents), "queue %d: service", i);
        wfm_targets targets = random_target(&seed, &small);
        double occupancy_small = of_small.load_erl / staffing_of(&small, &targets).agents_fractional;
        double occupancy_large = of_large.load_erl / staffing_of(&large, &targets).agents_fractional;
        check_true(&results, occupancy_large > occupancy_small, "queue %d: the same service, higher occupancy", i);
    }
    tally_finish(&results);
}

/* 4. A pooled group beats split ones with the same handle time (Smith and Whitt 1981): with the same agents the calls
 * of both wait less in the mean, and for the same target no more agents are needed. */
static void test_a_pooled_group_beats_split_ones(void **state)
{
    (void)state;
    tally results = {.name = "a pooled group beats split ones"};
    uint64_t seed = 4;
    for (int i = 0; i < QUEUES; i++) {
        wfm_queue one = random_queue(&seed), other = random_queue(&seed);
        other.calls *= other.aht_s / one.aht_s * one.interval_s / other.interval_s; /* its load, in the other's terms */
        other.aht_s = one.aht_s;
        other.acw_s = one.acw_s;
        other.interval_s = one.interval_s;
        other.answer_within_s = one.answer_within_s;
        wfm_queue pooled = one;
        pooled.calls += other.calls;
        pooled.agents += other.agents;
        wfm_queue_metrics of_one = metrics_of(&one), of_other = metrics_of(&other), of_both = metrics_of(&pooled);
        double share = one.calls / pooled.calls;
        double asa = share * of_one.asa_s + (1 - share) * of_other.asa_s;
        double waiting = share * of_one.wait_probability + (1 - share) * of_other.wait_probability;
        check_true(&results, of_both.asa_s <= asa, "queue %d: ASA %g, split %g", i, of_both.asa_s, asa);
        check_true(&results, of_both.wait_probability <= waiting, "queue %d: waiting", i);
        wfm_targets targets = random_target(&seed, &one);
        double split = staffing_of(&one, &targets).agents + staffing_of(&other, &targets).agents;
        check_true(&results, staffing_of(&pooled, &targets).agents <= split, "queue %d: agents", i);
    }
    tally_finish(&results);
}

/* 5. More agents, shorter ASA. */
static void test_more_agents_shorter_asa(void **state)
{
    (void)state;
    tally results = {.name = "more agents, shorter ASA"};
    uint64_t seed = 5;
    for (int i = 0; i < QUEUES; i++) {
        wfm_queue queue = random_queue(&seed);
        double asa_s = metrics_of(&queue).asa_s;
        double then = with_agents(&queue, queue.agents + random_log_between(&seed, 0.01, 100)).asa_s;
        check_true(&results, then < asa_s || asa_s == 0, "queue %d: %g, then %g", i, asa_s, then);
    }
    tally_finish(&results);
}

/* 6. More agents, lower trunk load, down to the load of the talk alone. */
static void test_more_agents_lower_trunk_load(void **state)
{
    (void)state;
    tally results = {.name = "more agents, lower trunk load"};
    uint64_t seed = 6;
    for (int i = 0; i < QUEUES; i++) {
        wfm_queue queue = random_queue(&seed);
        double talk = queue.calls * (queue.aht_s - queue.acw_s) / queue.interval_s;
        double before = metrics_of(&queue).trunk_load_erl;
        double then = with_agents(&queue, queue.agents + 1).trunk_load_erl;
        double last = with_agents(&queue, 10 * queue.agents + 100).trunk_load_erl;
        bool waits = before > talk * (1 + TOL_1E12); /* else nobody does, with the first agents */
        check_true(&results, waits ? then < before : then <= before * (1 + TOL_4EPS), "queue %d: lower", i);
        check_near(&results, last, talk, TOL_16EPS, "queue %d: the talk is left", i);
    }
    tally_finish(&results);
}

/* 7. Longer handle times or more calls need no fewer agents. */
static void test_more_work_needs_no_fewer_agents(void **state)
{
    (void)state;
    tally results = {.name = "more work needs no fewer agents"};
    uint64_t seed = 7;
    for (int i = 0; i < QUEUES; i++) {
        wfm_queue queue = random_queue(&seed), longer = queue, more = queue;
        wfm_targets targets = random_target(&seed, &queue);
        double factor = 1 + random_log_between(&seed, 1e-4, 2);
        longer.aht_s *= factor;
        more.calls *= factor;
        wfm_staffing before = staffing_of(&queue, &targets);
        wfm_staffing of_longer = staffing_of(&longer, &targets), of_more = staffing_of(&more, &targets);
        check_no_fewer(&results, &of_longer, &before, i);
        check_no_fewer(&results, &of_more, &before, i);
    }
    tally_finish(&results);
}

/* 8. A stricter target needs no fewer agents, and a further target neither. */
static void test_stricter_targets_need_no_fewer_agents(void **state)
{
    (void)state;
    tally results = {.name = "a stricter target needs no fewer agents"};
    uint64_t seed = 8;
    for (int i = 0; i < QUEUES; i++) {
        wfm_queue queue = random_queue(&seed);
        wfm_targets targets = random_target(&seed, &queue), stricter = targets, both = targets;
        double factor = random_between(&seed, 0.05, 1);
        if (targets.service_level > 0) stricter.service_level = 1 - factor * (1 - targets.service_level);
        stricter.asa_s *= factor;
        stricter.wait_probability *= factor;
        both.max_occupancy = random_between(&seed, 0.5, 1);
        wfm_staffing before = staffing_of(&queue, &targets);
        wfm_staffing of_stricter = staffing_of(&queue, &stricter), of_both = staffing_of(&queue, &both);
        check_no_fewer(&results, &of_stricter, &before, i);
        check_no_fewer(&results, &of_both, &before, i);
    }
    tally_finish(&results);
}

/* 9. A wider answer time needs no more agents. */
static void test_a_wider_answer_time_needs_no_more_agents(void **state)
{
    (void)state;
    tally results = {.name = "a wider answer time needs no more agents"};
    uint64_t seed = 9;
    for (int i = 0; i < QUEUES; i++) {
        wfm_queue queue = random_queue(&seed), wider = queue;
        wfm_targets targets = WFM_TARGETS_INIT;
        targets.service_level = random_between(&seed, 0.2, 0.99);
        wider.answer_within_s += random_log_between(&seed, 0.1, 600);
        wfm_staffing before = staffing_of(&queue, &targets), then = staffing_of(&wider, &targets);
        check_no_fewer(&results, &before, &then, i);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_more_service_less_occupancy),
        cmocka_unit_test(test_each_further_agent_helps_less),
        cmocka_unit_test(test_a_larger_group_is_more_efficient),
        cmocka_unit_test(test_a_pooled_group_beats_split_ones),
        cmocka_unit_test(test_more_agents_shorter_asa),
        cmocka_unit_test(test_more_agents_lower_trunk_load),
        cmocka_unit_test(test_more_work_needs_no_fewer_agents),
        cmocka_unit_test(test_stricter_targets_need_no_fewer_agents),
        cmocka_unit_test(test_a_wider_answer_time_needs_no_more_agents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
