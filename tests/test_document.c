#include "index/document.h"
#include "index/schema.h"
#include "tests/random_text.h"
#include "tests/test.h"
#include <string.h>

static rs_report *sample_report(void)
{
    rs_report *report = rs_report_new();
    report->id = g_strdup("CKD/1/2 Rev.");
    report->title = g_strdup("Patents for gardens");
    report->language = g_strdup("en");
    report->date = g_strdup("2024-03-01");
    rs_report_add_year(report, 2022);
    rs_report_add_year(report, 2023);
    rs_paragraph *paragraph =
        rs_report_add(report, RS_KIND_ITEM, "Trees（專利）in 2023 for target 9.b");
    paragraph->level = 0;
    paragraph->number = g_strdup("7");
    paragraph->label = g_strdup("7(a)");
    paragraph->line = 12;
    paragraph->page = 3;
    g_ptr_array_add(paragraph->section, g_strdup("Gardens"));
    g_ptr_array_add(paragraph->section, g_strdup("Trees"));
    g_ptr_array_add(paragraph->footnotes, g_strdup("Planted twice."));
    rs_paragraph_add_facet(paragraph, RS_FACET_SDG_GOAL, RS_HOW_NAMED, "9", RS_NOTE_NONE, 25, 28);
    rs_paragraph_add_facet(paragraph, RS_FACET_SDG_GOAL, RS_HOW_SECTION, "9", RS_NOTE_NONE, 0, 0);
    rs_paragraph_add_facet(paragraph, RS_FACET_SDG_TARGET, RS_HOW_NAMED, "9.b", RS_NOTE_NONE, 25,
                           28);
    rs_paragraph_add_facet(paragraph, RS_FACET_MENTIONED_YEAR, RS_HOW_NAMED, "2023", RS_NOTE_NONE,
                           9, 13);
    rs_paragraph_add_facet(paragraph, RS_FACET_CITES, RS_HOW_NAMED, "CDIP/22/15 Rev.", 0, 0, 4);
    return report;
}

static void check_strings(const GPtrArray *one, const GPtrArray *other)
{
    ck_assert_uint_eq(one->len, other->len);
    for (guint i = 0; i < one->len; i++)
        ck_assert_str_eq(one->pdata[i], other->pdata[i]);
}

static void check_same(const rs_paragraph *one, const rs_paragraph *other)
{
    ck_assert_uint_eq(one->ordinal, other->ordinal);
    ck_assert_int_eq(one->kind, other->kind);
    ck_assert_int_eq(one->level, other->level);
    ck_assert_pstr_eq(one->number, other->number);
    ck_assert_pstr_eq(one->label, other->label);
    ck_assert_str_eq(one->text, other->text);
    ck_assert_uint_eq(one->line, other->line);
    ck_assert_uint_eq(one->page, other->page);
    check_strings(one->section, other->section);
    check_strings(one->footnotes, other->footnotes);
    ck_assert_uint_eq(one->facets->len, other->facets->len);
    for (guint i = 0; i < one->facets->len; i++) {
        const rs_facet *a = &g_array_index(one->facets, rs_facet, i);
        const rs_facet *b = &g_array_index(other->facets, rs_facet, i);
        ck_assert_int_eq(a->name, b->name);
        ck_assert_int_eq(a->how, b->how);
        ck_assert_str_eq(a->value, b->value);
        ck_assert_int_eq(a->note, b->note);
        ck_assert_uint_eq(a->start, b->start);
        ck_assert_uint_eq(a->end, b->end);
    }
}

START_TEST(document_unpacks_to_what_was_packed)
{
    g_autoptr(rs_report) report = sample_report();
    const rs_paragraph *paragraph = report->paragraphs->pdata[0];
    g_autoptr(GBytes) content = rs_document_pack(paragraph);
    g_autoptr(rs_paragraph) unpacked = rs_document_unpack(content);
    check_same(paragraph, unpacked);
}
END_TEST

START_TEST(document_of_any_text_unpacks_to_itself)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(_i);
    g_autoptr(rs_report) report = rs_report_new();
    g_autofree char *text = random_text(random, g_rand_int_range(random, 0, 500));
    rs_paragraph *paragraph =
        rs_report_add(report, g_rand_int_range(random, 0, RS_KIND_COUNT), text);
    paragraph->level = g_rand_int_range(random, 0, 10);
    for (int i = g_rand_int_range(random, 0, 4); i > 0; i--) {
        g_ptr_array_add(paragraph->section, random_text(random, 30));
        g_ptr_array_add(paragraph->footnotes, random_text(random, 30));
    }
    g_autoptr(GBytes) content = rs_document_pack(paragraph);
    g_autoptr(rs_paragraph) unpacked = rs_document_unpack(content);
    check_same(paragraph, unpacked);
}
END_TEST

/* Touches all that an unpacked paragraph has, so that a sanitizer sees it. */
static void use(GBytes *content)
{
    g_autoptr(rs_paragraph) paragraph = rs_document_unpack(content);
    size_t sum = 0;
    ck_assert(g_utf8_validate(paragraph->text, -1, NULL));
    ck_assert_int_lt(paragraph->kind, RS_KIND_COUNT);
    for (guint i = 0; i < paragraph->section->len; i++)
        sum += strlen(paragraph->section->pdata[i]);
    for (guint i = 0; i < paragraph->footnotes->len; i++)
        sum += strlen(paragraph->footnotes->pdata[i]);
    for (guint i = 0; i < paragraph->facets->len; i++) {
        const rs_facet *facet = &g_array_index(paragraph->facets, rs_facet, i);
        ck_assert_ptr_nonnull(rs_facet_label(facet->name));
        ck_assert_ptr_nonnull(rs_how_name(facet->how));
        sum += strlen(facet->value);
    }
    ck_assert_uint_lt(sum, 1 << 20);
}

START_TEST(document_unpacks_every_prefix)
{
    g_autoptr(rs_report) report = sample_report();
    g_autoptr(GBytes) content = rs_document_pack(report->paragraphs->pdata[0]);
    gsize size;
    const char *bytes = g_bytes_get_data(content, &size);
    for (gsize cut = 0; cut < size; cut++) {
        g_autoptr(GBytes) prefix = g_bytes_new(bytes, cut);
        use(prefix);
    }
}
END_TEST

START_TEST(document_unpacks_whatever_bytes)
{
    g_autoptr(rs_report) report = sample_report();
    g_autoptr(GBytes) content = rs_document_pack(report->paragraphs->pdata[0]);
    g_autoptr(GRand) random = g_rand_new_with_seed(_i);
    for (int round = 0; round < 300; round++) {
        gsize size;
        const char *bytes = g_bytes_get_data(content, &size);
        g_autofree guint8 *mutated = g_memdup2(bytes, size);
        for (int k = g_rand_int_range(random, 1, 12); k > 0; k--)
            mutated[g_rand_int_range(random, 0, size)] = g_rand_int_range(random, 0, 256);
        g_autoptr(GBytes) hostile = g_bytes_new(mutated, size);
        use(hostile);
    }
}
END_TEST

/* The terms, in brackets where they only stand there, with '?' where uncertain. */
static char *show_postings(const rs_document *document)
{
    GString *shown = g_string_new(NULL);
    for (guint i = 0; i < document->postings->len; i++) {
        const rs_posting *posting = &g_array_index(document->postings, rs_posting, i);
        g_string_append_printf(shown, posting->weighs ? "%s%s%s" : "%s(%s%s)", i ? " " : "",
                               posting->term, posting->uncertain ? "?" : "");
    }
    return g_string_free(shown, FALSE);
}

START_TEST(document_has_the_terms_of_the_schema)
{
    g_autoptr(rs_report) report = sample_report();
    g_autoptr(rs_analyzer) analyzer = rs_analyzer_new();
    g_autoptr(rs_document) document =
        rs_document_new(analyzer, report, report->paragraphs->pdata[0]);
    g_autofree char *postings = show_postings(document);
    ck_assert_str_eq(document->id, "CKD/1/2 Rev.#1");
    ck_assert_str_eq(postings,
                     "(Qckd/1/2rev.#1) "
                     "trees Ztree 专利? in Zin 2023 for Zfor target Ztarget 9 b Zb "
                     "planted Zplant twice Ztwice "
                     "(XDckd/1/2rev.) (Len) (Y2022) (Y2023) (XKitem) (XG9) (XT9.b) (XY2023) "
                     "(XCcdip/22/15rev.)");
}
END_TEST

START_TEST(document_has_the_slots_of_the_schema)
{
    static const char *const expected[RS_SLOT_TEXT + 1] = {
        [RS_FIELD_DOCUMENT] = "CKD/1/2 Rev.",
        [RS_FIELD_YEAR] = "2022\n2023",
        [RS_FIELD_SDG_GOAL] = "9",
        [RS_FIELD_SDG_TARGET] = "9.b",
        [RS_FIELD_MENTIONED_YEAR] = "2023",
        [RS_FIELD_CITES] = "CDIP/22/15 Rev.",
        [RS_FIELD_LANGUAGE] = "en",
        [RS_FIELD_KIND] = "item",
        [RS_SLOT_ORDER] = "CKD/1/2 Rev.\t00000001",
        [RS_SLOT_DATE] = "2024-03-01",
        [RS_SLOT_TEXT] = "trees(专利)in 2023 for target 9.b\nplanted twice.",
    };
    g_autoptr(rs_report) report = sample_report();
    g_autoptr(rs_analyzer) analyzer = rs_analyzer_new();
    g_autoptr(rs_document) document =
        rs_document_new(analyzer, report, report->paragraphs->pdata[0]);
    const char *found[G_N_ELEMENTS(expected)] = {NULL};
    for (guint i = 0; i < document->values->len; i++) {
        const rs_slot_value *value = &g_array_index(document->values, rs_slot_value, i);
        ck_assert_uint_lt(value->slot, G_N_ELEMENTS(found));
        ck_assert_ptr_null(found[value->slot]);
        found[value->slot] = value->value;
    }
    for (guint slot = 0; slot < G_N_ELEMENTS(expected); slot++)
        ck_assert_pstr_eq(found[slot], expected[slot]);
}
END_TEST

START_TEST(schema_packs_values_and_takes_them_apart)
{
    g_autoptr(GPtrArray) values = g_ptr_array_new();
    for (int count = 0; count < 4; count++) {
        g_autofree char *packed = rs_schema_pack(values);
        g_auto(GStrv) unpacked = rs_schema_unpack(packed);
        ck_assert_uint_eq(g_strv_length(unpacked), values->len);
        for (guint i = 0; i < values->len; i++)
            ck_assert_str_eq(unpacked[i], values->pdata[i]);
        g_ptr_array_add(values, (gpointer) "CDIP/22/15 Rev.");
    }
}
END_TEST

START_TEST(schema_terms_are_short_and_tell_values_apart)
{
    g_autofree char *one = g_strnfill(500, 'a'), *other = g_strnfill(501, 'a');
    g_autofree char *first = rs_schema_term("XC", one), *second = rs_schema_term("XC", other);
    ck_assert_uint_le(strlen(first), RS_TERM_MOST);
    ck_assert_str_ne(first, second);
    g_autofree char *spaced = rs_schema_term("XC", "ＣＤＩＰ/22/15  Rev.");
    ck_assert_str_eq(spaced, "XCcdip/22/15rev.");
}
END_TEST

START_TEST(schema_labels_goals_in_six_languages)
{
    static const char *const languages[] = {"en", "fr", "es", "ru", "ar", "zh"};
    for (int goal = 1; goal <= 17; goal++) {
        g_autofree char *value = g_strdup_printf("%d", goal);
        g_autoptr(GHashTable) labels = g_hash_table_new(g_str_hash, g_str_equal);
        for (size_t i = 0; i < G_N_ELEMENTS(languages); i++)
            g_hash_table_add(labels,
                             (char *)rs_schema_label(RS_FIELD_SDG_GOAL, value, languages[i]));
        ck_assert_uint_eq(g_hash_table_size(labels), G_N_ELEMENTS(languages));
    }
    ck_assert_str_eq(rs_schema_label(RS_FIELD_SDG_GOAL, "1", "tlh"), "No poverty");
    ck_assert_ptr_null(rs_schema_label(RS_FIELD_SDG_GOAL, "18", "en"));
    ck_assert_ptr_null(rs_schema_label(RS_FIELD_YEAR, "1", "en"));
}
END_TEST

RS_TEST_MAIN("document", RS_TEST(document_unpacks_to_what_was_packed),
             {document_of_any_text_unpacks_to_itself, 50}, RS_TEST(document_unpacks_every_prefix),
             {document_unpacks_whatever_bytes, 20}, RS_TEST(document_has_the_terms_of_the_schema),
             RS_TEST(document_has_the_slots_of_the_schema),
             RS_TEST(schema_packs_values_and_takes_them_apart),
             RS_TEST(schema_terms_are_short_and_tell_values_apart),
             RS_TEST(schema_labels_goals_in_six_languages))
