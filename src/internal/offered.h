/* SPDX-License-Identifier: MIT */
/* The lines for checked traffic. */
#ifndef WFM_INTERNAL_OFFERED_H
#define WFM_INTERNAL_OFFERED_H

#include "internal/common.h"
#include "wfm/trunks.h"

/* Of a load >= 0 and a blocking in [0,1]; the caveats of wfm_trunks_lines. */
wfm_status wfm_i_offered_lines(const wfm_offered *t, double blocking, wfm_trunks *group);

#endif
