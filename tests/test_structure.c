#include "corpus/marker.h"
#include "corpus/reader.h"
#include "tests/test.h"
#include <string.h>

static const struct {
    const char *text;
    rs_marker_style style;
    unsigned value;
    const char *rest;
} marks[] = {
    {"12. The Office", RS_MARKER_NUMBER, 12, "The Office"},
    {"７．本局", RS_MARKER_NUMBER, 7, "本局"},
    {"١٢. نص", RS_MARKER_NUMBER, 12, "نص"},
    {"3.5% of it", RS_MARKER_NONE, 0, NULL},
    {"2.a is met", RS_MARKER_NONE, 0, NULL},
    {"2.1 Budget", RS_MARKER_DECIMAL, 2, "Budget"},
    {"2023 was good", RS_MARKER_NONE, 0, NULL},
    {"十二、结论", RS_MARKER_HAN, 12, "结论"},
    {"（三）培训", RS_MARKER_HAN_PAREN, 3, "培训"},
    {"4、 会务", RS_MARKER_COUNT, 4, "会务"},
    {"(2) scope", RS_MARKER_COUNT_PAREN, 2, "scope"},
    {"（b）\t范围", RS_MARKER_LOWER, 2, "范围"},
    {"B) Law", RS_MARKER_UPPER, 2, "Law"},
    {"（أ） نص", RS_MARKER_LOWER, 1, "نص"},
    {"б) текст", RS_MARKER_LOWER, 2, "текст"},
    {"ثانيا. نص", RS_MARKER_ROMAN_UPPER, 2, "نص"},
    {"附件：一览", RS_MARKER_ANNEX, 0, "：一览"},
    {"iv. trade", RS_MARKER_ROMAN, 4, "trade"},
    {"II. BACKGROUND", RS_MARKER_ROMAN_UPPER, 2, "BACKGROUND"},
    {"-版权项目", RS_MARKER_BULLET, 0, "版权项目"},
    {"-410 francs", RS_MARKER_NONE, 0, NULL},
    {"· one", RS_MARKER_BULLET, 0, "one"},
    {"¹² Provisional.", RS_MARKER_NOTE, 0, "Provisional."},
    {"** on request", RS_MARKER_STAR, 2, "on request"},
    {"附件三", RS_MARKER_ANNEX, 3, ""},
    {"附件所载", RS_MARKER_NONE, 0, NULL},
    {"Annex II", RS_MARKER_ANNEX, 2, ""},
    {"ПРИЛОЖЕНИЕ", RS_MARKER_ANNEX, 0, ""},
    {"第二部分：资源", RS_MARKER_PART, 2, "：资源"},
    {"第三节 培训", RS_MARKER_SECTION, 3, "培训"},
    {"可持续发展目标9：产业", RS_MARKER_GOAL, 9, "：产业"},
    {"Objectif de développement durable 4", RS_MARKER_GOAL, 4, ""},
    {"ЦУР 9", RS_MARKER_GOAL, 9, ""},
    {"الهدف 9: الصناعة", RS_MARKER_GOAL, 9, ": الصناعة"},
    {"建议5*、6*和7*", RS_MARKER_RECOMMENDATION, 5, ""},
    {"Recomendaciones 10 y 11", RS_MARKER_RECOMMENDATION, 10, ""},
    {"Goal 2 of the SDGs: bread", RS_MARKER_GOAL, 2, ": bread"},
    {"الهدف 2 من أهداف التنمية المستدامة: الخبز", RS_MARKER_GOAL, 2, ": الخبز"},
    {"Objetivo 4 de Desarrollo Sostenible – la escuela", RS_MARKER_GOAL, 4, "– la escuela"},
    {"Цель 9 в области устойчивого развития. Мосты", RS_MARKER_GOAL, 9, ". Мосты"},
    {"ODD n° 9 : les ponts", RS_MARKER_GOAL, 9, ": les ponts"},
    {"SDG-9: bridges", RS_MARKER_GOAL, 9, ": bridges"},
    {"可持续发展目标九：桥梁", RS_MARKER_GOAL, 9, "：桥梁"},
    {"目标 9：桥梁", RS_MARKER_GOAL, 9, "：桥梁"},
    {"目标一致", RS_MARKER_NONE, 0, NULL},
    {"Goals for 9 years", RS_MARKER_NONE, 0, NULL},
    {"发展议程建议10", RS_MARKER_RECOMMENDATION, 10, ""},
    {"Рекомендация 10 ПДР", RS_MARKER_RECOMMENDATION, 10, ""},
    {"Development Agenda Recommendation 10: help", RS_MARKER_RECOMMENDATION, 10, ": help"},
    {"التوصية 10 من أجندة التنمية", RS_MARKER_RECOMMENDATION, 10, ""},
    {"Recommend it", RS_MARKER_NONE, 0, NULL},
    {"表 2. 收入", RS_MARKER_CAPTION, 2, ". 收入"},
    {"图一", RS_MARKER_CAPTION, 1, ""},
    {"Source: the Office", RS_MARKER_NOTE, 0, "the Office"},
};

START_TEST(marks_are_known_in_every_script)
{
    rs_marker marker = rs_marker_find(marks[_i].text);
    ck_assert_int_eq(marker.style, marks[_i].style);
    ck_assert_uint_eq(marker.value, marks[_i].value);
    if (marks[_i].rest)
        ck_assert_str_eq(marks[_i].text + marker.size, marks[_i].rest);
}
END_TEST

/* A report of lines; "" is a blank one. */
static rs_report *report_of(const char *const *lines)
{
    rs_report *report = rs_report_new();
    for (unsigned i = 0; lines[i]; i++)
        if (*lines[i])
            rs_report_add(report, RS_KIND_PARAGRAPH, lines[i])->line = i + 1;
    rs_structure_find(report);
    return report;
}

static const rs_paragraph *at(const rs_report *report, unsigned line)
{
    for (guint i = 0; i < report->paragraphs->len; i++) {
        const rs_paragraph *paragraph = report->paragraphs->pdata[i];
        if (paragraph->line == line)
            return paragraph;
    }
    return NULL;
}

static char *path_of(const rs_report *report, unsigned line)
{
    GPtrArray *section = at(report, line)->section;
    g_autoptr(GString) path = g_string_new(NULL);
    for (guint i = 0; i < section->len; i++)
        g_string_append_printf(path, "%s%s", i ? " > " : "", (char *)section->pdata[i]);
    return g_strdup(path->str);
}

START_TEST(numbers_count_on_past_a_list_that_begins_again)
{
    const char *const lines[] = {"1. The Office opened in spring and has been busy since.",
                                 "2. It was asked to do the following:",
                                 "1. to write;",
                                 "2. to print; and",
                                 "3. to send.",
                                 "3. All of this was done before the summer came.",
                                 "5. A fourth paragraph was lost on the way here.",
                                 NULL};
    static const char *const numbers[] = {"1", "2", NULL, NULL, NULL, "3", "5"};
    g_autoptr(rs_report) report = report_of(lines);
    for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++) {
        const rs_paragraph *paragraph = at(report, i + 1);
        ck_assert_msg(!g_strcmp0(paragraph->number, numbers[i]), "%u: %s", i + 1,
                      paragraph->number);
        ck_assert_int_eq(paragraph->kind, numbers[i] ? RS_KIND_PARAGRAPH : RS_KIND_ITEM);
    }
    ck_assert_str_eq(at(report, 7)->text, "A fourth paragraph was lost on the way here.");
}
END_TEST

START_TEST(numbers_begin_again_in_an_annex)
{
    const char *const lines[] = {"1. 本局于春季启用。", "2. 本局此后一直繁忙。", "附件一",
                                 "1. 附件重新编号。",   "2. 编号继续。",         NULL};
    g_autoptr(rs_report) report = report_of(lines);
    ck_assert_str_eq(at(report, 4)->number, "1");
    ck_assert_str_eq(at(report, 5)->number, "2");
    g_autofree char *path = path_of(report, 5);
    ck_assert_str_eq(path, "附件一");
}
END_TEST

START_TEST(numbers_begin_again_where_an_annex_lost_its_heading)
{
    static const unsigned numbers[] = {1, 2, 0, 1, 2, 3, 4, 5, 1, 2, 3, 4};
    g_autoptr(rs_report) report = rs_report_new();
    for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autofree char *text = g_strdup_printf("%u. 编号继续。", numbers[i]);
        rs_report_add(report, RS_KIND_PARAGRAPH, numbers[i] ? text : "[后接附件]")->line = i + 1;
    }
    rs_structure_find(report);
    for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autofree char *number = numbers[i] ? g_strdup_printf("%u", numbers[i]) : NULL;
        ck_assert_pstr_eq(at(report, i + 1)->number, number);
    }
}
END_TEST

START_TEST(a_list_that_repeats_one_number_has_no_numbers)
{
    const char *const lines[] = {"会议应：", "1. 开放；", "1. 平等；", "1. 公开。", NULL};
    g_autoptr(rs_report) report = report_of(lines);
    for (unsigned i = 2; i <= 4; i++) {
        ck_assert_ptr_null(at(report, i)->number);
        ck_assert_int_eq(at(report, i)->kind, RS_KIND_ITEM);
    }
}
END_TEST

START_TEST(items_are_labelled_by_their_paragraph)
{
    const char *const lines[] = {"7. The Office did three things in the year:",
                                 "(a) it wrote, namely:",
                                 "(i) letters;",
                                 "(ii) books; and",
                                 "(b) it printed.",
                                 "8. It also sent these to those who asked:",
                                 "· letters",
                                 "· books",
                                 "9. 今年做了两件事：",
                                 "（一）写作；",
                                 "（二）印刷。",
                                 NULL};
    static const char *const labels[] = {"7",    "7(a)",  "7(a)(i)",    "7(a)(ii)",
                                         "7(b)", "8",     "8 bullet 1", "8 bullet 2",
                                         "9",    "9(一)", "9(二)"};
    g_autoptr(rs_report) report = report_of(lines);
    for (unsigned i = 0; i < G_N_ELEMENTS(labels); i++)
        ck_assert_str_eq(at(report, i + 1)->label, labels[i]);
    ck_assert_str_eq(at(report, 8)->text, "books");
}
END_TEST

START_TEST(a_heading_marked_alike_closes_the_one_before)
{
    const char *const lines[] = {
        "一、办公室的工作",    "（一）写作", "1. 今年写了很多信。", "（二）印刷",
        "2. 今年印了很多书。", "二、其他",   "3. 没有别的了。",     NULL};
    g_autoptr(rs_report) report = report_of(lines);
    g_autofree char *first = path_of(report, 3), *second = path_of(report, 5),
                    *third = path_of(report, 7);
    ck_assert_str_eq(first, "一、办公室的工作 > （一）写作");
    ck_assert_str_eq(second, "一、办公室的工作 > （二）印刷");
    ck_assert_str_eq(third, "二、其他");
}
END_TEST

START_TEST(a_plain_heading_leaves_the_recommendation_open)
{
    const char *const lines[] = {"Recommendation 2",
                                 "",
                                 "Highlights",
                                 "The Office wrote many letters in the year.",
                                 "",
                                 "Activities",
                                 "A) Letters",
                                 "They were sent to all who had asked for them in time.",
                                 "",
                                 "Other reports",
                                 "There were none this year.",
                                 NULL};
    g_autoptr(rs_report) report = report_of(lines);
    g_autofree char *first = path_of(report, 4), *second = path_of(report, 8),
                    *third = path_of(report, 11);
    ck_assert_str_eq(first, "Recommendation 2 > Highlights");
    ck_assert_str_eq(second, "Recommendation 2 > Activities > A) Letters");
    ck_assert_str_eq(third, "Recommendation 2 > Other reports");
}
END_TEST

static const struct {
    const char *line;
    rs_kind kind;
} themes[] = {
    {"SDG 9 – Build bridges, roads and more, and mend whatever of them has come down in the "
     "winter, "
     "the spring or the autumn, with stone from nearby, wood from the hills and the help of all "
     "who "
     "live on either bank of the river, the young and the old, and in such a way that it lasts",
     RS_KIND_HEADING},
    {"Goal 9. Bridges", RS_KIND_HEADING},
    {"SDG 9 Bridges", RS_KIND_HEADING},
    {"SDG 9 and 12 partner offices of the river", RS_KIND_PARAGRAPH},
    {"SDG 9: the Office built bridges.", RS_KIND_PARAGRAPH},
    {"ODD 9 : bâtir des ponts", RS_KIND_HEADING},
    {"Objectif de développement durable 9 – Bâtir des ponts", RS_KIND_HEADING},
    {"ODS 9. Construir puentes", RS_KIND_HEADING},
    {"ЦУР 9. Строить мосты", RS_KIND_HEADING},
    {"الهدف 9 من أهداف التنمية المستدامة: بناء الجسور", RS_KIND_HEADING},
    {"可持续发展目标9 建造桥梁，修路", RS_KIND_HEADING},
    {"可持续发展目标九：建造桥梁", RS_KIND_HEADING},
    {"可持续发展目标9、4和5都与桥梁有关。", RS_KIND_PARAGRAPH},
    {"可持续发展目标9 与桥梁有关，也与道路有关。", RS_KIND_PARAGRAPH},
    {"Recommendations 13, 14 and 17", RS_KIND_HEADING},
    {"Recommendation 10:", RS_KIND_HEADING},
    {"建议10：", RS_KIND_HEADING},
    {"Рекомендация 10", RS_KIND_HEADING},
};

START_TEST(a_theme_with_its_title_is_a_heading)
{
    const char *const lines[] = {"1. The first paragraph is long enough to be one.",
                                 themes[_i].line,
                                 "2. The second paragraph is about bridges and roads.", NULL};
    g_autoptr(rs_report) report = report_of(lines);
    ck_assert_msg(at(report, 2)->kind == themes[_i].kind, "%s", themes[_i].line);
}
END_TEST

START_TEST(a_list_under_a_colon_is_no_row_of_headings)
{
    const char *const lines[] = {
        "1. 报告分为三部分：", "一、写作；", "二、印刷；以及", "三、寄送。", "一、写作",
        "2. 今年写了信。",     NULL};
    g_autoptr(rs_report) report = report_of(lines);
    for (unsigned i = 2; i <= 4; i++)
        ck_assert_int_eq(at(report, i)->kind, RS_KIND_ITEM);
    ck_assert_int_eq(at(report, 5)->kind, RS_KIND_HEADING);
}
END_TEST

START_TEST(a_cell_under_a_heading_is_a_row)
{
    const char *const lines[] = {"\tRecommendation 3",  "",  "\tOffices",
                                 "\tOffice of Letters", "",  "\tResults",
                                 "\t2.1, 2.4",          NULL};
    g_autoptr(rs_report) report = report_of(lines);
    ck_assert_int_eq(at(report, 3)->kind, RS_KIND_HEADING);
    ck_assert_int_eq(at(report, 4)->kind, RS_KIND_TABLE_ROW);
    ck_assert_str_eq(at(report, 4)->text, "Office of Letters");
    ck_assert_int_eq(at(report, 7)->kind, RS_KIND_TABLE_ROW);
}
END_TEST

START_TEST(the_end_of_the_document_is_other)
{
    const char *const lines[] = {"1. The Office opened in spring.", "[End of document]", NULL};
    g_autoptr(rs_report) report = report_of(lines);
    ck_assert_int_eq(at(report, 2)->kind, RS_KIND_OTHER);
}
END_TEST

static const struct {
    const char *lines[8];
    unsigned title;
} covers[] = {
    {{"CKD/9/4", "ORIGINAL: ENGLISH", "DATE: MAY 4, 2021", "Committee on Letters", "Ninth Session",
      "Geneva, June 7 to 11, 2021", "Letters of the Office", "prepared by the Secretariat"},
     7},
    {{"CKD/9/4", "原文：英文", "日期：2021年5月4日", "书信委员会", "第九届会议",
      "2021年6月7日至11日，日内瓦", "本局的书信", "秘书处编拟的文件"},
     7},
    {{"CKD/9/4", "ORIGINAL : ANGLAIS", "DATE : 4 MAI 2021", "Comité des lettres",
      "Neuvième session", "Genève, 7 – 11 juin 2021", "Les lettres du Bureau",
      "Document établi par le Secrétariat"},
     7},
    {{"CKD/9/4", "ORIGINAL: INGLÉS", "FECHA: 4 DE MAYO DE 2021", "Comité de Cartas",
      "Novena sesión", "Ginebra, 7 a 11 de junio de 2021", "Las cartas de la Oficina",
      "preparado por la Secretaría"},
     7},
    {{"CKD/9/4", "ОРИГИНАЛ: АНГЛИЙСКИЙ", "ДАТА: 4 МАЯ 2021 Г.", "Комитет по письмам",
      "Девятая сессия", "Женева, 7–11 июня 2021 г.", "Письма Бюро",
      "Документ подготовлен Секретариатом"},
     7},
    {{"CKD/9/4", "الأصل: بالإنكليزية", "التاريخ: 4 مايو 2021", "لجنة الرسائل", "الدورة التاسعة",
      "جنيف، من 7 إلى 11 يونيو 2021", "رسائل المكتب", "وثيقة من إعداد الأمانة"},
     7},
    {{"United Nations", "A/99/4", "General Assembly", "Distr.: General", "Ninety-ninth session",
      "Agenda item 20 (a)", "4 May 2021", "Report on letters to the Assembly"},
     8},
};

START_TEST(an_annex_may_run_into_its_title)
{
    const char *const lines[] = {
        "1. 本局寄出了许多书信。", "附件一 书信", "书信见下。", "附件三列有书信一览",
        "附件二按年份开列的书信",  "书信见下。",  NULL};
    g_autoptr(rs_report) report = report_of(lines);
    g_autofree char *path = path_of(report, 6);
    ck_assert_str_eq(path, "附件二按年份开列的书信");
    ck_assert_uint_gt(at(report, 4)->section->len, 0);
}
END_TEST

START_TEST(names_below_a_title_are_no_headings)
{
    const char *const lines[] = {
        "2021年书信工作报告", "——2021年5月4日在书信委员会第九届会议上作报告", "局长 王某某",
        "一、回顾",           "本局寄出了许多书信，也收到了许多书信。",       NULL};
    g_autoptr(rs_report) report = report_of(lines);
    ck_assert_int_eq(at(report, 1)->kind, RS_KIND_HEADING);
    ck_assert_int_eq(at(report, 2)->kind, RS_KIND_OTHER);
    ck_assert_int_eq(at(report, 3)->kind, RS_KIND_OTHER);
    ck_assert_int_eq(at(report, 4)->kind, RS_KIND_HEADING);
}
END_TEST

START_TEST(a_cover_has_one_title_and_no_sections)
{
    const char *lines[] = {
        NULL, NULL, NULL, NULL,       NULL,
        NULL, NULL, NULL, "I. First", "1. The Office sent many letters, and more came back.",
        NULL};
    memcpy(lines, covers[_i].lines, sizeof covers[_i].lines);
    g_autoptr(rs_report) report = report_of(lines);
    for (unsigned i = 1; i <= 8; i++)
        ck_assert_msg((at(report, i)->kind == RS_KIND_OTHER) == (i != covers[_i].title), "%s",
                      at(report, i)->text);
    g_autofree char *path = path_of(report, 10);
    ck_assert_str_eq(path, "I. First");
}
END_TEST

START_TEST(contents_are_no_headings)
{
    const char *const lines[] = {"Contents",
                                 "I. Letters\t1",
                                 "A. Sent\t1",
                                 "Annex I Stamps\t2",
                                 "",
                                 "I. LETTERS",
                                 "1. The Office sent letters.",
                                 "A. Sent",
                                 "2. More were sent in the summer.",
                                 "Annex I Stamps",
                                 "1. Stamps were bought.",
                                 NULL};
    g_autoptr(rs_report) report = report_of(lines);
    for (unsigned i = 1; i <= 4; i++)
        ck_assert_msg(at(report, i)->kind == RS_KIND_OTHER, "%s", lines[i - 1]);
    g_autofree char *path = path_of(report, 9), *annex = path_of(report, 11);
    ck_assert_str_eq(path, "I. LETTERS > A. Sent");
    ck_assert_str_eq(annex, "Annex I Stamps");
}
END_TEST

START_TEST(a_heading_of_the_contents_holds_the_others)
{
    const char *const lines[] = {"Contents",
                                 "I. Writing\t1",
                                 "Letters\t1",
                                 "Stamps\t2",
                                 "I. Writing",
                                 "Letters",
                                 "Results",
                                 "The Office sent letters in spring.",
                                 "Stamps",
                                 "Results",
                                 "The Office bought stamps in spring.",
                                 NULL};
    g_autoptr(rs_report) report = report_of(lines);
    g_autofree char *first = path_of(report, 8), *second = path_of(report, 11);
    ck_assert_str_eq(first, "I. Writing > Letters > Results");
    ck_assert_str_eq(second, "I. Writing > Stamps > Results");
}
END_TEST

START_TEST(contents_are_known_by_dots_or_by_what_follows)
{
    const char *const dotted[] = {"1. Letters ........ 1", "2. Stamps …… 2", "3. Ink ..... 2",
                                  "1. The Office sent letters in spring.", NULL};
    const char *const titled[] = {"书信\t1",          "邮票\t2", "墨水\t12",         "书信",
                                  "本局寄出了书信。", "邮票",    "本局购买了邮票。", NULL};
    const char *const table[] = {"Letters\t1", "Stamps\t2", "Total\t3",
                                 "The Office sent letters in spring.", NULL};
    g_autoptr(rs_report) first = report_of(dotted), second = report_of(titled),
                         third = report_of(table);
    for (unsigned i = 1; i <= 3; i++) {
        ck_assert_int_eq(at(first, i)->kind, RS_KIND_OTHER);
        ck_assert_int_eq(at(second, i)->kind, RS_KIND_OTHER);
        ck_assert_int_ne(at(third, i)->kind, RS_KIND_OTHER);
    }
    ck_assert_int_eq(at(second, 4)->kind, RS_KIND_HEADING);
}
END_TEST

START_TEST(pieces_of_a_figure_are_no_headings)
{
    const char *const lines[] = {"I. Letters",
                                 "",
                                 "The Office sent letters in spring.",
                                 "",
                                 "More than",
                                 "400 letters",
                                 "every week",
                                 "",
                                 "It sent more in summer.",
                                 "",
                                 "Ink",
                                 "",
                                 "It bought ink in winter.",
                                 "",
                                 "Use of stamps",
                                 "(thousands)",
                                 "",
                                 "It bought stamps too.",
                                 NULL};
    g_autoptr(rs_report) report = report_of(lines);
    for (unsigned i = 5; i <= 7; i++)
        ck_assert_int_eq(at(report, i)->kind, RS_KIND_OTHER);
    ck_assert_int_eq(at(report, 11)->kind, RS_KIND_HEADING);
    ck_assert_int_eq(at(report, 15)->kind, RS_KIND_HEADING);
    g_autofree char *path = path_of(report, 9);
    ck_assert_str_eq(path, "I. Letters");
}
END_TEST

RS_TEST_MAIN("structure", RS_LOOP(marks_are_known_in_every_script, marks),
             RS_TEST(numbers_count_on_past_a_list_that_begins_again),
             RS_TEST(numbers_begin_again_in_an_annex),
             RS_TEST(numbers_begin_again_where_an_annex_lost_its_heading),
             RS_TEST(a_list_that_repeats_one_number_has_no_numbers),
             RS_TEST(items_are_labelled_by_their_paragraph),
             RS_TEST(a_heading_marked_alike_closes_the_one_before),
             RS_TEST(a_plain_heading_leaves_the_recommendation_open),
             RS_TEST(a_list_under_a_colon_is_no_row_of_headings),
             RS_LOOP(a_theme_with_its_title_is_a_heading, themes),
             RS_TEST(a_cell_under_a_heading_is_a_row), RS_TEST(an_annex_may_run_into_its_title),
             RS_TEST(names_below_a_title_are_no_headings),
             RS_LOOP(a_cover_has_one_title_and_no_sections, covers),
             RS_TEST(pieces_of_a_figure_are_no_headings), RS_TEST(contents_are_no_headings),
             RS_TEST(a_heading_of_the_contents_holds_the_others),
             RS_TEST(contents_are_known_by_dots_or_by_what_follows),
             RS_TEST(the_end_of_the_document_is_other))
