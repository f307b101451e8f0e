#include "base/json.h"

void rs_json_string(JsonBuilder *builder, const char *name, const char *value)
{
    json_builder_set_member_name(builder, name);
    if (value)
        json_builder_add_string_value(builder, value);
    else
        json_builder_add_null_value(builder);
}

void rs_json_int(JsonBuilder *builder, const char *name, gint64 value)
{
    json_builder_set_member_name(builder, name);
    json_builder_add_int_value(builder, value);
}

static void add_strings(JsonBuilder *builder, const char *name, const GPtrArray *strings)
{
    json_builder_set_member_name(builder, name);
    json_builder_begin_array(builder);
    for (guint i = 0; i < strings->len; i++)
        json_builder_add_string_value(builder, strings->pdata[i]);
    json_builder_end_array(builder);
}

/* A number that the format has no notion of, or that is not known, is null. */
static void add_place(JsonBuilder *builder, const char *name, unsigned value)
{
    if (value)
        rs_json_int(builder, name, value);
    else
        rs_json_string(builder, name, NULL);
}

void rs_json_report(JsonBuilder *builder, const rs_report *report)
{
    rs_json_string(builder, "id", report->id);
    rs_json_string(builder, "symbol", report->symbol);
    rs_json_string(builder, "title", report->title);
    rs_json_string(builder, "language", report->language);
    json_builder_set_member_name(builder, "years");
    json_builder_begin_array(builder);
    for (guint i = 0; i < report->years->len; i++)
        json_builder_add_int_value(builder, g_array_index(report->years, int, i));
    json_builder_end_array(builder);
    rs_json_string(builder, "date", report->date);
    for (guint i = 0; i < report->fields->len; i++) {
        const rs_field *field = report->fields->pdata[i];
        rs_json_string(builder, field->name, field->value);
    }
}

static void add_source(JsonBuilder *builder, const rs_report *report, const rs_paragraph *paragraph)
{
    json_builder_set_member_name(builder, "source");
    json_builder_begin_object(builder);
    rs_json_string(builder, "path", report->path);
    rs_json_string(builder, "member", report->member);
    add_place(builder, "line", paragraph->line);
    add_place(builder, "page", paragraph->page);
    json_builder_end_object(builder);
}

static void add_facets(JsonBuilder *builder, const rs_paragraph *paragraph)
{
    json_builder_set_member_name(builder, "facets");
    json_builder_begin_object(builder);
    guint next = 0;
    for (int name = 0; name < RS_FACET_COUNT; name++) {
        json_builder_set_member_name(builder, rs_facet_label(name));
        json_builder_begin_array(builder);
        for (; next < paragraph->facets->len; next++) {
            const rs_facet *facet = &g_array_index(paragraph->facets, rs_facet, next);
            if ((int)facet->name != name)
                break;
            json_builder_begin_object(builder);
            rs_json_string(builder, "value", facet->value);
            rs_json_string(builder, "how", rs_how_name(facet->how));
            if (facet->how == RS_HOW_NAMED) {
                rs_json_int(builder, "start", facet->start);
                rs_json_int(builder, "end", facet->end);
                if (facet->note != RS_NOTE_NONE)
                    rs_json_int(builder, "footnote", facet->note + 1);
            }
            json_builder_end_object(builder);
        }
        json_builder_end_array(builder);
    }
    json_builder_end_object(builder);
}

void rs_json_paragraph(JsonBuilder *builder, const rs_report *report, const rs_paragraph *paragraph)
{
    g_autofree char *id = g_strdup_printf("%s#%u", report->id, paragraph->ordinal);
    json_builder_begin_object(builder);
    rs_json_string(builder, "id", id);
    json_builder_set_member_name(builder, "report");
    json_builder_begin_object(builder);
    rs_json_report(builder, report);
    json_builder_end_object(builder);
    rs_json_int(builder, "ordinal", paragraph->ordinal);
    rs_json_string(builder, "number", paragraph->number);
    rs_json_string(builder, "label", paragraph->label);
    rs_json_string(builder, "kind", rs_kind_name(paragraph->kind));
    add_strings(builder, "section", paragraph->section);
    rs_json_string(builder, "text", paragraph->text);
    add_strings(builder, "footnotes", paragraph->footnotes);
    add_source(builder, report, paragraph);
    add_facets(builder, paragraph);
    json_builder_end_object(builder);
}

char *rs_json_line(JsonBuilder *builder)
{
    g_autoptr(JsonNode) root = json_builder_get_root(builder);
    char *line = json_to_string(root, FALSE);
    json_builder_reset(builder);
    return line;
}
