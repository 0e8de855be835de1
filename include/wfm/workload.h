/* SPDX-License-Identifier: MIT */
/** @file workload.h
 *  From contacts to the agents that they keep busy: the handle time, the rule of thumb for voice, and deferred work,
 *  which may wait: e-mail, letters, back office.
 *
 *  Numbers of agents are real; one within 8 units in the last place of a whole number is that number, so that rounding
 *  it up (wfm_shrinkage_round) gives what people mean. 0 x inf and inf / inf are NaN.
 */
#ifndef WFM_WORKLOAD_H
#define WFM_WORKLOAD_H

#include "wfm/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Average handle time of a call from its parts.
 *
 *      talk + hold + after-call work
 *
 *  @param talk_s  [s]  >= 0
 *  @param hold_s  [s]  >= 0
 *  @param acw_s   [s]  >= 0
 *  @return    [s]  NaN outside the domain
 *  @accuracy  1 ulp
 *  @cost      constant
 *  @source    definition
 */
WFM_API double wfm_workload_aht(double talk_s, double hold_s, double acw_s);

/** Agents for voice by the rule of thumb, which knows no waiting: for a first estimate, or where calls are many.
 *
 *      calls x aht / (interval x occupancy x availability)
 *
 *  @param calls         [calls]  that arrive in the interval, >= 0
 *  @param interval_s    [s]      length of the interval, > 0
 *  @param aht_s         [s]      handle time, >= 0
 *  @param occupancy     [1]      share of the time on the phones that is to be spent on calls, in (0,1]
 *  @param availability  [1]      share of the paid time that is on the phones, in (0,1]; 1 counts agents on the phones
 *  @return    [agents]  NaN outside the domain
 *  @accuracy  3 ulp; a whole number where one is meant
 *  @cost      constant
 *  @source    Cleveland and Mayben 1997, Call Center Management on Fast Forward, ch. on base staff
 */
WFM_API double wfm_workload_voice_agents(double calls, double interval_s, double aht_s, double occupancy,
                                         double availability);

/** Agents for deferred work, so that what has come in is done within the response time.
 *
 *      volume / (response / aht) = volume x aht / response
 *
 *  @param volume      [items]  to be done within the response time, >= 0
 *  @param aht_s       [s]      handle time of an item, >= 0
 *  @param response_s  [s]      response time, > 0
 *  @return    [agents]  NaN outside the domain
 *  @accuracy  1 ulp; a whole number where one is meant
 *  @cost      constant
 *  @source    Cleveland and Mayben 1997, Call Center Management on Fast Forward, ch. on base staff
 */
WFM_API double wfm_workload_deferred_agents(double volume, double aht_s, double response_s);

/** Agents for voice and deferred work together, each with its own people.
 *
 *      voice_agents + deferred_agents
 *
 *  @param voice_agents     [agents]  >= 0
 *  @param deferred_agents  [agents]  >= 0
 *  @return    [agents]  NaN outside the domain
 *  @accuracy  half an ulp; a whole number where one is meant
 *  @cost      constant
 *  @source    definition
 */
WFM_API double wfm_workload_agents(double voice_agents, double deferred_agents);

/** Array form of wfm_workload_aht(), by the rules of erlang.h's array forms. */
WFM_API void wfm_workload_aht_n(const double *talk_s, ptrdiff_t talk_s_stride, const double *hold_s,
                                ptrdiff_t hold_s_stride, const double *acw_s, ptrdiff_t acw_s_stride, double *out,
                                ptrdiff_t out_stride, size_t count);

/** Array form of wfm_workload_voice_agents(), by the rules of erlang.h's array forms. */
WFM_API void wfm_workload_voice_agents_n(const double *calls, ptrdiff_t calls_stride, const double *interval_s,
                                         ptrdiff_t interval_s_stride, const double *aht_s, ptrdiff_t aht_s_stride,
                                         const double *occupancy, ptrdiff_t occupancy_stride,
                                         const double *availability, ptrdiff_t availability_stride, double *out,
                                         ptrdiff_t out_stride, size_t count);

/** Array form of wfm_workload_deferred_agents(), by the rules of erlang.h's array forms. */
WFM_API void wfm_workload_deferred_agents_n(const double *volume, ptrdiff_t volume_stride, const double *aht_s,
                                            ptrdiff_t aht_s_stride, const double *response_s,
                                            ptrdiff_t response_s_stride, double *out, ptrdiff_t out_stride,
                                            size_t count);

/** Array form of wfm_workload_agents(), by the rules of erlang.h's array forms. */
WFM_API void wfm_workload_agents_n(const double *voice_agents, ptrdiff_t voice_agents_stride,
                                   const double *deferred_agents, ptrdiff_t deferred_agents_stride, double *out,
                                   ptrdiff_t out_stride, size_t count);

#ifdef __cplusplus
}
#endif

#endif
