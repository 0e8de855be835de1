/* SPDX-License-Identifier: MIT */
/* Agents where handle times or patience are not exponential. */
#include "internal/general.h"
#include "internal/staff.h"
#include "internal/structs.h"
#include "wfm/staffing.h"

static wfm_i_view see_general(const wfm_queue *queue, const wfm_targets *targets, void *about)
{
    (void)targets;
    wfm_queue_metrics metrics;
    double beyond;
    wfm_i_general_metrics(queue, about, &metrics, &beyond);
    return wfm_i_view_from_metrics(&metrics, beyond);
}

static wfm_i_view see_patience_law(const wfm_queue *queue, const wfm_targets *targets, void *about)
{
    (void)targets;
    wfm_queue_metrics metrics;
    double beyond;
    wfm_status status = wfm_i_patience_law_metrics(queue, about, &metrics, &beyond);
    return wfm_failed(status) ? (wfm_i_view){.known = false} : wfm_i_view_from_metrics(&metrics, beyond);
}

static wfm_status staff_general(const wfm_queue *queue, const wfm_general *general, const wfm_targets *targets,
                                wfm_staffing *found)
{
    wfm_queue q;
    wfm_general g;
    wfm_targets t;
    wfm_status status = wfm_i_general_read(&g, general);
    if (status == WFM_OK) status = wfm_i_queue_read(&q, queue, UNREAD_AGENTS | UNREAD_RULE);
    if (status == WFM_OK) status = wfm_i_targets_read(&t, targets);
    if (status == WFM_OK) status = wfm_i_targets_meaning(&t, &q, WFM_I_AGENTS);
    if (status == WFM_OK) status = wfm_i_general_meaning(&q);
    if (status != WFM_OK) return status;
    bool exponential = g.arrival_scv == 1 && g.service_scv == 1;
    q.flags &= ~WFM_QUEUE_SKIP_MEANS;
    return exponential ? wfm_i_staff(&q, &t, found) : wfm_i_staff_by(&q, &t, see_general, &g, found);
}

/* Targets are checked once the queue has the law's patience, as without one an abandonment says nothing. */
static wfm_status staff_patience_law(const wfm_queue *queue, const wfm_patience_law *law, const wfm_targets *targets,
                                     wfm_staffing *found)
{
    wfm_queue q;
    wfm_patience_law l;
    wfm_targets t;
    wfm_status status = wfm_i_patience_law_read(&l, law);
    if (status == WFM_OK) status = wfm_i_queue_read(&q, queue, UNREAD_AGENTS | UNREAD_PATIENCE);
    if (status == WFM_OK) status = wfm_i_queue_untreated(&q);
    if (status == WFM_OK) status = wfm_i_targets_read(&t, targets);
    if (status != WFM_OK) return status;
    q.patience_s = l.mean_s;
    q.flags &= ~WFM_QUEUE_SKIP_MEANS;
    status = wfm_i_targets_meaning(&t, &q, WFM_I_AGENTS);
    bool exponential = l.law == WFM_LAW_EXPONENTIAL && !(l.balk > 0);
    if (status == WFM_OK) status = wfm_i_staff_by(&q, &t, exponential ? NULL : see_patience_law, &l, found);
    return status == WFM_TOO_MANY_LINES && !exponential ? WFM_TOO_MANY_WAITING : status;
}

wfm_status wfm_staffing_agents_general(const wfm_queue *queue, const wfm_general *general, const wfm_patience_law *law,
                                       const wfm_targets *targets, wfm_staffing *staffing)
{
    wfm_staffing found = WFM_STAFFING_INIT;
    if (general == NULL && law == NULL) return wfm_staffing_agents(queue, targets, staffing);
    wfm_status status = wfm_i_struct_open(staffing);
    if (status != WFM_OK) return status;
    if (general != NULL && law != NULL) return WFM_GENERAL_WITH_LAW;
    bool of_service = general != NULL;
    status =
        of_service ? staff_general(queue, general, targets, &found) : staff_patience_law(queue, law, targets, &found);
    if (!wfm_failed(status)) wfm_i_struct_write(staffing, &found, sizeof found);
    return status;
}
