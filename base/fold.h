/*
 * The normal form in which all text is compared: Unicode's NFKC_Casefold (so
 * width, case, compatibility forms and invisible characters are gone), then
 * every traditional Chinese character as its simplified one, and the curly
 * apostrophe as the straight one.
 *
 *     g_autoptr(rs_folded) folded = rs_fold(text, strlen(text));
 *     const char *at = strstr(folded->text, "sdg 9");
 *     size_t start = rs_folded_source(folded, at - folded->text);   // offset in text
 *
 * Sources: UAX #44 (NFKC_Casefold), CLDR transform Traditional-Simplified, both
 * as ICU has them; make_fold_table.c writes them into a table at build time,
 * since opening the transform costs more than a whole search.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    char *text; /* NUL-terminated UTF-8 */
    size_t size;
    guint32 *source; /* size + 1 of them: where each folded byte's character begins in the
                        source; the last is the source's size. Ascending. */
} rs_folded;

/* TEXT is SIZE bytes of valid UTF-8, less than 4 GiB. Never fails. */
rs_folded *rs_fold(const char *text, size_t size);
void rs_folded_free(rs_folded *folded);

/* The folded text alone. */
char *rs_fold_string(const char *text);

/* The offset in the source of the character that folded byte AT came from. */
static inline size_t rs_folded_source(const rs_folded *folded, size_t at)
{
    return folded->source[at];
}

/* The offset in the source where the character that folded byte AT came from ends:
 * one character may fold to several words. */
static inline size_t rs_folded_source_end(const rs_folded *folded, size_t at)
{
    size_t next = at + 1;
    while (next < folded->size && folded->source[next] == folded->source[at])
        next++;
    return folded->source[next];
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_folded, rs_folded_free)

G_END_DECLS
