/* SPDX-License-Identifier: MIT */
/* How far a queue with after-call work is from its lines: the model of one dimension that queue.h names in its caveat,
 * against the chain of two that it stands for, which is solved here. */
#include "support/check.h"

#include <stdlib.h>

#include "wfm/queue.h"

/* Calls on lines, talking or waiting, and agents in after-call work; both times are exponential. */
typedef struct floor_plan {
    size_t agents;
    size_t lines;
    double arrivals; /* [1/s] */
    double talk_s;
    double after_s;
    double patience_s; /* inf: nobody hangs up */
} floor_plan;

typedef struct seen {
    double blocking;
    double waiting;
    double wait_mean_s;
    double abandonment;
} seen;

static size_t state_of(const floor_plan *f, size_t after, size_t on_lines)
{
    return after * (f->lines + 1) + on_lines;
}

static double talking(const floor_plan *f, size_t after, size_t on_lines)
{
    return fmin((double)on_lines, (double)(f->agents - after));
}

static void fill_rates(const floor_plan *f, double *rate, size_t states)
{
    for (size_t after = 0; after <= f->agents; after++) {
        for (size_t calls = 0; calls <= f->lines; calls++) {
            double *from = rate + state_of(f, after, calls) * states;
            double talk = talking(f, after, calls);
            if (calls < f->lines) from[state_of(f, after, calls + 1)] = f->arrivals;
            if (talk > 0) from[state_of(f, after + 1, calls - 1)] = talk / f->talk_s;
            if (after > 0) from[state_of(f, after - 1, calls)] = (double)after / f->after_s;
            if ((double)calls > talk) from[state_of(f, after, calls - 1)] = ((double)calls - talk) / f->patience_s;
        }
    }
}

/* Grassmann, Taksar and Heyman 1985, Oper. Res. 33, 1107-1116: elimination without a subtraction. */
static void solve_chain(double *rate, double *share, size_t states)
{
    for (size_t last = states - 1; last > 0; last--) {
        double *out = rate + last * states;
        double sum = 0;
        for (size_t j = 0; j < last; j++)
            sum += out[j];
        for (size_t i = 0; i < last; i++) {
            double into = rate[i * states + last] / sum;
            rate[i * states + last] = into;
            for (size_t j = 0; into > 0 && j < last; j++)
                rate[i * states + j] += into * out[j];
        }
    }
    double sum = share[0] = 1;
    for (size_t j = 1; j < states; j++) {
        share[j] = 0;
        for (size_t i = 0; i < j; i++)
            share[j] += share[i] * rate[i * states + j];
        sum += share[j];
    }
    for (size_t j = 0; j < states; j++)
        share[j] /= sum;
}

static seen seen_in(const floor_plan *f)
{
    size_t states = (f->agents + 1) * (f->lines + 1);
    double *rate = test_calloc(states * states, sizeof *rate);
    double *share = test_calloc(states, sizeof *share);
    fill_rates(f, rate, states);
    solve_chain(rate, share, states);
    double blocked = 0;
    double made_to_wait = 0;
    double queue = 0;
    for (size_t after = 0; after <= f->agents; after++) {
        for (size_t calls = 0; calls <= f->lines; calls++) {
            double here = share[state_of(f, after, calls)];
            queue += here * ((double)calls - talking(f, after, calls));
            if (calls == f->lines) {
                blocked += here;
            } else if (after + calls >= f->agents) {
                made_to_wait += here;
            }
        }
    }
    test_free(rate);
    test_free(share);
    double accepted = 1 - blocked;
    double wait = queue / (f->arrivals * accepted);
    return (seen){blocked, made_to_wait / accepted, wait, wait / f->patience_s};
}

static seen model_of(const floor_plan *f)
{
    wfm_queue q = WFM_QUEUE_INIT;
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    q.calls = f->arrivals * 1800;
    q.interval_s = 1800;
    q.aht_s = f->talk_s + f->after_s;
    q.acw_s = f->after_s;
    q.agents = (double)f->agents;
    q.lines = (double)f->lines;
    q.patience_s = isinf(f->patience_s) ? 0 : f->patience_s;
    q.service_rule = WFM_SERVICE_OFFERED;
    assert_int_equal(wfm_queue_evaluate(&q, &m), WFM_CAVEAT_LINES_APPROXIMATE);
    return (seen){m.blocking, m.wait_probability, m.wait_mean_s, m.abandonment};
}

/* How far the model may be: a share, and a mean wait as a part of the chain's or of ten seconds. */
typedef struct caveat {
    const char *of;
    double share;
    double wait;
} caveat;

static const caveat more_lines = {"more lines than agents", 0.06, 0.3};
static const caveat few_lines = {"no more lines than agents", 0.15, 1.1};

static void check_share(tally *results, double got, double chain, const floor_plan *f, const caveat *c)
{
    check_between(results, got, chain - c->share, chain + c->share, "%s: agents %zu, lines %zu, talk %g s, after %g s",
                  c->of, f->agents, f->lines, f->talk_s, f->after_s);
}

static void check_floor(tally *results, const floor_plan *f)
{
    const caveat *c = f->lines > f->agents ? &more_lines : &few_lines;
    seen chain = seen_in(f);
    seen model = model_of(f);
    double near = c->wait * fmax(chain.wait_mean_s, 10);
    check_share(results, model.blocking, chain.blocking, f, c);
    check_share(results, model.waiting, chain.waiting, f, c);
    check_share(results, model.abandonment, chain.abandonment, f, c);
    check_between(results, model.wait_mean_s, chain.wait_mean_s - near, chain.wait_mean_s + near,
                  "%s: mean wait, agents %zu, lines %zu, after %g s", c->of, f->agents, f->lines, f->after_s);
}

/* The sizes that queue.h names: half of the handle time is after-call work at most. */
static void test_the_caveat(void **state)
{
    (void)state;
    static const size_t agents[] = {3, 8, 15, 20};
    tally results = {.name = "lines with after-call work"};
    for (int i = 0; i < 4 * 5 * 3 * 2; i++) {
        floor_plan f = {.agents = agents[i % 4], .patience_s = i < 60 ? 180 : INF};
        f.arrivals = (0.6 + 0.2 * (i / 4 % 5)) * (double)f.agents / 210;
        f.after_s = 210 * (0.1 + 0.2 * (i / 20 % 3));
        f.talk_s = 210 - f.after_s;
        size_t most = f.agents + 10 < 24 ? f.agents + 10 : 24;
        for (f.lines = f.agents > 4 ? f.agents - 3 : 2; f.lines <= most; f.lines++)
            check_floor(&results, &f);
    }
    tally_finish(&results);
}

/* The chain itself: without after-call work worth naming it is the model, which is exact then. */
static void test_the_chain(void **state)
{
    (void)state;
    tally results = {.name = "chain of lines"};
    for (size_t lines = 9; lines <= 21; lines += 3) {
        floor_plan f = {8, lines, 7.0 / 210, 210 - 1e-9, 1e-9, 120};
        seen chain = seen_in(&f);
        seen model = model_of(&f);
        check_near(&results, model.blocking, chain.blocking, TOL_1E9, "blocking, lines %zu", lines);
        check_near(&results, model.wait_mean_s, chain.wait_mean_s, TOL_1E9, "mean wait, lines %zu", lines);
    }
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_chain), cmocka_unit_test(test_the_caveat)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
