/* SPDX-License-Identifier: MIT */
/* Patience from waits of which most were cut off by an answer. */
#include "internal/columns.h"
#include "internal/measured.h"
#include "internal/structs.h"

void wfm_waits_init(wfm_waits *waits, size_t size)
{
    wfm_i_struct_init(waits, size);
}

void wfm_survival_init(wfm_survival *survival, size_t size)
{
    wfm_i_struct_init(survival, size);
}

void wfm_hazard_init(wfm_hazard *hazard, size_t size)
{
    wfm_i_struct_init(hazard, size);
}

void wfm_patience_init(wfm_patience *patience, size_t size)
{
    wfm_i_struct_init(patience, size);
}

/* ---- the waits ---- */

typedef struct moment {
    double wait_s;
    double ended;
    double cut;
    int64_t end; /* the row behind those of this time */
} moment;

static wfm_status check_row(const wfm_waits *w, int64_t row, double before_s)
{
    double wait_s = wfm_i_at(w->wait_s, w->wait_stride, row);
    if (!wfm_i_finite_from_zero(wait_s)) return WFM_BAD_WAIT;
    if (!(wait_s >= before_s)) return WFM_NOT_ASCENDING;
    if (!wfm_i_finite_from_zero(wfm_i_at(w->ended, w->ended_stride, row))) return WFM_BAD_COUNTS;
    return wfm_i_finite_from_zero(wfm_i_at(w->cut, w->cut_stride, row)) ? WFM_OK : WFM_BAD_COUNTS;
}

/* Reads and checks everything; all is how many there are. */
static wfm_status read_waits(wfm_waits *w, const wfm_waits *given, double *all)
{
    wfm_status status = wfm_i_struct_read(w, sizeof *w, given, WFM_BAD_WAITS_STRUCT);
    if (status != WFM_OK) return status;
    *all = 0;
    if (w->count < 0) return WFM_BAD_COUNT;
    bool columns = w->wait_s != NULL && w->ended != NULL;
    if (w->count > 0 && !columns) return WFM_BAD_CALL_COLUMN;
    if (w->count > 0 && w->cut == NULL) return WFM_BAD_CALL_COLUMN;
    double before_s = 0;
    for (int64_t row = 0; row < w->count; row++) {
        status = check_row(w, row, before_s);
        if (status != WFM_OK) return status;
        before_s = wfm_i_at(w->wait_s, w->wait_stride, row);
        *all += wfm_i_at(w->ended, w->ended_stride, row) + wfm_i_at(w->cut, w->cut_stride, row);
    }
    return *all <= DBL_MAX ? WFM_OK : WFM_BAD_COUNTS;
}

/* All rows of the time of one row together. */
static moment moment_at(const wfm_waits *w, int64_t row)
{
    moment m = {.wait_s = wfm_i_at(w->wait_s, w->wait_stride, row), .end = row};
    for (; m.end < w->count; m.end++) {
        if (wfm_i_at(w->wait_s, w->wait_stride, m.end) != m.wait_s) break;
        m.ended += wfm_i_at(w->ended, w->ended_stride, m.end);
        m.cut += wfm_i_at(w->cut, w->cut_stride, m.end);
    }
    return m;
}

/* ---- the mean, and how exponential it is ---- */

typedef struct exposed {
    double ended;
    double time_s; /* beyond at_once */
    double at_once;
    double tested;     /* at once, or waited longer */
    double last_ended; /* of the longest wait, where nothing else ends it */
} exposed;

static exposed expose(const wfm_waits *w, double at_once_s)
{
    exposed e = {0};
    for (int64_t row = 0; row < w->count;) {
        moment m = moment_at(w, row);
        row = m.end;
        if (m.wait_s <= at_once_s) {
            e.at_once += m.ended;
            continue;
        }
        e.ended += m.ended;
        e.time_s += (m.ended + m.cut) * (m.wait_s - at_once_s);
        e.tested += m.ended + m.cut;
        if (m.ended + m.cut > 0) e.last_ended = m.cut > 0 ? 0 : m.ended;
    }
    e.tested += e.at_once;
    return e;
}

/* Patience that is exponential makes hanging up a Poisson process in the time that callers have waited together
 * (Aalen and Hoem 1978): where in that time each hangs up is uniform. A hang-up that ends the longest wait ends that time,
 * and says nothing about where it is. The distance is that of the middle of each step, and half a step, which for single
 * hang-ups is the usual one; those of one whole second stand for a second of hang-ups, and are no step of theirs. */
static void test_exponential(const wfm_waits *w, double at_once_s, const exposed *e, wfm_patience *p)
{
    double there = e->tested - e->at_once, before_s = at_once_s, time_s = 0, sum = 0, seen = 0, distance = 0;
    double count = e->ended - e->last_ended;
    if (!(count > 0)) return;
    for (int64_t row = 0; row < w->count;) {
        moment m = moment_at(w, row);
        row = m.end;
        if (m.wait_s <= at_once_s) continue;
        time_s += there * (m.wait_s - before_s);
        double place = time_s / e->time_s;
        bool counts = m.ended > 0 && seen < count;
        if (counts) {
            sum += m.ended * place;
            distance = fmax(distance, fabs(place - (seen + m.ended / 2) / count));
            seen += m.ended;
        }
        there -= m.ended + m.cut;
        before_s = m.wait_s;
    }
    p->trend = (sum - count / 2) / sqrt(count / 12);
    p->trend_p_value = wfm_i_normal_tail(fabs(p->trend));
    p->distance = distance + 1 / (2 * count);
    p->distance_p_value = wfm_i_kolmogorov_tail(p->distance, count);
}

wfm_status wfm_measure_patience(const wfm_waits *waits, double at_once_s, double confidence, wfm_patience *patience)
{
    wfm_waits w;
    wfm_patience p = WFM_PATIENCE_INIT;
    wfm_estimate share = WFM_ESTIMATE_INIT;
    double all;
    wfm_status status = wfm_i_struct_open(patience);
    if (status == WFM_OK) status = read_waits(&w, waits, &all);
    if (status != WFM_OK) return status;
    if (!wfm_i_finite_from_zero(at_once_s)) return WFM_BAD_TIME;
    if (!wfm_i_is_confidence(confidence)) return WFM_BAD_CONFIDENCE;
    exposed e = expose(&w, at_once_s);
    wfm_i_bounds bounds = wfm_i_count_bounds(e.ended, confidence);
    p.abandoned = e.ended;
    p.exposure_s = e.time_s;
    p.mean_s = e.time_s / e.ended; /* infinite where nobody hung up, NaN where nobody waited either */
    p.low_s = e.time_s / bounds.high;
    p.high_s = e.time_s > 0 ? e.time_s / bounds.low : WFM_I_INF;
    wfm_measure_share(e.at_once, e.tested, confidence, &share);
    p.at_once = share.value;
    p.at_once_low = share.low;
    p.at_once_high = share.high;
    p.trend = p.trend_p_value = p.distance = p.distance_p_value = WFM_I_NAN;
    test_exponential(&w, at_once_s, &e, &p);
    wfm_i_struct_write(patience, &p, sizeof p);
    return WFM_OK;
}

/* ---- the curve ---- */

/* Sums of ended/there, and of ended/(there (there - ended)), to a time. */
typedef struct curve {
    double survival;
    double variance; /* of its logarithm */
    double hazard;
} curve;

static void put_curve(const wfm_survival *s, int64_t row, const curve *c, double z)
{
    double ln = wfm_i_ln(c->survival), error = sqrt(c->variance);
    double width = z * error / -ln; /* NaN where everybody has ended: inf/inf */
    width = width > 700 ? 700 : width;
    double low = c->survival < 1 ? wfm_i_exp(ln * exp(width)) : 1;
    double high = c->survival < 1 ? wfm_i_exp(ln * exp(-width)) : 1;
    wfm_i_put(s->survival, s->survival_stride, row, c->survival);
    wfm_i_put(s->standard_error, s->standard_error_stride, row, c->survival * error);
    wfm_i_put(s->low, s->low_stride, row, low);
    wfm_i_put(s->high, s->high_stride, row, high);
    wfm_i_put(s->hazard_summed, s->hazard_summed_stride, row, c->hazard);
}

static void fill_survival(const wfm_survival *s, int64_t count)
{
    wfm_i_fill(s->survival, s->survival_stride, count, WFM_I_NAN);
    wfm_i_fill(s->standard_error, s->standard_error_stride, count, WFM_I_NAN);
    wfm_i_fill(s->low, s->low_stride, count, WFM_I_NAN);
    wfm_i_fill(s->high, s->high_stride, count, WFM_I_NAN);
    wfm_i_fill(s->hazard_summed, s->hazard_summed_stride, count, WFM_I_NAN);
}

wfm_status wfm_measure_survival(const wfm_waits *waits, double confidence, const wfm_survival *survival)
{
    wfm_waits w;
    wfm_survival s;
    double there;
    wfm_status status = wfm_i_struct_read(&s, sizeof s, survival, WFM_BAD_OUTPUT);
    if (status != WFM_OK) return status;
    status = read_waits(&w, waits, &there);
    if (status == WFM_OK && !wfm_i_is_confidence(confidence)) status = WFM_BAD_CONFIDENCE;
    if (status != WFM_OK) {
        if (status != WFM_BAD_WAITS_STRUCT) fill_survival(&s, w.count);
        return status;
    }
    curve c = {.survival = 1};
    double z = wfm_i_normal_quantile(confidence);
    for (int64_t row = 0; row < w.count;) {
        moment m = moment_at(&w, row);
        there = fmax(there, m.ended + m.cut); /* what rounding may have taken */
        if (m.ended > 0) {
            double left = there - m.ended;
            c.survival *= left / there;
            c.variance += m.ended / there / left;
            c.hazard += m.ended / there;
        }
        there -= m.ended + m.cut;
        for (; row < m.end; row++)
            put_curve(&s, row, &c, z);
    }
    return WFM_OK;
}

/* ---- the hazard ---- */

static bool are_edges(int64_t edges, const double *edge_s)
{
    if (!wfm_i_finite_from_zero(edge_s[0])) return false;
    for (int64_t i = 1; i < edges; i++) {
        if (!(edge_s[i] > edge_s[i - 1])) return false;
        if (!(edge_s[i] <= DBL_MAX)) return false;
    }
    return true;
}

/* What happens from one edge to the next, from a row on, with so many still there. */
typedef struct span {
    double ended;
    double time_s;
    double there; /* after it */
    int64_t row;  /* the first behind it */
} span;

static span go_on(const wfm_waits *w, int64_t row, double there, double from_s, double to_s)
{
    span s = {.there = there, .row = row};
    for (; s.row < w->count; s.row++) {
        double wait_s = wfm_i_at(w->wait_s, w->wait_stride, s.row);
        double ended = wfm_i_at(w->ended, w->ended_stride, s.row);
        double gone = ended + wfm_i_at(w->cut, w->cut_stride, s.row);
        if (wait_s > to_s) break;
        s.ended += ended;
        s.time_s += gone * (wait_s - from_s);
        s.there -= gone;
    }
    s.time_s += fmax(0, s.there) * (to_s - from_s);
    return s;
}

static void put_hazard(const wfm_hazard *h, int64_t row, const span *s, double confidence)
{
    wfm_i_bounds bounds = wfm_i_count_bounds(s->ended, confidence);
    bool any = s->time_s > 0;
    wfm_i_put(h->hazard_per_s, h->hazard_stride, row, any ? s->ended / s->time_s : WFM_I_NAN);
    wfm_i_put(h->low_per_s, h->low_stride, row, any ? bounds.low / s->time_s : WFM_I_NAN);
    wfm_i_put(h->high_per_s, h->high_stride, row, any ? bounds.high / s->time_s : WFM_I_NAN);
    wfm_i_put(h->exposure_s, h->exposure_stride, row, s->time_s);
}

static void fill_hazard(const wfm_hazard *h, int64_t count)
{
    wfm_i_fill(h->hazard_per_s, h->hazard_stride, count, WFM_I_NAN);
    wfm_i_fill(h->low_per_s, h->low_stride, count, WFM_I_NAN);
    wfm_i_fill(h->high_per_s, h->high_stride, count, WFM_I_NAN);
    wfm_i_fill(h->exposure_s, h->exposure_stride, count, WFM_I_NAN);
}

static wfm_status check_hazard(int64_t edges, const double *edge_s, double confidence)
{
    if (edges < 2) return WFM_BAD_COUNT;
    if (edge_s == NULL) return WFM_BAD_CALL_COLUMN;
    if (!are_edges(edges, edge_s)) return WFM_BAD_TIME;
    return wfm_i_is_confidence(confidence) ? WFM_OK : WFM_BAD_CONFIDENCE;
}

wfm_status wfm_measure_hazard(const wfm_waits *waits, int64_t edges, const double *edge_s, double confidence,
                              const wfm_hazard *hazard)
{
    wfm_waits w;
    wfm_hazard h;
    double there;
    wfm_status status = wfm_i_struct_read(&h, sizeof h, hazard, WFM_BAD_OUTPUT);
    if (status != WFM_OK) return status;
    if (edges > 1) fill_hazard(&h, edges - 1);
    status = read_waits(&w, waits, &there);
    if (status == WFM_OK) status = check_hazard(edges, edge_s, confidence);
    if (status != WFM_OK) return status;
    span part = {.there = there};
    if (edge_s[0] > 0) part = go_on(&w, 0, there, 0, edge_s[0]);
    for (int64_t i = 0; i + 1 < edges; i++) {
        part = go_on(&w, part.row, part.there, edge_s[i], edge_s[i + 1]);
        put_hazard(&h, i, &part, confidence);
    }
    return WFM_OK;
}
