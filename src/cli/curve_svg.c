/* SPDX-License-Identifier: MIT */
/* The curve as a picture: service level, occupancy, ASA and what is lost against agents, one above the other on one
 * axis. */
#include "cli/curve_command.h"
#include "cli/svg.h"
#include "cli/verdict.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 960, LEFT = 72, RIGHT = 944, TOP = 92, PANEL = 140, BETWEEN = 36, FOOT = 56, MOST_PANELS = 5 };
enum { MOST_POINTS = 400, MOST_DOTS = 60, LETTERS = 12 };

#define INK "#222"
#define CURVE_LINE "stroke=\"#14213d\" stroke-width=\"2\" stroke-linejoin=\"round\""
#define CURVE_DOT "fill=\"#14213d\""
#define TARGET_LINE "stroke=\"#222\" stroke-dasharray=\"5 3\""
#define ANSWER_LINE "stroke=\"#1976d2\" stroke-width=\"1.5\""
#define ANSWER_DOT "fill=\"#1976d2\" stroke=\"#fff\" stroke-width=\"1.5\""
#define GRID_LINE "stroke=\"#ccc\" stroke-width=\"0.6\""
#define FRAME_LINE "stroke=\"#888\" stroke-width=\"0.8\" fill=\"none\""

typedef struct curve_panel {
    const char *title;
    cli_look look;
    size_t offset; /* in wfm_queue_metrics */
    double target; /* NaN without one */
    double most, step;
} curve_panel;

typedef struct curve_picture {
    const cli_curve *curve;
    FILE *out;
    svg_scale agents;
    int64_t count, each; /* points, and agents from one to the next */
    int panels;
} curve_picture;

static double value_at(const curve_picture *all, const curve_panel *panel, double agents)
{
    wfm_queue queue = all->curve->queue;
    wfm_queue_metrics metrics = WFM_QUEUE_METRICS_INIT;
    double value = NO_NUMBER;
    queue.agents = agents;
    wfm_queue_evaluate(&queue, &metrics);
    memcpy(&value, (const char *)&metrics + panel->offset, sizeof value);
    return value;
}

/* Waits rise without end towards the load: the axis shows those that a target or the answer is about. */
static double most_wait(const curve_picture *all, const curve_panel *panel)
{
    double most = 0, shown = 60;
    for (int64_t i = 0; i < all->count; i++) {
        double wait = value_at(all, panel, all->curve->from + (double)(i * all->each));
        if (isfinite(wait)) most = fmax(most, wait);
    }
    double answer = value_at(all, panel, all->curve->answer);
    shown = fmax(shown, 6 * all->curve->queue.answer_within_s);
    if (isfinite(answer)) shown = fmax(shown, 4 * answer);
    if (isfinite(panel->target)) shown = fmax(shown, 3 * panel->target);
    return fmin(most, shown);
}

static svg_letters letters(const char *anchor)
{
    return (svg_letters){.size = LETTERS, .anchor = anchor, .fill = "#444"};
}

/* ---- axes ---- */

static void value_axis(const curve_picture *all, const curve_panel *panel, svg_scale scale)
{
    for (double value = 0; value <= panel->most * (1 + 1e-9); value += panel->step) {
        char text[NUMBER_SIZE];
        double y = svg_place(scale, value);
        svg_line(all->out, LEFT, y, RIGHT, y, GRID_LINE);
        if (panel->look == LOOK_PERCENT) snprintf(text, sizeof text, "%.6g%%", value * 100);
        if (panel->look != LOOK_PERCENT) svg_tick_text(value, panel->most, text);
        svg_text(all->out, LEFT - 6, y + 4, letters("end"), span_of(text));
    }
}

static void agents_axis(const curve_picture *all, svg_box box, bool told)
{
    double step = svg_round_step(fmax((all->agents.to - all->agents.from) / 16, 1), false);
    for (double agents = ceil(all->agents.from / step) * step; agents <= all->agents.to; agents += step) {
        char text[NUMBER_SIZE];
        double x = svg_place(all->agents, agents);
        svg_line(all->out, x, box.top, x, box.bottom, GRID_LINE);
        svg_tick_text(agents, all->agents.to >= 1e6 ? agents : 0, text);
        if (told) svg_text(all->out, x, box.bottom + 17, letters("middle"), span_of(text));
    }
    if (told) svg_text(all->out, RIGHT, box.bottom + 34, letters("end"), span_of("agents on the phones"));
}

/* ---- curves ---- */

static void draw_curve(const curve_picture *all, const curve_panel *panel, svg_scale scale)
{
    svg_step *points = allocate((size_t)all->count, sizeof *points);
    for (int64_t i = 0; i < all->count; i++) {
        double agents = fmin(all->curve->from + (double)(i * all->each), all->curve->to);
        points[i].left = svg_place(all->agents, agents);
        points[i].top = svg_place(scale, value_at(all, panel, agents));
    }
    svg_curve(all->out, points, all->count, CURVE_LINE);
    for (int64_t i = 0; i < all->count && all->count <= MOST_DOTS; i++) {
        if (isfinite(points[i].top)) svg_dot(all->out, points[i].left, points[i].top, 3, CURVE_DOT);
    }
    free(points);
}

static bool answer_shown(const curve_picture *all)
{
    return all->curve->answer >= all->agents.from && all->curve->answer <= all->agents.to;
}

/* The value at the answer, in words beside its dot on the side that the curve leaves free. */
static void draw_answer(const curve_picture *all, const curve_panel *panel, svg_box box, svg_scale scale)
{
    if (!answer_shown(all)) return;
    char text[NUMBER_SIZE + 4];
    double value = value_at(all, panel, all->curve->answer), x = svg_place(all->agents, all->curve->answer);
    svg_line(all->out, x, box.top, x, box.bottom, ANSWER_LINE);
    if (!isfinite(value)) return;
    double y = svg_place(scale, value);
    bool right = x < RIGHT - 90, level = panel->offset == offsetof(wfm_queue_metrics, service_level);
    bool rising = level || value_at(all, panel, all->curve->answer + 1) > value;
    svg_dot(all->out, x, y, 5, ANSWER_DOT);
    look_write(panel->look, value, text);
    if (panel->look != LOOK_PERCENT) strcat(text, " s");
    svg_letters look = {13, right ? "start" : "end", "#0d47a1", true, 0};
    double above = y - 10 > box.top + 12 ? y - 10 : y + 20;
    double base = rising ? fmin(y + 20, box.bottom - 6) : above, width = svg_text_width(span_of(text), look.size);
    double left = right ? x + 8 : x - 8 - width;
    svg_rectangle(all->out, (svg_box){left, base - 13, left + width, base + 4}, "fill=\"#fff\" fill-opacity=\"0.85\"");
    svg_text(all->out, x + (right ? 10 : -10), base, look, span_of(text));
}

static void draw_panel(const curve_picture *all, const curve_panel *panel, int number)
{
    double top = TOP + number * (PANEL + BETWEEN);
    svg_box box = {LEFT, top, RIGHT, top + PANEL};
    svg_scale scale = {0, panel->most, box.bottom, box.top};
    svg_text(all->out, LEFT, top - 8, (svg_letters){13, "start", INK, true, 0}, span_of(panel->title));
    value_axis(all, panel, scale);
    agents_axis(all, box, number == all->panels - 1);
    svg_clip(all->out, number, (svg_box){LEFT, top - 3, RIGHT, box.bottom + 3});
    if (panel->target <= panel->most) {
        double y = svg_place(scale, panel->target);
        svg_line(all->out, LEFT, y, RIGHT, y, TARGET_LINE);
    }
    draw_curve(all, panel, scale);
    draw_answer(all, panel, box, scale);
    svg_clip_end(all->out);
    svg_rectangle(all->out, box, FRAME_LINE);
}

/* A share that is small where it matters: the axis reaches to what the curve, the answer and the target are about. */
static void settle_share(const curve_picture *all, curve_panel *panel)
{
    double most = 0, answer = value_at(all, panel, all->curve->answer), shown = 4 * fmax(answer, 0.005);
    for (int64_t i = 0; i < all->count; i++)
        most = fmax(most, value_at(all, panel, all->curve->from + (double)(i * all->each)));
    if (isfinite(panel->target)) shown = fmax(shown, 2 * panel->target);
    most = fmin(fmin(most, shown), 1);
    panel->step = svg_round_step(fmax(most, 0.001) / 5, false);
    panel->most = fmin(fmax(ceil(most / panel->step), 1) * panel->step, 1);
}

static void settle_waits(const curve_picture *all, curve_panel *panel)
{
    double most = most_wait(all, panel);
    panel->step = svg_round_step(most / 6, false);
    panel->most = fmax(ceil(most / panel->step), 1) * panel->step;
}

/* ---- the whole ---- */

static void draw_head(const curve_picture *all, char title[TARGETS_SIZE + 80])
{
    const cli_curve *curve = all->curve;
    char targets[TARGETS_SIZE], answer[NUMBER_SIZE], calls[NUMBER_SIZE], aht[NUMBER_SIZE], length[NUMBER_SIZE];
    char line[4 * NUMBER_SIZE + 120];
    targets_write(curve->options->constant, curve->options, targets);
    look_write(LOOK_NUMBER, curve->answer, answer);
    bool reachable = isfinite(curve->answer);
    snprintf(title, TARGETS_SIZE + 80, "%s agents for %s", reachable ? answer : "No number of", targets);
    svg_begin(all->out, WIDTH, TOP + all->panels * (PANEL + BETWEEN) - BETWEEN + FOOT, title);
    svg_text(all->out, 16, 28, (svg_letters){18, "start", INK, true, WIDTH - 32}, span_of(title));
    look_write(LOOK_NUMBER, curve->queue.calls, calls);
    look_write(LOOK_NUMBER, curve->queue.aht_s, aht);
    look_write(LOOK_NUMBER, curve->queue.interval_s / 60, length);
    snprintf(line, sizeof line, "%s calls in %s min, AHT %s s. Blue: the answer. Dashed: a target%s.", calls, length,
             aht, curve->options->default_target ? " (the default)" : "");
    svg_text(all->out, 16, 48, (svg_letters){12, "start", "#444", false, WIDTH - 32}, span_of(line));
}

static void service_title(const cli_curve *curve, char text[3 * NUMBER_SIZE])
{
    char within[NUMBER_SIZE];
    int32_t rule = option_given(curve->options, INPUT_PATIENCE) ? curve->options->service_rule : 0;
    number_write(curve->queue.answer_within_s, within);
    snprintf(text, 3 * NUMBER_SIZE, "Service level: answered within %s s%s%s", within,
             rule == 0 ? "" : ", by the rule ", rule == 0 ? "" : rule_words[rule - 1]);
}

void curve_svg(FILE *out, const cli_curve *curve)
{
    const double *given = curve->options->constant;
    char title[TARGETS_SIZE + 80], service[3 * NUMBER_SIZE];
    curve_picture all = {.curve = curve, .out = out};
    double rows = curve->to - curve->from, ends = rows > 0 ? rows * 0.02 : 1;
    all.each = (int64_t)ceil((rows + 1) / MOST_POINTS);
    all.count = (int64_t)ceil(rows / (double)all.each) + 1;
    all.agents = (svg_scale){curve->from - ends, curve->to + ends, LEFT, RIGHT};
    service_title(curve, service);
    curve_panel panels[MOST_PANELS] = {
        {service, LOOK_PERCENT, offsetof(wfm_queue_metrics, service_level), given[INPUT_SERVICE_LEVEL], 1, 0.2},
        {"Occupancy", LOOK_PERCENT, offsetof(wfm_queue_metrics, occupancy), given[INPUT_MAX_OCCUPANCY], 1, 0.2},
        {"ASA in seconds", LOOK_TENTHS, offsetof(wfm_queue_metrics, asa_s), given[INPUT_ASA], 0, 0}};
    settle_waits(&all, &panels[2]);
    all.panels = 3;
    const curve_panel lost[] = {
        {"Calls that hang up", LOOK_PERCENT, offsetof(wfm_queue_metrics, abandonment), given[INPUT_ABANDONMENT], 0, 0},
        {"Calls turned away", LOOK_PERCENT, offsetof(wfm_queue_metrics, blocking), given[INPUT_BLOCKING], 0, 0}};
    static const cli_input needs[] = {INPUT_PATIENCE, INPUT_LINES};
    for (int i = 0; i < MOST_PANELS - 3; i++) {
        if (!option_given(curve->options, needs[i])) continue;
        panels[all.panels] = lost[i];
        settle_share(&all, &panels[all.panels++]);
    }
    draw_head(&all, title);
    for (int i = 0; i < all.panels; i++)
        draw_panel(&all, &panels[i], i);
    svg_end(out);
}
