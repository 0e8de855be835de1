/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include "wfm/shrinkage.h"

static double rostered(double agents, double shrinkage, int32_t rounding)
{
    double people = -1;
    assert_int_equal(wfm_shrinkage_rostered(agents, shrinkage, rounding, &people), WFM_OK);
    return people;
}

/* Rounding up as people mean it: every base 1..3000 with every whole per cent equals integer arithmetic. */
static void test_rounding_up_equals_integer_arithmetic(void **state)
{
    (void)state;
    tally results = {.name = "ceil(base / (1 - per cent))"};
    for (int percent = 0; percent < 100; percent++) {
        for (int base = 1; base <= 3000; base++) {
            int expected = (100 * base + (100 - percent) - 1) / (100 - percent);
            double got = rostered(base, percent / 100.0, WFM_ROUND_UP);
            check_true(&results, got == expected, "%d agents at %d %%: %.17g, expected %d", base, percent, got,
                       expected);
        }
    }
    check_true(&results, rostered(21, 0.3, WFM_ROUND_UP) == 30, "21 agents at 30 %% are 30, not 31");
    tally_finish(&results);
}

static void test_rounding_to_nearest_equals_integer_arithmetic(void **state)
{
    (void)state;
    tally results = {.name = "nearest(base / (1 - per cent))"};
    for (int percent = 0; percent < 100; percent++) {
        for (int base = 1; base <= 3000; base++) {
            int left = 100 - percent;
            int expected = (200 * base + left) / (2 * left);
            double got = rostered(base, percent / 100.0, WFM_ROUND_NEAREST);
            bool half = (200 * base + left) % (2 * left) == 0; /* one ulp of the quotient decides: either is right */
            bool right = got == expected || (half && got == expected - 1);
            check_true(&results, right, "%d agents at %d %%: %.17g, expected %d", base, percent, got, expected);
        }
    }
    tally_finish(&results);
}

static void test_other_roundings(void **state)
{
    (void)state;
    tally results = {.name = "rounding rules"};
    check_true(&results, rostered(0, 0.3, WFM_ROUND_UP) == 0, "nobody");
    check_near(&results, rostered(10, 0.25, WFM_ROUND_NONE), 10 / 0.75, TOL_EXACT, "none");
    check_true(&results, rostered(21, 0.3, WFM_ROUND_NONE) == 30, "none, but 30 is 30");
    check_true(&results, rostered(10, 0.25, WFM_ROUND_UP) == 14, "13.33 up");
    check_true(&results, rostered(10, 0.25, WFM_ROUND_NEAREST) == 13, "13.33 nearest");
    check_true(&results, rostered(10, 0.25, WFM_ROUND_CARRY) == 13, "one number carries nothing");
    check_true(&results, rostered(2.5, 0, WFM_ROUND_NEAREST) == 3, "halves up");
    check_true(&results, rostered(step_by(0.5, -1), 0, WFM_ROUND_NEAREST) == 0, "just below a half");
    check_true(&results, rostered(0.25, 0, WFM_ROUND_UP) == 1, "a quarter of a person is one");
    check_true(&results, rostered(1e300, 0.5, WFM_ROUND_UP) == 2e300, "large numbers are whole");
    check_true(&results, rostered(DBL_MAX, 0.5, WFM_ROUND_NEAREST) == INF, "beyond the doubles");
    check_true(&results, rostered(step_by(30, 8), 0, WFM_ROUND_UP) == 30, "8 ulp above is meant to be 30");
    check_true(&results, rostered(step_by(30, 9), 0, WFM_ROUND_UP) == 31, "9 ulp above is not");
    tally_finish(&results);
}

/* The course's rostered-staff factors per half hour: voice and e-mail, then absent, on break, in training. At 11:00 it
 * prints 1.52, which is 50/33: its own rule, needed over base, gives 50/39 = 1.28. */
static void test_course_rostered_staff_factors(void **state)
{
    (void)state;
    static const struct {
        double voice, email, absent, on_break, training, needed, factor;
    } table[] = {
        {18, 4, 2, 0, 0, 24, 1.09}, {20, 4, 2, 0, 4, 30, 1.25}, {25, 5, 2, 3, 4, 39, 1.30},
        {31, 5, 2, 3, 4, 45, 1.25}, {33, 6, 2, 5, 4, 50, 1.28},
    };
    tally results = {.name = "the course's rostered-staff factors"};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        wfm_agents_away away = WFM_AGENTS_AWAY_INIT;
        double needed = -1;
        double factor = -1;
        double back = -1;
        double base = table[i].voice + table[i].email;
        away.absent = table[i].absent;
        away.on_break = table[i].on_break;
        away.in_training = table[i].training;
        assert_int_equal(wfm_shrinkage_factor(base, &away, &needed, &factor), WFM_OK);
        check_true(&results, needed == table[i].needed, "needed, row %zu", i);
        check_between(&results, factor, table[i].factor - .005, table[i].factor + .005, "factor, row %zu", i);
        assert_int_equal(wfm_shrinkage_rostered_by_factor(base, factor, WFM_ROUND_UP, &back), WFM_OK);
        check_true(&results, back == needed, "the factor gives the people back, row %zu", i);
    }
    tally_finish(&results);
}

static void test_every_member_counts(void **state)
{
    (void)state;
    wfm_agents_away away = WFM_AGENTS_AWAY_INIT;
    double needed, factor;
    away.absent = 1;
    away.on_break = 2;
    away.in_training = 4;
    away.in_meetings = 8;
    away.other = 16;
    assert_int_equal(wfm_shrinkage_factor(1, &away, &needed, &factor), WFM_OK);
    assert_true(needed == 32);
    assert_true(factor == 32);
    wfm_shrinkage parts = WFM_SHRINKAGE_INIT;
    double total;
    parts.absence = 1.0 / 64;
    parts.vacation = 2.0 / 64;
    parts.breaks = 4.0 / 64;
    parts.training = 8.0 / 64;
    parts.meetings = 16.0 / 64;
    parts.other = 32.0 / 64;
    assert_int_equal(wfm_shrinkage_total(&parts, &total), WFM_OK);
    assert_true(total == 63.0 / 64);
    parts.combination = WFM_SHRINKAGE_COMPOUNDING;
    assert_int_equal(wfm_shrinkage_total(&parts, &total), WFM_OK);
    double left = (63.0 / 64) * (62.0 / 64) * (60.0 / 64) * (56.0 / 64) * (48.0 / 64) * (32.0 / 64);
    assert_true(fabs(total - (1 - left)) <= TOL_4EPS);
}

static void test_small_parts_keep_their_digits(void **state)
{
    (void)state;
    wfm_shrinkage parts = WFM_SHRINKAGE_INIT;
    double total = -1;
    parts.combination = WFM_SHRINKAGE_COMPOUNDING;
    parts.training = 1e-17;
    assert_int_equal(wfm_shrinkage_total(&parts, &total), WFM_OK);
    assert_true(total == 1e-17);
}

static void test_total_refuses_what_leaves_nobody(void **state)
{
    (void)state;
    const double bad[] = {1, 1.5, -0.1, QUIET_NAN, INF};
    double total = 0;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        wfm_shrinkage parts = WFM_SHRINKAGE_INIT;
        parts.other = bad[i];
        assert_int_equal(wfm_shrinkage_total(&parts, &total), WFM_BAD_SHRINKAGE);
        assert_true(isnan(total));
        assert_int_equal(wfm_shrinkage_rostered(10, bad[i], WFM_ROUND_UP, &total), WFM_BAD_SHRINKAGE);
        assert_true(isnan(total));
    }
    wfm_shrinkage all = WFM_SHRINKAGE_INIT; /* ten times 10 % is 100 %, though the doubles add to less */
    all.absence = all.vacation = all.breaks = all.training = 0.1;
    all.meetings = 0.3;
    all.other = 0.3;
    assert_int_equal(wfm_shrinkage_total(&all, &total), WFM_BAD_SHRINKAGE);
    all.combination = WFM_SHRINKAGE_COMPOUNDING;
    assert_int_equal(wfm_shrinkage_total(&all, &total), WFM_OK);
}

static void test_every_status(void **state)
{
    (void)state;
    wfm_shrinkage parts = WFM_SHRINKAGE_INIT;
    wfm_agents_away away = WFM_AGENTS_AWAY_INIT;
    double x = 0;
    double y = 0;
    assert_int_equal(wfm_shrinkage_total(NULL, &x), WFM_BAD_SHRINKAGE_STRUCT);
    assert_int_equal(wfm_shrinkage_total(&parts, NULL), WFM_BAD_OUTPUT);
    parts.combination = 2;
    assert_int_equal(wfm_shrinkage_total(&parts, &x), WFM_BAD_COMBINATION);
    parts.combination = -1;
    assert_int_equal(wfm_shrinkage_total(&parts, &x), WFM_BAD_COMBINATION);
    parts.combination = 0;
    parts.reserved_2 = 1;
    assert_int_equal(wfm_shrinkage_total(&parts, &x), WFM_BAD_SHRINKAGE_STRUCT);
    assert_int_equal(wfm_shrinkage_rostered(-1, 0, WFM_ROUND_UP, &x), WFM_BAD_AGENTS);
    assert_int_equal(wfm_shrinkage_rostered(INF, 0, WFM_ROUND_UP, &x), WFM_BAD_AGENTS);
    assert_int_equal(wfm_shrinkage_rostered(1, 0, -1, &x), WFM_BAD_ROUNDING);
    assert_int_equal(wfm_shrinkage_rostered(1, 0, 4, &x), WFM_BAD_ROUNDING);
    assert_int_equal(wfm_shrinkage_rostered(1, 0, WFM_ROUND_UP, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_shrinkage_rostered_by_factor(-1, 1, WFM_ROUND_UP, &x), WFM_BAD_AGENTS);
    assert_int_equal(wfm_shrinkage_rostered_by_factor(1, 0.9, WFM_ROUND_UP, &x), WFM_BAD_FACTOR);
    assert_int_equal(wfm_shrinkage_rostered_by_factor(1, INF, WFM_ROUND_UP, &x), WFM_BAD_FACTOR);
    assert_int_equal(wfm_shrinkage_rostered_by_factor(1, 1, 9, &x), WFM_BAD_ROUNDING);
    assert_int_equal(wfm_shrinkage_rostered_by_factor(1, 1, WFM_ROUND_UP, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_shrinkage_factor(1, &away, NULL, &y), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_shrinkage_factor(1, &away, &x, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_shrinkage_factor(1, NULL, &x, &y), WFM_BAD_AWAY_STRUCT);
    assert_true(isnan(x));
    assert_true(isnan(y));
    assert_int_equal(wfm_shrinkage_factor(0, &away, &x, &y), WFM_BAD_BASE);
    assert_int_equal(wfm_shrinkage_factor(INF, &away, &x, &y), WFM_BAD_BASE);
    away.other = -1;
    assert_int_equal(wfm_shrinkage_factor(1, &away, &x, &y), WFM_BAD_AWAY);
    wfm_shrinkage_init(NULL, sizeof parts);
    wfm_agents_away_init(NULL, sizeof away);
}

/* Any leading sum of the rounded is within half a person of the sum of the values. */
static void test_carry_keeps_the_sum(void **state)
{
    (void)state;
    tally results = {.name = "carry"};
    uint64_t seed = 3;
    double exact = 0;
    double whole = 0;
    double value[500];
    double rounded[500];
    for (int i = 0; i < 500; i++)
        value[i] = random_between(&seed, 0, i % 3 == 0 ? 0.4 : 40);
    assert_int_equal(wfm_shrinkage_round(500, value, 1, WFM_ROUND_CARRY, rounded, 1, NULL), WFM_OK);
    for (int i = 0; i < 500; i++) {
        exact += value[i];
        whole += rounded[i];
        check_true(&results, rounded[i] == floor(rounded[i]), "row %d is whole", i);
        check_true(&results, rounded[i] >= 0, "row %d is not negative", i);
        check_between(&results, whole - exact, -0.5 - 1e-9, 0.5 + 1e-9, "sum up to row %d", i);
    }
    tally_finish(&results);
}

static void test_round_rows(void **state)
{
    (void)state;
    double value[] = {10.4, -1, 10.4, QUIET_NAN, 10.4};
    double rounded[5];
    wfm_status status[5];
    assert_int_equal(wfm_shrinkage_round(5, value, 1, WFM_ROUND_CARRY, rounded, 1, status), WFM_BAD_VALUE);
    assert_true(rounded[0] == 10);
    assert_true(isnan(rounded[1]));
    assert_true(rounded[2] == 11); /* 10.4 and the 0.4 left over */
    assert_true(isnan(rounded[3]));
    assert_true(rounded[4] == 10);
    assert_int_equal(status[1], WFM_BAD_VALUE);
    assert_int_equal(status[2], WFM_OK);
    assert_int_equal(wfm_shrinkage_round(1, value, 0, WFM_ROUND_UP, value, 0, NULL), WFM_OK);
    assert_true(value[0] == 11);
    assert_int_equal(wfm_shrinkage_round(2, value, 1, 7, rounded, 1, status), WFM_BAD_ROUNDING);
    assert_true(isnan(rounded[0]));
    assert_int_equal(status[1], WFM_BAD_ROUNDING);
    assert_int_equal(wfm_shrinkage_round(1, NULL, 1, WFM_ROUND_UP, rounded, 1, NULL), WFM_BAD_VALUE);
    assert_int_equal(wfm_shrinkage_round(1, value, 1, WFM_ROUND_UP, NULL, 1, NULL), WFM_BAD_OUTPUT);
    assert_int_equal(wfm_shrinkage_round(0, value, 1, WFM_ROUND_UP, rounded, 1, NULL), WFM_OK);
}

static void test_hours_and_fte(void **state)
{
    (void)state;
    assert_true(wfm_shrinkage_paid_hours(30, 1800) == 15);
    assert_true(wfm_shrinkage_fte(120, 8) == 15);
    assert_true(isnan(wfm_shrinkage_paid_hours(-1, 1800)));
    assert_true(isnan(wfm_shrinkage_paid_hours(1, QUIET_NAN)));
    assert_true(isnan(wfm_shrinkage_fte(-1, 8)));
    assert_true(isnan(wfm_shrinkage_fte(1, 0)));
    const double people[] = {10, 20};
    double hours[2];
    wfm_shrinkage_paid_hours_n(people, 1, &(double){900}, 0, hours, 1, 2);
    assert_true(hours[0] == 2.5);
    assert_true(hours[1] == 5);
    wfm_shrinkage_fte_n(hours, 1, &(double){2.5}, 0, hours, 1, 2);
    assert_true(hours[0] == 1);
    assert_true(hours[1] == 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rounding_up_equals_integer_arithmetic),
        cmocka_unit_test(test_rounding_to_nearest_equals_integer_arithmetic),
        cmocka_unit_test(test_other_roundings),
        cmocka_unit_test(test_course_rostered_staff_factors),
        cmocka_unit_test(test_every_member_counts),
        cmocka_unit_test(test_small_parts_keep_their_digits),
        cmocka_unit_test(test_total_refuses_what_leaves_nobody),
        cmocka_unit_test(test_every_status),
        cmocka_unit_test(test_carry_keeps_the_sum),
        cmocka_unit_test(test_round_rows),
        cmocka_unit_test(test_hours_and_fte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
