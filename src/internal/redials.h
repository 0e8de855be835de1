/* SPDX-License-Identifier: MIT */
/* Callers who call again: all attempts that a queue's fresh calls come to. */
#ifndef WFM_INTERNAL_REDIALS_H
#define WFM_INTERNAL_REDIALS_H

#include "internal/demand.h"

/* Reads a caller's struct and checks every member. */
wfm_status wfm_i_redials_read(wfm_redials *redials, const wfm_redials *given);

/* Whether nobody calls again. */
bool wfm_i_redials_none(const wfm_redials *redials);

/* Shares of all attempts by how they end, which add up to 1. */
typedef struct wfm_i_ends {
    double blocked;
    double abandoned;
    double served;
} wfm_i_ends;

/* WFM_OK or WFM_TOO_MANY_LINES, of a checked queue that sees all attempts. */
wfm_status wfm_i_ends_of(const wfm_queue *queue, wfm_i_ends *ends);

/* Share of the attempts after which nobody calls again; of those that were served in the end, and not. */
double wfm_i_leaving(const wfm_i_ends *ends, const wfm_redials *redials);
double wfm_i_giving_up(const wfm_i_ends *ends, const wfm_redials *redials);

/* All attempts over the fresh calls of a checked queue, >= 1, from a guess of it, and how they end. WFM_OK,
 * WFM_NO_BALANCE or WFM_TOO_MANY_LINES. */
wfm_status wfm_i_redials_solve(const wfm_queue *queue, const wfm_redials *redials, double guess, double *inflation,
                               wfm_i_ends *ends);

/* The queue that sees all attempts. */
wfm_queue wfm_i_redials_queue(const wfm_queue *queue, double inflation);

#endif
