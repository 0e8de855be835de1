#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Breaks the library on purpose, one place at a time, and demands that the test named with it turns red.

    python3 tests/breaks/breaks.py [--list]

Each break is applied to a copy of src/, compiled with one test program, and run. A break that no longer finds its text, or
that its test survives, fails. --list prints the table that tests/README.md holds.
"""
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

KERNEL = "src/internal/loss_kernel.h"
PALM = "src/internal/palm_kernel.h"
PLACES = "src/internal/places.c"
IMPATIENT = "src/internal/slopes_impatient.c"
SERVICE = "src/internal/service.c"
SEARCH = "src/internal/search.c"
BETA = "src/internal/beta.c"
PLAN_MODEL = "src/internal/plan_model.c"
PRIORITY = "src/priority.c"
CORRELATION = "src/internal/correlation.c"

# functions that a test puts its own in the place of, as in tests/CMakeLists.txt
WRAPPED = {
    "test_evaluations": ("wfm_i_loss_value", "wfm_i_loss_waits", "wfm_i_loss_rough"),
    "test_search": ("wfm_i_view_of",),
    "test_redial": ("wfm_i_model_at",),
    "test_uncertain": ("wfm_i_model_at",),
}

# (what is broken, file, text, text instead, test that must fail)
BREAKS = [
    ("sign of Temme's sum S", KERNEL, "pair near = sum(x.hi, s);", "pair near = sum(x.hi, -s);", "test_erlang_b"),
    ("a row of Temme's table dropped", KERNEL, "for (int k = rows - 2; k >= 0; k--)", "for (int k = rows - 3; k >= 0; k--)",
     "test_erlang_b"),
    ("border of Temme's expansion moved to where its tables end", KERNEL, "smaller(144 * n, 0.16 * n * n)",
     "smaller(1440 * n, 0.49 * n * n)", "test_erlang_b"),
    ("one table of Temme's taken too early", KERNEL, "lanes_mask large = below(all(50000), n);",
     "lanes_mask large = below(all(500), n);", "test_erlang_b"),
    ("scaled gamma function taken as 1", KERNEL, "madd(x.hi, gamma_less_1, x.lo)", "madd(x.hi, 0 * gamma_less_1, x.lo)",
     "test_erlang_b"),
    ("lower part Z dropped from F at light load", KERNEL, "pair s = sum(all(1), z.hi);", "pair s = sum(all(1), 0 * z.hi);",
     "test_erlang_b"),
    ("too few terms of the lower part", KERNEL, "12 + 9 * root(smaller(a, all(20)))", "12 + 5 * root(smaller(a, all(20)))",
     "test_erlang_b"),
    ("too few terms of the continued fraction", KERNEL, "return 10 + 115 / larger(a, all(0.5))",
     "return 6 + 60 / larger(a, all(0.5))", "test_erlang_b"),
    ("sign of a term of the continued fraction", KERNEL, "((n - (k + 1)) * unit);", "((n + (k + 1)) * unit);",
     "test_erlang_b"),
    ("what rounding takes from z not put back", KERNEL, "madd(slope, shift + z_lo,", "madd(slope, shift + 0 * z_lo,",
     "test_erlang_b"),
    ("low part of ln 2 in the exponent", KERNEL, "whole.lo = madd(n, doublings * ln_2[1], whole.lo);", "", "test_erlang_b"),
    ("series for fewer than one server ends early", KERNEL, "for (int j = 2; j <= 17; j++)", "for (int j = 2; j <= 7; j++)",
     "test_erlang_b"),
    ("d ln B/da beyond n from a difference that cancels", KERNEL, "near && half_square < 4", "near && half_square < 400",
     "test_erlang_b"),
    ("reach of the quadrature cut", "src/internal/loss.c", ": sqrt(90 / most);", ": sqrt(9 / most);", "test_erlang_b"),
    ("plain sums in the quadrature", "src/internal/loss.c", "sum->lo += (sum->hi - (total - of_x)) + (x - of_x);", "(void)of_x;",
     "test_erlang_b"),
    ("n - a from a rounded utilisation", KERNEL,
     "return pair_product(x, pair_quotient(sum(n, -a), (pair){n, all(0)}));",
     "return pair_scaled(x, 1 - a / n);", "test_erlang_c"),
    ("spare instead of its share in the odds against waiting", KERNEL,
     "return pair_product(x, pair_quotient(sum(n, -a), (pair){n, all(0)}));",
     "return pair_product(x, sum(n, -a));", "test_erlang_c"),
    ("service level from 1 less the tail throughout", KERNEL, "choose(below(beyond, all(0.5)), 1 - beyond, within)",
     "1 - beyond + 0 * within", "test_erlang_c"),
    ("lanes of one road take another's values", KERNEL, "all_lanes = choose_loss(left, found, all_lanes);",
     "all_lanes = choose_loss(either(left, near), found, all_lanes);", "test_loss"),
    ("a lane outside the domain stands", KERNEL, "choose(stands, value_of(quantity, n, a, t, f.x), all(WFM_I_NAN))",
     "choose(either(stands, none_of(stands)), value_of(quantity, n, a, t, f.x), all(WFM_I_NAN))", "test_loss"),
    ("exact product of the portable kernel", "src/internal/lanes.h", "+ x.hi * y.lo + x.lo * y.hi) + x.lo * y.lo;",
     "+ x.hi * y.lo) + x.lo * y.lo;", "test_loss"),
    ("the last group of lanes of an array left out", "src/internal/arrays.c", "(count + 7) / 8 * 8", "count / 8 * 8",
     "test_erlang_b"),
    ("search ends a step early", "src/internal/solve.c", "on->bend > 0 && 64 *", "on->bend > 0 && 0 *",
     "test_solve"),
    ("search takes a distant guess's bend for the root's", "src/internal/solve.c", "if (telling && fabs(after.a.f) < 1) {",
     "if (telling) {", "test_solve"),
    ("slope of the first guess lost", "src/internal/solve.c", "if (sloped) on.next", "if (!sloped) on.next",
     "test_evaluations"),
    ("every number of agents evaluated anew", "src/staffing.c", "if (of->agents[i] == agents) return", "if (of->agents[i] == agents + 0.5) return",
     "test_evaluations"),
    ("an interval takes its neighbour's agents as they are", "src/staffing.c",
     "if (is_enough(agents, about) != enough) return enough ? agents + 1 : agents;", "return agents;",
     "test_staffing"),
    ("load equal to the agents taken as a steady queue", "src/internal/demand.c", "if (plain) return load >= agents",
     "if (plain) return load > agents", "test_queue"),
    ("after-call work counted as holding a line", "src/internal/demand.c", "((q->aht_s - q->acw_s) / q->aht_s)",
     "(q->aht_s / q->aht_s)", "test_queue"),
    ("bisection ends after a few steps", "src/internal/solve.c", "enum { STEPS = 120 }", "enum { STEPS = 3 }", "test_solve"),
    ("whole agents: the step down left out", "src/internal/whole.c", "        whole--;", "        break;", "test_staffing"),
    ("whole agents: the step up left out", "src/internal/whole.c", "        whole++;", "        break;", "test_staffing"),
    ("service level met on the share itself, not its complement: <= turned <", "src/staffing.c",
     "waits.beyond <= 1 - of->goal;", "waits.beyond < (1 - of->goal) * 0.999;", "test_staffing"),
    ("only the last target counts", "src/staffing.c", "most.whole = fmax(most.whole, whole);", "most.whole = whole;",
     "test_staffing"),
    ("sign of S in A below the servers", PALM, "below ? -(s.first + s.rest) : s.first + s.rest", "s.first + s.rest",
     "test_erlang_a"),
    ("what Gamma* leaves of 1 dropped from who hangs up", PALM, "madd(inner, gamma_less_1, inner) - gamma_less_1",
     "madd(inner, gamma_less_1, inner)", "test_erlang_a"),
    ("S - c_0 dropped from who hangs up", PALM, "tilt * left - m * temme_rest", "tilt * left", "test_erlang_a"),
    ("sign of the load beyond the servers in who hangs up", PALM,
     "plus(pair_product(at->apart, value), (pair){at->servers, 0})",
     "minus((pair){at->servers, 0}, pair_product(at->apart, value))", "test_erlang_a"),
    ("too few terms of the T-fraction", PALM,
     "smaller(7 + 35 * (at->load.hi / at->servers), 6 + 200 / root(at->x.hi))",
     "smaller(4 + 15 * (at->load.hi / at->servers), 4 + 80 / root(at->x.hi))", "test_erlang_a"),
    ("too few terms of the series of A", PALM, "16 + 9 * root(y) : 20 + 4 * y", "10 + 5 * root(y) : 12 + 2 * y",
     "test_erlang_a"),
    ("border of Temme's expansion moved towards where its tables end, with patience", PALM,
     "fabs(at->apart.hi) < 0.4 * at->servers", "fabs(at->apart.hi) < 0.48 * at->servers", "test_erlang_a"),
    ("third of the exponent in one part", PALM, "pair_product(third_of_r, s));", "(pair){third_of_r.hi * s.hi, 0});",
     "test_erlang_a"),
    ("fifth of the exponent in one part", PALM, "pair_product(fifth_of_r, s));", "(pair){fifth_of_r.hi * s.hi, 0});",
     "test_erlang_a"),
    ("what is left of the load after a time in one part", PALM, "{pair_scaled(decay, load), decay, bend, u};",
     "{{load * decay.hi, 0}, decay, bend, u};", "test_erlang_a"),
    ("servers x patience in one part", PALM, "product(servers, patience), pair_scaled(load, patience)",
     "(pair){servers * patience, 0}, pair_scaled(load, patience)", "test_erlang_a"),
    ("who hangs up in a short time counted as answered", PALM, "short_weight[node] * g * exp(-w);",
     "short_weight[node] * g;", "test_erlang_a"),
    ("series of u - 1 + e^-u taken too far", PALM, "if (u.hi < 0x1p-7) bend", "if (u.hi < 4) bend",
     "test_erlang_a"),
    ("any time taken as a short one", PALM,
     "if (!(fabs(start->apart.hi) * t < 1)) return false;\n    return start->y.hi * e->bend < 0.25;",
     "return t < 1e300;", "test_erlang_a"),
    ("no more than one caller taken to wait where more do", "src/internal/patient.c", "RARE = 0x1p-60",
     "RARE = 0x1p-20", "test_erlang_a"),
    ("what many servers cannot carry does not hang up", "src/internal/patient.c",
     ".abandonment = (load - servers) / load,", ".abandonment = 0,", "test_erlang_a"),
    ("the last waiting place left out", PLACES, "j < whole; j++", "j < whole - 1; j++", "test_model"),
    ("nobody hangs up in a waiting place", PLACES, "on->agents + j * on->theta", "on->agents + 0 * j * on->theta",
     "test_model"),
    ("only one of those who wait hangs up", PLACES, "on->agents + j * on->theta", "on->agents + (j > 0) * on->theta",
     "test_model"),
    ("who finds a fraction of a place always gets in", PLACES, "(wfm_i_entry){free, 1 - free}",
     "(wfm_i_entry){free, 0}", "test_model"),
    ("what rounding takes from a ratio taken twice", PLACES, "on->weight * on->of_ratio;",
     "on->weight * -on->of_ratio;", "test_model"),
    ("a small share answered within as what is left of the others", PLACES, "of->answered_within < 0.02",
     "of->answered_within < 0", "test_model"),
    ("share of the calls offered without those who hang up", SERVICE,
     "of->answered_beyond + of->abandoned}", "of->answered_beyond}", "test_queue"),
    ("SL2 without those who hang up in time", SERVICE, "{of->wait_within,", "{of->answered_within,",
     "test_queue"),
    ("short abandons not left out", SERVICE, "at_t->abandoned = at_short->abandoned_beyond;", "(void)at_short;",
     "test_queue"),
    ("service level from what is left of 1 throughout", SERVICE, "if (beyond < within) return",
     "if (beyond <= 1) return", "test_erlang_a"),
    ("blocked calls not counted although asked for", SERVICE, "bad * reaching + blocked", "bad * reaching",
     "test_queue"),
    ("lines taken as endless while full ones still matter", "src/internal/model.c", "NOTHING = -760", "NOTHING = -7",
     "test_model"),
    ("waits of who is answered as if nobody hung up", "src/queue.c",
     "{s->answered_within / s->answered, s->answered_beyond / s->answered}", "{s->offered_within, s->offered_beyond}",
     "test_queue"),
    ("agents in after-call work taken to hold lines", "src/internal/demand.c",
     "q->agents * (1 - share);", "q->agents;", "test_lines_chain"),
    ("many agents searched for one target of several only", SEARCH, "if (on->goals == 1) break;",
     "if (on->goals >= 1) break;", "test_search"),
    ("the range's start of the easiest target", SEARCH, "fmax(all.least, of.least)", "fmin(all.least, of.least)",
     "test_search"),
    ("the range's end of the last target", SEARCH, "fmin(all.most, of.most)", "of.most", "test_search"),
    ("golden sections end before they began", SEARCH, "GOLDEN_STEPS = 48", "GOLDEN_STEPS = 0", "test_search"),
    ("two solutions not told", SEARCH, "r.caveats = WFM_CAVEAT_TWO_SOLUTIONS;", "r.caveats = WFM_OK;", "test_search"),
    ("every number of agents looked at anew, with patience", SEARCH, "if (on->at[i] == value) return",
     "if (on->at[i] == value + 0.5) return", "test_search"),
    ("Stirling's series begins too early", BETA, "LARGE = 10;", "LARGE = 4;", "test_intraday"),
    ("one panel of the integral instead of three", BETA, "PANELS = 3", "PANELS = 1", "test_intraday"),
    ("continued fraction for any size of queue", BETA, "MANY = 8000", "MANY = 1e300", "test_intraday"),
    ("one's own patience taken as that of the others", "src/intraday.c",
     "c->own_patience_s > 0 ? c->own_patience_s : patience_s", "patience_s", "test_intraday"),
    ("rounding up without meaning (21 agents at 30 % become 31)", "src/internal/whole.c", "ceil(wfm_i_snap(x))", "ceil(x)",
     "test_shrinkage"),
    ("tolerance of rounding 8 ulp to 7", "src/internal/whole.c", "ldexp(8,", "ldexp(7,", "test_shrinkage"),
    ("remainder not carried", "src/internal/whole.c", "*carry = due - rounded;", "*carry = 0;", "test_shrinkage"),
    ("lines for the calls that reach the agents only", "src/trunks.c", "wfm_i_load(q->calls, (1",
     "wfm_i_load(reaching.calls, (1", "test_trunks"),
    ("who hangs up talks on the lines", "src/trunks.c", "(1 - m.abandonment) * (q->aht_s", "(q->aht_s", "test_trunks"),
    ("deferred work not rostered", "src/plan.c", "wfm_workload_agents(a->staffing.agents, a->deferred)",
     "wfm_workload_agents(a->staffing.agents, 0)", "test_plan"),
    ("service level averaged over intervals, not calls", "src/plan.c",
     "s->answered_within += of.all * get(", "s->answered_within += get(", "test_plan"),
    ("who hangs up counted into the ASA", "src/plan.c", "of.answered = of.reaching * (1 - abandonment);",
     "of.answered = of.reaching;", "test_plan"),
    ("a schedule judged by the plan's own limits", "src/plan.c", "return !wfm_i_view_meets(&view, t);",
     "return q->agents < limited->agents;", "test_plan"),
    ("a blocking sizes lines that are given", "src/plan.c", "blocking != 0 && !has_lines(q)", "blocking != 0", "test_plan"),
    ("overloaded intervals counted into the ASA", "src/plan.c", "        s->t.overloaded_intervals++;\n        return;",
     "        s->t.overloaded_intervals++;", "test_plan"),
    ("weekday's index over the days' own base, not the one given", "src/forecast_chain.c", "share / base_share",
     "share * 7", "test_forecast_chain"),
    ("the chain rounds its steps at the end only", "src/forecast_chain.c",
     "c.rounding == WFM_FORECAST_ROUND_STEPS ? WFM_ROUND_NEAREST", "c.rounding < 0 ? WFM_ROUND_NEAREST",
     "test_forecast_chain"),
    ("unknown days counted as days without calls", "src/forecast_learn.c", "} else if (!isnan(d->calls)) {",
     "} else {\n        if (isnan(d->calls)) c->known[month][weekday] += 1;\n        if (isnan(d->calls)) return;",
     "test_forecast_learn"),
    ("closed days left in their month", "src/forecast_learn.c", "c->open[month][weekday] -= 1;", "(void)month;",
     "test_forecast_learn"),
    ("months and weekdays fitted once, not against each other", "src/forecast_learn.c", "ROUNDS = 500", "ROUNDS = 1",
     "test_forecast_learn"),
    ("MAPE over all rows", "src/forecast_accuracy.c", "(double)(a.rows - a.zero_rows)", "(double)a.rows",
     "test_forecast_accuracy"),
    ("largest remainders: ties to all", "src/forecast_accuracy.c", "if (between && up) tied--;", "",
     "test_forecast_accuracy"),
    ("search below the lines gives up", SEARCH, "    if (excess_at(on, best) > 0) return missed;",
     "    if (best > 0) return missed;", "test_search"),
    ("the least of the last target only", SEARCH, "all.least = fmax(all.least, of.least);", "all.least = of.least;",
     "test_search"),
    ("the blocked counted among those still waiting", "src/queue.c", "q->calls * (1 - sight.record.blocking) *",
     "q->calls *", "test_queue"),
    ("a service level near 1 from the share itself", SERVICE,
     "    if (beyond < within) return (wfm_i_level){1 - beyond / all, beyond / all};\n", "", "test_model"),
    ("a rare call that waits always hangs up", "src/internal/patient.c", ".abandonment = blocked / (1 + x)",
     ".abandonment = blocked", "test_erlang_a"),
    ("an endless queue's wait by the first term of the logarithm", "src/internal/patient.c", "-wfm_i_ln(answered)",
     "(1 - answered)", "test_erlang_a"),
    ("a short hang-up counts in the rules", "src/internal/measured.c", "if (is_short) return WFM_CELL_ABANDONED_SHORT;", "",
     "test_measure"),
    ("a time just before an interval counts in it", "src/measure.c",
     "return fma(number, m->interval_s, -since) > 0 ? number - 1 : number;", "return number;", "test_measure"),
    ("time by state all in the first interval", "src/measure.c", "k <= last; k++)", "k <= first; k++)", "test_measure"),
    ("an interval that is made room for keeps its calls", "src/measure.c", "clear_row(m, k);", ";", "test_measure"),
    ("who waited exactly T not answered in time, by the rule virtual", "src/measure.c", "+ (strictly ? 0 : 1)", "+ 0",
     "test_measure"),
    ("a whole number of bins taken as rounded", "src/measure.c", "<= 2 * DBL_EPSILON * whole ? whole : bins", "< 0 ? whole : bins",
     "test_measure"),
    ("batches that are alike taken as certain", "src/measure_sure.c",
     "of_one < e->count * variance ? of_one / variance : e->count", "of_one / variance", "test_measure"),
    ("merged from the oldest on", "src/measure.c", "for (int64_t k = o.oldest + o.intervals - 1; k >= o.oldest; k--)",
     "for (int64_t k = o.oldest; k < o.oldest + o.intervals; k++)", "test_measure"),
    ("who hung up still waiting, by the rule virtual", "src/measure.c",
     "waiting -= answered + sum_of(m, held, WFM_CELLS + (ptrdiff_t)m->bins + bin);", "waiting -= answered;", "test_measure"),
    ("who left in another way counts in no rule", "src/measure.c",
     "bool ignore_left = (m->flags & WFM_MEASURE_IGNORE_LEFT) != 0;", "bool ignore_left = true;", "test_measure"),
    ("the other queue instead of both", "src/measure.c", "to[i] += from[i];", "to[i] = from[i];", "test_measure"),
    ("variance over all instead of one fewer", "src/measure.c", "(f->handled - 1)", "f->handled", "test_measure"),
    ("intervals of unlike sizes taken as alike", "src/measure.c",
     "(g.calls - g.calls_squared / g.calls) / degrees", "g.calls / g.intervals", "test_measure"),
    ("Wilson's interval about the share itself", "src/measure_sure.c", "double upper = share * n + square / 2 + half;",
     "double upper = share * n + half;", "test_measure_patience"),
    ("neighbouring calls taken as independent", "src/measure_sure.c", "of_one < e->count * variance ? of_one / variance : e->count",
     "e->count", "test_measure"),
    ("many short batches", "src/measure_sure.c", "return LEAST_BATCHES;", "return MOST_BATCHES;", "test_measure"),
    ("a difference has the degrees of one period", "src/measure_sure.c",
     "1 / (part_a * part_a / a.degrees + part_b * part_b / b.degrees)", "a.degrees", "test_measure_patience"),
    ("who is answered is gone before those who hang up then", "src/measure_patience.c", "double left = there - m.ended;",
     "double left = there - m.ended - m.cut;", "test_measure_patience"),
    ("time before at_once counts as exposure", "src/measure_patience.c", "(m.ended + m.cut) * (m.wait_s - at_once_s)",
     "(m.ended + m.cut) * m.wait_s", "test_measure_patience"),
    ("a hang-up that ends the time is placed in it", "src/measure_patience.c",
     "double count = e->ended - e->last_ended;", "double count = e->ended;", "test_measure_patience"),
    ("Greenwood's variance over all squared", "src/measure_patience.c", "m.ended / there / left",
     "m.ended / there / there", "test_measure_patience"),
    ("a stretch without the time of those who wait on", "src/measure_patience.c",
     "s.time_s += fmax(0, s.there) * (to_s - from_s);", "", "test_measure_patience"),
    ("a degree too many in the bounds of a count", "src/internal/chance.c", ".degrees = 2 * count + 1",
     ".degrees = 2 * count + 2", "test_measure_patience"),
    ("Kolmogorov's distance without the correction for few", "src/internal/chance.c", "(root + 0.12 + 0.11 / root)",
     "root", "test_chance"),
    ("a class waits for its own class as well before it", PRIORITY, "g->queue.agents / left_before(g, k) / left_by(g, k)",
     "g->queue.agents / left_by(g, k) / left_by(g, k)", "test_priority"),
    ("the slowest exponential of a class's wait left out", PRIORITY, "p.pole = d > 0 ? d / (r * own) : 0;", "p.pole = 0;",
     "test_priority"),
    ("too few nodes in the integral of a class's wait", PRIORITY, "enum { STEPS_IN_ONE = 9 };", "enum { STEPS_IN_ONE = 4 };",
     "test_priority"),
    ("the integral of a class's wait begins late", PRIORITY, "NEGLIGIBLE = 38;", "NEGLIGIBLE = 14;", "test_priority"),
    ("a small class's wait from a difference that cancels", PRIORITY, "low < 0.75 * high", "low < high", "test_priority"),
    ("who overtakes later not counted", PRIORITY, "left += by->load[j] * (by->weight[i] / by->weight[j]);",
     "left += by->load[j];", "test_priority"),
    ("waits of large weights as what is left of the others", PRIORITY, "i = g->count * SWEEPS - 1", "i = 0 * SWEEPS - 1",
     "test_priority"),
    ("who is interrupted waits only for the first answer", PRIORITY, "f.wait = wait_between(g, k);", "", "test_priority"),
    ("agents for classes: only the first counts", "src/staffing_priority.c", "if (!(of_class > worst)) continue;",
     "if (k > 0) continue;", "test_staffing_priority"),
    ("agents for classes: all loads carried for the first class's target", "src/staffing_priority.c",
     "g->before[weighted ? g->count : k + 1]", "g->before[g->count]", "test_staffing_priority"),
    ("agents for classes: an average speed of answer beside a service level passed over", "src/staffing_priority.c",
     "if (!(of->asa_s > 0)) return worst;", "if (of->service_level > 0 || !(of->asa_s > 0)) return worst;",
     "test_staffing_priority"),
    ("who gets in is blocked as well", "src/internal/redials.c", "reaching * record.of.abandonment", "record.of.abandonment",
     "test_redial"),
    ("an answer settles everything", "src/internal/redials.c", "(1 - redials->after_served) * ends->served;",
     "ends->served;", "test_redial"),
    ("a balance beyond what can leave", "src/internal/redials.c",
     "    if (!(model.load < most_leaving(&model, redials))) return WFM_NO_BALANCE;\n", "", "test_redial"),
    ("agents for the fresh calls alone", "src/redial.c", "wfm_queue all = wfm_i_redials_queue(&fresh, inflation);",
     "wfm_queue all = fresh;", "test_redial"),
    ("no balance is enough", "src/redial.c", "if (status != WFM_OK) return view_of_none(queue);",
     "if (status != WFM_OK) return (wfm_i_view){.known = false};", "test_redial"),
    ("the lost as a share of the attempts", "src/redial.c", "fmin(1, giving_up * inflation)", "giving_up",
     "test_redial"),
    ("calls weighted as intervals are", "src/internal/rates.c",
     "density * rates->x[i];",
     "density;", "test_uncertain"),
    ("points as dense everywhere", "src/internal/rates.c",
     "DENSITY = 0.18;",
     "DENSITY = 0.001;", "test_uncertain"),
    ("points about changes that no rate is near", "src/internal/rates.c",
     "fall + g->change[i].ln_share", "fall", "test_uncertain"),
    ("overloaded rates left out", "src/uncertain.c",
     "    sum->bad += calls;\n    sum->waiting += calls;",
     "    sum->waiting += calls;", "test_uncertain"),
    ("blocked calls reach the queue", "src/uncertain.c",
     "double reaching = calls * (1 - r->blocking);",
     "double reaching = calls;", "test_uncertain"),
    ("the chance of what is above the critical rate", "src/uncertain.c",
     "chance_up_to(&q, shape, found.critical_calls).below",
     "chance_up_to(&q, shape, found.critical_calls).above", "test_uncertain"),
    ("agents for the mean rate", "src/uncertain.c",
     "q->calls *= wfm_i_rates_quantile(shape, chance);",
     "", "test_uncertain"),
    ("rest of a sum of M/D/n without its differences", "src/mdn.c", "sum.wait += gregory(wait);", "", "test_mdn"),
    ("M/D/n's wait taken at the end of its handle time", "src/mdn.c", "double k = floor(t) + 1;", "double k = ceil(t) + 1;",
     "test_mdn"),
    ("the slowest decay of M/D/n's queue left out", "src/mdn.c", "{one.re + decay.re - h.re, one.im + decay.im - h.im}",
     "{one.re - h.re, one.im - h.im}", "test_mdn"),
    ("excess of a Poisson number over its tail", "src/internal/poisson.c", "at * palm * (fraction / x)", "at * palm / x",
     "test_mdn"),
    ("linear for harmonic", "src/general.c", "(1 + c) / (2 * c / exponential + (1 - c) / fixed)",
     "c * exponential + (1 - c) * fixed", "test_general"),
    ("Whitt's pi of the arrivals by both variations", "src/general.c", "shifted(ln, x, 2 / (1 + ca))",
     "shifted(ln, x, 1 / z)", "test_general"),
    ("fewer agents' metrics taken for the level's complement", "src/general.c", "*beyond = level.beyond;",
     "*beyond = 0;", "test_general"),
    ("who balks joins the queue", "src/patience_law.c", "double join = m.load * (1 - law->balk);", "double join = m.load;",
     "test_patience_law"),
    ("hanging up at the rate of the last alone", "src/patience_law.c",
     "return of->join * wfm_i_law_depth(&of->law, fmin(waiting / of->join, LONGEST));",
     "return wfm_i_law_hazard(&of->law, fmin(waiting / of->join, LONGEST));",
     "test_patience_law"),
    ("nobody ahead hangs up while one waits", "src/patience_law.c", "(of->n + at.waiting * theta) / (at.waiting + 1)",
     "of->n / (at.waiting + 1)", "test_patience_law"),
    ("fixed patience as the end of any arrival", "src/patience_law.c", "/ wfm_i_poisson_at(waiting, mean, waiting - mean, fall).palm",
     "/ 1", "test_patience_law"),
    ("every factor the one of the agents", IMPATIENT, "-on->patience * top->still * grown;", "-on->patience * from;",
     "test_sensitivity"),
    ("patience changes nothing but the density", IMPATIENT, "answered.by_patience = wait->of[W_STILL][0] / p;",
     "answered.by_patience = 0 * wait->of[W_STILL][0] / p;", "test_sensitivity"),
    ("a sum over the waits ends too early", IMPATIENT, "FALL = 44;", "FALL = 20;", "test_sensitivity"),
    ("what is left where e^-w is nothing dropped", IMPATIENT, "            add_rest(to, about, of, d);\n", "",
     "test_sensitivity"),
    ("the weight of a state does not change with the rates", "src/internal/slopes_places.c",
     "+ inverse.slope / inverse.value;", ";", "test_sensitivity"),
    ("whole places from the side of more, whatever changes", "src/internal/slopes.c", "if (lower) whole -= 1;", "(void)lower;",
     "test_sensitivity"),
    ("a longer call waits as it was", "src/sensitivity.c",
     "d.by[WFM_I_BY_TIME] = -s->time[AT_ANSWER] / q->aht_s;", "d.by[WFM_I_BY_TIME] = 0;", "test_sensitivity"),
    ("short hang-ups at T itself on the wrong side", "src/sensitivity.c", "&& !alike;", "&& (alike || !alike);",
     "test_sensitivity"),
    ("calls that wait at the same time taken as independent", CORRELATION, "moments b = both_waiting(&c, of, &m);",
     "moments b = {0, 0};", "test_realised"),
    ("a call's outcome taken as independent of who leaves after it", CORRELATION,
     "sum = add(sum, scaled(at->lost[i], s->lost[which][i]));", "", "test_realised"),
    ("who would have hung up counted as in the system", CORRELATION, "scaled(at->ghost[i], s->ghost[which][i])",
     "scaled(at->ghost[i], s->lost[which][i])", "test_realised"),
    ("too few nodes on the contour", CORRELATION, "NODES = 12", "NODES = 5", "test_realised"),
    ("what lies below a fraction of an agent left as easily as a whole one", CORRELATION, "if (c.shift > 0) c.lowest_up",
     "if (c.shift > 2) c.lowest_up", "test_realised"),
    ("one place too many for two who wait", CORRELATION, ".R = c->top - c->first - 2", ".R = c->top - c->first - 1",
     "test_realised"),
    ("an age as long as the span shares the span's contour", CORRELATION, "ages[i] > of->span / 4 ? START : WHOLE",
     "ages[i] > of->span * 4 ? START : WHOLE", "test_realised"),
    ("a beta distribution not mirrored", "src/realised.c", "-b * wfm_i_ln(1 - x)).below", "-b * wfm_i_ln(1 - x)).above",
     "test_realised"),
    ("a day's intervals taken as alike", "src/realised.c", "off * off * part / all", "0 * off", "test_realised"),
    ("agents for a chance: the last halving left out", "src/realised.c", "while (high - low > 1)", "while (high - low > 2)",
     "test_realised"),
    ("a risk taken for a chance in a plan", PLAN_MODEL, "risky ? 1 - m->risk : 0", "risky ? m->risk : 0", "test_plan"),
    ("a row of two models", PLAN_MODEL, "redial + chance + general + law > 1", "redial + chance + general + law > 4",
     "test_plan"),
    ("a row's figures with the level of its quantile", PLAN_MODEL, "bool levels = risky && !wfm_failed(status);",
     "bool levels = false;", "test_plan"),
    ("a schedule judged within the limits of a model", PLAN_MODEL, "fmax(targets->min_agents, targets->max_agents) > 0",
     "false", "test_plan"),
    ("attempts without end are an error", PLAN_MODEL, "status == WFM_NO_BALANCE ? flooded(q, f) : status", "status",
     "test_plan"),
    ("handle times that are all alike taken for exponential in a plan", PLAN_MODEL,
     "if (scv == 0) m->general.flags = WFM_GENERAL_FIXED_SERVICE;", "", "test_plan"),
    ("totals of the first attempts alone", "src/plan.c", "return all <= DBL_MAX ? all : calls;", "return calls;",
     "test_plan"),
    ("who is turned away does not call again in a plan", PLAN_MODEL, "m->redials.after_blocked = asked->redial;", "",
     "test_plan"),
    ("half of those without a line get in all the same", "src/internal/treated.c",
     "return (wfm_i_entry){in / all, out / all};", "return (wfm_i_entry){1 - out / all / 2, out / all};", "test_treatment"),
    ("treatment blocks nobody while an agent is free", "src/internal/treated.c", "below->blocked = on.before * on.blocked_before;",
     "below->blocked = 0;", "test_treatment"),
    ("who is answered at once not thinned by full lines", "src/internal/places.c", "on->at_once = below.entering;",
     "on->at_once = below.free;", "test_treatment"),
    ("too many states left out below the agents", "src/internal/treated.c", "top - 10 * sqrt(top) - 11", "top - 2 * sqrt(top) - 1",
     "test_treatment"),
    ("below a part of an agent nothing", "src/internal/treated.c", "wfm_erlang_b_compl(part, m->load));", "0 * part);",
     "test_treatment"),
    ("lines for treated and others taken for enough too early", "src/internal/model.c", "double half = places / 2;",
     "double half = 20 * places;", "test_treatment"),
    ("treatment of calls turned away on the lines", "src/internal/demand.c", "reaching * wfm_i_queue_treated(q)",
     "wfm_i_queue_treated(q)", "test_treatment"),
    ("block first without treatment", "src/trunks.c", "m.wait_mean_s + q->treatment_s,", "m.wait_mean_s,", "test_trunks"),
    ("design ends its search one agent early", "src/trunks_design.c", "for (double step = 1; high - low > 1; step *= 2) {",
     "for (double step = 1; high - low > 2; step *= 2) {", "test_trunks_design"),
    ("design takes more lines than can be walked over", "src/trunks_design.c",
     "return blocking_of(&d->queue, d->range.least_whole) <= d->targets.blocking;", "return true;", "test_trunks_design"),
    ("an hour one slot short", "src/traffic.c", "slot < first + t->length; slot++)", "slot < first + t->length - 1; slot++)",
     "test_traffic"),
    ("the last hour of a day not looked at for its peak", "src/traffic.c",
     "double peak = WFM_I_NAN;\n    for (int64_t first = 0; first <= t->slots - t->length;",
     "double peak = WFM_I_NAN;\n    for (int64_t first = 0; first < t->slots - t->length;", "test_traffic"),
    ("variance of a measurement by its limit alone", "src/traffic.c", "2 * load * (r * averaged(r))", "2 * load * r",
     "test_traffic"),
]


def compiler():
    return os.environ.get("CC", "cc")


def build_and_run(folder, test):
    sources = [os.path.join("tests", test + ".c")]
    for part in ("src", os.path.join("src", "internal"), os.path.join("tests", "support")):
        sources += sorted(os.path.join(part, f) for f in os.listdir(os.path.join(folder, part))
                          if f.endswith(".c") and not f.startswith("gsl_"))
    command = [compiler(), "-std=c11", "-O1", "-ffp-contract=off", "-Iinclude", "-Isrc", "-Itests", *sources,
               "-lcmocka", "-lm", "-o", "broken"]
    command += ["-Wl,--wrap=" + name for name in WRAPPED.get(test, ())]
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if built.returncode != 0:
        return None, built.stderr
    environment = dict(os.environ, WFM_TEST_VECTORS=os.path.join(ROOT, "tests", "vectors"), WFM_EXTRA_VECTORS="")
    try:
        run = subprocess.run(["./broken"], cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    except subprocess.TimeoutExpired:
        return 1, "does not end"
    return run.returncode, run.stdout


def copy_tree(folder):
    for part in ("include", "src", "tests"):
        shutil.copytree(os.path.join(ROOT, part), os.path.join(folder, part))


def try_break(folder, what, file, old, new, test):
    path = os.path.join(folder, file)
    with open(path, encoding="utf-8") as f:
        text = f.read()
    if text.count(old) != 1:
        return "its text stands %d times in %s" % (text.count(old), file)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text.replace(old, new))
    code, output = build_and_run(folder, test)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    if code is None:
        return "does not compile: " + output
    return "survived by " + test if code == 0 else None


def main():
    if "--list" in sys.argv[1:]:
        print("| what is broken | where | test that turns red |\n| --- | --- | --- |")
        for what, file, _, _, test in BREAKS:
            print("| %s | `%s` | `%s` |" % (what, file, test))
        return 0
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        copy_tree(folder)
        for entry in BREAKS:
            trouble = try_break(folder, *entry)
            failed += trouble is not None
            print("%-6s %s%s" % ("FAILED" if trouble else "red", entry[0], ": " + trouble if trouble else ""), flush=True)
    print("%d passed, %d failed" % (len(BREAKS) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
