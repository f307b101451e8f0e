/*
 * Folding by table, a character at a time: the table (fold_table.inc) has for
 * each code point what it becomes. That is exact but where characters combine
 * (e + U+0301): such a run goes through ICU's normalizer whole. ICU is touched by
 * no text that has no such run.
 */
#include "base/fold.h"
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "fold_table.inc"

enum { BLOCK = 128 };
enum { SAME = 0, COMBINES = 1 }; /* as in make_fold_table.c; else an offset into fold_pool */

typedef struct {
    char *text;
    guint32 *source; /* or NULL, where nobody asks */
    size_t size, room;
} output;

static guint32 fold_value(gunichar c)
{
    return fold_values[fold_blocks[c / BLOCK]][c % BLOCK];
}

static void emit(output *out, const char *bytes, size_t size, guint32 source)
{
    if (out->size + size >= out->room) { /* one is left for the end */
        out->room = 2 * (out->size + size) + 64;
        out->text = g_realloc(out->text, out->room);
        if (out->source)
            out->source = g_renew(guint32, out->source, out->room);
    }
    memcpy(out->text + out->size, bytes, size);
    for (size_t i = 0; out->source && i < size; i++)
        out->source[out->size + i] = source;
    out->size += size;
}

static void emit_character(output *out, const char *at, size_t size, guint32 value, guint32 source)
{
    if (value <= COMBINES)
        emit(out, at, size, source);
    else
        emit(out, (const char *)fold_pool + value + 1, fold_pool[value], source);
}

/* A run of characters that combine, from a starter up to the next. Its length
 * is bounded: what follows a bound begins a run of its own. */
static void emit_run(output *out, const char *run, size_t size, guint32 source)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[128], folded[1024];
    char text[3072];
    int32_t wide_size, folded_size = 0, text_size = 0;
    const UNormalizer2 *casefold = unorm2_getNFKCCasefoldInstance(&status);

    u_strFromUTF8(wide, G_N_ELEMENTS(wide), &wide_size, run, size, &status);
    folded_size =
        unorm2_normalize(casefold, wide, wide_size, folded, G_N_ELEMENTS(folded), &status);
    u_strToUTF8(text, sizeof text, &text_size, folded, folded_size, &status);
    if (U_FAILURE(status)) { /* cannot be: the run is bounded and valid */
        emit(out, run, size, source);
        return;
    }
    for (const char *at = text; at < text + text_size; at = g_utf8_next_char(at)) {
        guint32 value = fold_value(g_utf8_get_char(at));
        emit_character(out, at, g_utf8_next_char(at) - at, value, source);
    }
}

static void fold(output *out, const char *text, size_t size)
{
    enum { RUN_BYTES = 96 };
    const char *end = text + size;
    for (const char *at = text, *next; at < end; at = next) {
        guint32 source = at - text;
        guint8 first = *at;
        guint32 value = fold_value(first < 0x80 ? first : g_utf8_get_char(at));
        next = at + (first < 0x80 ? 1 : g_utf8_skip[first]);
        if (next < end && (guint8)*next < 0x80 && value != COMBINES) {
            emit_character(out, at, next - at, value, source);
            continue;
        }
        const char *run = next;
        while (run < end && run - at < RUN_BYTES && fold_value(g_utf8_get_char(run)) == COMBINES)
            run = g_utf8_next_char(run);
        if (run > next || value == COMBINES) {
            emit_run(out, at, run - at, source);
            next = run;
        } else {
            emit_character(out, at, next - at, value, source);
        }
    }
    out->text[out->size] = '\0';
    if (out->source)
        out->source[out->size] = size;
}

rs_folded *rs_fold(const char *text, size_t size)
{
    size_t room = size + size / 8 + 1;
    output out = {g_malloc(room), g_new(guint32, room), 0, room};
    fold(&out, text, size);
    rs_folded *folded = g_new(rs_folded, 1);
    *folded = (rs_folded){out.text, out.size, out.source};
    return folded;
}

void rs_folded_free(rs_folded *folded)
{
    if (!folded)
        return;
    g_free(folded->text);
    g_free(folded->source);
    g_free(folded);
}

char *rs_fold_string(const char *text)
{
    size_t size = strlen(text), room = size + size / 8 + 1;
    output out = {g_malloc(room), NULL, 0, room};
    fold(&out, text, size);
    return out.text;
}
