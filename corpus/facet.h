/*
 * The facets of a report's paragraphs, read from their text and sections.
 *
 *     rs_facets_find(report);     // after rs_report_read
 *
 * What each means is written at its finder. All finders read the folded text
 * (base/fold.h) and give offsets into the original.
 */
#pragma once
#include "base/fold.h"
#include "base/report.h"

G_BEGIN_DECLS

void rs_facets_find(rs_report *report);

/* One text of a paragraph as the finders see it: its body or one of its notes. */
typedef struct {
    rs_paragraph *paragraph;
    const rs_folded *folded;
    int note; /* RS_NOTE_NONE, or the index of the footnote this is */
} rs_facet_text;

/* The finders of what a text names; each in a file of its own. */
void rs_facet_find_sdg(const rs_facet_text *text);
void rs_facet_find_recommendation(const rs_facet_text *text);
void rs_facet_find_year(const rs_facet_text *text);
void rs_facet_find_symbol(const rs_facet_text *text);

/* The finders of what a section is about; they look at the whole report. */
void rs_facet_find_sdg_sections(rs_report *report);
void rs_facet_find_recommendation_sections(rs_report *report);

G_END_DECLS
