/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include "wfm/erlang.h"
#include "wfm/trunks.h"

/* The blocking of whole lines by the recursion B(k) = a B(k-1) / (k + a B(k-1)), which owes nothing to erlang_b.c. */
static double recursion(int lines, double load)
{
    double blocking = 1;
    for (int k = 1; k <= lines; k++)
        blocking = load * blocking / (k + load * blocking);
    return blocking;
}

static int least_lines(double load, double most)
{
    int lines = 0;
    double blocking = 1;
    while (blocking > most) {
        lines++;
        blocking = load * blocking / (lines + load * blocking);
    }
    return lines;
}

static wfm_trunks lines_for(double load, double blocking)
{
    wfm_trunks group = WFM_TRUNKS_INIT;
    assert_int_equal(wfm_trunks_lines(load, blocking, &group), WFM_OK);
    return group;
}

static wfm_queue new_queue(double calls, double interval_s, double talk_s, double acw_s, double answer_within_s)
{
    wfm_queue queue = WFM_QUEUE_INIT;
    queue.calls = calls;
    queue.interval_s = interval_s;
    queue.aht_s = talk_s + acw_s;
    queue.acw_s = acw_s;
    queue.answer_within_s = answer_within_s;
    return queue;
}

static wfm_targets service_of(double service_level)
{
    wfm_targets targets = WFM_TARGETS_INIT;
    targets.service_level = service_level;
    return targets;
}

/* The course: the forecast of the busiest half hour is 250 calls, talk 180 s, after-call work 30 s, 80/20. It goes on
 * with 34 agents and a trunk load of 26.8; the lines for that at 1 % are counted here by the recursion. */
static void test_the_course_busiest_half_hour(void **state)
{
    (void)state;
    tally results = {.name = "the busiest half hour"};
    wfm_queue queue = new_queue(250, 1800, 180, 30, 20);
    wfm_targets targets = service_of(0.8);
    wfm_staffing staffing = WFM_STAFFING_INIT;
    wfm_trunks trunks = WFM_TRUNKS_INIT;
    assert_int_equal(wfm_trunks_for_targets(&queue, &targets, 0.01, WFM_ORDER_QUEUE_FIRST, &staffing, &trunks), 0);
    check_true(&results, staffing.agents == 34, "agents: %g", staffing.agents);
    check_between(&results, staffing.service_level, 0.815, 0.825, "service level 82 %%");
    check_between(&results, trunks.load_erl, 26.75, 26.85, "trunk load 26.8");
    check_true(&results, trunks.lines == least_lines(26.8, 0.01), "lines of 26.8: %g", trunks.lines);
    check_true(&results, trunks.lines == least_lines(trunks.load_erl, 0.01), "lines: %g", trunks.lines);
    check_true(&results, trunks.lines == 38, "38 lines");
    tally_finish(&results);
}

/* Cisco, Unified Contact Center Enterprise 7.0 SRND (OL-8669-16), ch. 9, basic example: 2,000 calls an hour, talk 150
 * s,
 * no after-call work, 90 % within 30 s, 1 % blockage: 103 trunks. Sizing agents for all calls first gives 105. */
static void test_published_block_first(void **state)
{
    (void)state;
    tally results = {.name = "block first"};
    wfm_queue queue = new_queue(2000, 3600, 150, 0, 30);
    wfm_targets targets = service_of(0.9);
    wfm_staffing staffing = WFM_STAFFING_INIT;
    wfm_trunks trunks = WFM_TRUNKS_INIT;
    assert_int_equal(wfm_trunks_for_targets(&queue, &targets, 0.01, WFM_ORDER_BLOCK_FIRST, &staffing, &trunks), 0);
    check_true(&results, trunks.lines == 103, "lines: %g", trunks.lines);
    assert_int_equal(wfm_trunks_for_targets(&queue, &targets, 0.01, WFM_ORDER_QUEUE_FIRST, &staffing, &trunks), 0);
    check_true(&results, trunks.lines == least_lines(trunks.load_erl, 0.01), "lines: %g", trunks.lines);
    check_true(&results, trunks.lines == 105, "the other order: %g", trunks.lines);
    queue.treatment_s = 30; /* of each of 2,000 attempts: 16 2/3 erl more, and the same agents */
    double without = trunks.load_erl, agents = staffing.agents;
    assert_int_equal(wfm_trunks_for_targets(&queue, &targets, 0.01, WFM_ORDER_QUEUE_FIRST, &staffing, &trunks), 0);
    check_near(&results, trunks.load_erl, without + 50 / 3.0, TOL_4EPS, "treatment, queue first");
    check_true(&results, trunks.lines == least_lines(without + 50 / 3.0, 0.01), "lines: %g", trunks.lines);
    check_true(&results, staffing.agents == agents, "as many agents");
    queue.treatment_s = 0;
    assert_int_equal(wfm_trunks_for_targets(&queue, &targets, 0.01, WFM_ORDER_BLOCK_FIRST, &staffing, &trunks), 0);
    without = trunks.load_erl;
    queue.treatment_s = 30;
    assert_int_equal(wfm_trunks_for_targets(&queue, &targets, 0.01, WFM_ORDER_BLOCK_FIRST, &staffing, &trunks), 0);
    check_near(&results, trunks.load_erl, without + 50 / 3.0, TOL_4EPS, "treatment, block first");
    check_true(&results, trunks.lines == least_lines(without + 50 / 3.0, 0.01), "lines: %g", trunks.lines);
    queue.agents = staffing.agents;
    assert_int_equal(wfm_trunks_for_queue(&queue, 0.01, WFM_ORDER_BLOCK_FIRST, &trunks), 0);
    check_near(&results, trunks.load_erl, without + 50 / 3.0, TOL_4EPS, "treatment, given agents");
    tally_finish(&results);
}

/* Printed figures of Erlang B. The lines are the corrected ones where README.md lists an erratum. */
static void test_published_erlang_b(void **state)
{
    (void)state;
    static const struct {
        double load, blocking, lines;
    } guide[] = {{8, 0.01, 15},  {8, 0.02, 14},  {10, 0.01, 18}, {10, 0.02, 17},
                 {12, 0.01, 20}, {12, 0.02, 19}, {17, 0.01, 27}};
    static const struct {
        double lines, blocking, load;
    } table[] = {{29, 0.03, 22.1}, {31, 0.03, 24.0}, {35, 0.03, 27.7}, {39, 0.03, 31.5}, {15, 0.01, 8.108}};
    static const struct {
        double lines, load, blocking, half_a_digit;
    } printed[] = {
        {10, 1, 1.013777e-7, 5e-14}, {10, 2, 3.819017e-5, 5e-12}, {10, 4, 5.307549e-3, 5e-10}, {30, 25, 0.05, 5e-3}};
    tally results = {.name = "published Erlang B"};
    for (size_t i = 0; i < sizeof guide / sizeof guide[0]; i++) /* pyworkforce; erlang-questions 2002 */
        check_true(&results, lines_for(guide[i].load, guide[i].blocking).lines == guide[i].lines, "guide, row %zu", i);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) { /* of 45 lines by 12 blockings; Westbay */
        wfm_trunks group = WFM_TRUNKS_INIT;
        assert_int_equal(wfm_trunks_load(table[i].lines, table[i].blocking, &group), WFM_OK);
        check_between(&results, group.load_erl, table[i].load - 0.05, table[i].load + 0.05, "table, row %zu", i);
    }
    for (size_t i = 0; i < sizeof printed / sizeof printed[0]; i++) { /* QueueSim 2024/25; Mathematica 9 */
        wfm_trunks group = WFM_TRUNKS_INIT;
        double off = printed[i].half_a_digit;
        assert_int_equal(wfm_trunks_blocking(printed[i].load, printed[i].lines, &group), WFM_OK);
        check_between(&results, group.blocking, printed[i].blocking - off, printed[i].blocking + off, "row %zu", i);
    }
    tally_finish(&results);
}

/* Every figure of a group, the whole lines by counting. */
static void test_lines_equal_the_recursion(void **state)
{
    (void)state;
    tally results = {.name = "lines"};
    uint64_t seed = 1917;
    for (int i = 0; i < 3000; i++) {
        double load = random_log_between(&seed, 1e-3, 2000);
        double most = random_log_between(&seed, 1e-6, 1);
        wfm_trunks group = lines_for(load, most);
        int lines = (int)group.lines;
        check_true(&results, lines == least_lines(load, most), "%g erl at %g: %d", load, most, lines);
        check_true(&results, group.blocking <= most, "%g erl at %g: enough", load, most);
        check_true(&results, group.blocking_one_fewer > most, "%g erl at %g: one fewer is not", load, most);
        check_near(&results, group.blocking, recursion(lines, load), TOL_1E12, "B(%d, %g)", lines, load);
        check_near(&results, group.blocking_one_fewer, recursion(lines - 1, load), TOL_1E12, "B(%d, %g)", lines, load);
        check_between(&results, group.lines_fractional, lines - 1, lines, "%g erl at %g: fractional", load, most);
        check_near(&results, wfm_erlang_b(group.lines_fractional, load), most, TOL_1E9, "%g erl at %g", load, most);
        check_near(&results, group.carried_erl + load * group.blocking, load, TOL_1E12, "carried and lost, %g", load);
        check_true(&results, group.load_erl == load, "the load given");
    }
    tally_finish(&results);
}

/* A blocking that whole lines have exactly: they are enough, by the numbers themselves. */
static void test_lines_at_their_own_blocking(void **state)
{
    (void)state;
    tally results = {.name = "lines at their own blocking"};
    for (int lines = 1; lines <= 400; lines++) {
        double load = lines * 0.9;
        double own = wfm_erlang_b(lines, load);
        wfm_trunks group = lines_for(load, own);
        check_true(&results, group.lines == lines, "%d lines at their blocking", lines);
        check_between(&results, group.lines_fractional, lines - 1, lines, "%d lines, fractional", lines);
        check_true(&results, lines_for(load, step_by(own, -1)).lines == lines + 1, "%d lines below it", lines);
        check_true(&results, lines_for(load, step_by(own, 1)).lines == lines, "%d lines above it", lines);
    }
    tally_finish(&results);
}

static void test_the_three_questions_agree(void **state)
{
    (void)state;
    tally results = {.name = "load, lines, blocking"};
    uint64_t seed = 3;
    for (int i = 0; i < 2000; i++) {
        double lines = floor(random_log_between(&seed, 1, 1000));
        double most = random_log_between(&seed, 1e-5, 0.5);
        wfm_trunks of_load = WFM_TRUNKS_INIT;
        wfm_trunks of_blocking = WFM_TRUNKS_INIT;
        assert_int_equal(wfm_trunks_load(lines, most, &of_load), WFM_OK);
        assert_int_equal(wfm_trunks_blocking(of_load.load_erl, lines, &of_blocking), WFM_OK);
        check_near(&results, of_load.blocking, most, TOL_1E9, "%g lines at %g", lines, most);
        check_same(&results, of_blocking.blocking, of_load.blocking, "%g lines at %g", lines, most);
        check_same(&results, of_blocking.carried_erl, of_load.carried_erl, "%g lines at %g", lines, most);
        check_true(&results, of_load.lines == lines, "the lines given");
        check_true(&results, of_load.lines_fractional == lines, "the lines given");
        check_true(&results, lines_for(of_load.load_erl * (1 - 1e-9), most).lines == lines, "a little less load");
        check_true(&results, lines_for(of_load.load_erl * (1 + 1e-9), most).lines == lines + 1, "a little more load");
    }
    tally_finish(&results);
}

static void test_edges(void **state)
{
    (void)state;
    static const struct {
        double load, most, lines, blocking, carried;
        wfm_status status;
    } edges[] = {
        {0, 0.01, 0, 0, 0, WFM_OK},
        {0, 0, 0, 0, 0, WFM_OK},
        {0, 1, 0, 0, 0, WFM_OK},
        {5, 1, 0, 1, 0, WFM_OK},
        {5, 0, INF, 0, 5, WFM_CAVEAT_TARGET_MISSED},
        {1, 0.5, 1, 0.5, 0.5, WFM_OK},
        {1e-300, 0.01, 1, 1e-300, 1e-300, WFM_OK},
        {INF, 0.01, INF, 0, INF, WFM_CAVEAT_OVERLOADED},
        {INF, 1, 0, 1, 0, WFM_CAVEAT_OVERLOADED},
    };
    tally results = {.name = "edges"};
    wfm_trunks group = WFM_TRUNKS_INIT;
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
        assert_int_equal(wfm_trunks_lines(edges[i].load, edges[i].most, &group), edges[i].status);
        check_true(&results, group.lines == edges[i].lines, "lines, row %zu: %g", i, group.lines);
        check_near(&results, group.blocking, edges[i].blocking, TOL_1E12, "blocking, row %zu", i);
        check_true(&results, group.carried_erl == edges[i].carried, "carried, row %zu: %g", i, group.carried_erl);
        check_true(&results, group.lines_fractional <= group.lines, "fractional, row %zu", i);
    }
    assert_int_equal(wfm_trunks_load(0, 0.5, &group), WFM_CAVEAT_TARGET_MISSED);
    check_true(&results, group.load_erl == 0, "no lines take no load");
    assert_int_equal(wfm_trunks_load(7, 0, &group), WFM_CAVEAT_TARGET_MISSED);
    check_true(&results, group.load_erl == 0, "every load is blocked a little");
    assert_int_equal(wfm_trunks_load(7, 1, &group), WFM_OK);
    check_true(&results, group.load_erl == INF, "any load is allowed");
    check_true(&results, group.carried_erl == 7, "seven lines are always busy");
    assert_int_equal(wfm_trunks_blocking(INF, 7, &group), WFM_CAVEAT_OVERLOADED);
    check_true(&results, group.blocking == 1, "all but nobody is blocked");
    assert_int_equal(wfm_trunks_blocking(7, INF, &group), WFM_OK);
    check_true(&results, group.blocking == 0, "infinitely many lines block nothing");
    assert_int_equal(wfm_trunks_blocking(1, 0.5, &group), WFM_OK);
    check_true(&results, group.blocking_one_fewer == 1, "less than one line, and one fewer");
    tally_finish(&results);
}

typedef struct random_case {
    wfm_queue queue;
    wfm_targets targets;
    double blocking;
} random_case;

static random_case next_case(uint64_t *seed)
{
    random_case c;
    double talk_s = random_log_between(seed, 30, 900);
    c.queue = new_queue(random_log_between(seed, 0.1, 20000), 1800, talk_s, random_between(seed, 0, talk_s), 20);
    c.targets = service_of(random_between(seed, 0.3, 0.99));
    c.blocking = random_log_between(seed, 1e-4, 0.3);
    return c;
}

static void test_lines_behind_a_queue(void **state)
{
    (void)state;
    tally results = {.name = "lines behind a queue"};
    uint64_t seed = 5;
    for (int i = 0; i < 2000; i++) {
        random_case c = next_case(&seed);
        for (int32_t order = WFM_ORDER_QUEUE_FIRST; order <= WFM_ORDER_BLOCK_FIRST; order++) {
            wfm_staffing staffing = WFM_STAFFING_INIT, of_reaching = WFM_STAFFING_INIT;
            wfm_trunks sized = WFM_TRUNKS_INIT, given = WFM_TRUNKS_INIT;
            wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
            wfm_queue reaching = c.queue;
            if (order == WFM_ORDER_BLOCK_FIRST) reaching.calls *= 1 - c.blocking;
            assert_int_equal(wfm_trunks_for_targets(&c.queue, &c.targets, c.blocking, order, &staffing, &sized), 0);
            assert_int_equal(wfm_staffing_agents(&reaching, &c.targets, &of_reaching), WFM_OK);
            assert_memory_equal(&staffing, &of_reaching, sizeof staffing);
            reaching.agents = c.queue.agents = staffing.agents;
            assert_int_equal(wfm_trunks_for_queue(&c.queue, c.blocking, order, &given), WFM_OK);
            assert_memory_equal(&sized, &given, sizeof sized);
            assert_int_equal(wfm_queue_evaluate(&reaching, &metrics), WFM_OK);
            double expected = c.queue.calls / 1800 * (c.queue.aht_s - c.queue.acw_s + metrics.asa_s);
            check_near(&results, sized.load_erl, expected, TOL_1E12, "trunk load of every attempt, row %d", i);
            wfm_trunks alone = lines_for(sized.load_erl, c.blocking);
            assert_memory_equal(&sized, &alone, sizeof sized);
            if (order == WFM_ORDER_QUEUE_FIRST)
                check_same(&results, sized.load_erl, metrics.trunk_load_erl, "the queue's trunk load, row %d", i);
        }
    }
    tally_finish(&results);
}

static void test_queue_first_needs_no_fewer_agents(void **state)
{
    (void)state;
    tally results = {.name = "orders"};
    uint64_t seed = 8;
    int fewer = 0;
    for (int i = 0; i < 3000; i++) {
        random_case c = next_case(&seed);
        wfm_staffing queue_first = WFM_STAFFING_INIT, block_first = WFM_STAFFING_INIT;
        wfm_trunks trunks = WFM_TRUNKS_INIT;
        assert_int_equal(wfm_trunks_for_targets(&c.queue, &c.targets, c.blocking, 0, &queue_first, &trunks), 0);
        assert_int_equal(wfm_trunks_for_targets(&c.queue, &c.targets, c.blocking, 1, &block_first, &trunks), 0);
        check_true(&results, queue_first.agents >= block_first.agents, "row %d", i);
        check_true(&results, queue_first.agents_fractional > block_first.agents_fractional, "fractional, row %d", i);
        fewer += block_first.agents < queue_first.agents;
    }
    check_true(&results, fewer > 500, "the order matters: %d", fewer);
    tally_finish(&results);
}

/* Who hangs up waits and then talks to nobody: the waits end, and the lines with them, also beyond the agents. */
static void test_lines_behind_callers_who_hang_up(void **state)
{
    (void)state;
    tally results = {.name = "lines behind callers who hang up"};
    uint64_t seed = 21;
    for (int i = 0; i < 500; i++) {
        random_case c = next_case(&seed);
        double load = c.queue.calls * c.queue.aht_s / c.queue.interval_s;
        c.queue.patience_s = random_log_between(&seed, 10, 1000);
        c.queue.agents = load * random_between(&seed, 0.5, 1.2);
        for (int32_t order = WFM_ORDER_QUEUE_FIRST; order <= WFM_ORDER_BLOCK_FIRST; order++) {
            wfm_staffing staffing = WFM_STAFFING_INIT;
            wfm_trunks trunks = WFM_TRUNKS_INIT, sized = WFM_TRUNKS_INIT;
            wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
            wfm_queue reaching = c.queue;
            if (order == WFM_ORDER_BLOCK_FIRST) reaching.calls *= 1 - c.blocking;
            assert_int_equal(wfm_trunks_for_queue(&c.queue, c.blocking, order, &trunks), WFM_OK); /* without a rule */
            reaching.service_rule = WFM_SERVICE_OFFERED;
            assert_int_equal(wfm_queue_evaluate(&reaching, &m), WFM_OK);
            double held_s = (1 - m.abandonment) * (c.queue.aht_s - c.queue.acw_s) + m.wait_mean_s;
            check_near(&results, trunks.load_erl, c.queue.calls / 1800 * held_s, TOL_1E12, "trunk load, row %d", i);
            wfm_queue asked = c.queue;
            asked.service_rule = WFM_SERVICE_OFFERED;
            assert_int_equal(wfm_trunks_for_targets(&asked, &c.targets, c.blocking, order, &staffing, &sized), WFM_OK);
            asked.agents = staffing.agents;
            assert_int_equal(wfm_trunks_for_queue(&asked, c.blocking, order, &trunks), WFM_OK);
            assert_memory_equal(&sized, &trunks, sizeof sized);
        }
    }
    tally_finish(&results);
}

static void check_refused(wfm_status status, wfm_status expected, const wfm_trunks *trunks)
{
    assert_int_equal(status, expected);
    assert_true(isnan(trunks->load_erl));
    assert_true(isnan(trunks->carried_erl));
}

/* Lines are what is looked for: those of the queue are not read, and no target can be about them. */
static void test_lines_of_the_queue_are_not_read(void **state)
{
    (void)state;
    wfm_queue queue = new_queue(250, 1800, 180, 30, 20);
    wfm_targets targets = service_of(0.8);
    const double lines[] = {0, 30, 1e9, -1, QUIET_NAN};
    queue.agents = 34;
    queue.patience_s = 120;
    queue.service_rule = WFM_SERVICE_OFFERED;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        static wfm_trunks first, first_sized;
        wfm_trunks trunks = WFM_TRUNKS_INIT, sized = WFM_TRUNKS_INIT;
        wfm_staffing staffing = WFM_STAFFING_INIT;
        queue.lines = lines[i];
        assert_int_equal(wfm_trunks_for_queue(&queue, 0.01, 0, &trunks), WFM_OK);
        assert_int_equal(wfm_trunks_for_targets(&queue, &targets, 0.01, 0, &staffing, &sized), WFM_OK);
        if (i == 0) first = trunks;
        if (i == 0) first_sized = sized;
        assert_memory_equal(&first, &trunks, sizeof trunks);
        assert_memory_equal(&first_sized, &sized, sizeof sized);
    }
    wfm_trunks trunks = WFM_TRUNKS_INIT;
    wfm_staffing staffing = WFM_STAFFING_INIT;
    queue.lines = 40;
    targets.blocking = 0.01;
    check_refused(wfm_trunks_for_targets(&queue, &targets, 0.01, 0, &staffing, &trunks), WFM_MEANINGLESS, &trunks);
    targets.blocking = 0;
    queue.service_rule = 0;
    check_refused(wfm_trunks_for_targets(&queue, &targets, 0.01, 0, &staffing, &trunks), WFM_NO_SERVICE_RULE, &trunks);
    queue.patience_s = -1;
    check_refused(wfm_trunks_for_queue(&queue, 0.01, 0, &trunks), WFM_BAD_PATIENCE, &trunks);
}

static void test_overload_needs_infinitely_many_lines(void **state)
{
    (void)state;
    wfm_queue queue = new_queue(250, 1800, 180, 30, 20);
    wfm_targets targets = service_of(0.8);
    wfm_staffing staffing = WFM_STAFFING_INIT;
    wfm_trunks trunks = WFM_TRUNKS_INIT;
    queue.agents = 29; /* the load is 29.17 */
    for (int32_t order = WFM_ORDER_QUEUE_FIRST; order <= WFM_ORDER_BLOCK_FIRST; order++) {
        assert_int_equal(wfm_trunks_for_queue(&queue, 0.001, order, &trunks), WFM_CAVEAT_OVERLOADED);
        assert_true(trunks.load_erl == INF);
        assert_true(trunks.lines == INF);
        targets.max_agents = 29;
        assert_int_equal(wfm_trunks_for_targets(&queue, &targets, 0.001, order, &staffing, &trunks),
                         WFM_CAVEAT_OVERLOADED | WFM_CAVEAT_TARGET_MISSED);
        assert_true(trunks.lines == INF);
        assert_true(staffing.agents == 29);
    }
    /* the calls that get a line are few enough */
    assert_int_equal(wfm_trunks_for_queue(&queue, 0.05, WFM_ORDER_BLOCK_FIRST, &trunks), WFM_OK);
    assert_true(trunks.lines < INF);
    /* nobody gets one, and nobody waits */
    assert_int_equal(wfm_trunks_for_queue(&queue, 1, WFM_ORDER_BLOCK_FIRST, &trunks), WFM_OK);
    assert_true(trunks.lines == 0);
    assert_true(trunks.load_erl == 25);
    targets = service_of(1);
    assert_int_equal(wfm_trunks_for_targets(&queue, &targets, 0.01, WFM_ORDER_QUEUE_FIRST, &staffing, &trunks),
                     WFM_CAVEAT_TARGET_MISSED);
    assert_true(staffing.agents == INF);
    assert_true(trunks.lines == least_lines(25, 0.01)); /* infinitely many agents leave nobody waiting */
}

static void test_every_status(void **state)
{
    (void)state;
    static const double no_share[] = {-0.1, 1.1, QUIET_NAN};
    static const double negative[] = {-1, -INF, QUIET_NAN};
    wfm_trunks t = WFM_TRUNKS_INIT;
    wfm_staffing s = WFM_STAFFING_INIT;
    wfm_queue queue = new_queue(250, 1800, 180, 30, 20);
    wfm_targets targets = service_of(0.8);
    queue.agents = 34;
    for (size_t i = 0; i < 3; i++) {
        check_refused(wfm_trunks_lines(negative[i], 0.01, &t), WFM_BAD_TRUNK_LOAD, &t);
        check_refused(wfm_trunks_lines(5, no_share[i], &t), WFM_BAD_BLOCKING, &t);
        check_refused(wfm_trunks_load(negative[i], 0.01, &t), WFM_BAD_LINES, &t);
        check_refused(wfm_trunks_load(5, no_share[i], &t), WFM_BAD_BLOCKING, &t);
        check_refused(wfm_trunks_blocking(negative[i], 5, &t), WFM_BAD_TRUNK_LOAD, &t);
        check_refused(wfm_trunks_blocking(5, negative[i], &t), WFM_BAD_LINES, &t);
        check_refused(wfm_trunks_for_queue(&queue, no_share[i], 0, &t), WFM_BAD_BLOCKING, &t);
    }
    for (int32_t order = -1; order <= 2; order += 3) {
        check_refused(wfm_trunks_for_queue(&queue, 0.01, order, &t), WFM_BAD_ORDER, &t);
        check_refused(wfm_trunks_for_targets(&queue, &targets, 0.01, order, &s, &t), WFM_BAD_ORDER, &t);
        assert_true(isnan(s.agents));
    }
    check_refused(wfm_trunks_for_queue(NULL, 0.01, 0, &t), WFM_BAD_QUEUE_STRUCT, &t);
    check_refused(wfm_trunks_for_targets(&queue, NULL, 0.01, 0, &s, &t), WFM_BAD_TARGETS_STRUCT, &t);
    targets.service_level = 0;
    check_refused(wfm_trunks_for_targets(&queue, &targets, 0.01, 0, &s, &t), WFM_NO_TARGET, &t);
    assert_true(isnan(s.agents));
    queue.aht_s = 0;
    check_refused(wfm_trunks_for_targets(&queue, &targets, 0.01, 0, &s, &t), WFM_BAD_AHT, &t);
    check_refused(wfm_trunks_for_targets(&queue, &targets, 0.01, 0, NULL, &t), WFM_BAD_OUTPUT, &t);
    assert_int_equal(wfm_trunks_for_targets(&queue, &targets, 0.01, 0, &s, NULL), WFM_BAD_OUTPUT);
    assert_true(isnan(s.agents));
    assert_int_equal(wfm_trunks_lines(5, 0.01, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_trunks_load(5, 0.01, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_trunks_blocking(5, 5, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_trunks_for_queue(&queue, 0.01, 0, NULL), WFM_BAD_OUTPUT);
    wfm_trunks_init(&t, sizeof t);
    assert_true(t.lines == 0);
}

/* Numbers out of any numbers in: no NaN where the inputs are in their domains, and no search that does not end. */
/* The call congestion of whole lines that finitely many sources want, by the recursion from no line and bisection of the
 * intensity between what it would be if everything or nothing were blocked. */
static double engset_recursion(int lines, double sources, double intensity)
{
    double over = 1;
    for (int k = 1; k <= lines; k++)
        over = 1 + k / ((sources - k) * intensity) * over;
    return 1 / over;
}

static double blocking_of_sources(int lines, double sources, double load)
{
    double low = load / sources, high = load / (sources - lines), middle = low;
    for (int step = 0; step < 200; step++) {
        middle = (low + high) / 2;
        double blocked = lines < sources ? engset_recursion(lines, sources, middle) : 0;
        if (sources * middle < load * (1 + middle * (1 - blocked)))
            low = middle;
        else
            high = middle;
    }
    return engset_recursion(lines, sources, middle);
}

static wfm_offered of_sources(double sources, double load)
{
    wfm_offered offered = WFM_OFFERED_INIT;
    offered.model = WFM_TRUNKS_ENGSET;
    offered.sources = sources;
    offered.load_erl = load;
    return offered;
}

static wfm_status sources_lines(double sources, double load, double most, wfm_trunks *group)
{
    wfm_offered offered = of_sources(sources, load);
    return wfm_offered_lines(&offered, most, group);
}

static wfm_status sources_blocking(double sources, double load, double lines, wfm_trunks *group)
{
    wfm_offered offered = of_sources(sources, load);
    return wfm_offered_blocking(&offered, lines, group);
}

static void test_lines_of_sources(void **state)
{
    (void)state;
    tally results = {.name = "lines of finitely many sources"};
    uint64_t seed = 1918;
    for (int i = 0; i < 1500; i++) {
        double sources = floor(random_log_between(&seed, 2, 2000));
        double load = sources * random_between(&seed, 0.01, 0.7);
        double most = random_log_between(&seed, 1e-4, 0.5);
        wfm_trunks group = WFM_TRUNKS_INIT, given = WFM_TRUNKS_INIT;
        assert_int_equal(sources_lines(sources, load, most, &group), WFM_OK);
        assert_int_equal(sources_blocking(sources, load, group.lines, &given), WFM_OK);
        int lines = (int)group.lines;
        check_true(&results, group.lines <= sources, "no more than one each, row %d", i);
        check_true(&results, group.lines <= lines_for(load, most).lines, "Erlang B needs no fewer, row %d", i);
        check_true(&results, group.blocking <= most, "enough, row %d", i);
        check_true(&results, group.blocking_one_fewer > most, "one fewer is not, row %d", i);
        check_between(&results, group.lines_fractional, lines - 1, lines, "fractional, row %d", i);
        check_near(&results, wfm_engset_call_of_load(group.lines_fractional, sources, load), most, TOL_1E9, "row %d",
                   i);
        if (lines < sources)
            check_near(&results, group.blocking, blocking_of_sources(lines, sources, load), TOL_1E9, "row %d", i);
        if (lines > 1)
            check_near(&results, group.blocking_one_fewer, blocking_of_sources(lines - 1, sources, load), TOL_1E9,
                       "one fewer, row %d", i);
        check_near(&results, group.carried_erl, load * (1 - group.blocking), TOL_1E12, "carried, row %d", i);
        check_same(&results, given.blocking, group.blocking, "row %d", i);
        check_same(&results, given.carried_erl, group.carried_erl, "row %d", i);
        check_true(&results, given.lines_fractional == group.lines, "the lines given");
        check_true(&results, group.load_erl == load, "the load given");
    }
    tally_finish(&results);
}

/* The calculator of erlang.com, on its page: 250 sources of 75 erlangs, 1 %: 88 lines; fast-engset, its guide: 10 sources
 * of 2 erlangs, 1.7 %: 5 lines. */
static void test_published_sources(void **state)
{
    (void)state;
    wfm_trunks group = WFM_TRUNKS_INIT;
    assert_int_equal(sources_lines(250, 75, 0.01, &group), WFM_OK);
    assert_true(group.lines == 88);
    assert_int_equal(sources_lines(10, 2, 0.017, &group), WFM_OK);
    assert_true(group.lines == 5);
}

static void test_edges_of_sources(void **state)
{
    (void)state;
    static const struct {
        double sources, load, most, lines, blocking, carried;
        wfm_status status;
    } edges[] = {
        {10, 0, 0.01, 0, 0, 0, WFM_OK},
        {10, 2, 0, 10, 0, 2, WFM_OK},
        {10, 2, 1, 0, 1, 0, WFM_OK},
        {10, 20, 0.5, 10, 0.5, 10, WFM_OK},
        {10, 20, 0.25, INF, 0.5, 10, WFM_CAVEAT_TARGET_MISSED},
        {10, 10, 0, 10, 0, 10, WFM_OK},
        {10, INF, 0.5, INF, 1, 10, WFM_CAVEAT_OVERLOADED},
        {10, INF, 1, 0, 1, 0, WFM_CAVEAT_OVERLOADED},
        {0, 2, 0.5, INF, 1, 0, WFM_CAVEAT_TARGET_MISSED},
        {2.5, 1, 0, 3, 0, 1, WFM_OK},
        {INF, 1, 0.5, 1, 0.5, 0.5, WFM_OK},
        {INF, INF, 0.01, INF, 0, INF, WFM_CAVEAT_OVERLOADED},
    };
    tally results = {.name = "edges of finitely many sources"};
    wfm_trunks group = WFM_TRUNKS_INIT;
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
        assert_int_equal(sources_lines(edges[i].sources, edges[i].load, edges[i].most, &group), edges[i].status);
        check_true(&results, group.lines == edges[i].lines, "lines, row %zu: %g", i, group.lines);
        check_near(&results, group.blocking, edges[i].blocking, TOL_1E12, "blocking, row %zu", i);
        check_near(&results, group.carried_erl, edges[i].carried, TOL_1E12, "carried, row %zu", i);
        check_true(&results, group.blocking_one_fewer >= group.blocking, "one fewer, row %zu", i);
    }
    assert_int_equal(sources_blocking(10, INF, 7, &group), WFM_CAVEAT_OVERLOADED);
    assert_true(group.blocking == 1);
    assert_true(group.carried_erl == 7);
    assert_int_equal(sources_blocking(10, INF, INF, &group), WFM_CAVEAT_OVERLOADED);
    assert_true(group.carried_erl == 10);
    assert_int_equal(sources_blocking(INF, 1, 1, &group), WFM_OK);
    assert_true(group.blocking == 0.5);
    assert_int_equal(sources_blocking(10, 4, INF, &group), WFM_OK);
    assert_true(group.blocking == 0);
    tally_finish(&results);
}

static void test_every_status_of_sources(void **state)
{
    (void)state;
    wfm_trunks group = WFM_TRUNKS_INIT;
    const double bad[] = {-1, -INF, QUIET_NAN};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        check_refused(sources_lines(bad[i], 2, 0.01, &group), WFM_BAD_SOURCES, &group);
        check_refused(sources_lines(10, bad[i], 0.01, &group), WFM_BAD_TRUNK_LOAD, &group);
        check_refused(sources_lines(10, 2, bad[i], &group), WFM_BAD_BLOCKING, &group);
        check_refused(sources_blocking(bad[i], 2, 5, &group), WFM_BAD_SOURCES, &group);
        check_refused(sources_blocking(10, bad[i], 5, &group), WFM_BAD_TRUNK_LOAD, &group);
        check_refused(sources_blocking(10, 2, bad[i], &group), WFM_BAD_LINES, &group);
        check_refused(sources_lines(INF, 2, bad[i], &group), WFM_BAD_BLOCKING, &group);
        check_refused(sources_blocking(INF, 2, bad[i], &group), WFM_BAD_LINES, &group);
    }
    check_refused(sources_lines(10, 2, 1.5, &group), WFM_BAD_BLOCKING, &group);
    assert_int_equal(sources_lines(10, 2, 0.01, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(sources_blocking(10, 2, 5, NULL), WFM_BAD_OUTPUT);
}

static void test_any_bits_of_sources(void **state)
{
    (void)state;
    tally results = {.name = "any bits of finitely many sources"};
    uint64_t seed = 14;
    for (int i = 0; i < 20000; i++) {
        double s = random_word(&seed) % 4 == 0 ? random_log_between(&seed, 1e-9, 1e18) : random_bits(&seed);
        double x = random_word(&seed) % 4 == 0 ? s * random_log_between(&seed, 1e-3, 2) : random_bits(&seed);
        double y = random_word(&seed) % 2 == 0 ? random_between(&seed, 0, 1) : random_bits(&seed);
        wfm_trunks group = WFM_TRUNKS_INIT;
        wfm_status status = sources_lines(s, x, y, &group);
        if (!wfm_failed(status)) {
            bool decided = status == WFM_OK && group.lines < 0x1p53;
            check_between(&results, group.lines, 0, INF, "lines of %g, %g at %g", s, x, y);
            check_between(&results, group.blocking, 0, decided ? y : 1, "blocking of %g, %g at %g", s, x, y);
            check_between(&results, group.carried_erl, 0, x, "carried of %g, %g at %g", s, x, y);
        }
        if (!wfm_failed(sources_blocking(s, x, y, &group))) {
            check_between(&results, group.blocking, 0, 1, "blocking of %g, %g, %g", s, x, y);
            check_between(&results, group.blocking_one_fewer, 0, 1, "one fewer of %g, %g, %g", s, x, y);
            check_between(&results, group.carried_erl, 0, x, "carried of %g, %g, %g", s, x, y);
        }
    }
    tally_finish(&results);
}

static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    uint64_t seed = 13;
    for (int i = 0; i < 20000; i++) {
        double x = random_word(&seed) % 4 == 0 ? random_log_between(&seed, 1e-9, 1e18) : random_bits(&seed);
        double y = random_word(&seed) % 2 == 0 ? random_between(&seed, 0, 1) : random_bits(&seed);
        wfm_trunks group = WFM_TRUNKS_INIT;
        if (!wfm_failed(wfm_trunks_lines(x, y, &group))) {
            check_between(&results, group.lines, 0, INF, "lines of %g at %g", x, y);
            check_between(&results, group.blocking, 0, group.lines < 0x1p53 ? y : 1, "blocking of %g at %g", x, y);
            check_between(&results, group.carried_erl, 0, x, "carried of %g at %g", x, y);
        }
        if (!wfm_failed(wfm_trunks_load(x, y, &group)))
            check_between(&results, group.load_erl, 0, INF, "load of %g at %g", x, y);
        if (!wfm_failed(wfm_trunks_blocking(x, y, &group)))
            check_between(&results, group.blocking, 0, 1, "blocking of %g, %g", x, y);
    }
    tally_finish(&results);
}

/* Regression: the load of lines blocks no more than asked for, so that it asks for no more lines. */
static void test_the_load_of_lines_needs_no_more_lines(void **state)
{
    (void)state;
    tally results = {.name = "lines -> load -> lines"};
    const double blocking[] = {0.001, 0.01, 0.02, 0.05};
    for (int lines = 1; lines < 400; lines++) {
        for (size_t i = 0; i < sizeof blocking / sizeof blocking[0]; i++) {
            wfm_trunks group = WFM_TRUNKS_INIT;
            assert_int_equal(wfm_trunks_load(lines, blocking[i], &group), WFM_OK);
            check_between(&results, group.blocking, blocking[i] * (1 - 1e-9), blocking[i], "%d lines", lines);
            assert_int_equal(wfm_trunks_lines(group.load_erl, blocking[i], &group), WFM_OK);
            check_true(&results, group.lines == lines, "%d lines at %g come back", lines, blocking[i]);
        }
    }
    wfm_trunks none = WFM_TRUNKS_INIT;
    assert_int_equal(wfm_trunks_load(0, 0.01, &none), WFM_CAVEAT_TARGET_MISSED);
    tally_finish(&results);
}

/* Regression: block first with an infinite wait has an infinite load, also where next to no call is made. */
static void test_block_first_with_an_infinite_wait(void **state)
{
    (void)state;
    wfm_queue q = WFM_QUEUE_INIT;
    wfm_trunks group = WFM_TRUNKS_INIT;
    q.calls = 5e-324;
    q.interval_s = 1;
    q.aht_s = 1e15;
    q.agents = 5e-324;
    assert_false(wfm_failed(wfm_trunks_for_queue(&q, 0.01, WFM_ORDER_BLOCK_FIRST, &group)));
    assert_true(group.load_erl == INF);
    assert_true(group.lines == INF);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_course_busiest_half_hour),
        cmocka_unit_test(test_published_block_first),
        cmocka_unit_test(test_published_erlang_b),
        cmocka_unit_test(test_lines_equal_the_recursion),
        cmocka_unit_test(test_lines_at_their_own_blocking),
        cmocka_unit_test(test_the_three_questions_agree),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_lines_behind_a_queue),
        cmocka_unit_test(test_queue_first_needs_no_fewer_agents),
        cmocka_unit_test(test_lines_behind_callers_who_hang_up),
        cmocka_unit_test(test_lines_of_the_queue_are_not_read),
        cmocka_unit_test(test_overload_needs_infinitely_many_lines),
        cmocka_unit_test(test_every_status),
        cmocka_unit_test(test_the_load_of_lines_needs_no_more_lines),
        cmocka_unit_test(test_block_first_with_an_infinite_wait),
        cmocka_unit_test(test_any_bits),
        cmocka_unit_test(test_lines_of_sources),
        cmocka_unit_test(test_published_sources),
        cmocka_unit_test(test_edges_of_sources),
        cmocka_unit_test(test_every_status_of_sources),
        cmocka_unit_test(test_any_bits_of_sources),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
