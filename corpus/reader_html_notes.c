/*
 * Footnotes of HTML: links to an anchor named like a note ("#fn1", "#_ftn1")
 * whose text is a note's sign. The block that the anchor stands in is the note.
 * A link to a place of another name, or with words for its text, is a link.
 */
#include "corpus/reader_html.h"
#include <string.h>

struct rs_html_notes {
    GHashTable *anchors; /* id or name → xmlNode */
    GHashTable *blocks;  /* xmlNode of a note → whether it was taken */
};

static gboolean names_note(const char *id)
{
    static const char *const starts[] = {"fn",      "_fn",        "ftn",  "_ftn", "footnote",
                                         "note",    "sdfootnote", "en",   "_edn", "edn",
                                         "endnote", "sdendnote",  "_note"};
    static const char *const backs[] = {"ref", "anc", "back", "return"};
    g_autofree char *lower = g_ascii_strdown(id, -1);
    if (!strpbrk(lower, "0123456789*"))
        return FALSE;
    for (size_t i = 0; i < G_N_ELEMENTS(backs); i++)
        if (strstr(lower, backs[i]))
            return FALSE;
    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
        if (g_str_has_prefix(lower, starts[i]))
            return TRUE;
    return FALSE;
}

/* "1", "[12]", "*", "iv" */
static gboolean is_sign(const char *text)
{
    size_t size = strlen(text);
    return size > 0 && size <= 8 && strspn(text, "0123456789[]()*ivxabc. ") == size;
}

/* The block of the note that RS_HTML_LINK refers to, or NULL where it is no such link. */
static xmlNode *find_note(const rs_html_notes *notes, const xmlNode *link)
{
    g_autofree char *href = rs_html_attribute(link, "href");
    if (!href || *href != '#' || !names_note(href + 1))
        return NULL;
    g_autoptr(GString) sign = g_string_new(NULL);
    rs_html_collect_text(link, sign, NULL, 0);
    xmlNode *block = is_sign(sign->str) ? g_hash_table_lookup(notes->anchors, href + 1) : NULL;
    while (block && block->type == XML_ELEMENT_NODE &&
           (rs_html_role_of(block) == RS_HTML_INLINE || rs_html_role_of(block) == RS_HTML_LINK))
        block = block->parent;
    if (!block || block->type != XML_ELEMENT_NODE || !strcmp((const char *)block->name, "body"))
        return NULL;
    for (const xmlNode *above = link->parent; above; above = above->parent)
        if (above == block)
            return NULL;
    return block;
}

/* The link at the note's own sign, back to the text. */
static const xmlNode *find_back_link(const xmlNode *node, int depth)
{
    for (const xmlNode *child = node->children; child && depth < RS_HTML_DEPTH_MAX;
         child = child->next) {
        if (child->type != XML_ELEMENT_NODE)
            continue;
        g_autofree char *href =
            rs_html_role_of(child) == RS_HTML_LINK ? rs_html_attribute(child, "href") : NULL;
        if (href && *href == '#')
            return child;
        const xmlNode *found = find_back_link(child, depth + 1);
        if (found)
            return found;
    }
    return NULL;
}

static char *read_note(const xmlNode *block)
{
    g_autoptr(GString) note = g_string_new(NULL);
    rs_html_collect_text(block, note, find_back_link(block, 0), 0);
    return g_strdup(g_strstrip(note->str));
}

/* Before the walk: every anchor, then every note that a link refers to. */
static void find_anchors(rs_html_notes *notes, xmlNode *node, int depth)
{
    for (xmlNode *child = node->children; child && depth < RS_HTML_DEPTH_MAX; child = child->next) {
        if (child->type != XML_ELEMENT_NODE)
            continue;
        char *id = rs_html_attribute(child, "id");
        if (!id)
            id = rs_html_attribute(child, "name");
        if (id && !g_hash_table_contains(notes->anchors, id))
            g_hash_table_insert(notes->anchors, id, child);
        else
            g_free(id);
        find_anchors(notes, child, depth + 1);
    }
}

static void find_notes(rs_html_notes *notes, xmlNode *node, int depth)
{
    for (xmlNode *child = node->children; child && depth < RS_HTML_DEPTH_MAX; child = child->next) {
        if (child->type != XML_ELEMENT_NODE)
            continue;
        xmlNode *note = rs_html_role_of(child) == RS_HTML_LINK ? find_note(notes, child) : NULL;
        if (note)
            g_hash_table_insert(notes->blocks, note, GINT_TO_POINTER(FALSE));
        find_notes(notes, child, depth + 1);
    }
}

rs_html_notes *rs_html_notes_find(xmlNode *root)
{
    rs_html_notes *notes = g_new0(rs_html_notes, 1);
    notes->anchors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    notes->blocks = g_hash_table_new(NULL, NULL);
    find_anchors(notes, root, 0);
    find_notes(notes, root, 0);
    return notes;
}

void rs_html_notes_free(rs_html_notes *notes)
{
    if (!notes)
        return;
    g_hash_table_unref(notes->anchors);
    g_hash_table_unref(notes->blocks);
    g_free(notes);
}

gboolean rs_html_notes_holds(const rs_html_notes *notes, const xmlNode *node)
{
    return g_hash_table_contains(notes->blocks, node);
}

char *rs_html_notes_take(rs_html_notes *notes, const xmlNode *link, gboolean *is_reference)
{
    xmlNode *block = find_note(notes, link);
    *is_reference = block != NULL;
    if (!block || g_hash_table_lookup(notes->blocks, block))
        return NULL;
    g_hash_table_insert(notes->blocks, block, GINT_TO_POINTER(TRUE));
    return read_note(block);
}
