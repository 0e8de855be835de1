/* SPDX-License-Identifier: MIT */
#include "cli/clock.h"

#include "cli/commands.h"
#include "cli/dated.h"
#include "cli/when.h"

#include <math.h>
#include <stdlib.h>

enum { HOURS }; /* the number of a row */

static const double usual_start_s = 7200;

/* Days of 22 to 26 hours: an island changes by half an hour, and one hour is usual. */
static void read_change(cli_clock *clock, const cli_dated *rows, const dated_row *row)
{
    double hours = row->number[HOURS], skip_s = (24 - hours) * 3600;
    double start_s = rows->has_start ? (double)dated_second(row->time) : usual_start_s;
    bool changes = fabs(skip_s) <= 7200 && skip_s != 0;
    if (isnan(hours)) {
        csv_error(&clock->file, row->position, "a day of no hours: write 23 or 25");
    } else if (!changes) {
        csv_error(&clock->file, row->position,
                  "a day of %g hours: write 23 where the clock skips an hour, 25 where an "
                  "hour is there twice",
                  hours);
    } else if (start_s + fabs(skip_s) > DAY_S) {
        csv_error(&clock->file, row->position,
                  "the hour does not end within the day: write when it begins, such as 02:00");
    }
    clock->day[clock->count] = dated_day(row->time);
    clock->start_s[clock->count] = start_s;
    clock->skip_s[clock->count++] = skip_s;
}

static void read_changes(cli_clock *clock, cli_dated *rows)
{
    size_t count = (size_t)rows->count;
    clock->day = allocate(count, sizeof *clock->day);
    clock->start_s = allocate(count, sizeof *clock->start_s);
    clock->skip_s = allocate(count, sizeof *clock->skip_s);
    dated_sort(rows);
    for (int64_t i = 0; i < rows->count; i++) {
        bool again = i > 0 && dated_day(rows->row[i].time) == dated_day(rows->row[i - 1].time);
        if (again) csv_error(&clock->file, rows->row[i].position, "the day is there twice: keep one");
        read_change(clock, rows, &rows->row[i]);
    }
}

bool clock_read(cli_clock *clock, const char *path, int *code)
{
    const dated_wants wants = {
        .number = {[HOURS] = {.input = INPUT_CALLS, .name = "hours", .needed = true}}, .numbers = 1, .dates = true};
    cli_dated rows;
    *clock = (cli_clock){.count = 0};
    if (path == NULL) return true;
    *code = EXIT_USAGE;
    if (!csv_load(&clock->file, path)) return false;
    clock->file.head = "date,hours";
    *code = EXIT_BAD_DATA;
    if (dated_read(&rows, &clock->file, &wants)) read_changes(clock, &rows);
    dated_free(&rows);
    csv_close_messages(&clock->file);
    return clock->file.errors == 0;
}

void clock_free(cli_clock *clock)
{
    free(clock->day);
    free(clock->start_s);
    free(clock->skip_s);
    csv_free(&clock->file);
}

bool clock_repeats(const cli_clock *clock, int64_t time)
{
    double second = (double)dated_second(time);
    for (int64_t i = 0; i < clock->count; i++) {
        bool here = clock->day[i] == dated_day(time) && second >= clock->start_s[i];
        if (here && second < clock->start_s[i] - clock->skip_s[i]) return true;
    }
    return false;
}

void clock_apply(const cli_clock *clock, int32_t use, int64_t days, int64_t slots, const int64_t *day, double *calls)
{
    wfm_forecast_clock changes = WFM_FORECAST_CLOCK_INIT;
    changes.count = clock->count;
    changes.day = clock->day;
    changes.start_s = clock->start_s;
    changes.skip_s = clock->skip_s;
    changes.day_stride = changes.start_s_stride = changes.skip_s_stride = 1;
    if (clock->count == 0) return;
    wfm_forecast_clock_apply(&changes, use, days, slots, day, 1, calls, (ptrdiff_t)slots, 1);
}
