#include "base/cli.h"
#include "indexer/commands.h"
#include "indexer/ingest.h"
#include <signal.h>
#include <string.h>

static const char *const formats[] = {"text", "json", NULL};
enum { FORMAT_TEXT, FORMAT_JSON };

typedef struct {
    char **paths, **settings;
    char *manifest, *language, *format_name;
    int format;
    gboolean dry_run, quiet;
} arguments;

static void arguments_clear(arguments *given)
{
    g_strfreev(given->paths);
    g_strfreev(given->settings);
    g_free(given->manifest);
    g_free(given->language);
    g_free(given->format_name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(arguments, arguments_clear)

/* --- progress, on a terminal, for imports longer than a second --- */

static volatile sig_atomic_t interrupted;

static void on_interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

typedef struct {
    gint64 started, shown; /* monotonic time */
    gboolean visible;
} progress_line;

static gboolean show_progress(const rs_archive_progress *progress, guint64 paragraphs,
                              gpointer closure)
{
    progress_line *line = closure;
    gint64 now = g_get_monotonic_time();
    double seconds = (now - line->started) / 1e6;

    if (!line->visible || seconds < 1 || now - line->shown < G_USEC_PER_SEC / 5)
        return !interrupted;
    line->shown = now;
    double done = progress->bytes_total ? (double)progress->bytes_done / progress->bytes_total : 0;
    fprintf(stderr, "\r\033[K%u files, %.1f of %.1f MB, %.0f paragraphs/s", progress->files_done,
            progress->bytes_done / 1e6, progress->bytes_total / 1e6, paragraphs / seconds);
    if (done > 0.01 && done <= 1)
        fprintf(stderr, ", %.0f s left", seconds / done - seconds);
    fflush(stderr);
    return !interrupted;
}

/* --- what was asked for --- */

static gboolean add_setting(GPtrArray *settings, const char *name, const char *value,
                            GError **error)
{
    rs_field *setting = g_new(rs_field, 1);
    *setting = (rs_field){g_strdup(name), g_strdup(value)};
    g_ptr_array_add(settings, setting);
    return rs_ingest_check_setting(setting, error);
}

static void setting_free(gpointer data)
{
    rs_field *setting = data;
    g_free(setting->name);
    g_free(setting->value);
    g_free(setting);
}

static GPtrArray *parse_settings(const arguments *given, GError **error)
{
    g_autoptr(GPtrArray) settings = g_ptr_array_new_with_free_func(setting_free);
    for (char **setting = given->settings; setting && *setting; setting++) {
        char *equals = strchr(*setting, '=');
        if (!equals || equals == *setting || !g_utf8_validate(*setting, -1, NULL)) {
            g_set_error(error, RS_ERROR, RS_ERROR_USAGE, "--set wants KEY=VALUE, not '%s'",
                        *setting);
            return NULL;
        }
        g_autofree char *name = g_strndup(*setting, equals - *setting);
        if (!add_setting(settings, name, equals + 1, error))
            return NULL;
    }
    if (given->language && !add_setting(settings, "language", given->language, error))
        return NULL;
    return g_steal_pointer(&settings);
}

static rs_manifest *read_manifest(const char *path, GError **error)
{
    char *content;
    gsize size;
    if (!g_file_get_contents(path, &content, &size, error)) {
        (*error)->domain = RS_ERROR;
        (*error)->code = RS_ERROR_USAGE;
        return NULL;
    }
    g_autoptr(GBytes) csv = g_bytes_new_take(content, size);
    rs_manifest *manifest = rs_manifest_parse(csv, path, error);
    if (!manifest)
        (*error)->code = RS_ERROR_USAGE;
    return manifest;
}

/* --- the import --- */

static int report(const arguments *given, const rs_ledger *ledger, const rs_index_writer *writer)
{
    if (given->format == FORMAT_JSON)
        rs_ledger_print_json(ledger, writer ? rs_index_writer_uuid(writer) : NULL,
                             writer ? rs_index_writer_revision(writer) : 0, stdout);
    if (given->format == FORMAT_TEXT && given->dry_run && !given->quiet)
        rs_ledger_print_files(ledger, stdout);
    else
        rs_ledger_print_exceptions(ledger, stderr);
    if (given->format == FORMAT_TEXT && !given->quiet)
        rs_ledger_print_summary(ledger, stdout);
    if (given->dry_run && !given->quiet)
        fprintf(stderr, "reportseek: a dry run: nothing was written\n");
    if (interrupted)
        fprintf(stderr, "reportseek: interrupted; run the same command again to go on\n");
    return ledger->counts[RS_OUTCOME_SKIPPED] || interrupted ? RS_STATUS_INCOMPLETE
                                                             : RS_STATUS_DONE;
}

/* A dry run makes no index: where there is none, it has no writer. */
static void note_manifest_errors(rs_ledger *ledger, const arguments *given,
                                 const rs_manifest *manifest)
{
    const GPtrArray *errors = manifest ? rs_manifest_errors(manifest) : NULL;
    for (guint i = 0; errors && i < errors->len; i++)
        rs_ledger_add(ledger, given->manifest, NULL)->reason =
            g_strdup_printf("damaged: %s", (const char *)errors->pdata[i]);
}

static rs_index_writer *open_writer(const rs_cli *cli, const arguments *given, GError **error)
{
    g_autoptr(GDir) folder = g_dir_open(cli->index_path, 0, NULL);
    gboolean exists = g_file_test(cli->index_path, G_FILE_TEST_EXISTS);
    if (given->dry_run && (!exists || (folder && !g_dir_read_name(folder))))
        return NULL;
    return rs_index_writer_open(cli->index_path, error);
}

static int import(rs_cli *cli, const arguments *given)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(rs_manifest) manifest = NULL;
    g_autoptr(GPtrArray) settings = parse_settings(given, &error);

    if (!settings || (given->manifest && !(manifest = read_manifest(given->manifest, &error))))
        return rs_cli_fail(error);
    g_autoptr(rs_index_writer) writer = open_writer(cli, given, &error);
    if (error)
        return rs_cli_fail(error);

    progress_line line = {g_get_monotonic_time(), 0, !given->quiet && rs_cli_is_terminal(stderr)};
    rs_ingest_options options = {
        (const char *const *)given->paths, manifest, settings, given->dry_run, show_progress, &line,
    };
    g_autoptr(rs_ledger) ledger = rs_ledger_new();
    note_manifest_errors(ledger, given, manifest);
    gboolean done = rs_ingest(&options, writer, ledger, &error);
    if (line.shown)
        fprintf(stderr, "\r\033[K");
    if (done && writer && !given->dry_run)
        done = rs_index_writer_commit(writer, &error);
    return done ? report(given, ledger, writer) : rs_cli_fail(error);
}

static int run(rs_cli *cli, int argc, char **argv)
{
    g_auto(arguments) given = {0};
    const GOptionEntry options[] = {
        {"manifest", 0, 0, G_OPTION_ARG_FILENAME, &given.manifest,
         "a reports.csv that says what the files are", "FILE"},
        {"set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.settings,
         "title, symbol, language, years, date or a field of yours, for every report", "KEY=VALUE"},
        {"language", 0, 0, G_OPTION_ARG_STRING, &given.language, "the same as --set language=L",
         "L"},
        {"dry-run", 0, 0, G_OPTION_ARG_NONE, &given.dry_run, "say what would happen", NULL},
        {"quiet", 0, 0, G_OPTION_ARG_NONE, &given.quiet, "say only what was not imported", NULL},
        {"format", 0, 0, G_OPTION_ARG_STRING, &given.format_name,
         "of what is said of each file: text (the default) or json", "FORMAT"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given.paths, NULL, NULL},
        {0},
    };
    if (!rs_cli_parse(cli, argc, argv, options, "PATH..."))
        return cli->status;
    if (!given.paths)
        return rs_cli_usage(cli, "name the files, folders or archives to import");
    if (given.format_name && (given.format = rs_cli_choose(given.format_name, formats)) < 0)
        return rs_cli_usage(cli, "--format is text or json, not '%s'", given.format_name);

    struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    return import(cli, &given);
}

const rs_command rs_command_index = {
    "index", "imports files, folders and archives into the index", run,
    "\nUnchanged reports are passed over, changed ones replaced. A reports.csv beside\n"
    "the files, or in the archive, says what they are: a header row, then a row a\n"
    "file, with path and any of id, symbol, title, language, years, date.\n"};
