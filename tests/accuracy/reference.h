/* SPDX-License-Identifier: MIT */
/** @file reference.h
 *  Erlang B and C in MPFR, from the very numbers given: every quantity to 1e-30 relative or better for loads 1e-6..1e7
 *  and servers 0..1e7, and below 1e-6 servers too. The method is in reference.c; none of the library's code is used.
 */
#ifndef TESTS_ACCURACY_REFERENCE_H
#define TESTS_ACCURACY_REFERENCE_H

#include <stdbool.h>
#include <stdio.h> /* before mpfr.h, which then declares its printf family */

#include <mpfr.h>

enum { REFERENCE_BITS = 256 };

typedef enum quantity {
    B,
    B_COMPL,
    B_LN,
    B_LN_DLOAD,
    B_LN_DSERVERS,
    C,
    C_COMPL,
    C_LN,
    C_LN_DLOAD,
    C_LN_DSERVERS,
    ASA,
    WAIT_TAIL,
    SERVICE_LEVEL,
    WAIT_QUANTILE,
    QUANTITIES
} quantity;

typedef struct reference {
    bool waits; /* load < servers: what follows B is computed only then */
    mpfr_t value[QUANTITIES];
} reference;

void reference_init(reference *r);
void reference_clear(reference *r);

/** F(n,a) - 1 and dF/dn, F = 1/B. Right to 2^-128 of F for a >= n. */
void reference_loss(mpfr_ptr excess, mpfr_ptr slope, mpfr_srcptr servers, mpfr_srcptr load);

/** Every quantity, with t for WAIT_TAIL and SERVICE_LEVEL and p for WAIT_QUANTILE; load > 0. */
void reference_set(reference *r, mpfr_srcptr servers, mpfr_srcptr load, mpfr_srcptr t, mpfr_srcptr p);

/** The same from doubles. */
void reference_set_d(reference *r, double servers, double load, double t, double p);

/** How far a double is from a reference, in units in the last place of the reference rounded to a double; infinite for
 *  NaN and infinities. */
double reference_ulps(double got, mpfr_srcptr exact);

#endif
