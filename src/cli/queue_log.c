/* SPDX-License-Identifier: MIT */
/* The wait of a call is what Asterisk says that it was, in whole seconds, and not the difference of two stamps: the
 * stamps are of the writing of lines, which other threads delay. It also says which ENTERQUEUE an end belongs to, so
 * that the lines of one second may stand in any order. */
#include "cli/queue_log.h"

#include "cli/log_line.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Where a line stands, and what is needed of it for sorting: the rest is read again from there. */
typedef struct log_record {
    double time_s;
    size_t at;
    int32_t file; /* in order of time */
    bool local, read;
} log_record;

enum stay_flag {
    STAY_ENTERED = 1,  /* its ENTERQUEUE was seen */
    STAY_ANSWERED = 2, /* its CONNECT was */
    STAY_NO_WAIT = 4   /* it left, and how long it waited only its ENTERQUEUE can tell */
};

/* What reading needs to know of a stay beside itself. */
typedef struct stay_note {
    const char *call;
    size_t call_size;
    int64_t record; /* the line that it began with */
    int64_t before; /* the same call's stay in the same queue before this one, or -1 */
    int flags;
} stay_note;

typedef struct queue_log {
    cli_calls *calls;
    csv_file **files; /* in order of time */
    log_record *records;
    int64_t record_count, record_room;
    stay_note *notes; /* of each stay */
    int64_t note_room;
    int64_t *slots; /* a table of (call, queue): its newest stay + 1, or 0 */
    int64_t slot_count, used_slots;
    local_clock clock;
    bool local; /* times are those of the local clock, not seconds since 1970 UTC */
    csv_file *trouble_file;
    size_t trouble_at; /* the first line left out */
} queue_log;

/* ---- lines that make no sense ---- */

static void leave_out(queue_log *log, csv_file *file, size_t at, log_fault fault)
{
    csv_warning(file, at, "%s \"%s\" %s; the line is left out", fault.what, shown_of(fault.text).text, fault.problem);
    if (log->trouble_file == NULL) {
        log->trouble_file = file;
        log->trouble_at = at;
    }
    log->calls->faulty++;
}

static log_line line_of(const queue_log *log, const log_record *record)
{
    log_line line;
    size_t at = record->at;
    log_line_next(log->files[record->file], &at, &line);
    return line;
}

/* What of a line that can be read makes no sense beside the others. */
typedef enum line_part { PART_TIME, PART_EVENT } line_part;

static void leave_record_out(queue_log *log, const log_record *record, line_part part, const char *problem)
{
    csv_file *file = log->files[record->file];
    log_line line = line_of(log, record);
    log_entry entry;
    log_fault fault;
    log_line_read(&line, &log->clock, &entry, &fault);
    span text = part == PART_TIME ? entry.time : entry.name;
    leave_out(log, file, (size_t)(text.data - file->data),
              (log_fault){text, part == PART_TIME ? "time" : "event", problem});
}

/* ---- all lines, in order of time ---- */

static void read_file(queue_log *log, int32_t number)
{
    csv_file *file = log->files[number];
    size_t at = log_first_line(file);
    log_line line;
    while (log_line_next(file, &at, &line)) {
        log_entry entry;
        log_fault fault;
        if (!log_line_read(&line, &log->clock, &entry, &fault)) {
            leave_out(log, file, (size_t)(fault.text.data - file->data), fault);
            continue;
        }
        if (log->record_count == log->record_room) {
            log->records = enlarge(log->records, &log->record_room, sizeof *log->records);
        }
        size_t begin = (size_t)(line.text.data - file->data);
        log->records[log->record_count++] = (log_record){entry.time_s, begin, number, entry.local, entry.shape != NULL};
    }
}

static int compare(const void *left, const void *right)
{
    const log_record *a = left, *b = right;
    int by_time = number_compare(&a->time_s, &b->time_s);
    if (by_time != 0) return by_time;
    if (a->file != b->file) return a->file < b->file ? -1 : 1;
    return a->at < b->at ? -1 : 1;
}

/* Local times beside seconds since 1970, as after a move of the log into a database: all become local. */
static void settle_clock(queue_log *log)
{
    for (int64_t i = 0; i < log->record_count; i++) {
        if (log->records[i].local) log->local = true;
    }
    for (int64_t i = 0; log->local && i < log->record_count; i++) {
        log_record *record = &log->records[i];
        if (!record->local) record->time_s = stamp_local(&log->clock, record->time_s);
    }
}

static void sort_records(queue_log *log)
{
    for (int64_t i = 1; i < log->record_count; i++) {
        if (compare(&log->records[i - 1], &log->records[i]) < 0) continue;
        qsort(log->records, (size_t)log->record_count, sizeof *log->records, compare);
        return;
    }
}

enum { YEARS_S = 731 * 86400 };

/* A clock that was not set yet, or a digit that was lost, would spread a day over decades. */
static void leave_out_far_times(queue_log *log)
{
    log_record *records = log->records;
    int64_t count = log->record_count, first = count / 2, last = first;
    while (first > 0 && records[first].time_s - records[first - 1].time_s <= YEARS_S)
        first--;
    while (last + 1 < count && records[last + 1].time_s - records[last].time_s <= YEARS_S)
        last++;
    for (int64_t i = 0; i < count; i++) {
        log_record *record = &records[i];
        bool near = i >= first && i <= last;
        if (near) continue;
        leave_record_out(log, record, PART_TIME, "is years from the others");
        record->read = false;
    }
}

/* ---- the stays of a call in a queue ---- */

static int64_t *slot_of(const queue_log *log, span call, int32_t queue)
{
    uint64_t mask = (uint64_t)log->slot_count - 1;
    uint64_t at = (span_hash(call) + (uint64_t)queue * 0x9e3779b97f4a7c15u) & mask;
    for (; log->slots[at] != 0; at = (at + 1) & mask) {
        int64_t stay = log->slots[at] - 1;
        const stay_note *note = &log->notes[stay];
        if (log->calls->stays[stay].queue != queue) continue;
        if (note->call_size != call.size) continue;
        if (memcmp(note->call, call.data, call.size) == 0) break;
    }
    return &log->slots[at];
}

static void enlarge_slots(queue_log *log)
{
    int64_t *old = log->slots, old_count = log->slot_count;
    log->slot_count = old_count == 0 ? 1024 : old_count * 2;
    log->slots = allocate((size_t)log->slot_count, sizeof *log->slots);
    for (int64_t i = 0; i < old_count; i++) {
        if (old[i] == 0) continue;
        const stay_note *note = &log->notes[old[i] - 1];
        *slot_of(log, (span){note->call, note->call_size}, log->calls->stays[old[i] - 1].queue) = old[i];
    }
    free(old);
}

static int64_t add_stay(queue_log *log, const log_entry *entry, int32_t queue, int64_t record, double arrival_s)
{
    if (2 * log->used_slots >= log->slot_count) enlarge_slots(log);
    int64_t *slot = slot_of(log, entry->call, queue), number = log->calls->stay_count;
    if (*slot == 0) log->used_slots++;
    if (number == log->note_room) log->notes = enlarge(log->notes, &log->note_room, sizeof *log->notes);
    log->notes[number] = (stay_note){entry->call.data, entry->call.size, record, *slot - 1, 0};
    *slot = number + 1;
    cli_stay *stay = calls_add(log->calls);
    stay->arrival_s = arrival_s;
    stay->queue = queue;
    stay->event = WFM_CALL_ARRIVED;
    return number;
}

/* Two roundings to whole seconds, and what passes between two lines. */
static const double close_s = 2;

/* How far two moments are apart; an hour does not count where a local clock may have been put back. */
static double distance(const queue_log *log, double a, double b)
{
    double apart = fabs(a - b);
    return log->local ? fmin(apart, fabs(apart - 3600)) : apart;
}

/* Whether an event can be the next that happens to a stay. */
static bool may_follow(log_event event, const cli_stay *stay, const stay_note *note)
{
    bool waits = stay->event == WFM_CALL_ARRIVED, talks = stay->event == WFM_CALL_ANSWERED;
    bool over = stay->event == WFM_CALL_HANDLED, answered = (note->flags & STAY_ANSWERED) != 0;
    switch (event) {
    case LOG_ENTER: return (note->flags & STAY_ENTERED) == 0;
    case LOG_CONNECT: return over ? !answered : waits;
    case LOG_ABANDON:
    case LOG_LEAVE: return waits;
    case LOG_COMPLETE: return waits || talks;
    case LOG_OTHER:
    case LOG_RING: break;
    }
    return false;
}

enum { MOST_STAYS = 16 }; /* of a call in a queue that are looked through: a log of one call alone stays linear */

/* The stay that entered closest to the moment, of those that the event may follow; -1 where none is close. */
static int64_t closest_stay(const queue_log *log, int64_t newest, log_event event, double entered_s)
{
    int64_t best = -1;
    double least = close_s;
    for (int64_t stay = newest, i = 0; stay >= 0 && i < MOST_STAYS; stay = log->notes[stay].before, i++) {
        if (!may_follow(event, &log->calls->stays[stay], &log->notes[stay])) continue;
        double apart = distance(log, log->calls->stays[stay].arrival_s, entered_s);
        if (!(apart <= least)) continue;
        least = apart;
        best = stay;
    }
    return best;
}

/* Where the wait fits no stay, as after the clock was set: the newest that the event may follow, and rather one that is
 * talked to than one that waits. */
static int64_t newest_stay(const queue_log *log, int64_t newest, log_event event)
{
    int64_t waiting = -1;
    for (int64_t stay = newest, i = 0; stay >= 0 && i < MOST_STAYS; stay = log->notes[stay].before, i++) {
        int32_t state = log->calls->stays[stay].event;
        bool follows = may_follow(event, &log->calls->stays[stay], &log->notes[stay]);
        if (follows && state == WFM_CALL_ANSWERED) return stay;
        if (follows && state == WFM_CALL_ARRIVED && waiting < 0) waiting = stay;
    }
    return waiting;
}

/* Whether a stay that has ended holds the moment, so that an end of one that entered then is its second. */
static bool has_ended(const queue_log *log, int64_t newest, double entered_s)
{
    if (newest < 0) return false;
    for (int64_t stay = newest, i = 0; stay >= 0 && i < MOST_STAYS; stay = log->notes[stay].before, i++) {
        if (distance(log, log->calls->stays[stay].arrival_s, entered_s) <= close_s) return true;
    }
    const cli_stay *stay = &log->calls->stays[newest];
    return stay->arrival_s + stay->wait_s + stay->talk_s > entered_s + close_s;
}

/* A stay may begin with another line of the same second, whose wait tells the moment less well. */
static void enter(queue_log *log, const log_entry *entry, int64_t record, int64_t newest, int32_t queue)
{
    double now = log->records[record].time_s;
    int64_t stay = closest_stay(log, newest, LOG_ENTER, now);
    if (stay < 0) {
        bool waits = newest >= 0 && log->calls->stays[newest].event == WFM_CALL_ARRIVED;
        bool twice = waits && log->calls->stays[newest].arrival_s == now;
        if (twice) {
            leave_record_out(log, &log->records[record], PART_EVENT, "is there twice");
            return;
        }
        stay = add_stay(log, entry, queue, record, now);
    }
    log->calls->stays[stay].arrival_s = now;
    log->notes[stay].flags |= STAY_ENTERED;
}

static void end_stay(queue_log *log, const log_entry *entry, int64_t stay, double now)
{
    cli_stay *ended = &log->calls->stays[stay];
    stay_note *note = &log->notes[stay];
    bool waited = ended->event == WFM_CALL_ARRIVED;
    if (isnan(entry->wait_s)) note->flags |= STAY_NO_WAIT;
    if (waited) ended->wait_s = isnan(entry->wait_s) ? fmax(now - ended->arrival_s, 0) : entry->wait_s;
    switch (entry->shape->event) {
    case LOG_CONNECT:
        note->flags |= STAY_ANSWERED;
        if (waited) ended->event = WFM_CALL_ANSWERED;
        break;
    case LOG_ABANDON: ended->event = WFM_CALL_ABANDONED; break;
    case LOG_LEAVE: ended->event = WFM_CALL_LEFT; break;
    case LOG_COMPLETE:
        ended->event = WFM_CALL_HANDLED;
        ended->talk_s = entry->talk_s;
        break;
    case LOG_ENTER:
    case LOG_OTHER:
    case LOG_RING: break;
    }
}

/* The end of a wait or of a call. A stay of which the log does not hold the beginning begins by what the end says. */
static void end(queue_log *log, const log_entry *entry, int64_t record, int64_t newest, int32_t queue)
{
    const log_record *line = &log->records[record];
    log_event event = entry->shape->event;
    bool timed = !isnan(entry->wait_s);
    double entered_s = line->time_s - (timed ? entry->wait_s : 0) - entry->talk_s;
    int64_t stay = timed ? closest_stay(log, newest, event, entered_s) : -1;
    if (stay < 0 && entry->cut) {
        leave_record_out(log, line, PART_EVENT, "is cut off: the file ends in its line");
        return;
    }
    if (stay < 0) stay = newest_stay(log, newest, event);
    if (stay < 0 && has_ended(log, newest, entered_s)) {
        leave_record_out(log, line, PART_EVENT, "is of a call that has already left the queue");
        return;
    }
    if (stay < 0) stay = add_stay(log, entry, queue, record, entered_s);
    end_stay(log, entry, stay, line->time_s);
}

/* ---- the whole ---- */

static void count_ring(queue_log *log, const log_entry *entry, const char *wanted)
{
    char *name = wanted != NULL ? quotes_doubled(entry->queue) : NULL;
    bool counts = wanted == NULL || strcmp(name, wanted) == 0;
    if (counts) log->calls->rings++;
    free(name);
}

/* A quote in a name is double from here on, as it is in names from CSV files. */
static int32_t queue_of(queue_log *log, span name)
{
    if (name.size == 0 || memchr(name.data, '"', name.size) == NULL) return calls_queue(log->calls, name);
    char *copy = quotes_doubled(name);
    int32_t queue = calls_queue(log->calls, span_of(copy));
    free(copy);
    return queue;
}

static void follow(queue_log *log, const char *wanted)
{
    enlarge_slots(log);
    for (int64_t i = 0; i < log->record_count; i++) {
        if (!log->records[i].read) continue;
        log_line line = line_of(log, &log->records[i]);
        log_entry entry;
        log_fault fault;
        log_line_read(&line, &log->clock, &entry, &fault);
        if (entry.shape->event == LOG_RING) {
            count_ring(log, &entry, wanted);
            continue;
        }
        int32_t queue = queue_of(log, entry.queue);
        int64_t newest = *slot_of(log, entry.call, queue) - 1;
        if (entry.shape->event == LOG_ENTER) {
            enter(log, &entry, i, newest, queue);
        } else {
            end(log, &entry, i, newest, queue);
        }
    }
}

static void finish_stays(queue_log *log, double acw_s)
{
    cli_calls *calls = log->calls;
    int64_t kept = 0;
    for (int64_t i = 0; i < calls->stay_count; i++) {
        cli_stay stay = calls->stays[i];
        if ((log->notes[i].flags & (STAY_NO_WAIT | STAY_ENTERED)) == STAY_NO_WAIT) {
            leave_record_out(log, &log->records[log->notes[i].record], PART_EVENT,
                             "has no wait, and no ENTERQUEUE of its call tells it");
            continue;
        }
        if (!log->local) stay.arrival_s = stamp_local(&log->clock, stay.arrival_s);
        if (stay.event == WFM_CALL_HANDLED) stay.acw_s = acw_s;
        calls->stays[kept++] = stay;
    }
    calls->stay_count = kept;
}

/* Files in order of their first time, so that a log in parts need not be sorted. */
static void order_files(queue_log *log, csv_file *files, int count)
{
    double *first = allocate((size_t)count, sizeof *first);
    log->files = allocate((size_t)count, sizeof *log->files);
    for (int i = 0; i < count; i++) {
        double time_s = log_first_time(&files[i]);
        int at = i;
        for (; at > 0 && first[at - 1] > time_s; at--) {
            first[at] = first[at - 1];
            log->files[at] = log->files[at - 1];
        }
        first[at] = time_s;
        log->files[at] = &files[i];
    }
    free(first);
}

bool queue_log_is(const csv_file *file)
{
    return log_first_time(file) >= 0;
}

bool queue_log_read(cli_calls *calls, csv_file *files, int count, const calls_wishes *wishes)
{
    queue_log log = {.calls = calls};
    order_files(&log, files, count);
    for (int i = 0; i < count; i++)
        read_file(&log, i);
    settle_clock(&log);
    sort_records(&log);
    leave_out_far_times(&log);
    follow(&log, wishes->queue);
    finish_stays(&log, wishes->acw_s);
    calls->known = CALLS_WITHIN | CALLS_WAITS | CALLS_HANDLE | (wishes->acw_s > 0 ? CALLS_PARTS : 0);
    bool fine = calls->stay_count > 0;
    if (!fine) {
        csv_error(
            log.trouble_file != NULL ? log.trouble_file : &files[0], log.trouble_at,
            "no line tells of a call: write lines such as 1772442000|1772442000.1|support|NONE|ENTERQUEUE||0891234|1");
    }
    free(log.files);
    free(log.records);
    free(log.notes);
    free(log.slots);
    return fine;
}
