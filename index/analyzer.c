/*
 * Fold, cut, stem. Stemmers are opened when first needed, since most commands
 * need none. Which stemmer a word gets is told by its script, and for Latin by
 * the language of the report; the words of a query, whose language nobody knows,
 * get all that Latin script could mean.
 */
#include "index/analyzer.h"
#include "base/fold.h"
#include "index/index.h"
#include "index/schema.h"
#include <string.h>

enum { FIRST_LATIN, EN = FIRST_LATIN, FR, ES, LATIN_END, RU = LATIN_END, AR, STEMMERS };
static const char *const stemmer_languages[STEMMERS] = {"en", "fr", "es", "ru", "ar"};

struct rs_analyzer {
    rs_segmenter *segmenter;
    rs_stemmer *stemmers[STEMMERS];
    GStringChunk *terms;
    GString *stem;
    GArray *token; /* of rs_token */
    rs_tokens tokens;
};

rs_analyzer *rs_analyzer_new(void)
{
    rs_analyzer *analyzer = g_new0(rs_analyzer, 1);
    analyzer->segmenter = rs_segmenter_new();
    analyzer->terms = g_string_chunk_new(8192);
    analyzer->stem = g_string_new(NULL);
    analyzer->token = g_array_new(FALSE, FALSE, sizeof(rs_token));
    return analyzer;
}

void rs_analyzer_free(rs_analyzer *analyzer)
{
    if (!analyzer)
        return;
    rs_segmenter_free(analyzer->segmenter);
    for (int i = 0; i < STEMMERS; i++)
        rs_stemmer_free(analyzer->stemmers[i]);
    g_string_chunk_free(analyzer->terms);
    g_string_free(analyzer->stem, TRUE);
    g_array_unref(analyzer->token);
    g_free(analyzer);
}

static size_t bounded(const char *word, size_t size)
{
    if (size <= RS_TERM_MOST)
        return size;
    size = RS_TERM_MOST;
    while (((guint8)word[size] & 0xC0) == 0x80)
        size--;
    return size;
}

static void add(rs_analyzer *analyzer, rs_token token, const char *word, size_t size)
{
    token.term = g_string_chunk_insert_len(analyzer->terms, word, size);
    g_array_append_val(analyzer->token, token);
}

static void add_stem(rs_analyzer *analyzer, rs_token token, int which, const char *word,
                     size_t size)
{
    GString *stem = analyzer->stem;
    if (!analyzer->stemmers[which])
        analyzer->stemmers[which] = rs_stemmer_new(stemmer_languages[which]);
    g_string_assign(stem, RS_PREFIX_STEM);
    rs_stemmer_append(analyzer->stemmers[which], word, size, stem);
    /* Two languages often agree on a stem. */
    for (guint i = analyzer->token->len; i-- > 0;) {
        const rs_token *same = &g_array_index(analyzer->token, rs_token, i);
        if (same->position != token.position)
            break;
        if (!strcmp(same->term, stem->str))
            return;
    }
    token.form = RS_TOKEN_STEM;
    add(analyzer, token, stem->str, bounded(stem->str, stem->len));
}

static void add_stems(rs_analyzer *analyzer, rs_token token, const char *word, size_t size,
                      const char *language)
{
    switch (g_unichar_get_script(g_utf8_get_char(word))) {
    case G_UNICODE_SCRIPT_CYRILLIC:
        add_stem(analyzer, token, RU, word, size);
        break;
    case G_UNICODE_SCRIPT_ARABIC:
        add_stem(analyzer, token, AR, word, size);
        break;
    case G_UNICODE_SCRIPT_LATIN:
        for (int i = FIRST_LATIN; i < LATIN_END; i++)
            if (!language || !strcmp(language, stemmer_languages[i]))
                add_stem(analyzer, token, i, word, size);
        break;
    default:
        break;
    }
}

const rs_tokens *rs_analyze(rs_analyzer *analyzer, const char *text, size_t size,
                            const char *language)
{
    g_autoptr(rs_folded) folded = rs_fold(text, size);
    size_t count;
    const rs_segment *segments =
        rs_segmenter_cut(analyzer->segmenter, folded->text, folded->size, &count);
    guint32 position = 0;

    g_string_chunk_clear(analyzer->terms);
    g_array_set_size(analyzer->token, 0);
    for (size_t i = 0; i < count; i++) {
        const rs_segment *segment = &segments[i];
        if (segment->kind == RS_SEGMENT_SPACE || segment->kind == RS_SEGMENT_PUNCTUATION)
            continue;
        const char *word = folded->text + segment->start;
        rs_token token = {
            .position = ++position,
            .start = rs_folded_source(folded, segment->start),
            .end = rs_folded_source_end(folded, segment->end - 1),
            .form = RS_TOKEN_WORD,
            .kind = segment->kind,
        };
        size_t word_size = bounded(word, segment->end - segment->start);
        add(analyzer, token, word, word_size);
        if (segment->kind == RS_SEGMENT_LETTER)
            add_stems(analyzer, token, word, word_size, language);
    }
    analyzer->tokens.token = (const rs_token *)(const void *)analyzer->token->data;
    analyzer->tokens.count = analyzer->token->len;
    analyzer->tokens.positions = position;
    return &analyzer->tokens;
}
