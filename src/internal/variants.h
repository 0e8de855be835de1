/* SPDX-License-Identifier: MIT */
/* The variants of the kernel and how a source becomes one of them: x86-64 has three beside the portable one, chosen at
 * run time. They are functions of their own, with no compiler option asked for and no indirect function. */
#ifndef WFM_INTERNAL_VARIANTS_H
#define WFM_INTERNAL_VARIANTS_H

#include "internal/loss.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define WFM_I_X86 1
#else
#define WFM_I_X86 0
#endif

/* What is to become part of its caller, where its loops have fixed bounds. */
#if defined(__GNUC__)
#define WFM_I_INLINE static inline __attribute__((always_inline))
#else
#define WFM_I_INLINE static inline
#endif

#define WFM_I_PRAGMA(text) _Pragma(#text)
#if defined(__clang__)
#define WFM_I_TARGET_BEGIN(features)                                                                                   \
    WFM_I_PRAGMA(clang attribute push(__attribute__((target(features))), apply_to = function))
#define WFM_I_TARGET_END WFM_I_PRAGMA(clang attribute pop)
#define WFM_I_UNROLL WFM_I_PRAGMA(clang loop unroll(full))
#elif defined(__GNUC__)
#define WFM_I_TARGET_BEGIN(features) WFM_I_PRAGMA(GCC push_options) WFM_I_PRAGMA(GCC target(features))
#define WFM_I_TARGET_END WFM_I_PRAGMA(GCC pop_options)
#define WFM_I_UNROLL WFM_I_PRAGMA(GCC unroll 32)
#else
#define WFM_I_UNROLL
#endif

#define WFM_I_DECLARE_SCALAR(variant)                                                                                  \
    double wfm_i_loss_value_##variant(wfm_i_quantity quantity, double servers, double load, double t);                 \
    wfm_i_waits wfm_i_loss_waits_##variant(double servers, double load, double t);                                     \
    wfm_i_patient wfm_i_loss_patient_##variant(double servers, double load, double patience, double t);                \
    double wfm_i_loss_ln_dload_##variant(double servers, double load);                                                 \
    double wfm_i_loss_c_ln_dload_##variant(double servers, double load);                                               \
    double wfm_i_loss_c_ln_dservers_##variant(double servers, double load, double f_slope)
#define WFM_I_DECLARE_ARRAY(variant)                                                                                   \
    void wfm_i_loss_values_##variant(wfm_i_quantity quantity, const double *servers, const double *load,               \
                                     const double *t, double *out, size_t count)

WFM_I_DECLARE_SCALAR(plain);
#if WFM_I_X86
WFM_I_DECLARE_SCALAR(fma);
WFM_I_DECLARE_ARRAY(avx2);
WFM_I_DECLARE_ARRAY(avx512);
#endif

#endif
