/* SPDX-License-Identifier: MIT */
#include "cli/listing.h"

#include "cli/write.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

listing_row *listing_add(cli_listing *listing)
{
    if (listing->count == listing->room) {
        listing->rows = enlarge(listing->rows, &listing->room, sizeof *listing->rows);
    }
    listing_row *row = &listing->rows[listing->count++];
    *row = (listing_row){0};
    return row;
}

void listing_free(cli_listing *listing)
{
    free(listing->rows);
    listing->rows = NULL;
}

static const char *word_of(const listing_row *row, int i)
{
    return i == 0 && row->name != NULL ? row->name : row->word[i];
}

static void end_line(const cli_listing *listing, FILE *out, int64_t of)
{
    if (listing->more_columns != NULL) listing->more_columns(out, listing->about, of);
    fputc('\n', out);
}

static void write_csv(const cli_listing *listing, FILE *out)
{
    int columns = listing->words + listing->numbers;
    for (int i = 0; i < columns; i++)
        fprintf(out, "%s%s", i == 0 ? "" : ",", listing->heads[i]);
    end_line(listing, out, -1);
    for (int64_t row = 0; row < listing->count; row++) {
        for (int i = 0; i < columns; i++) {
            if (i > 0) fputc(',', out);
            if (i < listing->words) {
                csv_write(out, span_of(word_of(&listing->rows[row], i)));
            } else {
                write_csv_number(out, listing->rows[row].number[i - listing->words]);
            }
        }
        end_line(listing, out, listing->rows[row].of);
    }
}

static void write_json(const cli_listing *listing, FILE *out)
{
    fprintf(out, "{\"schema\": \"%s\", \"rows\": [", listing->schema);
    for (int64_t row = 0; row < listing->count; row++) {
        fputs(row == 0 ? "\n  {" : ",\n  {", out);
        for (int i = 0; i < listing->words + listing->numbers; i++) {
            write_json_key(out, listing->heads[i], i == 0);
            if (i < listing->words) {
                write_json_text(out, span_of(word_of(&listing->rows[row], i)),
                                i == 0 && listing->rows[row].name != NULL);
            } else {
                write_json_number(out, listing->rows[row].number[i - listing->words]);
            }
        }
        fputc('}', out);
    }
    fputs("]", out);
    if (listing->more != NULL) listing->more(out, listing->about);
    fputs("}\n", out);
}

static void look(double number, int digits, char text[NUMBER_SIZE])
{
    bool whole = number == floor(number);
    text[0] = '\0';
    if (isnan(number)) return;
    snprintf(text, NUMBER_SIZE, fabs(number) < 1e15 ? "%.*f" : "%.*g", whole ? 0 : digits, number);
}

static void write_table(const cli_listing *listing, const cli_sink *sink)
{
    cli_table table = {0};
    for (int i = 0; i < listing->words + listing->numbers; i++)
        table_column_add(&table, listing->heads[i], i < listing->words, 0);
    for (int64_t row = 0; row < listing->count; row++) {
        table_row_add(&table, false);
        for (int i = 0; i < listing->words; i++)
            table_cell_set(&table, i, shown_of(span_of(word_of(&listing->rows[row], i))).text);
        for (int i = 0; i < listing->numbers; i++) {
            char text[NUMBER_SIZE];
            look(listing->rows[row].number[i], listing->digits[i], text);
            table_cell_set(&table, listing->words + i, text);
        }
    }
    table_write(&table, sink);
    table_free(&table);
}

void listing_put(const cli_listing *listing, const cli_sink *sink)
{
    switch (sink->form) {
    case FORM_CSV: write_csv(listing, sink->file); break;
    case FORM_JSON: write_json(listing, sink->file); break;
    default: write_table(listing, sink);
    }
}

int listing_write(const cli_listing *listing, const cli_options *options)
{
    cli_sink sink;
    if (!sink_open(&sink, options)) return EXIT_OUTPUT;
    listing_put(listing, &sink);
    return sink_close(&sink, true, EXIT_FINE);
}
