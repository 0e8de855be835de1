/* SPDX-License-Identifier: MIT */
/* A CSV file with a row of counts for each interval of a queue. Its sums are those of the cells; what the file does not
 * tell apart stands in the cell beyond T, and what it does not tell at all is NaN where calls hang on it. */
#include "cli/call_records.h"

#include "cli/when.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct count_reader {
    cli_calls *calls;
    csv_file *file;
    const call_head *head;
    local_clock clock;
    call_row row;
    double value[COUNT_ROLES]; /* NaN where there is none */
    int64_t whole;             /* counts above 0 that are whole */
    csv_field broken;          /* the first that is not, and its role; 0 for none, which is no count's */
    int broken_role;
} count_reader;

/* ---- numbers of a row ---- */

static bool is_span(int role)
{
    return role >= COUNT_ANSWERED_WAIT && role <= COUNT_ACW;
}

/* A mean of no calls, an unknown sum, and agents who are not known may be left out; a number of calls may not. */
static bool is_left_out(const count_reader *reader, int role)
{
    bool optional = is_span(role) || role == COUNT_AGENTS;
    if (!optional) return false;
    if (!reader->row.filled[role]) return true;
    span text = span_trimmed(reader->row.field[role].text);
    return span_equals(text, "NaN") || span_equals(text, "nan");
}

/* A number of calls that is not whole among others that are may have lost its thousands. */
static void note_count(count_reader *reader, int role, const csv_field *field)
{
    double value = reader->value[role];
    if (value == floor(value)) {
        reader->whole += value > 0;
    } else if (reader->broken_role == 0) {
        reader->broken = *field;
        reader->broken_role = role;
    }
}

/* A mean is of one call, a sum of many. */
static bool read_span(int role, span text, bool comma_allowed, cli_reading *reading)
{
    bool mean = role == COUNT_ASA || role == COUNT_AHT;
    return mean ? stamp_read_duration(text, comma_allowed, reading) : stamp_read_span(text, comma_allowed, reading);
}

static void read_number(count_reader *reader, int role)
{
    const csv_field *field = &reader->row.field[role];
    bool comma_allowed = reader->file->separator != ',';
    cli_reading reading;
    reader->value[role] = NO_NUMBER;
    if (!reader->head->has[role] || is_left_out(reader, role)) return;
    bool fine = is_span(role) ? read_span(role, field->text, comma_allowed, &reading)
                              : number_read(QUANTITY_COUNT, field->text, comma_allowed, &reading);
    if (fine) {
        bool calls = !is_span(role) && role != COUNT_AGENTS;
        reader->value[role] = reading.value;
        if (calls) note_count(reader, role, field);
        return;
    }
    csv_error(reader->file, field->position, "%s \"%s\" %s", call_role_name(reader->head, role),
              shown_of(field->text).text, reading.problem);
}

/* ---- from columns to cells ---- */

static double either(double value, double otherwise)
{
    return isnan(value) ? otherwise : value;
}

static double not_negative(double value)
{
    return value > 0 ? value : 0;
}

/* A number of calls within and beyond T, of which the file may name the whole, one part or both. */
static void split(double whole, double within, double beyond, double *cells)
{
    whole = either(whole, either(within, 0) + either(beyond, 0));
    cells[0] = either(within, isnan(beyond) ? 0 : not_negative(whole - beyond));
    cells[1] = either(beyond, not_negative(whole - cells[0]));
}

/* Who hung up in all, and who left in another way, as far as the file says so; else NaN. */
static double named_abandoned(const double *value)
{
    double parts = value[COUNT_ABANDONED_WITHIN] + value[COUNT_ABANDONED_BEYOND];
    return either(value[COUNT_ABANDONED], parts + either(value[COUNT_ABANDONED_SHORT], 0));
}

static double named_left(const double *value)
{
    return either(value[COUNT_LEFT], value[COUNT_LEFT_WITHIN] + value[COUNT_LEFT_BEYOND]);
}

/* Without a word of it, who was offered and not answered. */
static double whole_abandoned(const double *value, double answered)
{
    double rest = not_negative(value[COUNT_OFFERED] - answered - either(named_left(value), 0));
    return either(named_abandoned(value), rest);
}

static double whole_answered(const double *value)
{
    double parts = value[COUNT_ANSWERED_WITHIN] + value[COUNT_ANSWERED_BEYOND];
    double named = either(value[COUNT_ANSWERED], either(value[COUNT_HANDLED], parts));
    if (!isnan(named)) return named;
    return not_negative(value[COUNT_OFFERED] - either(named_abandoned(value), 0) - either(named_left(value), 0));
}

static double ended_in(const double *cell)
{
    double ended = 0;
    for (int i = WFM_CELL_ANSWERED_WITHIN; i <= WFM_CELL_LEFT_BEYOND; i++)
        ended += cell[i];
    return ended;
}

static void fill_calls(const double *value, double *cell)
{
    double answered = whole_answered(value), abandoned = whole_abandoned(value, answered);
    double abandoned_short = either(value[COUNT_ABANDONED_SHORT], 0);
    split(answered, value[COUNT_ANSWERED_WITHIN], value[COUNT_ANSWERED_BEYOND], &cell[WFM_CELL_ANSWERED_WITHIN]);
    split(not_negative(abandoned - abandoned_short), value[COUNT_ABANDONED_WITHIN], value[COUNT_ABANDONED_BEYOND],
          &cell[WFM_CELL_ABANDONED_WITHIN]);
    split(value[COUNT_LEFT], value[COUNT_LEFT_WITHIN], value[COUNT_LEFT_BEYOND], &cell[WFM_CELL_LEFT_WITHIN]);
    cell[WFM_CELL_ABANDONED_SHORT] = abandoned_short;
    cell[WFM_CELL_BLOCKED] = either(value[COUNT_BLOCKED], 0);
    cell[WFM_CELL_ARRIVED] = either(value[COUNT_OFFERED], ended_in(cell));
}

/* A sum that is not given is 0 where there are no calls, and unknown where there are. */
static double sum_of(double sum, double mean, double calls)
{
    if (!isnan(sum)) return sum;
    return calls > 0 ? mean * calls : 0;
}

static void fill_waits(const double *value, double *cell)
{
    double answered = cell[WFM_CELL_ANSWERED_WITHIN] + cell[WFM_CELL_ANSWERED_BEYOND];
    double abandoned =
        cell[WFM_CELL_ABANDONED_WITHIN] + cell[WFM_CELL_ABANDONED_BEYOND] + cell[WFM_CELL_ABANDONED_SHORT];
    double left = cell[WFM_CELL_LEFT_WITHIN] + cell[WFM_CELL_LEFT_BEYOND];
    cell[WFM_CELL_WAIT_ANSWERED] = sum_of(value[COUNT_ANSWERED_WAIT], value[COUNT_ASA], answered);
    cell[WFM_CELL_WAIT_ABANDONED] = sum_of(value[COUNT_ABANDONED_WAIT], NO_NUMBER, abandoned);
    cell[WFM_CELL_WAIT_LEFT] = sum_of(value[COUNT_LEFT_WAIT], NO_NUMBER, left);
    cell[WFM_CELL_WAITING] = cell[WFM_CELL_WAIT_ANSWERED] + cell[WFM_CELL_WAIT_ABANDONED] + cell[WFM_CELL_WAIT_LEFT];
}

/* A handle time of which the parts are not known is talk time. */
static void fill_handling(const double *value, double *cell)
{
    double handled = either(value[COUNT_HANDLED], cell[WFM_CELL_ANSWERED_WITHIN] + cell[WFM_CELL_ANSWERED_BEYOND]);
    double hold = either(value[COUNT_HOLD], 0), acw = either(value[COUNT_ACW], 0);
    double parts = value[COUNT_TALK] + hold + acw;
    double whole = either(value[COUNT_HANDLE], isnan(parts) ? sum_of(NO_NUMBER, value[COUNT_AHT], handled) : parts);
    cell[WFM_CELL_HANDLED] = handled;
    cell[WFM_CELL_TALK] = either(value[COUNT_TALK], isnan(whole) ? whole : not_negative(whole - hold - acw));
    cell[WFM_CELL_HOLD] = hold;
    cell[WFM_CELL_ACW] = acw;
    cell[WFM_CELL_BUSY] = whole;
}

/* A few calls more than were offered are carried over from the interval before; many are another column's. */
static void warn_of_excess(count_reader *reader, const double *cell)
{
    enum { FEW = 5 };
    double offered = reader->value[COUNT_OFFERED], ended = ended_in(cell);
    bool many = ended - offered > fmax(FEW, offered / 10); /* not where offered is not given */
    if (!many) return;
    const csv_field *field = &reader->row.field[COUNT_OFFERED];
    csv_warning(reader->file, field->position,
                "%s \"%s\" is less than the %.10g calls that were answered, hung up or left",
                call_role_name(reader->head, COUNT_OFFERED), shown_of(field->text).text, ended);
}

static void warn_of_broken(count_reader *reader)
{
    bool odd = reader->broken_role != 0 && reader->whole > 0;
    if (!odd) return;
    csv_warning(reader->file, reader->broken.position,
                "%s \"%s\" is not a whole number, as other counts are: if its mark is one of thousands, leave it out",
                call_role_name(reader->head, reader->broken_role), shown_of(reader->broken.text).text);
}

static void read_row(count_reader *reader)
{
    cli_counted *counted = calls_add_counted(reader->calls);
    const call_row *row = &reader->row;
    cli_stamp start;
    if (row->wrong) return;
    call_row_start(reader->calls, reader->head, reader->file, &reader->clock, row, &start);
    for (int role = COUNT_OFFERED; role < COUNT_ROLES; role++)
        read_number(reader, role);
    span queue = reader->head->has[CALL_QUEUE] ? span_trimmed(row->field[CALL_QUEUE].text) : span_of("");
    counted->queue = calls_queue(reader->calls, queue);
    counted->start_s = start.local_s;
    counted->agents = reader->value[COUNT_AGENTS];
    fill_calls(reader->value, counted->cell);
    warn_of_excess(reader, counted->cell);
    fill_waits(reader->value, counted->cell);
    fill_handling(reader->value, counted->cell);
}

/* ---- what the columns can tell ---- */

static int known_by(const call_head *head)
{
    const bool *has = head->has;
    bool within = has[COUNT_ANSWERED_WITHIN] || has[COUNT_ANSWERED_BEYOND];
    bool waits = has[COUNT_ANSWERED_WAIT] || has[COUNT_ASA];
    bool handle = has[COUNT_HANDLE] || has[COUNT_AHT] || has[COUNT_TALK];
    bool apart = has[COUNT_ACW] || has[COUNT_HOLD], parts = handle && apart;
    return (within ? CALLS_WITHIN : 0) | (waits ? CALLS_WAITS : 0) | (handle ? CALLS_HANDLE : 0) |
           (parts ? CALLS_PARTS : 0);
}

/* What is taken for something that the file does not say. */
static void warn_of_guesses(const call_head *head, csv_file *file)
{
    const bool *has = head->has;
    bool split_answered = has[COUNT_ANSWERED_WITHIN] || has[COUNT_ANSWERED_BEYOND];
    bool split_abandoned = has[COUNT_ABANDONED_WITHIN] || has[COUNT_ABANDONED_BEYOND];
    bool abandoned = has[COUNT_ABANDONED] || split_abandoned;
    bool answered = has[COUNT_ANSWERED] || has[COUNT_HANDLED] || split_answered;
    if (!abandoned) {
        csv_warning(file, 0, "no column abandoned: offered calls that were not answered are taken to have hung up");
    } else if (!answered) {
        csv_warning(file, 0, "no column answered: offered calls that did not hang up are taken to be answered");
    }
    if (split_answered && !split_abandoned) {
        csv_warning(file, 0, "no column abandoned_within: all who hung up are taken to have waited longer than T");
    }
}

bool call_counts_read(cli_calls *calls, csv_file *file, const call_head *head)
{
    count_reader reader = {.calls = calls, .file = file, .head = head};
    size_t position = head->rows_at;
    int64_t before = calls->counted_count;
    warn_of_guesses(head, file);
    while (csv_more(file, &position)) {
        if (!call_row_read(head, file, &position, &reader.row)) return false;
        read_row(&reader);
    }
    warn_of_broken(&reader);
    if (calls->counted_count == before) {
        csv_error(file, file->size, "no rows: write a row for each interval below the header");
    }
    calls->known = before == 0 ? known_by(head) : calls->known & known_by(head);
    return file->errors == 0;
}

/* ---- order and interval ---- */

static int compare(const void *left, const void *right)
{
    const cli_counted *a = left, *b = right;
    if (a->queue != b->queue) return a->queue < b->queue ? -1 : 1;
    return number_compare(&a->start_s, &b->start_s); /* those alike are added up */
}

static void merge_doubled(cli_calls *calls, csv_file *file)
{
    int64_t kept = 0, doubled = 0;
    qsort(calls->counted, (size_t)calls->counted_count, sizeof *calls->counted, compare);
    for (int64_t i = 1; i < calls->counted_count; i++) {
        cli_counted *here = &calls->counted[i], *last = &calls->counted[kept];
        if (compare(last, here) != 0) {
            calls->counted[++kept] = *here;
            continue;
        }
        for (int cell = 0; cell < WFM_CELLS; cell++)
            last->cell[cell] += here->cell[cell];
        last->agents += here->agents;
        doubled++;
    }
    calls->counted_count = kept + 1;
    if (doubled > 0) {
        csv_warning(file, 0, "rows of the same queue and start are added up: %lld of them", (long long)doubled);
    }
}

/* Leaves each number once; how many there are. */
static int64_t make_distinct(double *numbers, int64_t count)
{
    int64_t kept = 0;
    qsort(numbers, (size_t)count, sizeof *numbers, number_compare);
    for (int64_t i = 0; i < count; i++) {
        if (kept == 0 || numbers[i] != numbers[kept - 1]) numbers[kept++] = numbers[i];
    }
    return kept;
}

/* The value that occurs most often, the least of several; 0 of none. */
static double commonest(double *numbers, int64_t count)
{
    int64_t most = 0, run = 0;
    double best = 0;
    qsort(numbers, (size_t)count, sizeof *numbers, number_compare);
    for (int64_t i = 0; i < count; i++) {
        run = i > 0 && numbers[i] == numbers[i - 1] ? run + 1 : 1;
        if (run > most) best = numbers[i];
        most = run > most ? run : most;
    }
    return best;
}

/* The commonest step from one start to the next, whatever the queue; 0 where there is one start alone. */
static double commonest_step(const cli_calls *calls)
{
    double *starts = allocate((size_t)calls->counted_count, sizeof *starts);
    for (int64_t i = 0; i < calls->counted_count; i++)
        starts[i] = calls->counted[i].start_s;
    int64_t count = make_distinct(starts, calls->counted_count);
    for (int64_t i = 1; i < count; i++)
        starts[i - 1] = starts[i] - starts[i - 1];
    double step = commonest(starts, count - 1);
    free(starts);
    return step;
}

/* The first row that does not start whole steps from a moment; null where all do. */
static const cli_counted *off_grid(const cli_calls *calls, double from_s, double step)
{
    for (int64_t i = 0; i < calls->counted_count; i++) {
        if (fmod(calls->counted[i].start_s - from_s, step) != 0) return &calls->counted[i];
    }
    return NULL;
}

/* The file's interval: a row of counts cannot be parted. The commonest step is not it where rows are apart by days, or by
 * what is no number of steps: then it is one of gaps, and an interval that is wished for is believed. */
static double own_interval(const cli_calls *calls, double wished_s)
{
    double step = commonest_step(calls);
    if (isnan(wished_s)) return step;
    if (step == 0) return wished_s;
    bool of_gaps = step >= DAY_S || off_grid(calls, calls->counted[0].start_s, step) != NULL;
    return of_gaps ? fmin(step, wished_s) : step;
}

/* Whether all starts are whole intervals from midnight. */
static bool fits_grid(const cli_calls *calls, csv_file *file)
{
    const cli_counted *off = off_grid(calls, 0, calls->interval_s);
    if (off == NULL) return true;
    char time[WHEN_SIZE];
    when_write_time((int64_t)(off->start_s - floor(off->start_s / DAY_S) * DAY_S), time);
    csv_error(file, 0, "start %s does not fit intervals of %g s, counted from midnight", time, calls->interval_s);
    return false;
}

bool call_counts_finish(cli_calls *calls, csv_file *file, const calls_wishes *wishes)
{
    merge_doubled(calls, file);
    calls->interval_s = own_interval(calls, wishes->interval_s);
    if (calls->interval_s > 0) return fits_grid(calls, file);
    csv_error(file, 0, "the length of the interval is unknown: there is one start alone; give --interval 30m");
    return false;
}
