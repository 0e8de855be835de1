/* SPDX-License-Identifier: MIT */
/* `wfm forecast chain`: from the year to an interval, from a small file; `wfm forecast` itself. */
#include "cli/forecast_command.h"

#include "cli/commands.h"
#include "cli/csv.h"
#include "cli/listing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A line of the file: a key and a number, with a per-cent sign where that is handier. */
typedef struct chain_key {
    const char *name;
    size_t offset; /* in wfm_forecast_chain */
    bool needed;
    double low, high; /* allowed */
    const char *right;
} chain_key;

#define MEMBER(name) #name, offsetof(wfm_forecast_chain, name)
static const chain_key chain_keys[] = {
    {MEMBER(last_year), true, 0, HUGE_VAL, "write the calls of the last year, 0 or more"},
    {MEMBER(growth), false, -1, HUGE_VAL, "write 12% or 0.12; -100% is the least"},
    {MEMBER(month_share), true, 0, 1, "write a share such as 7.1% or 0.071"},
    {MEMBER(days), true, 1, 31, "write the days of the month, 1 to 31"},
    {MEMBER(weekday_share), true, 0, 1, "write a share such as 21% or 0.21"},
    {MEMBER(base_share), false, 0.001, 1, "write a share such as 0.143; 1/7 if it is left out"},
    {MEMBER(interval_share), true, 0, 1, "write a share such as 5.5% or 0.055"},
};
#undef MEMBER
enum { CHAIN_KEYS = sizeof chain_keys / sizeof *chain_keys };

typedef struct chain_reader {
    csv_file file;
    wfm_forecast_chain chain;
    bool given[CHAIN_KEYS];
} chain_reader;

static int find_key(const char *name)
{
    for (int i = 0; i < CHAIN_KEYS; i++) {
        if (strcmp(chain_keys[i].name, name) == 0) return i;
    }
    return -1;
}

static void unknown_key(chain_reader *reader, const csv_field *field, const char *name)
{
    const char *known[CHAIN_KEYS];
    for (int i = 0; i < CHAIN_KEYS; i++)
        known[i] = chain_keys[i].name;
    const char *nearest = nearest_word(span_of(name), known, CHAIN_KEYS);
    csv_error(&reader->file, field->position, "\"%s\" is no key: write %s", shown_of(field->text).text,
              nearest != NULL ? nearest
                              : "last_year, growth, month_share, days, weekday_share, base_share or interval_share");
}

/* A number with a sign and a per-cent sign; what number_read refuses is told by it. */
static bool read_number(span text, bool comma_allowed, cli_reading *reading)
{
    text = span_trimmed(text);
    bool negative = text.size > 1 && text.data[0] == '-';
    if (negative) text = (span){text.data + 1, text.size - 1};
    bool percent = text.size > 0 && text.data[text.size - 1] == '%';
    if (percent) text.size--;
    if (!number_read(QUANTITY_COUNT, text, comma_allowed, reading)) return false;
    if (percent) reading->value /= 100;
    if (negative) reading->value = -reading->value;
    return true;
}

static void read_value(chain_reader *reader, int key, const csv_field *field)
{
    const chain_key *about = &chain_keys[key];
    cli_reading reading;
    if (!read_number(field->text, reader->file.separator != ',', &reading)) {
        csv_error(&reader->file, field->position, "%s \"%s\" %s", about->name, shown_of(field->text).text,
                  reading.problem);
        return;
    }
    bool allowed = reading.value >= about->low && reading.value <= about->high;
    if (!allowed) {
        csv_error(&reader->file, field->position, "%s \"%s\" is out of range: %s", about->name,
                  shown_of(field->text).text, about->right);
        return;
    }
    memcpy((char *)&reader->chain + about->offset, &reading.value, sizeof reading.value);
}

/* One line; the header "key,value" and comments are passed over. False: the rest makes no sense. */
static bool read_line(chain_reader *reader, size_t *position)
{
    csv_field key, value;
    char name[COLUMN_NAME_SIZE];
    if (reader->file.data[*position] == '#') {
        while (*position < reader->file.size && reader->file.data[*position] != '\n')
            (*position)++;
        return true;
    }
    if (!csv_next(&reader->file, position, &key)) return false;
    if (key.last) {
        csv_error(&reader->file, key.position, "a key without a value: write month_share,0.071");
        return true;
    }
    column_name(key.text, name);
    if (!csv_next(&reader->file, position, &value)) return false;
    if (!value.last) {
        csv_error(&reader->file, value.position, "more than a key and a value: write month_share,0.071");
        return false;
    }
    if (strcmp(name, "key") == 0) return true;
    int at = find_key(name);
    if (at < 0) {
        unknown_key(reader, &key, name);
    } else if (reader->given[at]) {
        csv_error(&reader->file, key.position, "%s is there twice: keep one", name);
    } else {
        reader->given[at] = true;
        read_value(reader, at, &value);
    }
    return true;
}

static bool read_chain(chain_reader *reader)
{
    size_t position = 0;
    if (!csv_begin(&reader->file)) return false;
    while (csv_more(&reader->file, &position)) {
        if (!read_line(reader, &position)) return false;
    }
    for (int i = 0; i < CHAIN_KEYS; i++) {
        bool missing = chain_keys[i].needed && !reader->given[i];
        if (missing) {
            csv_error(&reader->file, reader->file.size, "%s is missing: %s", chain_keys[i].name, chain_keys[i].right);
        }
    }
    return reader->file.errors == 0;
}

static int write_chain(const chain_reader *reader, const cli_options *options)
{
    wfm_forecast_steps steps = WFM_FORECAST_STEPS_INIT;
    wfm_status status = wfm_forecast_year_to_interval(&reader->chain, &steps);
    if (wfm_failed(status)) {
        fprintf(stderr, "%s: %s\n", reader->file.name, wfm_status_text(status));
        return EXIT_BAD_DATA;
    }
    const struct {
        const char *name;
        double value;
    } rows[] = {{"last_year", reader->chain.last_year},
                {"year", steps.year},
                {"month", steps.month},
                {"day_mean", steps.day_mean},
                {"weekday_index", steps.weekday_index},
                {"day", steps.day},
                {"interval", steps.interval}};
    cli_listing listing = {
        .schema = "wfm-forecast-chain-1", .heads = {"step", "value"}, .words = 1, .numbers = 1, .digits = {3}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        listing_row *row = listing_add(&listing);
        strcpy(row->word[0], rows[i].name);
        row->number[0] = rows[i].value;
    }
    int code = listing_write(&listing, options);
    listing_free(&listing);
    return code;
}

static int forecast_chain(const cli_options *options)
{
    chain_reader reader = {.chain = WFM_FORECAST_CHAIN_INIT};
    reader.chain.rounding = options->forecast_rounding;
    int code = EXIT_USAGE;
    if (csv_load(&reader.file, options->file)) {
        bool fine = read_chain(&reader);
        csv_close_messages(&reader.file);
        code = fine ? write_chain(&reader, options) : EXIT_BAD_DATA;
    }
    csv_free(&reader.file);
    return code;
}

static const char *file_wanted(cli_command command)
{
    switch (command) {
    case COMMAND_FORECAST_CHAIN: return "wfm forecast chain YEAR.csv";
    case COMMAND_FORECAST_LEARN: return "wfm forecast learn HISTORY.csv";
    default: return "wfm forecast HISTORY.csv";
    }
}

static int forecast_by(cli_command command, const cli_options *options)
{
    switch (command) {
    case COMMAND_FORECAST_CHAIN: return forecast_chain(options);
    case COMMAND_FORECAST_LEARN: return forecast_learn(options);
    default: return forecast_model(options);
    }
}

static int forecast_file(cli_command command, int count, char **arguments)
{
    cli_options options;
    int code = EXIT_USAGE;
    if (!options_read(&options, command, count, arguments)) {
        code = EXIT_USAGE;
    } else if (options.help) {
        code = help_command("forecast");
    } else if (options.file == NULL) {
        fprintf(stderr, "wfm: which file? %s, or - for standard input\n", file_wanted(command));
    } else {
        code = forecast_by(command, &options);
    }
    options_free(&options);
    return code;
}

/* A history that is called chain or learn is ./chain. */
int forecast_command(int count, char **arguments)
{
    const char *job = count > 0 ? arguments[0] : "";
    if (strcmp(job, "chain") == 0) return forecast_file(COMMAND_FORECAST_CHAIN, count - 1, arguments + 1);
    if (strcmp(job, "learn") == 0) return forecast_file(COMMAND_FORECAST_LEARN, count - 1, arguments + 1);
    return forecast_file(COMMAND_FORECAST, count, arguments);
}
