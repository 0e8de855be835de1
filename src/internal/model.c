/* SPDX-License-Identifier: MIT */
#include "internal/model.h"

#include "wfm/erlang.h"

/* Patience so short that nobody is ever there to take a waiting place. */
static const double LEAST_PATIENCE = 0x1p-900;

/* As many lines as agents or fewer: nobody waits, and treatment and talk are one time on a line. */
static wfm_i_record without_places(const wfm_i_model *m)
{
    double load = fmin(m->load + m->treated, DBL_MAX);
    double blocking = wfm_erlang_b(m->lines, load);
    return (wfm_i_record){.of = {.at_once = 1, .answered = 1, .offered_within = 1, .answered_within = 1, .decay = 1},
                          .blocking = blocking,
                          .blocked_at_work = blocking};
}

/* Without patience or lines. The time that the mean wait is asked for needs no second evaluation. */
static wfm_i_record plain(const wfm_i_model *m, double t)
{
    wfm_i_record r = {.of = {.waiting = 1, .answered = 1, .offered_beyond = 1, .answered_beyond = 1, .decay = 1}};
    bool steady = m->load < m->agents;
    r.wait_mean = r.wait_of_waiting = r.queue_mean = r.answered_wait = WFM_I_INF;
    r.abandoning_wait = 0;
    if (!steady) return r;
    r.of = wfm_i_patient_at(m->agents, m->load, WFM_I_INF, fmax(t, 0));
    double spare = m->agents - m->load;
    r.wait_of_waiting = 1 / spare;
    r.wait_mean = r.answered_wait = r.of.waiting / spare;
    r.queue_mean = r.of.waiting * (m->load / spare);
    return r;
}

static wfm_i_record impatient(const wfm_i_model *m, double t, int wanted)
{
    wfm_i_record r = {.of = wfm_i_patient_at(m->agents, m->load, m->patience, t)};
    r.wait_mean = r.of.abandonment * m->patience;
    r.wait_of_waiting = r.of.waiting > 0 ? r.wait_mean / r.of.waiting : 0;
    r.queue_mean = r.wait_mean * m->load;
    r.answered_wait = r.abandoning_wait = WFM_I_NAN;
    if (!(wanted & WFM_I_MEANS)) return r;
    wfm_i_parts parts = {0, 1};
    if (m->agents > 0 && r.wait_mean > 0) parts = wfm_i_parts_of_wait(m->agents, m->load, m->patience);
    r.answered_wait = r.wait_mean * parts.answered;
    r.abandoning_wait = r.wait_mean * parts.abandoning;
    return r;
}

static const double NOTHING = -760; /* the logarithm of less than the least double */

/* Whether the state of all places taken is rarer than the least double, so that they might be endless: the logarithm of
 * its weight, of the product of load/(n + j theta), is below its integral from the largest term on. */
static bool is_beyond_use(const wfm_i_model *m, double places)
{
    if (places > DBL_MAX) return true;
    bool endless = m->patience > DBL_MAX;
    if (endless && m->load >= m->agents) return false;
    if (endless) return -places * log1p((m->agents - m->load) / m->load) < NOTHING;
    double last = m->agents + places / m->patience;
    double first = fmax(m->agents, m->load);
    if (!(last > first)) return false;
    double fall = last * log(last / m->load) - first * log(first / m->load) - (last - first);
    return -fall * m->patience < NOTHING;
}

/* The same where callers in treatment share the places: with all of them taken, half are taken by the ones or the others. */
static bool is_beyond_both(const wfm_i_model *m, double places)
{
    double half = places / 2;
    if (!is_beyond_use(m, half)) return false;
    if (half > DBL_MAX) return true;
    if (!(half > m->treated)) return false;
    return half - m->treated - half * log(half / m->treated) < NOTHING;
}

static double places_of(const wfm_i_model *model)
{
    return model->lines <= DBL_MAX ? model->lines - model->agents : WFM_I_INF;
}

wfm_i_kind wfm_i_model_kind(const wfm_i_model *model)
{
    double places = places_of(model);
    if (!(places > 0)) return WFM_I_NO_PLACES;
    bool unused = model->treated > 0 ? is_beyond_both(model, places)
                                     : model->patience < LEAST_PATIENCE || is_beyond_use(model, places);
    if (!unused) return WFM_I_PLACES;
    return model->patience > DBL_MAX ? WFM_I_PLAIN : WFM_I_IMPATIENT;
}

bool wfm_i_model_at(const wfm_i_model *model, double t, int wanted, wfm_i_record *record)
{
    switch (wfm_i_model_kind(model)) {
    case WFM_I_PLACES: return wfm_i_walk_places(model, places_of(model), t, wanted, record);
    case WFM_I_NO_PLACES: *record = without_places(model); return true;
    case WFM_I_PLAIN: *record = plain(model, t); return true;
    default: *record = impatient(model, t, wanted); return true;
    }
}
