/* SPDX-License-Identifier: MIT */
/* M/M/n/K and M/M/n/K+M by one walk over the waiting places, every term of which is positive.
 *
 * With theta = 1/patience, r_j = n + j theta and the states below n taken together as F(n,a) - 1, the state of j callers
 * waiting has the weight w_j = a^j/(r_1 ... r_j) beside w_0 = 1 (the balance of births and deaths; Cooper 1981, sec. 3).
 * A caller who gets in and finds j before him waits until j + 1 ends of exponential times of rates r_0, ..., r_j:
 *
 *     P(V > t | j) = I_0 + ... + I_j,   I_i = e^(-n t) tau^i r_0 ... r_(i-1)/i!,  tau = (1 - e^(-theta t))/theta,
 *
 * which is the incomplete beta function I_x(n/theta, j+1), x = e^(-theta t) (without patience, of Erlang's distribution).
 * He is answered with probability n/r_(j+1); jointly with that the rates are r_1, ..., r_(j+1), and of the mean waits
 *
 *     answered    E_j = n/r_(j+1) T_j,  T_j = 1/r_1 + ... + 1/r_(j+1)
 *     hung up     H_j = H_(j-1) + n/r_j theta T_j/r_(j+1),  n/r_0 = 1
 *     all         (j+1)/r_(j+1).
 *
 * What is answered within t is summed from its own side as well: sum_i I_i (callers who find fewer than i before them).
 *
 * Callers in treatment share the lines: of those who find j waiting only a part gets in, and what is taken together as
 * F(n,a) - 1 is walked over as well; treated.c says how. Without treatment that part is 1.
 *
 * Of a fractional number of places, the state above the last whole one is entered with the fraction as probability.
 * Everything is multiplied by B(n,a), so that F - 1 becomes 1 - B; sums that grow large are scaled together. */
#include "internal/model.h"
#include "internal/treated.h"
#include "wfm/erlang.h"

enum { MOST_PLACES = 1 << 24 };

static const double MOST_LOAD = 0x1p300; /* nearly every call is turned away by far fewer */
static const double LARGE = 0x1p500;
static const double SCALE = 0x1p-500;
static const double LN_LARGE[2] = {0x1.5a92d60000000p+8,
                                   0x1.a00b9273470cap-17}; /* 500 ln 2 in two parts, the first of 24 bits */

/* The distribution of V, or of V and an answer, as far as the walk has come. */
typedef struct waits {
    double term;   /* I_i */
    double sum;    /* up to I_j */
    double beyond; /* sum over the callers */
    double within;
} waits;

/* Sums over the states and callers so far; all are multiples of one unit, and those of waits also of 2^(-500 blocks). */
typedef struct walk {
    double agents;
    double theta;
    double load;
    double tau;
    double weight; /* w_j, and what rounding has taken from it where the same ratio is taken again and again */
    double taken;
    double of_ratio; /* what rounding takes from that */
    double states;   /* sum of weights */
    double callers;  /* those who find the state and get in */
    double served;   /* of those, answered */
    double waited;   /* sum of callers x mean wait */
    double answered_wait;
    double abandoning_wait;
    double T; /* T_j and H_j, and n/r_j */
    double H;
    double before;
    bool means;
    bool timed;
    bool settled;   /* no term of the waits counts any more */
    double none;    /* 1 - B: states in which an agent is free, in the unit of the others */
    double at_once; /* of those, who get in */
    double none_blocked;
    double blocked;  /* of the states so far, who do not get in */
    double all_busy; /* B: the unit */
    waits offered;
    waits answered;
    int64_t blocks;
} walk;

static double rate(const walk *on, double j)
{
    return on->agents + j * on->theta;
}

/* e^-(n t) times 2^(500 blocks), as few blocks as keep it in range. */
static void begin_waits(walk *on, double patience, double t)
{
    double exponent = on->agents * t;
    double rest = fma(on->agents, t, -exponent);
    bool gone = !(exponent < 1e15);
    if (gone) {
        exponent = 1e15;
        rest = 0;
    }
    on->blocks = exponent > 600 ? (int64_t)((exponent - 600) / LN_LARGE[0]) + 1 : 0;
    double blocks = (double)on->blocks;
    double left = (exponent - blocks * LN_LARGE[0]) - blocks * LN_LARGE[1] + rest;
    on->offered.term = wfm_i_exp(-fmax(left, -700));
    on->answered.term = on->offered.term * wfm_i_still_patient(patience, t);
    on->tau = on->theta > 0 ? wfm_i_impatient_by(patience, t) * patience : t;
}

static void scale_waits(waits *of, double by)
{
    of->beyond *= by;
    of->within *= by;
}

/* Keeps the sums over the states in range. */
static void scale_states(walk *on)
{
    double *const sums[] = {&on->weight, &on->states,        &on->callers,         &on->served,
                            &on->waited, &on->answered_wait, &on->abandoning_wait, &on->none,
                            &on->taken,  &on->at_once,       &on->none_blocked,    &on->blocked};
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        *sums[i] *= SCALE;
    scale_waits(&on->offered, SCALE);
    scale_waits(&on->answered, SCALE);
}

static void next_weight(walk *on, double ratio)
{
    double product = on->weight * ratio;
    double taken = on->taken * ratio + on->weight * on->of_ratio;
    on->weight = product + taken;
    on->taken = taken - (on->weight - product);
    on->states += on->weight;
}

/* Keeps the terms of the waits in range. */
static void scale_terms(walk *on)
{
    if (on->blocks == 0) return;
    if (on->offered.sum < LARGE) return;
    on->blocks--;
    waits *const both[] = {&on->offered, &on->answered};
    for (size_t i = 0; i < 2; i++) {
        both[i]->term *= SCALE;
        both[i]->sum *= SCALE;
        scale_waits(both[i], SCALE);
    }
}

/* The term of the next i; the distribution of those who are answered has every rate one further. */
static void next_terms(walk *on, double i)
{
    double part = on->tau / i;
    on->offered.term *= rate(on, i - 1) * part;
    on->answered.term *= rate(on, i) * part;
    scale_terms(on);
}

/* The waits of callers who find j before them, of whom so many are answered. Terms that are nothing any more, and grow
 * ever less, are left. */
static void add_waits(walk *on, double callers, double answered, double j)
{
    waits *offered = &on->offered;
    waits *served = &on->answered;
    offered->sum += offered->term;
    served->sum += served->term;
    offered->beyond += callers * offered->sum;
    served->beyond += answered * served->sum;
    if (on->settled) return;
    double before = offered->term;
    next_terms(on, j + 1);
    offered->within += offered->term * on->callers;
    served->within += served->term * on->served;
    on->settled = offered->term <= 0x1p-90 * offered->sum && offered->term < before;
    if (on->settled) offered->term = served->term = 0;
}

static void add_means(walk *on, double callers, double answered, double inverse)
{
    on->T += inverse;
    on->H += on->before * on->theta * on->T * inverse;
    on->before = on->agents * inverse;
    on->answered_wait += answered * on->T;
    on->abandoning_wait += callers * on->H;
}

/* Callers who find j before them; inverse is 1/r_(j+1). */
static void add_callers(walk *on, double callers, double j, double inverse)
{
    double answered = on->theta > 0 ? callers * (on->agents * inverse) : callers;
    on->callers += callers;
    on->served += answered;
    on->waited += callers * ((j + 1) * inverse);
    if (on->means) add_means(on, callers, answered, inverse);
    if (on->timed) add_waits(on, callers, answered, j);
}

enum { MOST_TERMS = 1 << 14 };

/* The rest of what is answered within t: terms beyond the places, until those that follow are nothing, as their ratio
 * rises or falls towards theta tau. False where they fall too slowly for that. */
static bool finish_within(walk *on, double places)
{
    if (on->settled) return true;
    for (double i = places + 1; i < places + MOST_TERMS; i++) {
        double before = on->offered.term;
        next_terms(on, i);
        on->offered.sum += on->offered.term;
        on->offered.within += on->offered.term * on->callers;
        on->answered.within += on->answered.term * on->served;
        double ratio = fmax(rate(on, i) * on->tau / (i + 1), on->theta * on->tau);
        double rest = on->offered.term * on->callers;
        if (ratio < 1 && rest <= 0x1p-56 * (1 - ratio) * on->offered.within) return true;
        if (!(before > 0)) return true;
    }
    return false;
}

static double out_of_blocks(double x, int64_t blocks)
{
    if (blocks > 2) return 0;
    for (int64_t block = 0; block < blocks; block++)
        x *= SCALE;
    return x;
}

/* Shares of those who get in, from B times the sums. */
static void set_shares(const walk *on, wfm_i_record *r)
{
    *r = (wfm_i_record){.blocking = 0};
    double b = on->all_busy;
    double in = on->at_once + b * on->callers;
    double all = on->none + b * on->states;
    r->blocked_at_work = b * on->blocked / all;
    r->blocking = (on->none_blocked + b * on->blocked) / all;
    r->wait_mean = b * on->waited / in;
    r->wait_of_waiting = on->callers > 0 ? on->waited / on->callers : 0;
    r->queue_mean = on->load * b * on->waited / all;
    r->answered_wait = on->means ? b * on->answered_wait / in : WFM_I_NAN;
    r->abandoning_wait = on->means ? b * on->abandoning_wait / in : WFM_I_NAN;
    r->of.waiting = b * on->callers / in;
    r->of.at_once = on->at_once / in;
    r->of.abandonment = on->theta * b * on->waited / in;
    r->of.answered = (on->at_once + b * on->served) / in;
}

/* What waits longer than t: where all terms have been summed in terms of their sum, which is 1 but for rounding. */
static double beyond_of(const walk *on, const waits *of)
{
    return on->settled ? of->beyond / of->sum : out_of_blocks(of->beyond, on->blocks);
}

/* From the side where they are small; the other is what is left of 1. */
static void set_waits(walk *on, double places, wfm_i_record *r)
{
    double b = on->all_busy;
    double in = on->at_once + b * on->callers;
    wfm_i_patient *of = &r->of;
    of->offered_beyond = fmin(b * beyond_of(on, &on->offered) / in, of->waiting);
    of->answered_beyond = fmin(b * beyond_of(on, &on->answered) / in, of->answered);
    of->offered_within = 1 - of->offered_beyond;
    of->answered_within = of->answered - of->answered_beyond;
    if (!(of->answered_within < 0.02)) return; /* else 1e-16 is little of it */
    if (!finish_within(on, places)) return;
    of->offered_within = (on->at_once + b * out_of_blocks(on->offered.within, on->blocks)) / in;
    of->answered_within = (on->at_once + b * out_of_blocks(on->answered.within, on->blocks)) / in;
}

/* Next to nobody leaves: every line is taken, and for good. */
static wfm_i_record stuck(double places)
{
    return (wfm_i_record){.of = {.waiting = 1, .offered_beyond = 1, .decay = 1},
                          .blocking = 1,
                          .blocked_at_work = 1,
                          .wait_mean = WFM_I_INF,
                          .wait_of_waiting = WFM_I_INF,
                          .queue_mean = places};
}

/* The unit and what is below it. False where that takes too long. */
static bool begin_states(walk *on, const wfm_i_model *model)
{
    wfm_i_below below;
    if (!(model->treated > 0)) {
        on->all_busy = wfm_erlang_b(model->agents, model->load);
        on->none = on->at_once = wfm_erlang_b_compl(model->agents, model->load);
        return true;
    }
    if (!wfm_i_below_agents(model, &below)) return false;
    on->all_busy = below.all_busy;
    on->none = below.free;
    on->at_once = below.entering;
    on->none_blocked = below.blocked;
    return true;
}

/* The calls that find j waiting and so many places free: all get in where nobody is in treatment and there is a place. */
static wfm_i_entry entry_at(const wfm_i_model *model, double free)
{
    if (model->treated > 0) return wfm_i_entry_at(free, model->treated);
    return free < 1 ? (wfm_i_entry){free, 1 - free} : (wfm_i_entry){1, 0};
}

/* The state above the last whole place, which is there that part of the time. */
static void walk_part(walk *on, const wfm_i_model *model, double whole, double part)
{
    wfm_i_entry last = entry_at(model, part);
    on->blocked += last.out * on->weight;
    if (!(part > 0)) return;
    double inverse = 1 / rate(on, whole + 1);
    add_callers(on, last.in * on->weight, whole, inverse);
    on->weight *= last.in * (on->load * inverse);
    on->states += on->weight;
    on->blocked += on->weight;
}

static void walk_on(walk *on, const wfm_i_model *model, double places)
{
    double whole = floor(places);
    double constant = on->load * (1 / on->agents);
    bool shared = model->treated > 0;
    bool constantly = !(on->theta > 0) && !shared;
    wfm_i_entries entries = {.treated = 0};
    if (shared) wfm_i_entries_begin(&entries, places, model->treated);
    if (constantly) on->of_ratio = fma(-constant, on->agents, on->load) / on->agents;
    for (double j = 0; j < whole; j++) {
        double inverse = 1 / rate(on, j + 1);
        double entering = 1;
        if (shared) {
            wfm_i_entry entry = wfm_i_entries_next(&entries);
            entering = entry.in;
            on->blocked += entry.out * on->weight;
        }
        add_callers(on, entering * on->weight, j, inverse);
        next_weight(on, on->load * inverse * entering);
        if (on->states >= LARGE) scale_states(on);
    }
    walk_part(on, model, whole, places - whole);
}

bool wfm_i_walk_places(const wfm_i_model *model, double places, double t, int wanted, wfm_i_record *record)
{
    if (!(places < MOST_PLACES)) return false;
    double theta = model->patience <= DBL_MAX ? 1 / model->patience : 0;
    double leaving = model->agents + (places + 1) * theta;
    *record = stuck(places);
    if (!(leaving > 0)) return true;
    if (leaving < 0x1p-450 * fmin(model->load, MOST_LOAD)) return true;
    walk on = {.agents = model->agents, .theta = theta, .load = fmin(model->load, MOST_LOAD), .weight = 1, .states = 1};
    if (!begin_states(&on, model)) return false;
    on.before = 1;
    on.means = (wanted & WFM_I_MEANS) != 0;
    on.timed = t >= 0;
    if (on.timed) begin_waits(&on, model->patience, t);
    walk_on(&on, model, places);
    set_shares(&on, record);
    record->of.decay = wfm_i_still_patient(model->patience, t);
    if (on.timed) set_waits(&on, ceil(places), record);
    return true;
}
