/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "cli/plan_command.h"

#include "cli/commands.h"
#include "cli/verdict.h"

#include <stdlib.h>
#include <unistd.h>

span plan_queue_name(const cli_plan *plan, int64_t row)
{
    return plan->grid.has_queue ? plan->grid.queues[plan->grid.queue[row]] : span_of("");
}

typedef struct cli_moment {
    int64_t time, row;
} cli_moment;

static int compare_moments(const void *left, const void *right)
{
    const cli_moment *a = left, *b = right;
    if (a->time != b->time) return a->time < b->time ? -1 : 1;
    return a->row < b->row ? -1 : 1;
}

static void order_by_time(cli_plan *plan)
{
    const cli_grid *grid = &plan->grid;
    size_t count = (size_t)grid->count;
    cli_moment *moments = allocate(count, sizeof *moments);
    for (int64_t row = 0; row < grid->count; row++)
        moments[row] = (cli_moment){grid->time[row], row};
    qsort(moments, count, sizeof *moments, compare_moments);
    plan->by_time = allocate(count, sizeof *plan->by_time);
    for (size_t i = 0; i < count; i++)
        plan->by_time[i] = moments[i].row;
    free(moments);
}

int64_t plan_same_day_end(const cli_plan *plan, int64_t at)
{
    int64_t end = at, day = grid_day(&plan->grid, plan->by_time[at]);
    while (end < plan->grid.count && grid_day(&plan->grid, plan->by_time[end]) == day)
        end++;
    return end;
}

int64_t plan_days_of_queue(const cli_plan *plan, int64_t first, int64_t end)
{
    int64_t days = 0;
    for (int64_t row = first; row < end; row = grid_day_end(&plan->grid, row))
        days++;
    return days;
}

int64_t plan_days_of_all(const cli_plan *plan)
{
    if (plan->by_time == NULL) return plan_days_of_queue(plan, 0, plan->grid.count);
    int64_t days = 0;
    for (int64_t at = 0; at < plan->grid.count; at = plan_same_day_end(plan, at))
        days++;
    return days;
}

wfm_plan_totals plan_totals(const cli_plan *plan)
{
    int64_t days = plan_days_of_all(plan);
    if (plan->by_time == NULL) return staff_totals(&plan->staff, 0, plan->grid.count, days);
    return staff_totals_listed(&plan->staff, plan->by_time, plan->grid.count, days);
}

static bool is_table(const cli_plan *plan)
{
    switch (plan->sink.form) {
    case FORM_TABLE:
    case FORM_WIDE:
    case FORM_MARKDOWN: return true;
    default: return false;
    }
}

static bool write_group(cli_plan *plan, int64_t first, int64_t end)
{
    if (is_table(plan)) {
        plan_table_day(plan, first, end);
    } else if (plan->sink.form == FORM_JSON) {
        write_json_rows(&plan->writer, first, end);
    } else {
        write_csv_rows(&plan->writer, first, end);
    }
    return ferror(plan->sink.file) == 0;
}

static void begin_output(cli_plan *plan)
{
    if (plan->sink.form == FORM_CSV) write_csv_head(&plan->writer);
    if (plan->sink.form == FORM_JSON) fputs("{\"schema\": \"wfm-plan-1\", \"rows\": [", plan->sink.file);
}

static void end_output(cli_plan *plan)
{
    if (is_table(plan)) {
        plan_table_end(plan);
    } else if (plan->sink.form == FORM_JSON) {
        plan_json_end(plan);
    } else if (isatty(STDERR_FILENO) == 1) {
        wfm_plan_totals totals = plan_totals(plan);
        verdict_write(stderr, &plan->sink, &plan->grid, plan->options, &totals);
    }
}

/* Staffs and writes day by day. False: the rest would be in vain. */
static bool write_plan(cli_plan *plan)
{
    const cli_grid *grid = &plan->grid;
    begin_output(plan);
    for (int64_t first = 0, end = 0; first < grid->count; first = end) {
        end = grid_day_end(grid, first);
        if (!staff_group(&plan->staff, first, end)) return false;
        if (!write_group(plan, first, end)) return false;
    }
    end_output(plan);
    return true;
}

static int staff_and_write(cli_plan *plan)
{
    if (!sink_open_both(&plan->sink, &plan->picture, plan->options)) return EXIT_OUTPUT;
    bool totalled = plan->sink.form != FORM_CSV || isatty(STDERR_FILENO) == 1;
    bool kept = totalled || plan->picture.file != NULL;
    staff_begin(&plan->staff, &plan->grid, plan->options, kept);
    writer_begin(&plan->writer, plan->sink.file, &plan->grid, &plan->staff);
    if (kept && plan->grid.queue_count > 1) order_by_time(plan);
    bool whole = write_plan(plan);
    bool drawn = whole && plan->picture.file != NULL;
    if (drawn) plan_svg(plan->picture.file, plan);
    int code = sink_close_both(&plan->sink, &plan->picture, whole, staff_exit_code(&plan->staff));
    writer_end(&plan->writer);
    staff_free(&plan->staff);
    free(plan->by_time);
    return code;
}

/* What of the command line only the file tells to be a mistake. */
static bool plan_fits(const cli_plan *plan)
{
    if (grid_hangs_up(&plan->grid) && !options_have_rule(plan->options)) return false;
    return plan->options->svg == NULL || plan_svg_fits(plan);
}

static int plan_file(cli_options *options)
{
    cli_plan plan = {.options = options};
    int code = EXIT_USAGE;
    if (csv_load(&plan.file, options->file)) {
        bool fine = csv_begin(&plan.file) && grid_read(&plan.grid, &plan.file, options);
        csv_close_messages(&plan.file);
        code = fine ? EXIT_USAGE : EXIT_BAD_DATA;
        if (fine && plan_fits(&plan)) code = staff_and_write(&plan);
    }
    grid_free(&plan.grid);
    csv_free(&plan.file);
    return code;
}

int plan_command(int count, char **arguments)
{
    cli_options options;
    int code = EXIT_USAGE;
    if (!options_read(&options, COMMAND_PLAN, count, arguments)) {
        code = EXIT_USAGE;
    } else if (options.help) {
        code = help_command("plan");
    } else if (options.file == NULL) {
        fputs("wfm: which file? wfm plan FILE.csv, or wfm plan - for standard input\n", stderr);
    } else {
        code = plan_file(&options);
    }
    options_free(&options);
    return code;
}
