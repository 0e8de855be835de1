/* SPDX-License-Identifier: MIT */
/* How much a service level varies from one span of time to the next, times in handle times. */
#ifndef WFM_INTERNAL_CORRELATION_H
#define WFM_INTERNAL_CORRELATION_H

#include "internal/model.h"
#include "wfm/queue.h"

/* What of a span's calls is good and what counts. */
typedef struct wfm_i_counting {
    int32_t rule;         /* WFM_SERVICE_; without patience offered, or answered */
    double within;        /* >= 0, and not so long that sums over it are infinite */
    double short_abandon; /* the same; 0 without */
    double span;          /* > 0 */
    bool counts_blocked;
} wfm_i_counting;

typedef struct wfm_i_spread {
    double counted;  /* share of all calls that count */
    double variance; /* of good over counted, by the delta method */
    double shift;    /* its mean less the level in the long run, likewise */
} wfm_i_spread;

/* Of a steady queue with calls. False where too many states count. */
bool wfm_i_correlate(const wfm_i_model *model, const wfm_i_counting *of, wfm_i_spread *spread);

#endif
