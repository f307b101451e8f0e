/*
 * Counts over all matches: of every field, of one, or of two crossed.
 */
#include "base/json.h"
#include "searcher/commands.h"
#include "searcher/output.h"
#include <string.h>

static const char *const formats[] = {"text", "json", NULL};
enum { FORMAT_TEXT, FORMAT_JSON };

typedef struct {
    char **words;
    rs_filters filters;
    char *by, *format_name;
    gboolean any, all;
} arguments;

static void arguments_clear(arguments *given)
{
    g_strfreev(given->words);
    rs_filters_clear(&given->filters);
    g_free(given->by);
    g_free(given->format_name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(arguments, arguments_clear)

static int find_counted(const char *name)
{
    g_autofree char *wanted = g_strdelimit(g_strdup(name), "-", '_');
    for (int field = 0; field < RS_FIELD_COUNTED; field++)
        if (!strcmp(wanted, rs_schema[field].name) || !strcmp(name, rs_schema[field].query))
            return field;
    return -1;
}

/* --by A or A,B: how many fields there are, or -1 with a status. */
static int parse_by(rs_cli *cli, const char *by, guint *fields)
{
    g_auto(GStrv) names = g_strsplit(by, ",", -1);
    guint count = g_strv_length(names);
    if (count < 1 || count > 2) {
        cli->status = rs_cli_usage(cli, "--by wants one field, or two with a comma");
        return -1;
    }
    for (guint i = 0; i < count; i++) {
        int field = find_counted(names[i]);
        if (field < 0) {
            cli->status =
                rs_cli_usage(cli, "--by: no field %s is counted (see reportseek fields)", names[i]);
            return -1;
        }
        fields[i] = field;
    }
    return count;
}

/* --- a table of two fields --- */

typedef struct {
    rs_index *index;
    const rs_search_request *request;
    rs_field_id rows, columns;
    const rs_results *whole;
    GPtrArray *cells; /* of rs_results, one a row: the counts of the columns in it */
} crossing;

static gint compare_values(gconstpointer a, gconstpointer b)
{
    const rs_value_count *x = a, *y = b;
    double p = g_ascii_strtod(x->value, NULL), q = g_ascii_strtod(y->value, NULL);
    if (p != q)
        return p < q ? -1 : 1;
    return strcmp(x->value, y->value);
}

/* A row is the same search with one more filter. */
static rs_results *search_row(crossing *crossed, const char *value, GError **error)
{
    const guint column = crossed->columns;
    rs_search_request request = *crossed->request;
    rs_query_node *tree = (rs_query_node *)request.tree;
    rs_query_node *field = rs_query_field_new(rs_schema[crossed->rows].name, value, 0, error);
    if (!field)
        return NULL;
    rs_query_node *row = rs_query_bag_new(tree);
    g_ptr_array_add(row->children, field);
    request.tree = row;
    request.count_fields = &column;
    request.count_fields_count = 1;
    rs_results *results = rs_search(crossed->index, &request, error);
    g_ptr_array_steal_index(row->children, 0); /* the tree stays the caller's */
    rs_query_node_free(row);
    return results;
}

static guint cell(const rs_results *row, const char *value)
{
    const GArray *counts = row->counts->pdata[0];
    for (guint i = 0; i < counts->len; i++) {
        const rs_value_count *count = &g_array_index(counts, rs_value_count, i);
        if (!strcmp(count->value, value))
            return count->count;
    }
    return 0;
}

/* Columns are as wide as their head or their greatest number, which is the total. */
static int column_width(const char *head, guint greatest)
{
    int width = 1, letters = g_utf8_strlen(head, -1);
    for (; greatest >= 10; greatest /= 10)
        width++;
    return MAX(width, letters) + 2;
}

static void print_crossing(const crossing *crossed, const GArray *rows, const GArray *columns)
{
    int first = column_width(rs_schema[crossed->rows].name, 0);
    for (guint i = 0; i < rows->len; i++)
        first = MAX(first, column_width(g_array_index(rows, rs_value_count, i).value, 0));
    printf("%-*s", first, rs_schema[crossed->rows].name);
    for (guint k = 0; k < columns->len; k++) {
        const rs_value_count *column = &g_array_index(columns, rs_value_count, k);
        printf("%*s", column_width(column->value, column->count), column->value);
    }
    printf("  paragraphs\n");
    for (guint i = 0; i < rows->len; i++) {
        const rs_value_count *row = &g_array_index(rows, rs_value_count, i);
        const char *label = rs_schema_label(crossed->rows, row->value, rs_output_language());
        printf("%s%*s", row->value, first - (int)g_utf8_strlen(row->value, -1), "");
        for (guint k = 0; k < columns->len; k++) {
            const rs_value_count *column = &g_array_index(columns, rs_value_count, k);
            printf("%*u", column_width(column->value, column->count),
                   cell(crossed->cells->pdata[i], column->value));
        }
        printf("  %10u%s%s\n", row->count, label ? "  " : "", label ? label : "");
    }
}

static void build_crossing(const crossing *crossed, GArray *rows)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    rs_json_int(builder, "version", 1);
    rs_json_int(builder, "total", crossed->whole->total);
    rs_json_string(builder, "rows", rs_schema[crossed->rows].name);
    rs_json_string(builder, "columns", rs_schema[crossed->columns].name);
    json_builder_set_member_name(builder, "cells");
    json_builder_begin_array(builder);
    for (guint i = 0; i < rows->len; i++) {
        const GArray *counts = ((rs_results *)crossed->cells->pdata[i])->counts->pdata[0];
        for (guint k = 0; k < counts->len; k++) {
            const rs_value_count *count = &g_array_index(counts, rs_value_count, k);
            json_builder_begin_object(builder);
            rs_json_string(builder, "row", g_array_index(rows, rs_value_count, i).value);
            rs_json_string(builder, "column", count->value);
            rs_json_int(builder, "count", count->count);
            json_builder_end_object(builder);
        }
    }
    json_builder_end_array(builder);
    json_builder_end_object(builder);
    g_autofree char *line = rs_json_line(builder);
    puts(line);
}

static int print_crossed(crossing *crossed, int format)
{
    g_autoptr(GError) error = NULL;
    GArray *rows = crossed->whole->counts->pdata[0], *columns = crossed->whole->counts->pdata[1];
    g_array_sort(rows, compare_values);
    g_array_sort(columns, compare_values);
    for (guint i = 0; i < rows->len; i++) {
        rs_results *row = search_row(crossed, g_array_index(rows, rs_value_count, i).value, &error);
        if (!row)
            return rs_cli_fail(error);
        g_ptr_array_add(crossed->cells, row);
    }
    if (format == FORMAT_JSON)
        build_crossing(crossed, rows);
    else
        print_crossing(crossed, rows, columns);
    return crossed->whole->total ? RS_STATUS_DONE : RS_STATUS_NOTHING_FOUND;
}

/* --- the command --- */

static int count(const rs_cli *cli, const arguments *given, const guint *fields, guint fields_count,
                 gboolean crossed, int format)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    g_autoptr(rs_query_node) tree = rs_filters_query(&given->filters, given->words, &text, &error);
    g_autoptr(rs_index) index = tree ? rs_index_open(cli->index_path, &error) : NULL;
    if (!index)
        return rs_cli_fail(error);
    rs_search_request request = {
        .tree = tree,
        .count_fields = fields,
        .count_fields_count = fields_count,
        .reach = given->any   ? RS_REACH_ANY
                 : given->all ? RS_REACH_ALL
                              : RS_REACH_AUTO,
    };
    g_autoptr(rs_results) results = rs_search(index, &request, &error);
    if (!results)
        return rs_cli_fail(error);
    if (crossed) {
        /* Every row is counted over the same tiers as the whole. */
        request.reach = results->tiers[RS_TIER_SOME] ? RS_REACH_ANY : RS_REACH_ALL;
        g_autoptr(GPtrArray) cells =
            g_ptr_array_new_with_free_func((GDestroyNotify)rs_results_free);
        crossing table = {index, &request, fields[0], fields[1], results, cells};
        return print_crossed(&table, format);
    }
    rs_output_page page = {index,
                           &request,
                           results,
                           text,
                           &given->filters,
                           rs_output_language(),
                           rs_cli_columns(stdout),
                           rs_cli_is_terminal(stdout)};
    if (format == FORMAT_JSON) {
        rs_output_json(&page, stdout);
    } else {
        rs_output_head(&page, stdout);
        rs_output_counts(&page, stdout);
    }
    return results->total ? RS_STATUS_DONE : RS_STATUS_NOTHING_FOUND;
}

static int run(rs_cli *cli, int argc, char **argv)
{
    g_auto(arguments) given = {0};
    guint fields[RS_FIELD_COUNTED];
    int fields_count = RS_FIELD_COUNTED, format = FORMAT_TEXT;
    const GOptionEntry own[] = {
        {"by", 0, 0, G_OPTION_ARG_STRING, &given.by, "one field, or a table of two", "A[,B]"},
        {"any", 0, 0, G_OPTION_ARG_NONE, &given.any, "also paragraphs with only some of the words",
         NULL},
        {"all", 0, 0, G_OPTION_ARG_NONE, &given.all, "only paragraphs with all the words", NULL},
        {"format", 0, 0, G_OPTION_ARG_STRING, &given.format_name, "text or json", "FORMAT"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.words, NULL, NULL},
    };
    g_autoptr(GArray) options = g_array_new(TRUE, FALSE, sizeof(GOptionEntry));
    rs_filters_add_options(&given.filters, options);
    g_array_append_vals(options, own, G_N_ELEMENTS(own));
    if (!rs_cli_parse(cli, argc, argv, (const GOptionEntry *)(const void *)options->data,
                      "[QUERY...]"))
        return cli->status;
    if (given.format_name && (format = rs_cli_choose(given.format_name, formats)) < 0)
        return rs_cli_usage(cli, "--format is text or json, not '%s'", given.format_name);
    if (given.any && given.all)
        return rs_cli_usage(cli, "--any and --all exclude each other");
    for (guint field = 0; field < RS_FIELD_COUNTED; field++)
        fields[field] = field;
    if (given.by && (fields_count = parse_by(cli, given.by, fields)) < 0)
        return cli->status;
    return count(cli, &given, fields, fields_count, given.by && fields_count == 2, format);
}

const rs_command rs_command_facets = {"facets", "exact counts of every facet over the matches", run,
                                      "\nWithout a query, over the whole index.\n"};
