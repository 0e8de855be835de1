/* SPDX-License-Identifier: MIT */
#include "wfm/queue.h"

#include "internal/demand.h"
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

wfm_status wfm_queue_evaluate(const wfm_queue *queue, wfm_queue_metrics *metrics)
{
    wfm_queue q;
    wfm_queue_metrics found;
    wfm_status status = wfm_i_struct_open(metrics);
    if (status != WFM_OK) return status;
    status = wfm_i_queue_read(&q, queue, 0);
    if (wfm_failed(status)) return status;
    status = wfm_i_queue_metrics(&q, &found);
    wfm_i_struct_write(metrics, &found, sizeof found);
    return status;
}

/* P(W > t); without calls nobody waits. */
static double tail(const wfm_queue *q, double load, double t_s)
{
    return load > 0 ? wfm_erlang_c_wait_tail(q->agents, load, t_s / q->aht_s) : 0;
}

wfm_status wfm_queue_wait_tail(const wfm_queue *queue, double t_s, double *probability)
{
    wfm_queue q;
    if (probability == NULL) return WFM_BAD_OUTPUT;
    *probability = WFM_I_NAN;
    wfm_status status = wfm_i_queue_read(&q, queue, 0);
    if (wfm_failed(status)) return status;
    if (!(t_s >= 0)) return WFM_BAD_TIME;
    double load = wfm_i_queue_load(&q);
    *probability = tail(&q, load, t_s);
    return wfm_i_overload(q.agents, load);
}

wfm_status wfm_queue_wait_quantile(const wfm_queue *queue, double p, double *t_s)
{
    wfm_queue q;
    if (t_s == NULL) return WFM_BAD_OUTPUT;
    *t_s = WFM_I_NAN;
    wfm_status status = wfm_i_queue_read(&q, queue, 0);
    if (wfm_failed(status)) return status;
    if (!wfm_i_is_fraction(p)) return WFM_BAD_PROBABILITY;
    double load = wfm_i_queue_load(&q);
    *t_s = load > 0 ? wfm_erlang_c_wait_quantile(q.agents, load, p) * q.aht_s : 0;
    return wfm_i_overload(q.agents, load);
}

static wfm_status still_waiting(const wfm_queue *q, double t_s, double *calls)
{
    if (!(t_s >= 0)) return WFM_BAD_TIME;
    double load = wfm_i_queue_load(q);
    *calls = q->calls * tail(q, load, t_s);
    return wfm_i_overload(q->agents, load);
}

wfm_status wfm_queue_still_waiting(const wfm_queue *queue, size_t count, const double *t_s, ptrdiff_t t_stride,
                                   double *waiting, ptrdiff_t waiting_stride, wfm_status *status)
{
    wfm_queue q;
    if (waiting == NULL) return WFM_BAD_OUTPUT;
    wfm_status of_queue = wfm_i_queue_read(&q, queue, 0);
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
