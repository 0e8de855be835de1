/* SPDX-License-Identifier: MIT */
#include "internal/plan_model.h"

#include "internal/demand.h"
#include "internal/structs.h"

static bool has_patience(const wfm_queue *q)
{
    return q->patience_s > 0 && q->patience_s <= DBL_MAX;
}

/* ---- which model ---- */

static void model_redials(wfm_i_plan_model *m, const wfm_i_plan_asked *asked)
{
    m->kind = WFM_I_PLAN_REDIAL;
    m->redials = (wfm_redials)WFM_REDIALS_INIT;
    m->redials.after_blocked = asked->redial;
    m->redials.after_abandoned = asked->redial;
    m->redials.after_served = asked->reconnect;
}

static wfm_status model_chance(wfm_i_plan_model *m, const wfm_i_plan_asked *asked)
{
    bool risky = asked->risk != 0;
    m->kind = asked->load_cv == 0 ? WFM_I_PLAN_REALISED : WFM_I_PLAN_UNCERTAIN;
    m->load_cv = asked->load_cv;
    m->risk = asked->risk;
    if (!risky) return WFM_OK;
    return asked->risk > 0 && asked->risk < 1 ? WFM_OK : WFM_BAD_CHANCE;
}

/* Of the approximations of the mean wait Kimura's is the nearest to simulation, for calls at random. */
static wfm_status model_general(wfm_i_plan_model *m, double cv)
{
    double scv = cv * cv;
    m->kind = WFM_I_PLAN_GENERAL;
    m->general = (wfm_general)WFM_GENERAL_INIT;
    m->general.method = WFM_GENERAL_KIMURA;
    m->general.service_scv = scv;
    if (scv == 0) m->general.flags = WFM_GENERAL_FIXED_SERVICE;
    return cv >= 0 ? WFM_OK : WFM_BAD_SERVICE_SCV;
}

static void model_law(wfm_i_plan_model *m, const wfm_i_plan_asked *asked, const wfm_queue *q)
{
    m->kind = WFM_I_PLAN_LAW;
    m->law = (wfm_patience_law)WFM_PATIENCE_LAW_INIT;
    m->law.mean_s = q->patience_s;
    m->law.law = asked->law == 0 ? WFM_LAW_EXPONENTIAL : asked->law;
    m->law.shape = asked->shape;
    m->law.balk = asked->balk;
}

/* Exponential handle times are the queue's own. */
static bool asks_general(const wfm_i_plan_asked *asked)
{
    return !isnan(asked->service_cv) && asked->service_cv != 1;
}

/* Exponential patience is the queue's own; where nobody is impatient a law has no mean, and only who balks needs one. */
static bool asks_law(const wfm_i_plan_asked *asked, const wfm_queue *q)
{
    bool exponential = asked->law == 0 || (asked->law == WFM_LAW_EXPONENTIAL && asked->shape == 0);
    bool nobody = q->calls == 0 && !has_patience(q); /* nor is there anybody who could balk */
    if (asked->balk != 0) return !nobody;
    return !exponential && has_patience(q);
}

wfm_status wfm_i_plan_model_of(wfm_i_plan_model *model, const wfm_i_plan_asked *asked, const wfm_queue *queue,
                               const wfm_targets *targets)
{
    bool redial = asked->redial != 0 || asked->reconnect != 0;
    bool chance = asked->load_cv != 0 || asked->risk != 0;
    bool general = asks_general(asked), law = asks_law(asked, queue);
    *model = (wfm_i_plan_model){.kind = WFM_I_PLAN_PLAIN, .target = targets->service_level};
    if (redial + chance + general + law > 1) return WFM_NOT_TOGETHER;
    if (redial) model_redials(model, asked);
    if (law) model_law(model, asked, queue);
    if (chance) return model_chance(model, asked);
    return general ? model_general(model, asked->service_cv) : WFM_OK;
}

/* ---- figures ---- */

/* Calls come back as fast as they leave: the limit that the figures tend to as attempts grow. */
static wfm_status flooded(const wfm_queue *q, wfm_i_plan_figures *f)
{
    wfm_queue many = *q;
    double capacity = q->agents * (q->interval_s / q->aht_s);
    many.calls = 1e6 * fmax(fmax(q->calls, capacity), 1);
    wfm_status status = wfm_i_queue_metrics(&many, &f->metrics);
    if (wfm_failed(status)) return status;
    f->attempts = (double)INFINITY;
    f->metrics.load_erl = (double)INFINITY;
    return status | WFM_CAVEAT_OVERLOADED;
}

/* With agents without end nobody waits, and only who is turned away or has been answered calls again. */
static wfm_queue endless(const wfm_i_plan_model *m, const wfm_queue *q)
{
    wfm_queue all = *q;
    bool limited = q->lines > 0 && q->lines <= DBL_MAX;
    if (m->kind != WFM_I_PLAN_REDIAL) return all;
    if (limited) all.agents = q->lines;
    if (!limited) all.calls = q->calls / (1 - m->redials.after_served);
    return all;
}

static wfm_status figures_of_redials(const wfm_i_plan_model *m, const wfm_queue *q, wfm_i_plan_figures *f)
{
    wfm_redial_load load = WFM_REDIAL_LOAD_INIT;
    wfm_status status = wfm_queue_redial(q, &m->redials, &load, &f->metrics);
    f->attempts = load.calls;
    return status == WFM_NO_BALANCE ? flooded(q, f) : status;
}

/* By calls, so that a row is what many such intervals come to. Numbers in queue and in use follow by Little's law from
 * the calls and their waits, both of which are means over the rates. */
static wfm_status figures_of_rates(const wfm_i_plan_model *m, const wfm_queue *q, wfm_i_plan_figures *f)
{
    wfm_uncertain u = WFM_UNCERTAIN_INIT;
    wfm_queue_metrics *found = &f->metrics;
    wfm_status status = wfm_queue_uncertain(q, m->load_cv, m->target, &u);
    if (wfm_failed(status)) return status;
    double per_s = q->calls / q->interval_s * (1 - u.blocking_by_calls);
    found->load_erl = wfm_i_queue_load(q);
    found->occupancy = u.occupancy_by_calls;
    found->wait_probability = u.wait_probability_by_calls;
    found->asa_s = u.asa_by_calls_s;
    found->wait_mean_s = u.wait_mean_by_calls_s;
    bool waits = u.wait_probability_by_calls > 0;
    found->mean_wait_of_waiting_s = waits ? u.wait_mean_by_calls_s / u.wait_probability_by_calls : 0;
    found->queue_mean = per_s > 0 ? per_s * u.wait_mean_by_calls_s : 0;
    found->service_level = u.service_level_by_calls;
    found->trunk_load_erl = per_s * (1 - u.abandonment_by_calls) * (q->aht_s - q->acw_s) + found->queue_mean +
                            wfm_i_queue_treated(q) * (1 - u.blocking_by_calls);
    found->abandonment = u.abandonment_by_calls;
    found->abandonment_of_waiting = waits ? u.abandonment_by_calls / u.wait_probability_by_calls : 0;
    found->blocking = u.blocking_by_calls;
    f->chance = m->target > 0 ? u.chance_of_target : WFM_I_NAN;
    return status;
}

static wfm_status figures_realised(const wfm_i_plan_model *m, const wfm_queue *q, wfm_i_plan_figures *f)
{
    wfm_realised realised = WFM_REALISED_INIT;
    wfm_status status = wfm_i_queue_metrics(q, &f->metrics);
    if (wfm_failed(status)) return status;
    wfm_status chance = wfm_queue_realised(q, 1, m->target, &realised);
    f->chance = realised.chance;
    bool unknown = chance == WFM_TOO_MANY_STATES; /* next to overload; all else is known */
    return wfm_failed(chance) && !unknown ? chance : status;
}

wfm_status wfm_i_plan_figures_of(const wfm_i_plan_model *model, const wfm_queue *queue, wfm_i_plan_figures *figures)
{
    bool chance = model->kind == WFM_I_PLAN_UNCERTAIN || model->kind == WFM_I_PLAN_REALISED;
    wfm_i_struct_open(&figures->metrics);
    figures->attempts = queue->calls;
    figures->chance = WFM_I_NAN;
    if (queue->agents > DBL_MAX && model->kind != WFM_I_PLAN_PLAIN) {
        wfm_queue all = endless(model, queue);
        if (all.agents <= DBL_MAX) return figures_of_redials(model, &all, figures);
        figures->attempts = all.calls;
        if (chance && model->target > 0) figures->chance = model->target < 1 ? 1 : WFM_I_NAN;
        return wfm_i_queue_metrics(&all, &figures->metrics);
    }
    switch (model->kind) {
    case WFM_I_PLAN_REDIAL: return figures_of_redials(model, queue, figures);
    case WFM_I_PLAN_UNCERTAIN: return figures_of_rates(model, queue, figures);
    case WFM_I_PLAN_REALISED: return figures_realised(model, queue, figures);
    case WFM_I_PLAN_GENERAL: return wfm_queue_general(queue, &model->general, &figures->metrics);
    case WFM_I_PLAN_LAW: return wfm_queue_patience_law(queue, &model->law, &figures->metrics);
    case WFM_I_PLAN_PLAIN: break;
    }
    return wfm_i_queue_metrics(queue, &figures->metrics);
}

/* ---- agents ---- */

/* wfm_staffing_agents_uncertain gives the levels at the rate that it staffs for; a row has those by calls. */
static wfm_status expect_levels(const wfm_i_plan_model *m, const wfm_queue *queue, wfm_staffing *staffing)
{
    const double agents[] = {staffing->agents, fmax(staffing->agents - 1, 0), staffing->agents + 1};
    double *levels[] = {&staffing->service_level, &staffing->service_level_one_fewer,
                        &staffing->service_level_one_more};
    wfm_queue q = *queue;
    for (size_t i = 0; i < sizeof agents / sizeof agents[0]; i++) {
        wfm_i_plan_figures f = {.metrics = WFM_QUEUE_METRICS_INIT};
        q.agents = agents[i];
        wfm_status status = wfm_i_plan_figures_of(m, &q, &f);
        if (wfm_failed(status)) return status;
        *levels[i] = f.metrics.service_level;
    }
    return WFM_OK;
}

static wfm_status agents_for_rates(const wfm_i_plan_model *m, const wfm_queue *q, const wfm_targets *t, wfm_staffing *s)
{
    bool risky = m->risk > 0;
    wfm_status status = wfm_staffing_agents_uncertain(q, m->load_cv, t, risky ? 1 - m->risk : 0, s);
    bool levels = risky && !wfm_failed(status);
    wfm_status expected = levels ? expect_levels(m, q, s) : WFM_OK;
    return wfm_failed(expected) ? expected : status;
}

wfm_status wfm_i_plan_agents(const wfm_i_plan_model *model, const wfm_queue *queue, const wfm_targets *targets,
                             wfm_staffing *staffing)
{
    switch (model->kind) {
    case WFM_I_PLAN_REDIAL: return wfm_staffing_agents_redial(queue, &model->redials, targets, staffing);
    case WFM_I_PLAN_UNCERTAIN: return agents_for_rates(model, queue, targets, staffing);
    case WFM_I_PLAN_REALISED: return wfm_staffing_agents_realised(queue, targets, 1, 1 - model->risk, staffing);
    case WFM_I_PLAN_GENERAL: return wfm_staffing_agents_general(queue, &model->general, NULL, targets, staffing);
    case WFM_I_PLAN_LAW: return wfm_staffing_agents_general(queue, NULL, &model->law, targets, staffing);
    case WFM_I_PLAN_PLAIN: break;
    }
    return wfm_staffing_agents(queue, targets, staffing);
}

bool wfm_i_plan_is_short(const wfm_i_plan_model *model, const wfm_queue *queue, const wfm_targets *targets,
                         const wfm_staffing *limited)
{
    wfm_staffing needed = *limited;
    wfm_targets alone = *targets;
    alone.min_agents = 0;
    alone.max_agents = 0;
    if (fmax(targets->min_agents, targets->max_agents) > 0) wfm_i_plan_agents(model, queue, &alone, &needed);
    bool whole = queue->agents == floor(queue->agents) || isnan(needed.agents_fractional);
    return queue->agents < (whole ? needed.agents : needed.agents_fractional);
}
