/*
 * One member is read at a time, and the unit after it decides whether it is one:
 * a unit, a percent sign or a further decimal make it a quantity. What follows the
 * list's own conjunction is a member too, but a finished list (one after "Goal",
 * two after an Arabic dual, "x and y" after any) takes no further number that has
 * a noun behind it: that number counts the noun. Han text has no such nouns; there
 * the counting word tells (15项).
 */
#include "corpus/facet_list.h"
#include <string.h>

enum { MOST_SEPARATORS = 6, MOST_ASIDE = 24, MOST_MINOR = 30 };

gboolean rs_is_dash(const rs_unit *unit)
{
    return unit->kind == RS_UNIT_MARK &&
           (unit->value == '-' || unit->value == '~' || unit->value == 0x301C ||
            unit->value == 0x2212 || (unit->value >= 0x2010 && unit->value <= 0x2015));
}

/* The letter of a target as the Latin one: 9.б is 9.b. */
static char target_letter(const rs_facet_text *text, const rs_unit *unit)
{
    static const struct {
        const char *form;
        char letter;
    } letters[] = {
        {"a", 'a'}, {"b", 'b'}, {"c", 'c'},   {"d", 'd'},   {"а", 'a'},   {"б", 'b'},
        {"в", 'c'}, {"г", 'd'}, {"с", 'c'},   {"أ", 'a'},   {"ا", 'a'},   {"ب", 'b'},
        {"ج", 'c'}, {"د", 'd'}, {"ألف", 'a'}, {"باء", 'b'}, {"جيم", 'c'}, {"دال", 'd'},
    };
    const char *form = text->folded->text + unit->start;
    size_t size = unit->end - unit->start;
    for (size_t i = 0; unit->kind == RS_UNIT_WORD && i < G_N_ELEMENTS(letters); i++) {
        if (strlen(letters[i].form) == size && !memcmp(letters[i].form, form, size))
            return letters[i].letter;
    }
    return 0;
}

/* What comes after the dot, at unit I. */
static gboolean read_minor(const rs_facet_text *text, int i, rs_list_member *member)
{
    const rs_unit *unit = rs_facet_unit(text, i);
    member->letter = target_letter(text, unit);
    if (member->letter)
        return TRUE;
    if (unit->kind != RS_UNIT_NUMBER || unit->script == RS_SCRIPT_HAN || unit->digits > 2 ||
        unit->value == 0 || unit->value > MOST_MINOR)
        return FALSE;
    member->minor = unit->value;
    return TRUE;
}

static gboolean is_percent(const rs_unit *unit)
{
    static const gunichar marks[] = {'%', 0x2030, 0x66A, 0xB0, 0x20AC, '$'};
    for (size_t i = 0; unit->kind == RS_UNIT_MARK && i < G_N_ELEMENTS(marks); i++) {
        if (unit->value == marks[i])
            return TRUE;
    }
    return FALSE;
}

/* A mark and a number, all glued: the number before goes on, as 4.5, 4,500, 9:30. */
static gboolean goes_on(const rs_facet_text *text, int i, const rs_list_member *member)
{
    static const gunichar marks[] = {'.', ',', '/', ':', 0x66B, 0x66C};
    const rs_unit *mark = rs_facet_unit(text, i), *next = rs_facet_unit(text, i + 1);
    if (!rs_facet_glued(text, i) || !rs_facet_glued(text, i + 1) || next->kind != RS_UNIT_NUMBER)
        return FALSE;
    if (mark->kind == RS_UNIT_MARK && mark->value == ',') { /* 4,5 may be a list */
        gboolean more = rs_facet_is_mark(text, i + 2, '.') && rs_facet_glued(text, i + 3);
        return next->digits > 2 || (!member->minor && !more &&
                                    (rs_facet_has(text, i + 2, RS_SENSE_UNIT) ||
                                     is_percent(rs_facet_unit(text, i + 2))));
    }
    for (size_t k = 0; mark->kind == RS_UNIT_MARK && k < G_N_ELEMENTS(marks); k++) {
        if (mark->value == marks[k])
            return TRUE;
    }
    return FALSE;
}

static gboolean says(const rs_facet_text *text, const rs_unit *unit, const char *word)
{
    size_t size = strlen(word);
    return unit->end - unit->start == size &&
           !memcmp(text->folded->text + unit->start, word, size);
}

/* The member that ends before unit I is a quantity, or part of something longer. */
static gboolean is_quantity(const rs_facet_text *text, int i, const rs_list *list,
                            const rs_list_member *member)
{
    const rs_unit *next = rs_facet_unit(text, i);
    gboolean glued = rs_facet_glued(text, i);
    if (is_percent(next) || goes_on(text, i, member))
        return TRUE;
    if (next->kind == RS_UNIT_NUMBER && glued)
        return TRUE;
    if (rs_is_dash(next) && glued && rs_facet_glued(text, i + 1) &&
        rs_facet_unit(text, i + 1)->kind == RS_UNIT_WORD &&
        rs_facet_unit(text, i + 1)->script != RS_SCRIPT_HAN &&
        !rs_facet_has(text, i + 1, RS_SENSE_TO))
        return TRUE; /* a 10-year plan */
    if (next->kind != RS_UNIT_WORD)
        return FALSE;
    if (next->script == RS_SCRIPT_HAN)
        return glued && !list->counts && (next->sense & RS_SENSE_UNIT) &&
               !((member->minor || member->letter) && says(text, next, "所")); /* 9.5所要求的 */
    return (next->sense & RS_SENSE_UNIT) || (glued && next->script == RS_SCRIPT_OTHER);
}

/* Chinese numerals begin words: 目标一直 names no goal 1, 建议三方 no recommendation 3. */
static gboolean is_word_of_numeral(const rs_facet_text *text, int i)
{
    static const gunichar tails[] = {0x65B9, 0x8FB9, 0x8005, 0x5206, 0x89D2}; /* 方边者分角 */
    const rs_unit *unit = rs_facet_unit(text, i), *next = rs_facet_unit(text, i + 1);
    if (unit->script != RS_SCRIPT_HAN || unit->digits > 1 || next->kind != RS_UNIT_WORD ||
        next->script != RS_SCRIPT_HAN || next->sense || !rs_facet_glued(text, i + 1))
        return FALSE;
    gunichar tail = g_utf8_get_char(text->folded->text + next->start);
    for (size_t k = 0; k < G_N_ELEMENTS(tails); k++) {
        if (tails[k] == tail)
            return TRUE;
    }
    return unit->value == 1;
}

/* Reads the member at unit I; gives the unit after it, or I where there is none. */
static int read_member(const rs_facet_text *text, int i, const rs_list *list,
                       rs_list_member *member)
{
    const rs_unit *unit = rs_facet_unit(text, i), *joint = rs_facet_unit(text, i + 1);
    if (unit->kind != RS_UNIT_NUMBER || unit->digits > 2 + (unit->script == RS_SCRIPT_HAN) ||
        unit->value == 0 || unit->value > (guint32)list->most || is_word_of_numeral(text, i))
        return i;
    *member = (rs_list_member){.major = unit->value, .start = unit->start};
    int next = i + 1;
    gboolean joined = rs_facet_glued(text, i + 1) && rs_facet_glued(text, i + 2);
    gboolean letter = joined && target_letter(text, rs_facet_unit(text, i + 2));
    gboolean dot = rs_facet_is_mark(text, i + 1, '.') ||
                   (rs_is_dash(joint) && list->dotted && (list->arabic || letter));
    if (joined && dot && read_minor(text, i + 2, member))
        next = i + 3;
    else if (list->dotted && rs_facet_glued(text, i + 1) && target_letter(text, joint) &&
             read_minor(text, i + 1, member))
        next = i + 2;
    if (list->dotted && next == i + 1)
        return i;
    if (is_quantity(text, next, list, member))
        return i;
    while (rs_facet_is_mark(text, next, '*'))
        next++;
    member->end = rs_facet_unit(text, next - 1)->end;
    return next;
}

static gboolean is_dotted(const rs_list_member *member)
{
    return member->minor || member->letter;
}

static void add_range(rs_list *list, rs_list_member from, rs_list_member to)
{
    rs_list_member member = {.start = from.start, .end = to.end, .major = from.major};
    int low = from.minor, high = to.minor;
    if (from.letter) {
        low = from.letter;
        high = to.letter;
    } else if (!from.minor) {
        low = from.major;
        high = to.major;
    }
    for (int i = MIN(low, high); i <= MAX(low, high); i++) {
        if (from.letter)
            member.letter = i;
        else if (from.minor)
            member.minor = i;
        else
            member.major = i;
        g_array_append_val(list->members, member);
    }
}

/* If a range goes on at unit I after member FROM, reads its end. */
static int read_range(const rs_facet_text *text, int i, rs_list *list, rs_list_member from)
{
    const rs_unit *joint = rs_facet_unit(text, i);
    if (!rs_is_dash(joint) && !(joint->sense & RS_SENSE_TO))
        return i;
    int at = i + 1;
    while (at < i + 4 && (rs_facet_has(text, at, RS_SENSE_FILL | RS_SENSE_NUMBER) ||
                          rs_facet_is_mark(text, at, 0xB0)))
        at++;
    rs_list_member to;
    int next = read_member(text, at, list, &to);
    if (next == at || is_dotted(&from) != is_dotted(&to) || !from.letter != !to.letter ||
        (is_dotted(&from) && from.major != to.major))
        return i;
    if (to.end <= from.end)
        return i;
    gboolean rising = is_dotted(&from) ? to.minor >= from.minor && to.letter >= from.letter
                                       : to.major >= from.major;
    if (!rising && !list->arabic) /* right to left, a range may be written from its end */
        return i;
    add_range(list, from, to);
    return next;
}

/* 9-2020 is neither a range nor a 9. */
static gboolean is_other_range(const rs_facet_text *text, int i, const rs_list *list)
{
    return !(list->arabic && list->dotted) && rs_is_dash(rs_facet_unit(text, i)) &&
           rs_facet_glued(text, i) && rs_facet_glued(text, i + 1) &&
           rs_facet_unit(text, i + 1)->kind == RS_UNIT_NUMBER;
}

/* The Russian verbs of "they": no noun that a number counts ends so. */
static gboolean is_verb(const rs_facet_text *text, const rs_unit *unit)
{
    static const char *const endings[] = {"ают",  "уют",  "яют",  "еют", "ются", "утся", "атся",
                                          "ятся", "ется", "ится", "ает", "ует",  "яет",  "еет"};
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t size = strlen(endings[i]);
        if (unit->end - unit->start > size &&
            !memcmp(text->folded->text + unit->end - size, endings[i], size))
            return TRUE;
    }
    return FALSE;
}

/* A noun, which a number before it counts. */
static gboolean is_noun(const rs_facet_text *text, int i, const rs_list *list)
{
    const rs_unit *unit = rs_facet_unit(text, i);
    guint32 nouns = RS_SENSE_COUNTED | RS_SENSE_UNIT | RS_SENSE_ORDINAL;
    if (list->count == RS_COUNT_ONE) /* else it may be theirs: "goals 1 and 2 of the project" */
        nouns |= RS_SENSE_PROJECT | RS_SENSE_BODY;
    return unit->kind == RS_UNIT_WORD && unit->script != RS_SCRIPT_HAN && !(unit->sense & ~nouns) &&
           !is_verb(text, unit);
}

static gboolean is_finished(const rs_list *list, guint members, gboolean joined)
{
    if (list->arabic && list->count == RS_COUNT_MANY) /* it joins all members with "and" */
        return members >= 3;
    switch (list->count) {
    case RS_COUNT_ONE:
        return members >= 1;
    case RS_COUNT_TWO:
        return members >= 2;
    case RS_COUNT_MANY:
        return members >= 2 && joined;
    default:
        return members == 1 || joined;
    }
}

/* After a member, an aside in brackets: SDGs 3 (health), 9 (innovation). */
static int skip_aside(const rs_facet_text *text, int i)
{
    enum { CUES = RS_SENSE_SDG | RS_SENSE_GOAL | RS_SENSE_TARGET | RS_SENSE_RECOMMENDATION };
    if (!rs_facet_is_mark(text, i, '('))
        return i;
    for (int k = i + 1; k < i + MOST_ASIDE; k++) {
        if (rs_facet_is_mark(text, k, ')'))
            return k + 1;
        if (!rs_facet_unit(text, k)->kind || rs_facet_has(text, k, CUES))
            break;
    }
    return i;
}

static gboolean is_comma(const rs_unit *unit)
{
    static const gunichar marks[] = {',', 0x3001, 0x60C, '&', '/', '+'};
    for (size_t i = 0; unit->kind == RS_UNIT_MARK && i < G_N_ELEMENTS(marks); i++) {
        if (unit->value == marks[i])
            return TRUE;
    }
    return FALSE;
}

/* From unit I, between two members, to the next number; I where none is near. */
static int skip_separator(const rs_facet_text *text, int i, gboolean dotted, gboolean *joined,
                          gboolean *numbered)
{
    guint32 fills = RS_SENSE_FILL | RS_SENSE_NUMBER | (dotted ? RS_SENSE_OF : 0);
    gboolean separated = FALSE;
    for (int k = i; k < i + MOST_SEPARATORS; k++) {
        const rs_unit *unit = rs_facet_unit(text, k);
        if (unit->kind == RS_UNIT_NUMBER)
            return separated ? k : i;
        if (is_comma(unit)) {
            separated = TRUE;
        } else if (unit->sense & RS_SENSE_AND) {
            separated = TRUE;
            *joined = TRUE;
        } else if (unit->sense & RS_SENSE_NUMBER) {
            *numbered = TRUE;
        } else if (!(unit->sense & fills) && !rs_facet_is_mark(text, k, 0xB0) &&
                   !(rs_facet_is_mark(text, k, '.') &&
                     rs_facet_has(text, k - 1, RS_SENSE_NUMBER))) {
            return i;
        }
    }
    return i;
}

int rs_list_read(const rs_facet_text *text, int i, rs_list *list)
{
    guint begin = list->members->len;
    gboolean dotted = list->dotted, joined = FALSE, joins = FALSE, numbered = FALSE;
    int at = i, after = i;
    for (;;) {
        rs_list_member member;
        int next = read_member(text, at, list, &member);
        guint found = list->members->len - begin;
        if (next == at || (found > 0 && dotted != is_dotted(&member)))
            break;
        if (found > 0 && !numbered && is_noun(text, next, list) && is_finished(list, found, joined))
            break;
        dotted = is_dotted(&member);
        joined = joined || joins;
        after = read_range(text, next, list, member);
        if (after == next) {
            if (is_other_range(text, next, list))
                break;
            g_array_append_val(list->members, member);
        } else if (found == 0) {
            list->range = TRUE;
        }
        int from = skip_aside(text, after);
        joins = numbered = FALSE;
        at = skip_separator(text, from, dotted, &joins, &numbered);
        if (at == from)
            break;
    }
    return list->members->len > begin ? after : i;
}

int rs_list_read_counted(const rs_facet_text *text, int i, int most, GArray *members)
{
    rs_list list = {.most = most, .counts = TRUE, .members = members};
    g_array_set_size(members, 0);
    if (!rs_facet_glued(text, i + 1))
        return i;
    int after = rs_list_read(text, i + 1, &list);
    return after > i + 1 && rs_facet_has(text, after, RS_SENSE_UNIT) ? after + 1 : i;
}
