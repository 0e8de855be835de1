/* SPDX-License-Identifier: MIT */
/* General handle times and gaps by approximation. In handle times, with W_M of Erlang C, W_D of M/D/n, rho = a/n and the
 * squared coefficients of variation c_a and c_s of gaps and handle times, the mean wait is
 *
 *     Allen and Cunneen       (c_a + c_s)/2 W_M
 *     Kimura                  (1 + c_s)/(2 c_s/W_M + (1 - c_s)/W_D)
 *     Bjorklund and Elldin    c_s W_M + (1 - c_s) W_D
 *     Cosmetatos              the same with his W_D = (1 + (1 - rho)(n - 1)(sqrt(5 n + 4) - 2)/(16 n rho)) W_M/2
 *     Whitt                   phi (c_a + c_s)/2 W_M, phi below
 *
 * and everything else follows from it, the probability of waiting, and the wait of those who wait taken as exponential. */
#include "internal/general.h"

#include "internal/chance.h"
#include "internal/structs.h"
#include "wfm/erlang.h"

void wfm_general_init(wfm_general *general, size_t size)
{
    wfm_i_struct_init(general, size);
}

static const int32_t FLAGS = WFM_GENERAL_FIXED_ARRIVALS | WFM_GENERAL_FIXED_SERVICE;

static const double MOST_VARIATION = 1e6;

/* A squared coefficient of variation, 0 where it is not given; not both given and fixed. */
static bool is_variation(double scv, bool fixed)
{
    if (fixed) return scv == 0;
    return scv >= 0 && scv <= MOST_VARIATION;
}

/* What a member stands for. */
static double variation(double scv, bool fixed)
{
    if (fixed) return 0;
    return scv > 0 ? scv : 1;
}

wfm_status wfm_i_general_read(wfm_general *general, const wfm_general *given)
{
    wfm_status status = wfm_i_struct_read(general, sizeof *general, given, WFM_BAD_GENERAL_STRUCT);
    if (status != WFM_OK) return status;
    bool fixed_arrivals = (general->flags & WFM_GENERAL_FIXED_ARRIVALS) != 0;
    bool fixed_service = (general->flags & WFM_GENERAL_FIXED_SERVICE) != 0;
    if (general->flags & ~FLAGS) return WFM_BAD_GENERAL_FLAGS;
    if (!is_variation(general->arrival_scv, fixed_arrivals)) return WFM_BAD_ARRIVAL_SCV;
    if (!is_variation(general->service_scv, fixed_service)) return WFM_BAD_SERVICE_SCV;
    if (general->method < WFM_GENERAL_ALLEN_CUNNEEN) return WFM_BAD_GENERAL_METHOD;
    if (general->method > WFM_GENERAL_WHITT) return WFM_BAD_GENERAL_METHOD;
    general->arrival_scv = variation(general->arrival_scv, fixed_arrivals);
    general->service_scv = variation(general->service_scv, fixed_service);
    bool any_arrivals = general->method == WFM_GENERAL_ALLEN_CUNNEEN || general->method == WFM_GENERAL_WHITT;
    return any_arrivals || general->arrival_scv == 1 ? WFM_OK : WFM_POISSON_ALONE;
}

wfm_status wfm_i_general_meaning(const wfm_queue *queue)
{
    if (wfm_i_queue_is_plain(queue)) return WFM_OK;
    return queue->patience_s > 0 && queue->patience_s <= DBL_MAX ? WFM_GENERAL_WITH_PATIENCE : WFM_GENERAL_WITH_LINES;
}

/* A queue in handle times. */
typedef struct scene {
    double n;
    double a;
    double arrivals; /* squared coefficients of variation */
    double service;
} scene;

/* (n - 1)(sqrt(5 n + 4) - 2)/(16 n) (1 - rho)/rho; of fewer than one agent 0. */
static double cosmetatos(const scene *of)
{
    double n = fmax(of->n, 1);
    return (n - 1) / n * (sqrt(5 * n + 4) - 2) / 16 * ((of->n - of->a) / of->a);
}

/* Of waits of exponential and of fixed handle times, the latter in linear interpolation; beyond exponential ones W_D is
 * taken for W_M at most, as his formula is of no use for few calls. */
static double linear(const scene *of, double exponential, double fixed)
{
    if (of->service > 1) fixed = fmin(fixed, exponential);
    return of->service * exponential + (1 - of->service) * fixed;
}

static double harmonic(const scene *of, double exponential, double fixed)
{
    double c = of->service;
    return (1 + c) / (2 * c / exponential + (1 - c) / fixed);
}

/* Whitt 1993, eq. (2.25) ff.: with g = min(0.24, Cosmetatos's (1 - rho)(n - 1)(...)/(16 n rho)), phi_1 = 1 + g,
 * phi_2 = 1 - 4 g, phi_3 = phi_2 e^(-2 (1 - rho)/(3 rho)), phi_4 = min(1, (phi_1 + phi_3)/2), psi = phi_4^(2 (1 - c)) for
 * c = (c_a + c_s)/2 < 1 and 1 from there on. */
static double whitt_factor(const scene *of)
{
    double ca = of->arrivals;
    double cs = of->service;
    double g = fmin(0.24, cosmetatos(of));
    double phi_1 = 1 + g;
    double phi_3 = (1 - 4 * g) * wfm_i_exp(-2 * (of->n - of->a) / (3 * of->a));
    double phi_4 = fmin(1, (phi_1 + phi_3) / 2);
    double c = (ca + cs) / 2;
    double psi = c < 1 ? wfm_i_exp(2 * (1 - c) * log(phi_4)) : 1;
    if (!(c > 0)) return 1;
    if (ca >= cs) return (4 * (ca - cs) * phi_1 + cs * psi) / (4 * ca - 3 * cs);
    return ((cs - ca) * phi_3 + (cs + 3 * ca) * psi) / (2 * (ca + cs));
}

/* W_D, of fewer than one agent W_M/2 at least, as it is of one and more. */
static double fixed_wait(const scene *of, double exponential)
{
    return fmax(wfm_mdn_wait_mean(of->n, of->a), exponential / 2);
}

static double wait_of(const scene *of, int32_t method)
{
    double exponential = wfm_erlang_c_asa(of->n, of->a);
    double spread = of->arrivals / 2 + of->service / 2;
    if (!(exponential > 0)) return 0;
    switch (method) {
    case WFM_GENERAL_ALLEN_CUNNEEN: return spread * exponential;
    case WFM_GENERAL_KIMURA: return harmonic(of, exponential, fixed_wait(of, exponential));
    case WFM_GENERAL_BJORKLUND_ELLDIN: return linear(of, exponential, fixed_wait(of, exponential));
    case WFM_GENERAL_COSMETATOS: return linear(of, exponential, (1 + cosmetatos(of)) * exponential / 2);
    default: return whitt_factor(of) * spread * exponential;
    }
}

/* min(1, C P(Z > factor x)/P(Z > x)). */
static double shifted(double ln_waiting, double x, double factor)
{
    return wfm_i_exp(fmin(0, ln_waiting + wfm_i_normal_ln_above(factor * x) - wfm_i_normal_ln_above(x)));
}

/* Whitt 1993, eq. (2.13) ff., z = (c_a + c_s)/(1 + c_s), gamma = (n - a - 1/2)/sqrt(a z), x = (1 - rho) sqrt(n):
 *
 *     pi_4, pi_5   C P(Z > f x)/P(Z > x) up to 1, f = 1/z and 2/(1 + c_a)
 *     pi_6         P(Z > gamma)
 *     pi_1 = rho^2 pi_4 + (1 - rho^2) pi_5,   pi_2 = c_a pi_1 + (1 - c_a) pi_6
 *
 * pi_1 for up to 6 agents (below 7), gamma <= 1/2 or c_a >= 1; pi_2 from gamma = 1 on; between, the share
 * 2 (1 - c_a)(gamma - 1/2) of pi_2 and the rest of pi_1. */
static double whitt_waiting(const scene *of)
{
    double rho = of->a / of->n;
    double ca = of->arrivals;
    double z = fmax((ca + of->service) / (1 + of->service), DBL_MIN);
    double gamma = (of->n - of->a - 0.5) / sqrt(of->a) / sqrt(z);
    double x = (of->n - of->a) / sqrt(of->n);
    double ln = wfm_erlang_c_ln(of->n, of->a);
    double of_both = shifted(ln, x, fmin(1 / z, DBL_MAX / (x + 1)));
    double pi_1 = rho * rho * of_both + (1 - rho * rho) * shifted(ln, x, 2 / (1 + ca));
    if (of->n < 7 || ca >= 1) return pi_1;
    double share = gamma < 1 ? fmax(0, 2 * (1 - ca) * (gamma - 0.5)) : 1;
    double pi_6 = wfm_i_exp(wfm_i_normal_ln_above(gamma));
    return pi_1 + share * (1 - ca) * (pi_6 - pi_1);
}

/* x/y where there is any x. */
static double ratio_of(double x, double y)
{
    return x > 0 ? x / y : 0;
}

static void set_figures(wfm_queue_metrics *m, const wfm_queue *q, const scene *of, double waiting, double wait)
{
    m->load_erl = of->a;
    m->occupancy = wfm_i_occupancy(of->n, of->a);
    m->wait_probability = waiting;
    m->wait_mean_s = m->asa_s = q->aht_s * wait;
    m->mean_wait_of_waiting_s = q->aht_s * ratio_of(wait, waiting);
    m->queue_mean = of->a * wait;
    m->queue_mean_when_busy = ratio_of(m->queue_mean, waiting);
    m->trunk_load_erl = of->a * ((q->aht_s - q->acw_s) / q->aht_s) + m->queue_mean + wfm_i_queue_treated(q);
    m->abandonment = m->abandonment_of_waiting = m->wait_mean_abandoning_s = m->blocking = 0;
    bool skipped = (q->flags & WFM_QUEUE_SKIP_MEANS) != 0;
    if (skipped) m->asa_s = m->wait_mean_abandoning_s = WFM_I_NAN;
}

/* P(W > t) = waiting exp(-t waiting/wait), and its complement. */
static wfm_i_level level_of(const wfm_queue *q, double waiting, double wait)
{
    double t = q->answer_within_s / q->aht_s;
    bool at_all = t > 0;
    bool strictly = (q->flags & WFM_QUEUE_STRICTLY_WITHIN) != 0 && !at_all;
    if (strictly) return (wfm_i_level){0, 1};
    double depth = at_all ? ratio_of(t * waiting, wait) : 0;
    if (at_all && !(wait > 0)) return (wfm_i_level){1, 0};
    depth = fmin(depth, 746);
    double beyond = waiting * wfm_i_exp(-depth);
    return (wfm_i_level){beyond < 0.5 ? 1 - beyond : (1 - waiting) - waiting * expm1(-depth), beyond};
}

wfm_status wfm_i_general_metrics(const wfm_queue *queue, const wfm_general *general, wfm_queue_metrics *metrics,
                                 double *beyond)
{
    scene of = {queue->agents, wfm_i_queue_load(queue), general->arrival_scv, general->service_scv};
    bool exponential = of.arrivals == 1 && of.service == 1;
    bool steady = of.a > 0 && of.a < of.n && of.n <= DBL_MAX;
    if (exponential || !steady) {
        wfm_status status = wfm_i_queue_metrics(queue, metrics);
        wfm_i_sight sight;
        if (wfm_i_queue_see(queue, queue->answer_within_s, WFM_I_SHARES, &sight) == WFM_OK)
            *beyond = wfm_i_queue_level(queue, &sight).beyond;
        return status;
    }
    double wait = wait_of(&of, general->method);
    double waiting = general->method == WFM_GENERAL_WHITT ? whitt_waiting(&of) : wfm_erlang_c(of.n, of.a);
    wfm_i_level level = level_of(queue, waiting, wait);
    *metrics = (wfm_queue_metrics)WFM_QUEUE_METRICS_INIT;
    set_figures(metrics, queue, &of, waiting, wait);
    metrics->service_level = level.within;
    *beyond = level.beyond;
    return WFM_OK;
}

wfm_status wfm_queue_general(const wfm_queue *queue, const wfm_general *general, wfm_queue_metrics *metrics)
{
    wfm_queue q;
    wfm_general g;
    wfm_queue_metrics found;
    double beyond;
    wfm_status status = wfm_i_struct_open(metrics);
    if (status == WFM_OK) status = wfm_i_queue_read(&q, queue, UNREAD_RULE);
    if (status == WFM_OK) status = wfm_i_general_read(&g, general);
    if (status == WFM_OK) status = wfm_i_general_meaning(&q);
    if (status != WFM_OK) return status;
    status = wfm_i_general_metrics(&q, &g, &found, &beyond);
    if (!wfm_failed(status)) wfm_i_struct_write(metrics, &found, sizeof found);
    return status;
}
