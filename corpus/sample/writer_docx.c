/*
 * docx as Word has it: paragraphs with styles, real footnotes and tables, the
 * report's properties in docProps/core.xml, right-to-left runs in Arabic.
 *
 * Paragraph numbers and letters of items are typed text, as in most reports that
 * went through several hands; a draft with "numbers: automatic" leaves counting
 * its paragraphs to Word. Bullets are always Word's. Left out on purpose: headers,
 * footers, fields, tracked changes, which the tests of the reader bring along.
 */
#include "corpus/sample/docx_parts.h"
#include "corpus/sample/pack.h"
#include "corpus/sample/writer.h"
#include <stdlib.h>
#include <string.h>

enum { FIRST_NOTE = 2 }; /* 0 and 1 are the separators */

typedef struct {
    const rs_draft *draft;
    GString *out;
    gboolean rtl;
    unsigned number; /* of the last paragraph that Word counts */
} docx_body;

static void append_run(docx_body *body, const char *text, gssize size, gboolean bold)
{
    g_string_append(body->out, "<w:r><w:rPr>");
    if (bold)
        g_string_append(body->out, "<w:b/><w:bCs/>");
    if (body->rtl)
        g_string_append(body->out, "<w:rtl/>");
    g_string_append(body->out, "</w:rPr><w:t xml:space=\"preserve\">");
    rs_append_escaped(body->out, text, size);
    g_string_append(body->out, "</w:t></w:r>");
}

static void append_text(docx_body *body, const char *text)
{
    unsigned note = 0;
    size_t size;
    for (const char *at = text, *next; at; at = next) {
        next = rs_draft_next_note(at, &size, &note);
        if (size > 0)
            append_run(body, at, size, FALSE);
        if (next)
            g_string_append_printf(body->out,
                                   "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>"
                                   "<w:footnoteReference w:id=\"%u\"/></w:r>",
                                   note - 1 + FIRST_NOTE);
    }
}

/* Everything of a paragraph before its runs; LIST is 0 for none. */
static void begin_paragraph(docx_body *body, const char *style, int list)
{
    g_string_append_printf(body->out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", style);
    if (list)
        g_string_append_printf(
            body->out, "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"%d\"/></w:numPr>", list);
    if (body->rtl)
        g_string_append(body->out, "<w:bidi/>");
    g_string_append(body->out, "</w:pPr>");
}

static void append_paragraph(docx_body *body, const char *style, const char *text)
{
    begin_paragraph(body, style, 0);
    append_text(body, text);
    g_string_append(body->out, "</w:p>");
}

/* Word counts from 1 without a break: any other number has to be typed. */
static gboolean is_counted(docx_body *body, const rs_block *block)
{
    if (!block->label || !g_str_equal(rs_draft_field(body->draft, "numbers"), "automatic") ||
        strtoul(block->label, NULL, 10) != body->number + 1)
        return FALSE;
    body->number++;
    return TRUE;
}

static void append_labelled(docx_body *body, const rs_block *block)
{
    gboolean item = block->kind == RS_BLOCK_ITEM;
    gboolean counted = !item && is_counted(body, block);
    begin_paragraph(body, item ? "ListParagraph" : "Normal",
                    counted                 ? RS_DOCX_NUMBERS
                    : item && !block->label ? RS_DOCX_BULLETS
                                            : 0);
    if (block->label && !counted) {
        g_autofree char *label = g_strconcat(block->label, " ", NULL);
        append_run(body, label, -1, FALSE);
    }
    append_text(body, block->text);
    g_string_append(body->out, "</w:p>");
}

static void append_row(docx_body *body, const rs_block *block)
{
    gboolean header = block->kind == RS_BLOCK_HEADER;
    g_string_append(body->out, header ? "<w:tr><w:trPr><w:tblHeader/></w:trPr>" : "<w:tr>");
    for (char **cell = block->cells; *cell; cell++) {
        g_string_append(body->out, "<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr>");
        begin_paragraph(body, "Normal", 0);
        append_run(body, *cell, -1, header);
        g_string_append(body->out, "</w:p></w:tc>");
    }
    g_string_append(body->out, "</w:tr>");
}

/* The table whose first row is block FIRST; returns the block after its last. */
static guint append_table(docx_body *body, guint first)
{
    const GPtrArray *blocks = body->draft->blocks;
    const rs_block *block = blocks->pdata[first];
    g_string_append_printf(body->out,
                           "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/>%s"
                           "<w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>",
                           body->rtl ? "<w:bidiVisual/>" : "");
    for (char **cell = block->cells; *cell; cell++)
        g_string_append(body->out, "<w:gridCol/>");
    g_string_append(body->out, "</w:tblGrid>");
    guint i = first;
    for (; i < blocks->len && (block = blocks->pdata[i])->cells; i++)
        append_row(body, block);
    g_string_append(body->out, "</w:tbl><w:p/>");
    return i;
}

static guint append_block(docx_body *body, guint i)
{
    static const char *const headings[] = {"Normal", "Heading1", "Heading2", "Heading3"};
    const rs_block *block = body->draft->blocks->pdata[i];
    if (block->cells)
        return append_table(body, i);
    if (block->kind == RS_BLOCK_HEADING)
        append_paragraph(body, headings[block->level], block->text);
    else if (block->kind == RS_BLOCK_CAPTION)
        append_paragraph(body, "Caption", block->text);
    else
        append_labelled(body, block);
    return i + 1;
}

static GBytes *make_document(const rs_draft *draft)
{
    docx_body body = {draft, g_string_new(RS_DOCX_XML), rs_draft_is_rtl(draft), 0};
    g_string_append(body.out, "<w:document " RS_DOCX_MAIN "><w:body>");
    for (const char *const *name = rs_draft_above_title; *name; name++)
        append_paragraph(&body, "Normal", rs_draft_field(draft, *name));
    append_paragraph(&body, "Title", rs_draft_field(draft, "title"));
    for (const char *const *name = rs_draft_below_title; *name; name++)
        append_paragraph(&body, "Normal", rs_draft_field(draft, *name));
    for (guint i = 0; i < draft->blocks->len;)
        i = append_block(&body, i);
    g_string_append_printf(body.out,
                           "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" "
                           "w:right=\"1418\" w:bottom=\"1418\" w:left=\"1418\" w:header=\"709\" "
                           "w:footer=\"709\" w:gutter=\"0\"/>%s</w:sectPr></w:body></w:document>",
                           body.rtl ? "<w:bidi/>" : "");
    return g_string_free_to_bytes(body.out);
}

static GBytes *make_footnotes(const rs_draft *draft)
{
    docx_body body = {draft, g_string_new(RS_DOCX_XML), rs_draft_is_rtl(draft), 0};
    g_string_append(body.out,
                    "<w:footnotes " RS_DOCX_MAIN ">"
                    "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:separator/></w:r>"
                    "</w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"1\">"
                    "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>");
    for (guint i = 0; i < draft->notes->len; i++) {
        g_string_append_printf(body.out, "<w:footnote w:id=\"%u\">", i + FIRST_NOTE);
        begin_paragraph(&body, "FootnoteText", 0);
        g_string_append(body.out, "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>"
                                  "<w:footnoteRef/></w:r>");
        append_run(&body, " ", -1, FALSE);
        append_run(&body, draft->notes->pdata[i], -1, FALSE);
        g_string_append(body.out, "</w:p></w:footnote>");
    }
    g_string_append(body.out, "</w:footnotes>");
    return g_string_free_to_bytes(body.out);
}

static GBytes *make_properties(const rs_draft *draft)
{
    static const struct {
        const char *element, *field;
    } properties[] = {
        {"dc:title", "title"},
        {"dc:creator", "body"},
        {"dc:identifier", "symbol"},
        {"dc:language", "language"},
    };
    GString *out = g_string_new(
        RS_DOCX_XML "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/"
                    "metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                    "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    for (size_t i = 0; i < G_N_ELEMENTS(properties); i++) {
        g_string_append_printf(out, "<%s>", properties[i].element);
        rs_append_escaped(out, rs_draft_field(draft, properties[i].field), -1);
        g_string_append_printf(out, "</%s>", properties[i].element);
    }
    const char *const moments[] = {"created", "modified"};
    for (size_t i = 0; i < G_N_ELEMENTS(moments); i++)
        g_string_append_printf(out,
                               "<dcterms:%s xsi:type=\"dcterms:W3CDTF\">%sT00:00:00Z</dcterms:%s>",
                               moments[i], rs_draft_field(draft, "date"), moments[i]);
    g_string_append(out, "</cp:coreProperties>");
    return g_string_free_to_bytes(out);
}

static void add_constant(GPtrArray *parts, const char *name, const char *text)
{
    g_ptr_array_add(parts, rs_packed_new(name, g_bytes_new(text, strlen(text))));
}

static GBytes *write_docx(const rs_draft *draft, GError **error)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(rs_packed_free);
    /* first, by the rules of the package */
    add_constant(parts, "[Content_Types].xml", rs_docx_content_types);
    add_constant(parts, "_rels/.rels", rs_docx_relations);
    g_ptr_array_add(parts, rs_packed_new("docProps/core.xml", make_properties(draft)));
    g_ptr_array_add(parts, rs_packed_new("word/document.xml", make_document(draft)));
    add_constant(parts, "word/_rels/document.xml.rels", rs_docx_document_relations);
    add_constant(parts, "word/styles.xml", rs_docx_styles);
    add_constant(parts, "word/settings.xml", rs_docx_settings);
    add_constant(parts, "word/numbering.xml", rs_docx_numbering);
    g_ptr_array_add(parts, rs_packed_new("word/footnotes.xml", make_footnotes(draft)));
    return rs_pack(parts, error);
}

const rs_writer rs_writer_docx = {".docx", write_docx};
