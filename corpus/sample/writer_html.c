/*
 * HTML as an institution's site has it: the language and direction of the whole,
 * real headings, lists and tables, and footnotes as links to a list at the end.
 * Paragraph numbers are text; letters of items are the list's own where they are
 * a, b, c, and text in other scripts.
 */
#include "corpus/sample/writer.h"
#include <string.h>

typedef struct {
    GString *out;
    const char *open; /* the element around the blocks being written, or NULL */
} html_page;

static void append_text(html_page *page, const char *text)
{
    unsigned note = 0;
    size_t size;
    for (const char *at = text, *next; at; at = next) {
        next = rs_draft_next_note(at, &size, &note);
        rs_append_escaped(page->out, at, size);
        if (next)
            g_string_append_printf(page->out, "<sup id=\"fnref%u\"><a href=\"#fn%u\">%u</a></sup>",
                                   note, note, note);
    }
}

/* Closes the list or table that is open, unless it is ELEMENT; opens ELEMENT with
 * its ATTRIBUTES. NULL only closes. */
static void open_element(html_page *page, const char *element, const char *attributes)
{
    if (g_strcmp0(page->open, element) == 0)
        return;
    if (page->open)
        g_string_append_printf(page->out, "</%s>\n", page->open);
    if (element)
        g_string_append_printf(page->out, "<%s%s>\n", element, attributes);
    page->open = element;
}

static void append_element(html_page *page, const char *element, const char *label,
                           const char *text)
{
    g_string_append_printf(page->out, "<%s>", element);
    if (label)
        g_string_append_printf(page->out, "%s ", label);
    append_text(page, text);
    g_string_append_printf(page->out, "</%s>\n", element);
}

static void append_item(html_page *page, const rs_block *block)
{
    if (!block->label) {
        open_element(page, "ul", "");
        append_element(page, "li", NULL, block->text);
    } else if (g_ascii_isalpha(block->label[*block->label == '('])) {
        open_element(page, "ol", " type=\"a\"");
        append_element(page, "li", NULL, block->text);
    } else {
        open_element(page, "ul", " style=\"list-style: none\"");
        append_element(page, "li", block->label, block->text);
    }
}

static void append_row(html_page *page, const rs_block *block)
{
    gboolean header = block->kind == RS_BLOCK_HEADER;
    open_element(page, "table", "");
    g_string_append(page->out, header ? "<thead><tr>" : "<tr>");
    for (char **cell = block->cells; *cell; cell++) {
        g_string_append(page->out, header ? "<th scope=\"col\">" : "<td>");
        rs_append_escaped(page->out, *cell, -1);
        g_string_append(page->out, header ? "</th>" : "</td>");
    }
    g_string_append(page->out, header ? "</tr></thead>\n" : "</tr>\n");
}

static void append_block(html_page *page, const rs_block *block)
{
    static const char *const headings[] = {"h1", "h2", "h3", "h4"};
    switch (block->kind) {
    case RS_BLOCK_ITEM:
        append_item(page, block);
        break;
    case RS_BLOCK_CAPTION:
        open_element(page, "table", "");
        append_element(page, "caption", NULL, block->text);
        break;
    case RS_BLOCK_HEADER:
    case RS_BLOCK_ROW:
        append_row(page, block);
        break;
    case RS_BLOCK_HEADING:
        open_element(page, NULL, NULL);
        append_element(page, headings[block->level], NULL, block->text);
        break;
    case RS_BLOCK_TEXT:
        open_element(page, NULL, NULL);
        append_element(page, "p", block->label, block->text);
        break;
    }
}

static void append_head(html_page *page, const rs_draft *draft)
{
    g_string_append_printf(page->out,
                           "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n"
                           "<meta charset=\"utf-8\">\n<title>",
                           rs_draft_field(draft, "language"),
                           rs_draft_is_rtl(draft) ? "rtl" : "ltr");
    rs_append_escaped(page->out, rs_draft_field(draft, "title"), -1);
    g_string_append_printf(page->out,
                           "</title>\n<meta name=\"date\" content=\"%s\">\n"
                           "<style>\nbody { max-width: 42em; margin: 2em auto; }\n"
                           "th, td { border: 1px solid; padding: .2em .6em; }\n"
                           "</style>\n</head>\n<body>\n",
                           rs_draft_field(draft, "date"));
}

static void append_cover(html_page *page, const rs_draft *draft)
{
    g_string_append(page->out, "<header>\n");
    for (const char *const *name = rs_draft_above_title; *name; name++)
        append_element(page, "p", NULL, rs_draft_field(draft, *name));
    append_element(page, "h1", NULL, rs_draft_field(draft, "title"));
    for (const char *const *name = rs_draft_below_title; *name; name++)
        append_element(page, "p", NULL, rs_draft_field(draft, *name));
    g_string_append(page->out, "</header>\n");
}

static void append_notes(html_page *page, const rs_draft *draft)
{
    if (!draft->notes->len)
        return;
    g_string_append(page->out, "<section role=\"doc-endnotes\">\n<hr>\n<ol>\n");
    for (guint i = 0; i < draft->notes->len; i++) {
        g_string_append_printf(page->out, "<li id=\"fn%u\">", i + 1);
        rs_append_escaped(page->out, draft->notes->pdata[i], -1);
        g_string_append_printf(page->out, " <a href=\"#fnref%u\">↩</a></li>\n", i + 1);
    }
    g_string_append(page->out, "</ol>\n</section>\n");
}

static GBytes *write_html(const rs_draft *draft, GError **error)
{
    (void)error; /* nothing here can fail */
    html_page page = {g_string_new(NULL), NULL};
    append_head(&page, draft);
    append_cover(&page, draft);
    g_string_append(page.out, "<main>\n");
    for (guint i = 0; i < draft->blocks->len; i++)
        append_block(&page, draft->blocks->pdata[i]);
    open_element(&page, NULL, NULL);
    g_string_append(page.out, "</main>\n");
    append_notes(&page, draft);
    g_string_append(page.out, "</body>\n</html>\n");
    return g_string_free_to_bytes(page.out);
}

const rs_writer rs_writer_html = {".html", write_html};
