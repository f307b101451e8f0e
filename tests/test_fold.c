#include "base/fold.h"
#include "tests/test.h"
#include <string.h>

static const struct {
    const char *text, *folded;
} cases[] = {
    {"", ""},
    {"ＷＩＰＯ　ＧＲＥＥＮ", "wipo green"},
    {"無障礙圖書聯合會", "无障碍图书联合会"},
    {"專利審查員", "专利审查员"},
    {"著作权俱乐部", "著作权俱乐部"},
    {"關於成立後", "关于成立后"},
    {"目標１７．１６", "目标17.16"},
    {"Straße ÉCOLE", "strasse école"},
    {"e\xCC\x81" "cole", "école"},
    {"co\xC2\xADoperate", "cooperate"}, /* a soft hyphen */
    {"Ёлка", "ёлка"},
    {"ﷺ", "صلى الله عليه وسلم"},
    {"한글", "한글"},
    {"l’OMPI, ‘so’", "l'ompi, ‘so'"},
    {"Ⅷ ㈱ ½", "viii (株) 1⁄2"},
};

START_TEST(fold_gives_the_normal_form)
{
    g_autofree char *folded = rs_fold_string(cases[_i].text);
    ck_assert_str_eq(folded, cases[_i].folded);
}
END_TEST

START_TEST(fold_is_done_when_done_once)
{
    g_autofree char *once = rs_fold_string(cases[_i].text);
    g_autofree char *twice = rs_fold_string(once);
    ck_assert_str_eq(once, twice);
}
END_TEST

START_TEST(fold_knows_where_each_byte_came_from)
{
    const char *text = "見 ＷＩＰＯ e\xCC\x81t";
    g_autoptr(rs_folded) folded = rs_fold(text, strlen(text));
    ck_assert_str_eq(folded->text, "见 wipo ét");
    size_t at = strstr(folded->text, "po") - folded->text;
    ck_assert_str_eq(text + rs_folded_source(folded, at), "ＰＯ e\xCC\x81t");
    at = strstr(folded->text, "t") - folded->text;
    ck_assert_str_eq(text + rs_folded_source(folded, at), "t");
    ck_assert_uint_eq(rs_folded_source(folded, folded->size), strlen(text));
}
END_TEST

/* Any text at all: offsets ascend, lie on characters, and the result is valid. */
START_TEST(fold_takes_any_unicode)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(_i);
    g_autoptr(GString) text = g_string_new(NULL);
    static const gunichar limits[] = {0x80, 0x370, 0x700, 0x3100, 0xFFFF, 0x10FFFF};
    for (int k = 0; k < 500; k++) {
        gunichar c = g_rand_int_range(random, 1, limits[g_rand_int_range(random, 0, 6)]);
        if (g_rand_int_range(random, 0, 4) == 0)
            c = g_rand_int_range(random, 0x300, 0x370); /* combining */
        if (c < 0xD800 || c > 0xDFFF)
            g_string_append_unichar(text, c);
    }
    g_autoptr(rs_folded) folded = rs_fold(text->str, text->len);
    ck_assert(g_utf8_validate(folded->text, folded->size, NULL));
    for (size_t i = 0; i < folded->size; i++) {
        ck_assert_uint_le(folded->source[i], folded->source[i + 1]);
        ck_assert_uint_ne((guint8)text->str[folded->source[i]] & 0xC0, 0x80);
    }
}
END_TEST

RS_TEST_MAIN("fold", RS_LOOP(fold_gives_the_normal_form, cases),
             RS_LOOP(fold_is_done_when_done_once, cases),
             RS_TEST(fold_knows_where_each_byte_came_from), {fold_takes_any_unicode, 200})
