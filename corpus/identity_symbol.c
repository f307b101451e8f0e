/*
 * Document symbols of file names and covers, in the form in which they are
 * cited: CDIP/32/3, WO/PBC/37/7, A/RES/70/1, E/CN.6/2021/3, CDIP/22/15 Rev.
 *
 * Institutions put a symbol in a file's name with its slashes replaced and its
 * case lost: "cdip_32_3_rev.docx", "A_RES_70_1-ZH.html". Other names look so too
 * ("report_2023_1"), so a name counts only where it begins with a body that
 * issues such symbols. A line of a cover counts where it is a symbol whole.
 */
#include "corpus/identity.h"
#include <string.h>

#define PARTS_MAX 12

/* WIPO's bodies, then the UN's. */
static const char *const bodies[] = {
    "cdip", "wo",    "wipo",   "pct",  "mm",   "h",     "li",  "scp", "sct", "sccr", "ace",
    "cws",  "ipc",   "scit",   "upov", "pcda", "mvt",   "a",   "s",   "e",   "st",   "td",
    "crc",  "cedaw", "ccpr",   "cat",  "cerd", "crpd",  "cmw", "ced", "hri", "unep", "dp",
    "fccc", "cbd",   "ecosoc", "jiu",  "ece",  "escap", "hsp", "unw"};

/* Parts of UN symbols that their number follows behind a full stop. */
static const char *const dotted[] = {"c", "cn", "ac", "conf", "sub", "wg", "sr", "pv", "l"};

static const char *const suffixes[] = {"rev", "corr", "add", "prov", "annex"};
static const char *const suffix_forms[] = {"Rev.", "Corr.", "Add.", "Prov.", "Annex"};

static const char *const languages[] = {"en", "fr", "es", "ru", "zh", "ar", "pt", "de",
                                        "it", "ja", "ko", "e",  "f",  "s",  "r",  "c"};

static gboolean is_in(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!g_ascii_strcasecmp(word, list[i]))
            return TRUE;
    return FALSE;
}

static gboolean is_number(const char *word)
{
    size_t digits = strspn(word, "0123456789");
    return digits > 0 && digits <= 4 && !word[digits];
}

static gboolean is_letters(const char *word, size_t most)
{
    size_t size = 0;
    while (g_ascii_isalpha(word[size]))
        size++;
    return size > 0 && size <= most && !word[size];
}

/* "rev", "Rev.2", "corr1": adds it; NEXT, the word behind it, may be its number.
 * Gives how many words it took, 0 where it is none. */
static int append_suffix(GString *symbol, const char *word, const char *next)
{
    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        size_t size = strlen(suffixes[i]);
        if (g_ascii_strncasecmp(word, suffixes[i], size))
            continue;
        const char *number = word + size + (word[size] == '.');
        if (*number && !is_number(number))
            continue;
        g_string_append_printf(symbol, " %s", suffix_forms[i]);
        gboolean takes_next = !*number && next && is_number(next);
        if (*number || takes_next)
            g_string_append_printf(symbol, " %s", takes_next ? next : number);
        return takes_next ? 2 : 1;
    }
    return 0;
}

/* The number of words that are the symbol proper, appended; 0 where too few. */
static guint append_parts(GString *symbol, char **words)
{
    guint count = 0, numbers = 0, letters = 0, i = 1;
    const gboolean un = strlen(words[0]) <= 2;
    g_autofree char *body = g_ascii_strup(words[0], -1);
    g_string_append(symbol, body);
    for (; words[i] && count < PARTS_MAX; i++, count++) {
        g_autofree char *upper = g_ascii_strup(words[i], -1);
        if (is_number(words[i])) {
            numbers++;
        } else if (!is_letters(words[i], 5) || !words[i + 1] || (numbers && letters > 3) ||
                   is_in(words[i], suffixes, G_N_ELEMENTS(suffixes)) ||
                   (numbers && is_in(words[i], languages, G_N_ELEMENTS(languages)))) {
            break;
        } else if (un && is_in(words[i], dotted, G_N_ELEMENTS(dotted)) && is_number(words[i + 1])) {
            g_string_append_printf(symbol, "/%s.%s", upper, words[i + 1]);
            numbers++;
            i++;
            continue;
        } else {
            letters += strlen(words[i]);
        }
        g_string_append_printf(symbol, "/%s", upper);
    }
    gboolean single = strlen(words[0]) == 1;
    if (count < 2 || !is_number(words[i - 1]))
        return 0;
    if (numbers < 2 && (letters == 0 || letters > 3 || !g_ascii_strcasecmp(words[0], "wipo")))
        return 0;
    return single && letters == 0 && strlen(words[1]) < 2 ? 0 : i;
}

char *rs_symbol_from_name(const char *name)
{
    g_autofree char *stem = g_strdup(name);
    char *dot = strrchr(stem, '.');
    if (dot && is_letters(dot + 1, 4))
        *dot = '\0';
    g_auto(GStrv) pieces = g_strsplit_set(stem, "_- ().", -1);
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    for (char **piece = pieces; *piece; piece++)
        if (**piece)
            g_ptr_array_add(words, *piece);
    g_ptr_array_add(words, NULL);
    char **all = (char **)words->pdata;
    if (!all[0] || !is_in(all[0], bodies, G_N_ELEMENTS(bodies)))
        return NULL;
    g_autoptr(GString) symbol = g_string_new(NULL);
    guint at = append_parts(symbol, all);
    if (!at)
        return NULL;
    for (int taken; all[at] && (taken = append_suffix(symbol, all[at], all[at + 1])); at += taken)
        ;
    return g_strdup(symbol->str);
}

/* "CDIP", "CN.6", "2021", "R1"; LAST has a digit. */
static gboolean is_part(const char *part, gboolean last)
{
    gboolean digit = FALSE;
    size_t size = strlen(part);
    for (const char *at = part; *at; at++) {
        digit = digit || g_ascii_isdigit(*at);
        if (!g_ascii_isupper(*at) && !g_ascii_isdigit(*at) && *at != '.' && *at != '-')
            return FALSE;
    }
    return size > 0 && size <= 12 && (digit || !last);
}

char *rs_symbol_from_line(const char *text)
{
    if (strlen(text) > 60)
        return NULL;
    g_autofree char *line = g_strstrip(g_strdup(text));
    g_auto(GStrv) words = g_strsplit_set(line, " ", -1);
    g_auto(GStrv) parts = g_strsplit(words[0] ? words[0] : "", "/", -1);
    g_autoptr(GString) symbol = g_string_new(NULL);
    guint count = g_strv_length(parts), at = 0;
    if (count < 3 || !is_letters(parts[0], 8) || !is_part(parts[0], FALSE))
        return NULL;
    for (; at < count; at++) {
        g_autoptr(GString) tail = g_string_new(NULL);
        if (at > 2 && append_suffix(tail, parts[at], NULL)) {
            g_string_append(symbol, tail->str);
            continue;
        }
        if (!is_part(parts[at], at + 1 == count))
            return NULL;
        g_string_append_printf(symbol, "%s%s", at ? "/" : "", parts[at]);
    }
    for (guint i = 1; words[i];) {
        int taken = append_suffix(symbol, words[i], words[i + 1]);
        if (!taken)
            return NULL;
        i += taken;
    }
    return g_strdup(symbol->str);
}
