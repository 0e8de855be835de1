/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "cli/csv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_MESSAGES = 20 };

static bool cannot_read(const csv_file *file, const char *why)
{
    fprintf(stderr, "%s: cannot be read: %s; give a CSV file, or - for standard input\n", file->name, why);
    return false;
}

/* Room for one more byte than a file has, so that its end is seen without growing; 64 KiB where the size is unknown. */
static size_t first_capacity(int descriptor)
{
    struct stat about;
    size_t capacity = 65536;
    if (fstat(descriptor, &about) == 0 && about.st_size > 0) capacity = (size_t)about.st_size + 1;
    return capacity;
}

static bool read_all(csv_file *file, int descriptor)
{
    size_t capacity = first_capacity(descriptor);
    file->memory = allocate(capacity, 1);
    for (;;) {
        ssize_t got = read(descriptor, file->memory + file->size, capacity - file->size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return cannot_read(file, strerror(errno));
        if (got == 0) return true;
        file->size += (size_t)got;
        if (file->size < capacity) continue;
        char *larger = capacity > SIZE_MAX / 2 ? NULL : realloc(file->memory, capacity * 2);
        if (larger == NULL) return cannot_read(file, "not enough memory");
        file->memory = larger;
        capacity *= 2;
    }
}

bool csv_load(csv_file *file, const char *path)
{
    bool standard_input = strcmp(path, "-") == 0;
    *file = (csv_file){.name = standard_input ? "<stdin>" : path};
    int descriptor = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return cannot_read(file, strerror(errno));
    bool fine = read_all(file, descriptor);
    if (!standard_input) close(descriptor);
    file->data = file->memory;
    return fine;
}

void csv_free(csv_file *file)
{
    free(file->memory);
    *file = (csv_file){0};
}

static size_t line_start(const csv_file *file, size_t position)
{
    while (position > 0 && file->data[position - 1] != '\n')
        position--;
    return position;
}

size_t csv_line(const csv_file *file, size_t position)
{
    size_t line = 1 + file->skipped;
    const char *at = file->data, *end = file->data + position;
    while (at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        if (newline == NULL) break;
        at = newline + 1;
        line++;
    }
    return line;
}

/* Characters, not bytes: a byte that continues a UTF-8 sequence is not counted. */
static size_t character_column(const csv_file *file, size_t position)
{
    size_t column = 1;
    for (size_t i = line_start(file, position); i < position; i++) {
        if (((unsigned char)file->data[i] & 0xC0) != 0x80) column++;
    }
    return column;
}

static void say(const csv_file *file, size_t position, const char *kind, const char *format, va_list arguments)
{
    size_t line = csv_line(file, position), column = character_column(file, position);
    fprintf(stderr, "%s:%zu:%zu: %s", file->name, line, column, kind);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
}

void csv_error(csv_file *file, size_t position, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (file->errors < MOST_MESSAGES) say(file, position, "", format, arguments);
    file->errors++;
    va_end(arguments);
}

void csv_warning(csv_file *file, size_t position, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (file->warnings < MOST_MESSAGES) say(file, position, "warning: ", format, arguments);
    file->warnings++;
    va_end(arguments);
}

void csv_close_messages(const csv_file *file)
{
    if (file->errors > MOST_MESSAGES) {
        fprintf(stderr, "%s: %ld more errors of %ld\n", file->name, file->errors - MOST_MESSAGES, file->errors);
    }
    if (file->warnings > MOST_MESSAGES) {
        fprintf(stderr, "%s: %ld more warnings of %ld\n", file->name, file->warnings - MOST_MESSAGES, file->warnings);
    }
}

static const char separators[] = {',', ';', '\t'};

/* Moves over a first line "sep=;", which a spreadsheet obeys and does not show; 0 where there is none. */
static char take_separator(csv_file *file)
{
    enum { NAME = 4 }; /* "sep=" */
    const char *data = file->data, *end = file->size > 0 ? memchr(data, '\n', file->size) : NULL;
    if (end == NULL || strncasecmp(data, "sep=", NAME) != 0) return 0;
    size_t size = (size_t)(end - data);
    if (data[size - 1] == '\r') size--;
    if (size != NAME + 1 || memchr(separators, data[NAME], sizeof separators) == NULL) return 0;
    file->size -= (size_t)(end - data) + 1;
    file->data = end + 1;
    file->skipped = 1;
    return data[NAME];
}

/* Else it is the one that the first line holds most of, outside quotes. */
static char find_separator(const csv_file *file)
{
    size_t counts[3] = {0, 0, 0};
    bool quoted = false;
    for (size_t i = 0; i < file->size && file->data[i] != '\n'; i++) {
        char c = file->data[i];
        if (c == '"') quoted = !quoted;
        const char *found = quoted ? NULL : memchr(separators, c, sizeof separators);
        if (found != NULL) counts[found - separators]++;
    }
    size_t most = 0;
    for (size_t i = 1; i < 3; i++) {
        if (counts[i] > counts[most]) most = i;
    }
    return separators[most];
}

bool csv_begin(csv_file *file)
{
    const char *nul = file->size > 0 ? memchr(file->data, '\0', file->size) : NULL;
    if (nul != NULL) {
        csv_error(
            file, (size_t)(nul - file->data),
            "a zero byte: this is not text in UTF-8 (a spreadsheet's \"Unicode text\" is not); save it as CSV UTF-8");
        return false;
    }
    if (file->size >= 3 && memcmp(file->data, "\xEF\xBB\xBF", 3) == 0) {
        file->data += 3;
        file->size -= 3;
    }
    char named = take_separator(file);
    size_t position = 0;
    if (!csv_more(file, &position)) {
        csv_error(file, 0, "the file is empty: write a header such as %s, and rows below it",
                  file->head != NULL ? file->head : "start,calls,aht");
        return false;
    }
    file->separator = named != 0 ? named : find_separator(file);
    return true;
}

bool csv_more(const csv_file *file, size_t *position)
{
    while (*position < file->size) {
        char c = file->data[*position];
        bool carriage_return = c == '\r' && *position + 1 < file->size;
        if (carriage_return && file->data[*position + 1] == '\n') {
            *position += 2;
        } else if (c == '\n') {
            (*position)++;
        } else {
            return true;
        }
    }
    return false;
}

size_t csv_most_rows(const csv_file *file)
{
    return csv_line(file, file->size);
}

/* What stands behind a field: a separator, the end of the line or of the file; anything else is an error. */
static bool end_field(csv_file *file, size_t *position, csv_field *field)
{
    size_t at = *position;
    field->last = true;
    if (at == file->size) return true;
    char c = file->data[at];
    if (c == file->separator) {
        field->last = false;
        *position = at + 1;
        return true;
    }
    if (c == '\n') {
        *position = at + 1;
        return true;
    }
    if (c == '\r' && at + 1 < file->size) {
        *position = at + 2;
        if (file->data[at + 1] == '\n') return true;
    }
    if (c == '\r') {
        csv_error(file, at, "a carriage return without a line feed: end lines by LF or CRLF");
    } else {
        csv_error(file, at, "text behind a closing quote: double a quote that belongs to the field (\"\")");
    }
    return false;
}

static bool quoted_field(csv_file *file, size_t *position, csv_field *field)
{
    size_t start = *position + 1, at = start;
    for (;;) {
        const char *quote = at < file->size ? memchr(file->data + at, '"', file->size - at) : NULL;
        if (quote == NULL) {
            csv_error(file, *position,
                      "a lone quote: the field that it opens is never closed; close it, or double it (\"\")");
            return false;
        }
        at = (size_t)(quote - file->data) + 1;
        if (at == file->size || file->data[at] != '"') break;
        field->doubled = true;
        at++;
    }
    field->text = (span){file->data + start, at - 1 - start};
    *position = at;
    return end_field(file, position, field);
}

bool csv_next(csv_file *file, size_t *position, csv_field *field)
{
    *field = (csv_field){.position = *position, .text = {file->data + *position, 0}};
    size_t at = *position;
    if (at < file->size && file->data[at] == '"') return quoted_field(file, position, field);
    for (; at < file->size; at++) {
        char c = file->data[at];
        if (c == file->separator || c == '\n') break;
        if (c == '\r') break;
        if (c != '"') continue;
        csv_error(file, at, "a lone quote inside a field: put the whole field in quotes and double this one (\"\")");
        return false;
    }
    field->text.size = at - *position;
    *position = at;
    return end_field(file, position, field);
}

static bool needs_quotes(span text)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (c == ',' || c == '"') return true;
        if (c == '\n' || c == '\r') return true;
    }
    return false;
}

void csv_write(FILE *out, span text)
{
    bool quotes = needs_quotes(text);
    if (quotes) fputc('"', out);
    fwrite(text.data, 1, text.size, out);
    if (quotes) fputc('"', out);
}
