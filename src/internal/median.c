/* SPDX-License-Identifier: MIT */
#include "internal/median.h"

/* Lets the value at a place of the heap sink to where it belongs among the first count. */
static void sink(double *value, int64_t place, int64_t count)
{
    double sinking = value[place];
    for (int64_t child = 2 * place + 1; child < count; child = 2 * place + 1) {
        bool right = child + 1 < count && value[child + 1] > value[child];
        if (right) child++;
        if (value[child] <= sinking) break;
        value[place] = value[child];
        place = child;
    }
    value[place] = sinking;
}

/* Heapsort: no more memory, and n log n steps whatever the values are. */
void wfm_i_sort(double *value, int64_t count)
{
    for (int64_t place = count / 2 - 1; place >= 0; place--)
        sink(value, place, count);
    for (int64_t last = count - 1; last > 0; last--) {
        double largest = value[0];
        value[0] = value[last];
        value[last] = largest;
        sink(value, 0, last);
    }
}

double wfm_i_median(double *value, int64_t count)
{
    if (count < 1) return WFM_I_NAN;
    wfm_i_sort(value, count);
    double high = value[count / 2];
    return count % 2 == 1 ? high : value[count / 2 - 1] / 2 + high / 2;
}
