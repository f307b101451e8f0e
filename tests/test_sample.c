#include "corpus/sample/draft.h"
#include "corpus/sample/sample.h"
#include "tests/test.h"
#include <archive.h>
#include <archive_entry.h>
#include <libxml/parser.h>
#include <string.h>

#define DRAFTS "corpus/sample/src"

static GPtrArray *sample_files(void)
{
    g_autoptr(GError) error = NULL;
    rs_pack_init();
    GPtrArray *files = rs_sample_files(DRAFTS, &error);
    ck_assert_msg(files, "%s", error ? error->message : "no files");
    return files;
}

static GBytes *sample_zip(void)
{
    g_autoptr(GPtrArray) files = sample_files();
    GBytes *zip = rs_pack(files, NULL);
    ck_assert_ptr_nonnull(zip);
    return zip;
}

/* "13." and "(b)" in every script become "13." and "()": what twins share. */
static char *block_shape(const rs_block *block)
{
    gboolean number = block->label && g_ascii_isdigit(*block->label);
    return g_strdup_printf("%d%u%s%u", block->kind, block->level,
                           number         ? block->label
                           : block->label ? "()"
                                          : "",
                           block->cells ? g_strv_length(block->cells) : 0);
}

/* The shape of a draft, a line a block, then how many footnotes it has. */
static char *draft_shape(const char *report, const char *language)
{
    g_autofree char *path = g_strdup_printf(DRAFTS "/%s.%s.txt", report, language);
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    ck_assert(g_file_get_contents(path, &text, NULL, NULL));
    g_autoptr(rs_draft) draft = rs_draft_parse(text, path, &error);
    ck_assert_msg(draft, "%s", error ? error->message : "no draft");
    ck_assert_str_eq(rs_draft_field(draft, "language"), language);
    GString *shape = g_string_new(NULL);
    for (guint i = 0; i < draft->blocks->len; i++) {
        g_autofree char *block = block_shape(draft->blocks->pdata[i]);
        g_string_append_printf(shape, "%s\n", block);
    }
    g_string_append_printf(shape, "%u notes\n", draft->notes->len);
    return g_string_free(shape, FALSE);
}

static const struct {
    const char *report, *language;
} twins[] = {
    {"ckd_7_3", "ar"},     {"ckd_7_3", "es"},     {"ckd_7_3", "fr"},     {"ckd_7_3", "ru"},
    {"ckd_7_3", "zh"},     {"ckd_8_5_rev", "ar"}, {"ckd_8_5_rev", "es"}, {"ckd_8_5_rev", "fr"},
    {"ckd_8_5_rev", "ru"}, {"ckd_8_5_rev", "zh"},
};

START_TEST(sample_twins_have_the_same_blocks)
{
    g_autofree char *english = draft_shape(twins[_i].report, "en");
    g_autofree char *other = draft_shape(twins[_i].report, twins[_i].language);
    ck_assert_str_eq(english, other);
}
END_TEST

START_TEST(sample_zip_is_the_same_every_time)
{
    g_autoptr(GBytes) once = sample_zip();
    g_autoptr(GBytes) twice = sample_zip();
    ck_assert(g_bytes_equal(once, twice));
}
END_TEST

/* Six versions of two reports, one of a third, and the manifest with a row each. */
START_TEST(sample_holds_every_report_once)
{
    g_autoptr(GPtrArray) files = sample_files();
    ck_assert_uint_eq(files->len, 6 + 6 + 1 + 1);
    const rs_packed *last = files->pdata[files->len - 1];
    ck_assert_str_eq(last->name, "reports.csv");
    gsize size;
    const char *csv = g_bytes_get_data(last->content, &size);
    for (guint i = 0; i + 1 < files->len; i++) {
        const rs_packed *file = files->pdata[i];
        g_autofree char *row = g_strdup_printf("\n%s,CKD/", file->name);
        ck_assert_msg(g_strstr_len(csv, size, row), "no row for %s", file->name);
    }
}
END_TEST

/* Reads every member of a zip; where it is XML, whether it is well formed.
 * Returns how many there were. */
static unsigned check_parts(GBytes *zip)
{
    unsigned parts = 0;
    gsize size;
    const void *bytes = g_bytes_get_data(zip, &size);
    struct archive *reader = archive_read_new();
    struct archive_entry *entry;
    ck_assert_int_eq(archive_read_support_format_zip(reader), ARCHIVE_OK);
    ck_assert_int_eq(archive_read_open_memory(reader, bytes, size), ARCHIVE_OK);
    for (; archive_read_next_header(reader, &entry) == ARCHIVE_OK; parts++) {
        la_int64_t part_size = archive_entry_size(entry);
        g_autofree char *part = g_malloc(part_size);
        ck_assert_int_eq(archive_read_data(reader, part, part_size), part_size);
        xmlDocPtr document = xmlReadMemory(part, part_size, NULL, NULL, XML_PARSE_NOERROR);
        ck_assert_msg(document, "%s is not well formed", archive_entry_pathname(entry));
        xmlFreeDoc(document);
    }
    archive_read_free(reader);
    return parts;
}

START_TEST(sample_docx_is_well_formed)
{
    g_autoptr(GPtrArray) files = sample_files();
    unsigned documents = 0;
    for (guint i = 0; i < files->len; i++) {
        const rs_packed *file = files->pdata[i];
        if (!g_str_has_suffix(file->name, ".docx"))
            continue;
        ck_assert_uint_eq(check_parts(file->content), 9);
        documents++;
    }
    ck_assert_uint_eq(documents, 5);
    xmlCleanupParser();
}
END_TEST

#define HEADER                                                                                     \
    "symbol: S\nlanguage: en\ntitle: T\nbody: B\nsession: N\nauthor: A\nyears: 2023\n"             \
    "date: 2024-01-01\npath: a.txt\n\n"

static const struct {
    const char *text, *message;
} slips[] = {
    {"symbol: S\n\n1. One.\n", "d: no field \"language\""},
    {"symbol S\n\n", "d:1: not understood: symbol S"},
    {HEADER "One.[^1]\n", "d: 1 footnote marks, 0 footnotes"},
    {HEADER "One.[^2]\n\n[^1]: note\n", "d: footnote mark 2 out of order"},
    {HEADER "One.\n\n[^2]: note\n", "d:13: not understood: [^2]: note"},
};

START_TEST(sample_draft_with_a_slip_is_refused)
{
    g_autoptr(GError) error = NULL;
    ck_assert_ptr_null(rs_draft_parse(slips[_i].text, "d", &error));
    ck_assert(g_error_matches(error, RS_ERROR, RS_ERROR_USAGE));
    ck_assert_str_eq(error->message, slips[_i].message);
}
END_TEST

RS_TEST_MAIN("sample", RS_LOOP(sample_twins_have_the_same_blocks, twins),
             RS_TEST(sample_zip_is_the_same_every_time), RS_TEST(sample_holds_every_report_once),
             RS_TEST(sample_docx_is_well_formed),
             RS_LOOP(sample_draft_with_a_slip_is_refused, slips))
