/* SPDX-License-Identifier: MIT */
#include "cli/calls.h"

#include "cli/call_records.h"
#include "cli/queue_log.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the container ---- */

cli_stay *calls_add(cli_calls *calls)
{
    if (calls->stay_count == calls->stay_room) {
        calls->stays = enlarge(calls->stays, &calls->stay_room, sizeof *calls->stays);
    }
    cli_stay *stay = &calls->stays[calls->stay_count++];
    *stay = (cli_stay){0};
    return stay;
}

cli_counted *calls_add_counted(cli_calls *calls)
{
    if (calls->counted_count == calls->counted_room) {
        calls->counted = enlarge(calls->counted, &calls->counted_room, sizeof *calls->counted);
    }
    cli_counted *counted = &calls->counted[calls->counted_count++];
    *counted = (cli_counted){.agents = NO_NUMBER};
    return counted;
}

/* The slot of a name, or the empty one where it belongs. */
static int32_t *queue_slot(const cli_calls *calls, span name)
{
    uint64_t mask = (uint64_t)calls->queue_slot_count - 1, at = span_hash(name) & mask;
    while (calls->queue_slots[at] != 0) {
        if (span_equals(name, calls->queues[calls->queue_slots[at] - 1])) break;
        at = (at + 1) & mask;
    }
    return &calls->queue_slots[at];
}

static void make_queue_slots(cli_calls *calls)
{
    free(calls->queue_slots);
    calls->queue_slot_count = calls->queue_slot_count == 0 ? 64 : calls->queue_slot_count * 2;
    calls->queue_slots = allocate((size_t)calls->queue_slot_count, sizeof *calls->queue_slots);
    for (int32_t queue = 0; queue < calls->queue_count; queue++)
        *queue_slot(calls, span_of(calls->queues[queue])) = queue + 1;
}

int32_t calls_queue(cli_calls *calls, span name)
{
    if (2 * (int64_t)calls->queue_count >= calls->queue_slot_count) make_queue_slots(calls);
    int32_t *slot = queue_slot(calls, name);
    if (*slot != 0) return *slot - 1;
    if (calls->queue_count == calls->queue_room) {
        calls->queues = enlarge(calls->queues, &calls->queue_room, sizeof *calls->queues);
    }
    char *copy = allocate(name.size + 1, 1);
    memcpy(copy, name.data, name.size);
    calls->queues[calls->queue_count++] = copy;
    *slot = calls->queue_count;
    return calls->queue_count - 1;
}

void calls_free(cli_calls *calls)
{
    for (int32_t queue = 0; queue < calls->queue_count; queue++)
        free(calls->queues[queue]);
    free(calls->queues);
    free(calls->queue_slots);
    free(calls->stays);
    free(calls->counted);
    *calls = (cli_calls){0};
}

/* ---- one queue of several ---- */

/* "a, b, c", as far as there is room. */
static void list_queues(const cli_calls *calls, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (int32_t queue = 0; queue < calls->queue_count && used < size; queue++) {
        cli_shown name = shown_of(span_of(calls->queues[queue]));
        used += (size_t)snprintf(text + used, size - used, "%s%s", queue > 0 ? ", " : "",
                                 name.text[0] != '\0' ? name.text : "one without a name");
    }
    if (used >= size) strcpy(text + size - 4, "...");
}

static void no_such_queue(const cli_calls *calls, csv_file *file, const char *wanted)
{
    char list[400];
    const char *nearest = nearest_word(span_of(wanted), (const char *const *)calls->queues, (size_t)calls->queue_count);
    list_queues(calls, list, sizeof list);
    csv_error(file, 0, "no call is in a queue \"%s\"%s%s%s: there are %s", shown_of(span_of(wanted)).text,
              nearest != NULL ? "; did you mean " : "", nearest != NULL ? shown_of(span_of(nearest)).text : "",
              nearest != NULL ? "?" : "", list);
}

static bool keep_queue(cli_calls *calls, csv_file *file, const char *wanted)
{
    int64_t stays = 0, counted = 0;
    int32_t queue = 0;
    while (queue < calls->queue_count && strcmp(calls->queues[queue], wanted) != 0)
        queue++;
    for (int64_t i = 0; i < calls->stay_count; i++) {
        if (calls->stays[i].queue == queue) calls->stays[stays++] = calls->stays[i];
    }
    for (int64_t i = 0; i < calls->counted_count; i++) {
        if (calls->counted[i].queue == queue) calls->counted[counted++] = calls->counted[i];
    }
    calls->stay_count = stays;
    calls->counted_count = counted;
    if (stays + counted > 0) return true;
    no_such_queue(calls, file, wanted);
    return false;
}

/* Queues without a stay or an interval lose their number: those left out, and those of faulty lines alone. */
static void drop_empty_queues(cli_calls *calls)
{
    int32_t *number = allocate((size_t)calls->queue_count, sizeof *number), kept = 0;
    for (int64_t i = 0; i < calls->stay_count; i++)
        number[calls->stays[i].queue] = 1;
    for (int64_t i = 0; i < calls->counted_count; i++)
        number[calls->counted[i].queue] = 1;
    for (int32_t queue = 0; queue < calls->queue_count; queue++) {
        if (number[queue] == 0) {
            free(calls->queues[queue]);
            continue;
        }
        number[queue] = kept;
        calls->queues[kept++] = calls->queues[queue];
    }
    for (int64_t i = 0; i < calls->stay_count; i++)
        calls->stays[i].queue = number[calls->stays[i].queue];
    for (int64_t i = 0; i < calls->counted_count; i++)
        calls->counted[i].queue = number[calls->counted[i].queue];
    calls->queue_count = kept;
    free(number);
    free(calls->queue_slots); /* of the old numbers; nothing is looked up from here on */
    calls->queue_slots = NULL;
    calls->queue_slot_count = 0;
}

/* ---- order ---- */

/* Every member takes part, so that the order does not hang on the method of sorting. */
static int compare(const void *left, const void *right)
{
    const cli_stay *a = left, *b = right;
    if (a->arrival_s != b->arrival_s) return number_compare(&a->arrival_s, &b->arrival_s);
    if (a->queue != b->queue) return a->queue < b->queue ? -1 : 1;
    if (a->event != b->event) return a->event < b->event ? -1 : 1;
    if (a->wait_s != b->wait_s) return number_compare(&a->wait_s, &b->wait_s);
    if (a->talk_s != b->talk_s) return number_compare(&a->talk_s, &b->talk_s);
    if (a->hold_s != b->hold_s) return number_compare(&a->hold_s, &b->hold_s);
    return number_compare(&a->acw_s, &b->acw_s);
}

static void sort_stays(cli_calls *calls)
{
    for (int64_t i = 1; i < calls->stay_count; i++) {
        if (compare(&calls->stays[i - 1], &calls->stays[i]) <= 0) continue;
        qsort(calls->stays, (size_t)calls->stay_count, sizeof *calls->stays, compare);
        return;
    }
}

/* ---- the files ---- */

typedef enum file_kind { KIND_EMPTY, KIND_QUEUE_LOG, KIND_CALLS, KIND_COUNTS, KIND_NONE } file_kind;

static const char *const kind_names[] = {"nothing", "a queue_log", "a CSV file of calls", "a CSV file of counts"};

static file_kind kind_of(csv_file *file, call_head *head)
{
    size_t position = 0;
    if (!csv_more(file, &position)) return KIND_EMPTY;
    if (queue_log_is(file)) return KIND_QUEUE_LOG;
    if (!call_head_read(head, file)) return KIND_NONE;
    return head->counts ? KIND_COUNTS : KIND_CALLS;
}

static bool check_kind(csv_file *file, file_kind kind, file_kind all, const char *first)
{
    if (kind == KIND_NONE) return false;
    bool alike = all == KIND_EMPTY || kind == KIND_EMPTY || kind == all;
    if (!alike) {
        csv_error(file, 0, "this is %s, and %s is %s: measure them apart", kind_names[kind], first, kind_names[all]);
    }
    return alike;
}

/* What the files are; an empty one, as a log that was rotated just now, is of any kind. */
static bool find_kind(csv_file *files, call_head *heads, int count, file_kind *all)
{
    const char *first = "";
    bool fine = true;
    *all = KIND_EMPTY;
    for (int i = 0; i < count; i++) {
        file_kind kind = kind_of(&files[i], &heads[i]);
        fine = check_kind(&files[i], kind, *all, first) && fine;
        bool settles = *all == KIND_EMPTY && kind != KIND_NONE;
        if (settles) first = files[i].name;
        if (settles) *all = kind;
    }
    if (fine && *all == KIND_EMPTY) {
        csv_error(&files[0], 0, "the file is empty: give a queue_log, or a CSV file of calls or of counts");
        fine = false;
    }
    return fine;
}

static bool read_kind(cli_calls *calls, csv_file *files, call_head *heads, int count, const calls_wishes *wishes)
{
    file_kind kind = KIND_EMPTY;
    bool fine = find_kind(files, heads, count, &kind);
    if (!fine) return false;
    if (kind == KIND_QUEUE_LOG) return queue_log_read(calls, files, count, wishes);
    for (int i = 0; i < count; i++) {
        if (heads[i].roles == NULL) continue;
        bool read = kind == KIND_CALLS ? call_records_read(calls, &files[i], &heads[i], wishes)
                                       : call_counts_read(calls, &files[i], &heads[i]);
        fine = read && fine;
    }
    if (fine && kind == KIND_COUNTS) return call_counts_finish(calls, &files[0], wishes);
    return fine;
}

static void finish(cli_calls *calls)
{
    drop_empty_queues(calls);
    sort_stays(calls);
    for (int64_t i = 0; i < calls->stay_count; i++)
        calls->open += calls->stays[i].event == WFM_CALL_ARRIVED;
}

bool calls_read(cli_calls *calls, const char *const *paths, int count, const calls_wishes *wishes)
{
    csv_file *files = allocate((size_t)count, sizeof *files);
    call_head *heads = allocate((size_t)count, sizeof *heads);
    bool fine = count > 0;
    *calls = (cli_calls){.has_date = true};
    for (int i = 0; i < count; i++) {
        bool loaded = csv_load(&files[i], paths[i]);
        if (!loaded) calls->unreadable = true;
        fine = fine && loaded;
    }
    fine = fine && read_kind(calls, files, heads, count, wishes);
    if (fine && wishes->queue != NULL) fine = keep_queue(calls, &files[0], wishes->queue);
    if (fine) finish(calls);
    for (int i = 0; i < count; i++) {
        csv_close_messages(&files[i]);
        call_head_free(&heads[i]);
        csv_free(&files[i]);
    }
    free(heads);
    free(files);
    return fine;
}
