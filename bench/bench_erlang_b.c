/* SPDX-License-Identifier: MIT */
#include "cases.h"

#include "wfm/erlang.h"

#define BLOCKING 0.01

static double servers_for_blocking(double servers, double load)
{
    (void)servers;
    return wfm_erlang_b_servers_for_blocking(load, BLOCKING);
}

static double load_for_blocking(double servers, double load)
{
    (void)load;
    return wfm_erlang_b_load_for_blocking(servers, BLOCKING);
}

static void b_n(const double *servers, const double *load, double *out, size_t count)
{
    wfm_erlang_b_n(servers, 1, load, 1, out, 1, count);
}

static void servers_for_blocking_n(const double *servers, const double *load, double *out, size_t count)
{
    static const double blocking = BLOCKING;
    (void)servers;
    wfm_erlang_b_servers_for_blocking_n(load, 1, &blocking, 0, out, 1, count);
}

static const bench_case cases[] = {
    {.name = "b", .formula = wfm_erlang_b},
    {.name = "b_compl", .formula = wfm_erlang_b_compl},
    {.name = "b_ln", .formula = wfm_erlang_b_ln},
    {.name = "b_ln_dload", .formula = wfm_erlang_b_ln_dload},
    {.name = "b_ln_dservers", .formula = wfm_erlang_b_ln_dservers},
    {.name = "servers_for_blocking", .formula = servers_for_blocking},
    {.name = "load_for_blocking", .formula = load_for_blocking},
    {.name = "b_n", .array = b_n},
    {.name = "servers_for_blocking_n", .array = servers_for_blocking_n},
};

const bench_group bench_erlang_b = {.name = "erlang_b", .cases = cases, .count = sizeof cases / sizeof *cases};
