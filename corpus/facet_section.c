/*
 * What the section is about that a paragraph stands in.
 *
 * A heading has a theme where it begins with one SDG, or with recommendations:
 * "可持续发展目标2：…", "建议13*、14*和17*". The theme of a goal holds for all that
 * has the heading in its section; the innermost heading wins.
 *
 * Reports on the recommendations have a section for each, all of one template. The
 * heading of some gets lost in conversion, and the text then runs on under the one
 * before. It shows: the sub-heading that opens each section comes again. There a
 * section begins, with as many paragraphs before that opener as its siblings have,
 * and its number is the one that no heading has, between those of its neighbours.
 * Its paragraphs then leave the section of the recommendation before.
 */
#include "corpus/facet_finder.h"
#include "corpus/marker.h"
#include <string.h>

enum { RECOMMENDATIONS = 45, MOST_LABEL = 3 };

/* Goals or recommendations as bits: 1 << number. */
typedef guint64 theme;

static rs_paragraph *paragraph_at(const rs_report *report, guint i)
{
    return report->paragraphs->pdata[i];
}

static gboolean is_heading(const rs_paragraph *paragraph)
{
    return paragraph->kind == RS_KIND_HEADING;
}

/* What the paragraph names, and in START where first; 0 if nothing. */
static theme named(const rs_paragraph *paragraph, rs_facet_name name, size_t *start)
{
    theme found = 0;
    *start = G_MAXSIZE;
    for (guint i = 0; i < paragraph->facets->len; i++) {
        const rs_facet *facet = &g_array_index(paragraph->facets, rs_facet, i);
        if (facet->name != name || facet->how != RS_HOW_NAMED || facet->note != RS_NOTE_NONE)
            continue;
        found |= G_GUINT64_CONSTANT(1) << g_ascii_strtoull(facet->value, NULL, 10);
        *start = MIN(*start, facet->start);
    }
    return found;
}

/* Before its first number a heading has only its mark, or a label and the words
 * that announce the number. */
static gboolean begins_with_theme(const rs_paragraph *heading, size_t start)
{
    rs_marker marker = rs_marker_find(heading->text);
    if ((marker.style == RS_MARKER_GOAL || marker.style == RS_MARKER_RECOMMENDATION) &&
        start < marker.size)
        return TRUE;
    g_autoptr(rs_folded) folded = rs_fold(heading->text, start);
    g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(rs_unit));
    rs_facet_text text = {.original = heading->text, .folded = folded, .units = units};
    rs_facet_text_read(&text, 0, folded->size);
    for (guint i = 0; i < units->len; i++) {
        const rs_unit *unit = rs_facet_unit(&text, i);
        if (unit->kind == RS_UNIT_WORD && !unit->sense && unit->end - unit->start > MOST_LABEL)
            return FALSE;
    }
    return TRUE;
}

static theme theme_of(const rs_paragraph *paragraph, rs_facet_name name)
{
    size_t start;
    if (!is_heading(paragraph))
        return 0;
    theme found = named(paragraph, name, &start);
    if (!found || !begins_with_theme(paragraph, start))
        return 0;
    gboolean one = (found & (found - 1)) == 0;
    return one || name == RS_FACET_RECOMMENDATION ? found : 0;
}

static void add_theme(rs_paragraph *paragraph, rs_facet_name name, theme found)
{
    for (int i = 1; found >> i; i++) {
        char value[16];
        g_snprintf(value, sizeof value, "%d", i);
        if (found >> i & 1)
            rs_paragraph_add_facet(paragraph, name, RS_HOW_SECTION, value, RS_NOTE_NONE, 0, 0);
    }
}

static void find_goal_sections(rs_report *report)
{
    g_autoptr(GHashTable) themes = g_hash_table_new(g_str_hash, g_str_equal); /* heading → goal */
    for (guint i = 0; i < report->paragraphs->len; i++) {
        rs_paragraph *paragraph = paragraph_at(report, i);
        theme own = theme_of(paragraph, RS_FACET_SDG_GOAL);
        if (own) {
            g_hash_table_insert(themes, paragraph->text, GUINT_TO_POINTER((guint)own));
            add_theme(paragraph, RS_FACET_SDG_GOAL, own);
        }
        for (guint k = paragraph->section->len; !own && k > 0; k--) {
            own = GPOINTER_TO_UINT(g_hash_table_lookup(themes, paragraph->section->pdata[k - 1]));
            add_theme(paragraph, RS_FACET_SDG_GOAL, own);
        }
    }
}

/* A section about recommendations: from its first paragraph to the next one's. */
typedef struct {
    guint first;
    theme about;   /* 0: about none, which ends the one before */
    gboolean lost; /* its heading is */
} section;

/* The headings with themes, and those further out that end a section. */
static GArray *list_sections(const rs_report *report)
{
    GArray *sections = g_array_new(FALSE, FALSE, sizeof(section));
    int level = 0;  /* of the heading whose section is open; 0: none is */
    theme open = 0; /* what that is about */
    for (guint i = 0; i < report->paragraphs->len; i++) {
        const rs_paragraph *paragraph = paragraph_at(report, i);
        section next = {.first = i, .about = theme_of(paragraph, RS_FACET_RECOMMENDATION)};
        gboolean outer = is_heading(paragraph) && paragraph->level < level;
        if ((!next.about && !outer) || (next.about && !(next.about & ~open)))
            continue; /* one of several recommendations of a section is no section */
        level = next.about ? paragraph->level : 0;
        open = next.about;
        g_array_append_val(sections, next);
    }
    return sections;
}

static guint section_end(const rs_report *report, const GArray *sections, guint i)
{
    return i + 1 < sections->len ? g_array_index(sections, section, i + 1).first
                                 : report->paragraphs->len;
}

/* The first heading in the section after its own; its end where there is none. */
static guint first_heading(const rs_report *report, guint first, guint end)
{
    guint i = first + 1;
    while (i < end && !is_heading(paragraph_at(report, i)))
        i++;
    return i;
}

typedef struct {
    const char *text; /* the sub-heading that opens most sections, or NULL */
    guint before;     /* paragraphs between heading and opener, in most of them */
} opening;

static guint count_up(GHashTable *counts, gpointer key)
{
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, key)) + 1;
    g_hash_table_insert(counts, key, GUINT_TO_POINTER(count));
    return count;
}

static opening find_opener(const rs_report *report, const GArray *sections)
{
    g_autoptr(GHashTable) texts = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) gaps = g_hash_table_new(NULL, NULL);
    opening found = {NULL, 1};
    guint most = 1, most_gaps = 0;
    for (guint i = 0; i < sections->len; i++) {
        guint end = section_end(report, sections, i);
        guint at = first_heading(report, g_array_index(sections, section, i).first, end);
        guint count = at < end ? count_up(texts, paragraph_at(report, at)->text) : 0;
        if (count > most) {
            most = count;
            found.text = paragraph_at(report, at)->text;
        }
    }
    for (guint i = 0; found.text && i < sections->len; i++) {
        guint first = g_array_index(sections, section, i).first;
        guint end = section_end(report, sections, i), at = first_heading(report, first, end);
        if (at == end || strcmp(paragraph_at(report, at)->text, found.text))
            continue;
        guint gap = at - first - 1, count = count_up(gaps, GUINT_TO_POINTER(gap));
        if (count > most_gaps) {
            most_gaps = count;
            found.before = gap;
        }
    }
    return found;
}

/* The paragraph at which a section begins whose opener is paragraph AT: the
 * recommendation's own text before it, which is under no other heading. */
static guint lost_start(const rs_report *report, guint at, guint before)
{
    guint first = at;
    while (before-- > 0 && first > 0 && !is_heading(paragraph_at(report, first - 1)))
        first--;
    return first;
}

/* Puts in the sections whose headings are lost, as yet about nothing. */
static GArray *with_lost_sections(const rs_report *report, const GArray *sections)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(section));
    opening opener = find_opener(report, sections);
    for (guint i = 0; i < sections->len; i++) {
        section known = g_array_index(sections, section, i);
        guint end = section_end(report, sections, i);
        gboolean opened = FALSE;
        g_array_append_val(all, known);
        for (guint k = known.first + 1; opener.text && known.about && k < end; k++) {
            if (!is_heading(paragraph_at(report, k)) ||
                strcmp(paragraph_at(report, k)->text, opener.text))
                continue;
            section lost = {.first = lost_start(report, k, opener.before), .lost = TRUE};
            if (opened)
                g_array_append_val(all, lost);
            opened = TRUE;
        }
    }
    return all;
}

static int lowest(theme about)
{
    int number = 0;
    while (about && !(about >> number & 1))
        number++;
    return number;
}

/* The number of the lost section I: between its neighbours, had by no heading; if
 * several are, one that the section itself names, else the first. */
static theme lost_theme(const rs_report *report, const GArray *sections, guint i, theme taken)
{
    int from = i > 0 ? lowest(g_array_index(sections, section, i - 1).about) : 0;
    int to = RECOMMENDATIONS + 1;
    for (guint k = i + 1; k < sections->len; k++) {
        theme next = g_array_index(sections, section, k).about;
        if (next) {
            to = lowest(next);
            break;
        }
    }
    theme fit = 0, says = 0;
    for (int n = from + 1; n < to; n++)
        fit |= G_GUINT64_CONSTANT(1) << n;
    fit &= ~taken;
    for (guint k = g_array_index(sections, section, i).first; k < section_end(report, sections, i);
         k++) {
        size_t start;
        says |= named(paragraph_at(report, k), RS_FACET_RECOMMENDATION, &start);
    }
    if (fit & says)
        fit &= says;
    return fit & -fit;
}

/* The place of TEXT in the path, or its length. */
static guint place_in(const GPtrArray *path, const char *text)
{
    guint place = 0;
    while (place < path->len && strcmp(path->pdata[place], text))
        place++;
    return place;
}

/* Takes the heading at BEFORE, and those under it that stand before FIRST, out of the
 * paths from FIRST to END: they are another recommendation's. */
static void leave_section(rs_report *report, guint before, guint first, guint end)
{
    const char *left = paragraph_at(report, before)->text;
    g_autoptr(GHashTable) own = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = first; i < end; i++) {
        rs_paragraph *paragraph = paragraph_at(report, i);
        GPtrArray *path = paragraph->section;
        guint place = place_in(path, left);
        for (guint k = path->len; k-- > place;)
            if (k == place || !g_hash_table_contains(own, path->pdata[k]))
                g_ptr_array_remove_index(path, k);
        if (is_heading(paragraph))
            g_hash_table_add(own, paragraph->text);
    }
}

static void find_recommendation_sections(rs_report *report)
{
    g_autoptr(GArray) known = list_sections(report);
    g_autoptr(GArray) sections = with_lost_sections(report, known);
    theme taken = 0;
    guint heading = 0; /* of the last section that has one */
    for (guint i = 0; i < sections->len; i++)
        taken |= g_array_index(sections, section, i).about;
    for (guint i = 0; i < sections->len; i++) {
        section *at = &g_array_index(sections, section, i);
        const guint end = section_end(report, sections, i);
        if (at->lost) {
            at->about = lost_theme(report, sections, i, taken);
            leave_section(report, heading, at->first, end);
        } else {
            heading = at->first;
        }
        taken |= at->about;
        for (guint k = at->first; k < end; k++)
            add_theme(paragraph_at(report, k), RS_FACET_RECOMMENDATION, at->about);
    }
}

void rs_facet_find_sections(rs_report *report)
{
    find_goal_sections(report);
    find_recommendation_sections(report);
}
