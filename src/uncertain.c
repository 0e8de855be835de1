/* SPDX-License-Identifier: MIT */
/* A queue whose rate of calls is itself random from interval to interval. */
#include "internal/columns.h"
#include "internal/rates.h"
#include "internal/staff.h"
#include "internal/structs.h"

void wfm_uncertain_init(wfm_uncertain *result, size_t size)
{
    wfm_i_struct_init(result, size);
}

/* Sums over rates: of calls, as a report over all intervals adds them up, and of the intervals' own figures. */
typedef struct sums {
    double blocked; /* calls */
    double reaching;
    double answered;
    double abandoned;
    double good;
    double bad;
    double waiting;
    double wait;
    double answered_wait;
    double occupancy_of_calls;
    wfm_queue_metrics of_intervals;
} sums;

static void add_calls(sums *sum, const wfm_queue *q, const wfm_i_sight *sight, double calls)
{
    const wfm_i_record *r = &sight->record;
    double reaching = calls * (1 - r->blocking);
    wfm_i_sides sides = wfm_i_queue_sides(q, sight);
    sum->blocked += calls * r->blocking;
    sum->reaching += reaching;
    sum->answered += reaching * r->of.answered;
    sum->abandoned += reaching * r->of.abandonment;
    sum->good += reaching * sides.good;
    sum->bad += reaching * sides.bad;
    if (q->service_rule != WFM_SERVICE_ANSWERED) sum->bad += calls * sight->shares.blocked;
    sum->waiting += reaching * r->of.waiting;
    sum->wait += reaching * r->wait_mean * q->aht_s;
    sum->answered_wait += reaching * r->answered_wait * q->aht_s;
}

static void add_interval(sums *sum, const wfm_queue_metrics *m, double share, double calls)
{
    wfm_queue_metrics *all = &sum->of_intervals;
    all->service_level += share * m->service_level;
    all->abandonment += share * m->abandonment;
    all->asa_s += share * m->asa_s;
    all->wait_mean_s += share * m->wait_mean_s;
    all->wait_probability += share * m->wait_probability;
    all->occupancy += share * m->occupancy;
    all->blocking += share * m->blocking;
    sum->occupancy_of_calls += calls * m->occupancy;
}

/* Rates at which the queue has no end: every call waits, for ever. */
static void add_overload(sums *sum, const wfm_i_rates *rates)
{
    wfm_queue_metrics m = {.occupancy = 1, .wait_probability = 1, .wait_mean_s = WFM_I_INF, .asa_s = WFM_I_INF};
    double calls = rates->overloaded_calls;
    sum->reaching += calls;
    sum->answered += calls;
    sum->bad += calls;
    sum->waiting += calls;
    if (!(rates->overloaded_intervals > 0)) return;
    sum->wait = sum->answered_wait = WFM_I_INF;
    add_interval(sum, &m, rates->overloaded_intervals, calls);
}

static wfm_status sum_up(const wfm_queue *q, const wfm_i_rates *rates, sums *sum)
{
    wfm_i_sight sight;
    wfm_queue_metrics m;
    *sum = (sums){.blocked = 0};
    for (int i = 0; i < rates->count; i++) {
        wfm_queue at = *q;
        at.calls *= rates->x[i];
        wfm_status status = wfm_i_queue_metrics_seen(&at, &m, &sight);
        if (wfm_failed(status)) return status;
        add_calls(sum, &at, &sight, rates->of_calls[i]);
        add_interval(sum, &m, rates->of_intervals[i], rates->of_calls[i]);
    }
    add_overload(sum, rates);
    return WFM_OK;
}

/* Of calls of which there are none. */
static double share_of(double part, double whole, double none)
{
    return whole > 0 ? part / whole : none;
}

static wfm_i_level level_of(const sums *sum)
{
    double all = sum->good + sum->bad;
    double beyond = share_of(sum->bad, all, 1);
    double within = share_of(sum->good, all, 0);
    return beyond < within ? (wfm_i_level){1 - beyond, beyond} : (wfm_i_level){within, 1 - within};
}

static void set_by_periods(wfm_uncertain *u, const wfm_queue_metrics *m)
{
    u->service_level_by_periods = m->service_level;
    u->abandonment_by_periods = m->abandonment;
    u->asa_by_periods_s = m->asa_s;
    u->wait_mean_by_periods_s = m->wait_mean_s;
    u->wait_probability_by_periods = m->wait_probability;
    u->occupancy_by_periods = m->occupancy;
    u->blocking_by_periods = m->blocking;
}

static void set_by_calls(wfm_uncertain *u, const sums *sum, const wfm_queue *q)
{
    bool skipped = (q->flags & WFM_QUEUE_SKIP_MEANS) != 0;
    u->service_level_by_calls = level_of(sum).within;
    u->abandonment_by_calls = share_of(sum->abandoned, sum->reaching, 0);
    u->asa_by_calls_s = skipped ? WFM_I_NAN : share_of(sum->answered_wait, sum->answered, WFM_I_INF);
    u->wait_mean_by_calls_s = share_of(sum->wait, sum->reaching, 0);
    u->wait_probability_by_calls = share_of(sum->waiting, sum->reaching, 1);
    u->occupancy_by_calls = sum->occupancy_of_calls;
    u->blocking_by_calls = sum->blocked;
}

/* One rate only: both weights are one. */
static void set_certain(wfm_uncertain *u, const wfm_queue_metrics *m)
{
    set_by_periods(u, m);
    u->service_level_by_calls = m->service_level;
    u->abandonment_by_calls = m->abandonment;
    u->asa_by_calls_s = m->asa_s;
    u->wait_mean_by_calls_s = m->wait_mean_s;
    u->wait_probability_by_calls = m->wait_probability;
    u->occupancy_by_calls = m->occupancy;
    u->blocking_by_calls = m->blocking;
}

static bool is_certain(const wfm_queue *q, double shape)
{
    return !(q->calls > 0) || shape > DBL_MAX;
}

/* P(rate <= calls). */
static wfm_i_tails chance_up_to(const wfm_queue *q, double shape, double calls)
{
    bool within = calls >= q->calls;
    if (is_certain(q, shape)) return (wfm_i_tails){within ? 1 : 0, within ? 0 : 1};
    if (calls > DBL_MAX) return (wfm_i_tails){1, 0};
    return wfm_i_rates_tails(shape, calls / q->calls);
}

/* The rate from which on a service level is not met any more. */
static double critical_calls(const wfm_queue *q, double service_level)
{
    wfm_targets t = WFM_TARGETS_INIT;
    double calls = 0;
    int32_t binding;
    t.service_level = fmax(service_level, DBL_MIN); /* 0 would mean not given */
    wfm_staffing_calls(q, &t, &calls, &binding);
    return calls;
}

static wfm_status find(const wfm_queue *q, double shape, wfm_uncertain *found)
{
    wfm_queue_metrics m;
    wfm_i_rates rates;
    sums sum;
    if (is_certain(q, shape)) {
        wfm_status certain = wfm_i_queue_metrics(q, &m);
        set_certain(found, &m);
        return certain;
    }
    wfm_i_rates_for(q, shape, &rates);
    wfm_status status = sum_up(q, &rates, &sum);
    if (status != WFM_OK) return status;
    set_by_periods(found, &sum.of_intervals);
    set_by_calls(found, &sum, q);
    return wfm_i_queue_caveats(q, q->agents);
}

static wfm_status read_uncertain(wfm_queue *q, const wfm_queue *given, double load_cv, int unread)
{
    wfm_status status = wfm_i_queue_read(q, given, unread);
    if (status == WFM_OK) status = wfm_i_queue_untreated(q);
    if (status != WFM_OK) return status;
    return wfm_i_is_fraction(load_cv) ? WFM_OK : WFM_BAD_LOAD_CV;
}

wfm_status wfm_queue_uncertain(const wfm_queue *queue, double load_cv, double target, wfm_uncertain *result)
{
    wfm_queue q;
    wfm_uncertain found = WFM_UNCERTAIN_INIT;
    wfm_status status = wfm_i_struct_open(result);
    if (status == WFM_OK) status = read_uncertain(&q, queue, load_cv, 0);
    if (status != WFM_OK) return status;
    if (!wfm_i_is_fraction(target)) return WFM_BAD_SERVICE_LEVEL;
    double shape = wfm_i_rates_shape(load_cv);
    status = find(&q, shape, &found);
    if (wfm_failed(status)) return status;
    double full = q.agents / q.aht_s * q.interval_s;
    found.chance_of_overload = full > 0 ? chance_up_to(&q, shape, full).above : (q.calls > 0 ? 1 : 0);
    found.critical_calls = found.chance_of_target = WFM_I_NAN;
    if (target > 0) {
        found.critical_calls = critical_calls(&q, target);
        found.chance_of_target = chance_up_to(&q, shape, found.critical_calls).below;
    }
    wfm_i_struct_write(result, &found, sizeof found);
    return status;
}

wfm_status wfm_queue_uncertain_levels(const wfm_queue *queue, double load_cv, size_t count, const double *level,
                                      ptrdiff_t level_stride, double *probability, ptrdiff_t probability_stride,
                                      wfm_status *status)
{
    wfm_queue q;
    if (probability == NULL) return WFM_BAD_OUTPUT;
    wfm_status of_call = read_uncertain(&q, queue, load_cv, 0);
    if (of_call == WFM_OK && level == NULL) of_call = WFM_BAD_LEVEL;
    wfm_status all = of_call;
    double shape = wfm_i_rates_shape(load_cv);
    for (size_t row = 0; row < count; row++) {
        double found = WFM_I_NAN;
        wfm_status of_row = of_call;
        double at = of_row == WFM_OK ? wfm_i_at(level, level_stride, (int64_t)row) : 0;
        if (of_row == WFM_OK && !wfm_i_is_fraction(at)) of_row = WFM_BAD_LEVEL;
        if (of_row == WFM_OK) {
            found = at < 1 ? chance_up_to(&q, shape, critical_calls(&q, at)).above : 1;
            of_row = wfm_i_queue_caveats(&q, q.agents);
        }
        wfm_i_put(probability, probability_stride, (int64_t)row, found);
        if (status != NULL) status[row] = of_row;
        all = wfm_i_combine(all, of_row);
    }
    return all;
}

/* What the targets see of all calls together. */
static wfm_i_view look(const wfm_queue *queue, const wfm_targets *targets, void *about)
{
    const double *shape = about;
    wfm_queue q = *queue;
    wfm_i_rates rates;
    sums sum;
    wfm_uncertain u = WFM_UNCERTAIN_INIT;
    wfm_i_view view = {.known = true};
    if (!(targets->asa_s > 0)) q.flags |= WFM_QUEUE_SKIP_MEANS;
    wfm_i_rates_for(&q, *shape, &rates);
    if (sum_up(&q, &rates, &sum) != WFM_OK) return (wfm_i_view){.known = false};
    set_by_calls(&u, &sum, &q);
    wfm_i_level level = level_of(&sum);
    for (int place = 0; place < WFM_I_TARGETS; place++) {
        wfm_i_figure *of = &view.of[place];
        switch (wfm_i_target(place)) {
        case WFM_BINDING_SERVICE_LEVEL: *of = (wfm_i_figure){level.within, level.beyond}; break;
        case WFM_BINDING_ASA: *of = (wfm_i_figure){u.asa_by_calls_s, WFM_I_NAN}; break;
        case WFM_BINDING_WAIT_PROBABILITY: of->value = u.wait_probability_by_calls; break;
        case WFM_BINDING_OCCUPANCY: *of = (wfm_i_figure){u.occupancy_by_calls, WFM_I_NAN}; break;
        case WFM_BINDING_ABANDONMENT: of->value = u.abandonment_by_calls; break;
        default: of->value = u.blocking_by_calls;
        }
        bool is_share = of->compl == 0;
        if (is_share) of->compl = 1 - of->value;
    }
    return view;
}

static wfm_status staff(wfm_queue *q, const wfm_targets *t, double shape, double chance, wfm_staffing *found)
{
    if (is_certain(q, shape)) return wfm_i_staff(q, t, found);
    bool plain = wfm_i_queue_is_plain(q);
    if (chance > 0) {
        q->calls *= wfm_i_rates_quantile(shape, chance);
        return wfm_i_queue_load(q) <= DBL_MAX ? wfm_i_staff(q, t, found) : WFM_BAD_LOAD;
    }
    if (plain && t->asa_s > 0) return WFM_MEANINGLESS;
    return wfm_i_staff_by(q, t, look, &shape, found);
}

wfm_status wfm_staffing_agents_uncertain(const wfm_queue *queue, double load_cv, const wfm_targets *targets,
                                         double chance, wfm_staffing *staffing)
{
    wfm_queue q;
    wfm_targets t;
    wfm_staffing found = WFM_STAFFING_INIT;
    wfm_status status = wfm_i_struct_open(staffing);
    if (status == WFM_OK) status = wfm_i_staff_read(&q, queue, &t, targets);
    if (status == WFM_OK) status = wfm_i_queue_untreated(&q);
    if (status != WFM_OK) return status;
    if (!wfm_i_is_fraction(load_cv)) return WFM_BAD_LOAD_CV;
    if (!(chance >= 0)) return WFM_BAD_CHANCE;
    if (!(chance < 1)) return WFM_BAD_CHANCE;
    status = staff(&q, &t, wfm_i_rates_shape(load_cv), chance, &found);
    if (!wfm_failed(status)) wfm_i_struct_write(staffing, &found, sizeof found);
    return status;
}
