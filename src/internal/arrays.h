/* SPDX-License-Identifier: MIT */
/* The array forms: one formula over strided arguments. Element i is read before element i is written, so that out may
 * be an argument of equal stride. */
#ifndef WFM_INTERNAL_ARRAYS_H
#define WFM_INTERNAL_ARRAYS_H

#include "internal/loss.h"

static inline void wfm_i_map1(double (*formula)(double), const double *x, ptrdiff_t x_stride, double *out,
                              ptrdiff_t out_stride, size_t count)
{
    for (size_t row = 0; row < count; row++) {
        ptrdiff_t i = (ptrdiff_t)row;
        out[i * out_stride] = formula(x[i * x_stride]);
    }
}

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

static inline void wfm_i_map4(double (*formula)(double, double, double, double), const double *x, ptrdiff_t x_stride,
                              const double *y, ptrdiff_t y_stride, const double *z, ptrdiff_t z_stride, const double *t,
                              ptrdiff_t t_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    for (size_t row = 0; row < count; row++) {
        ptrdiff_t i = (ptrdiff_t)row;
        out[i * out_stride] = formula(x[i * x_stride], y[i * y_stride], z[i * z_stride], t[i * t_stride]);
    }
}

/* The array form of a formula that stands on F alone, of two arguments or of three, by the processor's vectors. */
typedef struct wfm_i_array {
    wfm_i_quantity quantity;
    double (*two)(double, double);
    double (*three)(double, double, double);
    const double *servers;
    ptrdiff_t servers_stride;
    const double *load;
    ptrdiff_t load_stride;
    const double *t;
    ptrdiff_t t_stride;
    double *out;
    ptrdiff_t out_stride;
} wfm_i_array;

void wfm_i_map_loss(const wfm_i_array *of, size_t count);

#endif
