/*
 * The C face of Xapian: the index and its writer. Queries and matches are in
 * index/query.h.
 *
 *     g_autoptr(rs_index_writer) writer = rs_index_writer_open(path, &error);
 *     rs_index_writer_add(writer, document, &error);
 *     rs_index_writer_commit(writer, &error);
 *
 * Words mean what they mean in Xapian (term, posting, position, wdf, document,
 * value slot, match set). Errors: RS_ERROR_INDEX where the index cannot be used,
 * RS_ERROR_RETRY where another program is writing it, RS_ERROR_STOP for all else.
 */
#pragma once
#include "base/error.h"
#include "index/document.h"

G_BEGIN_DECLS

/* --- the index, for reading: a snapshot of its last commit --- */

typedef struct rs_index rs_index;

rs_index *rs_index_open(const char *path, GError **error);
void rs_index_free(rs_index *index);

const char *rs_index_uuid(const rs_index *index);
guint64 rs_index_revision(const rs_index *index);
guint rs_index_document_count(const rs_index *index);

/* Metadata: bytes under a key. NULL where there is none, without an error. */
GBytes *rs_index_get(const rs_index *index, const char *key, GError **error);
/* The keys that begin with PREFIX, in order; of char *. */
GPtrArray *rs_index_keys(const rs_index *index, const char *prefix, GError **error);

/* The terms of a document, in order; of char *. */
GPtrArray *rs_index_document_terms(const rs_index *index, guint docid, GError **error);

/* In how many documents a term is. */
guint rs_index_frequency(const rs_index *index, const char *term);

/* --- the writer: nothing is seen by readers before a commit --- */

typedef struct rs_index_writer rs_index_writer;

/* Opens an index or makes one where PATH is missing or an empty folder. */
rs_index_writer *rs_index_writer_open(const char *path, GError **error);
/* What was not committed is lost. */
void rs_index_writer_free(rs_index_writer *writer);

gboolean rs_index_writer_add(rs_index_writer *writer, const rs_document *document, GError **error);
/* Takes out every document that has the term. */
gboolean rs_index_writer_remove(rs_index_writer *writer, const char *term, GError **error);
/* BYTES of NULL takes the key out. */
gboolean rs_index_writer_set(rs_index_writer *writer, const char *key, GBytes *bytes,
                             GError **error);
/* Whether any document has the term. */
gboolean rs_index_writer_has(rs_index_writer *writer, const char *term, gboolean *has,
                             GError **error);
GBytes *rs_index_writer_get(const rs_index_writer *writer, const char *key, GError **error);
gboolean rs_index_writer_commit(rs_index_writer *writer, GError **error);
const char *rs_index_writer_uuid(const rs_index_writer *writer);
guint64 rs_index_writer_revision(const rs_index_writer *writer);

/* Checks the index's own structures; what is wrong is added to REPORT. */
gboolean rs_index_check(const char *path, GString *report, GError **error);

/* --- stems --- */

typedef struct rs_stemmer rs_stemmer;

/* LANGUAGE is ISO 639-1; NULL where it has no stemmer. */
rs_stemmer *rs_stemmer_new(const char *language);
void rs_stemmer_free(rs_stemmer *stemmer);
/* Appends the stem of a folded word. */
void rs_stemmer_append(const rs_stemmer *stemmer, const char *word, size_t size, GString *stem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_index, rs_index_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_index_writer, rs_index_writer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_stemmer, rs_stemmer_free)

G_END_DECLS
