/* SPDX-License-Identifier: MIT */
/* Where the output goes: standard output, or a file that appears whole or not at all; and what a terminal can show. */
#ifndef WFM_CLI_SINK_H
#define WFM_CLI_SINK_H

#include "cli/options.h"

#include <stdio.h>

typedef struct cli_sink {
    FILE *file;
    cli_form form;   /* as asked for, else a table on a terminal and CSV elsewhere */
    bool colour;     /* on a terminal, without NO_COLOR */
    bool unicode;    /* the locale's name says UTF-8 */
    int width;       /* of the terminal, or 0: without end */
    char *path;      /* of --output; null for standard output and for devices */
    char *temporary; /* the file beside it that is renamed at the end */
} cli_sink;

/* False after a message. */
bool sink_open(cli_sink *sink, const cli_options *options);

/* Ends the output; keep false throws a file away. Returns code, or EXIT_OUTPUT after a message if writing failed. */
int sink_close(cli_sink *sink, bool keep, int code);

/* The same for the rows and for the picture of --svg, whose file is null without one: it appears only where they do. */
bool sink_open_both(cli_sink *rows, cli_sink *picture, const cli_options *options);
int sink_close_both(cli_sink *rows, cli_sink *picture, bool keep, int code);

/* Escape sequences, empty without colour. */
const char *sink_bold(const cli_sink *sink);
const char *sink_alert(const cli_sink *sink);
const char *sink_normal(const cli_sink *sink);

#endif
