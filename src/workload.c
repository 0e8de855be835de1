/* SPDX-License-Identifier: MIT */
#include "wfm/workload.h"

#include "internal/arrays.h"
#include "internal/whole.h"

static bool is_share(double x)
{
    if (!(x > 0)) return false;
    return x <= 1;
}

double wfm_workload_aht(double talk_s, double hold_s, double acw_s)
{
    if (!(talk_s >= 0)) return WFM_I_NAN;
    if (!(hold_s >= 0)) return WFM_I_NAN;
    if (!(acw_s >= 0)) return WFM_I_NAN;
    return talk_s + hold_s + acw_s;
}

double wfm_workload_voice_agents(double calls, double interval_s, double aht_s, double occupancy, double availability)
{
    if (!is_share(occupancy)) return WFM_I_NAN;
    if (!is_share(availability)) return WFM_I_NAN;
    double busy = wfm_workload_deferred_agents(calls, aht_s, interval_s);
    return wfm_i_snap(busy / occupancy / availability);
}

double wfm_workload_deferred_agents(double volume, double aht_s, double response_s)
{
    if (!(volume >= 0)) return WFM_I_NAN;
    if (!(aht_s >= 0)) return WFM_I_NAN;
    if (!(response_s > 0)) return WFM_I_NAN;
    return wfm_i_snap(wfm_i_load(volume, aht_s, response_s));
}

double wfm_workload_agents(double voice_agents, double deferred_agents)
{
    if (!(voice_agents >= 0)) return WFM_I_NAN;
    if (!(deferred_agents >= 0)) return WFM_I_NAN;
    return wfm_i_snap(voice_agents + deferred_agents);
}

void wfm_workload_aht_n(const double *talk_s, ptrdiff_t talk_s_stride, const double *hold_s, ptrdiff_t hold_s_stride,
                        const double *acw_s, ptrdiff_t acw_s_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_workload_aht, talk_s, talk_s_stride, hold_s, hold_s_stride, acw_s, acw_s_stride, out, out_stride,
               count);
}

void wfm_workload_voice_agents_n(const double *calls, ptrdiff_t calls_stride, const double *interval_s,
                                 ptrdiff_t interval_s_stride, const double *aht_s, ptrdiff_t aht_s_stride,
                                 const double *occupancy, ptrdiff_t occupancy_stride, const double *availability,
                                 ptrdiff_t availability_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    for (size_t row = 0; row < count; row++) {
        ptrdiff_t i = (ptrdiff_t)row;
        out[i * out_stride] = wfm_workload_voice_agents(calls[i * calls_stride], interval_s[i * interval_s_stride],
                                                        aht_s[i * aht_s_stride], occupancy[i * occupancy_stride],
                                                        availability[i * availability_stride]);
    }
}

void wfm_workload_deferred_agents_n(const double *volume, ptrdiff_t volume_stride, const double *aht_s,
                                    ptrdiff_t aht_s_stride, const double *response_s, ptrdiff_t response_s_stride,
                                    double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_workload_deferred_agents, volume, volume_stride, aht_s, aht_s_stride, response_s, response_s_stride,
               out, out_stride, count);
}

void wfm_workload_agents_n(const double *voice_agents, ptrdiff_t voice_agents_stride, const double *deferred_agents,
                           ptrdiff_t deferred_agents_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_workload_agents, voice_agents, voice_agents_stride, deferred_agents, deferred_agents_stride, out,
               out_stride, count);
}
