/*
 * Text to segments: words, numbers, punctuation and space, none left out.
 *
 *     g_autoptr(rs_segmenter) segmenter = rs_segmenter_new();
 *     size_t count;
 *     const rs_segment *segments = rs_segmenter_cut(segmenter, text, size, &count);
 *
 * Han text is cut by ICU's dictionary, other scripts by ICU's word rules
 * (UAX #29). Segments ascend, lie on characters and cover the text. Where a text
 * is split at the end of a sentence makes no difference to how it is cut. The
 * only user of ICU's break iteration; nothing is opened before the first cut.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    RS_SEGMENT_SPACE,
    RS_SEGMENT_PUNCTUATION, /* and symbols: all that is no word and no space */
    RS_SEGMENT_NUMBER,
    RS_SEGMENT_LETTER,
    RS_SEGMENT_KANA,
    RS_SEGMENT_HAN,
} rs_segment_kind;

typedef struct {
    guint32 start, end; /* bytes */
    rs_segment_kind kind;
} rs_segment;

typedef struct rs_segmenter rs_segmenter;

rs_segmenter *rs_segmenter_new(void);
void rs_segmenter_free(rs_segmenter *segmenter);

/* Cuts SIZE bytes of valid UTF-8, less than 4 GiB, best in its normal form
 * (base/fold.h). The segments are lent until the next cut. */
const rs_segment *rs_segmenter_cut(rs_segmenter *segmenter, const char *text, size_t size,
                                   size_t *count);

const char *rs_segment_kind_name(rs_segment_kind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_segmenter, rs_segmenter_free)

G_END_DECLS
