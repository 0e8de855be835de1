/* SPDX-License-Identifier: MIT */
#include "support/simulation.h"

#include <math.h>
#include <stdlib.h>

typedef enum kind { TALK_ENDS, WORK_ENDS, HANGS_UP, CALLS_AGAIN, TREATMENT_ENDS } kind;
typedef enum ending { TURNED_AWAY, HUNG_UP, SERVED } ending;

typedef struct event {
    double time_s;
    double after_s; /* of TALK_ENDS: the after-call work to come */
    size_t caller;  /* of HANGS_UP: the number in the queue */
    bool again;     /* of TREATMENT_ENDS: not a first attempt */
    kind kind;
} event;

typedef struct simulation {
    const sim_queue *queue;
    const sim_source *source;
    const sim_watcher *watcher;
    sim_times *times;
    double now_s;
    double next_arrival_s;
    double start_s; /* of what is measured */
    double end_s;
    event *events; /* a binary heap, the earliest first */
    size_t event_count;
    size_t event_room;
    sim_caller *callers; /* a ring: caller i is at i mod caller_room, a power of two */
    size_t caller_room;
    size_t first; /* of those in the queue, shadows among them */
    size_t last;  /* one past */
    size_t waiting;
    size_t lines_used;
    int busy;
    size_t unknown; /* measured callers in the queue */
    bool out_of_memory;
} simulation;

static bool make_room_for_event(simulation *s)
{
    if (s->event_count < s->event_room) return true;
    size_t room = s->event_room == 0 ? 64 : 2 * s->event_room;
    event *events = realloc(s->events, room * sizeof *events);
    if (events == NULL) {
        s->out_of_memory = true;
        return false;
    }
    s->events = events;
    s->event_room = room;
    return true;
}

static void push_event(simulation *s, event added)
{
    if (!make_room_for_event(s)) return;
    size_t at = s->event_count++;
    while (at > 0) {
        size_t parent = (at - 1) / 2;
        if (s->events[parent].time_s <= added.time_s) break;
        s->events[at] = s->events[parent];
        at = parent;
    }
    s->events[at] = added;
}

static size_t earlier_child(const simulation *s, size_t at)
{
    size_t child = 2 * at + 1;
    size_t other = child + 1;
    if (other >= s->event_count) return child;
    return s->events[other].time_s < s->events[child].time_s ? other : child;
}

static event pop_event(simulation *s)
{
    event earliest = s->events[0];
    event moved = s->events[--s->event_count];
    size_t at = 0;
    while (2 * at + 1 < s->event_count) {
        size_t child = earlier_child(s, at);
        if (moved.time_s <= s->events[child].time_s) break;
        s->events[at] = s->events[child];
        at = child;
    }
    s->events[at] = moved;
    return earliest;
}

static sim_caller *caller_at(const simulation *s, size_t number)
{
    return &s->callers[number & (s->caller_room - 1)];
}

static bool make_room_for_caller(simulation *s)
{
    if (s->last - s->first < s->caller_room) return true;
    size_t room = s->caller_room == 0 ? 64 : 2 * s->caller_room;
    sim_caller *callers = malloc(room * sizeof *callers);
    if (callers == NULL) {
        s->out_of_memory = true;
        return false;
    }
    for (size_t i = s->first; i < s->last; i++)
        callers[i & (room - 1)] = *caller_at(s, i);
    free(s->callers);
    s->callers = callers;
    s->caller_room = room;
    return true;
}

static double random_time(const simulation *s, double (*from)(void *state, double mean), double mean)
{
    return from != NULL ? from(s->source->state, mean) : s->source->exponential(s->source->state, mean);
}

static void let_time_pass(simulation *s, double to_s)
{
    double passed = fmin(to_s, s->end_s) - fmax(s->now_s, s->start_s);
    s->now_s = to_s;
    if (passed <= 0.0) return;
    s->times->agents_busy_s += s->busy * passed;
    s->times->waiting_s += (double)s->waiting * passed;
    s->times->lines_s += (double)s->lines_used * passed;
    if (s->busy == s->queue->agents) s->times->all_busy_s += passed;
}

/* Nothing is drawn where nobody calls again. */
static void perhaps_call_again(simulation *s, ending how)
{
    double share = s->queue->again_after[how];
    if (!(share > 0.0)) return;
    if (!(s->source->uniform(s->source->state) < share)) return;
    push_event(s, (event){.time_s = s->now_s + random_time(s, NULL, s->queue->again_s), .kind = CALLS_AGAIN});
}

static bool is_measured(const simulation *s)
{
    return s->now_s >= s->start_s && s->now_s < s->end_s;
}

/* An agent takes a call; the caller is null for those that are there at the beginning. */
static void begin_call(simulation *s, sim_caller *c)
{
    const sim_queue *q = s->queue;
    double talk = random_time(s, s->source->handle, q->phases ? q->talk_s : q->talk_s + q->after_s);
    double after = 0.0;
    if (q->phases && q->after_s > 0.0) after = random_time(s, s->source->handle, q->after_s);
    if (!q->phases) {
        double handle = talk;
        talk = handle * (q->talk_s / (q->talk_s + q->after_s));
        after = q->after_s > 0.0 ? handle - talk : 0.0;
    }
    if (is_measured(s)) s->times->handle_extra += (talk + after) / (q->talk_s + q->after_s) - 1.0;
    s->busy++;
    if (c != NULL) {
        c->talk_s = talk;
        c->after_s = after;
    }
    push_event(s, (event){.time_s = s->now_s + talk, .after_s = after, .kind = TALK_ENDS});
}

/* The agent who has come free passes the shadows, whose offered wait ends, and takes the first who is still there. */
static void free_agent(simulation *s)
{
    s->busy--;
    bool taken = false;
    while (!taken && s->first < s->last) {
        sim_caller *c = caller_at(s, s->first++);
        c->offered_s = s->now_s - c->arrival_s;
        s->unknown -= c->measured;
        taken = c->end == SIM_WAITING;
        if (taken) {
            c->wait_s = c->offered_s;
            c->end = SIM_ANSWERED;
            s->waiting--;
            begin_call(s, c);
        }
        s->watcher->leaves(s->watcher->about, c);
    }
}

static void end_talk(simulation *s, double after_s)
{
    s->lines_used--;
    perhaps_call_again(s, SERVED);
    if (after_s > 0.0)
        push_event(s, (event){.time_s = s->now_s + after_s, .kind = WORK_ENDS});
    else
        free_agent(s);
}

static void hang_up(simulation *s, size_t number)
{
    if (number < s->first) return; /* answered before */
    sim_caller *c = caller_at(s, number);
    c->end = SIM_HUNG_UP;
    c->wait_s = s->now_s - c->arrival_s;
    s->waiting--;
    s->lines_used--;
    perhaps_call_again(s, HUNG_UP);
}

static bool gets_line(const simulation *s)
{
    double left = s->queue->lines - (double)s->lines_used;
    if (left >= 1.0) return true;
    return left > 0.0 && s->source->uniform(s->source->state) < left;
}

static void join_queue(simulation *s, sim_caller c)
{
    if (!make_room_for_caller(s)) return;
    c.position = ++s->waiting;
    if (s->watcher->joins != NULL) s->watcher->joins(s->watcher->about, &c);
    size_t number = s->last++;
    *caller_at(s, number) = c;
    s->unknown += c.measured;
    if (!isfinite(s->queue->patience_s)) return;
    double patience_s = random_time(s, s->source->patience, s->queue->patience_s);
    if (c.measured) s->times->patience_extra += patience_s / s->queue->patience_s - 1.0;
    push_event(s, (event){.time_s = s->now_s + patience_s, .caller = number, .kind = HANGS_UP});
}

/* Lognormal by Box and Muller's normal, whose squared radius is exponential. */
static double treatment_time(const simulation *s)
{
    const double deviation = s->queue->treatment_log;
    if (!(deviation > 0.0)) return random_time(s, NULL, s->queue->treatment_s);
    double radius = sqrt(s->source->exponential(s->source->state, 2.0));
    double normal = radius * cos(6.283185307179586 * s->source->uniform(s->source->state));
    return s->queue->treatment_s * exp(deviation * (normal - deviation / 2.0));
}

static void reach_queue(simulation *s, bool again)
{
    sim_caller c = {.arrival_s = s->now_s, .again = again, .measured = is_measured(s)};
    bool answered = s->busy < s->queue->agents;
    c.end = answered ? SIM_ANSWERED : SIM_WAITING;
    if (answered) {
        begin_call(s, &c);
        s->watcher->leaves(s->watcher->about, &c);
    } else {
        join_queue(s, c);
    }
}

static void call(simulation *s, bool again)
{
    sim_caller c = {.arrival_s = s->now_s, .end = SIM_TURNED_AWAY, .again = again};
    c.measured = is_measured(s);
    if (!gets_line(s)) {
        perhaps_call_again(s, TURNED_AWAY);
        s->watcher->leaves(s->watcher->about, &c);
        return;
    }
    s->lines_used++;
    if (s->queue->treatment_s > 0.0)
        push_event(s, (event){.time_s = s->now_s + treatment_time(s), .again = again, .kind = TREATMENT_ENDS});
    else
        reach_queue(s, again);
}

static void arrive(simulation *s)
{
    s->next_arrival_s = s->now_s + random_time(s, s->source->gap, s->queue->gap_s);
    s->times->arrivals_extra += is_measured(s);
    call(s, false);
}

static void step(simulation *s)
{
    bool nobody_busy = s->event_count == 0;
    if (nobody_busy || s->next_arrival_s < s->events[0].time_s) {
        let_time_pass(s, s->next_arrival_s);
        arrive(s);
        return;
    }
    event e = pop_event(s);
    let_time_pass(s, e.time_s);
    switch (e.kind) {
    case TALK_ENDS: end_talk(s, e.after_s); break;
    case WORK_ENDS: free_agent(s); break;
    case CALLS_AGAIN: call(s, true); break;
    case TREATMENT_ENDS: reach_queue(s, e.again); break;
    default: hang_up(s, e.caller); break;
    }
}

/* As many calls as agents hold on average, were there no queue: the warm-up has less to make up for. */
static void begin(simulation *s)
{
    const sim_queue *q = s->queue;
    double load = (q->talk_s + q->after_s) / q->gap_s;
    double calls = floor(fmin(load, fmin(q->agents, q->lines)));
    for (double i = 0.0; i < calls; i++) {
        s->lines_used++;
        begin_call(s, NULL);
    }
    s->next_arrival_s = random_time(s, s->source->gap, q->gap_s);
}

bool sim_run(const sim_queue *queue, const sim_source *source, const sim_watcher *watcher, sim_times *times)
{
    *times = (sim_times){.arrivals_extra = -queue->measured_s / queue->gap_s};
    simulation s = {.queue = queue, .source = source, .watcher = watcher, .times = times};
    s.start_s = queue->warm_up_s;
    s.end_s = queue->warm_up_s + queue->measured_s;
    begin(&s);
    bool running = true;
    while (running) {
        step(&s);
        running = s.now_s < s.end_s || s.unknown > 0;
        if (s.out_of_memory) running = false;
    }
    free(s.events);
    free(s.callers);
    return !s.out_of_memory;
}
