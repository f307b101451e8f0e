/*
 * The 45 recommendations of the WIPO Development Agenda.
 *
 * Named: the word and a list of numbers, where the words about them say that they
 * are the Agenda's, or nothing says whose they are and the paragraph, or else the
 * report as a whole, is about the Agenda. Auditors', evaluators' and other bodies'
 * recommendations are not meant.
 */
#include "corpus/facet_finder.h"
#include "corpus/facet_list.h"

enum { RECOMMENDATIONS = 45 };

static void add(const rs_facet_text *text, const GArray *members, gboolean certain)
{
    for (guint i = 0; i < members->len; i++) {
        const rs_list_member *member = &g_array_index(members, rs_list_member, i);
        if (member->minor || member->letter)
            continue;
        char value[16];
        g_snprintf(value, sizeof value, "%d", member->major);
        (certain ? rs_facet_add : rs_facet_doubt)(text, RS_FACET_RECOMMENDATION, value,
                                                  member->start, member->end);
    }
}

/* What follows speaks last: "Development Agenda project: recommendation 3 of the
 * evaluation". */
static void judge(const rs_facet_text *text, int cue, int after, rs_owner owner,
                  const GArray *members)
{
    if (owner != RS_OWNER_AGENDA)
        owner = rs_facet_owner_after(text, cue, after);
    if (owner == RS_OWNER_UNKNOWN)
        owner = rs_facet_owner_before(text, cue);
    if (owner == RS_OWNER_OTHER || owner == RS_OWNER_SUSTAINABLE)
        return;
    add(text, members, owner == RS_OWNER_AGENDA || (text->senses & RS_SENSE_AGENDA));
}

static int read_cue(const rs_facet_text *text, int cue, GArray *members)
{
    const rs_unit *unit = rs_facet_unit(text, cue);
    rs_list list = {.most = RECOMMENDATIONS,
                    .count = unit->count,
                    .arabic = unit->script == RS_SCRIPT_ARABIC,
                    .members = members};
    gboolean range;
    int number;
    g_array_set_size(members, 0);
    rs_owner owner = rs_facet_owner_within(text, cue, &number, &range);
    int after = number >= 0 ? rs_list_read(text, number, &list) : -1;
    if (number < 0 || after == number || (range && !list.range))
        return cue + 1;
    judge(text, cue, after, owner, members);
    return after;
}

/* 第三十五项发展议程建议, 发展议程第19、30和31项建议. */
static int read_chinese_ordinal(const rs_facet_text *text, int i, GArray *members)
{
    int cue = rs_list_read_counted(text, i, RECOMMENDATIONS, members);
    rs_owner owner = rs_facet_owner_before(text, i);
    if (cue != i && rs_facet_has(text, cue, RS_SENSE_AGENDA)) {
        owner = RS_OWNER_AGENDA;
        cue++;
    }
    if (cue == i || !rs_facet_has(text, cue, RS_SENSE_RECOMMENDATION))
        return i + 1;
    judge(text, i, cue + 1, owner, members);
    return cue + 1;
}

void rs_facet_find_recommendation(const rs_facet_text *text)
{
    if (!(text->senses & RS_SENSE_RECOMMENDATION))
        return;
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(rs_list_member));
    for (int i = 0; i < (int)text->units->len;) {
        const rs_unit *unit = rs_facet_unit(text, i);
        if (unit->sense & RS_SENSE_RECOMMENDATION)
            i = read_cue(text, i, members);
        else if (unit->script == RS_SCRIPT_HAN && (unit->sense & RS_SENSE_FILL))
            i = read_chinese_ordinal(text, i, members);
        else
            i++;
    }
}
