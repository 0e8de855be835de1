/* SPDX-License-Identifier: MIT */
/* Traffic as it is measured: units, busy hours, and how a load varies from day to day. */
#include "internal/arrays.h"
#include "internal/columns.h"
#include "internal/structs.h"
#include "wfm/trunks.h"

static const double CCS_PER_ERLANG = 36;

void wfm_traffic_init(wfm_traffic *traffic, size_t size)
{
    wfm_i_struct_init(traffic, size);
}

void wfm_busy_hour_init(wfm_busy_hour *busy, size_t size)
{
    wfm_i_struct_init(busy, size);
}

void wfm_variation_init(wfm_variation *variation, size_t size)
{
    wfm_i_struct_init(variation, size);
}

/* ---- units ---- */

double wfm_ccs_for_erlangs(double load_erl)
{
    return load_erl >= 0 ? load_erl * CCS_PER_ERLANG : WFM_I_NAN;
}

double wfm_erlangs_for_ccs(double ccs)
{
    return ccs >= 0 ? ccs / CCS_PER_ERLANG : WFM_I_NAN;
}

double wfm_trunks_load_for_calls(double calls, double holding_s, double interval_s)
{
    if (!(calls >= 0)) return WFM_I_NAN;
    if (!(holding_s >= 0)) return WFM_I_NAN;
    return interval_s > 0 ? wfm_i_load(calls, holding_s, interval_s) : WFM_I_NAN;
}

double wfm_trunks_holding_for_load(double load_erl, double calls, double interval_s)
{
    if (!(load_erl >= 0)) return WFM_I_NAN;
    if (!(calls >= 0)) return WFM_I_NAN;
    return interval_s > 0 ? wfm_i_load(load_erl, interval_s, fabs(calls)) : WFM_I_NAN; /* -0 is 0 */
}

void wfm_ccs_for_erlangs_n(const double *load_erl, ptrdiff_t load_erl_stride, double *out, ptrdiff_t out_stride,
                           size_t count)
{
    wfm_i_map1(wfm_ccs_for_erlangs, load_erl, load_erl_stride, out, out_stride, count);
}

void wfm_erlangs_for_ccs_n(const double *ccs, ptrdiff_t ccs_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map1(wfm_erlangs_for_ccs, ccs, ccs_stride, out, out_stride, count);
}

void wfm_trunks_load_for_calls_n(const double *calls, ptrdiff_t calls_stride, const double *holding_s,
                                 ptrdiff_t holding_s_stride, const double *interval_s, ptrdiff_t interval_s_stride,
                                 double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_trunks_load_for_calls, calls, calls_stride, holding_s, holding_s_stride, interval_s,
               interval_s_stride, out, out_stride, count);
}

void wfm_trunks_holding_for_load_n(const double *load_erl, ptrdiff_t load_erl_stride, const double *calls,
                                   ptrdiff_t calls_stride, const double *interval_s, ptrdiff_t interval_s_stride,
                                   double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_trunks_holding_for_load, load_erl, load_erl_stride, calls, calls_stride, interval_s,
               interval_s_stride, out, out_stride, count);
}

/* ---- busy hours ---- */

static const double MOST_LOAD = 1e300; /* sums of a day stay in range */

static bool is_load(double x)
{
    if (!(x >= 0)) return false;
    return x <= MOST_LOAD;
}

static wfm_status check_loads(const wfm_traffic *t)
{
    for (int64_t day = 0; day < t->days; day++)
        for (int64_t slot = 0; slot < t->slots; slot++) {
            double load = t->load_erl[(ptrdiff_t)day * t->day_stride + (ptrdiff_t)slot * t->slot_stride];
            bool known = !isnan(load);
            if (known && !is_load(load)) return WFM_BAD_TRAFFIC;
        }
    return WFM_OK;
}

static wfm_status read_traffic(wfm_traffic *t, const wfm_traffic *given)
{
    wfm_status status = wfm_i_struct_read(t, sizeof *t, given, WFM_BAD_TRAFFIC_STRUCT);
    if (status != WFM_OK) return status;
    if (t->days < 0) return WFM_BAD_TRAFFIC_SLOTS;
    if (t->step < 0) return WFM_BAD_TRAFFIC_SLOTS;
    if (t->length < 1) return WFM_BAD_TRAFFIC_SLOTS;
    if (t->length > t->slots) return WFM_BAD_TRAFFIC_SLOTS;
    if (t->step == 0) t->step = 1;
    if (t->step > t->slots) t->step = t->slots;
    if (t->load_erl == NULL) return WFM_BAD_TRAFFIC;
    return check_loads(t);
}

/* Mean load of a day in an hour; NaN where a slot is not known. */
static double hour_of(const wfm_traffic *t, int64_t day, int64_t first)
{
    const double *row = t->load_erl + (ptrdiff_t)day * t->day_stride;
    double sum = 0;
    for (int64_t slot = first; slot < first + t->length; slot++)
        sum += wfm_i_at(row, t->slot_stride, slot);
    return sum / (double)t->length;
}

/* A day's busiest hour; NaN where none is known. */
static double peak_of(const wfm_traffic *t, int64_t day)
{
    double peak = WFM_I_NAN;
    for (int64_t first = 0; first <= t->slots - t->length; first += t->step)
        peak = fmax(peak, hour_of(t, day, first));
    return peak;
}

/* An hour over all days. Sums, not means, as those of whole numbers are exact and equals stay equal. */
typedef struct hour_sum {
    int64_t days;
    double sum;
    double highest;
} hour_sum;

static double mean_of(const hour_sum *of)
{
    return of->sum / (double)of->days;
}

static void add_day(hour_sum *of, double load)
{
    if (isnan(load)) return;
    of->days++;
    of->sum += load;
    of->highest = fmax(of->highest, load);
}

static hour_sum over_days(const wfm_traffic *t, int64_t first)
{
    hour_sum of = {0, 0, 0};
    for (int64_t day = 0; day < t->days; day++)
        add_day(&of, hour_of(t, day, first));
    return of;
}

static hour_sum find_consistent(const wfm_traffic *t, int64_t *busiest)
{
    hour_sum best = {0, 0, 0};
    *busiest = 0;
    for (int64_t first = 0; first <= t->slots - t->length; first += t->step) {
        hour_sum of = over_days(t, first);
        bool better = of.days > 0 && (best.days == 0 || mean_of(&of) > mean_of(&best));
        if (!better) continue;
        best = of;
        *busiest = first;
    }
    return best;
}

/* Mean of so many highest peaks, by a pass for each of the values among them, from above: nothing is kept of the days. */
static double mean_of_highest(const wfm_traffic *t, int64_t most)
{
    hour_sum of = {0, 0, 0};
    double above = WFM_I_INF;
    while (of.days < most) {
        double next = -1;
        int64_t days = 0;
        for (int64_t day = 0; day < t->days; day++) {
            double peak = peak_of(t, day);
            if (!(peak < above)) continue;
            if (peak > next) days = 0;
            next = fmax(next, peak);
            days += peak == next;
        }
        if (days == 0) break;
        for (; days > 0 && of.days < most; days--)
            add_day(&of, next);
        above = next;
    }
    return mean_of(&of);
}

enum { NORMAL_DAYS = 30, HIGH_DAYS = 5 };

static void set_busy_hour(wfm_busy_hour *found, const wfm_traffic *t, const hour_sum *consistent)
{
    hour_sum peaks = {0, 0, 0};
    for (int64_t day = 0; day < t->days; day++)
        add_day(&peaks, peak_of(t, day));
    found->days = consistent->days;
    found->load_erl = mean_of(consistent);
    found->highest_erl = consistent->highest;
    found->peak_days = peaks.days;
    found->peak_load_erl = mean_of(&peaks);
    found->consistency = found->peak_load_erl > 0 ? found->load_erl / found->peak_load_erl : 1;
    found->normal_load_erl = mean_of_highest(t, NORMAL_DAYS);
    found->high_load_erl = mean_of_highest(t, HIGH_DAYS);
}

/* On an error no day has a load, as far as the table says how many there are. */
static void forget_days(wfm_status of_table, const wfm_traffic *t, double *day_erl, ptrdiff_t stride)
{
    bool unknown = of_table == WFM_BAD_TRAFFIC_STRUCT || of_table == WFM_BAD_TRAFFIC_SLOTS;
    for (int64_t day = 0; !unknown && day_erl != NULL && day < t->days; day++)
        day_erl[day * stride] = WFM_I_NAN;
}

wfm_status wfm_trunks_busy_hour(const wfm_traffic *traffic, double *day_erl, ptrdiff_t day_stride, wfm_busy_hour *busy)
{
    wfm_traffic t;
    wfm_busy_hour found = WFM_BUSY_HOUR_INIT;
    wfm_status status = wfm_i_struct_open(busy);
    wfm_status of_table = read_traffic(&t, traffic);
    if (status == WFM_OK) status = of_table;
    if (status != WFM_OK) {
        forget_days(of_table, &t, day_erl, day_stride);
        return status;
    }
    hour_sum consistent = find_consistent(&t, &found.first_slot);
    for (int64_t day = 0; day < t.days; day++)
        wfm_i_put(day_erl, day_stride, day, consistent.days > 0 ? hour_of(&t, day, found.first_slot) : WFM_I_NAN);
    if (consistent.days == 0) return WFM_NO_BUSY_HOUR;
    set_busy_hour(&found, &t, &consistent);
    wfm_i_struct_write(busy, &found, sizeof found);
    return WFM_OK;
}

/* ---- from day to day ---- */

enum { TERMS = 22 }; /* of which the last is below 1e-20 */

/* 1 - r (1 - e^(-1/r)); for long holding times, where it is a difference of near numbers, its series in 1/r. */
static double averaged(double r)
{
    double x = 1 / r, term = 0.5, sum = 0;
    if (x > 1) return 1 + r * expm1(-fmin(x, 700));
    for (int k = 3; k <= TERMS; k++) { /* x/2! - x^2/3! + ..., which falls */
        sum += term;
        term *= -x / k;
    }
    return x * sum;
}

static double of_measurement(double load, double holding_s, double hour_s)
{
    double r = holding_s / hour_s;
    if (!(r > 0)) return 0;
    return r <= DBL_MAX ? 2 * load * (r * averaged(r)) : load;
}

static const double WILKINSON = 0.13;

/* On the logarithm of the variance the curves are straight, and the nearest is that of the nearest exponent. */
static int32_t level_of(const wfm_variation *v)
{
    static const double low = 1.5, medium = 1.7, high = 1.84;
    if (!(v->source_variance > 0)) return WFM_VARIATION_NONE;
    if (!(v->mean_erl > 1)) return WFM_VARIATION_UNKNOWN;
    if (v->exponent < (low + medium) / 2) return WFM_VARIATION_LOW;
    return v->exponent < (medium + high) / 2 ? WFM_VARIATION_MEDIUM : WFM_VARIATION_HIGH;
}

static wfm_status average_days(size_t count, const double *load_erl, ptrdiff_t stride, wfm_variation *found)
{
    hour_sum of = {0, 0, 0};
    double squares = 0;
    for (size_t day = 0; day < count; day++) {
        double load = wfm_i_at(load_erl, stride, (int64_t)day);
        bool known = !isnan(load);
        if (known && !is_load(load)) return WFM_BAD_TRAFFIC;
        add_day(&of, load);
    }
    if (of.days < 2) return WFM_NO_BUSY_HOUR;
    double mean = mean_of(&of);
    for (size_t day = 0; day < count; day++) {
        double off = wfm_i_at(load_erl, stride, (int64_t)day) - mean;
        if (!isnan(off)) squares += off * off;
    }
    found->days = of.days;
    found->mean_erl = mean;
    found->variance = squares / (double)(of.days - 1);
    return WFM_OK;
}

wfm_status wfm_trunks_variation(size_t count, const double *load_erl, ptrdiff_t stride, double holding_s, double hour_s,
                                wfm_variation *variation)
{
    wfm_variation found = WFM_VARIATION_INIT;
    wfm_status status = wfm_i_struct_open(variation);
    if (status != WFM_OK) return status;
    if (load_erl == NULL) return WFM_BAD_TRAFFIC;
    if (!wfm_i_finite_from_zero(holding_s)) return WFM_BAD_HOLDING;
    if (!wfm_i_finite_from_zero(hour_s)) return WFM_BAD_INTERVAL;
    if (!(hour_s > 0)) return WFM_BAD_INTERVAL;
    status = average_days(count, load_erl, stride, &found);
    if (status != WFM_OK) return status;
    found.of_measurement = of_measurement(found.mean_erl, holding_s, hour_s);
    found.source_variance = fmax(0, found.variance - found.of_measurement);
    bool told = found.mean_erl > 1;
    found.exponent = told ? wfm_i_ln(found.variance / WILKINSON) / log(found.mean_erl) : WFM_I_NAN;
    found.level = level_of(&found);
    wfm_i_struct_write(variation, &found, sizeof found);
    return WFM_OK;
}
