/* SPDX-License-Identifier: MIT */
#include "cli/options.h"

#include "cli/models.h"
#include "cli/settings.h"
#include "cli/when.h"

#include "wfm/measure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What an option does with its argument. */
typedef enum cli_action {
    ACTION_INPUT, /* a constant column; detail is the input */
    ACTION_FORM,  /* no argument; detail is the form */
    ACTION_FROM,
    ACTION_TO,
    ACTION_WAITING,
    ACTION_TRUNK_LIST, /* detail is the list */
    ACTION_TRUNK_MODEL,
    ACTION_TRUNK_PART, /* detail is the part */
    ACTION_ORDER,
    ACTION_ROUNDING,
    ACTION_FORECAST_ROUNDING,
    ACTION_DAYS,
    ACTION_INDICES,
    ACTION_YEAR,
    ACTION_GROWTH,
    ACTION_DAMPING,
    ACTION_METHOD,
    ACTION_FILE, /* detail is which */
    ACTION_RANGE,
    ACTION_UNCERTAIN,
    ACTION_EFFECTS,
    ACTION_BACKTEST,
    ACTION_WEEKS,
    ACTION_NOW,
    ACTION_VARIATION,
    ACTION_FTE_HOURS,
    ACTION_FIND,
    ACTION_SEEN,
    ACTION_RULE,
    ACTION_LAW,
    ACTION_BALK,
    ACTION_FLAG, /* no argument; detail is the flag */
    ACTION_WITHIN,
    ACTION_BY,
    ACTION_QUEUE,
    ACTION_CONFIDENCE,
    ACTION_AT_ONCE,
    ACTION_SPLIT,
    ACTION_TOTALS,
    ACTION_OUTPUT,
    ACTION_SVG,
    ACTION_HELP
} cli_action;

enum { FILE_EVENTS, FILE_ACTUAL, FILE_PAST, FILE_CLOCK };

/* The lists of wfm trunks, and what else it alone is told. */
enum { LIST_LOAD, LIST_LINES, LIST_BLOCKING };
enum { PART_RECALL, PART_SOURCES, PART_PEAKEDNESS, PART_GROUP, PART_CLASS };

typedef struct cli_option {
    const char *name;
    const char *argument; /* null: takes none */
    int commands;
    cli_action action;
    int detail;
    const char *help;
} cli_option;

enum {
    ONE = COMMAND_AGENTS | COMMAND_CURVE, /* the commands for one interval */
    STAFF = COMMAND_PLAN | COMMAND_AGENTS,
    ALL = COMMAND_PLAN | ONE,
    QUEUE = ALL | COMMAND_TRUNKS, /* the commands that staff a queue */
    FORECAST = COMMAND_FORECAST_CHAIN | COMMAND_FORECAST_LEARN | COMMAND_DEMO | COMMAND_FORECAST,
    MEASURE = COMMAND_MEASURE,
    RISK = COMMAND_RISK,
    PAIR = COMMAND_UPDATE | COMMAND_COMPARE, /* of a plan and what happened */
    MODELLED = STAFF | PAIR,                 /* that know models beyond a queue's own */
    ANY = ALL | COMMAND_TRUNKS | FORECAST | MEASURE | RISK | PAIR
};

static const cli_option table[] = {
    {"--calls", "N", ONE | COMMAND_TRUNKS, ACTION_INPUT, INPUT_CALLS, "calls that arrive in the interval"},
    {"--interval", "TIME", QUEUE | RISK | PAIR | COMMAND_FORECAST_LEARN | COMMAND_FORECAST, ACTION_INPUT,
     INPUT_INTERVAL, "length of an interval, such as 30m"},
    {"--aht", "TIME", QUEUE | RISK | PAIR, ACTION_INPUT, INPUT_AHT, "average handle time, after-call work included"},
    {"--acw", "TIME", QUEUE | RISK | PAIR, ACTION_INPUT, INPUT_ACW,
     "the after-call part of the handle time: it holds no line"},
    {"--sl", "80/20", QUEUE | RISK | PAIR, ACTION_INPUT, INPUT_SERVICE_LEVEL,
     "target: 80 % of the calls answered within 20 s"},
    {"--asa", "TIME", QUEUE | RISK | PAIR, ACTION_INPUT, INPUT_ASA, "target: longest average speed of answer"},
    {"--max-wait", "SHARE", QUEUE | RISK | PAIR, ACTION_INPUT, INPUT_WAIT_PROBABILITY,
     "target: largest share of calls that wait"},
    {"--max-occupancy", "SHARE", QUEUE | RISK | PAIR, ACTION_INPUT, INPUT_MAX_OCCUPANCY,
     "target: largest occupancy, such as 85%"},
    {"--max-abandonment", "SHARE", QUEUE | RISK | PAIR, ACTION_INPUT, INPUT_ABANDONMENT,
     "target: largest share of calls that hang up, such as 5%"},
    {"--blocking", "SHARE", STAFF, ACTION_INPUT, INPUT_BLOCKING,
     "target with --lines: largest share turned away; without: sizes the lines (trunks)"},
    {"--blocking", "SHARE", COMMAND_CURVE | PAIR, ACTION_INPUT, INPUT_BLOCKING,
     "target, with --lines: largest share of calls turned away"},
    {"--patience", "TIME", QUEUE | RISK | PAIR, ACTION_INPUT, INPUT_PATIENCE,
     "mean time until a caller hangs up; needs --rule"},
    {"--rule", "RULE", QUEUE | RISK | PAIR, ACTION_RULE, 0,
     "what a service level counts where callers hang up (see below)"},
    {"--short-abandon", "TIME", QUEUE | RISK | PAIR, ACTION_INPUT, INPUT_SHORT_ABANDON,
     "who hangs up within it does not count in a service level"},
    {"--lines", "N", ALL | RISK | PAIR, ACTION_INPUT, INPUT_LINES,
     "lines for talking and waiting callers; more calls are turned away"},
    {"--treatment", "TIME", QUEUE | PAIR, ACTION_INPUT, INPUT_TREATMENT,
     "announcements and menus before the queue: they hold a line, no agent"},
    {"--count-blocked", NULL, ALL | RISK | PAIR, ACTION_FLAG, WFM_QUEUE_COUNT_BLOCKED,
     "who is turned away counts as not answered in time"},
    {"--redial", "SHARE", MODELLED, ACTION_INPUT, INPUT_REDIAL,
     "of those who hang up or are turned away, the share that calls again; calls are first attempts"},
    {"--reconnect", "SHARE", MODELLED, ACTION_INPUT, INPUT_RECONNECT, "of the answered, the share that calls again"},
    {"--load-cv", "SHARE", MODELLED, ACTION_INPUT, INPUT_LOAD_CV,
     "uncertain load: standard deviation of the rate of calls, such as 10% of it"},
    {"--risk", "SHARE", MODELLED | RISK, ACTION_INPUT, INPUT_RISK,
     "accepted chance to miss --sl: with --load-cv as the rate is too high, else in the interval itself"},
    {"--service-cv", "X", MODELLED, ACTION_INPUT, INPUT_SERVICE_CV,
     "coefficient of variation of handle times: 1 exponential, 0 all alike; approximate"},
    {"--patience-law", "LAW", MODELLED, ACTION_LAW, 0,
     "of --patience: exponential, deterministic, lognormal:CV, weibull:SHAPE, hyperexponential:CV; approximate"},
    {"--balk", "SHARE", MODELLED, ACTION_BALK, 0, "share who hang up at once when they have to wait; approximate"},
    {"--min-agents", "N", QUEUE | RISK | PAIR, ACTION_INPUT, INPUT_MIN_AGENTS, "least agents on the phones"},
    {"--max-agents", "N", QUEUE | RISK | PAIR, ACTION_INPUT, INPUT_MAX_AGENTS, "most agents on the phones"},
    {"--shrinkage", "SHARE", STAFF, ACTION_INPUT, INPUT_SHRINKAGE, "share of paid time off the phones, such as 30%"},
    {"--rounding", "RULE", STAFF, ACTION_ROUNDING, 0, "of rostered people: up (default), nearest, none or carry"},
    {"--agents", "N", COMMAND_AGENTS, ACTION_INPUT, INPUT_SCHEDULED, "agents that you have: what they deliver"},
    {"--scheduled", "N", COMMAND_AGENTS, ACTION_INPUT, INPUT_SCHEDULED, "the same as --agents"},
    {"--agents", "N", RISK, ACTION_INPUT, INPUT_SCHEDULED, "agents in every interval, instead of a column scheduled"},
    {"--find", "WHAT", COMMAND_AGENTS, ACTION_FIND, 0,
     "what --agents N can hold within the targets: calls, aht, answer-within, lines or patience"},
    {"--abandonment-seen", "SHARE", COMMAND_AGENTS, ACTION_SEEN, 0,
     "with --find patience: the share that hung up, instead of targets"},
    {"--fte-hours", "H", COMMAND_PLAN, ACTION_FTE_HOURS, 0,
     "hours a full-time person is paid for each day (default 8)"},
    {"--from", "N", COMMAND_CURVE, ACTION_FROM, 0, "first number of agents"},
    {"--to", "N", COMMAND_CURVE, ACTION_TO, 0, "last number of agents"},
    {"--waiting", "5,10,..", COMMAND_CURVE, ACTION_WAITING, 0, "adds the callers still waiting after these times"},
    {"--load", "ERLANGS", COMMAND_TRUNKS, ACTION_TRUNK_LIST, LIST_LOAD,
     "load offered to the lines: treatment, queue and talk time; also a list, 10,20,30 or 10..50/5"},
    {"--lines", "N", COMMAND_TRUNKS, ACTION_TRUNK_LIST, LIST_LINES, "lines that you have; also a list, 1..40"},
    {"--blocking", "SHARE", COMMAND_TRUNKS, ACTION_TRUNK_LIST, LIST_BLOCKING,
     "largest share of calls that find no free line, such as 1%; also a list, 0.1%,1%,5%"},
    {"--model", "MODEL", COMMAND_TRUNKS, ACTION_TRUNK_MODEL, 0,
     "erlang-b (default), or molina (the blocked are held), retry, engset, hayward"},
    {"--retry", "SHARE", COMMAND_TRUNKS, ACTION_TRUNK_PART, PART_RECALL,
     "share of the blocked that try again: extended Erlang B"},
    {"--sources", "N", COMMAND_TRUNKS, ACTION_TRUNK_PART, PART_SOURCES,
     "callers or telephones that the load comes from: Engset"},
    {"--peakedness", "Z", COMMAND_TRUNKS, ACTION_TRUNK_PART, PART_PEAKEDNESS,
     "variance over mean of the load, 1 at random: Hayward"},
    {"--overflow", "ERL/LINES", COMMAND_TRUNKS, ACTION_TRUNK_PART, PART_GROUP,
     "a group before these lines, which get what finds none free there; may be repeated"},
    {"--class", "ERL/N", COMMAND_TRUNKS, ACTION_TRUNK_PART, PART_CLASS,
     "a class of calls that takes N lines a call, ERL/N/FREE where it leaves FREE lines to the others; repeated"},
    {"--order", "ORDER", COMMAND_TRUNKS, ACTION_ORDER, 0,
     "of --calls: queue-first (default), block-first, or together"},
    {"--deferred-aht", "TIME", COMMAND_PLAN, ACTION_INPUT, INPUT_DEFERRED_AHT,
     "handle time of an item of deferred work (column deferred_volume)"},
    {"--response", "TIME", COMMAND_PLAN, ACTION_INPUT, INPUT_RESPONSE, "time within which deferred work is done"},
    {"--round", "WHERE", COMMAND_FORECAST_CHAIN, ACTION_FORECAST_ROUNDING, 0,
     "of chain: at all steps, or at the end (default), or none"},
    {"--round", "WHERE", COMMAND_FORECAST, ACTION_FORECAST_ROUNDING, 0,
     "of a history's forecast: whole calls at the end, which keep the sum of their day, or none (default)"},
    {"--days", "N", COMMAND_FORECAST_LEARN | COMMAND_FORECAST, ACTION_DAYS, 0,
     "days to forecast (default 7; with --year all of it)"},
    {"--indices", NULL, COMMAND_FORECAST_LEARN, ACTION_INDICES, 0, "what was learnt, instead of the forecast"},
    {"--year", NULL, COMMAND_FORECAST_LEARN, ACTION_YEAR, 0,
     "the year to come: the last 12 months, their growth damped, over months, weekdays and dates"},
    {"--growth", "SHARE", COMMAND_FORECAST_LEARN, ACTION_GROWTH, 0,
     "with --year: how much more than last year you expect, such as 4% or -3% (default: by the history)"},
    {"--damping", "SHARE", COMMAND_FORECAST_LEARN, ACTION_DAMPING, 0,
     "with --year: exponent of the history's growth, from all of it, 1, to nearly none (default 0.5)"},
    {"--model", "MODEL", COMMAND_FORECAST, ACTION_METHOD, 0,
     "default (the mean of split and calendar), split, calendar, mean-4, mean-8, median-8, last-week, index-chain, "
     "day-mean-8, simple, holt, winters-additive, winters-multiplicative, theta, ets or double-seasonal"},
    {"--events", "FILE", COMMAND_FORECAST, ACTION_FILE, FILE_EVENTS,
     "a CSV with the columns date and kind, past and to come; multiplier or calls: your judgement instead"},
    {"--effects", NULL, COMMAND_FORECAST, ACTION_EFFECTS, 0,
     "what --events has taught of each kind, instead of the forecast"},
    {"--events", "FILE", COMMAND_FORECAST_LEARN, ACTION_FILE, FILE_EVENTS,
     "with --year: a CSV with the columns date, kind and multiplier, to come; 0 is closed"},
    {"--clock", "FILE", COMMAND_FORECAST, ACTION_FILE, FILE_CLOCK,
     "a CSV with the columns date and hours, 23 or 25, past and to come; start: of that hour (02:00 without it)"},
    {"--interval-share", "SHARE", COMMAND_FORECAST, ACTION_RANGE, 0,
     "adds the columns low and high: so much, such as 90%, of what comes lies between"},
    {"--load-cv", NULL, COMMAND_FORECAST, ACTION_UNCERTAIN, 0,
     "with --interval-share: adds load_cv, how uncertain the rate of calls is, for wfm plan --risk"},
    {"--backtest", NULL, COMMAND_FORECAST, ACTION_BACKTEST, 0,
     "what each model (but double-seasonal, which is slow) would have been worth in the last weeks, instead of the "
     "forecast; with --model that and the default alone"},
    {"--weeks", "N", COMMAND_FORECAST, ACTION_WEEKS, 0, "weeks of the backtest (default 8)"},
    {"--actual", "FILE", COMMAND_UPDATE, ACTION_FILE, FILE_ACTUAL, "the calls of the day so far: start, calls"},
    {"--past", "FILE", COMMAND_UPDATE, ACTION_FILE, FILE_PAST,
     "past days, of which is learnt how much to believe: start, forecast, calls"},
    {"--now", "TIME", COMMAND_UPDATE, ACTION_NOW, 0,
     "intervals that end later, by the clock, are not over (default: all up to the last known are)"},
    {"--day-variation", "SHARE", COMMAND_UPDATE, ACTION_VARIATION, 0,
     "without --past: standard deviation of a day's calls around their forecast (default 7%)"},
    {"--sl", "80/20", MEASURE, ACTION_INPUT, INPUT_SERVICE_LEVEL,
     "the time of the service level, and a target to compare with"},
    {"--within", "TIME", MEASURE, ACTION_WITHIN, 0, "the time of the service level alone (default 20 s)"},
    {"--interval", "TIME", MEASURE, ACTION_INPUT, INPUT_INTERVAL,
     "length of an interval (default 30m, or that of the file's counts)"},
    {"--rule", "RULE", MEASURE, ACTION_RULE, 0, "the service level that is meant (default offered; see below)"},
    {"--short-abandon", "TIME", MEASURE, ACTION_INPUT, INPUT_SHORT_ABANDON,
     "who hangs up within it does not count in a service level"},
    {"--strictly", NULL, MEASURE, ACTION_FLAG, WFM_MEASURE_STRICTLY_WITHIN, "within a time means before it"},
    {"--count-blocked", NULL, MEASURE, ACTION_FLAG, WFM_MEASURE_COUNT_BLOCKED,
     "who is turned away counts as not answered in time"},
    {"--ignore-left", NULL, MEASURE, ACTION_FLAG, WFM_MEASURE_IGNORE_LEFT,
     "who left the queue in another way counts in no service level, not as one who hung up"},
    {"--by", "WHAT", MEASURE, ACTION_BY, 0,
     "a call counts in the interval of its arrival (default), or by state: each event in its own"},
    {"--queue", "NAME", MEASURE, ACTION_QUEUE, 0, "this queue alone"},
    {"--acw", "TIME", MEASURE, ACTION_INPUT, INPUT_ACW, "after-call work of each handled call, where none is recorded"},
    {"--agents", "N", MEASURE, ACTION_INPUT, INPUT_SCHEDULED,
     "agents of each queue on the phones, in every interval: occupancy and prediction"},
    {"--at-once", "TIME", MEASURE, ACTION_AT_ONCE, 0, "who hangs up within it does so at once (default 1 s)"},
    {"--confidence", "SHARE", MEASURE, ACTION_CONFIDENCE, 0, "of the range given with a figure (default 95%)"},
    {"--split", "WHEN", MEASURE, ACTION_SPLIT, 0,
     "compares the time before, and from then on: 2026-03-09, or \"2026-03-09 12:00\""},
    {"--totals", NULL, MEASURE, ACTION_TOTALS, 0, "the summary as rows, instead of the intervals"},
    {"--totals", NULL, COMMAND_COMPARE, ACTION_TOTALS, 0, "the summary as rows, instead of the intervals"},
    {"--totals", NULL, RISK, ACTION_TOTALS, 0, "the days as rows, instead of the intervals"},
    {"--totals", NULL, COMMAND_FORECAST_LEARN, ACTION_TOTALS, 0,
     "with --year: the months as rows, instead of the days"},
    {"--csv", NULL, ANY, ACTION_FORM, FORM_CSV, "comma-separated values, as into a pipe"},
    {"--json", NULL, ANY, ACTION_FORM, FORM_JSON, "one JSON object"},
    {"--markdown", NULL, ANY, ACTION_FORM, FORM_MARKDOWN, "a Markdown table"},
    {"--table", NULL, COMMAND_PLAN | COMMAND_CURVE | COMMAND_TRUNKS | FORECAST | MEASURE | RISK | PAIR, ACTION_FORM,
     FORM_TABLE, "the table of a terminal, also into a pipe"},
    {"--wide", NULL, COMMAND_PLAN | MEASURE, ACTION_FORM, FORM_WIDE, "the table with every figure"},
    {"--plain", NULL, COMMAND_AGENTS | COMMAND_TRUNKS, ACTION_FORM, FORM_PLAIN, "the number alone"},
    {"--output", "FILE", ANY, ACTION_OUTPUT, 0, "write to FILE, whole or not at all (also -o)"},
    {"--svg", "FILE", COMMAND_PLAN | COMMAND_CURVE | MEASURE | RISK | COMMAND_FORECAST, ACTION_SVG, 0,
     "also draw a picture into FILE"},
    {"--help", NULL, ANY, ACTION_HELP, 0, "this text (also -h)"},
};

enum { OPTIONS = sizeof table / sizeof *table };

static const char *const rounding_words[] = {"up", "nearest", "none", "carry"};
static const char *const forecast_rounding_words[] = {"none", "steps", "end"};
static const char *const method_words[WFM_FORECAST_METHODS] = {"default",
                                                               "split",
                                                               "calendar",
                                                               "mean-4",
                                                               "mean-8",
                                                               "median-8",
                                                               "last-week",
                                                               "index-chain",
                                                               "day-mean-8",
                                                               "simple",
                                                               "holt",
                                                               "winters-additive",
                                                               "winters-multiplicative",
                                                               "theta",
                                                               "ets",
                                                               "double-seasonal"};
static const char *const by_words[] = {"arrival", "state"};
static const char *const find_words[] = {"agents", "calls", "aht", "answer-within", "lines", "patience"};

/* What the service rules count, in their order. */
static const char *const rule_meanings[RULES] = {
    "answered in time, of those answered",
    "answered in time, of all: who hangs up has not been answered",
    "answered or hung up in time, of all",
    "answered in time, of all but those who hang up in time",
    "answered in time, for a caller who never hangs up",
};

const char *find_word(cli_find find)
{
    return find_words[find];
}

const char *method_word(int32_t method)
{
    return method_words[method];
}

const char *rounding_word(int32_t rounding)
{
    return rounding_words[rounding];
}

bool option_given(const cli_options *options, cli_input input)
{
    return !isnan(options->constant[input]);
}

static void describe_rules(FILE *out)
{
    for (int i = 0; i < RULES; i++)
        fprintf(out, "  --rule %-20s  %s\n", rule_words[i], rule_meanings[i]);
}

bool options_have_rule(const cli_options *options)
{
    if (options->service_rule != 0) return true;
    fputs("wfm: with a patience callers hang up, and service levels differ: say by --rule what they count\n", stderr);
    describe_rules(stderr);
    return false;
}

void options_describe(cli_command command)
{
    for (size_t i = 0; i < OPTIONS; i++) {
        if ((table[i].commands & (int)command) == 0) continue;
        char left[40];
        const char *argument = table[i].argument == NULL ? "" : table[i].argument;
        snprintf(left, sizeof left, "%s %s", table[i].name, argument);
        printf("  %-24s %s\n", left, table[i].help);
    }
    if (((int)command & (QUEUE | MEASURE | RISK | PAIR)) == 0) return;
    fputs("\nservice rules, where callers hang up\n", stdout);
    describe_rules(stdout);
}

static bool usage(const char *name, const char *value, const char *problem)
{
    fprintf(stderr, "wfm: %s \"%s\" %s\n", name, shown_of(span_of(value)).text, problem);
    return false;
}

static bool read_quantity(const char *name, const char *value, cli_quantity quantity, cli_reading *reading)
{
    reading->mark = 0;
    if (number_read(quantity, span_of(value), false, reading)) return true;
    return usage(name, value, reading->mark == ',' ? ONE_NUMBER : reading->problem);
}

/* One interval alone may have no time of 0 that in a file a row without calls, or without deferred work, may have. */
static cli_quantity quantity_of(int input)
{
    switch (input) {
    case INPUT_AHT:
    case INPUT_DEFERRED_AHT:
    case INPUT_RESPONSE: return QUANTITY_LENGTH;
    default: return input_columns[input].quantity;
    }
}

static bool read_input(cli_options *options, const cli_option *option, const char *value)
{
    cli_reading reading;
    cli_quantity quantity = quantity_of(option->detail);
    if (!read_quantity(option->name, value, quantity, &reading)) return false;
    options->constant[option->detail] = reading.value;
    if (quantity == QUANTITY_SERVICE) options->constant[INPUT_ANSWER_WITHIN] = reading.answer_within_s;
    return true;
}

static bool read_word(const char *name, const char *value, const char *const *words, int count, int *chosen)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(words[i], value) != 0) continue;
        *chosen = i;
        return true;
    }
    fprintf(stderr, "wfm: %s \"%s\" is unknown: write", name, shown_of(span_of(value)).text);
    for (int i = 0; i < count; i++) {
        const char *joint = i == count - 1 ? " or" : ",";
        fprintf(stderr, "%s %s", i == 0 ? "" : joint, words[i]);
    }
    fputc('\n', stderr);
    return false;
}

static bool read_form(cli_options *options, const cli_option *option)
{
    if (options->form != FORM_AUTOMATIC && options->form != (cli_form)option->detail) {
        fprintf(stderr, "wfm: %s: choose one form of output only\n", option->name);
        return false;
    }
    options->form = (cli_form)option->detail;
    return true;
}

static bool read_whole(const cli_option *option, const char *value, double *number)
{
    cli_reading reading;
    if (!read_quantity(option->name, value, QUANTITY_COUNT, &reading)) return false;
    if (reading.value != floor(reading.value)) return usage(option->name, value, "is not whole: write a whole number");
    *number = reading.value;
    return true;
}

static bool read_waiting(cli_options *options, const cli_option *option, const char *value)
{
    size_t most = 1;
    for (const char *at = value; *at != '\0'; at++)
        most += *at == ',';
    free(options->waiting);
    options->waiting = allocate(most, sizeof *options->waiting);
    options->waiting_count = 0;
    for (const char *at = value;; at++) {
        size_t size = strcspn(at, ",");
        cli_reading reading;
        if (!number_read(QUANTITY_TIME, (span){at, size}, false, &reading))
            return usage(option->name, value, reading.problem);
        for (size_t i = 0; i < options->waiting_count; i++) {
            if (options->waiting[i] == reading.value) return usage(option->name, value, "a time is there twice");
        }
        options->waiting[options->waiting_count++] = reading.value;
        at += size;
        if (*at == '\0') return true;
    }
}

static bool read_number(const cli_option *option, const char *value, cli_quantity quantity, double *number)
{
    cli_reading reading;
    if (!read_quantity(option->name, value, quantity, &reading)) return false;
    *number = reading.value;
    return true;
}

/* A date, or a date and a time, or of files without dates a time. */
static bool read_split(cli_options *options, const cli_option *option, const char *value)
{
    int64_t day = 0, second = 0;
    options->split_has_date = true;
    bool read = when_read_date(span_of(value), &day) ||
                when_read_start(span_of(value), &options->split_has_date, &day, &second);
    options->split_s = (double)(day * DAY_S + second);
    return read || usage(option->name, value, "is not a time: write 2026-03-09, or \"2026-03-09 12:00\"");
}

static bool read_confidence(cli_options *options, const cli_option *option, const char *value)
{
    if (!read_number(option, value, QUANTITY_SHARE, &options->confidence)) return false;
    return options->confidence < 1 || usage(option->name, value, "is certainty: write a share below 1, such as 95%");
}

/* What is said about a measurement alone. */
static bool apply_to_measure(cli_options *options, const cli_option *option, const char *value)
{
    int chosen = 0;
    switch (option->action) {
    case ACTION_WITHIN: return read_number(option, value, QUANTITY_TIME, &options->constant[INPUT_ANSWER_WITHIN]);
    case ACTION_BY:
        if (!read_word(option->name, value, by_words, 2, &chosen)) return false;
        options->flags &= ~WFM_MEASURE_BY_STATE;
        options->flags |= chosen == 1 ? WFM_MEASURE_BY_STATE : 0;
        return true;
    case ACTION_QUEUE: options->queue = value; return true;
    case ACTION_CONFIDENCE: return read_confidence(options, option, value);
    case ACTION_AT_ONCE: return read_number(option, value, QUANTITY_TIME, &options->at_once_s);
    case ACTION_SPLIT: return read_split(options, option, value);
    case ACTION_TOTALS: options->totals = true; return true;
    default: return false;
    }
}

static bool read_now(cli_options *options, const cli_option *option, const char *value)
{
    int64_t second = 0;
    if (!when_read_time(span_of(value), &second)) return usage(option->name, value, "is not a time: write 11:00");
    options->now_s = (double)second;
    return true;
}

/* A file beside the one that the command is about. */
static bool read_other_file(cli_options *options, const cli_option *option, const char *value)
{
    const char **files[] = {&options->events, &options->actual, &options->past, &options->clock};
    *files[option->detail] = value;
    return true;
}

/* What is said about a forecast alone, or its update. */
static bool apply_to_forecast(cli_options *options, const cli_option *option, const char *value)
{
    int chosen = 0;
    switch (option->action) {
    case ACTION_METHOD:
        if (!read_word(option->name, value, method_words, WFM_FORECAST_METHODS, &chosen)) return false;
        options->method = chosen;
        options->method_given = true;
        return true;
    case ACTION_FILE: return read_other_file(options, option, value);
    case ACTION_RANGE:
        if (!read_number(option, value, QUANTITY_SHARE, &options->range)) return false;
        return options->range < 1 || usage(option->name, value, "is certainty: write a share below 1, such as 90%");
    case ACTION_UNCERTAIN: options->with_load_cv = true; return true;
    case ACTION_EFFECTS: options->effects = true; return true;
    case ACTION_BACKTEST: options->backtest = true; return true;
    case ACTION_WEEKS: return read_whole(option, value, &options->weeks);
    case ACTION_NOW: return read_now(options, option, value);
    default: return read_number(option, value, QUANTITY_SHARE, &options->day_variation);
    }
}

static bool read_trunk_list(trunk_options *trunks, const cli_option *option, const char *value)
{
    switch (option->detail) {
    case LIST_LOAD: return trunk_read_list(&trunks->load, QUANTITY_COUNT, option->name, value);
    case LIST_LINES: return trunk_read_list(&trunks->lines, QUANTITY_CAP, option->name, value);
    default: return trunk_read_list(&trunks->blocking, QUANTITY_SHARE, option->name, value);
    }
}

static bool read_trunk_part(trunk_options *trunks, const cli_option *option, const char *value)
{
    switch (option->detail) {
    case PART_RECALL: return read_number(option, value, QUANTITY_SEEN, &trunks->recall);
    case PART_SOURCES: return read_number(option, value, QUANTITY_CAP, &trunks->sources);
    case PART_PEAKEDNESS: return trunk_read_peakedness(&trunks->peakedness, option->name, value);
    case PART_GROUP: return trunk_read_group(&trunks->group, option->name, value);
    default: return trunk_read_class(&trunks->class, option->name, value);
    }
}

static bool apply_to_trunks(trunk_options *trunks, const cli_option *option, const char *value)
{
    switch (option->action) {
    case ACTION_TRUNK_LIST: return read_trunk_list(trunks, option, value);
    case ACTION_TRUNK_PART: return read_trunk_part(trunks, option, value);
    case ACTION_TRUNK_MODEL: return read_word(option->name, value, trunk_model_words, TRUNK_MODELS, &trunks->model);
    default: return read_word(option->name, value, trunk_order_words, TRUNK_ORDERS, &trunks->order);
    }
}

/* Less than all of last year's calls may go. */
static bool read_growth(cli_options *options, const cli_option *option, const char *value)
{
    bool less = value[0] == '-';
    cli_reading reading = {.value = 0};
    span share = span_of(less ? value + 1 : value);
    bool read = number_read(QUANTITY_SEEN, share, false, &reading) && !(less && reading.value >= 1);
    if (!read) return usage(option->name, value, "is no growth: write 4% or -3%, from above -100% to 100%");
    options->growth_factor = less ? 1 - reading.value : 1 + reading.value;
    return true;
}

/* What is said about the year to come alone. */
static bool apply_to_year(cli_options *options, const cli_option *option, const char *value)
{
    switch (option->action) {
    case ACTION_GROWTH: return read_growth(options, option, value);
    case ACTION_DAMPING: return read_number(option, value, QUANTITY_SHARE, &options->damping);
    default: options->year = true; return true;
    }
}

/* What an option sets of a plan as a whole; 0 where it is nothing of this kind. */
static int setting_of(const cli_option *option)
{
    switch (option->action) {
    case ACTION_RULE: return ROLE_RULE;
    case ACTION_FLAG: return option->detail == WFM_QUEUE_COUNT_BLOCKED ? ROLE_COUNT_BLOCKED : 0;
    case ACTION_LAW: return ROLE_PATIENCE_LAW;
    case ACTION_BALK: return ROLE_BALK;
    case ACTION_ROUNDING: return ROLE_ROUNDING;
    default: return 0;
    }
}

static bool apply(cli_options *options, const cli_option *option, const char *value)
{
    int chosen = 0;
    int setting = setting_of(option);
    if (setting != 0) options->set_by_option |= setting_bit(setting);
    switch (option->action) {
    case ACTION_INPUT: return read_input(options, option, value);
    case ACTION_FORM: return read_form(options, option);
    case ACTION_FROM: return read_whole(option, value, &options->from);
    case ACTION_TO: return read_whole(option, value, &options->to);
    case ACTION_WAITING: return read_waiting(options, option, value);
    case ACTION_ROUNDING:
        if (!read_word(option->name, value, rounding_words, 4, &chosen)) return false;
        options->rounding = chosen;
        return true;
    case ACTION_FORECAST_ROUNDING:
        if (!read_word(option->name, value, forecast_rounding_words, 3, &chosen)) return false;
        options->forecast_rounding = chosen;
        return true;
    case ACTION_DAYS: return read_whole(option, value, &options->days);
    case ACTION_INDICES: options->indices = true; return true;
    case ACTION_YEAR:
    case ACTION_GROWTH:
    case ACTION_DAMPING: return apply_to_year(options, option, value);
    case ACTION_FTE_HOURS: return read_number(option, value, QUANTITY_CAP, &options->hours_per_fte);
    case ACTION_FIND:
        if (!read_word(option->name, value, find_words, FIND_PATIENCE + 1, &chosen)) return false;
        options->find = (cli_find)chosen;
        return true;
    case ACTION_SEEN: return read_number(option, value, QUANTITY_SEEN, &options->abandonment_seen);
    case ACTION_RULE:
        if (!read_word(option->name, value, rule_words, RULES, &chosen)) return false;
        options->service_rule = chosen + 1;
        return true;
    case ACTION_LAW: return models_read_law(options, option->name, value);
    case ACTION_BALK: return read_number(option, value, QUANTITY_SEEN, &options->balk);
    case ACTION_FLAG: options->flags |= option->detail; return true;
    case ACTION_OUTPUT: options->output = value; return true;
    case ACTION_SVG: options->svg = value; return true;
    case ACTION_HELP: options->help = true; return true;
    case ACTION_TRUNK_LIST:
    case ACTION_TRUNK_MODEL:
    case ACTION_TRUNK_PART:
    case ACTION_ORDER: return apply_to_trunks(&options->trunks, option, value);
    case ACTION_METHOD:
    case ACTION_FILE:
    case ACTION_RANGE:
    case ACTION_UNCERTAIN:
    case ACTION_EFFECTS:
    case ACTION_BACKTEST:
    case ACTION_WEEKS:
    case ACTION_NOW:
    case ACTION_VARIATION: return apply_to_forecast(options, option, value);
    default: return apply_to_measure(options, option, value);
    }
}

static const cli_option *find_option(span name, cli_command command)
{
    if (span_equals(name, "-o")) name = span_of("--output");
    if (span_equals(name, "-h")) name = span_of("--help");
    for (size_t i = 0; i < OPTIONS; i++) {
        bool mine = (table[i].commands & (int)command) != 0;
        if (mine && span_equals(name, table[i].name)) return &table[i];
    }
    return NULL;
}

/* Models beyond a queue's own are for agents, and others' options are told so. */
static bool is_of_models(span name)
{
    for (size_t i = 0; i < OPTIONS; i++) {
        bool model = table[i].action == ACTION_LAW || table[i].action == ACTION_BALK ||
                     (table[i].action == ACTION_INPUT && table[i].detail >= INPUT_REDIAL);
        if (model && span_equals(name, table[i].name)) return true;
    }
    return false;
}

static bool unknown_option(span name, cli_command command)
{
    if (is_of_models(name)) {
        fprintf(
            stderr,
            "wfm: %s is an option of wfm agents, plan, update and compare%s: this command knows queues without it\n",
            shown_of(name).text, span_equals(name, "--risk") ? ", and of risk" : "");
        return false;
    }
    const char *known[OPTIONS];
    size_t count = 0;
    for (size_t i = 0; i < OPTIONS; i++) {
        if ((table[i].commands & (int)command) != 0) known[count++] = table[i].name;
    }
    fprintf(stderr, "wfm: unknown option %s", shown_of(name).text);
    const char *nearest = nearest_word(name, known, count);
    if (nearest != NULL) fprintf(stderr, "; did you mean %s?", nearest);
    fputs(" (--help lists them)\n", stderr);
    return false;
}

/* One argument that begins with a dash, and its value, which may stand behind = or come next. */
static bool read_option(cli_options *options, cli_command command, char **arguments, int count, int *at)
{
    const char *argument = arguments[*at];
    size_t size = strcspn(argument, "=");
    span name = {argument, size};
    const cli_option *option = find_option(name, command);
    if (option == NULL) return unknown_option(name, command);
    bool attached = argument[size] == '=';
    if (option->argument == NULL) {
        if (attached) return usage(option->name, argument + size + 1, "is not wanted: this option stands alone");
        return apply(options, option, NULL);
    }
    if (attached) return apply(options, option, argument + size + 1);
    if (*at + 1 == count) {
        fprintf(stderr, "wfm: %s needs a value: %s %s\n", option->name, option->name, option->argument);
        return false;
    }
    *at += 1;
    return apply(options, option, arguments[*at]);
}

static bool read_file_name(cli_options *options, cli_command command, const char *argument)
{
    const int readers = COMMAND_PLAN | COMMAND_RISK | COMMAND_FORECAST_CHAIN | COMMAND_FORECAST_LEARN | MEASURE |
                        COMMAND_FORECAST | PAIR;
    if (((int)command & readers) == 0) {
        const char *first = command == COMMAND_TRUNKS ? "--load" : "--calls";
        fprintf(stderr, "wfm: \"%s\" is not an option; write %s %s and the like\n", argument, first, argument);
        return false;
    }
    bool second = command == COMMAND_COMPARE && options->file_count == 1;
    if (options->file != NULL && command != COMMAND_MEASURE && !second) {
        fprintf(stderr, "wfm: two files, \"%s\" and \"%s\": give one\n", options->file, argument);
        return false;
    }
    if (options->file == NULL) options->file = argument;
    options->files[options->file_count++] = argument;
    return true;
}

static bool has_patience(const cli_options *options)
{
    return option_given(options, INPUT_PATIENCE) || options->find == FIND_PATIENCE;
}

static bool has_lines(const cli_options *options)
{
    return option_given(options, INPUT_LINES) || options->find == FIND_LINES;
}

static bool has_target(const cli_options *options)
{
    for (size_t i = 0; i < TARGET_INPUTS; i++) {
        if (option_given(options, target_inputs[i])) return true;
    }
    return option_given(options, INPUT_BLOCKING) && has_lines(options);
}

static void set_default_target(cli_options *options)
{
    if (has_target(options) || !isnan(options->abandonment_seen)) return;
    options->default_target = true;
    options->constant[INPUT_SERVICE_LEVEL] = 0.8;
    options->constant[INPUT_ANSWER_WITHIN] = 20;
}

/* A target about what one interval does not have says nothing; in a file the columns count as well. */
static bool targets_fit(const cli_options *options, cli_command command)
{
    bool one = ((int)command & ONE) != 0;
    bool sized = command == COMMAND_AGENTS && options->find == FIND_AGENTS; /* the blocking is that of the trunks */
    if (one && option_given(options, INPUT_ABANDONMENT) && !has_patience(options)) {
        fputs("wfm: --max-abandonment needs --patience TIME: without it nobody hangs up\n", stderr);
        return false;
    }
    if (one && option_given(options, INPUT_BLOCKING) && !has_lines(options) && !sized) {
        fputs("wfm: --blocking needs --lines N here: without them nobody is turned away\n", stderr);
        return false;
    }
    if (isnan(options->abandonment_seen)) return true;
    if (options->find != FIND_PATIENCE) {
        fputs("wfm: --abandonment-seen goes with --find patience\n", stderr);
        return false;
    }
    if (has_target(options)) {
        fputs("wfm: --abandonment-seen stands instead of targets: leave them out\n", stderr);
        return false;
    }
    return true;
}

/* A service level is reported by every command for agents, and else only asked for. A file may have a column rule: what
 * reads one asks when it is read. */
static bool rule_fits(const cli_options *options, cli_command command)
{
    if (((int)command & (COMMAND_PLAN | RISK | PAIR)) != 0) return true;
    bool level = options->find == FIND_AGENTS || option_given(options, INPUT_SERVICE_LEVEL);
    return !level || !has_patience(options) || options_have_rule(options);
}

static bool limits_fit(const cli_options *options)
{
    if (options->constant[INPUT_ACW] > options->constant[INPUT_AHT]) {
        fputs("wfm: --acw is longer than --aht: after-call work is a part of the handle time\n", stderr);
        return false;
    }
    if (limits_cross(options->constant[INPUT_MIN_AGENTS], options->constant[INPUT_MAX_AGENTS])) {
        fputs("wfm: no whole number lies from --min-agents to --max-agents: exchange or widen them\n", stderr);
        return false;
    }
    return true;
}

/* A picture takes nobody's place: neither that of the rows nor that of the file that is read. */
static bool picture_fits(const cli_options *options)
{
    if (options->svg == NULL) return true;
    const char *rows = options->output != NULL ? options->output : "-";
    if (strcmp(options->svg, rows) == 0) {
        fprintf(stderr, "wfm: --svg %s: the other output goes there; write the picture to a file of its own\n", rows);
        return false;
    }
    for (int i = 0; i < options->file_count && strcmp(options->svg, "-") != 0; i++) {
        if (strcmp(options->svg, options->files[i]) != 0) continue;
        fprintf(stderr, "wfm: --svg %s: this file is read; write the picture to another\n", options->svg);
        return false;
    }
    return true;
}

/* What a range has learnt. */
static bool range_fits(const cli_options *options)
{
    if (!options->with_load_cv || !isnan(options->range)) return true;
    fputs("wfm: --load-cv needs --interval-share here, such as --interval-share 90%\n", stderr);
    return false;
}

/* Without --year the days are forecast by the level of the last two weeks, which has its growth in it. */
static bool year_fits(cli_options *options, cli_command command)
{
    if (isnan(options->days)) options->days = options->year ? 366 : 7;
    if (command != COMMAND_FORECAST_LEARN || options->year) return true;
    const char *idle = options->totals              ? "--totals"
                       : options->events != NULL    ? "--events"
                       : options->growth_factor > 0 ? "--growth"
                       : options->damping > 0       ? "--damping"
                                                    : NULL;
    if (idle == NULL) return true;
    fprintf(stderr, "wfm: %s needs --year here\n", idle);
    return false;
}

bool options_read(cli_options *options, cli_command command, int count, char **arguments)
{
    *options = (cli_options){.command = command,
                             .hours_per_fte = 8,
                             .forecast_rounding =
                                 command == COMMAND_FORECAST ? WFM_FORECAST_ROUND_NONE : WFM_FORECAST_ROUND_END,
                             .from = NO_NUMBER,
                             .to = NO_NUMBER};
    trunk_options_begin(&options->trunks);
    options->abandonment_seen = options->split_s = NO_NUMBER;
    options->confidence = 0.95;
    options->at_once_s = 1;
    options->range = options->now_s = options->days = NO_NUMBER;
    options->weeks = 8;
    options->day_variation = 0.07;
    options->files = allocate((size_t)count, sizeof *options->files);
    for (int i = 0; i < INPUT_COUNT; i++)
        options->constant[i] = NO_NUMBER;
    bool only_names = false;
    for (int at = 0; at < count; at++) {
        const char *argument = arguments[at];
        bool named = only_names || argument[0] != '-' || argument[1] == '\0';
        if (!named && strcmp(argument, "--") == 0) {
            only_names = true;
        } else if (named) {
            if (!read_file_name(options, command, argument)) return false;
        } else if (!read_option(options, command, arguments, count, &at)) {
            return false;
        }
    }
    if (options->help) return true;
    if (command != COMMAND_MEASURE) set_default_target(options);
    if (!limits_fit(options) || !targets_fit(options, command) || !year_fits(options, command)) return false;
    if (command == COMMAND_TRUNKS && !trunk_options_fit(&options->trunks)) return false;
    if (!range_fits(options)) return false;
    return models_fit(options, command) && rule_fits(options, command) && picture_fits(options);
}

void options_free(cli_options *options)
{
    free(options->waiting);
    free(options->files);
    trunk_options_free(&options->trunks);
    options->waiting = NULL;
    options->files = NULL;
}

/* The library's 0 for "not given". */
static double given(const cli_options *options, cli_input input)
{
    return option_given(options, input) ? options->constant[input] : 0;
}

wfm_queue options_queue(const cli_options *options)
{
    wfm_queue queue = WFM_QUEUE_INIT;
    queue.calls = given(options, INPUT_CALLS);
    queue.interval_s = given(options, INPUT_INTERVAL);
    queue.aht_s = given(options, INPUT_AHT);
    queue.acw_s = given(options, INPUT_ACW);
    queue.agents = given(options, INPUT_SCHEDULED);
    queue.answer_within_s = given(options, INPUT_ANSWER_WITHIN);
    queue.patience_s = given(options, INPUT_PATIENCE);
    queue.lines = given(options, INPUT_LINES);
    queue.short_abandon_s = given(options, INPUT_SHORT_ABANDON);
    queue.treatment_s = given(options, INPUT_TREATMENT);
    queue.service_rule = options->service_rule;
    queue.flags = options->flags;
    return queue;
}

wfm_targets options_targets(const cli_options *options)
{
    wfm_targets targets = WFM_TARGETS_INIT;
    targets.service_level = given(options, INPUT_SERVICE_LEVEL);
    targets.asa_s = given(options, INPUT_ASA);
    targets.wait_probability = given(options, INPUT_WAIT_PROBABILITY);
    targets.max_occupancy = given(options, INPUT_MAX_OCCUPANCY);
    targets.min_agents = given(options, INPUT_MIN_AGENTS);
    targets.max_agents = given(options, INPUT_MAX_AGENTS);
    targets.abandonment = given(options, INPUT_ABANDONMENT);
    if (has_lines(options)) targets.blocking = given(options, INPUT_BLOCKING);
    return targets;
}
