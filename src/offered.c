/* SPDX-License-Identifier: MIT */
/* A group of lines by one of the models of trunks.h: of load, lines and blocking two give the third.
 *
 * Every model here has a blocking that falls with the lines and rises with the load, so that one search serves all: the
 * model's own inverse gives a real number, and the whole one is decided at the whole numbers themselves. */
#include "wfm/trunks.h"

#include "internal/structs.h"
#include "internal/offered.h"
#include "internal/whole.h"
#include "wfm/erlang.h"

void wfm_offered_init(wfm_offered *offered, size_t size)
{
    wfm_i_struct_init(offered, size);
}

/* ---- what differs from model to model ---- */

static double model_blocking(const wfm_offered *t, double lines, double load)
{
    switch (t->model) {
    case WFM_TRUNKS_RETRY: return wfm_erlang_b_retry(lines, load, t->recall);
    case WFM_TRUNKS_ENGSET: return wfm_engset_call_of_load(fmin(lines, t->sources), t->sources, load);
    case WFM_TRUNKS_MOLINA: return wfm_molina(lines, load);
    case WFM_TRUNKS_HAYWARD: return wfm_hayward(lines, load, t->peakedness);
    default: return wfm_erlang_b(lines, load);
    }
}

static double model_lines(const wfm_offered *t, double load, double blocking)
{
    switch (t->model) {
    case WFM_TRUNKS_RETRY: return wfm_erlang_b_retry_servers_for_blocking(load, blocking, t->recall);
    case WFM_TRUNKS_ENGSET: return wfm_engset_servers_of_load_for_call(t->sources, load, blocking);
    case WFM_TRUNKS_MOLINA: return wfm_molina_servers_for_blocking(load, blocking);
    case WFM_TRUNKS_HAYWARD: return wfm_hayward_servers_for_blocking(load, t->peakedness, blocking);
    default: return wfm_erlang_b_servers_for_blocking(load, blocking);
    }
}

static double model_load(const wfm_offered *t, double lines, double blocking)
{
    switch (t->model) {
    case WFM_TRUNKS_RETRY: return wfm_erlang_b_retry_load_for_blocking(lines, blocking, t->recall);
    case WFM_TRUNKS_ENGSET: return wfm_engset_load_for_call(lines, t->sources, blocking);
    case WFM_TRUNKS_MOLINA: return wfm_molina_load_for_blocking(lines, blocking);
    case WFM_TRUNKS_HAYWARD: return wfm_hayward_load_for_blocking(lines, t->peakedness, blocking);
    default: return wfm_erlang_b_load_for_blocking(lines, blocking);
    }
}

/* Load of all attempts, those of the calls that try again among them. */
static double model_attempts(const wfm_offered *t, double lines, double load)
{
    return t->model == WFM_TRUNKS_RETRY ? wfm_erlang_b_retry_load(lines, load, t->recall) : load;
}

/* Load on the lines, for finite loads above 0. */
static double model_carried(const wfm_offered *t, double lines, double load)
{
    switch (t->model) {
    case WFM_TRUNKS_RETRY: {
        double attempts = model_attempts(t, lines, load);
        return attempts <= DBL_MAX ? wfm_erlang_b_carried(lines, attempts) : lines;
    }
    case WFM_TRUNKS_ENGSET: {
        double used = fmin(lines, t->sources); /* further lines stay idle */
        double intensity = wfm_engset_intensity_for_load(used, t->sources, load);
        return intensity <= DBL_MAX ? fmin(load, wfm_engset_carried(used, t->sources, intensity)) : used;
    }
    case WFM_TRUNKS_MOLINA: return load * wfm_erlang_a_answered(lines, load, 1); /* the held are Erlang A's waiting */
    case WFM_TRUNKS_HAYWARD: {
        bool smooth = fmax(lines, load) / t->peakedness > DBL_MAX; /* the limit: no chance in it */
        return smooth ? fmin(load, lines) : load * wfm_erlang_b_compl(lines / t->peakedness, load / t->peakedness);
    }
    default: return wfm_erlang_b_carried(lines, load);
    }
}

/* ---- what is the same ---- */

static wfm_status check(const wfm_offered *t)
{
    if (t->model < WFM_TRUNKS_ERLANG_B) return WFM_BAD_TRUNK_MODEL;
    if (t->model > WFM_TRUNKS_HAYWARD) return WFM_BAD_TRUNK_MODEL;
    if (!wfm_i_is_fraction(t->recall)) return WFM_BAD_RECALL;
    if (!(t->sources >= 0)) return WFM_BAD_SOURCES;
    if (!(t->peakedness >= 0)) return WFM_BAD_PEAKEDNESS;
    bool peaked = t->peakedness > 0 && t->peakedness <= DBL_MAX;
    return t->model == WFM_TRUNKS_HAYWARD && !peaked ? WFM_BAD_PEAKEDNESS : WFM_OK;
}

static wfm_status read(wfm_offered *offered, const wfm_offered *given)
{
    wfm_status status = wfm_i_struct_read(offered, sizeof *offered, given, WFM_BAD_OFFERED_STRUCT);
    if (status == WFM_OK && offered->reserved_2 != 0) status = WFM_BAD_OFFERED_STRUCT;
    if (status == WFM_OK) status = check(offered);
    bool endless = offered->model == WFM_TRUNKS_ENGSET && offered->sources > DBL_MAX;
    if (status == WFM_OK && endless) offered->model = WFM_TRUNKS_ERLANG_B;
    return status;
}

/* Lines without end block nothing, but of sources that intend more than one call each at a time. */
static double blocking_of(const wfm_offered *t, double lines)
{
    bool endless = lines > DBL_MAX && t->model != WFM_TRUNKS_ENGSET;
    bool blocks = t->load_erl > 0 && !endless;
    return blocks ? model_blocking(t, fmax(0, lines), t->load_erl) : 0;
}

/* Every figure of a group; an infinite load keeps every line busy. */
static wfm_trunks group_of(const wfm_offered *t, double lines, double lines_fractional)
{
    wfm_trunks group = WFM_TRUNKS_INIT;
    group.load_erl = t->load_erl;
    group.lines = lines;
    group.lines_fractional = lines_fractional;
    group.blocking = blocking_of(t, lines);
    group.blocking_one_fewer = blocking_of(t, lines - 1);
    group.attempts_erl = t->load_erl;
    if (!(t->load_erl > 0)) return group;
    bool finite = t->load_erl <= DBL_MAX && lines <= DBL_MAX;
    bool of_model = finite || t->model == WFM_TRUNKS_ENGSET;
    group.carried_erl = of_model ? model_carried(t, lines, t->load_erl) : fmin(t->load_erl, lines);
    if (finite) group.attempts_erl = model_attempts(t, lines, t->load_erl);
    return group;
}

typedef struct blocking_limit {
    const wfm_offered *offered;
    double most;
} blocking_limit;

static bool is_enough(double lines, const void *about)
{
    const blocking_limit *limit = about;
    return model_blocking(limit->offered, lines, limit->offered->load_erl) <= limit->most;
}

wfm_status wfm_i_offered_lines(const wfm_offered *t, double blocking, wfm_trunks *group)
{
    blocking_limit limit = {t, blocking};
    double fractional = t->load_erl > 0 ? model_lines(t, t->load_erl, blocking) : 0;
    bool one_each =
        t->model == WFM_TRUNKS_ENGSET && !(blocking > 0); /* what is less would be chance too small to see */
    double lines = t->load_erl > 0 ? wfm_i_least_whole(is_enough, &limit, fractional) : 0;
    if (t->load_erl > 0 && one_each) lines = ceil(fractional);
    *group = group_of(t, lines, fmin(fractional, lines)); /* above them only by its last digits */
    if (t->load_erl > DBL_MAX) return WFM_CAVEAT_OVERLOADED;
    return lines > DBL_MAX ? WFM_CAVEAT_TARGET_MISSED : WFM_OK;
}

wfm_status wfm_offered_lines(const wfm_offered *offered, double blocking, wfm_trunks *trunks)
{
    wfm_offered t;
    wfm_trunks group;
    wfm_status status = wfm_i_struct_open(trunks);
    if (status == WFM_OK) status = read(&t, offered);
    if (status != WFM_OK) return status;
    if (!(t.load_erl >= 0)) return WFM_BAD_TRUNK_LOAD;
    if (!wfm_i_is_fraction(blocking)) return WFM_BAD_BLOCKING;
    status = wfm_i_offered_lines(&t, blocking, &group);
    wfm_i_struct_write(trunks, &group, sizeof group);
    return status;
}

/* The solved load may be off by its last digits: it is taken down until it blocks no more than asked for. */
static double load_within(const wfm_offered *t, double lines, double blocking)
{
    double load = model_load(t, lines, blocking);
    for (double down = DBL_EPSILON; load > 0; down *= 2) {
        if (!(model_blocking(t, lines, load) > blocking)) break;
        load *= 1 - down;
    }
    return load;
}

wfm_status wfm_offered_load(const wfm_offered *offered, double lines, double blocking, wfm_trunks *trunks)
{
    wfm_offered t;
    wfm_status status = wfm_i_struct_open(trunks);
    if (status == WFM_OK) status = read(&t, offered);
    if (status != WFM_OK) return status;
    if (!(lines >= 0)) return WFM_BAD_LINES;
    if (!wfm_i_is_fraction(blocking)) return WFM_BAD_BLOCKING;
    t.load_erl = load_within(&t, lines, blocking);
    wfm_trunks group = group_of(&t, lines, lines);
    wfm_i_struct_write(trunks, &group, sizeof group);
    return t.load_erl > 0 ? WFM_OK : WFM_CAVEAT_TARGET_MISSED;
}

wfm_status wfm_offered_blocking(const wfm_offered *offered, double lines, wfm_trunks *trunks)
{
    wfm_offered t;
    wfm_status status = wfm_i_struct_open(trunks);
    if (status == WFM_OK) status = read(&t, offered);
    if (status != WFM_OK) return status;
    if (!(t.load_erl >= 0)) return WFM_BAD_TRUNK_LOAD;
    if (!(lines >= 0)) return WFM_BAD_LINES;
    wfm_trunks group = group_of(&t, lines, lines);
    wfm_i_struct_write(trunks, &group, sizeof group);
    return group.attempts_erl <= DBL_MAX ? WFM_OK : WFM_CAVEAT_OVERLOADED;
}
