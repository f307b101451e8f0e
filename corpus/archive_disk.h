/*
 * The files on disk below what a user names, listed in order of name. Private to
 * archive*.c.
 *
 *     g_autoptr(GPtrArray) files = rs_disk_list(paths);     // of rs_disk_file
 *     g_autoptr(GBytes) content = rs_disk_read(files->pdata[0], limit, &error);
 */
#pragma once
#include "base/error.h"

G_BEGIN_DECLS

typedef struct {
    char *path;  /* to open it by: bytes */
    char *shown; /* the same as valid UTF-8 */
    guint64 size;
    GError *error; /* why it cannot be opened, or NULL */
} rs_disk_file;

GPtrArray *rs_disk_list(const char *const *paths);

/* The files called NAME that lie beside any of FILES, each once. */
GPtrArray *rs_disk_find_beside(const GPtrArray *files, const char *name);

/* All of a file, or RS_ERROR_SKIP where it has more than LIMIT bytes. */
GBytes *rs_disk_read(const rs_disk_file *file, guint64 limit, GError **error);

/* Its first bytes, SIZE at most. */
GBytes *rs_disk_read_head(const rs_disk_file *file, size_t size, GError **error);

G_END_DECLS
