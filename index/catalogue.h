/*
 * The reports of an index: one record each, kept in its metadata.
 *
 *     g_autoptr(rs_record) record = rs_catalogue_find(index, "CDIP/32/3", &error);
 *     printf("%s: %u paragraphs\n", record->report->title, record->paragraphs);
 *
 * Keys: "report/" and the id as rs_schema_term folds it: the record;
 * "source/" and a source (see rs_record): the id of what was read from there;
 * "content/" and a digest: the id of the report with this content.
 */
#pragma once
#include "index/index.h"

G_BEGIN_DECLS

typedef struct {
    rs_report *report; /* without its paragraphs */
    guint paragraphs;
    guint64 characters;
    char *source;  /* real path, and after a NUL-free separator the member: where it was read */
    char *content; /* SHA-256 of the file, hexadecimal */
    char *reading; /* what else decides how it was read: the manifest row, the options */
} rs_record;

rs_record *rs_record_new(void);
void rs_record_free(rs_record *record);

/* NULL where there is none, without an error. The id may be written in any case. */
rs_record *rs_catalogue_find(const rs_index *index, const char *id, GError **error);
/* All, in the order of their ids; of rs_record. */
GPtrArray *rs_catalogue_list(const rs_index *index, GError **error);

/* The same while writing; these see what is not committed yet. */
rs_record *rs_catalogue_writer_find(const rs_index_writer *writer, const char *id, GError **error);
rs_record *rs_catalogue_find_source(const rs_index_writer *writer, const char *source,
                                    GError **error);
rs_record *rs_catalogue_find_content(const rs_index_writer *writer, const char *content,
                                     GError **error);
gboolean rs_catalogue_add(rs_index_writer *writer, const rs_record *record, GError **error);
/* Takes out the record and every paragraph of the report. */
gboolean rs_catalogue_remove(rs_index_writer *writer, const rs_record *record, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_record, rs_record_free)

G_END_DECLS
