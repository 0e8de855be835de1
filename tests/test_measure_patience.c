/* SPDX-License-Identifier: MIT */
/* Patience, its curve and its hazard, and how sure figures are: against R's survival and stats packages, and by
 * simulated samples. */
#include "support/check.h"
#include "support/csv.h"
#include "wfm/measure.h"

#include <stdlib.h>
#include <string.h>

/* R prints 17 digits; the figures themselves are asked for to 1e-10. */
static const double of_r = 1e-10;

typedef struct wait_row {
    double wait_s, ended, cut;
} wait_row;

enum { MOST_WAITS = 20000, ROW = sizeof(wait_row) / sizeof(double) };

typedef struct sample {
    wait_row rows[MOST_WAITS];
    int64_t count;
} sample;

static wfm_waits waits_of(const sample *of)
{
    wfm_waits w = WFM_WAITS_INIT;
    w.count = of->count;
    w.wait_s = &of->rows[0].wait_s;
    w.ended = &of->rows[0].ended;
    w.cut = &of->rows[0].cut;
    w.wait_stride = w.ended_stride = w.cut_stride = ROW;
    return w;
}

static void read_sample(const char *name, sample *into)
{
    into->count = 0;
    csv *rows = csv_open_vectors("survival_waits.csv");
    while (csv_next(rows)) {
        if (strcmp(csv_text(rows, "sample"), name) != 0) continue;
        into->rows[into->count++] =
            (wait_row){csv_number(rows, "wait_s"), csv_number(rows, "ended"), csv_number(rows, "cut")};
    }
    csv_close(rows);
}

static const char *const names[] = {"few", "usual", "whole", "rare", "ended", "impatient"};
enum { SAMPLES = sizeof names / sizeof names[0] };

/* ---- against R ---- */

typedef struct curve {
    double survival[MOST_WAITS], standard_error[MOST_WAITS], low[MOST_WAITS], high[MOST_WAITS], hazard[MOST_WAITS];
} curve;

static wfm_survival columns_of(curve *of)
{
    wfm_survival s = WFM_SURVIVAL_INIT;
    s.survival = of->survival;
    s.standard_error = of->standard_error;
    s.low = of->low;
    s.high = of->high;
    s.hazard_summed = of->hazard;
    s.survival_stride = s.standard_error_stride = s.low_stride = s.high_stride = s.hazard_summed_stride = 1;
    return s;
}

/* R leaves the interval of 1 and of 0 empty; here that of 1 is 1 and that of 0 NaN. */
static void check_curve(tally *results, const sample *of, const curve *got, csv *rows)
{
    size_t line = csv_line(rows);
    double survival = csv_number(rows, "survival"), low = csv_number(rows, "low"), high = csv_number(rows, "high");
    int64_t row = of->count - 1;
    while (of->rows[row].wait_s > csv_number(rows, "wait_s") * (1 + 1e-15))
        row--;
    check_near(results, got->survival[row], survival, of_r, "survival, row %zu", line);
    check_near(results, got->standard_error[row], csv_number(rows, "standard_error"), of_r, "error, row %zu", line);
    check_near(results, got->hazard[row], csv_number(rows, "hazard_summed"), of_r, "hazard, row %zu", line);
    check_near(results, got->low[row], survival == 1 ? 1 : low, of_r, "low, row %zu", line);
    check_near(results, got->high[row], survival == 1 ? 1 : high, of_r, "high, row %zu", line);
}

static void test_kaplan_meier_of_r(void **state)
{
    (void)state;
    tally results = {.name = "Kaplan and Meier, Greenwood, Nelson and Aalen"};
    sample *of = calloc(1, sizeof *of);
    curve *got = calloc(1, sizeof *got);
    for (int i = 0; i < SAMPLES; i++) {
        read_sample(names[i], of);
        wfm_waits w = waits_of(of);
        wfm_survival s = columns_of(got);
        assert_int_equal(wfm_measure_survival(&w, 0.95, &s), WFM_OK);
        csv *rows = csv_open_vectors("survival.csv");
        while (csv_next(rows))
            if (strcmp(csv_text(rows, "sample"), names[i]) == 0) check_curve(&results, of, got, rows);
        csv_close(rows);
    }
    free(got);
    free(of);
    tally_finish(&results);
}

static void check_patience(tally *results, const char *name, csv *rows)
{
    sample *of = calloc(1, sizeof *of);
    wfm_patience p = WFM_PATIENCE_INIT;
    read_sample(name, of);
    wfm_waits w = waits_of(of);
    assert_int_equal(wfm_measure_patience(&w, 0, 0.95, &p), WFM_OK);
    check_near(results, p.mean_s, csv_number(rows, "a"), of_r, "%s: mean", name);
    check_near(results, p.low_s, csv_number(rows, "b"), of_r, "%s: low", name);
    check_near(results, p.high_s, csv_number(rows, "c"), of_r, "%s: high", name);
    check_true(results, p.abandoned == csv_number(rows, "d"), "%s: hung up", name);
    free(of);
}

static void check_share(tally *results, csv *rows)
{
    wfm_estimate e = WFM_ESTIMATE_INIT;
    double x = csv_number(rows, "a"), n = csv_number(rows, "b");
    assert_int_equal(wfm_measure_share(x, n, 0.9, &e), WFM_OK);
    check_near(results, e.low, csv_number(rows, "c"), of_r, "%g of %g: low", x, n);
    check_near(results, e.high, csv_number(rows, "d"), of_r, "%g of %g: high", x, n);
    check_true(results, e.value == x / n, "%g of %g", x, n);
}

/* Every third of the first three hundred waits, and every fourth of the others: as the script takes them. */
static void check_difference(tally *results, csv *rows)
{
    sample *usual = calloc(1, sizeof *usual), *rare = calloc(1, sizeof *rare);
    wfm_estimate before = WFM_ESTIMATE_INIT, after = WFM_ESTIMATE_INIT, e = WFM_ESTIMATE_INIT;
    read_sample("usual", usual);
    read_sample("rare", rare);
    assert_int_equal(wfm_measure_mean_sure(100, &usual->rows[0].wait_s, 3 * ROW, 100, 0.95, &before), WFM_OK);
    assert_int_equal(wfm_measure_mean_sure(60, &rare->rows[3].wait_s, 4 * ROW, 60, 0.95, &after), WFM_OK);
    assert_int_equal(wfm_measure_difference(&before, &after, 0.99, &e), WFM_OK);
    check_near(results, e.low, csv_number(rows, "a"), of_r, "difference: low");
    check_near(results, e.high, csv_number(rows, "b"), of_r, "difference: high");
    check_near(results, e.degrees, csv_number(rows, "c"), of_r, "difference: degrees");
    check_near(results, e.p_value, csv_number(rows, "d"), of_r, "difference: p");
    free(usual);
    free(rare);
}

static void test_statistics_of_r(void **state)
{
    (void)state;
    tally results = {.name = "R's survreg, prop.test, t.test and quantile"};
    sample *usual = calloc(1, sizeof *usual);
    read_sample("usual", usual);
    csv *rows = csv_open_vectors("statistics.csv");
    while (csv_next(rows)) {
        const char *figure = csv_text(rows, "figure");
        if (strncmp(figure, "patience_", 9) == 0) check_patience(&results, figure + 9, rows);
        if (strcmp(figure, "share") == 0) check_share(&results, rows);
        if (strcmp(figure, "difference") == 0) check_difference(&results, rows);
        if (strcmp(figure, "quantile") == 0) {
            double value = -1, p = csv_number(rows, "a");
            assert_int_equal(wfm_measure_quantile(usual->count, &usual->rows[0].wait_s, ROW, p, &value), WFM_OK);
            check_near(&results, value, csv_number(rows, "b"), of_r, "quantile %g", p);
        }
    }
    csv_close(rows);
    free(usual);
    tally_finish(&results);
}

/* ---- by hand ---- */

static sample *small(const wait_row *rows, int64_t count)
{
    sample *of = calloc(1, sizeof *of);
    memcpy(of->rows, rows, (size_t)count * sizeof *rows);
    of->count = count;
    return of;
}

/* Waits of 0, 1, 1, 2, 4 s, of which those of 1 and 4 ended by hanging up. Beyond a half second 7 - 3/2 - ... were
 * waited: 0.5 + 0.5 + 1.5 + 3.5 = 6 s, for 2 who hung up. */
static void test_by_hand(void **state)
{
    (void)state;
    static const wait_row rows[] = {{0, 0, 3}, {0, 1, 0}, {1, 1, 0}, {1, 0, 1}, {2, 0, 1}, {4, 1, 0}};
    static const double edges[] = {0, 1, 3, 10};
    double hazard[3], exposure[3];
    tally results = {.name = "by hand"};
    sample *of = small(rows, 6);
    wfm_waits w = waits_of(of);
    wfm_patience p = WFM_PATIENCE_INIT;
    assert_int_equal(wfm_measure_patience(&w, 0.5, 0.9, &p), WFM_OK);
    check_true(&results, p.exposure_s == 6 && p.abandoned == 2 && p.mean_s == 3, "3 s: %g", p.mean_s);
    check_true(&results, p.at_once == 0.2, "one of five who were put to it: %g", p.at_once);
    check_true(&results, p.at_once_low < 0.2 && p.at_once_high > 0.2, "its interval");
    check_between(&results, p.low_s, 0.5, 2, "low");
    check_between(&results, p.high_s, 6, 30, "high");
    /* the hang-up after 1 s comes at 2 of 6 s; that after 4 s ends the time and says nothing */
    check_near(&results, p.trend, (2 / 6.0 - 0.5) * sqrt(12.0), TOL_4EPS, "trend");
    check_near(&results, p.distance, 1 - 2 / 6.0, TOL_4EPS, "distance");
    wfm_hazard h = WFM_HAZARD_INIT;
    h.hazard_per_s = hazard;
    h.exposure_s = exposure;
    h.hazard_stride = h.exposure_stride = 1;
    assert_int_equal(wfm_measure_hazard(&w, 4, edges, 0.9, &h), WFM_OK);
    check_true(&results, exposure[0] == 4 && hazard[0] == 0.5, "at once and after 1 s, of 4 s: %g", hazard[0]);
    check_true(&results, exposure[1] == 1 + 2 && hazard[1] == 0, "nobody from 1 to 3 s: %g", exposure[1]);
    check_true(&results, exposure[2] == 1 && hazard[2] == 1, "one within the last second: %g", hazard[2]);
    assert_int_equal(wfm_measure_hazard(&w, 3, edges + 1, 0.9, &h), WFM_OK);
    check_true(&results, exposure[0] == 3 && exposure[1] == 1, "from 1 s on");
    free(of);
    tally_finish(&results);
}

/* Grouped rows are their calls one by one. */
static void test_groups(void **state)
{
    (void)state;
    static const wait_row grouped[] = {{1, 2, 3}, {5, 1, 0}, {9, 4, 4}};
    tally results = {.name = "grouped waits"};
    sample *all = calloc(1, sizeof *all), *few = small(grouped, 3);
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < (int)(grouped[i].ended + grouped[i].cut); k++) {
            bool ended = k % 2 == 0 ? k / 2 < grouped[i].ended : k / 2 >= grouped[i].cut;
            all->rows[all->count++] = (wait_row){grouped[i].wait_s, ended, !ended};
        }
    }
    double ended = 0;
    for (int64_t i = 0; i < all->count; i++)
        ended += all->rows[i].ended;
    check_true(&results, ended == 7, "as many: %g", ended);
    curve *one = calloc(1, sizeof *one), *other = calloc(1, sizeof *other);
    wfm_waits a = waits_of(all), b = waits_of(few);
    wfm_survival s = columns_of(one), t = columns_of(other);
    assert_int_equal(wfm_measure_survival(&a, 0.95, &s), WFM_OK);
    assert_int_equal(wfm_measure_survival(&b, 0.95, &t), WFM_OK);
    static const int last[] = {4, 5, 13};
    for (int i = 0; i < 3; i++) {
        check_same(&results, one->survival[last[i]], other->survival[i], "survival %d", i);
        check_same(&results, one->low[last[i]], other->low[i], "low %d", i);
    }
    check_same(&results, one->survival[0], other->survival[0], "rows of one time are alike");
    free(all), free(few), free(one), free(other);
    tally_finish(&results);
}

/* ---- coverage ---- */

static int by_wait(const void *a, const void *b)
{
    double x = ((const wait_row *)a)->wait_s, y = ((const wait_row *)b)->wait_s;
    return x < y ? -1 : x > y;
}

static double exponential(uint64_t *seed, double mean)
{
    return -mean * log(random_between(seed, 0, 1));
}

static void draw(sample *of, uint64_t *seed, int64_t count, double patience, double answer)
{
    of->count = count;
    for (int64_t i = 0; i < count; i++) {
        double hang_up = exponential(seed, patience), answered = exponential(seed, answer);
        of->rows[i] = (wait_row){fmin(hang_up, answered), hang_up < answered, !(hang_up < answered)};
    }
    qsort(of->rows, (size_t)count, sizeof of->rows[0], by_wait);
}

/* Share of samples of which something holds. */
typedef struct covered {
    int mean, curve, trend, distance;
} covered;

static void cover_once(const sample *of, double patience, double confidence, curve *got, covered *sum)
{
    wfm_waits w = waits_of(of);
    wfm_patience p = WFM_PATIENCE_INIT;
    wfm_survival s = columns_of(got);
    double at_s = 0.2 * patience, truth = exp(-0.2);
    assert_int_equal(wfm_measure_patience(&w, 0, confidence, &p), WFM_OK);
    assert_int_equal(wfm_measure_survival(&w, confidence, &s), WFM_OK);
    int64_t row = of->count - 1;
    while (row > 0 && of->rows[row].wait_s > at_s)
        row--;
    sum->mean += p.low_s <= patience && patience <= p.high_s;
    sum->curve += got->low[row] <= truth && truth <= got->high[row];
    sum->trend += p.trend_p_value > 1 - confidence;
    sum->distance += p.distance_p_value > 1 - confidence;
}

/* Ten thousand samples each; three standard errors of a share of 0.95 of them are 0.0065, so that within a point of nominal
 * is a demand that chance does not break. */
static void test_coverage(void **state)
{
    (void)state;
    static const struct {
        int count;
        double answer_s, confidence;
    } cases[] = {{40, 100, 0.95}, {100, 20, 0.95}, {400, 10, 0.9}, {600, 60, 0.95}, {150, 50, 0.8}};
    enum { DRAWS = 10000 };
    tally results = {.name = "coverage of patience, curve and tests"};
    uint64_t seed = 7;
    sample *of = calloc(1, sizeof *of);
    curve *got = calloc(1, sizeof *got);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        covered sum = {0};
        double c = cases[i].confidence, low = c - 0.01, high = c + 0.01;
        for (int k = 0; k < DRAWS; k++) {
            draw(of, &seed, cases[i].count, 100, cases[i].answer_s);
            cover_once(of, 100, c, got, &sum);
        }
        check_between(&results, sum.mean / (double)DRAWS, low, high, "patience, %d calls", cases[i].count);
        check_between(&results, sum.curve / (double)DRAWS, low - 0.005, high + 0.005, "curve, %d calls",
                      cases[i].count);
        check_between(&results, sum.trend / (double)DRAWS, low, high, "trend, %d calls", cases[i].count);
        check_between(&results, sum.distance / (double)DRAWS, low, high, "distance, %d calls", cases[i].count);
    }
    free(got);
    free(of);
    tally_finish(&results);
}

/* Wilson's interval of independent calls. At one share its coverage steps up and down with the number of calls, by a
 * point and more, as counts are whole; over shares that vary the steps even out. */
static void test_coverage_of_shares(void **state)
{
    (void)state;
    static const struct {
        int count;
        double least, most, confidence;
    } cases[] = {{300, 0.3, 0.5, 0.95}, {1000, 0.7, 0.9, 0.95}, {400, 0.03, 0.07, 0.9}, {100, 0.6, 0.95, 0.8}};
    enum { DRAWS = 10000 };
    tally results = {.name = "coverage of shares"};
    uint64_t seed = 9;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int held = 0;
        for (int k = 0; k < DRAWS; k++) {
            int got = 0;
            double share = random_between(&seed, cases[i].least, cases[i].most);
            wfm_estimate e = WFM_ESTIMATE_INIT;
            for (int n = 0; n < cases[i].count; n++)
                got += random_between(&seed, 0, 1) < share;
            assert_int_equal(wfm_measure_share(got, cases[i].count, cases[i].confidence, &e), WFM_OK);
            held += e.low <= share && share <= e.high;
        }
        check_between(&results, held / (double)DRAWS, cases[i].confidence - 0.01, cases[i].confidence + 0.01,
                      "%d calls, from %g on", cases[i].count, cases[i].least);
    }
    tally_finish(&results);
}

/* Patience that is not exponential is told: Weibull's with a shape of 1/2 and of 2. */
static void test_power(void **state)
{
    (void)state;
    tally results = {.name = "power of the tests"};
    uint64_t seed = 8;
    sample *of = calloc(1, sizeof *of);
    for (int i = 0; i < 2; i++) {
        double shape = i == 0 ? 0.5 : 2;
        of->count = 1000;
        for (int64_t k = 0; k < of->count; k++) {
            double hang_up = 100 * pow(exponential(&seed, 1), 1 / shape), answered = exponential(&seed, 60);
            of->rows[k] = (wait_row){fmin(hang_up, answered), hang_up < answered, !(hang_up < answered)};
        }
        qsort(of->rows, (size_t)of->count, sizeof of->rows[0], by_wait);
        wfm_waits w = waits_of(of);
        wfm_patience p = WFM_PATIENCE_INIT;
        assert_int_equal(wfm_measure_patience(&w, 0, 0.95, &p), WFM_OK);
        check_true(&results, shape < 1 ? p.trend < -5 : p.trend > 5, "shape %g: trend %g", shape, p.trend);
        check_true(&results, p.distance_p_value < 1e-6, "shape %g: p %g", shape, p.distance_p_value);
    }
    free(of);
    tally_finish(&results);
}

/* ---- statuses and bad input ---- */

static void test_statuses(void **state)
{
    (void)state;
    static const wait_row rows[] = {{1, 1, 0}, {2, 0, 1}};
    static const double edges[] = {0, 1}, back[] = {1, 1};
    tally results = {.name = "statuses"};
    sample *of = small(rows, 2);
    wfm_waits w = waits_of(of), bad = w;
    wfm_patience p = WFM_PATIENCE_INIT;
    wfm_hazard h = WFM_HAZARD_INIT;
    double out[2] = {-7, -7};
    wfm_survival s = WFM_SURVIVAL_INIT;
    s.survival = out;
    s.survival_stride = 1;
    assert_int_equal(wfm_measure_patience(&w, 0, 0.95, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_measure_patience(NULL, 0, 0.95, &p), WFM_BAD_WAITS_STRUCT);
    check_true(&results, isnan(p.mean_s) && isnan(p.distance_p_value), "an error leaves NaN");
    assert_int_equal(wfm_measure_patience(&w, -1, 0.95, &p), WFM_BAD_TIME);
    assert_int_equal(wfm_measure_patience(&w, 0, 1, &p), WFM_BAD_CONFIDENCE);
    assert_int_equal(wfm_measure_survival(&w, 0, &s), WFM_BAD_CONFIDENCE);
    check_true(&results, isnan(out[0]) && isnan(out[1]), "an error leaves NaN in the columns");
    assert_int_equal(wfm_measure_survival(&w, 0.5, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_measure_survival(NULL, 0.5, &s), WFM_BAD_WAITS_STRUCT);
    assert_int_equal(wfm_measure_hazard(&w, 2, edges, 0.5, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_measure_hazard(&w, 1, edges, 0.5, &h), WFM_BAD_COUNT);
    assert_int_equal(wfm_measure_hazard(&w, INT64_MIN, edges, 0.5, &h), WFM_BAD_COUNT);
    assert_int_equal(wfm_measure_hazard(&w, 2, NULL, 0.5, &h), WFM_BAD_CALL_COLUMN);
    assert_int_equal(wfm_measure_hazard(&w, 2, back, 0.5, &h), WFM_BAD_TIME);
    assert_int_equal(wfm_measure_hazard(&w, 2, edges, -1, &h), WFM_BAD_CONFIDENCE);
    assert_int_equal(wfm_measure_hazard(NULL, 2, edges, 0.5, &h), WFM_BAD_WAITS_STRUCT);
    bad.count = -1;
    assert_int_equal(wfm_measure_patience(&bad, 0, 0.95, &p), WFM_BAD_COUNT);
    bad = w;
    bad.cut = NULL;
    assert_int_equal(wfm_measure_patience(&bad, 0, 0.95, &p), WFM_BAD_CALL_COLUMN);
    bad = w;
    bad.wait_s = NULL;
    assert_int_equal(wfm_measure_patience(&bad, 0, 0.95, &p), WFM_BAD_CALL_COLUMN);
    static const struct {
        wait_row rows[2];
        wfm_status status;
    } cases[] = {{{{2, 0, 1}, {1, 0, 1}}, WFM_NOT_ASCENDING},      {{{-1, 0, 1}, {1, 0, 1}}, WFM_BAD_WAIT},
                 {{{0, 0, 1}, {INF, 0, 1}}, WFM_BAD_WAIT},         {{{0, -1, 1}, {1, 0, 1}}, WFM_BAD_COUNTS},
                 {{{0, 0, 1}, {1, 0, QUIET_NAN}}, WFM_BAD_COUNTS}, {{{0, 1e308, 1e308}, {1, 0, 1}}, WFM_BAD_COUNTS}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        memcpy(of->rows, cases[i].rows, sizeof cases[i].rows);
        check_true(&results, wfm_measure_patience(&w, 0, 0.95, &p) == cases[i].status, "case %zu", i);
    }
    w.count = 0;
    assert_int_equal(wfm_measure_patience(&w, 0, 0.95, &p), WFM_OK);
    check_true(&results, isnan(p.mean_s) && isnan(p.trend) && p.at_once_high == 1, "nothing was waited");
    free(of);
    tally_finish(&results);
}

/* Nobody hangs up: the patience has no upper bound, but a lower one. */
static void test_nobody_hangs_up(void **state)
{
    (void)state;
    static const wait_row rows[] = {{10, 0, 1}, {20, 0, 2}};
    tally results = {.name = "nobody hangs up"};
    sample *of = small(rows, 2);
    wfm_waits w = waits_of(of);
    wfm_patience p = WFM_PATIENCE_INIT;
    assert_int_equal(wfm_measure_patience(&w, 0, 0.95, &p), WFM_OK);
    check_true(&results, p.mean_s == INF && p.high_s == INF, "endless: %g", p.mean_s);
    check_near(&results, p.low_s, 100 / 5.02388618731489, 1e-13, "2 x 50 s over chi square with one degree");
    check_true(&results, isnan(p.trend) && isnan(p.trend_p_value), "no test");
    free(of);
    tally_finish(&results);
}

static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    uint64_t seed = 3;
    sample *of = calloc(1, sizeof *of);
    curve *got = calloc(1, sizeof *got);
    for (int i = 0; i < 50000; i++) {
        double edges[3] = {random_bits(&seed), random_bits(&seed), random_bits(&seed)};
        of->count = (int64_t)(random_word(&seed) % 5);
        for (int64_t k = 0; k < of->count; k++) {
            bool plain = random_word(&seed) % 4 != 0;
            of->rows[k] = (wait_row){plain ? (double)k : random_bits(&seed), random_bits(&seed), random_bits(&seed)};
            if (plain) of->rows[k].ended = fabs(of->rows[k].ended), of->rows[k].cut = fabs(of->rows[k].cut);
        }
        wfm_waits w = waits_of(of);
        wfm_patience p = WFM_PATIENCE_INIT;
        wfm_survival s = columns_of(got);
        wfm_hazard h = WFM_HAZARD_INIT;
        wfm_status status = wfm_measure_patience(&w, fabs(random_bits(&seed)), 0.95, &p);
        if (wfm_failed(status)) check_true(&results, isnan(p.mean_s), "an error leaves NaN");
        status = wfm_measure_survival(&w, 0.95, &s);
        for (int64_t k = 0; !wfm_failed(status) && k < of->count; k++)
            check_between(&results, got->survival[k], 0, 1, "survival of %g", of->rows[k].wait_s);
        wfm_measure_hazard(&w, 3, edges, 0.95, &h);
    }
    free(of), free(got);
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kaplan_meier_of_r),
        cmocka_unit_test(test_statistics_of_r),
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_coverage),
        cmocka_unit_test(test_coverage_of_shares),
        cmocka_unit_test(test_power),
        cmocka_unit_test(test_statuses),
        cmocka_unit_test(test_nobody_hangs_up),
        cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
