/* SPDX-License-Identifier: MIT */
/* The model of a row of a plan: that of a wfm_queue alone, or one of those beside it, of which no two go together. */
#ifndef WFM_INTERNAL_PLAN_MODEL_H
#define WFM_INTERNAL_PLAN_MODEL_H

#include "internal/common.h"
#include "wfm/staffing.h"

typedef enum wfm_i_plan_kind {
    WFM_I_PLAN_PLAIN,     /* wfm_queue_evaluate */
    WFM_I_PLAN_REDIAL,    /* wfm_queue_redial */
    WFM_I_PLAN_UNCERTAIN, /* wfm_queue_uncertain, with a risk or without */
    WFM_I_PLAN_REALISED,  /* wfm_queue_realised: a risk without an uncertain load */
    WFM_I_PLAN_GENERAL,   /* wfm_queue_general */
    WFM_I_PLAN_LAW        /* wfm_queue_patience_law */
} wfm_i_plan_kind;

/* What a row says beside its queue and its targets; 0 is "not given". */
typedef struct wfm_i_plan_asked {
    double redial;
    double reconnect;
    double load_cv;
    double risk;
    double service_cv; /* NaN is "not given" */
    double shape;
    double balk;
    int32_t law;
} wfm_i_plan_asked;

typedef struct wfm_i_plan_model {
    wfm_i_plan_kind kind;
    wfm_redials redials;
    double load_cv;
    double risk;
    double target; /* service level for the chance, 0 without one */
    wfm_general general;
    wfm_patience_law law;
} wfm_i_plan_model;

/* A queue's figures, and those that only some models have. */
typedef struct wfm_i_plan_figures {
    wfm_queue_metrics metrics;
    double attempts; /* all calls, those again included */
    double chance;   /* that the service level is met; NaN where no model says */
} wfm_i_plan_figures;

/* Which model it is. WFM_NOT_TOGETHER, or what of it can be seen to be wrong here. */
wfm_status wfm_i_plan_model_of(wfm_i_plan_model *model, const wfm_i_plan_asked *asked, const wfm_queue *queue,
                               const wfm_targets *targets);

/* The least agents, by the model's own function. */
wfm_status wfm_i_plan_agents(const wfm_i_plan_model *model, const wfm_queue *queue, const wfm_targets *targets,
                             wfm_staffing *staffing);

/* The figures of a queue with its agents, which may be infinite. */
wfm_status wfm_i_plan_figures_of(const wfm_i_plan_model *model, const wfm_queue *queue, wfm_i_plan_figures *figures);

/* Whether a queue's agents are fewer than the targets alone ask for; limited is the answer within the limits. */
bool wfm_i_plan_is_short(const wfm_i_plan_model *model, const wfm_queue *queue, const wfm_targets *targets,
                         const wfm_staffing *limited);

#endif
