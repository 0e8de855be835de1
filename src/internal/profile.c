/* SPDX-License-Identifier: MIT */
/* How a day spreads over its intervals, by weekday.
 *
 *   1. of the last 48 weeks' days that models may learn from, weight w = 0.5^(age / 16 weeks): share of a weekday's
 *      interval p_ws = sum of w y / sum of w T, and p_s the same over all weekdays
 *   2. what chance makes of p_ws: p_s / n, n = (sum w T)^2 / sum w^2 T calls
 *   3. how far the weekday lies from all: (p_ws - p_s)^2; both smoothed over 5 intervals
 *   4. b = 1 - noise / distance, not below 0; share = p_s + b (p_ws - p_s), scaled to sum 1
 *
 * so that a small center, whose weekdays cannot be told apart by what they had, gets their common shares (Stein 1956).
 * Sums of calls over sums of totals, not means of ratios, and an interval counts where it is known. */
#include "internal/calendar.h"
#include "internal/models.h"

enum { LATEST = 336 /* days */, HALF = 112 /* days */, NEIGHBOURS = 2 };

typedef struct sums {
    double calls;
    double totals;
    double square; /* of weights, times totals */
} sums;

/* The weight of a day: 0 if nothing is learnt from it. */
static double weight_of(const wfm_i_days *d, int64_t i)
{
    double age = (double)d->last - d->day[i];
    if (age >= LATEST) return 0;
    return isnan(d->z[i]) ? 0 : exp2(-age / HALF);
}

/* The row of each of the last days; they are the same days, by the same order. */
static int64_t row_of(const wfm_i_days *d, int64_t day, int64_t from)
{
    int64_t row = from;
    while (wfm_i_grid_day(&d->grid, row) > day)
        row--;
    return row;
}

/* Adds what one interval had on the weekday's days. */
static void add_slot(const wfm_i_days *d, int64_t slot, sums of[WFM_I_WEEKDAYS])
{
    int64_t row = d->grid.days - 1;
    for (int64_t i = d->count - 1; i >= 0; i--) {
        double weight = weight_of(d, i);
        if ((double)d->last - d->day[i] >= LATEST) break;
        if (weight == 0) continue;
        row = row_of(d, (int64_t)d->day[i], row);
        double calls = wfm_i_grid_calls(&d->grid, row, slot);
        if (isnan(calls)) continue;
        sums *s = &of[wfm_i_weekday_of((int64_t)d->day[i])];
        s->calls += weight * calls;
        s->totals += weight * d->calls[i];
        s->square += weight * weight * d->calls[i];
    }
}

static double share_of(const sums *s)
{
    return s->totals > 0 ? s->calls / s->totals : 0;
}

/* The mean over an interval and its neighbours. */
static double smooth(const double *column, int64_t slots, int64_t slot)
{
    double sum = 0, count = 0;
    for (int64_t near = slot - NEIGHBOURS; near <= slot + NEIGHBOURS; near++) {
        if (near < 0) continue;
        if (near >= slots) continue;
        sum += column[near];
        count += 1;
    }
    return sum / count;
}

/* Draws a weekday's shares towards those of all. */
static void draw(double *share, const double *all, const double *noise, double *square, int64_t slots)
{
    double sum = 0;
    for (int64_t slot = 0; slot < slots; slot++)
        square[slot] = (share[slot] - all[slot]) * (share[slot] - all[slot]);
    for (int64_t slot = 0; slot < slots; slot++) {
        double chance = smooth(noise, slots, slot), distance = smooth(square, slots, slot);
        double own = distance > chance ? 1 - chance / distance : 0;
        share[slot] = all[slot] + own * (share[slot] - all[slot]);
        sum += share[slot];
    }
    for (int64_t slot = 0; slot < slots; slot++)
        share[slot] = sum > 0 ? share[slot] / sum : 0;
}

void wfm_i_profile_of(const wfm_i_days *d, double *shares, double *spare)
{
    int64_t slots = d->grid.slots;
    double *all = spare, *noise = spare + slots, *square = spare + 2 * slots;
    double calls[WFM_I_WEEKDAYS] = {0};
    for (int64_t slot = 0; slot < slots; slot++) {
        sums of[WFM_I_WEEKDAYS] = {{0}}, whole = {0};
        add_slot(d, slot, of);
        for (int w = 0; w < WFM_I_WEEKDAYS; w++) {
            shares[w * slots + slot] = share_of(&of[w]);
            whole.calls += of[w].calls;
            whole.totals += of[w].totals;
            if (of[w].square > 0) calls[w] = fmax(calls[w], of[w].totals * of[w].totals / of[w].square);
        }
        all[slot] = share_of(&whole);
    }
    for (int w = 0; w < WFM_I_WEEKDAYS; w++) {
        for (int64_t slot = 0; slot < slots; slot++)
            noise[slot] = calls[w] > 0 ? all[slot] / calls[w] : WFM_I_INF;
        for (int64_t slot = 0; slot < slots && calls[w] == 0; slot++)
            shares[w * slots + slot] = all[slot];
        draw(shares + w * slots, all, noise, square, slots);
    }
}
