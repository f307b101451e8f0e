#include "index/catalogue.h"
#include "index/query.h"
#include "index/schema.h"
#include "tests/program.h"
#include <glib/gstdio.h>

/* A report of COUNT paragraphs; every third says "patent", each the year 2001 on. */
static rs_report *make_report(const char *id, guint count)
{
    rs_report *report = rs_report_new();
    report->id = g_strdup(id);
    report->language = g_strdup("en");
    rs_report_add_year(report, 2023);
    for (guint i = 0; i < count; i++) {
        g_autofree char *year = g_strdup_printf("%u", 2001 + i % 4);
        g_autofree char *text =
            g_strdup_printf("paragraph %u %s", i, i % 3 == 0 ? "patent" : "mark");
        rs_paragraph *paragraph = rs_report_add(report, RS_KIND_PARAGRAPH, text);
        rs_paragraph_add_facet(paragraph, RS_FACET_MENTIONED_YEAR, RS_HOW_NAMED, year, RS_NOTE_NONE,
                               0, 0);
        if (i % 2)
            rs_paragraph_add_facet(paragraph, RS_FACET_MENTIONED_YEAR, RS_HOW_NAMED, "1999",
                                   RS_NOTE_NONE, 0, 0);
    }
    return report;
}

static rs_index_writer *open_writer(const char *path)
{
    g_autoptr(GError) error = NULL;
    rs_index_writer *writer = rs_index_writer_open(path, &error);
    ck_assert_msg(writer, "%s", error ? error->message : "");
    return writer;
}

static rs_index *open_index(const char *path)
{
    g_autoptr(GError) error = NULL;
    rs_index *index = rs_index_open(path, &error);
    ck_assert_msg(index, "%s", error ? error->message : "");
    return index;
}

/* Adds the report and its record; takes the report. */
static void add_report(rs_index_writer *writer, rs_report *report)
{
    g_autoptr(rs_analyzer) analyzer = rs_analyzer_new();
    g_autoptr(rs_record) record = rs_record_new();
    for (guint i = 0; i < report->paragraphs->len; i++) {
        g_autoptr(rs_document) document =
            rs_document_new(analyzer, report, report->paragraphs->pdata[i]);
        ck_assert(rs_index_writer_add(writer, document, NULL));
    }
    rs_report_free(record->report);
    record->report = report;
    record->paragraphs = report->paragraphs->len;
    record->source = g_strconcat("source of ", report->id, NULL);
    record->content = g_strconcat("content of ", report->id, NULL);
    record->reading = g_strdup("");
    ck_assert(rs_catalogue_add(writer, record, NULL));
}

static rs_match_set *match(rs_index *index, const char *term, rs_match_request request)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(rs_query) query = rs_query_term(term);
    rs_match_set *matches = rs_index_match(index, query, &request, &error);
    ck_assert_msg(matches, "%s", error ? error->message : "");
    return matches;
}

static guint64 total(rs_index *index, const char *term)
{
    g_autoptr(rs_match_set) matches = match(index, term, (rs_match_request){0});
    return matches->total;
}

START_TEST(index_shows_nothing_before_the_commit)
{
    g_autofree char *path = make_folder();
    g_autoptr(rs_index_writer) writer = open_writer(path);
    add_report(writer, make_report("A", 30));
    g_autoptr(rs_index) before = open_index(path);
    ck_assert_uint_eq(rs_index_document_count(before), 0);
    ck_assert_uint_eq(total(before, "patent"), 0);
    ck_assert_ptr_null(rs_catalogue_find(before, "A", NULL));

    ck_assert(rs_index_writer_commit(writer, NULL));
    ck_assert_uint_eq(total(before, "patent"), 0); /* a snapshot */
    g_autoptr(rs_index) after = open_index(path);
    ck_assert_uint_eq(rs_index_document_count(after), 30);
    ck_assert_uint_eq(total(after, "patent"), 10);
    ck_assert_str_eq(rs_index_uuid(before), rs_index_uuid(after));
    ck_assert_uint_gt(rs_index_revision(after), rs_index_revision(before));
    remove_folder(path);
}
END_TEST

/* Enough that Xapian would commit by itself. */
START_TEST(index_shows_nothing_of_a_large_report_before_the_commit)
{
    g_autofree char *path = make_folder();
    g_autoptr(rs_index_writer) writer = open_writer(path);
    add_report(writer, make_report("A", 11000));
    g_autoptr(rs_index) before = open_index(path);
    ck_assert_uint_eq(rs_index_document_count(before), 0);
    rs_index_writer_free(g_steal_pointer(&writer));
    g_autoptr(rs_index) after = open_index(path);
    ck_assert_uint_eq(rs_index_document_count(after), 0);
    remove_folder(path);
}
END_TEST

START_TEST(index_has_one_writer_at_a_time)
{
    g_autofree char *path = make_folder();
    g_autoptr(rs_index_writer) writer = open_writer(path);
    g_autoptr(GError) error = NULL;
    ck_assert_ptr_null(rs_index_writer_open(path, &error));
    ck_assert(g_error_matches(error, RS_ERROR, RS_ERROR_RETRY));
    rs_index_writer_free(g_steal_pointer(&writer));
    writer = open_writer(path);
    remove_folder(path);
}
END_TEST

START_TEST(index_totals_are_exact_whatever_the_page)
{
    g_autofree char *path = make_folder();
    g_autoptr(rs_index_writer) writer = open_writer(path);
    add_report(writer, make_report("A", 300));
    ck_assert(rs_index_writer_commit(writer, NULL));
    g_autoptr(rs_index) index = open_index(path);
    static const guint pages[][2] = {{0, 0},   {0, 1},    {0, 10},         {50, 10},
                                     {95, 10}, {100, 10}, {0, G_MAXINT32}, {G_MAXINT32, 10},
                                     {0, 100}, {1000, 0}};
    static const rs_sort sorts[] = {RS_SORT_RELEVANCE, RS_SORT_DATE, RS_SORT_REPORT};
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(sorts); k++) {
            guint offset = pages[i][0], limit = pages[i][1];
            rs_match_request request = {.offset = offset, .limit = limit, .sort = sorts[k]};
            g_autoptr(rs_match_set) matches = match(index, "patent", request);
            ck_assert_uint_eq(matches->total, 100);
            ck_assert_uint_eq(matches->count, offset >= 100 ? 0 : MIN(limit, 100 - offset));
        }
    remove_folder(path);
}
END_TEST

START_TEST(index_counts_packed_values)
{
    g_autofree char *path = make_folder();
    g_autoptr(rs_index_writer) writer = open_writer(path);
    add_report(writer, make_report("A", 300));
    ck_assert(rs_index_writer_commit(writer, NULL));
    g_autoptr(rs_index) index = open_index(path);
    static const guint slots[] = {RS_FIELD_MENTIONED_YEAR, RS_FIELD_CITES, RS_FIELD_DOCUMENT};
    static const struct {
        const char *value;
        guint count;
    } years[] = {{"1999", 50}, {"2001", 25}, {"2002", 25}, {"2003", 25}, {"2004", 25}};
    rs_match_request request = {.limit = 1, .count_slots = slots, .count_slots_count = 3};
    g_autoptr(rs_match_set) matches = match(index, "patent", request);
    ck_assert_uint_eq(matches->counts->len, 3);
    const GArray *counts = matches->counts->pdata[0];
    ck_assert_uint_eq(counts->len, G_N_ELEMENTS(years));
    for (guint i = 0; i < counts->len; i++) {
        const rs_value_count *count = &g_array_index(counts, rs_value_count, i);
        ck_assert_str_eq(count->value, years[i].value);
        ck_assert_uint_eq(count->count, years[i].count);
    }
    ck_assert_uint_eq(((const GArray *)matches->counts->pdata[1])->len, 0);
    const GArray *documents = matches->counts->pdata[2];
    ck_assert_uint_eq(g_array_index(documents, rs_value_count, 0).count, 100);
    remove_folder(path);
}
END_TEST

START_TEST(index_gives_back_paragraphs)
{
    g_autofree char *path = make_folder();
    g_autoptr(rs_index_writer) writer = open_writer(path);
    add_report(writer, make_report("A", 5));
    ck_assert(rs_index_writer_commit(writer, NULL));
    g_autoptr(rs_index) index = open_index(path);
    g_autoptr(rs_match_set) matches = match(index, "Qa#4", (rs_match_request){.limit = 2});
    ck_assert_uint_eq(matches->count, 1);
    ck_assert_str_eq(matches->match[0].report, "A");
    g_autoptr(rs_paragraph) paragraph = rs_document_unpack(matches->match[0].content);
    ck_assert_str_eq(paragraph->text, "paragraph 3 patent");
    ck_assert_uint_eq(paragraph->ordinal, 4);
    remove_folder(path);
}
END_TEST

/* --- the catalogue --- */

START_TEST(catalogue_adds_finds_lists_and_removes)
{
    g_autofree char *path = make_folder();
    g_autoptr(rs_index_writer) writer = open_writer(path);
    g_autofree char *long_id = g_strnfill(600, 'x');
    add_report(writer, make_report("CKD/2", 6));
    add_report(writer, make_report("CKD/1 Rev.", 3));
    add_report(writer, make_report(long_id, 2));
    ck_assert(rs_index_writer_commit(writer, NULL));

    g_autoptr(rs_index) index = open_index(path);
    g_autoptr(rs_record) found = rs_catalogue_find(index, "ckd/1 REV.", NULL);
    ck_assert_str_eq(found->report->id, "CKD/1 Rev.");
    ck_assert_uint_eq(found->paragraphs, 3);
    ck_assert_str_eq(found->source, "source of CKD/1 Rev.");
    g_autoptr(rs_record) long_one = rs_catalogue_find(index, long_id, NULL);
    ck_assert_str_eq(long_one->report->id, long_id);
    g_autoptr(GPtrArray) all = rs_catalogue_list(index, NULL);
    ck_assert_uint_eq(all->len, 3);
    ck_assert_str_eq(((rs_record *)all->pdata[0])->report->id, "CKD/1 Rev.");
    ck_assert_str_eq(((rs_record *)all->pdata[1])->report->id, "CKD/2");

    g_autoptr(rs_record) by_source = rs_catalogue_find_source(writer, "source of CKD/2", NULL);
    ck_assert_str_eq(by_source->report->id, "CKD/2");
    ck_assert(rs_catalogue_remove(writer, by_source, NULL));
    ck_assert_ptr_null(rs_catalogue_find_content(writer, "content of CKD/2", NULL));
    ck_assert_ptr_null(rs_catalogue_writer_find(writer, "CKD/2", NULL));
    ck_assert(rs_index_writer_commit(writer, NULL));
    g_autoptr(rs_index) after = open_index(path);
    ck_assert_uint_eq(rs_index_document_count(after), 5);
    ck_assert_uint_eq(total(after, "XDckd/2"), 0);
    remove_folder(path);
}
END_TEST

/* --- what is no index --- */

static void check_refused(const char *path, rs_error_code code, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(rs_index) index = rs_index_open(path, &error);
    ck_assert_msg(!index, "%s can be opened", path);
    ck_assert_msg(g_error_matches(error, RS_ERROR, code), "%s", error->message);
    ck_assert_msg(strstr(error->message, words), "%s", error->message);
    ck_assert_ptr_null(strchr(error->message, '\n'));
    ck_assert(g_str_has_prefix(error->message, path));
}

START_TEST(index_that_is_missing_is_said_to_be)
{
    check_refused("/nowhere/at/all", RS_ERROR_INDEX, "reportseek index");
}
END_TEST

START_TEST(index_is_made_in_an_empty_folder_and_in_no_other)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = make_folder();
    g_autofree char *file = g_build_filename(folder, "notes.txt", NULL);
    check_refused(folder, RS_ERROR_INDEX, "no index");
    ck_assert(g_file_set_contents(file, "mine", -1, NULL));
    check_refused(folder, RS_ERROR_INDEX, "no index");
    check_refused(file, RS_ERROR_INDEX, "no index");
    ck_assert_ptr_null(rs_index_writer_open(folder, &error));
    ck_assert(g_error_matches(error, RS_ERROR, RS_ERROR_INDEX));
    g_clear_error(&error);
    ck_assert_ptr_null(rs_index_writer_open(file, &error));
    ck_assert(g_error_matches(error, RS_ERROR, RS_ERROR_INDEX));
    g_unlink(file);
    g_autofree char *deep = g_build_filename(folder, "a", "b", NULL);
    g_autoptr(rs_index_writer) writer = open_writer(deep);
    g_autoptr(rs_index) index = open_index(deep);
    ck_assert_uint_eq(rs_index_document_count(index), 0);
    remove_folder(folder);
}
END_TEST

static const struct {
    const char *version, *words;
} versions[] = {{"0", "version 0"}, {"999", "version 999"}, {NULL, "no index of reportseek"}};

START_TEST(index_of_another_version_is_refused)
{
    g_autofree char *path = make_folder();
    g_autoptr(rs_index_writer) writer = open_writer(path);
    const char *version = versions[_i].version;
    g_autoptr(GBytes) bytes = version ? g_bytes_new(version, strlen(version)) : NULL;
    add_report(writer, make_report("A", 2));
    ck_assert(rs_index_writer_set(writer, RS_META_VERSION, bytes, NULL));
    ck_assert(rs_index_writer_commit(writer, NULL));
    rs_index_writer_free(g_steal_pointer(&writer));
    check_refused(path, RS_ERROR_INDEX, versions[_i].words);
    g_autoptr(GError) error = NULL;
    ck_assert_ptr_null(rs_index_writer_open(path, &error));
    ck_assert(g_error_matches(error, RS_ERROR, RS_ERROR_INDEX));
    remove_folder(path);
}
END_TEST

/* --- damage --- */

static const char *const tables[] = {"iamglass", "postlist.glass", "termlist.glass"};

/* Opens, matches and lists what it can: an error or an answer, never a crash. The
 * errors are of the index, one line each. */
static gboolean try_damaged(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(rs_index) index = rs_index_open(path, &error);
    if (index) {
        static const guint slots[] = {RS_FIELD_MENTIONED_YEAR};
        rs_match_request request = {.limit = 100, .count_slots = slots, .count_slots_count = 1};
        g_autoptr(rs_query) query = rs_query_term("patent");
        g_autoptr(rs_match_set) matches = rs_index_match(index, query, &request, &error);
        for (guint i = 0; matches && i < matches->count; i++)
            rs_paragraph_free(rs_document_unpack(matches->match[i].content));
        g_autoptr(GPtrArray) records = matches ? rs_catalogue_list(index, &error) : NULL;
    }
    if (!error)
        return TRUE;
    ck_assert_msg(g_error_matches(error, RS_ERROR, RS_ERROR_INDEX), "%s", error->message);
    ck_assert_ptr_null(strchr(error->message, '\n'));
    return FALSE;
}

START_TEST(index_that_is_damaged_gives_an_error)
{
    g_autofree char *path = make_folder();
    g_autoptr(rs_index_writer) writer = open_writer(path);
    add_report(writer, make_report("A", 2000));
    ck_assert(rs_index_writer_commit(writer, NULL));
    rs_index_writer_free(g_steal_pointer(&writer));

    g_autofree char *table = g_build_filename(path, tables[_i], NULL);
    g_autofree char *content = NULL;
    gsize size;
    ck_assert(g_file_get_contents(table, &content, &size, NULL));
    g_autoptr(GRand) random = g_rand_new_with_seed(_i);
    for (int round = 0; round < 60; round++) {
        g_autofree char *damaged = g_memdup2(content, size);
        gsize left = round < 20 ? size * round / 20 : size;
        for (int k = 0; round >= 20 && k < round * 4; k++)
            damaged[g_rand_int_range(random, 0, size)] = g_rand_int_range(random, 0, 256);
        ck_assert(g_file_set_contents(table, damaged, left, NULL));
        try_damaged(path);
    }
    g_unlink(table);
    try_damaged(path);
    ck_assert(g_file_set_contents(table, content, size, NULL));
    ck_assert(try_damaged(path));
    remove_folder(path);
}
END_TEST

/* --- queries --- */

START_TEST(query_operators_mean_what_they_say)
{
    g_autofree char *path = make_folder();
    g_autoptr(rs_index_writer) writer = open_writer(path);
    add_report(writer, make_report("A", 300));
    ck_assert(rs_index_writer_commit(writer, NULL));
    g_autoptr(rs_index) index = open_index(path);
    g_autoptr(rs_query) patent = rs_query_term("patent"), year = rs_query_term("XY1999");
    static const struct {
        rs_query_operator op;
        guint total;
    } cases[] = {{RS_QUERY_AND, 50},    {RS_QUERY_OR, 200},     {RS_QUERY_SYNONYM, 200},
                 {RS_QUERY_FILTER, 50}, {RS_QUERY_AND_NOT, 50}, {RS_QUERY_AND_MAYBE, 100}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(rs_query) both = rs_query_combine2(cases[i].op, patent, year);
        rs_match_request request = {0};
        g_autoptr(rs_match_set) matches = rs_index_match(index, both, &request, NULL);
        ck_assert_uint_eq(matches->total, cases[i].total);
    }
    g_autoptr(rs_query) everything = rs_query_everything(), none = rs_query_nothing();
    rs_match_request request = {.limit = 1};
    g_autoptr(rs_match_set) all = rs_index_match(index, everything, &request, NULL);
    g_autoptr(rs_match_set) nothing = rs_index_match(index, none, &request, NULL);
    ck_assert_uint_eq(all->total, 300);
    ck_assert_uint_eq(nothing->total, 0);
    g_autoptr(GPtrArray) empty = g_ptr_array_new();
    g_autoptr(rs_query) of_none = rs_query_combine(RS_QUERY_AND, empty);
    g_autoptr(rs_match_set) still_nothing = rs_index_match(index, of_none, &request, NULL);
    ck_assert_uint_eq(still_nothing->total, 0);
    remove_folder(path);
}
END_TEST

RS_TEST_MAIN("index", RS_TEST(index_shows_nothing_before_the_commit),
             RS_TEST(index_shows_nothing_of_a_large_report_before_the_commit),
             RS_TEST(index_has_one_writer_at_a_time),
             RS_TEST(index_totals_are_exact_whatever_the_page), RS_TEST(index_counts_packed_values),
             RS_TEST(index_gives_back_paragraphs), RS_TEST(catalogue_adds_finds_lists_and_removes),
             RS_TEST(index_that_is_missing_is_said_to_be),
             RS_TEST(index_is_made_in_an_empty_folder_and_in_no_other),
             RS_LOOP(index_of_another_version_is_refused, versions),
             RS_LOOP(index_that_is_damaged_gives_an_error, tables),
             RS_TEST(query_operators_mean_what_they_say))
