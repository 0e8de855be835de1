/* SPDX-License-Identifier: MIT */
/* What the lines of an Erlang B group carry and lose, all of them and each.
 *
 * Method. With B = B(n,a) and the idle lines i = n - a (1 - B) (idle.h) the recursion B(n+1) = a B/(n + 1 + a B) gives what
 * one more line carries without a difference:
 *
 *   a (B(n) - B(n+1)) = a B (n + 1 + a B - a)/(n + 1 + a B) = a B (1 + i)/(n + 1 + a B)
 *
 * which holds for real n, as the recursion does (Jagers and van Doorn 1986). Errors: 3 ulp of B and half of the product are
 * in a B and, as the denominator grows with it, no more in a B/(n + 1 + a B); 4 ulp of the slope or of B and two halves are
 * in i; five roundings are left. Together less than 12.
 *
 * B is convex in n (the same source), so that the improvement falls with n from a/(1+a) at none to 0: one root. It is solved
 * for in the logarithm of the improvement. Where that is large, a/(n - a)^2 or so is missing to 1; elsewhere Newton's
 * method on a rough F leads near it. */
#include "wfm/trunks.h"

#include "internal/arrays.h"
#include "internal/idle.h"
#include "internal/solve.h"
#include "wfm/erlang.h"

double wfm_erlang_b_carried(double servers, double load)
{
    double share = wfm_erlang_b_compl(servers, load);
    if (load > DBL_MAX) return isnan(share) ? share : servers;
    double carried = load * share;
    return carried > servers ? servers : carried; /* by its rounding it may be */
}

/* How much of a B the next line carries; for 0 < n, a < inf. */
static double share_taken(double servers, double load, double blocking)
{
    return (1 + wfm_i_idle(servers, load, blocking)) / (servers + 1 + load * blocking);
}

double wfm_erlang_b_improvement(double servers, double load)
{
    double blocking = wfm_erlang_b(servers, load);
    if (!(blocking > 0)) return blocking;
    if (load > DBL_MAX) return 1;
    if (!(servers > 0)) return load / (1 + load);
    return fmin(load * blocking * share_taken(servers, load, blocking), 1);
}

double wfm_erlang_b_line_carried(double line, double load)
{
    return line >= 1 ? wfm_erlang_b_improvement(line - 1, load) : WFM_I_NAN;
}

/* The improvement wanted of more lines. */
typedef struct problem {
    double load;
    double improvement;
} problem;

/* Positive where one more carries less than wanted; by logarithms where that is too small for a double. */
static double excess_of_lines(double servers, const void *about)
{
    const problem *p = about;
    double improvement = wfm_erlang_b_improvement(servers, p->load);
    if (improvement > 1e-290) return -wfm_i_ln_ratio(improvement, p->improvement);
    double taken = p->load * share_taken(servers, p->load, 0);
    return log(p->improvement) - log(taken) - wfm_erlang_b_ln(servers, p->load);
}

enum { ROUGH_STEPS = 8 };

static wfm_i_guess guess_lines(double load, double improvement)
{
    double servers = load - sqrt(load / (1 - improvement));
    if (improvement > 0.5) return (wfm_i_guess){fmax(servers, load / 64), 0, 0};
    double moved = 1;
    double slope = 0;
    servers = load;
    for (int step = 0; step < ROUGH_STEPS && moved > 1.0 / 32; step++) {
        wfm_i_rough f = wfm_i_loss_rough(servers, load);
        double lost = load * wfm_i_exp(-f.ln);
        double idle = fmax(servers - load + lost, 0);
        double ln = log(load) - f.ln + log((1 + idle) / (servers + 1 + lost));
        double falls = lost * f.slope;
        slope = f.slope - fmax(1 - falls, 0) / (1 + idle) + (1 - falls) / (servers + 1 + lost);
        slope = fmax(slope, f.slope / 8); /* of a rough F they may cancel */
        double next = fmax(servers + (ln - log(improvement)) / slope, servers / 8);
        moved = fabs(next - servers) / (fabs(next - load) + sqrt(load));
        servers = next;
    }
    return (wfm_i_guess){servers, slope, moved + 1 / servers};
}

double wfm_erlang_b_servers_for_improvement(double load, double improvement)
{
    if (!(load >= 0)) return WFM_I_NAN;
    if (!wfm_i_is_fraction(improvement)) return WFM_I_NAN;
    if (!(load > 0)) return 0;
    if (!(improvement < 1)) return 0;
    if (!(improvement > 0)) return WFM_I_INF;
    if (load > DBL_MAX) return WFM_I_INF;
    if (improvement >= load / (1 + load)) return 0;
    problem p = {load, improvement};
    return wfm_i_solve(excess_of_lines, &p, guess_lines(load, improvement), DBL_MAX, 0);
}

void wfm_erlang_b_carried_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                            double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_erlang_b_carried, servers, servers_stride, load, load_stride, out, out_stride, count);
}

void wfm_erlang_b_improvement_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                ptrdiff_t load_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_erlang_b_improvement, servers, servers_stride, load, load_stride, out, out_stride, count);
}

void wfm_erlang_b_line_carried_n(const double *line, ptrdiff_t line_stride, const double *load, ptrdiff_t load_stride,
                                 double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map2(wfm_erlang_b_line_carried, line, line_stride, load, load_stride, out, out_stride, count);
}

void wfm_erlang_b_servers_for_improvement_n(const double *load, ptrdiff_t load_stride, const double *improvement,
                                            ptrdiff_t improvement_stride, double *out, ptrdiff_t out_stride,
                                            size_t count)
{
    wfm_i_map2(wfm_erlang_b_servers_for_improvement, load, load_stride, improvement, improvement_stride, out,
               out_stride, count);
}
