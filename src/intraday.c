/* SPDX-License-Identifier: MIT */
/* The wait announced to a caller: from the state of the queue, and from the waits of those before. */
#include "wfm/intraday.h"

#include "internal/beta.h"
#include "internal/columns.h"
#include "internal/solve.h"
#include "internal/structs.h"

void wfm_intraday_caller_init(wfm_intraday_caller *caller, size_t size)
{
    wfm_i_struct_init(caller, size);
}

void wfm_intraday_wait_init(wfm_intraday_wait *wait, size_t size)
{
    wfm_i_struct_init(wait, size);
}

void wfm_intraday_columns_init(wfm_intraday_columns *columns, size_t size)
{
    wfm_i_struct_init(columns, size);
}

static wfm_status check_position(double position)
{
    if (!(position >= 1)) return WFM_BAD_POSITION;
    return position <= DBL_MAX ? WFM_OK : WFM_BAD_POSITION;
}

/* Every member but the position. */
static wfm_status check_queue(const wfm_intraday_caller *c)
{
    if (!wfm_i_finite_from_zero(c->agents)) return WFM_BAD_AGENTS;
    if (!wfm_i_finite_from_zero(c->aht_s)) return WFM_BAD_AHT;
    if (!(c->aht_s > 0)) return WFM_BAD_AHT;
    if (!(c->patience_s >= 0)) return WFM_BAD_PATIENCE;
    if (!(c->own_patience_s >= 0)) return WFM_BAD_OWN_PATIENCE;
    if (!wfm_i_is_fraction(c->quantile)) return WFM_BAD_PROBABILITY;
    return c->within_s >= 0 ? WFM_OK : WFM_BAD_TIME;
}

/* The sum of independent exponential times of rate 1/unit_s + j/patience, j = 0 ... stages - 1: unit_s times the sum of
 * those of rate 1 + j/c, c = patience/unit_s. With x = exp(-t/patience) its tail is that of a beta distribution. */
typedef struct race {
    double unit_s; /* mean time from one answer to the next while nobody hangs up; infinite without agents */
    double c;
    double stages;
} race;

/* Patience beyond 2^60 waits of the whole queue changes no digit of anything: infinite patience is taken as that, and
 * needs no formulas of its own. No queue has 2^900 places, and with them no sum overflows. */
static race race_of(double unit_s, double patience_s, double position)
{
    double stages = fmin(position, 0x1p900);
    return (race){unit_s, fmin(patience_s / unit_s, 0x1p60 * stages), stages};
}

static double mean_of(const race *of)
{
    return of->unit_s * wfm_i_beta_rise(of->c, of->stages);
}

/* P(V > t) as below, P(V <= t) as above, as a long wait is a small x. Without agents no time is long. */
static wfm_i_tails tails_of(const race *of, double t_s)
{
    return wfm_i_beta_tails(of->c, of->stages, t_s / of->unit_s);
}

/* A quantile is searched for on the logarithm of the smaller tail. */
typedef struct quantile_goal {
    race of;
    double p;
} quantile_goal;

static double surplus(double depth, const void *about)
{
    const quantile_goal *goal = about;
    wfm_i_tails tails = wfm_i_beta_tails(goal->of.c, goal->of.stages, depth);
    return goal->p < 0.5 ? wfm_i_ln_ratio(tails.above, goal->p) : -wfm_i_ln_ratio(tails.below, 1 - goal->p);
}

/* The standard normal quantile to 5e-4: Hastings 1955, Abramowitz and Stegun 26.2.23. */
static double rough_normal(double p)
{
    double t = sqrt(-2 * wfm_i_ln(fmin(p, 1 - p)));
    double z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    return p < 0.5 ? -z : z;
}

/* As if V were gamma distributed, by Wilson and Hilferty 1931, with what the surplus grows by there. The variance is
 * that of the first time, and an integral in place of the sum of the others'. */
static wfm_i_guess rough_quantile(const race *of, double p)
{
    static const double sqrt_two_pi = 2.50662827463100050242;
    double mean = wfm_i_beta_rise(of->c, of->stages);
    double variance = 1 + of->c / (of->c + 0.5) * (of->c / (of->c + (of->stages - 0.5))) * (of->stages - 1);
    double shape = mean * (mean / variance);
    double z = rough_normal(p);
    double root = 1 - 1 / (9 * shape) + z / (3 * sqrt(shape));
    double along = mean * (root * root / sqrt(shape)); /* dV/dz */
    double slope = wfm_i_exp(-z * z / 2) / (sqrt_two_pi * fmin(p, 1 - p) * along);
    bool serves = root > 0.1; /* it ends in the lower tail of few stages, where V is nearly a power of p */
    return serves ? (wfm_i_guess){mean * root * root * root, slope, 0.1} : (wfm_i_guess){p, 0, 0};
}

static double quantile_of(const race *of, double p)
{
    quantile_goal goal = {*of, p};
    if (!(p > 0)) return 0;
    if (!(p < 1)) return WFM_I_INF;
    if (!(of->unit_s <= DBL_MAX)) return WFM_I_INF;
    return of->unit_s * wfm_i_solve(surplus, &goal, rough_quantile(of, p), DBL_MAX, 0);
}

/* -ln P(answered): the sum of ln(1 + unit/own_patience/(1 + j/c)); infinite without agents. */
static double ln_unanswered(const race *of, double own_patience_s)
{
    return wfm_i_beta_ln_ratio(of->c, of->stages, of->unit_s / own_patience_s);
}

/* Who is answered within own patience has waited as if the agents were faster by its rate. */
static double unit_of_answered(double unit_s, double own_patience_s)
{
    if (!(unit_s <= DBL_MAX)) return own_patience_s;
    return unit_s / (1 + unit_s / own_patience_s);
}

static double or_infinite(double patience_s)
{
    return patience_s > 0 ? patience_s : WFM_I_INF;
}

/* Every figure of a checked caller. */
static wfm_intraday_wait wait_of(const wfm_intraday_caller *c)
{
    wfm_intraday_wait w = WFM_INTRADAY_WAIT_INIT;
    double patience_s = or_infinite(c->patience_s);
    double own_s = c->own_patience_s > 0 ? c->own_patience_s : patience_s;
    race offered = race_of(c->aht_s / c->agents, patience_s, c->position);
    race answered = race_of(unit_of_answered(offered.unit_s, own_s), patience_s, c->position);
    wfm_i_tails tails = tails_of(&offered, c->within_s);
    double ln = ln_unanswered(&offered, own_s);
    w.offered_wait_mean_s = mean_of(&offered);
    w.offered_wait_quantile_s = quantile_of(&offered, c->quantile);
    w.within = tails.above;
    w.beyond = tails.below;
    w.answered = wfm_i_exp(-ln);
    w.abandonment = -expm1(-ln);
    w.answered_within = w.answered * tails_of(&answered, c->within_s).above;
    w.answered_wait_mean_s = mean_of(&answered);
    /* so seldom does the caller hang up that the product would lose digits where it makes no difference */
    bool stays = ln < 0x1p-56;
    w.wait_mean_s = stays ? w.offered_wait_mean_s : fmin(own_s * w.abandonment, w.offered_wait_mean_s);
    return w;
}

wfm_status wfm_intraday_announce(const wfm_intraday_caller *caller, wfm_intraday_wait *wait)
{
    wfm_intraday_caller c;
    wfm_status status = wfm_i_struct_open(wait);
    if (status == WFM_OK) status = wfm_i_struct_read(&c, sizeof c, caller, WFM_BAD_INTRADAY_STRUCT);
    if (status == WFM_OK) status = check_position(c.position);
    if (status == WFM_OK) status = check_queue(&c);
    if (status != WFM_OK) return status;
    wfm_intraday_wait found = wait_of(&c);
    wfm_i_struct_write(wait, &found, sizeof found);
    return WFM_OK;
}

static void put_row(const wfm_intraday_columns *to, ptrdiff_t row, const wfm_intraday_wait *w)
{
    wfm_i_put(to->offered_wait_mean_s, to->offered_wait_mean_s_stride, row, w->offered_wait_mean_s);
    wfm_i_put(to->offered_wait_quantile_s, to->offered_wait_quantile_s_stride, row, w->offered_wait_quantile_s);
    wfm_i_put(to->within, to->within_stride, row, w->within);
    wfm_i_put(to->beyond, to->beyond_stride, row, w->beyond);
    wfm_i_put(to->answered, to->answered_stride, row, w->answered);
    wfm_i_put(to->abandonment, to->abandonment_stride, row, w->abandonment);
    wfm_i_put(to->answered_within, to->answered_within_stride, row, w->answered_within);
    wfm_i_put(to->answered_wait_mean_s, to->answered_wait_mean_s_stride, row, w->answered_wait_mean_s);
    wfm_i_put(to->wait_mean_s, to->wait_mean_s_stride, row, w->wait_mean_s);
}

/* What no column asks for is not asked for: a quantile and a time of 0 cost nothing. */
static void drop_unwanted(wfm_intraday_caller *c, const wfm_intraday_columns *to)
{
    bool tails = to->within != NULL || to->beyond != NULL || to->answered_within != NULL;
    if (to->offered_wait_quantile_s == NULL) c->quantile = 0;
    if (!tails) c->within_s = 0;
}

wfm_status wfm_intraday_announce_queue(const wfm_intraday_caller *caller, size_t count, const double *position,
                                       ptrdiff_t position_stride, const wfm_intraday_columns *columns,
                                       wfm_status *status)
{
    static const wfm_intraday_wait nothing = {0,         0,         WFM_I_NAN, WFM_I_NAN, WFM_I_NAN, WFM_I_NAN,
                                              WFM_I_NAN, WFM_I_NAN, WFM_I_NAN, WFM_I_NAN, WFM_I_NAN};
    wfm_intraday_caller c;
    wfm_intraday_columns to;
    if (wfm_i_struct_read(&to, sizeof to, columns, WFM_BAD_OUTPUT) != WFM_OK) return WFM_BAD_OUTPUT;
    wfm_status of_queue = wfm_i_struct_read(&c, sizeof c, caller, WFM_BAD_INTRADAY_STRUCT);
    if (of_queue == WFM_OK) of_queue = check_queue(&c);
    if (of_queue == WFM_OK) drop_unwanted(&c, &to);
    wfm_status all = of_queue;
    for (size_t i = 0; i < count; i++) {
        ptrdiff_t row = (ptrdiff_t)i;
        wfm_status of_row = of_queue;
        c.position = position != NULL ? position[row * position_stride] : (double)row + 1;
        if (of_row == WFM_OK) of_row = check_position(c.position);
        wfm_intraday_wait found = of_row == WFM_OK ? wait_of(&c) : nothing;
        put_row(&to, row, &found);
        if (status != NULL) status[row] = of_row;
        all = wfm_i_combine(all, of_row);
    }
    return all;
}

/* The first bad wait of a column, or that there is none. */
static wfm_status check_waits(size_t count, const double *wait_s, ptrdiff_t wait_stride)
{
    if (wait_s == NULL) return WFM_BAD_WAIT;
    for (size_t i = 0; i < count; i++)
        if (!wfm_i_finite_from_zero(wait_s[(ptrdiff_t)i * wait_stride])) return WFM_BAD_WAIT;
    return WFM_OK;
}

wfm_status wfm_intraday_last_wait(size_t count, const double *wait_s, ptrdiff_t wait_stride, double *last_s)
{
    if (last_s == NULL) return WFM_BAD_OUTPUT;
    wfm_status status = check_waits(count, wait_s, wait_stride);
    if (status != WFM_OK)
        *last_s = WFM_I_NAN;
    else if (count > 0)
        *last_s = wait_s[(ptrdiff_t)(count - 1) * wait_stride];
    return status;
}

/* NaN is an average of nothing yet. */
static wfm_status check_average(double weight, double average_s)
{
    if (!(weight > 0)) return WFM_BAD_WEIGHT;
    if (!(weight <= 1)) return WFM_BAD_WEIGHT;
    if (isnan(average_s)) return WFM_OK;
    return wfm_i_finite_from_zero(average_s) ? WFM_OK : WFM_BAD_WAIT;
}

static double averaged(double average_s, double weight, double wait_s)
{
    bool replaced = isnan(average_s) || weight >= 1;
    return replaced ? wait_s : average_s + weight * (wait_s - average_s);
}

wfm_status wfm_intraday_average(size_t count, const double *wait_s, ptrdiff_t wait_stride, double weight,
                                double *average_s)
{
    if (average_s == NULL) return WFM_BAD_OUTPUT;
    wfm_status status = check_average(weight, *average_s);
    if (status == WFM_OK) status = check_waits(count, wait_s, wait_stride);
    if (status != WFM_OK) *average_s = WFM_I_NAN;
    if (status != WFM_OK) return status;
    for (size_t i = 0; i < count; i++)
        *average_s = averaged(*average_s, weight, wait_s[(ptrdiff_t)i * wait_stride]);
    return WFM_OK;
}
