/* SPDX-License-Identifier: MIT */
#include "cases.h"

#include "wfm/trunks.h"

static double lines(double servers, double load)
{
    wfm_trunks trunks = WFM_TRUNKS_INIT;
    (void)servers;
    wfm_trunks_lines(load, 0.01, &trunks);
    return trunks.lines;
}

static const bench_case cases[] = {{.name = "lines", .formula = lines}};

const bench_group bench_trunks = {.name = "trunks", .cases = cases, .count = sizeof cases / sizeof *cases};
