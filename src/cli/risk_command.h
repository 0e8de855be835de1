/* SPDX-License-Identifier: MIT */
/* `wfm risk`, shared by its forms of output. */
#ifndef WFM_CLI_RISK_COMMAND_H
#define WFM_CLI_RISK_COMMAND_H

#include "cli/sink.h"
#include "cli/staff.h"

enum { QUANTILES = 5 };
extern const double risk_shares[QUANTILES];

/* The realised service level of an interval. */
typedef struct risk_row {
    double calls, agents, target;
    wfm_realised realised;
} risk_row;

/* That of a day of a queue: rows first to end-1. */
typedef struct risk_day {
    int64_t first, end;
    double calls, target; /* the target of the rows, weighted by calls where they differ */
    double quantile[QUANTILES];
    wfm_realised realised;
} risk_day;

typedef struct cli_risk {
    const cli_options *options;
    cli_sink sink, picture;
    csv_file file;
    cli_grid grid;
    cli_staff staff; /* where some row has no agents of its own */
    bool staffed;
    wfm_status worst; /* of the plan, in the rows that have its agents */
    wfm_status noted; /* caveats of the rows with their agents */
    risk_row *rows;
    risk_day *days;
    int64_t day_count;
} cli_risk;

/* The chance that a day ends at a level or above; 1 at 0. */
double risk_chance(const risk_day *day, double level);

/* "Service, Mon 2026-03-02": what a day is called; empty where there is one only. */
enum { RISK_NAME_SIZE = 160 };
void risk_name(const cli_risk *risk, const risk_day *day, char text[RISK_NAME_SIZE]);

/* Rows or days, in the sink's form. */
void risk_write(const cli_risk *risk);

/* The picture; whether there is room for all days in one, else a message. */
void risk_svg(FILE *out, const cli_risk *risk);
bool risk_svg_fits(const cli_risk *risk);

#endif
