/* SPDX-License-Identifier: MIT */
/* The kernel in portable C. */
#include "internal/variants.h"

#define WFM_I_LANES 1
#define WFM_I_FUSED 0
#define WFM_I_VARIANT(name) name##_plain
#include "internal/loss_kernel.h"
#include "internal/palm_kernel.h"
