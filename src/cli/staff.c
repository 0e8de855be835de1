/* SPDX-License-Identifier: MIT */
#include "cli/staff.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Where the library's structs hold an input or a key: a pointer, and behind it the stride. */
typedef struct cli_place {
    int which;
    size_t pointer, stride;
} cli_place;

#define INPUT_PLACE(which, member)                                                                                     \
    {                                                                                                                  \
        which, offsetof(wfm_plan_input, member), offsetof(wfm_plan_input, member##_stride)                             \
    }
#define OUTPUT_PLACE(which, member)                                                                                    \
    {                                                                                                                  \
        which, offsetof(wfm_plan_output, member), offsetof(wfm_plan_output, member##_stride)                           \
    }

static const cli_place input_places[] = {
    INPUT_PLACE(INPUT_CALLS, calls),
    INPUT_PLACE(INPUT_INTERVAL, interval_s),
    INPUT_PLACE(INPUT_AHT, aht_s),
    INPUT_PLACE(INPUT_SCHEDULED, scheduled),
    INPUT_PLACE(INPUT_ACW, acw_s),
    INPUT_PLACE(INPUT_SERVICE_LEVEL, service_level),
    INPUT_PLACE(INPUT_ANSWER_WITHIN, answer_within_s),
    INPUT_PLACE(INPUT_ASA, asa_s),
    INPUT_PLACE(INPUT_WAIT_PROBABILITY, wait_probability),
    INPUT_PLACE(INPUT_MAX_OCCUPANCY, max_occupancy),
    INPUT_PLACE(INPUT_MIN_AGENTS, min_agents),
    INPUT_PLACE(INPUT_MAX_AGENTS, max_agents),
    INPUT_PLACE(INPUT_SHRINKAGE, shrinkage),
    INPUT_PLACE(INPUT_BLOCKING, blocking),
    INPUT_PLACE(INPUT_DEFERRED_VOLUME, deferred_volume),
    INPUT_PLACE(INPUT_DEFERRED_AHT, deferred_aht_s),
    INPUT_PLACE(INPUT_RESPONSE, response_s),
    INPUT_PLACE(INPUT_PATIENCE, patience_s),
    INPUT_PLACE(INPUT_LINES, lines),
    INPUT_PLACE(INPUT_ABANDONMENT, abandonment),
    INPUT_PLACE(INPUT_SHORT_ABANDON, short_abandon_s),
    INPUT_PLACE(INPUT_TREATMENT, treatment_s),
    INPUT_PLACE(INPUT_REDIAL, redial),
    INPUT_PLACE(INPUT_RECONNECT, reconnect),
    INPUT_PLACE(INPUT_LOAD_CV, load_cv),
    INPUT_PLACE(INPUT_RISK, risk),
    INPUT_PLACE(INPUT_SERVICE_CV, service_cv),
};

static const cli_place output_places[] = {
    OUTPUT_PLACE(KEY_LOAD, load_erl),
    OUTPUT_PLACE(KEY_AGENTS, agents),
    OUTPUT_PLACE(KEY_AGENTS_FRACTIONAL, agents_fractional),
    OUTPUT_PLACE(KEY_ROSTERED, rostered),
    OUTPUT_PLACE(KEY_SERVICE_LEVEL, service_level),
    OUTPUT_PLACE(KEY_ASA, asa_s),
    OUTPUT_PLACE(KEY_WAIT_PROBABILITY, wait_probability),
    OUTPUT_PLACE(KEY_WAIT_MEAN, wait_mean_s),
    OUTPUT_PLACE(KEY_MEAN_WAIT_OF_WAITING, mean_wait_of_waiting_s),
    OUTPUT_PLACE(KEY_QUEUE_MEAN, queue_mean),
    OUTPUT_PLACE(KEY_QUEUE_MEAN_WHEN_BUSY, queue_mean_when_busy),
    OUTPUT_PLACE(KEY_OCCUPANCY, occupancy),
    OUTPUT_PLACE(KEY_TRUNK_LOAD, trunk_load_erl),
    OUTPUT_PLACE(KEY_SERVICE_LEVEL_ONE_FEWER, service_level_one_fewer),
    OUTPUT_PLACE(KEY_SERVICE_LEVEL_ONE_MORE, service_level_one_more),
    OUTPUT_PLACE(KEY_GAP, gap),
    OUTPUT_PLACE(KEY_SERVICE_LEVEL_SCHEDULED, service_level_scheduled),
    OUTPUT_PLACE(KEY_ASA_SCHEDULED, asa_scheduled_s),
    OUTPUT_PLACE(KEY_DEFERRED_AGENTS, deferred_agents),
    OUTPUT_PLACE(KEY_TRUNKS, trunks),
    OUTPUT_PLACE(KEY_ABANDONMENT, abandonment),
    OUTPUT_PLACE(KEY_ABANDONMENT_SCHEDULED, abandonment_scheduled),
    OUTPUT_PLACE(KEY_BLOCKING, blocking),
    OUTPUT_PLACE(KEY_BLOCKING_SCHEDULED, blocking_scheduled),
    OUTPUT_PLACE(KEY_ATTEMPTS, attempts),
    OUTPUT_PLACE(KEY_ATTEMPTS_SCHEDULED, attempts_scheduled),
    OUTPUT_PLACE(KEY_CHANCE, chance),
    OUTPUT_PLACE(KEY_CHANCE_SCHEDULED, chance_scheduled),
};

enum { INPUT_PLACES = sizeof input_places / sizeof *input_places };
enum { OUTPUT_PLACES = sizeof output_places / sizeof *output_places };

static bool totals_need(int key)
{
    switch (key) {
    case KEY_LOAD:
    case KEY_AGENTS:
    case KEY_ROSTERED:
    case KEY_SERVICE_LEVEL:
    case KEY_ASA:
    case KEY_OCCUPANCY:
    case KEY_SERVICE_LEVEL_SCHEDULED:
    case KEY_ASA_SCHEDULED:
    case KEY_DEFERRED_AGENTS:
    case KEY_TRUNKS:
    case KEY_ABANDONMENT:
    case KEY_ABANDONMENT_SCHEDULED:
    case KEY_BLOCKING:
    case KEY_BLOCKING_SCHEDULED:
    case KEY_ATTEMPTS:
    case KEY_ATTEMPTS_SCHEDULED: return true;
    default: return false;
    }
}

static bool holds_all(const cli_staff *staff, int key)
{
    return staff->kept && totals_need(key);
}

static int64_t largest_group(const cli_grid *grid)
{
    int64_t largest = 1;
    if (grid->time == NULL) return largest;
    for (int64_t first = 0, end = 0; first < grid->count; first = end) {
        end = grid_day_end(grid, first);
        if (end - first > largest) largest = end - first;
    }
    return largest;
}

void staff_begin(cli_staff *staff, const cli_grid *grid, const cli_options *options, bool kept)
{
    *staff = (cli_staff){.grid = grid, .options = options, .kept = kept};
    size_t count = (size_t)grid->count, group = (size_t)largest_group(grid);
    for (size_t i = 0; i < OUTPUT_PLACES; i++) {
        int key = output_places[i].which;
        if (!grid_has_key(grid, (cli_key)key)) continue;
        staff->column[key] = allocate(holds_all(staff, key) ? count : group, sizeof(double));
    }
    staff->binding = allocate(group, sizeof *staff->binding);
    staff->status = allocate(kept ? count : group, sizeof *staff->status);
}

void staff_free(cli_staff *staff)
{
    for (int i = 0; i < KEY_COUNT; i++)
        free(staff->column[i]);
    free(staff->binding);
    free(staff->status);
}

static void put(void *structure, const cli_place *place, const void *column, ptrdiff_t stride)
{
    char *bytes = structure;
    memcpy(bytes + place->pointer, &column, sizeof column);
    memcpy(bytes + place->stride, &stride, sizeof stride);
}

static wfm_plan_input input_of(const cli_staff *staff, int64_t first, int64_t end)
{
    wfm_plan_input input = WFM_PLAN_INPUT_INIT;
    input.count = end - first;
    input.rounding = staff->options->rounding;
    input.service_rule = staff->options->service_rule;
    input.flags = staff->options->flags;
    input.patience_law = staff->options->patience_law;
    input.patience_shape = staff->options->patience_shape;
    input.balk = staff->options->balk;
    for (size_t i = 0; i < INPUT_PLACES; i++) {
        ptrdiff_t stride = 0;
        const double *column = grid_input(staff->grid, (cli_input)input_places[i].which, &stride);
        if (column != NULL) put(&input, &input_places[i], column + stride * first, stride);
    }
    return input;
}

/* Every column for a group, or for totals those that hold all rows. */
static wfm_plan_output output_of(const cli_staff *staff, int64_t first, bool totals)
{
    wfm_plan_output output = WFM_PLAN_OUTPUT_INIT;
    for (size_t i = 0; i < OUTPUT_PLACES; i++) {
        int key = output_places[i].which;
        bool all = holds_all(staff, key);
        if (totals && !all) continue;
        if (staff->column[key] == NULL) continue;
        put(&output, &output_places[i], staff->column[key] + (all ? first : 0), 1);
    }
    output.status = staff->status + (staff->kept ? first : 0);
    output.status_stride = 1;
    if (!totals) {
        output.binding = staff->binding;
        output.binding_stride = 1;
    }
    return output;
}

bool staff_group(cli_staff *staff, int64_t first, int64_t end)
{
    wfm_plan_input input = input_of(staff, first, end);
    wfm_plan_output output = output_of(staff, first, false);
    wfm_status status = wfm_plan_staff(&input, &output);
    staff->first = first;
    if (!wfm_failed(status)) {
        if (!wfm_failed(staff->worst)) staff->worst |= status;
        return true;
    }
    staff->worst = status;
    const char *name = staff->grid->file != NULL ? staff->grid->file->name : "wfm";
    fprintf(stderr, "%s: %s\n", name, wfm_status_text(status));
    return false;
}

double staff_value(const cli_staff *staff, cli_key key, int64_t row)
{
    int input = key_columns[key].input;
    if (input >= 0) return grid_value(staff->grid, (cli_input)input, row);
    return staff->column[key][holds_all(staff, (int)key) ? row : row - staff->first];
}

wfm_status staff_status(const cli_staff *staff, int64_t row)
{
    return staff->status[staff->kept ? row : row - staff->first];
}

int32_t staff_binding(const cli_staff *staff, int64_t row)
{
    return staff->binding[row - staff->first];
}

void staff_word(const cli_staff *staff, cli_key key, int64_t row, char text[STATUS_SIZE])
{
    char number[NUMBER_SIZE];
    switch (key) {
    case KEY_STATUS: status_words(staff_status(staff, row), text); return;
    case KEY_BINDING: snprintf(text, STATUS_SIZE, "%s", binding_word(staff_binding(staff, row))); return;
    default:
        look_write(key_columns[key].look, staff_value(staff, key, row), number);
        snprintf(text, STATUS_SIZE, "%s", number);
    }
}

wfm_plan_totals staff_totals(const cli_staff *staff, int64_t first, int64_t end, int64_t days)
{
    wfm_plan_totals totals = WFM_PLAN_TOTALS_INIT;
    wfm_plan_input input = input_of(staff, first, end);
    wfm_plan_output output = output_of(staff, first, true);
    wfm_plan_totals_of(&input, &output, NULL, 0, NULL, staff->options->hours_per_fte * (double)days, &totals);
    totals.peak_row += first;
    return totals;
}

wfm_plan_totals staff_totals_listed(const cli_staff *staff, const int64_t *rows, int64_t count, int64_t days)
{
    wfm_plan_totals totals = WFM_PLAN_TOTALS_INIT;
    wfm_plan_input input = input_of(staff, 0, staff->grid->count);
    wfm_plan_output output = output_of(staff, 0, true);
    double hours = staff->options->hours_per_fte * (double)days;
    wfm_plan_totals_of(&input, &output, rows, count, staff->grid->time, hours, &totals);
    return totals;
}

int staff_exit_code(const cli_staff *staff)
{
    if (wfm_failed(staff->worst)) return EXIT_BAD_DATA;
    wfm_status missed = staff->worst & (WFM_CAVEAT_OVERLOADED | WFM_CAVEAT_TARGET_MISSED);
    return missed != 0 ? EXIT_NOT_REACHABLE : EXIT_FINE;
}
