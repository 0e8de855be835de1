/* SPDX-License-Identifier: MIT */
/* A plan as a picture: a panel for each day of each queue, agents and calls above, service level below. */
#include "cli/plan_command.h"
#include "cli/svg.h"
#include "cli/verdict.h"
#include "cli/when.h"

#include <stdlib.h>
#include <string.h>

/* Five weeks of days, or a week of five queues: what still fits a sheet of paper. */
enum { MOST_PANELS = 35 };
enum { WIDTH = 960, EDGE = 16, HEAD = 98 };

/* Dark on light throughout, so that grey is enough: a requirement is the darkest line, a shortage the darkest area. */
#define REQUIRED "#14213d"
#define SCHEDULED "#1976d2"
#define INK "#222"
#define GREY "#666"
#define REQUIRED_LINE "stroke=\"" REQUIRED "\" stroke-width=\"2\""
#define SCHEDULED_LINE "stroke=\"" SCHEDULED "\" stroke-width=\"1.5\""
#define ROSTERED_LINE "stroke=\"" GREY "\" stroke-width=\"1.2\" stroke-dasharray=\"2 1.5\""
#define TARGET_LINE "stroke=\"" INK "\" stroke-width=\"1\" stroke-dasharray=\"5 3\""
#define CALLS_AREA "fill=\"#c6ced8\""
#define REQUIRED_AREA "fill=\"#8fb4dc\" fill-opacity=\"0.45\""
#define SURPLUS_AREA "fill=\"#d3efda\""
#define SHORTAGE_AREA "fill=\"url(#shortage)\""
#define OVERLOADED_AREA "fill=\"#000\""
#define MISSED_AREA "fill=\"#c62828\""
#define GRID_LINE "stroke=\"#ccc\" stroke-width=\"0.6\""
#define FRAME_LINE "stroke=\"#888\" stroke-width=\"0.8\" fill=\"none\""

/* Sizes of a panel: few panels are large. */
typedef struct panel_size {
    int columns;
    double letters, left, right;   /* of the ticks; the margins that hold them */
    double agents, marks, service; /* heights */
    double above;                  /* in letters: titles */
    int ticks;                     /* most of them on the axis of agents */
} panel_size;

static const panel_size sizes[] = {
    {1, 12, 52, 62, 300, 8, 100, 2, 6}, {2, 10, 40, 46, 150, 7, 54, 3.4, 5}, {4, 8, 28, 32, 84, 5, 32, 3.4, 4}};

typedef struct picture_panel {
    int64_t first, end;
    int column, row;
    double agents_step, calls_step; /* of the axes, shared by the days of a queue */
    int ticks;
} picture_panel;

typedef struct picture {
    const cli_plan *plan;
    FILE *out;
    panel_size size;
    picture_panel *panels;
    int64_t count;
    int rows;
    bool scheduled, rostered, targeted, several_queues;
    double from, to; /* seconds of the day, full hours */
    wfm_status status;
    svg_step *steps; /* of the panel at hand */
} picture;

/* ---- what is drawn ---- */

static int64_t panels_of(const cli_plan *plan)
{
    int64_t count = 0;
    for (int64_t row = 0; row < plan->grid.count; row = grid_day_end(&plan->grid, row))
        count++;
    return count;
}

bool plan_svg_fits(const cli_plan *plan)
{
    int64_t count = panels_of(plan);
    if (count <= MOST_PANELS) return true;
    fprintf(stderr, "wfm: --svg draws a panel for each day of each queue, at most %d: here are %lld; split the file\n",
            MOST_PANELS, (long long)count);
    return false;
}

static double second_of(const cli_grid *grid, int64_t row)
{
    return (double)(grid->time[row] - grid_day(grid, row) * DAY_S);
}

static double end_of(const cli_grid *grid, int64_t row)
{
    return second_of(grid, row) + grid_value(grid, INPUT_INTERVAL, row);
}

static bool has_input(const cli_grid *grid, cli_input input)
{
    ptrdiff_t stride = 0;
    return grid_input(grid, input, &stride) != NULL;
}

static void look_through(picture *all)
{
    const cli_grid *grid = &all->plan->grid;
    all->scheduled = has_input(grid, INPUT_SCHEDULED);
    all->rostered = !all->scheduled && has_input(grid, INPUT_SHRINKAGE);
    all->targeted = has_input(grid, INPUT_SERVICE_LEVEL);
    all->several_queues = grid->queue_count > 1;
    all->from = DAY_S;
    for (int64_t row = 0; row < grid->count; row++) {
        all->from = fmin(all->from, floor(second_of(grid, row) / 3600) * 3600);
        all->to = fmax(all->to, ceil(end_of(grid, row) / 3600) * 3600);
        all->status |= staff_status(&all->plan->staff, row);
    }
}

static double largest(const picture *all, cli_key key, int64_t first, int64_t end)
{
    double most = 0;
    for (int64_t row = first; row < end; row++) {
        double value = staff_value(&all->plan->staff, key, row);
        if (isfinite(value)) most = fmax(most, value);
    }
    return most;
}

/* Both axes have the same number of ticks, so that one grid serves both; calls fill three fifths, behind the agents. */
static void settle_axes(const picture *all, picture_panel *panel, int64_t first, int64_t end)
{
    double agents = fmax(largest(all, KEY_AGENTS, first, end), largest(all, KEY_SCHEDULED, first, end));
    if (all->rostered) agents = fmax(agents, largest(all, KEY_ROSTERED, first, end));
    agents *= 1.04;
    panel->agents_step = svg_round_step(fmax(agents / all->size.ticks, 1), false);
    panel->ticks = (int)fmax(ceil(agents / panel->agents_step), 1);
    panel->calls_step = svg_round_step(largest(all, KEY_CALLS, first, end) / (0.6 * panel->ticks), true);
}

/* Where there are several days each queue begins a row of panels. */
static void settle_panels(picture *all)
{
    const cli_grid *grid = &all->plan->grid;
    bool several_days = all->count > (all->several_queues ? grid->queue_count : 1);
    int column = 0, row = 0;
    picture_panel *panel = all->panels;
    for (int64_t queue = 0, next = 0; queue < grid->count; queue = next) {
        next = grid_queue_end(grid, queue);
        bool begin = column == all->size.columns || (several_days && column > 0);
        if (begin) row++;
        if (begin) column = 0;
        for (int64_t first = queue; first < next; panel++) {
            if (column == all->size.columns) row++;
            column %= all->size.columns;
            *panel = (picture_panel){.first = first, .end = grid_day_end(grid, first), .column = column++, .row = row};
            settle_axes(all, panel, queue, next);
            first = panel->end;
        }
    }
    all->rows = row + 1;
}

/* ---- the parts of a panel ---- */

typedef struct panel_place {
    svg_box agents, service; /* the two plots */
    svg_scale time, agents_scale, calls_scale, service_scale;
} panel_place;

static double panel_height(const panel_size *size)
{
    return size->agents + size->marks + size->service + (size->above + 4.3) * size->letters + 12;
}

static panel_place place_of(const picture *all, const picture_panel *panel)
{
    const panel_size *size = &all->size;
    double width = (WIDTH - 2.0 * EDGE) / size->columns;
    double left = EDGE + width * panel->column + size->left, right = left - size->left + width - size->right;
    double top = HEAD + panel_height(size) * panel->row + size->above * size->letters;
    panel_place place = {.agents = {left, top, right, top + size->agents}};
    double below = place.agents.bottom + size->marks + 2 * size->letters;
    place.service = (svg_box){left, below, right, below + size->service};
    place.time = (svg_scale){all->from, all->to, left, right};
    place.agents_scale = (svg_scale){0, panel->agents_step * panel->ticks, place.agents.bottom, top};
    place.calls_scale = (svg_scale){0, panel->calls_step * panel->ticks, place.agents.bottom, top};
    place.service_scale = (svg_scale){0, 1, place.service.bottom, below};
    return place;
}

static svg_letters letters_of(const picture *all, const char *anchor)
{
    return (svg_letters){.size = all->size.letters, .anchor = anchor, .fill = "#444"};
}

static void tick(const picture *all, double x, double y, const char *anchor, const char *text)
{
    svg_text(all->out, x, y, letters_of(all, anchor), span_of(text));
}

static void agents_axes(const picture *all, const picture_panel *panel, const panel_place *place)
{
    const svg_box *box = &place->agents;
    for (int i = 0; i <= panel->ticks; i++) {
        char text[NUMBER_SIZE];
        double y = svg_place(place->agents_scale, panel->agents_step * i), below = y + all->size.letters * 0.35;
        svg_line(all->out, box->left, y, box->right, y, GRID_LINE);
        svg_tick_text(panel->agents_step * i, place->agents_scale.to, text);
        tick(all, box->left - 5, below, "end", text);
        svg_tick_text(panel->calls_step * i, place->calls_scale.to, text);
        tick(all, box->right + 5, below, "start", text);
    }
}

static void service_axis(const picture *all, const panel_place *place)
{
    static const char *const texts[] = {"0%", "50%", "100%"};
    const svg_box *box = &place->service;
    for (int i = 0; i < 3; i++) {
        double y = svg_place(place->service_scale, i / 2.0);
        svg_line(all->out, box->left, y, box->right, y, GRID_LINE);
        tick(all, box->left - 5, y + all->size.letters * 0.35, "end", texts[i]);
    }
}

/* Full hours, or the round parts and multiples of one that leave room for their text. */
static void time_axis(const picture *all, const panel_place *place)
{
    static const int steps[] = {300, 900, 1800, 3600, 7200, 10800, 14400, 21600, 43200};
    double room = 3.7 * all->size.letters / fabs(place->time.until - place->time.at) * (all->to - all->from);
    int step = DAY_S;
    for (size_t i = sizeof steps / sizeof *steps; i-- > 0 && steps[i] >= room;)
        step = steps[i];
    for (int64_t at = (int64_t)ceil(all->from / step) * step; (double)at <= all->to; at += step) {
        char text[WHEN_SIZE];
        double x = svg_place(place->time, (double)at);
        svg_line(all->out, x, place->agents.top, x, place->agents.bottom, GRID_LINE);
        svg_line(all->out, x, place->service.top, x, place->service.bottom + 3, GRID_LINE);
        when_write_time(at, text);
        tick(all, x, place->service.bottom + 5 + all->size.letters, "middle", text);
    }
}

/* ---- the rows as steps ---- */

typedef double row_value(const picture *all, int64_t row);

static double required(const picture *all, int64_t row)
{
    return staff_value(&all->plan->staff, KEY_AGENTS, row);
}

static double scheduled(const picture *all, int64_t row)
{
    return staff_value(&all->plan->staff, KEY_SCHEDULED, row);
}

static double rostered(const picture *all, int64_t row)
{
    return staff_value(&all->plan->staff, KEY_ROSTERED, row);
}

static double calls(const picture *all, int64_t row)
{
    return staff_value(&all->plan->staff, KEY_CALLS, row);
}

static double service(const picture *all, int64_t row)
{
    return staff_value(&all->plan->staff, KEY_SERVICE_LEVEL, row);
}

static double service_scheduled(const picture *all, int64_t row)
{
    return staff_value(&all->plan->staff, KEY_SERVICE_LEVEL_SCHEDULED, row);
}

static double service_target(const picture *all, int64_t row)
{
    double target = grid_value(&all->plan->grid, INPUT_SERVICE_LEVEL, row);
    return target > 0 ? target : NO_NUMBER; /* 0 is not given */
}

static double zero(const picture *all, int64_t row)
{
    (void)all;
    (void)row;
    return 0;
}

typedef struct steps_place {
    svg_scale time, values;
} steps_place;

/* The rows of a panel between two of their values. */
static int64_t step_rows(const picture *all, const picture_panel *panel, steps_place place, row_value *top,
                         row_value *bottom)
{
    const cli_grid *grid = &all->plan->grid;
    for (int64_t row = panel->first; row < panel->end; row++) {
        svg_step *step = &all->steps[row - panel->first];
        step->left = svg_place(place.time, second_of(grid, row));
        step->right = svg_place(place.time, end_of(grid, row));
        step->top = svg_place(place.values, top(all, row));
        step->bottom = svg_place(place.values, bottom(all, row));
    }
    return panel->end - panel->first;
}

static void draw_area(const picture *all, const picture_panel *panel, steps_place place, row_value *top,
                      row_value *bottom, const char *look)
{
    svg_areas(all->out, all->steps, step_rows(all, panel, place, top, bottom), look);
}

static void draw_line(const picture *all, const picture_panel *panel, steps_place place, row_value *value,
                      const char *look)
{
    svg_steps(all->out, all->steps, step_rows(all, panel, place, value, zero), look);
}

/* Bars stand apart where there is room. */
static void draw_calls(const picture *all, const picture_panel *panel, const panel_place *place)
{
    steps_place here = {place->time, place->calls_scale};
    int64_t count = step_rows(all, panel, here, calls, zero);
    for (int64_t i = 0; i < count; i++) {
        if (all->steps[i].right - all->steps[i].left >= 5) all->steps[i].right -= 1;
    }
    svg_areas(all->out, all->steps, count, CALLS_AREA);
}

static void draw_agents(const picture *all, const picture_panel *panel, const panel_place *place)
{
    steps_place here = {place->time, place->agents_scale};
    draw_calls(all, panel, place);
    if (all->scheduled) {
        draw_area(all, panel, here, scheduled, required, SURPLUS_AREA);
        draw_area(all, panel, here, required, scheduled, SHORTAGE_AREA);
        draw_line(all, panel, here, scheduled, SCHEDULED_LINE);
    } else {
        draw_area(all, panel, here, required, zero, REQUIRED_AREA);
    }
    if (all->rostered) draw_line(all, panel, here, rostered, ROSTERED_LINE);
    draw_line(all, panel, here, required, REQUIRED_LINE);
}

static void draw_service(const picture *all, const picture_panel *panel, const panel_place *place)
{
    steps_place here = {place->time, place->service_scale};
    draw_line(all, panel, here, service_target, TARGET_LINE);
    draw_line(all, panel, here, service, REQUIRED_LINE);
    if (all->scheduled) draw_line(all, panel, here, service_scheduled, SCHEDULED_LINE);
}

enum {
    OVERLOADED = WFM_CAVEAT_OVERLOADED | WFM_CAVEAT_SCHEDULED_OVERLOADED,
    MISSED = WFM_CAVEAT_TARGET_MISSED | WFM_CAVEAT_SCHEDULED_MISSES
};

static double is_overloaded(const picture *all, int64_t row)
{
    return (staff_status(&all->plan->staff, row) & OVERLOADED) != 0 ? 1 : 0;
}

static double is_missed(const picture *all, int64_t row)
{
    bool missed = (staff_status(&all->plan->staff, row) & MISSED) != 0;
    return missed && is_overloaded(all, row) == 0 ? 0.5 : 0;
}

/* Under the agents: a high black mark where the queue grows without end, a low red one where a target is missed. */
static void draw_marks(const picture *all, const picture_panel *panel, const panel_place *place)
{
    double top = place->agents.bottom + 2;
    steps_place here = {place->time, {0, 1, top + all->size.marks, top}};
    if ((all->status & OVERLOADED) != 0) draw_area(all, panel, here, is_overloaded, zero, OVERLOADED_AREA);
    if ((all->status & MISSED) != 0) draw_area(all, panel, here, is_missed, zero, MISSED_AREA);
}

/* ---- words ---- */

/* "a, b": the parts that are there. */
static void join(char *text, size_t room, const char *format, const char *value)
{
    size_t size = strlen(text);
    size += (size_t)snprintf(text + size, room - size, "%s", size > 0 ? ", " : "");
    if (size < room) snprintf(text + size, room - size, format, value);
}

enum { LINE_SIZE = 400 };

static void join_figure(char line[LINE_SIZE], cli_look look, double value, const char *format)
{
    char number[NUMBER_SIZE];
    look_write(look, value, number);
    join(line, LINE_SIZE, format, number);
}

static void shortage_line(char line[LINE_SIZE], const wfm_plan_totals *totals)
{
    char text[80], hours[NUMBER_SIZE];
    if (totals->short_intervals == 0) return;
    look_write(LOOK_TENTHS, totals->short_hours, hours);
    snprintf(text, sizeof text, "%s h short in %lld interval%s", hours, (long long)totals->short_intervals,
             totals->short_intervals == 1 ? "" : "s");
    join(line, LINE_SIZE, "%s", text);
}

/* The right of a panel's head, whole: the date where the left is a queue's name, and what there is room for. */
static void panel_figures(const picture *all, const picture_panel *panel, const char *date, char line[LINE_SIZE])
{
    wfm_plan_totals totals = staff_totals(&all->plan->staff, panel->first, panel->end, 1);
    bool large = all->size.columns <= 2, dated = all->several_queues && date[0] != '\0';
    line[0] = '\0';
    if (dated) join(line, LINE_SIZE, "%s", date);
    if (dated && !large) return;
    if (large && !dated) join_figure(line, LOOK_WHOLE, totals.calls, "%s calls");
    bool shortage = totals.short_intervals > 0;
    if (shortage) join_figure(line, LOOK_TENTHS, totals.short_hours, "%s h short");
    if (!shortage) join_figure(line, LOOK_NUMBER, totals.peak_agents, "peak %s");
}

static void panel_head(const picture *all, const picture_panel *panel, const panel_place *place)
{
    const cli_plan *plan = all->plan;
    double size = all->size.letters + 1, y = place->agents.top - 2 * all->size.letters - 3;
    double left = place->agents.left, right = place->agents.right;
    char figures[LINE_SIZE], date[WHEN_SIZE] = "";
    cli_shown name = shown_of(plan_queue_name(plan, panel->first));
    if (plan->grid.has_date) when_write_weekday(grid_day(&plan->grid, panel->first), date);
    panel_figures(all, panel, date, figures);
    double room = fmax(right - left - svg_text_width(span_of(figures), size) - 8, size);
    const char *head = all->several_queues ? name.text : date;
    svg_text(all->out, left, y, (svg_letters){size, "start", INK, true, room}, span_of(head));
    svg_text(all->out, right, y, (svg_letters){size, "end", "#444", false, 0}, span_of(figures));
}

enum { CAPTION_SIZE = 90 };

/* "calls per 30 min": of the interval, where all rows have one length. */
static void interval_text(const cli_grid *grid, char text[CAPTION_SIZE])
{
    char number[NUMBER_SIZE];
    double length = grid_value(grid, INPUT_INTERVAL, 0);
    snprintf(text, CAPTION_SIZE, "calls per interval");
    for (int64_t row = 1; row < grid->count; row++) {
        if (grid_value(grid, INPUT_INTERVAL, row) != length) return;
    }
    bool minutes = fmod(length, 60) == 0;
    number_write(minutes ? length / 60 : length, number);
    snprintf(text, CAPTION_SIZE, "calls per %s %s", number, minutes ? "min" : "s");
}

/* What the service level is: the time may differ from row to row, and may be none. */
static void service_text(const picture *all, char text[CAPTION_SIZE])
{
    const cli_grid *grid = &all->plan->grid;
    char number[NUMBER_SIZE];
    double within = grid_value(grid, INPUT_ANSWER_WITHIN, 0);
    snprintf(text, CAPTION_SIZE, "service level");
    for (int64_t row = 1; row < grid->count; row++) {
        if (grid_value(grid, INPUT_ANSWER_WITHIN, row) != within) return;
    }
    number_write(within, number);
    if (within > 0) snprintf(text, CAPTION_SIZE, "service level: answered within %s s", number);
    if (!(within > 0)) snprintf(text, CAPTION_SIZE, "service level: answered without waiting");
}

static void axis_titles(const picture *all, const panel_place *place)
{
    char text[CAPTION_SIZE];
    double above = place->agents.top - 0.7 * all->size.letters;
    tick(all, place->agents.left - all->size.left + 8, above, "start", "agents");
    interval_text(&all->plan->grid, text);
    tick(all, place->agents.right + all->size.right - 8, above, "end", text);
    service_text(all, text);
    tick(all, place->service.left, place->service.top - 0.5 * all->size.letters, "start", text);
}

static void draw_panel(const picture *all, const picture_panel *panel, int number)
{
    panel_place place = place_of(all, panel);
    if (all->count > 1) panel_head(all, panel, &place);
    agents_axes(all, panel, &place);
    service_axis(all, &place);
    time_axis(all, &place);
    axis_titles(all, &place);
    svg_clip(all->out, number, (svg_box){place.agents.left, 0, place.agents.right, place.service.bottom + 2});
    draw_agents(all, panel, &place);
    draw_marks(all, panel, &place);
    draw_service(all, panel, &place);
    svg_clip_end(all->out);
    svg_rectangle(all->out, place.agents, FRAME_LINE);
    svg_rectangle(all->out, place.service, FRAME_LINE);
}

/* ---- the head of the picture ---- */

static void dates_join(const picture *all, char title[LINE_SIZE])
{
    const cli_grid *grid = &all->plan->grid;
    int64_t first = grid_day(grid, 0), last = first;
    char from[WHEN_SIZE], to[WHEN_SIZE], dates[2 * WHEN_SIZE + 4];
    if (!grid->has_date) return;
    for (int64_t i = 0; i < all->count; i++) {
        int64_t day = grid_day(grid, all->panels[i].first);
        if (day < first) first = day;
        if (day > last) last = day;
    }
    when_write_weekday(first, from);
    when_write_weekday(last, to);
    snprintf(dates, sizeof dates, "%s%s%s", from, first == last ? "" : " to ", first == last ? "" : to);
    join(title, LINE_SIZE, "%s", dates);
}

static void write_title(const picture *all, char title[LINE_SIZE])
{
    const cli_plan *plan = all->plan;
    char text[64];
    title[0] = '\0';
    snprintf(text, sizeof text, "%d queues", (int)plan->grid.queue_count);
    bool named = !all->several_queues && plan_queue_name(plan, 0).size > 0;
    join(title, LINE_SIZE, "%s", "Agents on the phones");
    if (all->several_queues) join(title, LINE_SIZE, "%s", text);
    if (named) join(title, LINE_SIZE, "%s", shown_of(plan_queue_name(plan, 0)).text);
    dates_join(all, title);
}

static void write_target(const picture *all, char line[LINE_SIZE])
{
    const cli_plan *plan = all->plan;
    wfm_plan_totals totals = plan_totals(plan);
    char targets[TARGETS_SIZE];
    grid_targets_write(&plan->grid, plan->options, targets);
    line[0] = '\0';
    bool chosen = plan->options->default_target && plan->grid.constant[INPUT_SERVICE_LEVEL] > 0;
    join(line, LINE_SIZE, chosen ? "staffed for %s (the default)" : "staffed for %s", targets);
    join_figure(line, LOOK_PERCENT, totals.service_level, "service level with the agents required %s");
    if (all->scheduled) join_figure(line, LOOK_PERCENT, totals.service_level_scheduled, "with those scheduled %s");
}

static void write_figures(const picture *all, char line[LINE_SIZE])
{
    const cli_plan *plan = all->plan;
    wfm_plan_totals totals = plan_totals(plan);
    char moment[MOMENT_SIZE];
    line[0] = '\0';
    join_figure(line, LOOK_WHOLE, totals.calls, "%s calls");
    if (grid_has_key(&plan->grid, KEY_ABANDONMENT)) join_figure(line, LOOK_PERCENT, totals.abandonment, "%s hang up");
    if (grid_has_key(&plan->grid, KEY_BLOCKING)) join_figure(line, LOOK_PERCENT, totals.blocking, "%s turned away");
    join_figure(line, LOOK_TENTHS, totals.agent_hours, "%s agent hours");
    if (all->rostered) join_figure(line, LOOK_TENTHS, totals.rostered_hours, "%s h to roster");
    join_figure(line, LOOK_NUMBER, totals.peak_agents, "peak %s agents");
    moment_write(&plan->grid, totals.peak_row, moment);
    bool one_day = plan_days_of_all(plan) == 1;
    if (one_day) when_write_time((int64_t)second_of(&plan->grid, totals.peak_row), moment);
    size_t size = strlen(line);
    snprintf(line + size, LINE_SIZE - size, " at %s", moment);
    if (all->scheduled) join_figure(line, LOOK_TENTHS, totals.scheduled_hours, "%s h scheduled");
    shortage_line(line, &totals);
}

typedef struct legend_entry {
    bool shown, area;
    double height; /* of an area */
    const char *look, *text;
} legend_entry;

static void draw_legend(const picture *all, double y)
{
    const legend_entry entries[] = {
        {true, false, 0, REQUIRED_LINE, "required"},
        {all->scheduled, false, 0, SCHEDULED_LINE, "scheduled"},
        {all->rostered, false, 0, ROSTERED_LINE, "to roster"},
        {all->scheduled, true, 11, SHORTAGE_AREA, "shortage"},
        {all->scheduled, true, 11, SURPLUS_AREA, "surplus"},
        {true, true, 11, CALLS_AREA, "calls"},
        {all->targeted, false, 0, TARGET_LINE, "target"},
        {(all->status & MISSED) != 0, true, 4, MISSED_AREA, "misses a target"},
        {(all->status & OVERLOADED) != 0, true, 8, OVERLOADED_AREA, "overloaded"},
    };
    double x = EDGE;
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        const legend_entry *entry = &entries[i];
        if (!entry->shown) continue;
        svg_box swatch = {x, y - entry->height, x + 22, y};
        if (entry->area) svg_rectangle(all->out, swatch, entry->look);
        if (!entry->area) svg_line(all->out, x, y - 4, x + 22, y - 4, entry->look);
        svg_text(all->out, x + 28, y, (svg_letters){12, "start", INK, false, 0}, span_of(entry->text));
        x += 28 + svg_text_width(span_of(entry->text), 12) + 14;
    }
}

static void draw_head(const picture *all, const char *title)
{
    char line[LINE_SIZE];
    double room = WIDTH - 2 * EDGE;
    svg_letters look = {12, "start", "#444", false, room};
    svg_text(all->out, EDGE, 28, (svg_letters){18, "start", INK, true, room}, span_of(title));
    write_target(all, line);
    svg_text(all->out, EDGE, 46, look, span_of(line));
    write_figures(all, line);
    svg_text(all->out, EDGE, 62, look, span_of(line));
    draw_legend(all, 84);
}

void plan_svg(FILE *out, const cli_plan *plan)
{
    char title[LINE_SIZE];
    picture all = {.plan = plan, .out = out, .count = panels_of(plan)};
    all.size = sizes[all.count > 1 ? (all.count > 8 ? 2 : 1) : 0];
    all.panels = allocate((size_t)all.count, sizeof *all.panels);
    look_through(&all);
    settle_panels(&all);
    all.steps = allocate((size_t)plan->grid.count, sizeof *all.steps);
    write_title(&all, title);
    svg_begin(out, WIDTH, HEAD + panel_height(&all.size) * all.rows, title);
    svg_hatch(out, "shortage", "#f3c1bb", "#8e1b1b");
    draw_head(&all, title);
    for (int64_t i = 0; i < all.count; i++)
        draw_panel(&all, &all.panels[i], (int)i);
    svg_end(out);
    free(all.steps);
    free(all.panels);
}
