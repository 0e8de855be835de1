/* SPDX-License-Identifier: MIT */
/* `wfm risk`: the service level that a day with given agents will come to, as a random number. */
#include "cli/risk_command.h"

#include "cli/commands.h"
#include "cli/models.h"
#include "cli/when.h"

#include <math.h>
#include <stdlib.h>

const double risk_shares[QUANTILES] = {0.05, 0.25, 0.5, 0.75, 0.95};

/* ---- a day ---- */

double risk_chance(const risk_day *day, double level)
{
    const wfm_realised *r = &day->realised;
    wfm_realised again = WFM_REALISED_INIT;
    if (!(level > 0)) return 1;
    wfm_queue_realised_day(1, &r->calls, 0, &r->mean, 0, &r->variance, 0, level, &again);
    return again.chance;
}

/* The level below which a day ends with a probability: where the chance has fallen to what is left. */
static double quantile(const risk_day *day, double probability)
{
    double low = 0, high = 1;
    if (!(day->realised.variance > 0)) return day->realised.mean;
    for (int halving = 0; halving < 60; halving++) {
        double middle = (low + high) / 2;
        bool above = risk_chance(day, middle) > 1 - probability;
        *(above ? &low : &high) = middle;
    }
    return high;
}

static bool settle_day(cli_risk *risk, risk_day *day)
{
    size_t count = (size_t)(day->end - day->first);
    double *columns = allocate(3 * count, sizeof *columns);
    double weighted = 0;
    day->calls = 0;
    for (size_t i = 0; i < count; i++) {
        const risk_row *row = &risk->rows[day->first + (int64_t)i];
        columns[3 * i] = row->realised.calls;
        columns[3 * i + 1] = row->realised.level;
        columns[3 * i + 2] = row->realised.variance;
        day->calls += row->calls;
        weighted += row->calls * row->target;
    }
    const risk_row *first = &risk->rows[day->first];
    bool alike = true;
    for (int64_t row = day->first; row < day->end; row++)
        alike = alike && risk->rows[row].target == first->target;
    day->target = alike || !(day->calls > 0) ? first->target : fmin(weighted / day->calls, 1);
    day->realised = (wfm_realised)WFM_REALISED_INIT;
    wfm_status status =
        wfm_queue_realised_day(count, columns, 3, columns + 1, 3, columns + 2, 3, day->target, &day->realised);
    free(columns);
    bool single = count == 1 && !isnan(first->realised.chance);
    if (single) day->realised = first->realised; /* exact, where a sum of intervals is not */
    for (int i = 0; i < QUANTILES; i++)
        day->quantile[i] = quantile(day, risk_shares[i]);
    if (!wfm_failed(status)) return true;
    fprintf(stderr, "%s: %s\n", risk->file.name, wfm_status_text(status));
    return false;
}

/* ---- an interval ---- */

/* The library's 0 for "not given". */
static double given(const cli_grid *grid, cli_input input, int64_t row)
{
    double value = grid_value(grid, input, row);
    return isnan(value) ? 0 : value;
}

static wfm_queue queue_of(const cli_risk *risk, int64_t row, double agents)
{
    const cli_grid *grid = &risk->grid;
    wfm_queue q = WFM_QUEUE_INIT;
    q.calls = given(grid, INPUT_CALLS, row);
    bool idle = q.calls == 0;
    q.interval_s = given(grid, INPUT_INTERVAL, row);
    q.aht_s = idle ? 1 : given(grid, INPUT_AHT, row);
    q.acw_s = idle ? 0 : given(grid, INPUT_ACW, row);
    q.agents = agents;
    q.answer_within_s = given(grid, INPUT_ANSWER_WITHIN, row);
    q.patience_s = given(grid, INPUT_PATIENCE, row);
    q.lines = given(grid, INPUT_LINES, row);
    q.short_abandon_s = given(grid, INPUT_SHORT_ABANDON, row);
    q.treatment_s = given(grid, INPUT_TREATMENT, row);
    q.service_rule = risk->options->service_rule;
    q.flags = risk->options->flags;
    return q;
}

/* With agents without end, where no number meets the target, everybody is answered at once. */
static wfm_realised certain(double calls)
{
    wfm_realised realised = WFM_REALISED_INIT;
    realised.level = realised.mean = realised.chance = 1;
    realised.calls = calls;
    return realised;
}

/* Next to overload the spread of a level is not known: the largest that it can have is taken. */
static wfm_status widest(cli_risk *risk, int64_t at, const wfm_queue *q, risk_row *row)
{
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    wfm_status status = wfm_queue_evaluate(q, &metrics);
    double level = metrics.service_level, variance = level * (1 - level);
    row->realised = certain(row->calls);
    row->realised.level = row->realised.mean = level;
    row->realised.variance = variance;
    row->realised.standard_deviation = sqrt(variance);
    row->realised.chance = NO_NUMBER;
    csv_warning(&risk->file, (size_t)risk->grid.position[at],
                "so near to overload the spread of the level is not known: the largest possible is taken");
    return status;
}

static bool settle_row(cli_risk *risk, int64_t at)
{
    risk_row *row = &risk->rows[at];
    double scheduled = grid_value(&risk->grid, INPUT_SCHEDULED, at);
    row->agents = isnan(scheduled) ? staff_value(&risk->staff, KEY_AGENTS, at) : scheduled;
    if (isnan(scheduled)) risk->worst |= staff_status(&risk->staff, at);
    row->calls = given(&risk->grid, INPUT_CALLS, at);
    row->target = given(&risk->grid, INPUT_SERVICE_LEVEL, at);
    row->realised = certain(row->calls);
    if (isinf(row->agents)) return true;
    wfm_queue q = queue_of(risk, at, row->agents);
    wfm_status status = wfm_queue_realised(&q, 1, row->target, &row->realised);
    if (status == WFM_TOO_MANY_STATES) status = widest(risk, at, &q, row);
    if (!wfm_failed(status)) {
        risk->noted |= status;
        return true;
    }
    csv_error(&risk->file, (size_t)risk->grid.position[at], "%s", wfm_status_text(status));
    return false;
}

/* ---- the file ---- */

/* What has no distribution of its level in the library, and a row without a level. */
static bool row_fits(cli_risk *risk, int64_t row)
{
    static const cli_input strange[] = {INPUT_REDIAL, INPUT_RECONNECT, INPUT_LOAD_CV};
    cli_grid *grid = &risk->grid;
    size_t position = (size_t)grid->position[row];
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
        if (!(grid_value(grid, strange[i], row) > 0)) continue;
        csv_error(&risk->file, position, "%s: wfm risk knows queues without it; leave the column out",
                  input_columns[strange[i]].name);
        return false;
    }
    double service_cv = grid_value(grid, INPUT_SERVICE_CV, row);
    if (!isnan(service_cv) && service_cv != 1) {
        csv_error(&risk->file, position, "service_cv: wfm risk knows exponential handle times; leave the column out");
        return false;
    }
    if (given(grid, INPUT_SERVICE_LEVEL, row) > 0) return true;
    csv_error(&risk->file, position, "no service level in this row: fill sl, or give --sl 80/20");
    return false;
}

/* Patience of another law, which columns alone can give here. */
static bool law_fits(cli_risk *risk)
{
    if (!law_is_active(risk->options)) return true;
    int role = risk->options->balk > 0 ? ROLE_BALK : ROLE_PATIENCE_LAW;
    csv_error(&risk->file, grid_column_of(&risk->grid, role)->position,
              "%s: wfm risk knows queues without it; leave the column out", role_name(role));
    return false;
}

/* Agents that no column and no option gives are those of a plan. */
static bool staff_rows(cli_risk *risk)
{
    const cli_grid *grid = &risk->grid;
    for (int64_t row = 0; row < grid->count && !risk->staffed; row++)
        risk->staffed = isnan(grid_value(grid, INPUT_SCHEDULED, row));
    if (!risk->staffed) return true;
    staff_begin(&risk->staff, grid, risk->options, true);
    for (int64_t first = 0, end = 0; first < grid->count; first = end) {
        end = grid_day_end(grid, first);
        if (!staff_group(&risk->staff, first, end)) return false;
    }
    return true;
}

/* A plan's own agents are a result, which is found anew. */
static void tell_agents(cli_risk *risk)
{
    const cli_grid *grid = &risk->grid;
    for (size_t i = 0; i < grid->column_count && risk->staffed; i++) {
        if (!span_equals(grid->columns[i].name, "agents")) continue;
        csv_warning(&risk->file, grid->columns[i].position,
                    "column \"agents\" is found anew: name it \"scheduled\" if these are the agents to judge");
    }
}

static bool settle(cli_risk *risk)
{
    const cli_grid *grid = &risk->grid;
    bool fine = law_fits(risk);
    for (int64_t row = 0; row < grid->count; row++)
        fine = row_fits(risk, row) && fine;
    if (!fine || !staff_rows(risk)) return false;
    tell_agents(risk);
    risk->rows = allocate((size_t)grid->count, sizeof *risk->rows);
    risk->days = allocate((size_t)grid->count, sizeof *risk->days);
    for (int64_t row = 0; row < grid->count; row++)
        fine = settle_row(risk, row) && fine;
    for (int64_t first = 0, end = 0; first < grid->count && fine; first = end) {
        end = grid_day_end(grid, first);
        risk_day *day = &risk->days[risk->day_count++];
        day->first = first;
        day->end = end;
        fine = settle_day(risk, day);
    }
    return fine;
}

void risk_name(const cli_risk *risk, const risk_day *day, char text[RISK_NAME_SIZE])
{
    const cli_grid *grid = &risk->grid;
    char date[WHEN_SIZE] = "";
    span queue = grid->has_queue ? grid->queues[grid->queue[day->first]] : span_of("");
    if (grid->has_date) when_write_weekday(grid_day(grid, day->first), date);
    bool both = queue.size > 0 && date[0] != '\0';
    snprintf(text, RISK_NAME_SIZE, "%s%s%s", shown_of(queue).text, both ? ", " : "", date);
}

static int write_all(cli_risk *risk)
{
    if (risk->options->svg != NULL && !risk_svg_fits(risk)) return EXIT_USAGE;
    if (!sink_open_both(&risk->sink, &risk->picture, risk->options)) return EXIT_OUTPUT;
    risk_write(risk);
    if (risk->picture.file != NULL) risk_svg(risk->picture.file, risk);
    bool missed = (risk->worst & (WFM_CAVEAT_OVERLOADED | WFM_CAVEAT_TARGET_MISSED)) != 0;
    return sink_close_both(&risk->sink, &risk->picture, true, missed ? EXIT_NOT_REACHABLE : EXIT_FINE);
}

static int risk_of(cli_options *options)
{
    cli_risk risk = {.options = options};
    int code = EXIT_USAGE;
    if (csv_load(&risk.file, options->file)) {
        bool read = csv_begin(&risk.file) && grid_read(&risk.grid, &risk.file, options);
        bool ruled = !read || !grid_hangs_up(&risk.grid) || options_have_rule(options);
        bool fine = read && ruled && settle(&risk);
        csv_close_messages(&risk.file);
        code = ruled ? EXIT_BAD_DATA : EXIT_USAGE;
        if (fine) code = write_all(&risk);
    }
    if (risk.staffed) staff_free(&risk.staff);
    free(risk.rows);
    free(risk.days);
    grid_free(&risk.grid);
    csv_free(&risk.file);
    return code;
}

int risk_command(int count, char **arguments)
{
    cli_options options;
    int code = EXIT_USAGE;
    if (!options_read(&options, COMMAND_RISK, count, arguments)) {
        code = EXIT_USAGE;
    } else if (options.help) {
        code = help_command("risk");
    } else if (options.file == NULL) {
        fputs("wfm: which file? wfm risk FILE.csv, or wfm risk - for standard input\n", stderr);
    } else {
        code = risk_of(&options);
    }
    options_free(&options);
    return code;
}
