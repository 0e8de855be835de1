/* SPDX-License-Identifier: MIT */
/* How often a search evaluates a formula, which bench/README.md promises. The linker puts the functions below in the
 * place of the kernel's, for every caller but the kernel itself. */
#include "support/check.h"

#include "internal/loss.h"
#include "wfm/erlang.h"
#include "wfm/staffing.h"
#include "wfm/trunks.h"

enum { PROBLEMS = 100000 };

static int evaluations;
static int rough_ones;

double __real_wfm_i_loss_value(wfm_i_quantity quantity, double servers, double load, double t);
wfm_i_waits __real_wfm_i_loss_waits(double servers, double load, double t);
wfm_i_rough __real_wfm_i_loss_rough(double servers, double load);
wfm_i_patient __real_wfm_i_loss_patient(double servers, double load, double patience, double t);
wfm_i_patient __wrap_wfm_i_loss_patient(double servers, double load, double patience, double t);
double __real_wfm_i_loss_ln_dload(double servers, double load);
double __wrap_wfm_i_loss_ln_dload(double servers, double load);
double __wrap_wfm_i_loss_value(wfm_i_quantity quantity, double servers, double load, double t);
wfm_i_waits __wrap_wfm_i_loss_waits(double servers, double load, double t);
wfm_i_rough __wrap_wfm_i_loss_rough(double servers, double load);

double __wrap_wfm_i_loss_value(wfm_i_quantity quantity, double servers, double load, double t)
{
    evaluations++;
    return __real_wfm_i_loss_value(quantity, servers, load, t);
}

wfm_i_waits __wrap_wfm_i_loss_waits(double servers, double load, double t)
{
    evaluations++;
    return __real_wfm_i_loss_waits(servers, load, t);
}

wfm_i_patient __wrap_wfm_i_loss_patient(double servers, double load, double patience, double t)
{
    evaluations++;
    return __real_wfm_i_loss_patient(servers, load, patience, t);
}

/* Another evaluation of F; what it takes from B within the kernel is not seen here. */
double __wrap_wfm_i_loss_ln_dload(double servers, double load)
{
    evaluations++;
    return __real_wfm_i_loss_ln_dload(servers, load);
}

/* An approximation by library functions alone: not an evaluation of a formula. */
wfm_i_rough __wrap_wfm_i_loss_rough(double servers, double load)
{
    rough_ones++;
    return __real_wfm_i_loss_rough(servers, load);
}

/* The most and the sum over many problems. */
typedef struct count {
    int most;
    double sum;
    int most_rough;
    double where; /* the load of the most */
    int problems;
} count;

static void start(void)
{
    evaluations = 0;
    rough_ones = 0;
}

static void note(count *c, double load)
{
    if (evaluations > c->most) c->where = load;
    c->most = evaluations > c->most ? evaluations : c->most;
    c->most_rough = rough_ones > c->most_rough ? rough_ones : c->most_rough;
    c->sum += evaluations;
    c->problems++;
}

static void finish(const count *c, const char *what, int most)
{
    tally results = {.name = what};
    print_message("%s: at most %d evaluations (at %.6g erl), %.2f on average, and at most %d rough ones\n", what,
                  c->most, c->where, c->sum / c->problems, c->most_rough);
    check_between(&results, c->most, 1, most, "evaluations");
    tally_finish(&results);
}

static void staff(count *c, double load, double aht_s, double answer_within_s, double service_level)
{
    wfm_queue queue = WFM_QUEUE_INIT;
    wfm_targets targets = WFM_TARGETS_INIT;
    wfm_staffing staffing = WFM_STAFFING_INIT;
    queue.interval_s = aht_s;
    queue.aht_s = aht_s;
    queue.calls = load;
    queue.answer_within_s = answer_within_s;
    targets.service_level = service_level;
    start();
    wfm_staffing_agents(&queue, &targets, &staffing);
    note(c, load);
}

static void test_agents_80_20(void **state)
{
    (void)state;
    count c = {0};
    uint64_t random = 1;
    for (int i = 0; i < PROBLEMS; i++)
        staff(&c, random_log_between(&random, 1e-2, 1e7), 180, 20, 0.8);
    finish(&c, "agents for 80/20, AHT 180 s", 8);
}

static void test_agents_for_any_level(void **state)
{
    (void)state;
    count c = {0};
    uint64_t random = 2;
    for (int i = 0; i < PROBLEMS; i++)
        staff(&c, random_log_between(&random, 1e-2, 1e7), random_between(&random, 60, 900),
              random_between(&random, 5, 60), random_between(&random, 0.5, 0.99));
    finish(&c, "agents for 50..99 % within 5..60 s, AHT 60..900 s", 8);
}

static void test_servers_for_service_level(void **state)
{
    (void)state;
    count c = {0};
    uint64_t random = 3;
    for (int i = 0; i < PROBLEMS; i++) {
        double load = random_log_between(&random, 1e-2, 1e7);
        start();
        wfm_erlang_c_servers_for_service_level(load, random_log_between(&random, 0.01, 1),
                                               random_between(&random, 0.5, 0.99));
        note(&c, load);
    }
    finish(&c, "wfm_erlang_c_servers_for_service_level", 5);
}

/* Intervals in the order of the day: each starts from the one before. */
static void test_intervals(void **state)
{
    (void)state;
    static double calls[PROBLEMS];
    static double agents[PROBLEMS];
    const double aht_s = 240;
    wfm_queue queue = WFM_QUEUE_INIT;
    wfm_targets targets = WFM_TARGETS_INIT;
    queue.interval_s = 1800;
    queue.answer_within_s = 20;
    targets.service_level = 0.8;
    for (int i = 0; i < PROBLEMS; i++)
        calls[i] = 400 - 300 * cos(i * 0.1309);
    start();
    wfm_staffing_intervals(&queue, &targets, PROBLEMS, calls, 1, &aht_s, 0, agents, 1, NULL);
    print_message("agents of a day of half hours: %.2f evaluations each\n", evaluations / (double)PROBLEMS);
    assert_true(evaluations < 3.0 * PROBLEMS);
}

static void test_inverses_of_b(void **state)
{
    (void)state;
    count lines = {0};
    count loads = {0};
    uint64_t random = 4;
    for (int i = 0; i < PROBLEMS; i++) {
        double load = random_log_between(&random, 1, 1e7);
        double blocking = random_log_between(&random, 1e-6, 0.5);
        start();
        double servers = wfm_erlang_b_servers_for_blocking(load, blocking);
        note(&lines, load);
        start();
        wfm_erlang_b_load_for_blocking(servers, blocking);
        note(&loads, load);
    }
    finish(&lines, "wfm_erlang_b_servers_for_blocking", 12);
    finish(&loads, "wfm_erlang_b_load_for_blocking", 12);
}

/* The bar for lines at 1 %, of any size: eight. */
static void test_lines_at_one_per_cent(void **state)
{
    (void)state;
    tally results = {.name = "lines for 1 %"};
    for (double load = 10; load <= 1e7; load *= 10) {
        wfm_trunks trunks = WFM_TRUNKS_INIT;
        start();
        wfm_status status = wfm_trunks_lines(load, 0.01, &trunks);
        print_message("%.0e erl: %.0f lines, %d evaluations and %d rough ones\n", load, trunks.lines, evaluations,
                      rough_ones);
        check_true(&results, status == WFM_OK, "%g erl: status %d", load, (int)status);
        check_between(&results, evaluations, 1, 8, "%g erl", load);
        check_true(&results, trunks.blocking <= 0.01 && trunks.blocking_one_fewer > 0.01, "%g erl", load);
    }
    tally_finish(&results);
}

/* Lines for an improvement: two evaluations of F each where the load is above the lines. */
static void test_lines_for_improvement(void **state)
{
    (void)state;
    count lines = {0};
    uint64_t random = 5;
    for (int i = 0; i < PROBLEMS; i++) {
        double load = random_log_between(&random, 1, 1e7);
        double improvement = random_log_between(&random, 1e-6, 0.5) * load / (1 + load);
        start();
        wfm_erlang_b_servers_for_improvement(load, improvement);
        note(&lines, load);
    }
    finish(&lines, "wfm_erlang_b_servers_for_improvement", 8);
}

static void test_retries(void **state)
{
    (void)state;
    count blocked = {0};
    count lines = {0};
    count loads = {0};
    uint64_t random = 6;
    for (int i = 0; i < PROBLEMS; i++) {
        double load = random_log_between(&random, 1, 1e7);
        double recall = random_between(&random, 0.01, 0.99);
        double blocking = random_log_between(&random, 1e-6, 0.5);
        start();
        double servers = wfm_erlang_b_retry_servers_for_blocking(load, blocking, recall);
        note(&lines, load);
        start();
        wfm_erlang_b_retry(servers, load, recall);
        note(&blocked, load);
        start();
        wfm_erlang_b_retry_load_for_blocking(servers, blocking, recall);
        note(&loads, load);
    }
    finish(&blocked, "wfm_erlang_b_retry", 16);
    finish(&lines, "wfm_erlang_b_retry_servers_for_blocking", 12);
    finish(&loads, "wfm_erlang_b_retry_load_for_blocking", 12);
}

static void test_molina(void **state)
{
    (void)state;
    count lines = {0};
    count loads = {0};
    uint64_t random = 7;
    for (int i = 0; i < PROBLEMS / 5; i++) {
        double load = random_log_between(&random, 1, 1e7);
        double blocking = random_log_between(&random, 1e-6, 0.5);
        start();
        double servers = wfm_molina_servers_for_blocking(load, blocking);
        note(&lines, load);
        start();
        wfm_molina_load_for_blocking(servers, blocking);
        note(&loads, load);
    }
    finish(&lines, "wfm_molina_servers_for_blocking", 8);
    finish(&loads, "wfm_molina_load_for_blocking", 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_agents_80_20),
        cmocka_unit_test(test_agents_for_any_level),
        cmocka_unit_test(test_servers_for_service_level),
        cmocka_unit_test(test_intervals),
        cmocka_unit_test(test_inverses_of_b),
        cmocka_unit_test(test_lines_at_one_per_cent),
        cmocka_unit_test(test_lines_for_improvement),
        cmocka_unit_test(test_retries),
        cmocka_unit_test(test_molina),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
