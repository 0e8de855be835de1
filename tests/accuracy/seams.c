/* SPDX-License-Identifier: MIT */
#include "accuracy.h"

#include <stdio.h>

#include "support/check.h"

/* Where the library changes its method, as points on the borders. */
static const double borders[][2] = {
    /* servers = 1: below, the road of few servers */
    {1, 0.01},
    {1, 0.5},
    {1, 1},
    {1, 10},
    /* load = 1/2 for fewer: series and continued fraction */
    {1e-6, 0.5},
    {0.25, 0.5},
    {0.5, 0.5},
    {0.999, 0.5},
    /* load = servers up to 20: series and continued fraction */
    {1.5, 1.5},
    {7, 7},
    {19.75, 19.75},
    /* servers = 20: Temme's expansion begins */
    {20, 11},
    {20, 12},
    {20, 16},
    {20, 20},
    {20, 28},
    {20, 29},
    /* load = 0.6, 1 and 1.4 servers: its ends and its two sides */
    {25, 15},
    {25, 25},
    {25, 35},
    {200.5, 120.3},
    {200.5, 200.5},
    {200.5, 280.7},
    /* servers = 200, 2000, 50000: its tables */
    {200, 150},
    {200, 200},
    {200, 250},
    {2000, 1600},
    {2000, 2000},
    {2000, 2400},
    {50000, 48000},
    {50000, 50000},
    {50000, 52000},
    /* load = servers +- 12 sqrt(servers): its ends for large numbers */
    {2500, 1900},
    {2500, 3100},
    {1e6, 988000},
    {1e6, 1e6},
    {1e6, 1012000},
    {4e6, 3976000},
    {4e6, 4024000},
    /* n phi = 45 and 600: the series is left out, the exponent is kept apart */
    {10, 0.04103576273151337},
    {100, 32.44854653981438},
    {100, 0.09127146335048138},
    {1000, 262.50149383558767},
    /* load = servers + sqrt(8 servers): two shapes of d ln B/da */
    {25, 39.14213562373095},
    {400, 456.5685424949238},
    {1e4, 10282.84271247462},
};

enum { STEPS = 40 }; /* doubles on each side */

/* +1 where the function rises with the load and falls with the servers, -1 the other way, 0 for neither. */
static const int rises[] = {
    [B] = 1, [B_COMPL] = -1, [B_LN] = 1, [C] = 1, [C_COMPL] = -1, [C_LN] = 1, [C_LN_DSERVERS] = 0};

/* What one function did across one border. Those before ASA are looked at. */
typedef struct crossing {
    double worst;         /* [ulp] */
    double servers, load; /* there */
    double back;          /* [ulp] the largest step against the direction */
    double before;        /* the last value */
} crossing;

static bool is_compared(const function *f, const reference *r)
{
    if (f->is >= C && !r->waits) return false;
    return fabs(mpfr_get_d(r->value[f->is], MPFR_RNDN)) > 1e-300;
}

static void cross(crossing *seen, const function *f, double servers, double load, int direction, const reference *r)
{
    double now = f->of.two(servers, load);
    double ulps = is_compared(f, r) ? reference_ulps(now, r->value[f->is]) : 0;
    if (!(ulps <= seen->worst)) {
        seen->worst = ulps;
        seen->servers = servers;
        seen->load = load;
    }
    double fall = (seen->before - now) * direction;
    double unit = nextafter(fabs(now), INF) - fabs(now);
    if (fall > 0) seen->back = fmax(seen->back, fall / unit);
    seen->before = now;
}

/* How near a function came to its bars: an error of its bar, and a step back of twice that, the error of two values. */
static double share_of_bar(const crossing *seen, const function *f)
{
    return fmax(seen->worst, seen->back / 2) / f->bar;
}

static void print(const crossing *seen, const function *f, const double border[2], const char *along)
{
    printf("%-12.8g %-12.8g %-8s %-22s %9.3f %9.1f  %.17g %.17g%s\n", border[0], border[1], along, f->name, seen->worst,
           seen->back, seen->servers, seen->load, share_of_bar(seen, f) <= 1 ? "" : "  BEYOND");
}

/* Prints the function that came nearest to its bar, and every one beyond. */
static bool judge(const crossing seen[ASA], const double border[2], const char *along)
{
    int nearest = 0;
    for (int f = 1; f < ASA; f++)
        if (share_of_bar(&seen[f], &functions[f]) > share_of_bar(&seen[nearest], &functions[nearest])) nearest = f;
    for (int f = 0; f < ASA; f++)
        if (f == nearest || share_of_bar(&seen[f], &functions[f]) > 1) print(&seen[f], &functions[f], border, along);
    return share_of_bar(&seen[nearest], &functions[nearest]) <= 1;
}

static bool cross_border(const double border[2], bool along_load, reference *r)
{
    crossing seen[ASA] = {0};
    for (int i = -STEPS; i <= STEPS; i++) {
        double servers = along_load ? border[0] : step_by(border[0], i);
        double load = along_load ? step_by(border[1], i) : border[1];
        reference_set_d(r, servers, load, 0, 0);
        for (int f = 0; f < ASA; f++) {
            if (i == -STEPS) seen[f].before = functions[f].of.two(servers, load);
            cross(&seen[f], &functions[f], servers, load, along_load ? rises[f] : -rises[f], r);
        }
    }
    return judge(seen, border, along_load ? "load" : "servers");
}

bool run_seams(void)
{
    bool held = true;
    reference r;
    reference_init(&r);
    printf("%-12s %-12s %-8s %-22s %9s %9s  %s\n", "servers", "load", "along", "nearest to its bar", "worst ulp",
           "ulp back", "servers load of the worst");
    for (size_t i = 0; i < sizeof borders / sizeof *borders; i++) {
        held &= cross_border(borders[i], true, &r);
        held &= cross_border(borders[i], false, &r);
    }
    reference_clear(&r);
    printf("seams: %s\n\n", held ? "every bar held" : "BEYOND A BAR");
    return held;
}
