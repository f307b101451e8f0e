/*
 * The cutting of a text into units. Text without spaces needs no dictionary
 * here: only the words of facet_words.c matter, and the longest that begins at a
 * Han character is taken. Numbers are whole runs of digits, European or Arabic,
 * and runs of Chinese numerals; what dots and dashes make of them is for the
 * finders.
 */
#include "corpus/facet_text.h"
#include <string.h>

/* 0–9 of a Chinese numeral, 10 and 100 for 十 and 百; -1 for any other. */
static int chinese_numeral(gunichar c)
{
    static const gunichar digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
                                      0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
    for (size_t i = 0; i < G_N_ELEMENTS(digits); i++) {
        if (digits[i] == c)
            return i;
    }
    if (c == 0x25CB || c == 0x96F6) /* ○ 零 */
        return 0;
    return c == 0x5341 ? 10 : c == 0x767E ? 100 : -1;
}

/* l’ODD is two words, and so is auditor's. */
static gboolean is_apostrophe(gunichar c)
{
    return c == '\'' || c == 0x2019 || c == 0x2BC;
}

/* ¹2022: folding has made a digit of the superscript that points to a note. */
static gboolean is_note_mark(const rs_facet_text *text, size_t at)
{
    const char *original = text->original + rs_folded_source(text->folded, at);
    if ((guint8)*original < 0x80 || !g_ascii_isdigit(text->folded->text[at]))
        return FALSE;
    gunichar c = g_utf8_get_char(original);
    return c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x2079);
}

static guint32 bounded(guint64 value)
{
    return MIN(value, 1000000000);
}

/* 三十五 is 35, 二〇〇四 is 2004. */
static const char *read_chinese_number(const char *at, const char *end, rs_unit *unit)
{
    guint64 whole = 0, digit = 0;
    gboolean placed = FALSE;
    for (; at < end; at = g_utf8_next_char(at)) {
        int value = chinese_numeral(g_utf8_get_char(at));
        if (value < 0)
            break;
        if (unit->digits < 255)
            unit->digits++;
        if (value < 10) {
            digit = placed ? (guint64)value : bounded(digit * 10 + value);
        } else {
            whole = bounded(whole + MAX(digit, 1) * value);
            digit = 0;
            placed = TRUE;
        }
    }
    unit->kind = RS_UNIT_NUMBER;
    unit->script = RS_SCRIPT_HAN;
    unit->value = bounded(whole + digit);
    return at;
}

static const char *read_number(const rs_facet_text *text, const char *at, const char *end,
                               rs_unit *unit)
{
    unit->kind = RS_UNIT_NUMBER;
    for (; at < end; at = g_utf8_next_char(at)) {
        gunichar c = (guint8)*at < 0x80 ? (guint8)*at : g_utf8_get_char(at);
        if (!g_unichar_isdigit(c) || is_note_mark(text, at - text->folded->text))
            break;
        if (c >= 0x660 && c <= 0x6F9)
            unit->script = RS_SCRIPT_ARABIC;
        unit->value = bounded((guint64)unit->value * 10 + g_unichar_digit_value(c));
        if (unit->digits < 255)
            unit->digits++;
    }
    return at;
}

static gboolean is_upper(const rs_facet_text *text, size_t at)
{
    const char *original = text->original + rs_folded_source(text->folded, at);
    return g_unichar_isupper(g_utf8_get_char(original));
}

static rs_script script_of(gunichar c)
{
    if (rs_is_han(c))
        return RS_SCRIPT_HAN;
    return c >= 0x600 && c < 0x700 ? RS_SCRIPT_ARABIC : RS_SCRIPT_OTHER;
}

static const char *read_word(rs_facet_text *text, const char *at, const char *end, rs_unit *unit)
{
    const char *whole = text->folded->text;
    size_t size = 0;
    const rs_word *word = rs_word_find(at, end, &size);
    if (word && word->upper) { /* both ends, since a sentence's first letter is a capital too */
        size_t last = g_utf8_prev_char(at + size) - whole;
        if (!is_upper(text, at - whole) || !is_upper(text, last))
            word = NULL;
    }
    unit->kind = RS_UNIT_WORD;
    if (!word)
        return unit->script == RS_SCRIPT_HAN ? g_utf8_next_char(at) : rs_word_end(at, end);
    unit->sense = word->sense;
    unit->count = word->count;
    text->senses |= word->sense;
    return at + size;
}

/* Han characters that no word claims are one unit, so that a text of nothing
 * else costs few of them. */
static gboolean continues_run(const rs_facet_text *text, const rs_unit *unit)
{
    if (text->units->len == 0 || unit->script != RS_SCRIPT_HAN || unit->sense)
        return FALSE;
    const rs_unit *last = &g_array_index(text->units, rs_unit, text->units->len - 1);
    return last->kind == RS_UNIT_WORD && last->script == RS_SCRIPT_HAN && !last->sense &&
           last->end == unit->start;
}

void rs_facet_text_read(rs_facet_text *text, size_t start, size_t end)
{
    const char *whole = text->folded->text, *stop = whole + end;
    g_array_set_size(text->units, 0);
    text->senses = 0;
    for (const char *at = whole + start; at < stop;) {
        gunichar c = (guint8)*at < 0x80 ? (guint8)*at : g_utf8_get_char(at);
        if (g_unichar_isspace(c) || is_apostrophe(c) || is_note_mark(text, at - whole)) {
            at = g_utf8_next_char(at);
            continue;
        }
        rs_unit unit = {.start = at - whole, .script = script_of(c)};
        if (g_unichar_isdigit(c)) {
            at = read_number(text, at, stop, &unit);
            if (unit.value == 2030) /* its agenda is the SDGs' */
                text->senses |= RS_SENSE_SUSTAINABLE;
        } else if (chinese_numeral(c) >= 0) {
            at = read_chinese_number(at, stop, &unit);
        } else if (g_unichar_isalpha(c)) {
            at = read_word(text, at, stop, &unit);
        } else {
            unit.kind = RS_UNIT_MARK;
            unit.value = c;
            at = g_utf8_next_char(at);
        }
        unit.end = at - whole;
        if (unit.kind == RS_UNIT_WORD && continues_run(text, &unit))
            g_array_index(text->units, rs_unit, text->units->len - 1).end = unit.end;
        else
            g_array_append_val(text->units, unit);
    }
    rs_unit last = {.start = end, .end = end};
    g_array_append_val(text->units, last);
}

const rs_unit *rs_facet_unit(const rs_facet_text *text, int i)
{
    static const rs_unit none;
    if (i < 0 || i >= (int)text->units->len)
        return &none;
    return &g_array_index(text->units, rs_unit, i);
}

gboolean rs_facet_glued(const rs_facet_text *text, int i)
{
    const rs_unit *before = rs_facet_unit(text, i - 1), *unit = rs_facet_unit(text, i);
    return before->kind && unit->kind && before->end == unit->start;
}

gboolean rs_facet_is_mark(const rs_facet_text *text, int i, gunichar mark)
{
    const rs_unit *unit = rs_facet_unit(text, i);
    return unit->kind == RS_UNIT_MARK && unit->value == mark;
}

gboolean rs_facet_has(const rs_facet_text *text, int i, guint32 senses)
{
    return (rs_facet_unit(text, i)->sense & senses) != 0;
}

void rs_facet_add(const rs_facet_text *text, rs_facet_name name, const char *value, size_t start,
                  size_t end)
{
    rs_paragraph_add_facet(text->paragraph, name, RS_HOW_NAMED, value, text->note,
                           rs_folded_source(text->folded, start),
                           rs_folded_source(text->folded, end));
}

void rs_facet_doubt(const rs_facet_text *text, rs_facet_name name, const char *value, size_t start,
                    size_t end)
{
    rs_doubt doubt = {.paragraph = text->paragraph,
                      .facet = {.name = name,
                                .how = RS_HOW_NAMED,
                                .value = g_strdup(value),
                                .note = text->note,
                                .start = rs_folded_source(text->folded, start),
                                .end = rs_folded_source(text->folded, end)}};
    g_array_append_val(text->doubts, doubt);
}
