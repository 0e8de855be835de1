/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include <stdio.h>
#include <string.h>

enum { FAILURES_PRINTED = 12 };

double relative_distance(double got, double expected)
{
    if (isnan(got) && isnan(expected)) return 0.0;
    if (got == expected) return 0.0;
    if (!isfinite(got - expected)) return INF;
    return fabs(got - expected) / fmax(fabs(expected), DBL_MIN);
}

double ulp_distance(double got, double expected)
{
    if (!isfinite(expected)) return relative_distance(got, expected);
    double size = fmax(fabs(expected), DBL_MIN);
    return relative_distance(got, expected) * fabs(expected) / (nextafter(size, INF) - size);
}

static bool record(tally *results, bool holds, const char *verdict, const char *format, va_list values)
{
    results->checked++;
    if (holds) return true;
    results->failed++;
    if (results->failed > FAILURES_PRINTED) return false;
    char row[256];
    vsnprintf(row, sizeof row, format, values);
    print_error("%s: [%s] %s\n", results->name, row, verdict);
    return false;
}

static void note_worst(tally *results, double distance, const char *format, va_list values)
{
    if (distance <= results->worst) return;
    results->worst = distance;
    vsnprintf(results->worst_row, sizeof results->worst_row, format, values);
}

bool check_near(tally *results, double got, double expected, double tolerance, const char *format, ...)
{
    double distance = relative_distance(got, expected);
    char verdict[256];
    snprintf(verdict, sizeof verdict, "got %.17g, expected %.17g, distance %.3g = %.4g eps, tolerance %.3g", got,
             expected, distance, distance / DBL_EPSILON, tolerance);
    va_list values;
    va_start(values, format);
    note_worst(results, distance, format, values);
    va_end(values);
    va_start(values, format);
    bool holds = record(results, distance <= tolerance, verdict, format, values);
    va_end(values);
    return holds;
}

bool check_ulp(tally *results, double got, double expected, double ulp, const char *format, ...)
{
    double distance = ulp_distance(got, expected);
    char verdict[256];
    snprintf(verdict, sizeof verdict, "got %.17g, expected %.17g, distance %.3g ulp, tolerance %.3g", got, expected,
             distance, ulp);
    va_list values;
    va_start(values, format);
    note_worst(results, relative_distance(got, expected), format, values);
    va_end(values);
    va_start(values, format);
    bool holds = record(results, distance <= ulp + 0.5, verdict, format, values);
    va_end(values);
    return holds;
}

bool check_same(tally *results, double got, double expected, const char *format, ...)
{
    bool same = memcmp(&got, &expected, sizeof got) == 0;
    if (isnan(got) && isnan(expected)) same = true;
    char verdict[128];
    snprintf(verdict, sizeof verdict, "got %a (%.17g), expected exactly %a (%.17g)", got, got, expected, expected);
    va_list values;
    va_start(values, format);
    bool holds = record(results, same, verdict, format, values);
    va_end(values);
    return holds;
}

bool check_between(tally *results, double got, double low, double high, const char *format, ...)
{
    bool inside = low <= got;
    if (inside) inside = got <= high;
    char verdict[128];
    snprintf(verdict, sizeof verdict, "got %.17g, expected from %.17g to %.17g", got, low, high);
    va_list values;
    va_start(values, format);
    bool holds = record(results, inside, verdict, format, values);
    va_end(values);
    return holds;
}

bool check_true(tally *results, bool condition, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    bool holds = record(results, condition, "does not hold", format, values);
    va_end(values);
    return holds;
}

static void report(const tally *results)
{
    print_message("%s: %zu checks, %zu failed, worst distance %.3g = %.4g eps", results->name, results->checked,
                  results->failed, results->worst, results->worst / DBL_EPSILON);
    print_message(results->worst > 0.0 ? " at [%s]\n" : "%s\n", results->worst_row);
}

void tally_finish_all(const tally *results, size_t count)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        report(&results[i]);
        if (results[i].checked == 0) good = false;
        if (results[i].failed > 0) good = false;
    }
    if (!good) fail_msg("%s%s: checks failed, or none was made", results->name, count > 1 ? " and others" : "");
}

void tally_finish(const tally *results)
{
    tally_finish_all(results, 1);
}

double step_by(double x, int count)
{
    double towards = count > 0 ? INF : -INF;
    for (int left = count > 0 ? count : -count; left > 0; left--)
        x = nextafter(x, towards);
    return x;
}

uint64_t random_word(uint64_t *state)
{
    uint64_t word = *state += 0x9E3779B97F4A7C15u;
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9u;
    word = (word ^ (word >> 27)) * 0x94D049BB133111EBu;
    return word ^ (word >> 31);
}

double random_between(uint64_t *state, double low, double high)
{
    double unit = (double)(random_word(state) >> 11) * 0x1p-53;
    return low + (high - low) * unit;
}

double random_log_between(uint64_t *state, double low, double high)
{
    return exp(random_between(state, log(low), log(high)));
}

double random_bits(uint64_t *state)
{
    uint64_t word = random_word(state);
    double x;
    memcpy(&x, &word, sizeof x);
    return x;
}
