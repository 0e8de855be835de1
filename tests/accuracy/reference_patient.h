/* SPDX-License-Identifier: MIT */
/** @file reference_patient.h
 *  Erlang A in MPFR, from the very numbers given: every quantity to 1e-30 relative or better for loads 1e-6..1e7, servers
 *  above 0 up to 1e7 and servers and load times patience up to some 1e8; service levels to 1e-37 absolute. The method is
 *  in reference_patient.c; none of the library's code is used.
 */
#ifndef TESTS_ACCURACY_REFERENCE_PATIENT_H
#define TESTS_ACCURACY_REFERENCE_PATIENT_H

#include "reference.h"

typedef enum patient_quantity {
    A_WAITING,
    A_WAITING_COMPL,
    A_ABANDONMENT,
    A_ANSWERED,
    A_WAIT_MEAN,
    A_QUEUE_MEAN,
    A_WAIT_TAIL,
    A_OFFERED_WAIT_TAIL,
    A_LEVEL_ANSWERED,
    A_LEVEL_OFFERED,
    A_LEVEL_SL2,
    A_LEVEL_EXCLUDING,
    A_LEVEL_VIRTUAL,
    PATIENT_QUANTITIES
} patient_quantity;

typedef struct patient_reference {
    mpfr_t value[PATIENT_QUANTITIES];
} patient_reference;

void patient_reference_init(patient_reference *r);
void patient_reference_clear(patient_reference *r);

/** Palm's function less 1, A(x,y) - 1 = y/(x+1) + y^2/((x+1)(x+2)) + ... */
void reference_palm(mpfr_ptr less_1, mpfr_srcptr x, mpfr_srcptr y);

/** Every quantity; servers, load and patience > 0. */
void patient_reference_set(patient_reference *r, mpfr_srcptr servers, mpfr_srcptr load, mpfr_srcptr patience,
                           mpfr_srcptr t);

/** The same from doubles. */
void patient_reference_set_d(patient_reference *r, double servers, double load, double patience, double t);

#endif
