/*
 * How text is cut. Text is cut in its normal form, as for the index, and shown as
 * it was given.
 */
#include "base/fold.h"
#include "base/json.h"
#include "searcher/commands.h"
#include "segmenter/segmenter.h"
#include <string.h>

static const char *const formats[] = {"lines", "json", NULL};
enum { FORMAT_LINES, FORMAT_JSON };

static void print_lines(const char *line, const rs_folded *folded, const rs_segment *segments,
                        size_t count)
{
    gboolean first = TRUE;
    for (size_t i = 0; i < count; i++) {
        size_t start = rs_folded_source(folded, segments[i].start);
        size_t end = rs_folded_source(folded, segments[i].end);
        if (segments[i].kind == RS_SEGMENT_SPACE || end == start)
            continue;
        printf("%s%.*s", first ? "" : " ", (int)(end - start), line + start);
        first = FALSE;
    }
    putchar('\n');
}

static void print_json(const char *line, const rs_folded *folded, const rs_segment *segments,
                       size_t count)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_array(builder);
    for (size_t i = 0; i < count; i++) {
        size_t start = rs_folded_source(folded, segments[i].start);
        size_t end = rs_folded_source(folded, segments[i].end);
        g_autofree char *text = g_strndup(line + start, end - start);
        if (end == start)
            continue;
        json_builder_begin_object(builder);
        rs_json_string(builder, "text", text);
        rs_json_int(builder, "start", start);
        rs_json_int(builder, "end", end);
        rs_json_string(builder, "kind", rs_segment_kind_name(segments[i].kind));
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
    g_autofree char *shown = rs_json_line(builder);
    puts(shown);
}

static void cut(rs_segmenter *segmenter, const char *line, gssize size, int format)
{
    g_autofree char *valid = g_utf8_make_valid(line, size);
    g_autoptr(rs_folded) folded = rs_fold(valid, strlen(valid));
    size_t count;
    const rs_segment *segments = rs_segmenter_cut(segmenter, folded->text, folded->size, &count);
    (format == FORMAT_JSON ? print_json : print_lines)(valid, folded, segments, count);
}

static int run(rs_cli *cli, int argc, char **argv)
{
    g_auto(GStrv) words = NULL;
    g_autofree char *format_name = NULL;
    int format = FORMAT_LINES;
    const GOptionEntry options[] = {
        {"format", 0, 0, G_OPTION_ARG_STRING, &format_name, "lines, or json: byte ranges and kinds",
         "FORMAT"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &words, NULL, NULL},
        {0},
    };
    if (!rs_cli_parse(cli, argc, argv, options, "[TEXT]"))
        return cli->status;
    if (format_name && (format = rs_cli_choose(format_name, formats)) < 0)
        return rs_cli_usage(cli, "--format is lines or json, not '%s'", format_name);

    g_autoptr(rs_segmenter) segmenter = rs_segmenter_new();
    if (words) {
        g_autofree char *text = g_strjoinv(" ", words);
        cut(segmenter, text, -1, format);
        return RS_STATUS_DONE;
    }
    char *line = NULL;
    size_t room = 0;
    ssize_t size;
    while ((size = getline(&line, &room, stdin)) >= 0) {
        while (size > 0 && (line[size - 1] == '\n' || line[size - 1] == '\r'))
            line[--size] = '\0';
        cut(segmenter, line, size, format);
    }
    free(line);
    return RS_STATUS_DONE;
}

const rs_command rs_command_segment = {
    "segment", "shows how text is cut into words", run,
    "\nReads standard input where no TEXT is given, and cuts it line by line.\n"};
