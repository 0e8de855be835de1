/* SPDX-License-Identifier: MIT */
/* The realised service level of a day as a picture: its density, the target, and the part of the days that miss it. */
#include "cli/risk_command.h"
#include "cli/svg.h"
#include "cli/verdict.h"

#include <math.h>
#include <stdlib.h>

enum { WIDTH = 960, LEFT = 32, RIGHT = 928, HEAD = 104, ABOVE = 30, FOOT = 46, TALL = 250, LOW = 120 };
enum { MOST_PANELS = 35, MOST_STRIPS = 448, LINE_SIZE = 400 };
enum { WORDS = 28, SMOOTH = 200 }; /* room for words above the density; strips from which on it is a curve */

#define INK "#222"
#define DENSITY_LINE "stroke=\"#14213d\" stroke-width=\"2\" stroke-linejoin=\"round\""
#define MET_AREA "fill=\"#c9d6e8\""
#define MISSED_AREA "fill=\"url(#missed)\""
#define TARGET_LINE "stroke=\"#222\" stroke-width=\"1.5\" stroke-dasharray=\"5 3\""
#define HALF_LINE "stroke=\"#1976d2\" stroke-width=\"1.5\""
#define GRID_LINE "stroke=\"#ccc\" stroke-width=\"0.6\""
#define AXIS_LINE "stroke=\"#888\" stroke-width=\"0.8\""

typedef struct risk_picture {
    const cli_risk *risk;
    FILE *out;
    double height; /* of a panel's box */
} risk_picture;

bool risk_svg_fits(const cli_risk *risk)
{
    if (risk->day_count <= MOST_PANELS) return true;
    fprintf(stderr, "wfm: --svg draws a panel for each day of each queue, at most %d: here are %lld; split the file\n",
            MOST_PANELS, (long long)risk->day_count);
    return false;
}

static svg_letters letters(const char *anchor)
{
    return (svg_letters){.size = 12, .anchor = anchor, .fill = "#444"};
}

/* ---- one panel ---- */

/* From where to where a day's level reaches, as far as can be seen, with its target. */
static svg_scale level_scale(const risk_day *day)
{
    const wfm_realised *r = &day->realised;
    double low = fmax(r->mean - 4 * r->standard_deviation, 0), high = fmin(r->mean + 4 * r->standard_deviation, 1);
    low = fmin(low, day->target - 0.005);
    high = fmax(high, day->target + 0.005);
    if (high - low < 0.02) low = high - 0.02;
    return (svg_scale){fmax(low, 0), fmin(high, 1), LEFT, RIGHT};
}

static void level_axis(const risk_picture *all, svg_scale level, svg_box box)
{
    double step = svg_round_step((level.to - level.from) * 100 / 12, false);
    for (double tick = fmax(ceil(level.from * 100 / step - 1e-9), 0); tick * step <= level.to * 100 + 1e-9; tick++) {
        char text[NUMBER_SIZE];
        double x = svg_place(level, tick * step / 100);
        svg_line(all->out, x, box.top, x, box.bottom, GRID_LINE);
        snprintf(text, sizeof text, "%.6g%%", tick * step);
        svg_text(all->out, x, box.bottom + 17, letters("middle"), span_of(text));
    }
}

/* Strips of equal width, as high as the days that end in them are many. A level is a number of calls over another: none
 * is narrower than a call. Returns how many. */
static int settle_strips(const risk_day *day, svg_scale level, svg_box box, svg_step strips[MOST_STRIPS])
{
    double share[MOST_STRIPS], most = 0;
    int count = (int)fmax(fmin((level.to - level.from) * day->realised.calls, MOST_STRIPS), 1);
    double width = (level.to - level.from) / count;
    double left = risk_chance(day, level.from);
    for (int i = 0; i < count; i++) {
        bool last = i + 1 == count;
        double right = risk_chance(day, last ? level.to : level.from + (i + 1) * width);
        if (last && level.to == 1) right = 0;
        share[i] = fmax(left - right, 0);
        most = fmax(most, share[i]);
        left = right;
    }
    bool certain = !(most > 0) || !(day->realised.variance > 0);
    for (int i = 0; i < count; i++) {
        double height = certain ? 0 : share[i] / most * (box.bottom - box.top - WORDS);
        strips[i] = (svg_step){LEFT + (double)(RIGHT - LEFT) * i / count, box.bottom - height,
                               LEFT + (double)(RIGHT - LEFT) * (i + 1) / count, box.bottom};
    }
    return count;
}

/* Cut at the target: to the left who misses it. */
static void draw_density(const risk_picture *all, const svg_step *strips, int count, double target_x, svg_box box,
                         int number)
{
    svg_clip(all->out, 2 * number, (svg_box){LEFT, box.top, target_x, box.bottom});
    svg_areas(all->out, strips, count, MISSED_AREA);
    svg_clip_end(all->out);
    svg_clip(all->out, 2 * number + 1, (svg_box){target_x, box.top, RIGHT, box.bottom});
    svg_areas(all->out, strips, count, MET_AREA);
    svg_clip_end(all->out);
    svg_step line[MOST_STRIPS];
    if (count < SMOOTH) {
        svg_steps(all->out, strips, count, DENSITY_LINE);
        return;
    }
    for (int i = 0; i < count; i++) {
        line[i] = strips[i];
        line[i].left = (strips[i].left + strips[i].right) / 2;
    }
    svg_curve(all->out, line, count, DENSITY_LINE);
}

/* A number that stands on white. */
static void draw_words(const risk_picture *all, double x, double y, const char *anchor, const char *fill,
                       const char *words)
{
    svg_letters look = {14, anchor, fill, true, 0};
    double width = svg_text_width(span_of(words), look.size);
    double left = anchor[0] == 'e' ? x - width : x;
    svg_rectangle(all->out, (svg_box){left - 3, y - 14, left + width + 3, y + 5},
                  "fill=\"#fff\" fill-opacity=\"0.85\"");
    svg_text(all->out, x, y, look, span_of(words));
}

static void draw_shares(const risk_picture *all, const risk_day *day, double x, svg_box box)
{
    char missed[NUMBER_SIZE], met[NUMBER_SIZE], words[2 * NUMBER_SIZE];
    double chance = day->realised.chance, y = box.top + 16;
    look_write(LOOK_PERCENT, 1 - chance, missed);
    look_write(LOOK_PERCENT, chance, met);
    bool room_left = x - LEFT > 130, room_right = RIGHT - x > 130;
    snprintf(words, sizeof words, "%s miss it", missed);
    if (room_left) draw_words(all, x - 10, y, "end", "#8e1b1b", words);
    if (!room_left) draw_words(all, x + 10, y + 22, "start", "#8e1b1b", words);
    snprintf(words, sizeof words, "%s meet it", met);
    if (room_right) draw_words(all, x + 10, y, "start", "#14213d", words);
    if (!room_right) draw_words(all, x - 10, y + 22, "end", "#14213d", words);
}

static void panel_title(const risk_picture *all, const risk_day *day, char text[LINE_SIZE])
{
    char name[RISK_NAME_SIZE], calls[NUMBER_SIZE], mean[NUMBER_SIZE], deviation[NUMBER_SIZE];
    char low[NUMBER_SIZE], high[NUMBER_SIZE];
    risk_name(all->risk, day, name);
    look_write(LOOK_NUMBER, day->calls, calls);
    look_write(LOOK_PERCENT, day->realised.mean, mean);
    look_write(LOOK_PERCENT, day->realised.standard_deviation, deviation);
    look_write(LOOK_PERCENT, day->quantile[0], low);
    look_write(LOOK_PERCENT, day->quantile[QUANTILES - 1], high);
    snprintf(text, LINE_SIZE, "%s%s%s calls, %s expected, deviation %s, 9 days in 10 from %s to %s", name,
             name[0] != '\0' ? ": " : "", calls, mean, deviation, low, high);
}

static void draw_panel(const risk_picture *all, const risk_day *day, int number)
{
    char title[LINE_SIZE];
    svg_step strips[MOST_STRIPS];
    double top = HEAD + number * (ABOVE + all->height + FOOT) + ABOVE;
    svg_box box = {LEFT, top, RIGHT, top + all->height};
    svg_scale level = level_scale(day);
    double target_x = svg_place(level, day->target), half_x = svg_place(level, day->quantile[2]);
    panel_title(all, day, title);
    svg_text(all->out, LEFT, top - 10, (svg_letters){13, "start", INK, true, RIGHT - LEFT}, span_of(title));
    level_axis(all, level, box);
    int count = settle_strips(day, level, box, strips);
    draw_density(all, strips, count, target_x, box, number);
    svg_line(all->out, half_x, box.top + WORDS, half_x, box.bottom, HALF_LINE);
    svg_line(all->out, target_x, box.top, target_x, box.bottom, TARGET_LINE);
    svg_line(all->out, LEFT, box.bottom, RIGHT, box.bottom, AXIS_LINE);
    draw_shares(all, day, target_x, box);
}

/* ---- the whole ---- */

static void write_title(const risk_picture *all, char text[LINE_SIZE])
{
    const cli_risk *risk = all->risk;
    char chance[NUMBER_SIZE], target[NUMBER_SIZE];
    if (risk->day_count > 1) {
        snprintf(text, LINE_SIZE, "The service level of each day, and its risk");
        return;
    }
    look_write(LOOK_PERCENT, risk->days[0].realised.chance, chance);
    look_write(LOOK_PERCENT, risk->days[0].target, target);
    snprintf(text, LINE_SIZE, "A chance of %s that the day's service level is %s or above", chance, target);
}

static void draw_head(const risk_picture *all, const char *title)
{
    static const struct {
        bool area;
        const char *look, *text;
    } entries[] = {{true, MISSED_AREA, "days that miss the target"},
                   {true, MET_AREA, "days that meet it"},
                   {false, TARGET_LINE, "target"},
                   {false, HALF_LINE, "half of the days on each side"}};
    char targets[TARGETS_SIZE], line[TARGETS_SIZE + 120];
    double x = LEFT;
    double alike[INPUT_COUNT];
    grid_targets(&all->risk->grid, alike);
    targets_write(alike, all->risk->options, targets);
    if (isnan(alike[INPUT_SERVICE_LEVEL])) snprintf(targets, sizeof targets, "The targets of the rows");
    ptrdiff_t stride = 0;
    bool scheduled = grid_input(&all->risk->grid, INPUT_SCHEDULED, &stride) != NULL;
    const char *whose = scheduled ? "the scheduled agents, or a plan's where none are" : "a plan's agents";
    if (!all->risk->staffed) whose = "the scheduled agents";
    snprintf(line, sizeof line, "%s; %s. Chance alone: the load is as forecast, the intervals independent.", targets,
             whose);
    svg_text(all->out, LEFT, 30, (svg_letters){18, "start", INK, true, WIDTH - 2 * LEFT}, span_of(title));
    svg_text(all->out, LEFT, 52, (svg_letters){12, "start", "#444", false, WIDTH - 2 * LEFT}, span_of(line));
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        if (entries[i].area) svg_rectangle(all->out, (svg_box){x, 71, x + 22, 82}, entries[i].look);
        if (!entries[i].area) svg_line(all->out, x, 77, x + 22, 77, entries[i].look);
        svg_text(all->out, x + 28, 82, (svg_letters){12, "start", INK, false, 0}, span_of(entries[i].text));
        x += 28 + svg_text_width(span_of(entries[i].text), 12) + 14;
    }
}

void risk_svg(FILE *out, const cli_risk *risk)
{
    char title[LINE_SIZE];
    risk_picture all = {.risk = risk, .out = out, .height = risk->day_count > 1 ? LOW : TALL};
    write_title(&all, title);
    svg_begin(out, WIDTH, HEAD + (double)risk->day_count * (ABOVE + all.height + FOOT), title);
    svg_hatch(out, "missed", "#f3c1bb", "#8e1b1b");
    draw_head(&all, title);
    for (int64_t i = 0; i < risk->day_count; i++)
        draw_panel(&all, &risk->days[i], (int)i);
    svg_end(out);
}
