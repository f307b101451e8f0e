/*
 * What became of each file of an import.
 *
 *     g_autoptr(rs_ledger) ledger = rs_ledger_new();
 *     rs_ledger_entry *entry = rs_ledger_add(ledger, path, member);
 *     entry->outcome = RS_OUTCOME_SKIPPED;
 *     entry->reason = g_strdup("encrypted");
 *     rs_ledger_print_json(ledger, uuid, revision, stdout);
 */
#pragma once
#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

typedef enum {
    RS_OUTCOME_IMPORTED,
    RS_OUTCOME_UNCHANGED,
    RS_OUTCOME_REPLACED,
    RS_OUTCOME_DUPLICATE,    /* the same bytes as another source */
    RS_OUTCOME_OTHER_FORMAT, /* the same report in the same language as another source */
    RS_OUTCOME_SKIPPED,
    RS_OUTCOME_COUNT
} rs_outcome;

typedef struct {
    char *path, *member;
    rs_outcome outcome;
    char *reason; /* wherever it is not plainly imported, else NULL */
    char *report; /* its id; NULL where skipped; so are the next three */
    char *language, *format, *encoding;
    guint paragraphs;
    guint64 characters, characters_indexed;
} rs_ledger_entry;

typedef struct {
    GPtrArray *entries; /* of rs_ledger_entry */
    guint counts[RS_OUTCOME_COUNT];
    guint64 paragraphs; /* of the reports imported or replaced */
    gint64 started;     /* g_get_monotonic_time() */
} rs_ledger;

rs_ledger *rs_ledger_new(void);
void rs_ledger_free(rs_ledger *ledger);

/* A new entry, skipped for now; lent. */
rs_ledger_entry *rs_ledger_add(rs_ledger *ledger, const char *path, const char *member);
/* Adds up the counts once the entries are complete. */
void rs_ledger_close(rs_ledger *ledger);

double rs_ledger_seconds(const rs_ledger *ledger);
const char *rs_outcome_name(rs_outcome outcome);

/* Index and revision are NULL and 0 where nothing was written. */
void rs_ledger_print_json(const rs_ledger *ledger, const char *index, guint64 revision,
                          FILE *stream);
/* A line for each file: what became of it, or would. */
void rs_ledger_print_files(const rs_ledger *ledger, FILE *stream);
/* A line for each file that is not plainly imported or unchanged. */
void rs_ledger_print_exceptions(const rs_ledger *ledger, FILE *stream);
/* One line for all. */
void rs_ledger_print_summary(const rs_ledger *ledger, FILE *stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_ledger, rs_ledger_free)

G_END_DECLS
