/*
 * A pass over an archive's headers. Where members are reached by seeking it reads
 * little more than the directory; a compressed tar must be unpacked to be passed
 * over, so that costs what the limits allow and no more.
 */
#include "corpus/archive_survey.h"
#include <string.h>

rs_survey rs_survey_new(void)
{
    return (rs_survey){
        .names = g_ptr_array_new_with_free_func(g_free),
        .manifest_names = g_ptr_array_new_with_free_func(g_free),
        .manifests = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref),
    };
}

void rs_survey_clear(rs_survey *survey)
{
    g_ptr_array_unref(survey->names);
    g_ptr_array_unref(survey->manifest_names);
    g_ptr_array_unref(survey->manifests);
}

gboolean rs_is_manifest(const char *path)
{
    const char *slash = strrchr(path, '/');
    return g_ascii_strcasecmp(slash ? slash + 1 : path, RS_MANIFEST_NAME) == 0;
}

static gboolean marks_document(const char *name)
{
    return strcmp(name, "[Content_Types].xml") == 0 || strcmp(name, "mimetype") == 0;
}

/* The next file, past what is damaged; the first damage is kept. */
static gboolean next_readable(rs_container *container, rs_member *member, GError **damage)
{
    while (TRUE) {
        g_autoptr(GError) fault = NULL;
        if (rs_container_next(container, member, &fault))
            return TRUE;
        if (!fault)
            return FALSE;
        if (!*damage)
            *damage = g_steal_pointer(&fault);
    }
}

/* FALSE where that would unpack more than is allowed. */
static gboolean note_member(rs_survey *found, rs_container *container, const rs_member *member,
                            rs_budget *budget)
{
    g_ptr_array_add(found->names, g_strdup(member->name));
    if (!rs_is_manifest(member->name) || member->encrypted)
        return rs_container_skip(container, budget);
    GBytes *csv = rs_container_read(container, budget, NULL);
    if (csv) {
        g_ptr_array_add(found->manifests, csv);
        g_ptr_array_add(found->manifest_names, g_strdup(member->name));
    }
    return TRUE;
}

gboolean rs_survey_take(rs_survey *found, rs_container *container, const rs_archive_limits *limits,
                        guint64 total_left, GError **error)
{
    g_autoptr(GError) damage = NULL;
    rs_budget budget = {limits->member_bytes, total_left};
    rs_member member;
    while (found->names->len <= limits->member_count &&
           next_readable(container, &member, &damage)) {
        found->document = rs_container_is_zip(container) && marks_document(member.name);
        if (member.lone || found->document || !note_member(found, container, &member, &budget))
            return TRUE;
    }
    if (!damage || found->names->len)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&damage));
    return FALSE;
}
