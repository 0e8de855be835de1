/* SPDX-License-Identifier: MIT */
/* What the sources of measure.h have in common: the rules on counts, and calls in columns. */
#ifndef WFM_INTERNAL_MEASURED_H
#define WFM_INTERNAL_MEASURED_H

#include "internal/chance.h"
#include "internal/service.h"
#include "wfm/measure.h"

/* What decides whether a call counts in a service level, and as what. */
wfm_status wfm_i_measure_rule_check(double answer_within_s, double short_abandon_s, int32_t flags);

/* Whether it is a rule that counts can tell. */
bool wfm_i_measure_is_rule(int32_t rule);

/* What decides how a wait counts. */
typedef struct wfm_i_measure_limits {
    double answer_within_s;
    double short_abandon_s;
    int32_t flags;
} wfm_i_measure_limits;

/* The cell that a call whose wait is over counts in, by how it ended. */
int wfm_i_measure_cell(int32_t event, double wait_s, const wfm_i_measure_limits *limits);

/* Counts in the place of shares; the blocked are calls as well. */
wfm_i_shares wfm_i_measure_shares(const wfm_measure_counts *counts);

/* Good over good, bad and what of the blocked the rule counts; NaN of nothing. */
double wfm_i_measure_level(const wfm_i_shares *counts, int32_t rule);

static inline bool wfm_i_is_confidence(double confidence)
{
    return confidence > 0 && confidence < 1;
}

wfm_status wfm_i_calls_read(wfm_calls *calls, const wfm_calls *given);
wfm_call wfm_i_calls_row(const wfm_calls *calls, int64_t row);

#endif
