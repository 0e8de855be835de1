/* SPDX-License-Identifier: MIT */
#include "cli/verdict.h"

#include "cli/models.h"
#include "cli/when.h"

#include <math.h>
#include <string.h>

void figure_write(FILE *out, const char *before, cli_look look, double value, const char *after)
{
    char text[NUMBER_SIZE];
    look_write(look, value, text);
    fprintf(out, "%s%s%s", before, text, after);
}

static void add(char text[TARGETS_SIZE], const char *format, const char *value)
{
    size_t size = strlen(text);
    size += (size_t)snprintf(text + size, TARGETS_SIZE - size, "%s", size > 0 ? " and " : "");
    snprintf(text + size, TARGETS_SIZE - size, format, value);
}

static void share_write(double value, char text[NUMBER_SIZE])
{
    double percent = value * 100;
    double nearest = floor(percent + 0.5);
    if (fabs(percent - nearest) < 1e-9) percent = nearest;
    snprintf(text, NUMBER_SIZE, "%.10g%%", percent);
}

static void add_share(char text[TARGETS_SIZE], const char *format, double share)
{
    char value[NUMBER_SIZE];
    if (isnan(share)) return;
    share_write(share, value);
    add(text, format, value);
}

void targets_write(const double *constant, const cli_options *options, char text[TARGETS_SIZE])
{
    bool limited = !isnan(constant[INPUT_LINES]) || options->find == FIND_LINES;
    int32_t rule = options->service_rule;
    char value[NUMBER_SIZE], service[3 * NUMBER_SIZE];
    text[0] = '\0';
    if (!isnan(constant[INPUT_SERVICE_LEVEL])) {
        const char *word = rule == 0 ? "" : rule_words[rule - 1];
        share_write(constant[INPUT_SERVICE_LEVEL], value);
        snprintf(service, sizeof service, "%s in %g s%s%s%s", value, constant[INPUT_ANSWER_WITHIN],
                 rule == 0 ? "" : " (", word, rule == 0 ? "" : ")");
        add(text, "%s", service);
    }
    if (!isnan(constant[INPUT_ASA])) {
        number_write(constant[INPUT_ASA], value);
        add(text, "ASA %s s", value);
    }
    add_share(text, "at most %s waiting", constant[INPUT_WAIT_PROBABILITY]);
    add_share(text, "occupancy %s", constant[INPUT_MAX_OCCUPANCY]);
    add_share(text, "at most %s hanging up", constant[INPUT_ABANDONMENT]);
    if (limited) add_share(text, "at most %s turned away", constant[INPUT_BLOCKING]);
    if (text[0] == '\0') add(text, "%s", "its targets");
}

void grid_targets_write(const cli_grid *grid, const cli_options *options, char text[TARGETS_SIZE])
{
    double alike[INPUT_COUNT];
    bool others = grid_targets(grid, alike);
    targets_write(alike, options, text);
    bool named = strcmp(text, "its targets") != 0;
    if (others && named) add(text, "%s", "those of its row");
}

void notes_write(const cli_sink *sink, const char *before, wfm_status status)
{
    for (; status > 0; status &= status - 1) {
        bool harmless = (status & -status & HARMLESS) != 0;
        fprintf(sink->file, "%s%snote: %s%s\n", before, harmless ? "" : sink_alert(sink), wfm_status_text(status),
                harmless ? "" : sink_normal(sink));
    }
}

void moment_write(const cli_grid *grid, int64_t row, char text[MOMENT_SIZE])
{
    char date[WHEN_SIZE], time[WHEN_SIZE];
    int64_t day = grid_day(grid, row);
    when_write_time(grid->time[row] - day * DAY_S, time);
    when_write_weekday(day, date);
    if (grid->has_date) {
        snprintf(text, MOMENT_SIZE, "%s %s", date, time);
    } else {
        snprintf(text, MOMENT_SIZE, "%s", time);
    }
}

static void counted(FILE *out, const char *before, int64_t count, const char *after)
{
    if (count > 0) fprintf(out, "%s%lld interval%s %s", before, (long long)count, count == 1 ? "" : "s", after);
}

static void peak_write(FILE *out, const cli_grid *grid, const wfm_plan_totals *totals)
{
    char when[MOMENT_SIZE];
    moment_write(grid, totals->peak_row, when);
    fprintf(out, "peak %s: ", when);
    figure_write(out, "", LOOK_NUMBER, totals->peak_agents, totals->peak_agents == 1 ? " agent" : " agents");
    fputs(" on the phones", out);
    figure_write(out, ", ", LOOK_NUMBER, totals->peak_rostered, " to roster");
}

/* The mean wait of the intervals that are not overloaded, and how many are. */
static void asa_write(FILE *out, double asa_s, int64_t overloaded)
{
    if (isnan(asa_s))
        fputs(", no ASA", out);
    else
        figure_write(out, ", ASA ", LOOK_TENTHS, asa_s, " s");
    if (overloaded > 0) fprintf(out, " (%lld overloaded)", (long long)overloaded);
}

/* "148.2 calls hang up (3.1%), 12.0 calls turned away (0.2%)", of what a plan can lose. */
static void lost_write(FILE *out, const cli_grid *grid, const wfm_plan_totals *totals, const char *before)
{
    if (grid_has_key(grid, KEY_ABANDONMENT)) {
        figure_write(out, before, LOOK_TENTHS, totals->abandoned_calls, " calls hang up");
        figure_write(out, " (", LOOK_PERCENT, totals->abandonment, ")");
        before = ", ";
    }
    if (grid_has_key(grid, KEY_BLOCKING)) {
        figure_write(out, before, LOOK_TENTHS, totals->blocked_calls, " calls turned away");
        figure_write(out, " (", LOOK_PERCENT, totals->blocking, ")");
    }
}

void totals_write(FILE *out, const cli_grid *grid, const wfm_plan_totals *totals, const char *name)
{
    fprintf(out, "  %-6s", name);
    figure_write(out, "", LOOK_NUMBER, totals->calls, " calls");
    if (grid_has_key(grid, KEY_ATTEMPTS)) fputs(" with those again", out);
    figure_write(out, ", AHT ", LOOK_TENTHS, totals->aht_s, " s");
    figure_write(out, ", SL ", LOOK_PERCENT, totals->service_level, "");
    asa_write(out, totals->asa_s, totals->overloaded_intervals);
    figure_write(out, ", occupancy ", LOOK_PERCENT, totals->occupancy, "\n");
    figure_write(out, "        ", LOOK_TENTHS, totals->agent_hours, " agent hours");
    figure_write(out, ", ", LOOK_TENTHS, totals->rostered_hours, " rostered");
    figure_write(out, " (", LOOK_TENTHS, totals->fte, " FTE)");
    if (totals->deferred_hours > 0) figure_write(out, ", ", LOOK_TENTHS, totals->deferred_hours, " on deferred work");
    lost_write(out, grid, totals, "\n        ");
    fputs("\n        ", out);
    peak_write(out, grid, totals);
    if (!isnan(totals->peak_trunks))
        figure_write(out, ", at most ", LOOK_NUMBER, totals->peak_trunks,
                     totals->peak_trunks == 1 ? " line" : " lines");
    fputc('\n', out);
    if (totals->scheduled_intervals == 0) return;
    figure_write(out, "        scheduled ", LOOK_TENTHS, totals->scheduled_hours, " h");
    figure_write(out, ", gap ", LOOK_TENTHS, totals->gap_hours, " h");
    figure_write(out, ", SL ", LOOK_PERCENT, totals->service_level_scheduled, "");
    asa_write(out, totals->asa_scheduled_s, totals->overloaded_scheduled_intervals);
    if (grid_has_key(grid, KEY_ABANDONMENT))
        figure_write(out, ", hang up ", LOOK_PERCENT, totals->abandonment_scheduled, "");
    if (grid_has_key(grid, KEY_BLOCKING))
        figure_write(out, ", turned away ", LOOK_PERCENT, totals->blocking_scheduled, "");
    fputc('\n', out);
}

void verdict_write(FILE *out, const cli_sink *sink, const cli_grid *grid, const cli_options *options,
                   const wfm_plan_totals *totals)
{
    char targets[TARGETS_SIZE];
    grid_targets_write(grid, options, targets);
    fputs(sink_bold(sink), out);
    peak_write(out, grid, totals);
    lost_write(out, grid, totals, "; ");
    int64_t missed = totals->missed_intervals > totals->overloaded_intervals ? totals->missed_intervals
                                                                             : totals->overloaded_intervals;
    counted(out, "; ", missed, "cannot meet ");
    fprintf(out, "%s%s", missed == 0 ? "; every interval meets " : "", targets);
    if (options->default_target && grid->constant[INPUT_SERVICE_LEVEL] > 0) fputs(" (the default)", out);
    counted(out, "; ", totals->overloaded_intervals, "overloaded");
    counted(out, "; ", totals->over_occupancy_intervals, "over the occupancy cap");
    counted(out, "; ", totals->short_intervals, "short of agents");
    if (totals->short_intervals > 0) figure_write(out, " (", LOOK_TENTHS, totals->short_hours, " h)");
    fprintf(out, "%s\n", sink_normal(sink));
    char model[MODEL_SIZE];
    models_write(grid->constant, grid, options, model);
    if (model[0] != '\0') fprintf(out, "model: %s\n", model);
}
