/*
 * Folders are listed by lstat: only files and folders count, so that no link is
 * followed and no pipe is waited for. What the user named is followed wherever it
 * leads.
 *
 * Names on disk may be in the encoding of the system they were unpacked on; they
 * are guessed together, as those of an archive are.
 */
#include "corpus/archive_disk.h"
#include "corpus/encoding.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void disk_file_free(gpointer pointer)
{
    rs_disk_file *file = pointer;
    g_free(file->path);
    g_free(file->shown);
    g_clear_error(&file->error);
    g_free(file);
}

static GError *cannot_open(const char *why)
{
    return g_error_new(RS_ERROR, RS_ERROR_SKIP, "cannot be opened: %s", why);
}

static void add_file(GPtrArray *files, const char *path, guint64 size, GError *error)
{
    rs_disk_file *file = g_new0(rs_disk_file, 1);
    file->path = g_strdup(path);
    file->size = size;
    file->error = error;
    g_ptr_array_add(files, file);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *list_names(const char *folder, GError **error)
{
    g_autoptr(GError) refused = NULL;
    GDir *dir = g_dir_open(folder, 0, &refused);
    const char *name;
    if (!dir) {
        g_propagate_error(error, cannot_open(g_strerror(errno)));
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    while ((name = g_dir_read_name(dir)))
        if (*name != '.')
            g_ptr_array_add(names, g_strdup(name));
    g_dir_close(dir);
    g_ptr_array_sort(names, compare_names);
    return names;
}

static void add_folder(GPtrArray *files, const char *folder)
{
    GError *error = NULL;
    g_autoptr(GPtrArray) names = list_names(folder, &error);
    if (!names) {
        add_file(files, folder, 0, error);
        return;
    }
    for (guint i = 0; i < names->len; i++) {
        const char *slash = g_str_has_suffix(folder, "/") ? "" : "/";
        g_autofree char *path = g_strconcat(folder, slash, names->pdata[i], NULL);
        struct stat found;
        if (lstat(path, &found) != 0)
            add_file(files, path, 0, cannot_open(g_strerror(errno)));
        else if (S_ISDIR(found.st_mode))
            add_folder(files, path);
        else if (S_ISREG(found.st_mode))
            add_file(files, path, found.st_size, NULL);
    }
}

static void add_named(GPtrArray *files, const char *path)
{
    struct stat found;
    if (stat(path, &found) != 0)
        add_file(files, path, 0, cannot_open(g_strerror(errno)));
    else if (S_ISDIR(found.st_mode))
        add_folder(files, path);
    else if (S_ISREG(found.st_mode))
        add_file(files, path, found.st_size, NULL);
    else
        add_file(files, path, 0, cannot_open("not a file or a folder"));
}

static void show_names(GPtrArray *files)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < files->len; i++)
        g_ptr_array_add(names, ((rs_disk_file *)files->pdata[i])->path);
    const char *encoding = rs_guess_names_encoding(names);
    for (guint i = 0; i < files->len; i++) {
        rs_disk_file *file = files->pdata[i];
        file->shown = rs_decode_name(file->path, encoding);
    }
}

GPtrArray *rs_disk_list(const char *const *paths)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(disk_file_free);
    for (; *paths; paths++)
        add_named(files, *paths);
    show_names(files);
    return files;
}

GPtrArray *rs_disk_find_beside(const GPtrArray *files, const char *name)
{
    GPtrArray *found = g_ptr_array_new_with_free_func(disk_file_free);
    g_autoptr(GHashTable) tried = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < files->len; i++) {
        const rs_disk_file *file = files->pdata[i];
        const char *slash = strrchr(file->path, '/');
        const char *base = slash ? slash + 1 : file->path;
        g_autofree char *beside =
            g_strdup_printf("%.*s%s", (int)(base - file->path), file->path,
                            g_ascii_strcasecmp(base, name) == 0 ? base : name);
        struct stat status;
        if (!g_hash_table_add(tried, g_strdup(beside)) || stat(beside, &status) != 0 ||
            !S_ISREG(status.st_mode))
            continue;
        add_file(found, beside, status.st_size, NULL);
    }
    show_names(found);
    return found;
}

static GBytes *read_up_to(const rs_disk_file *file, size_t size, GError **error)
{
    int fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    g_autofree char *content = g_malloc(size + 1);
    size_t have = 0;
    ssize_t got = 1;
    while (fd >= 0 && have < size && (got = read(fd, content + have, size - have)) > 0)
        have += got;
    if (fd < 0 || got < 0)
        g_propagate_error(error, cannot_open(g_strerror(errno)));
    if (fd >= 0)
        close(fd);
    if (fd < 0 || got < 0)
        return NULL;
    return g_bytes_new_take(g_steal_pointer(&content), have);
}

GBytes *rs_disk_read(const rs_disk_file *file, guint64 limit, GError **error)
{
    if (file->size > limit) {
        g_autofree char *size = g_format_size_full(limit, G_FORMAT_SIZE_IEC_UNITS);
        g_set_error(error, RS_ERROR, RS_ERROR_SKIP, "over a limit: a file of more than %s", size);
        return NULL;
    }
    return read_up_to(file, file->size, error);
}

GBytes *rs_disk_read_head(const rs_disk_file *file, size_t size, GError **error)
{
    return read_up_to(file, MIN(size, file->size), error);
}
