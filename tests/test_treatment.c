/* SPDX-License-Identifier: MIT */
/* Announcements and menus before a queue: against the sum over every state, against the chain of two dimensions solved
 * here without any product, at its limits, and in every function that takes a queue. */
#include "support/check.h"
#include "support/csv.h"

#include <string.h>

#include "internal/model.h"
#include "internal/treated.h"
#include "wfm/erlang.h"
#include "wfm/queue.h"
#include "wfm/staffing.h"
#include "wfm/trunks.h"

static wfm_i_record record_of(double agents, double load, double patience, double lines, double treated, double t)
{
    wfm_i_model model = {agents, load, patience, lines, treated};
    wfm_i_record r;
    assert_true(wfm_i_model_at(&model, t, WFM_I_MEANS, &r));
    return r;
}

static void test_reference(void **state)
{
    (void)state;
    tally results = {.name = "treatment.csv"};
    csv *rows = csv_open_vectors("treatment.csv");
    while (csv_next(rows)) {
        wfm_i_record r = record_of(csv_number(rows, "agents"), csv_number(rows, "load"), csv_number(rows, "patience"),
                                   csv_number(rows, "lines"), csv_number(rows, "treated"), csv_number(rows, "t"));
        const struct {
            const char *name;
            double got;
        } figures[] = {{"blocking", r.blocking},
                       {"blocked_at_work", r.blocked_at_work},
                       {"waiting", r.of.waiting},
                       {"at_once", r.of.at_once},
                       {"abandonment", r.of.abandonment},
                       {"wait_mean", r.wait_mean},
                       {"queue_mean", r.queue_mean},
                       {"answered_wait", r.answered_wait},
                       {"abandoning_wait", r.abandoning_wait},
                       {"offered_beyond", r.of.offered_beyond},
                       {"answered_beyond", r.of.answered_beyond},
                       {"answered_within", r.of.answered_within}};
        for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++)
            check_near(&results, figures[i].got, csv_number(rows, figures[i].name), TOL_1E12 / 10, "%s, line %zu",
                       figures[i].name, csv_line(rows));
    }
    csv_close(rows);
    tally_finish(&results);
}

/* The chain of i in treatment and j beyond it, whose balance is solved by a damped iteration: nothing is taken
 * for a product, and treatments end one by one. Rates are in handle times; a treatment lasts treated/load. */
enum { MOST = 24 };

typedef struct plane {
    int agents;
    int lines;
    double load;
    double theta;
    double ends; /* 1 / length of a treatment */
    double p[MOST][MOST];
} plane;

static double leaving(const plane *of, int j)
{
    int waiting = j > of->agents ? j - of->agents : 0;
    return j - waiting + waiting * of->theta;
}

static double into(const plane *of, int i, int j)
{
    double flow = 0;
    if (i > 0) flow += of->p[i - 1][j] * of->load;
    if (j > 0) flow += of->p[i + 1][j - 1] * (i + 1) * of->ends;
    if (i + j < of->lines) flow += of->p[i][j + 1] * leaving(of, j + 1);
    return flow;
}

static void solve(plane *of)
{
    for (int i = 0; i <= of->lines; i++)
        for (int j = 0; i + j <= of->lines; j++)
            of->p[i][j] = 1;
    for (int round = 0; round < 20000; round++)
        for (int i = 0; i <= of->lines; i++)
            for (int j = 0; i + j <= of->lines; j++) {
                double arriving = i + j < of->lines ? of->load : 0;
                double balanced = into(of, i, j) / (arriving + i * of->ends + leaving(of, j));
                of->p[i][j] = 0.5 * (of->p[i][j] + balanced); /* undamped it would go in circles */
            }
}

static void check_plane(tally *results, plane *of)
{
    double all = 0, full = 0, queue = 0, ending = 0, waiting = 0;
    solve(of);
    for (int i = 0; i <= of->lines; i++)
        for (int j = 0; i + j <= of->lines; j++) {
            double p = of->p[i][j];
            all += p;
            if (i + j == of->lines) full += p;
            if (j > of->agents) queue += p * (j - of->agents);
            ending += p * i;
            if (j >= of->agents) waiting += p * i;
        }
    double patience = of->theta > 0 ? 1 / of->theta : INF;
    wfm_i_record r = record_of(of->agents, of->load, patience, of->lines, of->load / of->ends, -1);
    check_near(results, r.blocking, full / all, TOL_1E9, "blocking, %d agents, %d lines", of->agents, of->lines);
    check_near(results, r.queue_mean, queue / all, TOL_1E9, "queue, %d agents, %d lines", of->agents, of->lines);
    check_near(results, r.of.waiting, waiting / ending, TOL_1E9, "waiting, %d agents", of->agents);
    check_near(results, r.of.abandonment, of->theta * queue / (ending * of->ends), TOL_1E9, "hung up");
}

static void test_plane(void **state)
{
    (void)state;
    tally results = {.name = "the chain of two dimensions"};
    static plane planes[] = {{.agents = 1, .lines = 3, .load = 0.7, .theta = 0, .ends = 2},
                             {.agents = 3, .lines = 5, .load = 4, .theta = 0, .ends = 5},
                             {.agents = 3, .lines = 9, .load = 2.5, .theta = 0.5, .ends = 1},
                             {.agents = 4, .lines = 6, .load = 9, .theta = 4, .ends = 0.5},
                             {.agents = 0, .lines = 5, .load = 1, .theta = 2, .ends = 3},
                             {.agents = 6, .lines = 12, .load = 5, .theta = 1, .ends = 2.5}};
    for (size_t i = 0; i < sizeof planes / sizeof planes[0]; i++)
        check_plane(&results, &planes[i]);
    tally_finish(&results);
}

/* Treatment and talk are one time on a line where nobody waits; the walk says so too where there is next to no place. */
static void test_one_group(void **state)
{
    (void)state;
    tally results = {.name = "as many lines as agents"};
    uint64_t seed = 65;
    for (int i = 0; i < 500; i++) {
        double agents = floor(random_log_between(&seed, 1, 200));
        double load = agents * random_between(&seed, 0.3, 2);
        double treated = agents * random_log_between(&seed, 0.01, 2);
        wfm_i_record r = record_of(agents, load, INF, agents, treated, 0.1);
        check_near(&results, r.blocking, wfm_erlang_b(agents, load + treated), TOL_1EPS, "one group");
        check_true(&results, r.of.waiting == 0, "nobody waits");
        wfm_i_model model = {agents, load, 0.7, agents, treated};
        wfm_i_record walked;
        assert_true(wfm_i_walk_places(&model, 0, 0.1, WFM_I_MEANS, &walked));
        check_near(&results, walked.blocking, r.blocking, TOL_1E12, "walked over %g agents, %g erl", agents, load);
        check_true(&results, walked.of.at_once == 1, "walked, nobody waits");
        model.lines = agents * (1 + 1e-13);
        assert_true(wfm_i_model_at(&model, 0.1, WFM_I_MEANS, &walked));
        check_near(&results, walked.blocking, r.blocking, TOL_1E9, "next to no place");
    }
    tally_finish(&results);
}

/* At a thousandth of an agent or a line to each side of whole ones the figures are next to those. */
static void test_continued(void **state)
{
    (void)state;
    tally results = {.name = "parts of agents and lines"};
    const double lines[] = {6, 9, 14}, agents[] = {1, 2, 5};
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < 3; k++) {
            wfm_i_record whole = record_of(agents[i], 3, 0.5, lines[k], 2, 0.1);
            for (int side = -1; side <= 1; side += 2) {
                wfm_i_record near_agents = record_of(agents[i] + side * 1e-9, 3, 0.5, lines[k], 2, 0.1);
                wfm_i_record near_lines = record_of(agents[i], 3, 0.5, lines[k] + side * 1e-9, 2, 0.1);
                check_near(&results, near_agents.blocking, whole.blocking, TOL_1E6 / 10, "blocking, agents");
                check_near(&results, near_lines.blocking, whole.blocking, TOL_1E6 / 10, "blocking, lines");
                check_near(&results, near_agents.of.waiting, whole.of.waiting, TOL_1E6 / 10, "waiting, agents");
                check_near(&results, near_lines.queue_mean, whole.queue_mean, TOL_1E6 / 10, "queue, lines");
            }
            wfm_i_record more = record_of(agents[i] + 1, 3, 0.5, lines[k], 2, 0.1);
            wfm_i_record half = record_of(agents[i] + 0.5, 3, 0.5, lines[k], 2, 0.1);
            check_between(&results, half.of.waiting, more.of.waiting, whole.of.waiting, "half an agent, waiting");
            wfm_i_record some = record_of(0.3, 3, 0.5, lines[k], 2, 0.1);
            check_between(&results, some.of.waiting, record_of(1, 3, 0.5, lines[k], 2, 0.1).of.waiting, 1, "0.3");
        }
    tally_finish(&results);
}

/* Little treatment is none; many lines are no limit; few agents below many lines; the states left out count for nothing. */
static void test_limits(void **state)
{
    (void)state;
    tally results = {.name = "limits of treatment"};
    uint64_t seed = 2010;
    for (int i = 0; i < 300; i++) {
        double agents = floor(random_log_between(&seed, 1, 2000));
        double load = agents * random_between(&seed, 0.5, 1.3);
        double patience = random_log_between(&seed, 0.1, 10);
        double lines = agents + ceil(sqrt(agents) * random_between(&seed, 0.1, 3));
        wfm_i_record none = record_of(agents, load, patience, lines, 0, 0.05);
        wfm_i_record little = record_of(agents, load, patience, lines, 1e-9, 0.05);
        check_near(&results, little.of.waiting, none.of.waiting, TOL_1E6 / 10, "%g agents, %g erl", agents, load);
        check_near(&results, little.blocking, none.blocking, TOL_1E6, "blocking, %g agents, %g erl", agents, load);
        check_near(&results, little.of.answered_within, none.of.answered_within, TOL_1E6 / 10, "in time");
        wfm_i_record many = record_of(agents, load, patience, 20 * agents + 4000, agents / 3, 0.05);
        wfm_i_record endless = record_of(agents, load, patience, INF, 0, 0.05);
        check_near(&results, many.of.waiting, endless.of.waiting, TOL_1E9, "many lines");
        check_near(&results, many.of.answered_beyond, endless.of.answered_beyond, TOL_1E9, "many lines, late");
        check_true(&results, many.blocking < 1e-300, "many lines do not block: %g", many.blocking);
    }
    wfm_i_record few = record_of(3, 2, INF, 1e7, 5, 0.1);
    check_near(&results, few.of.waiting, wfm_erlang_c(3, 2), TOL_4EPS, "beyond use, Erlang C");
    few = record_of(3, 2, INF, INF, 5, 0.1);
    check_near(&results, few.of.waiting, wfm_erlang_c(3, 2), TOL_4EPS, "lines without end");
    wfm_i_record stuck = record_of(0, 2, INF, 9, 5, 0.1);
    check_true(&results, stuck.blocking == 1, "nobody leaves");
    tally_finish(&results);
}

static wfm_queue treated_queue(void)
{
    wfm_queue q = WFM_QUEUE_INIT;
    q.calls = 250;
    q.interval_s = 1800;
    q.aht_s = 210;
    q.agents = 31;
    q.answer_within_s = 20;
    q.patience_s = 180;
    q.lines = 45;
    q.treatment_s = 30;
    q.service_rule = WFM_SERVICE_OFFERED;
    return q;
}

static wfm_queue_metrics metrics_of(const wfm_queue *q, wfm_status expected)
{
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    assert_int_equal(wfm_queue_evaluate(q, &m), expected);
    return m;
}

/* Every figure as the calls that get in make it: Little's law of the lines and of the agents. */
static void test_queue(void **state)
{
    (void)state;
    tally results = {.name = "wfm_queue_evaluate with treatment"};
    wfm_queue q = treated_queue();
    wfm_queue_metrics m = metrics_of(&q, WFM_OK);
    double in_per_s = q.calls / q.interval_s * (1 - m.blocking);
    double on_line_s = q.treatment_s + m.wait_mean_s + (1 - m.abandonment) * q.aht_s;
    check_near(&results, m.trunk_load_erl, in_per_s * on_line_s, TOL_1E12, "lines in use");
    check_true(&results, m.trunk_load_erl < q.lines, "no more lines in use than there are");
    check_near(&results, m.queue_mean, in_per_s * m.wait_mean_s, TOL_1E12, "waiting");
    wfm_i_record r = record_of(31, q.calls * q.aht_s / q.interval_s, q.patience_s / q.aht_s, 45,
                               q.calls * q.treatment_s / q.interval_s, q.answer_within_s / q.aht_s);
    check_near(&results, m.service_level, r.of.answered_within, TOL_1EPS, "service level");
    double busy = r.of.waiting * (1 - r.blocking) + r.blocked_at_work;
    check_near(&results, m.queue_mean_when_busy, m.queue_mean / busy, TOL_4EPS, "queue when busy");
    q.acw_s = 40;
    wfm_queue_metrics with_acw = metrics_of(&q, WFM_CAVEAT_LINES_APPROXIMATE);
    check_true(&results, with_acw.blocking < m.blocking, "after-call work frees lines");
    q.calls = 0;
    q.acw_s = 0;
    check_true(&results, metrics_of(&q, WFM_OK).trunk_load_erl == 0, "no calls");
    tally_finish(&results);
}

/* More lines block less and let more wait; longer treatment blocks more. */
static void test_monotone(void **state)
{
    (void)state;
    tally results = {.name = "monotone in lines and treatment"};
    wfm_queue q = treated_queue();
    double before = 1, level = 1;
    for (q.lines = 1; q.lines < 90; q.lines++) {
        wfm_queue_metrics m = metrics_of(&q, WFM_OK);
        check_true(&results, m.blocking < before, "blocking at %g lines", q.lines);
        check_true(&results, m.service_level <= level, "service at %g lines", q.lines);
        before = m.blocking;
        level = m.service_level;
    }
    q.lines = 45;
    before = 0;
    for (q.treatment_s = 0; q.treatment_s < 300; q.treatment_s += 5) {
        wfm_queue_metrics m = metrics_of(&q, WFM_OK);
        check_true(&results, m.blocking > before, "blocking at %g s", q.treatment_s);
        before = m.blocking;
    }
    tally_finish(&results);
}

/* Without lines there is but the load on them: the same bits of all else, in every model. */
static void test_without_lines(void **state)
{
    (void)state;
    tally results = {.name = "treatment without lines"};
    wfm_queue q = treated_queue();
    q.lines = 0;
    const double patience[] = {0, 180};
    for (size_t i = 0; i < 2; i++) {
        q.patience_s = patience[i];
        q.treatment_s = 0;
        wfm_queue_metrics plain = metrics_of(&q, WFM_OK);
        q.treatment_s = 36;
        wfm_queue_metrics m = metrics_of(&q, WFM_OK);
        check_near(&results, m.trunk_load_erl, plain.trunk_load_erl + 5, TOL_4EPS, "250 calls of 36 s are 5 erl");
        m.trunk_load_erl = plain.trunk_load_erl;
        check_true(&results, memcmp(&m, &plain, sizeof m) == 0, "all else is the same");
    }
    wfm_general general = WFM_GENERAL_INIT;
    wfm_patience_law law = WFM_PATIENCE_LAW_INIT;
    wfm_sensitivity s = WFM_SENSITIVITY_INIT;
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT, plain = WFM_QUEUE_METRICS_INIT;
    general.method = WFM_GENERAL_KIMURA;
    general.service_scv = 0.5;
    law.law = WFM_LAW_DETERMINISTIC;
    law.mean_s = 100;
    assert_int_equal(wfm_queue_patience_law(&q, &law, &m), WFM_OK);
    assert_int_equal(wfm_queue_sensitivity(&q, WFM_FIGURE_TRUNK_LOAD, &s), WFM_OK);
    double up, down, h = 1e-4;
    wfm_queue at = q;
    at.calls = q.calls + h;
    up = metrics_of(&at, WFM_OK).trunk_load_erl;
    at.calls = q.calls - h;
    down = metrics_of(&at, WFM_OK).trunk_load_erl;
    check_near(&results, s.by_calls, (up - down) / (2 * h), TOL_1E6, "trunk load by calls");
    at = q;
    at.aht_s = q.aht_s + h;
    up = metrics_of(&at, WFM_OK).trunk_load_erl;
    at.aht_s = q.aht_s - h;
    down = metrics_of(&at, WFM_OK).trunk_load_erl;
    check_near(&results, s.by_aht_s, (up - down) / (2 * h), TOL_1E6, "trunk load by handle time");
    q.treatment_s = 0;
    assert_int_equal(wfm_queue_patience_law(&q, &law, &plain), WFM_OK);
    check_near(&results, m.trunk_load_erl, plain.trunk_load_erl + 5, TOL_4EPS, "patience of any law");
    q.patience_s = 0;
    assert_int_equal(wfm_queue_general(&q, &general, &plain), WFM_OK);
    q.treatment_s = 36;
    assert_int_equal(wfm_queue_general(&q, &general, &m), WFM_OK);
    check_near(&results, m.trunk_load_erl, plain.trunk_load_erl + 5, TOL_4EPS, "general handle times");
    tally_finish(&results);
}

/* Agents, lines and calls are decided by the figures themselves. */
static void test_inverses(void **state)
{
    (void)state;
    tally results = {.name = "inverses with treatment"};
    wfm_queue q = treated_queue();
    wfm_targets t = WFM_TARGETS_INIT;
    wfm_staffing s = WFM_STAFFING_INIT;
    wfm_staffing_range range = WFM_STAFFING_RANGE_INIT;
    t.service_level = 0.8;
    assert_int_equal(wfm_staffing_agents(&q, &t, &s), WFM_OK);
    q.agents = s.agents;
    check_true(&results, metrics_of(&q, WFM_OK).service_level >= 0.8, "%g agents are enough", s.agents);
    q.agents = s.agents - 1;
    check_true(&results, metrics_of(&q, WFM_OK).service_level < 0.8, "%g are not", q.agents);
    q.agents = 31;
    t = (wfm_targets)WFM_TARGETS_INIT;
    t.blocking = 0.01;
    assert_int_equal(wfm_staffing_lines(&q, &t, &range), WFM_OK);
    q.lines = range.least_whole;
    check_true(&results, metrics_of(&q, WFM_OK).blocking <= 0.01, "%g lines are enough", q.lines);
    q.lines--;
    check_true(&results, metrics_of(&q, WFM_OK).blocking > 0.01, "%g lines are not", q.lines);
    double calls;
    assert_int_equal(wfm_staffing_calls(&q, &t, &calls, NULL), WFM_OK);
    q.calls = calls;
    check_near(&results, metrics_of(&q, WFM_OK).blocking, 0.01, TOL_1E9, "%g calls", calls);
    tally_finish(&results);
}

/* Where both are given, of what has no model of both; and what no treatment is. */
static void test_statuses(void **state)
{
    (void)state;
    const wfm_status refused = WFM_TREATMENT_WITH_LINES;
    const double wrong[] = {-1, -DBL_MIN, INF, QUIET_NAN};
    wfm_queue q = treated_queue();
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    wfm_targets t = WFM_TARGETS_INIT;
    wfm_staffing s = WFM_STAFFING_INIT;
    wfm_redials redials = WFM_REDIALS_INIT;
    wfm_redial_load load = WFM_REDIAL_LOAD_INIT;
    wfm_uncertain uncertain = WFM_UNCERTAIN_INIT;
    wfm_realised realised = WFM_REALISED_INIT;
    wfm_sensitivity sensitivity = WFM_SENSITIVITY_INIT;
    wfm_patience_law law = WFM_PATIENCE_LAW_INIT;
    t.service_level = 0.8;
    law.law = WFM_LAW_DETERMINISTIC;
    law.mean_s = 100;
    assert_int_equal(wfm_queue_redial(&q, &redials, &load, &m), refused);
    assert_true(isnan(m.blocking));
    assert_int_equal(wfm_queue_fresh(&q, &redials, &load), refused);
    assert_int_equal(wfm_staffing_agents_redial(&q, &redials, &t, &s), refused);
    assert_int_equal(wfm_queue_uncertain(&q, 0.1, 0.8, &uncertain), refused);
    assert_int_equal(wfm_staffing_agents_uncertain(&q, 0.1, &t, 0, &s), refused);
    assert_int_equal(wfm_queue_realised(&q, 1, 0.8, &realised), refused);
    assert_int_equal(wfm_staffing_agents_realised(&q, &t, 1, 0.9, &s), refused);
    assert_int_equal(wfm_queue_sensitivity(&q, WFM_FIGURE_ASA, &sensitivity), refused);
    assert_int_equal(wfm_queue_patience_law(&q, &law, &m), refused);
    assert_int_equal(wfm_staffing_agents_general(&q, NULL, &law, &t, &s), refused);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        q.treatment_s = wrong[i];
        assert_int_equal(wfm_queue_evaluate(&q, &m), WFM_BAD_TREATMENT);
    }
    q.treatment_s = DBL_MAX;
    q.calls = 1e9;
    assert_int_equal(wfm_queue_evaluate(&q, &m), WFM_BAD_LOAD);
    q.calls = 1; /* 5e304 erl: nobody gets in */
    assert_int_equal(wfm_queue_evaluate(&q, &m), WFM_OK);
    assert_true(m.blocking == 1);
    q = treated_queue();
    q.calls = 1e9;
    q.agents = 1e8;
    q.lines = q.agents + 1;
    assert_int_equal(wfm_queue_evaluate(&q, &m), WFM_TOO_MANY_LINES);
    assert_true(isnan(m.blocking));
}

static const double OF_EACH = 3 * TOL_1EPS; /* as wfm_erlang_b */

/* Down to no line the entries are those of the formula, be they steps of a recursion or none. */
static void test_entries(void **state)
{
    (void)state;
    uint64_t seed = 1963;
    tally results = {.name = "entries of ever fewer lines"};
    for (int i = 0; i < 300; i++) {
        double treated = i > 0 ? random_log_between(&seed, 1e-3, 1e3) : 5e4;
        double lines = floor(treated * random_between(&seed, 0, 12) + random_between(&seed, 0, 900));
        wfm_i_entries entries;
        if (i == 0) lines = 6e4;
        if (i % 2 == 1) lines += random_between(&seed, 0, 1);
        wfm_i_entries_begin(&entries, lines, treated);
        for (double left = lines; left >= 0; left--) {
            wfm_i_entry got = wfm_i_entries_next(&entries);
            wfm_i_entry expected = wfm_i_entry_at(left, treated);
            check_near(&results, got.in, expected.in, TOL_1EPS, "lines %.17g of %.17g, treated %.17g", left, lines,
                       treated);
            check_near(&results, got.out, expected.out, OF_EACH + OF_EACH + TOL_1EPS,
                       "out, lines %.17g of %.17g, treated %.17g", left, lines, treated);
        }
    }
    static const double loads[] = {DBL_TRUE_MIN, 1e-300, 1e300, DBL_MAX};
    for (size_t i = 0; i < sizeof loads / sizeof *loads; i++) {
        wfm_i_entries entries;
        wfm_i_entries_begin(&entries, 9, loads[i]);
        for (double left = 9; left >= 0; left--)
            check_same(&results, wfm_i_entries_next(&entries).out, wfm_i_entry_at(left, loads[i]).out,
                       "load %g, %g lines", loads[i], left);
    }
    tally_finish(&results);
}

static void test_any_bits(void **state)
{
    (void)state;
    uint64_t seed = 36;
    tally results = {.name = "any bits"};
    for (int i = 0; i < 20000; i++) {
        wfm_queue q = treated_queue();
        wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
        double *const members[] = {&q.calls, &q.aht_s, &q.agents, &q.patience_s, &q.lines, &q.treatment_s};
        for (size_t k = 0; k < 6; k++)
            if (random_word(&seed) % 3 == 0) *members[k] = fabs(random_bits(&seed));
        if (q.agents > 1e5 || q.lines > 1e6) continue; /* seconds each */
        wfm_status status = wfm_queue_evaluate(&q, &m);
        bool sound = wfm_failed(status) ? isnan(m.blocking) : m.blocking >= 0 && m.blocking <= 1 + 1e-12;
        check_true(&results, sound, "status %d, blocking %g", status, m.blocking);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reference), cmocka_unit_test(test_plane),         cmocka_unit_test(test_one_group),
        cmocka_unit_test(test_continued), cmocka_unit_test(test_limits),        cmocka_unit_test(test_queue),
        cmocka_unit_test(test_monotone),  cmocka_unit_test(test_without_lines), cmocka_unit_test(test_inverses),
        cmocka_unit_test(test_statuses),  cmocka_unit_test(test_entries),       cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
