/* SPDX-License-Identifier: MIT */
/* `wfm trunks`: of load, lines and blocking two are given; the third is the answer. */
#include "cli/commands.h"
#include "cli/write.h"

#include <math.h>

enum { FIGURES = 3 };

typedef struct trunk_figure {
    const char *name; /* key */
    double given;     /* NaN: to be found */
    double value;
} trunk_figure;

typedef struct cli_trunks {
    const cli_options *options;
    trunk_figure figures[FIGURES]; /* in the order of the keys: load, lines, blocking */
    int found;                     /* the one that was not given */
    wfm_status status;
} cli_trunks;

/* All three may not be given, and not fewer than two. */
static bool choose(cli_trunks *trunks)
{
    int missing = 0;
    for (int i = 0; i < FIGURES; i++) {
        if (!isnan(trunks->figures[i].given)) continue;
        trunks->found = i;
        missing++;
    }
    if (missing == 1) return true;
    fprintf(stderr, "wfm: give two of --load, --lines and --blocking%s: wfm trunks --load 26.8 --blocking 1%%\n",
            missing == 0 ? ", not all three" : "");
    return false;
}

static bool find(cli_trunks *trunks)
{
    trunk_figure *load = &trunks->figures[0], *lines = &trunks->figures[1], *blocking = &trunks->figures[2];
    wfm_trunks group = WFM_TRUNKS_INIT;
    if (trunks->found == 0) {
        trunks->status = wfm_trunks_load(lines->given, blocking->given, &group);
    } else if (trunks->found == 1) {
        trunks->status = wfm_trunks_lines(load->given, blocking->given, &group);
    } else {
        trunks->status = wfm_trunks_blocking(load->given, lines->given, &group);
    }
    load->value = group.load_erl;
    lines->value = group.lines;
    blocking->value = group.blocking;
    if (!wfm_failed(trunks->status)) return true;
    fprintf(stderr, "wfm: %s\n", wfm_status_text(trunks->status));
    return false;
}

static void in_words(const cli_trunks *trunks, const cli_sink *sink)
{
    static const cli_look looks[FIGURES] = {LOOK_NUMBER, LOOK_NUMBER, LOOK_PERCENT};
    static const char *const units[FIGURES] = {"erlangs", "lines", "of the calls blocked"};
    static const int order[FIGURES] = {1, 0, 2};
    for (int i = 0; i < FIGURES; i++) {
        char text[NUMBER_SIZE];
        int figure = order[i];
        bool answer = figure == trunks->found;
        look_write(looks[figure], trunks->figures[figure].value, text);
        fprintf(sink->file, "%s%s%s %s%s", i == 0 ? "" : ", ", answer ? sink_bold(sink) : "", text, units[figure],
                answer ? sink_normal(sink) : "");
    }
    if (trunks->status != WFM_OK) fprintf(sink->file, "\nnote: %s", wfm_status_text(trunks->status));
    fputc('\n', sink->file);
}

static void in_csv(const cli_trunks *trunks, FILE *out)
{
    for (int i = 0; i < FIGURES; i++)
        fprintf(out, "%s%s", i == 0 ? "" : ",", trunks->figures[i].name);
    fputc('\n', out);
    for (int i = 0; i < FIGURES; i++) {
        if (i > 0) fputc(',', out);
        write_csv_number(out, trunks->figures[i].value);
    }
    fputc('\n', out);
}

static void in_json(const cli_trunks *trunks, FILE *out)
{
    fputs("{\"schema\": \"wfm-trunks-1\", \"rows\": [\n  {", out);
    for (int i = 0; i < FIGURES; i++) {
        write_json_key(out, trunks->figures[i].name, i == 0);
        write_json_number(out, trunks->figures[i].value);
    }
    fputs("}],\n\"input\": {\"command\": \"trunks\"", out);
    for (int i = 0; i < FIGURES; i++) {
        if (i == trunks->found) continue;
        write_json_key(out, trunks->figures[i].name, false);
        write_json_number(out, trunks->figures[i].given);
    }
    fputs("}}\n", out);
}

static void in_markdown(const cli_trunks *trunks, FILE *out)
{
    fputs("| figure | value |\n| --- | ---: |\n", out);
    for (int i = 0; i < FIGURES; i++) {
        char text[NUMBER_SIZE];
        number_write(trunks->figures[i].value, text);
        fprintf(out, "| %s | %s |\n", trunks->figures[i].name, text);
    }
}

static int write_answer(const cli_trunks *trunks)
{
    cli_sink sink;
    if (!sink_open(&sink, trunks->options)) return EXIT_OUTPUT;
    switch (sink.form) {
    case FORM_PLAIN:
        write_csv_number(sink.file, trunks->figures[trunks->found].value);
        fputc('\n', sink.file);
        break;
    case FORM_CSV: in_csv(trunks, sink.file); break;
    case FORM_JSON: in_json(trunks, sink.file); break;
    case FORM_MARKDOWN: in_markdown(trunks, sink.file); break;
    default: in_words(trunks, &sink);
    }
    return sink_close(&sink, true, trunks->status == WFM_OK ? EXIT_FINE : EXIT_NOT_REACHABLE);
}

static int answer(const cli_options *options)
{
    cli_trunks trunks = {.options = options,
                         .figures = {{"load_erl", options->load, NO_NUMBER},
                                     {"trunks", options->lines, NO_NUMBER},
                                     {"blocking", options->constant[INPUT_BLOCKING], NO_NUMBER}}};
    if (!choose(&trunks)) return EXIT_USAGE;
    if (!find(&trunks)) return EXIT_BAD_DATA;
    return write_answer(&trunks);
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
