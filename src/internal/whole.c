/* SPDX-License-Identifier: MIT */
#include "internal/whole.h"

#include "wfm/shrinkage.h"

/* Far more than rounding asks for; where a goal is too small for a double to compare, everything is enough. */
enum { MOST_STEPS_DOWN = 64 };

/* Exact, where floor(x + 0.5) rounds its sum. */
static double nearest(double x)
{
    double below = floor(x);
    return x - below >= 0.5 ? below + 1 : below;
}

double wfm_i_snap(double x)
{
    int exponent;
    if (!(x >= 0.5)) return x; /* no whole number but 0 is within 8 ulp, and 0 is not meant */
    if (x >= 0x1p53) return x; /* all are whole */
    double whole = nearest(x);
    frexp(x, &exponent);
    return fabs(x - whole) <= ldexp(8, exponent - DBL_MANT_DIG) ? whole : x;
}

bool wfm_i_within_cap(double value, double cap)
{
    return wfm_i_snap(value / cap) <= 1;
}

double wfm_i_round(double x, int32_t rounding)
{
    switch (rounding) {
    case WFM_ROUND_UP: return ceil(wfm_i_snap(x));
    case WFM_ROUND_NONE: return wfm_i_snap(x);
    default: return nearest(wfm_i_snap(x));
    }
}

double wfm_i_round_carrying(double x, int32_t rounding, double *carry)
{
    if (rounding != WFM_ROUND_CARRY) return wfm_i_round(x, rounding);
    double due = x + *carry;
    double rounded = fmax(0, wfm_i_round(due, WFM_ROUND_NEAREST));
    *carry = due - rounded;
    return rounded;
}

bool wfm_i_is_rounding(int32_t rounding)
{
    if (rounding < WFM_ROUND_UP) return false;
    return rounding <= WFM_ROUND_CARRY;
}

double wfm_i_least_whole(wfm_i_enough is_enough, const void *about, double real)
{
    double whole = ceil(real);
    if (!(whole < 0x1p53)) return whole;
    for (int step = 0; step < MOST_STEPS_DOWN; step++) {
        if (!(whole > 0)) break;
        if (!is_enough(whole - 1, about)) break;
        whole--;
    }
    while (!is_enough(whole, about))
        whole++;
    return whole;
}
