/* SPDX-License-Identifier: MIT */
/* wfm_bench: the time of every case; --count: a run of each for an instruction counter. */
#include "cases.h"
#include "machine.h"
#include "points.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES = 64 }; /* loads around servers - sqrt(servers) at each size */

static const bench_group *const groups[] = {&bench_erlang_b, &bench_erlang_c,  &bench_queue, &bench_staffing,
                                            &bench_trunks,   &bench_multirate, &bench_plan,  &bench_measure,
                                            &bench_beyond,   &bench_rivals};
static const double sizes[] = {10, 100, 1000, 10000, 100000, 10000000};
static const size_t lengths[] = {96, 35040, 1000000};

typedef enum format { TEXT, CSV, JSON } format;

typedef struct options {
    format format;
    const char *filter;
    bench_effort effort;
    int quick;
    int list;
    int count;
    int machine;
} options;

typedef struct row {
    char name[64];
    const char *mode;
    double size; /* servers, or elements of an array form */
    bench_figures figures;
} row;

static void usage(FILE *file)
{
    fputs("wfm_bench [--filter TEXT] [--format text|csv|json] [--samples N] [--quick]\n"
          "wfm_bench [--filter TEXT] --list | --count\n"
          "wfm_bench --machine\n"
          "\n"
          "Times of every case whose name contains TEXT, in nanoseconds an element. size: servers of a formula,\n"
          "elements of an array form.\n"
          "    --quick   few and short samples, the smallest size and length only\n"
          "    --list    the names only\n"
          "    --count   runs each case twice, untimed, for count.py\n"
          "    --machine processor, compiler and libc, a line each\n",
          file);
}

static const char *const format_names[] = {"text", "csv", "json"};

static void print_heading(format as)
{
    machine m = machine_here();
    switch (as) {
    case TEXT:
        printf("%s, %s, %s; ns an element\n%-38s %-10s %9s %12s %12s %10s %7s\n", m.processor, m.compiler, m.libc,
               "case", "mode", "size", "minimum", "median", "spread", "samples");
        break;
    case CSV: printf("case,mode,size,minimum_ns,median_ns,spread_ns,samples\n"); break;
    case JSON:
        printf("{\"processor\": \"%s\", \"compiler\": \"%s\", \"libc\": \"%s\", \"cases\": [", m.processor, m.compiler,
               m.libc);
        break;
    }
}

static void print_row(format as, const row *r, size_t before)
{
    const bench_figures *f = &r->figures;
    switch (as) {
    case TEXT:
        printf("%-38s %-10s %9.0f %12.2f %12.2f %10.2f %7zu\n", r->name, r->mode, r->size, f->minimum, f->median,
               f->spread, f->samples);
        break;
    case CSV:
        printf("%s,%s,%.0f,%.3f,%.3f,%.3f,%zu\n", r->name, r->mode, r->size, f->minimum, f->median, f->spread,
               f->samples);
        break;
    case JSON:
        printf("%s\n{\"case\": \"%s\", \"mode\": \"%s\", \"size\": %.0f, \"minimum_ns\": %.3f, \"median_ns\": %.3f, "
               "\"spread_ns\": %.3f, \"samples\": %zu}",
               before > 0 ? "," : "", r->name, r->mode, r->size, f->minimum, f->median, f->spread, f->samples);
        break;
    }
    fflush(stdout);
}

static void do_row(const options *o, row *r, bench_work *work, size_t *done)
{
    if (o->count) {
        work->passes = 1;
        bench_run(work); /* binds symbols, chooses variants; count.py leaves it out */
        bench_run(work);
        printf("%s,%.0f,%zu\n", r->name, r->size, work->points->count);
    } else {
        r->figures = bench_time(work, &o->effort);
        print_row(o->format, r, *done);
    }
    ++*done;
}

static void do_formula(const options *o, row *r, const bench_case *c, size_t *done)
{
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        r->size = sizes[i];
        if (o->quick && i > 0) break;
        if (c->largest > 0 && r->size > c->largest) break;
        bench_range range = {.least = r->size, .most = r->size, .whole = 1, .low = 0.9, .high = 1.1};
        bench_points points = bench_points_in(&range, PLACES);
        bench_work work = {.formula = c->formula, .points = &points};
        r->mode = "throughput";
        do_row(o, r, &work, done);
        if (!o->count) {
            work.mode = BENCH_LATENCY;
            r->mode = "latency";
            do_row(o, r, &work, done);
        }
        bench_points_free(&points);
    }
}

static void do_array(const options *o, row *r, const bench_case *c, size_t *done)
{
    r->mode = "array";
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        if (o->quick && i > 0) break;
        if (o->count && i > 0) break;
        bench_points points = bench_points_of_days(lengths[i]);
        bench_work work = {.array = c->array, .points = &points};
        r->size = (double)lengths[i];
        do_row(o, r, &work, done);
        bench_points_free(&points);
    }
}

static size_t do_cases(const options *o)
{
    size_t done = 0;
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
        for (size_t i = 0; i < groups[g]->count; i++) {
            const bench_case *c = &groups[g]->cases[i];
            row r;
            snprintf(r.name, sizeof r.name, "%s/%s", groups[g]->name, c->name);
            if (o->filter != NULL && strstr(r.name, o->filter) == NULL) continue;
            if (o->list) {
                puts(r.name);
                done++;
            } else if (c->array != NULL) {
                do_array(o, &r, c, &done);
            } else {
                do_formula(o, &r, c, &done);
            }
        }
    }
    return done;
}

static int read_format(const char *text, format *as)
{
    for (size_t i = 0; i < sizeof format_names / sizeof *format_names; i++) {
        if (strcmp(text, format_names[i]) == 0) {
            *as = (format)i;
            return 1;
        }
    }
    return 0;
}

static int read_flag(const char *name, options *o)
{
    if (strcmp(name, "--list") == 0) {
        o->list = 1;
    } else if (strcmp(name, "--count") == 0) {
        o->count = 1;
    } else if (strcmp(name, "--machine") == 0) {
        o->machine = 1;
    } else if (strcmp(name, "--quick") == 0) {
        o->quick = 1;
        o->effort = (bench_effort){.samples = 5, .sample_ns = 1e4, .case_ns = 1e7};
    } else {
        return 0;
    }
    return 1;
}

static int read_valued(const char *name, const char *value, options *o)
{
    if (strcmp(name, "--format") == 0) return read_format(value, &o->format);
    if (strcmp(name, "--filter") == 0) {
        o->filter = value;
        return 1;
    }
    if (strcmp(name, "--samples") != 0) return 0;
    o->effort.samples = strtoul(value, NULL, 10);
    if (o->effort.samples > BENCH_SAMPLES_MOST) return 0;
    return o->effort.samples > 0;
}

/* How many arguments were read: 0 for one that is not known, or lacks its value. */
static int read_option(const char *name, const char *value, options *o)
{
    if (read_flag(name, o)) return 1;
    if (value == NULL) return 0;
    return read_valued(name, value, o) ? 2 : 0;
}

int main(int argc, char **argv)
{
    options o = {.effort = {.samples = 31, .sample_ns = 1e6, .case_ns = 1e9}};
    for (int i = 1; i < argc;) {
        int read = read_option(argv[i], argv[i + 1], &o);
        if (read == 0) {
            usage(stderr);
            return 2;
        }
        i += read;
    }
    if (o.machine) {
        machine m = machine_here();
        printf("%s\n%s\n%s\n", m.processor, m.compiler, m.libc);
        return 0;
    }
    int measures = !o.list && !o.count;
    if (measures) print_heading(o.format);
    size_t done = do_cases(&o);
    if (measures && o.format == JSON) printf("\n]}\n");
    if (done == 0) fprintf(stderr, "wfm_bench: no case has \"%s\" in its name\n", o.filter);
    return done == 0;
}
