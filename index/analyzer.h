/*
 * Text to terms: one way for documents, queries and snippets, so that what was
 * indexed is what is looked for and what is marked.
 *
 *     g_autoptr(rs_analyzer) analyzer = rs_analyzer_new();
 *     const rs_tokens *tokens = rs_analyze(analyzer, text, size, "fr");
 *     for (guint i = 0; i < tokens->count; i++)
 *         …tokens->token[i].term at tokens->token[i].start
 *
 * Text is folded (base/fold.h), cut (segmenter/segmenter.h); each word gives a
 * token with its folded form, then at the same position one for its stem where
 * its script and language have a stemmer: English, French, Spanish (Latin),
 * Russian (Cyrillic), Arabic.
 */
#pragma once
#include "segmenter/segmenter.h"

G_BEGIN_DECLS

typedef struct rs_analyzer rs_analyzer;

typedef enum {
    RS_TOKEN_WORD,
    RS_TOKEN_STEM, /* its term begins with RS_PREFIX_STEM */
} rs_token_form;

typedef struct {
    const char *term;   /* NUL-terminated, never over RS_TERM_MOST bytes */
    guint32 position;   /* from 1, a word each */
    guint32 start, end; /* bytes of the text given */
    rs_token_form form;
    rs_segment_kind kind;
} rs_token;

typedef struct {
    const rs_token *token;
    guint count;
    guint32 positions; /* the last position, 0 where there is none */
} rs_tokens;

enum { RS_TERM_MOST = 200 }; /* bytes; a longer word is cut there */

rs_analyzer *rs_analyzer_new(void);
void rs_analyzer_free(rs_analyzer *analyzer);

/* LANGUAGE is ISO 639-1; NULL where it is not known, as of a query: then Latin
 * words get the stems of every language that has them. The tokens are lent
 * until the next call. */
const rs_tokens *rs_analyze(rs_analyzer *analyzer, const char *text, size_t size,
                            const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_analyzer, rs_analyzer_free)

G_END_DECLS
