/* SPDX-License-Identifier: MIT */
/* With p = x^m e^-x/Gamma(m+1) and Palm's A = 1 + x/(m+1) + x^2/((m+1)(m+2)) + ...,
 *
 *     P(N >= m) = p A          E[max(0, N - m)] = m p G,   G = 1 - (1 - x/m) A.
 *
 *   p      by Stirling's formula and the fall m (rho - 1 - ln rho)
 *   light  m - x >= 2 sqrt(m), or x <= m/2: the T-fraction of palm_kernel.h, A = m/(m - x + K), G = K/(m - x + K),
 *          K = x/(m-x+1 + 2x/(m-x+2 + ...)); of its positive terms 40 + 500 m/(m - x)^2 serve, at most 165
 *   near   elsewhere p A is the gamma distribution's tail; G, a difference, loses a digit where x is near m, and is not
 *          used where it is far above. */
#include "internal/poisson.h"

#include "internal/beta.h"
#include "internal/loss.h"

static const double TWO_PI = 6.28318530717958647693;

double wfm_i_poisson_fall(double m, double x)
{
    double rho = x / m;
    double ln = rho > 0.5 ? log1p((x - m) / m) : wfm_i_ln(x) - wfm_i_ln(m);
    return m * wfm_i_expm1_less(ln);
}

static wfm_i_poisson light(double m, double x, double gap, double at)
{
    double narrow = sqrt(m) / gap;
    double steps = floor(fmin(40 + 500 * narrow * narrow, 165));
    double fraction = 0;
    for (double j = steps; j >= 1; j--)
        fraction = j * x / (gap + j + fraction);
    double palm = m / (gap + fraction);
    return (wfm_i_poisson){at, palm, at * palm, at * palm * (fraction / x)};
}

static wfm_i_poisson near_or_below(double m, double x, double gap, double at)
{
    double shape = m < 1 ? m + 1 : m;
    double tail = wfm_i_beta_tails(0x1p60 * shape, shape, x).above;
    if (m < 1) tail += at;
    double excess = fmax(0, m * (at - gap / m * tail) / x);
    return (wfm_i_poisson){at, tail / at, tail, excess};
}

wfm_i_poisson wfm_i_poisson_at(double m, double x, double gap, double fall)
{
    if (!(m < 0x1p1000)) return (wfm_i_poisson){.palm = 1};
    double at = wfm_i_exp(-fall - wfm_i_stirling_rest(m)) / sqrt(TWO_PI * m);
    bool is_light = gap >= 2 * sqrt(m) || x <= m / 2;
    return is_light ? light(m, x, gap, at) : near_or_below(m, x, gap, at);
}
