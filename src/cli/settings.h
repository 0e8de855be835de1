/* SPDX-License-Identifier: MIT */
/* What holds for a plan as a whole and is no number of a row: by option, or by a column with the same in all rows. */
#ifndef WFM_CLI_SETTINGS_H
#define WFM_CLI_SETTINGS_H

#include "cli/options.h"

enum { SETTING_SIZE = 64 };

bool is_setting(int role);
unsigned setting_bit(int role);

/* Whether an option or a column gives it. */
bool setting_given(const cli_options *options, int role);

/* A column's word into the options, unless an option gave the same. False: what is wrong, to be put after the word. */
bool setting_read(cli_options *options, int role, span text, bool comma_allowed, char problem[PROBLEM_SIZE]);

/* As a column has it; empty where it is not given. */
void setting_write(const cli_options *options, int role, char text[SETTING_SIZE]);

/* "--balk", or of a column "balk". */
const char *setting_name(const cli_options *options, int role);

#endif
