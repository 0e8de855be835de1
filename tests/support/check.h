/* SPDX-License-Identifier: MIT */
/** @file check.h
 *  Comparison of doubles for the tests, in place of cmocka's absolute one. Includes cmocka and what it needs.
 *
 *  A tally collects the checks of one test. It goes on after a failure, prints each one with its row and inputs, keeps
 *  the worst distance, and fails the cmocka test at the end:
 *
 *      static void test_blocking(void **state)
 *      {
 *          (void)state;
 *          tally results = {.name = "wfm_erlang_b"};
 *          check_near(&results, wfm_erlang_b(1.0, 1.0), 0.5, TOL_4EPS, "servers 1, load 1");
 *          check_true(&results, wfm_erlang_b(2.0, 1.0) < 0.5, "one server more blocks less");
 *          tally_finish(&results);
 *      }
 *
 *  Tolerances come from the ladder below, times the condition of the problem where the header's accuracy line has it.
 *  They are never taken from what the code happened to give.
 */
#ifndef TESTS_SUPPORT_CHECK_H
#define TESTS_SUPPORT_CHECK_H

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#if defined(__GNUC__)
#define PRINTF_LIKE(text, values) __attribute__((format(printf, text, values)))
#else
#define PRINTF_LIKE(text, values)
#endif

/* math.h's are floats, which clang warns of. */
#define INF ((double)INFINITY)
#define QUIET_NAN ((double)NAN)

/* The ladder of relative tolerances. One unit in the last place is between half an epsilon and one. */
#define TOL_EXACT 0.0                        /* the same number: one of +-0 is as good as the other */
#define TOL_1EPS DBL_EPSILON                 /* 2.2e-16, a correctly rounded operation or two */
#define TOL_4EPS (4.0 * DBL_EPSILON)         /* 8.9e-16 */
#define TOL_16EPS (16.0 * DBL_EPSILON)       /* 3.6e-15 */
#define TOL_64EPS (64.0 * DBL_EPSILON)       /* 1.4e-14 */
#define TOL_1E12 (4503.0 * DBL_EPSILON)      /* 1e-12 */
#define TOL_1E9 (4503599.0 * DBL_EPSILON)    /* 1e-9, for independent ways that lose digits themselves */
#define TOL_1E6 (4503599627.0 * DBL_EPSILON) /* 1e-6, for numerical differentiation */

/** The checks of one test. Set the name; the rest starts as 0. */
typedef struct tally {
    const char *name;    /* what is being checked, for the messages */
    size_t checked;      /* checks so far */
    size_t failed;       /* failures so far: the first dozen is printed */
    double worst;        /* largest relative distance that check_near saw */
    char worst_row[256]; /* and the row where it was */
} tally;

/** Distance of two doubles relative to the expected one: 0 for equals (infinities and two NaN too), inf if one is NaN
 *  or infinite and the other not, and relative to DBL_MIN where the expected value is smaller than that. */
double relative_distance(double got, double expected);

/** Holds if relative_distance(got, expected) <= tolerance. The text names the row and the inputs. */
bool check_near(tally *results, double got, double expected, double tolerance, const char *format, ...)
    PRINTF_LIKE(5, 6);

/** Distance of two doubles in units in the last place of the expected one, which is itself rounded: 0.5 of it may be the
 *  reference's. Special values as with relative_distance; below DBL_MIN the unit is that of DBL_MIN. */
double ulp_distance(double got, double expected);

/** Holds if ulp_distance(got, expected) <= ulp + 0.5. */
bool check_ulp(tally *results, double got, double expected, double ulp, const char *format, ...) PRINTF_LIKE(5, 6);

/** Holds if got and expected are the same bits, any NaN being as good as another. */
bool check_same(tally *results, double got, double expected, const char *format, ...) PRINTF_LIKE(4, 5);

/** Holds if low <= got <= high; a NaN never does. */
bool check_between(tally *results, double got, double low, double high, const char *format, ...) PRINTF_LIKE(5, 6);

/** Holds if the condition is true. */
bool check_true(tally *results, bool condition, const char *format, ...) PRINTF_LIKE(3, 4);

/** Prints the count and the worst distance; fails the test if a check failed or none was made. */
void tally_finish(const tally *results);

/** The same of several tallies, all of them printed before the test fails. */
void tally_finish_all(const tally *results, size_t count);

/** The double that is count steps above x (below, if negative). */
double step_by(double x, int count);

/** The next of a fixed sequence of random 64-bit words (splitmix64); start with any state. */
uint64_t random_word(uint64_t *state);

/** A random double from low to high, uniform. */
double random_between(uint64_t *state, double low, double high);

/** A random double from low to high, uniform in its logarithm; low > 0. */
double random_log_between(uint64_t *state, double low, double high);

/** A double of random bits: any sign, exponent and fraction, NaN and infinities among them. */
double random_bits(uint64_t *state);

#endif
