/* SPDX-License-Identifier: MIT */
#include "internal/targets.h"

#include "internal/solve.h"
#include "internal/structs.h"
#include "internal/whole.h"

enum { SERVICE, ASA, WAITING, OCCUPANCY, ABANDONMENT, BLOCKING };

int32_t wfm_i_target(int place)
{
    static const int32_t order[WFM_I_TARGETS] = {WFM_BINDING_SERVICE_LEVEL,    WFM_BINDING_ASA,
                                                 WFM_BINDING_WAIT_PROBABILITY, WFM_BINDING_OCCUPANCY,
                                                 WFM_BINDING_ABANDONMENT,      WFM_BINDING_BLOCKING};
    return order[place];
}

double wfm_i_goal(const wfm_targets *targets, int32_t target)
{
    switch (target) {
    case WFM_BINDING_SERVICE_LEVEL: return targets->service_level;
    case WFM_BINDING_ASA: return targets->asa_s;
    case WFM_BINDING_WAIT_PROBABILITY: return targets->wait_probability;
    case WFM_BINDING_OCCUPANCY: return targets->max_occupancy;
    case WFM_BINDING_ABANDONMENT: return targets->abandonment;
    default: return targets->blocking;
    }
}

static double goal_at(const wfm_targets *targets, int place)
{
    return wfm_i_goal(targets, wfm_i_target(place));
}

static wfm_status check_goals(const wfm_targets *t)
{
    if (!wfm_i_is_fraction(t->service_level)) return WFM_BAD_SERVICE_LEVEL;
    if (!wfm_i_finite_from_zero(t->asa_s)) return WFM_BAD_ASA;
    if (!wfm_i_is_fraction(t->wait_probability)) return WFM_BAD_WAIT_PROBABILITY;
    if (!wfm_i_is_fraction(t->max_occupancy)) return WFM_BAD_MAX_OCCUPANCY;
    if (!wfm_i_is_fraction(t->abandonment)) return WFM_BAD_ABANDONMENT;
    return wfm_i_is_fraction(t->blocking) ? WFM_OK : WFM_BAD_BLOCKING;
}

static wfm_status check_limits(const wfm_targets *t)
{
    if (!wfm_i_finite_from_zero(t->min_agents)) return WFM_BAD_MIN_AGENTS;
    if (!wfm_i_finite_from_zero(t->max_agents)) return WFM_BAD_MAX_AGENTS;
    bool limited = t->max_agents > 0;
    if (limited && ceil(t->min_agents) > floor(t->max_agents)) return WFM_BAD_MAX_AGENTS;
    return WFM_OK;
}

wfm_status wfm_i_targets_read(wfm_targets *targets, const wfm_targets *given)
{
    wfm_status status = wfm_i_struct_read(targets, sizeof *targets, given, WFM_BAD_TARGETS_STRUCT);
    if (status == WFM_OK) status = check_goals(targets);
    if (status == WFM_OK) status = check_limits(targets);
    if (status != WFM_OK) return status;
    for (int place = 0; place < WFM_I_TARGETS; place++)
        if (goal_at(targets, place) > 0) return WFM_OK;
    return WFM_NO_TARGET;
}

static bool is_meaningless(int place, const wfm_queue *q, wfm_i_unknown unknown)
{
    bool patience = q->patience_s > 0 && q->patience_s <= DBL_MAX;
    bool lines = q->lines > 0 && q->lines <= DBL_MAX;
    if (unknown == WFM_I_ANSWER_WITHIN) return place != SERVICE;
    if (place == ABANDONMENT) return !patience && unknown != WFM_I_PATIENCE;
    return place == BLOCKING && !lines && unknown != WFM_I_LINES;
}

wfm_status wfm_i_targets_meaning(const wfm_targets *targets, const wfm_queue *queue, wfm_i_unknown unknown)
{
    for (int place = 0; place < WFM_I_TARGETS; place++) {
        if (!(goal_at(targets, place) > 0)) continue;
        if (is_meaningless(place, queue, unknown)) return WFM_MEANINGLESS;
    }
    return WFM_OK;
}

/* The figures from a sight; asa_s as it is. */
static wfm_i_view view_from(const wfm_queue *q, const wfm_i_sight *sight, double asa_s)
{
    const wfm_i_record *r = &sight->record;
    double carried = wfm_i_queue_load(q) * (1 - r->blocking) * r->of.answered;
    double occupancy = wfm_i_occupancy(q->agents, carried);
    wfm_i_level level = wfm_i_queue_level(q, sight);
    return (wfm_i_view){true,
                        {[SERVICE] = {level.within, level.beyond},
                         [ASA] = {asa_s, WFM_I_NAN},
                         [WAITING] = {r->of.waiting, r->of.at_once},
                         [OCCUPANCY] = {occupancy, WFM_I_NAN},
                         [ABANDONMENT] = {r->of.abandonment, r->of.answered},
                         [BLOCKING] = {r->blocking, 1 - r->blocking}}};
}

wfm_i_view wfm_i_view_of(const wfm_queue *queue, const wfm_targets *targets)
{
    wfm_i_sight sight;
    int wanted = targets->asa_s > 0 ? WFM_I_MEANS : WFM_I_SHARES;
    if (wfm_i_queue_see(queue, queue->answer_within_s, wanted, &sight) != WFM_OK) return (wfm_i_view){.known = false};
    const wfm_i_record *r = &sight.record;
    double asa = r->of.answered > 0 ? r->answered_wait / r->of.answered : WFM_I_INF;
    return view_from(queue, &sight, asa * queue->aht_s);
}

wfm_i_view wfm_i_view_from_metrics(const wfm_queue_metrics *metrics, double beyond)
{
    const wfm_queue_metrics *m = metrics;
    return (wfm_i_view){true,
                        {[SERVICE] = {m->service_level, beyond},
                         [ASA] = {m->asa_s, WFM_I_NAN},
                         [WAITING] = {m->wait_probability, 1 - m->wait_probability},
                         [OCCUPANCY] = {m->occupancy, WFM_I_NAN},
                         [ABANDONMENT] = {m->abandonment, 1 - m->abandonment},
                         [BLOCKING] = {m->blocking, 1 - m->blocking}}};
}

static wfm_i_shares rough_shares(const wfm_queue *q, double patience, double t, wfm_i_patient *of)
{
    *of = wfm_i_patient_rough(q->agents, wfm_i_queue_load(q), patience, t);
    return wfm_i_shares_of(of, patience, t);
}

/* Under heavy load the answered wait patience ln(load/agents), and all patience (1 - agents/load). */
static double rough_asa(const wfm_queue *q, const wfm_i_patient *of)
{
    double rho = wfm_i_queue_load(q) / q->agents;
    double longer = rho > 1 ? log(rho) / (1 - 1 / rho) : 1;
    return of->abandonment * longer * q->patience_s;
}

wfm_i_view wfm_i_view_roughly(const wfm_queue *queue)
{
    wfm_i_sight sight = {.record = {.blocking = 0}};
    wfm_i_patient at_short;
    double patience = queue->patience_s / queue->aht_s;
    double t = queue->answer_within_s / queue->aht_s;
    double short_t = queue->short_abandon_s / queue->aht_s;
    sight.shares = rough_shares(queue, patience, t, &sight.record.of);
    if (short_t > 0) {
        wfm_i_shares shares = rough_shares(queue, patience, short_t, &at_short);
        wfm_i_leave_out(&sight.shares, &shares, short_t >= t);
    }
    return view_from(queue, &sight, rough_asa(queue, &sight.record.of));
}

wfm_i_figure *wfm_i_view_abandonment(wfm_i_view *view)
{
    return &view->of[ABANDONMENT];
}

/* Decided on the smaller of a share and what it leaves of 1; a cap of occupancy as people mean it. */
static bool meets(const wfm_i_figure *of, int place, double goal)
{
    switch (place) {
    case SERVICE: return goal < 0.5 ? of->value >= goal : of->compl <= 1 - goal;
    case OCCUPANCY: return wfm_i_within_cap(of->value, goal);
    default: return of->value <= goal;
    }
}

bool wfm_i_view_meets(const wfm_i_view *view, const wfm_targets *targets)
{
    if (!view->known) return false;
    for (int place = 0; place < WFM_I_TARGETS; place++) {
        double goal = goal_at(targets, place);
        if (!(goal > 0)) continue;
        if (!meets(&view->of[place], place, goal)) return false;
    }
    return true;
}

/* ln(x/y), of 0 as well. */
static double ln_over(double x, double y)
{
    if (y > 0) return wfm_i_ln_ratio(x, y);
    return x > 0 ? WFM_I_INF : -WFM_I_INF;
}

double wfm_i_view_excess(const wfm_i_view *view, const wfm_targets *targets, int place)
{
    const wfm_i_figure *of = &view->of[place];
    double goal = goal_at(targets, place);
    if (!view->known) return WFM_I_INF;
    if (place == SERVICE) return goal < 0.5 ? -ln_over(of->value, goal) : ln_over(of->compl, 1 - goal);
    bool by_rest = goal > 0.5 && !isnan(of->compl );
    return by_rest ? -ln_over(of->compl, 1 - goal) : ln_over(of->value, goal);
}

double wfm_i_view_worst(const wfm_i_view *view, const wfm_targets *targets, int *place)
{
    double worst = -WFM_I_INF;
    *place = -1;
    for (int i = 0; i < WFM_I_TARGETS; i++) {
        if (!(goal_at(targets, i) > 0)) continue;
        double excess = wfm_i_view_excess(view, targets, i);
        bool first = *place < 0;
        if (first || excess > worst) *place = i;
        worst = fmax(worst, excess);
    }
    return worst;
}
