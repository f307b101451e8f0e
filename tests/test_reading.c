/* Reads real files of others, which are not part of the project; where they are
 * missing, these tests say so and pass. */
#include "corpus/archive.h"
#include "corpus/reader.h"
#include "tests/test.h"
#include <stdio.h>
#include <string.h>

#define SHARED "../shared/data/"

typedef void (*check)(const rs_file *file, const rs_report *report, const GError *error);

/* Gives how many files were read or refused below PATH. */
static unsigned read_all(const char *path, check each)
{
    const char *const paths[] = {path, NULL};
    unsigned count = 0;
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        printf("skipped: no %s\n", path);
        return 0;
    }
    g_autoptr(rs_archive) archive = rs_archive_open(paths, &rs_archive_default_limits, NULL);
    const rs_file *file;
    while ((file = rs_archive_next(archive))) {
        g_autoptr(GError) error = NULL;
        g_autoptr(rs_report) report = file->error ? NULL : rs_report_read(file, &error);
        ck_assert(file->error || !report == !!error);
        for (guint i = 0; report && i < report->paragraphs->len; i++) {
            const rs_paragraph *paragraph = report->paragraphs->pdata[i];
            ck_assert(*paragraph->text && g_utf8_validate(paragraph->text, -1, NULL));
            ck_assert_uint_eq(paragraph->ordinal, i + 1);
        }
        each(file, report, file->error ? file->error : error);
        count++;
    }
    return count;
}

static void check_government_report(const rs_file *file, const rs_report *report,
                                    const GError *error)
{
    ck_assert_msg(report != NULL, "%s: %s", file->member, error ? error->message : "");
    gboolean has_2025 = FALSE;
    for (guint i = 0; i < report->years->len; i++)
        has_2025 = has_2025 || g_array_index(report->years, int, i) == 2025;
    ck_assert_msg(has_2025, "%s", file->member);
    ck_assert_str_eq(report->language, "zh");
    g_autofree char *stem = g_path_get_basename(file->member);
    *strrchr(stem, '.') = '\0';
    ck_assert_str_eq(report->title, stem);
}

START_TEST(reports_of_governments_are_what_their_names_say)
{
    unsigned count = read_all(SHARED "provincial-reports/reports.zip", check_government_report);
    ck_assert(count == 0 || count == 31);
}
END_TEST

static void check_declaration(const rs_file *file, const rs_report *report, const GError *error)
{
    static const struct {
        const char *start, *language;
    } names[] = {{"arb", "ar"}, {"cmn", "zh"}, {"eng", "en"},
                 {"fra", "fr"}, {"rus", "ru"}, {"spa", "es"}};
    g_autofree char *name = g_path_get_basename(file->path);
    if (!g_str_has_suffix(name, ".html"))
        return;
    ck_assert_msg(report != NULL, "%s: %s", name, error ? error->message : "");
    unsigned headings = 0;
    for (guint i = 0; i < report->paragraphs->len; i++)
        headings += ((rs_paragraph *)report->paragraphs->pdata[i])->kind == RS_KIND_HEADING;
    ck_assert_uint_eq(headings, 32); /* the title, the preamble, thirty articles */
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (g_str_has_prefix(name, names[i].start))
            ck_assert_str_eq(report->language, names[i].language);
    ck_assert_str_eq(report->title, ((rs_paragraph *)report->paragraphs->pdata[0])->text);
}

START_TEST(the_declaration_has_all_its_articles)
{
    read_all(SHARED "udhr", check_declaration);
}
END_TEST

static void check_document(const rs_file *file, const rs_report *report, const GError *error)
{
    if (g_str_has_suffix(file->path, ".docx"))
        ck_assert_msg(report || g_str_has_prefix(error->message, "no text"), "%s: %s", file->path,
                      error ? error->message : "");
}

START_TEST(documents_of_others_have_text_or_none)
{
    read_all(SHARED "docx", check_document);
}
END_TEST

RS_TEST_MAIN("reading", RS_TEST(reports_of_governments_are_what_their_names_say),
             RS_TEST(the_declaration_has_all_its_articles),
             RS_TEST(documents_of_others_have_text_or_none))
