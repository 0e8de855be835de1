/* SPDX-License-Identifier: MIT */
/* Erlang B, Erlang C and staffing against a folder of vectors outside the project: computed_*.csv with 20 to 40 digits,
 * published_*.csv with figures as others printed them. WFM_EXTRA_VECTORS names the folder; without it every test is
 * skipped. Each row is used or counted as out of scope, and the counts are asserted. */
#include "support/check.h"
#include "support/csv.h"

#include "wfm/erlang.h"
#include "wfm/queue.h"
#include "wfm/staffing.h"
#include "wfm/trunks.h"

#include <stdlib.h>
#include <string.h>

#define ROW_FORMAT "%s, line %zu"
#define ROW_OF(rows) csv_text(rows, "id"), csv_line(rows)

/* --- Computed values: 1e-12 --------------------------------------------------------------------------------------- */

static void test_computed_erlang_b(void **state)
{
    (void)state;
    csv *rows = csv_open_extra("computed_erlang_b.csv");
    tally results = {.name = "computed_erlang_b.csv"};
    size_t used = 0;
    size_t without_dservers = 0;
    for (; csv_next(rows); used++) {
        double n = csv_number(rows, "n");
        double a = csv_number(rows, "a");
        check_near(&results, wfm_erlang_b(n, a), csv_number(rows, "B"), TOL_1E12, "B, " ROW_FORMAT, ROW_OF(rows));
        check_near(&results, wfm_erlang_b_ln(n, a), csv_number(rows, "ln_B"), TOL_1E12, "ln B, " ROW_FORMAT,
                   ROW_OF(rows));
        check_near(&results, wfm_erlang_b_compl(n, a), csv_number(rows, "one_minus_B"), TOL_1E12, "1 - B, " ROW_FORMAT,
                   ROW_OF(rows));
        check_near(&results, wfm_erlang_b_ln_dload(n, a), csv_number(rows, "dlnB_da"), TOL_1E12,
                   "d ln B/da, " ROW_FORMAT, ROW_OF(rows));
        if (csv_text(rows, "dlnB_dn")[0] == '\0') {
            without_dservers++;
            continue;
        }
        check_near(&results, wfm_erlang_b_ln_dservers(n, a), csv_number(rows, "dlnB_dn"), TOL_1E12,
                   "d ln B/dn, " ROW_FORMAT, ROW_OF(rows));
    }
    csv_close(rows);
    check_true(&results, used == 294, "%zu rows, not 294", used);
    check_true(&results, without_dservers == 15, "%zu rows without d ln B/dn, not 15", without_dservers);
    tally_finish(&results);
}

static void check_computed_tail(tally *results, const csv *rows, const char *column, double t)
{
    double n = csv_number(rows, "n");
    double a = csv_number(rows, "a");
    check_near(results, wfm_erlang_c_wait_tail(n, a, t), csv_number(rows, column), TOL_1E12 + TOL_1EPS * (n - a) * t,
               "%s, " ROW_FORMAT, column, ROW_OF(rows));
}

static void test_computed_erlang_c(void **state)
{
    (void)state;
    csv *rows = csv_open_extra("computed_erlang_c.csv");
    tally results = {.name = "computed_erlang_c.csv"};
    size_t used = 0;
    for (; csv_next(rows); used++) {
        double n = csv_number(rows, "n");
        double a = csv_number(rows, "a");
        double asa = wfm_erlang_c_asa(n, a);
        check_near(&results, wfm_erlang_c(n, a), csv_number(rows, "C"), TOL_1E12, "C, " ROW_FORMAT, ROW_OF(rows));
        check_near(&results, wfm_erlang_c_ln(n, a), csv_number(rows, "ln_C"), TOL_1E12, "ln C, " ROW_FORMAT,
                   ROW_OF(rows));
        check_near(&results, wfm_erlang_c_compl(n, a), csv_number(rows, "one_minus_C"), TOL_1E12, "1 - C, " ROW_FORMAT,
                   ROW_OF(rows));
        check_near(&results, asa, csv_number(rows, "asa_mu1"), TOL_1E12, "ASA, " ROW_FORMAT, ROW_OF(rows));
        check_near(&results, asa * a, csv_number(rows, "Lq"), TOL_1E12, "Lq, " ROW_FORMAT, ROW_OF(rows));
        check_computed_tail(&results, rows, "P_W_gt_0.03125", 0.03125);
        check_computed_tail(&results, rows, "P_W_gt_0.125", 0.125);
        check_computed_tail(&results, rows, "P_W_gt_1", 1.0);
    }
    csv_close(rows);
    check_true(&results, used == 158, "%zu rows, not 158", used);
    tally_finish(&results);
}

/* --- Computed inverses -------------------------------------------------------------------------------------------- */

/* The number of a key in the column "inputs": n=12;lam=4.2;... */
static double input(const csv *rows, const char *key)
{
    size_t length = strlen(key);
    const char *at = csv_text(rows, "inputs");
    while (at != NULL) {
        bool found = strncmp(at, key, length) == 0 && at[length] == '=';
        if (found) return strtod(at + length + 1, NULL);
        at = strchr(at, ';');
        if (at != NULL) at++;
    }
    fail_msg("line %zu: no input %s", csv_line(rows), key);
    return QUIET_NAN;
}

typedef double two_arguments(double, double);

/* The least whole n with model(n, load) <= p, looked for from the one below the real n. */
static double least_whole(two_arguments *model, two_arguments *inverse, double load, double p)
{
    double n = floor(inverse(load, p));
    while (model(n, load) > p)
        n += 1.0;
    return n;
}

static double staffed(double calls, double period, double aht, double service_level, double t)
{
    wfm_queue queue = WFM_QUEUE_INIT;
    queue.calls = calls;
    queue.interval_s = period;
    queue.aht_s = aht;
    queue.answer_within_s = t;
    wfm_targets targets = WFM_TARGETS_INIT;
    targets.service_level = service_level;
    wfm_staffing staffing = WFM_STAFFING_INIT;
    if (wfm_staffing_agents(&queue, &targets, &staffing) != WFM_OK) return QUIET_NAN;
    return staffing.agents;
}

static void check_b_load(tally *results, const csv *rows)
{
    double n = input(rows, "n");
    double b = input(rows, "B");
    double a = csv_number(rows, "value");
    double slope = a * wfm_erlang_b_ln_dload(n, a);
    check_near(results, wfm_erlang_b_load_for_blocking(n, b), a, TOL_1E12 * fmax(1.0, 1.0 / slope), ROW_FORMAT,
               ROW_OF(rows));
}

/* In two rows the target is reached exactly, B(1,1) = 1/2 and C(1,1/2) = 1/2; the file has the least n beyond it. */
static void check_servers_min(tally *results, const csv *rows, two_arguments *model, two_arguments *inverse, double p)
{
    double a = input(rows, "a");
    double value = csv_number(rows, "value");
    bool tie = strcmp(csv_text(rows, "id"), "CI0119") == 0 || strcmp(csv_text(rows, "id"), "CI0187") == 0;
    if (tie)
        check_near(results, model(value - 1.0, a), p, TOL_1E12, "tie, " ROW_FORMAT, ROW_OF(rows));
    else
        check_near(results, least_whole(model, inverse, a, p), value, TOL_EXACT, ROW_FORMAT, ROW_OF(rows));
}

static void check_c_staff(tally *results, const csv *rows)
{
    double agents =
        staffed(input(rows, "calls"), input(rows, "period"), input(rows, "aht"), input(rows, "sl"), input(rows, "t"));
    check_near(results, agents, csv_number(rows, "value"), TOL_EXACT, ROW_FORMAT, ROW_OF(rows));
}

/* Times in the file are in units of 1/mu; the tolerance is that of wfm_erlang_c_wait_quantile. */
static void check_c_quantile(tally *results, const csv *rows)
{
    double n = input(rows, "n");
    double mu = input(rows, "mu");
    double a = input(rows, "lam") / mu;
    double p = input(rows, "p");
    double margin = fabs(wfm_erlang_c_ln(n, a) - log1p(-p));
    check_near(results, wfm_erlang_c_wait_quantile(n, a, p) / mu, csv_number(rows, "value"),
               TOL_1E12 * fmax(1.0, 1.0 / margin), ROW_FORMAT, ROW_OF(rows));
}

static bool check_computed_inverse(tally *results, const csv *rows)
{
    const char *model = csv_text(rows, "model");
    double value = csv_number(rows, "value");
    if (strcmp(model, "erlang_b_load") == 0)
        check_b_load(results, rows);
    else if (strcmp(model, "erlang_b_servers_real") == 0)
        check_near(results, wfm_erlang_b_servers_for_blocking(input(rows, "a"), input(rows, "B")), value, TOL_1E12,
                   ROW_FORMAT, ROW_OF(rows));
    else if (strcmp(model, "erlang_b_servers_min") == 0)
        check_servers_min(results, rows, wfm_erlang_b, wfm_erlang_b_servers_for_blocking, input(rows, "B"));
    else if (strcmp(model, "erlang_c_servers_real") == 0)
        check_near(results, wfm_erlang_c_servers_for_waiting(input(rows, "a"), input(rows, "C")), value, TOL_1E12,
                   ROW_FORMAT, ROW_OF(rows));
    else if (strcmp(model, "erlang_c_servers_min") == 0)
        check_servers_min(results, rows, wfm_erlang_c, wfm_erlang_c_servers_for_waiting, input(rows, "C"));
    else if (strcmp(model, "erlang_c_staff_sl") == 0)
        check_c_staff(results, rows);
    else if (strcmp(model, "erlang_c_wait_quantile") == 0)
        check_c_quantile(results, rows);
    else
        return false;
    return true;
}

/* Out of scope: callers who hang up (erlang_a_staff_sl_offered). */
static void test_computed_inverse(void **state)
{
    (void)state;
    csv *rows = csv_open_extra("computed_inverse.csv");
    tally results = {.name = "computed_inverse.csv"};
    size_t used = 0;
    size_t out_of_scope = 0;
    while (csv_next(rows)) {
        if (check_computed_inverse(&results, rows)) {
            used++;
            continue;
        }
        out_of_scope++;
        check_true(&results, strcmp(csv_text(rows, "model"), "erlang_a_staff_sl_offered") == 0,
                   "unknown model, " ROW_FORMAT, ROW_OF(rows));
    }
    csv_close(rows);
    check_true(&results, used == 270, "%zu rows used, not 270", used);
    check_true(&results, out_of_scope == 84, "%zu rows out of scope, not 84", out_of_scope);
    tally_finish(&results);
}

static const char *const EXTENDED_ERLANG_B = "extended_erlang_b";

/* Attempts, their blocking, and back from it: extended Erlang B. The other rows are of finite sources and overflow. */
static void test_computed_retry(void **state)
{
    (void)state;
    csv *rows = csv_open_extra("computed_loss.csv");
    tally results = {.name = "computed_loss.csv, extended Erlang B"};
    size_t used = 0;
    while (csv_next(rows)) {
        if (strcmp(csv_text(rows, "model"), EXTENDED_ERLANG_B) != 0) continue;
        used++;
        double n = input(rows, "n");
        double a = input(rows, "a0");
        double r = input(rows, "recall");
        double value = csv_number(rows, "value");
        bool blocking = strcmp(csv_text(rows, "quantity"), "B") == 0;
        double got = blocking ? wfm_erlang_b_retry(n, a, r) : wfm_erlang_b_retry_load(n, a, r);
        check_near(&results, got, value, 1e-13, ROW_FORMAT, ROW_OF(rows));
        if (!blocking) continue;
        check_near(&results, wfm_erlang_b_retry_servers_for_blocking(a, value, r), n, TOL_1E12, ROW_FORMAT,
                   ROW_OF(rows));
        check_near(&results, wfm_erlang_b_retry_load_for_blocking(n, value, r), a, TOL_1E12, ROW_FORMAT, ROW_OF(rows));
    }
    csv_close(rows);
    check_true(&results, used == 8, "%zu rows, not 8", used);
    tally_finish(&results);
}

/* --- Published figures -------------------------------------------------------------------------------------------- */

/* Our figure against the printed one: within half a unit of the last printed digit where they agree, a whole one where
 * the author cut or misrounded that digit, and further off where the printed one is wrong. It always equals the
 * recomputed value. Returns whether the row is an erratum. */
static bool check_printed(tally *results, const csv *rows, double got)
{
    double printed = csv_number(rows, "printed");
    double unit = csv_number(rows, "printed_precision");
    const char *agrees = csv_text(rows, "agrees");
    double slack = TOL_1E12 * fabs(printed);
    double distance = fabs(got - printed);
    check_near(results, got, csv_number(rows, "check_value"), TOL_1E12, "recomputed, " ROW_FORMAT, ROW_OF(rows));
    if (strcmp(agrees, "no") == 0) {
        print_message("erratum " ROW_FORMAT ": printed %.10g, right %.10g: %s\n", ROW_OF(rows), printed, got,
                      csv_text(rows, "source"));
        check_true(results, distance > unit / 2.0 + slack, "erratum: got %.17g, printed %.17g, " ROW_FORMAT, got,
                   printed, ROW_OF(rows));
        return true;
    }
    bool cut = strcmp(agrees, "last_digit_truncated") == 0;
    check_true(results, cut || strcmp(agrees, "yes") == 0, "unknown verdict, " ROW_FORMAT, ROW_OF(rows));
    check_true(results, distance <= (cut ? unit : unit / 2.0) + slack, "got %.17g, printed %.17g, " ROW_FORMAT, got,
               printed, ROW_OF(rows));
    return false;
}

static double published_b(const csv *rows)
{
    double n = csv_number(rows, "n");
    double a = csv_number(rows, "a");
    double b = csv_number(rows, "B");
    const char *unknown = csv_text(rows, "solve_for");
    if (strcmp(unknown, "B") == 0) return wfm_erlang_b(n, a);
    if (strcmp(unknown, "a") == 0) return wfm_erlang_b_load_for_blocking(n, b);
    if (strcmp(unknown, "n") == 0) return least_whole(wfm_erlang_b, wfm_erlang_b_servers_for_blocking, a, b);
    fail_msg("line %zu: solve for %s", csv_line(rows), unknown);
    return QUIET_NAN;
}

/* Errata, of which each is printed: seven cells of a 45 x 12 table of loads, three answers in a package's guide. */
static void test_published_erlang_b(void **state)
{
    (void)state;
    csv *rows = csv_open_extra("published_erlang_b.csv");
    tally results = {.name = "published_erlang_b.csv"};
    size_t used = 0;
    size_t errata = 0;
    for (; csv_next(rows); used++)
        errata += check_printed(&results, rows, published_b(rows)) ? 1u : 0u;
    csv_close(rows);
    check_true(&results, used == 598, "%zu rows, not 598", used);
    check_true(&results, errata == 10, "%zu errata, not 10", errata);
    tally_finish(&results);
}

typedef struct quotient {
    double over, under;
} quotient;

/* A rate: 9.0, 1/61, 0.8/600. */
static quotient rate(const csv *rows, const char *column)
{
    const char *text = csv_text(rows, column);
    const char *bar = strchr(text, '/');
    quotient result = {strtod(text, NULL), bar != NULL ? strtod(bar + 1, NULL) : 1.0};
    return result;
}

/* lam and mu are rates; the load is their quotient with one rounding at the end, times are in units of 1/mu. */
static double published_c(const csv *rows)
{
    quotient lam = rate(rows, "lam");
    quotient mu = rate(rows, "mu");
    double n = csv_number(rows, "n");
    double a = lam.over * mu.under / (lam.under * mu.over);
    double aht = mu.under / mu.over;
    double asa = wfm_erlang_c_asa(n, a);
    const char *quantity = csv_text(rows, "quantity");
    if (strcmp(quantity, "C") == 0) return wfm_erlang_c(n, a);
    if (strcmp(quantity, "ASA") == 0) return asa * aht;
    if (strcmp(quantity, "W") == 0) return asa * aht + aht;
    if (strcmp(quantity, "Lq") == 0) return asa * a;
    if (strcmp(quantity, "L") == 0) return asa * a + a;
    if (strcmp(quantity, "SL") == 0) return wfm_erlang_c_service_level(n, a, csv_number(rows, "t") / aht);
    if (strcmp(quantity, "occ") == 0) return a / n;
    fail_msg("line %zu: quantity %s", csv_line(rows), quantity);
    return QUIET_NAN;
}

static void test_published_erlang_c(void **state)
{
    (void)state;
    csv *rows = csv_open_extra("published_erlang_c.csv");
    tally results = {.name = "published_erlang_c.csv"};
    size_t used = 0;
    size_t errata = 0;
    for (; csv_next(rows); used++)
        errata += check_printed(&results, rows, published_c(rows)) ? 1u : 0u;
    csv_close(rows);
    check_true(&results, used == 129, "%zu rows, not 129", used);
    check_true(&results, errata == 0, "%zu errata, not none", errata);
    tally_finish(&results);
}

/* The number behind = in a field like n=8, C<=0.15 or n=8;a=3.87 (the key tells which). */
static double number_behind(const csv *rows, const char *column, const char *key)
{
    const char *at = strstr(csv_text(rows, column), key);
    if (at == NULL) fail_msg("line %zu: no %s in %s", csv_line(rows), key, column);
    return strtod(at + strlen(key), NULL);
}

static bool published_staffing(const csv *rows, double *got)
{
    const char *model = csv_text(rows, "model");
    if (strcmp(model, "erlang_c_min_n") == 0) {
        *got = staffed(csv_number(rows, "calls"), csv_number(rows, "period_s"), csv_number(rows, "aht_s"),
                       csv_number(rows, "sl_target"), csv_number(rows, "t_s"));
        return true;
    }
    if (strcmp(model, "erlang_c_min_n_for_C") == 0) {
        *got = least_whole(wfm_erlang_c, wfm_erlang_c_servers_for_waiting, number_behind(rows, "calls", "a="),
                           number_behind(rows, "sl_target", "C<="));
        return true;
    }
    if (strcmp(model, "erlang_c_max_a") == 0) {
        *got =
            wfm_erlang_c_load_for_waiting(number_behind(rows, "calls", "n="), number_behind(rows, "sl_target", "C="));
        return true;
    }
    if (strcmp(model, "erlang_c_cond_tail_at_mean_service") == 0) {
        double n = number_behind(rows, "calls", "n=");
        double a = number_behind(rows, "calls", "a=");
        *got = wfm_erlang_c_wait_tail(n, a, 1.0) / wfm_erlang_c(n, a);
        return true;
    }
    if (strcmp(model, "extended_erlang_b_min_n") == 0) {
        *got = ceil(wfm_erlang_b_retry_servers_for_blocking(number_behind(rows, "calls", "a0="),
                                                            number_behind(rows, "sl_target", "B<="),
                                                            number_behind(rows, "calls", "recall=")));
        return true;
    }
    return false;
}

static void test_published_staffing(void **state)
{
    (void)state;
    csv *rows = csv_open_extra("published_staffing.csv");
    tally results = {.name = "published_staffing.csv"};
    size_t used = 0;
    size_t errata = 0;
    while (csv_next(rows)) {
        double got;
        if (published_staffing(rows, &got)) {
            used++;
            errata += check_printed(&results, rows, got) ? 1u : 0u;
            continue;
        }
        check_true(&results, false, "unknown model, " ROW_FORMAT, ROW_OF(rows));
    }
    csv_close(rows);
    check_true(&results, used == 10, "%zu rows used, not 10", used);
    check_true(&results, errata == 0, "%zu errata, not none", errata);
    tally_finish(&results);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_computed_erlang_b),  cmocka_unit_test(test_computed_erlang_c),
        cmocka_unit_test(test_computed_inverse),   cmocka_unit_test(test_computed_retry),
        cmocka_unit_test(test_published_erlang_b), cmocka_unit_test(test_published_erlang_c),
        cmocka_unit_test(test_published_staffing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
