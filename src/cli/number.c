/* SPDX-License-Identifier: MIT */
#include "cli/number.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool refuse(cli_reading *reading, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reading->problem, sizeof reading->problem, format, arguments);
    va_end(arguments);
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_mark(char c)
{
    return c == '.' || c == ',';
}

static size_t digits_at(span text, size_t at)
{
    size_t end = at;
    while (end < text.size && is_digit(text.data[end]))
        end++;
    return end - at;
}

/* The exponent at a place: its length, 0 if none is there. */
static size_t exponent_at(span text, size_t at)
{
    if (at >= text.size || (text.data[at] | 0x20) != 'e') return 0;
    size_t digits = at + 1;
    if (digits < text.size && strchr("+-", text.data[digits]) != NULL) digits++;
    size_t count = digits_at(text, digits);
    return count > 0 ? digits + count - at : 0;
}

/* Whether text is [sign] digits [mark digits] [exponent]; notes the mark and its place. */
static bool is_decimal(span text, char *mark, size_t *mark_at)
{
    size_t at = 0;
    if (at < text.size && strchr("+-", text.data[at]) != NULL) at++;
    size_t digits = digits_at(text, at);
    at += digits;
    *mark = 0;
    if (at < text.size && is_mark(text.data[at])) {
        *mark = text.data[at];
        *mark_at = at;
        size_t decimals = digits_at(text, at + 1);
        digits += decimals;
        at += 1 + decimals;
    }
    if (digits == 0) return false;
    at += exponent_at(text, at);
    return at == text.size;
}

enum { SHORT_INTEGER = 15, LONGEST_NUMBER = 200 };
enum { MOST_VARIATION = 1000 };
enum { MOST_LINES = (1 << 24) - 1 }; /* that the library may have to walk through: WFM_TOO_MANY_LINES */

/* Up to 15 digits are exact in a double: most of a file is such numbers. */
static bool read_short_integer(span text, double *value)
{
    if (text.size == 0 || text.size > SHORT_INTEGER) return false;
    if (digits_at(text, 0) != text.size) return false;
    long long sum = 0;
    for (size_t i = 0; i < text.size; i++)
        sum = sum * 10 + (text.data[i] - '0');
    *value = (double)sum;
    return true;
}

static bool names_infinity(span text)
{
    if (text.size > 0 && strchr("+-", text.data[0]) != NULL) text = (span){text.data + 1, text.size - 1};
    if (text.size < 3) return false;
    return (text.data[0] | 0x20) == 'i' && (text.data[1] | 0x20) == 'n' && (text.data[2] | 0x20) == 'f';
}

static bool refuse_text(span text, cli_reading *reading)
{
    if (text.size == 0) return refuse(reading, "is empty: write a number");
    if (names_infinity(text)) return refuse(reading, "is infinite: write a finite number");
    return refuse(reading, "is not a number: write digits such as 250 or 250.5, without thousands marks");
}

static bool read_plain(span text, bool comma_allowed, cli_reading *reading)
{
    reading->mark = 0;
    if (read_short_integer(text, &reading->value)) return true;
    size_t mark_at = 0;
    if (!is_decimal(text, &reading->mark, &mark_at)) return refuse_text(text, reading);
    if (text.size > LONGEST_NUMBER) return refuse(reading, "has more than %d digits", LONGEST_NUMBER);
    if (reading->mark == ',' && !comma_allowed) {
        return refuse(reading, "has a decimal comma: write a point, or separate the columns by semicolons");
    }
    char copy[LONGEST_NUMBER + 1];
    memcpy(copy, text.data, text.size);
    copy[text.size] = '\0';
    if (reading->mark == ',') copy[mark_at] = '.';
    reading->value = strtod(copy, NULL);
    if (isinf(reading->value)) return refuse(reading, "is too large: write a finite number");
    if (reading->value < 0) return refuse(reading, "is negative: write 0 or more");
    reading->value = fabs(reading->value); /* -0 */
    return true;
}

/* The unit behind a time as seconds: s, m (or min), h; 1 without one. */
static double take_unit(span *text)
{
    static const struct {
        const char *unit;
        double seconds;
    } units[] = {{"min", 60}, {"m", 60}, {"h", 3600}, {"s", 1}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t size = strlen(units[i].unit);
        if (text->size <= size) continue;
        if (memcmp(text->data + text->size - size, units[i].unit, size) != 0) continue;
        *text = span_trimmed((span){text->data, text->size - size});
        return units[i].seconds;
    }
    return 1;
}

static bool read_time(span text, bool comma_allowed, cli_reading *reading)
{
    if (text.size > 0 && memchr(text.data, ':', text.size) != NULL) {
        return refuse(reading, "is not a time span: write seconds such as 210, or 210s, 3.5m, 1h");
    }
    double unit = take_unit(&text);
    if (!read_plain(text, comma_allowed, reading)) return false;
    reading->value *= unit;
    if (isinf(reading->value)) return refuse(reading, "is too large: write a finite number");
    return true;
}

/* A fraction, or with a per-cent sign; bare_percent allows 80 for 80 %. */
static bool read_share(span text, bool comma_allowed, bool bare_percent, cli_reading *reading)
{
    bool percent = text.size > 0 && text.data[text.size - 1] == '%';
    if (percent) text = span_trimmed((span){text.data, text.size - 1});
    if (!read_plain(text, comma_allowed, reading)) return false;
    bool above_one = reading->value > 1;
    if (bare_percent && above_one) percent = true;
    if (!percent && above_one) {
        return refuse(reading, "is above 1: write %g%% or %g", reading->value, reading->value / 100);
    }
    if (percent) reading->value /= 100;
    return true;
}

static bool read_service(span text, bool comma_allowed, cli_reading *reading)
{
    const char *slash = text.size > 0 ? memchr(text.data, '/', text.size) : NULL;
    if (slash == NULL) return refuse(reading, "is not a service level: write 80/20 for 80 %% within 20 s");
    size_t before = (size_t)(slash - text.data);
    span time = span_trimmed((span){slash + 1, text.size - before - 1});
    if (!read_time(time, comma_allowed, reading)) return false;
    reading->answer_within_s = reading->value;
    span share = span_trimmed((span){text.data, before});
    if (!read_share(share, comma_allowed, true, reading)) return false;
    if (reading->value > 1) return refuse(reading, "is above 100%%: write 80/20 for 80 %% within 20 s");
    if (reading->value <= 0) return refuse(reading, "is no target: write a share above 0, such as 80/20");
    return true;
}

static bool check_share(cli_quantity quantity, cli_reading *reading)
{
    if (quantity == QUANTITY_SHRINKAGE) {
        if (reading->value < 1) return true;
        return refuse(reading, "is 100%% or more: nobody would be left; write a share below 1, such as 30%%");
    }
    bool whole = reading->value >= 1;
    if (quantity == QUANTITY_RECONNECT) {
        if (!whole) return true;
        return refuse(reading, "is 100%% or more: no call would be settled; write a share below 1, such as 10%%");
    }
    if (quantity == QUANTITY_RISK && whole)
        return refuse(reading, "is certain to miss: write a share below 1, such as 10%%");
    if (reading->value > 1) return refuse(reading, "is above 100%%: write a share such as 85%% or 0.85");
    if (quantity == QUANTITY_SEEN) return true;
    if (reading->value <= 0) return refuse(reading, "allows nothing: write a share above 0, or leave it out");
    return true;
}

/* What a number above 0 is asked for, by what it counts. */
static bool check_cap(cli_quantity quantity, cli_reading *reading)
{
    if (!(reading->value > 0)) return refuse(reading, "allows nobody: write a number above 0, or leave it out");
    if (quantity != QUANTITY_LINES || reading->value <= MOST_LINES) return true;
    return refuse(reading, "is more than %d: leave it out, then there is a line for everybody", MOST_LINES);
}

static bool check_variation(cli_reading *reading)
{
    if (reading->value <= MOST_VARIATION) return true;
    return refuse(reading, "is more than %d: write the standard deviation over the mean, such as 1.5", MOST_VARIATION);
}

static bool check_length(cli_quantity quantity, cli_reading *reading)
{
    if (quantity == QUANTITY_TIME || reading->value > 0) return true;
    if (quantity == QUANTITY_PATIENCE)
        return refuse(reading, "is no patience: write seconds above 0, such as 120 or 2m; without one nobody hangs up");
    return refuse(reading, "is no length of time: write seconds above 0, such as 210 or 3.5m");
}

bool number_read(cli_quantity quantity, span text, bool comma_allowed, cli_reading *reading)
{
    text = span_trimmed(text);
    switch (quantity) {
    case QUANTITY_COUNT: return read_plain(text, comma_allowed, reading);
    case QUANTITY_CAP:
    case QUANTITY_LINES: return read_plain(text, comma_allowed, reading) && check_cap(quantity, reading);
    case QUANTITY_TIME:
    case QUANTITY_LENGTH:
    case QUANTITY_PATIENCE: return read_time(text, comma_allowed, reading) && check_length(quantity, reading);
    case QUANTITY_SERVICE: return read_service(text, comma_allowed, reading);
    case QUANTITY_VARIATION: return read_plain(text, comma_allowed, reading) && check_variation(reading);
    case QUANTITY_SHARE:
    case QUANTITY_SEEN:
    case QUANTITY_RECONNECT:
    case QUANTITY_RISK:
    case QUANTITY_SHRINKAGE: break;
    }
    if (!read_share(text, comma_allowed, false, reading)) return false;
    return check_share(quantity, reading);
}

/* Whole numbers from 0 to 1e15 without printf: most of an output is such numbers. */
static size_t write_integer(double value, char text[NUMBER_SIZE])
{
    char digits[NUMBER_SIZE];
    size_t size = 0;
    unsigned long long rest = (unsigned long long)value;
    do {
        digits[size++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    for (size_t i = 0; i < size; i++)
        text[i] = digits[size - 1 - i];
    text[size] = '\0';
    return size;
}

size_t number_write(double value, char text[NUMBER_SIZE])
{
    text[0] = '\0';
    if (isnan(value)) return 0;
    bool natural = !signbit(value) && value < 1e15 && value == floor(value);
    if (natural) return write_integer(value, text);
    int size = 0;
    for (int digits = 15; digits <= 17; digits++) {
        size = snprintf(text, NUMBER_SIZE, "%.*g", digits, value);
        if (strtod(text, NULL) == value) break;
    }
    return (size_t)size;
}

void length_write(double seconds, char text[NUMBER_SIZE])
{
    static const struct {
        double seconds;
        char unit;
    } units[] = {{3600, 'h'}, {60, 'm'}, {1, 's'}};
    size_t i = 0;
    while (units[i].seconds > 1 && fmod(seconds, units[i].seconds) != 0)
        i++;
    snprintf(text, NUMBER_SIZE, "%.10g%c", seconds / units[i].seconds, units[i].unit);
}

void service_write(double share, double within_s, char text[SERVICE_SIZE])
{
    char number[NUMBER_SIZE], time[NUMBER_SIZE];
    snprintf(number, NUMBER_SIZE, "%.10g", share * 100);
    double percent = strtod(number, NULL);
    bool reads_back = percent > 1 && percent / 100 == share; /* up to 1 it is read as the share itself */
    if (!reads_back) number_write(share, number);
    number_write(within_s, time);
    snprintf(text, SERVICE_SIZE, "%s/%s", number, time);
}

int number_compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    if (a == b) return 0;
    return a < b ? -1 : 1;
}
