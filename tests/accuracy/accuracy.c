/* SPDX-License-Identifier: MIT */
/* wfm_accuracy: how far the Erlang formulas are from a reference in MPFR. */
#include "accuracy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wfm/erlang.h"

const function functions[FUNCTIONS] = {
    {"erlang_b", B, 4, {wfm_erlang_b, NULL}},
    {"erlang_b_compl", B_COMPL, 4, {wfm_erlang_b_compl, NULL}},
    {"erlang_b_ln", B_LN, 4, {wfm_erlang_b_ln, NULL}},
    {"erlang_b_ln_dload", B_LN_DLOAD, 8, {wfm_erlang_b_ln_dload, NULL}},
    {"erlang_b_ln_dservers", B_LN_DSERVERS, 8, {wfm_erlang_b_ln_dservers, NULL}},
    {"erlang_c", C, 4, {wfm_erlang_c, NULL}},
    {"erlang_c_compl", C_COMPL, 4, {wfm_erlang_c_compl, NULL}},
    {"erlang_c_ln", C_LN, 4, {wfm_erlang_c_ln, NULL}},
    {"erlang_c_ln_dload", C_LN_DLOAD, 8, {wfm_erlang_c_ln_dload, NULL}},
    {"erlang_c_ln_dservers", C_LN_DSERVERS, 8, {wfm_erlang_c_ln_dservers, NULL}},
    {"erlang_c_asa", ASA, 5, {wfm_erlang_c_asa, NULL}},
    {"erlang_c_wait_tail", WAIT_TAIL, 5, {NULL, wfm_erlang_c_wait_tail}},
    {"erlang_c_service_level", SERVICE_LEVEL, 5, {NULL, wfm_erlang_c_service_level}},
    {"erlang_c_wait_quantile", WAIT_QUANTILE, 5, {NULL, wfm_erlang_c_wait_quantile}},
};

static const char help[] =
    "usage: wfm_accuracy [option ...]\n"
    "\n"
    "Compares the Erlang formulas with a reference of 1e-30 and prints the worst error in units in the last\n"
    "place (ulp) for each function and region of arguments. Exit status 1 if a bar is broken, 2 for bad usage.\n"
    "\n"
    "  --points N      random points of the sweep (20000; 0 for none)\n"
    "  --seed S        start of the random numbers (1)\n"
    "  --function NAME only this row of the table, e.g. erlang_b_ln\n"
    "  --csv FOLDER    append the worst inputs, with their values, to FOLDER/erlang_b.csv and erlang_c.csv\n"
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
    if (wanted.random.points > 0) held &= run_sweep(&wanted.random);
    if (wanted.seams) held &= run_seams();
    if (wanted.staffing > 0) held &= run_staffing(wanted.staffing, wanted.random.seed);
    mpfr_free_cache();
    return held ? 0 : 1;
}
