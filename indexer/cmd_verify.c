/*
 * Verifying: every report has the paragraphs its record says; each paragraph,
 * unpacked from the index's own data and analyzed again, gives the terms it is
 * indexed under; and Xapian's structures are sound.
 */
#include "index/catalogue.h"
#include "index/query.h"
#include "index/schema.h"
#include "indexer/commands.h"
#include <string.h>

static gint compare_terms(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The terms that a document should have, sorted, each once. */
static GPtrArray *expected_terms(const rs_document *document)
{
    GPtrArray *terms = g_ptr_array_new();
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < document->postings->len; i++) {
        const char *term = g_array_index(document->postings, rs_posting, i).term;
        if (g_hash_table_add(seen, (gpointer)term))
            g_ptr_array_add(terms, (gpointer)term);
    }
    g_ptr_array_sort(terms, compare_terms);
    return terms;
}

static gboolean check_paragraph(rs_index *index, rs_analyzer *analyzer, const rs_record *record,
                                const rs_match *match, GString *faults, GError **error)
{
    g_autoptr(rs_paragraph) paragraph = rs_document_unpack(match->content);
    g_autoptr(rs_document) document = rs_document_new(analyzer, record->report, paragraph);
    g_autoptr(GPtrArray) expected = expected_terms(document);
    g_autoptr(GPtrArray) found = rs_index_document_terms(index, match->docid, error);
    if (!found)
        return FALSE;
    g_ptr_array_sort(found, compare_terms);
    gboolean same = found->len == expected->len;
    for (guint i = 0; same && i < found->len; i++)
        same = !strcmp(found->pdata[i], expected->pdata[i]);
    if (!same)
        g_string_append_printf(faults, "%s: indexed under other terms than its text has\n",
                               document->id);
    return TRUE;
}

static gboolean check_report(rs_index *index, rs_analyzer *analyzer, const rs_record *record,
                             GString *faults, GError **error)
{
    g_autofree char *term = rs_schema_term(rs_schema[RS_FIELD_DOCUMENT].prefix, record->report->id);
    g_autoptr(rs_query) query = rs_query_term(term);
    rs_match_request request = {.limit = record->paragraphs + 1, .sort = RS_SORT_REPORT};
    g_autoptr(rs_match_set) matches = rs_index_match(index, query, &request, error);
    if (!matches)
        return FALSE;
    if (matches->total != record->paragraphs)
        g_string_append_printf(faults,
                               "%s: %" G_GUINT64_FORMAT " paragraphs, and %u by its record\n",
                               record->report->id, matches->total, record->paragraphs);
    for (guint i = 0; i < matches->count; i++)
        if (!check_paragraph(index, analyzer, record, &matches->match[i], faults, error))
            return FALSE;
    return TRUE;
}

static gboolean verify(rs_index *index, const char *path, GString *faults, guint *reports,
                       GError **error)
{
    g_autoptr(rs_analyzer) analyzer = rs_analyzer_new();
    g_autoptr(GPtrArray) records = rs_catalogue_list(index, error);
    guint64 paragraphs = 0;
    if (!records || !rs_index_check(path, faults, error))
        return FALSE;
    for (guint i = 0; i < records->len; i++) {
        const rs_record *record = records->pdata[i];
        paragraphs += record->paragraphs;
        if (!check_report(index, analyzer, record, faults, error))
            return FALSE;
    }
    if (paragraphs != rs_index_document_count(index))
        g_string_append_printf(
            faults, "%u documents, and %" G_GUINT64_FORMAT " paragraphs by the records\n",
            rs_index_document_count(index), paragraphs);
    *reports = records->len;
    return TRUE;
}

static int run(rs_cli *cli, int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) faults = g_string_new(NULL);
    const GOptionEntry options[] = {{0}};
    guint reports;

    if (!rs_cli_parse(cli, argc, argv, options, ""))
        return cli->status;
    g_autoptr(rs_index) index = rs_index_open(cli->index_path, &error);
    if (!index || !verify(index, cli->index_path, faults, &reports, &error))
        return rs_cli_fail(error);
    if (!faults->len) {
        printf("%u reports, %u paragraphs: sound\n", reports, rs_index_document_count(index));
        return RS_STATUS_DONE;
    }
    fputs(faults->str, stdout);
    g_set_error(&error, RS_ERROR, RS_ERROR_INDEX,
                "%s: the index is damaged; import again into a new folder with reportseek index",
                cli->index_path);
    return rs_cli_fail(error);
}

const rs_command rs_command_verify = {"verify", "checks the index from its own stored text", run,
                                      NULL};
