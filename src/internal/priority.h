/* SPDX-License-Identifier: MIT */
/* Several classes of calls before one group of agents: what queue.h and staffing.h have in common. */
#ifndef WFM_INTERNAL_PRIORITY_H
#define WFM_INTERNAL_PRIORITY_H

#include "internal/demand.h"

/* A checked group of agents and the loads of its classes. */
typedef struct wfm_i_classes {
    wfm_queue queue;
    int count;
    double calls[WFM_PRIORITY_CLASSES];
    double load[WFM_PRIORITY_CLASSES];
    double before[WFM_PRIORITY_CLASSES + 1]; /* load of the classes before: before[count] is that of all */
} wfm_i_classes;

/* Reads a caller's group; unread as of wfm_i_queue_read, the calls being so anyway. */
wfm_status wfm_i_classes_read(wfm_i_classes *classes, const wfm_queue *queue, int unread, size_t count,
                              const double *calls, ptrdiff_t stride);

wfm_status wfm_i_check_discipline(int32_t discipline);

/* Waits of those who wait, in handle times, where weights decide; without meaning where they are without end. */
wfm_status wfm_i_classes_weigh(const wfm_i_classes *classes, const double *weight, ptrdiff_t stride, double *wait);

/* Shares of a class that are answered for the first time within t_s and later; not with weights. */
wfm_i_level wfm_i_class_level(const wfm_i_classes *classes, int32_t discipline, int row, double t_s);

/* The mean time until that; with weights from its wait_of_waiting. */
double wfm_i_class_asa_s(const wfm_i_classes *classes, int32_t discipline, int row, double wait_of_waiting);

#endif
