#include "searcher/snippet.h"
#include "tests/random_text.h"
#include "tests/test.h"
#include <string.h>

/* The terms of a query, in all their forms. */
static GHashTable *terms_of(rs_analyzer *analyzer, const char *query)
{
    GHashTable *terms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const rs_tokens *tokens = rs_analyze(analyzer, query, strlen(query), NULL);
    for (guint i = 0; i < tokens->count; i++)
        g_hash_table_add(terms, g_strdup(tokens->token[i].term));
    return terms;
}

/* The snippet with its marks in [brackets]. */
static char *show(const char *text, const char *language, const char *query, guint width)
{
    g_autoptr(rs_analyzer) analyzer = rs_analyzer_new();
    g_autoptr(GHashTable) terms = terms_of(analyzer, query);
    g_autoptr(rs_snippet) snippet = rs_snippet_find(analyzer, text, language, terms, width);
    GString *shown = g_string_new(NULL);
    for (guint i = 0; i < snippet->len; i++) {
        const rs_snippet_piece *piece = &g_array_index(snippet, rs_snippet_piece, i);
        g_string_append_printf(shown, piece->match ? "[%s]" : "%s", piece->text);
    }
    return g_string_free(shown, FALSE);
}

static const struct {
    const char *text, *language, *query;
    guint width;
    const char *snippet;
} cases[] = {
    {"A short text.", "en", "text", 100, "A short [text]."},
    {"", "en", "text", 100, ""},
    {"Nothing here.", "en", "text", 100, "Nothing here."},
    /* Any form of a word, the whole of it. */
    {"Three patents were granted.", "en", "patent grant", 100, "Three [patents] were [granted]."},
    {"Des évaluations d’impact.", "fr", "évaluation impact", 100, "Des [évaluations] d’[impact]."},
    {"無障礙圖書聯合會", "zh", "无障碍 图书", 100, "[無障礙圖書]聯合會"},
    {"Число патентов выросло.", "ru", "патент", 100, "Число [патентов] выросло."},
    {"استفادت الدول الأعضاء.", "ar", "الدول", 100, "استفادت [الدول] الأعضاء."},
    /* Neighbours are one mark, over a space or hyphen; nothing else is marked. */
    {"green-technology platform", "en", "green technology", 100, "[green-technology] platform"},
    {"patents, trademarks", "en", "patents trademarks", 100, "[patents], [trademarks]"},
    {"专利…审查", "zh", "专利 审查", 100, "[专利]…[审查]"},
    {"专利“审查”", "zh", "专利 审查", 100, "[专利]“[审查]”"},
    {"专利—审查", "zh", "专利 审查", 100, "[专利]—[审查]"},
    {"专利审查员", "zh", "专利 审查", 100, "[专利][审查]员"},
    {"（㈱）", "zh", "株", 100, "（[㈱]）"},
    /* Whole sentences where they fit. */
    {"One two three. The patent was granted in May. Four five six. Seven eight.", "en", "patent",
     40, "…The [patent] was granted in May.…"},
    {"第一句话没有。专利申请增加了两成。第三句话也没有。第四句话。", "zh", "专利", 24,
     "…[专利]申请增加了两成。…"},
    /* The stretch with the most different words; of these the first. */
    {"A patent here. Nothing there at all. A patent and a trademark. A patent, a trademark.", "en",
     "patent trademark", 30, "…A [patent] and a [trademark].…"},
    /* No match: the beginning. */
    {"One two three. Four five six. Seven eight nine.", "en", "patent", 20, "One two three.…"},
};

START_TEST(snippet_shows_why_it_matched)
{
    g_autofree char *shown =
        show(cases[_i].text, cases[_i].language, cases[_i].query, cases[_i].width);
    /* Whether two Han neighbours are one mark or two makes no difference to the eye. */
    g_autoptr(GString) joined = g_string_new(shown), expected = g_string_new(cases[_i].snippet);
    g_string_replace(joined, "][", "", 0);
    g_string_replace(expected, "][", "", 0);
    ck_assert_str_eq(joined->str, expected->str);
}
END_TEST

static guint width_of(const char *text)
{
    guint width = 0;
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        width += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    }
    return width;
}

/* All pieces in one, without the ellipses of cut ends. */
static char *join(const rs_snippet *snippet, const char *text)
{
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < snippet->len; i++) {
        const rs_snippet_piece *piece = &g_array_index(snippet, rs_snippet_piece, i);
        ck_assert_str_ne(piece->text, "");
        ck_assert(g_utf8_validate(piece->text, -1, NULL));
        gboolean end = i == 0 || i + 1 == snippet->len;
        if (end && !piece->match && !strcmp(piece->text, "…") && !strstr(text, "…"))
            continue;
        g_string_append(joined, piece->text);
    }
    return g_string_free(joined, FALSE);
}

static void check_snippet(rs_analyzer *analyzer, const char *text, GHashTable *terms, guint width)
{
    g_autoptr(rs_snippet) snippet = rs_snippet_find(analyzer, text, "en", terms, width);
    g_autofree char *joined = join(snippet, text);
    if (!strstr(text, "…"))
        ck_assert_msg(strstr(text, joined), "%s\n%s", text, joined);
    guint used = 0;
    for (guint i = 0; i < snippet->len; i++) {
        const rs_snippet_piece *piece = &g_array_index(snippet, rs_snippet_piece, i);
        used += width_of(piece->text);
        if (!piece->match)
            continue;
        const rs_tokens *tokens = rs_analyze(analyzer, piece->text, strlen(piece->text), "en");
        ck_assert_msg(tokens->count, "%s", piece->text);
    }
    ck_assert_msg(used <= width, "%u > %u: %s", used, width, joined);
}

START_TEST(snippet_is_a_piece_of_any_text)
{
    static const char *const words[] = {"patent",  "专利", "the",       ". ",    ", ", "。",
                                        "；",      " ",    "特许",      "é",     "\n", "审查员",
                                        "патенты", "—",    "trademark", "براءة", "١٢"};
    g_autoptr(GRand) random = g_rand_new_with_seed(_i);
    g_autoptr(rs_analyzer) analyzer = rs_analyzer_new();
    g_autoptr(GHashTable) terms = terms_of(analyzer, "patent 专利 براءة é");
    for (int round = 0; round < 30; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int k = g_rand_int_range(random, 0, 200); k > 0; k--) {
            g_autofree char *any = random_text(random, 1);
            gboolean wild = g_rand_int_range(random, 0, 20) == 0;
            g_string_append(text,
                            wild ? any : words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))]);
            g_string_append(text, g_rand_boolean(random) ? " " : "");
        }
        check_snippet(analyzer, text->str, terms, g_rand_int_range(random, 20, 200));
    }
}
END_TEST

START_TEST(snippet_of_long_words_keeps_to_its_width)
{
    static const char *const units[] = {"a",        "专利", "é", "ъ", "م", "👩‍👩‍👧",
                                        "e\xCC\x81"};
    g_autoptr(rs_analyzer) analyzer = rs_analyzer_new();
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len < 3000)
            g_string_append(text, units[i]);
        g_string_append(text, " patent ");
        while (text->len < 6000)
            g_string_append(text, units[i]);
        g_autoptr(GHashTable) terms = terms_of(analyzer, "patent 专利");
        check_snippet(analyzer, text->str, terms, 80);
        g_autoptr(rs_snippet) snippet = rs_snippet_find(analyzer, text->str, "en", terms, 80);
        gboolean marked = FALSE;
        for (guint k = 0; k < snippet->len; k++)
            marked |= g_array_index(snippet, rs_snippet_piece, k).match;
        ck_assert_msg(marked, "%s", units[i]);
    }
}
END_TEST

/* A sentence too long by itself is cut between words, never inside one. */
START_TEST(snippet_cuts_between_words)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 100; i++)
        g_string_append(text, i == 50 ? "patent " : "évaluation ");
    g_autofree char *shown = show(text->str, "fr", "patent", 60);
    g_auto(GStrv) words = g_strsplit(shown, " ", -1);
    ck_assert_ptr_nonnull(strstr(shown, "[patent]"));
    for (char **word = words; *word; word++) {
        g_autoptr(GString) bare = g_string_new(*word);
        g_string_replace(bare, "…", "", 0);
        ck_assert_msg(!*bare->str || !strcmp(bare->str, "évaluation") ||
                          !strcmp(bare->str, "[patent]"),
                      "%s in %s", *word, shown);
    }
}
END_TEST

START_TEST(snippet_of_a_huge_paragraph_is_fast)
{
    g_autoptr(GString) text = g_string_new(NULL);
    while (text->len < 2 << 20)
        g_string_append(text, "A patent, a mark; ");
    gint64 started = g_get_monotonic_time();
    g_autofree char *shown = show(text->str, "en", "patent mark", 200);
    ck_assert_int_lt(g_get_monotonic_time() - started, 5 * G_USEC_PER_SEC);
    ck_assert_ptr_nonnull(strstr(shown, "[patent]"));
}
END_TEST

RS_TEST_MAIN("snippet", RS_LOOP(snippet_shows_why_it_matched, cases),
             {snippet_is_a_piece_of_any_text, 40},
             RS_TEST(snippet_of_long_words_keeps_to_its_width), RS_TEST(snippet_cuts_between_words),
             RS_TEST(snippet_of_a_huge_paragraph_is_fast))
