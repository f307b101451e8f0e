/*
 * The finders of what a report is, for rs_identity_find. Each looks at what was
 * read and gives its answer alone; identity.c weighs them.
 *
 *     g_autofree char *symbol = rs_symbol_from_name("cdip_32_3_rev.docx");   // CDIP/32/3 Rev.
 */
#pragma once
#include "base/report.h"

G_BEGIN_DECLS

/* How many paragraphs belong to the cover: all before the first numbered, long
 * or full sentence. */
guint rs_cover_size(const rs_report *report);

/* A document symbol, or NULL. From a file's name (without its folder), where it
 * is made of a known body's letters and numbers; from a text that is nothing but
 * a symbol. */
char *rs_symbol_from_name(const char *name);
char *rs_symbol_from_line(const char *text);

/* "2024-11-21" from the first full date in TEXT, in the six languages, or NULL. */
char *rs_date_from_line(const char *text);

/* Adds the years that TEXT names, ranges spelled out. */
void rs_years_from_title(const char *text, rs_report *report);

/* Adds the year before the only one known, where the opening reviews that one. DATE
 * is when the report was given, or NULL. */
void rs_years_from_opening(rs_report *report, const char *date);

/* Adds the year, or the years, that the whole report keeps speaking of. */
void rs_years_from_body(rs_report *report);

/* ISO 639-1, or NULL. DECLARED, which may be NULL, is what the format says; it
 * decides only between languages of the same script. */
char *rs_language_find(const rs_report *report, const char *declared);

G_END_DECLS
