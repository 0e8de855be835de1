/* SPDX-License-Identifier: MIT */
/* Every search is for a root of the excess: the logarithm of the ratio of a figure to its target, the largest over all
 * targets. What makes it fall or rise with the unknown, and where it does both, is the table of staffing.h. */
#include "internal/search.h"

#include "internal/solve.h"
#include "internal/whole.h"

wfm_i_search wfm_i_search_for(wfm_i_unknown unknown, const wfm_queue *queue, const wfm_targets *targets)
{
    wfm_i_search on = {.queue = *queue, .targets = *targets, .unknown = unknown, .place = -1};
    for (int place = 0; place < WFM_I_TARGETS; place++)
        if (wfm_i_goal(targets, wfm_i_target(place)) > 0) on.goals++;
    return on;
}

/* Of lines and patience 0 would mean endless ones. */
static void set_unknown(wfm_queue *q, wfm_i_unknown unknown, double value)
{
    switch (unknown) {
    case WFM_I_AGENTS: q->agents = value; break;
    case WFM_I_CALLS: q->calls = value; break;
    case WFM_I_AHT: q->aht_s = value; break;
    case WFM_I_ANSWER_WITHIN: q->answer_within_s = value; break;
    case WFM_I_LINES: q->lines = fmax(value, DBL_MIN); break;
    default: q->patience_s = fmax(value, DBL_MIN);
    }
}

/* However patient callers are, what the agents cannot carry hangs up in the end, if there is a line for everybody. */
static void set_endless_patience(wfm_i_search *on, wfm_i_view *view)
{
    const wfm_queue *q = &on->queue;
    bool limited = q->lines > 0 && q->lines <= DBL_MAX;
    double load = wfm_i_queue_load(q);
    if (limited || !(load > q->agents)) return;
    *wfm_i_view_abandonment(view) = (wfm_i_figure){(load - q->agents) / load, q->agents / load};
}

const wfm_i_view *wfm_i_search_view(wfm_i_search *on, double value)
{
    int kept = on->steps < WFM_I_VIEWS_KEPT ? on->steps : WFM_I_VIEWS_KEPT;
    for (int i = 0; i < kept; i++)
        if (on->at[i] == value) return &on->view[i];
    int place = on->steps++ % WFM_I_VIEWS_KEPT;
    set_unknown(&on->queue, on->unknown, value);
    on->at[place] = value;
    if (on->look != NULL)
        on->view[place] = on->look(&on->queue, &on->targets, on->about);
    else
        on->view[place] = wfm_i_view_of(&on->queue, &on->targets);
    bool endless = on->unknown == WFM_I_PATIENCE && value > DBL_MAX;
    if (endless) set_endless_patience(on, &on->view[place]);
    return &on->view[place];
}

static double excess_in(const wfm_i_search *on, const wfm_i_view *view)
{
    int place;
    if (on->place >= 0) return wfm_i_view_excess(view, &on->targets, on->place);
    return wfm_i_view_worst(view, &on->targets, &place);
}

static double excess_at(wfm_i_search *on, double value)
{
    return excess_in(on, wfm_i_search_view(on, value));
}

static int worst_place_at(wfm_i_search *on, double value)
{
    int place;
    wfm_i_view_worst(wfm_i_search_view(on, value), &on->targets, &place);
    return place;
}

static int32_t binding_at(wfm_i_search *on, double value)
{
    return wfm_i_target(worst_place_at(on, value));
}

/* A search from an origin, in one direction: what wfm_i_solve takes. */
typedef struct leg {
    wfm_i_search *on;
    double origin;
    double sign; /* +1 where the excess rises, -1 where it falls */
} leg;

/* Fewer agents than this are none: their figures are those of the limit. */
static const double LEAST_AGENTS = 1e-6;

static double excess_on(double distance, const void *about)
{
    const leg *l = about;
    double value = l->origin + distance;
    if (l->on->unknown == WFM_I_AGENTS) value = fmax(value, LEAST_AGENTS);
    return l->sign * excess_at(l->on, value);
}

static wfm_i_view rough_view(const wfm_i_search *on, double agents)
{
    wfm_queue q = on->queue;
    q.agents = agents;
    return wfm_i_view_roughly(&q);
}

static double rough_excess_on(double agents, const void *about)
{
    const leg *l = about;
    wfm_i_view view = rough_view(l->on, agents);
    return -excess_in(l->on, &view);
}

enum { FEW = 256 }; /* agents, of whom every whole number near the answer is soon tried */

/* Where to look first, and for which target. */
typedef struct agents_guess {
    wfm_i_guess at;
    int place;
} agents_guess;

/* Agents by the rough model, how fast they help there, and the target that asks for most. */
static agents_guess guess_agents(wfm_i_search *on)
{
    double load = wfm_i_queue_load(&on->queue);
    bool patience = on->queue.patience_s > 0 && on->queue.patience_s <= DBL_MAX;
    if (!patience) return (agents_guess){{load, 0, 0}, worst_place_at(on, load)};
    leg l = {on, 0, 1};
    double agents = wfm_i_solve(rough_excess_on, &l, (wfm_i_guess){load, 0, 0}, DBL_MAX, 0);
    bool found = agents < load * 1024 + 1024;
    if (!found) agents = load;
    wfm_i_view view = rough_view(on, agents);
    agents_guess g = {{agents, 0, 0.1}, 0};
    wfm_i_view_worst(&view, &on->targets, &g.place);
    double step = agents * 1e-5;
    on->place = g.place;
    g.at.slope = (rough_excess_on(agents + step, &l) - rough_excess_on(agents - step, &l)) / (2 * step);
    on->place = -1;
    return g;
}

bool wfm_i_search_is_enough(double agents, const void *about)
{
    wfm_i_search *on = *(wfm_i_search *const *)about;
    if (!(agents >= 0)) return false;
    const wfm_i_view *view = wfm_i_search_view(on, agents);
    return !view->known || wfm_i_view_meets(view, &on->targets);
}

/* As many agents as make more of them useless to those who get in: nobody waits any more. */
static double agents_for_every_line(const wfm_queue *q)
{
    double share = q->acw_s / q->aht_s;
    return q->lines / (1 - share);
}

/* Whether some target stays out of reach of any number of agents: a service level of 1 where anybody may wait, or what
 * full lines turn away. The occupancy falls with every agent. */
static bool is_out_of_reach(wfm_i_search *on)
{
    bool limited = on->queue.lines > 0 && on->queue.lines <= DBL_MAX;
    if (!limited) return !(on->targets.service_level < 1);
    double most = agents_for_every_line(&on->queue);
    if (!(most <= DBL_MAX)) return false;
    wfm_targets all = on->targets;
    on->targets.max_occupancy = 0;
    const wfm_i_view *view = wfm_i_search_view(on, ceil(most));
    bool met = wfm_i_view_meets(view, &on->targets);
    on->targets = all;
    return !met;
}

/* The least whole number of agents that is enough: by steps from a guess that double, or as long as the line through the
 * last two excesses says, then between two by that line and by halves in turn. */
static double few_whole(wfm_i_search *on, wfm_i_guess guess)
{
    leg l = {on, 0, 1};
    double low = -1; /* is not enough */
    double high = WFM_I_INF;
    double at = fmax(1, ceil(guess.x));
    double slope = -guess.slope;
    double before = 0;
    double excess = 0;
    for (double step = 1; high - low > 1 && at < 0x1p53; step *= 2) {
        double last = excess;
        excess = excess_on(at, &l);
        if (step > 1) slope = (excess - last) / (at - before);
        before = at;
        if (wfm_i_search_is_enough(at, &on))
            high = at;
        else
            low = at;
        double along = excess / slope; /* as far beyond the root */
        bool told = slope < 0 && fabs(along) < 0x1p53;
        double far = told ? fmax(step, ceil(fabs(along))) : step;
        bool bracketed = low >= 0 && high <= DBL_MAX;
        double middle = floor((low + high) / 2);
        at = bracketed ? middle : (high <= DBL_MAX ? fmax(high - far, 0) : low + far);
    }
    return high;
}

/* The real number between a whole one and one fewer, both of which have been looked at; below one agent from the guess. */
static double few_fractional(wfm_i_search *on, double whole, wfm_i_guess guess)
{
    leg l = {on, 0, -1};
    bool bounded = whole > 0 && whole <= DBL_MAX;
    if (!bounded) return whole;
    double fewer = fmax(whole - 1, LEAST_AGENTS);
    bool guessed = whole == 1 && guess.x < 1;
    if (!guessed) {
        double lacking = excess_at(on, fewer);
        guess.slope = lacking - excess_at(on, whole);
        guess.x = fewer + lacking / guess.slope;
    }
    double found = wfm_i_solve_between(excess_on, &l, guess, fewer, whole, FEW);
    return found > LEAST_AGENTS ? found : 0;
}

static const double MET = 1e-12; /* an excess that is but rounding */

/* The least real number, from a guess on: of one target after the other, as the largest excess of all has a bend where
 * they cross. */
static double many_fractional(wfm_i_search *on, const agents_guess *first)
{
    leg l = {on, 0, -1};
    wfm_i_guess at = first->at;
    on->place = first->place;
    for (int turn = 0; turn < WFM_I_TARGETS; turn++) {
        at.x = wfm_i_solve(excess_on, &l, at, DBL_MAX, 0);
        if (on->goals == 1) break;
        int worst = worst_place_at(on, at.x);
        if (worst == on->place) break;
        if (wfm_i_view_excess(wfm_i_search_view(on, at.x), &on->targets, worst) <= MET) break;
        on->place = worst;
        at.slope = 0;
    }
    on->place = -1;
    return at.x;
}

enum { GOLDEN_STEPS = 48 };

/* Where an excess that falls and then rises is least: golden sections of the logarithm, until it is met. */
static double lowest(wfm_i_search *on, double least, double most)
{
    static const double PART = 0.61803398874989484820;
    double low = log(least);
    double high = log(most);
    double left = high - PART * (high - low);
    double right = low + PART * (high - low);
    double of_left = excess_at(on, exp(left));
    double of_right = excess_at(on, exp(right));
    for (int step = 0; step < GOLDEN_STEPS && high - low > 1e-7; step++) {
        if (fmin(of_left, of_right) < 0) break;
        if (of_left < of_right) {
            high = right;
            right = left;
            of_right = of_left;
            left = high - PART * (high - low);
            of_left = excess_at(on, exp(left));
        } else {
            low = left;
            left = right;
            of_left = of_right;
            right = low + PART * (high - low);
            of_right = excess_at(on, exp(right));
        }
    }
    return exp(of_left < of_right ? left : right);
}

/* Where callers who wait leave sooner than those who talk, another agent is another line that is long in use: full lines
 * turn more away the more agents there are, and what as many agents as lines miss fewer may meet. */
static wfm_i_requirement search_below_lines(wfm_i_search *on)
{
    leg l = {on, 0, -1};
    const wfm_queue *q = &on->queue;
    bool limited = q->lines > 0 && q->lines <= DBL_MAX;
    bool impatient = q->patience_s > 0 && q->patience_s < q->aht_s;
    int32_t binding = limited ? binding_at(on, ceil(agents_for_every_line(q))) : WFM_BINDING_SERVICE_LEVEL;
    wfm_i_requirement missed = {WFM_I_INF, WFM_I_INF, binding};
    if (!limited || !impatient) return missed;
    double best = lowest(on, LEAST_AGENTS, agents_for_every_line(q));
    if (excess_at(on, best) > 0) return missed;
    double real = wfm_i_solve_between(excess_on, &l, (wfm_i_guess){best / 2, 0, 0}, LEAST_AGENTS, best, FEW);
    if (!(real > LEAST_AGENTS)) real = 0;
    double whole = ceil(real);
    if (wfm_i_search_is_enough(whole - 1, &on)) whole--;
    if (!wfm_i_search_is_enough(whole, &on)) return missed;
    return (wfm_i_requirement){whole, fmin(real, whole), binding_at(on, fmax(whole - 1, 0))};
}

wfm_i_requirement wfm_i_search_agents(wfm_i_search *on)
{
    wfm_i_requirement r = {0, 0, WFM_BINDING_NONE};
    double load = wfm_i_queue_load(&on->queue);
    if (!(load > 0)) return r;
    if (is_out_of_reach(on)) return search_below_lines(on);
    agents_guess g = guess_agents(on);
    if (g.at.x < FEW) {
        r.whole = few_whole(on, g.at);
        r.fractional = few_fractional(on, r.whole, g.at);
    } else {
        double real = many_fractional(on, &g);
        r.whole = wfm_i_least_whole(wfm_i_search_is_enough, &on, real);
        r.fractional = fmin(real, r.whole);
    }
    r.binding = binding_at(on, r.whole > 0 ? fmax(r.whole - 1, 0) : 0);
    return r;
}

double wfm_i_search_most(wfm_i_search *on, int32_t *binding)
{
    leg l = {on, 0, 1};
    double start = on->queue.agents * on->queue.interval_s;
    start /= on->unknown == WFM_I_CALLS ? on->queue.aht_s : on->queue.calls;
    double most = wfm_i_solve(excess_on, &l, (wfm_i_guess){start, 0, 0}, DBL_MAX, 0);
    *binding = most > 0 ? binding_at(on, most) : binding_at(on, DBL_MIN);
    return most < DBL_MAX ? most : WFM_I_INF;
}

double wfm_i_search_answer_within(wfm_i_search *on)
{
    leg l = {on, 0, -1};
    if (excess_at(on, 0) <= 0) return 0;
    if (excess_at(on, WFM_I_INF) > 0) return WFM_I_INF;
    double start = on->queue.aht_s / (on->queue.agents + 1);
    double found = wfm_i_solve(excess_on, &l, (wfm_i_guess){start, 0, 0}, DBL_MAX, 0);
    return found < DBL_MAX ? found : WFM_I_INF;
}

/* Where to look for the value that serves best. Of lines: as many waiting places as end within the answer time. */
static double best_value(wfm_i_search *on)
{
    const wfm_queue *q = &on->queue;
    double t = q->answer_within_s / q->aht_s;
    if (on->unknown == WFM_I_PATIENCE) return lowest(on, 1e-6 * q->aht_s, 1e6 * q->aht_s);
    return lowest(on, 0.5, (q->agents + 1) * (2 + 3 * t) + 100 + 2 * wfm_i_queue_treated(q));
}

static double start_of(const wfm_i_search *on)
{
    return on->unknown == WFM_I_PATIENCE ? on->queue.aht_s : on->queue.agents + 1;
}

/* The range of one target, whose excess may fall and then rise. */
static wfm_i_range range_of(wfm_i_search *on)
{
    int32_t target = wfm_i_target(on->place);
    wfm_i_range r = {0, WFM_I_INF, WFM_BINDING_NONE, WFM_BINDING_NONE, WFM_OK};
    bool from_start = excess_at(on, 0) <= 0;
    bool to_end = excess_at(on, WFM_I_INF) <= 0;
    bool neither = !from_start && !to_end;
    bool falls = target == WFM_BINDING_ABANDONMENT || target == WFM_BINDING_BLOCKING;
    bool rises = !falls && target != WFM_BINDING_SERVICE_LEVEL;
    double best = 0;
    if (neither) best = falls ? WFM_I_INF : (rises ? 0 : best_value(on));
    if (neither && excess_at(on, best) > 0) return (wfm_i_range){best, best, target, target, WFM_CAVEAT_TARGET_MISSED};
    if (neither) r.caveats = WFM_CAVEAT_TWO_SOLUTIONS;
    leg falling = {on, 0, -1};
    leg rising = {on, best, 1};
    double start = neither ? best / 2 : start_of(on);
    if (!from_start) {
        r.least = wfm_i_solve(excess_on, &falling, (wfm_i_guess){start, 0, 0}, neither ? best : DBL_MAX, 0);
        r.binding_least = target;
    }
    if (!to_end) {
        r.most = best + wfm_i_solve(excess_on, &rising, (wfm_i_guess){start, 0, 0}, DBL_MAX, best);
        r.binding_most = target;
    }
    return r;
}

wfm_i_range wfm_i_search_range(wfm_i_search *on)
{
    wfm_i_range all = {0, WFM_I_INF, WFM_BINDING_NONE, WFM_BINDING_NONE, WFM_OK};
    for (int place = 0; place < WFM_I_TARGETS; place++) {
        if (!(wfm_i_goal(&on->targets, wfm_i_target(place)) > 0)) continue;
        on->place = place;
        wfm_i_range of = range_of(on);
        if (of.least > all.least) all.binding_least = of.binding_least;
        if (of.most < all.most) all.binding_most = of.binding_most;
        all.least = fmax(all.least, of.least);
        all.most = fmin(all.most, of.most);
        all.caveats |= of.caveats;
    }
    on->place = -1;
    if (all.least > all.most) all.caveats |= WFM_CAVEAT_TARGET_MISSED;
    return all;
}
