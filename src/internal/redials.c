/* SPDX-License-Identifier: MIT */
/* The attempts x that fresh calls come to.
 *
 * Method. Attempts end blocked, hung up or served, and of each the shares p call again. In balance those after whom
 * nobody calls again are as many as the fresh calls:
 *
 *   g(x) = (1 - p_b) x B(x) + (1 - p_a) x (1-B) A(x) + (1 - p_s) x (1-B) (1-A) = fresh
 *
 * Written so, only numbers that are not negative are added. The number of calls in the system is a chain of births and
 * deaths whose births are x: more of them make it larger in the likelihood ratio, and with it the number being served,
 * the number waiting and the share of full lines. The three flows are in proportion to these (Little's law), so that each
 * rises with x, and g with them, whatever the shares: one root at most. (Shown for whole numbers of agents and lines,
 * tested for real ones.) The root is solved for in r = x/fresh, from 1 on, of ln(r g(x)/x).
 *
 * As x grows without end all agents are busy and all lines taken, and g tends to
 *
 *   without lines      infinity, where p_a = 1 agents (1 - p_s), in calls in each handle time
 *   with lines         infinity, where p_b = 1 (1 - p_s) min(agents, lines) + (1 - p_a) (lines - agents)+ / patience
 *
 * and fresh calls that reach it have no balance. Without patience and lines x = fresh/(1 - p_s), where that is less than
 * the agents carry. */
#include "internal/redials.h"

#include "internal/solve.h"
#include "internal/structs.h"

wfm_status wfm_i_redials_read(wfm_redials *redials, const wfm_redials *given)
{
    wfm_status status = wfm_i_struct_read(redials, sizeof *redials, given, WFM_BAD_REDIALS_STRUCT);
    if (status != WFM_OK) return status;
    if (!wfm_i_is_fraction(redials->after_blocked)) return WFM_BAD_REDIAL;
    if (!wfm_i_is_fraction(redials->after_abandoned)) return WFM_BAD_REDIAL;
    return wfm_i_is_fraction(redials->after_served) ? WFM_OK : WFM_BAD_REDIAL;
}

bool wfm_i_redials_none(const wfm_redials *redials)
{
    return redials->after_blocked + redials->after_abandoned + redials->after_served == 0;
}

wfm_status wfm_i_ends_of(const wfm_queue *queue, wfm_i_ends *ends)
{
    wfm_i_model model = wfm_i_queue_model(queue);
    wfm_i_record record;
    *ends = (wfm_i_ends){0, 0, 1};
    if (!(model.load > 0)) return WFM_OK;
    if (!wfm_i_model_at(&model, -1, WFM_I_SHARES, &record)) return WFM_TOO_MANY_LINES;
    double reaching = 1 - record.blocking;
    *ends = (wfm_i_ends){record.blocking, reaching * record.of.abandonment, reaching * record.of.answered};
    return WFM_OK;
}

double wfm_i_giving_up(const wfm_i_ends *ends, const wfm_redials *redials)
{
    return (1 - redials->after_blocked) * ends->blocked + (1 - redials->after_abandoned) * ends->abandoned;
}

double wfm_i_leaving(const wfm_i_ends *ends, const wfm_redials *redials)
{
    return wfm_i_giving_up(ends, redials) + (1 - redials->after_served) * ends->served;
}

wfm_queue wfm_i_redials_queue(const wfm_queue *queue, double inflation)
{
    wfm_queue all = *queue;
    if (queue->calls > 0) all.calls *= inflation; /* which may be infinite without calls */
    return all;
}

typedef struct balance {
    const wfm_queue *queue;
    const wfm_redials *redials;
} balance;

/* Positive where more leave than are fresh, as where it cannot be computed for the size of the queue. */
static double excess_at(double inflation, const void *about)
{
    const balance *of = about;
    wfm_i_ends ends;
    wfm_queue all = wfm_i_redials_queue(of->queue, inflation);
    if (wfm_i_ends_of(&all, &ends) != WFM_OK) return WFM_I_INF;
    return wfm_i_ln_ratio(inflation * wfm_i_leaving(&ends, of->redials), 1);
}

/* What leaves in a handle time at most. */
static double most_leaving(const wfm_i_model *m, const wfm_redials *redials)
{
    double serving = (1 - redials->after_served) * fmin(m->agents, m->lines);
    bool endless = m->lines > DBL_MAX;
    double last = endless ? redials->after_abandoned : redials->after_blocked;
    if (last < 1) return WFM_I_INF;
    if (endless) return serving;
    return serving + (1 - redials->after_abandoned) * (fmax(0, m->lines - m->agents) / m->patience);
}

/* Everybody is served, if there is a steady state; where nobody calls again after it there need be none. */
static wfm_status solve_plain(const wfm_queue *q, double after_served, double *inflation)
{
    *inflation = 1 / (1 - after_served);
    if (!(after_served > 0)) return WFM_OK;
    wfm_queue all = wfm_i_redials_queue(q, *inflation);
    return wfm_i_queue_load(&all) < q->agents ? WFM_OK : WFM_NO_BALANCE;
}

static const double BALANCED = 1e-9; /* a root that is none is off by more */

wfm_status wfm_i_redials_solve(const wfm_queue *queue, const wfm_redials *redials, double guess, double *inflation,
                               wfm_i_ends *ends)
{
    balance of = {queue, redials};
    wfm_i_model model = wfm_i_queue_model(queue);
    *inflation = 1;
    *ends = (wfm_i_ends){0, 0, 1};
    if (wfm_i_redials_none(redials)) return wfm_i_ends_of(queue, ends);
    if (!(model.load > 0)) {
        *inflation = 1 / (1 - redials->after_served);
        return WFM_OK;
    }
    if (wfm_i_queue_is_plain(queue)) return solve_plain(queue, redials->after_served, inflation);
    if (!(model.load < most_leaving(&model, redials))) return WFM_NO_BALANCE;
    double most = fmax(1, DBL_MAX / 4 / fmax(1, fmax(queue->calls, model.load)));
    double found = wfm_i_solve(excess_at, &of, (wfm_i_guess){guess, 0, 0}, most, 0);
    *inflation = fmax(1, found); /* below only by its last digits */
    wfm_queue all = wfm_i_redials_queue(queue, *inflation);
    wfm_status status = wfm_i_ends_of(&all, ends);
    if (status != WFM_OK) return status;
    bool balanced = fabs(*inflation * wfm_i_leaving(ends, redials) - 1) <= BALANCED;
    if (balanced) return WFM_OK;
    return model.lines <= DBL_MAX ? WFM_TOO_MANY_LINES : WFM_NO_BALANCE; /* the search has ended where it cannot look */
}
