/* SPDX-License-Identifier: MIT */
/* What happened in the intervals of a plan: calls, and handle times where the file has them. Finer rows are added up. */
#ifndef WFM_CLI_ACTUALS_H
#define WFM_CLI_ACTUALS_H

#include "cli/dated.h"
#include "cli/grid.h"

typedef struct cli_actuals {
    csv_file file;
    cli_dated rows; /* by queue and time */
    int64_t step_s; /* from one row to the next */
    int64_t shift;  /* seconds from a time of the plan to the same of these rows, where one of them has no dates */
    int32_t *queue; /* of each queue of the plan its number here, or -1 */
} cli_actuals;

/* What happened in one row of the plan. */
typedef struct cli_actual {
    double calls, aht_s; /* NaN: not known */
    size_t position;     /* of its first row */
    bool found;
    bool partly; /* some of its rows are missing */
} cli_actual;

/* False after messages, with the exit code. The grid is that of the plan. */
bool actuals_read(cli_actuals *actuals, const char *path, const cli_grid *grid, int *code);
void actuals_free(cli_actuals *actuals);

cli_actual actuals_of(const cli_actuals *actuals, const cli_grid *grid, int64_t row);

#endif
