/* SPDX-License-Identifier: MIT */
/* wfm_accuracy: how far the Erlang formulas are from a reference in MPFR. */
#include "accuracy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wfm/erlang.h"

const function functions[FUNCTIONS] = {
    {"erlang_b", B, 4, {.two = wfm_erlang_b}},
    {"erlang_b_compl", B_COMPL, 4, {.two = wfm_erlang_b_compl}},
    {"erlang_b_ln", B_LN, 4, {.two = wfm_erlang_b_ln}},
    {"erlang_b_ln_dload", B_LN_DLOAD, 8, {.two = wfm_erlang_b_ln_dload}},
    {"erlang_b_ln_dservers", B_LN_DSERVERS, 8, {.two = wfm_erlang_b_ln_dservers}},
    {"erlang_c", C, 4, {.two = wfm_erlang_c}},
    {"erlang_c_compl", C_COMPL, 4, {.two = wfm_erlang_c_compl}},
    {"erlang_c_ln", C_LN, 4, {.two = wfm_erlang_c_ln}},
    {"erlang_c_ln_dload", C_LN_DLOAD, 8, {.two = wfm_erlang_c_ln_dload}},
    {"erlang_c_ln_dservers", C_LN_DSERVERS, 8, {.two = wfm_erlang_c_ln_dservers}},
    {"erlang_c_asa", ASA, 5, {.two = wfm_erlang_c_asa}},
    {"erlang_c_wait_tail", WAIT_TAIL, 5, {.three = wfm_erlang_c_wait_tail}},
    {"erlang_c_service_level", SERVICE_LEVEL, 5, {.three = wfm_erlang_c_service_level}},
    {"erlang_c_wait_quantile", WAIT_QUANTILE, 5, {.three = wfm_erlang_c_wait_quantile}},
};

const patient_function patient_functions[PATIENT_FUNCTIONS] = {
    {"erlang_a_waiting", A_WAITING, 4, {.three = wfm_erlang_a_waiting}},
    {"erlang_a_waiting_compl", A_WAITING_COMPL, 4, {.three = wfm_erlang_a_waiting_compl}},
    {"erlang_a_abandonment", A_ABANDONMENT, 8, {.three = wfm_erlang_a_abandonment}},
    {"erlang_a_answered", A_ANSWERED, 6, {.three = wfm_erlang_a_answered}},
    {"erlang_a_wait_mean", A_WAIT_MEAN, 8, {.three = wfm_erlang_a_wait_mean}},
    {"erlang_a_queue_mean", A_QUEUE_MEAN, 8, {.three = wfm_erlang_a_queue_mean}},
    {"erlang_a_wait_tail", A_WAIT_TAIL, 9, {.four = wfm_erlang_a_wait_tail}},
    {"erlang_a_offered_wait_tail", A_OFFERED_WAIT_TAIL, 9, {.four = wfm_erlang_a_offered_wait_tail}},
    {"erlang_a_level_answered", A_LEVEL_ANSWERED, 4e-16, {.four = wfm_erlang_a_service_level_answered}},
    {"erlang_a_level_offered", A_LEVEL_OFFERED, 4e-16, {.four = wfm_erlang_a_service_level_offered}},
    {"erlang_a_level_sl2", A_LEVEL_SL2, 4e-16, {.four = wfm_erlang_a_service_level_sl2}},
    {"erlang_a_level_excluding", A_LEVEL_EXCLUDING, 4e-16, {.four = wfm_erlang_a_service_level_excluding_abandoned}},
    {"erlang_a_level_virtual", A_LEVEL_VIRTUAL, 4e-16, {.four = wfm_erlang_a_service_level_virtual}},
};

static const char help[] =
    "usage: wfm_accuracy [option ...]\n"
    "\n"
    "Compares the Erlang formulas with a reference of 1e-30 and prints the worst error in units in the last\n"
    "place (ulp) for each function and region of arguments. Exit status 1 if a bar is broken, 2 for bad usage.\n"
    "\n"
    "  --points N      random points of the sweep (20000; 0 for none), and for Erlang A half as many\n"
    "  --seed S        start of the random numbers (1)\n"
    "  --function NAME only this row of the table, e.g. erlang_b_ln\n"
    "  --csv FOLDER    append the worst inputs, with their values, to FOLDER/erlang_b.csv and erlang_c.csv, and those "
    "of\n"
    "                  Erlang A to FOLDER/worst_a.csv, which tests/vectors/generate_a.py reads\n"
    "  --seams         also sweep consecutive doubles across the borders between methods\n"
    "  --staffing N    also solve N random staffing problems and decide them in 256 bits\n"
    "  --check         also check the reference, against the vectors in the folders that the environment variables\n"
    "                  WFM_TEST_VECTORS and WFM_EXTRA_VECTORS name, and against a second way\n"
    "  --help          this text\n";

typedef struct command {
    sweep random;
    bool seams;
    bool check;
    long staffing;
} command;

static void refuse(const char *what)
{
    fprintf(stderr, "wfm_accuracy: bad option or value: %s\n%s", what, help);
    exit(2);
}

static long count_of(const char *text)
{
    char *end;
    long count = strtol(text, &end, 10);
    if (end == text || *end != '\0' || count < 0) refuse(text);
    return count;
}

/* Options without a value; false for any other. */
static bool read_flag(command *wanted, const char *option)
{
    if (strcmp(option, "--seams") == 0) return wanted->seams = true;
    if (strcmp(option, "--check") == 0) return wanted->check = true;
    return false;
}

static void read_value(command *wanted, const char *option, const char *value)
{
    if (value == NULL)
        refuse(option);
    else if (strcmp(option, "--points") == 0)
        wanted->random.points = count_of(value);
    else if (strcmp(option, "--seed") == 0)
        wanted->random.seed = (uint64_t)count_of(value);
    else if (strcmp(option, "--function") == 0)
        wanted->random.only = value;
    else if (strcmp(option, "--csv") == 0)
        wanted->random.folder = value;
    else if (strcmp(option, "--staffing") == 0)
        wanted->staffing = count_of(value);
    else
        refuse(option);
}

/* Only the sweep that knows the one function wanted, or both. */
static bool run_sweeps(const sweep *options)
{
    bool patient = options->only != NULL && strncmp(options->only, "erlang_a_", strlen("erlang_a_")) == 0;
    bool held = patient || run_sweep(options);
    bool both = options->only == NULL || patient;
    return both ? run_patient_sweep(options) && held : held;
}

int main(int count, char **arguments)
{
    command wanted = {.random = {.points = 20000, .seed = 1}};
    for (int i = 1; i < count; i++) {
        if (strcmp(arguments[i], "--help") == 0) return fputs(help, stdout) < 0;
        if (read_flag(&wanted, arguments[i])) continue;
        read_value(&wanted, arguments[i], arguments[i + 1]);
        i++;
    }
    bool held = true;
    if (wanted.check) held &= run_check();
    if (wanted.check) held &= run_patient_check();
    if (wanted.random.points > 0) held &= run_sweeps(&wanted.random);
    if (wanted.seams) held &= run_seams();
    if (wanted.seams) held &= run_patient_seams();
    if (wanted.staffing > 0) held &= run_staffing(wanted.staffing, wanted.random.seed);
    mpfr_free_cache();
    return held ? 0 : 1;
}
