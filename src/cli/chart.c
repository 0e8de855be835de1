/* SPDX-License-Identifier: MIT */
#include "cli/chart.h"

#include "cli/when.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HEIGHT = 6, AXIS = 9 }; /* lines of the columns; characters to the left of them */

typedef struct cli_bars {
    double *top;   /* the largest value of each bar */
    int64_t *hour; /* a full hour that begins in the bar, or -1 */
    int64_t count;
    int columns; /* characters for each bar */
} cli_bars;

static cli_bars gather(const double *agents, const int64_t *seconds, int64_t count, int64_t room)
{
    int64_t each = (count + room - 1) / room;
    cli_bars bars = {.count = (count + each - 1) / each};
    bars.columns = bars.count * 2 <= room ? 2 : 1;
    bars.top = allocate((size_t)bars.count, sizeof *bars.top);
    bars.hour = allocate((size_t)bars.count, sizeof *bars.hour);
    for (int64_t i = 0; i < bars.count; i++)
        bars.hour[i] = -1;
    for (int64_t i = 0; i < count; i++) {
        int64_t bar = i / each;
        if (agents[i] > bars.top[bar]) bars.top[bar] = agents[i];
        if (seconds[i] % 3600 == 0) bars.hour[bar] = seconds[i] / 3600;
    }
    return bars;
}

static double finite_peak(const cli_bars *bars)
{
    double peak = 0;
    for (int64_t i = 0; i < bars->count; i++) {
        bool higher = isfinite(bars->top[i]) && bars->top[i] > peak;
        if (higher) peak = bars->top[i];
    }
    return peak;
}

/* The part of a bar that stands in a line, in eighths; in ASCII a line is full or empty. */
static const char *glyph(const cli_sink *sink, double eighths)
{
    static const char *const blocks[] = {" ",      "\u2581", "\u2582", "\u2583", "\u2584",
                                         "\u2585", "\u2586", "\u2587", "\u2588"};
    if (!sink->unicode) return eighths >= 4 ? "#" : " ";
    if (eighths >= 8) return blocks[8];
    return blocks[eighths <= 0 ? 0 : (int)eighths];
}

static void write_line(const cli_sink *sink, const cli_bars *bars, double peak, int line)
{
    char label[NUMBER_SIZE] = "";
    if (line == HEIGHT - 1) look_write(LOOK_WHOLE, peak, label);
    if (line == 0) strcpy(label, "0");
    fprintf(sink->file, "%*s %s", AXIS - 2, label, sink->unicode ? "\u2502" : "|");
    for (int64_t i = 0; i < bars->count; i++) {
        double filled = isinf(bars->top[i]) ? HEIGHT : bars->top[i] / peak * HEIGHT;
        double eighths = floor((filled - line) * 8 + 0.5);
        bool some = line == 0 && bars->top[i] > 0;
        double least = sink->unicode ? 1 : 4;
        if (some && eighths < least) eighths = least; /* few agents are not none */
        for (int j = 0; j < bars->columns; j++)
            fputs(glyph(sink, eighths), sink->file);
    }
    fputc('\n', sink->file);
}

/* Full hours where there is room for them. */
static void write_hours(const cli_sink *sink, const cli_bars *bars)
{
    fprintf(sink->file, "%*s", AXIS, "");
    int64_t at = 0;
    for (int64_t i = 0; i < bars->count; i++) {
        int64_t place = i * bars->columns;
        bool free_place = place == 0 || place > at;
        if (bars->hour[i] < 0 || !free_place) continue;
        char text[WHEN_SIZE];
        when_write_time(bars->hour[i] * 3600, text);
        fprintf(sink->file, "%*s%s", (int)(place - at), "", text);
        at = place + (int64_t)strlen(text);
    }
    fputc('\n', sink->file);
}

void chart_write(const cli_sink *sink, const char *title, const double *agents, const int64_t *seconds, int64_t count)
{
    int width = sink->width > 0 ? sink->width : 80;
    cli_bars bars = gather(agents, seconds, count, width - AXIS);
    double peak = finite_peak(&bars);
    if (peak > 0) {
        fprintf(sink->file, "  %s\n", title);
        for (int line = HEIGHT - 1; line >= 0; line--)
            write_line(sink, &bars, peak, line);
        write_hours(sink, &bars);
    }
    free(bars.top);
    free(bars.hour);
}
