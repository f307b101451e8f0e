/*
 * The facets of a report's paragraphs, read from their text, their notes and the
 * headings they stand under.
 *
 *     rs_facets_find(report);     // after rs_report_read
 *
 * What each facet means is written at its finder (facet_sdg.c and so on). Where a
 * recommendation's heading is lost, which only the facets show, its paragraphs'
 * section paths are freed of the recommendation before.
 */
#pragma once
#include "base/report.h"

G_BEGIN_DECLS

void rs_facets_find(rs_report *report);

G_END_DECLS
