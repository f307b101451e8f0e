#include "searcher/filters.h"
#include "searcher/search.h"
#include "tests/scan.h"

#define SEEDS "../shared/seeds"

static scan_corpus corpora[] = {{.source = RS_SAMPLE}, {.source = SEEDS}};
enum { SAMPLE };

/* --- searching --- */

static rs_index *open_index(const scan_corpus *searched)
{
    g_autoptr(GError) error = NULL;
    rs_index *index = rs_index_open(searched->index, &error);
    ck_assert_msg(index, "%s", error ? error->message : "");
    return index;
}

static const guint every_field[RS_FIELD_COUNTED] = {0, 1, 2, 3, 4, 5, 6, 7, 8};

static rs_results *search_query(rs_index *index, const char *text, rs_search_request request)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(rs_query_node) tree = rs_query_parse(text, &error);
    ck_assert_msg(tree, "%s: %s", text, error ? error->message : "");
    request.tree = tree;
    rs_results *results = rs_search(index, &request, &error);
    ck_assert_msg(results, "%s: %s", text, error ? error->message : "");
    return results;
}

static guint64 total(rs_index *index, const char *text)
{
    rs_search_request request = {.reach = RS_REACH_ALL};
    g_autoptr(rs_results) results = search_query(index, text, request);
    return results->total;
}

/* --- the property: every count equals a plain scan --- */

/* A piece of the paragraph's text: one word, some neighbours, or some characters
 * of Han wherever they stand; or NULL. */
static char *draw_text(GRand *random, const scan_corpus *drawn, guint words_most)
{
    const scan_paragraph *paragraph =
        drawn->paragraphs->pdata[g_rand_int_range(random, 0, drawn->paragraphs->len)];
    const char *text = paragraph->text;
    const rs_tokens *tokens = rs_analyze(drawn->analyzer, text, strlen(text), "zh");
    if (!tokens->count)
        return NULL;
    const rs_token *token = &tokens->token[g_rand_int_range(random, 0, tokens->count)];
    const char *start = text + token->start, *end = text + token->end;
    guint32 last = token->position + g_rand_int_range(random, 0, words_most);
    for (guint i = 0; i < tokens->count; i++)
        if (tokens->token[i].position == last)
            end = text + tokens->token[i].end;
    if (token->kind == RS_SEGMENT_HAN && g_rand_int_range(random, 0, 3) == 0) {
        if (g_utf8_next_char(start) < end)
            start = g_utf8_next_char(start);
        for (int more = g_rand_int_range(random, 0, 4); *end && more > 0; more--)
            end = g_utf8_next_char(end);
    }
    return g_strndup(start, end - start);
}

/* Whether the text is one word of the grammar, or fits between quotes. */
static gboolean is_plain(const char *text, gboolean phrase)
{
    static const char quotes[] = "\"“”„「」『』«»＂";
    static const char operators[] = "()（）:：+-＋－";
    static const char *const reserved[] = {"AND", "OR", "NOT", NULL};
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_utf8_strchr(quotes, -1, c) || g_unichar_iscntrl(c))
            return FALSE;
        if (!phrase && (g_utf8_strchr(operators, -1, c) || g_unichar_isspace(c)))
            return FALSE;
    }
    return *text && !g_strv_contains(reserved, text);
}

static void draw_items(GRand *random, const scan_corpus *drawn, scan_query *query)
{
    guint wanted = g_rand_int_range(random, 0, 8) ? g_rand_int_range(random, 1, 4) : 0;
    for (int tries = 0; query->items < wanted && tries < 100; tries++) {
        scan_item item = {.phrase = g_rand_int_range(random, 0, 4) == 0,
                          .excluded = query->items && g_rand_int_range(random, 0, 8) == 0};
        char *text = draw_text(random, drawn, item.phrase ? 5 : 2);
        item.text = text;
        if (text && is_plain(text, item.phrase))
            query->item[query->items++] = item;
        else
            g_free(text);
    }
}

/* A value that some paragraph has; of numbers, now and then a range. */
static char *draw_value(GRand *random, const scan_corpus *drawn, rs_field_id field)
{
    for (int tries = 0; tries < 1000; tries++) {
        const scan_paragraph *paragraph =
            drawn->paragraphs->pdata[g_rand_int_range(random, 0, drawn->paragraphs->len)];
        rs_field_id from =
            field == RS_FIELD_SDG_GOAL && g_rand_boolean(random) ? RS_FIELD_SDG_TARGET : field;
        g_autoptr(GList) values = g_hash_table_get_keys(paragraph->values[from]);
        if (!values)
            continue;
        values = g_list_sort(values, (GCompareFunc)strcmp);
        guint at = g_rand_int_range(random, 0, g_list_length(values));
        const char *value = g_list_nth_data(values, at);
        int last = atoi(value) + g_rand_int_range(random, 0, 4);
        if (rs_schema[from].kind == RS_FIELD_NUMBER && g_rand_int_range(random, 0, 3) == 0)
            return g_strdup_printf("%s..%d", value, MIN(last, rs_schema[from].most));
        return g_strdup(value);
    }
    return NULL;
}

static void draw_filters(GRand *random, const scan_corpus *drawn, scan_query *query)
{
    for (int wanted = g_rand_int_range(random, query->items ? 0 : 1, 3); wanted > 0; wanted--) {
        int field = g_rand_int_range(random, 0, RS_FIELD_COUNTED);
        if (field == RS_FIELD_SDG_TARGET || query->filters[field])
            continue;
        int count = g_rand_int_range(random, 1, 3);
        query->filters[field] = g_new0(char *, count + 1);
        for (int i = 0; i < count; i++)
            query->filters[field][i] = draw_value(random, drawn, field);
    }
}

static void scan_query_clear(scan_query *query)
{
    for (guint i = 0; i < query->items; i++)
        g_free((char *)query->item[i].text);
    for (int field = 0; field < RS_FIELD_COUNTED; field++)
        g_strfreev(query->filters[field]);
}

/* The query's items as a user types them; the filters stay options. */
static char *type_query(const scan_query *query)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < query->items; i++) {
        const scan_item *item = &query->item[i];
        g_string_append_printf(text, item->phrase ? "%s%s\"%s\"" : "%s%s%s", i ? " " : "",
                               item->excluded ? "-" : "", item->text);
    }
    return g_string_free(text, FALSE);
}

typedef struct {
    guint64 total, tiers[RS_TIER_COUNT];
    GHashTable *counts[RS_FIELD_COUNTED]; /* value → how many */
} scan_result;

static void count_values(scan_result *result, const scan_paragraph *paragraph)
{
    for (int field = 0; field < RS_FIELD_COUNTED; field++) {
        GHashTableIter it;
        gpointer value;
        g_hash_table_iter_init(&it, paragraph->values[field]);
        while (g_hash_table_iter_next(&it, &value, NULL)) {
            guint count = GPOINTER_TO_UINT(g_hash_table_lookup(result->counts[field], value));
            g_hash_table_insert(result->counts[field], value, GUINT_TO_POINTER(count + 1));
        }
    }
}

static void scan(const scan_corpus *read, const scan_query *query, rs_reach reach,
                 scan_result *result)
{
    enum { FEW = 20 }; /* fewer with all the words: those with some are looked for */
    g_autofree scan_tiers *tiers = g_new(scan_tiers, read->paragraphs->len);
    guint64 exact = 0, all = 0, some = 0;
    for (guint i = 0; i < read->paragraphs->len; i++) {
        tiers[i] = scan_match(read->paragraphs->pdata[i], read->analyzer, query);
        exact += tiers[i].exact;
        all += tiers[i].all;
        some += tiers[i].some;
    }
    gboolean wide = reach == RS_REACH_ANY || (reach == RS_REACH_AUTO && all < FEW);
    result->total = wide ? some : all;
    result->tiers[RS_TIER_EXACT] = exact;
    result->tiers[RS_TIER_ALL] = all - exact;
    result->tiers[RS_TIER_SOME] = wide ? some - all : 0;
    for (int field = 0; field < RS_FIELD_COUNTED; field++)
        result->counts[field] = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < read->paragraphs->len; i++)
        if (wide ? tiers[i].some : tiers[i].all)
            count_values(result, read->paragraphs->pdata[i]);
}

static void scan_result_clear(scan_result *result)
{
    for (int field = 0; field < RS_FIELD_COUNTED; field++)
        g_hash_table_unref(result->counts[field]);
}

static char *describe(const scan_query *query, const char *text, rs_reach reach)
{
    static const char *const reaches[] = {"", " --all", " --any"};
    GString *shown = g_string_new(text);
    g_string_append(shown, reaches[reach]);
    for (int field = 0; field < RS_FIELD_COUNTED; field++)
        for (char **value = query->filters[field]; value && *value; value++)
            g_string_append_printf(shown, " --%s '%s'", rs_schema[field].query, *value);
    return g_string_free(shown, FALSE);
}

static void check_results(const rs_results *results, const scan_result *expected, const char *shown)
{
    for (int tier = 0; tier < RS_TIER_COUNT; tier++)
        ck_assert_msg(results->tiers[tier] == expected->tiers[tier],
                      "%s: tier %s is %" G_GUINT64_FORMAT ", by scan %" G_GUINT64_FORMAT, shown,
                      rs_tier_name(tier), results->tiers[tier], expected->tiers[tier]);
    ck_assert_msg(results->total == expected->total, "%s", shown);
    for (int field = 0; field < RS_FIELD_COUNTED; field++) {
        const GArray *counts = results->counts->pdata[field];
        ck_assert_msg(counts->len == g_hash_table_size(expected->counts[field]), "%s: %s", shown,
                      rs_schema[field].name);
        for (guint i = 0; i < counts->len; i++) {
            const rs_value_count *count = &g_array_index(counts, rs_value_count, i);
            guint by_scan =
                GPOINTER_TO_UINT(g_hash_table_lookup(expected->counts[field], count->value));
            ck_assert_msg(count->count == by_scan, "%s: %s:%s is %u, by scan %u", shown,
                          rs_schema[field].name, count->value, count->count, by_scan);
        }
    }
}

static void compare_with_scan(const scan_corpus *searched, rs_index *index, GRand *random)
{
    g_autoptr(GError) error = NULL;
    scan_query query = {.items = 0};
    scan_result expected = {.total = 0};
    rs_reach reach = g_rand_int_range(random, RS_REACH_AUTO, RS_REACH_ANY + 1);
    draw_items(random, searched, &query);
    draw_filters(random, searched, &query);

    g_autofree char *text = type_query(&query), *joined = NULL;
    g_autofree char *shown = describe(&query, text, reach);
    rs_filters filters = {0};
    memcpy(filters.values, query.filters, sizeof query.filters);
    char *words[] = {text, NULL};
    g_autoptr(rs_query_node) tree = rs_filters_query(&filters, words, &joined, &error);
    ck_assert_msg(tree, "%s: %s", shown, error ? error->message : "");
    rs_search_request request = {.tree = tree,
                                 .reach = reach,
                                 .count_fields = every_field,
                                 .count_fields_count = RS_FIELD_COUNTED};
    g_autoptr(rs_results) results = rs_search(index, &request, &error);
    ck_assert_msg(results, "%s: %s", shown, error ? error->message : "");
    scan(searched, &query, reach, &expected);
    check_results(results, &expected, shown);
    scan_result_clear(&expected);
    scan_query_clear(&query);
}

START_TEST(search_counts_what_a_plain_scan_counts)
{
    enum { QUERIES = 200 };
    const scan_corpus *searched = &corpora[_i];
    if (!searched->index)
        return;
    g_autoptr(GRand) random = g_rand_new_with_seed(4000 + _i);
    g_autoptr(rs_index) index = open_index(searched);
    for (int query = 0; query < QUERIES; query++)
        compare_with_scan(searched, index, random);
}
END_TEST

/* --- the same through the program --- */

START_TEST(search_prints_what_a_plain_scan_counts)
{
    static const scan_query queries[] = {
        {.items = 1, .item = {{.text = "patent"}}},
        {.items = 2, .item = {{.text = "专利"}, {.text = "技术"}}},
        {.items = 1, .item = {{.text = "green technology", .phrase = TRUE}}},
    };
    static const char *const options[] = {"--any", "--all"};
    const scan_corpus *searched = &corpora[SAMPLE];
    const scan_query *query = &queries[_i / 2];
    g_autofree char *text = type_query(query);
    g_autoptr(program_run) run = run_program(searched->index, "search", text, options[_i % 2],
                                             "--facets", "--format=json", "--limit=0", NULL);
    scan_result expected;
    scan(searched, query, _i % 2 ? RS_REACH_ALL : RS_REACH_ANY, &expected);
    ck_assert_int_eq(run->status, expected.total ? 0 : 1);

    g_autoptr(JsonNode) node = json_from_string(run->out, NULL);
    JsonObject *page = json_node_get_object(node);
    JsonObject *tiers = json_object_get_object_member(page, "tiers");
    JsonObject *facets = json_object_get_object_member(page, "facets");
    ck_assert_int_eq(json_object_get_int_member(page, "total"), expected.total);
    for (int tier = 0; tier < RS_TIER_COUNT; tier++)
        ck_assert_int_eq(json_object_get_int_member(tiers, rs_tier_name(tier)),
                         expected.tiers[tier]);
    for (int field = 0; field < RS_FIELD_COUNTED; field++) {
        JsonArray *counts = json_object_get_array_member(facets, rs_schema[field].name);
        ck_assert_uint_eq(json_array_get_length(counts), g_hash_table_size(expected.counts[field]));
        for (guint i = 0; i < json_array_get_length(counts); i++) {
            JsonObject *count = json_array_get_object_element(counts, i);
            const char *value = json_object_get_string_member(count, "value");
            ck_assert_uint_eq(json_object_get_int_member(count, "count"),
                              GPOINTER_TO_UINT(g_hash_table_lookup(expected.counts[field], value)));
        }
    }
    scan_result_clear(&expected);
}
END_TEST

/* --- facts --- */

/* Pages of three give the hits of one page, in its order. */
START_TEST(search_pages_are_one_list)
{
    static const rs_sort sorts[] = {RS_SORT_RELEVANCE, RS_SORT_DATE, RS_SORT_REPORT};
    enum { PAGE = 3, WHOLE = 60 };
    g_autoptr(rs_index) index = open_index(&corpora[SAMPLE]);
    rs_search_request request = {.limit = WHOLE, .reach = RS_REACH_ANY, .sort = sorts[_i]};
    g_autoptr(rs_results) whole = search_query(index, "patent technology 专利 技术", request);
    ck_assert_uint_gt(whole->hits->len, 2 * PAGE);
    for (guint offset = 0; offset < whole->hits->len; offset += PAGE) {
        request.offset = offset;
        request.limit = PAGE;
        g_autoptr(rs_results) page = search_query(index, "patent technology 专利 技术", request);
        ck_assert_uint_eq(page->total, whole->total);
        ck_assert_uint_eq(page->hits->len, MIN(PAGE, whole->hits->len - offset));
        for (guint i = 0; i < page->hits->len; i++) {
            const rs_hit *one = page->hits->pdata[i], *other = whole->hits->pdata[offset + i];
            ck_assert_uint_eq(one->rank, offset + i + 1);
            ck_assert_str_eq(one->report->id, other->report->id);
            ck_assert_uint_eq(one->paragraph->ordinal, other->paragraph->ordinal);
            ck_assert_int_eq(one->tier, other->tier);
        }
    }
    request.offset = whole->total + 5;
    g_autoptr(rs_results) beyond = search_query(index, "patent technology 专利 技术", request);
    ck_assert_uint_eq(beyond->hits->len, 0);
    ck_assert_uint_eq(beyond->total, whole->total);
}
END_TEST

static const char *const labelled[] = {
    "patent",
    "patent technology",
    "专利 技术",
    "知识产权",
    "\"green technology\"",
    "year:2024",
    "(a OR b) patent",
    "patent -technology",
    "+patent technology",
    "patent AND technology",
    "patent OR 专利 kind:item",
};

/* Every hit says its tier, and as many say so as the tier counts. */
START_TEST(search_labels_agree_with_its_counts)
{
    g_autoptr(rs_index) index = open_index(&corpora[SAMPLE]);
    rs_search_request request = {.limit = 1000, .reach = RS_REACH_ANY};
    g_autoptr(rs_results) results = search_query(index, labelled[_i], request);
    guint64 tiers[RS_TIER_COUNT] = {0};
    for (guint i = 0; i < results->hits->len; i++)
        tiers[((const rs_hit *)results->hits->pdata[i])->tier]++;
    ck_assert_uint_gt(results->total, 0);
    ck_assert_uint_eq(results->hits->len, results->total);
    for (int tier = 0; tier < RS_TIER_COUNT; tier++)
        ck_assert_uint_eq(tiers[tier], results->tiers[tier]);
}
END_TEST

/* What one query finds, as many as another does. */
static const struct {
    const char *one, *other;
} same[] = {
    {"ＰＡＴＥＮＴ", "patent"},
    {"專利", "专利"},
    {"year:2023..2025", "(year:2023 OR year:2024 OR year:2025)"},
    {"year:2023 year:2024", "year:2023..2024"},
    {"year:2024..", "year:2024..2025"},
    {"sdg:9 sdg:9.b", "(sdg:9 OR sdg:9.b)"},
    {"sdg:9 kind:item", "sdg:9 AND kind:item"},
    {"kind:item -sdg:9", "kind:item NOT sdg:9"},
    {"document:\"CKD/8/5 Rev.\"", "document:ckd/8/5rev."},
    {"cites:\"CKD/5/3 Rev.\"", "cites:CKD/5/3Rev."},
    {"title:inventors", "document:CKD/8/5Rev.@en"},
    {"\"知识产权\"", "“知识产权”"},
};

START_TEST(search_means_the_same_in_other_words)
{
    g_autoptr(rs_index) index = open_index(&corpora[SAMPLE]);
    guint64 found = total(index, same[_i].one);
    ck_assert_uint_gt(found, 0);
    ck_assert_uint_eq(found, total(index, same[_i].other));
}
END_TEST

/* A filter option puts a query of OR into a bag; brackets do the same. */
START_TEST(search_tiers_do_not_depend_on_brackets)
{
    g_autoptr(rs_index) index = open_index(&corpora[SAMPLE]);
    rs_search_request request = {.reach = RS_REACH_ANY};
    g_autoptr(rs_results) bare = search_query(index, "green technology OR 专利", request);
    g_autoptr(rs_results) inside = search_query(index, "((green technology) OR 专利)", request);
    ck_assert_uint_gt(bare->tiers[RS_TIER_EXACT], 0);
    for (int tier = 0; tier < RS_TIER_COUNT; tier++)
        ck_assert_uint_eq(bare->tiers[tier], inside->tiers[tier]);
}
END_TEST

static const char *const nothing[] = {"zyxwvut", "\"，，，。\"", "year:1999",  "patent -patent",
                                      "???",     "— …",          "cites:X/1/1"};

START_TEST(search_finds_nothing)
{
    g_autoptr(rs_index) index = open_index(&corpora[SAMPLE]);
    ck_assert_uint_eq(total(index, nothing[_i]), 0);
}
END_TEST

/* What is typed as one word is excluded as one, not each word in it. */
START_TEST(search_excludes_the_string_that_was_typed)
{
    g_autoptr(rs_index) index = open_index(&corpora[SAMPLE]);
    guint64 all = total(index, "language:zh"), with = total(index, "language:zh \"知识产权\"");
    ck_assert_uint_gt(with, 0);
    ck_assert_uint_eq(total(index, "language:zh -知识产权"), all - with);
    ck_assert_uint_eq(total(index, "language:zh -\"知识产权\""), all - with);
}
END_TEST

START_TEST(search_sorts)
{
    g_autoptr(rs_index) index = open_index(&corpora[SAMPLE]);
    rs_search_request request = {.limit = 1000, .reach = RS_REACH_ANY, .sort = RS_SORT_DATE};
    g_autoptr(rs_results) by_date = search_query(index, "patent 专利", request);
    for (guint i = 1; i < by_date->hits->len; i++)
        ck_assert_str_ge(((const rs_hit *)by_date->hits->pdata[i - 1])->report->date,
                         ((const rs_hit *)by_date->hits->pdata[i])->report->date);
    request.sort = RS_SORT_REPORT;
    g_autoptr(rs_results) by_report = search_query(index, "patent 专利", request);
    for (guint i = 1; i < by_report->hits->len; i++) {
        const rs_hit *one = by_report->hits->pdata[i - 1], *other = by_report->hits->pdata[i];
        int order = strcmp(one->report->id, other->report->id);
        ck_assert(order < 0 || (!order && one->paragraph->ordinal < other->paragraph->ordinal));
    }
    request.sort = RS_SORT_RELEVANCE;
    g_autoptr(rs_results) ranked = search_query(index, "patent 专利", request);
    for (guint i = 1; i < ranked->hits->len; i++)
        ck_assert_double_ge(((const rs_hit *)ranked->hits->pdata[i - 1])->score,
                            ((const rs_hit *)ranked->hits->pdata[i])->score);
}
END_TEST

/* Every paragraph that has words is found by its own text. */
START_TEST(search_finds_every_paragraph_by_its_own_words)
{
    const scan_corpus *searched = &corpora[SAMPLE];
    g_autoptr(rs_index) index = open_index(searched);
    for (guint i = 0; i < searched->paragraphs->len; i += 7) {
        const scan_paragraph *paragraph = searched->paragraphs->pdata[i];
        g_autofree char *text = g_strndup(paragraph->text, 6000);
        if (!is_plain(text, TRUE))
            continue;
        g_autofree char *phrase = g_strdup_printf("\"%s\"", text);
        ck_assert_msg(total(index, phrase) > 0, "%s", text);
    }
}
END_TEST

int main(void)
{
    const rs_test tests[] = {
        RS_LOOP(search_counts_what_a_plain_scan_counts, corpora),
        {search_prints_what_a_plain_scan_counts, 6},
        {search_pages_are_one_list, 3},
        RS_LOOP(search_labels_agree_with_its_counts, labelled),
        RS_LOOP(search_means_the_same_in_other_words, same),
        RS_TEST(search_tiers_do_not_depend_on_brackets),
        RS_LOOP(search_finds_nothing, nothing),
        RS_TEST(search_excludes_the_string_that_was_typed),
        RS_TEST(search_sorts),
        RS_TEST(search_finds_every_paragraph_by_its_own_words),
    };
    for (size_t i = 0; i < G_N_ELEMENTS(corpora); i++)
        scan_prepare(&corpora[i]);
    int status = rs_run_tests("search", tests, G_N_ELEMENTS(tests));
    for (size_t i = 0; i < G_N_ELEMENTS(corpora); i++)
        if (corpora[i].index)
            remove_folder(corpora[i].index);
    return status;
}
