/* SPDX-License-Identifier: MIT */
#include "cases.h"

#include "wfm/measure.h"

enum { INTERVALS = 48 };

/* Seconds as a column, one after the other. */
static void count_up(double *out, size_t count)
{
    for (size_t i = 0; i < count; i++)
        out[i] = (double)i;
}

/* A call each second, with all its events: a day's half hours are held. */
static void feed(const double *servers, const double *load, double *out, size_t count)
{
    static const double time_s = 20;
    static const int32_t handled = WFM_CALL_HANDLED;
    double cells[INTERVALS * WFM_CELLS];
    wfm_measure measure = WFM_MEASURE_INIT;
    wfm_calls calls = WFM_CALLS_INIT;
    (void)servers;
    (void)load;
    count_up(out, count);
    measure.interval_s = 1800;
    measure.answer_within_s = 20;
    measure.intervals = INTERVALS;
    measure.cells = cells;
    measure.cells_stride = WFM_CELLS;
    calls.count = (int64_t)count;
    calls.arrival_s = out;
    calls.arrival_s_stride = 1;
    calls.wait_s = calls.talk_s = calls.acw_s = &time_s;
    calls.event = &handled;
    wfm_measure_start(&measure);
    wfm_measure_calls(&measure, &calls, NULL);
    out[0] = cells[WFM_CELL_BUSY];
}

/* The curve of patience of as many waits, half of which ended by hanging up. */
static void survival(const double *servers, const double *load, double *out, size_t count)
{
    static const double half = 0.5;
    wfm_waits waits = WFM_WAITS_INIT;
    wfm_survival columns = WFM_SURVIVAL_INIT;
    (void)servers;
    (void)load;
    count_up(out, count);
    waits.count = (int64_t)count;
    waits.wait_s = out;
    waits.wait_stride = 1;
    waits.ended = waits.cut = &half;
    columns.high = out;
    columns.high_stride = 1;
    wfm_measure_survival(&waits, 0.95, &columns);
}

static const bench_case cases[] = {{.name = "calls", .array = feed}, {.name = "survival", .array = survival}};

const bench_group bench_measure = {.name = "measure", .cases = cases, .count = sizeof cases / sizeof *cases};
