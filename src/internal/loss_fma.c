/* SPDX-License-Identifier: MIT */
/* The kernel of one number with fused multiply-adds, which is what the array forms of x86-64 compute in each lane. */
#include "internal/variants.h"

#if WFM_I_X86
#include <immintrin.h>

WFM_I_TARGET_BEGIN("fma,avx2")
#define WFM_I_LANES 1
#define WFM_I_FUSED 1
#define WFM_I_VARIANT(name) name##_fma
#include "internal/loss_kernel.h"
#include "internal/palm_kernel.h"
WFM_I_TARGET_END
#endif
