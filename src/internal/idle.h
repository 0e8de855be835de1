/* SPDX-License-Identifier: MIT */
/* The lines of Erlang B that are idle. */
#ifndef WFM_INTERNAL_IDLE_H
#define WFM_INTERNAL_IDLE_H

#include "internal/loss.h"

/* n - a (1 - B) for 0 < n, a < inf, in the mean, given B(n,a): for a <= n from two numbers that are not negative; above, a
 * times the derivative of ln B, which keeps its digits there. */
static inline double wfm_i_idle(double servers, double load, double blocking)
{
    if (load <= servers) return (servers - load) + load * blocking;
    return load * wfm_i_loss_ln_dload(servers, load);
}

#endif
