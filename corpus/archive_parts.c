/*
 * The parts of a document that is a zip, read through the same door as archives:
 * by its directory, each part within its limit.
 */
#include "corpus/archive.h"
#include "corpus/archive_container.h"
#include <string.h>

static const char *find_name(const char *const *names, const char *name)
{
    for (; *names; names++)
        if (g_ascii_strcasecmp(*names, name) == 0)
            return *names;
    return NULL;
}

GHashTable *rs_archive_parts(GBytes *zip, const char *const *names, guint64 limit, GError **error)
{
    gsize size;
    const char *head = g_bytes_get_data(zip, &size);
    g_autoptr(GHashTable) parts =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
    g_autoptr(GError) damage = NULL;
    rs_member member;

    if (rs_container_sniff(head, size) != RS_CONTAINER_ZIP) {
        g_set_error(error, RS_ERROR, RS_ERROR_SKIP, "damaged: not a zip");
        return NULL;
    }
    g_autoptr(rs_container) container = rs_container_open(NULL, zip, RS_CONTAINER_ZIP, error);
    if (!container)
        return NULL;
    while (g_hash_table_size(parts) < g_strv_length((char **)names) &&
           rs_container_next(container, &member, &damage)) {
        const char *name = find_name(names, member.name);
        rs_budget budget = {limit, G_MAXUINT64};
        if (!name || g_hash_table_contains(parts, name))
            continue;
        if (member.encrypted) {
            g_set_error(error, RS_ERROR, RS_ERROR_SKIP, "encrypted: %s", name);
            return NULL;
        }
        GBytes *part = rs_container_read(container, &budget, error);
        if (!part)
            return NULL;
        g_hash_table_insert(parts, g_strdup(name), part);
    }
    if (damage) {
        g_propagate_error(error, g_steal_pointer(&damage));
        return NULL;
    }
    return g_steal_pointer(&parts);
}
