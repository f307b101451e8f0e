/*
 * The text is cut into clauses by its own punctuation; a snippet is a run of
 * clauses that fits the width. Every run that begins at a clause is weighed by
 * how many different terms it shows, whole sentences before halves. A clause
 * too wide by itself is cut around its first match.
 */
#include "searcher/snippet.h"
#include <string.h>

typedef struct {
    guint32 start, end; /* bytes */
    guint term;         /* which: matches of one term share a number */
} mark;

typedef struct {
    guint32 start, end;
    guint width;
    gboolean ends_sentence;
} clause;

static guint character_width(gunichar c)
{
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

static gboolean ends_sentence(const char *at, gunichar c)
{
    static const char marks[] = "。！？；!?;؟؛";
    const char *next = g_utf8_next_char(at);
    return g_utf8_strchr(marks, -1, c) ||
           (c == '.' && (!*next || g_unichar_isspace(g_utf8_get_char(next))));
}

static gboolean ends_clause(const char *at, gunichar c)
{
    static const char marks[] = "，、：،—\t";
    const char *next = g_utf8_next_char(at);
    return g_utf8_strchr(marks, -1, c) ||
           ((c == ',' || c == ':') && (!*next || g_unichar_isspace(g_utf8_get_char(next))));
}

static GArray *find_clauses(const char *text)
{
    GArray *clauses = g_array_new(FALSE, FALSE, sizeof(clause));
    clause open = {0};
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        const char *next = g_utf8_next_char(at);
        open.width += character_width(c);
        open.ends_sentence = ends_sentence(at, c);
        if (*next && !open.ends_sentence && !ends_clause(at, c))
            continue;
        for (; g_unichar_isspace(g_utf8_get_char(next)); next = g_utf8_next_char(next))
            open.width++;
        open.end = next - text;
        open.ends_sentence |= !*next;
        g_array_append_val(clauses, open);
        open = (clause){.start = open.end};
        at = g_utf8_prev_char(next);
    }
    return clauses;
}

/* The matched words; those with nothing but a joining mark between them are one. */
static GArray *find_marks(rs_analyzer *analyzer, const char *text, const char *language,
                          GHashTable *terms)
{
    GArray *marks = g_array_new(FALSE, FALSE, sizeof(mark));
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
    const rs_tokens *tokens = rs_analyze(analyzer, text, strlen(text), language);
    for (guint i = 0; i < tokens->count; i++) {
        const rs_token *token = &tokens->token[i];
        if (!g_hash_table_contains(terms, token->term))
            continue;
        gpointer number = g_hash_table_lookup(numbers, token->term);
        if (!number) {
            number = GUINT_TO_POINTER(g_hash_table_size(numbers) + 1);
            g_hash_table_insert(numbers, (gpointer)token->term, number);
        }
        mark found = {token->start, token->end, GPOINTER_TO_UINT(number)};
        const mark *last = marks->len ? &g_array_index(marks, mark, marks->len - 1) : NULL;
        if (!last || last->start != found.start)
            g_array_append_val(marks, found);
    }
    return marks;
}

typedef struct {
    guint32 start, end;
    guint score;
} window;

/* How many different terms are marked from START to END. */
static guint count_terms(const GArray *marks, guint32 start, guint32 end)
{
    guint64 seen = 0;
    guint count = 0;
    for (guint i = 0; i < marks->len; i++) {
        const mark *at = &g_array_index(marks, mark, i);
        if (at->start < start || at->end > end)
            continue;
        guint64 bit = G_GUINT64_CONSTANT(1) << (at->term % 64);
        count += !(seen & bit);
        seen |= bit;
    }
    return count;
}

/* The run of clauses from FIRST on that fits, ending with a sentence if one does. */
static window run_from(const GArray *clauses, guint first, guint width)
{
    const clause *at = &g_array_index(clauses, clause, first);
    window run = {at->start, at->end, 0};
    guint32 sentence_end = 0;
    guint used = 0;
    for (guint i = first; i < clauses->len; i++) {
        at = &g_array_index(clauses, clause, i);
        if (i > first && used + at->width > width)
            break;
        used += at->width;
        run.end = at->end;
        if (at->ends_sentence)
            sentence_end = at->end;
        if (used > width)
            break;
    }
    if (sentence_end > run.start)
        run.end = sentence_end;
    return run;
}

static window choose_window(const GArray *clauses, const GArray *marks, guint width)
{
    enum { CLAUSES_MOST = 400 }; /* of a paragraph that are looked at */
    window best = {0};
    for (guint first = 0; first < clauses->len && first < CLAUSES_MOST; first++) {
        gboolean fresh = first == 0 || g_array_index(clauses, clause, first - 1).ends_sentence;
        window run = run_from(clauses, first, width);
        run.score = 2 * count_terms(marks, run.start, run.end) + (fresh ? 1 : 0);
        if (first == 0 || run.score > best.score)
            best = run;
    }
    return best;
}

/* Whether a text may be cut before AT: not inside a word of letters, nor between a
 * letter and its accents. */
static gboolean may_cut(const char *at)
{
    gunichar c = g_utf8_get_char(at), before = g_utf8_get_char(g_utf8_prev_char(at));
    if (g_unichar_ismark(c) || g_unichar_iszerowidth(c) || g_unichar_iszerowidth(before))
        return FALSE;
    return !g_unichar_isalnum(c) || g_unichar_iswide(c) || !g_unichar_isalnum(before) ||
           g_unichar_iswide(before);
}

static window first_match(window wide, const GArray *marks)
{
    for (guint i = 0; i < marks->len; i++) {
        const mark *at = &g_array_index(marks, mark, i);
        if (at->start >= wide.start && at->end <= wide.end)
            return (window){at->start, at->end, wide.score};
    }
    return (window){wide.start, wide.start, wide.score};
}

/* Moves END on while there is room. */
static const char *take_after(const char *end, const char *limit, guint room, guint *used)
{
    while (end < limit && *used + character_width(g_utf8_get_char(end)) <= room) {
        *used += character_width(g_utf8_get_char(end));
        end = g_utf8_next_char(end);
    }
    return end;
}

static const char *take_before(const char *start, const char *limit, guint room, guint *used)
{
    while (start > limit) {
        const char *before = g_utf8_prev_char(start);
        if (*used + character_width(g_utf8_get_char(before)) > room)
            break;
        *used += character_width(g_utf8_get_char(before));
        start = before;
    }
    return start;
}

/* A window still too wide is cut between words, around its first match; where a
 * word is too wide itself, in the word. */
static window fit(const char *text, window wide, const GArray *marks, guint width)
{
    window focus = first_match(wide, marks);
    const char *limit = text + wide.end;
    const char *start = text + focus.start;
    guint used = 0;
    const char *end = take_after(start, limit, width * 2 / 3, &used);
    start = take_before(start, text + wide.start, width, &used);
    end = take_after(end, limit, width, &used);

    while (start > text + wide.start && start < text + focus.start && !may_cut(start))
        start = g_utf8_next_char(start);
    const char *shorter = end;
    while (shorter < limit && shorter > text + focus.end && !may_cut(shorter))
        shorter = g_utf8_prev_char(shorter);
    if (shorter > start)
        end = shorter;
    return (window){start - text, end - text, wide.score};
}

static guint text_width(const char *text, guint32 start, guint32 end)
{
    guint width = 0;
    for (const char *at = text + start; at < text + end; at = g_utf8_next_char(at))
        width += character_width(g_utf8_get_char(at));
    return width;
}

static window trim(const char *text, window shown)
{
    while (shown.start < shown.end && g_ascii_isspace(text[shown.start]))
        shown.start++;
    while (shown.end > shown.start && g_ascii_isspace(text[shown.end - 1]))
        shown.end--;
    return shown;
}

static void add_piece(rs_snippet *snippet, const char *text, size_t size, gboolean match)
{
    rs_snippet_piece piece = {g_strndup(text, size), match};
    if (size)
        g_array_append_val(snippet, piece);
    else
        g_free(piece.text);
}

static gboolean joins(const char *text, guint32 from, guint32 to)
{
    enum { JOINING_MOST = 3 }; /* bytes */
    if (to > from + JOINING_MOST)
        return FALSE;
    for (const char *at = text + from; at < text + to; at = g_utf8_next_char(at))
        if (!g_utf8_strchr(" -/’'·", -1, g_utf8_get_char(at)))
            return FALSE;
    return TRUE;
}

static rs_snippet *build(const char *text, window shown, const GArray *marks)
{
    rs_snippet *snippet = g_array_new(FALSE, FALSE, sizeof(rs_snippet_piece));
    guint32 at = shown.start;
    if (shown.start > 0)
        add_piece(snippet, "…", strlen("…"), FALSE);
    for (guint i = 0; i < marks->len; i++) {
        const mark *first = &g_array_index(marks, mark, i);
        guint32 end = MIN(first->end, shown.end);
        if (first->start < at || first->start >= shown.end)
            continue;
        while (i + 1 < marks->len) {
            const mark *next = &g_array_index(marks, mark, i + 1);
            if (next->end > shown.end || !joins(text, end, next->start))
                break;
            end = next->end;
            i++;
        }
        add_piece(snippet, text + at, first->start - at, FALSE);
        add_piece(snippet, text + first->start, end - first->start, TRUE);
        at = end;
    }
    add_piece(snippet, text + at, shown.end - at, FALSE);
    if (text[shown.end + strspn(text + shown.end, " \t\r\n")])
        add_piece(snippet, "…", strlen("…"), FALSE);
    return snippet;
}

rs_snippet *rs_snippet_find(rs_analyzer *analyzer, const char *text, const char *language,
                            GHashTable *terms, guint width)
{
    g_autoptr(GArray) marks = find_marks(analyzer, text, language, terms);
    window shown = trim(text, (window){0, strlen(text), 0});
    if (text_width(text, shown.start, shown.end) > width) {
        enum { ELLIPSES = 2 }; /* columns, one at each end */
        guint room = width > ELLIPSES ? width - ELLIPSES : 1;
        g_autoptr(GArray) clauses = find_clauses(text);
        shown = trim(text, choose_window(clauses, marks, room));
        if (text_width(text, shown.start, shown.end) > room)
            shown = trim(text, fit(text, shown, marks, room));
    }
    return build(text, shown, marks);
}

void rs_snippet_free(rs_snippet *snippet)
{
    if (!snippet)
        return;
    for (guint i = 0; i < snippet->len; i++)
        g_free(g_array_index(snippet, rs_snippet_piece, i).text);
    g_array_unref(snippet);
}
