/* SPDX-License-Identifier: MIT */
#include "internal/solve.h"

/* A point and the function there. */
typedef struct point {
    double x;
    double f;
} point;

enum { STEPS = 120 }; /* bisection of a bracket within a factor of 4 ends in 60; interpolation in about eight */

static const double SMALLEST = 0x1p-1074;
static const double WIDE = 0x1p50; /* a bracket that STEPS halves may not bring together */

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

/* Both ends by steps outwards from one point: by factors 2, 4, 16, 256, ...: few even across all doubles. */
static double outwards(wfm_i_function f, const void *about, point from, double most, double offset)
{
    point high = from;
    point low = from;
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

/* Where the line through two points is 0, and the parabola in f through three. */
static double along(point b, point c)
{
    return c.x - c.f * ((c.x - b.x) / (c.f - b.f));
}

static double through(point a, point b, point c)
{
    double ab = (b.x - a.x) / (b.f - a.f);
    double bc = (c.x - b.x) / (c.f - b.f);
    return c.x - c.f * (bc - b.f * (bc - ab) / (c.f - a.f));
}

/* Points that close in on the root, the newest last: a, b, c; and where they lead. */
typedef struct approach {
    point a;
    point b;
    point c;
    double next;
    double
        bend; /* the error of the line through two points over the product of theirs; 0 where it is not known, as from
                    points that were not near the root */
} approach;

/* Whether next needs no test. Through three points its error is the product of theirs times a factor that is about the
 * square of the bend; 64 is for safety. From the guess alone it is the step times the error of the slope. */
static bool is_last(const approach *on, double offset, double slope_error)
{
    double tolerance = DBL_EPSILON / 4 * (on->next + offset);
    double of_a = fabs(on->next - on->a.x);
    double of_b = fabs(on->next - on->b.x);
    double of_c = fabs(on->next - on->c.x);
    if (on->b.x == on->c.x) return fabs(on->c.f) < 0.1 && 64 * of_c * fmax(fabs(on->c.f), slope_error) <= tolerance;
    if (of_c <= tolerance) return true;
    return on->bend > 0 && 64 * (on->bend * of_a) * (on->bend * of_b) * of_c <= tolerance;
}

/* The step after a new point: along the line through the first two, then by parabolas. */
static approach advance(const approach *on, point newest, int step, bool near)
{
    approach after = {on->b, on->c, newest, 0, on->bend};
    after.next = step == 0 ? along(after.b, after.c) : through(after.a, after.b, after.c);
    bool telling = near && step == 1;
    if (telling && fabs(after.a.f) < 1) {
        double of_a = fabs(after.next - after.a.x);
        double of_b = fabs(after.next - after.b.x);
        after.bend = fabs(after.next - newest.x) / of_a / of_b;
    }
    return after;
}

/* Whether two points are as near as the rounding of their sum with the offset lets them be, and f as near 0. */
static bool coincide(point x, point y, double offset)
{
    return fabs(x.f) < 1e-6 && fabs(x.x - y.x) <= 2 * DBL_EPSILON * (x.x + offset);
}

/* Where a root may be. */
typedef struct stretch {
    double least;
    double most;
    double offset;
} stretch;

/* Whether the guess is good enough for such steps: f is finite there, and they are not long. */
static bool is_near(const approach *on, const stretch *within)
{
    if (!(fabs(on->c.f) < 1e100)) return false;
    if (!(on->next > on->c.x / 16)) return false;
    if (!(on->next >= within->least)) return false;
    return on->next < on->c.x * 16 && on->next <= within->most;
}

enum { ADVANCES = 10 };

/* The root by steps from a guess, in x, or where they do not lead to it the last point. */
static bool close_in(wfm_i_function f, const void *about, wfm_i_guess guess, const stretch *within, point *x)
{
    point first = evaluate(f, about, fmin(fmax(guess.x, fmax(SMALLEST, within->least)), within->most));
    approach on = {first, first, first, first.x * (first.f > 0 ? 0.9375 : 1.0625), 0};
    bool sloped = guess.slope > 0 && guess.slope <= DBL_MAX;
    if (sloped) on.next = first.x - first.f / guess.slope;
    for (int step = 0; step < ADVANCES; step++) {
        *x = on.c;
        if (on.c.f == 0) return true;
        if (!is_near(&on, within)) return false;
        x->x = on.next;
        bool tried = step > 0 || sloped;
        if (tried && is_last(&on, within->offset, guess.error)) return true;
        point newest = evaluate(f, about, on.next);
        *x = fabs(newest.f) < fabs(on.c.f) ? newest : on.c;
        bool nearer = step == 0 || fabs(newest.f) <= fabs(on.c.f) / 2; /* beside a guess nothing need be nearer */
        if (!nearer) {
            bool same = coincide(newest, on.c, within->offset);
            bool across = newest.f * on.c.f < 0 && !same;
            if (across) x->x = between(f, about, newest, on.c, within->offset);
            return same || across;
        }
        on = advance(&on, newest, step, sloped);
    }
    *x = on.c;
    return false;
}

double wfm_i_solve(wfm_i_function f, const void *about, wfm_i_guess guess, double most, double offset)
{
    point x;
    if (close_in(f, about, guess, &(stretch){0, most, offset}, &x)) return x.x;
    return outwards(f, about, x, most, offset);
}

double wfm_i_solve_between(wfm_i_function f, const void *about, wfm_i_guess guess, double low, double high,
                           double offset)
{
    point x;
    if (close_in(f, about, guess, &(stretch){low, high, offset}, &x)) return x.x;
    point below = evaluate(f, about, low);
    point above = evaluate(f, about, high);
    if (!(below.f < 0)) return low;
    if (!(above.f > 0)) return high;
    if (x.f < 0) below = x;
    if (x.f > 0) above = x;
    bool wide = above.x > WIDE * below.x;
    return wide ? between_wide(f, about, above, below, offset) : between(f, about, above, below, offset);
}
