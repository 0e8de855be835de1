/* SPDX-License-Identifier: MIT */
#include "wfm/queue.h"

#include "internal/demand.h"
#include "internal/solve.h"
#include "internal/structs.h"
#include "wfm/erlang.h"

void wfm_queue_init(wfm_queue *queue, size_t size)
{
    wfm_i_struct_init(queue, size);
}

void wfm_queue_metrics_init(wfm_queue_metrics *metrics, size_t size)
{
    wfm_i_struct_init(metrics, size);
}

void wfm_queue_waits_init(wfm_queue_waits *waits, size_t size)
{
    wfm_i_struct_init(waits, size);
}

wfm_status wfm_queue_evaluate(const wfm_queue *queue, wfm_queue_metrics *metrics)
{
    wfm_queue q;
    wfm_queue_metrics found;
    wfm_status status = wfm_i_struct_open(metrics);
    if (status != WFM_OK) return status;
    status = wfm_i_queue_read(&q, queue, 0);
    if (wfm_failed(status)) return status;
    status = wfm_i_queue_metrics(&q, &found);
    if (wfm_failed(status)) return status;
    wfm_i_struct_write(metrics, &found, sizeof found);
    return status;
}

/* Who reads no service level counts everybody who hangs up. */
static wfm_status read_for_waits(wfm_queue *q, const wfm_queue *given)
{
    wfm_status status = wfm_i_queue_read(q, given, UNREAD_RULE);
    q->short_abandon_s = 0;
    q->flags = 0;
    return status;
}

static wfm_status tail(const wfm_queue *q, double t_s, double *probability)
{
    wfm_i_sight sight;
    if (!(t_s >= 0)) return WFM_BAD_TIME;
    wfm_status status = wfm_i_queue_see(q, t_s, WFM_I_SHARES, &sight);
    if (status != WFM_OK) return status;
    *probability = sight.shares.wait_beyond;
    return wfm_i_queue_caveats(q, q->agents);
}

wfm_status wfm_queue_wait_tail(const wfm_queue *queue, double t_s, double *probability)
{
    wfm_queue q;
    if (probability == NULL) return WFM_BAD_OUTPUT;
    *probability = WFM_I_NAN;
    wfm_status status = read_for_waits(&q, queue);
    return wfm_failed(status) ? status : tail(&q, t_s, probability);
}

wfm_status wfm_queue_waits_at(const wfm_queue *queue, double t_s, wfm_queue_waits *waits)
{
    wfm_queue q;
    wfm_i_sight sight;
    wfm_status status = wfm_i_struct_open(waits);
    if (status == WFM_OK) status = read_for_waits(&q, queue);
    if (wfm_failed(status)) return status;
    if (!(t_s >= 0)) return WFM_BAD_TIME;
    status = wfm_i_queue_see(&q, t_s, WFM_I_SHARES, &sight);
    if (wfm_failed(status)) return status;
    wfm_queue_waits found = WFM_QUEUE_WAITS_INIT;
    found.answered_within = sight.shares.answered_within;
    found.answered_beyond = sight.shares.answered_beyond;
    found.abandoned_within = sight.shares.abandoned_within;
    found.abandoned_beyond = sight.shares.abandoned_beyond;
    found.wait_beyond = sight.shares.wait_beyond;
    found.offered_beyond = sight.shares.offered_beyond;
    found.offered_within = sight.shares.offered_within;
    wfm_i_struct_write(waits, &found, sizeof found);
    return wfm_i_queue_caveats(&q, q.agents);
}

/* The time at which a share of somebody's waits is over. */
typedef struct quantile_problem {
    const wfm_queue *queue;
    int32_t wait_of;
    double p;
} quantile_problem;

/* Shares of those meant whose wait is over at t, and is not; NaN where there is nobody of them. */
static wfm_i_level share_at(const quantile_problem *of, double t_s)
{
    wfm_i_sight sight;
    if (wfm_i_queue_see(of->queue, t_s, WFM_I_SHARES, &sight) != WFM_OK) return (wfm_i_level){WFM_I_NAN, WFM_I_NAN};
    const wfm_i_shares *s = &sight.shares;
    switch (of->wait_of) {
    case WFM_WAIT_OF_ANSWERED: return (wfm_i_level){s->answered_within / s->answered, s->answered_beyond / s->answered};
    case WFM_WAIT_OF_ABANDONING:
        return (wfm_i_level){s->abandoned_within / s->abandoned, s->abandoned_beyond / s->abandoned};
    case WFM_WAIT_OF_PATIENT: return (wfm_i_level){s->offered_within, s->offered_beyond};
    default: return (wfm_i_level){s->wait_within, s->wait_beyond};
    }
}

/* Positive where more than a share p is over; by the smaller of it and its complement. */
static double excess_at(double t_s, const void *about)
{
    const quantile_problem *of = about;
    wfm_i_level at = share_at(of, t_s);
    if (of->p < 0.5) return at.within > 0 ? wfm_i_ln_ratio(at.within, of->p) : -WFM_I_INF;
    return at.beyond > 0 ? -wfm_i_ln_ratio(at.beyond, 1 - of->p) : WFM_I_INF;
}

/* Erlang C in closed form, else by a search from a handle time. */
static double quantile(const quantile_problem *of)
{
    const wfm_queue *q = of->queue;
    double load = wfm_i_queue_load(q);
    if (!(load > 0)) return of->wait_of == WFM_WAIT_OF_ABANDONING ? WFM_I_NAN : 0;
    bool closed = wfm_i_queue_is_plain(q) && of->wait_of != WFM_WAIT_OF_ABANDONING;
    if (closed) return wfm_erlang_c_wait_quantile(q->agents, load, of->p) * q->aht_s;
    wfm_i_level start = share_at(of, 0);
    wfm_i_level end = share_at(of, WFM_I_INF);
    if (isnan(start.within)) return WFM_I_NAN;
    bool at_once = of->p < 0.5 ? start.within >= of->p : start.beyond <= 1 - of->p;
    if (at_once) return 0;
    if (!(of->p < 1) || end.beyond > 1 - of->p) return WFM_I_INF;
    return wfm_i_solve(excess_at, of, (wfm_i_guess){q->aht_s / (q->agents + 1), 0, 0}, DBL_MAX, 0);
}

wfm_status wfm_queue_quantile_of(const wfm_queue *queue, int32_t wait_of, double p, double *t_s)
{
    wfm_queue q;
    wfm_i_sight sight;
    if (t_s == NULL) return WFM_BAD_OUTPUT;
    *t_s = WFM_I_NAN;
    wfm_status status = read_for_waits(&q, queue);
    if (wfm_failed(status)) return status;
    if (!wfm_i_is_fraction(p)) return WFM_BAD_PROBABILITY;
    if (wait_of < WFM_WAIT_OF_ALL) return WFM_BAD_WAIT_OF;
    if (wait_of > WFM_WAIT_OF_PATIENT) return WFM_BAD_WAIT_OF;
    status = wfm_i_queue_is_plain(&q) ? WFM_OK : wfm_i_queue_see(&q, 0, WFM_I_SHARES, &sight);
    if (status != WFM_OK) return status;
    quantile_problem of = {&q, wait_of, p};
    *t_s = quantile(&of);
    return wfm_i_queue_caveats(&q, q.agents);
}

wfm_status wfm_queue_wait_quantile(const wfm_queue *queue, double p, double *t_s)
{
    return wfm_queue_quantile_of(queue, WFM_WAIT_OF_ALL, p, t_s);
}

static wfm_status still_waiting(const wfm_queue *q, double t_s, double *calls)
{
    wfm_i_sight sight;
    if (!(t_s >= 0)) return WFM_BAD_TIME;
    wfm_status status = wfm_i_queue_see(q, t_s, WFM_I_SHARES, &sight);
    if (status != WFM_OK) return status;
    *calls = q->calls * (1 - sight.record.blocking) * sight.shares.wait_beyond;
    return wfm_i_queue_caveats(q, q->agents);
}

wfm_status wfm_queue_still_waiting(const wfm_queue *queue, size_t count, const double *t_s, ptrdiff_t t_stride,
                                   double *waiting, ptrdiff_t waiting_stride, wfm_status *status)
{
    wfm_queue q;
    if (waiting == NULL) return WFM_BAD_OUTPUT;
    wfm_status of_queue = read_for_waits(&q, queue);
    if (of_queue == WFM_OK && t_s == NULL) of_queue = WFM_BAD_TIME;
    wfm_status all = of_queue;
    for (size_t row = 0; row < count; row++) {
        ptrdiff_t i = (ptrdiff_t)row;
        double calls = WFM_I_NAN;
        wfm_status of_row = of_queue;
        if (of_queue == WFM_OK) of_row = still_waiting(&q, t_s[i * t_stride], &calls);
        waiting[i * waiting_stride] = calls;
        if (status != NULL) status[row] = of_row;
        all = wfm_i_combine(all, of_row);
    }
    return all;
}
