/* SPDX-License-Identifier: MIT */
#include "internal/service.h"

wfm_i_shares wfm_i_shares_of(const wfm_i_patient *of, double patience, double t)
{
    wfm_i_shares s = {.answered = of->answered,
                      .answered_within = of->answered_within,
                      .answered_beyond = of->answered_beyond,
                      .offered_within = of->offered_within,
                      .offered_beyond = of->offered_beyond};
    s.wait_beyond = of->decay * of->offered_beyond;
    s.wait_within = 1 - s.wait_beyond;
    if (s.wait_within < 0.5) s.wait_within = of->offered_within + wfm_i_impatient_by(patience, t) * of->offered_beyond;
    bool none = patience > DBL_MAX && !(of->abandonment > 0);
    if (none) return s;
    s.abandoned = of->abandonment;
    s.abandoned_beyond = fmax(0, s.wait_beyond - of->answered_beyond);
    s.abandoned_within = fmax(0, of->abandonment - s.abandoned_beyond);
    return s;
}

void wfm_i_leave_out(wfm_i_shares *at_t, const wfm_i_shares *at_short, bool is_longer)
{
    at_t->abandoned = at_short->abandoned_beyond;
    if (is_longer) at_t->abandoned_beyond = at_short->abandoned_beyond;
    at_t->abandoned_within = is_longer ? 0 : fmax(0, at_t->abandoned_within - at_short->abandoned_within);
    at_t->wait_within = at_t->answered_within + at_t->abandoned_within;
    at_t->wait_beyond = at_t->answered_beyond + at_t->abandoned_beyond;
}

/* good of good + bad, where the blocked are bad as well; by the smaller of the two. */
static wfm_i_level level(double good, double bad, double blocked)
{
    double reaching = 1 - blocked;
    double within = good * reaching;
    double beyond = bad * reaching + blocked;
    double all = within + beyond;
    if (!(all > 0)) return (wfm_i_level){0, 1};
    if (beyond < within) return (wfm_i_level){1 - beyond / all, beyond / all};
    return (wfm_i_level){within / all, 1 - within / all};
}

wfm_i_sides wfm_i_sides_of(const wfm_i_shares *of, int32_t rule)
{
    switch (rule) {
    case WFM_SERVICE_ANSWERED: return (wfm_i_sides){of->answered_within, of->answered_beyond};
    case WFM_SERVICE_OFFERED: return (wfm_i_sides){of->answered_within, of->answered_beyond + of->abandoned};
    case WFM_SERVICE_SL2: return (wfm_i_sides){of->wait_within, of->wait_beyond};
    case WFM_SERVICE_EXCLUDING: return (wfm_i_sides){of->answered_within, of->answered_beyond + of->abandoned_beyond};
    default: return (wfm_i_sides){of->offered_within, of->offered_beyond};
    }
}

wfm_i_level wfm_i_level_of(const wfm_i_shares *of, int32_t rule)
{
    wfm_i_sides sides = wfm_i_sides_of(of, rule);
    return level(sides.good, sides.bad, rule == WFM_SERVICE_ANSWERED ? 0 : of->blocked);
}
