/* SPDX-License-Identifier: MIT */
/* Several classes of calls before one group of agents: n agents, one mean handle time, nobody hangs up.
 *
 * While all agents are busy, calls end at the rate n/aht whoever they are. What waits of the classes 1 to k is then a
 * birth-death process of its own, and a call that has to wait finds a geometric number of them before it. Everything
 * below is of the calls that wait, in handle times, and C makes it that of all. */
#include "internal/priority.h"

#include "internal/columns.h"
#include "internal/solve.h"
#include "internal/structs.h"
#include "wfm/erlang.h"

enum { MOST = WFM_PRIORITY_CLASSES };

static const double PI = 3.14159265358979323846;

void wfm_priority_columns_init(wfm_priority_columns *columns, size_t size)
{
    wfm_i_struct_init(columns, size);
}

static wfm_status read_calls(wfm_i_classes *g, const double *calls, ptrdiff_t stride)
{
    const wfm_queue *q = &g->queue;
    if (calls == NULL) return WFM_BAD_CALLS;
    g->before[0] = 0;
    for (int k = 0; k < g->count; k++) {
        g->calls[k] = wfm_i_at(calls, stride, k);
        if (!wfm_i_finite_from_zero(g->calls[k])) return WFM_BAD_CALLS;
        g->load[k] = wfm_i_load(g->calls[k], q->aht_s, q->interval_s);
        g->before[k + 1] = g->before[k] + g->load[k];
    }
    return g->before[g->count] <= DBL_MAX ? WFM_OK : WFM_BAD_LOAD;
}

wfm_status wfm_i_classes_read(wfm_i_classes *g, const wfm_queue *queue, int unread, size_t count, const double *calls,
                              ptrdiff_t stride)
{
    wfm_status status = wfm_i_queue_read(&g->queue, queue, UNREAD_CALLS | UNREAD_RULE | unread);
    if (status != WFM_OK) return status;
    if (!wfm_i_queue_is_plain(&g->queue)) return WFM_NOT_PLAIN;
    if (count < 1) return WFM_BAD_CLASS_COUNT;
    if (count > MOST) return WFM_BAD_CLASS_COUNT;
    g->count = (int)count;
    g->queue.flags &= ~WFM_QUEUE_SKIP_MEANS;
    return read_calls(g, calls, stride);
}

/* Whether no better class has calls. */
static bool is_first(const wfm_i_classes *g, int k)
{
    return !(g->before[k] > 0);
}

/* Whether no other class has. */
static bool is_alone(const wfm_i_classes *g, int k)
{
    return is_first(g, k) && g->load[k] >= g->before[g->count];
}

static wfm_queue queue_of(const wfm_i_classes *g, int k)
{
    wfm_queue q = g->queue;
    q.calls = g->calls[k];
    return q;
}

/* Agents that the classes before leave, and that those with it leave. */
static double left_before(const wfm_i_classes *g, int k)
{
    return g->queue.agents - g->before[k];
}

static double left_by(const wfm_i_classes *g, int k)
{
    return g->queue.agents - g->before[k + 1];
}

/* ---- the wait of those who wait ----
 *
 * In units of aht/n, with s = b_{k-1}/n and r = b_k/n (s < r < 1): calls of the classes 1 to k wait as an M/M/1 queue, so
 * one that waits has a geometric number before it, P(j) = (1 - r) r^j, and each that is answered before it, itself too,
 * takes a busy period of the better classes: T is the time in which a walk on 1, 2, ... (up at the rate s, down at 1)
 * that begins at j + 1 reaches 0.
 *
 * 1.  By Karlin and McGregor's integral for the walk, summed over j, with c = sqrt s, x(f) = 1 + s - 2 c cos f:
 *
 *         P(T > t) = A exp(-y t) + (2/pi) (1 - r) s integral from 0 to pi of
 *                    exp(-x(f) t) sin^2 f / ((r^2 + s - 2 r c cos f) x(f)) df
 *
 *     with y = (1 - r) (1 - s/r) and A = (r^2 - s)/(r (r - s)), a pole that is there for r^2 > s alone.
 * 2.  All terms are positive. So are those of P(T <= t), which has 1 - exp(..) in place of exp(..).
 * 3.  Nothing cancels: v = sin^2(f/2) and d = r^2 - s = (r - s)(r + s) - s (1 - s), 1 - s from the agents left, give
 *         x = ((1 - s)/(1 + c))^2 + 4 c v,   r^2 + s - 2 r c cos f = (d/(r + c))^2 + 4 r c v.
 * 4.  f = 2 atan(e^u): the integrand becomes sech^3(u)/(..)(..), v = 1/(1 + e^-2u), whose poles all have the imaginary
 *     part pi/2 however near s and r are to 1 or d to 0, and which decays exponentially to both sides. The trapezoidal
 *     rule of step h has the error exp(-pi^2/h) at t = 0, and as exp(-4 c v t) is bounded for imaginary parts up to pi/4
 *     alone, exp(-pi^2/(2 h)) times some 100 at any other t: 3e-18 for h = 1/9.
 * 5.  The sum begins where what is left out is e^-38 of it. Its terms fall off as e^3u below both of the points where
 *     4 v c reaches x(0) and d's part, and as e^u between them at worst; while T's tail is above 1e-320, exp(-4 c v t) moves
 *     the largest term by a factor 40 at most. Nodes are the same for every t, so that the sum never grows with t. */

enum { STEPS_IN_ONE = 9 };
static const double NEGLIGIBLE = 38;
static const double LAST = 13; /* sech^3 falls off as e^-3u */

typedef struct passage {
    double lost;    /* 1 - s */
    double left;    /* 1 - r */
    double root;    /* c */
    double product; /* r c */
    double gap;     /* d/(r + c), squared */
    double slowest; /* x(0) */
    double scale;
    double pole;
    double decay; /* y */
} passage;

static passage passage_of(const wfm_i_classes *g, int k)
{
    double n = g->queue.agents;
    double s = g->before[k] / n, r = g->before[k + 1] / n, own = g->load[k] / n;
    passage p = {.lost = left_before(g, k) / n, .left = left_by(g, k) / n, .root = sqrt(s)};
    double d = own * (r + s) - s * p.lost;
    double gap = d / (r + p.root);
    p.product = r * p.root;
    p.gap = gap * gap;
    p.slowest = p.lost / (1 + p.root) * (p.lost / (1 + p.root));
    p.scale = 2 / PI / STEPS_IN_ONE * p.left * s;
    p.pole = d > 0 ? d / (r * own) : 0;
    p.decay = p.left * (own / r);
    return p;
}

/* The first node, in steps. */
static int first_node(const passage *p)
{
    double of_slowest = 0.5 * wfm_i_ln(p->slowest / (4 * p->root));
    double of_gap = 0.5 * wfm_i_ln(p->gap / (4 * p->product));
    double largest = fmin(of_slowest, 0) - log(40);
    double with_slope_one = fmin(fmax(0, largest - of_gap), NEGLIGIBLE);
    double first = largest - with_slope_one - (NEGLIGIBLE - with_slope_one) / 3;
    return (int)floor(first * STEPS_IN_ONE);
}

/* P(T <= t) and P(T > t) for s > 0. */
static wfm_i_level passage_at(const passage *p, double t)
{
    if (!(t > 0)) return (wfm_i_level){0, 1};
    double depth = fmin(p->decay * t, 746);
    wfm_i_level sum = {p->pole * -expm1(-depth), p->pole * wfm_i_exp(-p->decay * t)};
    for (int i = first_node(p); i <= LAST * STEPS_IN_ONE; i++) {
        double u = (double)i / STEPS_IN_ONE;
        double v = 1 / (1 + exp(-2 * u));
        double sech = 1 / cosh(u);
        double x = p->slowest + 4 * p->root * v;
        double term = p->scale * sech * sech * sech / ((p->gap + 4 * p->product * v) * x);
        sum.within += term * -expm1(-fmin(x * t, 746));
        sum.beyond += term * wfm_i_exp(-x * t);
    }
    return (wfm_i_level){fmin(sum.within, 1), fmin(sum.beyond, 1)};
}

/* P(T <= t) and P(T > t) of a class that does not wait without end, t in handle times. Better classes change the tail by
 * a part s t^2 of it, t at most 746: one of 1e-100 of the agents by none. */
static wfm_i_level delay_at(const wfm_i_classes *g, int k, double t)
{
    if (g->before[k] <= 1e-100 * g->queue.agents) {
        double depth = left_by(g, k) * t;
        return (wfm_i_level){-expm1(-fmin(depth, 746)), wfm_i_exp(-depth)};
    }
    passage p = passage_of(g, k);
    return passage_at(&p, t * g->queue.agents);
}

/* The mean of T. */
static double delay_mean(const wfm_i_classes *g, int k)
{
    return g->queue.agents / left_before(g, k) / left_by(g, k);
}

/* P(W <= t) and P(W > t) where the calls of the classes that this one waits for are those of a load; with C and 1 - C
 * their own digits. */
static wfm_i_level wait_at(const wfm_i_classes *g, int k, double load, double t)
{
    double n = g->queue.agents;
    if (!(left_by(g, k) > 0)) return (wfm_i_level){0, 1};
    double waiting = wfm_erlang_c(n, load);
    wfm_i_level delay = delay_at(g, k, t);
    return (wfm_i_level){fmin(1, wfm_erlang_c_compl(n, load) + waiting * delay.within), waiting * delay.beyond};
}

/* ---- the mean wait under preemption ---- */

/* What waits of classes with the load b: b C/(n - b), and its slope. */
static double queue_at(double agents, double b)
{
    return b * wfm_erlang_c_asa(agents, b);
}

static double queue_slope(double agents, double b)
{
    double asa = wfm_erlang_c_asa(agents, b);
    if (!(asa > 0)) return 0;
    return asa * (1 + b * (wfm_erlang_c_ln_dload(agents, b) + 1 / (agents - b)));
}

/* Gauss and Legendre's rule of eight points on (0,1): the half on one side of 1/2. */
static const double gauss_nodes[] = {0.019855071751231884, 0.10166676129318663, 0.23723379504183550,
                                     0.40828267875217510};
static const double gauss_weights[] = {0.050614268145188130, 0.11119051722668724, 0.15685332293894364,
                                       0.18134189168918099};

/* Difference of what waits with a class and without it, over its load. Where that would lose digits the mean of the slope
 * takes its place: the queue then grows by less than a third, so the load by less than a quarter of the agents left, and
 * a circle of 14 times half the class's load has no singularity in it: the error is 1e-18. */
static double wait_between(const wfm_i_classes *g, int k)
{
    double n = g->queue.agents;
    double low = queue_at(n, g->before[k]);
    double high = queue_at(n, g->before[k + 1]);
    double mean = 0;
    if (low < 0.75 * high) return (high - low) / g->load[k];
    for (int i = 0; i < 4; i++) {
        double step = g->load[k] * gauss_nodes[i];
        mean += gauss_weights[i] * (queue_slope(n, g->before[k] + step) + queue_slope(n, g->before[k + 1] - step));
    }
    return mean;
}

/* ---- the mean wait with weights ---- */

/* Classes by their weights, the smallest first. */
typedef struct ranking {
    int row[MOST];
    double load[MOST];
    double weight[MOST];
    double wait[MOST]; /* of those who wait */
} ranking;

static wfm_status rank(const wfm_i_classes *g, const double *weight, ptrdiff_t stride, ranking *by)
{
    if (weight == NULL) return WFM_BAD_PRIORITY_WEIGHT;
    for (int k = 0; k < g->count; k++) {
        double own = wfm_i_at(weight, stride, k);
        if (!wfm_i_finite_from_zero(own)) return WFM_BAD_PRIORITY_WEIGHT;
        if (!(own > 0)) return WFM_BAD_PRIORITY_WEIGHT;
        int at = k;
        for (; at > 0 && by->weight[at - 1] > own; at--) {
            by->row[at] = by->row[at - 1];
            by->weight[at] = by->weight[at - 1];
        }
        by->row[at] = k;
        by->weight[at] = own;
    }
    for (int i = 0; i < g->count; i++)
        by->load[i] = g->load[by->row[i]];
    return WFM_OK;
}

/* Agents that are left by a class and by who comes later with a larger weight and overtakes, n - a_i - sum of
 * a_j (1 - weight_i/weight_j), as a sum of positive terms. */
static double left_by_overtaking(const wfm_i_classes *g, const ranking *by, int i)
{
    double left = g->queue.agents - g->before[g->count];
    for (int j = 0; j < i; j++)
        left += by->load[j];
    for (int j = i + 1; j < g->count; j++)
        left += by->load[j] * (by->weight[i] / by->weight[j]);
    return left;
}

enum { SWEEPS = 3 };

/* 1. Kleinrock's recursion from the smallest weight on, which subtracts what larger weights do not wait: exact for the
 *    small ones, while a large weight's wait is what is left.
 * 2. What he had before he put in the conservation law,
 *        V_i (left by it and who overtakes) = 1 + loads V of weights as large + loads V weight/weight_i of the smaller,
 *    is a sum of positive terms: solved for V_i from the largest weight down it gives every wait its own digits. What is
 *    wrong of a smaller weight's comes in by the ratio of the weights, so that three sweeps end it. */
static void wait_by_weights(const wfm_i_classes *g, ranking *by)
{
    double n = g->queue.agents;
    double left = n - g->before[g->count];
    for (int i = 0; i < g->count; i++) {
        double ahead = 0;
        for (int j = 0; j < i; j++)
            ahead += by->load[j] * by->wait[j] * ((by->weight[i] - by->weight[j]) / by->weight[i]);
        by->wait[i] = fmax(0, n / left - ahead) / (by->load[i] + left_by_overtaking(g, by, i));
    }
    for (int i = g->count * SWEEPS - 1; i >= 0; i--) {
        int at = i % g->count;
        double sum = 1;
        for (int j = 0; j < g->count; j++)
            if (j != at) sum += by->load[j] * by->wait[j] * (fmin(by->weight[j], by->weight[at]) / by->weight[at]);
        by->wait[at] = sum / left_by_overtaking(g, by, at);
    }
}

wfm_status wfm_i_classes_weigh(const wfm_i_classes *g, const double *weight, ptrdiff_t stride, double *wait)
{
    ranking by;
    wfm_status status = rank(g, weight, stride, &by);
    if (status != WFM_OK) return status;
    wait_by_weights(g, &by);
    for (int i = 0; i < g->count; i++)
        wait[by.row[i]] = by.wait[i];
    return WFM_OK;
}

/* ---- figures ---- */

/* Times in handle times; the service level is a share. */
typedef struct figures {
    double wait;
    double asa;
    double waiting;
    double of_waiting;
    double service_level;
    double queue;
} figures;

static figures endless(const wfm_i_classes *g, int k)
{
    double queue = g->load[k] > 0 ? WFM_I_INF : 0;
    return (figures){WFM_I_INF, WFM_I_INF, 1, WFM_I_INF, 0, queue};
}

/* Of a class that waits for those before it, with the load of all calls that can be before it. */
static figures by_rank(const wfm_i_classes *g, int k, double load)
{
    const wfm_queue *q = &g->queue;
    figures f = {.waiting = wfm_erlang_c(q->agents, load), .of_waiting = delay_mean(g, k)};
    bool none_within = (q->flags & WFM_QUEUE_STRICTLY_WITHIN) != 0 && !(q->answer_within_s > 0);
    f.wait = f.asa = f.waiting * f.of_waiting;
    f.service_level = none_within ? 0 : wait_at(g, k, load, q->answer_within_s / q->aht_s).within;
    return f;
}

static figures figures_of(const wfm_i_classes *g, int32_t discipline, int k, double wait_of_waiting)
{
    figures f;
    double all = g->before[g->count];
    switch (discipline) {
    case WFM_PRIORITY_NONPREEMPTIVE:
        if (!(left_by(g, k) > 0)) return endless(g, k);
        f = by_rank(g, k, all);
        break;
    case WFM_PRIORITY_PREEMPTIVE:
        if (!(left_by(g, k) > 0)) return endless(g, k);
        f = by_rank(g, k, g->before[k + 1]);
        f.wait = wait_between(g, k);
        break;
    default:
        if (all >= g->queue.agents) return endless(g, k);
        f = (figures){.waiting = wfm_erlang_c(g->queue.agents, all), .of_waiting = wait_of_waiting};
        f.wait = f.asa = f.waiting * f.of_waiting;
    }
    f.queue = g->load[k] > 0 ? g->load[k] * f.wait : 0;
    return f;
}

static void put_figures(const wfm_priority_columns *to, ptrdiff_t row, double load, double aht_s, const figures *f)
{
    wfm_i_put(to->load_erl, to->load_erl_stride, row, load);
    wfm_i_put(to->wait_mean_s, to->wait_mean_s_stride, row, f->wait * aht_s);
    wfm_i_put(to->asa_s, to->asa_s_stride, row, f->asa * aht_s);
    wfm_i_put(to->wait_probability, to->wait_probability_stride, row, f->waiting);
    wfm_i_put(to->mean_wait_of_waiting_s, to->mean_wait_of_waiting_s_stride, row, f->of_waiting * aht_s);
    wfm_i_put(to->service_level, to->service_level_stride, row, f->service_level);
    wfm_i_put(to->sojourn_mean_s, to->sojourn_mean_s_stride, row, f->wait * aht_s + aht_s);
    wfm_i_put(to->queue_mean, to->queue_mean_stride, row, f->queue);
}

static void put_nothing(const wfm_priority_columns *to, ptrdiff_t row)
{
    static const figures nothing = {WFM_I_NAN, WFM_I_NAN, WFM_I_NAN, WFM_I_NAN, WFM_I_NAN, WFM_I_NAN};
    put_figures(to, row, WFM_I_NAN, WFM_I_NAN, &nothing);
}

/* Of a class that is as a queue of its own. */
static wfm_status put_queue(const wfm_i_classes *g, int k, const wfm_priority_columns *to)
{
    wfm_queue q = queue_of(g, k);
    wfm_queue_metrics m;
    wfm_status status = wfm_i_queue_metrics(&q, &m);
    const figures f = {m.wait_mean_s,   m.asa_s,     m.wait_probability, m.mean_wait_of_waiting_s,
                       m.service_level, m.queue_mean};
    put_figures(to, k, m.load_erl, 1, &f);
    wfm_i_put(to->sojourn_mean_s, to->sojourn_mean_s_stride, k, m.wait_mean_s + q.aht_s);
    return status;
}

/* Whether a class does not feel the others. */
static bool is_own_queue(const wfm_i_classes *g, int32_t discipline, int k)
{
    return discipline == WFM_PRIORITY_PREEMPTIVE ? is_first(g, k) : is_alone(g, k);
}

static wfm_status put_class(const wfm_i_classes *g, int32_t discipline, int k, double wait,
                            const wfm_priority_columns *to)
{
    if (is_own_queue(g, discipline, k)) return put_queue(g, k, to);
    figures f = figures_of(g, discipline, k, wait);
    put_figures(to, k, g->load[k], g->queue.aht_s, &f);
    return f.wait <= DBL_MAX ? WFM_OK : WFM_CAVEAT_OVERLOADED;
}

/* The service level is not known with weights, and is all that takes long where it is not wanted. */
static void settle_service_level(wfm_i_classes *g, int32_t discipline, size_t count, wfm_priority_columns *to)
{
    if (discipline == WFM_PRIORITY_ACCUMULATING) {
        wfm_i_fill(to->service_level, to->service_level_stride, (int64_t)count, WFM_I_NAN);
        to->service_level = NULL;
    }
    if (to->service_level == NULL) g->queue.answer_within_s = 0;
}

wfm_status wfm_i_check_discipline(int32_t discipline)
{
    if (discipline < WFM_PRIORITY_NONPREEMPTIVE) return WFM_BAD_DISCIPLINE;
    return discipline <= WFM_PRIORITY_ACCUMULATING ? WFM_OK : WFM_BAD_DISCIPLINE;
}

wfm_status wfm_queue_priorities(const wfm_queue *queue, int32_t discipline, size_t count, const double *calls,
                                ptrdiff_t calls_stride, const double *weight, ptrdiff_t weight_stride,
                                const wfm_priority_columns *columns, wfm_status *status)
{
    wfm_i_classes g;
    double wait[MOST] = {0};
    wfm_priority_columns to;
    if (wfm_i_struct_read(&to, sizeof to, columns, WFM_BAD_OUTPUT) != WFM_OK) return WFM_BAD_OUTPUT;
    wfm_status of_group = wfm_i_classes_read(&g, queue, 0, count, calls, calls_stride);
    if (of_group == WFM_OK) of_group = wfm_i_check_discipline(discipline);
    bool weighted = of_group == WFM_OK && discipline == WFM_PRIORITY_ACCUMULATING;
    if (weighted) of_group = wfm_i_classes_weigh(&g, weight, weight_stride, wait);
    if (of_group == WFM_OK) settle_service_level(&g, discipline, count, &to);
    wfm_status all = of_group;
    for (size_t row = 0; row < count; row++) {
        wfm_status of_row = of_group;
        if (of_group == WFM_OK)
            of_row = put_class(&g, discipline, (int)row, wait[row], &to);
        else
            put_nothing(&to, (ptrdiff_t)row);
        if (status != NULL) status[row] = of_row;
        all = wfm_i_combine(all, of_row);
    }
    return all;
}

/* ---- what staffing needs of one class ---- */

wfm_i_level wfm_i_class_level(const wfm_i_classes *g, int32_t discipline, int k, double t_s)
{
    const wfm_queue *q = &g->queue;
    double t = t_s / q->aht_s;
    bool none_within = (q->flags & WFM_QUEUE_STRICTLY_WITHIN) != 0 && !(t_s > 0);
    if (none_within) return (wfm_i_level){0, 1};
    if (is_own_queue(g, discipline, k)) {
        wfm_i_waits waits = wfm_i_queue_waits(q->agents, g->load[k], t);
        return (wfm_i_level){waits.within, waits.beyond};
    }
    return wait_at(g, k, g->before[discipline == WFM_PRIORITY_PREEMPTIVE ? k + 1 : g->count], t);
}

double wfm_i_class_asa_s(const wfm_i_classes *g, int32_t discipline, int k, double wait_of_waiting)
{
    if (!is_own_queue(g, discipline, k)) return figures_of(g, discipline, k, wait_of_waiting).asa * g->queue.aht_s;
    wfm_queue q = queue_of(g, k);
    wfm_queue_metrics m = WFM_QUEUE_METRICS_INIT;
    wfm_i_queue_metrics(&q, &m);
    return m.asa_s;
}

/* ---- the waits of one class ---- */

static wfm_status read_class(wfm_i_classes *g, const wfm_queue *queue, size_t count, const double *calls,
                             ptrdiff_t stride, size_t row)
{
    wfm_status status = wfm_i_classes_read(g, queue, 0, count, calls, stride);
    if (status != WFM_OK) return status;
    return row < count ? WFM_OK : WFM_BAD_ROW;
}

static wfm_status class_caveats(const wfm_i_classes *g, int k)
{
    return left_by(g, k) > 0 ? WFM_OK : WFM_CAVEAT_OVERLOADED;
}

wfm_status wfm_queue_priority_wait_tail(const wfm_queue *queue, size_t count, const double *calls,
                                        ptrdiff_t calls_stride, size_t row, double t_s, double *probability)
{
    wfm_i_classes g;
    if (probability == NULL) return WFM_BAD_OUTPUT;
    *probability = WFM_I_NAN;
    wfm_status status = read_class(&g, queue, count, calls, calls_stride, row);
    if (status != WFM_OK) return status;
    if (!(t_s >= 0)) return WFM_BAD_TIME;
    int k = (int)row;
    if (is_alone(&g, k)) {
        wfm_queue q = queue_of(&g, k);
        return wfm_queue_wait_tail(&q, t_s, probability);
    }
    *probability = wait_at(&g, k, g.before[g.count], t_s / g.queue.aht_s).beyond;
    return class_caveats(&g, k);
}

/* The time at which a share of a class's waits is over. */
typedef struct quantile_problem {
    const wfm_i_classes *of;
    int k;
    double p;
} quantile_problem;

/* Positive where more than a share p is over; by the smaller of it and its complement. */
static double excess_at(double t, const void *about)
{
    const quantile_problem *problem = about;
    const wfm_i_classes *g = problem->of;
    double p = problem->p;
    wfm_i_level at = wait_at(g, problem->k, g->before[g->count], t);
    if (p < 0.5) return wfm_i_ln_ratio(at.within, p);
    return at.beyond > 0 ? -wfm_i_ln_ratio(at.beyond, 1 - p) : WFM_I_INF;
}

/* In handle times: exponential where no better class has calls, else by a search from where an exponential wait of the
 * same mean has it. */
static double quantile(const wfm_i_classes *g, int k, double p)
{
    double n = g->queue.agents;
    double all = g->before[g->count];
    if (!(p > 0)) return 0;
    if (!(p < 1)) return WFM_I_INF;
    if (!(left_by(g, k) > 0)) return WFM_I_INF;
    double depth = wfm_erlang_c_ln(n, all) - log1p(-p);
    if (!(depth > 0)) return 0;
    if (is_first(g, k)) return depth / left_by(g, k);
    quantile_problem problem = {g, k, p};
    double guess = fmin(fmax(depth * delay_mean(g, k), DBL_MIN), DBL_MAX);
    return wfm_i_solve(excess_at, &problem, (wfm_i_guess){guess, 0, 0}, DBL_MAX, 0);
}

wfm_status wfm_queue_priority_wait_quantile(const wfm_queue *queue, size_t count, const double *calls,
                                            ptrdiff_t calls_stride, size_t row, double p, double *t_s)
{
    wfm_i_classes g;
    if (t_s == NULL) return WFM_BAD_OUTPUT;
    *t_s = WFM_I_NAN;
    wfm_status status = read_class(&g, queue, count, calls, calls_stride, row);
    if (status != WFM_OK) return status;
    if (!wfm_i_is_fraction(p)) return WFM_BAD_PROBABILITY;
    int k = (int)row;
    if (is_alone(&g, k)) {
        wfm_queue q = queue_of(&g, k);
        return wfm_queue_wait_quantile(&q, p, t_s);
    }
    *t_s = quantile(&g, k, p) * g.queue.aht_s;
    return class_caveats(&g, k);
}
