/* SPDX-License-Identifier: MIT */
/* Which variant of the kernel computes; and the derivative with respect to the servers, by a quadrature whose weights
 * are positive, so that their errors nearly cancel between numerator and denominator. */
#include "internal/loss.h"

#include "internal/loss_tables.h"
#include "internal/variants.h"

#if WFM_I_X86

/* Both are looked up in what the C runtime has asked the processor once. */
static bool has_fma(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

static bool has_avx512(void)
{
    return __builtin_cpu_supports("avx512f") && has_fma();
}

#define CHOSEN(function, ...) (has_fma() ? function##_fma(__VA_ARGS__) : function##_plain(__VA_ARGS__))
#else
#define CHOSEN(function, ...) function##_plain(__VA_ARGS__)
#endif

double wfm_i_loss_ln_dload(double servers, double load)
{
    return CHOSEN(wfm_i_loss_ln_dload, servers, load);
}

double wfm_i_loss_c_ln_dload(double servers, double load)
{
    return CHOSEN(wfm_i_loss_c_ln_dload, servers, load);
}

double wfm_i_loss_c_ln_dservers(double servers, double load, double f_slope)
{
    return CHOSEN(wfm_i_loss_c_ln_dservers, servers, load, f_slope);
}

wfm_i_patient wfm_i_loss_patient(double servers, double load, double patience, double t)
{
    return CHOSEN(wfm_i_loss_patient, servers, load, patience, t);
}

wfm_i_waits wfm_i_loss_waits(double servers, double load, double t)
{
    return CHOSEN(wfm_i_loss_waits, servers, load, t);
}

double wfm_i_loss_value(wfm_i_quantity quantity, double servers, double load, double t)
{
    return CHOSEN(wfm_i_loss_value, quantity, servers, load, t);
}

#if WFM_I_X86

bool wfm_i_loss_values(wfm_i_quantity quantity, const double *servers, const double *load, const double *t, double *out,
                       size_t count)
{
    void (*four)(wfm_i_quantity, const double *, const double *, const double *, double *, size_t) =
        has_fma() ? wfm_i_loss_values_avx2 : NULL;
    void (*widest)(wfm_i_quantity, const double *, const double *, const double *, double *, size_t) =
        has_avx512() ? wfm_i_loss_values_avx512 : four;
    if (widest == NULL) return false;
    widest(quantity, servers, load, t, out, count);
    return true;
}

#else

bool wfm_i_loss_values(wfm_i_quantity quantity, const double *servers, const double *load, const double *t, double *out,
                       size_t count)
{
    (void)quantity, (void)servers, (void)load, (void)t, (void)out, (void)count;
    return false;
}

#endif

/* ln(n/a), with the digits of n - a where they are near each other, and without a quotient of 0 or infinity. */
static double ln_ratio(double n, double a)
{
    double ratio = n / a;
    bool near = ratio > 0.5 && ratio < 2;
    if (near) return log1p((n - a) / a);
    bool normal = ratio > 0 && ratio <= DBL_MAX;
    return normal ? log(ratio) : log(n) - log(a);
}

/* The first two terms of the uniform expansion, F = sqrt(n) A + 2/3 with A = Phi(alpha)/phi(alpha), alpha^2/2 = n phi and
 * the sign of n - a, which are those of Janssen, van Leeuwaarden and Zwart 2011 (Oper. Res. 59, 1512-1522); and from them
 * dA/dn = (1 + alpha A) ln(n/a)/alpha. */
wfm_i_rough wfm_i_loss_rough(double n, double a)
{
    static const double sqrt_2 = 1.41421356237309504880;
    static const double sqrt_2_pi = 2.50662827463100050242;
    double ln_of = ln_ratio(n, a);
    double square = fmax(n * ln_of - (n - a), 0); /* n phi */
    double alpha = n < a ? -sqrt(2 * square) : sqrt(2 * square);
    if (square > 300 && n > a) return (wfm_i_rough){square + log(sqrt_2_pi * sqrt(n)), ln_of + 0.5 / n};
    bool overloaded = alpha < -5; /* there 1 + alpha A is about alpha^-2 */
    double ratio = overloaded ? (1 - 0.5 / square) / -alpha : sqrt_2_pi / 2 * erfc(-alpha / sqrt_2) * exp(square);
    double rest = overloaded ? 0.5 / square : 1 + alpha * ratio;
    double tilt = fabs(alpha) > 1e-6 ? ln_of / alpha : 1 / sqrt(n);
    double f = sqrt(n) * ratio + 2.0 / 3;
    return (wfm_i_rough){log(f), (ratio / (2 * sqrt(n)) + sqrt(n) * rest * tilt) / f};
}

/* Summed where the difference would cancel; the series ends below 2^-54 of its first term at abs(d) = 1/2. */
double wfm_i_expm1_less(double d)
{
    static const double reciprocal[] = {1.0 / 15, 1.0 / 14, 1.0 / 13, 1.0 / 12, 1.0 / 11, 1.0 / 10, 1.0 / 9,
                                        1.0 / 8,  1.0 / 7,  1.0 / 6,  1.0 / 5,  1.0 / 4,  1.0 / 3};
    if (fabs(d) > 0.5) return expm1(fmin(d, 700)) - d;
    double sum = 0;
    for (int k = 0; k < 13; k++)
        sum = (sum + 1) * (d * reciprocal[k]);
    return d * d / 2 * (1 + sum);
}

/* A sum of many positive terms with what rounding takes from it. */
typedef struct long_sum {
    double hi;
    double lo;
} long_sum;

static void add(long_sum *sum, double x)
{
    double total = sum->hi + x;
    double of_x = total - sum->hi;
    sum->lo += (sum->hi - (total - of_x)) + (x - of_x);
    sum->hi = total;
}

/* The integrals of w(s) = exp(-a (e^s - 1) + n s) over s > 0, relative to w's peak at s* = max(0, ln(n/a)):
 * F = 1 + n I0 and dF/dn = I0 + n I1, where I0 = int w ds, I1 = int s w ds (from F by parts). */
typedef struct moments {
    long_sum mass;  /* I0 / w(s*) */
    long_sum first; /* I1 / w(s*) */
    double ln_peak; /* ln w(s*) = max(0, n phi) */
} moments;

/* One side of the peak: where it is, what makes w fall to that side, and how far to go. */
typedef struct side {
    double peak;
    double direction; /* +1 or -1 */
    double curvature; /* ln w falls by curvature (e^d - 1 - d) + slope abs(d), d the signed distance from the peak */
    double slope;
    double reach;
} side;

/* Few where w is nearly normal, more where it falls as exp(-N e^d). */
static int panels_for(double curvature)
{
    if (curvature < 1) return 12;
    return curvature < 20 ? 6 : 3;
}

/* Adds the sums of Gauss and Legendre over equal panels. */
static void add_side(moments *sum, const side *of)
{
    int panels = panels_for(of->curvature);
    double half = of->reach / (2 * panels);
    for (int i = 0; i < 2 * GAUSS_HALF * panels; i++) {
        int node = i % GAUSS_HALF;
        double offset = i / GAUSS_HALF % 2 == 0 ? gauss_node[node] : -gauss_node[node];
        double d = half * (2 * (i / (2 * GAUSS_HALF)) + 1 + offset);
        double fall = of->curvature * wfm_i_expm1_less(of->direction * d) + of->slope * d;
        double w = half * gauss_weight[node] * wfm_i_exp(-fall);
        add(&sum->mass, w);
        add(&sum->first, w * (of->peak + of->direction * d));
    }
}

/* With N = a e^s* = max(n, a) and d the distance from the peak, ln w falls by N (e^d - 1 - d) + (N - n) d to the right
 * and by n (e^-d - 1 + d) to the left. The reaches bound the distance of a fall of 45: from e^d - 1 - d >= d^2/2; for N
 * < 1 from the fall 60 - N ln(1 + 60/N) at d = ln(1 + 60/N); and to the left from e^-d - 1 + d >= d^2/(2 + d). */
static double reach_right(double n, double a)
{
    double most = fmax(n, a);
    double reach = most < 1 ? fmin(log1p(60 / most), 745) : sqrt(90 / most);
    return a > n ? fmin(reach, 45 / (a - n)) : reach;
}

static moments integrate(double n, double a)
{
    moments sum = {{0, 0}, {0, 0}, 0};
    if (a >= n) {
        add_side(&sum, &(side){0, 1, a, a - n, reach_right(n, a)});
        return sum;
    }
    double peak = ln_ratio(n, a);
    double q = 45 / n;
    sum.ln_peak = n * peak - (n - a); /* of weight only where it is small */
    add_side(&sum, &(side){peak, 1, n, 0, reach_right(n, a)});
    add_side(&sum, &(side){peak, -1, n, 0, fmin(peak, 0.5 * (q + sqrt(q * q + 8 * q)))});
    return sum;
}

double wfm_i_loss_ln_dservers(double servers, double load)
{
    moments sum = integrate(servers, load);
    double mass = sum.mass.hi + sum.mass.lo;
    double first = sum.first.hi + sum.first.lo;
    return (mass + servers * first) / (wfm_i_exp(-sum.ln_peak) + servers * mass);
}
