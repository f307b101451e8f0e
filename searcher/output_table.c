/* CSV (RFC 4180) and TSV: a header row, then a row a hit. */
#include "searcher/output.h"
#include <string.h>

typedef void (*print_cell)(const char *text, FILE *stream);

static void print_csv_cell(const char *text, FILE *stream)
{
    if (!text[strcspn(text, ",\"\r\n")]) {
        fputs(text, stream);
        return;
    }
    fputc('"', stream);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', stream);
        fputc(*text, stream);
    }
    fputc('"', stream);
}

static void print_tsv_cell(const char *text, FILE *stream)
{
    for (; *text; text++)
        fputc(*text == '\t' || *text == '\n' || *text == '\r' ? ' ' : *text, stream);
}

static void print_row(const char *const *cells, size_t count, char separator, print_cell print,
                      FILE *stream)
{
    for (size_t i = 0; i < count; i++) {
        if (i)
            fputc(separator, stream);
        print(cells[i] ? cells[i] : "", stream);
    }
    fputs("\n", stream);
}

static char *join(const GPtrArray *strings, const char *separator)
{
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < strings->len; i++)
        g_string_append_printf(joined, "%s%s", i ? separator : "", (char *)strings->pdata[i]);
    return g_string_free(joined, FALSE);
}

static char *join_years(const GArray *years)
{
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < years->len; i++)
        g_string_append_printf(joined, "%s%d", i ? ";" : "", g_array_index(years, int, i));
    return g_string_free(joined, FALSE);
}

static void print_table(const rs_output_page *page, char separator, print_cell print, FILE *stream)
{
    static const char *const heads[] = {
        "rank",      "score", "tier",   "id",    "report", "symbol",  "title",
        "language",  "years", "number", "label", "kind",   "section", "text",
        "footnotes", "path",  "member", "line",  "page",
    };
    print_row(heads, G_N_ELEMENTS(heads), separator, print, stream);
    for (guint i = 0; i < page->results->hits->len; i++) {
        const rs_hit *hit = page->results->hits->pdata[i];
        const rs_report *report = hit->report;
        const rs_paragraph *paragraph = hit->paragraph;
        g_autofree char *rank = g_strdup_printf("%u", hit->rank);
        g_autofree char *score = g_strdup_printf("%.4f", hit->score);
        g_autofree char *id = g_strdup_printf("%s#%u", report->id, paragraph->ordinal);
        g_autofree char *years = join_years(report->years);
        g_autofree char *section = join(paragraph->section, " > ");
        g_autofree char *footnotes = join(paragraph->footnotes, " ");
        g_autofree char *line = paragraph->line ? g_strdup_printf("%u", paragraph->line) : NULL;
        g_autofree char *printed = paragraph->page ? g_strdup_printf("%u", paragraph->page) : NULL;
        const char *const cells[G_N_ELEMENTS(heads)] = {
            rank,
            score,
            rs_tier_name(hit->tier),
            id,
            report->id,
            report->symbol,
            report->title,
            report->language,
            years,
            paragraph->number,
            paragraph->label,
            rs_kind_name(paragraph->kind),
            section,
            paragraph->text,
            footnotes,
            report->path,
            report->member,
            line,
            printed,
        };
        print_row(cells, G_N_ELEMENTS(cells), separator, print, stream);
    }
}

void rs_output_csv(const rs_output_page *page, FILE *stream)
{
    print_table(page, ',', print_csv_cell, stream);
}

void rs_output_tsv(const rs_output_page *page, FILE *stream)
{
    print_table(page, '\t', print_tsv_cell, stream);
}
