/* SPDX-License-Identifier: MIT */
/* `wfm update PLAN.csv --actual ACTUAL.csv`: the rest of a day in progress, by how much of its deviation so far is
 * believed, and the agents that it needs. */
#include "cli/actuals.h"
#include "cli/commands.h"
#include "cli/listing.h"
#include "cli/staff.h"
#include "cli/when.h"
#include "cli/write.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FORECAST, CALLS };
enum { RECENT_S = 3600 };

/* The day in progress of one queue. */
typedef struct update_day {
    int64_t first, end; /* rows of the plan */
    double *planned, *actual, *calls;
    double *agents; /* null where no handle time is known */
    wfm_forecast_belief belief;
    wfm_forecast_revision revision;
} update_day;

typedef struct cli_update {
    cli_options *options; /* also what the plan says of itself as a whole */
    csv_file file, past_file;
    cli_grid grid;
    cli_actuals actuals;
    cli_dated past;         /* by queue and time */
    double *agents;         /* of each row, that those needed are compared with; null where no handle time is known */
    const char *agents_are; /* what these are; null where no row has any */
    update_day *day;
    int64_t count;
    int code; /* of the agents: 1 where a target cannot be met */
} cli_update;

/* ---- the day ---- */

/* The day, by the plan's dates, of the latest row that is known; false after a message. */
static bool find_day(cli_update *update, int64_t *day)
{
    const cli_dated *rows = &update->actuals.rows;
    int64_t latest = INT64_MIN;
    for (int64_t i = 0; i < rows->count; i++) {
        bool later = !isnan(rows->row[i].number[0]) && rows->row[i].time > latest;
        if (later) latest = rows->row[i].time;
    }
    if (latest == INT64_MIN) {
        csv_error(&update->actuals.file, 0, "no calls are known: write those of the intervals that are over");
        return false;
    }
    *day = dated_day(latest - update->actuals.shift);
    return true;
}

static bool is_over(const cli_update *update, int64_t row)
{
    double end = (double)dated_second(update->grid.time[row]) + grid_value(&update->grid, INPUT_INTERVAL, row);
    return !(end > update->options->now_s);
}

/* The last interval of which rows are there may be the one that is running; another that is known in part is told. */
static void tell_part(cli_update *update, const cli_actual *part, const cli_actual *next)
{
    char length[NUMBER_SIZE];
    if (!part->partly || !next->found) return;
    length_write((double)update->actuals.step_s, length);
    csv_warning(&update->actuals.file, part->position,
                "rows are %s long, and of this interval of the plan some are missing: it is taken as unknown", length);
}

enum { CALLS_HARDLY_MISSED = 10 }; /* as few as none, where so many are expected: once in 22,000 times */

/* Files that hold the whole day from its beginning have zeros where it is still to come. */
static void tell_empty(cli_update *update, const cli_actual *first, double missed)
{
    if (missed < CALLS_HARDLY_MISSED) return;
    csv_warning(
        &update->actuals.file, first->position,
        "0 calls from here to the last known row, and %.0f were planned: leave out, or empty, what is not over, or "
        "say by --now what is",
        missed);
}

static void read_actual(cli_update *update, update_day *day)
{
    cli_actual before = {.found = false};
    cli_actual empty = {.calls = 0}; /* the first of those without calls that are the last known */
    double missed = 0;
    for (int64_t i = 0; i < day->end - day->first; i++) {
        cli_actual actual = actuals_of(&update->actuals, &update->grid, day->first + i);
        tell_part(update, &before, &actual);
        before = actual;
        day->planned[i] = grid_value(&update->grid, INPUT_CALLS, day->first + i);
        day->actual[i] = is_over(update, day->first + i) ? actual.calls : NO_NUMBER;
        if (isnan(day->actual[i])) continue;
        day->belief.seen = i + 1;
        if (missed == 0) empty = actual;
        missed = actual.calls > 0 ? 0 : missed + day->planned[i];
    }
    tell_empty(update, &empty, missed);
}

static bool find_rows(cli_update *update)
{
    const cli_grid *grid = &update->grid;
    int64_t wanted = 0, room = 0;
    if (!find_day(update, &wanted)) return false;
    for (int64_t first = 0, end = 0; first < grid->count; first = end) {
        end = grid_day_end(grid, first);
        if (grid_day(grid, first) != wanted) continue;
        if (update->count == room) update->day = enlarge(update->day, &room, sizeof *update->day);
        update_day *day = &update->day[update->count++];
        size_t rows = (size_t)(end - first);
        *day = (update_day){.first = first,
                            .end = end,
                            .planned = allocate(rows, sizeof(double)),
                            .actual = allocate(rows, sizeof(double)),
                            .calls = allocate(rows, sizeof(double)),
                            .belief = WFM_FORECAST_BELIEF_INIT,
                            .revision = WFM_FORECAST_REVISION_INIT};
        read_actual(update, day);
    }
    if (update->count > 0) return true;
    char date[WHEN_SIZE];
    when_write_date(wanted, date);
    csv_error(&update->actuals.file, 0, "the last known calls are of %s, a day that %s has not", date,
              update->file.name);
    return false;
}

/* ---- belief ---- */

static span queue_name(const cli_update *update, const update_day *day)
{
    const cli_grid *grid = &update->grid;
    return grid->has_queue ? grid->queues[grid->queue[day->first]] : span_of("");
}

static bool read_past(cli_update *update, int *code)
{
    const dated_wants wants = {
        .number = {{.input = INPUT_CALLS, .name = "forecast", .also = "calls_planned", .needed = true},
                   {.input = INPUT_CALLS, .needed = true}},
        .numbers = 2,
        .dates = true,
        .queues = true};
    if (update->options->past == NULL) return true;
    *code = EXIT_USAGE;
    if (!csv_load(&update->past_file, update->options->past)) return false;
    *code = EXIT_BAD_DATA;
    bool fine = dated_read(&update->past, &update->past_file, &wants);
    if (fine && update->past.has_queue != update->grid.has_queue) {
        csv_error(&update->past_file, 0, "a column queue must be in the plan and here, or in neither");
        fine = false;
    }
    csv_close_messages(&update->past_file);
    if (fine) dated_sort(&update->past);
    return fine;
}

/* The first row of the day that does not begin before a time of day. */
static int64_t row_from(const cli_update *update, const update_day *day, int64_t time)
{
    int64_t low = day->first, high = day->end, second = dated_second(time);
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        bool before = dated_second(update->grid.time[middle]) < second;
        if (before) low = middle + 1;
        if (!before) high = middle;
    }
    return low;
}

/* The place of a time of day among the day's rows; -1 where it has none. */
static int64_t slot_of(const cli_update *update, const update_day *day, int64_t time)
{
    int64_t row = row_from(update, day, time);
    bool there = row < day->end && dated_second(update->grid.time[row]) == dated_second(time);
    return there ? row - day->first : -1;
}

/* A past row within an interval of the plan, not at its start, is of other intervals and teaches nothing of these. */
static void check_past_row(cli_update *update, const update_day *day, const dated_row *row)
{
    char start[WHEN_SIZE], from[WHEN_SIZE];
    int64_t before = row_from(update, day, row->time) - 1;
    if (slot_of(update, day, row->time) >= 0 || before < day->first) return;
    int64_t second = dated_second(update->grid.time[before]);
    double end = (double)second + grid_value(&update->grid, INPUT_INTERVAL, before);
    if ((double)dated_second(row->time) >= end) return;
    when_write_time(dated_second(row->time), start);
    when_write_time(second, from);
    csv_error(
        &update->past_file, row->start,
        "start %s does not fit: the plan has an interval from %s on; past days must have the intervals of the plan",
        start, from);
}

static int32_t past_queue(const cli_update *update, const update_day *day)
{
    return update->grid.has_queue ? names_find(&update->past.queues, queue_name(update, day)) : 0;
}

static bool past_fits(cli_update *update)
{
    for (int64_t i = 0; i < update->count && update->options->past != NULL; i++) {
        int32_t queue = past_queue(update, &update->day[i]);
        for (int64_t k = 0; k < update->past.count; k++) {
            const dated_row *row = &update->past.row[k];
            if (row->queue == queue) check_past_row(update, &update->day[i], row);
        }
    }
    csv_close_messages(&update->past_file);
    return update->past_file.errors == 0;
}

/* Days of a queue before today, as the matrix that the library learns from. Returns how many. */
static int64_t fill_past(const cli_update *update, const update_day *day, int32_t queue, double *forecast,
                         double *actual)
{
    const cli_dated *past = &update->past;
    int64_t slots = day->end - day->first, days = 0, latest = INT64_MIN;
    bool dated = update->grid.has_date;
    for (int64_t i = 0; i < past->count; i++) {
        const dated_row *row = &past->row[i];
        int64_t of_row = dated_day(row->time), slot = slot_of(update, day, row->time);
        bool today = dated && of_row >= grid_day(&update->grid, day->first);
        if (row->queue != queue || today || slot < 0) continue;
        if (of_row != latest) {
            for (int64_t k = 0; k < slots; k++)
                forecast[days * slots + k] = actual[days * slots + k] = NO_NUMBER;
            days++;
            latest = of_row;
        }
        forecast[(days - 1) * slots + slot] = row->number[FORECAST];
        actual[(days - 1) * slots + slot] = row->number[CALLS];
    }
    return days;
}

static int64_t days_of_past(const cli_dated *past, int32_t queue)
{
    int64_t days = 0, latest = INT64_MIN;
    for (int64_t i = 0; i < past->count; i++) {
        int64_t of_row = dated_day(past->row[i].time);
        if (past->row[i].queue != queue || of_row == latest) continue;
        days++;
        latest = of_row;
    }
    return days;
}

static bool learn(cli_update *update, update_day *day)
{
    if (update->options->past == NULL) return false;
    int32_t queue = past_queue(update, day);
    int64_t slots = day->end - day->first, days = days_of_past(&update->past, queue);
    int64_t seen = day->belief.seen;
    double interval_s = grid_value(&update->grid, INPUT_INTERVAL, day->first);
    int64_t hour = (int64_t)fmax(RECENT_S / interval_s, 1);
    double *forecast = allocate((size_t)(days * slots), sizeof *forecast);
    double *actual = allocate((size_t)(days * slots), sizeof *actual);
    wfm_forecast_past past = WFM_FORECAST_PAST_INIT;
    past.days = fill_past(update, day, queue, forecast, actual);
    past.slots = slots;
    past.forecast = forecast;
    past.actual = actual;
    past.forecast_day_stride = past.actual_day_stride = (ptrdiff_t)slots;
    past.forecast_slot_stride = past.actual_slot_stride = 1;
    wfm_status status = wfm_forecast_update_learn(&past, seen, hour < seen ? hour : seen, &day->belief);
    free(forecast);
    free(actual);
    if (!wfm_failed(status)) return true;
    csv_warning(&update->past_file, 0, "no day can be learnt from%s%s: --day-variation counts",
                update->grid.has_queue ? " for " : "", shown_of(queue_name(update, day)).text);
    day->belief = (wfm_forecast_belief)WFM_FORECAST_BELIEF_INIT;
    day->belief.seen = seen;
    return false;
}

/* Without past forecasts: the part of the deviation that chance does not explain. */
static void weigh(const cli_update *update, update_day *day)
{
    double expected = 0, deviation = update->options->day_variation;
    for (int64_t i = 0; i < day->belief.seen; i++) {
        if (!isnan(day->actual[i])) expected += day->planned[i];
    }
    day->belief.slope_seen = wfm_forecast_weight(expected, deviation * deviation, 0);
}

static bool revise(cli_update *update, update_day *day)
{
    if (day->belief.seen > 0 && !learn(update, day)) weigh(update, day);
    wfm_status status = wfm_forecast_update(&day->belief, day->end - day->first, day->planned, 1, day->actual, 1,
                                            day->calls, 1, &day->revision);
    if (!wfm_failed(status)) return true;
    csv_error(&update->file, (size_t)update->grid.position[day->first], "the day cannot be updated: %s",
              wfm_status_text(status));
    return false;
}

/* ---- agents ---- */

static bool has_times(const cli_grid *grid)
{
    ptrdiff_t stride = 0;
    return grid_input(grid, INPUT_AHT, &stride) != NULL;
}

/* The rows to come, with the calls that are now expected. */
static bool staff_day(cli_update *update, update_day *day)
{
    cli_staff staff;
    cli_grid *grid = &update->grid;
    int64_t first = day->first + day->belief.seen;
    day->agents = allocate((size_t)(day->end - day->first), sizeof *day->agents);
    for (int64_t row = day->first; row < day->end; row++) {
        day->agents[row - day->first] = NO_NUMBER;
        if (row >= first) grid->value[INPUT_CALLS][row] = day->calls[row - day->first];
    }
    if (first == day->end) return true;
    staff_begin(&staff, grid, update->options, false);
    bool fine = staff_group(&staff, first, day->end);
    for (int64_t row = first; fine && row < day->end; row++)
        day->agents[row - day->first] = staff_value(&staff, KEY_AGENTS, row);
    int code = staff_exit_code(&staff);
    if (code > update->code) update->code = code;
    staff_free(&staff);
    return fine;
}

static bool update_days(cli_update *update)
{
    bool timed = has_times(&update->grid);
    for (int64_t i = 0; i < update->count; i++) {
        if (!revise(update, &update->day[i])) return false;
        if (timed && !staff_day(update, &update->day[i])) return false;
    }
    return true;
}

/* ---- writing ---- */

/* The part of the deviation so far that the rest is moved by. */
static double believed(const update_day *day)
{
    double deviation = day->revision.deviation_seen;
    return deviation != 0 ? log(day->revision.factor) / deviation : NO_NUMBER;
}

typedef struct update_figure {
    const char *name;
    double value;
} update_figure;

static void write_days_json(FILE *out, const void *about)
{
    const cli_update *update = about;
    fputs(",\n \"days\": [", out);
    for (int64_t i = 0; i < update->count; i++) {
        const update_day *day = &update->day[i];
        const update_figure figures[] = {{"intervals_seen", (double)day->belief.seen},
                                         {"seen_planned", day->revision.seen_forecast},
                                         {"seen", day->revision.seen_actual},
                                         {"believed", believed(day)},
                                         {"slope_seen", day->belief.slope_seen},
                                         {"slope_recent", day->belief.slope_recent},
                                         {"days_learnt_from", (double)day->belief.days},
                                         {"factor", day->revision.factor},
                                         {"rest_planned", day->revision.rest_forecast},
                                         {"rest", day->revision.rest},
                                         {"total", day->revision.total}};
        fputs(i == 0 ? "\n  {" : ",\n  {", out);
        write_json_key(out, "queue", true);
        write_json_text(out, queue_name(update, day), true);
        for (size_t k = 0; k < sizeof figures / sizeof *figures; k++) {
            write_json_key(out, figures[k].name, false);
            write_json_number(out, figures[k].value);
        }
        fputc('}', out);
    }
    fputs("]", out);
    double alike[INPUT_COUNT];
    grid_alike(&update->grid, alike);
    write_json_input(out, "update", update->options, alike, &update->grid);
}

static void write_verdict(const cli_update *update, FILE *out)
{
    for (int64_t i = 0; i < update->count; i++) {
        const update_day *day = &update->day[i];
        const wfm_forecast_revision *r = &day->revision;
        span name = queue_name(update, day);
        fprintf(out, "%s%s", name.size > 0 ? shown_of(name).text : "", name.size > 0 ? ": " : "");
        if (day->belief.seen == 0) {
            fputs("nothing of the day is known yet.\n", out);
            continue;
        }
        fprintf(out, "%.0f calls came where %.0f were planned (%+.1f %%).", r->seen_actual, r->seen_forecast,
                (exp(r->deviation_seen) - 1) * 100);
        if (day->first + day->belief.seen == day->end) {
            fputs(" The day is over.\n", out);
            continue;
        }
        if (!isnan(believed(day))) fprintf(out, " Of that %.0f %% are believed:", believed(day) * 100);
        fprintf(out, " %s rest x %.3f, %.0f instead of %.0f, the day %.0f", isnan(believed(day)) ? "The" : "the",
                r->factor, r->rest, r->rest_forecast, r->total);
        if (day->belief.days > 0) fprintf(out, "; learnt from %lld days", (long long)day->belief.days);
        fputs(".\n", out);
    }
}

static void add_rows(const cli_update *update, cli_listing *listing, const update_day *day, const char *name)
{
    const cli_grid *grid = &update->grid;
    for (int64_t at = day->first; at < day->end; at++) {
        int64_t i = at - day->first;
        char date[WHEN_SIZE] = "", time[WHEN_SIZE];
        listing_row *row = listing_add(listing);
        when_write_time(dated_second(grid->time[at]), time);
        if (grid->has_date) when_write_date(grid_day(grid, at), date);
        row->name = name;
        row->of = at;
        snprintf(row->word[name != NULL], LISTING_WORD_SIZE, "%.20s%s%.16s", date, grid->has_date ? " " : "", time);
        row->number[0] = day->planned[i];
        row->number[1] = i < day->belief.seen ? day->actual[i] : NO_NUMBER;
        row->number[2] = i < day->belief.seen ? day->calls[i] : floor(day->calls[i] * 100 + 0.5) / 100;
        if (day->agents == NULL) continue;
        row->number[3] = grid_value(grid, INPUT_AHT, at);
        row->number[4] = day->agents[i];
        row->number[5] = update->agents[at];
        row->number[6] = row->number[5] - row->number[4];
    }
}

/* What the plan and the options say of the row as well, so that the update is a plan without them. */
static void write_given(FILE *out, const void *about, int64_t row)
{
    const cli_update *update = about;
    cli_writer writer;
    writer_begin(&writer, out, &update->grid, NULL);
    if (row < 0) write_csv_given_head(&writer);
    if (row >= 0) write_csv_given_row(&writer, row);
    writer_end(&writer);
}

static cli_listing heads_of(const cli_update *update)
{
    static const char *const heads[] = {"queue", "start",         "calls_planned", "actual", "calls",
                                        "aht_s", "agents_needed", "scheduled",     "gap"};
    bool named = update->grid.has_queue;
    cli_listing listing = {.schema = "wfm-update-1",
                           .words = named ? 2 : 1,
                           .numbers = !has_times(&update->grid)    ? 3
                                      : update->agents_are != NULL ? 7
                                                                   : 5,
                           .digits = {2, 0, 2, 1, 1, 1, 1},
                           .more = write_days_json,
                           .more_columns = write_given,
                           .about = update};
    for (int i = 0; i < listing.words + listing.numbers; i++)
        listing.heads[i] = heads[i + !named];
    if (listing.numbers == 7) listing.heads[listing.words + 5] = update->agents_are;
    return listing;
}

static int write_all(const cli_update *update)
{
    cli_sink sink;
    if (!sink_open(&sink, update->options)) return EXIT_OUTPUT;
    cli_listing listing = heads_of(update);
    char **names = allocate((size_t)update->count, sizeof *names);
    for (int64_t i = 0; i < update->count; i++) {
        if (update->grid.has_queue) names[i] = span_copy(queue_name(update, &update->day[i]));
        add_rows(update, &listing, &update->day[i], names[i]);
    }
    listing_put(&listing, &sink);
    bool table = sink.form == FORM_TABLE || sink.form == FORM_MARKDOWN;
    if (table) {
        fputc('\n', sink.file);
        write_verdict(update, sink.file);
    } else if (isatty(STDERR_FILENO) == 1) {
        write_verdict(update, stderr);
    }
    int code = sink_close(&sink, true, update->code);
    listing_free(&listing);
    for (int64_t i = 0; i < update->count; i++)
        free(names[i]);
    free(names);
    return code;
}

/* ---- the course of events ---- */

/* What agents needed are compared with: those of a column scheduled, which is empty where nobody was, else the plan's. */
static bool read_agents(cli_update *update)
{
    const cli_grid *grid = &update->grid;
    bool scheduled = false, planned = false;
    update->agents = allocate((size_t)grid->count, sizeof *update->agents);
    if (!grid_planned(grid, update->agents)) return false;
    for (int64_t row = 0; row < grid->count; row++) {
        scheduled = scheduled || !isnan(grid_value(grid, INPUT_SCHEDULED, row));
        planned = planned || !isnan(update->agents[row]);
    }
    for (int64_t row = 0; scheduled && row < grid->count; row++)
        update->agents[row] = grid_value(grid, INPUT_SCHEDULED, row);
    update->agents_are = scheduled ? "scheduled" : planned ? "agents_planned" : NULL;
    return true;
}

static int update_file(cli_update *update)
{
    cli_options *options = update->options;
    int code = EXIT_USAGE;
    if (!csv_load(&update->file, options->file)) return EXIT_USAGE;
    bool fine = csv_begin(&update->file) && grid_read(&update->grid, &update->file, options);
    bool timed = fine && has_times(&update->grid);
    if (timed) grid_tell_assumed(&update->grid);
    if (timed) fine = read_agents(update);
    csv_close_messages(&update->file);
    if (!fine) return EXIT_BAD_DATA;
    if (grid_hangs_up(&update->grid) && !options_have_rule(options)) return EXIT_USAGE;
    if (!actuals_read(&update->actuals, options->actual, &update->grid, &code)) return code;
    if (!find_rows(update)) return EXIT_BAD_DATA;
    if (!read_past(update, &code)) return code;
    if (!past_fits(update)) return EXIT_BAD_DATA;
    if (!update_days(update)) return EXIT_BAD_DATA;
    return write_all(update);
}

static void free_all(cli_update *update)
{
    for (int64_t i = 0; i < update->count; i++) {
        free(update->day[i].planned);
        free(update->day[i].actual);
        free(update->day[i].calls);
        free(update->day[i].agents);
    }
    free(update->day);
    free(update->agents);
    dated_free(&update->past);
    csv_free(&update->past_file);
    actuals_free(&update->actuals);
    grid_free(&update->grid);
    csv_free(&update->file);
}

static bool one_standard_input(const cli_options *options)
{
    const char *files[] = {options->file, options->actual, options->past};
    int count = 0;
    for (int i = 0; i < 3; i++)
        count += files[i] != NULL && strcmp(files[i], "-") == 0;
    if (count > 1) fputs("wfm: one of the files only may be standard input\n", stderr);
    return count <= 1;
}

int update_command(int count, char **arguments)
{
    cli_options options;
    int code = EXIT_USAGE;
    if (!options_read(&options, COMMAND_UPDATE, count, arguments)) {
        code = EXIT_USAGE;
    } else if (options.help) {
        code = help_command("update");
    } else if (options.file == NULL || options.actual == NULL) {
        fputs("wfm: which files? wfm update PLAN.csv --actual ACTUAL.csv\n", stderr);
    } else if (one_standard_input(&options)) {
        cli_update update = {.options = &options};
        code = update_file(&update);
        free_all(&update);
    }
    options_free(&options);
    return code;
}
