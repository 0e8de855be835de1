/* SPDX-License-Identifier: MIT */
/** @file wfm.h
 *  Everything: the mathematics of workforce management for contact centers, one floor for each step of the planning
 *  cycle. A floor stands on those below it.
 */
#ifndef WFM_WFM_H
#define WFM_WFM_H

#include "wfm/plan.h"      /* the whole chain over a grid of intervals */
#include "wfm/shrinkage.h" /* from the phones to the roster */
#include "wfm/forecast.h"  /* how many calls: indices, the chain, accuracy */
#include "wfm/trunks.h"    /* lines, alone and behind a queue */
#include "wfm/staffing.h"  /* the agents, calls or times that meet targets */
#include "wfm/workload.h"  /* handle time, rule of thumb, deferred work */
#include "wfm/intraday.h"  /* the wait announced to a caller */
#include "wfm/measure.h"   /* what happened: service level by every rule, patience, how sure */
#include "wfm/queue.h"     /* one queue, every figure */
#include "wfm/erlang.h"    /* the formulas */
#include "wfm/base.h"      /* status codes, version, rules */

#endif
