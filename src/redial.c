/* SPDX-License-Identifier: MIT */
/* Callers who call again. */
#include "internal/redials.h"
#include "internal/staff.h"
#include "internal/structs.h"

void wfm_redials_init(wfm_redials *redials, size_t size)
{
    wfm_i_struct_init(redials, size);
}

void wfm_redial_load_init(wfm_redial_load *load, size_t size)
{
    wfm_i_struct_init(load, size);
}

/* Of a caller's attempts one is the last with the probability that it is served or the caller gives up. */
static wfm_redial_load load_of(double fresh, double calls, double inflation, const wfm_i_ends *ends,
                               const wfm_redials *redials)
{
    wfm_redial_load load = WFM_REDIAL_LOAD_INIT;
    double giving_up = wfm_i_giving_up(ends, redials);
    load.fresh_calls = fresh;
    load.calls = calls;
    load.inflation = inflation;
    load.attempts_per_caller = 1 / (giving_up + ends->served);
    load.lost = fmin(1, giving_up * inflation);
    load.never_served = giving_up / (giving_up + ends->served);
    return load;
}

wfm_status wfm_queue_redial(const wfm_queue *queue, const wfm_redials *redials, wfm_redial_load *load,
                            wfm_queue_metrics *metrics)
{
    wfm_queue q;
    wfm_redials again;
    wfm_i_ends ends;
    double inflation;
    wfm_queue_metrics found;
    wfm_status status = wfm_i_struct_open(load);
    if (wfm_i_struct_open(metrics) != WFM_OK) status = WFM_BAD_OUTPUT;
    if (status == WFM_OK) status = wfm_i_queue_read(&q, queue, 0);
    if (status == WFM_OK) status = wfm_i_queue_untreated(&q);
    if (status == WFM_OK) status = wfm_i_redials_read(&again, redials);
    if (status == WFM_OK) status = wfm_i_redials_solve(&q, &again, 1, &inflation, &ends);
    if (wfm_failed(status)) return status;
    wfm_queue all = wfm_i_redials_queue(&q, inflation);
    status = wfm_i_queue_metrics(&all, &found);
    if (wfm_failed(status)) return status;
    wfm_redial_load all_calls = load_of(q.calls, all.calls, inflation, &ends, &again);
    wfm_i_struct_write(load, &all_calls, sizeof all_calls);
    wfm_i_struct_write(metrics, &found, sizeof found);
    return status;
}

/* An overloaded queue without patience and lines serves fewer than come; so none that are served come back in balance. */
static bool is_endless(const wfm_queue *q, const wfm_redials *redials, double leaving)
{
    bool returning = wfm_i_queue_is_plain(q) && redials->after_served > 0;
    if (returning && wfm_i_queue_caveats(q, q->agents) != WFM_OK) return true;
    return !(leaving > 0) && wfm_i_queue_load(q) > 0;
}

wfm_status wfm_queue_fresh(const wfm_queue *queue, const wfm_redials *redials, wfm_redial_load *load)
{
    wfm_queue q;
    wfm_redials again;
    wfm_i_ends ends;
    wfm_status status = wfm_i_struct_open(load);
    if (status == WFM_OK) status = wfm_i_queue_read(&q, queue, 0);
    if (status == WFM_OK) status = wfm_i_queue_untreated(&q);
    if (status == WFM_OK) status = wfm_i_redials_read(&again, redials);
    if (status == WFM_OK) status = wfm_i_ends_of(&q, &ends);
    if (status != WFM_OK) return status;
    double leaving = wfm_i_leaving(&ends, &again);
    if (wfm_i_redials_none(&again)) leaving = 1;
    if (is_endless(&q, &again, leaving)) return WFM_NO_BALANCE;
    wfm_redial_load found = load_of(q.calls * leaving, q.calls, 1 / leaving, &ends, &again);
    wfm_i_struct_write(load, &found, sizeof found);
    return wfm_i_queue_caveats(&q, q.agents);
}

/* Fresh calls and who calls again, for the search for agents; the inflation found last is near the next one. */
typedef struct returning {
    const wfm_redials *redials;
    double fresh;
    double inflation;
} returning;

/* Where there is no balance, what attempts without end would see. */
static wfm_i_view view_of_none(const wfm_queue *q)
{
    wfm_i_view view = {.known = true};
    for (int place = 0; place < WFM_I_TARGETS; place++) {
        int32_t target = wfm_i_target(place);
        bool level = target == WFM_BINDING_SERVICE_LEVEL;
        view.of[place] = level ? (wfm_i_figure){0, 1} : (wfm_i_figure){1, 0};
        if (target == WFM_BINDING_ASA) view.of[place].value = WFM_I_INF;
        if (target == WFM_BINDING_OCCUPANCY) view.of[place].value = wfm_i_occupancy(q->agents, q->agents);
    }
    return view;
}

static wfm_i_view look(const wfm_queue *queue, const wfm_targets *targets, void *about)
{
    returning *of = about;
    wfm_i_ends ends;
    double inflation;
    wfm_queue fresh = *queue;
    fresh.calls = of->fresh;
    wfm_status status = wfm_i_redials_solve(&fresh, of->redials, of->inflation, &inflation, &ends);
    if (status == WFM_TOO_MANY_LINES) return (wfm_i_view){.known = false};
    if (status != WFM_OK) return view_of_none(queue);
    of->inflation = inflation;
    wfm_queue all = wfm_i_redials_queue(&fresh, inflation);
    return wfm_i_view_of(&all, targets);
}

/* Of Erlang C everybody is served, and x does not hang on the agents, who are more than the load. */
static wfm_status staff_returning(const wfm_queue *q, const wfm_redials *redials, const wfm_targets *t,
                                  wfm_staffing *found)
{
    if (wfm_i_redials_none(redials)) return wfm_i_staff(q, t, found);
    returning of = {redials, q->calls, 1};
    bool plain = wfm_i_queue_is_plain(q);
    double served = 1 / (1 - redials->after_served); /* the inflation, if all are */
    bool endless = served > DBL_MAX && q->calls > 0;
    if (plain && endless) return WFM_NO_BALANCE;
    wfm_queue all = served <= DBL_MAX ? wfm_i_redials_queue(q, served) : *q;
    bool possible = wfm_i_queue_load(&all) <= DBL_MAX;
    if (plain) return possible ? wfm_i_staff(&all, t, found) : WFM_BAD_LOAD;
    return wfm_i_staff_by(possible ? &all : q, t, look, &of, found);
}

wfm_status wfm_staffing_agents_redial(const wfm_queue *queue, const wfm_redials *redials, const wfm_targets *targets,
                                      wfm_staffing *staffing)
{
    wfm_queue q;
    wfm_targets t;
    wfm_redials again;
    wfm_staffing found = WFM_STAFFING_INIT;
    wfm_status status = wfm_i_struct_open(staffing);
    if (status == WFM_OK) status = wfm_i_staff_read(&q, queue, &t, targets);
    if (status == WFM_OK) status = wfm_i_queue_untreated(&q);
    if (status == WFM_OK) status = wfm_i_redials_read(&again, redials);
    if (status != WFM_OK) return status;
    status = staff_returning(&q, &again, &t, &found);
    if (!wfm_failed(status)) wfm_i_struct_write(staffing, &found, sizeof found);
    return status;
}
