/* SPDX-License-Identifier: MIT */
/** @file table.h
 *  The worst and the mean error of each function in each region, as a sweep finds them and as it prints them.
 */
#ifndef TESTS_ACCURACY_TABLE_H
#define TESTS_ACCURACY_TABLE_H

#include <stdbool.h>

#include "points.h"

/** An error at a point and what it may be; no error where the point says nothing about the function. */
typedef struct measured {
    bool counts;
    double error; /* [ulp] */
    double bar;   /* [ulp] */
} measured;

static const measured NOTHING = {false, 0, 0};

/** The errors of one function in one region. */
typedef struct cell {
    long count;
    long broken;
    double sum;
    measured worst; /* in terms of its bar */
    point at;
} cell;

/** Cells by function and region, those of one function side by side. */
typedef struct table {
    int rows;
    int columns;
    const char *const *column_names;
    const char *(*row_name)(int row);
    const char *argument_names; /* of the numbers of a point, as they are printed */
    int arguments;
    void (*arguments_of)(const point *at, double x[4]);
    cell *cells;
} table;

cell *cell_of(const table *t, int row, int column);

void add_measured(cell *to, measured m, const point *at);

/** Prints every cell, and then the worst errors by region, as a table of README.md's kind. False if a bar was broken or
 *  nothing was compared. */
bool print_table(const table *t);

#endif
