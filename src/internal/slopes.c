/* SPDX-License-Identifier: MIT */
/* Derivatives where they are closed forms: Erlang C, and as many lines as agents or fewer.
 *
 * Of Erlang C with s = n - a all follows from l_n = d ln C/dn < 0 and l_a = d ln C/da > 0, which loss.h has:
 *
 *     d ln P(W > t) = (l_n - t) dn + (l_a + t) da - s dt,    d ln E[W] = (l_n - 1/s) dn + (l_a + 1/s) da
 *
 * Every sum is of numbers of one sign. */
#include "internal/slopes.h"

#include "wfm/erlang.h"

static void set(wfm_i_slopes *to, int member, double value, double by_agents, double by_load, double by_time)
{
    to->value[member] = value;
    to->by[member][WFM_I_BY_AGENTS] = by_agents;
    to->by[member][WFM_I_BY_LOAD] = by_load;
    to->by[member][WFM_I_BY_TIME] = by_time;
}

/* A share and what is left of 1. */
static void set_both(wfm_i_slopes *to, const int members[2], const double values[2], const double by[3])
{
    set(to, members[0], values[0], by[0], by[1], by[2]);
    set(to, members[1], values[1], -by[0], -by[1], -by[2]);
}

/* Nobody hangs up: whoever waits is answered then. */
static void set_endless(wfm_i_slopes *to, const wfm_i_waits *waits, double by_agents, double by_load,
                        const double by_tail[3])
{
    static const int parts[][2] = {{WFM_I_OF_OFFERED_BEYOND, WFM_I_OF_OFFERED_WITHIN},
                                   {WFM_I_OF_ANSWERED_BEYOND, WFM_I_OF_ANSWERED_WITHIN},
                                   {WFM_I_OF_WAIT_BEYOND, WFM_I_OF_WAIT_WITHIN}};
    static const int first[2] = {WFM_I_OF_WAITING, WFM_I_OF_AT_ONCE};
    *to = (wfm_i_slopes){{0}, {{0}}};
    to->value[WFM_I_OF_ANSWERED] = to->value[WFM_I_OF_REACHING] = 1;
    set_both(to, first, (const double[]){waits->waiting, waits->at_once}, (const double[]){by_agents, by_load, 0});
    for (size_t i = 0; i < 3; i++)
        set_both(to, parts[i], (const double[]){waits->beyond, waits->within}, by_tail);
}

static const int means[] = {WFM_I_OF_WAIT, WFM_I_OF_WAIT_OF_WAITING, WFM_I_OF_ANSWERED_WAIT};
enum { MEANS = sizeof means / sizeof means[0] };

/* The queue grows without end; at load = agents the two sides differ in everything. */
static void overloaded(wfm_i_slopes *to, bool at_edge)
{
    static const wfm_i_waits all = {1, 0, 1, 0};
    double none = at_edge ? WFM_I_NAN : 0;
    set_endless(to, &all, none, none, (const double[]){none, none, 0});
    set(to, WFM_I_OF_ANSWERED, 1, none, none, 0);
    for (size_t i = 0; i < MEANS; i++)
        set(to, means[i], WFM_I_INF, WFM_I_NAN, WFM_I_NAN, 0);
}

static void plain(const wfm_i_model *m, double t, wfm_i_slopes *to)
{
    if (!(m->load < m->agents)) {
        overloaded(to, m->load == m->agents);
        return;
    }
    double spare = m->agents - m->load;
    wfm_i_waits waits = wfm_i_loss_waits(m->agents, m->load, t);
    double by_agents = wfm_erlang_c_ln_dservers(m->agents, m->load);
    double by_load = wfm_erlang_c_ln_dload(m->agents, m->load);
    double tail = waits.beyond;
    const double by_tail[3] = {tail * (by_agents - t), tail * (by_load + t), -tail * spare};
    set_endless(to, &waits, waits.waiting * by_agents, waits.waiting * by_load, by_tail);
    double wait = waits.waiting / spare;
    set(to, WFM_I_OF_WAIT, wait, wait * (by_agents - 1 / spare), wait * (by_load + 1 / spare), 0);
    set(to, WFM_I_OF_ANSWERED_WAIT, wait, wait * (by_agents - 1 / spare), wait * (by_load + 1 / spare), 0);
    set(to, WFM_I_OF_WAIT_OF_WAITING, 1 / spare, -1 / spare / spare, 1 / spare / spare, 0);
}

/* Nobody waits; of lines alone, which are agents and places. */
static void without_places(const wfm_i_model *m, wfm_i_slopes *to)
{
    static const wfm_i_waits none = {0, 1, 0, 1};
    static const int members[2] = {WFM_I_OF_BLOCKING, WFM_I_OF_REACHING};
    double b = wfm_erlang_b(m->lines, m->load);
    double by_lines = b * wfm_erlang_b_ln_dservers(m->lines, m->load);
    double by_load = b * wfm_erlang_b_ln_dload(m->lines, m->load);
    set_endless(to, &none, 0, 0, (const double[]){0, 0, 0});
    set_both(to, members, (const double[]){b, wfm_erlang_b_compl(m->lines, m->load)},
             (const double[]){by_lines, by_load, 0});
    to->by[WFM_I_OF_BLOCKING][WFM_I_BY_PLACES] = by_lines;
    to->by[WFM_I_OF_REACHING][WFM_I_BY_PLACES] = -by_lines;
}

/* The places that there are, as whole ones and a part of one more, on the side asked for. */
static void at_places(const wfm_i_model *m, double t, double towards, wfm_i_slopes *to)
{
    double places = m->lines - m->agents;
    double whole = floor(places);
    bool lower = places == whole && towards < 0;
    if (lower) whole -= 1;
    wfm_i_slopes_places(m, whole, places - whole, t, to);
}

void wfm_i_slopes_at(const wfm_i_model *model, double t, double towards, wfm_i_slopes *slopes)
{
    bool first = model->lines == model->agents && towards > 0; /* a part of the first place */
    wfm_i_kind kind = first ? WFM_I_PLACES : wfm_i_model_kind(model);
    switch (kind) {
    case WFM_I_PLACES: at_places(model, t, towards, slopes); break;
    case WFM_I_NO_PLACES: without_places(model, slopes); break;
    case WFM_I_PLAIN: plain(model, t, slopes); break;
    default: wfm_i_slopes_impatient(model, t, slopes); break;
    }
}
