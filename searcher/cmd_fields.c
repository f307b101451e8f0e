#include "base/json.h"
#include "index/schema.h"
#include "searcher/commands.h"

static const char *const formats[] = {"text", "json", NULL};
enum { FORMAT_TEXT, FORMAT_JSON };

static const char *kind_name(rs_field_kind kind)
{
    static const char *const names[] = {"word", "number", "text"};
    return names[kind];
}

static void print_json(const rs_schema_field *field)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    rs_json_string(builder, "name", field->name);
    rs_json_string(builder, "query", field->query);
    rs_json_string(builder, "kind", kind_name(field->kind));
    rs_json_string(builder, "example", field->example);
    rs_json_string(builder, "summary", field->summary);
    json_builder_end_object(builder);
    g_autofree char *line = rs_json_line(builder);
    puts(line);
}

static int run(rs_cli *cli, int argc, char **argv)
{
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
    for (int i = 0; i < RS_FIELD_COUNT; i++) {
        const rs_schema_field *field = &rs_schema[i];
        if (format == FORMAT_JSON)
            print_json(field);
        else
            printf("%-15s %-7s %-25s %s\n", field->name, kind_name(field->kind), field->example,
                   field->summary);
    }
    return RS_STATUS_DONE;
}

const rs_command rs_command_fields = {"fields", "every field: name, kind, example", run, NULL};
