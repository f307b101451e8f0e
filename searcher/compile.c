#include "searcher/compile.h"
#include "index/catalogue.h"
#include "index/contains.h"
#include <string.h>

/* A word's own form, and its stem: what has the form has the stem too, and gets both. */
static const double FORM_WEIGHT = 0.4, STEM_WEIGHT = 0.8;

struct rs_compiler {
    rs_index *index;
    rs_analyzer *analyzer;
    GError *failure; /* the first while compiling; what fails compiles to nothing */
};

const char *rs_tier_name(rs_tier tier)
{
    static const char *const names[RS_TIER_COUNT] = {"exact", "all", "some"};
    return names[tier];
}

rs_compiler *rs_compiler_new(rs_index *index)
{
    rs_compiler *compiler = g_new(rs_compiler, 1);
    *compiler = (rs_compiler){index, rs_analyzer_new(), NULL};
    return compiler;
}

void rs_compiler_free(rs_compiler *compiler)
{
    if (!compiler)
        return;
    rs_analyzer_free(compiler->analyzer);
    g_free(compiler);
}

rs_analyzer *rs_compiler_analyzer(rs_compiler *compiler)
{
    return compiler->analyzer;
}

static GPtrArray *queries_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)rs_query_free);
}

/* --- words --- */

static rs_query *scaled_term(const rs_token *token)
{
    g_autoptr(rs_query) term = rs_query_term(token->term);
    return rs_query_scale(term, token->form == RS_TOKEN_WORD ? FORM_WEIGHT : STEM_WEIGHT);
}

/* The word at token *AT in any of its forms; moves on to the next word. */
static rs_query *compile_word(const rs_tokens *tokens, guint *at)
{
    g_autoptr(GPtrArray) forms = queries_new();
    const rs_token *word = &tokens->token[(*at)++];
    if (*at == tokens->count || tokens->token[*at].position != word->position)
        return rs_query_term(word->term);
    g_ptr_array_add(forms, scaled_term(word));
    for (; *at < tokens->count && tokens->token[*at].position == word->position; (*at)++)
        g_ptr_array_add(forms, scaled_term(&tokens->token[*at]));
    return rs_query_combine(RS_QUERY_OR, forms);
}

static void compile_words(rs_compiler *compiler, const char *text, GPtrArray *queries)
{
    const rs_tokens *tokens = rs_analyze(compiler->analyzer, text, strlen(text), NULL);
    for (guint at = 0; at < tokens->count;)
        g_ptr_array_add(queries, compile_word(tokens, &at));
}

static rs_query *failed(rs_compiler *compiler, GError *failure)
{
    if (!compiler->failure)
        compiler->failure = failure;
    else
        g_error_free(failure);
    return rs_query_nothing();
}

/* The paragraphs with this string; they weigh nothing by it. */
static rs_query *compile_string(rs_compiler *compiler, const char *text)
{
    GError *failure = NULL;
    g_autoptr(rs_query) string =
        rs_query_contains(compiler->index, compiler->analyzer, text, &failure);
    return string ? rs_query_scale(string, 0) : failed(compiler, failure);
}

/* The same, weighed by the words in it. */
static rs_query *compile_phrase(rs_compiler *compiler, const char *text)
{
    g_autoptr(GPtrArray) words = queries_new();
    g_autoptr(rs_query) string = compile_string(compiler, text);
    compile_words(compiler, text, words);
    g_autoptr(rs_query) weights = rs_query_combine(RS_QUERY_OR, words);
    return rs_query_combine2(RS_QUERY_AND_MAYBE, string, weights);
}

/* --- fields --- */

static void add_value(rs_compiler *compiler, const rs_schema_field *field, const char *value,
                      GPtrArray *queries)
{
    g_autofree char *term = rs_schema_term(field->prefix, value);
    if (rs_index_frequency(compiler->index, term))
        g_ptr_array_add(queries, rs_query_term(term));
}

/* Whether every word of TEXT is one of the title's. */
static gboolean title_has(rs_compiler *compiler, const rs_report *report, const char *text)
{
    g_autoptr(GHashTable) terms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const rs_tokens *tokens =
        rs_analyze(compiler->analyzer, report->title, strlen(report->title), report->language);
    for (guint i = 0; i < tokens->count; i++)
        g_hash_table_add(terms, g_strdup(tokens->token[i].term));
    tokens = rs_analyze(compiler->analyzer, text, strlen(text), report->language);
    for (guint i = 0; i < tokens->count; i++)
        if (tokens->token[i].form == RS_TOKEN_WORD &&
            !g_hash_table_contains(terms, tokens->token[i].term))
            return FALSE;
    return tokens->count > 0;
}

/* Reports are few: their titles are looked through, and the reports asked for. */
static rs_query *compile_title(rs_compiler *compiler, const char *text)
{
    GError *failure = NULL;
    g_autoptr(GPtrArray) queries = queries_new();
    g_autoptr(GPtrArray) records = rs_catalogue_list(compiler->index, &failure);
    if (!records)
        return failed(compiler, failure);
    for (guint i = 0; i < records->len; i++) {
        const rs_report *report = ((rs_record *)records->pdata[i])->report;
        g_autofree char *term = rs_schema_term(rs_schema[RS_FIELD_DOCUMENT].prefix, report->id);
        if (report->title && title_has(compiler, report, text))
            g_ptr_array_add(queries, rs_query_term(term));
    }
    return rs_query_combine(RS_QUERY_OR, queries);
}

static rs_query *compile_field(rs_compiler *compiler, const rs_query_node *node)
{
    const rs_schema_field *field = &rs_schema[node->field];
    g_autoptr(GPtrArray) queries = queries_new();
    switch (field->kind) {
    case RS_FIELD_NUMBER:
        for (int number = node->from; number <= node->to; number++) {
            g_autofree char *value = g_strdup_printf("%d", number);
            add_value(compiler, field, value, queries);
        }
        break;
    case RS_FIELD_TEXT:
        return compile_title(compiler, node->text);
    case RS_FIELD_WORD:
        add_value(compiler, field, node->text, queries);
        break;
    }
    return rs_query_combine(RS_QUERY_OR, queries);
}

/* The fields of a bag: values of the same field are alternatives, different
 * fields all hold. Appends a query for each field named. */
static void compile_fields(rs_compiler *compiler, const rs_query_node *bag, GPtrArray *filters)
{
    for (int field = 0; field < RS_FIELD_COUNT; field++) {
        g_autoptr(GPtrArray) alternatives = queries_new();
        if (field > 0 && !strcmp(rs_schema[field].query, rs_schema[field - 1].query))
            continue; /* goals and targets are alternatives of each other */
        for (guint i = 0; i < bag->children->len; i++) {
            const rs_query_node *node = bag->children->pdata[i];
            if (node->kind == RS_NODE_FIELD && node->mark != RS_MARK_EXCLUDED &&
                !strcmp(rs_schema[node->field].query, rs_schema[field].query))
                g_ptr_array_add(alternatives, compile_field(compiler, node));
        }
        if (alternatives->len)
            g_ptr_array_add(filters, rs_query_combine(RS_QUERY_OR, alternatives));
    }
}

/* --- bags --- */

static rs_query *compile(rs_compiler *compiler, const rs_query_node *node, rs_tier tier);

/* Whether a bag asks for one thing only, beside fields and what it excludes. */
static gboolean asks_one_thing(const rs_query_node *bag)
{
    guint things = 0;
    for (guint i = 0; i < bag->children->len; i++) {
        const rs_query_node *node = bag->children->pdata[i];
        things += node->kind != RS_NODE_FIELD && node->mark != RS_MARK_EXCLUDED;
    }
    return things == 1;
}

/* The words of a bag as typed; nothing where it has more than words, but for a
 * bracket alone, which is as typed where what is in it is. */
static rs_query *compile_as_typed(rs_compiler *compiler, const rs_query_node *bag)
{
    g_autoptr(GString) typed = g_string_new(NULL);
    for (guint i = 0; i < bag->children->len; i++) {
        const rs_query_node *node = bag->children->pdata[i];
        if (node->kind == RS_NODE_FIELD || node->mark == RS_MARK_EXCLUDED)
            continue;
        if (node->children && asks_one_thing(bag))
            return compile(compiler, node, RS_TIER_EXACT);
        if (node->kind != RS_NODE_WORD && !(node->kind == RS_NODE_PHRASE && !typed->len))
            return rs_query_nothing();
        g_string_append_printf(typed, "%s%s", typed->len ? " " : "", node->text);
    }
    return compile_phrase(compiler, typed->str);
}

static void compile_item(rs_compiler *compiler, const rs_query_node *node, rs_tier tier,
                         GPtrArray *wanted, GPtrArray *required)
{
    GPtrArray *into = node->mark == RS_MARK_REQUIRED ? required : wanted;
    switch (node->kind) {
    case RS_NODE_WORD:
        compile_words(compiler, node->text, into);
        break;
    case RS_NODE_PHRASE:
        g_ptr_array_add(required, compile_phrase(compiler, node->text));
        break;
    case RS_NODE_FIELD:
        break;
    case RS_NODE_BAG:
    case RS_NODE_AND:
    case RS_NODE_OR:
        g_ptr_array_add(into, compile(compiler, node, tier));
        break;
    }
}

/* What is typed as one word is excluded as one, whichever words it holds. */
static rs_query *compile_excluded(rs_compiler *compiler, const rs_query_node *node)
{
    switch (node->kind) {
    case RS_NODE_FIELD:
        return compile_field(compiler, node);
    case RS_NODE_PHRASE:
        return compile_phrase(compiler, node->text);
    case RS_NODE_WORD: {
        g_autoptr(GPtrArray) words = queries_new();
        compile_words(compiler, node->text, words);
        return words->len > 1 ? compile_phrase(compiler, node->text)
                              : rs_query_combine(RS_QUERY_OR, words);
    }
    default:
        return compile(compiler, node, RS_TIER_ALL);
    }
}

/* A bag of fields alone, or of nothing, is about all there is; one that says words
 * which are none ("???") is about nothing. */
static gboolean wants_everything(const rs_query_node *bag)
{
    gboolean says_words = FALSE;
    for (guint i = 0; i < bag->children->len; i++) {
        const rs_query_node *node = bag->children->pdata[i];
        if (node->mark == RS_MARK_EXCLUDED)
            continue;
        if (node->kind == RS_NODE_FIELD)
            return TRUE;
        says_words = TRUE;
    }
    return !says_words;
}

static rs_query *compile_wanted(GPtrArray *wanted, GPtrArray *required, rs_tier tier)
{
    if (!wanted->len && !required->len) {
        g_autoptr(rs_query) everything = rs_query_everything();
        return rs_query_scale(everything, 0);
    }
    if (!required->len)
        return rs_query_combine(tier == RS_TIER_SOME ? RS_QUERY_OR : RS_QUERY_AND, wanted);
    g_autoptr(rs_query) must = rs_query_combine(RS_QUERY_AND, required);
    if (!wanted->len)
        return g_steal_pointer(&must);
    if (tier == RS_TIER_SOME) {
        g_autoptr(rs_query) may = rs_query_combine(RS_QUERY_OR, wanted);
        return rs_query_combine2(RS_QUERY_AND_MAYBE, must, may);
    }
    g_autoptr(rs_query) all = rs_query_combine(RS_QUERY_AND, wanted);
    return rs_query_combine2(RS_QUERY_AND, must, all);
}

static rs_query *compile_bag(rs_compiler *compiler, const rs_query_node *bag, rs_tier tier)
{
    g_autoptr(GPtrArray) wanted = queries_new(), required = queries_new();
    g_autoptr(GPtrArray) filtered = queries_new(), kept = queries_new();

    for (guint i = 0; i < bag->children->len; i++) {
        const rs_query_node *node = bag->children->pdata[i];
        if (node->mark != RS_MARK_EXCLUDED)
            compile_item(compiler, node, tier, wanted, required);
    }
    if (!wanted->len && !required->len && !wants_everything(bag))
        return rs_query_nothing();
    if (tier == RS_TIER_EXACT && !wanted->len && !required->len)
        return rs_query_nothing(); /* fields alone are no string */
    if (tier == RS_TIER_EXACT)
        g_ptr_array_add(filtered, compile_as_typed(compiler, bag));
    else
        g_ptr_array_add(filtered, compile_wanted(wanted, required, tier));
    compile_fields(compiler, bag, filtered);

    g_ptr_array_add(kept, rs_query_combine(RS_QUERY_FILTER, filtered));
    for (guint i = 0; i < bag->children->len; i++) {
        const rs_query_node *node = bag->children->pdata[i];
        if (node->mark == RS_MARK_EXCLUDED)
            g_ptr_array_add(kept, compile_excluded(compiler, node));
    }
    return rs_query_combine(RS_QUERY_AND_NOT, kept);
}

static rs_query *compile(rs_compiler *compiler, const rs_query_node *node, rs_tier tier)
{
    g_autoptr(GPtrArray) operands = queries_new();
    if (node->kind == RS_NODE_BAG)
        return compile_bag(compiler, node, tier);
    for (guint i = 0; i < node->children->len; i++)
        g_ptr_array_add(operands, compile(compiler, node->children->pdata[i], tier));
    return rs_query_combine(node->kind == RS_NODE_AND ? RS_QUERY_AND : RS_QUERY_OR, operands);
}

rs_query *rs_query_compile(rs_compiler *compiler, const rs_query_node *tree, rs_tier tier,
                           GError **error)
{
    g_autoptr(rs_query) query = compile(compiler, tree, tier);
    if (compiler->failure) {
        g_propagate_error(error, g_steal_pointer(&compiler->failure));
        return NULL;
    }
    return g_steal_pointer(&query);
}

static void collect_terms(rs_compiler *compiler, const rs_query_node *node, GHashTable *terms)
{
    if (node->mark == RS_MARK_EXCLUDED || node->kind == RS_NODE_FIELD)
        return;
    for (guint i = 0; node->children && i < node->children->len; i++)
        collect_terms(compiler, node->children->pdata[i], terms);
    if (!node->text)
        return;
    const rs_tokens *tokens = rs_analyze(compiler->analyzer, node->text, strlen(node->text), NULL);
    for (guint i = 0; i < tokens->count; i++)
        g_hash_table_add(terms, g_strdup(tokens->token[i].term));
}

GHashTable *rs_query_terms(rs_compiler *compiler, const rs_query_node *tree)
{
    GHashTable *terms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    collect_terms(compiler, tree, terms);
    return terms;
}
