/* SPDX-License-Identifier: MIT */
#include "cli/grid.h"

#include "cli/names.h"
#include "cli/settings.h"
#include "cli/when.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct row_reader {
    cli_grid *grid;
    cli_names names;
    csv_field *fields;
    char mark; /* the decimal mark of the file, 0 until one is seen */
    size_t mark_at;
    bool dates_known;         /* whether starts hold dates is settled by the first row */
    csv_field said[SETTINGS]; /* the first field that says it */
} row_reader;

const grid_column *grid_column_of(const cli_grid *grid, int role)
{
    for (size_t i = 0; i < grid->column_count; i++) {
        if (grid->columns[i].role == role) return &grid->columns[i];
    }
    return NULL;
}

/* ---- header ---- */

static bool same_column(const cli_grid *grid, size_t i, const char *name)
{
    char other[COLUMN_NAME_SIZE];
    column_name(grid->columns[i].name, other);
    return strcmp(name, other) == 0;
}

/* Two columns of one name or of one meaning are refused: nobody can tell which one counts. */
static void check_doubled(cli_grid *grid, size_t added, const char *name, size_t position)
{
    const grid_column *column = &grid->columns[added];
    for (size_t i = 0; i < added; i++) {
        bool same_role = column->role < ROLE_COMPUTED && grid->columns[i].role == column->role;
        if (!same_role && !same_column(grid, i, name)) continue;
        const char *meaning = column->role < ROLE_COMPUTED ? role_name(column->role) : name;
        csv_error(grid->file, position, "column \"%s\" is the second for %s, after \"%s\" in column %zu: rename one",
                  shown_of(column->name).text, meaning, shown_of(grid->columns[i].name).text, i + 1);
        return;
    }
}

static bool add_column(cli_grid *grid, const csv_field *field)
{
    size_t count = grid->column_count;
    bool full = (count & (count + 1)) == 0; /* room is for one less than a power of two */
    if (full) {
        grid_column *larger = allocate((count + 1) * 2, sizeof *larger);
        if (count > 0) memcpy(larger, grid->columns, count * sizeof *larger);
        free(grid->columns);
        grid->columns = larger;
    }
    char name[COLUMN_NAME_SIZE];
    span text = span_trimmed(field->text);
    column_name(text, name);
    if (name[0] == '\0') {
        csv_error(grid->file, field->position, "column %zu has no name: give it one, or take it out", count + 1);
    }
    grid->columns[count] = (grid_column){field->text, column_role(name), field->position};
    grid->column_count++;
    if (name[0] != '\0') check_doubled(grid, count, name, field->position);
    return field->last;
}

static void need_column(cli_grid *grid, int role, const char *or_else)
{
    if (grid_column_of(grid, role) != NULL) return;
    char synonyms[256];
    role_synonyms(role, synonyms);
    csv_error(grid->file, 0, "no column %s: name one of the columns %s%s", role_name(role), synonyms, or_else);
}

/* What `wfm measure` writes has the first column, and service levels by name that stay beside those of the plan; what
 * `wfm update` writes has the second, and a gap. */
static bool is_of_command(const cli_grid *grid)
{
    for (size_t i = 0; i < grid->column_count; i++) {
        if (span_equals(grid->columns[i].name, "abandoned_short")) return true;
        if (span_equals(grid->columns[i].name, "calls_planned")) return true;
    }
    return false;
}

/* An own column by an output's name would be lost: say so, unless a command wrote the file. */
static void tell_computed(const cli_grid *grid)
{
    size_t computed = 0, first = 0;
    for (size_t i = grid->column_count; i-- > 0;) {
        if (grid->columns[i].role != ROLE_COMPUTED) continue;
        computed++;
        first = i;
    }
    bool earlier_plan = computed >= KEY_DEFERRED_AGENTS - 4; /* all but calls, interval_s, aht_s and scheduled */
    bool pair = ((int)grid->options->command & (COMMAND_COMPARE | COMMAND_UPDATE)) != 0;
    bool reads_agents = pair && span_equals(grid->columns[first].name, "agents");
    if (computed == 0 || earlier_plan || is_of_command(grid)) return;
    if (reads_agents && computed == 1) return;
    csv_warning(grid->file, grid->columns[first].position,
                "column \"%s\" has the name of a result: it is computed anew, not read (agents that you have are "
                "\"scheduled\"; targets are \"sl\", \"target_asa_s\", \"max_wait\", \"max_occupancy\", "
                "\"max_abandonment\" and \"max_blocking\")",
                shown_of(grid->columns[first].name).text);
}

/* Deferred work is a volume, a handle time and a response time: the last two may be options. */
static void need_deferred(cli_grid *grid, const cli_options *options)
{
    bool aht = option_given(options, INPUT_DEFERRED_AHT), response = option_given(options, INPUT_RESPONSE);
    bool volume = grid_column_of(grid, INPUT_DEFERRED_VOLUME) != NULL;
    if (!volume && !aht && !response) return;
    need_column(grid, INPUT_DEFERRED_VOLUME, "");
    if (!aht) need_column(grid, INPUT_DEFERRED_AHT, ", or give --deferred-aht");
    if (!response) need_column(grid, INPUT_RESPONSE, ", or give --response");
}

/* Without patience nobody hangs up, and a target about that says nothing. */
static void need_patience(cli_grid *grid, const cli_options *options)
{
    bool target = option_given(options, INPUT_ABANDONMENT) || grid_column_of(grid, INPUT_ABANDONMENT) != NULL;
    if (!target || option_given(options, INPUT_PATIENCE)) return;
    need_column(grid, INPUT_PATIENCE, ", or give --patience");
}

static bool read_header(cli_grid *grid, const cli_options *options, size_t *position)
{
    csv_field field;
    *position = 0;
    if (!csv_more(grid->file, position)) return false;
    do {
        if (!csv_next(grid->file, position, &field)) return false;
    } while (!add_column(grid, &field));
    need_column(grid, ROLE_START, "");
    need_column(grid, INPUT_CALLS, "");
    bool timed =
        option_given(options, INPUT_AHT) || options->command == COMMAND_UPDATE; /* calls alone may be updated */
    if (!timed) need_column(grid, INPUT_AHT, ", or give --aht");
    need_deferred(grid, options);
    need_patience(grid, options);
    grid->has_queue = grid_column_of(grid, ROLE_QUEUE) != NULL;
    grid->has_date = grid_column_of(grid, ROLE_DATE) != NULL;
    tell_computed(grid);
    return grid->file->errors == 0;
}

/* ---- rows ---- */

/* A file that writes 1,5 here and 1.234 there means thousands by one of them: nobody can tell which. */
static bool marks_agree(row_reader *reader, const csv_field *field, char mark)
{
    if (mark == 0 || mark == reader->mark) return true;
    if (reader->mark == 0) {
        reader->mark = mark;
        reader->mark_at = field->position;
        return true;
    }
    csv_error(reader->grid->file, field->position,
              "\"%s\" has the decimal mark %c, line %zu has %c: write all numbers alike, without thousands marks",
              shown_of(field->text).text, mark, csv_line(reader->grid->file, reader->mark_at), reader->mark);
    return false;
}

static void read_value(row_reader *reader, int input, const csv_field *field, int64_t row)
{
    cli_grid *grid = reader->grid;
    bool needed = input == INPUT_CALLS;
    if (span_trimmed(field->text).size == 0 && !needed) {
        grid->value[input][row] = NO_NUMBER;
        return;
    }
    cli_reading reading;
    if (!number_read(input_columns[input].quantity, field->text, grid->file->separator != ',', &reading)) {
        csv_error(grid->file, field->position, "%s \"%s\" %s", input_columns[input].name, shown_of(field->text).text,
                  reading.problem);
        return;
    }
    if (!marks_agree(reader, field, reading.mark)) return;
    grid->value[input][row] = reading.value;
    if (input == INPUT_SERVICE_LEVEL) grid->value[INPUT_ANSWER_WITHIN][row] = reading.answer_within_s;
}

static void read_day(cli_grid *grid, const csv_field *field, int64_t *day)
{
    if (when_read_date(field->text, day)) return;
    csv_error(grid->file, field->position, "date \"%s\" is not a date: write 2026-03-02", shown_of(field->text).text);
}

static void read_start(row_reader *reader, const csv_field *field, int64_t row)
{
    cli_grid *grid = reader->grid;
    bool has_date = false;
    int64_t day = 0, second = 0;
    if (!when_read_start(field->text, &has_date, &day, &second)) {
        csv_error(grid->file, field->position, "start \"%s\" is not a time: write 09:00 or 2026-03-02 09:00",
                  shown_of(field->text).text);
        return;
    }
    if (!reader->dates_known) {
        grid->has_date = grid->has_date || has_date;
        reader->dates_known = true;
    }
    bool own_column = grid_column_of(grid, ROLE_DATE) != NULL;
    if (!own_column && has_date != grid->has_date) {
        csv_error(grid->file, field->position, "start \"%s\" %s a date, unlike the first row: write all starts alike",
                  shown_of(field->text).text, has_date ? "has" : "has not");
    }
    bool day_differs = own_column && has_date;
    if (day_differs && day != grid->time[row]) {
        csv_error(grid->file, field->position,
                  "start \"%s\" is on another day than the date column: leave the date out",
                  shown_of(field->text).text);
    }
    if (!own_column) grid->time[row] = day;
    grid->time[row] = grid->time[row] * DAY_S + second;
}

/* A setting holds for the whole plan: figures by several rules, say, cannot be added up. */
static void read_setting(row_reader *reader, int role, const csv_field *field)
{
    csv_field *said = &reader->said[role - ROLE_RULE];
    span text = span_trimmed(field->text), first = said->text;
    if (text.size == 0) return;
    if (first.size == 0) {
        *said = (csv_field){.text = text, .position = field->position};
        return;
    }
    bool same = first.size == text.size && memcmp(first.data, text.data, text.size) == 0;
    if (same) return;
    csv_error(reader->grid->file, field->position,
              "%s \"%s\" is not that of line %zu, \"%s\": it holds for the whole plan; write one in all rows",
              role_name(role), shown_of(text).text, csv_line(reader->grid->file, said->position), shown_of(first).text);
}

static void settle_settings(const row_reader *reader, cli_options *options)
{
    char problem[PROBLEM_SIZE];
    bool comma_allowed = reader->grid->file->separator != ',';
    for (int role = ROLE_RULE; role < ROLE_RULE + SETTINGS; role++) {
        const csv_field *said = &reader->said[role - ROLE_RULE];
        if (said->text.size == 0) continue;
        if (setting_read(options, role, said->text, comma_allowed, problem)) continue;
        csv_error(reader->grid->file, said->position, "%s \"%s\" %s", role_name(role), shown_of(said->text).text,
                  problem);
    }
}

/* The fields of one row into reader->fields. False: nothing behind can be read. */
static bool split_row(row_reader *reader, size_t *position, size_t *count)
{
    cli_grid *grid = reader->grid;
    csv_field field = {.last = false};
    for (*count = 0; !field.last; (*count)++) {
        if (!csv_next(grid->file, position, &field)) return false;
        if (*count < grid->column_count) reader->fields[*count] = field;
        if (*count == grid->column_count) {
            csv_error(grid->file, field.position, "too many fields: the header names %zu columns%s", grid->column_count,
                      grid->file->separator == ',' ? "; a number with a decimal comma needs a point here" : "");
        }
    }
    if (*count < grid->column_count) {
        csv_error(grid->file, field.position, "too few fields: %zu, and the header names %zu columns", *count,
                  grid->column_count);
    }
    return true;
}

static void read_row(row_reader *reader, int64_t row)
{
    cli_grid *grid = reader->grid;
    size_t start = 0;
    for (size_t i = 0; i < grid->column_count; i++) {
        const csv_field *field = &reader->fields[i];
        int role = grid->columns[i].role;
        if (role < INPUT_COUNT) read_value(reader, role, field, row);
        if (is_setting(role)) read_setting(reader, role, field);
        if (role == ROLE_START) start = i;
        if (role == ROLE_DATE) read_day(grid, field, &grid->time[row]);
        if (role == ROLE_QUEUE) grid->queue[row] = names_number(&reader->names, span_trimmed(field->text));
    }
    read_start(reader, &reader->fields[start], row); /* last: it stands on the date */
}

static void allocate_rows(cli_grid *grid)
{
    size_t most = csv_most_rows(grid->file);
    grid->position = allocate(most, sizeof *grid->position);
    grid->time = allocate(most, sizeof *grid->time);
    grid->queue = allocate(grid->has_queue ? most : 1, sizeof *grid->queue);
    for (size_t i = 0; i < grid->column_count; i++) {
        int role = grid->columns[i].role;
        if (role < INPUT_COUNT) grid->value[role] = allocate(most, sizeof(double));
        if (role == INPUT_SERVICE_LEVEL) grid->value[INPUT_ANSWER_WITHIN] = allocate(most, sizeof(double));
    }
}

static void read_rows(row_reader *reader, size_t position)
{
    cli_grid *grid = reader->grid;
    while (csv_more(grid->file, &position)) {
        size_t fields = 0;
        grid->position[grid->count] = (int64_t)position;
        if (!split_row(reader, &position, &fields)) return;
        if (fields == grid->column_count) read_row(reader, grid->count);
        grid->count++;
    }
    if (grid->count == 0) {
        csv_error(grid->file, grid->file->size, "no rows: write a row for each interval below the header");
    }
}

static bool is_given(const cli_grid *grid, cli_input input)
{
    ptrdiff_t stride = 0;
    return grid_input(grid, input, &stride) != NULL;
}

/* The default is for a plan without any target, in options and columns. */
static void drop_default_target(cli_grid *grid, cli_options *options)
{
    bool given = is_given(grid, INPUT_BLOCKING) && is_given(grid, INPUT_LINES);
    for (size_t i = 0; i < TARGET_INPUTS; i++)
        given = given || grid->value[target_inputs[i]] != NULL;
    if (!given) return;
    options->default_target = false;
    options->constant[INPUT_SERVICE_LEVEL] = grid->constant[INPUT_SERVICE_LEVEL] = NO_NUMBER;
    options->constant[INPUT_ANSWER_WITHIN] = grid->constant[INPUT_ANSWER_WITHIN] = NO_NUMBER;
}

void grid_tell_assumed(const cli_grid *grid)
{
    char target[SERVICE_SIZE];
    const double *constant = grid->constant;
    if (!grid->options->default_target) return;
    service_write(constant[INPUT_SERVICE_LEVEL], constant[INPUT_ANSWER_WITHIN], target);
    csv_warning(grid->file, 0, "no target in columns or options: %s is assumed; give --sl %s, or add a column sl",
                target, target);
}

bool grid_read(cli_grid *grid, csv_file *file, cli_options *options)
{
    size_t position = 0;
    *grid = (cli_grid){.file = file, .options = options};
    memcpy(grid->constant, options->constant, sizeof grid->constant);
    if (!read_header(grid, options, &position)) return false;
    row_reader reader = {.grid = grid};
    reader.fields = allocate(grid->column_count, sizeof *reader.fields);
    allocate_rows(grid);
    if (options->default_target) drop_default_target(grid, options);
    read_rows(&reader, position);
    settle_settings(&reader, options);
    free(reader.fields);
    names_close(&reader.names, &grid->queues, &grid->queue_count);
    return file->errors == 0 && grid_settle(grid);
}

void grid_single(cli_grid *grid, const cli_options *options)
{
    *grid = (cli_grid){.count = 1, .options = options};
    memcpy(grid->constant, options->constant, sizeof grid->constant);
}

void grid_free(cli_grid *grid)
{
    for (int i = 0; i < INPUT_COUNT; i++)
        free(grid->value[i]);
    free(grid->columns);
    free(grid->position);
    free(grid->time);
    free(grid->queue);
    free(grid->queues);
}

const double *grid_input(const cli_grid *grid, cli_input input, ptrdiff_t *stride)
{
    *stride = 0;
    if (!isnan(grid->constant[input])) return &grid->constant[input];
    if (grid->value[input] != NULL) *stride = 1;
    return grid->value[input];
}

double grid_value(const cli_grid *grid, cli_input input, int64_t row)
{
    ptrdiff_t stride = 0;
    const double *column = grid_input(grid, input, &stride);
    if (column == NULL) return NO_NUMBER;
    return column[stride * row];
}

/* The value of a column that has one value alone, else NaN; as in the library 0 is not given, but of service_cv. */
static double one_value(const cli_grid *grid, int input)
{
    const double *column = grid->value[input];
    bool zero_given = input == INPUT_SERVICE_CV, one = grid->count > 0;
    for (int64_t row = 1; one && row < grid->count; row++)
        one = column[row] == column[0];
    if (!one) return NO_NUMBER;
    return column[0] == 0 && !zero_given ? NO_NUMBER : column[0];
}

static bool is_of_each_row(int input)
{
    return input == INPUT_CALLS || input == INPUT_AHT || input == INPUT_SCHEDULED;
}

void grid_alike(const cli_grid *grid, double alike[INPUT_COUNT])
{
    for (int i = 0; i < INPUT_COUNT; i++) {
        alike[i] = isnan(grid->constant[i]) ? grid->options->constant[i] : grid->constant[i];
        if (!isnan(alike[i]) || grid->value[i] == NULL || is_of_each_row(i)) continue;
        alike[i] = one_value(grid, i);
    }
}

/* Whether some row has an input that not all have alike. */
static bool differs(const cli_grid *grid, const double alike[INPUT_COUNT], int input)
{
    if (!isnan(alike[input]) || grid->value[input] == NULL) return false;
    for (int64_t row = 0; row < grid->count; row++) {
        if (grid->value[input][row] > 0) return true;
    }
    return false;
}

bool grid_targets(const cli_grid *grid, double alike[INPUT_COUNT])
{
    grid_alike(grid, alike);
    bool others = differs(grid, alike, INPUT_SERVICE_LEVEL) || differs(grid, alike, INPUT_ANSWER_WITHIN);
    if (others) alike[INPUT_SERVICE_LEVEL] = alike[INPUT_ANSWER_WITHIN] = NO_NUMBER;
    bool limited = !isnan(alike[INPUT_BLOCKING]) && differs(grid, alike, INPUT_LINES);
    for (size_t i = 0; i < TARGET_INPUTS; i++)
        others = others || differs(grid, alike, (int)target_inputs[i]);
    return others || limited;
}

bool grid_has_key(const cli_grid *grid, cli_key key)
{
    switch (key) {
    case KEY_DEFERRED_AGENTS: return is_given(grid, INPUT_DEFERRED_VOLUME);
    case KEY_TRUNKS: return is_given(grid, INPUT_BLOCKING) && isnan(grid->constant[INPUT_LINES]);
    case KEY_ABANDONMENT:
    case KEY_ABANDONMENT_SCHEDULED: return is_given(grid, INPUT_PATIENCE);
    case KEY_BLOCKING:
    case KEY_BLOCKING_SCHEDULED: return is_given(grid, INPUT_LINES);
    case KEY_ATTEMPTS:
    case KEY_ATTEMPTS_SCHEDULED: return is_given(grid, INPUT_REDIAL) || is_given(grid, INPUT_RECONNECT);
    case KEY_CHANCE:
    case KEY_CHANCE_SCHEDULED: return is_given(grid, INPUT_LOAD_CV) || is_given(grid, INPUT_RISK);
    default: return true;
    }
}

bool grid_hangs_up(const cli_grid *grid)
{
    for (int64_t row = 0; row < grid->count; row++) {
        if (grid_value(grid, INPUT_PATIENCE, row) > 0) return true;
    }
    return false;
}

void grid_fields(const cli_grid *grid, int64_t row, csv_field *fields)
{
    size_t position = (size_t)grid->position[row];
    for (size_t i = 0; i < grid->column_count; i++)
        csv_next(grid->file, &position, &fields[i]);
}

/* The place of a column agents, which a plan writes and else computes anew; -1 without. */
static int64_t agents_column(const cli_grid *grid)
{
    for (size_t i = 0; i < grid->column_count; i++) {
        if (same_column(grid, i, "agents")) return (int64_t)i;
    }
    return -1;
}

static void read_agents(const cli_grid *grid, const csv_field *field, double *agents)
{
    cli_reading reading;
    span text = span_trimmed(field->text);
    if (text.size == 0 || span_equals(text, "inf")) return;
    if (number_read(QUANTITY_COUNT, text, grid->file->separator != ',', &reading)) {
        *agents = reading.value;
    } else {
        csv_error(grid->file, field->position, "agents \"%s\" %s", shown_of(text).text, reading.problem);
    }
}

bool grid_planned(const cli_grid *grid, double *agents)
{
    int64_t column = agents_column(grid);
    csv_field *fields = allocate(grid->column_count, sizeof *fields);
    for (int64_t row = 0; row < grid->count; row++) {
        agents[row] = grid_value(grid, INPUT_SCHEDULED, row);
        if (!isnan(agents[row]) || column < 0) continue;
        grid_fields(grid, row, fields);
        read_agents(grid, &fields[column], &agents[row]);
    }
    free(fields);
    return grid->file->errors == 0;
}

static int32_t queue_of(const cli_grid *grid, int64_t row)
{
    return grid->has_queue ? grid->queue[row] : 0;
}

int64_t grid_day(const cli_grid *grid, int64_t row)
{
    int64_t time = grid->time[row];
    return (time - (time % DAY_S + DAY_S) % DAY_S) / DAY_S;
}

int64_t grid_queue_end(const cli_grid *grid, int64_t row)
{
    int64_t end = row + 1;
    while (end < grid->count && queue_of(grid, end) == queue_of(grid, row))
        end++;
    return end;
}

int64_t grid_day_end(const cli_grid *grid, int64_t row)
{
    int64_t end = row + 1, day = grid_day(grid, row);
    for (; end < grid->count; end++) {
        if (queue_of(grid, end) != queue_of(grid, row)) break;
        if (grid_day(grid, end) != day) break;
    }
    return end;
}
