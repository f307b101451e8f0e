#include "searcher/filters.h"
#include <string.h>

void rs_filters_clear(rs_filters *filters)
{
    for (int field = 0; field < RS_FIELD_COUNT; field++)
        g_strfreev(filters->values[field]);
}

static gboolean has_option(int field)
{
    return field != RS_FIELD_SDG_TARGET && rs_schema[field].kind != RS_FIELD_TEXT;
}

void rs_filters_add_options(rs_filters *filters, GArray *entries)
{
    for (int field = 0; field < RS_FIELD_COUNT; field++) {
        GOptionEntry entry = {
            .long_name = rs_schema[field].query,
            .arg = G_OPTION_ARG_STRING_ARRAY,
            .arg_data = &filters->values[field],
            .description = field == RS_FIELD_SDG_GOAL ? "an SDG or target: 9 or 9.5"
                                                      : rs_schema[field].summary,
            .arg_description = "VALUE",
        };
        if (has_option(field))
            g_array_append_val(entries, entry);
    }
}

rs_query_node *rs_filters_query(const rs_filters *filters, char *const *words, char **text,
                                GError **error)
{
    g_autofree char *joined = words ? g_strjoinv(" ", (char **)words) : g_strdup("");
    g_autoptr(rs_query_node) tree = rs_query_parse(joined, error);
    if (!tree)
        return NULL;
    g_autoptr(GPtrArray) fields =
        g_ptr_array_new_with_free_func((GDestroyNotify)rs_query_node_free);
    for (int field = 0; field < RS_FIELD_COUNT; field++) {
        for (char **value = filters->values[field]; value && *value; value++) {
            rs_query_node *node = rs_query_field_new(rs_schema[field].query, *value, 0, error);
            if (!node)
                return NULL;
            g_ptr_array_add(fields, node);
        }
    }
    if (fields->len && tree->kind != RS_NODE_BAG)
        tree = rs_query_bag_new(g_steal_pointer(&tree));
    while (fields->len)
        g_ptr_array_add(tree->children, g_ptr_array_steal_index(fields, 0));
    *text = g_steal_pointer(&joined);
    return g_steal_pointer(&tree);
}
