/* SPDX-License-Identifier: MIT */
/* A caller's column: a pointer and a stride in elements. */
#ifndef WFM_INTERNAL_COLUMNS_H
#define WFM_INTERNAL_COLUMNS_H

#include "internal/common.h"

static inline double wfm_i_at(const double *column, ptrdiff_t stride, int64_t row)
{
    return column[(ptrdiff_t)row * stride];
}

static inline void wfm_i_put(double *column, ptrdiff_t stride, int64_t row, double value)
{
    if (column != NULL) column[(ptrdiff_t)row * stride] = value;
}

static inline void wfm_i_fill(double *column, ptrdiff_t stride, int64_t count, double value)
{
    for (int64_t row = 0; row < count; row++)
        wfm_i_put(column, stride, row, value);
}

#endif
