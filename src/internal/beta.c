/* SPDX-License-Identifier: MIT */
/* The tails of the beta distribution at any size of its parameters, in bounded time, and ratios of gamma functions.
 *
 * Method. Of P(X <= x) and P(X > x) that one is computed which does not hold the mean a/(a + b); the other is what is
 * left of 1, and above 1/3. By symmetry let it be P(X <= x), lead = a (1 - x) - b x >= 0. With
 * p = x^a (1 - x)^b / B(a,b),
 *
 *   fraction  a b/(a + b) <= 8000: p over the even part of the continued fraction DLMF 8.17.22, in the form of DiDonato
 *             and Morris 1992 (ACM TOMS 18, 360-373, BFRAC): lead in place of a difference. It ends within 200 steps,
 *             and in 30 for a queue of people.
 *   integral  above: p times the integral over d > 0 of p at the odds x/(1 - x) exp(-d), over p. In the logarithm of
 *             the odds p is nearly normal there, and falls from its place on: 48 points of Gauss and Legendre's rule
 *             leave nothing that a double shows.
 *   rare      a < 1, x <= 1/4, b x <= 1, where p is flat and long: the series DLMF 8.17.7, whose logarithm is formed
 *             from small terms, so that 1 - I_x(a,b) has its own digits.
 *
 * p is formed as Loader 2000 (Fast and accurate computation of binomial probabilities) forms binomial probabilities: by
 * Stirling's series (DLMF 5.11.1) with the two deviances, neither of which cancels.
 *
 * The digamma functions and ln Gamma are differences of one asymptotic series (DLMF 5.11.1, 5.11.2) from 10 on, formed
 * term by term so that only positive numbers are added but for Stirling's alternating tail; below 10 by recurrence.
 *
 * Error. Of a tail P at most 64 epsilon times 1 + abs(ln P) + the relative change of P over that of depth; of the
 * differences 4 epsilon. */
#include "internal/beta.h"

#include "internal/loss_tables.h"

enum { TERMS = 8, STEPS = 500, PANELS = 3, RARE_TERMS = 27 };

/* Where Stirling's series begins to serve. */
static const double LARGE = 10;

/* Up to this a b/(a + b) the continued fraction takes its place, in fewer than 200 steps. */
static const double MANY = 8000;

/* B_2m / (2m (2m - 1)), m = 1, 2, ...: ln Gamma(z) = (z - 1/2) ln z - z + ln(2 pi)/2 + sum_m of them z^(1 - 2m). */
static const double stirling_terms[TERMS] = {1.0 / 12,   -1.0 / 360,        1.0 / 1260, -1.0 / 1680,
                                             1.0 / 1188, -691.0 / 360360.0, 1.0 / 156,  -3617.0 / 122400.0};

/* gap - ln(1 + gap), which is not negative, for gap from -0.4 to 0.4. By r = gap/(2 + gap), ln(1 + gap) is
 * 2 (r + r^3/3 + ...). */
static double bend(double gap)
{
    double r = gap / (2 + gap);
    double sum = 0;
    for (int j = 13; j >= 0; j--)
        sum = sum * (r * r) + 1.0 / (2 * j + 3);
    return r * (gap - 2 * (r * r) * sum);
}

double wfm_i_beta_rise(double a, double b)
{
    double sum = 0;
    double z = a;
    if (z < LARGE) sum = b / (z++ + b);
    for (; z < LARGE; z++)
        sum += a / z * (b / (z + b));
    double first = 1 / (z * z);
    double second = 1 / (z + b) / (z + b);
    double power = 1, other = 1, series = 0;
    for (int m = 1; m <= TERMS; m++) {
        power *= first;
        other *= second;
        series += (2 * m - 1) * stirling_terms[m - 1] * (power - other);
    }
    return sum + a * (log1p(b / z) + b / (z + b) / (2 * z) + series);
}

/* x^m and 1 - x^m for growing odd m, without a difference. */
typedef struct powers {
    double square;
    double gap_of_square;
    double power;
    double gap;
} powers;

static powers first_power(double gap)
{
    double x = 1 - gap;
    return (powers){x * x, gap * (1 + x), x, gap};
}

static void next_power(powers *of)
{
    of->gap += of->power * of->gap_of_square;
    of->power *= of->square;
}

/* What Stirling's series adds: with T(z) a term of it, T(z) - T(z+b) - T(z+s) + T(z+b+s). Of z^-m that is
 * z^-m (u^m (1 - q^m) + (1 - u^m) (1 - v^m)) with u = (z+s)/(z+b+s), v = z/(z+s), q = z (z+b+s)/((z+b) (z+s)). */
static double stirling_ratio(double z, double b, double s)
{
    powers u = first_power(b / (z + b + s));
    powers v = first_power(s / (z + s));
    powers q = first_power(b / (z + b) * (s / (z + s)));
    double scale = 1 / z;
    double sum = 0;
    for (int m = 0; m < TERMS; m++) {
        sum += stirling_terms[m] * scale * (u.power * q.gap + u.gap * v.gap);
        scale /= z * z;
        next_power(&u);
        next_power(&v);
        next_power(&q);
    }
    return sum;
}

double wfm_i_beta_ln_ratio(double a, double b, double share)
{
    double s = share * a;
    double sum = 0;
    double z = a;
    if (!(s <= DBL_MAX)) return WFM_I_INF; /* or share is NaN */
    if (z < LARGE) sum = log1p(share * (b / (z++ + b + s)));
    for (; z < LARGE; z++)
        sum += log1p(s / z * (b / (z + b + s)));
    double together = log1p(b / (z + b + s) * (s / z));
    sum += b * log1p(s / (z + b)) + (s * log1p(b / (z + s)) - (z - 0.5) * together);
    return sum + stirling_ratio(z, b, s);
}

double wfm_i_stirling_rest(double z)
{
    double product = 1;
    double from = z;
    for (; z < LARGE; z++)
        product *= z;
    double shifted = z > from ? (z - 0.5) * log(z) - (from - 0.5) * log(from) - (z - from) - log(product) : 0;
    double sum = 0;
    for (int m = TERMS - 1; m >= 0; m--)
        sum = sum / (z * z) + stirling_terms[m];
    return shifted + sum / z;
}

/* A point of the distribution. */
typedef struct place {
    double a;
    double b;
    double x;
    double rest; /* 1 - x */
    double lead; /* a rest - b x: how far x is below the mean, times a + b */
} place;

/* excess - weight ln ratio, ratio = 1 + excess/weight: not negative. A gap beyond the doubles has next to no weight. */
static double deviance(double weight, double ratio, double excess)
{
    double gap = excess / weight;
    if (gap < -0.4) return excess - weight * wfm_i_ln(ratio);
    return gap > 0.4 ? excess - weight * log1p(fmin(gap, DBL_MAX)) : weight * bend(gap);
}

/* x^a (1 - x)^b / B(a,b). */
static double density(const place *at)
{
    static const double two_pi = 6.28318530717958647693;
    double whole = at->a + at->b;
    double of_a = deviance(at->a, whole / at->a * at->x, -at->lead);
    double of_b = deviance(at->b, whole / at->b * at->rest, at->lead);
    double corrections = wfm_i_stirling_rest(at->a) + wfm_i_stirling_rest(at->b) - wfm_i_stirling_rest(whole);
    return sqrt(at->a / whole * (at->b / two_pi)) * wfm_i_exp(-of_a - of_b - corrections);
}

/* I_x(a,b) over the density, x not above the mean. */
static double fraction(const place *at)
{
    double a = at->a;
    double value = a / (a + 1) * (at->lead + 1);
    double forward = value;
    double backward = 0;
    for (int m = 1; m <= STEPS; m++) {
        double odd = a + 2 * m - 1;
        double inner = m * (at->b - m) * (at->x / odd);
        double numerator = (a + m - 1) / odd * (a + at->b + m - 1) * at->x * inner;
        double denominator = m + inner + (a + m) / (odd + 2) * (at->lead + 1 + m * (1 + at->rest));
        backward = 1 / (denominator + numerator * backward);
        forward = denominator + numerator / forward;
        value *= forward * backward;
        if (fabs(forward * backward - 1) < DBL_EPSILON) break;
    }
    return 1 / value;
}

/* How far ln(x^a (1 - x)^b) falls on the way to odds x/(1 - x) that are exp(-d) of those here: lead d + (a + b) k,
 * k = ln(1 - x + x exp(-d)) + x d = ln(x + (1 - x) exp(d)) - (1 - x) d. */
static double fall(const place *at, double d)
{
    bool small = at->x < 0.5;
    double growth = expm1(small ? -d : d);
    double part = small ? at->x : at->rest;
    return at->lead * d + (at->a + at->b) * (part * bend(growth) - bend(part * growth));
}

/* The same by Gauss and Legendre's rule. The fall's slope is lead at first and grows; its curvature is (a + b) x (1-x)
 * and nearly constant, as d is below 0.2: at the end the integrand is below exp(-40) of its beginning. */
static double integral(const place *at)
{
    double reach = fmin(45 / at->lead, sqrt(90 / ((at->a + at->b) * at->x * at->rest)));
    double half = reach / (2 * PANELS);
    double sum = 0;
    for (int i = 0; i < 2 * GAUSS_HALF * PANELS; i++) {
        int node = i % GAUSS_HALF;
        double offset = i / GAUSS_HALF % 2 == 0 ? gauss_node[node] : -gauss_node[node];
        double d = half * (2 * (i / (2 * GAUSS_HALF)) + 1 + offset);
        sum += half * gauss_weight[node] * wfm_i_exp(-fall(at, d));
    }
    return sum;
}

/* For a < 1, b x <= 1 and x <= 1/4: ln I_x(a,b) = ln(Gamma(a+b)/(Gamma(a+1) Gamma(b))) - depth + ln(1 + a R), R the sum
 * of (1-b)_j x^j/(j! (a+j)) over j > 0. */
static wfm_i_tails rare(double a, double b, double depth, double x)
{
    double term = 1;
    double series = 0;
    for (int j = 1; j <= RARE_TERMS; j++) {
        term *= (j - b) / j * x;
        series += term / (a + j);
    }
    /* below 1, b - 1 would lose b */
    double gammas = b < 1 ? wfm_i_beta_ln_ratio(1, b, a) - log1p(a / b) : wfm_i_beta_ln_ratio(1, b - 1, a);
    double ln = gammas - depth + log1p(a * series);
    return (wfm_i_tails){wfm_i_exp(ln), -expm1(ln)};
}

/* The tail that does not hold the mean, its density known. */
static double tail(const place *at, double peak)
{
    bool large = at->a / (at->a + at->b) * at->b > MANY;
    return peak * (large ? integral(at) : fraction(at));
}

wfm_i_part wfm_i_beta_part(double a, double b, double odds, double lead)
{
    double x = 1 / (1 + odds);
    double rest = 1 / (1 + 1 / odds);
    place at = {a, b, x, rest, lead};
    bool few_above = b < 1 && fmax(a, 4) * rest <= 1;
    bool few_below = a < 1 && fmax(b, 4) * x <= 1;
    if (few_above) return (wfm_i_part){rare(b, a, b * log1p(1 / odds), rest).above, density(&at)};
    if (few_below) return (wfm_i_part){rare(a, b, a * log1p(odds), x).below, density(&at)};
    if (lead >= 0) return (wfm_i_part){tail(&at, 1), 1};
    double peak = density(&at);
    place mirrored = {b, a, rest, x, -lead};
    return (wfm_i_part){1 - tail(&mirrored, peak), peak};
}

wfm_i_tails wfm_i_beta_tails(double a, double b, double depth)
{
    double ln_x = -depth / a;
    double x = wfm_i_exp(ln_x);
    double rest = -expm1(ln_x);
    bool few = a < 1 && fmax(b, 4) * x <= 1;
    if (!(rest > 0)) return (wfm_i_tails){1, 0}; /* or depth is NaN */
    if (few) return rare(a, b, depth, x);
    place at = {a, b, x, rest, a * rest - b * x};
    double peak = density(&at);
    if (at.lead >= 0) {
        double below = tail(&at, peak);
        return (wfm_i_tails){below, 1 - below};
    }
    place mirrored = {b, a, rest, x, -at.lead};
    double above = tail(&mirrored, peak);
    return (wfm_i_tails){1 - above, above};
}
