/* SPDX-License-Identifier: MIT */
/** @file counts.h
 *  Comparisons of numbers of the reference with others as exact.
 */
#ifndef TESTS_ACCURACY_COUNTS_H
#define TESTS_ACCURACY_COUNTS_H

#include <stdbool.h>
#include <stdio.h> /* before mpfr.h, which then declares its printf family */

#include <mpfr.h>

typedef struct counts {
    long checked;
    long failed;
    double worst; /* relative */
} counts;

/** Distance of x from y relative to y. */
double relative_difference(mpfr_srcptr x, mpfr_srcptr y);

/** Counts a distance and prints it where it is above what it may be. */
void add_difference(counts *sums, double relative, double within, const char *what, double servers, double load);

/** Prints the counts; false if something differed or nothing was compared. */
bool report_counts(const char *what, const counts *sums);

#endif
