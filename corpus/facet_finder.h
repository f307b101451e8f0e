/*
 * The finders of facets, each in a file of its own; rs_facets_find calls them in
 * this order. A new facet is a new finder here and its call there.
 */
#pragma once
#include "corpus/facet_text.h"

G_BEGIN_DECLS

/* Finds document symbols in a folded text, and writes spaces over them, so that
 * no other finder reads their numbers. */
void rs_facet_find_symbol(const rs_facet_text *text);

/* The finders of what a text names. */
void rs_facet_find_sdg(const rs_facet_text *text);
void rs_facet_find_recommendation(const rs_facet_text *text);
void rs_facet_find_year(const rs_facet_text *text);

/* The finder of what a section is about, after all the others. */
void rs_facet_find_sections(rs_report *report);

G_END_DECLS
