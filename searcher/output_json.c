#include "base/json.h"
#include "searcher/output.h"

static void build_snippet(JsonBuilder *builder, const rs_snippet *snippet)
{
    json_builder_set_member_name(builder, "snippet");
    json_builder_begin_array(builder);
    for (guint i = 0; snippet && i < snippet->len; i++) {
        const rs_snippet_piece *piece = &g_array_index(snippet, rs_snippet_piece, i);
        json_builder_begin_object(builder);
        rs_json_string(builder, "text", piece->text);
        if (piece->match) {
            json_builder_set_member_name(builder, "match");
            json_builder_add_boolean_value(builder, TRUE);
        }
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

static void build_hit(JsonBuilder *builder, const rs_hit *hit)
{
    json_builder_begin_object(builder);
    rs_json_int(builder, "rank", hit->rank);
    json_builder_set_member_name(builder, "score");
    json_builder_add_double_value(builder, hit->score);
    rs_json_string(builder, "tier", rs_tier_name(hit->tier));
    json_builder_set_member_name(builder, "paragraph");
    rs_json_paragraph(builder, hit->report, hit->paragraph);
    build_snippet(builder, hit->snippet);
    json_builder_end_object(builder);
}

static void build_query(JsonBuilder *builder, const rs_output_page *page)
{
    json_builder_set_member_name(builder, "query");
    json_builder_begin_object(builder);
    rs_json_string(builder, "text", page->text);
    json_builder_set_member_name(builder, "filters");
    json_builder_begin_object(builder);
    for (int field = 0; field < RS_FIELD_COUNT; field++) {
        if (!page->filters->values[field])
            continue;
        json_builder_set_member_name(builder, rs_schema[field].query);
        json_builder_begin_array(builder);
        for (char **value = page->filters->values[field]; *value; value++)
            json_builder_add_string_value(builder, *value);
        json_builder_end_array(builder);
    }
    json_builder_end_object(builder);
    json_builder_end_object(builder);

    json_builder_set_member_name(builder, "index");
    json_builder_begin_object(builder);
    rs_json_string(builder, "uuid", rs_index_uuid(page->index));
    rs_json_int(builder, "revision", rs_index_revision(page->index));
    json_builder_end_object(builder);
}

static void build_counts(JsonBuilder *builder, const rs_output_page *page)
{
    json_builder_set_member_name(builder, "facets");
    json_builder_begin_object(builder);
    for (guint i = 0; i < page->request->count_fields_count; i++) {
        const rs_field_id field = page->request->count_fields[i];
        const GArray *counts = page->results->counts->pdata[i];
        json_builder_set_member_name(builder, rs_schema[field].name);
        json_builder_begin_array(builder);
        for (guint k = 0; k < counts->len; k++) {
            const rs_value_count *count = &g_array_index(counts, rs_value_count, k);
            const char *label = rs_schema_label(field, count->value, page->language);
            json_builder_begin_object(builder);
            rs_json_string(builder, "value", count->value);
            if (label)
                rs_json_string(builder, "label", label);
            rs_json_int(builder, "count", count->count);
            json_builder_end_object(builder);
        }
        json_builder_end_array(builder);
    }
    json_builder_end_object(builder);
}

static void print_line(JsonBuilder *builder, FILE *stream)
{
    g_autofree char *line = rs_json_line(builder);
    fprintf(stream, "%s\n", line);
}

void rs_output_json(const rs_output_page *page, FILE *stream)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    rs_json_int(builder, "version", 1);
    build_query(builder, page);
    rs_json_int(builder, "total", page->results->total);
    json_builder_set_member_name(builder, "tiers");
    json_builder_begin_object(builder);
    for (int tier = 0; tier < RS_TIER_COUNT; tier++)
        rs_json_int(builder, rs_tier_name(tier), page->results->tiers[tier]);
    json_builder_end_object(builder);

    json_builder_set_member_name(builder, "hits");
    json_builder_begin_array(builder);
    for (guint i = 0; i < page->results->hits->len; i++)
        build_hit(builder, page->results->hits->pdata[i]);
    json_builder_end_array(builder);
    if (page->request->count_fields_count)
        build_counts(builder, page);
    json_builder_end_object(builder);
    print_line(builder, stream);
}

void rs_output_jsonl(const rs_output_page *page, FILE *stream)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    for (guint i = 0; i < page->results->hits->len; i++) {
        build_hit(builder, page->results->hits->pdata[i]);
        print_line(builder, stream);
    }
}
