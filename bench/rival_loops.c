/* SPDX-License-Identifier: MIT */
#include "rivals.h"

#include <math.h>

/* 1/B(k) = 1 + k/(a B(k-1)) from no servers up. */
double rival_recursion(double servers, double load)
{
    double inverse = 1;
    for (double k = 1; k <= servers; k++)
        inverse = 1 + k / load * inverse;
    return 1 / inverse;
}

static double factorial(double n)
{
    double product = 1;
    for (double k = 2; k <= n; k++)
        product *= k;
    return product;
}

/* The definition as it is printed, and pasted. */
double rival_powers(double servers, double load)
{
    double sum = 0;
    for (double k = 0; k <= servers; k++)
        sum += pow(load, k) / factorial(k);
    return pow(load, servers) / factorial(servers) / sum;
}
