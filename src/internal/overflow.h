/* SPDX-License-Identifier: MIT */
/* How far what overflows a group of lines is from a Poisson stream. */
#ifndef WFM_INTERNAL_OVERFLOW_H
#define WFM_INTERNAL_OVERFLOW_H

/* Peakedness less 1, with its digits where it is small; for 0 < lines < inf, 0 < load < inf. */
double wfm_i_overflow_extra(double lines, double load);

/* 1 - wfm_hayward, with its digits where nearly all is lost; for 0 < load < inf, peakedness >= 0. */
double wfm_i_hayward_compl(double servers, double load, double peakedness);

#endif
