/* SPDX-License-Identifier: MIT */
/* How sure a measured figure is. */
#include "internal/columns.h"
#include "internal/measured.h"
#include "internal/structs.h"

void wfm_estimate_init(wfm_estimate *estimate, size_t size)
{
    wfm_i_struct_init(estimate, size);
}

/* ---- shares ---- */

/* Wilson's interval of a share of n calls, z or Student's t for how sure. */
static void set_wilson(wfm_estimate *e, double share, double n, double z)
{
    double square = z * z;
    double half = z * sqrt(share * (1 - share) * n + square / 4);
    double upper = share * n + square / 2 + half;
    e->low = share > 0 ? share * n * (share / upper) : 0; /* the product of both ends is n share^2 / (n + square) */
    e->high = share < 1 ? upper / (n + square) : 1;
}

wfm_status wfm_measure_share(double successes, double trials, double confidence, wfm_estimate *share)
{
    wfm_estimate e = WFM_ESTIMATE_INIT;
    wfm_status status = wfm_i_struct_open(share);
    if (status != WFM_OK) return status;
    if (!wfm_i_finite_from_zero(trials)) return WFM_BAD_COUNTS;
    if (!(successes >= 0 && successes <= trials)) return WFM_BAD_COUNTS;
    if (!wfm_i_is_confidence(confidence)) return WFM_BAD_CONFIDENCE;
    e.value = successes / trials;
    e.standard_error = sqrt(e.value * (1 - e.value) / trials);
    e.degrees = WFM_I_INF;
    e.p_value = WFM_I_NAN;
    e.count = trials;
    set_wilson(&e, e.value, trials, wfm_i_normal_quantile(confidence));
    if (trials == 0) {
        e.low = 0;
        e.high = 1;
    }
    wfm_i_struct_write(share, &e, sizeof e);
    return WFM_OK;
}

/* ---- batch means ---- */

/* Few batches, as long ones hang less on each other: with so few calls in each the interval holds the truth within a
 * point or so of the confidence. */
enum { LEAST_BATCHES = 5, MOST_BATCHES = 20, CALLS_A_BATCH = 2000, LEAST_CALLS = 10 };

static int64_t usual_batches(int64_t count)
{
    if (count < LEAST_BATCHES * LEAST_CALLS) return count < 2 * LEAST_CALLS ? 2 : count / LEAST_CALLS;
    if (count < LEAST_BATCHES * CALLS_A_BATCH) return LEAST_BATCHES;
    return count / CALLS_A_BATCH < MOST_BATCHES ? count / CALLS_A_BATCH : MOST_BATCHES;
}

static wfm_status choose_batches(int64_t count, int64_t *batches)
{
    if (count < 2) return WFM_TOO_FEW;
    if (*batches == 0) *batches = usual_batches(count);
    if (*batches < 2) return WFM_BAD_BATCHES;
    return *batches <= count ? WFM_OK : WFM_BAD_BATCHES;
}

/* A quotient of two sums over a batch of rows. */
typedef struct batch {
    double above;
    double below;
} batch;

/* What a row adds to its batch. */
typedef wfm_status (*row_function)(const void *about, int64_t row, batch *sum);

static wfm_status sum_rows(row_function add, const void *about, int64_t first, int64_t end, batch *sum)
{
    *sum = (batch){0, 0};
    for (int64_t row = first; row < end; row++) {
        wfm_status status = add(about, row, sum);
        if (status != WFM_OK) return status;
    }
    return WFM_OK;
}

/* The first row of a batch, so that sizes differ by one at most. */
static int64_t batch_start(int64_t count, int64_t batches, int64_t number)
{
    int64_t rest = count % batches;
    return number * (count / batches) + (number < rest ? number : rest);
}

/* The quotient over all rows and its standard error: the batches' deviations above - quotient x below. */
static wfm_status estimate_batches(row_function add, const void *about, int64_t count, int64_t batches, wfm_estimate *e)
{
    batch all, one;
    double squares = 0;
    wfm_status status = sum_rows(add, about, 0, count, &all);
    if (status != WFM_OK) return status;
    if (!(all.below >= 2)) return WFM_TOO_FEW;
    if (!(fabs(all.above) <= DBL_MAX)) return WFM_BAD_VALUE;
    e->value = all.above / all.below;
    for (int64_t i = 0; i < batches; i++) {
        sum_rows(add, about, batch_start(count, batches, i), batch_start(count, batches, i + 1), &one);
        double off = (one.above * all.below - all.above * one.below) / all.below; /* 0 where all batches are alike */
        squares += off * off;
    }
    if (!(squares <= DBL_MAX)) return WFM_BAD_VALUE;
    e->degrees = (double)batches - 1;
    e->standard_error = sqrt(squares * ((double)batches / e->degrees)) / all.below;
    e->p_value = WFM_I_NAN;
    e->count = all.below;
    return WFM_OK;
}

/* A share's interval from batches: that of as many independent calls as would have its standard error, but no more than
 * there are, since calls that hang on each other tell no more than others do. */
static void set_share(wfm_estimate *e, double confidence)
{
    double t = wfm_i_student_quantile(confidence, e->degrees);
    double of_one = e->value * (1 - e->value), variance = e->standard_error * e->standard_error;
    double effective = of_one < e->count * variance ? of_one / variance : e->count;
    set_wilson(e, e->value, effective, t);
    e->standard_error = (e->high - e->low) / (2 * t);
}

/* ---- the service level ---- */

typedef struct judge {
    const wfm_calls *calls;
    int32_t rule;
    wfm_i_measure_limits limits;
} judge;

/* What one call is, as counts of one. */
static wfm_status count_call(const judge *j, const wfm_call *call, wfm_measure_counts *one)
{
    bool count_blocked = (j->limits.flags & WFM_MEASURE_COUNT_BLOCKED) != 0;
    bool ignore_left = (j->limits.flags & WFM_MEASURE_IGNORE_LEFT) != 0;
    if (call->event < WFM_CALL_ARRIVED) return WFM_BAD_CALL_EVENT;
    if (call->event > WFM_CALL_HANDLED) return WFM_BAD_CALL_EVENT;
    if (call->event == WFM_CALL_ARRIVED) return WFM_OK;
    if (call->event == WFM_CALL_BLOCKED) {
        one->blocked = count_blocked ? 1 : 0;
        return WFM_OK;
    }
    if (!wfm_i_finite_from_zero(call->wait_s)) return WFM_BAD_WAIT;
    switch (wfm_i_measure_cell(call->event, call->wait_s, &j->limits)) {
    case WFM_CELL_ANSWERED_WITHIN: one->answered_within = 1; break;
    case WFM_CELL_ANSWERED_BEYOND: one->answered_beyond = 1; break;
    case WFM_CELL_ABANDONED_WITHIN: one->abandoned_within = 1; break;
    case WFM_CELL_ABANDONED_BEYOND: one->abandoned_beyond = 1; break;
    case WFM_CELL_LEFT_WITHIN: one->abandoned_within = ignore_left ? 0 : 1; break;
    case WFM_CELL_LEFT_BEYOND: one->abandoned_beyond = ignore_left ? 0 : 1; break;
    default: break; /* a short hang-up */
    }
    return WFM_OK;
}

static wfm_status judge_row(const void *about, int64_t row, batch *sum)
{
    const judge *j = about;
    wfm_call call = wfm_i_calls_row(j->calls, row);
    wfm_measure_counts one = {0};
    wfm_status status = count_call(j, &call, &one);
    wfm_i_shares shares = wfm_i_measure_shares(&one);
    wfm_i_sides sides = wfm_i_sides_of(&shares, j->rule);
    sum->above += sides.good;
    sum->below += sides.good + sides.bad + (j->rule == WFM_SERVICE_ANSWERED ? 0 : one.blocked);
    return status;
}

wfm_status wfm_measure_service_level_sure(const wfm_calls *calls, int32_t service_rule, double answer_within_s,
                                          double short_abandon_s, int32_t flags, int64_t batches, double confidence,
                                          wfm_estimate *level)
{
    wfm_calls c;
    wfm_estimate e = WFM_ESTIMATE_INIT;
    const judge j = {&c, service_rule, {answer_within_s, short_abandon_s, flags}};
    wfm_status status = wfm_i_struct_open(level);
    if (status == WFM_OK) status = wfm_i_calls_read(&c, calls);
    if (status != WFM_OK) return status;
    if (!wfm_i_measure_is_rule(service_rule)) return WFM_BAD_SERVICE_RULE;
    status = wfm_i_measure_rule_check(answer_within_s, short_abandon_s, flags);
    if (status != WFM_OK) return status;
    if (!wfm_i_is_confidence(confidence)) return WFM_BAD_CONFIDENCE;
    status = choose_batches(c.count, &batches);
    if (status == WFM_OK) status = estimate_batches(judge_row, &j, c.count, batches, &e);
    if (status != WFM_OK) return status;
    set_share(&e, confidence);
    wfm_i_struct_write(level, &e, sizeof e);
    return WFM_OK;
}

/* ---- means ---- */

typedef struct column {
    const double *values;
    ptrdiff_t stride;
} column;

static wfm_status add_value(const void *about, int64_t row, batch *sum)
{
    const column *of = about;
    double value = wfm_i_at(of->values, of->stride, row);
    if (!(fabs(value) <= DBL_MAX)) return WFM_BAD_VALUE;
    sum->above += value;
    sum->below += 1;
    return WFM_OK;
}

static wfm_status check_column(int64_t count, const double *values, double confidence)
{
    if (count < 0) return WFM_BAD_COUNT;
    if (values == NULL) return WFM_BAD_CALL_COLUMN;
    return wfm_i_is_confidence(confidence) ? WFM_OK : WFM_BAD_CONFIDENCE;
}

wfm_status wfm_measure_mean_sure(int64_t count, const double *values, ptrdiff_t stride, int64_t batches,
                                 double confidence, wfm_estimate *mean)
{
    const column of = {values, stride};
    wfm_estimate e = WFM_ESTIMATE_INIT;
    wfm_status status = wfm_i_struct_open(mean);
    if (status == WFM_OK) status = check_column(count, values, confidence);
    if (status == WFM_OK) status = choose_batches(count, &batches);
    if (status == WFM_OK) status = estimate_batches(add_value, &of, count, batches, &e);
    if (status != WFM_OK) return status;
    double half = wfm_i_student_quantile(confidence, e.degrees) * e.standard_error;
    e.low = e.value - half;
    e.high = e.value + half;
    wfm_i_struct_write(mean, &e, sizeof e);
    return WFM_OK;
}

static wfm_status add_share(const void *about, int64_t row, batch *sum)
{
    const column *of = about;
    if (!wfm_i_is_fraction(wfm_i_at(of->values, of->stride, row))) return WFM_BAD_VALUE;
    return add_value(about, row, sum);
}

wfm_status wfm_measure_share_sure(int64_t count, const double *had, ptrdiff_t stride, int64_t batches,
                                  double confidence, wfm_estimate *share)
{
    const column of = {had, stride};
    wfm_estimate e = WFM_ESTIMATE_INIT;
    wfm_status status = wfm_i_struct_open(share);
    if (status == WFM_OK) status = check_column(count, had, confidence);
    if (status == WFM_OK) status = choose_batches(count, &batches);
    if (status == WFM_OK) status = estimate_batches(add_share, &of, count, batches, &e);
    if (status != WFM_OK) return status;
    set_share(&e, confidence);
    wfm_i_struct_write(share, &e, sizeof e);
    return WFM_OK;
}

/* ---- two periods ---- */

static wfm_status read_estimate(wfm_estimate *e, const wfm_estimate *given)
{
    wfm_status status = wfm_i_struct_read(e, sizeof *e, given, WFM_BAD_MEASURE_STRUCT);
    if (status != WFM_OK) return status;
    if (!(fabs(e->value) <= DBL_MAX)) return WFM_BAD_ESTIMATE;
    if (!wfm_i_finite_from_zero(e->standard_error)) return WFM_BAD_ESTIMATE;
    return e->degrees > 0 ? WFM_OK : WFM_BAD_ESTIMATE;
}

wfm_status wfm_measure_difference(const wfm_estimate *before, const wfm_estimate *after, double confidence,
                                  wfm_estimate *difference)
{
    wfm_estimate b, a, e = WFM_ESTIMATE_INIT;
    wfm_status status = wfm_i_struct_open(difference);
    if (status == WFM_OK) status = read_estimate(&b, before);
    if (status == WFM_OK) status = read_estimate(&a, after);
    if (status != WFM_OK) return status;
    if (!wfm_i_is_confidence(confidence)) return WFM_BAD_CONFIDENCE;
    e.value = a.value - b.value;
    e.count = a.count + b.count;
    /* the variances over the larger of them, and the parts that they have of their sum */
    double larger = fmax(a.standard_error, b.standard_error);
    double of_a = larger > 0 ? a.standard_error / larger : 1, of_b = larger > 0 ? b.standard_error / larger : 0;
    double sum = of_a * of_a + of_b * of_b;
    double part_a = of_a * of_a / sum, part_b = of_b * of_b / sum;
    e.standard_error = larger * sqrt(sum);
    e.degrees = 1 / (part_a * part_a / a.degrees + part_b * part_b / b.degrees);
    double t = e.value == 0 ? 0 : fabs(e.value) / e.standard_error;
    e.p_value = wfm_i_student_tail(t, e.degrees);
    double half = wfm_i_student_quantile(confidence, e.degrees) * e.standard_error;
    e.low = e.value - half;
    e.high = e.value + half;
    wfm_i_struct_write(difference, &e, sizeof e);
    return WFM_OK;
}

/* ---- quantiles ---- */

wfm_status wfm_measure_quantile(int64_t count, const double *values, ptrdiff_t stride, double p, double *value)
{
    if (value == NULL) return WFM_BAD_OUTPUT;
    *value = WFM_I_NAN;
    if (count < 1) return WFM_BAD_COUNT;
    if (values == NULL) return WFM_BAD_CALL_COLUMN;
    if (!wfm_i_is_fraction(p)) return WFM_BAD_PROBABILITY;
    double before = -WFM_I_INF;
    for (int64_t row = 0; row < count; row++) {
        double here = wfm_i_at(values, stride, row);
        if (!(here >= before)) return WFM_NOT_ASCENDING;
        before = here;
    }
    double place = p * (double)(count - 1);
    int64_t row = (int64_t)floor(place);
    double part = place - (double)row;
    double low = wfm_i_at(values, stride, row);
    *value = part > 0 ? low * (1 - part) + wfm_i_at(values, stride, row + 1) * part : low;
    return WFM_OK;
}
