/* SPDX-License-Identifier: MIT */
/* The chain over a grid. A row is a wfm_queue and a wfm_targets filled from the columns; what is computed for it comes
 * from queue.c, staffing.c and shrinkage.c and goes back into the columns that are wanted. */
#include "wfm/plan.h"

#include "internal/columns.h"
#include "internal/demand.h"
#include "internal/plan_model.h"
#include "internal/structs.h"
#include "internal/targets.h"
#include "internal/whole.h"

void wfm_plan_input_init(wfm_plan_input *input, size_t size)
{
    wfm_i_struct_init(input, size);
}

void wfm_plan_output_init(wfm_plan_output *output, size_t size)
{
    wfm_i_struct_init(output, size);
}

void wfm_plan_totals_init(wfm_plan_totals *totals, size_t size)
{
    wfm_i_struct_init(totals, size);
}

/* A row of an input column, 0 ("not given") where the column is null. */
static double get(const double *column, ptrdiff_t stride, int64_t row)
{
    return column == NULL ? 0 : column[(ptrdiff_t)row * stride];
}

static void put_int(int32_t *column, ptrdiff_t stride, int64_t row, int32_t value)
{
    if (column != NULL) column[(ptrdiff_t)row * stride] = value;
}

static bool is_length(double time_s)
{
    return wfm_i_finite_from_zero(time_s) && time_s > 0;
}

/* Scheduled agents of a row: NaN where none are given. */
static double get_scheduled(const wfm_plan_input *in, int64_t row)
{
    return in->scheduled == NULL ? WFM_I_NAN : in->scheduled[(ptrdiff_t)row * in->scheduled_stride];
}

static wfm_status read_input(wfm_plan_input *in, const wfm_plan_input *given)
{
    wfm_status status = wfm_i_struct_read(in, sizeof *in, given, WFM_BAD_PLAN_STRUCT);
    if (status != WFM_OK) return status;
    if (in->reserved_2 != 0) return WFM_BAD_PLAN_STRUCT;
    if (in->reserved_3 != 0) return WFM_BAD_PLAN_STRUCT;
    if (in->patience_law < 0) return WFM_BAD_LAW;
    if (in->patience_law > WFM_LAW_HYPEREXPONENTIAL) return WFM_BAD_LAW;
    if (in->patience_law == 0 && in->patience_shape != 0) return WFM_BAD_LAW_SHAPE;
    if (in->count < 0) return WFM_BAD_COUNT;
    if (in->calls == NULL) return WFM_BAD_COLUMN;
    if (in->interval_s == NULL) return WFM_BAD_COLUMN;
    if (in->aht_s == NULL) return WFM_BAD_COLUMN;
    return wfm_i_is_rounding(in->rounding) ? WFM_OK : WFM_BAD_ROUNDING;
}

/* Whether there is not a line for everybody. */
static bool has_lines(const wfm_queue *q)
{
    return q->lines > 0 && q->lines <= DBL_MAX;
}

/* The handle time is not read where there is nothing to handle: a planner leaves it empty at night. */
static void row_queue(const wfm_plan_input *in, int64_t row, wfm_queue *q)
{
    *q = (wfm_queue)WFM_QUEUE_INIT;
    q->calls = get(in->calls, in->calls_stride, row);
    q->interval_s = get(in->interval_s, in->interval_s_stride, row);
    bool idle = q->calls == 0;
    q->aht_s = idle ? 1 : get(in->aht_s, in->aht_s_stride, row);
    q->acw_s = idle ? 0 : get(in->acw_s, in->acw_s_stride, row);
    q->answer_within_s = get(in->answer_within_s, in->answer_within_s_stride, row);
    q->patience_s = get(in->patience_s, in->patience_s_stride, row);
    q->lines = get(in->lines, in->lines_stride, row);
    q->short_abandon_s = get(in->short_abandon_s, in->short_abandon_s_stride, row);
    q->treatment_s = get(in->treatment_s, in->treatment_s_stride, row);
    q->service_rule = in->service_rule;
    q->flags = in->flags;
}

static void row_targets(const wfm_plan_input *in, int64_t row, const wfm_queue *q, wfm_targets *t)
{
    *t = (wfm_targets)WFM_TARGETS_INIT;
    t->service_level = get(in->service_level, in->service_level_stride, row);
    t->asa_s = get(in->asa_s, in->asa_s_stride, row);
    t->wait_probability = get(in->wait_probability, in->wait_probability_stride, row);
    t->max_occupancy = get(in->max_occupancy, in->max_occupancy_stride, row);
    t->min_agents = get(in->min_agents, in->min_agents_stride, row);
    t->max_agents = get(in->max_agents, in->max_agents_stride, row);
    t->abandonment = get(in->abandonment, in->abandonment_stride, row);
    if (has_lines(q)) t->blocking = get(in->blocking, in->blocking_stride, row);
}

/* The handle times' variation is known to be none by 0, so that NaN stands for "not given". */
static wfm_status row_model(const wfm_plan_input *in, int64_t row, const wfm_queue *q, const wfm_targets *t,
                            wfm_i_plan_model *model)
{
    wfm_i_plan_asked asked = {.service_cv = WFM_I_NAN, .law = in->patience_law};
    asked.redial = get(in->redial, in->redial_stride, row);
    asked.reconnect = get(in->reconnect, in->reconnect_stride, row);
    asked.load_cv = get(in->load_cv, in->load_cv_stride, row);
    asked.risk = get(in->risk, in->risk_stride, row);
    if (in->service_cv != NULL) asked.service_cv = get(in->service_cv, in->service_cv_stride, row);
    asked.shape = in->patience_shape;
    asked.balk = in->balk;
    return wfm_i_plan_model_of(model, &asked, q, t);
}

/* All that a row comes to. */
typedef struct row_answer {
    wfm_staffing staffing;
    wfm_i_plan_figures found;
    wfm_i_plan_figures scheduled; /* NaN where no agents are given */
    double rostered;
    double deferred;
    double trunks; /* NaN where none are sized */
    double gap;
    int32_t binding;
    wfm_status status;
} row_answer;

/* NaN, -1 and the status of a row in error. */
static row_answer failed_row(wfm_status status)
{
    const wfm_i_plan_figures unknown = {.metrics = WFM_QUEUE_METRICS_INIT, .attempts = WFM_I_NAN, .chance = WFM_I_NAN};
    row_answer a = {.staffing = WFM_STAFFING_INIT, .found = unknown, .scheduled = unknown};
    wfm_i_struct_open(&a.staffing);
    wfm_i_struct_open(&a.found.metrics);
    wfm_i_struct_open(&a.scheduled.metrics);
    a.rostered = WFM_I_NAN;
    a.deferred = WFM_I_NAN;
    a.trunks = WFM_I_NAN;
    a.gap = WFM_I_NAN;
    a.binding = -1;
    a.status = status;
    return a;
}

/* The figures with so many agents; the means cost most, and only a column of them asks for them. */
static wfm_status evaluate(const wfm_i_plan_model *model, const wfm_queue *q, const double *asa_s,
                           wfm_i_plan_figures *figures)
{
    wfm_queue wanted = *q;
    if (asa_s == NULL) wanted.flags |= WFM_QUEUE_SKIP_MEANS;
    return wfm_i_plan_figures_of(model, &wanted, figures);
}

/* Erlang C: what the targets alone ask for, without the limits. Whole agents are judged by the least whole number, which
 * is decided at the numbers themselves. */
static bool is_short_plain(const wfm_queue *q, const wfm_targets *t, const wfm_staffing *limited)
{
    wfm_staffing needed = *limited;
    wfm_targets alone = *t;
    alone.min_agents = 0;
    alone.max_agents = 0;
    if (fmax(t->min_agents, t->max_agents) > 0) wfm_staffing_agents(q, &alone, &needed);
    bool whole = q->agents == floor(q->agents);
    return q->agents < (whole ? needed.agents : needed.agents_fractional);
}

/* Whether a queue with its agents misses a target: the definition that staffing decides by. */
static bool is_short(const wfm_i_plan_model *model, const wfm_queue *q, const wfm_targets *t,
                     const wfm_staffing *limited)
{
    if (!(wfm_i_queue_load(q) > 0)) return false;
    if (model->kind != WFM_I_PLAN_PLAIN) return wfm_i_plan_is_short(model, q, t, limited);
    if (wfm_i_queue_is_plain(q)) return is_short_plain(q, t, limited);
    wfm_i_view view = wfm_i_view_of(q, t);
    return !wfm_i_view_meets(&view, t);
}

static wfm_status add_scheduled(row_answer *a, const wfm_i_plan_model *model, wfm_queue *q, const wfm_targets *t,
                                double scheduled, const double *asa_s)
{
    if (isnan(scheduled)) return WFM_OK;
    if (!wfm_i_finite_from_zero(scheduled)) return WFM_BAD_SCHEDULED;
    q->agents = scheduled;
    wfm_status status = evaluate(model, q, asa_s, &a->scheduled);
    if (wfm_failed(status)) return status;
    a->gap = scheduled - a->staffing.agents;
    wfm_status caveats = (status & WFM_CAVEAT_OVERLOADED) != 0 ? WFM_CAVEAT_SCHEDULED_OVERLOADED : WFM_OK;
    return is_short(model, q, t, &a->staffing) ? caveats | WFM_CAVEAT_SCHEDULED_MISSES : caveats;
}

/* Handle and response time are not read where there is nothing to do. */
static wfm_status add_deferred(row_answer *a, const wfm_plan_input *in, int64_t row)
{
    double volume = get(in->deferred_volume, in->deferred_volume_stride, row);
    double aht_s = get(in->deferred_aht_s, in->deferred_aht_s_stride, row);
    double response_s = get(in->response_s, in->response_s_stride, row);
    a->deferred = 0;
    if (volume == 0) return WFM_OK;
    if (!(volume > 0)) return WFM_BAD_DEFERRED_VOLUME;
    if (!is_length(aht_s)) return WFM_BAD_DEFERRED_AHT;
    if (!is_length(response_s)) return WFM_BAD_RESPONSE;
    a->deferred = wfm_workload_deferred_agents(volume, aht_s, response_s);
    return a->deferred <= DBL_MAX ? WFM_OK : WFM_BAD_DEFERRED_VOLUME;
}

/* Lines that there are are not sized. */
static wfm_status add_trunks(row_answer *a, const wfm_queue *q, double blocking)
{
    wfm_trunks group = WFM_TRUNKS_INIT;
    bool sized = blocking != 0 && !has_lines(q);
    if (!sized) return WFM_OK;
    wfm_status status = wfm_trunks_lines(a->found.metrics.trunk_load_erl, blocking, &group);
    a->trunks = group.lines;
    return status;
}

/* The people to roster, not rounded yet; infinite where the agents are. */
static wfm_status add_rostered(row_answer *a, const wfm_plan_input *in, int64_t row)
{
    double shrinkage = get(in->shrinkage, in->shrinkage_stride, row);
    double agents = wfm_workload_agents(a->staffing.agents, a->deferred);
    wfm_status status = wfm_shrinkage_rostered(fmin(agents, DBL_MAX), shrinkage, WFM_ROUND_NONE, &a->rostered);
    if (agents > DBL_MAX) a->rostered = agents;
    return status;
}

static row_answer staff_row(const wfm_plan_input *in, const wfm_plan_output *out, int64_t row, double *carry)
{
    wfm_queue q;
    wfm_targets t;
    wfm_i_plan_model model;
    row_answer a = failed_row(WFM_OK);
    row_queue(in, row, &q);
    row_targets(in, row, &q, &t);
    wfm_status status = row_model(in, row, &q, &t, &model);
    if (!wfm_failed(status)) status = wfm_i_plan_agents(&model, &q, &t, &a.staffing);
    if (wfm_failed(status)) return failed_row(status);
    a.binding = a.staffing.binding;
    q.agents = a.staffing.agents;
    status = wfm_i_combine(status, evaluate(&model, &q, out->asa_s, &a.found));
    status = wfm_i_combine(status, add_deferred(&a, in, row));
    status = wfm_i_combine(status, add_rostered(&a, in, row));
    status = wfm_i_combine(status, add_trunks(&a, &q, get(in->blocking, in->blocking_stride, row)));
    status = wfm_i_combine(status, add_scheduled(&a, &model, &q, &t, get_scheduled(in, row), out->asa_scheduled_s));
    if (wfm_failed(status)) return failed_row(status);
    a.status = status;
    if (a.rostered <= DBL_MAX) a.rostered = wfm_i_round_carrying(a.rostered, in->rounding, carry);
    return a;
}

static void put_row(const wfm_plan_output *out, int64_t row, const row_answer *a)
{
    const wfm_staffing *s = &a->staffing;
    const wfm_queue_metrics *m = &a->found.metrics, *then = &a->scheduled.metrics;
    wfm_i_put(out->load_erl, out->load_erl_stride, row, m->load_erl);
    wfm_i_put(out->agents, out->agents_stride, row, s->agents);
    wfm_i_put(out->agents_fractional, out->agents_fractional_stride, row, s->agents_fractional);
    wfm_i_put(out->rostered, out->rostered_stride, row, a->rostered);
    wfm_i_put(out->service_level, out->service_level_stride, row, m->service_level);
    wfm_i_put(out->asa_s, out->asa_s_stride, row, m->asa_s);
    wfm_i_put(out->wait_probability, out->wait_probability_stride, row, m->wait_probability);
    wfm_i_put(out->wait_mean_s, out->wait_mean_s_stride, row, m->wait_mean_s);
    wfm_i_put(out->mean_wait_of_waiting_s, out->mean_wait_of_waiting_s_stride, row, m->mean_wait_of_waiting_s);
    wfm_i_put(out->queue_mean, out->queue_mean_stride, row, m->queue_mean);
    wfm_i_put(out->queue_mean_when_busy, out->queue_mean_when_busy_stride, row, m->queue_mean_when_busy);
    wfm_i_put(out->occupancy, out->occupancy_stride, row, m->occupancy);
    wfm_i_put(out->trunk_load_erl, out->trunk_load_erl_stride, row, m->trunk_load_erl);
    wfm_i_put(out->service_level_one_fewer, out->service_level_one_fewer_stride, row, s->service_level_one_fewer);
    wfm_i_put(out->service_level_one_more, out->service_level_one_more_stride, row, s->service_level_one_more);
    wfm_i_put(out->gap, out->gap_stride, row, a->gap);
    wfm_i_put(out->service_level_scheduled, out->service_level_scheduled_stride, row, then->service_level);
    wfm_i_put(out->asa_scheduled_s, out->asa_scheduled_s_stride, row, then->asa_s);
    wfm_i_put(out->occupancy_scheduled, out->occupancy_scheduled_stride, row, then->occupancy);
    wfm_i_put(out->trunks, out->trunks_stride, row, a->trunks);
    wfm_i_put(out->deferred_agents, out->deferred_agents_stride, row, a->deferred);
    wfm_i_put(out->abandonment, out->abandonment_stride, row, m->abandonment);
    wfm_i_put(out->blocking, out->blocking_stride, row, m->blocking);
    wfm_i_put(out->abandonment_scheduled, out->abandonment_scheduled_stride, row, then->abandonment);
    wfm_i_put(out->blocking_scheduled, out->blocking_scheduled_stride, row, then->blocking);
    wfm_i_put(out->attempts, out->attempts_stride, row, a->found.attempts);
    wfm_i_put(out->attempts_scheduled, out->attempts_scheduled_stride, row, a->scheduled.attempts);
    wfm_i_put(out->chance, out->chance_stride, row, a->found.chance);
    wfm_i_put(out->chance_scheduled, out->chance_scheduled_stride, row, a->scheduled.chance);
    put_int(out->binding, out->binding_stride, row, a->binding);
    put_int(out->status, out->status_stride, row, a->status);
}

/* The rows from one on; those before, and all where the call is in error, get nothing but a status. */
static wfm_status staff_from(const wfm_plan_input *in, const wfm_plan_output *out, int64_t from, wfm_status of_call)
{
    wfm_status all = of_call;
    double carry = 0;
    for (int64_t row = 0; row < in->count; row++) {
        bool wanted = of_call == WFM_OK && row >= from;
        row_answer a = wanted ? staff_row(in, out, row, &carry) : failed_row(of_call);
        put_row(out, row, &a);
        all = wfm_i_combine(all, a.status);
    }
    return all;
}

wfm_status wfm_plan_staff(const wfm_plan_input *input, const wfm_plan_output *output)
{
    wfm_plan_input in = WFM_PLAN_INPUT_INIT; /* no rows, if it cannot be read */
    wfm_plan_output out;
    wfm_status of_call = wfm_i_struct_read(&out, sizeof out, output, WFM_BAD_OUTPUT);
    if (of_call != WFM_OK) return of_call;
    of_call = read_input(&in, input);
    return staff_from(&in, &out, 0, of_call);
}

wfm_status wfm_plan_update(const wfm_plan_input *input, const wfm_forecast_belief *belief, const double *actual,
                           ptrdiff_t actual_stride, double *calls, ptrdiff_t calls_stride,
                           wfm_forecast_revision *revision, const wfm_plan_output *output)
{
    wfm_plan_input in = WFM_PLAN_INPUT_INIT;
    wfm_plan_output out;
    wfm_forecast_belief known;
    wfm_status of_revision = wfm_i_struct_open(revision);
    wfm_status of_columns = wfm_i_struct_read(&out, sizeof out, output, WFM_BAD_OUTPUT);
    wfm_status of_call = read_input(&in, input);
    if (of_columns != WFM_OK) return of_columns; /* nothing is known of where to write */
    if (of_revision != WFM_OK || calls == NULL) of_call = WFM_BAD_OUTPUT;
    if (of_call == WFM_OK) {
        of_call = wfm_forecast_update(belief, in.count, in.calls, in.calls_stride, actual, actual_stride, calls,
                                      calls_stride, revision);
    } else if (calls != NULL) {
        wfm_i_fill(calls, calls_stride, in.count, WFM_I_NAN);
    }
    if (of_call != WFM_OK) return staff_from(&in, &out, 0, of_call);
    wfm_i_struct_read(&known, sizeof known, belief, WFM_BAD_FORECAST_STRUCT); /* as the update did */
    in.calls = calls;
    in.calls_stride = calls_stride;
    return staff_from(&in, &out, known.seen, WFM_OK);
}

/* Sums on the way to totals. */
typedef struct sums {
    wfm_plan_totals t;
    double handle_s;        /* calls x AHT */
    double answered_within; /* calls x service level */
    double reaching;        /* calls that lines let in */
    double waited_s;        /* answered calls x ASA, where not overloaded */
    double waited_calls;
    double busy_h; /* agents on calls */
    double scheduled_calls;
    double scheduled_reaching;
    double scheduled_abandoned;
    double scheduled_blocked;
    double scheduled_within;
    double scheduled_waited_s;
    double scheduled_waited_calls;
    double period_agents; /* of the period being summed */
    double period_rostered;
    double period_trunks;
    int64_t period_row;
    int64_t period;
    wfm_status caveats;
} sums;

static void add_peak(sums *s, int64_t row, int64_t period, double agents, double rostered)
{
    bool same = s->period_row >= 0 && period == s->period;
    if (!same) {
        s->period = period;
        s->period_row = row;
        s->period_agents = 0;
        s->period_rostered = 0;
        s->period_trunks = 0;
    }
    s->period_agents += agents;
    s->period_rostered += rostered;
    bool higher = s->t.peak_row < 0 || s->period_agents > s->t.peak_agents;
    if (!higher) return;
    s->t.peak_row = s->period_row;
    s->t.peak_agents = s->period_agents;
    s->t.peak_rostered = s->period_rostered;
}

/* Lines of the period that add_peak has begun or goes on with. */
static void add_peak_trunks(sums *s, double trunks)
{
    if (isnan(trunks)) return;
    s->period_trunks += trunks;
    s->t.peak_trunks = fmax(s->t.peak_trunks, s->period_trunks); /* NaN before the first */
}

/* What becomes of a row's calls. */
typedef struct row_calls {
    double all;
    double blocked;
    double reaching;
    double abandoned;
    double answered;
} row_calls;

static row_calls split(double calls, double blocking, double abandonment)
{
    row_calls of = {.all = calls, .blocked = calls * blocking, .reaching = calls * (1 - blocking)};
    of.abandoned = of.reaching * abandonment;
    of.answered = of.reaching * (1 - abandonment);
    return of;
}

/* Where nobody is answered there is no wait to count. */
static void add_waits(double *waited_s, double *waited_calls, double answered, double asa_s)
{
    if (!(answered > 0)) return;
    *waited_calls += answered;
    *waited_s += answered * asa_s;
}

/* All attempts of a row where they are told; without end the calls stand for them. */
static double calls_of(const wfm_plan_input *in, const double *attempts, ptrdiff_t stride, int64_t row)
{
    double calls = get(in->calls, in->calls_stride, row);
    if (attempts == NULL) return calls;
    double all = get(attempts, stride, row);
    return all <= DBL_MAX ? all : calls;
}

static void add_service(sums *s, const wfm_plan_input *in, const wfm_plan_output *out, int64_t row, wfm_status status)
{
    double cap = get(in->max_occupancy, in->max_occupancy_stride, row);
    row_calls of =
        split(calls_of(in, out->attempts, out->attempts_stride, row), get(out->blocking, out->blocking_stride, row),
              get(out->abandonment, out->abandonment_stride, row));
    s->t.calls += of.all;
    s->t.blocked_calls += of.blocked;
    s->t.abandoned_calls += of.abandoned;
    s->reaching += of.reaching;
    if (of.all > 0) s->handle_s += of.all * get(in->aht_s, in->aht_s_stride, row);
    s->answered_within += of.all * get(out->service_level, out->service_level_stride, row);
    if (status & WFM_CAVEAT_TARGET_MISSED) s->t.missed_intervals++;
    if (cap > 0 && !wfm_i_within_cap(get(out->occupancy, out->occupancy_stride, row), cap))
        s->t.over_occupancy_intervals++;
    if (status & WFM_CAVEAT_OVERLOADED) {
        s->t.overloaded_intervals++;
        return;
    }
    add_waits(&s->waited_s, &s->waited_calls, of.answered, get(out->asa_s, out->asa_s_stride, row));
}

static void add_scheduled_service(sums *s, const wfm_plan_input *in, const wfm_plan_output *out, int64_t row,
                                  wfm_status status)
{
    row_calls of = split(calls_of(in, out->attempts_scheduled, out->attempts_scheduled_stride, row),
                         get(out->blocking_scheduled, out->blocking_scheduled_stride, row),
                         get(out->abandonment_scheduled, out->abandonment_scheduled_stride, row));
    s->scheduled_calls += of.all;
    s->scheduled_blocked += of.blocked;
    s->scheduled_abandoned += of.abandoned;
    s->scheduled_reaching += of.reaching;
    s->scheduled_within += of.all * get(out->service_level_scheduled, out->service_level_scheduled_stride, row);
    if (status & WFM_CAVEAT_SCHEDULED_OVERLOADED) {
        s->t.overloaded_scheduled_intervals++;
        return;
    }
    add_waits(&s->scheduled_waited_s, &s->scheduled_waited_calls, of.answered,
              get(out->asa_scheduled_s, out->asa_scheduled_s_stride, row));
}

static void add_scheduled_row(sums *s, const wfm_plan_input *in, const wfm_plan_output *out, int64_t row,
                              wfm_status status)
{
    double scheduled = get_scheduled(in, row);
    if (isnan(scheduled)) return;
    double hours = get(in->interval_s, in->interval_s_stride, row) / 3600;
    double gap = scheduled - get(out->agents, out->agents_stride, row);
    s->t.scheduled_intervals++;
    s->t.scheduled_hours += scheduled * hours;
    s->t.gap_hours += gap * hours;
    s->t.short_hours += fmax(0, -gap) * hours;
    if (gap < 0) s->t.short_intervals++;
    add_scheduled_service(s, in, out, row, status);
}

/* Load that is answered. */
static double carried(const wfm_plan_output *out, int64_t row)
{
    row_calls of = split(get(out->load_erl, out->load_erl_stride, row), get(out->blocking, out->blocking_stride, row),
                         get(out->abandonment, out->abandonment_stride, row));
    return of.answered;
}

static void add_row(sums *s, const wfm_plan_input *in, const wfm_plan_output *out, int64_t row, int64_t period)
{
    wfm_status status = out->status[(ptrdiff_t)row * out->status_stride];
    if (wfm_failed(status)) return;
    double hours = get(in->interval_s, in->interval_s_stride, row) / 3600;
    double agents = get(out->agents, out->agents_stride, row);
    double rostered = get(out->rostered, out->rostered_stride, row);
    s->caveats |= status;
    s->t.intervals++;
    s->t.agent_hours += agents * hours;
    s->t.rostered_hours += rostered * hours;
    s->busy_h += fmin(agents, carried(out, row)) * hours;
    s->t.deferred_hours += get(out->deferred_agents, out->deferred_agents_stride, row) * hours;
    add_peak(s, row, period, agents, rostered);
    if (in->blocking != NULL) add_peak_trunks(s, get(out->trunks, out->trunks_stride, row));
    add_service(s, in, out, row, status);
    add_scheduled_row(s, in, out, row, status);
}

/* sum / weight, or what stands for the mean of nothing: 0 or 1 without calls, NaN where calls have no such figure. */
static double mean(double sum, double weight, double of_nothing)
{
    return weight > 0 ? sum / weight : of_nothing;
}

static wfm_plan_totals finish(sums *s, double hours_per_fte)
{
    double nobody_lost = s->t.scheduled_intervals > 0 ? 0 : WFM_I_NAN;
    bool idle_schedule = s->t.scheduled_intervals > 0 && !(s->scheduled_calls > 0);
    s->t.aht_s = mean(s->handle_s, s->t.calls, 0);
    s->t.fte = mean(s->t.rostered_hours, hours_per_fte, 0);
    s->t.service_level = mean(s->answered_within, s->t.calls, 1);
    s->t.asa_s = mean(s->waited_s, s->waited_calls, s->t.calls > 0 ? WFM_I_NAN : 0);
    s->t.occupancy = mean(s->busy_h, s->t.agent_hours, 0);
    s->t.service_level_scheduled = mean(s->scheduled_within, s->scheduled_calls, idle_schedule ? 1 : WFM_I_NAN);
    s->t.asa_scheduled_s = mean(s->scheduled_waited_s, s->scheduled_waited_calls, idle_schedule ? 0 : WFM_I_NAN);
    s->t.abandonment = mean(s->t.abandoned_calls, s->reaching, 0);
    s->t.blocking = mean(s->t.blocked_calls, s->t.calls, 0);
    s->t.abandonment_scheduled = mean(s->scheduled_abandoned, s->scheduled_reaching, nobody_lost);
    s->t.blocking_scheduled = mean(s->scheduled_blocked, s->scheduled_calls, nobody_lost);
    return s->t;
}

/* A column that totals read, and whether they do. */
typedef struct needed_column {
    const double *output;
    bool needed;
} needed_column;

static wfm_status check_answer(const wfm_plan_input *in, const wfm_plan_output *out)
{
    bool scheduled = in->scheduled != NULL, again = in->redial != NULL || in->reconnect != NULL;
    const needed_column columns[] = {{out->load_erl, true},
                                     {out->agents, true},
                                     {out->rostered, true},
                                     {out->service_level, true},
                                     {out->asa_s, true},
                                     {out->occupancy, true},
                                     {out->trunks, in->blocking != NULL},
                                     {out->deferred_agents, in->deferred_volume != NULL},
                                     {out->abandonment, in->patience_s != NULL},
                                     {out->blocking, in->lines != NULL},
                                     {out->service_level_scheduled, scheduled},
                                     {out->asa_scheduled_s, scheduled},
                                     {out->abandonment_scheduled, scheduled && in->patience_s != NULL},
                                     {out->blocking_scheduled, scheduled && in->lines != NULL},
                                     {out->attempts, again},
                                     {out->attempts_scheduled, scheduled && again}};
    if (out->status == NULL) return WFM_BAD_COLUMN;
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        if (columns[i].needed && columns[i].output == NULL) return WFM_BAD_COLUMN;
    return WFM_OK;
}

static wfm_status check_totals(wfm_plan_input *in, const wfm_plan_input *input, wfm_plan_output *out,
                               const wfm_plan_output *output, double hours_per_fte)
{
    wfm_status status = read_input(in, input);
    if (status == WFM_OK) status = wfm_i_struct_read(out, sizeof *out, output, WFM_BAD_PLAN_STRUCT);
    if (status == WFM_OK) status = check_answer(in, out);
    if (status != WFM_OK) return status;
    return wfm_i_finite_from_zero(hours_per_fte) ? WFM_OK : WFM_BAD_HOURS_PER_FTE;
}

wfm_status wfm_plan_totals_of(const wfm_plan_input *input, const wfm_plan_output *output, const int64_t *rows,
                              int64_t rows_count, const int64_t *period, double hours_per_fte, wfm_plan_totals *totals)
{
    wfm_plan_input in;
    wfm_plan_output out;
    wfm_status status = wfm_i_struct_open(totals);
    if (status == WFM_OK) status = check_totals(&in, input, &out, output, hours_per_fte);
    if (status != WFM_OK) return status;
    int64_t count = rows == NULL ? in.count : rows_count;
    if (count < 0) return WFM_BAD_COUNT;
    sums s = {.t = WFM_PLAN_TOTALS_INIT, .period_row = -1};
    s.t.peak_row = -1;
    s.t.peak_trunks = WFM_I_NAN;
    for (int64_t i = 0; i < count; i++) {
        int64_t row = rows == NULL ? i : rows[i];
        if (row < 0) return WFM_BAD_ROW;
        if (row >= in.count) return WFM_BAD_ROW;
        add_row(&s, &in, &out, row, period == NULL ? i : period[row]);
    }
    wfm_plan_totals found = finish(&s, hours_per_fte);
    wfm_i_struct_write(totals, &found, sizeof found);
    return s.caveats;
}
