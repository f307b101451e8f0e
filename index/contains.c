/*
 * Words are indexed as ICU's dictionary cut them, and a string may lie across the
 * cuts: 权组织 in 知识产权|组织. But whatever the cut, each of the string's
 * characters lies in some word of the text, and that word agrees with the string
 * as far as the two overlap. So for each character the paragraphs with any such
 * word are candidates (index/vocabulary.h has the words), and those for all
 * characters are few. A word that holds the whole string proves it; for the other
 * candidates the stored text is looked at.
 */
#include "index/contains.h"
#include "base/fold.h"
#include "index/schema.h"
#include "index/vocabulary.h"
#include <string.h>

/* Characters of a long string that are looked up: the rest would change little. */
enum { LOOKED_UP_MOST = 12 };

typedef struct {
    rs_index *index;
    const char *string; /* folded */
    GPtrArray *all;     /* of rs_query: each holds of every paragraph with the string */
    GPtrArray *proofs;  /* of rs_query: each proves it */
    GError **error;
} search;

/* --- one text --- */

static gboolean is_spaced_word(gunichar c)
{
    return g_unichar_isalnum(c) && !g_unichar_iswide(c);
}

const char *rs_contains(const char *text, const char *string)
{
    size_t size = strlen(string);
    if (!size)
        return NULL;
    gunichar first = g_utf8_get_char(string);
    gunichar last = g_utf8_get_char(g_utf8_prev_char(string + size));
    for (const char *at = text; (at = strstr(at, string)); at = g_utf8_next_char(at)) {
        gunichar before = at > text ? g_utf8_get_char(g_utf8_prev_char(at)) : ' ';
        gunichar after = at[size] ? g_utf8_get_char(at + size) : ' ';
        if (!(is_spaced_word(first) && is_spaced_word(before)) &&
            !(is_spaced_word(last) && is_spaced_word(after)))
            return at;
    }
    return NULL;
}

static gboolean line_contains(const char *lines, const char *string)
{
    return rs_contains(lines, string) != NULL;
}

/* --- candidates --- */

/* Whether WORD can lie over the string so that its character at IN_WORD is the
 * string's at IN_STRING: where both have text, it is the same. */
static gboolean agrees(const char *word, const char *in_word, const char *string,
                       const char *in_string)
{
    size_t before = MIN(in_word - word, in_string - string);
    size_t after = MIN(strlen(in_word), strlen(in_string));
    return !memcmp(in_word - before, in_string - before, before) &&
           !memcmp(in_word, in_string, after);
}

/* Whether any place of the character in WORD agrees with the string. */
static gboolean may_cover(const char *word, const char *string, const char *at)
{
    const char *next = g_utf8_next_char(at);
    for (const char *in = word; *in; in = g_utf8_next_char(in))
        if (!strncmp(in, at, next - at) && agrees(word, in, string, at))
            return TRUE;
    return FALSE;
}

/* Adds the words that may lie over the character at AT. */
static gboolean add_character(search *run, const char *at)
{
    g_autoptr(GPtrArray) covering = g_ptr_array_new_with_free_func((GDestroyNotify)rs_query_free);
    g_autofree char *character = g_strndup(at, g_utf8_next_char(at) - at);
    g_autoptr(GPtrArray) words = rs_vocabulary_words(run->index, character, run->error);
    if (!words)
        return FALSE;
    for (guint i = 0; i < words->len; i++) {
        const char *word = words->pdata[i];
        if (!may_cover(word, run->string, at))
            continue;
        g_ptr_array_add(covering, rs_query_term(word));
        if (at == run->string && strstr(word, run->string))
            g_ptr_array_add(run->proofs, rs_query_term(word));
    }
    g_ptr_array_add(run->all, rs_query_combine(RS_QUERY_OR, covering));
    return TRUE;
}

/* A word of letters or digits is the same word in every text, but at the ends of
 * the string, where more of it may follow ("5" of "3,5"). */
static gboolean add_token(search *run, const rs_tokens *tokens, guint i, const char *string)
{
    const rs_token *token = &tokens->token[i];
    gboolean inner = token->position > 1 && token->position < tokens->positions;
    if (token->form != RS_TOKEN_WORD)
        return TRUE;
    if (!rs_vocabulary_covers(token->kind)) {
        if (inner || tokens->positions <= 2)
            g_ptr_array_add(run->all, rs_query_term(token->term));
        return TRUE;
    }
    for (const char *at = string + token->start; at < string + token->end;
         at = g_utf8_next_char(at))
        if (run->all->len < LOOKED_UP_MOST && !add_character(run, at))
            return FALSE;
    return TRUE;
}

rs_query *rs_query_contains(rs_index *index, rs_analyzer *analyzer, const char *text,
                            GError **error)
{
    g_autofree char *string = g_strstrip(g_strdelimit(rs_fold_string(text), "\n", ' '));
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)rs_query_free);
    g_autoptr(GPtrArray) proofs = g_ptr_array_new_with_free_func((GDestroyNotify)rs_query_free);
    search run = {index, string, all, proofs, error};
    if (!*string)
        return rs_query_nothing();

    const rs_tokens *tokens = rs_analyze(analyzer, string, strlen(string), NULL);
    for (guint i = 0; i < tokens->count; i++)
        if (!add_token(&run, tokens, i, string))
            return NULL;
    g_autoptr(rs_query) candidates =
        all->len ? rs_query_combine(RS_QUERY_AND, all) : rs_query_everything();
    g_autoptr(rs_query) proved = rs_query_combine(RS_QUERY_OR, proofs);
    g_autoptr(rs_query) doubtful = rs_query_combine2(RS_QUERY_AND_NOT, candidates, proved);
    g_autoptr(rs_query) verified =
        rs_index_select(index, doubtful, RS_SLOT_TEXT, line_contains, string, error);
    return verified ? rs_query_combine2(RS_QUERY_OR, proved, verified) : NULL;
}
