/*
 * The pipeline, top to bottom: archive → file → report → facets → documents →
 * index, and the ledger beside it. Commits come between reports, after so many
 * paragraphs or seconds, so that an import cut off goes on where it was.
 */
#include "indexer/ingest.h"
#include "base/cli.h"
#include "corpus/facet.h"
#include "corpus/reader.h"
#include "index/catalogue.h"
#include <stdlib.h>
#include <string.h>

/* Goes up when the readers or finders read the same bytes otherwise. */
#define READING_VERSION "1"

enum { COMMIT_PARAGRAPHS = 10000, COMMIT_SECONDS = 30 };

typedef struct {
    const rs_ingest_options *options;
    rs_index_writer *writer; /* or NULL */
    rs_ledger *ledger;
    rs_archive *archive;
    rs_analyzer *analyzer;
    GHashTable *met;     /* ids of the reports that this import has come by */
    guint64 paragraphs;  /* so far */
    guint uncommitted;   /* paragraphs */
    gint64 committed_at; /* monotonic time */
    gboolean stopped;
} ingest;

static gboolean import_file(ingest *run, const rs_file *file, GError **error);
static gboolean write_report(ingest *run, const rs_record *old, const rs_record *record,
                             GError **error);
static gboolean commit_if_due(ingest *run, GError **error);

gboolean rs_ingest(const rs_ingest_options *options, rs_index_writer *writer, rs_ledger *ledger,
                   GError **error)
{
    g_autoptr(rs_archive) archive =
        rs_archive_open(options->paths, &rs_archive_default_limits, options->manifest);
    g_autoptr(rs_analyzer) analyzer = rs_analyzer_new();
    g_autoptr(GHashTable) met = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    ingest run = {options, writer, ledger, archive, analyzer, met, 0, 0, g_get_monotonic_time(),
                  FALSE};
    const rs_file *file;

    while (!run.stopped && (file = rs_archive_next(archive)))
        if (!import_file(&run, file, error) || !commit_if_due(&run, error))
            return FALSE;
    rs_ledger_close(ledger);
    return TRUE;
}

static void tell_progress(ingest *run)
{
    rs_archive_progress progress = rs_archive_get_progress(run->archive);
    if (run->options->progress &&
        !run->options->progress(&progress, run->paragraphs, run->options->closure))
        run->stopped = TRUE;
}

static gboolean commit_if_due(ingest *run, GError **error)
{
    gint64 now = g_get_monotonic_time();
    tell_progress(run);
    if (!run->writer || run->options->rehearsal || !run->uncommitted ||
        (run->uncommitted < COMMIT_PARAGRAPHS &&
         now - run->committed_at < COMMIT_SECONDS * G_USEC_PER_SEC))
        return TRUE;
    run->uncommitted = 0;
    run->committed_at = now;
    return rs_index_writer_commit(run->writer, error);
}

/* --- what a file is --- */

/* Where a file was read: the same file named in two ways is the same source. */
static char *source_of(const rs_file *file)
{
    g_autofree char *real = realpath(file->path, NULL);
    g_autofree char *shown = g_filename_display_name(real ? real : file->path);
    return g_strconcat(shown, "\n", file->member, NULL);
}

static void append_fields(GString *text, const GPtrArray *fields)
{
    for (guint i = 0; fields && i < fields->len; i++) {
        const rs_field *field = fields->pdata[i];
        g_string_append_printf(text, "%s=%s\n", field->name, field->value);
    }
}

/* What decides how a file is read, beside its bytes. */
static char *reading_of(const ingest *run, const rs_manifest_row *row)
{
    GString *text = g_string_new(READING_VERSION "\n");
    if (row) {
        const char *said[] = {row->id, row->symbol, row->title, row->language, row->date};
        for (size_t i = 0; i < G_N_ELEMENTS(said); i++)
            g_string_append_printf(text, "%s\n", said[i] ? said[i] : "");
        for (guint i = 0; i < row->years->len; i++)
            g_string_append_printf(text, "%d;", g_array_index(row->years, int, i));
        append_fields(text, row->fields);
    }
    append_fields(text, run->options->settings);
    g_autofree char *whole = g_string_free(text, FALSE);
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, whole, -1);
}

static void replace(char **string, const char *value)
{
    g_free(*string);
    *string = g_strdup(value);
}

gboolean rs_ingest_check_setting(const rs_field *setting, GError **error)
{
    g_autoptr(GArray) years = g_array_new(FALSE, FALSE, sizeof(int));
    const char *value = setting->value, *wanted = NULL;
    size_t letters = strspn(value, "abcdefghijklmnopqrstuvwxyz");
    if (!strcmp(setting->name, "years") && !rs_manifest_parse_years(value, years))
        wanted = "years are 2023, 2022;2023 or 2016..2018";
    if (!strcmp(setting->name, "language") && (value[letters] || letters < 2 || letters > 3))
        wanted = "a language is a code of ISO 639-1 as zh";
    if (wanted)
        g_set_error(error, RS_ERROR, RS_ERROR_USAGE, "%s=%s: %s", setting->name, value, wanted);
    return !wanted;
}

static void apply_setting(rs_report *report, const rs_field *setting)
{
    const struct {
        const char *name;
        char **member;
    } members[] = {
        {"id", &report->id},     {"symbol", &report->symbol},     {"title", &report->title},
        {"date", &report->date}, {"language", &report->language},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
        if (strcmp(setting->name, members[i].name))
            continue;
        replace(members[i].member, setting->value);
        if (members[i].member == &report->symbol)
            replace(&report->id, setting->value);
        return;
    }
    if (strcmp(setting->name, "years")) {
        rs_report_add_field(report, setting->name, setting->value);
        return;
    }
    g_array_set_size(report->years, 0);
    rs_manifest_parse_years(setting->value, report->years);
}

/* --- which report it is --- */

typedef enum { ID_FREE, ID_SAME, ID_OTHER_LANGUAGE, ID_OTHER_REPORT, ID_FAILED } id_state;

/* Whether REPORT may have this id, and the record that stands there now. A symbol
 * names one report in each language, and a later import brings its later text; two
 * of one format in one import are two reports, as two files of one name are. */
static id_state try_id(ingest *run, const rs_report *report, const char *source, rs_record **old,
                       GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(rs_record) record =
        run->writer ? rs_catalogue_writer_find(run->writer, report->id, &failure) : NULL;
    if (failure) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return ID_FAILED;
    }
    if (!record)
        return ID_FREE;
    if (strcmp(record->source, source)) {
        if (report->symbol && g_strcmp0(record->report->language, report->language))
            return ID_OTHER_LANGUAGE;
        if (!report->symbol || (g_hash_table_contains(run->met, record->report->id) &&
                                !g_strcmp0(record->report->format, report->format)))
            return ID_OTHER_REPORT;
    }
    *old = g_steal_pointer(&record);
    return ID_SAME;
}

static id_state choose_id(ingest *run, rs_report *report, const char *source, rs_record **old,
                          GError **error)
{
    g_autofree char *wanted = g_strdup(report->id);
    id_state state = try_id(run, report, source, old, error);
    if (state == ID_OTHER_LANGUAGE) {
        g_free(wanted);
        wanted = g_strdup_printf("%s@%s", report->id, report->language ? report->language : "und");
        replace(&report->id, wanted);
        state = try_id(run, report, source, old, error);
    }
    for (int copy = 2; state == ID_OTHER_REPORT || state == ID_OTHER_LANGUAGE; copy++) {
        g_free(report->id);
        report->id = g_strdup_printf("%s~%d", wanted, copy);
        state = try_id(run, report, source, old, error);
    }
    return state;
}

/* --- a report, into the index --- */

static void count_characters(rs_record *record)
{
    const GPtrArray *paragraphs = record->report->paragraphs;
    record->paragraphs = paragraphs->len;
    for (guint i = 0; i < paragraphs->len; i++) {
        const rs_paragraph *paragraph = paragraphs->pdata[i];
        record->characters += g_utf8_strlen(paragraph->text, -1);
        for (guint k = 0; k < paragraph->footnotes->len; k++)
            record->characters += g_utf8_strlen(paragraph->footnotes->pdata[k], -1);
    }
}

static void note_report(ingest *run, rs_ledger_entry *entry, const rs_record *record)
{
    const rs_report *report = record->report;
    g_hash_table_add(run->met, g_strdup(report->id));
    entry->report = g_strdup(report->id);
    entry->language = g_strdup(report->language);
    entry->format = g_strdup(report->format);
    entry->encoding = g_strdup(report->encoding);
    entry->paragraphs = record->paragraphs;
    entry->characters = record->characters;
    entry->characters_indexed = record->characters;
}

/* Whether the index has these bytes already; notes it. */
static gboolean is_known(ingest *run, const rs_record *new, rs_ledger_entry *entry, GError **error)
{
    if (!run->writer)
        return FALSE;
    g_autoptr(rs_record) same = rs_catalogue_find_content(run->writer, new->content, error);
    if (!same || (!strcmp(same->source, new->source) && strcmp(same->reading, new->reading)))
        return FALSE;
    note_report(run, entry, same);
    if (!strcmp(same->source, new->source)) {
        entry->outcome = RS_OUTCOME_UNCHANGED;
    } else {
        entry->outcome = RS_OUTCOME_DUPLICATE;
        entry->reason = g_strdup_printf("the same file as %s%s%s", same->report->path,
                                        same->report->member ? ": " : "",
                                        same->report->member ? same->report->member : "");
    }
    return TRUE;
}

/* What was read from the same place before, under whatever id. */
static gboolean remove_former(ingest *run, const rs_record *record, gboolean *replaced,
                              GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(rs_record) former =
        run->writer ? rs_catalogue_find_source(run->writer, record->source, &failure) : NULL;
    if (failure) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    *replaced = former != NULL;
    return !former || rs_catalogue_remove(run->writer, former, error);
}

/* Ids are printed, typed and packed into lines: one with control characters, as a
 * file's name may have, would do harm there. */
static void make_id_plain(rs_report *report)
{
    g_autofree char *plain = rs_cli_printable(report->id);
    replace(&report->id, *g_strstrip(plain) ? plain : "unnamed");
}

static gboolean import_report(ingest *run, rs_record *record, rs_ledger_entry *entry,
                              GError **error)
{
    g_autoptr(rs_record) old = NULL;
    rs_report *report = record->report;
    gboolean replaced = FALSE;

    for (guint i = 0; run->options->settings && i < run->options->settings->len; i++)
        apply_setting(report, run->options->settings->pdata[i]);
    make_id_plain(report);
    rs_facets_find(report);
    count_characters(record);
    if (!remove_former(run, record, &replaced, error) ||
        choose_id(run, report, record->source, &old, error) == ID_FAILED)
        return FALSE;
    /* Of two formats that this import brings, the first stays; else they would take
     * turns. */
    if (old && strcmp(old->source, record->source) &&
        g_hash_table_contains(run->met, old->report->id)) {
        entry->outcome = RS_OUTCOME_OTHER_FORMAT;
        entry->reason = g_strdup_printf("%s is imported from %s%s%s", report->id, old->report->path,
                                        old->report->member ? ": " : "",
                                        old->report->member ? old->report->member : "");
        note_report(run, entry, old);
        return TRUE;
    }
    entry->outcome = replaced || old ? RS_OUTCOME_REPLACED : RS_OUTCOME_IMPORTED;
    if (old)
        entry->reason =
            g_strdup_printf("%s was read from %s before", report->id, old->report->path);
    else if (replaced)
        entry->reason = g_strdup("changed");
    note_report(run, entry, record);
    return write_report(run, old, record, error);
}

static gboolean write_report(ingest *run, const rs_record *old, const rs_record *record,
                             GError **error)
{
    enum { TELL_EVERY = 256 };
    const rs_report *report = record->report;
    if (run->writer && old && !rs_catalogue_remove(run->writer, old, error))
        return FALSE;
    for (guint i = 0; i < report->paragraphs->len; i++) {
        g_autoptr(rs_document) document =
            rs_document_new(run->analyzer, report, report->paragraphs->pdata[i]);
        if (run->writer && !rs_index_writer_add(run->writer, document, error))
            return FALSE;
        run->paragraphs++;
        run->uncommitted++;
        if (i % TELL_EVERY == 0)
            tell_progress(run);
    }
    return !run->writer || rs_catalogue_add(run->writer, record, error);
}

static gboolean import_file(ingest *run, const rs_file *file, GError **error)
{
    rs_ledger_entry *entry = rs_ledger_add(run->ledger, file->path, file->member);
    g_autoptr(rs_record) record = rs_record_new();
    g_autoptr(GError) failure = NULL;

    if (file->error) {
        entry->reason = g_strdup(file->error->message);
        return TRUE;
    }
    record->source = source_of(file);
    record->content = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, file->content);
    record->reading = reading_of(run, file->manifest);
    if (is_known(run, record, entry, &failure))
        return TRUE;
    if (failure) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    rs_report *report = rs_report_read(file, &failure);
    if (!report) {
        entry->reason = g_strdup(failure->message);
        return TRUE;
    }
    rs_report_free(record->report);
    record->report = report;
    return import_report(run, record, entry, error);
}
