/* SPDX-License-Identifier: MIT */
/** @file accuracy.h
 *  The parts of wfm_accuracy. Each prints what it saw and returns whether every bar was held. */
#ifndef TESTS_ACCURACY_ACCURACY_H
#define TESTS_ACCURACY_ACCURACY_H

#include <stdbool.h>
#include <stdint.h>

#include "reference.h"
#include "reference_patient.h"

/** A formula of two arguments, three or four, the other pointers being null. */
typedef struct formula {
    double (*two)(double, double);
    double (*three)(double, double, double);
    double (*four)(double, double, double, double);
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

/** The same of Erlang A. */
typedef struct patient_function {
    const char *name;
    patient_quantity is;
    double bar; /* [ulp], or absolute for a service level */
    formula of;
} patient_function;

enum { PATIENT_FUNCTIONS = PATIENT_QUANTITIES };
extern const patient_function patient_functions[PATIENT_FUNCTIONS];

typedef struct sweep {
    long points;
    uint64_t seed;
    const char *only;   /* the one function to sweep, or null */
    const char *folder; /* where the worst inputs are appended to vector files, or null */
} sweep;

/** Random points of all regions against the reference, and the inverses against themselves. */
bool run_sweep(const sweep *options);

/** The same of Erlang A, one point for each two of those. */
bool run_patient_sweep(const sweep *options);

/** Consecutive doubles across the borders between the library's methods. */
bool run_seams(void);
bool run_patient_seams(void);

/** How much of its bar the error of a function of Erlang A is, at servers, load, patience and t; 0 where the reference
 *  says nothing. */
double patient_share_of_bar(const patient_function *f, const double x[4], const patient_reference *r);

/** Random staffing problems against a decision in 256 bits. */
bool run_staffing(long problems, uint64_t seed);

/** The reference itself, against vectors from elsewhere and against a second way. */
bool run_check(void);
bool run_patient_check(void);

#endif
