/* SPDX-License-Identifier: MIT */
/* The rules of a service level, on shares of the calls that reach a queue. */
#ifndef WFM_INTERNAL_SERVICE_H
#define WFM_INTERNAL_SERVICE_H

#include "internal/patient.h"
#include "wfm/queue.h"

/* Shares at T = answer_within. Who hangs up shortly does not count; without a threshold nobody does so. */
typedef struct wfm_i_shares {
    double answered; /* within T or not */
    double answered_within;
    double answered_beyond;
    double abandoned;        /* who count */
    double abandoned_within; /* of those, within T */
    double abandoned_beyond;
    double wait_within; /* whose wait, however it ended, is over within T; without those who do not count */
    double wait_beyond;
    double offered_within; /* who would be answered within T, had they endless patience */
    double offered_beyond;
    double blocked; /* turned away by full lines and to be counted, as a share of all calls */
} wfm_i_shares;

/* What of the calls that reach a queue a rule counts as good, and as not. */
typedef struct wfm_i_sides {
    double good;
    double bad;
} wfm_i_sides;

/* A share and its complement, each with its own digits. */
typedef struct wfm_i_level {
    double within;
    double beyond;
} wfm_i_level;

/* The shares at t of a queue without lines, who hangs up shortly counting as well. */
wfm_i_shares wfm_i_shares_of(const wfm_i_patient *of, double patience, double t);

/* Takes out who hangs up within a time that does not count, which is that of at_short and perhaps the longer one. */
void wfm_i_leave_out(wfm_i_shares *at_t, const wfm_i_shares *at_short, bool is_longer);

/* Of shares or of counts. */
wfm_i_sides wfm_i_sides_of(const wfm_i_shares *of, int32_t rule);

wfm_i_level wfm_i_level_of(const wfm_i_shares *of, int32_t rule);

#endif
