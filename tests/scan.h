/*
 * Searching without an index: every paragraph that `read` prints, held against a
 * query one by one. What the index says is compared with it.
 */
#pragma once
#include "base/fold.h"
#include "index/analyzer.h"
#include "index/schema.h"
#include "tests/program.h"
#include <json-glib/json-glib.h>

typedef struct {
    GHashTable *terms; /* of the text and its footnotes */
    char *text;
    GPtrArray *lines; /* the folded text, then each folded footnote */
    GHashTable *values[RS_FIELD_COUNTED];
} scan_paragraph;

typedef struct {
    const char *text;
    gboolean phrase, excluded;
} scan_item;

typedef struct {
    scan_item item[4];
    guint items;
    char **filters[RS_FIELD_COUNTED]; /* RS_FIELD_SDG_GOAL has targets too, as the option */
} scan_query;

/* exact, all and some as sets, each within the next; not yet as what each adds */
typedef struct {
    gboolean exact, all, some;
} scan_tiers;

static inline void scan_paragraph_free(gpointer data)
{
    scan_paragraph *paragraph = data;
    g_hash_table_unref(paragraph->terms);
    g_free(paragraph->text);
    g_ptr_array_unref(paragraph->lines);
    for (int field = 0; field < RS_FIELD_COUNTED; field++)
        g_hash_table_unref(paragraph->values[field]);
    g_free(paragraph);
}

/* --- reading --- */

static inline void scan_add_line(scan_paragraph *paragraph, rs_analyzer *analyzer, const char *text,
                                 const char *language)
{
    const rs_tokens *tokens = rs_analyze(analyzer, text, strlen(text), language);
    for (guint i = 0; i < tokens->count; i++)
        g_hash_table_add(paragraph->terms, g_strdup(tokens->token[i].term));
    g_ptr_array_add(paragraph->lines, g_strdelimit(rs_fold_string(text), "\n", ' '));
}

static inline void scan_add_value(scan_paragraph *paragraph, rs_field_id field, const char *value)
{
    if (value && *value)
        g_hash_table_add(paragraph->values[field], g_strdup(value));
}

static inline void scan_add_facets(scan_paragraph *paragraph, JsonObject *facets)
{
    static const rs_field_id fields[] = {RS_FIELD_SDG_GOAL, RS_FIELD_SDG_TARGET,
                                         RS_FIELD_RECOMMENDATION, RS_FIELD_MENTIONED_YEAR,
                                         RS_FIELD_CITES};
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        JsonArray *values = json_object_get_array_member(facets, rs_schema[fields[i]].name);
        for (guint k = 0; k < json_array_get_length(values); k++)
            scan_add_value(
                paragraph, fields[i],
                json_object_get_string_member(json_array_get_object_element(values, k), "value"));
    }
}

/* IDS: path or member → the id that the index gave the report. */
static inline scan_paragraph *scan_paragraph_new(JsonObject *json, rs_analyzer *analyzer,
                                                 GHashTable *ids)
{
    scan_paragraph *paragraph = g_new0(scan_paragraph, 1);
    JsonObject *report = json_object_get_object_member(json, "report");
    JsonObject *source = json_object_get_object_member(json, "source");
    const char *language = json_object_get_string_member_with_default(report, "language", NULL);
    const char *place = json_object_get_string_member_with_default(source, "member", NULL);
    JsonArray *notes = json_object_get_array_member(json, "footnotes");
    JsonArray *years = json_object_get_array_member(report, "years");

    paragraph->terms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    paragraph->lines = g_ptr_array_new_with_free_func(g_free);
    paragraph->text = g_strdup(json_object_get_string_member(json, "text"));
    for (int field = 0; field < RS_FIELD_COUNTED; field++)
        paragraph->values[field] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    scan_add_line(paragraph, analyzer, paragraph->text, language);
    for (guint i = 0; i < json_array_get_length(notes); i++)
        scan_add_line(paragraph, analyzer, json_array_get_string_element(notes, i), language);
    scan_add_facets(paragraph, json_object_get_object_member(json, "facets"));
    scan_add_value(paragraph, RS_FIELD_KIND, json_object_get_string_member(json, "kind"));
    scan_add_value(paragraph, RS_FIELD_LANGUAGE, language);
    for (guint i = 0; i < json_array_get_length(years); i++) {
        g_autofree char *year = g_strdup_printf("%d", (int)json_array_get_int_element(years, i));
        scan_add_value(paragraph, RS_FIELD_YEAR, year);
    }
    if (!place)
        place = json_object_get_string_member(source, "path");
    scan_add_value(paragraph, RS_FIELD_DOCUMENT, g_hash_table_lookup(ids, place));
    return paragraph;
}

/* Calls DO with each JSON line of OUT. */
static inline void scan_each_line(const char *out, void (*take)(JsonObject *json, gpointer closure),
                                  gpointer closure)
{
    g_auto(GStrv) lines = g_strsplit(out, "\n", -1);
    for (char **line = lines; *line; line++) {
        g_autoptr(JsonNode) node = **line ? json_from_string(*line, NULL) : NULL;
        if (!node && **line)
            g_error("no JSON: %.200s", *line);
        if (node)
            take(json_node_get_object(node), closure);
    }
}

/* A corpus, indexed once, and what `read` says of it. */
typedef struct {
    const char *source;
    char *index;           /* NULL where SOURCE is not there */
    GPtrArray *paragraphs; /* of scan_paragraph */
    rs_analyzer *analyzer;
    GHashTable *ids;
} scan_corpus;

static inline void scan_take_id(JsonObject *json, gpointer closure)
{
    scan_corpus *read = closure;
    const char *place = json_object_get_string_member_with_default(json, "member", NULL);
    if (!place)
        place = json_object_get_string_member(json, "path");
    g_hash_table_insert(read->ids, g_strdup(place),
                        g_strdup(json_object_get_string_member(json, "id")));
}

static inline void scan_take_paragraph(JsonObject *json, gpointer closure)
{
    scan_corpus *read = closure;
    g_ptr_array_add(read->paragraphs, scan_paragraph_new(json, read->analyzer, read->ids));
}

static inline void scan_prepare(scan_corpus *wanted)
{
    if (!g_file_test(wanted->source, G_FILE_TEST_EXISTS)) {
        printf("skipped: %s is not here\n", wanted->source);
        return;
    }
    wanted->index = make_folder();
    wanted->analyzer = rs_analyzer_new();
    wanted->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    wanted->paragraphs = g_ptr_array_new_with_free_func(scan_paragraph_free);
    g_autoptr(program_run) index = run_program(wanted->index, "index", wanted->source, NULL);
    g_autoptr(program_run) reports = run_program(wanted->index, "reports", "--format=json", NULL);
    g_autoptr(program_run) read = run_program(wanted->index, "read", wanted->source, NULL);
    if (index->status || reports->status || read->status)
        g_error("%s%s%s", index->err, reports->err, read->err);
    scan_each_line(reports->out, scan_take_id, wanted);
    scan_each_line(read->out, scan_take_paragraph, wanted);
}

/* --- matching --- */

static inline gboolean scan_is_spaced(gunichar c)
{
    return g_unichar_isalnum(c) && !g_unichar_iswide(c);
}

/* A string stands in a line, and does not begin or end inside a word of letters. */
static inline gboolean scan_line_has(const char *line, const char *string)
{
    size_t size = strlen(string);
    for (const char *at = line; size && (at = strstr(at, string)); at++) {
        gboolean inside_before = at > line && scan_is_spaced(g_utf8_get_char(string)) &&
                                 scan_is_spaced(g_utf8_get_char(g_utf8_prev_char(at)));
        gboolean inside_after = at[size] &&
                                scan_is_spaced(g_utf8_get_char(g_utf8_prev_char(at + size))) &&
                                scan_is_spaced(g_utf8_get_char(at + size));
        if (!inside_before && !inside_after)
            return TRUE;
    }
    return FALSE;
}

/* Of one or two words, those written with spaces are words of the paragraph: "5"
 * is not in "3,5". */
static inline gboolean scan_has_whole_words(const scan_paragraph *paragraph, rs_analyzer *analyzer,
                                            const char *text)
{
    const rs_tokens *tokens = rs_analyze(analyzer, text, strlen(text), NULL);
    for (guint i = 0; tokens->positions <= 2 && i < tokens->count; i++)
        if (tokens->token[i].form == RS_TOKEN_WORD && tokens->token[i].kind != RS_SEGMENT_HAN &&
            !g_hash_table_contains(paragraph->terms, tokens->token[i].term))
            return FALSE;
    return TRUE;
}

static inline gboolean scan_has_string(const scan_paragraph *paragraph, rs_analyzer *analyzer,
                                       const char *text)
{
    g_autofree char *string = g_strstrip(rs_fold_string(text));
    if (!scan_has_whole_words(paragraph, analyzer, text))
        return FALSE;
    for (guint i = 0; i < paragraph->lines->len; i++)
        if (scan_line_has(paragraph->lines->pdata[i], string))
            return TRUE;
    return FALSE;
}

/* How many words TEXT is, and how many of them the paragraph has in any form. */
static inline guint scan_count_words(const scan_paragraph *paragraph, rs_analyzer *analyzer,
                                     const char *text, guint *found)
{
    const rs_tokens *tokens = rs_analyze(analyzer, text, strlen(text), NULL);
    guint32 last = 0;
    for (guint i = 0; i < tokens->count; i++) {
        const rs_token *token = &tokens->token[i];
        if (token->position == last || !g_hash_table_contains(paragraph->terms, token->term))
            continue;
        last = token->position;
        ++*found;
    }
    return tokens->positions;
}

static inline char *scan_normal(const char *value)
{
    g_autofree char *folded = rs_fold_string(value);
    g_auto(GStrv) pieces = g_strsplit(folded, " ", -1);
    return g_strjoinv("", pieces);
}

static inline gboolean scan_has_value(const scan_paragraph *paragraph, rs_field_id field,
                                      const char *wanted)
{
    const char *dots = strstr(wanted, "..");
    g_autofree char *normal = scan_normal(wanted);
    GHashTableIter it;
    gpointer value;
    g_hash_table_iter_init(&it, paragraph->values[field]);
    while (g_hash_table_iter_next(&it, &value, NULL)) {
        g_autofree char *own = scan_normal(value);
        int number = atoi(own);
        if (dots ? number >= atoi(wanted) && number <= atoi(dots + 2) : !strcmp(own, normal))
            return TRUE;
    }
    return FALSE;
}

/* Values of one field are alternatives, different fields all hold. */
static inline gboolean scan_passes(const scan_paragraph *paragraph, const scan_query *query)
{
    for (int field = 0; field < RS_FIELD_COUNTED; field++) {
        gboolean passes = !query->filters[field];
        for (char **value = query->filters[field]; value && *value; value++)
            passes |= scan_has_value(paragraph, field, *value) ||
                      (field == RS_FIELD_SDG_GOAL &&
                       scan_has_value(paragraph, RS_FIELD_SDG_TARGET, *value));
        if (!passes)
            return FALSE;
    }
    return TRUE;
}

static inline gboolean scan_is_excluded(const scan_paragraph *paragraph, rs_analyzer *analyzer,
                                        const scan_item *item)
{
    guint found = 0;
    if (item->phrase || scan_count_words(paragraph, analyzer, item->text, &found) > 1)
        return scan_has_string(paragraph, analyzer, item->text);
    return found > 0;
}

static inline scan_tiers scan_match(const scan_paragraph *paragraph, rs_analyzer *analyzer,
                                    const scan_query *query)
{
    g_autoptr(GString) typed = g_string_new(NULL);
    guint words = 0, found = 0, phrases = 0;
    gboolean typeable = TRUE, phrases_hold = TRUE, excluded = FALSE;
    for (guint i = 0; i < query->items; i++) {
        const scan_item *item = &query->item[i];
        if (item->excluded) {
            excluded |= scan_is_excluded(paragraph, analyzer, item);
            continue;
        }
        typeable &= !item->phrase || !typed->len;
        g_string_append_printf(typed, "%s%s", typed->len ? " " : "", item->text);
        phrases += item->phrase;
        if (item->phrase)
            phrases_hold &= scan_has_string(paragraph, analyzer, item->text);
        else
            words += scan_count_words(paragraph, analyzer, item->text, &found);
    }
    if (excluded || !scan_passes(paragraph, query))
        return (scan_tiers){FALSE, FALSE, FALSE};
    if (!words && !phrases)
        return (scan_tiers){FALSE, TRUE, TRUE}; /* fields alone are no string as typed */
    scan_tiers tiers = {.exact = typeable && scan_has_string(paragraph, analyzer, typed->str)};
    tiers.all = tiers.exact || (phrases_hold && found == words);
    tiers.some = tiers.all || (phrases ? phrases_hold : found > 0);
    return tiers;
}
