/* SPDX-License-Identifier: MIT */
#include "support/formula.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { ELEMENTS = 37, ROOM = 2 * ELEMENTS };

static const double SPECIALS[] = {
    0.0,           -0.0,  0x1p-1074,     -0x1p-1074, DBL_MIN, 1e-200,    1e-20, 1e-6,     1e-3, 0.5,
    1.0 - 0x1p-53, 1.0,   1.0 + 0x1p-52, 2.0,        19.0,    20.0,      21.0,  1e3,      1e7,  1e16,
    1e100,         1e300, DBL_MAX,       INF,        -INF,    QUIET_NAN, -1.0,  -DBL_MAX,
};

double formula_at(const formula *of, const double *x)
{
    if (of->two != NULL) return of->two(x[0], x[1]);
    return of->three != NULL ? of->three(x[0], x[1], x[2]) : of->four(x[0], x[1], x[2], x[3]);
}

/* The formula with its arguments as text, to the bit. */
typedef struct call_text {
    char text[160];
} call_text;

static call_text written(const formula *of, const double *x)
{
    call_text call;
    int length = snprintf(call.text, sizeof call.text, "%s", of->name);
    for (size_t i = 0; of->arguments[i] != '\0'; i++)
        length += snprintf(call.text + length, sizeof call.text - (size_t)length, "%s%a", i == 0 ? "(" : ", ", x[i]);
    snprintf(call.text + length, sizeof call.text - (size_t)length, ")");
    return call;
}

bool formula_has(const formula *of, const double *x)
{
    int infinite = 0;
    for (size_t i = 0; of->arguments[i] != '\0'; i++) {
        bool negative = !(x[i] >= 0.0);
        if (negative) return false;
        if (of->arguments[i] == 'p') {
            if (x[i] > 1.0) return false;
        } else if (of->arguments[i] != 't') {
            infinite += isinf(x[i]) ? 1 : 0;
        }
    }
    return infinite < 2;
}

void check_edges(tally *results, const formula *of, const edge *edges, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const double *x = edges[i].x;
        check_near(results, formula_at(of, x), edges[i].expected, TOL_EXACT, "%s", written(of, x).text);
    }
}

static double any_argument(uint64_t *state, char kind)
{
    switch (random_word(state) % 4u) {
    case 0: return random_bits(state);
    case 1: return SPECIALS[random_word(state) % (sizeof SPECIALS / sizeof *SPECIALS)];
    default: return kind == 'p' ? random_between(state, 0.0, 1.0) : random_log_between(state, 1e-6, 1e7);
    }
}

static void check_range(tally *results, const formula *of, const double *x)
{
    double got = formula_at(of, x);
    if (!formula_has(of, x)) {
        check_true(results, isnan(got), "%s is %a, not NaN", written(of, x).text, got);
        return;
    }
    double low = of->least > 0 ? x[of->least - 1] : of->low;
    double high = of->most > 0 ? x[of->most - 1] : of->high;
    check_between(results, got, low, high, "%s", written(of, x).text);
}

void check_any_bits(tally *results, const formula *of, size_t count)
{
    uint64_t state = 1878;
    clock_t start = clock();
    for (size_t i = 0; i < count; i++) {
        double x[MOST_ARGUMENTS] = {0.0};
        for (size_t j = 0; of->arguments[j] != '\0'; j++)
            x[j] = any_argument(&state, of->arguments[j]);
        check_range(results, of, x);
    }
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    check_true(results, seconds < 1e-3 * (double)count, "%s: %zu calls took %g s", of->name, count, seconds);
}

/* The array form; it does not use more arguments than it has. */
static void apply_array(const formula *of, const double *const x[MOST_ARGUMENTS],
                        const ptrdiff_t strides[MOST_ARGUMENTS], double *out, ptrdiff_t out_stride, size_t count)
{
    if (of->two != NULL)
        of->two_n(x[0], strides[0], x[1], strides[1], out, out_stride, count);
    else if (of->three != NULL)
        of->three_n(x[0], strides[0], x[1], strides[1], x[2], strides[2], out, out_stride, count);
    else
        of->four_n(x[0], strides[0], x[1], strides[1], x[2], strides[2], x[3], strides[3], out, out_stride, count);
}

/* Element i of the array form of arguments with these strides, written with another, against the formula. */
static void check_strides(tally *results, const formula *of, double in[MOST_ARGUMENTS][ROOM],
                          const ptrdiff_t strides[MOST_ARGUMENTS], ptrdiff_t out_stride)
{
    double out[ROOM];
    for (size_t i = 0; i < ROOM; i++)
        out[i] = -7.0;
    const double *from[MOST_ARGUMENTS];
    for (size_t j = 0; j < MOST_ARGUMENTS; j++)
        from[j] = strides[j] < 0 ? in[j] + ELEMENTS - 1 : in[j];
    double *to = out_stride < 0 ? out + ELEMENTS - 1 : out;
    apply_array(of, from, strides, to, out_stride, ELEMENTS);
    for (ptrdiff_t i = 0; i < ELEMENTS; i++) {
        double x[MOST_ARGUMENTS];
        for (size_t j = 0; j < MOST_ARGUMENTS; j++)
            x[j] = from[j][i * strides[j]];
        check_same(results, to[i * out_stride], formula_at(of, x), "%s_n element %td, strides %td %td %td %td to %td",
                   of->name, i, strides[0], strides[1], strides[2], strides[3], out_stride);
    }
    if (out_stride == 2) check_same(results, out[1], -7.0, "%s_n writes between its elements", of->name);
}

static const ptrdiff_t NEXT[MOST_ARGUMENTS] = {1, 1, 1, 1};

static void check_in_place(tally *results, const formula *of, double in[MOST_ARGUMENTS][ROOM], size_t which)
{
    double copy[MOST_ARGUMENTS][ROOM];
    memcpy(copy, in, sizeof copy);
    const double *const from[MOST_ARGUMENTS] = {copy[0], copy[1], copy[2], copy[3]};
    double *to = copy[which];
    apply_array(of, from, NEXT, to, 1, ELEMENTS);
    for (size_t i = 0; i < ELEMENTS; i++) {
        const double x[MOST_ARGUMENTS] = {in[0][i], in[1][i], in[2][i], in[3][i]};
        check_same(results, to[i], formula_at(of, x), "%s_n element %zu in place of argument %zu", of->name, i, which);
    }
}

static void check_none(tally *results, const formula *of, double in[MOST_ARGUMENTS][ROOM])
{
    double out = -7.0;
    const double *const some[MOST_ARGUMENTS] = {in[0], in[1], in[2], in[3]};
    const double *const null[MOST_ARGUMENTS] = {NULL};
    apply_array(of, some, NEXT, &out, 1, 0);
    apply_array(of, null, NEXT, NULL, 1, 0);
    check_same(results, out, -7.0, "%s_n of no elements writes one", of->name);
}

void check_array_form(tally *results, const formula *of)
{
    static const struct {
        ptrdiff_t in[MOST_ARGUMENTS];
        ptrdiff_t out;
    } strides[] = {{{1, 1, 1, 1}, 1},  {{2, 1, 2, 1}, 1},  {{1, 0, 1, 2}, 1},      {{0, 1, 0, 1}, 2},
                   {{1, -1, 2, 0}, 1}, {{-1, 2, 1, 1}, 2}, {{-1, -1, -1, -1}, -1}, {{0, 0, 0, 0}, 1}};
    size_t arguments = strlen(of->arguments);
    double in[MOST_ARGUMENTS][ROOM];
    uint64_t state = 2718;
    for (size_t i = 0; i < ROOM; i++)
        for (size_t j = 0; j < MOST_ARGUMENTS; j++)
            in[j][i] = any_argument(&state, j < arguments ? of->arguments[j] : 't');
    for (size_t i = 0; i < sizeof strides / sizeof *strides; i++)
        check_strides(results, of, in, strides[i].in, strides[i].out);
    for (size_t which = 0; which < arguments; which++)
        check_in_place(results, of, in, which);
    check_none(results, of, in);
}
