/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include <stdio.h>
#include <string.h>

#include "wfm/base.h"

static void test_every_status_has_its_word_and_text(void **state)
{
    (void)state;
    tally results = {.name = "the status list"};
#define CHECK_STATUS(constant, number, word, text)                                                                     \
    check_true(&results, (constant) == (number), #constant);                                                           \
    check_true(&results, strcmp(wfm_status_name(constant), word) == 0, #constant " word");                             \
    check_true(&results, strcmp(wfm_status_text(constant), text) == 0, #constant " text");                             \
    check_true(&results, wfm_failed(constant) == ((number) < 0), #constant " failed");
    WFM_STATUS_LIST(CHECK_STATUS)
#undef CHECK_STATUS
    tally_finish(&results);
}

/* Errors are single numbers, caveats single bits, and no number or word stands for two things. */
static void test_the_list_is_well_formed(void **state)
{
    (void)state;
    tally results = {.name = "numbers and words"};
    static const struct {
        int32_t number;
        const char *word;
    } list[] = {
#define ROW(constant, number, word, text) {number, word},
        WFM_STATUS_LIST(ROW)
#undef ROW
    };
    size_t count = sizeof list / sizeof list[0];
    for (size_t i = 0; i < count; i++) {
        int32_t n = list[i].number;
        if (n > 0) check_true(&results, (n & (n - 1)) == 0, "%s is one bit", list[i].word);
        for (size_t k = 0; k < i; k++) {
            check_true(&results, list[k].number != n, "%d is there once", n);
            check_true(&results, strcmp(list[k].word, list[i].word) != 0, "%s is there once", list[i].word);
        }
    }
    tally_finish(&results);
}

static void test_unknown_codes_are_failures_or_caveats(void **state)
{
    (void)state;
    assert_true(wfm_failed(-1000));
    assert_true(wfm_failed(INT32_MIN));
    assert_false(wfm_failed(1 << 30));
    assert_false(wfm_failed(INT32_MAX));
    assert_string_equal(wfm_status_name(-1000), "unknown");
    assert_string_equal(wfm_status_name(INT32_MIN), "unknown");
    assert_string_equal(wfm_status_name(1 << 30), "unknown");
    assert_non_null(strstr(wfm_status_text(-1000), "error"));
    assert_non_null(strstr(wfm_status_text(1 << 30), "caveat"));
}

static void test_combined_caveats_are_read_bit_by_bit(void **state)
{
    (void)state;
    wfm_status status = WFM_CAVEAT_TARGET_MISSED | WFM_CAVEAT_SCHEDULED_MISSES;
    assert_string_equal(wfm_status_name(status), "target_missed");
    status &= status - 1;
    assert_string_equal(wfm_status_name(status), "scheduled_misses");
    assert_int_equal(status & (status - 1), 0);
}

static void test_version(void **state)
{
    (void)state;
    char expected[32];
    snprintf(expected, sizeof expected, "%d.%d.%d", WFM_VERSION_MAJOR, WFM_VERSION_MINOR, WFM_VERSION_PATCH);
    assert_string_equal(wfm_version_string(), expected);
    assert_int_equal(wfm_version_number(), WFM_VERSION_MAJOR * 1000000 + WFM_VERSION_MINOR * 1000 + WFM_VERSION_PATCH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_status_has_its_word_and_text),
        cmocka_unit_test(test_the_list_is_well_formed),
        cmocka_unit_test(test_unknown_codes_are_failures_or_caveats),
        cmocka_unit_test(test_combined_caveats_are_read_bit_by_bit),
        cmocka_unit_test(test_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
