/* SPDX-License-Identifier: MIT */
/* Text in columns, for a terminal or as Markdown. */
#ifndef WFM_CLI_TABLE_H
#define WFM_CLI_TABLE_H

#include "cli/sink.h"

typedef struct table_column {
    char head[40];
    bool left; /* words stand to the left, numbers to the right */
    int spare; /* left out first on a narrow terminal: the higher the earlier; 0 never */
    bool hidden;
    int width;
} table_column;

typedef struct cli_table {
    table_column *columns;
    int column_count, column_room;
    char **cells; /* rows x columns */
    bool *marked; /* rows to show in the colour of alarm */
    int64_t row_count, row_room;
} cli_table;

/* Columns first, then rows, then the cells of the last row. */
void table_column_add(cli_table *table, const char *head, bool left, int spare);
void table_row_add(cli_table *table, bool marked);
void table_cell_set(cli_table *table, int column, const char *text);
void table_write(cli_table *table, const cli_sink *sink);
void table_free(cli_table *table);

#endif
