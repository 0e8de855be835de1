/* SPDX-License-Identifier: MIT */
#include "internal/demand.h"

#include "internal/structs.h"

enum { FLAGS = WFM_QUEUE_COUNT_BLOCKED | WFM_QUEUE_STRICTLY_WITHIN | WFM_QUEUE_SKIP_MEANS };

static bool has_patience(const wfm_queue *q)
{
    return q->patience_s > 0 && q->patience_s <= DBL_MAX;
}

static bool has_lines(const wfm_queue *q)
{
    return q->lines > 0 && q->lines <= DBL_MAX;
}

static wfm_status check_demand(const wfm_queue *q, int unread)
{
    bool read_calls = !(unread & UNREAD_CALLS);
    bool read_aht = !(unread & UNREAD_AHT);
    if (read_calls && !wfm_i_finite_from_zero(q->calls)) return WFM_BAD_CALLS;
    if (!wfm_i_finite_from_zero(q->interval_s)) return WFM_BAD_INTERVAL;
    if (!(q->interval_s > 0)) return WFM_BAD_INTERVAL;
    if (!read_aht) return WFM_OK;
    if (!wfm_i_finite_from_zero(q->aht_s)) return WFM_BAD_AHT;
    if (!(q->aht_s > 0)) return WFM_BAD_AHT;
    if (!(q->acw_s >= 0)) return WFM_BAD_ACW;
    return q->acw_s <= q->aht_s ? WFM_OK : WFM_BAD_ACW;
}

/* Rules differ only where callers hang up. */
static wfm_status check_service(const wfm_queue *q, int unread)
{
    bool read_answer = !(unread & UNREAD_ANSWER_WITHIN);
    bool read_rule = !(unread & UNREAD_RULE);
    if (read_answer && !wfm_i_finite_from_zero(q->answer_within_s)) return WFM_BAD_ANSWER_WITHIN;
    if (!wfm_i_finite_from_zero(q->short_abandon_s)) return WFM_BAD_SHORT_ABANDON;
    if (q->service_rule < 0) return WFM_BAD_SERVICE_RULE;
    if (q->service_rule > WFM_SERVICE_VIRTUAL) return WFM_BAD_SERVICE_RULE;
    if (q->flags & ~FLAGS) return WFM_BAD_FLAGS;
    if (!wfm_i_finite_from_zero(q->treatment_s)) return WFM_BAD_TREATMENT;
    bool differ = has_patience(q) || (unread & UNREAD_PATIENCE);
    bool needed = differ && q->service_rule == 0;
    return read_rule && needed ? WFM_NO_SERVICE_RULE : WFM_OK;
}

static wfm_status check_capacity(const wfm_queue *q, int unread)
{
    bool read_agents = !(unread & UNREAD_AGENTS);
    bool read_patience = !(unread & UNREAD_PATIENCE);
    bool read_lines = !(unread & UNREAD_LINES);
    if (read_agents && !wfm_i_finite_from_zero(q->agents)) return WFM_BAD_AGENTS;
    if (read_patience && !(q->patience_s >= 0)) return WFM_BAD_PATIENCE;
    if (read_lines && !(q->lines >= 0)) return WFM_BAD_LINES;
    return WFM_OK;
}

wfm_status wfm_i_queue_check(const wfm_queue *queue, int unread)
{
    wfm_status status = check_demand(queue, unread);
    if (status == WFM_OK) status = check_capacity(queue, unread);
    if (status == WFM_OK) status = check_service(queue, unread);
    if (status != WFM_OK) return status;
    if (unread & UNREAD_CALLS) return WFM_OK;
    if (!(wfm_i_queue_treated(queue) <= DBL_MAX)) return WFM_BAD_LOAD;
    if (unread & UNREAD_AHT) return WFM_OK;
    return wfm_i_queue_load(queue) <= DBL_MAX ? WFM_OK : WFM_BAD_LOAD;
}

wfm_status wfm_i_queue_read(wfm_queue *queue, const wfm_queue *given, int unread)
{
    wfm_status status = wfm_i_struct_read(queue, sizeof *queue, given, WFM_BAD_QUEUE_STRUCT);
    return status == WFM_OK ? wfm_i_queue_check(queue, unread) : status;
}

double wfm_i_queue_load(const wfm_queue *queue)
{
    return wfm_i_load(queue->calls, queue->aht_s, queue->interval_s);
}

double wfm_i_queue_treated(const wfm_queue *queue)
{
    return wfm_i_load(queue->calls, queue->treatment_s, queue->interval_s);
}

wfm_status wfm_i_queue_untreated(const wfm_queue *queue)
{
    bool both = queue->treatment_s > 0 && has_lines(queue);
    return both ? WFM_TREATMENT_WITH_LINES : WFM_OK;
}

bool wfm_i_queue_is_plain(const wfm_queue *queue)
{
    if (has_patience(queue)) return false;
    return !has_lines(queue);
}

/* Calls that the lines let into the system. An agent in after-call work holds none: n agents at work hold n (1 - share)
 * of them on the average, and the rest is for callers who wait. */
static double system_lines(const wfm_queue *q)
{
    if (!has_lines(q)) return WFM_I_INF;
    double share = q->acw_s / q->aht_s;
    double held = q->agents * (1 - share);
    return q->lines >= held ? q->lines + q->agents * share : q->lines / (1 - share);
}

static const double MOST_TREATED = 0x1p300; /* nearly every call is turned away by far fewer */

wfm_i_model wfm_i_queue_model(const wfm_queue *queue)
{
    double patience = has_patience(queue) ? queue->patience_s / queue->aht_s : WFM_I_INF;
    double treated = has_lines(queue) ? fmin(wfm_i_queue_treated(queue), MOST_TREATED) : 0;
    return (wfm_i_model){queue->agents, wfm_i_queue_load(queue), patience, system_lines(queue), treated};
}

wfm_status wfm_i_queue_caveats(const wfm_queue *queue, double agents)
{
    bool plain = wfm_i_queue_is_plain(queue);
    bool approximate = has_lines(queue) && queue->acw_s > 0;
    if (!plain && !approximate) return WFM_OK;
    double load = wfm_i_queue_load(queue);
    if (!(load > 0)) return WFM_OK;
    if (plain) return load >= agents ? WFM_CAVEAT_OVERLOADED : WFM_OK;
    return WFM_CAVEAT_LINES_APPROXIMATE;
}

wfm_i_waits wfm_i_queue_waits(double agents, double load, double t)
{
    if (!(load > 0)) return (wfm_i_waits){0, 1, 0, 1};
    if (load >= agents) return (wfm_i_waits){1, 0, 1, 0};
    return agents <= DBL_MAX ? wfm_i_loss_waits(agents, load, t) : (wfm_i_waits){0, 1, 0, 1};
}

static wfm_i_record idle(void)
{
    return (wfm_i_record){.of = {.at_once = 1, .answered = 1, .offered_within = 1, .answered_within = 1, .decay = 1}};
}

/* The record at a time in seconds. */
static wfm_status record_at(const wfm_queue *q, double t_s, int wanted, wfm_i_record *record)
{
    wfm_i_model model = wfm_i_queue_model(q);
    if (!(model.load > 0)) {
        *record = idle();
        return WFM_OK;
    }
    return wfm_i_model_at(&model, t_s / q->aht_s, wanted, record) ? WFM_OK : WFM_TOO_MANY_LINES;
}

static wfm_i_shares shares_at(const wfm_queue *q, const wfm_i_record *record, double t_s)
{
    double patience = has_patience(q) ? q->patience_s : WFM_I_INF;
    wfm_i_shares shares = wfm_i_shares_of(&record->of, patience, t_s);
    if (q->flags & WFM_QUEUE_COUNT_BLOCKED) shares.blocked = record->blocking;
    return shares;
}

/* Nobody is answered before the time 0. */
static void before_any_time(wfm_i_shares *shares)
{
    shares->answered_within = 0;
    shares->answered_beyond = shares->answered;
    shares->offered_within = shares->wait_within = 0;
    shares->offered_beyond = shares->wait_beyond = 1;
}

wfm_status wfm_i_queue_see(const wfm_queue *queue, double t_s, int wanted, wfm_i_sight *sight)
{
    wfm_status status = record_at(queue, t_s, wanted, &sight->record);
    if (status != WFM_OK) return status;
    sight->shares = shares_at(queue, &sight->record, t_s);
    bool strictly = (queue->flags & WFM_QUEUE_STRICTLY_WITHIN) != 0 && !(t_s > 0);
    if (strictly && wfm_i_queue_load(queue) > 0) before_any_time(&sight->shares);
    if (!(queue->short_abandon_s > 0) || !has_patience(queue)) return WFM_OK;
    wfm_i_record at_short;
    status = record_at(queue, queue->short_abandon_s, WFM_I_SHARES, &at_short);
    wfm_i_shares shares = shares_at(queue, &at_short, queue->short_abandon_s);
    wfm_i_leave_out(&sight->shares, &shares, queue->short_abandon_s >= t_s);
    return status;
}

/* The rules but the first are one where nobody hangs up. */
static int32_t rule_of(const wfm_queue *q)
{
    bool alike = !has_patience(q) && !(q->service_rule == WFM_SERVICE_ANSWERED);
    return alike ? WFM_SERVICE_VIRTUAL : q->service_rule;
}

wfm_i_sides wfm_i_queue_sides(const wfm_queue *queue, const wfm_i_sight *sight)
{
    return wfm_i_sides_of(&sight->shares, rule_of(queue));
}

wfm_i_level wfm_i_queue_level(const wfm_queue *queue, const wfm_i_sight *sight)
{
    return wfm_i_level_of(&sight->shares, rule_of(queue));
}

/* x/y where there is any x. */
static double ratio_of(double x, double y)
{
    return x > 0 ? x / y : 0;
}

static void set_means(wfm_queue_metrics *m, const wfm_queue *q, const wfm_i_record *r)
{
    double answered = r->of.answered;
    double abandonment = r->of.abandonment;
    m->asa_s = answered > 0 ? q->aht_s * (r->answered_wait / answered) : WFM_I_INF;
    m->wait_mean_abandoning_s = abandonment > 0 ? q->aht_s * (r->abandoning_wait / abandonment) : 0;
    if (wfm_i_queue_is_plain(q)) m->asa_s = m->wait_mean_s;
    bool skipped = (q->flags & WFM_QUEUE_SKIP_MEANS) != 0;
    if (skipped) m->asa_s = m->wait_mean_abandoning_s = WFM_I_NAN;
}

double wfm_i_occupancy(double agents, double carried)
{
    if (!(carried < agents)) return carried > 0 || !(agents > 0) ? 1 : 0;
    return carried / agents;
}

static void set_figures(wfm_queue_metrics *m, const wfm_queue *q, const wfm_i_sight *sight)
{
    const wfm_i_record *r = &sight->record;
    double reaching = 1 - r->blocking;
    double carried = m->load_erl * reaching * r->of.answered;
    m->occupancy = m->load_erl > 0 ? wfm_i_occupancy(q->agents, carried) : 0;
    m->wait_probability = r->of.waiting;
    m->wait_mean_s = q->aht_s * r->wait_mean;
    m->mean_wait_of_waiting_s = q->aht_s * r->wait_of_waiting;
    m->queue_mean = r->queue_mean;
    m->queue_mean_when_busy = ratio_of(r->queue_mean, r->of.waiting * reaching + r->blocked_at_work);
    m->service_level = wfm_i_queue_level(q, sight).within;
    m->trunk_load_erl =
        carried * ((q->aht_s - q->acw_s) / q->aht_s) + r->queue_mean + reaching * wfm_i_queue_treated(q);
    m->abandonment = r->of.abandonment;
    m->abandonment_of_waiting = ratio_of(r->of.abandonment, r->of.waiting);
    m->blocking = r->blocking;
    set_means(m, q, r);
}

wfm_status wfm_i_queue_metrics_seen(const wfm_queue *queue, wfm_queue_metrics *metrics, wfm_i_sight *sight)
{
    bool skipped = (queue->flags & WFM_QUEUE_SKIP_MEANS) != 0;
    wfm_status status = wfm_i_queue_see(queue, queue->answer_within_s, skipped ? WFM_I_SHARES : WFM_I_MEANS, sight);
    if (status != WFM_OK) return status;
    *metrics = (wfm_queue_metrics)WFM_QUEUE_METRICS_INIT;
    metrics->load_erl = wfm_i_queue_load(queue);
    set_figures(metrics, queue, sight);
    return wfm_i_queue_caveats(queue, queue->agents);
}

wfm_status wfm_i_queue_metrics(const wfm_queue *queue, wfm_queue_metrics *metrics)
{
    wfm_i_sight sight;
    return wfm_i_queue_metrics_seen(queue, metrics, &sight);
}
