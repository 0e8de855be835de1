/* SPDX-License-Identifier: MIT */
/* The reciprocal Erlang loss function for real servers n and load a,
 *
 *     F(n,a) = 1/B(n,a) = int_0^inf e^-x (1 + x/a)^n dx = a^-n e^a Gamma(n+1,a)                    (Jagerman 1974)
 *
 * and what follows from it, once for every width of lanes.h. A source includes this for each.
 *
 * Method. x = F - 1 in two parts, by one of four roads, chosen so that each adds positive terms or ends where it starts
 * to cancel:
 *
 *   uniform   n > 20, abs(a - n) < 0.4 n and < 12 sqrt(n): Temme's expansion (DLMF 8.12.8, 8.12.10). With
 *             phi = a/n - 1 - ln(a/n), z = sqrt(n phi), eta = sqrt(2 phi) with the sign of a - n, R = sqrt(pi n/2),
 *             G the scaled gamma function Gamma(n+1) e^n n^-n / sqrt(2 pi n) (DLMF 5.11.3), S = sum_k c_k(eta) n^-k:
 *                 a >= n :  x = G (R erfcx(z) + S)
 *                 a <  n :  x = G (2 R e^(n phi) - R erfcx(z) + S)
 *             Four tables, for n from 20, 200, 2000 and 50000 on, leave out less than 2^-55 of 1.
 *   light     n >= 1, a < n, to the left of those: the whole integral less its lower part,
 *                 x = 2 R G e^(n phi) - 1 - Z,   Z = a/(n+1) (1 + a/(n+2) (1 + ...)).
 *             Z is at most 1.7 x (at n = a = 1), and of no weight from n phi = 45 on.
 *   heavy     n >= 1, a >= n, to the right: Legendre's continued fraction (DLMF 8.9.2, its even part),
 *                 x = n/(d + 1 + V),   V = 1 (n-1)/(d + 3 + 2 (n-2)/(d + 5 + ...)),   d = a - n.
 *   few       n < 1: for a < 1/2, with g = ln Gamma(1+n)/n - ln a, in terms that keep their digits as n goes to 0,
 *                 x = e^a (e^(n g) - 1) + sum_j (a^j/j! - a^j/((n+1)...(n+j)));
 *             else the continued fraction, whose V is then negative, but above -1.
 *
 * The exponent. With r = (a - n)/(a + n), n phi = r (a - n) - 2 n r^3 (1/3 + r^2/5 + ...), in two parts throughout, to
 * 2^-64 of itself, so that e^(n phi) is good to a unit in its last place up to n phi = 700. A smaller a is first doubled
 * k times to bring it near n: n phi(a) = n phi(2^k a) + k n ln 2 - (2^k - 1) a.
 *
 * Error. Each road ends with x in two parts, whose error is a fraction of a unit in the last place of a double; B, 1 - B
 * and C are then formed with one rounding. bench/README.md has what was measured. */
#include "internal/lanes.h"
#include "internal/loss.h"
#include "internal/loss_tables.h"

/* c[first] + c[first + step] y + c[first + 2 step] y^2 + ..., below count. */
WFM_I_INLINE lanes every(const double *c, int first, int step, int count, lanes y)
{
    int last = first + (count - 1 - first) / step * step;
    lanes s = all(c[last]);
    WFM_I_UNROLL
    for (int j = last - step; j >= first; j -= step)
        s = madd(s, y, all(c[j]));
    return s;
}

/* c[0] + c[1] x + ... + c[count - 1] x^(count - 1), in one to four sums side by side, as each waits for its last step. */
WFM_I_INLINE lanes polynomial(const double *c, int count, lanes x)
{
    if (count < 5) return every(c, 0, 1, count, x);
    lanes x2 = x * x;
    if (count < 12) return madd(every(c, 1, 2, count, x2), x, every(c, 0, 2, count, x2));
    lanes x4 = x2 * x2;
    lanes low = madd(every(c, 1, 4, count, x4), x, every(c, 0, 4, count, x4));
    lanes high = madd(every(c, 3, 4, count, x4), x, every(c, 2, 4, count, x4));
    return madd(high, x2, low);
}

#define POLYNOMIAL(table, x) polynomial(table, (int)(sizeof(table) / sizeof(table)[0]), x)

/* 1/3 + w/5 + w^2/7 + ... for w <= 1/16, of which two terms need two parts; the third is in the second part. */
WFM_I_INLINE pair artanh_series(pair w)
{
    pair series = pair_product(w, pair_of(fifth));
    series.lo = madd(w.hi * w.hi, POLYNOMIAL(artanh_rest, w.hi), series.lo);
    return pair_sum(pair_of(third), series);
}

/* x/y, and its square. */
static inline pair pair_quotient(pair x, pair y)
{
    lanes inverse = 1 / y.hi;
    lanes quotient = x.hi * inverse;
    return (pair){quotient, (remainder_of(x.hi, quotient, y.hi) + nmadd(quotient, y.lo, x.lo)) * inverse};
}

static inline pair pair_square(pair x)
{
    pair square = product(x.hi, x.hi);
    return (pair){square.hi, madd(2 * x.hi, x.lo, square.lo)};
}

/* n phi for 0.6 n <= a <= 1.42 n, from d = a - n and a + n: to a unit in the last place, which is there sooner, and in
 * two parts. Of doubles d is exact there. */
typedef struct near_exponent {
    lanes about;
    pair exact;
} near_exponent;

WFM_I_INLINE near_exponent exponent_by(lanes n, pair d, pair total)
{
    pair r = pair_quotient(d, total);
    pair w = pair_square(r);
    pair series = artanh_series(w);
    pair scaled = pair_scaled(w, -2 * n);
    lanes about = r.hi * madd(scaled.hi, series.hi + series.lo, d.hi);
    pair exact = pair_product(r, pair_sum(d, pair_product(scaled, series)));
    return (near_exponent){about, sum_ordered(exact.hi, exact.lo)};
}

WFM_I_INLINE near_exponent exponent_near(lanes n, lanes a)
{
    return exponent_by(n, (pair){a - n, all(0)}, sum(a, n));
}

/* ln x for x in the normal range, as -k ln 2 + 2 artanh(r), r = (f - 1)/(f + 1), f = 2^k x near 1. */
static inline pair natural_log(pair x)
{
    lanes k = -exponent_of(x.hi * 1.4142135623730951);
    lanes scale = power_of_2(k);
    lanes above = x.hi * scale - 1;
    pair more = sum(x.hi * scale, all(1));
    more.lo = more.lo + x.lo * scale;
    pair r = pair_quotient(sum(above, x.lo * scale), more);
    pair w = pair_square(r);
    pair odd = pair_product(pair_product(r, w), artanh_series(w));
    pair near = pair_sum(r, odd);
    pair twice = sum(k * -ln_2[0], 2 * near.hi);
    return sum_ordered(twice.hi, twice.lo + madd(k, all(-ln_2[1]), 2 * near.lo));
}

/* n phi for a < n of any ratio. */
static inline pair exponent_light(lanes n, lanes a)
{
    lanes doublings = exponent_of(n / a * 1.4142135623730951);
    lanes power = power_of_2(doublings);
    pair near = exponent_near(n, a * power).exact;
    pair whole = product(n, doublings * ln_2[0]);
    whole.lo = madd(n, doublings * ln_2[1], whole.lo);
    pair given = sum(a * power, -a);
    pair far = sum(whole.hi, -given.hi);
    far.lo = far.lo + (whole.lo - given.lo);
    pair s = sum(far.hi, near.hi);
    return (pair){s.hi, s.lo + (far.lo + near.lo)};
}

/* e^x = 2^k (1 + t) for abs(x) <= 700. */
typedef struct power {
    lanes k; /* whole */
    pair t;
} power;

WFM_I_INLINE power exponential(pair x)
{
    lanes k = (x.hi * 1.4426950408889634 + 0x1.8p52) - 0x1.8p52;
    lanes rest = nmadd(k, all(ln_2[0]), x.hi);
    pair r = sum(rest, nmadd(k, all(ln_2[1]), x.lo));
    lanes square = r.hi * r.hi;
    pair t = sum_ordered(r.hi, madd(square, POLYNOMIAL(exp_rest, r.hi), madd(r.lo, r.hi, r.lo)));
    return (power){k, t};
}

WFM_I_INLINE pair exponential_pair(pair x)
{
    power e = exponential(x);
    pair one = sum_ordered(all(1), e.t.hi);
    lanes scale = power_of_2(e.k);
    return (pair){one.hi * scale, (one.lo + e.t.lo) * scale};
}

/* erfcx(z + z_lo), z >= 0, by (1 + 2z) erfcx(z) as a polynomial in t = (z - 4)/(z + 4) (Shepherd and Laframboise 1981).
 * What rounding takes from t is put back to first order with erfcx' = 2 z erfcx - 2/sqrt(pi); beyond z = 2^16 the
 * function is too flat for it to count. */
WFM_I_INLINE pair scaled_erfc(lanes z, lanes z_lo)
{
    pair less = sum(z, all(-4));
    pair more = sum(z, all(4));
    pair divisor = sum(2 * z, all(1));
    lanes inverse = 1 / (more.hi * divisor.hi);
    lanes t = less.hi * (inverse * divisor.hi);
    lanes rest = remainder_of(less.hi, t, more.hi) + nmadd(t, more.lo, less.lo);
    pair f = product(t, POLYNOMIAL(erfcx_rest, t));
    f = pair_sum(pair_of(erfcx_first), f);
    lanes inverse_divisor = inverse * more.hi;
    lanes quotient = f.hi * inverse_divisor;
    lanes lo = (remainder_of(f.hi, quotient, divisor.hi) + nmadd(quotient, divisor.lo, f.lo)) * inverse_divisor;
    lanes slope = nmadd(all(-2) * z, quotient, all(-two_over_sqrt_pi[0]));
    lanes shift = rest * more.hi * 0.125;
    lanes moved = madd(slope, shift + z_lo, 2 * quotient * inverse_divisor * shift);
    return (pair){quotient, lo + choose(below(z, all(0x1p16)), moved, all(0))};
}

/* S of a table: Horner in 1/n over its rows. */
WFM_I_INLINE lanes temme_rows(const double *c, const unsigned char *row, int rows, lanes inverse, lanes eta)
{
    lanes s = polynomial(c + row[rows - 1], row[rows] - row[rows - 1], eta);
    WFM_I_UNROLL
    for (int k = rows - 2; k >= 0; k--)
        s = madd(s, inverse, polynomial(c + row[k], row[k + 1] - row[k], eta));
    return s;
}

#define TEMME(servers)                                                                                                 \
    temme_rows(temme_##servers, temme_##servers##_row, (int)sizeof temme_##servers##_row - 1, inverse, eta)

/* S by the table of each lane's number of servers. */
WFM_I_INLINE lanes temme_sum(lanes n, lanes inverse, lanes eta)
{
    lanes s = all(0);
    lanes_mask large = below(all(50000), n);
    if (any(large)) s = TEMME(50000);
    lanes_mask middle = both(below(all(2000), n), none_of(large));
    if (any(middle)) s = choose(middle, TEMME(2000), s);
    lanes_mask small = both(below(all(200), n), none_of(either(large, middle)));
    if (any(small)) s = choose(small, TEMME(200), s);
    lanes_mask few = none_of(below(all(200), n));
    return any(few) ? choose(few, TEMME(20), s) : s;
}

/* sqrt(n/2) in two parts. */
static inline pair half_root(lanes n, lanes inverse)
{
    lanes s = root(n * 0.5);
    return (pair){s, remainder_of(n * 0.5, s, s) * s * inverse};
}

/* x G, where G - 1 is small. */
static inline pair times_gamma(pair x, lanes gamma_less_1)
{
    return sum_ordered(x.hi, madd(x.hi, gamma_less_1, x.lo));
}

/* F - 1 and, where its exponent is beyond 600, only its mantissa: then F - 1 = x e^exponent. */
typedef struct loss {
    pair x;
    pair exponent; /* 0 where x is the whole */
} loss;

static inline loss whole(pair x)
{
    return (loss){x, {all(0), all(0)}};
}

enum { LARGEST_EXPONENT = 600 };

/* An exponent within the bounds of exponential(); beyond them the result is not used. */
static inline pair tamed(pair exponent)
{
    if (WFM_I_LANES == 1) return exponent; /* as is_far() has been asked */
    lanes_mask within = below(exponent.hi, all(LARGEST_EXPONENT + 1));
    return choose_pair(within, exponent, (pair){all(0), all(0)});
}

/* Whether the one lane there is has such an exponent. */
static inline bool is_far(pair exponent)
{
    return WFM_I_LANES == 1 && any(below(all(0), exponent.hi));
}

/* The exponents that are too large, else 0. */
static inline pair beyond_largest(lanes_mask left, pair exponent)
{
    lanes_mask far = both(left, below(all(LARGEST_EXPONENT), exponent.hi));
    return choose_pair(far, exponent, (pair){all(0), all(0)});
}

/* With the exponent for n and a, which is on the left where a < n. */
WFM_I_INLINE loss uniform_by(lanes n, lanes_mask left, near_exponent e)
{
    lanes z = root(larger(e.about, all(0)));
    lanes z_lo = (remainder_of(e.exact.hi, z, z) + e.exact.lo) * (0.5 / larger(z, all(0x1p-500)));
    lanes inverse = 1 / n;
    pair half = half_root(n, inverse);
    pair r = pair_product(half, pair_of(sqrt_pi));
    lanes eta = choose(left, all(-2), all(2)) * half.hi * inverse * z;
    lanes gamma_less_1 = inverse * POLYNOMIAL(stirling, inverse);
    pair x = pair_product(r, scaled_erfc(z, z_lo));
    x = (pair){choose(left, -x.hi, x.hi), choose(left, -x.lo, x.lo)};
    lanes s = temme_sum(n, inverse, eta);
    pair near = sum(x.hi, s);
    near.lo = near.lo + x.lo;
    pair far = {all(0), all(0)};
    if (any(left)) {
        far = beyond_largest(left, e.exact);
        pair twice = {2 * r.hi, 2 * r.lo};
        if (is_far(far)) return (loss){times_gamma(twice, gamma_less_1), far};
        pair grown = pair_product(twice, exponential_pair(tamed(e.exact)));
        pair all_of_it = sum_ordered(grown.hi, near.hi);
        all_of_it.lo = all_of_it.lo + (grown.lo + near.lo);
        near = choose_pair(left, all_of_it, near);
    }
    return (loss){times_gamma(near, gamma_less_1), far};
}

static inline loss uniform(lanes n, lanes a)
{
    return uniform_by(n, below(a, n), exponent_near(n, a));
}

/* G - 1 for n >= 1. */
static inline lanes gamma_excess(lanes n, lanes inverse)
{
    lanes_mask large = below(all(20), n);
    lanes near = POLYNOMIAL(gamma_near, inverse - 0.5);
    return inverse * choose(large, POLYNOMIAL(stirling, inverse), near);
}

enum { EXACT_TERMS = 8, MOST_TERMS = 53 };

/* Z, by its first terms brought over one denominator. What rounding does to a term reaches the one before by the share
 * z/(1 + z): only the first few need two parts. */
WFM_I_INLINE pair lower_part(lanes n, lanes a, lanes terms, lanes_mask counts)
{
    pair numerator = {all(0), all(0)};
    pair denominator = {all(1), all(0)};
    for (double j = MOST_TERMS; j > EXACT_TERMS; j--) {
        lanes_mask within = below(all(j), terms);
        if (!any(within)) continue;
        numerator.hi = choose(within, madd(a, numerator.hi, a * denominator.hi), numerator.hi);
        denominator.hi = choose(within, denominator.hi * (n + j), denominator.hi);
    }
    for (double j = EXACT_TERMS; j >= 1 && any(counts); j--) {
        pair s = sum(numerator.hi, denominator.hi);
        s.lo = s.lo + (numerator.lo + denominator.lo);
        numerator = choose_pair(counts, pair_scaled(s, a), numerator);
        denominator = choose_pair(counts, pair_product(denominator, sum(n, all(j))), denominator);
    }
    return pair_quotient(numerator, denominator);
}

/* 1 + Z where it counts; the number of terms leaves out less than 2^-58 of F. */
WFM_I_INLINE pair one_and_lower_part(lanes n, lanes a, lanes_mask counts)
{
    lanes terms = choose(counts, 12 + 9 * root(smaller(a, all(20))), all(0));
    pair z = lower_part(n, a, terms, counts);
    pair s = sum(all(1), z.hi);
    return (pair){s.hi, s.lo + z.lo};
}

static inline loss light(lanes n, lanes a)
{
    pair e = exponent_light(n, a);
    lanes inverse = 1 / n;
    pair half = half_root(n, inverse);
    pair r = pair_product(half, pair_of(sqrt_pi));
    r = times_gamma((pair){2 * r.hi, 2 * r.lo}, gamma_excess(n, inverse));
    pair far = beyond_largest(below(a, n), e);
    if (is_far(far)) return (loss){r, far};
    pair head = pair_product(r, exponential_pair(tamed(e)));
    pair less = one_and_lower_part(n, a, below(e.hi, all(45)));
    pair s = sum(head.hi, -less.hi);
    return (loss){{s.hi, s.lo + (head.lo - less.lo)}, far};
}

/* V of the continued fraction, by its linear recurrence from a term on whose influence is below 2^-58; it is multiplied
 * by a power of 2 so that nothing overflows. At most 140 terms, for n < 1 at most 240. */
static inline lanes fraction_tail(lanes n, lanes a, lanes terms)
{
    lanes d = a - n;
    lanes unit = power_of_2(-smaller(exponent_of(d + 1), all(1000)));
    lanes following = all(0x1p-900);
    lanes after = all(0);
    for (double k = floor(largest(terms)); k >= 1; k--) {
        lanes_mask within = below(all(k), terms);
        if (!any(within)) continue;
        lanes factor = ((k + 1) * unit) * ((n - (k + 1)) * unit);
        lanes step = madd((d + (2 * k + 1)) * unit, following, factor * after);
        after = choose(within, following, after);
        following = choose(within, step, following);
    }
    return (n - 1) * unit * after / following;
}

static inline lanes fraction_terms(lanes n, lanes a)
{
    return 10 + 115 / larger(a, all(0.5)) + 0.45 * smaller(n, all(40)) * (n / a);
}

static inline loss heavy(lanes n, lanes a)
{
    lanes tail = fraction_tail(n, a, fraction_terms(n, a));
    pair d = sum(a, -n);
    pair start = sum(d.hi, all(1));
    pair u = sum(start.hi, tail);
    u.lo = u.lo + (start.lo + d.lo);
    return whole(pair_quotient((pair){n, all(0)}, u));
}

#if WFM_I_LANES == 1

/* a^j/j! - a^j/((n+1)...(n+j)), summed: d_j = a (n u_(j-1) + j d_(j-1)) / (j (n + j)), u_j = a^j/j!. The first, a n/(n+1),
 * is most of it. */
static pair few_rest(double n, double a)
{
    pair first = pair_quotient(product(n, a), sum(1, n));
    double reciprocal = a;
    double difference = first.hi;
    double s = 0;
    for (int j = 2; j <= 17; j++) {
        difference = (n * reciprocal + j * difference) * a / (j * (n + j));
        reciprocal *= a / j;
        s += difference;
    }
    return pair_sum(first, (pair){s, 0});
}

static loss few(double n, double a)
{
    if (a >= 0.5) return heavy(n, a);
    bool tiny = a < 0x1p-900;
    pair ln_a = natural_log((pair){tiny ? a * 0x1p200 : a, 0});
    if (tiny) ln_a.hi -= 200 * (ln_2[0] + ln_2[1]);
    pair of_gamma = product(n - 0.5, POLYNOMIAL(ln_gamma_rest, n - 0.5));
    pair constant = sum(ln_gamma_first[0], of_gamma.hi);
    pair slope = sum(-ln_a.hi, constant.hi);
    slope.lo += (constant.lo + of_gamma.lo + ln_gamma_first[1]) - ln_a.lo;
    pair growth = pair_scaled(slope, n);
    pair of_load = exponential_pair((pair){a, 0});
    if (growth.hi > LARGEST_EXPONENT) return (loss){of_load, growth};
    power e = exponential(growth);
    double scale = power_of_2(e.k);
    pair less_1 = sum(scale - 1, scale * e.t.hi);
    less_1.lo += scale * e.t.lo;
    pair head = pair_product(of_load, less_1);
    pair rest = few_rest(n, a);
    pair x = sum(head.hi, rest.hi);
    x.lo += head.lo + rest.lo;
    return whole(sum_ordered(x.hi, x.lo));
}

/* Where n or a is so large or so small that the roads would overflow; only logarithms are not 0 or 1 there. */
static loss beyond(double n, double a)
{
    if (a > n) return heavy(n, a);
    if (a == n) return whole((pair){sqrt_pi[0] * sqrt(n / 2), 0});
    double exponent = n * ((a / n - 1) - (log(a) - log(n)));
    pair mantissa = {sqrt_pi[0] * 2 * sqrt(n / 2), 0};
    return (loss){times_gamma(mantissa, gamma_excess(n, 1 / n)), {exponent, 0}};
}

static bool is_beyond(double n, double a)
{
    return n > 0x1p500 || a > 0x1p500 || a < 0x1p-500;
}

#endif

static inline lanes_mask is_uniform(lanes n, lanes a)
{
    lanes d = a - n;
    lanes_mask near = below(d * d, smaller(144 * n, 0.16 * n * n));
    return both(below(all(20), n), near);
}

#if WFM_I_LANES == 1

static loss loss_of(double n, double a)
{
    if (n < 1) return few(n, a);
    if (is_beyond(n, a)) return beyond(n, a);
    if (is_uniform(n, a)) return uniform(n, a);
    return a < n ? light(n, a) : heavy(n, a);
}

#else

static inline loss choose_loss(lanes_mask which, loss yes, loss no)
{
    return (loss){choose_pair(which, yes.x, no.x), choose_pair(which, yes.exponent, no.exponent)};
}

/* Each road that some lane takes, with what any road can bear in the other lanes. */
static inline loss loss_of_lanes(lanes n, lanes a)
{
    loss all_lanes = {{all(0), all(0)}, {all(0), all(0)}};
    lanes_mask near = is_uniform(n, a);
    lanes_mask left = both(below(a, n), none_of(near));
    lanes_mask right = none_of(either(near, left));
    if (any(near)) all_lanes = uniform(choose(near, n, all(32)), choose(near, a, all(30)));
    if (any(left)) {
        loss found = light(choose(left, n, all(32)), choose(left, a, all(8)));
        all_lanes = choose_loss(left, found, all_lanes);
    }
    if (any(right)) {
        loss found = heavy(choose(right, n, all(32)), choose(right, a, all(64)));
        all_lanes = choose_loss(right, found, all_lanes);
    }
    return all_lanes;
}

#endif

/* x times (n - a)/n, for Erlang C: C = 1/(1 + x (n - a)/n). */
static inline pair times_spare(pair x, lanes n, lanes a)
{
    return pair_product(x, pair_quotient(sum(n, -a), (pair){n, all(0)}));
}

/* 1/(1 + x). */
static inline pair probability(pair x)
{
    pair f = sum(all(1), x.hi);
    f.lo = f.lo + x.lo;
    lanes p = 1 / f.hi;
    return (pair){p, p * nmadd(p, f.lo, remainder_of(all(1), p, f.hi))};
}

/* x/(1 + x). */
static inline lanes complement(pair x)
{
    pair f = sum(all(1), x.hi);
    f.lo = f.lo + x.lo;
    pair q = pair_quotient(x, f);
    return q.hi + q.lo;
}

/* -ln(1 + x). */
static inline lanes minus_log(pair x)
{
    pair f = sum(all(1), x.hi);
    pair log = natural_log(sum_ordered(f.hi, f.lo + x.lo));
    return -(log.hi + log.lo);
}

/* p e^-x for x >= 0, as far as it is not 0. */
static inline lanes decayed(pair p, pair x)
{
    lanes_mask within = below(x.hi, all(1400));
    power e = exponential((pair){choose(within, -x.hi, all(-1400)), choose(within, -x.lo, all(0))});
    pair one = sum_ordered(all(1), e.t.hi);
    pair mantissa = pair_product(p, (pair){one.hi, one.lo + e.t.lo});
    lanes half = (e.k * 0.5 + 0x1.8p52) - 0x1.8p52;
    return (mantissa.hi + mantissa.lo) * power_of_2(half) * power_of_2(e.k - half);
}

/* 1 - e^-x for x >= 0. */
static inline lanes grown(pair x)
{
    lanes_mask within = below(x.hi, all(700));
    power e = exponential((pair){choose(within, -x.hi, all(-700)), choose(within, -x.lo, all(0))});
    lanes scale = power_of_2(e.k);
    pair s = sum(1 - scale, -scale * e.t.hi);
    return s.hi + nmadd(scale, e.t.lo, s.lo);
}

/* (n - a) t in two parts, infinity as the largest double. */
static inline pair decay_exponent(lanes n, lanes a, lanes t)
{
    pair spare = sum(n, -a);
    lanes_mask within = below(spare.hi * t, all(DBL_MAX));
    pair x = pair_scaled(spare, choose(within, t, all(0)));
    return choose_pair(within, x, (pair){all(DBL_MAX), all(0)});
}

/* P(W > t) and P(W <= t): one less the other, or (1 - C) + C (1 - e^-x) where that is the smaller. */
typedef struct waits {
    lanes beyond;
    lanes within;
} waits;

static inline waits waits_of(pair odds, pair x)
{
    pair waiting = probability(odds);
    lanes beyond = decayed(waiting, x);
    lanes within = complement(odds) + waiting.hi * grown(x);
    return (waits){beyond, choose(below(beyond, all(0.5)), 1 - beyond, within)};
}

static inline lanes value_of(wfm_i_quantity quantity, lanes n, lanes a, lanes t, pair x)
{
    if (quantity >= WFM_I_C) x = times_spare(x, n, a);
    pair p;
    switch (quantity) {
    case WFM_I_B:
    case WFM_I_C: p = probability(x); return p.hi + p.lo;
    case WFM_I_B_COMPL:
    case WFM_I_C_COMPL: return complement(x);
    case WFM_I_B_LN:
    case WFM_I_C_LN: return minus_log(x);
    case WFM_I_C_ASA: p = pair_quotient(probability(x), sum(n, -a)); return p.hi + p.lo;
    case WFM_I_C_TAIL: return decayed(probability(x), decay_exponent(n, a, t));
    default: return waits_of(x, decay_exponent(n, a, t)).within;
    }
}

#if WFM_I_LANES == 1

/* The same where F - 1 = x e^exponent is too large for a double: B = e^-exponent / x. */
static double far_value(wfm_i_quantity quantity, double n, double a, double t, loss f)
{
    pair x = quantity >= WFM_I_C ? times_spare(f.x, n, a) : f.x;
    pair inverse = pair_quotient((pair){1, 0}, x);
    pair log;
    switch (quantity) {
    case WFM_I_B:
    case WFM_I_C: return decayed(inverse, f.exponent);
    case WFM_I_B_LN:
    case WFM_I_C_LN: log = natural_log(x); return -(f.exponent.hi + (log.hi + (log.lo + f.exponent.lo)));
    case WFM_I_C_ASA: return decayed(inverse, f.exponent) / (n - a);
    case WFM_I_C_TAIL: x = decay_exponent(n, a, t); return x.hi < 1400 ? decayed(inverse, pair_sum(f.exponent, x)) : 0;
    default: return 1;
    }
}

double WFM_I_VARIANT(wfm_i_loss_value)(wfm_i_quantity quantity, double n, double a, double t)
{
    loss f = loss_of(n, a);
    if (f.exponent.hi > 0) return far_value(quantity, n, a, t, f);
    return value_of(quantity, n, a, t, f.x);
}

wfm_i_waits WFM_I_VARIANT(wfm_i_loss_waits)(double n, double a, double t)
{
    loss f = loss_of(n, a);
    if (f.exponent.hi > 0)
        return (wfm_i_waits){far_value(WFM_I_C, n, a, t, f), 1, far_value(WFM_I_C_TAIL, n, a, t, f), 1};
    pair odds = times_spare(f.x, n, a);
    pair waiting = probability(odds);
    waits found = waits_of(odds, decay_exponent(n, a, t));
    return (wfm_i_waits){waiting.hi + waiting.lo, complement(odds), found.beyond, found.within};
}

/* n/a - 1 + B: for a <= n from positive terms; for a > n, where it is (n - (a - n) x)/(a F), from that difference while it
 * leaves more than a tenth of n, else from the continued fraction, in which it is (1 + V)(1 - B)/a. */
double WFM_I_VARIANT(wfm_i_loss_ln_dload)(double n, double a)
{
    if (a <= n) return (n - a) / a + WFM_I_VARIANT(wfm_i_loss_value)(WFM_I_B, n, a, 0);
    pair x = loss_of(n, a).x;
    if (n < 1 && a < 0.5) return n / a - complement(x);
    double half_square = (a - n) / n * (a - n) / 2; /* about z^2 */
    bool near = is_uniform(n, a);
    if (near && half_square < 4) {
        pair taken = pair_product(x, sum(a, -n));
        pair left = sum(n, -taken.hi);
        return (left.hi + (left.lo - taken.lo)) * probability(x).hi / a;
    }
    double terms = fraction_terms(n, a) + (near ? 180 / half_square : 2);
    return (1 + fraction_tail(n, a, terms)) * complement(x) / a;
}

static pair plus(pair x, pair y)
{
    pair s = sum(x.hi, y.hi);
    return (pair){s.hi, s.lo + (x.lo + y.lo)};
}

/* With y = x (n - a)/n the odds against waiting, ln C = -ln(1 + y): the slope over 1 + y, where dy/dn = x a/n^2 +
 * (n - a)/n F (d ln F/dn) and -dy/da = x/n + (n - a)/n (F (n - a)/a + 1), as dF/da = -F (n - a)/a - 1. */
static double c_slope(double n, double a, pair x, pair first, pair second)
{
    pair share = pair_quotient(sum(n, -a), (pair){n, 0});
    pair slope = plus(pair_product(pair_quotient(x, (pair){n, 0}), first), pair_product(share, second));
    pair ratio = pair_quotient(slope, plus((pair){1, 0}, pair_product(share, x)));
    return ratio.hi + ratio.lo;
}

/* Where F is very large all but its multiples is nothing; and where pairs would overflow, doubles are good enough. */
double WFM_I_VARIANT(wfm_i_loss_c_ln_dload)(double n, double a)
{
    loss f = loss_of(n, a);
    if (f.exponent.hi > 0) return 1 / (n - a) + (n - a) / a;
    double share = (n - a) / n;
    double waiting = 1 + share * f.x.hi;
    bool wide = n / a > 1e60 || a < 1e-200;
    if (wide) return (f.x.hi / n + share) / waiting + share * (1 + f.x.hi) / waiting * ((n - a) / a);
    pair one = {1, 0};
    pair rising = pair_product(plus(one, f.x), pair_quotient(sum(n, -a), (pair){a, 0}));
    return c_slope(n, a, f.x, one, plus(rising, one));
}

double WFM_I_VARIANT(wfm_i_loss_c_ln_dservers)(double n, double a, double f_slope)
{
    loss f = loss_of(n, a);
    if (f.exponent.hi > 0) return -(a / n / (n - a) + f_slope);
    pair share = pair_quotient((pair){a, 0}, (pair){n, 0});
    return -c_slope(n, a, f.x, share, pair_scaled(plus((pair){1, 0}, f.x), f_slope));
}

#else

/* The lanes that any road can compute; no comparison holds for a NaN. */
static inline lanes_mask computable(wfm_i_quantity quantity, lanes n, lanes a, lanes t)
{
    lanes_mask servers = both(below(all(1 - DBL_EPSILON / 2), n), below(n, all(0x1p500)));
    lanes_mask load = both(below(all(0x1p-500), a), below(a, all(0x1p500)));
    lanes_mask inside = both(servers, load);
    if (quantity >= WFM_I_C) inside = both(inside, below(a, n));
    if (quantity >= WFM_I_C_TAIL) inside = both(inside, below(all(-DBL_MIN), t));
    return inside;
}

/* NaN where a lane is to be computed by itself. */
static inline lanes lanes_at(wfm_i_quantity quantity, lanes n, lanes a, lanes t)
{
    lanes_mask inside = computable(quantity, n, a, t);
    n = choose(inside, n, all(32));
    a = choose(inside, a, all(30));
    loss f = loss_of_lanes(n, a);
    lanes_mask stands = both(inside, none_of(below(all(0), f.exponent.hi)));
    return choose(stands, value_of(quantity, n, a, t, f.x), all(WFM_I_NAN));
}

void WFM_I_VARIANT(wfm_i_loss_values)(wfm_i_quantity quantity, const double *n, const double *a, const double *t,
                                      double *out, size_t count)
{
    for (size_t i = 0; i < count; i += WFM_I_LANES)
        store(out + i, lanes_at(quantity, load(n + i), load(a + i), load(t + i)));
}

#endif
