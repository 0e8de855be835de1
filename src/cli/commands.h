/* SPDX-License-Identifier: MIT */
/* The commands: each takes the arguments behind its name and returns the exit code. */
#ifndef WFM_CLI_COMMANDS_H
#define WFM_CLI_COMMANDS_H

int plan_command(int count, char **arguments);
int agents_command(int count, char **arguments);
int curve_command(int count, char **arguments);
int trunks_command(int count, char **arguments);
int forecast_command(int count, char **arguments);
int update_command(int count, char **arguments);
int compare_command(int count, char **arguments);
int risk_command(int count, char **arguments);
int measure_command(int count, char **arguments);
int demo_command(int count, char **arguments);

/* `wfm help [COMMAND]`; name null is the overview. */
int help_command(const char *name);
int unknown_command(const char *name);

#endif
