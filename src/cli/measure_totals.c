/* SPDX-License-Identifier: MIT */
/* A queue, or all of them, in figures, and how sure they are. */
#include "cli/measure_command.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- one column of stays, in order of arrival ---- */

/* What a stay says of a mean. False: nothing. */
typedef bool stay_value(const cli_stay *stay, double *value);

static bool wait_of_answered(const cli_stay *stay, double *value)
{
    *value = stay->wait_s;
    return stay->event == WFM_CALL_ANSWERED || stay->event == WFM_CALL_HANDLED;
}

static bool handle_time(const cli_stay *stay, double *value)
{
    *value = stay_handle(stay);
    return stay->event == WFM_CALL_HANDLED;
}

static bool hung_up(const cli_stay *stay, double *value)
{
    *value = stay->event == WFM_CALL_ABANDONED ? 1 : 0;
    return stay->event != WFM_CALL_ARRIVED && stay->event != WFM_CALL_BLOCKED;
}

static int64_t take(const cli_stay *stays, int64_t count, stay_value *of, double *values)
{
    int64_t taken = 0;
    for (int64_t i = 0; i < count; i++) {
        if (of(&stays[i], &values[taken])) taken++;
    }
    return taken;
}

/* Waits and hang-ups are those of neighbours, so that few long batches are taken, as the library chooses them; handle
 * times hang on each other only as far as the times of a day differ. */
enum { HANDLE_BATCHES = 20 };

static int64_t batches_of(stay_value *of, int64_t taken)
{
    if (of != handle_time) return 0;
    return taken < HANDLE_BATCHES ? taken : HANDLE_BATCHES;
}

/* A figure of what stays say, NaN where there are too few: a share of those who hung up, a mean of times. */
static wfm_estimate figure_of(const cli_stay *stays, int64_t count, stay_value *of, double confidence)
{
    wfm_estimate found = measure_unknown();
    double *values = allocate((size_t)count + 1, sizeof *values);
    int64_t taken = take(stays, count, of, values);
    wfm_status status = of == hung_up
                            ? wfm_measure_share_sure(taken, values, 1, 0, confidence, &found)
                            : wfm_measure_mean_sure(taken, values, 1, batches_of(of, taken), confidence, &found);
    free(values);
    if (wfm_failed(status)) return measure_unknown();
    /* Student's interval is symmetric, and of few skewed values reaches below 0, where no wait and no handle time is */
    if (found.low < 0) found.low = 0;
    return found;
}

/* ---- the service level ---- */

static wfm_estimate level_of(const cli_measured *measured, const cli_stay *stays, int64_t count)
{
    wfm_estimate level = measure_unknown();
    const cli_options *options = measured->options;
    if (measured->rule == WFM_SERVICE_VIRTUAL) return measure_virtual_level(measured, stays, count);
    wfm_calls calls = measure_calls_of(stays, count);
    wfm_status status = wfm_measure_service_level_sure(&calls, measured->rule, measured->within_s,
                                                       measured->all.measure.short_abandon_s, options->flags, 0,
                                                       options->confidence, &level);
    return wfm_failed(status) ? measure_unknown() : level;
}

/* The figure that all outputs give, whatever the estimate has: counts tell no order of calls. */
static void find_level(const cli_measured *measured, const measure_whole *whole, measure_total *total)
{
    if ((measured->can & NEEDS_STAYS) != 0) total->level = level_of(measured, whole->stays, whole->stay_count);
    total->level.value = measure_level(&whole->figures, measured->rule);
}

/* ---- two periods ---- */

/* Who hangs up is taken in order of time here: neighbours are alike in it as in their waits, and a difference between
 * two periods is to be more than that. */
static void find_parts(const cli_measured *measured, const cli_stay *stays, int64_t count,
                       wfm_estimate part[SPLIT_FIGURES])
{
    double confidence = measured->options->confidence;
    part[0] = level_of(measured, stays, count);
    part[1] = figure_of(stays, count, hung_up, confidence);
    part[2] = figure_of(stays, count, wait_of_answered, confidence);
    part[3] = figure_of(stays, count, handle_time, confidence);
}

static void find_split(const cli_measured *measured, const measure_whole *whole, measure_total *total)
{
    wfm_estimate before[SPLIT_FIGURES], after[SPLIT_FIGURES];
    int64_t first = 0;
    while (first < whole->stay_count && whole->stays[first].arrival_s < measured->options->split_s)
        first++;
    find_parts(measured, whole->stays, first, before);
    find_parts(measured, whole->stays + first, whole->stay_count - first, after);
    for (int i = 0; i < SPLIT_FIGURES; i++) {
        measure_split *split = &total->split[i];
        *split = (measure_split){before[i], after[i], measure_unknown()};
        wfm_status status =
            wfm_measure_difference(&before[i], &after[i], measured->options->confidence, &split->difference);
        if (wfm_failed(status)) split->difference = measure_unknown();
    }
}

/* ---- the whole ---- */

static void find_patience(const cli_measured *measured, const measure_whole *whole, measure_total *total)
{
    measure_waits waits = measure_waits_of(whole->stays, whole->stay_count);
    total->patience = measure_patience_of(measured, &waits);
    free(waits.row);
}

measure_total measure_total_of(const cli_measured *measured, const measure_whole *whole)
{
    const wfm_measure_figures *figures = &whole->figures;
    double confidence = measured->options->confidence, ended = figures->calls - figures->waiting;
    measure_total total = {.row = measure_row_of_whole(measured, whole), .level = measure_unknown()};
    total.asa = total.aht = total.abandonment = measure_unknown();
    total.spread = (wfm_spread)WFM_SPREAD_INIT;
    total.patience = (wfm_patience)WFM_PATIENCE_INIT;
    find_level(measured, whole, &total);
    if (figures->abandoned <= ended) wfm_measure_share(figures->abandoned, ended, confidence, &total.abandonment);
    wfm_measure_handle_spread(&whole->measure, 0, whole->measure.intervals, &total.spread);
    if ((measured->can & NEEDS_STAYS) != 0) {
        total.asa = figure_of(whole->stays, whole->stay_count, wait_of_answered, confidence);
        total.aht = figure_of(whole->stays, whole->stay_count, handle_time, confidence);
        find_patience(measured, whole, &total);
        if (!isnan(measured->options->split_s)) find_split(measured, whole, &total);
    }
    total.asa.value = figures->asa_s;
    total.aht.value = figures->aht_s;
    return total;
}

/* ---- the figures by name ---- */

static void add(measure_figures *figures, const char *name, double value)
{
    figures->figure[figures->count++] = (measure_figure){name, value, NO_NUMBER, NO_NUMBER, false};
}

static void add_sure(measure_figures *figures, const char *name, double value, double low, double high)
{
    figures->figure[figures->count++] = (measure_figure){name, value, low, high, true};
}

static const char *const split_names[SPLIT_FIGURES][4] = {
    {"service_level_before", "service_level_after", "service_level_difference", "service_level_p_value"},
    {"abandonment_before", "abandonment_after", "abandonment_difference", "abandonment_p_value"},
    {"asa_before_s", "asa_after_s", "asa_difference_s", "asa_p_value"},
    {"aht_before_s", "aht_after_s", "aht_difference_s", "aht_p_value"},
};

static void add_split(measure_figures *figures, const measure_split *split, const char *const names[4])
{
    add_sure(figures, names[0], split->before.value, split->before.low, split->before.high);
    add_sure(figures, names[1], split->after.value, split->after.low, split->after.high);
    add_sure(figures, names[2], split->difference.value, split->difference.low, split->difference.high);
    add(figures, names[3], split->difference.p_value);
}

static void add_handling(const measure_total *total, measure_figures *figures)
{
    add(figures, "handle_between_s", total->spread.between_s);
    add(figures, "handle_noise_s", total->spread.noise_s);
    add(figures, "handle_between_p_value", total->spread.p_value);
}

static void add_stays(const measure_total *total, measure_figures *figures)
{
    const wfm_patience *patience = &total->patience;
    add_sure(figures, "patience_s", patience->mean_s, patience->low_s, patience->high_s);
    add_sure(figures, "at_once", patience->at_once, patience->at_once_low, patience->at_once_high);
    add(figures, "patience_trend", patience->trend);
    add(figures, "patience_trend_p_value", patience->trend_p_value);
    add(figures, "patience_distance", patience->distance);
    add(figures, "patience_distance_p_value", patience->distance_p_value);
}

/* A column of the rows that has an interval here, or means nothing of the whole. */
static bool add_column(const measure_total *total, const measure_column *column, measure_figures *figures)
{
    static const char *const sure[] = {"abandonment", "asa_s", "aht_s"};
    const wfm_estimate *const estimates[] = {&total->abandonment, &total->asa, &total->aht};
    bool of_rows = strcmp(column->name, "interval_s") == 0 || strcmp(column->name, "patience_implied_s") == 0;
    for (int i = 0; i < 3 && !of_rows; i++) {
        if (strcmp(column->name, sure[i]) != 0) continue;
        add_sure(figures, sure[i], estimates[i]->value, estimates[i]->low, estimates[i]->high);
        return true;
    }
    return of_rows;
}

void measure_total_figures(const cli_measured *measured, const measure_total *total, bool of_all,
                           measure_figures *figures)
{
    figures->count = 0;
    for (int i = 0; i < MEASURE_COLUMNS; i++) {
        const measure_column *column = &measure_columns[i];
        if (!measure_has(measured, column) || add_column(total, column, figures)) continue;
        add(figures, column->name, measure_value(&total->row, column));
    }
    if ((measured->can & NEEDS_WITHIN) != 0)
        add_sure(figures, "service_level", total->level.value, total->level.low, total->level.high);
    if ((measured->can & NEEDS_STAYS) != 0) {
        add_handling(total, figures);
        add_stays(total, figures);
    }
    for (int i = 0; i < SPLIT_FIGURES && !isnan(measured->options->split_s); i++)
        add_split(figures, &total->split[i], split_names[i]);
    if (!of_all) return;
    add(figures, "open_calls", (double)measured->calls.open);
    add(figures, "rings_unanswered", (double)measured->calls.rings);
    add(figures, "faulty_lines", (double)measured->calls.faulty);
}
