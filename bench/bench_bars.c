/* SPDX-License-Identifier: MIT */
/* bench_bars: the speeds that the library promises, each as the ratio of two things measured in turn. Ends with status
 * 1 where a ratio is above its bar; a time in seconds alone never decides against it. */
#include "cases.h"
#include "machine.h"
#include "points.h"
#include "rivals.h"

#include "wfm/erlang.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { YEAR = 35040, SAMPLES = 31 };

typedef struct judge {
    size_t samples; /* at most SAMPLES */
    size_t points;
    int missed;
} judge;

typedef struct comparison {
    double ratio;    /* median of the samples' ratios */
    double ns;       /* median of the first */
    double other_ns; /* median of the second */
} comparison;

static const bench_range usual = {.least = 1e2, .most = 1e7, .low = 0.5, .high = 4};
static const bench_range around = {.least = 1e2, .most = 1e7, .low = -5, .high = 5};

static comparison compare(const judge *j, const bench_work *one, const bench_work *other)
{
    double ns[2 * SAMPLES];
    double ratio[SAMPLES];
    bench_work works[2] = {*one, *other};
    bench_interleave(works, 2, j->samples, 1e6, ns);
    for (size_t k = 0; k < j->samples; k++)
        ratio[k] = ns[k] / ns[j->samples + k];
    return (comparison){.ratio = bench_median(ratio, j->samples),
                        .ns = bench_median(ns, j->samples),
                        .other_ns = bench_median(ns + j->samples, j->samples)};
}

static comparison compare_formulas(const judge *j, bench_formula *one, const bench_points *at, bench_formula *other,
                                   const bench_points *other_at)
{
    bench_work first = {.formula = one, .points = at};
    bench_work second = {.formula = other, .points = other_at};
    return compare(j, &first, &second);
}

static void say(const char *what, const comparison *c, const char *verdict)
{
    printf("| %-66s | %8.1f | %9.1f | %7.3f | %s |\n", what, c->ns, c->other_ns, c->ratio, verdict);
    fflush(stdout);
}

static void rule(judge *j, const char *what, const comparison *c, double bar)
{
    char verdict[64];
    int met = c->ratio <= bar;
    snprintf(verdict, sizeof verdict, "<= %.4g: %s", bar, met ? "met" : "MISSED");
    say(what, c, verdict);
    if (!met) j->missed++;
}

static void judge_one_b(judge *j)
{
    bench_points at = bench_points_in(&usual, j->points);
    bench_points anywhere = bench_points_in(&around, j->points);
    comparison c;
#ifdef WFM_BENCH_BOOST
    c = compare_formulas(j, wfm_erlang_b, &at, rival_boost, &at);
    rule(j, "B / Boost.Math's, real servers", &c, 0.5);
#endif
#ifdef WFM_BENCH_GSL
    bench_range whole = usual;
    whole.whole = 1;
    bench_points whole_at = bench_points_in(&whole, j->points);
    c = compare_formulas(j, wfm_erlang_b, &whole_at, rival_gsl, &whole_at);
    rule(j, "B / GSL's, whole servers", &c, 0.1);
    bench_points_free(&whole_at);
#endif
    c = compare_formulas(j, wfm_erlang_b, &anywhere, wfm_erlang_b, &at);
    rule(j, "B, load within 5 sqrt(n) / B", &c, 1.3);
    c = compare_formulas(j, wfm_erlang_c, &at, wfm_erlang_b, &at);
    rule(j, "C / B", &c, 1.3);
    bench_points_free(&at);
    bench_points_free(&anywhere);
}

static void describe(char *text, size_t size, const char *prefix, const bench_range *range)
{
    snprintf(text, size, "%s%s %.0f..%.0f, load %s", prefix, range->whole ? "whole" : "real", range->least, range->most,
             range->low < 0 ? "within 5 sqrt(n)" : "n - (0.5..4) sqrt(n)");
}

/* Each bucket of sizes over n = 100; the worst one is what counts. */
static void judge_sizes(judge *j)
{
    static const double borders[] = {1, 20, 100, 1e3, 1e4, 1e5, 1e6, 1e7};
    const bench_range hundred = {.least = 100, .most = 100, .whole = 1, .low = 0.5, .high = 4};
    bench_points at = bench_points_in(&hundred, j->points);
    comparison worst = {0};
    bench_range worst_range = {0};
    char text[96];
    for (int i = 0; i < 28; i++) {
        bench_range range = i / 14 == 0 ? usual : around;
        range.least = borders[i / 2 % 7];
        range.most = borders[i / 2 % 7 + 1];
        range.whole = i % 2;
        bench_points bucket = bench_points_in(&range, j->points);
        comparison c = compare_formulas(j, wfm_erlang_b, &bucket, wfm_erlang_b, &at);
        bench_points_free(&bucket);
        describe(text, sizeof text, "B, ", &range);
        say(text, &c, "");
        if (c.ratio <= worst.ratio) continue;
        worst = c;
        worst_range = range;
    }
    describe(text, sizeof text, "worst of these / n = 100: ", &worst_range);
    rule(j, text, &worst, 2.5);
    bench_points_free(&at);
}

static void b_n(const double *servers, const double *load, double *out, size_t count)
{
    wfm_erlang_b_n(servers, 1, load, 1, out, 1, count);
}

static void c_n(const double *servers, const double *load, double *out, size_t count)
{
    wfm_erlang_c_n(servers, 1, load, 1, out, 1, count);
}

/* Either a quarter of the scalar time or 10 ns an element. */
static void judge_array(judge *j, const char *name, bench_array *array, bench_formula *formula)
{
    char text[96];
    bench_points at = bench_points_in(&usual, YEAR);
    bench_work all = {.array = array, .points = &at};
    bench_work each = {.formula = formula, .points = &at};
    comparison c;
#ifdef WFM_BENCH_BOOST
    bench_work rival = {.formula = rival_boost, .points = &at};
    c = compare(j, &all, &rival);
    snprintf(text, sizeof text, "%s of %d / Boost.Math's B", name, YEAR);
    rule(j, text, &c, 0.125);
#endif
    c = compare(j, &all, &each);
    snprintf(text, sizeof text, "%s of %d / scalar", name, YEAR);
    if (c.ns <= 10) {
        say(text, &c, "<= 0.25 or 10 ns: met");
    } else {
        rule(j, text, &c, 0.25);
    }
    bench_points_free(&at);
}

/* An indication only: the evaluations are counted by the tests. */
static void show_agents(const judge *j)
{
    char text[96];
    for (double size = 10; size <= 1e7; size *= 10) {
        bench_range range = {.least = size, .most = size, .whole = 1, .low = 0.5, .high = 4};
        bench_points at = bench_points_in(&range, j->points / 10);
        comparison c = compare_formulas(j, bench_staffing.cases->formula, &at, wfm_erlang_c, &at);
        snprintf(text, sizeof text, "agents for 80/20 at %.0f / C", size);
        say(text, &c, "");
        bench_points_free(&at);
    }
}

static bench_formula *queue_formula(const char *name)
{
    for (size_t k = 0; k < bench_queue.count; k++)
        if (strcmp(bench_queue.cases[k].name, name) == 0) return bench_queue.cases[k].formula;
    return NULL;
}

/* With patience of a tenth of the handle time, ten times it, and all of it, from short of agents to more than enough,
 * against C where it has something to compute; and what its two conditional means add to the last. */
static void judge_patience_at(judge *j, double size)
{
    static const char *const names[] = {"evaluate_patience_18", "evaluate_patience_1800", "evaluate_patience_180"};
    bench_range range = {.least = size, .most = fmin(10 * size, 1e7), .low = -2, .high = 3};
    bench_points at = bench_points_in(&range, j->points);
    range.low = 0.5;
    range.high = 4;
    bench_points c_at = bench_points_in(&range, j->points);
    comparison c = {0};
    char text[96];
    for (int k = 0; k < 3; k++) {
        c = compare_formulas(j, queue_formula(names[k]), &at, wfm_erlang_c, &c_at);
        snprintf(text, sizeof text, "%s from %.0f / C", names[k], size);
        rule(j, text, &c, 6);
    }
    comparison means = compare_formulas(j, queue_formula("evaluate_means"), &at, wfm_erlang_c, &c_at);
    means.ratio -= c.ratio;
    snprintf(text, sizeof text, "evaluate_means from %.0f / C, less the ratio above", size);
    rule(j, text, &means, 40);
    bench_points_free(&at);
    bench_points_free(&c_at);
}

static void judge_patience(judge *j)
{
    for (double size = 1; size <= 1e7; size *= 10)
        judge_patience_at(j, size);
}

/* Where the formula that people paste stops being one, at load n - sqrt(n). */
static void show_powers(void)
{
    int wrong = 0;
    for (int n = 2; n <= 1000; n++) {
        double got = rival_powers(n, n - sqrt(n));
        double expected = wfm_erlang_b(n, n - sqrt(n));
        int right = fabs(got / expected - 1) <= 1e-6;
        if (wrong == 0) wrong = right ? 0 : n;
        if (isfinite(got)) continue;
        printf("\nPowers over factorials at load n - sqrt(n): first wrong by 1e-6 at n = %d, not finite at n = %d.\n",
               wrong, n);
        return;
    }
}

static void heading(void)
{
    machine m = machine_here();
    printf("Processor %s, compiler %s, %s. Nanoseconds an element.\n\n", m.processor, m.compiler, m.libc);
    printf("| %-66s | %8s | %9s | %7s | %s |\n", "first / second", "first", "second", "ratio", "bar");
    printf("| %-66s | %8s | %9s | %7s | %s |\n", "---", "--:", "--:", "--:", "---");
}

int main(int argc, char **argv)
{
    judge j = {.samples = SAMPLES, .points = 10000};
    int quick = argc == 2 && strcmp(argv[1], "--quick") == 0;
    if (quick) {
        j = (judge){.samples = 3, .points = 100};
    } else if (argc > 1) {
        fputs("bench_bars [--quick]\n\n    --quick   too few samples to judge: always ends with status 0\n", stderr);
        return 2;
    }
    heading();
    judge_one_b(&j);
    judge_sizes(&j);
    judge_array(&j, "array of B", b_n, wfm_erlang_b);
    judge_array(&j, "array of C", c_n, wfm_erlang_c);
    judge_patience(&j);
    show_agents(&j);
    show_powers();
    if (j.missed > 0) printf("\nBars missed: %d\n", j.missed);
    if (quick) return 0;
    return j.missed > 0;
}
