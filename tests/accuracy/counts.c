/* SPDX-License-Identifier: MIT */
#include "counts.h"

#include <math.h>

#include "reference.h"

double relative_difference(mpfr_srcptr x, mpfr_srcptr y)
{
    if (mpfr_equal_p(x, y)) return 0;
    mpfr_t apart;
    mpfr_init2(apart, REFERENCE_BITS);
    mpfr_reldiff(apart, y, x, MPFR_RNDN);
    double relative = fabs(mpfr_get_d(apart, MPFR_RNDN));
    mpfr_clear(apart);
    return relative;
}

void add_difference(counts *sums, double relative, double within, const char *what, double servers, double load)
{
    sums->checked++;
    sums->worst = fmax(sums->worst, relative);
    if (relative <= within) return;
    sums->failed++;
    printf("apart: %s at servers %.17g, load %.17g by %.3g\n", what, servers, load, relative);
}

bool report_counts(const char *what, const counts *sums)
{
    printf("reference against %s: %ld values, %ld apart, worst %.2g relative\n", what, sums->checked, sums->failed,
           sums->worst);
    return sums->checked > 0 && sums->failed == 0;
}
