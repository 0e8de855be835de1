/* SPDX-License-Identifier: MIT */
/* A plan as tables: for a terminal, or as Markdown. */
#include "cli/chart.h"
#include "cli/plan_command.h"
#include "cli/table.h"
#include "cli/verdict.h"
#include "cli/when.h"

#include <stdlib.h>
#include <string.h>

/* The columns of the compact table: those with the highest number go first on a narrow terminal. */
typedef struct shown_key {
    int key;
    const char *head;
    int spare;
} shown_key;

static const shown_key compact[] = {
    {KEY_CALLS, "calls", 0},
    {KEY_AHT, "AHT s", 2},
    {KEY_LOAD, "load", 3},
    {KEY_AGENTS, "agents", 0},
    {KEY_DEFERRED_AGENTS, "deferred", 0},
    {KEY_ROSTERED, "to roster", 0},
    {KEY_SERVICE_LEVEL, "SL", 0},
    {KEY_ASA, "ASA s", 1},
    {KEY_ABANDONMENT, "hang up", 0},
    {KEY_BLOCKING, "turned away", 0},
    {KEY_ATTEMPTS, "attempts", 1},
    {KEY_CHANCE, "chance", 0},
    {KEY_WAIT_PROBABILITY, "waiting", 4},
    {KEY_OCCUPANCY, "occupancy", 1},
    {KEY_TRUNKS, "lines", 0},
    {KEY_SCHEDULED, "scheduled", 0},
    {KEY_GAP, "gap", 0},
    {KEY_SERVICE_LEVEL_SCHEDULED, "SL then", 1},
    {KEY_ABANDONMENT_SCHEDULED, "hang up then", 1},
    {KEY_BLOCKING_SCHEDULED, "turned away then", 1},
    {KEY_CHANCE_SCHEDULED, "chance then", 1},
};

enum { COMPACT = sizeof compact / sizeof *compact };

static bool is_of_schedule(int key)
{
    bool in_a_row = key >= KEY_SCHEDULED && key <= KEY_ASA_SCHEDULED;
    bool lost = key == KEY_ABANDONMENT_SCHEDULED || key == KEY_BLOCKING_SCHEDULED;
    return in_a_row || lost || key == KEY_CHANCE_SCHEDULED;
}

/* A narrow table has no columns of a schedule that is not there. */
static bool is_compact(const cli_plan *plan, int key)
{
    ptrdiff_t stride = 0;
    bool scheduled = grid_input(&plan->grid, INPUT_SCHEDULED, &stride) != NULL;
    if (is_of_schedule(key) && !scheduled) return false;
    return grid_has_key(&plan->grid, (cli_key)key);
}

/* The keys that a table shows, in order; returns how many. */
static int choose_keys(const cli_plan *plan, shown_key chosen[KEY_COUNT])
{
    int count = 0;
    if (plan->sink.form == FORM_WIDE) {
        for (int i = 0; i < KEY_COUNT; i++) {
            if (grid_has_key(&plan->grid, (cli_key)i)) chosen[count++] = (shown_key){i, key_columns[i].name, 0};
        }
        return count;
    }
    for (int i = 0; i < COMPACT; i++) {
        if (is_compact(plan, compact[i].key)) chosen[count++] = compact[i];
    }
    return count;
}

static void start_cell(const cli_plan *plan, cli_table *table, int64_t row)
{
    char text[WHEN_SIZE];
    when_write_time(plan->grid.time[row] - grid_day(&plan->grid, row) * DAY_S, text);
    table_cell_set(table, 0, text);
}

/* The worst that a person must know about a row. */
static const char *note_of(wfm_status status)
{
    static const struct {
        wfm_status caveat;
        const char *note;
    } notes[] = {{WFM_CAVEAT_OVERLOADED, "overloaded"},
                 {WFM_CAVEAT_TARGET_MISSED, "target missed"},
                 {WFM_CAVEAT_SCHEDULED_OVERLOADED, "schedule overloaded"},
                 {WFM_CAVEAT_SCHEDULED_MISSES, "schedule short"}};
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        if ((status & notes[i].caveat) != 0) return notes[i].note;
    }
    return "";
}

static void key_cell(const cli_plan *plan, cli_table *table, int column, int key, int64_t row)
{
    char text[STATUS_SIZE];
    staff_word(&plan->staff, (cli_key)key, row, text);
    table_cell_set(table, column, text);
}

static void table_rows(const cli_plan *plan, int64_t first, int64_t end)
{
    shown_key keys[KEY_COUNT];
    cli_table table = {0};
    int count = choose_keys(plan, keys);
    table_column_add(&table, "start", true, 0);
    for (int i = 0; i < count; i++)
        table_column_add(&table, keys[i].head, key_columns[keys[i].key].look == LOOK_WORD, keys[i].spare);
    bool noted = false;
    for (int64_t row = first; row < end; row++)
        noted = noted || note_of(staff_status(&plan->staff, row))[0] != '\0';
    bool notes = noted && plan->sink.form != FORM_WIDE;
    if (notes) table_column_add(&table, "note", true, 0);
    for (int64_t row = first; row < end; row++) {
        wfm_status status = staff_status(&plan->staff, row);
        table_row_add(&table, (status & ~HARMLESS) != 0);
        start_cell(plan, &table, row);
        for (int i = 0; i < count; i++)
            key_cell(plan, &table, i + 1, keys[i].key, row);
        if (notes) table_cell_set(&table, count + 1, note_of(status));
    }
    table_write(&table, &plan->sink);
    table_free(&table);
}

static void heading(const cli_plan *plan, span queue, int64_t row)
{
    FILE *out = plan->sink.file;
    char date[WHEN_SIZE] = "";
    if (plan->grid.has_date) when_write_weekday(grid_day(&plan->grid, row), date);
    if (date[0] == '\0' && queue.size == 0) return;
    fprintf(out, "%s%s", plan->sink.form == FORM_MARKDOWN ? "**" : "", sink_bold(&plan->sink));
    fprintf(out, "%s%s%s%s%s\n\n", shown_of(queue).text, queue.size > 0 && date[0] != '\0' ? "  " : "", date,
            sink_normal(&plan->sink), plan->sink.form == FORM_MARKDOWN ? "**" : "");
}

static int64_t second_of_day(const cli_plan *plan, int64_t row)
{
    return plan->grid.time[row] - grid_day(&plan->grid, row) * DAY_S;
}

static void day_chart(const cli_plan *plan, int64_t first, int64_t end)
{
    bool charted = plan->sink.form != FORM_MARKDOWN && end - first > 1;
    if (!charted) return;
    int64_t *seconds = allocate((size_t)(end - first), sizeof *seconds);
    for (int64_t row = first; row < end; row++)
        seconds[row - first] = second_of_day(plan, row);
    fputc('\n', plan->sink.file);
    chart_write(&plan->sink, "agents on the phones", plan->staff.column[KEY_AGENTS] + first, seconds, end - first);
    free(seconds);
}

void plan_table_day(const cli_plan *plan, int64_t first, int64_t end)
{
    FILE *out = plan->sink.file;
    wfm_plan_totals totals = staff_totals(&plan->staff, first, end, 1);
    heading(plan, plan_queue_name(plan, first), first);
    table_rows(plan, first, end);
    fputc('\n', out);
    totals_write(out, &plan->grid, &totals, "day");
    day_chart(plan, first, end);
    fputc('\n', out);
}

/* ---- the whole: several queues at one time ---- */

static int64_t same_time_end(const cli_plan *plan, int64_t at)
{
    const cli_grid *grid = &plan->grid;
    int64_t end = at, time = grid->time[plan->by_time[at]];
    while (end < grid->count && grid->time[plan->by_time[end]] == time)
        end++;
    return end;
}

/* A figure of all queues at one time, and the key without which there is none. */
typedef struct whole_figure {
    const char *head;
    cli_look look;
    size_t offset; /* in wfm_plan_totals */
    cli_key key;
} whole_figure;

static const whole_figure whole_figures[] = {
    {"calls", LOOK_NUMBER, offsetof(wfm_plan_totals, calls), KEY_CALLS},
    {"AHT s", LOOK_TENTHS, offsetof(wfm_plan_totals, aht_s), KEY_AHT},
    {"agents", LOOK_NUMBER, offsetof(wfm_plan_totals, peak_agents), KEY_AGENTS},
    {"to roster", LOOK_NUMBER, offsetof(wfm_plan_totals, peak_rostered), KEY_ROSTERED},
    {"SL", LOOK_PERCENT, offsetof(wfm_plan_totals, service_level), KEY_SERVICE_LEVEL},
    {"ASA s", LOOK_TENTHS, offsetof(wfm_plan_totals, asa_s), KEY_ASA},
    {"hang up", LOOK_PERCENT, offsetof(wfm_plan_totals, abandonment), KEY_ABANDONMENT},
    {"turned away", LOOK_PERCENT, offsetof(wfm_plan_totals, blocking), KEY_BLOCKING},
    {"occupancy", LOOK_PERCENT, offsetof(wfm_plan_totals, occupancy), KEY_OCCUPANCY},
    {"lines", LOOK_NUMBER, offsetof(wfm_plan_totals, peak_trunks), KEY_TRUNKS},
};

enum { WHOLE_FIGURES = sizeof whole_figures / sizeof *whole_figures };

static void whole_row(cli_table *table, const cli_plan *plan, const wfm_plan_totals *totals, int64_t row)
{
    char text[NUMBER_SIZE];
    int column = 0;
    bool missed = totals->missed_intervals + totals->overloaded_intervals > 0;
    table_row_add(table, missed);
    start_cell(plan, table, row);
    for (int i = 0; i < WHOLE_FIGURES; i++) {
        double value;
        if (!grid_has_key(&plan->grid, whole_figures[i].key)) continue;
        memcpy(&value, (const char *)totals + whole_figures[i].offset, sizeof value);
        look_write(whole_figures[i].look, value, text);
        table_cell_set(table, ++column, text);
    }
}

static void whole_day(const cli_plan *plan, int64_t first, int64_t end)
{
    cli_table table = {0};
    table_column_add(&table, "start", true, 0);
    for (int i = 0; i < WHOLE_FIGURES; i++) {
        if (grid_has_key(&plan->grid, whole_figures[i].key)) table_column_add(&table, whole_figures[i].head, false, 0);
    }
    double *agents = allocate((size_t)(end - first), sizeof *agents);
    int64_t *seconds = allocate((size_t)(end - first), sizeof *seconds);
    int64_t count = 0;
    for (int64_t at = first, next = 0; at < end; at = next) {
        next = same_time_end(plan, at);
        wfm_plan_totals totals = staff_totals_listed(&plan->staff, plan->by_time + at, next - at, 1);
        whole_row(&table, plan, &totals, plan->by_time[at]);
        seconds[count] = second_of_day(plan, plan->by_time[at]);
        agents[count++] = totals.peak_agents;
    }
    table_write(&table, &plan->sink);
    table_free(&table);
    wfm_plan_totals day = staff_totals_listed(&plan->staff, plan->by_time + first, end - first, 1);
    fputc('\n', plan->sink.file);
    totals_write(plan->sink.file, &plan->grid, &day, "day");
    bool charted = plan->sink.form != FORM_MARKDOWN && count > 1;
    if (charted) {
        fputc('\n', plan->sink.file);
        chart_write(&plan->sink, "agents on the phones", agents, seconds, count);
    }
    fputc('\n', plan->sink.file);
    free(agents);
    free(seconds);
}

static void whole_days(const cli_plan *plan)
{
    for (int64_t at = 0, end = 0; at < plan->grid.count; at = end) {
        end = plan_same_day_end(plan, at);
        heading(plan, span_of("all"), plan->by_time[at]);
        whole_day(plan, at, end);
    }
}

void plan_table_end(const cli_plan *plan)
{
    const cli_grid *grid = &plan->grid;
    if (plan->by_time != NULL) whole_days(plan);
    for (int64_t first = 0, end = 0; first < grid->count; first = end) {
        end = grid_queue_end(grid, first);
        int64_t days = plan_days_of_queue(plan, first, end);
        if (days < 2) continue;
        wfm_plan_totals totals = staff_totals(&plan->staff, first, end, days);
        span name = plan_queue_name(plan, first);
        fprintf(plan->sink.file, "%s%s%lld days\n", shown_of(name).text, name.size > 0 ? ", " : "", (long long)days);
        totals_write(plan->sink.file, grid, &totals, "total");
        fputc('\n', plan->sink.file);
    }
    wfm_plan_totals totals = plan_totals(plan);
    if (plan->by_time != NULL && plan_days_of_all(plan) > 1) {
        fprintf(plan->sink.file, "all, %lld days\n", (long long)plan_days_of_all(plan));
        totals_write(plan->sink.file, grid, &totals, "total");
        fputc('\n', plan->sink.file);
    }
    notes_write(&plan->sink, "", plan->staff.worst & WFM_CAVEAT_LINES_APPROXIMATE);
    verdict_write(plan->sink.file, &plan->sink, grid, plan->options, &totals);
}
