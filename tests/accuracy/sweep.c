/* SPDX-License-Identifier: MIT */
#include "accuracy.h"
#include "points.h"
#include "table.h"

#include <stdio.h>
#include <string.h>

#include "support/check.h"
#include "wfm/erlang.h"

static const double LEAST_RESULT = 1e-300;

/* An inverse pair: load -> servers with the target that the formula has there -> load. */
typedef struct closure {
    const char *name;
    formula target;
    formula servers_for;
    formula load_for;
    quantity is;
} closure;

static const closure closures[] = {
    {"close b by servers",
     {.two = wfm_erlang_b},
     {.two = wfm_erlang_b_servers_for_blocking},
     {.two = wfm_erlang_b_load_for_blocking},
     B},
    {"close c by waiting",
     {.two = wfm_erlang_c},
     {.two = wfm_erlang_c_servers_for_waiting},
     {.two = wfm_erlang_c_load_for_waiting},
     C},
    {"close c by asa",
     {.two = wfm_erlang_c_asa},
     {.two = wfm_erlang_c_servers_for_asa},
     {.two = wfm_erlang_c_load_for_asa},
     ASA},
    {"close c by level",
     {.three = wfm_erlang_c_service_level},
     {.three = wfm_erlang_c_servers_for_service_level},
     {.three = wfm_erlang_c_load_for_service_level},
     SERVICE_LEVEL},
};

enum { CLOSURES = sizeof closures / sizeof *closures, BY_BLOCKING = FUNCTIONS + CLOSURES, ROWS };

static const char *row_name(int row)
{
    if (row < FUNCTIONS) return functions[row].name;
    return row < BY_BLOCKING ? closures[row - FUNCTIONS].name : "close b by blocking";
}

static double value_of(const reference *r, quantity q)
{
    return mpfr_get_d(r->value[q], MPFR_RNDN);
}

/* x in units in the last place of y. */
static double in_ulps(double x, double y)
{
    int exponent;
    frexp(y, &exponent);
    return ldexp(fabs(x), DBL_MANT_DIG - exponent);
}

static double distance_of(double got, double wanted)
{
    return isfinite(got) ? in_ulps(got - wanted, wanted) : INF;
}

/* What a function's bar is at a point. With x = (n-a) t, which no double holds exactly, e^-x is off by up to x 2^-53 of
 * itself, x units, if x is rounded once; the service level by that error of the tail. The quantile is a difference of
 * two logarithms, and each has its own error. */
static double bar_at(const function *f, const point *at, const reference *r)
{
    double spare = at->servers - at->load;
    switch (f->is) {
    case WAIT_TAIL: return f->bar + spare * at->t;
    case SERVICE_LEVEL: return f->bar + spare * at->t * value_of(r, WAIT_TAIL) / value_of(r, SERVICE_LEVEL);
    case WAIT_QUANTILE: return f->bar + f->bar * fabs(value_of(r, C_LN)) / (spare * value_of(r, WAIT_QUANTILE));
    default: return f->bar;
    }
}

static measured compare(const function *f, const point *at, const reference *r)
{
    if (f->is >= C && !r->waits) return NOTHING;
    mpfr_srcptr exact = r->value[f->is];
    double third = f->is == WAIT_QUANTILE ? at->p : at->t;
    double got = f->of.two ? f->of.two(at->servers, at->load) : f->of.three(at->servers, at->load, third);
    if (mpfr_zero_p(exact)) return (measured){true, got == 0 ? 0 : INF, f->bar};
    if (fabs(value_of(r, f->is)) < LEAST_RESULT) return NOTHING;
    return (measured){true, reference_ulps(got, exact), bar_at(f, at, r)};
}

/* Derivatives of the logarithm of what is inverted, or of its complement where that is smaller. */
typedef struct slopes {
    double load;
    double servers;
} slopes;

static slopes slopes_of(quantity is, const point *at, const reference *r)
{
    double spare = at->servers - at->load;
    slopes s = {value_of(r, C_LN_DLOAD), value_of(r, C_LN_DSERVERS)};
    double p = value_of(r, C);
    double compl = value_of(r, C_COMPL);
    switch (is) {
    case B:
        s = (slopes){value_of(r, B_LN_DLOAD), value_of(r, B_LN_DSERVERS)};
        p = value_of(r, B);
        compl = value_of(r, B_COMPL);
        break;
    case ASA: return (slopes){s.load + 1 / spare, s.servers - 1 / spare};
    case SERVICE_LEVEL:
        s = (slopes){s.load + at->t, s.servers - at->t};
        p = value_of(r, WAIT_TAIL);
        compl = value_of(r, SERVICE_LEVEL);
        break;
    default: break;
    }
    double side = p > 0.5 ? p / compl : 1;
    return (slopes){s.load * side, s.servers * side};
}

/* The servers between the two inverses are a rounded number, and the target is met to its rounding: both reach the load
 * by their conditions, dln a/dln n and dln a/dln target. Where these are below 1 the bar is 8 ulp. */
static double closure_bar(quantity is, const point *at, const reference *r)
{
    slopes s = slopes_of(is, at, r);
    double of_servers = fabs(at->servers * s.servers / (at->load * s.load));
    double of_target = fabs(1 / (at->load * s.load));
    return 8 * fmax(1, fmax(of_servers, of_target));
}

static double apply(formula f, double given, double t, double target)
{
    return f.two ? f.two(given, target) : f.three(given, t, target);
}

static measured close_by_servers(const closure *c, const point *at, const reference *r)
{
    if (c->is >= C && !r->waits) return NOTHING;
    double n = at->servers;
    double a = at->load;
    double target = c->target.two ? c->target.two(n, a) : c->target.three(n, a, at->t);
    double most = c->is == ASA ? DBL_MAX : 1 - DBL_EPSILON;
    if (!(target > LEAST_RESULT)) return NOTHING;
    if (!(target < most)) return NOTHING;
    double servers = apply(c->servers_for, a, at->t, target);
    double back = apply(c->load_for, servers, at->t, target);
    return (measured){true, distance_of(back, a), closure_bar(c->is, at, r)};
}

/* The error is divided by the condition 1/(n - a (1-B)) of the load for the blocking, where that is above 1: B near 1 is
 * rounded to few digits of the load. The bar is 1e-13 of the load. */
static measured close_by_blocking(const point *at, const reference *r)
{
    double a = at->load;
    double blocking = wfm_erlang_b(at->servers, a);
    if (!(blocking > LEAST_RESULT)) return NOTHING;
    if (!(blocking < 1)) return NOTHING;
    double back = wfm_erlang_b_load_for_blocking(at->servers, blocking);
    double condition = fmax(1, 1 / (a * value_of(r, B_LN_DLOAD)));
    return (measured){true, distance_of(back, a) / condition, in_ulps(1e-13 * a, a)};
}

static measured measure(int row, const point *at, const reference *r)
{
    if (row < FUNCTIONS) return compare(&functions[row], at, r);
    if (row < BY_BLOCKING) return close_by_servers(&closures[row - FUNCTIONS], at, r);
    return close_by_blocking(at, r);
}

static bool is_wanted(const sweep *options, int row)
{
    return options->only == NULL || strcmp(options->only, row_name(row)) == 0;
}

/* RARE_CARRYING takes much longer to refer to and is simple: it has fewer points. */
static region region_of(long i)
{
    return i % 64 == 63 ? RARE_CARRYING : (region)(i % RARE_CARRYING);
}

static FILE *open_vectors(const char *folder, const char *name, const char *header)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "a");
    if (file == NULL) {
        perror(path);
        return NULL;
    }
    fseek(file, 0, SEEK_END);
    if (ftell(file) == 0) fprintf(file, "# SPDX-License-Identifier: MIT\n# Written by wfm_accuracy.\n%s\n", header);
    return file;
}

static void write_values(FILE *file, const reference *r, quantity first, quantity last)
{
    for (int q = (int)first; q <= (int)last; q++)
        mpfr_fprintf(file, ",%.25Rg", r->value[q]);
}

static void write_row(FILE *b, FILE *c, const point *at, reference *r)
{
    reference_set_d(r, at->servers, at->load, at->t, at->p);
    fprintf(b, "%.17g,%.17g", at->servers, at->load);
    write_values(b, r, B, B_LN_DSERVERS);
    fputc('\n', b);
    if (!r->waits) return;
    fprintf(c, "%.17g,%.17g", at->servers, at->load);
    write_values(c, r, C, ASA);
    fprintf(c, ",%.17g", at->t);
    write_values(c, r, WAIT_TAIL, SERVICE_LEVEL);
    fprintf(c, ",%.17g", at->p);
    write_values(c, r, WAIT_QUANTILE, WAIT_QUANTILE);
    fputc('\n', c);
}

/* False if a file cannot be written. */
static bool write_worst(const sweep *options, const table *found, reference *r)
{
    FILE *b = open_vectors(options->folder, "erlang_b.csv", "servers,load,b,compl,ln,ln_dload,ln_dservers");
    FILE *c = open_vectors(options->folder, "erlang_c.csv",
                           "servers,load,c,compl,ln,ln_dload,ln_dservers,asa,t,wait_tail,service_level,p,"
                           "wait_quantile");
    bool open = b != NULL && c != NULL;
    for (int i = 0; i < (open ? FUNCTIONS : 0); i++)
        for (int where = 0; where < REGIONS; where++)
            if (cell_of(found, i, where)->count > 0) write_row(b, c, &cell_of(found, i, where)->at, r);
    bool written = open;
    if (b != NULL) written &= fclose(b) == 0;
    if (c != NULL) written &= fclose(c) == 0;
    return written;
}

static void arguments_of(const point *at, double x[4])
{
    x[0] = at->servers;
    x[1] = at->load;
    x[2] = at->t;
    x[3] = at->p;
}

bool run_sweep(const sweep *options)
{
    static cell cells[ROWS * REGIONS];
    const table found = {ROWS, REGIONS, region_names, row_name, "servers load t p", 4, arguments_of, cells};
    reference r;
    reference_init(&r);
    uint64_t state = options->seed;
    for (long i = 0; i < options->points; i++) {
        point at = random_point(&state, region_of(i));
        reference_set_d(&r, at.servers, at.load, at.t, at.p);
        for (int row = 0; row < ROWS; row++)
            if (is_wanted(options, row)) add_measured(cell_of(&found, row, (int)at.where), measure(row, &at, &r), &at);
    }
    bool held = print_table(&found);
    bool written = options->folder == NULL || write_worst(options, &found, &r);
    reference_clear(&r);
    return held && written;
}
