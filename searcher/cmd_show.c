#include "base/json.h"
#include "index/catalogue.h"
#include "index/query.h"
#include "index/schema.h"
#include "searcher/commands.h"
#include "searcher/output.h"
#include <string.h>

static const char *const formats[] = {"text", "json", NULL};
enum { FORMAT_TEXT, FORMAT_JSON };
enum { CONTEXT_MOST = 1000 };

typedef struct {
    char **ids, *format_name;
    int context, format;
    gboolean report;
} arguments;

static void arguments_clear(arguments *given)
{
    g_strfreev(given->ids);
    g_free(given->format_name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(arguments, arguments_clear)

/* "CDIP/32/3#42" → the report's id, and the ordinal or 0. */
static char *split_id(const char *id, guint *ordinal)
{
    const char *hash = strrchr(id, '#');
    guint64 number;
    *ordinal = 0;
    if (!hash || !g_ascii_string_to_unsigned(hash + 1, 10, 1, G_MAXUINT32, &number, NULL))
        return g_strdup(id);
    *ordinal = number;
    return g_strndup(id, hash - id);
}

/* The paragraphs from FIRST to LAST of a report, in order. */
static rs_match_set *find_paragraphs(rs_index *index, const rs_record *record, guint first,
                                     guint last, GError **error)
{
    const char *id = record->report->id;
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func((GDestroyNotify)rs_query_free);
    if (first == 1 && last == record->paragraphs) {
        g_autofree char *term = rs_schema_term(rs_schema[RS_FIELD_DOCUMENT].prefix, id);
        g_ptr_array_add(terms, rs_query_term(term));
    } else {
        for (guint ordinal = first; ordinal <= last; ordinal++) {
            g_autofree char *name = g_strdup_printf("%s#%u", id, ordinal);
            g_autofree char *term = rs_schema_term(RS_PREFIX_ID, name);
            g_ptr_array_add(terms, rs_query_term(term));
        }
    }
    g_autoptr(rs_query) query = rs_query_combine(RS_QUERY_OR, terms);
    rs_match_request request = {.limit = last - first + 1, .sort = RS_SORT_REPORT};
    return rs_index_match(index, query, &request, error);
}

static void print_text(const rs_paragraph *paragraph, guint wanted, int first)
{
    g_autofree char *text = rs_cli_printable(paragraph->text);
    gboolean strong = paragraph->ordinal == wanted && rs_cli_is_terminal(stdout);
    if (paragraph->kind == RS_KIND_HEADING && !first)
        printf("\n");
    printf("%s %5u  ", paragraph->ordinal == wanted ? ">" : " ", paragraph->ordinal);
    if (paragraph->number)
        printf("%s. ", paragraph->number);
    else if (paragraph->kind == RS_KIND_ITEM)
        printf("· ");
    printf("%s%s%s\n", strong ? "\033[1m" : "", text, strong ? "\033[0m" : "");
    for (guint i = 0; i < paragraph->footnotes->len; i++) {
        g_autofree char *note = rs_cli_printable(paragraph->footnotes->pdata[i]);
        printf("           [%u] %s\n", i + 1, note);
    }
}

static void print_head(const rs_record *record, const rs_paragraph *paragraph)
{
    const rs_report *report = record->report;
    g_autofree char *cite = rs_output_cite(report, paragraph);
    g_autofree char *line = g_strdup_printf("%s%s%s", cite, report->title ? "  " : "",
                                            report->title ? report->title : "");
    g_autofree char *head = rs_cli_printable(line);
    printf("%s\n", head);
    for (guint i = 0; i < paragraph->section->len; i++) {
        g_autofree char *section = rs_cli_printable(paragraph->section->pdata[i]);
        printf("  %s%s\n", i ? "› " : "", section);
    }
    printf("\n");
}

static void print_matches(const rs_record *record, const rs_match_set *matches, guint wanted,
                          int format)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    for (guint i = 0; i < matches->count; i++) {
        g_autoptr(rs_paragraph) paragraph = rs_document_unpack(matches->match[i].content);
        if (format == FORMAT_TEXT) {
            print_text(paragraph, wanted, i == 0);
            continue;
        }
        rs_json_paragraph(builder, record->report, paragraph);
        g_autofree char *line = rs_json_line(builder);
        puts(line);
    }
}

static int show(rs_index *index, const char *id, const arguments *given)
{
    g_autoptr(GError) error = NULL;
    guint ordinal;
    g_autofree char *name = split_id(id, &ordinal);
    g_autoptr(rs_record) record = rs_catalogue_find(index, name, &error);
    if (error)
        return rs_cli_fail(error);
    if (!record || ordinal > record->paragraphs) {
        g_autofree char *line = rs_cli_printable(id);
        fprintf(stderr, "reportseek: no %s %s in the index\n", record ? "paragraph" : "report",
                line);
        return RS_STATUS_NOTHING_FOUND;
    }
    guint first = 1, last = record->paragraphs, context = given->context;
    if (ordinal && !given->report) {
        first = ordinal > context ? ordinal - context : 1;
        last = MIN(ordinal + context, record->paragraphs);
    }
    g_autoptr(rs_match_set) matches = find_paragraphs(index, record, first, last, &error);
    if (!matches)
        return rs_cli_fail(error);
    if (given->format == FORMAT_TEXT && ordinal && matches->count > ordinal - first) {
        g_autoptr(rs_paragraph) wanted =
            rs_document_unpack(matches->match[ordinal - first].content);
        print_head(record, wanted);
    }
    print_matches(record, matches, ordinal, given->format);
    return RS_STATUS_DONE;
}

static int run(rs_cli *cli, int argc, char **argv)
{
    g_auto(arguments) given = {.context = 2};
    g_autoptr(GError) error = NULL;
    const GOptionEntry options[] = {
        {"context", 0, 0, G_OPTION_ARG_INT, &given.context, "paragraphs before and after (2)", "N"},
        {"report", 0, 0, G_OPTION_ARG_NONE, &given.report, "the whole report", NULL},
        {"format", 0, 0, G_OPTION_ARG_STRING, &given.format_name, "text, or json: a line each",
         "FORMAT"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.ids, NULL, NULL},
        {0},
    };
    if (!rs_cli_parse(cli, argc, argv, options, "ID"))
        return cli->status;
    if (!given.ids || given.ids[1])
        return rs_cli_usage(cli, "name one paragraph, as in CDIP/32/3#42, or one report");
    if (given.context < 0 || given.context > CONTEXT_MOST)
        return rs_cli_usage(cli, "--context is 0 to %d", CONTEXT_MOST);
    if (given.format_name && (given.format = rs_cli_choose(given.format_name, formats)) < 0)
        return rs_cli_usage(cli, "--format is text or json, not '%s'", given.format_name);
    g_autoptr(rs_index) index = rs_index_open(cli->index_path, &error);
    return index ? show(index, given.ids[0], &given) : rs_cli_fail(error);
}

const rs_command rs_command_show = {
    "show", "a paragraph in its place, or a whole report", run,
    "\nID is a paragraph's, as search gives it (CDIP/32/3#42), or a report's.\n"};
