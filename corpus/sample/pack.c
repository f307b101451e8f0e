/*
 * The zip writer: libarchive with everything that differs from run to run taken
 * away. All files are of one moment, in UTC, and nobody's.
 */
#include "corpus/sample/pack.h"
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

enum { PACKED_AT = 1735689600 }; /* 2025-01-01, in seconds since 1970 */

typedef struct archive archive_writer;
typedef struct archive_entry archive_header;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(archive_writer, archive_write_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(archive_header, archive_entry_free)

/* libarchive writes names in the charset of the locale, and times in its zone. */
void rs_pack_init(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    g_setenv("TZ", "UTC", TRUE);
}

rs_packed *rs_packed_new(const char *name, GBytes *content)
{
    rs_packed *packed = g_new0(rs_packed, 1);
    packed->name = g_strdup(name);
    packed->content = content;
    return packed;
}

void rs_packed_free(gpointer packed)
{
    rs_packed *self = packed;
    g_free(self->name);
    g_bytes_unref(self->content);
    g_free(self);
}

static la_ssize_t append(archive_writer *writer, void *zip, const void *bytes, size_t size)
{
    (void)writer;
    g_byte_array_append(zip, bytes, size);
    return size;
}

static gboolean write_file(archive_writer *writer, const rs_packed *file)
{
    gsize size;
    const void *bytes = g_bytes_get_data(file->content, &size);
    g_autoptr(archive_header) entry = archive_entry_new();
    archive_entry_set_pathname_utf8(entry, file->name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, size);
    archive_entry_set_mtime(entry, PACKED_AT, 0);
    return archive_write_header(writer, entry) == ARCHIVE_OK &&
           archive_write_data(writer, bytes, size) == (la_ssize_t)size;
}

GBytes *rs_pack(const GPtrArray *files, GError **error)
{
    g_autoptr(GByteArray) zip = g_byte_array_new();
    g_autoptr(archive_writer) writer = archive_write_new();
    gboolean good = archive_write_set_format_zip(writer) == ARCHIVE_OK &&
                    archive_write_set_bytes_per_block(writer, 0) == ARCHIVE_OK &&
                    archive_write_open(writer, zip, NULL, append, NULL) == ARCHIVE_OK;
    for (guint i = 0; good && i < files->len; i++)
        good = write_file(writer, files->pdata[i]);
    if (!good || archive_write_close(writer) != ARCHIVE_OK) {
        g_set_error(error, RS_ERROR, RS_ERROR_STOP, "cannot write a zip: %s",
                    archive_error_string(writer));
        return NULL;
    }
    return g_byte_array_free_to_bytes(g_steal_pointer(&zip));
}
