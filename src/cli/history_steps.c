/* SPDX-License-Identifier: MIT */
/* The length of the intervals of each day of a history.
 *
 * A file may list only the intervals with calls, so that a gap says nothing about a length. What tells is where the
 * starts lie: with intervals of 15 minutes about half of them lie on the half hours. Days one after the other whose
 * starts all do have intervals of half hours, if that cannot be chance.
 *
 *   1. finest: the greatest common divisor of the commonest step from one start to the next of its day, over all days,
 *      of the commonest of each day that has it often, and, where many steps are no multiples of that, as with few
 *      calls, of all of them
 *   2. a run is days of a queue, one after the other, whose starts all lie on a coarser grid; s is the coarsest of them
 *   3. the run has steps of s, if s is its own commonest step too (or a day, of days with one row) and if p^n is below
 *      1e-9: n is its number of rows with calls, p the share of the other rows with calls that lie on the grid of s
 *   4. the same again within the run, from s on; every other day has the finest step */
#include "cli/history_steps.h"

#include "cli/when.h"

#include <math.h>
#include <stdlib.h>

enum { FINEST_S = 60 }; /* single calls of a log are no intervals, and would fill the memory with empty seconds */
enum { OFTEN = 4 };     /* a step that a day has so often is one of its intervals */
enum { LEAST_ODD = 10, ODD_SHARE = 20 }; /* gaps that are no multiples: so many, and one in so many, are no slips */
enum { USUAL_S = 300 };                  /* no finer intervals are found in gaps alone */

static const double rare = 20.72326583694641; /* -ln 1e-9 */

static int64_t divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* ---- steps from one start to the next ---- */

/* How often each step occurs within days, and the commonest so far; the finer where two are equal. */
typedef struct gap_counts {
    int64_t *of; /* DAY_S of them */
    int64_t best;
} gap_counts;

static void count_gaps(gap_counts *counts, const dated_row *row, const history_day *day)
{
    for (int64_t i = day->first + 1; i < day->end; i++) {
        int64_t gap = row[i].time - row[i - 1].time, count = ++counts->of[gap], most = counts->of[counts->best];
        if (count > most || (count == most && gap < counts->best)) counts->best = gap;
    }
}

static void forget_gaps(gap_counts *counts, const dated_row *row, const history_day *day)
{
    for (int64_t i = day->first + 1; i < day->end; i++)
        counts->of[row[i].time - row[i - 1].time] = 0;
    counts->best = 0;
}

/* The commonest step of some days; a day where none of them has two starts. */
static int64_t commonest_step(const dated_row *row, const history_day *day, int64_t days)
{
    gap_counts counts = {allocate(DAY_S, sizeof *counts.of), 0};
    for (int64_t i = 0; i < days; i++)
        count_gaps(&counts, row, &day[i]);
    free(counts.of);
    return counts.best > 0 ? counts.best : DAY_S;
}

/* With few calls the commonest step may be a gap: the finest is then what all have in common, unless it is a few odd
 * starts that do not fit. */
static int64_t finest_of_few(const dated_row *row, const cli_steps *steps, int64_t finest)
{
    int64_t common = finest, gaps = 0, odd = 0;
    for (int64_t i = 0; i < steps->days; i++) {
        for (int64_t j = steps->day[i].first + 1; j < steps->day[i].end; j++) {
            int64_t gap = row[j].time - row[j - 1].time;
            gaps++;
            odd += gap % finest != 0;
            common = divisor(common, gap);
        }
    }
    bool few = odd >= LEAST_ODD && odd * ODD_SHARE > gaps;
    return few && common >= USUAL_S ? common : finest;
}

static int64_t finest_step(const dated_row *row, const cli_steps *steps)
{
    gap_counts counts = {allocate(DAY_S, sizeof *counts.of), 0};
    int64_t finest = commonest_step(row, steps->day, steps->days);
    for (int64_t i = 0; i < steps->days; i++) {
        count_gaps(&counts, row, &steps->day[i]);
        if (counts.of[counts.best] >= OFTEN) finest = divisor(finest, counts.best);
        forget_gaps(&counts, row, &steps->day[i]);
    }
    free(counts.of);
    return finest_of_few(row, steps, finest);
}

/* ---- runs of days on a coarser grid ---- */

/* The coarsest grid from midnight on that the starts of a day lie on. */
static int64_t grid_of(const dated_row *row, const history_day *day)
{
    int64_t grid = DAY_S;
    for (int64_t i = day->first; i < day->end; i++)
        grid = divisor(grid, dated_second(row[i].time));
    return grid;
}

/* Rows with calls, and how many of them lie on a grid. */
typedef struct row_counts {
    double rows, on_grid;
} row_counts;

static void count_rows(row_counts *counts, const dated_row *row, int64_t first, int64_t end, int64_t grid)
{
    for (int64_t i = first; i < end; i++) {
        if (!(row[i].number[0] > 0)) continue;
        counts->rows++;
        counts->on_grid += dated_second(row[i].time) % grid == 0;
    }
}

/* Whether days first to end - 1 lie on a grid by more than chance. The other days of the queue tell what chance would
 * do, those of the other queues where it has none. */
static bool is_no_chance(const cli_dated *rows, const cli_steps *steps, int64_t first, int64_t end, int64_t grid)
{
    const dated_row *row = rows->row;
    int64_t from = steps->day[first].first, to = steps->day[end - 1].end, start = from, stop = to;
    row_counts own = {0, 0}, other = {0, 0};
    while (start > 0 && row[start - 1].queue == row[from].queue)
        start--;
    while (stop < rows->count && row[stop].queue == row[from].queue)
        stop++;
    count_rows(&own, row, from, to, grid);
    count_rows(&other, row, start, from, grid);
    count_rows(&other, row, to, stop, grid);
    if (other.rows == 0) {
        count_rows(&other, row, 0, start, grid);
        count_rows(&other, row, stop, rows->count, grid);
    }
    return own.rows * log((other.rows + 2) / (other.on_grid + 1)) > rare;
}

/* Days first to end - 1, which lie on the grid of a step: where they lie on a coarser one, they have that. */
static void mark_runs(const cli_dated *rows, cli_steps *steps, int64_t first, int64_t end, int64_t step)
{
    for (int64_t i = first, next; i < end; i = next) {
        const history_day *day = &steps->day[i];
        int64_t grid = grid_of(rows->row, day);
        int32_t queue = rows->row[day->first].queue;
        for (next = i + 1; next < end && rows->row[steps->day[next].first].queue == queue; next++) {
            int64_t both = divisor(grid, grid_of(rows->row, &steps->day[next]));
            if (both <= step) break;
            grid = both;
        }
        bool coarser = grid > step && grid % step == 0 && commonest_step(rows->row, day, next - i) == grid;
        if (!coarser || !is_no_chance(rows, steps, i, next, grid)) continue;
        for (int64_t j = i; j < next; j++)
            steps->day[j].step = grid;
        mark_runs(rows, steps, i, next, grid);
    }
}

static void find_days(cli_steps *steps, const cli_dated *rows)
{
    steps->day = allocate((size_t)rows->count, sizeof *steps->day);
    for (int64_t i = 0; i < rows->count; i++) {
        const dated_row *row = &rows->row[i], *before = row - (i > 0);
        bool same = i > 0 && row->queue == before->queue && dated_day(row->time) == dated_day(before->time);
        if (!same) steps->day[steps->days++].first = i;
        steps->day[steps->days - 1].end = i + 1;
    }
}

/* ---- the interval wanted ---- */

/* The least length that every step fits into. */
static int64_t common_length(const cli_steps *steps)
{
    int64_t length = steps->finest;
    for (int64_t i = 0; i < steps->days; i++)
        length *= steps->day[i].step / divisor(length, steps->day[i].step);
    return length;
}

/* One message for each change of a queue's step, or for a queue that begins with another than the one before it. */
static void tell_changes(const cli_steps *steps, const cli_dated *rows)
{
    char least[NUMBER_SIZE];
    length_write((double)common_length(steps), least);
    for (int64_t i = 1; i < steps->days; i++) {
        const history_day *day = &steps->day[i], *before = day - 1;
        bool same_queue = rows->row[day->first].queue == rows->row[before->first].queue;
        if (day->step == before->step) continue;
        csv_error(rows->file, rows->row[day->first].position,
                  "rows are %lld s apart from here on, %lld s %s: give --interval %s, or a file for each",
                  (long long)day->step, (long long)before->step, same_queue ? "before" : "in the queue before", least);
    }
}

/* An interval wanted must hold whole steps of every day, and a day whole intervals. */
static bool settle_interval(cli_steps *steps, const cli_dated *rows, const cli_options *options)
{
    long long step = (long long)steps->finest;
    bool given = option_given(options, INPUT_INTERVAL), covered = true;
    double wanted = given ? options->constant[INPUT_INTERVAL] : (double)steps->finest;
    if (step < FINEST_S) {
        csv_error(rows->file, 0, "rows %lld s apart are too fine: add them up to intervals of a minute or more first",
                  step);
        return false;
    }
    for (int64_t i = 0; i < steps->days; i++)
        covered = covered && fmod(wanted, (double)steps->day[i].step) == 0;
    bool fits = fmod(wanted, (double)step) == 0 && fmod(DAY_S, wanted) == 0;
    if (!fits) {
        csv_error(rows->file, 0,
                  "intervals of %g s do not fit: the file has a row every %lld s, and a day must hold whole intervals",
                  wanted, step);
    } else if (!covered) {
        tell_changes(steps, rows);
    }
    steps->interval = (int64_t)wanted;
    return fits && covered;
}

bool steps_find(cli_steps *steps, const cli_dated *rows, const cli_options *options)
{
    *steps = (cli_steps){.days = 0};
    find_days(steps, rows);
    steps->finest = finest_step(rows->row, steps);
    for (int64_t i = 0; i < steps->days; i++)
        steps->day[i].step = steps->finest;
    mark_runs(rows, steps, 0, steps->days, steps->finest);
    return settle_interval(steps, rows, options);
}

void steps_free(cli_steps *steps)
{
    free(steps->day);
}
