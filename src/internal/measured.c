/* SPDX-License-Identifier: MIT */
#include "internal/measured.h"

#include "internal/columns.h"
#include "internal/structs.h"

enum {
    ALL_FLAGS = WFM_MEASURE_COUNT_BLOCKED | WFM_MEASURE_STRICTLY_WITHIN | WFM_MEASURE_IGNORE_LEFT | WFM_MEASURE_BY_STATE
};

wfm_status wfm_i_measure_rule_check(double answer_within_s, double short_abandon_s, int32_t flags)
{
    if (!wfm_i_finite_from_zero(answer_within_s)) return WFM_BAD_ANSWER_WITHIN;
    if (!wfm_i_finite_from_zero(short_abandon_s)) return WFM_BAD_SHORT_ABANDON;
    return (flags & ~(int32_t)ALL_FLAGS) == 0 ? WFM_OK : WFM_BAD_FLAGS;
}

bool wfm_i_measure_is_rule(int32_t rule)
{
    return rule >= WFM_SERVICE_ANSWERED && rule <= WFM_SERVICE_EXCLUDING;
}

static bool is_within(double wait_s, double limit_s, int32_t flags)
{
    return (flags & WFM_MEASURE_STRICTLY_WITHIN) != 0 ? wait_s < limit_s : wait_s <= limit_s;
}

int wfm_i_measure_cell(int32_t event, double wait_s, const wfm_i_measure_limits *limits)
{
    bool in_time = is_within(wait_s, limits->answer_within_s, limits->flags);
    bool is_short = limits->short_abandon_s > 0 && is_within(wait_s, limits->short_abandon_s, limits->flags);
    if (event == WFM_CALL_LEFT) return in_time ? WFM_CELL_LEFT_WITHIN : WFM_CELL_LEFT_BEYOND;
    if (event != WFM_CALL_ABANDONED) return in_time ? WFM_CELL_ANSWERED_WITHIN : WFM_CELL_ANSWERED_BEYOND;
    if (is_short) return WFM_CELL_ABANDONED_SHORT;
    return in_time ? WFM_CELL_ABANDONED_WITHIN : WFM_CELL_ABANDONED_BEYOND;
}

wfm_i_shares wfm_i_measure_shares(const wfm_measure_counts *counts)
{
    return (wfm_i_shares){.answered = counts->answered_within + counts->answered_beyond,
                          .answered_within = counts->answered_within,
                          .answered_beyond = counts->answered_beyond,
                          .abandoned = counts->abandoned_within + counts->abandoned_beyond,
                          .abandoned_within = counts->abandoned_within,
                          .abandoned_beyond = counts->abandoned_beyond,
                          .wait_within = counts->answered_within + counts->abandoned_within,
                          .wait_beyond = counts->answered_beyond + counts->abandoned_beyond,
                          .blocked = counts->blocked};
}

double wfm_i_measure_level(const wfm_i_shares *counts, int32_t rule)
{
    wfm_i_sides sides = wfm_i_sides_of(counts, rule);
    double blocked = rule == WFM_SERVICE_ANSWERED ? 0 : counts->blocked;
    return sides.good / (sides.good + sides.bad + blocked);
}

wfm_status wfm_i_calls_read(wfm_calls *calls, const wfm_calls *given)
{
    wfm_status status = wfm_i_struct_read(calls, sizeof *calls, given, WFM_BAD_CALL_STRUCT);
    if (status != WFM_OK) return status;
    if (calls->count < 0) return WFM_BAD_COUNT;
    if (calls->count == 0) return WFM_OK;
    if (calls->wait_s == NULL) return WFM_BAD_CALL_COLUMN;
    return calls->event != NULL ? WFM_OK : WFM_BAD_CALL_COLUMN;
}

static double part(const double *column, ptrdiff_t stride, int64_t row)
{
    return column == NULL ? 0 : wfm_i_at(column, stride, row);
}

wfm_call wfm_i_calls_row(const wfm_calls *calls, int64_t row)
{
    return (wfm_call){.arrival_s = part(calls->arrival_s, calls->arrival_s_stride, row),
                      .wait_s = wfm_i_at(calls->wait_s, calls->wait_s_stride, row),
                      .talk_s = part(calls->talk_s, calls->talk_s_stride, row),
                      .hold_s = part(calls->hold_s, calls->hold_s_stride, row),
                      .acw_s = part(calls->acw_s, calls->acw_s_stride, row),
                      .event = calls->event[(ptrdiff_t)row * calls->event_stride]};
}
