/* SPDX-License-Identifier: MIT */
#include "cli/log_line.h"

#include <math.h>
#include <string.h>

enum { LONGEST_LINE = 65536, MOST_DATA = 12, LINES_TRIED = 100 };
enum { NONE = -1, FROM_END = 100 }; /* ATTENDEDTRANSFER has its numbers in the last three data */

static const double latest_s = 253402214400.0; /* the last day of 9999 */

static const log_shape shapes[] = {
    {"ENTERQUEUE", LOG_ENTER, NONE, NONE, 0},   {"CONNECT", LOG_CONNECT, 0, NONE, 0},
    {"COMPLETEAGENT", LOG_COMPLETE, 0, 1, 0},   {"COMPLETECALLER", LOG_COMPLETE, 0, 1, 0},
    {"ABANDON", LOG_ABANDON, 2, NONE, 0},       {"RINGNOANSWER", LOG_RING, NONE, NONE, 0},
    {"EXITWITHTIMEOUT", LOG_LEAVE, 2, NONE, 1}, {"EXITEMPTY", LOG_LEAVE, 2, NONE, 0},
    {"EXITWITHKEY", LOG_LEAVE, 3, NONE, 2},     {"TRANSFER", LOG_COMPLETE, 2, 3, 0},
    {"BLINDTRANSFER", LOG_COMPLETE, 2, 3, 0},   {"ATTENDEDTRANSFER", LOG_COMPLETE, FROM_END, FROM_END, 0},
};

static bool refuse(log_fault *fault, span text, const char *what, const char *problem)
{
    *fault = (log_fault){text, what, problem};
    return false;
}

/* ---- lines and fields ---- */

size_t log_first_line(const csv_file *file)
{
    bool marked = file->size >= 3 && memcmp(file->data, "\xEF\xBB\xBF", 3) == 0;
    return marked ? 3 : 0;
}

bool log_line_next(const csv_file *file, size_t *at, log_line *line)
{
    while (*at < file->size) {
        const char *begin = file->data + *at, *newline = memchr(begin, '\n', file->size - *at);
        size_t size = newline != NULL ? (size_t)(newline - begin) : file->size - *at;
        *at += size + (newline != NULL ? 1 : 0);
        if (size > 0 && begin[size - 1] == '\r') size--;
        *line = (log_line){{begin, size}, newline != NULL};
        if (size > 0) return true;
    }
    return false;
}

/* Takes a field off the front of a line; false where none is left. */
static bool take_field(span *rest, span *field)
{
    if (rest->data == NULL) return false;
    const char *bar = rest->size > 0 ? memchr(rest->data, '|', rest->size) : NULL;
    *field = *rest;
    if (bar == NULL) {
        rest->data = NULL;
        return true;
    }
    field->size = (size_t)(bar - rest->data);
    *rest = (span){bar + 1, rest->size - field->size - 1};
    return true;
}

/* UTF-8 and Latin-1 alike have no other bytes below a blank than the tab. */
static bool is_text(span line, log_fault *fault)
{
    bool control = false;
    for (size_t i = 0; i < line.size; i++) {
        bool low = (unsigned char)line.data[i] < 0x20;
        control |= low & (line.data[i] != '\t');
    }
    if (!control) return true;
    size_t at = 0;
    while ((unsigned char)line.data[at] >= 0x20 || line.data[at] == '\t')
        at++;
    return refuse(fault, (span){line.data + at, line.size - at}, "line", "begins here with a byte that is not text");
}

/* ---- what stands in the fields ---- */

static bool read_time(span text, local_clock *clock, log_entry *entry)
{
    entry->time = text;
    entry->local = false;
    if (stamp_read_seconds(text, &entry->time_s)) return entry->time_s <= latest_s;
    cli_stamp stamp;
    entry->local = true;
    if (!stamp_read(clock, text, &stamp)) return false;
    entry->time_s = stamp.local_s;
    return stamp.has_date && stamp.local_s >= 0;
}

/* A dial plan may write any word by QueueLog(), not only one of capital letters as Asterisk's own are. */
static bool is_word(span text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c <= ' ' || c == 0x7f) return false;
    }
    return text.size > 0;
}

static const log_shape *shape_of(span name)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        if (name.data[0] != shapes[i].name[0]) continue;
        if (span_equals(name, shapes[i].name)) return &shapes[i];
    }
    return NULL;
}

/* The data behind an event; empty ones at the end, which a database adds, do not count. */
static int split_data(span rest, span data[MOST_DATA])
{
    int count = 0, filled = 0;
    while (count < MOST_DATA && take_field(&rest, &data[count])) {
        count++;
        if (data[count - 1].size > 0) filled = count;
    }
    return filled;
}

static bool read_span(const span data[MOST_DATA], int count, int at, const char *what, span name, double *seconds,
                      log_fault *fault)
{
    if (at < 0 || at >= count) return refuse(fault, name, "event", "has too few data behind it");
    if (stamp_read_seconds(data[at], seconds) && *seconds <= WEEK_S) return true;
    return refuse(fault, data[at], what, "is not a number of seconds from 0 to 604800 (a week)");
}

static bool read_data(const log_line *line, span name, span rest, log_entry *entry, log_fault *fault)
{
    span data[MOST_DATA];
    int count = split_data(rest, data), wait = entry->shape->wait, talk = entry->shape->talk;
    if (wait == NONE) return true;
    if (wait == FROM_END) {
        wait = count >= 5 ? count - 3 : NONE;
        talk = wait + 1;
    }
    bool without_wait = count == entry->shape->short_size && count > 0;
    int last = talk >= 0 ? talk : wait;
    bool ends_in_it =
        last == count - 1 && data[count - 1].data + data[count - 1].size == line->text.data + line->text.size;
    bool doubtful = ends_in_it || without_wait;
    entry->cut = doubtful && !line->whole;
    if (without_wait) return true;
    if (!read_span(data, count, wait, "wait", name, &entry->wait_s, fault)) return false;
    if (talk == NONE) return true;
    return read_span(data, count, talk, "talk time", name, &entry->talk_s, fault);
}

static bool read_event(const log_line *line, span name, span rest, log_entry *entry, log_fault *fault)
{
    entry->name = name;
    if (!is_word(name)) return refuse(fault, name, "event", "is no name of an event: they are words without blanks");
    entry->shape = span_equals(entry->queue, "NONE") ? NULL : shape_of(name);
    bool cut = !line->whole && rest.data == NULL;
    if (entry->shape == NULL && cut) return refuse(fault, name, "event", "is cut off: the file ends in its line");
    if (entry->shape == NULL) return true;
    if (entry->queue.size == 0) return refuse(fault, entry->queue, "queue", "is empty: the event has no queue");
    bool no_call = entry->call.size == 0 || span_equals(entry->call, "NONE");
    if (no_call) return refuse(fault, entry->call, "call", "is no call: the event has none");
    return read_data(line, name, rest, entry, fault);
}

/* The five fields that every line has. */
static bool read_head(span *rest, local_clock *clock, log_entry *entry, span *name, log_fault *fault)
{
    span line = *rest, agent;
    bool five = take_field(rest, &entry->time) && take_field(rest, &entry->call) && take_field(rest, &entry->queue) &&
                take_field(rest, &agent) && take_field(rest, name);
    if (!five) return refuse(fault, line, "line", "has too few fields: time|call|queue|agent|event");
    if (read_time(entry->time, clock, entry)) return true;
    return refuse(fault, entry->time, "time", "is no time: a queue_log has seconds since 1970, or 2026-03-02 09:00:01");
}

bool log_line_read(const log_line *line, local_clock *clock, log_entry *entry, log_fault *fault)
{
    span rest = line->text, name;
    *entry = (log_entry){.wait_s = NO_NUMBER};
    if (rest.size > LONGEST_LINE) return refuse(fault, rest, "line", "is longer than 65536 bytes");
    if (!is_text(rest, fault)) return false;
    return read_head(&rest, clock, entry, &name, fault) && read_event(line, name, rest, entry, fault);
}

double log_first_time(const csv_file *file)
{
    size_t at = log_first_line(file);
    local_clock clock = {0};
    log_line line;
    for (int i = 0; i < LINES_TRIED && log_line_next(file, &at, &line); i++) {
        span rest = line.text, name;
        log_entry entry;
        log_fault fault;
        if (rest.size > LONGEST_LINE) continue;
        if (read_head(&rest, &clock, &entry, &name, &fault)) return entry.time_s;
    }
    return -1;
}
