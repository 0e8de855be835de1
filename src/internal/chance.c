/* SPDX-License-Identifier: MIT */
/* Tails from the error function and from the incomplete beta function of beta.c, quantiles by the search of solve.c on
 * the logarithm of a tail, where it is nearly a parabola.
 *
 * Sources: DLMF 8.17 (incomplete beta function; 8.17.20 for its step in b), Abramowitz and Stegun 26.5 and 26.6
 * (Student's t and F by it), Wilson and Hilferty 1931, PNAS 17, 684-688 (first guess of chi square), Kolmogorov 1933,
 * Giorn. Ist. Ital. Attuari 4, 83-91, with Stephens 1970, J. Roy. Stat. Soc. B 32, 115-122 for few values. */
#include "internal/chance.h"

#include "internal/beta.h"
#include "internal/solve.h"

static const double root_half = 0.70710678118654752440;
static const double pi = 3.14159265358979323846;

/* beta.c's tail of the gamma distribution: its a is this much larger than its b. */
static const double gamma_ratio = 0x1p60;

double wfm_i_normal_tail(double z)
{
    return z <= 37.5 ? erfc(z * root_half) : 0; /* beyond, erfc would set errno */
}

/* From 5 on by the continued fraction of Mills's ratio (Laplace; DLMF 7.9.3), 1/(z + 1/(z + 2/(z + ...))). */
double wfm_i_normal_ln_above(double z)
{
    static const double ln_root_two_pi = 0.91893853320467274178;
    if (z < 0) return log1p(-wfm_i_normal_tail(-z) / 2);
    if (!(z > 5)) return log(erfc(z * root_half) / 2);
    double fraction = 0;
    for (int j = 40; j >= 1; j--)
        fraction = j / (z + fraction);
    return -z * z / 2 - ln_root_two_pi - log(z + fraction);
}

/* What a search looks for: the place where the tail is that of the confidence. */
typedef struct wanted {
    double within;  /* the confidence */
    double beyond;  /* and its complement, or half of it */
    double degrees; /* of freedom */
} wanted;

/* By the smaller of both tails. */
static double normal_excess(double z, const void *about)
{
    const wanted *w = about;
    if (w->within < 0.5) return wfm_i_ln(z < 38 ? erf(z * root_half) / w->within : 1 / w->within);
    return -wfm_i_ln(wfm_i_normal_tail(z) / w->beyond);
}

double wfm_i_normal_quantile(double confidence)
{
    const wanted w = {.within = confidence, .beyond = 1 - confidence};
    return wfm_i_solve(normal_excess, &w, (wfm_i_guess){fmax(1.2533 * confidence, DBL_MIN), 0, 0}, DBL_MAX, 0);
}

/* P(X > x) of the beta distribution with a, b > 0 at x = exp(-depth/a). beta.c begins at b = 1; below,
 * I_x(a,b+1) = I_x(a,b) + x^a (1-x)^b Gamma(a+b)/(Gamma(a) Gamma(b+1)). */
static double beta_above(double a, double b, double depth)
{
    if (b >= 1) return wfm_i_beta_tails(a, b, depth).above;
    double gammas = wfm_i_beta_ln_ratio(1, a, b);
    double rest = b * wfm_i_ln(-expm1(-depth / a));
    return fmin(1, wfm_i_beta_tails(a, b + 1, depth).above + a / (a + b) * wfm_i_exp(gammas - depth + rest));
}

double wfm_i_f_tail(double f, double degrees, double degrees_below)
{
    double a = degrees / 2;
    if (!(f > 0)) return 1;
    return beta_above(a, degrees_below / 2, a * log1p(degrees_below / degrees / f));
}

/* Beyond so many degrees Student's distribution is the normal one to the last digit. */
static const double many_degrees = 0x1p56;

double wfm_i_student_tail(double t, double degrees)
{
    if (!(degrees < many_degrees)) return wfm_i_normal_tail(t);
    return t < 1e150 ? wfm_i_f_tail(t * t, 1, degrees) : 0;
}

static double student_excess(double t, const void *about)
{
    const wanted *w = about;
    double tail = wfm_i_student_tail(t, w->degrees);
    if (w->within < 0.5) return wfm_i_ln((1 - tail) / w->within);
    return -wfm_i_ln(tail / w->beyond);
}

double wfm_i_student_quantile(double confidence, double degrees)
{
    if (!(degrees < many_degrees)) return wfm_i_normal_quantile(confidence);
    const wanted w = {.within = confidence, .beyond = 1 - confidence, .degrees = degrees};
    return wfm_i_solve(student_excess, &w, (wfm_i_guess){wfm_i_normal_quantile(confidence), 0, 0}, 1e150, 0);
}

/* Both tails of the gamma distribution of this shape. */
static wfm_i_tails gamma_tails(double shape, double x)
{
    return wfm_i_beta_tails(gamma_ratio * shape, shape, x);
}

static double excess_below(double x, const void *about)
{
    const wanted *w = about;
    return wfm_i_ln(gamma_tails(w->degrees / 2, x).above / w->beyond);
}

static double excess_above(double x, const void *about)
{
    const wanted *w = about;
    return -wfm_i_ln(gamma_tails(w->degrees / 2, x).below / w->beyond);
}

/* Wilson and Hilferty's half of chi square at the normal quantile z. */
static double cube_of(double degrees, double z)
{
    double part = 2 / (9 * degrees);
    double root = fmax(0.05, 1 - part + z * sqrt(part));
    return degrees / 2 * root * root * root;
}

wfm_i_bounds wfm_i_count_bounds(double count, double confidence)
{
    const wanted w = {.beyond = (1 - confidence) / 2, .degrees = 2 * count + 1};
    double z = wfm_i_normal_quantile(confidence);
    if (count < 0.5) { /* chi square with a degree is a squared normal deviate; shapes of beta.c begin at 1 */
        double half = wfm_i_normal_quantile(1 - w.beyond);
        return (wfm_i_bounds){0, half * half / 2};
    }
    return (wfm_i_bounds){wfm_i_solve(excess_below, &w, (wfm_i_guess){cube_of(w.degrees, -z), 0, 0}, DBL_MAX, 0),
                          wfm_i_solve(excess_above, &w, (wfm_i_guess){cube_of(w.degrees, z), 0, 0}, DBL_MAX, 0)};
}

enum { KOLMOGOROV_TERMS = 8 };

double wfm_i_kolmogorov_tail(double distance, double count)
{
    double root = sqrt(count);
    double x = (root + 0.12 + 0.11 / root) * distance;
    double sum = 0;
    if (x < 0.1) return 1;
    for (int k = KOLMOGOROV_TERMS; k >= 1; k--) {
        double odd = (2 * k - 1) * pi / x;
        double term = x < 1 ? wfm_i_exp(-odd * odd / 8) : wfm_i_exp(-2.0 * k * k * x * x);
        sum = x < 1 ? sum + term : term - sum;
    }
    return x < 1 ? 1 - sqrt(2 * pi) / x * sum : fmin(1, 2 * sum);
}
