/* SPDX-License-Identifier: MIT */
/* Writes Asterisk's queue_log of so many simulated calls to standard output, and what is true of them to a file:
 *
 *      wfm_measure_log CALLS TRUTH.csv > LOG
 *
 * Asterisk writes whole seconds, and takes a wait or a talk time for the difference of two of them: so does this. The
 * truth is counted from the very numbers that are written. The log breaks off at the last arrival: some calls have no
 * end. Who has waited for LIMIT_S leaves by a timeout, although the simulation has him wait on: only the others are
 * slower for it. */
#include "support/gsl_runs.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { QUEUES = 2, SLOT_S = 1800, WITHIN_S = 20, LIMIT_S = 120, RINGS = 20 };
static const int64_t FIRST_S = 1772409600; /* 2026-03-02 00:00 UTC */
static const double PATIENCE_S = 150.0;

static const struct service {
    const char *name;
    int agents;
    double load;
    double aht_s;
} SERVICES[QUEUES] = {{"sales", 20, 19.0, 200.0}, {"support", 8, 8.5, 300.0}};

static void *more(void *memory, size_t count, size_t size)
{
    void *larger = realloc(memory, count * size);
    if (larger != NULL) return larger;
    fputs("wfm_measure_log: out of memory\n", stderr);
    exit(1);
}

/* ---- Calls ---- */

typedef struct call {
    double arrival_s; /* since FIRST_S */
    double wait_s;
    double talk_s;
    size_t position;
    int queue;
    sim_end end; /* SIM_TURNED_AWAY: by the timeout */
} call;

typedef struct calls {
    call *list;
    size_t count;
    size_t room;
    int queue; /* that is simulated now */
} calls;

static void keep_call(void *about, const sim_caller *caller)
{
    calls *c = about;
    if (!caller->measured) return;
    if (c->count == c->room) {
        c->room = c->room == 0 ? 4096 : 2 * c->room;
        c->list = more(c->list, c->room, sizeof *c->list);
    }
    call kept = {caller->arrival_s, caller->wait_s, caller->talk_s, caller->position, c->queue, caller->end};
    if (kept.position == 0) kept.position = 1;
    bool is_late = kept.wait_s > LIMIT_S;
    if (is_late) {
        kept.wait_s = LIMIT_S;
        kept.end = SIM_TURNED_AWAY;
    }
    c->list[c->count++] = kept;
}

static int by_arrival(const void *left, const void *right)
{
    const call *a = left;
    const call *b = right;
    return (a->arrival_s > b->arrival_s) - (a->arrival_s < b->arrival_s);
}

/* The first so many calls of all queues. */
static calls simulate(size_t count)
{
    calls all = {.count = 0};
    sim_watcher watcher = {NULL, keep_call, &all};
    double controls[CONTROLS];
    double per_s = 0.0;
    for (int i = 0; i < QUEUES; i++)
        per_s += SERVICES[i].load / SERVICES[i].aht_s;
    double wanted = (double)count + 10.0 * sqrt((double)count) + 100.0;
    for (int i = 0; i < QUEUES; i++) {
        all.queue = i;
        sim_queue queue = {.agents = SERVICES[i].agents,
                           .gap_s = SERVICES[i].aht_s / SERVICES[i].load,
                           .talk_s = SERVICES[i].aht_s,
                           .patience_s = PATIENCE_S,
                           .lines = INF,
                           .measured_s = wanted / per_s};
        run_stream(&queue, stream_of(5, (size_t)i, 0), &watcher, controls);
    }
    qsort(all.list, all.count, sizeof *all.list, by_arrival);
    if (all.count > count) all.count = count;
    return all;
}

/* ---- Lines ---- */

typedef enum kind { ENTERS, RINGS_OUT, CONNECTS, COMPLETES, HANGS_UP, TIMES_OUT } kind;

typedef struct line {
    double time_s;
    size_t call;
    kind kind;
} line;

static int by_time(const void *left, const void *right)
{
    const line *a = left;
    const line *b = right;
    if (a->time_s != b->time_s) return a->time_s < b->time_s ? -1 : 1;
    if (a->call != b->call) return a->call < b->call ? -1 : 1;
    return (a->kind > b->kind) - (a->kind < b->kind);
}

static int64_t second_of(double time_s)
{
    return FIRST_S + (int64_t)floor(time_s);
}

static double end_of_wait(const call *c)
{
    return c->arrival_s + c->wait_s;
}

/* All that happens until the last call arrives. */
static size_t list_lines(const calls *all, line *lines)
{
    double end_s = all->list[all->count - 1].arrival_s;
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        const call *c = &all->list[i];
        double over_s = end_of_wait(c);
        bool answered = c->end == SIM_ANSWERED;
        bool rings = answered && i % RINGS == 0;
        lines[count++] = (line){c->arrival_s, i, ENTERS};
        double half_s = c->arrival_s + c->wait_s / 2.0;
        if (rings && half_s <= end_s) lines[count++] = (line){half_s, i, RINGS_OUT};
        if (over_s > end_s) continue;
        lines[count++] = (line){over_s, i, answered ? CONNECTS : c->end == SIM_HUNG_UP ? HANGS_UP : TIMES_OUT};
        if (answered && over_s + c->talk_s <= end_s) lines[count++] = (line){over_s + c->talk_s, i, COMPLETES};
    }
    qsort(lines, count, sizeof *lines, by_time);
    return count;
}

static void write_line(const calls *all, const line *l)
{
    const call *c = &all->list[l->call];
    int64_t entered = second_of(c->arrival_s);
    int64_t now = second_of(l->time_s);
    int64_t answered = second_of(end_of_wait(c));
    size_t agent = 100 * (size_t)(c->queue + 1) + l->call % (size_t)SERVICES[c->queue].agents;
    const char *by = l->call % 3 == 0 ? "COMPLETEAGENT" : "COMPLETECALLER";
    printf("%" PRId64 "|%" PRId64 ".%zu|%s|", now, entered, l->call, SERVICES[c->queue].name);
    switch (l->kind) {
    case ENTERS: printf("NONE|ENTERQUEUE||%zu|%zu\n", 5550000 + l->call % 9999, c->position); break;
    case RINGS_OUT: printf("SIP/%zu|RINGNOANSWER|1000\n", agent); break;
    case CONNECTS: printf("SIP/%zu|CONNECT|%" PRId64 "|%" PRId64 ".%zu|1\n", agent, now - entered, now, l->call); break;
    case COMPLETES:
        printf("SIP/%zu|%s|%" PRId64 "|%" PRId64 "|%zu\n", agent, by, answered - entered, now - answered, c->position);
        break;
    case HANGS_UP: printf("NONE|ABANDON|1|%zu|%" PRId64 "\n", c->position, now - entered); break;
    default: printf("NONE|EXITWITHTIMEOUT|1|%zu|%" PRId64 "\n", c->position, now - entered); break;
    }
}

/* ---- The truth ---- */

typedef enum total {
    CALLS,
    ANSWERED,
    ANSWERED_WITHIN,
    ABANDONED,
    ABANDONED_WITHIN,
    LEFT,
    LEFT_WITHIN,
    HANDLED,
    WAIT_ANSWERED,
    WAIT,
    TALK,
    COUNTS
} total;

typedef struct slot {
    int64_t of[QUEUES][COUNTS];
} slot;

static void count_line(const calls *all, const line *l, slot *slots)
{
    const call *c = &all->list[l->call];
    int64_t entered = second_of(c->arrival_s);
    int64_t now = second_of(l->time_s);
    int64_t *of = slots[(entered - FIRST_S) / SLOT_S].of[c->queue];
    total end = l->kind == CONNECTS ? ANSWERED : l->kind == HANGS_UP ? ABANDONED : LEFT;
    switch (l->kind) {
    case RINGS_OUT: break;
    case ENTERS: of[CALLS]++; break;
    case COMPLETES:
        of[HANDLED]++;
        of[TALK] += now - second_of(end_of_wait(c));
        break;
    default:
        of[end]++;
        of[end + 1] += now - entered <= WITHIN_S;
        of[WAIT] += now - entered;
        of[WAIT_ANSWERED] += end == ANSWERED ? now - entered : 0;
    }
}

static void write_truth(FILE *file, const slot *slots, size_t count)
{
    fputs("start_s,queue,calls,answered,answered_within,abandoned,abandoned_within,left,left_within,handled,"
          "wait_answered_s,wait_s,talk_s,patience_s\n",
          file);
    for (size_t i = 0; i < count; i++) {
        for (int queue = 0; queue < QUEUES; queue++) {
            const int64_t *of = slots[i].of[queue];
            if (of[CALLS] == 0) continue;
            fprintf(file, "%" PRId64 ",%s", FIRST_S + (int64_t)i * SLOT_S, SERVICES[queue].name);
            for (int k = 0; k < COUNTS; k++)
                fprintf(file, ",%" PRId64, of[k]);
            fprintf(file, ",%g\n", PATIENCE_S);
        }
    }
}

int main(int argc, char **argv)
{
    size_t wanted = argc == 3 ? (size_t)strtoull(argv[1], NULL, 10) : 0;
    FILE *truth = wanted > 0 ? fopen(argv[2], "w") : NULL;
    if (truth == NULL) {
        fputs("wfm_measure_log CALLS TRUTH.csv > LOG\n", stderr);
        return 2;
    }
    calls all = simulate(wanted);
    line *lines = more(NULL, 4 * all.count, sizeof *lines);
    size_t count = list_lines(&all, lines);
    size_t slot_count = (size_t)all.list[all.count - 1].arrival_s / SLOT_S + 1;
    slot *slots = calloc(slot_count, sizeof *slots);
    for (size_t i = 0; i < count && slots != NULL; i++) {
        write_line(&all, &lines[i]);
        count_line(&all, &lines[i], slots);
    }
    if (slots != NULL) write_truth(truth, slots, slot_count);
    bool failed = slots == NULL || ferror(truth) || ferror(stdout);
    if (fclose(truth) != 0) failed = true;
    if (fflush(stdout) != 0) failed = true;
    free(slots);
    free(lines);
    free(all.list);
    return failed ? 1 : 0;
}
