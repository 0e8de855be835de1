/* SPDX-License-Identifier: MIT */
/* Where a delay system without patience has an answer of its own: M/M/n and M/D/n alike. */
#ifndef WFM_INTERNAL_REGION_H
#define WFM_INTERNAL_REGION_H

#include "internal/common.h"

/* NOWHERE is outside the domain; everybody waits at a >= n, nobody at a = 0 and at n infinite. */
typedef enum wfm_i_region { WFM_I_INSIDE, WFM_I_NOWHERE, WFM_I_NEVER_WAITS, WFM_I_ALWAYS_WAITS } wfm_i_region;

static inline wfm_i_region wfm_i_region_of(double servers, double load)
{
    if (!(servers >= 0)) return WFM_I_NOWHERE;
    if (!(load >= 0)) return WFM_I_NOWHERE;
    if (load >= servers) return load > DBL_MAX && servers > DBL_MAX ? WFM_I_NOWHERE : WFM_I_ALWAYS_WAITS;
    if (servers > DBL_MAX) return WFM_I_NEVER_WAITS;
    return load > 0 ? WFM_I_INSIDE : WFM_I_NEVER_WAITS;
}

#endif
