/* SPDX-License-Identifier: MIT */
#include "cli/columns.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const input_column input_columns[INPUT_COUNT] = {
    [INPUT_CALLS] = {"calls", "--calls", QUANTITY_COUNT,
                     "calls volume contacts offered arrivals calls_offered offered_calls call_volume demand forecast "
                     "incidents"},
    [INPUT_INTERVAL] = {"interval_s", "--interval", QUANTITY_LENGTH, "interval_s interval_length interval_length_s"},
    [INPUT_AHT] = {"aht_s", "--aht", QUANTITY_TIME,
                   "aht aht_s aht_sec aht_seconds handle_time handle_time_s average_handle_time avg_handle_time"},
    [INPUT_SCHEDULED] = {"scheduled", "--scheduled", QUANTITY_COUNT,
                         "scheduled have staffed scheduled_agents planned_agents on_shift"},
    [INPUT_ACW] = {"acw_s", "--acw", QUANTITY_TIME, "acw acw_s after_call_work after_call_work_s wrap_up wrapup wrap"},
    [INPUT_SERVICE_LEVEL] = {"sl", "--sl", QUANTITY_SERVICE, "sl target_sl sl_target"},
    [INPUT_ANSWER_WITHIN] = {"answer_within_s", "--sl", QUANTITY_TIME, ""},
    [INPUT_ASA] = {"target_asa_s", "--asa", QUANTITY_LENGTH, "target_asa_s target_asa asa_target"},
    [INPUT_WAIT_PROBABILITY] = {"max_wait", "--max-wait", QUANTITY_SHARE, "max_wait max_wait_probability"},
    [INPUT_MAX_OCCUPANCY] = {"max_occupancy", "--max-occupancy", QUANTITY_SHARE, "max_occupancy occupancy_cap"},
    [INPUT_MIN_AGENTS] = {"min_agents", "--min-agents", QUANTITY_COUNT, "min_agents minimum_agents"},
    [INPUT_MAX_AGENTS] = {"max_agents", "--max-agents", QUANTITY_CAP, "max_agents maximum_agents"},
    [INPUT_SHRINKAGE] = {"shrinkage", "--shrinkage", QUANTITY_SHRINKAGE, "shrinkage"},
    [INPUT_BLOCKING] = {"max_blocking", "--blocking", QUANTITY_SHARE, "max_blocking target_blocking blocking_target"},
    [INPUT_DEFERRED_VOLUME] = {"deferred_volume", NULL, QUANTITY_COUNT, "deferred_volume deferred"},
    [INPUT_DEFERRED_AHT] = {"deferred_aht_s", "--deferred-aht", QUANTITY_TIME, "deferred_aht_s deferred_aht"},
    [INPUT_RESPONSE] = {"response_s", "--response", QUANTITY_TIME, "response_s response response_time response_time_s"},
    [INPUT_PATIENCE] = {"patience_s", "--patience", QUANTITY_PATIENCE,
                        "patience_s patience mean_patience mean_patience_s average_patience avg_patience"},
    [INPUT_LINES] = {"lines", "--lines", QUANTITY_LINES, "lines available_lines lines_available"},
    [INPUT_ABANDONMENT] = {"max_abandonment", "--max-abandonment", QUANTITY_SHARE,
                           "max_abandonment target_abandonment abandonment_target max_abandonment_rate"},
    [INPUT_SHORT_ABANDON] = {"short_abandon_s", "--short-abandon", QUANTITY_TIME,
                             "short_abandon_s short_abandon short_abandons short_abandonment short_abandonment_s"},
    [INPUT_TREATMENT] = {"treatment_s", "--treatment", QUANTITY_TIME,
                         "treatment_s treatment ivr ivr_s ivr_time ivr_time_s announcement announcement_s"},
    [INPUT_REDIAL] = {"redial", "--redial", QUANTITY_SEEN, "redial redials redial_share"},
    [INPUT_RECONNECT] = {"reconnect", "--reconnect", QUANTITY_RECONNECT, "reconnect reconnects reconnect_share"},
    [INPUT_LOAD_CV] = {"load_cv", "--load-cv", QUANTITY_SEEN, "load_cv"},
    [INPUT_RISK] = {"risk", "--risk", QUANTITY_RISK, "risk"},
    [INPUT_SERVICE_CV] = {"service_cv", "--service-cv", QUANTITY_VARIATION, "service_cv"},
};

const cli_input target_inputs[TARGET_INPUTS] = {INPUT_SERVICE_LEVEL, INPUT_ASA, INPUT_WAIT_PROBABILITY,
                                                INPUT_MAX_OCCUPANCY, INPUT_ABANDONMENT};

const key_column key_columns[KEY_COUNT] = {
    [KEY_CALLS] = {"calls", LOOK_NUMBER, INPUT_CALLS},
    [KEY_INTERVAL] = {"interval_s", LOOK_NUMBER, INPUT_INTERVAL},
    [KEY_AHT] = {"aht_s", LOOK_NUMBER, INPUT_AHT},
    [KEY_LOAD] = {"load_erl", LOOK_TENTHS, -1},
    [KEY_AGENTS] = {"agents", LOOK_NUMBER, -1},
    [KEY_AGENTS_FRACTIONAL] = {"agents_fractional", LOOK_TENTHS, -1},
    [KEY_ROSTERED] = {"rostered", LOOK_NUMBER, -1},
    [KEY_SERVICE_LEVEL] = {"service_level", LOOK_PERCENT, -1},
    [KEY_ASA] = {"asa_s", LOOK_TENTHS, -1},
    [KEY_WAIT_PROBABILITY] = {"wait_probability", LOOK_PERCENT, -1},
    [KEY_WAIT_MEAN] = {"wait_mean_s", LOOK_TENTHS, -1},
    [KEY_MEAN_WAIT_OF_WAITING] = {"mean_wait_of_waiting_s", LOOK_TENTHS, -1},
    [KEY_QUEUE_MEAN] = {"queue_mean", LOOK_TENTHS, -1},
    [KEY_QUEUE_MEAN_WHEN_BUSY] = {"queue_mean_when_busy", LOOK_TENTHS, -1},
    [KEY_OCCUPANCY] = {"occupancy", LOOK_PERCENT, -1},
    [KEY_TRUNK_LOAD] = {"trunk_load_erl", LOOK_TENTHS, -1},
    [KEY_STATUS] = {"status", LOOK_WORD, -1},
    [KEY_BINDING] = {"binding", LOOK_WORD, -1},
    [KEY_SERVICE_LEVEL_ONE_FEWER] = {"service_level_one_fewer", LOOK_PERCENT, -1},
    [KEY_SERVICE_LEVEL_ONE_MORE] = {"service_level_one_more", LOOK_PERCENT, -1},
    [KEY_SCHEDULED] = {"scheduled", LOOK_NUMBER, INPUT_SCHEDULED},
    [KEY_GAP] = {"gap", LOOK_NUMBER, -1},
    [KEY_SERVICE_LEVEL_SCHEDULED] = {"service_level_scheduled", LOOK_PERCENT, -1},
    [KEY_ASA_SCHEDULED] = {"asa_scheduled_s", LOOK_TENTHS, -1},
    [KEY_DEFERRED_AGENTS] = {"deferred_agents", LOOK_TENTHS, -1},
    [KEY_TRUNKS] = {"trunks", LOOK_NUMBER, -1},
    [KEY_ABANDONMENT] = {"abandonment", LOOK_PERCENT, -1},
    [KEY_ABANDONMENT_SCHEDULED] = {"abandonment_scheduled", LOOK_PERCENT, -1},
    [KEY_BLOCKING] = {"blocking", LOOK_PERCENT, -1},
    [KEY_BLOCKING_SCHEDULED] = {"blocking_scheduled", LOOK_PERCENT, -1},
    [KEY_ATTEMPTS] = {"attempts", LOOK_TENTHS, -1},
    [KEY_ATTEMPTS_SCHEDULED] = {"attempts_scheduled", LOOK_TENTHS, -1},
    [KEY_CHANCE] = {"chance", LOOK_PERCENT, -1},
    [KEY_CHANCE_SCHEDULED] = {"chance_scheduled", LOOK_PERCENT, -1},
};

const char *const rule_words[RULES] = {
    [WFM_SERVICE_ANSWERED - 1] = "answered", [WFM_SERVICE_OFFERED - 1] = "offered",
    [WFM_SERVICE_SL2 - 1] = "sl2",           [WFM_SERVICE_EXCLUDING - 1] = "excluding-abandoned",
    [WFM_SERVICE_VIRTUAL - 1] = "virtual",
};

/* The roles that are not numbers. */
static const struct {
    const char *name, *synonyms;
} roles[ROLE_COUNT - ROLE_START] = {
    {"start",
     "start interval time from begin start_time begin_time interval_start period slot timestamp datetime date_time"},
    {"date", "date day"},
    {"queue", "queue queue_name skill skill_group group"},
    {"rule", "rule service_rule"},
    {"count_blocked", "count_blocked"},
    {"patience_law", "patience_law"},
    {"balk", "balk"},
    {"rounding", "rounding"},
    {"", ""},
    {"", ""},
};

void column_name(span text, char name[COLUMN_NAME_SIZE])
{
    size_t size = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        bool kept = letter || c >= 0x80;
        bool digit = c >= '0' && c <= '9';
        if (size == COLUMN_NAME_SIZE - 1) break;
        if (letter) {
            name[size++] = (char)(c | 0x20);
        } else if (kept || digit) {
            name[size++] = (char)c;
        } else if (size > 0 && name[size - 1] != '_') {
            name[size++] = '_';
        }
    }
    while (size > 0 && name[size - 1] == '_')
        size--;
    name[size] = '\0';
}

bool has_word(const char *words, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = words; *at != '\0';) {
        size_t length = strcspn(at, " ");
        if (length == size && memcmp(at, word, size) == 0) return true;
        at += length + (at[length] == ' ' ? 1 : 0);
    }
    return false;
}

static const char *synonyms_of(int role)
{
    return role < INPUT_COUNT ? input_columns[role].synonyms : roles[role - ROLE_START].synonyms;
}

const char *role_name(int role)
{
    return role < INPUT_COUNT ? input_columns[role].name : roles[role - ROLE_START].name;
}

int column_role(const char *name)
{
    for (int role = 0; role < ROLE_COMPUTED; role++) {
        if (has_word(synonyms_of(role), name)) return role;
    }
    for (int i = 0; i < KEY_COUNT; i++) {
        if (strcmp(key_columns[i].name, name) == 0) return ROLE_COMPUTED;
    }
    return ROLE_CARRIED;
}

void role_synonyms(int role, char text[256])
{
    size_t size = 0;
    for (const char *at = synonyms_of(role); *at != '\0' && size < 250; at++) {
        if (*at == ' ') text[size++] = ',';
        text[size++] = *at;
    }
    text[size] = '\0';
}

void look_write(cli_look look, double value, char text[NUMBER_SIZE])
{
    text[0] = '\0';
    if (isnan(value)) return;
    int digits = look == LOOK_WHOLE ? 0 : 1;
    bool whole = value == floor(value);
    bool plain = look == LOOK_NUMBER && whole;
    if (plain) digits = 0;
    bool huge = fabs(value) >= 1e9;
    if (isinf(value)) {
        snprintf(text, NUMBER_SIZE, value > 0 ? "inf" : "-inf");
    } else if (look == LOOK_PERCENT) {
        snprintf(text, NUMBER_SIZE, "%.1f%%", value * 100);
    } else if (huge) {
        snprintf(text, NUMBER_SIZE, "%.4g", value);
    } else {
        snprintf(text, NUMBER_SIZE, "%.*f", digits, value);
    }
}

const char *binding_word(int32_t binding)
{
    switch (binding) {
    case WFM_BINDING_NONE: return "none";
    case WFM_BINDING_SERVICE_LEVEL: return "service_level";
    case WFM_BINDING_ASA: return "asa";
    case WFM_BINDING_WAIT_PROBABILITY: return "wait_probability";
    case WFM_BINDING_OCCUPANCY: return "occupancy";
    case WFM_BINDING_MIN_AGENTS: return "min_agents";
    case WFM_BINDING_MAX_AGENTS: return "max_agents";
    case WFM_BINDING_ABANDONMENT: return "abandonment";
    case WFM_BINDING_BLOCKING: return "blocking";
    default: return "";
    }
}

void status_words(wfm_status status, char text[STATUS_SIZE])
{
    size_t size = 0;
    if (status <= 0) snprintf(text, STATUS_SIZE, "%s", wfm_status_name(status));
    for (; status > 0 && size < STATUS_SIZE; status &= status - 1) {
        const char *joint = size > 0 ? "+" : "";
        size += (size_t)snprintf(text + size, STATUS_SIZE - size, "%s%s", joint, wfm_status_name(status));
    }
}

bool limits_cross(double min_agents, double max_agents)
{
    return ceil(min_agents) > floor(max_agents);
}
