/* SPDX-License-Identifier: MIT */
/* Staffs the rows of its input in C and compares every double with what SQL says of the row, exactly.
 *
 *     calls,aht_s,service_level,answer_within_s,patience_s,agents,at,service_level,asa_s,occupancy,abandonment
 *
 * The first five are given; agents is the answer; the last four are figures with `at` agents. The interval is a half hour,
 * the rule "offered" where callers hang up. It does not take the way of the extensions: the agents are those of
 * wfm_staffing_agents, and all figures those of one call. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <wfm/wfm.h>

enum { CALLS, AHT, TARGET, WITHIN, PATIENCE, AGENTS, AT, SERVICE_LEVEL, ASA, OCCUPANCY, ABANDONMENT, COLUMNS };

static const char *const names[COLUMNS] = {[AGENTS] = "agents",
                                           [SERVICE_LEVEL] = "service_level",
                                           [ASA] = "asa_s",
                                           [OCCUPANCY] = "occupancy",
                                           [ABANDONMENT] = "abandonment"};

/* Whether a line holds as many numbers as there are columns. */
static int read_row(const char *line, double row[COLUMNS])
{
    for (int column = 0; column < COLUMNS; column++) {
        char *end;
        row[column] = strtod(line, &end);
        if (end == line) return 0;
        if (*end != (column == COLUMNS - 1 ? '\n' : ',')) return 0;
        line = end + 1;
    }
    return 1;
}

static void evaluate(const double row[COLUMNS], double expected[COLUMNS])
{
    wfm_queue queue = WFM_QUEUE_INIT;
    wfm_targets targets = WFM_TARGETS_INIT;
    wfm_staffing staffing = WFM_STAFFING_INIT;
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    queue.calls = row[CALLS];
    queue.interval_s = 1800.0;
    queue.aht_s = row[AHT];
    queue.answer_within_s = row[WITHIN];
    queue.patience_s = row[PATIENCE];
    queue.service_rule = row[PATIENCE] > 0.0 ? WFM_SERVICE_OFFERED : 0;
    targets.service_level = row[TARGET];
    wfm_staffing_agents(&queue, &targets, &staffing);
    queue.agents = row[AT];
    wfm_queue_evaluate(&queue, &metrics);
    expected[AGENTS] = staffing.agents;
    expected[SERVICE_LEVEL] = metrics.service_level;
    expected[ASA] = metrics.asa_s;
    expected[OCCUPANCY] = metrics.occupancy;
    expected[ABANDONMENT] = metrics.abandonment;
}

/* The same bits, or both not a number. */
static int alike(double left, double right)
{
    if (left != left) return right != right;
    return memcmp(&left, &right, sizeof left) == 0;
}

int main(void)
{
    static char line[1024];
    double row[COLUMNS], expected[COLUMNS];
    long rows = 0, wrong = 0;
    while (fgets(line, sizeof line, stdin)) {
        rows++;
        if (!read_row(line, row)) {
            fprintf(stderr, "row %ld cannot be read: %s", rows, line);
            return 2;
        }
        evaluate(row, expected);
        for (int column = AGENTS; column < COLUMNS; column++) {
            if (column == AT) continue;
            if (alike(row[column], expected[column])) continue;
            if (wrong++ < 10)
                fprintf(stderr, "row %ld, %s: SQL %a, C %a: %s", rows, names[column], row[column], expected[column],
                        line);
        }
    }
    printf("%ld rows, %ld differences\n", rows, wrong);
    return wrong != 0;
}
