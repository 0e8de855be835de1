/* SPDX-License-Identifier: MIT */
/* `wfm trunks --overflow`: groups of lines whose overflow a final group takes, with load of its own where --load is given. */
#include "cli/trunks_command.h"

#include "cli/verdict.h"
#include "cli/write.h"

#include <math.h>
#include <stdlib.h>

enum { STREAM_FIGURES = 6 };

/* A row for each stream: load, lines, mean and variance of what overflows, and what the final group loses of it. */
typedef struct group_answer {
    size_t count;
    double *load, *lines;
    double *mean, *variance, *blocking, *loss;
    wfm_overflow_group final;
    wfm_status status;
} group_answer;

static bool is_complete(const trunk_options *trunks)
{
    bool one = (trunks->lines.count == 1) != (trunks->blocking.count == 1);
    bool alone = trunks->lines.count <= 1 && trunks->blocking.count <= 1 && trunks->load.count <= 1;
    if (one && alone) return true;
    fputs(
        "wfm: give --lines or --blocking of the last group with --overflow, and --load for load of its own: wfm trunks "
        "--overflow 20/15 --overflow 12/10 --blocking 1%\n",
        stderr);
    return false;
}

/* The groups; and the last group's own load as one without lines, which overflows whole. */
static void take_streams(group_answer *answer, const trunk_options *trunks)
{
    size_t groups = trunks->group.count / GROUP_PARTS;
    answer->count = groups + trunks->load.count;
    answer->load = allocate(STREAM_FIGURES * answer->count, sizeof *answer->load);
    answer->lines = answer->load + answer->count;
    answer->mean = answer->lines + answer->count;
    answer->variance = answer->mean + answer->count;
    answer->blocking = answer->variance + answer->count;
    answer->loss = answer->blocking + answer->count;
    for (size_t i = 0; i < groups; i++) {
        answer->load[i] = trunks->group.value[i * GROUP_PARTS];
        answer->lines[i] = trunks->group.value[i * GROUP_PARTS + 1];
    }
    if (trunks->load.count > 0) answer->load[groups] = trunks->load.value[0];
}

static void find(group_answer *answer, const trunk_options *trunks)
{
    wfm_overflow_network network = WFM_OVERFLOW_NETWORK_INIT;
    wfm_overflow_streams streams = WFM_OVERFLOW_STREAMS_INIT;
    network.groups = (int64_t)answer->count;
    network.load_erl = answer->load;
    network.group_lines = answer->lines;
    network.load_stride = network.lines_stride = 1;
    network.lines = trunks->lines.count > 0 ? trunks->lines.value[0] : 0;
    network.blocking = trunks->blocking.count > 0 ? trunks->blocking.value[0] : 0;
    network.method = WFM_EQUIVALENT_EXACT;
    streams.mean_erl = answer->mean;
    streams.variance = answer->variance;
    streams.blocking = answer->blocking;
    streams.loss = answer->loss;
    streams.mean_stride = streams.variance_stride = streams.blocking_stride = streams.loss_stride = 1;
    answer->status = wfm_overflow_final(&network, &streams, &answer->final);
}

static void write_rows(const group_answer *answer, const cli_sink *sink, const cli_options *options)
{
    cli_listing listing = {.schema = "wfm-trunks-overflow-1",
                           .heads = {"group", "load_erl", "trunks", "overflow_erl", "peakedness", "blocking", "lost"},
                           .words = 1,
                           .numbers = STREAM_FIGURES,
                           .digits = {2, 2, 3, 3, 5, 5},
                           .more = trunks_write_input,
                           .about = &options->trunks};
    for (size_t i = 0; i < answer->count; i++) {
        double peakedness = answer->mean[i] > 0 ? answer->variance[i] / answer->mean[i] : 1;
        const double figures[STREAM_FIGURES] = {answer->load[i], answer->lines[i],    answer->mean[i],
                                                peakedness,      answer->blocking[i], answer->loss[i]};
        listing_row *row = listing_add(&listing);
        snprintf(row->word[0], LISTING_WORD_SIZE, "%zu", i + 1);
        for (int k = 0; k < STREAM_FIGURES; k++)
            row->number[k] = figures[k];
    }
    const wfm_overflow_group *final = &answer->final;
    const double last[STREAM_FIGURES] = {final->mean_erl,   final->lines,    final->lost_erl,
                                         final->peakedness, final->blocking, final->blocking};
    listing_row *row = listing_add(&listing);
    snprintf(row->word[0], LISTING_WORD_SIZE, "final");
    for (int k = 0; k < STREAM_FIGURES; k++)
        row->number[k] = last[k];
    listing_put(&listing, sink);
    listing_free(&listing);
}

static int write_answer(const group_answer *answer, const cli_options *options)
{
    cli_sink sink;
    if (!sink_open(&sink, options)) return EXIT_OUTPUT;
    if (sink.form == FORM_PLAIN) {
        bool given = options->trunks.lines.count > 0;
        write_csv_number(sink.file, given ? answer->final.blocking : answer->final.lines);
        fputc('\n', sink.file);
        return trunks_finish(&sink, answer->status);
    }
    if (sink.form == FORM_TABLE) {
        figure_write(sink.file, sink_bold(&sink), LOOK_NUMBER, answer->final.lines, " lines in the last group");
        fputs(sink_normal(&sink), sink.file);
        figure_write(sink.file, ", ", LOOK_PERCENT, answer->final.blocking, " of what reaches it lost\n\n");
    }
    write_rows(answer, &sink, options);
    return trunks_finish(&sink, answer->status);
}

int trunks_of_groups(const cli_options *options)
{
    group_answer answer = {.final = WFM_OVERFLOW_GROUP_INIT};
    if (!is_complete(&options->trunks)) return EXIT_USAGE;
    take_streams(&answer, &options->trunks);
    find(&answer, &options->trunks);
    int code =
        wfm_failed(answer.status) ? trunks_refused_of("--overflow", answer.status) : write_answer(&answer, options);
    free(answer.load);
    return code;
}
