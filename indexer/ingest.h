/*
 * From files to the index, a report at a time: the way in, in reading order.
 *
 *     rs_ingest_options options = {.paths = paths};
 *     rs_ingest(&options, writer, ledger, &error);
 *
 * A report is in the index whole or not at all. What cannot be read is noted in
 * the ledger and passed over. Identity: a file is known by where it was read
 * (real path and member), a report by its id, both by their content.
 */
#pragma once
#include "corpus/archive.h"
#include "index/index.h"
#include "indexer/ledger.h"

G_BEGIN_DECLS

typedef struct {
    const char *const *paths;    /* NULL-terminated */
    const rs_manifest *manifest; /* --manifest, or NULL */
    const GPtrArray *settings;   /* of rs_field: --set and --language; or NULL */
    gboolean rehearsal;          /* nothing is committed, whatever the writer */
    /* Told now and then how far it is; returns FALSE to stop after this report. */
    gboolean (*progress)(const rs_archive_progress *progress, guint64 paragraphs, gpointer closure);
    gpointer closure;
} rs_ingest_options;

/* WRITER may be NULL for a rehearsal without an index. FALSE only where the
 * index cannot be written. */
gboolean rs_ingest(const rs_ingest_options *options, rs_index_writer *writer, rs_ledger *ledger,
                   GError **error);

/* Sets what --set KEY=VALUE says of a report; USAGE where VALUE does not fit KEY. */
gboolean rs_ingest_check_setting(const rs_field *setting, GError **error);

G_END_DECLS
