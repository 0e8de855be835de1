/* SPDX-License-Identifier: MIT */
/* A CSV file with a row for each call. What a row does not say follows from its other columns: a wait and a talk time
 * from moments, the outcome from an answer. */
#include "cli/call_records.h"

#include "cli/columns.h"

#include <string.h>

/* What is handed from a part of the reading to the next. */
typedef struct record_reader {
    cli_calls *calls;
    csv_file *file;
    const call_head *head;
    const calls_wishes *wishes;
    local_clock clock;
    call_row row;
    cli_stamp start;
} record_reader;

/* ---- words of outcomes ---- */

static const struct {
    int32_t event;
    const char *words;
} outcomes[] = {
    {WFM_CALL_HANDLED, "answered answer handled completed complete served agent connected"},
    {WFM_CALL_ABANDONED, "abandoned abandon hang hung hung_up hang_up hangup lost caller_hangup"},
    {WFM_CALL_LEFT,
     "left timeout timed_out exit exited overflow overflowed transferred_out voicemail callback key empty "
     "no_agents"},
    {WFM_CALL_BLOCKED, "blocked busy rejected turned_away"},
    {WFM_CALL_ARRIVED, "waiting open in_queue"},
};

static bool read_outcome(record_reader *reader, int32_t *event)
{
    const csv_field *field = &reader->row.field[CALL_OUTCOME];
    char word[COLUMN_NAME_SIZE];
    column_name(span_trimmed(field->text), word);
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++) {
        *event = outcomes[i].event;
        if (word[0] != '\0' && has_word(outcomes[i].words, word)) return true;
    }
    csv_error(
        reader->file, field->position,
        "outcome \"%s\" is no outcome: write answered, abandoned, left (or timeout, overflow, voicemail, callback, "
        "key, no_agents), blocked (or busy, rejected) or waiting",
        shown_of(field->text).text);
    return false;
}

/* ---- spans and moments of a row ---- */

/* The span in a column; 0 where there is none. */
static double read_span(record_reader *reader, int role)
{
    const csv_field *field = &reader->row.field[role];
    cli_reading reading;
    if (!reader->row.filled[role]) return 0;
    if (stamp_read_duration(field->text, reader->file->separator != ',', &reading)) return reading.value;
    csv_error(reader->file, field->position, "%s \"%s\" %s", call_role_name(reader->head, role),
              shown_of(field->text).text, reading.problem);
    return 0;
}

/* The moment in a column. */
static bool read_moment(record_reader *reader, int role, cli_stamp *stamp)
{
    const csv_field *field = &reader->row.field[role];
    bool dated = reader->start.has_date;
    if (!reader->row.filled[role]) return false;
    if (!stamp_read(&reader->clock, field->text, stamp)) {
        csv_error(reader->file, field->position,
                  "%s \"%s\" is not a time: write 09:00:01, 2026-03-02 09:00:01 or seconds since 1970",
                  call_role_name(reader->head, role), shown_of(field->text).text);
        return false;
    }
    if (dated || !stamp->has_date) return true;
    csv_error(reader->file, field->position, "%s \"%s\" has a date, and start has none: add a column date",
              call_role_name(reader->head, role), shown_of(field->text).text);
    return false;
}

/* The time from one moment to that in a column, whose message it is if it is negative. */
static double read_between(record_reader *reader, const cli_stamp *from, const cli_stamp *to, int role,
                           const char *what)
{
    const csv_field *field = &reader->row.field[role];
    double apart = stamp_between(from, to);
    if (apart > WEEK_S) {
        csv_error(reader->file, field->position, "%s \"%s\" is more than a week after %s: write an earlier time",
                  call_role_name(reader->head, role), shown_of(field->text).text, what);
        return 0;
    }
    if (apart >= 0) return apart;
    csv_error(reader->file, field->position, "%s \"%s\" is %g s before %s: write a later time",
              call_role_name(reader->head, role), shown_of(field->text).text, -apart, what);
    return 0;
}

/* ---- what a row says ---- */

/* Whether a span is there and not 0. One that makes no sense is: the message comes where it is read. */
static bool takes_time(const record_reader *reader, int role)
{
    cli_reading reading;
    if (!reader->row.filled[role]) return false;
    if (!stamp_read_span(reader->row.field[role].text, reader->file->separator != ',', &reading)) return true;
    return reading.value > 0;
}

static int32_t guess_outcome(const record_reader *reader)
{
    bool answered = reader->row.filled[CALL_ANSWERED_AT];
    bool worked = takes_time(reader, CALL_TALK) || takes_time(reader, CALL_HANDLE);
    return answered || worked ? WFM_CALL_HANDLED : WFM_CALL_ABANDONED;
}

static bool waits(int32_t event)
{
    return event != WFM_CALL_BLOCKED && event != WFM_CALL_ARRIVED;
}

static void read_wait(record_reader *reader, cli_stay *stay)
{
    if (!waits(stay->event)) return;
    if (reader->row.filled[CALL_WAIT]) {
        stay->wait_s = read_span(reader, CALL_WAIT);
        return;
    }
    int role = stay->event == WFM_CALL_HANDLED ? CALL_ANSWERED_AT : CALL_ENDED_AT;
    if (reader->row.filled[role]) {
        cli_stamp moment;
        if (!read_moment(reader, role, &moment)) return;
        stay->wait_s = read_between(reader, &reader->start, &moment, role, "its start");
        return;
    }
    int named = reader->head->has[CALL_WAIT] ? CALL_WAIT : role;
    size_t position = reader->head->has[named] ? reader->row.field[named].position : reader->row.position;
    csv_error(reader->file, position, "%s \"\" is empty: how long an %s call waited must be known",
              call_role_name(reader->head, named), stay->event == WFM_CALL_HANDLED ? "answered" : "unanswered");
}

/* A handle time is the whole: what is recorded of its parts is taken out of it. */
static void read_whole_handle(record_reader *reader, cli_stay *stay)
{
    const csv_field *field = &reader->row.field[CALL_HANDLE];
    stay->talk_s = read_span(reader, CALL_HANDLE) - stay->hold_s - stay->acw_s;
    if (stay->talk_s >= -1e-9 * (stay->hold_s + stay->acw_s)) {
        stay->talk_s = stay->talk_s > 0 ? stay->talk_s : 0;
        return;
    }
    csv_error(reader->file, field->position, "handle_time \"%s\" is less than hold and acw together: it holds both",
              shown_of(field->text).text);
}

/* False: how long the call was handled is not known. */
static bool read_talk(record_reader *reader, cli_stay *stay)
{
    const bool *filled = reader->row.filled, *has = reader->head->has;
    cli_stamp answered, ended;
    if (filled[CALL_TALK]) {
        stay->talk_s = read_span(reader, CALL_TALK);
        return true;
    }
    if (filled[CALL_HANDLE]) {
        read_whole_handle(reader, stay);
        return true;
    }
    if (has[CALL_TALK] || has[CALL_HANDLE]) return false;
    if (!filled[CALL_ENDED_AT]) return false;
    if (!read_moment(reader, CALL_ENDED_AT, &ended)) return false;
    if (filled[CALL_ANSWERED_AT]) {
        if (!read_moment(reader, CALL_ANSWERED_AT, &answered)) return false;
    } else {
        answered = reader->start;
        answered.local_s += stay->wait_s;
        answered.epoch_s += stay->wait_s;
    }
    stay->talk_s = read_between(reader, &answered, &ended, CALL_ENDED_AT, "its answer");
    stay->talk_s = stay->talk_s > stay->hold_s ? stay->talk_s - stay->hold_s : 0;
    return true;
}

static void read_handling(record_reader *reader, cli_stay *stay)
{
    if (stay->event != WFM_CALL_HANDLED) return;
    stay->hold_s = read_span(reader, CALL_HOLD);
    stay->acw_s = read_span(reader, CALL_ACW);
    bool known = read_talk(reader, stay);
    if (known) {
        bool whole = reader->row.filled[CALL_HANDLE] && !reader->row.filled[CALL_TALK];
        bool wished = !whole && !reader->row.filled[CALL_ACW];
        if (wished) stay->acw_s = reader->wishes->acw_s;
        return;
    }
    stay->event = WFM_CALL_ANSWERED;
    stay->hold_s = stay->acw_s = 0;
}

static void read_row(record_reader *reader)
{
    const call_row *row = &reader->row;
    cli_stay *stay = calls_add(reader->calls);
    if (row->wrong) return;
    call_row_start(reader->calls, reader->head, reader->file, &reader->clock, row, &reader->start);
    stay->arrival_s = reader->start.local_s;
    stay->queue = calls_queue(reader->calls,
                              reader->head->has[CALL_QUEUE] ? span_trimmed(row->field[CALL_QUEUE].text) : span_of(""));
    if (!reader->head->has[CALL_OUTCOME]) {
        stay->event = guess_outcome(reader);
    } else if (!read_outcome(reader, &stay->event)) {
        return;
    }
    read_wait(reader, stay);
    read_handling(reader, stay);
}

static int known_by(const call_head *head, const calls_wishes *wishes)
{
    const bool *has = head->has;
    bool handle = has[CALL_TALK] || has[CALL_HANDLE] || has[CALL_ENDED_AT];
    bool apart = has[CALL_ACW] || has[CALL_HOLD] || wishes->acw_s > 0, parts = handle && apart;
    return CALLS_WITHIN | CALLS_WAITS | (handle ? CALLS_HANDLE : 0) | (parts ? CALLS_PARTS : 0);
}

bool call_records_read(cli_calls *calls, csv_file *file, const call_head *head, const calls_wishes *wishes)
{
    record_reader reader = {.calls = calls, .file = file, .head = head, .wishes = wishes};
    size_t position = head->rows_at;
    int64_t before = calls->stay_count;
    while (csv_more(file, &position)) {
        if (!call_row_read(head, file, &position, &reader.row)) return false;
        read_row(&reader);
    }
    if (calls->stay_count == before) {
        csv_error(file, file->size, "no rows: write a row for each call below the header");
    }
    calls->known |= known_by(head, wishes);
    return file->errors == 0;
}
