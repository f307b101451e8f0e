#include "corpus/reader.h"
#include "tests/test.h"
#include <string.h>

static rs_report *read_text(const char *text)
{
    g_autoptr(GError) error = NULL;
    rs_file file = {.path = "folder/a_report.txt", .content = g_bytes_new(text, strlen(text))};
    rs_report *report = rs_report_read(&file, &error);
    g_bytes_unref((GBytes *)file.content);
    ck_assert_msg(report != NULL, "%s", error ? error->message : "");
    return report;
}

static const rs_paragraph *at(const rs_report *report, guint i)
{
    ck_assert_uint_lt(i, report->paragraphs->len);
    return report->paragraphs->pdata[i];
}

/* One line in, its text and notes (each after '|') out. */
static const struct {
    const char *line, *expected;
} lines[] = {
    {"The office\xC2\xA0opened. \xE3\x80\x80", "The office\xC2\xA0opened."},
    {"It opened.[footnoteRef:2] [2:  \tIn spring.] ", "It opened.|In spring."},
    {"A[footnoteRef:1] and b[footnoteRef:2]. [1: one]  [2: two [sic]]", "A and b.|one|two [sic]"},
    {"[bookmark: _Hlk1]It opened.", "It opened."},
    {"It was **very** *well* done.", "It was very well done."},
    {"Recommendations 13*, 14* and 17*", "Recommendations 13*, 14* and 17*"},
    {"23 offices** in 2021 and 5** in 2022", "23 offices** in 2021 and 5** in 2022"},
    {"See [the plan \\(2023\\)](#) and [this](https://a.example/b_(c)).",
     "See the plan (2023) and this."},
    {"See [the **plan**](#).", "See the plan."},
    {"See <https://a.example/b>.", "See https://a.example/b."},
    {"<p>The office</p><p>opened</p>", "The office opened"},
    {"<ul style=\"x: y\"> <li> opened</li> <li>closed</li></ul>", "opened closed"},
    {"The <b>first</b> office<br/>of <I>all</I>", "The first office of all"},
    {"The office was the ^{1st} of H_{2}O", "The office was the 1st of H2O"},
    {"For p < 0.05 and <50 offices, a<c and d>b", "For p < 0.05 and <50 offices, a<c and d>b"},
    {"An <office> and <b without end", "An <office> and <b without end"},
    {"少于<50件，x<p 且 y>2", "少于<50件，x<p 且 y>2"},
    {"An [aside] and [3: no note] stay.", "An [aside] and [3: no note] stay."},
    {"An open [bracket [[[[[[[[[[ stays", "An open [bracket [[[[[[[[[[ stays"},
    {"\tA cell", "A cell"},
    {"\t\tTotal\t\t5\t", "Total\t5"},
    {"(a)\tthe office", "(a) the office"},
};

START_TEST(lines_lose_the_marks_of_their_file)
{
    g_autoptr(rs_report) report = read_text(lines[_i].line);
    const rs_paragraph *paragraph = at(report, 0);
    g_autoptr(GString) found = g_string_new(paragraph->text);
    for (guint i = 0; i < paragraph->footnotes->len; i++)
        g_string_append_printf(found, "|%s", (char *)paragraph->footnotes->pdata[i]);
    ck_assert_str_eq(found->str, lines[_i].expected);
}
END_TEST

START_TEST(every_line_end_counts_once)
{
    g_autoptr(rs_report) report = read_text("one.\r\n\r\nthree.\rfour.\n\n\nseven.");
    ck_assert_uint_eq(report->paragraphs->len, 4);
    static const unsigned numbers[] = {1, 3, 4, 7};
    for (guint i = 0; i < 4; i++)
        ck_assert_uint_eq(at(report, i)->line, numbers[i]);
}
END_TEST

START_TEST(a_note_may_span_lines_and_stand_alone)
{
    g_autoptr(rs_report) report = read_text("First.[footnoteRef:1]\n"
                                            "Second.[footnoteRef:2] [2: a note\n"
                                            "over two lines]\n"
                                            "Third.\n"
                                            "[1: a late note]\n"
                                            "[9: nobody's]\n"
                                            "Fourth.\n");
    ck_assert_uint_eq(report->paragraphs->len, 4);
    ck_assert_str_eq(at(report, 0)->footnotes->pdata[0], "a late note");
    ck_assert_str_eq(at(report, 1)->footnotes->pdata[0], "a note over two lines");
    ck_assert_str_eq(at(report, 2)->footnotes->pdata[0], "nobody's");
    ck_assert_uint_eq(at(report, 3)->line, 7);
}
END_TEST

START_TEST(rows_are_told_by_their_tabs)
{
    g_autoptr(rs_report) report = read_text("Office\t2022\t2023\n"
                                            "Costs\t\t\n"
                                            "Total\t1\t2\n");
    for (guint i = 0; i < 3; i++)
        ck_assert_int_eq(at(report, i)->kind, RS_KIND_TABLE_ROW);
    ck_assert_str_eq(at(report, 1)->text, "Costs");
}
END_TEST

static const struct {
    const char *bytes;
    size_t size;
    const char *message;
} refused[] = {
    {"", 0, "empty"},
    {" \n\t\r\n ", 6, "no text"},
    {"%PDF-1.7 \x01\x02\x03\x04", 13, "unsupported format: pdf"},
    {"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16, "unsupported format: png image"},
};

START_TEST(what_is_no_text_is_named)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) content = g_bytes_new(refused[_i].bytes, refused[_i].size);
    const rs_file file = {.path = "a.txt", .content = content};
    ck_assert_ptr_null(rs_report_read(&file, &error));
    ck_assert(g_error_matches(error, RS_ERROR, RS_ERROR_SKIP));
    ck_assert_str_eq(error->message, refused[_i].message);
}
END_TEST

/* Any bytes at all are read or refused. */
START_TEST(text_takes_any_bytes)
{
    static const char *const pieces[] = {"[",       "]",   "[1:",  "[footnoteRef:1]",
                                         "](",      "(#)", "**",   "*",
                                         "<http",   ">",   "\t",   "\n",
                                         "\r",      "1. ", "一、", "\xE4\xB8",
                                         "\xFF",    "·",   "word", " ",
                                         "\xC2\xA0"};
    g_autoptr(GRand) random = g_rand_new_with_seed(_i);
    g_autoptr(GString) text = g_string_new("x");
    for (int i = 0; i < 400; i++)
        g_string_append(text, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
    g_autoptr(GBytes) content = g_bytes_new(text->str, text->len);
    const rs_file file = {.path = "a.txt", .content = content};
    g_autoptr(GError) error = NULL;
    g_autoptr(rs_report) report = rs_report_read(&file, &error);
    ck_assert(!report == !!error);
    for (guint i = 0; report && i < report->paragraphs->len; i++)
        ck_assert(g_utf8_validate(at(report, i)->text, -1, NULL));
}
END_TEST

/* Marks that open and never close cost no more than their length. */
START_TEST(text_full_of_open_marks_is_read_at_once)
{
    static const char *const marks[] = {"[", "[1: ", "**a", "<http", "[a](", "[footnoteRef:1][1:"};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        g_autoptr(GString) text = g_string_new("x");
        while (text->len < 2000000)
            g_string_append(text, marks[i]);
        g_autoptr(rs_report) report = read_text(text->str);
        ck_assert_uint_ge(report->paragraphs->len, 1);
    }
}
END_TEST

RS_TEST_MAIN("reader_text", RS_LOOP(lines_lose_the_marks_of_their_file, lines),
             RS_TEST(every_line_end_counts_once), RS_TEST(a_note_may_span_lines_and_stand_alone),
             RS_TEST(rows_are_told_by_their_tabs), RS_LOOP(what_is_no_text_is_named, refused),
             {text_takes_any_bytes, 100}, RS_TEST(text_full_of_open_marks_is_read_at_once))
