/*
 * The parts of a docx that say nothing of the report in it: what is in the
 * package, styles, lists. Sources: ECMA-376 parts 1 (WordprocessingML) and 2
 * (the package).
 */
#pragma once

#define RS_DOCX_MAIN                                                                               \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "                    \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define RS_DOCX_XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

extern const char rs_docx_content_types[], rs_docx_relations[], rs_docx_document_relations[],
    rs_docx_settings[], rs_docx_styles[], rs_docx_numbering[];

/* The lists of rs_docx_numbering. */
enum { RS_DOCX_BULLETS = 1, RS_DOCX_NUMBERS = 2 };
