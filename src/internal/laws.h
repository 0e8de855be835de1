/* SPDX-License-Identifier: MIT */
/* The distributions of patience, of one mean, by their tail, density and hazard. */
#ifndef WFM_INTERNAL_LAWS_H
#define WFM_INTERNAL_LAWS_H

#include "internal/common.h"

/* A WFM_LAW_ with what its formulas need, in any unit of time. */
typedef struct wfm_i_law {
    int32_t kind;
    double mean;
    double shape;
    double
        scale; /* of the lognormal: the median; of Weibull's: its scale; hyperexponential: the share of the one rate */
    double width; /* of the lognormal: sigma; the time over which the density changes, over the mean, of the others */
} wfm_i_law;

/* Whether a law has such a shape. */
bool wfm_i_law_takes(int32_t kind, double shape);

wfm_i_law wfm_i_law_of(int32_t kind, double mean, double shape);

/* P(X > t), t >= 0. */
double wfm_i_law_tail(const wfm_i_law *law, double t);

/* Density over tail, t > 0; 0 of the deterministic law, whose callers all hang up at once. */
double wfm_i_law_hazard(const wfm_i_law *law, double t);

/* -ln of the tail, t >= 0: the hazard up to t; of the deterministic law 0. */
double wfm_i_law_depth(const wfm_i_law *law, double t);

/* Over what time the tail changes most. */
double wfm_i_law_width(const wfm_i_law *law);

#endif
