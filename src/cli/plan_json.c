/* SPDX-License-Identifier: MIT */
/* What stands behind the rows of a plan in JSON: totals, and what was asked. */
#include "cli/plan_command.h"
#include "cli/when.h"

#include <string.h>

/* A total's members that are numbers, by their names in the library. */
#define TOTAL(member)                                                                                                  \
    {                                                                                                                  \
#member, offsetof(wfm_plan_totals, member)                                                                     \
    }
static const struct {
    const char *name;
    size_t offset;
} number_totals[] = {TOTAL(calls),
                     TOTAL(aht_s),
                     TOTAL(agent_hours),
                     TOTAL(rostered_hours),
                     TOTAL(fte),
                     TOTAL(service_level),
                     TOTAL(asa_s),
                     TOTAL(occupancy),
                     TOTAL(peak_agents),
                     TOTAL(peak_rostered),
                     TOTAL(scheduled_hours),
                     TOTAL(gap_hours),
                     TOTAL(short_hours),
                     TOTAL(service_level_scheduled),
                     TOTAL(asa_scheduled_s),
                     TOTAL(peak_trunks),
                     TOTAL(deferred_hours),
                     TOTAL(abandonment),
                     TOTAL(blocking),
                     TOTAL(abandoned_calls),
                     TOTAL(blocked_calls),
                     TOTAL(abandonment_scheduled),
                     TOTAL(blocking_scheduled)};
static const struct {
    const char *name;
    size_t offset;
} count_totals[] = {TOTAL(intervals),
                    TOTAL(overloaded_intervals),
                    TOTAL(missed_intervals),
                    TOTAL(over_occupancy_intervals),
                    TOTAL(scheduled_intervals),
                    TOTAL(short_intervals),
                    TOTAL(overloaded_scheduled_intervals)};
#undef TOTAL

static void write_peak_start(const cli_plan *plan, int64_t row)
{
    const cli_grid *grid = &plan->grid;
    char date[WHEN_SIZE], time[WHEN_SIZE];
    int64_t day = grid_day(grid, row);
    when_write_date(day, date);
    when_write_time(grid->time[row] - day * DAY_S, time);
    write_json_key(plan->sink.file, "peak_start", false);
    fprintf(plan->sink.file, "\"%s%s%s\"", grid->has_date ? date : "", grid->has_date ? " " : "", time);
}

static void json_total(cli_plan *plan, const char *of, int64_t row, const wfm_plan_totals *totals)
{
    FILE *out = plan->sink.file;
    char text[WHEN_SIZE];
    fprintf(out, "%s\n  {\"of\": \"%s\"", plan->writer.begun ? "," : "", of);
    plan->writer.begun = true;
    bool of_queue = plan->grid.has_queue && strcmp(of, "all") != 0;
    if (of_queue) {
        write_json_key(out, "queue", false);
        write_json_text(out, plan_queue_name(plan, row), true); /* a quote in a field is always double */
    }
    if (plan->grid.has_date && strcmp(of, "day") == 0) {
        when_write_date(grid_day(&plan->grid, row), text);
        fprintf(out, ", \"date\": \"%s\"", text);
    }
    write_peak_start(plan, totals->peak_row);
    for (size_t i = 0; i < sizeof number_totals / sizeof *number_totals; i++) {
        double value;
        memcpy(&value, (const char *)totals + number_totals[i].offset, sizeof value);
        write_json_key(out, number_totals[i].name, false);
        write_json_number(out, value);
    }
    for (size_t i = 0; i < sizeof count_totals / sizeof *count_totals; i++) {
        int64_t value;
        memcpy(&value, (const char *)totals + count_totals[i].offset, sizeof value);
        fprintf(out, ", \"%s\": %lld", count_totals[i].name, (long long)value);
    }
    fputc('}', out);
}

void plan_json_end(cli_plan *plan)
{
    const cli_grid *grid = &plan->grid;
    fputs("],\n\"totals\": [", plan->sink.file);
    plan->writer.begun = false;
    for (int64_t first = 0, end = 0; first < grid->count; first = end) {
        end = grid_queue_end(grid, first);
        for (int64_t day = first, next = 0; day < end; day = next) {
            next = grid_day_end(grid, day);
            wfm_plan_totals totals = staff_totals(&plan->staff, day, next, 1);
            json_total(plan, "day", day, &totals);
        }
        wfm_plan_totals totals = staff_totals(&plan->staff, first, end, plan_days_of_queue(plan, first, end));
        if (grid->has_queue) json_total(plan, "queue", first, &totals);
    }
    wfm_plan_totals totals = plan_totals(plan);
    json_total(plan, "all", 0, &totals);
    fputs("]", plan->sink.file);
    write_json_input(plan->sink.file, "plan", plan->options, grid->constant, grid);
    fputs("}\n", plan->sink.file);
}
