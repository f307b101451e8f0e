/*
 * docx: a zip of XML parts. The main part is found through the package's
 * relations, the others through its own; styles and lists are read first, then
 * notes, then the body (reader_docx_body.c).
 *
 * Left out on purpose: headers, footers and comments, and charts, SmartArt and
 * embedded objects, which are parts of their own.
 */
#include "corpus/reader_docx.h"
#include "corpus/identity.h"
#include "corpus/reader.h"
#include <string.h>

#define PART_LIMIT ((guint64)256 << 20)

/* What the relations in PART say of the type that ends in TYPE: the name of a
 * part, for a package whose relations are of the part BASE. */
static char *find_relation(GBytes *part, const char *type, const char *base)
{
    xmlTextReader *xml = rs_docx_open_part(part);
    char *found = NULL;
    while (xml && !found && xmlTextReaderRead(xml) == 1) {
        xmlChar *own = xmlTextReaderGetAttribute(xml, (const xmlChar *)"Type");
        xmlChar *target = xmlTextReaderGetAttribute(xml, (const xmlChar *)"Target");
        if (own && target && g_str_has_suffix((const char *)own, type)) {
            g_autofree char *folder = g_path_get_dirname(base);
            g_autofree char *path = *target == '/' ? g_strdup((const char *)target)
                                                   : g_build_filename("/", folder, target, NULL);
            g_autofree char *whole = g_canonicalize_filename(path, "/");
            found = g_strdup(whole + 1);
        }
        xmlFree(own);
        xmlFree(target);
    }
    xmlFreeTextReader(xml);
    return found;
}

/* The text of the first element of that name, or NULL. */
static char *find_property(GBytes *part, const char *name)
{
    xmlTextReader *xml = rs_docx_open_part(part);
    char *found = NULL;
    while (xml && !found && xmlTextReaderRead(xml) == 1) {
        if (xmlTextReaderNodeType(xml) != XML_READER_TYPE_ELEMENT ||
            strcmp((const char *)xmlTextReaderConstLocalName(xml), name))
            continue;
        xmlChar *text = xmlTextReaderReadString(xml);
        found = g_strdup((const char *)text);
        xmlFree(text);
    }
    xmlFreeTextReader(xml);
    return found;
}

/* The title among the properties is often a template's: it counts where the
 * document's beginning says it too. */
static void read_properties(rs_report *report, GBytes *core)
{
    g_autofree char *title = find_property(core, "title");
    g_autofree char *language = find_property(core, "language");
    g_autofree char *created = find_property(core, "created");
    g_autofree char *identifier = find_property(core, "identifier");
    report->date = created ? rs_date_from_line(created) : NULL;
    report->symbol = identifier ? rs_symbol_from_line(identifier) : NULL;
    if (title)
        g_strstrip(title);
    for (guint i = 0; title && *title && i < MIN(report->paragraphs->len, 20); i++) {
        const rs_paragraph *paragraph = report->paragraphs->pdata[i];
        if (!report->title && !g_ascii_strcasecmp(paragraph->text, title))
            report->title = g_strdup(paragraph->text);
    }
    if (language && *language)
        report->language = g_ascii_strdown(language, strcspn(language, "-_"));
}

enum { STYLES, NUMBERING, FOOTNOTES, ENDNOTES, SIDE_PARTS };

/* The parts beside the main one; names that no relation gives stay NULL. */
static GHashTable *read_side_parts(GBytes *content, GBytes *relations, const char *main,
                                   char *names[SIDE_PARTS], GError **error)
{
    static const char *const types[SIDE_PARTS] = {"/styles", "/numbering", "/footnotes",
                                                  "/endnotes"};
    const char *wanted[SIDE_PARTS + 1] = {NULL};
    for (int i = 0, count = 0; i < SIDE_PARTS; i++)
        if ((names[i] = find_relation(relations, types[i], main)))
            wanted[count++] = names[i];
    return rs_archive_parts(content, wanted, PART_LIMIT, error);
}

static gboolean read_body(rs_report *report, GHashTable *parts, const char *main, GHashTable *side,
                          char *const names[SIDE_PARTS], GError **error)
{
    GBytes *part[SIDE_PARTS] = {NULL};
    for (int i = 0; i < SIDE_PARTS; i++)
        part[i] = names[i] ? g_hash_table_lookup(side, names[i]) : NULL;
    g_autoptr(GHashTable) notes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(rs_docx_styles) styles = rs_docx_styles_read(part[STYLES], part[NUMBERING]);
    if (!rs_docx_read_notes(notes, part[FOOTNOTES], names[FOOTNOTES], error) ||
        !rs_docx_read_notes(notes, part[ENDNOTES], names[ENDNOTES], error))
        return FALSE;
    return rs_docx_read_body(report, g_hash_table_lookup(parts, main), main, notes, styles, error);
}

static rs_report *read_docx(GBytes *content, GError **error)
{
    const char *const roots[] = {"_rels/.rels", NULL};
    g_autoptr(GHashTable) root = rs_archive_parts(content, roots, PART_LIMIT, error);
    if (!root)
        return NULL;
    GBytes *relations = g_hash_table_lookup(root, roots[0]);
    g_autofree char *main = find_relation(relations, "/officeDocument", "");
    g_autofree char *core = find_relation(relations, "/core-properties", "");
    if (!main) {
        g_set_error_literal(error, RS_ERROR, RS_ERROR_SKIP,
                            "unsupported format: a package without a document");
        return NULL;
    }
    g_autofree char *folder = g_path_get_dirname(main), *name = g_path_get_basename(main);
    g_autofree char *own = g_strdup_printf("%s/_rels/%s.rels", folder, name);
    const char *const mains[] = {main, own, core, NULL};
    g_autoptr(GHashTable) parts = rs_archive_parts(content, mains, PART_LIMIT, error);
    if (!parts)
        return NULL;
    if (!g_hash_table_contains(parts, main)) {
        g_set_error(error, RS_ERROR, RS_ERROR_SKIP, "damaged: %s is missing", main);
        return NULL;
    }
    char *names[SIDE_PARTS];
    g_autoptr(rs_report) report = rs_report_new();
    g_autoptr(GHashTable) side =
        read_side_parts(content, g_hash_table_lookup(parts, own), main, names, error);
    gboolean ok = side && read_body(report, parts, main, side, names, error);
    for (int i = 0; i < SIDE_PARTS; i++)
        g_free(names[i]);
    if (!ok)
        return NULL;
    read_properties(report, core ? g_hash_table_lookup(parts, core) : NULL);
    report->encoding = g_strdup("UTF-8");
    return g_steal_pointer(&report);
}

/* A zip with the relations of an Office package; which one, its root tells. */
static int bid_docx(GBytes *content)
{
    static const char relations[] = "_rels/.rels";
    gsize size;
    const char *bytes = g_bytes_get_data(content, &size);
    if (size < 4 || memcmp(bytes, "PK\3\4", 4))
        return 0;
    return memmem(bytes, size, relations, strlen(relations)) ? 90 : 0;
}

const rs_reader rs_reader_docx = {"docx", bid_docx, read_docx};
