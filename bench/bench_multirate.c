/* SPDX-License-Identifier: MIT */
#include "cases.h"

#include "wfm/trunks.h"

enum { CLASSES = 10, LARGEST = 10000 };

static const double WIDTHS[CLASSES] = {1, 2, 3, 4, 5, 6, 8, 10, 12, 15};

/* As many lines as servers, of whose load each class has a tenth; calls too wide for few lines among them. */
static double blocking_of(double servers, double load, const double *reserved, double target)
{
    static double work[2 * LARGEST + 1];
    double loads[CLASSES], blocking[CLASSES];
    wfm_classes classes = WFM_CLASSES_INIT;
    wfm_class_columns columns = WFM_CLASS_COLUMNS_INIT;
    wfm_class_group group = WFM_CLASS_GROUP_INIT;
    for (size_t i = 0; i < CLASSES; i++)
        loads[i] = load / CLASSES / WIDTHS[i];
    classes.count = CLASSES;
    classes.load_erl = loads;
    classes.lines_per_call = WIDTHS;
    classes.reserved_lines = reserved;
    classes.target = &target;
    classes.load_stride = classes.lines_per_call_stride = classes.reserved_lines_stride = 1;
    columns.blocking = blocking;
    columns.blocking_stride = 1;
    if (target > 0)
        wfm_classes_lines(&classes, servers, work, 2 * LARGEST + 1, &columns, &group);
    else
        wfm_classes_blocking(&classes, servers, work, 2 * LARGEST + 1, &columns, &group);
    return group.lost;
}

static double plain(double servers, double load)
{
    return blocking_of(servers, load, NULL, 0);
}

static double reserving(double servers, double load)
{
    static const double reserved[CLASSES] = {14, 13, 12, 11, 10, 9, 7, 5, 3, 0};
    return blocking_of(servers, load, reserved, 0);
}

/* The least lines are some more than the load that half the servers take. */
static double lines(double servers, double load)
{
    return blocking_of(servers, load / 2, NULL, 0.01);
}

static const bench_case cases[] = {{.name = "blocking", .formula = plain, .largest = LARGEST},
                                   {.name = "blocking_reserved", .formula = reserving, .largest = LARGEST},
                                   {.name = "lines", .formula = lines, .largest = LARGEST}};

const bench_group bench_multirate = {.name = "multirate", .cases = cases, .count = sizeof cases / sizeof *cases};
