/* SPDX-License-Identifier: MIT */
/* A forecast as a picture, of each queue: days of the last weeks and those to come with their range; the next day beside
 * the last days of its weekday; and what each weekday is like, interval by interval. */
#include "cli/forecast_model.h"
#include "cli/svg.h"
#include "cli/when.h"

#include <math.h>
#include <stdlib.h>

enum { WIDTH = 960, LEFT = 64, RIGHT = 936, HEAD = 84, ABOVE = 34, FOOT = 34, TALL = 190, CELL = 18 };
enum { MOST_QUEUES = 8, SHOWN_DAYS = 56, SHADES = 24, WEEKDAYS = 7, SAME_DAYS = 4, TICKS = 4, LINE_SIZE = 200 };

#define INK "#222"
#define PAST_LINE "stroke=\"#777\" stroke-width=\"1.6\""
#define NEXT_LINE "stroke=\"#14213d\" stroke-width=\"2.2\" stroke-linejoin=\"round\""
#define THIN_LINE "stroke=\"#999\" stroke-width=\"0.9\""
#define RANGE_AREA "fill=\"#9fc5e8\" fill-opacity=\"0.7\""
#define GRID_LINE "stroke=\"#ddd\" stroke-width=\"0.6\""
#define AXIS_LINE "stroke=\"#888\" stroke-width=\"0.8\""
#define TODAY_LINE "stroke=\"#888\" stroke-width=\"1\" stroke-dasharray=\"4 3\""

typedef struct forecast_picture {
    const cli_modeller *modeller;
    const model_queue *queue;
    FILE *out;
    double y; /* where the next panel begins */
} forecast_picture;

bool forecast_svg_fits(const cli_modeller *modeller)
{
    if (modeller->count <= MOST_QUEUES) return true;
    fprintf(stderr, "wfm: --svg draws at most %d queues, and here are %d: split the file\n", MOST_QUEUES,
            (int)modeller->count);
    return false;
}

static svg_letters letters(const char *anchor)
{
    return (svg_letters){.size = 12, .anchor = anchor, .fill = "#444"};
}

/* ---- values ---- */

/* Calls of a row of the history; NaN where nothing is known. */
static double past_total(const model_queue *queue, int64_t row)
{
    const double *calls = queue->history->calls + row * queue->history->slots;
    double total = 0;
    int64_t known = 0;
    for (int64_t slot = 0; slot < queue->history->slots; slot++) {
        if (isnan(calls[slot])) continue;
        total += calls[slot];
        known++;
    }
    return known > 0 ? total : NO_NUMBER;
}

/* The same of a day to come; NaN of a closed one, which has no rows either. */
static double next_total(const model_queue *queue, int64_t day)
{
    double total = 0;
    for (int64_t slot = 0; slot < queue->slots; slot++)
        total += queue->calls[day * queue->slots + slot];
    return total > 0 ? total : NO_NUMBER;
}

static double past_calls(const model_queue *queue, int64_t row, int64_t slot)
{
    return queue->history->calls[row * queue->history->slots + queue->first + slot];
}

/* ---- a panel with axes ---- */

static void panel_title(forecast_picture *all, const char *title)
{
    svg_text(all->out, LEFT, all->y + ABOVE - 12, (svg_letters){13, "start", INK, true, RIGHT - LEFT}, span_of(title));
}

static void calls_axis(const forecast_picture *all, svg_scale calls, svg_box box)
{
    double step = svg_round_step(calls.to / TICKS, true);
    for (double tick = 0; tick * step <= calls.to * (1 + 1e-9); tick++) {
        char text[NUMBER_SIZE];
        double y = svg_place(calls, tick * step);
        svg_tick_text(tick * step, calls.to, text);
        svg_line(all->out, box.left, y, box.right, y, tick > 0 ? GRID_LINE : AXIS_LINE);
        svg_text(all->out, box.left - 6, y + 4, letters("end"), span_of(text));
    }
}

static svg_scale calls_scale(double most, svg_box box)
{
    double step = svg_round_step(fmax(most, 1) / TICKS, true);
    return (svg_scale){0, ceil(fmax(most, 1) / step) * step, box.bottom, box.top};
}

/* A step from one value of x to the next; not there where the value is not known. */
static svg_step step_of(svg_scale x, svg_scale y, double at, double value)
{
    return (svg_step){svg_place(x, at), svg_place(y, value), svg_place(x, at + 1), y.at};
}

/* ---- days ---- */

/* A tick at each Monday. */
static void day_axis(const forecast_picture *all, svg_scale x, svg_box box)
{
    for (int64_t day = (int64_t)x.from; day < (int64_t)x.to; day++) {
        if (when_weekday(day) != 0) continue;
        char date[WHEN_SIZE];
        double at = svg_place(x, (double)day);
        int64_t every = (int64_t)((x.to - x.from) / WEEKDAYS / 10) + 1;
        svg_line(all->out, at, box.top, at, box.bottom, GRID_LINE);
        when_write_date(day, date);
        bool room = at + svg_text_width(span_of(date), 12) < WIDTH;
        if (room && (day + 3) / WEEKDAYS % every == 0)
            svg_text(all->out, at, box.bottom + 16, letters("start"), span_of(date));
    }
}

static double most_of_days(const forecast_picture *all, int64_t first)
{
    const model_queue *queue = all->queue;
    double most = 0;
    for (int64_t row = 0; row < queue->history->days; row++) {
        if (queue->history->day[row] >= first) most = fmax(most, past_total(queue, row));
    }
    for (int64_t day = 0; day < all->modeller->days; day++) {
        most = fmax(most, next_total(queue, day));
        if (queue->day_high != NULL) most = fmax(most, queue->day_high[day]);
    }
    return most;
}

/* Closed days to come have no range. */
static void draw_day_ranges(const forecast_picture *all, svg_scale x, svg_scale y)
{
    const model_queue *queue = all->queue;
    for (int64_t day = 0; queue->day_low != NULL && day < all->modeller->days; day++) {
        svg_step step = step_of(x, y, (double)all->modeller->day[day], queue->day_high[day]);
        step.bottom = svg_place(y, queue->day_low[day]);
        svg_areas(all->out, &step, 1, RANGE_AREA);
    }
}

static void draw_days(forecast_picture *all)
{
    const cli_modeller *modeller = all->modeller;
    const cli_history *history = all->queue->history;
    svg_box box = {LEFT, all->y + ABOVE, RIGHT, all->y + ABOVE + TALL};
    int64_t start = modeller->day[0] - SHOWN_DAYS, count = 0;
    svg_scale x = {(double)start, (double)(modeller->day[0] + modeller->days), box.left, box.right};
    svg_scale y = calls_scale(most_of_days(all, start), box);
    svg_step *steps = allocate((size_t)(history->days + modeller->days), sizeof *steps);
    panel_title(all, all->queue->low != NULL ? "Calls of a day: the last eight weeks, the forecast and its range"
                                             : "Calls of a day: the last eight weeks, and the forecast");
    calls_axis(all, y, box);
    day_axis(all, x, box);
    for (int64_t row = 0; row < history->days; row++) {
        if (history->day[row] < start) continue;
        steps[count++] = step_of(x, y, (double)history->day[row], past_total(all->queue, row));
    }
    svg_steps(all->out, steps, count, PAST_LINE);
    draw_day_ranges(all, x, y);
    for (int64_t day = 0; day < modeller->days; day++)
        steps[day] = step_of(x, y, (double)modeller->day[day], next_total(all->queue, day));
    svg_steps(all->out, steps, modeller->days, NEXT_LINE);
    double today = svg_place(x, (double)modeller->day[0]);
    svg_line(all->out, today, box.top, today, box.bottom, TODAY_LINE);
    free(steps);
    all->y = box.bottom + FOOT;
}

/* ---- the next day ---- */

static void time_axis(const forecast_picture *all, svg_scale x, svg_box box, bool lines)
{
    double slots_per_hour = 3600.0 / (double)all->queue->history->step_s;
    double step = fmax(ceil((x.to - x.from) / slots_per_hour / 12), 1) * fmax(slots_per_hour, 1);
    for (double tick = ceil(x.from / step) * step; tick <= x.to; tick += step) {
        char time[WHEN_SIZE];
        double at = svg_place(x, tick);
        if (lines) svg_line(all->out, at, box.top, at, box.bottom, GRID_LINE);
        when_write_time((int64_t)tick * all->queue->history->step_s % DAY_S, time);
        svg_text(all->out, at, box.bottom + 16, letters("middle"), span_of(time));
    }
}

static int64_t next_open(const forecast_picture *all)
{
    int64_t day = 0;
    while (day + 1 < all->modeller->days && !(next_total(all->queue, day) > 0))
        day++;
    return day;
}

/* The rows of the last days of a weekday, the newest first. Returns how many. */
static int same_weekday(const model_queue *queue, int weekday, int64_t rows[SAME_DAYS])
{
    int count = 0;
    for (int64_t row = queue->history->days - 1; row >= 0 && count < SAME_DAYS; row--) {
        bool same = when_weekday(queue->history->day[row]) == weekday && past_total(queue, row) > 0;
        if (same) rows[count++] = row;
    }
    return count;
}

static void draw_slots(const forecast_picture *all, svg_scale x, svg_scale y, const double *calls, const char *look)
{
    int64_t slots = all->queue->slots;
    svg_step *steps = allocate((size_t)slots, sizeof *steps);
    for (int64_t slot = 0; slot < slots; slot++)
        steps[slot] = step_of(x, y, (double)(all->queue->first + slot), calls[slot]);
    svg_steps(all->out, steps, slots, look);
    free(steps);
}

static void draw_slot_range(const forecast_picture *all, svg_scale x, svg_scale y, int64_t day)
{
    const model_queue *queue = all->queue;
    for (int64_t slot = 0; queue->low != NULL && slot < queue->slots; slot++) {
        int64_t at = day * queue->slots + slot;
        svg_step step = step_of(x, y, (double)(queue->first + slot), queue->high[at]);
        step.bottom = svg_place(y, queue->low[at]);
        svg_areas(all->out, &step, 1, RANGE_AREA);
    }
}

static void draw_profile(forecast_picture *all)
{
    const model_queue *queue = all->queue;
    svg_box box = {LEFT, all->y + ABOVE, RIGHT, all->y + ABOVE + TALL};
    int64_t day = next_open(all), rows[SAME_DAYS];
    const double *calls = queue->calls + day * queue->slots;
    int count = same_weekday(queue, when_weekday(all->modeller->day[day]), rows);
    double most = 0;
    for (int64_t slot = 0; slot < queue->slots; slot++) {
        most = fmax(most, queue->high != NULL ? queue->high[day * queue->slots + slot] : calls[slot]);
        for (int i = 0; i < count; i++)
            most = fmax(most, past_calls(queue, rows[i], slot));
    }
    char date[WHEN_SIZE], title[LINE_SIZE];
    svg_scale x = {(double)queue->first, (double)(queue->first + queue->slots), box.left, box.right};
    svg_scale y = calls_scale(most, box);
    when_write_weekday(all->modeller->day[day], date);
    snprintf(title, sizeof title, "Calls of an interval: %.30s, and the last days of its weekday (thin)", date);
    panel_title(all, title);
    calls_axis(all, y, box);
    time_axis(all, x, box, true);
    draw_slot_range(all, x, y, day);
    for (int i = 0; i < count; i++)
        draw_slots(all, x, y, queue->history->calls + rows[i] * queue->history->slots + queue->first, THIN_LINE);
    draw_slots(all, x, y, calls, NEXT_LINE);
    all->y = box.bottom + FOOT;
}

/* ---- weekdays by interval ---- */

/* The mean of the last eight weeks, of each weekday and interval; NaN where nothing is known. */
static double *weekday_means(const forecast_picture *all, double *most)
{
    const model_queue *queue = all->queue;
    const cli_history *history = queue->history;
    double *mean = allocate((size_t)(WEEKDAYS * queue->slots), sizeof *mean);
    *most = 0;
    for (int64_t cell = 0; cell < WEEKDAYS * queue->slots; cell++) {
        int64_t slot = cell % queue->slots, known = 0;
        for (int64_t row = 0; row < history->days; row++) {
            bool late = history->day[row] >= all->modeller->day[0] - SHOWN_DAYS;
            bool mine = late && when_weekday(history->day[row]) == cell / queue->slots;
            if (!mine || isnan(past_calls(queue, row, slot))) continue;
            mean[cell] += past_calls(queue, row, slot);
            known++;
        }
        mean[cell] = known > 0 ? mean[cell] / (double)known : NO_NUMBER;
        *most = fmax(*most, mean[cell]);
    }
    return mean;
}

/* From pale to dark, so that it holds in grey. */
static void shade(double share, char attribute[LINE_SIZE])
{
    static const int pale[3] = {0xf4, 0xf8, 0xfc}, dark[3] = {0x08, 0x2a, 0x5e};
    int colour[3];
    for (int i = 0; i < 3; i++)
        colour[i] = (int)floor(pale[i] + (dark[i] - pale[i]) * share + 0.5);
    snprintf(attribute, LINE_SIZE, "fill=\"#%02x%02x%02x\"", (unsigned)colour[0], (unsigned)colour[1],
             (unsigned)colour[2]);
}

static void draw_legend(const forecast_picture *all, double most, double y)
{
    char text[NUMBER_SIZE], look[LINE_SIZE];
    double right = RIGHT - 46, width = 120.0 / SHADES;
    svg_tick_text(most >= 10 ? round(most) : round(most * 100) / 100, most, text);
    for (int i = 0; i < SHADES; i++) {
        double left = right - (SHADES - i) * width;
        shade((i + 0.5) / SHADES, look);
        svg_rectangle(all->out, (svg_box){left, y - 10, left + width + 0.2, y}, look);
    }
    svg_text(all->out, right - SHADES * width - 6, y, letters("end"), span_of("0"));
    svg_text(all->out, right + 6, y, letters("start"), span_of(text));
}

static void draw_heat(forecast_picture *all)
{
    static const char *const names[WEEKDAYS] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    const model_queue *queue = all->queue;
    svg_box box = {LEFT, all->y + ABOVE, RIGHT, all->y + ABOVE + WEEKDAYS * CELL};
    svg_scale x = {(double)queue->first, (double)(queue->first + queue->slots), box.left, box.right};
    double most = 0, *mean = weekday_means(all, &most);
    char look[LINE_SIZE];
    panel_title(all, "Calls of an interval by weekday: the mean of the last eight weeks");
    draw_legend(all, most, box.top - 12);
    for (int64_t cell = 0; cell < WEEKDAYS * queue->slots; cell++) {
        if (isnan(mean[cell])) continue;
        double slot = (double)(queue->first + cell % queue->slots);
        double top = box.top + (double)(cell / queue->slots) * CELL;
        shade(most > 0 ? mean[cell] / most : 0, look);
        svg_rectangle(all->out, (svg_box){svg_place(x, slot), top, svg_place(x, slot + 1) + 0.2, top + CELL - 1}, look);
    }
    for (int i = 0; i < WEEKDAYS; i++)
        svg_text(all->out, box.left - 6, box.top + i * CELL + CELL - 5, letters("end"), span_of(names[i]));
    time_axis(all, x, box, false);
    free(mean);
    all->y = box.bottom + FOOT;
}

/* ---- the whole ---- */

static double height_of(const cli_modeller *modeller)
{
    double height = HEAD;
    for (int32_t i = 0; i < modeller->count; i++) {
        bool intervals = modeller->queue[i].slots > 1;
        height += (modeller->histories.queue != NULL ? ABOVE : 0) + ABOVE + TALL + FOOT;
        if (intervals) height += 2 * (ABOVE + FOOT) + TALL + WEEKDAYS * CELL;
    }
    return height;
}

static void draw_head(const forecast_picture *all, const char *title)
{
    static const struct {
        const char *look, *text;
    } entries[] = {{PAST_LINE, "history"}, {NEXT_LINE, "forecast"}};
    char text[LINE_SIZE];
    double x = LEFT, range = all->modeller->options->range;
    svg_text(all->out, LEFT, 34, (svg_letters){18, "start", INK, true, WIDTH - 2 * LEFT}, span_of(title));
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        svg_line(all->out, x, 57, x + 22, 57, entries[i].look);
        svg_text(all->out, x + 28, 62, letters("start"), span_of(entries[i].text));
        x += 28 + svg_text_width(span_of(entries[i].text), 12) + 16;
    }
    if (isnan(range)) return;
    snprintf(text, sizeof text, "range that holds %.6g %%", range * 100);
    svg_rectangle(all->out, (svg_box){x, 51, x + 22, 63}, RANGE_AREA);
    svg_text(all->out, x + 28, 62, letters("start"), span_of(text));
}

void forecast_svg(FILE *out, const cli_modeller *modeller)
{
    forecast_picture all = {.modeller = modeller, .out = out, .y = HEAD};
    char from[WHEN_SIZE], to[WHEN_SIZE], title[LINE_SIZE];
    when_write_date(modeller->day[0], from);
    when_write_date(modeller->day[modeller->days - 1], to);
    snprintf(title, sizeof title, "Forecast from %.30s to %.30s", from, to);
    svg_begin(out, WIDTH, height_of(modeller), title);
    draw_head(&all, title);
    for (int32_t i = 0; i < modeller->count; i++) {
        all.queue = &modeller->queue[i];
        if (modeller->histories.queue != NULL) {
            svg_text(out, LEFT, all.y + ABOVE - 10, (svg_letters){15, "start", INK, true, RIGHT - LEFT},
                     modeller->histories.queue[i]);
            all.y += ABOVE;
        }
        draw_days(&all);
        if (all.queue->slots == 1) continue;
        draw_profile(&all);
        draw_heat(&all);
    }
    svg_end(out);
}
