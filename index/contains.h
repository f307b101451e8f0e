/*
 * Every paragraph whose text contains a string, and no other.
 *
 *     g_autoptr(rs_query) query = rs_query_contains(index, analyzer, "权组织", &error);
 *
 * Both are compared in their normal form (base/fold.h); the string stands in the
 * text or in one footnote. Where it begins or ends with a letter or digit of a
 * script written with spaces, a word begins or ends there too: "GREEN" is not in
 * "evergreen". A string of one or two words has them as words: "5" is not in "3,5".
 */
#pragma once
#include "index/query.h"

G_BEGIN_DECLS

/* NULL only where the index cannot be read. */
rs_query *rs_query_contains(rs_index *index, rs_analyzer *analyzer, const char *text,
                            GError **error);

/* The same, of one text: where the string first stands, or NULL. Both folded. */
const char *rs_contains(const char *text, const char *string);

G_END_DECLS
