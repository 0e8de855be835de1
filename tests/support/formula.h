/* SPDX-License-Identifier: MIT */
/** @file formula.h
 *  What every formula of doubles has in common, whatever it computes: the values at the edges, NaN outside the domain
 *  and only there, results within the documented range for any bits, and an array form that equals it.
 */
#ifndef TESTS_SUPPORT_FORMULA_H
#define TESTS_SUPPORT_FORMULA_H

#include "support/check.h"

typedef double formula_2(double, double);
typedef double formula_3(double, double, double);
typedef double formula_4(double, double, double, double);
typedef void array_2(const double *, ptrdiff_t, const double *, ptrdiff_t, double *, ptrdiff_t, size_t);
typedef void array_3(const double *, ptrdiff_t, const double *, ptrdiff_t, const double *, ptrdiff_t, double *,
                     ptrdiff_t, size_t);
typedef void array_4(const double *, ptrdiff_t, const double *, ptrdiff_t, const double *, ptrdiff_t, const double *,
                     ptrdiff_t, double *, ptrdiff_t, size_t);

enum { MOST_ARGUMENTS = 4 };

/** A formula of two to four arguments, each a number >= 0 or a probability. */
typedef struct formula {
    const char *name;
    const char *arguments; /* one letter each: n servers, a load, t time, mean wait or patience, p probability */
    double low, high;      /* the documented range of the result */
    formula_2 *two;        /* for two arguments, and its array form */
    array_2 *two_n;
    formula_3 *three; /* for three arguments, and its array form */
    array_3 *three_n;
    formula_4 *four; /* for four arguments, and its array form */
    array_4 *four_n;
    int least, most; /* the argument that the result is not below, or not above; 0 none, 1 the first */
} formula;

/** A value at an edge; a formula of fewer arguments does not use the last. */
typedef struct edge {
    double x[MOST_ARGUMENTS];
    double expected;
} edge;

/** The formula of its arguments, of which x has at least as many. */
double formula_at(const formula *of, const double *x);

/** Whether the result should be a number: no NaN, nothing negative, no probability above 1, not both servers and load
 *  infinite. */
bool formula_has(const formula *of, const double *x);

/** Each edge to the last bit but the sign of zero. */
void check_edges(tally *results, const formula *of, const edge *edges, size_t count);

/** Random bits, special values and plain numbers in every argument: NaN outside the domain, the documented range in it,
 *  and a millisecond a call at most in the mean. */
void check_any_bits(tally *results, const formula *of, size_t count);

/** The array form against the formula to the bit: strides 1, 2, 0 and -1, in place, and a count of 0. */
void check_array_form(tally *results, const formula *of);

#endif
