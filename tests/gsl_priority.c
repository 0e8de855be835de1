/* SPDX-License-Identifier: MIT */
/* Classes with priorities, simulated event by event on GSL's random numbers: every caller and agent is followed, and no
 * formula of a queue is used. */
#include "support/gsl_runs.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLASSES = 3, AGENTS = 20, ROOM = 1 << 14, FIGURES = 4 };

/* Classes before one group; their loads, of which 0 ends the list, and weights. */
typedef struct group {
    int32_t discipline;
    int agents;
    double within_s;
    double calls; /* million, in all replications */
    double load[CLASSES];
    double weight[CLASSES];
} group;

static row row_of(const group *g)
{
    return (row){.agents = g->agents,
                 .load = g->load[0] + g->load[1] + g->load[2],
                 .aht_s = 100,
                 .answer_within_s = g->within_s,
                 .calls = g->calls,
                 .warm_up = 100};
}

typedef struct caller {
    double arrival_s;
    double handle_s;
    double left_s;  /* of it */
    double first_s; /* wait until first answered; negative before */
    int rank;
    bool measured;
} caller;

typedef struct agent {
    double ends_s;
    caller with;
    bool busy;
} agent;

/* A line of callers, oldest first. */
typedef struct line {
    caller callers[ROOM];
    size_t first, last;
} line;

/* Sums over the measured callers of a class. */
typedef struct sums {
    double calls, wait_s, first_s, waited, within;
} sums;

typedef struct simulation {
    const group *g;
    row of;
    gsl_rng *random;
    agent agents[AGENTS];
    line lines[CLASSES];
    sums sums[CLASSES];
    double now_s, next_s, start_s, end_s, gap_s;
    double arrivals_extra, handle_extra;
    long unknown; /* measured callers who are not done */
} simulation;

static void begin(simulation *s, agent *a, caller c)
{
    if (c.first_s < 0) c.first_s = s->now_s - c.arrival_s;
    *a = (agent){.ends_s = s->now_s + c.left_s, .with = c, .busy = true};
}

static size_t waiting(const line *l)
{
    return l->last - l->first;
}

static caller *at(line *l, size_t number)
{
    return &l->callers[number % ROOM];
}

static void join(line *l, caller c, bool in_front)
{
    assert_true(waiting(l) < ROOM);
    if (in_front)
        *at(l, --l->first) = c;
    else
        *at(l, l->last++) = c;
}

/* The line from which an agent takes the first; null where nobody waits. */
static line *chosen(simulation *s)
{
    line *best = NULL;
    double most = -1;
    for (int k = 0; k < CLASSES; k++) {
        line *l = &s->lines[k];
        if (waiting(l) == 0) continue;
        if (s->g->discipline != WFM_PRIORITY_ACCUMULATING) return l;
        double priority = s->g->weight[k] * (s->now_s - at(l, l->first)->arrival_s);
        if (priority > most) {
            most = priority;
            best = l;
        }
    }
    return best;
}

static void finish(simulation *s, agent *a)
{
    const caller *c = &a->with;
    sums *to = &s->sums[c->rank];
    a->busy = false;
    if (c->measured) {
        s->unknown--;
        to->calls += 1;
        to->wait_s += fmax(0, s->now_s - c->arrival_s - c->handle_s);
        to->first_s += c->first_s;
        to->waited += c->first_s > 0;
        to->within += c->first_s <= s->of.answer_within_s;
    }
    line *l = chosen(s);
    if (l != NULL) begin(s, a, *at(l, l->first++));
}

static agent *free_agent(simulation *s)
{
    for (int i = 0; i < s->of.agents; i++)
        if (!s->agents[i].busy) return &s->agents[i];
    return NULL;
}

/* The agent with the worst call, of those the last to come, if it is worse than this one. */
static agent *interrupted(simulation *s, int rank)
{
    agent *worst = NULL;
    for (int i = 0; i < s->of.agents; i++) {
        agent *a = &s->agents[i];
        if (a->with.rank <= rank) continue;
        bool later = worst != NULL && a->with.rank == worst->with.rank && a->with.arrival_s > worst->with.arrival_s;
        if (worst == NULL || a->with.rank > worst->with.rank || later) worst = a;
    }
    return worst;
}

static int random_rank(simulation *s)
{
    double place = gsl_rng_uniform(s->random) * s->of.load;
    int rank = 0;
    while (rank + 1 < CLASSES && place >= s->g->load[rank] && s->g->load[rank + 1] > 0)
        place -= s->g->load[rank++];
    return rank;
}

static void arrive(simulation *s)
{
    double handle_s = gsl_ran_exponential(s->random, s->of.aht_s);
    caller c = {.arrival_s = s->now_s, .handle_s = handle_s, .left_s = handle_s, .first_s = -1, .rank = random_rank(s)};
    c.measured = s->now_s >= s->start_s && s->now_s < s->end_s;
    if (c.measured) {
        s->unknown++;
        s->arrivals_extra += 1;
        s->handle_extra += handle_s / s->of.aht_s - 1;
    }
    agent *a = free_agent(s);
    bool may_interrupt = a == NULL && s->g->discipline == WFM_PRIORITY_PREEMPTIVE;
    if (may_interrupt) a = interrupted(s, c.rank);
    if (a != NULL && a->busy) {
        caller again = a->with;
        again.left_s = a->ends_s - s->now_s;
        join(&s->lines[again.rank], again, true);
    }
    if (a != NULL)
        begin(s, a, c);
    else
        join(&s->lines[c.rank], c, false);
    s->next_s = s->now_s + gsl_ran_exponential(s->random, s->gap_s);
}

static agent *next_to_end(simulation *s)
{
    agent *next = NULL;
    for (int i = 0; i < s->of.agents; i++) {
        agent *a = &s->agents[i];
        if (a->busy && (next == NULL || a->ends_s < next->ends_s)) next = a;
    }
    return next;
}

/* One run with its own stream, until every measured caller is done. */
static void run(simulation *s, const group *g, unsigned long stream)
{
    row of = row_of(g);
    sim_queue q = simulated(&of);
    memset(s, 0, sizeof *s);
    s->g = g;
    s->of = of;
    s->gap_s = q.gap_s;
    s->start_s = q.warm_up_s;
    s->end_s = q.warm_up_s + q.measured_s;
    s->arrivals_extra = -q.measured_s / q.gap_s;
    for (int k = 0; k < CLASSES; k++)
        s->lines[k].first = s->lines[k].last = (size_t)1 << 40; /* room in front */
    s->random = gsl_rng_alloc(gsl_rng_mt19937);
    assert_non_null(s->random);
    gsl_rng_set(s->random, stream);
    while (s->now_s < s->end_s || s->unknown > 0) {
        agent *a = next_to_end(s);
        if (a == NULL || s->next_s < a->ends_s) {
            s->now_s = s->next_s;
            arrive(s);
        } else {
            s->now_s = a->ends_s;
            finish(s, a);
        }
    }
    gsl_rng_free(s->random);
}

static const char *const names[] = {"", "nonpreemptive", "preemptive", "accumulating"};

/* What the library says of the classes of a group. */
typedef struct expected {
    double wait_s[CLASSES], asa_s[CLASSES], waiting[CLASSES], level[CLASSES];
} expected;

static expected expected_of(const group *g, size_t count)
{
    row of = row_of(g);
    wfm_queue q = queue_of(&of);
    wfm_priority_columns c = WFM_PRIORITY_COLUMNS_INIT;
    double calls[CLASSES];
    expected e;
    for (size_t k = 0; k < count; k++)
        calls[k] = g->load[k] * INTERVAL_S / of.aht_s;
    c.wait_mean_s = e.wait_s;
    c.asa_s = e.asa_s;
    c.wait_probability = e.waiting;
    c.service_level = e.level;
    c.wait_mean_s_stride = c.asa_s_stride = c.wait_probability_stride = c.service_level_stride = 1;
    assert_int_equal(wfm_queue_priorities(&q, g->discipline, count, calls, 1, g->weight, 1, &c, NULL), WFM_OK);
    return e;
}

typedef struct samples {
    sample of[CLASSES][FIGURES][REPLICATIONS];
} samples;

static void note(samples *all, const simulation *s, size_t replication)
{
    const double controls[CONTROLS] = {s->arrivals_extra, s->handle_extra, 0};
    for (int k = 0; k < CLASSES; k++) {
        const sums *of = &s->sums[k];
        all->of[k][0][replication] = sample_of(controls, of->wait_s, of->calls);
        all->of[k][1][replication] = sample_of(controls, of->first_s, of->calls);
        all->of[k][2][replication] = sample_of(controls, of->waited, of->calls);
        all->of[k][3][replication] = sample_of(controls, of->within, of->calls);
    }
}

static void compare_group(family *f, const group *g, size_t number, simulation *s, samples *all)
{
    char where[160], what[40];
    size_t count = g->load[2] > 0 ? 3 : 2;
    expected e = expected_of(g, count);
    snprintf(where, sizeof where, "%s, n %d, loads %g %g %g", names[g->discipline], g->agents, g->load[0], g->load[1],
             g->load[2]);
    begin_row(f, where, row_of(g).load);
    for (size_t i = 0; i < REPLICATIONS; i++) {
        run(s, g, stream_of(40, number, i));
        note(all, s, i);
    }
    for (size_t k = 0; k < count; k++) {
        snprintf(what, sizeof what, "class %zu", k + 1);
        compare(f, all->of[k][0], false, e.wait_s[k], what);
        compare(f, all->of[k][2], true, e.waiting[k], what);
        if (g->discipline == WFM_PRIORITY_PREEMPTIVE) compare(f, all->of[k][1], false, e.asa_s[k], what);
        if (g->discipline != WFM_PRIORITY_ACCUMULATING) compare(f, all->of[k][3], true, e.level[k], what);
    }
    end_row(f);
}

static const group groups[] = {
    {WFM_PRIORITY_NONPREEMPTIVE, 1, 60, 1.2, {0.25, 0.5, 0}, {0}},
    {WFM_PRIORITY_NONPREEMPTIVE, 1, 100, 1.2, {0.6, 0.2, 0}, {0}},
    {WFM_PRIORITY_NONPREEMPTIVE, 3, 50, 1.2, {0.5, 1, 1}, {0}},
    {WFM_PRIORITY_NONPREEMPTIVE, 5, 20, 0.9, {2, 1, 1}, {0}},
    {WFM_PRIORITY_NONPREEMPTIVE, 10, 30, 0.9, {2, 3, 4}, {0}},
    {WFM_PRIORITY_NONPREEMPTIVE, 20, 20, 0.9, {14, 2, 2}, {0}},
    {WFM_PRIORITY_NONPREEMPTIVE, 8, 40, 0.9, {6.5, 0.5, 0}, {0}},
    {WFM_PRIORITY_PREEMPTIVE, 1, 60, 1.2, {0.25, 0.5, 0}, {0}},
    {WFM_PRIORITY_PREEMPTIVE, 1, 100, 1.2, {0.5, 0.2, 0}, {0}},
    {WFM_PRIORITY_PREEMPTIVE, 3, 50, 1.2, {0.5, 1, 1}, {0}},
    {WFM_PRIORITY_PREEMPTIVE, 5, 20, 0.9, {2, 1, 1}, {0}},
    {WFM_PRIORITY_PREEMPTIVE, 10, 30, 0.9, {4, 3, 2}, {0}},
    {WFM_PRIORITY_PREEMPTIVE, 20, 20, 0.9, {15, 1, 2}, {0}},
    {WFM_PRIORITY_PREEMPTIVE, 8, 40, 0.9, {6.5, 0.5, 0}, {0}},
    {WFM_PRIORITY_ACCUMULATING, 1, 60, 1.2, {0.4, 0.4, 0}, {5, 1}},
    {WFM_PRIORITY_ACCUMULATING, 1, 60, 1.2, {0.2, 0.3, 0.2}, {1, 3, 9}},
    {WFM_PRIORITY_ACCUMULATING, 3, 50, 1.2, {0.5, 1, 1}, {10, 2, 1}},
    {WFM_PRIORITY_ACCUMULATING, 5, 20, 0.9, {2, 1, 1}, {2, 1.5, 1}},
    {WFM_PRIORITY_ACCUMULATING, 10, 30, 0.9, {2, 3, 4}, {20, 4, 1}},
    {WFM_PRIORITY_ACCUMULATING, 20, 20, 0.9, {14, 2, 2}, {3, 2, 1}},
    {WFM_PRIORITY_ACCUMULATING, 8, 40, 0.9, {6.5, 0.5, 0}, {1, 2}},
};
enum { GROUPS = sizeof groups / sizeof groups[0] };

static void test_simulated(void **state)
{
    (void)state;
    family f;
    simulation *s = malloc(sizeof *s);
    samples *all = malloc(sizeof *all);
    assert_true(s != NULL && all != NULL);
    begin_family(&f, "classes with priorities", 220, 1e-3);
    for (size_t i = 0; i < GROUPS; i++)
        compare_group(&f, &groups[i], i, s, all);
    free(all);
    free(s);
    finish_family(&f, 0.05);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_simulated)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
