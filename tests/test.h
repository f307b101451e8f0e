/*
 * The frame of a test program: a table of tests, named as facts.
 *
 *     START_TEST(fold_takes_width_and_case_away) { … } END_TEST
 *     RS_TEST_MAIN("fold", fold_takes_width_and_case_away, …)
 *
 * Loop tests over a table of cases: RS_LOOP(test, cases) in the same list.
 */
#pragma once
#include <check.h>
#include <glib.h>
#include <stdlib.h>

typedef struct {
    const TTest *test;
    int cases; /* 0: not a loop */
} rs_test;

#define RS_LOOP(test, table) {test, G_N_ELEMENTS(table)}
#define RS_TEST(test) {test, 0}

#define RS_TEST_MAIN(name, ...)                                                                    \
    int main(void)                                                                                 \
    {                                                                                              \
        const rs_test tests[] = {__VA_ARGS__};                                              \
        return rs_run_tests(name, tests, G_N_ELEMENTS(tests));                                     \
    }

static inline int rs_run_tests(const char *name, const rs_test *tests, size_t count)
{
    Suite *suite = suite_create(name);
    TCase *tcase = tcase_create(name);
    tcase_set_timeout(tcase, 60);
    for (size_t i = 0; i < count; i++) {
        if (tests[i].cases)
            tcase_add_loop_test(tcase, tests[i].test, 0, tests[i].cases);
        else
            tcase_add_test(tcase, tests[i].test);
    }
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
