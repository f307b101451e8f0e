/*
 * HTML: libxml2's forgiving parser makes a tree of whatever is there, and one
 * walk over the tree makes paragraphs of its blocks. Blocks that are footnotes are
 * left out and go to the paragraph with the first link to them.
 *
 * Numbers of ordered lists, which the browser prints, are written before their
 * items, so that structure.c sees what a reader sees. Style sheets are not read:
 * text they hide is text here.
 */
#include "corpus/reader_html.h"
#include "corpus/encoding.h"
#include "corpus/identity.h"
#include "corpus/reader.h"
#include <libxml/HTMLparser.h>
#include <string.h>

/* A tree takes some ten times the size of its text. */
#define SIZE_MAX_BYTES (32 << 20)

typedef struct {
    rs_report *report;
    rs_html_notes *notes;
    GPtrArray *pending; /* of char *: notes referred to by the paragraph in hand */
    GString *text;      /* of the paragraph in hand */
    rs_kind kind;       /* and its kind */
    int level;
    unsigned breaks; /* br elements in a row */
    unsigned lists;  /* lists open around it */
    gboolean keep_lines;
    char *first_heading; /* the first h1 */
    unsigned h1_count;
} walk;

static gboolean is_hidden(const xmlNode *node)
{
    g_autofree char *style = rs_html_attribute(node, "style");
    if (xmlHasProp(node, (const xmlChar *)"hidden"))
        return TRUE;
    return style && (strstr(style, "display:none") || strstr(style, "display: none"));
}

static void flush(walk *at)
{
    g_strchomp(at->text->str);
    if (*at->text->str) {
        rs_paragraph *paragraph = rs_report_add(at->report, at->kind, at->text->str);
        paragraph->level = at->kind == RS_KIND_HEADING ? at->level : 0;
        for (guint i = 0; i < at->pending->len; i++)
            g_ptr_array_add(paragraph->footnotes, g_steal_pointer(&at->pending->pdata[i]));
        g_ptr_array_set_size(at->pending, 0);
        at->kind = RS_KIND_PARAGRAPH;
    }
    g_string_truncate(at->text, 0);
    at->breaks = 0;
}

static void walk_children(walk *at, xmlNode *node, int depth);

/* What the browser prints before an item of an ordered list. */
static void append_list_number(walk *at, const xmlNode *item, int number)
{
    g_autofree char *type = rs_html_attribute(item->parent, "type");
    if (type && (*type == 'a' || *type == 'A') && number <= 26)
        g_string_append_printf(at->text, "(%c) ", *type + number - 1);
    else
        g_string_append_printf(at->text, "%d. ", number);
}

static void walk_list(walk *at, xmlNode *list, int depth)
{
    const gboolean ordered = !strcmp((const char *)list->name, "ol");
    g_autofree char *start = rs_html_attribute(list, "start");
    int number = start ? atoi(start) : 1;
    flush(at);
    at->lists++;
    for (xmlNode *child = list->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE || rs_html_notes_holds(at->notes, child))
            continue;
        flush(at);
        if (rs_html_role_of(child) == RS_HTML_ITEM) {
            g_autofree char *value = rs_html_attribute(child, "value");
            number = value ? atoi(value) : number;
            at->kind = ordered && at->lists == 1 ? RS_KIND_PARAGRAPH : RS_KIND_ITEM;
            if (ordered)
                append_list_number(at, child, number);
            number++;
        }
        walk_children(at, child, depth + 1);
        flush(at);
        at->kind = RS_KIND_PARAGRAPH;
    }
    at->lists--;
}

static xmlNode *find_table(xmlNode *node, int depth)
{
    for (xmlNode *child = node->children; child && depth < RS_HTML_DEPTH_MAX; child = child->next) {
        if (child->type != XML_ELEMENT_NODE)
            continue;
        xmlNode *found =
            rs_html_role_of(child) == RS_HTML_TABLE ? child : find_table(child, depth + 1);
        if (found)
            return found;
    }
    return NULL;
}

/* A row, cells joined by tabs. One that holds tables or is all one cell is there
 * for the layout, and is read as what is in it. */
static void walk_row(walk *at, xmlNode *row, int depth)
{
    unsigned cells = 0;
    for (const xmlNode *cell = row->children; cell; cell = cell->next)
        cells += cell->type == XML_ELEMENT_NODE;
    flush(at);
    if (cells == 1 || find_table(row, 0)) {
        for (xmlNode *cell = row->children; cell; cell = cell->next) {
            if (cell->type == XML_ELEMENT_NODE)
                walk_children(at, cell, depth + 1);
            flush(at);
        }
        return;
    }
    g_autoptr(GString) line = g_string_new(NULL);
    for (const xmlNode *cell = row->children; cell; cell = cell->next) {
        if (cell->type != XML_ELEMENT_NODE)
            continue;
        g_autoptr(GString) text = g_string_new(NULL);
        rs_html_collect_text(cell, text, NULL, 0);
        g_strchomp(text->str);
        if (*text->str)
            g_string_append_printf(line, "%s%s", line->len ? "\t" : "", text->str);
    }
    if (line->len)
        rs_report_add(at->report, RS_KIND_TABLE_ROW, line->str);
}

static void walk_heading(walk *at, xmlNode *node, int depth)
{
    flush(at);
    at->kind = RS_KIND_HEADING;
    at->level = node->name[1] - '0';
    walk_children(at, node, depth + 1);
    if (at->level == 1 && at->text->len) {
        at->h1_count++;
        if (!at->first_heading)
            at->first_heading = g_strchomp(g_strdup(at->text->str));
    }
    flush(at);
    at->kind = RS_KIND_PARAGRAPH;
}

static void walk_block(walk *at, xmlNode *node, rs_kind kind, int depth)
{
    const rs_kind outer = at->kind;
    const gboolean keep_lines = at->keep_lines;
    /* A block that opens an item is the item: its number is written already. */
    const gboolean opens_item = outer == RS_KIND_ITEM || (at->lists && at->text->len);
    if (!opens_item || at->breaks) {
        flush(at);
        at->kind = kind;
    }
    at->keep_lines = rs_html_role_of(node) == RS_HTML_LINES;
    walk_children(at, node, depth + 1);
    flush(at);
    at->kind = RS_KIND_PARAGRAPH;
    at->keep_lines = keep_lines;
}

static void walk_element(walk *at, xmlNode *node, int depth)
{
    if (rs_html_notes_holds(at->notes, node) || is_hidden(node))
        return;
    char *note;
    gboolean is_reference;
    switch (rs_html_role_of(node)) {
    case RS_HTML_SKIP:
        return;
    case RS_HTML_LINK:
        note = rs_html_notes_take(at->notes, node, &is_reference);
        if (note)
            g_ptr_array_add(at->pending, note);
        if (!is_reference)
            walk_children(at, node, depth + 1);
        return;
    case RS_HTML_INLINE:
        walk_children(at, node, depth + 1);
        return;
    case RS_HTML_BREAK:
        if (++at->breaks > 1)
            flush(at);
        else
            rs_html_append_text(at->text, " ");
        return;
    case RS_HTML_HEADING:
        walk_heading(at, node, depth);
        return;
    case RS_HTML_LIST:
        walk_list(at, node, depth);
        return;
    case RS_HTML_ROW:
        walk_row(at, node, depth);
        return;
    case RS_HTML_ITEM:
    case RS_HTML_CAPTION:
        walk_block(at, node, rs_html_role_of(node) == RS_HTML_ITEM ? RS_KIND_ITEM : RS_KIND_CAPTION,
                   depth);
        return;
    case RS_HTML_BLOCK:
    case RS_HTML_TABLE:
    case RS_HTML_LINES:
        walk_block(at, node, RS_KIND_PARAGRAPH, depth);
        return;
    }
}

static void walk_text(walk *at, const char *text)
{
    if (!at->keep_lines) {
        size_t before = at->text->len;
        rs_html_append_text(at->text, text);
        if (at->text->len > before + 1)
            at->breaks = 0;
        return;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        rs_html_append_text(at->text, *line);
        if (line[1])
            flush(at);
    }
}

static void walk_children(walk *at, xmlNode *node, int depth)
{
    for (xmlNode *child = node->children; child && depth < RS_HTML_DEPTH_MAX; child = child->next) {
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
            walk_text(at, (const char *)child->content);
        else if (child->type == XML_ELEMENT_NODE)
            walk_element(at, child, depth);
    }
}

/* The title element where it says more than the first h1: pages of a site name
 * the site or the language there. */
static void find_title(walk *at, const xmlNode *root)
{
    g_autoptr(GString) title = g_string_new(NULL);
    for (const xmlNode *head = root->children; head; head = head->next)
        for (const xmlNode *child = head->children;
             child && head->type == XML_ELEMENT_NODE && !title->len; child = child->next)
            if (child->type == XML_ELEMENT_NODE && !strcmp((const char *)child->name, "title"))
                rs_html_collect_text(child, title, NULL, 0);
    g_strchomp(title->str);
    if (at->first_heading && (at->h1_count == 1 || strlen(title->str) < 16))
        at->report->title = g_strdup(at->first_heading);
    else if (*title->str)
        at->report->title = g_strdup(title->str);
}

/* What the page's meta elements say of the report. */
static void read_meta(rs_report *report, const xmlNode *head)
{
    static const char *const dates[] = {"date",
                                        "dc.date",
                                        "dcterms.date",
                                        "dc.date.issued",
                                        "dcterms.issued",
                                        "publication_date",
                                        "article:published_time",
                                        "citation_publication_date"};
    static const char *const symbols[] = {"dc.identifier", "dcterms.identifier",
                                          "citation_technical_report_number"};
    for (const xmlNode *node = head->children; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE || strcmp((const char *)node->name, "meta"))
            continue;
        g_autofree char *name = rs_html_attribute(node, "name");
        g_autofree char *property = rs_html_attribute(node, "property");
        g_autofree char *content = rs_html_attribute(node, "content");
        const char *key = name ? name : property;
        for (size_t i = 0; key && content && i < G_N_ELEMENTS(dates); i++)
            if (!report->date && !g_ascii_strcasecmp(key, dates[i]))
                report->date = rs_date_from_line(content);
        for (size_t i = 0; key && content && i < G_N_ELEMENTS(symbols); i++)
            if (!report->symbol && !g_ascii_strcasecmp(key, symbols[i]))
                report->symbol = rs_symbol_from_line(content);
    }
}

/* charset=… or encoding="…" in the first bytes. */
static char *find_declared(const char *bytes, gsize size)
{
    g_autofree char *head = g_ascii_strdown(bytes, MIN(size, 2048));
    static const char *const keys[] = {"charset=", "encoding="};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        const char *at = strstr(head, keys[i]);
        if (!at)
            continue;
        at += strlen(keys[i]);
        at += strspn(at, "\"' ");
        size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789-_:.");
        if (length)
            return g_strndup(at, length);
    }
    return NULL;
}

static void read_tree(rs_report *report, xmlDoc *tree)
{
    xmlNode *root = xmlDocGetRootElement(tree);
    if (!root)
        return;
    walk at = {
        .report = report,
        .notes = rs_html_notes_find(root),
        .pending = g_ptr_array_new_with_free_func(g_free),
        .text = g_string_new(NULL),
    };
    walk_children(&at, root, 0);
    flush(&at);
    find_title(&at, root);
    for (const xmlNode *child = root->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE && !strcmp((const char *)child->name, "head"))
            read_meta(report, child);
    g_autofree char *language = rs_html_attribute(root, "lang");
    if (language && *language)
        report->language = g_ascii_strdown(language, strcspn(language, "-_"));
    rs_html_notes_free(at.notes);
    g_ptr_array_unref(at.pending);
    g_string_free(at.text, TRUE);
    g_free(at.first_heading);
}

static rs_report *read_html(GBytes *content, GError **error)
{
    gsize size, replaced = 0;
    const char *bytes = g_bytes_get_data(content, &size);
    if (size > SIZE_MAX_BYTES) {
        g_set_error(error, RS_ERROR, RS_ERROR_SKIP, "over a limit: html of more than %d MiB",
                    SIZE_MAX_BYTES >> 20);
        return NULL;
    }
    g_autoptr(rs_report) report = rs_report_new();
    g_autofree char *declared = find_declared(bytes, size);
    g_autofree char *text = rs_decode(bytes, size, declared, &report->encoding, &replaced);
    xmlDoc *tree = htmlReadMemory(text, strlen(text), NULL, "UTF-8",
                                  HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                      HTML_PARSE_NOWARNING | HTML_PARSE_NODEFDTD);
    if (!tree) {
        g_set_error_literal(error, RS_ERROR, RS_ERROR_SKIP, "damaged: no html can be made of it");
        return NULL;
    }
    read_tree(report, tree);
    xmlFreeDoc(tree);
    return g_steal_pointer(&report);
}

/* An element of HTML before anything else; zeros left out, for UTF-16. */
static int bid_html(GBytes *content)
{
    static const char *const openings[] = {"<!doctype html", "<html", "<head", "<body", "<!--"};
    gsize size;
    const char *bytes = g_bytes_get_data(content, &size);
    g_autoptr(GString) head = g_string_new(NULL);
    for (gsize i = 0; i < MIN(size, 1024); i++)
        if (bytes[i] && (head->len || !g_ascii_isspace(bytes[i])) && (guint8)bytes[i] < 0x80)
            g_string_append_c(head, g_ascii_tolower(bytes[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(openings); i++)
        if (g_str_has_prefix(head->str, openings[i]))
            return i < 4 || strstr(head->str, "<html") ? 80 : 0;
    return g_str_has_prefix(head->str, "<?xml") && strstr(head->str, "<html") ? 80 : 0;
}

const rs_reader rs_reader_html = {"html", bid_html, read_html};
