/* SPDX-License-Identifier: MIT */
#include "points.h"

#include "support/check.h"

static const double LEAST = 1e-6;
static const double MOST = 1e7;

const char *const region_names[REGIONS] = {"anywhere", "near",  "staffing",      "edge",         "fraction",
                                           "small",    "ratio", "rare blocking", "rare carrying"};

const char *const patient_region_names[A_REGIONS] = {"anywhere", "under", "critical", "over", "impatient",
                                                     "patient",  "few",   "far",      "rare"};

static double within(double x)
{
    return fmin(fmax(x, LEAST), MOST);
}

static double random_servers(uint64_t *state, double least)
{
    double servers = random_log_between(state, least, MOST);
    if (random_word(state) % 2 == 0) return servers;
    return fmax(round(servers), least);
}

/* The load on the given side of n at which exp(-n (m - ln(1+m))), m = a/n - 1, has the given logarithm: below n that is
 * B but for a factor. */
static double load_for_exponent(double n, double exponent)
{
    double low = 0;
    double high = 1;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (n * (middle - 1 - log(middle)) < -exponent)
            high = middle;
        else
            low = middle;
    }
    return n * high;
}

static void set_anywhere(uint64_t *state, point *at)
{
    at->servers = random_word(state) % 100 == 0 ? 0 : random_servers(state, LEAST);
    at->load = random_log_between(state, LEAST, MOST);
}

static void set_ratio(uint64_t *state, point *at)
{
    double least = random_log_between(state, LEAST, MOST / 100);
    double most = random_log_between(state, 100 * least, MOST);
    bool heavy = random_word(state) % 2 == 0;
    at->servers = heavy ? least : most;
    at->load = heavy ? most : least;
}

static void set_loads(uint64_t *state, point *at)
{
    switch (at->where) {
    case NEAR:
        at->servers = random_servers(state, 1);
        at->load = at->servers + random_between(state, -10, 10) * sqrt(at->servers);
        break;
    case STAFFING:
        at->servers = random_servers(state, 1);
        at->load = at->servers - random_between(state, 0.5, 4) * sqrt(at->servers);
        break;
    case EDGE:
        at->servers = random_servers(state, LEAST);
        at->load = at->servers * (1 - random_log_between(state, 1e-15, 0.1));
        break;
    case FRACTION:
        at->servers = random_word(state) % 2 == 0 ? random_between(state, 0, 1) : random_log_between(state, LEAST, 1);
        at->load = random_log_between(state, LEAST, 1e3);
        break;
    case SMALL:
        at->servers = random_between(state, 1, 25);
        if (random_word(state) % 4 == 0) at->servers = floor(at->servers);
        at->load = at->servers * random_log_between(state, 1e-2, 1e2);
        break;
    case RATIO: set_ratio(state, at); break;
    case RARE_BLOCKING:
        at->servers = random_servers(state, 2);
        at->load = load_for_exponent(at->servers, -random_between(state, 0, 690));
        break;
    case RARE_CARRYING:
        at->servers = random_log_between(state, 1e-299, LEAST);
        at->load = random_log_between(state, LEAST, MOST);
        break;
    default: set_anywhere(state, at); break;
    }
}

/* The times are such that (n-a) t goes from nothing to where the tail is 1e-300; p lies on both sides of 1 - C. */
point random_point(uint64_t *state, region where)
{
    point at = {.where = where};
    set_loads(state, &at);
    at.load = within(at.load);
    double exponent = random_log_between(state, 1e-9, 690);
    at.t = random_word(state) % 16 == 0 ? 0 : exponent / fabs(at.servers - at.load);
    if (!isfinite(at.t)) at.t = exponent;
    at.p = random_word(state) % 2 == 0 ? random_between(state, 0, 1) : 1 - random_log_between(state, 1e-15, 1);
    return at;
}

static void set_patient_loads(uint64_t *state, point *at)
{
    at->servers = random_servers(state, 0.1);
    at->patience = random_log_between(state, 1e-2, 1e2);
    at->load = at->servers * random_between(state, 0.3, 1.6);
    switch (at->patient_where) {
    case A_UNDER: at->load = at->servers * random_between(state, 0.3, 0.98); break;
    case A_CRITICAL: at->load = at->servers + random_between(state, -5, 5) * sqrt(at->servers); break;
    case A_OVER: at->load = at->servers * random_between(state, 1.02, 3); break;
    case A_IMPATIENT: at->patience = random_log_between(state, 1e-6, 1e-2); break;
    case A_PATIENT: at->patience = random_log_between(state, 1e2, 1e6); break;
    case A_FEW:
        at->servers = random_log_between(state, 0.01, 25);
        at->load = at->servers * random_log_between(state, 0.1, 10);
        break;
    case A_FAR: at->load = fmax(1, at->servers) + random_between(state, -5, 5) * sqrt(at->servers); break;
    case A_RARE:
        at->servers = random_servers(state, 2);
        at->load = load_for_exponent(at->servers, -random_between(state, 0, 690));
        break;
    default:
        set_anywhere(state, at);
        at->servers = fmax(at->servers, LEAST);
        at->patience = random_log_between(state, 1e-6, 1e6);
        break;
    }
    if (random_word(state) % 32 == 0) at->load = at->servers;
}

/* The time, over the patience, at which the logarithm of the density of the offered wait has fallen by so much from its
 * peak at ln(a/n), or at 0. */
static double fallen_by(const point *at, double fall)
{
    double x = at->servers * at->patience;
    double y = fmin(at->load, at->servers) * at->patience; /* at the peak */
    double low = 0;
    double high = 2 + 2 * fall / x;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (x * middle + y * expm1(-middle) < fall)
            low = middle;
        else
            high = middle;
    }
    return high;
}

static double random_time(uint64_t *state, const point *at)
{
    double peak = at->load > at->servers ? at->patience * log(at->load / at->servers) : 0;
    double fall = random_log_between(state, 1e-6, 20);
    if (at->patient_where == A_FAR) fall = random_between(state, 20, 660);
    switch (random_word(state) % 8) {
    case 0: return at->patient_where == A_FAR ? peak + at->patience * fallen_by(at, fall) : 0;
    case 1: return peak * random_between(state, 0, 1);
    case 2: return peak * (1 - random_log_between(state, 1e-6, 1));
    case 3: return at->patience * random_between(state, 0, 1.2) / fmax(1, sqrt(at->servers * at->patience) / 4);
    default: return peak + at->patience * fallen_by(at, fall);
    }
}

point random_patient_point(uint64_t *state, patient_region where, double most)
{
    point at = {.patient_where = where};
    set_patient_loads(state, &at);
    at.load = within(at.load);
    at.patience = fmin(at.patience, most / fmax(at.servers, at.load));
    at.t = random_time(state, &at);
    return at;
}
