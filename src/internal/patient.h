/* SPDX-License-Identifier: MIT */
/* Callers who hang up, in the whole domain: Erlang A with its limits Erlang B and C and its edges. */
#ifndef WFM_INTERNAL_PATIENT_H
#define WFM_INTERNAL_PATIENT_H

#include "internal/loss.h"

/* Every share at one time t, in handle times; for numbers >= 0, of servers and load not both infinite. */
wfm_i_patient wfm_i_patient_at(double servers, double load, double patience, double t);

/* Without a time: the members that need one are 0. */
wfm_i_patient wfm_i_patient_at_once(double servers, double load, double patience);

/* An approximation for a first guess, of library functions alone, for 0 < servers, load, patience < inf. */
wfm_i_patient wfm_i_patient_rough(double servers, double load, double patience, double t);

/* exp(-t/patience), of a caller who has waited for t, and what is left of 1. */
static inline double wfm_i_still_patient(double patience, double t)
{
    if (!(t > 0)) return 1;
    return patience > 0 && patience <= DBL_MAX ? wfm_i_exp(-t / patience) : (patience > 0 ? 1.0 : 0.0);
}

static inline double wfm_i_impatient_by(double patience, double t)
{
    if (!(t > 0)) return 0;
    return patience > 0 && patience <= DBL_MAX ? -expm1(-fmin(t / patience, 746)) : (patience > 0 ? 0.0 : 1.0);
}

#endif
