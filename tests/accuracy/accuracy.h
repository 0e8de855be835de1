/* SPDX-License-Identifier: MIT */
/** @file accuracy.h
 *  The parts of wfm_accuracy. Each prints what it saw and returns whether every bar was held. */
#ifndef TESTS_ACCURACY_ACCURACY_H
#define TESTS_ACCURACY_ACCURACY_H

#include <stdbool.h>
#include <stdint.h>

#include "reference.h"

/** A formula of two arguments or of three, the other pointer being null. */
typedef struct formula {
    double (*two)(double, double);
    double (*three)(double, double, double);
} formula;

/** What is compared with a quantity of the reference. */
typedef struct function {
    const char *name;
    quantity is;
    double bar; /* [ulp] */
    formula of;
} function;

enum { FUNCTIONS = QUANTITIES };
extern const function functions[FUNCTIONS];

typedef struct sweep {
    long points;
    uint64_t seed;
    const char *only;   /* the one function to sweep, or null */
    const char *folder; /* where the worst inputs are appended to vector files, or null */
} sweep;

/** Random points of all regions against the reference, and the inverses against themselves. */
bool run_sweep(const sweep *options);

/** Consecutive doubles across the borders between the library's methods. */
bool run_seams(void);

/** Random staffing problems against a decision in 256 bits. */
bool run_staffing(long problems, uint64_t seed);

/** The reference itself, against vectors from elsewhere and against a second way. */
bool run_check(void);

#endif
