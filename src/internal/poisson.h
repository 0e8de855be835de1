/* SPDX-License-Identifier: MIT */
/* The upper tail of Poisson's distribution, at real numbers by the gamma distribution. */
#ifndef WFM_INTERNAL_POISSON_H
#define WFM_INTERNAL_POISSON_H

#include "internal/common.h"

/* Of N with the mean x, at m > 0. */
typedef struct wfm_i_poisson {
    double at;     /* x^m e^-x / Gamma(m+1) */
    double palm;   /* P(N >= m) over it; infinite where it is too small for a double */
    double tail;   /* P(N >= m) */
    double excess; /* E[max(0, N - m)] / x */
} wfm_i_poisson;

/* m (rho - 1 - ln rho), rho = x/m: what ln at falls by from its largest value. */
double wfm_i_poisson_fall(double m, double x);

/* gap = m - x and the fall are given as well, as they decide. */
wfm_i_poisson wfm_i_poisson_at(double m, double x, double gap, double fall);

#endif
