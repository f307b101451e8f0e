/*
 * One archive as libarchive reads it: which files are in it, and the bytes of
 * each. Private to archive*.c, the only files that know libarchive.
 *
 *     g_autoptr(rs_container) container = rs_container_open(path, NULL, kind, &error);
 *     while (rs_container_next(container, &member, &error))
 *         content = rs_container_read(container, &budget, &error);
 *
 * Folders, links, devices and what file managers leave behind are passed over.
 */
#pragma once
#include "base/error.h"

G_BEGIN_DECLS

typedef enum {
    RS_CONTAINER_NONE, /* not an archive, or not one that is opened */
    RS_CONTAINER_ZIP,
    RS_CONTAINER_TAR,
    RS_CONTAINER_CPIO,
    RS_CONTAINER_7ZIP,
    RS_CONTAINER_ISO,
    RS_CONTAINER_GZIP, /* these hold a tar, a cpio, or a lone file */
    RS_CONTAINER_BZIP2,
    RS_CONTAINER_XZ,
    RS_CONTAINER_ZSTD,
} rs_container_kind;

/* What the first bytes of a file show it to be; HEAD need not be longer than
 * RS_CONTAINER_HEAD, where the mark of an ISO 9660 image ends. */
enum { RS_CONTAINER_HEAD = 32774 };
rs_container_kind rs_container_sniff(const char *head, size_t size);

typedef struct rs_container rs_container;

typedef struct {
    const char *name; /* as it is in the archive: bytes. Lent until the next member */
    gboolean encrypted;
    gboolean lone; /* the one file that was compressed: it has no name of its own */
} rs_member;

/* What may still be unpacked. */
typedef struct {
    guint64 member_bytes; /* of this file */
    guint64 total_bytes;  /* of all: gets less with each read */
} rs_budget;

/* From BYTES where they are not NULL, else from the file PATH. */
rs_container *rs_container_open(const char *path, GBytes *bytes, rs_container_kind kind,
                                GError **error);
void rs_container_free(rs_container *container);

/* The next file. FALSE without an error at the end. After FALSE with an error
 * it may be called again: what lies behind a damaged member may be whole. */
gboolean rs_container_next(rs_container *container, rs_member *member, GError **error);

/* The bytes of the member last given. NULL with RS_ERROR_SKIP where they are
 * damaged, or more than BUDGET leaves; sizes are measured and not believed. */
GBytes *rs_container_read(rs_container *container, rs_budget *budget, GError **error);

/* Passes over the member last given; FALSE where that would unpack more than BUDGET leaves. */
gboolean rs_container_skip(rs_container *container, rs_budget *budget);

gboolean rs_container_is_zip(const rs_container *container);

/* How far into the archive's own bytes it is. */
guint64 rs_container_position(const rs_container *container);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_container, rs_container_free)

G_END_DECLS
