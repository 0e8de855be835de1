/* SPDX-License-Identifier: MIT */
#include "cli/models.h"

#include "cli/settings.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- laws of patience ---- */

/* A law, and what its shape is; without a shape it takes none. */
static const struct {
    const char *word, *shape;
    double least, most;
} laws[] = {
    [WFM_LAW_EXPONENTIAL - 1] = {"exponential", NULL, 0, 0},
    [WFM_LAW_DETERMINISTIC - 1] = {"deterministic", NULL, 0, 0},
    [WFM_LAW_LOGNORMAL - 1] = {"lognormal", "coefficient of variation", 0.1, 20},
    [WFM_LAW_WEIBULL - 1] = {"weibull", "shape", 0.2, 10},
    [WFM_LAW_HYPEREXPONENTIAL - 1] = {"hyperexponential", "coefficient of variation", 1, 20},
};
enum { LAWS = sizeof laws / sizeof *laws };

const char *law_word(int32_t law)
{
    return laws[law - 1].word;
}

/* The place of a law by its word, in front of what a colon may begin; LAWS where there is none. */
static int law_at(span text, size_t size)
{
    int law = 0;
    while (law < LAWS && !span_equals((span){text.data, size}, laws[law].word))
        law++;
    return law;
}

static bool read_shape(int law, span text, bool comma_allowed, double *shape, char problem[PROBLEM_SIZE])
{
    cli_reading reading;
    if (!number_read(QUANTITY_COUNT, text, comma_allowed, &reading)) {
        snprintf(problem, PROBLEM_SIZE, "%s", reading.problem);
        return false;
    }
    *shape = reading.value;
    if (reading.value >= laws[law].least && reading.value <= laws[law].most) return true;
    snprintf(problem, PROBLEM_SIZE, "has a %s that it cannot have: write %g to %g", laws[law].shape, laws[law].least,
             laws[law].most);
    return false;
}

bool law_read(span text, bool comma_allowed, int32_t *law, double *shape, char problem[PROBLEM_SIZE])
{
    const char *colon = text.size > 0 ? memchr(text.data, ':', text.size) : NULL;
    size_t size = colon != NULL ? (size_t)(colon - text.data) : text.size;
    int found = law_at(text, size);
    if (found == LAWS) {
        snprintf(problem, PROBLEM_SIZE,
                 "is unknown: write exponential, deterministic, lognormal:1.2, weibull:0.7 or hyperexponential:1.5");
        return false;
    }
    bool shaped = colon != NULL, takes = laws[found].shape != NULL;
    *law = found + 1;
    *shape = 0;
    if (shaped && takes)
        return read_shape(found, (span){colon + 1, text.size - size - 1}, comma_allowed, shape, problem);
    if (shaped) snprintf(problem, PROBLEM_SIZE, "takes no number: write the law alone");
    if (takes) {
        snprintf(problem, PROBLEM_SIZE, "needs its %s: write it behind a colon, as in %s:1.2", laws[found].shape,
                 laws[found].word);
    }
    return shaped == takes;
}

bool models_read_law(cli_options *options, const char *name, const char *value)
{
    char problem[PROBLEM_SIZE];
    if (law_read(span_of(value), false, &options->patience_law, &options->patience_shape, problem)) return true;
    fprintf(stderr, "wfm: %s \"%s\" %s\n", name, shown_of(span_of(value)).text, problem);
    return false;
}

/* ---- what goes together ---- */

/* Inputs of models beyond a queue's own; two of different families have no model. */
typedef enum model_family { FAMILY_AGAIN, FAMILY_CHANCE, FAMILY_HANDLING, FAMILY_LAW, FAMILIES } model_family;

static const struct {
    int input;
    model_family family;
} members[] = {
    {INPUT_REDIAL, FAMILY_AGAIN}, {INPUT_RECONNECT, FAMILY_AGAIN},     {INPUT_LOAD_CV, FAMILY_CHANCE},
    {INPUT_RISK, FAMILY_CHANCE},  {INPUT_SERVICE_CV, FAMILY_HANDLING},
};
enum { MEMBERS = sizeof members / sizeof *members };

/* The values of the options or of a row, and where they come from: names are those of options or of columns. */
typedef struct model_values {
    const double *value;
    const cli_options *options;
    const cli_grid *grid; /* null: options alone */
    model_problem *problem;
} model_values;

static const char *name_of(const model_values *of, int input)
{
    bool column = of->grid != NULL && isnan(of->grid->constant[input]);
    return column ? input_columns[input].name : input_columns[input].option;
}

/* Whether an input differs from the model of a queue alone. */
static bool is_active(const model_values *of, int input)
{
    double value = of->value[input];
    if (isnan(value)) return false;
    return input == INPUT_SERVICE_CV ? value != 1 : value > 0;
}

bool law_is_active(const cli_options *options)
{
    return options->patience_law > WFM_LAW_EXPONENTIAL || options->balk > 0;
}

static const char *law_name(const cli_options *options)
{
    bool shaped = options->patience_law > WFM_LAW_EXPONENTIAL;
    return setting_name(options, shaped ? ROLE_PATIENCE_LAW : ROLE_BALK);
}

/* Notes a problem at an input; false. */
static bool refuse(const model_values *of, int at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(of->problem->text, sizeof of->problem->text, format, arguments);
    va_end(arguments);
    of->problem->at = at;
    return false;
}

/* No two families. */
static bool go_together(const model_values *of)
{
    int first = -1;
    for (int i = 0; i < MEMBERS; i++) {
        int input = members[i].input;
        if (!is_active(of, input)) continue;
        if (first < 0) first = i;
        if (members[i].family == members[first].family) continue;
        return refuse(of, input, "%s and %s are of two models, and no one model has both: leave one out",
                      name_of(of, members[first].input), name_of(of, input));
    }
    if (first < 0 || !law_is_active(of->options)) return true;
    return refuse(of, members[first].input, "%s and %s are of two models, and no one model has both: leave one out",
                  name_of(of, members[first].input), law_name(of->options));
}

static bool is_there(const model_values *of, cli_input input)
{
    return of->value[input] > 0;
}

/* General handle times are known for queues in which nobody is lost. */
static bool handling_fits(const model_values *of)
{
    static const cli_input lost[] = {INPUT_PATIENCE, INPUT_LINES};
    if (!is_active(of, INPUT_SERVICE_CV)) return true;
    for (size_t i = 0; i < sizeof lost / sizeof *lost; i++) {
        if (!is_there(of, lost[i])) continue;
        return refuse(of, INPUT_SERVICE_CV,
                      "%s and %s: no model has both; leave %s out, or the handle times exponential",
                      name_of(of, INPUT_SERVICE_CV), name_of(of, (int)lost[i]), name_of(of, (int)lost[i]));
    }
    return true;
}

/* Without lost calls a rate beyond the agents has no end of waits. */
static bool rates_fit(const model_values *of)
{
    bool lost = is_there(of, INPUT_PATIENCE) || is_there(of, INPUT_LINES);
    if (!is_active(of, INPUT_LOAD_CV) || lost) return true;
    if (is_there(of, INPUT_ASA) && !is_active(of, INPUT_RISK)) {
        return refuse(
            of, INPUT_ASA,
            "%s and %s: the expected wait is infinite with any agents, as the load may be beyond them; give a "
            "patience or lines, or a risk",
            name_of(of, INPUT_LOAD_CV), name_of(of, INPUT_ASA));
    }
    if (!is_there(of, INPUT_BLOCKING)) return true;
    return refuse(
        of, INPUT_BLOCKING,
        "%s and %s: the expected queue is infinite, as the load may be beyond the agents, and so are the lines "
        "for it; give a patience or lines",
        name_of(of, INPUT_LOAD_CV), name_of(of, INPUT_BLOCKING));
}

/* What says nothing without another input. */
static bool has_needs(const model_values *of)
{
    bool lost = is_there(of, INPUT_PATIENCE) || is_there(of, INPUT_LINES);
    if (is_active(of, INPUT_REDIAL) && !lost) {
        return refuse(of, INPUT_REDIAL,
                      "%s needs a patience or lines (--patience TIME, --lines N): without them nobody hangs up or is "
                      "turned away",
                      name_of(of, INPUT_REDIAL));
    }
    if (is_active(of, INPUT_RISK) && !is_there(of, INPUT_SERVICE_LEVEL)) {
        return refuse(of, INPUT_RISK, "%s needs a service level (--sl 80/20): it is the chance to miss that target",
                      name_of(of, INPUT_RISK));
    }
    bool of_patience = of->options->balk > 0 || (of->grid == NULL && of->options->patience_law != 0);
    if (!of_patience || is_there(of, INPUT_PATIENCE)) return true;
    return refuse(of, INPUT_PATIENCE, "%s needs --patience TIME, the mean: without it nobody hangs up",
                  setting_name(of->options, of->options->patience_law != 0 ? ROLE_PATIENCE_LAW : ROLE_BALK));
}

static bool found_as_well(const model_values *of)
{
    const cli_options *options = of->options;
    if (options->find == FIND_AGENTS) return true;
    const char *name = law_is_active(options) ? law_name(options) : NULL;
    for (int i = 0; i < MEMBERS; i++) {
        if (is_active(of, members[i].input)) name = name_of(of, members[i].input);
    }
    if (name == NULL) return true;
    return refuse(of, INPUT_CALLS, "--find %s and %s: with it agents alone are found; leave --find out",
                  find_word(options->find), name);
}

bool models_fit(const cli_options *options, cli_command command)
{
    model_problem problem = {0};
    model_values of = {options->constant, options, NULL, &problem};
    bool one = command == COMMAND_AGENTS; /* in a file the columns count as well */
    bool fit = go_together(&of);
    if (fit && one) fit = found_as_well(&of) && has_needs(&of) && handling_fits(&of) && rates_fit(&of);
    if (!fit) fprintf(stderr, "wfm: %s\n", problem.text);
    return fit;
}

bool models_asked(const cli_grid *grid)
{
    for (int i = 0; i < MEMBERS; i++) {
        ptrdiff_t stride = 0;
        if (grid_input(grid, (cli_input)members[i].input, &stride) != NULL) return true;
    }
    return law_is_active(grid->options);
}

bool models_fit_row(const cli_grid *grid, int64_t row, model_problem *problem)
{
    double value[INPUT_COUNT];
    for (int i = 0; i < INPUT_COUNT; i++)
        value[i] = grid_value(grid, (cli_input)i, row);
    model_values of = {value, grid->options, grid, problem};
    if (!(value[INPUT_CALLS] > 0)) return go_together(&of); /* a closed interval needs nothing */
    return go_together(&of) && has_needs(&of) && handling_fits(&of) && rates_fit(&of);
}

/* ---- in words ---- */

static bool is_given(const double *constant, const cli_grid *grid, int input)
{
    if (!isnan(constant[input])) return input == INPUT_SERVICE_CV ? constant[input] != 1 : constant[input] > 0;
    if (grid == NULL || grid->value[input] == NULL) return false;
    for (int64_t row = 0; row < grid->count; row++) {
        double value = grid->value[input][row];
        if (input == INPUT_SERVICE_CV ? value >= 0 && value != 1 : value > 0) return true;
    }
    return false;
}

static void add(char text[MODEL_SIZE], const char *words)
{
    size_t size = strlen(text);
    snprintf(text + size, MODEL_SIZE - size, "%s%s", size > 0 ? ", " : "", words);
}

/* Words with a share of the whole plan in it; one of each row has none. */
static void add_share(char text[MODEL_SIZE], const char *words, double share)
{
    char all[160], number[24] = "";
    if (!isnan(share)) snprintf(number, sizeof number, " (%.10g%%)", floor(share * 1e12 + 0.5) / 1e10);
    snprintf(all, sizeof all, "%s%s", words, number);
    add(text, all);
}

static void add_law(char text[MODEL_SIZE], const cli_options *options)
{
    char words[120], shape[24] = "";
    if (options->patience_shape > 0) snprintf(shape, sizeof shape, ":%.10g", options->patience_shape);
    snprintf(words, sizeof words, "%s%s patience", law_word(options->patience_law == 0 ? 1 : options->patience_law),
             shape);
    add(text, words);
    if (options->balk > 0) add_share(text, "who has to wait hangs up at once", options->balk);
    add(text, "approximate: Whitt 2005");
}

void models_write(const double *constant, const cli_grid *grid, const cli_options *options, char text[MODEL_SIZE])
{
    bool uncertain = is_given(constant, grid, INPUT_LOAD_CV);
    text[0] = '\0';
    if (is_given(constant, grid, INPUT_REDIAL))
        add_share(text, "who hangs up or is turned away calls again", constant[INPUT_REDIAL]);
    if (is_given(constant, grid, INPUT_RECONNECT))
        add_share(text, "who has been answered calls again", constant[INPUT_RECONNECT]);
    bool lost = is_given(constant, grid, INPUT_PATIENCE) || is_given(constant, grid, INPUT_LINES);
    if (uncertain) add_share(text, "uncertain load, expected figures by calls", constant[INPUT_LOAD_CV]);
    if (uncertain && !lost) add(text, "mean waits infinite as nobody hangs up");
    if (is_given(constant, grid, INPUT_RISK)) {
        add_share(text, "chance to meet the service level", 1 - constant[INPUT_RISK]);
        if (!uncertain || isnan(constant[INPUT_LOAD_CV])) add(text, "approximate: beta distribution");
    }
    if (is_given(constant, grid, INPUT_SERVICE_CV)) {
        char words[80] = "handle times of any variation";
        if (!isnan(constant[INPUT_SERVICE_CV]))
            snprintf(words, sizeof words, "handle times with a coefficient of variation of %.10g",
                     constant[INPUT_SERVICE_CV]);
        add(text, words);
        add(text, "approximate: Kimura 1994");
    }
    if (law_is_active(options)) add_law(text, options);
}
