/* SPDX-License-Identifier: MIT */
/* How the mean wait of Erlang A is shared between those who are answered and those who hang up, by quadrature of positive
 * functions.
 *
 * With w = v/p, x = n p, y = a p and g(w) = exp(y (1 - e^-w) - x w), the offered wait of the calls that wait has the
 * density g(w)/int g (Zeltyn and Mandelbaum 2005, Queueing Systems 51, 361-402), and a caller of patience p
 *
 *     is answered with probability e^-w, having waited p w;    has on average waited p (1 - e^-w (1 + w)) and hung up,
 *
 * the second being E[X; X < w] of an exponential X. Both functions are of order w or w^2 near 0: nothing cancels.
 *
 * ln g has its peak at w* = max(0, ln(a/n)). To the right of it, with d the distance and N = y e^-w*, ln g falls by
 * N (e^-d - 1 + d) + (x - N) d, to the left by x (e^d - 1 - d). The sums end where g has fallen by e^-38, from
 * e^-d - 1 + d >= d^2/(2 + d), or at d = 46, where only who hang up are left and g is exponential: what is left of it is
 * added as it stands.
 *
 * Gauss and Legendre's rule of 16 points errs by less than 2^-53 on a stretch of 4.4 standard deviations of a normal
 * density, and on one over which an exponential falls by e^-14, or more where little of it is left: the stretches are as
 * long as both allow where they begin.
 */
#include "internal/model.h"

#include "internal/loss_tables.h"

static const double ENDED = 46; /* e^-46 w is nothing */
static const double FALL = 38;

/* Integrals relative to g's peak. */
typedef struct integrals {
    double answered;
    double abandoning;
} integrals;

typedef struct side {
    double peak;
    double direction; /* +1 or -1 */
    double curvature; /* ln g falls by curvature (e^s - 1 - s) + slope d, s = -direction d */
    double slope;
    double reach;
    double still; /* e^-w at the peak */
} side;

/* How far one stretch goes from d on: the curvature is there that of N e^s, and e^-w falls as well. Where N e^s is small
 * exp(N e^s) still is no exponential of d, less and less so; to the left it becomes one ever less. */
static double stretch_at(const side *of, double d)
{
    double curvature = of->curvature * exp(-of->direction * d);
    double slope = fabs(of->curvature - curvature) + of->slope;
    double by_curvature = curvature > 1 ? 4.4 / sqrt(curvature) : 4.4 - 0.6 * wfm_i_ln(curvature);
    bool grows = of->direction < 0;
    if (grows) by_curvature = fmin(by_curvature, fmax(1, -0.6 * wfm_i_ln(curvature)));
    double fallen = of->slope * d + fabs(of->curvature - curvature) * d / 2; /* about, from the peak to d */
    return fmin(by_curvature, (14 + 0.6 * fallen) / (slope + 1));
}

static void add_node(integrals *sum, const side *of, double d, double weight)
{
    double s = -of->direction * d;
    bool small = d < 0.5;
    double rest = small ? wfm_i_expm1_less(s) : 0;
    double grown = small ? 1 + s + rest : exp(s);
    if (!small) rest = grown - 1 - s;
    double w = of->peak - s;
    double still = grown * of->still; /* e^-w */
    double g = weight * wfm_i_exp(-(of->curvature * rest + of->slope * d));
    double gone = w < 0.5 ? still * wfm_i_expm1_less(w) : 1 - still * (1 + w);
    sum->answered += g * w * still;
    sum->abandoning += g * gone;
}

static void add_side(integrals *sum, const side *of)
{
    for (double d = 0; d < of->reach;) {
        double length = fmin(stretch_at(of, d), of->reach - d);
        double half = length / 2;
        bool last = !(d + length > d); /* too short for the digits of d */
        if (last) break;
        for (int node = 0; node < GAUSS_HALF; node++) {
            add_node(sum, of, d + half * (1 - gauss_node[node]), half * gauss_weight[node]);
            add_node(sum, of, d + half * (1 + gauss_node[node]), half * gauss_weight[node]);
        }
        d += length;
    }
}

static double reach_right(double curvature, double slope)
{
    double q = FALL / curvature;
    double reach = q < 1e6 ? 0.5 * (q + sqrt(q * q + 8 * q)) : ENDED;
    if (slope > 0) reach = fmin(reach, FALL / slope);
    return fmin(reach, ENDED);
}

/* e^d - 1 - d is at least d^2/2, and what is wanted of it where e^d is that and 1 + d more. */
static double reach_left(double curvature)
{
    double wanted = FALL / curvature;
    return fmin(sqrt(2 * wanted), log1p(wanted + log1p(wanted) + 3));
}

wfm_i_parts wfm_i_parts_of_wait(double servers, double load, double patience)
{
    integrals sum = {0, 0};
    double x = servers * patience;
    bool above = load > servers;
    double peak = above ? fmin(log1p((load - servers) / servers), 700) : 0;
    double curvature = above ? x : load * patience;
    double slope = above ? 0 : (servers - load) * patience;
    double still = above ? servers / load : 1;
    side right = {peak, 1, curvature, slope, reach_right(curvature, slope), still};
    add_side(&sum, &right);
    if (above) add_side(&sum, &(side){peak, -1, x, 0, fmin(peak, reach_left(x)), still});
    bool cut = !(right.reach < ENDED);
    if (cut) sum.abandoning += wfm_i_exp(-(curvature * (ENDED - 1) + slope * ENDED)) / x;
    double whole = sum.answered + sum.abandoning;
    return (wfm_i_parts){sum.answered / whole, sum.abandoning / whole};
}
