/*
 * Calendar years, 1900 to 2099, that a text mentions.
 *
 * Four digits are a year unless what stands about them says otherwise: a unit, a
 * currency, a further group of digits, a phone number, the disease of 2019, a code.
 * Ranges count every year: 2022/23, 2016-2021, "from July 2021 to June 2022",
 * 二〇二四至二〇二七年; in Arabic also from right to left, 27-2024. End points with
 * amounts between them ("from 800 in 2004 to 1,300 in 2009") are no range.
 */
#include "corpus/facet_finder.h"
#include "corpus/facet_list.h"
#include <string.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2099, MOST_BETWEEN = 7, PHONE_REACH = 10 };

static gboolean is_year_number(const rs_unit *unit)
{
    return unit->kind == RS_UNIT_NUMBER && unit->digits == 4 && unit->value >= FIRST_YEAR &&
           unit->value <= LAST_YEAR;
}

static gboolean is_number(const rs_facet_text *text, int i, int most_digits)
{
    const rs_unit *unit = rs_facet_unit(text, i);
    return unit->kind == RS_UNIT_NUMBER && unit->digits <= most_digits;
}

static gboolean is_capitals(const rs_facet_text *text, const rs_unit *unit)
{
    const char *original = text->original + rs_folded_source(text->folded, unit->end - 1);
    return unit->kind == RS_UNIT_WORD && unit->script == RS_SCRIPT_OTHER &&
           g_unichar_isupper(g_utf8_get_char(original));
}

/* What is glued before unit I leaves it a number of its own, or part of a date. */
static gboolean begins_well(const rs_facet_text *text, int i)
{
    const rs_unit *mark = rs_facet_unit(text, i - 1), *before = rs_facet_unit(text, i - 2);
    if (!rs_facet_glued(text, i))
        return TRUE;
    if (mark->kind == RS_UNIT_NUMBER)
        return FALSE;
    if (mark->kind == RS_UNIT_WORD)
        return (mark->script != RS_SCRIPT_OTHER || (mark->sense & RS_SENSE_YEAR)) &&
               !(mark->sense & RS_SENSE_MONEY);
    if (strchr("+$_\\=#@", (int)MIN(mark->value, 127)) && mark->value < 127)
        return FALSE;
    if (mark->value == 0x20AC || mark->value == 0xA3 || mark->value == 0xA5 ||
        mark->value == 0x66B || mark->value == 0x66C)
        return FALSE;
    if (!rs_facet_glued(text, i - 1))
        return mark->value != '.';
    gboolean short_number = is_number(text, i - 2, 2) || is_year_number(before);
    switch (mark->value) {
    case '.':
        return before->kind != RS_UNIT_NUMBER ||
               (short_number && rs_facet_glued(text, i - 2) && rs_facet_is_mark(text, i - 3, '.') &&
                is_number(text, i - 4, 2));
    case '/':
        return short_number || before->script != RS_SCRIPT_OTHER;
    case '-':
    case 0x2010:
    case 0x2011:
        if (before->kind == RS_UNIT_NUMBER)
            return short_number;
        return !(before->sense & RS_SENSE_DISEASE) && !is_capitals(text, before);
    default:
        return TRUE;
    }
}

/* Acts are numbered like years: 2003/54/EC, 2019/790. */
static gboolean is_act(const rs_facet_text *text, int i)
{
    enum { LONGEST = 10 }; /* years that 2016/26 may span */
    const rs_unit *year = rs_facet_unit(text, i), *after = rs_facet_unit(text, i + 2);
    if (rs_facet_is_mark(text, i + 3, '/') && rs_facet_glued(text, i + 3) &&
        rs_facet_unit(text, i + 4)->kind == RS_UNIT_WORD)
        return TRUE;
    if (after->digits == 2)
        return after->value > year->value % 100 + LONGEST;
    return after->digits > 1 && !is_year_number(after);
}

/* The same after unit I. */
static gboolean ends_well(const rs_facet_text *text, int i)
{
    const rs_unit *mark = rs_facet_unit(text, i + 1), *after = rs_facet_unit(text, i + 2);
    if (!rs_facet_glued(text, i + 1))
        return TRUE;
    if (mark->kind == RS_UNIT_NUMBER)
        return FALSE;
    if (mark->kind == RS_UNIT_WORD)
        return mark->script != RS_SCRIPT_OTHER || (mark->sense & (RS_SENSE_YEAR | RS_SENSE_SOURCE));
    if (mark->value == '%' || mark->value == 0x66A || mark->value == 0xB0 || mark->value == '_')
        return FALSE;
    if (!rs_facet_glued(text, i + 2))
        return TRUE;
    gboolean number = after->kind == RS_UNIT_NUMBER;
    switch (mark->value) {
    case '.':
        return !number || (is_number(text, i + 2, 2) && rs_facet_is_mark(text, i + 3, '.') &&
                           rs_facet_glued(text, i + 3) && is_number(text, i + 4, 2));
    case ',':
    case 0x66B:
    case 0x66C:
        return !number || after->digits == 4;
    case '/':
        return number ? !is_act(text, i)
                      : after->script != RS_SCRIPT_OTHER || !is_capitals(text, after);
    case '-':
        return number ? after->digits <= 2 || after->digits == 4
                      : !(after->sense & RS_SENSE_DISEASE);
    default:
        return TRUE;
    }
}

/* One of the groups of a phone number: back over digits to a plus or such a word. */
static gboolean is_phone(const rs_facet_text *text, int i)
{
    for (int k = i - 1; k >= i - PHONE_REACH; k--) {
        const rs_unit *unit = rs_facet_unit(text, k);
        if ((unit->sense & RS_SENSE_PHONE) || rs_facet_is_mark(text, k, '+'))
            return TRUE;
        gboolean joint =
            unit->kind == RS_UNIT_MARK && unit->value < 127 && strchr("-().:/", (int)unit->value);
        if (unit->kind != RS_UNIT_NUMBER && !joint)
            break;
    }
    const rs_unit *before = rs_facet_unit(text, i - 1);
    return before->kind == RS_UNIT_NUMBER && !rs_facet_glued(text, i) && before->digits > 2 &&
           !is_year_number(before);
}

static gboolean is_disease(const rs_facet_text *text, int i)
{
    if (rs_facet_unit(text, i)->value != 2019)
        return FALSE;
    for (int k = i - 1; k >= i - 4; k--) {
        if (rs_facet_has(text, k, RS_SENSE_DISEASE))
            return TRUE;
        const rs_unit *unit = rs_facet_unit(text, k);
        if (unit->kind == RS_UNIT_MARK ? !strchr("(-\"", (int)MIN(unit->value, 127))
                                       : !(unit->sense & (RS_SENSE_OF | RS_SENSE_YEAR)))
            break;
    }
    for (int k = i + 1; k <= i + 2; k++) {
        if (rs_facet_has(text, k, RS_SENSE_DISEASE))
            return TRUE;
        if (!rs_facet_has(text, k, RS_SENSE_YEAR))
            break;
    }
    return FALSE;
}

/* 2000 seats, CHF 2000, some 1950 visitors. A year's own noun ("the 2023 report")
 * is told from a count by what stands before it. */
static gboolean is_amount(const rs_facet_text *text, int i)
{
    enum { DATES = RS_SENSE_YEAR | RS_SENSE_MONTH };
    const rs_unit *next = rs_facet_unit(text, i + 1), *before = rs_facet_unit(text, i - 1);
    if (before->sense & RS_SENSE_MONEY)
        return TRUE;
    if (next->kind == RS_UNIT_MARK && (next->value == 0x20AC || next->value == '$'))
        return TRUE;
    if (next->kind != RS_UNIT_WORD || (next->sense & DATES))
        return FALSE;
    if (next->script == RS_SCRIPT_HAN)
        return (next->sense & RS_SENSE_UNIT) && rs_facet_glued(text, i + 1);
    if (next->sense & RS_SENSE_UNIT)
        return TRUE;
    gboolean noun = !next->sense || (next->sense & RS_SENSE_COUNTED);
    gboolean about = (before->sense & RS_SENSE_ABOUT) != 0;
    gboolean placed = (before->sense & (RS_SENSE_GRAMMAR | DATES)) != 0;
    if (before->sense & RS_SENSE_AND) /* "2,010 designs and 2012 patents" */
        placed = is_year_number(rs_facet_unit(text, i - 2));
    if (about)
        return noun;
    return (next->sense & RS_SENSE_COUNTED) &&
           (!placed || rs_facet_unit(text, i)->value % 100 == 0);
}

static gboolean is_year(const rs_facet_text *text, int i)
{
    if (!is_year_number(rs_facet_unit(text, i)))
        return FALSE;
    return begins_well(text, i) && ends_well(text, i) && !is_phone(text, i) &&
           !is_disease(text, i) && !is_amount(text, i);
}

static gboolean is_arabic_near(const rs_facet_text *text, int i)
{
    for (int k = i - 4; k <= i + 4; k++) {
        if (rs_facet_unit(text, k)->script == RS_SCRIPT_ARABIC)
            return TRUE;
    }
    return FALSE;
}

/* Over what may stand between a year and the "to" of a range, or between that and
 * the other year: 年6月底, "the end of June". */
static int skip_date(const rs_facet_text *text, int i, gboolean clause)
{
    enum { DATES = RS_SENSE_YEAR | RS_SENSE_MONTH };
    int k = i;
    for (; k < i + MOST_BETWEEN; k++) {
        const rs_unit *unit = rs_facet_unit(text, k);
        if (is_year_number(unit))
            break;
        if (unit->kind == RS_UNIT_NUMBER) {
            if (unit->digits > 2 || !(rs_facet_has(text, k - 1, RS_SENSE_MONTH) ||
                                      rs_facet_has(text, k + 1, RS_SENSE_MONTH)))
                break;
        } else if (unit->kind == RS_UNIT_MARK) {
            if (unit->value != '.' || !rs_facet_has(text, k - 1, DATES))
                break;
        } else if (!(unit->sense & DATES)) {
            if (!clause || (unit->sense & (RS_SENSE_TO | RS_SENSE_AND)) ||
                !(unit->sense & (RS_SENSE_OF | RS_SENSE_FILL)))
                break;
        }
    }
    return k;
}

/* "between" stands before the year, with at most a date in the way. */
static gboolean is_between(const rs_facet_text *text, int i)
{
    enum { DATES = RS_SENSE_YEAR | RS_SENSE_MONTH | RS_SENSE_OF | RS_SENSE_FILL };
    for (int k = i - 1; k >= i - MOST_BETWEEN; k--) {
        const rs_unit *unit = rs_facet_unit(text, k);
        if (unit->sense & RS_SENSE_BETWEEN && !(unit->sense & RS_SENSE_OF))
            return TRUE;
        if (!(unit->sense & DATES) && !(unit->kind == RS_UNIT_NUMBER && unit->digits <= 2))
            break;
    }
    return FALSE;
}

/* The year at unit I begins a range in words or with a long dash; gives the unit
 * of its last year, or I. */
static int worded_range(const rs_facet_text *text, int i)
{
    int joint = skip_date(text, i + 1, FALSE);
    const rs_unit *unit = rs_facet_unit(text, joint);
    gboolean dash = rs_is_dash(unit);
    gboolean worded =
        (unit->sense & RS_SENSE_TO) || ((unit->sense & RS_SENSE_AND) && is_between(text, i));
    if (!dash && !worded)
        return i;
    int last = joint + 1;
    while (last < joint + 3 && rs_facet_has(text, last, RS_SENSE_TO)) /* "jusqu'à" */
        last++;
    last = skip_date(text, last, !dash);
    return is_year_number(rs_facet_unit(text, last)) && ends_well(text, last) &&
                   !is_amount(text, last)
               ? last
               : i;
}

/* The year a short form ends in: 2022/23, 2018-19, 1999-00; 0 if it is none. */
static guint32 short_end(const rs_facet_text *text, int i)
{
    const rs_unit *year = rs_facet_unit(text, i), *mark = rs_facet_unit(text, i + 1);
    const rs_unit *tail = rs_facet_unit(text, i + 2);
    if (!rs_facet_glued(text, i + 1) || !rs_facet_glued(text, i + 2) ||
        !(rs_is_dash(mark) || rs_facet_is_mark(text, i + 1, '/')) || tail->kind != RS_UNIT_NUMBER ||
        tail->digits != 2)
        return 0;
    const rs_unit *next = rs_facet_unit(text, i + 3);
    if (rs_facet_glued(text, i + 3) && (rs_is_dash(next) || rs_facet_is_mark(text, i + 3, '/')) &&
        rs_facet_unit(text, i + 4)->kind == RS_UNIT_NUMBER)
        return 0; /* 2023-01-08 */
    guint32 end = year->value - year->value % 100 + tail->value;
    if (end <= year->value && tail->value == (year->value + 1) % 100)
        end += 100;
    return end > year->value && end <= LAST_YEAR ? end : 0;
}

/* 27-2024, as it comes out where a range is written from right to left. */
static guint32 reversed_end(const rs_facet_text *text, int i)
{
    const rs_unit *year = rs_facet_unit(text, i), *tail = rs_facet_unit(text, i - 2);
    if (!rs_facet_glued(text, i) || !rs_facet_glued(text, i - 1) ||
        !(rs_is_dash(rs_facet_unit(text, i - 1)) || rs_facet_is_mark(text, i - 1, '/')) ||
        tail->kind != RS_UNIT_NUMBER || tail->digits != 2 || tail->value <= 12 ||
        rs_facet_glued(text, i - 2) || !is_arabic_near(text, i))
        return 0;
    guint32 end = year->value - year->value % 100 + tail->value;
    return end > year->value && end <= LAST_YEAR ? end : 0;
}

static void add_years(const rs_facet_text *text, guint32 from, guint32 to, size_t start, size_t end)
{
    for (guint32 year = from; year <= to; year++) {
        char value[16];
        g_snprintf(value, sizeof value, "%u", year);
        rs_facet_add(text, RS_FACET_MENTIONED_YEAR, value, start, end);
    }
}

/* The year at unit I and the range it begins; gives the unit to go on from. */
static int read_year(const rs_facet_text *text, int i)
{
    const rs_unit *year = rs_facet_unit(text, i);
    guint32 end = short_end(text, i);
    if (end) {
        add_years(text, year->value, end, year->start, rs_facet_unit(text, i + 2)->end);
        return i + 3;
    }
    end = reversed_end(text, i);
    if (end) {
        add_years(text, year->value, end, rs_facet_unit(text, i - 2)->start, year->end);
        return i + 1;
    }
    const rs_unit *last = NULL;
    if (rs_facet_is_mark(text, i + 1, '/') && is_year_number(rs_facet_unit(text, i + 2)))
        last = rs_facet_unit(text, i + 2);
    else if (worded_range(text, i) > i)
        last = rs_facet_unit(text, worded_range(text, i));
    if (last && (last->value > year->value || is_arabic_near(text, i))) {
        add_years(text, MIN(year->value, last->value), MAX(year->value, last->value), year->start,
                  last->end);
        return last - rs_facet_unit(text, 0) + 1;
    }
    gboolean chinese = year->script == RS_SCRIPT_HAN && !rs_facet_has(text, i + 1, RS_SENSE_YEAR);
    if (!chinese)
        add_years(text, year->value, year->value, year->start, year->end);
    return i + 1;
}

void rs_facet_find_year(const rs_facet_text *text)
{
    for (int i = 0; i < (int)text->units->len;)
        i = is_year(text, i) ? read_year(text, i) : i + 1;
}
