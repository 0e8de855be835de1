/* SPDX-License-Identifier: MIT */
/* Averages over a gamma distributed rate.
 *
 * Method. In s = ln x, x the rate over its mean, the density of the shape k is proportional to exp(-k (e^s - 1 - s)),
 * analytic and nearly normal with the deviation 1/sqrt(k); that of the calls has e^s as a factor. It is cut where the
 * intervals' on the right, the calls' on the left has fallen by e^-E.
 *
 *   smooth   with patience or lines. The figures change where the load passes the agents, s1 = ln(agents/load), within a
 *            part 1/sqrt(agents) of it; and with patience where the wait of the overloaded queue, patience (s - s1),
 *            passes the answer time and the short one. The trapezoidal rule, with steps of 1, in
 *
 *                u(s) = sqrt(k E/(2 pi^2)) s + sum of d_i asinh((s - s_i)/width_i)
 *
 *            whose points are dense there, and which is analytic as far away from the real line as the figures are:
 *            the error falls exponentially with the number of points. With the first term alone it is e^-E for a normal
 *            density. A change is seen by what is near it, a share p_i = sqrt(k) width_i x density(s_i) of the rates:
 *            d_i = DENSITY (E + ln(SEEN p_i)), or none, makes its part of the error as small. E is FALLEN, or what
 *            WFM_I_RATES_SMOOTH points allow. The widths are WIDTH times those of the queue's fluctuations:
 *            1/sqrt(n max(1, patience)) at s1 and 1/sqrt(n patience) at the others, or what the places allow.
 *
 *   broken   without both. Up to s1 the figures are analytic, beyond they are those of overload. Panels of 16 points of
 *            Gauss and Legendre's rule, which double from s1 on down to the left.
 *
 * The calls' weights are scaled to add up to what the tails of the distribution say, the intervals' by the same factor, as
 * the mean of x is 1; what these then lack belongs to the left end, where the figures are those of no calls.
 *
 * Error, absolute, of a share, and of a mean wait in the longer of handle time and patience, against the rule with many more
 * points, 20,000 random queues with a patience of 0.01 to 100 handle times: the smooth rule, up to 50, 1,000, 10,000 and a
 * million agents, with a variation up to 0.3 2e-11, 7e-10, 3e-9 and 6e-7, with one up to 1 3e-9, 7e-9, 2e-7 and 8e-7; with a
 * short answer time up to ten times as much. The broken one: 1e-10 up to 3,000 agents and 1e-9 beyond with a variation up
 * to 0.3; 2e-9, and 1e-7 beyond, with one up to 1. */
#include "internal/rates.h"

#include "internal/loss.h"
#include "internal/loss_tables.h"
#include "internal/solve.h"

static const double CERTAIN = 0x1p60;     /* a shape from here on leaves no digit to the variation */
static const double GAMMA_RATIO = 0x1p60; /* of the beta distribution that is a gamma distribution */
static const double FALLEN = 26;          /* logarithm of the density where it ends, at most */
static const double DENSITY = 0.18;       /* of the points about a change, for each unit of a logarithm */
static const double WIDTH = 2.5;          /* of a change, in deviations */
static const double SEEN = 0.15;          /* of the 1/sqrt(2 pi) of a normal density, by tests */
static const double NARROWEST = 1e-9;     /* change, of more agents than there are people */
static const double TWO_PI_SQUARED = 19.739208802178716;

double wfm_i_rates_shape(double cv)
{
    double shape = 1 / cv / cv;
    return shape < CERTAIN ? fmax(shape, 1) : WFM_I_INF;
}

/* wfm_i_beta_tails has them the other way round. */
static wfm_i_tails gamma_tails(double shape, double depth)
{
    wfm_i_tails tails = wfm_i_beta_tails(GAMMA_RATIO * shape, shape, depth);
    return (wfm_i_tails){tails.above, tails.below};
}

wfm_i_tails wfm_i_rates_tails(double shape, double x)
{
    return gamma_tails(shape, fmin(shape * x, DBL_MAX));
}

typedef struct wanted {
    double shape;
    double p;
} wanted;

static double surplus(double x, const void *about)
{
    const wanted *of = about;
    wfm_i_tails tails = wfm_i_rates_tails(of->shape, x);
    return of->p < 0.5 ? wfm_i_ln_ratio(tails.below, of->p) : -wfm_i_ln_ratio(tails.above, 1 - of->p);
}

double wfm_i_rates_quantile(double shape, double p)
{
    wanted of = {shape, p};
    return wfm_i_solve(surplus, &of, (wfm_i_guess){1, 0, 0}, DBL_MAX, 0);
}

/* Where the figures change. */
typedef struct change {
    double at;
    double width;
    double ln_share; /* of the rates that are near it */
    double density;
} change;

enum { MOST_CHANGES = 3 };

typedef struct grid {
    double low; /* in s */
    double high;
    double shape;
    double root; /* points in s, without changes */
    int changes;
    change change[MOST_CHANGES];
    double wanted; /* u - u(low) */
} grid;

enum { ROUNDS = 8 };

/* The roots of e^d - 1 - d and e^-d - 1 + d, from above. */
static double reach_right(double fall)
{
    double d = fmin(sqrt(2 * fall), fall + 1);
    for (int i = 0; i < ROUNDS; i++)
        d = fmin(d, log1p(fall + d));
    return d;
}

static double reach_left(double fall)
{
    double d = 0.5 * (fall + sqrt(fall * fall + 8 * fall));
    for (int i = 0; i < ROUNDS; i++)
        d = fmin(d, fall - expm1(-d));
    return d;
}

static void set_ends(grid *g, double fall)
{
    g->high = reach_right(fall / g->shape);
    g->low = -reach_left(fall / (g->shape + 1));
}

/* A change that is within half the width of one before is the same. */
static void add_change(grid *g, double at, double deviation)
{
    double width = fmin(fmax(WIDTH * deviation, NARROWEST), 1);
    double ln_share = wfm_i_ln(SEEN * sqrt(g->shape) * width) - g->shape * wfm_i_expm1_less(at);
    for (int i = 0; i < g->changes; i++) {
        bool same = fabs(at - g->change[i].at) < 0.5 * fmin(width, g->change[i].width);
        if (same) return;
    }
    g->change[g->changes++] = (change){at, width, fmin(ln_share, 0), 0};
}

/* ln(agents/load), held within what no rate reaches. */
static double start_of(const wfm_queue *q)
{
    return fmax(-700, fmin(700, wfm_i_ln(q->agents / wfm_i_queue_load(q))));
}

static void set_changes(grid *g, const wfm_queue *q)
{
    wfm_i_model m = wfm_i_queue_model(q);
    double start = start_of(q);
    g->changes = 0;
    if (!(m.agents > 0)) return;
    bool endless = m.patience > DBL_MAX;
    double patience = endless ? 0 : m.patience;
    double few = m.lines <= DBL_MAX ? 1 / (sqrt(m.agents) + fmax(0, m.lines - m.agents)) : 0;
    double hanging_up = endless ? 0 : 1 / sqrt(m.agents * fmax(1, patience));
    add_change(g, start, fmax(few, hanging_up));
    if (endless) return;
    double later = fmax(few, 1 / sqrt(m.agents * patience));
    if (q->answer_within_s > 0) add_change(g, start + q->answer_within_s / q->patience_s, later);
    if (q->short_abandon_s > 0) add_change(g, start + q->short_abandon_s / q->patience_s, later);
}

static double slope_at(const grid *g, double s)
{
    double slope = g->root;
    for (int i = 0; i < g->changes; i++)
        slope += g->change[i].density / hypot(g->change[i].width, s - g->change[i].at);
    return slope;
}

static double u_at(const grid *g, double s)
{
    double u = g->root * (s - g->low);
    for (int i = 0; i < g->changes; i++)
        u += g->change[i].density * asinh((s - g->change[i].at) / g->change[i].width);
    return u;
}

static double beyond(double distance, const void *about)
{
    const grid *g = about;
    return u_at(g, g->low + distance) - g->wanted;
}

static void add_node(wfm_i_rates *rates, double shape, double s, double weight)
{
    double density = weight * wfm_i_exp(-shape * wfm_i_expm1_less(s));
    int i = rates->count++;
    rates->x[i] = wfm_i_exp(s);
    rates->of_intervals[i] = density;
    rates->of_calls[i] = density * rates->x[i];
}

/* The points for an error of e^-fall. */
static double set_points(grid *g, double fall)
{
    set_ends(g, fall);
    g->root = sqrt(g->shape * fall / TWO_PI_SQUARED);
    for (int i = 0; i < g->changes; i++)
        g->change[i].density = DENSITY * fmax(0, fall + g->change[i].ln_share);
    return u_at(g, g->high) - u_at(g, g->low);
}

static double too_many(double fall, const void *about)
{
    grid g = *(const grid *)about;
    return set_points(&g, fall) - WFM_I_RATES_SMOOTH;
}

static void fill_smooth(wfm_i_rates *rates, grid *g)
{
    bool enough = too_many(FALLEN, g) <= 0;
    double fall = enough ? FALLEN : wfm_i_solve_between(too_many, g, (wfm_i_guess){FALLEN / 2, 0, 0}, 1, FALLEN, 0);
    double length = set_points(g, fall);
    double from = u_at(g, g->low);
    int count = (int)fmin(ceil(length), WFM_I_RATES_SMOOTH);
    double step = length / count;
    double distance = 0;
    for (int i = 0; i < count; i++) {
        double slope = slope_at(g, g->low + distance);
        double guess = distance + (i == 0 ? step / 2 : step) / slope;
        g->wanted = from + (i + 0.5) * step;
        distance = wfm_i_solve(beyond, g, (wfm_i_guess){guess, slope, 0.1}, g->high - g->low, 0);
        double s = g->low + distance;
        add_node(rates, g->shape, s, step / slope_at(g, s));
    }
}

/* From the agents' load down; y is the distance from it. */
static void fill_broken(wfm_i_rates *rates, const grid *g, double start, double nearest)
{
    double end = start - g->low;
    double most = 1.2 / sqrt(g->shape);
    double y = fmax(0, start - g->high);
    while (y < end && rates->count <= WFM_I_RATES_MOST - 2 * GAUSS_HALF) {
        double length = fmin(fmin(fmax(y, nearest), most), end - y);
        double half = length / 2;
        for (int node = 0; node < GAUSS_HALF; node++) {
            add_node(rates, g->shape, start - (y + half * (1 - gauss_node[node])), half * gauss_weight[node]);
            add_node(rates, g->shape, start - (y + half * (1 + gauss_node[node])), half * gauss_weight[node]);
        }
        bool last = !(y + length > y);
        if (last) break;
        y += length;
    }
}

static double sum_of(const double *weights, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum += weights[i];
    return sum;
}

/* Makes both kinds of weights from densities: the calls' are cut where they are next to nothing and add up to what is
 * known; in the same scale the intervals' lack what is beyond the left end, where figures are those of no calls. */
static void scale(wfm_i_rates *rates, int lowest, double intervals, double calls)
{
    double sum = sum_of(rates->of_calls, rates->count);
    double share = sum > 0 ? calls / sum : 0;
    for (int i = 0; i < rates->count; i++) {
        rates->of_calls[i] *= share;
        rates->of_intervals[i] *= share;
    }
    rates->of_intervals[lowest] += fmax(0, intervals - sum_of(rates->of_intervals, rates->count));
}

/* The calls' distribution has the shape k + 1 and the same scale. */
static void scale_broken(wfm_i_rates *rates, double shape, double start)
{
    double x = wfm_i_exp(start);
    wfm_i_tails there = wfm_i_rates_tails(shape, x);
    wfm_i_tails calls = gamma_tails(shape + 1, fmin(shape * x, DBL_MAX));
    bool any = rates->count > 0;
    rates->overloaded_intervals = any ? there.above : 1;
    rates->overloaded_calls = any ? calls.above : 1;
    if (any) scale(rates, rates->count - 1, there.below, calls.below);
}

void wfm_i_rates_for(const wfm_queue *queue, double shape, wfm_i_rates *rates)
{
    grid g = {.shape = shape};
    rates->count = 0;
    rates->overloaded_intervals = rates->overloaded_calls = 0;
    if (!wfm_i_queue_is_plain(queue)) {
        set_changes(&g, queue);
        fill_smooth(rates, &g);
        scale(rates, 0, 1, 1);
        return;
    }
    set_ends(&g, FALLEN);
    double start = start_of(queue);
    double answer = queue->answer_within_s / queue->aht_s;
    double nearest = 1 / (sqrt(queue->agents) + queue->agents * answer);
    bool any = start > g.low;
    if (any) fill_broken(rates, &g, start, nearest);
    scale_broken(rates, shape, start);
}
