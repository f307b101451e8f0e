/*
 * Readers: from the bytes of one file to a report.
 *
 *     g_autoptr(rs_report) report = rs_report_read(file, &error);
 *
 * Each format has one reader, chosen by the file's first bytes and never by its
 * name. A reader gives paragraphs with text, footnotes, place, and what the
 * format itself says of kind, level and number; structure.c then works out what
 * the text says (numbers, labels, headings, sections), and identity.c what
 * the report is (title, language, years, symbol, id).
 */
#pragma once
#include "base/error.h"
#include "base/report.h"
#include "corpus/archive.h"

G_BEGIN_DECLS

typedef struct {
    const char *format; /* "docx": as in rs_report and the ledger */
    /* How sure it is that CONTENT is its format: 0 not, 100 quite. */
    int (*bid)(GBytes *content);
    /* The paragraphs, and the title, language and date that the file's own
     * properties give. NULL and RS_ERROR_SKIP where it cannot be read. */
    rs_report *(*read)(GBytes *content, GError **error);
} rs_reader;

extern const rs_reader rs_reader_text, rs_reader_docx, rs_reader_html;

/* The reader that bids most, or NULL: unsupported format. */
const rs_reader *rs_reader_find(GBytes *content);

/* Reads a file whole: paragraphs, structure, identity, manifest; not facets.
 * NULL and RS_ERROR_SKIP where it cannot be read or holds no text. */
rs_report *rs_report_read(const rs_file *file, GError **error);

/* The steps of it, each working on what the former left. */
void rs_structure_find(rs_report *report);
void rs_identity_find(rs_report *report, const rs_file *file);

G_END_DECLS
