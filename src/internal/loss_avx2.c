/* SPDX-License-Identifier: MIT */
/* The kernel of four numbers at a time, for AVX2 and FMA. */
#include "internal/variants.h"

#if WFM_I_X86
#include <immintrin.h>

WFM_I_TARGET_BEGIN("fma,avx2")
#define WFM_I_LANES 4
#define WFM_I_FUSED 1
#define WFM_I_VARIANT(name) name##_avx2
#include "internal/loss_kernel.h"
WFM_I_TARGET_END
#endif
