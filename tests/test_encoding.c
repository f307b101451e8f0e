#include "corpus/encoding.h"
#include "tests/test.h"
#include <string.h>

static const char zh[] = "2024年，秘书处在发展议程框架下实施了12个项目，惠及四十多个国家。";
static const char zh_short[] = "知识产权与发展";
static const char zh_hant[] = "秘書處於二零二四年向會員國提交了關於技術援助的進展報告。";
static const char ja[] = "事務局は開発アジェンダの実施に関する報告書を委員会に提出した。";
static const char ko[] = "사무국은 개발 의제 이행에 관한 보고서를 위원회에 제출하였다.";
static const char ru[] = "В 2024 году Секретариат провёл семинары по вопросам передачи технологий.";
static const char ru_capitals[] = "ДОКЛАД О ХОДЕ РАБОТЫ";
static const char ar[] =
    "نظمت الأمانة خلال سنة 2024 حلقات عمل بشأن نقل التكنولوجيا في البلدان النامية.";
static const char fr[] = "Le Secrétariat a organisé des réunions à l’intention des États membres "
                         "où l’accès était limité.";
static const char fr_plain[] = "Le Comité a été invité à prendre note du présent document.";
static const char es[] = "La Secretaría organizó en 2024 talleres sobre transferencia de "
                         "tecnología para los años próximos.";
static const char en[] =
    "The Secretariat’s report – “Progress in 2024” – was noted by the Committee.";
static const char de[] =
    "Der Ausschuss nahm den Bericht über die Durchführung der Maßnahmen zur Kenntnis.";
static const char pl[] =
    "Sekretariat przedstawił sprawozdanie dotyczące współpracy z państwami członkowskimi.";

static const struct {
    const char *text, *written, *read; /* the encoding it is in, the one it is found to be in */
} sentences[] = {
    {zh, "UTF-8", "UTF-8"},
    {ar, "UTF-8", "UTF-8"},
    {zh, "GB18030", "GB18030"},
    {zh, "GBK", "GB18030"},
    {zh_short, "GBK", "GB18030"},
    {zh_hant, "GB18030", "GB18030"},
    {zh_hant, "BIG5", "Big5"},
    {zh, "UTF-16LE", "UTF-16LE"},
    {zh, "UTF-16BE", "UTF-16BE"},
    {zh, "UTF-32LE", "UTF-32LE"},
    {zh, "UTF-32BE", "UTF-32BE"},
    {zh_hant, "UTF-16LE", "UTF-16LE"},
    {ja, "SHIFT_JIS", "Shift_JIS"},
    {ja, "EUC-JP", "EUC-JP"},
    {ko, "EUC-KR", "EUC-KR"},
    {ru, "KOI8-R", "KOI8-R"},
    {ru, "CP1251", "windows-1251"},
    {ru, "ISO-8859-5", "ISO-8859-5"},
    {ru, "CP866", "IBM866"},
    {ru_capitals, "KOI8-R", "KOI8-R"},
    {ru_capitals, "CP1251", "windows-1251"},
    {ru, "UTF-16LE", "UTF-16LE"},
    {ru, "UTF-16BE", "UTF-16BE"},
    {ar, "CP1256", "windows-1256"},
    {ar, "ISO-8859-6", "ISO-8859-6"},
    {ar, "UTF-16LE", "UTF-16LE"},
    {ar, "UTF-16BE", "UTF-16BE"},
    {fr, "CP1252", "windows-1252"},
    {fr_plain, "ISO-8859-1", "windows-1252"},
    {fr, "UTF-16LE", "UTF-16LE"},
    {es, "CP1252", "windows-1252"},
    {es, "ISO-8859-1", "windows-1252"},
    {es, "UTF-16BE", "UTF-16BE"},
    {en, "CP1252", "windows-1252"},
    {en, "UTF-16LE", "UTF-16LE"},
    {en, "UTF-32LE", "UTF-32LE"},
    {de, "ISO-8859-1", "windows-1252"},
    {pl, "CP1250", "windows-1250"},
};

START_TEST(one_sentence_shows_its_encoding)
{
    gsize size;
    size_t replaced;
    g_autofree char *name = NULL;
    g_autofree char *bytes =
        g_convert(sentences[_i].text, -1, sentences[_i].written, "UTF-8", NULL, &size, NULL);
    ck_assert_ptr_nonnull(bytes);
    g_autofree char *text = rs_decode(bytes, size, NULL, &name, &replaced);
    ck_assert_msg(strcmp(text, sentences[_i].text) == 0, "%s as %s: %s", sentences[_i].written,
                  name, text);
    ck_assert_str_eq(name, sentences[_i].read);
    ck_assert_uint_eq(replaced, 0);
}
END_TEST

/* English before the first letter that tells, and more than a sample of it. */
START_TEST(long_text_shows_its_encoding_by_what_comes_late)
{
    gsize size;
    g_autoptr(GString) whole = g_string_new(NULL);
    for (int i = 0; i < 1000; i++)
        g_string_append_printf(whole, "%d. A line of English, as covers have.\r\n", i);
    for (int i = 0; i < 1000; i++)
        g_string_append_printf(whole, "%d. %s\r\n", i, sentences[_i].text);
    g_autofree char *bytes =
        g_convert(whole->str, -1, sentences[_i].written, "UTF-8", NULL, &size, NULL);
    g_autofree char *text = rs_decode(bytes, size, NULL, NULL, NULL);
    ck_assert_str_eq(text, whole->str);
}
END_TEST

static const struct {
    const char *bytes;
    size_t size;
    const char *text, *name;
} marked[] = {
    {"\xEF\xBB\xBF"
     "a\xC3\xA9",
     6, "aé", "UTF-8"},
    {"\xFF\xFE"
     "a\0\x2D\x4E",
     6, "a中", "UTF-16LE"},
    {"\xFE\xFF"
     "\0a\x4E\x2D",
     6, "a中", "UTF-16BE"},
    {"\xFF\xFE\0\0"
     "a\0\0\0",
     8, "a", "UTF-32LE"},
    {"\0\0\xFE\xFF"
     "\0\0\0a",
     8, "a", "UTF-32BE"},
    {"\x84\x31\x95\x33\xD6\xD0", 6, "中", "GB18030"},
    {"", 0, "", "UTF-8"},
};

START_TEST(byte_order_mark_is_believed_and_taken_off)
{
    g_autofree char *name = NULL;
    g_autofree char *text = rs_decode(marked[_i].bytes, marked[_i].size, NULL, &name, NULL);
    ck_assert_str_eq(text, marked[_i].text);
    ck_assert_str_eq(name, marked[_i].name);
}
END_TEST

static const struct {
    const char *declared, *bytes, *text, *name;
} declarations[] = {
    {"gb2312", "\xD6\xD0\xB9\xFA", "中国", "GB18030"},
    {"iso-8859-1", "\x93quoted\x94 \xE9", "“quoted” é", "windows-1252"},
    {"ISO-8859-5", "\xB4\xDE\xDA\xDB\xD0\xD4", "Доклад", "ISO-8859-5"},
    {"no-such-charset", "\xC4\xEE\xEA\xEB\xE0\xE4", "Доклад", "windows-1251"},
    {"iso-8859-1", "\xE4\xB8\xAD", "中", "UTF-8"}, /* what it is by its bytes comes first */
};

START_TEST(declaration_is_believed_where_it_fits)
{
    g_autofree char *name = NULL;
    const char *bytes = declarations[_i].bytes;
    g_autofree char *text = rs_decode(bytes, strlen(bytes), declarations[_i].declared, &name, NULL);
    ck_assert_str_eq(text, declarations[_i].text);
    ck_assert_str_eq(name, declarations[_i].name);
}
END_TEST

static const struct {
    const char *bytes;
    size_t size;
    const char *text;
    size_t replaced;
} damaged[] = {
    {"Some plain\0text, and more.", 26, "Some plain\xEF\xBF\xBDtext, and more.", 1},
    {"Le Secr\xC3\xA9tariat a organis\xC3\xA9 des r\xFFunions \xC3\xA0 Gen\xC3\xA8ve", 51,
     "Le Secrétariat a organisé des r\xEF\xBF\xBDunions à Genève", 1},
    {"\xE7\xA7\x98\xE4\xB9\xA6\xE5\xA4\x84\xE6\x8F\x90\xE4\xBA\xA4\xE4\xBA\x86\xE6\x8A", 20,
     "秘书处提交了\xEF\xBF\xBD", 1}, /* cut off in a character */
    {"\xFF\xFE\x41\0\0\0\x42\0", 8,
     "A\xEF\xBF\xBD"
     "B",
     1},
    {"\xFF\xFE\x41\0\0\xD8\x42\0", 8,
     "A\xEF\xBF\xBD"
     "B",
     1}, /* half a pair */
};

START_TEST(bytes_that_mean_nothing_are_replaced_and_counted)
{
    size_t replaced;
    g_autofree char *text = rs_decode(damaged[_i].bytes, damaged[_i].size, NULL, NULL, &replaced);
    ck_assert_str_eq(text, damaged[_i].text);
    ck_assert_uint_eq(replaced, damaged[_i].replaced);
}
END_TEST

START_TEST(any_bytes_become_valid_text_in_little_time)
{
    enum { SIZE = 1 << 20 };
    g_autoptr(GRand) random = g_rand_new_with_seed(_i);
    g_autofree char *bytes = g_malloc(SIZE);
    for (int i = 0; i < SIZE; i++)
        bytes[i] = g_rand_int_range(random, _i % 2 ? 0x80 : 0, 256);
    gint64 start = g_get_monotonic_time();
    g_autofree char *text = rs_decode(bytes, SIZE >> _i, NULL, NULL, NULL);
    ck_assert(g_utf8_validate(text, -1, NULL));
    ck_assert_int_lt(g_get_monotonic_time() - start, 2 * G_USEC_PER_SEC);
}
END_TEST

static const struct {
    const char *names[4], *encoding;
} archives[] = {
    {{"a.txt", "b.txt"}, "UTF-8"},
    {{"отчёт.txt", "b.txt"}, "UTF-8"},
    {{"\xB9\xA4\xD7\xF7.txt", "\xB1\xA8\xB8\xE6.doc"}, "GBK"},
    {{"\xB3\xF8\xA7i.txt"}, "Big5"},
    {{"r\x82sum\x82.txt"}, "IBM437"},
    {{"r\xE9sum\xE9.txt"}, "windows-1252"},
    {{"\xF0\xF2\xE9\xEC\xEF\xF6\xE5\xEE\xE9\xE5.DOC"}, "KOI8-R"},
    {{"\xE0\xA5\xA7\xEE\xAC\xA5.txt"}, "IBM866"},
};

START_TEST(names_of_an_archive_are_guessed_together)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (int i = 0; i < 4 && archives[_i].names[i]; i++)
        g_ptr_array_add(names, (gpointer)archives[_i].names[i]);
    ck_assert_str_eq(rs_guess_names_encoding(names), archives[_i].encoding);
}
END_TEST

START_TEST(name_that_is_utf8_stays_so)
{
    g_autofree char *name = rs_decode_name("报告\x01.txt", "GBK");
    ck_assert_str_eq(name, "报告?.txt");
}
END_TEST

RS_TEST_MAIN("encoding", RS_LOOP(one_sentence_shows_its_encoding, sentences),
             RS_LOOP(long_text_shows_its_encoding_by_what_comes_late, sentences),
             RS_LOOP(byte_order_mark_is_believed_and_taken_off, marked),
             RS_LOOP(declaration_is_believed_where_it_fits, declarations),
             RS_LOOP(bytes_that_mean_nothing_are_replaced_and_counted, damaged),
             {any_bytes_become_valid_text_in_little_time, 4},
             RS_LOOP(names_of_an_archive_are_guessed_together, archives),
             RS_TEST(name_that_is_utf8_stays_so))
