#include "base/json.h"
#include "corpus/facet.h"
#include "corpus/reader.h"
#include "indexer/commands.h"

static void print_report(const rs_report *report)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    for (guint i = 0; i < report->paragraphs->len; i++) {
        rs_json_paragraph(builder, report, report->paragraphs->pdata[i]);
        g_autofree char *line = rs_json_line(builder);
        puts(line);
    }
}

static int say_skipped(const rs_file *file, const GError *why)
{
    g_autoptr(GError) error =
        g_error_new(RS_ERROR, RS_ERROR_SKIP, "%s%s%s: %s", file->path, file->member ? ": " : "",
                    file->member ? file->member : "", why->message);
    return rs_cli_fail(error);
}

static int run(rs_cli *cli, int argc, char **argv)
{
    g_auto(GStrv) paths = NULL;
    const GOptionEntry options[] = {
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL},
        {0},
    };
    if (!rs_cli_parse(cli, argc, argv, options, "FILE..."))
        return cli->status;
    if (!paths)
        return rs_cli_usage(cli, "name the files to read");

    g_autoptr(rs_archive) archive =
        rs_archive_open((const char *const *)paths, &rs_archive_default_limits, NULL);
    int status = RS_STATUS_DONE;
    const rs_file *file;
    while ((file = rs_archive_next(archive))) {
        g_autoptr(GError) error = NULL;
        g_autoptr(rs_report) report = file->error ? NULL : rs_report_read(file, &error);
        if (!report) {
            status = say_skipped(file, file->error ? file->error : error);
            continue;
        }
        rs_facets_find(report);
        print_report(report);
    }
    return status;
}

const rs_command rs_command_read = {
    "read", "parses files without an index: one JSON line a paragraph", run, NULL};
