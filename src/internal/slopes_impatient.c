/* SPDX-License-Identifier: MIT */
/* Derivatives of Erlang A, as covariances under the density of the offered wait.
 *
 * With p the patience and w = v/p let g(v) = exp(a p (1 - e^-w) - n v) for v > 0 and, with 1 for p, for v < 0. Then
 *
 *     int_0^inf g dv = A/n,    int_-inf^0 g dv = (F(n,a) - 1)/n
 *
 * (from F by parts; Palm 1957 for A), so that every share and every mean of the calls is a ratio of integrals M[h]/M[1]
 * over both, h >= 0: who is answered at once has v < 0, who waits has v > 0 and is answered with probability e^-w, and
 * so on. As g depends on its parameters through the exponent alone,
 *
 *     d (M[h]/M[1]) = M[h k]/M[1] - M[h] M[k]/M[1]^2 + M[dh]/M[1],    k = d ln g:
 *     k_n = -v,   k_a = p (1 - e^-w),   k_p = a (1 - e^-w (1 + w)) for v > 0, 0 for v < 0,
 *
 * and by a time t the integrand at t is added. No digits are lost: of a share x with x + y = M[1] the difference is
 * formed as (x_k y - x y_k)/M[1]^2 with y a sum of its own, and k is taken less what it is where g is highest for v >= 0,
 * which changes nothing but is near 0 where most of those are who wait.
 *
 * The integrals are sums by Gauss and Legendre's rule of 16 points over stretches as in conditional.c, shorter by a fifth
 * as the functions under them are steeper. From any place w0 on, with N = a p e^-w0, ln g changes by
 * -N (e^s - 1 - s) - (tilt) d, s = -d to the right and d to the left, tilt = x - N: so a range that does not hold the
 * peak has for its sums the unit of g at its end nearest to it, and is as good where it is rare. A sum ends where g has
 * fallen by e^-44, or where e^-w is nothing and g is exponential: the rest is added as it stands. Relative errors are
 * some 1e-15, and 1e-16 for each unit of the logarithm of g between two ranges. */
#include "internal/slopes.h"

#include "internal/loss_tables.h"

static const double FALL = 44;
static const double ENDED = 46;

/* Functions of w under the integrals; u is w at t. */
enum {
    ONE,
    STILL,    /* e^-w */
    GONE,     /* 1 - e^-w */
    W_STILL,  /* w e^-w */
    LOST,     /* 1 - e^-w (1 + w) */
    WW_STILL, /* w^2 e^-w */
    SINCE,    /* 1 - e^-(w - u) beyond u */
    FUNCTIONS
};

/* The factor beside each: 1, or k less what it is at the summit. */
enum { K_ONE, K_AGENTS, K_LOAD, K_PATIENCE, FACTORS };

typedef struct sums {
    double of[FUNCTIONS][FACTORS]; /* in units of e^ln */
    double ln;
} sums;

/* One side of v = 0; its own peak is inside or at 0. */
typedef struct half_line {
    double patience; /* 1 for v < 0 */
    double x;
    double y;
    double spare; /* x - y */
    double peak;  /* as w */
    double ln_peak;
    bool inside;
    bool above; /* v > 0 */
} half_line;

/* Where g is highest for v >= 0, and k there. */
typedef struct summit {
    double still; /* e^-w */
    double by_agents;
    double by_load;
    double by_patience;
} summit;

typedef struct density {
    double load;
    double u;
    half_line before; /* v < 0 */
    half_line after;
    summit top;
} density;

/* 1 - e^-w (1 + w), w >= 0. */
static double lost_by(double w)
{
    if (w < 0.5) return wfm_i_exp(-w) * wfm_i_expm1_less(w);
    return w < 745 ? 1 - wfm_i_exp(-w) * (1 + w) : 1;
}

static double ln_of_ratio(double a, double n)
{
    bool near = a > n / 2 && a < 2 * n;
    return near ? log1p((a - n) / n) : log(a / n);
}

static half_line half_line_of(const wfm_i_model *m, bool above)
{
    double p = above ? m->patience : 1;
    double ln = ln_of_ratio(m->load, m->agents);
    half_line h = {p, m->agents * p, m->load * p, (m->agents - m->load) * p, 0, 0, false, above};
    h.inside = above ? m->load > m->agents : m->load < m->agents;
    if (!h.inside) return h;
    h.peak = ln;
    h.ln_peak = h.x * wfm_i_expm1_less(ln);
    return h;
}

static summit summit_of(const half_line *after, double load)
{
    double gone = -expm1(-after->peak);
    return (summit){wfm_i_exp(-after->peak), -after->patience * after->peak, after->patience * gone,
                    load * lost_by(after->peak)};
}

/* N at w, and what ln g falls by to the right of it at once, x - N. */
static double curvature_at(const half_line *h, double w)
{
    return h->inside ? h->x * wfm_i_exp(h->peak - w) : h->y * wfm_i_exp(-w);
}

static double tilt_at(const half_line *h, double w)
{
    return h->inside ? -h->x * expm1(h->peak - w) : h->spare - h->y * expm1(-w);
}

/* ln g(w) beside ln g(0) = 0. */
static double ln_density(const half_line *h, double w)
{
    if (h->inside) return h->ln_peak - h->x * wfm_i_expm1_less(h->peak - w);
    return -(h->y * wfm_i_expm1_less(-w) + h->spare * w);
}

/* From a place in one direction. */
typedef struct piece {
    const half_line *on;
    double from; /* w */
    double direction;
    double curvature;
    double slope; /* >= 0 */
    double length;
} piece;

static double fall_at(const piece *of, double d)
{
    return of->curvature * wfm_i_expm1_less(-of->direction * d) + of->slope * d;
}

/* As in conditional.c. */
static double stretch_at(const piece *of, double d)
{
    double curvature = of->curvature * wfm_i_exp(-of->direction * d);
    double slope = fabs(of->curvature - curvature) + of->slope;
    double by_curvature = curvature > 1 ? 3.5 / sqrt(curvature) : 3.5 - 0.5 * wfm_i_ln(curvature);
    bool grows = of->direction < 0;
    if (grows) by_curvature = fmin(by_curvature, fmax(0.8, -0.5 * wfm_i_ln(curvature)));
    return fmin(by_curvature, (11 + 0.5 * fall_at(of, d)) / (slope + 1));
}

/* k at w less k at the summit; from is w less the peak of its side. */
static void factors_at(const density *about, const half_line *on, double w, double from, double k[FACTORS])
{
    const summit *top = &about->top;
    k[K_ONE] = 1;
    if (!on->above) {
        k[K_AGENTS] = -w - top->by_agents;
        k[K_LOAD] = -expm1(-w) - top->by_load;
        k[K_PATIENCE] = -top->by_patience;
        return;
    }
    double grown = expm1(-from);
    double lost = -on->peak * grown - from * grown - wfm_i_expm1_less(-from);
    k[K_AGENTS] = -on->patience * from;
    k[K_LOAD] = -on->patience * top->still * grown;
    k[K_PATIENCE] = about->load * top->still * lost;
}

static void functions_at(const density *about, const half_line *on, double w, double f[FUNCTIONS])
{
    double still = wfm_i_exp(-w);
    f[ONE] = 1;
    for (int i = 1; i < FUNCTIONS; i++)
        f[i] = 0;
    if (!on->above) return;
    f[STILL] = still;
    f[GONE] = -expm1(-w);
    f[W_STILL] = w * still;
    f[LOST] = lost_by(w);
    f[WW_STILL] = w * w * still;
    f[SINCE] = w > about->u ? -expm1(about->u - w) : 0;
}

static void add_node(sums *to, const density *about, const piece *of, double d, double weight)
{
    double f[FUNCTIONS];
    double k[FACTORS];
    double w = of->from + of->direction * d;
    double moved = (of->from - of->on->peak) + of->direction * d;
    functions_at(about, of->on, w, f);
    factors_at(about, of->on, w, moved, k);
    for (int i = 0; i < FUNCTIONS; i++)
        for (int j = 0; j < FACTORS; j++)
            to->of[i][j] += weight * f[i] * k[j];
}

static void add_stretch(sums *to, const density *about, const piece *of, double d, double length)
{
    double half = length / 2;
    for (int i = 0; i < 2 * GAUSS_HALF; i++) {
        int node = i % GAUSS_HALF;
        double at = d + half * (1 + (i < GAUSS_HALF ? -gauss_node[node] : gauss_node[node]));
        double g = wfm_i_exp(-fall_at(of, at));
        add_node(to, about, of, at, of->on->patience * half * gauss_weight[node] * g);
    }
}

/* Where e^-w is nothing, g is exponential and so are all sums but for the linear k_n. */
static void add_rest(sums *to, const density *about, const piece *of, double d)
{
    static const int lasting[] = {ONE, GONE, LOST, SINCE};
    double x = of->on->x;
    double g = wfm_i_exp(-fall_at(of, d)) * of->on->patience / x;
    double left = x * (of->length - d);
    sums rest = {{{0}}, 0};
    add_node(&rest, about, of, d, g * -expm1(-fmin(left, 745)));
    double later = g * of->on->patience / x * lost_by(left);
    for (size_t i = 0; i < sizeof lasting / sizeof lasting[0]; i++)
        rest.of[lasting[i]][K_AGENTS] -= rest.of[lasting[i]][K_ONE] > 0 ? later : 0;
    for (int i = 0; i < FUNCTIONS; i++)
        for (int j = 0; j < FACTORS; j++)
            to->of[i][j] += rest.of[i][j];
}

enum { MOST_STRETCHES = 1000 };

static void add_piece(sums *to, const density *about, const piece *of)
{
    double d = 0;
    double ends = ENDED + fmax(0, log(fmax(of->curvature, 1)));
    bool dies = of->on->above && of->direction > 0; /* e^-w */
    for (int i = 0; i < MOST_STRETCHES && d < of->length; i++) {
        if (fall_at(of, d) > FALL) return;
        bool exponential = dies && d >= ends;
        if (exponential) {
            add_rest(to, about, of, d);
            return;
        }
        double length = fmin(stretch_at(of, d), of->length - d);
        if (dies) length = fmin(length, ends - d);
        if (!(d + length > d)) return; /* too short for the digits of d */
        add_stretch(to, about, of, d, length);
        d += length;
    }
}

/* The sums over low < w < high, from the place nearest to the peak. */
static sums integrate(const density *about, const half_line *on, double low, double high)
{
    sums found = {{{0}}, 0};
    double from = fmin(fmax(on->peak, low), high);
    double tilt = tilt_at(on, from);
    double curvature = curvature_at(on, from);
    found.ln = ln_density(on, from);
    add_piece(&found, about, &(piece){on, from, 1, curvature, fmax(tilt, 0), high - from});
    add_piece(&found, about, &(piece){on, from, -1, curvature, fmax(-tilt, 0), from - low});
    return found;
}

static void scale(sums *of, double ln)
{
    double by = wfm_i_exp(fmin(of->ln - ln, 700));
    for (int i = 0; i < FUNCTIONS; i++)
        for (int j = 0; j < FACTORS; j++)
            of->of[i][j] *= by;
}

/* A sum of integrals of h >= 0, with its factors; and what else the share changes by with patience and time. */
typedef struct part {
    double of[FACTORS];
    double by_patience;
    double by_time;
} part;

static part added(part to, const sums *from, int function, double factor)
{
    for (int j = 0; j < FACTORS; j++)
        to.of[j] += factor * from->of[function][j];
    return to;
}

static part only(const sums *from, int function, double factor)
{
    return added((part){{0}, 0, 0}, from, function, factor);
}

/* x/all, and x/(x + y) = x/all. */
static void set_mean(wfm_i_slopes *to, int member, const part *x, const part *all)
{
    static const int ways[FACTORS] = {0, WFM_I_BY_AGENTS, WFM_I_BY_LOAD, WFM_I_BY_PATIENCE};
    double value = x->of[0] / all->of[0];
    to->value[member] = value;
    for (int j = 1; j < FACTORS; j++)
        to->by[member][ways[j]] = (x->of[j] - value * all->of[j]) / all->of[0];
    to->by[member][WFM_I_BY_PATIENCE] += x->by_patience / all->of[0];
}

static void set_share(wfm_i_slopes *to, int member, const part *x, const part *y)
{
    static const int ways[FACTORS] = {0, WFM_I_BY_AGENTS, WFM_I_BY_LOAD, WFM_I_BY_PATIENCE};
    double all = x->of[0] + y->of[0];
    double of_x = x->of[0] / all;
    double of_y = y->of[0] / all;
    to->value[member] = of_x;
    for (int j = 1; j < FACTORS; j++)
        to->by[member][ways[j]] = (x->of[j] * of_y - y->of[j] * of_x) / all;
    to->by[member][WFM_I_BY_PATIENCE] += x->by_patience / all;
    to->by[member][WFM_I_BY_TIME] = x->by_time / all;
}

/* The integrals over v < 0, 0 < v < t and v > t, all in one unit. */
typedef struct ranges {
    sums before;
    sums within;
    sums beyond;
    sums waiting;   /* the last two together */
    double density; /* g(t) */
    double patience;
    double u;
} ranges;

static void set_untimed(wfm_i_slopes *to, const ranges *r)
{
    double p = r->patience;
    const sums *wait = &r->waiting;
    part before = only(&r->before, ONE, 1);
    part waiting = only(wait, ONE, 1);
    part all = added(before, wait, ONE, 1);
    part answered = added(before, wait, STILL, 1);
    part abandoned = only(wait, GONE, 1);
    answered.by_patience = wait->of[W_STILL][0] / p;
    abandoned.by_patience = -answered.by_patience;
    set_share(to, WFM_I_OF_WAITING, &waiting, &before);
    set_share(to, WFM_I_OF_AT_ONCE, &before, &waiting);
    set_share(to, WFM_I_OF_ANSWERED, &answered, &abandoned);
    set_share(to, WFM_I_OF_ABANDONMENT, &abandoned, &answered);
    part mean = only(wait, GONE, p);
    mean.by_patience = wait->of[LOST][0];
    set_mean(to, WFM_I_OF_WAIT, &mean, &all);
    set_mean(to, WFM_I_OF_WAIT_OF_WAITING, &mean, &waiting);
    mean = only(wait, W_STILL, p);
    mean.by_patience = wait->of[WW_STILL][0];
    set_mean(to, WFM_I_OF_ANSWERED_WAIT, &mean, &all);
    mean = only(wait, LOST, p);
    mean.by_patience = wait->of[LOST][0] - wait->of[WW_STILL][0];
    set_mean(to, WFM_I_OF_ABANDONING_WAIT, &mean, &all);
}

static void set_offered(wfm_i_slopes *to, const ranges *r)
{
    part within = added(only(&r->before, ONE, 1), &r->within, ONE, 1);
    part beyond = only(&r->beyond, ONE, 1);
    within.by_time = r->density;
    beyond.by_time = -r->density;
    set_share(to, WFM_I_OF_OFFERED_WITHIN, &within, &beyond);
    set_share(to, WFM_I_OF_OFFERED_BEYOND, &beyond, &within);
}

static void set_answered(wfm_i_slopes *to, const ranges *r)
{
    double still = wfm_i_exp(-r->u);
    part before = only(&r->before, ONE, 1);
    part within = added(before, &r->within, STILL, 1);
    part rest = added(only(&r->within, GONE, 1), &r->beyond, ONE, 1);
    within.by_patience = r->within.of[W_STILL][0] / r->patience;
    within.by_time = still * r->density;
    set_share(to, WFM_I_OF_ANSWERED_WITHIN, &within, &rest);
    part beyond = only(&r->beyond, STILL, 1);
    rest = added(added(before, &r->within, ONE, 1), &r->beyond, GONE, 1);
    beyond.by_patience = r->beyond.of[W_STILL][0] / r->patience;
    beyond.by_time = -still * r->density;
    set_share(to, WFM_I_OF_ANSWERED_BEYOND, &beyond, &rest);
}

/* Who hangs up within t, and after it: of who would wait longer, the first with probability 1 - e^-u, the second with
 * e^-u - e^-w. */
static void set_abandoned(wfm_i_slopes *to, const ranges *r)
{
    double still = wfm_i_exp(-r->u);
    double gone = -expm1(-fmin(r->u, 745));
    double over = r->beyond.of[ONE][0];
    part before = only(&r->before, ONE, 1);
    part within = added(only(&r->within, GONE, 1), &r->beyond, ONE, gone);
    part rest = added(added(before, &r->within, STILL, 1), &r->beyond, ONE, still);
    double leaves = still > 0 ? r->u * still * over : 0;
    within.by_patience = -(r->within.of[W_STILL][0] + leaves) / r->patience;
    within.by_time = still / r->patience * over;
    set_share(to, WFM_I_OF_ABANDONED_WITHIN, &within, &rest);
    part beyond = only(&r->beyond, SINCE, still);
    rest = added(added(added(before, &r->within, ONE, 1), &r->beyond, STILL, 1), &r->beyond, ONE, gone);
    beyond.by_patience = (leaves - r->beyond.of[W_STILL][0]) / r->patience;
    beyond.by_time = -still / r->patience * over;
    set_share(to, WFM_I_OF_ABANDONED_BEYOND, &beyond, &rest);
    beyond = only(&r->beyond, ONE, still);
    within = added(added(before, &r->within, ONE, 1), &r->beyond, ONE, gone);
    beyond.by_patience = leaves / r->patience;
    beyond.by_time = -still * (over / r->patience + r->density);
    within.by_patience = -beyond.by_patience;
    within.by_time = -beyond.by_time;
    set_share(to, WFM_I_OF_WAIT_BEYOND, &beyond, &within);
    set_share(to, WFM_I_OF_WAIT_WITHIN, &within, &beyond);
}

static ranges ranges_of(const wfm_i_model *m, double t)
{
    density about = {m->load, t / m->patience, half_line_of(m, false), half_line_of(m, true), {0, 0, 0, 0}};
    about.top = summit_of(&about.after, m->load);
    ranges r = {.patience = m->patience, .u = about.u};
    r.before = integrate(&about, &about.before, -WFM_I_INF, 0);
    if (about.u > 0) r.within = integrate(&about, &about.after, 0, about.u);
    r.beyond = integrate(&about, &about.after, about.u, WFM_I_INF);
    double unit = fmax(about.before.ln_peak, about.after.ln_peak);
    scale(&r.before, unit);
    scale(&r.within, unit);
    scale(&r.beyond, unit);
    r.density = wfm_i_exp(fmin(ln_density(&about.after, about.u) - unit, 700));
    r.waiting = r.within;
    for (int i = 0; i < FUNCTIONS; i++)
        for (int j = 0; j < FACTORS; j++)
            r.waiting.of[i][j] += r.beyond.of[i][j];
    return r;
}

void wfm_i_slopes_impatient(const wfm_i_model *model, double t, wfm_i_slopes *slopes)
{
    *slopes = (wfm_i_slopes){{0}, {{0}}};
    slopes->value[WFM_I_OF_REACHING] = 1;
    bool usual = wfm_i_is_usual(model->agents) && wfm_i_is_usual(model->load) && wfm_i_is_usual(model->patience);
    if (!usual) {
        for (int i = 0; i < WFM_I_MEMBERS; i++)
            for (int j = 0; j < WFM_I_WAYS; j++)
                slopes->by[i][j] = WFM_I_NAN;
        return;
    }
    ranges r = ranges_of(model, fmin(t, 1e200));
    set_untimed(slopes, &r);
    set_offered(slopes, &r);
    set_answered(slopes, &r);
    set_abandoned(slopes, &r);
}
