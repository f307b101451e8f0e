/*
 * Writers: from a draft to the bytes of a file, each in a format that the
 * program reads.
 *
 *     const rs_writer *writer = rs_writer_find("2024/ckd_7_3_en.html");
 *     g_autoptr(GBytes) page = writer->write(draft, &error);
 *
 * What they write is what word processors, web sites and text exports write, so
 * that reading it proves something: docx has styles, footnotes and tables of
 * Word's own kind, text marks its notes as the exports of such reports do.
 */
#pragma once
#include "corpus/sample/draft.h"

G_BEGIN_DECLS

typedef struct {
    const char *extension; /* ".docx" */
    GBytes *(*write)(const rs_draft *draft, GError **error);
} rs_writer;

extern const rs_writer rs_writer_docx, rs_writer_html, rs_writer_text;

/* The writer for a file of that name, or NULL. */
const rs_writer *rs_writer_find(const char *path);

/* Appends the SIZE bytes at TEXT with & < > " ' escaped, as XML and HTML want it. */
void rs_append_escaped(GString *to, const char *text, gssize size);

gboolean rs_draft_is_rtl(const rs_draft *draft);

G_END_DECLS
