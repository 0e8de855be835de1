/* SPDX-License-Identifier: MIT */
/* `wfm forecast HISTORY.csv --backtest`: what each model would have been worth in the last weeks. */
#include "cli/forecast_model.h"
#include "cli/listing.h"
#include "cli/write.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { SCORES = (int)WFM_FORECAST_METHODS * (int)WFM_FORECAST_BANDS };
enum { WAPE, RATIO, BIAS, DAY_WAPE, CHANCE, MAPE, RMSE, INTERVALS, FIGURES };

static const char *const bands[WFM_FORECAST_BANDS] = {"next day", "week 1", "week 2"};

/* The averages that planners make by hand, which a model has to be better than. */
static const int32_t averages[] = {WFM_FORECAST_METHOD_MEAN_4, WFM_FORECAST_METHOD_MEAN_8, WFM_FORECAST_METHOD_MEDIAN_8,
                                   WFM_FORECAST_METHOD_INDEX_CHAIN};
enum { AVERAGES = sizeof averages / sizeof *averages };

typedef struct backtest_scores {
    double figure[SCORES][FIGURES];
    int64_t intervals[SCORES];
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
    columns.intervals = scores->intervals;
    columns.wape_stride = columns.bias_stride = columns.day_wape_stride = columns.poisson_floor_stride =
        columns.mape_stride = columns.rmse_stride = FIGURES;
    columns.intervals_stride = 1;
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

static bool play(cli_modeller *modeller, model_queue *queue, backtest_scores *scores)
{
    wfm_forecast_scores columns = columns_of(scores);
    const int32_t all = (1 << WFM_FORECAST_METHODS) - 1;
    wfm_status status = wfm_forecast_backtest(&queue->grid, (int64_t)modeller->options->weeks, all, 0, queue->work,
                                              queue->work_count, &columns, &scores->recommended);
    if (wfm_failed(status)) {
        tell_refused(modeller, queue, status);
        return false;
    }
    add_ratios(scores);
    return true;
}

/* Where it takes more than a second, who waits at a terminal is told. */
static void tell_progress(const cli_modeller *modeller, clock_t begun, int32_t queue)
{
    bool quick = clock() - begun < CLOCKS_PER_SEC;
    if (quick || isatty(STDERR_FILENO) != 1) return;
    fprintf(stderr, "wfm: queue %d of %d is played again\n", (int)queue + 1, (int)modeller->count);
}

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

static void add_rows(cli_listing *listing, const backtest_scores *scores, const char *name)
{
    bool named = name != NULL;
    for (int at = 0; at < SCORES; at++) {
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
    static const char *const heads[] = {"queue",    "model", "band", "wape", "ratio",    "bias",
                                        "day_wape", "floor", "mape", "rmse", "intervals"};
    bool named = modeller->histories.queue != NULL;
    backtest_about about = {modeller, scores};
    cli_listing listing = {.schema = "wfm-forecast-backtest-1",
                           .words = named ? 3 : 2,
                           .numbers = FIGURES,
                           .digits = {4, 3, 4, 4, 4, 4, 1, 0},
                           .more = write_recommended,
                           .about = &about};
    cli_sink sink;
    if (!sink_open(&sink, modeller->options)) return EXIT_OUTPUT;
    for (int i = 0; i < listing.words + FIGURES; i++)
        listing.heads[i] = heads[i + !named];
    char **names = allocate((size_t)modeller->count, sizeof *names);
    for (int32_t i = 0; i < modeller->count; i++) {
        names[i] = forecast_queue_name(modeller, i);
        add_rows(&listing, &scores[i], names[i]);
    }
    listing_put(&listing, &sink);
    bool table = sink.form == FORM_TABLE || sink.form == FORM_MARKDOWN;
    if (table) fputc('\n', sink.file);
    bool told = table || isatty(STDERR_FILENO) == 1;
    if (told) tell_recommended(modeller, scores, table ? sink.file : stderr);
    int code = sink_close(&sink, true, EXIT_FINE);
    listing_free(&listing);
    for (int32_t i = 0; i < modeller->count; i++)
        free(names[i]);
    free(names);
    return code;
}

int forecast_backtest(cli_modeller *modeller)
{
    backtest_scores *scores = allocate((size_t)modeller->count, sizeof *scores);
    clock_t begun = clock();
    bool fine = true;
    for (int32_t i = 0; fine && i < modeller->count; i++) {
        tell_progress(modeller, begun, i);
        fine = play(modeller, &modeller->queue[i], &scores[i]);
    }
    int code = fine ? write_scores(modeller, scores) : EXIT_BAD_DATA;
    free(scores);
    return code;
}
