/* SPDX-License-Identifier: MIT */
/* Engset's loss system: N sources, each of which, while idle, calls at the rate beta in handle times, and n servers.
 *
 * Method. With m = N - n, q = 1/(1 + beta), p = 1 - q, the call congestion is E = 1/(1 + G),
 *
 *     G(n,m,beta) = (n/beta) int_0^1 s^(m-1) (1 + (1-s)/beta)^(n-1) ds = n q I_q(m,n)/w,   w = q^m p^n/B(m,n),
 *
 * which for whole n and N is what the sum of the states below n is of the state n, seen by N - 1 sources: DLMF 8.17.5 on
 * the binomial distribution. It is taken for real n and N > n as well; as N grows and N beta stays it becomes Jagerman's
 * integral for Erlang B. The time congestion is that of one source more.
 *
 *   1  m in two parts: N - n, or N - n + 1, is not rounded where it decides.
 *   2  lead = m p - n q = (m beta - n)/(1 + beta), which says how far the load is above the servers, from a product in two
 *      parts: E changes by lead over a part of m, and lead cancels where m beta is near n.
 *   3  I_q(m,n)/w by wfm_i_beta_part: with the load above the servers nothing but positive terms, without w; below them
 *      1 - I_p(n,m), of at least a third, over w.
 *   4  E = w/(w + n q I) and 1 - E = n q I/(w + n q I): both keep their digits.
 *   5  Up to 64 whole servers G(n) = n/(beta (N - n)) (1 + G(n-1)) instead, from G(0) = 0: of positive terms, and the
 *      logarithm of E has no part in its error.
 *   6  From 2^56 (1 + n + m beta)^2 idle sources on a double cannot tell E from Erlang B of m beta erlangs, from which it
 *      differs by less than ((n - m beta)^2 + n)/m of it. From 2^200 servers on E is what it is in the limit of many,
 *      max(0, 1 - n/(m beta)), to the last bit; below 2^-900 servers or idle sources w would have no digits, and E is
 *      1 or 0 where the other is not as small.
 *
 * Error. That of a tail in beta.c: 64 epsilon (1 + abs(ln E)) of E, as w has an exponent of that size; of 1 - E likewise
 * with its own logarithm. By step 5 it is 2 n epsilon at most. N below 1 is not meant.
 *
 *   servers                   0: 1; infinite: 0; from N on: 0, for the time congestion from N + 1 on
 *   intensity                 0: 0; infinite: 1, as every idle source calls at once
 *   sources                   infinite: 1, for any intensity but 0 */
#include "wfm/erlang.h"

#include "internal/arrays.h"
#include "internal/beta.h"
#include "internal/solve.h"

/* The idle sources that a call sees where no server is free, in two parts. */
typedef struct idle {
    double most;
    double rest;
} idle;

static idle idle_of(double servers, double sources, double more)
{
    double apart = sources - servers;
    double back = sources - apart;
    double rest = (sources - (apart + back)) + (back - servers);
    double sum = apart + more;
    double added = sum - apart;
    return (idle){sum, rest + ((apart - (sum - added)) + (more - added))};
}

/* The share of the calls that find no free server, and of the others. */
typedef struct congestion {
    double blocked;
    double carried;
} congestion;

static const double MANY_SERVERS = 0x1p200;
static const double FEW = 0x1p-900;

enum { COUNTED = 64 };

static bool is_counted(double servers)
{
    return servers <= COUNTED && servers == floor(servers);
}

/* Whole servers, one after the other. */
static congestion counted(double servers, idle free, double intensity)
{
    double ratio = 0;
    for (double k = 1; k <= servers; k++)
        ratio = k / (intensity * (free.most + (servers - k))) * (1 + ratio);
    return (congestion){1 / (1 + ratio), 1 / (1 + 1 / ratio)};
}

static congestion from_carried(double carried)
{
    return (congestion){1 - carried, carried};
}

/* For numbers above 0 that are finite. */
static congestion congestion_inside(double servers, idle free, double intensity)
{
    double offered = free.most * intensity;
    double dropped = fma(free.most, intensity, -offered) + free.rest * intensity;
    double first = 1 / (1 + intensity);
    double spread = servers + offered + 1;
    if (servers > MANY_SERVERS) return from_carried(fmin(1, servers / offered));
    if (fmin(servers, free.most) < FEW) return from_carried(servers / (free.most + servers));
    if (free.most > 0x1p56 * spread * spread)
        return (congestion){wfm_erlang_b(servers, offered), wfm_erlang_b_compl(servers, offered)};
    if (is_counted(servers)) return counted(servers, free, intensity);
    double lead = offered <= DBL_MAX ? (offered - servers + dropped) * first : free.most / (1 + 1 / intensity);
    wfm_i_part part = wfm_i_beta_part(free.most, servers, intensity, lead);
    double below = servers * first * part.tail;
    double all = part.density + below;
    return (congestion){all > 0 ? part.density / all : 1, all > 0 ? below / all : 0};
}

static bool is_outside(double x, double y, double z)
{
    if (!(x >= 0)) return true;
    if (!(y >= 0)) return true;
    return !(z >= 0);
}

/* Where nothing says which of two limits comes first. */
static bool is_undecided(double x, double y, double z)
{
    return (x > DBL_MAX) + (y > DBL_MAX) + (z > DBL_MAX) > 1;
}

/* The congestion that a source sees of the others: of all sources with one more. */
static congestion congestion_of(double servers, double sources, double more, double intensity)
{
    const congestion never = {0, 1}, always = {1, 0}, nowhere = {WFM_I_NAN, WFM_I_NAN};
    if (is_outside(servers, sources, intensity)) return nowhere;
    if (is_undecided(servers, sources, intensity)) return nowhere;
    if (!(servers > 0)) return always;
    if (servers > DBL_MAX) return never;
    if (!(intensity > 0)) return never;
    idle free = idle_of(servers, sources, more);
    if (sources > DBL_MAX) return always;
    if (!(free.most > 0)) return never;
    if (intensity > DBL_MAX) return always;
    return congestion_inside(servers, free, intensity);
}

double wfm_engset_time(double servers, double sources, double intensity)
{
    return congestion_of(servers, sources, 1, intensity).blocked;
}

double wfm_engset_call(double servers, double sources, double intensity)
{
    return congestion_of(servers, sources, 0, intensity).blocked;
}

/* Busy servers over idle sources, beta (1 - E); n/m in its limit where E is next to 1 by an endless beta. */
static double busy_over_idle(double servers, double sources, double intensity, congestion call)
{
    if (call.carried >= FEW) return intensity * call.carried;
    return servers > 0 ? servers / (sources - servers) : 0;
}

double wfm_engset_traffic(double servers, double sources, double intensity)
{
    congestion call = congestion_of(servers, sources, 0, intensity);
    return call.blocked / (1 + busy_over_idle(servers, sources, intensity, call));
}

double wfm_engset_carried(double servers, double sources, double intensity)
{
    congestion call = congestion_of(servers, sources, 0, intensity);
    if (!(call.carried >= 0)) return WFM_I_NAN;
    if (sources > DBL_MAX) return intensity > 0 ? servers : 0;
    double ratio = busy_over_idle(servers, sources, intensity, call);
    double busy = ratio <= 1 ? ratio / (1 + ratio) : 1 / (1 + 1 / ratio);
    return fmin(fmin(servers, sources), sources * busy);
}

double wfm_engset_load(double servers, double sources, double intensity)
{
    congestion call = congestion_of(servers, sources, 0, intensity);
    if (!(call.carried >= 0)) return WFM_I_NAN;
    if (!(sources > 0)) return 0;
    if (!(intensity > 0)) return 0;
    if (sources > DBL_MAX) return sources;
    return sources / (1 / intensity + call.carried);
}

/* What an inverse solves: one of the numbers is unknown. The call congestion by the ratio of the smaller of E and 1 - E
 * to what it is to be, the load by its ratio. */
typedef struct problem {
    double servers;
    double sources;
    double intensity;
    double goal;
} problem;

/* Positive where more is blocked than it is to be. */
static double excess(congestion call, double blocking)
{
    if (blocking > 0.5) return -wfm_i_ln_ratio(call.carried, 1 - blocking);
    return wfm_i_ln_ratio(call.blocked, blocking);
}

static double lack_by_servers(double servers, const void *about)
{
    const problem *p = about;
    return -excess(congestion_of(servers, p->sources, 0, p->intensity), p->goal);
}

static double excess_by_intensity(double intensity, const void *about)
{
    const problem *p = about;
    return excess(congestion_of(p->servers, p->sources, 0, intensity), p->goal);
}

static double excess_by_idle(double free, const void *about)
{
    const problem *p = about;
    return excess(congestion_inside(p->servers, (idle){free, 0}, p->intensity), p->goal);
}

static double load_excess(double intensity, const void *about)
{
    const problem *p = about;
    return wfm_i_ln_ratio(wfm_engset_load(p->servers, p->sources, intensity), p->goal);
}

/* How many deviations the servers are above the mean of a normal number where its density over its distribution function
 * is the blocking, about. */
static double deviations(double blocking, double deviation)
{
    return sqrt(fmax(0, -2 * log(fmin(1, blocking * (1 + 2.5 * deviation)))));
}

double wfm_engset_servers_for_call(double sources, double intensity, double blocking)
{
    if (is_outside(sources, intensity, blocking)) return WFM_I_NAN;
    if (is_undecided(sources, intensity, blocking)) return WFM_I_NAN;
    if (blocking > 1) return WFM_I_NAN;
    if (!(blocking < 1)) return 0;
    if (!(intensity > 0)) return 0;
    if (!(sources > 0)) return 0;
    if (!(blocking > 0)) return sources;
    if (sources > DBL_MAX) return sources;
    if (intensity > DBL_MAX) return sources;
    problem p = {0, sources, intensity, blocking};
    double used = 1 / (1 + 1 / intensity);
    double carried = sources / (1 + 1 / (intensity * (1 - blocking)));
    double deviation = sqrt(sources * used * (1 - used));
    double guess = fmax(carried, sources * used + deviations(blocking, deviation) * deviation);
    if (blocking > 0.5) guess = carried;
    return wfm_i_solve(lack_by_servers, &p, (wfm_i_guess){fmin(guess, sources * 0.99), 0, 0}, sources, 0);
}

double wfm_engset_intensity_for_call(double servers, double sources, double blocking)
{
    if (is_outside(servers, sources, blocking)) return WFM_I_NAN;
    if (is_undecided(servers, sources, blocking)) return WFM_I_NAN;
    if (blocking > 1) return WFM_I_NAN;
    if (!(blocking < 1)) return WFM_I_INF;
    if (servers >= sources) return WFM_I_INF;
    if (!(servers > 0)) return 0;
    if (!(blocking > 0)) return 0;
    if (sources > DBL_MAX) return 0;
    problem p = {servers, sources, 0, blocking};
    double free = sources - servers;
    double most = servers / free / (1 - blocking); /* no more is carried than there are servers */
    double spare = sqrt(servers * (free / sources));
    spare *= deviations(blocking, spare);
    double guess = servers > 2 * spare ? (servers - spare) / (free + spare)
                                       : servers / free * exp(fmax(log(blocking) / servers - 1, -700));
    if (blocking > 0.5) guess = most;
    return wfm_i_solve(excess_by_intensity, &p, (wfm_i_guess){guess, 0, 0}, fmin(most, DBL_MAX), 0);
}

double wfm_engset_sources_for_call(double servers, double intensity, double blocking)
{
    if (is_outside(servers, intensity, blocking)) return WFM_I_NAN;
    if (is_undecided(servers, intensity, blocking)) return WFM_I_NAN;
    if (blocking > 1) return WFM_I_NAN;
    if (!(blocking < 1)) return WFM_I_INF;
    if (!(servers > 0)) return 0;
    if (servers > DBL_MAX) return servers;
    if (!(intensity > 0)) return WFM_I_INF;
    if (!(blocking > 0)) return servers;
    if (intensity > DBL_MAX) return servers;
    problem p = {servers, 0, intensity, blocking};
    double most = fmin(servers / intensity / (1 - blocking), DBL_MAX);
    double spare = sqrt(servers / (1 + intensity));
    spare *= deviations(blocking, spare);
    double guess = blocking > 0.5 ? most : (servers - spare) / intensity - spare;
    return servers + wfm_i_solve(excess_by_idle, &p, (wfm_i_guess){fmax(guess, most / 64), 0, 0}, most, servers);
}

/* Erlangs of a source. */
static const double ENDLESS = 0x1p900;

/* What is blocked of a load at the least, however many servers there are: sources that are never idle carry one erlang
 * each. */
static double least_blocking(double sources, double load)
{
    return load > sources ? 1 - sources / load : 0;
}

double wfm_engset_intensity_for_load(double servers, double sources, double load)
{
    if (is_outside(servers, sources, load)) return WFM_I_NAN;
    if (is_undecided(servers, sources, load)) return WFM_I_NAN;
    if (!(load > 0)) return 0;
    if (load > DBL_MAX) return WFM_I_INF;
    if (sources > DBL_MAX) return 0;
    double without = load < sources ? load / (sources - load) : WFM_I_INF; /* if nothing is blocked */
    if (servers >= sources) return without;
    double least = load / sources; /* if everything is */
    if (!(servers > 0)) return least;
    problem p = {servers, sources, 0, load};
    double most = fmin(fmin(without, load / (sources - servers)), DBL_MAX);
    if (!(least < most)) return most;
    if (least > ENDLESS) return most; /* next to everything is blocked */
    return wfm_i_solve_between(load_excess, &p, (wfm_i_guess){most, 0, 0}, least, most, 0);
}

double wfm_engset_call_of_load(double servers, double sources, double load)
{
    if (is_outside(servers, sources, load)) return WFM_I_NAN;
    if (is_undecided(servers, sources, load)) return WFM_I_NAN;
    if (sources > DBL_MAX) return wfm_erlang_b(servers, load);
    if (!(servers > 0)) return 1;
    if (servers >= sources) return least_blocking(sources, load);
    return wfm_engset_call(servers, sources, wfm_engset_intensity_for_load(servers, sources, load));
}

/* The blocking gives the intensity, and so no search stands within another. */
double wfm_engset_servers_of_load_for_call(double sources, double load, double blocking)
{
    if (is_outside(sources, load, blocking)) return WFM_I_NAN;
    if (is_undecided(sources, load, blocking)) return WFM_I_NAN;
    if (blocking > 1) return WFM_I_NAN;
    if (sources > DBL_MAX) return wfm_erlang_b_servers_for_blocking(load, blocking);
    if (!(blocking < 1)) return 0;
    if (!(load > 0)) return 0;
    if (least_blocking(sources, load) > blocking) return WFM_I_INF;
    double idle_share = fmax(0, (sources - load) + load * blocking);
    return wfm_engset_servers_for_call(sources, load / idle_share, blocking);
}

double wfm_engset_load_for_call(double servers, double sources, double blocking)
{
    double intensity = wfm_engset_intensity_for_call(servers, sources, blocking);
    if (!(intensity >= 0)) return WFM_I_NAN;
    if (sources > DBL_MAX) return wfm_erlang_b_load_for_blocking(servers, blocking);
    if (!(blocking < 1)) return WFM_I_INF;
    if (!(intensity > 0)) return 0;
    return sources / (1 / intensity + (1 - blocking));
}

void wfm_engset_time_n(const double *servers, ptrdiff_t servers_stride, const double *sources, ptrdiff_t sources_stride,
                       const double *intensity, ptrdiff_t intensity_stride, double *out, ptrdiff_t out_stride,
                       size_t count)
{
    wfm_i_map3(wfm_engset_time, servers, servers_stride, sources, sources_stride, intensity, intensity_stride, out,
               out_stride, count);
}

void wfm_engset_call_n(const double *servers, ptrdiff_t servers_stride, const double *sources, ptrdiff_t sources_stride,
                       const double *intensity, ptrdiff_t intensity_stride, double *out, ptrdiff_t out_stride,
                       size_t count)
{
    wfm_i_map3(wfm_engset_call, servers, servers_stride, sources, sources_stride, intensity, intensity_stride, out,
               out_stride, count);
}

void wfm_engset_traffic_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
                          ptrdiff_t sources_stride, const double *intensity, ptrdiff_t intensity_stride, double *out,
                          ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_engset_traffic, servers, servers_stride, sources, sources_stride, intensity, intensity_stride, out,
               out_stride, count);
}

void wfm_engset_carried_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
                          ptrdiff_t sources_stride, const double *intensity, ptrdiff_t intensity_stride, double *out,
                          ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_engset_carried, servers, servers_stride, sources, sources_stride, intensity, intensity_stride, out,
               out_stride, count);
}

void wfm_engset_load_n(const double *servers, ptrdiff_t servers_stride, const double *sources, ptrdiff_t sources_stride,
                       const double *intensity, ptrdiff_t intensity_stride, double *out, ptrdiff_t out_stride,
                       size_t count)
{
    wfm_i_map3(wfm_engset_load, servers, servers_stride, sources, sources_stride, intensity, intensity_stride, out,
               out_stride, count);
}

void wfm_engset_servers_for_call_n(const double *sources, ptrdiff_t sources_stride, const double *intensity,
                                   ptrdiff_t intensity_stride, const double *blocking, ptrdiff_t blocking_stride,
                                   double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_engset_servers_for_call, sources, sources_stride, intensity, intensity_stride, blocking,
               blocking_stride, out, out_stride, count);
}

void wfm_engset_intensity_for_call_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
                                     ptrdiff_t sources_stride, const double *blocking, ptrdiff_t blocking_stride,
                                     double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_engset_intensity_for_call, servers, servers_stride, sources, sources_stride, blocking,
               blocking_stride, out, out_stride, count);
}

void wfm_engset_sources_for_call_n(const double *servers, ptrdiff_t servers_stride, const double *intensity,
                                   ptrdiff_t intensity_stride, const double *blocking, ptrdiff_t blocking_stride,
                                   double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_engset_sources_for_call, servers, servers_stride, intensity, intensity_stride, blocking,
               blocking_stride, out, out_stride, count);
}

void wfm_engset_intensity_for_load_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
                                     ptrdiff_t sources_stride, const double *load, ptrdiff_t load_stride, double *out,
                                     ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_engset_intensity_for_load, servers, servers_stride, sources, sources_stride, load, load_stride, out,
               out_stride, count);
}

void wfm_engset_call_of_load_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
                               ptrdiff_t sources_stride, const double *load, ptrdiff_t load_stride, double *out,
                               ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_engset_call_of_load, servers, servers_stride, sources, sources_stride, load, load_stride, out,
               out_stride, count);
}

void wfm_engset_servers_of_load_for_call_n(const double *sources, ptrdiff_t sources_stride, const double *load,
                                           ptrdiff_t load_stride, const double *blocking, ptrdiff_t blocking_stride,
                                           double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_engset_servers_of_load_for_call, sources, sources_stride, load, load_stride, blocking,
               blocking_stride, out, out_stride, count);
}

void wfm_engset_load_for_call_n(const double *servers, ptrdiff_t servers_stride, const double *sources,
                                ptrdiff_t sources_stride, const double *blocking, ptrdiff_t blocking_stride,
                                double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_engset_load_for_call, servers, servers_stride, sources, sources_stride, blocking, blocking_stride,
               out, out_stride, count);
}
