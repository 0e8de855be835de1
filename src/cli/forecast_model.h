/* SPDX-License-Identifier: MIT */
/* `wfm forecast HISTORY.csv`, shared by its rows, its backtest and its picture. */
#ifndef WFM_CLI_FORECAST_MODEL_H
#define WFM_CLI_FORECAST_MODEL_H

#include "cli/events.h"
#include "cli/history.h"

/* One queue's history, its model, and its days to come. */
typedef struct model_queue {
    char *name; /* null where the file names none */
    const cli_history *history;
    int64_t first, slots; /* the intervals of a day that are known on some day; the others are nowhere open */
    wfm_forecast_grid grid;
    wfm_forecast_model model;
    double *work;
    int64_t work_count;
    double *calls, *low, *high; /* days to come x slots; the last two null where they are not wanted */
    double *base;               /* the same, before judgement; null where nobody judges */
    double *change;             /* of each day of an event, by judgement */
    double *day_low, *day_high; /* the same of whole days */
    double *load_cv;            /* of the days to come, with low and high */
    double *aht_s;              /* of the slots; null where the history has no handle times */
} model_queue;

typedef struct cli_modeller {
    const cli_options *options;
    csv_file file;
    cli_histories histories;
    cli_events events;
    cli_clock clock;
    int64_t *event_day; /* columns of all events */
    int32_t *event_kind;
    int64_t event_count;
    bool judged; /* whether an event to come is */
    model_queue *queue;
    int32_t count;
    int64_t *day; /* to come */
    int64_t days;
} cli_modeller;

/* Makes intervals of a queue unknown that have no calls by more than chance, and tells them. */
void forecast_set_outages_aside(cli_modeller *modeller, int32_t of);

/* Tells the days that the model of a queue has set aside, by their WFM_FORECAST_DAY_ codes. */
void forecast_tell_aside(cli_modeller *modeller, const model_queue *queue, const int32_t *code);

/* What days of 24 hours would have becomes what each day to come has: nothing in an hour that is skipped, and twice the
 * calls in one that is there twice. */
void forecast_apply_clock(const cli_modeller *modeller, const model_queue *queue, double *cells);

/* Whether anybody judges the days to come, and of which queue. False after messages. */
bool forecast_begin_judgement(cli_modeller *modeller);

/* The calls of a queue as judgement changes them, and base, what they are without it. False after messages. */
bool forecast_judge(cli_modeller *modeller, model_queue *queue);

/* What the history has taught of each kind of event; returns the exit code. */
int forecast_effects(cli_modeller *modeller);

/* ,"adjustments": what each event to come changes of its day. */
void forecast_write_adjustments(FILE *out, const cli_modeller *modeller);

/* Low and high of every queue. False after a message. */
bool forecast_ranges(cli_modeller *modeller);

/* The handle times of every queue whose history has some. */
void forecast_handle_times(cli_modeller *modeller);

/* What each model would have been worth; returns the exit code. */
int forecast_backtest(cli_modeller *modeller);

/* The picture, and whether it can be drawn, else a message. */
void forecast_svg(FILE *out, const cli_modeller *modeller);
bool forecast_svg_fits(const cli_modeller *modeller);

/* Calls to hundredths, which are more than a forecast knows, and shorter to read than all digits. */
double forecast_hundredths(double calls);

#endif
