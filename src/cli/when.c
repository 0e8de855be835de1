/* SPDX-License-Identifier: MIT */
#include "cli/when.h"

#include <stdio.h>
#include <string.h>

/* Takes a number of least to most digits off the front of text. */
static bool take_digits(span *text, size_t least, size_t most, int64_t *value)
{
    size_t size = 0;
    *value = 0;
    while (size < text->size && size < most) {
        char c = text->data[size];
        if (c < '0' || c > '9') break;
        *value = *value * 10 + (c - '0');
        size++;
    }
    if (size < least) return false;
    *text = (span){text->data + size, text->size - size};
    return true;
}

static bool take_mark(span *text, char mark)
{
    if (text->size == 0 || text->data[0] != mark) return false;
    *text = (span){text->data + 1, text->size - 1};
    return true;
}

static int64_t is_leap(int64_t year)
{
    if (year % 400 == 0) return 1;
    if (year % 100 == 0) return 0;
    return year % 4 == 0;
}

static int64_t days_in_month(int64_t year, int64_t month)
{
    static const int64_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 ? is_leap(year) : 0);
}

/* Days from 1970-01-01 to the first of January of a year >= 1. */
static int64_t days_before_year(int64_t year)
{
    int64_t past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400 - 719162;
}

static bool take_date(span *text, int64_t *year, int64_t *month, int64_t *date)
{
    span start = *text;
    if (take_digits(text, 4, 4, year) && take_mark(text, '-')) {
        return take_digits(text, 1, 2, month) && take_mark(text, '-') && take_digits(text, 1, 2, date);
    }
    *text = start;
    if (!take_digits(text, 1, 2, date) || !take_mark(text, '.')) return false;
    return take_digits(text, 1, 2, month) && take_mark(text, '.') && take_digits(text, 4, 4, year);
}

int64_t when_day(int64_t year, int64_t month, int64_t date)
{
    int64_t day = days_before_year(year) + date - 1;
    for (int64_t past = 1; past < month; past++)
        day += days_in_month(year, past);
    return day;
}

static bool take_day(span *text, int64_t *day)
{
    int64_t year = 0, month = 0, date = 0;
    if (!take_date(text, &year, &month, &date)) return false;
    if (year < 1 || month < 1 || month > 12) return false;
    if (date < 1 || date > days_in_month(year, month)) return false;
    *day = when_day(year, month, date);
    return true;
}

bool when_read_date(span text, int64_t *day)
{
    text = span_trimmed(text);
    return take_day(&text, day) && text.size == 0;
}

/* "am" or "pm" at the end moves the hour of a clock of twelve hours. */
static bool take_half(span *text, int64_t *hour)
{
    if (text->size != 2 || (text->data[1] | 0x20) != 'm') return false;
    int half = text->data[0] | 0x20;
    if (half != 'a' && half != 'p') return false;
    if (*hour < 1 || *hour > 12) return false;
    *hour = *hour % 12 + (half == 'p' ? 12 : 0);
    text->size = 0;
    return true;
}

bool when_read_time(span text, int64_t *second)
{
    int64_t hour = 0, minute = 0, seconds = 0;
    text = span_trimmed(text);
    if (!take_digits(&text, 1, 2, &hour)) return false;
    if (!take_mark(&text, ':') || !take_digits(&text, 2, 2, &minute)) return false;
    if (take_mark(&text, ':') && !take_digits(&text, 2, 2, &seconds)) return false;
    text = span_trimmed(text);
    if (text.size > 0 && !take_half(&text, &hour)) return false;
    if (hour > 23 || minute > 59 || seconds > 59) return false;
    *second = hour * 3600 + minute * 60 + seconds;
    return true;
}

bool when_read_start(span text, bool *has_date, int64_t *day, int64_t *second)
{
    text = span_trimmed(text);
    *has_date = false;
    if (when_read_time(text, second)) return true;
    *has_date = true;
    if (!take_day(&text, day)) return false;
    if (!take_mark(&text, 'T') && !take_mark(&text, ' ')) return false;
    return when_read_time(text, second);
}

void when_write_time(int64_t second, char text[WHEN_SIZE])
{
    int hour = (int)(second / 3600), minute = (int)(second / 60 % 60), rest = (int)(second % 60);
    int size = snprintf(text, WHEN_SIZE, "%02d:%02d", hour, minute);
    if (rest != 0) snprintf(text + size, WHEN_SIZE - (size_t)size, ":%02d", rest);
}

void when_write_date(int64_t day, char text[WHEN_SIZE])
{
    int64_t year = day / 366 + 1970; /* never too late; the loop moves it on */
    if (day < 0) year = day / 365 + 1969;
    while (days_before_year(year + 1) <= day)
        year++;
    int64_t rest = day - days_before_year(year), month = 1;
    while (rest >= days_in_month(year, month))
        rest -= days_in_month(year, month++);
    snprintf(text, WHEN_SIZE, "%04d-%02d-%02d", (int)year, (int)month, (int)rest + 1);
}

int when_weekday(int64_t day)
{
    return (int)((day % 7 + 10) % 7); /* day 0, 1970-01-01, was a Thursday; days before it are negative */
}

void when_write_weekday(int64_t day, char text[WHEN_SIZE])
{
    static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    char date[WHEN_SIZE];
    when_write_date(day, date);
    snprintf(text, WHEN_SIZE, "%s %.30s", names[when_weekday(day)], date);
}
