/* SPDX-License-Identifier: MIT */
/* The columns of a plan by name: what is read from a file or an option, and what is written. */
#ifndef WFM_CLI_COLUMNS_H
#define WFM_CLI_COLUMNS_H

#include "cli/number.h"

#include "wfm/wfm.h"

/* What a row is given as numbers, from a column of the file or from an option. */
typedef enum cli_input {
    INPUT_CALLS,
    INPUT_INTERVAL,
    INPUT_AHT,
    INPUT_SCHEDULED,
    INPUT_ACW,
    INPUT_SERVICE_LEVEL, /* with INPUT_ANSWER_WITHIN from one text, 80/20 */
    INPUT_ANSWER_WITHIN,
    INPUT_ASA,
    INPUT_WAIT_PROBABILITY,
    INPUT_MAX_OCCUPANCY,
    INPUT_MIN_AGENTS,
    INPUT_MAX_AGENTS,
    INPUT_SHRINKAGE,
    INPUT_BLOCKING, /* with INPUT_LINES a target, else of the lines that are sized */
    INPUT_DEFERRED_VOLUME,
    INPUT_DEFERRED_AHT,
    INPUT_RESPONSE,
    INPUT_PATIENCE,
    INPUT_LINES,
    INPUT_ABANDONMENT, /* a target */
    INPUT_SHORT_ABANDON,
    INPUT_TREATMENT,
    INPUT_REDIAL, /* from here on: of models beyond a queue's own */
    INPUT_RECONNECT,
    INPUT_LOAD_CV,
    INPUT_RISK,
    INPUT_SERVICE_CV, /* 0 is fixed handle times; NaN not given, in a column too */
    INPUT_COUNT
} cli_input;

typedef struct input_column {
    const char *name;   /* of the column, as messages and outputs call it */
    const char *option; /* that gives the same to every row; null: none does */
    cli_quantity quantity;
    const char *synonyms; /* blank-separated, as column_name makes them; empty: no column of its own */
} input_column;

extern const input_column input_columns[INPUT_COUNT];

/* The inputs that are targets whatever else is given. */
enum { TARGET_INPUTS = 5 };
extern const cli_input target_inputs[TARGET_INPUTS];

/* The part that a column of a file plays. */
typedef enum cli_role {
    ROLE_START = INPUT_COUNT,
    ROLE_DATE,
    ROLE_QUEUE,
    ROLE_RULE, /* settings of the plan as a whole, in each row the same: see settings.h */
    ROLE_COUNT_BLOCKED,
    ROLE_PATIENCE_LAW,
    ROLE_BALK,
    ROLE_ROUNDING,
    ROLE_COMPUTED, /* an output of an earlier plan: computed anew */
    ROLE_CARRIED,
    ROLE_COUNT
} cli_role;

enum { SETTINGS = ROLE_COMPUTED - ROLE_RULE };

/* A column's name in one spelling: lower case, everything but letters and digits one underscore, none at the ends. */
enum { COLUMN_NAME_SIZE = 64 };
void column_name(span text, char name[COLUMN_NAME_SIZE]);

/* Whether a word is among words with blanks between them. */
bool has_word(const char *words, const char *word);

/* The role or input that such a name has. */
int column_role(const char *name);

/* "calls, volume, contacts": the names that a role is found by. */
const char *role_name(int role);
void role_synonyms(int role, char text[256]);

/* What is written for each row, in this order. */
typedef enum cli_key {
    KEY_CALLS,
    KEY_INTERVAL,
    KEY_AHT,
    KEY_LOAD,
    KEY_AGENTS,
    KEY_AGENTS_FRACTIONAL,
    KEY_ROSTERED,
    KEY_SERVICE_LEVEL,
    KEY_ASA,
    KEY_WAIT_PROBABILITY,
    KEY_WAIT_MEAN,
    KEY_MEAN_WAIT_OF_WAITING,
    KEY_QUEUE_MEAN,
    KEY_QUEUE_MEAN_WHEN_BUSY,
    KEY_OCCUPANCY,
    KEY_TRUNK_LOAD,
    KEY_STATUS,
    KEY_BINDING,
    KEY_SERVICE_LEVEL_ONE_FEWER,
    KEY_SERVICE_LEVEL_ONE_MORE,
    KEY_SCHEDULED,
    KEY_GAP,
    KEY_SERVICE_LEVEL_SCHEDULED,
    KEY_ASA_SCHEDULED,
    KEY_DEFERRED_AGENTS, /* with deferred work only */
    KEY_TRUNKS,          /* with a blocking of lines that are sized only */
    KEY_ABANDONMENT,     /* with patience only */
    KEY_ABANDONMENT_SCHEDULED,
    KEY_BLOCKING, /* with lines only */
    KEY_BLOCKING_SCHEDULED,
    KEY_ATTEMPTS, /* with callers who call again only */
    KEY_ATTEMPTS_SCHEDULED,
    KEY_CHANCE, /* with an uncertain load or a risk only */
    KEY_CHANCE_SCHEDULED,
    KEY_COUNT
} cli_key;

/* How people like to see a figure. */
typedef enum cli_look { LOOK_NUMBER, LOOK_WHOLE, LOOK_TENTHS, LOOK_PERCENT, LOOK_WORD } cli_look;

typedef struct key_column {
    const char *name;
    cli_look look;
    int input; /* that it repeats, or -1 */
} key_column;

extern const key_column key_columns[KEY_COUNT];

/* The words of the service rules, that of rule r at r - 1. */
enum { RULES = WFM_SERVICE_VIRTUAL };
extern const char *const rule_words[RULES];

/* A figure as people like to see it; empty for NaN. */
void look_write(cli_look look, double value, char text[NUMBER_SIZE]);

/* The word of a binding, and the words of a status joined by +. */
enum { STATUS_SIZE = 160 };
const char *binding_word(int32_t binding);
void status_words(wfm_status status, char text[STATUS_SIZE]);

/* Whether no whole number of agents lies from min to max; either may be NaN, not given. */
bool limits_cross(double min_agents, double max_agents);

#endif
