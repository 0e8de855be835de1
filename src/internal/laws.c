/* SPDX-License-Identifier: MIT */
/* With the mean m and the shape s:
 *
 *     exponential       e^(-t/m)
 *     deterministic     1 up to m
 *     lognormal         P(Z > ln(t/median)/sigma), sigma^2 = ln(1 + s^2), median m/sqrt(1 + s^2)
 *     Weibull           e^(-(t/b)^s), b = m/Gamma(1 + 1/s)
 *     hyperexponential  p e^(-2 p t/m) + q e^(-2 q t/m), p = (1 + sqrt((s^2 - 1)/(s^2 + 1)))/2, q = 1 - p, so that both
 *                       have the same share of the mean
 *
 * Hazards are formed without a quotient of two small numbers. */
#include "internal/laws.h"

#include "internal/beta.h"
#include "internal/chance.h"
#include "wfm/queue.h"

static const double HALF_LN_TWO_PI = 0.91893853320467274178;

bool wfm_i_law_takes(int32_t kind, double shape)
{
    switch (kind) {
    case WFM_LAW_LOGNORMAL: return shape >= 0.1 && shape <= 20;
    case WFM_LAW_WEIBULL: return shape >= 0.2 && shape <= 10;
    case WFM_LAW_HYPEREXPONENTIAL: return shape >= 1 && shape <= 20;
    default: return shape == 0;
    }
}

/* ln Gamma(z), z >= 1. */
static double ln_gamma(double z)
{
    return (z - 0.5) * log(z) - z + HALF_LN_TWO_PI + wfm_i_stirling_rest(z);
}

wfm_i_law wfm_i_law_of(int32_t kind, double mean, double shape)
{
    wfm_i_law law = {kind, mean, shape, mean, 1};
    double square = shape * shape;
    switch (kind) {
    case WFM_LAW_LOGNORMAL:
        law.scale = mean / sqrt(1 + square);
        law.width = sqrt(log1p(square));
        break;
    case WFM_LAW_WEIBULL:
        law.scale = mean * exp(-ln_gamma(1 + 1 / shape));
        law.width = fmin(1, 1 / shape);
        break;
    case WFM_LAW_HYPEREXPONENTIAL: law.scale = (1 + sqrt((square - 1) / (square + 1))) / 2; break;
    default: break;
    }
    return law;
}

/* ln(t/median)/sigma. */
static double normal_of(const wfm_i_law *law, double t)
{
    return t > 0 ? (wfm_i_ln(t) - wfm_i_ln(law->scale)) / law->width : -WFM_I_INF;
}

/* (t/b)^s. */
static double weibull_depth(const wfm_i_law *law, double t)
{
    return t > 0 ? wfm_i_exp(fmin(700, law->shape * (wfm_i_ln(t) - wfm_i_ln(law->scale)))) : 0;
}

/* The rarer of two rates is the slower one; both with e^(-slower rate x t) taken out. */
typedef struct two_rates {
    double quick_share;
    double quick_rate;
    double slow_share;
    double slow_rate;
} two_rates;

static two_rates rates_at(const wfm_i_law *law, double t)
{
    double p = law->scale;
    double q = 1 - p;
    double apart = 2 * (p - q) * t / law->mean;
    return (two_rates){p * wfm_i_exp(-apart), 2 * p / law->mean, q, 2 * q / law->mean};
}

static double mixed_depth(const wfm_i_law *law, double t)
{
    two_rates at = rates_at(law, t);
    return at.slow_rate * t - log(at.quick_share + at.slow_share);
}

double wfm_i_law_depth(const wfm_i_law *law, double t)
{
    switch (law->kind) {
    case WFM_LAW_DETERMINISTIC: return 0;
    case WFM_LAW_LOGNORMAL: return t > 0 ? -wfm_i_normal_ln_above(normal_of(law, t)) : 0;
    case WFM_LAW_WEIBULL: return weibull_depth(law, t);
    case WFM_LAW_HYPEREXPONENTIAL: return mixed_depth(law, t);
    default: return t / law->mean;
    }
}

double wfm_i_law_tail(const wfm_i_law *law, double t)
{
    bool all_at_once = law->kind == WFM_LAW_DETERMINISTIC;
    if (all_at_once) return t < law->mean ? 1 : 0;
    return wfm_i_exp(-wfm_i_law_depth(law, t));
}

static double lognormal_hazard(const wfm_i_law *law, double t)
{
    double z = normal_of(law, t);
    return wfm_i_exp(-z * z / 2 - HALF_LN_TWO_PI - wfm_i_normal_ln_above(z)) / (law->width * t);
}

static double mixed_hazard(const wfm_i_law *law, double t)
{
    two_rates at = rates_at(law, t);
    double ending = at.quick_share * at.quick_rate + at.slow_share * at.slow_rate;
    return ending / (at.quick_share + at.slow_share);
}

double wfm_i_law_hazard(const wfm_i_law *law, double t)
{
    switch (law->kind) {
    case WFM_LAW_DETERMINISTIC: return 0;
    case WFM_LAW_LOGNORMAL: return lognormal_hazard(law, t);
    case WFM_LAW_WEIBULL: return law->shape / t * weibull_depth(law, t);
    case WFM_LAW_HYPEREXPONENTIAL: return mixed_hazard(law, t);
    default: return 1 / law->mean;
    }
}

double wfm_i_law_width(const wfm_i_law *law)
{
    return law->mean * fmin(1, law->width);
}
