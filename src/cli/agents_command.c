/* SPDX-License-Identifier: MIT */
/* `wfm agents`: one interval. The agents that it needs, or what given agents can hold. */
#include "cli/commands.h"
#include "cli/find.h"
#include "cli/models.h"
#include "cli/verdict.h"
#include "cli/write.h"

#include <string.h>

static void demand_in_words(FILE *out, const double *given)
{
    figure_write(out, "", LOOK_NUMBER, given[INPUT_CALLS], " calls");
    figure_write(out, " in ", LOOK_NUMBER, given[INPUT_INTERVAL] / 60, " min");
    figure_write(out, ", AHT ", LOOK_NUMBER, given[INPUT_AHT], " s");
    if (!isnan(given[INPUT_PATIENCE])) figure_write(out, ", patience ", LOOK_NUMBER, given[INPUT_PATIENCE], " s");
    if (!isnan(given[INPUT_LINES])) figure_write(out, ", ", LOOK_NUMBER, given[INPUT_LINES], " lines");
}

/* Who is lost, and the lines that are sized, where either is asked about. */
static void lost_in_words(const cli_staff *staff, FILE *out)
{
    bool uncertain = grid_value(staff->grid, INPUT_LOAD_CV, 0) > 0;
    const struct {
        cli_key key;
        const char *name;
        cli_look look;
        const char *after;
    } figures[] = {{KEY_ABANDONMENT, "  calls lost          ", LOOK_PERCENT, " hang up\n"},
                   {KEY_BLOCKING, "  calls turned away   ", LOOK_PERCENT, "\n"},
                   {KEY_ATTEMPTS, "  all attempts        ", LOOK_TENTHS, " calls\n"},
                   {KEY_CHANCE, "  chance of the SL    ", LOOK_PERCENT,
                    uncertain ? " by the rate of calls\n" : " in this interval\n"},
                   {KEY_TRUNKS, "  lines to have       ", LOOK_NUMBER, "\n"}};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        if (!grid_has_key(staff->grid, figures[i].key)) continue;
        if (isnan(staff_value(staff, figures[i].key, 0))) continue;
        figure_write(out, figures[i].name, figures[i].look, staff_value(staff, figures[i].key, 0), figures[i].after);
    }
}

static void answer_in_words(const cli_staff *staff, const cli_sink *sink)
{
    FILE *out = sink->file;
    double agents = staff_value(staff, KEY_AGENTS, 0);
    figure_write(out, sink_bold(sink), LOOK_NUMBER, agents, agents == 1 ? " agent" : " agents");
    fprintf(out, " on the phones%s", sink_normal(sink));
    figure_write(out, ", ", LOOK_NUMBER, staff_value(staff, KEY_ROSTERED, 0), " to roster");
    double exactly = staff_value(staff, KEY_AGENTS_FRACTIONAL, 0);
    if (!isnan(exactly)) figure_write(out, " (exactly ", LOOK_TENTHS, exactly, ")");
    fputs("\n\n", out);
    figure_write(out, "  offered load        ", LOOK_TENTHS, staff_value(staff, KEY_LOAD, 0), " erlangs\n");
    figure_write(out, "  service level       ", LOOK_PERCENT, staff_value(staff, KEY_SERVICE_LEVEL, 0), "");
    figure_write(out, "  (one fewer ", LOOK_PERCENT, staff_value(staff, KEY_SERVICE_LEVEL_ONE_FEWER, 0), "");
    figure_write(out, ", one more ", LOOK_PERCENT, staff_value(staff, KEY_SERVICE_LEVEL_ONE_MORE, 0), ")\n");
    figure_write(out, "  average wait (ASA)  ", LOOK_TENTHS, staff_value(staff, KEY_ASA, 0), " s\n");
    figure_write(out, "  calls that wait     ", LOOK_PERCENT, staff_value(staff, KEY_WAIT_PROBABILITY, 0), "");
    figure_write(out, ", on average ", LOOK_TENTHS, staff_value(staff, KEY_MEAN_WAIT_OF_WAITING, 0), " s\n");
    figure_write(out, "  mean queue          ", LOOK_TENTHS, staff_value(staff, KEY_QUEUE_MEAN, 0), " calls\n");
    figure_write(out, "  occupancy           ", LOOK_PERCENT, staff_value(staff, KEY_OCCUPANCY, 0), "\n");
    figure_write(out, "  trunk load          ", LOOK_TENTHS, staff_value(staff, KEY_TRUNK_LOAD, 0), " erlangs\n");
    lost_in_words(staff, out);
    double scheduled = staff_value(staff, KEY_SCHEDULED, 0);
    if (isnan(scheduled)) return;
    figure_write(out, "\n  with ", LOOK_NUMBER, scheduled, " agents: ");
    figure_write(out, "service level ", LOOK_PERCENT, staff_value(staff, KEY_SERVICE_LEVEL_SCHEDULED, 0), "");
    figure_write(out, ", ASA ", LOOK_TENTHS, staff_value(staff, KEY_ASA_SCHEDULED, 0), " s");
    if (grid_has_key(staff->grid, KEY_ABANDONMENT))
        figure_write(out, ", ", LOOK_PERCENT, staff_value(staff, KEY_ABANDONMENT_SCHEDULED, 0), " hang up");
    if (grid_has_key(staff->grid, KEY_BLOCKING))
        figure_write(out, ", ", LOOK_PERCENT, staff_value(staff, KEY_BLOCKING_SCHEDULED, 0), " turned away");
    bool chance = grid_has_key(staff->grid, KEY_CHANCE) && !isnan(staff_value(staff, KEY_CHANCE_SCHEDULED, 0));
    if (chance) figure_write(out, ", chance of it ", LOOK_PERCENT, staff_value(staff, KEY_CHANCE_SCHEDULED, 0), "");
    figure_write(out, ", gap ", LOOK_NUMBER, staff_value(staff, KEY_GAP, 0), "\n");
}

static void table_answer(const cli_staff *staff, const cli_sink *sink, const cli_options *options)
{
    char targets[TARGETS_SIZE], model[MODEL_SIZE];
    targets_write(options->constant, options, targets);
    models_write(options->constant, NULL, options, model);
    demand_in_words(sink->file, options->constant);
    fprintf(sink->file, ", %s%s\n", targets, options->default_target ? " (the default target)" : "");
    if (model[0] != '\0') fprintf(sink->file, "model: %s\n", model);
    answer_in_words(staff, sink);
    if (staff_status(staff, 0) != WFM_OK) fputc('\n', sink->file);
    notes_write(sink, "  ", staff_status(staff, 0));
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
        write_json_input(sink->file, "agents", options, options->constant, NULL);
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
            code = options.find == FIND_AGENTS ? find_agents(&options) : find_from_agents(&options);
    }
    options_free(&options);
    return code;
}
