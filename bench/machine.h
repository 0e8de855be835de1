/* SPDX-License-Identifier: MIT */
/* What the figures hang on besides the code. */
#ifndef WFM_BENCH_MACHINE_H
#define WFM_BENCH_MACHINE_H

typedef struct machine {
    char processor[128];
    char compiler[64];
    char libc[64];
} machine;

machine machine_here(void);

#endif
