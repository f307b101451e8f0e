/*
 * What the text of a report says of its structure, where the format does not.
 *
 * Each line is first surveyed alone: its mark, how it ends, how long it is. Then
 * numbers are found over the whole report, then kinds, line by line with a look
 * at the neighbours, then sections and labels.
 *
 * The rules of kind are those by which people set headings: short, no full stop,
 * followed by something. An item ends as a list goes on, stands in a run of its
 * like, or under a line that ends in a colon. There is no learning and no word
 * list but that of marks; a line that could be both is a paragraph.
 */
#include "corpus/structure.h"
#include "corpus/identity.h"
#include "corpus/reader.h"
#include <string.h>

/* Widths in Latin letters (a Han character counts two) beyond which a line is no
 * heading: unmarked, marked by a number or letter, marked as annex or goal. The
 * longest official title of a goal is 330 wide. */
#define PLAIN_WIDTH 96
#define MARKED_WIDTH 130
#define TITLE_WIDTH 450 /* of a theme behind its number and a separator */
#define CELL_WIDTH 90
#define FIGURE_WIDTH 40
#define FRAGMENT_WIDTH 72
#define LOOK_BACK 40

typedef struct {
    GArray *lines;
    gboolean has_levels; /* the format gives headings, so short lines are none */
    gboolean has_gaps;   /* a blank line stands between all paragraphs */
} survey;

static gboolean ends_in(const char *start, const char *end, const char *set)
{
    return end > start && g_utf8_strchr(set, -1, g_utf8_get_char(g_utf8_prev_char(end)));
}

/* Before closing quotes and brackets and the signs of notes. */
static const char *find_last_word(const char *text, const char *set)
{
    const char *end = text + strlen(text);
    while (ends_in(text, end, set))
        end = g_utf8_prev_char(end);
    return end;
}

static rs_end find_end(const char *text)
{
    static const char *const ands[] = {"以及", "和", "及", " and", " or", " et", " y", " и", " و"};
    const char *end = find_last_word(text, " ⁰¹²³⁴⁵⁶⁷⁸⁹*‑");
    if (ends_in(text, end, ":："))
        return RS_END_COLON;
    if (ends_in(text, end, ";；,，、؛،"))
        return RS_END_LIST;
    if (ends_in(text, end, "。.!！?？…؟۔") ||
        ends_in(text, find_last_word(text, "”」』》）)\"’»"), "。!！?？"))
        return RS_END_STOP;
    for (size_t i = 0; i < G_N_ELEMENTS(ands); i++) {
        size_t size = strlen(ands[i]);
        const char *before = end;
        if ((size_t)(end - text) <= size || memcmp(end - size, ands[i], size))
            continue;
        for (before -= size; ends_in(text, before, " "); before--)
            ;
        if (ends_in(text, before, ";；,，؛،"))
            return RS_END_LIST;
    }
    return RS_END_NONE;
}

static unsigned measure(const char *text)
{
    unsigned width = 0;
    for (; *text; text = g_utf8_next_char(text))
        width += g_unichar_iswide(g_utf8_get_char(text)) ? 2 : 1;
    return width;
}

static survey survey_lines(rs_report *report)
{
    survey all = {.lines = g_array_new(FALSE, TRUE, sizeof(rs_line))};
    unsigned last = 0, sentences = 0, apart = 0;
    for (guint i = 0; i < report->paragraphs->len; i++) {
        rs_paragraph *paragraph = report->paragraphs->pdata[i];
        rs_line line = {.paragraph = paragraph};
        line.open = paragraph->kind == RS_KIND_PARAGRAPH && !paragraph->number;
        if (*paragraph->text == '\t') {
            memmove(paragraph->text, paragraph->text + 1, strlen(paragraph->text));
            line.cell = TRUE;
        }
        line.gap = paragraph->line > last + 1;
        last = paragraph->line;
        line.marker = rs_marker_find(paragraph->text);
        line.end = find_end(paragraph->text);
        line.width = measure(paragraph->text);
        all.has_levels = all.has_levels || (paragraph->kind == RS_KIND_HEADING && paragraph->level);
        sentences += line.end == RS_END_STOP && !line.marker.style;
        apart += line.end == RS_END_STOP && !line.marker.style && line.gap;
        g_array_append_val(all.lines, line);
    }
    all.has_gaps = sentences > 0 && apart * 10 >= sentences * 7;
    return all;
}

static const rs_line *line_at(const survey *all, guint i)
{
    return i < all->lines->len ? &g_array_index(all->lines, rs_line, i) : NULL;
}

/* The line before or after is marked alike and counts on. */
static gboolean is_sibling(const rs_line *line, const rs_line *other)
{
    if (!other || other->marker.style != line->marker.style ||
        other->paragraph->kind == RS_KIND_TABLE_ROW)
        return FALSE;
    unsigned a = line->marker.value, b = other->marker.value;
    return a == b || a + 1 == b || b + 1 == a;
}

/* An item before it in the same paragraph counts up to it, whatever text stands
 * between them. */
static gboolean continues_items(const survey *all, guint i)
{
    const rs_line *line = line_at(all, i);
    for (guint back = 1; back <= i && back <= LOOK_BACK; back++) {
        const rs_line *other = line_at(all, i - back);
        if (other->paragraph->number || other->paragraph->kind == RS_KIND_HEADING)
            return FALSE;
        if (other->marker.style == line->marker.style && other->marker.value > 0 &&
            other->marker.value + 1 == line->marker.value)
            return other->paragraph->kind == RS_KIND_ITEM;
    }
    return FALSE;
}

static const char *text_after_marker(const rs_line *line)
{
    const char *rest = line->paragraph->text + line->marker.size;
    while (*rest &&
           (g_unichar_isspace(g_utf8_get_char(rest)) || g_unichar_ispunct(g_utf8_get_char(rest))))
        rest = g_utf8_next_char(rest);
    return rest;
}

static gboolean has_letter(const char *text)
{
    for (; *text; text = g_utf8_next_char(text))
        if (g_unichar_isalpha(g_utf8_get_char(text)))
            return TRUE;
    return FALSE;
}

static gboolean has_digit_or_letter(const char *text)
{
    for (; *text; text = g_utf8_next_char(text))
        if (g_unichar_isalnum(g_utf8_get_char(text)))
            return TRUE;
    return FALSE;
}

static gboolean has_address(const char *text)
{
    return strstr(text, "://") || strstr(text, "www.");
}

static gboolean looks_like_heading(const rs_line *line, unsigned width)
{
    const char *rest = line->paragraph->text + line->marker.size;
    return line->end == RS_END_NONE && line->width <= width && has_letter(rest) &&
           !has_address(rest);
}

/* "[End of document]", page numbers, rules, formulas. */
static gboolean is_other(const char *text)
{
    size_t size = strlen(text);
    return !has_digit_or_letter(text) || (!has_letter(text) && size < 12) ||
           g_str_has_prefix(text, "$$") ||
           (*text == '[' && text[size - 1] == ']' && size < 120 && !strchr(text + 1, '['));
}

/* "(millions of francs)", but not "(a)". */
static gboolean in_parentheses(const rs_line *line)
{
    const char *text = line->paragraph->text;
    gunichar first = g_utf8_get_char(text);
    return !line->marker.style && (first == '(' || first == 0xFF08) && line->width < CELL_WIDTH &&
           ends_in(text, text + strlen(text), ")）");
}

/* Whether a title may begin with this letter behind a mere space: a capital, or a
 * letter of a script that has none. */
static gboolean begins_title(const char *text)
{
    gunichar c = g_utf8_get_char(text);
    return g_unichar_isupper(c) ||
           (g_unichar_isalpha(c) && g_unichar_type(c) == G_UNICODE_OTHER_LETTER &&
            !g_str_has_prefix(text, "的"));
}

/* A goal or a recommendation named alone, or with its title behind a colon. */
static gboolean is_theme_heading(const rs_line *line)
{
    const char *after = line->paragraph->text + line->marker.size;
    const char *rest = text_after_marker(line);
    gboolean apart = rest > after;
    if (!*rest)
        return TRUE;
    if (!looks_like_heading(line, apart ? TITLE_WIDTH : RS_THEME_WIDTH))
        return FALSE;
    return apart || (after[-1] == ' ' && begins_title(rest));
}

/* Names that end alike ("…部门；…部门。"), or nothing but numbers. */
static gboolean is_list_of_names(const char *text)
{
    if (!has_letter(text))
        return TRUE;
    if (strstr(text, "，"))
        return FALSE;
    g_autofree char *copy = g_strndup(text, find_last_word(text, "。. ") - text);
    g_auto(GStrv) names = g_strsplit(copy, strstr(copy, "；") ? "；" : ";", -1);
    const char *ending = NULL;
    for (char **name = names; *name; name++) {
        glong length = g_utf8_strlen(g_strstrip(*name), -1);
        const char *own = g_utf8_offset_to_pointer(*name, MAX(length - 2, 0));
        if (ending && strcmp(own, ending))
            return FALSE;
        ending = own;
    }
    return g_strv_length(names) > 1;
}

/* What a table says under a heading that stands in a cell of its own. */
static gboolean is_cell_value(const survey *all, guint i)
{
    const rs_line *line = line_at(all, i), *before = i ? line_at(all, i - 1) : NULL;
    if (!line->cell || line->gap || !before || before->paragraph->kind != RS_KIND_HEADING)
        return FALSE;
    if (line->marker.style != RS_MARKER_NONE && line->marker.style != RS_MARKER_DECIMAL)
        return FALSE;
    return (line->end == RS_END_NONE && line->width <= CELL_WIDTH) ||
           is_list_of_names(line->paragraph->text);
}

static gboolean is_row(const rs_line *line)
{
    return line && line->paragraph->kind == RS_KIND_TABLE_ROW;
}

/* In text a row of one cell shows by its neighbours; other formats mark rows. */
static gboolean is_between_rows(const rs_line *line, const rs_line *before, const rs_line *after)
{
    return line->paragraph->line > 0 && !line->gap && is_row(before) && is_row(after);
}

/* "66 projects" is a figure pulled out of the text, "2023 in brief" a heading. */
static gboolean begins_with_figure(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && (digits != 4 || strchr(",.%", text[digits]));
}

static gboolean could_touch(const rs_line *line)
{
    return line && line->end == RS_END_NONE && !line->marker.style && !is_row(line) &&
           line->width <= FRAGMENT_WIDTH && !in_parentheses(line);
}

/* Where paragraphs stand apart, what touches another short line is a piece of a figure
 * or of a line broken at its edge. */
static gboolean is_fragment(const survey *all, guint i)
{
    const rs_line *line = line_at(all, i), *before = i ? line_at(all, i - 1) : NULL;
    const rs_line *after = line_at(all, i + 1);
    if (!all->has_gaps || all->has_levels || line->cell || line->marker.style ||
        !looks_like_heading(line, FRAGMENT_WIDTH))
        return FALSE;
    return (!line->gap && could_touch(before)) || (after && !after->gap && could_touch(after));
}

/* A short line without a mark and without clauses, where something follows. */
static gboolean is_plain_heading(const survey *all, guint i)
{
    const rs_line *line = line_at(all, i), *before = i ? line_at(all, i - 1) : NULL;
    const char *text = line->paragraph->text;
    if (all->has_levels || i + 1 == all->lines->len || !looks_like_heading(line, PLAIN_WIDTH))
        return FALSE;
    if (before && before->end == RS_END_COLON && !line->gap)
        return FALSE;
    return !(begins_with_figure(text) && line->width < FIGURE_WIDTH) && !strstr(text, "，") &&
           !strstr(text, "；") && !g_unichar_islower(g_utf8_get_char(text));
}

/* 一、 （一） 1、 A. II. 2.1: a heading unless it runs as a list. Where the format
 * gives headings, only the Chinese marks are trusted beside them. */
static rs_kind judge_enumerated(const survey *all, guint i, rs_kind otherwise)
{
    const rs_line *line = line_at(all, i), *before = i ? line_at(all, i - 1) : NULL;
    const rs_line *after = line_at(all, i + 1);
    const gboolean is_han =
        line->marker.style == RS_MARKER_HAN || line->marker.style == RS_MARKER_HAN_PAREN;
    if (!looks_like_heading(line, MARKED_WIDTH) || (all->has_levels && !is_han))
        return otherwise;
    gboolean leads = is_sibling(line, after);
    if (continues_items(all, i))
        return RS_KIND_ITEM;
    if (leads && (after->end == RS_END_LIST || after->end == RS_END_STOP))
        return RS_KIND_ITEM;
    if (before && before->end == RS_END_COLON && leads)
        return RS_KIND_ITEM;
    return RS_KIND_HEADING;
}

/* (a) (i) · –: an item, but for a short one alone that text stands under. */
static rs_kind judge_item(const survey *all, guint i)
{
    const rs_line *line = line_at(all, i), *before = i ? line_at(all, i - 1) : NULL;
    const rs_line *after = line_at(all, i + 1);
    if (all->has_levels || !before || before->end == RS_END_COLON || !after ||
        before->paragraph->kind == RS_KIND_HEADING || !looks_like_heading(line, CELL_WIDTH))
        return RS_KIND_ITEM;
    if (is_sibling(line, before) || is_sibling(line, after) || continues_items(all, i) ||
        after->marker.style || after->cell)
        return RS_KIND_ITEM;
    return after->width > line->width * 2 ? RS_KIND_HEADING : RS_KIND_ITEM;
}

static rs_kind judge(const survey *all, guint i)
{
    const rs_line *line = line_at(all, i);
    const rs_line *before = i ? line_at(all, i - 1) : NULL, *after = line_at(all, i + 1);
    if (is_cell_value(all, i) || is_between_rows(line, before, after))
        return RS_KIND_TABLE_ROW;
    if (is_other(line->paragraph->text))
        return RS_KIND_OTHER;
    if (in_parentheses(line))
        return RS_KIND_NOTE;
    switch (line->marker.style) {
    case RS_MARKER_NONE:
        if (line->listed && line->end == RS_END_NONE)
            return RS_KIND_HEADING;
        if (is_fragment(all, i))
            return RS_KIND_OTHER;
        return is_plain_heading(all, i) ? RS_KIND_HEADING : RS_KIND_PARAGRAPH;
    case RS_MARKER_ANNEX:
    case RS_MARKER_PART:
    case RS_MARKER_SECTION:
        return line->end == RS_END_NONE && line->width <= RS_THEME_WIDTH ? RS_KIND_HEADING
                                                                         : RS_KIND_PARAGRAPH;
    case RS_MARKER_GOAL:
    case RS_MARKER_RECOMMENDATION:
        return is_theme_heading(line) ? RS_KIND_HEADING : RS_KIND_PARAGRAPH;
    case RS_MARKER_DECIMAL:
        return judge_enumerated(all, i, RS_KIND_PARAGRAPH);
    case RS_MARKER_HAN:
    case RS_MARKER_HAN_PAREN:
    case RS_MARKER_ROMAN_UPPER:
    case RS_MARKER_UPPER:
    case RS_MARKER_NUMBER:
    case RS_MARKER_COUNT:
        return line->marker.paren && line->marker.style != RS_MARKER_HAN_PAREN
                   ? judge_item(all, i)
                   : judge_enumerated(all, i, RS_KIND_ITEM);
    case RS_MARKER_COUNT_PAREN:
    case RS_MARKER_LOWER:
    case RS_MARKER_ROMAN:
    case RS_MARKER_BULLET:
        return judge_item(all, i);
    case RS_MARKER_STAR:
        return line->marker.value == 1 && (is_sibling(line, before) || is_sibling(line, after))
                   ? RS_KIND_ITEM
                   : RS_KIND_NOTE;
    case RS_MARKER_CAPTION:
        return line->width <= RS_THEME_WIDTH && line->end != RS_END_COLON ? RS_KIND_CAPTION
                                                                          : RS_KIND_PARAGRAPH;
    case RS_MARKER_NOTE:
        return RS_KIND_NOTE;
    }
    return RS_KIND_PARAGRAPH;
}

/* "i)" after "h)" and "c." after "b." are letters. */
static void settle_letters(GArray *lines)
{
    const rs_line *last = NULL;
    for (guint i = 0; i < lines->len; i++) {
        rs_line *line = &g_array_index(lines, rs_line, i);
        rs_marker_style letter =
            line->marker.style == RS_MARKER_ROMAN ? RS_MARKER_LOWER : RS_MARKER_UPPER;
        if (line->marker.letter && last && last->marker.style == letter &&
            last->marker.value + 1 == line->marker.letter) {
            line->marker.style = letter;
            line->marker.value = line->marker.letter;
        }
        if (line->marker.style == RS_MARKER_LOWER || line->marker.style == RS_MARKER_UPPER ||
            line->marker.style == RS_MARKER_ROMAN || line->marker.style == RS_MARKER_ROMAN_UPPER)
            last = line;
    }
}

/* 附件三按部门…: an annex's title where annex 2 came before; else a sentence. */
static void settle_annexes(GArray *lines)
{
    unsigned last = 0;
    for (guint i = 0; i < lines->len; i++) {
        rs_line *line = &g_array_index(lines, rs_line, i);
        if (line->marker.style != RS_MARKER_ANNEX)
            continue;
        gboolean heads = line->open && looks_like_heading(line, MARKED_WIDTH) &&
                         !strstr(line->paragraph->text, "，");
        if (line->marker.glued && (!heads || line->marker.value != last + 1))
            line->marker = (rs_marker){0};
        else if (line->open && line->end == RS_END_NONE)
            last = line->marker.value;
    }
}

static void remove_bullet(rs_line *line)
{
    if (line->marker.style != RS_MARKER_BULLET &&
        (line->marker.style != RS_MARKER_STAR || line->paragraph->kind != RS_KIND_ITEM))
        return;
    char *text = line->paragraph->text;
    memmove(text, text + line->marker.size, strlen(text + line->marker.size) + 1);
}

void rs_structure_find(rs_report *report)
{
    survey all = survey_lines(report);
    settle_letters(all.lines);
    rs_structure_contents(all.lines);
    settle_annexes(all.lines);
    rs_structure_number(all.lines);
    for (guint i = 0; i < all.lines->len; i++) {
        rs_line *line = &g_array_index(all.lines, rs_line, i);
        if (line->open && !line->paragraph->number)
            line->paragraph->kind = judge(&all, i);
    }
    for (guint i = 0; i < all.lines->len; i++) {
        rs_line *line = &g_array_index(all.lines, rs_line, i);
        if (line->paragraph->kind == RS_KIND_ITEM || line->paragraph->kind == RS_KIND_HEADING)
            remove_bullet(line);
    }
    rs_structure_cover(all.lines, report->title);
    rs_structure_section(all.lines, report->title);
    g_array_unref(all.lines);
}
