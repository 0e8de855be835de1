/* SPDX-License-Identifier: MIT */
/* Structs that grow: every public struct begins with uint32_t struct_size and uint32_t reserved (0), and only ever gets
 * members appended. */
#ifndef WFM_INTERNAL_STRUCTS_H
#define WFM_INTERNAL_STRUCTS_H

#include "internal/common.h"

/* Zeroes size bytes and sets struct_size; leaves alone what no struct can be. */
void wfm_i_struct_init(void *given, size_t size);

/* Copies an input into this library's layout: missing members become 0. Returns error if it is null, its header is
 * wrong, or bytes beyond this layout are not all 0. */
wfm_status wfm_i_struct_read(void *known, size_t known_size, const void *given, wfm_status error);

/* WFM_OK if an output can be written; then fills all behind its header with 0xFF: NaN and -1, what an error leaves. */
wfm_status wfm_i_struct_open(void *given);

/* Copies the answer into an opened output, as much of it as the caller's layout holds. */
void wfm_i_struct_write(void *given, const void *known, size_t known_size);

#endif
