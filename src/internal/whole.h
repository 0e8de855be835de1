/* SPDX-License-Identifier: MIT */
/* Numbers of people made whole as people mean it: within 8 units in the last place of a whole number is that number. */
#ifndef WFM_INTERNAL_WHOLE_H
#define WFM_INTERNAL_WHOLE_H

#include "internal/common.h"

/* x, or the whole number that it is meant to be. */
double wfm_i_snap(double x);

/* Whether value does not exceed a cap, as people mean it: value / cap snapped is at most 1. */
bool wfm_i_within_cap(double value, double cap);

/* x rounded by a WFM_ROUND_ rule; one number alone carries nothing. */
double wfm_i_round(double x, int32_t rounding);

/* The same in a column: with WFM_ROUND_CARRY, carry is what the rows before left over. */
double wfm_i_round_carrying(double x, int32_t rounding, double *carry);

bool wfm_i_is_rounding(int32_t rounding);

/* Whether a number is enough for something; from some number on each is. */
typedef bool (*wfm_i_enough)(double number, const void *about);

/* The least whole number from 0 on that is enough, from the least real one, which may be off by its last digits: decided
 * at the whole numbers themselves. From 2^53 on every double is whole and one more is the same number. */
double wfm_i_least_whole(wfm_i_enough is_enough, const void *about, double real);

#endif
