/* SPDX-License-Identifier: MIT */
#include "cli/table.h"

#include <stdlib.h>
#include <string.h>

static void *grown(void *old, size_t used, size_t room, size_t size)
{
    void *larger = allocate(room, size);
    if (used > 0) memcpy(larger, old, used * size);
    free(old);
    return larger;
}

void table_column_add(cli_table *table, const char *head, bool left, int spare)
{
    if (table->column_count == table->column_room) {
        table->column_room = table->column_room * 2 + 16;
        table->columns =
            grown(table->columns, (size_t)table->column_count, (size_t)table->column_room, sizeof *table->columns);
    }
    table_column *column = &table->columns[table->column_count++];
    *column = (table_column){.left = left, .spare = spare};
    snprintf(column->head, sizeof column->head, "%s", head);
    column->width = (int)strlen(column->head);
}

void table_row_add(cli_table *table, bool marked)
{
    size_t columns = (size_t)table->column_count, used = (size_t)table->row_count;
    if (table->row_count == table->row_room) {
        table->row_room = table->row_room * 2 + 64;
        size_t room = (size_t)table->row_room;
        table->cells = grown(table->cells, used * columns, room * columns, sizeof *table->cells);
        table->marked = grown(table->marked, used, room, sizeof *table->marked);
    }
    table->marked[used] = marked;
    table->row_count++;
}

void table_cell_set(cli_table *table, int column, const char *text)
{
    size_t size = strlen(text);
    char *copy = allocate(size + 1, 1);
    memcpy(copy, text, size + 1);
    table->cells[(size_t)(table->row_count - 1) * (size_t)table->column_count + (size_t)column] = copy;
    if ((int)size > table->columns[column].width) table->columns[column].width = (int)size;
}

static int total_width(const cli_table *table)
{
    int width = 0;
    for (int i = 0; i < table->column_count; i++) {
        if (!table->columns[i].hidden) width += table->columns[i].width + 2;
    }
    return width;
}

static void fit(cli_table *table, int width)
{
    while (width > 0 && total_width(table) > width) {
        int most = 0;
        for (int i = 1; i < table->column_count; i++) {
            bool hidden = table->columns[i].hidden;
            if (!hidden && table->columns[i].spare > table->columns[most].spare) most = i;
        }
        if (table->columns[most].spare == 0) return;
        table->columns[most].hidden = true;
    }
}

static void write_cell(const cli_table *table, const cli_sink *sink, int column, const char *text)
{
    const table_column *about = &table->columns[column];
    if (about->hidden) return;
    bool bare = sink->form != FORM_MARKDOWN && about->left;
    bool last = bare && column == table->column_count - 1;
    if (last && text[0] == '\0') return; /* no blanks at the end of a line */
    const char *before = sink->form == FORM_MARKDOWN ? "| " : "  ";
    const char *after = sink->form == FORM_MARKDOWN ? " " : "";
    int width = last ? 0 : about->width;
    fprintf(sink->file, "%s%*s%s", before, about->left ? -width : width, text, after);
}

static void end_line(const cli_sink *sink)
{
    fputs(sink->form == FORM_MARKDOWN ? "|\n" : "\n", sink->file);
}

static void write_head(const cli_table *table, const cli_sink *sink)
{
    fputs(sink_bold(sink), sink->file);
    for (int i = 0; i < table->column_count; i++)
        write_cell(table, sink, i, table->columns[i].head);
    fputs(sink_normal(sink), sink->file);
    end_line(sink);
    if (sink->form != FORM_MARKDOWN) return;
    for (int i = 0; i < table->column_count; i++) {
        fputs(table->columns[i].left ? "| " : "|-", sink->file);
        for (int j = 0; j < table->columns[i].width; j++)
            fputc('-', sink->file);
        fputs(table->columns[i].left ? " " : ":", sink->file);
    }
    fputs("|\n", sink->file);
}

void table_write(cli_table *table, const cli_sink *sink)
{
    fit(table, sink->form == FORM_TABLE ? sink->width : 0);
    write_head(table, sink);
    for (int64_t row = 0; row < table->row_count; row++) {
        bool alert = table->marked[row];
        if (alert) fputs(sink_alert(sink), sink->file);
        for (int i = 0; i < table->column_count; i++) {
            const char *text = table->cells[(size_t)row * (size_t)table->column_count + (size_t)i];
            write_cell(table, sink, i, text == NULL ? "" : text);
        }
        if (alert) fputs(sink_normal(sink), sink->file);
        end_line(sink);
    }
}

void table_free(cli_table *table)
{
    for (int64_t i = 0; i < table->row_count * table->column_count; i++)
        free(table->cells[i]);
    free(table->cells);
    free(table->marked);
    free(table->columns);
    *table = (cli_table){0};
}
