/*
 * ICU's word breaks, piece by piece.
 *
 * ICU's dictionary breaker looks at a whole run of Han at once and wants UTF-16.
 * So the text goes to it in pieces that end where a sentence does: memory is
 * bounded, and a cut never depends on what other sentences say.
 */
#include "segmenter/segmenter.h"
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

enum { PIECE_MOST = 16384 }; /* bytes, where no sentence ends */

struct rs_segmenter {
    UBreakIterator *breaks;
    GArray *segments; /* of rs_segment */
    GArray *wide;     /* of UChar */
};

rs_segmenter *rs_segmenter_new(void)
{
    rs_segmenter *segmenter = g_new0(rs_segmenter, 1);
    segmenter->segments = g_array_new(FALSE, FALSE, sizeof(rs_segment));
    segmenter->wide = g_array_new(FALSE, FALSE, sizeof(UChar));
    return segmenter;
}

void rs_segmenter_free(rs_segmenter *segmenter)
{
    if (!segmenter)
        return;
    if (segmenter->breaks)
        ubrk_close(segmenter->breaks);
    g_array_unref(segmenter->segments);
    g_array_unref(segmenter->wide);
    g_free(segmenter);
}

static gboolean ends_sentence(gunichar c)
{
    return c == 0x3002 || c == '!' || c == '?' || c == ';' || c == '\n' || c == 0x61F;
}

/* Where the piece that begins at START ends: after the marks that end a sentence
 * and the space that follows them; where it grows too long, before its last word;
 * where all of it is one word, between two letters. */
static const char *piece_end(const char *start, const char *end)
{
    gboolean ended = FALSE;
    const char *gap = start; /* the last place behind a space or a mark between words */
    for (const char *at = start; at < end; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (ends_sentence(c))
            ended = TRUE;
        else if (ended && !g_unichar_isspace(c))
            return at;
        else if (at - start >= PIECE_MOST && gap > start)
            return gap;
        else if (at - start >= PIECE_MOST && (!g_unichar_ismark(c) || at - start >= 2 * PIECE_MOST))
            return at;
        if (g_unichar_isspace(c) || c == 0xFF0C || c == 0x3001)
            gap = g_utf8_next_char(at);
    }
    return end;
}

static rs_segment_kind kind_of(int32_t status, const UChar *text, int32_t size)
{
    if (status >= UBRK_WORD_IDEO)
        return RS_SEGMENT_HAN;
    if (status >= UBRK_WORD_KANA)
        return RS_SEGMENT_KANA;
    if (status >= UBRK_WORD_LETTER)
        return RS_SEGMENT_LETTER;
    if (status >= UBRK_WORD_NUMBER)
        return RS_SEGMENT_NUMBER;
    UChar32 c;
    U16_GET(text, 0, 0, size, c);
    if (u_isUWhiteSpace(c))
        return RS_SEGMENT_SPACE;
    return RS_SEGMENT_PUNCTUATION;
}

/* ICU gives a word that its dictionary lacks the status of its rules, and one that
 * it has, kana too, that of Han. */
static rs_segment_kind script_kind(rs_segment_kind kind, const UChar *text, int32_t size)
{
    UChar32 c;
    U16_GET(text, 0, 0, size, c);
    if (kind == RS_SEGMENT_LETTER && u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC))
        return RS_SEGMENT_HAN;
    UBlockCode block = ublock_getCode(c);
    if (kind == RS_SEGMENT_HAN && (block == UBLOCK_HIRAGANA || block == UBLOCK_KATAKANA))
        return RS_SEGMENT_KANA;
    return kind;
}

/* How many bytes of a word are an article or the like that has lost its vowel to
 * it: "l'" of "l'organisation". ICU's rules keep the two together, and then neither
 * is found alone. */
static size_t elided(const char *word, size_t size)
{
    static const char *const particles[] = {"l", "d", "qu",    "j",      "n",      "s",
                                            "m", "c", "jusqu", "lorsqu", "puisqu", "quoiqu"};
    for (size_t i = 0; i < G_N_ELEMENTS(particles); i++) {
        size_t letters = strlen(particles[i]);
        if (size <= letters || g_ascii_strncasecmp(word, particles[i], letters))
            continue;
        const char *mark = word + letters;
        size_t end = *mark == '\''                            ? letters + 1
                     : g_str_has_prefix(mark, "\xE2\x80\x99") ? letters + 3
                                                              : 0;
        if (end && end < size)
            return end;
    }
    return 0;
}

static void cut_piece(rs_segmenter *segmenter, const char *text, size_t start, size_t size)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t wide_size = 0;
    g_array_set_size(segmenter->wide, size + 1);
    UChar *wide = (UChar *)(void *)segmenter->wide->data;
    u_strFromUTF8(wide, size + 1, &wide_size, text + start, size, &status);

    if (!segmenter->breaks)
        segmenter->breaks = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    ubrk_setText(segmenter->breaks, wide, wide_size, &status);
    if (U_FAILURE(status))
        g_error("ICU cannot cut text: %s", u_errorName(status));

    int32_t from = 0, to;
    guint32 byte = start;
    while ((to = ubrk_next(segmenter->breaks)) != UBRK_DONE) {
        rs_segment segment = {.start = byte};
        segment.kind = kind_of(ubrk_getRuleStatus(segmenter->breaks), wide + from, to - from);
        segment.kind = script_kind(segment.kind, wide + from, to - from);
        while (from < to) {
            UChar32 c;
            U16_NEXT(wide, from, to, c);
            byte += U8_LENGTH(c);
        }
        segment.end = byte;
        size_t particle = segment.kind == RS_SEGMENT_LETTER
                              ? elided(text + segment.start, byte - segment.start)
                              : 0;
        if (particle) {
            rs_segment first = {segment.start, segment.start + particle, RS_SEGMENT_LETTER};
            g_array_append_val(segmenter->segments, first);
            segment.start = first.end;
        }
        g_array_append_val(segmenter->segments, segment);
    }
}

const rs_segment *rs_segmenter_cut(rs_segmenter *segmenter, const char *text, size_t size,
                                   size_t *count)
{
    g_array_set_size(segmenter->segments, 0);
    for (size_t at = 0; at < size;) {
        size_t next = piece_end(text + at, text + size) - text;
        cut_piece(segmenter, text, at, next - at);
        at = next;
    }
    *count = segmenter->segments->len;
    return (const rs_segment *)(const void *)segmenter->segments->data;
}

const char *rs_segment_kind_name(rs_segment_kind kind)
{
    static const char *const names[] = {"space", "punctuation", "number", "letter", "kana", "han"};
    return names[kind];
}
