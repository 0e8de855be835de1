/* SPDX-License-Identifier: MIT */
/* Erlang B: the edges of its domain, and everything inside from F in loss_kernel.h. */
#include "wfm/erlang.h"

#include "internal/arrays.h"
#include "internal/loss.h"
#include "internal/solve.h"

typedef enum region { INSIDE, NOWHERE, NEVER_BLOCKS, ALWAYS_BLOCKS } region;

/* NOWHERE is outside the domain; B is 0 at n > 0, a = 0 and at n infinite, 1 at n = 0 and at a infinite. */
static region region_of(double servers, double load)
{
    if (!(servers >= 0)) return NOWHERE;
    if (!(load >= 0)) return NOWHERE;
    if (servers > DBL_MAX) return load > DBL_MAX ? NOWHERE : NEVER_BLOCKS;
    if (load > DBL_MAX) return ALWAYS_BLOCKS;
    if (!(servers > 0)) return ALWAYS_BLOCKS;
    return load > 0 ? INSIDE : NEVER_BLOCKS;
}

double wfm_erlang_b(double servers, double load)
{
    switch (region_of(servers, load)) {
    case INSIDE: return wfm_i_loss_value(WFM_I_B, servers, load, 0);
    case NEVER_BLOCKS: return 0;
    case ALWAYS_BLOCKS: return 1;
    default: return WFM_I_NAN;
    }
}

double wfm_erlang_b_compl(double servers, double load)
{
    switch (region_of(servers, load)) {
    case INSIDE: return wfm_i_loss_value(WFM_I_B_COMPL, servers, load, 0);
    case NEVER_BLOCKS: return 1;
    case ALWAYS_BLOCKS: return 0;
    default: return WFM_I_NAN;
    }
}

double wfm_erlang_b_ln(double servers, double load)
{
    switch (region_of(servers, load)) {
    case INSIDE: return wfm_i_loss_value(WFM_I_B_LN, servers, load, 0);
    case NEVER_BLOCKS: return -WFM_I_INF;
    case ALWAYS_BLOCKS: return 0;
    default: return WFM_I_NAN;
    }
}

double wfm_erlang_b_ln_dload(double servers, double load)
{
    switch (region_of(servers, load)) {
    case INSIDE: return wfm_i_loss_ln_dload(servers, load);
    case NEVER_BLOCKS: return WFM_I_INF;
    case ALWAYS_BLOCKS: return 0;
    default: return WFM_I_NAN;
    }
}

double wfm_erlang_b_ln_dservers(double servers, double load)
{
    switch (region_of(servers, load)) {
    case NOWHERE: return WFM_I_NAN;
    case NEVER_BLOCKS: return -WFM_I_INF;
    default: break;
    }
    if (load > DBL_MAX) return 0;
    if (load > 0) return -wfm_i_loss_ln_dservers(servers, load);
    return -WFM_I_INF;
}

/* What an inverse solves: B(servers, load) = blocking in one of the two, by the ratio of the smaller of B and 1 - B to
 * what it is to be; by logarithms where B is too small for a double. */
typedef struct problem {
    double fixed;
    double blocking;
} problem;

/* Positive where B is above the goal. */
static double excess(double servers, double load, double blocking)
{
    if (blocking > 0.5) return -wfm_i_ln_ratio(wfm_erlang_b_compl(servers, load), 1 - blocking);
    double b = wfm_erlang_b(servers, load);
    if (b > 1e-290) return wfm_i_ln_ratio(b, blocking);
    return wfm_erlang_b_ln(servers, load) - log(blocking);
}

static double excess_by_servers(double servers, const void *about)
{
    const problem *p = about;
    return -excess(servers, p->fixed, p->blocking);
}

static double excess_by_load(double load, const void *about)
{
    const problem *p = about;
    return excess(p->fixed, load, p->blocking);
}

enum { ROUGH_STEPS = 8 };

/* Newton's method on a rough F: ln F is convex in the servers, so that from the second step on it comes down to the root.
 * Where most calls are blocked, F = a/(a - n + n/T) with T about a - n + 2 (the continued fraction), and a - n about a B. */
static wfm_i_guess guess_servers(double load, double blocking)
{
    double servers = load * (1 - blocking) * (1 + 1 / (load * blocking + 2));
    if (blocking > 0.5) return (wfm_i_guess){servers, 1 / servers, 0.5};
    wfm_i_rough f = {0, 0};
    double moved = 1;
    servers = load;
    for (int step = 0; step < ROUGH_STEPS && moved > 1.0 / 32; step++) {
        f = wfm_i_loss_rough(servers, load);
        double next = fmax(servers - (f.ln + log(blocking)) / f.slope, servers / 8);
        moved = fabs(next - servers) / (fabs(next - load) + sqrt(load)); /* the scale on which B changes */
        servers = next;
    }
    return (wfm_i_guess){servers, f.slope, moved + 1 / servers};
}

/* The same for the load, in its logarithm: d ln B/d ln a = n - a (1 - B). */
static wfm_i_guess guess_load(double servers, double blocking)
{
    double most = servers / (1 - blocking);
    double load = most * (1 - 1 / (most * blocking + 2));
    if (blocking > 0.5) return (wfm_i_guess){load, 1 / load, 0.5};
    double slope = 0;
    double moved = 1;
    load = servers;
    for (int step = 0; step < ROUGH_STEPS && moved > 1.0 / 32; step++) {
        wfm_i_rough f = wfm_i_loss_rough(servers, load);
        double least = servers / load / (fabs(servers - load) + 2 * sqrt(servers) + 2);
        slope = fmax((servers - load) / load + wfm_i_exp(-f.ln), least); /* of a rough F it may cancel in overload */
        double change = (f.ln + log(blocking)) / (load * slope);
        double next = load * exp(fmin(fmax(change, -2), 2));
        moved = fabs(next - load) / (fabs(next - servers) + sqrt(servers));
        load = next;
    }
    return (wfm_i_guess){load, slope, load > servers ? 0.5 : moved + 1 / servers};
}

double wfm_erlang_b_servers_for_blocking(double load, double blocking)
{
    if (!(load >= 0)) return WFM_I_NAN;
    if (!wfm_i_is_fraction(blocking)) return WFM_I_NAN;
    if (!(blocking < 1)) return 0;
    if (!(load > 0)) return 0;
    if (!(blocking > 0)) return WFM_I_INF;
    if (load > DBL_MAX) return WFM_I_INF;
    problem p = {load, blocking};
    return wfm_i_solve(excess_by_servers, &p, guess_servers(load, blocking), DBL_MAX, 0);
}

double wfm_erlang_b_load_for_blocking(double servers, double blocking)
{
    if (!(servers >= 0)) return WFM_I_NAN;
    if (!wfm_i_is_fraction(blocking)) return WFM_I_NAN;
    if (!(blocking < 1)) return WFM_I_INF;
    if (!(blocking > 0)) return 0;
    if (!(servers > 0)) return 0;
    if (servers > DBL_MAX) return WFM_I_INF;
    problem p = {servers, blocking};
    /* carried traffic never exceeds the servers: a (1 - B) <= n */
    double most = servers / (1 - blocking);
    return wfm_i_solve(excess_by_load, &p, guess_load(servers, blocking), fmin(most, DBL_MAX), 0);
}

void wfm_erlang_b_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                    double *out, ptrdiff_t out_stride, size_t count)
{
    const wfm_i_array array = {WFM_I_B,     wfm_erlang_b, NULL, servers, servers_stride, load,
                               load_stride, NULL,         0,    out,     out_stride};
    wfm_i_map_loss(&array, count);
}

void wfm_erlang_b_compl_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                          double *out, ptrdiff_t out_stride, size_t count)
{
    const wfm_i_array array = {
        WFM_I_B_COMPL, wfm_erlang_b_compl, NULL, servers, servers_stride, load, load_stride, NULL, 0, out, out_stride};
    wfm_i_map_loss(&array, count);
}

void wfm_erlang_b_ln_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                       double *out, ptrdiff_t out_stride, size_t count)
{
    const wfm_i_array array = {WFM_I_B_LN, wfm_erlang_b_ln, NULL, servers, servers_stride, load, load_stride, NULL, 0,
                               out,        out_stride};
    wfm_i_map_loss(&array, count);
}

void wfm_erlang_b_ln_dload_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                             double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_erlang_b_ln_dload, servers, servers_stride, load, load_stride, out, out_stride, count);
}

void wfm_erlang_b_ln_dservers_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_erlang_b_ln_dservers, servers, servers_stride, load, load_stride, out, out_stride, count);
}

void wfm_erlang_b_servers_for_blocking_n(const double *load, ptrdiff_t load_stride, const double *blocking,
                                         ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_erlang_b_servers_for_blocking, load, load_stride, blocking, blocking_stride, out, out_stride, count);
}

void wfm_erlang_b_load_for_blocking_n(const double *servers, ptrdiff_t servers_stride, const double *blocking,
                                      ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_erlang_b_load_for_blocking, servers, servers_stride, blocking, blocking_stride, out, out_stride,
               count);
}
