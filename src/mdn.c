/* SPDX-License-Identifier: MIT */
/* M/D/n: calls at random, handle times that are all alike. Times in handle times, a the load.
 *
 * Calls are answered in their order and take equally long, so that each n-th goes to the same agent: to him the gaps are
 * gamma distributed with the shape n, and the wait is that of a queue with one server (Crommelin 1932). With
 * S_k = k - (sum of k gaps), Spitzer's identity gives sums of positive terms,
 *
 *     P(W = 0) = exp(-sum_k P(S_k > 0)/k)      E[W] = sum_k E[S_k^+]/k,
 *
 * in which n need not be whole: with N the calls in k handle times, Poisson's with the mean k a and continued to real
 * numbers by the gamma distribution, P(S_k > 0) = P(N >= k n) and E[S_k^+] = E[max(0, N - k n)]/a.
 *
 * 1. Both by poisson.c from the difference n - a, times k.
 * 2. The sums end where the terms do. Where they have not by k = 64 they are smooth in k, and the rest is Gregory's:
 *             int_64^inf f dk + f/2 - (Delta f)/12 + (Delta^2 f)/24 - ...,
 *    by Gauss and Legendre's rule over ln k, up to where exp(-k n (rho - 1 - ln rho)) has fallen by e^-42.
 *
 * The tail. M callers wait, M' = max(0, M + (calls in a handle time) - n), so that E z^M comes from the positive powers of
 * -ln h(z), h = 1 - e^(a (z-1)) z^-n, as Wiener and Hopf have it; h vanishes at 1 and at the z* > 1 by which M decays.
 * With k = floor(t) + 1 and s = k - t, W > t if M and the calls of a time s are k n or more (Franx 2001).
 *
 * 3. On the circle of radius n/a, where e^(a (z-1)) z^-n is smallest, -ln h without the factors of 1 and z* is smooth on
 *    the scale of n^(-1/2): as many points as 64 + 32 sqrt(n) leave out less than 2^-53. Its positive powers by the fast
 *    Fourier transform.
 * 4. Their exponential times e^(a s (z-1)) has coefficients c_j; with the factor of z* put back as the geometric
 *    distribution that it is, P(W > t) = sum_(j < k n) c_j (z*)^(j - k n) + sum_(j >= k n) c_j.
 *
 * Sources: Crommelin 1932, P.O.E.E.J. 25, 41-50; Spitzer 1956, Trans. AMS 82, 323-339; Franx 2001, Oper. Res. Lett. 29,
 * 221-229; Janssen and van Leeuwaarden 2008, Queueing Systems 59, 1-27. */
#include "wfm/queue.h"

#include "internal/arrays.h"
#include "internal/loss_tables.h"
#include "internal/poisson.h"
#include "internal/region.h"

static const double TWO_PI = 6.28318530717958647693;

/* A term of both sums. */
typedef struct spitzer {
    double waiting;
    double wait;
} spitzer;

static spitzer term_of(double n, double a, double fall, double k)
{
    wfm_i_poisson calls = wfm_i_poisson_at(k * n, k * a, k * (n - a), k * fall);
    return (spitzer){calls.tail / k, calls.excess};
}

enum { SUMMED = 64, DIFFERENCES = 8 };

/* Sum of f from SUMMED on less its integral, by differences of f there. */
static double gregory(double *f)
{
    static const double of_difference[] = {1.0 / 2,       -1.0 / 12,          1.0 / 24,
                                           -19.0 / 720,   3.0 / 160,          -863.0 / 60480,
                                           275.0 / 24192, -33953.0 / 3628800, 8183.0 / 1036800};
    double sum = 0;
    for (int order = 0; order <= DIFFERENCES; order++) {
        sum += of_difference[order] * f[0];
        for (int i = 0; i < DIFFERENCES - order; i++)
            f[i] = f[i + 1] - f[i];
    }
    return sum;
}

static void add_integral(spitzer *sum, double n, double a, double fall)
{
    double low = log(SUMMED);
    double high = fmin(wfm_i_ln(fmin(42 / fall, 0x1p1000)), 650);
    double panels = ceil(fmax(0, high - low) / 0.75);
    double half = panels > 0 ? (high - low) / panels / 2 : 0;
    for (double i = 0; i < panels * 2 * GAUSS_HALF; i++) {
        int node = (int)fmod(i, GAUSS_HALF);
        double offset = fmod(i, 2 * GAUSS_HALF) < GAUSS_HALF ? gauss_node[node] : -gauss_node[node];
        double k = exp(low + half * (2 * floor(i / (2 * GAUSS_HALF)) + 1 + offset));
        spitzer f = term_of(n, a, fall, k);
        sum->waiting += half * gauss_weight[node] * k * f.waiting;
        sum->wait += half * gauss_weight[node] * k * f.wait;
    }
}

static spitzer sums_of(double n, double a)
{
    double fall = wfm_i_poisson_fall(n, a);
    spitzer sum = {0, 0};
    double waiting[DIFFERENCES + 1];
    double wait[DIFFERENCES + 1];
    for (int k = 1; k < SUMMED; k++) {
        spitzer f = term_of(n, a, fall, k);
        sum.waiting += f.waiting;
        sum.wait += f.wait;
        if (k * fall > 42 + fall) return sum;
    }
    for (int i = 0; i <= DIFFERENCES; i++) {
        spitzer f = term_of(n, a, fall, SUMMED + i);
        waiting[i] = f.waiting;
        wait[i] = f.wait;
    }
    sum.waiting += gregory(waiting);
    sum.wait += gregory(wait);
    add_integral(&sum, n, a, fall);
    return sum;
}

double wfm_mdn_waiting(double servers, double load)
{
    switch (wfm_i_region_of(servers, load)) {
    case WFM_I_INSIDE: return -expm1(-sums_of(servers, load).waiting);
    case WFM_I_NEVER_WAITS: return 0;
    case WFM_I_ALWAYS_WAITS: return 1;
    default: return WFM_I_NAN;
    }
}

double wfm_mdn_wait_mean(double servers, double load)
{
    switch (wfm_i_region_of(servers, load)) {
    case WFM_I_INSIDE: return sums_of(servers, load).wait;
    case WFM_I_NEVER_WAITS: return 0;
    case WFM_I_ALWAYS_WAITS: return WFM_I_INF;
    default: return WFM_I_NAN;
    }
}

enum { MOST_SERVERS = 3600, MOST_POINTS = 2048 };

typedef struct wave {
    double re;
    double im;
} wave;

static void swap_reversed(wave *x, int count)
{
    for (int i = 1, j = 0; i < count; i++) {
        int bit = count / 2;
        for (; j & bit; bit /= 2)
            j ^= bit;
        j ^= bit;
        if (i >= j) continue;
        wave kept = x[i];
        x[i] = x[j];
        x[j] = kept;
    }
}

/* sum_l x_l exp(sign 2 pi i j l/count) in place; count a power of 2 (Cooley and Tukey 1965). */
static void transform(wave *x, int count, double sign)
{
    swap_reversed(x, count);
    for (int length = 2; length <= count; length *= 2) {
        for (int j = 0; j < length / 2; j++) {
            double angle = sign * TWO_PI * j / length;
            double c = cos(angle);
            double s = sin(angle);
            for (int i = j; i < count; i += length) {
                wave *low = &x[i];
                wave *high = &x[i + length / 2];
                wave turned = {high->re * c - high->im * s, high->re * s + high->im * c};
                *high = (wave){low->re - turned.re, low->im - turned.im};
                *low = (wave){low->re + turned.re, low->im + turned.im};
            }
        }
    }
}

/* ln(1 - e^(re + i im)), re < 0. */
static wave ln_less(double re, double im)
{
    double half = sin(im / 2);
    double x = 2 * wfm_i_exp(re) * half * half - expm1(re);
    double y = -wfm_i_exp(re) * sin(im);
    double turn = fabs(y) > 1e-300 ? atan2(y, x) : y / x; /* where atan2 underflows it sets errno; x > 0 */
    return (wave){log(x * x + y * y) / 2, turn};
}

/* ln z*: the positive root of a (e^x - 1) = n x; a is not above n. */
static double ln_decay(double n, double a)
{
    double rho = n / a;
    double x = 2 * log(rho) + 2;
    if (rho > 4) {
        for (int step = 0; step < 60; step++)
            x = log1p(rho * x);
        return x;
    }
    x = fmin(x, 2 * (n - a) / a);
    for (int step = 0; step < 60; step++) {
        double f = a * wfm_i_expm1_less(x) - (n - a) * x;
        double slope = a * expm1(x) - (n - a);
        double next = x - f / slope;
        if (!(next < x)) break;
        x = next;
    }
    return x;
}

/* Of steps 3 and 4. */
typedef struct circle {
    double n;
    double a;
    double ln_radius;
    double ln_decay;
    int count;
    wave points[MOST_POINTS];
} circle;

static void set_logarithm(circle *of)
{
    double fall = wfm_i_poisson_fall(of->n, of->a);
    for (int i = 0; i < of->count; i++) {
        double angle = TWO_PI * (i <= of->count / 2 ? i : i - of->count) / of->count;
        double half = sin(angle / 2);
        wave h = ln_less(-fall - 2 * of->n * half * half, of->n * (sin(angle) - angle));
        wave one = ln_less(-of->ln_radius, -angle);
        wave decay = ln_less(of->ln_radius - of->ln_decay, angle);
        of->points[i] = (wave){one.re + decay.re - h.re, one.im + decay.im - h.im};
    }
}

/* The positive powers alone; returns their sum at 1. */
static double keep_positive(circle *of)
{
    double at_one = 0;
    transform(of->points, of->count, -1);
    for (int j = 0; j < of->count; j++) {
        bool positive = j > 0 && j < of->count / 2;
        double value = positive ? of->points[j].re / of->count : 0;
        of->points[j] = (wave){value, 0};
        at_one += value * wfm_i_exp(-j * of->ln_radius);
    }
    return at_one;
}

/* The coefficients times radius^j e^(-a s (radius - 1)), those from count on in the place of j - count. */
static void set_coefficients(circle *of, double s)
{
    set_logarithm(of);
    double at_one = keep_positive(of);
    transform(of->points, of->count, 1);
    for (int i = 0; i < of->count; i++) {
        double half = sin(TWO_PI / 2 * i / of->count);
        double re = of->points[i].re - at_one - 2 * s * of->n * half * half;
        double im = of->points[i].im + s * of->n * sin(TWO_PI * i / of->count);
        double size = wfm_i_exp(fmin(re, 700)) / of->count;
        of->points[i] = (wave){size * cos(im), size * sin(im)};
    }
    transform(of->points, of->count, -1);
}

static double tail_of(double n, double a, double t)
{
    circle of = {.n = n, .a = fmax(a, 1e-290), .count = 64};
    while (of.count < 64 + 32 * sqrt(n))
        of.count *= 2;
    of.ln_radius = of.a > n / 2 ? log1p((n - of.a) / of.a) : log(n / of.a);
    of.ln_decay = ln_decay(n, of.a);
    double k = floor(t) + 1;
    double s = k - t;
    set_coefficients(&of, s);
    double first = fmax(0, floor(s * n) - of.count / 2.0);
    double sum = 0;
    for (int i = 0; i < of.count; i++) {
        double j = first + i;
        double short_by = k * n - j;
        double ln = short_by > 0 ? -(of.ln_decay - of.ln_radius) * short_by : of.ln_radius * short_by;
        sum += of.points[(int)fmod(j, of.count)].re * wfm_i_exp(ln);
    }
    double ln_scale = s * (n - of.a) - k * n * of.ln_radius;
    return fmin(1, fmax(0, wfm_i_exp(ln_scale) * sum));
}

double wfm_mdn_wait_tail(double servers, double load, double t)
{
    if (!(t >= 0)) return WFM_I_NAN;
    if (servers <= DBL_MAX && floor(servers) != servers) return WFM_I_NAN;
    if (wfm_i_region_of(servers, load) != WFM_I_INSIDE) return wfm_mdn_waiting(servers, load);
    if (servers > MOST_SERVERS) return WFM_I_NAN;
    return t <= DBL_MAX ? tail_of(servers, load, t) : 0;
}

void wfm_mdn_waiting_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                       double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_mdn_waiting, servers, servers_stride, load, load_stride, out, out_stride, count);
}

void wfm_mdn_wait_mean_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                         double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_mdn_wait_mean, servers, servers_stride, load, load_stride, out, out_stride, count);
}

void wfm_mdn_wait_tail_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                         const double *t, ptrdiff_t t_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_mdn_wait_tail, servers, servers_stride, load, load_stride, t, t_stride, out, out_stride, count);
}
