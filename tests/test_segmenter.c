#include "segmenter/segmenter.h"
#include "tests/random_text.h"
#include "tests/test.h"
#include <string.h>

/* The segments apart by '|'. */
static char *cut(rs_segmenter *segmenter, const char *text)
{
    size_t count;
    const rs_segment *segments = rs_segmenter_cut(segmenter, text, strlen(text), &count);
    GString *shown = g_string_new(NULL);
    for (size_t i = 0; i < count; i++) {
        g_string_append(shown, i ? "|" : "");
        g_string_append_len(shown, text + segments[i].start, segments[i].end - segments[i].start);
    }
    return g_string_free(shown, FALSE);
}

static void check_cover(const rs_segment *segments, size_t count, const char *text, size_t size)
{
    guint32 at = 0;
    for (size_t i = 0; i < count; i++) {
        ck_assert_uint_eq(segments[i].start, at);
        ck_assert_uint_lt(segments[i].start, segments[i].end);
        ck_assert(is_boundary(text, segments[i].end));
        at = segments[i].end;
    }
    ck_assert_uint_eq(at, size);
}

START_TEST(segments_ascend_and_cover_any_text)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(_i);
    g_autoptr(rs_segmenter) segmenter = rs_segmenter_new();
    for (int round = 0; round < 10; round++) {
        g_autofree char *text = random_text(random, g_rand_int_range(random, 0, 300));
        size_t count, size = strlen(text);
        const rs_segment *segments = rs_segmenter_cut(segmenter, text, size, &count);
        check_cover(segments, count, text, size);
    }
}
END_TEST

static const struct {
    const char *text, *cut;
} cuts[] = {
    {"", ""},
    {"世界知识产权组织向发展中国家提供技术援助",
     "世界|知识|产权|组织|向|发展|中|国家|提供|技术|援助"},
    {"wipo绿色技术平台", "wipo|绿色|技术|平台"},
    {"2.5万件专利，3,400项", "2.5|万|件|专利|，|3,400|项"},
    {"2023年", "2023|年"},
    {"covid-19", "covid|-|19"},
    {"sdg 9.b", "sdg| |9|.|b"},
    {"les pays d'afrique", "les| |pays| |d'|afrique"},
    {"L’étude qu’elle", "L’|étude| |qu’|elle"},
    {"aujourd'hui don't l'", "aujourd'hui| |don't| |l|'"},
    {"страны-члены", "страны|-|члены"},
    {"النفاذ إلى المعارف", "النفاذ| |إلى| |المعارف"},
    {"ภาษาไทย", "ภาษา|ไทย"},
    {"𠮷野家", "𠮷|野家"},
    {"e\xCC\x81t e\xCC\x81", "e\xCC\x81t| |e\xCC\x81"},
};

START_TEST(segments_are_words)
{
    g_autoptr(rs_segmenter) segmenter = rs_segmenter_new();
    g_autofree char *shown = cut(segmenter, cuts[_i].text);
    ck_assert_str_eq(shown, cuts[_i].cut);
}
END_TEST

static const struct {
    const char *text;
    rs_segment_kind kind;
} kinds[] = {
    {"专利", RS_SEGMENT_HAN},
    {"𠮷", RS_SEGMENT_HAN},
    {"patents", RS_SEGMENT_LETTER},
    {"патент", RS_SEGMENT_LETTER},
    {"براءة", RS_SEGMENT_LETTER},
    {"2023", RS_SEGMENT_NUMBER},
    {"3,400.5", RS_SEGMENT_NUMBER},
    {"٣٥", RS_SEGMENT_NUMBER},
    {" ", RS_SEGMENT_SPACE},
    {"\xC2\xA0", RS_SEGMENT_SPACE},
    {"\n", RS_SEGMENT_SPACE},
    {"\t", RS_SEGMENT_SPACE},
    {"。", RS_SEGMENT_PUNCTUATION},
    {"%", RS_SEGMENT_PUNCTUATION},
    {"€", RS_SEGMENT_PUNCTUATION},
    {"カタログ", RS_SEGMENT_KANA},
    {"の", RS_SEGMENT_KANA},
    {"한국어", RS_SEGMENT_LETTER},
    {"\xE3\x80\x80", RS_SEGMENT_SPACE},
};

START_TEST(segments_know_their_kind)
{
    g_autoptr(rs_segmenter) segmenter = rs_segmenter_new();
    const char *text = kinds[_i].text;
    size_t count;
    const rs_segment *segments = rs_segmenter_cut(segmenter, text, strlen(text), &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(rs_segment_kind_name(segments[0].kind), rs_segment_kind_name(kinds[_i].kind));
}
END_TEST

static const char *const sentences[] = {
    "产权组织在2023年提供了技术援助。",
    "专利审查员参加了培训吗？",
    "Why is that!  ",
    "The Committee met; it agreed.\n",
    "الدول الأعضاء؟ ",
    "三、地理标志。\n\n",
    "发展议程建议10；",
    "Кто это сделал? ",
    "标准必要专利!",
};

/* The pieces alone give the same segments as the whole. */
START_TEST(segments_do_not_depend_on_other_sentences)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(_i);
    g_autoptr(rs_segmenter) segmenter = rs_segmenter_new();
    g_autoptr(GString) whole = g_string_new(NULL), pieces = g_string_new(NULL);
    for (int i = 0; i < 20; i++) {
        const char *sentence = sentences[g_rand_int_range(random, 0, G_N_ELEMENTS(sentences))];
        g_autofree char *alone = cut(segmenter, sentence);
        g_string_append(whole, sentence);
        g_string_append_printf(pieces, "%s%s", i ? "|" : "", alone);
    }
    g_autofree char *shown = cut(segmenter, whole->str);
    ck_assert_str_eq(shown, pieces->str);
}
END_TEST

/* No sentence ends for a long way: memory and time stay bounded, and all is there. */
static const char *const endless[] = {"知识产权组织",       "a", "word ", "e\xCC\x81",
                                      "👩‍👩‍👧", " ", "ﷺ"};

START_TEST(segments_of_a_text_without_sentences_are_fast)
{
    g_autoptr(GString) text = g_string_new(NULL);
    while (text->len < 1 << 20)
        g_string_append(text, endless[_i]);
    g_autoptr(rs_segmenter) segmenter = rs_segmenter_new();
    gint64 started = g_get_monotonic_time();
    size_t count;
    const rs_segment *segments = rs_segmenter_cut(segmenter, text->str, text->len, &count);
    ck_assert_int_lt(g_get_monotonic_time() - started, 5 * G_USEC_PER_SEC);
    check_cover(segments, count, text->str, text->len);
}
END_TEST

/* A text cut where it grows too long is cut between words, not in one. */
START_TEST(segments_of_a_long_text_are_whole_words)
{
    g_autoptr(GString) text = g_string_new(NULL);
    while (text->len < 100000)
        g_string_append(text, "evaluation ");
    g_autoptr(rs_segmenter) segmenter = rs_segmenter_new();
    size_t count;
    const rs_segment *segments = rs_segmenter_cut(segmenter, text->str, text->len, &count);
    for (size_t i = 0; i < count; i++)
        ck_assert_uint_eq(segments[i].end - segments[i].start,
                          segments[i].kind == RS_SEGMENT_SPACE ? 1 : strlen("evaluation"));
}
END_TEST

START_TEST(segments_never_part_a_letter_from_its_accents)
{
    g_autoptr(GString) text = g_string_new("x");
    while (text->len < 100000)
        g_string_append(text, "q\xCC\x81");
    g_autoptr(rs_segmenter) segmenter = rs_segmenter_new();
    size_t count;
    const rs_segment *segments = rs_segmenter_cut(segmenter, text->str, text->len, &count);
    for (size_t i = 0; i < count; i++)
        ck_assert_int_ne((guint8)text->str[segments[i].start], 0xCC);
}
END_TEST

RS_TEST_MAIN("segmenter", {segments_ascend_and_cover_any_text, 50},
             RS_LOOP(segments_are_words, cuts), RS_LOOP(segments_know_their_kind, kinds),
             {segments_do_not_depend_on_other_sentences, 20},
             RS_LOOP(segments_of_a_text_without_sentences_are_fast, endless),
             RS_TEST(segments_of_a_long_text_are_whole_words),
             RS_TEST(segments_never_part_a_letter_from_its_accents))
