/*
 * A paragraph as Xapian keeps it.
 *
 *     g_autoptr(rs_document) document = rs_document_new(analyzer, report, paragraph);
 *     rs_index_writer_add(writer, document, &error);
 *     …
 *     g_autoptr(rs_paragraph) paragraph = rs_document_unpack(content);
 *
 * What goes into terms and slots is said in index/schema.h. The paragraph is a
 * GVariant, little-endian, of type RS_DOCUMENT_TYPE: whatever bytes an index
 * holds, reading them is safe.
 */
#pragma once
#include "base/report.h"
#include "index/analyzer.h"

G_BEGIN_DECLS

/* ordinal, kind, level, number, label, text, section, footnotes,
 * facets (name, how, value, note, start, end), line, page */
#define RS_DOCUMENT_TYPE "(uyymsmssasasa(yysiuu)uu)"

typedef struct {
    const char *term;   /* in TERMS */
    gboolean weighs;    /* counts towards its wdf; else it is only there */
    gboolean uncertain; /* cut by a dictionary (index/vocabulary.h) */
} rs_posting;

typedef struct {
    guint slot;
    char *value;
} rs_slot_value;

typedef struct {
    char *id;         /* "CDIP/32/3#42" */
    GArray *postings; /* of rs_posting */
    GArray *values;   /* of rs_slot_value */
    GBytes *content;
    GStringChunk *terms;
} rs_document;

/* REPORT has its id; PARAGRAPH is one of its own, with its facets. */
rs_document *rs_document_new(rs_analyzer *analyzer, const rs_report *report,
                             const rs_paragraph *paragraph);
void rs_document_free(rs_document *document);

GBytes *rs_document_pack(const rs_paragraph *paragraph);
rs_paragraph *rs_document_unpack(GBytes *content);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_document, rs_document_free)

G_END_DECLS
