/*
 * Document symbols: CDIP/22/15 Rev., WO/PBC/34/7, A/RES/70/1, E/CN.6/2021/3.
 *
 * Around each slash the run of letters, digits, dots and slashes is taken and
 * judged: a body in capitals, then at least two parts, the last a number. What has
 * fewer is a session (CDIP/30), a protocol (TCP/IP) or two words. A revision or
 * another suffix may follow, written in many ways and given in one: "Rev. 2".
 *
 * Authors leave out the first slash (CDIP22/15), join a reference to what it
 * refers to with an underscore (CDIP/5/REF_CDIP/4/5), put a slash before the
 * suffix and double letters (CDPIP); all that is made good. Folding has lost the
 * case, which is looked up in the original.
 */
#include "corpus/facet_finder.h"
#include <string.h>

enum { MOST_SYMBOL = 64, MOST_PARTS = 12, MOST_CITED = 2000 };

static const char *const bodies[] = {"ACE",  "CDIP", "CEDAW", "CWS",  "ECOSOC", "GRTKF",
                                     "IPC",  "JIU",  "PCT",   "SCCR", "SCIT",   "UNEP",
                                     "WIPO", "CRPD", "MVT",   "UPOV"};

static gboolean is_symbol_byte(char c)
{
    return g_ascii_isalnum(c) || c == '/' || c == '.' || c == '_';
}

static char original_at(const rs_facet_text *text, size_t at)
{
    gunichar c = g_utf8_get_char(text->original + rs_folded_source(text->folded, at));
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c < 0x80 ? c : 0;
}

static gboolean is_body(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
        if (!strcmp(bodies[i], name))
            return TRUE;
    }
    return FALSE;
}

/* A body with one letter too many is that body: CDPIP. */
static void mend_body(char *name)
{
    size_t size = strlen(name);
    for (size_t skip = 0; size > 4 && !is_body(name) && skip < size; skip++) {
        char shorter[MOST_SYMBOL];
        memcpy(shorter, name, skip);
        memcpy(shorter + skip, name + skip + 1, size - skip);
        if (size > 4 && is_body(shorter)) {
            memcpy(name, shorter, size);
            return;
        }
    }
}

/* The first part: capitals, with digits behind them where the slash was left out. */
static gboolean write_body(const char *part, GString *symbol)
{
    static const char *const others[] = {"ISO", "IEC", "TCP", "IEEE", "HTTP", "HTTPS", "EN"};
    size_t letters = strspn(part, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    size_t digits = strspn(part + letters, "0123456789");
    char name[MOST_SYMBOL];
    if (letters == 0 || part[letters + digits])
        return FALSE;
    g_strlcpy(name, part, letters + 1);
    mend_body(name);
    if (digits && !is_body(name))
        return FALSE;
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        if (!strcmp(others[i], name))
            return FALSE;
    }
    g_string_append(symbol, name);
    if (digits)
        g_string_append_printf(symbol, "/%s", part + letters);
    return TRUE;
}

static gboolean is_number_part(const char *part)
{
    const char *dot = strchr(part, '.'); /* L.15 */
    const char *digits = dot ? dot + 1 : part;
    size_t size = strspn(digits, "0123456789");
    return size > 0 && size <= 5 && digits[size] == 0;
}

static gboolean is_capital_part(const char *part)
{
    for (; *part; part++) {
        if (g_ascii_islower(*part))
            return FALSE;
    }
    return TRUE;
}

/* RUN as a symbol; FALSE where it is none. */
static gboolean write_symbol(char *run, GString *symbol)
{
    g_strdelimit(run, "_", '/');
    g_auto(GStrv) parts = g_strsplit(run, "/", MOST_PARTS);
    guint count = g_strv_length(parts);
    if (count < 2 || !write_body(parts[0], symbol))
        return FALSE;
    guint written = strchr(symbol->str, '/') ? 2 : 1;
    for (guint i = 1; i < count; i++) {
        if (!*parts[i] || (i + 1 < count && !is_capital_part(parts[i])))
            return FALSE;
        g_string_append_printf(symbol, "/%s", parts[i]);
    }
    return written + count - 1 >= 3 && is_number_part(parts[count - 1]);
}

/* Reads one suffix at AT and writes it; gives where it ends, or AT. */
static size_t read_suffix(const char *folded, size_t at, size_t size, GString *symbol)
{
    static const char *const suffixes[] = {"Rev", "Corr", "Add", "Prov"};
    size_t from = at;
    if (from < size && folded[from] == '/')
        from++;
    while (from < size && from < at + 3 && folded[from] == ' ')
        from++;
    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        size_t length = strlen(suffixes[i]);
        if (size - from < length || g_ascii_strncasecmp(folded + from, suffixes[i], length))
            continue;
        size_t end = from + length;
        if (end < size && folded[end] == '.')
            end++;
        else if (end < size && g_ascii_isalpha(folded[end]))
            continue; /* review */
        g_string_append_printf(symbol, " %s.", suffixes[i]);
        size_t number = end;
        while (number < size && number < end + 2 && folded[number] == ' ')
            number++;
        size_t digits = 0;
        while (number + digits < size && g_ascii_isdigit(folded[number + digits]))
            digits++;
        if (digits == 0 || digits > 2)
            return end;
        g_string_append_printf(symbol, " %.*s", (int)digits, folded + number);
        return number + digits;
    }
    return at;
}

/* Judges the run START to END, which holds a slash; gives where it all ends, not
 * before END. */
static size_t read_run(const rs_facet_text *text, size_t start, size_t run_end)
{
    rs_folded *folded = text->folded;
    char run[MOST_SYMBOL];
    size_t end = run_end;
    while (end > start && (folded->text[end - 1] == '.' || folded->text[end - 1] == '_'))
        end--;
    size_t parts_end = end;
    for (size_t i = start; i + 1 < end; i++) { /* a suffix behind a slash or nothing: 10Rev */
        const char *tail = folded->text + i + 1;
        gboolean suffix = !strncmp(tail, "rev", 3) || !strncmp(tail, "corr", 4) ||
                          !strncmp(tail, "add", 3) || !strncmp(tail, "prov", 4);
        if (suffix && (folded->text[i] == '/' || g_ascii_isdigit(folded->text[i]))) {
            parts_end = folded->text[i] == '/' ? i : i + 1;
            break;
        }
    }
    while (parts_end > start && folded->text[parts_end - 1] == '/')
        parts_end--;
    if (parts_end - start >= sizeof run)
        return run_end;
    for (size_t i = start; i < parts_end; i++)
        run[i - start] = original_at(text, i);
    run[parts_end - start] = 0;

    g_autoptr(GString) symbol = g_string_new(NULL);
    if (!write_symbol(run, symbol))
        return run_end;
    size_t stop = parts_end;
    for (int i = 0; i < 2; i++)
        stop = read_suffix(folded->text, stop, folded->size, symbol);
    if (text->paragraph->facets->len < MOST_CITED)
        rs_facet_add(text, RS_FACET_CITES, symbol->str, start, stop);
    memset(folded->text + start, ' ', stop - start);
    return MAX(stop, run_end);
}

void rs_facet_find_symbol(const rs_facet_text *text)
{
    const char *whole = text->folded->text;
    size_t done = 0;
    for (;;) {
        const char *slash = memchr(whole + done, '/', text->folded->size - done);
        if (!slash)
            break;
        size_t start = slash - whole, end = start;
        while (start > done && is_symbol_byte(whole[start - 1]))
            start--;
        while (end < text->folded->size && is_symbol_byte(whole[end]))
            end++;
        done = end;
        if (start + 1 < end && g_ascii_isupper(original_at(text, start)))
            done = read_run(text, start, end);
    }
}
