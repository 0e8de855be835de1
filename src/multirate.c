/* SPDX-License-Identifier: MIT */
/* Several classes of calls on one group of lines.
 *
 * 1. Lines are counted in units u, what divides the lines of every call: state j is j u lines busy. With load a_i, b_i
 *    units for each call and t_i reserved lines of n in all,
 *        j q(j) = sum over i of a_i b_i q(j - b_i), without those of j u > n - t_i
 *    up to a factor (Kaufman 1981, eq. 13; Roberts 1981; with reservation Roberts 1983). Terms are positive: each step
 *    adds some roundings, and in the ratio of a tail to the total those between the bulk of the states and the tail
 *    count, sqrt(1400 n) at most where the ratio is above 1e-290. b_i q is formed first: a rounded a_i b_i would be wrong
 *    by the same part in every step, and these add up.
 * 2. q spans hundreds of orders. q(0) begins as 2^300, and when a q passes 2^850 all are multiplied by 2^-512: the
 *    largest stays between 2^300 and, as a_i b_i sum to less than 2^134, 2^984. What falls below 2^-700 counts as 0. To
 *    drop a state takes from no later one more than that part of the largest: what a state adds to one d states later is
 *    at most what the largest before it adds to one d states after itself, whose divisors are smaller. So a probability is
 *    off by 2^-1000 n at most. A state is multiplied at most four times before it is 0, and stays so.
 * 3. Calls of a class are lost in the states above n - b_i - t_i. Sums run upwards, so that the same states give the same
 *    bits whoever asks. Where more than half are lost, the rest is summed itself.
 * 4. More lines: what no reservation touches, the states up to n - the largest t_i, is the same for every n, and stays;
 *    those above are computed anew (and all where these made the others smaller). Lines carry what they do not lose: sum a_i b_i (1 - blocking) <= n, also with Roberts'
 *    reservation, so that no n below sum a_i b_i (1 - target) need be looked at. */
#include "internal/columns.h"
#include "internal/structs.h"

#include "wfm/trunks.h"

static const double LOAD_MOST = 1e30;
static const double WHOLE_MOST = 0x1p53;
static const double FIRST = 0x1p300;
static const double LARGE = 0x1p850;
static const double SMALL = 0x1p-700;
static const double DOWN = 0x1p-512;

void wfm_classes_init(wfm_classes *classes, size_t size)
{
    wfm_i_struct_init(classes, size);
}

void wfm_class_columns_init(wfm_class_columns *columns, size_t size)
{
    wfm_i_struct_init(columns, size);
}

void wfm_class_group_init(wfm_class_group *group, size_t size)
{
    wfm_i_struct_init(group, size);
}

/* A class that has load and fits. */
typedef struct term {
    double load;
    double units;
    ptrdiff_t back; /* units, negative */
    double reserved_lines;
} term;

/* The states, as far as they are known. */
typedef struct states {
    wfm_classes classes;
    double factor; /* of the loads */
    double unit;   /* lines */
    double lines;
    double reserved; /* the most of the terms */
    size_t count;
    term terms[WFM_CLASSES_MOST];
    double *q;         /* of the caller's work, behind as many zeros as the largest call has units */
    ptrdiff_t zeros;   /* their number */
    ptrdiff_t first;   /* all before are 0 */
    ptrdiff_t base;    /* up to here no reservation was felt */
    ptrdiff_t last;    /* up to here all are known */
    double base_total; /* of the q up to base */
    double total;      /* and up to last */
    bool rescaled;     /* since base: too few digits may be left of what stays */
} states;

/* ---- what is given ---- */

static bool is_whole(double x, double least, double most)
{
    return x >= least && x <= most && floor(x) == x;
}

static double load_of(const wfm_classes *c, int64_t row)
{
    return wfm_i_at(c->load_erl, c->load_stride, row);
}

static double lines_of(const wfm_classes *c, int64_t row)
{
    return wfm_i_at(c->lines_per_call, c->lines_per_call_stride, row);
}

static double reserved_of(const wfm_classes *c, int64_t row)
{
    return c->reserved_lines != NULL ? wfm_i_at(c->reserved_lines, c->reserved_lines_stride, row) : 0;
}

static double target_of(const wfm_classes *c, int64_t row)
{
    return wfm_i_at(c->target, c->target_stride, row);
}

static wfm_status check_class(const wfm_classes *c, int64_t row)
{
    if (c->load_erl == NULL) return WFM_BAD_CLASS_LOAD;
    double load = load_of(c, row);
    if (!(load >= 0)) return WFM_BAD_CLASS_LOAD;
    if (load > LOAD_MOST) return WFM_BAD_CLASS_LOAD;
    if (c->lines_per_call == NULL) return WFM_BAD_LINES_PER_CALL;
    if (!is_whole(lines_of(c, row), 1, WHOLE_MOST)) return WFM_BAD_LINES_PER_CALL;
    return is_whole(reserved_of(c, row), 0, WHOLE_MOST) ? WFM_OK : WFM_BAD_RESERVED_LINES;
}

static wfm_status read_classes(wfm_classes *c, const wfm_classes *given)
{
    wfm_status status = wfm_i_struct_read(c, sizeof *c, given, WFM_BAD_CLASSES_STRUCT);
    if (status != WFM_OK) return status;
    if (c->count < 0) return WFM_BAD_COUNT;
    if (c->count > WFM_CLASSES_MOST) return WFM_TOO_MANY_CLASSES;
    for (int64_t row = 0; row < c->count && status == WFM_OK; row++)
        status = check_class(c, row);
    return status;
}

static wfm_status check_targets(const wfm_classes *c)
{
    for (int64_t row = 0; row < c->count; row++) {
        if (c->target == NULL) return WFM_BAD_CLASS_TARGET;
        if (!wfm_i_is_fraction(target_of(c, row))) return WFM_BAD_CLASS_TARGET;
    }
    return WFM_OK;
}

/* Euclid's; of 0 and x it is x. */
static double common_divisor(double x, double y)
{
    while (y > 0) {
        double rest = fmod(x, y);
        x = y;
        y = rest;
    }
    return x;
}

/* The unit and the terms of so many lines. Without load there is one state alone. */
static void prepare(states *s, double lines)
{
    s->unit = 0;
    s->count = 0;
    s->zeros = 0;
    s->reserved = 0;
    for (int64_t row = 0; row < s->classes.count; row++)
        if (load_of(&s->classes, row) > 0) s->unit = common_divisor(s->unit, lines_of(&s->classes, row));
    if (!(s->unit > 0)) s->unit = WHOLE_MOST;
    for (int64_t row = 0; row < s->classes.count; row++) {
        double load = load_of(&s->classes, row), per_call = lines_of(&s->classes, row);
        bool counts = load > 0 && per_call <= lines;
        if (!counts) continue;
        double units = per_call / s->unit, reserved = reserved_of(&s->classes, row);
        s->terms[s->count++] = (term){load, units, -(ptrdiff_t)units, reserved};
        s->zeros = (ptrdiff_t)fmax((double)s->zeros, units);
        s->reserved = fmax(s->reserved, reserved);
    }
}

static int64_t work_for(const states *s, double lines)
{
    return 1 + (int64_t)(lines / s->unit) + (int64_t)s->zeros;
}

static bool are_lines(double lines)
{
    return is_whole(lines, 0, WFM_CLASS_LINES_MOST);
}

wfm_status wfm_classes_work(const wfm_classes *classes, double lines, int64_t *work_count)
{
    states s;
    if (work_count == NULL) return WFM_BAD_OUTPUT;
    *work_count = -1;
    wfm_status status = read_classes(&s.classes, classes);
    if (status != WFM_OK) return status;
    if (!are_lines(lines)) return WFM_BAD_GROUP_LINES;
    prepare(&s, lines);
    *work_count = work_for(&s, lines);
    return WFM_OK;
}

/* ---- the states ---- */

static void begin(states *s, double factor)
{
    s->factor = factor;
    for (ptrdiff_t i = -s->zeros; i < 0; i++)
        s->q[i] = 0;
    s->q[0] = s->base_total = s->total = FIRST;
    s->first = s->base = s->last = 0;
    s->rescaled = false;
}

static void rescale(states *s)
{
    s->rescaled = true;
    s->base_total *= DOWN;
    s->total *= DOWN;
    double *q = s->q + s->first;
    ptrdiff_t count = s->last - s->first + 1;
    for (ptrdiff_t j = 0; j < count; j++) {
        double scaled = q[j] * DOWN;
        q[j] = scaled < SMALL ? 0 : scaled;
    }
    while (!(s->q[s->first] > 0))
        s->first++;
}

/* What a term adds to j q(j), of q at the state j. */
static double flow(const term *t, const double *q)
{
    return t->load * (t->units * q[t->back]);
}

/* Two sums, as each addition waits for the one before. */
static double flows(const term *terms, size_t count, const double *q)
{
    double even = 0, odd = 0;
    size_t i = 0;
    for (; i + 1 < count; i += 2) {
        even += flow(&terms[i], q);
        odd += flow(&terms[i + 1], q);
    }
    if (i < count) even += flow(&terms[i], q);
    return even + odd;
}

/* The states behind the last one known, up to one, of the terms given. */
static void run(states *s, const term *terms, size_t count, ptrdiff_t to)
{
    double total = s->total;
    for (ptrdiff_t j = s->last + 1; j <= to; j++) {
        double q = flows(terms, count, s->q + j) / (double)j;
        if (q < SMALL) q = 0;
        s->q[j] = q;
        total += q;
        if (q > LARGE) {
            s->total = total;
            s->last = j;
            rescale(s);
            total = s->total;
        }
    }
    s->total = total;
    s->last = to;
}

/* The terms that count in a state of lines in all, and the last state up to which they are the same. */
static size_t terms_in(const states *s, double lines, ptrdiff_t state, term *found, ptrdiff_t *to)
{
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++) {
        double last = floor((lines - s->terms[i].reserved_lines) / s->unit);
        if (last < (double)state) continue;
        found[count] = s->terms[i];
        found[count++].load *= s->factor;
        if (last < (double)*to) *to = (ptrdiff_t)last;
    }
    return count;
}

static void run_to(states *s, double lines, ptrdiff_t end)
{
    term terms[WFM_CLASSES_MOST];
    while (s->last < end) {
        ptrdiff_t to = end;
        size_t count = terms_in(s, lines, s->last + 1, terms, &to);
        run(s, terms, count, to);
    }
}

/* All states of so many lines, not fewer than the time before. */
static void go_to(states *s, double lines)
{
    double untouched = floor((lines - s->reserved) / s->unit);
    if (s->rescaled) begin(s, s->factor);
    s->last = s->base;
    s->total = s->base_total;
    if (untouched > (double)s->base) run_to(s, lines, (ptrdiff_t)untouched);
    s->base = s->last;
    s->base_total = s->total;
    s->rescaled = false;
    run_to(s, lines, (ptrdiff_t)(lines / s->unit));
    s->lines = lines;
}

/* ---- what they say ---- */

static double share(const states *s, ptrdiff_t from, ptrdiff_t to)
{
    double sum = 0;
    for (ptrdiff_t j = from; j <= to; j++)
        sum += s->q[j];
    return fmin(1, sum / s->total);
}

/* The last state in which a class's calls are taken, -1 where none is. */
static ptrdiff_t last_open(const states *s, int64_t row)
{
    double room = s->lines - lines_of(&s->classes, row) - reserved_of(&s->classes, row);
    return room < 0 ? -1 : (ptrdiff_t)(room / s->unit);
}

static double blocking_of(const states *s, int64_t row)
{
    ptrdiff_t open = last_open(s, row);
    return open < 0 ? 1 : share(s, open + 1, s->last);
}

static double taken_of(const states *s, int64_t row, double blocking)
{
    return blocking > 0.5 ? share(s, 0, last_open(s, row)) : 1 - blocking;
}

static void write_states(const states *s, const wfm_class_columns *columns)
{
    if (columns->state == NULL) return;
    wfm_i_fill(columns->state, columns->state_stride, columns->state_count, 0);
    double rows = ceil((double)columns->state_count / s->unit);
    for (ptrdiff_t j = 0; j <= s->last && (double)j < rows; j++)
        wfm_i_put(columns->state, columns->state_stride, j * (ptrdiff_t)s->unit, s->q[j] / s->total);
}

static void write(const states *s, const wfm_class_columns *columns, double factor, wfm_class_group *group)
{
    wfm_class_group found = WFM_CLASS_GROUP_INIT;
    double lost = 0;
    for (int64_t row = 0; row < s->classes.count; row++) {
        double load = load_of(&s->classes, row) * s->factor, offered = load * lines_of(&s->classes, row);
        double blocking = blocking_of(s, row), taken = taken_of(s, row, blocking);
        found.offered_lines += offered;
        found.carried_lines += offered * taken;
        lost += offered * blocking;
        wfm_i_put(columns->blocking, columns->blocking_stride, row, blocking);
        wfm_i_put(columns->carried_erl, columns->carried_stride, row, load * taken);
    }
    write_states(s, columns);
    found.lines = s->lines;
    found.factor = factor;
    if (found.offered_lines > 0) found.lost = lost / found.offered_lines;
    if (s->lines > 0) found.utilisation = found.carried_lines / s->lines;
    wfm_i_struct_write(group, &found, sizeof found);
}

/* NaN in every column, as far as is known how long they are. */
static void fail(const wfm_class_columns *columns, const wfm_classes *classes)
{
    int64_t count = classes->count <= WFM_CLASSES_MOST ? classes->count : 0;
    wfm_i_fill(columns->blocking, columns->blocking_stride, count, WFM_I_NAN);
    wfm_i_fill(columns->carried_erl, columns->carried_stride, count, WFM_I_NAN);
    wfm_i_fill(columns->state, columns->state_stride, columns->state_count, WFM_I_NAN);
}

/* Everything that is given. */
typedef struct given {
    const wfm_classes *classes;
    bool with_targets;
    double lines;
    double *work;
    int64_t work_count;
    const wfm_class_columns *columns;
    wfm_class_group *group;
} given;

static wfm_status read_group(states *s, const given *g, wfm_class_columns *columns)
{
    wfm_status status = read_classes(&s->classes, g->classes);
    if (status == WFM_OK && columns->state_count < 0) status = WFM_BAD_COUNT;
    if (status == WFM_OK && g->with_targets) status = check_targets(&s->classes);
    if (status != WFM_OK) return status;
    if (!are_lines(g->lines)) return WFM_BAD_GROUP_LINES;
    if (g->work == NULL) return WFM_TOO_LITTLE_WORK;
    prepare(s, g->lines);
    if (g->work_count < work_for(s, g->lines)) return WFM_TOO_LITTLE_WORK;
    s->q = g->work + s->zeros;
    return WFM_OK;
}

static wfm_status open(states *s, const given *g, wfm_class_columns *columns)
{
    s->classes.count = 0;
    wfm_status opened = wfm_i_struct_open(g->group);
    wfm_status status = wfm_i_struct_read(columns, sizeof *columns, g->columns, WFM_BAD_OUTPUT);
    if (status != WFM_OK) return status;
    status = read_group(s, g, columns);
    if (opened != WFM_OK) status = opened;
    if (status != WFM_OK) fail(columns, &s->classes);
    return status;
}

wfm_status wfm_classes_blocking(const wfm_classes *classes, double lines, double *work, int64_t work_count,
                                const wfm_class_columns *columns, wfm_class_group *group)
{
    const given g = {classes, false, lines, work, work_count, columns, group};
    states s;
    wfm_class_columns c;
    wfm_status status = open(&s, &g, &c);
    if (status != WFM_OK) return status;
    begin(&s, 1);
    go_to(&s, lines);
    write(&s, &c, 1, group);
    return WFM_OK;
}

/* ---- the inverses ---- */

/* Whether every target is met, and else whose is not: the class that was found so before is looked at first. */
static bool is_met(const states *s, int64_t *suspect)
{
    for (int64_t i = 0; i < s->classes.count; i++) {
        int64_t row = (*suspect + i) % s->classes.count;
        if (blocking_of(s, row) <= target_of(&s->classes, row)) continue;
        *suspect = row;
        return false;
    }
    return true;
}

static bool is_one_never_lost(const wfm_classes *c)
{
    bool never = false;
    double all = 0;
    for (int64_t row = 0; row < c->count; row++) {
        if (!(target_of(c, row) > 0)) never = true;
        all += load_of(c, row);
    }
    return never && all > 0;
}

/* No fewer lines can be enough. What is rounded is left out by a part of 1e-9. */
static double least_lines(const wfm_classes *c)
{
    double carried = 0, least = 0;
    for (int64_t row = 0; row < c->count; row++) {
        double target = target_of(c, row);
        carried += load_of(c, row) * lines_of(c, row) * (1 - target);
        if (target < 1) least = fmax(least, lines_of(c, row) + reserved_of(c, row));
    }
    return fmax(least, floor(carried * (1 - 1e-9)));
}

wfm_status wfm_classes_lines(const wfm_classes *classes, double lines_most, double *work, int64_t work_count,
                             const wfm_class_columns *columns, wfm_class_group *group)
{
    const given g = {classes, true, lines_most, work, work_count, columns, group};
    states s;
    wfm_class_columns c;
    int64_t suspect = 0;
    wfm_status status = open(&s, &g, &c);
    if (status != WFM_OK) return status;
    bool can_be = !is_one_never_lost(&s.classes);
    double n = can_be ? fmin(least_lines(&s.classes), lines_most) : lines_most;
    begin(&s, 1);
    go_to(&s, n);
    bool met = is_met(&s, &suspect);
    while (!met && n < lines_most) {
        go_to(&s, ++n);
        met = is_met(&s, &suspect);
    }
    write(&s, &c, 1, group);
    return can_be && met ? WFM_OK : WFM_CAVEAT_TARGET_MISSED;
}

static bool is_met_with(states *s, double lines, double factor, int64_t *suspect)
{
    begin(s, factor);
    go_to(s, lines);
    return is_met(s, suspect);
}

/* The end of the factors with which the targets are met, infinite where all are: steps that grow from 1 on, and then
 * halves, in the logarithm. */
static double largest_factor(states *s, double lines, int64_t *suspect)
{
    double most = 0, low = 0, high = WFM_I_INF;
    for (int64_t row = 0; row < s->classes.count; row++)
        most = fmax(most, load_of(&s->classes, row));
    most = LOAD_MOST / most;
    double step = 2, f = fmin(1, most);
    bool up = is_met_with(s, lines, f, suspect);
    for (bool met = up; met == up; step *= step) {
        if (met) low = f;
        if (!met) high = f;
        if (met && f >= most) return WFM_I_INF;
        f = up ? fmin(f * step, most) : f / step;
        met = is_met_with(s, lines, f, suspect);
    }
    if (up) high = f;
    if (!up) low = f;
    while (high > low * (1 + 1e-12)) {
        double middle = sqrt(low) * sqrt(high);
        if (!(middle > low)) break;
        if (is_met_with(s, lines, middle, suspect))
            low = middle;
        else
            high = middle;
    }
    return low;
}

wfm_status wfm_classes_factor(const wfm_classes *classes, double lines, double *work, int64_t work_count,
                              const wfm_class_columns *columns, wfm_class_group *group)
{
    const given g = {classes, true, lines, work, work_count, columns, group};
    states s;
    wfm_class_columns c;
    int64_t suspect = 0;
    wfm_status status = open(&s, &g, &c);
    if (status != WFM_OK) return status;
    bool can_be = !is_one_never_lost(&s.classes) && is_met_with(&s, lines, 0, &suspect);
    double factor = can_be ? largest_factor(&s, lines, &suspect) : 0;
    begin(&s, factor <= DBL_MAX ? factor : 1);
    go_to(&s, lines);
    write(&s, &c, factor, group);
    return factor > 0 ? WFM_OK : WFM_CAVEAT_TARGET_MISSED;
}
