/* SPDX-License-Identifier: MIT */
#include "internal/patient.h"

/* The limits within which the kernel computes: beyond them one of its functions is what it tends to. */
static const double MANY_SERVERS = 0x1p400;
static const double LONG = 0x1p500; /* servers x patience, load x patience */
static const double RARE = 0x1p-60; /* load x patience */
static const double SHORTEST = 0x1p-900;

/* Everybody is answered at once. */
static wfm_i_patient never_waits(void)
{
    return (wfm_i_patient){.at_once = 1, .answered = 1, .offered_within = 1, .answered_within = 1};
}

/* Nobody is ever answered. */
static wfm_i_patient never_answered(void)
{
    return (wfm_i_patient){.waiting = 1, .abandonment = 1, .offered_beyond = 1};
}

/* So many servers, or so much patience, that nothing is left to chance: what they cannot carry hangs up, and everybody's
 * wait would be the same, patience ln(load/servers). */
static wfm_i_patient fluid(double servers, double load, double patience, double t)
{
    double answered = servers / load;
    double wait = patience <= DBL_MAX ? patience * -wfm_i_ln(answered) : WFM_I_INF;
    bool beyond = wait > t || wait > DBL_MAX;
    return (wfm_i_patient){.waiting = 1,
                           .abandonment = (load - servers) / load,
                           .answered = answered,
                           .offered_beyond = beyond,
                           .offered_within = !beyond,
                           .answered_beyond = beyond ? answered : 0,
                           .answered_within = beyond ? 0 : answered};
}

/* Patience so short, or calls so rare, that no more than one ever waits: he takes the first server that comes free, if he
 * has not hung up, and A is 1. With patience 0 this is Erlang B. */
static wfm_i_patient one_waits(double servers, double load, double patience, double t)
{
    double x = servers * patience;
    double served = x <= DBL_MAX ? x / (1 + x) : 1;
    double blocked = wfm_i_loss_value(WFM_I_B, servers, load, 0);
    double carried = wfm_i_loss_value(WFM_I_B_COMPL, servers, load, 0);
    double freed = servers * t;
    double either = served > 0 ? freed + t / patience : freed;
    return (wfm_i_patient){.waiting = blocked,
                           .at_once = carried,
                           .abandonment = blocked / (1 + x),
                           .answered = carried + blocked * served,
                           .offered_beyond = blocked * wfm_i_exp(-freed),
                           .offered_within = carried - blocked * expm1(-fmin(freed, 746)),
                           .answered_beyond = blocked * served * wfm_i_exp(-either),
                           .answered_within = carried - blocked * served * expm1(-fmin(either, 746))};
}

static wfm_i_patient as_erlang_c(double servers, double load, double t)
{
    wfm_i_waits waits = wfm_i_loss_waits(servers, load, t);
    return (wfm_i_patient){.waiting = waits.waiting,
                           .at_once = waits.at_once,
                           .answered = 1,
                           .offered_beyond = waits.beyond,
                           .offered_within = waits.within,
                           .answered_beyond = waits.beyond,
                           .answered_within = waits.within};
}

/* As many servers as load, both endless: the waits are as those of many servers and short beside patience. */
static wfm_i_patient balanced(double patience)
{
    double waiting = 1 / (1 + 1 / sqrt(patience));
    return (wfm_i_patient){.waiting = waiting,
                           .at_once = 1 / (1 + sqrt(patience)),
                           .answered = 1,
                           .offered_within = 1,
                           .answered_within = 1};
}

static wfm_i_patient inside(double servers, double load, double patience, double t)
{
    double x = servers * patience;
    double y = load * patience;
    bool many = servers > MANY_SERVERS || load > MANY_SERVERS;
    if (many && servers == load && patience > 0) return balanced(patience);
    if (y < RARE) return one_waits(servers, load, patience, fmax(t, 0));
    if (x < SHORTEST) return never_answered();
    if (!many && fmax(x, y) < LONG) return wfm_i_loss_patient(servers, load, patience, t);
    if (load >= servers) return fluid(servers, load, patience, t);
    return many ? never_waits() : as_erlang_c(servers, load, fmax(t, 0));
}

/* t < 0 stands for no time. */
static wfm_i_patient anywhere(double servers, double load, double patience, double t)
{
    if (!(servers > 0)) return never_answered();
    if (!(load > 0)) return never_waits();
    if (servers > DBL_MAX) return never_waits();
    if (load > DBL_MAX) return never_answered();
    return inside(servers, load, patience, t);
}

/* After all time everything is over, but for waits that never end. */
static wfm_i_patient after_all(double servers, double load, double patience)
{
    wfm_i_patient found = anywhere(servers, load, patience, DBL_MAX);
    bool endless = !(servers > 0) || load > DBL_MAX || (patience > DBL_MAX && load >= servers);
    if (!(patience <= DBL_MAX)) found.decay = 1;
    if (endless) return found;
    found.offered_beyond = found.answered_beyond = found.decay = 0;
    found.offered_within = 1;
    found.answered_within = found.answered;
    return found;
}

wfm_i_patient wfm_i_patient_at(double servers, double load, double patience, double t)
{
    if (t > DBL_MAX) return after_all(servers, load, patience);
    wfm_i_patient found = anywhere(servers, load, patience, t);
    if (!(found.decay > 0)) found.decay = wfm_i_still_patient(patience, t);
    return found;
}

wfm_i_patient wfm_i_patient_at_once(double servers, double load, double patience)
{
    return anywhere(servers, load, patience, -1);
}
