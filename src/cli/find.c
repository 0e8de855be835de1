/* SPDX-License-Identifier: MIT */
#include "cli/find.h"

#include "cli/verdict.h"
#include "cli/write.h"

#include <math.h>

/* One number, or of lines and patience the range in which every target is met. */
typedef struct cli_finding {
    const char *name; /* key of the number */
    double value;
    int32_t binding;
    bool ranged;
    wfm_staffing_range range;
    wfm_status status;
} cli_finding;

static cli_finding find_it(const cli_options *options)
{
    cli_finding found = {.name = "answer_within_s", .value = NO_NUMBER, .binding = WFM_BINDING_SERVICE_LEVEL};
    wfm_queue queue = options_queue(options);
    wfm_targets targets = options_targets(options);
    found.range = (wfm_staffing_range)WFM_STAFFING_RANGE_INIT;
    bool seen = !isnan(options->abandonment_seen);
    found.ranged = !seen && options->find >= FIND_LINES;
    if (options->find == FIND_CALLS) {
        found.name = "calls";
        found.status = wfm_staffing_calls(&queue, &targets, &found.value, &found.binding);
    } else if (options->find == FIND_AHT) {
        found.name = "aht_s";
        found.status = wfm_staffing_aht(&queue, &targets, &found.value, &found.binding);
    } else if (options->find == FIND_ANSWER_WITHIN) {
        found.status = wfm_staffing_answer_within(&queue, &targets, &found.value);
    } else if (options->find == FIND_LINES) {
        found.status = wfm_staffing_lines(&queue, &targets, &found.range);
    } else if (seen) {
        found.name = "patience_s";
        found.binding = WFM_BINDING_ABANDONMENT;
        found.status = wfm_staffing_implied_patience(&queue, options->abandonment_seen, &found.value);
    } else {
        found.status = wfm_staffing_patience(&queue, &targets, &found.range);
    }
    return found;
}

/* Whether the targets are out of reach: also of whole lines alone, which the library does not say. */
static bool is_nothing(const cli_finding *found)
{
    bool between = found->ranged && found->range.least_whole > found->range.most_whole;
    return between || (found->status & ~HARMLESS) != 0;
}

/* ---- in words ---- */

static const char *plural(double count, const char *one, const char *several)
{
    return count == 1 ? one : several;
}

static void calls_in_words(FILE *out, const double *constant)
{
    figure_write(out, " ", LOOK_NUMBER, constant[INPUT_CALLS], plural(constant[INPUT_CALLS], " call", " calls"));
    figure_write(out, " in ", LOOK_NUMBER, constant[INPUT_INTERVAL] / 60, " min");
    figure_write(out, ", AHT ", LOOK_NUMBER, constant[INPUT_AHT], " s");
}

/* "36 to 48 lines", "at most 48 lines"; lines are whole. */
static void range_in_words(const cli_finding *found, const cli_sink *sink, cli_find find)
{
    FILE *out = sink->file;
    bool lines = find == FIND_LINES;
    double least = lines ? found->range.least_whole : found->range.least;
    double most = lines ? found->range.most_whole : found->range.most;
    cli_look look = lines ? LOOK_NUMBER : LOOK_TENTHS;
    bool open = isinf(most), none = is_nothing(found);
    fputs(sink_bold(sink), out);
    if (none) {
        fputs(lines ? "no number of lines" : "no patience", out);
    } else if (open && !(least > 0)) {
        fputs(lines ? "any number of lines" : "any patience", out);
    } else {
        if (!lines) fputs("a patience of ", out);
        if (!(least > 0)) figure_write(out, "at most ", look, most, "");
        if (open) figure_write(out, "at least ", look, least, "");
        if (!open && least > 0) figure_write(out, "", look, least, " to ");
        if (!open && least > 0) figure_write(out, "", look, most, "");
        fputs(lines ? plural(open ? least : most, " line", " lines") : " s", out);
    }
    fputs(sink_normal(sink), out);
}

static void number_in_words(const cli_finding *found, const cli_sink *sink, const cli_options *options)
{
    FILE *out = sink->file;
    const double *constant = options->constant;
    fputs(sink_bold(sink), out);
    if (options->find == FIND_CALLS) {
        figure_write(out, "", LOOK_TENTHS, found->value, " calls");
        figure_write(out, " in ", LOOK_NUMBER, constant[INPUT_INTERVAL] / 60, " min");
    } else if (options->find == FIND_AHT) {
        figure_write(out, "", LOOK_TENTHS, found->value, " s of handle time");
    } else {
        figure_write(out, "", LOOK_TENTHS, found->value, " s");
    }
    fputs(sink_normal(sink), out);
}

/* Why no patience makes so many hang up. */
static const char *implausible(const cli_finding *found)
{
    return found->value > 0 ? "so few cannot be lost: more hang up at this load, however patient they are"
                            : "so many cannot hang up: fewer have to wait, with these agents";
}

static void implied_in_words(const cli_finding *found, const cli_sink *sink, const cli_options *options)
{
    fputc(',', sink->file);
    calls_in_words(sink->file, options->constant);
    figure_write(sink->file, ", ", LOOK_PERCENT, options->abandonment_seen, " hung up: mean patience ");
    number_in_words(found, sink, options);
    if ((found->status & WFM_CAVEAT_TARGET_MISSED) != 0) fprintf(sink->file, "\nnote: %s", implausible(found));
    fputc('\n', sink->file);
}

static void finding_in_words(const cli_finding *found, const cli_sink *sink, const cli_options *options)
{
    FILE *out = sink->file;
    char targets[TARGETS_SIZE];
    const double *constant = options->constant;
    wfm_status noted = found->status;
    double agents = constant[INPUT_SCHEDULED];
    figure_write(out, "", LOOK_NUMBER, agents, plural(agents, " agent", " agents"));
    if (!isnan(options->abandonment_seen)) {
        implied_in_words(found, sink, options);
        return;
    }
    targets_write(constant, options, targets);
    if (options->find == FIND_ANSWER_WITHIN) {
        figure_write(out, " answer ", LOOK_PERCENT, constant[INPUT_SERVICE_LEVEL], " of the calls within ");
        number_in_words(found, sink, options);
    } else if (found->ranged) {
        fputs(" hold", out);
        calls_in_words(out, constant);
        fprintf(out, ", with %s: ", targets);
        range_in_words(found, sink, options->find);
    } else {
        fputs(" hold at most ", out);
        number_in_words(found, sink, options);
        fprintf(out, " with %s", targets);
    }
    if (options->default_target) fputs(" (the default target)", out);
    fputc('\n', out);
    notes_write(sink, "", noted);
}

/* ---- in other forms ---- */

/* The columns between the agents and the status: one number, or both ends of a range. */
typedef struct find_figures {
    const char *names[4];
    double values[4];
    int count;
} find_figures;

static find_figures figures_of(const cli_finding *found, cli_find find)
{
    const wfm_staffing_range *r = &found->range;
    if (!found->ranged) return (find_figures){{found->name}, {found->value}, 1};
    return (find_figures){{"least", "most", "least_whole", "most_whole"},
                          {r->least, r->most, r->least_whole, r->most_whole},
                          find == FIND_LINES ? 4 : 2};
}

static void finding_plain(FILE *out, const cli_finding *found, cli_find find)
{
    find_figures figures = figures_of(found, find);
    for (int i = figures.count > 2 ? 2 : 0; i < figures.count; i++) {
        write_csv_number(out, figures.values[i]);
        fputc(i == figures.count - 1 ? '\n' : ' ', out);
    }
}

static void finding_csv(FILE *out, const cli_finding *found, const cli_options *options)
{
    char status[STATUS_SIZE];
    find_figures figures = figures_of(found, options->find);
    status_words(found->status, status);
    fputs("agents", out);
    for (int i = 0; i < figures.count; i++)
        fprintf(out, ",%s", figures.names[i]);
    fprintf(out, ",status,%s\n", found->ranged ? "binding_least,binding_most" : "binding");
    write_csv_number(out, options->constant[INPUT_SCHEDULED]);
    for (int i = 0; i < figures.count; i++) {
        fputc(',', out);
        write_csv_number(out, figures.values[i]);
    }
    fprintf(out, ",%s,", status);
    if (!found->ranged) {
        fprintf(out, "%s\n", binding_word(found->binding));
        return;
    }
    fprintf(out, "%s,%s\n", binding_word(found->range.binding_least), binding_word(found->range.binding_most));
}

static void finding_json(FILE *out, const cli_finding *found, const cli_options *options)
{
    char status[STATUS_SIZE];
    find_figures figures = figures_of(found, options->find);
    status_words(found->status, status);
    fputs("{\"schema\": \"wfm-find-1\", \"rows\": [\n  {\"agents\": ", out);
    write_json_number(out, options->constant[INPUT_SCHEDULED]);
    for (int i = 0; i < figures.count; i++) {
        write_json_key(out, figures.names[i], false);
        write_json_number(out, figures.values[i]);
    }
    fprintf(out, ", \"status\": \"%s\"", status);
    if (found->ranged) {
        fprintf(out, ", \"binding_least\": \"%s\"", binding_word(found->range.binding_least));
        fprintf(out, ", \"binding_most\": \"%s\"}]", binding_word(found->range.binding_most));
    } else {
        fprintf(out, ", \"binding\": \"%s\"}]", binding_word(found->binding));
    }
    write_json_input(out, "agents", options, options->constant, NULL);
    fputs("}\n", out);
}

static void write_finding(const cli_finding *found, const cli_sink *sink, const cli_options *options)
{
    switch (sink->form) {
    case FORM_PLAIN: finding_plain(sink->file, found, options->find); break;
    case FORM_CSV: finding_csv(sink->file, found, options); break;
    case FORM_JSON: finding_json(sink->file, found, options); break;
    default: finding_in_words(found, sink, options);
    }
}

int find_from_agents(const cli_options *options)
{
    cli_sink sink;
    cli_finding found = find_it(options);
    if (wfm_failed(found.status)) {
        bool others = found.status == WFM_MEANINGLESS;
        fprintf(stderr, "wfm: %s\n",
                others ? "--find answer-within takes --sl alone: no other target depends on the time"
                       : wfm_status_text(found.status));
        return EXIT_USAGE;
    }
    if (!sink_open(&sink, options)) return EXIT_OUTPUT;
    write_finding(&found, &sink, options);
    return sink_close(&sink, true, is_nothing(&found) ? EXIT_NOT_REACHABLE : EXIT_FINE);
}
