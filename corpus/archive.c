/*
 * The walk: what is on disk is listed when it is opened (so that progress has a
 * total, and each reports.csv is known before the files it governs); archives are
 * a stack of levels, read a member at a time.
 *
 * An archive is gone through twice. The first pass reads its headers only: the
 * names that say nothing of their encoding are guessed together, since one name
 * alone is too short to guess from; its reports.csv are read; and a zip shows
 * whether it is a document. The second pass hands out its files.
 *
 * Left out on purpose: links below a folder are not followed, so that a walk
 * neither leaves the folder nor goes in circles.
 */
#include "corpus/archive.h"
#include "corpus/archive_container.h"
#include "corpus/archive_disk.h"
#include "corpus/archive_survey.h"
#include "corpus/encoding.h"
#include <string.h>

const rs_archive_limits rs_archive_default_limits = {
    .depth = 10,
    .member_bytes = (guint64)512 << 20,
    .total_bytes = (guint64)2 << 30,
    .member_count = 100000,
};

/* An archive that is open. */
typedef struct {
    rs_container *container;
    char *name;           /* as a member of the level below; NULL on disk */
    const char *encoding; /* of its members' names */
    GPtrArray *folders;   /* of char *: those of archive->manifests that are its own */
    char *last;           /* the member last met, or NULL */
    gboolean used;        /* something came of it */
} level;

/* A file waiting to be handed out, with what it owns. */
typedef struct {
    rs_file file;
    char *path, *member;
    GError *error;
} offer;

struct rs_archive {
    rs_archive_limits limits;
    const rs_manifest *manifest; /* the user's */
    GHashTable *manifests;       /* folder, ending in '/' or empty → rs_manifest */
    GPtrArray *disk;             /* of rs_disk_file */
    guint disk_next;
    const rs_disk_file *current; /* on disk */
    guint64 bytes_total, bytes_done;
    GPtrArray *levels;  /* innermost last */
    guint64 total_left; /* bytes that may still be unpacked */
    unsigned files_done;
    GQueue waiting; /* of offer */
    offer *lent;
};

static void level_free(gpointer pointer)
{
    level *closed = pointer;
    rs_container_free(closed->container);
    g_free(closed->name);
    g_free(closed->last);
    g_ptr_array_unref(closed->folders);
    g_free(closed);
}

static void offer_free(gpointer pointer)
{
    offer *gone = pointer;
    if (!gone)
        return;
    g_free(gone->path);
    g_free(gone->member);
    g_clear_pointer(&gone->file.content, g_bytes_unref);
    g_clear_error(&gone->error);
    g_free(gone);
}

/* ---- manifests ---- */

static char *virtual_path(const char *path, const char *member)
{
    return member ? g_strconcat(path, "/", member, NULL) : g_strdup(path);
}

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return g_strndup(path, slash ? slash + 1 - path : 0);
}

/* The user's manifest may give a path from any folder above the file. */
static const rs_manifest_row *find_user_row(const rs_archive *archive, const char *path)
{
    const rs_manifest_row *row = NULL;
    while (!row && archive->manifest && path) {
        row = rs_manifest_find(archive->manifest, path);
        path = strchr(path, '/');
        path = path ? path + 1 : NULL;
    }
    return row;
}

/* Calls for each manifest that governs PATH, nearest first, until one has a row. */
static const rs_manifest_row *find_row(const rs_archive *archive, const char *path)
{
    const rs_manifest_row *row = find_user_row(archive, path);
    g_autofree char *folder = folder_of(path);
    while (!row) {
        const rs_manifest *manifest = g_hash_table_lookup(archive->manifests, folder);
        size_t size = strlen(folder);
        if (manifest)
            row = rs_manifest_find(manifest, path + size);
        if (!size)
            break;
        folder[size - 1] = '\0';
        char *slash = strrchr(folder, '/');
        *(slash ? slash + 1 : folder) = '\0';
    }
    return row;
}

static void note_file(rs_archive *archive, const char *path)
{
    for (size_t size = strlen(path); size > 0; size--) {
        if (size > 1 && path[size - 1] != '/')
            continue;
        g_autofree char *folder = g_strndup(path, path[size - 1] == '/' ? size : 0);
        rs_manifest *manifest = g_hash_table_lookup(archive->manifests, folder);
        if (manifest)
            rs_manifest_note(manifest, path + strlen(folder));
    }
}

/* ---- handing out ---- */

/* Takes ERROR. MEMBER is NULL for a file on disk. */
static void give(rs_archive *archive, const char *member, GBytes *content, GError *error)
{
    offer *made = g_new0(offer, 1);
    made->path = g_strdup(archive->current->shown);
    made->member = g_strdup(member);
    made->error = error;
    g_autofree char *path = virtual_path(made->path, member);
    made->file = (rs_file){
        .path = made->path,
        .member = made->member,
        .content = content ? g_bytes_ref(content) : NULL,
        .manifest = find_row(archive, path),
        .error = error,
    };
    g_queue_push_tail(&archive->waiting, made);
}

G_GNUC_PRINTF(3, 4)
static void give_error(rs_archive *archive, const char *member, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    give(archive, member, NULL, g_error_new_valist(RS_ERROR, RS_ERROR_SKIP, format, arguments));
    va_end(arguments);
}

/* TRUE where it is one, and the first of its folder; its malformed rows are handed out. */
static gboolean add_manifest(rs_archive *archive, const char *member, GBytes *csv)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = virtual_path(archive->current->shown, member);
    g_autofree char *folder = folder_of(path);
    if (g_hash_table_contains(archive->manifests, folder))
        return FALSE;
    rs_manifest *manifest = rs_manifest_parse(csv, RS_MANIFEST_NAME, &error);
    if (!manifest) {
        give(archive, member, NULL, g_steal_pointer(&error));
        return FALSE;
    }
    const GPtrArray *faults = rs_manifest_errors(manifest);
    for (guint i = 0; i < faults->len; i++)
        give_error(archive, member, "damaged: %s", (const char *)g_ptr_array_index(faults, i));
    g_hash_table_insert(archive->manifests, g_steal_pointer(&folder), manifest);
    return TRUE;
}

/* ---- archives ---- */

/* A member's name as a path below the archive on disk. */
static char *member_path(const level *within, const char *name)
{
    g_autofree char *decoded = rs_decode_name(name, within->encoding);
    const char *at = g_strdelimit(decoded, "\\", '/');
    while (*at == '/' || g_str_has_prefix(at, "./"))
        at += *at == '/' ? 1 : 2;
    return within->name ? g_strconcat(within->name, "/", at, NULL) : g_strdup(at);
}

/* Each reports.csv of an archive, and the files it may be about. */
static void add_manifests(rs_archive *archive, level *opened, const rs_survey *found)
{
    for (guint i = 0; i < found->manifests->len; i++) {
        g_autofree char *member = member_path(opened, found->manifest_names->pdata[i]);
        g_autofree char *path = virtual_path(archive->current->shown, member);
        if (add_manifest(archive, member, found->manifests->pdata[i]))
            g_ptr_array_add(opened->folders, folder_of(path));
    }
    for (guint i = 0; opened->folders->len && i < found->names->len; i++) {
        g_autofree char *member = member_path(opened, found->names->pdata[i]);
        g_autofree char *path = virtual_path(archive->current->shown, member);
        note_file(archive, path);
    }
}

static void push_level(rs_archive *archive, rs_container *container, const char *name,
                       const rs_survey *found)
{
    level *opened = g_new0(level, 1);
    opened->container = container;
    opened->name = g_strdup(name);
    opened->encoding = rs_guess_names_encoding(found->names);
    opened->folders = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(archive->levels, opened);
    add_manifests(archive, opened, found);
}

static void pop_level(rs_archive *archive)
{
    level *top = g_ptr_array_index(archive->levels, archive->levels->len - 1);
    for (guint i = 0; i < top->folders->len; i++)
        g_hash_table_remove(archive->manifests, top->folders->pdata[i]);
    g_ptr_array_set_size(archive->levels, archive->levels->len - 1);
}

/* From BYTES, or where they are NULL from the current file on disk. FALSE where
 * it is a document, which is for the caller to hand out. */
static gboolean open_archive(rs_archive *archive, const char *name, GBytes *bytes,
                             rs_container_kind kind)
{
    g_autoptr(GError) error = NULL;
    g_auto(rs_survey) found = rs_survey_new();
    const char *path = archive->current->path;
    g_autoptr(rs_container) first = rs_container_open(path, bytes, kind, &error);
    if (!first || !rs_survey_take(&found, first, &archive->limits, archive->total_left, &error)) {
        give(archive, name, NULL, g_steal_pointer(&error));
        return TRUE;
    }
    if (found.document)
        return FALSE;
    if (archive->levels->len > archive->limits.depth) {
        give_error(archive, name, "over a limit: archives more than %u deep in another",
                   archive->limits.depth);
        return TRUE;
    }
    rs_container *container = rs_container_open(path, bytes, kind, &error);
    if (container)
        push_level(archive, container, name, &found);
    else
        give(archive, name, NULL, g_steal_pointer(&error));
    return TRUE;
}

static void offer_content(rs_archive *archive, const char *name, GBytes *content)
{
    gsize size;
    const char *head = g_bytes_get_data(content, &size);
    if (!size) {
        give_error(archive, name, "empty");
        return;
    }
    rs_container_kind kind = rs_container_sniff(head, size);
    if (kind == RS_CONTAINER_NONE || !open_archive(archive, name, content, kind))
        give(archive, name, content, NULL);
}

static void read_member(rs_archive *archive, level *top, const rs_member *member)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *name = member->lone ? g_strdup(top->name) : member_path(top, member->name);
    g_free(top->last);
    top->last = g_strdup(name);
    if (!member->lone && rs_is_manifest(name))
        return;
    if (member->encrypted) {
        give_error(archive, name, "encrypted");
        return;
    }
    rs_budget budget = {archive->limits.member_bytes, archive->total_left};
    g_autoptr(GBytes) content = rs_container_read(top->container, &budget, &error);
    archive->total_left = budget.total_bytes;
    if (content)
        offer_content(archive, name, content);
    else
        give(archive, name, NULL, g_steal_pointer(&error));
}

static void advance_level(rs_archive *archive)
{
    g_autoptr(GError) error = NULL;
    level *top = g_ptr_array_index(archive->levels, archive->levels->len - 1);
    rs_member member;
    if (rs_container_next(top->container, &member, &error)) {
        top->used = TRUE;
        read_member(archive, top, &member);
    } else if (error) {
        top->used = TRUE;
        give_error(archive, top->name, "%s%s%s", error->message, top->last ? ", after " : "",
                   top->last ? top->last : "");
    } else {
        if (!top->used)
            give_error(archive, top->name, "empty");
        pop_level(archive);
    }
}

/* ---- the walk ---- */

static void advance_disk(rs_archive *archive)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) content = NULL;
    if (archive->current)
        archive->bytes_done += archive->current->size;
    archive->current = g_ptr_array_index(archive->disk, archive->disk_next++);
    const rs_disk_file *file = archive->current;
    if (file->error) {
        give(archive, NULL, NULL, g_error_copy(file->error));
        return;
    }
    if (rs_is_manifest(file->path))
        return;
    g_autoptr(GBytes) head = rs_disk_read_head(file, RS_CONTAINER_HEAD, &error);
    rs_container_kind kind = RS_CONTAINER_NONE;
    if (head)
        kind = rs_container_sniff(g_bytes_get_data(head, NULL), g_bytes_get_size(head));
    if (kind != RS_CONTAINER_NONE && open_archive(archive, NULL, NULL, kind))
        return;
    if (!error)
        content = rs_disk_read(file, archive->limits.member_bytes, &error);
    if (!error && g_bytes_get_size(content) == 0)
        give_error(archive, NULL, "empty");
    else
        give(archive, NULL, content, g_steal_pointer(&error));
}

/* The manifests that govern files on disk. */
static void add_disk_manifests(rs_archive *archive)
{
    g_autoptr(GPtrArray) files = rs_disk_find_beside(archive->disk, RS_MANIFEST_NAME);
    for (guint i = 0; i < files->len; i++) {
        g_autoptr(GError) error = NULL;
        archive->current = g_ptr_array_index(files, i);
        g_autoptr(GBytes) csv =
            rs_disk_read(archive->current, archive->limits.member_bytes, &error);
        if (csv)
            add_manifest(archive, NULL, csv);
        else
            give(archive, NULL, NULL, g_steal_pointer(&error));
    }
    for (guint i = 0; files->len && i < archive->disk->len; i++)
        note_file(archive, ((rs_disk_file *)archive->disk->pdata[i])->shown);
    archive->current = NULL;
}

rs_archive *rs_archive_open(const char *const *paths, const rs_archive_limits *limits,
                            const rs_manifest *manifest)
{
    rs_archive *archive = g_new0(rs_archive, 1);
    archive->limits = *limits;
    archive->total_left = limits->total_bytes;
    archive->manifest = manifest;
    archive->manifests =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)rs_manifest_free);
    archive->levels = g_ptr_array_new_with_free_func(level_free);
    g_queue_init(&archive->waiting);
    archive->disk = rs_disk_list(paths);
    for (guint i = 0; i < archive->disk->len; i++)
        archive->bytes_total += ((rs_disk_file *)archive->disk->pdata[i])->size;
    add_disk_manifests(archive);
    return archive;
}

void rs_archive_free(rs_archive *archive)
{
    if (!archive)
        return;
    offer_free(archive->lent);
    g_queue_clear_full(&archive->waiting, offer_free);
    g_ptr_array_unref(archive->levels);
    g_ptr_array_unref(archive->disk);
    g_hash_table_unref(archive->manifests);
    g_free(archive);
}

static void end_at_limit(rs_archive *archive)
{
    give_error(archive, NULL,
               "over a limit: more than %u files in one import; the rest is left out",
               archive->limits.member_count);
    while (archive->levels->len)
        pop_level(archive);
    archive->disk_next = archive->disk->len;
    archive->bytes_done = archive->bytes_total - archive->current->size;
}

const rs_file *rs_archive_next(rs_archive *archive)
{
    g_clear_pointer(&archive->lent, offer_free);
    while (g_queue_is_empty(&archive->waiting)) {
        gboolean more = archive->levels->len || archive->disk_next < archive->disk->len;
        if (!more)
            return NULL;
        if (archive->files_done >= archive->limits.member_count && archive->current)
            end_at_limit(archive);
        else if (archive->levels->len)
            advance_level(archive);
        else
            advance_disk(archive);
    }
    archive->lent = g_queue_pop_head(&archive->waiting);
    archive->files_done++;
    return &archive->lent->file;
}

rs_archive_progress rs_archive_get_progress(const rs_archive *archive)
{
    guint64 within = 0;
    if (archive->levels->len) {
        const level *outermost = g_ptr_array_index(archive->levels, 0);
        within = MIN(rs_container_position(outermost->container), archive->current->size);
    } else if (archive->current) {
        within = archive->current->size;
    }
    return (rs_archive_progress){
        .bytes_done = archive->bytes_done + within,
        .bytes_total = archive->bytes_total,
        .files_done = archive->files_done,
    };
}
