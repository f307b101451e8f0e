/*
 * The language of a report, by its letters: a script of one language decides.
 * Han is Chinese unless kana stand among it. Latin letters are weighed by
 * libexttextcat, which knows languages by their commonest letter sequences.
 *
 * A Han character says about as much as two and a half Latin letters, so a
 * Chinese report full of English names stays Chinese.
 */
#include "corpus/identity.h"
#include <libexttextcat/textcat.h>
#include <string.h>

/* As much text as tells a language; it is taken from all of the report, as its
 * beginning may be in another. */
#define SAMPLE_SIZE 16384
#define PIECE_SIZE 400
#define LETTERS_MIN 20

typedef enum { HAN, KANA, HANGUL, CYRILLIC, ARABIC, LATIN, OTHER_SCRIPTS } script;

/* LANGUAGE only for scripts that are counted together. */
static const struct {
    gunichar first, last;
    script script;
    const char *language;
} ranges[] = {
    {0x41, 0x5A, LATIN, NULL},           {0x61, 0x7A, LATIN, NULL},
    {0xC0, 0x24F, LATIN, NULL},          {0x370, 0x3FF, OTHER_SCRIPTS, "el"},
    {0x400, 0x52F, CYRILLIC, NULL},      {0x530, 0x58F, OTHER_SCRIPTS, "hy"},
    {0x590, 0x5FF, OTHER_SCRIPTS, "he"}, {0x600, 0x6FF, ARABIC, NULL},
    {0x750, 0x77F, ARABIC, NULL},        {0x900, 0x97F, OTHER_SCRIPTS, "hi"},
    {0xE00, 0xE7F, OTHER_SCRIPTS, "th"}, {0x10A0, 0x10FF, OTHER_SCRIPTS, "ka"},
    {0x1E00, 0x1EFF, LATIN, NULL},       {0x3040, 0x30FF, KANA, NULL},
    {0x3400, 0x9FFF, HAN, NULL},         {0xAC00, 0xD7A3, HANGUL, NULL},
    {0xF900, 0xFAFF, HAN, NULL},         {0xFB50, 0xFDFF, ARABIC, NULL},
    {0xFE70, 0xFEFC, ARABIC, NULL},      {0x20000, 0x3FFFF, HAN, NULL},
};

/* Other languages of a script, which a declaration may name. */
static const struct {
    script script;
    const char *languages;
} siblings[] = {
    {CYRILLIC, " ru uk be bg sr mk kk ky mn tg uz az "},
    {ARABIC, " ar fa ur ps ku ug sd "},
    {HAN, " zh "},
};

static gboolean is_among(const char *list, const char *language)
{
    g_autofree char *word = g_strdup_printf(" %s ", language);
    return strstr(list, word) != NULL;
}

/* Pieces from paragraphs all over the report. */
static GString *take_sample(const rs_report *report)
{
    GString *sample = g_string_new(NULL);
    const GPtrArray *all = report->paragraphs;
    guint step = 1 + all->len / (SAMPLE_SIZE / PIECE_SIZE);
    for (guint i = 0; i < all->len && sample->len < SAMPLE_SIZE; i += step) {
        const char *text = ((const rs_paragraph *)all->pdata[i])->text;
        size_t size = strnlen(text, all->len > 3 ? PIECE_SIZE : SAMPLE_SIZE);
        while (((guint8)text[size] & 0xC0) == 0x80)
            size--;
        g_string_append_len(sample, text, size);
        g_string_append_c(sample, ' ');
    }
    return sample;
}

/* textcat's answer, "[en--utf8][sco--utf8]", is of candidates it cannot tell
 * apart: the declared one, else one of the UN's, else the first. */
static char *choose_latin(const char *answer, const char *declared)
{
    static const char *const preferred[] = {"en", "fr", "es", "pt", "de", "it"};
    g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func(g_free);
    for (const char *at = strchr(answer, '['); at; at = strchr(at + 1, '[')) {
        size_t length = strcspn(at + 1, "-]");
        if (length == 2)
            g_ptr_array_add(codes, g_strndup(at + 1, length));
    }
    for (guint i = 0; i < codes->len; i++)
        if (!g_strcmp0(codes->pdata[i], declared))
            return g_strdup(declared);
    for (size_t k = 0; k < G_N_ELEMENTS(preferred); k++)
        for (guint i = 0; i < codes->len; i++)
            if (!strcmp(codes->pdata[i], preferred[k]))
                return g_strdup(preferred[k]);
    return codes->len ? g_strdup(codes->pdata[0]) : NULL;
}

/* Its models take 20 ms to load, so they are loaded once, for the first report
 * that needs them; it keeps its answer in itself, hence the lock. */
static char *find_latin(const GString *sample, const char *declared)
{
    enum { LEAST_SIZE = 25 }; /* bytes: of less, its answers are guesses */
    static GMutex lock;
    static void *models;
    if (sample->len < LEAST_SIZE)
        return g_strdup(declared);
    g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&lock);
    if (!models)
        models = special_textcat_Init(RS_TEXTCAT_DATA "/fpdb.conf", RS_TEXTCAT_DATA "/");
    const char *answer = models ? textcat_Classify(models, sample->str, sample->len) : "";
    char *found = choose_latin(answer, declared);
    return found ? found : g_strdup(declared);
}

char *rs_language_find(const rs_report *report, const char *declared)
{
    double weights[OTHER_SCRIPTS + 1] = {0};
    const char *other = NULL;
    g_autoptr(GString) sample = take_sample(report);
    for (const char *at = sample->str; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        for (size_t i = 0; i < G_N_ELEMENTS(ranges); i++) {
            if (c < ranges[i].first || c > ranges[i].last)
                continue;
            weights[ranges[i].script] += ranges[i].script <= HANGUL ? 2.5 : 1;
            if (ranges[i].script == OTHER_SCRIPTS)
                other = ranges[i].language;
        }
    }
    script most = HAN;
    for (script i = HAN; i <= OTHER_SCRIPTS; i++)
        if (weights[i] > weights[most])
            most = i;
    if (weights[most] < LETTERS_MIN && declared)
        return g_strdup(declared);
    if ((most == HAN || most == KANA) && weights[KANA] > 0.1 * weights[HAN])
        return g_strdup("ja");
    if (weights[most] == 0)
        return NULL;
    if (most == LATIN)
        return find_latin(sample, declared);
    for (size_t i = 0; declared && i < G_N_ELEMENTS(siblings); i++)
        if (siblings[i].script == most && is_among(siblings[i].languages, declared))
            return g_strdup(declared);
    static const char *const languages[] = {"zh", "ja", "ko", "ru", "ar"};
    return g_strdup(most == OTHER_SCRIPTS ? other : languages[most]);
}
