/* SPDX-License-Identifier: MIT */
/* Treatment before the queue on limited lines.
 *
 * Of K lines i are held by callers in treatment, who hold no agent, and j by those who wait or talk. Treatment is an
 * infinite-server stage, of any distribution; all who leave the agents or the queue leave the system; arrivals depend on
 * i + j alone. So the joint law is a product (Jackson 1963, Management Science 10, 131-142; Srinivasan, Talim and Wang
 * 2004, TOP 12, 443-470):
 *
 *     pi(i, j) = G a_t^i/i! w_j,   i + j <= K,   a_t the treatment's load, w_j the weights of the queue alone.
 *
 * 1. Summed over i, with S(m) = sum of a_t^i/i! up to m: j has the weight w_j S(K - j). This is a chain of births and
 *    deaths whose births are lambda e_j, as S(m - 1)/S(m) = 1 - B(m, a_t), Erlang's loss formula:
 *
 *        e_j = S(K - j - 1)/S(K - j) = 1 - B(K - j, a_t).
 *
 *    e_j is thus the share of the calls in state j that get in, and also of treatments that end in it over lambda: who
 *    reaches the queue finds j with a probability proportional to w_j S(K - j) e_j.
 *
 * 2. Of a fractional number of lines, the last is there the fraction p of the time: who would need it gets in with
 *    probability p, which is again a function of i + j, and S(m + p) = (1 - p) S(m) + p S(m + 1). Without treatment this
 *    is the walk's rule for a part of a place. Divided by S(m), with c(m) = 1 - B(m, a_t), c(0) = 0:
 *
 *        S(x - 1)/S(x) = ((1 - p) c(m) + p) / ((1 - p) + p/c(m + 1))
 *        1 - that      = ((1 - p) B(m) + p B(m + 1)/c(m + 1)) / the same.
 *
 * 3. Below n agents the sums are F(n,a) - 1 without treatment; here they are walked up, by Erlang's recursion with the
 *    load a e_(j-1) in place of a: H_j = q/(j + q), q = a e_(j-1) H_(j-1), the share of state j among those up to j, and
 *    shares of a mean E_j = H_j e_j + (1 - H_j) E_(j-1). Every term is positive, and what is wrong in H is divided by
 *    1 + j/(a e) at each step.
 *
 * 4. Of a fractional number of agents, n = f + whole, the state f has F(f,a) - 1 of its weight below it, as in
 *    F(f,a) = 1 + f/a F(f - 1,a); these are taken for the state f - 1, which is right at both ends.
 *
 * 5. Where the states far below count for less than e^-50 of one that counts, the walk begins above them: e_j is least at
 *    j = n, so that up to the lesser of n and a e_n weights rise as fast as those of Poisson's law of that mean.
 *
 * 6. The walks take the entries of ever fewer lines. As S(m) >= 1, B(m, a) <= a^m/m! < (a e/m)^m for m > a, which falls
 *    with m: from where its logarithm is below -750 on B is 0 and e_j is 1. Below, Erlang's recursion is taken backwards,
 *    1/B(m-1) = (1/B(m) - 1) a/m, in pairs of numbers that keep what rounding takes: what is wrong in the first grows by
 *    S(first)/S(m) alone, by less than a part in a hundred as long as m > a + 3 sqrt(a) + 3. Where B is below 1e-280, and
 *    for fewer lines than that, it is computed. */
#include "internal/treated.h"

#include "wfm/erlang.h"

enum { MOST_STATES = 1 << 24 };

/* Of whole lines; the complement of less than a half is right to its last digit. */
static wfm_i_entry whole_entry(double lines, double treated)
{
    double out = wfm_erlang_b(lines, treated);
    return (wfm_i_entry){out < 0.5 ? 1 - out : wfm_erlang_b_compl(lines, treated), out};
}

/* Of whole lines and a part of one more, of which next is the entry. */
static wfm_i_entry between(wfm_i_entry at, wfm_i_entry next, double part)
{
    double all = (1 - part) * next.in + part;
    double in = ((1 - part) * at.in + part) * next.in;
    double out = (1 - part) * at.out * next.in + part * next.out;
    return (wfm_i_entry){in / all, out / all};
}

wfm_i_entry wfm_i_entry_at(double lines, double treated)
{
    double whole = floor(lines);
    double part = lines - whole;
    wfm_i_entry at = whole_entry(whole, treated);
    return part > 0 ? between(at, whole_entry(whole + 1, treated), part) : at;
}

/* ---- the entries at ever fewer lines ---- */

static const double LN_NOTHING = -750;
static const double LEAST_STEPPED = 1e-280;

static double none_from(double treated)
{
    double low = treated;
    double high = fmax(8 * treated, -LN_NOTHING); /* above e^2 the logarithm is below -m */
    for (double middle = (low + high) / 2; high - low > 1 && middle > low && middle < high; middle = (low + high) / 2) {
        bool nothing = middle * (1 + log(treated / middle)) < LN_NOTHING;
        if (nothing)
            high = middle;
        else
            low = middle;
    }
    return high;
}

void wfm_i_entries_begin(wfm_i_entries *entries, double lines, double treated)
{
    double whole = floor(lines);
    *entries = (wfm_i_entries){.treated = treated, .part = lines - whole, .whole = whole};
    entries->none_from = none_from(treated);
    entries->steps_from = treated + 3 * sqrt(treated) + 3;
    if (entries->part > 0) entries->above = whole_entry(whole + 1, treated);
}

/* From 1/B of one line more to that of these. */
static double step_down(wfm_i_entries *e)
{
    double lines = e->whole + 1;
    double ratio = e->treated / lines;
    double of_ratio = fma(-ratio, lines, e->treated) / lines;
    double less = e->inverse - 1;
    double taken = e->taken + ((e->inverse - less) - 1);
    double product = less * ratio;
    taken = fma(less, ratio, -product) + (less * of_ratio + taken * ratio);
    e->inverse = product + taken;
    e->taken = taken - (e->inverse - product);
    double out = 1 / e->inverse;
    return out + out * (fma(-out, e->inverse, 1) - out * e->taken);
}

static wfm_i_entry whole_next(wfm_i_entries *e)
{
    if (e->whole >= e->none_from) return (wfm_i_entry){1, 0};
    bool near = e->whole < e->steps_from;
    if (!near && e->inverse > 0) {
        double out = step_down(e);
        return (wfm_i_entry){1 - out, out};
    }
    wfm_i_entry at = whole_entry(e->whole, e->treated);
    if (near || !(at.out > LEAST_STEPPED)) return at;
    e->inverse = 1 / at.out;
    e->taken = fma(-e->inverse, at.out, 1) / at.out;
    return at;
}

wfm_i_entry wfm_i_entries_next(wfm_i_entries *entries)
{
    wfm_i_entry at = whole_next(entries);
    wfm_i_entry next = entries->above;
    entries->above = at;
    entries->whole--;
    return entries->part > 0 ? between(at, next, entries->part) : at;
}

/* What has been walked over: the newest state's share of it and the share of those before, and means. */
typedef struct climb {
    double newest;
    double before;
    double entering; /* of all states so far */
    double blocked;
    double entering_before;
    double blocked_before;
    wfm_i_entry entry; /* of the newest */
} climb;

static climb begin(const wfm_i_model *m, double state)
{
    wfm_i_entry entry = wfm_i_entry_at(m->lines - state, m->treated);
    return (climb){.newest = 1, .entering = entry.in, .blocked = entry.out, .entry = entry};
}

/* A state to which there is the flow into and from which there is leaving, in one unit. */
static void add_state(climb *on, const wfm_i_model *m, double state, double into, double leaving)
{
    on->entry = wfm_i_entry_at(m->lines - state, m->treated);
    on->newest = into / (into + leaving);
    on->before = leaving / (into + leaving);
    on->entering_before = on->entering;
    on->blocked_before = on->blocked;
    on->entering = on->newest * on->entry.in + on->before * on->entering;
    on->blocked = on->newest * on->entry.out + on->before * on->blocked;
}

/* The part of an agent and what is below it. */
static climb begin_part(const wfm_i_model *m, double part)
{
    if (!(part > 0)) return begin(m, 0);
    climb on = begin(m, part - 1);
    double into = wfm_erlang_b(part, m->load) * on.entry.in;
    add_state(&on, m, part, into, wfm_erlang_b_compl(part, m->load));
    return on;
}

/* Whole states above the part of an agent that may be left out. */
static double states_left_out(const wfm_i_model *m, double whole)
{
    double entry = wfm_i_entry_at(m->lines - m->agents, m->treated).in;
    double top = fmin(m->agents, m->load * entry);
    return fmin(fmax(0, floor(top - 10 * sqrt(top) - 11)), whole);
}

bool wfm_i_below_agents(const wfm_i_model *model, wfm_i_below *below)
{
    double whole = floor(model->agents);
    double part = model->agents - whole;
    double first = states_left_out(model, whole);
    if (!(whole - first < MOST_STATES)) return false;
    climb on = first > 0 ? begin(model, part + first) : begin_part(model, part);
    for (double k = first + 1; k <= whole; k++)
        add_state(&on, model, part + k, model->load * on.entry.in * on.newest, part + k);
    below->all_busy = on.newest;
    below->free = on.before;
    below->entering = on.before * on.entering_before;
    below->blocked = on.before * on.blocked_before;
    return true;
}
