/* SPDX-License-Identifier: MIT */
/* The array forms: one formula over strided arguments. Element i is read before element i is written, so that out may
 * be an argument of equal stride. */
#ifndef WFM_INTERNAL_ARRAYS_H
#define WFM_INTERNAL_ARRAYS_H

#include "internal/common.h"

static inline void wfm_i_map2(double (*formula)(double, double), const double *x, ptrdiff_t x_stride, const double *y,
                              ptrdiff_t y_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    for (size_t row = 0; row < count; row++) {
        ptrdiff_t i = (ptrdiff_t)row;
        out[i * out_stride] = formula(x[i * x_stride], y[i * y_stride]);
    }
}

static inline void wfm_i_map3(double (*formula)(double, double, double), const double *x, ptrdiff_t x_stride,
                              const double *y, ptrdiff_t y_stride, const double *z, ptrdiff_t z_stride, double *out,
                              ptrdiff_t out_stride, size_t count)
{
    for (size_t row = 0; row < count; row++) {
        ptrdiff_t i = (ptrdiff_t)row;
        out[i * out_stride] = formula(x[i * x_stride], y[i * y_stride], z[i * z_stride]);
    }
}

#endif
