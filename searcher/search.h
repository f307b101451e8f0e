/*
 * One page of a search: what was typed, to hits with snippets and counts.
 *
 *     rs_search_request request = {.tree = tree, .limit = 10};
 *     g_autoptr(rs_results) results = rs_search(index, &request, &error);
 *     for (guint i = 0; i < results->hits->len; i++) …
 */
#pragma once
#include "searcher/compile.h"
#include "searcher/snippet.h"

G_BEGIN_DECLS

typedef enum {
    RS_REACH_AUTO, /* some of the words where few paragraphs have all of them */
    RS_REACH_ALL,  /* never some */
    RS_REACH_ANY,  /* always some */
} rs_reach;

typedef struct {
    const rs_query_node *tree;
    guint offset, limit;
    rs_sort sort;
    rs_reach reach;
    const guint *count_fields; /* rs_field_id below RS_FIELD_COUNTED */
    guint count_fields_count;
    guint snippet_width; /* columns; 0 for no snippets */
} rs_search_request;

typedef struct {
    guint rank; /* from 1, counted over all pages */
    double score;
    rs_tier tier;
    const rs_report *report; /* without its paragraphs; lent from the results */
    rs_paragraph *paragraph;
    rs_snippet *snippet; /* or NULL */
} rs_hit;

typedef struct {
    guint64 total; /* the sum of the tiers shown */
    guint64 tiers[RS_TIER_COUNT];
    gboolean has_words; /* or the query was of fields alone, and all are in one tier */
    GPtrArray *hits;     /* of rs_hit */
    GPtrArray *counts;   /* of GArray of rs_value_count, one a field asked for */
    char *compiled;      /* the query as Xapian describes it */
    GHashTable *records; /* report id → rs_record: what hits lend from */
} rs_results;

rs_results *rs_search(rs_index *index, const rs_search_request *request, GError **error);
void rs_results_free(rs_results *results);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_results, rs_results_free)

G_END_DECLS
