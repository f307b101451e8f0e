/*
 * Citations of the paragraphs found, for reference managers: BibTeX, RIS, and
 * CSL-JSON (citeproc-js 1.0 schema). Type: a report.
 */
#include "base/json.h"
#include "searcher/output.h"
#include <string.h>

/* What all three say of a hit. */
typedef struct {
    char *id;  /* the paragraph's */
    char *key; /* for BibTeX: letters, digits and '-' */
    char *title;
    char *year;    /* or NULL */
    char *locator; /* "para. 13", or NULL */
} citation;

static void citation_clear(citation *cited)
{
    g_free(cited->id);
    g_free(cited->key);
    g_free(cited->title);
    g_free(cited->year);
    g_free(cited->locator);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(citation, citation_clear)

/* BibTeX wants plain keys. What an id loses by that, a piece of its hash keeps: two
 * ids never share a key. */
static char *make_key(const char *id, guint ordinal)
{
    GString *key = g_string_new(NULL);
    for (const char *at = id; *at; at++) {
        if (g_ascii_isalnum(*at))
            g_string_append_c(key, *at);
        else if (key->len && key->str[key->len - 1] != '-')
            g_string_append_c(key, '-');
    }
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA1, id, -1);
    g_string_append_printf(key, "-%.8s-%u", hash, ordinal);
    return g_string_free(key, FALSE);
}

static citation cite(const rs_hit *hit)
{
    const rs_report *report = hit->report;
    const GArray *years = report->years;
    citation cited = {
        .id = g_strdup_printf("%s#%u", report->id, hit->paragraph->ordinal),
        .key = make_key(report->id, hit->paragraph->ordinal),
        .title = g_strdup(report->title ? report->title : report->id),
    };
    if (report->date && strlen(report->date) >= 4)
        cited.year = g_strndup(report->date, 4);
    else if (years->len)
        cited.year = g_strdup_printf("%d", g_array_index(years, int, years->len - 1));
    if (hit->paragraph->label)
        cited.locator = g_strdup_printf("para. %s", hit->paragraph->label);
    return cited;
}

/* --- BibTeX --- */

static void print_bibtex_field(const char *name, const char *value, FILE *stream)
{
    if (!value)
        return;
    fprintf(stream, ",\n  %s = {", name);
    for (; *value; value++) {
        if (strchr("{}\\", *value))
            continue; /* unbalanced braces would end the field */
        if (strchr("&%$#_~^", *value))
            fputc('\\', stream);
        fputc(*value == '\n' ? ' ' : *value, stream);
    }
    fputc('}', stream);
}

void rs_output_bibtex(const rs_output_page *page, FILE *stream)
{
    for (guint i = 0; i < page->results->hits->len; i++) {
        const rs_hit *hit = page->results->hits->pdata[i];
        g_auto(citation) cited = cite(hit);
        fprintf(stream, "@techreport{%s", cited.key);
        print_bibtex_field("title", cited.title, stream);
        print_bibtex_field("number", hit->report->symbol, stream);
        print_bibtex_field("year", cited.year, stream);
        print_bibtex_field("langid", hit->report->language, stream);
        print_bibtex_field("note", cited.locator, stream);
        print_bibtex_field("annote", hit->paragraph->text, stream);
        fprintf(stream, "\n}\n\n");
    }
}

/* --- RIS --- */

static void print_ris_field(const char *tag, const char *value, FILE *stream)
{
    if (!value)
        return;
    g_autofree char *line = g_strdelimit(g_strdup(value), "\r\n", ' ');
    fprintf(stream, "%s  - %s\r\n", tag, line);
}

void rs_output_ris(const rs_output_page *page, FILE *stream)
{
    for (guint i = 0; i < page->results->hits->len; i++) {
        const rs_hit *hit = page->results->hits->pdata[i];
        g_auto(citation) cited = cite(hit);
        print_ris_field("TY", "RPRT", stream);
        print_ris_field("ID", cited.id, stream);
        print_ris_field("TI", cited.title, stream);
        print_ris_field("PY", cited.year, stream);
        print_ris_field("M1", hit->report->symbol, stream);
        print_ris_field("LA", hit->report->language, stream);
        print_ris_field("SE", cited.locator, stream);
        print_ris_field("N1", hit->paragraph->text, stream);
        fprintf(stream, "ER  - \r\n\r\n");
    }
}

/* --- CSL-JSON --- */

static void build_csl_date(JsonBuilder *builder, const char *year)
{
    json_builder_set_member_name(builder, "issued");
    json_builder_begin_object(builder);
    json_builder_set_member_name(builder, "date-parts");
    json_builder_begin_array(builder);
    json_builder_begin_array(builder);
    json_builder_add_int_value(builder, g_ascii_strtoll(year, NULL, 10));
    json_builder_end_array(builder);
    json_builder_end_array(builder);
    json_builder_end_object(builder);
}

void rs_output_csl_json(const rs_output_page *page, FILE *stream)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_array(builder);
    for (guint i = 0; i < page->results->hits->len; i++) {
        const rs_hit *hit = page->results->hits->pdata[i];
        g_auto(citation) cited = cite(hit);
        const struct {
            const char *name, *value;
        } members[] = {
            {"id", cited.id},
            {"type", "report"},
            {"title", cited.title},
            {"number", hit->report->symbol},
            {"language", hit->report->language},
            {"note", hit->paragraph->text},
            {"locator", hit->paragraph->label},
            {"label", hit->paragraph->label ? "paragraph" : NULL},
        };
        json_builder_begin_object(builder);
        for (size_t k = 0; k < G_N_ELEMENTS(members); k++)
            if (members[k].value)
                rs_json_string(builder, members[k].name, members[k].value);
        if (cited.year)
            build_csl_date(builder, cited.year);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
    g_autofree char *line = rs_json_line(builder);
    fprintf(stream, "%s\n", line);
}
