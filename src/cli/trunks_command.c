/* SPDX-License-Identifier: MIT */
/* `wfm trunks`: of load, lines and blocking two are given, the third is the answer; of lists, a table of answers. */
#include "cli/trunks_command.h"

#include "cli/commands.h"
#include "cli/verdict.h"
#include "cli/write.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIGURES = 3, MOST_ROWS = 1000000 };

/* One of load, lines and blocking, in this order. */
typedef struct trunk_figure {
    const char *name; /* key */
    const char *unit;
    cli_look look;
    const cli_list *given; /* empty: to be found */
} trunk_figure;

/* The answer to one load, number of lines or blocking. */
typedef struct trunk_answer {
    double value[FIGURES];
    double carried_erl, attempts_erl;
} trunk_answer;

typedef struct cli_trunks {
    const cli_options *options;
    wfm_offered offered;
    trunk_figure figures[FIGURES];
    int found;        /* the one that was not given */
    int rows, across; /* the two that were; across, its numbers are the columns of a table in a terminal */
    trunk_answer *answers;
    size_t count;
    wfm_status status; /* all caveats, or the first error */
} cli_trunks;

static const char *const model_names[TRUNK_MODELS] = {"Erlang B", "extended Erlang B", "Engset", "Molina", "Hayward"};

const char *trunk_model_name(int model)
{
    return model_names[model];
}

int trunks_refused(wfm_status status)
{
    fprintf(stderr, "wfm: %s\n", wfm_status_text(status));
    return EXIT_BAD_DATA;
}

int trunks_refused_of(const char *option, wfm_status status)
{
    fprintf(stderr, "wfm: %s: %s\n", option, wfm_status_text(status));
    return EXIT_USAGE;
}

int trunks_finish(cli_sink *sink, wfm_status status)
{
    bool table = sink->form == FORM_TABLE || sink->form == FORM_WIDE;
    if (table) notes_write(sink, "", status);
    bool harmless = (status & ~HARMLESS) == 0;
    return sink_close(sink, true, harmless ? EXIT_FINE : EXIT_NOT_REACHABLE);
}

/* All three may not be given, and not fewer than two. */
static bool choose(cli_trunks *trunks)
{
    int missing = 0, given[FIGURES] = {0}, count = 0;
    for (int i = 0; i < FIGURES; i++) {
        if (trunks->figures[i].given->count > 0) {
            given[count++] = i;
        } else {
            trunks->found = i;
            missing++;
        }
    }
    trunks->rows = given[0];
    trunks->across = given[1];
    if (missing != 1) {
        fprintf(stderr, "wfm: give two of --load, --lines and --blocking%s: wfm trunks --load 26.8 --blocking 1%%\n",
                missing == 0 ? ", not all three" : "");
        return false;
    }
    double rows = (double)trunks->figures[trunks->rows].given->count;
    if (rows * (double)trunks->figures[trunks->across].given->count <= MOST_ROWS) return true;
    fprintf(stderr, "wfm: more than %d answers: shorten the lists\n", MOST_ROWS);
    return false;
}

static wfm_status solve(const cli_trunks *trunks, trunk_answer *answer)
{
    wfm_status status;
    wfm_offered offered = trunks->offered;
    wfm_trunks group = WFM_TRUNKS_INIT;
    double *value = answer->value;
    offered.load_erl = value[0];
    if (trunks->found == 0) {
        status = wfm_offered_load(&offered, value[1], value[2], &group);
    } else if (trunks->found == 1) {
        status = wfm_offered_lines(&offered, value[2], &group);
    } else {
        status = wfm_offered_blocking(&offered, value[1], &group);
    }
    value[0] = group.load_erl;
    value[1] = group.lines;
    value[2] = group.blocking;
    answer->carried_erl = group.carried_erl;
    answer->attempts_erl = group.attempts_erl;
    return status;
}

static bool find(cli_trunks *trunks)
{
    const cli_list *rows = trunks->figures[trunks->rows].given, *across = trunks->figures[trunks->across].given;
    trunks->count = rows->count * across->count;
    trunks->answers = allocate(trunks->count, sizeof *trunks->answers);
    for (size_t i = 0; i < trunks->count; i++) {
        trunk_answer *answer = &trunks->answers[i];
        answer->value[trunks->found] = 0;
        answer->value[trunks->rows] = rows->value[i / across->count];
        answer->value[trunks->across] = across->value[i % across->count];
        wfm_status status = solve(trunks, answer);
        if (wfm_failed(status)) {
            trunks->status = status;
            return false;
        }
        trunks->status |= status;
    }
    return true;
}

/* ---- one answer ---- */

static void in_words(const cli_trunks *trunks, const cli_sink *sink)
{
    static const int order[FIGURES] = {1, 0, 2};
    for (int i = 0; i < FIGURES; i++) {
        char text[NUMBER_SIZE];
        const trunk_figure *figure = &trunks->figures[order[i]];
        bool answer = order[i] == trunks->found;
        look_write(figure->look, trunks->answers[0].value[order[i]], text);
        fprintf(sink->file, "%s%s%s %s%s", i == 0 ? "" : ", ", answer ? sink_bold(sink) : "", text, figure->unit,
                answer ? sink_normal(sink) : "");
    }
    fputc('\n', sink->file);
}

/* ---- a table of them ---- */

/* Two decimals of lines, loads and per cents where they have any, as printed tables have. */
static void matrix_text(const trunk_figure *figure, double value, bool found, char text[NUMBER_SIZE])
{
    double shown = figure->look == LOOK_PERCENT ? 100 * value : value;
    const char *sign = figure->look == LOOK_PERCENT ? "%" : "";
    bool whole = shown == floor(shown) && figure->look != LOOK_PERCENT;
    bool decimals = found && !whole && fabs(shown) < 1e6;
    snprintf(text, NUMBER_SIZE, decimals ? "%.2f%s" : "%.7g%s", shown, sign);
}

/* The rows are one list, the columns the other, the cells what was found. */
static void in_matrix(const cli_trunks *trunks, const cli_sink *sink)
{
    cli_table table = {0};
    char text[NUMBER_SIZE];
    const trunk_figure *rows = &trunks->figures[trunks->rows], *across = &trunks->figures[trunks->across];
    const trunk_figure *found = &trunks->figures[trunks->found];
    size_t columns = across->given->count;
    fprintf(sink->file, "%s by %s\n\n", found->unit, trunk_model_name(trunks->offered.model));
    table_column_add(&table, rows->unit, false, 0);
    for (size_t i = 0; i < columns; i++) {
        matrix_text(across, across->given->value[i], false, text);
        table_column_add(&table, text, false, 0);
    }
    for (size_t row = 0; row < rows->given->count; row++) {
        table_row_add(&table, false);
        matrix_text(rows, rows->given->value[row], false, text);
        table_cell_set(&table, 0, text);
        for (size_t i = 0; i < columns; i++) {
            matrix_text(found, trunks->answers[row * columns + i].value[trunks->found], true, text);
            table_cell_set(&table, (int)i + 1, text);
        }
    }
    table_write(&table, sink);
    table_free(&table);
}

/* Groups and classes, each a list of its parts. */
static void write_json_parts(FILE *out, const char *key, const cli_list *list, size_t parts)
{
    write_json_key(out, key, false);
    for (size_t i = 0; i < list->count; i++) {
        fputs(i == 0 ? "[[" : i % parts == 0 ? "], [" : ", ", out);
        write_json_number(out, list->value[i]);
    }
    fputs("]]", out);
}

/* A list of one number is that number. */
static void write_json_list(FILE *out, const char *key, const cli_list *list)
{
    write_json_key(out, key, false);
    if (list->count == 1) {
        write_json_number(out, list->value[0]);
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        fputs(i == 0 ? "[" : ", ", out);
        write_json_number(out, list->value[i]);
    }
    fputs("]", out);
}

static void write_given(FILE *out, const char *key, double value)
{
    if (isnan(value)) return;
    write_json_key(out, key, false);
    write_json_number(out, value);
}

void trunks_write_input(FILE *out, const void *about)
{
    const trunk_options *trunks = about;
    fputs(",\n\"input\": {\"command\": \"trunks\"", out);
    if (trunks->load.count > 0) write_json_list(out, "load_erl", &trunks->load);
    if (trunks->lines.count > 0) write_json_list(out, "trunks", &trunks->lines);
    if (trunks->blocking.count > 0) write_json_list(out, "blocking", &trunks->blocking);
    if (trunks->group.count > 0) write_json_parts(out, "overflow", &trunks->group, GROUP_PARTS);
    if (trunks->class.count > 0) write_json_parts(out, "class", &trunks->class, CLASS_PARTS);
    if (trunks->model != WFM_TRUNKS_ERLANG_B) fprintf(out, ", \"model\": \"%s\"", trunk_model_words[trunks->model]);
    write_given(out, "recall", trunks->recall);
    write_given(out, "sources", trunks->sources);
    write_given(out, "peakedness", trunks->peakedness);
    fputs("}", out);
}

static void in_rows(const cli_trunks *trunks, const cli_sink *sink)
{
    bool again = trunks->offered.model == WFM_TRUNKS_RETRY;
    cli_listing listing = {.schema = "wfm-trunks-1",
                           .heads = {"load_erl", "trunks", "blocking", "carried_erl", "attempts_erl"},
                           .numbers = again ? 5 : 4,
                           .digits = {2, 2, 4, 2, 2},
                           .more = trunks_write_input,
                           .about = &trunks->options->trunks};
    for (size_t i = 0; i < trunks->count; i++) {
        const trunk_answer *answer = &trunks->answers[i];
        listing_row *row = listing_add(&listing);
        memcpy(row->number, answer->value, sizeof answer->value);
        row->number[3] = answer->carried_erl;
        row->number[4] = answer->attempts_erl;
    }
    listing_put(&listing, sink);
    listing_free(&listing);
}

static int write_answer(const cli_trunks *trunks)
{
    cli_sink sink;
    if (!sink_open(&sink, trunks->options)) return EXIT_OUTPUT;
    if (sink.form == FORM_PLAIN) {
        for (size_t i = 0; i < trunks->count; i++) {
            write_csv_number(sink.file, trunks->answers[i].value[trunks->found]);
            fputc('\n', sink.file);
        }
    } else if (sink.form != FORM_TABLE) {
        in_rows(trunks, &sink);
    } else if (trunks->count == 1) {
        in_words(trunks, &sink);
    } else {
        in_matrix(trunks, &sink);
    }
    return trunks_finish(&sink, trunks->status);
}

static double or_zero(double value)
{
    return isnan(value) ? 0 : value;
}

int trunks_of_load(const cli_options *options)
{
    const trunk_options *given = &options->trunks;
    cli_trunks trunks = {.options = options,
                         .offered = WFM_OFFERED_INIT,
                         .figures = {{"load_erl", "erlangs", LOOK_NUMBER, &given->load},
                                     {"trunks", "lines", LOOK_NUMBER, &given->lines},
                                     {"blocking", "of the calls blocked", LOOK_PERCENT, &given->blocking}}};
    trunks.offered.model = given->model;
    trunks.offered.recall = or_zero(given->recall);
    trunks.offered.sources = or_zero(given->sources);
    trunks.offered.peakedness = or_zero(given->peakedness);
    if (!choose(&trunks)) return EXIT_USAGE;
    int code = find(&trunks) ? write_answer(&trunks) : trunks_refused(trunks.status);
    free(trunks.answers);
    return code;
}

/* ---- the command ---- */

static bool is_of_queue(const cli_options *options)
{
    return option_given(options, INPUT_CALLS) || option_given(options, INPUT_AHT) || options->trunks.order != -1;
}

/* What is said about a queue would be passed over in silence without its calls. */
static bool is_without_queue(const cli_options *options)
{
    static const cli_input inputs[] = {INPUT_INTERVAL,      INPUT_ACW,         INPUT_ASA,       INPUT_WAIT_PROBABILITY,
                                       INPUT_MAX_OCCUPANCY, INPUT_ABANDONMENT, INPUT_PATIENCE,  INPUT_SHORT_ABANDON,
                                       INPUT_MIN_AGENTS,    INPUT_MAX_AGENTS,  INPUT_TREATMENT, INPUT_SERVICE_LEVEL};
    const char *name = options->service_rule != 0 ? "--rule" : NULL;
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        bool by_default = inputs[i] == INPUT_SERVICE_LEVEL && options->default_target;
        if (option_given(options, inputs[i]) && !by_default) name = input_columns[inputs[i]].option;
    }
    if (name == NULL) return true;
    fprintf(stderr, "wfm: %s is about a queue: give its --calls, --interval and --aht, or leave %s out\n", name, name);
    return false;
}

static int answer(const cli_options *options)
{
    if (is_of_queue(options)) return trunks_of_queue(options);
    if (!is_without_queue(options)) return EXIT_USAGE;
    if (options->trunks.group.count > 0) return trunks_of_groups(options);
    return options->trunks.class.count > 0 ? trunks_of_classes(options) : trunks_of_load(options);
}

int trunks_command(int count, char **arguments)
{
    cli_options options;
    int code = EXIT_USAGE;
    if (options_read(&options, COMMAND_TRUNKS, count, arguments)) {
        code = options.help ? help_command("trunks") : answer(&options);
    }
    options_free(&options);
    return code;
}
