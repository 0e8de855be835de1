/* SPDX-License-Identifier: MIT */
/* The command line: one table of options for all commands. */
#ifndef WFM_CLI_OPTIONS_H
#define WFM_CLI_OPTIONS_H

#include "cli/columns.h"
#include "cli/trunks_options.h"

typedef enum cli_command {
    COMMAND_PLAN = 1,
    COMMAND_AGENTS = 2,
    COMMAND_CURVE = 4,
    COMMAND_TRUNKS = 8,
    COMMAND_MEASURE = 16,
    COMMAND_FORECAST_CHAIN = 64,
    COMMAND_FORECAST_LEARN = 128,
    COMMAND_DEMO = 256,
    COMMAND_RISK = 512,
    COMMAND_FORECAST = 1024,
    COMMAND_UPDATE = 2048,
    COMMAND_COMPARE = 4096,
} cli_command;

typedef enum cli_form {
    FORM_AUTOMATIC,
    FORM_TABLE,
    FORM_WIDE,
    FORM_CSV,
    FORM_JSON,
    FORM_MARKDOWN,
    FORM_PLAIN
} cli_form;

enum { PROBLEM_SIZE = 200 }; /* what is wrong with a text, and what would be right */

typedef enum cli_find { FIND_AGENTS, FIND_CALLS, FIND_AHT, FIND_ANSWER_WITHIN, FIND_LINES, FIND_PATIENCE } cli_find;

typedef struct cli_options {
    cli_command command;
    double constant[INPUT_COUNT]; /* NaN where no option gives it */
    bool default_target;          /* 80/20, because no target was given */
    int32_t rounding;
    int32_t service_rule; /* 0: not given */
    int32_t flags;        /* WFM_QUEUE_, or WFM_MEASURE_ where these have the same value */
    double hours_per_fte;
    cli_form form;
    cli_find find;
    double from, to;         /* NaN: chosen by the command */
    trunk_options trunks;    /* of wfm trunks */
    double abandonment_seen; /* NaN where not given */
    int32_t patience_law;    /* WFM_LAW_; 0: not given */
    double patience_shape;   /* 0 where the law has none */
    double balk;             /* 0: not given */
    unsigned set_by_option;  /* a bit of each setting: see settings.h */
    unsigned set_by_column;
    double *waiting; /* seconds, of --waiting */
    size_t waiting_count;
    int32_t forecast_rounding; /* WFM_FORECAST_ROUND_ */
    double days;               /* to forecast */
    bool indices;              /* instead of the forecast */
    bool year;                 /* to come, by the chain */
    double growth_factor;      /* of it over the last one; 0: by the history */
    double damping;            /* exponent of the history's growth; 0: the default */
    int32_t method;            /* WFM_FORECAST_METHOD_ */
    bool method_given;         /* else the default */
    const char *events;        /* a file; null: none */
    const char *clock;         /* another */
    double range;              /* share of the days that low and high hold; NaN: not wanted */
    bool with_load_cv;         /* beside the range */
    bool effects;              /* of events, instead of the forecast */
    bool backtest;             /* instead of the forecast */
    double weeks;              /* of the backtest */
    const char *actual, *past; /* files of wfm update; null: none */
    double now_s;              /* of the day, what is over; NaN: all that is known */
    double day_variation;      /* of a day's calls around their forecast, without a past */
    double confidence;         /* of the intervals of figures, of wfm measure as all up to totals */
    double at_once_s;          /* who hangs up within it does so at once */
    double split_s;            /* compares the time before and from then on; NaN: not */
    bool split_has_date;       /* else a time of day */
    const char *queue;         /* the only one that counts; null: all */
    bool totals;               /* the summary instead of the rows */
    const char *output;        /* null: standard output */
    const char *svg;           /* the picture's file, null for none */
    const char *file;          /* the first of files */
    const char **files;
    int file_count; /* above 1 of wfm measure alone */
    bool help;
} cli_options;

/* Reads the arguments behind the command's name. False after a message. */
bool options_read(cli_options *options, cli_command command, int count, char **arguments);
void options_free(cli_options *options);

bool option_given(const cli_options *options, cli_input input);

/* Where callers hang up a service level needs a rule. False after a message: none is given. */
bool options_have_rule(const cli_options *options);

/* The one interval that the options describe, with --agents where given, and its targets. */
wfm_queue options_queue(const cli_options *options);
wfm_targets options_targets(const cli_options *options);

/* The options of a command on stdout, for its help; and behind them what the service rules count. */
void options_describe(cli_command command);

/* The word of a WFM_FORECAST_METHOD_ value. */
const char *method_word(int32_t method);

/* The words of what --find finds, and of a WFM_ROUND_ value. */
const char *find_word(cli_find find);
const char *rounding_word(int32_t rounding);

#endif
