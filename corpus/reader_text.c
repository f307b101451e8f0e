/*
 * Plain text: a non-blank line is a paragraph.
 *
 * Such text often comes out of a converter, which leaves marks that are no part
 * of what the report says: notes ("[footnoteRef:2]" at the place, "[2: …]" at
 * the end of the paragraph or on lines of its own), bookmarks, Markdown's
 * emphasis and links, HTML's tags. They are taken out here. A mark that is not clearly one
 * stays: stars behind a word are the report's own.
 *
 * Lines of several cells separated by tabs are table rows. A single tab before a
 * line is kept for structure.c, which knows a cell standing alone by it. Lines
 * broken at a fixed width are not joined, Markdown beyond the above is not read.
 */
#include "corpus/encoding.h"
#include "corpus/marker.h"
#include "corpus/reader.h"
#include <string.h>

/* A note that does not close within this is no note. */
#define NOTE_SIZE 65536
#define LINK_SIZE 4096
#define TAG_SIZE 300
#define RAISED_SIZE 24
/* Nor is one with brackets nested deeper; it bounds what hostile text can cost. */
#define BRACKET_DEPTH 8

typedef struct {
    rs_report *report;
    GHashTable *references; /* note number → the paragraph that refers to it */
    GHashTable *pending;    /* note numbers referred to on the line being read */
    GPtrArray *notes;       /* of char *: its notes without a paragraph yet */
} text_source;

static gboolean is_padding(gunichar c)
{
    return g_unichar_isspace(c) || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E);
}

/* Spaces of any kind off both ends. */
static void trim(GString *text)
{
    const char *start = text->str, *end = text->str + text->len;
    while (end > start && is_padding(g_utf8_get_char(g_utf8_prev_char(end))))
        end = g_utf8_prev_char(end);
    g_string_truncate(text, end - start);
    while (*start && is_padding(g_utf8_get_char(start)))
        start = g_utf8_next_char(start);
    g_string_erase(text, 0, start - text->str);
}

/* "[word" with a number and CLOSE behind it: gives what follows. */
static const char *match_numbered(const char *at, const char *open, char close, unsigned *number)
{
    if (!g_str_has_prefix(at, open) || !g_ascii_isdigit(at[strlen(open)]))
        return NULL;
    char *end;
    *number = g_ascii_strtoull(at + strlen(open), &end, 10);
    return *end == close ? end + 1 : NULL;
}

/* The bracket that closes the one before AT, or NULL. */
static const char *find_closing(const char *at, const char *limit)
{
    for (int depth = 1; at < limit && *at; at++) {
        if (*at == '[' && ++depth > BRACKET_DEPTH)
            return NULL;
        if (*at == ']' && --depth == 0)
            return at;
    }
    return NULL;
}

/* Where emphasis that opens at AT closes: the same run of stars behind a word,
 * in the same cell. NULL where the stars are the text's own. */
static const char *find_emphasis(const char *line, const char *at, size_t stars, const char *end)
{
    const char *word = at + stars;
    if (word >= end || g_unichar_isspace(g_utf8_get_char(word)) || *word == '*')
        return NULL;
    if (stars == 1 && at > line && !strchr(" \t([\"'", at[-1]))
        return NULL;
    const char *close = word + strcspn(word, "*\t\r\n");
    if (close >= end || *close != '*' || g_ascii_isspace(close[-1]) || strspn(close, "*") != stars)
        return NULL;
    if (stars == 1 && close + 1 < end && !strchr(" \t)],.;:!?\"'", close[1]))
        return NULL;
    return close;
}

/* "[words](#)", "[words](https://…)": gives the end, and where the words end. */
static const char *match_link(const char *at, const char *end, const char **words_end)
{
    static const char *const targets[] = {"#", "http", "mailto:", "www.", "/", "./", "../"};
    const char *limit = at + MIN(end - at, LINK_SIZE);
    const char *close = find_closing(at + 1, limit);
    if (!close || close[1] != '(')
        return NULL;
    gboolean known = FALSE;
    for (size_t i = 0; i < G_N_ELEMENTS(targets); i++)
        known = known || g_str_has_prefix(close + 2, targets[i]);
    if (!known)
        return NULL;
    *words_end = close;
    int depth = 1;
    for (const char *target = close + 2; target < limit; target++) {
        if (*target == '\\' && target + 1 < limit)
            target++;
        else if (*target == '(')
            depth++;
        else if (*target == ')' && --depth == 0)
            return target + 1;
    }
    return NULL;
}

/* <https://…> */
static const char *match_address(const char *at, const char *end)
{
    if (!g_str_has_prefix(at, "<http") && !g_str_has_prefix(at, "<mailto:"))
        return NULL;
    const char *close = at + 1 + strcspn(at + 1, "<> \t\r\n");
    return close < end && *close == '>' ? close : NULL;
}

/* A tag of HTML at AT: gives what follows it, and whether the words on either side
 * belong to different blocks. "p < 0.05" and "<50" are none. */
static const char *match_tag(const char *at, const char *end, gboolean *parts)
{
    static const struct {
        const char *name;
        gboolean parts;
    } tags[] = {
        {"p", TRUE},    {"br", TRUE},     {"li", TRUE},         {"ul", TRUE},      {"ol", TRUE},
        {"div", TRUE},  {"table", TRUE},  {"tbody", TRUE},      {"tr", TRUE},      {"td", TRUE},
        {"th", TRUE},   {"h1", TRUE},     {"h2", TRUE},         {"h3", TRUE},      {"h4", TRUE},
        {"hr", TRUE},   {"center", TRUE}, {"blockquote", TRUE}, {"span", FALSE},   {"b", FALSE},
        {"i", FALSE},   {"u", FALSE},     {"em", FALSE},        {"strong", FALSE}, {"sup", FALSE},
        {"sub", FALSE}, {"font", FALSE},  {"a", FALSE},         {"img", TRUE},
    };
    const char *limit = at + MIN(end - at, TAG_SIZE);
    const char *name = at + 1 + (at[1] == '/'), *close = name;
    while (g_ascii_isalnum(*close))
        close++;
    size_t size = close - name, known = 0;
    while (known < G_N_ELEMENTS(tags) &&
           (strlen(tags[known].name) != size || g_ascii_strncasecmp(tags[known].name, name, size)))
        known++;
    if (known == G_N_ELEMENTS(tags))
        return NULL;
    *parts = tags[known].parts;
    gboolean attributes = *close == ' ';
    const char *rest = close;
    close += strcspn(close, "<>\r\n");
    if (close >= limit || *close != '>')
        return NULL;
    rest += strspn(rest, " /");
    return rest == close || (attributes && memchr(rest, '=', close - rest)) ? close + 1 : NULL;
}

/* ^{1st}: gives what follows, and where the words within end. */
static const char *match_raised(const char *at, const char *end, const char **words_end)
{
    if (at[1] != '{' || (*at != '^' && *at != '_'))
        return NULL;
    const char *close = at + 2 + strcspn(at + 2, "{}\\\r\n");
    *words_end = close;
    return close < end && *close == '}' && close - at <= RAISED_SIZE ? close + 1 : NULL;
}

static gboolean ends_in_space(const GString *text)
{
    return text->len == 0 || g_ascii_isspace(text->str[text->len - 1]);
}

/* Appends text from AT to END without the marks of Markdown and HTML. */
static void append_clean(GString *out, const char *at, const char *end)
{
    const char *const line = at, *emphasis_end = NULL;
    size_t stars = 0;
    gboolean parts;
    while (at < end) {
        const char *words_end, *close;
        if (at == emphasis_end) {
            at += stars;
            emphasis_end = NULL;
        } else if (*at == '*' && !emphasis_end) {
            stars = strspn(at, "*");
            emphasis_end = stars <= 2 ? find_emphasis(line, at, stars, end) : NULL;
            if (!emphasis_end)
                g_string_append_len(out, at, stars);
            at += stars;
        } else if (*at == '[' && (close = match_link(at, end, &words_end))) {
            g_autoptr(GString) words = g_string_new(NULL);
            for (const char *word = at + 1; word < words_end; word++) {
                word += *word == '\\' && g_ascii_ispunct(word[1]);
                g_string_append_c(words, *word);
            }
            append_clean(out, words->str, words->str + words->len);
            at = close;
        } else if (*at == '<' && (close = match_address(at, end))) {
            g_string_append_len(out, at + 1, close - at - 1);
            at = close + 1;
        } else if (*at == '<' && (close = match_tag(at, end, &parts))) {
            if (parts && !ends_in_space(out))
                g_string_append_c(out, ' ');
            at = close;
            while (parts && at < end && *at == ' ' && ends_in_space(out))
                at++;
        } else if ((close = match_raised(at, end, &words_end))) {
            g_string_append_len(out, at + 2, words_end - at - 2);
            at = close;
        } else {
            g_string_append_c(out, (guint8)*at < 0x20 && *at != '\t' ? ' ' : *at);
            at++;
        }
    }
}

static void add_note(text_source *source, rs_paragraph *paragraph, const char *at, const char *end)
{
    g_autoptr(GString) note = g_string_new(NULL);
    append_clean(note, at, end);
    for (size_t i = 0; i < note->len; i++)
        if (note->str[i] == '\t')
            note->str[i] = ' ';
    trim(note);
    g_ptr_array_add(paragraph ? paragraph->footnotes : source->notes,
                    g_string_free(g_steal_pointer(&note), FALSE));
}

/* A note "[2: …]" at AT: gives what follows it, or NULL. ALONE: nothing but
 * notes stands on its line. */
static const char *read_note(text_source *source, const char *at, gboolean alone)
{
    unsigned number;
    const char *body = match_numbered(at, "[", ':', &number);
    if (!body)
        return NULL;
    gboolean here = g_hash_table_contains(source->pending, GUINT_TO_POINTER(number));
    rs_paragraph *owner = g_hash_table_lookup(source->references, GUINT_TO_POINTER(number));
    if (!here && !owner && !alone)
        return NULL;
    const char *close = find_closing(body, body + strnlen(body, NOTE_SIZE));
    if (!close)
        return NULL;
    GPtrArray *paragraphs = source->report->paragraphs;
    if (!here && !owner && alone && paragraphs->len)
        owner = paragraphs->pdata[paragraphs->len - 1];
    add_note(source, here ? NULL : owner, body, close);
    return close + 1;
}

/* "(a)" before a tab is no cell. */
static gboolean is_mark_alone(const char *cell)
{
    rs_marker marker = rs_marker_find(cell);
    return marker.size == strlen(cell) && marker.style != RS_MARKER_CAPTION &&
           marker.style != RS_MARKER_ANNEX;
}

/* The line's cells, without empty ones, joined by single tabs. A lone cell keeps
 * the tab before it. */
static rs_kind arrange_cells(GString *text)
{
    g_auto(GStrv) cells = g_strsplit(text->str, "\t", -1);
    g_autoptr(GString) cell = g_string_new(NULL);
    const unsigned columns = g_strv_length(cells);
    const gboolean indented = !*g_strstrip(cells[0]);
    unsigned count = 0;
    g_string_truncate(text, 0);
    for (unsigned i = 0; i < columns; i++) {
        g_string_assign(cell, cells[i]);
        trim(cell);
        if (!cell->len)
            continue;
        if (count == 1 && is_mark_alone(text->str)) {
            g_string_append_c(text, ' ');
            count = 0;
        } else if (count) {
            g_string_append_c(text, '\t');
        }
        g_string_append(text, cell->str);
        count++;
    }
    if (count > 1 || columns > 3)
        return RS_KIND_TABLE_ROW;
    if (count == 1 && indented)
        g_string_prepend_c(text, '\t');
    return RS_KIND_PARAGRAPH;
}

/* RAW is the line without its notes. */
static void finish_line(text_source *source, const GString *raw, unsigned line)
{
    GPtrArray *paragraphs = source->report->paragraphs;
    g_autoptr(GString) text = g_string_new(NULL);
    append_clean(text, raw->str, raw->str + raw->len);
    rs_kind kind = RS_KIND_PARAGRAPH;
    if (strchr(text->str, '\t'))
        kind = arrange_cells(text);
    else
        trim(text);
    if (text->len)
        rs_report_add(source->report, kind, text->str)->line = line;
    rs_paragraph *paragraph = paragraphs->len ? paragraphs->pdata[paragraphs->len - 1] : NULL;
    GHashTableIter references;
    gpointer number;
    g_hash_table_iter_init(&references, source->pending);
    while (paragraph && g_hash_table_iter_next(&references, &number, NULL))
        g_hash_table_insert(source->references, number, paragraph);
    for (guint i = 0; paragraph && i < source->notes->len; i++)
        g_ptr_array_add(paragraph->footnotes, g_steal_pointer(&source->notes->pdata[i]));
    g_hash_table_remove_all(source->pending);
    g_ptr_array_set_size(source->notes, 0);
}

/* What begins with the bracket at AT and is no text: gives what follows it. */
static const char *read_mark(text_source *source, const char *at, const char *end, gboolean alone)
{
    unsigned number;
    const char *next = match_numbered(at, "[footnoteRef:", ']', &number);
    if (next) {
        g_hash_table_add(source->pending, GUINT_TO_POINTER(number));
        return next;
    }
    if (g_str_has_prefix(at, "[bookmark:")) {
        const char *close = find_closing(at + 1, end);
        return close ? close + 1 : NULL;
    }
    return read_note(source, at, alone);
}

/* One line, or more where a note spans them: gives where it ends. LINE is
 * moved on by the lines that a note took. */
static const char *read_line(text_source *source, const char *at, unsigned *line)
{
    g_autoptr(GString) raw = g_string_new(NULL);
    const unsigned first = *line;
    const char *end = at + strcspn(at, "\r\n");
    gboolean alone = TRUE;
    while (at < end) {
        const char *bracket = memchr(at, '[', end - at);
        if (!bracket)
            bracket = end;
        for (const char *byte = at; byte < bracket; byte++)
            alone = alone && g_ascii_isspace(*byte);
        g_string_append_len(raw, at, bracket - at);
        if (bracket == end)
            break;
        at = read_mark(source, bracket, end, alone);
        if (!at) {
            at = bracket + 1;
            g_string_append_c(raw, '[');
            alone = FALSE;
        }
        for (; end < at; end++)
            *line += *end == '\n' || (*end == '\r' && end[1] != '\n');
        end += strcspn(end, "\r\n");
    }
    finish_line(source, raw, first);
    return end;
}

static rs_report *read_text(GBytes *content, GError **error G_GNUC_UNUSED)
{
    gsize size, replaced = 0;
    const char *bytes = g_bytes_get_data(content, &size);
    g_autoptr(rs_report) report = rs_report_new();
    g_autofree char *text = rs_decode(bytes, size, NULL, &report->encoding, &replaced);
    text_source source = {
        .report = report,
        .references = g_hash_table_new(NULL, NULL),
        .pending = g_hash_table_new(NULL, NULL),
        .notes = g_ptr_array_new_with_free_func(g_free),
    };
    unsigned line = 1;
    for (const char *at = text; *at; line++) {
        at = read_line(&source, at, &line);
        if (*at)
            at += *at == '\r' && at[1] == '\n' ? 2 : 1;
    }
    g_hash_table_unref(source.references);
    g_hash_table_unref(source.pending);
    g_ptr_array_unref(source.notes);
    return g_steal_pointer(&report);
}

/* Text has next to no control characters; NULs are those of UTF-16 or UTF-32,
 * which stand at every second place. */
static int bid_text(GBytes *content)
{
    gsize size;
    const guint8 *bytes = g_bytes_get_data(content, &size);
    gsize looked = MIN(size, 8192), controls = 0, zeros[2] = {0, 0};
    for (gsize i = 0; i < looked; i++) {
        if (!bytes[i])
            zeros[i % 2]++;
        else if (bytes[i] < 0x20 && !strchr("\t\n\v\f\r\x1A\x1B", bytes[i]))
            controls++;
    }
    if (controls * 100 > looked)
        return 0;
    gsize more = MAX(zeros[0], zeros[1]), fewer = MIN(zeros[0], zeros[1]);
    if (more * 100 > looked && (fewer * 20 > more || more * 5 < looked))
        return 0;
    return 10;
}

const rs_reader rs_reader_text = {"text", bid_text, read_text};
