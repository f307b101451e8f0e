/*
 * Paragraph numbers count on through a report: 1, 2, 3 … 164, past headings,
 * tables and lists, and begin again only in an annex. Lists count too, but begin
 * again within the paragraph that holds them, or print "1." before every item.
 *
 * So in each zone (the report's body, each annex) the numbers are the heaviest
 * chain of lines, each counting on from the one before with a few missing at
 * most. A line weighs less where it looks like an item. A chain that takes in
 * only a small part of the lines so marked is a list or two, not the numbering.
 */
#include "corpus/structure.h"
#include <string.h>

/* As many numbers in a row may be missing: lost lines, paragraphs in tables. */
#define MISSING_MAX 4
#define NUMBER_MAX 9999
#define RESTART_MIN 4
#define BRACKETED_WIDTH 80

typedef struct {
    guint line;
    unsigned value;
    double weight; /* of the heaviest chain that ends here */
    int previous;  /* in that chain, or -1 */
} candidate;

static double weigh(const GArray *lines, guint i)
{
    const rs_line *line = &g_array_index(lines, rs_line, i);
    if (line->end == RS_END_LIST || (i > 0 && line[-1].end == RS_END_LIST))
        return 0.4;
    return line->end == RS_END_NONE && line->width < 60 ? 0.7 : 1;
}

/* Fills in weight and previous. BEST holds for each value the candidate that ends the
 * heaviest chain so far, or -1. */
static int find_chain(GArray *marked, const GArray *lines, int *best)
{
    int heaviest = -1;
    for (guint i = 0; i < marked->len; i++) {
        candidate *at = &g_array_index(marked, candidate, i);
        double own = weigh(lines, at->line);
        at->previous = -1;
        at->weight = at->value == 1 ? own + 0.5 : own;
        for (unsigned gap = 1; gap <= 1 + MISSING_MAX && gap < at->value; gap++) {
            int before = best[at->value - gap];
            if (before < 0)
                continue;
            double weight = g_array_index(marked, candidate, before).weight + own - 0.1 * (gap - 1);
            if (weight > at->weight) {
                at->weight = weight;
                at->previous = before;
            }
        }
        if (best[at->value] < 0 ||
            at->weight > g_array_index(marked, candidate, best[at->value]).weight)
            best[at->value] = i;
        if (heaviest < 0 || at->weight >= g_array_index(marked, candidate, heaviest).weight)
            heaviest = i;
    }
    for (guint i = 0; i < marked->len; i++)
        best[g_array_index(marked, candidate, i).value] = -1;
    return heaviest;
}

static void take_number(rs_line *line)
{
    rs_paragraph *paragraph = line->paragraph;
    char *rest = g_strdup(paragraph->text + line->marker.size);
    paragraph->number = g_strdup_printf("%u", line->marker.value);
    g_free(paragraph->text);
    paragraph->text = rest;
    line->marker = (rs_marker){0};
}

static rs_line *line_of(GArray *lines, GArray *marked, int i)
{
    return &g_array_index(lines, rs_line, g_array_index(marked, candidate, i).line);
}

/* What begins again behind the numbering and is too long for a list is another
 * annex, whose heading is lost. */
static GArray *find_restart(GArray *lines, GArray *marked, int last)
{
    GArray *rest = g_array_new(FALSE, FALSE, sizeof(candidate));
    for (guint i = last + 1; i < marked->len; i++)
        g_array_append_val(rest, g_array_index(marked, candidate, i));
    const rs_line *first = rest->len ? line_of(lines, rest, 0) : NULL;
    if (rest->len < RESTART_MIN || first[-1].end == RS_END_COLON)
        g_array_set_size(rest, 0);
    return rest;
}

/* Numbers that are all headings ("1. Introduction", "2. Background") are left
 * to the kinds. */
static void number_zone(GArray *lines, GArray *marked, int *best)
{
    guint length = 0, titles = 0;
    int last = find_chain(marked, lines, best);
    for (int i = last; i >= 0; i = g_array_index(marked, candidate, i).previous) {
        const rs_line *line = line_of(lines, marked, i);
        length++;
        titles += line->end == RS_END_NONE && line->width < 100;
    }
    g_autoptr(GArray) rest = find_restart(lines, marked, last);
    if (length == 0 || length * 2 < marked->len - rest->len || titles * 2 > length)
        return;
    for (int i = last; i >= 0; i = g_array_index(marked, candidate, i).previous)
        take_number(line_of(lines, marked, i));
    number_zone(lines, rest, best);
}

/* An annex's heading, or the note in brackets that one document or annex ends. */
static gboolean opens_zone(const rs_line *line)
{
    const char *text = line->paragraph->text;
    if (line->paragraph->kind == RS_KIND_TABLE_ROW || line->end != RS_END_NONE)
        return FALSE;
    return line->marker.style == RS_MARKER_ANNEX ||
           (*text == '[' && g_str_has_suffix(text, "]") && line->width < BRACKETED_WIDTH);
}

void rs_structure_number(GArray *lines)
{
    g_autofree int *best = g_new(int, NUMBER_MAX + 1);
    for (int i = 0; i <= NUMBER_MAX; i++)
        best[i] = -1;
    g_autoptr(GArray) marked = g_array_new(FALSE, FALSE, sizeof(candidate));
    for (guint i = 0; i <= lines->len; i++) {
        const rs_line *line = i < lines->len ? &g_array_index(lines, rs_line, i) : NULL;
        if (!line || opens_zone(line)) {
            number_zone(lines, marked, best);
            g_array_set_size(marked, 0);
        } else if (line->open && line->marker.style == RS_MARKER_NUMBER &&
                   line->paragraph->text[line->marker.size]) {
            candidate next = {.line = i, .value = line->marker.value};
            g_array_append_val(marked, next);
        }
    }
}
