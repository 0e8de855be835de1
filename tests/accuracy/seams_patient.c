/* SPDX-License-Identifier: MIT */
#include "accuracy.h"

#include <math.h>
#include <stdio.h>

#include "support/check.h"

/* Where the library may change its method, as points on the borders: servers, ratio of load to them, servers x patience. */
static const double borders[][3] = {
    /* few servers x patience: the series and what follows it */
    {3, 0.8, 20},
    {3, 1, 20},
    {3, 1.3, 20},
    {0.5, 0.9, 1},
    {0.5, 1.1, 1},
    {5, 1, 3},
    {5, 1, 4},
    {25, 1.2, 20},
    {200.5, 0.6, 20},
    {200.5, 1.4, 20},
    {1e5, 0.9, 20},
    {1e5, 1.05, 20},
    /* a = 0.6, 1 and 1.4 servers */
    {25, 0.6, 50},
    {25, 1, 50},
    {25, 1.4, 50},
    {1000.25, 0.6, 1500},
    {1000.25, 1, 1500},
    {1000.25, 1.4, 1500},
    {7, 0.6, 7000},
    {7, 1, 7000},
    {7, 1.4, 7000},
    {1e5, 1, 1e6},
    /* the tables of the expansion */
    {50, 0.9, 200},
    {50, 1.1, 200},
    {50, 0.9, 2000},
    {50, 1.1, 2000},
    {1000, 0.98, 50000},
    {1000, 1.02, 50000},
    {1000, 0.76, 2500},
    {1000, 1.24, 2500},
};

enum { STEPS = 12 }; /* doubles on each side */

/* The worst error of each function across one border, in terms of its bar. */
typedef struct crossing {
    double worst[PATIENT_FUNCTIONS];
    double at[PATIENT_FUNCTIONS][4];
} crossing;

static void cross(crossing *seen, const double x[4], patient_reference *r)
{
    patient_reference_set_d(r, x[0], x[1], x[2], x[3]);
    for (int f = 0; f < PATIENT_FUNCTIONS; f++) {
        double share = patient_share_of_bar(&patient_functions[f], x, r);
        if (share <= seen->worst[f]) continue;
        seen->worst[f] = share;
        for (int i = 0; i < 4; i++)
            seen->at[f][i] = x[i];
    }
}

static bool judge(const crossing *seen, const double border[3], const char *along)
{
    int nearest = 0;
    for (int f = 1; f < PATIENT_FUNCTIONS; f++)
        if (seen->worst[f] > seen->worst[nearest]) nearest = f;
    for (int f = 0; f < PATIENT_FUNCTIONS; f++) {
        if (f != nearest && seen->worst[f] <= 1) continue;
        const double *x = seen->at[f];
        printf("%-10.8g %-6.3g %-8.6g %-8s %-26s %9.3f  %.17g %.17g %.17g %.17g%s\n", border[0], border[1], border[2],
               along, patient_functions[f].name, seen->worst[f], x[0], x[1], x[2], x[3],
               seen->worst[f] <= 1 ? "" : "  BEYOND");
    }
    return seen->worst[nearest] <= 1;
}

static bool cross_border(const double border[3], int along, patient_reference *r)
{
    static const char *const names[] = {"servers", "load", "patience"};
    crossing seen = {{0}, {{0}}};
    double patience = border[2] / border[0];
    double peak = border[1] > 1 ? patience * log(border[1]) : 0;
    for (int i = -STEPS; i <= STEPS; i++) {
        double x[4] = {border[0], border[0] * border[1], patience, peak + 0.5 / border[0]};
        x[along] = step_by(x[along], i);
        cross(&seen, x, r);
    }
    return judge(&seen, border, names[along]);
}

bool run_patient_seams(void)
{
    bool held = true;
    patient_reference r;
    patient_reference_init(&r);
    printf("%-10s %-6s %-8s %-8s %-26s %9s  %s\n", "servers", "ratio", "x", "along", "nearest to its bar", "of bar",
           "servers load patience t of the worst");
    for (size_t i = 0; i < sizeof borders / sizeof *borders; i++)
        for (int along = 0; along < 3; along++)
            held &= cross_border(borders[i], along, &r);
    patient_reference_clear(&r);
    printf("seams with patience: %s\n\n", held ? "every bar held" : "BEYOND A BAR");
    return held;
}
