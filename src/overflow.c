/* SPDX-License-Identifier: MIT */
/* The mean and the variance of what a full group of lines turns away, and Hayward's formula for a group that is offered
 * such a stream.
 *
 * Riordan's variance is v = m (1 - m + a/(n + 1 - a + m)). With D = n - a + m, the mean number of free lines, and with
 * V = a (1 - B) - m D, the variance of the busy ones, the same is
 *
 *      v = m z,   z = 1 + V/(1 + D)
 *
 * in which nothing is subtracted any more but within V and D.
 *
 *   1. D = a d ln B/da, which loss_kernel.h computes without cancellation; a (1 - B) from 1 - B.
 *   2. V as it stands while a - n <= 4 sqrt(n) or a < 8: the terms are then no more than some 20 times what is left.
 *   3. Beyond, D = n/T by the continued fraction of the incomplete gamma function,
 *
 *          T = T_1,   T_k = a - n + 2k + (k + 1)(n - k)/T_(k+1)
 *
 *      whose terms are positive as long as k < n and small from there on; and as V = a d(a (1 - B))/da,
 *
 *          V = a n T'/T^2,   T'_k = 1 - (k + 1)(n - k)/T_(k+1)^2 T'_(k+1)
 *
 *      It is cut after DEPTH terms, where the rest is about e^(-2 x sqrt(DEPTH)) for x = (a - n)/sqrt(n) >= 4 and
 *      e^(-4 sqrt(a DEPTH)) for few lines: below 1e-21.
 *
 * Special cases: n = 0, all of a overflows: v = m = a. a = 0 or n infinite: nothing does, z is the limit 1. a infinite:
 * m and v are infinite, z is 1, as the lines are never free. Outside the domain, NaN.
 *
 * Sources: Wilkinson 1956, BSTJ 35, 421-514, appendix by Riordan; the fraction: DLMF 8.9.2 with n + 1 for a. */
#include "internal/arrays.h"
#include "internal/overflow.h"
#include "wfm/erlang.h"
#include "wfm/trunks.h"

enum { DEPTH = 40 };

/* Whether the lines are so overloaded that V is taken from the continued fraction. */
static bool is_flooded(double lines, double load)
{
    return load >= 8 && load - lines > 4 * sqrt(lines);
}

/* V/(1 + D) of the flooded. */
static double flooded(double lines, double load)
{
    double beyond = load - lines;
    double t = beyond + 2 * DEPTH;
    double slope = 1;
    for (int k = DEPTH - 1; k >= 1; k--) {
        double part = (k + 1) * ((lines - k) / t);
        slope = 1 - part / t * slope;
        t = beyond + 2 * k + part;
    }
    double free = lines / t;
    return free * (load / t) * slope / (1 + free);
}

/* V/(1 + D) of any others. */
static double busy_spread(double lines, double load)
{
    double mean = load * wfm_erlang_b(lines, load);
    double free = fmin(load * wfm_erlang_b_ln_dload(lines, load), lines);
    return (load * wfm_erlang_b_compl(lines, load) - mean * free) / (1 + free);
}

double wfm_i_overflow_extra(double lines, double load)
{
    return is_flooded(lines, load) ? flooded(lines, load) : busy_spread(lines, load);
}

double wfm_overflow_mean(double servers, double load)
{
    double blocking = wfm_erlang_b(servers, load);
    return blocking > 0 ? load * blocking : blocking;
}

double wfm_overflow_peakedness(double servers, double load)
{
    double blocking = wfm_erlang_b(servers, load);
    if (!(blocking >= 0)) return WFM_I_NAN;
    if (!(servers > 0)) return 1;
    if (servers > DBL_MAX) return 1;
    if (!(load > 0)) return 1;
    if (load > DBL_MAX) return 1;
    return 1 + wfm_i_overflow_extra(servers, load);
}

double wfm_overflow_variance(double servers, double load)
{
    return wfm_overflow_mean(servers, load) * wfm_overflow_peakedness(servers, load);
}

double wfm_overflow_split_peakedness(double peakedness, double share)
{
    if (!(peakedness >= 0)) return WFM_I_NAN;
    if (!wfm_i_is_fraction(share)) return WFM_I_NAN;
    if (!(share > 0)) return 1;
    return share * peakedness + (1 - share);
}

/* ---- Hayward's formula ---- */

/* x/z of an x > 0, which is not made nothing. */
static double scaled(double x, double peakedness)
{
    return fmax(x / peakedness, DBL_TRUE_MIN);
}

/* What is lost of a stream without fluctuations. */
static double of_fluid(double servers, double load)
{
    return load > servers ? 1 - servers / load : 0;
}

double wfm_hayward(double servers, double load, double peakedness)
{
    double poisson = wfm_erlang_b(servers, load);
    if (!(poisson >= 0)) return WFM_I_NAN;
    if (!(peakedness >= 0)) return WFM_I_NAN;
    if (!(servers > 0)) return 1;
    if (!(load > 0)) return 0;
    if (servers > DBL_MAX) return 0;
    if (load > DBL_MAX) return 1;
    if (peakedness > DBL_MAX) return 1;
    if (!(peakedness > 0)) return of_fluid(servers, load);
    double n = scaled(servers, peakedness);
    double a = scaled(load, peakedness);
    if (fmin(n, a) > DBL_MAX) return of_fluid(servers, load);
    return wfm_erlang_b(n, a);
}

double wfm_hayward_servers_for_blocking(double load, double peakedness, double blocking)
{
    if (!(load >= 0)) return WFM_I_NAN;
    if (!(peakedness >= 0)) return WFM_I_NAN;
    if (!wfm_i_is_fraction(blocking)) return WFM_I_NAN;
    if (!(blocking < 1)) return 0;
    if (!(load > 0)) return 0;
    if (peakedness > DBL_MAX) return WFM_I_INF;
    double a = peakedness > 0 ? scaled(load, peakedness) : WFM_I_INF;
    if (a > DBL_MAX) return load * (1 - blocking);
    return peakedness * wfm_erlang_b_servers_for_blocking(a, blocking);
}

double wfm_hayward_load_for_blocking(double servers, double peakedness, double blocking)
{
    if (!(servers >= 0)) return WFM_I_NAN;
    if (!(peakedness >= 0)) return WFM_I_NAN;
    if (!wfm_i_is_fraction(blocking)) return WFM_I_NAN;
    if (!(blocking < 1)) return WFM_I_INF;
    if (!(servers > 0)) return 0;
    if (servers > DBL_MAX) return WFM_I_INF;
    if (peakedness > DBL_MAX) return 0;
    double n = peakedness > 0 ? scaled(servers, peakedness) : WFM_I_INF;
    if (n > DBL_MAX) return servers / (1 - blocking);
    return peakedness * wfm_erlang_b_load_for_blocking(n, blocking);
}

double wfm_i_hayward_compl(double servers, double load, double peakedness)
{
    if (!(servers > 0)) return 0;
    if (servers > DBL_MAX) return 1;
    if (peakedness > DBL_MAX) return 0;
    double n = peakedness > 0 ? scaled(servers, peakedness) : WFM_I_INF;
    double a = peakedness > 0 ? scaled(load, peakedness) : WFM_I_INF;
    if (fmin(n, a) > DBL_MAX) return fmin(servers / load, 1);
    return wfm_erlang_b_compl(n, a);
}

/* ---- array forms ---- */

void wfm_overflow_mean_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                         double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_overflow_mean, servers, servers_stride, load, load_stride, out, out_stride, count);
}

void wfm_overflow_variance_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                             double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_overflow_variance, servers, servers_stride, load, load_stride, out, out_stride, count);
}

void wfm_overflow_peakedness_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                               ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_overflow_peakedness, servers, servers_stride, load, load_stride, out, out_stride, count);
}

void wfm_overflow_split_peakedness_n(const double *peakedness, ptrdiff_t peakedness_stride, const double *share,
                                     ptrdiff_t share_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_overflow_split_peakedness, peakedness, peakedness_stride, share, share_stride, out, out_stride,
               count);
}

void wfm_hayward_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                   const double *peakedness, ptrdiff_t peakedness_stride, double *out, ptrdiff_t out_stride,
                   size_t count)
{
    wfm_i_map3(wfm_hayward, servers, servers_stride, load, load_stride, peakedness, peakedness_stride, out, out_stride,
               count);
}

void wfm_hayward_servers_for_blocking_n(const double *load, ptrdiff_t load_stride, const double *peakedness,
                                        ptrdiff_t peakedness_stride, const double *blocking, ptrdiff_t blocking_stride,
                                        double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_hayward_servers_for_blocking, load, load_stride, peakedness, peakedness_stride, blocking,
               blocking_stride, out, out_stride, count);
}

void wfm_hayward_load_for_blocking_n(const double *servers, ptrdiff_t servers_stride, const double *peakedness,
                                     ptrdiff_t peakedness_stride, const double *blocking, ptrdiff_t blocking_stride,
                                     double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_hayward_load_for_blocking, servers, servers_stride, peakedness, peakedness_stride, blocking,
               blocking_stride, out, out_stride, count);
}
