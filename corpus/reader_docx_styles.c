/*
 * Styles are told by their names, which Word keeps in English whatever the
 * language of the ids ("heading 1" has the id "berschrift1"), by the outline
 * level they or what they are based on have, and by the lists they belong to.
 *
 * Lists count as Word prints them: a level's number restarts when a higher level
 * has counted, each "num" may start a level anew, "%1.%2" takes the numbers of
 * the levels above. Formats that are not known are printed as decimals. Numbers
 * by fields (LISTNUM, SEQ) are their stored results; picture bullets are bullets.
 */
#include "corpus/reader_docx.h"
#include <string.h>

#define LEVELS 9
#define CHAIN_MAX 16 /* styles based on styles */

typedef struct {
    char *name, *base;
    int outline; /* 0 is the outermost; -1: none */
    int list, list_level;
} style;

typedef struct {
    int start;
    char *format, *text;
} list_level;

typedef struct {
    list_level levels[LEVELS];
    int counts[LEVELS];
    gboolean counted[LEVELS];
} list_kind; /* w:abstractNum: the lists of one kind count together */

typedef struct {
    list_kind *kind;
    int starts[LEVELS]; /* of w:startOverride, or -1; used up when counted */
} list;

struct rs_docx_styles {
    GHashTable *styles; /* id → style */
    GHashTable *kinds;  /* abstractNumId → list_kind */
    GHashTable *lists;  /* numId → list */
    char *default_style;
};

static void style_free(gpointer data)
{
    style *one = data;
    g_free(one->name);
    g_free(one->base);
    g_free(one);
}

static void list_kind_free(gpointer data)
{
    list_kind *kind = data;
    for (int i = 0; i < LEVELS; i++) {
        g_free(kind->levels[i].format);
        g_free(kind->levels[i].text);
    }
    g_free(kind);
}

static void read_styles(rs_docx_styles *styles, xmlTextReader *xml)
{
    style *at = NULL;
    while (xmlTextReaderRead(xml) == 1) {
        if (xmlTextReaderNodeType(xml) != XML_READER_TYPE_ELEMENT || !rs_docx_is_word(xml))
            continue;
        const char *name = (const char *)xmlTextReaderConstLocalName(xml);
        if (!strcmp(name, "style")) {
            char *id = rs_docx_attribute(xml, "styleId");
            g_autofree char *type = rs_docx_attribute(xml, "type");
            at = g_new0(style, 1);
            at->outline = -1;
            at->list = RS_DOCX_NO_LIST;
            if (id && !g_strcmp0(type, "paragraph") &&
                rs_docx_attribute_int(xml, "default", 0) == 1 && !styles->default_style)
                styles->default_style = g_strdup(id);
            g_hash_table_replace(styles->styles, id ? id : g_strdup(""), at);
        } else if (at && !strcmp(name, "name")) {
            g_free(at->name);
            at->name = rs_docx_attribute(xml, "val");
        } else if (at && !strcmp(name, "basedOn")) {
            g_free(at->base);
            at->base = rs_docx_attribute(xml, "val");
        } else if (at && !strcmp(name, "outlineLvl")) {
            at->outline = rs_docx_attribute_int(xml, "val", -1);
        } else if (at && !strcmp(name, "numId")) {
            at->list = rs_docx_attribute_int(xml, "val", RS_DOCX_NO_LIST);
        } else if (at && !strcmp(name, "ilvl")) {
            at->list_level = rs_docx_attribute_int(xml, "val", 0);
        }
    }
}

static int find_level(xmlTextReader *xml)
{
    return CLAMP(rs_docx_attribute_int(xml, "ilvl", 0), 0, LEVELS - 1);
}

static void read_numbering(rs_docx_styles *styles, xmlTextReader *xml)
{
    list_kind *kind = NULL;
    list *at = NULL;
    int level = 0;
    while (xmlTextReaderRead(xml) == 1) {
        if (xmlTextReaderNodeType(xml) != XML_READER_TYPE_ELEMENT || !rs_docx_is_word(xml))
            continue;
        const char *name = (const char *)xmlTextReaderConstLocalName(xml);
        if (!strcmp(name, "abstractNum")) {
            kind = g_new0(list_kind, 1);
            at = NULL;
            int id = rs_docx_attribute_int(xml, "abstractNumId", -1);
            g_hash_table_replace(styles->kinds, GINT_TO_POINTER(id), kind);
        } else if (!strcmp(name, "num")) {
            kind = NULL;
            at = g_new0(list, 1);
            for (int i = 0; i < LEVELS; i++)
                at->starts[i] = -1;
            int id = rs_docx_attribute_int(xml, "numId", -1);
            g_hash_table_replace(styles->lists, GINT_TO_POINTER(id), at);
        } else if (at && !strcmp(name, "abstractNumId")) {
            int id = rs_docx_attribute_int(xml, "val", -1);
            at->kind = g_hash_table_lookup(styles->kinds, GINT_TO_POINTER(id));
        } else if (!strcmp(name, "lvl") || !strcmp(name, "lvlOverride")) {
            level = find_level(xml);
        } else if (at && !strcmp(name, "startOverride")) {
            at->starts[level] = rs_docx_attribute_int(xml, "val", -1);
        } else if (kind && !strcmp(name, "start")) {
            kind->levels[level].start = rs_docx_attribute_int(xml, "val", 0);
        } else if (kind && !strcmp(name, "numFmt")) {
            g_free(kind->levels[level].format);
            kind->levels[level].format = rs_docx_attribute(xml, "val");
        } else if (kind && !strcmp(name, "lvlText")) {
            g_free(kind->levels[level].text);
            kind->levels[level].text = rs_docx_attribute(xml, "val");
        }
    }
}

rs_docx_styles *rs_docx_styles_read(GBytes *styles_part, GBytes *numbering_part)
{
    rs_docx_styles *styles = g_new0(rs_docx_styles, 1);
    styles->styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, style_free);
    styles->kinds = g_hash_table_new_full(NULL, NULL, NULL, list_kind_free);
    styles->lists = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    xmlTextReader *xml = rs_docx_open_part(styles_part);
    if (xml)
        read_styles(styles, xml);
    xmlFreeTextReader(xml);
    xml = rs_docx_open_part(numbering_part);
    if (xml)
        read_numbering(styles, xml);
    xmlFreeTextReader(xml);
    return styles;
}

void rs_docx_styles_free(rs_docx_styles *styles)
{
    if (!styles)
        return;
    g_hash_table_unref(styles->styles);
    g_hash_table_unref(styles->lists);
    g_hash_table_unref(styles->kinds);
    g_free(styles->default_style);
    g_free(styles);
}

/* "heading 3" gives 3 for "heading"; 0 where NAME is something else. */
static int match_numbered(const char *name, const char *word)
{
    size_t size = strlen(word);
    if (g_ascii_strncasecmp(name, word, size))
        return 0;
    const char *digit = name + size + (name[size] == ' ');
    return *digit >= '1' && *digit <= '9' && !digit[1] ? *digit - '0' : 0;
}

static void read_name(const char *name, rs_docx_style *found)
{
    int level = match_numbered(name, "heading");
    if (!level)
        level = match_numbered(name, "标题");
    if (level) {
        found->role = RS_DOCX_HEADING;
        found->level = level;
    } else if (!g_ascii_strcasecmp(name, "title") || !strcmp(name, "标题")) {
        found->role = RS_DOCX_TITLE;
    } else if (!g_ascii_strcasecmp(name, "caption") || !strcmp(name, "题注")) {
        found->role = RS_DOCX_CAPTION;
    } else if (match_numbered(name, "toc") || match_numbered(name, "目录") ||
               !g_ascii_strcasecmp(name, "table of figures")) {
        found->role = RS_DOCX_CONTENTS;
    } else if (!g_ascii_strncasecmp(name, "list bullet", 11)) {
        found->role = RS_DOCX_BULLET;
    }
}

rs_docx_style rs_docx_style_find(const rs_docx_styles *styles, const char *id)
{
    rs_docx_style found = {.list = RS_DOCX_NO_LIST};
    if (!id)
        id = styles->default_style;
    for (int i = 0; id && i < CHAIN_MAX; i++) {
        const style *at = g_hash_table_lookup(styles->styles, id);
        if (!at)
            break;
        if (at->name && found.role == RS_DOCX_BODY)
            read_name(at->name, &found);
        if (found.role == RS_DOCX_BODY && at->outline >= 0 && at->outline < LEVELS) {
            found.role = RS_DOCX_HEADING;
            found.level = at->outline + 1;
        }
        if (found.list == RS_DOCX_NO_LIST && at->list != RS_DOCX_NO_LIST) {
            found.list = at->list;
            found.list_level = at->list_level;
        }
        id = at->base;
    }
    return found;
}

static void append_roman(GString *out, int number, gboolean upper)
{
    static const struct {
        int value;
        const char *lower, *upper;
    } numerals[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"},
                    {100, "c", "C"},  {90, "xc", "XC"},  {50, "l", "L"},  {40, "xl", "XL"},
                    {10, "x", "X"},   {9, "ix", "IX"},   {5, "v", "V"},   {4, "iv", "IV"},
                    {1, "i", "I"}};
    for (size_t i = 0; i < G_N_ELEMENTS(numerals); i++)
        for (; number >= numerals[i].value; number -= numerals[i].value)
            g_string_append(out, upper ? numerals[i].upper : numerals[i].lower);
}

static void append_han(GString *out, int number)
{
    static const char *const digits[] = {"〇", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    if (number >= 100) {
        g_string_append_printf(out, "%d", number);
        return;
    }
    if (number >= 20)
        g_string_append(out, digits[number / 10]);
    if (number >= 10)
        g_string_append(out, "十");
    if (number % 10 || number == 0)
        g_string_append(out, digits[number % 10]);
}

static void append_number(GString *out, int number, const char *format)
{
    static const char *const han[] = {"chineseCounting",   "chineseCountingThousand",
                                      "ideographDigital",  "japaneseCounting",
                                      "taiwaneseCounting", "taiwaneseCountingThousand"};
    for (size_t i = 0; i < G_N_ELEMENTS(han); i++) {
        if (!g_strcmp0(format, han[i])) {
            append_han(out, number);
            return;
        }
    }
    if (!g_strcmp0(format, "lowerLetter") || !g_strcmp0(format, "upperLetter")) {
        char letter = (*format == 'l' ? 'a' : 'A') + (number - 1) % 26;
        for (int i = 0; i <= (number - 1) / 26 && i < 8; i++)
            g_string_append_c(out, letter);
    } else if ((!g_strcmp0(format, "lowerRoman") || !g_strcmp0(format, "upperRoman")) &&
               number < 4000) {
        append_roman(out, number, *format == 'u');
    } else if (!g_strcmp0(format, "decimalZero")) {
        g_string_append_printf(out, "%02d", number);
    } else {
        g_string_append_printf(out, "%d", number);
    }
}

static void count(list *at, int level)
{
    list_kind *kind = at->kind;
    if (at->starts[level] >= 0) {
        kind->counts[level] = at->starts[level];
        at->starts[level] = -1;
    } else if (kind->counted[level]) {
        kind->counts[level]++;
    } else {
        kind->counts[level] = kind->levels[level].start;
    }
    kind->counted[level] = TRUE;
    for (int above = 0; above < level; above++) {
        if (!kind->counted[above])
            kind->counts[above] = kind->levels[above].start;
        kind->counted[above] = TRUE;
    }
    for (int below = level + 1; below < LEVELS; below++)
        kind->counted[below] = FALSE;
}

char *rs_docx_number_next(rs_docx_styles *styles, int id, int level, gboolean *is_bullet)
{
    list *at = g_hash_table_lookup(styles->lists, GINT_TO_POINTER(id));
    *is_bullet = FALSE;
    if (!at || !at->kind)
        return NULL;
    level = CLAMP(level, 0, LEVELS - 1);
    const list_level *own = &at->kind->levels[level];
    count(at, level);
    *is_bullet = !g_strcmp0(own->format, "bullet");
    if (*is_bullet || !own->text || !g_strcmp0(own->format, "none"))
        return NULL;
    g_autoptr(GString) printed = g_string_new(NULL);
    for (const char *text = own->text; *text; text++) {
        if (*text == '%' && text[1] >= '1' && text[1] <= '9') {
            int which = *++text - '1';
            int number = CLAMP(at->kind->counts[which], 0, 99999);
            append_number(printed, number, at->kind->levels[which].format);
        } else {
            g_string_append_c(printed, *text);
        }
    }
    return printed->len ? g_strdup(printed->str) : NULL;
}
