/* SPDX-License-Identifier: MIT */
#include "cases.h"

#include "wfm/erlang.h"

/* 80 % within 20 s at a handle time of 180 s, and waits of the same order. */
#define ANSWER (20.0 / 180.0)
#define TARGET 0.8
#define WAITING 0.2
#define ASA (10.0 / 180.0)

static double wait_tail(double servers, double load)
{
    return wfm_erlang_c_wait_tail(servers, load, ANSWER);
}

static double service_level(double servers, double load)
{
    return wfm_erlang_c_service_level(servers, load, ANSWER);
}

static double wait_quantile(double servers, double load)
{
    return wfm_erlang_c_wait_quantile(servers, load, TARGET);
}

static double servers_for_waiting(double servers, double load)
{
    (void)servers;
    return wfm_erlang_c_servers_for_waiting(load, WAITING);
}

static double servers_for_asa(double servers, double load)
{
    (void)servers;
    return wfm_erlang_c_servers_for_asa(load, ASA);
}

static double servers_for_service_level(double servers, double load)
{
    (void)servers;
    return wfm_erlang_c_servers_for_service_level(load, ANSWER, TARGET);
}

static double load_for_waiting(double servers, double load)
{
    (void)load;
    return wfm_erlang_c_load_for_waiting(servers, WAITING);
}

static double load_for_asa(double servers, double load)
{
    (void)load;
    return wfm_erlang_c_load_for_asa(servers, ASA);
}

static double load_for_service_level(double servers, double load)
{
    (void)load;
    return wfm_erlang_c_load_for_service_level(servers, ANSWER, TARGET);
}

static void c_n(const double *servers, const double *load, double *out, size_t count)
{
    wfm_erlang_c_n(servers, 1, load, 1, out, 1, count);
}

static void service_level_n(const double *servers, const double *load, double *out, size_t count)
{
    static const double answer = ANSWER;
    wfm_erlang_c_service_level_n(servers, 1, load, 1, &answer, 0, out, 1, count);
}

static void servers_for_service_level_n(const double *servers, const double *load, double *out, size_t count)
{
    static const double answer = ANSWER;
    static const double target = TARGET;
    (void)servers;
    wfm_erlang_c_servers_for_service_level_n(load, 1, &answer, 0, &target, 0, out, 1, count);
}

static const bench_case cases[] = {
    {.name = "c", .formula = wfm_erlang_c},
    {.name = "c_compl", .formula = wfm_erlang_c_compl},
    {.name = "c_ln", .formula = wfm_erlang_c_ln},
    {.name = "c_ln_dload", .formula = wfm_erlang_c_ln_dload},
    {.name = "c_ln_dservers", .formula = wfm_erlang_c_ln_dservers},
    {.name = "asa", .formula = wfm_erlang_c_asa},
    {.name = "wait_tail", .formula = wait_tail},
    {.name = "service_level", .formula = service_level},
    {.name = "wait_quantile", .formula = wait_quantile},
    {.name = "servers_for_waiting", .formula = servers_for_waiting},
    {.name = "servers_for_asa", .formula = servers_for_asa},
    {.name = "servers_for_service_level", .formula = servers_for_service_level},
    {.name = "load_for_waiting", .formula = load_for_waiting},
    {.name = "load_for_asa", .formula = load_for_asa},
    {.name = "load_for_service_level", .formula = load_for_service_level},
    {.name = "c_n", .array = c_n},
    {.name = "service_level_n", .array = service_level_n},
    {.name = "servers_for_service_level_n", .array = servers_for_service_level_n},
};

const bench_group bench_erlang_c = {.name = "erlang_c", .cases = cases, .count = sizeof cases / sizeof *cases};
