/* SPDX-License-Identifier: MIT */
/* The inverses of one queue. Of Erlang C every target is turned into one requirement: the real number of agents at which
 * it holds (erlang_c.c solves it), made whole and then decided by the very comparison that defines the target. Callers
 * who hang up and limited lines go the way of search.c. */
#include "wfm/staffing.h"

#include "internal/search.h"
#include "internal/solve.h"
#include "internal/staff.h"
#include "internal/structs.h"
#include "internal/whole.h"
#include "wfm/erlang.h"

void wfm_targets_init(wfm_targets *targets, size_t size)
{
    wfm_i_struct_init(targets, size);
}

void wfm_staffing_init(wfm_staffing *staffing, size_t size)
{
    wfm_i_struct_init(staffing, size);
}

void wfm_staffing_range_init(wfm_staffing_range *range, size_t size)
{
    wfm_i_struct_init(range, size);
}

/* Both structs of a call; the first thing wrong decides. A rule is needed for a service level that is asked for, or
 * reported. */
static wfm_status read_both(wfm_queue *queue, const wfm_queue *given_queue, int unread, wfm_targets *targets,
                            const wfm_targets *given_targets, wfm_i_unknown unknown)
{
    wfm_status of_targets = wfm_i_targets_read(targets, given_targets);
    bool any_rule = of_targets == WFM_OK && !(targets->service_level > 0) && unknown != WFM_I_AGENTS;
    wfm_status status = wfm_i_queue_read(queue, given_queue, any_rule ? unread | UNREAD_RULE : unread);
    if (status != WFM_OK) return status;
    if (of_targets != WFM_OK) return of_targets;
    return wfm_i_targets_meaning(targets, queue, unknown);
}

enum {
    PLAIN_TARGETS = 4, /* those that are not about hanging up or full lines come first */
    STEPS_SEEN = 4
};

/* The waits at the last few numbers of agents, as a number is looked at first to decide and then to report. */
typedef struct ladder {
    double load;
    double answer; /* the T of the service level, in handle times */
    int steps;
    double agents[STEPS_SEEN];
    wfm_i_waits waits[STEPS_SEEN];
} ladder;

static wfm_i_waits waits_at(ladder *of, double agents)
{
    int newest = of->steps < STEPS_SEEN ? of->steps : STEPS_SEEN;
    for (int i = 0; i < newest; i++)
        if (of->agents[i] == agents) return of->waits[i];
    int place = of->steps++ % STEPS_SEEN;
    of->agents[place] = agents;
    of->waits[place] = wfm_i_queue_waits(agents, of->load, of->answer);
    return of->waits[place];
}

/* One target of a queue, its times in handle times. */
typedef struct aim {
    int32_t target;
    double goal;
    ladder *at;
} aim;

static aim aim_at(int32_t target, double goal, const wfm_queue *q, ladder *at)
{
    double handled = target == WFM_BINDING_ASA ? goal / q->aht_s : goal;
    return (aim){target, handled, at};
}

/* Agents for one target, real. */
static double fractional_for(const aim *of)
{
    double load = of->at->load;
    switch (of->target) {
    case WFM_BINDING_SERVICE_LEVEL: return wfm_erlang_c_servers_for_service_level(load, of->at->answer, of->goal);
    case WFM_BINDING_ASA: return wfm_erlang_c_servers_for_asa(load, of->goal);
    case WFM_BINDING_WAIT_PROBABILITY: return wfm_erlang_c_servers_for_waiting(load, of->goal);
    default: return load / of->goal;
    }
}

/* Whether agents meet one target other than a cap: the definition, on the smaller of a share and its complement. A load
 * that reaches the agents meets none: its waits grow without end. */
static bool meets(double agents, const void *about)
{
    const aim *of = about;
    double load = of->at->load;
    if (load >= agents) return false;
    if (of->target == WFM_BINDING_ASA) return wfm_erlang_c_asa(agents, load) <= of->goal;
    if (of->target == WFM_BINDING_WAIT_PROBABILITY) return wfm_erlang_c(agents, load) <= of->goal;
    wfm_i_waits waits = waits_at(of->at, agents);
    return of->goal < 0.5 ? waits.within >= of->goal : waits.beyond <= 1 - of->goal;
}

/* A cap is a quotient, met as people mean it. From 2^53 on the least double above the load is as whole as any. */
static double whole_for(const aim *of, double fractional)
{
    if (of->target == WFM_BINDING_OCCUPANCY) return ceil(wfm_i_snap(fractional));
    double agents = wfm_i_least_whole(meets, of, fractional);
    return agents > of->at->load ? agents : of->at->load * (1 + DBL_EPSILON);
}

/* The largest requirement of all targets. */
static wfm_i_requirement require_plain(const wfm_targets *targets, const wfm_queue *q, ladder *at)
{
    wfm_i_requirement most = {0, 0, WFM_BINDING_NONE};
    if (!(at->load > 0)) return most;
    for (int place = 0; place < PLAIN_TARGETS; place++) {
        int32_t target = wfm_i_target(place);
        double goal = wfm_i_goal(targets, target);
        if (!(goal > 0)) continue;
        aim of = aim_at(target, goal, q, at);
        double fractional = fractional_for(&of);
        double whole = whole_for(&of, fractional);
        if (fractional > most.fractional) most.binding = target;
        most.fractional = fmax(most.fractional, fractional);
        most.whole = fmax(most.whole, whole);
    }
    most.fractional = fmin(most.fractional, most.whole); /* where a cap was met as people mean it */
    return most;
}

/* min_agents and max_agents; what no number meets is missed even without them. */
static wfm_status limit(wfm_i_requirement *r, const wfm_targets *targets)
{
    double least = ceil(targets->min_agents);
    double most = targets->max_agents > 0 ? floor(targets->max_agents) : WFM_I_INF;
    wfm_status status = r->whole > DBL_MAX ? WFM_CAVEAT_TARGET_MISSED : WFM_OK;
    if (r->whole > most) {
        *r = (wfm_i_requirement){most, fmin(r->fractional, targets->max_agents), WFM_BINDING_MAX_AGENTS};
        return WFM_CAVEAT_TARGET_MISSED;
    }
    if (r->whole < least) r->binding = WFM_BINDING_MIN_AGENTS;
    r->whole = fmax(r->whole, least);
    r->fractional = fmax(r->fractional, targets->min_agents);
    return status;
}

static wfm_status staff_plain(const wfm_queue *q, const wfm_targets *t, wfm_staffing *found)
{
    ladder at = {.load = wfm_i_queue_load(q), .answer = q->answer_within_s / q->aht_s};
    wfm_i_requirement r = require_plain(t, q, &at);
    wfm_status status = limit(&r, t);
    found->agents = r.whole;
    found->agents_fractional = r.fractional;
    found->binding = r.binding;
    found->service_level = waits_at(&at, r.whole).within;
    found->service_level_one_fewer = waits_at(&at, fmax(0, r.whole - 1)).within;
    found->service_level_one_more = waits_at(&at, r.whole + 1).within;
    return status | wfm_i_queue_caveats(q, r.whole);
}

/* The service level with a number of agents, which is the first figure of a view. */
static wfm_status level_with(wfm_i_search *on, double agents, double *level)
{
    *level = 1;
    if (!(wfm_i_queue_load(&on->queue) > 0)) return WFM_OK;
    const wfm_i_view *view = wfm_i_search_view(on, agents);
    *level = view->of[0].value;
    return view->known ? WFM_OK : WFM_TOO_MANY_LINES;
}

wfm_status wfm_i_staff_by(const wfm_queue *q, const wfm_targets *t, wfm_i_look look, void *about, wfm_staffing *found)
{
    wfm_i_search on = wfm_i_search_for(WFM_I_AGENTS, q, t);
    on.look = look;
    on.about = about;
    wfm_i_requirement r = wfm_i_search_agents(&on);
    wfm_status status = limit(&r, t);
    found->agents = r.whole;
    found->agents_fractional = r.fractional;
    found->binding = r.binding;
    wfm_status seen = level_with(&on, r.whole, &found->service_level);
    if (seen == WFM_OK) seen = level_with(&on, fmax(0, r.whole - 1), &found->service_level_one_fewer);
    if (seen == WFM_OK) seen = level_with(&on, r.whole + 1, &found->service_level_one_more);
    return seen == WFM_OK ? status | wfm_i_queue_caveats(q, r.whole) : seen;
}

wfm_status wfm_i_staff_read(wfm_queue *queue, const wfm_queue *given_queue, wfm_targets *targets,
                            const wfm_targets *given_targets)
{
    return read_both(queue, given_queue, UNREAD_AGENTS, targets, given_targets, WFM_I_AGENTS);
}

wfm_status wfm_i_staff(const wfm_queue *queue, const wfm_targets *targets, wfm_staffing *found)
{
    bool plain = wfm_i_queue_is_plain(queue);
    return plain ? staff_plain(queue, targets, found) : wfm_i_staff_by(queue, targets, NULL, NULL, found);
}

wfm_status wfm_staffing_agents(const wfm_queue *queue, const wfm_targets *targets, wfm_staffing *staffing)
{
    wfm_queue q;
    wfm_targets t;
    wfm_staffing found = WFM_STAFFING_INIT;
    wfm_status status = wfm_i_struct_open(staffing);
    if (status != WFM_OK) return status;
    status = wfm_i_staff_read(&q, queue, &t, targets);
    if (status != WFM_OK) return status;
    status = wfm_i_staff(&q, &t, &found);
    if (!wfm_failed(status)) wfm_i_struct_write(staffing, &found, sizeof found);
    return status;
}

/* What whole agents of Erlang C are decided by. */
typedef struct plain_row {
    const wfm_targets *targets;
    const wfm_queue *queue;
    ladder *at;
} plain_row;

static bool meets_all(double agents, const void *about)
{
    const plain_row *row = about;
    for (int place = 0; place < PLAIN_TARGETS; place++) {
        int32_t target = wfm_i_target(place);
        double goal = wfm_i_goal(row->targets, target);
        if (!(goal > 0)) continue;
        aim of = aim_at(target, goal, row->queue, row->at);
        bool met = target == WFM_BINDING_OCCUPANCY ? agents >= whole_for(&of, fractional_for(&of)) : meets(agents, &of);
        if (!met) return false;
    }
    return true;
}

enum { STEPS_FROM_A_NEIGHBOUR = 4 };

/* The least whole agents that are enough, looked for around a start; NaN if they are not near it. */
static double whole_near(double start, wfm_i_enough is_enough, const void *about)
{
    double agents = ceil(start);
    if (!(agents < 0x1p53)) return WFM_I_NAN;
    if (agents < 0) return WFM_I_NAN;
    bool enough = is_enough(agents, about);
    double direction = enough ? -1 : 1;
    for (int step = 0; step < STEPS_FROM_A_NEIGHBOUR; step++) {
        agents += direction;
        if (is_enough(agents, about) != enough) return enough ? agents + 1 : agents;
    }
    return WFM_I_NAN;
}

static wfm_i_requirement next_plain(const wfm_targets *targets, const wfm_queue *q, double start)
{
    ladder at = {.load = wfm_i_queue_load(q), .answer = q->answer_within_s / q->aht_s};
    plain_row row = {targets, q, &at};
    double whole = whole_near(start, meets_all, &row);
    return isnan(whole) ? require_plain(targets, q, &at) : (wfm_i_requirement){whole, 0, WFM_BINDING_NONE};
}

static wfm_i_requirement next_search(const wfm_targets *targets, const wfm_queue *q, double start)
{
    wfm_i_search on = wfm_i_search_for(WFM_I_AGENTS, q, targets);
    wfm_i_search *about = &on;
    double whole = whole_near(start, wfm_i_search_is_enough, &about);
    if (isnan(whole)) return wfm_i_search_agents(&on);
    return (wfm_i_requirement){whole, 0, WFM_BINDING_NONE};
}

/* Agents of a row that stands after another: the square-root rule (Halfin and Whitt 1981) says that they exceed the load
 * by about as many square roots of it as they did there. */
static wfm_status staff_next(const wfm_targets *targets, const wfm_queue *q, double *roots, double *agents)
{
    double load = wfm_i_queue_load(q);
    double start = load > 0 ? load + *roots * sqrt(load) : WFM_I_NAN;
    bool plain = wfm_i_queue_is_plain(q);
    wfm_i_requirement r = plain ? next_plain(targets, q, start) : next_search(targets, q, start);
    if (load > 0) *roots = (r.whole - 0.5 - load) / sqrt(load);
    wfm_status status = limit(&r, targets);
    *agents = r.whole;
    return status | wfm_i_queue_caveats(q, r.whole);
}

wfm_status wfm_staffing_intervals(const wfm_queue *queue, const wfm_targets *targets, size_t count, const double *calls,
                                  ptrdiff_t calls_stride, const double *aht_s, ptrdiff_t aht_s_stride, double *agents,
                                  ptrdiff_t agents_stride, wfm_status *status)
{
    wfm_queue q;
    wfm_targets t;
    if (agents == NULL) return WFM_BAD_OUTPUT;
    wfm_status of_call = read_both(&q, queue, UNREAD_AGENTS | UNREAD_CALLS | UNREAD_AHT, &t, targets, WFM_I_AGENTS);
    if (of_call == WFM_OK && calls == NULL) of_call = WFM_BAD_CALLS;
    if (of_call == WFM_OK && aht_s == NULL) of_call = WFM_BAD_AHT;
    wfm_status all = of_call;
    double roots = WFM_I_NAN;
    q.acw_s = 0;
    for (size_t row = 0; row < count; row++) {
        ptrdiff_t i = (ptrdiff_t)row;
        double found = WFM_I_NAN;
        wfm_status of_row = of_call;
        if (of_call == WFM_OK) {
            q.calls = calls[i * calls_stride];
            q.aht_s = aht_s[i * aht_s_stride];
            of_row = wfm_i_queue_check(&q, UNREAD_AGENTS);
        }
        if (of_row == WFM_OK) of_row = staff_next(&t, &q, &roots, &found);
        agents[i * agents_stride] = found;
        if (status != NULL) status[row] = of_row;
        all = wfm_i_combine(all, of_row);
    }
    return all;
}

/* Load that agents hold within one target. In the handle time everything is in units of 1/lambda = interval/calls:
 * with T = answer_within calls/interval the answer time is T/a handle times, and ASA a handle times is ASA
 * calls/interval. */
typedef struct capacity_problem {
    double agents;
    double goal;
    double answer; /* answer_within_s x calls / interval_s */
    int32_t target;
} capacity_problem;

static double load_for_calls(int32_t target, double goal, const wfm_queue *q)
{
    switch (target) {
    case WFM_BINDING_SERVICE_LEVEL:
        return wfm_erlang_c_load_for_service_level(q->agents, q->answer_within_s / q->aht_s, goal);
    case WFM_BINDING_ASA: return wfm_erlang_c_load_for_asa(q->agents, goal / q->aht_s);
    case WFM_BINDING_WAIT_PROBABILITY: return wfm_erlang_c_load_for_waiting(q->agents, goal);
    default: return q->agents * goal;
    }
}

/* Positive where the load is too much for the target, at a handle time of load x interval / calls. */
static double excess_at_load(double load, const void *about)
{
    const capacity_problem *p = about;
    double ln_waiting = wfm_erlang_c_ln(p->agents, load);
    double spare = fmax(0, p->agents - load);
    if (p->target == WFM_BINDING_ASA) return ln_waiting + wfm_i_ln(load) - wfm_i_ln(spare) - wfm_i_ln(p->goal);
    if (p->goal >= 0.5) return ln_waiting - spare * p->answer / load - wfm_i_ln(1 - p->goal);
    return log(p->goal) - wfm_i_ln(wfm_erlang_c_service_level(p->agents, load, p->answer / load));
}

static double load_for_aht(int32_t target, double goal, const wfm_queue *q)
{
    double rate = q->calls / q->interval_s;
    capacity_problem p = {q->agents, goal, q->answer_within_s * rate, target};
    bool timeless = target == WFM_BINDING_WAIT_PROBABILITY || target == WFM_BINDING_OCCUPANCY;
    if (timeless) return load_for_calls(target, goal, q);
    if (target == WFM_BINDING_ASA) p.goal = goal * rate;
    if (target == WFM_BINDING_SERVICE_LEVEL && !(goal < 1)) return 0;
    return q->agents > 0 ? wfm_i_solve(excess_at_load, &p, (wfm_i_guess){q->agents / 2, 0, 0}, q->agents, 0) : 0;
}

/* The least load over all targets, each by one of the two functions above. */
static double least_load(const wfm_queue *q, const wfm_targets *targets, int32_t *binding,
                         double (*load_for)(int32_t, double, const wfm_queue *))
{
    double least = WFM_I_INF;
    for (int place = 0; place < PLAIN_TARGETS; place++) {
        int32_t target = wfm_i_target(place);
        double goal = wfm_i_goal(targets, target);
        if (!(goal > 0)) continue;
        double load = load_for(target, goal, q);
        if (load < least) *binding = target;
        least = fmin(least, load);
    }
    return least;
}

/* Outputs as an error leaves them; the binding goes to scratch where the caller does not want it. */
static wfm_status open_capacity(double *value, int32_t **binding, int32_t *scratch)
{
    if (*binding == NULL) *binding = scratch;
    **binding = -1;
    if (value == NULL) return WFM_BAD_OUTPUT;
    *value = WFM_I_NAN;
    return WFM_OK;
}

wfm_status wfm_staffing_calls(const wfm_queue *queue, const wfm_targets *targets, double *calls, int32_t *binding)
{
    wfm_queue q;
    wfm_targets t;
    int32_t scratch;
    wfm_status status = open_capacity(calls, &binding, &scratch);
    if (status == WFM_OK) status = read_both(&q, queue, UNREAD_CALLS, &t, targets, WFM_I_CALLS);
    if (status != WFM_OK) return status;
    if (wfm_i_queue_is_plain(&q)) {
        *calls = least_load(&q, &t, binding, load_for_calls) / q.aht_s * q.interval_s;
    } else {
        wfm_i_search on = wfm_i_search_for(WFM_I_CALLS, &q, &t);
        *calls = wfm_i_search_most(&on, binding);
    }
    q.calls = fmin(*calls, 1);
    wfm_status caveats = wfm_i_queue_is_plain(&q) ? WFM_OK : wfm_i_queue_caveats(&q, q.agents);
    return *calls > 0 ? caveats : caveats | WFM_CAVEAT_TARGET_MISSED;
}

wfm_status wfm_staffing_aht(const wfm_queue *queue, const wfm_targets *targets, double *aht_s, int32_t *binding)
{
    wfm_queue q;
    wfm_targets t;
    int32_t scratch;
    wfm_status status = open_capacity(aht_s, &binding, &scratch);
    if (status == WFM_OK) status = read_both(&q, queue, UNREAD_AHT, &t, targets, WFM_I_AHT);
    if (status != WFM_OK) return status;
    if (!(q.calls > 0)) {
        *binding = WFM_BINDING_NONE;
        *aht_s = WFM_I_INF;
        return WFM_OK;
    }
    if (wfm_i_queue_is_plain(&q)) {
        *aht_s = least_load(&q, &t, binding, load_for_aht) / q.calls * q.interval_s;
    } else {
        q.acw_s = 0;
        wfm_i_search on = wfm_i_search_for(WFM_I_AHT, &q, &t);
        *aht_s = wfm_i_search_most(&on, binding);
    }
    return *aht_s > 0 ? WFM_OK : WFM_CAVEAT_TARGET_MISSED;
}

wfm_status wfm_staffing_answer_within(const wfm_queue *queue, const wfm_targets *targets, double *answer_within_s)
{
    wfm_queue q;
    wfm_targets t;
    if (answer_within_s == NULL) return WFM_BAD_OUTPUT;
    *answer_within_s = WFM_I_NAN;
    wfm_status status = read_both(&q, queue, UNREAD_ANSWER_WITHIN, &t, targets, WFM_I_ANSWER_WITHIN);
    if (status != WFM_OK) return status;
    double load = wfm_i_queue_load(&q);
    double found = 0;
    if (load > 0 && wfm_i_queue_is_plain(&q)) {
        found = wfm_erlang_c_wait_quantile(q.agents, load, t.service_level) * q.aht_s;
    } else if (load > 0) {
        wfm_i_search on = wfm_i_search_for(WFM_I_ANSWER_WITHIN, &q, &t);
        if (!wfm_i_search_view(&on, 0)->known) return WFM_TOO_MANY_LINES;
        found = wfm_i_search_answer_within(&on);
    }
    *answer_within_s = found;
    status = found > DBL_MAX ? WFM_CAVEAT_TARGET_MISSED : WFM_OK;
    return status | wfm_i_queue_caveats(&q, q.agents);
}

/* Lines made whole at both ends, each decided by the targets themselves. */
static void make_whole(wfm_i_search *on, wfm_staffing_range *range)
{
    range->least_whole = range->least <= DBL_MAX ? ceil(range->least) : range->least;
    range->most_whole = range->most <= DBL_MAX ? floor(range->most) : range->most;
    bool solved = range->least <= range->most && range->least_whole < 0x1p53;
    if (!solved) return;
    if (range->least > 0 && range->least_whole >= 1) {
        bool one_fewer = wfm_i_view_meets(wfm_i_search_view(on, range->least_whole - 1), &on->targets);
        if (one_fewer) range->least_whole--;
    }
    if (range->most < 0x1p53) {
        bool one_more = wfm_i_view_meets(wfm_i_search_view(on, range->most_whole + 1), &on->targets);
        if (one_more) range->most_whole++;
    }
}

static wfm_status find_range(const wfm_queue *q, const wfm_targets *t, wfm_i_unknown unknown, wfm_staffing_range *range)
{
    wfm_i_range found = {0, WFM_I_INF, WFM_BINDING_NONE, WFM_BINDING_NONE, WFM_OK};
    wfm_i_search on = wfm_i_search_for(unknown, q, t);
    if (wfm_i_queue_load(q) > 0) found = wfm_i_search_range(&on);
    *range = (wfm_staffing_range)WFM_STAFFING_RANGE_INIT;
    range->least = found.least;
    range->most = found.most;
    range->binding_least = found.binding_least;
    range->binding_most = found.binding_most;
    range->least_whole = range->most_whole = WFM_I_NAN;
    if (unknown == WFM_I_LINES) make_whole(&on, range);
    bool none_whole = range->least_whole > range->most_whole;
    return none_whole ? found.caveats | WFM_CAVEAT_TARGET_MISSED : found.caveats;
}

static wfm_status range_for(const wfm_queue *queue, const wfm_targets *targets, wfm_i_unknown unknown, int unread,
                            wfm_staffing_range *range)
{
    wfm_queue q;
    wfm_targets t;
    wfm_staffing_range found;
    wfm_status status = wfm_i_struct_open(range);
    if (status == WFM_OK) status = read_both(&q, queue, unread, &t, targets, unknown);
    if (status != WFM_OK) return status;
    status = find_range(&q, &t, unknown, &found);
    if (unknown == WFM_I_LINES) q.lines = 1;
    if (unknown == WFM_I_PATIENCE) q.patience_s = 1;
    wfm_i_struct_write(range, &found, sizeof found);
    return status | wfm_i_queue_caveats(&q, q.agents);
}

wfm_status wfm_staffing_lines(const wfm_queue *queue, const wfm_targets *targets, wfm_staffing_range *range)
{
    return range_for(queue, targets, WFM_I_LINES, UNREAD_LINES, range);
}

wfm_status wfm_staffing_patience(const wfm_queue *queue, const wfm_targets *targets, wfm_staffing_range *range)
{
    return range_for(queue, targets, WFM_I_PATIENCE, UNREAD_PATIENCE, range);
}

wfm_status wfm_staffing_implied_patience(const wfm_queue *queue, double abandonment, double *patience_s)
{
    wfm_queue q;
    wfm_staffing_range found;
    if (patience_s == NULL) return WFM_BAD_OUTPUT;
    *patience_s = WFM_I_NAN;
    wfm_status status = wfm_i_queue_read(&q, queue, UNREAD_PATIENCE | UNREAD_RULE);
    if (status != WFM_OK) return status;
    if (!wfm_i_is_fraction(abandonment)) return WFM_BAD_ABANDONMENT;
    wfm_targets t = WFM_TARGETS_INIT;
    t.abandonment = fmax(abandonment, DBL_MIN); /* 0 would mean not given */
    find_range(&q, &t, WFM_I_PATIENCE, &found);
    *patience_s = abandonment > 0 ? found.least : WFM_I_INF;
    q.patience_s = 1;
    bool missed = !(found.least > 0) || (found.least > DBL_MAX && abandonment > 0);
    return (missed ? WFM_CAVEAT_TARGET_MISSED : WFM_OK) | wfm_i_queue_caveats(&q, q.agents);
}
