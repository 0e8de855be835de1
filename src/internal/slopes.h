/* SPDX-License-Identifier: MIT */
/* The shares and means of a queue with their derivatives: what sensitivity.c stands on. */
#ifndef WFM_INTERNAL_SLOPES_H
#define WFM_INTERNAL_SLOPES_H

#include "internal/model.h"

/* What a share may be differentiated by, in the units of the model. Places are those for waiting, lines - agents; agents
 * alone are changed at a fixed number of places. */
enum { WFM_I_BY_AGENTS, WFM_I_BY_LOAD, WFM_I_BY_PATIENCE, WFM_I_BY_TIME, WFM_I_BY_PLACES, WFM_I_WAYS };

/* Members of wfm_i_record, and of wfm_i_shares before anybody is left out. */
enum {
    WFM_I_OF_WAITING,
    WFM_I_OF_AT_ONCE,
    WFM_I_OF_ABANDONMENT,
    WFM_I_OF_ANSWERED,
    WFM_I_OF_OFFERED_BEYOND,
    WFM_I_OF_OFFERED_WITHIN,
    WFM_I_OF_ANSWERED_BEYOND,
    WFM_I_OF_ANSWERED_WITHIN,
    WFM_I_OF_ABANDONED_BEYOND,
    WFM_I_OF_ABANDONED_WITHIN,
    WFM_I_OF_WAIT_BEYOND,
    WFM_I_OF_WAIT_WITHIN,
    WFM_I_OF_BLOCKING,
    WFM_I_OF_REACHING, /* 1 - blocking */
    WFM_I_OF_WAIT,
    WFM_I_OF_WAIT_OF_WAITING,
    WFM_I_OF_ANSWERED_WAIT,
    WFM_I_OF_ABANDONING_WAIT,
    WFM_I_MEMBERS
};

typedef struct wfm_i_slopes {
    double value[WFM_I_MEMBERS];
    double by[WFM_I_MEMBERS][WFM_I_WAYS];
} wfm_i_slopes;

/* A number and its derivative in one direction. */
typedef struct wfm_i_dual {
    double value;
    double slope;
} wfm_i_dual;

static inline wfm_i_dual wfm_i_plus(wfm_i_dual x, wfm_i_dual y)
{
    return (wfm_i_dual){x.value + y.value, x.slope + y.slope};
}

static inline wfm_i_dual wfm_i_less(wfm_i_dual x, wfm_i_dual y)
{
    return (wfm_i_dual){x.value - y.value, x.slope - y.slope};
}

static inline wfm_i_dual wfm_i_times(wfm_i_dual x, wfm_i_dual y)
{
    return (wfm_i_dual){x.value * y.value, x.slope * y.value + x.value * y.slope};
}

static inline wfm_i_dual wfm_i_over(wfm_i_dual x, wfm_i_dual y)
{
    double quotient = x.value / y.value;
    return (wfm_i_dual){quotient, (x.slope - quotient * y.slope) / y.value};
}

/* x/(x + y) of numbers >= 0: the slope loses no digits where one is small beside the other. */
static inline wfm_i_dual wfm_i_share(wfm_i_dual x, wfm_i_dual y)
{
    double all = x.value + y.value;
    double of_x = x.value / all;
    double of_y = y.value / all;
    return (wfm_i_dual){of_x, (x.slope * of_y - y.slope * of_x) / all};
}

/* Everything at a time 0 <= t <= DBL_MAX, of a load above 0 and no more places in use than wfm_i_model_at walks through.
 * Towards says for which change of the places the slopes are where the two sides differ: above 0 for more of them. NaN
 * where there is no derivative, or no road to it here. */
void wfm_i_slopes_at(const wfm_i_model *model, double t, double towards, wfm_i_slopes *slopes);

/* Whether agents, load or patience are within what the roads below are for; beyond it all derivatives are NaN. */
static inline bool wfm_i_is_usual(double x)
{
    return x >= 1e-60 && x <= 1e60;
}

/* Of callers who hang up and endless lines. */
void wfm_i_slopes_impatient(const wfm_i_model *model, double t, wfm_i_slopes *slopes);

/* Of so many whole waiting places and a part of one more, 0 to 1. */
void wfm_i_slopes_places(const wfm_i_model *model, double whole, double part, double t, wfm_i_slopes *slopes);

#endif
