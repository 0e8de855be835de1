/* SPDX-License-Identifier: MIT */
/* How far a forecast was off, and whole calls that keep a sum. */
#include "wfm/forecast.h"

#include "internal/columns.h"
#include "internal/structs.h"
#include "internal/whole.h"
#include "wfm/shrinkage.h"

void wfm_forecast_accuracy_init(wfm_forecast_accuracy *accuracy, size_t size)
{
    wfm_i_struct_init(accuracy, size);
}

typedef struct error_sums {
    double actual, error, absolute, square, relative;
} error_sums;

static wfm_status add_row(error_sums *sums, wfm_forecast_accuracy *a, double forecast, double actual)
{
    if (isnan(forecast) || isnan(actual)) {
        a->unknown_rows++;
        return WFM_OK;
    }
    if (isinf(forecast)) return WFM_BAD_CALLS;
    if (!wfm_i_finite_from_zero(actual)) return WFM_BAD_CALLS;
    double error = forecast - actual;
    a->rows++;
    sums->actual += actual;
    sums->error += error;
    sums->absolute += fabs(error);
    sums->square += error * error;
    if (actual > 0) {
        sums->relative += fabs(error) / actual;
    } else {
        a->zero_rows++;
    }
    return WFM_OK;
}

static double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : WFM_I_NAN;
}

wfm_status wfm_forecast_accuracy_of(int64_t count, const double *forecast, ptrdiff_t forecast_stride,
                                    const double *actual, ptrdiff_t actual_stride, wfm_forecast_accuracy *accuracy)
{
    error_sums sums = {0};
    wfm_forecast_accuracy a = WFM_FORECAST_ACCURACY_INIT;
    wfm_status status = wfm_i_struct_open(accuracy);
    if (status != WFM_OK) return status;
    if (count < 0) return WFM_BAD_COUNT;
    if (forecast == NULL) return WFM_BAD_FORECAST_COLUMN;
    if (actual == NULL) return WFM_BAD_FORECAST_COLUMN;
    for (int64_t row = 0; row < count; row++) {
        status = add_row(&sums, &a, wfm_i_at(forecast, forecast_stride, row), wfm_i_at(actual, actual_stride, row));
        if (status != WFM_OK) return status;
    }
    if (a.rows == 0) return WFM_NO_HISTORY;
    if (!wfm_i_finite_from_zero(sums.square)) return WFM_BAD_CALLS;
    if (!wfm_i_finite_from_zero(sums.actual)) return WFM_BAD_CALLS;
    a.mape = ratio(sums.relative, (double)(a.rows - a.zero_rows));
    a.wape = ratio(sums.absolute, sums.actual);
    a.bias = ratio(sums.error, sums.actual);
    a.rmse = sqrt(sums.square / (double)a.rows);
    a.mae = sums.absolute / (double)a.rows;
    wfm_i_struct_write(accuracy, &a, sizeof a);
    return WFM_OK;
}

/* ---- largest remainders ----
 *
 * Without memory for a sort: the remainder from which on rows are rounded up is found by halving. Remainders are
 * multiples of the spacing of doubles, so after as many halvings as a double has digits below 1 only equal ones (or
 * ones that no value of a sum below 2^53 tells apart) are left between the bounds, and those go by their order.
 */

typedef struct remainders {
    int64_t count;
    const double *value;
    ptrdiff_t stride;
} remainders;

static double remainder_at(const remainders *r, int64_t row)
{
    double value = wfm_i_at(r->value, r->stride, row);
    return value - floor(value);
}

static int64_t above(const remainders *r, double bound)
{
    int64_t found = 0;
    for (int64_t row = 0; row < r->count; row++)
        found += remainder_at(r, row) > bound;
    return found;
}

static wfm_status sum_remainders(const remainders *r, int64_t *ups)
{
    double sum = 0;
    for (int64_t row = 0; row < r->count; row++) {
        if (!wfm_i_finite_from_zero(wfm_i_at(r->value, r->stride, row))) return WFM_BAD_CALLS;
        sum += remainder_at(r, row);
    }
    *ups = (int64_t)wfm_i_round(sum, WFM_ROUND_NEAREST);
    return WFM_OK;
}

wfm_status wfm_forecast_round(int64_t count, const double *value, ptrdiff_t value_stride, double *rounded,
                              ptrdiff_t rounded_stride)
{
    remainders r = {count, value, value_stride};
    int64_t ups = 0;
    if (rounded == NULL) return WFM_BAD_OUTPUT;
    if (count < 0) return WFM_BAD_COUNT;
    wfm_status status = value == NULL ? WFM_BAD_FORECAST_COLUMN : sum_remainders(&r, &ups);
    if (status != WFM_OK) {
        wfm_i_fill(rounded, rounded_stride, count, WFM_I_NAN);
        return status;
    }
    double low = -1, high = 1; /* more than ups rows are above low, at most ups above high */
    for (int halving = 0; halving < DBL_MANT_DIG + 1 && ups < count; halving++) {
        double middle = (low + high) / 2;
        if (above(&r, middle) > ups) {
            low = middle;
        } else {
            high = middle;
        }
    }
    int64_t tied = ups - above(&r, high); /* of those between the bounds */
    for (int64_t row = 0; row < count; row++) {
        double part = remainder_at(&r, row), whole = floor(wfm_i_at(value, value_stride, row));
        bool between = part > low && part <= high;
        bool up = part > high || (between && tied > 0);
        if (between && up) tied--;
        wfm_i_put(rounded, rounded_stride, row, up ? whole + 1 : whole);
    }
    return WFM_OK;
}
