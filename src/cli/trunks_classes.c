/* SPDX-License-Identifier: MIT */
/* `wfm trunks --class`: classes of calls that share a group of lines, each call holding one line or several. */
#include "cli/trunks_command.h"

#include "cli/verdict.h"
#include "cli/write.h"

#include <math.h>
#include <stdlib.h>

/* The most lines that are tried: the library's. */
static const double MOST_CLASS_LINES = WFM_CLASS_LINES_MOST;

typedef struct class_answer {
    wfm_classes classes;
    size_t count;
    double *blocking, *carried, *work;
    int64_t work_count;
    wfm_class_group group;
    wfm_status status;
} class_answer;

/* Lines, or a target for all classes, or one for each. */
static bool is_complete(const trunk_options *trunks)
{
    size_t classes = trunks->class.count / CLASS_PARTS, targets = trunks->blocking.count;
    bool one = (trunks->lines.count == 1) != (targets > 0);
    if (trunks->load.count > 0 || !one) {
        fputs("wfm: give one number of --lines, or --blocking, with --class, and no --load: wfm trunks --class 20/1 "
              "--class 2/6 "
              "--blocking 1%\n",
              stderr);
        return false;
    }
    if (targets <= 1 || targets == classes) return true;
    fprintf(stderr, "wfm: --blocking has %zu numbers for %zu classes: give one for all, or one for each\n", targets,
            classes);
    return false;
}

/* The lines, if they are given. */
static bool is_whole(const cli_list *lines)
{
    if (lines->count == 0) return true;
    bool whole = lines->value[0] == floor(lines->value[0]);
    if (whole && lines->value[0] <= MOST_CLASS_LINES) return true;
    fprintf(stderr, "wfm: --lines \"%s\" %s: with --class write a whole number up to %.0f, such as 30\n",
            shown_of(span_of(lines->text)).text, whole ? "is too large" : "is not whole", MOST_CLASS_LINES);
    return false;
}

static wfm_classes columns_of(const trunk_options *trunks, const double *target)
{
    wfm_classes classes = WFM_CLASSES_INIT;
    const double *parts = trunks->class.value;
    classes.count = (int64_t)(trunks->class.count / CLASS_PARTS);
    classes.load_erl = parts;
    classes.lines_per_call = parts + 1;
    classes.reserved_lines = parts + 2;
    classes.load_stride = classes.lines_per_call_stride = classes.reserved_lines_stride = CLASS_PARTS;
    classes.target = target;
    classes.target_stride = trunks->blocking.count == 1 ? 0 : 1;
    return classes;
}

/* From a rough number of lines on, twice as many until there are enough: the work memory is theirs. */
static void find_lines(class_answer *answer, const wfm_class_columns *columns)
{
    double most = 64;
    for (int64_t i = 0; i < answer->classes.count; i++) {
        ptrdiff_t at = (ptrdiff_t)i * CLASS_PARTS;
        most += 2 * answer->classes.load_erl[at] * answer->classes.lines_per_call[at];
    }
    for (most = floor(fmin(most, MOST_CLASS_LINES));; most = fmin(2 * most, MOST_CLASS_LINES)) {
        answer->status = wfm_classes_work(&answer->classes, most, &answer->work_count);
        if (wfm_failed(answer->status)) return;
        free(answer->work);
        answer->work = allocate((size_t)answer->work_count, sizeof *answer->work);
        answer->status =
            wfm_classes_lines(&answer->classes, most, answer->work, answer->work_count, columns, &answer->group);
        bool missed = !wfm_failed(answer->status) && (answer->status & WFM_CAVEAT_TARGET_MISSED) != 0;
        if (!missed || most >= MOST_CLASS_LINES) return;
    }
}

static void look_at_lines(class_answer *answer, const wfm_class_columns *columns, double lines)
{
    answer->status = wfm_classes_work(&answer->classes, lines, &answer->work_count);
    if (wfm_failed(answer->status)) return;
    answer->work = allocate((size_t)answer->work_count, sizeof *answer->work);
    answer->status =
        wfm_classes_blocking(&answer->classes, lines, answer->work, answer->work_count, columns, &answer->group);
}

static void find(class_answer *answer, const trunk_options *trunks)
{
    wfm_class_columns columns = WFM_CLASS_COLUMNS_INIT;
    answer->classes = columns_of(trunks, trunks->blocking.value);
    answer->count = (size_t)answer->classes.count;
    answer->blocking = allocate(answer->count, sizeof *answer->blocking);
    answer->carried = allocate(answer->count, sizeof *answer->carried);
    columns.blocking = answer->blocking;
    columns.carried_erl = answer->carried;
    columns.blocking_stride = columns.carried_stride = 1;
    if (trunks->lines.count > 0) {
        look_at_lines(answer, &columns, trunks->lines.value[0]);
    } else {
        find_lines(answer, &columns);
    }
}

static void write_rows(const class_answer *answer, const cli_sink *sink, const cli_options *options)
{
    cli_listing listing = {
        .schema = "wfm-trunks-classes-1",
        .heads = {"class", "load_erl", "lines_per_call", "reserved_lines", "blocking", "carried_erl", "trunks"},
        .words = 1,
        .numbers = 6,
        .digits = {2, 0, 0, 5, 2, 0},
        .more = trunks_write_input,
        .about = &options->trunks};
    for (size_t i = 0; i < answer->count; i++) {
        const double *parts = answer->classes.load_erl + i * CLASS_PARTS;
        listing_row *row = listing_add(&listing);
        snprintf(row->word[0], LISTING_WORD_SIZE, "%zu", i + 1);
        for (int k = 0; k < CLASS_PARTS; k++)
            row->number[k] = parts[k];
        row->number[3] = answer->blocking[i];
        row->number[4] = answer->carried[i];
        row->number[5] = answer->group.lines;
    }
    listing_put(&listing, sink);
    listing_free(&listing);
}

static int write_answer(const class_answer *answer, const cli_options *options)
{
    cli_sink sink;
    if (!sink_open(&sink, options)) return EXIT_OUTPUT;
    if (sink.form == FORM_PLAIN) {
        bool given = options->trunks.lines.count > 0;
        for (size_t i = 0; i < (given ? answer->count : 1); i++) {
            write_csv_number(sink.file, given ? answer->blocking[i] : answer->group.lines);
            fputc('\n', sink.file);
        }
        return trunks_finish(&sink, answer->status);
    }
    if (sink.form == FORM_TABLE) {
        figure_write(sink.file, sink_bold(&sink), LOOK_NUMBER, answer->group.lines, " lines");
        fputs(sink_normal(&sink), sink.file);
        figure_write(sink.file, ", ", LOOK_TENTHS, answer->group.carried_lines, " of them busy on average\n\n");
    }
    write_rows(answer, &sink, options);
    return trunks_finish(&sink, answer->status);
}

int trunks_of_classes(const cli_options *options)
{
    class_answer answer = {.group = WFM_CLASS_GROUP_INIT};
    if (!is_complete(&options->trunks) || !is_whole(&options->trunks.lines)) return EXIT_USAGE;
    find(&answer, &options->trunks);
    int code = wfm_failed(answer.status) ? trunks_refused_of("--class", answer.status) : write_answer(&answer, options);
    free(answer.blocking);
    free(answer.carried);
    free(answer.work);
    return code;
}
