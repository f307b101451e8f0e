/*
 * A guess at an encoding is a guess at the text: each likely encoding is tried on
 * a sample, and the one whose text is least surprising wins (encoding_sense.h).
 *
 * ICU's detector knows letter sequences, which tell KOI8-R from windows-1251 in
 * longer texts; its confidence is taken off the cost. Alone it is often wrong on
 * a single sentence or a file name.
 *
 * Left out on purpose: EBCDIC, ISO 2022, UTF-7.
 */
#include "corpus/encoding.h"
#include "corpus/encoding_sense.h"
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf16.h>

enum {
    CHUNK = 4096,
    SAMPLE_SIZE = 16 * 1024,
};

typedef struct {
    const char *name;      /* IANA */
    const char *converter; /* ICU's, where another reads more of what is meant */
    const char *languages; /* that are written in it */
    gboolean of_names;     /* tried on the names in an archive */
    gboolean of_texts;
} encoding_kind;

/* In order of preference where they are as good as each other. */
static const encoding_kind kinds[] = {
    {"UTF-8", NULL, "zh zh_Hant ja ru ar fr es", TRUE, TRUE},
    {"GBK", "gb18030", "zh", TRUE, FALSE},
    {"GB18030", NULL, "zh", FALSE, TRUE},
    {"Big5", NULL, "zh_Hant", TRUE, TRUE},
    {"Shift_JIS", NULL, "ja", TRUE, TRUE},
    {"EUC-JP", NULL, "ja", FALSE, TRUE},
    {"EUC-KR", "windows-949", "ko", TRUE, TRUE},
    {"IBM866", NULL, "ru", TRUE, TRUE},
    {"windows-1251", NULL, "ru uk", TRUE, TRUE},
    {"KOI8-R", NULL, "ru", TRUE, TRUE},
    {"ISO-8859-5", NULL, "ru", FALSE, TRUE},
    {"IBM437", NULL, "fr es de it sv", TRUE, FALSE},
    {"IBM850", NULL, "fr es de it pt sv", TRUE, TRUE},
    {"windows-1252", NULL, "fr es de it pt sv", TRUE, TRUE},
    {"windows-1250", NULL, "pl cs hu", FALSE, TRUE},
    {"windows-1256", NULL, "ar", TRUE, TRUE},
    {"ISO-8859-6", NULL, "ar", FALSE, TRUE},
    {"UTF-16LE", NULL, "zh zh_Hant ja ru ar fr es", FALSE, TRUE},
    {"UTF-16BE", NULL, "zh zh_Hant ja ru ar fr es", FALSE, TRUE},
    {"UTF-32LE", NULL, "zh zh_Hant ja ru ar fr es", FALSE, TRUE},
    {"UTF-32BE", NULL, "zh zh_Hant ja ru ar fr es", FALSE, TRUE},
};

static const struct {
    size_t size;
    const char *mark, *name;
} byte_order_marks[] = {
    {4, "\xFF\xFE\0\0", "UTF-32LE"},    {4, "\0\0\xFE\xFF", "UTF-32BE"},
    {4, "\x84\x31\x95\x33", "GB18030"}, {3, "\xEF\xBB\xBF", "UTF-8"},
    {2, "\xFF\xFE", "UTF-16LE"},        {2, "\xFE\xFF", "UTF-16BE"},
};

/* What files say of themselves, and what they mean by it: the WHATWG's Encoding
 * Standard, section 4.2. */
static const struct {
    const char *declared, *name;
} meanings[] = {
    {"gb2312", "GB18030"},          {"gbk", "GB18030"},           {"gb_2312-80", "GB18030"},
    {"x-gbk", "GB18030"},           {"cp936", "GB18030"},         {"iso-8859-1", "windows-1252"},
    {"latin1", "windows-1252"},     {"us-ascii", "windows-1252"}, {"ascii", "windows-1252"},
    {"iso-8859-9", "windows-1254"}, {"euc-kr", "windows-949"},    {"ks_c_5601-1987", "windows-949"},
    {"x-sjis", "Shift_JIS"},        {"big5-hkscs", "Big5-HKSCS"}, {"utf-16", "UTF-16LE"},
    {"unicode", "UTF-16LE"},
};

/* ---- converting ---- */

typedef struct {
    GString *text;
    size_t replaced;
} output;

static void replace_bytes(const void *context, UConverterToUnicodeArgs *args, const char *bytes,
                          int32_t size, UConverterCallbackReason why, UErrorCode *status)
{
    static const UChar replacement = 0xFFFD;
    (void)context, (void)bytes, (void)size;
    if (why > UCNV_IRREGULAR)
        return;
    *status = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(args, &replacement, 1, 0, status);
}

/* NULs and the C1 controls, which tables give for bytes that mean nothing. */
static void emit(output *out, UChar32 c)
{
    if (c == 0 || (c >= 0x7F && c < 0xA0 && c != 0x85) || U_IS_SURROGATE(c))
        c = 0xFFFD;
    out->replaced += c == 0xFFFD;
    g_string_append_unichar(out->text, c);
}

static UConverter *open_converter(const char *name)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &status);
    if (U_FAILURE(status))
        return NULL;
    ucnv_setToUCallBack(converter, replace_bytes, NULL, NULL, NULL, &status);
    return converter;
}

static void convert(UConverter *converter, const char *bytes, size_t size, output *out)
{
    const char *end = bytes + size;
    UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
    UChar32 high = 0;
    while (status == U_BUFFER_OVERFLOW_ERROR) {
        UChar wide[CHUNK], *to = wide;
        status = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &to, wide + CHUNK, &bytes, end, NULL, TRUE, &status);
        for (const UChar *at = wide; at < to; at++) {
            if (high && U16_IS_TRAIL(*at)) {
                emit(out, U16_GET_SUPPLEMENTARY(high, *at));
                high = 0;
                continue;
            }
            if (high)
                emit(out, high);
            high = U16_IS_LEAD(*at) ? *at : 0;
            if (!high)
                emit(out, *at);
        }
    }
    if (high)
        emit(out, high);
}

/* One replacement for a character that is cut off, and one for each other byte.
 * g_utf8_validate_len takes a NUL for an error, as is wanted here. */
static void convert_utf8(const char *bytes, size_t size, output *out)
{
    const char *end = bytes + size;
    while (bytes < end) {
        const char *bad;
        gboolean valid = g_utf8_validate_len(bytes, end - bytes, &bad);
        g_string_append_len(out->text, bytes, bad - bytes);
        if (valid)
            return;
        emit(out, 0xFFFD);
        guint8 lead = *bad;
        int trail = lead < 0xC2 || lead > 0xF4 ? 0 : g_utf8_skip[lead] - 2;
        for (bytes = bad + 1; trail > 0 && bytes < end && ((guint8)*bytes & 0xC0) == 0x80; trail--)
            bytes++;
    }
}

static gboolean convert_named(const char *name, const char *bytes, size_t size, output *out)
{
    g_string_truncate(out->text, 0);
    out->replaced = 0;
    if (g_ascii_strcasecmp(name, "UTF-8") == 0) {
        convert_utf8(bytes, size, out);
        return TRUE;
    }
    UConverter *converter = open_converter(name);
    if (!converter)
        return FALSE;
    convert(converter, bytes, size, out);
    ucnv_close(converter);
    return TRUE;
}

/* ---- guessing ---- */

/* What each encoding's text costs, a byte. G_MAXDOUBLE where it cannot be read at all. */
static double cost_as(const char *name, const char *languages, const char *bytes, size_t size)
{
    output out = {g_string_sized_new(size * 2), 0};
    double cost = G_MAXDOUBLE;
    if (convert_named(name, bytes, size, &out))
        cost = rs_text_surprise(out.text->str, out.text->len, languages) / size;
    g_string_free(out.text, TRUE);
    return cost;
}

/* ICU's own guesses: converter name → how much they are worth. */
static GHashTable *ask_detector(const char *bytes, size_t size)
{
    enum { FULL_CONFIDENCE = 100 };
    GHashTable *confidence = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&status);
    int32_t count = 0;
    ucsdet_setText(detector, bytes, size, &status);
    const UCharsetMatch **matches = ucsdet_detectAll(detector, &count, &status);
    for (int32_t i = 0; U_SUCCESS(status) && i < count; i++) {
        const char *name = ucsdet_getName(matches[i], &status);
        int sure = CLAMP(ucsdet_getConfidence(matches[i], &status), 0, FULL_CONFIDENCE);
        if (name)
            g_hash_table_insert(confidence, g_strdup(name), GINT_TO_POINTER(sure));
    }
    ucsdet_close(detector);
    return confidence;
}

/* The part of a text that tells most: from shortly before its first byte beyond
 * ASCII, on a boundary that is one in UTF-32 too. */
static void find_sample(const char *bytes, size_t size, const char **sample, size_t *sample_size)
{
    enum { LEAD = 256, UNIT = 4 };
    size_t at = 0;
    while (at < size && (guint8)bytes[at] < 0x80)
        at++;
    at = at > LEAD ? (at - LEAD) & ~(size_t)(UNIT - 1) : 0;
    *sample = bytes + at;
    *sample_size = MIN(size - at, SAMPLE_SIZE);
    if (*sample_size == SAMPLE_SIZE) { /* not in the middle of a character, if lines are short */
        const char *line = memrchr(*sample, '\n', SAMPLE_SIZE);
        if (line && line - *sample > SAMPLE_SIZE / 2)
            *sample_size = (line - *sample) & ~(size_t)(UNIT - 1);
    }
}

static const encoding_kind *guess_text(const char *bytes, size_t size)
{
    const double confidence_worth = 0.15 / 100;
    const encoding_kind *best = &kinds[0];
    double best_cost = G_MAXDOUBLE;
    const char *sample;
    size_t sample_size;
    find_sample(bytes, size, &sample, &sample_size);
    g_autoptr(GHashTable) confidence = ask_detector(sample, sample_size);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (!kinds[i].of_texts)
            continue;
        const char *converter = kinds[i].converter ? kinds[i].converter : kinds[i].name;
        double cost = cost_as(converter, kinds[i].languages, sample, sample_size);
        gpointer sure = g_hash_table_lookup(confidence, kinds[i].name);
        if (!sure && strcmp(kinds[i].name, "windows-1252") == 0)
            sure = g_hash_table_lookup(confidence, "ISO-8859-1");
        cost -= confidence_worth * GPOINTER_TO_INT(sure);
        if (cost < best_cost) {
            best_cost = cost;
            best = &kinds[i];
        }
    }
    return best;
}

static const char *meaning_of(const char *declared)
{
    for (size_t i = 0; i < G_N_ELEMENTS(meanings); i++)
        if (g_ascii_strcasecmp(declared, meanings[i].declared) == 0)
            return meanings[i].name;
    return declared;
}

/* Our own spelling of an encoding's name where we have one. */
static const char *spell(const char *name)
{
    UErrorCode status = U_ZERO_ERROR;
    const char *standard = ucnv_getStandardName(name, "MIME", &status);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (ucnv_compareNames(kinds[i].name, standard ? standard : name) == 0)
            return kinds[i].name;
    return standard ? standard : name;
}

/* A declaration is believed unless more than one character in a hundred is lost by it. */
static gboolean decode_declared(const char *declared, const char *bytes, size_t size, output *out,
                                char **encoding)
{
    const char *name = meaning_of(declared);
    if (!convert_named(name, bytes, size, out) || out->replaced > 1 + size / 100)
        return FALSE;
    *encoding = g_strdup(spell(name));
    return TRUE;
}

/* Control characters are rare in text, and common in UTF-16 that happens to be valid. */
static gboolean is_plain_utf8(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if ((guint8)bytes[i] < '\t' || ((guint8)bytes[i] >= 0x0E && (guint8)bytes[i] < 0x1A))
            return FALSE;
    return g_utf8_validate_len(bytes, size, NULL);
}

static void decode_to(output *out, const char *bytes, size_t size, const char *declared,
                      char **encoding)
{
    for (size_t i = 0; i < G_N_ELEMENTS(byte_order_marks); i++) {
        size_t mark = byte_order_marks[i].size;
        if (size < mark || memcmp(bytes, byte_order_marks[i].mark, mark) != 0)
            continue;
        convert_named(byte_order_marks[i].name, bytes + mark, size - mark, out);
        *encoding = g_strdup(byte_order_marks[i].name);
        return;
    }
    if (is_plain_utf8(bytes, size)) {
        g_string_append_len(out->text, bytes, size);
        *encoding = g_strdup("UTF-8");
        return;
    }
    if (declared && decode_declared(declared, bytes, size, out, encoding))
        return;
    const encoding_kind *kind = guess_text(bytes, size);
    convert_named(kind->converter ? kind->converter : kind->name, bytes, size, out);
    *encoding = g_strdup(kind->name);
}

char *rs_decode(const char *bytes, size_t size, const char *declared, char **encoding,
                size_t *replaced)
{
    output out = {g_string_sized_new(size + 1), 0};
    g_autofree char *name = NULL;
    decode_to(&out, bytes, size, declared, &name);
    if (encoding)
        *encoding = g_steal_pointer(&name);
    if (replaced)
        *replaced = out.replaced;
    return g_string_free(out.text, FALSE);
}

/* Short names in other encodings may happen to be valid, but hardly to mean anything. */
static gboolean reads_as_utf8(const char *name)
{
    if (!g_utf8_validate(name, -1, NULL))
        return FALSE;
    for (; *name; name = g_utf8_next_char(name)) {
        int8_t type = u_charType(g_utf8_get_char(name));
        if (type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR)
            return FALSE;
    }
    return TRUE;
}

const char *rs_guess_names_encoding(const GPtrArray *names)
{
    g_autoptr(GString) all = g_string_new(NULL);
    const char *best = "UTF-8";
    double best_cost = G_MAXDOUBLE;
    gboolean readable = TRUE;
    for (guint i = 0; i < names->len && all->len < SAMPLE_SIZE; i++) {
        const char *name = g_ptr_array_index(names, i);
        if (!g_str_is_ascii(name)) {
            g_string_append(all, name);
            g_string_append_c(all, '\n');
            readable = readable && reads_as_utf8(name);
        }
    }
    for (size_t i = 0; !readable && i < G_N_ELEMENTS(kinds); i++) {
        if (!kinds[i].of_names)
            continue;
        const char *converter = kinds[i].converter ? kinds[i].converter : kinds[i].name;
        double cost = cost_as(converter, kinds[i].languages, all->str, all->len);
        if (cost < best_cost) {
            best_cost = cost;
            best = kinds[i].name;
        }
    }
    return best;
}

char *rs_decode_name(const char *name, const char *encoding)
{
    output out = {g_string_new(NULL), 0};
    const char *converter = strcmp(encoding, "GBK") == 0 ? "gb18030" : encoding;
    if (reads_as_utf8(name) || !convert_named(converter, name, strlen(name), &out)) {
        g_string_truncate(out.text, 0);
        convert_utf8(name, strlen(name), &out);
    }
    for (char *at = out.text->str; *at; at++)
        if ((guint8)*at < ' ' || *at == 0x7F)
            *at = '?';
    return g_string_free(out.text, FALSE);
}
