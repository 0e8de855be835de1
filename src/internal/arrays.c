/* SPDX-License-Identifier: MIT */
#include "internal/arrays.h"

#include <string.h>

enum { BLOCK = 128 };

/* A block of rows out of the callers' columns. */
typedef struct block {
    double servers[BLOCK];
    double load[BLOCK];
    double t[BLOCK];
    double out[BLOCK];
} block;

static double alone(const wfm_i_array *of, double servers, double load, double t)
{
    return of->three != NULL ? of->three(servers, load, t) : of->two(servers, load);
}

static void gather(double *to, size_t count, const double *x, ptrdiff_t stride, size_t first)
{
    for (size_t i = 0; i < count; i++)
        to[i] = x[(ptrdiff_t)(first + i) * stride];
}

/* Up to BLOCK rows from first on; what is left of the last group of lanes is computed on zeros. */
static void do_block(const wfm_i_array *of, block *b, size_t first, size_t count)
{
    size_t filled = (count + 7) / 8 * 8;
    gather(b->servers, count, of->servers, of->servers_stride, first);
    gather(b->load, count, of->load, of->load_stride, first);
    if (of->three != NULL) gather(b->t, count, of->t, of->t_stride, first);
    bool done = wfm_i_loss_values(of->quantity, b->servers, b->load, b->t, b->out, filled);
    for (size_t i = 0; i < count; i++) {
        bool stands = done && !isnan(b->out[i]);
        double value = stands ? b->out[i] : alone(of, b->servers[i], b->load[i], b->t[i]);
        of->out[(ptrdiff_t)(first + i) * of->out_stride] = value;
    }
}

void wfm_i_map_loss(const wfm_i_array *of, size_t count)
{
    block b;
    memset(&b, 0, sizeof b);
    for (size_t first = 0; first < count; first += BLOCK)
        do_block(of, &b, first, count - first < BLOCK ? count - first : BLOCK);
}
