/* SPDX-License-Identifier: MIT */
#include "wfm/shrinkage.h"

#include "internal/arrays.h"
#include "internal/structs.h"
#include "internal/whole.h"

void wfm_shrinkage_init(wfm_shrinkage *shrinkage, size_t size)
{
    wfm_i_struct_init(shrinkage, size);
}

void wfm_agents_away_init(wfm_agents_away *away, size_t size)
{
    wfm_i_struct_init(away, size);
}

static bool is_shrinkage(double x)
{
    if (!(x >= 0)) return false;
    return x < 1;
}

wfm_status wfm_shrinkage_total(const wfm_shrinkage *parts, double *total)
{
    wfm_shrinkage s;
    if (total == NULL) return WFM_BAD_OUTPUT;
    *total = WFM_I_NAN;
    wfm_status status = wfm_i_struct_read(&s, sizeof s, parts, WFM_BAD_SHRINKAGE_STRUCT);
    if (status != WFM_OK) return status;
    if (s.reserved_2 != 0) return WFM_BAD_SHRINKAGE_STRUCT;
    if (s.combination < WFM_SHRINKAGE_ADDITIVE) return WFM_BAD_COMBINATION;
    if (s.combination > WFM_SHRINKAGE_COMPOUNDING) return WFM_BAD_COMBINATION;
    const double part[] = {s.absence, s.vacation, s.breaks, s.training, s.meetings, s.other};
    double found = 0;
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++) {
        if (!is_shrinkage(part[i])) return WFM_BAD_SHRINKAGE;
        /* compounding: the part of what is left; 1 - product of (1 - part) would lose the digits of small parts */
        found += s.combination == WFM_SHRINKAGE_ADDITIVE ? part[i] : part[i] * (1 - found);
    }
    /* parts that are meant to make 1 may fall short of it by their roundings */
    if (!(wfm_i_snap(found) < 1)) return WFM_BAD_SHRINKAGE;
    *total = found;
    return WFM_OK;
}

wfm_status wfm_shrinkage_rostered(double agents, double shrinkage, int32_t rounding, double *rostered)
{
    if (rostered == NULL) return WFM_BAD_OUTPUT;
    *rostered = WFM_I_NAN;
    if (!wfm_i_finite_from_zero(agents)) return WFM_BAD_AGENTS;
    if (!is_shrinkage(shrinkage)) return WFM_BAD_SHRINKAGE;
    if (!wfm_i_is_rounding(rounding)) return WFM_BAD_ROUNDING;
    *rostered = wfm_i_round(agents / (1 - shrinkage), rounding);
    return WFM_OK;
}

wfm_status wfm_shrinkage_factor(double base, const wfm_agents_away *away, double *needed, double *factor)
{
    wfm_agents_away a;
    if (needed != NULL) *needed = WFM_I_NAN;
    if (factor != NULL) *factor = WFM_I_NAN;
    if (needed == NULL) return WFM_BAD_OUTPUT;
    if (factor == NULL) return WFM_BAD_OUTPUT;
    wfm_status status = wfm_i_struct_read(&a, sizeof a, away, WFM_BAD_AWAY_STRUCT);
    if (status != WFM_OK) return status;
    if (!wfm_i_finite_from_zero(base)) return WFM_BAD_BASE;
    if (!(base > 0)) return WFM_BAD_BASE;
    const double part[] = {a.absent, a.on_break, a.in_training, a.in_meetings, a.other};
    double sum = base;
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++) {
        if (!wfm_i_finite_from_zero(part[i])) return WFM_BAD_AWAY;
        sum += part[i];
    }
    *needed = sum;
    *factor = sum / base;
    return WFM_OK;
}

wfm_status wfm_shrinkage_rostered_by_factor(double agents, double factor, int32_t rounding, double *rostered)
{
    if (rostered == NULL) return WFM_BAD_OUTPUT;
    *rostered = WFM_I_NAN;
    if (!wfm_i_finite_from_zero(agents)) return WFM_BAD_AGENTS;
    if (!wfm_i_finite_from_zero(factor)) return WFM_BAD_FACTOR;
    if (!(factor >= 1)) return WFM_BAD_FACTOR;
    if (!wfm_i_is_rounding(rounding)) return WFM_BAD_ROUNDING;
    *rostered = wfm_i_round(agents * factor, rounding);
    return WFM_OK;
}

wfm_status wfm_shrinkage_round(size_t count, const double *value, ptrdiff_t value_stride, int32_t rounding,
                               double *rounded, ptrdiff_t rounded_stride, wfm_status *status)
{
    if (rounded == NULL) return WFM_BAD_OUTPUT;
    wfm_status of_call = wfm_i_is_rounding(rounding) ? WFM_OK : WFM_BAD_ROUNDING;
    if (of_call == WFM_OK && value == NULL) of_call = WFM_BAD_VALUE;
    wfm_status all = of_call;
    double carry = 0;
    for (size_t row = 0; row < count; row++) {
        ptrdiff_t i = (ptrdiff_t)row;
        double x = of_call == WFM_OK ? value[i * value_stride] : -1;
        wfm_status of_row = of_call;
        if (of_call == WFM_OK) of_row = wfm_i_finite_from_zero(x) ? WFM_OK : WFM_BAD_VALUE;
        double answer = WFM_I_NAN;
        if (of_row == WFM_OK) answer = wfm_i_round_carrying(x, rounding, &carry);
        rounded[i * rounded_stride] = answer;
        if (status != NULL) status[row] = of_row;
        all = wfm_i_combine(all, of_row);
    }
    return all;
}

double wfm_shrinkage_paid_hours(double rostered, double interval_s)
{
    if (!(rostered >= 0)) return WFM_I_NAN;
    if (!(interval_s >= 0)) return WFM_I_NAN;
    return rostered * interval_s / 3600;
}

double wfm_shrinkage_fte(double paid_hours, double hours_per_fte)
{
    if (!(paid_hours >= 0)) return WFM_I_NAN;
    return hours_per_fte > 0 ? paid_hours / hours_per_fte : WFM_I_NAN;
}

void wfm_shrinkage_paid_hours_n(const double *rostered, ptrdiff_t rostered_stride, const double *interval_s,
                                ptrdiff_t interval_s_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_shrinkage_paid_hours, rostered, rostered_stride, interval_s, interval_s_stride, out, out_stride,
               count);
}

void wfm_shrinkage_fte_n(const double *paid_hours, ptrdiff_t paid_hours_stride, const double *hours_per_fte,
                         ptrdiff_t hours_per_fte_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_shrinkage_fte, paid_hours, paid_hours_stride, hours_per_fte, hours_per_fte_stride, out, out_stride,
               count);
}
