/* SPDX-License-Identifier: MIT */
/* Erlang C: the edges of its domain, and everything inside from F in loss_kernel.h.
 *
 * From C = n/(a + (n - a) F) the odds against waiting are (1 - C)/C = (F - 1)(n - a)/n: the odds of Erlang B times
 * (n - a)/n, with n - a formed from the inputs. All that follows is a sum or a product of positive terms. */
#include "wfm/erlang.h"

#include "internal/arrays.h"
#include "internal/loss.h"
#include "internal/region.h"
#include "internal/solve.h"

double wfm_erlang_c(double servers, double load)
{
    switch (wfm_i_region_of(servers, load)) {
    case WFM_I_INSIDE: return wfm_i_loss_value(WFM_I_C, servers, load, 0);
    case WFM_I_NEVER_WAITS: return 0;
    case WFM_I_ALWAYS_WAITS: return 1;
    default: return WFM_I_NAN;
    }
}

double wfm_erlang_c_compl(double servers, double load)
{
    switch (wfm_i_region_of(servers, load)) {
    case WFM_I_INSIDE: return wfm_i_loss_value(WFM_I_C_COMPL, servers, load, 0);
    case WFM_I_NEVER_WAITS: return 1;
    case WFM_I_ALWAYS_WAITS: return 0;
    default: return WFM_I_NAN;
    }
}

double wfm_erlang_c_ln(double servers, double load)
{
    switch (wfm_i_region_of(servers, load)) {
    case WFM_I_INSIDE: return wfm_i_loss_value(WFM_I_C_LN, servers, load, 0);
    case WFM_I_NEVER_WAITS: return -WFM_I_INF;
    case WFM_I_ALWAYS_WAITS: return 0;
    default: return WFM_I_NAN;
    }
}

double wfm_erlang_c_ln_dload(double servers, double load)
{
    switch (wfm_i_region_of(servers, load)) {
    case WFM_I_INSIDE: return wfm_i_loss_c_ln_dload(servers, load);
    case WFM_I_NEVER_WAITS: return WFM_I_INF;
    case WFM_I_ALWAYS_WAITS: return 0;
    default: return WFM_I_NAN;
    }
}

double wfm_erlang_c_ln_dservers(double servers, double load)
{
    switch (wfm_i_region_of(servers, load)) {
    case WFM_I_INSIDE: return wfm_i_loss_c_ln_dservers(servers, load, wfm_i_loss_ln_dservers(servers, load));
    case WFM_I_NEVER_WAITS: return -WFM_I_INF;
    case WFM_I_ALWAYS_WAITS: return 0;
    default: return WFM_I_NAN;
    }
}

double wfm_erlang_c_asa(double servers, double load)
{
    switch (wfm_i_region_of(servers, load)) {
    case WFM_I_INSIDE: return wfm_i_loss_value(WFM_I_C_ASA, servers, load, 0);
    case WFM_I_NEVER_WAITS: return 0;
    case WFM_I_ALWAYS_WAITS: return WFM_I_INF;
    default: return WFM_I_NAN;
    }
}

double wfm_erlang_c_wait_tail(double servers, double load, double t)
{
    if (!(t >= 0)) return WFM_I_NAN;
    if (wfm_i_region_of(servers, load) != WFM_I_INSIDE) return wfm_erlang_c(servers, load);
    return wfm_i_loss_value(WFM_I_C_TAIL, servers, load, t);
}

double wfm_erlang_c_service_level(double servers, double load, double t)
{
    if (!(t >= 0)) return WFM_I_NAN;
    if (wfm_i_region_of(servers, load) != WFM_I_INSIDE) return wfm_erlang_c_compl(servers, load);
    return wfm_i_loss_value(WFM_I_C_SERVICE, servers, load, t);
}

/* The excess of ln C over ln(1 - p), which keeps its digits where both are near 0. */
static double quantile(double servers, double load, double p)
{
    if (!(p < 1)) return WFM_I_INF;
    return fmax(0, wfm_erlang_c_ln(servers, load) - log1p(-p)) / (servers - load);
}

double wfm_erlang_c_wait_quantile(double servers, double load, double p)
{
    if (!wfm_i_is_fraction(p)) return WFM_I_NAN;
    switch (wfm_i_region_of(servers, load)) {
    case WFM_I_INSIDE: return quantile(servers, load, p);
    case WFM_I_NEVER_WAITS: return 0;
    case WFM_I_ALWAYS_WAITS: return p > 0 ? WFM_I_INF : 0;
    default: return WFM_I_NAN;
    }
}

/* What an inverse solves, in the variable spare = servers - load or in the load itself. */
typedef struct problem {
    double servers; /* fixed, or NaN */
    double load;    /* fixed, or NaN */
    double t;       /* answer time, in handle times */
    double tail;    /* wanted P(W > t) */
    double within;  /* 1 - tail, with its own digits */
    double asa;     /* wanted ASA where positive; then t, tail and within are not used */
} problem;

/* Positive where calls wait longer than wanted: by the ratio of the smaller of P(W > t) and its complement to what it is
 * to be; by logarithms where that is too small for a double. */
static double excess(const problem *p, double servers, double load)
{
    double spare = fmax(0, servers - load);
    bool of_service = p->asa > 0 ? false : p->tail > 0.5;
    if (of_service) return -wfm_i_ln_ratio(wfm_erlang_c_service_level(servers, load, p->t), p->within);
    double goal = p->asa > 0 ? p->asa : p->tail;
    double now = p->asa > 0 ? wfm_erlang_c_asa(servers, load) : wfm_erlang_c_wait_tail(servers, load, p->t);
    if (now > 1e-290) return now <= DBL_MAX ? wfm_i_ln_ratio(now, goal) : WFM_I_INF;
    if (p->asa > 0) return wfm_erlang_c_ln(servers, load) - wfm_i_ln(spare) - log(p->asa);
    return wfm_erlang_c_ln(servers, load) - spare * p->t - log(p->tail);
}

static double shortfall_by_spare(double spare, const void *about)
{
    const problem *p = about;
    if (p->servers > 0) return -excess(p, p->servers, p->servers - spare);
    return -excess(p, p->load + spare, p->load);
}

static double excess_by_load(double load, const void *about)
{
    const problem *p = about;
    return excess(p, p->servers, load);
}

/* -ln C and its slope in the spare, from a rough F: with y = (F - 1) spare/n, -ln C = ln(1 + y). */
static wfm_i_rough rough_waiting(double spare, double load)
{
    double n = load + spare;
    wfm_i_rough f = wfm_i_loss_rough(n, load);
    double share = spare / n;
    if (f.ln > 300) return (wfm_i_rough){f.ln + wfm_i_ln(share), f.slope + load / n / spare};
    double odds = fmax(expm1(f.ln), 0);
    double slope = odds * (load / n) / n + share * (odds + 1) * f.slope;
    return (wfm_i_rough){log1p(odds * share), slope / (1 + odds * share)};
}

enum { ROUGH_STEPS = 8 };

/* Newton's method on the rough F. -ln P(W > t) grows ever faster with the spare, so that from the second step on it comes
 * down to the root; it starts where spare^2/(2 load) + spare t, which is about -ln P, is what is wanted. */
static wfm_i_guess guess_spare(const problem *p)
{
    bool of_asa = p->asa > 0;
    double wanted = of_asa ? -log(p->asa) : -log(p->tail);
    double t = of_asa ? 0 : p->t;
    double spare = of_asa ? fmin(sqrt(p->load), 1 / p->asa) : 2 * wanted / (t + sqrt(t * t + 2 * wanted / p->load));
    double slope = 0;
    double moved = 0;
    for (int step = 0; step < ROUGH_STEPS; step++) {
        wfm_i_rough waiting = rough_waiting(spare, p->load);
        slope = waiting.slope + (of_asa ? 1 / spare : t);
        double excess = waiting.ln + (of_asa ? log(spare) : spare * t) - wanted;
        double next = fmax(spare - excess / slope, spare / 8);
        moved = fabs(next / spare - 1);
        spare = next;
        if (moved < 1.0 / 32) break;
    }
    if (!of_asa && p->tail > 0.5) slope *= p->tail / p->within;
    return (wfm_i_guess){spare, slope, moved + 1 / (p->load + spare)};
}

static double solve_servers(const problem *p)
{
    return p->load + wfm_i_solve(shortfall_by_spare, p, guess_spare(p), DBL_MAX, p->load);
}

/* A load above half the servers is found through the spare, which then has the digits; one below, as itself. */
static double solve_load(const problem *p)
{
    double half = p->servers / 2;
    if (excess(p, p->servers, half) > 0) return wfm_i_solve(excess_by_load, p, (wfm_i_guess){half, 0, 0}, half, 0);
    wfm_i_guess guess = {fmin(half, sqrt(p->servers)), 0, 0};
    return p->servers - wfm_i_solve(shortfall_by_spare, p, guess, half, half);
}

/* An inverse's answer where its goal is an edge. */
typedef enum goal_kind { GOAL_INSIDE, GOAL_NOWHERE, GOAL_NO_WAIT, GOAL_ANY_WAIT } goal_kind;

/* Both tail and complement are given, as the one that was not asked for may be rounded to 0 or 1. */
static goal_kind goal_of_tail(const problem *p)
{
    if (!(p->t >= 0)) return GOAL_NOWHERE;
    if (!wfm_i_is_fraction(p->tail)) return GOAL_NOWHERE;
    if (!wfm_i_is_fraction(p->within)) return GOAL_NOWHERE;
    if (!(p->tail > 0)) return GOAL_NO_WAIT;
    if (!(p->within > 0)) return GOAL_ANY_WAIT;
    return p->t > DBL_MAX ? GOAL_ANY_WAIT : GOAL_INSIDE;
}

static goal_kind goal_of_asa(double asa)
{
    if (!(asa >= 0)) return GOAL_NOWHERE;
    if (!(asa > 0)) return GOAL_NO_WAIT;
    return asa > DBL_MAX ? GOAL_ANY_WAIT : GOAL_INSIDE;
}

static double servers_for(goal_kind goal, const problem *p)
{
    if (!(p->load >= 0)) return WFM_I_NAN;
    if (goal == GOAL_NOWHERE) return WFM_I_NAN;
    if (!(p->load > 0)) return 0;
    if (goal == GOAL_NO_WAIT) return WFM_I_INF;
    if (goal == GOAL_ANY_WAIT) return p->load;
    if (p->load > DBL_MAX) return WFM_I_INF;
    return solve_servers(p);
}

static double load_for(goal_kind goal, const problem *p)
{
    if (!(p->servers >= 0)) return WFM_I_NAN;
    if (goal == GOAL_NOWHERE) return WFM_I_NAN;
    if (goal == GOAL_NO_WAIT) return 0;
    if (goal == GOAL_ANY_WAIT) return p->servers;
    if (!(p->servers > 0)) return 0;
    if (p->servers > DBL_MAX) return WFM_I_INF;
    return solve_load(p);
}

double wfm_erlang_c_servers_for_waiting(double load, double p)
{
    problem about = {.servers = WFM_I_NAN, .load = load, .tail = p, .within = 1 - p};
    return servers_for(goal_of_tail(&about), &about);
}

double wfm_erlang_c_servers_for_asa(double load, double asa)
{
    problem about = {.servers = WFM_I_NAN, .load = load, .asa = asa};
    return servers_for(goal_of_asa(asa), &about);
}

double wfm_erlang_c_servers_for_service_level(double load, double t, double target)
{
    problem about = {.servers = WFM_I_NAN, .load = load, .t = t, .tail = 1 - target, .within = target};
    return servers_for(goal_of_tail(&about), &about);
}

double wfm_erlang_c_load_for_waiting(double servers, double p)
{
    problem about = {.servers = servers, .load = WFM_I_NAN, .tail = p, .within = 1 - p};
    return load_for(goal_of_tail(&about), &about);
}

double wfm_erlang_c_load_for_asa(double servers, double asa)
{
    problem about = {.servers = servers, .load = WFM_I_NAN, .asa = asa};
    return load_for(goal_of_asa(asa), &about);
}

double wfm_erlang_c_load_for_service_level(double servers, double t, double target)
{
    problem about = {.servers = servers, .load = WFM_I_NAN, .t = t, .tail = 1 - target, .within = target};
    return load_for(goal_of_tail(&about), &about);
}

void wfm_erlang_c_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                    double *out, ptrdiff_t out_stride, size_t count)
{
    const wfm_i_array array = {WFM_I_C,     wfm_erlang_c, NULL, servers, servers_stride, load,
                               load_stride, NULL,         0,    out,     out_stride};
    wfm_i_map_loss(&array, count);
}

void wfm_erlang_c_compl_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                          double *out, ptrdiff_t out_stride, size_t count)
{
    const wfm_i_array array = {
        WFM_I_C_COMPL, wfm_erlang_c_compl, NULL, servers, servers_stride, load, load_stride, NULL, 0, out, out_stride};
    wfm_i_map_loss(&array, count);
}

void wfm_erlang_c_ln_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                       double *out, ptrdiff_t out_stride, size_t count)
{
    const wfm_i_array array = {WFM_I_C_LN, wfm_erlang_c_ln, NULL, servers, servers_stride, load, load_stride, NULL, 0,
                               out,        out_stride};
    wfm_i_map_loss(&array, count);
}

void wfm_erlang_c_ln_dload_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                             double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_erlang_c_ln_dload, servers, servers_stride, load, load_stride, out, out_stride, count);
}

void wfm_erlang_c_ln_dservers_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_erlang_c_ln_dservers, servers, servers_stride, load, load_stride, out, out_stride, count);
}

void wfm_erlang_c_asa_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                        double *out, ptrdiff_t out_stride, size_t count)
{
    const wfm_i_array array = {WFM_I_C_ASA, wfm_erlang_c_asa, NULL, servers, servers_stride, load, load_stride, NULL, 0,
                               out,         out_stride};
    wfm_i_map_loss(&array, count);
}

void wfm_erlang_c_wait_tail_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                              ptrdiff_t load_stride, const double *t, ptrdiff_t t_stride, double *out,
                              ptrdiff_t out_stride, size_t count)
{
    const wfm_i_array array = {
        WFM_I_C_TAIL, NULL,      wfm_erlang_c_wait_tail, servers, servers_stride, load, load_stride, t, t_stride,
        out,          out_stride};
    wfm_i_map_loss(&array, count);
}

void wfm_erlang_c_service_level_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                  ptrdiff_t load_stride, const double *t, ptrdiff_t t_stride, double *out,
                                  ptrdiff_t out_stride, size_t count)
{
    const wfm_i_array array = {
        WFM_I_C_SERVICE, NULL, wfm_erlang_c_service_level, servers, servers_stride, load, load_stride, t, t_stride, out,
        out_stride};
    wfm_i_map_loss(&array, count);
}

void wfm_erlang_c_wait_quantile_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                  ptrdiff_t load_stride, const double *p, ptrdiff_t p_stride, double *out,
                                  ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_erlang_c_wait_quantile, servers, servers_stride, load, load_stride, p, p_stride, out, out_stride,
               count);
}

void wfm_erlang_c_servers_for_waiting_n(const double *load, ptrdiff_t load_stride, const double *p, ptrdiff_t p_stride,
                                        double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_erlang_c_servers_for_waiting, load, load_stride, p, p_stride, out, out_stride, count);
}

void wfm_erlang_c_servers_for_asa_n(const double *load, ptrdiff_t load_stride, const double *asa, ptrdiff_t asa_stride,
                                    double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_erlang_c_servers_for_asa, load, load_stride, asa, asa_stride, out, out_stride, count);
}

void wfm_erlang_c_servers_for_service_level_n(const double *load, ptrdiff_t load_stride, const double *t,
                                              ptrdiff_t t_stride, const double *target, ptrdiff_t target_stride,
                                              double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_erlang_c_servers_for_service_level, load, load_stride, t, t_stride, target, target_stride, out,
               out_stride, count);
}

void wfm_erlang_c_load_for_waiting_n(const double *servers, ptrdiff_t servers_stride, const double *p,
                                     ptrdiff_t p_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_erlang_c_load_for_waiting, servers, servers_stride, p, p_stride, out, out_stride, count);
}

void wfm_erlang_c_load_for_asa_n(const double *servers, ptrdiff_t servers_stride, const double *asa,
                                 ptrdiff_t asa_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_erlang_c_load_for_asa, servers, servers_stride, asa, asa_stride, out, out_stride, count);
}

void wfm_erlang_c_load_for_service_level_n(const double *servers, ptrdiff_t servers_stride, const double *t,
                                           ptrdiff_t t_stride, const double *target, ptrdiff_t target_stride,
                                           double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_erlang_c_load_for_service_level, servers, servers_stride, t, t_stride, target, target_stride, out,
               out_stride, count);
}
