/*
 * A search, top to bottom: tree → a query for each tier → their counts → the
 * matches → hits.
 */
#include "searcher/search.h"
#include "index/catalogue.h"
#include <string.h>

/* With fewer paragraphs than this that have all the words, those with some of
 * them are looked for too. */
enum { FEW = 20 };

/* What standing in a better tier adds to a paragraph's BM25 weight. */
static const double TIER_WEIGHT[RS_TIER_COUNT] = {[RS_TIER_EXACT] = 3, [RS_TIER_ALL] = 3};

typedef struct {
    rs_index *index;
    const rs_search_request *request;
    rs_compiler *compiler;
    rs_query *tiers[RS_TIER_COUNT]; /* each within the next */
    rs_query *matched;              /* the widest tier that is shown; one of them */
    rs_results *results;
} search;

static gboolean compile_tiers(search *run, GError **error);
static gboolean count_tiers(search *run, GError **error);
static rs_query *weigh(const search *run);
static gboolean take_hits(search *run, const rs_match_set *matches, GError **error);

static void search_clear(search *run)
{
    for (int tier = 0; tier < RS_TIER_COUNT; tier++)
        rs_query_free(run->tiers[tier]);
    rs_compiler_free(run->compiler);
    rs_results_free(run->results);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(search, search_clear)

static void hit_free(gpointer data)
{
    rs_hit *hit = data;
    rs_paragraph_free(hit->paragraph);
    rs_snippet_free(hit->snippet);
    g_free(hit);
}

static rs_results *results_new(void)
{
    rs_results *results = g_new0(rs_results, 1);
    results->hits = g_ptr_array_new_with_free_func(hit_free);
    results->records =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)rs_record_free);
    return results;
}

void rs_results_free(rs_results *results)
{
    if (!results)
        return;
    g_ptr_array_unref(results->hits);
    if (results->counts)
        g_ptr_array_unref(results->counts);
    g_free(results->compiled);
    g_hash_table_unref(results->records);
    g_free(results);
}

rs_results *rs_search(rs_index *index, const rs_search_request *request, GError **error)
{
    g_auto(search) run = {index, request, rs_compiler_new(index), {NULL}, NULL, results_new()};
    if (!compile_tiers(&run, error) || !count_tiers(&run, error))
        return NULL;

    g_autoptr(rs_query) weighed = weigh(&run);
    rs_match_request page = {request->offset, request->limit, request->sort, request->count_fields,
                             request->count_fields_count};
    g_autoptr(rs_match_set) matches = rs_index_match(index, weighed, &page, error);
    if (!matches || !take_hits(&run, matches, error))
        return NULL;
    run.results->total = matches->total;
    run.results->counts = g_steal_pointer(&matches->counts);
    run.results->compiled = rs_query_describe(weighed);
    return g_steal_pointer(&run.results);
}

/* Each tier takes in the one before: a string as typed may lie across the words. */
static gboolean compile_tiers(search *run, GError **error)
{
    for (int tier = 0; tier < RS_TIER_COUNT; tier++) {
        g_autoptr(rs_query) own = rs_query_compile(run->compiler, run->request->tree, tier, error);
        if (!own)
            return FALSE;
        if (tier == 0) {
            run->tiers[tier] = g_steal_pointer(&own);
            continue;
        }
        g_autoptr(rs_query) better = rs_query_scale(run->tiers[tier - 1], 0);
        run->tiers[tier] = rs_query_combine2(RS_QUERY_OR, own, better);
    }
    return TRUE;
}

static gboolean count(const search *run, rs_tier tier, guint64 *total, GError **error)
{
    rs_match_request nothing = {0};
    g_autoptr(rs_match_set) matches = rs_index_match(run->index, run->tiers[tier], &nothing, error);
    if (matches)
        *total = matches->total;
    return matches != NULL;
}

/* The tiers become what each adds to the one before. */
static gboolean count_tiers(search *run, GError **error)
{
    guint64 exact, all, some;
    if (!count(run, RS_TIER_EXACT, &exact, error) || !count(run, RS_TIER_ALL, &all, error))
        return FALSE;
    some = all;
    run->matched = run->tiers[RS_TIER_ALL];
    if (run->request->reach == RS_REACH_ANY ||
        (run->request->reach == RS_REACH_AUTO && all < FEW)) {
        run->matched = run->tiers[RS_TIER_SOME];
        if (!count(run, RS_TIER_SOME, &some, error))
            return FALSE;
    }
    run->results->tiers[RS_TIER_EXACT] = exact;
    run->results->tiers[RS_TIER_ALL] = all - exact;
    run->results->tiers[RS_TIER_SOME] = some - all;
    return TRUE;
}

static rs_query *weigh(const search *run)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func((GDestroyNotify)rs_query_free);
    g_ptr_array_add(parts, rs_query_scale(run->matched, 1));
    for (int tier = 0; tier < RS_TIER_SOME; tier++)
        g_ptr_array_add(parts, rs_query_constant(run->tiers[tier], TIER_WEIGHT[tier]));
    return rs_query_combine(RS_QUERY_AND_MAYBE, parts);
}

/* --- hits --- */

static const rs_report *find_report(search *run, const char *id, GError **error)
{
    rs_record *record = g_hash_table_lookup(run->results->records, id);
    if (!record) {
        record = rs_catalogue_find(run->index, id, error);
        if (!record) {
            if (error && !*error)
                g_set_error(error, RS_ERROR, RS_ERROR_INDEX,
                            "the index has no record of %s; see reportseek verify", id);
            return NULL;
        }
        g_hash_table_insert(run->results->records, g_strdup(id), record);
    }
    return record->report;
}

/* Which of the hits are in a tier: asked of Xapian, so that labels and counts agree. */
static gboolean label_tier(search *run, const rs_match_set *matches, rs_tier tier, GError **error)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func((GDestroyNotify)rs_query_free);
    for (guint i = 0; i < run->results->hits->len; i++) {
        const rs_hit *hit = run->results->hits->pdata[i];
        g_autofree char *id = g_strdup_printf("%s#%u", hit->report->id, hit->paragraph->ordinal);
        g_autofree char *term = rs_schema_term(RS_PREFIX_ID, id);
        g_ptr_array_add(ids, rs_query_term(term));
    }
    g_autoptr(rs_query) these = rs_query_combine(RS_QUERY_OR, ids);
    g_autoptr(rs_query) both = rs_query_combine2(RS_QUERY_AND, these, run->tiers[tier]);
    rs_match_request all = {.limit = ids->len};
    g_autoptr(rs_match_set) members = rs_index_match(run->index, both, &all, error);
    if (!members)
        return FALSE;
    g_autoptr(GHashTable) inside = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < members->count; i++)
        g_hash_table_add(inside, GUINT_TO_POINTER(members->match[i].docid));
    for (guint i = 0; i < matches->count; i++)
        if (g_hash_table_contains(inside, GUINT_TO_POINTER(matches->match[i].docid)))
            ((rs_hit *)run->results->hits->pdata[i])->tier = tier;
    return TRUE;
}

static gboolean take_hits(search *run, const rs_match_set *matches, GError **error)
{
    const rs_search_request *request = run->request;
    g_autoptr(GHashTable) terms = rs_query_terms(run->compiler, request->tree);
    run->results->has_words = g_hash_table_size(terms) > 0;
    for (guint i = 0; i < matches->count; i++) {
        const rs_match *match = &matches->match[i];
        const rs_report *report = find_report(run, match->report, error);
        if (!report)
            return FALSE;
        rs_hit *hit = g_new0(rs_hit, 1);
        hit->rank = request->offset + i + 1;
        hit->score = match->score;
        hit->tier = RS_TIER_SOME;
        hit->report = report;
        hit->paragraph = rs_document_unpack(match->content);
        if (request->snippet_width)
            hit->snippet =
                rs_snippet_find(rs_compiler_analyzer(run->compiler), hit->paragraph->text,
                                report->language, terms, request->snippet_width);
        g_ptr_array_add(run->results->hits, hit);
    }
    if (!matches->count)
        return TRUE;
    return label_tier(run, matches, RS_TIER_ALL, error) &&
           (!run->results->tiers[RS_TIER_EXACT] || label_tier(run, matches, RS_TIER_EXACT, error));
}
