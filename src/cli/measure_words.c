/* SPDX-License-Identifier: MIT */
/* A measurement in sentences: what happened, how sure that is, and what is not chance. */
#include "cli/measure_command.h"
#include "cli/verdict.h"
#include "cli/when.h"

#include <math.h>
#include <string.h>

typedef struct measure_speaker {
    const cli_measured *measured;
    const measure_whole *whole;
    const measure_total *total;
    const cli_sink *sink;
} measure_speaker;

/* ---- pieces ---- */

static const char *line_start(const measure_speaker *by)
{
    return by->sink->form == FORM_MARKDOWN ? "- " : "  ";
}

static bool can(const measure_speaker *by, int needs)
{
    return (needs & ~by->measured->can) == 0;
}

/* "p = 0.03", "p < 0.001" */
static void write_p(FILE *out, const char *before, double p_value, const char *after)
{
    if (p_value < 0.001)
        fprintf(out, "%sp < 0.001%s", before, after);
    else
        fprintf(out, "%sp = %.*f%s", before, p_value < 0.01 ? 3 : 2, p_value, after);
}

/* " (56.1% to 61.0%)", where it is known. */
static void write_range(FILE *out, cli_look look, double low, double high)
{
    bool known = !isnan(low) && !isnan(high);
    if (!known) return;
    figure_write(out, " (", look, low, "");
    figure_write(out, " to ", look, high, ")");
}

static void write_sure(FILE *out, const char *before, cli_look look, const wfm_estimate *estimate, const char *unit)
{
    figure_write(out, before, look, estimate->value, unit);
    write_range(out, look, estimate->low, estimate->high);
}

/* A difference, or a trend, that chance makes as seldom as the confidence leaves over. */
static bool is_real(const measure_speaker *by, double p_value)
{
    return p_value < 1 - by->measured->options->confidence;
}

static void moment(const measure_speaker *by, double time_s, char text[2 * WHEN_SIZE])
{
    char date[WHEN_SIZE], time[WHEN_SIZE];
    int64_t day = (int64_t)floor(time_s / DAY_S);
    when_write_weekday(day, date);
    when_write_time((int64_t)time_s - day * DAY_S, time);
    bool dated = by->measured->calls.has_date;
    snprintf(text, 2 * WHEN_SIZE, "%s%s%s", dated ? date : "", dated ? " " : "", time);
}

/* ---- lines ---- */

static void say_calls(const measure_speaker *by, const char *name)
{
    FILE *out = by->sink->file;
    const cli_measured *measured = by->measured;
    const wfm_measure_figures *f = &by->total->row.figures;
    char first[2 * WHEN_SIZE], last[2 * WHEN_SIZE];
    double begin = measured->start_s + (double)measured->rows[0] * measured->interval_s;
    double end = measured->start_s + (double)(measured->rows[measured->row_count - 1] + 1) * measured->interval_s;
    moment(by, begin, first);
    moment(by, end, last);
    bool midnight = !measured->calls.has_date && end >= DAY_S;
    fprintf(out, "%s%s%s", sink_bold(by->sink), shown_of(span_of(name)).text, name[0] != '\0' ? ": " : "");
    figure_write(out, "", LOOK_NUMBER, f->calls, f->calls == 1 ? " call" : " calls");
    bool same_day = floor(begin / DAY_S) == floor(end / DAY_S);
    if (same_day) when_write_time((int64_t)(end - floor(end / DAY_S) * DAY_S), last);
    fprintf(out, " from %s to %s%s\n", first, midnight ? "24:00" : last, sink_normal(by->sink));
    if (by->sink->form == FORM_MARKDOWN) fputc('\n', out);
    fprintf(out, "%s", line_start(by));
    figure_write(out, "", LOOK_NUMBER, f->answered, " answered");
    figure_write(out, ", ", LOOK_NUMBER, f->abandoned, " hung up");
    if (f->abandoned_short > 0) figure_write(out, " (", LOOK_NUMBER, f->abandoned_short, " of them shortly)");
    if (f->left > 0) figure_write(out, ", ", LOOK_NUMBER, f->left, " left in another way");
    if (f->blocked > 0) figure_write(out, ", ", LOOK_NUMBER, f->blocked, " turned away");
    if (f->waiting > 0) figure_write(out, ", ", LOOK_NUMBER, f->waiting, " without an end");
    fputc('\n', out);
}

static void say_levels(const measure_speaker *by)
{
    FILE *out = by->sink->file;
    const wfm_measure_figures *f = &by->total->row.figures;
    bool any = can(by, NEEDS_WITHIN) && by->total->row.figures.calls > 0;
    if (!any) return;
    bool strictly = (by->measured->options->flags & WFM_MEASURE_STRICTLY_WITHIN) != 0;
    fprintf(out, "%sservice level %s %g s:", line_start(by), strictly ? "before" : "within", by->measured->within_s);
    const char *joint = "";
    for (int i = 0; i < RULES; i++) {
        double level = measure_level(f, i + 1);
        if (isnan(level)) continue;
        fprintf(out, "%s %s", joint, rule_words[i]);
        joint = ",";
        figure_write(out, " ", LOOK_PERCENT, level, "");
    }
    fputc('\n', out);
}

static void say_level(const measure_speaker *by)
{
    FILE *out = by->sink->file;
    const cli_options *options = by->measured->options;
    const wfm_estimate *level = &by->total->level;
    bool known = can(by, NEEDS_WITHIN) && !isnan(level->value);
    bool more = !isnan(level->low) || option_given(options, INPUT_SERVICE_LEVEL);
    if (!known || !more) return;
    fprintf(out, "%s%s", line_start(by), rule_words[by->measured->rule - 1]);
    figure_write(out, " ", LOOK_PERCENT, level->value, "");
    if (!isnan(level->low)) {
        figure_write(out, ": ", LOOK_PERCENT, level->low, "");
        figure_write(out, " to ", LOOK_PERCENT, level->high, "");
        fprintf(out, " with %.10g%% confidence", options->confidence * 100);
    }
    if (option_given(options, INPUT_SERVICE_LEVEL)) {
        double target = options->constant[INPUT_SERVICE_LEVEL];
        bool missed = level->value < target;
        fprintf(out, "; %starget %.10g%% %s%s", missed ? sink_alert(by->sink) : "", target * 100,
                missed ? "missed" : "met", missed ? sink_normal(by->sink) : "");
    }
    fputc('\n', out);
}

static void say_waits(const measure_speaker *by)
{
    FILE *out = by->sink->file;
    const measure_total *total = by->total;
    const wfm_measure_figures *f = &total->row.figures;
    fputs(line_start(by), out);
    write_sure(out, "hang up ", LOOK_PERCENT, &total->abandonment, "");
    if (f->blocked > 0) figure_write(out, ", turned away ", LOOK_PERCENT, f->blocking, "");
    fputc('\n', out);
    bool waits = can(by, NEEDS_WAITS) && !isnan(f->asa_s);
    if (!waits) return;
    fputs(line_start(by), out);
    write_sure(out, "ASA ", LOOK_TENTHS, &total->asa, " s");
    if (!isnan(f->wait_mean_s)) figure_write(out, ", mean wait of all ", LOOK_TENTHS, f->wait_mean_s, " s");
    if (!isnan(f->wait_mean_abandoning_s))
        figure_write(out, ", of those who hang up ", LOOK_TENTHS, f->wait_mean_abandoning_s, " s");
    fputc('\n', out);
}

static void say_spread(const measure_speaker *by)
{
    FILE *out = by->sink->file;
    const wfm_spread *spread = &by->total->spread;
    if (isnan(spread->p_value)) return;
    fprintf(out, "%sAHTs of intervals differ by ", line_start(by));
    if (is_real(by, spread->p_value))
        figure_write(out, "", LOOK_TENTHS, spread->between_s, " s beyond chance");
    else
        fputs("no more than chance", out);
    write_p(out, " (", spread->p_value, ")\n");
}

static void say_handling(const measure_speaker *by)
{
    FILE *out = by->sink->file;
    const measure_total *total = by->total;
    bool known = can(by, NEEDS_HANDLE) && !isnan(total->aht.value);
    if (!known) return;
    fputs(line_start(by), out);
    write_sure(out, "AHT ", LOOK_TENTHS, &total->aht, " s");
    if (can(by, NEEDS_PARTS))
        figure_write(out, ", after-call work ", LOOK_TENTHS, total->row.figures.acw_s, " s of it");
    if (can(by, NEEDS_STAYS)) {
        figure_write(out, ", standard deviation ", LOOK_TENTHS, total->row.figures.handle_standard_deviation, " s");
        figure_write(out, ", half up to ", LOOK_TENTHS, total->row.handle_median_s, " s");
        figure_write(out, ", nine in ten ", LOOK_TENTHS, total->row.handle_ninety_s, " s");
    }
    fputc('\n', out);
    if (can(by, NEEDS_STAYS)) say_spread(by);
    fputs(line_start(by), out);
    figure_write(out, "load ", LOOK_TENTHS, total->row.figures.carried_load_erl, " erlangs");
    if (!isnan(total->row.figures.occupancy))
        figure_write(out, ", occupancy ", LOOK_PERCENT, total->row.figures.occupancy, "");
    fputc('\n', out);
}

/* Whether the longer they have waited they hang up more, less, or as often: the last is exponential patience. */
static void say_shape(const measure_speaker *by)
{
    enum { FEW = 10 };
    FILE *out = by->sink->file;
    const wfm_patience *patience = &by->total->patience;
    bool told = patience->abandoned >= FEW && !isnan(patience->trend_p_value) && !isnan(patience->distance_p_value);
    if (!told) {
        fputs("; too few hang up to tell how it is spread", out);
    } else if (is_real(by, patience->trend_p_value)) {
        fprintf(out, "; they hang up %s the longer they have waited", patience->trend > 0 ? "more" : "less");
        write_p(out, " (", patience->trend_p_value, ")");
    } else if (is_real(by, patience->distance_p_value)) {
        write_p(out, "; unlike exponential patience (", patience->distance_p_value, ")");
    } else {
        write_p(out, "; like exponential patience (", fmin(patience->trend_p_value, patience->distance_p_value), ")");
    }
}

static void say_patience(const measure_speaker *by)
{
    FILE *out = by->sink->file;
    const wfm_patience *patience = &by->total->patience;
    bool single = can(by, NEEDS_STAYS | NEEDS_WAITS);
    if (!can(by, NEEDS_WAITS) || isnan(by->total->row.figures.patience_s)) return;
    fputs(line_start(by), out);
    if (by->total->row.figures.abandoned == 0) {
        fputs("nobody hung up: patience cannot be told\n", out);
        return;
    }
    figure_write(out, "mean patience ", LOOK_TENTHS, single ? patience->mean_s : by->total->row.figures.patience_s,
                 " s");
    if (single) {
        write_range(out, LOOK_TENTHS, patience->low_s, patience->high_s);
        figure_write(out, "; of those who have to wait ", LOOK_PERCENT, patience->at_once, " hang up");
        fprintf(out, " within %g s", by->measured->options->at_once_s);
        say_shape(by);
    }
    fputc('\n', out);
}

static void say_prediction(const measure_speaker *by)
{
    FILE *out = by->sink->file;
    const measure_row *row = &by->total->row;
    if (isnan(row->predicted_service_level)) return;
    fprintf(out, "%spredicted with these agents and this patience: SL", line_start(by));
    figure_write(out, " ", LOOK_PERCENT, row->predicted_service_level, "");
    figure_write(out, ", hang up ", LOOK_PERCENT, row->predicted_abandonment, "");
    figure_write(out, ", ASA ", LOOK_TENTHS, row->predicted_asa_s, " s\n");
}

static void say_split(const measure_speaker *by)
{
    static const char *const names[SPLIT_FIGURES] = {"service level", "hang up", "ASA", "AHT"};
    FILE *out = by->sink->file;
    const cli_options *options = by->measured->options;
    char when[2 * WHEN_SIZE];
    if (isnan(options->split_s)) return;
    moment(by, options->split_s, when);
    fprintf(out, "%sbefore %s, and from then on:\n", line_start(by), when);
    for (int i = 0; i < SPLIT_FIGURES; i++) {
        const measure_split *split = &by->total->split[i];
        cli_look look = i < 2 ? LOOK_PERCENT : LOOK_TENTHS;
        fprintf(out, "  %s%s ", line_start(by), names[i]);
        if (isnan(split->difference.value)) {
            fputs("cannot be compared: too few calls on one side\n", out);
            continue;
        }
        figure_write(out, "", look, split->before.value, "");
        figure_write(out, ", then ", look, split->after.value, "");
        double unit = i < 2 ? 100 : 1; /* a difference of shares is one of points */
        figure_write(out, split->difference.value > 0 ? ": +" : ": ", LOOK_TENTHS, split->difference.value * unit,
                     i < 2 ? " points" : " s");
        write_range(out, LOOK_TENTHS, split->difference.low * unit, split->difference.high * unit);
        bool real = is_real(by, split->difference.p_value);
        write_p(out, real ? ", more than chance (" : ", which may be chance (", split->difference.p_value, ")\n");
    }
}

static void say_left_out(const measure_speaker *by)
{
    const cli_calls *calls = &by->measured->calls;
    FILE *out = by->sink->file;
    const char *before = "left out: ";
    if (by->whole != &by->measured->all) return;
    const struct {
        int64_t count;
        const char *one, *several;
    } parts[] = {{calls->open, "call without an end", "calls without an end"},
                 {calls->rings, "ring that no agent answered", "rings that no agent answered"},
                 {calls->faulty, "faulty line", "faulty lines"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].count == 0) continue;
        fprintf(out, "%s%s%lld %s", before[0] == 'l' ? line_start(by) : "", before, (long long)parts[i].count,
                parts[i].count == 1 ? parts[i].one : parts[i].several);
        before = ", ";
    }
    if (before[0] == ',') fputc('\n', out);
}

void measure_words(const cli_measured *measured, const cli_sink *sink, const measure_whole *whole, const char *name)
{
    measure_total total = measure_total_of(measured, whole);
    const measure_speaker by = {measured, whole, &total, sink};
    say_calls(&by, name);
    say_levels(&by);
    say_level(&by);
    say_waits(&by);
    say_handling(&by);
    say_patience(&by);
    say_prediction(&by);
    say_split(&by);
    say_left_out(&by);
}
