/* SPDX-License-Identifier: MIT */
/* The realised service level of wfm_queue_realised against spans of simulated time, cut out of a long run: mean, standard
 * deviation and chance, by every rule. The variance of what is good beyond the level's share of the counted is exact and
 * is tested as such (Student's interval over the parts of a run); the level's own figures are approximations, and are
 * held to what queue.h says of them. */
#include "support/gsl_runs.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics.h>
#include <stdlib.h>
#include <string.h>

static const double RISK = 0.001; /* of failing without fault, in what is exact */

enum { RULES = 5, MOST_SPANS = 20000, PARTS = 40, TARGETS = 3 };

/* A queue, and how long a span is. */
typedef struct case_row {
    int agents;
    double load;
    double aht_s;
    double patience_s;
    double lines;
    double answer_within_s;
    double short_abandon_s;
    int32_t flags;
    double span_s;
    size_t spans;
} case_row;

typedef struct counts {
    double good;
    double counted;
} counts;

/* What watches a run. */
typedef struct spans {
    const case_row *row;
    double start_s;
    counts of[RULES][MOST_SPANS];
} spans;

static void count(spans *s, int rule, size_t span, bool good)
{
    s->of[rule][span].counted += 1.0;
    s->of[rule][span].good += good ? 1.0 : 0.0;
}

static void see(void *about, const sim_caller *caller)
{
    spans *s = about;
    if (!caller->measured) return;
    double place = floor((caller->arrival_s - s->start_s) / s->row->span_s);
    size_t span = (size_t)fmax(0.0, fmin(place, (double)s->row->spans - 1.0));
    bool blocked = caller->end == SIM_TURNED_AWAY;
    if (blocked && !(s->row->flags & WFM_QUEUE_COUNT_BLOCKED)) return;
    bool answered = caller->end == SIM_ANSWERED;
    bool within = !blocked && caller->wait_s <= s->row->answer_within_s;
    bool left_out = caller->end == SIM_HUNG_UP && caller->wait_s <= s->row->short_abandon_s;
    if (answered) count(s, WFM_SERVICE_ANSWERED - 1, span, within);
    if (!left_out) count(s, WFM_SERVICE_OFFERED - 1, span, answered && within);
    if (!left_out) count(s, WFM_SERVICE_SL2 - 1, span, within);
    bool excluded = left_out || (caller->end == SIM_HUNG_UP && within);
    if (!excluded) count(s, WFM_SERVICE_EXCLUDING - 1, span, answered && within);
    count(s, WFM_SERVICE_VIRTUAL - 1, span, !blocked && caller->offered_s <= s->row->answer_within_s);
}

static void simulate_row(const case_row *r, unsigned long stream, spans *s)
{
    double controls[CONTROLS];
    memset(s, 0, sizeof *s);
    s->row = r;
    sim_queue q = {.agents = r->agents, .gap_s = r->aht_s / r->load, .talk_s = r->aht_s, .phases = false};
    q.patience_s = r->patience_s > 0.0 ? r->patience_s : INF;
    q.lines = r->lines > 0.0 ? r->lines : INF;
    q.warm_up_s = s->start_s = 100.0 * r->aht_s;
    q.measured_s = r->span_s * (double)r->spans;
    sim_watcher watcher = {NULL, see, s};
    run_stream(&q, stream, &watcher, controls);
}

static wfm_realised realised_of(const case_row *r, int32_t rule, double target)
{
    wfm_queue q = WFM_QUEUE_INIT;
    wfm_realised found = WFM_REALISED_INIT;
    q.interval_s = r->span_s;
    q.aht_s = r->aht_s;
    q.calls = r->load * r->span_s / r->aht_s;
    q.agents = r->agents;
    q.answer_within_s = r->answer_within_s;
    q.patience_s = r->patience_s;
    q.lines = r->lines;
    q.short_abandon_s = r->short_abandon_s;
    q.service_rule = rule;
    q.flags = r->flags;
    assert_false(wfm_failed(wfm_queue_realised(&q, 1.0, target, &found)));
    return found;
}

/* Agents, load, handle time, patience, lines, T, short abandonment, flags, length of a span, spans. */
static const case_row ROWS[] = {
    {5, 4, 240, 0, 0, 20, 0, 0, 1800, 10000},     {10, 8, 240, 0, 0, 20, 0, 0, 1800, 10000},
    {10, 9, 240, 0, 0, 20, 0, 0, 28800, 2000},    {34, 29.2, 210, 0, 0, 20, 0, 0, 1800, 4000},
    {34, 29.2, 210, 0, 0, 20, 0, 0, 28800, 1000}, {100, 92, 240, 0, 0, 20, 0, 0, 1800, 2000},
    {5, 4, 240, 240, 0, 20, 5, 0, 1800, 10000},   {10, 10, 240, 120, 0, 20, 5, 0, 1800, 10000},
    {20, 24, 240, 300, 0, 60, 10, 0, 1800, 5000}, {50, 50, 240, 180, 0, 20, 30, 0, 1800, 2000},
    {100, 100, 240, 60, 0, 10, 3, 0, 1800, 2000}, {10, 9, 240, 600, 0, 120, 5, 0, 300, 20000},
    {2, 1, 240, 100, 0, 20, 5, 0, 3600, 10000},   {20, 20, 240, 0, 25, 20, 0, WFM_QUEUE_COUNT_BLOCKED, 1800, 5000},
    {20, 20, 240, 0, 25, 20, 0, 0, 1800, 5000},   {20, 22, 240, 180, 22, 20, 5, WFM_QUEUE_COUNT_BLOCKED, 1800, 5000},
    {20, 18, 240, 120, 24, 30, 5, 0, 1800, 5000}, {20, 18, 240, 0, 20, 30, 5, WFM_QUEUE_COUNT_BLOCKED, 1800, 5000},
    {1, 0.7, 300, 0, 0, 60, 0, 0, 7200, 10000},   {200, 195, 240, 400, 0, 20, 5, 0, 1800, 1500},
};
enum { ROW_COUNT = sizeof ROWS / sizeof *ROWS };

/* A mean over the parts of a run, and its standard error. */
typedef struct figure {
    double value;
    double error;
} figure;

static figure figure_of(const double *parts)
{
    return (figure){gsl_stats_mean(parts, 1, PARTS), gsl_stats_sd(parts, 1, PARTS) / sqrt(PARTS)};
}

/* What a part of a run says of the levels of its spans. */
typedef struct seen {
    double squares; /* of good less the level's share of the counted */
    double mean;
    double deviation;
    double chance[TARGETS];
} seen;

static const double TARGET[TARGETS] = {0.5, 0.8, 0.95};

static seen look_at(const counts *of, size_t count_of, double level)
{
    seen s = {0};
    double all = 0, squares = 0;
    for (size_t i = 0; i < count_of; i++) {
        double beyond = of[i].good - level * of[i].counted;
        s.squares += beyond * beyond / (double)count_of;
        if (!(of[i].counted > 0)) continue;
        double here = of[i].good / of[i].counted;
        all++;
        s.mean += here;
        squares += here * here;
        for (size_t t = 0; t < TARGETS; t++)
            s.chance[t] += of[i].good >= TARGET[t] * of[i].counted ? 1 : 0;
    }
    s.mean /= all;
    s.deviation = sqrt(fmax(0, squares / all - s.mean * s.mean));
    for (size_t t = 0; t < TARGETS; t++)
        s.chance[t] /= all;
    return s;
}

/* How far the library is from the whole run, and how far chance may put it. */
typedef struct worst {
    double deviation;
    double mean;
    double chance;
} worst;

typedef struct test {
    tally results;
    double critical;
    size_t compared;
    worst of[2]; /* of few calls in a span, and of FEW_CALLS or more */
} test;

static const double FEW_CALLS = 25;

static void note(double *largest, double value)
{
    if (value > *largest) *largest = value;
}

static void compare_levels(test *on, const case_row *r, const spans *s, int rule, const wfm_realised *f)
{
    bool few = f->calls < FEW_CALLS;
    worst *w = &on->of[few ? 0 : 1];
    double deviations[PARTS], means[PARTS], chances[TARGETS][PARTS];
    size_t per = r->spans / PARTS;
    for (size_t p = 0; p < PARTS; p++) {
        seen here = look_at(&s->of[rule][p * per], per, f->level);
        deviations[p] = here.deviation;
        means[p] = here.mean;
        for (size_t t = 0; t < TARGETS; t++)
            chances[t][p] = here.chance[t];
    }
    seen whole = look_at(s->of[rule], per * PARTS, f->level);
    double error = figure_of(deviations).error / whole.deviation;
    double off = fabs(f->standard_deviation / whole.deviation - 1);
    note(&w->deviation, off);
    check_true(&on->results, off <= (few ? 0.2 : 0.06) + 4 * error, "row %d, rule %d: deviation %g, not %g",
               (int)(r - ROWS), rule + 1, f->standard_deviation, whole.deviation);
    figure mean = figure_of(means);
    note(&w->mean, fabs(f->mean - mean.value));
    check_true(&on->results, fabs(f->mean - mean.value) <= 0.002 + 5 * mean.error, "row %d, rule %d: mean %g, not %g",
               (int)(r - ROWS), rule + 1, f->mean, mean.value);
    for (size_t t = 0; t < TARGETS; t++) {
        figure chance = figure_of(chances[t]);
        double expected = realised_of(r, rule + 1, TARGET[t]).chance;
        note(&w->chance, fabs(expected - chance.value));
        check_true(&on->results, fabs(expected - chance.value) <= (few ? 0.15 : 0.05) + 4 * chance.error,
                   "row %d, rule %d: chance of %g %g, not %g", (int)(r - ROWS), rule + 1, TARGET[t], expected,
                   chance.value);
    }
}

static void compare_rule(test *on, const case_row *r, const spans *s, int rule)
{
    double squares[PARTS];
    size_t per = r->spans / PARTS;
    wfm_realised f = realised_of(r, rule + 1, 0);
    for (size_t p = 0; p < PARTS; p++)
        squares[p] = look_at(&s->of[rule][p * per], per, f.level).squares;
    figure found = figure_of(squares);
    double expected = f.variance * f.calls * f.calls;
    double z = (found.value - expected) / found.error;
    on->compared++;
    check_true(&on->results, fabs(z) <= on->critical, "row %d, rule %d: variance %g, not %g, %g standard errors",
               (int)(r - ROWS), rule + 1, expected, found.value, z);
    compare_levels(on, r, s, rule, &f);
}

static void test_realised(void **state)
{
    (void)state;
    static test on;
    on.results.name = "realised levels against simulated spans";
    on.critical = gsl_cdf_tdist_Qinv(RISK / 2 / (ROW_COUNT * RULES), PARTS - 1);
    spans *s = malloc(sizeof *s);
    assert_non_null(s);
    for (size_t i = 0; i < ROW_COUNT; i++) {
        const case_row *r = &ROWS[i];
        simulate_row(r, stream_of(5, i, 0), s);
        bool patient = r->patience_s > 0;
        for (int rule = 0; rule < RULES; rule++)
            if (patient || rule == WFM_SERVICE_OFFERED - 1) compare_rule(&on, r, s, rule);
    }
    free(s);
    for (size_t i = 0; i < 2; i++)
        print_message("%s calls in a span: deviation within %.1f %%, mean %.4f, chance %.3f\n",
                      i == 0 ? "few" : "25 and more", 100 * on.of[i].deviation, on.of[i].mean, on.of[i].chance);
    check_true(&on.results, on.compared <= ROW_COUNT * RULES, "%zu comparisons", on.compared);
    tally_finish(&on.results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_realised)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
