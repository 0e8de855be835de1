/* SPDX-License-Identifier: MIT */
/* Molina's formula: a call that finds no free line is held for its whole handle time, and takes a line that comes free
 * meanwhile.
 *
 * Method. So every call is there for a handle time, whether on a line or not, and their number is Poisson distributed with
 * the load as its mean: P(N >= n), at real n the gamma distribution P(gamma(n) <= a). It is Erlang A whose patience is as
 * long as the handle times, and stands on its kernel. The inverses are solved for in the logarithm of the smaller of the
 * share and its complement, from where the approximation of rough.c has its root, with the slope it has there. */
#include "wfm/trunks.h"

#include "internal/arrays.h"
#include "internal/patient.h"
#include "internal/solve.h"
#include "wfm/erlang.h"

static const double PATIENCE = 1;

double wfm_molina(double servers, double load)
{
    return wfm_erlang_a_waiting(servers, load, PATIENCE);
}

/* What an inverse solves, exactly or, for a guess, roughly. */
typedef struct problem {
    double fixed;
    double blocking;
    bool rough;
} problem;

/* Positive where more are held than wanted. */
static double excess(double servers, double load, const problem *p)
{
    wfm_i_patient found =
        p->rough ? wfm_i_patient_rough(servers, load, PATIENCE, -1) : wfm_i_patient_at_once(servers, load, PATIENCE);
    if (p->blocking > 0.5) return -wfm_i_ln_ratio(found.at_once, 1 - p->blocking);
    return wfm_i_ln_ratio(found.waiting, p->blocking);
}

static double excess_by_servers(double servers, const void *about)
{
    const problem *p = about;
    return -excess(servers, p->fixed, p);
}

static double excess_by_load(double load, const void *about)
{
    const problem *p = about;
    return excess(p->fixed, load, p);
}

/* The approximation holds to some hundredths from few to many, and computes down to the least; beyond them the guess is the
 * balance of both numbers. */
static const double LEAST = 1e-200;
static const double FEW = 1e-3;
static const double MANY = 1e15;

static double root(wfm_i_function f, const problem *p)
{
    problem near = *p;
    wfm_i_guess guess = {p->fixed, 0, 0};
    near.rough = true;
    if (p->fixed > FEW && p->fixed < MANY) {
        guess.x = wfm_i_solve_between(f, &near, guess, LEAST, MANY, 0);
        double step = guess.x / 1024;
        guess.slope = fmax(0, (f(guess.x + step, &near) - f(guess.x, &near)) / step);
        guess.error = 0.25;
    }
    return wfm_i_solve(f, p, guess, DBL_MAX, 0);
}

double wfm_molina_servers_for_blocking(double load, double blocking)
{
    if (!(load >= 0)) return WFM_I_NAN;
    if (!wfm_i_is_fraction(blocking)) return WFM_I_NAN;
    if (!(blocking < 1)) return 0;
    if (!(load > 0)) return 0;
    if (!(blocking > 0)) return WFM_I_INF;
    if (load > DBL_MAX) return WFM_I_INF;
    problem p = {load, blocking, false};
    return root(excess_by_servers, &p);
}

double wfm_molina_load_for_blocking(double servers, double blocking)
{
    if (!(servers >= 0)) return WFM_I_NAN;
    if (!wfm_i_is_fraction(blocking)) return WFM_I_NAN;
    if (!(blocking < 1)) return WFM_I_INF;
    if (!(blocking > 0)) return 0;
    if (!(servers > 0)) return 0;
    if (servers > DBL_MAX) return WFM_I_INF;
    problem p = {servers, blocking, false};
    return root(excess_by_load, &p);
}

void wfm_molina_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                  double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_molina, servers, servers_stride, load, load_stride, out, out_stride, count);
}

void wfm_molina_servers_for_blocking_n(const double *load, ptrdiff_t load_stride, const double *blocking,
                                       ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_molina_servers_for_blocking, load, load_stride, blocking, blocking_stride, out, out_stride, count);
}

void wfm_molina_load_for_blocking_n(const double *servers, ptrdiff_t servers_stride, const double *blocking,
                                    ptrdiff_t blocking_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_molina_load_for_blocking, servers, servers_stride, blocking, blocking_stride, out, out_stride,
               count);
}
