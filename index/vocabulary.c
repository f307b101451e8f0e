#include "index/vocabulary.h"
#include <string.h>

#define KEY_HAN "han/"

/* Words met in one import; past this many the set starts anew, which costs only
 * looking some of them up again. */
enum { SEEN_MOST = 500000 };

struct rs_vocabulary {
    GHashTable *seen;  /* words looked up already */
    GHashTable *fresh; /* character → GString of the words to enter, a line each */
};

static void string_free(gpointer string)
{
    g_string_free(string, TRUE);
}

rs_vocabulary *rs_vocabulary_new(void)
{
    rs_vocabulary *vocabulary = g_new(rs_vocabulary, 1);
    vocabulary->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    vocabulary->fresh = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, string_free);
    return vocabulary;
}

void rs_vocabulary_free(rs_vocabulary *vocabulary)
{
    if (!vocabulary)
        return;
    g_hash_table_unref(vocabulary->seen);
    g_hash_table_unref(vocabulary->fresh);
    g_free(vocabulary);
}

gboolean rs_vocabulary_covers(rs_segment_kind kind)
{
    return kind == RS_SEGMENT_HAN || kind == RS_SEGMENT_KANA;
}

static void enter(rs_vocabulary *vocabulary, const char *word)
{
    for (const char *at = word, *next; *at; at = next) {
        next = g_utf8_next_char(at);
        g_autofree char *character = g_strndup(at, next - at);
        if (strstr(word, character) < at)
            continue; /* said twice in the word */
        GString *words = g_hash_table_lookup(vocabulary->fresh, character);
        if (!words) {
            words = g_string_new(NULL);
            g_hash_table_insert(vocabulary->fresh, g_steal_pointer(&character), words);
        }
        g_string_append_printf(words, "%s\n", word);
    }
}

gboolean rs_vocabulary_note(rs_vocabulary *vocabulary, rs_index_writer *writer,
                            const rs_document *document, GError **error)
{
    if (g_hash_table_size(vocabulary->seen) > SEEN_MOST)
        g_hash_table_remove_all(vocabulary->seen);
    for (guint i = 0; i < document->postings->len; i++) {
        const rs_posting *posting = &g_array_index(document->postings, rs_posting, i);
        gboolean known;
        if (!posting->uncertain || g_hash_table_contains(vocabulary->seen, posting->term))
            continue;
        g_hash_table_add(vocabulary->seen, g_strdup(posting->term));
        if (!rs_index_writer_has(writer, posting->term, &known, error))
            return FALSE;
        if (!known)
            enter(vocabulary, posting->term);
    }
    return TRUE;
}

/* The old lines, and those of the fresh ones that are not among them: a word whose
 * paragraphs were all removed comes again. */
static GString *merge_lines(GBytes *old, const GString *fresh)
{
    GString *lines = g_string_new(NULL);
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    if (old)
        g_string_append_len(lines, g_bytes_get_data(old, NULL), g_bytes_get_size(old));
    g_auto(GStrv) olds = g_strsplit(lines->str, "\n", -1);
    g_auto(GStrv) words = g_strsplit(fresh->str, "\n", -1);
    for (char **word = olds; *word; word++)
        g_hash_table_add(known, *word);
    for (char **word = words; *word; word++)
        if (**word && g_hash_table_add(known, *word))
            g_string_append_printf(lines, "%s\n", *word);
    return lines;
}

gboolean rs_vocabulary_flush(rs_vocabulary *vocabulary, rs_index_writer *writer, GError **error)
{
    GHashTableIter it;
    gpointer character, words;
    g_hash_table_iter_init(&it, vocabulary->fresh);
    while (g_hash_table_iter_next(&it, &character, &words)) {
        g_autoptr(GError) failure = NULL;
        g_autofree char *key = g_strconcat(KEY_HAN, character, NULL);
        g_autoptr(GBytes) old = rs_index_writer_get(writer, key, &failure);
        if (failure) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return FALSE;
        }
        g_autoptr(GString) lines = merge_lines(old, words);
        g_autoptr(GBytes) new = g_bytes_new(lines->str, lines->len);
        if (!rs_index_writer_set(writer, key, new, error))
            return FALSE;
    }
    g_hash_table_remove_all(vocabulary->fresh);
    return TRUE;
}

GPtrArray *rs_vocabulary_words(const rs_index *index, const char *character, GError **error)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) failure = NULL;
    g_autofree char *key = g_strconcat(KEY_HAN, character, NULL);
    g_autoptr(GBytes) lines = rs_index_get(index, key, &failure);
    if (failure) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    const char *at = lines ? g_bytes_get_data(lines, NULL) : "";
    const char *end = lines ? at + g_bytes_get_size(lines) : at;
    for (const char *newline; at < end && (newline = memchr(at, '\n', end - at)); at = newline + 1)
        if (g_utf8_validate(at, newline - at, NULL))
            g_ptr_array_add(words, g_strndup(at, newline - at));
    return g_steal_pointer(&words);
}
