/* SPDX-License-Identifier: MIT */
#include "support/csv.h"

#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 32, LINE_LENGTH = 4096 };

struct csv {
    FILE *stream;
    char path[1024];
    size_t line;
    size_t columns;
    char header[LINE_LENGTH];
    char record[LINE_LENGTH];
    const char *names[COLUMNS];
    const char *fields[COLUMNS];
};

/* Ends the field that begins at *cursor in place, without its quotes, and moves the cursor behind it. */
static const char *cut_field(char **cursor)
{
    char *read = *cursor;
    char *field = read;
    char *write = read;
    bool quoted = false;
    for (; *read != '\0'; read++) {
        if (*read == '"') {
            bool doubled = quoted && read[1] == '"';
            if (!doubled) {
                quoted = !quoted;
                continue;
            }
            read++;
        } else if (*read == ',' && !quoted) {
            break;
        }
        *write++ = *read;
    }
    *cursor = *read == ',' ? read + 1 : NULL;
    *write = '\0';
    return field;
}

static size_t cut_line(char *text, const char *fields[COLUMNS])
{
    size_t count = 0;
    char *cursor = text;
    while (cursor != NULL && count < COLUMNS)
        fields[count++] = cut_field(&cursor);
    return count;
}

/* The next line that is not a comment, without its line end. */
static bool read_line(csv *file, char text[LINE_LENGTH])
{
    do {
        if (fgets(text, LINE_LENGTH, file->stream) == NULL) return false;
        file->line++;
    } while (text[0] == '#');
    text[strcspn(text, "\r\n")] = '\0';
    return true;
}

static csv *open_in(const char *folder, const char *name)
{
    csv *file = calloc(1, sizeof *file);
    assert_non_null(file);
    snprintf(file->path, sizeof file->path, "%s/%s", folder, name);
    file->stream = fopen(file->path, "r");
    if (file->stream == NULL) fail_msg("%s: cannot be opened", file->path);
    if (!read_line(file, file->header)) fail_msg("%s: empty", file->path);
    file->columns = cut_line(file->header, file->names);
    return file;
}

csv *csv_open_vectors(const char *name)
{
    const char *folder = getenv("WFM_TEST_VECTORS");
    if (folder == NULL) fail_msg("WFM_TEST_VECTORS does not name the folder of the vectors");
    return open_in(folder, name);
}

csv *csv_open_extra(const char *name)
{
    const char *folder = getenv("WFM_EXTRA_VECTORS");
    bool given = folder != NULL && folder[0] != '\0';
    if (!given) {
        print_message("skipped: WFM_EXTRA_VECTORS is not set, so %s is not tested\n", name);
        skip();
    }
    return open_in(folder, name);
}

bool csv_next(csv *file)
{
    if (!read_line(file, file->record)) return false;
    size_t count = cut_line(file->record, file->fields);
    if (count != file->columns)
        fail_msg("%s:%zu: %zu fields, but %zu columns", file->path, file->line, count, file->columns);
    return true;
}

const char *csv_text(const csv *file, const char *column)
{
    for (size_t i = 0; i < file->columns; i++)
        if (strcmp(file->names[i], column) == 0) return file->fields[i];
    fail_msg("%s: no column %s", file->path, column);
    return "";
}

double csv_number(const csv *file, const char *column)
{
    const char *text = csv_text(file, column);
    if (text[0] == '\0') return QUIET_NAN;
    char *end;
    double number = strtod(text, &end);
    if (*end != '\0') fail_msg("%s:%zu: %s is not a number: %s", file->path, file->line, column, text);
    return number;
}

size_t csv_line(const csv *file)
{
    return file->line;
}

void csv_close(csv *file)
{
    fclose(file->stream);
    free(file);
}
