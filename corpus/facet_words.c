/*
 * The tables are in facet_words_*.inc, one a language family, so that a word can
 * be added by who knows the language and not the program. This file finds them:
 * forms are chained by their first character, and of all that fit the longest
 * wins.
 *
 * Arabic glues its small words to the next ("وبالتوصيتين" = and + by + the + two
 * recommendations): up to four are taken off before looking. It is also written
 * with and without hamza and marks; these make no difference here, nor does ё.
 */
#include "corpus/facet_words.h"
#include <string.h>

enum {
    SDG = RS_SENSE_SDG,
    GOAL = RS_SENSE_GOAL,
    TARGET = RS_SENSE_TARGET,
    RECOMMENDATION = RS_SENSE_RECOMMENDATION,
    SUSTAINABLE = RS_SENSE_SUSTAINABLE,
    AGENDA = RS_SENSE_AGENDA,
    PROJECT = RS_SENSE_PROJECT,
    BODY = RS_SENSE_BODY,
    AND = RS_SENSE_AND | RS_SENSE_GRAMMAR,
    TO = RS_SENSE_TO | RS_SENSE_GRAMMAR,
    BETWEEN = RS_SENSE_BETWEEN | RS_SENSE_GRAMMAR,
    OF = RS_SENSE_OF | RS_SENSE_GRAMMAR,
    FILL = RS_SENSE_FILL | RS_SENSE_GRAMMAR,
    NUMBER = RS_SENSE_NUMBER,
    GRAMMAR = RS_SENSE_GRAMMAR,
    UNIT = RS_SENSE_UNIT,
    COUNTED = RS_SENSE_COUNTED,
    ABOUT = RS_SENSE_ABOUT,
    MONEY = RS_SENSE_MONEY,
    YEAR = RS_SENSE_YEAR,
    MONTH = RS_SENSE_MONTH,
    DISEASE = RS_SENSE_DISEASE,
    PHONE = RS_SENSE_PHONE,
    ORDINAL = RS_SENSE_ORDINAL,
    SOURCE = RS_SENSE_SOURCE,
    ONE = RS_COUNT_ONE,
    TWO = RS_COUNT_TWO,
    MANY = RS_COUNT_MANY,
};

#define WORD(form, sense)                                                                          \
    {                                                                                              \
        form, sense, 0, 0                                                                          \
    }
#define COUNTING(form, sense, count)                                                               \
    {                                                                                              \
        form, sense, count, 0                                                                      \
    }
#define ACRONYM(form, sense)                                                                       \
    {                                                                                              \
        form, sense, 0, 1                                                                          \
    }
static const rs_word words[] = {
#include "corpus/facet_words_arabic.inc"
#include "corpus/facet_words_chinese.inc"
#include "corpus/facet_words_latin.inc"
#include "corpus/facet_words_russian.inc"
};

enum { CHAINS = 1024, MOST_CLITICS = 4 };
static guint16 chain_first[CHAINS], chain_next[G_N_ELEMENTS(words)]; /* 1 + place in words */

/* The character as it counts in comparing; 0 for one that does not. */
static gunichar plain(gunichar c)
{
    switch (c) {
    case 0x622: /* آ أ إ */
    case 0x623:
    case 0x625:
        return 0x627;
    case 0x649: /* ى */
        return 0x64A;
    case 0x629: /* ة */
        return 0x647;
    case 0x451: /* ё */
        return 0x435;
    case 0x640: /* the stretch of a line, and vowel marks */
    case 0x64B ... 0x652:
        return 0;
    default:
        return c;
    }
}

gboolean rs_is_han(gunichar c)
{
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000;
}

static gboolean is_arabic(gunichar c)
{
    return c >= 0x600 && c < 0x700;
}

/* By the first two characters of a word, or the first alone of Han. */
static guint chain_of(const char *at, const char *end)
{
    gunichar first = plain(g_utf8_get_char(at)), second = 0;
    const char *next = g_utf8_next_char(at);
    while (!rs_is_han(first) && next < end && *next != ' ' && !second) {
        second = plain(g_utf8_get_char(next));
        next = g_utf8_next_char(next);
    }
    return (first * 31 + second) % CHAINS;
}

static void make_chains(void)
{
    for (size_t i = G_N_ELEMENTS(words); i > 0; i--) {
        const char *form = words[i - 1].form;
        guint chain = chain_of(form, form + strlen(form));
        chain_next[i - 1] = chain_first[chain];
        chain_first[chain] = i;
    }
}

const char *rs_word_end(const char *at, const char *end)
{
    gunichar first = g_utf8_get_char(at);
    const char *next = g_utf8_next_char(at);
    if (end - next >= 3 && next[0] == '.' && g_ascii_isalpha(next[1]) && next[2] == '.')
        return next + 3;                                                       /* "a.d." */
    if (first == 'n' && end - next >= 3 && next[0] == '.' && next[1] == 'o') { /* "n.º", "n.os" */
        next += next[2] == 's' ? 3 : 2;
        return next;
    }
    while (next < end) {
        gunichar c = (guint8)*next < 0x80 ? (guint8)*next : g_utf8_get_char(next);
        gboolean letter =
            (guint8)*next < 0x80 ? g_ascii_isalpha(c) : g_unichar_isalpha(c) || g_unichar_ismark(c);
        if (!letter || rs_is_han(c) || is_arabic(c) != is_arabic(first))
            break;
        next = g_utf8_next_char(next);
    }
    return next;
}

/* Where the next word of a form begins: after one space or apostrophe, at least. */
static const char *next_word(const char *at, const char *end)
{
    const char *next = at;
    while (next < end) {
        gunichar c = g_utf8_get_char(next);
        if (!g_unichar_isspace(c) && c != '\'' && c != 0x2019 && c != 0x2BC)
            break;
        next = g_utf8_next_char(next);
    }
    return next > at && next < end && g_unichar_isalpha(g_utf8_get_char(next)) ? next : NULL;
}

/* How far the word from AT to END fits the form's word at *FORM, which moves to
 * what follows it there. */
static gboolean fits_word(const char *at, const char *end, const char **form)
{
    const char *want = *form;
    while (at < end) {
        gunichar c = plain(g_utf8_get_char(at));
        if (c) {
            if (*want == '*') {
                at = end;
                break;
            }
            if (*want == 0 || *want == ' ' || plain(g_utf8_get_char(want)) != c)
                return FALSE;
            want = g_utf8_next_char(want);
        }
        at = g_utf8_next_char(at);
    }
    if (*want == '*')
        want++;
    *form = want;
    return *want == 0 || *want == ' ';
}

/* Takes one glued word off an Arabic one, or gives NULL. */
static const char *without_clitic(const char *at, const char *end)
{
    static const char *const clitics[] = {"ال", "و", "ف", "ب", "ل", "ك"};
    for (size_t i = 0; i < G_N_ELEMENTS(clitics); i++) {
        size_t size = strlen(clitics[i]);
        if ((size_t)(end - at) >= size + 4 && !memcmp(at, clitics[i], size))
            return at + size;
    }
    return NULL;
}

static gboolean fits_glued_word(const char *at, const char *end, const char **form)
{
    for (int i = 0; at && i <= MOST_CLITICS; i++, at = without_clitic(at, end)) {
        if (fits_word(at, end, form))
            return TRUE;
        if (!is_arabic(g_utf8_get_char(at)))
            break;
    }
    return FALSE;
}

/* Where the form ends if it stands at AT, where a word up to STOP is; else NULL. */
static const char *fits(const char *form, const char *at, const char *stop, const char *end)
{
    if (!fits_word(at, stop, &form))
        return NULL;
    while (*form == ' ') {
        form++;
        at = next_word(stop, end);
        if (!at)
            return NULL;
        stop = rs_word_end(at, end);
        if (!fits_glued_word(at, stop, &form))
            return NULL;
    }
    return stop;
}

static const char *fits_han(const char *form, const char *at, const char *end)
{
    size_t size = strlen(form);
    return (size_t)(end - at) >= size && !memcmp(at, form, size) ? at + size : NULL;
}

static const rs_word *longest(const char *at, const char *word_end, const char *end,
                              const char **stop)
{
    gboolean han = rs_is_han(g_utf8_get_char(at));
    const rs_word *best = NULL;
    for (guint i = chain_first[chain_of(at, word_end)]; i; i = chain_next[i - 1]) {
        const rs_word *word = &words[i - 1];
        const char *next =
            han ? fits_han(word->form, at, end) : fits(word->form, at, word_end, end);
        if (next && (!best || next > *stop)) {
            best = word;
            *stop = next;
        }
    }
    return best;
}

const rs_word *rs_word_find(const char *at, const char *end, size_t *size)
{
    static gsize made;
    if (g_once_init_enter(&made)) {
        make_chains();
        g_once_init_leave(&made, 1);
    }
    gunichar first = g_utf8_get_char(at);
    const char *stop = at,
               *word_end = rs_is_han(first) ? g_utf8_next_char(at) : rs_word_end(at, end);
    for (const char *from = at; from; from = without_clitic(from, word_end)) {
        const rs_word *word = longest(from, word_end, end, &stop);
        if (word) {
            *size = stop - at;
            return word;
        }
        if (!is_arabic(first))
            break;
    }
    return NULL;
}
