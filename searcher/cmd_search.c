#include "searcher/commands.h"
#include "searcher/output.h"

enum { LIMIT = 10, LIMIT_MOST = 1000000, SNIPPET_LINES = 3 };

typedef struct {
    char **words;
    rs_filters filters;
    int limit, offset;
    gboolean facets, explain, any, all;
    char *sort_name, *format_name;
} arguments;

static void arguments_clear(arguments *given)
{
    g_strfreev(given->words);
    rs_filters_clear(&given->filters);
    g_free(given->sort_name);
    g_free(given->format_name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(arguments, arguments_clear)

static void explain(const rs_query_node *tree, const rs_results *results)
{
    g_autofree char *shown = rs_query_show(tree);
    fprintf(stderr, "tree:     %s\ncompiled: %s\n", shown, results->compiled);
}

static int search(rs_cli *cli, const arguments *given, rs_sort sort, const rs_output *output)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    g_autoptr(rs_query_node) tree = rs_filters_query(&given->filters, given->words, &text, &error);
    if (!tree)
        return rs_cli_fail(error);
    if (!tree->children->len)
        return rs_cli_usage(cli, "say what to look for, or name a filter");
    g_autoptr(rs_index) index = rs_index_open(cli->index_path, &error);
    if (!index)
        return rs_cli_fail(error);

    guint every_field[RS_FIELD_COUNTED];
    for (guint field = 0; field < RS_FIELD_COUNTED; field++)
        every_field[field] = field;
    gboolean terminal = rs_cli_is_terminal(stdout);
    guint columns = rs_cli_columns(stdout);
    rs_search_request request = {
        .tree = tree,
        .offset = given->offset,
        .limit = given->limit,
        .sort = sort,
        .reach = given->any   ? RS_REACH_ANY
                 : given->all ? RS_REACH_ALL
                              : RS_REACH_AUTO,
        .count_fields = every_field,
        .count_fields_count = given->facets ? G_N_ELEMENTS(every_field) : 0,
        .snippet_width = (columns - 4) * SNIPPET_LINES,
    };
    g_autoptr(rs_results) results = rs_search(index, &request, &error);
    if (!results)
        return rs_cli_fail(error);
    if (given->explain)
        explain(tree, results);
    rs_output_page page = {
        index,           &request,
        results,         text,
        &given->filters, rs_output_language(),
        columns,         terminal && !g_getenv("NO_COLOR"),
    };
    output->print(&page, stdout);
    return results->total ? RS_STATUS_DONE : RS_STATUS_NOTHING_FOUND;
}

static int run(rs_cli *cli, int argc, char **argv)
{
    static const char *const sorts[] = {"relevance", "date", "report", NULL};
    g_auto(arguments) given = {.limit = LIMIT};
    const GOptionEntry own[] = {
        {"limit", 0, 0, G_OPTION_ARG_INT, &given.limit, "hits to show (10)", "N"},
        {"offset", 0, 0, G_OPTION_ARG_INT, &given.offset, "hits to pass over (0)", "N"},
        {"sort", 0, 0, G_OPTION_ARG_STRING, &given.sort_name, "relevance, date or report", "BY"},
        {"any", 0, 0, G_OPTION_ARG_NONE, &given.any, "also paragraphs with only some of the words",
         NULL},
        {"all", 0, 0, G_OPTION_ARG_NONE, &given.all, "only paragraphs with all the words", NULL},
        {"facets", 0, 0, G_OPTION_ARG_NONE, &given.facets, "count every facet over all matches",
         NULL},
        {"format", 0, 0, G_OPTION_ARG_STRING, &given.format_name,
         "text, json, jsonl, csv, tsv, bibtex, ris or csl-json", "FORMAT"},
        {"explain", 0, 0, G_OPTION_ARG_NONE, &given.explain, "show how the query was understood",
         NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.words, NULL, NULL},
    };
    g_autoptr(GArray) options = g_array_new(TRUE, FALSE, sizeof(GOptionEntry));
    rs_filters_add_options(&given.filters, options);
    g_array_append_vals(options, own, G_N_ELEMENTS(own));
    if (!rs_cli_parse(cli, argc, argv, (const GOptionEntry *)(const void *)options->data,
                      "QUERY..."))
        return cli->status;

    int sort = given.sort_name ? rs_cli_choose(given.sort_name, sorts) : RS_SORT_RELEVANCE;
    const rs_output *output = rs_output_find(given.format_name ? given.format_name : "text");
    if (sort < 0)
        return rs_cli_usage(cli, "--sort is relevance, date or report, not '%s'", given.sort_name);
    if (!output) {
        g_autofree char *names = rs_output_names();
        return rs_cli_usage(cli, "--format is one of %s, not '%s'", names, given.format_name);
    }
    if (given.limit < 0 || given.limit > LIMIT_MOST || given.offset < 0)
        return rs_cli_usage(cli, "--limit is 0 to %d, --offset not negative", LIMIT_MOST);
    if (given.any && given.all)
        return rs_cli_usage(cli, "--any and --all exclude each other");
    return search(cli, &given, sort, output);
}

const rs_command rs_command_search = {
    "search", "ranked paragraphs", run,
    "\nA query is words, \"phrases\", AND OR NOT, +must -mustnot, (brackets) and fields,\n"
    "as in: 地理标志 year:2022..2023 sdg:9.b -草案. reportseek fields lists the fields.\n"
    "A filter repeated means \"or\"; different ones all hold.\n"};
