/*
 * How surprising a character is follows from the letters that the languages use
 * (CLDR's exemplar sets, which ICU carries), and for alphabets from how letters
 * stand together: a capital after a small letter, or two scripts in a word, are
 * the marks of a wrong table. Costs are in bits or thereabouts, so that two bytes
 * read as one Han character and as two Cyrillic letters compare.
 *
 * Left out on purpose: letter sequences, which ICU's detector knows.
 */
#include "corpus/encoding_sense.h"
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/uset.h>

enum { LANGUAGES_MAX = 8 };

enum {
    COST_ASCII = 4,
    COST_COMMON = 3, /* a frequent letter of an alphabet */
    COST_LETTER = 5, /* one of the others */
    COST_HAN = 8,    /* one of some thousands */
    COST_HANGUL = 9, /* one of some more */
    COST_PUNCTUATION = 7,
    COST_FOREIGN = 14, /* a letter that the languages do not use */
    COST_SYMBOL = 16,
    COST_RUBBISH = 28,
    COST_CASE = 8,    /* a capital after a small letter */
    COST_MIXED = 8,   /* two scripts in a word */
    COST_HARD = 6,    /* a fifth Cyrillic consonant in a row, and each one after it */
    COST_STUCK = 5,   /* a small letter beside a Han character */
    COST_ACCENTS = 6, /* one accented letter after another */
};

/* The letters that make up two thirds of a text. */
static const UChar32 common_letters[] = {
    0x0430, 0x0432, 0x0435, 0x0438, 0x043A, 0x043B, 0x043C, 0x043D, 0x043E, 0x0440, 0x0441, 0x0442,
    0x0627, 0x0644, 0x064A, 0x0645, 0x0648, 0x0646, 0x0631, 0x062A, 0x0628, 0x0629, 0x062F, 0x0639,
    0x00E9, 0x00E1, 0x00ED, 0x00F3, 0x00E0, 0x00E8, 0x00F1, 0x00FC, 0x00F6, 0x00E4,
};

static USet *open_letters(const char *languages)
{
    g_auto(GStrv) list = g_strsplit(languages, " ", LANGUAGES_MAX);
    USet *letters = uset_openEmpty();
    for (char **language = list; *language; language++) {
        UErrorCode status = U_ZERO_ERROR;
        ULocaleData *data = ulocdata_open(*language, &status);
        USet *set = ulocdata_getExemplarSet(data, NULL, USET_ADD_CASE_MAPPINGS,
                                            ULOCDATA_ES_STANDARD, &status);
        if (U_SUCCESS(status))
            uset_addAll(letters, set);
        uset_close(set);
        ulocdata_close(data);
    }
    uset_freeze(letters);
    return letters;
}

/* Opening a set costs more than weighing a page by it, so each is kept for as long
 * as the program runs. */
static const USet *find_letters(const char *languages)
{
    static GMutex lock;
    static GHashTable *opened;
    g_mutex_lock(&lock);
    if (!opened)
        opened = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    USet *letters = g_hash_table_lookup(opened, languages);
    if (!letters) {
        letters = open_letters(languages);
        g_hash_table_insert(opened, g_strdup(languages), letters);
    }
    g_mutex_unlock(&lock);
    return letters;
}

/* Han, kana, Hangul and what goes with them. */
static gboolean is_wide(UChar32 c)
{
    return c >= 0x2E80;
}

static gboolean is_common(UChar32 c)
{
    UChar32 small = u_tolower(c);
    for (size_t i = 0; i < G_N_ELEMENTS(common_letters); i++)
        if (common_letters[i] == small)
            return TRUE;
    return FALSE;
}

static int cost_of_other(UChar32 c)
{
    switch (u_charType(c)) {
    case U_UNASSIGNED:
    case U_PRIVATE_USE_CHAR:
    case U_CONTROL_CHAR:
    case U_SURROGATE:
        return COST_RUBBISH;
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_OTHER_LETTER:
    case U_MODIFIER_LETTER:
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
        return COST_FOREIGN;
    case U_MATH_SYMBOL:
    case U_CURRENCY_SYMBOL:
    case U_MODIFIER_SYMBOL:
    case U_OTHER_SYMBOL:
    case U_OTHER_NUMBER:
    case U_FORMAT_CHAR:
        return c == 0xB0 || c == 0x2116 || c == 0xFEFF ? COST_PUNCTUATION : COST_SYMBOL;
    default: /* punctuation, spaces, digits */
        return COST_PUNCTUATION;
    }
}

static int cost_of_letter(UChar32 c)
{
    if (is_wide(c))
        return c >= 0xAC00 && c <= 0xD7A3 ? COST_HANGUL : COST_HAN;
    if (u_charType(c) == U_NON_SPACING_MARK)
        return COST_PUNCTUATION;
    return is_common(c) ? COST_COMMON : COST_LETTER;
}

/* What the neighbourhood of two letters costs. Names and abbreviations stand among
 * Han characters, but in capitals or with a space. */
static int cost_of_pair(UChar32 before, UChar32 c)
{
    gboolean latin = c < 0x250, latin_before = before < 0x250;
    if (!u_isalpha(before) || !u_isalpha(c) || (is_wide(before) && is_wide(c)))
        return 0;
    if (is_wide(before) || is_wide(c))
        return u_islower(before) || u_islower(c) ? COST_STUCK : 0;
    int cost = u_isupper(c) && u_islower(before) ? COST_CASE : 0;
    if (latin != latin_before)
        cost += COST_MIXED;
    else if (latin && c >= 0x80 && before >= 0x80)
        cost += COST_ACCENTS;
    return cost;
}

/* A sign between two letters: an accented letter misread, unless words have it. */
static int cost_within_word(UChar32 earlier, UChar32 before, UChar32 c)
{
    gboolean ordinary = before < 0x80 || before == 0xA0 || before == 0xAD || before == 0xB7 ||
                        (before >= 0x2010 && before <= 0x2019) || before == 0x202F;
    if (ordinary || u_isalnum(before) || u_charType(before) == U_NON_SPACING_MARK)
        return 0;
    return u_isalpha(earlier) && u_isalpha(c) && !is_wide(earlier) && !is_wide(c) ? COST_MIXED : 0;
}

static gboolean is_cyrillic_consonant(UChar32 c)
{
    static const UChar32 others[] = {0x430, 0x435, 0x438, 0x439, 0x43E, 0x443,
                                     0x44A, 0x44B, 0x44C, 0x44D, 0x44E, 0x44F};
    UChar32 small = u_tolower(c);
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        if (others[i] == small)
            return FALSE;
    return small >= 0x430 && small <= 0x44F;
}

static int cost_of(UChar32 c, const USet *letters)
{
    if (c == 0xFFFD || c == 0x1A || (c < 0x20 && !strchr("\t\n\r\f\v", c)))
        return COST_RUBBISH;
    if (c < 0x80)
        return COST_ASCII;
    return uset_contains(letters, c) ? cost_of_letter(c) : cost_of_other(c);
}

double rs_text_surprise(const char *text, size_t size, const char *languages)
{
    const USet *letters = find_letters(languages);
    double cost = 0;
    int consonants = 0;
    UChar32 earlier = ' ', before = ' ';
    for (const char *at = text; at < text + size; at = g_utf8_next_char(at)) {
        UChar32 c = g_utf8_get_char(at);
        cost +=
            cost_of(c, letters) + cost_of_pair(before, c) + cost_within_word(earlier, before, c);
        consonants = is_cyrillic_consonant(c) ? consonants + 1 : 0;
        if (consonants > 4)
            cost += COST_HARD;
        earlier = before;
        before = c;
    }
    return cost;
}
