/* SPDX-License-Identifier: MIT */
/* The service level as a risk: of one queue, of a day, and the agents that keep it small. What varies is correlation.c's;
 * the chance is that of a beta distribution with the same mean and variance. A level is the ratio of two whole numbers:
 * from half a call below 1 on, a target counts as that. */
#include "internal/beta.h"
#include "internal/columns.h"
#include "internal/correlation.h"
#include "internal/demand.h"
#include "internal/structs.h"
#include "internal/targets.h"

static const double LONGEST = 1e12; /* handle times of a wait: longer is never */

void wfm_realised_init(wfm_realised *realised, size_t size)
{
    wfm_i_struct_init(realised, size);
}

/* Where nobody hangs up, the rules differ only in whether who is turned away counts. */
static wfm_i_counting counting_of(const wfm_queue *q, double span)
{
    bool endless = !(q->patience_s > 0 && q->patience_s <= DBL_MAX);
    wfm_i_counting of = {.rule = q->service_rule, .span = span};
    bool answered = of.rule == WFM_SERVICE_ANSWERED;
    if (endless && !answered) of.rule = WFM_SERVICE_OFFERED;
    of.within = fmin(q->answer_within_s / q->aht_s, LONGEST);
    of.short_abandon = endless ? 0 : fmin(q->short_abandon_s / q->aht_s, LONGEST);
    of.counts_blocked = (q->flags & WFM_QUEUE_COUNT_BLOCKED) != 0 && !answered;
    return of;
}

/* A level that does not vary. */
static wfm_realised steady(double level, double calls)
{
    wfm_realised r = WFM_REALISED_INIT;
    r.level = r.mean = level;
    r.calls = calls;
    return r;
}

static wfm_status vary(const wfm_queue *q, double span, double level, wfm_realised *found)
{
    wfm_i_model model = wfm_i_queue_model(q);
    wfm_i_counting of = counting_of(q, span);
    wfm_i_spread spread;
    if (!wfm_i_correlate(&model, &of, &spread)) return WFM_TOO_MANY_STATES;
    *found = steady(level, model.load * span * spread.counted);
    if (!(found->calls > 0)) return WFM_OK;
    found->mean = fmin(1, fmax(0, level + spread.shift));
    found->variance = fmax(0, fmin(spread.variance, found->mean * (1 - found->mean)));
    found->standard_deviation = sqrt(found->variance);
    return WFM_OK;
}

/* x^a (1 - x)^b / (b B(a,b)) for a, b <= 1: what one more of b takes from I_x. B(1,b) = 1/b. */
static double next_term(double a, double b, double x)
{
    double ln_beta = wfm_i_beta_ln_ratio(a, b, (1 - a) / a) - wfm_i_ln(b);
    return wfm_i_exp(a * wfm_i_ln(x) + b * wfm_i_ln(1 - x) - ln_beta - wfm_i_ln(b));
}

/* P(X > x) of the beta distribution with any parameters above 0. */
static double beta_above(double a, double b, double x)
{
    if (b >= 1) return wfm_i_beta_tails(a, b, -a * wfm_i_ln(x)).above;
    if (a >= 1) return wfm_i_beta_tails(b, a, -b * wfm_i_ln(1 - x)).below;
    return fmin(1, wfm_i_beta_tails(a, b + 1, -a * wfm_i_ln(x)).above + next_term(a, b, x));
}

static double chance_of(const wfm_realised *r, double target)
{
    if (!(target > 0)) return WFM_I_NAN;
    double room = r->mean * (1 - r->mean);
    if (!(r->variance > 0)) return r->mean >= target ? 1 : 0;
    double size = room / r->variance - 1;
    if (!(size > 0)) return r->mean;
    double half = fmin(0.5, 0.5 / r->calls);
    double from = fmax(half, fmin(target, 1 - half));
    return beta_above(r->mean * size, (1 - r->mean) * size, from);
}

/* The level in the long run. */
static wfm_status level_with(const wfm_queue *queue, double agents, double *level)
{
    wfm_queue q = *queue;
    wfm_i_sight sight;
    q.agents = agents;
    wfm_status status = wfm_i_queue_see(&q, q.answer_within_s, WFM_I_SHARES, &sight);
    if (status == WFM_OK) *level = wfm_i_queue_level(&q, &sight).within;
    return status;
}

/* Of a checked queue. */
static wfm_status realise(const wfm_queue *q, double intervals, double target, wfm_realised *found)
{
    double load = wfm_i_queue_load(q);
    double level = 0;
    wfm_status status = level_with(q, q->agents, &level);
    if (status != WFM_OK) return status;
    bool overloaded = wfm_i_queue_is_plain(q) && load >= q->agents;
    bool strictly = (q->flags & WFM_QUEUE_STRICTLY_WITHIN) != 0 && !(q->answer_within_s > 0);
    *found = steady(level, q->calls * intervals);
    bool varies = load > 0 && !overloaded && !strictly;
    if (varies) {
        status = vary(q, intervals * q->interval_s / q->aht_s, level, found);
        if (wfm_failed(status)) return status;
    }
    found->chance = chance_of(found, target);
    return wfm_i_queue_caveats(q, q->agents);
}

/* A span whose calls and time are numbers. */
static wfm_status check_span(const wfm_queue *q, double intervals)
{
    if (!(intervals > 0)) return WFM_BAD_INTERVALS;
    double span = intervals * q->interval_s / q->aht_s;
    bool fits = span > 0 && span <= DBL_MAX && q->calls * intervals <= DBL_MAX;
    return fits ? WFM_OK : WFM_BAD_INTERVALS;
}

wfm_status wfm_queue_realised(const wfm_queue *queue, double intervals, double target, wfm_realised *realised)
{
    wfm_queue q;
    wfm_realised found;
    wfm_status status = wfm_i_struct_open(realised);
    if (status == WFM_OK) status = wfm_i_queue_read(&q, queue, 0);
    if (status == WFM_OK) status = wfm_i_queue_untreated(&q);
    if (status == WFM_OK) status = check_span(&q, intervals);
    if (status != WFM_OK) return status;
    if (!wfm_i_is_fraction(target)) return WFM_BAD_REALISED_TARGET;
    status = realise(&q, intervals, target, &found);
    if (!wfm_failed(status)) wfm_i_struct_write(realised, &found, sizeof found);
    return status;
}

/* ---- a day ---- */

/* Rows of a day. */
typedef struct day {
    size_t count;
    const double *calls;
    ptrdiff_t calls_stride;
    const double *level;
    ptrdiff_t level_stride;
    const double *variance;
    ptrdiff_t variance_stride;
} day;

static wfm_status check_day(const day *d, double target)
{
    double all = 0;
    bool columns = d->calls != NULL && d->level != NULL && d->variance != NULL;
    if (!columns && d->count > 0) return WFM_BAD_REALISED_COLUMN;
    if (!wfm_i_is_fraction(target)) return WFM_BAD_REALISED_TARGET;
    for (size_t row = 0; row < d->count; row++) {
        int64_t i = (int64_t)row;
        double calls = wfm_i_at(d->calls, d->calls_stride, i);
        if (!wfm_i_finite_from_zero(calls)) return WFM_BAD_REALISED_CALLS;
        all += calls;
        if (!wfm_i_is_fraction(wfm_i_at(d->level, d->level_stride, i))) return WFM_BAD_REALISED_LEVEL;
        if (!wfm_i_is_fraction(wfm_i_at(d->variance, d->variance_stride, i))) return WFM_BAD_VARIANCE;
    }
    return all <= DBL_MAX ? WFM_OK : WFM_BAD_REALISED_CALLS;
}

/* Each interval's own variance, and that of the day's mixture of intervals as their calls vary by Poisson's law. */
static wfm_realised over_day(const day *d)
{
    double all = 0, good = 0, variance = 0;
    for (size_t row = 0; row < d->count; row++)
        all += wfm_i_at(d->calls, d->calls_stride, (int64_t)row);
    if (!(all > 0)) return steady(1, 0);
    for (size_t row = 0; row < d->count; row++)
        good +=
            wfm_i_at(d->calls, d->calls_stride, (int64_t)row) / all * wfm_i_at(d->level, d->level_stride, (int64_t)row);
    double level = fmin(1, good);
    for (size_t row = 0; row < d->count; row++) {
        double part = wfm_i_at(d->calls, d->calls_stride, (int64_t)row) / all;
        double off = wfm_i_at(d->level, d->level_stride, (int64_t)row) - level;
        variance += part * part * wfm_i_at(d->variance, d->variance_stride, (int64_t)row) + off * off * part / all;
    }
    wfm_realised r = steady(level, all);
    r.variance = fmin(variance, level * (1 - level));
    r.standard_deviation = sqrt(r.variance);
    return r;
}

wfm_status wfm_queue_realised_day(size_t count, const double *calls, ptrdiff_t calls_stride, const double *level,
                                  ptrdiff_t level_stride, const double *variance, ptrdiff_t variance_stride,
                                  double target, wfm_realised *realised)
{
    const day d = {count, calls, calls_stride, level, level_stride, variance, variance_stride};
    wfm_status status = wfm_i_struct_open(realised);
    if (status == WFM_OK) status = check_day(&d, target);
    if (status != WFM_OK) return status;
    wfm_realised found = over_day(&d);
    found.chance = chance_of(&found, target);
    wfm_i_struct_write(realised, &found, sizeof found);
    return WFM_OK;
}

/* ---- agents ---- */

/* What a number of agents is judged by. */
typedef struct wanted {
    wfm_queue queue;
    double level;
    double intervals;
    double chance;
    wfm_status status; /* of the last number of agents */
} wanted;

/* What cannot be computed is not enough: a load so near to the agents that too many states count. */
static bool is_enough(wanted *w, double agents)
{
    wfm_realised r = WFM_REALISED_INIT;
    w->queue.agents = agents;
    w->status = realise(&w->queue, w->intervals, w->level, &r);
    return !wfm_failed(w->status) && r.chance >= w->chance;
}

/* The least whole number that is enough: steps that double, up or down from the load, then halves. Infinite where none
 * is. */
static double least_agents(wanted *w)
{
    static const double MOST_AGENTS = 0x1p52;
    double load = wfm_i_queue_load(&w->queue);
    double high = floor(load) + 1, step = ceil(sqrt(load)) + 1;
    double low = -1; /* none is enough at and below it, as far as is known */
    while (!is_enough(w, high)) {
        if (!(high < MOST_AGENTS)) return WFM_I_INF;
        low = high;
        high += step;
        step *= 2;
    }
    for (double from = high; low < 0 && from > 0; step *= 2) {
        double lower = fmax(0, from - step);
        if (!is_enough(w, lower))
            low = lower;
        else
            high = from = lower;
    }
    while (high - low > 1) {
        double middle = floor(low + (high - low) / 2);
        if (is_enough(w, middle))
            high = middle;
        else
            low = middle;
    }
    return fmax(0, high);
}

static wfm_status read_wanted(wanted *w, const wfm_queue *queue, double intervals, const wfm_targets *targets,
                              wfm_targets *t)
{
    wfm_status status = wfm_i_queue_read(&w->queue, queue, UNREAD_AGENTS);
    if (status == WFM_OK) status = wfm_i_queue_untreated(&w->queue);
    if (status == WFM_OK) status = wfm_i_targets_read(t, targets);
    if (status != WFM_OK) return status;
    if (!(t->service_level > 0)) return WFM_NO_TARGET;
    status = check_span(&w->queue, intervals);
    if (status != WFM_OK) return status;
    if (!(w->chance > 0)) return WFM_BAD_CHANCE;
    if (!(w->chance < 1)) return WFM_BAD_CHANCE;
    w->level = t->service_level;
    w->intervals = intervals;
    return WFM_OK;
}

/* What the targets beside the service level, and the limits, make of the agents. */
static wfm_status beside(const wanted *w, const wfm_targets *t, wfm_staffing *found)
{
    wfm_targets others = *t;
    wfm_staffing staffing = WFM_STAFFING_INIT;
    others.service_level = others.min_agents = others.max_agents = 0;
    found->binding = found->agents > 0 ? WFM_BINDING_SERVICE_LEVEL : WFM_BINDING_NONE;
    wfm_status status = wfm_staffing_agents(&w->queue, &others, &staffing);
    bool none = status == WFM_NO_TARGET;
    if (none) status = WFM_OK;
    if (wfm_failed(status)) return status;
    if (!none && staffing.agents > found->agents) {
        found->agents = staffing.agents;
        found->binding = staffing.binding;
    }
    if (ceil(t->min_agents) > found->agents) {
        found->agents = ceil(t->min_agents);
        found->binding = WFM_BINDING_MIN_AGENTS;
    }
    double most = t->max_agents > 0 ? floor(t->max_agents) : WFM_I_INF;
    wfm_status missed = found->agents > DBL_MAX || found->agents > most ? WFM_CAVEAT_TARGET_MISSED : WFM_OK;
    if (found->agents > most) found->binding = WFM_BINDING_MAX_AGENTS;
    found->agents = fmin(found->agents, most);
    return missed;
}

wfm_status wfm_staffing_agents_realised(const wfm_queue *queue, const wfm_targets *targets, double intervals,
                                        double chance, wfm_staffing *staffing)
{
    wanted w = {.chance = chance, .status = WFM_OK};
    wfm_targets t;
    wfm_staffing found = WFM_STAFFING_INIT;
    wfm_status status = wfm_i_struct_open(staffing);
    if (status == WFM_OK) status = read_wanted(&w, queue, intervals, targets, &t);
    if (status != WFM_OK) return status;
    if (wfm_i_queue_load(&w.queue) > 0) found.agents = least_agents(&w);
    bool unknown = found.agents > DBL_MAX && wfm_failed(w.status);
    status = unknown ? w.status : beside(&w, &t, &found);
    if (wfm_failed(status)) return status;
    double most = fmin(found.agents, DBL_MAX);
    found.agents_fractional = WFM_I_NAN;
    wfm_status seen = level_with(&w.queue, most, &found.service_level);
    if (seen == WFM_OK) seen = level_with(&w.queue, fmax(0, most - 1), &found.service_level_one_fewer);
    if (seen == WFM_OK) seen = level_with(&w.queue, fmin(most + 1, DBL_MAX), &found.service_level_one_more);
    if (seen != WFM_OK) return seen;
    wfm_i_struct_write(staffing, &found, sizeof found);
    return status | wfm_i_queue_caveats(&w.queue, found.agents);
}
