/* SPDX-License-Identifier: MIT */
/* `wfm forecast learn`: shares and indices of a history, and the next days by them.
 *
 * Months are learnt from whole years, if there is one; weekdays and intervals from the last eight weeks, which is long
 * enough to even out chance and short enough to follow change; the level, which holds the growth, from the last two. */
#include "cli/forecast_command.h"

#include "cli/forecast_learner.h"
#include "cli/when.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { YEAR = 365, RECENT = 56, LEVEL = 14, MOST_DAYS = 3660, MOST_OF_YEAR = 366 };

/* A day of which less is known says nothing about its total. */
static const double least_seen = 0.5;

static const char *const weekday_names[WEEKDAYS] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

/* The first row within so many days of the last. */
static int64_t first_within(const cli_history *history, int64_t days)
{
    int64_t row = 0, last = history->day[history->days - 1];
    while (history->day[row] <= last - days)
        row++;
    return row;
}

/* ---- intervals ---- */

static bool learn_shares(cli_learner *learner, int64_t first, int weekday)
{
    const cli_history *history = &learner->history;
    wfm_forecast_grid grid = WFM_FORECAST_GRID_INIT;
    grid.days = history->days - first;
    grid.slots = history->slots;
    grid.calls = history->calls + first * history->slots;
    grid.calls_day_stride = (ptrdiff_t)history->slots;
    grid.calls_slot_stride = 1;
    grid.day = history->day + first;
    grid.day_stride = 1;
    grid.weekday = weekday + 1;
    double *share = allocate((size_t)history->slots, sizeof *share);
    bool learnt = !wfm_failed(wfm_forecast_learn_intervals(&grid, share, 1, NULL, 0));
    if (learnt) {
        free(learner->share[weekday]);
        learner->share[weekday] = share;
    } else {
        free(share);
    }
    return learnt;
}

/* The total of a day whose unknown intervals had their usual shares; NaN where too little is known. */
static double day_total(const cli_learner *learner, int64_t row)
{
    const cli_history *history = &learner->history;
    const double *calls = history->calls + row * history->slots;
    const double *share = learner->share[when_weekday(history->day[row])];
    double total = 0, known = 0, seen = 0;
    for (int64_t slot = 0; slot < history->slots; slot++) {
        if (isnan(calls[slot])) continue;
        known++;
        if (share != NULL) seen += share[slot];
    }
    if (known == 0) return NO_NUMBER;
    if (share == NULL) return 0; /* a weekday without any calls */
    if (seen < least_seen) return NO_NUMBER;
    wfm_forecast_rest(history->slots, share, 1, calls, 1, NULL, 0, &total);
    return total;
}

static void add_up_days(cli_learner *learner)
{
    const cli_history *history = &learner->history;
    learner->total = allocate((size_t)history->days, sizeof *learner->total);
    if (history->slots == 1) {
        memcpy(learner->total, history->calls, (size_t)history->days * sizeof *learner->total);
        return;
    }
    for (int weekday = 0; weekday < WEEKDAYS; weekday++)
        learn_shares(learner, 0, weekday);
    for (int64_t row = 0; row < history->days; row++)
        learner->total[row] = day_total(learner, row);
    int64_t recent = first_within(history, RECENT);
    for (int weekday = 0; weekday < WEEKDAYS; weekday++)
        learn_shares(learner, recent, weekday);
}

/* ---- days ---- */

wfm_forecast_history learner_days(const cli_learner *learner, int64_t first)
{
    wfm_forecast_history days = WFM_FORECAST_HISTORY_INIT;
    days.count = learner->history.days - first;
    days.day = learner->history.day + first;
    days.day_stride = 1;
    days.calls = learner->total + first;
    days.calls_stride = 1;
    days.zero_is_closed = 1;
    days.shrink = learner->year;
    return days;
}

/* Months, and what is learnt of the same years. */
static wfm_forecast_indices month_columns(cli_learner *learner)
{
    wfm_forecast_indices indices = WFM_FORECAST_INDICES_INIT;
    indices.month_share = learner->month_share;
    indices.month_index = learner->month_index;
    indices.date_index = learner->date_index;
    indices.week_index = learner->week_index;
    indices.month_share_stride = indices.month_index_stride = 1;
    indices.date_index_stride = indices.week_index_stride = 1;
    return indices;
}

static wfm_forecast_indices weekday_columns(cli_learner *learner)
{
    wfm_forecast_indices indices = WFM_FORECAST_INDICES_INIT;
    indices.weekday_share = learner->weekday_share;
    indices.weekday_index = learner->weekday_index;
    indices.weekday_share_stride = indices.weekday_index_stride = 1;
    return indices;
}

/* What a day is forecast by; a year also by its dates. */
wfm_forecast_indices learner_indices(cli_learner *learner)
{
    wfm_forecast_indices indices = weekday_columns(learner);
    if (!learner->has_months) return indices;
    indices.month_index = learner->month_index;
    indices.date_index = learner->date_index;
    indices.month_index_stride = indices.date_index_stride = 1;
    return indices;
}

static wfm_status learn_months(cli_learner *learner)
{
    const cli_history *history = &learner->history;
    int64_t years = (history->day[history->days - 1] - history->day[0] + 1) / YEAR;
    learner->has_months = years > 0;
    if (years == 0) return WFM_OK;
    wfm_forecast_history days = learner_days(learner, first_within(history, years * YEAR));
    wfm_forecast_indices indices = month_columns(learner);
    return wfm_forecast_learn_days(&days, &indices);
}

static wfm_status learn_weekdays(cli_learner *learner)
{
    wfm_forecast_indices indices = weekday_columns(learner);
    wfm_forecast_history days = learner_days(learner, first_within(&learner->history, RECENT));
    wfm_status status = wfm_forecast_learn_days(&days, &indices);
    if (!wfm_failed(status)) return status;
    days = learner_days(learner, 0);
    return wfm_forecast_learn_days(&days, &indices);
}

/* A year has its own. */
static wfm_status learn_level(cli_learner *learner)
{
    const int64_t spans[] = {LEVEL, RECENT, INT32_MAX};
    wfm_forecast_indices indices = learner_indices(learner);
    wfm_status status = WFM_NO_HISTORY;
    size_t tried = 0;
    if (learner->year) return WFM_OK;
    for (; tried < sizeof spans / sizeof *spans && wfm_failed(status); tried++) {
        wfm_forecast_history days = learner_days(learner, first_within(&learner->history, spans[tried]));
        status = wfm_forecast_level(&days, &indices, &learner->level);
    }
    if (!wfm_failed(status) && tried > 1) {
        csv_warning(learner->history.file, 0, "no known open day in the last %d days: the level is that of days before",
                    LEVEL);
    }
    return status;
}

static void warn(cli_learner *learner, wfm_status caveats)
{
    char names[64] = "";
    for (int i = 0; i < WEEKDAYS; i++) {
        if (learner->weekday_index[i] > 0) continue;
        strcat(names, names[0] == '\0' ? "" : ", ");
        strcat(names, weekday_names[i]);
    }
    if ((caveats & WFM_CAVEAT_WEEKDAY_UNKNOWN) != 0) {
        csv_warning(learner->history.file, 0, "weekdays without known calls count as closed: %s", names);
    }
    if ((caveats & WFM_CAVEAT_MONTH_UNKNOWN) != 0) {
        csv_warning(learner->history.file, 0, "months without known calls have the mean level");
    }
}

static bool learn(cli_learner *learner)
{
    add_up_days(learner);
    wfm_status months = learn_months(learner);
    wfm_status weekdays = learn_weekdays(learner);
    wfm_status level = wfm_failed(weekdays) ? weekdays : learn_level(learner);
    wfm_status failed = wfm_failed(level) ? level : wfm_failed(months) ? months : WFM_OK;
    if (failed != WFM_OK) {
        csv_error(learner->history.file, 0, "nothing can be learnt: %s", wfm_status_text(failed));
        return false;
    }
    warn(learner, (months & WFM_CAVEAT_MONTH_UNKNOWN) | (weekdays & WFM_CAVEAT_WEEKDAY_UNKNOWN));
    return true;
}

/* ---- writing ---- */

static void add_index(cli_listing *listing, const char *kind, const char *name, double share, double index)
{
    listing_row *row = listing_add(listing);
    snprintf(row->word[0], LISTING_WORD_SIZE, "%s", kind);
    snprintf(row->word[1], LISTING_WORD_SIZE, "%s", name);
    row->number[0] = share;
    row->number[1] = index;
}

/* The days of the month, and its weeks, by their numbers. */
static void add_numbered(cli_listing *listing, const char *kind, const double *index, int count)
{
    for (int i = 0; i < count; i++) {
        char name[LISTING_WORD_SIZE];
        snprintf(name, sizeof name, "%d", i + 1);
        add_index(listing, kind, name, NO_NUMBER, index[i]);
    }
}

static void add_interval_indices(cli_listing *listing, const cli_learner *learner, int weekday)
{
    const cli_history *history = &learner->history;
    const double *share = learner->share[weekday];
    char start[WHEN_SIZE], name[LISTING_WORD_SIZE];
    for (int64_t slot = 0; slot < history->slots; slot++) {
        if (!(share[slot] > 0)) continue;
        when_write_time(slot * history->step_s, start);
        snprintf(name, sizeof name, "%s %.30s", weekday_names[weekday], start);
        add_index(listing, "interval", name, share[slot], share[slot] * (double)history->slots);
    }
}

static bool add_growth(cli_listing *listing, cli_learner *learner, const cli_options *options)
{
    double seen = 0, expected = 0;
    if (!learner_growth(learner, options, &seen, &expected)) return false;
    add_index(listing, "growth", "last year", NO_NUMBER, seen);
    add_index(listing, "growth", "year to come", NO_NUMBER, expected);
    return true;
}

static int write_indices(cli_learner *learner, const cli_options *options)
{
    static const char *const months[MONTHS] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    cli_listing listing = {.schema = "wfm-forecast-indices-1",
                           .heads = {"kind", "name", "share", "index"},
                           .words = 2,
                           .numbers = 2,
                           .digits = {4, 3}};
    for (int i = 0; learner->has_months && i < MONTHS; i++)
        add_index(&listing, "month", months[i], learner->month_share[i], learner->month_index[i]);
    if (learner->has_months) add_numbered(&listing, "week of month", learner->week_index, WEEKS);
    if (learner->has_months) add_numbered(&listing, "day of month", learner->date_index, DATES);
    for (int i = 0; i < WEEKDAYS; i++)
        add_index(&listing, "weekday", weekday_names[i], learner->weekday_share[i], learner->weekday_index[i]);
    for (int i = 0; i < WEEKDAYS; i++) {
        if (learner->share[i] != NULL) add_interval_indices(&listing, learner, i);
    }
    bool fine = !options->year || add_growth(&listing, learner, options);
    int code = fine ? listing_write(&listing, options) : EXIT_BAD_DATA;
    listing_free(&listing);
    return code;
}

/* Hundredths are more than a forecast knows, and shorter to read than all digits. */
static double hundredths(double calls)
{
    return calls < 1e12 ? floor(calls * 100 + 0.5) / 100 : calls;
}

static void add_forecast(cli_listing *listing, int64_t day, int64_t second, double calls)
{
    char date[WHEN_SIZE], time[WHEN_SIZE];
    listing_row *row = listing_add(listing);
    when_write_date(day, date);
    when_write_time(second, time);
    snprintf(row->word[0], LISTING_WORD_SIZE, "%.20s %.16s", date, time);
    row->number[0] = hundredths(calls);
}

void learner_add_day(cli_listing *listing, const cli_learner *learner, int64_t day, double calls, bool sum)
{
    const cli_history *history = &learner->history;
    const double *share = learner->share[when_weekday(day)];
    if (history->slots == 1) {
        add_forecast(listing, day, 0, calls);
        return;
    }
    double *of_slot = allocate((size_t)history->slots, sizeof *of_slot);
    int64_t first = 0, end = history->slots;
    wfm_forecast_spread(calls, history->slots, share, 1, of_slot, 1);
    if (sum) hundredths_of(calls, history->slots, of_slot);
    while (!(share[first] > 0))
        first++;
    while (!(share[end - 1] > 0))
        end--;
    for (int64_t slot = first; slot < end; slot++)
        add_forecast(listing, day, slot * history->step_s, of_slot[slot]);
    free(of_slot);
}

static int write_forecast(cli_learner *learner, const cli_options *options)
{
    cli_listing listing = {
        .schema = "wfm-forecast-1", .heads = {"start", "calls"}, .words = 1, .numbers = 1, .digits = {2}};
    wfm_forecast_indices indices = learner_indices(learner);
    int64_t day = learner->history.day[learner->history.days - 1];
    for (int64_t left = (int64_t)options->days; left > 0; left--) {
        double calls = 0;
        day++;
        if (wfm_failed(wfm_forecast_days(learner->level, &indices, 1, &day, 0, &calls, 0))) break; /* the year 10000 */
        if (learner->weekday_index[when_weekday(day)] > 0) learner_add_day(&listing, learner, day, calls, false);
    }
    int code = listing_write(&listing, options);
    listing_free(&listing);
    return code;
}

static int write(cli_learner *learner, const cli_options *options)
{
    if (options->indices) return write_indices(learner, options);
    return options->year ? forecast_year(learner, options) : write_forecast(learner, options);
}

int forecast_learn(const cli_options *options)
{
    cli_learner learner = {.year = options->year, .level = NO_NUMBER};
    csv_file file;
    int code = EXIT_USAGE;
    int most = options->year ? MOST_OF_YEAR : MOST_DAYS;
    if (options->days < 1 || options->days > most) {
        fprintf(stderr, "wfm: --days: write a number from 1 to %d\n", most);
        return EXIT_USAGE;
    }
    if (csv_load(&file, options->file)) {
        bool fine = history_read(&learner.history, &file, options) && learn(&learner);
        code = fine ? write(&learner, options) : EXIT_BAD_DATA;
        csv_close_messages(&file);
    }
    for (int i = 0; i < WEEKDAYS; i++)
        free(learner.share[i]);
    free(learner.total);
    history_free(&learner.history);
    csv_free(&file);
    return code;
}
