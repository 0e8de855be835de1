/* SPDX-License-Identifier: MIT */
/* How wide a forecast is: variances learnt from past days, and quantiles by them.
 *
 * Model. The calls of interval i are Poisson's with the mean m_i D S_i: D is the day's, shared by all its intervals, S_i
 * the interval's own; both are gamma variables with the mean 1 and the variances u and w. One interval alone has the
 * relative variance v = u + w + u w beside Poisson's, the day's total u + w (1 + u) sum m^2/(sum m)^2; either is taken
 * for negative binomial with that variance, which one gamma factor makes exact.
 *
 * Learning. On each past day A came of F forecast.
 *
 *   1. u: the mean of ln((A + 1/2)/(F + 1/2))^2, each held to 4 robust standard deviations, less the mean of
 *      1/(F + 1/2), which is chance; not below 0. It is about 0, so that a bias widens it
 *   2. w: with m_i = f_i A/F, the median over the days of sum ((a_i - m_i)^2 - m_i (1 - m_i/A)) / sum m_i^2, not below 0:
 *      what the square exceeds that of the multinomial distribution by, as A is the day's own. Sums, and no mean of ratios,
 *      as intervals with few calls would decide that
 *
 * Quantile. P(N <= k) = I_p(1/v, k + 1), p = 1/(1 + v m): the beta distribution at real k, by its smaller tail, from
 * the normal quantile with its correction for skewness (Cornish and Fisher 1938); decided at the whole numbers
 * themselves. Where 1/v is beyond 2^60 (k + 1), beta.c has the gamma distribution, and N is Poisson's.
 *
 * Sources: DLMF 8.17.24 (the sum by I_p), 8.4.10 (Poisson's); Jongbloed and Koole 2001 (the mixture). */
#include "wfm/forecast.h"

#include "internal/arrays.h"
#include "internal/beta.h"
#include "internal/chance.h"
#include "internal/columns.h"
#include "internal/median.h"
#include "internal/past.h"
#include "internal/solve.h"
#include "internal/structs.h"
#include "internal/whole.h"

enum { MOST_DAYS = 128 };

static const double MOST_DEVIATIONS = 4;
static const double MOST_MEAN = 1e15;
static const double MOST_VARIANCE = 1e6;

void wfm_forecast_variance_init(wfm_forecast_variance *variance, size_t size)
{
    wfm_i_struct_init(variance, size);
}

/* ---- variances of past days ---- */

typedef struct day_figures {
    double deviation[MOST_DAYS]; /* logarithm of actual over forecast */
    double spread[MOST_DAYS];    /* relative variance within the day, without Poisson's */
    double chance;               /* sum of Poisson's relative variances */
    int64_t days;
} day_figures;

/* Of the intervals that are known, against the forecast brought to the day's level. */
static double spread_within(const wfm_i_stretch *of, double level, double all)
{
    double excess = 0, squares = 0;
    for (int64_t slot = of->from; slot < of->to; slot++) {
        double mean = level * wfm_i_at(of->forecast, of->forecast_stride, slot);
        double gap = wfm_i_at(of->actual, of->actual_stride, slot) - mean;
        bool none = isnan(gap) || mean == 0; /* not known, or not forecast, or a day without a call */
        if (none) continue;
        excess += gap * gap - mean * (1 - mean / all);
        squares += mean * mean;
    }
    return squares > 0 ? excess / squares : 0;
}

static wfm_status add_day(day_figures *d, const wfm_forecast_past *past, int64_t row)
{
    wfm_i_pair pair;
    wfm_i_stretch day = wfm_i_past_stretch(past, row, 0, past->slots);
    wfm_status status = wfm_i_pair_of(&day, &pair);
    if (status != WFM_OK) return status;
    if (!wfm_i_pair_counts(pair)) return WFM_OK;
    double spread = spread_within(&day, pair.actual / pair.forecast, pair.actual);
    if (!(fabs(spread) <= DBL_MAX)) return WFM_BAD_CALLS;
    d->deviation[d->days] = wfm_i_pair_ln(pair);
    d->spread[d->days] = spread;
    d->chance += 1 / (pair.forecast + 0.5);
    d->days++;
    return WFM_OK;
}

static double variance_of_days(const day_figures *d)
{
    double sorted[MOST_DAYS], sum = -d->chance;
    for (int64_t day = 0; day < d->days; day++)
        sorted[day] = d->deviation[day];
    double most = wfm_i_robust(sorted, d->days, MOST_DEVIATIONS);
    for (int64_t day = 0; day < d->days; day++) {
        double held = wfm_i_hold(d->deviation[day], most);
        sum += held * held;
    }
    return fmax(0, sum / (double)d->days);
}

wfm_status wfm_forecast_variance_learn(const wfm_forecast_past *past, wfm_forecast_variance *variance)
{
    wfm_forecast_past p;
    wfm_forecast_variance v = WFM_FORECAST_VARIANCE_INIT;
    day_figures d;
    d.days = 0;
    d.chance = 0;
    wfm_status status = wfm_i_struct_open(variance);
    if (status == WFM_OK) status = wfm_i_past_read(&p, past);
    if (status != WFM_OK) return status;
    for (int64_t row = p.days - 1; row >= 0 && d.days < MOST_DAYS; row--) {
        status = add_day(&d, &p, row);
        if (status != WFM_OK) return status;
    }
    if (d.days == 0) return WFM_NO_HISTORY;
    v.day = variance_of_days(&d);
    v.slot = fmax(0, wfm_i_median(d.spread, d.days));
    v.load_cv = sqrt(v.day + v.slot + v.day * v.slot);
    v.days = d.days;
    wfm_i_struct_write(variance, &v, sizeof v);
    return WFM_OK;
}

/* ---- quantiles ---- */

/* The calls of an interval, and what is looked for. */
typedef struct counted {
    double mean;
    double variance;
    double within; /* the probability */
    double beyond; /* and its complement */
} counted;

/* P(N <= k) and P(N > k), at real k >= 0. */
static wfm_i_tails tails_at(const counted *of, double k)
{
    double all_alike = 0x1p60 * (k + 1);
    if (!(of->variance > 1 / all_alike)) return wfm_i_beta_tails(all_alike, k + 1, of->mean);
    return wfm_i_beta_tails(1 / of->variance, k + 1, log1p(of->variance * of->mean) / of->variance);
}

static double excess(double k, const void *about)
{
    const counted *of = about;
    wfm_i_tails tails = tails_at(of, k);
    return of->within < 0.5 ? wfm_i_ln(tails.below / of->within) : -wfm_i_ln(tails.above / of->beyond);
}

static bool is_enough(double k, const void *about)
{
    const counted *of = about;
    if (k < 0) return false;
    wfm_i_tails tails = tails_at(of, k);
    return of->within < 0.5 ? tails.below >= of->within : tails.above <= of->beyond;
}

static double guess(const counted *of)
{
    double confidence = fabs(of->within - of->beyond);
    bool median = confidence < 1e-9;
    double z = median ? 0 : wfm_i_normal_quantile(fmin(confidence, 1 - DBL_EPSILON));
    if (of->within < 0.5) z = -z;
    double sd = sqrt(of->mean) * sqrt(1 + of->variance * of->mean);
    double skewness = (1 + 2 * of->variance * of->mean) / sd;
    return fmax(of->mean + sd * (z + skewness * (z * z - 1) / 6) - 0.5, of->mean / 16);
}

double wfm_forecast_quantile(double mean, double variance, double probability)
{
    const counted of = {mean, variance, probability, 1 - probability};
    if (!(mean >= 0)) return WFM_I_NAN;
    if (mean > MOST_MEAN) return WFM_I_NAN;
    if (!(variance >= 0)) return WFM_I_NAN;
    if (variance > MOST_VARIANCE) return WFM_I_NAN;
    if (!wfm_i_is_fraction(probability)) return WFM_I_NAN;
    if (mean == 0) return 0;
    if (is_enough(0, &of)) return 0;
    if (of.beyond == 0) return WFM_I_INF;
    double real = wfm_i_solve(excess, &of, (wfm_i_guess){guess(&of), 0, 0}, DBL_MAX, 1);
    return wfm_i_least_whole(is_enough, &of, real);
}

void wfm_forecast_quantile_n(const double *mean, ptrdiff_t mean_stride, const double *variance,
                             ptrdiff_t variance_stride, const double *probability, ptrdiff_t probability_stride,
                             double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_forecast_quantile, mean, mean_stride, variance, variance_stride, probability, probability_stride,
               out, out_stride, count);
}

/* ---- a day ---- */

static wfm_status read_variance(wfm_forecast_variance *v, const wfm_forecast_variance *given, double probability)
{
    wfm_status status = wfm_i_struct_read(v, sizeof *v, given, WFM_BAD_FORECAST_STRUCT);
    if (status != WFM_OK) return status;
    if (!(v->day >= 0)) return WFM_BAD_RELATIVE_VARIANCE;
    if (!(v->slot >= 0)) return WFM_BAD_RELATIVE_VARIANCE;
    if (!(v->day + v->slot + v->day * v->slot <= MOST_VARIANCE)) return WFM_BAD_RELATIVE_VARIANCE;
    return wfm_i_is_fraction(probability) ? WFM_OK : WFM_BAD_PROBABILITY;
}

/* The day's calls as one count. */
static wfm_status sum_day(const wfm_forecast_variance *v, int64_t slots, const double *forecast, ptrdiff_t stride,
                          counted *day)
{
    double sum = 0, squares = 0;
    for (int64_t slot = 0; slot < slots; slot++) {
        double mean = wfm_i_at(forecast, stride, slot);
        if (isnan(mean)) continue;
        if (!wfm_i_finite_from_zero(mean)) return WFM_BAD_CALLS;
        sum += mean;
        squares += mean * mean;
    }
    if (!(sum <= MOST_MEAN)) return WFM_BAD_CALLS;
    double alike = sum > 0 ? squares / sum / sum : 0;
    day->mean = sum;
    day->variance = v->day + v->slot * (1 + v->day) * fmin(alike, 1);
    return WFM_OK;
}

wfm_status wfm_forecast_quantiles(const wfm_forecast_variance *variance, double probability, int64_t slots,
                                  const double *forecast, ptrdiff_t forecast_stride, double *calls,
                                  ptrdiff_t calls_stride, double *total)
{
    wfm_forecast_variance v;
    counted day = {0};
    if (total != NULL) *total = WFM_I_NAN;
    bool unwanted = calls == NULL && total == NULL;
    if (unwanted) return WFM_BAD_OUTPUT;
    if (slots < 0) return WFM_BAD_COUNT;
    wfm_status status = read_variance(&v, variance, probability);
    if (status == WFM_OK && forecast == NULL) status = WFM_BAD_FORECAST_COLUMN;
    if (status == WFM_OK) status = sum_day(&v, slots, forecast, forecast_stride, &day);
    if (status != WFM_OK) {
        wfm_i_fill(calls, calls_stride, slots, WFM_I_NAN);
        return status;
    }
    double of_slot = v.day + v.slot + v.day * v.slot;
    for (int64_t slot = 0; calls != NULL && slot < slots; slot++) {
        double mean = wfm_i_at(forecast, forecast_stride, slot);
        wfm_i_put(calls, calls_stride, slot, wfm_forecast_quantile(mean, of_slot, probability));
    }
    if (total != NULL) *total = wfm_forecast_quantile(day.mean, day.variance, probability);
    return WFM_OK;
}
