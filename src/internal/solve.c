/* SPDX-License-Identifier: MIT */
#include "internal/solve.h"

/* A point and the function there. */
typedef struct point {
    double x;
    double f;
} point;

enum { STEPS = 120 }; /* bisection of a bracket within a factor of 4 ends in 60; interpolation in about eight */

static const double SMALLEST = 0x1p-1074;

/* f's infinities as the largest double, so that interpolation stays finite. */
static point evaluate(wfm_i_function f, const void *about, double x)
{
    return (point){x, fmax(-DBL_MAX, fmin(DBL_MAX, f(x, about)))};
}

/* Inverse quadratic interpolation where Chandrupatla's test says that it is safe, else bisection: the share of the way
 * from b to a. */
static double share(point a, point b, point c)
{
    double xi = (a.x - b.x) / (c.x - b.x);
    double phi = (a.f - b.f) / (c.f - b.f);
    if (!(phi * phi < xi)) return 0.5;
    if (!((1 - phi) * (1 - phi) < 1 - xi)) return 0.5;
    return a.f / (b.f - a.f) * (c.f / (b.f - c.f)) +
           (c.x - a.x) / (b.x - a.x) * (a.f / (c.f - a.f)) * (b.f / (c.f - b.f));
}

/* Chandrupatla 1997, Adv. Eng. Software 28, 145-149: a is the newest point, b across the root, c the point before. */
static double between(wfm_i_function f, const void *about, point a, point b, double offset)
{
    double t = 0.5;
    for (int step = 0; step < STEPS; step++) {
        point next = evaluate(f, about, a.x + t * (b.x - a.x));
        point c = a;
        if ((next.f > 0) != (a.f > 0)) {
            c = b;
            b = a;
        }
        a = next;
        double nearest = fabs(a.f) < fabs(b.f) ? a.x : b.x;
        double tolerance = DBL_EPSILON * (nearest + offset);
        double width = fabs(b.x - a.x);
        if (a.f == 0) return a.x;
        if (width <= 2 * tolerance) return nearest;
        double least = tolerance / width;
        t = fmin(1 - least, fmax(least, share(a, b, c)));
    }
    return a.x;
}

/* Halves a wide bracket in its logarithm first: between doubles of any size, bisection of the numbers would not end. */
static double between_wide(wfm_i_function f, const void *about, point high, point low, double offset)
{
    if (!(high.f > 0)) return high.x;
    if (!(low.x > 0)) low = evaluate(f, about, SMALLEST);
    if (low.f > 0) return 0;
    while (high.x / 4 > low.x) {
        point middle = evaluate(f, about, sqrt(low.x) * sqrt(high.x));
        if (middle.f > 0)
            high = middle;
        else
            low = middle;
    }
    return between(f, about, high, low, offset);
}

double wfm_i_solve(wfm_i_function f, const void *about, double start, double most, double offset)
{
    point high = evaluate(f, about, fmin(fmax(start, SMALLEST), most));
    point low = high;
    /* outwards by factors 2, 4, 16, 256, ...: few steps even across all doubles */
    for (double factor = 2; high.f < 0; factor = fmin(factor * factor, 0x1p512)) {
        if (high.x >= most) return most;
        low = high;
        high = evaluate(f, about, fmin(high.x * factor, most));
    }
    for (double factor = 2; low.f > 0; factor = fmin(factor * factor, 0x1p512)) {
        if (!(low.x > 0)) return 0; /* it is positive even there */
        high = low;
        low = evaluate(f, about, low.x / factor);
    }
    return between_wide(f, about, high, low, offset);
}
