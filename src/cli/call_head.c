/* SPDX-License-Identifier: MIT */
/* The header of a file of calls or of counts, and its rows as fields by the part that their columns play. */
#include "cli/call_records.h"

#include "cli/columns.h"
#include "cli/when.h"

#include <stdlib.h>
#include <string.h>

typedef struct role_words {
    const char *name, *synonyms; /* as column_name makes them */
} role_words;

static const role_words call_roles[CALL_ROLES] = {
    [CALL_START] = {"start",
                    "start arrival arrived arrival_time arrived_at enter entered enter_time entered_at queued_at "
                    "offered_at time timestamp datetime date_time call_start start_time"},
    [CALL_DATE] = {"date", "date day"},
    [CALL_QUEUE] = {"queue", "queue queue_name skill skill_group group type service"},
    [CALL_OUTCOME] = {"outcome", "outcome result disposition status end_reason"},
    [CALL_WAIT] = {"wait", "wait wait_s queue_time queue_time_s wait_time wait_time_s hold_time_in_queue time_in_queue "
                           "speed_of_answer asa"},
    [CALL_ANSWERED_AT] = {"answered_at", "answered_at answer_time answered connect connected connected_at pickup"},
    [CALL_ENDED_AT] = {"ended_at", "ended_at ended end end_time hangup hangup_time completed_at"},
    [CALL_TALK] = {"talk", "talk talk_s talk_time talk_time_s duration billsec"},
    [CALL_HOLD] = {"hold", "hold hold_s hold_time hold_time_s"},
    [CALL_ACW] = {"acw", "acw acw_s wrap wrap_up wrapup after_call_work after_call_work_s"},
    [CALL_HANDLE] = {"handle_time", "aht aht_s handle_time handle_time_s handle_s handle_seconds"},
};

static const role_words count_roles[COUNT_ROLES] = {
    [CALL_START] = {"start",
                    "start interval time from begin start_time begin_time interval_start period slot timestamp "
                    "datetime date_time"},
    [CALL_DATE] = {"date", "date day"},
    [CALL_QUEUE] = {"queue", "queue queue_name skill skill_group group type service"},
    [COUNT_OFFERED] = {"offered", "offered calls arrivals volume contacts calls_offered offered_calls call_volume"},
    [COUNT_ANSWERED] = {"answered", "answered calls_answered answered_calls"},
    [COUNT_HANDLED] = {"handled", "handled calls_handled handled_calls"},
    [COUNT_ABANDONED] = {"abandoned", "abandoned abandons calls_abandoned abandoned_calls lost"},
    [COUNT_LEFT] = {"left", "left exited timed_out overflowed"},
    [COUNT_BLOCKED] = {"blocked", "blocked busy turned_away"},
    [COUNT_ANSWERED_WITHIN] = {"answered_within", "answered_within in_sl answered_in_time answered_in_sl"},
    [COUNT_ANSWERED_BEYOND] = {"answered_beyond", "answered_beyond"},
    [COUNT_ABANDONED_WITHIN] = {"abandoned_within", "abandoned_within"},
    [COUNT_ABANDONED_BEYOND] = {"abandoned_beyond", "abandoned_beyond"},
    [COUNT_ABANDONED_SHORT] = {"abandoned_short", "abandoned_short short_abandoned short_abandons"},
    [COUNT_LEFT_WITHIN] = {"left_within", "left_within"},
    [COUNT_LEFT_BEYOND] = {"left_beyond", "left_beyond"},
    [COUNT_ANSWERED_WAIT] = {"answered_wait_s", "answered_wait_s answered_wait wait_answered_s wait_answered"},
    [COUNT_ABANDONED_WAIT] = {"abandoned_wait_s", "abandoned_wait_s abandoned_wait wait_abandoned_s wait_abandoned"},
    [COUNT_LEFT_WAIT] = {"left_wait_s", "left_wait_s left_wait wait_left_s wait_left"},
    [COUNT_ASA] = {"asa_s", "asa_s asa speed_of_answer average_speed_of_answer"},
    [COUNT_HANDLE] = {"handle_seconds", "handle_seconds handle_s handle_time_total total_handle_time"},
    [COUNT_AHT] = {"aht_s",
                   "aht_s aht aht_sec aht_seconds handle_time handle_time_s average_handle_time avg_handle_time"},
    [COUNT_TALK] = {"talk_seconds", "talk_seconds"},
    [COUNT_HOLD] = {"hold_seconds", "hold_seconds"},
    [COUNT_ACW] = {"acw_seconds", "acw_seconds"},
    [COUNT_AGENTS] = {"agents", "agents staffed scheduled"},
};

static int role_among(const role_words *roles, int count, const char *name)
{
    for (int role = 0; role < count; role++) {
        if (name[0] != '\0' && has_word(roles[role].synonyms, name)) return role;
    }
    return -1;
}

static int role_of(bool counts, const char *name)
{
    return counts ? role_among(count_roles, COUNT_ROLES, name) : role_among(call_roles, CALL_ROLES, name);
}

const char *call_role_name(const call_head *head, int role)
{
    return head->counts ? count_roles[role].name : call_roles[role].name;
}

/* ---- which kind ---- */

/* What the names of the columns say, read once as those of calls and once as those of counts. */
typedef struct head_signs {
    bool call, offered, answered, abandoned;
} head_signs;

/* Words that mean a moment or a wait in a file of calls, and a number of calls or a mean in one of counts. */
static void read_signs(const char *name, head_signs *signs)
{
    int as_call = role_of(false, name), as_count = role_of(true, name);
    bool of_call =
        as_call == CALL_OUTCOME || as_call == CALL_WAIT || as_call == CALL_ANSWERED_AT || as_call == CALL_ENDED_AT;
    if (of_call && as_count < 0) signs->call = true;
    if (as_count == COUNT_OFFERED) signs->offered = true;
    if (as_count == COUNT_ABANDONED) signs->abandoned = true;
    bool answered = as_count == COUNT_ANSWERED || as_count == COUNT_HANDLED;
    if (answered) signs->answered = true;
}

static bool are_counts(const head_signs *signs)
{
    bool both = signs->answered && signs->abandoned;
    if (signs->offered && both) return true;
    if (signs->call) return false;
    return signs->offered || both;
}

/* ---- the header ---- */

static bool read_names(call_head *head, csv_file *file, size_t position)
{
    head_signs signs = {0};
    csv_field field = {.last = false};
    for (; !field.last; head->count++) {
        char name[COLUMN_NAME_SIZE];
        if (!csv_next(file, &position, &field)) return false;
        column_name(span_trimmed(field.text), name);
        read_signs(name, &signs);
    }
    head->counts = are_counts(&signs);
    head->rows_at = position;
    return true;
}

static void take_roles(call_head *head, csv_file *file, size_t position)
{
    csv_field field = {.last = false};
    head->roles = allocate((size_t)head->count, sizeof *head->roles);
    for (int at = 0; at < head->count; at++) {
        char name[COLUMN_NAME_SIZE];
        csv_next(file, &position, &field);
        column_name(span_trimmed(field.text), name);
        int role = role_of(head->counts, name);
        bool second = role >= 0 && head->has[role];
        if (second) {
            csv_error(file, field.position, "column \"%s\" is the second for %s: rename one", shown_of(field.text).text,
                      call_role_name(head, role));
        }
        if (role >= 0) head->has[role] = true;
        head->roles[at] = second ? -1 : role;
    }
}

static void need(const call_head *head, csv_file *file, bool there, int role, const char *more)
{
    char list[400];
    size_t size = 0;
    if (there) return;
    const char *words = head->counts ? count_roles[role].synonyms : call_roles[role].synonyms;
    for (; *words != '\0' && size < sizeof list - 2; words++) {
        if (*words == ' ') list[size++] = ',';
        list[size++] = *words;
    }
    list[size] = '\0';
    csv_error(file, 0, "no column %s: name one of the columns %s%s", call_role_name(head, role), list, more);
}

static void check_columns(const call_head *head, csv_file *file)
{
    const bool *has = head->has;
    bool day_alone = head->counts && has[CALL_DATE]; /* a row for each day */
    need(head, file, has[CALL_START] || day_alone, CALL_START, "");
    if (head->counts) {
        bool told = has[COUNT_ANSWERED] || has[COUNT_HANDLED] || has[COUNT_ABANDONED] || has[COUNT_ANSWERED_WITHIN];
        need(head, file, told, COUNT_ANSWERED, ", handled or abandoned: calls alone do not say what happened to them");
    } else {
        bool told = has[CALL_WAIT] || has[CALL_ANSWERED_AT] || has[CALL_ENDED_AT];
        need(head, file, told, CALL_WAIT, ", or answered_at and ended_at");
    }
}

bool call_head_read(call_head *head, csv_file *file)
{
    size_t position = 0;
    if (!csv_begin(file)) return false;
    if (!csv_more(file, &position)) return false;
    if (!read_names(head, file, position)) return false;
    take_roles(head, file, position);
    check_columns(head, file);
    return file->errors == 0;
}

void call_head_free(call_head *head)
{
    free(head->roles);
    *head = (call_head){0};
}

/* ---- rows ---- */

bool call_row_read(const call_head *head, csv_file *file, size_t *position, call_row *row)
{
    csv_field field = {.last = false};
    int at = 0;
    row->position = *position;
    row->wrong = false;
    memset(row->filled, 0, sizeof row->filled);
    for (; !field.last; at++) {
        if (!csv_next(file, position, &field)) return false;
        int role = at < head->count ? head->roles[at] : -1;
        if (role < 0) continue;
        row->field[role] = field;
        row->filled[role] = span_trimmed(field.text).size > 0;
    }
    if (at == head->count) return true;
    csv_error(file, row->position, "%d fields, and the header names %d columns", at, head->count);
    row->wrong = true;
    return true;
}

static bool read_start(const call_head *head, csv_file *file, local_clock *clock, const call_row *row, cli_stamp *start)
{
    const csv_field *field = &row->field[CALL_START];
    *start = (cli_stamp){0, NO_NUMBER, false};
    if (!head->has[CALL_START]) return true;
    if (!stamp_read(clock, field->text, start)) {
        csv_error(file, field->position,
                  "%s \"%s\" is not a time: write 09:00, 2026-03-02 09:00:01 or seconds since 1970",
                  call_role_name(head, CALL_START), shown_of(field->text).text);
        return false;
    }
    bool twice = head->has[CALL_DATE] && start->has_date;
    if (twice) {
        csv_error(file, field->position, "start \"%s\" has a date beside the date column: leave one out",
                  shown_of(field->text).text);
    }
    return !twice;
}

static bool add_date(const call_head *head, csv_file *file, const call_row *row, cli_stamp *start)
{
    int64_t day = 0;
    const csv_field *field = &row->field[CALL_DATE];
    if (!head->has[CALL_DATE]) return true;
    if (!when_read_date(field->text, &day)) {
        csv_error(file, field->position, "date \"%s\" is not a date: write 2026-03-02", shown_of(field->text).text);
        return false;
    }
    start->local_s += (double)(day * DAY_S);
    start->has_date = true;
    return true;
}

void call_row_start(cli_calls *calls, const call_head *head, csv_file *file, local_clock *clock, const call_row *row,
                    cli_stamp *start)
{
    if (!read_start(head, file, clock, row, start)) return;
    if (!add_date(head, file, row, start)) return;
    if (!calls->date_settled) calls->has_date = start->has_date;
    calls->date_settled = true;
    if (calls->has_date == start->has_date) return;
    csv_error(file, row->field[CALL_START].position, "start \"%s\" has %s date, and earlier rows have %s",
              shown_of(row->field[CALL_START].text).text, start->has_date ? "a" : "no",
              start->has_date ? "none" : "one");
}
