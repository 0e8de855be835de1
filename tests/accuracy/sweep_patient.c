/* SPDX-License-Identifier: MIT */
#include "accuracy.h"
#include "points.h"
#include "table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/check.h"

static const double LEAST_RESULT = 1e-300;
static const double LEAST_LEVEL = 1e-20; /* the reference has no more digits of a service level below it */
static const double LEVEL_ULP = 32;      /* of a service level below 1/2, while the load left exceeds the servers */

enum {
    POINTS_PER_POINT = 2, /* points of the other sweep for each one here, where the reference takes longer */
    LARGE_ONES = 64       /* of so many points one may be large, which takes the reference very long */
};

static const char *name_of(int row)
{
    return patient_functions[row].name;
}

static double unit_of(double x)
{
    return nextafter(x, INF) - x;
}

/* What a function's bar is at a point, in ulp. A tail, and a share of calls answered at once that is small, is the
 * exponential of a number that no double holds exactly. A service level is known absolutely, and where it is below 1/2
 * also relatively. */
static double bar_at(const patient_function *f, const double x[4], double value)
{
    double logarithm = fabs(log(value));
    if (f->is >= A_LEVEL_ANSWERED) {
        double absolute = f->bar / unit_of(value);
        bool loaded = x[1] * exp(-x[3] / x[2]) > x[0];
        bool relative = loaded && value < 0.5 && value > LEAST_LEVEL;
        return relative ? fmin(LEVEL_ULP, absolute) : absolute;
    }
    if (f->is >= A_WAIT_TAIL) return f->bar * (1 + logarithm);
    return f->is == A_WAITING_COMPL ? f->bar * fmax(1, logarithm / 100) : f->bar;
}

static measured compare(const patient_function *f, const double x[4], const patient_reference *r)
{
    mpfr_srcptr exact = r->value[f->is];
    double value = mpfr_get_d(exact, MPFR_RNDN);
    if (value < LEAST_RESULT) return NOTHING;
    double got = f->of.three ? f->of.three(x[0], x[1], x[2]) : f->of.four(x[0], x[1], x[2], x[3]);
    bool level_of_nothing = f->is >= A_LEVEL_ANSWERED && value < LEAST_LEVEL;
    if (level_of_nothing) return (measured){true, fabs(got) / f->bar, 1};
    return (measured){true, reference_ulps(got, exact), bar_at(f, x, value)};
}

double patient_share_of_bar(const patient_function *f, const double x[4], const patient_reference *r)
{
    measured m = compare(f, x, r);
    return m.counts ? m.error / m.bar : 0;
}

static void arguments_of(const point *at, double x[4])
{
    x[0] = at->servers;
    x[1] = at->load;
    x[2] = at->patience;
    x[3] = at->t;
}

static bool is_wanted(const sweep *options, int row)
{
    return options->only == NULL || strcmp(options->only, name_of(row)) == 0;
}

/* False if the file cannot be written. */
static bool write_worst(const sweep *options, const table *found)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/worst_a.csv", options->folder);
    FILE *file = fopen(path, "a");
    if (file == NULL) {
        perror(path);
        return false;
    }
    fseek(file, 0, SEEK_END);
    if (ftell(file) == 0)
        fprintf(file, "# SPDX-License-Identifier: MIT\n# Written by wfm_accuracy.\nservers,load,patience,t\n");
    for (int row = 0; row < PATIENT_FUNCTIONS; row++)
        for (int where = 0; where < A_REGIONS; where++) {
            const cell *c = cell_of(found, row, where);
            if (c->count == 0) continue;
            fprintf(file, "%.17g,%.17g,%.17g,%.17g\n", c->at.servers, c->at.load, c->at.patience, c->at.t);
        }
    return fclose(file) == 0;
}

bool run_patient_sweep(const sweep *options)
{
    static cell cells[PATIENT_FUNCTIONS * A_REGIONS];
    const table found = {PATIENT_FUNCTIONS,         A_REGIONS, patient_region_names, name_of,
                         "servers load patience t", 4,         arguments_of,         cells};
    patient_reference r;
    patient_reference_init(&r);
    uint64_t state = options->seed;
    for (long i = 0; i < (options->points + POINTS_PER_POINT - 1) / POINTS_PER_POINT; i++) {
        double most = i % LARGE_ONES == 0 ? 1e8 : 1e6;
        point at = random_patient_point(&state, (patient_region)(i % A_REGIONS), most);
        double x[4];
        arguments_of(&at, x);
        patient_reference_set_d(&r, x[0], x[1], x[2], x[3]);
        for (int f = 0; f < PATIENT_FUNCTIONS; f++)
            if (is_wanted(options, f))
                add_measured(cell_of(&found, f, (int)at.patient_where), compare(&patient_functions[f], x, &r), &at);
    }
    bool held = print_table(&found);
    bool written = options->folder == NULL || write_worst(options, &found);
    patient_reference_clear(&r);
    return held && written;
}
