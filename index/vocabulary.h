/*
 * Which words an index has with a given character: what finds a string of Han or
 * kana wherever it stands, however the text was cut.
 *
 *     rs_vocabulary_note(vocabulary, writer, document, &error);   // before each add
 *     rs_vocabulary_flush(vocabulary, writer, &error);            // before each commit
 *     …
 *     g_autoptr(GPtrArray) words = rs_vocabulary_words(index, "权", &error);
 *
 * Kept in the metadata, under "han/" and a character: the words with it, a line
 * each. A word is entered when the index first meets it, so that a paragraph
 * costs nothing more; words that no paragraph has any more may linger.
 */
#pragma once
#include "index/index.h"

G_BEGIN_DECLS

typedef struct rs_vocabulary rs_vocabulary;

rs_vocabulary *rs_vocabulary_new(void);
void rs_vocabulary_free(rs_vocabulary *vocabulary);

gboolean rs_vocabulary_note(rs_vocabulary *vocabulary, rs_index_writer *writer,
                            const rs_document *document, GError **error);
gboolean rs_vocabulary_flush(rs_vocabulary *vocabulary, rs_index_writer *writer, GError **error);

/* The words with CHARACTER, of char *; empty where there are none. */
GPtrArray *rs_vocabulary_words(const rs_index *index, const char *character, GError **error);

/* Whether a word of the text is of the scripts written without spaces, whose cuts
 * are a dictionary's and so may differ from one text to another. */
gboolean rs_vocabulary_covers(rs_segment_kind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_vocabulary, rs_vocabulary_free)

G_END_DECLS
