/* SPDX-License-Identifier: MIT */
/* Erlang A: the domain, and what the formulas take from patient.c. */
#include "wfm/erlang.h"

#include "internal/arrays.h"
#include "internal/service.h"
#include "internal/solve.h"

/* Whether the first three arguments are in the domain. */
static bool is_inside(double servers, double load, double patience)
{
    if (!(servers >= 0)) return false;
    if (!(load >= 0)) return false;
    if (!(patience >= 0)) return false;
    return servers <= DBL_MAX || load <= DBL_MAX;
}

/* The figures without a time; where the arguments are outside the domain, NaN. */
static wfm_i_patient at_once(double servers, double load, double patience)
{
    if (is_inside(servers, load, patience)) return wfm_i_patient_at_once(servers, load, patience);
    return (wfm_i_patient){.waiting = WFM_I_NAN, .at_once = WFM_I_NAN, .abandonment = WFM_I_NAN, .answered = WFM_I_NAN};
}

double wfm_erlang_a_waiting(double servers, double load, double patience)
{
    return at_once(servers, load, patience).waiting;
}

double wfm_erlang_a_waiting_compl(double servers, double load, double patience)
{
    return at_once(servers, load, patience).at_once;
}

double wfm_erlang_a_abandonment(double servers, double load, double patience)
{
    return at_once(servers, load, patience).abandonment;
}

double wfm_erlang_a_answered(double servers, double load, double patience)
{
    return at_once(servers, load, patience).answered;
}

/* Where the number of those who hang up says nothing, as with endless patience, the wait is Erlang C's. */
double wfm_erlang_a_wait_mean(double servers, double load, double patience)
{
    if (!is_inside(servers, load, patience)) return WFM_I_NAN;
    if (!(patience > 0)) return 0;
    bool endless = patience > DBL_MAX || !(servers * patience <= DBL_MAX);
    if (endless && load < servers) return wfm_erlang_c_asa(servers, load);
    double abandonment = wfm_erlang_a_abandonment(servers, load, patience);
    if (patience > DBL_MAX) return WFM_I_INF;
    return abandonment > 0 ? abandonment * patience : 0;
}

double wfm_erlang_a_queue_mean(double servers, double load, double patience)
{
    double wait = wfm_erlang_a_wait_mean(servers, load, patience);
    if (isnan(wait)) return wait;
    return wait > 0 && load > 0 ? load * wait : 0;
}

/* The figures at a time; outside the domain NaN. */
typedef struct timed {
    bool inside;
    wfm_i_patient found;
} timed;

static timed at_time(double servers, double load, double patience, double t)
{
    if (!is_inside(servers, load, patience)) return (timed){false, {0}};
    if (!(t >= 0)) return (timed){false, {0}};
    return (timed){true, wfm_i_patient_at(servers, load, patience, t)};
}

double wfm_erlang_a_wait_tail(double servers, double load, double patience, double t)
{
    timed at = at_time(servers, load, patience, t);
    return at.inside ? at.found.decay * at.found.offered_beyond : WFM_I_NAN;
}

double wfm_erlang_a_offered_wait_tail(double servers, double load, double patience, double t)
{
    timed at = at_time(servers, load, patience, t);
    return at.inside ? at.found.offered_beyond : WFM_I_NAN;
}

static double service_level(double servers, double load, double patience, double t, int32_t rule)
{
    timed at = at_time(servers, load, patience, t);
    if (!at.inside) return WFM_I_NAN;
    wfm_i_shares shares = wfm_i_shares_of(&at.found, patience, t);
    return wfm_i_level_of(&shares, rule).within;
}

/* Of fewer and fewer servers the share has a limit, which so few of them have reached. */
static const double FEWEST_SERVERS = 0x1p-600;

double wfm_erlang_a_service_level_answered(double servers, double load, double patience, double t)
{
    if (servers == 0) servers = FEWEST_SERVERS;
    return service_level(servers, load, patience, t, WFM_SERVICE_ANSWERED);
}

double wfm_erlang_a_service_level_offered(double servers, double load, double patience, double t)
{
    return service_level(servers, load, patience, t, WFM_SERVICE_OFFERED);
}

double wfm_erlang_a_service_level_sl2(double servers, double load, double patience, double t)
{
    return service_level(servers, load, patience, t, WFM_SERVICE_SL2);
}

/* Of fewer and fewer servers all who are left are answered, once everybody has hung up. */
double wfm_erlang_a_service_level_excluding_abandoned(double servers, double load, double patience, double t)
{
    bool all_gone = servers == 0 && t >= 0 && patience >= 0 && load >= 0;
    if (all_gone && !(wfm_i_still_patient(patience, t) > 0)) return 1;
    return service_level(servers, load, patience, t, WFM_SERVICE_EXCLUDING);
}

double wfm_erlang_a_service_level_virtual(double servers, double load, double patience, double t)
{
    return service_level(servers, load, patience, t, WFM_SERVICE_VIRTUAL);
}

/* What the patience is looked for by: the abandonment wanted, in the smaller of it and its complement. */
typedef struct problem {
    double servers;
    double load;
    double abandonment;
} problem;

/* Positive where fewer hang up than wanted: the patience is too long. */
static double excess_by_patience(double patience, const void *about)
{
    const problem *p = about;
    wfm_i_patient found = wfm_i_patient_at_once(p->servers, p->load, patience);
    if (p->abandonment > 0.5) return wfm_i_ln_ratio(found.answered, 1 - p->abandonment);
    return found.abandonment > 0 ? -wfm_i_ln_ratio(found.abandonment, p->abandonment) : WFM_I_INF;
}

/* What hangs up in the limit of endless patience: the agents cannot carry it. Told by what is carried, where that is the
 * smaller. */
static bool exceeds_any_patience(double servers, double load, double abandonment)
{
    if (!(load > servers)) return !(abandonment > 0);
    if (load > DBL_MAX) return true;
    if (abandonment > 0.5) return 1 - abandonment >= servers / load;
    return abandonment <= (load - servers) / load;
}

double wfm_erlang_a_patience_for_abandonment(double servers, double load, double abandonment)
{
    if (!is_inside(servers, load, 1)) return WFM_I_NAN;
    if (!wfm_i_is_fraction(abandonment)) return WFM_I_NAN;
    wfm_i_patient least = wfm_i_patient_at_once(servers, load, 0);
    bool at_once = abandonment > 0.5 ? 1 - abandonment <= least.answered : abandonment >= least.abandonment;
    if (at_once) return 0;
    if (exceeds_any_patience(servers, load, abandonment)) return WFM_I_INF;
    problem p = {servers, load, abandonment};
    return wfm_i_solve(excess_by_patience, &p, (wfm_i_guess){1, 0, 0}, DBL_MAX, 0);
}

void wfm_erlang_a_waiting_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                            const double *patience, ptrdiff_t patience_stride, double *out, ptrdiff_t out_stride,
                            size_t count)
{
    wfm_i_map3(wfm_erlang_a_waiting, servers, servers_stride, load, load_stride, patience, patience_stride, out,
               out_stride, count);
}

void wfm_erlang_a_waiting_compl_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                  ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride, double *out,
                                  ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_erlang_a_waiting_compl, servers, servers_stride, load, load_stride, patience, patience_stride, out,
               out_stride, count);
}

void wfm_erlang_a_abandonment_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride, double *out,
                                ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_erlang_a_abandonment, servers, servers_stride, load, load_stride, patience, patience_stride, out,
               out_stride, count);
}

void wfm_erlang_a_answered_n(const double *servers, ptrdiff_t servers_stride, const double *load, ptrdiff_t load_stride,
                             const double *patience, ptrdiff_t patience_stride, double *out, ptrdiff_t out_stride,
                             size_t count)
{
    wfm_i_map3(wfm_erlang_a_answered, servers, servers_stride, load, load_stride, patience, patience_stride, out,
               out_stride, count);
}

void wfm_erlang_a_wait_mean_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                              ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride, double *out,
                              ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_erlang_a_wait_mean, servers, servers_stride, load, load_stride, patience, patience_stride, out,
               out_stride, count);
}

void wfm_erlang_a_queue_mean_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                               ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride, double *out,
                               ptrdiff_t out_stride, size_t count)
{
    wfm_i_map3(wfm_erlang_a_queue_mean, servers, servers_stride, load, load_stride, patience, patience_stride, out,
               out_stride, count);
}

void wfm_erlang_a_wait_tail_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                              ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride, const double *t,
                              ptrdiff_t t_stride, double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map4(wfm_erlang_a_wait_tail, servers, servers_stride, load, load_stride, patience, patience_stride, t,
               t_stride, out, out_stride, count);
}

void wfm_erlang_a_offered_wait_tail_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                      ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride,
                                      const double *t, ptrdiff_t t_stride, double *out, ptrdiff_t out_stride,
                                      size_t count)
{
    wfm_i_map4(wfm_erlang_a_offered_wait_tail, servers, servers_stride, load, load_stride, patience, patience_stride, t,
               t_stride, out, out_stride, count);
}

void wfm_erlang_a_service_level_answered_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                           ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride,
                                           const double *t, ptrdiff_t t_stride, double *out, ptrdiff_t out_stride,
                                           size_t count)
{
    wfm_i_map4(wfm_erlang_a_service_level_answered, servers, servers_stride, load, load_stride, patience,
               patience_stride, t, t_stride, out, out_stride, count);
}

void wfm_erlang_a_service_level_offered_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                          ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride,
                                          const double *t, ptrdiff_t t_stride, double *out, ptrdiff_t out_stride,
                                          size_t count)
{
    wfm_i_map4(wfm_erlang_a_service_level_offered, servers, servers_stride, load, load_stride, patience,
               patience_stride, t, t_stride, out, out_stride, count);
}

void wfm_erlang_a_service_level_sl2_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                      ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride,
                                      const double *t, ptrdiff_t t_stride, double *out, ptrdiff_t out_stride,
                                      size_t count)
{
    wfm_i_map4(wfm_erlang_a_service_level_sl2, servers, servers_stride, load, load_stride, patience, patience_stride, t,
               t_stride, out, out_stride, count);
}

void wfm_erlang_a_service_level_excluding_abandoned_n(const double *servers, ptrdiff_t servers_stride,
                                                      const double *load, ptrdiff_t load_stride, const double *patience,
                                                      ptrdiff_t patience_stride, const double *t, ptrdiff_t t_stride,
                                                      double *out, ptrdiff_t out_stride, size_t count)
{
    wfm_i_map4(wfm_erlang_a_service_level_excluding_abandoned, servers, servers_stride, load, load_stride, patience,
               patience_stride, t, t_stride, out, out_stride, count);
}

void wfm_erlang_a_service_level_virtual_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                          ptrdiff_t load_stride, const double *patience, ptrdiff_t patience_stride,
                                          const double *t, ptrdiff_t t_stride, double *out, ptrdiff_t out_stride,
                                          size_t count)
{
    wfm_i_map4(wfm_erlang_a_service_level_virtual, servers, servers_stride, load, load_stride, patience,
               patience_stride, t, t_stride, out, out_stride, count);
}

void wfm_erlang_a_patience_for_abandonment_n(const double *servers, ptrdiff_t servers_stride, const double *load,
                                             ptrdiff_t load_stride, const double *abandonment,
                                             ptrdiff_t abandonment_stride, double *out, ptrdiff_t out_stride,
                                             size_t count)
{
    wfm_i_map3(wfm_erlang_a_patience_for_abandonment, servers, servers_stride, load, load_stride, abandonment,
               abandonment_stride, out, out_stride, count);
}
