/* SPDX-License-Identifier: MIT */
/* Days that no model should learn from: which, and why. */
#ifndef WFM_INTERNAL_CLEANING_H
#define WFM_INTERNAL_CLEANING_H

#include "internal/common.h"
#include "wfm/forecast.h"

/* Columns of one row a day, the days strictly ascending and valid, the calls NaN or finite and not negative. */
typedef struct wfm_i_totals {
    int64_t count;
    const int64_t *day;
    ptrdiff_t day_stride;
    const double *calls;
    ptrdiff_t calls_stride;
    const double *closed; /* other than 0: closed; null: none */
    ptrdiff_t closed_stride;
    const double *event; /* other than 0: an event that is to teach its effect; null: events are not told */
    ptrdiff_t event_stride;
} wfm_i_totals;

enum { WFM_I_CLEANING_COLUMNS = 3 }; /* doubles of work memory for each row */

/* Writes a WFM_FORECAST_DAY_ code for each row, and in off (null if not wanted) the log of the calls over what the same
 * weekdays around it had; NaN where that is not known. */
void wfm_i_clean_days(const wfm_i_totals *of, int32_t *code, ptrdiff_t code_stride, double *off, ptrdiff_t off_stride,
                      double *work);

/* Whether something is too rare to be chance: below a millionth, by the logarithm of its probability. */
static inline bool wfm_i_is_rare(double ln_probability)
{
    return ln_probability < -13.815510557964274;
}

/* Whether models may learn from a day with this code; one without calls among them has no logarithm. */
bool wfm_i_is_kept(int32_t code);

#endif
