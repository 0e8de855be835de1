/* SPDX-License-Identifier: MIT */
/* `wfm trunks --calls`: the agents of a queue, and the lines in front of them. */
#include "cli/trunks_command.h"

#include "cli/verdict.h"
#include "cli/write.h"

#include <math.h>
#include <string.h>

typedef struct queue_answer {
    wfm_staffing staffing;
    wfm_trunks trunks;
    wfm_queue_metrics metrics; /* of the calls that the agents get */
    wfm_status status;
} queue_answer;

static const char EXAMPLE[] = "wfm trunks --calls 250 --interval 30m --aht 210 --acw 30 --sl 80/20 --blocking 1%";

static bool need(bool is_there, const char *option)
{
    if (!is_there) fprintf(stderr, "wfm: %s is missing: %s\n", option, EXAMPLE);
    return is_there;
}

static bool is_complete(const cli_options *options)
{
    bool complete = need(option_given(options, INPUT_CALLS), "--calls");
    complete = need(option_given(options, INPUT_INTERVAL), "--interval") && complete;
    complete = need(option_given(options, INPUT_AHT), "--aht") && complete;
    return need(options->trunks.blocking.count > 0, "--blocking") && complete;
}

/* What is found, or belongs to another question, is not given. */
static bool is_alone(const cli_options *options)
{
    const trunk_options *trunks = &options->trunks;
    const char *other = trunks->load.count > 0 ? "--load" : trunks->lines.count > 0 ? "--lines" : NULL;
    if (trunks->group.count > 0) other = "--overflow";
    if (trunks->class.count > 0) other = "--class";
    if (trunks->model != WFM_TRUNKS_ERLANG_B) other = "another model than Erlang B";
    if (trunks->blocking.count > 1) other = "a list of blockings";
    if (other == NULL) return true;
    fprintf(stderr,
            "wfm: a queue and %s do not go together: with --calls, --aht or --order agents and lines are found: %s\n",
            other, EXAMPLE);
    return false;
}

/* Where all calls may be blocked there is nothing to design. */
static bool blocks_some(const trunk_options *trunks)
{
    bool all = trunks->order == ORDER_TOGETHER && trunks->blocking.value[0] >= 1;
    if (all)
        fprintf(stderr,
                "wfm: --blocking \"%s\" is every call: with --order together write a share below 100%%, "
                "such as 1%%\n",
                shown_of(span_of(trunks->blocking.text)).text);
    return !all;
}

/* The service of the calls that the agents get; where no number of agents is enough, that of agents without end. */
static void look_at_service(queue_answer *answer, wfm_queue *queue)
{
    queue->agents = answer->staffing.agents;
    if (isinf(queue->agents)) {
        answer->metrics.service_level = answer->staffing.service_level;
        return;
    }
    wfm_status status = wfm_queue_evaluate(queue, &answer->metrics);
    answer->status = wfm_failed(status) ? status : answer->status | status;
}

static void find(queue_answer *answer, const cli_options *options)
{
    wfm_queue queue = options_queue(options);
    wfm_targets targets = options_targets(options);
    double blocking = options->trunks.blocking.value[0];
    *answer =
        (queue_answer){.staffing = WFM_STAFFING_INIT, .trunks = WFM_TRUNKS_INIT, .metrics = WFM_QUEUE_METRICS_INIT};
    if (options->trunks.order == ORDER_TOGETHER) {
        answer->status = wfm_trunks_design(&queue, &targets, blocking, &answer->staffing, &answer->trunks);
        queue.lines = answer->trunks.lines;
    } else {
        int32_t order = options->trunks.order == -1 ? WFM_ORDER_QUEUE_FIRST : options->trunks.order;
        answer->status = wfm_trunks_for_targets(&queue, &targets, blocking, order, &answer->staffing, &answer->trunks);
        if (order == WFM_ORDER_BLOCK_FIRST) queue.calls *= 1 - blocking;
    }
    if (!wfm_failed(answer->status)) look_at_service(answer, &queue);
}

static void in_words(const queue_answer *answer, const cli_sink *sink, const cli_options *options)
{
    FILE *out = sink->file;
    const wfm_queue_metrics *m = &answer->metrics;
    char targets[TARGETS_SIZE];
    targets_write(options->constant, options, targets);
    figure_write(out, "", LOOK_NUMBER, options->constant[INPUT_CALLS], " calls");
    figure_write(out, " in ", LOOK_NUMBER, options->constant[INPUT_INTERVAL] / 60, " min");
    figure_write(out, ", AHT ", LOOK_NUMBER, options->constant[INPUT_AHT], " s");
    fprintf(out, ", %s%s\n", targets, options->default_target ? " (the default target)" : "");
    figure_write(out, sink_bold(sink), LOOK_NUMBER, answer->staffing.agents, " agents");
    figure_write(out, ", ", LOOK_NUMBER, answer->trunks.lines, " lines");
    fprintf(out, "%s\n\n", sink_normal(sink));
    figure_write(out, "  service level       ", LOOK_PERCENT, m->service_level, "\n");
    figure_write(out, "  average wait (ASA)  ", LOOK_TENTHS, m->asa_s, " s\n");
    figure_write(out, "  occupancy           ", LOOK_PERCENT, m->occupancy, "\n");
    if (option_given(options, INPUT_PATIENCE))
        figure_write(out, "  calls lost          ", LOOK_PERCENT, m->abandonment, " hang up\n");
    figure_write(out, "  load on the lines   ", LOOK_TENTHS, answer->trunks.load_erl, " erlangs\n");
    figure_write(out, "  without a free line ", LOOK_PERCENT, answer->trunks.blocking, "");
    figure_write(out, "  (one line fewer ", LOOK_PERCENT, answer->trunks.blocking_one_fewer, ")\n");
}

static void write_input(FILE *out, const void *about)
{
    const cli_options *options = about;
    int order = options->trunks.order == -1 ? WFM_ORDER_QUEUE_FIRST : options->trunks.order;
    double constant[INPUT_COUNT];
    memcpy(constant, options->constant, sizeof constant);
    constant[INPUT_BLOCKING] = options->trunks.blocking.value[0];
    fprintf(out, ",\n\"order\": \"%s\"", trunk_order_words[order]);
    write_json_input(out, "trunks", options, constant, NULL);
}

static void in_rows(const queue_answer *answer, const cli_sink *sink, const cli_options *options)
{
    const wfm_queue_metrics *m = &answer->metrics;
    cli_listing listing = {.schema = "wfm-trunks-queue-1",
                           .heads = {"agents", "trunks", "service_level", "asa_s", "occupancy", "abandonment",
                                     "trunk_load_erl", "blocking"},
                           .numbers = 8,
                           .digits = {1, 1, 4, 1, 4, 4, 2, 4},
                           .more = write_input,
                           .about = options};
    const double figures[] = {
        answer->staffing.agents, answer->trunks.lines,    m->service_level,       m->asa_s, m->occupancy,
        m->abandonment,          answer->trunks.load_erl, answer->trunks.blocking};
    listing_row *row = listing_add(&listing);
    for (int i = 0; i < listing.numbers; i++)
        row->number[i] = figures[i];
    listing_put(&listing, sink);
    listing_free(&listing);
}

int trunks_of_queue(const cli_options *options)
{
    cli_sink sink;
    queue_answer answer;
    if (!is_complete(options) || !is_alone(options) || !blocks_some(&options->trunks)) return EXIT_USAGE;
    find(&answer, options);
    if (wfm_failed(answer.status)) return trunks_refused(answer.status);
    if (!sink_open(&sink, options)) return EXIT_OUTPUT;
    if (sink.form == FORM_PLAIN) {
        write_csv_number(sink.file, answer.trunks.lines);
        fputc('\n', sink.file);
    } else if (sink.form == FORM_TABLE) {
        in_words(&answer, &sink, options);
    } else {
        in_rows(&answer, &sink, options);
    }
    return trunks_finish(&sink, answer.status);
}
