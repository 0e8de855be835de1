/* SPDX-License-Identifier: MIT */
/* Lines whose blocked callers call again: the extended Erlang B model.
 *
 * Method. A share r of the blocked attempts is made again, so that attempts A of fresh load a satisfy A (1 - r B(n,A)) = a,
 * or with the carried load Y = A (1 - B), which rises with A to n,
 *
 *   1. g(A) = (1 - r) A + r Y(A) = a: a sum of numbers that are not negative and rise: one root, in [a, a/(1 - r)], but for
 *      r = 1 and a >= n, where there is none and attempts are without end.
 *      With Y <= a and idle lines i = n - Y, the variance of the busy lines, Y - (A - Y) i, is not negative: for a < n
 *      it is in [a, a (1 + 1/(n - a))] as well, a bound that is sharp where few are idle.
 *   2. Guess. The idle lines i = n - Y are about the root of i (i + A - n) = n; put into g it gives i^2 - (n - a) i =
 *      (1 - r) n and A = n + n/i - i, right to some per cent in heavy load, and -di/dA = i/(2 i + A - n). In light
 *      load A is about a.
 *   3. wfm_i_solve on ln(g/a), to a few ulp times the condition.
 *   4. Where less than half of the attempts is blocked, one step of Newton's method by the residual in the form
 *      (A - a) - r A B, which is good to 4 ulp of its product, and g' = 1 - r B (1 + i). It is added to ln B as well, times
 *      d ln B/d ln A = i, so that B, as sensitive to A as i is large, is not lost to the rounding of A: its error is 3 ulp
 *      of its own and 4 r B i/g' of the step's, B i <= 1. g' is a difference; where it is below 2^-20 the step is left
 *      out, as it is where most are blocked: i is small there, and A has the 4 ulp of g times its condition a/(A g'). */
#include "wfm/trunks.h"

#include "internal/arrays.h"
#include "internal/idle.h"
#include "internal/solve.h"
#include "wfm/erlang.h"

static bool is_inside(double servers, double load, double recall)
{
    if (!(servers >= 0)) return false;
    if (!(load >= 0)) return false;
    if (!wfm_i_is_fraction(recall)) return false;
    return servers <= DBL_MAX || load <= DBL_MAX;
}

/* Fresh load over attempts, 1 - r B: from positive numbers. */
static double fresh_share(double blocking, double recall)
{
    return (1 - recall) + recall * (1 - blocking);
}

typedef struct problem {
    double servers;
    double load;
    double recall;
} problem;

static double excess_of_fresh(double attempts, const void *about)
{
    const problem *p = about;
    double carried = wfm_erlang_b_compl(p->servers, attempts);
    return wfm_i_ln_ratio(attempts * ((1 - p->recall) + p->recall * carried), p->load);
}

static wfm_i_guess guess_attempts(const problem *p)
{
    double spare = p->servers - p->load;
    wfm_i_guess light = {p->load, 1 / p->load, 0.5};
    if (spare > 2 * sqrt(p->servers) + 1) return light;
    double root = sqrt(spare * spare + 4 * (1 - p->recall) * p->servers);
    double idle = spare > 0 ? (spare + root) / 2 : 2 * (1 - p->recall) * p->servers / (root - spare);
    double attempts = p->servers + p->servers / idle - idle;
    if (!(attempts < DBL_MAX)) return light;
    double slope = (1 - p->recall) + p->recall * idle / (2 * idle + attempts - p->servers);
    return (wfm_i_guess){fmax(attempts, p->load), slope / p->load, 1};
}

/* The attempts and the blocking of them, and of both what Newton's last step adds to their logarithms. */
typedef struct balance {
    double attempts;
    double blocking;
    double rest;
    double rest_of_blocking;
} balance;

static const double FLATTEST = 0x1p-20;

static void refine(balance *at, const problem *p)
{
    double idle = wfm_i_idle(p->servers, at->attempts, at->blocking);
    double slope = 1 - p->recall * at->blocking * (1 + idle);
    double again = p->recall * at->attempts * at->blocking;
    bool better = at->blocking < 0.5 && slope > FLATTEST;
    if (!better) return;
    at->rest = (again - (at->attempts - p->load)) / slope / at->attempts;
    at->rest_of_blocking = idle * at->rest;
}

static double most_attempts(const problem *p)
{
    double all_again = fmin(p->load / (1 - p->recall), DBL_MAX);
    if (!(p->load < p->servers)) return all_again;
    return fmin(p->load + p->load / (p->servers - p->load), all_again);
}

/* The balance where something comes and may be carried. */
static balance solve(const problem *p)
{
    double most = most_attempts(p);
    balance at = {wfm_i_solve_between(excess_of_fresh, p, guess_attempts(p), p->load, most, 0), 0, 0, 0};
    at.blocking = wfm_erlang_b(p->servers, at.attempts);
    bool usual = at.blocking > 0 && at.attempts < DBL_MAX / 2;
    if (usual) refine(&at, p);
    return at;
}

/* Nobody calls again, or nobody is blocked. */
static bool is_plain(const problem *p)
{
    if (!(p->recall > 0)) return true;
    if (!(p->load > 0)) return true;
    return p->servers > DBL_MAX;
}

/* Attempts are without end. */
static bool is_endless(const problem *p)
{
    if (p->load > DBL_MAX) return true;
    return !(p->recall < 1) && p->load >= p->servers;
}

double wfm_erlang_b_retry(double servers, double load, double recall)
{
    if (!is_inside(servers, load, recall)) return WFM_I_NAN;
    problem p = {servers, load, recall};
    if (is_plain(&p)) return wfm_erlang_b(servers, load);
    if (is_endless(&p)) return 1;
    if (!(servers > 0)) return 1;
    balance at = solve(&p);
    return fmin(at.blocking + at.blocking * at.rest_of_blocking, 1);
}

double wfm_erlang_b_retry_load(double servers, double load, double recall)
{
    if (!is_inside(servers, load, recall)) return WFM_I_NAN;
    problem p = {servers, load, recall};
    if (is_plain(&p)) return load;
    if (is_endless(&p)) return WFM_I_INF;
    if (!(servers > 0)) return load / (1 - recall);
    balance at = solve(&p);
    if (!(at.attempts < DBL_MAX)) return WFM_I_INF;
    return fmax(at.attempts + at.attempts * at.rest, load);
}

double wfm_erlang_b_retry_servers_for_blocking(double load, double blocking, double recall)
{
    if (!is_inside(0, load, recall)) return WFM_I_NAN;
    if (!wfm_i_is_fraction(blocking)) return WFM_I_NAN;
    double share = fresh_share(blocking, recall);
    return wfm_erlang_b_servers_for_blocking(share > 0 ? load / share : 0, blocking);
}

double wfm_erlang_b_retry_load_for_blocking(double servers, double blocking, double recall)
{
    if (!is_inside(servers, 0, recall)) return WFM_I_NAN;
    if (!wfm_i_is_fraction(blocking)) return WFM_I_NAN;
    double share = fresh_share(blocking, recall);
    if (!(share > 0)) return servers;
    return wfm_erlang_b_load_for_blocking(servers, blocking) * share;
}

void wfm_erlang_b_retry_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                          const double *recall, ptrdiff_t recall_stride, double *out, ptrdiff_t out_stride,
                          size_t count)
{
    wfm_i_map3(wfm_erlang_b_retry, servers, servers_stride, load, load_stride, recall, recall_stride, out, out_stride,
               count);
}

void wfm_erlang_b_retry_load_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                               ptrdiff_t load_stride, const double *recall, ptrdiff_t recall_stride, double *out,
                               ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_erlang_b_retry_load, servers, servers_stride, load, load_stride, recall, recall_stride, out,
               out_stride, count);
}

void wfm_erlang_b_retry_servers_for_blocking_n(const double *load, ptrdiff_t load_stride, const double *blocking,
                                               ptrdiff_t blocking_stride, const double *recall, ptrdiff_t recall_stride,
                                               double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_erlang_b_retry_servers_for_blocking, load, load_stride, blocking, blocking_stride, recall,
               recall_stride, out, out_stride, count);
}

void wfm_erlang_b_retry_load_for_blocking_n(const double *servers, ptrdiff_t servers_stride, const double *blocking,
                                            ptrdiff_t blocking_stride, const double *recall, ptrdiff_t recall_stride,
                                            double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_erlang_b_retry_load_for_blocking, servers, servers_stride, blocking, blocking_stride, recall,
               recall_stride, out, out_stride, count);
}
