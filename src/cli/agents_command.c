/* SPDX-License-Identifier: MIT */
/* `wfm agents`: one interval. The agents that it needs, or what given agents can hold. */
#include "cli/commands.h"
#include "cli/verdict.h"
#include "cli/write.h"

#include <string.h>

static void words(FILE *out, const char *before, cli_look look, double value, const char *after)
{
    char text[NUMBER_SIZE];
    look_write(look, value, text);
    fprintf(out, "%s%s%s", before, text, after);
}

static void demand_in_words(FILE *out, const double *given)
{
    words(out, "", LOOK_NUMBER, given[INPUT_CALLS], " calls");
    words(out, " in ", LOOK_NUMBER, given[INPUT_INTERVAL] / 60, " min");
    words(out, ", AHT ", LOOK_NUMBER, given[INPUT_AHT], " s");
}

static void answer_in_words(const cli_staff *staff, const cli_sink *sink)
{
    FILE *out = sink->file;
    double agents = staff_value(staff, KEY_AGENTS, 0);
    words(out, sink_bold(sink), LOOK_NUMBER, agents, agents == 1 ? " agent" : " agents");
    fprintf(out, " on the phones%s", sink_normal(sink));
    words(out, ", ", LOOK_NUMBER, staff_value(staff, KEY_ROSTERED, 0), " to roster");
    words(out, " (exactly ", LOOK_TENTHS, staff_value(staff, KEY_AGENTS_FRACTIONAL, 0), ")\n\n");
    words(out, "  offered load        ", LOOK_TENTHS, staff_value(staff, KEY_LOAD, 0), " erlangs\n");
    words(out, "  service level       ", LOOK_PERCENT, staff_value(staff, KEY_SERVICE_LEVEL, 0), "");
    words(out, "  (one fewer ", LOOK_PERCENT, staff_value(staff, KEY_SERVICE_LEVEL_ONE_FEWER, 0), "");
    words(out, ", one more ", LOOK_PERCENT, staff_value(staff, KEY_SERVICE_LEVEL_ONE_MORE, 0), ")\n");
    words(out, "  average wait (ASA)  ", LOOK_TENTHS, staff_value(staff, KEY_ASA, 0), " s\n");
    words(out, "  calls that wait     ", LOOK_PERCENT, staff_value(staff, KEY_WAIT_PROBABILITY, 0), "");
    words(out, ", on average ", LOOK_TENTHS, staff_value(staff, KEY_MEAN_WAIT_OF_WAITING, 0), " s\n");
    words(out, "  mean queue          ", LOOK_TENTHS, staff_value(staff, KEY_QUEUE_MEAN, 0), " calls\n");
    words(out, "  occupancy           ", LOOK_PERCENT, staff_value(staff, KEY_OCCUPANCY, 0), "\n");
    words(out, "  trunk load          ", LOOK_TENTHS, staff_value(staff, KEY_TRUNK_LOAD, 0), " erlangs\n");
    double scheduled = staff_value(staff, KEY_SCHEDULED, 0);
    if (isnan(scheduled)) return;
    words(out, "\n  with ", LOOK_NUMBER, scheduled, " agents: ");
    words(out, "service level ", LOOK_PERCENT, staff_value(staff, KEY_SERVICE_LEVEL_SCHEDULED, 0), "");
    words(out, ", ASA ", LOOK_TENTHS, staff_value(staff, KEY_ASA_SCHEDULED, 0), " s");
    words(out, ", gap ", LOOK_NUMBER, staff_value(staff, KEY_GAP, 0), "\n");
}

static void table_answer(const cli_staff *staff, const cli_sink *sink, const cli_options *options)
{
    char targets[TARGETS_SIZE], status[STATUS_SIZE];
    targets_write(options->constant, targets);
    demand_in_words(sink->file, options->constant);
    fprintf(sink->file, ", %s%s\n", targets, options->default_target ? " (the default target)" : "");
    answer_in_words(staff, sink);
    status_words(staff_status(staff, 0), status);
    if (staff_status(staff, 0) != WFM_OK)
        fprintf(sink->file, "\n  %snote: %s%s\n", sink_alert(sink), status, sink_normal(sink));
}

static void markdown_answer(const cli_staff *staff, FILE *out)
{
    fputs("| figure | value |\n| --- | ---: |\n", out);
    for (int key = 0; key < KEY_COUNT; key++) {
        char text[STATUS_SIZE];
        if (!grid_has_key(staff->grid, (cli_key)key)) continue;
        staff_word(staff, (cli_key)key, 0, text);
        fprintf(out, "| %s | %s |\n", key_columns[key].name, text);
    }
}

static void write_answer(const cli_staff *staff, const cli_grid *grid, const cli_sink *sink, const cli_options *options)
{
    cli_writer writer;
    writer_begin(&writer, sink->file, grid, staff);
    switch (sink->form) {
    case FORM_JSON:
        fputs("{\"schema\": \"wfm-agents-1\", \"rows\": [", sink->file);
        write_json_rows(&writer, 0, 1);
        fputs("]", sink->file);
        write_json_input(sink->file, "agents", options, options->constant);
        fputs("}\n", sink->file);
        break;
    case FORM_PLAIN:
        write_csv_number(sink->file, staff_value(staff, KEY_AGENTS, 0));
        fputc('\n', sink->file);
        break;
    case FORM_MARKDOWN: markdown_answer(staff, sink->file); break;
    case FORM_CSV:
        write_csv_head(&writer);
        write_csv_rows(&writer, 0, 1);
        break;
    default: table_answer(staff, sink, options);
    }
    writer_end(&writer);
}

static int find_agents(const cli_options *options)
{
    cli_grid grid;
    cli_staff staff;
    cli_sink sink;
    grid_single(&grid, options);
    staff_begin(&staff, &grid, options, false);
    int code = EXIT_USAGE;
    if (staff_group(&staff, 0, 1)) {
        code = EXIT_OUTPUT;
        if (sink_open(&sink, options)) {
            write_answer(&staff, &grid, &sink, options);
            code = sink_close(&sink, true, staff_exit_code(&staff));
        }
    }
    staff_free(&staff);
    return code;
}

/* ---- --find: what given agents can hold ---- */

typedef struct cli_finding {
    const char *name; /* key of the figure */
    double value;
    int32_t binding;
    wfm_status status;
} cli_finding;

static cli_finding find_it(const cli_options *options)
{
    cli_finding found = {"answer_within_s", NO_NUMBER, WFM_BINDING_SERVICE_LEVEL, WFM_OK};
    wfm_queue queue = options_queue(options);
    wfm_targets targets = options_targets(options);
    if (options->find == FIND_CALLS) {
        found.name = "calls";
        found.status = wfm_staffing_calls(&queue, &targets, &found.value, &found.binding);
    } else if (options->find == FIND_AHT) {
        found.name = "aht_s";
        found.status = wfm_staffing_aht(&queue, &targets, &found.value, &found.binding);
    } else {
        found.status = wfm_staffing_answer_within(&queue, &targets, &found.value);
    }
    return found;
}

static void finding_in_words(const cli_finding *found, const cli_sink *sink, const cli_options *options)
{
    FILE *out = sink->file;
    char targets[TARGETS_SIZE];
    const double *constant = options->constant;
    const char *agents = constant[INPUT_SCHEDULED] == 1 ? " agent" : " agents";
    words(out, "", LOOK_NUMBER, constant[INPUT_SCHEDULED], agents);
    fputs(options->find == FIND_ANSWER_WITHIN ? " answer " : " hold at most ", out);
    targets_write(constant, targets);
    if (options->find == FIND_CALLS) {
        words(out, sink_bold(sink), LOOK_TENTHS, found->value, " calls");
        words(out, " in ", LOOK_NUMBER, constant[INPUT_INTERVAL] / 60, " min");
    } else if (options->find == FIND_AHT) {
        words(out, sink_bold(sink), LOOK_TENTHS, found->value, " s of handle time");
    } else {
        words(out, "", LOOK_PERCENT, constant[INPUT_SERVICE_LEVEL], " of the calls within ");
        words(out, sink_bold(sink), LOOK_TENTHS, found->value, " s");
    }
    fputs(sink_normal(sink), out);
    if (options->find != FIND_ANSWER_WITHIN) fprintf(out, " with %s", targets);
    if (options->default_target) fputs(" (the default target)", out);
    if (found->status != WFM_OK) fprintf(out, "\nnote: %s", wfm_status_text(found->status));
    fputc('\n', out);
}

static void write_finding(const cli_finding *found, const cli_sink *sink, const cli_options *options)
{
    FILE *out = sink->file;
    char status[STATUS_SIZE];
    double agents = options->constant[INPUT_SCHEDULED];
    status_words(found->status, status);
    if (sink->form == FORM_PLAIN) {
        write_csv_number(out, found->value);
        fputc('\n', out);
    } else if (sink->form == FORM_CSV) {
        fprintf(out, "agents,%s,status,binding\n", found->name);
        write_csv_number(out, agents);
        fputc(',', out);
        write_csv_number(out, found->value);
        fprintf(out, ",%s,%s\n", status, binding_word(found->binding));
    } else if (sink->form == FORM_JSON) {
        fputs("{\"schema\": \"wfm-find-1\", \"rows\": [\n  {\"agents\": ", out);
        write_json_number(out, agents);
        write_json_key(out, found->name, false);
        write_json_number(out, found->value);
        fprintf(out, ", \"status\": \"%s\", \"binding\": \"%s\"}]", status, binding_word(found->binding));
        write_json_input(out, "agents", options, options->constant);
        fputs("}\n", out);
    } else {
        finding_in_words(found, sink, options);
    }
}

static int find_other(const cli_options *options)
{
    cli_sink sink;
    cli_finding found = find_it(options);
    if (wfm_failed(found.status)) {
        fprintf(stderr, "wfm: %s\n", wfm_status_text(found.status));
        return EXIT_USAGE;
    }
    if (!sink_open(&sink, options)) return EXIT_OUTPUT;
    write_finding(&found, &sink, options);
    return sink_close(&sink, true, found.status == WFM_OK ? EXIT_FINE : EXIT_NOT_REACHABLE);
}

/* ---- the command ---- */

static bool need(const cli_options *options, cli_input input, const char *option)
{
    if (option_given(options, input)) return true;
    fprintf(stderr, "wfm: %s is missing: wfm agents --calls 250 --interval 30m --aht 210 --sl 80/20\n", option);
    return false;
}

/* Everything but what is to be found. */
static bool is_complete(const cli_options *options)
{
    bool complete = need(options, INPUT_INTERVAL, "--interval");
    if (options->find != FIND_CALLS) complete = need(options, INPUT_CALLS, "--calls") && complete;
    if (options->find != FIND_AHT) complete = need(options, INPUT_AHT, "--aht") && complete;
    if (options->find != FIND_AGENTS) complete = need(options, INPUT_SCHEDULED, "--agents") && complete;
    if (options->find == FIND_ANSWER_WITHIN) complete = need(options, INPUT_SERVICE_LEVEL, "--sl") && complete;
    return complete;
}

int agents_command(int count, char **arguments)
{
    cli_options options;
    int code = EXIT_USAGE;
    if (options_read(&options, COMMAND_AGENTS, count, arguments)) {
        if (options.help)
            code = help_command("agents");
        else if (is_complete(&options))
            code = options.find == FIND_AGENTS ? find_agents(&options) : find_other(&options);
    }
    options_free(&options);
    return code;
}
