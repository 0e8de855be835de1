/* SPDX-License-Identifier: MIT */
#include "internal/minimise.h"

enum { ROUNDS = 30, SECTIONS = 24, STRIDES = 12 }; /* 0.618^24 leaves 1e-5 of the bracket */

static const double GOLDEN = 0.6180339887498949;
static const double NEAR = 1.25;

typedef struct search {
    wfm_i_cost cost;
    const void *about;
    const wfm_i_coordinate *coordinate;
    int32_t dimensions;
    double *at; /* the best so far */
    double least;
} search;

/* Looks at a point that differs from the best in one coordinate, and keeps it if it is better. */
static double look(search *s, int32_t k, double x)
{
    double point[WFM_I_COORDINATES];
    for (int32_t i = 0; i < s->dimensions; i++)
        point[i] = i == k ? x : s->at[i];
    double cost = s->cost(point, s->about);
    if (cost < s->least) {
        s->least = cost;
        s->at[k] = x;
    }
    return isnan(cost) ? WFM_I_INF : cost;
}

/* The grid: index counts through its points, the last coordinate fastest. */
static void look_at_grid(search *s)
{
    int32_t index[WFM_I_COORDINATES] = {0};
    for (int32_t k = s->dimensions - 1; k >= 0;) {
        double point[WFM_I_COORDINATES];
        for (int32_t i = 0; i < s->dimensions; i++)
            point[i] = s->coordinate[i].grid[index[i]];
        double cost = s->cost(point, s->about);
        if (cost < s->least) {
            s->least = cost;
            for (int32_t i = 0; i < s->dimensions; i++)
                s->at[i] = point[i];
        }
        for (k = s->dimensions - 1; k >= 0 && ++index[k] == s->coordinate[k].points; k--)
            index[k] = 0;
    }
}

/* Golden sections of one coordinate between low and high. */
static void narrow(search *s, int32_t k, double low, double high)
{
    double left = high - GOLDEN * (high - low), right = low + GOLDEN * (high - low);
    double of_left = look(s, k, left), of_right = look(s, k, right);
    for (int32_t section = 0; section < SECTIONS; section++) {
        if (of_left <= of_right) {
            high = right;
            right = left;
            of_right = of_left;
            left = high - GOLDEN * (high - low);
            of_left = look(s, k, left);
        } else {
            low = left;
            left = right;
            of_left = of_right;
            right = low + GOLDEN * (high - low);
            of_right = look(s, k, right);
        }
    }
}

/* The first round looks between the grid's neighbours of the best, and at the bounds; the next ones near it, where a
 * section that went to another valley of the first round's may have left it. */
static void narrow_round(search *s, int32_t round)
{
    for (int32_t k = 0; k < s->dimensions; k++) {
        const wfm_i_coordinate *c = &s->coordinate[k];
        double low = s->at[k] / NEAR, high = s->at[k] * NEAR;
        for (int32_t i = 0; round == 0 && i < c->points; i++)
            if (c->grid[i] < s->at[k]) low = c->grid[i];
        for (int32_t i = c->points - 1; round == 0 && i >= 0; i--)
            if (c->grid[i] > s->at[k]) high = c->grid[i];
        narrow(s, k, fmax(low, c->low), fmin(high, c->high));
        look(s, k, c->low);
        look(s, k, c->high);
    }
}

/* Goes on in the direction of a whole round while that is better, twice as far each time: a valley that lies across the
 * coordinates takes them very long (Hooke and Jeeves 1961). */
static void stride_on(search *s, const double *before)
{
    double direction[WFM_I_COORDINATES], point[WFM_I_COORDINATES];
    for (int32_t i = 0; i < s->dimensions; i++)
        direction[i] = s->at[i] - before[i];
    for (int32_t step = 0; step < STRIDES; step++) {
        for (int32_t i = 0; i < s->dimensions; i++) {
            const wfm_i_coordinate *c = &s->coordinate[i];
            point[i] = fmin(fmax(s->at[i] + direction[i], c->low), c->high);
            direction[i] *= 2;
        }
        double cost = s->cost(point, s->about);
        if (!(cost < s->least)) return;
        s->least = cost;
        for (int32_t i = 0; i < s->dimensions; i++)
            s->at[i] = point[i];
    }
}

double wfm_i_minimise(wfm_i_cost cost, const void *about, const wfm_i_coordinate *coordinate, int32_t dimensions,
                      double gain, double *at)
{
    search s = {cost, about, coordinate, dimensions, at, WFM_I_INF};
    for (int32_t i = 0; i < dimensions; i++)
        at[i] = coordinate[i].grid[0];
    look_at_grid(&s);
    for (int32_t round = 0; round < ROUNDS; round++) {
        double before = s.least, from[WFM_I_COORDINATES];
        for (int32_t k = 0; k < dimensions; k++)
            from[k] = at[k];
        narrow_round(&s, round);
        stride_on(&s, from);
        if (!(before - s.least > gain * before)) break;
    }
    return s.least;
}
