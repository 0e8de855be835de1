/* SPDX-License-Identifier: MIT */
/* How much a service level varies in a span of time.
 *
 * Method. Times are in handle times, t is the span, a the load, theta = 1/patience, pi the stationary probabilities of the
 * chain of births and deaths X, S the level.
 *
 * 1. Ratio. With G the good calls and C the counted ones among those who arrive in the span, D = G - S C has the mean 0.
 *    G/C has, by the delta method, the variance Var(D)/E(C)^2 and the mean S - Cov(D,C)/E(C)^2. All that follows is exact.
 * 2. Pairs. Var(D) is a t E(d^2), d being what one call adds to D, and twice the sum over pairs of calls of E(d d'). With
 *    h(x) the mean of d of who finds x calls, the later call of a pair is first taken to have h(X) when it comes.
 * 3. The earlier call's outcome hangs on who leaves after it came, and so does X. Let Phi_s(x) be the mean integral of h(X)
 *    over a time s from x on, and N(j,w) the mean of d of a call that has waited w and has j before it. Both make
 *    martingales, and the mean of d times the integral of h(X) exceeds the product of their means by the integral over
 *    their joint jumps: a call before it or itself leaves, and x falls by 1. Their rates times what N changes by add up to
 *    -dN/dw. The density of calls that have waited w with i before and b behind them is
 *
 *        a pi(n + i) e^(-(n + (i + 1) theta) w) m^b/b!,   m = a (1 - e^(-theta w))/theta,
 *
 *    as one sees by putting it into the balance of births and deaths; full lines only cut it off in i + b. Times -dN/dw
 *    and summed over i + b = k it does not depend on w: it is a pi(n + k) kappa(k), where kappa is what the mean of d of who
 *    finds k before him loses as an age A goes by (the density of an answer at T, or of hanging up at T or at
 *    short_abandon). Hence the excess, for either age,
 *
 *        sum over k of a pi(n + k) kappa(k) integral over w from 0 to min(A,s) of Phi_(s-w)(n + k) - Phi_(s-w)(n + k + 1).
 *
 * 4. Where the later call comes while the earlier one waits, the two outcomes jump together from then on as well. By the
 *    same density, with q calls before the earlier one and between the two, and w what the later one has waited, the sum is
 *
 *        integral over w from 0 to A of sum over q of a^2 pi(n + q) e^(m(w) - (n + (q + 2) theta) w) kappa_(A-w)(q)
 *            (N(q,w) - N(q + 1,w)) integral over l from 0 to A - w of t - l,
 *
 *    with the terms of e^m that lines have room for. The integral over w is by 16 points between the ages.
 * 5. By the rule virtual, who hangs up goes on to be counted without being in the system: of those who have waited w a share
 *    1 - e^(-theta w) is gone, and x is one less for them. With lines this is not exact where the lines are full.
 * 6. Time. In the Laplace transform, 2 and 3 are l' (z - Q)^-1 h / z^2, Q the chain's generator; its eigenvalues are 0 and
 *    negative, and Talbot's contour with the constants of Weideman 2006 (SIAM J. Numer. Anal. 44, 2342-2362) gives nine
 *    digits with NODES pairs of nodes, whatever the span. An age that is not small beside the span has a contour of its own.
 * 7. l' (z - Q)^-1 h takes one walk over the states, eliminating one after the other. With the pivot written as up + delta,
 *    delta' = z + down delta/(up + delta): no difference is formed. As Q is symmetric but for a scaling, and z not real,
 *    no pivot is small. All nodes go along in the same walk, so that no state needs to be kept.
 * 8. Of a fractional number of agents the states n, n - 1, ... are those of the continued Erlang B; all that lies below
 *    the last one above 0 is one state, of the weight 1/B - 1 there. It joins whole numbers on both sides.
 * 9. States rarer than 1e-19 of the most frequent one are left out.
 *
 * Sources: Whitt 1992, Asymptotic formulas for Markov processes with applications to simulation (Oper. Res. 40, 279-291), for
 * correlations by the chain's generator. 3 and 4 are derived here, and held against an enumeration of all pairs of calls
 * by tests/vectors/generate_realised.py. */
#include "internal/correlation.h"

#include "internal/loss_tables.h"
#include "wfm/erlang.h"

enum { NODES = 12, AGES = 2, MOST_STATES = 1 << 16 };

static const double NEGLIGIBLE = 1e-19; /* weight of a state beside the largest */

/* ---- complex numbers, which C11 leaves to the compiler ---- */

typedef struct complex_number {
    double re;
    double im;
} complex_number;

static inline complex_number add(complex_number x, complex_number y)
{
    return (complex_number){x.re + y.re, x.im + y.im};
}

static inline complex_number times(complex_number x, complex_number y)
{
    return (complex_number){x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re};
}

static inline complex_number scaled(complex_number x, double by)
{
    return (complex_number){x.re * by, x.im * by};
}

/* 1/x, in two steps so that the square neither overflows nor vanishes. */
static inline complex_number inverse(complex_number x)
{
    double size = fmax(fabs(x.re), fabs(x.im));
    double re = x.re / size, im = x.im / size;
    double square = (re * re + im * im) * size;
    return (complex_number){re / square, -im / square};
}

static complex_number exponential(complex_number x)
{
    double size = wfm_i_exp(fmin(x.re, 700));
    return (complex_number){size * cos(x.im), size * sin(x.im)};
}

/* (1 - e^-x)/x, by its series (of x below 1/2: 1/16! is nothing) where that would cancel. */
static complex_number spread(complex_number x)
{
    enum { TERMS = 16 };
    if (fmax(fabs(x.re), fabs(x.im)) < 0.5) {
        complex_number sum = {1, 0};
        for (int i = TERMS; i > 1; i--)
            sum = add((complex_number){1, 0}, scaled(times(x, sum), -1.0 / i));
        return sum;
    }
    complex_number decay = exponential(scaled(x, -1));
    return times((complex_number){1 - decay.re, -decay.im}, inverse(x));
}

/* ---- the chain ---- */

/* The states are numbered from 0 (below the last one with agents at work) to top; number first has all agents at work and
 * nobody waiting. Of a fractional number of agents number i has i - shift of them at work. */
typedef struct chain {
    double agents;
    double load;
    double theta;
    double shift;
    double first;
    double lowest_up; /* rate from number 0 to 1 */
    double top;       /* the last that a call gets in at for certain is below it */
    double part;      /* probability of getting in there */
    double low;       /* from where to where states count at all */
    double high;
    double low_weight;
} chain;

static double let_in(const chain *c, double i)
{
    if (i < c->top) return 1;
    return i > c->top ? 0 : c->part;
}

static double up_rate(const chain *c, double i)
{
    if (i >= c->high) return 0;
    return i > 0 ? c->load * let_in(c, i) : c->lowest_up * let_in(c, i);
}

static double down_rate(const chain *c, double i)
{
    if (i <= c->low) return 0;
    return i <= c->first ? i - c->shift : c->agents + (i - c->first) * c->theta;
}

/* As many lines as agents or fewer are the agents that there are. Less than LEAST_PART of an agent is none. */
static chain chain_of(const wfm_i_model *m)
{
    static const double LEAST_PART = 1e-12;
    chain c = {.agents = fmin(m->agents, m->lines), .load = m->load, .theta = 1 / m->patience, .top = WFM_I_INF};
    double rest = c.agents - floor(c.agents);
    if (rest < LEAST_PART) c.agents -= rest;
    c.first = ceil(c.agents);
    c.shift = c.first - c.agents;
    c.lowest_up = c.load;
    if (c.shift > 0) c.lowest_up = rest * (wfm_erlang_b(rest, c.load) / wfm_erlang_b_compl(rest, c.load));
    double places = m->lines - c.agents;
    if (places <= DBL_MAX) {
        c.top = c.first + floor(places);
        c.part = places - floor(places);
    }
    c.high = c.top + (c.part > 0 ? 1 : 0);
    return c;
}

/* Where the weights are largest, about. */
static double mode_of(const chain *c)
{
    double mode = c->load < c->agents ? floor(c->load) : c->first + floor((c->load - c->agents) / c->theta);
    if (c->theta <= 0 && c->load >= c->agents) mode = c->top;
    return fmin(mode, c->top);
}

/* Finds the states that count. False where they are too many. */
static bool set_window(chain *c)
{
    double mode = mode_of(c);
    double weight = 1, i = mode, steps = 0;
    if (!(mode < 0x1p52)) return false;
    while (i > 0 && weight > NEGLIGIBLE && steps++ < MOST_STATES) {
        double down = down_rate(c, i);
        weight *= down / up_rate(c, i - 1);
        i--;
    }
    double low = i;
    c->low_weight = weight;
    weight = 1;
    for (i = mode; i < c->high && steps++ < MOST_STATES; i++) {
        double ratio = up_rate(c, i) / down_rate(c, i + 1);
        weight *= ratio;
        if (ratio < 1 && weight < NEGLIGIBLE * (1 - ratio)) break;
    }
    c->low = low;
    c->high = fmin(i, c->high);
    return steps < MOST_STATES && c->low - c->first < MOST_STATES;
}

/* ---- what becomes of a call ---- */

/* The wait of who finds so many before him, at one age: as in places.c. */
typedef struct at_age {
    double age;
    double tau;
    double patient; /* e^(-theta age) */
    double ln_term; /* of P(exactly so many have left by then), and the same jointly with being answered at last */
    double ln_answered;
    double term;
    double longer;          /* P(V > age) */
    double answered_longer; /* P(answered, V > age) over P(answered) */
} at_age;

static at_age begin_age(const chain *c, double age)
{
    at_age at = {.age = age, .tau = age};
    if (c->theta > 0) at.tau = -expm1(fmax(-c->theta * age, -745)) / c->theta;
    at.patient = wfm_i_exp(-c->theta * age);
    at.ln_term = -c->agents * age;
    at.ln_answered = at.ln_term - c->theta * age;
    at.term = wfm_i_exp(at.ln_term);
    at.longer = at.term;
    at.answered_longer = wfm_i_exp(at.ln_answered);
    return at;
}

/* From j before him to j + 1. */
static void next_age(const chain *c, double j, at_age *at)
{
    at->ln_term += wfm_i_ln(at->tau * (c->agents + j * c->theta) / (j + 1));
    at->ln_answered += wfm_i_ln(at->tau * (c->agents + (j + 1) * c->theta) / (j + 1));
    at->term = wfm_i_exp(fmin(at->ln_term, 0));
    at->longer = fmin(1, at->longer + at->term);
    at->answered_longer = fmin(1, at->answered_longer + wfm_i_exp(fmin(at->ln_answered, 0)));
}

/* What a rule makes of a call: the chance to be good, and to be counted, and what of them is lost as each age goes by. */
typedef struct outcome {
    double good;
    double counted;
    double good_lost[AGES];
    double counted_lost[AGES];
} outcome;

enum { WITHIN = 0, SHORT = 1 }; /* the ages */

static outcome outcome_of(const chain *c, const wfm_i_counting *of, double j, const at_age *at)
{
    outcome o = {.good = 1, .counted = 1};
    double rates = c->agents + (j + 1) * c->theta;
    double answered = rates > 0 ? c->agents / rates : 0;
    const at_age *t = &at[WITHIN], *s = &at[SHORT];
    double left[AGES], leaving[AGES];
    for (int i = 0; i < AGES; i++) {
        left[i] = fmax(0, at[i].patient * at[i].longer - answered * at[i].answered_longer);
        leaving[i] = c->theta * at[i].patient * at[i].longer;
    }
    double coming = (c->agents + j * c->theta) * t->term;
    o.good = answered * fmax(0, 1 - t->answered_longer);
    o.good_lost[WITHIN] = coming * t->patient;
    int late = s->age > t->age ? SHORT : WITHIN;
    switch (of->rule) {
    case WFM_SERVICE_ANSWERED: o.counted = answered; break;
    case WFM_SERVICE_EXCLUDING:
        o.counted = answered + left[late];
        o.counted_lost[late] = -leaving[late];
        break;
    case WFM_SERVICE_VIRTUAL:
        o.good = 1 - t->longer;
        o.good_lost[WITHIN] = coming;
        break;
    default:
        o.counted = answered + left[SHORT];
        o.counted_lost[SHORT] = -leaving[SHORT];
        break;
    }
    bool sl2 = of->rule == WFM_SERVICE_SL2 && late == WITHIN;
    if (!sl2) return o;
    o.good += fmax(0, left[SHORT] - left[WITHIN]);
    o.good_lost[WITHIN] += leaving[WITHIN];
    o.good_lost[SHORT] = -leaving[SHORT];
    return o;
}

/* The states from the lowest on, with the calls that arrive in each. */
typedef struct walk {
    const chain *chain;
    const wfm_i_counting *rule;
    double i;
    double weight;
    double in; /* weight of the calls let in, and of those turned away who count */
    double out;
    outcome of; /* of who is let in */
    at_age at[AGES];
} walk;

static void look(walk *on)
{
    double in = let_in(on->chain, on->i);
    on->in = on->weight * in;
    on->out = on->rule->counts_blocked ? on->weight * (1 - in) : 0;
    on->of = (outcome){.good = 1, .counted = 1};
    double j = on->i - on->chain->first;
    if (j >= 0 && in > 0) on->of = outcome_of(on->chain, on->rule, j, on->at);
}

static walk begin_walk(const chain *c, const wfm_i_counting *of, double unit)
{
    walk on = {.chain = c, .rule = of, .i = c->low, .weight = c->low_weight * unit};
    on.at[WITHIN] = begin_age(c, of->within);
    on.at[SHORT] = begin_age(c, of->short_abandon);
    for (double j = 0; j < c->low - c->first; j++)
        for (int age = 0; age < AGES; age++)
            next_age(c, j, &on.at[age]);
    look(&on);
    return on;
}

/* Beyond the last state there is nothing. */
static void next_state(walk *on)
{
    const chain *c = on->chain;
    double j = on->i - c->first;
    double up = up_rate(c, on->i);
    on->i++;
    on->weight = up > 0 ? on->weight * (up / down_rate(c, on->i)) : 0;
    for (int age = 0; age < AGES && j >= 0; age++)
        next_age(c, j, &on->at[age]);
    look(on);
}

/* ---- what is good and counted on the average ---- */

typedef struct means {
    double unit; /* a state's share of its weight */
    double good;
    double counted;
    double level;
} means;

static means means_of(const chain *c, const wfm_i_counting *of)
{
    means m = {0};
    double weight = 0;
    for (walk on = begin_walk(c, of, 1); on.i <= c->high; next_state(&on)) {
        weight += on.weight;
        m.good += on.in * on.of.good;
        m.counted += on.in * on.of.counted + on.out;
    }
    m.unit = 1 / weight;
    m.good *= m.unit;
    m.counted *= m.unit;
    m.level = m.counted > 0 ? m.good / m.counted : 0;
    return m;
}

/* ---- correlations ---- */

/* Deviations: of good calls from the level's share of the counted, and of the counted from their mean share. */
typedef struct pair {
    complex_number deviation;
    complex_number counted;
} pair;

/* One node of the contour, and how far its elimination has come. */
typedef struct node {
    complex_number z;
    complex_number weight;      /* of its value in the inverse */
    complex_number lost[AGES];  /* integral of e^(-z w) over the ages */
    complex_number ghost[AGES]; /* of that, the part of who would have hung up */
    complex_number delta;
    complex_number over; /* 1/(up + delta) */
    pair left;
    pair right;
    complex_number variance;
    complex_number covariance;
} node;

/* A contour: the time that it is for, and whether it has the states, and each age, or what an age ends. */
typedef enum part { NONE, WHOLE, START, END } part;
typedef struct contour {
    double time;
    bool states;
    part ages[AGES];
} contour;

/* Integral of e^(-y w) over w from 0 to an age; or the part of it that belongs to a contour. */
static complex_number integral_of(complex_number y, double age, double decay, part which)
{
    if (which == WHOLE) return scaled(spread(scaled(y, age)), age);
    if (which == START) return inverse(y);
    return which == END ? scaled(inverse(y), -decay) : (complex_number){0, 0};
}

/* Weideman's contour in zeta = z t, at the middle of each interval. */
static void set_node(node *at, int k, const chain *c, const wfm_i_counting *of, const contour *on)
{
    static const double PI = 3.14159265358979323846;
    const double all = 2 * NODES;
    const double ages[AGES] = {of->within, of->short_abandon};
    double angle = (2 * k + 1) * PI / all;
    double sine = sin(0.6407 * angle), cotangent = cos(0.6407 * angle) / sine;
    complex_number zeta = {all * (-0.6122 + 0.5017 * angle * cotangent), all * 0.2645 * angle};
    complex_number slope = {all * 0.5017 * (cotangent - 0.6407 * angle / (sine * sine)), all * 0.2645};
    complex_number once = inverse(zeta);
    *at = (node){.z = scaled(zeta, 1 / on->time)};
    at->weight = times(times(exponential(zeta), slope), times(once, once));
    at->weight = scaled(at->weight, 2 / all * (on->time / of->span));
    bool ghosts = of->rule == WFM_SERVICE_VIRTUAL;
    complex_number hanging_up = {at->z.re + c->theta, at->z.im};
    for (int i = 0; i < AGES; i++) {
        at->lost[i] = integral_of(at->z, ages[i], 1, on->ages[i]);
        if (!ghosts) continue;
        complex_number there = integral_of(hanging_up, ages[i], wfm_i_exp(-c->theta * ages[i]), on->ages[i]);
        at->ghost[i] = add(at->lost[i], scaled(there, -1));
        at->lost[i] = there;
    }
}

/* What the states before, here and after give to a node here. */
typedef struct step {
    double up;
    double down;
    double up_before;
    double arrived[2];     /* left: deviation and counted, of who came one state below or was turned away here */
    double lost[2][AGES];  /* of each, what is lost here less what is lost below */
    double ghost[2][AGES]; /* above less here */
    double right[2];
} step;

static complex_number left_of(const node *at, const step *s, int which, bool states)
{
    complex_number sum = {states ? s->arrived[which] : 0, 0};
    for (int i = 0; i < AGES; i++) {
        sum = add(sum, scaled(at->lost[i], s->lost[which][i]));
        sum = add(sum, scaled(at->ghost[i], s->ghost[which][i]));
    }
    return sum;
}

static void eliminate(node *at, const step *s, bool states)
{
    complex_number from_left = scaled(at->over, s->up_before);
    complex_number from_right = scaled(at->over, s->down);
    at->delta = add(at->z, times(from_right, at->delta));
    at->left.deviation = add(left_of(at, s, 0, states), times(from_left, at->left.deviation));
    at->left.counted = add(left_of(at, s, 1, states), times(from_left, at->left.counted));
    at->right.deviation = add((complex_number){s->right[0], 0}, times(from_right, at->right.deviation));
    at->right.counted = add((complex_number){s->right[1], 0}, times(from_right, at->right.counted));
    at->over = inverse((complex_number){at->delta.re + s->up, at->delta.im});
    complex_number left = times(at->left.deviation, at->over);
    complex_number counted = times(at->left.counted, at->over);
    at->variance = add(at->variance, times(left, at->right.deviation));
    at->covariance = add(at->covariance, times(left, at->right.counted));
    at->covariance = add(at->covariance, times(counted, at->right.deviation));
}

static double deviation_of(double good, double counted, const means *m)
{
    return good - m->level * counted;
}

/* Weight of what is lost at an age by those who come to a state. */
static double lost_in(const walk *on, int which, int age, const means *m)
{
    const outcome *o = &on->of;
    double lost = which ? o->counted_lost[age] : deviation_of(o->good_lost[age], o->counted_lost[age], m);
    return on->in > 0 ? on->in * lost : 0;
}

static step step_of(const walk *before, const walk *here, const walk *after, const means *m)
{
    const chain *c = here->chain;
    const outcome *b = &before->of, *h = &here->of;
    double in = let_in(c, here->i);
    double blocked = here->rule->counts_blocked ? 1 - in : 0;
    step s = {.up = up_rate(c, here->i), .down = down_rate(c, here->i), .up_before = up_rate(c, before->i)};
    s.arrived[0] = before->in * deviation_of(b->good, b->counted, m) + here->out * deviation_of(0, 1, m);
    s.arrived[1] = before->in * b->counted + here->out;
    for (int which = 0; which < 2; which++)
        for (int age = 0; age < AGES; age++) {
            double here_lost = lost_in(here, which, age, m);
            s.lost[which][age] = here_lost - lost_in(before, which, age, m);
            s.ghost[which][age] = lost_in(after, which, age, m) - here_lost;
        }
    s.right[0] = deviation_of(in * h->good, in * h->counted + blocked, m);
    s.right[1] = in * h->counted + blocked - m->counted;
    return s;
}

/* Sums over pairs of calls, over a^2 t. */
typedef struct moments {
    double variance;
    double covariance;
} moments;

static moments correlations_on(const chain *c, const wfm_i_counting *of, const means *m, const contour *on)
{
    node nodes[NODES];
    moments sum = {0, 0};
    for (int k = 0; k < NODES; k++)
        set_node(&nodes[k], k, c, of, on);
    walk here = begin_walk(c, of, m->unit);
    walk before = here;
    before.weight = before.in = before.out = 0;
    while (here.i <= c->high) {
        walk after = here;
        next_state(&after);
        step s = step_of(&before, &here, &after, m);
        for (int k = 0; k < NODES; k++)
            eliminate(&nodes[k], &s, on->states);
        before = here;
        here = after;
    }
    for (int k = 0; k < NODES; k++) {
        sum.variance += times(nodes[k].weight, nodes[k].variance).im;
        sum.covariance += times(nodes[k].weight, nodes[k].covariance).im;
    }
    return sum;
}

/* ---- two calls that wait at the same time ---- */

/* Poisson's distribution with the mean m up to R, from R = places - 2 downwards: of a chain without a limit that counts
 * it is 1. Of a part of a line, with its part. */
typedef struct places {
    bool endless;
    double part;
    double R;
    double ln_mean;
    double ln_term; /* at R + 1 */
    double up_to;   /* R + 1 */
} places;

static places places_for(const chain *c, double mean)
{
    places r = {.endless = c->high < c->top, .part = c->part, .R = c->top - c->first - 2};
    if (r.endless) return r;
    r.ln_mean = wfm_i_ln(fmax(mean, DBL_MIN));
    r.ln_term = -mean;
    for (double b = 0; b <= r.R + 1; b++) {
        if (b > 0) r.ln_term += r.ln_mean - wfm_i_ln(b);
        r.up_to += wfm_i_exp(r.ln_term);
    }
    return r;
}

/* What fits, and then one less. */
static double next_place(places *r)
{
    if (r->endless) return 1;
    if (r->R < -1) return 0;
    double term = wfm_i_exp(r->ln_term);
    double less = fmax(0, r->up_to - term);
    double fits = (1 - r->part) * less + r->part * r->up_to;
    r->up_to = less;
    r->ln_term += wfm_i_ln(r->R + 1) - r->ln_mean;
    r->R--;
    return fits;
}

/* Integrals of (1 - l/t) over l from 0 to y, without more and times e^(-theta (w + l)). */
typedef struct lags {
    double all;
    double there;
} lags;

static lags lags_of(const chain *c, const wfm_i_counting *of, double w, double left)
{
    double y = fmin(left, of->span), theta = c->theta, x = theta * y;
    double decay = wfm_i_exp(-x);
    double mean = x < 1e-3 ? y * y * (0.5 - x / 3) : ((1 - decay) / theta - y * decay) / theta;
    double tau = theta > 0 ? -expm1(-fmin(x, 745)) / theta : y;
    return (lags){y * (1 - y / (2 * of->span)), wfm_i_exp(-theta * w) * (tau - mean / of->span)};
}

/* What leaving of one before him changes for who waits with q and with one fewer before him. */
typedef struct change {
    double deviation;
    double counted;
} change;

static change change_of(const outcome *fewer, const outcome *more, const means *m)
{
    double counted = fewer->counted - more->counted;
    return (change){fewer->good - more->good - m->level * counted, counted};
}

/* The logarithm of a state's share: number first, as if lines had no end. */
static double ln_first(const chain *c, double unit)
{
    double ln = wfm_i_ln(c->low_weight * unit);
    for (double i = c->low; i < c->first; i++)
        ln += wfm_i_ln(up_rate(c, i) / down_rate(c, i + 1));
    for (double i = c->first; i < c->low; i++)
        ln -= wfm_i_ln(c->load / (c->agents + (i + 1 - c->first) * c->theta));
    return ln;
}

/* The pairs of which the later one has waited w. */
static moments pairs_at(const chain *c, const wfm_i_counting *of, const means *m, double w, double ln_share)
{
    bool ghosts = of->rule == WFM_SERVICE_VIRTUAL;
    const double left[AGES] = {fmax(0, of->within - w), fmax(0, of->short_abandon - w)};
    lags times_of[AGES];
    at_age at[AGES];
    moments sum = {0, 0};
    for (int i = 0; i < AGES; i++) {
        times_of[i] = lags_of(c, of, w, left[i]);
        at[i] = begin_age(c, left[i]);
    }
    double behind = c->theta > 0 ? -expm1(-fmin(c->theta * w, 745)) / c->theta * c->load : c->load * w;
    places fits = places_for(c, behind);
    double ln = ln_share + behind - (c->agents + (ghosts ? 0 : 2 * c->theta)) * w;
    outcome before = {.good = left[WITHIN] > 0 ? 1 : 0, .counted = 1};
    outcome here = outcome_of(c, of, 0, at);
    for (double q = 0; q <= c->high - c->first; q++) {
        for (int i = 0; i < AGES; i++)
            next_age(c, q, &at[i]);
        outcome after = outcome_of(c, of, q + 1, at);
        double share = wfm_i_exp(fmin(ln, 700)) * next_place(&fits);
        change there = change_of(&here, &after, m), gone = change_of(&before, &here, m);
        for (int i = 0; i < AGES; i++) {
            double lost = here.good_lost[i] - m->level * here.counted_lost[i];
            double by = ghosts ? times_of[i].there : times_of[i].all;
            double by_ghost = ghosts ? times_of[i].all - times_of[i].there : 0;
            double deviation = by * there.deviation + by_ghost * gone.deviation;
            double counted = by * there.counted + by_ghost * gone.counted;
            sum.variance += share * lost * deviation;
            sum.covariance += share * (lost * counted + here.counted_lost[i] * deviation);
        }
        ln += wfm_i_ln(c->load / (c->agents + (q + 1) * c->theta)) - c->theta * w;
        before = here;
        here = after;
    }
    return sum;
}

/* From one age to another, where w grows dense towards the end: there few calls are still before those who wait. */
static moments pairs_between(const chain *c, const wfm_i_counting *of, const means *m, double from, double to,
                             double ln_share)
{
    moments sum = {0, 0};
    if (!(to > from)) return sum;
    for (int i = 0; i < 2 * GAUSS_HALF; i++) {
        int place = i % GAUSS_HALF;
        double v = 0.5 + (i < GAUSS_HALF ? 0.5 : -0.5) * gauss_node[place];
        double weight = (to - from) * v * gauss_weight[place];
        moments at = pairs_at(c, of, m, to - (to - from) * v * v, ln_share);
        sum.variance += weight * at.variance;
        sum.covariance += weight * at.covariance;
    }
    return sum;
}

static moments both_waiting(const chain *c, const wfm_i_counting *of, const means *m)
{
    double first = fmin(of->within, of->short_abandon), last = fmax(of->within, of->short_abandon);
    if (c->high <= c->first) return (moments){0, 0};
    double ln_share = ln_first(c, m->unit);
    moments a = pairs_between(c, of, m, 0, first, ln_share);
    moments b = pairs_between(c, of, m, first, last, ln_share);
    return (moments){a.variance + b.variance, a.covariance + b.covariance};
}

/* An age that is short beside the span goes with the span's contour; of a longer one the end has its own. */
static moments correlations(const chain *c, const wfm_i_counting *of, const means *m)
{
    const double ages[AGES] = {of->within, of->short_abandon};
    contour main = {.time = of->span, .states = true};
    for (int i = 0; i < AGES; i++) {
        main.ages[i] = ages[i] > of->span / 4 ? START : WHOLE;
        if (!(ages[i] > 0)) main.ages[i] = NONE;
    }
    moments sum = correlations_on(c, of, m, &main);
    for (int i = 0; i < AGES; i++) {
        contour end = {.time = of->span - ages[i]};
        end.ages[i] = END;
        bool none = main.ages[i] != START || !(end.time > 0);
        if (none) continue;
        moments of_end = correlations_on(c, of, m, &end);
        sum.variance += of_end.variance;
        sum.covariance += of_end.covariance;
    }
    return sum;
}

static const double LEAST_PATIENCE = 1e-12; /* handle times: nobody waits */
static const double MOST_LOAD = 0x1p300;    /* far more states than are walked through */

bool wfm_i_correlate(const wfm_i_model *model, const wfm_i_counting *of, wfm_i_spread *spread)
{
    wfm_i_model patient = *model;
    patient.patience = fmax(model->patience, LEAST_PATIENCE);
    chain c = chain_of(&patient);
    *spread = (wfm_i_spread){.counted = of->counts_blocked ? 1 : 0};
    bool stuck = !(c.agents > 0) && !(c.theta > 0);
    if (stuck) return true;
    if (!(c.load < MOST_LOAD)) return false;
    if (!set_window(&c)) return false;
    means m = means_of(&c, of);
    *spread = (wfm_i_spread){.counted = m.counted};
    if (!(m.counted > 0)) return true;
    moments a = correlations(&c, of, &m);
    moments b = both_waiting(&c, of, &m);
    double all = m.counted * m.counted * of->span;
    spread->variance = m.level * (1 - m.level) * m.counted / (all * model->load) + 2 * (a.variance + b.variance) / all;
    spread->shift = -(a.covariance + b.covariance) / all;
    return true;
}
