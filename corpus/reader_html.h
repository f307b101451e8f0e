/*
 * The inner parts of the html reader: what elements mean, the text below one,
 * and the footnotes.
 *
 *     g_autoptr(rs_html_notes) notes = rs_html_notes_find(root);
 *     if (rs_html_notes_holds(notes, node)) ...it is a note's block: no text
 *     char *note = rs_html_notes_take(notes, link, &is_reference);
 */
#pragma once
#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* No walk goes deeper; libxml2's own limit is below it. */
#define RS_HTML_DEPTH_MAX 300

typedef enum {
    RS_HTML_INLINE,
    RS_HTML_BLOCK,
    RS_HTML_SKIP,
    RS_HTML_HEADING,
    RS_HTML_LIST,
    RS_HTML_ITEM,
    RS_HTML_TABLE,
    RS_HTML_ROW,
    RS_HTML_CAPTION,
    RS_HTML_BREAK,
    RS_HTML_LINES, /* pre: its lines are paragraphs */
    RS_HTML_LINK,
} rs_html_role;

rs_html_role rs_html_role_of(const xmlNode *node);

/* Or NULL. */
char *rs_html_attribute(const xmlNode *node, const char *name);

/* Appends with runs of white space as one space, none at the start. */
void rs_html_append_text(GString *out, const char *text);

/* Appends the plain text of what is below NODE, without what is skipped and
 * without the element EXCEPT, which may be NULL. */
void rs_html_collect_text(const xmlNode *node, GString *out, const xmlNode *except, int depth);

typedef struct rs_html_notes rs_html_notes;

rs_html_notes *rs_html_notes_find(xmlNode *root);
void rs_html_notes_free(rs_html_notes *notes);

/* NODE is the block of a note. */
gboolean rs_html_notes_holds(const rs_html_notes *notes, const xmlNode *node);

/* The text of the note that LINK refers to; NULL where it was taken already, or
 * where LINK is no reference, which IS_REFERENCE tells. */
char *rs_html_notes_take(rs_html_notes *notes, const xmlNode *link, gboolean *is_reference);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_html_notes, rs_html_notes_free)

G_END_DECLS
