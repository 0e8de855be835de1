/* SPDX-License-Identifier: MIT */
/* Constants and structs by name, for callers that do not compile the headers. The tables are made of the headers, as a
 * constant that is missing here would be missing in every language but C. */
#include "wfm/wfm.h"

#include "internal/names.h"

#include <string.h>

enum {
    CONSTANTS = sizeof constant_rows / sizeof constant_rows[0],
    STRUCTS = sizeof struct_rows / sizeof struct_rows[0]
};

static const name_row *find(const name_row *table, int32_t count, const char *name)
{
    if (!name) return NULL;
    for (int32_t i = 0; i < count; i++)
        if (strcmp(table[i].name, name) == 0) return &table[i];
    return NULL;
}

static const char *name_at(const name_row *table, int32_t count, int32_t index)
{
    /* not null, which most languages make a crash of when they take it for a text */
    if (index < 0) return "";
    return index < count ? table[index].name : "";
}

int32_t wfm_constant(const char *name)
{
    const name_row *row = find(constant_rows, CONSTANTS, name);
    return row ? row->number : INT32_MIN;
}

const char *wfm_constant_name(int32_t index)
{
    return name_at(constant_rows, CONSTANTS, index);
}

int32_t wfm_struct_size(const char *name)
{
    const name_row *row = find(struct_rows, STRUCTS, name);
    return row ? row->number : 0;
}

const char *wfm_struct_name(int32_t index)
{
    return name_at(struct_rows, STRUCTS, index);
}

wfm_status wfm_abi_check(int32_t major, int32_t minor)
{
    /* until 1.0 a new minor version may change the interface, and with it the soname */
    int32_t oldest = WFM_VERSION_MAJOR == 0 ? WFM_VERSION_MINOR : 0;
    if (major != WFM_VERSION_MAJOR) return WFM_BAD_VERSION;
    if (minor < oldest) return WFM_BAD_VERSION;
    return minor > WFM_VERSION_MINOR ? WFM_BAD_VERSION : WFM_OK;
}
