/* SPDX-License-Identifier: MIT */
/* Other roads to Erlang B. GSL's and Boost.Math's are there where WFM_BENCH_GSL and WFM_BENCH_BOOST say so. */
#ifndef WFM_BENCH_RIVALS_H
#define WFM_BENCH_RIVALS_H

#ifdef __cplusplus
extern "C" {
#endif

double rival_recursion(double servers, double load); /* whole servers */
double rival_powers(double servers, double load);    /* whole servers, few */
double rival_gsl(double servers, double load);       /* whole servers */
double rival_boost(double servers, double load);

#ifdef __cplusplus
}
#endif

#endif
