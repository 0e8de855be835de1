/* SPDX-License-Identifier: MIT */
/* Structs that grow and shrink: a caller compiled against an older header gives smaller ones, one compiled against a
 * newer header larger ones. Every public struct goes through every size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>
#include <wfm/wfm.h>

enum { LARGEST = 4096, ROOM = LARGEST + 64, UNTOUCHED = 0x5A };

/* A struct of any size; head is how each of them begins. */
typedef union memory {
    struct {
        uint32_t struct_size;
        uint32_t reserved;
    } head;
    unsigned char bytes[ROOM];
    double aligned;
} memory;

static const size_t bad_sizes[] = {0, 4, 7, 12, 100, LARGEST - 4, LARGEST + 8, UINT32_MAX};
enum { BAD_SIZES = sizeof bad_sizes / sizeof bad_sizes[0] };

static wfm_queue good_queue(void)
{
    wfm_queue queue = WFM_QUEUE_INIT;
    queue.calls = 250;
    queue.interval_s = 1800;
    queue.aht_s = 210;
    queue.acw_s = 30;
    queue.agents = 34;
    queue.answer_within_s = 20;
    queue.patience_s = 180;
    queue.lines = 60;
    queue.short_abandon_s = 5;
    queue.service_rule = WFM_SERVICE_OFFERED;
    queue.flags = WFM_QUEUE_COUNT_BLOCKED;
    return queue;
}

static wfm_targets good_targets(void)
{
    wfm_targets targets = WFM_TARGETS_INIT;
    targets.service_level = 0.8;
    targets.max_occupancy = 0.85;
    targets.abandonment = 0.03;
    targets.blocking = 0.01;
    return targets;
}

/* A plan of one row, its columns here. */
static double row[8];
static wfm_status row_status;
static const double row_calls = 250, row_interval_s = 1800, row_aht_s = 210, row_target = 0.8, row_shrinkage = 0.3;
static const double row_patience_s = 180, row_lines = 60, row_abandonment = 0.03, row_short_abandon_s = 5;

static wfm_plan_input good_input(void)
{
    wfm_plan_input input = WFM_PLAN_INPUT_INIT;
    input.count = 1;
    input.calls = &row_calls;
    input.interval_s = &row_interval_s;
    input.aht_s = &row_aht_s;
    input.service_level = &row_target;
    input.shrinkage = &row_shrinkage;
    input.patience_s = &row_patience_s;
    input.lines = &row_lines;
    input.abandonment = &row_abandonment;
    input.short_abandon_s = &row_short_abandon_s;
    input.service_rule = WFM_SERVICE_OFFERED;
    input.flags = WFM_QUEUE_COUNT_BLOCKED;
    return input;
}

static wfm_plan_output good_output(void)
{
    wfm_plan_output output = WFM_PLAN_OUTPUT_INIT;
    output.load_erl = &row[0];
    output.agents = &row[1];
    output.rostered = &row[2];
    output.service_level = &row[3];
    output.asa_s = &row[4];
    output.occupancy = &row[5];
    output.abandonment = &row[6];
    output.blocking = &row[7];
    output.status = &row_status;
    return output;
}

/* What an input is good for: fill makes a good one, call uses it and gives one figure of the answer. */
typedef struct input_case {
    size_t size;
    wfm_status error;
    void (*fill)(void *given);
    wfm_status (*call)(const void *given, double *figure);
} input_case;

static void fill_queue(void *given)
{
    wfm_queue queue = good_queue();
    queue.treatment_s = 30;
    memcpy(given, &queue, sizeof queue);
}

static wfm_status call_queue(const void *given, double *figure)
{
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    wfm_status status = wfm_queue_evaluate(given, &metrics);
    *figure = metrics.trunk_load_erl;
    return status;
}

/* A day of four quarters, an hour of two of them, full hours alone. */
static const double quarters[] = {1, 5, 4, 3};

static void fill_traffic(void *given)
{
    wfm_traffic traffic = WFM_TRAFFIC_INIT;
    traffic.days = 1;
    traffic.slots = 4;
    traffic.load_erl = quarters;
    traffic.day_stride = 4;
    traffic.slot_stride = 1;
    traffic.length = 2;
    traffic.step = 2;
    memcpy(given, &traffic, sizeof traffic);
}

static wfm_status call_traffic(const void *given, double *figure)
{
    wfm_busy_hour busy = WFM_BUSY_HOUR_INIT;
    wfm_status status = wfm_trunks_busy_hour(given, NULL, 0, &busy);
    *figure = busy.load_erl;
    return status;
}

static void fill_redials(void *given)
{
    wfm_redials redials = WFM_REDIALS_INIT;
    redials.after_blocked = redials.after_abandoned = redials.after_served = 0.25;
    memcpy(given, &redials, sizeof redials);
}

static wfm_status call_redials(const void *given, double *figure)
{
    wfm_queue queue = good_queue();
    wfm_redial_load load = WFM_REDIAL_LOAD_INIT;
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    wfm_status status = wfm_queue_redial(&queue, given, &load, &metrics);
    *figure = load.calls;
    return status;
}

static void fill_targets(void *given)
{
    wfm_targets targets = good_targets();
    memcpy(given, &targets, sizeof targets);
}

static wfm_status call_targets(const void *given, double *figure)
{
    wfm_queue queue = good_queue();
    wfm_staffing staffing = WFM_STAFFING_INIT;
    wfm_status status = wfm_staffing_agents(&queue, given, &staffing);
    *figure = staffing.agents;
    return status;
}

static void fill_shrinkage(void *given)
{
    wfm_shrinkage parts = WFM_SHRINKAGE_INIT;
    parts.absence = parts.vacation = parts.breaks = parts.training = parts.meetings = parts.other = 0.05;
    parts.combination = WFM_SHRINKAGE_COMPOUNDING;
    memcpy(given, &parts, sizeof parts);
}

static wfm_status call_shrinkage(const void *given, double *figure)
{
    return wfm_shrinkage_total(given, figure);
}

static void fill_away(void *given)
{
    wfm_agents_away away = WFM_AGENTS_AWAY_INIT;
    away.absent = away.on_break = away.in_training = away.in_meetings = away.other = 2;
    memcpy(given, &away, sizeof away);
}

static wfm_status call_away(const void *given, double *figure)
{
    double needed;
    return wfm_shrinkage_factor(20, given, &needed, figure);
}

static void fill_input(void *given)
{
    wfm_plan_input input = good_input();
    memcpy(given, &input, sizeof input);
}

static wfm_status call_input(const void *given, double *figure)
{
    wfm_plan_output output = good_output();
    row[2] = -1;
    wfm_status status = wfm_plan_staff(given, &output);
    *figure = row[2];
    return status;
}

static void fill_output(void *given)
{
    wfm_plan_output output = good_output();
    memcpy(given, &output, sizeof output);
}

static wfm_status call_output(const void *given, double *figure)
{
    wfm_plan_input input = good_input();
    row[2] = -1;
    wfm_status status = wfm_plan_staff(&input, given);
    *figure = row[2];
    return status;
}

/* A history of two Mondays of two intervals, and what is learnt from it. */
static const int64_t mondays[] = {19723, 19730};
static const double mondays_calls[] = {100, 120}, closed[] = {0, 0};
static double month_column[12], weekday_column[7], date_column[31], week_column[5];

static void fill_history(void *given)
{
    wfm_forecast_history history = WFM_FORECAST_HISTORY_INIT;
    history.count = 2;
    history.day = mondays;
    history.calls = mondays_calls;
    history.closed = closed;
    history.day_stride = history.calls_stride = history.closed_stride = 1;
    history.base_share = 0.143;
    history.zero_is_closed = 1;
    memcpy(given, &history, sizeof history);
}

static void fill_indices(void *given)
{
    wfm_forecast_indices indices = WFM_FORECAST_INDICES_INIT;
    for (int i = 0; i < 12; i++)
        month_column[i] = 1;
    for (int i = 0; i < 7; i++)
        weekday_column[i] = 1.5;
    indices.month_share = indices.month_index = month_column;
    indices.weekday_share = indices.weekday_index = weekday_column;
    indices.date_index = date_column;
    indices.week_index = week_column;
    memcpy(given, &indices, sizeof indices);
}

static wfm_status call_history(const void *given, double *figure)
{
    wfm_forecast_indices indices = WFM_FORECAST_INDICES_INIT;
    indices.weekday_index = weekday_column;
    wfm_status status = wfm_forecast_learn_days(given, &indices);
    *figure = weekday_column[0];
    return status;
}

static wfm_status call_indices(const void *given, double *figure)
{
    double level = -1;
    wfm_forecast_history history;
    fill_history(&history);
    wfm_status status = wfm_forecast_level(&history, given, &level);
    *figure = level;
    return status;
}

static void fill_grid(void *given)
{
    wfm_forecast_grid grid = WFM_FORECAST_GRID_INIT;
    grid.days = 2;
    grid.slots = 1;
    grid.calls = mondays_calls;
    grid.calls_day_stride = grid.day_stride = 1;
    grid.day = mondays;
    grid.weekday = 1;
    memcpy(given, &grid, sizeof grid);
}

static wfm_status call_grid(const void *given, double *figure)
{
    return wfm_forecast_learn_intervals(given, figure, 1, NULL, 0);
}

/* Two weeks of a season of two, and a smoother of them. */
static const double weeks[] = {10, 20, 12, 22, 14};
static double smooth_work[8], smooth_season[2];

static void fill_series(void *given)
{
    wfm_forecast_series series = WFM_FORECAST_SERIES_INIT;
    series.count = 5;
    series.calls = weeks;
    series.calls_stride = 1;
    series.period = 2;
    series.work = smooth_work;
    series.work_count = 8;
    series.trend = WFM_FORECAST_TREND_LINEAR;
    series.season = WFM_FORECAST_SEASON_ADDITIVE;
    series.scale = WFM_FORECAST_SCALE_LOG;
    memcpy(given, &series, sizeof series);
}

static void fill_smoother(void *given)
{
    wfm_forecast_smoother smoother = WFM_FORECAST_SMOOTHER_INIT;
    smoother.season = WFM_FORECAST_SEASON_ADDITIVE;
    smoother.trend = WFM_FORECAST_TREND_LINEAR;
    smoother.period = 2;
    smoother.level_gain = smoother.slope_gain = smoother.season_gain = smoother.damping = 0.25;
    smoother.level = 15;
    smoother.slope = 1;
    smooth_season[0] = -5;
    smooth_season[1] = 5;
    memcpy(given, &smoother, sizeof smoother);
}

static wfm_status call_series(const void *given, double *figure)
{
    wfm_forecast_smoother smoother = WFM_FORECAST_SMOOTHER_INIT;
    wfm_status status = wfm_forecast_smooth_fit(given, smooth_season, 1, &smoother);
    *figure = smoother.level;
    return status;
}

static wfm_status call_smoother(const void *given, double *figure)
{
    wfm_forecast_series series;
    fill_series(&series);
    return wfm_forecast_smooth(&series, given, smooth_season, 1, NULL, 0, 1, figure, 1);
}

static wfm_status write_smoother(void *given)
{
    wfm_forecast_series series;
    fill_series(&series);
    return wfm_forecast_smooth_fit(&series, smooth_season, 1, given);
}

/* Seven weeks of one interval a day. */
static int64_t long_day[50];
static double long_calls[50], double_work[16];

static wfm_forecast_grid long_grid(void)
{
    wfm_forecast_grid grid = WFM_FORECAST_GRID_INIT;
    for (int i = 0; i < 50; i++) {
        long_day[i] = 19723 + i;
        long_calls[i] = 100 + i % 7 + i % 3;
    }
    grid.days = 50;
    grid.slots = 1;
    grid.calls = long_calls;
    grid.calls_day_stride = grid.day_stride = 1;
    grid.day = long_day;
    return grid;
}

static void fill_double(void *given)
{
    wfm_forecast_double gains = WFM_FORECAST_DOUBLE_INIT;
    gains.level_gain = gains.day_gain = gains.week_gain = gains.damping = 0.25;
    memcpy(given, &gains, sizeof gains);
}

static wfm_status call_double(const void *given, double *figure)
{
    wfm_forecast_grid grid = long_grid();
    int64_t next = 19773;
    return wfm_forecast_double_days(&grid, given, double_work, 16, 1, &next, 1, figure, 1, 1);
}

static wfm_status write_double(void *given)
{
    wfm_forecast_grid grid = long_grid();
    return wfm_forecast_double_fit(&grid, double_work, 16, given);
}

static double model_work[32000];

static void fill_model(void *given)
{
    wfm_forecast_model model = WFM_FORECAST_MODEL_INIT;
    model.method = WFM_FORECAST_METHOD_DEFAULT;
    model.split_level = model.split_weekday = model.split_memory = 0.25;
    model.error_memory = model.level_gain = model.level_memory = 0.25;
    model.scale = model.month_variance = model.year_variance = model.event_variance = 0.1;
    memcpy(given, &model, sizeof model);
}

static wfm_status call_model(const void *given, double *figure)
{
    wfm_forecast_grid grid = long_grid();
    int64_t next = 19773;
    return wfm_forecast_predict(&grid, given, model_work, 32000, 1, &next, 1, figure, 1, 1);
}

static wfm_status write_model(void *given)
{
    wfm_forecast_grid grid = long_grid();
    return wfm_forecast_fit(&grid, WFM_FORECAST_METHOD_DEFAULT, 0, model_work, 32000, NULL, 0, given);
}

static double backtest_wape[27];

static void fill_scores(void *given)
{
    wfm_forecast_scores scores = WFM_FORECAST_SCORES_INIT;
    scores.wape = backtest_wape;
    scores.wape_stride = 1;
    memcpy(given, &scores, sizeof scores);
}

/* A history of 119 days: the one above does not last for a backtest. */
static wfm_status call_scores(const void *given, double *figure)
{
    static int64_t days[119];
    static double of_days[119];
    wfm_forecast_grid grid = long_grid();
    for (int i = 0; i < 119; i++) {
        days[i] = 19723 + i;
        of_days[i] = 10 + i % 7 + i % 5; /* few: the quick method */
    }
    grid.days = 119;
    grid.calls = of_days;
    grid.day = days;
    wfm_status status = wfm_forecast_backtest(&grid, 2, 1, 0, model_work, 32000, given, NULL);
    *figure = backtest_wape[0];
    return status;
}

/* A record of one interval of a day of two, and a change of the clock on it. */
static const double noon_s = 43200, zero = 0, a_skip_s = 21600;
static double two_slots[2], two_covered[2];
static const int64_t the_first = 0;

static void fill_import(void *given)
{
    wfm_forecast_import records = WFM_FORECAST_IMPORT_INIT;
    records.count = 1;
    records.start_s = &noon_s;
    records.interval_s = 43200;
    records.offset_s = &zero;
    records.calls = mondays_calls;
    records.until_s = 86400;
    records.days = 1;
    records.slots = 2;
    memcpy(given, &records, sizeof records);
}

static wfm_status call_import(const void *given, double *figure)
{
    wfm_status status = wfm_forecast_import_intervals(given, two_covered, two_slots, 2, 1);
    *figure = two_slots[1];
    return status;
}

static void fill_clock(void *given)
{
    wfm_forecast_clock clock = WFM_FORECAST_CLOCK_INIT;
    clock.count = 1;
    clock.day = &the_first;
    clock.start_s = &zero;
    clock.skip_s = &a_skip_s;
    memcpy(given, &clock, sizeof clock);
}

static wfm_status call_clock(const void *given, double *figure)
{
    two_slots[0] = two_slots[1] = 100;
    wfm_status status = wfm_forecast_clock_apply(given, 1, 1, 2, &the_first, 1, two_slots, 2, 1);
    *figure = two_slots[0];
    return status;
}

/* A past of two days of two intervals, and a belief in half a deviation. */
static void fill_past(void *given)
{
    static const double forecast[] = {100, 100, 90, 110}, actual[] = {110, 120, 80, 100};
    wfm_forecast_past past = WFM_FORECAST_PAST_INIT;
    past.days = past.slots = 2;
    past.forecast = forecast;
    past.actual = actual;
    past.forecast_day_stride = past.actual_day_stride = 2;
    past.forecast_slot_stride = past.actual_slot_stride = 1;
    memcpy(given, &past, sizeof past);
}

static wfm_status call_past(const void *given, double *figure)
{
    wfm_forecast_belief belief = WFM_FORECAST_BELIEF_INIT;
    wfm_status status = wfm_forecast_update_learn(given, 1, 0, &belief);
    *figure = belief.slope_seen;
    return status;
}

static void fill_belief(void *given)
{
    wfm_forecast_belief belief = WFM_FORECAST_BELIEF_INIT;
    belief.seen = belief.recent = 1;
    belief.slope_seen = belief.slope_recent = 0.25;
    memcpy(given, &belief, sizeof belief);
}

static wfm_status call_belief(const void *given, double *figure)
{
    wfm_forecast_revision revision = WFM_FORECAST_REVISION_INIT;
    wfm_status status = wfm_forecast_update(given, 2, mondays_calls, 1, mondays_calls, 1, NULL, 0, &revision);
    *figure = revision.total;
    return status;
}

static void fill_variance(void *given)
{
    wfm_forecast_variance variance = WFM_FORECAST_VARIANCE_INIT;
    variance.day = 0.01;
    variance.slot = 0.02;
    memcpy(given, &variance, sizeof variance);
}

static wfm_status call_variance(const void *given, double *figure)
{
    return wfm_forecast_quantiles(given, 0.9, 2, mondays_calls, 1, NULL, 0, figure);
}

static void fill_handled(void *given)
{
    static const double handled[] = {20, 30};
    wfm_forecast_handled work = WFM_FORECAST_HANDLED_INIT;
    work.days = 2;
    work.slots = 1;
    work.calls = handled;
    work.seconds = mondays_calls;
    work.calls_day_stride = work.seconds_day_stride = work.day_stride = 1;
    work.day = mondays;
    work.call_variance = 900;
    work.gain = 0.3;
    memcpy(given, &work, sizeof work);
}

static wfm_status call_handled(const void *given, double *figure)
{
    wfm_forecast_handle handle = WFM_FORECAST_HANDLE_INIT;
    wfm_status status = wfm_forecast_handle_learn(given, NULL, 0, &handle);
    *figure = handle.level_s;
    return status;
}

static void fill_judgement(void *given)
{
    wfm_forecast_judgement judgement = WFM_FORECAST_JUDGEMENT_INIT;
    static const int64_t first = 0;
    judgement.count = 1;
    judgement.customers = judgement.calls_per_customer = judgement.event_calls = mondays_calls;
    judgement.event_count = 1;
    judgement.event_period = &first;
    memcpy(given, &judgement, sizeof judgement);
}

static wfm_status call_judgement(const void *given, double *figure)
{
    return wfm_forecast_judged(given, figure, 1);
}

/* The first Tuesday of a year after the two Mondays. */
static const int64_t tuesday = 19731;
static const double multiplier = 1.25;

static void fill_coming(void *given)
{
    wfm_forecast_coming coming = WFM_FORECAST_COMING_INIT;
    coming.count = 1;
    coming.day = &tuesday;
    coming.closed = closed;
    coming.multiplier = &multiplier;
    coming.day_stride = coming.closed_stride = coming.multiplier_stride = 1;
    coming.damping = 0.75;
    coming.growth_factor = 1.1;
    memcpy(given, &coming, sizeof coming);
}

static wfm_status call_coming(const void *given, double *figure)
{
    wfm_forecast_history history;
    wfm_forecast_indices indices = WFM_FORECAST_INDICES_INIT;
    wfm_forecast_year year = WFM_FORECAST_YEAR_INIT;
    fill_history(&history);
    return wfm_forecast_year_to_days(&history, &indices, given, figure, 1, &year);
}

static void fill_chain(void *given)
{
    wfm_forecast_chain chain = WFM_FORECAST_CHAIN_INIT;
    chain.last_year = 720000;
    chain.growth = 0.12;
    chain.month_share = 0.071;
    chain.days = 31;
    chain.weekday_share = 0.21;
    chain.base_share = 0.143;
    chain.interval_share = 0.055;
    chain.rounding = WFM_FORECAST_ROUND_STEPS;
    memcpy(given, &chain, sizeof chain);
}

static wfm_status call_chain(const void *given, double *figure)
{
    wfm_forecast_steps steps = WFM_FORECAST_STEPS_INIT;
    wfm_status status = wfm_forecast_year_to_interval(given, &steps);
    *figure = steps.interval;
    return status;
}

/* A caller in the queue, and one row of columns. */
static void fill_caller(void *given)
{
    wfm_intraday_caller caller = WFM_INTRADAY_CALLER_INIT;
    caller.position = 3;
    caller.agents = 10;
    caller.aht_s = 240;
    caller.patience_s = 120;
    caller.own_patience_s = 90;
    caller.quantile = 0.8;
    caller.within_s = 60;
    memcpy(given, &caller, sizeof caller);
}

static wfm_status call_caller(const void *given, double *figure)
{
    wfm_intraday_wait wait = WFM_INTRADAY_WAIT_INIT;
    wfm_status status = wfm_intraday_announce(given, &wait);
    *figure = wait.answered_within;
    return status;
}

static void fill_columns(void *given)
{
    wfm_intraday_columns columns = WFM_INTRADAY_COLUMNS_INIT;
    columns.offered_wait_mean_s = &row[0];
    columns.within = &row[1];
    columns.answered_within = &row[3];
    columns.wait_mean_s = &row[2];
    memcpy(given, &columns, sizeof columns);
}

static wfm_status call_columns(const void *given, double *figure)
{
    wfm_intraday_caller caller;
    fill_caller(&caller);
    row[2] = -1;
    wfm_status status = wfm_intraday_announce_queue(&caller, 1, NULL, 0, given, &row_status);
    *figure = row[2];
    return status;
}

static const double network_loads[] = {10, 5}, network_lines[] = {8, 0};
static double network_row[2];

static void fill_network(void *given)
{
    wfm_overflow_network network = WFM_OVERFLOW_NETWORK_INIT;
    network.groups = 2;
    network.load_erl = network_loads;
    network.load_stride = 1;
    network.group_lines = network_lines;
    network.lines_stride = 1;
    network.lines = 9;
    network.method = WFM_EQUIVALENT_HAYWARD;
    memcpy(given, &network, sizeof network);
}

static wfm_status call_network(const void *given, double *figure)
{
    wfm_overflow_streams streams = WFM_OVERFLOW_STREAMS_INIT;
    wfm_overflow_group group = WFM_OVERFLOW_GROUP_INIT;
    wfm_status status = wfm_overflow_final(given, &streams, &group);
    *figure = group.blocking;
    return status;
}

static void fill_streams(void *given)
{
    wfm_overflow_streams streams = WFM_OVERFLOW_STREAMS_INIT;
    streams.loss = network_row;
    streams.loss_stride = 1;
    memcpy(given, &streams, sizeof streams);
}

static wfm_status call_streams(const void *given, double *figure)
{
    wfm_overflow_network network;
    wfm_overflow_group group = WFM_OVERFLOW_GROUP_INIT;
    fill_network(&network);
    network_row[1] = -1;
    wfm_status status = wfm_overflow_final(&network, given, &group);
    *figure = network_row[1];
    return status;
}

/* One interval with a call in it, and two waits. */
static double cells[WFM_CELLS + 2];
static const double waits_s[] = {1, 2}, ones[] = {1, 1};

static void fill_measure(void *given)
{
    wfm_measure measure = WFM_MEASURE_INIT;
    measure.interval_s = 1800;
    measure.answer_within_s = 20;
    measure.short_abandon_s = 5;
    measure.bin_s = 30;
    measure.bins = 1;
    measure.intervals = 1;
    measure.cells = cells;
    measure.cells_stride = WFM_CELLS + 2;
    measure.flags = WFM_MEASURE_IGNORE_LEFT;
    cells[WFM_CELL_ARRIVED] = cells[WFM_CELL_ANSWERED_WITHIN] = 1;
    memcpy(given, &measure, sizeof measure);
}

static wfm_status call_measure(const void *given, double *figure)
{
    wfm_measure_figures figures = WFM_MEASURE_FIGURES_INIT;
    wfm_status status = wfm_measure_figures_of(given, 0, 1, 0, &figures);
    *figure = figures.service_offered;
    return status;
}

static void fill_call(void *given)
{
    wfm_call call = WFM_CALL_INIT;
    call.arrival_s = 1;
    call.wait_s = 2;
    call.talk_s = call.hold_s = call.acw_s = 4;
    call.event = WFM_CALL_HANDLED;
    memcpy(given, &call, sizeof call);
}

static wfm_status call_call(const void *given, double *figure)
{
    wfm_measure measure;
    fill_measure(&measure);
    wfm_measure_start(&measure);
    wfm_status status = wfm_measure_event(&measure, given);
    *figure = cells[WFM_CELL_BUSY];
    return status;
}

static const int32_t events[] = {WFM_CALL_HANDLED, WFM_CALL_ABANDONED};

static void fill_calls(void *given)
{
    wfm_calls calls = WFM_CALLS_INIT;
    calls.count = 2;
    calls.arrival_s = calls.wait_s = calls.talk_s = calls.hold_s = calls.acw_s = waits_s;
    calls.arrival_s_stride = calls.wait_s_stride = calls.talk_s_stride = 1;
    calls.event = events;
    calls.event_stride = 1;
    memcpy(given, &calls, sizeof calls);
}

static wfm_status call_calls(const void *given, double *figure)
{
    wfm_measure measure;
    fill_measure(&measure);
    wfm_measure_start(&measure);
    wfm_status status = wfm_measure_calls(&measure, given, NULL);
    *figure = cells[WFM_CELL_BUSY];
    return status;
}

static void fill_counts(void *given)
{
    wfm_measure_counts counts = WFM_MEASURE_COUNTS_INIT;
    counts.answered_within = counts.answered_beyond = counts.abandoned_within = counts.abandoned_beyond = 7;
    counts.blocked = 3;
    memcpy(given, &counts, sizeof counts);
}

static wfm_status call_counts(const void *given, double *figure)
{
    return wfm_measure_service_level(given, WFM_SERVICE_SL2, figure);
}

static void fill_estimate(void *given)
{
    wfm_estimate estimate = WFM_ESTIMATE_INIT;
    wfm_measure_share(3, 10, 0.95, &estimate);
    memcpy(given, &estimate, sizeof estimate);
}

static wfm_status call_estimate(const void *given, double *figure)
{
    wfm_estimate estimate, difference = WFM_ESTIMATE_INIT;
    fill_estimate(&estimate);
    wfm_status status = wfm_measure_difference(given, &estimate, 0.95, &difference);
    *figure = difference.high;
    return status;
}

static void fill_waits(void *given)
{
    wfm_waits waits = WFM_WAITS_INIT;
    waits.count = 2;
    waits.wait_s = waits_s;
    waits.ended = waits.cut = ones;
    waits.wait_stride = waits.ended_stride = waits.cut_stride = 1;
    memcpy(given, &waits, sizeof waits);
}

static wfm_status call_waits(const void *given, double *figure)
{
    wfm_patience patience = WFM_PATIENCE_INIT;
    wfm_status status = wfm_measure_patience(given, 0, 0.95, &patience);
    *figure = patience.mean_s;
    return status;
}

static void fill_survival(void *given)
{
    wfm_survival survival = WFM_SURVIVAL_INIT;
    survival.survival = &row[0];
    survival.low = &row[2];
    survival.high = survival.standard_error = survival.hazard_summed = &row[4];
    memcpy(given, &survival, sizeof survival);
}

static wfm_status call_survival(const void *given, double *figure)
{
    wfm_waits waits;
    fill_waits(&waits);
    row[2] = -1;
    wfm_status status = wfm_measure_survival(&waits, 0.95, given);
    *figure = row[2];
    return status;
}

static void fill_hazard(void *given)
{
    wfm_hazard hazard = WFM_HAZARD_INIT;
    hazard.hazard_per_s = &row[0];
    hazard.low_per_s = &row[1];
    hazard.high_per_s = &row[2];
    hazard.exposure_s = &row[3];
    memcpy(given, &hazard, sizeof hazard);
}

static wfm_status call_hazard(const void *given, double *figure)
{
    wfm_waits waits;
    fill_waits(&waits);
    row[2] = -1;
    wfm_status status = wfm_measure_hazard(&waits, 2, waits_s, 0.95, given);
    *figure = row[2];
    return status;
}

static void fill_priorities(void *given)
{
    wfm_priority_columns columns = WFM_PRIORITY_COLUMNS_INIT;
    columns.load_erl = &row[0];
    columns.wait_mean_s = &row[1];
    columns.asa_s = &row[2];
    columns.wait_probability = &row[3];
    columns.mean_wait_of_waiting_s = &row[4];
    columns.service_level = &row[5];
    columns.sojourn_mean_s = &row[6];
    columns.queue_mean = &row[7];
    memcpy(given, &columns, sizeof columns);
}

static wfm_status call_priorities(const void *given, double *figure)
{
    wfm_queue queue = good_queue();
    queue.patience_s = queue.lines = 0;
    row[2] = -1;
    wfm_status status = wfm_queue_priorities(&queue, WFM_PRIORITY_PREEMPTIVE, 1, &row_calls, 0, NULL, 0, given, NULL);
    *figure = row[2];
    return status;
}

static void fill_class_targets(void *given)
{
    wfm_priority_targets targets = WFM_PRIORITY_TARGETS_INIT;
    targets.service_level = &row_target;
    targets.answer_within_s = targets.asa_s = &row_short_abandon_s;
    memcpy(given, &targets, sizeof targets);
}

static wfm_status call_class_targets(const void *given, double *figure)
{
    wfm_queue queue = good_queue();
    queue.patience_s = queue.lines = 0;
    return wfm_staffing_agents_priority(&queue, WFM_PRIORITY_PREEMPTIVE, 1, &row_calls, 0, NULL, 0, given, figure,
                                        NULL);
}

static void fill_general(void *given)
{
    wfm_general general = WFM_GENERAL_INIT;
    general.arrival_scv = 1.5;
    general.service_scv = 0.5;
    general.method = WFM_GENERAL_WHITT;
    memcpy(given, &general, sizeof general);
}

static wfm_status call_general(const void *given, double *figure)
{
    wfm_queue queue = good_queue();
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    queue.patience_s = queue.lines = 0;
    wfm_status status = wfm_queue_general(&queue, given, &metrics);
    *figure = metrics.asa_s;
    return status;
}

static void fill_law(void *given)
{
    wfm_patience_law law = WFM_PATIENCE_LAW_INIT;
    law.law = WFM_LAW_LOGNORMAL;
    law.mean_s = 180;
    law.shape = 1.5;
    law.balk = 0.05;
    memcpy(given, &law, sizeof law);
}

static wfm_status call_law(const void *given, double *figure)
{
    wfm_queue queue = good_queue();
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    wfm_status status = wfm_queue_patience_law(&queue, given, &metrics);
    *figure = metrics.asa_s;
    return status;
}

/* Two classes of calls on twelve lines. */
static const double class_loads[] = {4, 1}, class_lines[] = {1, 3}, class_reserved[] = {2, 0},
                    class_targets[] = {0.9, 0.8};
static double class_work[16];

static void fill_classes(void *given)
{
    wfm_classes classes = WFM_CLASSES_INIT;
    classes.count = 2;
    classes.load_erl = class_loads;
    classes.lines_per_call = class_lines;
    classes.reserved_lines = class_reserved;
    classes.target = class_targets;
    classes.load_stride = classes.lines_per_call_stride = classes.reserved_lines_stride = classes.target_stride = 1;
    memcpy(given, &classes, sizeof classes);
}

static wfm_status call_classes(const void *given, double *figure)
{
    wfm_class_columns columns = WFM_CLASS_COLUMNS_INIT;
    wfm_class_group group = WFM_CLASS_GROUP_INIT;
    wfm_status status = wfm_classes_lines(given, 12, class_work, 16, &columns, &group);
    *figure = group.carried_lines;
    return status;
}

static void fill_class_columns(void *given)
{
    wfm_class_columns columns = WFM_CLASS_COLUMNS_INIT;
    columns.blocking = &row[0];
    columns.carried_erl = &row[2];
    columns.carried_stride = 1;
    columns.state = &row[4];
    columns.state_count = 1;
    columns.state_stride = 1;
    memcpy(given, &columns, sizeof columns);
}

static wfm_status call_class_columns(const void *given, double *figure)
{
    wfm_classes classes;
    wfm_class_group group = WFM_CLASS_GROUP_INIT;
    fill_classes(&classes);
    row[2] = -1;
    wfm_status status = wfm_classes_blocking(&classes, 12, class_work, 16, given, &group);
    *figure = row[2];
    return status;
}

static void fill_offered(void *given)
{
    wfm_offered offered = WFM_OFFERED_INIT;
    offered.load_erl = 26.8;
    offered.recall = 0.5;
    offered.sources = 100;
    offered.peakedness = 1.5;
    offered.model = WFM_TRUNKS_HAYWARD;
    memcpy(given, &offered, sizeof offered);
}

static wfm_status call_offered(const void *given, double *figure)
{
    wfm_trunks trunks = WFM_TRUNKS_INIT;
    wfm_status status = wfm_offered_lines(given, 0.01, &trunks);
    *figure = trunks.blocking;
    return status;
}

static const input_case inputs[] = {
    {sizeof(wfm_offered), WFM_BAD_OFFERED_STRUCT, fill_offered, call_offered},
    {sizeof(wfm_classes), WFM_BAD_CLASSES_STRUCT, fill_classes, call_classes},
    {sizeof(wfm_class_columns), WFM_BAD_OUTPUT, fill_class_columns, call_class_columns},
    {sizeof(wfm_priority_targets), WFM_BAD_TARGETS_STRUCT, fill_class_targets, call_class_targets},
    {sizeof(wfm_priority_columns), WFM_BAD_OUTPUT, fill_priorities, call_priorities},
    {sizeof(wfm_general), WFM_BAD_GENERAL_STRUCT, fill_general, call_general},
    {sizeof(wfm_patience_law), WFM_BAD_PATIENCE_LAW_STRUCT, fill_law, call_law},
    {sizeof(wfm_measure), WFM_BAD_MEASURE_STRUCT, fill_measure, call_measure},
    {sizeof(wfm_call), WFM_BAD_CALL_STRUCT, fill_call, call_call},
    {sizeof(wfm_calls), WFM_BAD_CALL_STRUCT, fill_calls, call_calls},
    {sizeof(wfm_measure_counts), WFM_BAD_MEASURE_STRUCT, fill_counts, call_counts},
    {sizeof(wfm_estimate), WFM_BAD_MEASURE_STRUCT, fill_estimate, call_estimate},
    {sizeof(wfm_waits), WFM_BAD_WAITS_STRUCT, fill_waits, call_waits},
    {sizeof(wfm_survival), WFM_BAD_OUTPUT, fill_survival, call_survival},
    {sizeof(wfm_hazard), WFM_BAD_OUTPUT, fill_hazard, call_hazard},
    {sizeof(wfm_queue), WFM_BAD_QUEUE_STRUCT, fill_queue, call_queue},
    {sizeof(wfm_traffic), WFM_BAD_TRAFFIC_STRUCT, fill_traffic, call_traffic},
    {sizeof(wfm_redials), WFM_BAD_REDIALS_STRUCT, fill_redials, call_redials},
    {sizeof(wfm_targets), WFM_BAD_TARGETS_STRUCT, fill_targets, call_targets},
    {sizeof(wfm_shrinkage), WFM_BAD_SHRINKAGE_STRUCT, fill_shrinkage, call_shrinkage},
    {sizeof(wfm_agents_away), WFM_BAD_AWAY_STRUCT, fill_away, call_away},
    {sizeof(wfm_plan_input), WFM_BAD_PLAN_STRUCT, fill_input, call_input},
    {sizeof(wfm_plan_output), WFM_BAD_OUTPUT, fill_output, call_output},
    {sizeof(wfm_intraday_caller), WFM_BAD_INTRADAY_STRUCT, fill_caller, call_caller},
    {sizeof(wfm_intraday_columns), WFM_BAD_OUTPUT, fill_columns, call_columns},
    {sizeof(wfm_forecast_chain), WFM_BAD_FORECAST_STRUCT, fill_chain, call_chain},
    {sizeof(wfm_forecast_history), WFM_BAD_FORECAST_STRUCT, fill_history, call_history},
    {sizeof(wfm_forecast_indices), WFM_BAD_FORECAST_STRUCT, fill_indices, call_indices},
    {sizeof(wfm_forecast_grid), WFM_BAD_FORECAST_STRUCT, fill_grid, call_grid},
    {sizeof(wfm_forecast_judgement), WFM_BAD_FORECAST_STRUCT, fill_judgement, call_judgement},
    {sizeof(wfm_forecast_coming), WFM_BAD_FORECAST_STRUCT, fill_coming, call_coming},
    {sizeof(wfm_overflow_network), WFM_BAD_NETWORK_STRUCT, fill_network, call_network},
    {sizeof(wfm_overflow_streams), WFM_BAD_OUTPUT, fill_streams, call_streams},
    {sizeof(wfm_forecast_series), WFM_BAD_FORECAST_STRUCT, fill_series, call_series},
    {sizeof(wfm_forecast_smoother), WFM_BAD_FORECAST_STRUCT, fill_smoother, call_smoother},
    {sizeof(wfm_forecast_double), WFM_BAD_FORECAST_STRUCT, fill_double, call_double},
    {sizeof(wfm_forecast_model), WFM_BAD_FORECAST_STRUCT, fill_model, call_model},
    {sizeof(wfm_forecast_scores), WFM_BAD_OUTPUT, fill_scores, call_scores},
    {sizeof(wfm_forecast_import), WFM_BAD_FORECAST_STRUCT, fill_import, call_import},
    {sizeof(wfm_forecast_clock), WFM_BAD_FORECAST_STRUCT, fill_clock, call_clock},
    {sizeof(wfm_forecast_past), WFM_BAD_FORECAST_STRUCT, fill_past, call_past},
    {sizeof(wfm_forecast_belief), WFM_BAD_FORECAST_STRUCT, fill_belief, call_belief},
    {sizeof(wfm_forecast_variance), WFM_BAD_FORECAST_STRUCT, fill_variance, call_variance},
    {sizeof(wfm_forecast_handled), WFM_BAD_FORECAST_STRUCT, fill_handled, call_handled},
};
enum { INPUTS = sizeof inputs / sizeof inputs[0] };

/* A good input in front of behind, with the struct_size given. */
static memory made(const input_case *each, size_t size, unsigned char behind)
{
    memory given;
    memset(&given, behind, sizeof given);
    each->fill(&given);
    given.head.struct_size = (uint32_t)size;
    return given;
}

static void assert_same_answer(const input_case *each, const memory *given, const memory *expected)
{
    double figure = 0, expected_figure = 0;
    wfm_status status = each->call(given, &figure);
    assert_int_equal(status, each->call(expected, &expected_figure));
    assert_memory_equal(&figure, &expected_figure, sizeof figure);
}

static void assert_refused(const input_case *each, const void *given)
{
    double figure = 0;
    assert_int_equal(each->call(given, &figure), each->error);
}

static void smaller_input_has_zeros_for_what_is_missing(void **state)
{
    (void)state;
    for (size_t i = 0; i < INPUTS; i++) {
        for (size_t size = 8; size <= inputs[i].size; size += 8) {
            memory given = made(&inputs[i], size, UNTOUCHED);
            memory expected = made(&inputs[i], inputs[i].size, 0);
            memset(expected.bytes + size, 0, ROOM - size);
            assert_same_answer(&inputs[i], &given, &expected);
        }
    }
}

static void larger_input_must_be_zero_beyond_what_is_known(void **state)
{
    (void)state;
    for (size_t i = 0; i < INPUTS; i++) {
        memory expected = made(&inputs[i], inputs[i].size, 0);
        double figure = 0;
        assert_false(wfm_failed(inputs[i].call(&expected, &figure)));
        for (size_t size = inputs[i].size + 8; size <= LARGEST; size += 8) {
            memory given = made(&inputs[i], size, 0);
            memset(given.bytes + size, UNTOUCHED, ROOM - size);
            assert_same_answer(&inputs[i], &given, &expected);
            given.bytes[size - 1] = 1;
            assert_refused(&inputs[i], &given);
            given.bytes[size - 1] = 0;
            given.bytes[inputs[i].size] = 1;
            assert_refused(&inputs[i], &given);
        }
    }
}

static void input_that_is_no_struct_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < INPUTS; i++) {
        assert_refused(&inputs[i], NULL);
        for (size_t k = 0; k < BAD_SIZES; k++) {
            memory given = made(&inputs[i], bad_sizes[k], 0);
            assert_refused(&inputs[i], &given);
        }
        memory given = made(&inputs[i], inputs[i].size, 0);
        given.head.reserved = 1;
        assert_refused(&inputs[i], &given);
    }
}

/* What fills an output. */
typedef struct output_case {
    size_t size;
    wfm_status (*call)(void *given);
} output_case;

static wfm_status write_metrics(void *given)
{
    wfm_queue queue = good_queue();
    return wfm_queue_evaluate(&queue, given);
}

static wfm_status write_busy_hour(void *given)
{
    wfm_traffic traffic;
    fill_traffic(&traffic);
    return wfm_trunks_busy_hour(&traffic, NULL, 0, given);
}

static wfm_status write_variation(void *given)
{
    return wfm_trunks_variation(4, quarters, 1, 180, 3600, given);
}

static wfm_status write_sensitivity(void *given)
{
    wfm_queue queue = good_queue();
    return wfm_queue_sensitivity(&queue, WFM_FIGURE_SERVICE_LEVEL, given);
}

static wfm_status write_staffing(void *given)
{
    wfm_queue queue = good_queue();
    wfm_targets targets = good_targets();
    return wfm_staffing_agents(&queue, &targets, given);
}

static wfm_status write_waits(void *given)
{
    wfm_queue queue = good_queue();
    return wfm_queue_waits_at(&queue, 20, given);
}

static wfm_status write_range(void *given)
{
    wfm_queue queue = good_queue();
    wfm_targets targets = good_targets();
    return wfm_staffing_lines(&queue, &targets, given);
}

static wfm_status write_totals(void *given)
{
    wfm_plan_input input = good_input();
    wfm_plan_output output = good_output();
    wfm_status status = wfm_plan_staff(&input, &output);
    assert_false(wfm_failed(status));
    return wfm_plan_totals_of(&input, &output, NULL, 0, NULL, 8, given);
}

static wfm_status write_trunks(void *given)
{
    return wfm_trunks_lines(26.8, 0.01, given);
}

static wfm_status write_wait(void *given)
{
    wfm_intraday_caller caller;
    fill_caller(&caller);
    return wfm_intraday_announce(&caller, given);
}

static wfm_status write_steps(void *given)
{
    wfm_forecast_chain chain;
    fill_chain(&chain);
    return wfm_forecast_year_to_interval(&chain, given);
}

static wfm_status write_year(void *given)
{
    wfm_forecast_history history;
    wfm_forecast_indices indices = WFM_FORECAST_INDICES_INIT;
    wfm_forecast_coming coming;
    double calls = -1;
    fill_history(&history);
    fill_coming(&coming);
    return wfm_forecast_year_to_days(&history, &indices, &coming, &calls, 1, given);
}

static wfm_status write_accuracy(void *given)
{
    return wfm_forecast_accuracy_of(2, mondays_calls, 1, &mondays_calls[1], 0, given);
}

static wfm_status write_belief(void *given)
{
    wfm_forecast_past past;
    fill_past(&past);
    return wfm_forecast_update_learn(&past, 1, 1, given);
}

static wfm_status write_variance(void *given)
{
    wfm_forecast_past past;
    fill_past(&past);
    return wfm_forecast_variance_learn(&past, given);
}

static wfm_status write_handle(void *given)
{
    wfm_forecast_handled work;
    fill_handled(&work);
    return wfm_forecast_handle_learn(&work, NULL, 0, given);
}

static wfm_status write_revision(void *given)
{
    wfm_forecast_belief belief;
    fill_belief(&belief);
    return wfm_forecast_update(&belief, 2, mondays_calls, 1, mondays_calls, 1, NULL, 0, given);
}

static wfm_status write_figures(void *given)
{
    wfm_measure measure;
    fill_measure(&measure);
    return wfm_measure_figures_of(&measure, 0, 1, 0, given);
}

static wfm_status write_redial_load(void *given)
{
    wfm_queue queue = good_queue();
    wfm_redials redials;
    fill_redials(&redials);
    return wfm_queue_fresh(&queue, &redials, given);
}

static wfm_status write_uncertain(void *given)
{
    wfm_queue queue = good_queue();
    return wfm_queue_uncertain(&queue, 0.1, 0.8, given);
}

static wfm_status write_spread(void *given)
{
    wfm_measure measure;
    fill_measure(&measure);
    return wfm_measure_handle_spread(&measure, 0, 1, given);
}

static wfm_status write_estimate(void *given)
{
    return wfm_measure_share(3, 10, 0.95, given);
}

static wfm_status write_patience(void *given)
{
    wfm_waits waits;
    fill_waits(&waits);
    return wfm_measure_patience(&waits, 0, 0.95, given);
}

static wfm_status write_realised(void *given)
{
    wfm_queue queue = good_queue();
    return wfm_queue_realised(&queue, 1, 0.8, given);
}

static wfm_status write_class_group(void *given)
{
    wfm_classes classes;
    wfm_class_columns columns = WFM_CLASS_COLUMNS_INIT;
    fill_classes(&classes);
    return wfm_classes_blocking(&classes, 12, class_work, 16, &columns, given);
}

static wfm_status write_equivalent(void *given)
{
    return wfm_overflow_equivalent(2, 3, WFM_EQUIVALENT_EXACT, given);
}

static wfm_status write_group(void *given)
{
    return wfm_overflow_lost(2, 3, 5, WFM_EQUIVALENT_EXACT, given);
}

static const output_case outputs[] = {
    {sizeof(wfm_busy_hour), write_busy_hour},        {sizeof(wfm_variation), write_variation},
    {sizeof(wfm_measure_figures), write_figures},    {sizeof(wfm_spread), write_spread},
    {sizeof(wfm_estimate), write_estimate},          {sizeof(wfm_patience), write_patience},
    {sizeof(wfm_queue_metrics), write_metrics},      {sizeof(wfm_staffing), write_staffing},
    {sizeof(wfm_plan_totals), write_totals},         {sizeof(wfm_forecast_steps), write_steps},
    {sizeof(wfm_forecast_accuracy), write_accuracy}, {sizeof(wfm_trunks), write_trunks},
    {sizeof(wfm_intraday_wait), write_wait},         {sizeof(wfm_queue_waits), write_waits},
    {sizeof(wfm_staffing_range), write_range},       {sizeof(wfm_redial_load), write_redial_load},
    {sizeof(wfm_uncertain), write_uncertain},        {sizeof(wfm_sensitivity), write_sensitivity},
    {sizeof(wfm_realised), write_realised},          {sizeof(wfm_class_group), write_class_group},
    {sizeof(wfm_equivalent), write_equivalent},      {sizeof(wfm_overflow_group), write_group},
    {sizeof(wfm_forecast_smoother), write_smoother}, {sizeof(wfm_forecast_double), write_double},
    {sizeof(wfm_forecast_model), write_model},       {sizeof(wfm_forecast_belief), write_belief},
    {sizeof(wfm_forecast_year), write_year},         {sizeof(wfm_forecast_revision), write_revision},
    {sizeof(wfm_forecast_variance), write_variance}, {sizeof(wfm_forecast_handle), write_handle},
};
enum { OUTPUTS = sizeof outputs / sizeof outputs[0] };

static memory empty(size_t size)
{
    memory given;
    memset(&given, UNTOUCHED, sizeof given);
    given.head.struct_size = (uint32_t)size;
    given.head.reserved = 0;
    return given;
}

static void assert_bytes(const memory *given, size_t from, size_t to, unsigned char expected)
{
    for (size_t i = from; i < to; i++)
        assert_int_equal(given->bytes[i], expected);
}

static void smaller_output_is_written_as_far_as_it_goes(void **state)
{
    (void)state;
    for (size_t i = 0; i < OUTPUTS; i++) {
        memory full = empty(outputs[i].size);
        wfm_status status = outputs[i].call(&full);
        assert_false(wfm_failed(status));
        for (size_t size = 8; size <= outputs[i].size; size += 8) {
            memory given = empty(size);
            assert_int_equal(outputs[i].call(&given), status);
            assert_int_equal(given.head.struct_size, size);
            assert_memory_equal(given.bytes + 8, full.bytes + 8, size - 8);
            assert_bytes(&given, size, ROOM, UNTOUCHED);
        }
    }
}

static void larger_output_is_filled_with_all_ones(void **state)
{
    (void)state;
    for (size_t i = 0; i < OUTPUTS; i++) {
        memory full = empty(outputs[i].size);
        wfm_status status = outputs[i].call(&full);
        for (size_t size = outputs[i].size + 8; size <= LARGEST; size += 8) {
            memory given = empty(size);
            assert_int_equal(outputs[i].call(&given), status);
            assert_memory_equal(given.bytes + 8, full.bytes + 8, outputs[i].size - 8);
            assert_bytes(&given, outputs[i].size, size, 0xFF);
            assert_bytes(&given, size, ROOM, UNTOUCHED);
        }
    }
}

static void output_that_is_no_struct_is_refused_and_left_alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < OUTPUTS; i++) {
        assert_int_equal(outputs[i].call(NULL), WFM_BAD_OUTPUT);
        for (size_t k = 0; k < BAD_SIZES; k++) {
            memory given = empty(bad_sizes[k]);
            assert_int_equal(outputs[i].call(&given), WFM_BAD_OUTPUT);
            assert_bytes(&given, 8, ROOM, UNTOUCHED);
        }
        memory given = empty(outputs[i].size);
        given.head.reserved = 1;
        assert_int_equal(outputs[i].call(&given), WFM_BAD_OUTPUT);
        assert_bytes(&given, 8, ROOM, UNTOUCHED);
    }
}

typedef void (*init_function)(void *given, size_t size);

#define INIT_WRAPPER(type)                                                                                             \
    static void init_##type(void *given, size_t size)                                                                  \
    {                                                                                                                  \
        type##_init(given, size);                                                                                      \
    }
INIT_WRAPPER(wfm_queue)
INIT_WRAPPER(wfm_queue_metrics)
INIT_WRAPPER(wfm_general)
INIT_WRAPPER(wfm_patience_law)
INIT_WRAPPER(wfm_sensitivity)
INIT_WRAPPER(wfm_queue_waits)
INIT_WRAPPER(wfm_redials)
INIT_WRAPPER(wfm_redial_load)
INIT_WRAPPER(wfm_uncertain)
INIT_WRAPPER(wfm_targets)
INIT_WRAPPER(wfm_staffing)
INIT_WRAPPER(wfm_staffing_range)
INIT_WRAPPER(wfm_shrinkage)
INIT_WRAPPER(wfm_agents_away)
INIT_WRAPPER(wfm_plan_input)
INIT_WRAPPER(wfm_plan_output)
INIT_WRAPPER(wfm_plan_totals)
INIT_WRAPPER(wfm_forecast_chain)
INIT_WRAPPER(wfm_forecast_steps)
INIT_WRAPPER(wfm_forecast_history)
INIT_WRAPPER(wfm_forecast_indices)
INIT_WRAPPER(wfm_forecast_grid)
INIT_WRAPPER(wfm_forecast_judgement)
INIT_WRAPPER(wfm_forecast_coming)
INIT_WRAPPER(wfm_forecast_year)
INIT_WRAPPER(wfm_forecast_accuracy)
INIT_WRAPPER(wfm_forecast_series)
INIT_WRAPPER(wfm_forecast_smoother)
INIT_WRAPPER(wfm_forecast_double)
INIT_WRAPPER(wfm_forecast_model)
INIT_WRAPPER(wfm_forecast_scores)
INIT_WRAPPER(wfm_forecast_import)
INIT_WRAPPER(wfm_forecast_clock)
INIT_WRAPPER(wfm_intraday_caller)
INIT_WRAPPER(wfm_intraday_columns)
INIT_WRAPPER(wfm_intraday_wait)
INIT_WRAPPER(wfm_trunks)
INIT_WRAPPER(wfm_offered)
INIT_WRAPPER(wfm_traffic)
INIT_WRAPPER(wfm_busy_hour)
INIT_WRAPPER(wfm_variation)
INIT_WRAPPER(wfm_classes)
INIT_WRAPPER(wfm_class_columns)
INIT_WRAPPER(wfm_class_group)
INIT_WRAPPER(wfm_equivalent)
INIT_WRAPPER(wfm_overflow_group)
INIT_WRAPPER(wfm_overflow_network)
INIT_WRAPPER(wfm_overflow_streams)
INIT_WRAPPER(wfm_call)
INIT_WRAPPER(wfm_calls)
INIT_WRAPPER(wfm_measure)
INIT_WRAPPER(wfm_measure_counts)
INIT_WRAPPER(wfm_measure_figures)
INIT_WRAPPER(wfm_estimate)
INIT_WRAPPER(wfm_waits)
INIT_WRAPPER(wfm_survival)
INIT_WRAPPER(wfm_hazard)
INIT_WRAPPER(wfm_patience)
INIT_WRAPPER(wfm_spread)
INIT_WRAPPER(wfm_realised)
INIT_WRAPPER(wfm_forecast_past)
INIT_WRAPPER(wfm_forecast_belief)
INIT_WRAPPER(wfm_forecast_revision)
INIT_WRAPPER(wfm_forecast_variance)
INIT_WRAPPER(wfm_forecast_handled)
INIT_WRAPPER(wfm_forecast_handle)
INIT_WRAPPER(wfm_priority_columns)
INIT_WRAPPER(wfm_priority_targets)

static const init_function inits[] = {
    init_wfm_queue,
    init_wfm_queue_metrics,
    init_wfm_general,
    init_wfm_patience_law,
    init_wfm_sensitivity,
    init_wfm_queue_waits,
    init_wfm_redials,
    init_wfm_redial_load,
    init_wfm_uncertain,
    init_wfm_targets,
    init_wfm_staffing,
    init_wfm_staffing_range,
    init_wfm_shrinkage,
    init_wfm_agents_away,
    init_wfm_plan_input,
    init_wfm_plan_output,
    init_wfm_plan_totals,
    init_wfm_intraday_caller,
    init_wfm_intraday_columns,
    init_wfm_intraday_wait,
    init_wfm_trunks,
    init_wfm_offered,
    init_wfm_traffic,
    init_wfm_busy_hour,
    init_wfm_variation,
    init_wfm_classes,
    init_wfm_class_columns,
    init_wfm_class_group,
    init_wfm_equivalent,
    init_wfm_overflow_group,
    init_wfm_overflow_network,
    init_wfm_overflow_streams,
    init_wfm_call,
    init_wfm_calls,
    init_wfm_measure,
    init_wfm_measure_counts,
    init_wfm_measure_figures,
    init_wfm_estimate,
    init_wfm_waits,
    init_wfm_survival,
    init_wfm_hazard,
    init_wfm_patience,
    init_wfm_spread,
    init_wfm_realised,
    init_wfm_priority_columns,
    init_wfm_priority_targets,
    init_wfm_forecast_chain,
    init_wfm_forecast_steps,
    init_wfm_forecast_history,
    init_wfm_forecast_indices,
    init_wfm_forecast_grid,
    init_wfm_forecast_judgement,
    init_wfm_forecast_coming,
    init_wfm_forecast_year,
    init_wfm_forecast_accuracy,
    init_wfm_forecast_series,
    init_wfm_forecast_smoother,
    init_wfm_forecast_double,
    init_wfm_forecast_model,
    init_wfm_forecast_scores,
    init_wfm_forecast_import,
    init_wfm_forecast_clock,
    init_wfm_forecast_past,
    init_wfm_forecast_belief,
    init_wfm_forecast_revision,
    init_wfm_forecast_variance,
    init_wfm_forecast_handled,
    init_wfm_forecast_handle,
};
enum { INITS = sizeof inits / sizeof inits[0] };

static void init_writes_the_size_given_and_no_more(void **state)
{
    (void)state;
    for (size_t i = 0; i < INITS; i++) {
        inits[i](NULL, 8);
        for (size_t size = 8; size <= LARGEST; size += 8) {
            memory given = empty(0);
            inits[i](&given, size);
            assert_int_equal(given.head.struct_size, size);
            assert_bytes(&given, 4, size, 0);
            assert_bytes(&given, size, ROOM, UNTOUCHED);
        }
        memory given = empty(0);
        inits[i](&given, 7);
        assert_bytes(&given, 8, ROOM, UNTOUCHED);
        assert_int_equal(given.head.struct_size, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(smaller_input_has_zeros_for_what_is_missing),
        cmocka_unit_test(larger_input_must_be_zero_beyond_what_is_known),
        cmocka_unit_test(input_that_is_no_struct_is_refused),
        cmocka_unit_test(smaller_output_is_written_as_far_as_it_goes),
        cmocka_unit_test(larger_output_is_filled_with_all_ones),
        cmocka_unit_test(output_that_is_no_struct_is_refused_and_left_alone),
        cmocka_unit_test(init_writes_the_size_given_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
