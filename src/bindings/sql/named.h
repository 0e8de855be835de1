/* SPDX-License-Identifier: MIT */
/* What SQLite's and PostgreSQL's extension have in common: how a function looks to them, and the functions that SQL has
 * and C has not, with plain arguments in place of structs. functions.h, made by generate.py, has a row for each. */
#ifndef WFM_SQL_NAMED_H
#define WFM_SQL_NAMED_H

#include <stdint.h>
#include <string.h>

#include <wfm/wfm.h>

/* What a function gives: its row in functions.h says which of the two. */
typedef struct sql_result {
    double number;
    const char *text;
} sql_result;

/* One function: arguments not given are 0. */
typedef wfm_status sql_call(const double *in, sql_result *out);

typedef struct sql_function {
    const char *name;
    char kind;             /* of the result: d double, i integer, s text */
    int least;             /* arguments that must be given */
    const char *types;     /* a letter for each argument: d double, i integer, r rule of the service level */
    const char *arguments; /* their names, a comma behind each */
    sql_call *call;
} sql_function;

/* A number for an int32_t; what is none becomes one that no enumeration has, and the library names the argument. */
static inline int32_t sql_int32(double value)
{
    if (!(value >= -2147483647.0)) return INT32_MIN;
    if (!(value <= 2147483647.0)) return INT32_MIN;
    const int32_t whole = (int32_t)value;
    return (double)whole < value || (double)whole > value ? INT32_MIN : whole;
}

/* The rule that a word names: 0 for the empty word, which is "not given", and -1 for a word that names none. */
static inline double sql_rule(const char *word, size_t length)
{
    static const char *const words[] = {
        [0] = "",
        [WFM_SERVICE_ANSWERED] = "answered",
        [WFM_SERVICE_OFFERED] = "offered",
        [WFM_SERVICE_SL2] = "sl2",
        [WFM_SERVICE_EXCLUDING] = "excluding-abandoned",
        [WFM_SERVICE_VIRTUAL] = "virtual",
    };
    for (size_t rule = 0; rule < sizeof words / sizeof words[0]; rule++) {
        if (strlen(words[rule]) != length) continue;
        if (memcmp(words[rule], word, length) == 0) return (double)rule;
    }
    return -1.0;
}

/* The sentence of an error, which begins with the argument's name. SQL knows nothing of structs and constants. */
static inline const char *sql_error(wfm_status status)
{
    switch (status) {
    case WFM_NO_TARGET: return "service_level: must be above 0";
    case WFM_BAD_SERVICE_RULE: return "service_rule: not answered, offered, sl2, excluding-abandoned or virtual";
    default: return wfm_status_text(status);
    }
}

/* calls, interval_s, aht_s and what follows them in each function. Where no service level is asked for any rule will do. */
static inline wfm_queue sql_queue(const double *in, double agents, double patience_s)
{
    wfm_queue queue = WFM_QUEUE_INIT;
    queue.calls = in[0];
    queue.interval_s = in[1];
    queue.aht_s = in[2];
    queue.agents = agents;
    queue.patience_s = patience_s;
    queue.service_rule = WFM_SERVICE_ANSWERED;
    return queue;
}

/* calls, interval_s, aht_s, service_level, answer_within_s, patience_s, service_rule */
static wfm_status sql_wfm_agents(const double *in, sql_result *out)
{
    wfm_queue queue = sql_queue(in, 0.0, in[5]);
    wfm_targets targets = WFM_TARGETS_INIT;
    queue.answer_within_s = in[4];
    queue.service_rule = sql_int32(in[6]);
    targets.service_level = in[3];
    return wfm_staffing_intervals(&queue, &targets, 1, &in[0], 0, &in[2], 0, &out->number, 0, NULL);
}

/* calls, interval_s, aht_s, agents, answer_within_s, patience_s, service_rule */
static wfm_status sql_wfm_service_level(const double *in, sql_result *out)
{
    wfm_queue queue = sql_queue(in, in[3], in[5]);
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    queue.answer_within_s = in[4];
    queue.service_rule = sql_int32(in[6]);
    queue.flags = WFM_QUEUE_SKIP_MEANS;
    const wfm_status status = wfm_queue_evaluate(&queue, &metrics);
    out->number = metrics.service_level;
    return status;
}

/* calls, interval_s, aht_s, agents, patience_s */
static wfm_status sql_wfm_asa(const double *in, sql_result *out)
{
    const wfm_queue queue = sql_queue(in, in[3], in[4]);
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    const wfm_status status = wfm_queue_evaluate(&queue, &metrics);
    out->number = metrics.asa_s;
    return status;
}

/* calls, interval_s, aht_s, agents, patience_s */
static wfm_status sql_wfm_occupancy(const double *in, sql_result *out)
{
    wfm_queue queue = sql_queue(in, in[3], in[4]);
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    queue.flags = WFM_QUEUE_SKIP_MEANS;
    const wfm_status status = wfm_queue_evaluate(&queue, &metrics);
    out->number = metrics.occupancy;
    return status;
}

/* calls, interval_s, aht_s, agents, patience_s */
static wfm_status sql_wfm_abandonment(const double *in, sql_result *out)
{
    wfm_queue queue = sql_queue(in, in[3], in[4]);
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    queue.flags = WFM_QUEUE_SKIP_MEANS;
    const wfm_status status = wfm_queue_evaluate(&queue, &metrics);
    out->number = metrics.abandonment;
    return status;
}

/* load_erl, blocking */
static wfm_status sql_wfm_trunks(const double *in, sql_result *out)
{
    wfm_trunks trunks = WFM_TRUNKS_INIT;
    const wfm_status status = wfm_trunks_lines(in[0], in[1], &trunks);
    out->number = trunks.lines;
    return status;
}

/* A row of wfm_curve, in the order of its columns; status is last. */
enum { CURVE_AGENTS, CURVE_SERVICE_LEVEL, CURVE_ASA, CURVE_OCCUPANCY, CURVE_ABANDONMENT, CURVE_STATUS, CURVE_COLUMNS };

/* calls, interval_s, aht_s, answer_within_s, from_agents, to_agents, patience_s, service_rule: what is wrong with the last
 * ones, or null. Beyond 2^53 an agent more is no other number. */
static inline const char *sql_curve_error(const double *in)
{
    if (!(in[4] >= 0.0)) return "from_agents: must be finite and not negative";
    if (!(in[4] <= 0x1p53)) return "from_agents: must be at most 2^53";
    if (!(in[5] <= 0x1p53)) return "to_agents: must be at most 2^53";
    return NULL;
}

static inline wfm_status sql_curve_row(const double *in, double agents, double row[CURVE_COLUMNS])
{
    wfm_queue queue = sql_queue(in, agents, in[6]);
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    queue.answer_within_s = in[3];
    queue.service_rule = sql_int32(in[7]);
    const wfm_status status = wfm_queue_evaluate(&queue, &metrics);
    row[CURVE_AGENTS] = agents;
    row[CURVE_SERVICE_LEVEL] = metrics.service_level;
    row[CURVE_ASA] = metrics.asa_s;
    row[CURVE_OCCUPANCY] = metrics.occupancy;
    row[CURVE_ABANDONMENT] = metrics.abandonment;
    row[CURVE_STATUS] = (double)status;
    return status;
}

#endif
