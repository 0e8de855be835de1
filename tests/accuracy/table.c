/* SPDX-License-Identifier: MIT */
#include "table.h"

#include <stdio.h>

cell *cell_of(const table *t, int row, int column)
{
    return &t->cells[row * t->columns + column];
}

void add_measured(cell *to, measured m, const point *at)
{
    if (!m.counts) return;
    bool first = to->count == 0;
    to->count++;
    to->sum += m.error;
    if (!(m.error <= m.bar)) to->broken++;
    if (!first && m.error / m.bar <= to->worst.error / to->worst.bar) return;
    to->worst = m;
    to->at = *at;
}

static void print_cell(const table *t, int row, int column)
{
    const cell *c = cell_of(t, row, column);
    double x[4];
    t->arguments_of(&c->at, x);
    printf("%-24s %-13s %8ld %8.3f %10.4g %9.4g %7ld ", t->row_name(row), t->column_names[column], c->count,
           c->sum / (double)c->count, c->worst.error, c->worst.bar, c->broken);
    for (int i = 0; i < t->arguments; i++)
        printf(" %.17g", x[i]);
    for (int i = 0; i < t->arguments; i++)
        printf("%s%a", i == 0 ? " (" : " ", x[i]);
    printf(")\n");
}

static void print_summary_row(const table *t, int row)
{
    cell all = {0};
    printf("\n| %s |", t->row_name(row));
    for (int column = 0; column < t->columns; column++) {
        const cell *c = cell_of(t, row, column);
        all.count += c->count;
        all.broken += c->broken;
        all.sum += c->sum;
        if (c->count == 0)
            printf(" - |");
        else
            printf(" %.4g |", c->worst.error);
    }
    printf(" %.3f | %ld of %ld |", all.sum / (double)all.count, all.broken, all.count);
}

static bool is_filled(const table *t, int row)
{
    for (int column = 0; column < t->columns; column++)
        if (cell_of(t, row, column)->count > 0) return true;
    return false;
}

static void print_summary(const table *t)
{
    printf("\n| worst error, ulp |");
    for (int column = 0; column < t->columns; column++)
        printf(" %s |", t->column_names[column]);
    printf(" mean | beyond the bar |\n|---|");
    for (int column = 0; column < t->columns + 2; column++)
        printf("--:|");
    for (int row = 0; row < t->rows; row++)
        if (is_filled(t, row)) print_summary_row(t, row);
    printf("\n\n");
}

bool print_table(const table *t)
{
    printf("%-24s %-13s %8s %8s %10s %9s %7s  %s of the worst (relative to its bar)\n", "function", "region", "points",
           "mean", "worst ulp", "its bar", "beyond", t->argument_names);
    bool any = false;
    bool held = true;
    for (int row = 0; row < t->rows; row++)
        for (int column = 0; column < t->columns; column++) {
            const cell *c = cell_of(t, row, column);
            if (c->count == 0) continue;
            any = true;
            held &= c->broken == 0;
            print_cell(t, row, column);
        }
    print_summary(t);
    return any && held;
}
