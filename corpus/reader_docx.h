/*
 * The inner parts of the docx reader: styles and lists, notes, the body.
 *
 *     g_autoptr(rs_docx_styles) styles = rs_docx_styles_read(styles_part, numbering_part);
 *     const rs_docx_style *style = rs_docx_style_find(styles, "Heading1");
 *     g_autofree char *number = rs_docx_number_next(styles, list, level, &is_bullet);
 *
 * Source: ECMA-376-1, 17.7 (styles) and 17.9 (numbering).
 */
#pragma once
#include "base/error.h"
#include "base/report.h"
#include <libxml/xmlreader.h>

G_BEGIN_DECLS

typedef struct rs_docx_styles rs_docx_styles;

typedef enum {
    RS_DOCX_BODY,
    RS_DOCX_TITLE,
    RS_DOCX_HEADING,
    RS_DOCX_CAPTION,
    RS_DOCX_BULLET,   /* that the style draws */
    RS_DOCX_CONTENTS, /* a line of the table of contents */
} rs_docx_role;

#define RS_DOCX_NO_LIST (-1)

typedef struct {
    rs_docx_role role;
    int level;      /* of a heading, from 1; 0: none */
    int list;       /* numId, or RS_DOCX_NO_LIST */
    int list_level; /* ilvl */
} rs_docx_style;

/* Either part may be NULL. Parts that cannot be understood count as missing: a
 * document without them is still text. */
rs_docx_styles *rs_docx_styles_read(GBytes *styles, GBytes *numbering);
void rs_docx_styles_free(rs_docx_styles *styles);

/* ID may be NULL: the default. */
rs_docx_style rs_docx_style_find(const rs_docx_styles *styles, const char *id);

/* Counts a paragraph of LIST on and gives what is printed before it: "12.",
 * "(b)", "2.1"; NULL for a bullet and where nothing is printed. */
char *rs_docx_number_next(rs_docx_styles *styles, int list, int level, gboolean *is_bullet);

/* Adds the notes of a footnotes or endnotes part, which may be NULL, to NOTES:
 * "f3" or "e1" → text. NAME is the part's, for messages. */
gboolean rs_docx_read_notes(GHashTable *notes, GBytes *part, const char *name, GError **error);

/* Adds the paragraphs of the main part to REPORT. Notes move from NOTES to the
 * paragraph that refers to them. */
gboolean rs_docx_read_body(rs_report *report, GBytes *part, const char *name, GHashTable *notes,
                           rs_docx_styles *styles, GError **error);

/* A reader over a part that fetches nothing and expands no entity; NULL where it
 * cannot be had. */
xmlTextReader *rs_docx_open_part(GBytes *part);

/* Is the node an element, or the end of one, of WordprocessingML or a namespace
 * that stands for it in strict documents? */
gboolean rs_docx_is_word(xmlTextReader *xml);

/* A w: attribute of the element, or NULL. */
char *rs_docx_attribute(xmlTextReader *xml, const char *name);
int rs_docx_attribute_int(xmlTextReader *xml, const char *name, int otherwise);

/* What the elements of the body mean to its reader. */
typedef enum {
    RS_DOCX_OTHER, /* read through */
    RS_DOCX_P,
    RS_DOCX_R,
    RS_DOCX_T,
    RS_DOCX_TR,
    RS_DOCX_TC,
    RS_DOCX_TAB,
    RS_DOCX_BR,
    RS_DOCX_HYPHEN,
    RS_DOCX_SYM,
    RS_DOCX_FOOTNOTE,
    RS_DOCX_ENDNOTE,
    RS_DOCX_FIELD,
    RS_DOCX_INSTRUCTION,
    RS_DOCX_VANISH,
    RS_DOCX_STYLE,
    RS_DOCX_OUTLINE,
    RS_DOCX_LIST,
    RS_DOCX_LIST_LEVEL,
    RS_DOCX_ROW_PROPERTIES,
    RS_DOCX_DELETED, /* with all that is in it */
    RS_DOCX_SKIP,
} rs_docx_tag;

rs_docx_tag rs_docx_tag_of(xmlTextReader *xml);

/* The character of a w:sym; "" where Unicode has none. */
char *rs_docx_symbol(xmlTextReader *xml);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_docx_styles, rs_docx_styles_free)

G_END_DECLS
