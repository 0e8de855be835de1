/* SPDX-License-Identifier: MIT */
/* Queues, and the wait that is announced in them, against a simulation on GSL's generators; and that, as the library,
 * against small chains of births and deaths.
 *
 * How figures are compared is said in gsl_runs.h. Together the tests of this program fail a library without fault with
 * a probability of RISK at most, of which each has an equal share. */
#include "support/gsl_runs.h"

#include "wfm/intraday.h"

#include <stdio.h>
#include <string.h>

enum { STATISTICAL_TESTS = 4 };
static const double RISK = 0.001;

/* ---- What is counted in a run ---- */

enum { TIMES = 8 };

typedef enum total {
    OFFERED,
    TURNED_AWAY,
    REACHED,
    WAITED,
    ANSWERED,
    HUNG_UP,
    HUNG_UP_LATE, /* after the short-abandon threshold */
    WAIT,
    WAIT_ANSWERED,
    WAIT_HUNG_UP,
    TIME,
    AGENTS_TIME,
    BUSY_TIME,
    ALL_BUSY_TIME,
    QUEUE_TIME,
    LINES_TIME,
    SUMS
} total;

typedef enum in_time { ANSWERED_WITHIN, HUNG_UP_WITHIN, LATE_WITHIN, OVER_WITHIN, OFFERED_WITHIN, WITHINS } in_time;

typedef struct record {
    double sums[SUMS];
    double within[TIMES][WITHINS];
    double controls[CONTROLS];
} record;

typedef struct counter {
    record *into;
    double short_abandon_s;
    bool strictly;
    size_t times;
    double t_s[TIMES];
} counter;

static void count_within(const counter *c, const sim_caller *caller, bool late)
{
    for (size_t i = 0; i < c->times; i++) {
        double *within = c->into->within[i];
        double t_s = c->t_s[i];
        bool strictly = c->strictly && i == 0;
        bool over = strictly ? caller->wait_s < t_s : caller->wait_s <= t_s;
        bool would = strictly ? caller->offered_s < t_s : caller->offered_s <= t_s;
        bool answered = caller->end == SIM_ANSWERED;
        within[OVER_WITHIN] += over;
        within[OFFERED_WITHIN] += would;
        within[ANSWERED_WITHIN] += answered && over;
        within[HUNG_UP_WITHIN] += !answered && over;
        within[LATE_WITHIN] += late && over;
    }
}

static void count_caller(void *about, const sim_caller *caller)
{
    const counter *c = about;
    double *sums = c->into->sums;
    if (!caller->measured) return;
    sums[OFFERED]++;
    if (caller->end == SIM_TURNED_AWAY) {
        sums[TURNED_AWAY]++;
        return;
    }
    bool hung_up = caller->end == SIM_HUNG_UP;
    bool late = hung_up && caller->wait_s > c->short_abandon_s;
    sums[REACHED]++;
    sums[WAITED] += caller->position > 0;
    sums[hung_up ? HUNG_UP : ANSWERED]++;
    sums[HUNG_UP_LATE] += late;
    sums[WAIT] += caller->wait_s;
    sums[hung_up ? WAIT_HUNG_UP : WAIT_ANSWERED] += caller->wait_s;
    count_within(c, caller, late);
}

/* ---- Queues ---- */

static void simulate(const sim_queue *queue, unsigned long first_stream, counter *c, record *records)
{
    sim_watcher watcher = {NULL, count_caller, c};
    for (size_t i = 0; i < REPLICATIONS; i++) {
        records[i] = (record){.sums = {0}};
        c->into = &records[i];
        sim_times times = run_stream(queue, first_stream + i, &watcher, records[i].controls);
        double *sums = records[i].sums;
        sums[TIME] = queue->measured_s;
        sums[AGENTS_TIME] = queue->agents * queue->measured_s;
        sums[BUSY_TIME] = times.agents_busy_s;
        sums[ALL_BUSY_TIME] = times.all_busy_s;
        sums[QUEUE_TIME] = times.waiting_s;
        sums[LINES_TIME] = times.lines_s;
    }
}

static void ratios_of(const record *records, total of, total per, sample *samples)
{
    for (size_t i = 0; i < REPLICATIONS; i++)
        samples[i] = sample_of(records[i].controls, records[i].sums[of], records[i].sums[per]);
}

/* Members of wfm_queue_metrics as ratios of sums. */
static const struct figure {
    const char *name;
    total of;
    total per;
    bool of_counts;
    size_t member;
} FIGURES[] = {
    {"wait_probability", WAITED, REACHED, true, offsetof(wfm_queue_metrics, wait_probability)},
    {"abandonment", HUNG_UP, REACHED, true, offsetof(wfm_queue_metrics, abandonment)},
    {"abandonment_of_waiting", HUNG_UP, WAITED, true, offsetof(wfm_queue_metrics, abandonment_of_waiting)},
    {"blocking", TURNED_AWAY, OFFERED, true, offsetof(wfm_queue_metrics, blocking)},
    {"wait_mean_s", WAIT, REACHED, false, offsetof(wfm_queue_metrics, wait_mean_s)},
    {"asa_s", WAIT_ANSWERED, ANSWERED, false, offsetof(wfm_queue_metrics, asa_s)},
    {"wait_mean_abandoning_s", WAIT_HUNG_UP, HUNG_UP, false, offsetof(wfm_queue_metrics, wait_mean_abandoning_s)},
    {"mean_wait_of_waiting_s", WAIT, WAITED, false, offsetof(wfm_queue_metrics, mean_wait_of_waiting_s)},
    {"queue_mean", QUEUE_TIME, TIME, false, offsetof(wfm_queue_metrics, queue_mean)},
    {"queue_mean_when_busy", QUEUE_TIME, ALL_BUSY_TIME, false, offsetof(wfm_queue_metrics, queue_mean_when_busy)},
    {"occupancy", BUSY_TIME, AGENTS_TIME, false, offsetof(wfm_queue_metrics, occupancy)},
    {"trunk_load_erl", LINES_TIME, TIME, false, offsetof(wfm_queue_metrics, trunk_load_erl)},
};
enum { FIGURES_COUNT = sizeof FIGURES / sizeof *FIGURES };

static double member_of(const wfm_queue_metrics *metrics, const struct figure *of)
{
    double value;
    memcpy(&value, (const char *)metrics + of->member, sizeof value);
    return value;
}

static void compare_figures(family *f, const wfm_queue_metrics *expected, const record *records)
{
    sample samples[REPLICATIONS];
    for (size_t i = 0; i < FIGURES_COUNT; i++) {
        ratios_of(records, FIGURES[i].of, FIGURES[i].per, samples);
        compare(f, samples, FIGURES[i].of_counts, member_of(expected, &FIGURES[i]), FIGURES[i].name);
    }
}

static wfm_queue_metrics evaluated(family *f, const wfm_queue *q)
{
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    wfm_status status = wfm_queue_evaluate(q, &metrics);
    check_true(&f->results, status == WFM_OK, "%s: status %d", f->where, (int)status);
    return metrics;
}

/* The service level at the first of the times, as the enumeration defines it. */
static sample service_of(const record *r, int32_t rule, bool with_blocked, bool without_short)
{
    const double *within = r->within[0];
    double hung_up = r->sums[without_short ? HUNG_UP_LATE : HUNG_UP];
    double hung_up_within = within[without_short ? LATE_WITHIN : HUNG_UP_WITHIN];
    double answered = r->sums[ANSWERED];
    double blocked = with_blocked ? r->sums[TURNED_AWAY] : 0.0;
    switch (rule) {
    case WFM_SERVICE_ANSWERED: return sample_of(r->controls, within[ANSWERED_WITHIN], answered);
    case WFM_SERVICE_OFFERED: return sample_of(r->controls, within[ANSWERED_WITHIN], answered + hung_up + blocked);
    case WFM_SERVICE_SL2:
        return sample_of(r->controls, within[ANSWERED_WITHIN] + hung_up_within, answered + hung_up + blocked);
    case WFM_SERVICE_EXCLUDING:
        return sample_of(r->controls, within[ANSWERED_WITHIN], answered + hung_up - hung_up_within + blocked);
    default: return sample_of(r->controls, within[OFFERED_WITHIN], r->sums[REACHED] + blocked);
    }
}

static void compare_rule(family *f, wfm_queue q, const record *records, double short_abandon_s)
{
    sample samples[REPLICATIONS];
    char what[80];
    bool with_blocked = (q.flags & WFM_QUEUE_COUNT_BLOCKED) != 0;
    q.short_abandon_s = short_abandon_s;
    wfm_queue_metrics metrics = evaluated(f, &q);
    for (size_t i = 0; i < REPLICATIONS; i++)
        samples[i] = service_of(&records[i], q.service_rule, with_blocked, short_abandon_s > 0.0);
    snprintf(what, sizeof what, "service level, rule %d, short %g%s", (int)q.service_rule, short_abandon_s,
             with_blocked ? ", blocked counted" : "");
    compare(f, samples, true, metrics.service_level, what);
}

/* Every rule, with and without what is turned away, with and without the short-abandon threshold. */
static void compare_service(family *f, const row *r, wfm_queue q, const record *records)
{
    int32_t flags = q.flags;
    for (int32_t rule = WFM_SERVICE_ANSWERED; rule <= WFM_SERVICE_VIRTUAL; rule++) {
        q.service_rule = rule;
        q.flags = flags;
        compare_rule(f, q, records, 0.0);
        if (r->short_abandon_s > 0.0) compare_rule(f, q, records, r->short_abandon_s);
        if (!(r->lines > 0.0)) continue;
        q.flags = flags | WFM_QUEUE_COUNT_BLOCKED;
        compare_rule(f, q, records, 0.0);
        if (r->short_abandon_s > 0.0) compare_rule(f, q, records, r->short_abandon_s);
    }
}

/* A share of those who reach the queue: who is within a time or, of a sum, who is not. */
static void compare_share(family *f, const record *records, size_t time, in_time of, total beyond_of, double expected,
                          const char *what)
{
    sample samples[REPLICATIONS];
    char text[80];
    for (size_t i = 0; i < REPLICATIONS; i++) {
        double count = records[i].within[time][of];
        if (beyond_of != SUMS) count = records[i].sums[beyond_of] - count;
        samples[i] = sample_of(records[i].controls, count, records[i].sums[REACHED]);
    }
    snprintf(text, sizeof text, "%s, time %zu", what, time);
    compare(f, samples, true, expected, text);
}

static void compare_waits(family *f, const wfm_queue_waits *waits, const record *records, size_t time)
{
    compare_share(f, records, time, ANSWERED_WITHIN, SUMS, waits->answered_within, "answered_within");
    compare_share(f, records, time, ANSWERED_WITHIN, ANSWERED, waits->answered_beyond, "answered_beyond");
    compare_share(f, records, time, HUNG_UP_WITHIN, SUMS, waits->abandoned_within, "abandoned_within");
    compare_share(f, records, time, HUNG_UP_WITHIN, HUNG_UP, waits->abandoned_beyond, "abandoned_beyond");
    compare_share(f, records, time, OFFERED_WITHIN, SUMS, waits->offered_within, "offered_within");
    compare_share(f, records, time, OFFERED_WITHIN, REACHED, waits->offered_beyond, "offered_beyond");
    compare_share(f, records, time, OVER_WITHIN, REACHED, waits->wait_beyond, "wait_beyond");
}

static wfm_queue_waits waits_at(family *f, const wfm_queue *q, double t_s)
{
    wfm_queue_waits waits = WFM_QUEUE_WAITS_INIT;
    wfm_status status = wfm_queue_waits_at(q, t_s, &waits);
    check_true(&f->results, status == WFM_OK, "%s: status %d", f->where, (int)status);
    return waits;
}

/* ---- Quantiles: the share that the simulation finds within the library's time ---- */

static const double QUANTILE = 0.9;

static const struct kind_of_wait {
    const char *name;
    int32_t wait_of;
    in_time of;
    total per;
} KINDS[] = {
    {"quantile of all", WFM_WAIT_OF_ALL, OVER_WITHIN, REACHED},
    {"quantile of the answered", WFM_WAIT_OF_ANSWERED, ANSWERED_WITHIN, ANSWERED},
    {"quantile of who hang up", WFM_WAIT_OF_ABANDONING, HUNG_UP_WITHIN, HUNG_UP},
    {"quantile of the patient", WFM_WAIT_OF_PATIENT, OFFERED_WITHIN, REACHED},
};
enum { KINDS_COUNT = sizeof KINDS / sizeof *KINDS };

static void compare_quantile(family *f, const struct kind_of_wait *kind, const record *records, size_t time, double t_s)
{
    sample samples[REPLICATIONS];
    for (size_t i = 0; i < REPLICATIONS; i++)
        samples[i] = sample_of(records[i].controls, records[i].within[time][kind->of], records[i].sums[kind->per]);
    estimate e = estimate_of(samples, f->cluster);
    bool nobody = isnan(t_s);
    bool at_once = t_s <= 0.0; /* more than the share do not wait */
    if (nobody)
        check_same(&f->results, e.per, 0.0, "%s: %s, of which there is none", f->where, kind->name);
    else if (at_once)
        check_true(&f->results, e.value + f->critical * e.error + e.margin >= QUANTILE, "%s: %s", f->where, kind->name);
    else
        compare(f, samples, true, QUANTILE, kind->name);
}

/* ---- The queues that are compared ---- */

/* The first time is the service level's; of it alone zero can mean "before". Three for the joint distribution; then the
 * quantiles. */
enum { JOINT = 1, JOINT_END = 4, FIRST_QUANTILE = 4 };

static counter counter_of(const row *r)
{
    counter c = {.short_abandon_s = r->short_abandon_s,
                 .strictly = (r->flags & WFM_QUEUE_STRICTLY_WITHIN) != 0,
                 .times = FIRST_QUANTILE + KINDS_COUNT};
    double t_s = r->answer_within_s;
    double scale_s = r->aht_s / sqrt(r->agents); /* of waits where the load is about the agents */
    c.t_s[0] = c.t_s[JOINT] = t_s;
    c.t_s[JOINT + 1] = 0.1 * scale_s;
    c.t_s[JOINT + 2] = 0.5 * scale_s;
    return c;
}

static void set_quantiles(family *f, const wfm_queue *q, counter *c)
{
    for (size_t i = 0; i < KINDS_COUNT; i++) {
        wfm_status status = wfm_queue_quantile_of(q, KINDS[i].wait_of, QUANTILE, &c->t_s[FIRST_QUANTILE + i]);
        check_true(&f->results, status == WFM_OK, "%s: status %d", f->where, (int)status);
    }
}

static void print_estimate(const char *name, const record *records, total of, total per, double critical)
{
    sample samples[REPLICATIONS];
    ratios_of(records, of, per, samples);
    estimate e = estimate_of(samples, 0.0);
    if (e.value > 0.0) print_message(" %s %.4g +- %.2g %%;", name, e.value, 100.0 * critical * e.error / e.value);
}

static void print_row(const family *f, const record *records)
{
    print_message("%s\n ", f->where);
    print_estimate("waiting", records, WAITED, REACHED, f->critical);
    print_estimate("hung up", records, HUNG_UP, REACHED, f->critical);
    print_estimate("blocked", records, TURNED_AWAY, OFFERED, f->critical);
    print_estimate("mean wait", records, WAIT, REACHED, f->critical);
    print_message("\n");
}

static void compare_row(family *f, const row *r, unsigned long first_stream)
{
    static record records[REPLICATIONS];
    char where[160];
    describe(r, where, sizeof where);
    begin_row(f, where, r->load);
    wfm_queue q = queue_of(r);
    sim_queue simulation = simulated(r);
    counter c = counter_of(r);
    set_quantiles(f, &q, &c);
    simulate(&simulation, first_stream, &c, records);
    print_row(f, records);
    wfm_queue_metrics metrics = evaluated(f, &q);
    compare_figures(f, &metrics, records);
    compare_service(f, r, q, records);
    for (size_t time = JOINT; time < JOINT_END; time++) {
        wfm_queue_waits waits = waits_at(f, &q, c.t_s[time]);
        compare_waits(f, &waits, records, time);
    }
    for (size_t i = 0; i < KINDS_COUNT; i++)
        compare_quantile(f, &KINDS[i], records, FIRST_QUANTILE + i, c.t_s[FIRST_QUANTILE + i]);
    end_row(f);
}

/* Agents, load, handle time, after-call work, patience, lines, T, short abandonment, flags, million calls, warm-up. */
static const row ROWS[] = {
    /* Erlang C */
    {1, 0.5, 240, 0, 0, 0, 20, 0, 0, 1.0, 40},
    {10, 7.5, 240, 0, 0, 0, 20, 0, 0, 1.5, 40},
    {20, 16.5, 240, 60, 0, 0, 20, 0, 0, 2.5, 60},
    {100, 90, 240, 0, 0, 0, 20, 0, 0, 4.0, 20},
    /* Erlang A: underloaded, critical, overloaded */
    {1, 0.7, 240, 0, 240, 0, 30, 10, 0, 1.0, 20},
    {2, 3, 180, 0, 120, 0, 20, 5, 0, 1.0, 20},
    {5, 4, 300, 0, 60, 0, 20, 5, 0, 1.0, 20},
    {10, 10, 240, 0, 240, 0, 20, 5, 0, 1.0, 20},
    {10, 30, 240, 0, 240, 0, 200, 10, 0, 1.0, 20},
    {20, 18, 240, 0, 180, 0, 20, 5, 0, 1.5, 20},
    {20, 22, 240, 0, 180, 0, 20, 30, 0, 1.0, 20},
    {20, 24, 240, 0, 900, 0, 600, 20, 0, 1.5, 40},
    {30, 27, 240, 0, 3600, 0, 0, 20, 0, 2.5, 40},
    {30, 28, 240, 0, 120, 0, 0, 10, WFM_QUEUE_STRICTLY_WITHIN, 1.5, 20},
    {40, 38, 240, 80, 120, 0, 20, 5, 0, 1.5, 20},
    {50, 50, 240, 0, 30, 0, 10, 3, 0, 1.5, 15},
    {100, 98, 240, 0, 600, 0, 20, 5, 0, 2.5, 20},
    {100, 120, 240, 0, 300, 0, 60, 5, 0, 1.0, 15},
    {200, 200, 240, 0, 240, 0, 20, 5, 0, 2.5, 15},
    {500, 510, 240, 0, 180, 0, 10, 5, 0, 3.0, 10},
    {500, 490, 240, 0, 30, 0, 5, 2, 0, 3.0, 10},
    /* Lines: as many as agents (Erlang B) or fewer, few, many */
    {20, 18, 240, 0, 0, 20, 20, 0, 0, 0.5, 20},
    {20, 18, 240, 0, 0, 15, 20, 0, 0, 0.5, 20},
    {1, 1.5, 240, 0, 0, 3, 60, 0, 0, 1.0, 40},
    {20, 22, 240, 0, 0, 25, 20, 0, 0, 1.0, 40},
    {20, 19, 240, 0, 0, 40, 20, 0, 0, 2.0, 60},
    {100, 105, 240, 0, 0, 110, 20, 0, 0, 1.5, 20},
    {100, 98, 240, 0, 0, 200, 20, 0, 0, 3.0, 60},
    {500, 520, 240, 0, 0, 520, 10, 0, 0, 2.0, 10},
    /* Lines and patience */
    {10, 12, 240, 0, 600, 10, 20, 5, 0, 0.5, 20},
    {5, 3, 240, 0, 30, 6, 10, 3, 0, 1.0, 20},
    {20, 22, 240, 0, 180, 22, 10, 3, 0, 1.0, 20},
    {20, 18, 240, 0, 240, 30, 20, 10, 0, 1.5, 20},
    {20, 21, 240, 0, 180, 24.5, 20, 5, 0, 1.0, 20},
    {20, 60, 240, 0, 1200, 60, 300, 20, 0, 1.0, 20},
    {50, 60, 240, 0, 60, 55, 10, 3, 0, 1.0, 15},
    {200, 220, 240, 0, 120, 210, 10, 3, 0, 1.5, 15},
    {500, 520, 240, 0, 300, 560, 10, 5, 0, 3.0, 10},
};

static void test_queues(void **state)
{
    (void)state;
    static family f;
    begin_family(&f, "queues against a simulation", 2900, RISK / STATISTICAL_TESTS);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        compare_row(&f, &ROWS[i], stream_of(1, i, 0));
    finish_family(&f, 0.03);
}

/* ---- Small chains of births and deaths, solved state by state ---- */

enum { MOST_STATES = 600 };

/* With the handle time for unit: k callers wait beyond the agents who are all busy. */
typedef struct chain {
    int agents;
    int places; /* for waiting callers */
    double load;
    double hang_up;             /* rate */
    double states[MOST_STATES]; /* probabilities of 0, 1, ... callers */
} chain;

/* Without a limit, states far beyond what is ever seen. */
static void solve_chain(const row *r, chain *c)
{
    int all = r->lines > 0.0 ? (int)r->lines : MOST_STATES - 1;
    *c = (chain){.agents = r->agents, .places = all - r->agents, .load = r->load};
    c->hang_up = r->patience_s > 0.0 ? r->aht_s / r->patience_s : 0.0;
    double sum = c->states[0] = 1.0;
    for (int k = 1; k <= all; k++) {
        double leave = k < c->agents ? k : c->agents + (k - c->agents) * c->hang_up;
        c->states[k] = c->states[k - 1] * (c->load / leave);
        sum += c->states[k];
    }
    for (int k = 0; k <= all; k++)
        c->states[k] /= sum;
}

/* What becomes of a caller with so many ahead, by the first event: somebody ahead leaves or an agent comes, or he hangs
 * up himself. */
typedef struct fate {
    double answered;
    double answered_wait; /* mean, counted 0 if he hangs up */
    double hung_up_wait;
} fate;

static const fate NOBODY_AHEAD = {1.0, 0.0, 0.0}; /* and an agent is there */

static fate next_fate(const chain *c, int ahead, fate before)
{
    double leave = c->agents + ahead * c->hang_up;
    double any = leave + c->hang_up;
    double on = leave / any;
    double hung_up = 1.0 - before.answered;
    return (fate){on * before.answered, on * (before.answered_wait + before.answered / any),
                  on * (before.hung_up_wait + hung_up / any) + (1.0 - on) / any};
}

/* Sums over the callers who wait. */
static fate sum_of_fates(const chain *c)
{
    fate f = NOBODY_AHEAD;
    fate all = {0.0, 0.0, 0.0};
    for (int ahead = 0; ahead < c->places; ahead++) {
        double found = c->states[c->agents + ahead];
        f = next_fate(c, ahead, f);
        all.answered += found * f.answered;
        all.answered_wait += found * f.answered_wait;
        all.hung_up_wait += found * f.hung_up_wait;
    }
    return all;
}

static double sum_of_states(const chain *c, int first, int end)
{
    double all = 0.0;
    for (int k = first; k < end; k++)
        all += c->states[k];
    return all;
}

/* Mean number of callers beyond so many. */
static double mean_beyond(const chain *c, int count)
{
    double all = 0.0;
    for (int k = count + 1; k <= c->agents + c->places; k++)
        all += (k - count) * c->states[k];
    return all;
}

static double part_of(double of, double per)
{
    return per > 0.0 ? of / per : 0.0;
}

static wfm_queue_metrics metrics_of_chain(const chain *c, const row *r)
{
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    double full = c->states[c->agents + c->places];
    double at_once = sum_of_states(c, 0, c->agents);
    double waiting = sum_of_states(c, c->agents, c->agents + c->places);
    fate all = sum_of_fates(c);
    double wait_s = r->aht_s * (all.answered_wait + all.hung_up_wait);
    double hung_up = c->hang_up > 0.0 ? waiting - all.answered : 0.0;
    m.load_erl = c->load;
    m.queue_mean = mean_beyond(c, c->agents);
    m.queue_mean_when_busy = m.queue_mean / (waiting + full);
    m.occupancy = (mean_beyond(c, 0) - m.queue_mean) / c->agents;
    m.trunk_load_erl = mean_beyond(c, 0);
    m.wait_probability = waiting / (at_once + waiting);
    m.wait_mean_s = wait_s / (at_once + waiting);
    m.mean_wait_of_waiting_s = part_of(wait_s, waiting);
    m.asa_s = r->aht_s * all.answered_wait / (at_once + all.answered);
    m.wait_mean_abandoning_s = part_of(r->aht_s * all.hung_up_wait, hung_up);
    m.abandonment = hung_up / (at_once + waiting);
    m.abandonment_of_waiting = part_of(hung_up, waiting);
    m.blocking = r->lines > 0.0 ? full : 0.0;
    return m;
}

/* Shares of the callers who get in that have still so many ahead at a time, were they not to hang up: as many steps of
 * the chain, at the rate of the fastest state, as there are events of that rate until then. */
static void ahead_at(const chain *c, double t, double *ahead)
{
    double now[MOST_STATES + 1] = {0};
    double in = 1.0 - c->states[c->agents + c->places];
    double fastest = c->agents + c->places * c->hang_up;
    double mean = fastest * t;
    double weight = exp(-mean);
    int steps = (int)(mean + 12.0 * sqrt(mean) + 60.0);
    for (int k = 0; k < c->places; k++) {
        now[k] = c->states[c->agents + k] / in;
        ahead[k] = 0.0;
    }
    for (int step = 0; step <= steps; step++) {
        for (int k = 0; k < c->places; k++) {
            ahead[k] += weight * now[k];
            double leave = (c->agents + k * c->hang_up) / fastest;
            double come = (c->agents + (k + 1) * c->hang_up) / fastest;
            now[k] = now[k] * (1.0 - leave) + now[k + 1] * come;
        }
        weight *= mean / (step + 1);
    }
}

static wfm_queue_waits waits_of_chain(const chain *c, const row *r, double t_s)
{
    wfm_queue_waits w = WFM_QUEUE_WAITS_INIT;
    double ahead[MOST_STATES];
    double t = t_s / r->aht_s;
    double still = exp(-c->hang_up * t);
    wfm_queue_metrics m = metrics_of_chain(c, r);
    fate f = NOBODY_AHEAD;
    ahead_at(c, t, ahead);
    for (int k = 0; k < c->places; k++) {
        f = next_fate(c, k, f);
        w.offered_beyond += ahead[k];
        w.answered_beyond += still * ahead[k] * f.answered;
        w.abandoned_beyond += still * ahead[k] * (1.0 - f.answered);
    }
    w.offered_within = 1.0 - w.offered_beyond;
    w.wait_beyond = still * w.offered_beyond;
    w.answered_within = 1.0 - m.abandonment - w.answered_beyond;
    w.abandoned_within = m.abandonment - w.abandoned_beyond;
    return w;
}

static void check_metrics(family *f, const wfm_queue_metrics *got, const wfm_queue_metrics *expected)
{
    for (size_t i = 0; i < FIGURES_COUNT; i++)
        check_near(&f->results, member_of(got, &FIGURES[i]), member_of(expected, &FIGURES[i]), TOL_1E12, "%s: %s",
                   f->where, FIGURES[i].name);
}

/* Shares of all, so that an absolute distance is meant; the chain's are sums of positive terms less each other. */
static void check_waits(family *f, const wfm_queue_waits *got, const wfm_queue_waits *expected)
{
    const double pairs[][2] = {
        {got->answered_within, expected->answered_within},   {got->answered_beyond, expected->answered_beyond},
        {got->abandoned_within, expected->abandoned_within}, {got->abandoned_beyond, expected->abandoned_beyond},
        {got->wait_beyond, expected->wait_beyond},           {got->offered_beyond, expected->offered_beyond},
        {got->offered_within, expected->offered_within},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        check_between(&f->results, pairs[i][0], pairs[i][1] - TOL_1E12, pairs[i][1] + TOL_1E12, "%s: wait %zu",
                      f->where, i);
}

static void compare_chain(family *f, const row *r, unsigned long first_stream)
{
    static record records[REPLICATIONS];
    static chain c;
    char where[160];
    describe(r, where, sizeof where);
    begin_row(f, where, r->load);
    wfm_queue q = queue_of(r);
    sim_queue simulation = simulated(r);
    counter times = counter_of(r);
    times.times = JOINT_END;
    solve_chain(r, &c);
    simulate(&simulation, first_stream, &times, records);
    wfm_queue_metrics expected = metrics_of_chain(&c, r);
    wfm_queue_metrics got = evaluated(f, &q);
    check_metrics(f, &got, &expected);
    compare_figures(f, &expected, records);
    for (size_t time = JOINT; time < JOINT_END; time++) {
        wfm_queue_waits waits = waits_of_chain(&c, r, times.t_s[time]);
        wfm_queue_waits of_library = waits_at(f, &q, times.t_s[time]);
        check_waits(f, &of_library, &waits);
        compare_waits(f, &waits, records, time);
    }
    end_row(f);
}

static const row CHAINS[] = {
    {1, 0.8, 240, 0, 360, 5, 30, 0, 0, 0.2, 20}, {2, 3, 180, 0, 90, 8, 20, 0, 0, 0.2, 20},
    {3, 2.2, 240, 0, 0, 0, 20, 0, 0, 0.4, 40},   {5, 4.5, 240, 0, 0, 12, 20, 0, 0, 0.3, 30},
    {5, 6, 240, 0, 240, 15, 60, 0, 0, 0.2, 20},  {5, 5.5, 300, 0, 200, 0, 20, 0, 0, 0.2, 20},
    {10, 10, 240, 0, 60, 14, 0, 0, 0, 0.2, 20},  {10, 14, 240, 0, 720, 40, 120, 0, 0, 0.2, 20},
    {10, 9, 240, 0, 240, 10, 10, 0, 0, 0.2, 20},
};

static void test_chains(void **state)
{
    (void)state;
    static family f;
    begin_family(&f, "chains against a simulation and the library", 800, RISK / STATISTICAL_TESTS);
    for (size_t i = 0; i < sizeof CHAINS / sizeof *CHAINS; i++)
        compare_chain(&f, &CHAINS[i], stream_of(0, i, 0));
    finish_family(&f, 0.05);
}

/* ---- The wait that is announced ---- */

enum { POSITIONS = 8, LEAST_POSITIONS = 6, TABLE = 2000, ESTIMATORS = 3 };
static const size_t POSITION[POSITIONS] = {1, 2, 3, 5, 8, 12, 20, 30};

/* Of the callers who join at a position. */
typedef enum fact {
    CALLERS,
    OFFERED_WAIT,
    IN_QUANTILE,
    IN_TIME,
    GOT_ANSWER,
    GOT_ANSWER_IN_TIME,
    ANSWERED_WAIT,
    ANY_WAIT,
    FACTS
} fact;

/* The wait told from the queue's state, the last answered caller's, and the average of theirs. */
typedef struct heard {
    double at[POSITIONS][FACTS];
    double errors[ESTIMATORS]; /* told less offered */
    double squares[ESTIMATORS];
    double offered_s;
    double callers;
    double controls[CONTROLS];
} heard;

typedef struct listener {
    heard *into;
    const double *means;           /* at position i + 1 */
    const wfm_intraday_wait *told; /* at POSITION[i] */
    double within_s;
    double last_s;
    double average_s;
    bool failed;
} listener;

static void tell_caller(void *about, sim_caller *caller)
{
    const listener *l = about;
    caller->notes[0] = l->last_s;
    caller->notes[1] = l->average_s;
}

static void note_facts(const listener *l, const sim_caller *caller, size_t i)
{
    double *at = l->into->at[i];
    bool answered = caller->end == SIM_ANSWERED;
    at[CALLERS]++;
    at[OFFERED_WAIT] += caller->offered_s;
    at[IN_QUANTILE] += caller->offered_s <= l->told[i].offered_wait_quantile_s;
    at[IN_TIME] += caller->offered_s <= l->within_s;
    at[GOT_ANSWER] += answered;
    at[GOT_ANSWER_IN_TIME] += answered && caller->wait_s <= l->within_s;
    at[ANSWERED_WAIT] += answered ? caller->wait_s : 0.0;
    at[ANY_WAIT] += caller->wait_s;
}

static void note_errors(listener *l, const sim_caller *caller)
{
    if (caller->position > TABLE) {
        l->failed = true;
        return;
    }
    double told[ESTIMATORS] = {l->means[caller->position - 1], caller->notes[0], caller->notes[1]};
    for (size_t i = 0; i < ESTIMATORS; i++) {
        double error = told[i] - caller->offered_s;
        l->into->errors[i] += error;
        l->into->squares[i] += error * error;
    }
    l->into->offered_s += caller->offered_s;
    l->into->callers++;
}

static void hear_caller(void *about, const sim_caller *caller)
{
    static const double WEIGHT = 0.25;
    listener *l = about;
    if (caller->end == SIM_ANSWERED) {
        wfm_status status = wfm_intraday_last_wait(1, &caller->wait_s, 1, &l->last_s);
        if (status == WFM_OK) status = wfm_intraday_average(1, &caller->wait_s, 1, WEIGHT, &l->average_s);
        if (status != WFM_OK) l->failed = true;
    }
    if (!caller->measured) return;
    if (caller->position == 0) return;
    note_errors(l, caller);
    for (size_t i = 0; i < POSITIONS; i++)
        if (caller->position == POSITION[i]) note_facts(l, caller, i);
}

static wfm_intraday_caller caller_of(const row *r, double within_s)
{
    wfm_intraday_caller c = WFM_INTRADAY_CALLER_INIT;
    c.position = 1.0;
    c.agents = r->agents;
    c.aht_s = r->aht_s;
    c.patience_s = r->patience_s;
    c.quantile = QUANTILE;
    c.within_s = within_s;
    return c;
}

/* What the library tells at every position, and all of it at a few. */
static void ask_library(family *f, const row *r, double within_s, double *means, wfm_intraday_wait *told)
{
    wfm_intraday_caller c = caller_of(r, within_s);
    wfm_intraday_columns columns = WFM_INTRADAY_COLUMNS_INIT;
    columns.offered_wait_mean_s = means;
    columns.offered_wait_mean_s_stride = 1;
    wfm_status status = wfm_intraday_announce_queue(&c, TABLE, NULL, 0, &columns, NULL);
    check_true(&f->results, status == WFM_OK, "%s: status %d", f->where, (int)status);
    for (size_t i = 0; i < POSITIONS; i++) {
        c.position = (double)POSITION[i];
        told[i] = (wfm_intraday_wait)WFM_INTRADAY_WAIT_INIT;
        status = wfm_intraday_announce(&c, &told[i]);
        check_true(&f->results, status == WFM_OK, "%s: status %d", f->where, (int)status);
    }
}

static void compare_fact(family *f, const heard *all, size_t i, fact of, fact per, double expected, const char *what)
{
    sample samples[REPLICATIONS];
    char text[80];
    for (size_t k = 0; k < REPLICATIONS; k++)
        samples[k] = sample_of(all[k].controls, all[k].at[i][of], all[k].at[i][per]);
    snprintf(text, sizeof text, "%s, position %zu", what, POSITION[i]);
    bool of_counts = of != OFFERED_WAIT && of != ANSWERED_WAIT && of != ANY_WAIT;
    compare(f, samples, of_counts, expected, text);
}

/* Of a position where hardly anybody joins nothing can be said. */
static bool is_heard(const heard *all, size_t i)
{
    static const double LEAST = 2000.0;
    double callers = 0.0;
    for (size_t k = 0; k < REPLICATIONS; k++)
        callers += all[k].at[i][CALLERS];
    return callers >= LEAST;
}

static void compare_position(family *f, const heard *all, size_t i, const wfm_intraday_wait *told)
{
    compare_fact(f, all, i, OFFERED_WAIT, CALLERS, told->offered_wait_mean_s, "offered_wait_mean_s");
    compare_fact(f, all, i, IN_QUANTILE, CALLERS, QUANTILE, "offered_wait_quantile_s");
    compare_fact(f, all, i, IN_TIME, CALLERS, told->within, "within");
    compare_fact(f, all, i, GOT_ANSWER, CALLERS, told->answered, "answered");
    compare_fact(f, all, i, GOT_ANSWER_IN_TIME, CALLERS, told->answered_within, "answered_within");
    compare_fact(f, all, i, ANSWERED_WAIT, GOT_ANSWER, told->answered_wait_mean_s, "answered_wait_mean_s");
    compare_fact(f, all, i, ANY_WAIT, CALLERS, told->wait_mean_s, "wait_mean_s");
}

/* Mean error of an estimator, over the mean offered wait. */
static void bias_of(const heard *all, size_t estimator, sample *samples)
{
    for (size_t k = 0; k < REPLICATIONS; k++)
        samples[k] = sample_of(all[k].controls, all[k].errors[estimator], all[k].offered_s);
}

/* Mean squared error of an estimator over the queue state's. */
static void squares_of(const heard *all, size_t estimator, sample *samples)
{
    for (size_t k = 0; k < REPLICATIONS; k++)
        samples[k] = sample_of(all[k].controls, all[k].squares[estimator], all[k].squares[0]);
}

/* While all agents are busy, the last who was answered is one who waited, or who took the last free agent and did not
 * wait. Each of them is the last for the same mean time, aht/agents, until a call ends; with P(wait) the share of the
 * time that all agents are busy, they are agents/load x P(wait) of the calls. */
static double mean_of_last_waits(const wfm_queue_metrics *m, int agents)
{
    return m->asa_s * (1.0 - m->abandonment) * m->load_erl / (agents * m->wait_probability);
}

static void compare_last_wait(family *f, const row *r, const heard *all)
{
    sample samples[REPLICATIONS];
    wfm_queue q = queue_of(r);
    wfm_queue_metrics metrics = evaluated(f, &q);
    for (size_t k = 0; k < REPLICATIONS; k++)
        samples[k] = sample_of(all[k].controls, all[k].errors[1] + all[k].offered_s, all[k].callers);
    compare(f, samples, false, mean_of_last_waits(&metrics, r->agents), "mean of the last waits");
}

/* The queue's state errs by 0 on average. Without a model the scatter is larger, and what is told is low: by no more than
 * a tenth while nobody hangs up, and more where those who would have waited longest do. */
static void compare_estimators(family *f, const heard *all, bool hang_up)
{
    static const char *const NAMES[ESTIMATORS] = {"the queue's state", "the last wait", "the average of waits"};
    const double most_bias = hang_up ? 1.0 / 3.0 : 0.1;
    sample samples[REPLICATIONS];
    bias_of(all, 0, samples);
    compare_zero(f, samples, "mean error of the queue's state");
    for (size_t i = 1; i < ESTIMATORS; i++) {
        bias_of(all, i, samples);
        estimate bias = estimate_of(samples, 0.0);
        squares_of(all, i, samples);
        estimate squares = estimate_of(samples, 0.0);
        double half = f->critical * squares.error;
        print_message("  %s: mean error %.2g %% of the mean wait, root mean square %.3g times the queue state's\n",
                      NAMES[i], 100.0 * bias.value, sqrt(squares.value));
        check_between(&f->results, bias.value, -most_bias, 0.0, "%s: mean error of %s", f->where, NAMES[i]);
        check_true(&f->results, squares.value - half > 1.0, "%s: square error of %s", f->where, NAMES[i]);
    }
}

static void compare_announced(family *f, const row *r, unsigned long first_stream)
{
    static heard all[REPLICATIONS];
    static double means[TABLE];
    wfm_intraday_wait told[POSITIONS];
    char where[160];
    describe(r, where, sizeof where);
    begin_row(f, where, 1.0); /* callers at one position do not come together */
    print_message("%s\n", where);
    ask_library(f, r, r->answer_within_s, means, told);
    sim_queue simulation = simulated(r);
    listener l = {.means = means, .told = told, .within_s = r->answer_within_s};
    sim_watcher watcher = {tell_caller, hear_caller, &l};
    for (size_t k = 0; k < REPLICATIONS; k++) {
        all[k] = (heard){.callers = 0.0};
        l.into = &all[k];
        l.last_s = l.average_s = QUIET_NAN;
        run_stream(&simulation, first_stream + k, &watcher, all[k].controls);
    }
    check_true(&f->results, !l.failed, "%s: a position beyond the table, or a wait refused", where);
    size_t positions = 0;
    for (size_t i = 0; i < POSITIONS; i++) {
        if (!is_heard(all, i)) continue;
        positions++;
        compare_position(f, all, i, &told[i]);
    }
    check_true(&f->results, positions >= LEAST_POSITIONS, "%s: %zu positions", where, positions);
    compare_last_wait(f, r, all);
    compare_estimators(f, all, r->patience_s > 0.0);
    end_row(f);
}

static const row ANNOUNCED[] = {
    {20, 19, 240, 0, 0, 0, 60, 0, 0, 2.0, 100},
    {100, 97, 240, 0, 0, 0, 20, 0, 0, 2.0, 50},
    {20, 22, 240, 0, 180, 0, 60, 0, 0, 1.5, 20},
    {50, 60, 240, 0, 60, 0, 20, 0, 0, 1.0, 20},
};

static void test_announced_wait(void **state)
{
    (void)state;
    static family f;
    begin_family(&f, "announced waits against a simulation", 400, RISK / STATISTICAL_TESTS);
    for (size_t i = 0; i < sizeof ANNOUNCED / sizeof *ANNOUNCED; i++)
        compare_announced(&f, &ANNOUNCED[i], stream_of(2, i, 0));
    finish_family(&f, 0.03);
}

/* ---- Lines with after-call work ----
 *
 * The library's model has one dimension and is an approximation. What a planner would not mind: shares within 0.03; mean
 * waits, the queue and the lines in use within 15 % or 2 s, 0.2 callers and lines. It is held to that, beyond the
 * simulation's own interval, for after-call work that is a fixed part of each handle time, and for talk and work that
 * are exponential each. */

typedef struct allowance {
    double part;
    double least;
} allowance;

static allowance allowance_of(const struct figure *figure)
{
    bool in_seconds = figure->per == REACHED || figure->per == ANSWERED;
    bool is_share = figure->of_counts || figure->of == BUSY_TIME;
    if (is_share) return (allowance){0.0, 0.03};
    return (allowance){0.15, in_seconds ? 2.0 : 0.2};
}

/* Means of those alone who wait or hang up are left: few lines make them few. */
static bool is_approximated(const struct figure *figure)
{
    if (figure->of_counts) return figure->per != WAITED;
    return figure->per != WAITED && figure->per != HUNG_UP && figure->per != ALL_BUSY_TIME;
}

static void check_allowed(family *f, const sample *samples, allowance allowed, double got, const char *what)
{
    estimate e = estimate_of(samples, 0.0);
    double half = f->critical * e.error + fmax(allowed.least, allowed.part * e.value);
    check_between(&f->results, got, e.value - half, e.value + half, "%s: %s", f->where, what);
    if (e.value > 0.0) print_message("  %s %.4g, %+.2g;", what, e.value, got - e.value);
}

static void approximate_row(family *f, const row *r, bool phases, unsigned long first_stream)
{
    static record records[REPLICATIONS];
    sample samples[REPLICATIONS];
    char where[160];
    describe(r, where, sizeof where);
    begin_row(f, where, r->load);
    print_message("%s, %s\n", where, phases ? "talk and work exponential each" : "work a fixed part");
    wfm_queue q = queue_of(r);
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    wfm_status status = wfm_queue_evaluate(&q, &metrics);
    check_true(&f->results, status == WFM_CAVEAT_LINES_APPROXIMATE, "%s: status %d", where, (int)status);
    sim_queue simulation = simulated(r);
    simulation.phases = phases;
    counter c = counter_of(r);
    c.times = JOINT;
    simulate(&simulation, first_stream, &c, records);
    for (size_t i = 0; i < FIGURES_COUNT; i++) {
        if (!is_approximated(&FIGURES[i])) continue;
        ratios_of(records, FIGURES[i].of, FIGURES[i].per, samples);
        check_allowed(f, samples, allowance_of(&FIGURES[i]), member_of(&metrics, &FIGURES[i]), FIGURES[i].name);
    }
    for (size_t i = 0; i < REPLICATIONS; i++)
        samples[i] = service_of(&records[i], q.service_rule, false, false);
    check_allowed(f, samples, (allowance){0.0, 0.03}, metrics.service_level, "service_level");
    print_message("\n");
}

static const row APPROXIMATED[] = {
    {5, 4, 240, 60, 0, 4, 20, 0, 0, 0.2, 20},      {10, 9, 240, 60, 0, 14, 20, 0, 0, 0.3, 20},
    {10, 9, 240, 120, 0, 10, 20, 0, 0, 0.3, 20},   {20, 18, 240, 60, 0, 20, 20, 0, 0, 0.3, 20},
    {20, 22, 240, 80, 180, 24, 20, 0, 0, 0.3, 20}, {20, 18, 240, 30, 180, 24, 20, 0, 0, 0.3, 20},
    {50, 48, 240, 120, 0, 40, 20, 0, 0, 0.5, 20},  {50, 55, 240, 60, 120, 50, 20, 0, 0, 0.5, 20},
    {100, 95, 240, 60, 0, 85, 20, 0, 0, 0.5, 20},  {200, 210, 240, 60, 300, 180, 20, 0, 0, 0.8, 10},
};

static void test_lines_with_after_call_work(void **state)
{
    (void)state;
    static family f;
    print_message("simulation, and library less simulation\n");
    begin_family(&f, "lines with after-call work, approximated", 400, RISK / STATISTICAL_TESTS);
    for (size_t i = 0; i < sizeof APPROXIMATED / sizeof *APPROXIMATED; i++) {
        approximate_row(&f, &APPROXIMATED[i], false, stream_of(3, 2 * i, 0));
        approximate_row(&f, &APPROXIMATED[i], true, stream_of(3, 2 * i + 1, 0));
    }
    tally_finish(&f.results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_chains), cmocka_unit_test(test_queues),
                                       cmocka_unit_test(test_announced_wait),
                                       cmocka_unit_test(test_lines_with_after_call_work)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
