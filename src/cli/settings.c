/* SPDX-License-Identifier: MIT */
#include "cli/settings.h"

#include "cli/models.h"

#include <stdio.h>
#include <string.h>

enum { ROUNDINGS = WFM_ROUND_CARRY + 1, ANSWERS = 4 };

/* Whether who is turned away counts; the first two are written. */
static const char *const answers[ANSWERS] = {"no", "yes", "0", "1"};

static const char *const option_names[SETTINGS] = {
    [ROLE_RULE - ROLE_RULE] = "--rule",
    [ROLE_COUNT_BLOCKED - ROLE_RULE] = "--count-blocked",
    [ROLE_PATIENCE_LAW - ROLE_RULE] = "--patience-law",
    [ROLE_BALK - ROLE_RULE] = "--balk",
    [ROLE_ROUNDING - ROLE_RULE] = "--rounding",
};

bool is_setting(int role)
{
    return role >= ROLE_RULE && role < ROLE_RULE + SETTINGS;
}

unsigned setting_bit(int role)
{
    return 1U << (role - ROLE_RULE);
}

bool setting_given(const cli_options *options, int role)
{
    return ((options->set_by_option | options->set_by_column) & setting_bit(role)) != 0;
}

const char *setting_name(const cli_options *options, int role)
{
    bool option = (options->set_by_option & setting_bit(role)) != 0;
    return option ? option_names[role - ROLE_RULE] : role_name(role);
}

/* The place of a word among some, -1 with a problem that names them. */
static int word_at(span text, const char *const *words, int count, char problem[PROBLEM_SIZE])
{
    size_t size = (size_t)snprintf(problem, PROBLEM_SIZE, "is unknown: write");
    for (int i = 0; i < count; i++) {
        const char *joint = i == 0 ? "" : i == count - 1 ? " or" : ",";
        if (span_equals(text, words[i])) return i;
        size += (size_t)snprintf(problem + size, PROBLEM_SIZE - size, "%s %s", joint, words[i]);
    }
    return -1;
}

static bool read_count_blocked(cli_options *options, span text, char problem[PROBLEM_SIZE])
{
    int answer = word_at(text, answers, ANSWERS, problem);
    if (answer < 0) return false;
    options->flags &= ~WFM_QUEUE_COUNT_BLOCKED;
    if (answer % 2 == 1) options->flags |= WFM_QUEUE_COUNT_BLOCKED;
    return true;
}

static bool read_rounding(cli_options *options, span text, char problem[PROBLEM_SIZE])
{
    const char *words[ROUNDINGS];
    for (int i = 0; i < ROUNDINGS; i++)
        words[i] = rounding_word(i);
    int rounding = word_at(text, words, ROUNDINGS, problem);
    if (rounding >= 0) options->rounding = rounding;
    return rounding >= 0;
}

static bool read_balk(cli_options *options, span text, bool comma_allowed, char problem[PROBLEM_SIZE])
{
    cli_reading reading;
    bool read = number_read(QUANTITY_SEEN, text, comma_allowed, &reading);
    if (read) options->balk = reading.value;
    if (!read) snprintf(problem, PROBLEM_SIZE, "%s", reading.problem);
    return read;
}

static bool read_rule(cli_options *options, span text, char problem[PROBLEM_SIZE])
{
    int rule = word_at(text, rule_words, RULES, problem);
    if (rule >= 0) options->service_rule = rule + 1;
    return rule >= 0;
}

bool setting_read(cli_options *options, int role, span text, bool comma_allowed, char problem[PROBLEM_SIZE])
{
    if ((options->set_by_option & setting_bit(role)) != 0) return true;
    options->set_by_column |= setting_bit(role);
    switch (role) {
    case ROLE_RULE: return read_rule(options, text, problem);
    case ROLE_COUNT_BLOCKED: return read_count_blocked(options, text, problem);
    case ROLE_PATIENCE_LAW:
        return law_read(text, comma_allowed, &options->patience_law, &options->patience_shape, problem);
    case ROLE_BALK: return read_balk(options, text, comma_allowed, problem);
    default: return read_rounding(options, text, problem);
    }
}

static void write_law(const cli_options *options, char text[SETTING_SIZE])
{
    char shape[NUMBER_SIZE];
    const char *word = law_word(options->patience_law);
    number_write(options->patience_shape, shape);
    bool shaped = options->patience_shape > 0;
    snprintf(text, SETTING_SIZE, "%s%s%s", word, shaped ? ":" : "", shaped ? shape : "");
}

void setting_write(const cli_options *options, int role, char text[SETTING_SIZE])
{
    bool blocked = (options->flags & WFM_QUEUE_COUNT_BLOCKED) != 0;
    text[0] = '\0';
    if (!setting_given(options, role)) return;
    switch (role) {
    case ROLE_RULE: snprintf(text, SETTING_SIZE, "%s", rule_words[options->service_rule - 1]); return;
    case ROLE_COUNT_BLOCKED: snprintf(text, SETTING_SIZE, "%s", answers[blocked]); return;
    case ROLE_PATIENCE_LAW: write_law(options, text); return;
    case ROLE_BALK: number_write(options->balk, text); return;
    default: snprintf(text, SETTING_SIZE, "%s", rounding_word(options->rounding));
    }
}
