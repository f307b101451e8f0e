#include "searcher/query.h"
#include "tests/random_text.h"
#include "tests/test.h"
#include <string.h>

static const struct {
    const char *text, *tree;
} grammar[] = {
    {"", "bag()"},
    {"   ", "bag()"},
    {"专利", "bag(word(专利))"},
    {"专利 审查", "bag(word(专利) word(审查))"},
    {"\xE3\x80\x80专利\xE3\x80\x80审查\t", "bag(word(专利) word(审查))"},
    {"\"patent cooperation\" treaty", "bag(phrase(patent cooperation) word(treaty))"},
    {"“专利 合作” 「条约」 『马德里』 «marca» „Haag“ ＂a＂",
     "bag(phrase(专利 合作) phrase(条约) phrase(马德里) phrase(marca) phrase(Haag) phrase(a))"},
    {"\"never closed", "bag(phrase(never closed))"},
    {"\"\"", "bag(phrase())"},
    {"专利\"审查\"员", "bag(word(专利) phrase(审查) word(员))"},
    {"a AND b", "and(bag(word(a)) bag(word(b)))"},
    {"a b OR c", "or(bag(word(a) word(b)) bag(word(c)))"},
    {"a OR b AND c", "or(bag(word(a)) and(bag(word(b)) bag(word(c))))"},
    {"(a OR b) c", "bag(or(bag(word(a)) bag(word(b))) word(c))"},
    {"（a OR b）c", "bag(or(bag(word(a)) bag(word(b))) word(c))"},
    {"+a -b NOT c", "bag(+word(a) -word(b) -word(c))"},
    {"＋a －b", "bag(+word(a) -word(b))"},
    {"-\"a b\" +(c d)", "bag(-phrase(a b) +bag(word(c) word(d)))"},
    {"(-a)", "bag(bag(-word(a)))"},
    {"and or not", "bag(word(and) word(or) word(not))"},
    /* Operators where none can be are words. */
    {"AND", "bag(word(AND))"},
    {"OR a", "bag(word(OR) word(a))"},
    {"a AND", "bag(word(a) word(AND))"},
    {"a OR OR b", "or(bag(word(a) word(OR)) bag(word(b)))"},
    {"NOT", "bag(word(NOT))"},
    {"a - b + c", "bag(word(a) word(-) word(b) word(+) word(c))"},
    {"(+) (-)", "bag(bag(word(+)) bag(word(-)))"},
    {"()", "bag(bag())"},
    /* Fields. */
    {"year:2023", "bag(field(year, 2023))"},
    {"year：2023", "bag(field(year, 2023))"},
    {"year:２０２３", "bag(field(year, 2023))"},
    {"year:2019..2023", "bag(field(year, 2019..2023))"},
    {"year:2019..", "bag(field(year, 2019..))"},
    {"sdg:9", "bag(field(sdg_goal, 9))"},
    {"sdg:9.5 sdg:9.B", "bag(field(sdg_target, 9.5) field(sdg_target, 9.b))"},
    {"sdg:6..8", "bag(field(sdg_goal, 6..8))"},
    {"sdg_goal:9 sdg_target:9.5 sdg-target:9.b",
     "bag(field(sdg_goal, 9) field(sdg_target, 9.5) field(sdg_target, 9.b))"},
    {"mentioned-year:2024 mentioned_year:2024",
     "bag(field(mentioned_year, 2024) field(mentioned_year, 2024))"},
    {"cites:\"CDIP/22/15 Rev.\"", "bag(field(cites, cdip/22/15 rev.))"},
    {"document:CDIP/32/3 title:“地理 标志”",
     "bag(field(document, cdip/32/3) field(title, 地理 标志))"},
    {"recommendation:10 kind:table_row language:zh",
     "bag(field(recommendation, 10) field(kind, table_row) field(language, zh))"},
    {"(year:2023)", "bag(bag(field(year, 2023)))"},
    {"-year:2023 +sdg:9", "bag(-field(year, 2023) +field(sdg_goal, 9))"},
    /* Natural text that looks like something else. */
    {"WIPO Re:Search", "bag(word(WIPO) word(Re:Search))"},
    {"https://www.wipo.int/sdgs", "bag(word(https://www.wipo.int/sdgs))"},
    {"COVID-19", "bag(word(COVID-19))"},
    {"C++", "bag(word(C++))"},
    {"(a) and (b)", "bag(bag(word(a)) word(and) bag(word(b)))"},
    {"a) b", "bag(word(a) word(b))"},
    {"A/RES/70/1", "bag(word(A/RES/70/1))"},
};

START_TEST(query_is_understood)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(rs_query_node) tree = rs_query_parse(grammar[_i].text, &error);
    ck_assert_msg(tree, "%s: %s", grammar[_i].text, error ? error->message : "");
    g_autofree char *shown = rs_query_show(tree);
    ck_assert_str_eq(shown, grammar[_i].tree);
}
END_TEST

static const char *const natural[] = {
    "What did the Committee decide about genetic resources, folklore and traditional knowledge?",
    "How many TISCs are there (and where)?",
    "Target 9.5: enhance scientific research – who does it?",
    "the Member States' \"like-minded\" group",
    "WIPO's e-mail: how to reach it",
    "WIPO Re:Search",
    "https://www.wipo.int/sdgs/en/index.html?x=1#top",
    "COVID-19 & IP",
    "e-mail",
    "A/RES/70/1",
    "C++",
    "(a) and (b)",
    "and/or",
    "50% of R&D",
    "at 10:30 – 12:45",
    "ratio 3:1",
    "IP AND",
    "DO NOT REPLY",
    "-- see below --",
    "* item one",
    "a+b-c",
    "Сколько женщин-изобретателей участвовало в программе «Наставник»?",
    "Рекомендация 10: что сделано?",
    "Quels sont les pays d'Afrique qui ont bénéficié de l’assistance technique ?",
    "« Faim zéro » : où en est-on ?",
    "l'Organisation Mondiale de la Propriété Intellectuelle (OMPI)",
    "¿Cuántas solicitudes de patente se presentaron? ¡Muchas!",
    "la meta 9.b: tecnología – países en desarrollo",
    "ما هي الدول الأعضاء التي استفادت من \"المساعدة التقنية\"؟",
    "الهدف 9: الصناعة والابتكار – التقدم المحرز",
    "产权组织在2023年为发展中国家提供了哪些技术援助？",
    "目标9：产业、创新和基础设施",
    "“一带一路”与知识产权（包括地理标志）",
    "建议10、12和45——落实情况如何",
    "年份:2023",
    "《2030年可持续发展议程》",
};

START_TEST(query_of_natural_text_never_fails)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(rs_query_node) tree = rs_query_parse(natural[_i], &error);
    ck_assert_msg(tree, "%s: %s", natural[_i], error ? error->message : "");
    ck_assert_uint_gt(tree->children->len, 0);
}
END_TEST

static const struct {
    const char *text, *beginning;
} wrong[] = {
    {"(a", "query, column 1: this bracket is not closed"},
    {"专利 （审查", "query, column 4: this bracket is not closed"},
    {"a colour:red", "query, column 3: colour:red: no such field; there are document, year,"},
    {"专利 year:next", "query, column 4: year:next: wants a number from 1000 to 9999"},
    {"year:2023..2019", "query, column 1: year:2023..2019: wants"},
    {"year:..", "query, column 1: year:..: wants"},
    {"year:0", "query, column 1: year:0: wants"},
    {"year:99999999999999999999", "query, column 1: year:99999999999999999999: wants"},
    {"sdg:18", "query, column 1: sdg:18: wants a goal"},
    {"sdg:0", "query, column 1: sdg:0: wants a goal"},
    {"sdg:abc", "query, column 1: sdg:abc: wants a goal"},
    {"recommendation:46", "query, column 1: recommendation:46: wants"},
    {"document:\"\"", "query, column 1: document:: a value is wanted"},
    {"(a OR (b year:x))", "query, column 10: year:x: wants"},
};

START_TEST(query_that_is_wrong_says_where)
{
    g_autoptr(GError) error = NULL;
    ck_assert_ptr_null(rs_query_parse(wrong[_i].text, &error));
    ck_assert(g_error_matches(error, RS_ERROR, RS_ERROR_USAGE));
    ck_assert_msg(g_str_has_prefix(error->message, wrong[_i].beginning), "%s", error->message);
    ck_assert_ptr_null(strchr(error->message, '\n'));
}
END_TEST

static char *repeat(const char *text, guint times)
{
    GString *all = g_string_new(NULL);
    while (times-- > 0)
        g_string_append(all, text);
    return g_string_free(all, FALSE);
}

START_TEST(query_is_bounded_in_depth_and_length)
{
    static const struct {
        const char *text;
        guint times;
        const char *message;
    } cases[] = {
        {"(", 5000, "query, column 51: too many brackets inside brackets"},
        {"(a -(", 2000, "query, column 126: too many brackets inside brackets"},
        {"a ", 5001, "the query is too long"},
        {"\xFF", 1, "the query is not valid UTF-8"},
        {"a OR ", 1999, NULL},
        {"NOT ", 2000, NULL},
        {"-", 5000, NULL},
        {"\"", 5000, NULL},
        {"a AND b OR ", 900, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = repeat(cases[i].text, cases[i].times);
        g_autoptr(rs_query_node) tree = rs_query_parse(text, &error);
        if (cases[i].message)
            ck_assert_str_eq(error ? error->message : "no error", cases[i].message);
        else
            ck_assert_msg(tree, "%s: %s", cases[i].text, error ? error->message : "");
    }
}
END_TEST

/* Pieces of the grammar and any characters, in any order: a tree or an error. */
START_TEST(query_takes_any_text)
{
    static const char *const pieces[] = {
        "AND",    " OR ", "NOT ", "(",  ")",    "+",  "-",  "\"",     "“",  "”",  "year",
        ":",      "sdg:", "9.5",  "..", "2023", " ",  " ",  "专",     "利", "（", "）",
        "title:", "«",    "»",    "a",  "’",    "：", "\t", "cites:", "－", "//"};
    g_autoptr(GRand) random = g_rand_new_with_seed(_i);
    for (int round = 0; round < 200; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int k = g_rand_int_range(random, 0, 20); k > 0; k--) {
            g_autofree char *any = random_text(random, 1);
            gboolean wild = g_rand_int_range(random, 0, 8) == 0;
            g_string_append(text,
                            wild ? any : pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        }
        g_autoptr(GError) error = NULL;
        g_autoptr(rs_query_node) tree = rs_query_parse(text->str, &error);
        ck_assert_msg(!tree == !!error, "%s", text->str);
        if (!tree) {
            ck_assert(g_error_matches(error, RS_ERROR, RS_ERROR_USAGE));
            continue;
        }
        g_autofree char *shown = rs_query_show(tree);
        ck_assert_ptr_nonnull(shown);
    }
}
END_TEST

START_TEST(query_field_names_the_option)
{
    g_autoptr(GError) error = NULL;
    ck_assert_ptr_null(rs_query_field_new("year", "soon", 0, &error));
    ck_assert(g_str_has_prefix(error->message, "--year soon: wants a number"));
}
END_TEST

RS_TEST_MAIN("query", RS_LOOP(query_is_understood, grammar),
             RS_LOOP(query_of_natural_text_never_fails, natural),
             RS_LOOP(query_that_is_wrong_says_where, wrong),
             RS_TEST(query_is_bounded_in_depth_and_length), {query_takes_any_text, 30},
             RS_TEST(query_field_names_the_option))
