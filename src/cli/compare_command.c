/* SPDX-License-Identifier: MIT */
/* `wfm compare PLAN.csv ACTUAL.csv`: how far the calls and handle times of a plan were off, and how many agents the calls
 * that came would have needed by the same targets. */
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

enum {
    CALLS_PLANNED,
    CALLS,
    CALLS_ERROR,
    AHT_PLANNED,
    AHT,
    AGENTS_PLANNED,
    AGENTS_NEEDED,
    GAP,
    SERVICE_LEVEL,
    FIGURES
};

enum { MOST_TOTALS = 16 };

typedef struct compare_total {
    const char *name;
    double value;
} compare_total;

typedef struct cli_compare {
    cli_options *options; /* also what the plan says of itself as a whole */
    csv_file file;
    cli_grid grid;
    cli_actuals actuals;
    double (*figure)[FIGURES]; /* of each row of the plan */
    double *work[2];           /* seconds of each row, planned and what came; NaN where that is not known */
    int64_t known;             /* rows of which it is */
    compare_total total[MOST_TOTALS];
    int totals;
    int code; /* of the agents: 1 where a target cannot be met */
} cli_compare;

/* ---- the plan ---- */

static bool read_planned(cli_compare *compare)
{
    double *agents = allocate((size_t)compare->grid.count, sizeof *agents);
    bool fine = grid_planned(&compare->grid, agents);
    for (int64_t row = 0; row < compare->grid.count; row++)
        compare->figure[row][AGENTS_PLANNED] = agents[row];
    free(agents);
    return fine;
}

static bool staff_rows(cli_compare *compare, bool planned)
{
    cli_staff staff;
    cli_grid *grid = &compare->grid;
    bool fine = true;
    staff_begin(&staff, grid, compare->options, false);
    for (int64_t first = 0, end = 0; fine && first < grid->count; first = end) {
        end = grid_day_end(grid, first);
        fine = staff_group(&staff, first, end);
        for (int64_t row = first; fine && row < end; row++) {
            double *figure = compare->figure[row];
            double agents = staff_value(&staff, KEY_AGENTS, row);
            if (planned && isnan(figure[AGENTS_PLANNED]) && isfinite(agents)) figure[AGENTS_PLANNED] = agents;
            if (planned) continue;
            figure[AGENTS_NEEDED] = agents;
            figure[SERVICE_LEVEL] = staff_value(&staff, KEY_SERVICE_LEVEL_SCHEDULED, row);
        }
    }
    compare->code = staff_exit_code(&staff);
    staff_free(&staff);
    return fine;
}

static bool lacks_agents(const cli_compare *compare)
{
    for (int64_t row = 0; row < compare->grid.count; row++) {
        if (isnan(compare->figure[row][AGENTS_PLANNED])) return true;
    }
    return false;
}

/* ---- what happened ---- */

/* The column of an input, made the rows' own. */
static double *own_column(cli_grid *grid, cli_input input)
{
    double *column = allocate((size_t)grid->count, sizeof *column);
    for (int64_t row = 0; row < grid->count; row++)
        column[row] = grid_value(grid, input, row);
    free(grid->value[input]);
    grid->value[input] = column;
    grid->constant[input] = NO_NUMBER;
    return column;
}

/* The plan with the calls and handle times that came, so that the same targets hold; where a handle time is not known it
 * is the plan's. A row that is not known keeps its own, and is left out in the end. */
static bool put_actuals(cli_compare *compare)
{
    cli_grid *grid = &compare->grid;
    double *calls = own_column(grid, INPUT_CALLS), *aht_s = own_column(grid, INPUT_AHT);
    double *scheduled = own_column(grid, INPUT_SCHEDULED);
    for (int64_t row = 0; row < grid->count; row++) {
        cli_actual actual = actuals_of(&compare->actuals, grid, row);
        double *figure = compare->figure[row];
        figure[CALLS_PLANNED] = calls[row];
        figure[AHT_PLANNED] = aht_s[row];
        figure[CALLS] = actual.calls;
        figure[AHT] = actual.aht_s;
        scheduled[row] = figure[AGENTS_PLANNED];
        compare->work[0][row] = calls[row] > 0 ? calls[row] * aht_s[row] : 0;
        compare->work[1][row] = NO_NUMBER;
        if (isnan(actual.calls)) continue;
        compare->known++;
        calls[row] = actual.calls;
        if (actual.aht_s > 0) aht_s[row] = actual.aht_s;
        compare->work[1][row] = actual.calls > 0 ? actual.calls * aht_s[row] : 0;
        bool unclear = actual.calls > 0 && !(aht_s[row] > 0);
        bool shorter = grid_value(grid, INPUT_ACW, row) > aht_s[row] && actual.calls > 0;
        if (unclear) {
            csv_error(&compare->actuals.file, actual.position,
                      "calls came where the plan has no handle time: add a column aht, or give --aht");
        } else if (shorter) {
            csv_error(&compare->actuals.file, actual.position,
                      "the handle time %g s is shorter than the after-call work of the plan", aht_s[row]);
        }
    }
    if (compare->known == 0) {
        csv_error(&compare->actuals.file, 0, "no interval of %s is there: are dates, starts and queues the same?",
                  compare->file.name);
    } else if (compare->known < grid->count) {
        csv_warning(&compare->actuals.file, 0, "%lld of %lld intervals of the plan are not known and left out",
                    (long long)(grid->count - compare->known), (long long)grid->count);
    }
    csv_close_messages(&compare->actuals.file);
    return compare->actuals.file.errors == 0;
}

/* ---- totals ---- */

static void add_total(cli_compare *compare, const char *name, double value)
{
    compare->total[compare->totals++] = (compare_total){name, value};
}

static void total_up(cli_compare *compare)
{
    wfm_forecast_accuracy calls = WFM_FORECAST_ACCURACY_INIT, work = WFM_FORECAST_ACCURACY_INIT;
    int64_t count = compare->grid.count, missing = 0, spare = 0;
    double short_h = 0, over_h = 0;
    const double *figure = compare->figure[0];
    wfm_forecast_accuracy_of(count, figure + CALLS_PLANNED, FIGURES, figure + CALLS, FIGURES, &calls);
    wfm_forecast_accuracy_of(count, compare->work[0], 1, compare->work[1], 1, &work);
    for (int64_t row = 0; row < count; row++) {
        double gap = compare->figure[row][GAP];
        double agent_h = gap * grid_value(&compare->grid, INPUT_INTERVAL, row) / 3600;
        missing += gap < 0;
        spare += gap > 0;
        if (gap < 0) short_h -= agent_h;
        if (gap > 0) over_h += agent_h;
    }
    add_total(compare, "intervals", (double)compare->known);
    add_total(compare, "calls_wape", calls.wape);
    add_total(compare, "calls_bias", calls.bias);
    add_total(compare, "calls_mape", calls.mape);
    add_total(compare, "calls_rmse", calls.rmse);
    add_total(compare, "work_wape", work.wape);
    add_total(compare, "work_bias", work.bias);
    add_total(compare, "work_mape", work.mape);
    add_total(compare, "work_rmse_h", work.rmse / 3600);
    add_total(compare, "intervals_without_calls", (double)calls.zero_rows);
    add_total(compare, "intervals_short", (double)missing);
    add_total(compare, "intervals_over", (double)spare);
    add_total(compare, "short_h", short_h);
    add_total(compare, "over_h", over_h);
}

static void settle_figures(cli_compare *compare)
{
    for (int64_t row = 0; row < compare->grid.count; row++) {
        double *figure = compare->figure[row];
        if (isnan(figure[CALLS])) figure[AGENTS_NEEDED] = figure[SERVICE_LEVEL] = NO_NUMBER;
        figure[CALLS_ERROR] = figure[CALLS_PLANNED] - figure[CALLS];
        figure[GAP] = figure[AGENTS_PLANNED] - figure[AGENTS_NEEDED];
    }
    total_up(compare);
}

/* ---- writing ---- */

static void write_totals_json(FILE *out, const void *about)
{
    const cli_compare *compare = about;
    fputs(",\n \"totals\": {", out);
    for (int i = 0; i < compare->totals; i++) {
        write_json_key(out, compare->total[i].name, i == 0);
        write_json_number(out, compare->total[i].value);
    }
    fputs("}", out);
    double alike[INPUT_COUNT];
    grid_alike(&compare->grid, alike);
    write_json_input(out, "compare", compare->options, alike, &compare->grid);
}

static void percent(double share, char text[NUMBER_SIZE])
{
    snprintf(text, NUMBER_SIZE, isnan(share) ? "none" : "%.1f %%", share * 100);
}

static double total_of(const cli_compare *compare, const char *name)
{
    double value = NO_NUMBER;
    for (int i = 0; i < compare->totals; i++) {
        if (strcmp(compare->total[i].name, name) == 0) value = compare->total[i].value;
    }
    return value;
}

static void write_verdict(const cli_compare *compare, FILE *out)
{
    char calls[NUMBER_SIZE], bias[NUMBER_SIZE], work[NUMBER_SIZE], work_bias[NUMBER_SIZE];
    percent(total_of(compare, "calls_wape"), calls);
    percent(total_of(compare, "calls_bias"), bias);
    percent(total_of(compare, "work_wape"), work);
    percent(total_of(compare, "work_bias"), work_bias);
    fprintf(out, "Calls were off by %s (WAPE), bias %s; workload by %s, bias %s.\n", calls, bias, work, work_bias);
    fprintf(out, "Of %lld intervals %g were short by %.1f agent hours together, %g over by %.1f.\n",
            (long long)compare->known, total_of(compare, "intervals_short"), total_of(compare, "short_h"),
            total_of(compare, "intervals_over"), total_of(compare, "over_h"));
}

static void add_row(const cli_compare *compare, cli_listing *listing, int64_t at, const char *name)
{
    const cli_grid *grid = &compare->grid;
    listing_row *row = listing_add(listing);
    char date[WHEN_SIZE] = "", time[WHEN_SIZE];
    when_write_time(dated_second(grid->time[at]), time);
    if (grid->has_date) when_write_date(grid_day(grid, at), date);
    row->name = name;
    snprintf(row->word[name != NULL], LISTING_WORD_SIZE, "%.20s%s%.16s", date, grid->has_date ? " " : "", time);
    memcpy(row->number, compare->figure[at], sizeof compare->figure[at]);
}

/* Whether anything is known of the day of each row, of any queue: a day of a week's plan stands without the others. */
static bool *days_known(const cli_compare *compare)
{
    const cli_grid *grid = &compare->grid;
    int64_t first = grid_day(grid, 0), last = first;
    for (int64_t row = 0; row < grid->count; row++) {
        int64_t day = grid_day(grid, row);
        if (day < first) first = day;
        if (day > last) last = day;
    }
    bool *known = allocate((size_t)(last - first + 1), sizeof *known);
    bool *of_row = allocate((size_t)grid->count, sizeof *of_row);
    for (int64_t row = 0; row < grid->count; row++)
        known[grid_day(grid, row) - first] |= !isnan(compare->figure[row][CALLS]);
    for (int64_t row = 0; row < grid->count; row++)
        of_row[row] = known[grid_day(grid, row) - first];
    free(known);
    return of_row;
}

static void list_rows(const cli_compare *compare, cli_listing *listing, char **names)
{
    static const char *const heads[] = {"queue",         "start",         "calls_planned", "calls",
                                        "calls_error",   "aht_planned_s", "aht_s",         "agents_planned",
                                        "agents_needed", "gap",           "service_level"};
    bool named = compare->grid.has_queue;
    *listing = (cli_listing){.schema = "wfm-compare-1",
                             .words = named ? 2 : 1,
                             .numbers = FIGURES,
                             .digits = {1, 1, 1, 1, 1, 1, 1, 1, 3},
                             .more = write_totals_json,
                             .about = compare};
    for (int i = 0; i < listing->words + FIGURES; i++)
        listing->heads[i] = heads[i + !named];
    bool *known = days_known(compare);
    for (int64_t row = 0; row < compare->grid.count; row++) {
        if (known[row]) add_row(compare, listing, row, named ? names[compare->grid.queue[row]] : NULL);
    }
    free(known);
}

static void list_totals(const cli_compare *compare, cli_listing *listing)
{
    *listing = (cli_listing){
        .schema = "wfm-compare-totals-1", .heads = {"figure", "value"}, .words = 1, .numbers = 1, .digits = {4}};
    for (int i = 0; i < compare->totals; i++) {
        listing_row *row = listing_add(listing);
        snprintf(row->word[0], LISTING_WORD_SIZE, "%s", compare->total[i].name);
        row->number[0] = compare->total[i].value;
    }
}

static int write_all(const cli_compare *compare)
{
    cli_sink sink;
    cli_listing listing;
    int32_t queues = compare->grid.has_queue ? compare->grid.queue_count : 0;
    if (!sink_open(&sink, compare->options)) return EXIT_OUTPUT;
    char **names = allocate((size_t)queues, sizeof *names);
    for (int32_t i = 0; i < queues; i++)
        names[i] = span_copy(compare->grid.queues[i]);
    if (compare->options->totals) {
        list_totals(compare, &listing);
    } else {
        list_rows(compare, &listing, names);
    }
    listing_put(&listing, &sink);
    bool table = sink.form == FORM_TABLE || sink.form == FORM_MARKDOWN;
    if (table && !compare->options->totals) {
        fputc('\n', sink.file);
        write_verdict(compare, sink.file);
    } else if (!table && isatty(STDERR_FILENO) == 1) {
        write_verdict(compare, stderr);
    }
    int code = sink_close(&sink, true, compare->code);
    listing_free(&listing);
    for (int32_t i = 0; i < queues; i++)
        free(names[i]);
    free(names);
    return code;
}

/* ---- the course of events ---- */

static void make_room(cli_compare *compare)
{
    size_t count = (size_t)compare->grid.count;
    compare->figure = allocate(count, sizeof *compare->figure);
    compare->work[0] = allocate(count, sizeof(double));
    compare->work[1] = allocate(count, sizeof(double));
}

static int compare_files(cli_compare *compare, const char *plan, const char *actual)
{
    int code = EXIT_USAGE;
    if (!csv_load(&compare->file, plan)) return EXIT_USAGE;
    bool fine = csv_begin(&compare->file) && grid_read(&compare->grid, &compare->file, compare->options);
    if (!fine) {
        csv_close_messages(&compare->file);
        return EXIT_BAD_DATA;
    }
    if (grid_hangs_up(&compare->grid) && !options_have_rule(compare->options)) return EXIT_USAGE;
    make_room(compare);
    fine = read_planned(compare);
    if (fine) grid_tell_assumed(&compare->grid);
    csv_close_messages(&compare->file);
    if (!fine) return EXIT_BAD_DATA;
    if (!actuals_read(&compare->actuals, actual, &compare->grid, &code)) return code;
    fine = !lacks_agents(compare) || staff_rows(compare, true);
    fine = fine && put_actuals(compare) && staff_rows(compare, false);
    if (!fine) return EXIT_BAD_DATA;
    settle_figures(compare);
    return write_all(compare);
}

static void free_all(cli_compare *compare)
{
    free(compare->figure);
    free(compare->work[0]);
    free(compare->work[1]);
    actuals_free(&compare->actuals);
    grid_free(&compare->grid);
    csv_free(&compare->file);
}

int compare_command(int count, char **arguments)
{
    cli_options options;
    int code = EXIT_USAGE;
    if (!options_read(&options, COMMAND_COMPARE, count, arguments)) {
        code = EXIT_USAGE;
    } else if (options.help) {
        code = help_command("compare");
    } else if (options.file_count < 2) {
        fputs("wfm: which two files? wfm compare PLAN.csv ACTUAL.csv\n", stderr);
    } else if (strcmp(options.files[0], "-") == 0 && strcmp(options.files[1], "-") == 0) {
        fputs("wfm: one of the two files only may be standard input\n", stderr);
    } else {
        cli_compare compare = {.options = &options};
        code = compare_files(&compare, options.files[0], options.files[1]);
        free_all(&compare);
    }
    options_free(&options);
    return code;
}
