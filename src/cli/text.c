/* SPDX-License-Identifier: MIT */
#include "cli/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

span span_of(const char *text)
{
    return (span){text, strlen(text)};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

span span_trimmed(span text)
{
    while (text.size > 0 && is_blank(text.data[0])) {
        text.data++;
        text.size--;
    }
    while (text.size > 0 && is_blank(text.data[text.size - 1]))
        text.size--;
    return text;
}

bool span_equals(span text, const char *word)
{
    size_t size = strlen(word);
    return text.size == size && memcmp(text.data, word, size) == 0;
}

char *span_copy(span text)
{
    char *copy = allocate(text.size + 1, 1);
    memcpy(copy, text.data, text.size);
    return copy;
}

static bool is_utf8_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

cli_shown shown_of(span text)
{
    cli_shown result;
    size_t room = sizeof result.text - 4; /* for "..." and the end */
    size_t size = text.size < room ? text.size : room;
    if (size < text.size) {
        while (size > 0 && is_utf8_continuation(text.data[size]))
            size--;
    }
    size_t shown = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        bool control = c < 0x20 || c == 0x7F;
        bool twin = c == '"' && i + 1 < size && text.data[i + 1] == '"'; /* as a CSV field writes a quote */
        result.text[shown++] = control ? '?' : text.data[i];
        i += twin;
    }
    strcpy(result.text + shown, size < text.size ? "..." : "");
    return result;
}

void *allocate(size_t count, size_t size)
{
    void *memory = calloc(count > 0 ? count : 1, size);
    if (memory == NULL) {
        fprintf(stderr, "wfm: not enough memory for %zu items of %zu bytes; split the file\n", count, size);
        exit(EXIT_MEMORY);
    }
    return memory;
}

void *enlarge(void *memory, int64_t *room, size_t size)
{
    int64_t wanted = *room < 16 ? 16 : *room * 2;
    void *larger = (uint64_t)wanted > SIZE_MAX / size ? NULL : realloc(memory, (size_t)wanted * size);
    if (larger == NULL) {
        fprintf(stderr, "wfm: not enough memory for %lld items of %zu bytes; split the file\n", (long long)wanted,
                size);
        exit(EXIT_MEMORY);
    }
    *room = wanted;
    return larger;
}

char *quotes_doubled(span text)
{
    char *copy = allocate(2 * text.size + 1, 1);
    size_t size = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '"') copy[size++] = '"';
        copy[size++] = text.data[i];
    }
    return copy;
}

/* FNV-1a, and a last step that carries its high bits, which are spread best, into the low ones that a table uses. */
uint64_t span_hash(span text)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < text.size; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * 0x100000001b3u;
    return hash ^ hash >> 32;
}

enum { LONGEST_WORD = 40 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Insertions, deletions and replacements between two words (Levenshtein), one row of the table at a time. */
static size_t edit_distance(span a, span b)
{
    size_t row[LONGEST_WORD + 1];
    for (size_t j = 0; j <= b.size; j++)
        row[j] = j;
    for (size_t i = 0; i < a.size; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < b.size; j++) {
            size_t replaced = diagonal + (a.data[i] == b.data[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = least(replaced, least(row[j], diagonal) + 1);
        }
    }
    return row[b.size];
}

const char *nearest_word(span word, const char *const *known, size_t count)
{
    if (word.size > LONGEST_WORD) return NULL;
    const char *nearest = NULL;
    size_t least_distance = LONGEST_WORD;
    for (size_t i = 0; i < count; i++) {
        span candidate = span_of(known[i]);
        size_t distance = edit_distance(word, candidate);
        bool close = 3 * distance <= candidate.size + 2;
        if (close && distance < least_distance) {
            least_distance = distance;
            nearest = known[i];
        }
    }
    return nearest;
}
