/* SPDX-License-Identifier: MIT */
/* Patience of any law by Whitt's approximation M/M/n/r+M(k): births and deaths in which those who wait hang up at a rate
 * that depends on how many they are. In handle times, with lambda the calls that join the queue (all but those who balk),
 * h the hazard and tau the mean of the law:
 *
 * 1. The j-th caller from the end has waited about j/lambda (Whitt 2005, sec. 3), or from (j - 1)/lambda to j/lambda, where
 *    the mean of the hazard is lambda (H(j/lambda) - H((j-1)/lambda)), H its integral. So k waiting hang up at the rate
 *
 *        delta_k = lambda H(k/lambda),
 *
 *    where Whitt has h(1/lambda) + ... + h(k/lambda), the integral by right ends: far off where h changes much from one
 *    caller to the next.
 *    Where all have the same patience h is no function. There only the oldest can hang up; his wait is the time of k
 *    arrivals, given that it is below tau, which comes to its end at the rate of the gamma distribution's density over its
 *    distribution function, delta_k = lambda P(N = k-1)/P(N >= k), N Poisson's with the mean lambda tau.
 * 2. State k has the weight lambda^k/((n + delta_1) ... (n + delta_k)) beside the state of n calls, and those below it
 *    together 1/B(n,a) - 1. The ratio of a weight to the one before falls; the walk ends where what is left is less than
 *    1e-20 of what there is, or at the last line where a double shows its weight.
 * 3. A caller who finds k waiting has an offered wait V of k + 1 stages. Those before him are taken to hang up at the
 *    mean rate of all who wait, theta = sum delta_k p_k / sum k p_k: stage j ends at the rate n + j theta, and
 *    P(V > t | k) = I_0 + ... + I_k as in places.c. Exponential patience makes this exact.
 * 4. With G the tail of the patience and v(t) = P(V > t), who waits is answered within t with probability
 *    v(0) - G(t) v(t) + int_0^t v dG; who hangs up has waited -int t v dG in all. Gauss and Legendre's rule of 16 points over
 *    panels of y, t = t_0 + y^3 (t_1 - t_0), as G may have a corner at 0. These shares are put in proportion to the numbers
 *    that steps 1 and 2 say are answered and hang up, and who is answered has waited what is left of the queue.
 *
 * Sources: Whitt 2005, Management Science 51, 221-235. */
#include "internal/general.h"
#include "internal/laws.h"
#include "internal/loss_tables.h"
#include "internal/poisson.h"
#include "internal/structs.h"
#include "wfm/erlang.h"

enum { MOST_WAITING = 1 << 17, MOST_PANELS = 24 };

static const double LEAST_AGENTS = 1e-6; /* fewer are none */
static const double RARE = 1e-290;       /* a probability of waiting that is none */
static const double MOST_LOAD = 1e15;    /* more than can be walked through */
static const double LONGEST = 1e100;     /* time, in handle times */

void wfm_patience_law_init(wfm_patience_law *law, size_t size)
{
    wfm_i_struct_init(law, size);
}

wfm_status wfm_i_patience_law_read(wfm_patience_law *law, const wfm_patience_law *given)
{
    wfm_status status = wfm_i_struct_read(law, sizeof *law, given, WFM_BAD_PATIENCE_LAW_STRUCT);
    if (status != WFM_OK) return status;
    if (law->law < WFM_LAW_EXPONENTIAL) return WFM_BAD_LAW;
    if (law->law > WFM_LAW_HYPEREXPONENTIAL) return WFM_BAD_LAW;
    if (!wfm_i_finite_from_zero(law->mean_s)) return WFM_BAD_LAW_MEAN;
    if (!(law->mean_s > 0)) return WFM_BAD_LAW_MEAN;
    if (!wfm_i_law_takes(law->law, law->shape)) return WFM_BAD_LAW_SHAPE;
    return wfm_i_is_fraction(law->balk) ? WFM_OK : WFM_BAD_BALK;
}

/* Times in handle times. */
typedef struct chain {
    double n;
    double load;
    double balk;
    double join; /* rate of those who join, with a place for them */
    double places;
    double blocking_b; /* B(n, load) */
    wfm_i_law law;
} chain;

/* A state and how many of the callers who find it get in. */
typedef struct state {
    double waiting;
    double weight;
    double leaving; /* delta */
    double let_in;
    double ratio; /* to the weight before */
} state;

static double let_in_at(const chain *of, double waiting)
{
    return fmin(1, fmax(0, of->places - waiting));
}

static double leaving_with(const chain *of, double waiting)
{
    if (of->law.kind != WFM_LAW_DETERMINISTIC)
        return of->join * wfm_i_law_depth(&of->law, fmin(waiting / of->join, LONGEST));
    double mean = of->join * of->law.mean;
    double fall = wfm_i_poisson_fall(waiting, mean);
    return waiting / of->law.mean / wfm_i_poisson_at(waiting, mean, waiting - mean, fall).palm;
}

static void advance(const chain *of, state *at)
{
    double entering = of->join * at->let_in;
    double waiting = at->waiting + 1;
    double leaving = entering > 0 ? leaving_with(of, waiting) : 0;
    double ratio = entering / (of->n + leaving);
    *at = (state){waiting, at->weight * ratio, leaving, let_in_at(of, waiting), ratio};
}

/* Whether what is left counts for nothing beside a part of a sum: ratios fall. */
static bool is_spent(const state *at, double part)
{
    return at->ratio < 1 && at->weight * at->ratio <= part * (1 - at->ratio);
}

/* Shares of the time, and of the calls, as they come at random. */
typedef struct totals {
    double ln_all;  /* ln of the sum of all weights, that of no callers waiting being 1 */
    double at_once; /* an agent free */
    double let_in;  /* none free, but a place */
    double blocked;
    double waiting; /* mean number */
    double leaving; /* rate of hanging up, after a wait */
    double longest; /* queue that counts */
} totals;

static const double LARGE = 1e200;

static void add_state(totals *sum, const state *at)
{
    sum->let_in += at->weight * at->let_in;
    sum->blocked += at->weight * (1 - at->let_in);
    sum->waiting += at->weight * at->waiting;
    sum->leaving += at->weight * at->leaving;
}

static void scale_totals(totals *sum, double by)
{
    sum->at_once *= by;
    sum->let_in *= by;
    sum->blocked *= by;
    sum->waiting *= by;
    sum->leaving *= by;
}

/* False where more would be waiting than are walked through. Beyond the longest queue that counts the walk goes on to the
 * last place, as long as a double shows how seldom that is taken. */
static bool totals_of(const chain *of, totals *sum)
{
    state at = {0, 1, 0, let_in_at(of, 0), 0};
    double least = of->places <= DBL_MAX ? 1e-300 : 1e-20;
    double blocks = 0;
    bool counts = true;
    *sum = (totals){.at_once = (1 - of->blocking_b) / of->blocking_b};
    add_state(sum, &at);
    for (;;) {
        advance(of, &at);
        if (!(at.weight > 0)) break;
        if (at.waiting > MOST_WAITING) return false;
        add_state(sum, &at);
        if (counts) sum->longest = at.waiting;
        double all = sum->let_in + sum->blocked;
        counts = counts && !is_spent(&at, 1e-20 * all);
        if (is_spent(&at, least * all)) break;
        if (at.weight < LARGE) continue;
        at.weight /= LARGE;
        scale_totals(sum, 1 / LARGE);
        blocks++;
    }
    double all = sum->at_once + sum->let_in + sum->blocked;
    scale_totals(sum, 1 / all);
    sum->ln_all = log(all) + blocks * log(LARGE);
    return true;
}

/* A number with a power of e that is too small to be put into it yet. */
typedef struct scaled {
    double value;
    double ln; /* <= 0 */
} scaled;

static scaled scaled_exp(double ln)
{
    double first = fmax(ln, -600);
    return (scaled){wfm_i_exp(first), fmin(0, ln - first)};
}

static double value_of(const scaled *x)
{
    return x->ln < 0 ? x->value * wfm_i_exp(x->ln) : x->value;
}

/* What may be put into it now, as a factor. */
static double settle(scaled *x)
{
    bool waits = x->ln < 0 && x->value > 1e100;
    if (!waits) return 1;
    double part = fmax(x->ln, -400);
    double factor = exp(part);
    x->value *= factor;
    x->ln -= part;
    return factor;
}

enum { NODES = 2 * GAUSS_HALF };

/* P(all busy, with a place, and V > t) at the nodes, in one walk. */
static void offered_beyond(const chain *of, const totals *sum, const double *t, double *beyond, int count)
{
    double theta = sum->waiting > 0 ? sum->leaving / sum->waiting : 0;
    double tau[NODES];
    double stages[NODES];
    scaled term[NODES];
    for (int i = 0; i < count; i++) {
        tau[i] = theta > 0 ? -expm1(-fmin(theta * t[i], 746)) / theta : t[i];
        term[i] = scaled_exp(-of->n * t[i]);
        stages[i] = term[i].value;
        beyond[i] = 0;
    }
    state at = {0, 1, 0, let_in_at(of, 0), 0};
    scaled weight = scaled_exp(-sum->ln_all);
    for (;;) {
        double callers = value_of(&weight) * at.let_in;
        for (int i = 0; i < count; i++) {
            scaled up_to = {stages[i], term[i].ln};
            beyond[i] += callers * value_of(&up_to);
            term[i].value *= tau[i] * ((of->n + at.waiting * theta) / (at.waiting + 1));
            stages[i] *= settle(&term[i]);
            stages[i] += term[i].value;
        }
        if (at.waiting >= sum->longest) break;
        advance(of, &at);
        weight.value *= at.ratio;
        settle(&weight);
    }
}

/* Integrals of v = P(V > t) over an interval. */
typedef struct integrals {
    double ended;    /* v against who hangs up: -int v dG */
    double given_up; /* -int t v dG */
} integrals;

static void add_panel(integrals *sum, const chain *of, const totals *all, double from, double length, double y_low,
                      double y_width)
{
    double t[NODES];
    double beyond[NODES];
    double weight[NODES];
    for (int i = 0; i < NODES; i++) {
        double offset = i < GAUSS_HALF ? gauss_node[i] : -gauss_node[i - GAUSS_HALF];
        double y = y_low + y_width * (1 + offset) / 2;
        t[i] = from + length * y * y * y;
        weight[i] = gauss_weight[i % GAUSS_HALF] * y_width / 2 * 3 * y * y * length;
    }
    offered_beyond(of, all, t, beyond, NODES);
    for (int i = 0; i < NODES; i++) {
        double staying = wfm_i_law_tail(&of->law, t[i]);
        double density = staying > 0 && t[i] > 0 ? staying * wfm_i_law_hazard(&of->law, t[i]) : 0;
        sum->ended += weight[i] * beyond[i] * density;
        sum->given_up += weight[i] * beyond[i] * density * t[i];
    }
}

/* Who all have the same patience hang up at its end. */
static void add_end(integrals *sum, const chain *of, const totals *all, double from, double to)
{
    double beyond;
    double end = of->law.mean;
    if (of->law.kind != WFM_LAW_DETERMINISTIC) return;
    if (end <= from || end > to) return;
    offered_beyond(of, all, &end, &beyond, 1);
    sum->ended += beyond;
    sum->given_up += end * beyond;
}

static integrals integrals_over(const chain *of, const totals *all, double from, double to)
{
    integrals sum = {0, 0};
    double end = of->law.kind == WFM_LAW_DETERMINISTIC ? fmin(to, of->law.mean) : to;
    double length = end - from;
    add_end(&sum, of, all, from, to);
    if (!(length > 0)) return sum;
    double panels = 2 + sqrt(all->longest) / 4 + fmin(length / wfm_i_law_width(&of->law), 1000) / 4;
    panels = floor(fmin(panels, MOST_PANELS));
    for (double i = 0; i < panels; i++)
        add_panel(&sum, of, all, from, length, i / panels, 1 / panels);
    return sum;
}

/* From where on nobody waits: neither the patience of anybody nor the longest queue lasts so long. */
static double last_time(const chain *of, const totals *all)
{
    double theta = all->waiting > 0 ? all->leaving / all->waiting : 0;
    double stages = all->longest + 1;
    double mean = theta > 0 ? log1p(stages * theta / of->n) / theta + 1 / of->n : stages / of->n;
    double by_queue = mean + (10 * sqrt(stages) + 40) / of->n;
    double by_patience = of->law.mean;
    for (int step = 0; step < 60 && wfm_i_law_tail(&of->law, by_patience) > 1e-15; step++)
        by_patience *= 1.3;
    return fmin(by_queue, by_patience);
}

/* All that the figures come from. */
typedef struct solution {
    chain chain;
    totals totals;
    integrals whole;
    double reaching; /* share of the calls that get in */
    double balked;   /* shares of all calls */
    double answered; /* after a wait */
    double abandoned;
    double of_answered; /* number over integral */
    double of_abandoned;
    double last; /* time */
} solution;

static bool solve(solution *s)
{
    const chain *of = &s->chain;
    totals *t = &s->totals;
    if (!totals_of(of, t)) return false;
    double joined = t->let_in * (1 - of->balk);
    s->last = last_time(of, t);
    s->whole = integrals_over(of, t, 0, s->last);
    s->reaching = t->at_once + t->let_in;
    s->balked = t->let_in * of->balk;
    s->abandoned = fmin(t->leaving / of->load, joined);
    s->answered = joined - s->abandoned;
    double ended = fmin(s->whole.ended, t->let_in);
    s->of_abandoned = ended > 0 ? s->abandoned / ended : 0;
    s->of_answered = t->let_in > ended ? s->answered / (t->let_in - ended) : 0;
    return true;
}

/* Shares at t of the calls that get in. */
static wfm_i_shares shares_at(const solution *s, double t, bool strictly)
{
    const totals *all = &s->totals;
    const chain *of = &s->chain;
    double at = fmin(t, s->last);
    double beyond = all->let_in;
    double at_once = all->at_once;
    double staying = wfm_i_law_tail(&of->law, t);
    double early = at_once;
    integrals within = {0, 0};
    if (t > 0) within = integrals_over(of, all, 0, at);
    if (t > 0) offered_beyond(of, all, &t, &beyond, 1);
    if (strictly) early = 0;
    double answered = all->let_in - within.ended - staying * beyond;
    answered = t > 0 ? fmin(fmax(0, answered) * s->of_answered, s->answered) : 0;
    double ended = fmin(within.ended * s->of_abandoned, s->abandoned);
    if (!(t > 0) && strictly) beyond = s->reaching;
    wfm_i_shares x = {.answered = (at_once + s->answered) / s->reaching,
                      .answered_within = (early + answered) / s->reaching,
                      .answered_beyond = (at_once - early + s->answered - answered) / s->reaching,
                      .abandoned = (s->balked + s->abandoned) / s->reaching,
                      .abandoned_within = (strictly ? 0 : s->balked + ended) / s->reaching,
                      .offered_within = fmax(0, s->reaching - beyond) / s->reaching,
                      .offered_beyond = beyond / s->reaching};
    x.abandoned_beyond = x.abandoned - x.abandoned_within;
    x.wait_within = x.answered_within + x.abandoned_within;
    x.wait_beyond = x.answered_beyond + x.abandoned_beyond;
    return x;
}

static double ratio_of(double x, double y)
{
    return x > 0 ? x / y : 0;
}

static void set_figures(wfm_queue_metrics *m, const wfm_queue *q, const solution *s)
{
    const totals *t = &s->totals;
    double load = s->chain.load;
    double abandoned = s->balked + s->abandoned;
    double carried = load * fmax(0, s->reaching - abandoned);
    double wait = t->waiting / load; /* of all calls together, over their number */
    double given_up = fmin(wait, s->whole.given_up * s->of_abandoned);
    double answered = s->reaching - abandoned;
    m->load_erl = load;
    m->occupancy = wfm_i_occupancy(q->agents, carried);
    m->wait_probability = t->let_in / s->reaching;
    m->wait_mean_s = q->aht_s * (wait / s->reaching);
    m->mean_wait_of_waiting_s = q->aht_s * ratio_of(wait, t->let_in);
    m->queue_mean = t->waiting;
    m->queue_mean_when_busy = ratio_of(t->waiting, t->let_in + t->blocked);
    m->trunk_load_erl = carried * ((q->aht_s - q->acw_s) / q->aht_s) + t->waiting + wfm_i_queue_treated(q);
    m->abandonment = abandoned / s->reaching;
    m->abandonment_of_waiting = ratio_of(abandoned, t->let_in);
    m->blocking = t->blocked;
    m->asa_s = answered > 0 ? q->aht_s * (fmax(0, wait - given_up) / answered) : WFM_I_INF;
    m->wait_mean_abandoning_s = q->aht_s * ratio_of(given_up, abandoned);
    bool skipped = (q->flags & WFM_QUEUE_SKIP_MEANS) != 0;
    if (skipped) m->asa_s = m->wait_mean_abandoning_s = WFM_I_NAN;
}

static wfm_i_level level_of(const wfm_queue *q, const solution *s)
{
    double t = q->answer_within_s / q->aht_s;
    double short_t = q->short_abandon_s / q->aht_s;
    bool strictly = (q->flags & WFM_QUEUE_STRICTLY_WITHIN) != 0 && !(t > 0);
    wfm_i_shares shares = shares_at(s, t, strictly);
    if (short_t > 0) {
        wfm_i_shares at_short = shares_at(s, short_t, false);
        wfm_i_leave_out(&shares, &at_short, short_t >= t);
    }
    if (q->flags & WFM_QUEUE_COUNT_BLOCKED) shares.blocked = s->totals.blocked;
    return wfm_i_level_of(&shares, q->service_rule);
}

/* The figures of the closed forms, where they serve: nobody waits, or patience makes no difference. */
static wfm_status closed(const wfm_queue *queue, wfm_queue_metrics *metrics, double *beyond)
{
    wfm_i_sight sight;
    wfm_status status = wfm_i_queue_metrics(queue, metrics);
    if (wfm_failed(status)) return status;
    wfm_i_queue_see(queue, queue->answer_within_s, WFM_I_SHARES, &sight);
    *beyond = wfm_i_queue_level(queue, &sight).beyond;
    return status;
}

wfm_status wfm_i_patience_law_chain(const wfm_queue *queue, const wfm_patience_law *law, wfm_queue_metrics *metrics,
                                    double *beyond)
{
    wfm_i_model m = wfm_i_queue_model(queue);
    double mean = fmin(fmax(law->mean_s / queue->aht_s, 1 / LONGEST), LONGEST);
    double join = m.load * (1 - law->balk);
    double blocking_b = m.load > 0 ? wfm_erlang_b(fmax(m.agents, LEAST_AGENTS), m.load) : 0;
    bool without = m.lines <= m.agents || blocking_b < RARE || !(m.agents <= DBL_MAX);
    if (without) return closed(queue, metrics, beyond);
    if (m.load > MOST_LOAD) return WFM_TOO_MANY_WAITING;
    solution s = {.chain = {fmax(m.agents, LEAST_AGENTS), m.load, law->balk, join, m.lines - m.agents, blocking_b,
                            wfm_i_law_of(law->law, mean, law->shape)}};
    if (!solve(&s)) return WFM_TOO_MANY_WAITING;
    wfm_i_level level = level_of(queue, &s);
    *metrics = (wfm_queue_metrics)WFM_QUEUE_METRICS_INIT;
    set_figures(metrics, queue, &s);
    metrics->service_level = level.within;
    *beyond = level.beyond;
    return wfm_i_queue_caveats(queue, queue->agents);
}

wfm_status wfm_i_patience_law_metrics(const wfm_queue *queue, const wfm_patience_law *law, wfm_queue_metrics *metrics,
                                      double *beyond)
{
    bool exponential = law->law == WFM_LAW_EXPONENTIAL && !(law->balk > 0);
    return exponential ? closed(queue, metrics, beyond) : wfm_i_patience_law_chain(queue, law, metrics, beyond);
}

wfm_status wfm_queue_patience_law(const wfm_queue *queue, const wfm_patience_law *law, wfm_queue_metrics *metrics)
{
    wfm_queue q;
    wfm_patience_law l;
    wfm_queue_metrics found;
    double beyond;
    wfm_status status = wfm_i_struct_open(metrics);
    if (status == WFM_OK) status = wfm_i_queue_read(&q, queue, UNREAD_PATIENCE);
    if (status == WFM_OK) status = wfm_i_queue_untreated(&q);
    if (status == WFM_OK) status = wfm_i_patience_law_read(&l, law);
    if (status != WFM_OK) return status;
    q.patience_s = l.mean_s;
    status = wfm_i_patience_law_metrics(&q, &l, &found, &beyond);
    if (!wfm_failed(status)) wfm_i_struct_write(metrics, &found, sizeof found);
    return status;
}
