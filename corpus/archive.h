/*
 * The files in what a user names: files, folders and archives, and archives
 * inside archives, one at a time in a steady order. Nothing is unpacked to disk.
 *
 *     g_autoptr(rs_archive) archive = rs_archive_open(paths, &limits, manifest);
 *     const rs_file *file;
 *     while ((file = rs_archive_next(archive)))
 *         if (file->error) ...say why; else ...read file->content
 *
 * The only user of libarchive. Archives are told by their first bytes, never by
 * name: zip, tar, 7z, cpio, ISO 9660, and any of these (or a lone file)
 * compressed with gzip, xz, zstd or bzip2. A zip that is a document (docx, odt,
 * epub, xlsx …) is a file, not an archive.
 *
 * Folders are walked in order of name; hidden files and links in them are left
 * out. In archives folders, links, devices and what file managers leave behind
 * (__MACOSX, .DS_Store) are.
 */
#pragma once
#include "corpus/manifest.h"

G_BEGIN_DECLS

typedef struct rs_archive rs_archive;

typedef struct {
    unsigned depth;        /* archives inside archives: 0 opens none inside another */
    guint64 member_bytes;  /* of one file, unpacked */
    guint64 total_bytes;   /* of all that comes out of archives in one import */
    unsigned member_count; /* files in one import */
} rs_archive_limits;

extern const rs_archive_limits rs_archive_default_limits; /* 10, 512 MiB, 2 GiB, 100,000 */

/* One file, lent until the next call of rs_archive_next. */
typedef struct {
    const char *path;   /* as the user gave it, or below the folder the user gave; valid UTF-8 */
    const char *member; /* inside the archive, valid UTF-8, or NULL; inner archives are
                           joined by '/': "2024.zip/reports/a.docx". A lone compressed
                           file is itself: "report.txt.gz" has no member */
    GBytes *content;    /* or NULL where error is set */
    const rs_manifest_row *manifest; /* what a reports.csv beside it says of it, or NULL */
    const GError *error;             /* why it, or what is left of its archive, could not be had: an
                                        RS_ERROR_SKIP. The walk goes on. */
} rs_file;

/* Looks through the folders among PATHS, which is NULL-terminated; what cannot
 * be opened is handed out as a file with the error "cannot be opened: …".
 * MANIFEST, which may be NULL, is the user's own and wins over any reports.csv
 * found; it must outlive the archive. */
rs_archive *rs_archive_open(const char *const *paths, const rs_archive_limits *limits,
                            const rs_manifest *manifest);
void rs_archive_free(rs_archive *archive);

/* The next file, or NULL at the end. reports.csv itself, which governs the files
 * in its folder and below, is not handed out; but a malformed row of one is, as a
 * file with an error naming its line. */
const rs_file *rs_archive_next(rs_archive *archive);

/* How far it is, for a progress line. Bytes are of the files on disk. */
typedef struct {
    guint64 bytes_done, bytes_total;
    unsigned files_done;
} rs_archive_progress;
rs_archive_progress rs_archive_get_progress(const rs_archive *archive);

/* The named parts of a zipped document (docx, odt): part name → GBytes, for
 * those of NAMES (NULL-terminated) that are there; the names' case does not
 * matter. NULL and RS_ERROR_SKIP where ZIP is no zip, is damaged or encrypted, or
 * a part passes LIMIT bytes. */
GHashTable *rs_archive_parts(GBytes *zip, const char *const *names, guint64 limit, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_archive, rs_archive_free)

G_END_DECLS
