/* SPDX-License-Identifier: MIT */
/* What planners use: averages of the same weekday, and the chain of level, weekday index and share. Nothing is set aside
 * here but unknown and closed days, as they are done by hand, days from before the first call, and where totals are
 * taken days without calls that chance does not explain. */
#include "internal/calendar.h"
#include "internal/median.h"
#include "internal/models.h"

enum { MOST = 8, LEVEL_WEEKS = 2, INDEX_WEEKS = 8 };

/* The last known calls of an interval on the weekdays before a day; how many. */
static int64_t last_of(const wfm_i_days *d, int64_t day, int64_t slot, int64_t most, double *found)
{
    const wfm_forecast_grid *g = &d->grid;
    int64_t count = 0;
    for (int64_t row = g->days - 1; row >= d->first && count < most; row--) {
        int64_t apart = day - wfm_i_grid_day(g, row);
        if (apart <= 0) continue;
        if (apart % WFM_I_WEEKDAYS != 0) continue;
        double calls = wfm_i_grid_calls(g, row, slot);
        bool counts = !isnan(calls) && !wfm_i_is_closed(g, row, slot);
        if (counts) found[count++] = calls;
    }
    return count;
}

double wfm_i_day_mean(const wfm_i_days *d, int64_t day)
{
    double sum = 0, count = 0;
    for (int64_t i = wfm_i_days_before(d, day) - 1; i >= 0 && count < MOST; i--) {
        if (fmod((double)day - d->day[i], WFM_I_WEEKDAYS) != 0) continue;
        if (isnan(d->calls[i])) continue;
        sum += d->calls[i];
        count += 1;
    }
    return count > 0 ? sum / count : 0;
}

static double mean_of(const double *found, int64_t count)
{
    double sum = 0;
    for (int64_t i = 0; i < count; i++)
        sum += found[i];
    return count > 0 ? sum / (double)count : 0;
}

/* The part of a day's total over its week's mean, if all days of the week around it are known. */
static double ratio_at(const wfm_i_days *d, int64_t i, int64_t count)
{
    int64_t from = i - (d->weekly - 1) / 2, to = i + d->weekly / 2;
    double sum = 0;
    if (from < 0) return WFM_I_NAN;
    if (to >= count) return WFM_I_NAN;
    for (int64_t near = from; near <= to; near++)
        sum += d->calls[near];
    return sum > 0 ? d->calls[i] * (double)d->weekly / sum : WFM_I_NAN;
}

/* Indices of the weekdays by the first count days; 1 where no whole week is known around one. */
static void indices_of(const wfm_i_days *d, int64_t count, double *index)
{
    double sum[WFM_I_WEEKDAYS] = {0}, times[WFM_I_WEEKDAYS] = {0}, whole = 0;
    int64_t from = count - INDEX_WEEKS * d->weekly;
    for (int64_t i = from < 0 ? 0 : from; i < count; i++) {
        double ratio = ratio_at(d, i, count);
        if (isnan(ratio)) continue;
        int32_t w = wfm_i_weekday_of((int64_t)d->day[i]);
        sum[w] += ratio;
        times[w] += 1;
    }
    for (int w = 0; w < WFM_I_WEEKDAYS; w++) {
        index[w] = d->open[w] ? 1 : 0;
        if (times[w] > 0) index[w] = sum[w] / times[w];
        whole += index[w];
    }
    for (int w = 0; w < WFM_I_WEEKDAYS; w++)
        index[w] *= whole > 0 ? (double)d->weekly / whole : 0;
}

static double chain_total(const wfm_i_days *d, int64_t day)
{
    double index[WFM_I_WEEKDAYS], calls = 0, factors = 0;
    int64_t before = wfm_i_days_before(d, day), from = before - LEVEL_WEEKS * d->weekly;
    indices_of(d, before, index);
    for (int64_t i = from < 0 ? 0 : from; i < before; i++) {
        if (isnan(d->calls[i])) continue;
        calls += d->calls[i];
        factors += index[wfm_i_weekday_of((int64_t)d->day[i])];
    }
    return factors > 0 ? calls / factors * index[wfm_i_weekday_of(day)] : 0;
}

void wfm_i_average(const wfm_i_days *d, int32_t method, int64_t day, double *calls)
{
    double found[MOST], total = 0;
    int64_t most = method == WFM_FORECAST_METHOD_MEAN_4 ? 4 : MOST;
    if (method == WFM_FORECAST_METHOD_LAST_WEEK) most = 1;
    for (int64_t slot = 0; slot < d->grid.slots; slot++) {
        int64_t count = last_of(d, day, slot, most, found);
        bool median = method == WFM_FORECAST_METHOD_MEDIAN_8 && count > 0;
        calls[slot] = median ? wfm_i_median(found, count) : mean_of(found, count);
        total += calls[slot];
    }
    if (method != WFM_FORECAST_METHOD_INDEX_CHAIN) return;
    double chain = total > 0 ? chain_total(d, day) : 0;
    for (int64_t slot = 0; slot < d->grid.slots; slot++)
        calls[slot] = total > 0 ? chain * (calls[slot] / total) : 0;
}
