/* SPDX-License-Identifier: MIT */
/* The walk of places.c over the waiting places in dual numbers, one direction at a time: every sum with its derivative.
 *
 * The recurrences and the names are those of places.c, where the method stands. The weight of a state is kept with the
 * derivative of its logarithm, a sum of a'/a - r_j'/r_j, so that rounding does not add up in products; shares are formed
 * by wfm_i_share from two sums of positive terms, so that a share near 1 has the derivative of what is left of it. */
#include "internal/slopes.h"
#include "wfm/erlang.h"

static const double LARGE = 0x1p500;
static const double SCALE = 0x1p-500;
static const double LN_LARGE[2] = {0x1.5a92d60000000p+8, 0x1.a00b9273470cap-17}; /* 500 ln 2 */

typedef struct waits {
    wfm_i_dual term;
    wfm_i_dual sum;
    wfm_i_dual beyond;
    wfm_i_dual within;
} waits;

typedef struct walk {
    wfm_i_dual agents;
    wfm_i_dual theta;
    wfm_i_dual load;
    wfm_i_dual tau;
    wfm_i_dual weight;
    double taken;
    double of_ratio;
    double ln_slope; /* of the weight */
    wfm_i_dual callers;
    wfm_i_dual served;
    wfm_i_dual waited;
    wfm_i_dual answered_wait;
    wfm_i_dual abandoning_wait;
    wfm_i_dual T;
    wfm_i_dual H;
    wfm_i_dual before;
    wfm_i_dual blocked;
    wfm_i_dual none; /* 1 - B, in the unit of the others */
    bool settled;
    waits offered;
    waits answered;
    int64_t blocks;
} walk;

static wfm_i_dual scaled(wfm_i_dual x, double by)
{
    return (wfm_i_dual){x.value * by, x.slope * by};
}

static wfm_i_dual inverse_of(wfm_i_dual x)
{
    double inverse = 1 / x.value;
    return (wfm_i_dual){inverse, -x.slope * inverse * inverse};
}

static wfm_i_dual rate(const walk *on, double j)
{
    return wfm_i_plus(on->agents, scaled(on->theta, j));
}

/* e^-(n t) as in places.c, and tau = (1 - e^-u)/theta, whose derivative by the patience is 1 - e^-u (1 + u). */
static void begin_waits(walk *on, wfm_i_dual patience, wfm_i_dual t)
{
    double exponent = on->agents.value * t.value;
    double rest = fma(on->agents.value, t.value, -exponent);
    bool gone = !(exponent < 1e15);
    if (gone) {
        exponent = 1e15;
        rest = 0;
    }
    on->blocks = exponent > 600 ? (int64_t)((exponent - 600) / LN_LARGE[0]) + 1 : 0;
    double blocks = (double)on->blocks;
    double left = (exponent - blocks * LN_LARGE[0]) - blocks * LN_LARGE[1] + rest;
    double term = wfm_i_exp(-fmax(left, -700));
    on->offered.term = (wfm_i_dual){term, -term * (on->agents.slope * t.value + on->agents.value * t.slope)};
    on->answered.term = on->offered.term;
    on->tau = t;
    if (!(on->theta.value > 0)) return;
    double u = t.value / patience.value;
    double still = wfm_i_still_patient(patience.value, t.value);
    double lost = u < 0.5 ? still * wfm_i_expm1_less(u) : 1 - still * (1 + fmin(u, 746));
    double by_u = (t.slope - u * patience.slope) / patience.value;
    wfm_i_dual decay = {still, still > 0 ? -still * by_u : 0};
    on->answered.term = wfm_i_times(on->offered.term, decay);
    on->tau.value = wfm_i_impatient_by(patience.value, t.value) * patience.value;
    on->tau.slope = still * t.slope + lost * patience.slope;
}

static void scale_dual(wfm_i_dual *x)
{
    *x = scaled(*x, SCALE);
}

static void scale_waits(waits *of)
{
    scale_dual(&of->beyond);
    scale_dual(&of->within);
}

static void scale_states(walk *on)
{
    wfm_i_dual *const sums[] = {&on->weight, &on->callers,       &on->served,         &on->waited,
                                &on->none,   &on->answered_wait, &on->abandoning_wait};
    if (on->callers.value < LARGE) return;
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        scale_dual(sums[i]);
    on->taken *= SCALE;
    scale_waits(&on->offered);
    scale_waits(&on->answered);
}

/* The weight of one state more; ratio is load/r. */
static void next_weight(walk *on, wfm_i_dual inverse)
{
    double ratio = on->load.value * inverse.value;
    double product = on->weight.value * ratio;
    double taken = on->taken * ratio + on->weight.value * on->of_ratio;
    on->ln_slope += on->load.slope / on->load.value + inverse.slope / inverse.value;
    on->weight.value = product + taken;
    on->taken = taken - (on->weight.value - product);
    on->weight.slope = on->weight.value * on->ln_slope;
}

static void scale_terms(walk *on)
{
    waits *const both[] = {&on->offered, &on->answered};
    if (on->blocks == 0) return;
    if (on->offered.sum.value < LARGE) return;
    on->blocks--;
    for (size_t i = 0; i < 2; i++) {
        scale_dual(&both[i]->term);
        scale_dual(&both[i]->sum);
        scale_waits(both[i]);
    }
}

static void next_terms(walk *on, double i)
{
    wfm_i_dual part = scaled(on->tau, 1 / i);
    on->offered.term = wfm_i_times(on->offered.term, wfm_i_times(rate(on, i - 1), part));
    on->answered.term = wfm_i_times(on->answered.term, wfm_i_times(rate(on, i), part));
    scale_terms(on);
}

static void add_to(wfm_i_dual *sum, wfm_i_dual x, wfm_i_dual y)
{
    *sum = wfm_i_plus(*sum, wfm_i_times(x, y));
}

/* Of a term near the time 0 the slope is left when its value is not. */
static bool is_nothing(const wfm_i_dual *term, const wfm_i_dual *sum)
{
    if (term->value > 0x1p-90 * sum->value) return false;
    return fabs(term->slope) <= 0x1p-90 * (fabs(sum->slope) + sum->value);
}

static void add_waits(walk *on, wfm_i_dual callers, wfm_i_dual answered, double j)
{
    waits *offered = &on->offered;
    waits *served = &on->answered;
    offered->sum = wfm_i_plus(offered->sum, offered->term);
    served->sum = wfm_i_plus(served->sum, served->term);
    add_to(&offered->beyond, callers, offered->sum);
    add_to(&served->beyond, answered, served->sum);
    if (on->settled) return;
    double before = offered->term.value;
    next_terms(on, j + 1);
    add_to(&offered->within, offered->term, on->callers);
    add_to(&served->within, served->term, on->served);
    on->settled = is_nothing(&offered->term, &offered->sum) && offered->term.value < before;
    if (on->settled) offered->term = served->term = (wfm_i_dual){0, 0};
}

static void add_means(walk *on, wfm_i_dual callers, wfm_i_dual answered, wfm_i_dual inverse)
{
    on->T = wfm_i_plus(on->T, inverse);
    on->H = wfm_i_plus(on->H, wfm_i_times(wfm_i_times(on->before, on->theta), wfm_i_times(on->T, inverse)));
    on->before = wfm_i_times(on->agents, inverse);
    add_to(&on->answered_wait, answered, on->T);
    add_to(&on->abandoning_wait, callers, on->H);
}

static void add_callers(walk *on, wfm_i_dual callers, double j, wfm_i_dual inverse)
{
    wfm_i_dual answered = callers;
    if (on->theta.value > 0) answered = wfm_i_times(callers, wfm_i_times(on->agents, inverse));
    on->callers = wfm_i_plus(on->callers, callers);
    on->served = wfm_i_plus(on->served, answered);
    add_to(&on->waited, callers, scaled(inverse, j + 1));
    add_means(on, callers, answered, inverse);
    add_waits(on, callers, answered, j);
}

enum { MOST_TERMS = 1 << 14 };

/* As in places.c. */
static bool finish_within(walk *on, double places)
{
    if (on->settled) return true;
    for (double i = places + 1; i < places + MOST_TERMS; i++) {
        double before = on->offered.term.value;
        next_terms(on, i);
        add_to(&on->offered.within, on->offered.term, on->callers);
        add_to(&on->answered.within, on->answered.term, on->served);
        double ratio = fmax(rate(on, i).value * on->tau.value / (i + 1), on->theta.value * on->tau.value);
        double rest = on->offered.term.value * on->callers.value;
        if (ratio < 1 && rest <= 0x1p-60 * (1 - ratio) * on->offered.within.value) return true;
        if (!(before > 0)) return true;
    }
    return false;
}

static wfm_i_dual out_of_blocks(wfm_i_dual x, int64_t blocks)
{
    if (blocks > 2) return (wfm_i_dual){0, 0};
    for (int64_t block = 0; block < blocks; block++)
        scale_dual(&x);
    return x;
}

static wfm_i_dual beyond_of(const walk *on, const waits *of)
{
    return on->settled ? wfm_i_over(of->beyond, of->sum) : out_of_blocks(of->beyond, on->blocks);
}

static void put(wfm_i_slopes *to, int member, int way, wfm_i_dual x)
{
    to->value[member] = x.value;
    to->by[member][way] = x.slope;
}

static wfm_i_dual left_of_1(wfm_i_dual x)
{
    return (wfm_i_dual){1 - x.value, -x.slope};
}

static void put_both(wfm_i_slopes *to, int member, int other, int way, wfm_i_dual x, wfm_i_dual y)
{
    put(to, member, way, wfm_i_share(x, y));
    put(to, other, way, wfm_i_share(y, x));
}

static void set_shares(const walk *on, int way, wfm_i_dual b, wfm_i_slopes *to)
{
    wfm_i_dual waiting = wfm_i_times(b, on->callers);
    wfm_i_dual in = wfm_i_plus(on->none, waiting);
    wfm_i_dual waited = wfm_i_times(b, on->waited);
    wfm_i_dual answered = wfm_i_plus(on->none, wfm_i_times(b, on->served));
    put_both(to, WFM_I_OF_BLOCKING, WFM_I_OF_REACHING, way, wfm_i_times(b, on->blocked), in);
    put_both(to, WFM_I_OF_WAITING, WFM_I_OF_AT_ONCE, way, waiting, on->none);
    put_both(to, WFM_I_OF_ANSWERED, WFM_I_OF_ABANDONMENT, way, answered, wfm_i_times(on->theta, waited));
    put(to, WFM_I_OF_WAIT, way, wfm_i_over(waited, in));
    put(to, WFM_I_OF_WAIT_OF_WAITING, way, wfm_i_over(on->waited, on->callers));
    put(to, WFM_I_OF_ANSWERED_WAIT, way, wfm_i_over(wfm_i_times(b, on->answered_wait), in));
    put(to, WFM_I_OF_ABANDONING_WAIT, way, wfm_i_over(wfm_i_times(b, on->abandoning_wait), in));
}

/* offered, answered: beyond t, as shares; decay e^-u. */
static void set_waits(walk *on, int way, wfm_i_dual b, double places, wfm_i_dual decay, wfm_i_slopes *to)
{
    wfm_i_dual in = wfm_i_plus(on->none, wfm_i_times(b, on->callers));
    wfm_i_dual offered = wfm_i_over(wfm_i_times(b, beyond_of(on, &on->offered)), in);
    wfm_i_dual answered = wfm_i_over(wfm_i_times(b, beyond_of(on, &on->answered)), in);
    wfm_i_dual offered_in = left_of_1(offered);
    wfm_i_dual all = {to->value[WFM_I_OF_ANSWERED], to->by[WFM_I_OF_ANSWERED][way]};
    wfm_i_dual hung_up = {to->value[WFM_I_OF_ABANDONMENT], to->by[WFM_I_OF_ABANDONMENT][way]};
    wfm_i_dual answered_in = wfm_i_less(all, answered);
    bool finer = answered_in.value < 0.5 && finish_within(on, places);
    if (finer) {
        wfm_i_dual sum = wfm_i_times(b, out_of_blocks(on->offered.within, on->blocks));
        offered_in = wfm_i_over(wfm_i_plus(on->none, sum), in);
        sum = wfm_i_times(b, out_of_blocks(on->answered.within, on->blocks));
        answered_in = wfm_i_over(wfm_i_plus(on->none, sum), in);
    }
    wfm_i_dual later = wfm_i_times(decay, offered);
    wfm_i_dual lost = wfm_i_less(later, answered);
    put(to, WFM_I_OF_OFFERED_BEYOND, way, offered);
    put(to, WFM_I_OF_OFFERED_WITHIN, way, offered_in);
    put(to, WFM_I_OF_ANSWERED_BEYOND, way, answered);
    put(to, WFM_I_OF_ANSWERED_WITHIN, way, answered_in);
    put(to, WFM_I_OF_WAIT_BEYOND, way, later);
    put(to, WFM_I_OF_WAIT_WITHIN, way, wfm_i_plus(offered_in, wfm_i_times(left_of_1(decay), offered)));
    put(to, WFM_I_OF_ABANDONED_BEYOND, way, lost);
    put(to, WFM_I_OF_ABANDONED_WITHIN, way, wfm_i_less(hung_up, lost));
}

static wfm_i_dual in_direction(double value, int way, int of)
{
    return (wfm_i_dual){value, way == of ? 1 : 0};
}

/* B and 1 - B. */
static wfm_i_dual blocking_of(const wfm_i_model *m, int way)
{
    double b = wfm_erlang_b(m->agents, m->load);
    if (way == WFM_I_BY_AGENTS) return (wfm_i_dual){b, b * wfm_erlang_b_ln_dservers(m->agents, m->load)};
    if (way == WFM_I_BY_LOAD) return (wfm_i_dual){b, b * wfm_erlang_b_ln_dload(m->agents, m->load)};
    return (wfm_i_dual){b, 0};
}

static void walk_in(const wfm_i_model *m, int way, double whole, wfm_i_dual part, wfm_i_dual t, wfm_i_slopes *to)
{
    wfm_i_dual patience = in_direction(m->patience, way, WFM_I_BY_PATIENCE);
    bool leaves = m->patience <= DBL_MAX;
    wfm_i_dual b = blocking_of(m, way);
    walk on = {.agents = in_direction(m->agents, way, WFM_I_BY_AGENTS),
               .theta = leaves ? inverse_of(patience) : (wfm_i_dual){0, 0},
               .load = in_direction(m->load, way, WFM_I_BY_LOAD),
               .weight = {1, 0},
               .before = {1, 0},
               .none = {wfm_erlang_b_compl(m->agents, m->load), -b.slope}};
    begin_waits(&on, patience, t);
    double constant = m->load * (1 / m->agents);
    if (!leaves) on.of_ratio = fma(-constant, m->agents, m->load) / m->agents;
    for (double j = 0; j < whole; j++) {
        wfm_i_dual inverse = inverse_of(rate(&on, j + 1));
        add_callers(&on, on.weight, j, inverse);
        next_weight(&on, inverse);
        scale_states(&on);
    }
    wfm_i_dual inverse = inverse_of(rate(&on, whole + 1));
    wfm_i_dual entering = wfm_i_times(part, on.weight);
    add_callers(&on, entering, whole, inverse);
    on.blocked = wfm_i_less(on.weight, entering);
    add_to(&on.blocked, entering, wfm_i_times(on.load, inverse));
    double u = t.value / m->patience;
    double still = wfm_i_still_patient(m->patience, t.value);
    wfm_i_dual decay = {still, 0};
    if (leaves && still > 0) decay.slope = -still * (t.slope - u * patience.slope) / m->patience;
    set_shares(&on, way, b, to);
    set_waits(&on, way, b, whole + 1, decay, to);
}

void wfm_i_slopes_places(const wfm_i_model *model, double whole, double part, double t, wfm_i_slopes *slopes)
{
    *slopes = (wfm_i_slopes){{0}, {{0}}};
    bool usual = wfm_i_is_usual(model->agents) && wfm_i_is_usual(model->load);
    bool leaves = model->patience <= DBL_MAX;
    if (leaves) usual = usual && wfm_i_is_usual(model->patience);
    for (int way = 0; way < WFM_I_WAYS; way++) {
        bool has = way != WFM_I_BY_PATIENCE || leaves;
        if (usual && has)
            walk_in(model, way, whole, in_direction(part, way, WFM_I_BY_PLACES), in_direction(t, way, WFM_I_BY_TIME),
                    slopes);
        for (int member = 0; member < WFM_I_MEMBERS && !usual; member++)
            slopes->by[member][way] = WFM_I_NAN;
    }
}
