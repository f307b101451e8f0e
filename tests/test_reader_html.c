#include "corpus/reader.h"
#include "tests/test.h"
#include <string.h>

static rs_report *read_bytes(const char *html, size_t size, GError **error)
{
    g_autoptr(GBytes) content = g_bytes_new(html, size);
    const rs_file file = {.path = "folder/page.html", .content = content};
    return rs_report_read(&file, error);
}

/* "kind level text|note" of each paragraph, a line each. */
static char *describe(const rs_report *report)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    for (guint i = 0; i < report->paragraphs->len; i++) {
        const rs_paragraph *paragraph = report->paragraphs->pdata[i];
        g_string_append_printf(lines, "%s", rs_kind_name(paragraph->kind));
        if (paragraph->level)
            g_string_append_printf(lines, " %d", paragraph->level);
        g_string_append_printf(lines, ": %s", paragraph->text);
        for (guint n = 0; n < paragraph->footnotes->len; n++)
            g_string_append_printf(lines, "|%s", (char *)paragraph->footnotes->pdata[n]);
        g_string_append_c(lines, '\n');
    }
    return g_strdup(lines->str);
}

static const struct {
    const char *html, *expected;
} pages[] = {
    {"<html><h1>A</h1><h2>B</h2><p>One\n  two <b>three</b>.</p>x</html>",
     "heading 1: A\nheading 2: B\nparagraph: One two three.\nparagraph: x\n"},
    {"<html><body><script>no</script><nav>no</nav><style>no</style><p>yes.<template>no</template>",
     "paragraph: yes.\n"},
    {"<html><table><tr><th>a<th>b<tr><td>1<td><p>2</p><p>3</p></table>",
     "table_row: a\tb\ntable_row: 1\t2 3\n"},
    {"<html><table><tr><td><p>laid</p><p>out</p></td></tr></table>",
     "paragraph: laid\nparagraph: out\n"},
    {"<html><p>Some:</p><ul><li>one<li><p>two</p></ul>",
     "paragraph: Some:\nitem: one\nitem: two\n"},
    {"<html><p>a<br>b<br><br>c</p>", "paragraph: a b\nparagraph: c\n"},
    {"<html><pre>one\ntwo</pre>", "paragraph: one\nparagraph: two\n"},
    {"<html><p>Text<a href='#fn1'>1</a>.</p><ol><li id='fn1'>A note. <a "
     "href='#fnref1'>back</a></ol>",
     "paragraph: Text.|A note.\n"},
    {"<html><p>Text<sup><a href='#_ftn1' name='_ftnref1'>[1]</a></sup></p>"
     "<div><p><a href='#_ftnref1' name='_ftn1'>[1]</a> A note.</p></div>",
     "paragraph: Text|A note.\n"},
    {"<html><p>See <a href='#note3'>the annex</a>.</p><p id='note3'>Annex.</p>",
     "paragraph: See the annex.\nparagraph: Annex.\n"},
    {"<html><p hidden>no</p><p style='display:none'>no</p><p>co\xC2\xADoperate</p>",
     "paragraph: cooperate\n"},
    {"<!-- saved --><!DOCTYPE html><html><p>&lt;a&gt; &eacute;</p>", "paragraph: <a> é\n"},
};

START_TEST(blocks_are_paragraphs)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(rs_report) report = read_bytes(pages[_i].html, strlen(pages[_i].html), &error);
    ck_assert_msg(report != NULL, "%s", error ? error->message : "");
    g_autofree char *found = describe(report);
    ck_assert_str_eq(found, pages[_i].expected);
}
END_TEST

START_TEST(an_ordered_list_numbers_paragraphs)
{
    const char *html = "<html><ol><li>The office opened in spring.</li>"
                       "<li><p>It has been busy since then.</p></li></ol><h2>More</h2>"
                       "<ol start=3><li>It closed in autumn, as usual.</li></ol>";
    g_autoptr(rs_report) report = read_bytes(html, strlen(html), NULL);
    const rs_paragraph *second = report->paragraphs->pdata[1], *last = report->paragraphs->pdata[3];
    ck_assert_str_eq(second->number, "2");
    ck_assert_str_eq(second->text, "It has been busy since then.");
    ck_assert_str_eq(last->number, "3");
}
END_TEST

static const struct {
    const char *html, *title;
} titled[] = {
    {"<html><title>English</title><h1>On Offices</h1><p>x", "On Offices"},
    {"<html><title>On Offices, a report</title><h1>One</h1><h1>Two</h1><p>x",
     "On Offices, a report"},
    {"<html><head><title>On Offices</title></head><p>x", "On Offices"},
};

START_TEST(the_title_is_the_documents_own)
{
    g_autoptr(rs_report) report = read_bytes(titled[_i].html, strlen(titled[_i].html), NULL);
    ck_assert_str_eq(report->title, titled[_i].title);
}
END_TEST

START_TEST(the_declared_encoding_and_language_are_heard)
{
    const char *html = "<html lang='fr-CH'><meta charset='windows-1252'><p>\xE9t\xE9 caf\xE9</p>";
    g_autoptr(rs_report) report = read_bytes(html, strlen(html), NULL);
    const rs_paragraph *first = report->paragraphs->pdata[0];
    ck_assert_str_eq(first->text, "été café");
    ck_assert_str_eq(report->language, "fr");
}
END_TEST

/* A page cut off anywhere is read as far as it goes, or said to hold no text. */
START_TEST(every_prefix_is_read_or_refused)
{
    const char *html = pages[_i].html;
    for (size_t size = 0; size <= strlen(html); size++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(rs_report) report = read_bytes(html, size, &error);
        ck_assert(!report == !!error);
    }
}
END_TEST

START_TEST(deep_nesting_is_survived)
{
    g_autoptr(GString) html = g_string_new("<html>");
    for (int i = 0; i < 20000; i++)
        g_string_append(html, "<div><table><tr><td><a href='#fn1'>1</a>");
    g_autoptr(GError) error = NULL;
    g_autoptr(rs_report) report = read_bytes(html->str, html->len, &error);
    ck_assert(!report == !!error);
}
END_TEST

RS_TEST_MAIN("reader_html", RS_LOOP(blocks_are_paragraphs, pages),
             RS_TEST(an_ordered_list_numbers_paragraphs),
             RS_LOOP(the_title_is_the_documents_own, titled),
             RS_TEST(the_declared_encoding_and_language_are_heard),
             RS_LOOP(every_prefix_is_read_or_refused, pages), RS_TEST(deep_nesting_is_survived))
