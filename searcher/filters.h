/*
 * The query of a command: its words, and its filter options as fields.
 *
 *     g_auto(rs_filters) filters = {0};
 *     rs_filters_add_options(&filters, options);     // then the command's own, and parse
 *     g_autoptr(rs_query_node) tree = rs_filters_query(&filters, words, &text, &error);
 *
 * Shared by `search` and `facets`. One option repeated means "or", different
 * ones "and", just as the fields in a query.
 */
#pragma once
#include "searcher/query.h"

G_BEGIN_DECLS

/* One list of values for each field that has an option; in the order of the schema. */
typedef struct {
    char **values[RS_FIELD_COUNT];
} rs_filters;

void rs_filters_clear(rs_filters *filters);

/* The options, for g_option_context_add_group or rs_cli_parse: appended to
 * ENTRIES, which are owned by the caller and end with an empty one. */
void rs_filters_add_options(rs_filters *filters, GArray *entries);

/* The words and filters as one tree, and the words as TEXT (owned). */
rs_query_node *rs_filters_query(const rs_filters *filters, char *const *words, char **text,
                                GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(rs_filters, rs_filters_clear)

G_END_DECLS
