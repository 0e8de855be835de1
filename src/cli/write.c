/* SPDX-License-Identifier: MIT */
#include "cli/write.h"

#include "cli/models.h"
#include "cli/settings.h"

#include <stdlib.h>
#include <string.h>

void writer_begin(cli_writer *writer, FILE *out, const cli_grid *grid, const cli_staff *staff)
{
    *writer = (cli_writer){.out = out, .grid = grid, .staff = staff};
    writer->fields = allocate(grid->column_count, sizeof *writer->fields);
}

void writer_end(cli_writer *writer)
{
    free(writer->fields);
}

void write_csv_number(FILE *out, double value)
{
    char text[NUMBER_SIZE];
    size_t size = number_write(value, text);
    fwrite(text, 1, size, out);
}

void write_json_number(FILE *out, double value)
{
    if (isfinite(value)) {
        write_csv_number(out, value);
    } else {
        fputs("null", out);
    }
}

size_t utf8_size(span text)
{
    unsigned char lead = (unsigned char)text.data[0];
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (size > text.size) return 0;
    for (size_t i = 1; i < size; i++) {
        if (((unsigned char)text.data[i] & 0xC0) != 0x80) return 0;
    }
    unsigned char second = (unsigned char)text.data[1];
    unsigned char least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80; /* below: longer than need be */
    unsigned char most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;  /* above: not a character */
    return second < least || second > most ? 0 : size;
}

void write_json_text(FILE *out, span text, bool doubled)
{
    fputc('"', out);
    for (size_t i = 0; i < text.size;) {
        unsigned char c = (unsigned char)text.data[i];
        size_t size = utf8_size((span){text.data + i, text.size - i});
        if (c == '"' || c == '\\') {
            fprintf(out, "\\%c", c);
            bool twin = doubled && c == '"';
            if (twin) i++;
        } else if (c < 0x20 || size == 0) {
            fprintf(out, "\\u%04x", (unsigned)c); /* a byte that is no UTF-8 is taken as Latin-1 */
            size = 1;
        } else {
            fwrite(text.data + i, 1, size, out);
        }
        i += size;
    }
    fputc('"', out);
}

void write_json_key(FILE *out, const char *key, bool first)
{
    fprintf(out, "%s\"%s\": ", first ? "" : ", ", key);
}

/* date, start and queue come first and keep their text; other columns follow in the order of the file. */
static const int leading_roles[] = {ROLE_DATE, ROLE_START, ROLE_QUEUE};
enum { LEADING_ROLES = sizeof leading_roles / sizeof *leading_roles };

/* Whether a column is written beside the keys: carried text, a setting of the plan, or an input that is no key. */
static bool is_kept(int role)
{
    if (role == ROLE_CARRIED || is_setting(role)) return true;
    if (role >= INPUT_COUNT) return false;
    switch (role) {
    case INPUT_CALLS:
    case INPUT_INTERVAL:
    case INPUT_AHT:
    case INPUT_SCHEDULED: return false;
    default: return true;
    }
}

/* Whether a role is what an option gives, so that the file's own field does not count. */
static bool is_of_option(const cli_grid *grid, int role)
{
    if (is_setting(role)) return (grid->options->set_by_option & setting_bit(role)) != 0;
    if (role >= INPUT_COUNT || isnan(grid->constant[role])) return false;
    return role != INPUT_SERVICE_LEVEL || !grid->options->default_target;
}

/* Whether it is a column that the file has not: the CSV of a plan holds all that the plan was made by, and can be read
 * again without the options. */
static bool is_added(const cli_grid *grid, int role)
{
    bool in_files = role != INPUT_ANSWER_WITHIN; /* it stands behind the service level */
    if (grid->file == NULL || !in_files || !is_kept(role)) return false;
    return is_of_option(grid, role) && grid_column_of(grid, role) == NULL;
}

/* A number that counts, in this program's spelling; a 0 that the file may not hold stands for an empty field. */
static double input_in_file(const cli_grid *grid, int role, int64_t row)
{
    double value = grid_value(grid, (cli_input)role, row);
    bool zero_allowed = false;
    switch (input_columns[role].quantity) {
    case QUANTITY_COUNT:
    case QUANTITY_TIME:
    case QUANTITY_VARIATION:
    case QUANTITY_SHRINKAGE: zero_allowed = true; break;
    default: break;
    }
    if (value == 0 && !zero_allowed) return NO_NUMBER;
    return value;
}

static bool is_number(int role)
{
    return role < INPUT_COUNT && role != INPUT_SERVICE_LEVEL; /* "80/20" is text */
}

enum { NO_COLUMN = -1, WORD_SIZE = 64 };
_Static_assert((int)WORD_SIZE >= (int)SETTING_SIZE && (int)WORD_SIZE >= (int)SERVICE_SIZE, "room for both");

/* The text of a column that is no number: as in the file, but for what an option gives, and for the decimal comma of a
 * service level, which other separators than commas allow. Word is room for a text that is not the file's. */
static csv_field text_in_file(const cli_writer *writer, int role, int column, int64_t row, char word[WORD_SIZE])
{
    const cli_grid *grid = writer->grid;
    csv_field field = {.text = span_of("")};
    if (column != NO_COLUMN) field = writer->fields[column];
    bool level = role == INPUT_SERVICE_LEVEL;
    bool comma = level && field.text.size > 0 && memchr(field.text.data, ',', field.text.size) != NULL;
    if (!is_setting(role) && !is_of_option(grid, role) && !comma) return field;
    if (is_setting(role)) {
        setting_write(grid->options, role, word);
    } else {
        service_write(grid_value(grid, INPUT_SERVICE_LEVEL, row), grid_value(grid, INPUT_ANSWER_WITHIN, row), word);
    }
    return (csv_field){.text = span_of(word)};
}

typedef void column_writer(cli_writer *writer, int role, int column, int64_t row);

/* Calls write for each column of the file that is written, in order. */
static void each_column(cli_writer *writer, int64_t row, column_writer *write)
{
    const cli_grid *grid = writer->grid;
    for (size_t i = 0; i < LEADING_ROLES; i++) {
        for (size_t j = 0; j < grid->column_count; j++) {
            if (grid->columns[j].role == leading_roles[i]) write(writer, leading_roles[i], (int)j, row);
        }
    }
    for (size_t j = 0; j < grid->column_count; j++) {
        if (is_kept(grid->columns[j].role)) write(writer, grid->columns[j].role, (int)j, row);
    }
}

static void each_added(cli_writer *writer, int64_t row, column_writer *write)
{
    for (int role = 0; role < ROLE_COMPUTED; role++) {
        if (is_added(writer->grid, role)) write(writer, role, NO_COLUMN, row);
    }
}

static span column_title(const cli_writer *writer, int role, int column)
{
    return role == ROLE_CARRIED ? writer->grid->columns[column].name : span_of(role_name(role));
}

static void csv_title(cli_writer *writer, int role, int column, int64_t row)
{
    (void)row;
    csv_write(writer->out, column_title(writer, role, column));
    fputc(',', writer->out);
}

static void put_csv_cell(cli_writer *writer, int role, int column, int64_t row)
{
    char word[WORD_SIZE];
    if (is_number(role)) {
        write_csv_number(writer->out, input_in_file(writer->grid, role, row));
    } else {
        csv_write(writer->out, text_in_file(writer, role, column, row, word).text);
    }
}

static void csv_cell(cli_writer *writer, int role, int column, int64_t row)
{
    put_csv_cell(writer, role, column, row);
    fputc(',', writer->out);
}

static void given_title(cli_writer *writer, int role, int column, int64_t row)
{
    (void)row;
    fputc(',', writer->out);
    csv_write(writer->out, column_title(writer, role, column));
}

static void given_cell(cli_writer *writer, int role, int column, int64_t row)
{
    fputc(',', writer->out);
    put_csv_cell(writer, role, column, row);
}

/* The interval where it is given, and not found from the starts. */
static void each_given(cli_writer *writer, int64_t row, column_writer *write)
{
    const cli_grid *grid = writer->grid;
    bool timed = option_given(grid->options, INPUT_INTERVAL) || grid->value[INPUT_INTERVAL] != NULL;
    if (timed) write(writer, INPUT_INTERVAL, NO_COLUMN, row);
    for (size_t j = 0; j < grid->column_count; j++) {
        int role = grid->columns[j].role;
        if (is_kept(role) && role != ROLE_CARRIED) write(writer, role, (int)j, row);
    }
    each_added(writer, row, write);
}

void write_csv_given_head(cli_writer *writer)
{
    each_given(writer, 0, given_title);
}

void write_csv_given_row(cli_writer *writer, int64_t row)
{
    grid_fields(writer->grid, row, writer->fields);
    each_given(writer, row, given_cell);
}

void write_csv_head(cli_writer *writer)
{
    each_column(writer, 0, csv_title);
    each_added(writer, 0, csv_title);
    for (int key = 0; key < KEY_COUNT; key++) {
        if (!grid_has_key(writer->grid, (cli_key)key)) continue;
        fprintf(writer->out, "%s%s", key == 0 ? "" : ",", key_columns[key].name);
    }
    fputc('\n', writer->out);
}

static void csv_key(const cli_writer *writer, int key, int64_t row)
{
    char text[STATUS_SIZE];
    if (key_columns[key].look != LOOK_WORD) {
        write_csv_number(writer->out, staff_value(writer->staff, (cli_key)key, row));
        return;
    }
    staff_word(writer->staff, (cli_key)key, row, text);
    fputs(text, writer->out);
}

void write_csv_rows(cli_writer *writer, int64_t first, int64_t end)
{
    for (int64_t row = first; row < end; row++) {
        if (writer->grid->file != NULL) grid_fields(writer->grid, row, writer->fields);
        each_column(writer, row, csv_cell);
        each_added(writer, row, csv_cell);
        for (int key = 0; key < KEY_COUNT; key++) {
            if (!grid_has_key(writer->grid, (cli_key)key)) continue;
            if (key > 0) fputc(',', writer->out);
            csv_key(writer, key, row);
        }
        fputc('\n', writer->out);
    }
}

static void json_cell(cli_writer *writer, int role, int column, int64_t row)
{
    char word[WORD_SIZE];
    write_json_text(writer->out, column_title(writer, role, column), true);
    fputs(": ", writer->out);
    if (is_number(role)) {
        write_json_number(writer->out, input_in_file(writer->grid, role, row));
    } else {
        csv_field field = text_in_file(writer, role, column, row, word);
        write_json_text(writer->out, field.text, field.doubled);
    }
    fputs(", ", writer->out);
}

static void json_key(const cli_writer *writer, int key, int64_t row)
{
    char text[STATUS_SIZE];
    write_json_key(writer->out, key_columns[key].name, key == 0);
    if (key_columns[key].look != LOOK_WORD) {
        write_json_number(writer->out, staff_value(writer->staff, (cli_key)key, row));
        return;
    }
    staff_word(writer->staff, (cli_key)key, row, text);
    write_json_text(writer->out, span_of(text), false);
}

void write_json_rows(cli_writer *writer, int64_t first, int64_t end)
{
    for (int64_t row = first; row < end; row++) {
        if (writer->grid->file != NULL) grid_fields(writer->grid, row, writer->fields);
        fputs(writer->begun ? ",\n  {" : "\n  {", writer->out);
        writer->begun = true;
        each_column(writer, row, json_cell);
        for (int key = 0; key < KEY_COUNT; key++) {
            if (grid_has_key(writer->grid, (cli_key)key)) json_key(writer, key, row);
        }
        fputc('}', writer->out);
    }
}

/* The names that the library's structs give to the inputs. */
static const char *const input_names[INPUT_COUNT] = {
    [INPUT_CALLS] = "calls",
    [INPUT_INTERVAL] = "interval_s",
    [INPUT_AHT] = "aht_s",
    [INPUT_SCHEDULED] = "scheduled",
    [INPUT_ACW] = "acw_s",
    [INPUT_SERVICE_LEVEL] = "service_level",
    [INPUT_ANSWER_WITHIN] = "answer_within_s",
    [INPUT_ASA] = "asa_s",
    [INPUT_WAIT_PROBABILITY] = "wait_probability",
    [INPUT_MAX_OCCUPANCY] = "max_occupancy",
    [INPUT_MIN_AGENTS] = "min_agents",
    [INPUT_MAX_AGENTS] = "max_agents",
    [INPUT_SHRINKAGE] = "shrinkage",
    [INPUT_BLOCKING] = "blocking",
    [INPUT_DEFERRED_VOLUME] = "deferred_volume",
    [INPUT_DEFERRED_AHT] = "deferred_aht_s",
    [INPUT_RESPONSE] = "response_s",
    [INPUT_PATIENCE] = "patience_s",
    [INPUT_LINES] = "lines",
    [INPUT_ABANDONMENT] = "abandonment",
    [INPUT_SHORT_ABANDON] = "short_abandon_s",
    [INPUT_TREATMENT] = "treatment_s",
    [INPUT_REDIAL] = "redial",
    [INPUT_RECONNECT] = "reconnect",
    [INPUT_LOAD_CV] = "load_cv",
    [INPUT_RISK] = "risk",
    [INPUT_SERVICE_CV] = "service_cv",
};

/* The model where it is not the queue's own, and what it is made of. */
static void write_json_model(FILE *out, const cli_options *options, const double *constant, const cli_grid *grid)
{
    char model[MODEL_SIZE];
    models_write(constant, grid, options, model);
    if (options->patience_law != 0) fprintf(out, ", \"patience_law\": \"%s\"", law_word(options->patience_law));
    if (options->patience_shape > 0) {
        write_json_key(out, "patience_shape", false);
        write_json_number(out, options->patience_shape);
    }
    if (options->balk > 0) {
        write_json_key(out, "balk", false);
        write_json_number(out, options->balk);
    }
    if (model[0] == '\0') return;
    write_json_key(out, "model", false);
    write_json_text(out, span_of(model), false);
}

void write_json_input(FILE *out, const char *command, const cli_options *options, const double *constant,
                      const cli_grid *grid)
{
    fputs(",\n\"input\": {\"command\": ", out);
    write_json_text(out, span_of(command), false);
    if (options->file != NULL) {
        write_json_key(out, "file", false);
        write_json_text(out, span_of(options->file), false);
    }
    for (int i = 0; i < INPUT_COUNT; i++) {
        if (isnan(constant[i])) continue;
        write_json_key(out, input_names[i], false);
        write_json_number(out, constant[i]);
    }
    if (options->service_rule != 0) {
        write_json_key(out, "service_rule", false);
        write_json_text(out, span_of(rule_words[options->service_rule - 1]), false);
    }
    if ((options->flags & WFM_QUEUE_COUNT_BLOCKED) != 0) fputs(", \"count_blocked\": true", out);
    write_json_model(out, options, constant, grid);
    if (options->find != FIND_AGENTS) {
        write_json_key(out, "find", false);
        write_json_text(out, span_of(find_word(options->find)), false);
    }
    if (!isnan(options->abandonment_seen)) {
        write_json_key(out, "abandonment_seen", false);
        write_json_number(out, options->abandonment_seen);
    }
    write_json_key(out, "rounding", false);
    write_json_text(out, span_of(rounding_word(options->rounding)), false);
    write_json_key(out, "default_target", false);
    fputs(options->default_target ? "true}" : "false}", out);
}
