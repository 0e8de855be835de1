/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include "wfm/erlang.h"
#include "wfm/trunks.h"

static wfm_offered offered_by(int32_t model, double load)
{
    wfm_offered offered = WFM_OFFERED_INIT;
    offered.model = model;
    offered.load_erl = load;
    offered.recall = 0.6;
    offered.sources = fmax(2 * load, 2);
    offered.peakedness = 2.5;
    return offered;
}

static double blocking_of(const wfm_offered *o, double lines)
{
    switch (o->model) {
    case WFM_TRUNKS_RETRY: return wfm_erlang_b_retry(lines, o->load_erl, o->recall);
    case WFM_TRUNKS_ENGSET: return wfm_engset_call_of_load(fmin(lines, o->sources), o->sources, o->load_erl);
    case WFM_TRUNKS_MOLINA: return wfm_molina(lines, o->load_erl);
    case WFM_TRUNKS_HAYWARD: return wfm_hayward(lines, o->load_erl, o->peakedness);
    default: return wfm_erlang_b(lines, o->load_erl);
    }
}

/* Whole lines: enough, one fewer is not; the load that they take is no less; and it blocks what was asked for. */
static void test_every_model_both_ways(void **state)
{
    (void)state;
    tally results = {.name = "lines and load of every model"};
    uint64_t seed = 1956;
    for (int i = 0; i < 5000; i++) {
        double load = random_log_between(&seed, 1e-3, 1e6), most = random_log_between(&seed, 1e-5, 0.5);
        wfm_offered o = offered_by(i % 5, load);
        wfm_trunks found = WFM_TRUNKS_INIT, given = WFM_TRUNKS_INIT, back = WFM_TRUNKS_INIT;
        assert_int_equal(wfm_offered_lines(&o, most, &found), WFM_OK);
        check_true(&results, blocking_of(&o, found.lines) <= most, "enough: %d, %g, %g", o.model, load, most);
        if (found.lines > 0)
            check_true(&results, blocking_of(&o, found.lines - 1) > most, "fewer: %d, %g, %g", o.model, load, most);
        check_same(&results, found.blocking, blocking_of(&o, found.lines), "model %d", o.model);
        check_between(&results, found.lines_fractional, found.lines - 1, found.lines, "real: %d, %g", o.model, load);
        assert_int_equal(wfm_offered_blocking(&o, found.lines, &given), WFM_OK);
        check_same(&results, given.blocking, found.blocking, "model %d", o.model);
        check_same(&results, given.carried_erl, found.carried_erl, "model %d", o.model);
        check_same(&results, given.attempts_erl, found.attempts_erl, "model %d", o.model);
        if (found.lines == 0) continue;
        assert_int_equal(wfm_offered_load(&o, found.lines, most, &back), WFM_OK);
        check_true(&results, back.load_erl >= load * (1 - 1e-12), "load: %d, %g, %g", o.model, load, most);
        check_true(&results, back.blocking <= most, "load within: %d, %g, %g", o.model, load, most);
        check_near(&results, back.blocking, most, 1e-9, "load: %d, %g, %g", o.model, load, most);
    }
    tally_finish(&results);
}

/* What is carried, by each model's own account. */
static void test_carried(void **state)
{
    (void)state;
    tally results = {.name = "carried"};
    static const double places[][2] = {{20, 15}, {20, 20}, {26.8, 38}, {0.5, 2}, {300, 280}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        double load = places[i][0], lines = places[i][1], busy = 0, time = 0, term = 1;
        wfm_trunks t = WFM_TRUNKS_INIT;
        wfm_offered o = offered_by(WFM_TRUNKS_RETRY, load);
        wfm_offered_blocking(&o, lines, &t);
        check_near(&results, t.attempts_erl * (1 - t.blocking), t.carried_erl, TOL_1E12, "retry, %g on %g", load,
                   lines);
        check_near(&results, load + o.recall * t.attempts_erl * t.blocking, t.attempts_erl, TOL_1E12,
                   "attempts, %g on %g", load, lines);
        o = offered_by(WFM_TRUNKS_MOLINA, load);
        wfm_offered_blocking(&o, lines, &t);
        for (int k = 0; k < 2000; k++) { /* busy lines of Poisson's number of calls */
            time += term;
            busy += term * fmin(k, lines);
            term *= load / (k + 1);
            if (time > 1e200) {
                time *= 1e-200;
                busy *= 1e-200;
                term *= 1e-200;
            }
        }
        check_near(&results, t.carried_erl, busy / time, TOL_1E12, "held, %g on %g", load, lines);
        o = offered_by(WFM_TRUNKS_HAYWARD, load);
        wfm_offered_blocking(&o, lines, &t);
        check_near(&results, t.carried_erl, load * (1 - t.blocking), TOL_1E12, "Hayward, %g on %g", load, lines);
        check_same(&results, t.attempts_erl, load, "no more attempts");
    }
    tally_finish(&results);
}

/* Retries: 26.8 erl on 38 lines, of which three in five of the blocked try again, come to 26.94227 erl by 2,000 rounds of the
 * calculators' iteration. */
static void test_worked_numbers(void **state)
{
    (void)state;
    tally results = {.name = "worked numbers"};
    wfm_trunks t = WFM_TRUNKS_INIT;
    wfm_offered o = offered_by(WFM_TRUNKS_RETRY, 26.8);
    wfm_offered_blocking(&o, 38, &t);
    check_between(&results, t.attempts_erl, 26.942271210, 26.942271211, "attempts");
    static const struct {
        int32_t model;
        double lines;
    } answers[] = {{WFM_TRUNKS_ERLANG_B, 38}, {WFM_TRUNKS_RETRY, 38}, {WFM_TRUNKS_MOLINA, 41}, {WFM_TRUNKS_ENGSET, 36}};
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        o = offered_by(answers[i].model, 26.8);
        o.sources = 100;
        wfm_offered_lines(&o, 0.01, &t);
        check_true(&results, t.lines == answers[i].lines, "model %d: %g", answers[i].model, t.lines);
    }
    tally_finish(&results);
}

/* The page at the beginning of trunks.h. */
static void test_the_opening_page(void **state)
{
    (void)state;
    tally results = {.name = "the opening page"};
    static const double load = 20, lines = 20;
    wfm_trunks t = WFM_TRUNKS_INIT;
    wfm_offered o = offered_by(WFM_TRUNKS_RETRY, 26.8);
    wfm_offered_lines(&o, 0.01, &t);
    check_between(&results, t.blocking, 0.00875, 0.00885, "retries: 0.88 %%");
    o = offered_by(WFM_TRUNKS_ENGSET, 75);
    o.sources = 250;
    wfm_offered_lines(&o, 0.01, &t);
    check_true(&results, t.lines == 88, "250 sources: %g", t.lines);
    wfm_trunks_lines(75, 0.01, &t);
    check_true(&results, t.lines == 91, "very many: %g", t.lines);
    wfm_overflow_network network = WFM_OVERFLOW_NETWORK_INIT;
    wfm_overflow_streams streams = WFM_OVERFLOW_STREAMS_INIT;
    wfm_overflow_group last = WFM_OVERFLOW_GROUP_INIT;
    network.groups = 1;
    network.load_erl = &load;
    network.group_lines = &lines;
    network.blocking = 0.01;
    assert_int_equal(wfm_overflow_final(&network, &streams, &last), WFM_OK);
    check_between(&results, last.mean_erl, 3.175, 3.185, "overflow");
    check_between(&results, last.peakedness, 2.605, 2.615, "peakedness");
    check_true(&results, last.lines == 14, "second group: %g", last.lines);
    wfm_trunks_lines(last.mean_erl, 0.01, &t);
    check_true(&results, t.lines == 9, "as if at random: %g", t.lines);
    check_between(&results, wfm_erlang_b_line_carried(38, 26.8), 0.0945, 0.0955, "the 38th line");
    tally_finish(&results);
}

/* Days whose loads vary: the blocking of calls over the days, on 38 and on 44 lines. */
static void test_loads_that_vary(void **state)
{
    (void)state;
    tally results = {.name = "loads that vary"};
    static const struct {
        double lines, low, high;
    } groups[] = {{38, 0.0305, 0.0315}, {43, 0.0100001, 0.02}, {44, 0, 0.01}};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        wfm_queue queue = WFM_QUEUE_INIT;
        wfm_uncertain u = WFM_UNCERTAIN_INIT;
        queue.interval_s = 3600;
        queue.aht_s = 180;
        queue.calls = 26.8 * 20;
        queue.agents = queue.lines = groups[i].lines;
        assert_int_equal(wfm_queue_uncertain(&queue, sqrt(0.13 * pow(26.8, 1.7)) / 26.8, 0, &u), WFM_OK);
        check_between(&results, u.blocking_by_calls, groups[i].low, groups[i].high, "%g lines", groups[i].lines);
    }
    tally_finish(&results);
}

static wfm_queue busiest_half_hour(double talk_s, double acw_s)
{
    wfm_queue queue = WFM_QUEUE_INIT;
    queue.calls = 250;
    queue.interval_s = 1800;
    queue.aht_s = talk_s + acw_s;
    queue.acw_s = acw_s;
    queue.answer_within_s = 20;
    return queue;
}

static void test_lines_behind_a_queue(void **state)
{
    (void)state;
    tally results = {.name = "lines behind a queue"};
    wfm_targets targets = WFM_TARGETS_INIT;
    wfm_staffing staffing = WFM_STAFFING_INIT;
    wfm_trunks t = WFM_TRUNKS_INIT;
    targets.service_level = 0.8;
    wfm_queue queue = busiest_half_hour(180, 30);
    queue.treatment_s = 45;
    assert_int_equal(wfm_trunks_for_targets(&queue, &targets, 0.01, WFM_ORDER_QUEUE_FIRST, &staffing, &t), WFM_OK);
    check_true(&results, staffing.agents == 34 && t.lines == 45, "treatment: %g, %g", staffing.agents, t.lines);
    queue = busiest_half_hour(210, 0);
    assert_int_equal(wfm_trunks_design(&queue, &targets, 0.01, &staffing, &t), WFM_OK);
    check_true(&results, staffing.agents == 34 && t.lines == 44, "together: %g, %g", staffing.agents, t.lines);
    check_between(&results, staffing.service_level, 0.865, 0.875, "87 %%");
    tally_finish(&results);
}

static void check_all_nan(const wfm_trunks *t)
{
    assert_true(isnan(t->load_erl) && isnan(t->lines) && isnan(t->blocking) && isnan(t->attempts_erl));
}

static void test_every_status(void **state)
{
    (void)state;
    static const struct {
        int32_t model;
        double recall, sources, peakedness, load;
        wfm_status status;
    } bad[] = {{-1, 0, 0, 0, 1, WFM_BAD_TRUNK_MODEL}, {5, 0, 0, 0, 1, WFM_BAD_TRUNK_MODEL},
               {0, -0.1, 0, 0, 1, WFM_BAD_RECALL},    {1, 1.1, 0, 0, 1, WFM_BAD_RECALL},
               {0, 0, -1, 0, 1, WFM_BAD_SOURCES},     {2, 0, QUIET_NAN, 0, 1, WFM_BAD_SOURCES},
               {0, 0, 0, -1, 1, WFM_BAD_PEAKEDNESS},  {4, 0, 0, 0, 1, WFM_BAD_PEAKEDNESS},
               {4, 0, 0, INF, 1, WFM_BAD_PEAKEDNESS}, {4, 0, 0, QUIET_NAN, 1, WFM_BAD_PEAKEDNESS},
               {3, 0, 0, 0, -1, WFM_BAD_TRUNK_LOAD}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        wfm_trunks t = WFM_TRUNKS_INIT;
        wfm_offered o = {.struct_size = sizeof o,
                         .model = bad[i].model,
                         .recall = bad[i].recall,
                         .sources = bad[i].sources,
                         .peakedness = bad[i].peakedness,
                         .load_erl = bad[i].load};
        assert_int_equal(wfm_offered_lines(&o, 0.01, &t), bad[i].status);
        check_all_nan(&t);
        assert_int_equal(wfm_offered_blocking(&o, 5, &t), bad[i].status);
        check_all_nan(&t);
        bool of_load = bad[i].status == WFM_BAD_TRUNK_LOAD; /* which is not read there */
        assert_int_equal(wfm_offered_load(&o, 5, 0.01, &t), of_load ? WFM_OK : bad[i].status);
    }
    wfm_trunks t = WFM_TRUNKS_INIT;
    wfm_offered o = offered_by(WFM_TRUNKS_MOLINA, 3);
    assert_int_equal(wfm_offered_lines(&o, 2, &t), WFM_BAD_BLOCKING);
    assert_int_equal(wfm_offered_load(&o, 3, -1, &t), WFM_BAD_BLOCKING);
    assert_int_equal(wfm_offered_load(&o, -3, 0.1, &t), WFM_BAD_LINES);
    assert_int_equal(wfm_offered_blocking(&o, QUIET_NAN, &t), WFM_BAD_LINES);
    assert_int_equal(wfm_offered_lines(NULL, 0.01, &t), WFM_BAD_OFFERED_STRUCT);
    assert_int_equal(wfm_offered_lines(&o, 0.01, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_offered_load(&o, 1, 0.01, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_offered_blocking(&o, 1, NULL), WFM_BAD_OUTPUT);
    o.reserved_2 = 1;
    assert_int_equal(wfm_offered_lines(&o, 0.01, &t), WFM_BAD_OFFERED_STRUCT);
    o.reserved_2 = 0;
    assert_int_equal(wfm_offered_lines(&o, 0, &t), WFM_CAVEAT_TARGET_MISSED);
    assert_true(isinf(t.lines) && t.blocking == 0 && t.carried_erl == 3);
    o.load_erl = INF;
    assert_int_equal(wfm_offered_blocking(&o, 7, &t), WFM_CAVEAT_OVERLOADED);
    assert_true(t.blocking == 1 && t.carried_erl == 7);
    assert_int_equal(wfm_offered_load(&o, 0, 0.1, &t), WFM_CAVEAT_TARGET_MISSED);
}

/* With recall 1 a load beyond the lines piles up: every line is busy, and attempts have no end. */
static void test_retries_without_end(void **state)
{
    (void)state;
    wfm_trunks t = WFM_TRUNKS_INIT;
    wfm_offered o = offered_by(WFM_TRUNKS_RETRY, 30);
    o.recall = 1;
    assert_int_equal(wfm_offered_blocking(&o, 20, &t), WFM_CAVEAT_OVERLOADED);
    assert_true(t.blocking == 1 && isinf(t.attempts_erl) && t.carried_erl == 20);
}

/* Traffic that hardly varies is carried up to the lines; sources none of which may be blocked need a line each. */
static void test_limits(void **state)
{
    (void)state;
    wfm_trunks t = WFM_TRUNKS_INIT;
    wfm_offered o = offered_by(WFM_TRUNKS_HAYWARD, 20);
    o.peakedness = 1e-310;
    assert_int_equal(wfm_offered_blocking(&o, 20, &t), WFM_OK);
    assert_true(t.carried_erl == 20);
    assert_int_equal(wfm_offered_blocking(&o, 15, &t), WFM_OK);
    assert_true(t.carried_erl == 15);
    o = offered_by(WFM_TRUNKS_ENGSET, 4.5);
    o.sources = 1000;
    assert_int_equal(wfm_offered_lines(&o, 0, &t), WFM_OK);
    assert_true(t.lines == 1000 && t.blocking == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_model_both_ways),
        cmocka_unit_test(test_carried),
        cmocka_unit_test(test_worked_numbers),
        cmocka_unit_test(test_the_opening_page),
        cmocka_unit_test(test_loads_that_vary),
        cmocka_unit_test(test_lines_behind_a_queue),
        cmocka_unit_test(test_every_status),
        cmocka_unit_test(test_retries_without_end),
        cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
