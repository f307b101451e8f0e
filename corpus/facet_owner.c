/*
 * Whose a goal or recommendation is. There are goals of projects and strategies,
 * and recommendations of auditors, inspectors and other bodies; what stands right
 * before or after tells. Where nothing does, it is not known, and the finders ask
 * the rest of the paragraph or report.
 */
#include "corpus/facet_text.h"

enum { FARTHEST = 8, BEFORE = 4, BEFORE_CLAUSE = 8, WITHIN = 8 };

static rs_owner owner_of(guint32 sense)
{
    if (sense & (RS_SENSE_SDG | RS_SENSE_SUSTAINABLE))
        return RS_OWNER_SUSTAINABLE;
    if (sense & RS_SENSE_AGENDA)
        return RS_OWNER_AGENDA;
    if (sense & (RS_SENSE_PROJECT | RS_SENSE_BODY))
        return RS_OWNER_OTHER;
    return RS_OWNER_UNKNOWN;
}

rs_owner rs_facet_owner_before(const rs_facet_text *text, int i)
{
    /* 的 reaches over a whole clause: 联检组在其报告中提出的建议2. */
    gboolean clause = rs_facet_unit(text, i - 1)->script == RS_SCRIPT_HAN &&
                      rs_facet_has(text, i - 1, RS_SENSE_SOURCE);
    guint32 owners = ~0u;
    for (int k = i - 1; k >= i - (clause ? BEFORE_CLAUSE : BEFORE); k--) {
        const rs_unit *unit = rs_facet_unit(text, k);
        rs_owner owner = owner_of(unit->sense & owners);
        if (owner != RS_OWNER_UNKNOWN)
            return owner;
        if ((unit->sense & RS_SENSE_SOURCE) || rs_facet_is_mark(text, k, '(') ||
            rs_facet_is_mark(text, k, ')'))
            continue;
        if (!clause || unit->kind != RS_UNIT_WORD)
            break;
        owners = RS_SENSE_BODY | RS_SENSE_AGENDA;
    }
    return RS_OWNER_UNKNOWN;
}

static gboolean is_2030(const rs_facet_text *text, int i)
{
    const rs_unit *unit = rs_facet_unit(text, i);
    return unit->kind == RS_UNIT_NUMBER && unit->value == 2030;
}

rs_owner rs_facet_owner_after(const rs_facet_text *text, int cue, int i)
{
    enum {
        CUES = RS_SENSE_GOAL | RS_SENSE_TARGET | RS_SENSE_RECOMMENDATION | RS_SENSE_FILL |
               RS_SENSE_SOURCE
    };
    gboolean of = FALSE;
    if (rs_facet_unit(text, cue)->script == RS_SCRIPT_HAN)
        return RS_OWNER_UNKNOWN;
    for (int k = i; k < i + FARTHEST; k++) {
        const rs_unit *unit = rs_facet_unit(text, k);
        rs_owner owner = owner_of(unit->sense);
        if (is_2030(text, k) || (of && unit->kind == RS_UNIT_WORD && is_2030(text, k + 1)))
            return RS_OWNER_SUSTAINABLE; /* "of the 2030 Agenda", "de la Agenda 2030" */
        if (owner != RS_OWNER_UNKNOWN)
            return owner;
        if (k == i && rs_facet_is_mark(text, k, '('))
            continue;
        if (unit->sense & RS_SENSE_OF) /* "de" alone begins much else: "de aquí a 2030" */
            of = !(unit->sense & RS_SENSE_BETWEEN) || unit->script == RS_SCRIPT_ARABIC ||
                 rs_facet_has(text, k + 1, RS_SENSE_FILL);
        else if (unit->kind == RS_UNIT_WORD && of && !(unit->sense & CUES))
            return RS_OWNER_OTHER;
        else if (unit->kind != RS_UNIT_WORD || !(unit->sense & CUES))
            break;
    }
    return RS_OWNER_UNKNOWN;
}

static gboolean is_filling(const rs_facet_text *text, int i)
{
    static const gunichar marks[] = {'(', ')', 0xB0, '#', '"', 0xAB, 0xBB, 0x201C, 0x201D, 0x60C};
    const rs_unit *unit = rs_facet_unit(text, i);
    for (size_t k = 0; k < G_N_ELEMENTS(marks); k++) {
        if (unit->value == marks[k])
            return TRUE;
    }
    if (unit->kind == RS_UNIT_WORD) /* n°s */
        return rs_facet_is_mark(text, i - 1, 0xB0) && rs_facet_glued(text, i) &&
               unit->end - unit->start == 1;
    if (unit->value == '.')
        return rs_facet_has(text, i - 1, RS_SENSE_NUMBER | RS_SENSE_RECOMMENDATION);
    if (unit->value == '-' || unit->value == 0x2011 || unit->value == 0x2010)
        return rs_facet_glued(text, i) && rs_facet_glued(text, i + 1);
    return unit->value == ':' && !(rs_facet_unit(text, i - 1)->count == RS_COUNT_ONE);
}

/* "of the 45 recommendations": the number behind them is not theirs. */
static gboolean is_counted(const rs_facet_text *text, int cue, rs_owner within)
{
    const rs_unit *before = rs_facet_unit(text, cue - 1);
    return before->kind == RS_UNIT_NUMBER && before->digits < 4 &&
           (within != RS_OWNER_UNKNOWN || rs_facet_has(text, cue - 2, RS_SENSE_OF | RS_SENSE_FILL));
}

rs_owner rs_facet_owner_within(const rs_facet_text *text, int cue, int *number, gboolean *range)
{
    enum { OWNERS = RS_SENSE_SDG | RS_SENSE_SUSTAINABLE | RS_SENSE_AGENDA };
    rs_owner owner = RS_OWNER_UNKNOWN;
    gboolean open = FALSE; /* "of" or an article whose noun has not come */
    *number = -1;
    *range = FALSE;
    for (int k = cue + 1; k <= cue + WITHIN; k++) {
        const rs_unit *unit = rs_facet_unit(text, k);
        if (unit->kind == RS_UNIT_NUMBER) {
            if ((!open || *range) && !is_counted(text, cue, owner))
                *number = k;
            return owner;
        }
        if (is_filling(text, k))
            continue;
        *range = FALSE;
        if (unit->sense & OWNERS) {
            owner = owner_of(unit->sense);
            open = FALSE;
        } else if (unit->sense & RS_SENSE_BETWEEN) {
            *range = TRUE;
            open = TRUE;
        } else if (unit->sense & (RS_SENSE_OF | RS_SENSE_FILL)) {
            open = open || unit->script != RS_SCRIPT_HAN;
        } else if (!(unit->sense & RS_SENSE_NUMBER)) {
            return owner;
        }
    }
    return owner;
}
