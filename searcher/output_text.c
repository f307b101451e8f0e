/*
 * Results for people: a line that says how many, then each hit with how to cite
 * it, where it stands, and its snippet.
 */
#include "base/cli.h"
#include "searcher/output.h"
#include <string.h>

static const char BOLD[] = "\033[1m", MATCH[] = "\033[1;31m", DIM[] = "\033[2m",
                  PLAIN[] = "\033[0m";

static void print_styled(const rs_output_page *page, const char *style, const char *text,
                         FILE *stream)
{
    g_autofree char *line = rs_cli_printable(text);
    if (page->colour)
        fprintf(stream, "%s%s%s", style, line, PLAIN);
    else
        fputs(line, stream);
}

static const char *const tier_names[RS_TIER_COUNT] = {"as typed", "with all the words",
                                                      "with some of the words"};

void rs_output_head(const rs_output_page *page, FILE *stream)
{
    const rs_results *results = page->results;
    const char *separator = ": ";
    fprintf(stream, "%" G_GUINT64_FORMAT " paragraph%s", results->total,
            results->total == 1 ? "" : "s");
    for (int tier = 0; results->has_words && tier < RS_TIER_COUNT; tier++) {
        if (!results->tiers[tier])
            continue;
        fprintf(stream, "%s%" G_GUINT64_FORMAT " %s", separator, results->tiers[tier],
                tier_names[tier]);
        separator = ", ";
    }
    fputc('\n', stream);
}

/* The id, as show wants it, and the headings it stands under. */
static void print_place(const rs_output_page *page, const rs_hit *hit, FILE *stream)
{
    const GPtrArray *section = hit->paragraph->section;
    g_autoptr(GString) place = g_string_new(NULL);
    g_string_printf(place, "%s#%u", hit->report->id, hit->paragraph->ordinal);
    for (guint i = 0; i < section->len; i++)
        g_string_append_printf(place, " › %s", (const char *)section->pdata[i]);
    fputs("    ", stream);
    print_styled(page, DIM, place->str, stream);
    fputc('\n', stream);
}

static void print_snippet(const rs_output_page *page, const rs_snippet *snippet, FILE *stream)
{
    fputs("    ", stream);
    for (guint i = 0; i < snippet->len; i++) {
        const rs_snippet_piece *piece = &g_array_index(snippet, rs_snippet_piece, i);
        print_styled(page, piece->match ? MATCH : "", piece->text, stream);
    }
    fputc('\n', stream);
}

/* A title made from the file's name says nothing that the id does not. */
static gboolean has_title(const rs_report *report)
{
    g_autofree char *plain = g_strdelimit(g_strdup(report->id), "_", ' ');
    return report->title && strcmp(report->title, plain);
}

static void print_hit(const rs_output_page *page, const rs_hit *hit, FILE *stream)
{
    g_autofree char *cite = rs_output_cite(hit->report, hit->paragraph);
    fprintf(stream, "\n%2u. ", hit->rank);
    print_styled(page, BOLD, cite, stream);
    if (hit->tier == RS_TIER_SOME) {
        fputs("  ", stream);
        print_styled(page, DIM, "(some of the words)", stream);
    }
    if (has_title(hit->report)) {
        fputs("  ", stream);
        print_styled(page, "", hit->report->title, stream);
    }
    fputc('\n', stream);
    print_place(page, hit, stream);
    if (hit->snippet)
        print_snippet(page, hit->snippet, stream);
}

void rs_output_text(const rs_output_page *page, FILE *stream)
{
    rs_output_head(page, stream);
    for (guint i = 0; i < page->results->hits->len; i++)
        print_hit(page, page->results->hits->pdata[i], stream);
    rs_output_counts(page, stream);
}

void rs_output_counts(const rs_output_page *page, FILE *stream)
{
    for (guint i = 0; i < page->request->count_fields_count; i++) {
        const rs_field_id field = page->request->count_fields[i];
        const GArray *counts = page->results->counts->pdata[i];
        if (!counts->len)
            continue;
        fputc('\n', stream);
        print_styled(page, BOLD, rs_schema[field].name, stream);
        fputc('\n', stream);
        for (guint k = 0; k < counts->len; k++) {
            const rs_value_count *count = &g_array_index(counts, rs_value_count, k);
            const char *label = rs_schema_label(field, count->value, page->language);
            g_autofree char *value = rs_cli_printable(count->value);
            fprintf(stream, "%7u  %s%s%s\n", count->count, value, label ? "  " : "",
                    label ? label : "");
        }
    }
}
