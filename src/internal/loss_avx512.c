/* SPDX-License-Identifier: MIT */
/* The kernel of eight numbers at a time, for AVX-512F. */
#include "internal/variants.h"

#if WFM_I_X86
#include <immintrin.h>

WFM_I_TARGET_BEGIN("avx512f,fma,avx2")
#define WFM_I_LANES 8
#define WFM_I_FUSED 1
#define WFM_I_VARIANT(name) name##_avx512
#include "internal/loss_kernel.h"
WFM_I_TARGET_END
#endif
