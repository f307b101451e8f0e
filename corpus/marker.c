/*
 * Marks are found in the normal form of the line's beginning, where "（１）",
 * "(1)" and "⑴" are the same, and measured in the line itself.
 *
 * Words (annex, goal, caption …) are a table; whether the rest of the line
 * agrees is the style's own rule: an annex needs a number or nothing behind it,
 * a goal needs a number, a note a colon. Written numbers ("Annexe premier") and
 * marks within running text are left alone.
 */
#include "corpus/marker.h"
#include "base/fold.h"
#include <string.h>

/* Longer than any mark: the words of a goal and a list of numbers. */
#define HEAD_SIZE 240

typedef enum {
    NUMBER_OR_END,  /* "Annex", "Annex II" */
    NUMBER,         /* "Chapter 3: …" */
    THEME,          /* "Goal 9 of the SDGs: …" */
    NUMBER_AND_END, /* "Table 3", "Table 3. …" but not "Table 3 shows" */
    COLON,          /* "Note: …" */
} follow;

static const struct {
    const char *word; /* folded */
    rs_marker_style style;
    follow follow;
} words[] = {
#include "corpus/marker_words.inc"
};

/* What may stand between a theme's word and its number: "ODD n° 9", "SDG-9". */
static const char *const before_numbers[] = {
    "(sdg)", "(ods)", "(odd)", "(цур)",  "no.",    "no",     "nos.",  "nos", "n°", "nº",
    "n.º",   "n.o",   "№",     "number", "numéro", "número", "номер", "رقم", "第", "-"};

/* Whose a theme is, said behind its number; folded. */
static const char *const owners[] = {
    "of the sdgs",
    "of the sustainable development goals",
    "of the 2030 agenda",
    "of the development agenda",
    "of the wipo development agenda",
    "des odd",
    "des objectifs de développement durable",
    "de développement durable",
    "du plan d'action pour le développement",
    "du plan d'action de l'ompi pour le développement",
    "de los ods",
    "de los objetivos de desarrollo sostenible",
    "de desarrollo sostenible",
    "de la agenda para el desarrollo",
    "de la agenda de la ompi para el desarrollo",
    "цур",
    "в области устойчивого развития",
    "устойчивого развития",
    "пдр",
    "повестки дня в области развития",
    "повестки дня воис в области развития",
    "من أهداف التنمية المستدامة",
    "للتنمية المستدامة",
    "من التنمية المستدامة",
    "من أجندة التنمية",
    "من أجندة الويبو للتنمية",
    "من أجندة الويبو بشأن التنمية",
    "من جدول أعمال التنمية",
    "من جدول أعمال الويبو للتنمية",
};

/* What joins the numbers of a list: "13*、14*和17*". */
static const char *const joints[] = {"、", ",", "和", "及", "与", "and", "to",
                                     "et", "y", "и",  "و",  "-",  "&"};

static const char *skip_spaces(const char *at)
{
    while (*at == ' ' || *at == '\t')
        at++;
    return at;
}

static gboolean is_delimiter(const char *at)
{
    gunichar c = g_utf8_get_char(at);
    return !c || g_unichar_isspace(c) || (g_unichar_ispunct(c) && c != '-' && c != '/');
}

/* The parsers below give where they end, or NULL. */

/* Decimal digits of any script. */
static const char *parse_digits(const char *at, unsigned *value)
{
    const char *start = at;
    *value = 0;
    for (int digits = 0;; at = g_utf8_next_char(at)) {
        int digit = g_unichar_digit_value(g_utf8_get_char(at));
        if (digit < 0)
            return at == start ? NULL : at;
        if (++digits > 4)
            return NULL;
        *value = *value * 10 + digit;
    }
}

/* 三, 十二, 二十一. */
static const char *parse_han(const char *at, unsigned *value)
{
    static const char *const digits = "〇一二三四五六七八九";
    const char *start = at;
    unsigned tens = 0, ones = 0;
    for (;; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        const char *digit = c ? g_utf8_strchr(digits, -1, c) : NULL;
        if (c == 0x5341) { /* 十 */
            tens += ones ? ones : 1;
            ones = 0;
        } else if (digit) {
            ones = g_utf8_pointer_to_offset(digits, digit);
        } else {
            *value = tens * 10 + ones;
            return at == start ? NULL : at;
        }
    }
}

static const char *parse_roman(const char *at, unsigned *value)
{
    static const struct {
        char numeral;
        unsigned value;
    } numerals[] = {{'i', 1}, {'v', 5}, {'x', 10}, {'l', 50}};
    const char *start = at;
    unsigned last = 0;
    for (*value = 0; *at; at++) {
        unsigned next = 0;
        for (size_t i = 0; i < G_N_ELEMENTS(numerals); i++)
            if (*at == numerals[i].numeral)
                next = numerals[i].value;
        if (!next)
            break;
        *value += next > last ? next - 2 * last : next;
        last = next;
    }
    size_t size = at - start;
    return size == 0 || size > 6 || (size == 1 && *start == 'l') ? NULL : at;
}

static const char *parse_any_number(const char *at, unsigned *value)
{
    const char *end;
    if ((end = parse_digits(at, value)) || (end = parse_han(at, value)))
        return end;
    if ((end = parse_roman(at, value)) && is_delimiter(end))
        return end;
    if (*at >= 'a' && *at <= 'z' && is_delimiter(at + 1)) {
        *value = *at - 'a' + 1;
        return at + 1;
    }
    return NULL;
}

/* "13*、14*和17*", from its first number. */
static const char *parse_list(const char *at, unsigned *value)
{
    unsigned next;
    const char *end = parse_digits(at, value);
    while (end) {
        while (*end == '*')
            end++;
        const char *joint = skip_spaces(end), *number = NULL;
        for (size_t i = 0; i < G_N_ELEMENTS(joints) && !number; i++)
            if (g_str_has_prefix(joint, joints[i]))
                number = parse_digits(skip_spaces(joint + strlen(joints[i])), &next);
        if (!number)
            return end;
        end = number;
    }
    return NULL;
}

static const char *skip_before_number(const char *at)
{
    size_t longest = 0;
    at = skip_spaces(at);
    for (size_t i = 0; i < G_N_ELEMENTS(before_numbers); i++)
        if (g_str_has_prefix(at, before_numbers[i]))
            longest = MAX(longest, strlen(before_numbers[i]));
    return skip_spaces(at + longest);
}

/* Behind "of the SDGs", or AT itself. */
static const char *skip_owner(const char *at)
{
    const char *owner = skip_spaces(at), *end = at;
    for (size_t i = 0; owner > at && i < G_N_ELEMENTS(owners); i++) {
        const char *after = owner + strlen(owners[i]);
        if (g_str_has_prefix(owner, owners[i]) && is_delimiter(after) && after > end)
            end = after;
    }
    return end;
}

/* "9", "13*、14*和17*" and whose they are. */
static const char *parse_theme(const char *at, unsigned *value)
{
    const char *number = skip_before_number(at), *end = parse_list(number, value);
    if (!end && (number > at || (guint8)*at >= 0x80)) {
        end = parse_any_number(number, value); /* 目标一：, but not 目标一致 */
        end = end && is_delimiter(end) ? end : NULL;
    }
    if (!end || *end == '/' || (*end == '.' && g_ascii_isdigit(end[1])))
        return NULL;
    return skip_owner(end);
}

static const char *parse_after_word(const char *at, follow rule, unsigned *value, gboolean *glued)
{
    const char *number = skip_spaces(at), *end;
    switch (rule) {
    case THEME:
        return parse_theme(at, value);
    case COLON:
        return *number == ':' ? number + 1 : NULL;
    case NUMBER:
        end = parse_list(number, value);
        if (!end && number > at)
            end = parse_any_number(number, value);
        return end && *end != '/' && !(*end == '.' && g_ascii_isdigit(end[1])) ? end : NULL;
    case NUMBER_OR_END:
        if (!*number || *number == ':')
            return number;
        end = parse_any_number(number, value);
        *glued = end && !is_delimiter(end);
        return *glued && (guint8)*end < 0x80 ? NULL : end;
    case NUMBER_AND_END:
        end = parse_any_number(number, value);
        return end && (!*end || strchr(".:\t", *end) || g_str_has_prefix(end, " ")) ? end : NULL;
    }
    return NULL;
}

static const char *parse_word(const char *head, gboolean upper G_GNUC_UNUSED, rs_marker *marker)
{
    const char *longest = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        unsigned value = 0;
        gboolean glued = FALSE;
        if (!g_str_has_prefix(head, words[i].word))
            continue;
        const char *end =
            parse_after_word(head + strlen(words[i].word), words[i].follow, &value, &glued);
        if (end && (!longest || end > longest)) {
            longest = end;
            marker->style = words[i].style;
            marker->value = value;
            marker->glued = glued;
        }
    }
    return longest;
}

/* 第一章, 第2部分. */
static const char *parse_part(const char *head, gboolean upper G_GNUC_UNUSED, rs_marker *marker)
{
    static const struct {
        const char *word;
        rs_marker_style style;
    } parts[] = {{"部分", RS_MARKER_PART},
                 {"章", RS_MARKER_PART},
                 {"编", RS_MARKER_PART},
                 {"篇", RS_MARKER_PART},
                 {"节", RS_MARKER_SECTION}};
    if (!g_str_has_prefix(head, "第"))
        return NULL;
    const char *at = skip_spaces(head + strlen("第")), *end;
    if (!(end = parse_digits(at, &marker->value)) && !(end = parse_han(at, &marker->value)))
        return NULL;
    end = skip_spaces(end);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (g_str_has_prefix(end, parts[i].word) && is_delimiter(end + strlen(parts[i].word))) {
            marker->style = parts[i].style;
            return end + strlen(parts[i].word);
        }
    }
    return NULL;
}

/* Letters that lists count by, in their order there: Russian, Arabic. */
static const char *parse_other_letter(const char *at, rs_marker *marker)
{
    static const char *const orders[] = {"абвгдежзиклмнопрст", "أبجدهوزحطيكلمنسعفصقرشت"};
    gunichar c = g_utf8_get_char(at);
    const char *end = c ? g_utf8_next_char(at) : at;
    for (size_t i = 0; c && i < G_N_ELEMENTS(orders); i++) {
        const char *found = g_utf8_strchr(orders[i], -1, c);
        if (found && !g_unichar_isalpha(g_utf8_get_char(end))) {
            marker->style = RS_MARKER_LOWER;
            marker->value = g_utf8_pointer_to_offset(orders[i], found) + 1;
            return end;
        }
    }
    return NULL;
}

/* A letter or Roman number between or before a closing mark. */
static const char *parse_letter(const char *at, gboolean upper, rs_marker *marker)
{
    if ((guint8)*at >= 0x80)
        return parse_other_letter(at, marker);
    const char *end = parse_roman(at, &marker->value);
    gboolean single = g_ascii_isalpha(*at) && !g_ascii_isalpha(at[1]);
    if (end && !g_ascii_isalpha(*end)) {
        marker->style = upper ? RS_MARKER_ROMAN_UPPER : RS_MARKER_ROMAN;
        marker->letter = single ? *at - 'a' + 1 : 0;
        return end;
    }
    if (!single)
        return NULL;
    marker->style = upper ? RS_MARKER_UPPER : RS_MARKER_LOWER;
    marker->value = *at - 'a' + 1;
    return at + 1;
}

/* "(a)", "（一）", "(3)". */
static const char *parse_paren(const char *head, gboolean upper, rs_marker *marker)
{
    if (*head != '(')
        return NULL;
    const char *at = skip_spaces(head + 1), *end;
    marker->paren = TRUE;
    if ((end = parse_digits(at, &marker->value)))
        marker->style = RS_MARKER_COUNT_PAREN;
    else if ((end = parse_han(at, &marker->value)))
        marker->style = RS_MARKER_HAN_PAREN;
    else if (!(end = parse_letter(at, upper, marker)))
        return NULL;
    end = skip_spaces(end);
    return *end == ')' ? end + 1 : NULL;
}

/* "2.1 ", "2.1.3. " once its first number is read. */
static const char *parse_decimal(const char *dot, rs_marker *marker)
{
    const char *end = dot;
    unsigned part;
    while (*end == '.' && g_unichar_digit_value(g_utf8_get_char(end + 1)) >= 0) {
        end = parse_digits(end + 1, &part);
        if (!end || part > 99)
            return NULL;
    }
    if (*end == '.')
        end++;
    if (*end && *end != ' ' && *end != '\t' && g_utf8_get_char(end) < 0x2E80)
        return NULL;
    marker->style = RS_MARKER_DECIMAL;
    return end;
}

/* "12. ", "1、", "1)", "2.1 ". A digit or a Latin letter right behind the stop
 * makes it something else: "3.5%", "2.a". */
static const char *parse_number(const char *head, gboolean upper G_GNUC_UNUSED, rs_marker *marker)
{
    const char *end = parse_digits(head, &marker->value);
    if (!end)
        return NULL;
    if (*end == ')') {
        marker->style = RS_MARKER_COUNT;
        return end + 1;
    }
    if (g_str_has_prefix(end, "、")) {
        marker->style = RS_MARKER_COUNT;
        return end + strlen("、");
    }
    if (*end == '-' && end[1] == ' ' && (guint8)*head >= 0x80) {
        marker->style = RS_MARKER_NUMBER; /* as Arabic prints it: ١٢- */
        return end + 1;
    }
    if (*end != '.')
        return NULL;
    if (g_unichar_digit_value(g_utf8_get_char(end + 1)) >= 0)
        return parse_decimal(end, marker);
    if (g_ascii_isalpha(end[1]))
        return NULL;
    marker->style = RS_MARKER_NUMBER;
    return end + 1;
}

/* أولا. ثانيا: the sections of Arabic reports. */
static const char *parse_arabic_ordinal(const char *head, rs_marker *marker)
{
    static const char *const ordinals[] = {"أولا",  "ثانيا", "ثالثا", "رابعا", "خامسا",
                                           "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا"};
    for (size_t i = 0; i < G_N_ELEMENTS(ordinals); i++) {
        if (!g_str_has_prefix(head, ordinals[i]))
            continue;
        const char *end = head + strlen(ordinals[i]);
        if (g_str_has_prefix(end, "\xD9\x8B")) /* tanwin */
            end += 2;
        if (!strchr(".:-", *end) || !*end)
            return NULL;
        marker->style = RS_MARKER_ROMAN_UPPER;
        marker->value = i + 1;
        return end + 1;
    }
    return NULL;
}

/* "一、", "A.", "A)", "iv.". */
static const char *parse_enumerator(const char *head, gboolean upper, rs_marker *marker)
{
    const char *end = parse_han(head, &marker->value);
    if (end) {
        if (!g_str_has_prefix(end, "、") && *end != '.')
            return NULL;
        marker->style = RS_MARKER_HAN;
        return end + (*end == '.' ? 1 : strlen("、"));
    }
    if ((end = parse_arabic_ordinal(head, marker)))
        return end;
    end = parse_letter(head, upper, marker);
    if (!end || (*end != '.' && *end != ')'))
        return NULL;
    gunichar next = g_utf8_get_char(end + 1);
    return !next || g_unichar_isspace(next) || (*end == ')' && next >= 0x370) ? end + 1 : NULL;
}

/* Marks whose form the folding would take away. */
static size_t find_sign(const char *text, rs_marker *marker)
{
    static const char *const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    static const char *const bullets = "·•●▪■◆○◦▶➢⇒∙‣⁃";
    gunichar c = g_utf8_get_char(text);
    if (!c)
        return 0;
    const char *next = g_utf8_next_char(text);
    if (g_utf8_strchr(superscripts, -1, c))
        marker->style = RS_MARKER_NOTE;
    else if (g_utf8_strchr(bullets, -1, c) || (c >= 0xF000 && c <= 0xF0FF))
        marker->style = RS_MARKER_BULLET; /* F0B7 and its like: bullets of symbol fonts */
    else if ((c == '-' || c == 0x2013 || c == 0x2014) &&
             (g_unichar_isspace(g_utf8_get_char(next)) || g_utf8_get_char(next) >= 0x2E80))
        marker->style = RS_MARKER_BULLET;
    else if (c >= 0x2460 && c <= 0x2473) {
        marker->style = RS_MARKER_COUNT_PAREN;
        marker->value = c - 0x2460 + 1;
    } else if (c == '*') {
        while (text[marker->value] == '*')
            marker->value++;
        next = text + marker->value;
        if (*next == ' ' || *next == '\t')
            marker->style = RS_MARKER_STAR;
    }
    while (marker->style == RS_MARKER_NOTE && *next &&
           g_utf8_strchr(superscripts, -1, g_utf8_get_char(next)))
        next = g_utf8_next_char(next);
    return marker->style ? (size_t)(next - text) : 0;
}

static size_t find_mark(const char *text, rs_marker *marker)
{
    static const char *(*const parsers[])(const char *, gboolean, rs_marker *) = {
        parse_number, parse_part, parse_enumerator, parse_paren, parse_word};
    size_t size = strnlen(text, HEAD_SIZE);
    while (((guint8)text[size] & 0xC0) == 0x80)
        size--;
    g_autoptr(rs_folded) folded = rs_fold(text, size);
    const char *head = folded->text;
    const char *letter = *head == '(' ? g_utf8_next_char(text) : text;
    gboolean upper = g_unichar_isupper(g_utf8_get_char(letter));
    for (size_t i = 0; i < G_N_ELEMENTS(parsers); i++) {
        *marker = (rs_marker){0};
        const char *end = parsers[i](head, upper, marker);
        if (end)
            return rs_folded_source(folded, end - head);
    }
    return 0;
}

rs_marker rs_marker_find(const char *text)
{
    rs_marker marker = {0};
    size_t size = find_sign(text, &marker);
    if (!size)
        size = find_mark(text, &marker);
    if (!size)
        return (rs_marker){0};
    while (g_unichar_isspace(g_utf8_get_char(text + size)))
        size = g_utf8_next_char(text + size) - text;
    marker.size = size;
    return marker;
}
