/* SPDX-License-Identifier: MIT */
#include "internal/structs.h"

#include <string.h>

enum {
    HEADER = 8,    /* struct_size and reserved */
    LARGEST = 4096 /* no struct grows beyond: keeps a wild size from being read */
};

static bool is_possible_size(size_t size)
{
    if (size < HEADER) return false;
    if (size > LARGEST) return false;
    return size % 8 == 0;
}

/* The struct_size of a struct with a proper header, else 0. */
static size_t size_of(const void *given)
{
    uint32_t header[2];
    if (given == NULL) return 0;
    memcpy(header, given, sizeof header);
    if (header[1] != 0) return 0;
    return is_possible_size(header[0]) ? header[0] : 0;
}

void wfm_i_struct_init(void *given, size_t size)
{
    if (given == NULL) return;
    if (!is_possible_size(size)) return;
    uint32_t header[2] = {(uint32_t)size, 0};
    memset(given, 0, size);
    memcpy(given, header, sizeof header);
}

wfm_status wfm_i_struct_read(void *known, size_t known_size, const void *given, wfm_status error)
{
    const unsigned char *bytes = given;
    size_t size = size_of(given);
    if (size == 0) return error;
    for (size_t i = known_size; i < size; i++)
        if (bytes[i] != 0) return error;
    size_t shared = size < known_size ? size : known_size;
    memcpy(known, given, shared);
    if (shared < known_size) memset((unsigned char *)known + shared, 0, known_size - shared);
    return WFM_OK;
}

wfm_status wfm_i_struct_open(void *given)
{
    size_t size = size_of(given);
    if (size == 0) return WFM_BAD_OUTPUT;
    memset((unsigned char *)given + HEADER, 0xFF, size - HEADER);
    return WFM_OK;
}

void wfm_i_struct_write(void *given, const void *known, size_t known_size)
{
    size_t size = size_of(given);
    size_t shared = size < known_size ? size : known_size;
    memcpy((unsigned char *)given + HEADER, (const unsigned char *)known + HEADER, shared - HEADER);
}
