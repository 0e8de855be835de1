/* SPDX-License-Identifier: MIT */
/* `wfm curve`: one interval, a row for each number of agents around the answer. */
#include "cli/curve_command.h"

#include "cli/commands.h"
#include "cli/verdict.h"
#include "cli/write.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 1000000, AROUND = 20 }; /* rows at all; rows on each side of the answer by default */

static const curve_figure figures[] = {
    {"wait_probability", "waiting", LOOK_PERCENT, offsetof(wfm_queue_metrics, wait_probability), -1},
    {"asa_s", "ASA s", LOOK_TENTHS, offsetof(wfm_queue_metrics, asa_s), -1},
    {"mean_wait_of_waiting_s", "wait s", LOOK_TENTHS, offsetof(wfm_queue_metrics, mean_wait_of_waiting_s), -1},
    {"queue_mean", "queue", LOOK_TENTHS, offsetof(wfm_queue_metrics, queue_mean), -1},
    {"queue_mean_when_busy", "when busy", LOOK_TENTHS, offsetof(wfm_queue_metrics, queue_mean_when_busy), -1},
    {"service_level", "SL", LOOK_PERCENT, offsetof(wfm_queue_metrics, service_level), -1},
    {"occupancy", "occupancy", LOOK_PERCENT, offsetof(wfm_queue_metrics, occupancy), -1},
    {"trunk_load_erl", "trunk load", LOOK_TENTHS, offsetof(wfm_queue_metrics, trunk_load_erl), -1},
    {"abandonment", "hang up", LOOK_PERCENT, offsetof(wfm_queue_metrics, abandonment), INPUT_PATIENCE},
    {"blocking", "turned away", LOOK_PERCENT, offsetof(wfm_queue_metrics, blocking), INPUT_LINES},
};

enum { FIGURES = sizeof figures / sizeof *figures };

static const double MOST_AGENTS = 0x1p53;

bool curve_has(const cli_curve *curve, const curve_figure *figure)
{
    return figure->needs < 0 || option_given(curve->options, (cli_input)figure->needs);
}

static bool find_answer(cli_curve *curve)
{
    wfm_targets targets = options_targets(curve->options);
    wfm_staffing staffing = WFM_STAFFING_INIT;
    curve->status = wfm_staffing_agents(&curve->queue, &targets, &staffing);
    curve->answer = staffing.agents;
    if (!wfm_failed(curve->status)) return true;
    fprintf(stderr, "wfm: %s\n", wfm_status_text(curve->status));
    return false;
}

static double service_level_at(const cli_curve *curve, double agents)
{
    wfm_queue queue = curve->queue;
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    queue.agents = agents;
    wfm_queue_evaluate(&queue, &metrics);
    return metrics.service_level;
}

/* The first row of the default range: just above the load; where calls are lost, and every load is borne, from a service
 * level that prints as 0 %. */
static double first_row(const cli_curve *curve, double load, double middle)
{
    bool lost = option_given(curve->options, INPUT_PATIENCE) || option_given(curve->options, INPUT_LINES);
    double from = middle, least = fmax(middle - AROUND, 0);
    if (!lost) return fmin(middle, fmax(floor(load) + 1, least));
    while (from > least && service_level_at(curve, from) >= 0.005)
        from--;
    return fmax(from, 0);
}

/* By default up to a service level that prints as 100 %, but not far from the answer. */
static bool choose_range(cli_curve *curve)
{
    const cli_options *options = curve->options;
    double load = curve->queue.calls * curve->queue.aht_s / curve->queue.interval_s;
    double middle = isinf(curve->answer) ? floor(load) + 1 : curve->answer;
    curve->to = middle;
    if (fmax(middle, fmax(options->from, options->to)) >= MOST_AGENTS) {
        fputs("wfm: too many agents for a curve: beyond 2^53 one agent more is the same number\n", stderr);
        return false;
    }
    curve->from = first_row(curve, load, middle);
    while (curve->to < middle + AROUND && service_level_at(curve, curve->to) < 0.995)
        curve->to++;
    if (!isnan(options->from)) curve->from = options->from;
    if (!isnan(options->to)) curve->to = options->to;
    if (!isnan(options->from) && isnan(options->to)) curve->to = fmax(curve->to, curve->from);
    if (isnan(options->from) && !isnan(options->to)) curve->from = fmin(curve->from, curve->to);
    if (curve->from > curve->to) {
        fputs("wfm: --from is above --to: exchange them\n", stderr);
        return false;
    }
    if (curve->to - curve->from < MOST_ROWS) return true;
    fprintf(stderr, "wfm: more than %d rows: bring --from and --to closer together\n", MOST_ROWS);
    return false;
}

/* The name of a column of callers still waiting, such as waiting_20_s. */
static void waiting_name(double t_s, char text[64])
{
    char number[NUMBER_SIZE];
    number_write(t_s, number);
    snprintf(text, 64, "waiting_%s_s", number);
}

static double figure_of(const wfm_queue_metrics *metrics, int i)
{
    double value;
    memcpy(&value, (const char *)metrics + figures[i].offset, sizeof value);
    return value;
}

static void table_head(cli_curve *curve)
{
    table_column_add(&curve->table, "agents", false, 0);
    for (int i = 0; i < FIGURES; i++) {
        if (curve_has(curve, &figures[i])) table_column_add(&curve->table, figures[i].head, false, 0);
    }
    for (size_t i = 0; i < curve->options->waiting_count; i++) {
        char number[NUMBER_SIZE], text[64];
        number_write(curve->options->waiting[i], number);
        snprintf(text, sizeof text, "> %s s", number);
        table_column_add(&curve->table, text, false, 0);
    }
    table_column_add(&curve->table, "", true, 0);
}

static void table_row(cli_curve *curve, const wfm_queue_metrics *metrics)
{
    char text[NUMBER_SIZE];
    int column = 0;
    table_row_add(&curve->table, false);
    look_write(LOOK_NUMBER, curve->queue.agents, text);
    table_cell_set(&curve->table, column++, text);
    for (int i = 0; i < FIGURES; i++) {
        if (!curve_has(curve, &figures[i])) continue;
        look_write(figures[i].look, figure_of(metrics, i), text);
        table_cell_set(&curve->table, column++, text);
    }
    for (size_t i = 0; i < curve->options->waiting_count; i++) {
        look_write(LOOK_WHOLE, curve->waiting[i], text);
        table_cell_set(&curve->table, column++, text);
    }
    table_cell_set(&curve->table, column, curve->queue.agents == curve->answer ? "<- answer" : "");
}

static void csv_head(const cli_curve *curve)
{
    FILE *out = curve->sink.file;
    fputs("agents", out);
    for (int i = 0; i < FIGURES; i++) {
        if (curve_has(curve, &figures[i])) fprintf(out, ",%s", figures[i].name);
    }
    for (size_t i = 0; i < curve->options->waiting_count; i++) {
        char name[64];
        waiting_name(curve->options->waiting[i], name);
        fprintf(out, ",%s", name);
    }
    fputs(",answer\n", out);
}

static void csv_row(const cli_curve *curve, const wfm_queue_metrics *metrics)
{
    FILE *out = curve->sink.file;
    write_csv_number(out, curve->queue.agents);
    for (int i = 0; i < FIGURES; i++) {
        if (!curve_has(curve, &figures[i])) continue;
        fputc(',', out);
        write_csv_number(out, figure_of(metrics, i));
    }
    for (size_t i = 0; i < curve->options->waiting_count; i++) {
        fputc(',', out);
        write_csv_number(out, curve->waiting[i]);
    }
    fputs(curve->queue.agents == curve->answer ? ",1\n" : ",0\n", out);
}

static void json_row(const cli_curve *curve, const wfm_queue_metrics *metrics)
{
    FILE *out = curve->sink.file;
    fputs(curve->queue.agents == curve->from ? "\n  {\"agents\": " : ",\n  {\"agents\": ", out);
    write_json_number(out, curve->queue.agents);
    for (int i = 0; i < FIGURES; i++) {
        if (!curve_has(curve, &figures[i])) continue;
        write_json_key(out, figures[i].name, false);
        write_json_number(out, figure_of(metrics, i));
    }
    for (size_t i = 0; i < curve->options->waiting_count; i++) {
        char name[64];
        waiting_name(curve->options->waiting[i], name);
        write_json_key(out, name, false);
        write_json_number(out, curve->waiting[i]);
    }
    fprintf(out, ", \"answer\": %s}", curve->queue.agents == curve->answer ? "true" : "false");
}

static void begin(cli_curve *curve)
{
    switch (curve->sink.form) {
    case FORM_CSV: csv_head(curve); break;
    case FORM_JSON: fputs("{\"schema\": \"wfm-curve-1\", \"rows\": [", curve->sink.file); break;
    default: table_head(curve);
    }
}

static void write_row(cli_curve *curve)
{
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    const cli_options *options = curve->options;
    wfm_queue_evaluate(&curve->queue, &metrics);
    wfm_queue_still_waiting(&curve->queue, options->waiting_count, options->waiting, 1, curve->waiting, 1, NULL);
    switch (curve->sink.form) {
    case FORM_CSV: csv_row(curve, &metrics); break;
    case FORM_JSON: json_row(curve, &metrics); break;
    default: table_row(curve, &metrics);
    }
}

static void finish(cli_curve *curve)
{
    FILE *out = curve->sink.file;
    switch (curve->sink.form) {
    case FORM_CSV: return;
    case FORM_JSON:
        fputs("]", out);
        write_json_input(out, "curve", curve->options, curve->options->constant, NULL);
        fputs("}\n", out);
        return;
    default: break;
    }
    char targets[TARGETS_SIZE], answer[NUMBER_SIZE];
    table_write(&curve->table, &curve->sink);
    targets_write(curve->options->constant, curve->options, targets);
    notes_write(&curve->sink, "\n", curve->status & WFM_CAVEAT_LINES_APPROXIMATE);
    look_write(LOOK_NUMBER, curve->answer, answer);
    fprintf(out, "\n%s%s agents for %s%s%s\n", sink_bold(&curve->sink), answer, targets,
            curve->options->default_target ? " (the default target)" : "", sink_normal(&curve->sink));
}

static int draw(cli_curve *curve)
{
    if (!sink_open_both(&curve->sink, &curve->picture, curve->options)) return EXIT_OUTPUT;
    curve->waiting = allocate(curve->options->waiting_count, sizeof *curve->waiting);
    begin(curve);
    int64_t rows = (int64_t)(curve->to - curve->from) + 1;
    for (int64_t i = 0; i < rows; i++) {
        curve->queue.agents = curve->from + (double)i;
        write_row(curve);
    }
    finish(curve);
    if (curve->picture.file != NULL) curve_svg(curve->picture.file, curve);
    table_free(&curve->table);
    free(curve->waiting);
    wfm_status missed = curve->status & (WFM_CAVEAT_OVERLOADED | WFM_CAVEAT_TARGET_MISSED);
    int code = missed != 0 ? EXIT_NOT_REACHABLE : EXIT_FINE;
    return sink_close_both(&curve->sink, &curve->picture, true, code);
}

static int curve_of(const cli_options *options)
{
    static const cli_input needed[] = {INPUT_CALLS, INPUT_INTERVAL, INPUT_AHT};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (option_given(options, needed[i])) continue;
        fprintf(stderr, "wfm: %s is missing: wfm curve --calls 250 --interval 30m --aht 210 --acw 30 --sl 80/20\n",
                input_columns[needed[i]].option);
        return EXIT_USAGE;
    }
    cli_curve curve = {.options = options, .queue = options_queue(options)};
    if (!find_answer(&curve)) return EXIT_USAGE;
    if (!choose_range(&curve)) return EXIT_USAGE;
    return draw(&curve);
}

int curve_command(int count, char **arguments)
{
    cli_options options;
    int code = EXIT_USAGE;
    if (options_read(&options, COMMAND_CURVE, count, arguments)) {
        code = options.help ? help_command("curve") : curve_of(&options);
    }
    options_free(&options);
    return code;
}
