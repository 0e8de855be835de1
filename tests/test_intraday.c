/* SPDX-License-Identifier: MIT */
#include "support/check.h"
#include "support/csv.h"

#include <string.h>

#include "internal/beta.h"
#include "wfm/intraday.h"

static wfm_intraday_caller new_caller(double position, double agents, double aht_s, double patience_s)
{
    wfm_intraday_caller caller = WFM_INTRADAY_CALLER_INIT;
    caller.position = position;
    caller.agents = agents;
    caller.aht_s = aht_s;
    caller.patience_s = patience_s;
    return caller;
}

static wfm_intraday_wait announced(const wfm_intraday_caller *caller)
{
    wfm_intraday_wait wait = WFM_INTRADAY_WAIT_INIT;
    assert_int_equal(wfm_intraday_announce(caller, &wait), WFM_OK);
    return wait;
}

static wfm_intraday_wait within_of(double position, double agents, double aht_s, double patience_s, double within_s)
{
    wfm_intraday_caller caller = new_caller(position, agents, aht_s, patience_s);
    caller.within_s = within_s;
    return announced(&caller);
}

/* What a probability's logarithm and its condition in the time let rounding do, as the header has it. */
static double allowed(double probability, double condition)
{
    return TOL_64EPS * (1 + condition + fabs(log(probability)));
}

static void test_vectors(void **state)
{
    (void)state;
    tally means = {.name = "means"};
    tally tails = {.name = "probabilities"};
    tally quantiles = {.name = "quantiles"};
    csv *rows = csv_open_vectors("intraday.csv");
    while (csv_next(rows)) {
        size_t line = csv_line(rows);
        wfm_intraday_caller c = new_caller(csv_number(rows, "position"), csv_number(rows, "agents"),
                                           csv_number(rows, "aht_s"), csv_number(rows, "patience_s"));
        c.own_patience_s = csv_number(rows, "own_patience_s");
        c.quantile = csv_number(rows, "quantile");
        c.within_s = csv_number(rows, "within_s");
        wfm_intraday_wait w = announced(&c);
        double condition = csv_number(rows, "condition");
        double of_answered = csv_number(rows, "condition_answered");
        double of_quantile = csv_number(rows, "condition_quantile");
        double within = csv_number(rows, "within"), beyond = csv_number(rows, "beyond");
        double least = fmin(within, beyond), answered = csv_number(rows, "answered");
        double answered_within = csv_number(rows, "answered_within");
        check_near(&means, w.offered_wait_mean_s, csv_number(rows, "offered_wait_mean_s"), TOL_16EPS, "row %zu", line);
        check_near(&means, w.answered_wait_mean_s, csv_number(rows, "answered_wait_mean_s"), TOL_16EPS, "row %zu",
                   line);
        check_near(&means, w.wait_mean_s, csv_number(rows, "wait_mean_s"), TOL_16EPS, "row %zu", line);
        check_near(&means, w.abandonment, csv_number(rows, "abandonment"), TOL_16EPS, "row %zu", line);
        check_near(&tails, w.answered, answered, allowed(answered, 0), "answered, row %zu", line);
        check_near(&tails, w.within, within, within == least ? allowed(least, condition) : TOL_64EPS * (1 + condition),
                   "within, row %zu", line);
        check_near(&tails, w.beyond, beyond, beyond == least ? allowed(least, condition) : TOL_64EPS * (1 + condition),
                   "beyond, row %zu", line);
        check_near(&tails, w.answered_within, answered_within, allowed(answered_within, of_answered), "row %zu", line);
        check_near(&quantiles, w.offered_wait_quantile_s, csv_number(rows, "offered_wait_quantile_s"),
                   TOL_1E12 * (1 + of_quantile), "row %zu", line);
    }
    csv_close(rows);
    const tally all[] = {means, tails, quantiles};
    tally_finish_all(all, 3);
}

/* The next in line waits for the first of n agents: an exponential time of mean aht/n. */
static void test_the_next_in_line(void **state)
{
    (void)state;
    tally results = {.name = "position 1"};
    static const double patience[] = {0, 60, 1e-9, 1e9, INF};
    for (double agents = 0.25; agents < 5000; agents *= 1.7) {
        for (size_t i = 0; i < 5; i++) {
            wfm_intraday_caller c = new_caller(1, agents, 240, patience[i]);
            c.own_patience_s = 90;
            c.quantile = 0.8;
            c.within_s = 300 / agents;
            wfm_intraday_wait w = announced(&c);
            double answered = agents * 90 / (agents * 90 + 240);
            double faster = agents / 240 + 1.0 / 90;
            check_near(&results, w.offered_wait_mean_s, 240 / agents, TOL_4EPS, "mean, %g agents", agents);
            check_near(&results, w.offered_wait_quantile_s, log(5) * 240 / agents, TOL_16EPS, "%g agents", agents);
            check_near(&results, w.beyond, exp(-1.25), TOL_64EPS, "beyond, %g agents", agents);
            check_near(&results, w.within, -expm1(-1.25), TOL_64EPS, "within, %g agents", agents);
            check_near(&results, w.answered, answered, TOL_4EPS, "answered, %g agents", agents);
            check_near(&results, w.abandonment, 240 / (agents * 90 + 240), TOL_4EPS, "hangs up, %g agents", agents);
            check_near(&results, w.answered_wait_mean_s, 1 / faster, TOL_4EPS, "of the answered, %g agents", agents);
            check_near(&results, w.wait_mean_s, 1 / faster, TOL_4EPS, "until either, %g agents", agents);
            check_near(&results, w.answered_within, answered * -expm1(-faster * c.within_s), TOL_64EPS, "%g", agents);
        }
    }
    tally_finish(&results);
}

/* By hand: 2 agents, 4 minutes a call, third in line, those ahead patient for 3 minutes: rates of 1/2, 5/6 and 7/6 a
 * minute. */
static void test_a_case_by_hand(void **state)
{
    (void)state;
    tally results = {.name = "third in line"};
    wfm_intraday_caller c = new_caller(3, 2, 240, 180);
    c.within_s = 120;
    wfm_intraday_wait w = announced(&c);
    double tail = 4.375 * exp(-1.0) - 5.25 * exp(-5.0 / 3) + 1.875 * exp(-7.0 / 3);
    check_near(&results, w.offered_wait_mean_s, 60 * (2 + 1.2 + 6.0 / 7), TOL_4EPS, "mean");
    check_near(&results, w.answered, 1 / 3.0, TOL_4EPS, "answered: c/(c + k), c = 3/2");
    check_near(&results, w.wait_mean_s, 120, TOL_4EPS, "until either: 180 s times 2/3");
    check_near(&results, w.answered_wait_mean_s, 60 * (1.2 + 6.0 / 7 + 2.0 / 3), TOL_4EPS, "of the answered");
    check_near(&results, w.beyond, tail, TOL_64EPS, "beyond 2 minutes");
    c.patience_s = 0;
    w = announced(&c);
    check_near(&results, w.offered_wait_mean_s, 360, TOL_4EPS, "nobody hangs up: 3 times 2 minutes");
    check_near(&results, w.beyond, 2.5 * exp(-1.0), TOL_64EPS, "Erlang's distribution");
    check_true(&results, w.answered == 1, "a caller of no given patience stays");
    check_same(&results, w.wait_mean_s, w.offered_wait_mean_s, "and waits the whole time");
    tally_finish(&results);
}

typedef struct random_queue {
    wfm_intraday_caller caller;
    double c;
} random_queue;

static random_queue next_queue(uint64_t *seed)
{
    random_queue q;
    double agents = random_log_between(seed, 0.1, 3000);
    q.caller = new_caller(floor(random_log_between(seed, 1, 400)), agents, random_between(seed, 20, 900),
                          random_log_between(seed, 1, 5000));
    q.caller.own_patience_s = random_log_between(seed, 1, 5000);
    q.caller.within_s = random_log_between(seed, 0.05, 4) * announced(&q.caller).offered_wait_mean_s;
    q.c = agents * q.caller.patience_s / q.caller.aht_s;
    return q;
}

/* The sums and the product that the gamma functions stand for. */
static void test_sums_and_products(void **state)
{
    (void)state;
    tally results = {.name = "sums and products"};
    uint64_t seed = 1;
    for (int i = 0; i < 4000; i++) {
        random_queue q = next_queue(&seed);
        wfm_intraday_wait w = announced(&q.caller);
        double own_rate = 1 / q.caller.own_patience_s;
        double mean = 0, of_answered = 0, ln = 0;
        for (int j = 0; j < q.caller.position; j++) {
            double rate = q.caller.agents / q.caller.aht_s + j / q.caller.patience_s;
            mean += 1 / rate;
            of_answered += 1 / (rate + own_rate);
            ln += log1p(own_rate / rate);
        }
        check_near(&results, w.offered_wait_mean_s, mean, TOL_1E12, "mean, row %d", i);
        check_near(&results, w.answered_wait_mean_s, of_answered, TOL_1E12, "of the answered, row %d", i);
        check_near(&results, w.answered, exp(-ln), TOL_1E12 * (1 + ln), "answered, row %d", i);
        check_near(&results, w.abandonment, -expm1(-ln), TOL_1E12, "abandonment, row %d", i);
        check_near(&results, w.wait_mean_s, -expm1(-ln) / own_rate, TOL_1E12, "until either, row %d", i);
        q.caller.own_patience_s = 0; /* as those ahead: the product telescopes */
        w = announced(&q.caller);
        check_near(&results, w.answered, q.c / (q.c + q.caller.position), TOL_64EPS, "telescoped, row %d", i);
    }
    tally_finish(&results);
}

/* Who is still waiting has seen fewer than k departures, and their number is negative binomial (Poisson where nobody
 * hangs up): P(V > t) = x^c sum of (c)_j/j! (1 - x)^j, j < k, of positive terms. */
static double departures_below(double c, double depth, double position)
{
    bool patient = c > 1e300;
    double leaving = patient ? 0 : -expm1(-depth / c);
    double term = exp(-depth), sum = term;
    for (int j = 1; j < position; j++) {
        term *= patient ? depth / j : (c + (j - 1)) / j * leaving;
        sum += term;
    }
    return sum;
}

static void test_the_tail_counts_departures(void **state)
{
    (void)state;
    tally results = {.name = "departures"};
    uint64_t seed = 2;
    for (int i = 0; i < 20000; i++) {
        random_queue q = next_queue(&seed);
        if (random_word(&seed) % 4 == 0) q.caller.patience_s = 0;
        double c = q.caller.patience_s > 0 ? q.c : INF;
        double depth = q.caller.agents * q.caller.within_s / q.caller.aht_s;
        wfm_intraday_wait w = announced(&q.caller);
        if (depth > 600) continue; /* its first term is next to nothing */
        double beyond = departures_below(c, depth, q.caller.position);
        check_near(&results, w.beyond, beyond, TOL_1E12 * (1 + depth), "row %d", i);
        check_near(&results, w.within + w.beyond, 1, TOL_1EPS, "complements, row %d", i);
        if (beyond < 0.99) check_near(&results, w.within, 1 - beyond, 100 * TOL_1E12 * (1 + depth), "row %d", i);
    }
    tally_finish(&results);
}

/* The chain of those ahead, integrated step by step (Runge and Kutta), knows no formula at all. */
static void step_of(const double *from, double *slope, const double *rate, int stages)
{
    for (int j = 0; j < stages; j++)
        slope[j] = (j + 1 < stages ? rate[j + 1] * from[j + 1] : 0) - rate[j] * from[j];
}

static double still_ahead(const double *rate, int stages, double t, int steps)
{
    double state[16] = {0}, moved[16], slope[4][16];
    state[stages - 1] = 1;
    double h = t / steps;
    for (int i = 0; i < steps; i++) {
        static const double part[] = {0, 0.5, 0.5, 1};
        for (int s = 0; s < 4; s++) {
            for (int j = 0; j < stages; j++)
                moved[j] = state[j] + (s > 0 ? part[s] * h * slope[s - 1][j] : 0);
            step_of(moved, slope[s], rate, stages);
        }
        for (int j = 0; j < stages; j++)
            state[j] += h / 6 * (slope[0][j] + 2 * slope[1][j] + 2 * slope[2][j] + slope[3][j]);
    }
    double sum = 0;
    for (int j = 0; j < stages; j++)
        sum += state[j];
    return sum;
}

static void test_the_chain_step_by_step(void **state)
{
    (void)state;
    tally results = {.name = "chain"};
    uint64_t seed = 3;
    for (int i = 0; i < 200; i++) {
        int stages = 1 + (int)(random_word(&seed) % 12);
        double agents = random_between(&seed, 0.5, 30), patience_s = random_log_between(&seed, 30, 2000), rate[16];
        for (int j = 0; j < stages; j++)
            rate[j] = agents / 200 + j / patience_s;
        wfm_intraday_wait w = within_of(stages, agents, 200, patience_s, 0);
        w = within_of(stages, agents, 200, patience_s, random_between(&seed, 0.3, 2) * w.offered_wait_mean_s);
        double t = 0;
        wfm_intraday_caller c = new_caller(stages, agents, 200, patience_s);
        c.quantile = random_between(&seed, 0.05, 0.95);
        t = announced(&c).offered_wait_quantile_s;
        check_near(&results, still_ahead(rate, stages, t, 4000), 1 - c.quantile, 1e-7, "row %d", i);
    }
    tally_finish(&results);
}

/* Clocks of agents and of callers, one beside the other: the first to ring takes its own with it. */
static void test_clocks(void **state)
{
    (void)state;
    enum { RUNS = 100000, AGENTS = 4, AHEAD = 6 };
    tally results = {.name = "clocks"};
    uint64_t seed = 1953;
    double answered = 0, wait = 0, wait_answered = 0, within = 0;
    for (int run = 0; run < RUNS; run++) {
        double now = 0;
        double own = -90 * log(random_between(&seed, 0x1p-53, 1));
        for (int ahead = AHEAD; ahead >= 0; ahead--) {
            double first = INF;
            for (int clock = 0; clock < AGENTS + ahead; clock++)
                first = fmin(first, (clock < AGENTS ? -200 : -150) * log(random_between(&seed, 0x1p-53, 1)));
            now += first;
        }
        answered += now < own;
        wait_answered += now < own ? now : 0;
        wait += fmin(now, own);
        within += now < own && now <= 100;
    }
    wfm_intraday_caller c = new_caller(AHEAD + 1, AGENTS, 200, 150);
    c.own_patience_s = 90;
    c.within_s = 100;
    wfm_intraday_wait w = announced(&c);
    double five_sigma = 5 / sqrt((double)RUNS);
    check_between(&results, answered / RUNS - w.answered, -five_sigma / 2, five_sigma / 2, "answered");
    check_between(&results, within / RUNS - w.answered_within, -five_sigma / 2, five_sigma / 2, "answered within");
    check_between(&results, wait / RUNS - w.wait_mean_s, -90 * five_sigma, 90 * five_sigma, "wait of all");
    check_between(&results, wait_answered / answered - w.answered_wait_mean_s, -90 * five_sigma, 90 * five_sigma,
                  "wait of the answered");
    tally_finish(&results);
}

static void test_the_quantile_inverts_the_tail(void **state)
{
    (void)state;
    tally results = {.name = "quantile"};
    uint64_t seed = 4;
    for (int i = 0; i < 5000; i++) {
        random_queue q = next_queue(&seed);
        if (i % 5 == 0) q.caller.patience_s = INF;
        if (i % 7 == 0) q.caller.position = random_log_between(&seed, 1, 1e7);
        double p = random_between(&seed, 0, 1);
        if (i % 3 == 0) p = random_log_between(&seed, 1e-280, 1);
        if (i % 3 == 1) p = 1 - random_log_between(&seed, 0x1p-53, 1);
        q.caller.quantile = p;
        q.caller.within_s = announced(&q.caller).offered_wait_quantile_s;
        wfm_intraday_wait w = announced(&q.caller);
        check_near(&results, w.within, p, TOL_1E9, "p %g, position %g", p, q.caller.position);
        check_near(&results, w.beyond, 1 - p, TOL_1E9, "1 - p of %g, position %g", p, q.caller.position);
    }
    tally_finish(&results);
}

/* Later in the queue, with fewer agents, longer calls or more patient callers ahead, the wait is longer. */
static void check_longer(tally *results, const wfm_intraday_caller *shorter, const wfm_intraday_caller *longer,
                         const char *why, int row)
{
    wfm_intraday_wait s = announced(shorter);
    wfm_intraday_wait l = announced(longer);
    double slack = 1 + TOL_1E9;
    check_true(results, l.offered_wait_mean_s > s.offered_wait_mean_s, "mean, %s, row %d", why, row);
    check_true(results, l.offered_wait_quantile_s > s.offered_wait_quantile_s, "quantile, %s, row %d", why, row);
    check_true(results, l.beyond * slack >= s.beyond, "beyond, %s, row %d", why, row);
    check_true(results, l.within <= s.within * slack, "within, %s, row %d", why, row);
    check_true(results, l.answered <= s.answered * slack, "answered, %s, row %d", why, row);
    check_true(results, l.answered_within <= s.answered_within * slack, "answered within, %s, row %d", why, row);
    check_true(results, l.wait_mean_s > s.wait_mean_s * (1 - TOL_64EPS), "until either, %s, row %d", why, row);
}

static void test_monotone(void **state)
{
    (void)state;
    tally results = {.name = "monotone"};
    uint64_t seed = 5;
    for (int i = 0; i < 4000; i++) {
        random_queue q = next_queue(&seed);
        q.caller.quantile = random_between(&seed, 0.01, 0.99);
        q.caller.position += 1;
        double more = 1 + random_log_between(&seed, 1e-4, 3);
        wfm_intraday_caller changed = q.caller;
        changed.position *= more;
        check_longer(&results, &q.caller, &changed, "position", i);
        changed = q.caller;
        changed.agents /= more;
        check_longer(&results, &q.caller, &changed, "agents", i);
        changed = q.caller;
        changed.aht_s *= more;
        check_longer(&results, &q.caller, &changed, "handle time", i);
        changed = q.caller;
        changed.patience_s *= more;
        check_longer(&results, &q.caller, &changed, "patience ahead", i);
    }
    tally_finish(&results);
}

static void check_alike(tally *results, const wfm_intraday_caller *x, const wfm_intraday_caller *y, double tolerance,
                        const char *what)
{
    wfm_intraday_wait a = announced(x);
    wfm_intraday_wait b = announced(y);
    check_near(results, a.offered_wait_mean_s, b.offered_wait_mean_s, tolerance, "mean, %s", what);
    check_near(results, a.offered_wait_quantile_s, b.offered_wait_quantile_s, tolerance, "quantile, %s", what);
    check_near(results, a.within, b.within, tolerance, "within, %s", what);
    check_near(results, a.beyond, b.beyond, tolerance, "beyond, %s", what);
    check_near(results, a.answered, b.answered, tolerance, "answered, %s", what);
    check_near(results, a.abandonment, b.abandonment, tolerance, "abandonment, %s", what);
    check_near(results, a.answered_within, b.answered_within, tolerance, "answered within, %s", what);
    check_near(results, a.answered_wait_mean_s, b.answered_wait_mean_s, tolerance, "wait if answered, %s", what);
    check_near(results, a.wait_mean_s, b.wait_mean_s, tolerance, "wait until either, %s", what);
}

static wfm_intraday_caller ordinary(void)
{
    wfm_intraday_caller caller = new_caller(9, 14, 240, 150);
    caller.own_patience_s = 120;
    caller.quantile = 0.8;
    caller.within_s = 100;
    return caller;
}

static void test_limits(void **state)
{
    (void)state;
    tally results = {.name = "limits"};
    wfm_intraday_caller x = ordinary(), y = ordinary();
    x.patience_s = 0;
    y.patience_s = INF;
    check_alike(&results, &x, &y, TOL_EXACT, "nobody hangs up, said in two ways");
    y.patience_s = 1e17;
    check_alike(&results, &x, &y, TOL_1E12, "very patient callers");
    y.patience_s = 1e300;
    check_alike(&results, &x, &y, TOL_1E12, "callers patient beyond measure");
    x.position = y.position = 1;
    x.patience_s = 0;
    y.patience_s = 150;
    check_alike(&results, &x, &y, TOL_64EPS, "nobody ahead");
    y.position = 9;
    y.patience_s = 1e-12;
    check_alike(&results, &x, &y, TOL_1E9, "those ahead leave at once");
    y.patience_s = 1e-320;
    check_alike(&results, &x, &y, TOL_1E9, "those ahead leave before anything");
    x = y = ordinary();
    x.own_patience_s = INF;
    y.own_patience_s = 1e19;
    wfm_intraday_wait stays = announced(&x), nearly = announced(&y);
    check_near(&results, nearly.wait_mean_s, stays.wait_mean_s, TOL_16EPS, "the caller nearly never hangs up");
    check_true(&results, nearly.abandonment > 0, "but may");
    check_true(&results, stays.abandonment == 0, "the other does not");
    check_same(&results, stays.answered_within, stays.within, "an answer is an answer");
    check_same(&results, stays.answered_wait_mean_s, stays.offered_wait_mean_s, "and the wait that of all");
    y.own_patience_s = 1e308;
    y.aht_s = 1e-15;
    nearly = announced(&y);
    check_same(&results, nearly.wait_mean_s, nearly.offered_wait_mean_s, "though abandonment has lost its digits");
    x = y = ordinary();
    x.own_patience_s = 0;
    y.own_patience_s = x.patience_s;
    check_alike(&results, &x, &y, TOL_EXACT, "as patient as those ahead");
    y.own_patience_s = 1e-300;
    nearly = announced(&y);
    check_between(&results, nearly.answered, 0, 1e-290, "nobody waits that little");
    check_near(&results, nearly.wait_mean_s, 1e-300, TOL_4EPS, "the own patience is the wait");
    tally_finish(&results);
}

/* E[min(V, own)] keeps its digits while the own patience grows through all magnitudes. */
static void test_a_long_own_patience(void **state)
{
    (void)state;
    tally results = {.name = "long own patience"};
    wfm_intraday_caller c = ordinary();
    double before = 0;
    for (c.own_patience_s = 1; c.own_patience_s < 1e25; c.own_patience_s *= 1.3) {
        wfm_intraday_wait w = announced(&c);
        check_true(&results, w.wait_mean_s >= before, "own patience %g", c.own_patience_s);
        check_true(&results, w.wait_mean_s <= w.offered_wait_mean_s, "own patience %g", c.own_patience_s);
        double left = w.offered_wait_mean_s / c.own_patience_s; /* the first term, and half its square and variance */
        bool seldom = left < 1e-3;
        double least = left * (1 - left) * (1 - TOL_16EPS), most = left * (1 + TOL_16EPS);
        if (seldom) check_between(&results, w.abandonment, least, most, "own patience %g", c.own_patience_s);
        before = w.wait_mean_s * (1 - TOL_4EPS);
    }
    tally_finish(&results);
}

static void test_no_agents(void **state)
{
    (void)state;
    tally results = {.name = "no agents"};
    wfm_intraday_caller c = ordinary();
    c.agents = 0;
    wfm_intraday_wait w = announced(&c);
    check_true(&results, w.offered_wait_mean_s == INF, "mean");
    check_true(&results, w.offered_wait_quantile_s == INF, "quantile");
    check_true(&results, w.within == 0, "within");
    check_true(&results, w.beyond == 1, "beyond");
    check_true(&results, w.answered == 0, "answered");
    check_true(&results, w.abandonment == 1, "abandonment");
    check_true(&results, w.answered_within == 0, "answered within");
    check_true(&results, w.wait_mean_s == 120, "the own patience is the wait");
    double sum = 0;
    for (int j = 0; j < 9; j++)
        sum += 1 / (1.0 / 120 + j / 150.0);
    check_near(&results, w.answered_wait_mean_s, sum, TOL_16EPS, "the limit of the answered");
    c.agents = 1e-9;
    check_near(&results, announced(&c).answered_wait_mean_s, sum, TOL_1E6, "as the agents vanish");
    c.agents = 0;
    c.own_patience_s = INF;
    c.within_s = INF;
    c.quantile = 0;
    w = announced(&c);
    check_true(&results, w.wait_mean_s == INF, "a caller who stays stays");
    check_true(&results, w.answered == 0, "and is not answered");
    check_true(&results, w.within == 0, "not ever");
    check_true(&results, w.answered_wait_mean_s == INF, "limit");
    check_true(&results, w.offered_wait_quantile_s == 0, "quantile 0");
    tally_finish(&results);
}

static void test_edges_of_time_and_quantile(void **state)
{
    (void)state;
    tally results = {.name = "edges"};
    wfm_intraday_caller c = ordinary();
    c.within_s = 0;
    c.quantile = 0;
    wfm_intraday_wait w = announced(&c);
    check_true(&results, w.within == 0, "nobody is answered within no time");
    check_true(&results, w.beyond == 1, "everybody waits longer");
    check_true(&results, w.answered_within == 0, "nor answered");
    check_true(&results, w.offered_wait_quantile_s == 0, "quantile 0");
    c.within_s = INF;
    c.quantile = 1;
    w = announced(&c);
    check_true(&results, w.within == 1, "everybody who stays is answered");
    check_true(&results, w.beyond == 0, "nobody waits for ever");
    check_same(&results, w.answered_within, w.answered, "answered at all");
    check_true(&results, w.offered_wait_quantile_s == INF, "quantile 1");
    c.within_s = 1e308;
    c.aht_s = 1e-300;
    check_true(&results, announced(&c).within == 1, "a time beyond the doubles");
    tally_finish(&results);
}

/* x^a (1 - x)^b / B(a,b) from the C library's ln Gamma, for moderate arguments. */
static double density_of(double a, double b, double depth)
{
    double rest = -expm1(-depth / a);
    return exp(b * log(rest) - depth + lgamma(a + b) - lgamma(a) - lgamma(b));
}

/* I_x(a,b) - I_x(a+1,b) = x^a (1-x)^b / (a B(a,b)), and the same in b (DLMF 8.17.20, 8.17.21): across every method. */
static void test_recurrences_of_the_beta_function(void **state)
{
    (void)state;
    tally results = {.name = "recurrences"};
    uint64_t seed = 8;
    for (int i = 0; i < 40000; i++) {
        double a = random_log_between(&seed, 1e-4, 1e4), b = random_log_between(&seed, 1, 1e4);
        if (i % 4 == 0) a = random_log_between(&seed, 0.2, 1.5);
        double depth = a * log1p(b / a * random_log_between(&seed, 0.02, 20));
        wfm_i_tails here = wfm_i_beta_tails(a, b, depth);
        wfm_i_tails in_a = wfm_i_beta_tails(a + 1, b, depth / a * (a + 1));
        wfm_i_tails in_b = wfm_i_beta_tails(a, b + 1, depth);
        double density = density_of(a, b, depth);
        double slack = 1e-11 * (1 + (a + b) / 100); /* of the logarithms of the gamma functions */
        check_near(&results, in_a.below + density / a, here.below, slack, "below, a + 1: %g %g %g", a, b, depth);
        check_near(&results, here.above + density / a, in_a.above, slack, "above, a + 1: %g %g %g", a, b, depth);
        check_near(&results, here.below + density / b, in_b.below, slack, "below, b + 1: %g %g %g", a, b, depth);
        check_near(&results, in_b.above + density / b, here.above, slack, "above, b + 1: %g %g %g", a, b, depth);
    }
    tally_finish(&results);
}

/* A step across a border between methods is no longer than the step of the argument makes it. */
static void check_seam(tally *results, double a, double b, double depth, const char *seam)
{
    wfm_i_tails here = wfm_i_beta_tails(a, b, depth);
    for (int way = 0; way < 3; way++) {
        double step = 1e-12;
        wfm_i_tails there = wfm_i_beta_tails(way == 0 ? a * (1 + step) : a, way == 1 ? b * (1 + step) : b,
                                             way == 2 ? depth * (1 + step) : depth);
        double rise = a / (a + b) * b + depth + 10; /* of the logarithms, and what follows from those themselves */
        double below = 5 * step * (rise - log(here.below) * (1 + depth / a)) + TOL_1E12;
        double above = 5 * step * (rise - log(here.above) * (1 + depth / a)) + TOL_1E12;
        check_near(results, there.below, here.below, below, "below, %s: %g %g %g", seam, a, b, depth);
        check_near(results, there.above, here.above, above, "above, %s: %g %g %g", seam, a, b, depth);
    }
}

static void test_seams(void **state)
{
    (void)state;
    tally results = {.name = "seams"};
    uint64_t seed = 9;
    for (int i = 0; i < 2000; i++) {
        double step = 1 - random_between(&seed, 0, 1e-12);
        double a = random_log_between(&seed, 8001, 1e9);
        double b = 8000 / (1 - 8000 / a);
        double far = random_between(&seed, -0.05, 0.05);
        check_seam(&results, a, b * step, a * log1p(b / a * (1 + far)), "fraction and integral");
        a = random_log_between(&seed, 1e-3, 1e5);
        b = random_log_between(&seed, 1, 1e5);
        check_seam(&results, a, b, a * log1p(b / a) * step, "mean");
        b = random_log_between(&seed, 1, 1e4);
        check_seam(&results, step, b, random_between(&seed, 0.5, 1.5) * log(fmax(b, 4)), "one a");
        a = random_log_between(&seed, 1e-3, 1);
        check_seam(&results, a, b, a * log(fmax(b, 4)) * step, "few and many odds");
    }
    tally_finish(&results);
}

/* Half of a symmetric distribution is below 1/2, at any size. */
static void test_the_median(void **state)
{
    (void)state;
    tally results = {.name = "median"};
    for (double a = 1; a < 1e15; a *= 1.3) {
        wfm_i_tails tails = wfm_i_beta_tails(a, a, a * log(2));
        check_near(&results, tails.below, 0.5, TOL_64EPS + TOL_4EPS * sqrt(a), "below, %g", a);
        check_near(&results, tails.above, 0.5, TOL_64EPS + TOL_4EPS * sqrt(a), "above, %g", a);
    }
    tally_finish(&results);
}

/* Where ratios of x to the mean pass 0.6 and 1.4 their logarithms change hands: against the count of departures. */
static void test_the_seam_of_the_deviances(void **state)
{
    (void)state;
    tally results = {.name = "deviances"};
    uint64_t seed = 13;
    for (int i = 0; i < 4000; i++) {
        static const double ratios[] = {0.6, 1.4};
        double c = random_between(&seed, 100, 600), k = floor(random_between(&seed, 100, 600));
        double off = random_between(&seed, -0.01, 0.01);
        double x = ratios[i % 2] * c / (c + k), rest = ratios[i % 2] * k / (c + k);
        double depth = (i % 4 < 2 ? -c * log(x) : -c * log1p(-rest)) * (1 + off);
        bool counts = depth > 0 && depth < 650; /* else it has no first term */
        if (!counts) continue;
        double below = departures_below(c, depth, k);
        wfm_i_tails tails = wfm_i_beta_tails(c, k, depth);
        if (below < 0.5) check_near(&results, tails.below, below, TOL_4EPS * (c + k + depth), "%g %g %g", c, k, depth);
    }
    tally_finish(&results);
}

/* The distribution turned round is itself: P(X <= x) = P(1 - X > 1 - x), by other roads where a and b differ. */
static void test_the_mirror(void **state)
{
    (void)state;
    tally results = {.name = "mirror"};
    uint64_t seed = 10;
    for (int i = 0; i < 10000; i++) {
        double a = random_log_between(&seed, 1, 1e4), b = random_log_between(&seed, 1, 1e4);
        double y = log1p(b / a * random_log_between(&seed, 0.3, 3));
        double mirrored = -log(-expm1(-y));
        wfm_i_tails here = wfm_i_beta_tails(a, b, a * y);
        wfm_i_tails there = wfm_i_beta_tails(b, a, b * mirrored);
        double slack = TOL_64EPS * (10 + a + b);
        check_near(&results, there.above, here.below, slack, "%g %g %g", a, b, y);
        check_near(&results, there.below, here.above, slack, "%g %g %g", a, b, y);
    }
    tally_finish(&results);
}

static void check_refused(const wfm_intraday_caller *caller, wfm_status expected)
{
    wfm_intraday_wait wait = WFM_INTRADAY_WAIT_INIT;
    assert_int_equal(wfm_intraday_announce(caller, &wait), expected);
    assert_true(isnan(wait.offered_wait_mean_s));
    assert_true(isnan(wait.wait_mean_s));
}

#define CHECK_REFUSED(member, value, expected)                                                                         \
    do {                                                                                                               \
        wfm_intraday_caller changed = ordinary();                                                                      \
        changed.member = value;                                                                                        \
        check_refused(&changed, expected);                                                                             \
    } while (0)

static void test_every_status(void **state)
{
    (void)state;
    static const double negative[] = {-1, -INF, QUIET_NAN, -0x1p-1074};
    wfm_intraday_caller c = ordinary();
    for (size_t i = 0; i < 4; i++) {
        CHECK_REFUSED(position, negative[i], WFM_BAD_POSITION);
        CHECK_REFUSED(agents, negative[i], WFM_BAD_AGENTS);
        CHECK_REFUSED(aht_s, negative[i], WFM_BAD_AHT);
        CHECK_REFUSED(patience_s, negative[i], WFM_BAD_PATIENCE);
        CHECK_REFUSED(own_patience_s, negative[i], WFM_BAD_OWN_PATIENCE);
        CHECK_REFUSED(quantile, negative[i], WFM_BAD_PROBABILITY);
        CHECK_REFUSED(within_s, negative[i], WFM_BAD_TIME);
    }
    CHECK_REFUSED(position, step_by(1, -1), WFM_BAD_POSITION);
    CHECK_REFUSED(position, INF, WFM_BAD_POSITION);
    CHECK_REFUSED(agents, INF, WFM_BAD_AGENTS);
    CHECK_REFUSED(aht_s, 0, WFM_BAD_AHT);
    CHECK_REFUSED(aht_s, INF, WFM_BAD_AHT);
    CHECK_REFUSED(quantile, step_by(1, 1), WFM_BAD_PROBABILITY);
    CHECK_REFUSED(reserved, 1, WFM_BAD_INTRADAY_STRUCT);
    CHECK_REFUSED(struct_size, 12, WFM_BAD_INTRADAY_STRUCT);
    check_refused(NULL, WFM_BAD_INTRADAY_STRUCT);
    assert_int_equal(wfm_intraday_announce(&c, NULL), WFM_BAD_OUTPUT);
    wfm_intraday_wait wait = WFM_INTRADAY_WAIT_INIT;
    wait.reserved = 1;
    assert_int_equal(wfm_intraday_announce(&c, &wait), WFM_BAD_OUTPUT);
    wfm_intraday_wait_init(&wait, sizeof wait);
    assert_int_equal(wfm_intraday_announce(&c, &wait), WFM_OK);
    wfm_intraday_caller_init(&c, sizeof c);
    check_refused(&c, WFM_BAD_POSITION);
}

/* Numbers out of any numbers in. */
static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    uint64_t seed = 11;
    int answers = 0;
    for (int i = 0; i < 100000; i++) {
        wfm_intraday_caller c = WFM_INTRADAY_CALLER_INIT;
        double *const members[] = {&c.position, &c.agents, &c.aht_s, &c.patience_s, &c.own_patience_s, &c.within_s};
        for (size_t m = 0; m < 6; m++) {
            uint64_t kind = random_word(&seed) % 8;
            *members[m] = kind < 5 ? fabs(random_bits(&seed)) : random_log_between(&seed, 1e-3, 1e9);
            if (kind == 0) *members[m] = random_bits(&seed);
        }
        c.quantile = random_word(&seed) % 2 == 0 ? random_between(&seed, 0, 1) : random_bits(&seed);
        if (random_word(&seed) % 4 > 0) c.quantile = random_log_between(&seed, 1e-320, 1);
        wfm_intraday_wait w = WFM_INTRADAY_WAIT_INIT;
        if (wfm_failed(wfm_intraday_announce(&c, &w))) {
            check_true(&results, isnan(w.within), "nothing but NaN, row %d", i);
            continue;
        }
        answers++;
        check_between(&results, w.offered_wait_mean_s, 0, INF, "mean, row %d", i);
        check_between(&results, w.offered_wait_quantile_s, 0, INF, "quantile, row %d", i);
        check_between(&results, w.within, 0, 1, "within: %g %g %g %g %g", c.position, c.agents, c.aht_s, c.patience_s,
                      c.within_s);
        check_near(&results, w.within + w.beyond, 1, TOL_4EPS, "complements, row %d", i);
        check_between(&results, w.answered, 0, 1, "answered, row %d", i);
        check_near(&results, w.answered + w.abandonment, 1, TOL_4EPS, "complements, row %d", i);
        check_between(&results, w.answered_within, 0, w.answered, "answered within, row %d", i);
        check_between(&results, w.answered_wait_mean_s, 0, INF, "of the answered, row %d", i);
        check_between(&results, w.wait_mean_s, 0, w.offered_wait_mean_s, "until either, row %d", i);
    }
    check_true(&results, answers > 10000, "most of it is refused: %d", answers);
    tally_finish(&results);
}

enum { ROWS = 12, MEMBERS = 9 };

static wfm_intraday_columns columns_in(double to[MEMBERS][ROWS])
{
    wfm_intraday_columns c = WFM_INTRADAY_COLUMNS_INIT;
    c.offered_wait_mean_s = to[0];
    c.offered_wait_quantile_s = to[1];
    c.within = to[2];
    c.beyond = to[3];
    c.answered = to[4];
    c.abandonment = to[5];
    c.answered_within = to[6];
    c.answered_wait_mean_s = to[7];
    c.wait_mean_s = to[8];
    c.offered_wait_mean_s_stride = c.offered_wait_quantile_s_stride = c.within_stride = c.beyond_stride = 1;
    c.answered_stride = c.abandonment_stride = c.answered_within_stride = c.answered_wait_mean_s_stride = 1;
    c.wait_mean_s_stride = 1;
    return c;
}

static void check_row(tally *results, double to[MEMBERS][ROWS], int row, const wfm_intraday_wait *w)
{
    const double expected[MEMBERS] = {
        w->offered_wait_mean_s, w->offered_wait_quantile_s, w->within,     w->beyond, w->answered, w->abandonment,
        w->answered_within,     w->answered_wait_mean_s,    w->wait_mean_s};
    for (int m = 0; m < MEMBERS; m++)
        check_same(results, to[m][row], expected[m], "row %d, member %d", row, m);
}

static void test_a_whole_queue(void **state)
{
    (void)state;
    tally results = {.name = "columns"};
    static double to[MEMBERS][ROWS], places[2 * ROWS];
    wfm_status status[ROWS];
    wfm_intraday_caller c = ordinary();
    wfm_intraday_columns columns = columns_in(to);
    c.position = QUIET_NAN; /* not read */
    assert_int_equal(wfm_intraday_announce_queue(&c, ROWS, NULL, 0, &columns, NULL), WFM_OK);
    for (int i = 0; i < ROWS; i++) {
        c.position = i + 1;
        wfm_intraday_wait w = announced(&c);
        check_row(&results, to, i, &w);
    }
    for (int i = 0; i < ROWS; i++)
        places[2 * i] = 1.5 * (ROWS - i);
    places[2 * 3] = 0.5;
    places[2 * 7] = QUIET_NAN;
    assert_int_equal(wfm_intraday_announce_queue(&c, ROWS, places, 2, &columns, status), WFM_BAD_POSITION);
    for (int i = 0; i < ROWS; i++) {
        wfm_intraday_wait w = WFM_INTRADAY_WAIT_INIT;
        c.position = places[2 * i];
        assert_int_equal(status[i], wfm_intraday_announce(&c, &w));
        check_row(&results, to, i, &w);
    }
    columns.within = columns.beyond = columns.answered_within = columns.offered_wait_quantile_s = NULL;
    columns.wait_mean_s = &to[8][ROWS - 1];
    columns.wait_mean_s_stride = -1;
    memset(to, 0, sizeof to);
    assert_int_equal(wfm_intraday_announce_queue(&c, ROWS, NULL, 0, &columns, status), WFM_OK);
    for (int i = 0; i < ROWS; i++) {
        c.position = i + 1;
        wfm_intraday_wait w = announced(&c);
        check_same(&results, to[0][i], w.offered_wait_mean_s, "mean, row %d", i);
        check_same(&results, to[8][ROWS - 1 - i], w.wait_mean_s, "backwards, row %d", i);
        check_same(&results, to[1][i], 0, "not wanted, row %d", i);
        check_true(&results, status[i] == WFM_OK, "status, row %d", i);
    }
    tally_finish(&results);
}

/* What is wanted alone is the same number. */
static void test_columns_one_by_one(void **state)
{
    (void)state;
    tally results = {.name = "one column"};
    static double all[MEMBERS][ROWS], one[MEMBERS][ROWS];
    wfm_intraday_caller c = ordinary();
    wfm_intraday_columns columns = columns_in(all);
    assert_int_equal(wfm_intraday_announce_queue(&c, ROWS, NULL, 0, &columns, NULL), WFM_OK);
    columns = columns_in(one);
    columns.within = columns.beyond = NULL;
    assert_int_equal(wfm_intraday_announce_queue(&c, ROWS, NULL, 0, &columns, NULL), WFM_OK);
    columns = columns_in(one);
    columns.beyond = columns.answered_within = columns.offered_wait_quantile_s = NULL;
    assert_int_equal(wfm_intraday_announce_queue(&c, ROWS, NULL, 0, &columns, NULL), WFM_OK);
    columns = columns_in(one);
    columns.within = columns.answered_within = NULL;
    assert_int_equal(wfm_intraday_announce_queue(&c, ROWS, NULL, 0, &columns, NULL), WFM_OK);
    for (int m = 0; m < MEMBERS; m++)
        for (int i = 0; i < ROWS; i++)
            check_same(&results, one[m][i], all[m][i], "member %d, row %d", m, i);
    tally_finish(&results);
}

static void test_column_statuses(void **state)
{
    (void)state;
    static double to[MEMBERS][ROWS];
    wfm_status status[ROWS];
    wfm_intraday_caller c = ordinary();
    wfm_intraday_columns columns = columns_in(to);
    assert_int_equal(wfm_intraday_announce_queue(&c, ROWS, NULL, 0, NULL, status), WFM_BAD_OUTPUT);
    columns.reserved = 1;
    assert_int_equal(wfm_intraday_announce_queue(&c, ROWS, NULL, 0, &columns, status), WFM_BAD_OUTPUT);
    columns.reserved = 0;
    assert_int_equal(wfm_intraday_announce_queue(NULL, ROWS, NULL, 0, &columns, status), WFM_BAD_INTRADAY_STRUCT);
    for (int m = 0; m < MEMBERS; m++)
        for (int i = 0; i < ROWS; i++)
            assert_true(isnan(to[m][i]));
    assert_int_equal(status[ROWS - 1], WFM_BAD_INTRADAY_STRUCT);
    c.agents = -1;
    assert_int_equal(wfm_intraday_announce_queue(&c, ROWS, NULL, 0, &columns, status), WFM_BAD_AGENTS);
    assert_int_equal(status[0], WFM_BAD_AGENTS);
    assert_int_equal(wfm_intraday_announce_queue(&c, 0, NULL, 0, &columns, NULL), WFM_BAD_AGENTS);
    c.agents = 1;
    assert_int_equal(wfm_intraday_announce_queue(&c, 0, NULL, 0, &columns, NULL), WFM_OK);
    wfm_intraday_columns_init(&columns, sizeof columns);
    assert_int_equal(wfm_intraday_announce_queue(&c, ROWS, NULL, 0, &columns, status), WFM_OK);
    assert_int_equal(status[ROWS - 1], WFM_OK);
}

static void test_the_last_wait(void **state)
{
    (void)state;
    static const double waits[] = {12, 7, 31, 2.5};
    double last = QUIET_NAN;
    assert_int_equal(wfm_intraday_last_wait(0, waits, 1, &last), WFM_OK);
    assert_true(isnan(last));
    assert_int_equal(wfm_intraday_last_wait(4, waits, 1, &last), WFM_OK);
    assert_true(last == 2.5);
    assert_int_equal(wfm_intraday_last_wait(2, waits, 2, &last), WFM_OK);
    assert_true(last == 31);
    assert_int_equal(wfm_intraday_last_wait(4, &waits[3], -1, &last), WFM_OK);
    assert_true(last == 12);
    assert_int_equal(wfm_intraday_last_wait(0, waits, 1, &last), WFM_OK);
    assert_true(last == 12);
    assert_int_equal(wfm_intraday_last_wait(1, waits, 1, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_intraday_last_wait(1, NULL, 1, &last), WFM_BAD_WAIT);
    assert_true(isnan(last));
}

static void test_the_average(void **state)
{
    (void)state;
    static const double waits[] = {12, 7, 31, 2.5};
    double average = QUIET_NAN, one_by_one = QUIET_NAN;
    assert_int_equal(wfm_intraday_average(0, waits, 1, 0.25, &average), WFM_OK);
    assert_true(isnan(average));
    assert_int_equal(wfm_intraday_average(4, waits, 1, 0.25, &average), WFM_OK);
    assert_true(average == ((12 * 0.75 + 7 * 0.25) * 0.75 + 31 * 0.25) * 0.75 + 2.5 * 0.25); /* exact in binary */
    for (int i = 0; i < 4; i++)
        assert_int_equal(wfm_intraday_average(1, &waits[i], 1, 0.25, &one_by_one), WFM_OK);
    assert_true(one_by_one == average);
    assert_int_equal(wfm_intraday_average(0, waits, 1, 0.25, &average), WFM_OK);
    assert_true(one_by_one == average);
    assert_int_equal(wfm_intraday_average(4, waits, 1, 1, &average), WFM_OK);
    assert_true(average == 2.5); /* weight 1 is the last wait */
    average = 1e20;
    assert_int_equal(wfm_intraday_average(1, waits, 1, 1, &average), WFM_OK);
    assert_true(average == 12); /* not what rounding leaves of it */
    average = QUIET_NAN;
    assert_int_equal(wfm_intraday_average(4, &waits[3], -1, 0.5, &average), WFM_OK);
    assert_true(average == ((2.5 + 31) / 2 + 7) / 4 + 6);
}

/* An average in whole seconds that is rounded down cannot rise from 0 by waits of 3 s, nor reach a steady level from
 * below: (3 x 0 + 3) / 4 is 0. This one does. */
static void test_the_average_reaches_a_level(void **state)
{
    (void)state;
    tally results = {.name = "average"};
    static const double none = 0, three = 3;
    double average = QUIET_NAN;
    assert_int_equal(wfm_intraday_average(1, &none, 1, 0.25, &average), WFM_OK);
    assert_int_equal(wfm_intraday_average(200, &three, 0, 0.25, &average), WFM_OK);
    check_near(&results, average, 3, TOL_4EPS, "200 waits of 3 s");
    uint64_t seed = 12;
    double sum = 0;
    for (int i = 0; i < 200000; i++) {
        double wait = random_between(&seed, 0, 60);
        assert_int_equal(wfm_intraday_average(1, &wait, 1, 0.1, &average), WFM_OK);
        check_between(&results, average, 0, 60, "row %d", i);
        sum += average;
    }
    check_between(&results, sum / 200000, 29.8, 30.2, "no bias");
    tally_finish(&results);
}

static void test_estimators_refuse(void **state)
{
    (void)state;
    static const double bad_weight[] = {0, -0.25, 1.0000001, INF, -INF, QUIET_NAN};
    static const double bad_wait[] = {-1, INF, -INF, QUIET_NAN};
    for (size_t i = 0; i < 6; i++) {
        double average = 3;
        assert_int_equal(wfm_intraday_average(1, &average, 1, bad_weight[i], &average), WFM_BAD_WEIGHT);
        assert_true(isnan(average));
    }
    for (size_t i = 0; i < 4; i++) {
        double waits[] = {5, bad_wait[i], 5}, average = 3, last = 3;
        assert_int_equal(wfm_intraday_average(3, waits, 1, 0.25, &average), WFM_BAD_WAIT);
        assert_true(isnan(average));
        assert_int_equal(wfm_intraday_last_wait(3, waits, 1, &last), WFM_BAD_WAIT);
        assert_true(isnan(last));
        average = bad_wait[i];
        wfm_status expected = isnan(bad_wait[i]) ? WFM_OK : WFM_BAD_WAIT;
        assert_int_equal(wfm_intraday_average(1, waits, 1, 0.25, &average), expected);
    }
    double average = 3;
    assert_int_equal(wfm_intraday_average(1, NULL, 1, 0.25, &average), WFM_BAD_WAIT);
    assert_true(isnan(average));
    assert_int_equal(wfm_intraday_average(1, &average, 1, 0.25, NULL), WFM_BAD_OUTPUT);
    double huge[] = {DBL_MAX, 0, DBL_MAX}; /* no sum overflows */
    average = QUIET_NAN;
    assert_int_equal(wfm_intraday_average(3, huge, 1, 0.5, &average), WFM_OK);
    assert_true(average == DBL_MAX * 0.75);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_the_next_in_line),
        cmocka_unit_test(test_a_case_by_hand),
        cmocka_unit_test(test_sums_and_products),
        cmocka_unit_test(test_the_tail_counts_departures),
        cmocka_unit_test(test_the_chain_step_by_step),
        cmocka_unit_test(test_clocks),
        cmocka_unit_test(test_the_quantile_inverts_the_tail),
        cmocka_unit_test(test_monotone),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_a_long_own_patience),
        cmocka_unit_test(test_no_agents),
        cmocka_unit_test(test_edges_of_time_and_quantile),
        cmocka_unit_test(test_recurrences_of_the_beta_function),
        cmocka_unit_test(test_seams),
        cmocka_unit_test(test_the_median),
        cmocka_unit_test(test_the_seam_of_the_deviances),
        cmocka_unit_test(test_the_mirror),
        cmocka_unit_test(test_every_status),
        cmocka_unit_test(test_any_bits),
        cmocka_unit_test(test_a_whole_queue),
        cmocka_unit_test(test_columns_one_by_one),
        cmocka_unit_test(test_column_statuses),
        cmocka_unit_test(test_the_last_wait),
        cmocka_unit_test(test_the_average),
        cmocka_unit_test(test_the_average_reaches_a_level),
        cmocka_unit_test(test_estimators_refuse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
