/* SPDX-License-Identifier: MIT */
/* `wfm measure`: what happened, from a log of calls or from counts of intervals. */
#include "cli/measure_command.h"

#include "cli/commands.h"

#include <stdio.h>
#include <stdlib.h>

static bool read_calls(cli_measured *measured, const cli_options *options)
{
    char *queue = options->queue != NULL ? quotes_doubled(span_of(options->queue)) : NULL;
    calls_wishes wishes = {.queue = queue, .interval_s = options->constant[INPUT_INTERVAL]};
    if (option_given(options, INPUT_ACW)) wishes.acw_s = options->constant[INPUT_ACW];
    bool fine = calls_read(&measured->calls, options->files, options->file_count, &wishes);
    free(queue);
    return fine;
}

/* What of the command line only the file tells to be a mistake. */
static bool options_fit(const cli_measured *measured)
{
    const cli_options *options = measured->options;
    bool counted = measured->calls.counted_count > 0, split = !isnan(options->split_s);
    if (counted && options->svg != NULL) {
        fputs("wfm: --svg draws the waits of single calls, and the file has counts of intervals\n", stderr);
        return false;
    }
    if (counted && split) {
        fputs("wfm: --split compares single calls, and the file has counts of intervals\n", stderr);
        return false;
    }
    if (split && options->split_has_date != measured->calls.has_date) {
        fprintf(stderr, "wfm: --split: the file has times %s dates; write %s\n",
                measured->calls.has_date ? "with" : "without",
                measured->calls.has_date ? "2026-03-09, or \"2026-03-09 12:00\"" : "12:00");
        return false;
    }
    return true;
}

static int write_all(const cli_measured *measured)
{
    cli_sink rows, picture;
    if (!sink_open_both(&rows, &picture, measured->options)) return EXIT_OUTPUT;
    measure_write(measured, &rows);
    if (picture.file != NULL) measure_svg(picture.file, measured);
    return sink_close_both(&rows, &picture, true, EXIT_FINE);
}

static void tell_faulty(const cli_calls *calls)
{
    if (calls->faulty == 0) return;
    fprintf(stderr, "wfm: %lld faulty line%s left out\n", (long long)calls->faulty,
            calls->faulty == 1 ? " was" : "s were");
}

/* A figure that was asked for and is missing could be taken for one of no calls. */
static void tell_unknown(const cli_measured *measured)
{
    bool single = (measured->can & NEEDS_STAYS) != 0, within = (measured->can & NEEDS_WITHIN) != 0;
    bool by_curve = measured->rule == WFM_SERVICE_VIRTUAL;
    bool asked = by_curve || option_given(measured->options, INPUT_SERVICE_LEVEL);
    if (single || !asked) return;
    if (!within) {
        fputs("wfm: the service level cannot be told: the file does not say how many were answered within T; add a "
              "column "
              "answered_within\n",
              stderr);
    } else if (by_curve) {
        fputs("wfm: the service level cannot be told: --rule virtual takes single calls, and the file has counts of "
              "intervals\n",
              stderr);
    }
}

static int measure_files(const cli_options *options)
{
    cli_measured measured = {.options = options};
    int code = EXIT_USAGE;
    if (!read_calls(&measured, options)) {
        code = measured.calls.unreadable ? EXIT_USAGE : EXIT_BAD_DATA;
    } else if (options_fit(&measured) && measure_count(&measured)) {
        tell_faulty(&measured.calls);
        tell_unknown(&measured);
        code = write_all(&measured);
    } else if (measured.bad_data) {
        code = EXIT_BAD_DATA;
    }
    measure_free(&measured);
    return code;
}

int measure_command(int count, char **arguments)
{
    cli_options options;
    int code = EXIT_USAGE;
    if (!options_read(&options, COMMAND_MEASURE, count, arguments)) {
        code = EXIT_USAGE;
    } else if (options.help) {
        code = help_command("measure");
    } else if (options.file == NULL) {
        fputs("wfm: which file? wfm measure FILE, or wfm measure - for standard input\n", stderr);
    } else {
        code = measure_files(&options);
    }
    options_free(&options);
    return code;
}
