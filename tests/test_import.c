/* Imports from outside: what comes in, again, cut off, two at once, or cannot be read. */
#include "tests/program.h"
#include <json-glib/json-glib.h>
#include <signal.h>
#include <unistd.h>

enum { REPORTS = 13 };

static char *scratch; /* a folder for what tests write */

static char *new_place(void)
{
    static int number;
    return g_strdup_printf("%s/%d-%d", scratch, getpid(), number++);
}

static char *write_file(const char *folder, const char *name, const char *text)
{
    char *path = g_build_filename(folder, name, NULL);
    g_autofree char *above = g_path_get_dirname(path);
    ck_assert_int_eq(g_mkdir_with_parents(above, 0700), 0);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
    return path;
}

static void check_sound(const char *index)
{
    g_autoptr(program_run) verify = run_program(index, "verify", NULL);
    check_status(verify, 0);
    ck_assert_str_eq(verify->err, "");
}

static guint count_reports(const char *index)
{
    g_autoptr(program_run) run = run_program(index, "reports", NULL);
    return count_lines(run->out);
}

/* The ledger of an import with --format json; freed by the caller. */
static JsonNode *import(const char *index, const char *path, int status)
{
    g_autoptr(program_run) run = run_program(index, "index", "--format=json", path, NULL);
    check_status(run, status);
    return json_from_string(run->out, NULL);
}

static gint64 summary(JsonNode *ledger, const char *what)
{
    return json_object_get_int_member(
        json_object_get_object_member(json_node_get_object(ledger), "summary"), what);
}

/* --- importing --- */

START_TEST(index_again_changes_nothing)
{
    g_autofree char *index = new_place();
    g_autoptr(JsonNode) first = import(index, RS_SAMPLE, 0);
    ck_assert_int_eq(summary(first, "imported"), REPORTS);
    ck_assert_int_gt(summary(first, "paragraphs"), 500);
    gint64 started = g_get_monotonic_time();
    g_autoptr(JsonNode) again = import(index, RS_SAMPLE, 0);
    ck_assert_int_lt(g_get_monotonic_time() - started, G_USEC_PER_SEC / 2);
    ck_assert_int_eq(summary(again, "unchanged"), REPORTS);
    ck_assert_int_eq(summary(again, "imported"), 0);
    ck_assert_int_eq(summary(again, "paragraphs"), 0);
    check_sound(index);
}
END_TEST

START_TEST(index_replaces_what_changed_and_removes_what_is_asked)
{
    g_autofree char *index = new_place(), *folder = new_place();
    g_autofree char *a = write_file(folder, "a.txt", "1. A giraffe.\n2. Another.\n");
    g_autofree char *b = write_file(folder, "b.txt", "1. A zebra.\n");
    g_autoptr(JsonNode) first = import(index, folder, 0);
    ck_assert_int_eq(summary(first, "imported"), 2);
    ck_assert(g_file_set_contents(a, "1. An okapi.\n", -1, NULL));
    g_autoptr(JsonNode) second = import(index, folder, 0);
    ck_assert_int_eq(summary(second, "replaced"), 1);
    ck_assert_int_eq(summary(second, "unchanged"), 1);
    g_autoptr(program_run) gone = run_program(index, "search", "giraffe", NULL);
    g_autoptr(program_run) there = run_program(index, "search", "okapi", NULL);
    check_status(gone, 1);
    check_status(there, 0);

    g_autoptr(program_run) removed = run_program(index, "remove", "a", NULL);
    check_status(removed, 0);
    g_autoptr(program_run) okapi = run_program(index, "search", "okapi", NULL);
    check_status(okapi, 1);
    g_autoptr(program_run) again = run_program(index, "remove", "a", NULL);
    check_status(again, 1);
    check_one_line(again, "no report a");
    ck_assert_uint_eq(count_reports(index), 1);
    check_sound(index);
}
END_TEST

START_TEST(index_takes_manifests_and_settings)
{
    g_autofree char *index = new_place(), *folder = new_place();
    g_autofree char *a = write_file(folder, "a.txt", "1. Un patent.\n");
    g_autofree char *csv = write_file(scratch, "list.csv",
                                      "path,symbol,title,years,owner\na.txt,X/1,A title,2019,me\n");
    g_autoptr(program_run) run = run_program(index, "index", "--manifest", csv, "--set", "shelf=7",
                                             "--language", "es", folder, NULL);
    check_status(run, 0);
    g_autoptr(program_run) reports = run_program(index, "reports", "--format=json", NULL);
    static const char *const members[] = {"\"id\":\"X/1\"",   "\"title\":\"A title\"",
                                          "\"years\":[2019]", "\"owner\":\"me\"",
                                          "\"shelf\":\"7\"",  "\"language\":\"es\""};
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++)
        ck_assert_msg(strstr(reports->out, members[i]), "%s in %s", members[i], reports->out);
    g_autoptr(program_run) again = run_program(index, "index", "--manifest", csv, "--set",
                                               "shelf=8", "--language", "es", folder, NULL);
    ck_assert_ptr_nonnull(strstr(again->out, "1 replaced"));
    check_sound(index);
}
END_TEST

/* A text of so many paragraphs, each with words of its own. */
static char *long_text(guint seed, guint paragraphs)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < paragraphs; i++)
        g_string_append_printf(text,
                               "%u. Report%u says in 2023 that the evaluation number %u of "
                               "target 9.b went well in 专利审查 word%u.\n",
                               i + 1, seed, i, seed * 100000 + i);
    return g_string_free(text, FALSE);
}

START_TEST(index_writes_nothing_in_a_dry_run)
{
    g_autofree char *index = new_place(), *folder = new_place();
    g_autofree char *text = long_text(1, 10500); /* more than one commit's worth */
    g_autofree char *long_one = write_file(folder, "long.txt", text);
    for (int made = 0; made < 2; made++) { /* without a folder, and with an empty one */
        g_autoptr(program_run) run = run_program(index, "index", "--dry-run", RS_SAMPLE, NULL);
        check_status(run, 0);
        check_one_line(run, "nothing was written");
        g_autoptr(program_run) search = run_program(index, "search", "patent", NULL);
        check_status(search, 3);
        ck_assert_int_eq(g_mkdir_with_parents(index, 0700), 0);
    }
    g_autoptr(JsonNode) first = import(index, RS_SAMPLE, 0);
    g_autoptr(program_run) run = run_program(index, "index", "--dry-run", folder, NULL);
    check_status(run, 0);
    ck_assert_ptr_nonnull(strstr(run->out, "1 imported"));
    ck_assert_uint_eq(count_reports(index), REPORTS);
    check_sound(index);
}
END_TEST

/* --- import cut off --- */

enum { FILES = 24, EACH = 1000 };

static char *long_folder(void)
{
    char *folder = new_place();
    for (guint i = 0; i < FILES; i++) {
        g_autofree char *name = g_strdup_printf("r%02u.txt", i), *text = long_text(i, EACH);
        g_autofree char *path = write_file(folder, name, text);
    }
    return folder;
}

/* Starts an import; returns once it has its index. */
static GPid start_import(const char *index, const char *path, int *err)
{
    g_auto(GStrv) environment = program_environment(index);
    const char *arguments[] = {RS_PROGRAM, "index", path, NULL};
    GPid child;
    ck_assert(g_spawn_async_with_pipes(NULL, (char **)arguments, environment,
                                       G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, NULL,
                                       NULL, &child, NULL, NULL, err, NULL));
    g_autofree char *glass = g_build_filename(index, "iamglass", NULL);
    for (int i = 0; i < 5000 && !g_file_test(glass, G_FILE_TEST_EXISTS); i++)
        g_usleep(1000);
    g_usleep(20000);
    return child;
}

static void check_whole_reports(const char *index)
{
    g_autoptr(program_run) run = run_program(index, "reports", NULL);
    g_auto(GStrv) lines = g_strsplit(run->out, "\n", -1);
    g_autofree char *whole = g_strdup_printf("  %d paragraphs  ", EACH);
    for (char **line = lines; *line; line++)
        ck_assert_msg(!**line || strstr(*line, whole), "%s", *line);
}

/* Killed sooner and later: what is there is whole, and the next run completes it. */
START_TEST(index_that_was_killed_is_sound)
{
    g_autofree char *folder = long_folder();
    for (int wait = 0; wait < 4; wait++) {
        g_autofree char *index = new_place();
        GPid child = start_import(index, folder, NULL);
        g_usleep(wait * 200000);
        kill(child, SIGKILL);
        wait_for_program(child);
        check_sound(index);
        check_whole_reports(index);
        if (wait % 2)
            continue;
        g_autoptr(JsonNode) again = import(index, folder, 0);
        ck_assert_int_eq(summary(again, "skipped"), 0);
        ck_assert_uint_eq(count_reports(index), FILES);
        check_sound(index);
    }
}
END_TEST

START_TEST(index_that_was_interrupted_says_so_and_is_sound)
{
    g_autofree char *folder = long_folder(), *index = new_place();
    int err;
    GPid child = start_import(index, folder, &err);
    g_usleep(100000);
    kill(child, SIGINT);
    char said[1000] = "";
    ssize_t size = read(err, said, sizeof said - 1);
    ck_assert_int_eq(wait_for_program(child), 4);
    ck_assert_int_gt(size, 0);
    ck_assert_str_eq(said, "reportseek: interrupted; run the same command again to go on\n");
    close(err);
    guint reports = count_reports(index);
    ck_assert_uint_gt(reports, 0);
    ck_assert_uint_lt(reports, FILES);
    check_whole_reports(index);
    check_sound(index);
}
END_TEST

START_TEST(index_by_two_at_once_turns_one_away)
{
    g_autofree char *folder = long_folder(), *index = new_place();
    GPid child = start_import(index, folder, NULL);
    g_autoptr(program_run) second = run_program(index, "index", RS_SAMPLE, NULL);
    check_status(second, 3);
    check_one_line(second, "another import is writing this index; try again");
    /* Reading goes on meanwhile. */
    g_autoptr(program_run) search = run_program(index, "search", "giraffe", NULL);
    check_status(search, 1);
    kill(child, SIGKILL);
    wait_for_program(child);
}
END_TEST

/* --- what cannot be imported --- */

static const unsigned char encrypted_zip[] = {
    /* one stored member "a.txt" of 12 bytes of key and 1 of text, its encryption bit set */
    'P', 'K', 3,  4,  20, 0,  1,   0,   0, 0,   0,   0,   0,   0,   1,   2,   3,   4, 13, 0, 0,
    0,   1,   0,  0,  0,  5,  0,   0,   0, 'a', '.', 't', 'x', 't', 1,   2,   3,   4, 5,  6, 7,
    8,   9,   10, 11, 12, 13, 'P', 'K', 1, 2,   20,  0,   20,  0,   1,   0,   0,   0, 0,  0, 0,
    0,   1,   2,  3,  4,  13, 0,   0,   0, 1,   0,   0,   0,   5,   0,   0,   0,   0, 0,  0, 0,
    0,   0,   0,  0,  0,  0,  0,   0,   0, 0,   'a', '.', 't', 'x', 't', 'P', 'K', 5, 6,  0, 0,
    0,   0,   1,  0,  1,  0,  51,  0,   0, 0,   48,  0,   0,   0,   0,   0};

START_TEST(index_names_what_it_cannot_read_and_goes_on)
{
    g_autofree char *index = new_place(), *folder = new_place(), *zip = NULL;
    gsize size;
    g_autofree char *good = write_file(folder, "good.txt", "1. A giraffe.\n");
    g_autofree char *empty = write_file(folder, "empty.txt", "");
    g_autofree char *blank = write_file(folder, "blank.txt", " \n\n");
    g_autofree char *noise = write_file(folder, "noise.bin", "");
    g_autofree char *locked = write_file(folder, "locked.zip", "");
    g_autofree char *cut = write_file(folder, "cut.zip", "");
    g_autofree char *missing = g_build_filename(folder, "missing.txt", NULL);
    ck_assert(g_file_set_contents(noise,
                                  "\x7F"
                                  "ELF\x02\x01\x01\0\0\0\0\0\0\xFF\xFE\x80",
                                  16, NULL));
    ck_assert(g_file_set_contents(locked, (const char *)encrypted_zip, sizeof encrypted_zip, NULL));
    ck_assert(g_file_get_contents(RS_SAMPLE, &zip, &size, NULL));
    ck_assert(g_file_set_contents(cut, zip, size / 2, NULL));

    g_autoptr(program_run) run = run_program(index, "index", missing, folder, NULL);
    check_status(run, 4);
    static const char *const said[][2] = {
        {"missing.txt", "cannot be opened"}, {"empty.txt", "empty"},      {"blank.txt", "no text"},
        {"noise.bin", "unsupported format"}, {"locked.zip", "encrypted"}, {"cut.zip", "damaged"}};
    g_auto(GStrv) lines = g_strsplit(g_strchomp(run->err), "\n", -1);
    for (size_t i = 0; i < G_N_ELEMENTS(said); i++) {
        guint found = 0;
        for (char **line = lines; *line; line++)
            found += g_str_has_prefix(*line, "reportseek: ") && strstr(*line, said[i][0]) &&
                     strstr(*line, said[i][1]);
        ck_assert_msg(found == 1, "%u lines for %s: %s", found, said[i][0], run->err);
    }
    ck_assert_uint_eq(g_strv_length(lines), G_N_ELEMENTS(said));
    g_autoptr(program_run) search = run_program(index, "search", "giraffe", NULL);
    check_status(search, 0);
    check_sound(index);
}
END_TEST

START_TEST(index_names_the_rows_of_a_manifest_that_it_cannot_use)
{
    g_autofree char *index = new_place(), *folder = new_place();
    g_autofree char *a = write_file(folder, "a.txt", "1. Un patent.\n");
    g_autofree char *csv = write_file(scratch, "bad.csv", "path,years\na.txt,20x3\n");
    g_autoptr(program_run) run = run_program(index, "index", "--manifest", csv, folder, NULL);
    check_status(run, 4);
    ck_assert_ptr_nonnull(strstr(run->err, "bad.csv:2: years"));
    ck_assert_uint_eq(count_reports(index), 1);
}
END_TEST

/* The same report in two formats is one; two texts under one symbol are two. */
START_TEST(index_keeps_one_format_of_a_report_and_both_of_two_reports)
{
    g_autofree char *index = new_place(), *folder = new_place();
    static const char apples[] = "1. The Secretariat trained the examiners in growing apples.";
    static const char pears[] = "1. The delegations travelled to the meeting with their pears.";
    g_autofree char *training = g_strdup_printf("CKD/9/1\nTraining\n\n%s\n", apples);
    g_autofree char *travel = g_strdup_printf("CKD/9/1\nTravel\n\n%s\n", pears);
    g_autofree char *page = g_strdup_printf(
        "<html><body><p>CKD/9/1</p><h1>Training</h1><p>%s</p></body></html>", apples);
    g_autofree char *a = write_file(folder, "a.txt", training);
    g_autofree char *b = write_file(folder, "b.txt", travel);
    g_autofree char *c = write_file(folder, "c.html", page);
    g_autoptr(JsonNode) first = import(index, folder, 0);
    ck_assert_int_eq(summary(first, "imported"), 2);
    ck_assert_int_eq(summary(first, "other_format"), 1);
    g_autoptr(program_run) search = run_program(index, "search", "pears", NULL);
    check_status(search, 0);
    g_autoptr(JsonNode) again = import(index, folder, 0);
    ck_assert_int_eq(summary(again, "unchanged"), 2);
    ck_assert_int_eq(summary(again, "replaced"), 0);
    check_sound(index);
}
END_TEST

/* Keys of ids in other scripts too: citations that share one are lost. */
START_TEST(search_gives_each_citation_a_key_of_its_own)
{
    g_autofree char *index = new_place(), *folder = new_place();
    g_autofree char *a = write_file(folder, "甲报告.txt", "1. 一项专利。\n");
    g_autofree char *b = write_file(folder, "乙报告.txt", "1. 两项专利。\n");
    g_autoptr(JsonNode) ledger = import(index, folder, 0);
    g_autoptr(program_run) run = run_program(index, "search", "--format=bibtex", "专利", NULL);
    g_auto(GStrv) entries = g_strsplit(run->out, "@techreport{", -1);
    ck_assert_uint_eq(g_strv_length(entries), 3);
    ck_assert_uint_ne(strcspn(entries[1], ","), 0);
    ck_assert(strncmp(entries[1], entries[2], strcspn(entries[1], ",")) != 0);
}
END_TEST

int main(void)
{
    const rs_test tests[] = {
        RS_TEST(index_again_changes_nothing),
        RS_TEST(index_replaces_what_changed_and_removes_what_is_asked),
        RS_TEST(index_takes_manifests_and_settings),
        RS_TEST(index_writes_nothing_in_a_dry_run),
        RS_TEST(index_that_was_killed_is_sound),
        RS_TEST(index_that_was_interrupted_says_so_and_is_sound),
        RS_TEST(index_by_two_at_once_turns_one_away),
        RS_TEST(index_names_what_it_cannot_read_and_goes_on),
        RS_TEST(index_names_the_rows_of_a_manifest_that_it_cannot_use),
        RS_TEST(index_keeps_one_format_of_a_report_and_both_of_two_reports),
        RS_TEST(search_gives_each_citation_a_key_of_its_own),
    };
    scratch = make_folder();
    int status = rs_run_tests("import", tests, G_N_ELEMENTS(tests));
    remove_folder(scratch);
    return status;
}
