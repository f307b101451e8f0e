/*
 * The Sustainable Development Goals and their targets.
 *
 * Named: a word for them ("SDG", "可持续发展目标", "цели", "الغايتان") and a list of
 * numbers behind it, or an ordinal before or behind it. Dotted numbers (9.5, 9.b;
 * in Arabic 9-5 and 9-ب) are targets, whichever the word, and name their goal too.
 * A bare "goal 9" counts only where the paragraph speaks of sustainable
 * development, and never where it is a project's or the Millennium's.
 *
 * A target's number need not exist (authors do name 9.6); its goal must.
 */
#include "corpus/facet_finder.h"
#include "corpus/facet_list.h"
#include <string.h>

enum { GOALS = 17 };

static void add(const rs_facet_text *text, const rs_list_member *member, gboolean certain)
{
    char goal[16], target[16];
    void (*give)(const rs_facet_text *, rs_facet_name, const char *, size_t, size_t) =
        certain ? rs_facet_add : rs_facet_doubt;
    g_snprintf(goal, sizeof goal, "%d", member->major);
    give(text, RS_FACET_SDG_GOAL, goal, member->start, member->end);
    if (member->letter)
        g_snprintf(target, sizeof target, "%d.%c", member->major, member->letter);
    else if (member->minor)
        g_snprintf(target, sizeof target, "%d.%d", member->major, member->minor);
    else
        return;
    give(text, RS_FACET_SDG_TARGET, target, member->start, member->end);
}

static gboolean speaks_of_sdgs(const rs_facet_text *text)
{
    return (text->senses & (RS_SENSE_SDG | RS_SENSE_SUSTAINABLE)) != 0;
}

/* "les ODD 4 et 5": the article says how many where the acronym does not. */
static rs_count count_at(const rs_facet_text *text, int i)
{
    const rs_unit *unit = rs_facet_unit(text, i), *before = rs_facet_unit(text, i - 1);
    if (unit->count == RS_COUNT_UNKNOWN && (before->sense & (RS_SENSE_FILL | RS_SENSE_OF)))
        return before->count;
    return unit->count;
}

/* Whether the members read after the word at CUE are the SDGs' own. */
static void judge(const rs_facet_text *text, int cue, int after, rs_owner owner,
                  const GArray *members)
{
    guint32 sense = rs_facet_unit(text, cue)->sense;
    gboolean dotted = FALSE, certain = TRUE;
    for (guint k = 0; k < members->len; k++) {
        const rs_list_member *member = &g_array_index(members, rs_list_member, k);
        dotted = dotted || member->minor || member->letter;
    }
    if (!(sense & RS_SENSE_SDG) && owner != RS_OWNER_SUSTAINABLE) {
        rs_owner following = rs_facet_owner_after(text, cue, after);
        if (following == RS_OWNER_OTHER)
            return;
        if ((sense & RS_SENSE_GOAL) && following != RS_OWNER_SUSTAINABLE) {
            if (rs_facet_owner_before(text, cue) == RS_OWNER_OTHER)
                return;
            certain = speaks_of_sdgs(text) || (dotted && (text->senses & RS_SENSE_TARGET));
            if (!certain && !dotted && text->paragraph->kind != RS_KIND_HEADING)
                return;
        }
    }
    for (guint k = 0; k < members->len; k++)
        add(text, &g_array_index(members, rs_list_member, k), certain);
}

/* Ordinals behind the word: الهدفان الثامن والحادي عشر. */
static int read_ordinals(const rs_facet_text *text, int i, GArray *members)
{
    while (rs_facet_has(text, i, RS_SENSE_ORDINAL)) {
        const rs_unit *unit = rs_facet_unit(text, i);
        rs_list_member member = {.major = unit->count, .start = unit->start, .end = unit->end};
        g_array_append_val(members, member);
        i++;
        if (rs_facet_has(text, i, RS_SENSE_AND) && rs_facet_has(text, i + 1, RS_SENSE_ORDINAL))
            i++;
    }
    return i;
}

/* Targets in brackets behind their goal: SDG 3 (3.3 and 3.b). */
static int read_bracket(const rs_facet_text *text, int i, const rs_list *goals)
{
    rs_list targets = *goals;
    guint before = goals->members->len;
    if (!rs_facet_is_mark(text, i, '('))
        return i;
    targets.dotted = TRUE;
    targets.count = RS_COUNT_MANY;
    int after = rs_list_read(text, i + 1, &targets);
    if (after == i + 1 || g_array_index(goals->members, rs_list_member, before - 1).major !=
                              g_array_index(goals->members, rs_list_member, before).major) {
        g_array_set_size(goals->members, before);
        return i;
    }
    return after;
}

/* The word at CUE and what it numbers; gives the unit to go on from. */
static int read_cue(const rs_facet_text *text, int cue, GArray *members)
{
    const rs_unit *unit = rs_facet_unit(text, cue);
    gboolean target = (unit->sense & RS_SENSE_TARGET) != 0;
    rs_list list = {.most = GOALS,
                    .count = count_at(text, cue),
                    .dotted = target,
                    .arabic = unit->script == RS_SCRIPT_ARABIC,
                    .members = members};
    gboolean range;
    int number, after;
    g_array_set_size(members, 0);
    rs_owner owner = rs_facet_owner_within(text, cue, &number, &range);
    if (number >= 0) {
        after = rs_list_read(text, number, &list);
        if (after == number || (range && !list.range))
            return cue + 1;
        after = read_bracket(text, after, &list);
    } else {
        after = target ? cue + 1 : read_ordinals(text, cue + 1, members);
        if (after == cue + 1)
            return cue + 1;
    }
    judge(text, cue, after, owner, members);
    return after;
}

/* "the ninth SDG", "девятой цели". Gives the unit to go on from. */
static int read_ordinal_before(const rs_facet_text *text, int i, GArray *members)
{
    int cue = i + 1;
    while (cue < i + 3 && rs_facet_has(text, cue, RS_SENSE_FILL))
        cue++;
    enum { THINGS = RS_SENSE_SOURCE | RS_SENSE_PROJECT | RS_SENSE_COUNTED | RS_SENSE_TARGET };
    const rs_unit *after = rs_facet_unit(text, cue + 1);
    gboolean named = after->kind == RS_UNIT_NUMBER || (after->sense & THINGS); /* SDG report */
    if (!rs_facet_has(text, cue, RS_SENSE_SDG | RS_SENSE_GOAL) || named ||
        rs_facet_unit(text, cue)->count == RS_COUNT_MANY)
        return i + 1;
    g_array_set_size(members, 0);
    read_ordinals(text, i, members);
    judge(text, cue, cue + 1, RS_OWNER_UNKNOWN, members);
    return cue + 1;
}

/* 第四项可持续发展目标, 第4和第9项可持续发展目标. */
static int read_chinese_ordinal(const rs_facet_text *text, int i, GArray *members)
{
    int cue = rs_list_read_counted(text, i, GOALS, members);
    if (cue == i || !rs_facet_has(text, cue, RS_SENSE_SDG))
        return i + 1;
    judge(text, cue, cue + 1, RS_OWNER_SUSTAINABLE, members);
    return cue + 1;
}

void rs_facet_find_sdg(const rs_facet_text *text)
{
    enum { CUES = RS_SENSE_SDG | RS_SENSE_GOAL | RS_SENSE_TARGET };
    if (!(text->senses & CUES))
        return;
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(rs_list_member));
    for (int i = 0; i < (int)text->units->len;) {
        const rs_unit *unit = rs_facet_unit(text, i);
        if (unit->sense & CUES)
            i = read_cue(text, i, members);
        else if (unit->sense & RS_SENSE_ORDINAL)
            i = read_ordinal_before(text, i, members);
        else if (unit->script == RS_SCRIPT_HAN && (unit->sense & RS_SENSE_FILL))
            i = read_chinese_ordinal(text, i, members);
        else
            i++;
    }
}
