/* SPDX-License-Identifier: MIT */
/* The reciprocal Erlang loss function for real servers n and load a,
 *
 *     F(n,a) = 1/B(n,a) = int_0^inf e^-x (1 + x/a)^n dx = a^-n e^a Gamma(n+1,a)                    (Jagerman 1974)
 *     F(n,a) = 1 + (n/a) F(n-1,a)                                                       (Jagers and van Doorn 1986)
 *
 * Method. x = F - 1, by one of four roads, chosen so that each sums positive terms or ends where it starts to cancel:
 *
 *   n < 20            recursion x_k = (k/a)(1 + x_{k-1}) upwards from the fractional part of n. Upwards the relative
 *                     error does not grow (each step adds a positive exact term); downwards it would, by 1/(1 - B). The
 *                     start is 0 for whole n, else the continued fraction (a >= 4) or the integral
 *                     x = n int_0^inf exp(-a (e^s - 1) + n s) ds (a < 4).
 *   a > 1.4 n         Legendre's continued fraction F = a/(a - n + n/T), T = a-n+2 + 2(n-1)/(a-n+4 + 3(n-2)/(...)), so
 *                     that x = n (1 - 1/T)/(a - n + n/T); backwards over a number of terms that the ratio bounds.
 *   abs(a-n) <= 0.4 n Temme's uniform expansion (DLMF 8.12.8, 8.12.10), with m = (a-n)/n, phi = m - ln(1 + m),
 *                     eta = sign(m) sqrt(2 phi), z = sqrt(n phi), G the scaled gamma function (DLMF 5.11.3):
 *                         a >= n :  x = G (sqrt(pi n/2) erfcx(z) + S)
 *                         a <  n :  x = e^(n phi) G (sqrt(pi n/2) erfc(-z) + S e^(-n phi))
 *                     S = sum_k c_k(eta) n^-k. From n = 20 and abs(eta) <= 0.48 on, the table's rows and degrees leave
 *                     out less than 2^-55 of S.
 *   a < 0.6 n         the whole integral less its lower part: F = e^(n phi) sqrt(2 pi n) G - Z, with
 *                     Z = a/(n+1) (1 + a/(n+2) (1 + ...)); at n = 20, a = 12 the first is 70 times the second.
 *
 * Error. phi is summed without cancellation for m > -0.65; the exponent n phi <= 700 costs 700 x 2^-53 x about 3 in x,
 * which is the largest part: 3e-13. Elsewhere it is a few units in the last place. */
#include "internal/loss.h"

#include "internal/loss_tables.h"

static const double sqrt_pi = 1.77245385090551602730;
static const double sqrt_2 = 1.41421356237309504880;

enum { RECURSION_BELOW = 20, GAUSS_PANELS = 6 };

/* exp(-s) of a scale: exp(0) exactly 1, and no call for the many cases without one. */
static double unscaled_one(double scale)
{
    return scale > 0 ? wfm_i_exp(-scale) : 1;
}

double wfm_i_odds_p(wfm_i_odds odds)
{
    double one = unscaled_one(odds.scale);
    return one / (one + odds.mantissa);
}

double wfm_i_odds_compl(wfm_i_odds odds)
{
    double one = unscaled_one(odds.scale);
    return odds.mantissa / (one + odds.mantissa);
}

double wfm_i_odds_ln(wfm_i_odds odds)
{
    /* below a scale of 1 the odds may be tiny and p close to 1 */
    if (odds.scale < 1) return -log1p(odds.mantissa * exp(odds.scale));
    return -(odds.scale + log(wfm_i_exp(-odds.scale) + odds.mantissa));
}

/* erfcx(z) = exp(z^2) erfc(z), z >= 0: directly while z^2 is exact enough, else by the continued fraction
 * 1/sqrt(pi) / (z + (1/2)/(z + 1/(z + (3/2)/(z + ...)))) (DLMF 7.9.3), 40 terms of which leave 1e-17 from z = 4 on. */
static double scaled_erfc(double z)
{
    if (z < 4) return exp(z * z) * erfc(z);
    double t = z;
    for (int k = 40; k > 0; k--)
        t = z + 0.5 * k / t;
    return 1 / (sqrt_pi * t);
}

/* phi(m) = m - ln(1 + m) for -0.65 <= m <= 0.4. With r = m/(2 + m), ln(1 + m) = 2 artanh r, so that
 * phi = r (m - 2 r^2 (1/3 + r^2/5 + r^4/7 + ...)), where the bracket's second part is below a third of the first. */
static double phi_near(double m)
{
    double r = m / (2 + m);
    double square = r * r;
    double sum = 0;
    double power = 1;
    for (int k = 3; power > 1e-18; k += 2) {
        sum += power / k;
        power *= square;
    }
    return r * (m - 2 * square * sum);
}

/* n phi((a - n)/n) for a < n, where it may be as large as it likes. */
static double exponent(double servers, double load)
{
    double ratio = load / servers;
    if (ratio >= 0.35) return servers * phi_near((load - servers) / servers);
    double ln_ratio = ratio > DBL_MIN ? log(ratio) : log(load) - log(servers);
    return servers * (ratio - 1 - ln_ratio);
}

/* Gamma(n+1) e^n n^-n / sqrt(2 pi n) for n >= 20 (DLMF 5.11.3); seven terms leave 1e-21. */
static double scaled_gamma(double n)
{
    double inverse = 1 / n;
    double square = inverse * inverse;
    double sum = 0;
    for (int i = (int)(sizeof stirling_exponent / sizeof stirling_exponent[0]) - 1; i >= 0; i--)
        sum = sum * square + stirling_exponent[i];
    return exp(sum * inverse);
}

/* S = sum_k c_k(eta) n^-k, by Horner in both variables. */
static double temme_sum(double n, double eta)
{
    double inverse = 1 / n;
    double sum = 0;
    for (int k = TEMME_ROWS - 1; k >= 0; k--) {
        double row = 0;
        for (int j = temme_row[k + 1] - 1; j >= temme_row[k]; j--)
            row = row * eta + temme_coefficient[j];
        sum = sum * inverse + row;
    }
    return sum;
}

static wfm_i_odds uniform(double n, double a)
{
    double m = (a - n) / n;
    double phi = phi_near(m);
    double eta = m < 0 ? -sqrt(2 * phi) : sqrt(2 * phi);
    double z = sqrt(n * phi);
    double root = sqrt_pi / sqrt_2 * sqrt(n); /* sqrt(pi n / 2), where pi n may overflow */
    double gamma = scaled_gamma(n);
    double sum = temme_sum(n, eta);
    if (m >= 0) return (wfm_i_odds){gamma * (root * scaled_erfc(z) + sum), 0};
    double scale = n * phi;
    return (wfm_i_odds){gamma * (root * erfc(-z) + sum * wfm_i_exp(-scale)), scale};
}

static wfm_i_odds light(double n, double a)
{
    double scale = exponent(n, a);
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-17; k++) {
        term *= a / (n + k);
        sum += term;
    }
    return (wfm_i_odds){sqrt_pi * sqrt_2 * sqrt(n) * scaled_gamma(n) - sum * wfm_i_exp(-scale), scale};
}

/* Backwards from a term whose influence is below 1e-17. The influence of term k falls like exp(-4 sqrt(k d)), d = a - n
 * + 2 for small n, and like (n/a)^k for large n; the count is the larger of the two demands. */
double wfm_i_loss_tail(double servers, double load)
{
    double difference = load - servers;
    int terms = 24 + (int)(400 / (1 + difference / (1 + sqrt(servers))));
    double t = difference + 2.0 * terms;
    for (int k = terms - 1; k > 0; k--)
        t = difference + 2.0 * k + (k + 1) * ((servers - k) / t);
    return t;
}

static wfm_i_odds heavy(double n, double a)
{
    double tail = wfm_i_loss_tail(n, a);
    return (wfm_i_odds){n * (1 - 1 / tail) / (a - n + n / tail), 0};
}

/* e^d - 1 - d, summed where the difference would cancel; the series ends below 2^-54 of its first term at abs(d) = 1/2.
 * */
static double expm1_less_d(double d)
{
    if (fabs(d) > 0.5) return expm1(fmin(d, 700)) - d;
    double sum = 0;
    for (int k = 15; k > 2; k--)
        sum = (sum + 1) * d / k;
    return d * d / 2 * (1 + sum);
}

/* The integrals of w(s) = exp(-a (e^s - 1) + n s) over s > 0, relative to w's peak at s* = max(0, ln(n/a)):
 * F = 1 + n I0 and dF/dn = I0 + n I1, where I0 = int w ds, I1 = int s w ds (from F by parts). */
typedef struct moments {
    double mass;    /* I0 / w(s*) */
    double first;   /* I1 / w(s*) */
    double ln_peak; /* ln w(s*) = max(0, n phi) */
} moments;

/* Adds Gauss-Legendre sums from the peak outwards: side +1 or -1, up to a distance where w has fallen by e^-45. */
static void add_side(moments *sum, double peak, double curvature, double slope, double side, double reach)
{
    double half = reach / (2 * GAUSS_PANELS);
    for (int panel = 0; panel < GAUSS_PANELS; panel++) {
        for (int i = 0; i < 2 * GAUSS_HALF; i++) {
            double node = i < GAUSS_HALF ? gauss_node[i] : -gauss_node[i - GAUSS_HALF];
            double d = half * (2 * panel + 1 + node);
            double weight = half * gauss_weight[i % GAUSS_HALF];
            double w = weight * wfm_i_exp(-curvature * expm1_less_d(side * d) - slope * d);
            sum->mass += w;
            sum->first += w * (peak + side * d);
        }
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
    moments sum = {0, 0, 0};
    if (a >= n) {
        add_side(&sum, 0, a, a - n, 1, reach_right(n, a));
        return sum;
    }
    double peak = n < 2 * a ? log1p((n - a) / a) : log(n) - log(a);
    double q = 45 / n;
    sum.ln_peak = exponent(n, a);
    add_side(&sum, peak, n, 0, 1, reach_right(n, a));
    add_side(&sum, peak, n, 0, -1, fmin(peak, 0.5 * (q + sqrt(q * q + 8 * q))));
    return sum;
}

double wfm_i_loss_ln_dservers(double servers, double load)
{
    moments sum = integrate(servers, load);
    return (sum.mass + servers * sum.first) / (unscaled_one(sum.ln_peak) + servers * sum.mass);
}

/* x = F - 1 at the fractional part of n, 0 <= n < 1. */
static wfm_i_odds fractional_start(double n, double a)
{
    if (!(n > 0)) return (wfm_i_odds){0, 0};
    if (a >= 4) return heavy(n, a);
    moments sum = integrate(n, a);
    return (wfm_i_odds){n * sum.mass, sum.ln_peak};
}

/* One step of the recursion where k/a is so large that the odds may overflow: it goes into the scale. */
static wfm_i_odds scaled_step(wfm_i_odds odds, double k, double a)
{
    double mantissa = unscaled_one(odds.scale) + odds.mantissa;
    return (wfm_i_odds){mantissa, odds.scale + log(k) - log(a)};
}

static wfm_i_odds recursion(double n, double a)
{
    double whole = floor(n);
    wfm_i_odds odds = fractional_start(n - whole, a);
    bool may_overflow = a < 1e-10;
    if (!may_overflow) odds = (wfm_i_odds){odds.mantissa * wfm_i_exp(odds.scale), 0};
    for (double left = whole - 1; left >= 0; left--) {
        double k = n - left; /* exact, as it has fewer digits than n */
        if (may_overflow)
            odds = scaled_step(odds, k, a);
        else
            odds.mantissa = k / a * (1 + odds.mantissa);
    }
    return odds;
}

wfm_i_odds wfm_i_loss(double servers, double load)
{
    if (servers < RECURSION_BELOW) return recursion(servers, load);
    double m = (load - servers) / servers;
    if (m > 0.4) return heavy(servers, load);
    if (m < -0.4) return light(servers, load);
    return uniform(servers, load);
}
