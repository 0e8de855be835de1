/* SPDX-License-Identifier: MIT */
/* A measurement as a picture: for each queue what callers waited, measured and predicted, and how readily they hang up
 * by the time that they have waited. */
#include "cli/measure_command.h"
#include "cli/svg.h"
#include "cli/when.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_QUEUES = 6 };     /* more are drawn together */
enum { MOST_MODELS = 20000 }; /* of intervals that the prediction stands on; of more every second, third, ... one */
enum {
    WIDTH = 960,
    LEFT = 64,
    MIDDLE = 478,
    RIGHT = 944,
    BETWEEN = 62,
    HEAD = 106,
    PANEL = 230,
    ABOVE = 50,
    FOOT = 52
};
enum { STEPS = 400, POINTS = 60, LETTERS = 12 };
enum { LEAST_EVENTS = 8, MOST_EDGES = 17 }; /* who hung up in a stretch of the right panel; its stretches and one */

/* A row that needs no name begins higher. */
enum { NAME = 20 };

#define INK "#222"
#define MEASURED_LINE "stroke=\"#14213d\" stroke-width=\"2\""
#define OFFERED_LINE "stroke=\"#777\" stroke-width=\"1\""
#define PREDICTED_LINE "stroke=\"#1976d2\" stroke-width=\"2\" stroke-dasharray=\"6 3\""
#define RANGE_AREA "fill=\"#8fa3bf\" fill-opacity=\"0.45\""
#define WITHIN_LINE "stroke=\"#222\" stroke-dasharray=\"5 3\""
#define GRID_LINE "stroke=\"#ccc\" stroke-width=\"0.6\""
#define FRAME_LINE "stroke=\"#888\" stroke-width=\"0.8\" fill=\"none\""

typedef struct measure_picture {
    const cli_measured *measured;
    FILE *out;
    int clips;
} measure_picture;

/* A queue's two panels. */
typedef struct picture_row {
    const measure_whole *whole;
    double top;
    measure_waits waits;
    wfm_queue *models; /* of its intervals, with their agents */
    int64_t model_count;
    double share[POINTS + 1]; /* predicted still waiting */
    bool predicted;
    svg_box box;
    svg_scale time, values;
} picture_row;

static svg_letters letters(const char *anchor)
{
    return (svg_letters){.size = LETTERS, .anchor = anchor, .fill = "#444"};
}

/* ---- axes ---- */

/* An axis in round steps from 0 to at least most; returns its end. */
static double axis_end(double most, int ticks, double *step)
{
    *step = svg_round_step(most / ticks, false);
    return fmax(ceil(most / *step - 1e-9), 1) * *step;
}

static void value_axis(const measure_picture *all, const picture_row *row, double step, bool percent)
{
    for (int i = 0; i * step <= row->values.to * (1 + 1e-9); i++) {
        char text[NUMBER_SIZE];
        double y = svg_place(row->values, i * step);
        svg_line(all->out, row->box.left, y, row->box.right, y, GRID_LINE);
        if (percent) snprintf(text, sizeof text, "%.6g%%", i * step * 100);
        if (!percent) svg_tick_text(i * step, row->values.to, text);
        svg_text(all->out, row->box.left - 6, y + 4, letters("end"), span_of(text));
    }
}

static void time_axis(const measure_picture *all, const picture_row *row, double step)
{
    for (int i = 0; i * step <= row->time.to * (1 + 1e-9); i++) {
        char text[NUMBER_SIZE];
        double x = svg_place(row->time, i * step);
        svg_line(all->out, x, row->box.top, x, row->box.bottom, GRID_LINE);
        svg_tick_text(i * step, row->time.to, text);
        svg_text(all->out, x, row->box.bottom + 17, letters("middle"), span_of(text));
    }
    svg_text(all->out, row->box.right, row->box.bottom + 33, letters("end"), span_of("seconds waited"));
}

static void begin_panel(measure_picture *all, picture_row *row, bool left, const char *title)
{
    double from = left ? LEFT : MIDDLE + BETWEEN, to = left ? MIDDLE : RIGHT;
    row->box = (svg_box){from, row->top + ABOVE, to, row->top + ABOVE + PANEL};
    svg_text(all->out, from, row->box.top - 9, (svg_letters){13, "start", INK, true, to - from}, span_of(title));
}

static void clip(measure_picture *all, const picture_row *row)
{
    svg_clip(all->out, all->clips++, (svg_box){row->box.left, row->box.top - 2, row->box.right, row->box.bottom + 2});
}

/* ---- still waiting after a time ---- */

/* Rows of waits up to a time. */
static int64_t rows_within(const measure_waits *waits, double time_s)
{
    int64_t low = 0, high = waits->count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (waits->row[middle].wait_s <= time_s)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Where the panel ends: so far that three times T, and all but one wait in fifty, are in it. */
static double last_time(const measure_picture *all, const picture_row *row)
{
    double most = fmax(3 * all->measured->within_s, 10), late = 0;
    if (row->waits.count > 0) late = row->waits.row[(int64_t)(0.98 * (double)(row->waits.count - 1))].wait_s;
    return fmax(most, late);
}

/* The agents of an interval: those given, or those with whom the answered would have waited as long as they did. */
static bool find_agents(const cli_measured *measured, const measure_whole *whole, int64_t interval, wfm_queue *queue)
{
    double staffed_s = measure_staffed(measured, whole, interval);
    wfm_measure_figures figures = WFM_MEASURE_FIGURES_INIT;
    wfm_targets targets = WFM_TARGETS_INIT;
    wfm_staffing staffing = WFM_STAFFING_INIT;
    queue->agents = staffed_s / queue->interval_s;
    if ((measured->can & NEEDS_AGENTS) != 0) return staffed_s > 0;
    wfm_measure_figures_of(&whole->measure, interval, 1, 0, &figures);
    if (isnan(figures.asa_s)) return false;
    targets.asa_s = figures.asa_s;
    queue->agents = HUGE_VAL; /* nobody waited */
    if (targets.asa_s == 0) return true;
    bool found = !wfm_failed(wfm_staffing_agents(queue, &targets, &staffing));
    queue->agents = staffing.agents_fractional;
    return found && isfinite(queue->agents);
}

static void add_models(const cli_measured *measured, const measure_whole *queue, picture_row *row)
{
    int64_t each = (measured->row_count + MOST_MODELS - 1) / MOST_MODELS;
    for (int64_t i = 0; i < measured->row_count; i += each) {
        wfm_queue *model = &row->models[row->model_count];
        if (!measure_model(measured, queue, measured->rows[i], model)) continue;
        if (find_agents(measured, queue, measured->rows[i], model)) row->model_count++;
    }
}

static double predicted_share(const picture_row *row, double time_s)
{
    double calls = 0, waiting = 0;
    for (int64_t i = 0; i < row->model_count; i++) {
        double tail = 0;
        const wfm_queue *model = &row->models[i];
        bool waits = isfinite(model->agents);
        if (waits && wfm_failed(wfm_queue_wait_tail(model, time_s, &tail))) continue;
        calls += model->calls;
        waiting += model->calls * tail;
    }
    return waiting / calls;
}

static void predict(const measure_picture *all, picture_row *row, double until)
{
    const cli_measured *measured = all->measured;
    int64_t most = measured->row_count < MOST_MODELS ? measured->row_count : MOST_MODELS;
    row->models = allocate((size_t)most * (size_t)measured->calls.queue_count, sizeof *row->models);
    row->model_count = 0;
    for (int32_t i = 0; i < measured->calls.queue_count; i++) {
        bool part = row->whole == &measured->all || row->whole == &measured->queues[i];
        if (part) add_models(measured, &measured->queues[i], row);
    }
    row->predicted = row->model_count > 0;
    for (int i = 0; i <= POINTS && row->predicted; i++)
        row->share[i] = predicted_share(row, until * i / POINTS);
    free(row->models);
}

static void draw_measured(const measure_picture *all, const picture_row *row, svg_step steps[STEPS])
{
    for (int i = 0; i < STEPS; i++) {
        double from = row->time.to * i / STEPS, count = (double)row->waits.count;
        double share = 1 - (double)rows_within(&row->waits, from) / count;
        steps[i] = (svg_step){svg_place(row->time, from), svg_place(row->values, share), 0, row->box.bottom};
        steps[i].right = svg_place(row->time, row->time.to * (i + 1) / STEPS);
    }
    for (int i = 0; i + 1 < STEPS; i++)
        steps[i].right = steps[i + 1].left; /* one line, not broken by rounding */
    svg_steps(all->out, steps, STEPS, MEASURED_LINE);
}

/* What they would have waited if none had hung up. */
static void draw_offered(const measure_picture *all, const picture_row *row, svg_step steps[STEPS])
{
    wfm_survival survival = WFM_SURVIVAL_INIT;
    double *share = allocate((size_t)row->waits.count, sizeof *share);
    wfm_waits view = measure_offered_waits(&row->waits);
    survival.survival = share;
    survival.survival_stride = 1;
    wfm_measure_survival(&view, all->measured->options->confidence, &survival);
    for (int i = 0; i < STEPS; i++) {
        int64_t within = rows_within(&row->waits, row->time.to * i / STEPS);
        steps[i].top = svg_place(row->values, within > 0 ? share[within - 1] : 1);
    }
    svg_steps(all->out, steps, STEPS, OFFERED_LINE);
    free(share);
}

static void draw_predicted(const measure_picture *all, const picture_row *row)
{
    svg_step points[POINTS + 1];
    if (!row->predicted) return;
    for (int i = 0; i <= POINTS; i++) {
        double x = svg_place(row->time, row->time.to * i / POINTS), y = svg_place(row->values, row->share[i]);
        points[i] = (svg_step){x, y, x, row->box.bottom};
    }
    svg_curve(all->out, points, POINTS + 1, PREDICTED_LINE);
}

/* The time of the service level, and its measure in words. */
static void mark_within(const measure_picture *all, const picture_row *row)
{
    char text[80];
    double within = all->measured->within_s, x = svg_place(row->time, within);
    svg_line(all->out, x, row->box.top, x, row->box.bottom, WITHIN_LINE);
    snprintf(text, sizeof text, "%g s", within);
    svg_text(all->out, x + 5, row->box.top + 15, letters("start"), span_of(text));
}

static void draw_waits(measure_picture *all, picture_row *row)
{
    svg_step steps[STEPS];
    double step = 0, share_step = 0, until = axis_end(last_time(all, row), 8, &step), most = 0.05;
    begin_panel(all, row, true, "Calls still waiting");
    predict(all, row, until);
    if (row->waits.count > 0) most = fmax(most, 1 - (double)rows_within(&row->waits, 0) / (double)row->waits.count);
    if (row->predicted) most = fmax(most, row->share[0]);
    row->time = (svg_scale){0, until, row->box.left, row->box.right};
    row->values = (svg_scale){0, fmin(axis_end(most, 5, &share_step), 1), row->box.bottom, row->box.top};
    value_axis(all, row, share_step, true);
    time_axis(all, row, step);
    clip(all, row);
    mark_within(all, row);
    if (row->waits.count > 0) {
        draw_measured(all, row, steps);
        draw_offered(all, row, steps);
    }
    draw_predicted(all, row);
    svg_clip_end(all->out);
    svg_rectangle(all->out, row->box, FRAME_LINE);
}

/* ---- how readily they hang up ---- */

/* Edges so that about as many hang up from each to the next; returns how many there are, below 2 where too few do. */
static int choose_edges(const measure_waits *waits, double edges[MOST_EDGES])
{
    double hung_up = 0, seen = 0;
    for (int64_t i = 0; i < waits->count; i++)
        hung_up += waits->row[i].hung_up;
    double stretches = fmin(floor(hung_up / LEAST_EVENTS), MOST_EDGES - 1);
    int count = 1;
    edges[0] = 0;
    for (int64_t i = 0; i < waits->count && stretches >= 2; i++) {
        if (waits->row[i].hung_up == 0) continue;
        seen += 1;
        bool full = seen >= hung_up * count / stretches && waits->row[i].wait_s > edges[count - 1];
        if (full && count < MOST_EDGES) edges[count++] = measure_waits_beyond(waits, waits->row[i].wait_s);
    }
    return count;
}

typedef struct hazard_rows {
    int count;
    double edge[MOST_EDGES];
    double hazard[MOST_EDGES], low[MOST_EDGES], high[MOST_EDGES];
} hazard_rows;

enum { MINUTE_S = 60 };

static void find_hazard(const measure_picture *all, const picture_row *row, hazard_rows *rows)
{
    int edges = choose_edges(&row->waits, rows->edge);
    wfm_hazard hazard = WFM_HAZARD_INIT;
    wfm_waits view = measure_patience_waits(&row->waits);
    hazard.hazard_per_s = rows->hazard;
    hazard.low_per_s = rows->low;
    hazard.high_per_s = rows->high;
    hazard.hazard_stride = hazard.low_stride = hazard.high_stride = 1;
    wfm_status status = wfm_measure_hazard(&view, edges, rows->edge, all->measured->options->confidence, &hazard);
    rows->count = wfm_failed(status) ? 0 : edges - 1;
}

static void draw_hazard_steps(const measure_picture *all, const picture_row *row, const hazard_rows *rows)
{
    svg_step steps[MOST_EDGES];
    for (int i = 0; i < rows->count; i++) {
        double left = svg_place(row->time, rows->edge[i]), right = svg_place(row->time, rows->edge[i + 1]);
        double low = svg_place(row->values, rows->low[i] * MINUTE_S);
        double high = svg_place(row->values, fmin(rows->high[i] * MINUTE_S, 2 * row->values.to));
        steps[i] = (svg_step){left, high, right, low};
    }
    svg_areas(all->out, steps, rows->count, RANGE_AREA);
    for (int i = 0; i < rows->count; i++)
        steps[i].top = svg_place(row->values, rows->hazard[i] * MINUTE_S);
    svg_steps(all->out, steps, rows->count, MEASURED_LINE);
}

static void say_too_few(const measure_picture *all, const picture_row *row)
{
    double x = (row->box.left + row->box.right) / 2, y = (row->box.top + row->box.bottom) / 2;
    svg_text(all->out, x, y, (svg_letters){13, "middle", "#444", false, 0}, span_of("too few hang up to tell"));
    svg_rectangle(all->out, row->box, FRAME_LINE);
}

static void draw_hazard(measure_picture *all, picture_row *row)
{
    hazard_rows rows;
    wfm_patience patience = measure_patience_of(all->measured, &row->waits);
    double step = 0, value_step = 0, most = 0;
    begin_panel(all, row, false, "Hang-ups per minute of a caller's waiting");
    find_hazard(all, row, &rows);
    if (rows.count < 2) {
        say_too_few(all, row);
        return;
    }
    double steady = MINUTE_S / patience.mean_s;
    for (int i = 0; i < rows.count; i++)
        most = fmax(most, rows.hazard[i] * MINUTE_S);
    row->time = (svg_scale){0, axis_end(rows.edge[rows.count], 8, &step), row->box.left, row->box.right};
    double end = axis_end(1.25 * fmax(most, steady), 5, &value_step);
    row->values = (svg_scale){0, end, row->box.bottom, row->box.top};
    value_axis(all, row, value_step, false);
    time_axis(all, row, step);
    clip(all, row);
    draw_hazard_steps(all, row, &rows);
    double y = svg_place(row->values, steady);
    if (isfinite(steady)) svg_line(all->out, row->box.left, y, row->box.right, y, PREDICTED_LINE);
    svg_clip_end(all->out);
    svg_rectangle(all->out, row->box, FRAME_LINE);
}

/* ---- the whole ---- */

static void legend_line(const measure_picture *all, double *x, double y, const char *look, const char *text)
{
    svg_line(all->out, *x, y - 4, *x + 24, y - 4, look);
    svg_text(all->out, *x + 30, y, (svg_letters){12, "start", INK, false, 0}, span_of(text));
    *x += 30 + svg_text_width(span_of(text), 12) + 14;
}

static void draw_head(const measure_picture *all, const char *title)
{
    const cli_measured *measured = all->measured;
    const wfm_measure_figures *f = &measured->all.figures;
    svg_letters look = {12, "start", "#444", false, WIDTH - 32};
    char level[NUMBER_SIZE], lost[NUMBER_SIZE], line[300];
    double x = 16;
    look_write(LOOK_PERCENT, measure_level(f, measured->rule), level);
    look_write(LOOK_PERCENT, f->abandonment, lost);
    snprintf(line, sizeof line,
             "%.0f calls, %.0f intervals of %g min. Service level within %g s (%s): %s; hang up: %s.", f->calls,
             (double)measured->row_count, measured->interval_s / 60, measured->within_s, rule_words[measured->rule - 1],
             level, lost);
    svg_text(all->out, 16, 28, (svg_letters){18, "start", INK, true, WIDTH - 32}, span_of(title));
    svg_text(all->out, 16, 48, look, span_of(line));
    bool given = option_given(measured->options, INPUT_SCHEDULED), known = (measured->can & NEEDS_AGENTS) != 0;
    svg_text(
        all->out, 16, 64, look,
        span_of(
            given || known
                ? "Predicted with each interval's calls and handle time, the agents given, and patience as measured."
                : "Predicted with each interval's calls and handle time, patience as measured, and as many "
                  "agents as its mean wait implies."));
    legend_line(all, &x, 88, MEASURED_LINE, "measured");
    legend_line(all, &x, 88, OFFERED_LINE, "if nobody hung up");
    legend_line(all, &x, 88, PREDICTED_LINE, "predicted; right: exponential patience");
    svg_rectangle(all->out, (svg_box){x, 77, x + 24, 88}, RANGE_AREA);
    snprintf(line, sizeof line, "%.10g%% confidence", measured->options->confidence * 100);
    svg_text(all->out, x + 30, 88, (svg_letters){12, "start", INK, false, 0}, span_of(line));
}

static void write_title(const cli_measured *measured, bool apart, char title[200])
{
    char first[WHEN_SIZE] = "", last[WHEN_SIZE] = "";
    const char *name = measured->calls.queue_count == 1 ? measured->calls.queues[0] : apart ? "" : "all queues";
    when_write_date(measure_day(measured, measured->rows[0]), first);
    when_write_date(measure_day(measured, measured->rows[measured->row_count - 1]), last);
    bool dated = measured->calls.has_date, several = strcmp(first, last) != 0;
    snprintf(title, 200, "What callers waited%s%s%s%s%s%s", name[0] != '\0' ? ", " : "", shown_of(span_of(name)).text,
             dated ? ", " : "", dated ? first : "", dated && several ? " to " : "", dated && several ? last : "");
}

static void draw_row(measure_picture *all, double top, const measure_whole *whole, const char *name)
{
    picture_row row = {.whole = whole, .top = top};
    row.waits = measure_waits_of(whole->stays, whole->stay_count);
    if (name[0] != '\0')
        svg_text(all->out, 16, top + 14, (svg_letters){15, "start", INK, true, WIDTH - 32}, span_of(name));
    draw_waits(all, &row);
    draw_hazard(all, &row);
    free(row.waits.row);
}

void measure_svg(FILE *out, const cli_measured *measured)
{
    char title[200];
    int32_t queues = measured->calls.queue_count;
    bool apart = queues > 1 && queues <= MOST_QUEUES;
    int rows = apart ? queues : 1;
    double top = HEAD - (apart ? 0 : NAME), each = ABOVE + PANEL + FOOT;
    measure_picture all = {.measured = measured, .out = out};
    write_title(measured, apart, title);
    svg_begin(out, WIDTH, top + rows * each, title);
    draw_head(&all, title);
    for (int32_t i = 0; i < queues && apart; i++)
        draw_row(&all, top + i * each, &measured->queues[i], measured->calls.queues[i]);
    if (!apart) draw_row(&all, top, &measured->all, "");
    svg_end(out);
}
