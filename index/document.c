#include "index/document.h"
#include "base/fold.h"
#include "index/schema.h"
#include "index/vocabulary.h"
#include <string.h>

/* --- the paragraph as data --- */

/* g_variant_builder_add with "as" takes a NULL-terminated array; ours are not. */
static GVariant *pack_strings(const GPtrArray *strings)
{
    return g_variant_new_strv((const char *const *)strings->pdata, strings->len);
}

GBytes *rs_document_pack(const rs_paragraph *paragraph)
{
    GVariantBuilder facets;
    g_variant_builder_init(&facets, G_VARIANT_TYPE("a(yysiuu)"));
    for (guint i = 0; i < paragraph->facets->len; i++) {
        const rs_facet *facet = &g_array_index(paragraph->facets, rs_facet, i);
        g_variant_builder_add(&facets, "(yysiuu)", (guchar)facet->name, (guchar)facet->how,
                              facet->value, facet->note, (guint32)facet->start,
                              (guint32)facet->end);
    }
    g_autoptr(GVariant) packed = g_variant_ref_sink(g_variant_new(
        "(uyymsmss@as@asa(yysiuu)uu)", paragraph->ordinal, (guchar)paragraph->kind,
        (guchar)paragraph->level, paragraph->number, paragraph->label, paragraph->text,
        pack_strings(paragraph->section), pack_strings(paragraph->footnotes), &facets,
        paragraph->line, paragraph->page));
    if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
        return g_variant_get_data_as_bytes(packed);
    g_autoptr(GVariant) swapped = g_variant_byteswap(packed);
    return g_variant_get_data_as_bytes(swapped);
}

static GVariant *open_content(GBytes *content)
{
    GVariant *packed = g_variant_ref_sink(
        g_variant_new_from_bytes(G_VARIANT_TYPE(RS_DOCUMENT_TYPE), content, FALSE));
    if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
        return packed;
    GVariant *swapped = g_variant_byteswap(packed);
    g_variant_unref(packed);
    return swapped;
}

static void unpack_strings(GVariantIter *iter, GPtrArray *strings)
{
    char *string;
    while (g_variant_iter_next(iter, "s", &string))
        g_ptr_array_add(strings, string);
}

rs_paragraph *rs_document_unpack(GBytes *content)
{
    g_autoptr(GVariant) packed = open_content(content);
    g_autoptr(GVariantIter) section = NULL, footnotes = NULL, facets = NULL;
    rs_paragraph *paragraph = rs_paragraph_new();
    guchar kind, level, name, how;
    const char *value;
    gint32 note;
    guint32 start, end;

    g_variant_get(packed, "(uyymsmssasasa(yysiuu)uu)", &paragraph->ordinal, &kind, &level,
                  &paragraph->number, &paragraph->label, &paragraph->text, &section, &footnotes,
                  &facets, &paragraph->line, &paragraph->page);
    paragraph->kind = kind < RS_KIND_COUNT ? kind : RS_KIND_OTHER;
    paragraph->level = level;
    unpack_strings(section, paragraph->section);
    unpack_strings(footnotes, paragraph->footnotes);
    while (g_variant_iter_next(facets, "(yy&siuu)", &name, &how, &value, &note, &start, &end))
        if (name < RS_FACET_COUNT && how <= RS_HOW_SECTION)
            rs_paragraph_add_facet(paragraph, name, how, value, note, start, end);
    return paragraph;
}

/* --- the paragraph as terms and values --- */

static void add_term(rs_document *document, const char *term)
{
    rs_posting posting = {g_string_chunk_insert(document->terms, term), FALSE, FALSE};
    g_array_append_val(document->postings, posting);
}

static void add_value(rs_document *document, guint slot, char *value)
{
    rs_slot_value added = {slot, value};
    if (*value)
        g_array_append_val(document->values, added);
    else
        g_free(value);
}

static void add_text(rs_document *document, rs_analyzer *analyzer, const char *text,
                     const char *language)
{
    const rs_tokens *tokens = rs_analyze(analyzer, text, strlen(text), language);
    for (guint i = 0; i < tokens->count; i++) {
        const rs_token *token = &tokens->token[i];
        rs_posting posting = {g_string_chunk_insert(document->terms, token->term), TRUE,
                              rs_vocabulary_covers(token->kind)};
        g_array_append_val(document->postings, posting);
    }
}

static void append_line(GString *lines, const char *text)
{
    g_autofree char *folded = rs_fold_string(text);
    if (lines->len)
        g_string_append_c(lines, '\n');
    g_string_append(lines, g_strdelimit(folded, "\n", ' '));
}

static void add_texts(rs_document *document, rs_analyzer *analyzer, const rs_report *report,
                      const rs_paragraph *paragraph)
{
    GString *folded = g_string_new(NULL);
    add_text(document, analyzer, paragraph->text, report->language);
    append_line(folded, paragraph->text);
    for (guint i = 0; i < paragraph->footnotes->len; i++) {
        add_text(document, analyzer, paragraph->footnotes->pdata[i], report->language);
        append_line(folded, paragraph->footnotes->pdata[i]);
    }
    add_value(document, RS_SLOT_TEXT, g_string_free(folded, FALSE));
}

/* The values of a field: a term each, and all of them packed into its slot. */
static void add_field(rs_document *document, rs_field_id field, const GPtrArray *values)
{
    for (guint i = 0; i < values->len; i++) {
        g_autofree char *term = rs_schema_term(rs_schema[field].prefix, values->pdata[i]);
        add_term(document, term);
    }
    if (values->len)
        add_value(document, field, rs_schema_pack(values));
}

static void add_word(rs_document *document, rs_field_id field, const char *value)
{
    g_autoptr(GPtrArray) values = g_ptr_array_new();
    if (value && *value) {
        g_ptr_array_add(values, (gpointer)value);
        add_field(document, field, values);
    }
}

static void add_facets(rs_document *document, const rs_paragraph *paragraph)
{
    static const int fields[RS_FACET_COUNT] = {
        [RS_FACET_SDG_GOAL] = RS_FIELD_SDG_GOAL,
        [RS_FACET_SDG_TARGET] = RS_FIELD_SDG_TARGET,
        [RS_FACET_RECOMMENDATION] = RS_FIELD_RECOMMENDATION,
        [RS_FACET_MENTIONED_YEAR] = RS_FIELD_MENTIONED_YEAR,
        [RS_FACET_CITES] = RS_FIELD_CITES,
        [RS_FACET_COUNTRY] = -1,
    };
    for (int name = 0; name < RS_FACET_COUNT; name++) {
        g_autoptr(GPtrArray) values = g_ptr_array_new();
        for (guint i = 0; i < paragraph->facets->len; i++) {
            const rs_facet *facet = &g_array_index(paragraph->facets, rs_facet, i);
            /* Named and by section may be the same value. */
            if ((int)facet->name == name &&
                !g_ptr_array_find_with_equal_func(values, facet->value, g_str_equal, NULL))
                g_ptr_array_add(values, facet->value);
        }
        if (fields[name] >= 0)
            add_field(document, fields[name], values);
    }
}

static void add_report(rs_document *document, const rs_report *report)
{
    g_autoptr(GPtrArray) years = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < report->years->len; i++)
        g_ptr_array_add(years, g_strdup_printf("%d", g_array_index(report->years, int, i)));
    add_word(document, RS_FIELD_DOCUMENT, report->id);
    add_word(document, RS_FIELD_LANGUAGE, report->language);
    add_field(document, RS_FIELD_YEAR, years);
    if (report->date)
        add_value(document, RS_SLOT_DATE, g_strdup(report->date));
    else if (years->len)
        add_value(document, RS_SLOT_DATE, g_strdup(years->pdata[years->len - 1]));
}

static void value_clear(gpointer value)
{
    g_free(((rs_slot_value *)value)->value);
}

rs_document *rs_document_new(rs_analyzer *analyzer, const rs_report *report,
                             const rs_paragraph *paragraph)
{
    rs_document *document = g_new0(rs_document, 1);
    document->id = g_strdup_printf("%s#%u", report->id, paragraph->ordinal);
    document->terms = g_string_chunk_new(8192);
    document->postings = g_array_new(FALSE, FALSE, sizeof(rs_posting));
    document->values = g_array_new(FALSE, FALSE, sizeof(rs_slot_value));
    g_array_set_clear_func(document->values, value_clear);
    document->content = rs_document_pack(paragraph);

    g_autofree char *id = rs_schema_term(RS_PREFIX_ID, document->id);
    add_term(document, id);
    add_texts(document, analyzer, report, paragraph);
    add_report(document, report);
    add_word(document, RS_FIELD_KIND, rs_kind_name(paragraph->kind));
    add_facets(document, paragraph);
    add_value(document, RS_SLOT_ORDER, g_strdup_printf("%s\t%08u", report->id, paragraph->ordinal));
    return document;
}

void rs_document_free(rs_document *document)
{
    if (!document)
        return;
    g_free(document->id);
    g_string_chunk_free(document->terms);
    g_array_unref(document->postings);
    g_array_unref(document->values);
    g_bytes_unref(document->content);
    g_free(document);
}
