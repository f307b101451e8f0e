/*
 * The table of contents: lines that end in a page number behind a tab or a row of
 * dots. They repeat the headings to come and are none themselves, nor rows of a
 * table, which look alike: "Total<tab>42".
 *
 * So a run of such lines counts only where the page numbers do not fall and
 * something else speaks for it: dots, the word "Contents" above it, or that half of
 * its titles come again later in the report. The first such run is it. Contents at the end or
 * without page numbers are not known.
 */
#include "base/fold.h"
#include "corpus/structure.h"
#include <string.h>

#define FIRST_MAX 400 /* lines before it */
#define RUN_MIN 3
#define MISSING_MAX 2 /* other lines within a run */
#define TITLE_MAX 400 /* bytes */

/* Folded, without spaces. */
static const char *const names[] = {
    "目录",      "目次",          "contents",  "tableofcontents", "tabledesmatières",
    "sommaire",  "índice",        "contenido", "содержание",      "оглавление",
    "المحتويات", "جدولالمحتويات", "内容提要",  "индекс",          "indice"};

typedef struct {
    size_t title; /* bytes before tab or dots */
    unsigned page;
    gboolean dots;
} entry;

static gboolean is_dot(const char *at)
{
    gunichar c = g_utf8_get_char(at);
    return c == '.' || c == 0x2026 || c == 0xB7 || c == 0x22EF;
}

/* "Introduction<tab>5", "1. Introduction ...... 5". */
static gboolean read_entry(const char *text, entry *found)
{
    size_t size = strlen(text), digits = 0;
    while (digits < size && g_ascii_isdigit(text[size - 1 - digits]))
        digits++;
    if (digits == 0 || digits > 4 || digits == size || size > TITLE_MAX)
        return FALSE;
    const char *end = text + size - digits;
    unsigned dots = 0;
    gboolean tab = FALSE;
    found->page = g_ascii_strtoull(end, NULL, 10);
    while (end > text) {
        const char *before = g_utf8_prev_char(end);
        if (is_dot(before))
            dots += *before == '.' ? 1 : 2;
        else if (*before == '\t')
            tab = TRUE;
        else if (*before != ' ')
            break;
        end = before;
    }
    found->title = end - text;
    found->dots = dots >= 3;
    return end > text && (tab || found->dots);
}

/* Folded, letters and digits alone. */
static char *squeeze(const char *text, size_t size)
{
    g_autoptr(rs_folded) folded = rs_fold(text, size);
    GString *letters = g_string_new(NULL);
    for (const char *at = folded->text; *at; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            g_string_append_unichar(letters, g_utf8_get_char(at));
    return g_string_free(letters, FALSE);
}

static rs_line *line_at(GArray *lines, guint i)
{
    return &g_array_index(lines, rs_line, i);
}

static gboolean names_contents(const rs_line *line)
{
    if (line->width > 40)
        return FALSE;
    g_autofree char *name = squeeze(line->paragraph->text, strlen(line->paragraph->text));
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (!strcmp(name, names[i]))
            return TRUE;
    return FALSE;
}

/* Where the run ends that begins at FIRST, and how many entries it has. */
static guint find_run(GArray *lines, guint first, guint *count)
{
    guint end = first;
    unsigned page = 0;
    *count = 0;
    for (guint i = first; i < lines->len && i <= end + MISSING_MAX; i++) {
        entry at;
        if (!read_entry(line_at(lines, i)->paragraph->text, &at))
            continue;
        if (at.page < page)
            break;
        page = at.page;
        end = i + 1;
        ++*count;
    }
    return end;
}

/* Every short line, squeezed → the place of the last like it. */
static GHashTable *index_lines(GArray *lines)
{
    GHashTable *places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < lines->len; i++) {
        const char *text = line_at(lines, i)->paragraph->text;
        if (strlen(text) <= TITLE_MAX)
            g_hash_table_replace(places, squeeze(text, strlen(text)), GUINT_TO_POINTER(i));
    }
    return places;
}

/* Half of the titles from FIRST to END are lines behind it. */
static gboolean comes_again(GArray *lines, GHashTable *places, guint first, guint end)
{
    guint all = 0, again = 0;
    for (guint i = first; i < end; i++) {
        const char *text = line_at(lines, i)->paragraph->text;
        entry at;
        if (!read_entry(text, &at))
            continue;
        g_autofree char *title = squeeze(text, at.title);
        all++;
        again += GPOINTER_TO_UINT(g_hash_table_lookup(places, title)) >= end;
    }
    return again * 2 >= all;
}

static gboolean has_dots(GArray *lines, guint first, guint end)
{
    guint dotted = 0;
    for (guint i = first; i < end; i++) {
        entry at;
        dotted += read_entry(line_at(lines, i)->paragraph->text, &at) && at.dots;
    }
    return dotted * 2 > end - first;
}

/* A line of it is settled: other, and no mark for anyone to count. */
static void settle(rs_line *line)
{
    line->paragraph->kind = RS_KIND_OTHER;
    line->open = FALSE;
    line->marker = (rs_marker){0};
}

/* The lines behind END whose titles stand from FIRST to END. */
static void mark_listed(GArray *lines, guint first, guint end)
{
    g_autoptr(GHashTable) titles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = first; i < end; i++) {
        const char *text = line_at(lines, i)->paragraph->text;
        entry at;
        if (read_entry(text, &at))
            g_hash_table_add(titles, squeeze(text, at.title));
    }
    for (guint i = end; i < lines->len; i++) {
        const char *text = line_at(lines, i)->paragraph->text;
        if (strlen(text) > TITLE_MAX)
            continue;
        g_autofree char *title = squeeze(text, strlen(text));
        line_at(lines, i)->listed = g_hash_table_contains(titles, title);
    }
}

void rs_structure_contents(GArray *lines)
{
    g_autoptr(GHashTable) places = NULL;
    for (guint i = 0; i < MIN(lines->len, FIRST_MAX); i++) {
        entry at;
        guint count;
        if (!read_entry(line_at(lines, i)->paragraph->text, &at))
            continue;
        guint end = find_run(lines, i, &count);
        gboolean named = i > 0 && names_contents(line_at(lines, i - 1));
        if (count >= RUN_MIN && !places)
            places = index_lines(lines);
        if (count >= RUN_MIN &&
            (named || has_dots(lines, i, end) || comes_again(lines, places, i, end))) {
            for (guint k = named ? i - 1 : i; k < end; k++)
                settle(line_at(lines, k));
            mark_listed(lines, i, end);
            return;
        }
        i = end - 1;
    }
}
