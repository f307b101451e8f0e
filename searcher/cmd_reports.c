#include "base/json.h"
#include "index/catalogue.h"
#include "searcher/commands.h"

static const char *const formats[] = {"text", "json", NULL};
enum { FORMAT_TEXT, FORMAT_JSON };

static char *show_years(const GArray *years)
{
    GString *shown = g_string_new(NULL);
    for (guint i = 0; i < years->len; i++)
        g_string_append_printf(shown, "%s%d", i ? "," : "", g_array_index(years, int, i));
    return g_string_free(shown, FALSE);
}

static void print_text(const rs_record *record)
{
    const rs_report *report = record->report;
    g_autofree char *years = show_years(report->years);
    g_autofree char *line = g_strdup_printf(
        "%s  %s  %s  %u paragraphs  %s", report->id, report->language ? report->language : "?",
        *years ? years : "?", record->paragraphs, report->title ? report->title : "");
    g_autofree char *printable = rs_cli_printable(line);
    puts(printable);
}

static void print_json(const rs_record *record)
{
    const rs_report *report = record->report;
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    rs_json_report(builder, report);
    rs_json_string(builder, "path", report->path);
    rs_json_string(builder, "member", report->member);
    rs_json_string(builder, "format", report->format);
    rs_json_string(builder, "encoding", report->encoding);
    rs_json_int(builder, "paragraphs", record->paragraphs);
    rs_json_int(builder, "characters", record->characters);
    json_builder_end_object(builder);
    g_autofree char *line = rs_json_line(builder);
    puts(line);
}

static int run(rs_cli *cli, int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *format_name = NULL;
    int format = FORMAT_TEXT;
    const GOptionEntry options[] = {
        {"format", 0, 0, G_OPTION_ARG_STRING, &format_name, "text, or json: a line each", "FORMAT"},
        {0},
    };
    if (!rs_cli_parse(cli, argc, argv, options, ""))
        return cli->status;
    if (format_name && (format = rs_cli_choose(format_name, formats)) < 0)
        return rs_cli_usage(cli, "--format is text or json, not '%s'", format_name);

    g_autoptr(rs_index) index = rs_index_open(cli->index_path, &error);
    g_autoptr(GPtrArray) records = index ? rs_catalogue_list(index, &error) : NULL;
    if (!records)
        return rs_cli_fail(error);
    for (guint i = 0; i < records->len; i++)
        (format == FORMAT_JSON ? print_json : print_text)(records->pdata[i]);
    return records->len ? RS_STATUS_DONE : RS_STATUS_NOTHING_FOUND;
}

const rs_command rs_command_reports = {"reports", "the reports in the index, one a line", run,
                                       NULL};
