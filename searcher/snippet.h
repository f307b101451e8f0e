/*
 * The piece of a paragraph that shows why it matched.
 *
 *     g_autoptr(rs_snippet) snippet = rs_snippet_find(analyzer, text, "zh", terms, 160);
 *     for (guint i = 0; i < snippet->len; i++)
 *         …g_array_index(snippet, rs_snippet_piece, i)
 *
 * Whole sentences where they fit, else cut at a clause, else between words; the
 * stretch with the most different matches, and of these the first. What is
 * marked is the text that matched, neighbours in one mark.
 */
#pragma once
#include "index/analyzer.h"

G_BEGIN_DECLS

typedef struct {
    char *text;
    gboolean match;
} rs_snippet_piece;

typedef GArray rs_snippet; /* of rs_snippet_piece */

/* TERMS is a set of terms (rs_query_terms). WIDTH is in terminal columns, where a
 * Han character takes two. Cut ends are shown by an ellipsis. */
rs_snippet *rs_snippet_find(rs_analyzer *analyzer, const char *text, const char *language,
                            GHashTable *terms, guint width);
void rs_snippet_free(rs_snippet *snippet);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_snippet, rs_snippet_free)

G_END_DECLS
