/* SPDX-License-Identifier: MIT */
/* `wfm forecast learn --year`: the year to come, by days or by months.
 *
 * What is written adds up as it stands: slots to their day, days to their month, months to the year, in hundredths. */
#include "cli/forecast_learner.h"

#include "cli/events.h"
#include "cli/when.h"
#include "cli/write.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DAYS = 366, PIECES = 13 };

typedef struct cli_year {
    cli_learner *learner;
    cli_events events;
    int64_t count; /* of days, at last those that are wanted */
    int64_t day[MOST_DAYS];
    double closed[MOST_DAYS], multiplier[MOST_DAYS], calls[MOST_DAYS];
    wfm_forecast_year large;
} cli_year;

/* ---- forecasting ---- */

/* All of the year: what is known of its later days moves calls to the first ones. */
static void put_days(cli_year *year)
{
    const cli_history *history = &year->learner->history;
    int64_t first = history->day[history->days - 1] + 1;
    char text[WHEN_SIZE];
    int of_year = 0, month = 0, date = 0;
    when_write_date(first, text);
    sscanf(text, "%d-%d-%d", &of_year, &month, &date);
    int64_t end = when_day(of_year + 1, month, date);
    for (int64_t day = first; day < end; day++) {
        double multiplier = events_multiplier(&year->events, day);
        year->day[year->count] = day;
        year->multiplier[year->count] = isnan(multiplier) ? 1 : multiplier;
        year->closed[year->count++] = multiplier == 0;
    }
}

/* Events are of use here where somebody judges them. */
static void warn_of_events(cli_year *year)
{
    for (int64_t i = 0; i < year->events.count; i++) {
        const cli_event *event = &year->events.event[i];
        bool idle = event->day >= year->day[0] && isnan(event->multiplier);
        const char *why = isnan(event->calls) ? "no multiplier" : "calls are not added";
        if (idle) csv_warning(&year->events.file, event->position, "%s: by --year this is a day as any other", why);
    }
    csv_close_messages(&year->events.file);
}

static void warn(cli_year *year, wfm_status caveats)
{
    csv_file *file = year->learner->history.file;
    if ((caveats & WFM_CAVEAT_GROWTH_UNKNOWN) != 0) {
        csv_warning(file, 0, "less than 24 months are known: no growth; --growth says what you expect");
    }
    if ((caveats & WFM_CAVEAT_MONTH_UNKNOWN) != 0) {
        csv_warning(file, 0, "months of the last 24 without known days have the level of their year");
    }
    warn_of_events(year);
}

static bool forecast(cli_year *year, const cli_options *options)
{
    cli_learner *learner = year->learner;
    wfm_forecast_history history = learner_days(learner, 0);
    wfm_forecast_indices indices = learner_indices(learner);
    wfm_forecast_coming coming = WFM_FORECAST_COMING_INIT;
    year->large = (wfm_forecast_year)WFM_FORECAST_YEAR_INIT;
    put_days(year);
    coming.count = year->count;
    coming.day = year->day;
    coming.closed = year->closed;
    coming.multiplier = year->multiplier;
    coming.day_stride = coming.closed_stride = coming.multiplier_stride = 1;
    coming.damping = options->damping;
    coming.growth_factor = options->growth_factor;
    wfm_status status = wfm_forecast_year_to_days(&history, &indices, &coming, year->calls, 1, &year->large);
    if (wfm_failed(status)) {
        csv_error(learner->history.file, 0, "no year to come: %s", wfm_status_text(status));
        return false;
    }
    warn(year, status);
    if ((double)year->count > options->days) year->count = (int64_t)options->days;
    return true;
}

/* ---- writing ---- */

void hundredths_of(double total, int64_t count, double *calls)
{
    double sum = 0;
    for (int64_t i = 0; i < count; i++)
        sum += calls[i];
    if (!(sum > 0) || total >= 1e12) return; /* beyond them all digits are whole calls */
    for (int64_t i = 0; i < count; i++)
        calls[i] *= floor(total * 100 + 0.5) / sum;
    wfm_forecast_round(count, calls, 1, calls, 1);
    for (int64_t i = 0; i < count; i++)
        calls[i] /= 100;
}

/* A month that the days touch: its days are those from first on, before the next one's. */
typedef struct month_piece {
    char name[LISTING_WORD_SIZE];
    int64_t first, end;
    int open;
} month_piece;

static bool is_open(const cli_year *year, int64_t at)
{
    return year->closed[at] == 0 && year->learner->weekday_index[when_weekday(year->day[at])] > 0;
}

static int cut_months(const cli_year *year, month_piece piece[PIECES])
{
    int pieces = 0;
    char date[WHEN_SIZE];
    for (int64_t i = 0; i < year->count; i++) {
        when_write_date(year->day[i], date);
        date[sizeof "2026-03" - 1] = '\0';
        if (pieces == 0 || strcmp(date, piece[pieces - 1].name) != 0) {
            piece[pieces] = (month_piece){.first = i};
            strcpy(piece[pieces++].name, date);
        }
        piece[pieces - 1].end = i + 1;
        piece[pieces - 1].open += is_open(year, i);
    }
    return pieces;
}

/* Hundredths of the months that add up to all, and of their days that add up to them. */
static void round_all(cli_year *year, const month_piece *piece, int pieces, double month[PIECES])
{
    double all = 0;
    for (int m = 0; m < pieces; m++) {
        month[m] = 0;
        for (int64_t i = piece[m].first; i < piece[m].end; i++)
            month[m] += year->calls[i];
        all += month[m];
    }
    hundredths_of(all, pieces, month);
    for (int m = 0; m < pieces; m++)
        hundredths_of(month[m], piece[m].end - piece[m].first, year->calls + piece[m].first);
}

static void write_large(FILE *out, const void *about)
{
    const wfm_forecast_year *large = about;
    const struct {
        const char *name;
        double number;
    } row[] = {{"last_year", large->last_year},
               {"year_before", large->year_before},
               {"growth_factor", large->growth_factor},
               {"year", large->year}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        write_json_key(out, row[i].name, false);
        write_json_number(out, row[i].number);
    }
}

static int write_months(const cli_year *year, const month_piece *piece, int pieces, const double *calls,
                        const cli_options *options)
{
    cli_listing listing = {.schema = "wfm-forecast-months-1",
                           .heads = {"month", "open_days", "calls"},
                           .words = 1,
                           .numbers = 2,
                           .digits = {0, 2},
                           .more = write_large,
                           .about = &year->large};
    for (int m = 0; m < pieces; m++) {
        listing_row *row = listing_add(&listing);
        memcpy(row->word[0], piece[m].name, sizeof row->word[0]);
        row->number[0] = piece[m].open;
        row->number[1] = calls[m];
    }
    int code = listing_write(&listing, options);
    listing_free(&listing);
    return code;
}

static int write_days(const cli_year *year, const cli_options *options)
{
    cli_listing listing = {.schema = "wfm-forecast-1",
                           .heads = {"start", "calls"},
                           .words = 1,
                           .numbers = 1,
                           .digits = {2},
                           .more = write_large,
                           .about = &year->large};
    for (int64_t i = 0; i < year->count; i++)
        if (is_open(year, i)) learner_add_day(&listing, year->learner, year->day[i], year->calls[i], true);
    int code = listing_write(&listing, options);
    listing_free(&listing);
    return code;
}

bool learner_growth(cli_learner *learner, const cli_options *options, double *seen, double *expected)
{
    cli_year *year = allocate(1, sizeof *year);
    year->learner = learner;
    bool fine = forecast(year, options);
    *seen = year->large.growth_factor;
    *expected = year->large.year / year->large.last_year;
    free(year);
    return fine;
}

int forecast_year(cli_learner *learner, const cli_options *options)
{
    cli_year *year = allocate(1, sizeof *year);
    month_piece piece[PIECES];
    double month[PIECES];
    int code = EXIT_BAD_DATA;
    year->learner = learner;
    if (events_read(&year->events, options->events, &code) && forecast(year, options)) {
        int pieces = cut_months(year, piece);
        round_all(year, piece, pieces, month);
        code = options->totals ? write_months(year, piece, pieces, month, options) : write_days(year, options);
    }
    events_free(&year->events);
    free(year);
    return code;
}
