/* The program from outside, over the sample corpus. */
#include "tests/scan.h"
#include <signal.h>
#include <unistd.h>

static char *sample; /* the index of the sample corpus; no test changes it */

/* --- exit statuses --- */

static const struct {
    int status;
    const char *words; /* of the one line on standard error; NULL: none */
    const char *arguments[6];
} exits[] = {
    {0, NULL, {"search", "patent"}},
    {0, NULL, {"--help"}},
    {0, NULL, {"--version"}},
    {0, NULL, {"search", "--help"}},
    {0, NULL, {"fields"}},
    {0, NULL, {"verify"}},
    {0, NULL, {"search", "--year=2023"}},
    {0, NULL, {"search", "--", "-patent"}},
    {1, NULL, {"search", "zyxwvut"}},
    {1, NULL, {"facets", "zyxwvut"}},
    {1, "no report", {"show", "NONE/1"}},
    {1, "no paragraph", {"show", "CKD/6/4#99999"}},
    {2, "unknown command bogus", {"bogus"}},
    {2, "unknown option --bogus", {"--bogus"}},
    {2, "unknown option --bogus", {"search", "patent", "--bogus"}},
    {2, "no such field", {"search", "colour:red"}},
    {2, "column 8: year:2023..2019", {"search", "patent year:2023..2019"}},
    {2, "--year 2023..2019", {"search", "--year", "2023..2019"}},
    {2, "--sdg 99", {"search", "--sdg=99"}},
    {2, "column 1: this bracket is not closed", {"search", "(patent"}},
    {2, "--format", {"search", "patent", "--format=xml"}},
    {2, "--sort", {"search", "patent", "--sort=size"}},
    {2, "--limit", {"search", "patent", "--limit=-1"}},
    {2, "--limit", {"search", "patent", "--limit=ten"}},
    {2, "exclude each other", {"search", "patent", "--any", "--all"}},
    {2, "say what to look for", {"search"}},
    {2, "no field colour", {"facets", "--by=colour"}},
    {2, "--by", {"facets", "--by=year,kind,sdg"}},
    {2, "name the files", {"index"}},
    {2, "--set", {"index", "--set", "nonsense", "x"}},
    {2, "years", {"index", "--set", "years=soon", "x"}},
    {2, "nowhere.csv", {"index", "--manifest", "/nowhere.csv", "x"}},
    {2, "unexpected argument", {"verify", "now"}},
    {2, "name the reports", {"remove"}},
    {3, "no index yet; make one with reportseek index", {"--index=/nowhere", "search", "a"}},
    {3, "no index", {"search", "--index", "/", "a"}},
    {3, "no index", {"facets", "--index", "/"}},
    {3, "no index", {"show", "--index", "/", "a"}},
    {3, "no index", {"reports", "--index", "/"}},
    {3, "no index", {"remove", "--index", "/", "a"}},
    {3, "no index", {"verify", "--index", "/"}},
    {3, "neither an index nor an empty folder", {"index", "--index", "/", "a"}},
    {4, "cannot be opened", {"read", "/nowhere.txt"}},
};

START_TEST(status_says_what_happened_in_one_line)
{
    g_auto(GStrv) environment = program_environment(sample);
    g_autoptr(program_run) run = run_program_strv(environment, exits[_i].arguments);
    check_status(run, exits[_i].status);
    if (exits[_i].words)
        check_one_line(run, exits[_i].words);
    else
        ck_assert_str_eq(run->err, "");
    if (exits[_i].status >= 2)
        ck_assert_str_eq(run->out, "");
}
END_TEST

/* --- outputs --- */

static void count_object(JsonObject *json, gpointer closure)
{
    ck_assert_ptr_nonnull(json);
    ++*(guint *)closure;
}

START_TEST(search_prints_json_that_parses)
{
    guint lines = 0;
    g_autoptr(program_run) jsonl =
        run_program(sample, "search", "patent", "--any", "--limit=7", "--format=jsonl", NULL);
    scan_each_line(jsonl->out, count_object, &lines);
    ck_assert_uint_eq(lines, 7);
    g_autoptr(program_run) json =
        run_program(sample, "search", "专利", "--limit=7", "--facets", "--format=json", NULL);
    g_autoptr(JsonNode) node = json_from_string(json->out, NULL);
    JsonObject *page = json_node_get_object(node);
    static const char *const members[] = {"version", "query", "index", "total",
                                          "tiers",   "hits",  "facets"};
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++)
        ck_assert(json_object_has_member(page, members[i]));
    JsonArray *hits = json_object_get_array_member(page, "hits");
    ck_assert_uint_eq(json_array_get_length(hits), 7);
    JsonObject *hit = json_array_get_object_element(hits, 0);
    static const char *const of_hit[] = {"rank", "score", "tier", "paragraph", "snippet"};
    for (size_t i = 0; i < G_N_ELEMENTS(of_hit); i++)
        ck_assert(json_object_has_member(hit, of_hit[i]));
    g_autoptr(program_run) csl =
        run_program(sample, "search", "专利", "--limit=7", "--format=csl-json", NULL);
    g_autoptr(JsonNode) citations = json_from_string(csl->out, NULL);
    ck_assert_uint_eq(json_array_get_length(json_node_get_array(citations)), 7);
}
END_TEST

/* Rows of CSV as RFC 4180 has them; returns how many, each of CELLS cells. */
static guint check_csv(const char *at, guint *cells)
{
    guint rows = 0;
    for (; *at; rows++) {
        guint count = 0;
        for (gboolean more = TRUE; more; count++) {
            gboolean quoted = *at == '"';
            at += quoted;
            for (; *at && (quoted ? *at != '"' || at[1] == '"' : *at != ',' && *at != '\n'); at++)
                at += quoted && *at == '"';
            at += quoted;
            ck_assert_msg(*at == ',' || *at == '\n', "%.100s", at);
            more = *at++ == ',';
        }
        if (!*cells)
            *cells = count;
        ck_assert_uint_eq(count, *cells);
    }
    return rows;
}

START_TEST(search_prints_tables_of_equal_rows)
{
    guint cells = 0;
    g_autoptr(program_run) csv = run_program(sample, "search", "the patent 专利", "--any",
                                             "--limit=300", "--format=csv", NULL);
    guint rows = check_csv(csv->out, &cells);
    ck_assert_uint_gt(rows, 30);
    g_autoptr(program_run) tsv = run_program(sample, "search", "the patent 专利", "--any",
                                             "--limit=300", "--format=tsv", NULL);
    ck_assert_uint_eq(count_lines(tsv->out), rows);
    g_auto(GStrv) lines = g_strsplit(tsv->out, "\n", rows);
    for (char **line = lines; *line; line++) {
        g_auto(GStrv) row = g_strsplit(g_strdelimit(*line, "\n", ' '), "\t", -1);
        ck_assert_uint_eq(g_strv_length(row), cells);
    }
}
END_TEST

START_TEST(search_prints_citations)
{
    g_autoptr(program_run) bibtex =
        run_program(sample, "search", "patent", "--any", "--limit=9", "--format=bibtex", NULL);
    g_autoptr(program_run) ris =
        run_program(sample, "search", "patent", "--any", "--limit=9", "--format=ris", NULL);
    int depth = 0, entries = 0;
    for (const char *at = bibtex->out; *at; at++) {
        depth += (*at == '{') - (*at == '}');
        entries += *at == '@';
        ck_assert_int_ge(depth, 0);
    }
    ck_assert_int_eq(depth, 0);
    ck_assert_int_eq(entries, 9);
    g_auto(GStrv) lines = g_strsplit(ris->out, "\r\n", -1);
    int records = 0;
    for (char **line = lines; *line; line++) {
        ck_assert_msg(!**line || (strlen(*line) >= 6 && !memcmp(*line + 2, "  - ", 4)), "%s",
                      *line);
        records += g_str_has_prefix(*line, "ER  - ");
    }
    ck_assert_int_eq(records, 9);
}
END_TEST

START_TEST(facets_crossed_add_up)
{
    g_autoptr(program_run) one = run_program(sample, "facets", "--by=kind", "--format=json", NULL);
    g_autoptr(program_run) two =
        run_program(sample, "facets", "--by=language,kind", "--format=json", NULL);
    check_status(one, 0);
    check_status(two, 0);
    g_autoptr(JsonNode) crossed = json_from_string(two->out, NULL);
    g_autoptr(JsonNode) single = json_from_string(one->out, NULL);
    JsonArray *cells = json_object_get_array_member(json_node_get_object(crossed), "cells");
    JsonArray *kinds = json_object_get_array_member(
        json_object_get_object_member(json_node_get_object(single), "facets"), "kind");
    for (guint i = 0; i < json_array_get_length(kinds); i++) {
        JsonObject *kind = json_array_get_object_element(kinds, i);
        gint64 sum = 0;
        for (guint k = 0; k < json_array_get_length(cells); k++) {
            JsonObject *cell = json_array_get_object_element(cells, k);
            if (!strcmp(json_object_get_string_member(cell, "column"),
                        json_object_get_string_member(kind, "value")))
                sum += json_object_get_int_member(cell, "count");
        }
        ck_assert_int_eq(sum, json_object_get_int_member(kind, "count"));
    }
    ck_assert_uint_gt(json_array_get_length(kinds), 3);
}
END_TEST

static void take_ordinal(JsonObject *json, gpointer closure)
{
    g_string_append_printf(closure, " %d", (int)json_object_get_int_member(json, "ordinal"));
}

START_TEST(show_gives_a_paragraph_in_its_place)
{
    static const struct {
        const char *id, *option, *ordinals;
    } cases[] = {{"CKD/6/4#20", "--context=0", " 20"},
                 {"CKD/6/4#20", "--context=2", " 18 19 20 21 22"},
                 {"ckd/6/4#1", "--context=3", " 1 2 3 4"},
                 {"CKD/6/4#115", "--context=1", " 114 115"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) ordinals = g_string_new(NULL);
        g_autoptr(program_run) run =
            run_program(sample, "show", cases[i].id, cases[i].option, "--format=json", NULL);
        check_status(run, 0);
        scan_each_line(run->out, take_ordinal, ordinals);
        ck_assert_str_eq(ordinals->str, cases[i].ordinals);
    }
    guint whole = 0;
    g_autoptr(program_run) report =
        run_program(sample, "show", "--report", "CKD/6/4#20", "--format=json", NULL);
    scan_each_line(report->out, count_object, &whole);
    ck_assert_uint_eq(whole, 115);
    g_autoptr(program_run) text = run_program(sample, "show", "CKD/6/4#20", NULL);
    ck_assert_ptr_nonnull(strstr(text->out, "\n>    20  "));
}
END_TEST

START_TEST(segment_shows_how_text_is_cut)
{
    g_autoptr(program_run) line = run_program(sample, "segment", "ＷＩＰＯ的專利，2023年", NULL);
    ck_assert_str_eq(line->out, "ＷＩＰＯ 的 專利 ， 2023 年\n");
    g_autoptr(program_run) json = run_program(sample, "segment", "--format=json", "專利 a", NULL);
    ck_assert_str_eq(json->out, "[{\"text\":\"專利\",\"start\":0,\"end\":6,\"kind\":\"han\"},"
                                "{\"text\":\" \",\"start\":6,\"end\":7,\"kind\":\"space\"},"
                                "{\"text\":\"a\",\"start\":7,\"end\":8,\"kind\":\"letter\"}]\n");
}
END_TEST

START_TEST(fields_are_those_of_the_schema)
{
    guint fields = 0;
    g_autoptr(program_run) run = run_program(sample, "fields", "--format=json", NULL);
    scan_each_line(run->out, count_object, &fields);
    ck_assert_uint_eq(fields, RS_FIELD_COUNT);
}
END_TEST

/* --- where it runs --- */

START_TEST(search_works_in_any_locale)
{
    static const char *const locales[] = {"C", "POSIX", "C.UTF-8", "xx_YY.nowhere"};
    g_auto(GStrv) environment = program_environment(sample);
    const char *arguments[] = {"search", "知识产权", "--format=jsonl", "--limit=3", NULL};
    g_autofree char *expected = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(locales); i++) {
        environment = g_environ_setenv(environment, "LC_ALL", locales[i], TRUE);
        g_autoptr(program_run) run = run_program_strv(environment, arguments);
        check_status(run, 0);
        ck_assert_str_eq(run->err, "");
        if (expected)
            ck_assert_str_eq(run->out, expected);
        else
            expected = g_strdup(run->out);
    }
}
END_TEST

/* As under `| head -1`: quiet, and ended by the pipe. */
START_TEST(read_ends_quietly_when_nobody_listens)
{
    g_auto(GStrv) environment = program_environment(sample);
    const char *arguments[] = {RS_PROGRAM, "read", RS_SAMPLE, NULL};
    int out, err;
    GPid child;
    ck_assert(g_spawn_async_with_pipes(NULL, (char **)arguments, environment,
                                       G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child, NULL, &out,
                                       &err, NULL));
    char some[100], said[100];
    ck_assert_int_gt(read(out, some, sizeof some), 0);
    close(out);
    ck_assert_int_eq(read(err, said, sizeof said), 0);
    close(err);
    ck_assert_int_eq(wait_for_program(child), -SIGPIPE);
}
END_TEST

START_TEST(output_to_a_full_disk_is_a_failure)
{
    g_autofree char *command =
        g_strdup_printf("'%s' --index '%s' search patent > /dev/full", RS_PROGRAM, sample);
    if (access("/dev/full", W_OK))
        return;
    const char *arguments[] = {"/bin/sh", "-c", command, NULL};
    g_autofree char *err = NULL;
    int status;
    ck_assert(g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &err,
                           &status, NULL));
    ck_assert_int_eq(WEXITSTATUS(status), 3);
    ck_assert(g_str_has_prefix(err, "reportseek: cannot write the results"));
}
END_TEST

int main(void)
{
    const rs_test tests[] = {
        RS_LOOP(status_says_what_happened_in_one_line, exits),
        RS_TEST(search_prints_json_that_parses),
        RS_TEST(search_prints_tables_of_equal_rows),
        RS_TEST(search_prints_citations),
        RS_TEST(facets_crossed_add_up),
        RS_TEST(show_gives_a_paragraph_in_its_place),
        RS_TEST(segment_shows_how_text_is_cut),
        RS_TEST(fields_are_those_of_the_schema),
        RS_TEST(search_works_in_any_locale),
        RS_TEST(read_ends_quietly_when_nobody_listens),
        RS_TEST(output_to_a_full_disk_is_a_failure),
    };
    sample = make_folder();
    g_autoptr(program_run) run = run_program(sample, "index", RS_SAMPLE, NULL);
    if (run->status)
        g_error("%s", run->err);
    int status = rs_run_tests("commands", tests, G_N_ELEMENTS(tests));
    remove_folder(sample);
    return status;
}
