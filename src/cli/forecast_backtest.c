/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
/* `wfm forecast HISTORY.csv --backtest`: what each model would have been worth in the last weeks. */
#include "cli/forecast_model.h"
#include "cli/listing.h"
#include "cli/write.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

enum { SCORES = (int)WFM_FORECAST_METHODS * (int)WFM_FORECAST_BANDS };
enum { WAPE, RATIO, BIAS, DAY_WAPE, CHANCE, MAPE, RMSE, INTERVALS, MASE, SKIPPED, FIGURES };

static const char *const bands[WFM_FORECAST_BANDS] = {"next day", "week 1", "week 2"};

/* The averages that planners make by hand, which a model has to be better than. */
static const int32_t averages[] = {WFM_FORECAST_METHOD_MEAN_4, WFM_FORECAST_METHOD_MEAN_8, WFM_FORECAST_METHOD_MEDIAN_8,
                                   WFM_FORECAST_METHOD_INDEX_CHAIN};
enum { AVERAGES = sizeof averages / sizeof *averages };

typedef struct backtest_scores {
    double figure[SCORES][FIGURES];
    int64_t intervals[SCORES], skipped[SCORES];
    int32_t recommended;
} backtest_scores;

static wfm_forecast_scores columns_of(backtest_scores *scores)
{
    wfm_forecast_scores columns = WFM_FORECAST_SCORES_INIT;
    double *first = scores->figure[0];
    columns.wape = first + WAPE;
    columns.bias = first + BIAS;
    columns.day_wape = first + DAY_WAPE;
    columns.poisson_floor = first + CHANCE;
    columns.mape = first + MAPE;
    columns.rmse = first + RMSE;
    columns.mase = first + MASE;
    columns.intervals = scores->intervals;
    columns.skipped = scores->skipped;
    columns.wape_stride = columns.bias_stride = columns.day_wape_stride = columns.poisson_floor_stride =
        columns.mape_stride = columns.rmse_stride = columns.mase_stride = FIGURES;
    columns.intervals_stride = columns.skipped_stride = 1;
    return columns;
}

/* The ratio to the best of the averages, which is known only afterwards. */
static void add_ratios(backtest_scores *scores)
{
    for (int band = 0; band < WFM_FORECAST_BANDS; band++) {
        double best = NO_NUMBER;
        for (int i = 0; i < AVERAGES; i++)
            best = fmin(best, scores->figure[averages[i] * WFM_FORECAST_BANDS + band][WAPE]);
        for (int method = 0; method < WFM_FORECAST_METHODS; method++) {
            int at = method * WFM_FORECAST_BANDS + band;
            scores->figure[at][RATIO] = scores->figure[at][WAPE] / best;
            scores->figure[at][INTERVALS] = (double)scores->intervals[at];
            scores->figure[at][SKIPPED] = (double)scores->skipped[at];
        }
    }
}

enum { WEEKS_BEFORE = 8 /* the first that is played, as wfm_forecast_backtest asks for */ };

/* Why there is no backtest; and if the history is too short for so many weeks, how many it has. */
static void tell_refused(cli_modeller *modeller, const model_queue *queue, wfm_status status)
{
    const wfm_forecast_grid *grid = &queue->grid;
    size_t position = queue->history->position[0];
    int weeks = (int)modeller->options->weeks, needed = weeks + WEEKS_BEFORE;
    int held = (int)((grid->day[grid->days - 1] - grid->day[0] + 1) / 7);
    if (status != WFM_SHORT_HISTORY || held >= needed)
        csv_error(&modeller->file, position, "no backtest: %s", wfm_status_text(status));
    else if (held > WEEKS_BEFORE)
        csv_error(&modeller->file, position,
                  "no backtest: to forecast the last %d weeks again takes a history of %d weeks, this has %d: "
                  "write --weeks %d",
                  weeks, needed, held, held - WEEKS_BEFORE);
    else
        csv_error(&modeller->file, position,
                  "no backtest: to forecast the last week again takes a history of %d weeks, this has %d",
                  WEEKS_BEFORE + 1, held);
}

/* ---- which models ---- */

/* Whether a model has rows: the one that is asked for, or all but the one that takes longest. */
static bool is_wanted(const cli_options *options, int32_t method)
{
    if (method == WFM_FORECAST_METHOD_DEFAULT) return true;
    return options->method_given ? method == options->method : method != WFM_FORECAST_METHOD_DOUBLE;
}

/* The set of those that are played: the averages too, of which the ratio is to the best. */
static int32_t played(const cli_options *options)
{
    int32_t set = 0;
    for (int32_t method = 0; method < WFM_FORECAST_METHODS; method++)
        if (is_wanted(options, method)) set |= 1 << method;
    for (int i = 0; i < AVERAGES; i++)
        set |= 1 << averages[i];
    return set;
}

/* In one line: of a history with long gaps they are many. */
static void tell_without_scores(cli_modeller *modeller, const model_queue *queue, const backtest_scores *scores)
{
    char models[400] = "";
    size_t size = 0;
    for (int32_t method = 0; method < WFM_FORECAST_METHODS; method++) {
        bool without = scores->intervals[method * WFM_FORECAST_BANDS + WFM_FORECAST_BAND_WEEK_1] < 0;
        if (!without || !is_wanted(modeller->options, method)) continue;
        size +=
            (size_t)snprintf(models + size, sizeof models - size, "%s%s", size > 0 ? ", " : "", method_word(method));
    }
    if (size == 0) return;
    csv_warning(&modeller->file, queue->history->position[0], "no rows of what needs a longer history: %s", models);
}

static bool play(cli_modeller *modeller, model_queue *queue, backtest_scores *scores)
{
    wfm_forecast_scores columns = columns_of(scores);
    for (int at = 0; at < SCORES; at++) /* rows beyond the last model that is played are not written */
        scores->intervals[at] = -1;
    wfm_status status =
        wfm_forecast_backtest(&queue->grid, (int64_t)modeller->options->weeks, played(modeller->options), 0,
                              queue->work, queue->work_count, &columns, &scores->recommended);
    if (wfm_failed(status)) {
        tell_refused(modeller, queue, status);
        return false;
    }
    add_ratios(scores);
    tell_without_scores(modeller, queue, scores);
    return true;
}

/* ---- progress ---- */

/* What the alarm tells of. A backtest is one call of the library, which knows no clock: the alarm comes in between. */
static volatile sig_atomic_t playing, queues, elapsed_s;

/* Writes a number at the end of a text; only what a signal may do. */
static size_t add_number(char *text, size_t size, int number)
{
    char digits[12];
    size_t count = 0;
    do
        digits[count++] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    while (count > 0)
        text[size++] = digits[--count];
    return size;
}

static size_t add_text(char *text, size_t size, const char *more)
{
    while (*more != 0)
        text[size++] = *more++;
    return size;
}

/* Tells after 1 s, 2 s, 4 s and so on. */
static void tell_progress(int signal_number)
{
    char text[120];
    int before = errno;
    (void)signal_number;
    size_t size = add_text(text, 0, "wfm: queue ");
    size = add_number(text, size, (int)playing);
    size = add_text(text, size, " of ");
    size = add_number(text, size, (int)queues);
    size = add_text(text, size, " is played again, ");
    size = add_number(text, size, (int)elapsed_s);
    size = add_text(text, size, " s so far\n");
    ssize_t written = write(STDERR_FILENO, text, size);
    (void)written;
    (void)alarm((unsigned)elapsed_s);
    elapsed_s *= 2;
    errno = before;
}

/* Who waits at a terminal is told; a pipe is not. */
static void begin_progress(const cli_modeller *modeller)
{
    struct sigaction action = {.sa_handler = tell_progress, .sa_flags = SA_RESTART};
    if (isatty(STDERR_FILENO) != 1) return;
    sigemptyset(&action.sa_mask);
    queues = (sig_atomic_t)modeller->count;
    elapsed_s = 1;
    if (sigaction(SIGALRM, &action, NULL) == 0) (void)alarm(1);
}

static void end_progress(void)
{
    (void)alarm(0);
}

/* ---- what came of it ---- */

static void tell_recommended(const cli_modeller *modeller, const backtest_scores *scores, FILE *out)
{
    for (int32_t i = 0; i < modeller->count; i++) {
        span name = modeller->histories.queue != NULL ? modeller->histories.queue[i] : span_of("");
        const double *week = scores[i].figure[scores[i].recommended * WFM_FORECAST_BANDS + WFM_FORECAST_BAND_WEEK_1];
        fprintf(out, "%s%s", name.size > 0 ? shown_of(name).text : "", name.size > 0 ? ": " : "");
        fprintf(
            out,
            "recommended is the model %s: off by %.1f %% in week 1, %.2f of the best average; %.1f %% are chance.\n",
            method_word(scores[i].recommended), week[WAPE] * 100, week[RATIO], week[CHANCE] * 100);
    }
}

typedef struct backtest_about {
    const cli_modeller *modeller;
    const backtest_scores *scores;
} backtest_about;

static void write_recommended(FILE *out, const void *given)
{
    const backtest_about *about = given;
    fputs(",\n \"recommended\": [", out);
    for (int32_t i = 0; i < about->modeller->count; i++) {
        fputs(i == 0 ? "" : ", ", out);
        write_json_text(out, span_of(method_word(about->scores[i].recommended)), false);
    }
    fputs("]", out);
}

static void add_rows(cli_listing *listing, const cli_options *options, const backtest_scores *scores, const char *name)
{
    bool named = name != NULL;
    for (int at = 0; at < SCORES; at++) {
        if (scores->intervals[at] < 0 || !is_wanted(options, at / WFM_FORECAST_BANDS)) continue;
        listing_row *row = listing_add(listing);
        row->name = name;
        snprintf(row->word[named], LISTING_WORD_SIZE, "%s", method_word(at / WFM_FORECAST_BANDS));
        snprintf(row->word[1 + named], LISTING_WORD_SIZE, "%s", bands[at % WFM_FORECAST_BANDS]);
        for (int i = 0; i < FIGURES; i++)
            row->number[i] = scores->figure[at][i];
    }
}

static int write_scores(const cli_modeller *modeller, const backtest_scores *scores)
{
    static const char *const heads[] = {"queue", "model", "band", "wape",      "ratio", "bias",   "day_wape",
                                        "floor", "mape",  "rmse", "intervals", "mase",  "skipped"};
    bool named = modeller->histories.queue != NULL;
    backtest_about about = {modeller, scores};
    cli_listing listing = {.schema = "wfm-forecast-backtest-1",
                           .words = named ? 3 : 2,
                           .numbers = FIGURES,
                           .digits = {4, 3, 4, 4, 4, 4, 1, 0, 3, 0},
                           .more = write_recommended,
                           .about = &about};
    cli_sink sink;
    if (!sink_open(&sink, modeller->options)) return EXIT_OUTPUT;
    for (int i = 0; i < listing.words + FIGURES; i++)
        listing.heads[i] = heads[i + !named];
    for (int32_t i = 0; i < modeller->count; i++)
        add_rows(&listing, modeller->options, &scores[i], modeller->queue[i].name);
    listing_put(&listing, &sink);
    bool table = sink.form == FORM_TABLE || sink.form == FORM_MARKDOWN;
    if (table) fputc('\n', sink.file);
    bool told = table || isatty(STDERR_FILENO) == 1;
    if (told) tell_recommended(modeller, scores, table ? sink.file : stderr);
    int code = sink_close(&sink, true, EXIT_FINE);
    listing_free(&listing);
    return code;
}

int forecast_backtest(cli_modeller *modeller)
{
    backtest_scores *scores = allocate((size_t)modeller->count, sizeof *scores);
    bool fine = true;
    begin_progress(modeller);
    for (int32_t i = 0; fine && i < modeller->count; i++) {
        playing = (sig_atomic_t)(i + 1);
        fine = play(modeller, &modeller->queue[i], &scores[i]);
    }
    end_progress();
    int code = fine ? write_scores(modeller, scores) : EXIT_BAD_DATA;
    free(scores);
    return code;
}
