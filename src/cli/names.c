/* SPDX-License-Identifier: MIT */
#include "cli/names.h"

#include <stdlib.h>
#include <string.h>

static bool same_text(span a, span b)
{
    return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

static int32_t *slot_of(const cli_names *names, span name)
{
    size_t at = (size_t)span_hash(name) & (names->size - 1);
    for (;; at = (at + 1) & (names->size - 1)) {
        int32_t taken = names->slots[at];
        if (taken == 0) return &names->slots[at];
        if (same_text(names->name[taken - 1], name)) return &names->slots[at];
    }
}

static void grow(cli_names *names)
{
    cli_names larger = {.count = names->count, .size = names->size == 0 ? 64 : names->size * 2};
    larger.slots = allocate(larger.size, sizeof *larger.slots);
    larger.name = allocate(larger.size / 2, sizeof *larger.name);
    for (int32_t i = 0; i < names->count; i++) {
        larger.name[i] = names->name[i];
        *slot_of(&larger, names->name[i]) = i + 1;
    }
    names_free(names);
    *names = larger;
}

int32_t names_number(cli_names *names, span name)
{
    if (2 * (size_t)names->count >= names->size) grow(names);
    int32_t *slot = slot_of(names, name);
    if (*slot == 0) {
        names->name[names->count] = name;
        *slot = ++names->count;
    }
    return *slot - 1;
}

int32_t names_find(const cli_names *names, span name)
{
    return names->size == 0 ? -1 : *slot_of(names, name) - 1;
}

void names_close(cli_names *names, span **name, int32_t *count)
{
    *name = names->name;
    *count = names->count;
    free(names->slots);
    *names = (cli_names){0};
}

void names_free(cli_names *names)
{
    free(names->slots);
    free(names->name);
    *names = (cli_names){0};
}
