#include "base/report.h"

static void facet_clear(gpointer data)
{
    g_free(((rs_facet *)data)->value);
}

static void field_free(gpointer data)
{
    rs_field *field = data;
    g_free(field->name);
    g_free(field->value);
    g_free(field);
}

rs_paragraph *rs_paragraph_new(void)
{
    rs_paragraph *paragraph = g_new0(rs_paragraph, 1);
    paragraph->section = g_ptr_array_new_with_free_func(g_free);
    paragraph->footnotes = g_ptr_array_new_with_free_func(g_free);
    paragraph->facets = g_array_new(FALSE, FALSE, sizeof(rs_facet));
    g_array_set_clear_func(paragraph->facets, facet_clear);
    return paragraph;
}

void rs_paragraph_free(rs_paragraph *paragraph)
{
    if (!paragraph)
        return;
    g_free(paragraph->number);
    g_free(paragraph->label);
    g_free(paragraph->text);
    g_ptr_array_unref(paragraph->section);
    g_ptr_array_unref(paragraph->footnotes);
    g_array_unref(paragraph->facets);
    g_free(paragraph);
}

rs_report *rs_report_new(void)
{
    rs_report *report = g_new0(rs_report, 1);
    report->years = g_array_new(FALSE, FALSE, sizeof(int));
    report->fields = g_ptr_array_new_with_free_func(field_free);
    report->paragraphs = g_ptr_array_new_with_free_func((GDestroyNotify)rs_paragraph_free);
    return report;
}

void rs_report_free(rs_report *report)
{
    if (!report)
        return;
    g_free(report->id);
    g_free(report->symbol);
    g_free(report->title);
    g_free(report->language);
    g_free(report->date);
    g_array_unref(report->years);
    g_free(report->path);
    g_free(report->member);
    g_free(report->format);
    g_free(report->encoding);
    g_ptr_array_unref(report->fields);
    g_ptr_array_unref(report->paragraphs);
    g_free(report);
}

rs_paragraph *rs_report_add(rs_report *report, rs_kind kind, const char *text)
{
    rs_paragraph *paragraph = rs_paragraph_new();
    paragraph->kind = kind;
    paragraph->text = g_strdup(text);
    g_ptr_array_add(report->paragraphs, paragraph);
    paragraph->ordinal = report->paragraphs->len;
    return paragraph;
}

static gint compare_facets(gconstpointer a, gconstpointer b)
{
    const rs_facet *x = a, *y = b;
    if (x->name != y->name)
        return (int)x->name - (int)y->name;
    if (x->how != y->how)
        return (int)x->how - (int)y->how;
    if (x->note != y->note)
        return x->note - y->note;
    return x->start < y->start ? -1 : x->start > y->start;
}

void rs_paragraph_add_facet(rs_paragraph *paragraph, rs_facet_name name, rs_how how,
                            const char *value, int note, size_t start, size_t end)
{
    GArray *facets = paragraph->facets;
    for (guint i = 0; i < facets->len; i++) {
        const rs_facet *facet = &g_array_index(facets, rs_facet, i);
        if (facet->name == name && facet->how == how && !g_strcmp0(facet->value, value))
            return;
    }
    rs_facet facet = {name, how, g_strdup(value), note, start, end};
    guint at = facets->len;
    while (at > 0 && compare_facets(&facet, &g_array_index(facets, rs_facet, at - 1)) < 0)
        at--;
    g_array_insert_val(facets, at, facet);
}

void rs_report_add_year(rs_report *report, int year)
{
    guint at = 0;
    while (at < report->years->len && g_array_index(report->years, int, at) < year)
        at++;
    if (at < report->years->len && g_array_index(report->years, int, at) == year)
        return;
    g_array_insert_val(report->years, at, year);
}

void rs_report_add_field(rs_report *report, const char *name, const char *value)
{
    rs_field *field = g_new(rs_field, 1);
    *field = (rs_field){g_strdup(name), g_strdup(value)};
    g_ptr_array_add(report->fields, field);
}

const char *rs_kind_name(rs_kind kind)
{
    static const char *const names[RS_KIND_COUNT] = {
        "paragraph", "heading", "item", "table_row", "note", "caption", "other",
    };
    return names[kind];
}

const char *rs_facet_label(rs_facet_name name)
{
    static const char *const names[RS_FACET_COUNT] = {
        "sdg_goal", "sdg_target", "recommendation", "mentioned_year", "cites", "country",
    };
    return names[name];
}

const char *rs_how_name(rs_how how)
{
    return how == RS_HOW_NAMED ? "named" : "section";
}
