/*
 * How a page of results is printed: a table of outputs, a file for each kind.
 *
 *     const rs_output *output = rs_output_find("csv");
 *     output->print(&page, stdout);
 */
#pragma once
#include "searcher/filters.h"
#include "searcher/search.h"
#include <stdio.h>

G_BEGIN_DECLS

typedef struct {
    const rs_index *index;
    const rs_search_request *request;
    const rs_results *results;
    const char *text; /* the query's words as typed */
    const rs_filters *filters;
    const char *language; /* for labels: ISO 639-1 */
    guint columns;        /* of the terminal; a width to fill elsewhere */
    gboolean colour;
} rs_output_page;

typedef struct {
    const char *name;
    void (*print)(const rs_output_page *page, FILE *stream);
} rs_output;

/* NULL where there is none of this name. */
const rs_output *rs_output_find(const char *name);
/* "text, json, …" */
char *rs_output_names(void);

void rs_output_text(const rs_output_page *page, FILE *stream);
void rs_output_json(const rs_output_page *page, FILE *stream);
void rs_output_jsonl(const rs_output_page *page, FILE *stream);
void rs_output_csv(const rs_output_page *page, FILE *stream);
void rs_output_tsv(const rs_output_page *page, FILE *stream);
void rs_output_bibtex(const rs_output_page *page, FILE *stream);
void rs_output_ris(const rs_output_page *page, FILE *stream);
void rs_output_csl_json(const rs_output_page *page, FILE *stream);

/* "177 paragraphs: 12 as typed, …", a line. */
void rs_output_head(const rs_output_page *page, FILE *stream);

/* Shared by text outputs: "9  产业、创新和基础设施  12" lines for each field counted. */
void rs_output_counts(const rs_output_page *page, FILE *stream);

/* How one cites a paragraph: "CDIP/32/3, para. 42(b)", or its report alone. */
char *rs_output_cite(const rs_report *report, const rs_paragraph *paragraph);

/* The language of the user's messages, from the locale; "en" where that says nothing. */
const char *rs_output_language(void);

G_END_DECLS
