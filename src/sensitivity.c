/* SPDX-License-Identifier: MIT */
/* Derivatives of a queue's figures by its inputs.
 *
 * slopes.h has the derivatives of every share and mean by the five variables of the model. For one input after the other
 * these are added up along what it moves (a second of handle time moves load, patience and times in handle times, and the
 * lines that after-call work leaves), and the figures follow in dual numbers by the formulas of demand.c and service.c.
 */
#include "internal/demand.h"
#include "internal/slopes.h"
#include "internal/structs.h"

enum { INPUTS = WFM_INPUT_SHORT_ABANDON };

void wfm_sensitivity_init(wfm_sensitivity *sensitivity, size_t size)
{
    wfm_i_struct_init(sensitivity, size);
}

/* What one input moves, for a unit of it. */
typedef struct direction {
    int32_t input;
    double by[WFM_I_WAYS]; /* the variables of the model */
    double short_time;     /* short_abandon_s in handle times */
    double aht;
    double talk; /* 1 - acw_s/aht_s */
} direction;

enum { SAME_PLACES, MORE_PLACES, FEWER_PLACES, SIDES };

/* A queue whose records have been found as far as they were needed: for a change towards more places, fewer or as many, at
 * answer_within_s and at short_abandon_s. */
typedef struct study {
    const wfm_queue *queue;
    wfm_i_model model;
    double time[2]; /* in handle times */
    wfm_i_slopes slopes[2][SIDES];
    bool known[2][SIDES];
    bool has_patience;
    bool has_lines;
} study;

enum { AT_ANSWER, AT_SHORT };

/* The record at a time, along a direction that moves the places so. */
static const wfm_i_slopes *slopes_at(study *s, int when, const direction *along)
{
    double towards = along->by[WFM_I_BY_PLACES];
    int side = towards > 0 ? MORE_PLACES : SAME_PLACES;
    if (towards < 0) side = FEWER_PLACES;
    wfm_i_slopes *found = &s->slopes[when][side];
    if (!s->known[when][side]) wfm_i_slopes_at(&s->model, s->time[when], towards, found);
    s->known[when][side] = true;
    return found;
}

/* What moves nothing adds nothing, even where there is no derivative. */
static double moved(double by, double derivative)
{
    return by == 0 ? 0 : by * derivative;
}

/* One member of a record along a direction. */
static wfm_i_dual member_of(const wfm_i_slopes *slopes, int member, const direction *along, double by_time)
{
    wfm_i_dual x = {slopes->value[member], moved(by_time, slopes->by[member][WFM_I_BY_TIME])};
    for (int way = 0; way < WFM_I_WAYS; way++)
        if (way != WFM_I_BY_TIME) x.slope += moved(along->by[way], slopes->by[member][way]);
    return x;
}

/* The calls that the system holds: lines + agents share, or lines/(1 - share) where that is less; the places for waiting
 * are what of them is not the agents'. */
static double places_along(const study *s, const direction *d, double by_lines)
{
    const wfm_queue *q = s->queue;
    double talk = 1 - q->acw_s / q->aht_s;
    double held = q->agents * talk;
    double by_held = d->by[WFM_I_BY_AGENTS] * talk + q->agents * d->talk;
    bool lasting = q->lines > held || (q->lines == held && by_lines >= by_held);
    if (lasting) return by_lines - by_held;
    return (by_lines - q->lines / talk * d->talk) / talk - d->by[WFM_I_BY_AGENTS];
}

/* What a unit of the input moves. */
static direction direction_of(const study *s, int32_t input)
{
    const wfm_queue *q = s->queue;
    direction d = {.input = input};
    double load = wfm_i_queue_load(q);
    double by_lines = 0;
    switch (input) {
    case WFM_INPUT_CALLS: d.by[WFM_I_BY_LOAD] = wfm_i_load(1, q->aht_s, q->interval_s); break;
    case WFM_INPUT_INTERVAL: d.by[WFM_I_BY_LOAD] = -load / q->interval_s; break;
    case WFM_INPUT_AHT:
        d.by[WFM_I_BY_LOAD] = q->calls / q->interval_s;
        d.by[WFM_I_BY_PATIENCE] = s->has_patience ? -s->model.patience / q->aht_s : 0;
        d.by[WFM_I_BY_TIME] = -s->time[AT_ANSWER] / q->aht_s;
        d.short_time = -s->time[AT_SHORT] / q->aht_s;
        d.talk = q->acw_s / q->aht_s / q->aht_s;
        d.aht = 1;
        break;
    case WFM_INPUT_ACW: d.talk = -1 / q->aht_s; break;
    case WFM_INPUT_AGENTS: d.by[WFM_I_BY_AGENTS] = 1; break;
    case WFM_INPUT_ANSWER_WITHIN: d.by[WFM_I_BY_TIME] = 1 / q->aht_s; break;
    case WFM_INPUT_PATIENCE: d.by[WFM_I_BY_PATIENCE] = 1 / q->aht_s; break;
    case WFM_INPUT_LINES: by_lines = 1; break;
    default: d.short_time = 1 / q->aht_s; break;
    }
    if (s->has_lines) d.by[WFM_I_BY_PLACES] = places_along(s, &d, by_lines);
    return d;
}

/* wfm_i_shares with its derivatives. */
typedef struct shares {
    wfm_i_dual answered_within;
    wfm_i_dual answered_beyond;
    wfm_i_dual abandoned;
    wfm_i_dual abandoned_beyond;
    wfm_i_dual wait_within;
    wfm_i_dual wait_beyond;
    wfm_i_dual offered_within;
    wfm_i_dual offered_beyond;
} shares;

static shares shares_at(study *s, int when, const direction *along)
{
    const wfm_i_slopes *r = slopes_at(s, when, along);
    double by_time = when == AT_ANSWER ? along->by[WFM_I_BY_TIME] : along->short_time;
    shares found;
    found.answered_within = member_of(r, WFM_I_OF_ANSWERED_WITHIN, along, by_time);
    found.answered_beyond = member_of(r, WFM_I_OF_ANSWERED_BEYOND, along, by_time);
    found.abandoned = member_of(r, WFM_I_OF_ABANDONMENT, along, by_time);
    found.abandoned_beyond = member_of(r, WFM_I_OF_ABANDONED_BEYOND, along, by_time);
    found.wait_within = member_of(r, WFM_I_OF_WAIT_WITHIN, along, by_time);
    found.wait_beyond = member_of(r, WFM_I_OF_WAIT_BEYOND, along, by_time);
    found.offered_within = member_of(r, WFM_I_OF_OFFERED_WITHIN, along, by_time);
    found.offered_beyond = member_of(r, WFM_I_OF_OFFERED_BEYOND, along, by_time);
    return found;
}

/* Nobody is answered before the time 0, and at it some are. */
static void before_any_time(shares *of, const direction *along)
{
    double jump = along->input == WFM_INPUT_ANSWER_WITHIN ? WFM_I_NAN : 0;
    of->answered_beyond = wfm_i_plus(of->answered_within, of->answered_beyond);
    if (jump != 0) of->answered_beyond.slope = jump;
    of->answered_within = of->offered_within = of->wait_within = (wfm_i_dual){0, jump};
    of->offered_beyond = of->wait_beyond = (wfm_i_dual){1, jump};
}

/* Takes out who hangs up shortly, as wfm_i_leave_out. */
static void leave_out(shares *of, study *s, const direction *along)
{
    const wfm_queue *q = s->queue;
    shares at_short = shares_at(s, AT_SHORT, along);
    bool alike = q->short_abandon_s == q->answer_within_s && along->input == WFM_INPUT_ANSWER_WITHIN;
    bool is_longer = q->short_abandon_s >= q->answer_within_s && !alike;
    wfm_i_dual counted = wfm_i_less(at_short.abandoned_beyond, of->abandoned_beyond); /* within T */
    of->abandoned = at_short.abandoned_beyond;
    if (is_longer) {
        of->abandoned_beyond = at_short.abandoned_beyond;
        counted = (wfm_i_dual){0, 0};
    }
    of->wait_within = wfm_i_plus(of->answered_within, counted);
    of->wait_beyond = wfm_i_plus(of->answered_beyond, of->abandoned_beyond);
}

static wfm_i_dual level_of(const shares *of, int32_t rule, wfm_i_dual blocked, wfm_i_dual reaching)
{
    wfm_i_dual good = of->answered_within;
    wfm_i_dual bad = of->answered_beyond;
    switch (rule) {
    case WFM_SERVICE_ANSWERED: return wfm_i_share(good, bad);
    case WFM_SERVICE_OFFERED: bad = wfm_i_plus(bad, of->abandoned); break;
    case WFM_SERVICE_SL2: good = of->wait_within, bad = of->wait_beyond; break;
    case WFM_SERVICE_EXCLUDING: bad = wfm_i_plus(bad, of->abandoned_beyond); break;
    default: good = of->offered_within, bad = of->offered_beyond; break;
    }
    return wfm_i_share(wfm_i_times(good, reaching), wfm_i_plus(wfm_i_times(bad, reaching), blocked));
}

static wfm_i_dual service_level(study *s, const direction *along)
{
    const wfm_queue *q = s->queue;
    shares of = shares_at(s, AT_ANSWER, along);
    bool strictly = (q->flags & WFM_QUEUE_STRICTLY_WITHIN) != 0 && !(q->answer_within_s > 0) && s->model.load > 0;
    if (strictly) before_any_time(&of, along);
    if (q->short_abandon_s > 0 && s->has_patience) leave_out(&of, s, along);
    const wfm_i_slopes *r = slopes_at(s, AT_ANSWER, along);
    wfm_i_dual blocked = {0, 0};
    wfm_i_dual reaching = {1, 0};
    if (q->flags & WFM_QUEUE_COUNT_BLOCKED) {
        blocked = member_of(r, WFM_I_OF_BLOCKING, along, 0);
        reaching = member_of(r, WFM_I_OF_REACHING, along, 0);
    }
    bool alike = !s->has_patience && q->service_rule != WFM_SERVICE_ANSWERED;
    return level_of(&of, alike ? WFM_SERVICE_VIRTUAL : q->service_rule, blocked, reaching);
}

/* What figures are made of. */
typedef struct ground {
    wfm_i_dual load;
    wfm_i_dual agents;
    wfm_i_dual aht;
    wfm_i_dual talk;
    const wfm_i_slopes *slopes;
    const direction *along;
} ground;

static wfm_i_dual of(const ground *g, int member)
{
    return member_of(g->slopes, member, g->along, 0);
}

static wfm_i_dual carried(const ground *g)
{
    return wfm_i_times(wfm_i_times(g->load, of(g, WFM_I_OF_REACHING)), of(g, WFM_I_OF_ANSWERED));
}

/* Of the places that are all taken nobody gets one: those who are turned away find all agents busy as well. */
static wfm_i_dual queue_mean(const ground *g)
{
    return wfm_i_times(wfm_i_times(g->load, of(g, WFM_I_OF_REACHING)), of(g, WFM_I_OF_WAIT));
}

static wfm_i_dual queue_when_busy(const ground *g)
{
    wfm_i_dual blocking = of(g, WFM_I_OF_BLOCKING);
    wfm_i_dual each = wfm_i_times(g->load, of(g, WFM_I_OF_WAIT_OF_WAITING));
    if (!(blocking.value > 0) && !(blocking.slope > 0)) return each;
    wfm_i_dual waiting = wfm_i_times(of(g, WFM_I_OF_WAITING), of(g, WFM_I_OF_REACHING));
    return wfm_i_over(queue_mean(g), wfm_i_plus(waiting, blocking));
}

static wfm_i_dual occupancy(const ground *g)
{
    wfm_i_dual busy = carried(g);
    if (busy.value < g->agents.value) return wfm_i_over(busy, g->agents);
    return (wfm_i_dual){1, isnan(busy.slope) ? busy.slope : 0};
}

/* x/y where there is any x. */
static wfm_i_dual ratio_of(wfm_i_dual x, wfm_i_dual y)
{
    if (x.value > 0) return wfm_i_over(x, y);
    return (wfm_i_dual){0, x.slope == 0 ? 0 : WFM_I_NAN};
}

static wfm_i_dual in_seconds(const ground *g, wfm_i_dual mean)
{
    return wfm_i_times(g->aht, mean);
}

static wfm_i_dual trunk_load(const ground *g, double treatment_s)
{
    wfm_i_dual waiting_or_talking = wfm_i_plus(wfm_i_times(carried(g), g->talk), queue_mean(g));
    if (!(treatment_s > 0)) return waiting_or_talking;
    wfm_i_dual treated = wfm_i_times(g->load, wfm_i_over((wfm_i_dual){treatment_s, 0}, g->aht));
    return wfm_i_plus(waiting_or_talking, treated);
}

/* One figure along a direction. */
static wfm_i_dual figure_along(study *s, int32_t figure, const direction *along)
{
    const wfm_queue *q = s->queue;
    const ground g = {{wfm_i_queue_load(q), along->by[WFM_I_BY_LOAD]},
                      {q->agents, along->by[WFM_I_BY_AGENTS]},
                      {q->aht_s, along->aht},
                      {1 - q->acw_s / q->aht_s, along->talk},
                      slopes_at(s, AT_ANSWER, along),
                      along};
    switch (figure) {
    case WFM_FIGURE_OCCUPANCY: return occupancy(&g);
    case WFM_FIGURE_WAIT_PROBABILITY: return of(&g, WFM_I_OF_WAITING);
    case WFM_FIGURE_ASA: return in_seconds(&g, wfm_i_over(of(&g, WFM_I_OF_ANSWERED_WAIT), of(&g, WFM_I_OF_ANSWERED)));
    case WFM_FIGURE_WAIT_MEAN: return in_seconds(&g, of(&g, WFM_I_OF_WAIT));
    case WFM_FIGURE_MEAN_WAIT_OF_WAITING: return in_seconds(&g, of(&g, WFM_I_OF_WAIT_OF_WAITING));
    case WFM_FIGURE_QUEUE_MEAN: return queue_mean(&g);
    case WFM_FIGURE_QUEUE_MEAN_WHEN_BUSY: return queue_when_busy(&g);
    case WFM_FIGURE_SERVICE_LEVEL: return service_level(s, along);
    case WFM_FIGURE_TRUNK_LOAD: return trunk_load(&g, q->treatment_s);
    case WFM_FIGURE_ABANDONMENT: return of(&g, WFM_I_OF_ABANDONMENT);
    case WFM_FIGURE_ABANDONMENT_OF_WAITING: return ratio_of(of(&g, WFM_I_OF_ABANDONMENT), of(&g, WFM_I_OF_WAITING));
    case WFM_FIGURE_WAIT_MEAN_ABANDONING:
        return in_seconds(&g, ratio_of(of(&g, WFM_I_OF_ABANDONING_WAIT), of(&g, WFM_I_OF_ABANDONMENT)));
    default: return of(&g, WFM_I_OF_BLOCKING);
    }
}

/* Derivatives along one input, NaN where it is not given. */
static double derivative(study *s, int32_t figure, int32_t input)
{
    const wfm_queue *q = s->queue;
    bool given = true;
    if (input == WFM_INPUT_PATIENCE) given = s->has_patience;
    if (input == WFM_INPUT_LINES) given = s->has_lines;
    if (input == WFM_INPUT_SHORT_ABANDON) given = q->short_abandon_s > 0;
    if (!given) return WFM_I_NAN;
    direction along = direction_of(s, input);
    if (figure == WFM_FIGURE_LOAD) return along.by[WFM_I_BY_LOAD];
    return figure_along(s, figure, &along).slope;
}

static double value_of(const wfm_queue_metrics *m, int32_t figure)
{
    const double values[] = {m->load_erl,
                             m->occupancy,
                             m->wait_probability,
                             m->asa_s,
                             m->wait_mean_s,
                             m->mean_wait_of_waiting_s,
                             m->queue_mean,
                             m->queue_mean_when_busy,
                             m->service_level,
                             m->trunk_load_erl,
                             m->abandonment,
                             m->abandonment_of_waiting,
                             m->wait_mean_abandoning_s,
                             m->blocking};
    return values[figure - WFM_FIGURE_LOAD];
}

/* Without calls nobody waits; what the first of them changes is not told. */
static void set_idle(wfm_i_slopes *to)
{
    static const int ones[] = {WFM_I_OF_AT_ONCE,         WFM_I_OF_ANSWERED,    WFM_I_OF_OFFERED_WITHIN,
                               WFM_I_OF_ANSWERED_WITHIN, WFM_I_OF_WAIT_WITHIN, WFM_I_OF_REACHING};
    *to = (wfm_i_slopes){{0}, {{0}}};
    for (size_t i = 0; i < sizeof ones / sizeof ones[0]; i++)
        to->value[ones[i]] = 1;
    for (int member = 0; member < WFM_I_MEMBERS; member++)
        to->by[member][WFM_I_BY_LOAD] = WFM_I_NAN;
}

static study study_of(const wfm_queue *q)
{
    study s = {.queue = q, .model = wfm_i_queue_model(q)};
    s.time[AT_ANSWER] = fmin(q->answer_within_s / q->aht_s, DBL_MAX);
    s.time[AT_SHORT] = fmin(q->short_abandon_s / q->aht_s, DBL_MAX);
    s.has_patience = s.model.patience <= DBL_MAX;
    s.has_lines = s.model.lines <= DBL_MAX;
    if (s.model.load > 0) return s;
    for (int i = 0; i < 2 * SIDES; i++) {
        set_idle(&s.slopes[i / SIDES][i % SIDES]);
        s.known[i / SIDES][i % SIDES] = true;
    }
    return s;
}

static bool is_kinked(const study *s)
{
    double places = s->model.lines - s->model.agents;
    if (!s->has_lines || !(s->model.load > 0)) return false;
    if (places == 0) return true;
    return wfm_i_model_kind(&s->model) == WFM_I_PLACES && places == floor(places);
}

/* Whether a figure of those who wait, or hang up, is given as 0 because their share is too small for a double. */
static bool is_of_nobody(const study *s, int32_t figure, double value)
{
    bool waits = s->model.load > 0 && wfm_i_model_kind(&s->model) != WFM_I_NO_PLACES;
    if (value > 0 || !waits) return false;
    switch (figure) {
    case WFM_FIGURE_MEAN_WAIT_OF_WAITING:
    case WFM_FIGURE_QUEUE_MEAN_WHEN_BUSY: return true;
    case WFM_FIGURE_ABANDONMENT_OF_WAITING:
    case WFM_FIGURE_WAIT_MEAN_ABANDONING: return s->has_patience;
    default: return false;
    }
}

static void set_derivatives(wfm_sensitivity *found, study *s, int32_t figure)
{
    double *const by[INPUTS] = {&found->by_calls,      &found->by_interval_s, &found->by_aht_s,
                                &found->by_acw_s,      &found->by_agents,     &found->by_answer_within_s,
                                &found->by_patience_s, &found->by_lines,      &found->by_short_abandon_s};
    double *const relative[INPUTS] = {
        &found->elasticity_calls,    &found->elasticity_interval, &found->elasticity_aht,
        &found->elasticity_acw,      &found->elasticity_agents,   &found->elasticity_answer_within,
        &found->elasticity_patience, &found->elasticity_lines,    &found->elasticity_short_abandon};
    const wfm_queue *q = s->queue;
    const double inputs[INPUTS] = {q->calls,           q->interval_s, q->aht_s, q->acw_s,          q->agents,
                                   q->answer_within_s, q->patience_s, q->lines, q->short_abandon_s};
    double largest = 0;
    bool told = fabs(found->value) <= DBL_MAX && !is_of_nobody(s, figure, found->value);
    for (int i = 0; i < INPUTS; i++) {
        *by[i] = told ? derivative(s, figure, i + 1) : WFM_I_NAN;
        *relative[i] = found->value > 0 ? inputs[i] * *by[i] / found->value : WFM_I_NAN;
        if (fabs(*relative[i]) > largest) {
            largest = fabs(*relative[i]);
            found->most = i + 1;
        }
    }
}

/* The two means that with patience cost the most are found only where one is asked for. */
static wfm_status evaluate(const wfm_queue *q, int32_t figure, double *value)
{
    wfm_queue asked = *q;
    wfm_queue_metrics metrics;
    bool mean = figure == WFM_FIGURE_ASA || figure == WFM_FIGURE_WAIT_MEAN_ABANDONING;
    if (!mean) asked.flags |= WFM_QUEUE_SKIP_MEANS;
    wfm_status status = wfm_i_queue_metrics(&asked, &metrics);
    if (!wfm_failed(status)) *value = value_of(&metrics, figure);
    return status;
}

wfm_status wfm_queue_sensitivity(const wfm_queue *queue, int32_t of, wfm_sensitivity *sensitivity)
{
    wfm_queue q;
    wfm_sensitivity found = WFM_SENSITIVITY_INIT;
    wfm_status status = wfm_i_struct_open(sensitivity);
    if (status == WFM_OK) status = wfm_i_queue_read(&q, queue, 0);
    if (status == WFM_OK) status = wfm_i_queue_untreated(&q);
    if (wfm_failed(status)) return status;
    if (of < WFM_FIGURE_LOAD) return WFM_BAD_FIGURE;
    if (of > WFM_FIGURE_BLOCKING) return WFM_BAD_FIGURE;
    status = evaluate(&q, of, &found.value);
    if (wfm_failed(status)) return status;
    study s = study_of(&q);
    set_derivatives(&found, &s, of);
    found.kinked = is_kinked(&s);
    wfm_i_struct_write(sensitivity, &found, sizeof found);
    return status;
}
