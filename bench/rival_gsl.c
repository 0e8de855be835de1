/* SPDX-License-Identifier: MIT */
#include "rivals.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

/* The probability of n arrivals over that of n at most. */
double rival_gsl(double servers, double load)
{
    unsigned int n = (unsigned int)servers;
    return gsl_ran_poisson_pdf(n, load) / gsl_cdf_poisson_P(n, load);
}
