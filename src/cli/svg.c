/* SPDX-License-Identifier: MIT */
#include "cli/svg.h"

#include "cli/write.h"

#include <string.h>

/* A place in tenths of a pixel: printf's point is the locale's, and its digits end nowhere. */
static void put_number(FILE *out, double value)
{
    long long tenths = llround(value * 10);
    if (tenths < 0) fputc('-', out);
    if (tenths < 0) tenths = -tenths;
    fprintf(out, "%lld", tenths / 10);
    if (tenths % 10 != 0) fprintf(out, ".%lld", tenths % 10);
}

static void put_attribute(FILE *out, const char *name, double value)
{
    fprintf(out, " %s=\"", name);
    put_number(out, value);
    fputc('"', out);
}

static void put_place(FILE *out, char command, double x, double y)
{
    fputc(command, out);
    put_number(out, x);
    fputc(' ', out);
    put_number(out, y);
}

/* A character that XML knows by another name, else null. */
static const char *entity_of(char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return NULL;
    }
}

/* U+FFFE and U+FFFF are UTF-8 and no characters of XML. */
static bool is_noncharacter(const char *text, size_t size)
{
    return size == 3 && (memcmp(text, "\xEF\xBF\xBE", 3) == 0 || memcmp(text, "\xEF\xBF\xBF", 3) == 0);
}

/* One character of text; returns its size. */
static size_t put_character(FILE *out, span text)
{
    unsigned char c = (unsigned char)text.data[0];
    size_t size = utf8_size(text);
    bool control = c < 0x20 || c == 0x7F;
    if (size == 0 && c >= 0xA0) {
        fprintf(out, "&#%d;", c);
    } else if (size == 0 || control) {
        fputc('?', out);
    } else if (entity_of(text.data[0]) != NULL) {
        fputs(entity_of(text.data[0]), out);
    } else if (is_noncharacter(text.data, size)) {
        fputc('?', out);
    } else {
        fwrite(text.data, 1, size, out);
    }
    return size > 0 ? size : 1;
}

static void put_text(FILE *out, span text)
{
    for (size_t at = 0; at < text.size;)
        at += put_character(out, (span){text.data + at, text.size - at});
}

void svg_begin(FILE *out, double width, double height, const char *title)
{
    fputs("<svg xmlns=\"http://www.w3.org/2000/svg\"", out);
    put_attribute(out, "width", width);
    put_attribute(out, "height", height);
    fputs(" viewBox=\"0 0 ", out);
    put_number(out, width);
    fputc(' ', out);
    put_number(out, height);
    fputs("\" role=\"img\" font-family=\"Helvetica, Arial, sans-serif\">\n<title>", out);
    put_text(out, span_of(title));
    fputs("</title>\n", out);
    svg_rectangle(out, (svg_box){0, 0, width, height}, "fill=\"#fff\"");
}

void svg_end(FILE *out)
{
    fputs("</svg>\n", out);
}

void svg_hatch(FILE *out, const char *name, const char *ground, const char *stripe)
{
    fprintf(out,
            "<defs><pattern id=\"%s\" patternUnits=\"userSpaceOnUse\" width=\"5\" height=\"5\" "
            "patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"%s\"/><rect width=\"2.5\" "
            "height=\"5\" fill=\"%s\"/></pattern></defs>\n",
            name, ground, stripe);
}

void svg_clip(FILE *out, int number, svg_box box)
{
    fprintf(out, "<clipPath id=\"box%d\">", number);
    svg_rectangle(out, box, "");
    fprintf(out, "</clipPath>\n<g clip-path=\"url(#box%d)\">\n", number);
}

void svg_clip_end(FILE *out)
{
    fputs("</g>\n", out);
}

/* Of the font's size, a little more than in the widest of the usual fonts. */
static double character_width(unsigned char lead)
{
    if (strchr("ijl.,:;|'!()[] It", lead) != NULL) return 0.4;
    if (strchr("mwMW@%", lead) != NULL) return 0.95;
    return lead >= 0xE3 ? 1.05 : 0.64; /* from U+3000 on letters are square */
}

static double width_of_first(span text, size_t *size)
{
    *size = utf8_size(text);
    if (*size == 0) *size = 1;
    return character_width((unsigned char)text.data[0]);
}

double svg_text_width(span text, double size)
{
    double width = 0;
    size_t taken = 0;
    for (size_t at = 0; at < text.size; at += taken)
        width += width_of_first((span){text.data + at, text.size - at}, &taken) * size;
    return width;
}

/* As much of text as fits before an ellipsis. */
static span cut(span text, svg_letters letters)
{
    double width = letters.size;
    size_t at = 0, taken = 0;
    while (at < text.size) {
        width += width_of_first((span){text.data + at, text.size - at}, &taken) * letters.size;
        if (width > letters.room) break;
        at += taken;
    }
    return (span){text.data, at};
}

void svg_text(FILE *out, double x, double y, svg_letters letters, span text)
{
    fputs("<text", out);
    put_attribute(out, "x", x);
    put_attribute(out, "y", y);
    put_attribute(out, "font-size", letters.size);
    fprintf(out, " fill=\"%s\"", letters.fill);
    if (strcmp(letters.anchor, "start") != 0) fprintf(out, " text-anchor=\"%s\"", letters.anchor);
    fputs(letters.bold ? " font-weight=\"bold\">" : ">", out);
    bool fits = letters.room <= 0 || svg_text_width(text, letters.size) <= letters.room;
    put_text(out, fits ? text : cut(text, letters));
    fputs(fits ? "</text>\n" : "\u2026</text>\n", out);
}

void svg_line(FILE *out, double x1, double y1, double x2, double y2, const char *attributes)
{
    fputs("<path d=\"", out);
    put_place(out, 'M', x1, y1);
    put_place(out, 'L', x2, y2);
    fprintf(out, "\" %s/>\n", attributes);
}

void svg_rectangle(FILE *out, svg_box box, const char *attributes)
{
    fputs("<rect", out);
    put_attribute(out, "x", box.left);
    put_attribute(out, "y", box.top);
    put_attribute(out, "width", box.right - box.left);
    put_attribute(out, "height", box.bottom - box.top);
    fprintf(out, " %s/>", attributes);
    fputc('\n', out);
}

void svg_dot(FILE *out, double x, double y, double radius, const char *attributes)
{
    fputs("<circle", out);
    put_attribute(out, "cx", x);
    put_attribute(out, "cy", y);
    put_attribute(out, "r", radius);
    fprintf(out, " %s/>\n", attributes);
}

static bool is_there(const svg_step *step)
{
    return isfinite(step->top) && isfinite(step->bottom);
}

void svg_areas(FILE *out, const svg_step *steps, int64_t count, const char *attributes)
{
    fprintf(out, "<path %s d=\"", attributes);
    for (const svg_step *step = steps; step < steps + count; step++) {
        if (!is_there(step) || step->top >= step->bottom) continue;
        put_place(out, 'M', step->left, step->bottom);
        put_place(out, 'L', step->left, step->top);
        put_place(out, 'L', step->right, step->top);
        put_place(out, 'L', step->right, step->bottom);
        fputc('Z', out);
    }
    fputs("\"/>\n", out);
}

void svg_steps(FILE *out, const svg_step *steps, int64_t count, const char *attributes)
{
    double end = NO_NUMBER;
    fprintf(out, "<path %s fill=\"none\" d=\"", attributes);
    for (const svg_step *step = steps; step < steps + count; step++) {
        bool there = is_there(step);
        if (there) put_place(out, step->left == end ? 'L' : 'M', step->left, step->top);
        if (there) put_place(out, 'L', step->right, step->top);
        end = there ? step->right : NO_NUMBER;
    }
    fputs("\"/>\n", out);
}

void svg_curve(FILE *out, const svg_step *points, int64_t count, const char *attributes)
{
    bool drawn = false;
    fprintf(out, "<path %s fill=\"none\" d=\"", attributes);
    for (const svg_step *point = points; point < points + count; point++) {
        bool there = is_there(point);
        if (there) put_place(out, drawn ? 'L' : 'M', point->left, point->top);
        drawn = there;
    }
    fputs("\"/>\n", out);
}

double svg_place(svg_scale scale, double value)
{
    return scale.at + (value - scale.from) / (scale.to - scale.from) * (scale.until - scale.at);
}

double svg_round_step(double least, bool finely)
{
    static const double coarse[] = {1, 2, 5}, fine[] = {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8};
    const double *steps = finely ? fine : coarse;
    int count = finely ? 9 : 3;
    double decade = least < 1 ? 0.001 : 1; /* thousandths of an agent or a call are the finest */
    for (;; decade *= 10) {
        for (int i = 0; i < count; i++) {
            double step = steps[i] * decade;
            bool broken = decade == 1 && step != floor(step);
            if (!(step < least) && !broken) return step;
        }
    }
}

void svg_tick_text(double value, double largest, char text[NUMBER_SIZE])
{
    double unit = largest >= 1e6 ? 1e6 : largest >= 1e4 ? 1e3 : 1;
    size_t size = number_write(round(value / unit * 1e6) / 1e6, text);
    if (value > 0 && unit > 1) strcpy(text + size, unit == 1e6 ? "M" : "k");
}
