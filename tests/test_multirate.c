/* SPDX-License-Identifier: MIT */
/* Several classes of calls on one group: vectors, figures of others, Erlang B, the product form and chains of states
 * that are solved here, and lines decided number by number. */
#include "support/check.h"
#include "support/csv.h"

#include "wfm/erlang.h"
#include "wfm/trunks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What trunks.h says of the accuracy. */
static const double BOUND = 1e-13;
static const double BOUND_MOST_LINES = 1e-12;
static const double SMALLEST = 1e-290;

enum { ROWS = 16, WORK = 1 << 18, STATES = 4096 };
static double work[WORK];

/* A group of classes, and everything that is found of it. */
typedef struct problem {
    double lines;
    int64_t count;
    double load[ROWS];
    double per_call[ROWS];
    double reserved[ROWS];
    double target[ROWS];
    wfm_status status;
    double blocking[ROWS];
    double carried[ROWS];
    double state[STATES];
    wfm_class_group group;
} problem;

static problem problem_of(double lines, int64_t count)
{
    problem p = {.lines = lines, .count = count, .group = WFM_CLASS_GROUP_INIT};
    for (size_t i = 0; i < ROWS; i++)
        p.target[i] = p.blocking[i] = p.carried[i] = -7;
    return p;
}

static void add(problem *p, double load, double per_call, double reserved)
{
    p->load[p->count] = load;
    p->per_call[p->count] = per_call;
    p->reserved[p->count++] = reserved;
}

static wfm_classes classes_of(const problem *p)
{
    wfm_classes c = WFM_CLASSES_INIT;
    c.count = p->count;
    c.load_erl = p->load;
    c.lines_per_call = p->per_call;
    c.reserved_lines = p->reserved;
    c.target = p->target;
    c.load_stride = c.lines_per_call_stride = c.reserved_lines_stride = c.target_stride = 1;
    return c;
}

static wfm_class_columns columns_of(problem *p)
{
    wfm_class_columns c = WFM_CLASS_COLUMNS_INIT;
    c.blocking = p->blocking;
    c.carried_erl = p->carried;
    c.state = p->state;
    c.blocking_stride = c.carried_stride = c.state_stride = 1;
    c.state_count = STATES;
    return c;
}

typedef wfm_status function(const wfm_classes *classes, double lines, double *memory, int64_t work_count,
                            const wfm_class_columns *columns, wfm_class_group *group);

/* With exactly the memory that is asked for. */
static void solve_in(problem *p, function *f, double *memory, int64_t most)
{
    wfm_classes classes = classes_of(p);
    wfm_class_columns columns = columns_of(p);
    int64_t needed = 0;
    assert_int_equal(wfm_classes_work(&classes, p->lines, &needed), WFM_OK);
    assert_true(needed <= most);
    memory[needed] = -3;
    p->status = f(&classes, p->lines, memory, needed, &columns, &p->group);
    assert_true(memory[needed] == -3);
}

static void solve(problem *p, function *f)
{
    solve_in(p, f, work, WORK - 1);
}

static problem blocking_of(const problem *given)
{
    problem p = *given;
    solve(&p, wfm_classes_blocking);
    return p;
}

/* "load:lines:reserved load:lines:reserved" */
static void read_classes(problem *p, const char *text)
{
    char *end;
    while (*text != '\0') {
        double load = strtod(text, &end);
        double per_call = strtod(end + 1, &end);
        double reserved = strtod(end + 1, &end);
        add(p, load, per_call, reserved);
        text = *end == ' ' ? end + 1 : end;
    }
}

static bool check_figure(tally *results, double got, double expected, const char *where, size_t line)
{
    if (expected > SMALLEST) return check_near(results, got, expected, BOUND, "line %zu: %s", line, where);
    return check_between(results, got, 0, SMALLEST, "line %zu: %s below 1e-290", line, where);
}

static void test_vectors(void **state)
{
    (void)state;
    csv *rows = csv_open_vectors("multirate.csv");
    tally results = {.name = "multirate.csv"};
    static problem p;
    while (csv_next(rows)) {
        size_t line = csv_line(rows), i = (size_t)csv_number(rows, "class");
        if (i == 0) {
            p = problem_of(csv_number(rows, "lines"), 0);
            read_classes(&p, csv_text(rows, "classes"));
            solve(&p, wfm_classes_blocking);
            check_true(&results, p.status == WFM_OK, "line %zu: status %d", line, (int)p.status);
            check_near(&results, p.group.carried_lines, csv_number(rows, "carried_lines"), BOUND, "line %zu: lines",
                       line);
        }
        check_figure(&results, p.blocking[i], csv_number(rows, "blocking"), "blocking", line);
        check_figure(&results, p.carried[i], csv_number(rows, "carried_erl"), "carried", line);
    }
    csv_close(rows);
    tally_finish(&results);
}

/* The tests of the programs to Moscholios and Logothetis, Efficient Multirate Teletraffic Loss Models Beyond Erlang
 * (github.com/mariakourtesi/Teletraffic-models), print seven decimals, some of them cut off. */
static void test_published(void **state)
{
    (void)state;
    tally results = {.name = "Moscholios and Logothetis"};
    const double PRINTED = 1.0e-7;
    problem p = problem_of(5, 0);
    read_classes(&p, "2:1:0 1:2:0");
    p = blocking_of(&p);
    check_between(&results, p.blocking[0], 0.1721854 - PRINTED, 0.1721854 + PRINTED, "first of two");
    check_between(&results, p.blocking[1], 0.3818984 - PRINTED, 0.3818984 + PRINTED, "second of two");
    p = problem_of(5, 0);
    read_classes(&p, "2:1:1 1:2:0");
    p = blocking_of(&p);
    check_between(&results, p.blocking[0], 0.3253012 - PRINTED, 0.3253012 + PRINTED, "first, one line reserved");
    check_between(&results, p.blocking[1], 0.3253012 - PRINTED, 0.3253012 + PRINTED, "second, one line reserved");
    p = problem_of(10, 0);
    read_classes(&p, "1:4:0 2:3:1 3:2:2 4:1:3");
    p = blocking_of(&p);
    check_between(&results, p.state[0], 0.0011251 - PRINTED, 0.0011251 + PRINTED, "no line busy");
    check_between(&results, p.state[10], 0.0614405 - PRINTED, 0.0614405 + PRINTED, "all lines busy");
    tally_finish(&results);
}

/* "C=10;a1=1,b1=4,t1=0;a2=2,b2=3,t2=1" or "C=10;a=4,b=1;a=3,b=2" */
static problem problem_in(const char *text)
{
    problem p = problem_of(strtod(text + 2, NULL), 0);
    for (const char *next = strchr(text, ';'); next != NULL; next = strchr(next + 1, ';')) {
        const char *a = strchr(next, '='), *b = strchr(a + 1, '=');
        const char *end = strchr(next + 1, ';'), *t = strstr(next, ",t");
        bool reserves = t != NULL && (end == NULL || t < end);
        add(&p, strtod(a + 1, NULL), strtod(b + 1, NULL), reserves ? strtod(strchr(t, '=') + 1, NULL) : 0);
    }
    return p;
}

static void test_extra(const char *file, const char *value, const char *error)
{
    csv *rows = csv_open_extra(file);
    tally results = {.name = file};
    while (csv_next(rows)) {
        const char *what = csv_text(rows, "model"), *quantity = csv_text(rows, "quantity");
        if (strcmp(what, "kaufman_roberts") != 0 && strcmp(what, "roberts_bandwidth_reservation") != 0) continue;
        problem p = problem_in(csv_text(rows, "inputs"));
        p = blocking_of(&p);
        size_t place = strtoul(quantity + (quantity[0] == 'q' ? 2 : 1), NULL, 10);
        double got = quantity[0] == 'q' ? p.state[place] : p.blocking[place - 1];
        double expected = csv_number(rows, value);
        double off = error != NULL ? csv_number(rows, error) : BOUND * expected;
        check_between(&results, got, expected - off, expected + off, "line %zu: %s", csv_line(rows), quantity);
    }
    csv_close(rows);
    tally_finish(&results);
}

static void test_published_rows(void **state)
{
    (void)state;
    test_extra("published_loss.csv", "printed", "printed_precision");
}

static void test_computed_rows(void **state)
{
    (void)state;
    test_extra("computed_loss.csv", "value", NULL);
}

/* ---- the same in another way ---- */

/* One class of calls that hold a line each is Erlang's, as is one of wider calls on as many times the lines. The largest
 * group that the functions take among them. */
static void test_erlang_b(void **state)
{
    (void)state;
    static const double lines[] = {0, 1, 2, 5, 30, 97, 1000, 4000, 30000, 100000};
    static const double ratios[] = {1e-6, 0.01, 0.5, 0.8, 0.95, 1, 1.02, 1.3, 3, 1e4};
    tally results = {.name = "one class"};
    static problem p;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        for (size_t k = 0; k < sizeof ratios / sizeof *ratios; k++) {
            double n = lines[i], load = fmax(1, n) * ratios[k];
            double expected = wfm_erlang_b(n, load);
            for (double wide = 1; wide <= 7; wide += 6) {
                p = problem_of(n * wide + (wide - 1), 1);
                p.load[0] = load;
                p.per_call[0] = wide;
                solve(&p, wfm_classes_blocking);
                if (expected > SMALLEST)
                    check_near(&results, p.blocking[0], expected, BOUND, "lines %g, load %g, each %g", n, load, wide);
                check_near(&results, p.carried[0], load * wfm_erlang_b_compl(n, load), BOUND, "carried of %g, %g", n,
                           load);
            }
        }
    }
    double *memory = malloc((2 + WFM_CLASS_LINES_MOST + 1) * sizeof *memory);
    assert_non_null(memory);
    p = problem_of(WFM_CLASS_LINES_MOST, 1);
    p.per_call[0] = 1;
    p.load[0] = WFM_CLASS_LINES_MOST - 20000;
    solve_in(&p, wfm_classes_blocking, memory, WFM_CLASS_LINES_MOST + 2);
    free(memory);
    check_near(&results, p.blocking[0], wfm_erlang_b(p.lines, p.load[0]), BOUND_MOST_LINES, "the most lines");
    tally_finish(&results);
}

/* Classes of equal calls are one with the sum of their loads. */
static void test_equal_classes(void **state)
{
    (void)state;
    tally results = {.name = "equal classes"};
    uint64_t random = 11;
    for (int i = 0; i < 200; i++) {
        problem parts = problem_of(floor(random_log_between(&random, 2, 2000)), 0), whole = parts;
        double reserved = floor(random_between(&random, 0, 4));
        for (int class = 0; class < 2; class ++) {
            double load = random_log_between(&random, 0.01, 300);
            double wide = floor(random_log_between(&random, 1, 12));
            add(&parts, load / 4, wide, class * reserved);
            add(&parts, load / 4, wide, class * reserved);
            add(&parts, load / 2, wide, class * reserved);
            add(&whole, load, wide, class * reserved);
        }
        solve(&parts, wfm_classes_blocking);
        solve(&whole, wfm_classes_blocking);
        for (size_t class = 0; class < 2; class ++) {
            check_near(&results, parts.blocking[3 * class], whole.blocking[class], BOUND, "problem %d", i);
            check_near(&results, parts.carried[3 * class + 2], whole.carried[class] / 2, BOUND, "carried, %d", i);
            check_same(&results, parts.blocking[3 * class], parts.blocking[3 * class + 1], "problem %d", i);
        }
    }
    tally_finish(&results);
}

static double factorial_term(double load, int calls)
{
    double term = 1;
    for (int k = 1; k <= calls; k++)
        term *= load / k;
    return term;
}

/* P(n1, n2) is a1^n1 / n1! a2^n2 / n2!, up to a factor: summed state by state. */
static void test_product_form(void **state)
{
    (void)state;
    tally results = {.name = "product form"};
    uint64_t random = 12;
    for (int i = 0; i < 300; i++) {
        int lines = (int)random_log_between(&random, 1, 60), wide = (int)random_log_between(&random, 1, 20);
        problem p = problem_of(lines, 0);
        add(&p, random_log_between(&random, 1e-3, 40), 1, 0);
        add(&p, random_log_between(&random, 1e-3, 40), wide, 0);
        double total = 0, lost[2] = {0, 0}, busy = 0;
        for (int n2 = 0; n2 * wide <= lines; n2++) {
            for (int n1 = 0; n1 + n2 * wide <= lines; n1++) {
                double weight = factorial_term(p.load[0], n1) * factorial_term(p.load[1], n2);
                total += weight;
                busy += weight * (n1 + n2 * wide);
                if (n1 + n2 * wide + 1 > lines) lost[0] += weight;
                if (n1 + n2 * wide + wide > lines) lost[1] += weight;
            }
        }
        solve(&p, wfm_classes_blocking);
        check_near(&results, p.blocking[0], lost[0] / total, BOUND, "problem %d: single calls", i);
        check_near(&results, p.blocking[1], lost[1] / total, BOUND, "problem %d: calls of %d", i, wide);
        check_near(&results, p.group.carried_lines, busy / total, BOUND, "problem %d: busy lines", i);
    }
    tally_finish(&results);
}

static problem random_problem(uint64_t *random, double most_lines, bool reserves)
{
    problem p = problem_of(floor(random_log_between(random, 1, most_lines)), 0);
    int count = 1 + (int)random_between(random, 0, 4);
    for (int i = 0; i < count; i++) {
        double wide = floor(random_log_between(random, 1, 1 + p.lines / 3));
        double load = random_log_between(random, 0.02, 2) * p.lines / wide / count;
        add(&p, load, wide, reserves ? floor(random_between(random, 0, 12)) : 0);
        p.target[i] = random_log_between(random, 1e-4, 1);
    }
    return p;
}

/* Every figure from the states alone, and two ways to the lines that are busy. */
static void test_identities(void **state)
{
    (void)state;
    tally results = {.name = "identities"};
    uint64_t random = 13;
    for (int i = 0; i < 1000; i++) {
        problem p = random_problem(&random, STATES - 1, i % 2 == 1);
        solve(&p, wfm_classes_blocking);
        double total = 0, busy = 0, offered = 0, carried = 0;
        for (int j = 0; j < STATES; j++) {
            total += p.state[j];
            busy += j * p.state[j];
            if (j > p.lines) check_same(&results, p.state[j], 0, "problem %d: state %d", i, j);
        }
        check_near(&results, total, 1, BOUND, "problem %d: all states", i);
        check_near(&results, p.group.carried_lines, busy, BOUND, "problem %d: busy lines", i);
        for (int64_t k = 0; k < p.count; k++) {
            double lost = 0;
            for (double j = fmax(0, p.lines - p.per_call[k] - p.reserved[k] + 1); j <= p.lines; j++)
                lost += p.state[(int)j];
            if (lost > SMALLEST) check_near(&results, p.blocking[k], lost, BOUND, "problem %d: class %d", i, (int)k);
            offered += p.load[k] * p.per_call[k];
            carried += p.carried[k] * p.per_call[k];
        }
        check_near(&results, p.group.offered_lines, offered, TOL_16EPS, "problem %d: offered", i);
        check_near(&results, p.group.carried_lines, carried, TOL_16EPS, "problem %d: carried", i);
        check_near(&results, p.group.utilisation, carried / p.lines, TOL_16EPS, "problem %d: utilisation", i);
        check_between(&results, p.group.lost - (1 - carried / offered), -BOUND, BOUND, "problem %d: lost", i);
        check_same(&results, p.group.lines, p.lines, "problem %d: lines", i);
        check_same(&results, p.group.factor, 1, "problem %d: factor", i);
    }
    tally_finish(&results);
}

/* Lines left free by a class, up to the room that the other needs, help the other and cost itself; with the same room
 * for both, both lose the same share. */
static void test_reservation_protects(void **state)
{
    (void)state;
    tally results = {.name = "reservation"};
    uint64_t random = 14;
    for (int i = 0; i < 200; i++) {
        problem p = random_problem(&random, 300, false);
        p.count = 2;
        for (size_t k = 0; k < 2; k++) {
            p.per_call[k] = 1 + (double)k * floor(random_between(&random, 1, 8));
            p.load[k] = p.lines / p.per_call[k] * random_between(&random, 0.2, 0.8);
        }
        problem before = blocking_of(&p);
        for (p.reserved[0] = 1; p.reserved[0] < p.per_call[1]; p.reserved[0]++) {
            solve(&p, wfm_classes_blocking);
            check_true(&results, p.blocking[0] >= before.blocking[0], "problem %d: itself, %g", i, p.reserved[0]);
            check_true(&results, p.blocking[1] <= before.blocking[1], "problem %d: the other, %g", i, p.reserved[0]);
            if (p.reserved[0] + 1 == p.per_call[1])
                check_same(&results, p.blocking[0], p.blocking[1], "problem %d: the same room", i);
            before = p;
        }
    }
    tally_finish(&results);
}

/* ---- chains of states ---- */

enum { SIDE = 41 };

/* Two classes with their own mean holding times, exactly: the equations of balance of their numbers of calls, solved
 * by Gauss and Seidel's iteration. */
typedef struct chain {
    const problem *p;
    double rate[2]; /* at which one call ends */
    double at[SIDE][SIDE];
} chain;

static bool is_open(const problem *p, int k, int n1, int n2)
{
    double busy = n1 * p->per_call[0] + n2 * p->per_call[1];
    return busy + p->per_call[k] + p->reserved[k] <= p->lines;
}

static bool is_state(const problem *p, int n1, int n2)
{
    if (n1 < 0) return false;
    if (n2 < 0) return false;
    return n1 * p->per_call[0] + n2 * p->per_call[1] <= p->lines;
}

static double balanced(const chain *c, int n1, int n2)
{
    const problem *p = c->p;
    const int n[2] = {n1, n2};
    double in = 0, out = 0;
    for (int k = 0; k < 2; k++) {
        int up1 = n1 + (k == 0), up2 = n2 + (k == 1), down1 = n1 - (k == 0), down2 = n2 - (k == 1);
        bool has_up = is_state(p, up1, up2) && up1 < SIDE && up2 < SIDE;
        if (has_up) in += c->at[up1][up2] * c->rate[k] * (n[k] + 1);
        if (is_state(p, down1, down2) && is_open(p, k, down1, down2))
            in += c->at[down1][down2] * c->rate[k] * p->load[k];
        out += c->rate[k] * n[k] + (is_open(p, k, n1, n2) ? c->rate[k] * p->load[k] : 0);
    }
    return in / out;
}

static void solve_chain(chain *c, double *lost)
{
    double change = 1, total = 0;
    for (int i = 0; i < SIDE * SIDE; i++)
        c->at[i / SIDE][i % SIDE] = is_state(c->p, i / SIDE, i % SIDE);
    for (int round = 0; round < 20000 && change > 1e-13; round++) {
        change = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            int n1 = i / SIDE, n2 = i % SIDE;
            if (!is_state(c->p, n1, n2)) continue;
            double now = balanced(c, n1, n2);
            change = fmax(change, fabs(now - c->at[n1][n2]) / fmax(now, DBL_MIN));
            c->at[n1][n2] = now;
        }
    }
    assert_true(change <= 1e-13);
    lost[0] = lost[1] = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
        double weight = c->at[i / SIDE][i % SIDE];
        total += weight;
        for (int k = 0; k < 2; k++)
            if (!is_open(c->p, k, i / SIDE, i % SIDE)) lost[k] += weight;
    }
    lost[0] /= total;
    lost[1] /= total;
}

/* What trunks.h says of the approximation of reservation: how far a share of calls may be off. */
static double allowed_off(const problem *p, bool equal_times)
{
    double widest = p->per_call[1];
    if (p->reserved[0] >= widest) return 0.13;
    if (p->lines < 4 * widest) return 0.08;
    return equal_times ? 0.025 : 0.035;
}

static void test_chain(void **state)
{
    (void)state;
    tally exact = {.name = "chain without reservation"}, near = {.name = "chain with reservation"};
    static const double ratios[] = {1, 4, 1, 0.25, 1, 10, 0.1};
    double worst = 0, most = 0;
    uint64_t random = 15;
    for (int i = 0; i < 200; i++) {
        static chain c;
        problem p = problem_of(floor(random_between(&random, 6, SIDE)), 2);
        p.per_call[0] = 1;
        p.per_call[1] = floor(random_between(&random, 2, 7));
        double part = random_between(&random, 0.2, 0.8), all = p.lines * random_between(&random, 0.5, 1.2);
        p.load[0] = all * part;
        p.load[1] = all * (1 - part) / p.per_call[1];
        p.reserved[0] = i % 3 == 0 ? 0 : i % 3 == 1 ? p.per_call[1] - 1 : floor(random_between(&random, 1, 6));
        double lost[2];
        c.p = &p;
        c.rate[0] = 1;
        c.rate[1] = ratios[i % 7];
        solve_chain(&c, lost);
        solve(&p, wfm_classes_blocking);
        for (int k = 0; k < 2; k++) {
            double off = p.blocking[k] - lost[k], may = allowed_off(&p, c.rate[1] == 1);
            if (!(p.reserved[0] > 0)) {
                check_near(&exact, p.blocking[k], lost[k], TOL_1E9, "problem %d: class %d", i, k);
                continue;
            }
            worst = fmax(worst, fabs(off) / may);
            most = fmax(most, fabs(off));
            check_between(&near, off, -may, may, "problem %d: class %d, exact %g, lines %g, t %g, b %g, rate %g", i, k,
                          lost[k], p.lines, p.reserved[0], p.per_call[1], c.rate[1]);
        }
    }
    check_true(&near, most > 0.02, "an approximation indeed: off by %.3g", most);
    print_message("reservation is off by %.3g at most, %.3g of what is allowed\n", most, worst);
    tally_finish_all((tally[]){exact, near}, 2);
}

/* ---- inverses ---- */

static bool is_met(const problem *p)
{
    for (int64_t i = 0; i < p->count; i++)
        if (!(p->blocking[i] <= p->target[i])) return false;
    return true;
}

/* The answer number by number from 0 on: the first that meets every target, with the same bits in every figure. */
static void check_lines(tally *results, const problem *given, int number)
{
    problem found = *given, at = *given;
    solve(&found, wfm_classes_lines);
    for (at.lines = 0; at.lines < given->lines; at.lines++) {
        solve(&at, wfm_classes_blocking);
        if (is_met(&at)) break;
    }
    solve(&at, wfm_classes_blocking);
    wfm_status expected = is_met(&at) ? WFM_OK : WFM_CAVEAT_TARGET_MISSED;
    check_true(results, found.status == expected, "problem %d: status %d", number, (int)found.status);
    check_same(results, found.group.lines, at.lines, "problem %d: lines", number);
    check_same(results, found.group.carried_lines, at.group.carried_lines, "problem %d: carried", number);
    for (int64_t k = 0; k < at.count; k++)
        check_same(results, found.blocking[k], at.blocking[k], "problem %d: class %d", number, (int)k);
    for (int j = 0; j <= at.lines; j++)
        check_same(results, found.state[j], at.state[j], "problem %d: state %d", number, j);
}

static void test_lines(void **state)
{
    (void)state;
    tally results = {.name = "lines"};
    uint64_t random = 16;
    int missed = 0, not_all_above = 0;
    for (int i = 0; i < 300; i++) {
        problem p = random_problem(&random, 250, i % 2 == 1);
        if (i % 5 == 0) p.target[0] = 1;
        if (i % 7 == 0) p.load[0] = 0;
        if (i % 11 == 0) p.load[0] *= 1e5;
        p.lines = 2 * p.lines + 20;
        check_lines(&results, &p, i);
        problem q = p;
        solve(&q, wfm_classes_lines);
        missed += q.status == WFM_CAVEAT_TARGET_MISSED;
        q.lines = q.group.lines + 1;
        solve(&q, wfm_classes_blocking);
        not_all_above += !is_met(&q);
    }
    check_true(&results, missed > 5, "some are missed: %d", missed);
    check_true(&results, not_all_above > missed, "one line more is not always enough: %d", not_all_above);
    tally_finish(&results);
}

/* So much load that the states pass the largest number again and again, also among those that are computed anew for each
 * number of lines, where nobody asks for much. */
static void test_lines_overloaded(void **state)
{
    (void)state;
    tally results = {.name = "lines, overloaded"};
    for (int i = 0; i < 12; i++) {
        problem p = problem_of(400, 0);
        add(&p, i % 2 == 0 ? 1e25 : 3e4, 1, i % 4 == 0 ? 0 : 40 * i);
        add(&p, 0.5 * i, 17, i % 2 == 0 ? 25 * i : 3 * i);
        p.target[0] = 1;
        p.target[1] = i < 6 ? 0.9 : 1;
        if (i > 8) p.load[0] = 900;
        check_lines(&results, &p, i);
    }
    tally_finish(&results);
}

static void test_lines_at_the_edge(void **state)
{
    (void)state;
    tally results = {.name = "lines at the edge"};
    problem p = problem_of(1000, 0);
    add(&p, 100, 1, 0);
    p.target[0] = wfm_erlang_b(117, 100);
    solve(&p, wfm_classes_lines);
    check_between(&results, p.group.lines, 117, 118, "a target that 117 lines give");
    p.target[0] = 0.01;
    solve(&p, wfm_classes_lines);
    wfm_trunks trunks = WFM_TRUNKS_INIT;
    wfm_trunks_lines(100, 0.01, &trunks);
    check_same(&results, p.group.lines, trunks.lines, "Erlang B");
    p.lines = 1 << 17;
    p.load[0] = 1e5;
    solve(&p, wfm_classes_lines);
    wfm_trunks_lines(1e5, 0.01, &trunks);
    check_same(&results, p.group.lines, trunks.lines, "Erlang B of 100,000 erlangs");
    p.target[0] = 0;
    p.lines = 3000;
    p.load[0] = 1;
    solve(&p, wfm_classes_lines);
    check_true(&results, p.status == WFM_CAVEAT_TARGET_MISSED, "nothing may be lost: %d", (int)p.status);
    check_same(&results, p.group.lines, 3000, "nothing may be lost");
    p.load[0] = 0;
    p.per_call[0] = 3;
    p.reserved[0] = 4;
    solve(&p, wfm_classes_lines);
    check_true(&results, p.status == WFM_OK, "without load: %d", (int)p.status);
    check_same(&results, p.group.lines, 7, "without load, room for one call");
    p.target[0] = 1;
    solve(&p, wfm_classes_lines);
    check_same(&results, p.group.lines, 0, "without load or target");
    p.count = 0;
    solve(&p, wfm_classes_lines);
    check_same(&results, p.group.lines, 0, "without classes");
    tally_finish(&results);
}

/* The figures are those of the multiplied loads; the targets are met there, and not a little above. */
static void test_factor(void **state)
{
    (void)state;
    tally results = {.name = "factor"};
    uint64_t random = 17;
    int found = 0;
    for (int i = 0; i < 300; i++) {
        problem p = random_problem(&random, 200, i % 2 == 1), at = p;
        if (i % 9 == 0) p.target[0] = at.target[0] = 1;
        if (i % 13 == 0) p.target[0] = at.target[0] = 1e-40;
        solve(&p, wfm_classes_factor);
        double f = p.group.factor;
        if (f > DBL_MAX) continue;
        found++;
        for (int64_t k = 0; k < p.count; k++)
            at.load[k] = p.load[k] * f;
        solve(&at, wfm_classes_blocking);
        bool possible = p.status == WFM_OK;
        if (possible) check_true(&results, is_met(&at), "problem %d: met at %g", i, f);
        check_true(&results, possible == (f > 0), "problem %d: status %d", i, (int)p.status);
        for (int64_t k = 0; k < p.count; k++) {
            check_same(&results, p.blocking[k], at.blocking[k], "problem %d: blocking", i);
            check_same(&results, p.carried[k], at.carried[k], "problem %d: carried", i);
            at.load[k] = possible ? p.load[k] * f * (1 + 2e-12) : p.load[k] * 1e-300;
        }
        solve(&at, wfm_classes_blocking);
        check_true(&results, !is_met(&at), "problem %d: not met above %g", i, f);
    }
    check_true(&results, found > 200, "%d found", found);
    problem p = problem_of(50, 0);
    add(&p, 7, 1, 0);
    p.target[0] = 0.02;
    solve(&p, wfm_classes_factor);
    check_near(&results, 7 * p.group.factor, wfm_erlang_b_load_for_blocking(50, 0.02), 2 * TOL_1E12, "Erlang B");
    p.target[0] = 0;
    solve(&p, wfm_classes_factor);
    check_true(&results, p.status == WFM_CAVEAT_TARGET_MISSED, "nothing may be lost: %d", (int)p.status);
    check_same(&results, p.group.factor, 0, "nothing may be lost");
    check_same(&results, p.blocking[0], 0, "nothing is lost");
    p.target[0] = 1;
    solve(&p, wfm_classes_factor);
    check_same(&results, p.group.factor, INF, "everything may be lost");
    check_near(&results, p.carried[0], 7, BOUND, "loads as they are");
    p.load[0] = p.target[0] = 0;
    solve(&p, wfm_classes_factor);
    check_same(&results, p.group.factor, INF, "without load");
    p.load[0] = 1;
    p.target[0] = 5e-324;
    solve(&p, wfm_classes_factor);
    check_true(&results, p.status == WFM_OK, "the least target: %d", (int)p.status);
    p.lines = 1;
    p.load[0] = 1e30;
    solve(&p, wfm_classes_factor);
    check_between(&results, p.group.factor, 0, DBL_MIN, "the least target of a line");
    tally_finish(&results);
}

/* ---- what is refused ---- */

static void check_refused(tally *results, problem *p, function *f, wfm_status expected, const char *what)
{
    wfm_classes classes = classes_of(p);
    wfm_class_columns columns = columns_of(p);
    p->status = f(&classes, p->lines, work, WORK, &columns, &p->group);
    check_true(results, p->status == expected, "%s: status %d", what, (int)p->status);
    check_true(results, isnan(p->group.lines) && isnan(p->group.utilisation), "%s: group", what);
    bool written = isnan(p->blocking[0]) && isnan(p->carried[p->count - 1]) && isnan(p->state[STATES - 1]);
    check_true(results, written, "%s: columns", what);
}

typedef struct refusal {
    double load, per_call, reserved, target, lines;
    wfm_status status;
} refusal;

static void test_values_refused(void **state)
{
    (void)state;
    static const refusal rows[] = {
        {-1, 1, 0, 0.1, 10, WFM_BAD_CLASS_LOAD},       {QUIET_NAN, 1, 0, 0.1, 10, WFM_BAD_CLASS_LOAD},
        {1.01e30, 1, 0, 0.1, 10, WFM_BAD_CLASS_LOAD},  {INF, 1, 0, 0.1, 10, WFM_BAD_CLASS_LOAD},
        {1, 0, 0, 0.1, 10, WFM_BAD_LINES_PER_CALL},    {1, 1.5, 0, 0.1, 10, WFM_BAD_LINES_PER_CALL},
        {1, 1e16, 0, 0.1, 10, WFM_BAD_LINES_PER_CALL}, {1, QUIET_NAN, 0, 0.1, 10, WFM_BAD_LINES_PER_CALL},
        {1, 1, -1, 0.1, 10, WFM_BAD_RESERVED_LINES},   {1, 1, 0.5, 0.1, 10, WFM_BAD_RESERVED_LINES},
        {1, 1, INF, 0.1, 10, WFM_BAD_RESERVED_LINES},  {1, 1, 0, -0.1, 10, WFM_BAD_CLASS_TARGET},
        {1, 1, 0, 1.1, 10, WFM_BAD_CLASS_TARGET},      {1, 1, 0, QUIET_NAN, 10, WFM_BAD_CLASS_TARGET},
        {1, 1, 0, 0.1, -1, WFM_BAD_GROUP_LINES},       {1, 1, 0, 0.1, 2.5, WFM_BAD_GROUP_LINES},
        {1, 1, 0, 0.1, 16777217, WFM_BAD_GROUP_LINES}, {1, 1, 0, 0.1, QUIET_NAN, WFM_BAD_GROUP_LINES},
        {1, 1, 0, 0.1, 16777216, WFM_TOO_LITTLE_WORK}};
    static function *const functions[] = {wfm_classes_lines, wfm_classes_factor, wfm_classes_blocking};
    tally results = {.name = "values refused"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        problem p = problem_of(rows[i].lines, 0);
        add(&p, 1, 2, 0);
        p.target[0] = 0.5;
        add(&p, rows[i].load, rows[i].per_call, rows[i].reserved);
        p.target[1] = rows[i].target;
        wfm_classes classes = classes_of(&p);
        int64_t count = 5;
        bool of_classes = rows[i].status != WFM_TOO_LITTLE_WORK && rows[i].status != WFM_BAD_CLASS_TARGET;
        for (int k = 0; k < (rows[i].status == WFM_BAD_CLASS_TARGET ? 2 : 3); k++)
            check_refused(&results, &p, functions[k], rows[i].status, wfm_status_name(rows[i].status));
        if (!of_classes) continue;
        check_true(&results, wfm_classes_work(&classes, p.lines, &count) == rows[i].status, "work, row %zu", i);
        check_true(&results, count == -1, "work, row %zu: no count", i);
    }
    tally_finish(&results);
}

static void test_structs_refused(void **state)
{
    (void)state;
    tally results = {.name = "structs refused"};
    problem p = problem_of(10, 0);
    add(&p, 1, 1, 0);
    wfm_classes classes = classes_of(&p);
    wfm_class_columns columns = columns_of(&p);
    int64_t count;
    check_true(&results, wfm_classes_work(&classes, 10, NULL) == WFM_BAD_OUTPUT, "work without a count");
    check_true(&results, wfm_classes_work(NULL, 10, &count) == WFM_BAD_CLASSES_STRUCT, "work without classes");
    wfm_status status = wfm_classes_blocking(NULL, 10, work, WORK, &columns, &p.group);
    check_true(&results, status == WFM_BAD_CLASSES_STRUCT, "no classes: %d", (int)status);
    check_true(&results, isnan(p.state[0]) && isnan(p.group.lines), "no classes: outputs");
    status = wfm_classes_blocking(&classes, 10, work, WORK, NULL, &p.group);
    check_true(&results, status == WFM_BAD_OUTPUT && isnan(p.group.lost), "no columns: %d", (int)status);
    status = wfm_classes_blocking(&classes, 10, work, WORK, &columns, NULL);
    check_true(&results, status == WFM_BAD_OUTPUT && isnan(p.blocking[0]), "no group: %d", (int)status);
    status = wfm_classes_blocking(&classes, 10, NULL, WORK, &columns, &p.group);
    check_true(&results, status == WFM_TOO_LITTLE_WORK, "no work: %d", (int)status);
    status = wfm_classes_blocking(&classes, 10, work, 11, &columns, &p.group);
    check_true(&results, status == WFM_TOO_LITTLE_WORK, "little work: %d", (int)status);
    status = wfm_classes_lines(&classes, 10, work, 12, &columns, &p.group);
    check_true(&results, status == WFM_BAD_CLASS_TARGET, "target as it is made: %d", (int)status);
    classes.target = NULL;
    check_true(&results, wfm_classes_blocking(&classes, 10, work, 12, &columns, &p.group) == WFM_OK, "no target");
    status = wfm_classes_factor(&classes, 10, work, 12, &columns, &p.group);
    check_true(&results, status == WFM_BAD_CLASS_TARGET, "no target: %d", (int)status);
    classes.reserved_lines = NULL;
    check_true(&results, wfm_classes_blocking(&classes, 10, work, 12, &columns, &p.group) == WFM_OK, "none reserved");
    check_near(&results, p.blocking[0], wfm_erlang_b(10, 1), BOUND, "none reserved");
    classes.lines_per_call = NULL;
    check_true(&results, wfm_classes_work(&classes, 10, &count) == WFM_BAD_LINES_PER_CALL, "no lines per call");
    classes.load_erl = NULL;
    check_true(&results, wfm_classes_work(&classes, 10, &count) == WFM_BAD_CLASS_LOAD, "no load");
    classes.count = WFM_CLASSES_MOST + 1;
    check_true(&results, wfm_classes_blocking(&classes, 10, work, 12, &columns, &p.group) == WFM_TOO_MANY_CLASSES,
               "too many");
    classes.count = -1;
    check_true(&results, wfm_classes_blocking(&classes, 10, work, 12, &columns, &p.group) == WFM_BAD_COUNT, "negative");
    classes = classes_of(&p);
    columns.state_count = -1;
    check_true(&results, wfm_classes_blocking(&classes, 10, work, 12, &columns, &p.group) == WFM_BAD_COUNT, "states");
    tally_finish(&results);
}

/* As many classes as there may be, from columns of one row and with gaps; null columns; fewer states than there are. */
static void test_columns(void **state)
{
    (void)state;
    tally results = {.name = "columns"};
    static double blocking[2 * WFM_CLASSES_MOST];
    const double load = 1, per_call = 3;
    double states[4] = {-1, -1, -1, -1};
    wfm_classes classes = WFM_CLASSES_INIT;
    wfm_class_columns columns = WFM_CLASS_COLUMNS_INIT;
    wfm_class_group group = WFM_CLASS_GROUP_INIT;
    classes.count = WFM_CLASSES_MOST;
    classes.load_erl = &load;
    classes.lines_per_call = &per_call;
    columns.blocking = blocking + 2 * WFM_CLASSES_MOST - 1;
    columns.blocking_stride = -2;
    columns.state = states;
    columns.state_stride = 1;
    columns.state_count = 4;
    wfm_status status = wfm_classes_blocking(&classes, 300, work, WORK, &columns, &group);
    double expected = wfm_erlang_b(100, WFM_CLASSES_MOST), total = 0, term = 1;
    check_true(&results, status == WFM_OK, "status %d", (int)status);
    for (size_t i = 0; i < WFM_CLASSES_MOST; i++) {
        check_near(&results, blocking[2 * i + 1], expected, BOUND, "class %zu", i);
        check_same(&results, blocking[2 * i], 0, "gap %zu", i);
    }
    for (int k = 0; k <= 100; k++) {
        total += term;
        term *= WFM_CLASSES_MOST / (k + 1.0);
    }
    check_near(&results, states[0], 1 / total, BOUND, "no line busy");
    check_near(&results, states[3], WFM_CLASSES_MOST / total, BOUND, "three lines busy");
    check_same(&results, states[1], 0, "one line busy");
    wfm_class_columns none = WFM_CLASS_COLUMNS_INIT;
    none.state_count = 4;
    status = wfm_classes_blocking(&classes, 300, work, WORK, &none, &group);
    check_true(&results, status == WFM_OK, "no column: status %d", (int)status);
    check_near(&results, group.lost, expected, BOUND, "no column");
    tally_finish(&results);
}

/* Any bits, and any small numbers: a status, and figures that are shares where there are some. */
static void test_any_bits(void **state)
{
    (void)state;
    tally results = {.name = "any bits"};
    static function *const functions[] = {wfm_classes_blocking, wfm_classes_lines, wfm_classes_factor};
    static const double special[] = {0, 1, 2, 7, 0.5, 100, 1e30, 5e-324, 1e300, -1, INF, QUIET_NAN, 0x1p53, 1e-6};
    uint64_t random = 18;
    int fine = 0;
    for (int i = 0; i < 30000; i++) {
        problem p = problem_of(floor(random_between(&random, -1, 60)), 0);
        double *const columns[] = {p.load, p.per_call, p.reserved, p.target};
        p.count = (int64_t)random_between(&random, 0, 4);
        for (int k = 0; k < 4 * p.count; k++) {
            int kind = (int)random_between(&random, 0, 12);
            double given = k / p.count % 2 == 0 ? random_between(&random, 0, 1) : floor(random_between(&random, 1, 30));
            if (kind == 0) given = random_bits(&random);
            if (kind == 1) given = special[random_word(&random) % (sizeof special / sizeof *special)];
            columns[k / p.count][k % p.count] = given;
        }
        for (int64_t k = 0; k < p.count; k++)
            if (p.target[k] > 1) p.target[k] = 1 / p.target[k];
        wfm_classes classes = classes_of(&p);
        wfm_class_columns found = columns_of(&p);
        p.status = functions[i % 3](&classes, p.lines, work, WORK, &found, &p.group);
        bool failed = wfm_failed(p.status);
        fine += !failed;
        check_true(&results, failed == (isnan(p.group.lost) != 0), "problem %d: lost %g", i, p.group.lost);
        for (int64_t k = 0; k < p.count; k++) {
            if (failed) check_true(&results, isnan(p.blocking[k]), "problem %d: %g", i, p.blocking[k]);
            if (!failed) check_between(&results, p.blocking[k], 0, 1, "problem %d: class %d", i, (int)k);
            if (!failed) check_between(&results, p.carried[k], 0, 1e30, "problem %d: class %d", i, (int)k);
        }
    }
    check_true(&results, fine > 5000, "%d are fine", fine);
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_published),
        cmocka_unit_test(test_published_rows),
        cmocka_unit_test(test_computed_rows),
        cmocka_unit_test(test_erlang_b),
        cmocka_unit_test(test_equal_classes),
        cmocka_unit_test(test_product_form),
        cmocka_unit_test(test_identities),
        cmocka_unit_test(test_reservation_protects),
        cmocka_unit_test(test_chain),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_lines_overloaded),
        cmocka_unit_test(test_lines_at_the_edge),
        cmocka_unit_test(test_factor),
        cmocka_unit_test(test_values_refused),
        cmocka_unit_test(test_structs_refused),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_any_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
