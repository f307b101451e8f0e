#include "base/fold.h"
#include "index/analyzer.h"
#include "index/schema.h"
#include "tests/random_text.h"
#include "tests/test.h"
#include <string.h>

/* The terms by position: "patents/Zpatent application/Zapplic". */
static char *show(rs_analyzer *analyzer, const char *text, const char *language)
{
    const rs_tokens *tokens = rs_analyze(analyzer, text, strlen(text), language);
    GString *shown = g_string_new(NULL);
    for (guint i = 0; i < tokens->count; i++) {
        const rs_token *token = &tokens->token[i];
        gboolean same = i && token->position == tokens->token[i - 1].position;
        g_string_append_printf(shown, "%s%s", !i ? "" : same ? "/" : " ", token->term);
    }
    return g_string_free(shown, FALSE);
}

static const struct {
    const char *text, *language, *terms;
} cases[] = {
    {"", "en", ""},
    {"… — !", "en", ""},
    {"Patents granted", "en", "patents/Zpatent granted/Zgrant"},
    {"ＷＩＰＯ Green", "en", "wipo/Zwipo green/Zgreen"},
    {"Indications géographiques", "fr", "indications/Zindiqu géographiques/Zgéograph"},
    {"indicaciones geográficas", "es", "indicaciones/Zindic geográficas/Zgeograf"},
    {"патентных экспертов", "ru", "патентных/Zпатентн экспертов/Zэксперт"},
    {"知識產權組織", "zh", "知识 产权 组织"},
    {"专利2023年", "zh", "专利 2023 年"},
    {"3,400 requests", "en", "3,400 requests/Zrequest"},
    /* A word gets the stems of its script, whatever the report's language. */
    {"патентов", "en", "патентов/Zпатент"},
    {"WIPO绿色", "zh", "wipo 绿色"},
    {"ไทย 한국어", "en", "ไทย 한국어"},
};

START_TEST(analyzer_gives_forms_and_stems)
{
    g_autoptr(rs_analyzer) analyzer = rs_analyzer_new();
    g_autofree char *shown = show(analyzer, cases[_i].text, cases[_i].language);
    ck_assert_str_eq(shown, cases[_i].terms);
}
END_TEST

/* What two texts have in common, or not. */
static const struct {
    const char *language, *one, *other;
    gboolean meet;
} pairs[] = {
    {"en", "evaluation", "evaluations", TRUE},
    {"en", "the Committee’s report", "committees", TRUE},
    {"en", "the Committee's report", "committees", TRUE},
    {"en", "patent", "patience", FALSE},
    {"fr", "évaluations", "évaluation", TRUE},
    {"fr", "l’Organisation", "organisation", TRUE},
    {"fr", "l'Organisation", "organisations", TRUE},
    {"fr", "qu’elle", "elle", TRUE},
    {"es", "marcas", "marca", TRUE},
    {"ru", "рекомендаций", "рекомендация", TRUE},
    {"ar", "الدول", "دول", TRUE},
    {"zh", "無障礙圖書", "无障碍图书", TRUE},
    {"zh", "ＳＤＧ９", "sdg9", TRUE},
};

static GHashTable *terms_of(rs_analyzer *analyzer, const char *text, const char *language)
{
    GHashTable *terms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const rs_tokens *tokens = rs_analyze(analyzer, text, strlen(text), language);
    for (guint i = 0; i < tokens->count; i++)
        g_hash_table_add(terms, g_strdup(tokens->token[i].term));
    return terms;
}

/* The first is in a report of the language; the other in a query, which has none. */
START_TEST(analyzer_lets_query_and_document_meet)
{
    g_autoptr(rs_analyzer) analyzer = rs_analyzer_new();
    g_autoptr(GHashTable) document = terms_of(analyzer, pairs[_i].one, pairs[_i].language);
    const char *query = pairs[_i].other;
    const rs_tokens *tokens = rs_analyze(analyzer, query, strlen(query), NULL);
    gboolean meet = FALSE;
    for (guint i = 0; i < tokens->count; i++)
        meet |= g_hash_table_contains(document, tokens->token[i].term);
    ck_assert_int_eq(meet, pairs[_i].meet);
}
END_TEST

/* A query's terms hold whatever a document of any language has for the same text. */
START_TEST(analyzer_gives_a_query_every_term_of_a_document)
{
    g_autoptr(rs_analyzer) analyzer = rs_analyzer_new();
    const char *text = cases[_i].text;
    g_autoptr(GHashTable) query = terms_of(analyzer, text, NULL);
    const rs_tokens *tokens = rs_analyze(analyzer, text, strlen(text), cases[_i].language);
    for (guint i = 0; i < tokens->count; i++)
        ck_assert_msg(g_hash_table_contains(query, tokens->token[i].term), "no %s",
                      tokens->token[i].term);
}
END_TEST

static void check_tokens(const rs_tokens *tokens, const char *text)
{
    guint32 position = 0, start = 0;
    for (guint i = 0; i < tokens->count; i++) {
        const rs_token *token = &tokens->token[i];
        gboolean stem = token->form == RS_TOKEN_STEM;
        ck_assert_uint_eq(token->position, stem ? position : position + 1);
        ck_assert_int_eq(stem, g_str_has_prefix(token->term, RS_PREFIX_STEM));
        ck_assert_uint_ge(token->start, start);
        ck_assert_uint_lt(token->start, token->end);
        ck_assert_uint_le(token->end, strlen(text));
        ck_assert(is_boundary(text, token->start) && is_boundary(text, token->end));
        ck_assert_uint_ge(strlen(token->term), 1);
        ck_assert_uint_le(strlen(token->term), RS_TERM_MOST);
        ck_assert(g_utf8_validate(token->term, -1, NULL));
        position = token->position;
        start = token->start;
    }
    ck_assert_uint_eq(tokens->positions, position);
}

START_TEST(analyzer_places_any_text)
{
    static const char *const languages[] = {NULL, "en", "fr", "es", "ru", "ar", "zh", "xx"};
    g_autoptr(GRand) random = g_rand_new_with_seed(_i);
    g_autoptr(rs_analyzer) analyzer = rs_analyzer_new();
    for (int round = 0; round < 20; round++) {
        g_autofree char *text = random_text(random, g_rand_int_range(random, 0, 200));
        const char *language = languages[round % G_N_ELEMENTS(languages)];
        check_tokens(rs_analyze(analyzer, text, strlen(text), language), text);
    }
}
END_TEST

static const char *const tricky[] = {"½ cup", "㈱", "３¾", "№5", "ﷺ", "㍿", "⒈", "…a…", "ﬁne"};

/* One character may be several words when folded; each has the character's bytes. */
START_TEST(analyzer_places_characters_that_unfold)
{
    g_autoptr(rs_analyzer) analyzer = rs_analyzer_new();
    check_tokens(rs_analyze(analyzer, tricky[_i], strlen(tricky[_i]), "en"), tricky[_i]);
}
END_TEST

START_TEST(analyzer_bounds_the_length_of_terms)
{
    static const char *const words[] = {"a", "é", "я", "汉", "م", "𝔘"};
    g_autoptr(rs_analyzer) analyzer = rs_analyzer_new();
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autoptr(GString) word = g_string_new(NULL);
        while (word->len < 5000)
            g_string_append(word, words[i]);
        check_tokens(rs_analyze(analyzer, word->str, word->len, "fr"), word->str);
    }
}
END_TEST

START_TEST(analyzer_says_where_words_are)
{
    const char *text = "（ＷＩＰＯ）見　專利。";
    g_autoptr(rs_analyzer) analyzer = rs_analyzer_new();
    const rs_tokens *tokens = rs_analyze(analyzer, text, strlen(text), "zh");
    static const char *const words[] = {"ＷＩＰＯ", "見", "專利"};
    ck_assert_uint_eq(tokens->count, G_N_ELEMENTS(words));
    for (guint i = 0; i < tokens->count; i++) {
        const rs_token *token = &tokens->token[i];
        g_autofree char *word = g_strndup(text + token->start, token->end - token->start);
        ck_assert_str_eq(word, words[i]);
    }
}
END_TEST

RS_TEST_MAIN("analyzer", RS_LOOP(analyzer_gives_forms_and_stems, cases),
             RS_LOOP(analyzer_lets_query_and_document_meet, pairs),
             RS_LOOP(analyzer_gives_a_query_every_term_of_a_document, cases),
             {analyzer_places_any_text, 30},
             RS_LOOP(analyzer_places_characters_that_unfold, tricky),
             RS_TEST(analyzer_bounds_the_length_of_terms), RS_TEST(analyzer_says_where_words_are))
