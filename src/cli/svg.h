/* SPDX-License-Identifier: MIT */
/* Pictures as SVG: the same bytes for the same data, in every locale. Places are in pixels from the upper left corner
 * and written to a tenth; an attribute text goes into its element as it stands. */
#ifndef WFM_CLI_SVG_H
#define WFM_CLI_SVG_H

#include "cli/number.h"

#include <stdint.h>
#include <stdio.h>

/* The picture's element with a white ground; the title is also read aloud. */
void svg_begin(FILE *out, double width, double height, const char *title);
void svg_end(FILE *out);

/* A filling of dark stripes that holds in grey, for fill="url(#name)". */
void svg_hatch(FILE *out, const char *name, const char *ground, const char *stripe);

typedef struct svg_box {
    double left, top, right, bottom;
} svg_box;

/* What is drawn between is cut at the box; each box of a picture has a number of its own. */
void svg_clip(FILE *out, int number, svg_box box);
void svg_clip_end(FILE *out);

typedef struct svg_letters {
    double size;
    const char *anchor; /* start, middle or end */
    const char *fill;
    bool bold;
    double room; /* longer text is cut; 0: any length */
} svg_letters;

/* Any bytes may be text: what XML cannot hold is replaced, what is no UTF-8 is taken as Latin-1. */
void svg_text(FILE *out, double x, double y, svg_letters letters, span text);

/* About as wide as a wide sans-serif font sets it. */
double svg_text_width(span text, double size);

void svg_line(FILE *out, double x1, double y1, double x2, double y2, const char *attributes);
void svg_rectangle(FILE *out, svg_box box, const char *attributes);
void svg_dot(FILE *out, double x, double y, double radius, const char *attributes);

/* One interval of a step line, or a box under it. What is not a number is not there. */
typedef svg_box svg_step;
void svg_areas(FILE *out, const svg_step *steps, int64_t count, const char *attributes);

/* A line along the tops, broken where a step is not there or does not begin where the last one ended. */
void svg_steps(FILE *out, const svg_step *steps, int64_t count, const char *attributes);

/* A line through points; only the left and the top of a step count. */
void svg_curve(FILE *out, const svg_step *points, int64_t count, const char *attributes);

/* An axis from one value to another, and where these are. */
typedef struct svg_scale {
    double from, to, at, until;
} svg_scale;
double svg_place(svg_scale scale, double value);

/* The smallest round number not below least: 1, 2 or 5 times a power of ten, finely also those between. */
double svg_round_step(double least, bool finely);

/* A tick's number as people write it in little room: 2500, 20k, 1.5M. */
void svg_tick_text(double value, double largest, char text[NUMBER_SIZE]);

#endif
