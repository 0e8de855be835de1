/* SPDX-License-Identifier: MIT */
#include "accuracy.h"
#include "counts.h"
#include "points.h"

#include <stdio.h>
#include <stdlib.h>

#include "support/check.h"
#include "support/csv.h"

/* A column of a file of vectors, its quantity, and the digits that it is right to, as a relative error. */
typedef struct column {
    const char *name;
    quantity is;
    const char *t; /* the column of the time in handle times, or the time itself; null for none */
    double within;
} column;

static const double OWN = 1e-24; /* 25 digits */

static double time_of(const csv *rows, const char *t)
{
    if (t == NULL) return 0;
    char *end;
    double time = strtod(t, &end);
    return *end == '\0' ? time : csv_number(rows, t);
}

/* One record's columns; n and a are the names of its arguments, p of a share or null. */
static void check_record(const csv *rows, const char *n, const char *a, const char *p, const column *columns,
                         size_t count, counts *sums)
{
    double servers = csv_number(rows, n);
    double load = csv_number(rows, a);
    reference r;
    reference_init(&r);
    mpfr_t printed;
    mpfr_init2(printed, REFERENCE_BITS);
    for (size_t i = 0; i < count; i++) {
        const char *text = csv_text(rows, columns[i].name);
        if (text[0] == '\0') continue;
        reference_set_d(&r, servers, load, time_of(rows, columns[i].t), p == NULL ? 0 : csv_number(rows, p));
        if (columns[i].is >= C && !r.waits) continue;
        mpfr_set_str(printed, text, 10, MPFR_RNDN);
        add_difference(sums, relative_difference(r.value[columns[i].is], printed), columns[i].within, columns[i].name,
                       servers, load);
    }
    mpfr_clear(printed);
    reference_clear(&r);
}

static bool check_own(void)
{
    static const column b[] = {{"b", B, NULL, OWN},
                               {"compl", B_COMPL, NULL, OWN},
                               {"ln", B_LN, NULL, OWN},
                               {"ln_dload", B_LN_DLOAD, NULL, OWN},
                               {"ln_dservers", B_LN_DSERVERS, NULL, OWN}};
    static const column c[] = {{"c", C, NULL, OWN},
                               {"compl", C_COMPL, NULL, OWN},
                               {"ln", C_LN, NULL, OWN},
                               {"ln_dload", C_LN_DLOAD, NULL, OWN},
                               {"ln_dservers", C_LN_DSERVERS, NULL, OWN},
                               {"asa", ASA, NULL, OWN},
                               {"wait_tail", WAIT_TAIL, "t", OWN},
                               {"service_level", SERVICE_LEVEL, "t", OWN},
                               {"wait_quantile", WAIT_QUANTILE, NULL, OWN}};
    counts sums = {0, 0, 0};
    csv *rows = csv_open_vectors("erlang_b.csv");
    while (csv_next(rows))
        check_record(rows, "servers", "load", NULL, b, sizeof b / sizeof *b, &sums);
    csv_close(rows);
    rows = csv_open_vectors("erlang_c.csv");
    while (csv_next(rows))
        check_record(rows, "servers", "load", "p", c, sizeof c / sizeof *c, &sums);
    csv_close(rows);
    return report_counts("erlang_b.csv and erlang_c.csv", &sums);
}

static bool check_extra(void)
{
    static const column b[] = {{"B", B, NULL, 1e-30},
                               {"ln_B", B_LN, NULL, 1e-30},
                               {"one_minus_B", B_COMPL, NULL, 1e-30},
                               {"dlnB_dn", B_LN_DSERVERS, NULL, 1e-28},
                               {"dlnB_da", B_LN_DLOAD, NULL, 1e-28}};
    static const column c[] = {{"C", C, NULL, 1e-30},
                               {"ln_C", C_LN, NULL, 1e-30},
                               {"one_minus_C", C_COMPL, NULL, 1e-30},
                               {"asa_mu1", ASA, NULL, 1e-30},
                               {"P_W_gt_0.03125", WAIT_TAIL, "0.03125", 1e-30},
                               {"P_W_gt_0.125", WAIT_TAIL, "0.125", 1e-30},
                               {"P_W_gt_1", WAIT_TAIL, "1", 1e-30}};
    counts sums = {0, 0, 0};
    csv *rows = csv_open_extra("computed_erlang_b.csv");
    while (csv_next(rows))
        check_record(rows, "n", "a", NULL, b, sizeof b / sizeof *b, &sums);
    csv_close(rows);
    rows = csv_open_extra("computed_erlang_c.csv");
    while (csv_next(rows))
        check_record(rows, "n", "a", NULL, c, sizeof c / sizeof *c, &sums);
    csv_close(rows);
    return report_counts("the extra vectors", &sums);
}

/* F(n+1) - 1 = (n+1)/a F(n), and the derivative of that. */
static void check_recursion(mpfr_srcptr n, mpfr_srcptr a, const point *at, counts *sums)
{
    mpfr_t x, slope, next, next_slope, step;
    mpfr_inits2(REFERENCE_BITS, x, slope, next, next_slope, (mpfr_ptr)NULL);
    mpfr_init2(step, 6 * REFERENCE_BITS); /* n + 1 of the least n */
    mpfr_add_ui(step, n, 1, MPFR_RNDN);
    reference_loss(x, slope, n, a);
    reference_loss(next, next_slope, step, a);
    mpfr_add_ui(x, x, 1, MPFR_RNDN);
    mpfr_fma(slope, slope, step, x, MPFR_RNDN);
    mpfr_div(slope, slope, a, MPFR_RNDN);
    mpfr_mul(x, x, step, MPFR_RNDN);
    mpfr_div(x, x, a, MPFR_RNDN);
    add_difference(sums, relative_difference(x, next), 1e-30, "F(n+1) by recursion", at->servers, at->load);
    add_difference(sums, relative_difference(slope, next_slope), 1e-30, "dF/dn at n+1 by recursion", at->servers,
                   at->load);
    mpfr_clears(x, slope, next, next_slope, step, (mpfr_ptr)NULL);
}

/* d ln F/dn by a central difference over 2^-60 of n. */
static void check_difference(mpfr_srcptr n, mpfr_srcptr a, const point *at, counts *sums)
{
    mpfr_t x, slope, below, above, step;
    mpfr_inits2(REFERENCE_BITS, x, slope, below, above, step, (mpfr_ptr)NULL);
    mpfr_div_2ui(step, n, 60, MPFR_RNDN);
    mpfr_sub(x, n, step, MPFR_RNDN);
    reference_loss(below, slope, x, a);
    mpfr_add(x, n, step, MPFR_RNDN);
    reference_loss(above, slope, x, a);
    mpfr_log1p(below, below, MPFR_RNDN);
    mpfr_log1p(above, above, MPFR_RNDN);
    mpfr_sub(above, above, below, MPFR_RNDN);
    mpfr_div(above, above, step, MPFR_RNDN);
    mpfr_div_2ui(above, above, 1, MPFR_RNDN);
    reference_loss(x, slope, n, a);
    mpfr_add_ui(x, x, 1, MPFR_RNDN);
    mpfr_div(slope, slope, x, MPFR_RNDN);
    add_difference(sums, relative_difference(above, slope), 1e-24, "d ln F/dn by difference", at->servers, at->load);
    mpfr_clears(x, slope, below, above, step, (mpfr_ptr)NULL);
}

static bool check_second_way(void)
{
    enum { POINTS = 2000 };
    uint64_t state = 1917;
    counts recursion = {0, 0, 0};
    counts difference = {0, 0, 0};
    mpfr_t n, a;
    mpfr_inits2(DBL_MANT_DIG, n, a, (mpfr_ptr)NULL);
    for (int i = 0; i < POINTS; i++) {
        point at = random_point(&state, (region)(i % REGIONS));
        mpfr_set_d(n, at.servers, MPFR_RNDN);
        mpfr_set_d(a, at.load, MPFR_RNDN);
        check_recursion(n, a, &at, &recursion);
        if (at.servers > 0) check_difference(n, a, &at, &difference);
    }
    mpfr_clears(n, a, (mpfr_ptr)NULL);
    bool held = report_counts("the recursion in n", &recursion);
    return report_counts("differences in n", &difference) && held;
}

bool run_check(void)
{
    bool held = check_own();
    const char *extra = getenv("WFM_EXTRA_VECTORS");
    bool given = extra != NULL && extra[0] != '\0';
    if (given) held &= check_extra();
    held &= check_second_way();
    printf("\n");
    return held;
}
