/* SPDX-License-Identifier: MIT */
#include "accuracy.h"
#include "counts.h"
#include "points.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "support/check.h"
#include "support/csv.h"

/* A column of a file of vectors and its quantity. */
typedef struct column {
    const char *name;
    patient_quantity is;
} column;

static const double LARGEST = 1e6;       /* servers and load times patience, above which the reference takes long */
static const double LEAST_LEVEL = 1e-15; /* of a service level that is compared relatively */

/* The arguments of a record, in handle times. */
enum { SERVERS, LOAD, PATIENCE, TIME, ARGUMENTS };
typedef struct arguments {
    mpfr_t of[ARGUMENTS];
} arguments;

static void init_arguments(arguments *x)
{
    for (int i = 0; i < ARGUMENTS; i++)
        mpfr_init2(x->of[i], REFERENCE_BITS);
}

static void clear_arguments(arguments *x)
{
    for (int i = 0; i < ARGUMENTS; i++)
        mpfr_clear(x->of[i]);
}

static bool is_affordable(const arguments *x)
{
    double most = fmax(mpfr_get_d(x->of[SERVERS], MPFR_RNDN), mpfr_get_d(x->of[LOAD], MPFR_RNDN));
    return most * mpfr_get_d(x->of[PATIENCE], MPFR_RNDN) <= LARGEST;
}

/* The columns of a record as far as they have a value. Below 1e-290 a file may say 0, and a small service level is a
 * difference whose digits neither side has. */
static void check_record(const csv *rows, const arguments *x, const column *columns, size_t count, double within,
                         counts *sums)
{
    if (!is_affordable(x)) return;
    patient_reference r;
    patient_reference_init(&r);
    patient_reference_set(&r, x->of[SERVERS], x->of[LOAD], x->of[PATIENCE], x->of[TIME]);
    mpfr_t printed;
    mpfr_init2(printed, REFERENCE_BITS);
    for (size_t i = 0; i < count; i++) {
        double least = columns[i].is >= A_LEVEL_ANSWERED ? LEAST_LEVEL : 1e-290;
        bool given = csv_number(rows, columns[i].name) > least;
        if (!given) continue;
        mpfr_set_str(printed, csv_text(rows, columns[i].name), 10, MPFR_RNDN);
        add_difference(sums, relative_difference(r.value[columns[i].is], printed), within, columns[i].name,
                       mpfr_get_d(x->of[SERVERS], MPFR_RNDN), mpfr_get_d(x->of[LOAD], MPFR_RNDN));
    }
    mpfr_clear(printed);
    patient_reference_clear(&r);
}

static bool check_own(arguments *x)
{
    static const column columns[] = {{"waiting", A_WAITING},
                                     {"waiting_compl", A_WAITING_COMPL},
                                     {"abandonment", A_ABANDONMENT},
                                     {"answered", A_ANSWERED},
                                     {"wait_mean", A_WAIT_MEAN},
                                     {"queue_mean", A_QUEUE_MEAN},
                                     {"wait_tail", A_WAIT_TAIL},
                                     {"offered_wait_tail", A_OFFERED_WAIT_TAIL},
                                     {"sl_answered", A_LEVEL_ANSWERED},
                                     {"sl_offered", A_LEVEL_OFFERED},
                                     {"sl_sl2", A_LEVEL_SL2},
                                     {"sl_excluding", A_LEVEL_EXCLUDING},
                                     {"sl_virtual", A_LEVEL_VIRTUAL}};
    static const char *const names[ARGUMENTS] = {"servers", "load", "patience", "t"};
    counts sums = {0, 0, 0};
    csv *rows = csv_open_vectors("erlang_a.csv");
    while (csv_next(rows)) {
        for (int i = 0; i < ARGUMENTS; i++)
            mpfr_set_d(x->of[i], csv_number(rows, names[i]), MPFR_RNDN);
        check_record(rows, x, columns, sizeof columns / sizeof *columns, 1e-24, &sums);
    }
    csv_close(rows);
    return report_counts("erlang_a.csv", &sums);
}

/* Rows of rates, each an exact double: lam, mu, theta. */
static bool check_extra(arguments *x)
{
    static const column columns[] = {{"P_wait", A_WAITING},
                                     {"P_ab", A_ABANDONMENT},
                                     {"P_V_gt_t", A_OFFERED_WAIT_TAIL},
                                     {"P_W_gt_t", A_WAIT_TAIL},
                                     {"SL_served_over_offered", A_LEVEL_OFFERED},
                                     {"SL_served_over_served", A_LEVEL_ANSWERED},
                                     {"SL_wait_le_t", A_LEVEL_SL2},
                                     {"SL_excl_short_abandons", A_LEVEL_EXCLUDING}};
    counts sums = {0, 0, 0};
    csv *rows = csv_open_extra("computed_erlang_a.csv");
    while (csv_next(rows)) {
        double service = csv_number(rows, "mu");
        mpfr_set_d(x->of[SERVERS], csv_number(rows, "n"), MPFR_RNDN);
        mpfr_set_d(x->of[LOAD], csv_number(rows, "lam"), MPFR_RNDN);
        mpfr_div_d(x->of[LOAD], x->of[LOAD], service, MPFR_RNDN);
        mpfr_set_d(x->of[PATIENCE], service, MPFR_RNDN);
        mpfr_div_d(x->of[PATIENCE], x->of[PATIENCE], csv_number(rows, "theta"), MPFR_RNDN);
        mpfr_set_d(x->of[TIME], csv_number(rows, "t"), MPFR_RNDN);
        mpfr_mul_d(x->of[TIME], x->of[TIME], service, MPFR_RNDN);
        check_record(rows, x, columns, sizeof columns / sizeof *columns, 1e-30, &sums);
    }
    csv_close(rows);
    return report_counts("computed_erlang_a.csv", &sums);
}

/* A(x,y) = 1 + y/(x+1) A(x+1,y), where x < y < x + 1 takes one side from F and the other from the series. */
static bool check_recursion(void)
{
    enum { POINTS = 300 };
    counts sums = {0, 0, 0};
    uint64_t state = 1957;
    mpfr_t x, y, here, following;
    mpfr_inits2(REFERENCE_BITS, x, y, here, following, (mpfr_ptr)NULL);
    for (int i = 0; i < POINTS; i++) {
        mpfr_set_d(x, random_log_between(&state, 3001, 1e5), MPFR_RNDN);
        mpfr_add_d(y, x, random_between(&state, 0, 1), MPFR_RNDN);
        reference_palm(here, x, y);
        mpfr_add_ui(x, x, 1, MPFR_RNDN);
        reference_palm(following, x, y);
        mpfr_add_ui(following, following, 1, MPFR_RNDN);
        mpfr_mul(following, following, y, MPFR_RNDN);
        mpfr_div(following, following, x, MPFR_RNDN);
        add_difference(&sums, relative_difference(following, here), 1e-38, "A by recursion, at x, y",
                       mpfr_get_d(x, MPFR_RNDN), mpfr_get_d(y, MPFR_RNDN));
    }
    mpfr_clears(x, y, here, following, (mpfr_ptr)NULL);
    return report_counts("the recursion in x", &sums);
}

bool run_patient_check(void)
{
    arguments x;
    init_arguments(&x);
    bool held = check_own(&x);
    const char *extra = getenv("WFM_EXTRA_VECTORS");
    bool given = extra != NULL && extra[0] != '\0';
    if (given) held &= check_extra(&x);
    held &= check_recursion();
    clear_arguments(&x);
    printf("\n");
    return held;
}
