/* SPDX-License-Identifier: MIT */
/* The inverses of queues with patience and lines: the table of staffing.h, random problems decided by wfm_queue_evaluate,
 * and what a search costs. WFM_TEST_PROBLEMS sets how many random problems are solved. */
#include "support/check.h"

#include <stdlib.h>
#include <string.h>

#include "internal/targets.h"
#include "wfm/queue.h"
#include "wfm/staffing.h"

enum { PROBLEMS = 20000 };

static long problems(void)
{
    const char *given = getenv("WFM_TEST_PROBLEMS");
    return given != NULL ? atol(given) : PROBLEMS;
}

/* How often the model has been evaluated for the targets; the linker puts this in the place of the library's. */
static int views;
wfm_i_view __real_wfm_i_view_of(const wfm_queue *queue, const wfm_targets *targets);
wfm_i_view __wrap_wfm_i_view_of(const wfm_queue *queue, const wfm_targets *targets);

wfm_i_view __wrap_wfm_i_view_of(const wfm_queue *queue, const wfm_targets *targets)
{
    if (queue->agents > 0) views++; /* of nobody nothing is computed */
    return __real_wfm_i_view_of(queue, targets);
}

static wfm_queue textbook_queue(void)
{
    wfm_queue q = WFM_QUEUE_INIT;
    q.calls = 48 * 60;
    q.interval_s = 3600;
    q.aht_s = 60;
    q.patience_s = 120;
    q.agents = 50;
    q.answer_within_s = 20;
    q.service_rule = WFM_SERVICE_OFFERED;
    return q;
}

static wfm_queue_metrics evaluate(const wfm_queue *q)
{
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    assert_false(wfm_failed(wfm_queue_evaluate(q, &m)));
    return m;
}

/* Whether a queue meets its targets, by the figures of wfm_queue_evaluate alone, each made easier by so much. */
static bool meets(const wfm_queue *q, const wfm_targets *t, double easier)
{
    wfm_queue_metrics m = evaluate(q);
    double more = 1 + easier;
    if (t->service_level > 0 && m.service_level < t->service_level - easier) return false;
    if (t->asa_s > 0 && m.asa_s > t->asa_s * more) return false;
    if (t->wait_probability > 0 && m.wait_probability > t->wait_probability * more) return false;
    if (t->max_occupancy > 0 && m.occupancy > t->max_occupancy * more) return false;
    if (t->abandonment > 0 && m.abandonment > t->abandonment * more) return false;
    return !(t->blocking > 0) || m.blocking <= t->blocking * more;
}

typedef enum kind { SERVICE_80_20, PATIENT, LINES } kind;

static void random_queue(uint64_t *random, kind of, wfm_queue *q)
{
    *q = (wfm_queue)WFM_QUEUE_INIT;
    q->aht_s = random_between(random, 60, 900);
    q->interval_s = 1800;
    double load = random_log_between(random, 1e-2, of == LINES ? 100 : 1e7);
    q->calls = load * q->interval_s / q->aht_s;
    q->answer_within_s = of == SERVICE_80_20 ? 20 : random_between(random, 0, 120);
    q->service_rule = (int32_t)(random_word(random) % 5u) + 1;
    q->patience_s = random_log_between(random, of == SERVICE_80_20 ? 10 : 1, of == SERVICE_80_20 ? 3000 : 1e5);
    if (of == SERVICE_80_20) return;
    if (random_word(random) % 4u == 0) q->short_abandon_s = random_between(random, 0, 15);
    if (of == PATIENT) return;
    q->lines = ceil(load * random_between(random, 0.5, 2) + random_between(random, 0, 60));
    if (random_word(random) % 4u == 0) q->patience_s = 0;
    if (random_word(random) % 2u == 0) q->flags = WFM_QUEUE_COUNT_BLOCKED;
    if (random_word(random) % 5u == 0) q->acw_s = q->aht_s * random_between(random, 0, 0.5);
}

static void random_targets(uint64_t *random, kind of, const wfm_queue *q, wfm_targets *t)
{
    *t = (wfm_targets)WFM_TARGETS_INIT;
    uint64_t which = of == SERVICE_80_20 ? 0 : random_word(random) % 64u;
    if (which & 1) t->service_level = random_between(random, 0.05, 0.99);
    if (which & 2) t->asa_s = random_log_between(random, 0.1, 300);
    if (which & 4) t->wait_probability = random_between(random, 0.01, 0.95);
    if (which & 8) t->max_occupancy = random_between(random, 0.5, 0.99);
    if ((which & 16) && q->patience_s > 0) t->abandonment = random_log_between(random, 1e-3, 0.5);
    if ((which & 32) && q->lines > 0) t->blocking = random_log_between(random, 1e-4, 0.5);
    double any = t->service_level + t->asa_s + t->wait_probability + t->max_occupancy + t->abandonment + t->blocking;
    if (!(any > 0)) t->service_level = 0.8;
}

/* The answer meets its targets, one agent fewer does not, or the status says why. */
static void check_answer(tally *results, wfm_queue *q, const wfm_targets *t, long row)
{
    static const double ROUNDING = 1e-12;
    wfm_staffing s = WFM_STAFFING_INIT;
    views = 0;
    wfm_status status = wfm_staffing_agents(q, t, &s);
    int taken = views;
    check_true(results, !wfm_failed(status), "problem %ld: status %d", row, (int)status);
    check_between(results, taken, 1, 60, "problem %ld: evaluations", row);
    bool missed = (status & WFM_CAVEAT_TARGET_MISSED) != 0;
    if (missed) {
        q->agents = ceil(q->lines / (1 - q->acw_s / q->aht_s)) + 1; /* more let nobody wait, and turn as many away */
        wfm_targets all = *t;
        all.max_occupancy = 0;
        check_true(results, !meets(q, &all, -ROUNDING), "problem %ld: missed, though more agents would do", row);
        return;
    }
    q->agents = s.agents;
    if (!(t->asa_s > 0)) q->flags |= WFM_QUEUE_SKIP_MEANS;
    check_true(results, meets(q, t, ROUNDING), "problem %ld: %g agents do not do", row, s.agents);
    q->agents = s.agents - 1;
    bool fewer = s.agents > 0 && meets(q, t, -ROUNDING);
    check_true(results, !fewer, "problem %ld: %g agents do, one fewer as well", row, s.agents);
    check_between(results, s.agents_fractional, s.agents - 1 - 1e-9, s.agents, "problem %ld: fractional", row);
}

static void check_problems(const char *name, kind of, long count, int most)
{
    tally results = {.name = name};
    uint64_t random = 21;
    int worst = 0;
    double sum = 0;
    for (long i = 0; i < count; i++) {
        wfm_queue q;
        wfm_targets t;
        wfm_staffing s = WFM_STAFFING_INIT;
        random_queue(&random, of, &q);
        random_targets(&random, of, &q, &t);
        views = 0;
        wfm_staffing_agents(&q, &t, &s);
        worst = views > worst ? views : worst;
        sum += views;
        check_answer(&results, &q, &t, i);
    }
    print_message("%s: at most %d evaluations of the model, %.2f on average\n", name, worst, sum / (double)count);
    check_between(&results, worst, 1, most, "evaluations");
    tally_finish(&results);
}

static void test_80_20_with_patience(void **state)
{
    (void)state;
    check_problems("agents for 80/20 with patience, by any rule", SERVICE_80_20, problems(), 12);
}

static void test_any_targets_with_patience(void **state)
{
    (void)state;
    check_problems("agents for any targets, with patience", PATIENT, problems(), 60);
}

static void test_any_targets_with_lines(void **state)
{
    (void)state;
    check_problems("agents for any targets, with lines", LINES, problems() / 10, 60);
}

/* 46 agents, fewer than there are erlangs, are enough for 80/20 where callers hang up. */
static void test_agents_below_the_load(void **state)
{
    (void)state;
    wfm_queue q = textbook_queue();
    wfm_targets t = WFM_TARGETS_INIT;
    wfm_staffing s = WFM_STAFFING_INIT;
    t.service_level = 0.8;
    assert_int_equal(wfm_staffing_agents(&q, &t, &s), WFM_OK);
    assert_true(s.agents == 46);
    assert_int_equal(s.binding, WFM_BINDING_SERVICE_LEVEL);
    t.abandonment = 0.03;
    assert_int_equal(wfm_staffing_agents(&q, &t, &s), WFM_OK);
    assert_true(s.agents == 51); /* 50 lose 3.09 % */
    assert_int_equal(s.binding, WFM_BINDING_ABANDONMENT);
    t.max_agents = 48;
    assert_int_equal(wfm_staffing_agents(&q, &t, &s), WFM_CAVEAT_TARGET_MISSED);
    assert_true(s.agents == 48);
}

/* Lines let nobody wait from as many agents on: a service level of 1 is reached, and a blocking may not be. */
static void test_agents_behind_lines(void **state)
{
    (void)state;
    wfm_queue q = textbook_queue();
    wfm_targets t = WFM_TARGETS_INIT;
    wfm_staffing s = WFM_STAFFING_INIT;
    q.lines = 55;
    t.service_level = 1;
    assert_int_equal(wfm_staffing_agents(&q, &t, &s), WFM_OK);
    assert_true(s.agents <= 55);
    t.service_level = 0;
    t.blocking = 0.001; /* B(55, 48) is 0.04 */
    assert_int_equal(wfm_staffing_agents(&q, &t, &s), WFM_CAVEAT_TARGET_MISSED);
    assert_true(s.agents == INF);
    assert_int_equal(s.binding, WFM_BINDING_BLOCKING);
    t.blocking = 0;
    t.service_level = 1;
    q.flags = WFM_QUEUE_COUNT_BLOCKED;
    assert_int_equal(wfm_staffing_agents(&q, &t, &s), WFM_CAVEAT_TARGET_MISSED);
    assert_int_equal(s.binding, WFM_BINDING_SERVICE_LEVEL);
}

/* Where callers who wait leave sooner than those who talk, as many agents as lines turn more away than fewer do: what is
 * met below is found, by trying every number. */
static void test_agents_below_the_lines(void **state)
{
    (void)state;
    tally results = {.name = "agents below the lines"};
    uint64_t random = 7;
    int met = 0;
    for (int i = 0; i < 200; i++) {
        wfm_queue q = textbook_queue();
        wfm_targets t = WFM_TARGETS_INIT;
        wfm_staffing s = WFM_STAFFING_INIT;
        q.patience_s = random_between(&random, 2, 30);
        q.lines = floor(random_between(&random, 8, 40));
        q.calls = 60 * q.lines * random_between(&random, 0.6, 1.4);
        q.agents = q.lines;
        t.blocking = evaluate(&q).blocking * random_between(&random, 0.2, 0.99);
        t.abandonment = random_between(&random, 0.02, 0.95);
        double least = 0;
        for (q.agents = 0; q.agents <= q.lines && !meets(&q, &t, 0); q.agents++)
            least = q.agents + 1;
        views = 0;
        wfm_status status = wfm_staffing_agents(&q, &t, &s);
        check_between(&results, views, 1, 60, "problem %d: evaluations", i);
        if (least > q.lines) {
            check_true(&results, status == WFM_CAVEAT_TARGET_MISSED, "problem %d: no number does", i);
        } else {
            check_true(&results, status == WFM_OK && s.agents == least, "problem %d: %g agents, not %g", i, s.agents,
                       least);
            met++;
        }
    }
    check_between(&results, met, 20, 180, "problems with an answer");
    tally_finish(&results);
}

/* A figure of wfm_queue_evaluate with one member changed: the pairs of the table. */
typedef struct pair_row {
    const char *name;
    size_t member;   /* of wfm_queue */
    double from, to; /* uniform in its logarithm */
    int sign[6];     /* of service level, ASA, waiting, occupancy, abandonment, blocking; 0 both */
} pair_row;

static double figure(const wfm_queue_metrics *m, int of)
{
    const double figures[] = {m->service_level, m->asa_s,       m->wait_probability,
                              m->occupancy,     m->abandonment, m->blocking};
    return figures[of];
}

static const pair_row pairs[] = {
    {"agents", offsetof(wfm_queue, agents), 20, 90, {+1, -1, -1, -1, -1, -1}},
    {"calls", offsetof(wfm_queue, calls), 500, 9000, {-1, +1, +1, +1, +1, +1}},
    {"aht", offsetof(wfm_queue, aht_s), 5, 300, {-1, +1, +1, +1, +1, +1}},
    {"answer within", offsetof(wfm_queue, answer_within_s), 0.1, 500, {+1, 2, 2, 2, 2, 2}},
    {"lines", offsetof(wfm_queue, lines), 51, 200, {-1, +1, +1, +1, +1, -1}},
    {"patience", offsetof(wfm_queue, patience_s), 1, 1e5, {-1, +1, +1, +1, -1, +1}},
};

/* 2 stands for no change at all. */
static void check_direction(tally *results, const pair_row *row, int of, int sign, double before, double after,
                            double x, int32_t rule)
{
    double slack = 1e-12 * fabs(before);
    bool holds = sign == 2 ? after == before : sign * (after - before) >= -slack;
    check_true(results, holds, "%s at %g, figure %d, rule %d: %.17g after %.17g", row->name, x, of, (int)rule, after,
               before);
}

static void check_pair(tally *results, const pair_row *row, wfm_queue q)
{
    double *member = (double *)((char *)&q + row->member);
    wfm_queue_metrics before = {0};
    bool offered_by_patience = row->member == offsetof(wfm_queue, patience_s) && q.service_rule == WFM_SERVICE_OFFERED;
    bool blocked_by_lines = row->member == offsetof(wfm_queue, lines) && (q.flags & WFM_QUEUE_COUNT_BLOCKED) != 0;
    bool both = offered_by_patience || (blocked_by_lines && q.service_rule != WFM_SERVICE_ANSWERED);
    for (double x = row->from; x < row->to; x *= 1.03) {
        *member = x;
        wfm_queue_metrics m = evaluate(&q);
        for (int of = both ? 1 : 0; x > row->from && of < 6; of++)
            check_direction(results, row, of, row->sign[of], figure(&before, of), figure(&m, of), x, q.service_rule);
        before = m;
    }
}

static void test_table_of_pairs(void **state)
{
    (void)state;
    tally results = {.name = "the table of staffing.h"};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (int32_t rule = WFM_SERVICE_ANSWERED; rule <= WFM_SERVICE_VIRTUAL; rule++)
            for (int lines = 0; lines < 3; lines++) {
                wfm_queue q = textbook_queue();
                q.service_rule = rule;
                q.lines = lines > 0 ? 60 : 0;
                q.flags = lines > 1 ? WFM_QUEUE_COUNT_BLOCKED : 0;
                bool apart = lines == 0 && pairs[i].member == offsetof(wfm_queue, lines);
                if (!apart) check_pair(&results, &pairs[i], q);
            }
    tally_finish(&results);
}

/* What says nothing is refused. */
static void test_meaningless_pairs(void **state)
{
    (void)state;
    wfm_queue q = textbook_queue();
    wfm_targets abandonment = WFM_TARGETS_INIT, blocking = WFM_TARGETS_INIT, asa = WFM_TARGETS_INIT;
    wfm_staffing s = WFM_STAFFING_INIT;
    wfm_staffing_range range = WFM_STAFFING_RANGE_INIT;
    double found = 0;
    abandonment.abandonment = 0.05;
    blocking.blocking = 0.05;
    asa.asa_s = 5;
    assert_int_equal(wfm_staffing_answer_within(&q, &asa, &found), WFM_MEANINGLESS);
    assert_int_equal(wfm_staffing_agents(&q, &blocking, &s), WFM_MEANINGLESS);
    assert_int_equal(wfm_staffing_calls(&q, &blocking, &found, NULL), WFM_MEANINGLESS);
    assert_int_equal(wfm_staffing_patience(&q, &blocking, &range), WFM_MEANINGLESS);
    assert_true(isnan(range.least));
    assert_int_equal(range.binding_least, -1);
    q.patience_s = 0;
    assert_int_equal(wfm_staffing_aht(&q, &abandonment, &found, NULL), WFM_MEANINGLESS);
    assert_int_equal(wfm_staffing_lines(&q, &abandonment, &range), WFM_MEANINGLESS);
    assert_int_equal(wfm_staffing_lines(&q, &blocking, &range), WFM_OK);
    assert_int_equal(wfm_staffing_patience(&q, &abandonment, &range), WFM_OK);
    assert_int_equal(wfm_staffing_lines(&q, &blocking, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_staffing_lines(NULL, &blocking, &range), WFM_BAD_QUEUE_STRUCT);
    assert_int_equal(wfm_staffing_implied_patience(&q, 0.05, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_staffing_implied_patience(&q, 1.5, &found), WFM_BAD_ABANDONMENT);
    assert_true(isnan(found));
    wfm_staffing_range_init(NULL, sizeof range);
}

/* Calls, AHT and answer time that are found deliver just what was asked for. */
static void test_other_unknowns_close(void **state)
{
    (void)state;
    tally results = {.name = "calls, AHT and answer time with patience and lines"};
    for (int i = 0; i < 40; i++) {
        wfm_queue q = textbook_queue();
        wfm_targets t = WFM_TARGETS_INIT;
        q.agents = 10 + 20 * i;
        q.calls = q.agents * 60;
        q.service_rule = i % 5 + 1;
        q.lines = i % 2 == 0 ? 0 : 3 * q.agents;
        t.service_level = 0.6 + 0.01 * i;
        double calls = 0, aht_s = 0, within_s = 0;
        int32_t binding = 0;
        assert_int_equal(wfm_staffing_calls(&q, &t, &calls, &binding), WFM_OK);
        assert_int_equal(binding, WFM_BINDING_SERVICE_LEVEL);
        assert_int_equal(wfm_staffing_aht(&q, &t, &aht_s, NULL), WFM_OK);
        wfm_queue found = q;
        found.calls = calls;
        check_near(&results, evaluate(&found).service_level, t.service_level, TOL_1E12, "calls, row %d", i);
        found = q;
        found.aht_s = aht_s;
        check_near(&results, evaluate(&found).service_level, t.service_level, TOL_1E12, "AHT, row %d", i);
        wfm_status status = wfm_staffing_answer_within(&q, &t, &within_s);
        found = q;
        found.answer_within_s = within_s;
        bool at_once = status == WFM_OK && within_s == 0;
        if (status == WFM_OK && !at_once)
            check_near(&results, evaluate(&found).service_level, t.service_level, TOL_1E12, "within, row %d", i);
        if (at_once) check_between(&results, evaluate(&found).service_level, t.service_level, 1, "at once, row %d", i);
    }
    /* no wait is long enough for those who have hung up */
    wfm_queue q = textbook_queue();
    wfm_targets t = WFM_TARGETS_INIT;
    double within_s = 0;
    t.service_level = 0.99;
    assert_int_equal(wfm_staffing_answer_within(&q, &t, &within_s), WFM_CAVEAT_TARGET_MISSED);
    assert_true(within_s == INF);
    tally_finish(&results);
}

static void test_lines_for_targets(void **state)
{
    (void)state;
    tally results = {.name = "lines"};
    wfm_queue q = textbook_queue();
    wfm_targets t = WFM_TARGETS_INIT;
    wfm_staffing_range r = WFM_STAFFING_RANGE_INIT;
    t.blocking = 0.01;
    assert_int_equal(wfm_staffing_lines(&q, &t, &r), WFM_OK);
    check_near(&results, r.most, INF, TOL_EXACT, "blocking asks for no most");
    q.lines = r.least;
    check_near(&results, evaluate(&q).blocking, 0.01, TOL_1E12, "at %g lines", r.least);
    q.lines = r.least_whole;
    check_between(&results, evaluate(&q).blocking, 0, 0.01, "at %g lines", r.least_whole);
    q.lines = r.least_whole - 1;
    check_between(&results, evaluate(&q).blocking, 0.01 + 1e-9, 1, "at one line fewer");
    /* and no more than so many wait */
    q.patience_s = 0;
    q.service_rule = 0;
    t.blocking = 0.05;
    t.wait_probability = 0.5;
    assert_int_equal(wfm_staffing_lines(&q, &t, &r), WFM_OK);
    assert_int_equal(r.binding_least, WFM_BINDING_BLOCKING);
    assert_int_equal(r.binding_most, WFM_BINDING_WAIT_PROBABILITY);
    check_between(&results, r.least, 50, r.most, "a range");
    q.lines = r.most_whole;
    check_between(&results, evaluate(&q).wait_probability, 0, 0.5, "at %g lines", r.most_whole);
    q.lines++;
    check_between(&results, evaluate(&q).wait_probability, 0.5 + 1e-9, 1, "at one line more");
    t.wait_probability = 0.05; /* the two contradict each other */
    assert_int_equal(wfm_staffing_lines(&q, &t, &r), WFM_CAVEAT_TARGET_MISSED);
    check_between(&results, r.most, 0, r.least - 1, "least above most");
    /* a service level that counts the blocked is met between two numbers */
    q = textbook_queue();
    q.patience_s = 0;
    q.flags = WFM_QUEUE_COUNT_BLOCKED;
    q.service_rule = WFM_SERVICE_OFFERED;
    q.agents = 46;
    t = (wfm_targets)WFM_TARGETS_INIT;
    t.service_level = 0.8;
    assert_int_equal(wfm_staffing_lines(&q, &t, &r), WFM_CAVEAT_TWO_SOLUTIONS);
    q.lines = r.least;
    check_near(&results, evaluate(&q).service_level, 0.8, TOL_1E12, "the least of two");
    q.lines = r.most;
    check_near(&results, evaluate(&q).service_level, 0.8, TOL_1E12, "the most of two");
    check_between(&results, r.most, r.least + 1, 1e3, "apart");
    t.service_level = 0.999;
    assert_int_equal(wfm_staffing_lines(&q, &t, &r), WFM_CAVEAT_TARGET_MISSED);
    /* of two that both ask for lines the one that asks for more */
    t.service_level = 0.8;
    assert_int_equal(wfm_staffing_lines(&q, &t, &r), WFM_CAVEAT_TWO_SOLUTIONS);
    double least = r.least;
    t.blocking = 0.5;
    assert_int_equal(wfm_staffing_lines(&q, &t, &r), WFM_CAVEAT_TWO_SOLUTIONS);
    check_near(&results, r.least, least, TOL_EXACT, "the larger of the least");
    assert_int_equal(r.binding_least, WFM_BINDING_SERVICE_LEVEL);
    tally_finish(&results);
}

static void test_patience_for_targets(void **state)
{
    (void)state;
    tally results = {.name = "patience"};
    wfm_queue q = textbook_queue();
    wfm_targets t = WFM_TARGETS_INIT;
    wfm_staffing_range r = WFM_STAFFING_RANGE_INIT;
    const double lost = evaluate(&q).abandonment;
    double implied = 0;
    assert_int_equal(wfm_staffing_implied_patience(&q, lost, &implied), WFM_OK);
    check_near(&results, implied, 120, TOL_1E12, "implied by what was seen");
    q.lines = 60;
    const double behind_lines = evaluate(&q).abandonment;
    assert_int_equal(wfm_staffing_implied_patience(&q, behind_lines, &implied), WFM_OK);
    check_near(&results, implied, 120, TOL_1E12, "implied behind lines");
    q.lines = 0;
    assert_int_equal(wfm_staffing_implied_patience(&q, 0.5, &implied), WFM_CAVEAT_TARGET_MISSED);
    check_near(&results, implied, 0, TOL_EXACT, "more than have to wait");
    q.calls = 60 * 60; /* 60 erlangs on 50 agents: a sixth is lost at any patience */
    assert_int_equal(wfm_staffing_implied_patience(&q, 0.1, &implied), WFM_CAVEAT_TARGET_MISSED);
    check_near(&results, implied, INF, TOL_EXACT, "fewer than cannot be carried");
    q = textbook_queue();
    t.abandonment = 0.04;
    t.asa_s = 10;
    assert_int_equal(wfm_staffing_patience(&q, &t, &r), WFM_OK);
    assert_int_equal(r.binding_least, WFM_BINDING_ABANDONMENT);
    assert_int_equal(r.binding_most, WFM_BINDING_ASA);
    q.patience_s = r.least;
    check_near(&results, evaluate(&q).abandonment, 0.04, TOL_1E12, "least");
    q.patience_s = r.most;
    check_near(&results, evaluate(&q).asa_s, 10, TOL_1E12, "most");
    check_true(&results, isnan(r.least_whole), "patience is no whole number");
    /* "offered" is lost to those who hang up and to those who wait */
    q = textbook_queue();
    q.agents = 46;
    t = (wfm_targets)WFM_TARGETS_INIT;
    t.service_level = 0.815;
    wfm_status status = wfm_staffing_patience(&q, &t, &r);
    assert_int_equal(status & ~WFM_CAVEAT_TWO_SOLUTIONS, WFM_OK);
    q.patience_s = r.least > 0 ? r.least : r.most;
    check_near(&results, evaluate(&q).service_level, 0.815, TOL_1E12, "one of the two");
    if (status == WFM_CAVEAT_TWO_SOLUTIONS) {
        q.patience_s = r.most;
        check_near(&results, evaluate(&q).service_level, 0.815, TOL_1E12, "the other");
    }
    tally_finish(&results);
}

/* Rows of a day are what each is alone. */
static void test_intervals_with_patience(void **state)
{
    (void)state;
    tally results = {.name = "intervals with patience"};
    enum { ROWS = 300 };
    double calls[ROWS], aht_s[ROWS], agents[ROWS];
    wfm_status status[ROWS];
    uint64_t random = 23;
    for (int i = 0; i < ROWS; i++) {
        calls[i] = i % 50 == 0 ? 0 : 300 + 250 * sin(i / 10.0) + random_between(&random, 0, 20);
        aht_s[i] = i == 77 ? -1 : random_between(&random, 200, 220);
    }
    wfm_queue q = textbook_queue();
    wfm_targets t = WFM_TARGETS_INIT;
    q.interval_s = 1800;
    t.service_level = 0.8;
    t.abandonment = 0.05;
    views = 0;
    assert_int_equal(wfm_staffing_intervals(&q, &t, ROWS, calls, 1, aht_s, 1, agents, 1, status), WFM_BAD_AHT);
    check_between(&results, views / (double)ROWS, 1, 4, "evaluations a row");
    for (int i = 0; i < ROWS; i++) {
        wfm_staffing s = WFM_STAFFING_INIT;
        q.calls = calls[i];
        q.aht_s = aht_s[i];
        wfm_status alone = wfm_staffing_agents(&q, &t, &s);
        check_true(&results, alone == status[i], "status of row %d", i);
        check_same(&results, agents[i], s.agents, "agents of row %d", i);
    }
    tally_finish(&results);
}

/* Whatever is given, a status comes back in no time. */
static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    uint64_t random = 24;
    for (int i = 0; i < 3000; i++) {
        wfm_queue q;
        wfm_targets t;
        wfm_staffing s = WFM_STAFFING_INIT;
        wfm_staffing_range r = WFM_STAFFING_RANGE_INIT;
        double found = 0;
        random_queue(&random, PATIENT, &q);
        random_targets(&random, PATIENT, &q, &t);
        if (i % 3 == 0) q.lines = random_between(&random, 1, 500);
        q.agents = random_log_between(&random, 1e-3, 1e3);
        double *member = &q.calls + random_word(&random) % 9u;
        *member = random_bits(&random);
        double *goal = &t.service_level + random_word(&random) % 8u;
        if (i % 2 == 0) *goal = random_bits(&random);
        views = 0;
        check_true(&results, wfm_failed(wfm_staffing_agents(&q, &t, &s)) == isnan(s.agents), "agents, row %d", i);
        check_true(&results, wfm_failed(wfm_staffing_calls(&q, &t, &found, NULL)) == isnan(found), "calls, row %d", i);
        check_true(&results, wfm_failed(wfm_staffing_aht(&q, &t, &found, NULL)) == isnan(found), "AHT, row %d", i);
        bool within = wfm_failed(wfm_staffing_answer_within(&q, &t, &found));
        check_true(&results, within == isnan(found), "answer within, row %d", i);
        check_true(&results, wfm_failed(wfm_staffing_patience(&q, &t, &r)) == isnan(r.least), "patience, row %d", i);
        check_between(&results, views, 0, 2000, "evaluations, row %d", i);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_80_20_with_patience),     cmocka_unit_test(test_any_targets_with_patience),
        cmocka_unit_test(test_any_targets_with_lines),  cmocka_unit_test(test_agents_below_the_load),
        cmocka_unit_test(test_agents_behind_lines),     cmocka_unit_test(test_table_of_pairs),
        cmocka_unit_test(test_meaningless_pairs),       cmocka_unit_test(test_other_unknowns_close),
        cmocka_unit_test(test_lines_for_targets),       cmocka_unit_test(test_patience_for_targets),
        cmocka_unit_test(test_intervals_with_patience), cmocka_unit_test(test_any_bits),
        cmocka_unit_test(test_agents_below_the_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
