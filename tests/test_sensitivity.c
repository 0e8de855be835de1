/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>

#include "support/check.h"
#include "support/csv.h"
#include "wfm/queue.h"

enum { INPUTS = WFM_INPUT_SHORT_ABANDON, FIGURES = WFM_FIGURE_BLOCKING };

static const char *const input_names[INPUTS] = {"calls",         "interval", "aht",   "acw",          "agents",
                                                "answer_within", "patience", "lines", "short_abandon"};

static double *input_of(wfm_queue *q, int32_t input)
{
    double *const inputs[INPUTS] = {&q->calls,           &q->interval_s, &q->aht_s, &q->acw_s,          &q->agents,
                                    &q->answer_within_s, &q->patience_s, &q->lines, &q->short_abandon_s};
    return inputs[input - 1];
}

static double derivative_of(const wfm_sensitivity *s, int32_t input)
{
    const double by[INPUTS] = {s->by_calls,           s->by_interval_s, s->by_aht_s, s->by_acw_s,          s->by_agents,
                               s->by_answer_within_s, s->by_patience_s, s->by_lines, s->by_short_abandon_s};
    return by[input - 1];
}

static double elasticity_of(const wfm_sensitivity *s, int32_t input)
{
    const double of[INPUTS] = {s->elasticity_calls,    s->elasticity_interval, s->elasticity_aht,
                               s->elasticity_acw,      s->elasticity_agents,   s->elasticity_answer_within,
                               s->elasticity_patience, s->elasticity_lines,    s->elasticity_short_abandon};
    return of[input - 1];
}

static double figure_of(const wfm_queue *q, int32_t figure)
{
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    double figures[FIGURES];
    assert_false(wfm_failed(wfm_queue_evaluate(q, &m)));
    memcpy(figures, &m.load_erl, sizeof figures);
    return figures[figure - 1];
}

static wfm_sensitivity sensitivity_of(const wfm_queue *q, int32_t figure)
{
    wfm_sensitivity s = WFM_SENSITIVITY_INIT;
    assert_false(wfm_failed(wfm_queue_sensitivity(q, figure, &s)));
    return s;
}

static wfm_queue course_queue(double agents)
{
    wfm_queue q = WFM_QUEUE_INIT;
    q.calls = 250;
    q.interval_s = 1800;
    q.aht_s = 210;
    q.acw_s = 30;
    q.agents = agents;
    q.answer_within_s = 20;
    q.service_rule = WFM_SERVICE_OFFERED;
    return q;
}

/* 1e-12 of the derivative, or 1e-13 of figure/input where that is more: there the derivative is next to 0 beside its
 * terms; by the lines, of the figure for each place for waiting. By the handle time, which moves everything, of the sum of what the other inputs move (Euler). */
static double scale_of(const wfm_queue *q, double value, const double *expected, int32_t input)
{
    wfm_queue copy = *q;
    double x = *input_of(&copy, input);
    double of_one = fabs(value) / (x > 0 ? x : q->aht_s);
    double places = q->lines - q->agents * (1 - q->acw_s / q->aht_s);
    if (input == WFM_INPUT_LINES) of_one = fabs(value) / places;
    if (input == WFM_INPUT_ACW) of_one *= q->lines > 0 ? q->agents / places : 1;
    double scale = fabs(expected[input - 1]) + 0.1 * of_one;
    if (input != WFM_INPUT_AHT) return scale;
    double sum = fabs(value);
    for (int32_t i = 1; i <= INPUTS; i++) {
        bool counts = i != WFM_INPUT_AHT && !isnan(expected[i - 1]);
        if (counts) sum += fabs(*input_of(&copy, i) * expected[i - 1]);
    }
    return fmax(scale, sum / q->aht_s);
}

/* Load and times that are rounded move a derivative by a second one: its condition, some tens. */
static double tolerance_of(const wfm_queue *q)
{
    return q->interval_s == 1024 ? TOL_1E12 : 16 * TOL_1E12;
}

static void check_row(tally *results, const csv *rows, const double *expected)
{
    wfm_queue q = WFM_QUEUE_INIT;
    int32_t figure = (int32_t)csv_number(rows, "figure");
    for (int32_t input = 1; input <= INPUTS; input++)
        *input_of(&q, input) = csv_number(rows, input_names[input - 1]);
    q.service_rule = (int32_t)csv_number(rows, "rule");
    q.flags = (int32_t)csv_number(rows, "flags");
    wfm_sensitivity s = sensitivity_of(&q, figure);
    check_same(results, s.value, figure_of(&q, figure), "line %zu, value", csv_line(rows));
    for (int32_t input = 1; input <= INPUTS; input++) {
        double wanted = expected[input - 1];
        double got = derivative_of(&s, input);
        const char *name = input_names[input - 1];
        check_true(results, isnan(got) == isnan(wanted), "line %zu by %s: %g", csv_line(rows), name, got);
        double error = fabs(got - wanted) / scale_of(&q, s.value, expected, input);
        bool exact = got == wanted || isnan(wanted);
        if (!exact)
            check_between(results, error, 0, tolerance_of(&q), "line %zu, figure %d by %s: %.17g, not %.17g",
                          csv_line(rows), (int)figure, name, got, wanted);
    }
}

static void test_vectors(void **state)
{
    (void)state;
    tally results = {.name = "derivatives"};
    csv *rows = csv_open_vectors("sensitivity.csv");
    while (csv_next(rows)) {
        double expected[INPUTS];
        char column[32] = "by_";
        for (int32_t input = 1; input <= INPUTS; input++) {
            strcpy(column + 3, input_names[input - 1]);
            expected[input - 1] = csv_number(rows, column);
        }
        check_row(&results, rows, expected);
    }
    csv_close(rows);
    assert_true(results.checked > 40000);
    tally_finish(&results);
}

/* A queue of any kind, its places for waiting not whole. */
static wfm_queue random_queue(uint64_t *seed)
{
    wfm_queue q = WFM_QUEUE_INIT;
    q.agents = random_log_between(seed, 0.5, 300);
    q.interval_s = random_between(seed, 600, 3600);
    q.aht_s = random_between(seed, 30, 900);
    q.acw_s = random_between(seed, 0, 1) < 0.5 ? 0 : random_between(seed, 0, 0.5) * q.aht_s;
    q.answer_within_s = random_between(seed, 1, 90);
    q.service_rule = 1 + (int32_t)random_between(seed, 0, 5);
    bool patient = random_between(seed, 0, 1) < 0.4;
    bool limited = random_between(seed, 0, 1) < 0.5;
    if (!patient) q.patience_s = q.aht_s * random_log_between(seed, 0.1, 50);
    if (limited) q.lines = q.agents + random_log_between(seed, 0.5, 60);
    if (!patient && random_between(seed, 0, 1) < 0.4) q.short_abandon_s = random_between(seed, 1, 30);
    if (limited && random_between(seed, 0, 1) < 0.5) q.flags = WFM_QUEUE_COUNT_BLOCKED;
    bool open = patient && !limited;
    q.calls = random_between(seed, 0.3, open ? 0.95 : 1.6) * q.agents * q.interval_s / q.aht_s;
    return q;
}

static bool is_time(int32_t figure)
{
    switch (figure) {
    case WFM_FIGURE_ASA:
    case WFM_FIGURE_WAIT_MEAN:
    case WFM_FIGURE_MEAN_WAIT_OF_WAITING:
    case WFM_FIGURE_WAIT_MEAN_ABANDONING: return true;
    default: return false;
    }
}

/* Calls and interval enter as a rate; and a figure does not know the unit of time, or is one itself (Euler). */
static void test_homogeneous(void **state)
{
    (void)state;
    tally results = {.name = "elasticities add up"};
    static const int32_t times[] = {WFM_INPUT_INTERVAL,      WFM_INPUT_AHT,      WFM_INPUT_ACW,
                                    WFM_INPUT_ANSWER_WITHIN, WFM_INPUT_PATIENCE, WFM_INPUT_SHORT_ABANDON};
    uint64_t seed = 260;
    for (int i = 0; i < 3000; i++) {
        wfm_queue q = random_queue(&seed);
        int32_t figure = 1 + i % FIGURES;
        wfm_sensitivity s = sensitivity_of(&q, figure);
        if (!(s.value > 1e-200)) continue;
        double sum = is_time(figure) ? -1 : 0;
        double size = 1;
        for (size_t k = 0; k < sizeof times / sizeof times[0]; k++) {
            double part = elasticity_of(&s, times[k]);
            if (isnan(part)) continue;
            sum += part;
            size += fabs(part);
        }
        check_between(&results, fabs(sum), 0, TOL_64EPS * size, "row %d, figure %d, n %g", i, (int)figure, q.agents);
        check_between(&results, fabs(s.elasticity_calls + s.elasticity_interval), 0, TOL_64EPS * size, "rate, row %d",
                      i);
    }
    tally_finish(&results);
}

/* The derivative's integral is the difference of the figures: Gauss and Legendre's rule of eight points over a stretch so
 * short that nothing is left out. */
static void test_integrals_are_differences(void **state)
{
    (void)state;
    static const double nodes[4] = {0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363};
    static const double weights[4] = {0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763};
    tally results = {.name = "integrals of derivatives"};
    uint64_t seed = 261;
    for (int i = 0; i < 4000; i++) {
        wfm_queue q = random_queue(&seed);
        int32_t figure = 1 + i % FIGURES;
        int32_t input = 1 + i / FIGURES % INPUTS;
        wfm_sensitivity first = sensitivity_of(&q, figure);
        if (isnan(derivative_of(&first, input))) continue;
        double at = *input_of(&q, input);
        double half = fmax(at, 1) * 0x1p-8 / sqrt(q.agents + 1);
        bool crosses = q.lines > 0 && input != WFM_INPUT_CALLS && input != WFM_INPUT_ANSWER_WITHIN;
        bool nears =
            fabs(q.answer_within_s - q.short_abandon_s) < 2 * half || (input == WFM_INPUT_ACW && !(at > 4 * half));
        if (crosses) half *= 0x1p-4;
        if (nears) continue;
        wfm_queue low = q, high = q;
        *input_of(&low, input) = at - half;
        *input_of(&high, input) = at + half;
        double held_low = low.lines - low.agents * (1 - low.acw_s / low.aht_s);
        double held_high = high.lines - high.agents * (1 - high.acw_s / high.aht_s);
        if (floor(held_low) != floor(held_high)) continue;
        double sum = 0;
        for (int k = 0; k < 8; k++) {
            wfm_queue mid = q;
            *input_of(&mid, input) = at + half * (k < 4 ? nodes[k] : -nodes[k - 4]);
            wfm_sensitivity s = sensitivity_of(&mid, figure);
            sum += half * weights[k % 4] * derivative_of(&s, input);
        }
        double a = figure_of(&low, figure);
        double b = figure_of(&high, figure);
        double rounding = 1e-13 * (fabs(a) + (figure == WFM_FIGURE_SERVICE_LEVEL ? 1 : 0));
        check_between(&results, fabs(b - a - sum), 0, rounding + TOL_1E9 * fabs(sum),
                      "row %d, figure %d by %s, n %g, patience %g, lines %g", i, (int)figure, input_names[input - 1],
                      q.agents, q.patience_s, q.lines);
    }
    assert_true(results.checked > 1500);
    tally_finish(&results);
}

/* More calls or longer ones make it worse, more agents better. */
static void test_signs(void **state)
{
    (void)state;
    tally results = {.name = "signs"};
    uint64_t seed = 262;
    for (int i = 0; i < 1000; i++) {
        wfm_queue q = random_queue(&seed);
        q.short_abandon_s = 0;
        q.flags = 0;
        q.lines = 0;
        q.calls = random_between(&seed, 0.3, 0.95) * q.agents * q.interval_s / q.aht_s;
        q.service_rule = i % 2 ? WFM_SERVICE_VIRTUAL : WFM_SERVICE_OFFERED;
        wfm_sensitivity s = sensitivity_of(&q, WFM_FIGURE_SERVICE_LEVEL);
        check_true(&results, s.by_calls < 0, "service by calls, row %d", i);
        check_true(&results, s.by_aht_s < 0, "service by handle time, row %d", i);
        check_true(&results, s.by_agents > 0, "service by agents, row %d", i);
        check_true(&results, s.by_answer_within_s > 0, "service by time, row %d", i);
        s = sensitivity_of(&q, WFM_FIGURE_WAIT_MEAN);
        check_true(&results, s.by_calls > 0 && s.by_agents < 0, "wait, row %d", i);
        check_true(&results, !(s.by_patience_s <= 0), "longer patience, longer waits, row %d", i);
        s = sensitivity_of(&q, WFM_FIGURE_OCCUPANCY);
        check_true(&results, s.by_calls > 0 && s.by_agents < 0, "occupancy, row %d", i);
    }
    tally_finish(&results);
}

/* Where the places are whole the derivative is that of a little more. */
static void test_kinks(void **state)
{
    (void)state;
    tally results = {.name = "kinks of whole lines"};
    for (int32_t figure = 2; figure <= FIGURES; figure++) {
        for (int patient = 0; patient < 2; patient++) {
            wfm_queue q = course_queue(30);
            q.acw_s = 0;
            q.lines = 33;
            q.patience_s = patient ? 180 : 0;
            wfm_sensitivity at = sensitivity_of(&q, figure);
            assert_int_equal(at.kinked, 1);
            wfm_queue more = q;
            more.lines += 1e-9;
            wfm_sensitivity beyond = sensitivity_of(&more, figure);
            assert_int_equal(beyond.kinked, 0);
            check_near(&results, at.by_lines, beyond.by_lines, TOL_1E6, "figure %d by lines", (int)figure);
            more = q;
            more.agents += 1e-9;
            beyond = sensitivity_of(&more, figure);
            check_near(&results, at.by_agents, beyond.by_agents, TOL_1E6, "figure %d by agents", (int)figure);
            more = q;
            more.acw_s = 1e-7;
            beyond = sensitivity_of(&more, figure);
            check_near(&results, at.by_acw_s, beyond.by_acw_s, TOL_1E6, "figure %d by acw", (int)figure);
        }
    }
    wfm_queue q = course_queue(30);
    q.acw_s = 0;
    q.lines = 33;
    wfm_sensitivity at = sensitivity_of(&q, WFM_FIGURE_BLOCKING);
    q.lines -= 1e-9;
    wfm_sensitivity below = sensitivity_of(&q, WFM_FIGURE_BLOCKING);
    check_true(&results, below.by_lines < 1.02 * at.by_lines, "the kink is there: %g, %g", below.by_lines, at.by_lines);
    tally_finish(&results);
}

/* Which side counts where one agent more or one line more ends or begins the waiting places. */
static void test_as_many_lines_as_agents(void **state)
{
    (void)state;
    tally results = {.name = "as many lines as agents"};
    wfm_queue q = course_queue(30);
    q.acw_s = 0;
    q.lines = 30;
    wfm_sensitivity s = sensitivity_of(&q, WFM_FIGURE_BLOCKING);
    assert_int_equal(s.kinked, 1);
    check_true(&results, s.by_agents == 0, "who has no line blocks nobody");
    check_true(&results, s.by_lines < 0, "a place for waiting");
    check_true(&results, sensitivity_of(&q, WFM_FIGURE_WAIT_PROBABILITY).by_lines > 0, "in which one waits");
    q.lines = 28;
    s = sensitivity_of(&q, WFM_FIGURE_BLOCKING);
    assert_int_equal(s.kinked, 0);
    check_true(&results, s.by_agents == 0, "fewer lines than agents");
    wfm_queue alone = course_queue(28);
    alone.acw_s = 0;
    alone.lines = 28;
    check_near(&results, s.by_calls, sensitivity_of(&alone, WFM_FIGURE_BLOCKING).by_calls, TOL_4EPS, "lines alone");
    check_same(&results, sensitivity_of(&q, WFM_FIGURE_MEAN_WAIT_OF_WAITING).by_lines, 0, "nobody waits");
    /* after-call work leaves lines: 25 of 30 agents' */
    q = course_queue(30);
    q.acw_s = 35;
    q.lines = 24;
    s = sensitivity_of(&q, WFM_FIGURE_BLOCKING);
    wfm_queue more = q;
    more.acw_s += 1e-4;
    wfm_queue less = q;
    less.acw_s -= 1e-4;
    double slope = (figure_of(&more, WFM_FIGURE_BLOCKING) - figure_of(&less, WFM_FIGURE_BLOCKING)) / 2e-4;
    check_near(&results, s.by_acw_s, slope, TOL_1E6, "by after-call work");
    more = less = q;
    more.aht_s += 1e-4;
    less.aht_s -= 1e-4;
    slope = (figure_of(&more, WFM_FIGURE_BLOCKING) - figure_of(&less, WFM_FIGURE_BLOCKING)) / 2e-4;
    check_near(&results, s.by_aht_s, slope, TOL_1E6, "by handle time");
    tally_finish(&results);
}

/* Infinite figures, an edge, and what is constant. */
static void test_overload(void **state)
{
    (void)state;
    tally results = {.name = "overload"};
    wfm_sensitivity s = WFM_SENSITIVITY_INIT;
    wfm_queue q = course_queue(25);
    assert_int_equal(wfm_queue_sensitivity(&q, WFM_FIGURE_ASA, &s), WFM_CAVEAT_OVERLOADED);
    check_true(&results, s.value > DBL_MAX, "an endless wait");
    check_true(&results, isnan(s.by_calls) && isnan(s.elasticity_agents) && isnan(s.by_answer_within_s),
               "has no slope");
    assert_int_equal(s.most, 0);
    s = sensitivity_of(&q, WFM_FIGURE_OCCUPANCY);
    check_true(&results, s.value == 1 && s.by_calls == 0 && s.by_agents == 0, "always busy");
    s = sensitivity_of(&q, WFM_FIGURE_SERVICE_LEVEL);
    check_true(&results, s.by_agents == 0 && isnan(s.elasticity_agents), "no service, and no more by a little");
    q.agents = 2;
    q.calls = 2;
    q.aht_s = q.interval_s = 100;
    for (int32_t figure = 2; figure <= 10; figure++)
        check_true(&results, isnan(sensitivity_of(&q, figure).by_agents), "at the edge, figure %d", (int)figure);
    check_same(&results, sensitivity_of(&q, WFM_FIGURE_LOAD).by_calls, 1, "the load has one");
    q.patience_s = 50;
    s = sensitivity_of(&q, WFM_FIGURE_SERVICE_LEVEL);
    check_true(&results, s.by_agents > 0, "who hangs up makes it finite");
    tally_finish(&results);
}

static void test_not_given(void **state)
{
    (void)state;
    tally results = {.name = "inputs that are not given"};
    wfm_queue q = course_queue(34);
    wfm_sensitivity s = sensitivity_of(&q, WFM_FIGURE_SERVICE_LEVEL);
    check_true(&results, isnan(s.by_patience_s) && isnan(s.by_lines) && isnan(s.by_short_abandon_s), "not given");
    check_true(&results, isnan(s.elasticity_patience), "nor relative");
    check_same(&results, s.by_acw_s, 0, "after-call work moves no service level");
    check_true(&results, s.most == WFM_INPUT_AHT || s.most == WFM_INPUT_AGENTS, "what moves it most: %d", (int)s.most);
    q.short_abandon_s = 5;
    check_same(&results, sensitivity_of(&q, WFM_FIGURE_SERVICE_LEVEL).by_short_abandon_s, 0, "nobody hangs up");
    q.answer_within_s = 0;
    s = sensitivity_of(&q, WFM_FIGURE_SERVICE_LEVEL);
    check_true(&results, s.by_answer_within_s > 0, "from 0 on");
    check_same(&results, s.elasticity_answer_within, 0, "per cent of 0");
    q.flags = WFM_QUEUE_STRICTLY_WITHIN;
    s = sensitivity_of(&q, WFM_FIGURE_SERVICE_LEVEL);
    check_true(&results, s.value == 0 && isnan(s.by_answer_within_s) && s.by_calls == 0, "a jump at 0");
    q.flags = WFM_QUEUE_SKIP_MEANS;
    check_true(&results, isnan(sensitivity_of(&q, WFM_FIGURE_ASA).by_calls), "left out");
    check_true(&results, sensitivity_of(&q, WFM_FIGURE_WAIT_MEAN).by_calls > 0, "not left out");
    q.calls = 0;
    for (int32_t figure = 2; figure <= FIGURES; figure++) {
        s = sensitivity_of(&q, figure);
        bool skipped = figure == WFM_FIGURE_ASA || figure == WFM_FIGURE_WAIT_MEAN_ABANDONING;
        check_true(&results, isnan(s.by_calls), "without calls, figure %d", (int)figure);
        if (!skipped) check_same(&results, s.by_agents, 0, "without calls, by agents, figure %d", (int)figure);
    }
    check_same(&results, sensitivity_of(&q, WFM_FIGURE_LOAD).by_calls, 210.0 / 1800, "but for the load");
    tally_finish(&results);
}

/* Short hang-ups at the very time of the service level, and longer ones. */
static void test_short_abandons(void **state)
{
    (void)state;
    tally results = {.name = "short hang-ups"};
    static const double shorts[] = {5, 20, 40};
    for (int32_t rule = WFM_SERVICE_ANSWERED; rule <= WFM_SERVICE_VIRTUAL; rule++) {
        for (size_t i = 0; i < 3; i++) {
            for (int32_t input = WFM_INPUT_ANSWER_WITHIN; input <= INPUTS; input++) {
                wfm_queue q = course_queue(30);
                q.patience_s = 120;
                q.short_abandon_s = shorts[i];
                q.service_rule = rule;
                wfm_sensitivity s = sensitivity_of(&q, WFM_FIGURE_SERVICE_LEVEL);
                if (isnan(derivative_of(&s, input))) continue;
                const double h = 1e-3;
                double x = *input_of(&q, input);
                double value[3];
                for (int k = 0; k < 3; k++) {
                    *input_of(&q, input) = x + k * h;
                    value[k] = figure_of(&q, WFM_FIGURE_SERVICE_LEVEL);
                }
                double slope = (4 * value[1] - 3 * value[0] - value[2]) / (2 * h);
                check_between(&results, derivative_of(&s, input) - slope, -1e-10, 1e-10, "rule %d, short %g, by %s",
                              (int)rule, shorts[i], input_names[input - 1]);
            }
        }
    }
    tally_finish(&results);
}

/* Without calls that wait, in doubles: what is said of them is 0, and has no derivative. */
static void test_of_nobody(void **state)
{
    (void)state;
    tally results = {.name = "nobody waits"};
    static const int32_t figures[] = {WFM_FIGURE_MEAN_WAIT_OF_WAITING, WFM_FIGURE_QUEUE_MEAN_WHEN_BUSY,
                                      WFM_FIGURE_ABANDONMENT_OF_WAITING, WFM_FIGURE_WAIT_MEAN_ABANDONING};
    wfm_queue q = course_queue(3000);
    q.patience_s = 100;
    for (size_t i = 0; i < 4; i++) {
        wfm_sensitivity s = sensitivity_of(&q, figures[i]);
        check_true(&results, s.value == 0 && isnan(s.by_agents), "figure %d: %g", (int)figures[i], s.by_agents);
    }
    q.patience_s = 0;
    check_same(&results, sensitivity_of(&q, WFM_FIGURE_ABANDONMENT_OF_WAITING).by_agents, 0, "nobody can hang up");
    tally_finish(&results);
}

static void test_every_status(void **state)
{
    (void)state;
    wfm_sensitivity s = WFM_SENSITIVITY_INIT;
    wfm_queue q = course_queue(34);
    assert_int_equal(wfm_queue_sensitivity(&q, WFM_FIGURE_LOAD, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_queue_sensitivity(NULL, WFM_FIGURE_LOAD, &s), WFM_BAD_QUEUE_STRUCT);
    assert_true(isnan(s.value));
    assert_int_equal(wfm_queue_sensitivity(&q, 0, &s), WFM_BAD_FIGURE);
    assert_int_equal(wfm_queue_sensitivity(&q, FIGURES + 1, &s), WFM_BAD_FIGURE);
    assert_true(isnan(s.value) && isnan(s.elasticity_lines));
    assert_int_equal(s.most, -1);
    q.lines = 1e9;
    q.calls = 1e4;
    q.acw_s = 0;
    assert_int_equal(wfm_queue_sensitivity(&q, WFM_FIGURE_BLOCKING, &s), WFM_TOO_MANY_LINES);
    q.lines = 40;
    q.acw_s = 30;
    assert_int_equal(wfm_queue_sensitivity(&q, WFM_FIGURE_BLOCKING, &s), WFM_CAVEAT_LINES_APPROXIMATE);
    q.calls = -1;
    assert_int_equal(wfm_queue_sensitivity(&q, WFM_FIGURE_BLOCKING, &s), WFM_BAD_CALLS);
    q.calls = 250;
    q.patience_s = 60;
    q.service_rule = 0;
    assert_int_equal(wfm_queue_sensitivity(&q, WFM_FIGURE_BLOCKING, &s), WFM_NO_SERVICE_RULE);
    wfm_sensitivity_init(NULL, sizeof s);
    wfm_sensitivity_init(&s, sizeof s);
    assert_int_equal(s.struct_size, sizeof s);
}

/* Far from every telephone: still the figure, and a derivative or NaN. */
static void test_any_bits(void **state)
{
    (void)state;
    uint64_t seed = 263;
    for (int i = 0; i < 20000; i++) {
        wfm_queue q = WFM_QUEUE_INIT;
        for (int32_t input = 1; input <= INPUTS; input++) {
            bool wild = random_between(&seed, 0, 1) < 0.3;
            *input_of(&q, input) = wild ? fabs(random_bits(&seed)) : random_log_between(&seed, 1e-3, 1e4);
        }
        if (i % 3 == 0) q.lines = 0;
        if (i % 4 == 0) q.patience_s = 0;
        if (i % 2 == 0) q.acw_s = 0;
        q.lines = fmin(q.lines, q.agents + 500);
        q.service_rule = 1 + i % 5;
        q.flags = i % 8;
        wfm_sensitivity s = WFM_SENSITIVITY_INIT;
        int32_t figure = 1 + i % FIGURES;
        errno = 0;
        wfm_status status = wfm_queue_sensitivity(&q, figure, &s);
        assert_int_equal(errno, 0);
        assert_int_equal(wfm_failed(status), isnan(s.value) && s.most == -1);
        if (wfm_failed(status)) continue;
        wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
        assert_int_equal(wfm_queue_evaluate(&q, &m), status);
        assert_true(s.most >= 0 && s.most <= INPUTS);
        double value = figure_of(&q, figure);
        assert_true(s.value == value || (isnan(s.value) && isnan(value)));
    }
}

/* Nothing is left to chance at either end: very patient or impatient callers, few or many agents. */
static void test_limits(void **state)
{
    (void)state;
    tally results = {.name = "limits of patience"};
    wfm_queue q = course_queue(34);
    wfm_sensitivity c = sensitivity_of(&q, WFM_FIGURE_SERVICE_LEVEL);
    q.patience_s = 210 * 1e12;
    wfm_sensitivity a = sensitivity_of(&q, WFM_FIGURE_SERVICE_LEVEL);
    check_near(&results, a.by_agents, c.by_agents, TOL_1E9, "endless patience: Erlang C");
    check_near(&results, a.by_aht_s, c.by_aht_s, TOL_1E9, "endless patience: Erlang C");
    q.patience_s = 210 * 1e-13;
    a = sensitivity_of(&q, WFM_FIGURE_ABANDONMENT);
    q.patience_s = 0;
    q.acw_s = 0;
    q.lines = q.agents;
    wfm_sensitivity b = sensitivity_of(&q, WFM_FIGURE_BLOCKING);
    check_near(&results, a.by_calls, b.by_calls, TOL_1E9, "no patience: Erlang B");
    q = course_queue(1e-9);
    q.patience_s = 105;
    a = sensitivity_of(&q, WFM_FIGURE_OCCUPANCY);
    check_near(&results, sensitivity_of(&q, WFM_FIGURE_WAIT_MEAN).by_patience_s, 1, TOL_1E6, "who is never answered");
    check_between(&results, a.value, 0.999, 1, "an agent for a billion");
    q.agents = 0;
    check_true(&results, isnan(sensitivity_of(&q, WFM_FIGURE_WAIT_MEAN).by_patience_s), "no agents");
    q.lines = 5;
    check_true(&results, isnan(sensitivity_of(&q, WFM_FIGURE_BLOCKING).by_calls), "no agents, lines");
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_homogeneous),
        cmocka_unit_test(test_integrals_are_differences),
        cmocka_unit_test(test_signs),
        cmocka_unit_test(test_kinks),
        cmocka_unit_test(test_as_many_lines_as_agents),
        cmocka_unit_test(test_overload),
        cmocka_unit_test(test_not_given),
        cmocka_unit_test(test_short_abandons),
        cmocka_unit_test(test_of_nobody),
        cmocka_unit_test(test_every_status),
        cmocka_unit_test(test_any_bits),
        cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
