/*
 * Writes fold_table.inc: for every code point what base/fold.c makes of it.
 *
 * Opening ICU's Traditional-Simplified transform takes longer than a search, so
 * it is asked here, once, at build time, a character at a time. Left out on
 * purpose: the transform's entries for characters that simplified text itself
 * uses (those of GB 2312), such as 著 in 著作权, which it would turn into 着.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum { BLOCK = 128, CODE_POINTS = 0x110000, BLOCKS = CODE_POINTS / BLOCK };
enum { SAME = 0, COMBINES = 1 }; /* as in fold.c */

static const UNormalizer2 *casefold;
static UTransliterator *simplify;

/* Documents have it, people type the straight one. */
enum { CURLY_APOSTROPHE = 0x2019 };

static const UChar kept[] = u"乾俱吒姊著藉苎跤阪";

static uint32_t values[CODE_POINTS];
static unsigned char pool[1 << 20];
static uint32_t pool_size = 2; /* offsets 0 and 1 mean SAME and COMBINES */

static void must(UErrorCode status, const char *what)
{
    if (U_FAILURE(status)) {
        fprintf(stderr, "make_fold_table: %s: %s\n", what, u_errorName(status));
        exit(EXIT_FAILURE);
    }
}

static uint32_t pool_add(const char *bytes, int32_t size)
{
    static uint32_t last; /* neighbours often fold alike */
    if (last && pool[last] == size && !memcmp(pool + last + 1, bytes, size))
        return last;
    if (size > 255 || pool_size + size + 1 > sizeof pool)
        must(U_BUFFER_OVERFLOW_ERROR, "the pool");
    last = pool_size;
    pool[pool_size++] = (unsigned char)size;
    memcpy(pool + pool_size, bytes, size);
    pool_size += size;
    return last;
}

static uint32_t fold(UChar32 c)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar source[2], folded[64];
    char before[8], after[256];
    int32_t source_size = 0, size, before_size, after_size;

    if (U_IS_SURROGATE(c))
        return SAME;
    if (c == CURLY_APOSTROPHE)
        return pool_add("'", 1);
    if (!unorm2_hasBoundaryBefore(casefold, c))
        return COMBINES;
    U16_APPEND_UNSAFE(source, source_size, c);
    size = unorm2_normalize(casefold, source, source_size, folded, 64, &status);
    if (size > 0 && !u_strchr(kept, folded[0])) {
        int32_t limit = size;
        utrans_transUChars(simplify, folded, &size, 64, 0, &limit, &status);
    }
    u_strToUTF8(before, sizeof before, &before_size, source, source_size, &status);
    u_strToUTF8(after, sizeof after, &after_size, folded, size, &status);
    must(status, "folding");
    if (before_size == after_size && !memcmp(before, after, after_size))
        return SAME;
    return pool_add(after, after_size);
}

int main(void)
{
    static const UChar id[] = u"Traditional-Simplified";
    static uint32_t starts[BLOCKS];
    UErrorCode status = U_ZERO_ERROR;
    int blocks = 0;

    casefold = unorm2_getNFKCCasefoldInstance(&status);
    must(status, "NFKC_Casefold");
    simplify = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    must(status, "Traditional-Simplified");
    for (UChar32 c = 0; c < CODE_POINTS; c++)
        values[c] = fold(c);

    printf("static const guint32 fold_values[][%d] = {\n", BLOCK);
    for (int i = 0; i < BLOCKS; i++) {
        const uint32_t *block = values + i * BLOCK;
        int same = 0;
        while (same < i && memcmp(values + same * BLOCK, block, sizeof *block * BLOCK))
            same++;
        if (same < i) {
            starts[i] = starts[same];
            continue;
        }
        starts[i] = blocks++;
        printf("{");
        for (int k = 0; k < BLOCK; k++)
            printf("%u,%s", block[k], k % 16 == 15 ? "\n" : "");
        printf("},\n");
    }
    printf("};\n\nstatic const guint16 fold_blocks[%d] = {\n", BLOCKS);
    for (int i = 0; i < BLOCKS; i++)
        printf("%u,%s", starts[i], i % 16 == 15 ? "\n" : "");
    printf("};\n\nstatic const guint8 fold_pool[%u] = {\n", pool_size);
    for (uint32_t i = 0; i < pool_size; i++)
        printf("%u,%s", pool[i], i % 24 == 23 ? "\n" : "");
    printf("};\n");
    return ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
