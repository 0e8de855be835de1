/* SPDX-License-Identifier: MIT */
/* Streams that overflow: the equivalent group of lines, the final group, and the chain of both.
 *
 * The equivalent group (Wilkinson 1956). Riordan's variance solved for the lines gives Rapp's second equation,
 * N = A (m + z)/(m + z - 1) - m - 1, so that only A is unknown. With c = m + z - 1 and the free lines D = N - A + m,
 *
 *      A = c (1 + D),   N = (z - 1) + (c + 1) D
 *
 * in which nothing cancels, also for z near 1, where D, N and z - 1 go to 0 together. At D = 0 more than m overflows, as
 * some lines are free; with D it falls to nothing, as N/A goes to 1 + 1/c: one root, sought from Rapp's
 * A = v + 3z(z - 1), that is D = (z - 1)(m + 3z - 1)/c. Where d more than m overflows, the peakedness is
 * d (1 + c/(1 + D + d)) below z. So the function whose root it is may be either
 *
 *      ln(m/overflow)                  where D > m, so that d is felt in the mean, or
 *      ln((peakedness - 1)/(z - 1))    else: the mean hardly depends on D there, as most of A overflows anyhow.
 *
 * What the final group carries of the mean m is m - lost, unless more than 9/10 is lost. Then it is m (1 - B(N+n)/B(N)),
 * from
 *
 *      ln(B(N+n)/B(N)) = int_N^(N+n) d ln B/dx dx >= ln(9/10)
 *
 * by Gauss and Legendre's rule of five points: x changes by a tenth, at most, of its distance from where lines would carry
 * all (x = A) or ln B has a pole (x = -1), and the rule errs by less than 38^-10 = 2e-16 of it. Of no lines it is exactly
 * 0. Hayward's formula has its complement. */
#include "internal/columns.h"
#include "internal/overflow.h"
#include "internal/solve.h"
#include "internal/structs.h"
#include "internal/whole.h"
#include "wfm/erlang.h"
#include "wfm/trunks.h"

void wfm_equivalent_init(wfm_equivalent *equivalent, size_t size)
{
    wfm_i_struct_init(equivalent, size);
}

void wfm_overflow_group_init(wfm_overflow_group *group, size_t size)
{
    wfm_i_struct_init(group, size);
}

void wfm_overflow_network_init(wfm_overflow_network *network, size_t size)
{
    wfm_i_struct_init(network, size);
}

void wfm_overflow_streams_init(wfm_overflow_streams *streams, size_t size)
{
    wfm_i_struct_init(streams, size);
}

/* ---- the equivalent group ---- */

static const double MOST = 0x1p53; /* lines of it, from where on a double cannot tell one from the next */

typedef struct stream {
    double mean;
    double variance;
    double peakedness; /* 1 without a mean */
} stream;

typedef struct lines_and_load {
    double load;
    double lines;
} lines_and_load;

static wfm_status check_stream(double mean, double variance, int32_t method, int32_t last, stream *of)
{
    if (!wfm_i_finite_from_zero(mean)) return WFM_BAD_OVERFLOW_MEAN;
    if (!wfm_i_finite_from_zero(variance)) return WFM_BAD_OVERFLOW_VARIANCE;
    if (method < WFM_EQUIVALENT_EXACT) return WFM_BAD_EQUIVALENT_METHOD;
    if (method > last) return WFM_BAD_EQUIVALENT_METHOD;
    *of = (stream){mean, variance, mean > 0 ? variance / mean : 1};
    if (!(mean > 0)) return variance > 0 ? WFM_BAD_OVERFLOW_VARIANCE : WFM_OK;
    if (method == WFM_EQUIVALENT_HAYWARD) return WFM_OK;
    return variance < mean ? WFM_SMOOTH_TRAFFIC : WFM_OK;
}

typedef struct problem {
    double mean;
    double extra; /* z - 1 */
    bool by_mean;
} problem;

/* The group with so many free lines. */
static lines_and_load with_free(const problem *p, double free)
{
    double c = p->mean + p->extra;
    return (lines_and_load){c + c * free, p->extra + (c + 1) * free};
}

/* Negative as long as too much overflows. */
static double too_little(double free, const void *about)
{
    const problem *p = about;
    lines_and_load g = with_free(p, free);
    if (p->by_mean) return -wfm_i_ln_ratio(wfm_overflow_mean(g.lines, g.load), p->mean);
    return wfm_i_ln_ratio(fmax(0, wfm_i_overflow_extra(g.lines, g.load)), p->extra);
}

static wfm_status find_equivalent(const stream *of, int32_t method, lines_and_load *found)
{
    double extra = (of->variance - of->mean) / of->mean;
    problem p = {of->mean, extra, true};
    *found = (lines_and_load){of->mean, 0};
    if (!(extra > 0)) return WFM_OK;
    double free = extra * ((of->mean + 2 + 3 * extra) / (of->mean + extra));
    if (!(free < MOST)) return WFM_NO_EQUIVALENT;
    p.by_mean = free > of->mean;
    if (method == WFM_EQUIVALENT_EXACT) free = wfm_i_solve(too_little, &p, (wfm_i_guess){free, 0, 0}, MOST, 0);
    *found = with_free(&p, free);
    return fmax(found->load, found->lines) < MOST ? WFM_OK : WFM_NO_EQUIVALENT;
}

wfm_status wfm_overflow_equivalent(double mean_erl, double variance, int32_t method, wfm_equivalent *equivalent)
{
    stream of;
    lines_and_load found;
    wfm_equivalent e = WFM_EQUIVALENT_INIT;
    wfm_status status = wfm_i_struct_open(equivalent);
    if (status == WFM_OK) status = check_stream(mean_erl, variance, method, WFM_EQUIVALENT_RAPP, &of);
    if (status == WFM_OK) status = find_equivalent(&of, method, &found);
    if (status != WFM_OK) return status;
    e.load_erl = found.load;
    e.lines = found.lines;
    e.mean_erl = wfm_overflow_mean(found.lines, found.load);
    e.variance = wfm_overflow_variance(found.lines, found.load);
    e.peakedness = wfm_overflow_peakedness(found.lines, found.load);
    wfm_i_struct_write(equivalent, &e, sizeof e);
    return WFM_OK;
}

/* ---- the final group ---- */

static const double FEW_CARRIED = 0.9; /* lost, beyond which what is carried is not taken from the rest */

/* A checked stream with its equivalent, which Hayward's formula does without. */
typedef struct offer {
    stream of;
    bool by_hayward;
    bool exact; /* the equivalent group overflows with just that stream */
    lines_and_load equivalent;
    double most; /* blocking */
} offer;

static wfm_status make_offer(double mean, double variance, int32_t method, offer *o)
{
    wfm_status status = check_stream(mean, variance, method, WFM_EQUIVALENT_HAYWARD, &o->of);
    o->by_hayward = method == WFM_EQUIVALENT_HAYWARD;
    o->exact = method == WFM_EQUIVALENT_EXACT;
    o->equivalent = (lines_and_load){WFM_I_NAN, WFM_I_NAN};
    o->most = 0;
    if (status != WFM_OK) return status;
    return o->by_hayward ? WFM_OK : find_equivalent(&o->of, method, &o->equivalent);
}

static double blocking_of(const offer *o, double lines)
{
    lines = fmax(0, lines);
    if (!(o->of.mean > 0)) return 0;
    if (o->by_hayward) return wfm_hayward(lines, o->of.mean, o->of.peakedness);
    double lost = wfm_overflow_mean(o->equivalent.lines + lines, o->equivalent.load) / o->of.mean;
    if (!o->exact) return lost; /* the group overflows with not quite the mean */
    return lines > 0 ? fmin(lost, 1) : 1;
}

/* Points on [-1,1] but for the middle one, which has the weight 128/225: sqrt(5 -+ 2 sqrt(10/7))/3. */
static const double POINTS[] = {0.53846931010568309, 0.90617984593866399};
static const double WEIGHTS[] = {0.47862867049936647, 0.23692688505618909};

/* ln(B(N+n)/B(N)) of so few lines n that nearly all is lost. */
static double ln_left(const lines_and_load *g, double lines)
{
    double half = lines / 2;
    double middle = g->lines + half;
    double sum = 128.0 / 225 * wfm_erlang_b_ln_dservers(middle, g->load);
    for (int i = 0; i < 2; i++) {
        double apart = half * POINTS[i];
        double both = wfm_erlang_b_ln_dservers(middle - apart, g->load);
        sum += WEIGHTS[i] * (both + wfm_erlang_b_ln_dservers(middle + apart, g->load));
    }
    return half * sum;
}

static double carried_of(const offer *o, double lines, double blocking)
{
    double mean = o->of.mean;
    if (!(mean > 0)) return 0;
    if (o->by_hayward) return mean * wfm_i_hayward_compl(lines, mean, o->of.peakedness);
    bool few = o->exact && blocking > FEW_CARRIED;
    if (!few) return mean - mean * blocking;
    return lines > 0 ? mean * -expm1(ln_left(&o->equivalent, lines)) : 0;
}

static bool is_enough(double lines, const void *about)
{
    const offer *o = about;
    return blocking_of(o, lines) <= o->most;
}

static double real_lines(const offer *o)
{
    const stream *of = &o->of;
    if (!(of->mean > 0)) return 0;
    if (o->by_hayward) return wfm_hayward_servers_for_blocking(of->mean, of->peakedness, o->most);
    double share = fmin(of->mean / o->equivalent.load * o->most, 1);
    return fmax(0, wfm_erlang_b_servers_for_blocking(o->equivalent.load, share) - o->equivalent.lines);
}

static wfm_overflow_group group_of(const offer *o, double lines, double lines_fractional)
{
    wfm_overflow_group g = WFM_OVERFLOW_GROUP_INIT;
    g.mean_erl = g.offered_erl = o->of.mean;
    g.variance = o->of.variance;
    g.peakedness = o->of.peakedness;
    g.lines = lines;
    g.lines_fractional = lines_fractional;
    g.blocking = g.loss = blocking_of(o, lines);
    g.blocking_one_fewer = blocking_of(o, lines - 1);
    g.lost_erl = o->of.mean * g.blocking;
    g.carried_erl = carried_of(o, lines, g.blocking);
    g.equivalent_load_erl = o->equivalent.load;
    g.equivalent_lines = o->equivalent.lines;
    g.lost_variance = wfm_overflow_variance(o->equivalent.lines + lines, o->equivalent.load);
    return g;
}

static wfm_status find_lines(offer *o, double blocking, wfm_overflow_group *group)
{
    o->most = blocking;
    double fractional = real_lines(o);
    double lines = o->of.mean > 0 ? wfm_i_least_whole(is_enough, o, fractional) : 0;
    *group = group_of(o, lines, fmin(fractional, lines));
    return lines > DBL_MAX ? WFM_CAVEAT_TARGET_MISSED : WFM_OK;
}

wfm_status wfm_overflow_lost(double mean_erl, double variance, double lines, int32_t method, wfm_overflow_group *group)
{
    offer o;
    wfm_status status = wfm_i_struct_open(group);
    if (status == WFM_OK) status = make_offer(mean_erl, variance, method, &o);
    if (status != WFM_OK) return status;
    if (!(lines >= 0)) return WFM_BAD_LINES;
    wfm_overflow_group g = group_of(&o, lines, lines);
    wfm_i_struct_write(group, &g, sizeof g);
    return WFM_OK;
}

wfm_status wfm_overflow_lines(double mean_erl, double variance, double blocking, int32_t method,
                              wfm_overflow_group *group)
{
    offer o;
    wfm_overflow_group g;
    wfm_status status = wfm_i_struct_open(group);
    if (status == WFM_OK) status = make_offer(mean_erl, variance, method, &o);
    if (status != WFM_OK) return status;
    if (!wfm_i_is_fraction(blocking)) return WFM_BAD_BLOCKING;
    status = find_lines(&o, blocking, &g);
    wfm_i_struct_write(group, &g, sizeof g);
    return status;
}

/* ---- the chain ---- */

typedef struct totals {
    double offered;
    double mean;
    double variance;
} totals;

static wfm_status check_network(const wfm_overflow_network *n)
{
    if (n->groups < 0) return WFM_BAD_COUNT;
    bool any = n->groups > 0;
    if (any && n->load_erl == NULL) return WFM_BAD_NETWORK_COLUMN;
    if (any && n->group_lines == NULL) return WFM_BAD_NETWORK_COLUMN;
    if (!wfm_i_is_fraction(n->blocking)) return WFM_BAD_BLOCKING;
    if (n->reserved_2 != 0) return WFM_BAD_NETWORK_STRUCT;
    if (n->blocking > 0) return WFM_OK; /* the lines are sought */
    return n->lines >= 0 ? WFM_OK : WFM_BAD_LINES;
}

/* Of finite loads, whose sum may be too large for the stream's check. */
static wfm_status add_up(const wfm_overflow_network *n, const wfm_overflow_streams *to, totals *sum)
{
    *sum = (totals){0, 0, 0};
    for (int64_t row = 0; row < n->groups; row++) {
        double load = wfm_i_at(n->load_erl, n->load_stride, row);
        double lines = wfm_i_at(n->group_lines, n->lines_stride, row);
        if (!wfm_i_finite_from_zero(load)) return WFM_BAD_TRUNK_LOAD;
        if (!(lines >= 0)) return WFM_BAD_LINES;
        double mean = wfm_overflow_mean(lines, load);
        double variance = mean * wfm_overflow_peakedness(lines, load);
        wfm_i_put(to->mean_erl, to->mean_stride, row, mean);
        wfm_i_put(to->variance, to->variance_stride, row, variance);
        sum->offered += load;
        sum->mean += mean;
        sum->variance += variance;
    }
    return WFM_OK;
}

/* Computed anew, as a column may not be wanted. */
static void put_losses(const wfm_overflow_network *n, const wfm_overflow_streams *to, const wfm_overflow_group *g)
{
    for (int64_t row = 0; row < n->groups; row++) {
        double load = wfm_i_at(n->load_erl, n->load_stride, row);
        double lines = wfm_i_at(n->group_lines, n->lines_stride, row);
        double own = wfm_overflow_peakedness(lines, load) / g->peakedness;
        double blocking = g->blocking * own;
        wfm_i_put(to->lost_erl, to->lost_stride, row, wfm_overflow_mean(lines, load) * blocking);
        wfm_i_put(to->blocking, to->blocking_stride, row, blocking);
        wfm_i_put(to->loss, to->loss_stride, row, blocking * wfm_erlang_b(lines, load));
    }
}

static void forget(const wfm_overflow_streams *to, int64_t count)
{
    wfm_i_fill(to->mean_erl, to->mean_stride, count, WFM_I_NAN);
    wfm_i_fill(to->variance, to->variance_stride, count, WFM_I_NAN);
    wfm_i_fill(to->lost_erl, to->lost_stride, count, WFM_I_NAN);
    wfm_i_fill(to->blocking, to->blocking_stride, count, WFM_I_NAN);
    wfm_i_fill(to->loss, to->loss_stride, count, WFM_I_NAN);
}

static wfm_status find_final(const wfm_overflow_network *n, const wfm_overflow_streams *to, wfm_overflow_group *g)
{
    offer o;
    totals sum;
    wfm_status status = check_network(n);
    if (status == WFM_OK) status = add_up(n, to, &sum);
    if (status == WFM_OK) status = make_offer(sum.mean, sum.variance, n->method, &o);
    if (status != WFM_OK) return status;
    if (n->blocking > 0)
        status = find_lines(&o, n->blocking, g);
    else
        *g = group_of(&o, n->lines, n->lines);
    g->offered_erl = sum.offered;
    g->loss = sum.offered > 0 ? g->lost_erl / sum.offered : 0;
    put_losses(n, to, g);
    return status;
}

wfm_status wfm_overflow_final(const wfm_overflow_network *network, const wfm_overflow_streams *streams,
                              wfm_overflow_group *group)
{
    wfm_overflow_network n;
    wfm_overflow_streams to;
    wfm_overflow_group g;
    wfm_status status = wfm_i_struct_open(group);
    if (status == WFM_OK) status = wfm_i_struct_read(&to, sizeof to, streams, WFM_BAD_OUTPUT);
    if (status == WFM_OK) status = wfm_i_struct_read(&n, sizeof n, network, WFM_BAD_NETWORK_STRUCT);
    if (status != WFM_OK) return status;
    status = find_final(&n, &to, &g);
    if (wfm_failed(status))
        forget(&to, n.groups);
    else
        wfm_i_struct_write(group, &g, sizeof g);
    return status;
}
