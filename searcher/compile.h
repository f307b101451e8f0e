/*
 * A query tree as Xapian's queries: one for each tier of matches.
 *
 *     g_autoptr(rs_compiler) compiler = rs_compiler_new(index);
 *     g_autoptr(rs_query) all = rs_query_compile(compiler, tree, RS_TIER_ALL, &error);
 *
 * Tiers: exact, the string as typed, wherever it stands; all, all the words;
 * some, any of them. What was asked for with quotes, "+",
 * AND or a field holds in every tier.
 */
#pragma once
#include "index/query.h"
#include "searcher/query.h"

G_BEGIN_DECLS

typedef enum { RS_TIER_EXACT, RS_TIER_ALL, RS_TIER_SOME, RS_TIER_COUNT } rs_tier;

const char *rs_tier_name(rs_tier tier);

typedef struct rs_compiler rs_compiler;

/* INDEX must outlive the compiler. */
rs_compiler *rs_compiler_new(rs_index *index);
void rs_compiler_free(rs_compiler *compiler);

/* NULL only where the index cannot be read. */
rs_query *rs_query_compile(rs_compiler *compiler, const rs_query_node *tree, rs_tier tier,
                           GError **error);

/* The terms whose presence makes a paragraph match: what a snippet marks. A set
 * of char *. Empty for a query of fields alone. */
GHashTable *rs_query_terms(rs_compiler *compiler, const rs_query_node *tree);

/* The analyzer it uses, lent. */
rs_analyzer *rs_compiler_analyzer(rs_compiler *compiler);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_compiler, rs_compiler_free)

G_END_DECLS
