/* SPDX-License-Identifier: MIT */
/* Doubles side by side. What loss_kernel.h computes is written once over `lanes`, which is one double or as many as the
 * processor's registers hold; every operation here is exact or correctly rounded in each lane, so that a number does
 * not depend on how many are computed with it.
 *
 * A source defines WFM_I_LANES and WFM_I_FUSED before it includes this:
 *
 *     lanes  fused
 *       1      0    portable C
 *       1      1    the same with fused multiply-adds of x86-64, so that a formula and its array form agree
 *       4      1    AVX2 and FMA
 *       8      1    AVX-512F
 */
#include "internal/common.h"

#include <string.h>

#if WFM_I_FUSED
#include <immintrin.h>
#endif

#if WFM_I_LANES == 8
typedef __m512d lanes;
typedef __mmask8 lanes_mask;
#define LANES_DO(name) _mm512_##name
#elif WFM_I_LANES == 4
typedef __m256d lanes;
typedef __m256d lanes_mask;
#define LANES_DO(name) _mm256_##name
#else
typedef double lanes;
typedef bool lanes_mask;
#endif

#if WFM_I_LANES > 1

static inline lanes all(double x)
{
    return LANES_DO(set1_pd)(x);
}

static inline lanes load(const double *x)
{
    return LANES_DO(loadu_pd)(x);
}

static inline void store(double *out, lanes x)
{
    LANES_DO(storeu_pd)(out, x);
}

static inline lanes root(lanes x)
{
    return LANES_DO(sqrt_pd)(x);
}

/* a b + c and c - a b. */
static inline lanes madd(lanes a, lanes b, lanes c)
{
    return LANES_DO(fmadd_pd)(a, b, c);
}

static inline lanes nmadd(lanes a, lanes b, lanes c)
{
    return LANES_DO(fnmadd_pd)(a, b, c);
}

/* The larger, and the smaller; of numbers. */
static inline lanes larger(lanes x, lanes y)
{
    return LANES_DO(max_pd)(x, y);
}

static inline lanes smaller(lanes x, lanes y)
{
    return LANES_DO(min_pd)(x, y);
}

#endif

#if WFM_I_LANES == 8

static inline lanes_mask below(lanes x, lanes y)
{
    return _mm512_cmp_pd_mask(x, y, _CMP_LT_OQ);
}

static inline lanes choose(lanes_mask which, lanes yes, lanes no)
{
    return _mm512_mask_blend_pd(which, no, yes);
}

static inline lanes_mask both(lanes_mask x, lanes_mask y)
{
    return x & y;
}

static inline lanes_mask either(lanes_mask x, lanes_mask y)
{
    return x | y;
}

static inline lanes_mask none_of(lanes_mask x)
{
    return (lanes_mask)~x;
}

static inline bool any(lanes_mask which)
{
    return which != 0;
}

static inline double largest(lanes x)
{
    return _mm512_reduce_max_pd(x);
}

/* 2^k for a whole k in [-1022,1023]. */
static inline lanes power_of_2(lanes k)
{
    return _mm512_castsi512_pd(_mm512_slli_epi64(_mm512_castpd_si512(k + all(0x1p52 + 1023)), 52));
}

/* floor(log2(x)) for x in the normal range. */
static inline lanes exponent_of(lanes x)
{
    __m512i field = _mm512_srli_epi64(_mm512_castpd_si512(x), 52);
    return _mm512_castsi512_pd(_mm512_or_si512(field, _mm512_castpd_si512(all(0x1p52)))) - all(0x1p52 + 1023);
}

#elif WFM_I_LANES == 4

static inline lanes_mask below(lanes x, lanes y)
{
    return _mm256_cmp_pd(x, y, _CMP_LT_OQ);
}

static inline lanes choose(lanes_mask which, lanes yes, lanes no)
{
    return _mm256_blendv_pd(no, yes, which);
}

static inline lanes_mask both(lanes_mask x, lanes_mask y)
{
    return _mm256_and_pd(x, y);
}

static inline lanes_mask either(lanes_mask x, lanes_mask y)
{
    return _mm256_or_pd(x, y);
}

static inline lanes_mask none_of(lanes_mask x)
{
    return _mm256_xor_pd(x, _mm256_cmp_pd(x, x, _CMP_TRUE_UQ));
}

static inline double largest(lanes x)
{
    __m256d across = _mm256_max_pd(x, _mm256_permute2f128_pd(x, x, 1));
    return _mm256_cvtsd_f64(_mm256_max_pd(across, _mm256_permute_pd(across, 5)));
}

static inline bool any(lanes_mask which)
{
    return _mm256_movemask_pd(which) != 0;
}

static inline lanes power_of_2(lanes k)
{
    return _mm256_castsi256_pd(_mm256_slli_epi64(_mm256_castpd_si256(k + all(0x1p52 + 1023)), 52));
}

static inline lanes exponent_of(lanes x)
{
    __m256i field = _mm256_srli_epi64(_mm256_castpd_si256(x), 52);
    return _mm256_castsi256_pd(_mm256_or_si256(field, _mm256_castpd_si256(all(0x1p52)))) - all(0x1p52 + 1023);
}

#else

static inline lanes all(double x)
{
    return x;
}

static inline lanes root(lanes x)
{
    return sqrt(x);
}

static inline lanes larger(lanes x, lanes y)
{
    return x > y ? x : y;
}

static inline lanes smaller(lanes x, lanes y)
{
    return x < y ? x : y;
}

static inline lanes_mask below(lanes x, lanes y)
{
    return x < y;
}

static inline lanes choose(lanes_mask which, lanes yes, lanes no)
{
    return which ? yes : no;
}

static inline lanes_mask both(lanes_mask x, lanes_mask y)
{
    return x & y;
}

static inline lanes_mask either(lanes_mask x, lanes_mask y)
{
    return x | y;
}

static inline lanes_mask none_of(lanes_mask x)
{
    return !x;
}

static inline bool any(lanes_mask which)
{
    return which;
}

static inline double largest(lanes x)
{
    return x;
}

static inline lanes power_of_2(lanes k)
{
    double shifted = k + (0x1p52 + 1023);
    uint64_t bits;
    memcpy(&bits, &shifted, sizeof bits);
    bits <<= 52;
    memcpy(&shifted, &bits, sizeof bits);
    return shifted;
}

static inline lanes exponent_of(lanes x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return (double)(bits >> 52) - 1023;
}

#if WFM_I_FUSED || defined(FP_FAST_FMA)

static inline lanes madd(lanes a, lanes b, lanes c)
{
    return fma(a, b, c);
}

static inline lanes nmadd(lanes a, lanes b, lanes c)
{
    return fma(-a, b, c);
}

#else

static inline lanes madd(lanes a, lanes b, lanes c)
{
    return a * b + c;
}

static inline lanes nmadd(lanes a, lanes b, lanes c)
{
    return c - a * b;
}

#endif
#endif

/* A number in two parts, the second at most about half a unit in the last place of the first. */
typedef struct pair {
    lanes hi;
    lanes lo;
} pair;

static inline pair choose_pair(lanes_mask which, pair yes, pair no)
{
    return (pair){choose(which, yes.hi, no.hi), choose(which, yes.lo, no.lo)};
}

/* a + b, exactly (Knuth). */
static inline pair sum(lanes a, lanes b)
{
    lanes s = a + b;
    lanes of_b = s - a;
    return (pair){s, (a - (s - of_b)) + (b - of_b)};
}

/* a + b, exactly, where a is not the smaller one or is 0 (Dekker). */
static inline pair sum_ordered(lanes a, lanes b)
{
    lanes s = a + b;
    return (pair){s, b - (s - a)};
}

#if WFM_I_FUSED || defined(FP_FAST_FMA)

/* a b, exactly. */
static inline pair product(lanes a, lanes b)
{
    lanes p = a * b;
    return (pair){p, madd(a, b, -p)};
}

/* x - q y, rounded once; exact where q is a quotient x/y rounded. */
static inline lanes remainder_of(lanes x, lanes q, lanes y)
{
    return nmadd(q, y, x);
}

#else

/* x in two halves of 26 digits (Veltkamp); larger numbers scaled, so that nothing overflows. */
static inline pair halves(double x)
{
    double scale = fabs(x) > 0x1p990 ? 0x1p-40 : 1;
    double scaled = x * scale;
    double spread = scaled * 0x1.0000002p27;
    double high = spread - (spread - scaled);
    return (pair){high / scale, (scaled - high) / scale};
}

/* a b, exactly (Dekker) while the error is not too small for a double. */
static inline pair product(lanes a, lanes b)
{
    pair x = halves(a);
    pair y = halves(b);
    double p = a * b;
    double error = ((x.hi * y.hi - p) + x.hi * y.lo + x.lo * y.hi) + x.lo * y.lo;
    return (pair){p, error};
}

static inline lanes remainder_of(lanes x, lanes q, lanes y)
{
    pair p = product(q, y);
    return (x - p.hi) - p.lo;
}

#endif

static inline pair pair_of(const double parts[2])
{
    return (pair){all(parts[0]), all(parts[1])};
}

/* x + y where x is the larger; x times y, and times a number. The errors are some 2^-103 of the result, and its second
 * part may be a few units in the last place of the first, which no user of a pair minds. */
static inline pair pair_sum(pair x, pair y)
{
    pair s = sum_ordered(x.hi, y.hi);
    return (pair){s.hi, s.lo + (x.lo + y.lo)};
}

static inline pair pair_product(pair x, pair y)
{
    pair p = product(x.hi, y.hi);
    return (pair){p.hi, madd(x.hi, y.lo, madd(x.lo, y.hi, p.lo))};
}

static inline pair pair_scaled(pair x, lanes factor)
{
    pair p = product(x.hi, factor);
    return (pair){p.hi, madd(x.lo, factor, p.lo)};
}
