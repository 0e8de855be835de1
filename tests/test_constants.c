/* SPDX-License-Identifier: MIT */
/* Constants and structs by name, and the check of versions. That every one of the headers is there is tested where the
 * headers are read: bindings/test_declarations.py. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <wfm/wfm.h>

static void test_every_status_is_found_by_its_name(void **state)
{
    (void)state;
#define FOUND(constant, number, word, text) assert_int_equal(wfm_constant(#constant), number);
    WFM_STATUS_LIST(FOUND)
#undef FOUND
}

static void test_constants_of_every_kind(void **state)
{
    (void)state;
    assert_int_equal(wfm_constant("WFM_SERVICE_VIRTUAL"), WFM_SERVICE_VIRTUAL);
    assert_int_equal(wfm_constant("WFM_QUEUE_COUNT_BLOCKED"), WFM_QUEUE_COUNT_BLOCKED);
    assert_int_equal(wfm_constant("WFM_PRIORITY_CLASSES"), WFM_PRIORITY_CLASSES);
}

static void test_the_names_can_be_walked(void **state)
{
    (void)state;
    int32_t count = 0;
    for (const char *name = wfm_constant_name(0); *name; name = wfm_constant_name(++count)) {
        assert_memory_equal(name, "WFM_", 4);
        assert_int_not_equal(wfm_constant(name), INT32_MIN);
    }
    assert_true(count > 150);
    assert_string_equal(wfm_constant_name(INT32_MAX), "");
    assert_string_equal(wfm_constant_name(-1), "");
    for (count = 0; *wfm_struct_name(count); count++)
        assert_true(wfm_struct_size(wfm_struct_name(count)) >= 8);
    assert_true(count > 30);
    assert_string_equal(wfm_struct_name(-1), "");
}

static void test_no_such_name(void **state)
{
    (void)state;
    const char *const none[] = {NULL, "", "wfm_ok", "WFM_O", "WFM_OK ", "wfm_queue"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        assert_int_equal(wfm_constant(none[i]), INT32_MIN);
    assert_int_equal(wfm_struct_size(NULL), 0);
    assert_int_equal(wfm_struct_size("WFM_OK"), 0);
    assert_int_equal(wfm_struct_size("wfm_queu"), 0);
}

static void test_sizes_are_the_compilers(void **state)
{
    (void)state;
    assert_int_equal(wfm_struct_size("wfm_queue"), sizeof(wfm_queue));
    assert_int_equal(wfm_struct_size("wfm_plan_output"), sizeof(wfm_plan_output));
}

static void test_versions(void **state)
{
    (void)state;
    assert_int_equal(wfm_abi_check(WFM_VERSION_MAJOR, WFM_VERSION_MINOR), WFM_OK);
    assert_int_equal(wfm_abi_check(WFM_VERSION_MAJOR, WFM_VERSION_MINOR + 1), WFM_BAD_VERSION);
    assert_int_equal(wfm_abi_check(WFM_VERSION_MAJOR + 1, WFM_VERSION_MINOR), WFM_BAD_VERSION);
    assert_int_equal(wfm_abi_check(WFM_VERSION_MAJOR - 1, WFM_VERSION_MINOR), WFM_BAD_VERSION);
    assert_int_equal(wfm_abi_check(WFM_VERSION_MAJOR, -1), WFM_BAD_VERSION);
    if (WFM_VERSION_MAJOR == 0)
        assert_int_equal(wfm_abi_check(0, WFM_VERSION_MINOR - 1), WFM_BAD_VERSION);
    else if (WFM_VERSION_MINOR > 0)
        assert_int_equal(wfm_abi_check(WFM_VERSION_MAJOR, 0), WFM_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_status_is_found_by_its_name), cmocka_unit_test(test_constants_of_every_kind),
        cmocka_unit_test(test_the_names_can_be_walked),           cmocka_unit_test(test_no_such_name),
        cmocka_unit_test(test_sizes_are_the_compilers),           cmocka_unit_test(test_versions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
