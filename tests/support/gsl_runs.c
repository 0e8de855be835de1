/* SPDX-License-Identifier: MIT */
#include "support/gsl_runs.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <stdio.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_SANITIZER 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define UNDER_SANITIZER 1
#endif

#if defined(UNDER_SANITIZER)
static const double LENGTH = 0.5; /* of every run; instrumented code is some four times slower */
#else
static const double LENGTH = 1.0;
#endif

static const double RARE = 200.0;
static const double RARE_MARGIN = 20.0;
const double INTERVAL_S = 1800.0;

/* ---- Intervals ---- */

/* The residuals' mean and its standard error where every control has its mean, by a line through the runs. */
static void fit(const sample *samples, double ratio, double *mean, double *error)
{
    double residuals[REPLICATIONS];
    double columns[REPLICATIONS * (1 + CONTROLS)];
    double coefficients[1 + CONTROLS];
    double covariance[(1 + CONTROLS) * (1 + CONTROLS)];
    double squares;
    for (size_t i = 0; i < REPLICATIONS; i++) {
        residuals[i] = samples[i].of - ratio * samples[i].per;
        columns[i * (1 + CONTROLS)] = 1.0;
        for (size_t k = 0; k < CONTROLS; k++)
            columns[i * (1 + CONTROLS) + 1 + k] = samples[i].controls[k];
    }
    gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc(REPLICATIONS, 1 + CONTROLS);
    assert_non_null(work);
    gsl_vector_view y = gsl_vector_view_array(residuals, REPLICATIONS);
    gsl_vector_view c = gsl_vector_view_array(coefficients, 1 + CONTROLS);
    gsl_matrix_view x = gsl_matrix_view_array(columns, REPLICATIONS, 1 + CONTROLS);
    gsl_matrix_view v = gsl_matrix_view_array(covariance, 1 + CONTROLS, 1 + CONTROLS);
    gsl_multifit_linear(&x.matrix, &y.vector, &c.vector, &v.matrix, &squares, work);
    gsl_multifit_linear_free(work);
    *mean = coefficients[0];
    *error = sqrt(covariance[0]);
}

estimate estimate_of(const sample *samples, double cluster)
{
    double of = 0.0;
    double per = 0.0;
    double mean;
    double error;
    for (size_t i = 0; i < REPLICATIONS; i++) {
        of += samples[i].of;
        per += samples[i].per;
    }
    if (!(per > 0.0)) return (estimate){.value = 0.0};
    fit(samples, of / per, &mean, &error);
    bool rare = fmin(of, per - of) < RARE * cluster;
    return (estimate){.value = of / per + mean * REPLICATIONS / per,
                      .error = error * REPLICATIONS / per,
                      .margin = rare ? RARE_MARGIN * cluster / per : 0.0,
                      .per = per};
}

void begin_family(family *f, const char *name, size_t planned, double risk)
{
    double share = risk / 2.0 / (double)planned;
    *f = (family){.results = {.name = name}, .planned = planned, .risk = risk};
    f->critical = gsl_cdf_tdist_Qinv(share / 2.0, REPLICATIONS - 1 - CONTROLS);
    assert_true(planned <= MOST_COMPARISONS);
}

static void note_difference(family *f, const estimate *e, double distance, double half)
{
    f->worst = fmax(f->worst, distance / half);
    if (!(e->error > 0.0)) return;
    if (e->margin > 0.0) return;
    if (f->width_count < MOST_COMPARISONS) f->widths[f->width_count++] = half / fabs(e->value);
    f->squares += (distance / e->error) * (distance / e->error);
    f->compared++;
}

void compare_zero(family *f, const sample *samples, const char *what)
{
    estimate e = estimate_of(samples, 0.0);
    double half = f->critical * e.error;
    check_between(&f->results, e.value, -half, half, "%s: %s", f->where, what);
}

void compare(family *f, const sample *samples, bool of_counts, double expected, const char *what)
{
    estimate e = estimate_of(samples, of_counts ? f->cluster : 0.0);
    if (!(e.per > 0.0)) {
        check_same(&f->results, expected, 0.0, "%s: %s, of which there is none", f->where, what);
        return;
    }
    double half = f->critical * e.error + e.margin + TOL_1E12 * fabs(e.value);
    check_between(&f->results, expected, e.value - half, e.value + half, "%s: %s", f->where, what);
    note_difference(f, &e, fabs(expected - e.value), half);
}

void begin_row(family *f, const char *where, double load)
{
    f->where = where;
    f->cluster = fmax(1.0, load);
    f->squares = 0.0;
    f->compared = 0;
}

void end_row(family *f)
{
    if (f->compared == 0) return;
    f->chi_squared += f->squares / (double)f->compared;
    f->rows++;
}

/* Rows are independent of each other. Within one, differences hang together; the mean of their squares scatters most
 * where they are all one, so the sum over rows is held to as many squares of a normal variable, those of Student's being
 * larger by the factor. */
void finish_family(family *f, double widest_median)
{
    double df = REPLICATIONS - 1.0 - CONTROLS;
    double most = gsl_cdf_chisq_Qinv(f->risk / 2.0, (double)f->rows) * df / (df - 2.0);
    gsl_sort(f->widths, 1, f->width_count);
    double median = gsl_stats_median_from_sorted_data(f->widths, 1, f->width_count);
    double most_of_them = gsl_stats_quantile_from_sorted_data(f->widths, 1, f->width_count, 0.9);
    print_message(
        "%s: %zu rows, half-widths of %.3g standard errors: median %.2g %%, nine in ten below %.2g %%; largest "
        "difference %.2f half-widths, mean square of all %.3g standard errors (at most %.3g)\n",
        f->results.name, f->rows, f->critical, 100.0 * median, 100.0 * most_of_them, f->worst,
        f->chi_squared / (double)f->rows, most / (double)f->rows);
    check_true(&f->results, f->chi_squared <= most, "total of mean squares %.4g, most %.4g", f->chi_squared, most);
    check_true(&f->results, median <= widest_median, "median half-width %.3g: says nothing", median);
    check_true(&f->results, f->results.checked <= f->planned, "%zu comparisons, %zu planned", f->results.checked,
               f->planned);
    tally_finish(&f->results);
}

sample sample_of(const double *controls, double of, double per)
{
    sample s = {.of = of, .per = per};
    memcpy(s.controls, controls, sizeof s.controls);
    return s;
}

static double random_exponential(void *state, double mean)
{
    return gsl_ran_exponential(state, mean);
}

static double random_uniform(void *state)
{
    return gsl_rng_uniform(state);
}

sim_times run_stream(const sim_queue *queue, unsigned long stream, const sim_watcher *watcher, double *controls)
{
    sim_times times;
    gsl_rng *generator = gsl_rng_alloc(gsl_rng_mt19937);
    assert_non_null(generator);
    gsl_rng_set(generator, stream);
    sim_source source = {.exponential = random_exponential, .uniform = random_uniform, .state = generator};
    bool complete = sim_run(queue, &source, watcher, &times);
    gsl_rng_free(generator);
    assert_true(complete);
    controls[0] = times.arrivals_extra;
    controls[1] = times.handle_extra;
    controls[2] = times.patience_extra;
    return times;
}

unsigned long stream_of(size_t test, size_t row_number, size_t replication)
{
    return (unsigned long)(1 + replication + 1000 * (row_number + 1000 * test));
}

wfm_queue queue_of(const row *r)
{
    wfm_queue q = WFM_QUEUE_INIT;
    q.calls = r->load * INTERVAL_S / r->aht_s;
    q.interval_s = INTERVAL_S;
    q.aht_s = r->aht_s;
    q.acw_s = r->acw_s;
    q.agents = r->agents;
    q.answer_within_s = r->answer_within_s;
    q.patience_s = r->patience_s;
    q.lines = r->lines;
    q.service_rule = WFM_SERVICE_OFFERED;
    q.flags = r->flags;
    return q;
}

sim_queue simulated(const row *r)
{
    double gap_s = r->aht_s / r->load;
    return (sim_queue){.agents = r->agents,
                       .gap_s = gap_s,
                       .talk_s = r->aht_s - r->acw_s,
                       .after_s = r->acw_s,
                       .patience_s = r->patience_s > 0.0 ? r->patience_s : INF,
                       .lines = r->lines > 0.0 ? r->lines : INF,
                       .warm_up_s = r->warm_up * r->aht_s,
                       .measured_s = LENGTH * r->calls * 1e6 * gap_s / REPLICATIONS};
}

void describe(const row *r, char *text, size_t size)
{
    snprintf(text, size, "n %d, a %g, acw %g, patience %g, lines %g, T %g, short %g, flags %d", r->agents, r->load,
             r->acw_s, r->patience_s, r->lines, r->answer_within_s, r->short_abandon_s, (int)r->flags);
}
