/* SPDX-License-Identifier: MIT */
#include "machine.h"

#include <stdio.h>
#include <string.h>
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif

static void read_processor(char *text, size_t size)
{
    char line[256];
    snprintf(text, size, "unknown");
    FILE *file = fopen("/proc/cpuinfo", "r");
    if (file == NULL) return;
    while (fgets(line, sizeof line, file) != NULL) {
        const char *value = strstr(line, ": ");
        if (value == NULL) continue;
        if (strncmp(line, "model name", 10) != 0) continue;
        snprintf(text, size, "%.*s", (int)strcspn(value + 2, "\n"), value + 2);
        break;
    }
    fclose(file);
}

static void read_compiler(char *text, size_t size)
{
#if defined __clang__
    snprintf(text, size, "clang %d.%d.%d", __clang_major__, __clang_minor__, __clang_patchlevel__);
#elif defined __GNUC__
    snprintf(text, size, "gcc %d.%d.%d", __GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__);
#else
    snprintf(text, size, "unknown");
#endif
}

static void read_libc(char *text, size_t size)
{
#ifdef __GLIBC__
    snprintf(text, size, "glibc %s", gnu_get_libc_version());
#else
    snprintf(text, size, "unknown");
#endif
}

machine machine_here(void)
{
    machine m;
    read_processor(m.processor, sizeof m.processor);
    read_compiler(m.compiler, sizeof m.compiler);
    read_libc(m.libc, sizeof m.libc);
    return m;
}
