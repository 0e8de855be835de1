/* SPDX-License-Identifier: MIT */
/* The library inside the C module. Its functions are visible, so that LuaJIT's ffi may take them from here; but the module
 * calls its own, also in a program that has another version of the library. What wfm.c includes of the system comes
 * before, as that lies elsewhere. */
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

#if defined(__ELF__) && defined(__GNUC__)
#pragma GCC visibility push(protected)
#endif
#include "wfm.c"
